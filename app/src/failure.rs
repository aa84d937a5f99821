//! What went wrong, as far as this person may know it. Causes are logged once, in `server`; they
//! never reach a page.

/// A failure that a page can explain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No unit has this code.
    #[error("no such unit")]
    NoSuchUnit(String),
    /// No release has this number.
    #[error("no such release")]
    NoSuchRelease(String),
    /// No receipt has this name.
    #[error("no such receipt")]
    NoSuchReceipt(String),
    /// No page has this address.
    #[error("no such page")]
    NoSuchPage,
    /// A parameter of the address can't be read.
    #[error("bad parameter")]
    BadParameter {
        /// Name of the parameter, as in the address.
        name: &'static str,
        /// The value that can't be read.
        value: String,
        /// What can be written instead.
        allowed: Vec<&'static str>,
    },
    /// The store can't answer now.
    #[error("unavailable")]
    Unavailable,
}

impl Failure {
    /// Whether the release that the address names is the mistake.
    #[must_use]
    pub fn is_about_release(&self) -> bool {
        matches!(
            self,
            Self::NoSuchRelease(_)
                | Self::BadParameter {
                    name: "phat-hanh",
                    ..
                }
        )
    }

    /// The HTTP status: the only mapping in the product.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NoSuchUnit(_)
            | Self::NoSuchRelease(_)
            | Self::NoSuchReceipt(_)
            | Self::NoSuchPage => 404,
            Self::BadParameter { .. } => 400,
            Self::Unavailable => 503,
        }
    }
}
