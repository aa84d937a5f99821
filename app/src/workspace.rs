//! Pages behind the sign-in: each a function from what `server` found to a page. They never ask for
//! data themselves; [`document`] puts the frame around them.

pub mod administration;

pub mod committee;

pub mod first_steps {
    //! What an installation still needs, for whoever looks after it.
    pub mod model;
    pub mod page;
}

pub mod flash;

pub mod observations;

pub mod rejected_form;

pub mod accounts {
    //! Who may enter, with what rights, in which sessions.
    pub mod account;
    pub mod import;
    pub mod links;
    pub mod model;
    pub mod page;
    pub mod sessions;
}

pub mod audit {
    //! The audit log.
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
    pub mod decided;
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

pub mod table {
    //! Tables in files: how one was read, and why one was not.
    pub mod model;
}

use crate::{
    error_page,
    failure::Failure,
    page::{Page, PageFrame, WorkspaceRequest},
    shell::{self, Assets},
};
use leptos::prelude::*;

/// The page and the whole document around it.
#[must_use]
pub fn document(
    request: &WorkspaceRequest,
    page: impl FnOnce(&WorkspaceRequest) -> Page,
    assets: &Assets,
) -> AnyView {
    request.provide();
    let mut page = page(request);
    page.frame = Some(PageFrame {
        person: request.person.clone(),
        demo: request.demo,
    });
    shell::document(&request.public_request(), page, assets).into_any()
}

/// The page that says why there is none.
#[must_use]
pub fn failure(request: &WorkspaceRequest, failure: &Failure) -> Page {
    error_page::page(&request.public_request(), failure, None)
}
