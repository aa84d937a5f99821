//! Campaigns: opening one, and moving its deadline with a reason. Each leaves an entry in the
//! installation's own chain.

use crate::store::{Db, StoreError};
use domain::{
    audit::{Entry, INSTALLATION},
    period::Period,
    time::Timestamp,
};

/// Why a campaign can't be opened or moved.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// There is one of this name.
    #[error("đã có đợt mang mã này")]
    Taken,
    /// There is none of this name.
    #[error("không có đợt nào mang mã này")]
    Unknown,
    /// The deadline does not lie after the opening, or after now.
    #[error("hạn phải ở sau lúc mở và sau lúc này")]
    Due,
    /// A moved deadline needs its reason.
    #[error("cần nêu lý do dời hạn")]
    Reason,
    /// The name is empty or too long.
    #[error("mã đợt cần từ 1 đến 40 ký tự")]
    Code,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn entry(action: &str, code: &str, now: Timestamp) -> Entry {
    Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at: now,
        actor: "xanh".to_owned(),
        action: action.to_owned(),
        object: code.to_owned(),
        before: String::new(),
        after: String::new(),
        reason: String::new(),
    }
}

/// Opens a campaign now, due at `due`.
///
/// # Errors
/// [`CampaignError`]; then nothing has changed.
pub async fn open(
    db: &Db,
    code: &str,
    due: Timestamp,
    now: Timestamp,
) -> Result<(), CampaignError> {
    let code = code.trim();
    if code.is_empty() || code.chars().count() > 40 {
        return Err(CampaignError::Code);
    }
    if due <= now {
        return Err(CampaignError::Due);
    }
    if db.periods().await?.iter().any(|p| p.code == code) {
        return Err(CampaignError::Taken);
    }
    let period = Period {
        code: code.to_owned(),
        opens_at: now,
        due_at: due,
    };
    let simulated = db.installation().await?.demo;
    let mut tx = db.begin().await?;
    tx.add_periods(&[period], simulated).await?;
    let entry = Entry {
        after: due.to_string(),
        ..entry("open-campaign", code, now)
    };
    tx.record(entry, None).await?;
    Ok(tx.commit().await?)
}

/// Moves a campaign's deadline.
///
/// # Errors
/// [`CampaignError`]; then nothing has changed.
pub async fn extend(
    db: &Db,
    code: &str,
    due: Timestamp,
    reason: &str,
    now: Timestamp,
) -> Result<(), CampaignError> {
    if reason.trim().is_empty() {
        return Err(CampaignError::Reason);
    }
    let periods = db.periods().await?;
    let period = periods.iter().find(|p| p.code == code);
    let period = period.ok_or(CampaignError::Unknown)?;
    if due <= period.opens_at || due <= now {
        return Err(CampaignError::Due);
    }
    let mut tx = db.begin().await?;
    if !tx.move_due(code, due).await? {
        return Err(CampaignError::Unknown);
    }
    let entry = Entry {
        before: period.due_at.to_string(),
        after: due.to_string(),
        reason: reason.trim().to_owned(),
        ..entry("extend-campaign", code, now)
    };
    tx.record(entry, None).await?;
    Ok(tx.commit().await?)
}
