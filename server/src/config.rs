//! Configuration: the environment, read once into one struct. README's table is this file.

use crate::clock::Clock;
use clap::Args;
use domain::{access::Scope, time::Timestamp, unit::UnitCode};
use std::{fmt, net::SocketAddr, path::PathBuf};

/// Settings that every command shares.
#[derive(Args, Clone)]
pub struct Config {
    /// Cơ sở dữ liệu: sqlite://TỆP hoặc postgres://NGƯỜI:MẬT_KHẨU@MÁY/TÊN
    #[arg(
        long,
        env = "XANH_DATABASE",
        default_value = "sqlite://data/xanh.db",
        global = true,
        hide_env_values = true
    )]
    pub database: String,
    /// Giờ bắt đầu để kiểm thử và trình diễn, ví dụ 2026-11-23T09:00+07:00
    #[arg(long, env = "XANH_NOW", value_parser = parse_time, global = true)]
    pub now: Option<Timestamp>,
}

/// Settings of `xanh serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// Địa chỉ và cổng để phục vụ
    #[arg(long, env = "XANH_ADDR", default_value = "127.0.0.1:3000")]
    pub address: SocketAddr,
    /// Mã tỉnh của đơn vị vận hành, được ghim ở trang đầu
    #[arg(long, env = "XANH_HOME", default_value = "25", value_parser = parse_home)]
    pub home: UnitCode,
    /// Phạm vi của bản cài đặt: VN là cả nước; mã một tỉnh thì chỉ tính các xã của tỉnh đó, các tỉnh khác
    /// lấy từ bảng xếp hạng đã công bố (xanh import ranking)
    #[arg(long, env = "XANH_SCOPE", default_value = "VN", value_parser = parse_scope)]
    pub scope: Scope,
    /// Thư mục chứa tệp WASM đã dựng (trang công khai không cần)
    #[arg(long, env = "XANH_SITE", default_value = "site")]
    pub site: PathBuf,
    /// Bộ nhớ dành cho trang đã dựng sẵn, tính bằng MiB; 0 là không giữ
    #[arg(long, env = "XANH_PAGE_CACHE_MIB", default_value_t = 64)]
    pub page_cache_mib: u64,
    /// Thư mục lưu tệp minh chứng
    #[arg(long, env = "XANH_FILES", default_value = "data/minh-chung")]
    pub files: PathBuf,
    /// Địa chỉ công khai đầy đủ, kể cả phần https; để trống là http và địa chỉ phục vụ
    #[arg(long, env = "XANH_ORIGIN")]
    pub origin: Option<String>,
    /// Có máy chủ trung gian phía trước và tin địa chỉ mà nó chuyển tới (X-Forwarded-For)
    #[arg(long, env = "XANH_BEHIND_PROXY", default_value_t = false, action = clap::ArgAction::Set)]
    pub behind_proxy: bool,
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
    crate::service::import::figures::parse_timestamp(text)
        .ok_or_else(|| "cần dạng 2026-11-23T09:00+07:00".to_owned())
}

fn parse_home(text: &str) -> Result<UnitCode, String> {
    UnitCode::parse(text)
        .filter(|c| c.as_str().len() == 2)
        .ok_or_else(|| "cần mã tỉnh 2 chữ số".to_owned())
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    Scope::parse(text, |_| None).ok_or_else(|| "cần VN hoặc mã tỉnh 2 chữ số".to_owned())
}
