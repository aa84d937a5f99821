//! `xanh backup` and `xanh restore`: telling what was kept and what was brought back.

use super::{
    causes::{of_disk, of_files, of_store},
    terminal::{REFUSED, say},
    verify,
};
use clap::Args;
use server::{
    config::{Config, Evidence},
    service::{
        backup::{self, BackupError},
        verify::Report,
    },
    store::{self, StoreError, dump::DumpError},
};
use std::{
    error::Error,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is backed up, and where.
#[derive(Args)]
pub struct Backup {
    /// Thư mục chứa các bản sao lưu; nên ở máy khác hoặc ổ đĩa khác
    folder: PathBuf,
    /// Số bản sao lưu mới nhất được giữ lại, kể cả bản này; tệp minh chứng không bị xóa
    #[arg(long, value_parser = parse_keep)]
    keep: Option<NonZeroUsize>,
    #[command(flatten)]
    evidence: Evidence,
}

/// What is brought back.
#[derive(Args)]
pub struct Restore {
    /// Một bản sao lưu, hoặc thư mục chứa các bản sao lưu (khi đó lấy bản mới nhất)
    folder: PathBuf,
    #[command(flatten)]
    evidence: Evidence,
}

pub async fn take(config: &Config, what: &Backup) -> Result<ExitCode, Box<dyn Error>> {
    let address = &config.database;
    let keep = what.keep.map(NonZeroUsize::get);
    let taken = backup::take(
        address,
        &what.evidence.files,
        &what.folder,
        config.start(),
        keep,
    );
    let taken = taken.await.map_err(|error| in_words(config, error))?;
    for old in &taken.removed {
        say(&format!("Đã xóa bản cũ: {}", old.display()));
    }
    let checked = checked(&taken.report, &what.folder.join("minh-chung"));
    say(&format!(
        "Đã sao lưu: {} (cơ sở dữ liệu {} KB; {} tệp minh chứng, trong đó {} tệp mới chép).",
        taken.folder.display(),
        taken.bytes.div_ceil(1_000),
        taken.files,
        taken.new_files
    ));
    if taken.spoilt.is_empty() {
        return Ok(checked);
    }
    say(&format!(
        "Trong hệ thống có {} tệp minh chứng đang thiếu hoặc đã bị thay đổi:",
        taken.spoilt.len()
    ));
    verify::list(taken.spoilt.iter().map(|(sha256, fault, was_kept)| {
        let kept = if *was_kept {
            "bản sao lưu còn tệp đúng; hãy chép lại từ đó"
        } else {
            "KHÔNG sao lưu được; hãy đề nghị đơn vị gửi lại"
        };
        format!("{}; {kept}", verify::spoilt(sha256, fault))
    }));
    Ok(ExitCode::from(REFUSED))
}

/// What a copy holds. One of an installation that nobody has used yet is whole too.
fn checked(report: &Report, files: &Path) -> ExitCode {
    if report.is_of_something() || !report.holds() {
        return verify::tell(report, files);
    }
    say("Nhật ký chưa có mục nào, nên chưa có gì để đối chiếu.");
    ExitCode::SUCCESS
}

fn parse_keep(text: &str) -> Result<NonZeroUsize, String> {
    text.parse()
        .map_err(|_| "cần số nguyên từ 1 trở lên".to_owned())
}

pub async fn restore(config: &Config, what: &Restore) -> Result<ExitCode, Box<dyn Error>> {
    let restored = backup::restore(&config.database, &what.evidence.files, &what.folder).await;
    let restored = restored.map_err(|error| in_words(config, error))?;
    let checked = checked(&restored.report, &what.evidence.files);
    say(&format!(
        "Đã phục hồi {} vào {}. Mọi phiên làm việc cũ đã kết thúc; người dùng cần đăng nhập lại.",
        restored.folder.display(),
        store::shown(&config.database)
    ));
    Ok(checked)
}

fn in_words(config: &Config, error: BackupError) -> Box<dyn Error> {
    let address = store::shown(&config.database);
    match error {
        BackupError::Nothing | BackupError::Store(StoreError::Absent(_)) => format!(
            "chưa có cơ sở dữ liệu Xanh tại {address} (XANH_DATABASE); chưa sao lưu gì"
        ),
        BackupError::Busy => {
            "đang có một lần sao lưu khác vào thư mục đó; hãy chờ lần đó kết thúc".to_owned()
        }
        BackupError::SameFolder => {
            "thư mục sao lưu và thư mục tệp minh chứng đang dùng (XANH_FILES) trùng nhau hoặc nằm trong nhau; hãy chọn thư mục khác, tốt nhất ở máy khác hoặc ổ đĩa khác".to_owned()
        }
        BackupError::NoBackup => {
            "thư mục đó không có bản sao lưu nào mang tên ngày giờ và có tệp SHA256SUMS; nếu bản sao lưu đã đổi tên, hãy ghi đường dẫn tới chính nó".to_owned()
        }
        BackupError::Spoilt(list) => format!(
            "bản sao lưu không còn nguyên vẹn nên chưa phục hồi gì; hãy dùng bản khác. Thiếu hoặc đã bị thay đổi: {}",
            list.join(", ")
        ),
        BackupError::OtherEngine => format!(
            "bản sao lưu này của loại cơ sở dữ liệu khác với {address}: xanh.db là của SQLite, xanh.dump là của PostgreSQL"
        ),
        BackupError::NotEmpty => format!(
            "tại {address} đã có dữ liệu; chỉ phục hồi vào nơi chưa có dữ liệu. Hãy chuyển dữ liệu đang có đi nơi khác trước"
        ),
        BackupError::OtherSchema => {
            "bản sao lưu do phiên bản Xanh mới hơn tạo ra, hoặc có lược đồ khác; hãy dùng phiên bản đó".to_owned()
        }
        BackupError::Store(error) | BackupError::Dump(DumpError::Store(error)) => of_store(&error),
        BackupError::Disk(path, cause) | BackupError::Dump(DumpError::Disk(path, cause)) => {
            format!("{}: {}", path.display(), of_disk(&cause))
        }
        BackupError::File(error) => of_files(&error),
        BackupError::Dump(error) => error.to_string(),
    }
    .into()
}
