//! `xanh`: one program with commands. It reads the command line, calls a service or begins to serve, and tells a
//! clerk what happened.

use app::{i18n::Lang, texts::faults::fault_text};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use domain::{access::Scope, audit::Broken, time::Timestamp, unit::UnitCode};
use indicatif::{ProgressBar, ProgressStyle};
use server::{
    clock::Clock,
    config::{self, Config, Links, Serve},
    files::{self, Files},
    http::{
        self, Site,
        listen::{self, Limits},
    },
    mail::Mailer,
    service::{
        campaign::{self, Deadlines, TERMINAL},
        digest,
        import::{self, Done, ImportError, people::NewPerson},
        public::PublicBackend,
        reference,
        simulate::{self, Loaded, people},
        verify::{self, Differs, Report},
        workspace::{Failed, Workspace, audit::Fault},
    },
    store::{self, Db, Schema, StoreError},
    tasks,
};
use std::{
    error::Error,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};
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
        /// Đánh dấu là số liệu mô phỏng (chỉ với observations)
        #[arg(long)]
        simulated: bool,
    },
    /// Nạp lịch sử mô phỏng vào cơ sở dữ liệu trống (mọi trang sẽ ghi rõ SỐ LIỆU MÔ PHỎNG)
    Demo,
    /// Mở trang web
    Serve(Serve),
    /// Cho người dùng vào hệ thống; in ra liên kết dùng một lần để họ tự đặt mật khẩu
    User {
        #[command(subcommand)]
        what: UserCommand,
    },
    /// Mở, dời hạn hoặc khép một đợt khai báo
    Period {
        #[command(subcommand)]
        what: PeriodCommand,
    },
    /// Gửi ngay những thư tổng hợp của hôm nay chưa gửi (cần XANH_SMTP_HOST)
    Digest(Serve),
    /// Kiểm tra nhật ký từ mục đầu tiên, tính lại mọi bản công bố và biên nhận, so từng tệp minh chứng với mã băm;
    /// không tạo, không sửa gì
    Verify(config::Evidence),
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
            Self::Digest(_) | Self::Verify(_) => false,
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

#[derive(Subcommand)]
enum UserCommand {
    /// Thêm một người
    Add {
        /// Tên đăng nhập: a–z, 0–9, . _ - @
        user: String,
        /// Họ tên
        #[arg(long)]
        name: String,
        /// Vai trò: can-bo, lanh-dao, tham-dinh, so-nganh, ban-chi-dao, thu-ky, kiem-tra, quan-tri
        #[arg(long)]
        role: String,
        /// Phạm vi: VN, mã tỉnh hoặc mã xã
        #[arg(long)]
        scope: String,
        /// Thư điện tử
        #[arg(long, default_value = "")]
        email: String,
        #[command(flatten)]
        links: Links,
    },
    /// Thêm nhiều người từ tệp CSV có các cột user,name,email,role,scope; sai một dòng thì không thêm ai
    Import {
        /// Đường dẫn tới tệp
        file: PathBuf,
        #[command(flatten)]
        links: Links,
    },
}

