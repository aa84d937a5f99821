//! A file that is what was sent, opened to be given out.

use super::{
    disk::{PART, fill, hex, off_thread},
    error::StoredFileError,
};
use bytes::Bytes;
use futures_util::{Stream, stream};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, ErrorKind, Seek, SeekFrom},
    path::Path,
};

/// The file.
#[derive(Debug)]
pub struct OpenedFile {
    file: File,
    /// How long it is.
    pub bytes: u64,
}

impl OpenedFile {
    /// Its content, in parts.
    pub fn parts(self) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        stream::try_unfold(self.file, |mut file| async move {
            let read = move || {
                let mut part = vec![0; PART];
                let length = fill(&mut file, &mut part)?;
                part.truncate(length);
                Ok::<_, io::Error>((part, file))
            };
            let (part, file) = off_thread(read).await.map_err(io::Error::other)??;
            Ok((!part.is_empty()).then(|| (Bytes::from(part), file)))
        })
    }
}

/// Opens a file whose length and hash are these.
pub(super) fn open(place: &Path, sha256: &str, bytes: u64) -> Result<OpenedFile, StoredFileError> {
    let mut file = match File::open(place) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(StoredFileError::Missing),
        Err(error) => return Err(error.into()),
    };
    if file.metadata()?.len() != bytes {
        return Err(StoredFileError::Altered);
    }
    let (mut digest, mut part) = (Sha256::new(), vec![0; PART]);
    loop {
        let length = fill(&mut file, &mut part)?;
        if length == 0 {
            break;
        }
        digest.update(&part[..length]);
    }
    if hex(&digest.finalize()) != sha256 {
        return Err(StoredFileError::Altered);
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(OpenedFile { file, bytes })
}
