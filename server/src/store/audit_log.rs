//! The audit log: added to, read, never altered.

use super::{Bulk, Db, OverRows, StoreError, Tx, bulk, columns::rows_of, over_rows, read, within};
use domain::{audit::Entry, time::Timestamp, unit::UnitCode};
use std::collections::HashMap;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    CHAIN,
    RECENT,
    RECENT_OF_CHAIN,
    RECENT_OF_PROVINCE,
    RECENT_OF_ACTOR,
    WORKED_FROM,
    WRITTEN_BY,
    HEADS,
    CHAINS,
    RELEASE_HEADS,
    FORGET_ADDRESSES,
    INSERT_REASON,
    REASONS,
];

/// Statements of this module over many rows.
pub const OVER_ROWS: &[OverRows] = &[NEXT, INSERT, SET_HEAD, INSERT_PROVINCE, INSERT_ADDRESS];

/// Takes the next place of each chain and, with the row, the chain itself until the transaction ends.
const NEXT: OverRows = over_rows!(
    "INSERT INTO audit_head (chain, seq, hash) SELECT (j.value ->> 0), 1, '' FROM ",
    "WHERE TRUE ON CONFLICT (chain) DO UPDATE SET seq = audit_head.seq + 1 RETURNING chain, seq, hash"
);
const INSERT: OverRows = over_rows!(
    "INSERT INTO audit (chain, seq, at, actor, action, object, old_value, new_value, reason, hash) \
     SELECT (j.value ->> 0), CAST(j.value ->> 1 AS BIGINT), CAST(j.value ->> 2 AS BIGINT), (j.value ->> 3), \
     (j.value ->> 4), (j.value ->> 5), (j.value ->> 6), (j.value ->> 7), (j.value ->> 8), (j.value ->> 9) FROM ",
    ""
);
const SET_HEAD: OverRows = over_rows!(
    "UPDATE audit_head SET hash = (j.value ->> 1) FROM ",
    "WHERE audit_head.chain = (j.value ->> 0)"
);
const INSERT_ADDRESS: OverRows = over_rows!(
    "INSERT INTO audit_address (chain, seq, address) \
     SELECT (j.value ->> 0), CAST(j.value ->> 1 AS BIGINT), (j.value ->> 2) FROM ",
    ""
);
/// Which entries belong to a province, beside them in the order in which they are read.
const INSERT_PROVINCE: OverRows = over_rows!(
    "INSERT INTO audit_province (province_code, at, chain, seq) SELECT COALESCE(u.province_code, u.code), \
     CAST(j.value ->> 1 AS BIGINT), u.code, CAST(j.value ->> 2 AS BIGINT) FROM ",
    "JOIN unit u ON u.code = (j.value ->> 0)"
);

/// A statement over entries.
macro_rules! select_entries {
    ($which:literal) => {
        concat!(
            "SELECT a.chain, a.seq, a.at, a.actor, a.action, a.object, a.old_value, a.new_value, a.reason, a.hash FROM ",
            $which
        )
    };
}

const CHAIN: &str = select_entries!("audit a WHERE a.chain = $1 ORDER BY a.seq");
const RECENT: &str = select_entries!(
    "audit a WHERE (a.at, a.chain, a.seq) < ($1, $2, $3) ORDER BY a.at DESC, a.chain DESC, a.seq DESC LIMIT $4"
);
const RECENT_OF_CHAIN: &str = select_entries!(
    "audit a WHERE a.chain = $5 AND a.at <= $1 AND (a.at, a.chain, a.seq) < ($1, $2, $3) \
     ORDER BY a.at DESC, a.seq DESC LIMIT $4"
);
const RECENT_OF_PROVINCE: &str = select_entries!(
    "audit_province p JOIN audit a ON a.chain = p.chain AND a.seq = p.seq \
     WHERE p.province_code = $5 AND (p.at, p.chain, p.seq) < ($1, $2, $3) \
     ORDER BY p.at DESC, p.chain DESC, p.seq DESC LIMIT $4"
);
const RECENT_OF_ACTOR: &str = select_entries!(
    "audit a WHERE a.actor = $5 AND a.at <= $1 AND (a.at, a.chain, a.seq) < ($1, $2, $3) \
     AND (CAST($6 AS TEXT) IS NULL OR a.chain = $6) AND (CAST($7 AS TEXT) IS NULL OR a.chain = $7 \
     OR EXISTS (SELECT 1 FROM unit u WHERE u.code = a.chain AND u.province_code = $7)) \
     ORDER BY a.at DESC, a.chain DESC, a.seq DESC LIMIT $4"
);
const WORKED_FROM: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM audit a JOIN audit_address d ON d.chain = a.chain \
     AND d.seq = a.seq WHERE a.actor = $1 AND d.address = $2 LIMIT 1) found";
