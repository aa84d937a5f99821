//! `xanh digest`: the mails of this day, at once.

use super::{
    serve::{origin, public},
    terminal::say,
};
use server::{
    config::{Config, Serve},
    mail::Mailer,
    service::{
        digest,
        workspace::{ServiceError, Workspace},
    },
    store::Db,
    typesetter::Typesetter,
};
use std::{error::Error, process::ExitCode, sync::Arc};

/// Sends the mails of this day, once.
pub async fn send_digests(
    db: &Db,
    config: &Config,
    site: &Serve,
) -> Result<ExitCode, Box<dyn Error>> {
    let Some(smtp) = site.mail.smtp() else {
        return Err("chưa khai báo máy chủ thư (XANH_SMTP_HOST)".into());
    };
    let clock = config.clock();
    let public = Arc::new(public(db, clock, site));
    let mailer = Mailer::new(&smtp)?;
    let workspace = Workspace::new(db.clone(), clock, public, Typesetter::beside_this_program())
        .sending_mail(mailer.clone());
    let round = digest::send(db, &workspace, &mailer, &origin(site, site.address)).await;
    let round = round.map_err(|ServiceError(failure)| failure)?;
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
