//! Commands in documents are run, not believed: each one that README and the documents of operation name is taken out of
//! the text and run in order with the built program, on an empty database of each engine, with and without the
//! variables of README's table. One that can't be run stands in a table below with the reason; a new one fails until
//! somebody has decided.

use crate::{
    observing,
    support::{self, Client, Engine, new_address, on_both},
};
use server::store::Db;
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// Documents whose commands are run, in this order, each on a database of its own.
const RUN: [&str; 3] = ["README.md", "docs/operations.md", "docs/ingest.md"];

/// Documents whose commands are only looked at: they build, measure or explain.
const READ: [&str; 9] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/glossary.md",
    "docs/open-data.md",
    "docs/performance.md",
    "docs/rules.md",
    "docs/sql.md",
];

/// First words of what is a command.
const PROGRAMS: [&str; 28] = [
    "apt",
    "apt-get",
    "bash",
    "cargo",
    "cp",
    "createdb",
    "curl",
    "docker",
    "export",
    "git",
    "make",
    "mkdir",
    "npm",
    "npx",
    "oathtool",
    "pg_dump",
    "pg_restore",
    "pip",
    "psql",
    "python3",
    "rsync",
    "rustup",
    "sha256sum",
    "sh",
    "sqlite3",
    "sudo",
    "systemctl",
    "xanh",
];

/// What is done with a command.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// It is run and ends well.
    Run,
    /// It is run where the database is of this engine.
    On(Engine),
    /// It names more than one command, or a part of one: each must be known to the program.
    Usage,
    /// A target, script or package of this repository that the gate runs itself: it must exist.
    Gate,
    /// It can't be run here, for this reason.
    Not(&'static str),
}

/// Every command that is not simply run, as it stands in a document.
const WAYS: &[(&str, Way)] = &[
    // Names, and lists of commands.
    ("xanh", Way::Not("the program's name, or the user's")),
    ("xanh user add|import", Way::Usage),
    ("xanh period open|extend", Way::Usage),
    ("xanh period open|extend|close", Way::Usage),
    ("xanh import units|criteria|figures", Way::Usage),
    ("xanh import ranking", Way::Usage),
    ("xanh backup FOLDER", Way::Usage),
    ("xanh restore FOLDER", Way::Usage),
    ("xanh backup", Way::Usage),
    ("xanh restore", Way::Usage),
    ("xanh criteria file|wordings", Way::Usage),
    ("xanh criteria file", Way::Usage),
    ("xanh criteria wordings", Way::Usage),
    ("xanh import observations --simulated", Way::Usage),
    ("xanh period open", Way::Usage),
    ("xanh period extend", Way::Usage),
    ("xanh period close", Way::Usage),
    (
        "xanh demo",
        Way::Not("it marks a database as a demo for good; cli.rs runs it on one of its own"),
    ),
    // What the documents say of one engine.
    (
        "sqlite3 /var/lib/xanh/xanh.db \"DELETE FROM audit_address\"",
        Way::On(Engine::Sqlite),
    ),
    (
        "sqlite3 xanh.db \"PRAGMA integrity_check\"",
        Way::On(Engine::Sqlite),
    ),
    (
        "XANH_DATABASE=sqlite:///backup/thu/xanh.db XANH_FILES=/backup/thu/minh-chung xanh restore /backup",
        Way::On(Engine::Sqlite),
    ),
    (
        "sha256sum --check SHA256SUMS",
        Way::Not("in a folder named by its time; backup.rs runs it"),
    ),
    ("pg_dump", Way::Not("a program's name")),
    (
        "createdb xanh-thu",
        Way::Not("backup.rs brings a backup back into a new database"),
    ),
    (
        "XANH_DATABASE=sqlite:///backup/thu/xanh.db XANH_FILES=/backup/thu/minh-chung XANH_ADDR=127.0.0.1:3001 xanh serve",
        Way::On(Engine::Sqlite),
    ),
    (
        "curl --fail http://127.0.0.1:3001/healthz",
        Way::On(Engine::Sqlite),
    ),
    // What builds, measures and tests.
    ("make", Way::Not("the tool's name")),
    ("make help", Way::Gate),
    ("scripts/build.sh wasm", Way::Gate),
    ("make run", Way::Gate),
    ("make test", Way::Gate),
    ("make build", Way::Gate),
    ("make dev", Way::Not("gone; earlier versions had it")),
    ("make bench", Way::Gate),
    ("make proof", Way::Gate),
    ("make screenshots", Way::Gate),
    ("scripts/test.sh lint rust", Way::Gate),
    ("scripts/with-postgres.sh cargo test --workspace", Way::Gate),
    ("scripts/e2e.sh tests/public.spec.ts -g search", Way::Gate),
    ("scripts/wasm-size.sh", Way::Gate),
    ("scripts/fixture.sh", Way::Gate),
    ("python3 scripts/data/units.py", Way::Gate),
    ("cargo test", Way::Gate),
    ("cargo test --workspace", Way::Gate),
    ("cargo test --workspace --test it statements", Way::Gate),
    ("cargo build --timings", Way::Gate),
    ("cargo build -p briefing", Way::Gate),
    ("cargo test --workspace --no-run --timings", Way::Gate),
    (
        "export CARGO_TARGET_DIR=~/.cache/xanh/target",
        Way::Not("it sets where cargo builds"),
    ),
    (
        "git chromium postgresql fonts-noto-core",
        Way::Not("names of packages"),
    ),
    (
        "oathtool --totp -b KEY",
        Way::Not("another program; that keys give these codes is tested at signing in"),
    ),
    (
        "curl -H 'accept-encoding: br' -o /dev/null -w '%{size_download}'",
        Way::Not("how something was measured; the address is left out"),
    ),
    (
        "curl -w '%{time_total}'",
        Way::Not("how something was measured; the address is left out"),
    ),
    ("scripts/wasm-budget.json", Way::Not("a file")),
];

