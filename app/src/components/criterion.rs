//! A criterion and a status, as they stand in tables and heads.

use crate::{
    components::{html::inert, status},
    i18n::Lang,
};
use domain::status::Level;
use leptos::prelude::*;

/// Title of a criterion with its code: “DL2 Hồ sơ nộp trực tuyến”.
pub fn criterion_title(lang: Lang, criterion: &domain::criteria::Criterion) -> String {
    format!("{} {}", criterion.code, lang.pick(&criterion.title))
}

/// `● Xanh`
pub fn status(lang: Lang, level: Level) -> AnyView {
    inert(status::badge(lang, level)).into_any()
}
