//! Newer shipped reference data come into databases that older programs made: where a row is as it was shipped, and
//! nowhere else.

use crate::{
    fixture::{VERSIONS, evidence_of, restored, told, unchanged},
    support::{now, on_both, production},
};
use domain::unit::UnitCode;
use server::{
    service::{
        import,
        reference::{self, Reference},
        refresh::{self, Earlier, File, Refreshed, ShippedRow},
        verify,
    },
    store::Db,
};
use std::process::{Command, Output};

fn row(file: File, key: &str) -> ShippedRow {
    let key = key.to_owned();
    ShippedRow { file, key }
}

fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}

/// What a newer program ships: a change in every file, and rows that are new.
fn newer() -> (Reference, Earlier) {
    let shipped = Reference::shipped().unwrap();
    let mut newer = shipped.clone();
    let source = newer.sources.iter_mut().find(|s| s.key == "S0").unwrap();
    source.publisher_en = "Phú Thọ daily".to_owned();
    let mut source = newer.sources[1].clone();
    source.key = "S900".to_owned();
    newer.sources.push(source);
    newer.indicators[0].name_en.push_str(" (reworded)");
    newer.figures[0].scope_vi = "Tỉnh Phú Thọ".to_owned();
    newer.figures[0].note_en = "Another note".to_owned();
    let id = newer.figures[0].id.clone();
    newer.figure_sources.push((id, "S900".to_owned()));
    // What was printed is not rewritten, even if a newer program says something else.
    newer.figures[1].value = Some("99".to_owned());
    let mut figure = newer.figures[2].clone();
    figure.id = "F900".to_owned();
    newer.figures.push(figure);
    newer
        .figure_sources
        .push(("F900".to_owned(), "S900".to_owned()));
    newer.units.insert(unit("04846"), "Đức Nhàn Mới".to_owned());
    newer.aliases[0].alias.push_str(" cũ");
    newer.names[0].0.name.push('x');
    let set = newer.set.as_mut().unwrap();
    set.criteria[0].help.en.push_str(" More help.");
    let mut earlier = Earlier::shipped().unwrap();
    assert!(earlier.add(&shipped, &newer).len() >= 9);
    (newer, earlier)
}

async fn everything_printed(db: &Db) -> Vec<String> {
    let figures = db.figures().await.unwrap().into_iter();
    figures
        .filter(|f| f.id != "F900")
        .map(|f| {
            format!(
                "{} {:?} {:?} {:?} {:?} {:?}",
                f.id, f.value, f.numerator, f.denominator, f.qualifier, f.printed_rank
            )
        })
        .collect()
}

