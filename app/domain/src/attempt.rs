//! Failed attempts to sign in: when the next one has to wait, when a session that guesses codes ends, and when codes
//! are not looked at any more. Addresses, clocks, passwords and codes must not enter: a caller counts, and is told.
//! Whoever counts must do it in the transaction that also uses the answer, or a burst passes every limit at once.

/// Failures are counted over so many milliseconds. While somebody must wait nothing is counted, so no wait is
/// longer.
pub const WINDOW: i64 = 15 * 60_000;

/// Wrong codes of an account are counted over so many milliseconds.
pub const CODES_WINDOW: i64 = 60 * 60_000;

/// For so long the holder of an account is told that its codes were guessed at, unless the password is set anew.
pub const TOLD_FOR: i64 = 30 * 24 * 60 * 60_000;

/// Failures of one account from one network.
const MOST_OF_PAIR: i64 = 5;
/// The same while the account is under attack, from a network where its person has never worked.
const MOST_OF_STRANGER: i64 = 1;
/// Failures from one network, whoever they were for: a commune's office shares one.
const MOST_OF_NETWORK: i64 = 40;
/// So many failures of one account, from everywhere, are an attack.
const ATTACK: i64 = 60;
/// Wrong codes of one session.
const MOST_OF_SESSION: i64 = 5;
/// Wrong six-digit codes of one account within [`CODES_WINDOW`], from everywhere. Codes are asked only of whoever knows
/// the password, so this shuts nobody out whose password is still their own.
const MOST_CODES: i64 = 20;

/// Failures that still count: how many, and when the first and the last of them were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How many.
    pub count: i64,
    /// When the first was; meaningless if there is none.
    pub first: i64,
    /// When the last was; meaningless if there is none.
    pub last: i64,
}

impl Seen {
    /// Until when there are `most` or more of them, each counting for `window`.
    fn until(self, most: i64, window: i64) -> Option<i64> {
        match self.count.cmp(&most) {
            std::cmp::Ordering::Less => None,
            // The next one to be forgotten makes room.
            std::cmp::Ordering::Equal => Some(self.first + window),
            // Which of them is the last too many is not known: when all are forgotten at the latest.
            std::cmp::Ordering::Greater => Some(self.last + window),
        }
    }
}

/// Failures so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Of this account from this network, within [`WINDOW`].
    pub pair: Seen,
    /// From this network, within [`WINDOW`].
    pub network: Seen,
    /// Of this account, within [`WINDOW`].
    pub account: i64,
    /// Wrong six-digit codes of this account within [`CODES_WINDOW`]. A right one does not take them back.
    pub codes: Seen,
}

/// Whose failures make somebody wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// Those of this name from this network.
    Name,
    /// Those of all names from this network.
    Network,
}

/// That an attempt has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Until when.
    pub until: i64,
    /// Why.
    pub because: Because,
}

/// Whether an attempt has to wait. `known` says that the account's person has signed in, or worked, from there before.
///
/// No number of strangers elsewhere shuts an account: what they reach is that networks nobody knows have one
/// attempt in place of five. Nor does a whole office that mistypes other names shut out whoever is known there: for
/// them only what was typed for their own name counts.
#[must_use]
pub fn must_wait(failures: Failures, known: bool) -> Option<Wait> {
    let most = if failures.account >= ATTACK && !known {
        MOST_OF_STRANGER
    } else {
        MOST_OF_PAIR
    };
    let pair = failures.pair.until(most, WINDOW);
    let network = failures.network.until(MOST_OF_NETWORK, WINDOW);
    let network = network.filter(|_| !known);
    let wait = |because| move |until| Wait { until, because };
    // Of two reasons the one that lasts longer, or else the one that is about this name.
    match (pair, network) {
        (Some(pair), Some(network)) if network > pair => Some(wait(Because::Network)(network)),
        (Some(pair), _) => Some(wait(Because::Name)(pair)),
        (None, network) => network.map(wait(Because::Network)),
    }
}

/// Until when six-digit codes of an account are not looked at, if they are not: only recovery codes open it.
#[must_use]
pub fn codes_shut(failures: Failures) -> Option<i64> {
    failures.codes.until(MOST_CODES, CODES_WINDOW)
}

/// Whether a session that has not proven its second factor ends, after so many wrong codes.
#[must_use]
pub fn session_ends(wrong_codes: i64) -> bool {
    wrong_codes >= MOST_OF_SESSION
}

