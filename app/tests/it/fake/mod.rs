//! A small invented country behind the port, so that pages can be rendered without a server. Names
//! are invented (“Tỉnh mẫu 3”, “A 12”); only the home province carries the name and the published
//! figures of its source.

pub mod indicators;
pub mod sample;

use app::{
    failure::Failure,
    page::PageRequest,
    port::{Backend, Reply},
    public::model::{figures::*, map::*, *},
};
use domain::{
    ranking::{self, Rank, Standing},
    rate::Rate,
    release::{self, ReceiptId, ReleaseRef, Replay},
    status::{Level, Outcome},
    text::fold,
    unit::{FormerType, UnitCode},
};
use std::{collections::HashMap, future::ready, sync::Arc};

/// The backend.
pub struct Fake {
    /// Whether releases exist.
    pub released: bool,
}

/// A request for an address.
pub fn request(address: &str) -> PageRequest {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    PageRequest::read(path, query)
}

/// The page at an address as text.
pub fn html(released: bool, address: &str) -> (u16, String) {
    use leptos::prelude::*;
    let owner = Owner::new();
    owner.with(|| {
        let assets = app::shell::Assets {
            stylesheet: "/style.css".into(),
            islands: None,
            origin: "https://xanh.example".into(),
        };
        let fake = Fake { released };
        let request = request(address);
        let answer = futures_now(app::public::respond(&fake, &request, &assets));
        (answer.status, answer.view.to_html())
    })
}

/// Every reply of the fake is there at once.
fn futures_now<T>(future: impl std::future::Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the fake never waits"),
    }
}

impl Fake {
    fn edition(&self, release: ReleaseRef) -> Result<Edition, Failure> {
        let all = Arc::new(if self.released {
            sample::releases()
        } else {
            Vec::new()
        });
        let shown = match release {
            ReleaseRef::Latest => all.first().cloned(),
            ReleaseRef::Number(n) => Some(find(&all, |r| r.id.number == n)?),
            ReleaseRef::Exact(id) => Some(find(&all, |r| r.id == id)?),
        };
        Ok(Edition {
            latest: shown.as_ref().map(|r| r.id) == all.first().map(|r| r.id),
            release: shown,
            all,
            home: sample::home(),
            demo: self.released,
            set: Arc::new(sample::set()),
        })
    }

    fn rows(&self) -> Vec<ProvinceRow> {
        if self.released {
            sample::provinces()
        } else {
            Vec::new()
        }
    }

    fn communes(&self) -> Vec<(CommuneRow, Vec<domain::status::Input>, Outcome)> {
        let set = sample::set();
        let release = &sample::releases()[0];
        let mut rows: Vec<_> = (0..148)
            .map(|n| {
                let inputs = sample::inputs(n, &set);
                let outcome = domain::status::assess(
                    domain::status::RuleVersion::CURRENT,
                    &set,
                    &inputs,
                    release.as_of,
                    release.period_due,
                );
                let before = match n {
                    126..130 => Level::Yellow,
                    130 | 131 => Level::Green,
                    _ => outcome.level,
                };
                let row = CommuneRow {
                    unit: sample::commune(n),
                    level: outcome.level,
                    met: outcome.rate(),
                    rank: None,
                    levels: outcome.criteria.iter().map(|c| c.reason.level()).collect(),
                    completed_at: outcome.completed_at,
                    before: Some(before),
                };
                (row, inputs, outcome)
            })
            .collect();
        let standing = |row: &CommuneRow| Standing {
            level: row.level,
            met: row.met,
            completed_at: row.completed_at,
        };
        let ranks = ranking::competition(
            &rows,
            |(row, ..)| row.level != Level::None,
            |a, b| {
                ranking::communes(
                    domain::status::RuleVersion::CURRENT,
                    &standing(&a.0),
                    &standing(&b.0),
                )
            },
        );
        for (row, rank) in rows.iter_mut().zip(ranks) {
            row.0.rank = rank;
        }
        rows.sort_by_key(|(row, ..)| row.rank.map_or(u32::MAX, |r| r.rank));
        rows
    }
}

