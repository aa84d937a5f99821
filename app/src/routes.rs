//! Every address, in enums: parsed from a path, written into a link. Vietnamese has no prefix, English and Arabic have
//! the same paths under `/en` and `/ar`.

mod action;
mod address;
mod files;
mod route;
mod workspace;

pub use action::FormAction;
pub use address::{decode, encode, prefixed, split_lang, straightened, straightened_query};
pub use files::{
    AUDIT_LOG_FILE, BRIEFING, DATA_DICTIONARY, PUBLISHING_PROGRESS, WORKBOOK, copy_file, set_file,
    sheet_path, template_path,
};
pub use route::{ANYWHERE, Route};
pub use workspace::{AdminRoute, ObservationRoute, WorkspaceRoute};