#[derive(Subcommand)]
enum PeriodCommand {
    /// Mở một đợt từ lúc này
    Open {
        /// Mã đợt, ví dụ 2026-Q4
        code: String,
        /// Hạn nộp, ví dụ 2026-12-31T17:00+07:00
        #[arg(long, value_parser = config::parse_time)]
        due: Timestamp,
        /// Hạn thẩm định; bỏ trống thì theo quy chế của từng tỉnh
        #[arg(long, value_parser = config::parse_time)]
        review: Option<Timestamp>,
    },
    /// Khép một đợt đã hết hạn
    Close {
        /// Mã đợt
        code: String,
    },
    /// Dời hạn một đợt, có lý do
    Extend {
        /// Mã đợt
        code: String,
        /// Hạn mới, ví dụ 2026-12-31T17:00+07:00
        #[arg(long, value_parser = config::parse_time)]
        due: Timestamp,
        /// Hạn thẩm định; bỏ trống thì theo quy chế của từng tỉnh
        #[arg(long, value_parser = config::parse_time)]
        review: Option<Timestamp>,
        /// Lý do
        #[arg(long)]
        reason: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Danh mục đơn vị (CSV)
    Units,
    /// Bộ tiêu chí (TOML)
    Criteria,
    /// Số liệu đã công bố (CSV)
    Figures,
    /// Bảng xếp hạng các tỉnh đã công bố (CSV)
    Ranking,
    /// Số liệu quan sát của các chỉ tiêu, cả mẫu số dùng chung (CSV)
    Observations,
}

/// So long the program waits for what is left when its work is done.
const LAST: std::time::Duration = std::time::Duration::from_secs(2);

/// The command ran and says no: what it was given has bad places, or the trail does not hold.
const REFUSED: u8 = 2;

fn main() -> ExitCode {
    let command = config::without_empty_variables(Cli::command());
    let read = Cli::from_arg_matches(&command.get_matches());
    let cli = match read {
        Ok(cli) => cli,
        Err(error) => error.format(&mut Cli::command()).exit(),
    };
    let said = std::env::var(config::LOG).unwrap_or_default();
    let filter = match said.as_str() {
        "" => Ok(EnvFilter::new("warn,server=info")),
        said => EnvFilter::try_new(said),
    };
    let filter = match filter {
        Ok(filter) => filter,
        Err(error) => {
            say(&format!("{} không đọc được: {error}", config::LOG));
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
            "Không có thiết đặt nào tên {name}; có lẽ viết sai."
        ));
    }
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
    let code = match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("Không làm được: {error}"));
            ExitCode::FAILURE
        }
    };
    // What still computes for a request that was given up does not hold the program.
    runtime.shutdown_timeout(LAST);
    code
}

/// Tells the person at the terminal what is not the command's result, which may go into a file.
#[expect(
    clippy::print_stderr,
    reason = "the one place that speaks to a terminal beside the result"
)]
fn say_aside(text: &str) {
    eprintln!("{text}");
}

/// Tells the person at the terminal.
#[expect(
    clippy::print_stdout,
    reason = "the one place that speaks to a terminal"
)]
fn say(text: &str) {
    println!("{text}");
}

/// Opens the database for a command that may write, and brings it up to date.
async fn open(config: &Config, command: &Command) -> Result<(Db, bool), Box<dyn Error>> {
    let address = store::shown(&config.database);
    let absent = || {
        format!(
            "chưa có cơ sở dữ liệu Xanh tại {address} (XANH_DATABASE); tạo mới bằng: xanh migrate"
        )
    };
    let unopened = |error: StoreError| match error {
        StoreError::Address(_) => error.to_string(),
        error => format!("không mở được {address} (XANH_DATABASE): {error}"),
    };
    if !command.may_begin() {
        // Looked at before it is opened for writing, which alone changes a file.
        match Db::open_to_read(&config.database).await {
            Ok(db) => {
                let schema = db.schema().await.map_err(unopened)?;
                db.close().await;
                if schema == Schema::None {
                    return Err(absent().into());
                }
            }
            Err(StoreError::Absent(_)) => return Err(absent().into()),
            Err(error) => return Err(unopened(error).into()),
        }
    }
    if let Some(file) = command.file() {
        std::fs::File::open(file)
            .map_err(|e| format!("không đọc được tệp {}: {e}", file.display()))?;
    }
    let db = Db::open(&config.database).await.map_err(unopened)?;
    let schema = db.schema().await?;
    match schema {
        Schema::Newer => {
            return Err(format!(
                "{address} do một phiên bản Xanh mới hơn tạo ra; hãy dùng phiên bản đó, hoặc phục hồi bản sao lưu"
            )
            .into());
        }
        Schema::Altered => {
            return Err(format!(
                "{address} có một bước cập nhật lược đồ dở dang hoặc khác với phiên bản này; hãy phục hồi bản sao lưu"
            )
            .into());
        }
        Schema::None | Schema::Older | Schema::Current => {}
    }
    db.migrate().await?;
    let fresh = reference::ensure(&db).await?;
    if schema == Schema::None {
        say_aside(&format!("Cơ sở dữ liệu mới: {address}"));
    }
    Ok((db, fresh))
}

