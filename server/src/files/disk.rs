//! Reading and writing files of a folder, so that a name never stands for less than was sent.

use super::error::FileError;
use crate::secrets;
use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, ErrorKind, Read, Write as _},
    path::{Path, PathBuf},
};

/// What is read or sent at once of a file that is given out.
pub(super) const PART: usize = 256 * 1024;

/// Folder of what is being written and has no name yet. Folders of evidence have names of two digits.
pub(super) const ASIDE: &str = "dang-ghi";

/// Runs what waits for the disk or computes for long where it holds up nobody.
pub(super) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, FileError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| FileError::Cut)
}

pub(super) fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads as much as there is, up to the buffer's length.
pub(super) fn fill(file: &mut File, part: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < part.len() {
        match file.read(&mut part[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

/// Whether these bytes lie there already.
fn lies_there(place: &Path, content: &[u8]) -> io::Result<bool> {
    let mut file = match File::open(place) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() != content.len() as u64 {
        return Ok(false);
    }
    let mut part = vec![0; PART];
    for wanted in content.chunks(PART) {
        let length = fill(&mut file, &mut part)?;
        if part[..length] != *wanted {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes a file: aside, to disk, and only then under its name; then the name to disk. A power cut at any moment
/// leaves nothing under the name, or everything.
pub(super) fn write(folder: &Path, place: &Path, content: &[u8]) -> Result<(), FileError> {
    let own = place.parent().unwrap_or(folder);
    fs::create_dir_all(own)?;
    if !lies_there(place, content).unwrap_or(false) {
        let aside = folder.join(ASIDE);
        fs::create_dir_all(&aside)?;
        let token = secrets::token().map_err(io::Error::other)?;
        let aside = aside.join(token);
        let written = write_aside(&aside, content).and_then(|()| fs::rename(&aside, place));
        if let Err(error) = written {
            // Whatever became of it has no name; the sweep finds what can't be removed now.
            let _ = fs::remove_file(&aside);
            return Err(error.into());
        }
    }
    // Also if it lay there: whoever wrote it may not have come so far.
    for named in [own, folder] {
        File::open(named)?.sync_all()?;
    }
    Ok(())
}

fn write_aside(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Removes a file that may be gone.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The files of a folder that may not be there.
pub(super) fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
