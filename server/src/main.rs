//! `xanh`: one program with commands. It reads the command line, opens the database and begins a command.

mod commands;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use commands::{
    backup::{self, Backup, Restore},
    causes,
    criteria::{self, CriteriaCommand},
    database, demo, digest,
    import::{self, Kind},
    mistyped,
    period::{self, PeriodCommand},
    serve,
    terminal::{REFUSED, say, say_aside},
    user::{self, UserCommand},
    verify,
};
use server::{
    config::{self, Config, Serve},
    service::{campaign::TERMINAL, import::observations},
    store,
};
use std::{
    error::Error,
    path::{Path, PathBuf},
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

/// Xanh – theo dõi mức độ sẵn sàng số của xã, phường, đặc khu theo Nghị quyết 57-NQ/TW.
///
/// Cách dùng thường gặp: `xanh demo` nạp số liệu mô phỏng, `xanh serve` chạy máy chủ web.
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
    /// Nạp một tệp; nếu tệp có lỗi thì liệt kê mọi lỗi và không ghi gì
    Import {
        /// Loại tệp
        kind: Kind,
        /// Đường dẫn tới tệp
        file: PathBuf,
        /// Đánh dấu là số liệu mô phỏng (chỉ với observations)
        #[arg(long)]
        simulated: bool,
    },
    /// In ra tệp của một bộ tiêu chí, hoặc các lần đã sửa câu chữ
    Criteria {
        #[command(subcommand)]
        what: CriteriaCommand,
    },
    /// Nạp lịch sử mô phỏng vào cơ sở dữ liệu trống (mọi trang sẽ ghi rõ SỐ LIỆU MÔ PHỎNG)
    Demo,
    /// Chạy máy chủ web
    Serve(Serve),
    /// Tạo tài khoản; in ra liên kết dùng một lần để người dùng tự đặt mật khẩu
    User {
        #[command(subcommand)]
        what: UserCommand,
    },
    /// Mở, điều chỉnh thời hạn hoặc kết thúc một đợt khai báo
    Period {
        #[command(subcommand)]
        what: PeriodCommand,
    },
    /// Gửi ngay những thư tổng hợp của hôm nay chưa gửi (cần XANH_SMTP_HOST)
    Digest(Serve),
    /// Kiểm tra nhật ký từ mục đầu tiên, tính lại mọi bản công bố và phiếu tính trạng thái, so từng tệp minh chứng với mã băm;
    /// không tạo, không sửa gì
    Verify(config::Evidence),
    /// Sao lưu cơ sở dữ liệu và tệp minh chứng trong lúc trang web vẫn chạy, rồi kiểm tra bản sao lưu
    Backup(Backup),
    /// Phục hồi một bản sao lưu vào nơi chưa có dữ liệu, rồi kiểm tra
    Restore(Restore),
}

impl Command {
    /// Whether an installation may begin with this command. The others have something to do only where there is one
    /// already, and refuse to make an empty one at a mistyped address.
    fn may_begin(&self) -> bool {
        match self {
            Self::Migrate
            | Self::Import { .. }
            | Self::Demo
            | Self::Serve(_)
            | Self::User { .. } => true,
            Self::Period { what } => matches!(what, PeriodCommand::Open { .. }),
            Self::Criteria { .. }
            | Self::Digest(_)
            | Self::Verify(_)
            | Self::Backup(_)
            | Self::Restore(_) => false,
        }
    }

    /// A file that the command reads, so that nothing is made for one that is not there.
    fn file(&self) -> Option<&Path> {
        match self {
            Self::Import { file, .. }
            | Self::User {
                what: UserCommand::Import { file, .. },
            } => Some(file),
            _ => None,
        }
    }
}

/// So long the program waits for what is left when its work is done.
const LAST: std::time::Duration = std::time::Duration::from_secs(2);

fn main() -> ExitCode {
    let command = config::with_vietnamese_help(config::without_empty_variables(Cli::command()));
    let read = command.try_get_matches();
    let cli = match read.and_then(|read| Cli::from_arg_matches(&read)) {
        Ok(cli) => cli,
        Err(error) => match mistyped::told(&error) {
            Some(told) => {
                say_aside(&told);
                return ExitCode::from(REFUSED);
            }
            None => error.exit(),
        },
    };
    let said = std::env::var(config::LOG).unwrap_or_default();
    let filter = match said.as_str() {
        "" => Ok(EnvFilter::new("warn,server=info")),
        said => EnvFilter::try_new(said),
    };
    let filter = match filter {
        Ok(filter) => filter,
        Err(error) => {
            say(&format!(
                "{} không đúng dạng, ví dụ đúng: warn,server=info ({error})",
                config::LOG
            ));
            return ExitCode::from(REFUSED);
        }
    };
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let set = std::env::vars_os().map(|(name, _)| name);
    for name in config::unknown_variables(&Cli::command(), set) {
        say_aside(&format!(
            "Không có thiết lập nào tên {name}; có thể viết sai tên."
        ));
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            say(&format!(
                "Không khởi động được: {}",
                causes::of_disk(&error)
            ));
            return ExitCode::FAILURE;
        }
    };
    let code = match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            say(&format!(
                "Không làm được: {}",
                causes::in_words(error.as_ref())
            ));
            ExitCode::FAILURE
        }
    };
    // What still computes for a request that was given up does not hold the program.
    runtime.shutdown_timeout(LAST);
    code
}

async fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    // These open the database in their own way.
    match &cli.command {
        Command::Verify(evidence) => return verify::verify(&cli.config, &evidence.files).await,
        Command::Backup(what) => return backup::take(&cli.config, what).await,
        Command::Restore(what) => return backup::restore(&cli.config, what).await,
        _ => {}
    }
    let opened = database::open(&cli.config, cli.command.may_begin(), cli.command.file()).await?;
    let db = opened.db.clone();
    let code = match cli.command {
        Command::Migrate => {
            say(if opened.fresh {
                "Đã tạo cơ sở dữ liệu và nạp dữ liệu ban đầu."
            } else {
                "Cơ sở dữ liệu đã được cập nhật."
            });
            for line in opened.left() {
                say(&line);
            }
            ExitCode::SUCCESS
        }
        Command::Import {
            kind,
            file,
            simulated,
        } => {
            let options = observations::ImportOptions {
                name: &file.display().to_string(),
                by: TERMINAL.name,
                at: cli.config.start(),
                simulated,
            };
            import::import_file(&db, kind, &file, options).await?
        }
        Command::Criteria { what } => criteria::criteria(&db, what).await?,
        Command::Demo => {
            demo::demo(&db, &cli.config).await?;
            ExitCode::SUCCESS
        }
        Command::User { what } => user::users(&db, &cli.config, what).await?,
        Command::Period { what } => {
            period::period(&db, &cli.config, what).await?;
            ExitCode::SUCCESS
        }
        Command::Serve(serve) => {
            say_aside(&format!(
                "Cơ sở dữ liệu: {}",
                store::shown(&cli.config.database)
            ));
            serve::serve_site(db.clone(), &cli.config, &serve).await?;
            ExitCode::SUCCESS
        }
        Command::Digest(site) => digest::send_digests(&db, &cli.config, &site).await?,
        // See above.
        Command::Verify(_) | Command::Backup(_) | Command::Restore(_) => ExitCode::FAILURE,
    };
    // Whatever still holds a connection was given up.
    if tokio::time::timeout(LAST, db.close()).await.is_err() {
        tracing::warn!("the database is left without a goodbye");
    }
    Ok(code)
}
