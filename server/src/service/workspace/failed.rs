//! What goes wrong in a use case, and how it is told.

use crate::{secrets::Unusable, store::StoreError};
use app::failure::Failure;

/// A [`Failure`], made from whatever went wrong below by `?`, which logs it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed(pub Failure);

/// What a use case gives.
pub type Outcome<T> = Result<T, Failed>;

/// A fault below a use case: logged once here, told only as far as a person may know it.
pub(super) fn failed(cause: &(dyn std::error::Error + 'static)) -> Failure {
    tracing::error!(%cause, "a use case failed");
    match cause.downcast_ref::<StoreError>() {
        Some(error) if error.is_full() => Failure::Full,
        // Nothing was written: another transaction has taken the place, or each waited for the other.
        Some(error) if error.is_conflict() => Failure::Changed,
        Some(StoreError::Commit(_)) => Failure::Uncertain,
        _ => Failure::Unavailable,
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self(failed(&error))
    }
}

impl From<Unusable> for Failed {
    fn from(error: Unusable) -> Self {
        Self(failed(&error))
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}