/// Blocks that hold no commands, by their first line.
const NO_COMMANDS: &[&str] = &[
    // A site of nginx.
    "server {",
    // A timer of systemd.
    "[Timer]",
    // What is where.
    "app/domain/    the rules: pure functions, no IO, no clock",
    // The crates.
    "app/domain     the rules; pure",
    "▲              │        server = how it is done",
];

/// A block of SQL, by its first words.
const SQL: &[&str] = &["DELETE FROM audit_address WHERE EXISTS"];

/// What stands for what in this test. Everything else is run as it is written.
fn substitutions(place: &Place) -> Vec<(&'static str, String)> {
    let folder = |name: &str| place.folder.join(name).display().to_string();
    vec![
        ("sqlite:///var/lib/xanh/xanh.db", place.database.clone()),
        ("/var/lib/xanh/xanh.db", place.file.clone()),
        ("/var/lib/xanh", folder("var")),
        ("/backup", folder("backup")),
        ("sqlite3 xanh.db", format!("sqlite3 {}", place.file)),
        ("/usr/local/bin/xanh", "xanh".to_owned()),
        (
            "XANH_ADDR=127.0.0.1:3001",
            "XANH_ADDR=127.0.0.1:0".to_owned(),
        ),
        (
            "XANH_ADDR=127.0.0.1:3000",
            "XANH_ADDR=127.0.0.1:0".to_owned(),
        ),
        ("127.0.0.1:3001", place.served.clone()),
        (
            "https://xanh.example/api",
            format!("http://{}/api", place.served),
        ),
        ("Bearer …", format!("Bearer {}", place.token)),
        ("\"source\": \"…\"", "\"source\": \"Nhà mạng A\"".to_owned()),
        // A failed request shall be seen.
        (
            "curl http",
            "curl --silent --show-error --fail http".to_owned(),
        ),
    ]
}

/// Where commands are run.
struct Place {
    folder: PathBuf,
    database: String,
    /// The file of an SQLite database.
    file: String,
    served: String,
    token: String,
    set: BTreeMap<String, String>,
    server: Option<Child>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Place {
    async fn new(engine: Engine, variables: bool) -> Self {
        let address = new_address(engine).await;
        let name = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        let folder = support::folder().join(format!("documents-{}", name(&address)));
        for inner in ["work", "bin", "var"] {
            fs::create_dir_all(folder.join(inner)).unwrap();
        }
        let program = folder.join("bin/xanh");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_xanh"), program).unwrap();
        for (file, content) in files() {
            fs::write(folder.join("work").join(file), content).unwrap();
        }
        let mut set = BTreeMap::new();
        set.insert("XANH_NOW".to_owned(), "2026-11-23T09:00+07:00".to_owned());
        set.insert("XANH_ADDR".to_owned(), "127.0.0.1:0".to_owned());
        let (mut database, mut file) = (address.clone(), String::new());
        match engine {
            // The default: in a folder that is not there yet, named from where one stands.
            Engine::Sqlite => {
                let path = folder.join("var/xanh.db").display().to_string();
                database = format!("sqlite://{path}");
                file = path;
            }
            Engine::Postgres => {
                set.insert("XANH_DATABASE".to_owned(), address.clone());
                for (name, value) in postgres_variables(&address) {
                    set.insert(name.to_owned(), value);
                }
            }
        }
        if variables {
            let database = ("XANH_DATABASE", database.as_str());
            let own = SAMPLES.iter().copied().chain([database]);
            for (name, value) in own
                .filter(|(name, _)| !set.contains_key(*name))
                .collect::<Vec<_>>()
            {
                set.insert(name.to_owned(), value.to_owned());
            }
        }
        Self {
            folder,
            database,
            file,
            served: String::new(),
            token: String::new(),
            set,
            server: None,
        }
    }

    fn written_as(&self, text: &str) -> String {
        let all = substitutions(self);
        all.iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }

    fn command(&self, text: &str) -> Command {
        let mut command = Command::new("sh");
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", self.folder.join("bin").display());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("XANH_")) {
            command.env_remove(name);
        }
        command
            .args(["-c", text])
            .current_dir(self.folder.join("work"))
            .env("PATH", path)
            .envs(&self.set);
        command
    }

