//! Configuration: the environment, read once into one struct. README's table is this file.
//!
//! A command flattens only the settings that it needs: two arguments with one name make a command that nobody can call.

use crate::{
    clock::Clock,
    mail::{Encryption, Smtp},
};
use app::workspace::committee::model::{Letterhead, LetterheadForm};
use clap::{Arg, ArgAction, Args, Command, builder::Resettable};
use domain::{
    access::Scope, entry::parse_date, ranking::RankFloor, time::Timestamp, unit::UnitCode,
};
use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    fmt,
    net::SocketAddr,
    path::PathBuf,
};

/// Where the site is served, unless said otherwise.
const ADDRESS: &str = "127.0.0.1:3000";

/// Code of the province that runs the installation, unless said otherwise.
pub const HOME: &str = "25";

/// Where evidence files lie, unless said otherwise.
const FILES: &str = "data/minh-chung";

/// The variable that says what is logged. It is no argument: logging begins before there are any.
pub const LOG: &str = "XANH_LOG";

/// Settings that every command shares.
#[derive(Args, Clone)]
pub struct Config {
    /// Cơ sở dữ liệu: sqlite://TỆP hoặc postgres://TÊN:MẬT_KHẨU@MÁY/CSDL
    #[arg(
        long,
        env = "XANH_DATABASE",
        default_value = "sqlite://data/xanh.db",
        global = true,
        hide_env_values = true
    )]
    pub database: String,
    /// Thời điểm bắt đầu của đồng hồ khi kiểm thử và trình diễn, ví dụ "09:00 23/11/2026"
    #[arg(long, env = "XANH_NOW", value_parser = parse_time, global = true)]
    pub now: Option<Timestamp>,
}

/// Settings of `xanh serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// Địa chỉ và cổng của máy chủ web
    #[arg(long, env = "XANH_ADDR", default_value = ADDRESS, value_parser = parse_address)]
    pub address: SocketAddr,
    /// Mã tỉnh, thành phố của đơn vị vận hành, ghim ở trang chủ
    #[arg(long, env = "XANH_HOME", default_value = HOME, value_parser = parse_home)]
    pub home: UnitCode,
    /// Phạm vi của bản cài đặt: VN là cả nước; mã một tỉnh thì chỉ tính các xã, phường của tỉnh đó, các tỉnh khác
    /// lấy từ bảng xếp hạng đã công bố (xanh import ranking)
    #[arg(long, env = "XANH_SCOPE", default_value = "VN", value_parser = parse_scope)]
    pub scope: Scope,
    /// Tỉnh, thành phải nộp ít nhất bao nhiêu phần trăm số mục bắt buộc mới được xếp hạng trong các bản công bố sau này
    #[arg(long, env = "XANH_RANK_FLOOR", default_value = "90", value_parser = parse_rank_floor)]
    pub rank_floor: RankFloor,
    /// Thư mục chứa phần chạy trong trình duyệt (trang công khai không cần)
    #[arg(long, env = "XANH_SITE", default_value = "site")]
    pub site: PathBuf,
    /// Bộ nhớ đệm cho các trang, tính bằng MiB; 0 là không dùng
    #[arg(long, env = "XANH_PAGE_CACHE_MIB", default_value_t = 64, value_parser = parse_mib)]
    pub page_cache_mib: u64,
    /// Thư mục lưu tệp minh chứng
    #[arg(long, env = "XANH_FILES", default_value = FILES)]
    pub files: PathBuf,
    /// Địa chỉ công khai đầy đủ, kể cả phần https; để trống thì dùng http và địa chỉ của máy chủ web
    #[arg(long, env = "XANH_ORIGIN", value_parser = parse_origin)]
    pub origin: Option<String>,
    /// Phía trước có máy chủ trung gian: true thì lấy địa chỉ người truy cập từ X-Forwarded-For
    #[arg(long, env = "XANH_BEHIND_PROXY", default_value_t = false, action = clap::ArgAction::Set)]
    pub behind_proxy: bool,
    /// Số kết nối đồng thời tối đa; thấp hơn nếu hệ thống giới hạn số tệp mở
    #[arg(long, env = "XANH_CONNECTIONS", default_value_t = 2000, value_parser = parse_connections)]
    pub connections: usize,
    /// Máy chủ thư
    #[command(flatten)]
    pub mail: Mail,
    /// Thể thức của báo cáo PDF
    #[command(flatten)]
    pub briefing: Briefing,
}

