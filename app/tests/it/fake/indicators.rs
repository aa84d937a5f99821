//! A few indicators of the invented country: one observed, one whose criterion keeps its value, one of which
//! nothing is known.

use super::{Fake, sample};
use app::{
    failure::Failure,
    port::{Indicators, Reply},
    public::{indicators::model::*, model::local::*, model::*},
};
use domain::{
    coverage::{self, Sums},
    criteria::Localized,
    delivery::BatchKind,
    figure::Qualifier,
    indicator::{Cadence, Derived, Direction, Indicator, Kind, Sector, Value},
    release::{ReleaseId, ReleaseRef},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::{future::ready, sync::Arc};

const SOURCE: &str = "Nguồn mẫu";

fn texts(vi: &str, en: &str, ar: &str) -> Localized {
    Localized {
        vi: vi.into(),
        en: en.into(),
        ar: ar.into(),
    }
}

fn indicator(code: &str, kind: Kind, name: Localized) -> Indicator {
    Indicator {
        code: code.into(),
        system: code[..3].into(),
        sector: Sector::Infrastructure,
        kind,
        decimals: if kind == Kind::Count { 0 } else { 2 },
        direction: Direction::Up,
        of_province: true,
        of_commune: true,
        sums: true,
        derived: None,
        basis: "count".into(),
        basis_text: texts("số đếm", "a count", "عدد"),
        cadence: Cadence::Monthly,
        published: vec!["bts_total".into(), "cov_4g_area".into()],
        same_basis: vec!["bts_total".into()],
        name,
        unit: texts("trạm", "stations", "محطة"),
        summary: texts(
            "hơn 10.200 trạm BTS",
            "more than 10,200 BTS stations",
            "أكثر من 10,200 محطة",
        ),
        from: texts("nhà mạng", "operators", "المشغلون"),
    }
}

/// The catalogue of the invented country.
pub fn catalogue() -> Vec<Indicator> {
    let mut kept = indicator("I07c", Kind::YesNo, texts("Đường truyền", "Line", "خط"));
    kept.derived = Some(Derived::Criterion("HT3".into()));
    let mut growth = indicator("I17", Kind::Growth, texts("Tăng trưởng", "Growth", "نمو"));
    growth.published.clear();
    vec![
        indicator(
            "I02",
            Kind::Count,
            texts("Số trạm BTS", "BTS stations", "محطات"),
        ),
        kept,
        growth,
        indicator(
            "I23",
            Kind::Count,
            texts("Kết nối IOC", "IOC links", "روابط"),
        ),
    ]
}

/// Commune n has n stations as of one of two days; every tenth has no value.
/// What is known of any commune: an observation, an answer, and nothing.
pub fn local(released: bool) -> Vec<LocalIndicator> {
    let on = Date::parse("2026-09-30").unwrap();
    let known = |value: Value, source: LocalSource| LocalValue {
        value,
        qualifier: Qualifier::Exact,
        as_of: on,
        source,
        simulated: released,
    };
    let release = ReleaseId::parse("19r1").unwrap();
    let observed = LocalSource::Observed("Doanh nghiệp mẫu".into());
    let answered = LocalSource::Answer(release, "HT3".into());
    let values = [
        Some(known(Value::Number(5), observed)),
        Some(known(Value::YesNo(true), answered)),
    ];
    let values = values.into_iter().chain(std::iter::repeat(None));
    let kinds = [
        ("I02", Kind::Count, "Trạm"),
        ("I07c", Kind::YesNo, "Đường truyền"),
        ("I04", Kind::Count, "Trạm 5G"),
    ];
    kinds
        .into_iter()
        .zip(values)
        .map(|((code, kind, name), known)| LocalIndicator {
            indicator: indicator(code, kind, texts(name, "Stations", "محطات")),
            known,
        })
        .collect()
}

fn values(cut: Option<Date>) -> Vec<(UnitRef, Option<(i64, Date)>)> {
    (0..148)
        .map(|n| {
            let on = Date::new(2026, if n % 2 == 0 { 6 } else { 9 }, 30).unwrap();
            let known = n % 10 != 0 && cut.is_none_or(|cut| on <= cut);
            (sample::commune(n), known.then_some((n.into(), on)))
        })
        .collect()
}

fn rows(cut: Option<Date>) -> Vec<Row> {
    let row = |(unit, value): (UnitRef, Option<(i64, Date)>)| Row {
        unit,
        value: value.map(|(number, _)| Value::Number(number)),
        qualifier: Qualifier::Exact,
        days: value.map(|(_, on)| (on, on)),
        source: if value.is_some() {
            SOURCE.into()
        } else {
            String::new()
        },
        simulated: true,
        counted: None,
    };
    values(cut).into_iter().map(row).collect()
}

fn line(fake: &Fake, indicator: Indicator, home: bool) -> Line {
    let observed = fake.released && indicator.code == "I02";
    let sums = values(None)
        .into_iter()
        .filter_map(|(_, value)| value)
        .fold(Sums::default(), |sum, (number, on)| {
            sum.plus(Sums::of(&Value::Number(number), on))
        });
    Line {
        rolled: observed.then(|| Rolled {
            value: sums.value(Kind::Count).unwrap(),
            counted: sums.counted(Kind::Count),
            of: 148,
            days: sums.days.unwrap(),
            simulated: true,
            origin: Origin::Observed(vec![SOURCE.into()]),
        }),
        kept_back: fake.released && indicator.code == "I07c",
        own: Vec::new(),
        figures: if home && indicator.code == "I02" {
            sample::infrastructure()
        } else {
            Vec::new()
        },
        indicator,
    }
}

impl Indicators for Fake {
    fn sector(
        &self,
        sector: Sector,
        province: Option<UnitCode>,
        release: ReleaseRef,
    ) -> Reply<'_, SectorView> {
        Box::pin(ready(self.edition(release).map(|edition| {
            SectorView {
                edition,
                sector,
                place: province.as_ref().map(|_| sample::home()),
                provinces: vec![sample::home()],
                lines: catalogue()
                    .into_iter()
                    .map(|i| line(self, i, province.is_some()))
                    .collect(),
                area: None,
                people: None,
                article: None,
            }
        })))
    }

    fn sectors(&self, release: ReleaseRef) -> Reply<'_, Sectors> {
        Box::pin(ready(self.edition(release).map(|edition| {
            Sectors {
                edition,
                systems: catalogue()
                    .into_iter()
                    .map(|i| System {
                        code: i.system.clone(),
                        sector: i.sector,
                        observed: i.code == "I02",
                        figures: 0,
                        indicators: vec![i],
                    })
                    .collect(),
                article: None,
            }
        })))
    }

    fn indicator(
        &self,
        code: String,
        asked: IndicatorFilter,
        release: ReleaseRef,
    ) -> Reply<'_, IndicatorView> {
        let reply = || {
            let edition = self.edition(release)?;
            let found = catalogue().into_iter().find(|i| i.code == code);
            let found = found.ok_or(Failure::NoSuchPage)?;
            let home = asked.province.is_some();
            let seen = values(None).into_iter();
            let seen = seen.filter_map(|(unit, v)| Some((unit, v?)));
            let course = coverage::course(
                seen.map(|(unit, (number, on))| (unit.code, on, Value::Number(number))),
            );
            let observed = self.released && home && found.code == "I02";
            Ok(IndicatorView {
                edition,
                place: home.then(sample::home),
                provinces: vec![sample::home()],
                line: line(self, found, home),
                rows: if observed {
                    rows(asked.day)
                } else {
                    Vec::new()
                },
                map: Arc::new(if home {
                    sample::province_map()
                } else {
                    sample::country_map()
                }),
                cells: Arc::new(if observed {
                    sample::cells()
                } else {
                    Vec::new()
                }),
                course: course
                    .into_iter()
                    .filter(|_| observed)
                    .map(|(on, sums)| Past {
                        on,
                        sums,
                        release: None,
                    })
                    .collect(),
                asked,
                article: None,
            })
        };
        Box::pin(ready(reply()))
    }

    fn observation_history(
        &self,
        code: String,
        unit: UnitCode,
        release: ReleaseRef,
    ) -> Reply<'_, ObservationHistory> {
        let reply = || {
            let edition = self.edition(release)?;
            let found = catalogue().into_iter().find(|i| i.code == code);
            let found = found.ok_or(Failure::NoSuchPage)?;
            let own = (0..148).map(sample::commune).find(|u| u.code == unit);
            let own = own.ok_or_else(|| Failure::NoSuchUnit(unit.to_string()))?;
            let on = Date::new(2026, 9, 30).unwrap();
            let records = |number, revision, current, undone| ObservationRecord {
                value: Value::Number(number),
                qualifier: Qualifier::Exact,
                printed: String::new(),
                from: on,
                to: on,
                source: SOURCE.into(),
                note: String::new(),
                revision,
                current,
                undone,
                simulated: self.released,
                how: BatchKind::Form,
                roles: vec![domain::access::Role::Sector],
                at: Timestamp(0),
            };
            Ok(ObservationHistory {
                edition,
                indicator: found,
                unit: own,
                province: Some(sample::home()),
                records: vec![
                    records(12, 3, true, false),
                    records(99, 2, false, true),
                    records(11, 1, false, false),
                ],
                frozen: Vec::new(),
                kept_back: false,
                figures: Vec::new(),
            })
        };
        Box::pin(ready(reply()))
    }
}