    /// Runs a command to its end.
    async fn run(&mut self, text: &str) -> Output {
        if let Some(output) = self.stand_in(text).await {
            return output;
        }
        self.command(text).output().unwrap()
    }

    /// What two other programs do, where they are not installed: a statement on an SQLite file, new files of a folder.
    async fn stand_in(&self, text: &str) -> Option<Output> {
        let program = text.split(' ').next()?;
        let there = |program: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| folder.join(program).exists())
        };
        if there(program) {
            return None;
        }
        let output = |stdout: String| {
            use std::os::unix::process::ExitStatusExt;
            Some(Output {
                status: std::process::ExitStatus::from_raw(0),
                stdout: stdout.into_bytes(),
                stderr: Vec::new(),
            })
        };
        match program {
            "sqlite3" => {
                let (_, statement) = text.split_once('"')?;
                let Db::Sqlite { writer, .. } = Db::open(&self.database).await.unwrap() else {
                    unreachable!()
                };
                let statement = statement.trim_end_matches('"').to_owned();
                let statement: &'static str = Box::leak(statement.into_boxed_str());
                sqlx::query(statement).execute(&writer).await.unwrap();
                output("ok".to_owned())
            }
            "rsync" => {
                let mut words = text.split(' ').skip(2).map(PathBuf::from);
                copy(&words.next()?, &words.next()?);
                output(String::new())
            }
            _ => None,
        }
    }

    fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().unwrap();
            server.wait().unwrap();
        }
    }

    /// Starts a server, waits until it listens, and asks whether it is well.
    fn serve(&mut self, text: &str) {
        self.stop();
        let mut command = self.command(&format!("exec env {text}"));
        let mut server = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| {
            let line = line.unwrap();
            line.split_once("http://").map(|(_, a)| a.to_owned())
        });
        let Some(address) = address else {
            let mut said = String::new();
            server
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut said)
                .unwrap();
            unreachable!("{text}: {said}");
        };
        self.server = Some(server);
        self.served = address;
        let mut connection = TcpStream::connect(&self.served).unwrap();
        connection
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: xanh.test\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{text}: {answer}");
    }
}

