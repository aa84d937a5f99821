//! The rules of Xanh: what a unit, a criterion, an answer, a status, a release and a rank *are*.
//!
//! Everything here is a pure function of its arguments. No IO, no async, no clock, no randomness, no
//! `cfg`, no web framework: a rule that needs the time takes it as a parameter, a rule that needs
//! rows is given them. Whatever shows a status, on a page, in a file or in a receipt, gets it from
//! [`status`].
//!
//! | module | what it holds |
//! |---|---|
//! | [`time`] | instants, civil dates in Viet Nam |
//! | [`text`] | NFC and folding of Vietnamese |
//! | [`place_name`] | finding places by the names people type |
//! | [`mod@unit`] | provinces and commune-level units, validity of their types |
//! | [`criteria`] | a versioned criteria set and its self-check |
//! | [`meaning`] | what of a set is its meaning, and what is only wording |
//! | [`answer`] | what may be answered and what an answer is worth |
//! | [`period`] | campaigns with a due date |
//! | [`status`] | the one status function and its receipt |
//! | [`release`] | freezing, numbering, hashing |
//! | [`counts`] | communes by level, by criterion, what is still open |
//! | [`rate`] | fractions cut to two decimals |
//! | [`ranking`] | provinces among provinces, communes within a province |
//! | [`rollup`] | months and quarters of releases |
//! | [`distance`] | distance to green, what-ifs, ranks that are still open |
//! | [`target`] | a share by a day, its pace, a projection |
//! | [`directive`] | what the steering committee asks of somebody |
//! | [`figure`] | figures that somebody else published |
//! | [`indicator`] | what is observed of infrastructure and sectors |
//! | [`coverage`] | what values of communes come to, and what keeps them from green |
//! | [`delivery`] | a line of a form, file or request, read into an observation |
//! | [`access`] | roles, scopes, and the one function that permits |
//! | [`attempt`] | when the next attempt to sign in has to wait |
//! | [`code_time`] | when a code of the second factor holds |
//! | [`entry`] | what is typed into a form, read into an answer |
//! | [`assessment`] | an item's way from draft to confirmation |
//! | [`copying`] | what of it is typed into the national system, and what changed since |
//! | [`validity`] | how long an answer counts |
//! | [`evidence`] | what may show that an answer is true |
//! | [`correspondence`] | what commune and province write to each other about an item |
//! | [`audit`] | the audit log as a chain of hashes |
//! | [`mod@words`] | one word for each value of an enum, read back |

// Before the modules that use its macro.
#[macro_use]
pub mod words;

pub mod access;
pub mod answer;
pub mod assessment;
pub mod attempt;
pub mod audit;
pub mod cell;
pub mod code_time;
pub mod copying;
pub mod correspondence;
pub mod counts;
pub mod coverage;
pub mod criteria;
pub mod delivery;
pub mod directive;
pub mod distance;
pub mod entry;
pub mod evidence;
pub mod figure;
pub mod indicator;
pub mod meaning;
pub mod period;
pub mod place;
pub mod place_name;
pub mod ranking;
pub mod rate;
pub mod release;
pub mod rollup;
pub mod status;
pub mod target;
pub mod text;
pub mod time;
pub mod unit;
pub mod validity;