async fn run(cli: Cli) -> Result<ExitCode, Box<dyn Error>> {
    if let Command::Verify(evidence) = &cli.command {
        return verify(&cli.config, &evidence.files).await;
    }
    let (db, fresh) = open(&cli.config, &cli.command).await?;
    let code = match cli.command {
        Command::Migrate => {
            say(if fresh {
                "Đã tạo cơ sở dữ liệu và nạp dữ liệu gốc."
            } else {
                "Cơ sở dữ liệu đã cập nhật."
            });
            ExitCode::SUCCESS
        }
        Command::Import {
            kind,
            file,
            simulated,
        } => {
            let act = import::observations::Act {
                name: &file.display().to_string(),
                by: TERMINAL.name,
                at: cli.config.start(),
                simulated,
            };
            import_file(&db, kind, &file, act).await?
        }
        Command::Demo => {
            demo(&db, &cli.config).await?;
            ExitCode::SUCCESS
        }
        Command::User { what } => users(&db, &cli.config, what).await?,
        Command::Period { what } => {
            let now = cli.config.start();
            match what {
                PeriodCommand::Open { code, due, review } => {
                    let deadlines = Deadlines { due, review };
                    campaign::open(&db, &code, deadlines, TERMINAL, now).await?;
                    say(&format!("Đã mở đợt {code}, hạn {due}."));
                    say_aside("Việc tiếp theo: mở trang web bằng: xanh serve");
                }
                PeriodCommand::Extend {
                    code,
                    due,
                    review,
                    reason,
                } => {
                    let deadlines = Deadlines { due, review };
                    campaign::extend(&db, &code, deadlines, &reason, TERMINAL, now).await?;
                    say(&format!("Đã dời hạn đợt {code} đến {due}."));
                }
                PeriodCommand::Close { code } => {
                    campaign::close(&db, &code, TERMINAL, now).await?;
                    say(&format!("Đã khép đợt {code}."));
                }
            }
            ExitCode::SUCCESS
        }
        Command::Serve(serve) => {
            say_aside(&format!(
                "Cơ sở dữ liệu: {}",
                store::shown(&cli.config.database)
            ));
            serve_site(db.clone(), &cli.config, &serve).await?;
            ExitCode::SUCCESS
        }
        Command::Digest(site) => send_digests(&db, &cli.config, &site).await?,
        // It opens the database in its own way, above.
        Command::Verify(_) => ExitCode::FAILURE,
    };
    // Whatever still holds a connection was given up.
    if tokio::time::timeout(LAST, db.close()).await.is_err() {
        tracing::warn!("the database is left without a goodbye");
    }
    Ok(code)
}

async fn import_file(
    db: &Db,
    kind: Kind,
    file: &PathBuf,
    act: import::observations::Act<'_>,
) -> Result<ExitCode, Box<dyn Error>> {
    let unreadable = |e| {
        format!(
            "không đọc được tệp {} (cần văn bản UTF-8): {e}",
            file.display()
        )
    };
    if act.simulated && !matches!(kind, Kind::Observations) {
        return Err("--simulated chỉ dùng với observations".into());
    }
    // What goes through in parts is not read whole.
    let text = match kind {
        Kind::Observations => String::new(),
        _ => std::fs::read_to_string(file).map_err(unreadable)?,
    };
    let bar = ProgressBar::new_spinner().with_message("Đang kiểm tra và ghi…");
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    let done = match kind {
        Kind::Units => import::units::import(db, &text).await,
        Kind::Criteria => import::criteria::import(db, &text).await,
        Kind::Figures => import::figures::import(db, &text).await,
        Kind::Ranking => import::ranking::import(db, &text).await,
        Kind::Observations => {
            let file = std::fs::File::open(file).map_err(unreadable)?;
            import::observations::import(db, file, act).await
        }
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
            return Ok(ExitCode::from(REFUSED));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn users(db: &Db, config: &Config, what: UserCommand) -> Result<ExitCode, Box<dyn Error>> {
    let (people, links): (Vec<NewPerson>, _) = match what {
        UserCommand::Add {
            user,
            name,
            role,
            scope,
            email,
            links,
        } => {
            let person = NewPerson {
                user,
                name,
                email,
                role,
                scope,
            };
            (vec![person], links)
        }
        UserCommand::Import { file, links } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|e| format!("không đọc được tệp {}: {e}", file.display()))?;
            let rows = match import::people::read(&text) {
                Ok(rows) => rows,
                Err(error) => {
                    say(&format!("{}: {error}", file.display()));
                    if let ImportError::Faults(faults) = &error {
                        for fault in faults {
                            say(&format!("  {}: {fault}", file.display()));
                        }
                    }
                    return Ok(ExitCode::from(REFUSED));
                }
            };
            (rows.into_iter().map(|row| row.person).collect(), links)
        }
    };
    let clock = config.clock();
    // Letting people in asks for the units of the country and for no home page.
    let home = UnitCode::parse(config::HOME).ok_or("không có mã tỉnh")?;
    let public = Arc::new(PublicBackend::new(db.clone(), clock, home));
    let workspace = Workspace::new(db.clone(), clock, public);
    match workspace.accounts.let_in(None, &people).await {
        Ok(Ok(invited)) => {
            let origin = links.origin();
            say("user,link");
            for (user, token) in invited {
                say(&format!("{user},{origin}/moi/{token}"));
            }
            say_aside(
                "Việc tiếp theo: gửi riêng từng liên kết cho đúng người (dùng một lần, trong 7 ngày); \
                 liên kết mở được khi trang web đang chạy: xanh serve",
            );
            Ok(ExitCode::SUCCESS)
        }
        Ok(Err(unfit)) => {
            say("Chưa thêm ai, vì những dòng sau sai:");
            for (at, why) in unfit {
                let user = people.get(at).map_or("", |p| p.user.as_str());
                let why = fault_text(Lang::Vi, &why);
                say(&format!("  người thứ {} ({user}): {why}", at + 1));
            }
            Ok(ExitCode::from(REFUSED))
        }
        Err(Failed(failure)) => Err(failure.into()),
    }
}

