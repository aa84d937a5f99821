//! Words that pages, mails, files and the command line share: from values to sentences in each language. No markup
//! and nothing of Leptos in here.

pub mod abbreviation;
pub mod account;
pub mod audit;
pub mod checklist;
pub mod cite;
pub mod committee;
pub mod fact;
pub mod faults;
pub mod link;
pub mod notice;
pub mod observation;
pub mod problem;
pub mod ranking;
pub mod release;
pub mod spreadsheet;
pub mod table;
pub mod value;
pub mod written;
