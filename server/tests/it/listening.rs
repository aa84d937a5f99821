//! Connections that say nothing, half of something, or too much; too many of them; and how the server ends while they
//! are open. Through real sockets. Where a limit of time is tested it is short and everything else is long, so that
//! a slow machine only waits longer.

use crate::{
    officers::Server,
    support::{Client, Engine, folder, people, production, production_address},
};
use axum::{
    Router,
    body::{Body, Bytes},
    routing::get,
};
use hyper::body::{Body as HttpBody, Frame};
use server::http::listen::{self, Limits};
use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::Pin,
    process::{Command, ExitStatus},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, Semaphore, mpsc},
    task::JoinHandle,
    time::timeout,
};

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(3_600);
/// A test that waits so long has failed.
const ENOUGH: Duration = Duration::from_secs(120);

/// No limit that a test could meet.
fn wide() -> Limits {
    Limits {
        connections: 1_000,
        of_one: None,
        head: LONG,
        idle: LONG,
        pause: LONG,
        rate: 1,
        grace: LONG,
        stop: LONG,
    }
}

/// A server within this process.
struct Here {
    address: SocketAddr,
    end: mpsc::Sender<()>,
    task: JoinHandle<()>,
}

impl Here {
    async fn start(router: Router, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, told) = mpsc::channel(2);
        let task = tokio::spawn(listen::serve(listener, router, limits, told));
        Self { address, end, task }
    }

    /// The whole site.
    async fn site(limits: Limits) -> Self {
        let db = production(Engine::Sqlite).await;
        people::add(&db).await;
        Self::start(Client::of(db).router(), limits).await
    }

    async fn send(&self, text: &str) -> TcpStream {
        send(&self.address.to_string(), text).await
    }

    async fn end(&self) {
        self.end.send(()).await.unwrap();
    }

    async fn ended(self) {
        timeout(ENOUGH, self.task).await.unwrap().unwrap();
    }
}

