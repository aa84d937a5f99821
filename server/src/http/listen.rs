//! Taking connections: how many, how long each may be silent, and how the server ends. What is asked for must not
//! enter: a request goes to the router, and comes back as an answer.
//!
//! A connection costs a descriptor and some memory whether or not it ever says something. Heads, bodies and readers
//! that come to a stop are cut; where there is no more room, whoever has been silent longest gives way, so that many
//! silent connections keep nobody out.

use crate::service::workspace::authentication::network_of;
use axum::{
    BoxError, Router,
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::Request,
    response::Response,
};
use hyper::{
    body::{Body as HttpBody, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{
    collections::HashMap,
    convert::Infallible,
    future::{Future, pending},
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc, watch},
    task::JoinSet,
    time::{Instant, Sleep, sleep, sleep_until, timeout},
};
use tower::ServiceExt;

/// Most bytes of a head that are held while it is incomplete. Addresses of less are refused with a page.
const LARGEST_HEAD: usize = 64 * 1024;

/// After the server could not take a connection, it tries again so much later.
const AGAIN: Duration = Duration::from_millis(50);

/// Descriptors that connections leave to the database, files and mail, at least.
const RESERVED: usize = 64;

/// When the server ends, a body that has said nothing for so long is not waited for.
const SILENT: Duration = Duration::from_secs(1);

/// What connections may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// Connections of one network at a time; none behind a proxy, from which all of them come.
    pub of_one: Option<usize>,
    /// For a head, from its first byte.
    pub head: Duration,
    /// Between an answer and the next head.
    pub idle: Duration,
    /// For a body, or a reader, without a byte.
    pub pause: Duration,
    /// Bytes a second that a body must bring, and a reader take, on average, …
    pub rate: u32,
    /// … beyond this.
    pub grace: Duration,
    /// For what is under way when the server is told to end.
    pub stop: Duration,
}

impl Limits {
    /// The usual limits, for so many connections.
    #[must_use]
    pub fn new(connections: usize, behind_proxy: bool) -> Self {
        Self {
            connections,
            // An office, or all offices of a province, may share one address.
            of_one: (!behind_proxy).then_some(connections / 2),
            head: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            pause: Duration::from_secs(15),
            // A slow line of a mountain commune brings several times as much.
            rate: 2 * 1024,
            grace: Duration::from_secs(20),
            stop: Duration::from_secs(10),
        }
    }

    /// The same, of no more connections than so many descriptors allow.
    #[must_use]
    pub fn within(self, descriptors: Option<usize>) -> Self {
        let Some(all) = descriptors else {
            return self;
        };
        let most = all.saturating_sub(RESERVED.max(all / 4)).max(8);
        let connections = self.connections.min(most);
        Self {
            connections,
            of_one: self.of_one.map(|_| connections / 2),
            ..self
        }
    }
}

/// How many descriptors this process may have, after it has asked for as many as it may ask for.
#[cfg(unix)]
#[must_use]
pub fn descriptors() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let now = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    now.and_then(|n| usize::try_from(n).ok())
}

/// Not known here.
#[cfg(not(unix))]
#[must_use]
pub fn descriptors() -> Option<usize> {
    None
}

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

async fn requested(end: &mut mpsc::Receiver<()>) {
    if end.recv().await.is_none() {
        pending::<()>().await;
    }
}

/// Whether the body of a request came too slowly. Stands among the extensions of each request.
#[derive(Clone, Debug, Default)]
pub struct Slow(Arc<AtomicBool>);

