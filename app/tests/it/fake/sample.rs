//! The invented country: 34 provinces, 148 communes in the home province, 18 releases.

use app::public::model::{figures::*, map::*, *};
use domain::{
    answer::Value,
    criteria::Localized,
    criteria::{CriteriaSet, Criterion, Group, Question, Rules, SetStatus},
    figure::Qualifier,
    ranking::{self, Rank, RankFloor},
    rate::Rate,
    release::ReleaseId,
    status::{Confirmed, Input, Level, RuleVersion},
    time::{Date, Timestamp},
    unit::{UnitCode, UnitType},
};
use std::sync::Arc;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn texts(vi: &str, en: &str, ar: &str) -> Localized {
    Localized {
        vi: vi.into(),
        en: en.into(),
        ar: ar.into(),
    }
}

fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

/// As-of days of the releases, oldest first, with the home province's green communes and rank.
const RELEASES: [(&str, u32, u32); 18] = [
    ("2025-07-15", 67, 9),
    ("2025-07-29", 131, 4),
    ("2025-07-31", 148, 1),
    ("2025-08-10", 148, 1),
    ("2025-08-24", 139, 6),
    ("2025-09-30", 141, 5),
    ("2025-10-31", 136, 8),
    ("2025-11-30", 138, 7),
    ("2025-12-31", 140, 6),
    ("2026-01-31", 133, 9),
    ("2026-02-28", 121, 14),
    ("2026-03-31", 126, 12),
    ("2026-04-30", 129, 8),
    ("2026-05-31", 127, 9),
    ("2026-06-30", 124, 10),
    ("2026-07-31", 125, 9),
    ("2026-09-30", 128, 7),
    ("2026-10-31", 130, 5),
];

/// Releases, newest first.
pub fn releases() -> Vec<Arc<ReleaseInfo>> {
    let total = provinces()
        .iter()
        .fold(Counts::default(), |sum, row| sum.plus(row.counts));
    let all = RELEASES.iter().zip(1u32..).map(|((date, ..), number)| {
        Arc::new(ReleaseInfo {
            id: ReleaseId {
                number,
                revision: 1,
            },
            as_of: day(date).at(16, 0),
            period: "mau".into(),
            period_due: day(date).plus(-3).at(17, 0),
            criteria_set: "v0".into(),
            meaning: Arc::new(domain::meaning::Meaning::of(&set())),
            rule_version: RuleVersion::CURRENT,
            rank_floor: RankFloor::USUAL,
            simulated: true,
            hash: format!("{number:02}").repeat(32),
            counts: total,
        })
    });
    let mut all: Vec<_> = all.collect();
    all.reverse();
    all
}

/// Rate and rank of the home province in a release.
pub fn home_series(number: u32) -> (Rate, Option<Rank>) {
    let (_, green, rank) = RELEASES[number as usize - 1];
    let shared_by = if green == 148 { 8 } else { 1 };
    (
        Rate::new(green, 148),
        Some(Rank {
            rank,
            shared_by,
            of: 34,
            all: 34,
        }),
    )
}

/// The country's rate in a release.
pub fn country_rate(number: u32) -> Rate {
    Rate::new(1_200 + 90 * (number % 19), 3_321)
}

fn unit(text: &str, name: &str, name_ar: Option<&str>, kind: UnitType) -> UnitRef {
    UnitRef {
        code: code(text),
        name: name.into(),
        name_ar: name_ar.map(Into::into),
        kind,
        sort_key: format!("{:>9}", name.replace(' ', "")).into(),
    }
}

/// The home province.
pub fn home() -> UnitRef {
    unit("25", "Phú Thọ", Some("فو ثو"), UnitType::Province)
}

/// Code, column, row and name of the tiles, from the product's own data.
fn tile_lines() -> impl Iterator<Item = Vec<&'static str>> {
    include_str!("../../../../server/data/tiles.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
}

/// The tiles of the national diagram.
pub fn tiles() -> Vec<Tile> {
    tile_lines()
        .map(|f| Tile {
            column: f[1].parse().unwrap(),
            row: f[2].parse().unwrap(),
            place: match f[3] {
                "province" => TilePlace::Province(code(f[0])),
                _ => TilePlace::Archipelago(f[4].into(), code(f[5])),
            },
        })
        .collect()
}

