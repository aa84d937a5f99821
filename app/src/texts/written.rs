//! Sentences that the program itself writes into data. They are stored in Vietnamese, as they were from the first version
//! on, so that hashes and files stay what they are; a page says them in its reader's language.

use crate::i18n::Lang;
use domain::{entry::parse_date, time::Date};
use std::borrow::Cow;

/// What the demo's observations name as their source.
pub const SIMULATED_SOURCE: &str =
    "Số liệu mô phỏng của bản dùng thử, không phải số liệu của doanh nghiệp viễn thông";

/// What stands before and after the date in the note of an answer that was carried forward.
const CARRIED: (&str, &str) = ("Không thay đổi so với số liệu ngày ", ".");

/// The note of an answer that is carried forward from one of `date`, as it is stored.
#[must_use]
pub fn carried_forward(date: Date) -> String {
    format!("{}{}{}", CARRIED.0, Lang::Vi.date(date), CARRIED.1)
}

/// A note in the reader's language if the program wrote it, else as a person did.
#[must_use]
pub fn note(lang: Lang, note: &str) -> Cow<'_, str> {
    let date = note
        .strip_prefix(CARRIED.0)
        .and_then(|rest| rest.strip_suffix(CARRIED.1))
        .and_then(parse_date);
    match date {
        Some(date) => lang
            .ta("written-carried", [("date", lang.date(date).into())])
            .into(),
        None => note.into(),
    }
}

/// The source of an observation, or several, in the reader's language as far as the program wrote it.
#[must_use]
pub fn source(lang: Lang, source: &str) -> Cow<'_, str> {
    if lang == Lang::Vi || !source.contains(SIMULATED_SOURCE) {
        return source.into();
    }
    source
        .replace(SIMULATED_SOURCE, &lang.t("written-simulated-source"))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_wrote_is_said_in_every_language() {
        let day = parse_date("2026-09-27").unwrap();
        let stored = carried_forward(day);
        assert_eq!(stored, "Không thay đổi so với số liệu ngày 27/9/2026.");
        assert_eq!(note(Lang::Vi, &stored), stored);
        assert_eq!(
            note(Lang::En, &stored),
            "Unchanged since the figures of 27 September 2026."
        );
        assert!(note(Lang::Ar, &stored).contains("سبتمبر"));
        for lang in [Lang::En, Lang::Ar] {
            let two = format!("{SIMULATED_SOURCE}; Sở KH&CN");
            let said = source(lang, &two);
            assert!(
                !said.contains("mô phỏng") && said.ends_with("; Sở KH&CN"),
                "{said}"
            );
        }
        assert_eq!(source(Lang::Vi, SIMULATED_SOURCE), SIMULATED_SOURCE);
        // In Vietnamese the sentence is the one that is stored.
        assert_eq!(Lang::Vi.t("written-simulated-source"), SIMULATED_SOURCE);
    }

    #[test]
    fn what_a_person_wrote_stays() {
        for words in [
            "Không thay đổi so với số liệu ngày 27/9/2026. Đã gọi xã.",
            "Không thay đổi so với số liệu ngày 31/2/2026.",
            "",
        ] {
            assert_eq!(note(Lang::En, words), words);
        }
        assert_eq!(source(Lang::Ar, "Viettel Phú Thọ"), "Viettel Phú Thọ");
    }
}