/// Checks the installation without making or changing anything. What can't be checked, or is nothing, is never
/// called whole.
async fn verify(config: &Config, files: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let address = store::shown(&config.database);
    say(&format!("Cơ sở dữ liệu: {address}"));
    let unused = !Db::is_in_use(&config.database)?;
    let db = match Db::open_to_read(&config.database).await {
        Ok(db) => db,
        Err(StoreError::Absent(_)) => {
            return Ok(nothing("không có cơ sở dữ liệu nào ở đó (XANH_DATABASE)."));
        }
        Err(StoreError::Foreign(_)) => return Ok(nothing("tệp đó không phải cơ sở dữ liệu.")),
        Err(StoreError::Address(address)) => return Err(StoreError::Address(address).into()),
        Err(error) => return Err(format!("không mở được: {error}").into()),
    };
    let stays = match db.schema().await {
        Ok(Schema::Current) => None,
        Ok(Schema::None) => Some("đó không phải cơ sở dữ liệu của Xanh, hoặc còn trống."),
        Ok(Schema::Older) => Some(
            "lược đồ cũ hơn phiên bản này; kiểm tra bằng phiên bản đã tạo ra nó, hoặc cập nhật một bản sao bằng: xanh migrate",
        ),
        Ok(Schema::Newer) => Some("lược đồ mới hơn phiên bản này; kiểm tra bằng phiên bản mới."),
        Ok(Schema::Altered) => {
            Some("lược đồ có bước cập nhật dở dang hoặc khác với phiên bản này.")
        }
        Err(StoreError::Foreign(_)) => Some("tệp đó không phải cơ sở dữ liệu."),
        Err(error) => return Err(error.into()),
    };
    if let Some(why) = stays {
        db.close().await;
        return Ok(nothing(why));
    }
    let report = verify::everything(&db, files).await?;
    db.close().await;
    if unused && Db::is_in_use(&config.database)? {
        return Err("cơ sở dữ liệu được mở để ghi trong lúc kiểm tra; hãy chạy lại".into());
    }
    if !report.is_of_something() {
        tell_rest(&report, files);
        return Ok(nothing("nhật ký chưa có mục nào."));
    }
    tell_trail(&report);
    tell_rest(&report, files);
    Ok(if report.holds() {
        ExitCode::SUCCESS
    } else {
        say("KHÔNG đạt: xem những chỗ nêu trên.");
        ExitCode::from(REFUSED)
    })
}

fn nothing(why: &str) -> ExitCode {
    say(&format!("Không có gì để xác nhận: {why}"));
    ExitCode::from(REFUSED)
}

