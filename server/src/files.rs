//! Where evidence files lie: in a folder, by content hash. A file arrives in memory, within bounds; it is looked at
//! and kept only when somebody asks for that, off the threads that answer requests. It is written aside, brought to
//! disk, and only then takes its name, so that a name never stands for less than was sent. What is given out is
//! compared with its hash first.

mod disk;
mod error;
mod opened;

pub use error::{FileError, StoredFileError};
pub use opened::OpenedFile;

use crate::inspect::inspect;
use bytes::{Bytes, BytesMut};
use disk::{ASIDE, hex, list, off_thread, remove, write};
use domain::evidence::{LARGEST_FILE, Media};
use opened::open;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

/// KiB that files on their way in may take in memory, all together: a dozen of the largest.
const ROOM_KIB: usize = 256 * 1024;

/// How long a file that finds no room in memory waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// Files looked at, or compared with their hashes, at once.
const LOOKS: usize = 2;

/// Folder of files that wait for their senders' decision.
const WAITING: &str = "dang-cho";

/// The files of an installation.
#[derive(Clone, Debug)]
pub struct Files {
    folder: Arc<Path>,
    /// Files that this process has stored and not yet found to be evidence of something; whether
    /// [`Files::sweep`] has looked for it once since it was sent last.
    new: Arc<Mutex<HashMap<String, bool>>>,
    /// What lay aside when [`Files::sweep`] looked last: whoever was writing it has long finished or gone.
    aside: Arc<Mutex<HashSet<PathBuf>>>,
    /// KiB of memory for files on their way in.
    room: Arc<Semaphore>,
    /// How long a file waits for room.
    patience: Duration,
    /// Turns at what takes time and memory for a whole file.
    looks: Arc<Semaphore>,
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

/// A file that is arriving: what came so far, and the room in memory that it takes.
#[derive(Debug)]
pub struct Arriving {
    files: Files,
    content: BytesMut,
    digest: Sha256,
    room: Option<OwnedSemaphorePermit>,
}

impl Arriving {
    /// Takes in another part.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] or [`FileError::Busy`]; then the file is to be dropped.
    pub async fn push(&mut self, part: &[u8]) -> Result<(), FileError> {
        let length = self.content.len() + part.len();
        if length as u64 > LARGEST_FILE {
            return Err(FileError::TooLarge);
        }
        let held = self.room.as_ref().map_or(0, |room| room.num_permits());
        let wanted = length.div_ceil(1024).saturating_sub(held);
        if wanted > 0 {
            let wanted = u32::try_from(wanted).unwrap_or(u32::MAX);
            let more = self.files.room.clone().acquire_many_owned(wanted);
            let more = tokio::time::timeout(self.files.patience, more).await;
            let Ok(Ok(more)) = more else {
                return Err(FileError::Busy);
            };
            match &mut self.room {
                Some(room) => room.merge(more),
                None => self.room = Some(more),
            }
        }
        self.content.extend_from_slice(part);
        self.digest.update(part);
        Ok(())
    }