/// What links begin with, for commands that print some.
#[derive(Args, Clone, Debug)]
pub struct Links {
    /// Địa chỉ và cổng của trang web, nếu không có địa chỉ công khai
    #[arg(long, env = "XANH_ADDR", default_value = ADDRESS, value_parser = parse_address)]
    pub address: SocketAddr,
    /// Địa chỉ công khai dùng trong liên kết, kể cả phần https
    #[arg(long, env = "XANH_ORIGIN", value_parser = parse_origin)]
    pub origin: Option<String>,
}

impl Links {
    /// The site's address.
    #[must_use]
    pub fn origin(&self) -> String {
        let own = self.origin.clone();
        own.unwrap_or_else(|| format!("http://{}", self.address))
    }
}

/// Where evidence files lie, for commands that look at them.
#[derive(Args, Clone, Debug)]
pub struct Evidence {
    /// Thư mục lưu tệp minh chứng
    #[arg(long, env = "XANH_FILES", default_value = FILES)]
    pub files: PathBuf,
}

/// Whose reports briefings are. Without an agency they have no head, number, place or signature, and say nothing of
/// anybody's.
#[derive(Args, Clone, Debug)]
pub struct Briefing {
    /// Tên cơ quan ban hành báo cáo PDF; để trống thì báo cáo không có tên cơ quan, số, địa danh, chữ ký
    #[arg(long, env = "XANH_BRIEFING_AGENCY")]
    pub briefing_agency: Option<String>,
    /// Thể thức phần đầu báo cáo: nha-nuoc (quốc hiệu, tiêu ngữ) hoặc dang (Đảng Cộng sản Việt Nam); để trống thì không
    /// có cả hai
    #[arg(long, env = "XANH_BRIEFING_FORM", value_parser = parse_form, requires = "briefing_agency")]
    pub briefing_form: Option<LetterheadForm>,
    /// Tên cơ quan chủ quản
    #[arg(long, env = "XANH_BRIEFING_SUPERIOR", requires = "briefing_agency")]
    pub briefing_superior: Option<String>,
    /// Ký hiệu sau số của báo cáo: BC-BCĐ theo thể thức nhà nước, BC/BCĐ theo thể thức của Đảng; số để trống
    #[arg(long, env = "XANH_BRIEFING_SYMBOL", requires = "briefing_agency")]
    pub briefing_symbol: Option<String>,
    /// Địa danh; ngày ký để trống
    #[arg(long, env = "XANH_BRIEFING_PLACE", requires = "briefing_agency")]
    pub briefing_place: Option<String>,
    /// Chức vụ người ký
    #[arg(long, env = "XANH_BRIEFING_SIGNER_TITLE", requires = "briefing_agency")]
    pub briefing_signer_title: Option<String>,
    /// Họ tên người ký
    #[arg(long, env = "XANH_BRIEFING_SIGNER", requires = "briefing_signer_title")]
    pub briefing_signer: Option<String>,
    /// Nơi nhận, cách nhau bằng dấu chấm phẩy
    #[arg(
        long,
        env = "XANH_BRIEFING_RECIPIENTS",
        value_delimiter = ';',
        requires = "briefing_agency"
    )]
    pub briefing_recipients: Vec<String>,
}

