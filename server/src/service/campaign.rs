//! Campaigns: opening one, moving its deadlines with a reason, closing it. The rules are the domain's; the
//! pages and the command line come here alike. Each change leaves an entry in the installation's own
//! chain.

use crate::store::{Db, StoreError, Tx};
use domain::{
    audit::{AuditAction, Entry, INSTALLATION},
    period::{Campaign, CampaignProblem},
    time::Timestamp,
};

/// Why a campaign can't be opened, moved or closed.
#[derive(Debug, thiserror::Error)]
pub enum CampaignError {
    /// There is one of this name.
    #[error("đã có đợt mang mã này")]
    Taken,
    /// There is none of this name.
    #[error("không có đợt nào mang mã này")]
    Unknown,
    /// A moved deadline needs its reason.
    #[error("cần nêu lý do điều chỉnh thời hạn")]
    Reason,
    /// The rules forbid it.
    #[error(transparent)]
    Rule(#[from] CampaignProblem),
    /// Somebody else changed it in between.
    #[error("đợt vừa được người khác thay đổi; hãy kiểm tra rồi chạy lại")]
    Changed,
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who acts, from where.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// User name.
    pub name: &'a str,
    /// Address of the connection.
    pub address: Option<&'a str>,
}

/// Whoever sits at the server's terminal.
pub const TERMINAL: By<'static> = By {
    name: "xanh",
    address: None,
};

/// Deadlines of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// The communes'.
    pub due: Timestamp,
    /// The reviewers'; none leaves them what their province's policy says.
    pub review: Option<Timestamp>,
}

impl Deadlines {
    fn words(&self) -> String {
        let review = self.review.map(|at| format!(", review {at}"));
        format!("{}{}", self.due, review.unwrap_or_default())
    }

    fn of(campaign: &Campaign) -> Self {
        Self {
            due: campaign.period.due_at,
            review: campaign.review_due,
        }
    }
}

async fn record(tx: &mut Tx, entry: Entry, by: By<'_>) -> Result<(), StoreError> {
    tx.record(entry, by.address).await
}

fn entry(action: AuditAction, code: &str, by: By<'_>, now: Timestamp) -> Entry {
    Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at: now,
        actor: by.name.to_owned(),
        action: action.into(),
        object: code.to_owned(),
        before: String::new(),
        after: String::new(),
        reason: String::new(),
    }
}

/// Opens a campaign now.
///
/// # Errors
/// [`CampaignError`]; then nothing has changed.
pub async fn open(
    db: &Db,
    code: &str,
    deadlines: Deadlines,
    by: By<'_>,
    now: Timestamp,
) -> Result<(), CampaignError> {
    let campaign = Campaign::open(code, deadlines.due, deadlines.review, now)?;
    let code = campaign.period.code.as_str();
    if db.periods().await?.iter().any(|p| p.code == code) {
        return Err(CampaignError::Taken);
    }
    let simulated = db.installation().await?.demo;
    let mut tx = db.begin().await?;
    tx.add_campaign(&campaign, simulated).await?;
    let entry = Entry {
        after: deadlines.words(),
        ..entry(AuditAction::OpenCampaign, code, by, now)
    };
    record(&mut tx, entry, by).await?;
    Ok(tx.commit().await?)
}

async fn find(db: &Db, code: &str) -> Result<Campaign, CampaignError> {
    let all = db.campaigns().await?;
    let found = all.into_iter().find(|c| c.period.code == code);
    found.ok_or(CampaignError::Unknown)
}

async fn change(
    db: &Db,
    (old, new): (&Campaign, &Campaign),
    entry: Entry,
    by: By<'_>,
) -> Result<(), CampaignError> {
    let mut tx = db.begin().await?;
    if !tx.change_campaign(old, new).await? {
        return Err(CampaignError::Changed);
    }
    record(&mut tx, entry, by).await?;
    Ok(tx.commit().await?)
}

/// Moves a campaign's deadlines; one that was closed is open again.
///
/// # Errors
/// [`CampaignError`]; then nothing has changed.
pub async fn extend(
    db: &Db,
    code: &str,
    deadlines: Deadlines,
    reason: &str,
    by: By<'_>,
    now: Timestamp,
) -> Result<(), CampaignError> {
    if reason.trim().is_empty() {
        return Err(CampaignError::Reason);
    }
    let old = find(db, code).await?;
    let new = old.clone().due(deadlines.due, deadlines.review, now)?;
    let entry = Entry {
        before: Deadlines::of(&old).words(),
        after: deadlines.words(),
        reason: reason.trim().to_owned(),
        ..entry(AuditAction::ExtendCampaign, code, by, now)
    };
    change(db, (&old, &new), entry, by).await
}

/// Closes a campaign whose deadline is over.
///
/// # Errors
/// [`CampaignError`]; then nothing has changed.
pub async fn close(db: &Db, code: &str, by: By<'_>, now: Timestamp) -> Result<(), CampaignError> {
    let old = find(db, code).await?;
    let new = old.clone().close(now)?;
    let entry = entry(AuditAction::CloseCampaign, code, by, now);
    change(db, (&old, &new), entry, by).await
}
