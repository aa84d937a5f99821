//! Evidence of a commune: taken in with a form, put to an item or taken off, shown, given out to whoever may have it.
//! What is inside a file is not its concern; that it is still what was sent is.

use super::{
    Checklists,
    brought::{Save, SentFile},
};
use crate::{
    files::{FileError, Files, OpenedFile, StoredFileError},
    service::snapshot::Snapshot,
    service::workspace::{
        Principal, ServiceError, ServiceResult,
        commune_record::CommuneRecord,
        context::{Note, set_in_force},
        principal::place,
    },
    store::{
        StoreError, Tx,
        evidence::{EvidenceRow, StandingEvidence, StandingFilter},
    },
};
use app::{
    failure::{Failure, FileFault},
    texts::link::web_link,
    workspace::checklist::model::FileProblem,
};
use domain::{
    access::Action,
    assessment::Item,
    audit::AuditAction,
    entry::{self, Fields},
    evidence::{Kind, Media, Openness},
    time::Date,
    unit::UnitCode,
};

/// Files looked at again when an administrator opens the page of notices.
const MOST_LOOKED_AT: usize = 20;

/// A file that has been received and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Name to show.
    pub name: String,
    /// What it is.
    pub media: Media,
    /// Size.
    pub bytes: u64,
    /// Content hash.
    pub sha256: String,
}

/// Looks at a file that came with a form and stores it, or says why not. Whoever calls it has asked whether the sender
/// may bring it.
pub(super) async fn stored(file: &SentFile) -> ServiceResult<Result<StoredFile, FileProblem>> {
    let problem = match file.content.keep().await {
        Ok(received) => {
            return Ok(Ok(StoredFile {
                name: file.name.clone(),
                media: received.media,
                bytes: received.bytes,
                sha256: received.sha256,
            }));
        }
        Err(FileError::TooLarge) => FileProblem::TooLarge,
        Err(FileError::Unfit(unfit)) => FileProblem::Unfit(unfit),
        Err(FileError::Busy) => FileProblem::Busy,
        Err(error) if error.is_full() => return Err(ServiceError(Failure::Full)),
        Err(error) => {
            tracing::error!(cause = %error, "a file can't be stored");
            return Err(ServiceError(Failure::Unavailable));
        }
    };
    Ok(Err(problem))
}

/// Adds a piece of evidence. Its file, if it has one, has just been compared or written.
async fn add(tx: &mut Tx, row: &EvidenceRow) -> ServiceResult<i64> {
    if let Some(sha256) = row.kind.sha256() {
        tx.clear_evidence_fault(sha256).await?;
    }
    Ok(tx.add_evidence(row).await?)
}

impl Checklists {
    /// A file that somebody may have, opened, if it is what was sent. If not, that is logged, and told to
    /// administrators once.
    ///
    /// # Errors
    /// [`Failure::File`], or if the store refuses.
    pub async fn open_file(&self, files: &Files, file: &StoredFile) -> ServiceResult<OpenedFile> {
        let opened = files.read(&file.sha256, file.bytes).await;
        let known = self.context.db.evidence_fault(&file.sha256).await?;
        let fault = match opened {
            Ok(opened) => {
                if known.is_some() {
                    self.file_is_whole(&file.sha256).await?;
                }
                return Ok(opened);
            }
            Err(fault) => fault,
        };
        tracing::error!(cause = %fault, sha256 = %file.sha256, "an evidence file is not what was sent");
        let fault = match fault {
            StoredFileError::Missing => FileFault::Missing,
            StoredFileError::Altered => FileFault::Altered,
            StoredFileError::Unreadable(_) => FileFault::Unreadable,
        };
        if known != Some(fault)
            && let Err(error) = self.remember_fault(&file.sha256, fault).await
        {
            tracing::error!(cause = %error, "administrators are not told of it");
        }
        Err(ServiceError(Failure::File(fault, file.name.clone())))
    }

    async fn remember_fault(&self, sha256: &str, fault: FileFault) -> Result<(), StoreError> {
        let mut tx = self.context.db.begin().await?;
        tx.set_evidence_fault(sha256, fault, self.context.now())
            .await?;
        tx.commit().await
    }

    /// A file was just compared or written: if it was known not to be what was sent, it is now.
    pub(super) async fn came_again(&self, file: &StoredFile) -> ServiceResult<()> {
        match self.context.db.evidence_fault(&file.sha256).await? {
            Some(_) => self.file_is_whole(&file.sha256).await,
            None => Ok(()),
        }
    }

