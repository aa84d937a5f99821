//! `xanh`: one program with commands. It reads the configuration, calls a service, and tells a clerk
//! what happened; nothing else lives here.

use clap::{Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use server::{
    config::{Config, Serve},
    http::{self, Site},
    service::{
        import::{self, Done, ImportError},
        public::PublicBackend,
        reference,
        simulate::{self, Loaded},
    },
    store::Db,
};
use std::{error::Error, path::PathBuf, process::ExitCode};
use tracing_subscriber::EnvFilter;

/// Xanh – theo dõi mức độ sẵn sàng số của xã, phường, đặc khu theo Nghị quyết 57-NQ/TW.
///
/// Cách dùng thường gặp: `xanh demo` nạp số liệu mô phỏng, `xanh serve` mở trang web.
#[derive(Parser)]
#[command(name = "xanh", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tạo hoặc cập nhật cơ sở dữ liệu, nạp danh mục đơn vị, bộ tiêu chí và số liệu đã công bố
    Migrate,
    /// Nạp một tệp; nếu có chỗ sai thì liệt kê tất cả và không ghi gì
    Import {
        /// Loại tệp
        kind: Kind,
        /// Đường dẫn tới tệp
        file: PathBuf,
    },
    /// Nạp lịch sử mô phỏng vào cơ sở dữ liệu trống (mọi trang sẽ ghi rõ SỐ LIỆU MÔ PHỎNG)
    Demo,
    /// Mở trang web
    Serve(Serve),
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Danh mục đơn vị (CSV)
    Units,
    /// Bộ tiêu chí (TOML)
    Criteria,
    /// Số liệu đã công bố (CSV)
    Figures,
}

/// The command ran and refused: the file has bad places.
const BAD_FILE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_env("XANH_LOG")
                .unwrap_or_else(|_| EnvFilter::new("warn,server=info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            say(&format!("Không khởi động được: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("Không làm được: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Tells the person at the terminal.
#[expect(
    clippy::print_stdout,
    reason = "the one place that speaks to a terminal"
)]
fn say(text: &str) {
    println!("{text}");
}

async fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    let db = Db::open(&cli.config.database).await?;
    db.migrate().await?;
    let fresh = reference::ensure(&db).await?;
    let code = match cli.command {
        Command::Migrate => {
            say(if fresh {
                "Đã tạo cơ sở dữ liệu và nạp dữ liệu gốc."
            } else {
                "Cơ sở dữ liệu đã cập nhật."
            });
            ExitCode::SUCCESS
        }
        Command::Import { kind, file } => import_file(&db, kind, &file).await?,
        Command::Demo => {
            demo(&db, &cli.config).await?;
            ExitCode::SUCCESS
        }
        Command::Serve(serve) => {
            serve_site(db.clone(), &cli.config, &serve).await?;
            ExitCode::SUCCESS
        }
    };
    db.close().await;
    Ok(code)
}

async fn import_file(db: &Db, kind: Kind, file: &PathBuf) -> Result<ExitCode, Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|e| {
        format!(
            "không đọc được tệp {} (cần văn bản UTF-8): {e}",
            file.display()
        )
    })?;
    let bar = ProgressBar::new_spinner().with_message("Đang kiểm tra và ghi…");
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    let done = match kind {
        Kind::Units => import::units::import(db, &text).await,
        Kind::Criteria => import::criteria::import(db, &text).await,
        Kind::Figures => import::figures::import(db, &text).await,
    };
    bar.finish_and_clear();
    match done {
        Ok(Done::Rows(rows)) => say(&format!("Đã ghi {rows} dòng từ {}.", file.display())),
        Ok(Done::Unchanged) => say("Nội dung này đã có, không thay đổi gì."),
        Err(error) => {
            say(&format!("{}: {error}", file.display()));
            if let ImportError::Faults(faults) = &error {
                for fault in faults {
                    say(&format!("  {}: {fault}", file.display()));
                }
            }
            return Ok(ExitCode::from(BAD_FILE));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn demo(db: &Db, config: &Config) -> Result<(), Box<dyn Error>> {
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} bản công bố")?;
    let bar = ProgressBar::new(0)
        .with_style(style)
        .with_message("Đang nạp số liệu mô phỏng");
    let loaded = simulate::load(db, config.clock().now(), |done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
    })
    .await;
    bar.finish_and_clear();
    match loaded? {
        Loaded::Now { answers, releases } => {
            say(&format!(
                "Đã nạp số liệu mô phỏng: {answers} câu trả lời, {releases} bản công bố."
            ));
        }
        Loaded::Before => say("Số liệu mô phỏng đã có sẵn, giữ nguyên."),
    }
    Ok(())
}

async fn serve_site(db: Db, config: &Config, serve: &Serve) -> Result<(), Box<dyn Error>> {
    let public = PublicBackend::new(db, config.clock(), serve.home.clone());
    let snapshot = public.snapshot().await?;
    if !snapshot.units.contains_key(&serve.home) {
        return Err(format!("không có tỉnh nào mang mã {} (XANH_HOME)", serve.home).into());
    }
    drop(snapshot);
    let router = http::router(Site::new(public, serve.page_cache_mib), &serve.site);
    let listener = tokio::net::TcpListener::bind(serve.address)
        .await
        .map_err(|e| format!("không mở được {} (XANH_ADDR): {e}", serve.address))?;
    say(&format!(
        "Xanh đang chạy tại http://{}",
        listener.local_addr()?
    ));
    axum::serve(listener, router)
        .with_graceful_shutdown(stop())
        .await?;
    Ok(())
}

/// Waits for Ctrl-C or a request to end.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let terminate = async {
            match signal(SignalKind::terminate()) {
                Ok(mut signal) => {
                    signal.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { () = interrupt => {}, () = terminate => {} }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
