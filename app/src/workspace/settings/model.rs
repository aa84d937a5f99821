//! What the page of a province's settings shows.

use crate::{public::model::UnitRef, workspace::refused::Refused};
use domain::assessment::Policy;

/// How provinces run their reviews.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Provinces in this administrator's scope.
    pub provinces: Vec<(UnitRef, Policy)>,
    /// The form that was refused; its field `province` says whose.
    pub refused: Option<Refused>,
}
