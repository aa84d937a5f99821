//! The what-if form asked again at every tick: the server counts, the page shows what it says. Nothing
//! is computed here.

use super::page::{find, listen};
use js_sys::encode_uri_component;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue},
    web_sys::{self, DomParser, HtmlInputElement, SupportedType},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::JsFuture;

/// What changes with the ticks: the sentence that is read out, and the figures.
const CHANGING: [&str; 2] = ["#da-chon", "#ket-qua"];

/// Begins to attend to the form.
pub(super) fn attend() {
    let Some(form) = find("form.what-if") else {
        return;
    };
    let asked = Rc::new(Cell::new(0_u32));
    listen(&form, "change", move |_| {
        let own = asked.get() + 1;
        asked.set(own);
        let asked = asked.clone();
        spawn_local(async move {
            // Without a line the button still works, or says why it does not.
            let Ok((address, answer)) = ask().await else {
                return;
            };
            // An answer to older ticks is not shown any more.
            if asked.get() == own {
                show(&address, &answer);
            }
        });
    });
}

/// The address that the form would go to, and what stands there.
async fn ask() -> Result<(String, web_sys::Document), JsValue> {
    let action = find("form.what-if").and_then(|form| form.get_attribute("action"));
    let action = action.unwrap_or_default();
    let chosen = "form.what-if input[type=hidden], form.what-if input:checked";
    let found = document().query_selector_all(chosen)?;
    let inputs = (0..found.length()).filter_map(|at| found.item(at));
    let inputs = inputs.filter_map(|node| node.dyn_into::<HtmlInputElement>().ok());
    let pairs: Vec<_> = inputs
        .map(|input| {
            let value = String::from(encode_uri_component(&input.value()));
            format!("{}={value}", input.name())
        })
        .collect();
    let path = action.split('#').next().unwrap_or_default();
    let address = format!("{path}?{}", pairs.join("&"));
    let response = JsFuture::from(window().fetch_with_str(&address)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    let text = text.as_string().unwrap_or_default();
    let page = DomParser::new()?.parse_from_string(&text, SupportedType::TextHtml)?;
    Ok((address, page))
}

fn show(address: &str, answer: &web_sys::Document) {
    for part in CHANGING {
        let Ok(Some(new)) = answer.query_selector(part) else {
            // Another page answered: a session that has ended, say.
            return;
        };
        if let Some(old) = find(part) {
            old.set_inner_html(&new.inner_html());
        }
    }
    // The choice stands in the address, as if the button had been pressed.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