impl Slow {
    /// Whether it did, so far.
    #[must_use]
    pub fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Serves until the first request to end; then what is under way has [`Limits::stop`], or until the second.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    mut end: mpsc::Receiver<()>,
) {
    let lines = Arc::new(Lines {
        limits,
        open: Mutex::default(),
    });
    let (ending, _) = watch::channel(false);
    let mut tasks = JoinSet::new();
    let mut number = 0_u64;
    let mut said = None::<Instant>;
    loop {
        let (stream, peer) = tokio::select! {
            biased;
            () = requested(&mut end) => break,
            Some(_) = tasks.join_next() => continue,
            taken = listener.accept() => match taken {
                Ok(taken) => taken,
                Err(error) if is_about_the_other(&error) => continue,
                Err(cause) => {
                    // No descriptor is left. Said once a minute: it comes with every connection.
                    if said.is_none_or(|at| at.elapsed() > Duration::from_secs(60)) {
                        tracing::error!(%cause, "connections can't be taken now");
                        said = Some(Instant::now());
                    }
                    lines.make_room();
                    sleep(AGAIN).await;
                    continue;
                }
            },
        };
        number += 1;
        let Some(line) = lines.admit(number, network_of(peer.ip())) else {
            turn_away(&stream);
            continue;
        };
        let connection = Connection {
            peer,
            line,
            lines: lines.clone(),
            router: router.clone(),
            ending: ending.subscribe(),
        };
        tasks.spawn(connection.run(stream));
    }
    drop(listener);
    ending.send_replace(true);
    let open = tasks.len();
    let done = async { while tasks.join_next().await.is_some() {} };
    let whole = tokio::select! {
        () = done => true,
        () = sleep(limits.stop) => false,
        () = requested(&mut end) => false,
    };
    if !whole {
        let left = tasks.len();
        tracing::warn!(open, left, "the server ends with requests under way");
    }
    // They end at once, unless one of them computes.
    if timeout(Duration::from_secs(1), tasks.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("a request does not end");
    }
}

/// Errors of one connection, which say nothing of the next.
fn is_about_the_other(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
    )
}

/// Tells somebody for whom there is no room, if they can be told without waiting.
fn turn_away(stream: &TcpStream) {
    const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\n\
        connection: close\r\ncontent-length: 0\r\n\r\n";
    // Whoever does not hear it sees the connection end.
    let _ = stream.try_write(FULL);
}

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing: it is new, or its last answer was given.
    Idle,
    /// It sends a head.
    Head,
    /// A request of it is being answered.
    Busy,
    /// More of a request's body is waited for.
    Body,
}

/// A connection as others see it.
#[derive(Debug)]
struct Line {
    number: u64,
    from: IpAddr,
    phase: Mutex<(Phase, Instant)>,
    cut: Notify,
}

impl Line {
    fn now(&self) -> (Phase, Instant) {
        *locked(&self.phase)
    }

    fn enter(&self, phase: Phase) {
        *locked(&self.phase) = (phase, Instant::now());
    }

    /// Bytes came: if none were expected, a head has begun.
    fn heard(&self) {
        let mut phase = locked(&self.phase);
        if phase.0 == Phase::Idle {
            *phase = (Phase::Head, Instant::now());
        }
    }

    /// More of a body is waited for, or came.
    fn waits_for_body(&self, waits: bool) {
        let mut phase = locked(&self.phase);
        match (phase.0, waits) {
            (Phase::Busy, true) => *phase = (Phase::Body, Instant::now()),
            (Phase::Body, false) => *phase = (Phase::Busy, Instant::now()),
            _ => {}
        }
    }

    /// When it is cut if nothing changes.
    fn deadline(&self, limits: &Limits, ends: bool) -> Option<Instant> {
        match self.now() {
            (Phase::Idle, since) => Some(since + limits.idle),
            (Phase::Head, since) => Some(since + limits.head),
            (Phase::Body, since) if ends => Some(since + SILENT),
            // A body has a pace of its own.
            (Phase::Busy | Phase::Body, _) => None,
        }
    }
}

/// What a panic in between left behind is as good as any other state.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every open connection.
#[derive(Debug)]
struct Lines {
    limits: Limits,
    open: Mutex<HashMap<u64, Arc<Line>>>,
}

impl Lines {
    /// Takes a connection in; none if every other one is being answered.
    fn admit(&self, number: u64, from: IpAddr) -> Option<Arc<Line>> {
        let mut open = locked(&self.open);
        if let Some(most) = self.limits.of_one {
            let own = open.values().filter(|line| line.from == from).count();
            if own >= most && !give_way(&mut open, Some(from)) {
                return None;
            }
        }
        if open.len() >= self.limits.connections && !give_way(&mut open, None) {
            return None;
        }
        let line = Arc::new(Line {
            number,
            from,
            phase: Mutex::new((Phase::Idle, Instant::now())),
            cut: Notify::new(),
        });
        open.insert(number, line.clone());
        Some(line)
    }

