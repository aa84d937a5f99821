//! What connections may do, and how many the system allows.

use std::time::Duration;

/// Descriptors that connections leave to the database, files and mail, at least.
const RESERVED: usize = 64;

/// What connections may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// Connections of one network at a time; none behind a proxy, from which all of them come.
    pub of_one: Option<usize>,
    /// For a head, from its first byte.
    pub head: Duration,
    /// Between an answer and the next head.
    pub idle: Duration,
    /// For a body, or a reader, without a byte.
    pub pause: Duration,
    /// Bytes a second that a body must bring, and a reader take, on average, …
    pub rate: u32,
    /// … beyond this.
    pub grace: Duration,
    /// For what is under way when the server is told to end.
    pub stop: Duration,
}

impl Limits {
    /// The usual limits, for so many connections.
    #[must_use]
    pub fn new(connections: usize, behind_proxy: bool) -> Self {
        Self {
            connections,
            // An office, or all offices of a province, may share one address.
            of_one: (!behind_proxy).then_some(connections / 2),
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            pause: Duration::from_secs(15),
            // A slow line of a mountain commune brings several times as much.
            rate: 2 * 1024,
            grace: Duration::from_secs(20),
            stop: Duration::from_secs(10),
        }
    }

    /// The same, of no more connections than so many descriptors allow.
    #[must_use]
    pub fn within(self, descriptors: Option<usize>) -> Self {
        let Some(all) = descriptors else {
            return self;
        };
        let most = all.saturating_sub(RESERVED.max(all / 4)).max(8);
        let connections = self.connections.min(most);
        Self {
            connections,
            of_one: self.of_one.map(|_| connections / 2),
            ..self
        }
    }
}

/// How many descriptors this process may have, after it has asked for as many as it may ask for.
#[cfg(unix)]
#[must_use]
pub fn descriptors() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let now = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    now.and_then(|n| usize::try_from(n).ok())
}

/// Not known here.
#[cfg(not(unix))]
#[must_use]
pub fn descriptors() -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_to_everything_else() {
        let of = |descriptors| {
            Limits::new(2_000, false)
                .within(Some(descriptors))
                .connections
        };
        assert_eq!(
            [of(16), of(128), of(1_024), of(1_000_000)],
            [8, 64, 768, 2_000]
        );
        assert_eq!(Limits::new(2_000, true).within(Some(1_024)).of_one, None);
    }
}