impl Briefing {
    /// The letterhead, if an agency is named.
    #[must_use]
    pub fn letterhead(&self) -> Option<Letterhead> {
        let said = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
        let recipients = self.briefing_recipients.iter();
        Some(Letterhead {
            form: self.briefing_form,
            agency: said(&self.briefing_agency)?,
            superior: said(&self.briefing_superior),
            symbol: said(&self.briefing_symbol),
            place: said(&self.briefing_place),
            signer_title: said(&self.briefing_signer_title),
            signer: said(&self.briefing_signer),
            recipients: recipients
                .map(|r| r.trim().to_owned())
                .filter(|r| !r.is_empty())
                .collect(),
        })
    }
}

/// How daily mails are sent. Without a host none are.
#[derive(Args, Clone)]
pub struct Mail {
    /// Máy chủ thư SMTP để gửi thư tổng hợp hằng ngày; để trống là không gửi thư
    #[arg(long, env = "XANH_SMTP_HOST")]
    pub smtp_host: Option<String>,
    /// Cổng của máy chủ thư
    #[arg(long, env = "XANH_SMTP_PORT", default_value_t = 587, value_parser = parse_port)]
    pub smtp_port: u16,
    /// Mã hóa kết nối tới máy chủ thư: starttls, tls, hoặc none (chỉ khi máy chủ thư ở ngay trên máy này)
    #[arg(long, env = "XANH_SMTP_ENCRYPTION", default_value = "starttls", value_parser = parse_encryption)]
    pub smtp_encryption: Encryption,
    /// Tên đăng nhập máy chủ thư
    #[arg(long, env = "XANH_SMTP_USER", requires = "smtp_password")]
    pub smtp_user: Option<String>,
    /// Mật khẩu máy chủ thư
    #[arg(
        long,
        env = "XANH_SMTP_PASSWORD",
        hide_env_values = true,
        requires = "smtp_user"
    )]
    pub smtp_password: Option<String>,
    /// Người gửi, ví dụ: Xanh <xanh@tinh.gov.vn>
    #[arg(long, env = "XANH_SMTP_FROM", default_value = "Xanh <xanh@localhost>", value_parser = parse_sender)]
    pub smtp_from: String,
}

impl Mail {
    /// How to reach the mail server, if one is named.
    #[must_use]
    pub fn smtp(&self) -> Option<Smtp> {
        let host = self.smtp_host.clone().filter(|host| !host.is_empty())?;
        Some(Smtp {
            host,
            port: self.smtp_port,
            encryption: self.smtp_encryption,
            credentials: self.smtp_user.clone().zip(self.smtp_password.clone()),
            from: self.smtp_from.clone(),
        })
    }
}

/// Without the password.
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail")
            .field("smtp", &self.smtp())
            .finish_non_exhaustive()
    }
}

fn parse_form(word: &str) -> Result<LetterheadForm, String> {
    LetterheadForm::parse(word).ok_or_else(|| "cần nha-nuoc hoặc dang".to_owned())
}

fn parse_encryption(word: &str) -> Result<Encryption, String> {
    Encryption::parse(word).ok_or_else(|| "cần starttls, tls hoặc none".to_owned())
}

impl Config {
    /// The clock: the system's, or one that begins at `XANH_NOW` and goes on.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::starting_at)
    }

    /// The time at the beginning of this command: exactly `XANH_NOW` where it is set, so that the same
    /// setting makes the same demo.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.now.unwrap_or_else(|| Clock::System.now())
    }
}

/// Without the address of the database, which may hold a password.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

/// Reads a time of an argument.
///
/// # Errors
/// A sentence that shows the form.
pub fn parse_time(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .or_else(|| written(text, "00:00"))
        .ok_or_else(|| "cần thời điểm, dạng \"09:00 23/11/2026\"".to_owned())
}

