//! A form that saves itself: listening, keeping, sending, waiting.

use super::{
    form::{fill, has_unsaved_evidence, set_version, typed, was_typed_early},
    item::AutosaveItem,
    owner::Owner,
    page::{find, listen},
    store::{self, LONGEST_ANSWER_MS, Place, Sent, UnsavedText},
    words::{AutosaveWords, meaning, status_text},
};
use domain::entry::Fields;
use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent},
};
use std::{cell::RefCell, rc::Rc, time::Duration};

/// Milliseconds of rest after which what was typed is saved.
const REST_MS: u64 = 1_200;
/// First and longest wait before trying again.
const FIRST_WAIT_MS: u64 = 3_000;
const LONGEST_WAIT_MS: u64 = 60_000;
/// How long the form waits for it when its button was pressed, if the text is kept on the machine.
const LONGEST_LEAVE_MS: i32 = 8_000;

/// What an [`Autosave`](super::Autosave) says, for the [`AutosaveStatus`](super::AutosaveStatus) among its fields.
#[derive(Clone, Copy)]
pub(super) struct Status {
    /// What became of the text.
    pub(super) sentence: RwSignal<String>,
    /// What the value means; nothing before it was changed.
    pub(super) means: RwSignal<Option<String>>,
}

struct Attendant {
    form: HtmlFormElement,
    owner: Owner,
    item: AutosaveItem,
    words: AutosaveWords,
    status: Status,
    /// Version that the next save goes over.
    version: u32,
    /// Counts what was typed: an answer to an older text does not end the waiting.
    typed: u32,
    /// Up to which count the server has said that it is saved.
    saved: u32,
    /// Which count is kept on the machine.
    kept: Option<u32>,
    /// Texts that were sent and may have arrived without this page's knowing.
    sent: Vec<Fields>,
    place: Place,
    /// Whether a copy is being written, and whether a newer one has to follow.
    keeping: bool,
    keep_again: bool,
    /// Whether a save is on its way.
    busy: bool,
    wait: u64,
    /// Whether nothing may be sent any more by itself.
    stopped: bool,
    /// The form waits to be sent until its text has arrived; with the button that was pressed.
    pressed: Option<Option<HtmlElement>>,
    /// A button was pressed, and what it asks for was not sent with the text.
    missed: bool,
    /// The form is being sent: its page goes.
    going: bool,
}

type Shared = Rc<RefCell<Attendant>>;

/// Most texts that are remembered as sent.
const MOST_SENT: usize = 5;

impl Attendant {
    /// Whether this page keeps, or has kept, something of its own.
    fn place_is_taken(&self) -> bool {
        self.keeping || self.kept.is_some()
    }

    fn copy(&self) -> UnsavedText {
        UnsavedText {
            unit: self.item.unit.clone(),
            criterion: self.item.criterion.code.clone(),
            version: self.version,
            fields: typed(&self.form, &self.item),
            action: self.item.action.clone(),
            sent: self.sent.clone(),
        }
    }

    fn is_saved(&self) -> bool {
        self.typed == self.saved
    }

    fn is_kept(&self) -> bool {
        self.kept == Some(self.typed)
    }

    fn tell(&self, sent: &Sent) {
        self.status
            .sentence
            .set(status_text(&self.words, sent, self.is_kept()));
    }

    /// Takes down what the server said; a text that it has needs no copy any more.
    fn hear(&mut self, sent: &Sent, sent_at: u32) {
        match sent {
            Sent::Saved(done) => {
                if let Some(discard) = find(".discard") {
                    // What can be dropped is offered. A browser that can't show it shows it next time.
                    let _ = discard.toggle_attribute_with_force("hidden", !done.draft);
                }
                self.version = done.version;
                self.saved = sent_at;
                self.sent.clear();
                self.wait = FIRST_WAIT_MS;
                set_version(&self.form, done.version);
                if self.is_saved() && !self.keeping {
                    self.place.forget();
                    self.kept = None;
                }
            }
            // The person decides: sending the form shows both versions, or what is wrong.
            Sent::Conflict(_) | Sent::Refused => self.stopped = true,
            Sent::Ended | Sent::Unsent | Sent::Late => {}
        }
        self.tell(sent);
        if self.missed && matches!(sent, Sent::Saved(_)) {
            self.status.sentence.set(self.words.again.clone());
        }
    }
}