    /// It has arrived.
    #[must_use]
    pub fn whole(self) -> Arrived {
        Arrived {
            files: self.files,
            content: self.content.freeze(),
            digest: self.digest.finalize().into(),
            _room: self.room.map(Arc::new),
        }
    }
}

/// A file that has arrived. Nobody has looked at it, and nothing of it is on disk.
#[derive(Clone, Debug)]
pub struct Arrived {
    files: Files,
    content: Bytes,
    digest: [u8; 32],
    _room: Option<Arc<OwnedSemaphorePermit>>,
}

impl Arrived {
    /// SHA-256 of what has arrived, which is not yet what is kept.
    #[must_use]
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// Looks at the file, and keeps it under its hash. What lies there already is compared, and written anew if it
    /// is not the same.
    ///
    /// # Errors
    /// [`FileError`]; then nothing of it is kept.
    pub async fn keep(&self) -> Result<Received, FileError> {
        let files = &self.files;
        let turn = files.looks.clone().acquire_owned().await;
        let turn = turn.map_err(|_| FileError::Cut)?;
        let content = self.content.clone();
        let look = move || {
            let (media, kept) = inspect(content).map_err(FileError::Unfit)?;
            let sha256 = hex(&Sha256::digest(&kept));
            Ok::<_, FileError>((media, kept, sha256))
        };
        let (media, kept, sha256) = off_thread(look).await??;
        let bytes = kept.len() as u64;
        let place = files.place(&sha256);
        {
            // The same content again is the same file. One that is new here, or that nothing has been made of so far,
            // is not to be swept before something could be.
            let mut new = files.new.lock().await;
            if new.contains_key(&sha256) || !place.exists() {
                new.insert(sha256.clone(), false);
            }
        }
        let folder = files.folder.clone();
        off_thread(move || write(&folder, &place, &kept)).await??;
        drop(turn);
        Ok(Received {
            media,
            bytes,
            sha256,
        })
    }
}

impl Files {
    /// The files in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// [`FileError`] if the folder can't be used.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        fs::create_dir_all(folder)
            .map_err(|e| FileError::Folder(folder.display().to_string(), e))?;
        Ok(Self::at(folder))
    }

