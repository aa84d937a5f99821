//! The shipped facts: how many units there are, of which type, on which day, and where they stand.

use crate::support::{Client, Engine, demo, on_both, production};
use domain::{
    indicator::{Derived, Sector},
    time::Date,
    unit::{UnitCode, UnitLevel, UnitType},
};
use server::service::snapshot::Snapshot;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn code(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

async fn snapshot(engine: Engine) -> Snapshot {
    Snapshot::load(&production(engine).await, day("2026-11-23"))
        .await
        .unwrap()
}

/// Units of one province (or the country) by type on a day.
fn types(snapshot: &Snapshot, province: Option<&str>, on: &str) -> BTreeMap<UnitType, usize> {
    let mut counts = BTreeMap::new();
    for unit in snapshot
        .units
        .values()
        .filter(|u| u.code.level() == UnitLevel::Commune)
    {
        if province.is_none_or(|p| unit.province == Some(code(p))) {
            *counts
                .entry(snapshot.unit_ref(&unit.code, day(on)).unwrap().kind)
                .or_default() += 1;
        }
    }
    counts
}

on_both!(units_by_type_are_as_published, |engine| async move {
    let snapshot = snapshot(engine).await;
    let level = |level| snapshot.units.keys().filter(|c| c.level() == level).count();
    assert_eq!(
        (level(UnitLevel::Province), level(UnitLevel::Commune)),
        (34, 3_321)
    );
    let country = |on| types(&snapshot, None, on);
    let by = |xa, phuong| {
        BTreeMap::from([
            (UnitType::Commune, xa),
            (UnitType::Ward, phuong),
            (UnitType::SpecialZone, 13),
        ])
    };
    assert_eq!(country("2025-07-01"), by(2_621, 687));
    assert_eq!(country("2026-08-02"), by(2_611, 697));
    assert_eq!(country("2026-09-20"), by(2_599, 709));
    for on in ["2025-07-01", "2026-09-20"] {
        let phu_tho = BTreeMap::from([(UnitType::Commune, 133), (UnitType::Ward, 15)]);
        assert_eq!(types(&snapshot, Some("25"), on), phu_tho);
    }
});

/// `docs/rules.md`, state of 2026-08-02: units, xã, phường, đặc khu.
const PROVINCES: [(&str, usize, usize, usize, usize); 34] = [
    ("01", 126, 75, 51, 0),
    ("04", 56, 53, 3, 0),
    ("08", 124, 117, 7, 0),
    ("11", 45, 42, 3, 0),
    ("12", 38, 36, 2, 0),
    ("14", 75, 67, 8, 0),
    ("15", 99, 89, 10, 0),
    ("19", 92, 77, 15, 0),
    ("20", 65, 61, 4, 0),
    ("22", 54, 22, 30, 2),
    ("24", 99, 66, 33, 0),
    ("25", 148, 133, 15, 0),
    ("31", 114, 67, 45, 2),
    ("33", 104, 93, 11, 0),
    ("37", 129, 97, 32, 0),
    ("38", 166, 147, 19, 0),
    ("40", 130, 119, 11, 0),
    ("42", 69, 60, 9, 0),
    ("44", 78, 69, 8, 1),
    ("46", 40, 19, 21, 0),
    ("48", 94, 70, 23, 1),
    ("51", 96, 86, 9, 1),
    ("52", 135, 110, 25, 0),
    ("56", 65, 48, 16, 1),
    ("66", 102, 88, 14, 0),
    ("68", 124, 103, 20, 1),
    ("75", 95, 62, 33, 0),
    ("79", 168, 54, 113, 1),
    ("80", 96, 82, 14, 0),
    ("82", 102, 82, 20, 0),
    ("86", 124, 105, 19, 0),
    ("91", 102, 85, 14, 3),
    ("92", 103, 72, 31, 0),
    ("96", 64, 55, 9, 0),
];

on_both!(units_by_province_are_as_published, |engine| async move {
    let snapshot = snapshot(engine).await;
    for (province, units, xa, phuong, dac_khu) in PROVINCES {
        let types = types(&snapshot, Some(province), "2026-08-02");
        let of = |kind| types.get(&kind).copied().unwrap_or(0);
        assert_eq!(
            (
                types.values().sum::<usize>(),
                of(UnitType::Commune),
                of(UnitType::Ward),
                of(UnitType::SpecialZone)
            ),
            (units, xa, phuong, dac_khu),
            "{province}"
        );
    }
});

on_both!(a_type_is_the_one_of_the_day, |engine| async move {
    let snapshot = snapshot(engine).await;
    let kind = |unit, on| snapshot.unit_ref(&code(unit), day(on)).unwrap().kind;
    assert_eq!(kind("75", "2025-12-31"), UnitType::Province);
    assert_eq!(kind("75", "2026-04-29"), UnitType::Province);
    assert_eq!(kind("75", "2026-04-30"), UnitType::City);
    assert_eq!(kind("26368", "2026-04-29"), UnitType::Commune);
    assert_eq!(kind("26368", "2026-04-30"), UnitType::Ward);
});

on_both!(every_unit_has_a_cell_of_its_own, |engine| async move {
    let snapshot = snapshot(engine).await;
    assert_eq!(snapshot.cells.len(), 34);
    assert_eq!(
        snapshot.cells.values().map(|c| c.len()).sum::<usize>(),
        3_321
    );
    for (province, cells) in &snapshot.cells {
        let mut places: Vec<_> = cells.iter().map(|c| (c.column, c.row)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), cells.len(), "{province}");
        assert!(
            cells.iter().all(|c| c.row < 40 && c.column < 16),
            "{province}: a cell outside the block"
        );
    }
    assert_eq!(snapshot.tiles.len(), 36);
});

