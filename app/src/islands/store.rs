//! Keeping on the machine, encrypted, and sending. Nothing of the page may enter.

use super::Owner;
use domain::entry::Fields;
use js_sys::{Array, Object, Reflect, Uint8Array, encode_uri_component};
use leptos::{
    wasm_bindgen::{JsCast, JsValue},
    web_sys,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

/// What was typed and is not yet known to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) unit: String,
    pub(super) criterion: String,
    pub(super) version: u32,
    pub(super) fields: Fields,
    pub(super) action: String,
}

/// What the server said to a save.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Done {
    pub(super) version: u32,
    pub(super) at: String,
}

/// What came of sending.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Saved(Done),
    Conflict,
    Ended,
    Unsent,
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn prefix(owner: &Owner) -> String {
    format!("xanh.{}.", owner.account)
}

/// The name under which an item is kept.
pub(super) fn name(owner: &Owner, unit: &str, criterion: &str) -> String {
    format!("{}{unit}.{criterion}", prefix(owner))
}

/// Names of everything that is kept for this account.
pub(super) fn names(owner: &Owner) -> Vec<String> {
    let prefix = prefix(owner);
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let length = storage.length().unwrap_or(0);
    (0..length)
        .filter_map(|i| storage.key(i).ok()?)
        .filter(|name| name.starts_with(&prefix))
        .collect()
}

/// Forgets what is kept under a name.
pub(super) fn forget(name: &str) {
    if let Some(storage) = storage() {
        // A storage that refuses has nothing to forget.
        let _ = storage.remove_item(name);
    }
}

/// Keeps an item. `None` if this browser can't: then the page says that it is not saved.
pub(super) async fn keep(owner: &Owner, kept: &Kept) -> Option<()> {
    let text = serde_json::to_string(kept).ok()?;
    let sealed = seal(owner, &text).await?;
    let name = name(owner, &kept.unit, &kept.criterion);
    storage()?.set_item(&name, &sealed).ok()
}

/// What is kept under a name; `None` if nothing, or if the key is not its.
pub(super) async fn kept(owner: &Owner, name: &str) -> Option<Kept> {
    let sealed = storage()?.get_item(name).ok()??;
    serde_json::from_str(&open(owner, &sealed).await?).ok()
}

fn crypto() -> Option<web_sys::SubtleCrypto> {
    Some(web_sys::window()?.crypto().ok()?.subtle())
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len() / 2)
        .map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok())
        .collect()
}

fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

async fn key(owner: &Owner) -> Option<web_sys::CryptoKey> {
    let raw = Uint8Array::from(bytes_of(&owner.key)?.as_slice());
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = crypto()?
        .import_key_with_str("raw", &raw, "AES-GCM", false, &uses)
        .ok()?;
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

fn algorithm(iv: &[u8]) -> Option<Object> {
    let object = Object::new();
    Reflect::set(&object, &"name".into(), &"AES-GCM".into()).ok()?;
    Reflect::set(&object, &"iv".into(), &Uint8Array::from(iv)).ok()?;
    Some(object)
}

async fn seal(owner: &Owner, text: &str) -> Option<String> {
    let mut iv = [0_u8; 12];
    let window = web_sys::window()?;
    window
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut iv)
        .ok()?;
    let key = key(owner).await?;
    let made = crypto()?
        .encrypt_with_object_and_u8_array(&algorithm(&iv)?, &key, text.as_bytes())
        .ok()?;
    let sealed = Uint8Array::new(&JsFuture::from(made).await.ok()?).to_vec();
    Some(format!("{}.{}", hex_of(&iv), hex_of(&sealed)))
}

async fn open(owner: &Owner, sealed: &str) -> Option<String> {
    let (iv, rest) = sealed.split_once('.')?;
    let key = key(owner).await?;
    let made = crypto()?
        .decrypt_with_object_and_u8_array(&algorithm(&bytes_of(iv)?)?, &key, &bytes_of(rest)?)
        .ok()?;
    let opened = Uint8Array::new(&JsFuture::from(made).await.ok()?).to_vec();
    String::from_utf8(opened).ok()
}

/// Sends an item to where its form is sent.
pub(super) async fn send(kept: &Kept) -> Sent {
    match try_send(kept).await {
        Ok(sent) => sent,
        Err(_) => Sent::Unsent,
    }
}

async fn try_send(kept: &Kept) -> Result<Sent, JsValue> {
    let mut body = String::new();
    let mut add = |name: &str, value: &str| {
        if !body.is_empty() {
            body.push('&');
        }
        body.push_str(&String::from(encode_uri_component(name)));
        body.push('=');
        body.push_str(&String::from(encode_uri_component(value)));
    };
    add("unit", &kept.unit);
    add("criterion", &kept.criterion);
    add("version", &kept.version.to_string());
    add("intent", "save");
    for (name, value) in &kept.fields.0 {
        add(name, value);
    }
    let headers = web_sys::Headers::new()?;
    headers.set("accept", "application/json")?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let options = web_sys::RequestInit::new();
    options.set_method("POST");
    options.set_headers(&headers);
    options.set_body(&JsValue::from_str(&body));
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let answered = JsFuture::from(window.fetch_with_str_and_init(&kept.action, &options)).await?;
    let response: web_sys::Response = answered.dyn_into()?;
    Ok(match response.status() {
        200 => {
            let text = JsFuture::from(response.text()?).await?;
            let text = text.as_string().unwrap_or_default();
            serde_json::from_str(&text).map_or(Sent::Unsent, Sent::Saved)
        }
        401 => Sent::Ended,
        409 => Sent::Conflict,
        _ => Sent::Unsent,
    })
}