    /// The files in a folder that is there, or is not: nothing is made, so that nothing but reading is of use.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            new: Arc::default(),
            aside: Arc::default(),
            room: Arc::new(Semaphore::new(ROOM_KIB)),
            patience: PATIENCE,
            looks: Arc::new(Semaphore::new(LOOKS)),
        }
    }

    /// A file begins to arrive.
    #[must_use]
    pub fn arriving(&self) -> Arriving {
        Arriving {
            files: self.clone(),
            content: BytesMut::new(),
            digest: Sha256::new(),
            room: None,
        }
    }

    /// Whether a file is there, and is what was sent.
    ///
    /// # Errors
    /// [`StoredFileError`].
    pub async fn check(&self, sha256: &str, bytes: u64) -> Result<(), StoredFileError> {
        self.read(sha256, bytes).await.map(drop)
    }

    /// Opens a file, if it is what was sent.
    ///
    /// # Errors
    /// [`StoredFileError`].
    pub async fn read(&self, sha256: &str, bytes: u64) -> Result<OpenedFile, StoredFileError> {
        let (place, wanted) = (self.place(sha256), sha256.to_owned());
        let turn = self.looks.clone().acquire_owned().await;
        let opened = off_thread(move || open(&place, &wanted, bytes)).await;
        drop(turn);
        opened.map_err(|error| StoredFileError::Unreadable(io::Error::other(error)))?
    }

    /// Writes a file, if it is what was sent, to another folder of files.
    ///
    /// # Errors
    /// [`FileError`] of the other folder; inside, what is wrong with the file here.
    pub async fn copy_to(
        &self,
        other: &Self,
        sha256: &str,
        bytes: u64,
    ) -> Result<Result<(), StoredFileError>, FileError> {
        if bytes > LARGEST_FILE {
            return Ok(Err(StoredFileError::Altered));
        }
        let (from, wanted) = (self.place(sha256), sha256.to_owned());
        let (folder, to) = (other.folder.clone(), other.place(sha256));
        off_thread(move || {
            let content = match fs::read(&from) {
                Ok(content) => content,
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Ok(Err(StoredFileError::Missing));
                }
                Err(error) => return Ok(Err(error.into())),
            };
            if content.len() as u64 != bytes || hex(&Sha256::digest(&content)) != wanted {
                return Ok(Err(StoredFileError::Altered));
            }
            write(&folder, &to, &content).map(Ok)
        })
        .await?
    }

    /// Keeps a file that an account sent and has not decided about; gives its SHA-256. It takes the place of the
    /// one before, so that what is never decided about does not pile up.
    ///
    /// # Errors
    /// [`FileError`].
    pub async fn keep_waiting(&self, account: i64, content: &[u8]) -> Result<String, FileError> {
        let content = Bytes::copy_from_slice(content);
        let folder = self.folder.clone();
        let keep = move || {
            let sha256 = hex(&Sha256::digest(&content));
            let place = waiting(&folder, account, &sha256);
            write(&folder, &place, &content)?;
            for other in waiting_of(&folder, account)? {
                if other != place {
                    remove(&other)?;
                }
            }
            Ok(sha256)
        };
        off_thread(keep).await?
    }

    /// The file of this account that waits, if it has this SHA-256; nothing if it has sent another since, or none.
    ///
    /// # Errors
    /// [`StoredFileError`] of one that should be there.
    pub async fn waiting(
        &self,
        account: i64,
        sha256: &str,
    ) -> Result<Option<Bytes>, StoredFileError> {
        let (folder, wanted) = (self.folder.clone(), sha256.to_owned());
        let read = move || {
            let place = waiting(&folder, account, &wanted);
            let content = match fs::read(&place) {
                Ok(content) => content,
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                Err(_) if waiting_of(&folder, account)?.is_empty() => {
                    return Err(StoredFileError::Missing);
                }
                Err(_) => return Ok(None),
            };
            if hex(&Sha256::digest(&content)) != wanted {
                return Err(StoredFileError::Altered);
            }
            Ok(Some(Bytes::from(content)))
        };
        let read = off_thread(read).await;
        read.map_err(|error| StoredFileError::Unreadable(io::Error::other(error)))?
    }

    /// Removes what came with forms that were refused: files that this process has stored and that are not among
    /// `used`, the hashes of evidence. One goes only if that was so the last time already and it was not sent again
    /// since, so that whatever is under way stays. Gives how many went. What was being written when a process ended
    /// goes as well, the second time that it is seen.
    ///
    /// # Errors
    /// [`FileError::Disk`] if one can't be removed.
    pub async fn sweep(&self, used: &HashSet<String>) -> Result<usize, FileError> {
        let mut new = self.new.lock().await;
        new.retain(|name, _| !used.contains(name));
        let strays: Vec<_> = new.extract_if(|_, looked_for| *looked_for).collect();
        for (name, _) in &strays {
            remove(&self.place(name))?;
        }
        for looked_for in new.values_mut() {
            *looked_for = true;
        }
        let mut aside = self.aside.lock().await;
        let lies: HashSet<PathBuf> = list(&self.folder.join(ASIDE))?.into_iter().collect();
        let (left, fresh): (HashSet<_>, HashSet<_>) =
            lies.into_iter().partition(|path| aside.contains(path));
        for path in left {
            remove(&path)?;
        }
        *aside = fresh;
        Ok(strays.len())
    }

    fn place(&self, sha256: &str) -> PathBuf {
        // Nothing but a hash names a file here, whatever stands in the database.
        let plain = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let name = if plain { sha256 } else { "00-none" };
        self.folder.join(&name[..2]).join(name)
    }
}

/// Where a file of an account waits: its hash is part of the name, so that one that was altered is told from one
/// that was sent later.
fn waiting(folder: &Path, account: i64, sha256: &str) -> PathBuf {
    let plain: String = sha256.chars().filter(char::is_ascii_hexdigit).collect();
    folder.join(WAITING).join(format!("{account}.{plain}"))
}