on_both!(
    published_figures_keep_their_conflicts,
    |engine| async move {
        let snapshot = snapshot(engine).await;
        assert_eq!(snapshot.figures.len(), 76);
        let of = |about: &str, indicator: &str| -> Vec<String> {
            let own = snapshot
                .figures
                .iter()
                .filter(|(u, f)| u.as_deref() == Some(about) && f.indicator == indicator);
            own.map(|(_, f)| f.value.clone().unwrap()).collect()
        };
        assert_eq!(of("25", "green_commune_rate"), ["87.83", "100", "100"]);
        assert_eq!(of("25", "bts_5g"), ["170", "868"]);
        assert_eq!(of("25", "bts_total"), ["10200"]);
        // One operator's view is another basis: it stands beside the others, never among them.
        assert_eq!(of("25", "bts_5g_viettel"), ["1000"]);
        assert!(snapshot.figures.iter().all(|(_, f)| !f.sources.is_empty()));
        // A source without a whole address is cited without link.
        let urls = snapshot
            .figures
            .iter()
            .flat_map(|(_, f)| &f.sources)
            .filter_map(|s| s.url.as_deref());
        assert!(urls.clone().count() > 0);
        assert!(
            urls.into_iter()
                .all(|u| u.starts_with("http") && !u.contains('…'))
        );
    }
);

/// Whether a text is written in Arabic letters, beside names in others.
fn arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

on_both!(
    words_are_those_of_a_source_and_publishers_have_names,
    |engine| async move {
        let snapshot = snapshot(engine).await;
        let mut verbatim = Vec::new();
        for (about, figure) in &snapshot.figures {
            let id = &figure.id;
            // Whom a figure is about is said in each language, where no unit says it.
            let scope = &figure.scope;
            let named = [&scope.vi, &scope.en, &scope.ar].map(|text| !text.is_empty());
            assert_eq!(named, [figure.unit.is_none(); 3], "{id}: {about:?}");
            if figure.unit.is_none() {
                assert!(arabic(&scope.ar), "{id}: {}", scope.ar);
                assert_ne!(scope.vi, scope.en, "{id}");
            }
            if let Some(words) = &figure.words {
                // Words without a language are not known to be verbatim: none ships.
                assert_eq!(words.language == "ar", arabic(&words.text), "{id}");
                assert!(
                    ["vi", "en", "ar"].contains(&words.language.as_str()),
                    "{id}"
                );
                assert!(domain::figure::say_more(&words.text), "{id}");
                verbatim.push(id.as_str());
            }
        }
        // The figures whose articles' own words were read; no other row quotes anything.
        let read = [
            "F39", "F40", "F47", "F63", "F64", "F65", "F66", "F75", "F76",
        ];
        assert_eq!(verbatim, read);
        assert!(!server::service::reference::FIGURES.contains("hợp nhất"));
        let sources = snapshot.figures.iter().flat_map(|(_, f)| &f.sources);
        for source in sources {
            let key = &source.key;
            for name in [
                &source.publisher.vi,
                &source.publisher.en,
                &source.publisher.ar,
            ] {
                assert!(!name.is_empty(), "{key}");
                // Neither an address nor a number of an article. The platform is called by its address.
                let own = name.replace("Vietnam.vn", "");
                let address = own.split_whitespace().any(|word| {
                    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                    word.contains(['.', '/', '_', '…']) || word.matches('-').count() > 1
                });
                assert!(!address, "{key}: {name}");
            }
            if let Some(title) = &source.title {
                assert!(
                    ["vi", "en", "ar"].contains(&title.language.as_str()),
                    "{key}"
                );
            }
            assert!(!source.document.contains("post"), "{key}");
        }
    }
);

