//! Reading a form of either kind, within limits: what was typed, and the file that came with it, as it came. Nothing
//! is read that the form does not need, or that its sender may not send. What the form means must not enter.

use crate::{
    files::FileError,
    http::{session, site::Site},
    service::workspace::{Visitor, checklist::SentFile},
};
use app::{
    failure::Failure,
    nav::Doors,
    query::Query,
    workspace::{
        checklist::model::FileProblem, refused::AdminProblem, spreadsheet::model::SheetRefusal,
    },
};
use axum::{
    body::{Body, BodyDataStream},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::header,
};
use bytes::Bytes;
use domain::{
    access::Refusal,
    evidence::{LARGEST_FILE, shown_name},
    text::one_break,
    unit::UnitCode,
};
use futures_util::{Stream, StreamExt, stream};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// What all fields of a form may take together, bytes; and a whole form that brings no file.
const LARGEST_FORM: u64 = 256 * 1024;

/// Largest form with a file. Far above the largest file, so that a file that is too large is passed over and refused
/// with a page that still holds what was typed.
const LARGEST_BODY: u64 = LARGEST_FILE * 5;

/// What a form may take without a turn before it is known who sends it. A sign-in takes less; what was typed before a
/// session ended, and goes through the sign-in, may take more.
const UNKNOWN_FORM: u64 = 16 * 1024;

/// Larger forms of people not yet known that are read at once: or half-sent ones would fill the memory.
static UNKNOWN: Semaphore = Semaphore::const_new(32);

/// How long such a form waits for its turn.
const TURN: Duration = Duration::from_secs(10);

/// Largest head of a part.
const LARGEST_HEAD: u64 = 16 * 1024;

/// Most fields of a form.
const MOST_FIELDS: usize = 300;

/// How much of a body is read and dropped after its answer, and for how long, so that a browser that is still sending
/// hears the answer at all.
const LINGER: (u64, Duration) = (LARGEST_FILE + LARGEST_FORM, Duration::from_secs(15));

/// Bodies that are dropped that way at once.
static LINGERING: Semaphore = Semaphore::const_new(16);

/// Longest name of a field.
const LONGEST_NAME: usize = 100;

/// What was typed, and the file if one came with it.
pub struct Sent {
    /// What was typed.
    pub fields: Query,
    /// Evidence.
    pub file: Option<Result<SentFile, FileProblem>>,
    /// A spreadsheet or another file that is read, never stored.
    pub sheet: Option<Result<Vec<u8>, SheetRefusal>>,
    /// What that file is called.
    pub sheet_name: String,
    /// Whether a file came that has no business here.
    pub passed_over: bool,
    /// Why the form was not read to its end, if it was not: what was read before is here.
    pub stopped: Option<Failure>,
}

impl Sent {
    /// Fields without any file.
    #[must_use]
    pub fn of(fields: Query) -> Self {
        Self {
            fields,
            file: None,
            sheet: None,
            sheet_name: String::new(),
            passed_over: false,
            stopped: None,
        }
    }

    /// The text that came with a form: as a file, or typed into the field of this name.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn text(&self, name: &str) -> Result<String, AdminProblem> {
        match &self.sheet {
            Some(Ok(bytes)) => String::from_utf8(bytes.clone()).map_err(|_| AdminProblem::NotText),
            Some(Err(SheetRefusal::TooLarge)) => Err(AdminProblem::TooLarge),
            Some(Err(SheetRefusal::Several)) => Err(AdminProblem::Several),
            Some(Err(_)) => Err(AdminProblem::NotText),
            None => match self.fields.raw(name) {
                Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
                _ => Err(AdminProblem::Missing),
            },
        }
    }

    /// Nothing, because nothing was read.
    fn nothing(failure: Failure) -> Self {
        Self {
            stopped: Some(failure),
            ..Self::of(Query::default())
        }
    }
}

/// What becomes of a file that comes with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// It is evidence.
    Evidence,
    /// It is a spreadsheet, of so many bytes at most.
    Read(usize),
    /// It has no business here; what was typed beside it has, if all is small.
    PassedOver,
}

/// A file that a form may bring, and to whom its rooms are open.
pub type Accepted = (Files, fn(&Doors) -> bool);

/// What a form may bring from this person.
///
/// # Errors
/// [`Failure::Denied`] if it is made for a file that they may send to nobody.
pub(super) fn files(file: Option<Accepted>, who: Option<&Visitor>) -> Result<Files, Failure> {
    let who = who.filter(|who| who.missing.is_none());
    match (file, who) {
        (Some((files, open)), Some(who)) if open(&who.doors()) => Ok(files),
        (Some(_), Some(_)) => Err(Failure::Denied(Refusal::NoRole)),
        _ => Ok(Files::PassedOver),
    }
}

/// Reads a form of either kind.
pub(super) async fn read(
    site: &Site,
    request: Request,
    files: Files,
    who: Option<&Visitor>,
) -> Sent {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or("");
    let (parts, plain) = (
        kind.starts_with("multipart/form-data"),
        kind.starts_with("application/x-www-form-urlencoded"),
    );
    let turned_away = Arc::new(AtomicBool::new(false));
    let request = match who {
        Some(_) => request,
        None => request.map(|body| in_turn(body, turned_away.clone())),
    };
    let sent = if parts {
        read_parts(site, request, files, who).await
    } else if plain {
        read_plain(request).await
    } else {
        Sent::nothing(Failure::BadForm)
    };
    if turned_away.load(Ordering::Relaxed) {
        return Sent::nothing(Failure::Unavailable);
    }
    sent
}

