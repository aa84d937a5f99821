//! Files of browsers are read where blocking is allowed, few at a time, and not for ever.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// Turns at reading one kind of file: each may take some memory.
#[derive(Debug)]
pub struct Readers {
    turns: Semaphore,
    longest: Duration,
}

/// Why a file was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It broke its reader.
    Broken,
    /// It took too long.
    TooSlow,
}

impl Readers {
    /// So many files at once, each waited for and read for so long at most.
    #[must_use]
    pub const fn new(at_once: usize, longest: Duration) -> Self {
        Self {
            turns: Semaphore::const_new(at_once),
            longest,
        }
    }

    /// Reads a file with `read`, which ends when the flag that it is given is set.
    ///
    /// # Errors
    /// [`Unread`].
    pub async fn read<T: Send + 'static>(
        &'static self,
        read: impl FnOnce(&AtomicBool) -> T + Send + 'static,
    ) -> Result<T, Unread> {
        let stop = Arc::new(AtomicBool::new(false));
        let seen = stop.clone();
        let reading = async {
            let turn = self.turns.acquire().await;
            // The turn ends with the thread, not when nobody waits for it any more.
            spawn_blocking(move || {
                let _turn = turn;
                read(&seen)
            })
            .await
        };
        match timeout(self.longest, reading).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(cause)) => {
                tracing::warn!(%cause, "a file broke its reader");
                Err(Unread::Broken)
            }
            Err(_) => {
                stop.store(true, Ordering::Relaxed);
                Err(Unread::TooSlow)
            }
        }
    }
}
