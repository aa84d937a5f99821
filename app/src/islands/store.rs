//! Keeping on the machine, encrypted, and sending. Nothing of the page may enter.

use super::owner::Owner;
use domain::entry::Fields;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array, encode_uri_component};
use leptos::{
    wasm_bindgen::{JsCast, JsValue},
    web_sys,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

/// How long an answer to a save is waited for.
pub(super) const LONGEST_ANSWER_MS: i32 = 30_000;

/// What was typed and is not yet known to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UnsavedText {
    pub(super) unit: String,
    pub(super) criterion: String,
    pub(super) version: u32,
    pub(super) fields: Fields,
    pub(super) action: String,
    /// Texts that were sent over that version and may have arrived: nobody else's, if they stand there now.
    #[serde(default)]
    pub(super) sent: Vec<Fields>,
}

/// What the server said to a save.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Done {
    pub(super) version: u32,
    pub(super) at: String,
    /// Whether it is kept as a draft: what stands already is none.
    pub(super) draft: bool,
}

/// What stands there instead.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Theirs {
    version: u32,
    own: bool,
    fields: Fields,
}

/// What came of sending.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Saved(Done),
    Conflict(Option<Theirs>),
    Ended,
    /// The server will not have it, however often it is sent.
    Refused,
    Unsent,
    /// No answer in time.
    Late,
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What this tab remembers from page to page.
fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn prefix(owner: &Owner) -> String {
    format!("xanh.{}.", owner.account)
}

/// The name under which an item is kept.
pub(super) fn name(owner: &Owner, unit: &str, criterion: &str) -> String {
    format!("{}{unit}.{criterion}", prefix(owner))
}

/// What parts an item's name from the number of a copy beside the first.
const BESIDE: char = '~';

/// The item of a name, whichever copy of it.
pub(super) fn item_of(name: &str) -> &str {
    name.split(BESIDE).next().unwrap_or(name)
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

/// Where it is said which version of an item was saved by a page that does not show it.
fn saved_name(owner: &Owner, unit: &str, criterion: &str) -> String {
    format!("xanh-saved.{}.{unit}.{criterion}", owner.account)
}

/// Remembers the version that an item was saved as, for its page: that may have been asked for before and arrive after.
pub(super) fn remember_saved(owner: &Owner, kept: &UnsavedText, version: u32) {
    let name = saved_name(owner, &kept.unit, &kept.criterion);
    if let Some(storage) = tab() {
        // A storage that refuses leaves the page as it was made.
        let _ = storage.set_item(&name, &version.to_string());
    }
}

/// The version that another page has saved an item as, once.
pub(super) fn take_saved(owner: &Owner, unit: &str, criterion: &str) -> Option<u32> {
    let name = saved_name(owner, unit, criterion);
    let tab = tab()?;
    let version = tab.get_item(&name).ok()??.parse().ok();
    let _ = tab.remove_item(&name);
    version
}

fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Where this page keeps its copy of an item. Another window has its own, so that neither writes over the other's.
#[derive(Clone, Debug)]
pub(super) struct Place {
    name: String,
    /// What this page has written there, or read.
    sealed: Option<String>,
}

impl Place {
    pub(super) fn new(name: String) -> Self {
        Self { name, sealed: None }
    }

    /// Forgets what is kept here, unless another window has written over it meanwhile.
    pub(super) fn forget(&mut self) {
        let own = self.sealed.take();
        if own.is_some()
            && own == stored(&self.name)
            && let Some(storage) = storage()
        {
            // A storage that refuses has nothing to forget.
            let _ = storage.remove_item(&self.name);
        }
    }

    /// Keeps an item here, or beside what another window keeps. `None` if this browser can't keep anything: then the
    /// page says so.
    pub(super) async fn keep(&mut self, owner: &Owner, kept: &UnsavedText) -> Option<()> {
        let text = serde_json::to_string(kept).ok()?;
        let sealed = seal(owner, &text).await?;
        let base = item_of(&self.name).to_owned();
        let mut number = 0;
        loop {
            let there = stored(&self.name);
            if there.is_none() || there == self.sealed {
                break;
            }
            number += 1;
            self.name = format!("{base}{BESIDE}{number}");
            self.sealed = None;
        }
        storage()?.set_item(&self.name, &sealed).ok()?;
        self.sealed = Some(sealed);
        Some(())
    }
}

/// What is kept under a name, and where; `None` if nothing, or if the key is not its.
pub(super) async fn kept(owner: &Owner, name: &str) -> Option<(UnsavedText, Place)> {
    let sealed = stored(name)?;
    let kept = serde_json::from_str(&open(owner, &sealed).await?).ok()?;
    let place = Place {
        name: name.to_owned(),
        sealed: Some(sealed),
    };
    Some((kept, place))
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

/// How often a text is sent over one of its own that had arrived without this page's knowing.
const MOST_TURNS: usize = 3;

/// Sends an item to where its form is sent, and waits so many milliseconds at most.
pub(super) async fn send(kept: &UnsavedText, wait: i32) -> Sent {
    let mut version = kept.version;
    for _ in 0..MOST_TURNS {
        let sent = try_send(kept, version, wait).await.unwrap_or(Sent::Unsent);
        match &sent {
            // What stands there was sent from here; its answer was lost on the way.
            Sent::Conflict(Some(theirs))
                if theirs.own
                    && kept
                        .sent
                        .iter()
                        .any(|own| own.says_the_same(&theirs.fields)) =>
            {
                version = theirs.version;
            }
            _ => return sent,
        }
    }
    Sent::Unsent
}

/// What comes of a promise within so many milliseconds; nothing if nothing does.
async fn within(promise: Promise, wait: i32) -> Result<Option<JsValue>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let late = Promise::new(&mut |resolve, _| {
        // A clock that can't be set lets the promise alone decide.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&promise, &late))).await?;
    Ok((!first.is_undefined()).then_some(first))
}

async fn try_send(kept: &UnsavedText, version: u32, wait: i32) -> Result<Sent, JsValue> {
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
    add("version", &version.to_string());
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
    let asked = window.fetch_with_str_and_init(&kept.action, &options);
    let Some(answered) = within(asked, wait).await? else {
        return Ok(Sent::Late);
    };
    let response: web_sys::Response = answered.dyn_into()?;
    let status = response.status();
    let text = match status {
        200 | 409 => within(response.text()?, wait).await?,
        _ => None,
    };
    let text = text.and_then(|text| text.as_string()).unwrap_or_default();
    Ok(match status {
        200 => serde_json::from_str(&text).map_or(Sent::Unsent, Sent::Saved),
        401 => Sent::Ended,
        409 => Sent::Conflict(serde_json::from_str(&text).ok()),
        // Too many at once, or too slow: that passes.
        408 | 425 | 429 => Sent::Unsent,
        400..=499 => Sent::Refused,
        _ => Sent::Unsent,
    })
}
