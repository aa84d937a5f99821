//! The body of a form that may bring a file: how much of it is pulled, and what becomes of the rest.

use super::sent::LARGEST_FORM;
use axum::body::BodyDataStream;
use bytes::Bytes;
use domain::evidence::LARGEST_FILE;
use futures_util::{Stream, StreamExt};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// How much of a body is read and dropped after its answer, and for how long, so that a browser that is still sending
/// hears the answer at all.
pub(super) const LINGER: (u64, Duration) = (LARGEST_FILE + LARGEST_FORM, Duration::from_secs(15));

/// Bodies that are dropped that way at once.
static LINGERING: Semaphore = Semaphore::const_new(16);

/// How much of a body was pulled, and how much may be.
#[derive(Debug, Default)]
pub(super) struct Measure {
    pulled: AtomicU64,
    most: AtomicU64,
    /// How often more was asked for than may be, since something was read last.
    refused: AtomicU64,
}

/// How often more may be asked for than may be pulled: what reads a form asks each time, also if it holds enough to go on
/// with. If that often nothing came of it, it does not.
const MOST_REFUSED: u64 = 8;

impl Measure {
    /// So many bytes may be pulled in all.
    pub(super) fn allow(&self, most: u64) {
        self.most.store(most, Ordering::Relaxed);
        self.refused.store(0, Ordering::Relaxed);
    }

    pub(super) fn is_over(&self) -> bool {
        self.pulled.load(Ordering::Relaxed) > self.most.load(Ordering::Relaxed)
    }
}

/// A body that is pulled chunk by chunk: what reads it would otherwise take in as much as there is before it looks at
/// the first byte. It ends when more was pulled than may be.
pub(super) struct Measured {
    /// None once it has ended.
    pub(super) body: Option<BodyDataStream>,
    pub(super) measure: Arc<Measure>,
    /// Whether a chunk was given since its reader had its turn.
    pub(super) given: bool,
    /// Whether the rest is to be read after the answer.
    pub(super) lingers: bool,
}

impl Drop for Measured {
    fn drop(&mut self) {
        let turn = self.lingers.then(|| LINGERING.try_acquire().ok()).flatten();
        let (Some(turn), Some(mut body)) = (turn, self.body.take()) else {
            return;
        };
        tokio::spawn(async move {
            let (most, time) = LINGER;
            let rest = async {
                let mut read = 0;
                while let Some(Ok(chunk)) = body.next().await {
                    read += chunk.len() as u64;
                    if read > most {
                        break;
                    }
                }
            };
            // Whether it came to its end or not, there is nothing more to do for it.
            let _ = timeout(time, rest).await;
            drop(turn);
        });
    }
}

impl Stream for Measured {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.given) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.measure.is_over()
            && self.measure.refused.fetch_add(1, Ordering::Relaxed) < MOST_REFUSED
        {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.measure.is_over() {
            let over = std::io::Error::other("larger than it may be");
            return Poll::Ready(Some(Err(axum::Error::new(over))));
        }
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let next = ready!(Pin::new(body).poll_next(cx));
        match &next {
            Some(Ok(chunk)) => {
                self.given = true;
                let length = chunk.len() as u64;
                self.measure.pulled.fetch_add(length, Ordering::Relaxed);
            }
            _ => self.body = None,
        }
        Poll::Ready(next)
    }
}