    async fn file_is_whole(&self, sha256: &str) -> ServiceResult<()> {
        tracing::info!(sha256, "an evidence file is what was sent again");
        let mut tx = self.context.db.begin().await?;
        tx.clear_evidence_fault(sha256).await?;
        Ok(tx.commit().await?)
    }

    /// Looks again at files that were found wrong, before an administrator is told of them: somebody may have put
    /// them right.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn look_again(&self, who: &Principal, files: &Files) -> ServiceResult<()> {
        if !who.administers() {
            return Ok(());
        }
        let mut rows = self.context.db.evidence_faults().await?;
        rows.dedup_by(|a, b| a.sha256 == b.sha256);
        for row in rows.iter().take(MOST_LOOKED_AT) {
            if files
                .check(&row.sha256, row.bytes.unwrap_or(0))
                .await
                .is_ok()
            {
                self.file_is_whole(&row.sha256).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn keep_evidence(
        &self,
        who: &Principal,
        unit: &UnitCode,
        rows: &[EvidenceRow],
    ) -> ServiceResult<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = self.context.db.begin().await?;
        for row in rows {
            add(&mut tx, row).await?;
            let note = Note::new(unit.as_str(), AuditAction::AddEvidence, &row.title);
            self.context.note(&mut tx, who, note).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn change_evidence(
        &self,
        tx: &mut Tx,
        who: &Principal,
        commune: &CommuneRecord,
        criterion: &str,
        save: &Save,
        rows: &[EvidenceRow],
    ) -> ServiceResult<()> {
        let unit = &commune.unit;
        // Writing anew into what came back begins with the evidence it had.
        if !matches!(commune.item(criterion), Item::Draft(_) | Item::Ready(_)) {
            for id in commune.of_drafts.iter().filter(|(c, _)| c == criterion) {
                tx.detach(unit, criterion, id.1).await?;
            }
            for id in commune.evidence_to_begin_with(criterion) {
                tx.attach(unit, criterion, id).await?;
            }
        }
        for row in rows {
            let id = add(tx, row).await?;
            tx.attach(unit, criterion, id).await?;
            let mut note = Note::new(unit.as_str(), AuditAction::AddEvidence, criterion);
            note.after = match row.kind.sha256() {
                Some(sha256) => format!("{} sha256:{sha256}", row.title),
                None => row.title.clone(),
            };
            self.context.note(tx, who, note).await?;
        }
        // What the commune has already, put to this item or taken from it.
        let attached = commune.evidence_ids(criterion);
        for id in &save.attach {
            let Some(piece) = commune.evidence.iter().find(|e| e.id == *id) else {
                continue;
            };
            tx.attach(unit, criterion, *id).await?;
            if !attached.contains(id) {
                let mut note = Note::new(unit.as_str(), AuditAction::AttachEvidence, criterion);
                note.after.clone_from(&piece.title);
                self.context.note(tx, who, note).await?;
            }
        }
        for id in &save.detach {
            tx.detach(unit, criterion, *id).await?;
            let piece = commune.evidence.iter().find(|e| e.id == *id);
            if let Some(piece) = piece.filter(|_| attached.contains(id)) {
                let mut note = Note::new(unit.as_str(), AuditAction::DetachEvidence, criterion);
                note.before.clone_from(&piece.title);
                self.context.note(tx, who, note).await?;
            }
        }
        Ok(())
    }

    /// The file of a piece of evidence, if this person may have it: anybody if it is public, else whoever may read the
    /// commune's drafts, or its checklist once the file was submitted. To everybody else, what they may not have and what
    /// does not exist look the same.
    ///
    /// # Errors
    /// [`Failure::NotSignedIn`] for whoever is not, [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn evidence_file(
        &self,
        who: Option<&Principal>,
        id: i64,
    ) -> ServiceResult<StoredFile> {
        let hidden = match who {
            Some(_) => ServiceError(Failure::NoSuchPage),
            None => ServiceError(Failure::NotSignedIn),
        };
        let Some(row) = self.context.db.evidence(id).await? else {
            return Err(hidden);
        };
        let snapshot = self.context.snapshot().await?;
        let read = match who {
            Some(who) => self.reads(who, &snapshot, &row).await?,
            None => false,
        };
        if !read && !self.is_public(&snapshot, &row).await? {
            return Err(hidden);
        }
        let Kind::File(media, bytes, sha256) = row.kind else {
            return Err(ServiceError(Failure::NoSuchPage));
        };
        Ok(StoredFile {
            name: row.title,
            media,
            bytes,
            sha256,
        })
    }
}

impl Checklists {
    /// Whether somebody reads a piece of evidence where they work.
    async fn reads(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        row: &EvidenceRow,
    ) -> ServiceResult<bool> {
        let place = place(snapshot, &row.unit_code)?;
        if who.may_at(Action::ReadDrafts, &place) {
            return Ok(true);
        }
        if !who.may_at(Action::ReadChecklist, &place) {
            return Ok(false);
        }
        let of_answers = self.context.db.evidence_of_answers(&row.unit_code).await?;
        Ok(of_answers.iter().any(|(_, evidence)| *evidence == row.id))
    }

    async fn is_public(&self, snapshot: &Snapshot, row: &EvidenceRow) -> ServiceResult<bool> {
        let set = set_in_force(snapshot)?;
        let filter = StandingFilter {
            piece: Some(row.id),
            ..StandingFilter::default()
        };
        let public = &self.context.public;
        let standing = public
            .standing_evidence(&set, &row.unit_code, filter)
            .await?;
        let mut open = standing.iter().map(StandingEvidence::openness);
        Ok(open.any(|open| open == Openness::Public))
    }
}

/// The evidence that a form brings, with its file if one is stored, and why a piece of it was refused.
pub(super) fn new_evidence(
    commune: &CommuneRecord,
    who: &Principal,
    save: &Save,
    file: Option<&Result<StoredFile, FileProblem>>,
    (criterion, fields): (&str, &Fields),
) -> (Vec<EvidenceRow>, Option<FileProblem>) {
    let today = commune.now.date();
    let date = match &save.evidence_date {
        Some(text) => entry::parse_date(text).filter(|d| *d <= today),
        None => Some(
            fields
                .get(entry::FACT_DATE)
                .and_then(entry::parse_date)
                .filter(|d| *d <= today)
                .unwrap_or(today),
        ),
    };
    let row = |kind: Kind, title: &str, date: Date| EvidenceRow {
        id: 0,
        unit_code: commune.unit.clone(),
        kind,
        title: title.to_owned(),
        issuer: save.issuer.clone().unwrap_or_default(),
        fact_date: date,
        added_by: who.actor.account,
        added_at: commune.now,
        is_public: false,
    };
    let mut rows = Vec::new();
    let mut refused = None;
    if save.describes_nothing() {
        return (rows, Some(FileProblem::OfNothing));
    }
    let Some(date) = date else {
        return (rows, Some(FileProblem::Date));
    };
    match file {
        Some(Ok(file)) => {
            let kind = Kind::File(file.media, file.bytes, file.sha256.clone());
            rows.push(row(kind, &file.name, date));
        }
        Some(Err(problem)) => refused = Some(*problem),
        None => {}
    }
    if let Some(link) = &save.link {
        match web_link(link) {
            Ok(_) => rows.push(row(Kind::Link, link, date)),
            Err(problem) => refused = Some(FileProblem::Link(problem)),
        }
    }
    if let Some(document) = &save.document {
        rows.push(row(Kind::Document, document, date));
    }
    // A form that comes again, as after going back, brings nothing new.
    let attached = attached(commune, save, criterion);
    rows.retain(|new| !attached.iter().any(|old| is_again(old, new)));
    (rows, refused)
}

/// Whether a piece says nothing that another does not.
fn is_again(old: &EvidenceRow, new: &EvidenceRow) -> bool {
    let same = match (old.kind.sha256(), new.kind.sha256()) {
        (Some(old), Some(new)) => old == new,
        (None, None) => old.kind == new.kind && old.title == new.title,
        _ => false,
    };
    same && (new.issuer.is_empty() || old.issuer == new.issuer)
}

/// What an item that is being written has, and keeps.
fn attached<'a>(commune: &'a CommuneRecord, save: &Save, criterion: &str) -> Vec<&'a EvidenceRow> {
    let ids = match commune.item(criterion) {
        Item::Draft(_) | Item::Ready(_) | Item::Returned(_) => commune.evidence_ids(criterion),
        _ => Vec::new(),
    };
    let kept = |piece: &&EvidenceRow| {
        (ids.contains(&piece.id) || save.attach.contains(&piece.id))
            && !save.detach.contains(&piece.id)
    };
    commune.evidence.iter().filter(kept).collect()
}

/// How many pieces of evidence an item has after a form's changes.
pub(super) fn attached_after(
    commune: &CommuneRecord,
    criterion: &str,
    save: &Save,
    new: usize,
) -> usize {
    attached(commune, save, criterion).len() + new
}
