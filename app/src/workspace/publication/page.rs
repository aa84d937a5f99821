//! What publishing now would change against the last release, and the form that freezes it.

use crate::workspace::publication::model::{Publish, Step};
use crate::{
    components::{
        commune_changes, ended,
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    islands::Progress,
    page::{Page, WorkspaceRequest},
    routes::{FormAction, PUBLISHING_PROGRESS, Route, prefixed},
    texts::{problem, ranking, release},
    workspace::{
        flash::Flash,
        publication::model::{Doubt, Preview, ProvinceChange},
    },
};
use domain::{ranking::Rank, rate::saturating_u32, release::ReleaseId, status::Level};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Preview) -> Page {
    let lang = request.lang;
    let title = lang.t("publish-title");
    let number = |n: u32| n.into();
    let after = &data.total;
    let lead = ranking::green_country(lang, after.rate(), lang.percent(after.rate()));
    let was = data.last.as_ref().map(|last| {
        let rate = last.counts.rate();
        let text = lang.ta("publish-was", [("fraction", lang.fraction(rate).into())]);
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
    let ended_sum = (!data.ended.is_empty()).then(|| {
        let green = data
            .ended
            .iter()
            .filter(|c| c.level == Level::Green)
            .count();
        let args = [
            ("number", number(saturating_u32(data.ended.len()))),
            ("green", number(saturating_u32(green))),
        ];
        format!(" {}", lang.ta("publish-sum-ended", args))
    });
    let none = after.none;
    let missing = (none > 0).then(|| {
        view! { <Notice tone=Tone::Warning>{lang.ta("publish-missing", [("number", number(none))])}</Notice> }
    });
    let public = request.public_request();
    let body = view! {
        {published(request, data)}
        <h1>{title.clone()}</h1>
        <h2>{lang.t("publish-next")}</h2>
        <p>{lang.ta("publish-as", [
            ("id", release::number(lang, ReleaseId { number: data.number, revision: data.revision }).into()),
            ("at", lang.instant(data.as_of).into()),
        ])}</p>
        <p class="lead">{lead}</p>
        {was}
        <p>{sum} {ended_sum}</p>
        {missing}
        {go(request, data)}
        {provinces(lang, &data.provinces)}
        {ended::table(lang, &data.ended, |unit| public.link(&Route::Commune(unit.code.clone())))}
        {commune_changes::communes(lang, [lang.t("publish-communes"), lang.t("publish-no-commune")], &data.communes)}
    }
    .into_any();
    crate::page::plain(title.clone(), body, vec![(title, None)])
}

/// What was published just now: its name, and where it stands. What follows on the page is about the next release.
fn published(request: &WorkspaceRequest, data: &Preview) -> Option<AnyView> {
    let lang = request.lang;
    let last = data
        .last
        .as_ref()
        .filter(|_| matches!(Flash::of(&request.query), Some(Flash::Published)));
    let Some(last) = last else {
        return flash_notice(request);
    };
    let text = lang.ta(
        "publish-done",
        [
            ("id", release::number(lang, last.id).into()),
            ("at", lang.instant(last.as_of).into()),
        ],
    );
    let public = request.public_request();
    let notice = view! {
        <Notice tone=Tone::Done>
            {text} " "
            <a href=public.in_release(&Route::Home, last)>{lang.t("publish-see")}</a>
        </Notice>
    };
    Some(notice.into_any())
}

/// How far publishing has come, for whoever waits for it.
#[must_use]
pub fn step(lang: Lang, step: Option<Step>) -> String {
    match step {
        None => lang.t("publish-going"),
        Some(Step::Reading) => lang.t("publish-reading"),
        Some(Step::Counting { done, all }) => lang.ta(
            "publish-counting",
            [
                ("done", lang.number(done).into()),
                ("all", lang.number(all).into()),
            ],
        ),
        Some(Step::Storing) => lang.t("publish-storing"),
    }
}

fn go(request: &WorkspaceRequest, data: &Preview) -> AnyView {
    let lang = request.lang;
    let refused = data.refused.map(|refused| {
        let text = problem::publication(lang, refused);
        view! { <Notice tone=Tone::Problem>{text}</Notice> }
    });
    let doubt = data.doubt.map(|doubt| {
        let text = match doubt {
            Doubt::Empty => lang.t("publish-empty"),
            Doubt::Unchanged => lang.t("publish-unchanged"),
        };
        view! {
            <Notice tone=Tone::Warning>{text}</Notice>
            <p>
                <label>
                    <input type="checkbox" name=Publish::anyway() value="on" /> " " {lang.t("publish-anyway")}
                </label>
            </p>
        }
    });
    let simulated = data
        .simulated
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("publish-simulated")}</Notice> });
    let last = || {
        let last = data.last.as_ref();
        last.map(|last| view! { <Hidden name=Publish::last() value=last.id /> })
    };
    let progress = || {
        let address = prefixed(lang, PUBLISHING_PROGRESS);
        view! { <Progress address=address first=step(lang, None) /> }
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
                {doubt}
                <p><button type="submit" name=Publish::kind() value="new" class="strong">{lang.t("publish-new")}</button></p>
                {progress()}
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
                {progress()}
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