/// Every file of an account that waits; before version 0.2 they were named by the account alone.
fn waiting_of(folder: &Path, account: i64) -> io::Result<Vec<PathBuf>> {
    let own = account.to_string();
    let mut found = list(&folder.join(WAITING))?;
    found.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.split('.').next() == Some(own.as_str()))
    });
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{disk::PART, *};
    use crate::secrets;
    use domain::evidence::Unfit;
    use futures_util::TryStreamExt;

    fn files() -> (Files, PathBuf) {
        let folder = std::env::temp_dir().join(format!("xanh-files-{}", secrets::token().unwrap()));
        (Files::open(&folder).unwrap(), folder)
    }

    async fn send(files: &Files, content: &[u8]) -> Result<Received, FileError> {
        let mut arriving = files.arriving();
        for part in content.chunks(1_000) {
            arriving.push(part).await?;
        }
        arriving.whole().keep().await
    }

    async fn content(files: &Files, file: &Received) -> Result<Vec<u8>, StoredFileError> {
        let parts = files.read(&file.sha256, file.bytes).await?.parts();
        let parts: Vec<Bytes> = parts.try_collect().await?;
        Ok(parts.concat())
    }

    #[tokio::test]
    async fn a_file_is_found_again_by_its_hash() {
        let (files, folder) = files();
        let long = [b"%PDF-1.7\n".as_slice(), &vec![b'x'; 2 * PART], b"%%EOF"].concat();
        for pdf in [b"%PDF-1.7\n%%EOF".as_slice(), &long] {
            let one = send(&files, pdf).await.unwrap();
            let two = send(&files, pdf).await.unwrap();
            assert_eq!((one.media, one.bytes), (Media::Pdf, pdf.len() as u64));
            assert_eq!(one, two);
            assert_eq!(content(&files, &one).await.unwrap(), pdf);
        }
        // Nothing but the files is left in the folder.
        assert!(list(&folder.join(ASIDE)).unwrap().is_empty());
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_not_what_was_sent_is_found_and_healed() {
        let (files, folder) = files();
        let pdf = b"%PDF-1.7\nquyet dinh so 12\n%%EOF".as_slice();
        let sent = send(&files, pdf).await.unwrap();
        let place = files.place(&sent.sha256);
        let forged = [b"%PDF-1.7\nquyet dinh so 13\n%%EOF".as_slice()];
        let longer = [pdf, b"\n".as_slice()].concat();
        let wrong = [b"".as_slice(), forged[0], &pdf[..9], &longer];
        for wrong in wrong {
            fs::write(&place, wrong).unwrap();
            let found = content(&files, &sent).await;
            assert!(matches!(found, Err(StoredFileError::Altered)), "{wrong:?}");
            let checked = files.check(&sent.sha256, sent.bytes).await;
            assert!(
                matches!(checked, Err(StoredFileError::Altered)),
                "{wrong:?}"
            );
            assert_eq!(send(&files, pdf).await.unwrap(), sent);
            assert_eq!(fs::read(&place).unwrap(), pdf);
        }
        fs::remove_file(&place).unwrap();
        let found = content(&files, &sent).await;
        assert!(matches!(found, Err(StoredFileError::Missing)));
        assert_eq!(send(&files, pdf).await.unwrap(), sent);
        assert!(files.check(&sent.sha256, sent.bytes).await.is_ok());
        for none in ["", "..", "ab/../../etc/passwd"] {
            let found = files.check(none, 1).await;
            assert!(matches!(found, Err(StoredFileError::Missing)), "{none}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_file_that_can_not_be_written_leaves_nothing_under_its_name() {
        let (files, folder) = files();
        // A file where the folder of what is being written should be: as good as a disk that refuses.
        fs::write(folder.join(ASIDE), "").unwrap();
        let refused = send(&files, b"%PDF-1.7\n%%EOF").await;
        assert!(matches!(refused, Err(FileError::Disk(_))), "{refused:?}");
        let named = |path: &PathBuf| path.is_dir() && !list(path).unwrap().is_empty();
        assert!(!list(&folder).unwrap().iter().any(named));
        fs::remove_file(folder.join(ASIDE)).unwrap();
        assert!(send(&files, b"%PDF-1.7\n%%EOF").await.is_ok());
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn files_on_their_way_take_bounded_memory() {
        let (files, folder) = files();
        let patience = Duration::ZERO;
        let files = Files { patience, ..files };
        let part = vec![0; 1024 * 1024];
        let mut all = Vec::new();
        let refused = loop {
            let mut one = files.arriving();
            let mut refused = None;
            for _ in 0..20 {
                if let Err(error) = one.push(&part).await {
                    refused = Some(error);
                    break;
                }
            }
            match refused {
                Some(error) => break error,
                None => all.push(one),
            }
        };
        assert!(matches!(refused, FileError::Busy));
        assert_eq!(all.len(), ROOM_KIB / 1024 / 20);
        // One that is kept or dropped makes room for another.
        drop(all.pop());
        let mut another = files.arriving();
        assert!(another.push(&part).await.is_ok());
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_file_waits_for_its_sender_until_the_next() {
        let (files, folder) = files();
        fs::create_dir_all(folder.join(WAITING)).unwrap();
        fs::write(folder.join(WAITING).join("7"), "from before").unwrap();
        let one = files.keep_waiting(7, b"a").await.unwrap();
        assert!(!folder.join(WAITING).join("7").exists());
        files.keep_waiting(77, b"a").await.unwrap();
        assert_eq!(files.waiting(7, &one).await.unwrap().unwrap(), "a");
        let none = files.waiting(8, &one).await;
        assert!(matches!(none, Err(StoredFileError::Missing)));
        let two = files.keep_waiting(7, b"b").await.unwrap();
        assert!(files.waiting(7, &one).await.unwrap().is_none());
        assert_eq!(files.waiting(7, &two).await.unwrap().unwrap(), "b");
        assert_eq!(files.waiting(77, &one).await.unwrap().unwrap(), "a");
        fs::write(waiting(&folder, 7, &two), "c").unwrap();
        let altered = files.waiting(7, &two).await;
        assert!(matches!(altered, Err(StoredFileError::Altered)));
        files.keep_waiting(7, b"b").await.unwrap();
        assert_eq!(files.waiting(7, &two).await.unwrap().unwrap(), "b");
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_refused_leaves_nothing() {
        let (files, folder) = files();
        let html = b"<!DOCTYPE html><script>alert(1)</script>";
        assert!(matches!(
            send(&files, html).await,
            Err(FileError::Unfit(Unfit::Unknown))
        ));
        // What has only arrived is not on disk.
        let mut arriving = files.arriving();
        arriving.push(b"%PDF-1.7\n%%EOF").await.unwrap();
        drop(arriving.whole());
        let mut arriving = files.arriving();
        let zeros = vec![0; 1_000_000];
        let mut refused = None;
        for _ in 0..LARGEST_FILE / 1_000_000 + 2 {
            if let Err(error) = arriving.push(&zeros).await {
                refused = Some(error);
                break;
            }
        }
        assert!(matches!(refused, Some(FileError::TooLarge)));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_evidence_of_nothing_goes_the_second_time() {
        let (files, folder) = files();
        let send = async |content: &[u8]| {
            let content = [b"%PDF-1.7\n", content, b"\n%%EOF"].concat();
            super::tests::send(&files, &content).await.unwrap()
        };
        let (kept, stray, again) = (
            send(b"kept").await,
            send(b"stray").await,
            send(b"again").await,
        );
        let left = folder.join(ASIDE).join("left");
        fs::write(&left, "half").unwrap();
        let used = HashSet::from([kept.sha256.clone()]);
        assert_eq!(files.sweep(&used).await.unwrap(), 0);
        assert!(left.exists());
        // Sent once more, it may be on its way into the record.
        send(b"again").await;
        assert_eq!(files.sweep(&used).await.unwrap(), 1);
        assert!(!left.exists());
        let there = async |file: &Received| files.check(&file.sha256, file.bytes).await.is_ok();
        assert!(there(&kept).await && there(&again).await && !there(&stray).await);
        assert_eq!(send(b"stray").await, stray);
        assert!(there(&stray).await);
        // What another process has stored is none of its business.
        let other = Files::open(&folder).unwrap();
        for _ in 0..3 {
            assert_eq!(other.sweep(&HashSet::new()).await.unwrap(), 0);
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