/// Begins to attend to the form.
pub(super) fn attend(
    form: HtmlFormElement,
    owner: Owner,
    item: AutosaveItem,
    words: AutosaveWords,
    status: Status,
) {
    let unsaved = item.unsaved;
    let typed_early = was_typed_early(&form, &item);
    // The server made this page before another page's text arrived there: made again, it shows that text.
    let saved = store::take_saved(&owner, &item.unit, &item.criterion.code);
    if !unsaved && !typed_early && saved.is_some_and(|version| version > item.version) {
        // A browser that can't reload leaves a page whose next save is a conflict with oneself, which is told.
        let _ = window().location().reload();
        return;
    }
    let shared: Shared = Rc::new(RefCell::new(Attendant {
        form: form.clone(),
        version: item.version,
        place: Place::new(store::name(&owner, &item.unit, &item.criterion.code)),
        owner,
        item,
        words,
        status,
        typed: u32::from(unsaved),
        saved: 0,
        kept: None,
        sent: Vec::new(),
        keeping: false,
        keep_again: false,
        busy: false,
        wait: FIRST_WAIT_MS,
        stopped: unsaved,
        pressed: None,
        missed: false,
        going: false,
    }));
    if typed_early {
        changed(&shared);
    }
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
    // The form is sent when the server has its text: a page that can't be reached would take the text with it.
    let on_submit = shared.clone();
    listen(&form, "submit", move |event| {
        let mut attendant = on_submit.borrow_mut();
        if attendant.going {
            return;
        }
        event.prevent_default();
        let button = event.dyn_ref::<SubmitEvent>();
        let waits = attendant.pressed.is_some();
        attendant.missed = false;
        attendant.pressed = Some(button.and_then(SubmitEvent::submitter));
        let busy = attendant.busy;
        drop(attendant);
        if !waits && !busy {
            send(on_submit.clone());
        }
    });
    let on_line = shared.clone();
    listen(&window(), "online", move |_| {
        on_line.borrow_mut().wait = FIRST_WAIT_MS;
        save(on_line.clone());
    });
    let on_leave = shared.clone();
    listen(&window(), "beforeunload", move |event| {
        let attendant = on_leave.borrow();
        let safe = attendant.is_saved() || attendant.is_kept();
        if !attendant.going && (!safe || has_unsaved_evidence(&attendant.form)) {
            event.prevent_default();
        }
    });
    // A page that comes back as it was left.
    let on_return = shared.clone();
    listen(&window(), "pageshow", move |_| {
        on_return.borrow_mut().going = false
    });
    // Whoever takes the other's text, or throws the draft away, wants no copy of this one.
    for (given_up, event) in [(".take-theirs", "click"), (".discard form", "submit")] {
        let shared = shared.clone();
        if let Some(element) = find(given_up) {
            listen(&element, event, move |_| {
                let mut attendant = shared.borrow_mut();
                attendant.saved = attendant.typed;
                attendant.stopped = true;
                attendant.place.forget();
            });
        }
    }
}

/// Whether a button asks for more than the text that is sent by itself.
fn asks_more(form: &HtmlFormElement, button: Option<&HtmlElement>) -> bool {
    let hands_in = |button: &HtmlElement| {
        button
            .get_attribute("value")
            .is_some_and(|v| v == "hand-in")
    };
    has_unsaved_evidence(form) || button.is_some_and(hands_in)
}

/// Sends the form itself, as if its button were pressed again.
fn go(shared: &Shared) {
    let (form, button) = {
        let mut attendant = shared.borrow_mut();
        let Some(button) = attendant.pressed.take() else {
            return;
        };
        attendant.going = true;
        attendant.stopped = true;
        (attendant.form.clone(), button)
    };
    let sent = form.request_submit_with_submitter(button.as_ref());
    if sent.is_err() || !form.check_validity() {
        // What can't be sent stays in sight.
        shared.borrow_mut().going = false;
    }
}

/// What is kept on the machine comes back into the form, and is sent.
fn restore(shared: Shared) {
    spawn_local(async move {
        let (owner, base) = {
            let attendant = shared.borrow();
            let (item, owner) = (&attendant.item, attendant.owner.clone());
            let base = store::name(&owner, &item.unit, &item.criterion.code);
            (owner, base)
        };
        let mut names = store::names(&owner);
        names.retain(|name| store::item_of(name) == base);
        names.sort();
        for name in names {
            let Some((kept, mut place)) = store::kept(&owner, &name).await else {
                continue;
            };
            let mut attendant = shared.borrow_mut();
            if attendant.place_is_taken() {
                return;
            }
            let same = kept
                .fields
                .says_the_same(&typed(&attendant.form, &attendant.item));
            match (same, attendant.item.unsaved) {
                // The page shows what the server has, and that is it.
                (true, false) => {
                    place.forget();
                    continue;
                }
                // It stands in the form already, and waits for the person.
                (true, true) => {
                    attendant.place = place;
                    attendant.kept = Some(attendant.typed);
                    return;
                }
                (false, true) => continue,
                (false, false) => {}
            }
            fill(&attendant.form, &attendant.item, &kept.fields);
            // Over the version it was typed on: if another was saved since, that is a conflict, for the form as well.
            attendant.version = kept.version;
            set_version(&attendant.form, kept.version);
            attendant.sent = kept.sent;
            attendant.place = place;
            attendant.typed += 1;
            attendant.kept = Some(attendant.typed);
            attendant
                .status
                .sentence
                .set(attendant.words.restored.clone());
            let sentence = meaning(&attendant.item, &attendant.words, &kept.fields);
            attendant.status.means.set(Some(sentence));
            drop(attendant);
            save(shared);
            return;
        }
        // What nobody has kept of a form that is not saved is kept now.
        if shared.borrow().item.unsaved {
            keep(&shared);
        }
    });
}

