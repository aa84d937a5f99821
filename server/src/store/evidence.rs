//! Evidence: what communes brought, and to which drafts and answers it belongs. The files themselves are in `files`.

use super::{Db, StoreError, Tx, columns::Column, read, within};
use domain::{
    access::AccountId,
    evidence::{Kind, Media, Openness},
    time::{Date, Timestamp},
    unit::UnitCode,
    words::Unreadable,
};
use std::collections::HashMap;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    WAITING_EVIDENCE,
    INSERT_EVIDENCE,
    EVIDENCE,
    EVIDENCE_OF_UNIT,
    EVIDENCE_FILES,
    EVIDENCE_SIZES,
    ATTACH,
    DETACH,
    OF_DRAFTS,
    OF_ANSWERS,
    SAME_FILE,
    SERVED,
    STANDING,
    SET_PUBLIC,
];

const WAITING_EVIDENCE: &str = "SELECT e.answer_id, COUNT(*) AS pieces FROM answer_evidence e JOIN answer a ON a.id = e.answer_id \
     WHERE a.review = 'waiting' AND a.closed_at IS NULL GROUP BY e.answer_id";
const INSERT_EVIDENCE: &str = "INSERT INTO evidence (unit_code, kind, title, issuer, fact_date, sha256, media, bytes, \
     added_by, added_at, is_public) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE) RETURNING id";

/// A statement over evidence.
macro_rules! select_evidence {
    ($which:literal) => {
        concat!(
            "SELECT id, unit_code, kind, title, issuer, fact_date, sha256, media, bytes, added_by, added_at, is_public \
             FROM evidence WHERE ",
            $which
        )
    };
}

const EVIDENCE: &str = select_evidence!("id = $1");
const EVIDENCE_OF_UNIT: &str = select_evidence!("unit_code = $1 ORDER BY added_at DESC, id DESC");
const EVIDENCE_FILES: &str =
    "SELECT DISTINCT sha256 FROM evidence WHERE sha256 IS NOT NULL ORDER BY sha256";
const EVIDENCE_SIZES: &str =
    "SELECT DISTINCT sha256, bytes FROM evidence WHERE sha256 IS NOT NULL ORDER BY sha256";
const ATTACH: &str = "INSERT INTO draft_evidence (unit_code, criterion, evidence_id) VALUES ($1, $2, $3) \
     ON CONFLICT (unit_code, criterion, evidence_id) DO NOTHING";
const DETACH: &str =
    "DELETE FROM draft_evidence WHERE unit_code = $1 AND criterion = $2 AND evidence_id = $3";
const OF_DRAFTS: &str = "SELECT criterion, evidence_id FROM draft_evidence WHERE unit_code = $1 \
     ORDER BY criterion, evidence_id";
const OF_ANSWERS: &str = "SELECT e.answer_id, e.evidence_id FROM answer_evidence e JOIN answer a ON a.id = e.answer_id \
     WHERE a.unit_code = $1 ORDER BY e.answer_id, e.evidence_id";
const SAME_FILE: &str = "SELECT DISTINCT e.unit_code, a.criterion FROM evidence e JOIN answer_evidence l ON \
     l.evidence_id = e.id JOIN answer a ON a.id = l.answer_id WHERE e.sha256 = $1 ORDER BY e.unit_code, a.criterion";
/// What each piece of evidence of a unit was submitted with.
const SERVED: &str = "SELECT DISTINCT l.evidence_id, a.criterion FROM evidence e JOIN answer_evidence l ON l.evidence_id = e.id \
     JOIN answer a ON a.id = l.answer_id WHERE e.unit_code = $1 ORDER BY l.evidence_id, a.criterion";
