//! Pages behind the sign-in: each a function from what `server` found to a page. They never ask for
//! data themselves; [`document`] puts the frame around them.

pub mod admin;
mod changes;
pub mod committee;
pub mod copying;
pub mod desk;
pub mod item;
pub mod not_saved;
pub mod notices;
pub mod observations;
pub mod people;
pub mod publish;
pub mod queue;
pub mod review;
pub mod sheet;
pub mod sign_in;
pub mod talk;
pub mod trail;

use crate::{
    committee::{
        Course, DirectiveView, Directives, Distance, Matrix, Overview, coverage::Coverage,
    },
    failure::Failure,
    i18n::Lang,
    observations::ObserveView,
    pages::{Ask, Frame, Page, error},
    query::Query,
    routes::{Act, Room, prefixed},
    shell::{self, Assets},
    workspace::{
        Desk, DeskEntry, Done, Enrolment, ItemView, NotSaved, People, Person, Preview, Queue,
        RecoveryCodes, ReviewView, SheetView, SignIn, Trail,
        admin::AdminView,
        copying::{CopyList, CopySheet},
        correspondence::{Notices, Questions, Talk},
    },
};
use domain::status::Level;
use leptos::prelude::*;

/// A request for a room, read from its address.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Language of the page.
    pub lang: Lang,
    /// Path without its language prefix: the address under which the page can be asked for again.
    pub path: String,
    /// The query, decoded.
    pub query: Query,
    /// Who is signed in.
    pub person: Option<Person>,
    /// Whether the installation is a demo.
    pub demo: bool,
    /// The mark that this page's forms carry: the same form with the same mark is one form, however often it is sent.
    pub mark: String,
}

/// The name of the field with a page's mark.
pub const MARK: &str = "mark";

/// What a room shows.
#[derive(Clone, Debug)]
pub enum View {
    /// Name and password.
    SignIn(SignIn),
    /// The code of the second factor.
    Code(SignIn),
    /// Setting up the second factor.
    Enrol(Enrolment),
    /// The recovery codes, shown once.
    Codes(RecoveryCodes),
    /// A new password through a link that works once.
    Link(SignIn),
    /// The communes in somebody's care.
    Desks(Vec<DeskEntry>),
    /// A commune's checklist.
    Desk(Box<Desk>),
    /// One criterion's form.
    Item(Box<ItemView>),
    /// What a spreadsheet would change.
    Sheet(Box<SheetView>),
    /// What waits for review.
    Queue(Box<Queue>),
    /// One answer before its reviewer.
    Review(Box<ReviewView>),
    /// Questions between communes and their province.
    Questions(Questions),
    /// Everything written about one item.
    Talk(Box<Talk>),
    /// What waits for whoever is signed in.
    Notices(Notices),
    /// What publishing would change.
    Publish(Box<Preview>),
    /// The trail of changes.
    Trail(Trail),
    /// Accounts.
    People(Box<People>),
    /// Administration.
    Admin(AdminView),
    /// Where a province stands.
    Overview(Box<Overview>),
    /// Commune × criterion.
    Matrix(Box<Matrix>),
    /// Distance to green, and a what-if.
    Distance(Box<Distance>),
    /// Over time, and beside others.
    Course(Box<Course>),
    /// Infrastructure of a province.
    Coverage(Box<Coverage>),
    /// Directives of a province.
    Directives(Box<Directives>),
    /// One directive.
    Directive(Box<DirectiveView>),
    /// Observations of indicators.
    Observe(ObserveView),
    /// A commune's sheet for the national system.
    CopySheet(Box<CopySheet>),
    /// The sheets of a province.
    CopyList(Box<CopyList>),
    /// Why there is no page.
    Failure(Failure),
    /// A form that was not done, with everything that was typed.
    NotSaved(Box<NotSaved>),
}