/// A time as people write it, `10:30 31/12/2026`; of a day alone, at this time.
fn written(text: &str, otherwise: &str) -> Option<Timestamp> {
    let (clock, day) = text.trim().rsplit_once(' ').unwrap_or((otherwise, text));
    let (hour, minute) = clock.trim().split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    let fits = hour < 24 && minute < 60;
    Some(parse_date(day)?.at(hour, minute)).filter(|_| fits)
}

/// Reads a deadline as people write it, `31/12/2026`, which ends at 17:00 as on the pages, or `10:30 31/12/2026`; or a
/// time of an argument.
///
/// # Errors
/// A sentence that shows the forms.
pub fn parse_deadline(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text)
        .or_else(|| written(text, "17:00"))
        .ok_or_else(|| "cần ngày, dạng 31/12/2026 hoặc \"10:30 31/12/2026\"".to_owned())
}

fn parse_mib(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| "cần số nguyên từ 0 trở lên".to_owned())
}

fn parse_port(text: &str) -> Result<u16, String> {
    let port = text.parse::<u16>().ok().filter(|port| *port > 0);
    port.ok_or_else(|| "cần số cổng từ 1 đến 65535".to_owned())
}

fn parse_connections(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| (8..=100_000).contains(n));
    number.ok_or_else(|| "cần số từ 8 đến 100000".to_owned())
}

fn parse_rank_floor(text: &str) -> Result<RankFloor, String> {
    let floor = text.parse().ok().and_then(RankFloor::of_percent);
    floor.ok_or_else(|| "cần số phần trăm từ 0 đến 100".to_owned())
}

/// The same command with every variable that is set to nothing counted as not set, as an `EnvironmentFile` with an
/// empty line means it.
#[must_use]
pub fn without_empty_variables(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let command = command.mut_args(|arg| {
        let empty = arg.get_env().and_then(std::env::var_os);
        if empty.is_some_and(|value| value.is_empty()) {
            arg.env(Resettable::<clap::builder::OsStr>::Reset)
        } else {
            arg
        }
    });
    names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, without_empty_variables)
    })
}

/// The same command with a help in Vietnamese: headings, hints and the usage line, which the library writes in English.
#[must_use]
pub fn with_vietnamese_help(command: Command) -> Command {
    let command = named(command);
    let mut built = command.clone();
    built.build();
    described(command, &mut built)
}

/// The same command with what arguments take named in Vietnamese.
fn named(command: Command) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let command = command.mut_args(|arg| {
        if !arg.get_action().takes_values() {
            return arg;
        }
        let name = match arg.get_id().as_str() {
            "code" => "MÃ",
            "kind" => "LOẠI",
            "file" => "TỆP",
            "user" => "TÊN",
            "due" | "review" => "HẠN",
            "now" => "GIỜ",
            "files" | "site" | "folder" => "THƯ_MỤC",
            "keep" => "SỐ",
            "database" => "ĐỊA_CHỈ",
            "reason" => "LÝ_DO",
            "version" => "PHIÊN_BẢN",
            _ => "GIÁ_TRỊ",
        };
        arg.value_name(name)
    });
    names
        .iter()
        .fold(command, |command, name| command.mut_subcommand(name, named))
}

fn described(command: Command, built: &mut Command) -> Command {
    let usage = built.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[TÙY CHỌN]")
        .replace("<COMMAND>", "<LỆNH>");
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    let flag = |name: &'static str, short: char, does: ArgAction, says: &'static str| {
        let flag = Arg::new(name).long(name).short(short).action(does);
        flag.help(says).help_heading(OPTIONS)
    };
    let version = command.get_version().is_some();
    let command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading("Lệnh")
        .help_template(format!(
            "{{about-with-newline}}\nCách dùng: {usage}\n\n{{all-args}}"
        ))
        .mut_args(hinted)
        .arg(flag("help", 'h', ArgAction::Help, "In hướng dẫn này"))
        .args(version.then(|| flag("version", 'V', ArgAction::Version, "In số phiên bản")));
    names.iter().fold(command, |command, name| {
        match built.find_subcommand_mut(name) {
            Some(own) => command.mut_subcommand(name, |command| described(command, own)),
            None => command,
        }
    })
}

