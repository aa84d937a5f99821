//! Where the browser enters.

/// Called by the page once the WASM is loaded, before the islands on it come to life.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
