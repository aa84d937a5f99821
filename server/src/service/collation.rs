//! Vietnamese alphabetical order (a ă â b c d đ e ê …), as keys that any engine can compare as plain
//! text. Made here because the domain takes no ICU tables.

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::{fmt::Write, sync::LazyLock};

/// The data are compiled in; should they be missing, names sort by their folded form.
static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());

/// The sort key of a name: lower-case hexadecimal, so that byte order is alphabetical order.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut bytes: Vec<u8> = Vec::new();
    match &*VIETNAMESE {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(name, &mut bytes);
        }
        None => bytes.extend(domain::text::fold(name).bytes()),
    }
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut key, byte| {
            // Writing into a String can't fail.
            let _ = write!(key, "{byte:02x}");
            key
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_vietnamese_alphabet() {
        let alphabet = [
            "An", "Ăng", "Âu", "Ba", "Cao", "Dương", "Đà", "Đức", "Em", "Êm", "Ô", "Ơn", "Phú",
            "Ưng",
        ];
        let mut sorted = alphabet;
        sorted.reverse();
        sorted.sort_by_key(|name| sort_key(name));
        assert_eq!(sorted, alphabet);
        // Tones decide only between equal letters: ngang, huyền, hỏi, ngã, sắc, nặng.
        let tones = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"];
        let mut sorted = tones;
        sorted.reverse();
        sorted.sort_by_key(|name| sort_key(name));
        assert_eq!(sorted, tones);
        assert!(sort_key("Mạ") < sort_key("Man"));
    }
}
