//! Pages behind the sign-in: each a function from what `server` found to a page. They never ask for
//! data themselves; [`document`] puts the frame around them.

pub mod administration;

pub mod committee;

pub mod flash;

pub mod observations;

pub mod refused;

pub mod accounts {
    //! Who may enter, with what rights, in which sessions.
    pub mod account;
    pub mod import;
    pub mod model;
    pub mod page;
    pub mod sessions;
}

pub mod audit {
    //! The trail of changes.
    pub mod model;
    pub mod page;
}

pub mod authentication {
    //! Signing in.
    pub mod model;
    pub mod page;
}

pub mod campaigns {
    //! Collection campaigns.
    pub mod model;
    pub mod page;
}

pub mod checklist {
    //! A commune's checklist and the form of each of its items.
    pub mod item;
    mod item_form;
    pub mod model;
    pub mod page;
}

pub mod copy_sheet {
    //! What communes copy into the national system.
    pub mod model;
    pub mod page;
}

pub mod correspondence {
    //! Difficulties, explanations, notes and notices.
    pub mod model;
    pub mod notices;
    pub mod page;
}

pub mod criteria_sets {
    //! Preparing criteria sets and putting them into force.
    pub mod model;
    pub mod page;
}

pub mod not_saved {
    //! A form that was not done.
    pub mod model;
    pub mod page;
}

pub mod publication {
    //! Publishing a release.
    pub mod model;
    pub mod page;
}

pub mod review {
    //! Confirming and returning answers.
    pub mod model;
    pub mod page;
    pub mod queue;
}

pub mod settings {
    //! How provinces run their reviews.
    pub mod model;
    pub mod page;
}

pub mod spreadsheet {
    //! Filling a checklist by a spreadsheet.
    pub mod model;
    pub mod page;
}

use crate::{
    error_page,
    failure::Failure,
    page::{Ask, Frame, Page, Visit},
    shell::{self, Assets},
    workspace::{
        accounts::model::People,
        audit::model::Trail,
        authentication::model::{Enrolment, RecoveryCodes, SignIn},
        checklist::model::{Desk, DeskEntry, ItemView},
        committee::{
            infrastructure_model::Coverage,
            model::{Course, DirectiveView, Directives, Distance, Matrix, Overview},
        },
        copy_sheet::model::{CopyList, CopySheet},
        correspondence::model::{Notices, Questions, Talk},
        not_saved::model::NotSaved,
        observations::model::ObserveView,
        publication::model::Preview,
        review::model::{Queue, ReviewView},
        spreadsheet::model::SheetView,
    },
};
use leptos::prelude::*;

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

/// A page of the administration.
#[derive(Clone, Debug)]
pub enum AdminView {
    /// What there is to administer.
    Index,
    /// Campaigns.
    Periods(campaigns::model::Periods),
    /// One account.
    Account(Box<accounts::model::AccountView>),
    /// A list of people to be let in.
    Import(accounts::model::Import),
    /// The links of people just let in, shown once: user name and address.
    Links(Vec<(String, String)>),
    /// Criteria sets.
    Sets(criteria_sets::model::Sets),
    /// What a set would change.
    SetEffects(Box<criteria_sets::model::SetEffects>),
    /// How provinces run their reviews.
    Settings(settings::model::Settings),
    /// One's own sessions.
    Sessions(accounts::model::Sessions),
    /// Tokens of machines.
    Tokens(Box<observations::model::Tokens>),
}

/// The whole document.
#[must_use]
pub fn document(visit: &Visit, view: &View, assets: &Assets) -> AnyView {
    visit.provide();
    let ask = Ask {
        lang: visit.lang,
        route: None,
        path: visit.path.clone(),
        query: visit.query.clone(),
    };
    let mut page = match view {
        View::SignIn(data) => authentication::page::page(visit, data),
        View::Code(data) => authentication::page::code(visit, data),
        View::Enrol(data) => authentication::page::enrol(visit, data),
        View::Codes(data) => authentication::page::codes(visit, data),
        View::Link(data) => authentication::page::link(visit, data),
        View::Desks(entries) => checklist::page::list(visit, entries),
        View::Desk(data) => checklist::page::page(visit, data),
        View::Item(data) => checklist::item::page(visit, data),
        View::Sheet(data) => spreadsheet::page::page(visit, data),
        View::Queue(data) => review::queue::page(visit, data),
        View::Review(data) => review::page::page(visit, data),
        View::Questions(data) => correspondence::page::list(visit, data),
        View::Talk(data) => correspondence::page::page(visit, data),
        View::Notices(data) => correspondence::notices::page(visit, data),
        View::Publish(data) => publication::page::page(visit, data),
        View::Trail(data) => audit::page::page(visit, data),
        View::People(data) => accounts::page::page(visit, data),
        View::Admin(data) => admin(visit, data),
        View::Overview(data) => committee::overview::page(visit, data),
        View::Matrix(data) => committee::matrix::page(visit, data),
        View::Distance(data) => committee::distance::page(visit, data),
        View::Course(data) => committee::course::page(visit, data),
        View::Coverage(data) => committee::coverage::page(visit, data),
        View::Directives(data) => committee::directives::page(visit, data),
        View::CopySheet(data) => copy_sheet::page::sheet(visit, data),
        View::CopyList(data) => copy_sheet::page::list(visit, data),
        View::Directive(data) => committee::directives::one(visit, data),
        View::Observe(data) => observations::page(visit, data),
        View::Failure(failure) => error_page::page(&ask, failure, None),
        View::NotSaved(data) => not_saved::page::page(visit, &ask, data),
    };
    page.room = Some(Frame {
        person: visit.person.clone(),
        demo: visit.demo,
    });
    shell::document(&ask, page, assets).into_any()
}

fn admin(visit: &Visit, view: &AdminView) -> Page {
    match view {
        AdminView::Index => administration::page(visit),
        AdminView::Periods(data) => campaigns::page::page(visit, data),
        AdminView::Account(data) => accounts::account::page(visit, data),
        AdminView::Import(data) => accounts::import::page(visit, data),
        AdminView::Links(links) => accounts::import::links(visit, links),
        AdminView::Sets(data) => criteria_sets::page::page(visit, data),
        AdminView::SetEffects(data) => criteria_sets::page::effects(visit, data),
        AdminView::Settings(data) => settings::page::page(visit, data),
        AdminView::Sessions(data) => accounts::sessions::page(visit, data),
        AdminView::Tokens(data) => observations::tokens::page(visit, data),
    }
}
