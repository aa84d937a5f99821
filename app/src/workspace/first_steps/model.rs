//! What the page of first steps shows.

use crate::public::model::UnitRef;
use domain::{access::Role, period::Campaign, time::Timestamp};

/// What an installation still needs, as far as its reader looks after it.
#[derive(Clone, Debug)]
pub struct FirstSteps {
    /// People of all roles.
    pub people: People,
    /// Roles without which nothing is confirmed or published, and that nobody has.
    pub lacking: Vec<Role>,
    /// Invitations that have ended unused.
    pub lapsed: u32,
    /// How provinces run their reviews.
    pub policies: Policies,
    /// The campaign.
    pub campaign: CampaignStep,
    /// Mail.
    pub mail: MailStep,
    /// What came of a mail that was just sent to try.
    pub tried: Option<MailTried>,
    /// Communes by province and name.
    pub communes: Vec<CommuneProgress>,
    /// Now.
    pub now: Timestamp,
}

/// How many people there are, and how far they have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Everybody who may enter.
    pub invited: u32,
    /// Of them, those who have signed in wholly.
    pub entered: u32,
}

impl People {
    /// Those who have never signed in.
    #[must_use]
    pub fn never(self) -> u32 {
        self.invited.saturating_sub(self.entered)
    }
}

/// How many provinces have said how they run their reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policies {
    /// Those that have.
    pub set: u32,
    /// All that are looked after.
    pub all: u32,
}

/// The campaign, and who opens one.
#[derive(Clone, Debug)]
pub struct CampaignStep {
    /// The one that is current, if one is.
    pub current: Option<Campaign>,
    /// Whether the reader may open one.
    pub may_open: bool,
    /// Everybody who may, by name.
    pub openers: Vec<String>,
}

/// How far mail is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailStep {
    /// No mail server is named.
    NotSetUp,
    /// There is one; where the reader's mail goes, if they said so.
    Untested(Option<String>),
    /// One was sent to try, when last; where the reader's mail goes.
    Tested(Timestamp, Option<String>),
}

/// What came of a mail that was sent to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTried {
    /// The mail server took it, to this address.
    Sent(String),
    /// The mail server did not take it.
    Refused,
    /// No mail server is named.
    NotSetUp,
    /// Its reader has not said where their mail goes.
    NoAddress,
}

/// How far a commune is.
#[derive(Clone, Debug)]
pub struct CommuneProgress {
    /// The commune.
    pub unit: UnitRef,
    /// Its own people.
    pub people: People,
    /// Items that were handed in and not given back.
    pub handed_in: u32,
    /// Items there are.
    pub items: u32,
}