async fn send(address: &str, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// Everything that comes until the server hangs up.
async fn all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = timeout(ENOUGH, stream.read_to_end(&mut bytes)).await;
    // Whether it says goodbye or just goes is the same here.
    let _ = read.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What comes up to the end of a head.
async fn head(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let mut byte = [0];
    while !text.ends_with("\r\n\r\n") {
        let read = timeout(ENOUGH, stream.read(&mut byte)).await;
        if read.unwrap().unwrap() == 0 {
            break;
        }
        text.push(char::from(byte[0]));
    }
    text
}

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
const LAST_HEALTH: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_head_that_does_not_end_is_cut() {
    let server = Here::site(Limits {
        head: SHORT,
        ..wide()
    })
    .await;
    for half in [
        "G",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nhost: x\r\nx: ",
    ] {
        assert_eq!(all(&mut server.send(half).await).await, "", "{half}");
    }
    // Also behind a whole request on the same connection, and if it goes on byte by byte.
    let mut second = server.send(HEALTH).await;
    assert!(head(&mut second).await.starts_with("HTTP/1.1 200"));
    second.write_all(b"GET / HT").await.unwrap();
    let (mut read, mut write) = second.into_split();
    let drip = tokio::spawn(async move {
        while write.write_all(b"P").await.is_ok() {
            tokio::time::sleep(SHORT / 10).await;
        }
    });
    let mut rest = Vec::new();
    let _ = timeout(ENOUGH, read.read_to_end(&mut rest)).await.unwrap();
    timeout(ENOUGH, drip).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_cut() {
    let server = Here::site(Limits {
        idle: SHORT,
        // How often it is looked at.
        head: SHORT,
        ..wide()
    })
    .await;
    assert_eq!(all(&mut server.send("").await).await, "");
    let mut kept = server.send(HEALTH).await;
    let said = all(&mut kept).await;
    assert!(
        said.starts_with("HTTP/1.1 200") && said.ends_with("ok\n"),
        "{said}"
    );
}

/// A request whose body stops half-way.
fn half(path: &str, kind: &str, more: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\norigin: http://x\r\ncontent-type: {kind}\r\n{more}\
         content-length: 100000\r\n\r\n{body}"
    )
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=xxx";

#[tokio::test]
async fn a_body_that_does_not_end_is_cut_on_every_way() {
    let db = production(Engine::Sqlite).await;
    people::add(&db).await;
    let client = Client::of(db);
    let admin = client.sign_in("quantri").await;
    let token = crate::observing::any_token(&admin).await;
    let officer = client.sign_in("canbo").await;
    let limits = Limits {
        pause: SHORT,
        ..wide()
    };
    let server = Here::start(client.router(), limits).await;
    let cookie = format!("cookie: {}\r\n", officer.cookie());
    let field = "--xxx\r\ncontent-disposition: form-data; name=\"user\"\r\n\r\nab";
    let file =
        "--xxx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-";
    let bearer = format!("authorization: Bearer {token}\r\nidempotency-key: k\r\n");
    let cases = [
        (half("/api/sign-in", FORM, "", "user=a"), "Gửi quá chậm"),
        (half("/en/api/sign-in", FORM, "", ""), "Sent too slowly"),
        (half("/ar/api/sign-in", PARTS, "", field), "الإرسال بطيء جداً"),
        (
            half("/api/save-answer", PARTS, &cookie, file),
            "Gửi quá chậm",
        ),
        (
            half("/api/upload-sheet", PARTS, &cookie, file),
            "Gửi quá chậm",
        ),
        (
            half("/api/v1/observations", "application/json", &bearer, "{"),
            "too-slow",
        ),
    ];
    for (request, told) in cases {
        let said = all(&mut server.send(&request).await).await;
        assert!(said.starts_with("HTTP/1.1 408"), "{request}\n\n{said}");
        assert!(said.contains(told), "{told} is not in {said}");
        assert!(said.contains("connection: close"), "{said}");
    }
    // Without a token the body is not waited for at all.
    let patient = Here::start(client.router(), wide()).await;
    let request = half("/api/v1/observations", "application/json", "", "{");
    let mut stream = patient.send(&request).await;
    assert!(head(&mut stream).await.starts_with("HTTP/1.1 401"));
}

#[tokio::test]
async fn a_body_that_drips_is_cut() {
    let server = Here::site(Limits {
        grace: SHORT,
        rate: 1_000_000,
        ..wide()
    })
    .await;
    let stream = server.send(&half("/api/sign-in", FORM, "", "user=")).await;
    let (mut read, mut write) = stream.into_split();
    let drip = tokio::spawn(async move {
        while write.write_all(b"a").await.is_ok() {
            tokio::time::sleep(SHORT / 10).await;
        }
    });
    let mut said = Vec::new();
    let _ = timeout(ENOUGH, read.read_to_end(&mut said)).await.unwrap();
    assert!(said.starts_with(b"HTTP/1.1 408"));
    timeout(ENOUGH, drip).await.unwrap().unwrap();
}

/// A body without an end, which tells when it is given up.
struct Endless(Arc<Notify>);

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[0; 65_536])))))
    }
}

impl Drop for Endless {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test]
async fn a_reader_who_takes_nothing_or_too_little_is_cut() {
    for (limits, reads) in [
        (
            Limits {
                pause: SHORT,
                ..wide()
            },
            false,
        ),
        (
            Limits {
                grace: SHORT,
                rate: u32::MAX,
                ..wide()
            },
            true,
        ),
    ] {
        let gone = Arc::new(Notify::new());
        let tell = gone.clone();
        let router = Router::new().route(
            "/",
            get(move || {
                let body = Body::new(Endless(tell.clone()));
                async move { body }
            }),
        );
        let server = Here::start(router, limits).await;
        let mut stream = server.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
        let reader = tokio::spawn(async move {
            let mut byte = [0; 4_096];
            while reads && stream.read(&mut byte).await.is_ok_and(|n| n > 0) {
                tokio::time::sleep(SHORT / 10).await;
            }
            stream
        });
        timeout(ENOUGH, gone.notified()).await.unwrap();
        drop(timeout(ENOUGH, reader).await.unwrap().unwrap());
    }
}