/// A map of the country: a square for each province where its tile stands, and the archipelagos.
pub fn country_map() -> Map {
    let point = |unit: &str, province: UnitCode, x: u32, y: u32| MapPoint {
        unit: code(unit),
        province,
        x,
        y,
    };
    let mut map = Map {
        width: 330,
        height: 560,
        ..Map::default()
    };
    for tile in tiles() {
        let (x, y) = (tile.column * 30 + 5, tile.row * 36 + 5);
        match tile.place {
            TilePlace::Province(province) => map.areas.push(Area {
                province,
                path: format!("M{x} {y}l28 0l0 28l-28 0z"),
            }),
            TilePlace::Archipelago(name, province) => map.insets.push(Inset {
                point: point(
                    if name == "Hoàng Sa" {
                        "20333"
                    } else {
                        "22736"
                    },
                    province,
                    x + 14,
                    y + 22,
                ),
                name,
                x,
                y,
                width: 110,
                height: 44,
            }),
        }
    }
    map.points.push(point("21548", code("51"), 150, 350));
    map
}

/// A map of the home province: its communes where their cells stand.
pub fn province_map() -> Map {
    let points = cells().into_iter().map(|cell| MapPoint {
        province: code("25"),
        x: cell.column * 24 + 20,
        y: cell.row * 24 + 20,
        unit: cell.unit,
    });
    Map {
        width: 360,
        height: 420,
        areas: vec![Area {
            province: code("25"),
            path: "M5 5l350 0l0 410l-350 0z".into(),
        }],
        points: points.collect(),
        insets: Vec::new(),
    }
}

/// The cells of the home province: the layout of the product, filled with invented communes.
pub fn cells() -> Vec<Cell> {
    let own = include_str!("../../../../server/data/diagram.csv")
        .lines()
        .filter(|line| line.starts_with("25,"));
    own.zip(0u32..)
        .map(|(line, n)| {
            let fields: Vec<_> = line.split(',').collect();
            // Scatter the invented communes, which are made in the order of their status.
            let unit = commune(n * 59 % 148).code;
            Cell {
                unit,
                column: fields[2].parse().unwrap(),
                row: fields[3].parse().unwrap(),
            }
        })
        .collect()
}

/// Provinces in display order.
pub fn provinces() -> Vec<ProvinceRow> {
    let mut rows: Vec<_> = tile_lines()
        .filter(|f| f[3] == "province")
        .zip(0u32..)
        .map(|(f, n)| {
            let home = f[0] == "25";
            let units = if home { 148 } else { 50 + n * 13 % 90 };
            let green = match n {
                _ if home => 130,
                0 | 7 => units,
                3 => units * 93 / 100,
                9 => units * 90 / 100,
                _ => units * (30 + n * 7 % 50) / 100,
            };
            let rest = units - green;
            let (red, none) = if home { (3, 1) } else { (rest / 6, rest / 9) };
            let kind = if n.is_multiple_of(6) {
                UnitType::City
            } else {
                UnitType::Province
            };
            ProvinceRow {
                unit: if home {
                    home_unit()
                } else {
                    unit(f[0], &format!("Tỉnh mẫu {}", n + 1), None, kind)
                },
                counts: Counts {
                    green,
                    yellow: rest - red - none,
                    red,
                    none,
                    units_submitted: units - none,
                    required: units * 16,
                    submitted: units * 16 - rest,
                    confirmed: if home { 2_291 } else { units * 16 - rest * 2 },
                    gained: n % 5,
                    lost: n % 3,
                },
                rank: None,
                change: Some(Change {
                    rate: Some(if home {
                        136
                    } else {
                        100 - i32::try_from(n * 53 % 230).unwrap()
                    }),
                    places: Some(if home {
                        2
                    } else {
                        i32::try_from(n % 5).unwrap() - 2
                    }),
                }),
            }
        })
        .collect();
    let ranks = ranking::competition(
        &rows,
        |_| true,
        |a, b| ranking::provinces(a.counts.rate(), b.counts.rate()),
    );
    for (row, rank) in rows.iter_mut().zip(ranks) {
        row.rank = rank;
    }
    rows.sort_by_key(|row| row.rank.unwrap().rank);
    rows
}

fn home_unit() -> UnitRef {
    home()
}

/// An invented commune: xã but for every tenth.
pub fn commune(n: u32) -> UnitRef {
    let kind = if n % 10 == 9 {
        UnitType::Ward
    } else {
        UnitType::Commune
    };
    let letter = char::from(b'A' + u8::try_from(n % 26).unwrap());
    unit(
        &format!("{:05}", 90_000 + n),
        &format!("Mẫu {letter}{}", n / 26 + 1),
        None,
        kind,
    )
}

