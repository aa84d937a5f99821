//! Where evidence files lie: by content hash, in an object store (a local folder for now). A file is
//! received in parts, counted, and only then takes its name; what was cut leaves nothing behind.

use bytes::{Bytes, BytesMut};
use domain::evidence::{LARGEST_FILE, Media, Unfit};
use futures_util::{Stream, TryStreamExt};
use object_store::{ObjectStore, PutPayload, local::LocalFileSystem, path::Path};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
    pin::pin,
    sync::Arc,
};
use tokio::sync::Mutex;

/// The files of an installation.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<LocalFileSystem>,
    /// Files that this process has stored and not yet found to be evidence of something; whether
    /// [`Files::sweep`] has looked for it once since it was sent last.
    new: Arc<Mutex<HashMap<String, bool>>>,
}

/// Why a file was not received, or can't be given.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is larger than [`LARGEST_FILE`].
    #[error("larger than {LARGEST_FILE} bytes")]
    TooLarge,
    /// Its content can't be evidence.
    #[error("can't be evidence: {0:?}")]
    Unfit(Unfit),
    /// The line was cut.
    #[error("cut")]
    Cut,
    /// The store refused.
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
    /// The disk refused.
    #[error("file store: {0}")]
    Disk(#[from] std::io::Error),
    /// The folder can't be made.
    #[error("the folder {0} can't be used: {1}")]
    Folder(String, std::io::Error),
}

impl FileError {
    /// Whether the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let io = error.downcast_ref::<std::io::Error>();
            if io.is_some_and(|e| e.kind() == std::io::ErrorKind::StorageFull) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// A file that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// What it is, by its content.
    pub media: Media,
    /// Size of what is kept.
    pub bytes: u64,
    /// SHA-256 of what is kept, lower-case hexadecimal.
    pub sha256: String,
}

impl Files {
    /// The files in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// [`FileError`] if the folder can't be used.
    pub fn open(folder: &std::path::Path) -> Result<Self, FileError> {
        std::fs::create_dir_all(folder)
            .map_err(|e| FileError::Folder(folder.display().to_string(), e))?;
        let store = LocalFileSystem::new_with_prefix(folder)?;
        Ok(Self {
            store: Arc::new(store),
            new: Arc::default(),
        })
    }