#[tokio::test]
async fn whoever_is_silent_longest_gives_way() {
    for limits in [
        Limits {
            connections: 4,
            ..wide()
        },
        Limits {
            of_one: Some(4),
            ..wide()
        },
    ] {
        let server = Here::site(limits).await;
        let mut silent = Vec::new();
        for n in 0..20 {
            let form = half("/api/sign-in", FORM, "", "user=a");
            silent.push(match n % 2 {
                0 => server.send(&form).await,
                _ => server.send("GET / HTTP/1.1\r\nhost: x\r\n").await,
            });
            // Somebody who speaks is heard, however many are silent.
            let said = all(&mut server.send(LAST_HEALTH).await).await;
            assert!(said.starts_with("HTTP/1.1 200"), "{said}");
        }
        for stream in &mut silent[..16] {
            assert_eq!(all(stream).await, "");
        }
        // The last ones were not cut: they are answered when they go on.
        let mut last = silent.pop().unwrap();
        last.write_all(b"connection: close\r\n\r\n").await.unwrap();
        assert!(all(&mut last).await.starts_with("HTTP/1.1 200"));
    }
}

#[tokio::test]
async fn nobody_who_is_being_answered_gives_way() {
    let (entered, go) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (enter, wait) = (entered.clone(), go.clone());
    let router = Router::new().route(
        "/",
        get(move || {
            let (enter, wait) = (enter.clone(), wait.clone());
            async move {
                enter.add_permits(1);
                wait.acquire().await.unwrap().forget();
                "done"
            }
        }),
    );
    let server = Here::start(
        router,
        Limits {
            connections: 3,
            ..wide()
        },
    )
    .await;
    let mut busy = Vec::new();
    for _ in 0..3 {
        let request = "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        busy.push(server.send(request).await);
        entered.acquire().await.unwrap().forget();
    }
    let mut more = TcpStream::connect(server.address).await.unwrap();
    let said = all(&mut more).await;
    assert!(
        said.starts_with("HTTP/1.1 503") && said.contains("retry-after"),
        "{said}"
    );
    go.add_permits(3);
    for stream in &mut busy {
        assert!(all(stream).await.ends_with("done"));
    }
}

#[tokio::test]
async fn the_end_waits_for_answers_and_for_nothing_else() {
    let (entered, go) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let (enter, wait) = (entered.clone(), go.clone());
    let router = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route(
            "/",
            get(move || {
                let (enter, wait) = (enter.clone(), wait.clone());
                async move {
                    enter.add_permits(1);
                    wait.acquire().await.unwrap().forget();
                    "done"
                }
            }),
        );
    let server = Here::start(router, wide()).await;
    let mut fresh = server.send("").await;
    let mut kept = server.send(HEALTH).await;
    assert!(head(&mut kept).await.starts_with("HTTP/1.1 200"));
    let mut half = server.send("GET / HTTP/1.1\r\nhost: x\r\n").await;
    let mut second = server.send(HEALTH).await;
    head(&mut second).await;
    second.write_all(b"GET / HTTP/1.1\r\nho").await.unwrap();
    let mut busy = server.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    entered.acquire().await.unwrap().forget();
    server.end().await;
    for stream in [&mut fresh, &mut kept, &mut half, &mut second] {
        all(stream).await;
    }
    assert!(!server.task.is_finished());
    assert!(TcpStream::connect(server.address).await.is_err());
    go.add_permits(1);
    assert!(all(&mut busy).await.ends_with("done"));
    server.ended().await;
}

