//! Publishing: what a release made now would change, and freezing exactly that.

use super::{
    Principal, ServiceError, ServiceResult,
    context::{Context, Note, set_in_force},
};
use crate::service::{
    publish::{self, Material, Publication},
    snapshot::{Release, Snapshot},
};
use app::{
    failure::Failure,
    public::model::Counts,
    workspace::publication::model::{CommuneChange, Doubt, Preview, ProvinceChange, Step},
};
use domain::{
    access::{Action, Object, Scope},
    answer::Answer,
    audit::AuditAction,
    meaning::Meaning,
    period, ranking,
    rate::saturating_u32,
    release::{ReleaseHeader, ReleaseId, ReleaseRef},
    status::{Level, RuleVersion},
    time::Timestamp,
    unit::UnitCode,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Making releases.
#[derive(Clone, Debug)]
pub struct Publishing {
    pub(super) context: Context,
    pub(super) progress: Progress,
}

/// How far the release that is being published has come, if this server publishes one.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Mutex<Option<Step>>>);

impl Progress {
    fn is(&self, step: Option<Step>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = step;
    }

    fn step(&self) -> Option<Step> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A publication that goes on: however it ends, nothing is being published afterwards.
struct Going(Progress);

impl Drop for Going {
    fn drop(&mut self) {
        self.0.is(None);
    }
}

/// A preview that is older is made again first.
const HOLDS_MS: i64 = 60 * 60_000;

/// What shall be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The next number.
    New,
    /// The next revision of the last number, with its reason.
    Correction(String),
}

impl Publishing {
    /// What publishing now would change against the last release.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn preview(&self, who: &Principal) -> ServiceResult<Preview> {
        // A release covers the whole country.
        who.may(Action::Publish, &Object::at(Scope::Country))?;
        let snapshot = self.context.snapshot().await?;
        let now = self.context.now();
        let last = snapshot.release(ReleaseRef::Latest).cloned();
        let id = next_id(last.as_ref(), &Kind::New);
        let unseen = Progress::default();
        let made = self.make(&snapshot, last.as_ref(), (id, now), &unseen);
        let made = made.await?;
        let today = now.date();
        let mut provinces = Vec::new();
        let mut total = Counts::default();
        let after = &made.publication.provinces;
        let floor = made.publication.release.rank_floor;
        let ranks = ranking::of_provinces(after.iter().map(|(code, counts)| {
            (
                code,
                counts.rate(),
                floor.is_reached(counts.submitted_rate()),
            )
        }));
        // Ranks are compared only where the criteria mean the same.
        let comparable = last.as_ref().filter(|r| made.meaning == *r.info.meaning);
        for (code, counts) in after {
            total = total.plus(*counts);
            let before = last.as_ref().and_then(|r| r.provinces.get(code)).copied();
            let rank_before = comparable.and_then(|r| r.ranks.get(code)).copied();
            let rank_after = ranks.get(code).copied();
            let moved =
                comparable.is_some() && rank_before.map(|r| r.rank) != rank_after.map(|r| r.rank);
            let before = before.unwrap_or_default();
            if before.green == counts.green && !moved {
                continue;
            }
            if let Some(unit) = snapshot.unit_ref(code, today) {
                provinces.push(ProvinceChange {
                    unit,
                    before,
                    after: *counts,
                    rank_before,
                    rank_after,
                });
            }
        }
        let mut communes = Vec::new();
        for (code, after) in &made.publication.levels {
            let before = made.before.get(code).copied().unwrap_or(Level::None);
            if before == *after {
                continue;
            }
            let province = snapshot.units.get(code).and_then(|u| u.province.as_ref());
            let province = province.and_then(|p| snapshot.unit_ref(p, today));
            if let (Some(unit), Some(province)) = (snapshot.unit_ref(code, today), province) {
                communes.push(CommuneChange {
                    unit,
                    province,
                    before,
                    after: *after,
                });
            }
        }
        // Gained first, then lost, then the rest; each by province and name.
        communes.sort_by(|a, b| {
            let class = |c: &CommuneChange| match (c.before, c.after) {
                (_, Level::Green) => 0,
                (Level::Green, _) => 1,
                _ => 2,
            };
            let key = |c: &CommuneChange| {
                (
                    class(c),
                    c.province.sort_key.clone(),
                    c.unit.sort_key.clone(),
                )
            };
            key(a).cmp(&key(b))
        });
        let ended = made.before.iter().map(|(code, level)| (code, *level));
        let ended = snapshot.ended_communes(ended, today);
        let waiting = self.context.db.waiting(None).await?.len();
        let doubt = doubt(last.as_ref(), &made);
        Ok(Preview {
            number: id.number,
            revision: id.revision,
            as_of: now,
            period: made.period,
            provinces,
            communes,
            ended,
            waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
            simulated: snapshot.demo,
            doubt,
            last: last.map(|r| r.info),
            total,
            hash: made.publication.release.content_hash,
            refused: None,
        })
    }

    async fn make(
        &self,
        snapshot: &Snapshot,
        last: Option<&Release>,
        (id, as_of): (ReleaseId, Timestamp),
        progress: &Progress,
    ) -> ServiceResult<PreparedRelease> {
        progress.is(Some(Step::Reading));
        let set = set_in_force(snapshot)?;
        let mut communes = publish::communes(&self.context.db).await?;
        // A unit that has ended, or has yet to begin, is none of those that are counted.
        let exists = |code: &UnitCode| {
            let unit = snapshot.units.get(code);
            unit.is_some_and(|unit| unit.exists(as_of.date()))
        };
        communes.retain(|commune| exists(&commune.code));
        if let Some(only) = self.context.public.only() {
            communes.retain(|c| c.province == *only);
        }
        let periods = self.context.db.periods().await?;
        let mut answers: HashMap<UnitCode, Vec<Answer>> = HashMap::new();
        for (unit, answer) in self.context.db.answers().await? {
            answers.entry(unit).or_default().push(answer);
        }
        let before = match last {
            Some(last) => self.context.db.levels(last.key).await?,
            None => HashMap::new(),
        };
        let period = period::current(&periods, as_of).cloned();
        let simulated = snapshot.demo;
        let rank_floor = self.context.public.rank_floor();
        let progress = progress.clone();
        let made = tokio::task::spawn_blocking(move || {
            let all = saturating_u32(communes.len());
            let frame = ReleaseHeader {
                id,
                as_of,
                period_due: period.as_ref().map_or(as_of, |p| p.due_at),
                criteria_set: set.version.clone(),
                rules: RuleVersion::CURRENT,
                rank_floor,
                simulated,
            };
            let code = period.as_ref().map_or("", |p| p.code.as_str());
            let material = Material {
                frame: &frame,
                period: code,
                set: &set,
                periods: &periods,
                communes: &communes,
                answers: &answers,
                before: &before,
            };
            let publication = publish::freeze(&material, |done| {
                progress.is(Some(Step::Counting { done, all }));
            });
            PreparedRelease {
                publication,
                meaning: Meaning::of(&set),
                before,
                period,
            }
        });
        made.await
            .map_err(|e| ServiceError(super::service_error::service_error(&e)))
    }

    /// How far the release that is being published has come; `None` if this server publishes none.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn progress(&self, who: &Principal) -> ServiceResult<Option<Step>> {
        who.may(Action::Publish, &Object::at(Scope::Country))?;
        Ok(self.progress.step())
    }

    /// Publishes what the preview of `as_of` with this hash showed, compared with the release `compared`. A release that is
    /// hardly worth it is published only if that is wanted `anyway`.
    ///
    /// # Errors
    /// [`Failure::Denied`]; [`Failure::Changed`] if what would be published now is not what was shown;
    /// [`Failure::BadForm`] if there is no campaign, nothing to correct, or a correction has no reason;
    /// or if the store refuses. Then nothing was published.
    pub async fn publish(
        &self,
        who: &Principal,
        kind: &Kind,
        (as_of, hash): (Timestamp, &str),
        compared: Option<ReleaseId>,
        anyway: bool,
    ) -> ServiceResult<Published> {
        who.may(Action::Publish, &Object::at(Scope::Country))?;
        let now = self.context.now();
        if as_of > now || now.0 - as_of.0 > HOLDS_MS {
            return Err(ServiceError(Failure::Changed));
        }
        let snapshot = self.context.snapshot().await?;
        let last = snapshot.release(ReleaseRef::Latest).cloned();
        if last.as_ref().map(|r| r.info.id) != compared {
            return Err(ServiceError(Failure::Changed));
        }
        let reason = match kind {
            Kind::New => "",
            Kind::Correction(reason) => reason.trim(),
        };
        let correction = matches!(kind, Kind::Correction(_));
        let wordless = correction
            && (reason.is_empty() || domain::text::length(reason) > domain::text::LONGEST_WORDS);
        if wordless || (correction && last.is_none()) {
            return Err(ServiceError(Failure::BadForm));
        }
        let shown = next_id(last.as_ref(), &Kind::New);
        let progress = &self.progress;
        let _going = Going(progress.clone());
        let made = self.make(&snapshot, last.as_ref(), (shown, as_of), progress);
        let made = made.await?;
        if made.period.is_none() {
            return Err(ServiceError(Failure::BadForm));
        }
        if made.publication.release.content_hash != hash {
            return Err(ServiceError(Failure::Changed));
        }
        // A correction has a reason of its own.
        if !correction
            && !anyway
            && let Some(doubt) = doubt(last.as_ref(), &made)
        {
            return Ok(Published::Doubtful(doubt));
        }
        let id = next_id(last.as_ref(), kind);
        let made = if id == shown {
            made
        } else {
            let made = self.make(&snapshot, last.as_ref(), (id, as_of), progress);
            made.await?
        };
        progress.is(Some(Step::Storing));
        let mut tx = self.context.db.begin().await?;
        let mut note = Note::installation(AuditAction::Publish, "");
        let object = id.to_string();
        note.object = &object;
        note.after = made.publication.release.content_hash.clone();
        note.reason = reason;
        self.context.note(&mut tx, who, note).await?;
        let by = publish::Publisher {
            name: &who.user_name,
            at: now,
            reason,
        };
        publish::store(&mut tx, &made.publication, by).await?;
        tx.commit().await?;
        tracing::info!(release = %id, by = %who.user_name, "published");
        Ok(Published::As(id))
    }
}