fn postgres_variables(address: &str) -> Vec<(&'static str, String)> {
    let rest = address.split("://").nth(1).unwrap();
    let (who, place) = rest.split_once('@').unwrap();
    let (user, password) = who.split_once(':').unwrap();
    let host = place.split('/').next().unwrap();
    let (host, port) = host.split_once(':').unwrap();
    vec![
        ("PGUSER", user.to_owned()),
        ("PGPASSWORD", password.to_owned()),
        ("PGHOST", host.to_owned()),
        ("PGPORT", port.to_owned()),
    ]
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if !target.exists() {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files that the documents' commands name.
fn files() -> Vec<(&'static str, String)> {
    use server::service::reference::{CRITERIA, FIGURES, UNITS};
    let observations = "unit,indicator,value,as_of,source\n04846,I02,61,2026-10-31,Nhà mạng A\n";
    let ranking = "province,green,total,as_of,source,simulated\n01,100,126,2026-10-31,Báo A,no\n";
    let people = "user,name,email,role,scope\ncanbo.04846,Cán bộ A,,can-bo,04846\n";
    vec![
        ("units.csv", UNITS.to_owned()),
        (
            "v1.toml",
            CRITERIA.replacen("version = \"v0\"", "version = \"v1\"", 1),
        ),
        ("published_figures.csv", FIGURES.to_owned()),
        ("bang-xep-hang.csv", ranking.to_owned()),
        ("so-lieu.csv", observations.to_owned()),
        ("FILE.csv", observations.to_owned()),
        ("canbo.csv", people.to_owned()),
    ]
}

/// Which file `FILE` is, by the kind of an import.
const FILE_OF: [(&str, &str); 5] = [
    ("units", "units.csv"),
    ("criteria", "v1.toml"),
    ("figures", "published_figures.csv"),
    ("ranking", "bang-xep-hang.csv"),
    ("observations", "so-lieu.csv"),
];

/// A value for each variable of README's table, none the default. What the commands below set themselves (the
/// database, the clock, the address to serve on) is not here.
const SAMPLES: [(&str, &str); 25] = [
    ("XANH_SCOPE", "25"),
    ("XANH_HOME", "25"),
    ("XANH_SITE", "built"),
    ("XANH_PAGE_CACHE_MIB", "8"),
    ("XANH_RANK_FLOOR", "75"),
    ("XANH_CONNECTIONS", "200"),
    ("XANH_FILES", "evidence/here"),
    ("XANH_ORIGIN", "https://xanh.example"),
    ("XANH_BEHIND_PROXY", "true"),
    ("XANH_SMTP_HOST", "127.0.0.1"),
    ("XANH_SMTP_PORT", "2525"),
    ("XANH_SMTP_ENCRYPTION", "none"),
    ("XANH_SMTP_USER", "xanh"),
    ("XANH_SMTP_PASSWORD", "secret"),
    ("XANH_SMTP_FROM", "Xanh <xanh@xanh.example>"),
    ("XANH_BRIEFING_AGENCY", "BAN CHỈ ĐẠO"),
    ("XANH_BRIEFING_FORM", "dang"),
    ("XANH_BRIEFING_SUPERIOR", "TỈNH ỦY"),
    ("XANH_BRIEFING_SYMBOL", "BC-BCĐ"),
    ("XANH_BRIEFING_PLACE", "Nơi"),
    ("XANH_BRIEFING_SIGNER_TITLE", "TRƯỞNG BAN"),
    ("XANH_BRIEFING_SIGNER", "Người ký"),
    ("XANH_BRIEFING_RECIPIENTS", "Như trên;Lưu: VT"),
    ("XANH_LOG", "warn,server=debug"),
    ("XANH_NOW", "2026-11-23T09:00+07:00"),
];

/// The variables that the tables of README and of the documents of operation name, besides those for tests.
fn documented_variables() -> Vec<String> {
    let mut found = Vec::new();
    for document in ["README.md", "docs/operations.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for line in text.lines().filter(|l| l.starts_with("| `XANH_")) {
            let cell = line.split('|').nth(1).unwrap();
            found.extend(cell.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found.retain(|name| !["XANH_TEST_PG_URL", "XANH_CHROMIUM"].contains(&name.as_str()));
    found.sort();
    found.dedup();
    found
}

#[derive(Debug)]
enum Piece {
    Command(String),
    Sql(String),
    /// A unit of systemd.
    Unit(Vec<String>),
}

/// Everything in a document that is a command, in order.
fn pieces(document: &str) -> Vec<Piece> {
    let text = fs::read_to_string(root().join(document)).unwrap();
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    let mut paragraph = String::new();
    while let Some(line) = lines.get(at) {
        let fence = line.trim_start().starts_with("```");
        let begins = line.starts_with("    ") && paragraph.is_empty();
        if !fence && !begins {
            if line.trim().is_empty() {
                found.extend(spans(&paragraph));
                paragraph.clear();
            } else {
                paragraph.push_str(line);
                paragraph.push('\n');
            }
            at += 1;
            continue;
        }
        found.extend(spans(&paragraph));
        paragraph.clear();
        let mut block = Vec::new();
        if fence {
            at += 1;
            while let Some(line) = lines.get(at).filter(|l| !l.trim_start().starts_with("```")) {
                block.push(*line);
                at += 1;
            }
            at += 1;
        } else {
            while let Some(line) = lines
                .get(at)
                .filter(|l| l.starts_with("    ") || l.is_empty())
            {
                block.push(line.strip_prefix("    ").unwrap_or(line));
                at += 1;
            }
        }
        found.extend(of_block(document, &block));
    }
    found.extend(spans(&paragraph));
    found
}

fn of_block(document: &str, block: &[&str]) -> Vec<Piece> {
    let first = block
        .iter()
        .find(|l| !l.is_empty())
        .map_or("", |l| l.trim());
    if NO_COMMANDS.contains(&first) {
        return Vec::new();
    }
    if first == "[Unit]" {
        return vec![Piece::Unit(block.iter().map(|l| (*l).to_owned()).collect())];
    }
    if SQL.iter().any(|head| first.starts_with(head)) {
        return vec![Piece::Sql(block.join("\n"))];
    }
    let mut found = Vec::new();
    let mut whole = String::new();
    for line in block {
        whole.push_str(line);
        let open = |quote: char| whole.matches(quote).count() % 2 == 1;
        if line.ends_with('\\') || open('\'') || open('"') {
            whole.push('\n');
            continue;
        }
        let command = std::mem::take(&mut whole);
        if command.is_empty() || command.starts_with('#') {
            continue;
        }
        assert!(
            is_command(&command),
            "{document}: is this a command? {command}\nSay it in documents.rs."
        );
        found.push(Piece::Command(command));
    }
    assert!(whole.is_empty(), "{document}: {whole}");
    found
}

fn is_command(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.find(|word| !word.starts_with("XANH_") || !word.contains('='));
    let first = first.unwrap_or("");
    PROGRAMS.contains(&first) || first.starts_with("scripts/") || text.contains(" xanh ")
}

/// The commands among the code of a paragraph. A table writes `|` as `\|`.
fn spans(paragraph: &str) -> Vec<Piece> {
    let code = paragraph.split('`').skip(1).step_by(2);
    code.map(|code| code.replace("\\|", "|"))
        .map(|code| code.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|code| is_command(code))
        .map(Piece::Command)
        .collect()
}

fn way(command: &str) -> Way {
    let own = WAYS.iter().find(|(text, _)| *text == command);
    own.map_or(Way::Run, |(_, way)| *way)
}

/// `a b|c D` as `a b D` and `a c D`.
fn alternatives(command: &str) -> Vec<String> {
    let Some(word) = command.split(' ').find(|word| word.contains('|')) else {
        return vec![command.to_owned()];
    };
    word.split('|')
        .map(|one| command.replacen(word, one, 1))
        .collect()
}

/// Whether the program knows the words of a command that is not complete.
fn check_usage(command: &str) {
    for one in alternatives(command) {
        let words: Vec<&str> = one.split(' ').skip(1).collect();
        let plain = words.iter().filter(|word| !word.starts_with('-'));
        let mut asked = Command::new(env!("CARGO_BIN_EXE_xanh"));
        let output = asked.args(plain).arg("--help").output().unwrap();
        let help = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{one}: {help}");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{one}: {help}");
        }
    }
}