on_both!(
    newer_rows_come_where_nobody_changed_them,
    |engine| async move {
        let db = production(engine).await;
        let (newer, earlier) = newer();
        let printed = everything_printed(&db).await;
        let version = db.installation().await.unwrap().data_version;
        let found = refresh::refresh_from(&db, &newer, &earlier, now())
            .await
            .unwrap();
        let alias = format!("{} {}", newer.aliases[0].unit_code, newer.aliases[0].alias);
        let name = format!(
            "{} {}",
            newer.names[0].0.unit_code, newer.names[0].0.language
        );
        assert_eq!(
            found,
            Refreshed {
                brought: vec![
                    row(File::Sources, "S0"),
                    row(File::Sources, "S900"),
                    row(File::Indicators, &newer.indicators[0].code),
                    row(File::Figures, &newer.figures[0].id),
                    row(File::Figures, "F900"),
                    row(File::Units, "04846"),
                    row(File::Aliases, &alias),
                    row(File::Names, &name),
                    row(File::Criteria, "v0"),
                ],
                left: vec![row(File::Figures, &newer.figures[1].id)],
            }
        );
        assert_eq!(everything_printed(&db).await, printed);
        assert!(db.installation().await.unwrap().data_version > version);
        let source = db.sources().await.unwrap().into_iter();
        let source = source.into_iter().find(|s| s.key == "S0").unwrap();
        assert_eq!(source.publisher_en, "Phú Thọ daily");
        let figures = db.figures().await.unwrap();
        let figure = figures
            .iter()
            .find(|f| f.id == newer.figures[0].id)
            .unwrap();
        assert_eq!(*figure, newer.figures[0]);
        let cited = db.figure_sources().await.unwrap();
        assert!(cited.contains(&(figure.id.clone(), "S900".to_owned())));
        assert!(cited.contains(&("F900".to_owned(), "S900".to_owned())));
        let units = db.units().await.unwrap();
        let renamed = units.iter().find(|u| u.code == unit("04846")).unwrap();
        assert_eq!(
            (renamed.name.as_str(), renamed.search_key.as_str()),
            ("Đức Nhàn Mới", "duc nhan moi")
        );
        let sets = db.criteria_sets().await.unwrap();
        assert_eq!(Some(&sets[0]), newer.set.as_ref());
        let wordings = db.criteria_wordings().await.unwrap();
        assert_eq!(wordings.last().unwrap().revised_by.as_deref(), Some("xanh"));
        let chain = db.chain("VN").await.unwrap();
        let actions: Vec<_> = chain.iter().map(|(e, _)| e.action.word()).collect();
        assert_eq!(actions, ["revise-wording", "refresh-reference"]);
        let told = &chain[1].0.after;
        assert!(
            told.contains("sources.csv S0 S900") && told.contains("units.csv 04846"),
            "{told}"
        );

        // Twice is once.
        let version = db.installation().await.unwrap().data_version;
        let again = refresh::refresh_from(&db, &newer, &earlier, now())
            .await
            .unwrap();
        assert_eq!(again.brought, []);
        assert_eq!(again.left, found.left);
        assert_eq!(db.installation().await.unwrap().data_version, version);
        assert_eq!(db.chain("VN").await.unwrap().len(), 2);
    }
);

on_both!(
    what_somebody_changed_is_left_and_listed,
    |engine| async move {
        let db = production(engine).await;
        let (newer, earlier) = newer();
        let renamed = reference::UNITS.replace(",Đức Nhàn,", ",Đức Nhàn Của Tôi,");
        assert_ne!(renamed, reference::UNITS);
        import::units::import(&db, &renamed).await.unwrap();
        // A list of figures of one's own: one is said otherwise, the last one is not in it.
        let lines: Vec<_> = reference::FIGURES.trim_end().lines().collect();
        let own = lines[..lines.len() - 1].join("\n").replacen(
            "green_commune_rate,25,,",
            "green_commune_rate,25,Phú Thọ của tôi,",
            1,
        );
        import::figures::import(&db, &own).await.unwrap();
        // A wording of one's own.
        let text = reference::CRITERIA.replacen("Chọn “Có”", "Hãy chọn “Có”", 1);
        assert_ne!(text, reference::CRITERIA);
        import::criteria::import(&db, &text, now()).await.unwrap();
        let set = db.criteria_sets().await.unwrap();

        let found = refresh::refresh_from(&db, &newer, &earlier, now())
            .await
            .unwrap();
        let last = lines.last().unwrap().split(',').next().unwrap();
        for left in [
            row(File::Figures, &newer.figures[0].id),
            row(File::Figures, last),
            row(File::Figures, "F900"),
            row(File::Units, "04846"),
            row(File::Criteria, "v0"),
        ] {
            assert!(found.left.contains(&left), "{left:?}: {:?}", found.left);
            assert!(!found.brought.contains(&left), "{left:?}");
        }
        assert!(found.brought.contains(&row(File::Sources, "S0")));
        assert_eq!(db.criteria_sets().await.unwrap(), set);
        let units = db.units().await.unwrap();
        let own = units.iter().find(|u| u.code == unit("04846")).unwrap();
        assert_eq!(own.name, "Đức Nhàn Của Tôi");
        let figures = db.figures().await.unwrap();
        assert_eq!(figures.len(), lines.len() - 2);
        assert!(figures.iter().any(|f| f.scope_vi == "Phú Thọ của tôi"));
    }
);

