//! An item's form: what stands in it, and what is put into it.

use super::{item::AutosaveItem, page::find};
use domain::entry::{self, Fields};
use leptos::{
    prelude::window,
    wasm_bindgen::JsCast,
    web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, PerformanceNavigation},
};

/// What stands in the form now.
pub(super) fn typed(form: &HtmlFormElement, item: &AutosaveItem) -> Fields {
    let find = |selector: &str| form.query_selector(selector).ok()?;
    let mut fields = Fields::default();
    for name in entry::names(&item.criterion.question) {
        let checked = format!("[name=\"{name}\"]:checked");
        let plain = format!("[name=\"{name}\"]:not([type=radio]):not([type=checkbox])");
        let value = find(&plain).and_then(|e| {
            let area = e
                .dyn_ref::<HtmlTextAreaElement>()
                .map(HtmlTextAreaElement::value);
            area.or_else(|| e.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value))
        });
        let chosen = find(&checked)
            .and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
            .map(|input| input.value());
        if let Some(value) = value.or(chosen) {
            fields.set(&name, value);
        }
    }
    fields
}

/// Puts into the form what was kept.
pub(super) fn fill(form: &HtmlFormElement, item: &AutosaveItem, fields: &Fields) {
    for name in entry::names(&item.criterion.question) {
        let value = fields.0.get(&name).cloned().unwrap_or_default();
        let Ok(found) = form.query_selector_all(&format!("[name=\"{name}\"]")) else {
            continue;
        };
        for i in 0..found.length() {
            let Some(node) = found.item(i) else { continue };
            if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(&value);
            } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
                if matches!(input.type_().as_str(), "radio" | "checkbox") {
                    input.set_checked(input.value() == value);
                } else {
                    input.set_value(&value);
                }
            }
        }
    }
}

/// Whether somebody typed before the page's program had come. What a browser puts back on its own, after Reload and Back,
/// may be older than what the server drew, and is not typed.
pub(super) fn was_typed_early(form: &HtmlFormElement, item: &AutosaveItem) -> bool {
    let arrived = window().performance().map(|it| it.navigation().type_());
    if arrived != Some(PerformanceNavigation::TYPE_NAVIGATE) {
        return false;
    }
    let names = entry::names(&item.criterion.question);
    let changed = |name: String| {
        let Ok(found) = form.query_selector_all(&format!("[name=\"{name}\"]")) else {
            return false;
        };
        let mut nodes = (0..found.length()).filter_map(|at| found.item(at));
        nodes.any(|node| match node.dyn_into::<HtmlInputElement>() {
            Ok(input) => {
                input.value() != input.default_value() || input.checked() != input.default_checked()
            }
            Err(node) => node.dyn_ref::<HtmlTextAreaElement>().is_some_and(|area| {
                area.default_value()
                    .is_ok_and(|drawn| drawn != area.value())
            }),
        })
    };
    names.into_iter().any(changed)
}

/// Whether something stands in the form that only the form itself sends: a file, and what describes evidence.
pub(super) fn has_unsaved_evidence(form: &HtmlFormElement) -> bool {
    let Ok(found) = form.query_selector_all("input") else {
        return false;
    };
    let inputs = (0..found.length()).filter_map(|at| found.item(at));
    let mut inputs = inputs.filter_map(|node| node.dyn_into::<HtmlInputElement>().ok());
    inputs.any(|input| {
        let named = ["link", "number_of_document", "issuer", "evidence_date"];
        let has_unsaved_evidence =
            input.type_() == "file" || named.contains(&input.name().as_str());
        has_unsaved_evidence && input.value() != input.default_value()
    })
}

/// The form, sent without script, goes over what was saved last; and that is what is thrown away.
pub(super) fn set_version(form: &HtmlFormElement, version: u32) {
    let own = form.query_selector("input[name=version]").ok().flatten();
    for field in [own, find(".discard input[name=version]")] {
        if let Some(input) = field.and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
            input.set_value(&version.to_string());
        }
    }
}
