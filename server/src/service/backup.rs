//! Backups of an installation while it is used, and bringing one back.
//!
//! A folder of backups holds one folder for each backup, named by its time, and the evidence files of all of them once, as
//! they lie in the installation. `SHA256SUMS` in a backup lists the database and its evidence files; without that list a
//! folder is no backup, since it is written last. Everything in it can be checked with `sha256sum --check` alone.
//!
//! The database is copied before the evidence: a file is there before its row is, so every row of the copy finds its file.

use crate::{
    files::{FileError, Files, StoredFileError},
    service::verify::{self, Report},
    store::{
        Db, Schema, StoreError,
        dump::{self, DumpError},
    },
};
use domain::time::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, DirBuilder, File},
    io::{self, Read, Write},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
};

/// The list of what a backup holds.
const LIST: &str = "SHA256SUMS";
/// Where the evidence files of all backups lie.
const EVIDENCE: &str = "minh-chung";
/// What a backup that is being made is called, after its name.
const PARTIAL: &str = ".dang-ghi";

/// Why there is no backup, or none was brought back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be written to a file, or read from one.
    #[error(transparent)]
    Dump(#[from] DumpError),
    /// An evidence file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The disk refused.
    #[error("{0}: {1}")]
    Disk(PathBuf, io::Error),
    /// There is no database to back up.
    #[error("nothing to back up")]
    Nothing,
    /// Another backup is being made in the folder.
    #[error("another backup is being made")]
    Busy,
    /// The folders of the backup and of the installation's evidence are one, or one lies in the other.
    #[error("the same folder")]
    SameFolder,
    /// There is no backup in the folder.
    #[error("no backup")]
    NoBackup,
    /// What the backup lists is not there, or is not what it was.
    #[error("spoilt: {0:?}")]
    Spoilt(Vec<String>),
    /// It is of another engine than the database that it is to become.
    #[error("of another engine")]
    OtherEngine,
    /// There is something where it is to be brought back.
    #[error("not empty")]
    NotEmpty,
    /// A newer program, or an altered one, made it: its schema is not one of this program's.
    #[error("of another schema")]
    OtherSchema,
}

/// A backup that was made.
#[derive(Debug)]
pub struct Taken {
    /// Where it lies.
    pub folder: PathBuf,
    /// Size of the database in it.
    pub bytes: u64,
    /// How many evidence files it has.
    pub files: usize,
    /// How many of them no backup in this folder had before.
    pub new_files: usize,
    /// Evidence files of the installation that are not what was received, and whether an earlier backup has them as they
    /// were.
    pub spoilt: Vec<(String, StoredFileError, bool)>,
    /// What was found when the copy was checked; of a copy that only its engine can read, what the installation holds.
    pub report: Report,
    /// Older backups that were removed.
    pub removed: Vec<PathBuf>,
}

/// Backs up the database at `address` and the evidence files in `files` into a folder, which is made if it is missing. Of
/// older backups so many are kept as `keep` says, with this one; all of them without it. Evidence files stay.
///
/// # Errors
/// [`BackupError`]; then nothing of it is left, but for evidence files, which the next backup need not copy again.
pub async fn take(
    address: &str,
    files: &Path,
    into: &Path,
    at: Timestamp,
    keep: Option<usize>,
) -> Result<Taken, BackupError> {
    let db = Db::open_to_read(address).await?;
    if db.schema().await? == Schema::None {
        return Err(BackupError::Nothing);
    }
    private_folder(into)?;
    if overlap(files, &into.join(EVIDENCE)) || overlap(into, files) {
        return Err(BackupError::SameFolder);
    }
    // Held until the end: of two at once the second would sweep away what the first is making.
    let lock = on_disk(into, || File::open(into))?;
    if lock.try_lock().is_err() {
        return Err(BackupError::Busy);
    }
    sweep(into)?;
    let name = free_name(into, at);
    let partial = into.join(format!("{name}{PARTIAL}"));
    private_folder(&partial)?;
    let taken = fill(&db, address, files, into, &partial).await;
    db.close().await;
    let mut taken = match taken {
        Ok(taken) => taken,
        Err(error) => {
            // What can't be removed now goes with the next sweep.
            let _ = fs::remove_dir_all(&partial);
            return Err(error);
        }
    };
    taken.folder = into.join(name);
    on_disk(&partial, || fs::rename(&partial, &taken.folder))?;
    on_disk(into, || File::open(into)?.sync_all())?;
    if let Some(keep) = keep {
        // The one just made stays, whatever the clock says.
        let mut others = backups(into)?;
        others.retain(|other| *other != taken.folder);
        let kept_others = keep.saturating_sub(1);
        for old in &others[..others.len().saturating_sub(kept_others)] {
            on_disk(old, || fs::remove_dir_all(old))?;
            taken.removed.push(old.clone());
        }
    }
    Ok(taken)
}

