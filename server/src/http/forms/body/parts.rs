//! A form that may bring a file.

use super::{
    measured::{LINGER, Measure, Measured},
    sent::{Files, LARGEST_FORM, LONGEST_NAME, MOST_FIELDS, Sent},
};
use crate::{
    files::FileError,
    http::{session, site::Site},
    service::workspace::{Principal, checklist::SentFile},
};
use app::{
    failure::Failure,
    query::Query,
    workspace::{checklist::model::FileProblem, spreadsheet::model::SheetRefusal},
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::header,
};
use bytes::Bytes;
use domain::{
    evidence::{LARGEST_FILE, shown_name},
    text::one_break,
    unit::UnitCode,
};
use std::sync::Arc;

/// Largest form with a file. Far above the largest file, so that a file that is too large is passed over and refused
/// with a page that still holds what was typed.
const LARGEST_BODY: u64 = LARGEST_FILE * 5;

/// Largest head of a part.
const LARGEST_HEAD: u64 = 16 * 1024;

/// A form that may bring a file, as far as it was read.
struct Parts<'a> {
    site: &'a Site,
    who: Option<&'a Principal>,
    files: Files,
    measure: Arc<Measure>,
    /// What the whole may be.
    whole: u64,
    /// What is left for fields.
    left: u64,
    /// How much of files came so far.
    of_files: u64,
    pairs: Vec<(String, String)>,
    sent: Sent,
}

pub(super) async fn read_parts(
    site: &Site,
    request: Request,
    files: Files,
    who: Option<&Principal>,
) -> Sent {
    let measure = Arc::new(Measure::default());
    let (head, body) = request.into_parts();
    let length = head.headers.get(header::CONTENT_LENGTH);
    let length = length.and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    let measured = Measured {
        body: Some(body.into_data_stream()),
        measure: measure.clone(),
        given: false,
        // A form whose session has ended while a file was chosen: its sender shall see that the text waits.
        lingers: who.is_none()
            && session::token(&head.headers).is_some()
            && length.is_some_and(|length| length <= LINGER.0),
    };
    let mut request = Request::from_parts(head, Body::from_stream(measured));
    // The limits are here, each for its part.
    DefaultBodyLimit::disable().apply(&mut request);
    let Ok(form) = Multipart::from_request(request, &()).await else {
        return Sent::nothing(Failure::BadForm);
    };
    let mut parts = Parts {
        site,
        who,
        files,
        measure,
        whole: if files == Files::PassedOver {
            LARGEST_FORM
        } else {
            LARGEST_FORM + LARGEST_BODY
        },
        left: LARGEST_FORM,
        of_files: 0,
        pairs: Vec::new(),
        sent: Sent::of(Query::default()),
    };
    let read = parts.read(form).await;
    Sent {
        fields: Query::of(parts.pairs),
        stopped: read.err(),
        ..parts.sent
    }
}

