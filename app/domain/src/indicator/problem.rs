//! Why a text is no value of an indicator, or an observation can't be.

words! {
    /// Why a text is no value of an indicator, or an observation can't be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
    pub enum IndicatorProblem {
        /// Nothing was given.
        #[error("missing value")]
        Missing = "missing",
        /// The text can't be read as a value of this kind.
        #[error("not a valid value for this indicator")]
        Unreadable = "unreadable",
        /// It has more decimals than the indicator.
        #[error("too many decimal places")]
        TooPrecise = "too_precise",
        /// A number below zero.
        #[error("negative")]
        Negative = "negative",
        /// The part exceeds the whole.
        #[error("the part is greater than the whole")]
        PartAboveWhole = "part_above_whole",
        /// The whole is zero.
        #[error("the whole is zero")]
        NothingToMeasure = "nothing_to_measure",
        /// More than 100%.
        #[error("above 100 percent")]
        AboveHundred = "above_hundred",
        /// A day in the future.
        #[error("the date is in the future")]
        Future = "future",
        /// A period that ends before it begins.
        #[error("the period ends before it begins")]
        Backwards = "backwards",
        /// The indicator has no value at this level.
        #[error("this indicator has no values for units of this level")]
        WrongLevel = "wrong_level",
        /// The value is computed from releases or confirmed answers and is not asked again.
        #[error("computed from confirmed answers; cannot be delivered")]
        AskedElsewhere = "asked_elsewhere",
        /// The text is too long.
        #[error("too long")]
        TooLong = "too_long",
    }
    /// The word in answers for machines.
    word
}
