//! Communes whose status would change: what publishing would do, and what a new criteria set would.

use crate::{
    components::{criterion::status, name},
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
                    <th scope="row"><span inner_html=name::full(lang, &c.unit).html()></span></th>
                    <td><span inner_html=name::short(lang, &c.province).html()></span></td>
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
        <div class="scroll" tabindex="0" role="group" aria-label=title.clone()>
            <table>
                <caption>{title.clone()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("queue-unit")}</th>
                        <th scope="col">{lang.t("publish-province")}</th>
                        <th scope="col">{lang.t("publish-before")}</th>
                        <th scope="col">{lang.t("publish-after")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {cut}
    }
    .into_any()
}
