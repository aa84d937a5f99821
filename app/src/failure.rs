//! What went wrong, as far as this person may know it. Causes are logged once, in `server`; they
//! never reach a page.

use domain::access::Refusal;
pub use domain::evidence::FileFault;

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
    /// Nobody knows whether what was sent is saved: the store did not answer while it was being saved, or only
    /// part of what follows from it could be done.
    #[error("it is not known whether it was saved")]
    Uncertain,
    /// The store or the disk is full: nothing was written.
    #[error("the storage is full")]
    Full,
    /// A file that should be there can't be given as it was sent; its name.
    #[error("a file is wrong: {0:?}")]
    File(FileFault, String),
    /// Nobody is signed in, or the session has ended.
    #[error("not signed in")]
    NotSignedIn,
    /// This person may not do this.
    #[error("denied: {0}")]
    Denied(Refusal),
    /// The form came from another site.
    #[error("foreign origin")]
    ForeignOrigin,
    /// The form can't be read.
    #[error("the form can't be read")]
    BadForm,
    /// What was sent is larger than it may be.
    #[error("too large")]
    TooLarge,
    /// The address, or what follows its question mark, is longer than any of ours.
    #[error("the address is too long")]
    AddressTooLong,
    /// The head of the request is larger than any browser of ours sends.
    #[error("the head is too large")]
    HeadTooLarge,
    /// What was sent came too slowly, or stopped.
    #[error("sent too slowly")]
    TooSlow,
    /// Somebody changed the same thing in between; nothing was written.
    #[error("changed in between")]
    Changed,
    /// A link that works once was used, or has expired.
    #[error("the link has ended")]
    LinkEnded,
    /// The program was built without what makes a briefing.
    #[error("no program that sets briefings")]
    NoTypesetter,
    /// Reading only, by this method, at this address.
    #[error("method not allowed")]
    Method,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Denied(refusal)
    }
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

    /// After how many seconds trying again may do, where it may.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Unavailable | Self::Uncertain => Some(30),
            Self::Full => Some(300),
            _ => None,
        }
    }

    /// The HTTP status: the only mapping in the product.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NoSuchUnit(_)
            | Self::NoSuchRelease(_)
            | Self::NoSuchReceipt(_)
            | Self::NoSuchPage
            | Self::File(FileFault::Missing, _) => 404,
            Self::BadParameter { .. } | Self::BadForm => 400,
            Self::NotSignedIn => 401,
            Self::Denied(_) | Self::ForeignOrigin => 403,
            Self::Method => 405,
            Self::Changed => 409,
            Self::LinkEnded => 410,
            Self::TooSlow => 408,
            Self::TooLarge => 413,
            Self::AddressTooLong => 414,
            Self::HeadTooLarge => 431,
            Self::File(FileFault::Altered, _) => 500,
            Self::NoTypesetter => 503,
            Self::Unavailable | Self::Uncertain | Self::File(FileFault::Unreadable, _) => 503,
            Self::Full => 507,
        }
    }
}
