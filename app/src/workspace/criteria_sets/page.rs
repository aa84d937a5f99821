//! Criteria sets: which there are and where each stands; bringing one; what one would change; letting it
//! hold from a day.

use crate::workspace::criteria_sets::model::{ActivateSet, ReviseWording};
use crate::{
    components::{
        admin_form::{AdminField, address, below, faults, refusal},
        commune_changes,
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    routes::{AdminRoute, FormAction, WorkspaceRoute, prefixed, set_file},
    texts::{problem, release},
    workspace::criteria_sets::model::{SetEffects, SetRow, SetStage, Sets, WordingRow},
};
use domain::{criteria::SetStatus, meaning::Rewording, rate::saturating_u32, text};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Sets) -> Page {
    let lang = request.lang;
    let title = lang.t("sets-title");
    let wrong = data.problem.map(|p| {
        view! { <Notice tone=Tone::Problem>{problem::admin(lang, p)}</Notice> }
    });
    let rows = data.rows.iter().map(|r| row(request, r)).collect_view();
    let bring = data.prepares.then(|| {
        view! {
            <h2>{lang.t("sets-bring")}</h2>
            <p>{lang.t("sets-bring-how")}</p>
            <PostForm action=FormAction::PrepareSet file=true>
                <Field id="file" label=lang.t("sets-file")>
                    <input id="file" name="file" type="file" accept=".toml,text/plain" />
                </Field>
                <p><button type="submit">{lang.t("sets-bring-go")}</button></p>
            </PostForm>
        }
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        {wrong}
        {faults(lang, &data.faults)}
        <p>{lang.t("sets-how")}</p>
        <ScrollTable caption=lang.t("sets-caption") name=title.clone() head=heads(lang, [
            ("sets-version", ""), ("sets-name", ""), ("people-state", ""), ("sets-criteria", "num"),
            ("sets-releases", "num"), ("sets-prepared", ""),
        ])>
            {rows}
        </ScrollTable>
        {bring}
    }
    .into_any();
    below(request, title, body, &[])
}

fn stage(lang: Lang, stage: SetStage) -> String {
    let from = |day| [("date", lang.date(day).into())];
    match stage {
        SetStage::Prepared => lang.t("sets-stage-prepared"),
        SetStage::Coming(day) => lang.ta("sets-stage-coming", from(day)),
        SetStage::InForce(day) => lang.ta("sets-stage-in-force", from(day)),
        SetStage::Superseded(day) => lang.ta("sets-stage-superseded", from(day)),
    }
}

fn standing(lang: Lang, row: &SetRow) -> AnyView {
    match row.set.status {
        SetStatus::Inferred => {
            view! { <span class="mark">{lang.t("sets-inferred")}</span> }.into_any()
        }
        SetStatus::Official => view! { <span>{row.set.legal_ref.clone()}</span> }.into_any(),
    }
}

fn by(lang: Lang, row: &SetRow) -> String {
    row.prepared.as_ref().map_or_else(
        || lang.t("sets-by-program"),
        |(name, at)| {
            lang.ta(
                "sets-by",
                [
                    ("name", name.to_string().into()),
                    ("at", lang.instant(*at).into()),
                ],
            )
        },
    )
}

fn row(request: &WorkspaceRequest, row: &SetRow) -> AnyView {
    let lang = request.lang;
    let version = row.set.version.clone();
    let own = address(request, AdminRoute::Set(version.clone()));
    let number = |n: usize| lang.number(u32::try_from(n).unwrap_or(u32::MAX));
    view! {
        <tr>
            <th scope="row"><a href=own><bdi>{version}</bdi></a></th>
            <td>{lang.pick(&row.set.title).to_owned()} <br /> {standing(lang, row)}</td>
            <td>{stage(lang, row.stage)}</td>
            <td class="num">{number(row.set.criteria.len())}</td>
            <td class="num">{lang.number(row.releases)}</td>
            <td>{by(lang, row)}</td>
        </tr>
    }
    .into_any()
}

/// What a set would change.
#[must_use]
pub fn effects(request: &WorkspaceRequest, data: &SetEffects) -> Page {
    let lang = request.lang;
    let version = data.row.set.version.clone();
    let title = lang.ta("sets-one", [("version", version.clone().into())]);
    let (before, after) = &data.total;
    let judged = data.release.as_ref().map_or_else(
        || view! { <p>{lang.t("sets-no-release")}</p> }.into_any(),
        |(id, set)| {
            let args = [("id", release::number(lang, *id).into()), ("set", set.clone().into())];
            let sum = lang.ta(
                "sets-sum",
                [
                    ("before", lang.fraction(before.rate()).into()),
                    ("after", lang.fraction(after.rate()).into()),
                ],
            );
            view! {
                <p>{lang.ta("sets-judged", args)}</p>
                <p class="lead">{sum}</p>
                {codes(lang.t("sets-added"), &data.added)}
                {codes(lang.t("sets-dropped"), &data.dropped)}
                {provinces(lang, data)}
                {commune_changes::communes(lang, [lang.t("sets-communes"), lang.t("sets-no-commune")], &data.communes)}
            }
            .into_any()
        },
    );
    let wrong = data.problem.map(|p| {
        view! { <Notice tone=Tone::Problem>{problem::admin(lang, p)}</Notice> }
    });
    let file = prefixed(lang, &set_file(&version));
    let body = view! {
        {flash_notice(request)}
        {refusal(lang, data.refused.as_ref())}
        <h1>{title.clone()}</h1>
        {wrong}
        {faults(lang, &data.faults)}
        <p>{lang.pick(&data.row.set.title).to_owned()} " · " {standing(lang, &data.row)}</p>
        <p><b>{stage(lang, data.row.stage)}</b> " · " {by(lang, &data.row)}</p>
        {activate(request, data)}
        <h2>{lang.t("sets-effects")}</h2>
        {judged}
        <h2>{lang.t("sets-wording")}</h2>
        {wordings(lang, data)}
        <p class="result"><a href=file>{lang.t("sets-file-get")}</a></p>
        {revise(data, lang)}
    }
    .into_any();
    let above = (
        lang.t("sets-title"),
        WorkspaceRoute::Admin(AdminRoute::Sets),
    );
    below(request, title, body, &[above])
}

fn activate(request: &WorkspaceRequest, data: &SetEffects) -> Option<AnyView> {
    let lang = request.lang;
    data.activates.then(|| {
        view! {
            <PostForm action=FormAction::ActivateSet>
                <h2>{lang.t("sets-activate")}</h2>
                <p>{lang.t("sets-activate-how")}</p>
                <Hidden name=ActivateSet::version() value=&data.row.set.version />
                <AdminField name=ActivateSet::from() kind="date" label=lang.t("sets-from") text=data.earliest.to_string() refused=data.refused.as_ref() />
                <p><button type="submit" class="strong">{lang.t("sets-activate-go")}</button></p>
            </PostForm>
        }
        .into_any()
    })
}

/// How the wording was revised: when, by whom, and each text before and after. The newest revision stands open.
fn wordings(lang: Lang, data: &SetEffects) -> AnyView {
    if data.wordings.is_empty() {
        return view! { <p>{lang.t("sets-wording-none")}</p> }.into_any();
    }
    let one = |(at, row): (usize, &WordingRow)| {
        let args = [
            ("number", row.revision.into()),
            ("at", lang.instant(row.at).into()),
            ("name", row.by.to_string().into()),
            ("places", saturating_u32(row.places.len()).into()),
        ];
        let places = row.places.iter().map(|p| place(lang, p)).collect_view();
        view! {
            <details class="fold" open={at == 0}>
                <summary>{lang.ta("sets-wording-one", args)}</summary>
                <dl class="rewordings">{places}</dl>
            </details>
        }
    };
    let rows = data.wordings.iter().enumerate().map(one).collect_view();
    view! {
        <h3>{lang.t("sets-wordings")}</h3>
        {rows}
    }
    .into_any()
}

/// Texts with more characters are folded.
const FOLDED: usize = 160;

/// One place of a revision: its text before and after, each in its own language.
fn place(lang: Lang, rewording: &Rewording) -> AnyView {
    let own = rewording.language.and_then(Lang::parse);
    let text = |text: &str| {
        let text = text.to_owned();
        match own {
            Some(own) => {
                view! { <span lang=own.tag() dir=own.direction()>{text}</span> }.into_any()
            }
            None => view! { <code dir="ltr">{text}</code> }.into_any(),
        }
    };
    let both = view! {
        <p><b>{lang.t("sets-wording-was")}</b> " " <del>{text(&rewording.before)}</del></p>
        <p><b>{lang.t("sets-wording-is")}</b> " " <ins>{text(&rewording.after)}</ins></p>
    }
    .into_any();
    let length = text::length(&rewording.before).max(text::length(&rewording.after));
    let both = if length > FOLDED {
        let args = [("number", lang.number(saturating_u32(length)).into())];
        view! {
            <details>
                <summary>{lang.ta("sets-wording-long", args)}</summary>
                {both}
            </details>
        }
        .into_any()
    } else {
        both
    };
    view! {
        <dt><code dir="ltr">{rewording.place.to_string()}</code></dt>
        <dd>{both}</dd>
    }
    .into_any()
}

fn revise(data: &SetEffects, lang: Lang) -> Option<AnyView> {
    data.revises.then(|| {
        view! {
            <p>{lang.t("sets-wording-how")}</p>
            <PostForm action=FormAction::ReviseWording file=true>
                <Hidden name=ReviseWording::version() value=&data.row.set.version />
                <Field id="file" label=lang.t("sets-file")>
                    <input id="file" name="file" type="file" accept=".toml,text/plain" />
                </Field>
                <p><button type="submit">{lang.t("sets-wording-go")}</button></p>
            </PostForm>
        }
        .into_any()
    })
}

fn codes(text: String, codes: &[String]) -> Option<AnyView> {
    (!codes.is_empty()).then(|| {
        let all = codes.join(", ");
        view! { <p>{text} " " <bdi dir="ltr">{all}</bdi></p> }.into_any()
    })
}

fn provinces(lang: Lang, data: &SetEffects) -> AnyView {
    if data.provinces.is_empty() {
        return view! { <p>{lang.t("sets-no-province")}</p> }.into_any();
    }
    let rows = data
        .provinces
        .iter()
        .map(|(unit, before, after)| {
            view! {
                <tr>
                    <th scope="row"><span>{inert(name::full(lang, unit))}</span></th>
                    <td class="num">{lang.fraction(before.rate())}</td>
                    <td class="num">{lang.fraction(after.rate())}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("sets-provinces") head=heads(lang, [
            ("publish-province", ""), ("publish-green-before", "num"), ("publish-green-after", "num"),
        ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}