fn tell_trail(report: &Report) {
    let found = &report.trail;
    match &found.broken {
        None if report.holds() => say(&format!(
            "Nhật ký còn nguyên vẹn: {} chuỗi, {} mục.",
            found.chains, found.entries
        )),
        None => say(&format!(
            "Nhật ký: {} chuỗi, {} mục, không mắt xích nào hỏng.",
            found.chains, found.entries
        )),
        Some((chain, fault)) => {
            say(&format!(
                "Nhật ký KHÔNG còn nguyên vẹn. Mắt xích hỏng đầu tiên: chuỗi {chain}, {}.",
                in_words(fault)
            ));
            say(&format!(
                "Trước chuỗi này: {} chuỗi, {} mục còn nguyên vẹn; các chuỗi sau chưa dò.",
                found.chains, found.entries
            ));
        }
    }
    if let Some(last) = &report.last {
        say(&format!(
            "Mục mới nhất: chuỗi {}, mục {}, lúc {}, {} ({}).",
            last.chain,
            last.seq,
            Lang::Vi.instant(last.at),
            last.action,
            last.actor
        ));
    }
}

/// So many bad places of one kind are listed; of the others only how many there are.
const MOST_LISTED: usize = 50;

fn tell_rest(report: &Report, files: &Path) {
    if report.releases == 0 {
        say("Chưa có bản công bố nào để tính lại.");
    } else {
        say(&format!(
            "Bản công bố: {}; biên nhận tính lại khớp: {}.",
            report.releases, report.receipts
        ));
    }
    if report.other_rules > 0 {
        say(&format!(
            "Biên nhận theo phiên bản quy tắc khác, không tính lại được: {}.",
            report.other_rules
        ));
    }
    list(report.differing.iter().map(|what| match what {
        Differs::Receipt(id) => format!("biên nhận {id} KHÔNG khớp"),
        Differs::Sums(release, province) => {
            format!("bản công bố {release}: tổng của tỉnh {province} KHÔNG khớp")
        }
        Differs::Content(release) => format!("bản công bố {release}: mã băm KHÔNG khớp"),
        Differs::Unreadable(number) => format!("bản công bố số {number}: không đọc được"),
    }));
    if report.files == 0 && report.spoilt.is_empty() {
        say("Chưa có tệp minh chứng nào.");
    } else {
        say(&format!(
            "Tệp minh chứng đúng như khi nhận: {} (thư mục {}).",
            report.files,
            files.display()
        ));
    }
    list(report.spoilt.iter().map(|(sha256, fault)| match fault {
        files::Fault::Missing => format!("tệp minh chứng {sha256}: thiếu"),
        files::Fault::Altered => format!("tệp minh chứng {sha256}: nội dung khác khi nhận"),
        files::Fault::Unreadable(cause) => {
            format!("tệp minh chứng {sha256}: không đọc được ({cause})")
        }
    }));
    say(
        "Không kiểm tra ở đây: bản nháp, câu trả lời chưa công bố, trao đổi, số liệu quan sát và số liệu đã công bố, tài khoản.",
    );
}

fn list(lines: impl ExactSizeIterator<Item = String>) {
    let more = lines.len().saturating_sub(MOST_LISTED);
    for line in lines.take(MOST_LISTED) {
        say(&format!("  {line}"));
    }
    if more > 0 {
        say(&format!("  … và {more} chỗ nữa"));
    }
}

fn in_words(fault: &Fault) -> String {
    match fault {
        Fault::Link(Broken::Missing(entry)) => format!("mục {entry}: thiếu"),
        Fault::Link(Broken::Changed(entry)) => format!("mục {entry}: nội dung khác khi ghi"),
        Fault::Head(entry) => format!("mục {entry}: chuỗi không kết thúc ở mục đã ghi là cuối"),
        Fault::Release(entry) => {
            format!("mục {entry}: khác với mục mà bản công bố đã ghi lại")
        }
    }
}

