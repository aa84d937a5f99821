//! Opening the database for a command that may write.

use super::terminal::say_aside;
use server::{
    config::Config,
    service::reference,
    store::{self, Db, Schema, StoreError},
};
use std::{error::Error, path::Path};

/// Opens the database for a command that may write, and brings it up to date. Of an installation that the command may
/// not begin, and for a file that can't be read, nothing is made.
pub async fn open(
    config: &Config,
    may_begin: bool,
    file: Option<&Path>,
) -> Result<(Db, bool), Box<dyn Error>> {
    let address = store::shown(&config.database);
    let absent = || {
        format!(
            "chưa có cơ sở dữ liệu Xanh tại {address} (XANH_DATABASE); tạo mới bằng: xanh migrate"
        )
    };
    let unopened = |error: StoreError| match error {
        StoreError::Address(_) => error.to_string(),
        error => format!("không mở được {address} (XANH_DATABASE): {error}"),
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
        std::fs::File::open(file)
            .map_err(|e| format!("không đọc được tệp {}: {e}", file.display()))?;
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
    if schema == Schema::None {
        say_aside(&format!("Cơ sở dữ liệu mới: {address}"));
    }
    Ok((db, fresh))
}
