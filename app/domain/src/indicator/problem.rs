//! Why a text is no value of an indicator, or an observation can't be.

words! {
    /// Why a text is no value of an indicator, or an observation can't be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum IndicatorProblem {
        /// Nothing was given.
        Missing = "missing",
        /// The text can't be read as a value of this kind.
        Unreadable = "unreadable",
        /// It has more decimals than the indicator.
        TooPrecise = "too_precise",
        /// A number below zero.
        Negative = "negative",
        /// The part exceeds the whole.
        PartAboveWhole = "part_above_whole",
        /// The whole is zero.
        NothingToMeasure = "nothing_to_measure",
        /// More than 100%.
        AboveHundred = "above_hundred",
        /// A day in the future.
        Future = "future",
        /// A period that ends before it begins.
        Backwards = "backwards",
        /// The indicator has no value at this level.
        WrongLevel = "wrong_level",
        /// The value is computed from releases or confirmed answers and is not asked again.
        AskedElsewhere = "asked_elsewhere",
        /// The text is too long.
        TooLong = "too_long",
    }
    /// The word in answers for machines.
    word
}
