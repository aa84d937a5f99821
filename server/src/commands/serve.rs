//! `xanh serve`: the site, with what goes on beside requests.

use super::{causes, demo::say_accounts, terminal::say};
use domain::access::Scope;
use server::{
    clock::Clock,
    config::{Config, Serve},
    files::Files,
    http::{
        self, Site,
        listen::{self, Limits},
    },
    mail::Mailer,
    service::{public::PublicBackend, workspace::Workspace},
    store::Db,
    tasks,
    typesetter::Typesetter,
};
use std::{error::Error, net::SocketAddr, sync::Arc};

pub async fn serve_site(db: Db, config: &Config, serve: &Serve) -> Result<(), Box<dyn Error>> {
    let clock = config.clock();
    let public = Arc::new(public(&db, clock, serve));
    let snapshot = public.snapshot().await?;
    // A scope has a home of its own; one that was named besides must exist too, or nobody learns of the mistake.
    for home in [public.home(), &serve.home] {
        if !snapshot.units.contains_key(home) {
            return Err(format!("không có tỉnh nào mang mã {home} (XANH_HOME, XANH_SCOPE)").into());
        }
    }
    if snapshot.demo && !serve.address.ip().is_loopback() {
        return Err(
            "cơ sở dữ liệu mô phỏng có tài khoản và mật khẩu công khai nên chỉ được chạy trên chính máy này \
             (XANH_ADDR phải là 127.0.0.1 hoặc ::1)"
                .into(),
        );
    }
    let demo = snapshot.demo;
    drop(snapshot);
    let end = listen::requests_to_end()?;
    let listener = tokio::net::TcpListener::bind(serve.address)
        .await
        .map_err(|cause| {
            let why = causes::of_address(&cause);
            format!("không mở được {} (XANH_ADDR): {why}", serve.address)
        })?;
    // Of port 0, the system chooses one; links name that.
    let address = listener.local_addr()?;
    let origin = origin(serve, address);
    let mut workspace = Workspace::new(
        db.clone(),
        clock,
        public.clone(),
        Typesetter::beside_this_program(),
    )
    .with_letterhead(serve.briefing.letterhead());
    let mailer = match serve.mail.smtp() {
        Some(smtp) => Some(Mailer::new(&smtp)?),
        None => None,
    };
    if let Some(mailer) = mailer {
        workspace = workspace.sending_mail(mailer.clone());
        tokio::spawn(tasks::keep_sending(
            db.clone(),
            workspace.clone(),
            mailer,
            origin.clone(),
        ));
    }
    let files = Files::open(&serve.files)?;
    tokio::spawn(tasks::keep_sweeping(db, files.clone()));
    let parts = http::Parts {
        workspace,
        public,
        files,
        page_cache_mib: serve.page_cache_mib,
        origin,
        behind_proxy: serve.behind_proxy,
        built: serve.site.clone(),
    };
    let router = http::router(Site::new(parts));
    let limits = Limits::new(serve.connections, serve.behind_proxy).within(listen::descriptors());
    if limits.connections < serve.connections {
        tracing::warn!(
            connections = limits.connections,
            "fewer connections than XANH_CONNECTIONS: the limit of open files (LimitNOFILE) is too low"
        );
    }
    say(&format!("Xanh đang chạy tại http://{address}"));
    if demo {
        say_accounts();
    }
    listen::serve(listener, router, limits, end).await;
    Ok(())
}

/// What the pages are made from: of the whole country, or of one province (`XANH_SCOPE`).
pub fn public(db: &Db, clock: Clock, serve: &Serve) -> PublicBackend {
    let public = match &serve.scope {
        Scope::Province(only) => PublicBackend::of_one_province(db.clone(), clock, only.clone()),
        _ => PublicBackend::new(db.clone(), clock, serve.home.clone()),
    };
    public.with_rank_floor(serve.rank_floor)
}

/// The site's address for links that leave it.
pub fn origin(serve: &Serve, address: SocketAddr) -> String {
    let own = serve.origin.clone();
    own.unwrap_or_else(|| format!("http://{address}"))
}
