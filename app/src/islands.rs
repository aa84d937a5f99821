//! The WASM side. Public pages ship none of it; the workspace's islands will live here, and only
//! what they need may enter.

/// Called by the page once the WASM is loaded: brings every island on it to life.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
