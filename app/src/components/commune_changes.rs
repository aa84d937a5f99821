//! Communes whose status would change: what publishing would do, and what a new criteria set would.

use crate::{
    components::{
        criterion::status,
        html::inert,
        name,
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    workspace::publication::model::CommuneChange,
};
use leptos::prelude::*;

/// Most communes that are listed one by one.
const MOST: usize = 300;

/// The table under its title, or the sentence that there is none.
pub fn communes(lang: Lang, [title, none]: [String; 2], changes: &[CommuneChange]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>{none}</p> }.into_any();
    }
    let rows = changes
        .iter()
        .take(MOST)
        .map(|c| {
            view! {
                <tr>
                    <th scope="row"><span>{inert(name::full(lang, &c.unit))}</span></th>
                    <td><span>{inert(name::short(lang, &c.province))}</span></td>
                    <td>{status(lang, c.before)}</td>
                    <td>{status(lang, c.after)}</td>
                </tr>
            }
        })
        .collect_view();
    let cut = (changes.len() > MOST).then(|| {
        let more = u32::try_from(changes.len() - MOST).unwrap_or(0);
        view! { <p>{lang.ta("publish-more", [("number", more.into())])}</p> }
    });
    view! {
        <ScrollTable caption=title
            head=heads(lang, ["queue-unit", "publish-province", "publish-before", "publish-after"])>
            {rows}
        </ScrollTable>
        {cut}
    }
    .into_any()
}
