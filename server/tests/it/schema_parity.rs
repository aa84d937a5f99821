//! Both engines have the same tables, columns and nullability.

use crate::support::{Engine, empty, postgres};
use server::store::Db;
use std::collections::BTreeSet;

type Column = (String, String, bool);

async fn columns(engine: Engine) -> BTreeSet<Column> {
    let rows: Vec<Column> = match empty(engine).await {
        Db::Sqlite { reader, .. } => {
            let text = "SELECT m.name, c.name, c.\"notnull\" <> 0 FROM sqlite_master m, pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%'";
            sqlx::query_as(text).fetch_all(&reader).await.unwrap()
        }
        Db::Postgres(pool) => {
            let text = "SELECT table_name::text, column_name::text, is_nullable = 'NO' FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'";
            sqlx::query_as(text).fetch_all(&pool).await.unwrap()
        }
    };
    rows.into_iter().collect()
}

#[tokio::test]
async fn both_engines_have_the_same_schema() {
    if postgres().is_none() {
        return;
    }
    let (sqlite, postgres) = (
        columns(Engine::Sqlite).await,
        columns(Engine::Postgres).await,
    );
    assert!(sqlite.len() > 80);
    assert_eq!(
        sqlite.difference(&postgres).collect::<Vec<_>>(),
        Vec::<&Column>::new()
    );
    assert_eq!(
        postgres.difference(&sqlite).collect::<Vec<_>>(),
        Vec::<&Column>::new()
    );
}

#[test]
fn both_engines_have_migrations_of_the_same_names() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(folder)
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
