//! Releases with their sums and ranks, as the store holds them.

use super::wordings::{Wording, Wordings};
use crate::store::{Db, StoreError, releases::ReleaseRow};
use app::public::model::{Counts, ReleaseInfo};
use domain::{
    counts::StillOpen,
    meaning::Meaning,
    ranking::{self, PublishedLine, Rank},
    rate::Rate,
    unit::UnitCode,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A release with its sums and ranks.
#[derive(Clone, Debug)]
pub struct Release {
    /// Key of its rows.
    pub key: i64,
    /// In words.
    pub info: Arc<ReleaseInfo>,
    /// Its criteria set, worded as it was published with.
    pub wording: Wording,
    /// Sums of each province.
    pub provinces: BTreeMap<UnitCode, Counts>,
    /// Rank of each province: among computed ones in an installation of the whole country; in one of a
    /// single province, among itself and what others published.
    pub ranks: BTreeMap<UnitCode, Rank>,
    /// In an installation of a single province: the lines of the others.
    pub published: BTreeMap<UnitCode, Arc<PublishedLine>>,
    /// What is still open in each province; empty for a release that did not freeze it.
    pub open: BTreeMap<UnitCode, StillOpen>,
}

impl Release {
    /// Green of all of every province, computed here or published.
    pub fn rates(&self) -> impl Iterator<Item = (&UnitCode, Rate, Option<&Arc<PublishedLine>>)> {
        let published = self.published.iter();
        let computed = self
            .provinces
            .iter()
            .map(|(code, c)| (code, c.rate(), None));
        computed.chain(published.map(|(code, line)| (code, line.rate, Some(line))))
    }

    /// Ranks the provinces: computed ones that have submitted enough, and published ones as they were printed.
    fn rank(&mut self) {
        let floor = self.info.rank_floor;
        let may = |code, published: Option<_>| {
            let counts = self.provinces.get(code);
            published.is_some()
                || counts.is_some_and(|counts| floor.is_reached(counts.submitted_rate()))
        };
        let rows = self.rates();
        let rows = rows.map(|(code, rate, published)| (code, rate, may(code, published)));
        self.ranks = ranking::of_provinces(rows);
    }
}

pub(super) async fn releases(db: &Db, wordings: &Wordings) -> Result<Vec<Release>, StoreError> {
    let mut meanings: HashMap<String, Arc<Meaning>> = HashMap::new();
    let mut provinces: HashMap<i64, BTreeMap<UnitCode, Counts>> = HashMap::new();
    for row in db.province_sums().await? {
        let of_release = provinces.entry(row.release_id).or_default();
        of_release.insert(row.province_code, row.counts);
    }
    let mut open: HashMap<i64, BTreeMap<UnitCode, StillOpen>> = HashMap::new();
    for row in db.open_sums().await? {
        let of_release = open.entry(row.release_id).or_default();
        of_release.insert(row.province_code, row.open);
    }
    let mut releases = Vec::new();
    for row in db.releases().await? {
        let open = open.remove(&row.id).unwrap_or_default();
        let provinces = provinces.remove(&row.id).unwrap_or_default();
        let unknown = || {
            StoreError::inconsistent("release", row.release, "no such wording of a criteria set")
        };
        let wording = wordings.get(&row.criteria_set, row.wording);
        let wording = wording.ok_or_else(unknown)?.clone();
        let meaning = meanings
            .entry(row.criteria_set.clone())
            .or_insert_with(|| Arc::new(Meaning::of(&wording.set)))
            .clone();
        releases.push(Release {
            open,
            ..release(row, wording, meaning, provinces)
        });
    }
    Ok(releases)
}

/// Puts a province among the others as somebody else published them. Beside a release stands, of each
/// province, the last line that held before the next release.
pub(super) fn rank_among_published(
    releases: &mut [Release],
    only: &UnitCode,
    lines: &[PublishedLine],
) {
    for at in 0..releases.len() {
        let number = releases[at].info.id.number;
        let next = releases[at..].iter().find(|r| r.info.id.number > number);
        let mut published = ranking::published_before(lines, next.map(|r| r.info.as_of));
        published.remove(only);
        let release = &mut releases[at];
        release.provinces.retain(|code, _| code == only);
        release.published = published
            .into_iter()
            .map(|(code, line)| (code, Arc::new(line.clone())))
            .collect();
        release.rank();
    }
}

fn release(
    row: ReleaseRow,
    wording: Wording,
    meaning: Arc<Meaning>,
    provinces: BTreeMap<UnitCode, Counts>,
) -> Release {
    let total = provinces
        .values()
        .fold(Counts::default(), |sum, c| sum.plus(*c));
    let mut release = Release {
        key: row.id,
        info: Arc::new(ReleaseInfo {
            id: row.release,
            as_of: row.as_of,
            period: row.period_code,
            period_due: row.period_due,
            criteria_set: row.criteria_set,
            meaning,
            rule_version: row.rule_version,
            rank_floor: row.rank_floor,
            simulated: row.simulated,
            hash: row.content_hash,
            counts: total,
        }),
        wording,
        provinces,
        ranks: BTreeMap::new(),
        published: BTreeMap::new(),
        open: BTreeMap::new(),
    };
    release.rank();
    release
}
