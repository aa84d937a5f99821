//! The share of green communes that a province aims at, its pace, and setting it.

use crate::workspace::committee::model::SetTarget;
use crate::{
    components::{
        form::{Hidden, PostForm},
        html::inert,
        notice::{Notice, Tone},
    },
    i18n::Lang,
    page::WorkspaceRequest,
    routes::FormAction,
    texts::fact::{self, Sentence},
    workspace::committee::model::{Course, TargetView},
};
use domain::{
    rate::Rate,
    target::{FEWEST, NoProjection},
};
use leptos::prelude::*;

/// The target, and the form that sets one.
pub(super) fn target(request: &WorkspaceRequest, data: &Course) -> AnyView {
    let lang = request.lang;
    let text = data.target.as_ref().map(|t| target_words(lang, t));
    let simulated = data
        .target
        .as_ref()
        .and_then(|t| t.projection.ok())
        .is_some_and(|p| p.simulated)
        .then(|| view! { <Notice tone=Tone::Warning>{lang.t("steer-target-simulated")}</Notice> });
    let none = data
        .target
        .is_none()
        .then(|| view! { <p>{lang.t("steer-target-none")}</p> });
    let set = data.context.steers.then(|| {
        let refused = data.refused.then(
            || view! { <Notice tone=Tone::Problem>{lang.t("steer-target-refused")}</Notice> },
        );
        view! {
            {refused}
            <PostForm action=FormAction::SetTarget class="filter">
                <Hidden name=SetTarget::province() value=&data.context.province.code />
                <p>
                    <label for="share">{lang.t("steer-target-share")}</label>
                    <input id="share" name=SetTarget::share() type="number" min="1" max="100" value="100" required />
                </p>
                <p>
                    <label for="by">{lang.t("steer-target-by")}</label>
                    <input id="by" name=SetTarget::by() type="date" required />
                </p>
                <p><button type="submit">{lang.t("steer-target-set")}</button></p>
            </PostForm>
        }
    });
    view! {
        {text.map(|t| view! { <p class="lead">{inert(t)}</p> })}
        {simulated}
        {none}
        {set}
    }
    .into_any()
}

/// Where the rates stand that pace and projection are computed from.
const RATES: &str = "#ty-le-bang";

/// The target, the pace that it takes, and what the pace of the last releases would come to. All but the target
/// itself is computed from the table of rates.
fn target_words(lang: Lang, view: &TargetView) -> Sentence {
    let mut sentence = Sentence::new();
    let share = Rate::new(view.target.share_bp, 10_000);
    let (more, days) = view.left;
    let computed = |n: u32| fact::number(lang, RATES.to_owned(), n);
    let percent = (view.target.share_bp / 100).to_string();
    let goal = lang.ta(
        "steer-target-words",
        [
            ("share", sentence.set(&percent, lang.percent(share)).into()),
            ("day", sentence.day(lang, view.target.by).into()),
            ("more", sentence.fact(&computed(more)).into()),
            ("days", sentence.days(lang, days).into()),
            ("who", sentence.cite(view.set_by.clone()).into()),
        ],
    );
    sentence.say(&goal);
    let pace = match view.pace {
        Some(0) => lang.t("steer-target-reached"),
        Some(pace) => {
            let pace = sentence.fact(&computed(pace));
            lang.ta("steer-target-pace", [("pace", pace.into())])
        }
        None => lang.t("steer-target-past"),
    };
    sentence.say(&pace);
    let few = u32::try_from(FEWEST).unwrap_or(0);
    let projection = match view.projection {
        Ok(p) => {
            let args = [
                ("releases", p.releases),
                ("low", p.low),
                ("middle", p.middle),
                ("high", p.high),
            ];
            let args = args.map(|(name, n)| (name, sentence.fact(&computed(n)).into()));
            lang.ta("steer-target-projection", args)
        }
        Err(NoProjection::TooFew) => {
            // A rule of ours, not a number of anything.
            let few = sentence.set(&few.to_string(), lang.number(few));
            lang.ta("steer-target-few", [("few", few.into())])
        }
        Err(NoProjection::CriteriaChanged) => lang.t("steer-target-changed"),
        Err(NoProjection::Past) => String::new(),
    };
    sentence.say(&projection);
    sentence
}
