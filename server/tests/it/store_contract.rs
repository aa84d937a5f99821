//! Every statement of the store is prepared on a freshly migrated database of each engine: an unknown
//! column, a wrong number of parameters, a slip into one dialect fails here in a second.

use crate::support::{Engine, empty, on_both, production};
use server::store::{self, Db, OverRows, StoreError};
use sqlx::{Executor, SqlSafeStr};
use std::path::Path;

fn statements() -> Vec<&'static str> {
    [
        store::STATEMENTS,
        store::answers::STATEMENTS,
        store::attempts::STATEMENTS,
        store::places::STATEMENTS,
        store::progress::STATEMENTS,
        store::campaigns::STATEMENTS,
        store::checklists::STATEMENTS,
        store::committee::STATEMENTS,
        store::copying::STATEMENTS,
        store::correspondence::STATEMENTS,
        store::criteria::STATEMENTS,
        store::digests::STATEMENTS,
        store::drafts::STATEMENTS,
        store::evidence::STATEMENTS,
        store::evidence_faults::STATEMENTS,
        store::figures::STATEMENTS,
        store::forms::STATEMENTS,
        store::frozen::STATEMENTS,
        store::ingest::STATEMENTS,
        store::observation_batches::STATEMENTS,
        store::observations::STATEMENTS,
        store::accounts::STATEMENTS,
        store::releases::STATEMENTS,
        store::schema::STATEMENTS,
        store::sessions::STATEMENTS,
        store::audit_log::STATEMENTS,
        store::units::STATEMENTS,
    ]
    .concat()
}

fn over_rows() -> Vec<OverRows> {
    [
        store::copying::OVER_ROWS,
        store::observation_batches::OVER_ROWS,
        store::observations::OVER_ROWS,
        store::texts::OVER_ROWS,
        store::audit_log::OVER_ROWS,
    ]
    .concat()
}

on_both!(every_statement_prepares, |engine| async move {
    let db = empty(engine).await;
    let mut statements = statements();
    assert!(statements.len() > 25);
    statements.extend(over_rows().iter().map(|s| match engine {
        Engine::Sqlite => s.sqlite,
        Engine::Postgres => s.postgres,
    }));
    for statement in statements {
        let prepared = match &db {
            Db::Sqlite { writer, .. } => writer.prepare(statement.into_sql_str()).await.map(drop),
            Db::Postgres(pool) => pool.prepare(statement.into_sql_str()).await.map(drop),
        };
        prepared.unwrap_or_else(|e| panic!("{engine:?}: {statement}\n{e}"));
    }
});

/// No statement may hide from the test above: what the files of the store write is listed.
#[test]
fn every_statement_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![root.join("store.rs")];
    for file in std::fs::read_dir(root.join("store")).unwrap() {
        files.push(file.unwrap().path());
    }
    assert!(files.len() > 20);
    let mut written = 0;
    for file in files {
        assert!(file.is_file(), "{file:?} would not be read");
        written += std::fs::read_to_string(file)
            .unwrap()
            .lines()
            .filter(|l| l.starts_with("const ") || l.starts_with("pub const "))
            .filter(|l| l.contains(": &str =") || l.contains(": OverRows ="))
            .count();
    }
    assert_eq!(written, statements().len() + over_rows().len());
}

on_both!(published_things_cannot_be_changed, |engine| async move {
    let db = crate::support::demo(engine).await;
    let statements = [
        "UPDATE release SET as_of = 0",
        "DELETE FROM release",
        "UPDATE release_unit SET level = 'G'",
        "DELETE FROM release_unit",
        "UPDATE release_province SET green = 0",
        "DELETE FROM release_province",
        "UPDATE release_open SET waiting = 0",
        "DELETE FROM release_open",
        "UPDATE release_criterion SET green = 0",
        "DELETE FROM release_criterion",
        "UPDATE criteria_set SET content = '{}'",
        "DELETE FROM criteria_set",
        "UPDATE audit SET reason = 'x'",
        "DELETE FROM audit",
        "UPDATE audit_province SET at = 0",
        "DELETE FROM audit_province",
        "UPDATE release_chain SET seq = 0",
        "DELETE FROM release_chain",
        "UPDATE release_reason SET reason = 'x'",
        "DELETE FROM release_reason",
        "UPDATE observation SET number = 1",
        "DELETE FROM observation",
    ];
    for statement in statements {
        let refused = match &db {
            Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
            Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
        };
        assert!(refused.is_err(), "{engine:?} allowed: {statement}");
    }
});

on_both!(a_column_that_cannot_be_read_is_named, |engine| async move {
    let db = production(engine).await;
    let no_day = "UPDATE unit_type SET valid_from = 99999999999 WHERE unit_code = '04846'";
    match &db {
        Db::Sqlite { writer, .. } => sqlx::query(no_day).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(no_day).execute(pool).await.map(drop),
    }
    .unwrap();
    let error = db.unit_types().await.unwrap_err();
    assert!(matches!(error, StoreError::Unreadable { .. }), "{error:?}");
    // What sqlx 0.9.0 makes of an error in `try_from` says no more than the column.
    let told = error.to_string();
    assert!(told.starts_with("column valid_from: "), "{told}");
});

on_both!(a_failed_transaction_leaves_nothing, |engine| async move {
    let db = empty(engine).await;
    let before = db.installation().await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.raise_data_version().await.unwrap();
    drop(tx);
    assert_eq!(db.installation().await.unwrap(), before);
    let mut tx = db.begin().await.unwrap();
    tx.raise_data_version().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        db.installation().await.unwrap().data_version,
        before.data_version + 1
    );
});

#[tokio::test]
async fn an_address_of_another_kind_is_explained() {
    let error = Db::open("mysql://a:secret@b/c")
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("sqlite://") && !error.contains("secret"),
        "{error}"
    );
    assert_ne!(Engine::Sqlite, Engine::Postgres);
}
