// Brings the islands of a page to life: loads the WASM beside this file and hands each island its element. An external
// file, so that the content policy allows no inline script. The build writes the file's name into it.
import init, * as app from './@NAME@.js';

// What Leptos would find here if pages streamed resources; ours never do.
Object.assign(window, { __RESOLVED_RESOURCES: [], __SERIALIZED_ERRORS: [], __INCOMPLETE_CHUNKS: [] });

await init({ module_or_path: new URL('./@NAME@_bg.wasm', import.meta.url) });
app.hydrate();
for (const island of document.querySelectorAll('leptos-island')) {
  // An island among the children of another finds what that one gives to them.
  island.parentElement.closest('leptos-children')?.$$on_hydrate?.();
  app[island.dataset.component]?.(island);
}
