//! Numbers that look random and are the same in every run: a hash of what they are drawn for.

/// A stream of numbers that belongs to one subject, for example a commune's criterion in one
/// release. Each subject has its own stream, so that one more release does not change the draws of
/// the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// The stream of a subject named by a text.
    pub(super) fn of(subject: &str) -> Self {
        Self(0x5DEE_CE66).and(subject)
    }

    /// The stream of a part of this subject.
    pub(super) fn and(self, part: &str) -> Self {
        Self(
            part.bytes()
                .fold(self.0, |hash, byte| mixed(hash ^ u64::from(byte))),
        )
    }

    /// The stream of a numbered part of this subject.
    pub(super) fn at(self, number: usize) -> Self {
        Self(mixed(self.0 ^ (number as u64).wrapping_add(0x51_7C_C1)))
    }

    /// A number from `low` to `high`, both included; `low` if the range is empty.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let span = i64::from(high) - i64::from(low) + 1;
        if span <= 1 {
            return low;
        }
        let drawn = (mixed(self.0) >> 33) as i64 % span;
        i32::try_from(i64::from(low) + drawn).unwrap_or(low)
    }

    /// Whether an event of so many percent happens.
    pub(super) fn chance(&mut self, percent: i32) -> bool {
        self.between(0, 99) < percent
    }

    /// One of `items`, each as often as its weight says; `None` if all weigh nothing.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(T, i32)]) -> Option<T> {
        let total: i32 = items.iter().map(|(_, weight)| weight).sum();
        if total <= 0 {
            return None;
        }
        let mut left = self.between(0, total - 1);
        for (item, weight) in items {
            if left < *weight {
                return Some(*item);
            }
            left -= weight;
        }
        None
    }
}

/// The finaliser of splitmix64.
fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