/// A criteria set of 16 in 5 groups.
pub fn set() -> CriteriaSet {
    let groups = [
        ("TC", "Thể chế", "Institutions", "المؤسسية والتنظيم", 3),
        ("HT", "Hạ tầng", "Infrastructure", "البنية التحتية", 4),
        ("NT", "Nền tảng", "Platforms", "المنصات", 4),
        ("DL", "Dữ liệu", "Data", "البيانات", 2),
        (
            "TH",
            "Tổ chức thực hiện",
            "Implementation organisation",
            "تنظيم التنفيذ",
            3,
        ),
    ];
    let criterion = |group: &str, n: u32| Criterion {
        code: format!("{group}{n}"),
        group: group.into(),
        required: true,
        validity_days: 90,
        public: domain::criteria::Public::Value,
        nq57_order: None,
        title: texts(
            &format!("Tiêu chí mẫu {group}{n}"),
            &format!("Sample criterion {group}{n}"),
            &format!("معيار تجريبي {group}{n}"),
        ),
        help: texts("Giải thích.", "Help.", "شرح."),
        evidence: texts("Minh chứng.", "Evidence.", "دليل."),
        system: texts("Hệ thống.", "System.", "نظام."),
        question: Question::YesNo,
    };
    CriteriaSet {
        version: "v0".into(),
        status: SetStatus::Inferred,
        legal_ref: String::new(),
        valid_from: day("2025-07-01"),
        title: texts("Bộ tiêu chí mẫu", "Sample set", "مجموعة تجريبية"),
        note: texts("Mẫu.", "Sample.", "تجريبي."),
        rules: Rules {
            red_below_bp: 7_500,
            expiring_days: 7,
        },
        groups: groups
            .iter()
            .map(|(code, vi, en, ar, _)| Group {
                code: (*code).into(),
                name: texts(vi, en, ar),
                inferred: *code == "HT",
                source: if *code == "HT" {
                    String::new()
                } else {
                    "S9".into()
                },
            })
            .collect(),
        criteria: groups
            .iter()
            .flat_map(|(g, .., n)| (1..=*n).map(|n| criterion(g, n)))
            .collect(),
    }
}

/// Inputs of commune `n`: 130 green, 14 yellow, 3 red, 1 without data.
pub fn inputs(n: u32, set: &CriteriaSet) -> Vec<Input> {
    let as_of = releases()[0].as_of;
    set.criteria
        .iter()
        .zip(0u32..)
        .map(|(criterion, at)| {
            let no = match n {
                0..130 => false,
                130..144 => {
                    (at == 12 && !n.is_multiple_of(4))
                        || (at == 14 && n.is_multiple_of(2))
                        || (at == 4 && n.is_multiple_of(5))
                        || (n == 137 && at == 1)
                }
                144..147 => (at + n).is_multiple_of(3),
                _ => false,
            };
            let confirmed = Confirmed {
                value: Value::YesNo(!no),
                fact_date: as_of.date().plus(-20),
                valid_until: as_of.date().plus(70),
                submitted_at: as_of.plus_hours(-400),
                confirmed_at: Timestamp(as_of.plus_hours(-300).0 + i64::from(n) * 60_000),
                backing: None,
            };
            Input {
                criterion: criterion.code.clone(),
                confirmed: (n < 147).then_some(confirmed),
                pending: None,
                due: None,
                not_applicable: None,
            }
        })
        .collect()
}

/// Criteria by the number of communes that fail them.
pub fn failing(rows: &[&CommuneRow]) -> Vec<CriterionCount> {
    let set = set();
    let mut counts: Vec<_> = set
        .criteria
        .iter()
        .enumerate()
        .map(|(at, criterion)| {
            let at_level = |level| {
                u32::try_from(rows.iter().filter(|row| row.levels[at] == level).count()).unwrap()
            };
            CriterionCount {
                criterion: criterion.code.clone(),
                green: at_level(Level::Green),
                yellow: at_level(Level::Yellow),
                red: at_level(Level::Red),
                none: at_level(Level::None),
            }
        })
        .collect();
    counts.sort_by_key(|c| std::cmp::Reverse(c.failing()));
    counts
}

struct Printed {
    id: &'static str,
    value: Option<&'static str>,
    fraction: Option<(u32, u32)>,
    at: Option<AsOf>,
    rank: Option<&'static str>,
    url: bool,
}