    fn make_room(&self) {
        give_way(&mut locked(&self.open), None);
    }

    fn remove(&self, line: &Line) {
        locked(&self.open).remove(&line.number);
    }
}

/// Cuts the connection that has been silent longest, of one network if it is named; `false` if none is silent.
fn give_way(open: &mut HashMap<u64, Arc<Line>>, of: Option<IpAddr>) -> bool {
    let silent = open
        .values()
        .filter(|line| of.is_none_or(|from| line.from == from))
        .map(|line| (line.now(), line))
        .filter(|((phase, _), _)| *phase != Phase::Busy)
        .min_by_key(|((_, since), _)| *since);
    let Some(line) = silent.map(|(_, line)| line.clone()) else {
        return false;
    };
    open.remove(&line.number);
    line.cut.notify_one();
    true
}

struct Connection {
    peer: SocketAddr,
    line: Arc<Line>,
    lines: Arc<Lines>,
    router: Router,
    ending: watch::Receiver<bool>,
}

impl Connection {
    async fn run(self, stream: TcpStream) {
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
    let given = Given(line);
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Answering {
        body,
        _given: given,
    }))
}

/// How fast something has to move, as long as we wait for it. Time in which nobody waits does not count.
#[derive(Debug)]
struct Pace {
    pause: Duration,
    rate: u32,
    grace: Duration,
    moved: u64,
    waited: Duration,
    since: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Pace {
    fn new(limits: &Limits) -> Self {
        Self {
            pause: limits.pause,
            rate: limits.rate,
            grace: limits.grace,
            moved: 0,
            waited: Duration::ZERO,
            since: None,
            timer: None,
        }
    }

    /// So many bytes moved.
    fn moved(&mut self, bytes: usize) {
        if let Some(since) = self.since.take() {
            self.waited += since.elapsed();
        }
        self.moved = self
            .moved
            .saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
    }

    /// Nothing moves now: whether that has been so for too long. If not, the task is woken when it is.
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        if self.since.is_none() {
            let now = Instant::now();
            let earned = Duration::from_secs(self.moved / u64::from(self.rate.max(1)));
            let left = (self.grace + earned).saturating_sub(self.waited);
            let deadline = now + self.pause.min(left);
            self.since = Some(now);
            match &mut self.timer {
                Some(timer) => timer.as_mut().reset(deadline),
                None => self.timer = Some(Box::pin(sleep_until(deadline))),
            }
        }
        let timer = self.timer.as_mut();
        timer.is_some_and(|timer| timer.as_mut().poll(context).is_ready())
    }
}

fn too_slow() -> io::Error {
    io::Error::from(io::ErrorKind::TimedOut)
}

/// The body of a request, which must not come too slowly.
struct Paced {
    body: Incoming,
    pace: Pace,
    slow: Slow,
    line: Arc<Line>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        self.line.waits_for_body(polled.is_pending());
        match polled {
            Poll::Ready(Some(Ok(frame))) => {
                self.pace.moved(frame.data_ref().map_or(0, Bytes::len));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending if self.pace.is_over(context) => {
                self.slow.0.store(true, Ordering::Relaxed);
                Poll::Ready(Some(Err(too_slow().into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A request that is being answered; its connection is idle again afterwards.
struct Given(Arc<Line>);

impl Drop for Given {
    fn drop(&mut self) {
        self.0.enter(Phase::Idle);
    }
}

/// The body of an answer.
struct Answering {
    body: Body,
    _given: Given,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The connection itself: it tells when bytes come, and does not wait for ever for a reader.
struct Watched {
    stream: TcpStream,
    line: Arc<Line>,
    pace: Pace,
}

impl Watched {
    fn wrote(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(Ok(bytes)) => {
                self.pace.moved(bytes);
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending if self.pace.is_over(context) => Poll::Ready(Err(too_slow())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.line.heard();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wrote(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.wrote(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_to_everything_else() {
        let of = |descriptors| {
            Limits::new(2_000, false)
                .within(Some(descriptors))
                .connections
        };
        assert_eq!(
            [of(16), of(128), of(1_024), of(1_000_000)],
            [8, 64, 768, 2_000]
        );
        assert_eq!(Limits::new(2_000, true).within(Some(1_024)).of_one, None);
    }
}