    /// Receives a file to its end. At most one file of the largest size is held in memory.
    ///
    /// # Errors
    /// [`FileError`]; then nothing of it is kept.
    pub async fn receive<E>(
        &self,
        parts: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Received, FileError> {
        let mut parts = pin!(parts);
        let mut whole = BytesMut::new();
        while let Some(part) = parts.try_next().await.map_err(|_| FileError::Cut)? {
            whole.extend_from_slice(&part);
            if whole.len() as u64 > LARGEST_FILE {
                return Err(FileError::TooLarge);
            }
        }
        let whole = whole.freeze();
        let (media, kept) = crate::inspect::inspect(whole).map_err(FileError::Unfit)?;
        let digest = Sha256::digest(&kept);
        let sha256 = digest.iter().fold(String::new(), |mut text, byte| {
            // Writing into a String can't fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
        let bytes = kept.len() as u64;
        let place = place(&sha256);
        // The same content again is the same file.
        let missing = {
            let mut new = self.new.lock().await;
            let missing = self.store.head(&place).await.is_err();
            if missing || new.contains_key(&sha256) {
                new.insert(sha256.clone(), false);
            }
            missing
        };
        if missing {
            self.store.put(&place, PutPayload::from(kept)).await?;
            self.make_durable(&place).await?;
        }
        Ok(Received {
            media,
            bytes,
            sha256,
        })
    }

    /// Brings a file and its name to the disk: what is acknowledged survives a power cut.
    async fn make_durable(&self, place: &Path) -> Result<(), FileError> {
        let path = self.store.path_to_filesystem(place)?;
        let sync = move || {
            std::fs::File::open(&path)?.sync_all()?;
            // The folder of the first two digits may be new as well.
            for folder in path.ancestors().skip(1).take(2) {
                std::fs::File::open(folder)?.sync_all()?;
            }
            Ok(())
        };
        match tokio::task::spawn_blocking(sync).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(FileError::Disk(error)),
            Err(_) => Err(FileError::Cut),
        }
    }

    /// Keeps a file that an account sent and has not decided about; gives its SHA-256. It takes the place of the
    /// one before, so that what is never decided about does not pile up.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn keep_waiting(&self, account: i64, content: &[u8]) -> Result<String, FileError> {
        let content = Bytes::copy_from_slice(content);
        let sha256 = crate::secrets::hash_bytes(&content);
        self.store
            .put(&waiting(account), PutPayload::from(content))
            .await?;
        Ok(sha256)
    }

    /// The file of this account that waits, if it has this SHA-256.
    ///
    /// # Errors
    /// [`FileError`], but not if there is none.
    pub async fn waiting(&self, account: i64, sha256: &str) -> Result<Option<Bytes>, FileError> {
        let content = match self.store.get(&waiting(account)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok((crate::secrets::hash_bytes(&content) == sha256).then_some(content))
    }

    /// Removes what came with forms that were refused: files that this process has stored and that are not among
    /// `used`, the hashes of evidence. One goes only if that was so the last time already and it was not sent again
    /// since, so that whatever is under way stays. Gives how many went.
    ///
    /// # Errors
    /// [`FileError::Store`] if one can't be removed.
    pub async fn sweep(&self, used: &HashSet<String>) -> Result<usize, FileError> {
        let mut new = self.new.lock().await;
        new.retain(|name, _| !used.contains(name));
        let strays: Vec<_> = new.extract_if(|_, looked_for| *looked_for).collect();
        for (name, _) in &strays {
            self.store.delete(&place(name)).await?;
        }
        for looked_for in new.values_mut() {
            *looked_for = true;
        }
        Ok(strays.len())
    }

    /// The content of a file.
    ///
    /// # Errors
    /// [`FileError::Store`] if it is not there.
    pub async fn read(&self, sha256: &str) -> Result<Bytes, FileError> {
        Ok(self.store.get(&place(sha256)).await?.bytes().await?)
    }
}

/// Where the file of an account waits: apart from evidence, whose folders have names of two digits.
fn waiting(account: i64) -> Path {
    Path::from(format!("dang-cho/{account}"))
}

fn place(sha256: &str) -> Path {
    let (head, _) = sha256.split_at(sha256.len().min(2));
    Path::from(format!("{head}/{sha256}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn files() -> (Files, std::path::PathBuf) {
        let folder =
            std::env::temp_dir().join(format!("xanh-files-{}", crate::secrets::token().unwrap()));
        (Files::open(&folder).unwrap(), folder)
    }

    fn parts(content: Vec<u8>) -> impl Stream<Item = Result<Bytes, ()>> {
        let parts: Vec<_> = content
            .chunks(1_000)
            .map(|c| Ok(Bytes::copy_from_slice(c)))
            .collect();
        stream::iter(parts)
    }

    #[tokio::test]
    async fn a_file_is_found_again_by_its_hash() {
        let (files, folder) = files();
        let content = b"%PDF-1.7\n%%EOF".to_vec();
        let one = files.receive(parts(content.clone())).await.unwrap();
        let two = files.receive(parts(content.clone())).await.unwrap();
        assert_eq!((one.media, one.bytes), (Media::Pdf, 14));
        assert_eq!(one, two);
        assert_eq!(files.read(&one.sha256).await.unwrap(), content);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_file_waits_for_its_sender_until_the_next() {
        let (files, folder) = files();
        let one = files.keep_waiting(7, b"a").await.unwrap();
        assert_eq!(files.waiting(7, &one).await.unwrap().unwrap(), "a");
        assert!(files.waiting(8, &one).await.unwrap().is_none());
        let two = files.keep_waiting(7, b"b").await.unwrap();
        assert!(files.waiting(7, &one).await.unwrap().is_none());
        assert_eq!(files.waiting(7, &two).await.unwrap().unwrap(), "b");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_refused_leaves_nothing() {
        let (files, folder) = files();
        let html = b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
        assert!(matches!(
            files.receive(parts(html)).await,
            Err(FileError::Unfit(Unfit::Unknown))
        ));
        let cut = stream::iter([Ok(Bytes::from_static(b"%PDF-1.7")), Err(())]);
        assert!(matches!(files.receive(cut).await, Err(FileError::Cut)));
        let zeros =
            (0..LARGEST_FILE / 1_000_000 + 2).map(|_| Ok::<_, ()>(Bytes::from(vec![0; 1_000_000])));
        assert!(matches!(
            files.receive(stream::iter(zeros)).await,
            Err(FileError::TooLarge)
        ));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_evidence_of_nothing_goes_the_second_time() {
        let (files, folder) = files();
        let send = async |content: &[u8]| {
            let content = [b"%PDF-1.7\n", content, b"\n%%EOF"].concat();
            files.receive(parts(content)).await.unwrap().sha256
        };
        let (kept, stray, again) = (
            send(b"kept").await,
            send(b"stray").await,
            send(b"again").await,
        );
        let used = HashSet::from([kept.clone()]);
        assert_eq!(files.sweep(&used).await.unwrap(), 0);
        // Sent once more, it may be on its way into the record.
        send(b"again").await;
        assert_eq!(files.sweep(&used).await.unwrap(), 1);
        assert!(files.read(&kept).await.is_ok() && files.read(&again).await.is_ok());
        assert!(files.read(&stray).await.is_err());
        assert_eq!(send(b"stray").await, stray);
        assert!(files.read(&stray).await.is_ok());
        // What another process has stored is none of its business.
        let other = Files::open(&folder).unwrap();
        for _ in 0..3 {
            assert_eq!(other.sweep(&HashSet::new()).await.unwrap(), 0);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
