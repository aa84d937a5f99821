//! What the pages of signing in show.

use crate::{form, forms::Typed};
use crate::{query::Query, routes::FormAction};
use domain::{code_time::CodeFault, time::Timestamp};

/// The sign-in page.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// The name that was typed.
    pub user_name: String,
    /// Where to go afterwards.
    pub then: Option<String>,
    /// A form that came with an ended session, kept to be sent again.
    pub carried: Option<String>,
    /// What went wrong.
    pub problem: Option<SignInProblem>,
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Name or password is wrong, or the account is closed: never said which.
    Wrong,
    /// The code does not open, why, and the server's time.
    WrongCode(CodeFault, Timestamp),
    /// The recovery code is nobody's.
    WrongRecoveryCode,
    /// The recovery code was used.
    UsedRecoveryCode,
    /// Too many attempts for this name; minutes to wait at most.
    TooMany(u32),
    /// Too many attempts from this network, for whatever names; minutes to wait at most.
    TooManyHere(u32),
    /// So many codes of this account were wrong that only recovery codes are looked at; minutes to wait at most.
    CodesShut(u32),
    /// So many codes were wrong that this session has ended.
    CodesSpent,
    /// The session has ended.
    Ended,
    /// The browser does not keep the cookie by which somebody who is signed in is known.
    NoCookies,
    /// The two new passwords differ.
    Differ,
    /// The new password is too short.
    Short,
}

/// A text as squares that a telephone's camera reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Squares of a side, without the margin.
    pub side: usize,
    /// The dark ones as the data of an SVG path, which is stroked one wide.
    pub path: String,
}

/// The page that sets up a second factor.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Base32.
    pub secret: String,
    /// `otpauth://` address.
    pub address: String,
    /// The same as a drawing; none if it is too long for one.
    pub qr: Option<QrCode>,
    /// Where to go afterwards.
    pub then: Option<String>,
    /// A form that came with an ended session, kept to be sent again.
    pub carried: Option<String>,
    /// What went wrong.
    pub problem: Option<SignInProblem>,
}

/// The recovery codes of a second factor that was just set up; they are shown once.
#[derive(Clone, Debug)]
pub struct RecoveryCodes {
    /// Each for one use.
    pub codes: Vec<String>,
    /// Where to go afterwards.
    pub then: String,
    /// The form that came with an ended session: sent again when the codes are put down.
    pub carried: Option<(FormAction, Query)>,
}

form! {
    /// Name and password.
    pub struct EnterPassword sent to SignIn {
        /// Name to sign in with.
        user: Option<String>,
        /// Password.
        password: Typed,
        /// The page that is wanted afterwards.
        then: Option<String>,
        /// The form that came with an ended session.
        carried: Option<Typed>,
    }
}

form! {
    /// The code of the second factor, or a recovery code.
    pub struct EnterCode sent to EnterCode {
        /// The code.
        code: Option<String>,
        /// The page that is wanted afterwards.
        then: Option<String>,
        /// The form that came with an ended session.
        carried: Option<Typed>,
    }
}

form! {
    /// The first code of a new second factor.
    pub struct ConfirmSecondFactor sent to ConfirmSecondFactor {
        /// The secret that was shown.
        secret: Option<String>,
        /// The code.
        code: Option<String>,
        /// The page that is wanted afterwards.
        then: Option<String>,
        /// The form that came with an ended session.
        carried: Option<Typed>,
    }
}

form! {
    /// A new password through a link that works once.
    pub struct SetPassword sent to UseLink {
        /// The link's token.
        token: Option<String>,
        /// Whose link it is; for the browser, which keeps passwords by name.
        user: Option<String>,
        /// The new password.
        password as "new": Typed,
        /// The same again.
        again: Typed,
    }
}
