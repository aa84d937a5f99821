//! What is handed out as a file, as plain values: which sheets, columns and words. How a file is written is
//! `server`'s; nothing of Leptos in here.

pub mod briefing;
pub mod copy_sheet;
pub mod workbook;
