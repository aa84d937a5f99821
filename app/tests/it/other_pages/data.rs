//! Invented data: “Xã A” in “Tỉnh T”.

use super::set::set;
use app::{
    i18n::Lang,
    page::PageRequest,
    public::model::{
        BriefStanding, Commune, CommuneRow, CommuneStanding, Counts, Edition, Ended, HistoryPoint,
        NearUnit, Place, Receipt, ReleaseInfo, Search, SearchHit, UnitRef,
        figures::{AsOf, Compared, Figure, Published, Source, Words},
    },
};
use domain::{
    answer::{Three, Value},
    criteria::Localized,
    figure::{Comparison, Qualifier},
    ranking::Rank,
    ranking::RankFloor,
    rate::Rate,
    release::{self, Frozen, ReceiptId, ReleaseId, Replay},
    status::{Confirmed, Input, Level, Pending, RuleVersion},
    time::{Date, Timestamp},
    unit::{FormerType, UnitCode, UnitType},
};
use std::sync::Arc;

pub fn texts(vi: &str, en: &str, ar: &str) -> Localized {
    Localized {
        vi: vi.into(),
        en: en.into(),
        ar: ar.into(),
    }
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A request for an address such as `/en/xa/00001?phat-hanh=1`.
pub fn request(address: &str) -> PageRequest {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    PageRequest::read(path, query)
}

/// The same path in a language.
pub fn ask_in(lang: Lang, path: &str) -> PageRequest {
    request(&app::routes::prefixed(lang, path))
}
pub fn as_of() -> Timestamp {
    day("2026-10-31").at(16, 0)
}

fn unit(code: &str, name: &str, name_ar: Option<&str>, kind: UnitType) -> UnitRef {
    UnitRef {
        code: UnitCode::parse(code).unwrap(),
        name: name.into(),
        name_ar: name_ar.map(Into::into),
        kind,
        sort_key: name.into(),
    }
}

pub fn commune_a() -> UnitRef {
    unit("00001", "A", None, UnitType::Commune)
}

pub fn province() -> UnitRef {
    unit("98", "T", Some("تي"), UnitType::Province)
}

pub fn info(number: u32, revision: u32, at: Timestamp) -> Arc<ReleaseInfo> {
    Arc::new(ReleaseInfo {
        id: ReleaseId { number, revision },
        as_of: at,
        period: "2026-Q4".into(),
        period_due: day("2026-10-23").at(17, 0),
        criteria_set: "v0".into(),
        meaning: Arc::new(domain::meaning::Meaning::of(&set())),
        rule_version: RuleVersion::CURRENT,
        rank_floor: RankFloor::USUAL,
        simulated: true,
        hash: "0123456789abcdef".repeat(4),
        counts: Counts {
            green: 1_981,
            yellow: 900,
            red: 400,
            none: 40,
            units_submitted: 3_281,
            required: 53_136,
            submitted: 50_000,
            confirmed: 49_000,
            gained: 10,
            lost: 3,
        },
    })
}

pub fn edition() -> Edition {
    let newest = info(19, 2, as_of());
    Edition {
        release: Some(newest.clone()),
        latest: true,
        all: Arc::new(vec![newest, info(18, 1, day("2026-09-30").at(16, 0))]),
        home: province(),
        demo: true,
        set: Arc::new(set()),
    }
}

/// Production without a release.
pub fn empty_edition() -> Edition {
    Edition {
        release: None,
        latest: true,
        all: Arc::new(Vec::new()),
        demo: false,
        ..edition()
    }
}

fn answered(code: &str, value: Value, fact: &str, valid_days: i32) -> Input {
    let fact_date = day(fact);
    Input {
        criterion: code.into(),
        confirmed: Some(Confirmed {
            value,
            fact_date,
            valid_until: fact_date.plus(valid_days),
            submitted_at: fact_date.plus(1).at(9, 0),
            confirmed_at: fact_date.plus(2).at(10, 0),
            backing: None,
        }),
        pending: None,
        due: None,
        not_applicable: None,
    }
}

/// Two criteria met, the others each short of green for another reason.
pub fn inputs() -> Vec<Input> {
    let due = Some(day("2026-11-20").at(17, 0));
    let submitted_at = day("2026-10-20").at(8, 30);
    vec![
        answered("TC1", Value::Three(Three::Yes), "2026-08-01", 365),
        answered("TC2", Value::YesNo(true), "2026-08-01", 365),
        answered("HT1", Value::Counts(Rate::new(21, 20)), "2025-11-03", 365),
        Input {
            due: Some(day("2026-10-23").at(17, 0)),
            ..answered("HT2", Value::Items(vec![2, 0]), "2026-08-01", 365)
        },
        answered(
            "HT3",
            Value::Measured {
                yes: true,
                number: Some(8),
            },
            "2026-08-01",
            365,
        ),
        Input {
            criterion: "HT4".into(),
            confirmed: None,
            pending: Some(Pending {
                submitted_at,
                in_time: true,
            }),
            due,
            not_applicable: None,
        },
        Input {
            due,
            ..answered("DL2", Value::Counts(Rate::new(360, 500)), "2026-10-01", 90)
        },
        answered(
            "DL3",
            Value::YesCounts {
                yes: true,
                counts: Rate::new(19, 20),
            },
            "2026-10-01",
            90,
        ),
    ]
}

/// All criteria met.
pub fn all_met() -> Vec<Input> {
    let mut inputs = inputs();
    let tested = Value::Dated {
        yes: true,
        date: Some(day("2026-10-01")),
    };
    inputs[2] = answered("HT1", Value::Counts(Rate::new(21, 20)), "2026-08-01", 365);
    inputs[3] = answered("HT2", Value::Items(vec![2, 1]), "2026-08-01", 365);
    inputs[5] = answered("HT4", tested, "2026-10-01", 90);
    inputs[6] = answered("DL2", Value::Counts(Rate::new(400, 500)), "2026-10-01", 90);
    inputs
}

pub fn frozen(inputs: Vec<Input>) -> Frozen {
    let frame = info(19, 2, as_of()).header();
    release::freeze(&frame, &set(), commune_a().code, inputs)
}

fn row(unit: UnitRef, level: Level, met: Rate, rank: u32) -> CommuneRow {
    let rank = Some(Rank {
        rank,
        shared_by: 3,
        of: 148,
        all: 148,
    });
    CommuneRow {
        unit,
        level,
        met,
        rank,
        levels: Vec::new(),
        completed_at: None,
        before: None,
    }
}

pub fn commune(inputs: Vec<Input>) -> Commune {
    let frozen = frozen(inputs);
    let outcome = frozen.outcome;
    let edition = edition();
    let history = edition
        .all
        .iter()
        .rev()
        .map(|release| HistoryPoint {
            release: release.clone(),
            level: outcome.level,
            met: outcome.rate(),
        })
        .collect();
    let receipt = ReceiptId {
        release: ReleaseId {
            number: 19,
            revision: 2,
        },
        unit: commune_a().code,
    };
    Commune {
        edition,
        unit: commune_a(),
        province: province(),
        map: Arc::default(),
        former: Vec::new(),
        local: Vec::new(),
        ended: None,
        standing: Some(CommuneStanding {
            row: row(commune_a(), outcome.level, outcome.rate(), 12),
            inputs: frozen.inputs,
            outcome,
            receipt,
        }),
        history,
        nearest: vec![
            NearUnit {
                row: row(
                    unit("00002", "B", None, UnitType::Ward),
                    Level::Green,
                    Rate::new(8, 8),
                    1,
                ),
                metres: 4_249,
            },
            NearUnit {
                row: row(
                    unit("00003", "C", None, UnitType::Commune),
                    Level::Red,
                    Rate::new(3, 8),
                    140,
                ),
                metres: 10_000,
            },
        ],
        figures: vec![figure("F9", Some(commune_a()), Some("825.61"), None)],
        evidence: Vec::new(),
    }
}

/// Production: no release.
pub fn commune_without_release() -> Commune {
    Commune {
        edition: empty_edition(),
        standing: None,
        history: Vec::new(),
        nearest: Vec::new(),
        ..commune(inputs())
    }
}

/// One correction, of one commune.
pub fn corrections() -> Vec<app::public::model::Correction> {
    vec![app::public::model::Correction {
        id: ReleaseId {
            number: 2,
            revision: 2,
        },
        reason: "Nhầm ngày <b>số liệu</b>".to_owned(),
        changes: vec![(commune_a(), province(), Level::Green, Level::Yellow)],
    }]
}

pub fn receipt(replay: Replay) -> Receipt {
    let frozen = frozen(inputs());
    Receipt {
        edition: edition(),
        id: ReceiptId {
            release: ReleaseId {
                number: 19,
                revision: 2,
            },
            unit: commune_a().code,
        },
        release: info(19, 2, as_of()),
        unit: commune_a(),
        province: province(),
        inputs: frozen.inputs,
        outcome: frozen.outcome,
        hash: frozen.hash,
        replay,
        evidence: Vec::new(),
    }
}

pub fn figure(
    id: &str,
    unit: Option<UnitRef>,
    value: Option<&str>,
    counts: Option<(u32, u32)>,
) -> Arc<Figure> {
    let at = AsOf::Instant(day("2025-07-31").at(16, 0));
    Arc::new(Figure {
        id: id.into(),
        indicator: "green_commune_rate".into(),
        name: texts("Tỷ lệ Xanh", "Green rate", "نسبة الحالة الخضراء"),
        unit_of_value: texts("%", "%", "%"),
        basis: texts("tổng số xã", "all communes", "مجموع البلديات"),
        unit,
        scope: texts("Việt Nam", "Viet Nam", "فيتنام"),
        value: value.map(Into::into),
        numerator: counts.map(|c| c.0),
        denominator: counts.map(|c| c.1),
        words: None,
        estimated_day: None,
        qualifier: Qualifier::Exact,
        from: Some(at),
        to: Some(at),
        printed_rank: None,
        sources: vec![Arc::new(Source {
            key: "S4".into(),
            publisher: texts("Báo Ví dụ", "Ví dụ newspaper", "صحيفة Ví dụ"),
            title: Some(words("Một bài báo", "vi")),
            document: "12/QĐ-VD".into(),
            date: texts("12/8/2025", "12 August 2025", "12 أغسطس 2025"),
            url: Some("https://vi-du.vn/123".into()),
        })],
        note: texts("Ghi chú của nhóm.", "Our note.", "ملاحظتنا."),
    })
}

pub fn words(text: &str, language: &str) -> Words {
    Words {
        text: text.into(),
        language: language.into(),
    }
}

pub fn published() -> Published {
    let own = |id: &str, value, counts| figure(id, Some(province()), value, counts);
    let compared = |figure, computed: Option<Rate>, comparison| Compared {
        figure,
        computed: computed.map(|rate| (info(18, 1, day("2025-07-31").at(16, 0)), rate)),
        comparison,
    };
    let undated = Arc::new(Figure {
        from: None,
        to: None,
        ..(*own("F1", Some("87.83"), Some((130, 148)))).clone()
    });
    let many = Arc::new(Figure {
        indicator: "bts_total".into(),
        qualifier: Qualifier::MoreThan,
        unit_of_value: texts("trạm", "stations", "محطة"),
        words: Some(words("hơn 10.200 trạm phát sóng", "vi")),
        ..(*own("F4", Some("10200"), None)).clone()
    });
    let recorded = Arc::new(Figure {
        indicator: "bts_total".into(),
        unit_of_value: texts("trạm", "stations", "محطة"),
        words: Some(words("about 9,000", "")),
        from: None,
        to: Some(AsOf::Day(day("2025-06-30"))),
        ..(*own("F5", Some("9000"), None)).clone()
    });
    let country = figure("F2", None, Some("59.7"), Some((1_981, 3_321)));
    Published {
        edition: edition(),
        compared: vec![
            compared(undated.clone(), None, None),
            compared(
                country.clone(),
                Some(Rate::new(1_981, 3_321)),
                Some(Comparison::RoundedUp),
            ),
            compared(
                own("F3", Some("100"), None),
                Some(Rate::new(120, 148)),
                Some(Comparison::Differs),
            ),
        ],
        figures: vec![
            undated,
            recorded,
            country,
            many,
            own("F3", Some("100"), None),
        ],
    }
}

pub fn search(text: &str, found: bool) -> Search {
    let ward = unit("00004", "Hòa Bình", None, UnitType::Ward);
    let other = unit("00007", "Tân Hòa", None, UnitType::Ward);
    let former =
        |code: &str, kind, name: &str, within: Vec<Place>, successors: Vec<UnitRef>| SearchHit {
            place: Place::Former(kind, name.into()),
            within,
            code: code.into(),
            alias: None,
            ended: Some(Ended {
                last_day: day("2025-06-30"),
                successors,
            }),
            whole: true,
        };
    let old = Place::Former(FormerType::Province, "Hòa Bình".into());
    let district = Place::Former(FormerType::District, "Cũ".into());
    let both = vec![ward.clone(), other.clone()];
    let hits = vec![
        SearchHit {
            place: Place::Unit(ward.clone()),
            within: vec![Place::Unit(province())],
            code: "00004".into(),
            alias: Some("Hoà Bình".into()),
            ended: None,
            whole: true,
        },
        former(
            "17",
            FormerType::Province,
            "Hòa Bình",
            vec![],
            vec![province()],
        ),
        former(
            "148",
            FormerType::City,
            "Hòa Bình",
            vec![old.clone()],
            both.clone(),
        ),
        former(
            "04795",
            FormerType::Township,
            "Hòa Bình",
            vec![district, old],
            both,
        ),
    ];
    Search {
        indicators: Arc::default(),
        edition: edition(),
        text: text.into(),
        readable: true,
        found: if found { hits } else { Vec::new() },
        near: false,
        more: false,
        standings: [
            (ward.code, BriefStanding::Commune(Level::Yellow, 2)),
            (other.code, BriefStanding::Commune(Level::Green, 0)),
            (
                province().code,
                BriefStanding::Province(Rate::new(130, 148)),
            ),
        ]
        .into(),
    }
}

/// A commune that has ended.
pub fn ended() -> Ended {
    Ended {
        last_day: day("2026-08-31"),
        successors: vec![unit("00007", "Tân Hòa", None, UnitType::Ward)],
    }
}
