//! Opening the database for a command that may write.

use super::{causes, terminal::say_aside};
use server::{
    config::Config,
    service::{
        reference,
        refresh::{self, Refreshed, ShippedRow},
    },
    store::{self, Db, Schema, StoreError},
};
use std::{error::Error, path::Path};

/// Opens the database for a command that may write, and brings it up to date. Of an installation that the command may
/// not begin, and for a file that can't be read, nothing is made.
pub async fn open(
    config: &Config,
    may_begin: bool,
    file: Option<&Path>,
) -> Result<Opened, Box<dyn Error>> {
    let address = store::shown(&config.database);
    let absent = || {
        format!(
            "chưa có cơ sở dữ liệu Xanh tại {address} (XANH_DATABASE); tạo mới bằng: xanh migrate"
        )
    };
    let unopened = |error: StoreError| match error {
        StoreError::Address(_) | StoreError::Absent(_) => causes::of_store(&error),
        StoreError::Foreign(_) => causes::of_store(&StoreError::Foreign(address.clone())),
        error => {
            let why = causes::of_store(&error);
            format!("không mở được {address} (XANH_DATABASE): {why}")
        }
    };
    if !may_begin {
        // Looked at before it is opened for writing, which alone changes a file.
        match Db::open_to_read(&config.database).await {
            Ok(db) => {
                let schema = db.schema().await.map_err(unopened)?;
                db.close().await;
                if schema == Schema::None {
                    return Err(absent().into());
                }
            }
            Err(StoreError::Absent(_)) => return Err(absent().into()),
            Err(error) => return Err(unopened(error).into()),
        }
    }
    if let Some(file) = file {
        std::fs::File::open(file).map_err(|cause| causes::of_file(file, &cause))?;
    }
    let db = Db::open(&config.database).await.map_err(unopened)?;
    let schema = db.schema().await?;
    match schema {
        Schema::Newer => {
            return Err(format!(
                "{address} do một phiên bản Xanh mới hơn tạo ra; hãy dùng phiên bản đó, hoặc phục hồi bản sao lưu"
            )
            .into());
        }
        Schema::Altered => {
            return Err(format!(
                "{address} có một bước cập nhật lược đồ dở dang hoặc khác với phiên bản này; hãy phục hồi bản sao lưu"
            )
            .into());
        }
        Schema::None | Schema::Older | Schema::Current => {}
    }
    db.migrate().await?;
    let fresh = reference::ensure(&db).await?;
    let refreshed = refresh::refresh(&db, config.start()).await?;
    if schema == Schema::None {
        say_aside(&format!("Cơ sở dữ liệu mới: {address}"));
    }
    for line in listed(BROUGHT, &refreshed.brought) {
        say_aside(&line);
    }
    Ok(Opened {
        db,
        fresh,
        left: refreshed.left,
    })
}

const BROUGHT: &str = "Đã cập nhật dữ liệu đi kèm chương trình";
const LEFT: &str = "Giữ nguyên, vì đã được sửa tại đây hoặc số đã công bố khác với bản đi kèm";

/// A database that is up to date.
pub struct Opened {
    /// The database.
    pub db: Db,
    /// Whether it had no reference data before.
    pub fresh: bool,
    /// Rows that are not as this program ships them, and were left.
    left: Vec<ShippedRow>,
}

impl Opened {
    /// Which rows were left, a line a file.
    pub fn left(&self) -> Vec<String> {
        listed(LEFT, &self.left)
    }
}

fn listed(what: &str, rows: &[ShippedRow]) -> Vec<String> {
    let files = Refreshed::by_file(rows).into_iter();
    files
        .map(|(file, keys)| format!("{what}: {} – {}", file.name(), keys.join(", ")))
        .collect()
}
