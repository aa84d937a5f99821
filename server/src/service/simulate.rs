//! `xanh demo`: puts the simulated history into an empty database, in one transaction, through the
//! same freezing that publishes real releases.

pub mod people;

use crate::{
    secrets,
    service::{
        demo::{self, Demo, TooEarly},
        indicators,
        publish::{self, Material, Publisher},
        reference::ShippedFileError,
    },
    store::{Db, StoreError, observation_batches::NewBatch},
};
use domain::{
    audit::{AuditAction, Entry, INSTALLATION},
    delivery::BatchKind,
    period::Period,
    ranking::RankFloor,
    release::{ReleaseHeader, ReleaseId},
    status::RuleVersion,
    time::Timestamp,
    unit::UnitCode,
};
use std::collections::HashMap;

/// The set that the simulated answers are given to, whatever else has been imported.
const CRITERIA_SET: &str = "v0";

/// What loading the demo did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoOutcome {
    /// It is in now.
    Now {
        /// Number of answers.
        answers: usize,
        /// Number of releases.
        releases: usize,
    },
    /// It was in already.
    Before,
}

/// Why the demo could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// The database holds releases or answers that are not the demo's.
    #[error("cơ sở dữ liệu này đã có số liệu thật; chỉ nạp mô phỏng vào cơ sở dữ liệu trống")]
    NotEmpty,
    /// There are no reference data.
    #[error("cơ sở dữ liệu chưa có bộ tiêu chí hoặc danh mục đơn vị")]
    NoReference,
    /// The clock stands before the history begins.
    #[error(transparent)]
    TooEarly(#[from] TooEarly),
    /// No password can be made.
    #[error("hệ thống không tạo được mật khẩu cho tài khoản thử")]
    NoSecret,
    /// A shipped file is broken.
    #[error(transparent)]
    Broken(#[from] ShippedFileError),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A campaign that is open now, due in two weeks, so that every page is alive. It opens after the last
/// release, which it can't concern.
fn campaign(demo: &Demo, now: Timestamp) -> Option<Period> {
    let last = demo.releases.last()?;
    let civil = now.date().civil();
    Some(Period {
        code: format!("{}-{:02}", civil.year, civil.month),
        opens_at: Timestamp(last.as_of.0 + 1),
        due_at: now.date().plus(14).at(17, 0),
    })
}

/// Loads the demo. `progress` is told after each release how many of how many are done.
///
/// # Errors
/// See [`SimulateError`]; then the database is as it was.
pub async fn load(
    db: &Db,
    now: Timestamp,
    mut progress: impl FnMut(usize, usize),
) -> Result<DemoOutcome, SimulateError> {
    if db.installation().await?.demo {
        return Ok(DemoOutcome::Before);
    }
    if !db.releases().await?.is_empty() || !db.periods().await?.is_empty() {
        return Err(SimulateError::NotEmpty);
    }
    let communes = publish::communes(db).await?;
    let mut sets = db.criteria_sets().await?.into_iter();
    let set = sets
        .find(|s| s.version == CRITERIA_SET)
        .ok_or(SimulateError::NoReference)?;
    if communes.is_empty() {
        return Err(SimulateError::NoReference);
    }
    let mut demo = demo::generate(&set, &communes, now)?;
    demo.periods.extend(campaign(&demo, now));
    progress(0, demo.releases.len());
    let password = tokio::task::spawn_blocking(|| secrets::hash_password(people::PASSWORD));
    let password = password.await.map_err(|_| SimulateError::NoSecret)?;
    let password = password.map_err(|_| SimulateError::NoSecret)?;

    let mut tx = db.begin().await?;
    let begin = Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at: now,
        actor: "xanh".to_owned(),
        action: AuditAction::Demo.into(),
        object: String::new(),
        before: String::new(),
        after: String::new(),
        reason: String::new(),
    };
    tx.record(begin, None).await?;
    people::add(&mut tx, &communes, &password, now.0).await?;
    tx.add_periods(&demo.periods, true).await?;
    tx.add_answers(&demo.answers, &set.version, true).await?;
    let loaded = DemoOutcome::Now {
        answers: demo.answers.len(),
        releases: demo.releases.len(),
    };
    let mut answers: HashMap<UnitCode, Vec<_>> = HashMap::new();
    for (unit, answer) in demo.answers {
        answers.entry(unit).or_default().push(answer);
    }
    let by = Publisher {
        name: "xanh",
        at: now,
        reason: "",
    };
    let mut before = HashMap::new();
    for (index, planned) in demo.releases.iter().enumerate() {
        let frame = ReleaseHeader {
            id: ReleaseId {
                number: u32::try_from(index + 1).unwrap_or(u32::MAX),
                revision: 1,
            },
            as_of: planned.as_of,
            period_due: planned.period_due,
            criteria_set: set.version.clone(),
            rules: RuleVersion::CURRENT,
            rank_floor: RankFloor::USUAL,
            simulated: true,
        };
        let publication = publish::freeze(
            &Material {
                frame: &frame,
                period: &planned.period_code,
                set: &set,
                periods: &demo.periods,
                communes: &communes,
                answers: &answers,
                before: &before,
            },
            |_| (),
        );
        publish::store(&mut tx, &publication, by).await?;
        before = publication.levels;
        progress(index + 1, demo.releases.len());
    }
    let batch = NewBatch {
        kind: BatchKind::Demo,
        title: "xanh demo",
        file_hash: None,
        entered_by: "xanh",
        entered_at: now,
        simulated: true,
    };
    let catalogue = indicators::catalogue()?;
    indicators::write(&mut tx, batch, &catalogue, &demo.observations, None).await?;
    tx.mark_demo().await?;
    tx.commit().await?;
    Ok(loaded)
}
