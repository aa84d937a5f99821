//! One test binary: the store, the imports, the demo and every address, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

mod addresses;
mod administration;
mod attempts;
mod backup;
mod briefing;
mod circles;
mod cli;
mod committee;
mod copying;
mod correspondence;
mod demo;
mod digest;
mod documents;
mod durable;
mod entering;
mod first_steps;
mod fixture;
mod following;
mod given_back;
mod hostile;
mod imports;
mod infrastructure;
mod inspect;
mod items;
mod languages;
mod listening;
mod marks;
mod observations;
mod observing;
mod officers;
mod public;
mod publication;
mod reference;
mod refresh;
mod role_matrix;
mod schema_parity;
mod searching;
mod seen;
mod sessions;
mod sheet;
mod statements;
mod store_contract;
mod story;
mod support;
mod tables;
mod tidy;
mod twice;
mod two_servers;
mod upgrades;
mod uploads;
mod wording;