/// Whether a target of make, a script or a package is there.
fn check_gate(command: &str) {
    let words: Vec<&str> = command.split(' ').collect();
    let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
    match words.as_slice() {
        ["make", target] => assert!(makefile.contains(&format!("\n{target}:")), "{command}"),
        ["python3", script] => assert!(root().join(script).is_file(), "{command}"),
        [script, rest @ ..] if script.starts_with("scripts/") => {
            assert!(root().join(script).is_file(), "{command}");
            for file in rest.iter().filter(|word| word.starts_with("tests/")) {
                assert!(root().join("end2end").join(file).is_file(), "{command}");
            }
        }
        ["cargo", rest @ ..] => {
            let package = rest.iter().skip_while(|word| **word != "-p").nth(1);
            let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
            assert!(package.is_none_or(|p| manifest.contains(p)), "{command}");
        }
        _ => unreachable!("{command} is no target, script or package"),
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs a document's commands in order.
async fn play(engine: Engine, document: &str, variables: bool) {
    let mut place = Place::new(engine, variables).await;
    let mut ran = 0;
    for piece in pieces(document) {
        let command = match piece {
            Piece::Command(command) => command,
            Piece::Sql(statement) => {
                execute(&place, statement).await;
                continue;
            }
            Piece::Unit(lines) => {
                begin_as_service(&mut place, &lines).await;
                continue;
            }
        };
        match way(&command) {
            Way::Not(_) => continue,
            Way::Usage => {
                check_usage(&command);
                continue;
            }
            Way::Gate => {
                check_gate(&command);
                continue;
            }
            Way::On(only) if only != engine => continue,
            Way::On(_) | Way::Run => {}
        }
        if command.starts_with("curl https://xanh.example") {
            deliver_to_a_server(&mut place).await;
        }
        for one in alternatives(&command) {
            let kind = one.split(' ').nth(2).unwrap_or_default();
            let file = FILE_OF.iter().find(|(k, _)| *k == kind);
            let one = one.replace(" FILE.csv", " so-lieu.csv");
            let one = file.map_or(one.clone(), |(_, file)| {
                one.replace(" FILE", &format!(" {file}"))
            });
            let text = place.written_as(&one);
            if let Some(setting) = text.strip_prefix("export ") {
                let (name, value) = setting.split_once('=').unwrap();
                place.set.insert(name.to_owned(), value.to_owned());
            } else if text.ends_with("xanh serve") {
                place.serve(&text);
            } else {
                let before = rows(&place, &text);
                let output = place.run(&text).await;
                check(&one, &output, variables);
                assert_eq!(before, rows(&place, &text), "{document}: {text}");
            }
            ran += 1;
        }
    }
    assert!(ran > 0, "{document} names no command");
}

/// What a unit of systemd does: its settings hold for what follows, as the document asks for, and its command runs.
async fn begin_as_service(place: &mut Place, lines: &[String]) {
    let lines = || lines.iter().map(|line| line.trim());
    for setting in lines().filter_map(|l| l.strip_prefix("Environment=")) {
        let setting = place.written_as(setting);
        let (name, value) = setting.split_once('=').unwrap();
        place.set.insert(name.to_owned(), value.to_owned());
    }
    let start: Vec<_> = lines()
        .filter_map(|l| l.strip_prefix("ExecStart="))
        .collect();
    assert_eq!(start.len(), 1);
    let start = place.written_as(start[0]);
    if start.ends_with("xanh serve") {
        place.serve(&start);
    } else {
        let output = place.run(&start).await;
        assert!(output.status.success(), "{start}: {}", said(&output));
    }
}

/// What a command that must not make anything may not change: the names in the folder of the backup.
fn rows(place: &Place, text: &str) -> Option<Vec<String>> {
    if !text.ends_with("xanh verify") {
        return None;
    }
    let names = fs::read_dir(place.folder.join("backup")).ok()?;
    let mut names: Vec<_> = names
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Some(names)
}

fn check(command: &str, output: &Output, variables: bool) {
    let said = said(output);
    let code = output.status.code();
    assert!(!said.contains("panicked"), "{command}: {said}");
    // Without a mail server there is nothing to send with, and the command says so.
    if command == "xanh digest" && !variables {
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("XANH_SMTP_HOST"), "{said}");
        return;
    }
    assert_eq!(code, Some(0), "{command}: {said}");
    let wanted: &[&str] = match command {
        c if c.starts_with("xanh user add") => &["user,link\nquantri,http", "/moi/", "xanh serve"],
        c if c.starts_with("xanh user import") => &["canbo.04846,http", "/moi/"],
        c if c.ends_with("xanh verify") => &["Nhật ký còn nguyên vẹn: ", "Mục mới nhất: "],
        c if c.contains("integrity_check") => &["ok"],
        c if c.contains("healthz") => &["ok"],
        c if c.contains("/api/v1/observations") => &["\"rows\":2"],
        _ => &[],
    };
    for word in wanted {
        assert!(said.contains(word), "{command}: {said}");
    }
}

async fn execute(place: &Place, statement: String) {
    let address = place.set.get("XANH_DATABASE").unwrap_or(&place.database);
    let db = Db::open(address).await.unwrap();
    let statement: &'static str = Box::leak(statement.into_boxed_str());
    match &db {
        Db::Sqlite { writer, .. } => sqlx::query(statement).execute(writer).await.map(drop),
        Db::Postgres(pool) => sqlx::query(statement).execute(pool).await.map(drop),
    }
    .unwrap();
    db.close().await;
}

/// A server of this place with a machine's token, as an administrator makes one.
async fn deliver_to_a_server(place: &mut Place) {
    place.serve("xanh serve");
    let default = format!(
        "sqlite://{}",
        place.folder.join("work/data/xanh.db").display()
    );
    let address = place.set.get("XANH_DATABASE").cloned().unwrap_or(default);
    let db = Db::open(&address).await.unwrap();
    support::people::add(&db).await;
    let client = Client::of(db.clone());
    let admin = client.sign_in("quantri").await;
    place.token = observing::token(&admin, &[]).await;
    db.close().await;
}

on_both!(
    commands_of_readme_run_without_variables,
    |engine| async move {
        play(engine, RUN[0], false).await;
    }
);
on_both!(commands_of_readme_run_with_variables, |engine| async move {
    play(engine, RUN[0], true).await;
});
on_both!(
    commands_of_operations_run_without_variables,
    |engine| async move {
        play(engine, RUN[1], false).await;
    }
);
on_both!(
    commands_of_operations_run_with_variables,
    |engine| async move {
        play(engine, RUN[1], true).await;
    }
);
on_both!(
    commands_of_ingest_run_without_variables,
    |engine| async move {
        play(engine, RUN[2], false).await;
    }
);
on_both!(commands_of_ingest_run_with_variables, |engine| async move {
    play(engine, RUN[2], true).await;
});

/// The other documents name no command that the program, the Makefile or the scripts do not know. What is to be run
/// with `xanh` there is run above or stands in the table.
#[test]
fn commands_of_the_other_documents_are_known() {
    let run: Vec<String> = RUN
        .iter()
        .flat_map(|document| pieces(document))
        .filter_map(|piece| match piece {
            Piece::Command(command) => Some(command),
            Piece::Sql(_) | Piece::Unit(_) => None,
        })
        .collect();
    for document in READ {
        for piece in pieces(document) {
            let Piece::Command(command) = piece else {
                panic!("{document}: {piece:?}")
            };
            match way(&command) {
                Way::Not(_) | Way::On(_) => {}
                Way::Usage => check_usage(&command),
                Way::Gate => check_gate(&command),
                Way::Run => {
                    let kind = command.strip_prefix("xanh import ");
                    let kind = kind.and_then(|k| k.split(' ').next()).unwrap_or("");
                    let known = run.contains(&command)
                        || FILE_OF
                            .iter()
                            .any(|(k, _)| kind.split('|').any(|own| own == *k));
                    assert!(
                        known,
                        "{document}: {command} is neither run nor in the table"
                    );
                }
            }
        }
    }
}

/// The table holds nothing that no document says any more.
#[test]
fn every_exception_is_of_a_document() {
    let all: Vec<String> = RUN
        .iter()
        .chain(&READ)
        .flat_map(|document| pieces(document))
        .filter_map(|piece| match piece {
            Piece::Command(command) => Some(command),
            Piece::Sql(_) | Piece::Unit(_) => None,
        })
        .collect();
    for (command, way) in WAYS {
        assert!(!matches!(way, Way::Not("")), "{command}: no reason");
        assert!(
            all.iter().any(|c| c == command),
            "no document says {command}"
        );
    }
}

/// Every command, complete, in a form that ends soon.
const COMMANDS: [&[&str]; 12] = [
    &["migrate"],
    &["import", "units", "/nowhere.csv"],
    &["demo"],
    &["serve", "--home", "99"],
    &[
        "user", "add", "a", "--name", "A", "--role", "quan-tri", "--scope", "VN",
    ],
    &["user", "import", "/nowhere.csv"],
    &[
        "period",
        "open",
        "2026-Q4",
        "--due",
        "2026-12-31T17:00+07:00",
    ],
    &[
        "period",
        "extend",
        "2026-Q4",
        "--due",
        "2027-01-15T17:00+07:00",
        "--reason",
        "Nghỉ lễ",
    ],
    &["period", "close", "2026-Q4"],
    &["digest"],
    &["verify"],
    &["--help"],
];

fn with(address: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    // One that goes on serving is ended (124), and so fails.
    let mut command = Command::new("timeout");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("XANH_")) {
        command.env_remove(name);
    }
    command
        .args(["120", env!("CARGO_BIN_EXE_xanh")])
        .args(arguments)
        .env("XANH_DATABASE", address)
        .env("XANH_NOW", "2026-11-23T09:00+07:00")
        .envs(variables.iter().copied())
        .current_dir(support::folder())
        .output()
        .unwrap()
}

