//! What a briefing of the committee says, and whose report it is.

use crate::{
    public::{
        indicators::model::Line as Observed,
        model::{Cell, figures::Figure},
    },
    workspace::committee::model::{Matrix, Near, Overview, directives::Directive},
};
use std::sync::Arc;

/// Everything that a briefing says about a province.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// Where the province stands.
    pub overview: Overview,
    /// Its communes, by name.
    pub matrix: Matrix,
    /// Communes that are not green, by missing items.
    pub near: Vec<Near>,
    /// The cells of its diagram.
    pub cells: Arc<Vec<Cell>>,
    /// Published figures about its green communes.
    pub headline: Vec<Arc<Figure>>,
    /// Published figures about its infrastructure.
    pub infrastructure: Vec<Arc<Figure>>,
    /// What is observed of its infrastructure, an indicator a line.
    pub observed: Vec<Observed>,
    /// Directives that are not ended, by due date; overdue if they were when the release was frozen.
    pub directives: Vec<Directive>,
    /// Whose report it is, if the installation says so.
    pub letterhead: Option<Letterhead>,
}

domain::words! {
    /// Whose documents the report's head follows.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum LetterheadForm {
        /// Authorities of the state: the country's name and motto (Decree 30/2020/NĐ-CP).
        State = "nha-nuoc",
        /// Committees of the Party, which most steering committees of Resolution 57 are: the Party's name, no motto.
        Party = "dang",
    }
    /// As it is configured.
    word
}

/// Whose report a briefing is: the parts of an administrative report that only an authority may fill in. Each is
/// shown as it was configured, in whatever language the briefing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Whose form the Vietnamese copy has; none if the installation does not say.
    pub form: Option<LetterheadForm>,
    /// The authority above.
    pub superior: Option<String>,
    /// The authority.
    pub agency: String,
    /// What follows the number: `BC-SKHCN`, `BC/BCĐ`. The number itself is left to be written.
    pub symbol: Option<String>,
    /// Where it is signed. The day is left to be written.
    pub place: Option<String>,
    /// Office of whoever signs.
    pub signer_title: Option<String>,
    /// Name of whoever signs.
    pub signer: Option<String>,
    /// Who receives it.
    pub recipients: Vec<String>,
}
