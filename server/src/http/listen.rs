//! Taking connections: how many, how long each may be silent, and how the server ends. What is asked for must not
//! enter: a request goes to the router, and comes back as an answer.
//!
//! A connection costs a descriptor and some memory whether or not it ever says something. Heads, bodies and readers
//! that come to a stop are cut; where there is no more room, whoever has been silent longest gives way, so that many
//! silent connections keep nobody out.

mod bodies;
mod connection;
mod ending;
mod limits;
mod lines;
mod pace;
mod watched;

pub use bodies::Slow;
pub use ending::requests_to_end;
pub use limits::{Limits, descriptors};

use crate::service::workspace::authentication::network_of;
use axum::Router;
use connection::Connection;
use ending::requested;
use lines::Lines;
use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

/// After the server could not take a connection, it tries again so much later.
const AGAIN: Duration = Duration::from_millis(50);

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