on_both!(the_nearest_units_are_the_nearest, |engine| async move {
    let client = Client::of(demo(engine).await);
    let points = points();
    let snapshot = snapshot(engine).await;
    let km = |own: (f64, f64), other: (f64, f64)| {
        // Flat, which is exact enough for so near: another way than the program's.
        let across = (other.1 - own.1) * own.0.to_radians().cos();
        across.hypot(other.0 - own.0) * 111.195
    };
    for own in ["04846", "04978", "05116", "07900"] {
        let page = client.get(&format!("/xa/{own}")).await;
        let list = page.body.split("<ul class=\"nearest\">").nth(1).unwrap();
        let list = list.split("</ul>").next().unwrap();
        let shown: Vec<(UnitCode, f64)> = list
            .split("<li>")
            .skip(1)
            .map(|item| {
                let unit = item.split("/xa/").nth(1).unwrap();
                let away = item.split("cách ").nth(1).unwrap();
                let away = away.split(" km").next().unwrap().replace(',', ".");
                (code(&unit[..5]), away.parse().unwrap())
            })
            .collect();
        assert_eq!(shown.len(), 6, "{own}");
        let province = snapshot.units[&code(own)].province.clone();
        let others = snapshot
            .units
            .values()
            .filter(|u| u.province == province && u.code.as_str() != own);
        let mut all: Vec<_> = others
            .map(|u| (km(points[&code(own)], points[&u.code]), u.code.clone()))
            .collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        for ((unit, away), (distance, expected)) in shown.iter().zip(&all) {
            assert!(
                (away - distance).abs() < 0.1,
                "{own}: {unit} {away} {distance}"
            );
            assert_eq!(unit, expected, "{own}");
        }
    }
});

on_both!(
    a_unit_without_a_point_is_near_to_nobody,
    |engine| async move {
        let db = production(engine).await;
        let units = server::service::reference::UNITS;
        let without: String = units
            .lines()
            .map(|line| {
                let mut cells: Vec<_> = line.split(',').collect();
                if cells[0] == "04846" {
                    (cells[5], cells[6]) = ("", "");
                }
                cells.join(",") + "\n"
            })
            .collect();
        server::service::import::units::import(&db, &without)
            .await
            .unwrap();
        let snapshot = Snapshot::load(&db, day("2026-11-23")).await.unwrap();
        assert_eq!(snapshot.units[&code("04846")].point, None);
        assert!(snapshot.units[&code("04978")].point.is_some());
        let client = Client::of(db);
        let page = client.get("/xa/04846").await;
        assert!(!page.body.contains("id=\"gan-nhat\""));
    }
);

on_both!(
    a_production_start_holds_no_simulated_row,
    |engine| async move {
        let db = production(engine).await;
        assert!(db.answers().await.unwrap().is_empty());
        assert!(db.releases().await.unwrap().is_empty());
        assert!(db.periods().await.unwrap().is_empty());
        assert!(!db.installation().await.unwrap().demo);
        // A second start changes nothing.
        let before = db.installation().await.unwrap();
        assert!(!server::service::reference::ensure(&db).await.unwrap());
        assert_eq!(db.installation().await.unwrap(), before);
    }
);

