//! What an installation holds outlives every migration: databases of each earlier schema, filled with everything that
//! today's forms bring as far as there was a place for it, are brought up to date. Installations that released versions
//! really made are in `fixture.rs`; what is said of a schema that was altered or is newer is in `cli.rs`.

#![expect(
    clippy::disallowed_types,
    reason = "tables and columns are those that a schema has"
)]

use crate::{
    fixture, observing,
    support::{Engine, new_address, on_both},
    twice,
};
use server::{
    service::verify,
    store::{Db, Schema},
};
use sqlx::{
    AssertSqlSafe,
    migrate::{Migration, Migrator},
};
use std::collections::BTreeMap;

fn migrations(engine: Engine) -> Vec<Migration> {
    let all = match engine {
        Engine::Sqlite => sqlx::migrate!("migrations/sqlite"),
        Engine::Postgres => sqlx::migrate!("migrations/postgres"),
    };
    all.iter().cloned().collect()
}

/// Columns by table.
type Columns = BTreeMap<String, Vec<String>>;

async fn columns(db: &Db) -> Columns {
    let rows: Vec<(String, String)> = match db {
        Db::Sqlite { writer, .. } => {
            let text = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
                        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%'";
            sqlx::query_as(text).fetch_all(writer).await.unwrap()
        }
        Db::Postgres(pool) => {
            let text = "SELECT table_name::text, column_name::text FROM information_schema.columns \
                        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'";
            sqlx::query_as(text).fetch_all(pool).await.unwrap()
        }
    };
    let mut columns = Columns::new();
    for (table, column) in rows {
        columns.entry(table).or_default().push(column);
    }
    for own in columns.values_mut() {
        own.sort_unstable();
    }
    columns
}

/// Columns that bear another name now: table, what it was, what it is.
const RENAMED: [(&str, &str, &str); 3] = [
    ("source", "publisher", "publisher_vi"),
    ("published_figure", "scope", "scope_vi"),
    ("published_figure", "published_text", "words"),
];

/// What a column of a table is called now.
fn today_called(table: &str, column: &str) -> String {
    let renamed = RENAMED
        .iter()
        .find(|(t, was, _)| (*t, *was) == (table, column));
    renamed.map_or(column, |(_, _, is)| is).to_owned()
}

/// Rows of a table as JSON objects of these columns, in order, by the names that they had.
async fn rows(db: &Db, table: &str, columns: &[String]) -> Vec<String> {
    let pair = |c: &String| format!("'{c}', \"{}\"", today_called(table, c));
    let pairs: Vec<_> = columns.iter().map(pair).collect();
    let pairs = pairs.join(", ");
    let mut rows: Vec<String> = match db {
        Db::Sqlite { writer, .. } => {
            let text = format!("SELECT json_object({pairs}) FROM \"{table}\"");
            let query = sqlx::query_scalar(AssertSqlSafe(text));
            query.fetch_all(writer).await.unwrap()
        }
        Db::Postgres(pool) => {
            let text = format!("SELECT json_build_object({pairs})::text FROM \"{table}\"");
            let query = sqlx::query_scalar(AssertSqlSafe(text));
            query.fetch_all(pool).await.unwrap()
        }
    };
    rows.sort_unstable();
    rows
}

