//! The page around an island.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys,
};

/// The first element that a selector names.
pub(super) fn find(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok()?
}

/// Calls at every event, as long as the page lives.
pub(super) fn listen(
    target: &web_sys::EventTarget,
    event: &str,
    then: impl FnMut(web_sys::Event) + 'static,
) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(then);
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