async fn demo(db: &Db, config: &Config) -> Result<(), Box<dyn Error>> {
    let style = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len} bản công bố")?;
    let bar = ProgressBar::new(0)
        .with_style(style)
        .with_message("Đang nạp số liệu mô phỏng");
    let loaded = simulate::load(db, config.start(), |done, all| {
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
    let clock = config.clock();
    let public = Arc::new(public(&db, clock, serve));
    let snapshot = public.snapshot().await?;
    // A scope has a home of its own; one that was named besides must exist too, or nobody learns of the mistake.
    for home in [public.home(), &serve.home] {
        if !snapshot.units.contains_key(home) {
            return Err(format!("không có tỉnh nào mang mã {home} (XANH_HOME, XANH_SCOPE)").into());
        }
    }
    if snapshot.demo && !serve.address.ip().is_loopback() {
        return Err(
            "cơ sở dữ liệu mô phỏng có tài khoản ai cũng biết nên chỉ phục vụ trên máy này \
             (XANH_ADDR phải là 127.0.0.1 hoặc ::1)"
                .into(),
        );
    }
    let demo = snapshot.demo;
    drop(snapshot);
    let end = listen::requests_to_end()?;
    let listener = tokio::net::TcpListener::bind(serve.address)
        .await
        .map_err(|e| format!("không mở được {} (XANH_ADDR): {e}", serve.address))?;
    // Of port 0, the system chooses one; links name that.
    let address = listener.local_addr()?;
    let origin = origin(serve, address);
    let mut workspace = Workspace::new(db.clone(), clock, public.clone())
        .with_letterhead(serve.briefing.letterhead());
    let mailer = match serve.mail.smtp() {
        Some(smtp) => Some(Mailer::new(&smtp)?),
        None => None,
    };
    if let Some(mailer) = mailer {
        workspace = workspace.sending_mail();
        tokio::spawn(tasks::keep_sending(
            db.clone(),
            workspace.clone(),
            mailer,
            origin.clone(),
        ));
    }
    let files = Files::open(&serve.files)?;
    tokio::spawn(tasks::keep_sweeping(db, files.clone()));
    let parts = http::Parts {
        workspace,
        public,
        files,
        page_cache_mib: serve.page_cache_mib,
        origin,
        behind_proxy: serve.behind_proxy,
        built: serve.site.clone(),
    };
    let router = http::router(Site::new(parts));
    let limits = Limits::new(serve.connections, serve.behind_proxy).within(listen::descriptors());
    if limits.connections < serve.connections {
        tracing::warn!(
            connections = limits.connections,
            "fewer connections than XANH_CONNECTIONS: the limit of open files (LimitNOFILE) is too low"
        );
    }
    say(&format!("Xanh đang chạy tại http://{address}"));
    if demo {
        say_accounts();
    }
    listen::serve(listener, router, limits, end).await;
    Ok(())
}

/// What the pages are made from: of the whole country, or of one province (`XANH_SCOPE`).
fn public(db: &Db, clock: Clock, serve: &Serve) -> PublicBackend {
    match &serve.scope {
        Scope::Province(only) => PublicBackend::of_one_province(db.clone(), clock, only.clone()),
        _ => PublicBackend::new(db.clone(), clock, serve.home.clone()),
    }
}

/// The site's address for links that leave it.
fn origin(serve: &Serve, address: SocketAddr) -> String {
    let own = serve.origin.clone();
    own.unwrap_or_else(|| format!("http://{address}"))
}

/// Sends the mails of this day, once.
async fn send_digests(db: &Db, config: &Config, site: &Serve) -> Result<ExitCode, Box<dyn Error>> {
    let Some(smtp) = site.mail.smtp() else {
        return Err("chưa có máy chủ thư (XANH_SMTP_HOST)".into());
    };
    let clock = config.clock();
    let public = Arc::new(public(db, clock, site));
    let workspace = Workspace::new(db.clone(), clock, public).sending_mail();
    let round = digest::send(
        db,
        &workspace,
        &Mailer::new(&smtp)?,
        &origin(site, site.address),
    )
    .await;
    let round = round.map_err(|Failed(failure)| failure)?;
    say(&format!(
        "Đã gửi {} thư, chưa gửi được {} thư.",
        round.sent, round.failed
    ));
    Ok(if round.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The demo's accounts: known to everybody, and so only on this machine.
fn say_accounts() {
    say(&format!(
        "Tài khoản thử, mật khẩu chung: {}. Đăng nhập tại /dang-nhap",
        people::PASSWORD
    ));
    say("  canbo.MÃ_XÃ, lanhdao.MÃ_XÃ   cán bộ và lãnh đạo từng xã của Phú Thọ, ví dụ canbo.04846");
    for person in people::of_the_province() {
        let secret = person
            .totp_secret()
            .map_or_else(String::new, |s| format!(" · khóa xác thực hai lớp: {s}"));
        say(&format!(
            "  {:<10} {}{secret}",
            person.user_name, person.name
        ));
    }
}
