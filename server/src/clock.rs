//! The time, for everything that needs it. Tests and demonstrations set it; nothing else in the
//! server may ask the system.

use domain::time::Timestamp;
use std::time::{Instant, UNIX_EPOCH};

/// A clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's.
    System,
    /// Standing still.
    Fixed(Timestamp),
    /// Begun at a time, at an instant of this process, and going on from there.
    From(Timestamp, Instant),
}

impl Clock {
    /// A clock that shows `start` now and goes on from there.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self::From(start, Instant::now())
    }

    /// The time now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system"
    )]
    pub fn now(self) -> Timestamp {
        match self {
            Self::Fixed(at) => at,
            Self::From(start, since) => {
                let gone = i64::try_from(since.elapsed().as_millis()).unwrap_or(0);
                Timestamp(start.0.saturating_add(gone))
            }
            Self::System => {
                let since = std::time::SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .unwrap_or_default();
                Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
        }
    }
}
