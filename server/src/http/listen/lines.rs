//! Every open connection as others see it: what it does, since when, and who gives way where there is no more room.

use super::limits::Limits;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// When the server ends, a body that has said nothing for so long is not waited for.
pub(super) const SILENT: Duration = Duration::from_secs(1);

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing: it is new, or its last answer was given.
    Idle,
    /// It sends a head.
    Head,
    /// A request of it is being answered.
    Busy,
    /// More of a request's body is waited for.
    Body,
}

/// A connection as others see it.
#[derive(Debug)]
pub(super) struct Line {
    number: u64,
    from: IpAddr,
    phase: Mutex<(Phase, Instant)>,
    pub(super) cut: Notify,
}

impl Line {
    pub(super) fn now(&self) -> (Phase, Instant) {
        *locked(&self.phase)
    }

    pub(super) fn enter(&self, phase: Phase) {
        *locked(&self.phase) = (phase, Instant::now());
    }

    /// Bytes came: if none were expected, a head has begun.
    pub(super) fn heard(&self) {
        let mut phase = locked(&self.phase);
        if phase.0 == Phase::Idle {
            *phase = (Phase::Head, Instant::now());
        }
    }

    /// More of a body is waited for, or came.
    pub(super) fn waits_for_body(&self, waits: bool) {
        let mut phase = locked(&self.phase);
        match (phase.0, waits) {
            (Phase::Busy, true) => *phase = (Phase::Body, Instant::now()),
            (Phase::Body, false) => *phase = (Phase::Busy, Instant::now()),
            _ => {}
        }
    }

    /// When it is cut if nothing changes.
    pub(super) fn deadline(&self, limits: &Limits, ends: bool) -> Option<Instant> {
        match self.now() {
            (Phase::Idle, since) => Some(since + limits.idle),
            (Phase::Head, since) => Some(since + limits.head),
            (Phase::Body, since) if ends => Some(since + SILENT),
            // A body has a pace of its own.
            (Phase::Busy | Phase::Body, _) => None,
        }
    }
}

/// What a panic in between left behind is as good as any other state.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every open connection.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) limits: Limits,
    pub(super) open: Mutex<HashMap<u64, Arc<Line>>>,
}

impl Lines {
    /// Takes a connection in; none if every other one is being answered.
    pub(super) fn admit(&self, number: u64, from: IpAddr) -> Option<Arc<Line>> {
        let mut open = locked(&self.open);
        if let Some(most) = self.limits.of_one {
            let own = open.values().filter(|line| line.from == from).count();
            if own >= most && !give_way(&mut open, Some(from)) {
                return None;
            }
        }
        if open.len() >= self.limits.connections && !give_way(&mut open, None) {
            return None;
        }
        let line = Arc::new(Line {
            number,
            from,
            phase: Mutex::new((Phase::Idle, Instant::now())),
            cut: Notify::new(),
        });
        open.insert(number, line.clone());
        Some(line)
    }

    pub(super) fn make_room(&self) {
        give_way(&mut locked(&self.open), None);
    }

    pub(super) fn remove(&self, line: &Line) {
        locked(&self.open).remove(&line.number);
    }
}

/// Cuts the connection that has been silent longest, of one network if it is named; `false` if none is silent.
fn give_way(open: &mut HashMap<u64, Arc<Line>>, of: Option<IpAddr>) -> bool {
    let silent = open
        .values()
        .filter(|line| of.is_none_or(|from| line.from == from))
        .map(|line| (line.now(), line))
        .filter(|((phase, _), _)| *phase != Phase::Busy)
        .min_by_key(|((_, since), _)| *since);
    let Some(line) = silent.map(|(_, line)| line.clone()) else {
        return false;
    };
    open.remove(&line.number);
    line.cut.notify_one();
    true
}
