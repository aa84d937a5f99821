//! A form that was not done, and why.

use crate::{failure::Failure, limits::TooLong, query::Query, routes::FormAction};

/// A form that was not done.
#[derive(Clone, Debug)]
pub struct NotSaved {
    /// What it asked for.
    pub action: FormAction,
    /// What was typed, as it was sent.
    pub fields: Query,
    /// The page that it was sent from.
    pub back: Option<String>,
    /// Why.
    pub why: NotSavedBecause,
}

/// Why a form was not done.
#[derive(Clone, Debug)]
pub enum NotSavedBecause {
    /// Its session had ended; a new one has begun.
    SignedInAnew,
    /// Something went wrong, or is not allowed.
    Failed(Failure),
    /// These fields are longer than they may be.
    TooLong(Vec<TooLong>),
    /// The same, and the form was so large that it was not read to its end.
    TooLarge(Vec<TooLong>),
}

impl NotSavedBecause {
    /// The status of the page that says so.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::SignedInAnew => 200,
            Self::Failed(failure) => failure.status(),
            Self::TooLong(_) => 422,
            Self::TooLarge(_) => Failure::TooLarge.status(),
        }
    }

    /// Seconds after which the same may be tried again, if it may.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Failed(failure) => failure.retry_after(),
            _ => None,
        }
    }

    /// The fields that are too long.
    #[must_use]
    pub fn long(&self) -> &[TooLong] {
        match self {
            Self::TooLong(long) | Self::TooLarge(long) => long,
            Self::SignedInAnew | Self::Failed(_) => &[],
        }
    }

    /// Whether the same form, sent again as it stands there, may be done.
    #[must_use]
    pub fn sends_again(&self) -> bool {
        match self {
            Self::SignedInAnew | Self::TooLong(_) => true,
            Self::Failed(failure) => matches!(
                failure,
                Failure::Unavailable | Failure::Uncertain | Failure::Full
            ),
            Self::TooLarge(_) => false,
        }
    }
}
