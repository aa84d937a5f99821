//! `xanh criteria`: the file of a criteria set, and how its wording was revised.

use super::terminal::{REFUSED, say, say_aside};
use app::i18n::Lang;
use clap::Subcommand;
use domain::meaning::Rewording;
use server::{service::criteria, store::Db};
use std::{error::Error, process::ExitCode};

#[derive(Subcommand)]
pub enum CriteriaCommand {
    /// In ra tệp TOML của một bộ với câu chữ mới nhất, để sửa rồi nạp lại
    File {
        /// Phiên bản, ví dụ v0
        version: String,
    },
    /// Liệt kê các lần sửa câu chữ của một bộ, mới nhất trước: người sửa, thời điểm, câu chữ trước và sau
    Wordings {
        /// Phiên bản, ví dụ v0
        version: String,
    },
}

/// Shows what was asked of a criteria set.
pub async fn criteria(db: &Db, what: CriteriaCommand) -> Result<ExitCode, Box<dyn Error>> {
    let nothing = |version: &str| {
        say_aside(&format!(
            "Không có bộ tiêu chí nào mang phiên bản {version}."
        ));
        ExitCode::from(REFUSED)
    };
    match what {
        CriteriaCommand::File { version } => {
            let Some(file) = criteria::file(db, &version).await? else {
                return Ok(nothing(&version));
            };
            say(file.trim_end());
        }
        CriteriaCommand::Wordings { version } => {
            let Some(rows) = criteria::revisions(db, &version).await? else {
                return Ok(nothing(&version));
            };
            if rows.is_empty() {
                say(&Lang::Vi.t("sets-wording-none"));
            }
            for row in rows {
                let number = row.revision;
                let at = Lang::Vi.instant(row.at);
                say(&format!("Lần {number}: {at}, {}", row.by));
                say_rewordings(&row.places);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells each text before and after.
pub fn say_rewordings(places: &[Rewording]) {
    for Rewording {
        place,
        before,
        after,
        ..
    } in places
    {
        say(&format!("  {place}"));
        say(&format!("    - {before}"));
        say(&format!("    + {after}"));
    }
}
