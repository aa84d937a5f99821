//! Why a file was not received, and what is wrong with one that should be there.

use domain::evidence::{LARGEST_FILE, Unfit};
use std::io::{self, ErrorKind};

/// Why a file was not received.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is larger than [`LARGEST_FILE`].
    #[error("larger than {LARGEST_FILE} bytes")]
    TooLarge,
    /// Its content can't be evidence.
    #[error("can't be evidence: {0:?}")]
    Unfit(Unfit),
    /// So many files are on their way in that there is no room in memory for this one.
    #[error("too many files at once")]
    Busy,
    /// What looked at it, or wrote it, did not come to an end.
    #[error("cut")]
    Cut,
    /// The disk refused.
    #[error("file store: {0}")]
    Disk(#[from] io::Error),
    /// The folder can't be made.
    #[error("the folder {0} can't be used: {1}")]
    Folder(String, io::Error),
}

impl FileError {
    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Self::Disk(error) | Self::Folder(_, error) => matches!(
                error.kind(),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
            ),
            _ => false,
        }
    }
}

/// What is wrong with a file that should be there.
#[derive(Debug, thiserror::Error)]
pub enum StoredFileError {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// It is not what was sent: its length or its hash is another.
    #[error("altered")]
    Altered,
    /// The disk does not give it.
    #[error("unreadable: {0}")]
    Unreadable(#[from] io::Error),
}
