//! How fast something has to move, as long as we wait for it.

use super::limits::Limits;
use std::{future::Future, io, pin::Pin, task::Context, time::Duration};
use tokio::time::{Instant, Sleep, sleep_until};

/// How fast something has to move, as long as we wait for it. Time in which nobody waits does not count.
#[derive(Debug)]
pub(super) struct Pace {
    pause: Duration,
    rate: u32,
    grace: Duration,
    moved: u64,
    waited: Duration,
    since: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Pace {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            pause: limits.pause,
            rate: limits.rate,
            grace: limits.grace,
            moved: 0,
            waited: Duration::ZERO,
            since: None,
            timer: None,
        }
    }

    /// So many bytes moved.
    pub(super) fn moved(&mut self, bytes: usize) {
        if let Some(since) = self.since.take() {
            self.waited += since.elapsed();
        }
        self.moved = self
            .moved
            .saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// Nothing moves now: whether that has been so for too long. If not, the task is woken when it is.
    pub(super) fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        if self.since.is_none() {
            let now = Instant::now();
            let earned = Duration::from_secs(self.moved / u64::from(self.rate.max(1)));
            let left = (self.grace + earned).saturating_sub(self.waited);
            let deadline = now + self.pause.min(left);
            self.since = Some(now);
            match &mut self.timer {
                Some(timer) => timer.as_mut().reset(deadline),
                None => self.timer = Some(Box::pin(sleep_until(deadline))),
            }
        }
        let timer = self.timer.as_mut();
        timer.is_some_and(|timer| timer.as_mut().poll(context).is_ready())
    }
}

pub(super) fn too_slow() -> io::Error {
    io::Error::from(io::ErrorKind::TimedOut)
}
