//! What lies behind the sign-in, a feature a file: its pages, files and forms, and their routes.

mod accounts;
mod administration;
mod audit;
mod authentication;
mod campaigns;
mod checklist;
mod committee;
mod copy_sheet;
mod correspondence;
mod criteria_sets;
mod evidence;
mod first_steps;
mod observations;
mod publication;
mod review;
mod settings;
mod spreadsheet;

use super::routes::Routes;

/// Every route behind the sign-in, and the sign-in itself.
#[must_use]
pub fn routes() -> Routes {
    [
        accounts::routes(),
        administration::routes(),
        audit::routes(),
        authentication::routes(),
        campaigns::routes(),
        checklist::routes(),
        committee::routes(),
        copy_sheet::routes(),
        correspondence::routes(),
        criteria_sets::routes(),
        evidence::routes(),
        first_steps::routes(),
        observations::routes(),
        publication::routes(),
        review::routes(),
        settings::routes(),
        spreadsheet::routes(),
    ]
    .into_iter()
    .fold(Routes::new(), Routes::merge)
}
