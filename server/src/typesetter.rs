//! The program that sets briefings, `xanh-briefing`. It is started for each of them and ends with it: what it needs of
//! memory is gone afterwards, and what goes wrong in it ends no server. It may be missing, or come while the site answers.

use serde::Serialize;
use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
    process::Command,
    sync::Semaphore,
    time::timeout,
};

/// Its file, beside the file of this program.
const PROGRAM: &str = "xanh-briefing";

/// How long a briefing may take.
const LONGEST: Duration = Duration::from_secs(120);

/// Most bytes of a briefing.
const LARGEST: u64 = 64 << 20;

/// Most bytes of what the program says of its failure.
const MOST_SAID: u64 = 4096;

/// Where briefings are set, one at a time: each takes seconds of a processor. A clone is the same.
#[derive(Clone, Debug)]
pub struct Typesetter {
    program: PathBuf,
    turn: Arc<Semaphore>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum TypesettingError {
    /// It can't be started, or what it reads and writes can't be passed on.
    #[error("the program that sets briefings: {0}")]
    Io(#[from] io::Error),
    /// The values can't be written as JSON.
    #[error("the values are no JSON: {0}")]
    Values(#[from] serde_json::Error),
    /// It took too long and was ended.
    #[error("a briefing took longer than {} s", LONGEST.as_secs())]
    TooSlow,
    /// It failed, or gave no PDF, and said this.
    #[error("the program that sets briefings failed: {0}")]
    Failed(String),
}

/// What the program reads.
#[derive(Serialize)]
struct Order<'a, T> {
    document: &'a T,
    identity: &'a str,
}

impl Typesetter {
    /// The one in the folder of this program.
    #[must_use]
    pub fn beside_this_program() -> Self {
        let own = std::env::current_exe().unwrap_or_default();
        Self::at(own.with_file_name(PROGRAM))
    }

    /// The one at a path.
    #[must_use]
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// Whether it is there now.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.program.is_file()
    }

    /// Sets a document. The same document and identity give the same bytes.
    ///
    /// # Errors
    /// [`TypesettingError`].
    pub async fn pdf(
        &self,
        document: &(impl Serialize + Sync),
        identity: &str,
    ) -> Result<Vec<u8>, TypesettingError> {
        let order = serde_json::to_vec(&Order { document, identity })?;
        let _turn = self.turn.acquire().await.map_err(io::Error::other)?;
        timeout(LONGEST, run(&self.program, &order))
            .await
            .map_err(|_| TypesettingError::TooSlow)?
    }
}

/// Whoever stops waiting ends the program.
async fn run(program: &Path, order: &[u8]) -> Result<Vec<u8>, TypesettingError> {
    let mut child = Command::new(program)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let (mut stdin, stdout, stderr) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let write = async {
        if let Some(mut stdin) = stdin.take() {
            // One that ends before it has read everything says why on its way out.
            let _ = stdin.write_all(order).await;
        }
    };
    let ((), pdf, said) = tokio::join!(write, read(stdout, LARGEST), read(stderr, MOST_SAID));
    let (pdf, said) = (pdf?, said?);
    let ended = child.wait().await?;
    if !ended.success() || !pdf.starts_with(b"%PDF-") {
        let said = String::from_utf8_lossy(&said);
        return Err(TypesettingError::Failed(format!(
            "{ended}: {}",
            said.trim()
        )));
    }
    Ok(pdf)
}

async fn read(from: Option<impl AsyncRead + Unpin>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        from.take(most).read_to_end(&mut bytes).await?;
    }
    Ok(bytes)
}
