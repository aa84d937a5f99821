//! Use cases: what can be done, in terms of the domain, on top of the store. HTTP must not enter,
//! and no page text: a service gives structs, or errors that a clerk can read.

pub mod backup;
pub mod campaign;
pub mod collation;
pub mod criteria;
pub mod demo;
pub mod digest;
pub mod former_units;
pub mod import;
pub mod indicators;
pub mod public;
pub mod publish;
pub mod reference;
pub mod refresh;
pub mod simulate;
pub mod snapshot;
pub mod unit_cell;
pub mod verify;
pub mod workspace;