/// What somebody put into answers: the acts for which `AuditAction::writes` holds, as the index has them.
const WRITTEN_BY: &str = "SELECT chain, object, at FROM audit WHERE actor = $1 AND action IN ('save', 'hand-in', 'sign', \
     'carry-forward', 'add-evidence', 'attach-evidence', 'detach-evidence') \
     AND (CAST($2 AS TEXT) IS NULL OR (chain = $2 AND object = $3)) ORDER BY chain, object, at";
const HEADS: &str = "SELECT chain, seq, hash FROM audit_head ORDER BY chain";
const CHAINS: &str = "SELECT DISTINCT chain FROM audit ORDER BY chain";
const RELEASE_HEADS: &str =
    "SELECT chain, seq, hash, release_id FROM release_chain ORDER BY release_id, chain";
const FORGET_ADDRESSES: &str = "DELETE FROM audit_address";
const INSERT_REASON: &str = "INSERT INTO release_reason (release_id, published_by, published_at, reason) \
     VALUES ($1, $2, $3, $4)";
const REASONS: &str =
    "SELECT release_id, published_by, published_at, reason FROM release_reason ORDER BY release_id";

static INSERT_RELEASE_HEADS: Bulk = Bulk::new(
    "INSERT INTO release_chain (release_id, chain, seq, hash)",
    4,
);

#[derive(sqlx::FromRow)]
struct EntryRow {
    chain: String,
    seq: i64,
    at: i64,
    actor: String,
    action: String,
    object: String,
    old_value: String,
    new_value: String,
    reason: String,
    hash: String,
}

impl From<EntryRow> for (Entry, String) {
    fn from(row: EntryRow) -> Self {
        let entry = Entry {
            chain: row.chain,
            seq: u64::try_from(row.seq).unwrap_or(0),
            at: Timestamp(row.at),
            actor: row.actor,
            action: row.action.into(),
            object: row.object,
            before: row.old_value,
            after: row.new_value,
            reason: row.reason,
        };
        (entry, row.hash)
    }
}

/// A part of the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogPart<'a> {
    /// All of it.
    Everything,
    /// A province and its communes.
    Province(&'a UnitCode),
    /// One chain.
    Chain(&'a str),
}

/// Where a chain ends, or ended when a release was made.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HeadRow {
    /// Chain.
    pub chain: String,
    /// Number of its last entry.
    pub seq: i64,
    /// Hash of its last entry.
    pub hash: String,
}

/// That somebody put something into the answer of an item.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WrittenRow {
    /// Chain: the code of the unit.
    pub chain: String,
    /// Criterion.
    pub object: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub at: Timestamp,
}

/// Who published a release, when, and why if it is a correction.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ReasonRow {
    /// Release.
    pub release_id: i64,
    /// User name.
    pub published_by: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub published_at: Timestamp,
    /// Why; empty for a first revision.
    pub reason: String,
}