#[test]
fn every_system_of_the_article_is_in_the_catalogue() {
    let catalogue = server::service::indicators::catalogue().unwrap();
    let codes: BTreeSet<_> = catalogue.iter().map(|i| i.code.as_str()).collect();
    assert_eq!(codes.len(), catalogue.len());
    let systems: BTreeSet<_> = catalogue
        .iter()
        .filter(|i| i.sector != Sector::Register)
        .map(|i| i.system.clone())
        .collect();
    let expected: BTreeSet<_> = (1..=40).map(|n| format!("I{n:02}")).collect();
    assert_eq!(systems, expected);
    // Rows that held several quantities are split.
    for split in ["I07", "I08", "I09", "I11", "I22", "I34", "I36", "I37"] {
        assert!(!codes.contains(split) && codes.contains(format!("{split}a").as_str()));
        assert!(codes.contains(format!("{split}b").as_str()), "{split}");
    }
    let published: BTreeSet<String> = {
        let mut reader =
            csv::Reader::from_reader(server::service::reference::PUBLISHED_INDICATORS.as_bytes());
        reader.records().map(|r| r.unwrap()[0].to_owned()).collect()
    };
    for indicator in &catalogue {
        let code = &indicator.code;
        for text in [&indicator.name, &indicator.from] {
            assert!(
                ![&text.vi, &text.en, &text.ar].iter().any(|t| t.is_empty()),
                "{code}"
            );
        }
        assert!(indicator.of_province || indicator.of_commune, "{code}");
        assert!(
            indicator.published.iter().all(|p| published.contains(p)),
            "{code}"
        );
        if let Some(Derived::Criterion(criterion)) = &indicator.derived {
            assert!(["HT1", "HT3", "DL2", "NT2", "TH3", "TC1"].contains(&criterion.as_str()));
        }
    }
    // Every sector that has a page has something to show.
    for sector in Sector::ALL {
        assert!(
            catalogue.iter().any(|i| i.sector == sector),
            "{}",
            sector.slug()
        );
    }
}

/// Distance between cells of a hexagon grid whose odd rows stand half a cell to the right.
fn hexagon_distance(a: (i64, i64), b: (i64, i64)) -> i64 {
    let cube = |(column, row): (i64, i64)| {
        let x = column - (row - row.rem_euclid(2)) / 2;
        (x, row, -x - row)
    };
    let (a, b) = (cube(a), cube(b));
    ((a.0 - b.0).abs() + (a.1 - b.1).abs() + (a.2 - b.2).abs()) / 2
}

/// Points of communes as shipped: degrees north and east.
fn points() -> BTreeMap<UnitCode, (f64, f64)> {
    let mut reader = csv::Reader::from_reader(server::service::reference::UNITS.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| &row[1] == "commune")
        .map(|row| {
            let point = (row[5].parse().unwrap(), row[6].parse().unwrap());
            (code(&row[0]), point)
        })
        .collect()
}

on_both!(near_units_stay_near_in_the_diagram, |engine| async move {
    let snapshot = snapshot(engine).await;
    let points = points();
    for (province, cells) in &snapshot.cells {
        let (mut near, mut all) = (0, 0);
        for own in cells.iter() {
            let (lat, lon) = points[&own.unit];
            let mut others: Vec<_> = cells
                .iter()
                .filter(|c| c.unit != own.unit)
                .map(|c| {
                    let (other_lat, other_lon) = points[&c.unit];
                    // A degree of longitude is shorter than one of latitude.
                    let across = (other_lon - lon) * lat.to_radians().cos();
                    (across.hypot(other_lat - lat), c)
                })
                .collect();
            others.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (_, other) in &others[..3] {
                let place = |c: &app::public::model::Cell| (i64::from(c.column), i64::from(c.row));
                near += usize::from(hexagon_distance(place(own), place(other)) <= 2);
                all += 1;
            }
        }
        assert!(
            near * 100 >= all * 60,
            "{province}: {near} of {all} within two cells"
        );
    }
});
