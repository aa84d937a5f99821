//! What an installation still needs, step by step: how far each is, what to do next, and where; then how far each commune
//! is.

use crate::{
    components::{
        admin_form::{address, below},
        form::PostForm,
        html::inert,
        name,
        notice::{Notice, Tone},
        status::{class, shape},
        table::{ScrollTable, heads},
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest, href},
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    texts::account,
    workspace::first_steps::model::{
        CampaignStep, CommuneProgress, FirstSteps, MailStep, MailTried, People, Policies,
    },
};
use domain::{assessment::Policy, rate::saturating_u32, status::Level, time::Timestamp};
use leptos::prelude::*;
use maud::{Markup, html};

/// How far a step is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Done,
    Begun,
    Open,
}

impl State {
    fn of(done: bool, begun: bool) -> Self {
        match (done, begun) {
            (true, _) => Self::Done,
            (false, true) => Self::Begun,
            (false, false) => Self::Open,
        }
    }

    /// As every state of something here: word, shape, colour.
    fn badge(self, word: &str) -> Markup {
        let level = match self {
            Self::Done => Level::Green,
            Self::Begun => Level::Yellow,
            Self::Open => Level::None,
        };
        html! {
            span class={ "status " (class(level)) } {
                span class="status-shape" aria-hidden="true" { (shape(level)) } " " (word)
            }
        }
    }

    fn word(self, lang: Lang) -> String {
        lang.t(match self {
            Self::Done => "first-done",
            Self::Begun => "first-begun",
            Self::Open => "first-open",
        })
    }
}

/// One step: what it is, how far it is, what there is to say, and what to do next.
struct Step {
    title: String,
    state: State,
    says: Vec<String>,
    next: Option<AnyView>,
}

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &FirstSteps) -> Page {
    let lang = request.lang;
    let title = lang.t("first-title");
    let steps = [
        people(request, data),
        policies(request, data.policies),
        campaign(request, &data.campaign, data.now),
        mail(request, &data.mail),
        communes(request, &data.communes),
    ];
    let left = steps.iter().filter(|s| s.state != State::Done).count();
    let lead = match left {
        0 => lang.t("first-all-done"),
        left => lang.ta("first-left", [("number", saturating_u32(left).into())]),
    };
    let list = steps.into_iter().map(|step| {
        let badge = inert(step.state.badge(&step.state.word(lang)));
        let says = step
            .says
            .into_iter()
            .map(|text| view! { <p>{text}</p> })
            .collect_view();
        view! { <li><h2>{step.title} " " {badge}</h2> {says} {step.next}</li> }.into_any()
    });
    let list = list.collect_view();
    let body = view! {
        {data.tried.as_ref().map(|tried| told(lang, tried))}
        <h1>{title.clone()}</h1>
        <p class="lead">{lead}</p>
        <ol class="todo">{list}</ol>
        {table(lang, &data.communes)}
    }
    .into_any();
    below(request, title, body, &[])
}

fn link(address: String, text: String) -> AnyView {
    view! { <p><a href=address>{text}</a></p> }.into_any()
}

/// So many people, and how far they have come.
fn count(lang: Lang, people: People) -> String {
    lang.ta(
        "first-people-count",
        [
            ("invited", lang.number(people.invited).into()),
            ("entered", lang.number(people.entered).into()),
            ("never", lang.number(people.never()).into()),
        ],
    )
}

fn people(request: &WorkspaceRequest, data: &FirstSteps) -> Step {
    let (lang, people) = (request.lang, data.people);
    let mut says = vec![count(lang, people)];
    if !data.lacking.is_empty() {
        let roles: Vec<_> = data
            .lacking
            .iter()
            .map(|r| account::role(lang, *r))
            .collect();
        says.push(lang.ta("first-lacking", [("roles", roles.join(" · ").into())]));
    }
    if data.lapsed > 0 {
        says.push(lang.ta("first-lapsed", [("number", data.lapsed.into())]));
    }
    let list = href(request, &WorkspaceRoute::Accounts);
    let import = address(request, AdminRoute::Import);
    let next = view! {
        <p><a href=list>{lang.t("first-people-one")}</a> " · " <a href=import>{lang.t("import-title")}</a></p>
    };
    let done = people.never() == 0 && data.lacking.is_empty();
    Step {
        title: lang.t("first-people"),
        state: State::of(done, people.invited > 1),
        says,
        next: Some(next.into_any()),
    }
}

fn policies(request: &WorkspaceRequest, policies: Policies) -> Step {
    let lang = request.lang;
    let Policies { set, all } = policies;
    let says = lang.ta(
        "first-policies-count",
        [
            ("set", lang.number(set).into()),
            ("all", lang.number(all).into()),
        ],
    );
    let policy = Policy::default();
    let usual = [
        ("review", lang.number(u32::from(policy.review_days)).into()),
        ("return", lang.number(u32::from(policy.return_days)).into()),
    ];
    Step {
        title: lang.t("settings-title"),
        state: State::of(set > 0, false),
        says: vec![says, lang.ta("first-policies-how", usual)],
        next: request
            .person
            .as_ref()
            .is_some_and(|p| p.access.admin.settings)
            .then(|| {
                link(
                    address(request, AdminRoute::Settings),
                    lang.t("first-policies-go"),
                )
            }),
    }
}

