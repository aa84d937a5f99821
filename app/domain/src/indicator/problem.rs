//! Why a text is no value of an indicator, or an observation can't be.

words! {
    /// Why a text is no value of an indicator, or an observation can't be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    pub enum Problem {
        /// Nothing was given.
        #[error("nothing was given")]
        Missing = "missing",
        /// The text can't be read as a value of this kind.
        #[error("not a value of this kind")]
        Unreadable = "unreadable",
        /// It has more decimals than the indicator.
        #[error("too many decimals")]
        TooPrecise = "too_precise",
        /// A number below nought.
        #[error("below nought")]
        Negative = "negative",
        /// The part exceeds the whole.
        #[error("the part is greater than its whole")]
        PartAboveWhole = "part_above_whole",
        /// The whole is nought.
        #[error("the whole is nought")]
        NothingToMeasure = "nothing_to_measure",
        /// More than 100 %.
        #[error("more than a hundred percent")]
        AboveHundred = "above_hundred",
        /// A day in the future.
        #[error("in the future")]
        Future = "future",
        /// A period that ends before it begins.
        #[error("ends before it begins")]
        Backwards = "backwards",
        /// The indicator has no value at this level.
        #[error("no value at this level")]
        WrongLevel = "wrong_level",
        /// The value is computed from releases or confirmed answers and is not asked again.
        #[error("computed from what is confirmed already")]
        AskedElsewhere = "asked_elsewhere",
        /// The text is too long.
        #[error("too long")]
        TooLong = "too_long",
    }
    /// The word in answers for machines.
    word
}