/// What came of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// It is published under this name.
    As(ReleaseId),
    /// Nothing was: whoever publishes has to say that it is wanted all the same.
    Doubtful(Doubt),
}

struct PreparedRelease {
    publication: Publication,
    meaning: Meaning,
    before: HashMap<UnitCode, Level>,
    period: Option<domain::period::Period>,
}

/// Why a release would hardly be worth publishing, if it would not.
fn doubt(last: Option<&Release>, made: &PreparedRelease) -> Option<Doubt> {
    let provinces = &made.publication.provinces;
    if provinces.iter().all(|(_, counts)| counts.submitted == 0) {
        return Some(Doubt::Empty);
    }
    let last = last?;
    // What a commune gained or lost since the release before is no sum of this one.
    let sums = |counts: &Counts| Counts {
        gained: 0,
        lost: 0,
        ..*counts
    };
    let same_sums = provinces.len() == last.provinces.len()
        && provinces
            .iter()
            .all(|(code, counts)| last.provinces.get(code).map(sums) == Some(sums(counts)));
    let same = same_sums && made.publication.levels == made.before;
    same.then_some(Doubt::Unchanged)
}

fn next_id(last: Option<&Release>, kind: &Kind) -> ReleaseId {
    match (last.map(|r| r.info.id), kind) {
        (None, _) => ReleaseId {
            number: 1,
            revision: 1,
        },
        (Some(id), Kind::New) => ReleaseId {
            number: id.number + 1,
            revision: 1,
        },
        (Some(id), Kind::Correction(_)) => ReleaseId {
            number: id.number,
            revision: id.revision + 1,
        },
    }
}