/// Everything of a backup, in the folder that it is made in.
async fn fill(
    db: &Db,
    address: &str,
    files: &Path,
    into: &Path,
    partial: &Path,
) -> Result<Taken, BackupError> {
    let name = dump::name(address)?;
    let copy = partial.join(name);
    db.dump(address, &copy).await?;
    on_disk(&copy, || File::open(&copy)?.sync_all())?;
    // What SQLite wrote can be read as it lies there; what PostgreSQL wrote cannot, and the database has all of it.
    let copied = match db {
        Db::Sqlite { .. } => Some(Db::open_to_read(&format!("sqlite://{}", copy.display())).await?),
        Db::Postgres(_) => None,
    };
    let read = copied.as_ref().unwrap_or(db);
    let (own, kept) = (Files::at(files), Files::at(&into.join(EVIDENCE)));
    private_folder(&into.join(EVIDENCE))?;
    let mut list = vec![(hash(&copy).await?, name.to_owned())];
    let (mut new_files, mut spoilt) = (0, Vec::new());
    for (sha256, bytes) in read.evidence_sizes().await? {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let was_kept = kept.check(&sha256, bytes).await.is_ok();
        let fault = if was_kept {
            own.check(&sha256, bytes).await.err()
        } else {
            let copied = own.copy_to(&kept, &sha256, bytes).await?;
            new_files += usize::from(copied.is_ok());
            copied.err()
        };
        if let Some(fault) = fault {
            spoilt.push((sha256.clone(), fault, was_kept));
            if !was_kept {
                continue;
            }
        }
        let place = format!("../{EVIDENCE}/{}/{sha256}", &sha256[..2]);
        list.push((sha256, place));
    }
    let report = verify::everything(read, &into.join(EVIDENCE)).await?;
    if let Some(copied) = copied {
        copied.close().await;
    }
    let text: String = list
        .iter()
        .map(|(sha256, place)| format!("{sha256}  {place}\n"))
        .collect();
    let place = partial.join(LIST);
    on_disk(&place, || {
        let mut file = File::create_new(&place)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        File::open(partial)?.sync_all()
    })?;
    Ok(Taken {
        folder: partial.to_owned(),
        bytes: on_disk(&copy, || Ok(fs::metadata(&copy)?.len()))?,
        files: list.len() - 1,
        new_files,
        spoilt,
        report,
        removed: Vec::new(),
    })
}

/// What was brought back.
#[derive(Debug)]
pub struct Restored {
    /// The backup.
    pub folder: PathBuf,
    /// What was found when it was checked in its new place.
    pub report: Report,
}

/// Brings a backup back, where no database is: `from` is a backup, or a folder of them, of which the newest is taken.
/// Whatever it lists is checked before anything is written. The sessions of its time have ended; whoever was signed in
/// signs in again.
///
/// # Errors
/// [`BackupError`]. Evidence files may have been written then, and never a part of the database.
pub async fn restore(address: &str, files: &Path, from: &Path) -> Result<Restored, BackupError> {
    let folder = if from.join(LIST).is_file() {
        from.to_owned()
    } else {
        backups(from)?.pop().ok_or(BackupError::NoBackup)?
    };
    let list = listed(&folder).await?;
    let name = dump::name(address)?;
    if !list.iter().any(|(_, place)| place == name) {
        return Err(BackupError::OtherEngine);
    }
    if !is_empty(address).await? {
        return Err(BackupError::NotEmpty);
    }
    if name == "xanh.db" {
        let copy = Db::open_to_read(&format!("sqlite://{}", folder.join(name).display())).await?;
        let schema = copy.schema().await?;
        copy.close().await;
        if !matches!(schema, Schema::Current | Schema::Older) {
            return Err(BackupError::OtherSchema);
        }
    }
    let evidence = folder.join("..").join(EVIDENCE);
    if overlap(files, &evidence) || overlap(&evidence, files) {
        return Err(BackupError::SameFolder);
    }
    let (kept, own) = (Files::at(&evidence), Files::open(files)?);
    for (sha256, place) in list.iter().filter(|(_, place)| place != name) {
        let place = folder.join(place);
        let bytes = on_disk(&place, || Ok(fs::metadata(&place)?.len()))?;
        if let Err(fault) = kept.copy_to(&own, sha256, bytes).await? {
            return Err(BackupError::Spoilt(vec![format!("{sha256}: {fault}")]));
        }
    }
    // Of SQLite it has its name only when everything is done.
    let made = dump::load(address, &folder.join(name)).await?;
    let db = Db::open(&made).await?;
    if !matches!(db.schema().await?, Schema::Current | Schema::Older) {
        return Err(BackupError::OtherSchema);
    }
    db.migrate().await?;
    let mut tx = db.begin().await?;
    tx.end_every_session().await?;
    tx.commit().await?;
    let report = verify::everything(&db, files).await?;
    db.close().await;
    dump::settle(address)?;
    Ok(Restored { folder, report })
}

