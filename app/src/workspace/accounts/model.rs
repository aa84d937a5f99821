//! What the pages of accounts, their sessions and their import show.

use crate::forms::Suffixed;
use crate::workspace::authentication::model::QrCode;
use crate::workspace::rejected_form::{AdminProblem, FaultRow, RejectedForm};
use crate::workspace::table::model::HowRead;
use crate::{form, forms::Typed};
use domain::{
    access::Role,
    entry::{FieldError, Fields},
    time::Timestamp,
};

/// Accounts.
#[derive(Clone, Debug)]
pub struct AccountList {
    /// Accounts in this administrator's scope, by name.
    pub people: Vec<PersonRow>,
    /// Filter: name as typed.
    pub name: Option<String>,
    /// Why a new account was refused: field and problem, with what was typed.
    pub refused: Option<(Fields, Vec<FieldError>)>,
}

/// One account.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Key.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Roles with the name of their scope.
    pub roles: Vec<(Role, String)>,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether the invitation was used.
    pub joined: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Open sessions.
    pub sessions: u32,
}

/// A link that works once, just made for somebody: shown this once, so it has no `Debug`.
#[derive(Clone)]
pub struct LinkCard {
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Roles with the names of their scopes.
    pub roles: Vec<(Role, String)>,
    /// The whole address.
    pub address: String,
    /// The same as a drawing.
    pub qr: Option<QrCode>,
    /// Until when it works.
    pub until: Timestamp,
    /// Whether somebody is invited by it; others set their password anew.
    pub invites: bool,
}

/// A role of an account.
#[derive(Clone, Debug)]
pub struct GrantRow {
    /// Role.
    pub role: Role,
    /// `VN` or a unit's code.
    pub word: String,
    /// The name of the scope.
    pub scope: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// Names it in a form; not its token, nor enough of the token's hash to find it.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub since: Timestamp,
    /// Last use, a few minutes exact.
    pub seen: Timestamp,
    /// Whether a second factor was proven.
    pub second_factor: bool,
    /// Whether it is the one that asks.
    pub own: bool,
}

/// One account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// Key.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub name: String,
    /// Address for mail; may be empty.
    pub email: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Whether the invitation was used.
    pub joined: bool,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Whether it is the account of whoever asks.
    pub own: bool,
    /// Roles.
    pub grants: Vec<GrantRow>,
    /// Open sessions.
    pub sessions: Vec<SessionView>,
    /// The form that was refused.
    pub refused: Option<RejectedForm>,
}

/// A list of people to be let in.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The list as text, with the lines that it had as it was sent.
    pub text: String,
    /// How it was read.
    pub how: HowRead,
    /// Scopes whose zeros at the front are lost; they are told as one fault.
    pub lost_zeros: u32,
    /// Whether such zeros are put back.
    pub zeros: bool,
    /// Why it was not read at all.
    pub problem: Option<AdminProblem>,
    /// Those who can be let in.
    pub people: Vec<ImportRow>,
    /// Bad places, by line.
    pub faults: Vec<FaultRow>,
}

/// Somebody who can be let in.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Line in the list.
    pub line: u64,
    /// Name to sign in with.
    pub user: String,
    /// Name to show.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The name of the scope.
    pub scope: String,
}

/// One's own sessions.
#[derive(Clone, Debug)]
pub struct Sessions {
    /// All, last used first.
    pub sessions: Vec<SessionView>,
}

form! {
    /// Opens or closes an account, ends its sessions, makes a link that works once.
    pub struct ChangeAccount sent to ChangeAccount {
        /// The account.
        account: i64,
        /// What is done.
        kind: String,
        /// `account` if its own page follows.
        back: Option<String>,
    }
}

form! {
    /// Ends one's own sessions.
    pub struct EndSession sent to EndSession {
        /// `others` or `one`.
        which: String,
        /// The one.
        session: Option<String>,
    }
}

form! {
    /// Lets a list of people in.
    pub struct AddPeople sent to AddPeople {
        /// The list, CSV.
        list: Typed,
        /// `on` if lost zeros are put back.
        zeros: Option<String>,
    }
}

form! {
    /// Invites somebody.
    pub struct Invite sent to Invite {
        /// Name to sign in with.
        user: Option<String>,
        /// Name to show.
        name: Option<String>,
        /// Where their mail goes.
        email: Option<String>,
        /// Role.
        role: Option<String>,
        /// Word of the place where they hold it.
        scope: Option<String>,
    }
}

form! {
    /// Gives or takes a role.
    pub struct ChangeRights sent to ChangeRights {
        /// The account.
        account: i64,
        /// `give` or `take`.
        kind: String,
        /// Role.
        role: Option<String>,
        /// Word of the place.
        scope: Option<String>,
    }
}

form! {
    /// Hands an account over to a successor.
    pub struct HandOver sent to HandOver {
        /// The account.
        account: i64,
        /// User name of the successor.
        successor: Option<String>,
        /// Why.
        reason: Option<String>,
        /// The roles that go to the successor, each as `role scope`.
        grant: Suffixed,
    }
}

form! {
    /// Reads a list of people and shows whom it would let in.
    pub struct CheckPeople sent to CheckPeople {
        /// The list, CSV, unless a file brings it.
        list: Typed,
        /// `on` if lost zeros are put back.
        zeros: Option<String>,
    }
}