/// Puts rows into a table in place of what migrations put there. What they refer to may come later.
async fn fill(db: &Db, table: &str, columns: &[String], rows: &[String]) {
    let rows = format!("[{}]", rows.join(","));
    let quoted: Vec<_> = columns.iter().map(|c| format!("\"{c}\"")).collect();
    let quoted = quoted.join(", ");
    let delete = format!("DELETE FROM \"{table}\"");
    match db {
        Db::Sqlite { writer, .. } => {
            let values: Vec<_> = columns
                .iter()
                .map(|c| format!("json_extract(j.value, '$.{c}')"))
                .collect();
            let insert = format!(
                "INSERT INTO \"{table}\" ({quoted}) SELECT {} FROM json_each($1) AS j",
                values.join(", ")
            );
            let mut connection = writer.acquire().await.unwrap();
            for text in ["PRAGMA foreign_keys = OFF", delete.as_str()] {
                let query = sqlx::query(AssertSqlSafe(text.to_owned()));
                query.execute(&mut *connection).await.unwrap();
            }
            let query = sqlx::query(AssertSqlSafe(insert)).bind(rows);
            query.execute(&mut *connection).await.unwrap();
            let on = sqlx::query("PRAGMA foreign_keys = ON");
            on.execute(&mut *connection).await.unwrap();
        }
        Db::Postgres(pool) => {
            let insert = format!(
                "INSERT INTO \"{table}\" ({quoted}) SELECT {quoted} \
                 FROM json_populate_recordset(NULL::\"{table}\", $1::json)"
            );
            let mut tx = pool.begin().await.unwrap();
            for text in [
                "SET LOCAL session_replication_role = replica",
                delete.as_str(),
            ] {
                let query = sqlx::query(AssertSqlSafe(text.to_owned()));
                query.execute(&mut *tx).await.unwrap();
            }
            let query = sqlx::query(AssertSqlSafe(insert)).bind(rows);
            query.execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

on_both!(
    what_is_there_outlives_every_migration,
    |engine| async move {
        let full = twice::filled_by_every_form(engine).await;
        let today = columns(&full).await;
        let migrations = migrations(engine);
        let before_last = migrations.len() - 1;
        for old in 1..=before_last {
            let db = Db::open(&new_address(engine).await).await.unwrap();
            let until = Migrator::with_migrations(migrations[..old].to_vec());
            match &db {
                Db::Sqlite { writer, .. } => until.run(writer).await.unwrap(),
                Db::Postgres(pool) => until.run(pool).await.unwrap(),
            }
            assert_eq!(db.schema().await.unwrap(), Schema::Older);
            let mut kept = Columns::new();
            for (table, mut own) in columns(&db).await {
                // A table that is no more, or another one by now, has nothing to keep.
                if let Some(known) = today.get(&table) {
                    own.retain(|column| known.contains(&today_called(&table, column)));
                    fill(&db, &table, &own, &rows(&full, &table, &own).await).await;
                    kept.insert(table, own);
                }
            }
            db.migrate().await.unwrap();
            assert_eq!(db.schema().await.unwrap(), Schema::Current);
            assert_eq!(columns(&db).await, today, "from {old}");
            for (table, own) in kept {
                let (found, wanted) = (
                    rows(&db, &table, &own).await,
                    rows(&full, &table, &own).await,
                );
                assert!(found == wanted, "{table} from {old}: {found:?}\n{wanted:?}");
            }
            if let Db::Sqlite { writer, .. } = &db {
                let dangling = sqlx::query("PRAGMA foreign_key_check");
                assert!(
                    dangling.fetch_all(writer).await.unwrap().is_empty(),
                    "{old}"
                );
            }
            if old == before_last {
                // What is made of other tables comes out as it is made day by day.
                let table = "audit_province";
                let own = &today[table];
                assert_eq!(rows(&db, table, own).await, rows(&full, table, own).await);
                let evidence = fixture::evidence_of_tests();
                let report = verify::everything(&db, &evidence).await.unwrap();
                assert!(report.is_of_something() && report.holds(), "{report:?}");
                assert!(report.receipts > 0 && report.files > 0, "{report:?}");
            }
            db.close().await;
        }
        full.close().await;
    }
);

on_both!(
    a_token_of_before_goes_on_with_what_it_delivered_for,
    |engine| async move {
        let full = observing::delivered(engine).await;
        let db = Db::open(&new_address(engine).await).await.unwrap();
        let before = migrations(engine).into_iter().filter(|m| m.version < 24);
        let until = Migrator::with_migrations(before.collect());
        match &db {
            Db::Sqlite { writer, .. } => until.run(writer).await.unwrap(),
            Db::Postgres(pool) => until.run(pool).await.unwrap(),
        }
        for (table, own) in columns(&db).await {
            fill(&db, &table, &own, &rows(&full, &table, &own).await).await;
        }
        db.migrate().await.unwrap();
        let tokens = db.ingest_tokens().await.unwrap();
        assert_eq!(tokens.len(), 2);
        let used = tokens.iter().find(|token| token.name == "lgsp").unwrap();
        assert_eq!(
            db.ingest_sources(None).await.unwrap(),
            [(used.id, "Nhà mạng A".to_owned())]
        );
    }
);