/// The evidence that confirmed answers of a unit show, and whether one of them stands in a release: it was confirmed by
/// then, and no newer fact was, as `release::inputs_at` has it. Of one piece, and in one release, if they are named.
const STANDING: &str = "SELECT DISTINCT a.criterion, e.id, e.kind, e.title, e.issuer, e.fact_date, e.sha256, e.media, e.bytes, \
     e.is_public, EXISTS (SELECT 1 FROM release r JOIN release_unit u ON u.release_id = r.id AND u.unit_code = a.unit_code \
     WHERE a.reviewed_at <= r.as_of AND (CAST($3 AS BIGINT) IS NULL OR r.id = $3) \
     AND NOT EXISTS (SELECT 1 FROM answer b WHERE b.unit_code = a.unit_code AND b.criterion = a.criterion \
     AND b.review = 'confirmed' AND b.reviewed_at <= r.as_of AND (b.closed_at IS NULL OR b.closed_at > r.as_of) \
     AND (b.fact_date > a.fact_date OR (b.fact_date = a.fact_date AND b.reviewed_at > a.reviewed_at)))) AS released \
     FROM evidence e JOIN answer_evidence l ON l.evidence_id = e.id JOIN answer a ON a.id = l.answer_id \
     WHERE e.unit_code = $1 AND (CAST($2 AS BIGINT) IS NULL OR e.id = $2) \
     AND a.review = 'confirmed' AND a.reviewed_at IS NOT NULL AND a.closed_at IS NULL ORDER BY a.criterion, e.id";
const SET_PUBLIC: &str = "UPDATE evidence SET is_public = $2 WHERE id = $1";

/// Evidence.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EvidenceRow {
    /// Key.
    pub id: i64,
    /// The commune that brought it.
    #[sqlx(try_from = "String")]
    pub unit_code: UnitCode,
    /// What it is.
    #[sqlx(flatten, try_from = "KindColumns")]
    pub kind: Kind,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Date of the fact it shows.
    #[sqlx(try_from = "i64")]
    pub fact_date: Date,
    /// Who brought it.
    #[sqlx(try_from = "i64")]
    pub added_by: AccountId,
    /// When.
    #[sqlx(try_from = "i64")]
    pub added_at: Timestamp,
    /// Whether the reviewer opened it to the public.
    pub is_public: bool,
}

/// Evidence that a confirmed answer shows.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingEvidence {
    /// Criterion of the answer.
    pub criterion: String,
    /// Key of the evidence.
    pub id: i64,
    /// What it is.
    #[sqlx(flatten, try_from = "KindColumns")]
    pub kind: Kind,
    /// A file's name, a link's address, a document's number.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// Date of the fact it shows.
    #[sqlx(try_from = "i64")]
    pub fact_date: Date,
    is_public: bool,
    /// Whether the answer stands in the release that was asked for, or in any.
    pub released: bool,
}

impl StandingEvidence {
    /// How far it is open, where nothing else keeps it from being shown.
    #[must_use]
    pub fn openness(&self) -> Openness {
        Openness::of(self.is_public, true, self.released)
    }
}

/// What of the evidence of confirmed answers is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct StandingFilter {
    /// One piece, by its key.
    pub piece: Option<i64>,
    /// Standing in this release, by its key; in any if none is named.
    pub release: Option<i64>,
}

/// The columns of a [`Kind`].
#[derive(sqlx::FromRow)]
struct KindColumns {
    kind: String,
    sha256: Option<String>,
    #[sqlx(try_from = "Column<Option<String>>")]
    media: Option<Media>,
    #[sqlx(try_from = "Column<Option<i64>>")]
    bytes: Option<u64>,
}

impl TryFrom<KindColumns> for Kind {
    type Error = Unreadable;

    fn try_from(row: KindColumns) -> Result<Self, Unreadable> {
        match (row.kind.as_str(), row.media, row.bytes, row.sha256) {
            ("file", Some(media), Some(bytes), Some(sha256)) => {
                Ok(Self::File(media, bytes, sha256))
            }
            ("link", None, None, None) => Ok(Self::Link),
            ("document", None, None, None) => Ok(Self::Document),
            _ => Err(Unreadable::new("kind of evidence with its file", row.kind)),
        }
    }
}

/// Unit and criterion of an answer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ItemKey {
    /// Unit.
    #[sqlx(rename = "unit_code", try_from = "String")]
    pub unit: UnitCode,
    /// Criterion.
    pub criterion: String,
}

