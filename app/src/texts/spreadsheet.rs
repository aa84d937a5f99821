//! The words of the spreadsheet: its columns, and how its cells are read and written.

use crate::i18n::Lang;
use domain::{
    criteria::{Control, Item, Question},
    entry,
    text::plain,
};

/// Name of the sheet, the same in every language: a file made in one can be sent in another.
pub const SHEET: &str = "Phieu";

/// What the cells of a field hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of a few words: how the field says it, and how a person reads it.
    Choice(Vec<(&'static str, String)>),
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// Text.
    Text,
}

/// The names of the columns.
#[must_use]
pub fn columns(lang: Lang) -> [String; 9] {
    [
        lang.t("sheet-unit-code"),
        lang.t("sheet-unit"),
        lang.t("sheet-criterion-code"),
        lang.t("sheet-criterion"),
        lang.t("sheet-field-key"),
        lang.t("sheet-field"),
        lang.t("sheet-value"),
        lang.t("sheet-last"),
        lang.t("sheet-version"),
    ]
}

/// What the cells of a question's field hold.
#[must_use]
pub fn kind(lang: Lang, question: &Question, field: &str) -> Kind {
    let yes = ("yes", lang.t("value-yes"));
    let no = ("no", lang.t("value-no"));
    match (field, question) {
        (entry::YES, Question::ThreeValued) => {
            Kind::Choice(vec![yes, ("in_preparation", lang.t("value-preparing")), no])
        }
        (entry::YES, _) => Kind::Choice(vec![yes, no]),
        (entry::NOT_APPLICABLE, _) => Kind::Choice(vec![("on", lang.t("value-yes"))]),
        (entry::DATE | entry::FACT_DATE, _) => Kind::Date,
        (entry::NOTE | entry::EXPLANATION, _) => Kind::Text,
        _ if is_ticked(question, field) => Kind::Choice(vec![("1", yes.1), ("0", no.1)]),
        _ => Kind::Number,
    }
}

/// Whether a field is an item of a list that is asked with yes or no.
fn is_ticked(question: &Question, field: &str) -> bool {
    let Question::ItemList { control, items, .. } = question else {
        return false;
    };
    let own = |item: &Item| entry::item_field(&item.code) == field;
    *control == Control::YesNo && items.iter().any(own)
}

/// How the field says a word of its drop-down list, in whichever language the list was.
#[must_use]
pub fn word(question: &Question, field: &str, text: &str) -> Option<&'static str> {
    let text = plain(text).to_lowercase();
    Lang::ALL.into_iter().find_map(|lang| {
        let Kind::Choice(choices) = kind(lang, question, field) else {
            return None;
        };
        let own = |(code, word): &(&str, String)| *code == text || word.to_lowercase() == text;
        choices
            .into_iter()
            .find(|choice| own(choice))
            .map(|(code, _)| code)
    })
}

/// A field's text as a person reads it: the word of the list, the date as the language writes it, or the text itself.
#[must_use]
pub fn shown(lang: Lang, question: &Question, field: &str, text: &str) -> String {
    match kind(lang, question, field) {
        Kind::Choice(choices) => choices
            .into_iter()
            .find(|(code, _)| *code == text)
            .map_or_else(|| text.to_owned(), |(_, word)| word),
        Kind::Date => entry::parse_date(text).map_or_else(|| text.to_owned(), |day| lang.date(day)),
        Kind::Number | Kind::Text => text.to_owned(),
    }
}

/// What a drop-down list says when something else is typed: title and text.
#[must_use]
pub fn pick(lang: Lang) -> (String, String) {
    (lang.t("sheet-pick-title"), lang.t("sheet-pick"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_every_language() {
        let three = Question::ThreeValued;
        for lang in Lang::ALL {
            let Kind::Choice(choices) = kind(lang, &three, entry::YES) else {
                unreachable!()
            };
            assert_eq!(choices.len(), 3);
            for (code, text) in choices {
                assert_eq!(word(&three, entry::YES, &format!(" {text} ")), Some(code));
                assert_eq!(shown(lang, &three, entry::YES, code), text);
            }
        }
        assert_eq!(word(&three, entry::YES, "maybe"), None);
        assert_eq!(
            word(&Question::YesNo, entry::YES, "Đang chuẩn bị"),
            None,
            "a list without this word"
        );
        assert_eq!(
            word(&Question::YesNo, entry::NOT_APPLICABLE, "có"),
            Some("on")
        );
    }

    #[test]
    fn an_item_is_chosen_where_its_control_says_so() {
        let item = Item {
            code: "portal".into(),
            min: 1,
            name: domain::criteria::Localized::default(),
        };
        let list = |control| Question::ItemList {
            near_missing: 0,
            control,
            items: vec![item.clone()],
        };
        let field = entry::item_field("portal");
        for lang in Lang::ALL {
            let counted = kind(lang, &list(Control::Number), &field);
            assert_eq!(counted, Kind::Number);
            let chosen = list(Control::YesNo);
            assert_eq!(word(&chosen, &field, &lang.t("value-yes")), Some("1"));
            assert_eq!(word(&chosen, &field, &lang.t("value-no")), Some("0"));
            assert_eq!(shown(lang, &chosen, &field, "1"), lang.t("value-yes"));
            assert_eq!(kind(lang, &chosen, entry::FACT_DATE), Kind::Date);
        }
        assert_eq!(word(&list(Control::YesNo), &field, "maybe"), None);
    }
}
