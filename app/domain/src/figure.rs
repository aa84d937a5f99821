//! Figures that somebody else published: cited, dated, compared, never mixed with what is computed
//! here.

use crate::rate::Rate;
use serde::{Deserialize, Serialize};

words! {
    /// How exact a published figure claims to be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Qualifier {
        /// As printed.
        Exact = "exact",
        /// “More than …”.
        MoreThan = "more_than",
        /// “About …”.
        About = "about",
    }
    /// The word in files.
    word
}

/// Whether the words of a source say more than the number beside them: “hơn 10.200” does, “1.981/3.321 (59,7)” does not.
#[must_use]
pub fn say_more(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
}

/// The words with which sources say that a number is almost reached, in lower case.
const NEARLY: [&str; 6] = ["gần", "nearly", "almost", "قرابة", "يقارب", "زهاء"];

/// Whether the words of a source say of this very value that it is almost reached: “gần 1.000 trạm”. Where they do, pages
/// say so as well rather than “about”.
#[must_use]
pub fn is_nearly(words: &str, value: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let wanted = digits(value);
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut pairs = words.windows(2).map(|pair| (pair[0], pair[1]));
    !wanted.is_empty()
        && pairs.any(|(before, number)| {
            NEARLY.contains(&before.to_lowercase().as_str()) && digits(number) == wanted
        })
}

/// How a computed rate stands to a published one of the same unit and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The published text, cut or rounded at its own number of decimals, is our rate.
    Agrees,
    /// Same fraction, printed rounded where we cut.
    RoundedUp,
    /// Another fraction or rate.
    Differs,
}

/// Compares a computed rate with a published one given as decimal text, for example `59.7`.
#[must_use]
pub fn compare(computed: Rate, published: &str) -> Comparison {
    let (whole, decimals) = published.split_once('.').unwrap_or((published, ""));
    let scale = 10u64.pow(u32::try_from(decimals.len()).unwrap_or(0).min(6));
    let (Ok(whole), Ok(fraction)) = (whole.parse::<u64>(), format!("0{decimals}").parse::<u64>())
    else {
        return Comparison::Differs;
    };
    if computed.whole == 0 {
        return Comparison::Differs;
    }
    let printed = whole * scale + fraction;
    let scaled = u64::from(computed.part) * 100 * scale;
    let divisor = u64::from(computed.whole);
    if scaled / divisor == printed {
        Comparison::Agrees
    } else if (scaled * 2 + divisor) / (divisor * 2) == printed {
        Comparison::RoundedUp
    } else {
        Comparison::Differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_alone_say_no_more(words in "[0-9 .,;/%()–-]{0,20}", more in "[a-zđơưâêô]{1,5}|[ا-غ]{1,5}") {
            prop_assert!(!say_more(&words));
            let (said, after) = (format!("{words}{more}"), format!("{more} {words}"));
            prop_assert!(say_more(&said) && say_more(&after));
        }
    }

    #[test]
    fn a_value_that_is_almost_reached_is_told_from_others_of_the_same_words() {
        let words = "phát sóng khoảng 800 trạm, nâng tổng số lên Gần 1.000 trạm";
        assert!(is_nearly(words, "1000"));
        assert!(!is_nearly(words, "800"));
        assert!(is_nearly("ما يقارب 1,000 محطة", "1000"));
        for (words, value) in [
            ("gần đây 1.000", "1000"),
            ("khoảng 1.000", "1000"),
            ("gần x", ""),
            ("", "1"),
        ] {
            assert!(!is_nearly(words, value), "{words}");
        }
    }

    #[test]
    fn published_texts_are_recognised_as_cut_or_rounded() {
        assert_eq!(compare(Rate::new(130, 148), "87.83"), Comparison::Agrees);
        assert_eq!(compare(Rate::new(130, 148), "87.84"), Comparison::RoundedUp);
        assert_eq!(
            compare(Rate::new(1_981, 3_321), "59.7"),
            Comparison::RoundedUp
        );
        assert_eq!(compare(Rate::new(51, 56), "91.1"), Comparison::RoundedUp);
        assert_eq!(compare(Rate::new(148, 148), "100"), Comparison::Agrees);
        assert_eq!(compare(Rate::new(147, 148), "100"), Comparison::Differs);
        assert_eq!(compare(Rate::new(0, 0), "0"), Comparison::Differs);
        assert_eq!(compare(Rate::new(1, 2), "many"), Comparison::Differs);
    }
}
