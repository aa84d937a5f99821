//! Attempts to sign in: for whom they are counted, from where, and when the next one is looked at.

use crate::{
    secrets,
    service::workspace::ServiceResult,
    store::{Tx, attempts::FailureKind},
};
use app::workspace::authentication::model::SignInProblem;
use domain::attempt::{Because, Wait, must_wait};
use std::net::{IpAddr, Ipv6Addr};

pub(super) const MINUTE: i64 = 60_000;
pub(in crate::service::workspace) const HOUR: i64 = 60 * MINUTE;

/// Who asks to sign in, from where.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// Address of the connection.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// Why nobody was signed in, and how long to wait before trying again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInRefusal {
    /// What the page says.
    pub problem: SignInProblem,
    /// Seconds, if an attempt before then is not looked at.
    pub wait: Option<u32>,
}

impl From<SignInProblem> for SignInRefusal {
    fn from(problem: SignInProblem) -> Self {
        Self {
            problem,
            wait: None,
        }
    }
}

impl SignInRefusal {
    /// Nothing is looked at before `until`.
    pub(super) fn until(until: i64, now: i64, problem: impl FnOnce(u32) -> SignInProblem) -> Self {
        // Rounded up: whoever waits so long has waited long enough.
        let up = |ms: i64| u32::try_from(((until - now).max(1) + ms - 1) / ms).unwrap_or(u32::MAX);
        Self {
            problem: problem(up(MINUTE)),
            wait: Some(up(1_000)),
        }
    }
}

/// For whom attempts are counted, and from where.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// Name to sign in with.
    pub(super) user_name: String,
    /// See [`network_of`].
    pub(super) network: String,
    /// Address of the connection.
    pub(super) address: String,
}

impl Counted {
    /// What no account can be called is counted under one word: a name is kept as it was typed, and nobody shall
    /// fill the disk with names, or find in it a password that was typed into the wrong field.
    pub(super) fn new(user_name: &str, caller: Caller<'_>) -> Self {
        let user_name = if is_user_name(user_name) {
            user_name
        } else {
            NO_NAME
        };
        Self {
            user_name: user_name.to_owned(),
            network: network(caller.address),
            address: caller.address.to_owned(),
        }
    }

    /// The rows of the gate that whoever counts holds: one for the name, one for the network.
    pub(super) fn gate(&self) -> [i64; 2] {
        let slot = |text: &str| {
            let hash = secrets::hash(text);
            let head = hash.get(..4).and_then(|h| i64::from_str_radix(h, 16).ok());
            head.unwrap_or(0).rem_euclid(GATE)
        };
        [slot(&self.user_name), GATE + slot(&self.network)]
    }
}

/// Whether a text can be a name to sign in with: short, and typed the same on every keyboard.
pub(in crate::service::workspace) fn is_user_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-@".contains(c);
    !name.is_empty() && name.len() <= 64 && name.chars().all(plain)
}

/// What is counted when a name is typed that no account can have.
const NO_NAME: &str = "?";

/// Rows of the gate for names, and as many for networks.
const GATE: i64 = 512;

/// Notes a failed attempt: what it was and, of a code that came too early, the step of time that it is of.
pub(super) async fn fail(
    tx: &mut Tx,
    counted: &Counted,
    what: (FailureKind, Option<i64>),
    now: i64,
) -> ServiceResult<()> {
    let whose = (counted.user_name.as_str(), counted.network.as_str());
    Ok(tx.add_failure(whose, what, now, now - 24 * HOUR).await?)
}

/// Whether an attempt has to wait, as whoever holds the gate sees it.
pub(super) async fn wait_within(
    tx: &mut Tx,
    counted: &Counted,
    now: i64,
) -> ServiceResult<Option<SignInRefusal>> {
    let failures = tx
        .failures(&counted.user_name, &counted.network, now)
        .await?;
    let (user_name, network) = (&counted.user_name, &counted.network);
    let known = must_wait(failures, false).is_some()
        && (tx.is_known_at(user_name, network).await?
            || tx.worked_from(user_name, &counted.address).await?);
    Ok(must_wait(failures, known).map(|wait| too_many(wait, now)))
}

pub(super) fn too_many(wait: Wait, now: i64) -> SignInRefusal {
    let problem = match wait.because {
        Because::Name => SignInProblem::TooMany,
        Because::Network => SignInProblem::TooManyHere,
    };
    SignInRefusal::until(wait.until, now, problem)
}

/// From where nobody has signed in for so long is forgotten.
const PLACES_KEPT: i64 = 180 * 24 * HOUR;

/// Notes from where somebody has signed in wholly: there, others' typing errors shut them out no more.
pub(super) async fn seen_at(
    tx: &mut Tx,
    account: i64,
    caller: Caller<'_>,
    now: i64,
) -> ServiceResult<()> {
    let network = network(caller.address);
    Ok(tx
        .seen_at(account, &network, now, now - PLACES_KEPT)
        .await?)
}

/// Who counts as one: an address, or, of the newer kind, the 64 bits that one connection is given, since
/// whoever has one of its addresses has them all.
#[must_use]
pub fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(old) => IpAddr::V4(old),
            None => {
                let s = ip.segments();
                IpAddr::V6(Ipv6Addr::new(s[0], s[1], s[2], s[3], 0, 0, 0, 0))
            }
        },
        old => old,
    }
}

/// The same of an address as text; what is none counts as it is.
pub(super) fn network(address: &str) -> String {
    address.parse().map_or_else(
        |_| address.to_owned(),
        |ip: IpAddr| network_of(ip).to_string(),
    )
}
