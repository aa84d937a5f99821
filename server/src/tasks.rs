//! What goes on beside requests, as long as the server runs: daily mails, and files that belong to nothing.

use crate::{
    files::Files,
    mail::Mailer,
    service::{digest, workspace::Workspace},
    store::Db,
};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often the server looks for daily mails to send.
const DIGEST_ROUND: Duration = Duration::from_secs(300);

/// How often the server removes evidence files that belong to nothing: far longer than a form takes.
const SWEEP_ROUND: Duration = Duration::from_secs(3600);

/// Removes, every hour, evidence files that belong to nothing, as long as the server runs. Several servers may share one
/// PostgreSQL database and one folder, and none knows what another receives: there nothing is removed.
pub async fn keep_sweeping(db: Db, files: Files) {
    if matches!(db, Db::Postgres(_)) {
        return;
    }
    let mut round = tokio::time::interval(SWEEP_ROUND);
    round.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        round.tick().await;
        let used = match db.evidence_files().await {
            Ok(used) => used.into_iter().collect(),
            Err(error) => {
                tracing::warn!(cause = %error, "files are not swept");
                continue;
            }
        };
        match files.sweep(&used).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "files that belonged to nothing are gone"),
            Err(error) => tracing::warn!(cause = %error, "files are not swept"),
        }
    }
}

/// Looks every few minutes for mails of the day that were not sent, as long as the server runs.
pub async fn keep_sending(db: Db, workspace: Workspace, mailer: Mailer, origin: String) {
    let mut round = tokio::time::interval(DIGEST_ROUND);
    round.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        round.tick().await;
        if !digest::is_time(workspace.now()) {
            continue;
        }
        // What went wrong was logged where it did; the next round tries again.
        if digest::send(&db, &workspace, &mailer, &origin)
            .await
            .is_err()
        {
            tracing::warn!("the daily mails wait for the next round");
        }
    }
}