/// The body of somebody not yet known: beyond [`UNKNOWN_FORM`] it comes on when it has a turn.
fn in_turn(body: Body, turned_away: Arc<AtomicBool>) -> Body {
    let begin = (body.into_data_stream(), 0, None, turned_away);
    Body::from_stream(stream::try_unfold(
        begin,
        |(mut chunks, mut read, mut turn, turned_away)| async move {
            if read > UNKNOWN_FORM && turn.is_none() {
                match timeout(TURN, UNKNOWN.acquire()).await {
                    Ok(Ok(permit)) => turn = Some(permit),
                    _ => {
                        turned_away.store(true, Ordering::Relaxed);
                        return Err(axum::Error::new(std::io::Error::other("no turn")));
                    }
                }
            }
            let Some(chunk) = chunks.next().await.transpose()? else {
                return Ok(None);
            };
            read += chunk.len() as u64;
            Ok(Some((chunk, (chunks, read, turn, turned_away))))
        },
    ))
}

/// Reads a form without a file.
async fn read_plain(request: Request) -> Sent {
    let mut body = request.into_body().into_data_stream();
    let (mut text, mut stopped) = (Vec::new(), None);
    while let Some(chunk) = body.next().await {
        let Ok(chunk) = chunk else {
            return Sent::nothing(Failure::BadForm);
        };
        let room = usize::try_from(LARGEST_FORM).unwrap_or(usize::MAX) - text.len();
        text.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if chunk.len() > room {
            stopped = Some(Failure::TooLarge);
            break;
        }
    }
    let text = match String::from_utf8(text) {
        Ok(text) => text,
        Err(_) if stopped.is_none() => return Sent::nothing(Failure::BadForm),
        Err(error) => String::from_utf8_lossy(&error.into_bytes()).into_owned(),
    };
    if text.matches('&').count() >= MOST_FIELDS {
        return Sent::nothing(Failure::BadForm);
    }
    let fields = Query::parse(&text);
    let pairs: Vec<_> = fields
        .all()
        .map(|(name, value)| (name.to_owned(), one_break(value)))
        .collect();
    if pairs.iter().any(|(name, _)| name.len() > LONGEST_NAME) {
        return Sent::nothing(Failure::BadForm);
    }
    Sent {
        stopped,
        ..Sent::of(Query::of(pairs))
    }
}

/// How much of a body was pulled, and how much may be.
#[derive(Debug, Default)]
struct Measure {
    pulled: AtomicU64,
    most: AtomicU64,
    /// How often more was asked for than may be, since something was read last.
    refused: AtomicU64,
}

/// How often more may be asked for than may be pulled: what reads a form asks each time, also if it holds enough to go on
/// with. If that often nothing came of it, it does not.
const MOST_REFUSED: u64 = 8;

impl Measure {
    /// So many bytes may be pulled in all.
    fn allow(&self, most: u64) {
        self.most.store(most, Ordering::Relaxed);
        self.refused.store(0, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.pulled.load(Ordering::Relaxed) > self.most.load(Ordering::Relaxed)
    }
}

/// A body that is pulled chunk by chunk: what reads it would otherwise take in as much as there is before it looks at
/// the first byte. It ends when more was pulled than may be.
struct Measured {
    /// None once it has ended.
    body: Option<BodyDataStream>,
    measure: Arc<Measure>,
    /// Whether a chunk was given since its reader had its turn.
    given: bool,
    /// Whether the rest is to be read after the answer.
    lingers: bool,
}

impl Drop for Measured {
    fn drop(&mut self) {
        let turn = self.lingers.then(|| LINGERING.try_acquire().ok()).flatten();
        let (Some(turn), Some(mut body)) = (turn, self.body.take()) else {
            return;
        };
        tokio::spawn(async move {
            let (most, time) = LINGER;
            let rest = async {
                let mut read = 0;
                while let Some(Ok(chunk)) = body.next().await {
                    read += chunk.len() as u64;
                    if read > most {
                        break;
                    }
                }
            };
            // Whether it came to its end or not, there is nothing more to do for it.
            let _ = tokio::time::timeout(time, rest).await;
            drop(turn);
        });
    }
}

impl Stream for Measured {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.given) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.measure.is_over()
            && self.measure.refused.fetch_add(1, Ordering::Relaxed) < MOST_REFUSED
        {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.measure.is_over() {
            let over = std::io::Error::other("larger than it may be");
            return Poll::Ready(Some(Err(axum::Error::new(over))));
        }
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let next = ready!(Pin::new(body).poll_next(cx));
        match &next {
            Some(Ok(chunk)) => {
                self.given = true;
                let length = chunk.len() as u64;
                self.measure.pulled.fetch_add(length, Ordering::Relaxed);
            }
            _ => self.body = None,
        }
        Poll::Ready(next)
    }
}

/// A form that may bring a file, as far as it was read.
struct Parts<'a> {
    site: &'a Site,
    who: Option<&'a Visitor>,
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

async fn read_parts(site: &Site, request: Request, files: Files, who: Option<&Visitor>) -> Sent {
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