/// Whether what was typed is meant as a code of six digits, which can be guessed, and not as a recovery code.
#[must_use]
pub fn is_code(typed: &str) -> bool {
    let mut typed = typed.chars().filter(|c| !c.is_whitespace());
    typed.all(|c| c.is_ascii_digit())
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
            let within = || self.0.iter().filter(move |(at, _)| *at > now - WINDOW);
            let pair = seen(within().filter(|(_, from)| *from == network));
            Failures {
                pair,
                network: pair,
                account: seen(within()).count,
                codes: seen(self.0.iter().filter(|(at, _)| *at > now - CODES_WINDOW)),
            }
        }

        /// A wrong password; whether it was looked at.
        fn fail(&mut self, network: u32, now: i64, known: bool) -> bool {
            let looked_at = must_wait(self.seen_from(network, now), known).is_none();
            if looked_at {
                self.0.push((now, network));
            }
            looked_at
        }
    }

    fn seen<'a>(failures: impl Iterator<Item = &'a (i64, u32)>) -> Seen {
        failures.fold(Seen::default(), |seen, (at, _)| Seen {
            count: seen.count + 1,
            first: if seen.count == 0 {
                *at
            } else {
                seen.first.min(*at)
            },
            last: seen.last.max(*at),
        })
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
                    prop_assert_eq!(must_wait(account.seen_from(place, now), known), None);
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
                prop_assert_eq!(must_wait(account.seen_from(place, last + WINDOW), known), None);
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

        #[test]
        fn when_the_wait_is_over_it_is_over(
            tries in proptest::collection::vec((0i64..200_000, 0u32..4), 1..300),
            place in 0u32..4,
            known: bool,
        ) {
            let mut account = Account::default();
            let mut now = 0;
            for (pause, network) in tries {
                now += pause;
                account.fail(network, now, network == place && known);
                let wait = must_wait(account.seen_from(place, now), known);
                let Some(Wait { until, .. }) = wait else {
                    continue;
                };
                prop_assert!(now < until && until <= now + WINDOW);
                prop_assert_eq!(must_wait(account.seen_from(place, until), known), None);
            }
        }

        #[test]
        fn no_hour_has_more_than_twenty_wrong_codes_from_however_many_networks(
            tries in proptest::collection::vec((0i64..120_000, 0u32..2_000), 1..800),
        ) {
            let mut account = Account::default();
            let mut now = 0;
            for (pause, network) in tries {
                now += pause;
                let shut = codes_shut(account.seen_from(network, now));
                if let Some(until) = shut {
                    prop_assert!(now < until && until <= now + CODES_WINDOW);
                    prop_assert_eq!(codes_shut(account.seen_from(network, until)), None);
                } else {
                    account.fail(network, now, false);
                }
                let within = account.0.iter().filter(|(at, _)| *at > now - CODES_WINDOW);
                prop_assert!(within.count() <= 20);
            }
        }

        #[test]
        fn digits_are_a_code_and_a_recovery_code_is_none(code in "[0-9]{1,8}", recovery in "[a-z2-7]{8}-[a-z2-7]{8}") {
            let blanks = format!(" {code} ");
            prop_assert!(is_code(&code) && is_code(&blanks));
            prop_assert!(!is_code(&recovery));
        }
    }

    #[test]
    fn a_network_that_tries_many_names_has_to_wait() {
        let many = Seen {
            count: MOST_OF_NETWORK,
            first: 7,
            last: 9,
        };
        let many = Failures {
            network: many,
            ..Failures::default()
        };
        let wait = Wait {
            until: 7 + WINDOW,
            because: Because::Network,
        };
        assert_eq!(must_wait(many, false), Some(wait));
        assert_eq!(must_wait(many, true), None);
    }

    proptest! {
        #[test]
        fn an_office_that_mistypes_shuts_out_nobody_who_is_known_there(
            others in 0i64..10_000,
            own in 0i64..12,
            account in 0i64..200,
        ) {
            let of = |count| Seen { count, first: 1, last: 2 };
            let failures = Failures {
                pair: of(own),
                network: of(others + own),
                account: account.max(own),
                codes: Seen::default(),
            };
            let wait = must_wait(failures, true);
            prop_assert_eq!(wait.is_some(), own >= MOST_OF_PAIR);
            prop_assert!(wait.is_none_or(|wait| wait.because == Because::Name));
        }
    }

    #[test]
    fn the_fifth_wrong_code_ends_a_session() {
        assert_eq!(
            (1..=6).map(session_ends).collect::<Vec<_>>(),
            [false, false, false, false, true, true]
        );
    }
}