fn changed(shared: &Shared) {
    let now = {
        let mut attendant = shared.borrow_mut();
        attendant.typed += 1;
        let fields = typed(&attendant.form, &attendant.item);
        let sentence = meaning(&attendant.item, &attendant.words, &fields);
        attendant.status.means.set(Some(sentence));
        attendant.typed
    };
    keep(shared);
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

/// Keeps what is typed on the machine, one copy after the other.
fn keep(shared: &Shared) {
    {
        let mut attendant = shared.borrow_mut();
        attendant.keep_again = true;
        if attendant.keeping {
            return;
        }
        attendant.keeping = true;
    }
    let shared = shared.clone();
    spawn_local(async move {
        loop {
            let (owner, copy, at, mut place) = {
                let mut attendant = shared.borrow_mut();
                if !attendant.keep_again {
                    attendant.keeping = false;
                    if attendant.is_saved() {
                        attendant.place.forget();
                        attendant.kept = None;
                    }
                    return;
                }
                attendant.keep_again = false;
                let owner = attendant.owner.clone();
                let place = attendant.place.clone();
                let mut copy = attendant.copy();
                if attendant.item.unsaved && attendant.saved == 0 {
                    // Opened again, it must not go over what the person has not decided about.
                    copy.version = 0;
                }
                (owner, copy, attendant.typed, place)
            };
            // A browser that keeps nothing still sends, and the page says so.
            let done = place.keep(&owner, &copy).await;
            let mut attendant = shared.borrow_mut();
            attendant.place = place;
            attendant.kept = done.map(|()| at);
        }
    });
}

/// Saves by itself, unless the person has to decide something first.
fn save(shared: Shared) {
    {
        let attendant = shared.borrow();
        if attendant.busy || attendant.stopped || attendant.is_saved() {
            return;
        }
    }
    send(shared);
}

/// Sends what is typed. If the form's button was pressed, the form follows as soon as the server has the text, or has
/// something to say that only a page can say.
fn send(shared: Shared) {
    {
        let mut attendant = shared.borrow_mut();
        attendant.busy = true;
        let fields = typed(&attendant.form, &attendant.item);
        attendant.sent.retain(|sent| *sent != fields);
        attendant.sent.push(fields);
        let more = attendant.sent.len().saturating_sub(MOST_SENT);
        attendant.sent.drain(..more);
        attendant
            .status
            .sentence
            .set(attendant.words.saving.clone());
        if !attendant.is_saved() {
            drop(attendant);
            keep(&shared);
        }
    }
    spawn_local(async move {
        let (copy, sent_at, wait) = {
            let attendant = shared.borrow();
            let leaving = attendant.pressed.is_some() && attendant.is_kept();
            let wait = if leaving {
                LONGEST_LEAVE_MS
            } else {
                LONGEST_ANSWER_MS
            };
            (attendant.copy(), attendant.typed, wait)
        };
        let sent = store::send(&copy, wait).await;
        let (follows, again) = {
            let mut attendant = shared.borrow_mut();
            attendant.busy = false;
            attendant.hear(&sent, sent_at);
            let pressed = attendant.pressed.is_some();
            let newer = !attendant.is_saved();
            let retry = attendant.wait;
            match &sent {
                Sent::Saved(_) if pressed && !newer => (true, None),
                Sent::Saved(_) if pressed => (false, Some(0)),
                Sent::Saved(_) => (false, newer.then_some(REST_MS)),
                Sent::Conflict(_) | Sent::Refused | Sent::Ended if pressed => (true, None),
                // The browser has more patience than we have, and the copy stays.
                Sent::Late if pressed && attendant.is_kept() => (true, None),
                Sent::Conflict(_) | Sent::Refused => (false, None),
                Sent::Ended | Sent::Unsent | Sent::Late => {
                    // Whoever pressed the button is told, and stays beside the text.
                    let pressed = attendant.pressed.take();
                    let missed =
                        pressed.is_some_and(|button| asks_more(&attendant.form, button.as_ref()));
                    attendant.missed |= missed;
                    attendant.wait = (retry * 2).min(LONGEST_WAIT_MS);
                    (false, Some(retry))
                }
            }
        };
        if follows {
            go(&shared);
            return;
        }
        if matches!(sent, Sent::Saved(_)) && !shared.borrow().is_saved() {
            // Kept over the version that now stands.
            keep(&shared);
        }
        if let Some(wait) = again {
            set_timeout(move || turn(shared), Duration::from_millis(wait));
        }
    });
}

/// The next attempt: of a button that was pressed, or by itself.
fn turn(shared: Shared) {
    let (busy, pressed) = {
        let attendant = shared.borrow();
        (attendant.busy, attendant.pressed.is_some())
    };
    match (busy, pressed) {
        (true, _) => {}
        (false, true) => send(shared),
        (false, false) => save(shared),
    }
}