/// What a command says of its arguments, if it does not take them.
fn assert_understood(output: &Output, what: &str) {
    let said = said(output);
    assert!(
        matches!(output.status.code(), Some(0..=2)),
        "{what}: {said}"
    );
    for word in ["panicked", "error: ", "Usage: "] {
        assert!(!said.contains(word), "{what}: {said}");
    }
}

#[tokio::test]
async fn every_command_takes_every_variable() {
    let documented = documented_variables();
    let known = |name: &str| SAMPLES.iter().any(|(n, _)| *n == name);
    let own = ["XANH_DATABASE", "XANH_ADDR"];
    for name in &documented {
        assert!(
            known(name) || own.contains(&name.as_str()),
            "{name} has no sample"
        );
    }
    for (name, _) in SAMPLES {
        assert!(
            documented.iter().any(|n| n == name),
            "{name} is in no table"
        );
    }
    let address = support::production_address(Engine::Sqlite).await;
    for arguments in COMMANDS {
        let plain = with(&address, arguments, &[]);
        assert_understood(&plain, &format!("{arguments:?}"));
        let mut all = SAMPLES.to_vec();
        all.push(("XANH_ADDR", "127.0.0.1:3999"));
        for sample in &all {
            // Of some, one without the other says nothing.
            let with_it: Vec<_> = all
                .iter()
                .copied()
                .filter(|(name, _)| {
                    name == &sample.0
                        || (sample.0.contains("SMTP") && name.contains("SMTP"))
                        || (sample.0.contains("BRIEFING") && name.contains("BRIEFING"))
                })
                .collect();
            if sample.0.contains("BRIEFING") && sample.0 != "XANH_BRIEFING_AGENCY"
                || sample.0.contains("SMTP") && sample.0 != "XANH_SMTP_HOST"
            {
                continue;
            }
            let output = with(&address, arguments, &with_it);
            assert_understood(&output, &format!("{arguments:?} with {with_it:?}"));
        }
        let output = with(&address, arguments, &all);
        assert_understood(&output, &format!("{arguments:?} with all"));
        let empty: Vec<_> = all.iter().map(|(name, _)| (*name, "")).collect();
        let output = with(&address, arguments, &empty);
        assert_understood(&output, &format!("{arguments:?} with empty variables"));
    }
}

