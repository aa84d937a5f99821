//! `xanh demo`: loading the simulated history, and saying who can sign in to it.

use super::terminal::say;
use indicatif::{ProgressBar, ProgressStyle};
use server::{
    config::Config,
    service::simulate::{self, DemoOutcome, SimulateError, people},
    store::Db,
};
use std::error::Error;

pub async fn demo(db: &Db, config: &Config) -> Result<(), Box<dyn Error>> {
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
    let loaded = loaded.map_err(|error| -> Box<dyn Error> {
        match error {
            // Told in the words that every command has for it.
            SimulateError::Store(error) => error.into(),
            other => other.into(),
        }
    });
    match loaded? {
        DemoOutcome::Now { answers, releases } => {
            say(&format!(
                "Đã nạp số liệu mô phỏng: {answers} câu trả lời, {releases} bản công bố."
            ));
        }
        DemoOutcome::Before => say("Số liệu mô phỏng đã có sẵn, giữ nguyên."),
    }
    Ok(())
}

/// The demo's accounts: known to everybody, and so only on this machine.
pub fn say_accounts() {
    say(&format!(
        "Tài khoản dùng thử, mật khẩu chung: {}. Đăng nhập tại /dang-nhap",
        people::PASSWORD
    ));
    say(
        "  canbo.MÃ_XÃ, lanhdao.MÃ_XÃ   người nhập số liệu và lãnh đạo từng xã, phường của Phú Thọ, ví dụ canbo.04846",
    );
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
