//! One connection: its requests go to the router one after the other, until it is cut or the server ends.

use super::{
    bodies::{Answering, InFlight, Paced, Slow},
    limits::Limits,
    lines::{Line, Lines, Phase, SILENT},
    pace::Pace,
    watched::Watched,
};
use axum::{Router, body::Body, extract::ConnectInfo, http::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{convert::Infallible, net::SocketAddr, sync::Arc};
use tokio::{
    net::TcpStream,
    sync::watch,
    time::{Instant, sleep},
};
use tower::ServiceExt;

/// Most bytes of a head that are held while it is incomplete. Addresses of less are refused with a page.
const LARGEST_HEAD: usize = 64 * 1024;

pub(super) struct Connection {
    pub(super) peer: SocketAddr,
    pub(super) line: Arc<Line>,
    pub(super) lines: Arc<Lines>,
    pub(super) router: Router,
    pub(super) ending: watch::Receiver<bool>,
}

impl Connection {
    pub(super) async fn run(self, stream: TcpStream) {
        // Without it small answers on a kept connection wait for the reader's system; it is no condition.
        let _ = stream.set_nodelay(true);
        let limits = self.lines.limits;
        let watched = Watched {
            stream,
            line: self.line.clone(),
            pace: Pace::new(&limits),
        };
        let (line, router, peer) = (self.line.clone(), self.router, self.peer);
        let service = service_fn(move |request: Request<Incoming>| {
            line.enter(Phase::Busy);
            answer(request, router.clone(), peer, line.clone(), limits)
        });
        let mut http = http1::Builder::new();
        http.max_buf_size(LARGEST_HEAD);
        let served = http.serve_connection(TokioIo::new(watched), service);
        tokio::pin!(served);
        let check = sleep(limits.head);
        tokio::pin!(check);
        let mut ending = self.ending;
        let mut ends = false;
        loop {
            tokio::select! {
                // How a connection ended is nobody's concern.
                _ = served.as_mut() => break,
                () = self.line.cut.notified() => break,
                () = check.as_mut() => {
                    let now = Instant::now();
                    let again = now + if ends { SILENT } else { limits.head };
                    let next = match self.line.deadline(&limits, ends) {
                        Some(at) if at <= now => break,
                        Some(at) => at.min(again),
                        None => again,
                    };
                    check.as_mut().reset(next);
                }
                _ = ending.changed(), if !ends => {
                    ends = true;
                    if self.line.now().0 == Phase::Head {
                        break;
                    }
                    served.as_mut().graceful_shutdown();
                    check.as_mut().reset(Instant::now() + SILENT);
                }
            }
        }
        self.lines.remove(&self.line);
    }
}

async fn answer(
    request: Request<Incoming>,
    router: Router,
    peer: SocketAddr,
    line: Arc<Line>,
    limits: Limits,
) -> Result<Response<Answering>, Infallible> {
    let slow = Slow::default();
    let mut request = request.map(|body| {
        Body::new(Paced {
            body,
            pace: Pace::new(&limits),
            slow: slow.clone(),
            line: line.clone(),
        })
    });
    let extensions = request.extensions_mut();
    extensions.insert(ConnectInfo(peer));
    extensions.insert(slow);
    // From here on the connection is idle again when this is dropped, whatever became of the answer.
    let given = InFlight(line);
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Answering {
        body,
        _given: given,
    }))
}
