//! What waits on this machine: counted, sent, and asked about before signing out.

use super::{
    owner::Owner,
    page::{find, listen},
    store::{self, LONGEST_ANSWER_MS, Sent},
    words::UnsentWords,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// Counts what waits on this machine, sends it, and asks before signing out.
pub(super) fn attend(owner: Owner, words: UnsentWords, count: WriteSignal<usize>) {
    let recount = {
        let owner = owner.clone();
        move || count.set(store::names(&owner).len())
    };
    recount();
    // What stands in this page's own form is sent by the form's island.
    let path = window().location().pathname().unwrap_or_default();
    let own = |name: &str, path: &str| {
        let mut parts = store::item_of(name).rsplit('.');
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
                    let Some((kept, mut place)) = store::kept(&owner, &name).await else {
                        continue;
                    };
                    let sent = store::send(&kept, LONGEST_ANSWER_MS).await;
                    if let Sent::Saved(done) = sent {
                        store::remember_saved(&owner, &kept, done.version);
                        place.forget();
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
