//! A release in words and in addresses.

use crate::{
    i18n::{Lang, capitalised},
    public::model::Edition,
};
use domain::release::ReleaseId;

/// The number that a text names it by, and which correction it is if it is one: “12”, “12, đính chính lần 1”.
#[must_use]
pub fn number(lang: Lang, id: ReleaseId) -> String {
    let number = lang.number(id.number);
    if id.revision == 1 {
        number
    } else {
        lang.ta(
            "releases-number-revised",
            [
                ("number", number.into()),
                ("revision", lang.number(id.revision - 1).into()),
            ],
        )
    }
}

/// “bản công bố số 12”.
#[must_use]
pub fn name(lang: Lang, id: ReleaseId) -> String {
    lang.ta("releases-name", [("number", number(lang, id).into())])
}

/// The same to stand alone: “Bản công bố số 12”.
#[must_use]
pub fn title(lang: Lang, id: ReleaseId) -> String {
    capitalised(&name(lang, id))
}

/// How an address names it: by its number if this is the number's newest revision.
#[must_use]
pub fn in_address(edition: &Edition, id: ReleaseId) -> String {
    if edition.all.iter().any(|release| release.id == id) {
        id.number.to_string()
    } else {
        id.to_string()
    }
}
