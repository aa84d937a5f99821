//! Forms as types. A struct made by [`form!`] says where a form is sent and what its fields hold; it reads what was
//! sent, and names the inputs of its view, so that the two can't drift apart.
//!
//! [`form!`]: crate::form

use crate::{query::Query, routes::FormAction};
use domain::{
    assessment::ReturnReason, directive, release::ReleaseId, text::is_blank, time::Timestamp,
    unit::UnitCode,
};

/// A form that changes something.
pub trait Form: Sized {
    /// Where it is sent.
    const ACTION: FormAction;

    /// Reads what was sent; `None` if a field that every view of the form has is missing, or can't be read.
    fn read(sent: &Query) -> Option<Self>;
}

/// What a field of a form holds.
pub trait Field: Sized {
    /// Reads the field of this name; `None` if what was sent for it can't be read.
    fn read(sent: &Query, name: &str) -> Option<Self>;
}

/// A field that must not be empty, without the spaces around it.
impl Field for String {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        sent.get(name).map(str::to_owned)
    }
}

/// A field that may be left empty; what stands in it must be readable.
impl<T: Field> Field for Option<T> {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        match sent.get(name) {
            None => Some(None),
            Some(_) => T::read(sent, name).map(Some),
        }
    }
}

/// What was typed, exactly as it was sent; empty if nothing was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(pub String);

impl Field for Typed {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        Some(Self(sent.raw(name).unwrap_or("").to_owned()))
    }
}

/// Every field whose name is this one, a dash and something more: what follows the dash, and what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suffixed(pub Vec<(String, String)>);

impl Suffixed {
    /// Whether an input is one of several of this name.
    #[must_use]
    pub fn names(name: &str, input: &str) -> bool {
        Self::suffix(name, input).is_some()
    }

    fn suffix<'a>(name: &str, input: &'a str) -> Option<&'a str> {
        input.strip_prefix(name)?.strip_prefix('-')
    }

    /// The name of an input among several of one kind.
    #[must_use]
    pub fn input(name: &str, suffix: &str) -> String {
        format!("{name}-{suffix}")
    }

    /// What was typed into one of them, without the spaces around it; `None` if that is nothing.
    #[must_use]
    pub fn get(&self, suffix: &str) -> Option<&str> {
        let text = self.raw(suffix)?.trim();
        (!is_blank(text)).then_some(text)
    }

    /// What was typed into one of them, exactly as it was sent.
    #[must_use]
    pub fn raw(&self, suffix: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == suffix);
        found.map(|(_, text)| text.as_str())
    }

    /// The numbers after the dash, as of boxes that are ticked.
    pub fn numbers(&self) -> impl Iterator<Item = i64> {
        self.0.iter().filter_map(|(suffix, _)| suffix.parse().ok())
    }
}

impl Field for Suffixed {
    fn read(sent: &Query, name: &str) -> Option<Self> {
        let one = |(input, text): (&str, &str)| {
            Some((Self::suffix(name, input)?.to_owned(), text.to_owned()))
        };
        Some(Self(sent.all().filter_map(one).collect()))
    }
}

/// Fields whose text one function reads.
macro_rules! fields {
    ($($kind:ty => $read:expr;)*) => {
        $(impl Field for $kind {
            fn read(sent: &Query, name: &str) -> Option<Self> {
                sent.get(name).and_then($read)
            }
        })*
    };
}

fields! {
    u32 => |text| text.parse().ok();
    i64 => |text| text.parse().ok();
    UnitCode => UnitCode::parse;
    ReleaseId => ReleaseId::parse;
    ReturnReason => ReturnReason::parse;
    Timestamp => |text| text.parse().ok().map(Timestamp);
    directive::Step => directive::Step::parse;
}

/// Declares a form: where it is sent and its fields. For each field there is a function of the same name that gives the
/// name of its input, which is the field's own unless another is said.
#[macro_export]
macro_rules! form {
    (
        $(#[$doc:meta])*
        pub struct $name:ident sent to $action:ident {
            $($(#[$field_doc:meta])* $field:ident $(as $input:literal)?: $kind:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl $name {
            $(
                /// The name of this input.
                #[must_use]
                pub const fn $field() -> &'static str {
                    $crate::form!(@name $field $($input)?)
                }
            )*
        }

        impl $crate::forms::Form for $name {
            const ACTION: $crate::routes::FormAction = $crate::routes::FormAction::$action;

            fn read(sent: &$crate::query::Query) -> Option<Self> {
                Some(Self {
                    $($field: $crate::forms::Field::read(sent, Self::$field())?,)*
                })
            }
        }
    };
    (@name $field:ident) => {
        stringify!($field)
    };
    (@name $field:ident $input:literal) => {
        $input
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    form! {
        /// A form.
        pub struct Sample sent to SendBack {
            /// Text.
            reason: String,
            /// A number.
            version: u32,
            /// What may be missing.
            next: Option<i64>,
            /// As typed.
            words: Typed,
        }
    }

    fn read(text: &str) -> Option<Sample> {
        Sample::read(&Query::parse(text))
    }

    #[test]
    fn a_form_reads_its_fields_and_names_them() {
        let form = read("reason=+x+&version=3&words=+y").unwrap();
        assert_eq!((form.reason.as_str(), form.version), ("x", 3));
        assert_eq!((form.next, form.words), (None, Typed(" y".into())));
        let names = (Sample::reason(), Sample::version(), Sample::next());
        assert_eq!(names, ("reason", "version", "next"));
        assert_eq!(Sample::words(), "words");
        assert_eq!(Sample::ACTION, FormAction::SendBack);
    }

    #[test]
    fn several_inputs_of_a_name_are_told_by_their_ending() {
        let sent = Query::parse("text-a=+x+&text-b=&text=y&textual-c=z&tick-12=on&tick-x=on");
        let texts = Suffixed::read(&sent, "text").unwrap();
        assert_eq!((texts.get("a"), texts.raw("a")), (Some("x"), Some(" x ")));
        assert_eq!((texts.get("b"), texts.get("c")), (None, None));
        let ticks = Suffixed::read(&sent, "tick").unwrap();
        assert_eq!(ticks.numbers().collect::<Vec<_>>(), [12]);
        assert!(Suffixed::names("text", &Suffixed::input("text", "a")));
        assert!(!Suffixed::names("text", "text"));
    }

    #[test]
    fn what_is_missing_or_unreadable_is_no_form() {
        for bad in [
            "version=3",
            "reason=+&version=3",
            "reason=x&version=-1",
            "reason=x&version=1&next=x",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
