//! What an acknowledgement is worth: the server is killed, or has no room left, while officers save.

use crate::{
    listening::{exit, terminate},
    officers::{self, Connection, Officer, Server},
    support::{Client, Engine, folder, on_both, people, production, production_address},
};
use axum::http::StatusCode;
use domain::entry::Fields;
use server::{service::workspace::audit, store::Db};
use std::{
    collections::HashMap,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::{Barrier, Mutex, mpsc},
    task::JoinHandle,
};

const OFFICERS: usize = 500;
const ROUNDS: u64 = 20;
const SEED: u64 = 57;
const CRITERIA: [&str; 2] = ["DL2", "TC3"];

/// A production installation with so many officers; nobody has it open.
async fn installation(engine: Engine, number: usize) -> (String, Vec<Officer>) {
    let address = production_address(engine).await;
    let db = Db::open(&address).await.unwrap();
    let officers = officers::add(&db, number).await.unwrap();
    db.close().await;
    (address, officers)
}

/// Runs a statement that gives rows of texts.
async fn rows<R>(db: &Db, statement: &'static str) -> Vec<R>
where
    R: Send + Unpin,
    R: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>,
    R: for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>,
{
    match db {
        Db::Sqlite { writer, .. } => sqlx::query_as(statement).fetch_all(writer).await,
        Db::Postgres(pool) => sqlx::query_as(statement).fetch_all(pool).await,
    }
    .unwrap()
}

async fn execute(db: &Db, statement: &'static str) {
    match db {
        Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
    }
    .unwrap();
}

/// A number that looks random and is the same for the same seed (splitmix64).
fn scatter(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// One save: version that it makes, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Saved {
    version: u32,
    note: String,
}

/// What an officer knows of one criterion.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The last save that was acknowledged, or found afterwards.
    saved: Saved,
    /// A save that was sent and not acknowledged.
    sent: Option<Saved>,
}

/// Saves over one connection, first one criterion, then the other, until the server is gone.
async fn save_on(
    mut connection: Connection,
    officer: Officer,
    seed: u64,
    mut known: [Known; 2],
    acknowledged: mpsc::UnboundedSender<()>,
) -> [Known; 2] {
    for turn in 0.. {
        let at = turn % CRITERIA.len();
        let own = &mut known[at];
        let version = own.saved.version + 1;
        // Texts of different lengths, so that half a text would show.
        let length = scatter(seed ^ u64::from(version)) % 60;
        let words = " đã rà soát tại bộ phận một cửa".repeat(usize::try_from(length).unwrap());
        let note = format!("hạt giống {seed}, bản {version}:{words} hết");
        own.sent = Some(Saved { version, note });
        let sent = own.sent.as_ref().unwrap();
        let seen = own.saved.version;
        let Ok(reply) = connection
            .save(&officer, CRITERIA[at], seen, &sent.note)
            .await
        else {
            break;
        };
        assert!(reply.saved(), "{}: {reply:?}", officer.unit);
        own.saved = own.sent.take().unwrap();
        // Nobody listens any more after the first.
        let _ = acknowledged.send(());
    }
    known
}

/// Everybody begins to save at once; says so of every answer.
fn save_together(
    host: &str,
    officers: &[Officer],
    known: &[[Known; 2]],
    seed: u64,
) -> (Vec<JoinHandle<[Known; 2]>>, mpsc::UnboundedReceiver<()>) {
    let together = Arc::new(Barrier::new(officers.len()));
    let (acknowledged, told) = mpsc::unbounded_channel();
    let begin = |(officer, known): (&Officer, &[Known; 2])| {
        let (host, officer, known) = (host.to_owned(), officer.clone(), known.clone());
        let (together, acknowledged) = (together.clone(), acknowledged.clone());
        tokio::spawn(async move {
            let connection = Connection::open(&host).await.unwrap();
            together.wait().await;
            save_on(connection, officer, seed, known, acknowledged).await
        })
    };
    (officers.iter().zip(known).map(begin).collect(), told)
}

