//! One test binary, so that the pages are linked once: each page drawn without a server, the colours of
//! the style sheet, and the estimates of text widths.

mod audited;
mod contrast;
#[cfg(test)]
mod fake;
mod other_pages;
mod pages;
mod refusals;
mod text_width;
mod words;
mod workspace;
