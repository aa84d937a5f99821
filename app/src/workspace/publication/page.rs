//! What publishing now would change against the last release, and the form that freezes it.

use crate::workspace::publication::model::Publish;
use crate::{
    components::{
        commune_changes,
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    routes::FormAction,
    texts::ranking,
    workspace::publication::model::{Preview, ProvinceChange},
};
use domain::{ranking::Rank, status::Level};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Preview) -> Page {
    let lang = request.lang;
    let title = lang.t("publish-title");
    let number = |n: u32| n.into();
    let (before, after) = &data.total;
    let lead = ranking::green_country(lang, after.rate(), lang.percent(after.rate()));
    let was = before.as_ref().map(|b| {
        let text = lang.ta(
            "publish-was",
            [("fraction", lang.fraction(b.rate()).into())],
        );
        view! { <p>{text}</p> }
    });
    let gained = data
        .communes
        .iter()
        .filter(|c| c.after == Level::Green)
        .count();
    let lost = data
        .communes
        .iter()
        .filter(|c| c.before == Level::Green)
        .count();
    let sum = lang.ta(
        "publish-sum",
        [
            ("gained", u32::try_from(gained).unwrap_or(0).into()),
            ("lost", u32::try_from(lost).unwrap_or(0).into()),
            ("waiting", number(data.waiting)),
        ],
    );
    let none = after.none;
    let missing = (none > 0).then(|| {
        view! { <Notice tone=Tone::Warning>{lang.ta("publish-missing", [("number", number(none))])}</Notice> }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p>{lang.ta("publish-as", [
            ("id", format!("{}r{}", data.number, data.revision).into()),
            ("at", lang.instant(data.as_of).into()),
        ])}</p>
        <p class="lead">{lead}</p>
        {was}
        <p>{sum}</p>
        {missing}
        {go(request, data)}
        {provinces(lang, &data.provinces)}
        {commune_changes::communes(lang, [lang.t("publish-communes"), lang.t("publish-no-commune")], &data.communes)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

fn go(request: &WorkspaceRequest, data: &Preview) -> AnyView {
    let lang = request.lang;
    let refused = data
        .needs_reason
        .then(|| view! { <Notice tone=Tone::Problem>{lang.t("publish-needs-reason")}</Notice> });
    let simulated = data
        .simulated
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("publish-simulated")}</Notice> });
    let last = || {
        data.last
            .map(|id| view! { <Hidden name=Publish::last() value=id /> })
    };
    view! {
        {refused}
        {simulated}
        <div class="decide">
            <PostForm action=FormAction::Publish>
                <h2>{lang.t("publish-new-title")}</h2>
                <p>{lang.t("publish-new-how")}</p>
                <Hidden name=Publish::hash() value=&data.hash />
                <Hidden name=Publish::as_of() value=data.as_of.0 />
                {last()}
                <p><button type="submit" name=Publish::kind() value="new" class="strong">{lang.t("publish-new")}</button></p>
            </PostForm>
            <PostForm action=FormAction::Publish>
                <h2>{lang.t("publish-correct-title")}</h2>
                <Hidden name=Publish::hash() value=&data.hash />
                <Hidden name=Publish::as_of() value=data.as_of.0 />
                {last()}
                <Field id="reason" label=lang.t("publish-reason")>
                    <TextArea name=Publish::reason() rows=2 />
                </Field>
                <p><button type="submit" name=Publish::kind() value="correction">{lang.t("publish-correct")}</button></p>
            </PostForm>
        </div>
    }
    .into_any()
}

fn rank(lang: Lang, rank: Option<Rank>) -> String {
    rank.map_or_else(|| "–".to_owned(), |r| lang.number(r.rank))
}

fn provinces(lang: Lang, changes: &[ProvinceChange]) -> AnyView {
    if changes.is_empty() {
        return view! { <p>{lang.t("publish-no-province")}</p> }.into_any();
    }
    let rows = changes
        .iter()
        .map(|c| {
            view! {
                <tr>
                    <th scope="row"><span>{inert(name::full(lang, &c.unit))}</span></th>
                    <td class="num">{lang.fraction(c.before.rate())}</td>
                    <td class="num">{lang.fraction(c.after.rate())}</td>
                    <td class="num">{rank(lang, c.rank_before)}</td>
                    <td class="num">{rank(lang, c.rank_after)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("publish-provinces") head=heads(lang, [
            "publish-province", "publish-green-before", "publish-green-after", "publish-rank-before",
            "publish-rank-after",
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}