/// What can't be read is said in a sentence that names the setting, and ends with 2.
#[tokio::test]
async fn a_wrong_value_ends_with_a_sentence() {
    let address = support::production_address(Engine::Sqlite).await;
    let wrong = [
        ("XANH_NOW", "tomorrow", "migrate"),
        ("XANH_ADDR", "localhost:3000", "serve"),
        ("XANH_SCOPE", "Phú Thọ", "serve"),
        ("XANH_SCOPE", "04846x", "serve"),
        ("XANH_HOME", "7", "serve"),
        ("XANH_PAGE_CACHE_MIB", "-1", "serve"),
        ("XANH_CONNECTIONS", "3", "serve"),
        ("XANH_RANK_FLOOR", "101", "serve"),
        ("XANH_ORIGIN", "xanh.example", "serve"),
        ("XANH_ORIGIN", "https://xanh.example/xanh", "serve"),
        ("XANH_ORIGIN", "ftp://xanh.example", "serve"),
        ("XANH_BEHIND_PROXY", "perhaps", "serve"),
        ("XANH_SMTP_PORT", "smtp", "serve"),
        ("XANH_SMTP_ENCRYPTION", "ssl", "serve"),
        ("XANH_SMTP_FROM", "nobody", "serve"),
        ("XANH_SMTP_USER", "xanh", "serve"),
        ("XANH_BRIEFING_SUPERIOR", "TỈNH ỦY", "serve"),
        ("XANH_BRIEFING_FORM", "hành chính", "serve"),
        ("XANH_LOG", "nonsense=[[[", "migrate"),
    ];
    for (name, value, command) in wrong {
        let output = with(&address, &[command], &[(name, value)]);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{name}={value}: {said}");
        assert!(!said.contains("panicked"), "{said}");
        let option = name
            .trim_start_matches("XANH_")
            .replace('_', "-")
            .to_lowercase();
        let option = option.replace("addr", "address");
        assert!(
            said.contains(name) || said.contains(&option),
            "{name}: {said}"
        );
    }
    for (name, value) in [("XANH_FILES", "/proc/nowhere"), ("XANH_HOME", "99")] {
        let output = with(
            &address,
            &["serve", "--address", "127.0.0.1:0"],
            &[(name, value)],
        );
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(!said(&output).contains("panicked") && said(&output).contains(value));
    }
    for database in [
        "sqlite::memory:",
        "sqlite://",
        "data/xanh.db",
        "mysql://a/b",
        "",
    ] {
        let output = with(&address, &["migrate"], &[("XANH_DATABASE", database)]);
        // Set to nothing, it is not set.
        let expected = if database.is_empty() { 0 } else { 1 };
        assert_eq!(
            output.status.code(),
            Some(expected),
            "{database}: {}",
            said(&output)
        );
        assert!(!said(&output).contains("panicked"));
    }
    let misspelt = with(&address, &["migrate"], &[("XANH_DATABSE", "x")]);
    assert!(
        said(&misspelt).contains("XANH_DATABSE"),
        "{}",
        said(&misspelt)
    );
}

/// What the program tells people to type is a command that it knows.
#[test]
fn commands_in_the_programs_own_words_are_known() {
    let mut places = vec![
        root().join("server/src"),
        root().join("app/src"),
        root().join("app/locales"),
    ];
    let known = [
        "migrate", "import", "criteria", "demo", "serve", "user", "period", "digest", "verify",
        "backup", "restore",
    ];
    let mut seen = 0;
    while let Some(place) = places.pop() {
        if place.is_dir() {
            places.extend(fs::read_dir(place).unwrap().map(|e| e.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&place).unwrap();
        for head in ["`xanh ", ": xanh ", "(xanh "] {
            for (at, _) in text.match_indices(head) {
                let rest = &text[at + head.len()..];
                let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
                assert!(
                    known.contains(&word.as_str()),
                    "{}: {word}",
                    place.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}
