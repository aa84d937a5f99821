//! What everybody may see: pages, and the same data as files.

pub mod cache;
mod encoding;
pub mod files;
pub mod pages;
