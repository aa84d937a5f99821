//! Requests to end the server, from the terminal or the system.

use std::{future::pending, io};
use tokio::sync::mpsc;

/// Requests to end, from the terminal or the system: one for each.
///
/// # Errors
/// If the system refuses to tell of them.
pub fn requests_to_end() -> io::Result<mpsc::Receiver<()>> {
    let (tell, told) = mpsc::channel(2);
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use tokio::signal::unix::{SignalKind, signal};
        // Where files may not grow any more, a write fails and is said to have failed; it ends nothing.
        let _handled = signal(SignalKind::from_raw(Signal::XFSZ.as_raw()))?;
        for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
            let (mut signals, tell) = (signal(kind)?, tell.clone());
            tokio::spawn(async move {
                while signals.recv().await.is_some() && tell.send(()).await.is_ok() {}
            });
        }
    }
    #[cfg(not(unix))]
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() && tell.send(()).await.is_ok() {}
    });
    Ok(told)
}

pub(super) async fn requested(end: &mut mpsc::Receiver<()>) {
    if end.recv().await.is_none() {
        pending::<()>().await;
    }
}