#[tokio::test]
async fn the_end_has_a_bound_and_a_second_request_ends_at_once() {
    // What is half sent is not waited for.
    for (stop, twice) in [(SHORT, false), (LONG, false), (LONG, true)] {
        let server = Here::site(Limits { stop, ..wide() }).await;
        let mut half = server.send(&half("/api/sign-in", FORM, "", "user=a")).await;
        // It is being answered when the next one has been.
        let said = all(&mut server.send(LAST_HEALTH).await).await;
        assert!(said.starts_with("HTTP/1.1 200"));
        server.end().await;
        if twice {
            server.end().await;
        }
        server.ended().await;
        assert_eq!(all(&mut half).await, "");
    }
}

#[tokio::test]
async fn addresses_and_heads_have_a_size() {
    let server = Here::site(wide()).await;
    let long = |n: usize| "a".repeat(n);
    let page_request = |path: &str, more: &str| {
        format!("GET {path} HTTP/1.1\r\nhost: x\r\n{more}connection: close\r\n\r\n")
    };
    let cases = [
        (
            page_request(&format!("/tinh/25?ten={}", long(1_020)), ""),
            200,
            "",
        ),
        (
            page_request(&format!("/tinh/25?ten={}", long(1_021)), ""),
            414,
            "Địa chỉ quá dài",
        ),
        (
            page_request(&format!("/en/tinh/25?x={}", long(60_000)), ""),
            414,
            "The address is too long",
        ),
        (
            page_request(&format!("/ar/{}", long(1_100)), ""),
            414,
            "العنوان طويل جداً",
        ),
        (
            page_request(&format!("/can-bo?x={}", long(2_000)), ""),
            414,
            "Địa chỉ quá dài",
        ),
        (
            page_request(&format!("/api/v1/observations?x={}", long(2_000)), ""),
            414,
            "too-large",
        ),
        (
            page_request("/en", &format!("x: {}\r\n", long(40_000))),
            431,
            "The request is too large",
        ),
    ];
    for (request, status, told) in cases {
        let said = all(&mut server.send(&request).await).await;
        assert!(
            said.starts_with(&format!("HTTP/1.1 {status}")),
            "{said:.300}"
        );
        assert!(said.contains(told), "{told}: {said:.3000}");
        assert!(
            !said.contains(&long(900)) || status == 200,
            "what is too long is not repeated"
        );
    }
    // What is larger than what is held of a head is refused before it is read; whoever goes on sending may not hear it.
    for (path, header) in [
        ("/", long(500_000)),
        (&*format!("/?x={}", long(500_000)), long(1)),
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let request = page_request(path, &format!("x: {header}\r\n"));
        let sent = stream.write_all(request.as_bytes()).await;
        let mut said = Vec::new();
        let heard = timeout(ENOUGH, stream.read_to_end(&mut said))
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&said);
        assert!(
            said.starts_with("HTTP/1.1 431") || said.is_empty(),
            "{said:.300}"
        );
        assert!(
            !said.is_empty() || sent.is_err() || heard.is_err(),
            "it was let pass in silence"
        );
    }
}

/// The program itself, with so many descriptors.
async fn program(descriptors: Option<u32>) -> Server {
    let address = production_address(Engine::Sqlite).await;
    let Some(most) = descriptors else {
        return Server::start(&address, folder()).unwrap();
    };
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--nofile={most}:{most}"))
        .arg(env!("CARGO_BIN_EXE_xanh"))
        .arg("serve");
    Server::start_as(&mut command, &address, folder()).unwrap()
}

/// Asks a server to end.
pub fn terminate(server: &Server) {
    let pid = server.child.id().to_string();
    let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(told.success());
}