/// What a killed server had asked of PostgreSQL goes on there until it is done.
async fn wait_until_alone(address: &str) {
    let db = Db::open(address).await.unwrap();
    if let Db::Postgres(pool) = &db {
        const OTHERS: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
             AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
        let mut connection = pool.acquire().await.unwrap();
        while sqlx::query_scalar::<_, i64>(OTHERS)
            .fetch_one(&mut *connection)
            .await
            .unwrap()
            > 0
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    db.close().await;
}

/// Compares everything with what the officers know, and takes over what is there.
async fn compare(db: &Db, officers: &[Officer], known: &mut [[Known; 2]]) {
    let drafts: Vec<(String, String, String, i64)> = rows(
        db,
        "SELECT unit_code, criterion, fields, version FROM draft",
    )
    .await;
    let mut drafts: HashMap<_, _> = drafts
        .into_iter()
        .map(|(unit, criterion, fields, version)| ((unit, criterion), (fields, version)))
        .collect();
    let entries: Vec<(String, String, String)> = rows(
        db,
        "SELECT chain, object, new_value FROM audit ORDER BY chain, seq",
    )
    .await;
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut last: HashMap<(&str, &str), &str> = HashMap::new();
    for (chain, object, text) in &entries {
        *numbers.entry(chain).or_default() += 1;
        last.insert((chain, object), text);
    }
    let mut all = 0;
    for (officer, known) in officers.iter().zip(known) {
        let unit = officer.unit.as_str();
        let mut versions = 0;
        for (criterion, known) in CRITERIA.into_iter().zip(known) {
            let found = match drafts.remove(&(unit.to_owned(), criterion.to_owned())) {
                None => Saved::default(),
                Some((fields, version)) => {
                    let fields: Fields = serde_json::from_str(&fields).unwrap();
                    assert_eq!(
                        (fields.get("part"), fields.get("whole")),
                        (Some("1"), Some("2"))
                    );
                    let note = fields.get("note").unwrap().to_owned();
                    let text = format!("note={note}\npart=1\nwhole=2");
                    assert_eq!(last.get(&(unit, criterion)), Some(&text.as_str()));
                    let version = u32::try_from(version).unwrap();
                    Saved { version, note }
                }
            };
            // Nobody else writes here: it is what was acknowledged last, or what was sent after it.
            let sent = known.sent.take();
            assert!(
                found == known.saved || Some(&found) == sent.as_ref(),
                "{unit} {criterion}: acknowledged {:?}, sent {sent:?}, found {found:?}",
                known.saved
            );
            versions += found.version;
            known.saved = found;
        }
        assert_eq!(numbers.get(unit).copied().unwrap_or(0), versions, "{unit}");
        all += u64::from(versions);
    }
    assert!(drafts.is_empty(), "{drafts:?}");
    let addresses: Vec<(i64,)> = rows(db, "SELECT COUNT(*) FROM audit_address").await;
    assert_eq!(u64::try_from(addresses[0].0).unwrap(), all);
    let verified = audit::verify(db).await.unwrap();
    assert_eq!((verified.broken, verified.entries), (None, all));
}

/// Five hundred connections at a time are enough for a machine.
static TURN: Mutex<()> = Mutex::const_new(());

// SIGKILL leaves what the system has taken over from the program: this proves that nothing is
// acknowledged before it is handed over, and that nothing is half. That it is on the disk by then is
// `every_commit_is_synced`.
on_both!(
    what_was_acknowledged_outlives_the_server,
    |engine| async move {
        let _turn = TURN.lock().await;
        let base = match std::env::var("XANH_KILL_SEED") {
            Ok(text) => text.parse().unwrap(),
            Err(_) => SEED,
        };
        let (address, officers) = installation(engine, OFFICERS).await;
        let mut known = vec![<[Known; 2]>::default(); officers.len()];
        let mut server = Server::start(&address, folder()).unwrap();
        let begin = Instant::now();
        for round in 0..ROUNDS {
            let seed = base + round;
            let delay = 50 + scatter(seed) % 351;
            let (tasks, mut first) = save_together(&server.host, &officers, &known, seed);
            assert_eq!(
                first.recv().await,
                Some(()),
                "seed {seed}: nothing was saved"
            );
            if round == 0 {
                // The audit log can be followed while it grows.
                let db = Db::open(&address).await.unwrap();
                assert_eq!(audit::verify(&db).await.unwrap().broken, None);
                db.close().await;
            }
            tokio::time::sleep(Duration::from_millis(delay)).await;
            server.kill().unwrap();
            let before: u32 = known.iter().flatten().map(|k| k.saved.version).sum();
            for (task, known) in tasks.into_iter().zip(&mut known) {
                *known = task.await.unwrap();
            }
            let after: u32 = known.iter().flatten().map(|k| k.saved.version).sum();
            let sent = known.iter().flatten().filter(|k| k.sent.is_some()).count();
            wait_until_alone(&address).await;
            server = Server::start(&address, folder()).unwrap();
            let db = Db::open(&address).await.unwrap();
            compare(&db, &officers, &mut known).await;
            db.close().await;
            let found: u32 = known.iter().flatten().map(|k| k.saved.version).sum();
            eprintln!(
                "{engine:?} round {round}: seed {seed}, killed {delay} ms after the first acknowledgement: {} \
             acknowledged, {sent} under way, {} of these found; {} s",
                after - before,
                found - after,
                begin.elapsed().as_secs()
            );
        }
    }
);

// What was sent before the server was asked to end is saved and answered, or it is not saved. The moment is that of an
// answer, in the middle of a stream of saves.
on_both!(
    a_server_that_is_asked_to_end_answers_for_what_it_saves,
    |engine| async move {
        const FEWER: usize = 100;
        let _turn = TURN.lock().await;
        let (address, officers) = installation(engine, FEWER).await;
        let mut known = vec![<[Known; 2]>::default(); officers.len()];
        for (seed, answers) in (SEED..).zip([1, 150, 800]) {
            let mut server = Server::start(&address, folder()).unwrap();
            let (tasks, mut told) = save_together(&server.host, &officers, &known, seed);
            for _ in 0..answers {
                assert_eq!(told.recv().await, Some(()));
            }
            terminate(&server);
            assert!(exit(&mut server).await.success());
            for (task, known) in tasks.into_iter().zip(&mut known) {
                *known = task.await.unwrap();
            }
            let saved = |known: &[[Known; 2]]| -> Vec<Saved> {
                known.iter().flatten().map(|k| k.saved.clone()).collect()
            };
            let answered = saved(&known);
            let db = Db::open(&address).await.unwrap();
            compare(&db, &officers, &mut known).await;
            db.close().await;
            assert_eq!(answered, saved(&known), "saved, and nobody was told");
        }
    }
);

#[tokio::test]
async fn every_commit_is_synced() {
    let db = production(Engine::Sqlite).await;
    let journal: Vec<(String,)> = match &db {
        Db::Sqlite { writer, .. } => sqlx::query_as("PRAGMA journal_mode").fetch_all(writer),
        Db::Postgres(_) => unreachable!(),
    }
    .await
    .unwrap();
    assert_eq!(journal[0].0, "wal");
    let synchronous: Vec<(i64,)> = match &db {
        Db::Sqlite { writer, .. } => sqlx::query_as("PRAGMA synchronous").fetch_all(writer),
        Db::Postgres(_) => unreachable!(),
    }
    .await
    .unwrap();
    // FULL: with the log, the disk is asked at every commit. What `synchronous_commit` and `fsync` are on
    // PostgreSQL is the cluster's own; `xanh` does not change them.
    assert_eq!(synchronous[0].0, 2);
}

/// Takes the page away, or gives it back. For SQLite it is its own limit of pages. For PostgreSQL a disk
/// of its own would have to be mounted, which a test may not do: a trigger raises the error that the
/// engine raises when it can't extend a file, in the statement or, deferred, not before the commit. (A
/// cluster that can't write its log stops altogether: then pages answer 503.)
async fn limit(db: &Db, room: Room) {
    match (db, room) {
        (Db::Sqlite { writer, .. }, _) => {
            let pages: (i64,) = sqlx::query_as("PRAGMA page_count")
                .fetch_one(writer)
                .await
                .unwrap();
            let most = if room == Room::Enough {
                1 << 30
            } else {
                pages.0
            };
            let limit: &'static str =
                Box::leak(format!("PRAGMA max_page_count = {most}").into_boxed_str());
            sqlx::query(limit).execute(writer).await.unwrap();
        }
        (Db::Postgres(_), Room::Enough) => execute(db, "DROP TRIGGER full_disk ON audit").await,
        (Db::Postgres(_), _) => {
            execute(
                db,
                "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
                 'BEGIN RAISE EXCEPTION ''could not extend file: No space left on device'' \
                 USING ERRCODE = ''53100''; END'",
            )
            .await;
            execute(
                db,
                match room {
                    Room::None => {
                        "CREATE TRIGGER full_disk BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION full_disk()"
                    }
                    _ => {
                        "CREATE CONSTRAINT TRIGGER full_disk AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED \
                         FOR EACH ROW EXECUTE FUNCTION full_disk()"
                    }
                },
            )
            .await;
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Enough,
    None,
    NoneAtCommit,
}

on_both!(
    a_full_database_says_so_and_keeps_what_it_has,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let officer = client.sign_in("canbo").await;
        let mut version = 0;
        let mut text = String::new();
        let long = "đã rà soát ".repeat(150);
        for room in [Room::None, Room::NoneAtCommit] {
            let mut refused = 0;
            while refused < 3 {
                limit(&db, room).await;
                let note = format!("{version} {refused} {long}");
                let seen = version.to_string();
                let form = [
                    ("unit", "04846"),
                    ("criterion", "DL2"),
                    ("version", seen.as_str()),
                    ("note", note.as_str()),
                    ("intent", "save"),
                ];
                let reply = officer.post("/api/save-answer", &form).await;
                if engine == Engine::Postgres {
                    limit(&db, Room::Enough).await;
                }
                if reply.status == StatusCode::SEE_OTHER {
                    // There was still page in a page that the database has.
                    version += 1;
                    text = note;
                    assert!(version < 100, "the database does not get full");
                } else {
                    assert_eq!(reply.status.as_u16(), 507, "{}", reply.text());
                    let said = reply.text();
                    assert!(said.contains("Hệ thống hết chỗ lưu"), "{said}");
                    assert!(said.contains("Nội dung vừa gửi chưa được lưu"), "{said}");
                    refused += 1;
                }
                let draft = db.draft(&unit("04846"), "DL2").await.unwrap();
                assert_eq!(draft.as_ref().map_or(0, |d| d.version), version);
                if let Some(draft) = draft {
                    assert_eq!(draft.fields.get("note"), Some(text.trim()));
                }
            }
            // Who reads is not concerned.
            let page = officer.get("/can-bo/04846").await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text());
            if engine == Engine::Sqlite {
                limit(&db, Room::Enough).await;
            }
            let seen = version.to_string();
            let note = format!("{room:?} {long}");
            let form = [
                ("unit", "04846"),
                ("criterion", "DL2"),
                ("version", seen.as_str()),
                ("note", note.as_str()),
                ("intent", "save"),
            ];
            let reply = officer.post("/api/save-answer", &form).await;
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
            version += 1;
            text = note;
        }
        sound(&db).await;
        let verified = audit::verify(&db).await.unwrap();
        assert_eq!(
            (verified.broken, verified.entries),
            (None, u64::from(version))
        );
    }
);

fn unit(code: &str) -> domain::unit::UnitCode {
    domain::unit::UnitCode::parse(code).unwrap()
}

/// The engine itself finds nothing wrong.
async fn sound(db: &Db) {
    if let Db::Sqlite { writer, .. } = db {
        let found: (String,) = sqlx::query_as("PRAGMA integrity_check")
            .fetch_one(writer)
            .await
            .unwrap();
        assert_eq!(found.0, "ok");
    }
}

/// The system refuses to make files longer, so that writing fails where it does on a full disk: in the
/// log, at the commit. The signal that comes with it would end the program, and a full disk sends none.
#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let (address, officers) = installation(Engine::Sqlite, 8).await;
    let file = address.strip_prefix("sqlite://").unwrap();
    let blocks = std::fs::metadata(file).unwrap().len() / 1024 + 512;
    let script = format!("trap '' XFSZ; ulimit -S -f {blocks}; exec \"$0\" serve");
    let mut bash = Command::new("bash");
    bash.args(["-c", &script, env!("CARGO_BIN_EXE_xanh")]);
    let mut server = Server::start_as(&mut bash, &address, folder()).unwrap();
    let mut known = vec![<[Known; 2]>::default(); officers.len()];
    let long = "đã rà soát tại bộ phận một cửa ".repeat(60);
    let mut connections = Vec::new();
    for _ in &officers {
        connections.push(Connection::open(&server.host).await.unwrap());
    }
    let mut full = 0;
    for turn in 0.. {
        let mut refused = 0;
        for (at, officer) in officers.iter().enumerate() {
            let own = &mut known[at][turn % 2];
            let note = format!("{turn} {long} hết");
            let seen = own.saved.version;
            let reply = connections[at]
                .save(officer, CRITERIA[turn % 2], seen, &note)
                .await
                .unwrap();
            if reply.saved() {
                let version = seen + 1;
                own.saved = Saved { version, note };
            } else {
                assert_eq!(reply.status, 507, "{}", reply.body);
                assert!(reply.body.contains("Hệ thống hết chỗ lưu"));
                assert!(reply.body.contains("Nội dung vừa gửi chưa được lưu"));
                refused += 1;
            }
        }
        full += usize::from(refused == officers.len());
        if full == 3 {
            break;
        }
        assert!(turn < 2_000, "the disk does not get full");
    }
    // Room again, and the same server saves again.
    let id = server.child.id().to_string();
    let more = Command::new("prlimit")
        .args(["--pid", &id, "--fsize=unlimited"])
        .status()
        .unwrap();
    assert!(more.success());
    for (at, officer) in officers.iter().enumerate() {
        let own = &mut known[at][0];
        let note = format!("có chỗ {long} hết");
        let seen = own.saved.version;
        let reply = connections[at]
            .save(officer, CRITERIA[0], seen, &note)
            .await
            .unwrap();
        assert!(reply.saved(), "{}", reply.body);
        let version = seen + 1;
        own.saved = Saved { version, note };
    }
    server.kill().unwrap();
    let db = Db::open(&address).await.unwrap();
    sound(&db).await;
    compare(&db, &officers, &mut known).await;
}
