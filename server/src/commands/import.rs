//! `xanh import`: a file taken in whole, or refused with every bad place.

use super::{
    causes,
    criteria::say_rewordings,
    terminal::{REFUSED, say, say_aside},
};
use app::{i18n::Lang, texts::table as words, workspace::table::model::HowRead};
use clap::ValueEnum;
use indicatif::ProgressBar;
use server::{
    service::import::{self, Done, ImportError, table},
    store::Db,
};
use std::{error::Error, path::PathBuf, process::ExitCode};

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Danh mục đơn vị (CSV hoặc XLSX)
    Units,
    /// Bộ tiêu chí (TOML)
    Criteria,
    /// Số liệu đã công bố (CSV hoặc XLSX)
    Figures,
    /// Bảng xếp hạng các tỉnh đã công bố (CSV hoặc XLSX)
    Ranking,
    /// Số liệu quan sát của các chỉ tiêu, kể cả số liệu nền dùng chung (CSV hoặc XLSX)
    Observations,
}

pub async fn import_file(
    db: &Db,
    kind: Kind,
    file: &PathBuf,
    options: import::observations::ImportOptions<'_>,
) -> Result<ExitCode, Box<dyn Error>> {
    let unreadable = |cause| causes::of_file(file, &cause);
    if options.simulated && !matches!(kind, Kind::Observations) {
        return Err("--simulated chỉ dùng với observations".into());
    }
    let bar = ProgressBar::new_spinner().with_message("Đang kiểm tra và ghi…");
    bar.enable_steady_tick(std::time::Duration::from_millis(120));
    // What goes through in parts is not read whole.
    let whole = match kind {
        Kind::Observations => Vec::new(),
        _ => std::fs::read(file).map_err(unreadable)?,
    };
    let mut passed = 0;
    let (done, how) = match kind {
        Kind::Units => {
            let how = import::how(&whole, &import::units::COLUMNS, &import::units::OPTIONAL);
            (import::units::import(db, &whole).await, how)
        }
        Kind::Criteria => match table::text(&whole) {
            Ok((text, how)) => (import::criteria::import(db, &text, options.at).await, how),
            Err(refusal) => {
                bar.finish_and_clear();
                let why = words::refusal(Lang::Vi, refusal);
                say(&format!("{}: {why}", file.display()));
                return Ok(ExitCode::from(REFUSED));
            }
        },
        Kind::Figures => {
            let how = import::how(&whole, &import::figures::COLUMNS, &[]);
            (import::figures::import(db, &whole).await, how)
        }
        Kind::Ranking => {
            let how = import::how(&whole, &import::ranking::COLUMNS, &[]);
            (import::ranking::import(db, &whole).await, how)
        }
        Kind::Observations => {
            let file = std::fs::File::open(file).map_err(unreadable)?;
            match import::observations::import(db, file, options).await {
                Ok(imported) => {
                    passed = imported.passed;
                    (Ok(imported.done), imported.how)
                }
                Err(error) => (Err(error), HowRead::default()),
            }
        }
    };
    bar.finish_and_clear();
    if let Some(told) = words::how(Lang::Vi, &how) {
        say_aside(&told);
    }
    if passed > 0 {
        say_aside(&format!("Bỏ qua {passed} dòng chưa nhập giá trị."));
    }
    match done {
        Ok(Done::Rows(rows)) => say(&format!("Đã ghi {rows} dòng từ {}.", file.display())),
        Ok(Done::Reworded(places)) => {
            say(&format!(
                "Đã sửa câu chữ ở {} chỗ của bộ tiêu chí đã có; nghĩa và kết quả giữ nguyên.",
                places.len()
            ));
            say_rewordings(&places);
        }
        Ok(Done::Unchanged) => say("Nội dung này đã có, không thay đổi gì."),
        Err(error) => {
            say(&format!("{}: {}", file.display(), causes::in_words(&error)));
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
