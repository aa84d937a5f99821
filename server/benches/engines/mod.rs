//! Where a bench runs: in a folder of its own, and on PostgreSQL in a database of its own. Both go with it.

use server::store::Db;
use std::{error::Error, path::Path};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Runs a bench in its folder. `cargo test --benches` only asks whether it builds.
pub fn run(name: &str, bench: impl AsyncFnOnce(&Path) -> Outcome<()>) -> Outcome<()> {
    if std::env::args().any(|a| a == "--test") {
        return Ok(());
    }
    // Beside what cargo builds: the system's folder for temporary files may be in memory.
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("xanh-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let result = tokio::runtime::Runtime::new()?.block_on(bench(&folder));
    std::fs::remove_dir_all(&folder)?;
    result
}

/// Runs a part of a bench with the address of an empty database of the cluster that `scripts/bench.sh` starts.
pub async fn on_postgres(name: &str, bench: impl AsyncFnOnce(&str) -> Outcome<()>) -> Outcome<()> {
    let Ok(cluster) = std::env::var("XANH_TEST_PG_URL") else {
        return Err(
            "PostgreSQL is not measured: XANH_TEST_PG_URL is not set (scripts/bench.sh sets it)"
                .into(),
        );
    };
    let (server, _) = cluster
        .rsplit_once('/')
        .ok_or("no database in XANH_TEST_PG_URL")?;
    let name = format!("xanh_{name}_{}", std::process::id());
    on_cluster(&cluster, format!("CREATE DATABASE {name}")).await?;
    let result = bench(&format!("{server}/{name}")).await;
    on_cluster(&cluster, format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    result
}

/// Runs a statement of the cluster itself.
async fn on_cluster(address: &str, statement: String) -> Outcome<()> {
    let Db::Postgres(pool) = Db::open(address).await? else {
        return Err("XANH_TEST_PG_URL is no PostgreSQL".into());
    };
    // A process that ends soon: sqlx takes only what is static.
    let statement: &'static str = Box::leak(statement.into_boxed_str());
    sqlx::query(statement).execute(&pool).await?;
    pool.close().await;
    Ok(())
}