fn find(
    all: &[Arc<ReleaseInfo>],
    wanted: impl Fn(&ReleaseInfo) -> bool,
) -> Result<Arc<ReleaseInfo>, Failure> {
    all.iter()
        .find(|r| wanted(r))
        .cloned()
        .ok_or_else(|| Failure::NoSuchRelease("?".into()))
}

fn series(
    edition: &Edition,
    of: impl Fn(&ReleaseInfo) -> (Rate, Option<Rank>),
) -> Vec<SeriesPoint> {
    let Some(shown) = &edition.release else {
        return Vec::new();
    };
    let own = edition.all.iter().rev().filter(|r| r.id <= shown.id);
    own.map(|r| {
        let (rate, rank) = of(r);
        SeriesPoint {
            release: r.clone(),
            rate,
            rank,
        }
    })
    .collect()
}

impl Backend for Fake {
    fn country(&self, release: ReleaseRef) -> Reply<'_, Country> {
        Box::pin(ready(self.edition(release).map(|edition| {
            let rows = self.rows();
            let total = rows
                .iter()
                .fold(Counts::default(), |sum, row| sum.plus(row.counts));
            Country {
                series: series(&edition, |r| (sample::country_rate(r.id.number), None)),
                before: edition.release.as_ref().and_then(|r| {
                    edition
                        .all
                        .iter()
                        .find(|other| other.id.number + 1 == r.id.number)
                        .cloned()
                }),
                change: self.released.then_some(-67),
                total,
                rows,
                map: Arc::new(sample::country_map()),
                tiles: Arc::new(sample::tiles()),
                figures: vec![sample::figure_country()],
                home_figures: sample::headline(),
                edition,
            }
        })))
    }

    fn province(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Province> {
        let reply = || {
            let edition = self.edition(release)?;
            let row = sample::provinces()
                .into_iter()
                .find(|row| row.unit.code == code);
            let row = row.ok_or_else(|| Failure::NoSuchUnit(code.to_string()))?;
            let home = code.as_str() == "25";
            let communes: Vec<_> = if self.released && home {
                self.communes()
            } else {
                Vec::new()
            };
            Ok(Province {
                ended_communes: Vec::new(),
                unit: row.unit.clone(),
                units: row.counts.units(),
                series: series(&edition, |r| sample::home_series(r.id.number)),
                failing: sample::failing(&communes.iter().map(|c| &c.0).collect::<Vec<_>>()),
                communes: communes.into_iter().map(|c| c.0).collect(),
                map: Arc::new(if home {
                    sample::province_map()
                } else {
                    Map::default()
                }),
                cells: Arc::new(if home { sample::cells() } else { Vec::new() }),
                headline: if home { sample::headline() } else { Vec::new() },
                infrastructure: if home {
                    sample::infrastructure()
                } else {
                    Vec::new()
                },
                ended: None,
                infrastructure_first: sample::infrastructure()
                    .into_iter()
                    .take(if home { 2 } else { 0 })
                    .collect(),
                row: self.released.then_some(row),
                edition,
            })
        };
        Box::pin(ready(reply()))
    }

    fn items(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Items> {
        let reply = || {
            let edition = self.edition(release)?;
            let row = sample::provinces()
                .into_iter()
                .find(|r| r.unit.code == code);
            let row = row.ok_or_else(|| Failure::NoSuchUnit(code.to_string()))?;
            let mut communes = Vec::new();
            if let Some(release) = &edition.release {
                let on = release.as_of.date();
                for (own, inputs, outcome) in self.communes() {
                    communes.push(CommuneItems {
                        receipt: ReceiptId {
                            release: release.id,
                            unit: own.unit.code.clone(),
                        },
                        unit: own.unit,
                        items: domain::status::progress(&edition.set, &inputs, &outcome, on),
                    });
                }
            }
            Ok(Items {
                unit: row.unit,
                communes,
                edition,
            })
        };
        Box::pin(ready(reply()))
    }

    fn commune(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Commune> {
        let reply = || {
            let edition = self.edition(release)?;
            let rows = self.communes();
            let at = rows.iter().position(|(row, ..)| row.unit.code == code);
            let at = at.ok_or_else(|| Failure::NoSuchUnit(code.to_string()))?;
            let (row, inputs, outcome) = rows[at].clone();
            let history = series(&edition, |_| (row.met, None));
            let point = |p: SeriesPoint| HistoryPoint {
                release: p.release,
                level: row.level,
                met: p.rate,
            };
            Ok(Commune {
                unit: row.unit.clone(),
                province: sample::home(),
                map: Arc::new(sample::province_map()),
                former: vec![
                    Place::Former(FormerType::Ward, "Cũ Một".into()),
                    Place::Former(FormerType::Commune, "Cũ Hai".into()),
                ],
                local: indicators::local(self.released),
                ended: None,
                history: history.into_iter().map(point).collect(),
                nearest: if self.released {
                    let near = |(row, metres): (&(CommuneRow, _, _), u32)| NearUnit {
                        row: row.0.clone(),
                        metres,
                    };
                    rows[..6]
                        .iter()
                        .zip((2_340..).step_by(1_800))
                        .map(near)
                        .collect()
                } else {
                    Vec::new()
                },
                figures: Vec::new(),
                evidence: Vec::new(),
                standing: edition.release.as_ref().map(|release| CommuneStanding {
                    inputs,
                    outcome,
                    receipt: ReceiptId {
                        release: release.id,
                        unit: code.clone(),
                    },
                    row: row.clone(),
                }),
                edition,
            })
        };
        Box::pin(ready(reply()))
    }

    fn receipt(&self, id: ReceiptId) -> Reply<'_, Receipt> {
        let reply = || {
            let edition = self.edition(ReleaseRef::Exact(id.release))?;
            let info = edition
                .release
                .clone()
                .ok_or_else(|| Failure::NoSuchReceipt(id.to_string()))?;
            let row = self
                .communes()
                .into_iter()
                .find(|(row, ..)| row.unit.code == id.unit);
            let (row, inputs, _) = row.ok_or_else(|| Failure::NoSuchReceipt(id.to_string()))?;
            let frozen = release::freeze(&info.header(), &edition.set, id.unit.clone(), inputs);
            Ok(Receipt {
                release: info,
                unit: row.unit,
                province: sample::home(),
                inputs: frozen.inputs,
                outcome: frozen.outcome,
                hash: frozen.hash,
                replay: Replay::Matches,
                evidence: Vec::new(),
                edition,
                id,
            })
        };
        Box::pin(ready(reply()))
    }

    fn method(&self, release: ReleaseRef) -> Reply<'_, Method> {
        Box::pin(ready(self.edition(release).map(|edition| Method {
            edition,
            reworded: None,
        })))
    }

    fn published(&self, release: ReleaseRef) -> Reply<'_, Published> {
        Box::pin(ready(self.edition(release).map(|edition| {
            let mut figures = sample::headline();
            let compared = figures
                .iter()
                .map(|figure| Compared {
                    figure: figure.clone(),
                    computed: None,
                    comparison: None,
                })
                .collect();
            figures.extend(sample::infrastructure());
            Published {
                compared,
                figures,
                edition,
            }
        })))
    }

    fn edition(&self, release: ReleaseRef) -> Reply<'_, Edition> {
        Box::pin(ready(self.edition(release)))
    }

    fn corrections(&self) -> Reply<'_, Vec<Correction>> {
        Box::pin(ready(Ok(Vec::new())))
    }

    fn search(&self, text: String, release: ReleaseRef) -> Reply<'_, Search> {
        Box::pin(ready(self.edition(release).map(|edition| {
            let wanted = fold(&text);
            let provinces = sample::provinces().into_iter().map(|row| (row.unit, None));
            let communes = (0..148).map(|n| (sample::commune(n), Some(sample::home())));
            let all = provinces.chain(communes);
            let found: Vec<_> = all
                .filter(|(unit, _)| !wanted.is_empty() && fold(&unit.name).contains(&wanted))
                .map(|(unit, province)| SearchHit {
                    code: unit.code.to_string(),
                    place: Place::Unit(unit),
                    within: province.into_iter().map(Place::Unit).collect(),
                    alias: None,
                    ended: None,
                    whole: false,
                })
                .collect();
            Search {
                indicators: Arc::default(),
                text,
                readable: !wanted.is_empty(),
                near: false,
                standings: HashMap::new(),
                more: found.len() > 20,
                found: found.into_iter().take(20).collect(),
                edition,
            }
        })))
    }
}
