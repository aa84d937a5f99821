//! Reading a form of either kind, within limits: what was typed, and the file that came with it, by its content. What
//! the form means must not enter.

use crate::{
    http::Site,
    service::workspace::{Failed, checklist::StoredFile},
};
use app::{
    failure::Failure,
    query::Query,
    workspace::{FileProblem, SheetRefusal},
};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::header,
};
use domain::evidence::{LARGEST_FILE, shown_name};

/// Largest form without a file, bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// Largest form with a file. Far above the largest file, so that a file that is too large is refused
/// with a page that still holds what was typed.
#[must_use]
pub fn largest_upload() -> usize {
    usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX) * 5
}

/// Most fields of a form with a file.
const MOST_FIELDS: usize = 300;

/// What was typed, and the file if one came with it.
pub(in crate::http) struct Sent {
    pub(in crate::http) fields: Query,
    pub(super) file: Option<Result<StoredFile, FileProblem>>,
    /// A spreadsheet or another file that is read, never stored.
    pub(in crate::http) sheet: Option<Result<Vec<u8>, SheetRefusal>>,
    /// What that file is called.
    pub(in crate::http) sheet_name: String,
}

impl Sent {
    /// Fields without any file.
    pub(super) fn of(fields: Query) -> Self {
        Self {
            fields,
            file: None,
            sheet: None,
            sheet_name: String::new(),
        }
    }
}

/// What becomes of a file that comes with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Files {
    /// It is evidence.
    Stored,
    /// It is a spreadsheet, of so many bytes at most.
    Read(usize),
    /// It has no business here; what was typed beside it has.
    PassedOver,
}

/// Reads a form of either kind.
pub(super) async fn read(site: &Site, request: Request, files: Files) -> Result<Sent, Failed> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("")
        .to_owned();
    if kind.starts_with("multipart/form-data") {
        return read_parts(site, request, files).await;
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Failed(Failure::BadForm));
    }
    let bytes = to_bytes(request.into_body(), LARGEST_FORM).await;
    let bytes = bytes.map_err(|_| Failed(Failure::TooLarge))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Failed(Failure::BadForm))?;
    Ok(Sent::of(Query::parse(text)))
}

async fn read_parts(site: &Site, request: Request, files: Files) -> Result<Sent, Failed> {
    let bad = || Failed(Failure::BadForm);
    let mut form = Multipart::from_request(request, &())
        .await
        .map_err(|_| bad())?;
    let mut pairs = Vec::new();
    let (mut file, mut sheet, mut sheet_name) = (None, None, String::new());
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Failed(Failure::TooLarge));
            }
            Err(_) => return Err(bad()),
        };
        let name = field.name().unwrap_or("").to_owned();
        if pairs.len() >= MOST_FIELDS || name.len() > 100 {
            return Err(bad());
        }
        match field.file_name() {
            // An untouched file field is sent with an empty name.
            Some("") => {}
            Some(_) if file.is_some() || sheet.is_some() => return Err(bad()),
            Some(sent) => match files {
                // What was typed beside it is not lost.
                Files::PassedOver => {}
                Files::Read(most) => {
                    sheet_name = shown_name(sent);
                    sheet = Some(read_sheet(field, most).await?);
                }
                Files::Stored => {
                    let shown = shown_name(sent);
                    file = Some(match site.files.receive(field).await {
                        Ok(received) => Ok(StoredFile {
                            name: shown,
                            media: received.media,
                            bytes: received.bytes,
                            sha256: received.sha256,
                        }),
                        Err(error) => Err(problem(&error)?),
                    });
                }
            },
            None => {
                let text = field.text().await.map_err(|_| bad())?;
                if text.len() > LARGEST_FORM {
                    return Err(Failed(Failure::TooLarge));
                }
                pairs.push((name, text));
            }
        }
    }
    Ok(Sent {
        fields: Query::of(pairs),
        file,
        sheet,
        sheet_name,
    })
}

/// Takes a spreadsheet into memory as far as it may go. The rest is passed over, so that the browser
/// gets to hear why.
async fn read_sheet(
    mut field: Field<'_>,
    most: usize,
) -> Result<Result<Vec<u8>, SheetRefusal>, Failed> {
    let mut bytes = Vec::new();
    let mut fits = true;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                fits &= bytes.len() + chunk.len() <= most;
                if fits {
                    bytes.extend_from_slice(&chunk);
                }
            }
            Ok(None) if fits => return Ok(Ok(bytes)),
            Ok(None) => return Ok(Err(SheetRefusal::TooLarge)),
            Err(error) if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                return Err(Failed(Failure::TooLarge));
            }
            Err(_) => return Err(Failed(Failure::BadForm)),
        }
    }
}

/// What a person is told about a refused file; a fault of ours is a failure.
fn problem(error: &crate::files::FileError) -> Result<FileProblem, Failed> {
    use crate::files::FileError;
    match error {
        FileError::TooLarge => Ok(FileProblem::TooLarge),
        FileError::Unfit(unfit) => Ok(FileProblem::Unfit(*unfit)),
        FileError::Cut => Ok(FileProblem::Cut),
        _ if error.is_full() => Err(Failed(Failure::Full)),
        _ => {
            tracing::error!(cause = %error, "a file can't be stored");
            Err(Failed(Failure::Unavailable))
        }
    }
}
