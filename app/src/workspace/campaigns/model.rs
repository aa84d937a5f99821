//! What the page of collection campaigns shows.

use crate::form;
use crate::workspace::rejected_form::RejectedForm;
use domain::{period::Campaign, time::Timestamp};

/// Campaigns.
#[derive(Clone, Debug)]
pub struct Periods {
    /// All, newest first.
    pub campaigns: Vec<Campaign>,
    /// Now.
    pub now: Timestamp,
    /// The form that was refused; its field `code` says about which campaign, unless it opens one.
    pub refused: Option<RejectedForm>,
}

form! {
    /// Opens, moves or closes a campaign.
    pub struct ChangeCampaign sent to ChangeCampaign {
        /// `open`, `move` or `close`.
        kind: String,
        /// Its key.
        code: Option<String>,
        /// The day on which answers are due.
        due: Option<String>,
        /// The day on which reviews are due.
        review: Option<String>,
        /// Why it is moved.
        reason: Option<String>,
    }
}