fn green_figure(printed: &Printed, about: Option<UnitRef>) -> Arc<Figure> {
    Arc::new(Figure {
        id: printed.id.into(),
        indicator: "green_commune_rate".into(),
        name: texts(
            "Tỷ lệ xã, phường, đặc khu đạt trạng thái Xanh",
            "Share of communes with green status",
            "نسبة البلديات ذات الحالة الخضراء",
        ),
        unit_of_value: texts("%", "%", "%"),
        basis: texts("tổng số", "all", "المجموع"),
        scope: Localized::default(),
        unit: about,
        value: printed.value.map(Into::into),
        numerator: printed.fraction.map(|f| f.0),
        denominator: printed.fraction.map(|f| f.1),
        words: None,
        estimated_day: None,
        qualifier: Qualifier::Exact,
        from: printed.at,
        to: printed.at,
        printed_rank: printed.rank.map(Into::into),
        sources: vec![source(printed.url)],
        note: texts(
            "Nguồn không ghi ngày.",
            "The source states no date.",
            "لا يذكر المصدر تاريخاً.",
        ),
    })
}

fn source(url: bool) -> Arc<Source> {
    Arc::new(Source {
        key: "S0".into(),
        publisher: texts("Báo Mẫu", "Sample newspaper", "صحيفة نموذج"),
        title: url.then(|| Words {
            text: "Bài mẫu".into(),
            language: "vi".into(),
        }),
        document: String::new(),
        date: texts(
            "không ghi ngày; suy ra khoảng tháng 8/2025",
            "no date stated; deduced about August 2025",
            "بلا تاريخ؛ يُستنتج نحو أغسطس 2025",
        ),
        url: url.then(|| "https://bao-mau.example/237910".into()),
    })
}

/// What was published about the home province.
pub fn headline() -> Vec<Arc<Figure>> {
    let at = |date| Some(AsOf::Instant(day(date).at(16, 0)));
    let first = Printed {
        id: "F01",
        value: Some("87.83"),
        fraction: Some((130, 148)),
        at: None,
        rank: Some("5/34"),
        url: true,
    };
    let all = |id, at| Printed {
        id,
        value: Some("100"),
        fraction: None,
        at,
        rank: None,
        url: false,
    };
    [
        first,
        all("F02", at("2025-07-31")),
        all("F03", at("2025-08-10")),
    ]
    .iter()
    .map(|printed| green_figure(printed, Some(home())))
    .collect()
}

/// What was published about the country.
pub fn figure_country() -> Arc<Figure> {
    let at = Some(AsOf::Instant(day("2025-07-31").at(16, 0)));
    green_figure(
        &Printed {
            id: "F05",
            value: Some("59.7"),
            fraction: Some((1_981, 3_321)),
            at,
            rank: None,
            url: false,
        },
        None,
    )
}

/// What was published about the home province's infrastructure.
pub fn infrastructure() -> Vec<Arc<Figure>> {
    let figure =
        |id: &str, name: Localized, unit: Localized, value: &str, qualifier, to: Option<&str>| {
            Arc::new(Figure {
                id: id.into(),
                indicator: id.into(),
                name,
                unit_of_value: unit,
                basis: texts("cơ sở mẫu", "sample basis", "أساس"),
                unit: Some(home()),
                scope: Localized::default(),
                value: Some(value.into()),
                numerator: None,
                denominator: None,
                words: None,
                estimated_day: None,
                qualifier,
                from: None,
                to: to.map(|to| AsOf::Day(day(to))),
                printed_rank: None,
                sources: vec![source(true), source(false)],
                note: Localized::default(),
            })
        };
    let stations = || texts("trạm", "stations", "محطة");
    let area = || texts("% diện tích", "% of area", "% من المساحة");
    vec![
        figure(
            "bts_total",
            texts(
                "Tổng số trạm BTS",
                "BTS stations",
                "مجموع محطات الإرسال (BTS)",
            ),
            stations(),
            "10200",
            Qualifier::MoreThan,
            Some("2025-09-19"),
        ),
        figure(
            "bts_5g",
            texts("Số trạm 5G", "5G stations", "عدد محطات الجيل الخامس"),
            stations(),
            "170",
            Qualifier::Exact,
            Some("2025-09-19"),
        ),
        figure(
            "cov_3g4g",
            texts(
                "Tỷ lệ diện tích phủ sóng 3G/4G",
                "Area covered by 3G/4G",
                "نسبة المساحة المغطاة",
            ),
            area(),
            "99",
            Qualifier::Exact,
            Some("2025-09-19"),
        ),
        figure(
            "cov_4g",
            texts(
                "Tỷ lệ diện tích phủ sóng 4G",
                "Area covered by 4G",
                "نسبة المساحة المغطاة",
            ),
            area(),
            "98",
            Qualifier::Exact,
            None,
        ),
    ]
}
