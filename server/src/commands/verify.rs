//! `xanh verify`: checking an installation, and telling what was found.

use super::{
    causes,
    terminal::{REFUSED, say},
};
use app::{i18n::Lang, texts};
use domain::audit::BrokenLink;
use server::{
    config::Config,
    files,
    service::{
        verify::{self, Differs, Report},
        workspace::audit::ChainError,
    },
    store::{self, Db, Schema, StoreError},
};
use std::{error::Error, path::Path, process::ExitCode};

/// So many bad places of one kind are listed; of the others only how many there are.
const MOST_LISTED: usize = 50;

/// Checks the installation without making or changing anything. What can't be checked, or is nothing, is never
/// called whole.
pub async fn verify(config: &Config, files: &Path) -> Result<ExitCode, Box<dyn Error>> {
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
        Err(error) => return Err(format!("không mở được: {}", causes::of_store(&error)).into()),
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
    Ok(tell(&report, files))
}

/// Tells what was found, of an installation or of a copy of it.
pub fn tell(report: &Report, files: &Path) -> ExitCode {
    if !report.is_of_something() {
        tell_rest(report, files);
        return nothing("nhật ký chưa có mục nào.");
    }
    say_audit_log(report);
    tell_rest(report, files);
    if report.holds() {
        ExitCode::SUCCESS
    } else {
        say("KHÔNG đạt: xem các mục nêu trên.");
        ExitCode::from(REFUSED)
    }
}

fn nothing(why: &str) -> ExitCode {
    say(&format!("Không có gì để xác nhận: {why}"));
    ExitCode::from(REFUSED)
}

fn say_audit_log(report: &Report) {
    let found = &report.audit_log;
    match &found.broken {
        None if report.holds() => say(&format!(
            "Nhật ký còn nguyên vẹn: {} chuỗi, {} mục.",
            found.chains, found.entries
        )),
        None => say(&format!(
            "Nhật ký: {} chuỗi, {} mục, không mục nào hỏng.",
            found.chains, found.entries
        )),
        Some((chain, fault)) => {
            say(&format!(
                "Nhật ký KHÔNG còn nguyên vẹn. Mục hỏng đầu tiên: chuỗi {chain}, {}.",
                in_words(fault)
            ));
            say(&format!(
                "Trước chuỗi này: {} chuỗi, {} mục còn nguyên vẹn; các chuỗi sau chưa kiểm tra.",
                found.chains, found.entries
            ));
        }
    }
    if let Some(last) = &report.last {
        say(&format!(
            "Mục mới nhất: chuỗi {}, mục {}, lúc {}: {} ({}).",
            last.chain,
            last.seq,
            Lang::Vi.instant(last.at),
            match last.action.known() {
                Some(known) => texts::audit::action(Lang::Vi, known),
                None => last.action.word().to_owned(),
            },
            last.actor
        ));
    }
}

fn tell_rest(report: &Report, files: &Path) {
    if report.releases == 0 {
        say("Chưa có bản công bố nào để tính lại.");
    } else {
        say(&format!(
            "Bản công bố: {}; phiếu tính trạng thái tính lại khớp: {}.",
            report.releases, report.receipts
        ));
    }
    if report.other_rules > 0 {
        say(&format!(
            "Phiếu tính trạng thái theo phiên bản quy tắc khác, không tính lại được: {}.",
            report.other_rules
        ));
    }
    list(report.differing.iter().map(|what| match what {
        Differs::Receipt(id) => format!("phiếu tính trạng thái {id} KHÔNG khớp"),
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
    list(
        report
            .spoilt
            .iter()
            .map(|(sha256, fault)| spoilt(sha256, fault)),
    );
    say(
        "Không kiểm tra ở đây: bản nháp, câu trả lời chưa công bố, trao đổi, số liệu quan sát và số liệu đã công bố, tài khoản.",
    );
}

/// What is wrong with an evidence file.
pub fn spoilt(sha256: &str, fault: &files::StoredFileError) -> String {
    match fault {
        files::StoredFileError::Missing => format!("tệp minh chứng {sha256}: thiếu"),
        files::StoredFileError::Altered => {
            format!("tệp minh chứng {sha256}: nội dung khác khi nhận")
        }
        files::StoredFileError::Unreadable(cause) => {
            let why = causes::of_disk(cause);
            format!("tệp minh chứng {sha256}: không đọc được ({why})")
        }
    }
}

/// Tells bad places, a line each.
pub fn list(lines: impl ExactSizeIterator<Item = String>) {
    let more = lines.len().saturating_sub(MOST_LISTED);
    for line in lines.take(MOST_LISTED) {
        say(&format!("  {line}"));
    }
    if more > 0 {
        say(&format!("  … và {more} mục khác"));
    }
}

fn in_words(fault: &ChainError) -> String {
    match fault {
        ChainError::Link(BrokenLink::Missing(entry)) => format!("mục {entry}: thiếu"),
        ChainError::Link(BrokenLink::Changed(entry)) => {
            format!("mục {entry}: nội dung khác khi ghi")
        }
        ChainError::Head(entry) => {
            format!("mục {entry}: chuỗi không kết thúc ở mục đã ghi là cuối")
        }
        ChainError::Release(entry) => {
            format!("mục {entry}: khác với mục mà bản công bố đã ghi lại")
        }
    }
}