impl Parts<'_> {
    /// Lets as much be pulled as a form may have besides its files.
    fn allow_text(&self) {
        let most = self.of_files + LARGEST_FORM + LARGEST_HEAD;
        self.measure.allow(most.min(self.whole));
    }

    /// The next part of a file, of as much as a form may have in all.
    async fn of_file(&mut self, field: &mut Field<'_>) -> Result<Option<Bytes>, Failure> {
        self.measure.allow(self.whole);
        let chunk = field.chunk().await.map_err(|_| self.broken())?;
        self.of_files += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        Ok(chunk)
    }

    /// Why a form can't be read on.
    fn broken(&self) -> Failure {
        if self.measure.is_over() {
            Failure::TooLarge
        } else {
            Failure::BadForm
        }
    }

    async fn read(&mut self, mut form: Multipart) -> Result<(), Failure> {
        for number in 0.. {
            self.allow_text();
            let field = form.next_field().await.map_err(|_| self.broken())?;
            let Some(field) = field else {
                break;
            };
            let name = field.name().unwrap_or("").to_owned();
            if number >= MOST_FIELDS || name.len() > LONGEST_NAME {
                return Err(Failure::BadForm);
            }
            match field.file_name().map(str::to_owned) {
                None => self.text(name, field).await?,
                // An untouched file field is sent with an empty name.
                Some(sent) if sent.is_empty() => self.pass_over(field).await?,
                Some(sent) => self.file(&sent, field).await?,
            }
        }
        Ok(())
    }

    /// Takes in what was typed into a field. Of one that is too long, what there is room for.
    async fn text(&mut self, name: String, mut field: Field<'_>) -> Result<(), Failure> {
        let mut text = Vec::new();
        let read = loop {
            self.allow_text();
            match field.chunk().await {
                Ok(Some(chunk)) => {
                    let room = usize::try_from(self.left).unwrap_or(usize::MAX);
                    text.extend_from_slice(&chunk[..chunk.len().min(room)]);
                    self.left = self.left.saturating_sub(chunk.len() as u64);
                    if chunk.len() > room {
                        break Err(Failure::TooLarge);
                    }
                }
                Ok(None) => break Ok(()),
                Err(_) => break Err(self.broken()),
            }
        };
        let text = match String::from_utf8(text) {
            Ok(text) => text,
            Err(_) if read.is_ok() => return Err(Failure::BadForm),
            // Cut within a letter.
            Err(error) => String::from_utf8_lossy(&error.into_bytes()).into_owned(),
        };
        self.pairs.push((name, one_break(&text)));
        read
    }

    /// Takes in a file as far as it has business here.
    async fn file(&mut self, sent: &str, field: Field<'_>) -> Result<(), Failure> {
        let second = self.sent.file.is_some() || self.sent.sheet.is_some();
        match self.files {
            Files::PassedOver => {
                self.sent.passed_over = true;
                self.pass_over(field).await
            }
            Files::Evidence if second => {
                self.sent.file = Some(Err(FileProblem::Several));
                self.pass_over(field).await
            }
            Files::Read(_) if second => {
                self.sent.sheet = Some(Err(SheetRefusal::Several));
                self.pass_over(field).await
            }
            Files::Evidence => {
                self.permit()?;
                self.evidence(shown_name(sent), field).await
            }
            Files::Read(most) => {
                self.sent.sheet_name = shown_name(sent);
                self.sheet(field, most).await
            }
        }
    }

    /// Whether the sender may bring a file there, if the form has said where: else it does not even enter memory.
    fn permit(&self) -> Result<(), Failure> {
        let unit = self.pairs.iter().find(|(name, _)| name == "unit");
        match (self.who, unit.map(|(_, code)| UnitCode::parse(code))) {
            (Some(who), Some(Some(unit))) => who.may_enter(&unit),
            (_, Some(None)) => Err(Failure::BadForm),
            _ => Ok(()),
        }
    }

    async fn evidence(&mut self, name: String, mut field: Field<'_>) -> Result<(), Failure> {
        let mut arriving = self.site.files.arriving();
        let refused = loop {
            match self.of_file(&mut field).await {
                Ok(Some(chunk)) => match arriving.push(&chunk).await {
                    Ok(()) => {}
                    Err(FileError::Busy) => break FileProblem::Busy,
                    Err(_) => break FileProblem::TooLarge,
                },
                Ok(None) => {
                    let content = arriving.whole();
                    self.sent.file = Some(Ok(SentFile { name, content }));
                    return Ok(());
                }
                Err(_) => break FileProblem::Cut,
            }
        };
        // The memory is free for others while the rest is passed over.
        drop(arriving);
        self.sent.file = Some(Err(refused));
        self.pass_over(field).await
    }

    /// Takes a spreadsheet into memory as far as it may go.
    async fn sheet(&mut self, mut field: Field<'_>, most: usize) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        loop {
            match self.of_file(&mut field).await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => {
                    bytes.extend_from_slice(&chunk);
                }
                Ok(Some(_)) => break,
                Ok(None) => {
                    self.sent.sheet = Some(Ok(bytes));
                    return Ok(());
                }
                Err(failure) => return Err(failure),
            }
        }
        drop(bytes);
        self.sent.sheet = Some(Err(SheetRefusal::TooLarge));
        self.pass_over(field).await
    }

    /// Reads to a file's end and keeps nothing of it, so that the browser gets to hear why.
    async fn pass_over(&mut self, mut field: Field<'_>) -> Result<(), Failure> {
        while self.of_file(&mut field).await?.is_some() {}
        Ok(())
    }
}
