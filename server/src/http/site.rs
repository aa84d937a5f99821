//! What every handler may use, and what it is made of.

use super::public::cache::Cache;
use crate::{
    files::Files,
    service::{public::PublicBackend, workspace::Workspace},
};
use app::port::Backend;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What every handler may use.
#[derive(Clone)]
pub struct Site {
    /// The public side of the installation.
    pub public: Arc<PublicBackend>,
    /// What can be done behind the sign-in.
    pub workspace: Workspace,
    /// Evidence files.
    pub files: Files,
    /// Folder of the built site.
    pub built: Arc<Path>,
    /// Pages already rendered.
    pub cache: Cache,
    /// The installation's own address, for links that leave it.
    pub origin: Arc<str>,
    /// Whether browsers reach it by HTTPS only.
    pub secure: bool,
    /// Whether a proxy in front says from where requests come.
    pub behind_proxy: bool,
}

/// What a site is made of.
#[derive(Debug)]
pub struct Parts {
    /// The public side.
    pub public: Arc<PublicBackend>,
    /// What can be done behind the sign-in.
    pub workspace: Workspace,
    /// Evidence files.
    pub files: Files,
    /// Memory for rendered pages, MiB.
    pub page_cache_mib: u64,
    /// Own address, without a slash at its end.
    pub origin: String,
    /// Whether a proxy in front is trusted.
    pub behind_proxy: bool,
    /// Folder of the built site.
    pub built: PathBuf,
}

impl Site {
    /// A site of its parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            public: parts.public,
            workspace: parts.workspace,
            files: parts.files,
            built: parts.built.into(),
            cache: Cache::new(parts.page_cache_mib),
            secure: parts.origin.starts_with("https://"),
            origin: parts.origin.into(),
            behind_proxy: parts.behind_proxy,
        }
    }

    /// The port that pages ask through.
    #[must_use]
    pub fn backend(&self) -> Arc<dyn Backend> {
        self.public.clone()
    }
}
