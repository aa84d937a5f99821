//! What the pages of criteria sets show.

use crate::{form, forms::Typed};
use crate::{
    public::model::{Counts, UnitRef},
    workspace::{
        publication::model::CommuneChange,
        rejected_form::{AdminProblem, FaultRow, RejectedForm},
    },
};
use domain::{
    criteria::CriteriaSet,
    meaning::Rewording,
    release::ReleaseId,
    time::{Date, Timestamp},
};
use std::{fmt, sync::Arc};

/// Where a criteria set stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetStage {
    /// Holds for nothing yet.
    Prepared,
    /// Will hold from a day.
    Coming(Date),
    /// Holds, since a day.
    InForce(Date),
    /// Held from a day until another took its place.
    Superseded(Date),
}

/// Whoever prepared a set, or revised its wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name to show; none if nobody has this name to sign in with.
    pub name: Option<String>,
    /// The name to sign in with; `xanh` for the program and the command line.
    pub user: String,
}

/// `Lê Thu Hà (thuky)`.
impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} ({})", self.user),
            None => f.write_str(&self.user),
        }
    }
}

/// A criteria set in the list.
#[derive(Clone, Debug)]
pub struct SetRow {
    /// The set.
    pub set: Arc<CriteriaSet>,
    /// Where it stands.
    pub stage: SetStage,
    /// Who prepared it, if it was on this page, and when.
    pub prepared: Option<(Author, Timestamp)>,
    /// How many releases were made with it.
    pub releases: u32,
}

/// Criteria sets.
#[derive(Clone, Debug)]
pub struct Sets {
    /// All, newest first.
    pub rows: Vec<SetRow>,
    /// Whether this person may bring a set.
    pub prepares: bool,
    /// Bad places of a file that was refused.
    pub faults: Vec<FaultRow>,
    /// Why a file was not read at all.
    pub problem: Option<AdminProblem>,
}

/// A revision of a set's wording.
#[derive(Clone, Debug)]
pub struct WordingRow {
    /// Its number, from 1.
    pub revision: u32,
    /// Who revised it.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// What it words differently from the one before.
    pub places: Vec<Rewording>,
}

/// A set: its wording, and what it would change in the latest release.
#[derive(Clone, Debug)]
pub struct SetEffects {
    /// The set.
    pub row: SetRow,
    /// The release whose frozen answers were taken, and the set it was made with.
    pub release: Option<(ReleaseId, String)>,
    /// Sums before and after.
    pub total: (Counts, Counts),
    /// Provinces with another number of green communes: before, after.
    pub provinces: Vec<(UnitRef, Counts, Counts)>,
    /// Communes that gain or lose green.
    pub communes: Vec<CommuneChange>,
    /// Criteria that the release's set did not have.
    pub added: Vec<String>,
    /// Criteria that the set does not have any more.
    pub dropped: Vec<String>,
    /// How its wording was revised, newest first.
    pub wordings: Vec<WordingRow>,
    /// Whether this person may revise it.
    pub revises: bool,
    /// Bad places of a file that was refused.
    pub faults: Vec<FaultRow>,
    /// Why a file was not read at all.
    pub problem: Option<AdminProblem>,
    /// Whether this person may put it into force.
    pub activates: bool,
    /// The first day that can be chosen.
    pub earliest: Date,
    /// The form that was refused.
    pub refused: Option<RejectedForm>,
}

form! {
    /// Takes a criteria set in.
    pub struct PrepareSet sent to PrepareSet {
        /// The set, TOML, unless a file brings it.
        set: Typed,
    }
}

form! {
    /// Words a criteria set anew.
    pub struct ReviseWording sent to ReviseWording {
        /// Version of the set.
        version: String,
        /// The set in its new wording, TOML, unless a file brings it.
        set: Typed,
    }
}

form! {
    /// Lets a criteria set apply from a day.
    pub struct ActivateSet sent to ActivateSet {
        /// Version of the set.
        version: String,
        /// The day.
        from: Option<String>,
    }
}