impl Db {
    /// One chain from its beginning, with the stored hashes.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn chain(&self, chain: &str) -> Result<Vec<(Entry, String)>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, EntryRow>(CHAIN)
            .bind(chain)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The newest entries that come after a place in the order of time, newest first: of a part of the log, and of one
    /// person if named.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn recent_changes(
        &self,
        part: LogPart<'_>,
        actor: Option<&str>,
        (at, after, seq): (i64, &str, i64),
        most: i64,
    ) -> Result<Vec<(Entry, String)>, StoreError> {
        let (statement, first, chain, province) = match (actor, part) {
            (Some(actor), LogPart::Everything) => (RECENT_OF_ACTOR, Some(actor), None, None),
            (Some(actor), LogPart::Chain(chain)) => {
                (RECENT_OF_ACTOR, Some(actor), Some(chain), None)
            }
            (Some(actor), LogPart::Province(province)) => {
                (RECENT_OF_ACTOR, Some(actor), None, Some(province.as_str()))
            }
            (None, LogPart::Everything) => (RECENT, None, None, None),
            (None, LogPart::Chain(chain)) => (RECENT_OF_CHAIN, Some(chain), None, None),
            (None, LogPart::Province(province)) => {
                (RECENT_OF_PROVINCE, Some(province.as_str()), None, None)
            }
        };
        let rows = read!(self, |c| {
            let mut query = sqlx::query_as::<_, EntryRow>(statement)
                .bind(at)
                .bind(after)
                .bind(seq)
                .bind(most);
            if first.is_some() {
                query = query.bind(first);
            }
            if actor.is_some() {
                query = query.bind(chain).bind(province);
            }
            query.fetch_all(c).await
        })?;
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// Whether somebody has changed something from this address before.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn worked_from(&self, user_name: &str, address: &str) -> Result<bool, StoreError> {
        let found = read!(self, |c| sqlx::query_scalar::<_, i64>(WORKED_FROM)
            .bind(user_name)
            .bind(address)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }

    /// When somebody put something into the answers of items, or of one.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn written_by(
        &self,
        user_name: &str,
        item: Option<(&UnitCode, &str)>,
    ) -> Result<Vec<WrittenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, WrittenRow>(
            WRITTEN_BY
        )
        .bind(user_name)
        .bind(item.map(|(unit, _)| unit.as_str()))
        .bind(item.map(|(_, criterion)| criterion))
        .fetch_all(c)
        .await)?)
    }

    /// Every chain that has an entry.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn chains(&self) -> Result<Vec<String>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar::<_, String>(CHAINS)
            .fetch_all(c)
            .await)?)
    }

    /// Where every chain ends.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn heads(&self) -> Result<Vec<HeadRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, HeadRow>(HEADS)
            .fetch_all(c)
            .await)?)
    }

    /// Where chains ended when releases were made, with the release's key.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn release_heads(&self) -> Result<Vec<(i64, HeadRow)>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, (String, i64, String, i64)>(
            RELEASE_HEADS
        )
        .fetch_all(c)
        .await)?;
        Ok(rows
            .into_iter()
            .map(|(chain, seq, hash, release)| (release, HeadRow { chain, seq, hash }))
            .collect())
    }

    /// Who published each release, and why.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn release_reasons(&self) -> Result<Vec<ReasonRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ReasonRow>(REASONS)
            .fetch_all(c)
            .await)?)
    }
}

