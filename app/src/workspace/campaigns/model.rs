//! What the page of collection campaigns shows.

use crate::workspace::refused::Refused;
use domain::{period::Campaign, time::Timestamp};

/// Campaigns.
#[derive(Clone, Debug)]
pub struct Periods {
    /// All, newest first.
    pub campaigns: Vec<Campaign>,
    /// Now.
    pub now: Timestamp,
    /// The form that was refused; its field `code` says about which campaign, unless it opens one.
    pub refused: Option<Refused>,
}
