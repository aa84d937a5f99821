//! SQL and row structs, and nothing else: no rule, no HTTP, no clock. One text serves both engines
//! (`docs/sql.md`); `store_contract.rs` prepares every statement on both.

pub mod accounts;
pub mod answers;
pub mod attempts;
pub mod audit_log;
pub mod campaigns;
pub mod checklists;
mod columns;
pub mod committee;
pub mod copying;
pub mod correspondence;
pub mod criteria;
pub mod digests;
pub mod drafts;
pub mod dump;
mod error;
pub mod evidence;
pub mod evidence_faults;
pub mod figures;
pub mod forms;
pub mod frozen;
pub mod ingest;
mod inserts;
pub mod observation_batches;
pub mod observations;
mod opening;
pub mod places;
pub mod progress;
pub mod releases;
pub mod schema;
pub mod sessions;
pub mod texts;
pub mod units;

pub use error::StoreError;
pub(crate) use inserts::{Bulk, bulk, slices};
pub use opening::shown;
pub use schema::Schema;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::{
    cell::Cell,
    sync::atomic::{AtomicU64, Ordering},
};

/// A database of either engine.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded default: one writer, many readers.
    Sqlite {
        /// Many connections that only read.
        reader: SqlitePool,
        /// The one connection that writes.
        writer: SqlitePool,
    },
    /// For more than one machine.
    Postgres(PgPool),
}

/// A transaction on either engine.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite, begun as writer at once, so that it can't fail half-way for a lock.
    Sqlite(Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one expression on a reading connection of whichever engine is configured.
macro_rules! read {
    ($db:expr, |$c:ident| $body:expr) => {
        match $db {
            $crate::store::Db::Sqlite { reader: $c, .. } => $body,
            $crate::store::Db::Postgres($c) => $body,
        }
    };
}

/// Runs one expression inside a transaction.
macro_rules! within {
    ($tx:expr, |$c:ident| $body:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(tx) => {
                let $c = &mut **tx;
                $body
            }
            $crate::store::Tx::Postgres(tx) => {
                let $c = &mut **tx;
                $body
            }
        }
    };
}

pub(crate) use {read, within};

/// A statement over rows that come as one parameter, a JSON array of arrays: however many there are, the
/// engine is asked once. The engines call the function that unfolds it by different names.
#[derive(Clone, Copy, Debug)]
pub struct OverRows {
    /// For SQLite.
    pub sqlite: &'static str,
    /// For PostgreSQL.
    pub postgres: &'static str,
}

/// A statement made of what stands before and after its rows, in which a row is `j.value`.
macro_rules! over_rows {
    ($head:literal, $tail:literal) => {
        $crate::store::OverRows {
            sqlite: concat!($head, "json_each($1) AS j ", $tail),
            postgres: concat!(
                $head,
                "json_array_elements(CAST($1 AS JSON)) AS j (value) ",
                $tail
            ),
        }
    };
}

pub(crate) use over_rows;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[STATE, RAISE_VERSION, SET_DEMO];

const STATE: &str = "SELECT data_version, demo FROM installation WHERE id = 1";
const RAISE_VERSION: &str = "UPDATE installation SET data_version = data_version + 1 WHERE id = 1";
const SET_DEMO: &str = "UPDATE installation SET demo = TRUE WHERE id = 1";

/// The installation's own row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Installation {
    /// Raised by every import and publication.
    pub data_version: i64,
    /// Whether `xanh demo` filled it.
    pub demo: bool,
}

impl Db {
    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// The installation's state.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn installation(&self) -> Result<Installation, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, Installation>(STATE)
            .fetch_one(c)
            .await)?)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { reader, writer } => {
                reader.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// How many transactions this process has made durable: what was read before may be older than what it wrote itself.
static COMMITTED: AtomicU64 = AtomicU64::new(0);

/// A number that is another one after every transaction of this process.
pub fn committed() -> u64 {
    COMMITTED.load(Ordering::Acquire)
}

tokio::task_local! {
    static DURABLE: Cell<bool>;
}

/// Runs something, and says whether it made any transaction durable: what fails afterwards was not done in vain.
pub async fn watched<T>(work: impl Future<Output = T>) -> (T, bool) {
    DURABLE
        .scope(Cell::new(false), async {
            let done = work.await;
            (done, DURABLE.with(Cell::get))
        })
        .await
}

impl Tx {
    fn over(&self, statement: OverRows) -> &'static str {
        match self {
            Self::Sqlite(_) => statement.sqlite,
            Self::Postgres(_) => statement.postgres,
        }
    }

    /// Makes the transaction's work durable.
    ///
    /// # Errors
    /// If the engine refuses; then nothing of it is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        let done = match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        };
        done.map_err(StoreError::Commit)?;
        COMMITTED.fetch_add(1, Ordering::AcqRel);
        // Outside of a watch nobody asks.
        let _ = DURABLE.try_with(|durable| durable.set(true));
        Ok(())
    }

    /// Raises the version that cached pages depend on.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn raise_data_version(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(RAISE_VERSION)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Marks the installation as filled by `xanh demo`.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn mark_demo(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_DEMO).execute(c).await.map(drop))?;
        Ok(())
    }
}
