//! `xanh period`: opening, moving and closing a campaign.

use super::terminal::{say, say_aside};
use app::i18n::Lang;
use clap::Subcommand;
use domain::time::Timestamp;
use server::{
    config::{self, Config},
    service::campaign::{self, Deadlines, TERMINAL},
    store::Db,
};
use std::error::Error;

#[derive(Subcommand)]
pub enum PeriodCommand {
    /// Mở một đợt khai báo kể từ lúc này
    Open {
        /// Mã đợt, ví dụ 2026-Q4
        code: String,
        /// Hạn nộp, ví dụ 31/12/2026 (đến 17:00) hoặc "10:30 31/12/2026"
        #[arg(long, value_parser = config::parse_deadline)]
        due: Timestamp,
        /// Hạn thẩm định; bỏ trống thì theo thiết lập của từng tỉnh, thành phố
        #[arg(long, value_parser = config::parse_deadline)]
        review: Option<Timestamp>,
    },
    /// Kết thúc một đợt đã quá hạn
    Close {
        /// Mã đợt
        code: String,
    },
    /// Điều chỉnh thời hạn của một đợt; phải nêu lý do
    Extend {
        /// Mã đợt
        code: String,
        /// Hạn mới, ví dụ 31/12/2026 (đến 17:00) hoặc "10:30 31/12/2026"
        #[arg(long, value_parser = config::parse_deadline)]
        due: Timestamp,
        /// Hạn thẩm định; bỏ trống thì theo thiết lập của từng tỉnh, thành phố
        #[arg(long, value_parser = config::parse_deadline)]
        review: Option<Timestamp>,
        /// Lý do
        #[arg(long)]
        reason: String,
    },
}

/// Does what was asked of a campaign.
pub async fn period(db: &Db, config: &Config, what: PeriodCommand) -> Result<(), Box<dyn Error>> {
    let now = config.start();
    match what {
        PeriodCommand::Open { code, due, review } => {
            let deadlines = Deadlines { due, review };
            campaign::open(db, &code, deadlines, TERMINAL, now).await?;
            let due = Lang::Vi.instant(due);
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
            campaign::extend(db, &code, deadlines, &reason, TERMINAL, now).await?;
            let due = Lang::Vi.instant(due);
            say(&format!("Đã điều chỉnh thời hạn đợt {code} đến {due}."));
        }
        PeriodCommand::Close { code } => {
            campaign::close(db, &code, TERMINAL, now).await?;
            say(&format!("Đã kết thúc đợt {code}."));
        }
    }
    Ok(())
}