impl Tx {
    /// As [`Db::worked_from`], without asking for another connection meanwhile.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn worked_from(
        &mut self,
        user_name: &str,
        address: &str,
    ) -> Result<bool, StoreError> {
        let found = within!(self, |c| sqlx::query_scalar::<_, i64>(WORKED_FROM)
            .bind(user_name)
            .bind(address)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }

    /// Adds an entry to its chain: `entry.seq` is set here. Other writers of the same chain wait until
    /// this transaction ends.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn record(&mut self, entry: Entry, address: Option<&str>) -> Result<(), StoreError> {
        self.record_all(vec![(entry, address)]).await
    }

    /// Adds entries to different chains, as [`Tx::record`] does.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn record_all(
        &mut self,
        mut entries: Vec<(Entry, Option<&str>)>,
    ) -> Result<(), StoreError> {
        // Every transaction takes its chains in the same order, so that two never wait for each other.
        entries.sort_by(|(a, _), (b, _)| a.chain.cmp(&b.chain));
        let chains = rows_of(entries.iter().map(|(e, _)| [&e.chain]), "audit_head")?;
        let next = self.over(NEXT);
        let taken = within!(self, |c| sqlx::query_as::<_, HeadRow>(next)
            .bind(chains)
            .fetch_all(c)
            .await)?;
        let mut taken: HashMap<String, HeadRow> =
            taken.into_iter().map(|h| (h.chain.clone(), h)).collect();
        let mut heads = Vec::with_capacity(entries.len());
        for (entry, _) in &mut entries {
            let head = taken.remove(&entry.chain);
            let head = head.ok_or_else(|| StoreError::Inconsistent {
                table: "audit_head",
                row: entry.chain.clone(),
                problem: "two entries of one chain at once",
            })?;
            entry.seq = u64::try_from(head.seq).unwrap_or(0);
            let hash = entry.hash(&head.hash);
            heads.push(HeadRow { hash, ..head });
        }
        let rows = rows_of(
            entries.iter().zip(&heads).map(|((e, _), head)| {
                let (at, hash) = (e.at.0, &head.hash);
                let said = (&e.actor, e.action.word(), &e.object);
                (
                    &e.chain, head.seq, at, said.0, said.1, said.2, &e.before, &e.after, &e.reason,
                    hash,
                )
            }),
            "audit",
        )?;
        let insert = self.over(INSERT);
        self.give(insert, rows).await?;
        let places = entries.iter().zip(&heads);
        let places = places.map(|((e, _), head)| (&e.chain, e.at.0, head.seq));
        let rows = rows_of(places, "audit_province")?;
        let insert = self.over(INSERT_PROVINCE);
        self.give(insert, rows).await?;
        let rows = rows_of(heads.iter().map(|h| (&h.chain, &h.hash)), "audit_head")?;
        let set = self.over(SET_HEAD);
        self.give(set, rows).await?;
        let addresses: Vec<_> = entries
            .iter()
            .zip(&heads)
            .filter_map(|((_, address), head)| Some((&head.chain, head.seq, (*address)?)))
            .collect();
        if !addresses.is_empty() {
            let rows = rows_of(addresses.into_iter(), "audit_address")?;
            let insert = self.over(INSERT_ADDRESS);
            self.give(insert, rows).await?;
        }
        Ok(())
    }

    async fn give(&mut self, statement: &'static str, rows: String) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(statement)
            .bind(rows)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Freezes with a release where every chain ends, who published it and why.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn freeze_chains(
        &mut self,
        release: i64,
        by: &str,
        at: i64,
        reason: &str,
    ) -> Result<(), StoreError> {
        let heads = within!(self, |c| sqlx::query_as::<_, HeadRow>(HEADS)
            .fetch_all(c)
            .await)?;
        bulk!(self, INSERT_RELEASE_HEADS, &heads, |q, row| q
            .bind(release)
            .bind(&row.chain)
            .bind(row.seq)
            .bind(&row.hash))?;
        within!(self, |c| sqlx::query(INSERT_REASON)
            .bind(release)
            .bind(by)
            .bind(at)
            .bind(reason)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Empties the table of addresses; the audit log stays whole.
    ///
    /// # Errors
    /// See [`Db::chain`].
    pub async fn forget_addresses(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(FORGET_ADDRESSES)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::WRITTEN_BY;
    use domain::audit::AuditAction;

    #[test]
    fn the_statement_names_every_act_that_writes() {
        for action in AuditAction::ALL {
            let named = WRITTEN_BY.contains(&format!("'{}'", action.word()));
            assert_eq!(named, action.writes(), "{action:?}");
        }
    }
}