#[derive(sqlx::FromRow)]
struct PiecesRow {
    answer_id: i64,
    #[sqlx(try_from = "i64")]
    pieces: u32,
}

impl Db {
    /// How many pieces of evidence each waiting answer has, if any.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn waiting_evidence(&self) -> Result<HashMap<i64, u32>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, PiecesRow>(WAITING_EVIDENCE)
            .fetch_all(c)
            .await)?;
        let pieces = rows.into_iter().map(|row| (row.answer_id, row.pieces));
        Ok(pieces.collect())
    }

    /// One piece of evidence.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence(&self, id: i64) -> Result<Option<EvidenceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, EvidenceRow>(EVIDENCE)
            .bind(id)
            .fetch_optional(c)
            .await)?)
    }

    /// All evidence of a unit, newest first.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of(&self, unit: &UnitCode) -> Result<Vec<EvidenceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, EvidenceRow>(
            EVIDENCE_OF_UNIT
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Criterion and key of the evidence of a unit's drafts.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of_drafts(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(
            OF_DRAFTS
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Answer and key of the evidence of a unit's answers.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_of_answers(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<(i64, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (i64, i64)>(
            OF_ANSWERS
        )
        .bind(unit.as_str())
        .fetch_all(c)
        .await)?)
    }

    /// Key of the evidence of a unit, and criterion of each answer that it was submitted with.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn criteria_of_evidence(
        &self,
        unit: &UnitCode,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (i64, String)>(SERVED)
            .bind(unit.as_str())
            .fetch_all(c)
            .await)?)
    }

    /// The evidence that confirmed answers of a unit show.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn standing_evidence(
        &self,
        unit: &UnitCode,
        filter: StandingFilter,
    ) -> Result<Vec<StandingEvidence>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, StandingEvidence>(STANDING)
                .bind(unit.as_str())
                .bind(filter.piece)
                .bind(filter.release)
                .fetch_all(c)
                .await
        })?)
    }

    /// The hash of every file that is evidence of something.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_files(&self) -> Result<Vec<String>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(
            EVIDENCE_FILES
        )
        .fetch_all(c)
        .await)?)
    }

    /// The hash and the size of every file that is evidence of something.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn evidence_sizes(&self) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, i64)>(
            EVIDENCE_SIZES
        )
        .fetch_all(c)
        .await)?)
    }

    /// Unit and criterion of every answer that the same file was brought for.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn same_file(&self, sha256: &str) -> Result<Vec<ItemKey>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ItemKey>(SAME_FILE)
            .bind(sha256)
            .fetch_all(c)
            .await)?)
    }
}

impl Tx {
    /// Adds evidence and returns its key; the row's own `id` and `is_public` are ignored.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn add_evidence(&mut self, row: &EvidenceRow) -> Result<i64, StoreError> {
        let (media, bytes) = match &row.kind {
            Kind::File(media, bytes, _) => (
                Some(media.mime()),
                Some(i64::try_from(*bytes).unwrap_or(i64::MAX)),
            ),
            Kind::Link | Kind::Document => (None, None),
        };
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(
            INSERT_EVIDENCE
        )
        .bind(row.unit_code.as_str())
        .bind(row.kind.word())
        .bind(&row.title)
        .bind(&row.issuer)
        .bind(i64::from(row.fact_date.0))
        .bind(row.kind.sha256())
        .bind(media)
        .bind(bytes)
        .bind(row.added_by.0)
        .bind(row.added_at.0)
        .fetch_one(c)
        .await)?)
    }

    /// Attaches evidence to an item's draft.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn attach(
        &mut self,
        unit: &UnitCode,
        criterion: &str,
        evidence: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(ATTACH)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(evidence)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes evidence off an item's draft; answers keep theirs.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn detach(
        &mut self,
        unit: &UnitCode,
        criterion: &str,
        evidence: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DETACH)
            .bind(unit.as_str())
            .bind(criterion)
            .bind(evidence)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Opens evidence to the public, or closes it.
    ///
    /// # Errors
    /// See [`Db::drafts`].
    pub async fn set_public(&mut self, evidence: i64, public: bool) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_PUBLIC)
            .bind(evidence)
            .bind(public)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
