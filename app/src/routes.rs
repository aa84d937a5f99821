//! Every address, in enums: parsed from a path, written into a link. Vietnamese has no prefix, English and Arabic have
//! the same paths under `/en` and `/ar`.

mod act;
mod address;
mod files;
mod room;
mod route;

pub use act::Act;
pub use address::{decode, encode, prefixed, split_lang};
pub use files::{BRIEFING, TRAIL_FILE, WORKBOOK, copy_file, sheet_path, template_path};
pub use room::{AdminRoom, ObserveRoom, Room};
pub use route::{ANYWHERE, Route};
