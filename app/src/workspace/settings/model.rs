//! What the page of a province's settings shows.

use crate::form;
use crate::{public::model::UnitRef, workspace::rejected_form::RejectedForm};
use domain::assessment::Policy;
use domain::unit::UnitCode;

/// How provinces run their reviews.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Provinces in this administrator's scope.
    pub provinces: Vec<(UnitRef, Policy)>,
    /// The form that was refused; its field `province` says whose.
    pub refused: Option<RejectedForm>,
}

form! {
    /// Sets how a province runs its reviews.
    pub struct SetPolicy sent to SetPolicy {
        /// The province.
        province: UnitCode,
        /// Ticked if leaders sign.
        signature: Option<String>,
        /// Days for a review.
        review_days: Option<String>,
        /// Days to mend what was returned.
        return_days: Option<String>,
    }
}
