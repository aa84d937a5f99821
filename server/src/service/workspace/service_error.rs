//! What goes wrong in a use case, and how it is told.

use crate::{secrets::Unusable, store::StoreError};
use app::failure::Failure;

/// A [`Failure`], made from whatever went wrong below by `?`, which logs it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError(pub Failure);

/// What a use case gives.
pub type ServiceResult<T> = Result<T, ServiceError>;

/// A fault below a use case: logged once here, told only as far as a person may know it.
pub(super) fn service_error(cause: &(dyn std::error::Error + 'static)) -> Failure {
    tracing::error!(%cause, "a use case failed");
    match cause.downcast_ref::<StoreError>() {
        Some(error) if error.is_full() => Failure::Full,
        // Nothing was written: another transaction has taken the place, or each waited for the other.
        Some(error) if error.is_conflict() => Failure::Changed,
        Some(StoreError::Commit(_)) => Failure::Uncertain,
        _ => Failure::Unavailable,
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        Self(service_error(&error))
    }
}

impl From<Unusable> for ServiceError {
    fn from(error: Unusable) -> Self {
        Self(service_error(&error))
    }
}

impl From<Failure> for ServiceError {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}
