//! What the program's commands do, a module each, and how they tell a clerk what happened. What they take from the
//! command line stands beside them.

pub mod backup;
pub mod causes;
pub mod criteria;
pub mod database;
pub mod demo;
pub mod digest;
pub mod import;
pub mod mistyped;
pub mod period;
pub mod serve;
pub mod terminal;
pub mod user;
pub mod verify;