fn campaign(request: &WorkspaceRequest, step: &CampaignStep, now: Timestamp) -> Step {
    let lang = request.lang;
    let (state, text) = match &step.current {
        None => (State::Open, lang.t("first-campaign-none")),
        Some(c) => {
            let args = [
                ("code", c.period.code.clone().into()),
                ("due", lang.instant(c.period.due_at).into()),
            ];
            if c.closed_at.is_some() || now > c.period.due_at {
                (State::Begun, lang.ta("first-campaign-over", args))
            } else {
                (State::Done, lang.ta("first-campaign-runs", args))
            }
        }
    };
    let who = match (step.may_open, step.openers.as_slice()) {
        (true, _) => lang.t("first-campaign-you"),
        (false, []) => lang.t("first-campaign-nobody"),
        (false, names) => lang.ta("first-campaign-who", [("names", names.join(", ").into())]),
    };
    let next = step.may_open.then(|| {
        link(
            address(request, AdminRoute::Campaigns),
            lang.t("first-campaign-go"),
        )
    });
    Step {
        title: lang.t("first-campaign"),
        state,
        says: vec![text, who],
        next,
    }
}

fn mail(request: &WorkspaceRequest, step: &MailStep) -> Step {
    let lang = request.lang;
    let (state, text, to) = match step {
        MailStep::NotSetUp => (State::Open, lang.t("first-mail-none"), None),
        MailStep::Untested(to) => (State::Begun, lang.t("first-mail-untested"), Some(to)),
        MailStep::Tested(at, to) => {
            let text = lang.ta("first-mail-tested", [("at", lang.instant(*at).into())]);
            (State::Done, text, Some(to))
        }
    };
    let next = to.map(|to| match to {
        Some(to) => {
            let text = lang.ta("first-mail-go", [("address", to.clone().into())]);
            view! {
                <PostForm action=FormAction::TestMail><p><button type="submit">{text}</button></p></PostForm>
            }
            .into_any()
        }
        None => link(
            href(request, &WorkspaceRoute::Notices),
            lang.t("first-mail-address"),
        ),
    });
    Step {
        title: lang.t("first-mail"),
        state,
        says: vec![text],
        next,
    }
}

/// What came of a mail that was just sent to try.
fn told(lang: Lang, tried: &MailTried) -> AnyView {
    let (tone, text) = match tried {
        MailTried::Sent(to) => (
            Tone::Done,
            lang.ta("first-mail-sent", [("address", to.clone().into())]),
        ),
        MailTried::Refused => (Tone::Problem, lang.t("first-mail-refused")),
        MailTried::NotSetUp => (Tone::Problem, lang.t("first-mail-none")),
        MailTried::NoAddress => (Tone::Problem, lang.t("first-mail-no-address")),
    };
    view! { <Notice tone=tone>{text}</Notice> }.into_any()
}

/// How far a commune is: everybody there, somebody, or nobody.
fn state_of(commune: &CommuneProgress) -> (State, &'static str) {
    match commune.people {
        People { invited: 0, .. } => (State::Open, "first-nobody-invited"),
        People { entered: 0, .. } => (State::Begun, "first-nobody-entered"),
        _ if commune.handed_in == 0 => (State::Begun, "first-nothing-handed-in"),
        _ if commune.handed_in < commune.items => (State::Begun, "first-some-handed-in"),
        _ => (State::Done, "first-all-handed-in"),
    }
}

fn communes(request: &WorkspaceRequest, communes: &[CommuneProgress]) -> Step {
    let lang = request.lang;
    let number = |fits: fn(&CommuneProgress) -> bool| {
        lang.number(saturating_u32(communes.iter().filter(|c| fits(c)).count()))
    };
    let says = lang.ta(
        "first-communes-count",
        [
            ("all", number(|_| true).into()),
            ("nobody", number(|c| c.people.invited == 0).into()),
            (
                "never",
                number(|c| c.people.invited > 0 && c.people.entered == 0).into(),
            ),
            ("begun", number(|c| c.handed_in > 0).into()),
        ],
    );
    let entered = |c: &CommuneProgress| c.people.entered > 0;
    let done = !communes.is_empty() && communes.iter().all(entered);
    Step {
        title: lang.t("first-communes"),
        state: State::of(done, communes.iter().any(|c| c.people.invited > 0)),
        says: vec![says],
        next: Some(link("#xa".to_owned(), lang.t("first-communes-go"))),
    }
}

fn table(lang: Lang, communes: &[CommuneProgress]) -> AnyView {
    let rows = html! {
        @for commune in communes {
            @let (state, word) = state_of(commune);
            tr {
                th scope="row" { (name::full(lang, &commune.unit)) }
                td { (state.badge(&lang.t(word))) }
                td .num { (lang.number(commune.people.invited)) }
                td .num { (lang.number(commune.people.entered)) }
                td .num { (lang.number(commune.people.never())) }
                td .num { (lang.number(commune.handed_in)) "/" (lang.number(commune.items)) }
            }
        }
    };
    view! {
        <ScrollTable id="xa" caption=lang.t("first-communes") head=heads(lang, [
            ("first-commune", ""), ("people-state", ""), ("first-invited", "num"), ("first-entered", "num"),
            ("first-never", "num"), ("first-handed-in", "num"),
        ])>
            {inert(rows)}
        </ScrollTable>
    }
    .into_any()
}
