//! How Xanh is done: HTTP, SQL, files, time, commands. What a person sees lives in `app`, what is
//! right lives in `domain`.
//!
//! `http` → `service` → `store`; none of them looks back (a test reads the `use` lines).

#![recursion_limit = "256"]

pub mod clock;
pub mod config;
pub mod files;
pub mod http;
pub mod inspect;
pub mod mail;
pub mod qr;
pub mod secrets;
pub mod service;
pub mod store;
pub mod tasks;
pub mod typesetter;