/// How it has ended.
pub async fn exit(server: &mut Server) -> ExitStatus {
    let wait = async {
        loop {
            if let Some(status) = server.child.try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(ENOUGH, wait).await.unwrap()
}

/// Memory that a server holds, KiB.
fn held(server: &Server) -> u64 {
    let path = format!("/proc/{}/status", server.child.id());
    let status = std::fs::read_to_string(path).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.unwrap().split_whitespace().nth(1).unwrap();
    number.parse().unwrap()
}

/// Passwords are hashed in 19 MiB each: in the same ones, however many come at once.
#[tokio::test]
async fn forty_wrong_passwords_at_once_take_the_memory_of_a_few() {
    let mut server = program(None).await;
    let before = held(&server);
    let mut open = Vec::new();
    for n in 0..40 {
        let body = format!("user=nobody{n}&password=x");
        let form = format!(
            "POST /api/sign-in HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
             content-type: {FORM}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        open.push(send(&server.host, &form).await);
    }
    for mut stream in open {
        let said = all(&mut stream).await;
        assert!(
            said.starts_with("HTTP/1.1 401") || said.starts_with("HTTP/1.1 429"),
            "{said:.200}"
        );
    }
    let more = held(&server).saturating_sub(before);
    assert!(more < 150 * 1024, "{more} KiB more");
    terminate(&server);
    assert!(exit(&mut server).await.success());
}

/// Of whom nobody knows, a few are read to their end at a time.
#[tokio::test]
async fn half_sent_forms_of_strangers_take_little_memory() {
    let mut server = program(None).await;
    let text = format!("user=a&carried={}", "x".repeat(250_000));
    let kinds = [
        (FORM, text.clone()),
        (
            "multipart/form-data; boundary=b",
            format!("--b\r\ncontent-disposition: form-data; name=\"carried\"\r\n\r\n{text}"),
        ),
    ];
    let before = held(&server);
    let mut open = Vec::new();
    for (kind, text) in kinds {
        for _ in 0..150 {
            let form = half("/api/sign-in", kind, "", &text).replace(": 100000", ": 260000");
            open.push(send(&server.host, &form).await);
        }
    }
    // Each is taken up as far as it will be.
    let said = all(&mut send(&server.host, LAST_HEALTH).await).await;
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
    tokio::time::sleep(Duration::from_secs(2)).await;
    let more = held(&server).saturating_sub(before);
    assert!(more < 80 * 1024, "{more} KiB more");
    drop(open);
    terminate(&server);
    assert!(exit(&mut server).await.success());
}

#[tokio::test]
async fn eleven_hundred_half_sent_heads_and_forms_keep_nobody_out() {
    // This process holds the other ends.
    assert!(
        listen::descriptors().is_none_or(|n| n > 2_000),
        "too few open files for this test"
    );
    let mut server = program(Some(256)).await;
    let form = half("/api/sign-in", FORM, "", "user=a");
    let mut silent = Vec::new();
    for n in 0..1_100 {
        let mut at = TcpStream::connect(&*server.host).await.unwrap();
        // It may have been cut already: there is no room for so many.
        let sent: &str = if n % 2 == 0 {
            "GET / HTTP/1.1\r\nhost: x\r\n"
        } else {
            &form
        };
        let _ = at.write_all(sent.as_bytes()).await;
        silent.push(at);
        if n % 100 == 99 {
            let said = all(&mut send(&server.host, LAST_HEALTH).await).await;
            assert!(said.starts_with("HTTP/1.1 200"), "after {n}: {said}");
        }
    }
    terminate(&server);
    assert!(exit(&mut server).await.success());
}

#[tokio::test]
async fn the_program_ends_while_something_is_half_sent() {
    let whole = half("/api/sign-in", FORM, "", "user=a");
    for (sent, times) in [
        ("", 1),
        ("GET / HTTP/1.1\r\nhos", 1),
        (whole.as_str(), 1),
        (&whole, 2),
    ] {
        let mut server = program(None).await;
        let mut open = send(&server.host, sent).await;
        let said = all(&mut send(&server.host, LAST_HEALTH).await).await;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
        for _ in 0..times {
            terminate(&server);
        }
        assert!(exit(&mut server).await.success(), "{sent:?}");
        all(&mut open).await;
    }
}
