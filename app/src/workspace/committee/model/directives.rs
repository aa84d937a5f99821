//! The committee's directives: what it asks of whom.

use crate::{
    form, forms::Suffixed, public::model::UnitRef, workspace::committee::model::CommitteeContext,
};
use domain::{
    directive,
    entry::Fields,
    time::{Date, Timestamp},
    unit::UnitCode,
};

/// To whom a directive goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// A commune.
    Commune(UnitRef),
    /// A department, by name.
    Department(String),
}

/// A directive.
#[derive(Clone, Debug)]
pub struct Directive {
    /// Key.
    pub id: i64,
    /// To whom.
    pub to: Addressee,
    /// Code of a criterion or indicator; empty if about neither.
    pub subject: String,
    /// What is asked.
    pub content: String,
    /// Who is to see to it.
    pub owner: String,
    /// Day by which.
    pub due: Date,
    /// Where it stands.
    pub state: directive::State,
    /// Whether the addressee is late.
    pub overdue: bool,
    /// Version that a form acts on.
    pub version: i64,
    /// Who issued it, and when.
    pub issued: (String, Timestamp),
    /// The last answer, who gave it, and when.
    pub answer: Option<(String, String, Timestamp)>,
    /// Why it was asked again or withdrawn.
    pub remark: String,
}

/// Every directive of a province.
#[derive(Clone, Debug)]
pub struct Directives {
    /// Frame.
    pub context: CommitteeContext,
    /// Overdue first, then by due date; ended ones last.
    pub rows: Vec<Directive>,
    /// Communes that a directive can go to; empty for whoever issues none.
    pub communes: Vec<UnitRef>,
    /// What was typed.
    pub typed: Fields,
    /// Fields that can't be accepted.
    pub refused: Vec<&'static str>,
}

/// One directive before whoever may act on it.
#[derive(Clone, Debug)]
pub struct DirectiveView {
    /// The directive.
    pub directive: Directive,
    /// Its province.
    pub province: UnitRef,
    /// Steps that this person may take now.
    pub steps: Vec<directive::Step>,
    /// Whether this person may read the committee's pages.
    pub reads: bool,
    /// A step that lacks its words.
    pub refused: Option<directive::Step>,
}

form! {
    /// Issues a directive.
    pub struct IssueDirective sent to IssueDirective {
        /// The province.
        province: UnitCode,
        /// The commune that it is for.
        unit: Option<String>,
        /// The department that it is for.
        department: Option<String>,
        /// What it is about.
        subject: Option<String>,
        /// What is to be done.
        content: Option<String>,
        /// Who is responsible.
        owner: Option<String>,
        /// The day by which.
        due: Option<String>,
    }
}

form! {
    /// Takes a step of a directive.
    pub struct StepDirective sent to StepDirective {
        /// The directive.
        directive: i64,
        /// The version that was seen.
        version: i64,
        /// The step.
        step: directive::Step,
        /// Its words, one field a step: `text-answer`.
        text: Suffixed,
    }
}
