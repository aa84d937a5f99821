//! Officers who save at once over real connections: their accounts and sessions, the real server, and a
//! client that knows no more HTTP than they need. The bench of saves uses it too; nothing of it judges.

use app::routes::encode;
use domain::{
    access::Role,
    period::Period,
    time::Timestamp,
    unit::{UnitCode, UnitLevel},
};
use server::{
    secrets,
    store::{Db, accounts::NewAccount, sessions::SessionRow},
};
use std::{
    error::Error,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// What a step gives, on its way to a test or a bench.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const NOW: &str = "2026-11-23T09:00+07:00";
const DAY: i64 = 86_400_000;

/// Somebody who fills in the checklist of one commune, and is signed in.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The commune; nobody else writes there.
    pub unit: UnitCode,
    token: String,
}

/// Adds one officer in each of so many communes, and opens a campaign. Sessions are put straight into
/// the store: nobody here types a password, so nothing waits for its slow hash.
pub async fn add(db: &Db, number: usize) -> Outcome<Vec<Officer>> {
    let now = Timestamp::parse(NOW).ok_or("no time")?;
    let units = db.units().await?;
    let communes = units
        .iter()
        .map(|unit| unit.code.clone())
        .filter(|code| code.level() != UnitLevel::Province)
        .take(number);
    let password = secrets::hash_password("mật khẩu chung của các cán bộ")?;
    let mut officers = Vec::with_capacity(number);
    let mut tx = db.begin().await?;
    for unit in communes {
        let user_name = format!("canbo.{unit}");
        let account = NewAccount {
            user_name: &user_name,
            display_name: &user_name,
            email: "",
            language: "vi",
            password: Some(&password),
            totp_secret: None,
        };
        let id = tx.add_account(account, now.0).await?;
        tx.add_grant(id, Role::Officer.slug(), unit.as_str())
            .await?;
        let token = secrets::token()?;
        tx.add_session(&SessionRow {
            token_hash: secrets::hash(&token),
            account_id: id,
            created_at: now,
            seen_at: now,
            expires_at: Timestamp(now.0 + DAY / 2),
            second_factor: false,
            agent: String::new(),
        })
        .await?;
        officers.push(Officer { unit, token });
    }
    let campaign = Period {
        code: "2026-11".into(),
        opens_at: Timestamp(now.0 - DAY),
        due_at: now.date().plus(14).at(17, 0),
    };
    tx.add_periods(&[campaign], false).await?;
    tx.commit().await?;
    if officers.len() < number {
        return Err("there are not so many communes".into());
    }
    Ok(officers)
}

/// A running server, which does not outlive its owner.
pub struct Server {
    /// The process.
    pub child: Child,
    // The server speaks to it until it ends.
    _stdout: BufReader<ChildStdout>,
    /// Where it listens.
    pub host: String,
}

impl Server {
    /// Starts the real program on a port that the system chooses.
    pub fn start(database: &str, folder: &Path) -> Outcome<Self> {
        Self::start_as(
            Command::new(env!("CARGO_BIN_EXE_xanh")).arg("serve"),
            database,
            folder,
        )
    }

    /// The same by another command, which becomes it.
    pub fn start_as(command: &mut Command, database: &str, folder: &Path) -> Outcome<Self> {
        let mut child = command
            .env("XANH_DATABASE", database)
            .env("XANH_NOW", NOW)
            .env("XANH_ADDR", "127.0.0.1:0")
            .env("XANH_SITE", folder)
            .env("XANH_FILES", folder.join("minh-chung"))
            .stdout(Stdio::piped())
            .spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        let host = line.trim().rsplit_once("http://").map(|(_, host)| host);
        let server = Self {
            host: host.unwrap_or("").to_owned(),
            child,
            _stdout: stdout,
        };
        if server.host.is_empty() {
            return Err(format!("the server did not start: {line}").into());
        }
        Ok(server)
    }

    /// Ends it with SIGKILL: it can do nothing more, not even say goodbye.
    pub fn kill(&mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.kill();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Where it leads; empty if nowhere.
    pub location: String,
    /// The page.
    pub body: String,
}

impl Reply {
    /// Whether it says that what was sent is saved.
    pub fn saved(&self) -> bool {
        self.status == 303 && self.location.contains("xong=da-luu")
    }
}

/// A kept connection.
pub struct Connection {
    stream: TcpStream,
    host: String,
}

impl Connection {
    /// Connects.
    pub async fn open(host: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            host: host.to_owned(),
        })
    }

    /// Saves a note to one criterion, over the version that is there.
    pub async fn save(
        &mut self,
        officer: &Officer,
        criterion: &str,
        version: u32,
        note: &str,
    ) -> Outcome<Reply> {
        let body = format!(
            "unit={}&criterion={criterion}&version={version}&part=1&whole=2&note={}&intent=save",
            officer.unit,
            encode(note)
        );
        let host = &self.host;
        let request = format!(
            "POST /api/save-answer HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\n\
             cookie: xanh-phien={}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            officer.token,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.reply().await
    }

    async fn reply(&mut self) -> Outcome<Reply> {
        let mut buffer = Vec::with_capacity(1024);
        let end = loop {
            if let Some(end) = buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                break end;
            }
            if self.stream.read_buf(&mut buffer).await? == 0 {
                return Err("the server hung up".into());
            }
        };
        let head = String::from_utf8(buffer[..end].to_vec())?;
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (own, value) = line.split_once(':')?;
                own.eq_ignore_ascii_case(name).then(|| value.trim())
            })
        };
        let length: usize = header("content-length").ok_or("no length")?.parse()?;
        while buffer.len() < end + 4 + length {
            if self.stream.read_buf(&mut buffer).await? == 0 {
                return Err("the server hung up".into());
            }
        }
        let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
        Ok(Reply {
            status,
            location: header("location").unwrap_or("").to_owned(),
            body: String::from_utf8(buffer[end + 4..].to_vec())?,
        })
    }
}
