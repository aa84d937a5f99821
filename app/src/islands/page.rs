//! The page around an island: reading and writing the form, listening, waiting.

use super::{
    AutosaveItem, AutosaveWords, FIRST_WAIT_MS, Kept, LONGEST_LEAVE_MS, LONGEST_WAIT_MS, Owner,
    REST_MS, Sent, UnsentWords, meaning, store, told,
};
use domain::entry::{self, Fields};
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{
        self, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, SubmitEvent,
    },
};
use std::{cell::RefCell, rc::Rc, time::Duration};

pub(super) fn find(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok()?
}

/// What stands in the form now.
fn typed(item: &AutosaveItem) -> Fields {
    let mut fields = Fields::default();
    for name in entry::names(&item.criterion.question) {
        let checked = format!("form.entry [name=\"{name}\"]:checked");
        let plain = format!("form.entry [name=\"{name}\"]:not([type=radio]):not([type=checkbox])");
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
fn fill(item: &AutosaveItem, fields: &Fields) {
    for name in entry::names(&item.criterion.question) {
        let value = fields.0.get(&name).cloned().unwrap_or_default();
        let Ok(found) = document().query_selector_all(&format!("form.entry [name=\"{name}\"]"))
        else {
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

pub(super) fn listen(
    target: &web_sys::EventTarget,
    event: &str,
    then: impl FnMut(web_sys::Event) + 'static,
) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(then);
    // Listens as long as the page lives.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}

struct Attendant {
    owner: Owner,
    item: AutosaveItem,
    words: AutosaveWords,
    say: WriteSignal<String>,
    mean: WriteSignal<String>,
    /// Version that the next save goes over.
    version: u32,
    /// Counts what was typed: an answer to an older text does not end the waiting.
    typed: u32,
    /// Whether a save is on its way.
    busy: bool,
    wait: u64,
    /// Whether nothing may be sent any more by itself.
    stopped: bool,
    /// The form waits to be sent until the save on its way has arrived; with the button that was pressed.
    leaving: Option<Option<HtmlElement>>,
}

type Shared = Rc<RefCell<Attendant>>;

impl Attendant {
    fn kept(&self) -> Kept {
        Kept {
            unit: self.item.unit.clone(),
            criterion: self.item.criterion.code.clone(),
            version: self.version,
            fields: typed(&self.item),
            action: self.item.action.clone(),
        }
    }

    fn name(&self) -> String {
        store::name(&self.owner, &self.item.unit, &self.item.criterion.code)
    }
}

/// Begins to attend to the form.
pub(super) fn attend(
    owner: Owner,
    item: AutosaveItem,
    words: AutosaveWords,
    say: WriteSignal<String>,
    mean: WriteSignal<String>,
) {
    let Some(form) = find("form.entry") else {
        return;
    };
    let shared: Shared = Rc::new(RefCell::new(Attendant {
        version: item.version,
        owner,
        item,
        words,
        say,
        mean,
        typed: 0,
        busy: false,
        wait: FIRST_WAIT_MS,
        stopped: false,
        leaving: None,
    }));
    restore(shared.clone());
    let on_input = shared.clone();
    listen(&form, "input", move |event| {
        // A file is sent with its form, never by itself.
        let file = event
            .target()
            .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            .is_some_and(|input| input.type_() == "file");
        if !file {
            changed(&on_input);
        }
    });
    // Whoever sends the form takes everything with it.
    let on_submit = shared.clone();
    listen(&form, "submit", move |event| {
        let mut attendant = on_submit.borrow_mut();
        attendant.stopped = true;
        if attendant.busy {
            // The save on its way raises the version: sent now, the form would meet it as somebody else's.
            event.prevent_default();
            let button = event.dyn_ref::<SubmitEvent>();
            attendant.leaving = Some(button.and_then(SubmitEvent::submitter));
            let late = on_submit.clone();
            set_timeout(
                move || leave(&late),
                Duration::from_millis(LONGEST_LEAVE_MS),
            );
            return;
        }
        store::forget(&attendant.name());
    });
    let on_line = shared;
    listen(&window(), "online", move |_| {
        on_line.borrow_mut().wait = FIRST_WAIT_MS;
        save(on_line.clone());
    });
}

/// Sends the form that waits, as if its button were pressed again.
fn leave(shared: &Shared) {
    let Some(button) = shared.borrow_mut().leaving.take() else {
        return;
    };
    shared.borrow_mut().busy = false;
    let form = find("form.entry").and_then(|e| e.dyn_into::<HtmlFormElement>().ok());
    if let Some(form) = form {
        // What can't be sent stays in sight, and is kept on the machine.
        let _ = form.request_submit_with_submitter(button.as_ref());
    }
}

/// What is kept on the machine comes back into the form, and is sent.
fn restore(shared: Shared) {
    spawn_local(async move {
        let (owner, name) = {
            let attendant = shared.borrow();
            (attendant.owner.clone(), attendant.name())
        };
        let Some(kept) = store::kept(&owner, &name).await else {
            return;
        };
        {
            let mut attendant = shared.borrow_mut();
            fill(&attendant.item, &kept.fields);
            // Over the version it was typed on: if another was saved since, that is a conflict.
            attendant.version = kept.version;
            attendant.typed += 1;
            attendant.say.set(attendant.words.restored.clone());
            let said = meaning(&attendant.item, &attendant.words, &kept.fields);
            attendant.mean.set(said);
        }
        save(shared);
    });
}

fn changed(shared: &Shared) {
    let now = {
        let mut attendant = shared.borrow_mut();
        attendant.typed += 1;
        let fields = typed(&attendant.item);
        let said = meaning(&attendant.item, &attendant.words, &fields);
        attendant.mean.set(said);
        attendant.typed
    };
    let keeping = shared.clone();
    spawn_local(async move {
        let (owner, kept) = {
            let attendant = keeping.borrow();
            (attendant.owner.clone(), attendant.kept())
        };
        // A browser that keeps nothing still sends.
        let _ = store::keep(&owner, &kept).await;
    });
    let resting = shared.clone();
    set_timeout(
        move || {
            if resting.borrow().typed == now {
                save(resting);
            }
        },
        Duration::from_millis(REST_MS),
    );
}

fn save(shared: Shared) {
    {
        let mut attendant = shared.borrow_mut();
        if attendant.busy || attendant.stopped || attendant.typed == 0 {
            return;
        }
        attendant.busy = true;
        attendant.say.set(attendant.words.saving.clone());
    }
    spawn_local(async move {
        let (kept, sent_at) = {
            let attendant = shared.borrow();
            (attendant.kept(), attendant.typed)
        };
        let sent = store::send(&kept).await;
        let (again, owner, name) = {
            let mut attendant = shared.borrow_mut();
            attendant.busy = false;
            attendant.say.set(told(&attendant.words, &sent));
            let newer = attendant.typed != sent_at;
            let again = match &sent {
                Sent::Saved(done) => {
                    attendant.version = done.version;
                    attendant.wait = FIRST_WAIT_MS;
                    set_version(done.version);
                    newer.then_some(REST_MS)
                }
                // The person decides: sending the form shows both versions.
                Sent::Conflict => {
                    attendant.stopped = true;
                    None
                }
                Sent::Ended | Sent::Unsent => {
                    let wait = attendant.wait;
                    attendant.wait = (wait * 2).min(LONGEST_WAIT_MS);
                    Some(wait)
                }
            };
            (again, attendant.owner.clone(), attendant.name())
        };
        if shared.borrow().leaving.is_some() {
            leave(&shared);
            return;
        }
        match (&sent, again) {
            (Sent::Saved(_), None) => store::forget(&name),
            // Kept over the version that now stands.
            (Sent::Saved(_), Some(_)) => {
                let kept = shared.borrow().kept();
                let _ = store::keep(&owner, &kept).await;
            }
            _ => {}
        }
        if let Some(wait) = again {
            set_timeout(move || save(shared), Duration::from_millis(wait));
        }
    });
}

/// The form, sent without script, goes over what was saved last.
fn set_version(version: u32) {
    let field = find("form.entry input[name=version]");
    if let Some(input) = field.and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(&version.to_string());
    }
}

/// Counts what waits on this machine, sends it, and asks before signing out.
pub(super) fn count_unsent(owner: Owner, words: UnsentWords, count: WriteSignal<usize>) {
    let recount = {
        let owner = owner.clone();
        move || count.set(store::names(&owner).len())
    };
    recount();
    // What stands in this page's own form is sent by the form's island.
    let path = window().location().pathname().unwrap_or_default();
    let own = |name: &str, path: &str| {
        let mut parts = name.rsplit('.');
        let (criterion, unit) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        path.ends_with(&format!("/{unit}/{criterion}"))
    };
    let sending = {
        let (owner, recount) = (owner.clone(), recount.clone());
        move || {
            let (owner, recount, path) = (owner.clone(), recount.clone(), path.clone());
            spawn_local(async move {
                for name in store::names(&owner) {
                    if own(&name, &path) {
                        continue;
                    }
                    let Some(kept) = store::kept(&owner, &name).await else {
                        continue;
                    };
                    if matches!(store::send(&kept).await, Sent::Saved(_)) {
                        store::forget(&name);
                    }
                }
                recount();
            });
        }
    };
    sending();
    listen(&window(), "online", move |_| sending());
    if let Some(form) = find("form.person") {
        listen(&form, "submit", move |event| {
            let unsent = !store::names(&owner).is_empty();
            let stays = unsent && !window().confirm_with_message(&words.leave).unwrap_or(true);
            if stays {
                event.prevent_default();
            }
        });
    }
    set_interval(recount, Duration::from_secs(2));
}