on_both!(two_servers_bring_newer_rows_once, |engine| async move {
    let address = crate::support::production_address(engine).await;
    let (one, two) = (
        Db::open(&address).await.unwrap(),
        Db::open(&address).await.unwrap(),
    );
    let (newer, earlier) = newer();
    let (first, second) = tokio::join!(
        refresh::refresh_from(&one, &newer, &earlier, now()),
        refresh::refresh_from(&two, &newer, &earlier, now()),
    );
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(
        first.brought.len().min(second.brought.len()),
        0,
        "{first:?} {second:?}"
    );
    assert_eq!(one.criteria_wordings().await.unwrap().len(), 2);
    assert_eq!(one.chain("VN").await.unwrap().len(), 2);
});

// Whatever a released version shipped is known: of its installation everything newer is brought, and nothing is taken
// for changed by somebody. Who changes a shipped row puts the lines that this prints into `data/earlier.csv`.
on_both!(
    what_released_versions_shipped_is_known,
    |engine| async move {
        let now_shipped = Reference::shipped().unwrap();
        for version in VERSIONS {
            let db = Db::open(&restored(engine, version).await).await.unwrap();
            db.migrate().await.unwrap();
            let theirs = refresh::held(&db).await.unwrap();
            let lines = Earlier::default().add(&theirs, &now_shipped);
            let before = verify::everything(&db, &evidence_of(version))
                .await
                .unwrap();
            let releases = told(&db, &before).await;
            let found = refresh::refresh(&db, now()).await.unwrap();
            assert_eq!(
                found.left,
                [],
                "{version}, not known:\n{}",
                lines.join("\n")
            );
            assert_eq!(found.brought.len(), lines.len(), "{version}");
            assert_eq!(
                refresh::refresh(&db, now()).await.unwrap(),
                Refreshed::default()
            );
            assert_eq!(
                refresh::held(&db).await.unwrap().set,
                now_shipped.set,
                "{version}"
            );
            // Releases, receipts and what stood in the audit log are as they were.
            let after = verify::everything(&db, &evidence_of(version))
                .await
                .unwrap();
            unchanged(&releases, &told(&db, &after).await);
            assert!(after.holds(), "{after:?}");
            assert_eq!(after.receipts, before.receipts);
            db.close().await;
        }
    }
);

on_both!(
    migrate_tells_what_it_brought_and_what_it_left,
    |engine| async move {
        let xanh = |database: &str, arguments: &[&str]| -> Output {
            Command::new(env!("CARGO_BIN_EXE_xanh"))
                .args(arguments)
                .env("XANH_DATABASE", database)
                .env("XANH_NOW", "2026-11-30T09:00+07:00")
                .output()
                .unwrap()
        };
        let said = |output: &Output| {
            String::from_utf8_lossy(&output.stdout).into_owned()
                + &String::from_utf8_lossy(&output.stderr)
        };
        let address = restored(engine, "0.2.0").await;
        let first = xanh(&address, &["migrate"]);
        assert!(first.status.success(), "{}", said(&first));
        let text = said(&first);
        let brought = "Đã cập nhật dữ liệu đi kèm chương trình: criteria/v0.toml – v0";
        assert!(
            text.contains(brought) && !text.contains("Giữ nguyên"),
            "{text}"
        );
        let second = said(&xanh(&address, &["migrate"]));
        assert!(
            !second.contains("Đã cập nhật dữ liệu") && !second.contains("Giữ nguyên"),
            "{second}"
        );

        // Another installation of that version, of which somebody renamed a unit.
        let address = restored(engine, "0.2.0").await;
        let db = Db::open(&address).await.unwrap();
        db.migrate().await.unwrap();
        let renamed = reference::UNITS.replace(",Đức Nhàn,", ",Đức Nhàn Của Tôi,");
        import::units::import(&db, &renamed).await.unwrap();
        db.close().await;
        let output = xanh(&address, &["migrate"]);
        let text = said(&output);
        assert!(output.status.success() && text.contains(brought), "{text}");
        let left = "Giữ nguyên, vì đã được sửa tại đây hoặc số đã công bố khác với bản đi kèm: units.csv – 04846";
        assert!(text.contains(left), "{text}");
        assert!(said(&xanh(&address, &["migrate"])).contains(left));
    }
);
