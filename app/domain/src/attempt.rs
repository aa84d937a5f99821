//! Failed attempts to sign in, and when the next one has to wait. Addresses, clocks and passwords must not
//! enter: a caller counts, and is told.

/// Failures are counted over so many milliseconds. While somebody must wait nothing is counted, so no wait is
/// longer.
pub const WINDOW: i64 = 15 * 60_000;

/// Failures of one account from one network.
const MOST_OF_PAIR: i64 = 5;
/// The same while the account is under attack, from a network where its person has never worked.
const MOST_OF_STRANGER: i64 = 1;
/// Failures from one network, whoever they were for: a commune's office shares one.
const MOST_OF_NETWORK: i64 = 40;
/// So many failures of one account, from everywhere, are an attack.
const ATTACK: i64 = 60;

/// Failures within [`WINDOW`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Of this account from this network.
    pub pair: i64,
    /// From this network.
    pub network: i64,
    /// Of this account.
    pub account: i64,
}

/// Whether an attempt has to wait. `known` says that the account's person has worked from there before.
///
/// No number of strangers elsewhere shuts an account: what they reach is that networks nobody knows have one
/// attempt in place of five.
#[must_use]
pub fn must_wait(failures: Failures, known: bool) -> bool {
    let most = if failures.account >= ATTACK && !known {
        MOST_OF_STRANGER
    } else {
        MOST_OF_PAIR
    };
    failures.pair >= most || failures.network >= MOST_OF_NETWORK
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One account, its failures so far: when, and from which network.
    #[derive(Default)]
    struct Account(Vec<(i64, u32)>);

    impl Account {
        fn seen_from(&self, network: u32, now: i64) -> Failures {
            let within = self.0.iter().filter(|(at, _)| *at > now - WINDOW);
            let (mut pair, mut account) = (0, 0);
            for (_, from) in within {
                account += 1;
                pair += i64::from(*from == network);
            }
            Failures {
                pair,
                network: pair,
                account,
            }
        }

        /// A wrong password; whether it was looked at.
        fn fail(&mut self, network: u32, now: i64, known: bool) -> bool {
            let looked_at = !must_wait(self.seen_from(network, now), known);
            if looked_at {
                self.0.push((now, network));
            }
            looked_at
        }
    }

    const OFFICE: u32 = 0;
    const ELSEWHERE: u32 = 1;

    proptest! {
        #[test]
        fn strangers_who_never_stop_shut_nobody_out(
            tries in proptest::collection::vec((0i64..20_000, 2u32..200), 1..600),
        ) {
            let mut account = Account::default();
            let mut now = 0;
            for (pause, network) in tries {
                now += pause;
                account.fail(network, now, false);
                for (place, known) in [(OFFICE, true), (ELSEWHERE, false)] {
                    prop_assert!(!must_wait(account.seen_from(place, now), known));
                }
            }
        }

        #[test]
        fn whoever_mistypes_waits_no_longer_than_the_window(
            tries in proptest::collection::vec((0i64..20_000, 2u32..200), 1..300),
            slips in 1usize..8,
        ) {
            let mut account = Account::default();
            let mut now = 0;
            for (pause, network) in &tries {
                now += pause;
                account.fail(*network, now, false);
            }
            for (place, known) in [(OFFICE, true), (ELSEWHERE, false)] {
                let mut last = now;
                for slip in 0..slips {
                    let at = now + i64::try_from(slip).unwrap_or(0);
                    if account.fail(place, at, known) {
                        last = at;
                    }
                }
                prop_assert!(!must_wait(account.seen_from(place, last + WINDOW), known));
            }
        }

        #[test]
        fn a_network_guesses_five_times_and_once_under_attack(networks in 13u32..300) {
            let mut account = Account::default();
            let mut looked_at = 0;
            for network in 2..networks + 2 {
                looked_at += (0..50).filter(|_| account.fail(network, 0, false)).count();
            }
            // Twelve networks make the attack; every further one has a single guess.
            prop_assert_eq!(looked_at, 60 + usize::try_from(networks - 12).unwrap_or(0));
        }
    }

    #[test]
    fn a_network_that_tries_many_names_has_to_wait() {
        let many = Failures {
            network: MOST_OF_NETWORK,
            ..Failures::default()
        };
        assert!(must_wait(many, true) && must_wait(many, false));
    }
}