/// The whole document.
#[must_use]
pub fn document(visit: &Visit, view: &View, assets: &Assets) -> AnyView {
    let ask = Ask {
        lang: visit.lang,
        route: None,
        path: visit.path.clone(),
        query: visit.query.clone(),
    };
    let mut page = match view {
        View::SignIn(data) => sign_in::page(visit, data),
        View::Code(data) => sign_in::code(visit, data),
        View::Enrol(data) => sign_in::enrol(visit, data),
        View::Codes(data) => sign_in::codes(visit, data),
        View::Link(data) => sign_in::link(visit, data),
        View::Desks(entries) => desk::list(visit, entries),
        View::Desk(data) => desk::page(visit, data),
        View::Item(data) => item::page(visit, data),
        View::Sheet(data) => sheet::page(visit, data),
        View::Queue(data) => queue::page(visit, data),
        View::Review(data) => review::page(visit, data),
        View::Questions(data) => talk::list(visit, data),
        View::Talk(data) => talk::page(visit, data),
        View::Notices(data) => notices::page(visit, data),
        View::Publish(data) => publish::page(visit, data),
        View::Trail(data) => trail::page(visit, data),
        View::People(data) => people::page(visit, data),
        View::Admin(data) => admin::page(visit, data),
        View::Overview(data) => committee::overview::page(visit, data),
        View::Matrix(data) => committee::matrix::page(visit, data),
        View::Distance(data) => committee::distance::page(visit, data),
        View::Course(data) => committee::course::page(visit, data),
        View::Coverage(data) => committee::coverage::page(visit, data),
        View::Directives(data) => committee::directives::page(visit, data),
        View::CopySheet(data) => copying::sheet(visit, data),
        View::CopyList(data) => copying::list(visit, data),
        View::Directive(data) => committee::directives::one(visit, data),
        View::Observe(data) => observations::page(visit, data),
        View::Failure(failure) => error::page(&ask, failure, None),
        View::NotSaved(data) => not_saved::page(visit, &ask, data),
    };
    page.room = Some(Frame {
        person: visit.person.clone(),
        demo: visit.demo,
    });
    shell::document(&ask, page, assets).into_any()
}

/// A page of a room.
fn page(title: String, body: AnyView, crumbs: Vec<(String, Option<String>)>) -> Page {
    Page {
        description: title.clone(),
        title,
        body,
        crumbs,
        edition: None,
        csv: None,
        room: None,
    }
}

/// Address of a room in the language of the visit.
fn href(visit: &Visit, room: &Room) -> String {
    room.href(visit.lang)
}

/// Address of the public page of a unit.
fn public_commune(visit: &Visit, code: &domain::unit::UnitCode) -> String {
    prefixed(visit.lang, &format!("/xa/{code}"))
}

/// A form that changes something.
fn form(visit: &Visit, act: Act, content: impl IntoView + 'static) -> AnyView {
    view! {
        <form method="post" action=act.href(visit.lang) class="act">
            {mark(visit)}
            {content.into_any()}
        </form>
    }
    .into_any()
}

/// The mark that every form carries which changes something.
fn mark(visit: &Visit) -> AnyView {
    hidden(MARK, &visit.mark)
}

/// A hidden field.
fn hidden(name: &'static str, value: impl ToString) -> AnyView {
    view! { <input type="hidden" name=name value=value.to_string() /> }.into_any()
}

/// What just happened, announced to whoever can't see the page change.
fn done_notice(lang: Lang, done: Option<Done>) -> Option<AnyView> {
    let done = done?;
    let (_, number) = done.word();
    let args = || [("number", number.into())];
    let text = match done {
        Done::HandedIn(_) => lang.ta("done-handed-in", args()),
        Done::Signed(_) => lang.ta("done-signed", args()),
        Done::SentBack => lang.t("done-sent-back"),
        Done::Withdrawn => lang.t("done-withdrawn"),
        Done::Carried(_) => lang.ta("done-carried", args()),
        Done::Saved => lang.t("done-saved"),
        Done::Applied(_) => lang.ta("done-applied", args()),
        Done::Confirmed(_) => lang.ta("done-confirmed", args()),
        Done::Returned => lang.t("done-returned"),
        Done::Reopened => lang.t("done-reopened"),
        Done::Published => lang.t("done-published"),
        Done::Changed => lang.t("done-changed"),
        Done::Written => lang.t("done-written"),
        Done::EvidenceOpened => lang.t("done-evidence-opened"),
        Done::EvidenceClosed => lang.t("done-evidence-closed"),
        Done::MailSet => lang.t("done-mail-set"),
        Done::Copied(_) => lang.ta("done-copied", args()),
        Done::Issued => lang.t("done-issued"),
        Done::Stepped => lang.t("done-stepped"),
        Done::Aimed => lang.t("done-aimed"),
        Done::Observed(number) => lang.ta(
            "done-observed",
            [
                ("number", number.into()),
                ("shown", lang.number(number).into()),
            ],
        ),
        Done::SaidBefore => lang.t("done-said-before"),
        Done::Undone => lang.t("done-undone"),
    };
    Some(view! { <p class="notice is-done" role="status">{text}</p> }.into_any())
}

/// Title of a criterion with its code: “DL2 Hồ sơ nộp trực tuyến”.
fn criterion_title(lang: Lang, criterion: &domain::criteria::Criterion) -> String {
    format!("{} {}", criterion.code, lang.pick(&criterion.title))
}

/// `● Xanh`
fn status(lang: Lang, level: Level) -> AnyView {
    crate::parts::status::badge(lang, level).into_any()
}
