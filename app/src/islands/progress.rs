//! A long work of the server, followed from the page that waits for it.

use super::page::listen;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{HtmlElement, Response},
};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

/// How often it is asked.
const EVERY: Duration = Duration::from_secs(1);

/// Begins to ask when the form around `place` is sent. The page goes when its answer comes, and the asking with it.
pub(super) fn attend(
    place: &HtmlElement,
    address: String,
    first: String,
    say: WriteSignal<String>,
) {
    let Ok(Some(form)) = place.closest("form") else {
        return;
    };
    let mut asking = false;
    listen(&form, "submit", move |_| {
        say.set(first.clone());
        if !asking {
            asking = true;
            let address = address.clone();
            set_interval(
                move || {
                    let address = address.clone();
                    spawn_local(async move {
                        // What can't be heard changes nothing: the form is on its way all the same.
                        if let Ok(text) = ask(&address).await {
                            say.set(text);
                        }
                    });
                },
                EVERY,
            );
        }
    });
}

async fn ask(address: &str) -> Result<String, JsValue> {
    let response = JsFuture::from(window().fetch_with_str(address)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
