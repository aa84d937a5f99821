//! `xanh import`: a file taken in whole, or refused with every bad place.

use super::terminal::{REFUSED, say};
use clap::ValueEnum;
use indicatif::ProgressBar;
use server::{
    service::import::{self, Done, ImportError},
    store::Db,
};
use std::{error::Error, path::PathBuf, process::ExitCode};

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
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

pub async fn import_file(
    db: &Db,
    kind: Kind,
    file: &PathBuf,
    options: import::observations::ImportOptions<'_>,
) -> Result<ExitCode, Box<dyn Error>> {
    let unreadable = |e| {
        format!(
            "không đọc được tệp {} (cần văn bản UTF-8): {e}",
            file.display()
        )
    };
    if options.simulated && !matches!(kind, Kind::Observations) {
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
            import::observations::import(db, file, options).await
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