/// Heading of what begins with dashes.
const OPTIONS: &str = "Tùy chọn";

/// The argument with its variable, its default and its possible values told in its help.
fn hinted(arg: Arg) -> Arg {
    let joined = |values: Vec<String>| (!values.is_empty()).then(|| values.join(", "));
    let shown = |value: &OsStr| value.to_string_lossy().into_owned();
    let possible = arg.get_possible_values();
    let possible = possible.iter().map(|v| v.get_name().to_owned()).collect();
    let default = arg.get_default_values().iter();
    let takes = arg.get_action().takes_values();
    let hints: Vec<String> = [
        joined(possible)
            .filter(|_| takes)
            .map(|v| format!("một trong: {v}")),
        arg.get_env().map(|name| format!("biến {}", shown(name))),
        joined(
            default
                .map(|v| shown(v))
                .filter(|v| !v.is_empty())
                .collect(),
        )
        .filter(|_| takes)
        .map(|v| format!("mặc định: {v}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if !hints.is_empty() {
        help = format!("{help} ({})", hints.join("; "));
    }
    let heading = if arg.is_positional() {
        "Tham số"
    } else {
        OPTIONS
    };
    arg.help(help)
        .help_heading(heading)
        .hide_env(true)
        .hide_default_value(takes)
        .hide_possible_values(takes)
}

/// Variables that begin with `XANH_` and that nothing reads: most likely misspelt. Those for tests and scripts are
/// left out.
#[must_use]
pub fn unknown_variables(
    command: &Command,
    set: impl Iterator<Item = OsString>,
) -> BTreeSet<String> {
    let known = variables(command);
    set.filter_map(|name| name.into_string().ok())
        .filter(|name| name.starts_with("XANH_") && !known.contains(name))
        .filter(|name| !FOR_TESTS.iter().any(|head| name.starts_with(head)))
        .collect()
}

/// How variables begin that only tests and scripts read.
const FOR_TESTS: [&str; 4] = ["XANH_TEST_", "XANH_CHROMIUM", "XANH_BIN", "XANH_STARTED"];

/// Every variable that the program reads.
#[must_use]
pub fn variables(command: &Command) -> BTreeSet<String> {
    let name = |arg: &Arg| arg.get_env().map(|n| n.to_string_lossy().into_owned());
    let mut found: BTreeSet<String> = command.get_arguments().filter_map(name).collect();
    for inner in command.get_subcommands() {
        found.append(&mut variables(inner));
    }
    found.insert(LOG.to_owned());
    found
}

fn parse_address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| format!("cần địa chỉ IP và cổng, dạng {ADDRESS}"))
}

/// The public address as a browser shows it: scheme, host and, if need be, port. A slash at its end is cut.
fn parse_origin(text: &str) -> Result<String, String> {
    let origin = text.trim_end_matches('/');
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    let fits = host.is_some_and(|host| {
        host.parse::<axum::http::uri::Authority>().is_ok() && !host.contains('@')
    });
    if fits {
        Ok(origin.to_owned())
    } else {
        Err("cần http:// hoặc https:// và tên máy, dạng https://xanh.example".to_owned())
    }
}

fn parse_sender(text: &str) -> Result<String, String> {
    if crate::mail::is_sender(text) {
        Ok(text.to_owned())
    } else {
        Err("cần tên và địa chỉ thư, dạng Xanh <xanh@tinh.gov.vn>".to_owned())
    }
}

fn parse_home(text: &str) -> Result<UnitCode, String> {
    UnitCode::parse(text)
        .filter(|c| c.as_str().len() == 2)
        .ok_or_else(|| "cần mã tỉnh 2 chữ số".to_owned())
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text, |_| None).ok_or_else(|| "cần VN hoặc mã tỉnh 2 chữ số".to_owned())
}
