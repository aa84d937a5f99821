//! Words for values. An enum whose values are written in addresses, forms, files or the store names the word of each
//! value once, in [`words!`](crate::words!), and is read back by it.

/// A text that stands for no value of a type, or a number that does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no {what}")]
pub struct Unreadable {
    what: &'static str,
    text: String,
}

impl Unreadable {
    /// `what` was to be read, and `text` is what stands there.
    #[must_use]
    pub fn new(what: &'static str, text: impl ToString) -> Self {
        Self {
            what,
            text: text.to_string(),
        }
    }
}

/// Makes an enum whose values have one word each. Behind the enum stands the name of the function that gives the word.
///
/// The enum gets `ALL`, that function, `parse`, and `TryFrom<String>` for whoever has to say what can't be read. A word
/// that stands twice is a warning of the compiler.
#[macro_export]
macro_rules! words {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$about_value:meta])* $value:ident = $text:literal),+ $(,)?
        }
        $(#[$about_word:meta])*
        $word:ident
    ) => {
        $(#[$about])*
        $visible enum $name {
            $($(#[$about_value])* $value),+
        }

        impl $name {
            /// Every value, in the order in which they are written.
            $visible const ALL: [Self; [$($text),+].len()] = [$(Self::$value),+];

            $(#[$about_word])*
            #[must_use]
            $visible fn $word(self) -> &'static str {
                match self {
                    $(Self::$value => $text),+
                }
            }

            /// Reads the word.
            #[must_use]
            $visible fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$value),)+
                    _ => None,
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::words::Unreadable;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).ok_or_else(|| $crate::words::Unreadable::new(stringify!($name), text))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::{
        access::Role, answer::Three, assessment, correspondence, criteria, directive,
        distance::Unmet, evidence::Media, figure::Qualifier, indicator, status, unit::UnitType,
    };

    /// Every value is read back from its word, and from no other text.
    macro_rules! read_back {
        ($($name:ty: $word:ident),+ $(,)?) => {$(
            for value in <$name>::ALL {
                assert_eq!(<$name>::parse(value.$word()), Some(value));
                assert_eq!(<$name>::try_from(value.$word().to_owned()), Ok(value));
            }
            assert_eq!(<$name>::parse(""), None);
            let wrong = <$name>::try_from("thing".to_owned()).unwrap_err().to_string();
            assert!(wrong.starts_with("“thing” is no "), "{wrong}");
        )+};
    }

    #[test]
    fn every_word_is_read_back() {
        read_back!(
            Role: slug,
            Three: word,
            assessment::ReturnReason: word,
            assessment::Stage: word,
            correspondence::Kind: word,
            correspondence::State: word,
            correspondence::Step: word,
            criteria::Control: word,
            criteria::Public: word,
            criteria::SetStatus: word,
            directive::State: slug,
            directive::Step: word,
            Media: mime,
            Qualifier: word,
            indicator::IndicatorProblem: word,
            indicator::Sector: slug,
            Unmet: slug,
            status::Reason: word,
            status::Stage: slug,
            UnitType: slug,
        );
    }

    #[test]
    fn words_keep_the_order_of_the_enum() {
        assert_eq!(Three::ALL, [Three::Yes, Three::InPreparation, Three::No]);
        assert_eq!(directive::State::ALL[0], directive::State::Open);
    }
}