/// Whether one folder is another, or lies in it; what is not there yet lies where its name says.
fn overlap(inner: &Path, outer: &Path) -> bool {
    let real = |path: &Path| {
        let there = path.ancestors().find_map(|known| {
            let rest = path.strip_prefix(known).ok()?;
            let known = if known.as_os_str().is_empty() {
                Path::new(".")
            } else {
                known
            };
            Some(fs::canonicalize(known).ok()?.join(rest))
        });
        there.unwrap_or_else(|| path.to_owned())
    };
    real(inner).starts_with(real(outer))
}

/// Whether there is no database at an address yet.
async fn is_empty(address: &str) -> Result<bool, BackupError> {
    if !Db::is_there(address)? {
        return Ok(!Db::is_in_use(address)?);
    }
    let db = match Db::open_to_read(address).await {
        Ok(db) => db,
        Err(StoreError::Foreign(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    // A file of SQLite that is there is somebody's, whatever it holds.
    let empty = matches!(db, Db::Postgres(_)) && db.schema().await? == Schema::None;
    db.close().await;
    Ok(empty)
}

/// What a backup lists, if all of it is there and is what it was.
async fn listed(folder: &Path) -> Result<Vec<(String, String)>, BackupError> {
    let place = folder.join(LIST);
    let text = on_disk(&place, || fs::read_to_string(&place))?;
    let (mut list, mut spoilt) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let found = line.split_once("  ").filter(|(sha256, place)| {
            let plain = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
            let own = ["xanh.db", "xanh.dump"].contains(place);
            plain && (own || *place == format!("../{EVIDENCE}/{}/{sha256}", &sha256[..2]))
        });
        let Some((sha256, place)) = found else {
            spoilt.push(format!("{LIST}: {line}"));
            continue;
        };
        match hash(&folder.join(place)).await {
            Ok(found) if found == sha256 => list.push((sha256.to_owned(), place.to_owned())),
            Ok(_) => spoilt.push(place.to_owned()),
            Err(BackupError::Disk(_, error)) => spoilt.push(format!("{place}: {error}")),
            Err(error) => return Err(error),
        }
    }
    if text.is_empty() {
        spoilt.push(LIST.to_owned());
    }
    if spoilt.is_empty() {
        Ok(list)
    } else {
        Err(BackupError::Spoilt(spoilt))
    }
}

/// The backups in a folder that have names of ours, the oldest first. What people call otherwise they look after.
fn backups(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    let entries = on_disk(folder, || {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<Vec<_>>>()
    })?;
    let whole = |path: &PathBuf| path.join(LIST).is_file();
    let named = |path: PathBuf| Some((age(path.file_name()?.to_str()?)?, path));
    let mut found: Vec<_> = entries
        .into_iter()
        .filter(whole)
        .filter_map(named)
        .collect();
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// The time in a name that [`free_name`] made, and its number within that second.
fn age(name: &str) -> Option<(String, u32)> {
    let (time, number) = name.split_at_checked(17)?;
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 | 10 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let number = match number {
        "" => Some(1),
        number => number.strip_prefix('-')?.parse().ok(),
    };
    let ours = time.bytes().enumerate().all(shape);
    number
        .filter(|_| ours)
        .map(|number| (time.to_owned(), number))
}

fn is_partial(path: &Path) -> bool {
    path.to_string_lossy().ends_with(PARTIAL)
}

/// Removes what a backup left that did not come to its end.
fn sweep(folder: &Path) -> Result<(), BackupError> {
    on_disk(folder, || {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if is_partial(&path) {
                fs::remove_dir_all(path)?;
            }
        }
        Ok(())
    })
}

/// A name by the time, in Viet Nam; a second one within the same second has a number.
fn free_name(folder: &Path, at: Timestamp) -> String {
    let (hour, minute) = at.clock();
    let second = at.0.rem_euclid(60_000) / 1_000;
    let name = format!("{}-{hour:02}{minute:02}{second:02}", at.date());
    let mut free = name.clone();
    let mut number = 1;
    while folder.join(&free).exists() {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

/// Makes a folder that nobody else may look into: a backup holds what the installation does.
fn private_folder(path: &Path) -> Result<(), BackupError> {
    on_disk(path, || {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    })
}

fn on_disk<T>(path: &Path, work: impl FnOnce() -> io::Result<T>) -> Result<T, BackupError> {
    work().map_err(|error| BackupError::Disk(path.to_owned(), error))
}

/// SHA-256 of a file.
async fn hash(path: &Path) -> Result<String, BackupError> {
    let (place, path) = (path.to_owned(), path.to_owned());
    let work = move || {
        let (mut file, mut digest) = (File::open(place)?, Sha256::new());
        let mut part = vec![0; 256 * 1024];
        loop {
            match file.read(&mut part)? {
                0 => break,
                length => digest.update(&part[..length]),
            }
        }
        let hash = digest.finalize();
        Ok::<_, io::Error>(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    };
    let done = tokio::task::spawn_blocking(work).await;
    let done = done.map_err(io::Error::other).and_then(|done| done);
    done.map_err(|error| BackupError::Disk(path, error))
}
