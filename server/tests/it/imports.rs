//! Imports are all or nothing, and a published criteria set stays as it is.

use crate::support::{now, on_both, production};
use server::service::{
    import::{self, Done, ImportError},
    reference,
};

on_both!(a_bad_file_changes_nothing, |engine| async move {
    let db = production(engine).await;
    let before = (
        db.installation().await.unwrap(),
        db.units().await.unwrap(),
        db.figures().await.unwrap(),
    );
    let bad_units = reference::UNITS.replacen(",xã,", ",xóm,", 3);
    let Err(ImportError::Faults(faults)) = import::units::import(&db, &bad_units).await else {
        panic!("must fail")
    };
    assert_eq!(faults.len(), 3);
    assert!(
        faults
            .iter()
            .all(|f| f.line > 1 && f.column == "type" && f.to_string().contains("xóm")),
        "{faults:?}"
    );
    let shorter: String = reference::UNITS
        .lines()
        .filter(|l| !l.starts_with("04846,"))
        .map(|l| format!("{l}\n"))
        .collect();
    let moved = reference::UNITS.replacen("Đức Nhàn,xã,25,", "Đức Nhàn,xã,40,", 1);
    for bad in [shorter, moved] {
        let Err(ImportError::Faults(faults)) = import::units::import(&db, &bad).await else {
            panic!("must fail")
        };
        assert_eq!(faults.len(), 1);
        assert!(faults[0].to_string().contains("04846"), "{faults:?}");
    }
    let bad_figures = reference::FIGURES.replacen(",exact,", ",roughly,", 2);
    let Err(ImportError::Faults(faults)) = import::figures::import(&db, &bad_figures).await else {
        panic!("must fail")
    };
    assert_eq!(faults.len(), 2);
    let after = (
        db.installation().await.unwrap(),
        db.units().await.unwrap(),
        db.figures().await.unwrap(),
    );
    assert_eq!(before, after);
});

on_both!(files_may_name_units_as_pages_do, |engine| async move {
    let db = production(engine).await;
    import::figures::import(&db, reference::FIGURES)
        .await
        .unwrap();
    let before = db.figures().await.unwrap();
    for named in [
        "tỉnh Phú Thọ",
        "Phú Thọ (25)",
        "25 - Phú Thọ",
        "Phu Tho province",
    ] {
        let text = reference::FIGURES.replace("_rate,25,", &format!("_rate,{named},"));
        assert_ne!(text, reference::FIGURES);
        import::figures::import(&db, &text).await.unwrap();
        assert_eq!(db.figures().await.unwrap(), before, "{named}");
    }
    let refused = |text: String| {
        let db = db.clone();
        async move {
            let Err(ImportError::Faults(faults)) = import::figures::import(&db, &text).await else {
                panic!("must fail")
            };
            faults[0].to_string()
        }
    };
    let text =
        |named: &str| reference::FIGURES.replacen("_rate,25,", &format!("_rate,{named},"), 1);
    let several = refused(text("Phú Thọ")).await;
    for wanted in [
        "Tỉnh Phú Thọ (25)",
        "Phường Phú Thọ, Tỉnh Phú Thọ (07942)",
        "(30034)",
    ] {
        assert!(several.contains(wanted), "{several}");
    }
    assert!(
        refused(text("Phú Tho (26)"))
            .await
            .contains("không có đơn vị nào")
    );

    // A ranking is one of provinces.
    let head = "province,green,total,as_of,source,simulated\n";
    let ranking = |named: &str| format!("{head}{named},1,2,2026-10-31,Bảng,yes\n");
    for (at, named) in ["Phú Thọ", "tỉnh Phú Thọ", "Phú Thọ (25)"]
        .into_iter()
        .enumerate()
    {
        let done = import::ranking::import(&db, ranking(named)).await.unwrap();
        let wanted = if at == 0 {
            Done::Rows(1)
        } else {
            Done::Unchanged
        };
        assert_eq!(done, wanted, "{named}");
    }
    let Err(ImportError::Faults(faults)) =
        import::ranking::import(&db, ranking("xã Đức Nhàn")).await
    else {
        panic!("no province")
    };
    assert_eq!(faults[0].column, "province");
});

on_both!(
    a_good_file_goes_in_whole_and_moves_the_data_version,
    |engine| async move {
        let db = production(engine).await;
        let version = db.installation().await.unwrap().data_version;
        let renamed = reference::UNITS.replacen("Đức Nhàn", "Đức Nhàn Mới", 1);
        assert_eq!(
            import::units::import(&db, &renamed).await.unwrap(),
            Done::Rows(3_380)
        );
        let units = db.units().await.unwrap();
        let unit = units.iter().find(|u| u.code.as_str() == "04846").unwrap();
        assert_eq!(
            (unit.name.as_str(), unit.search_key.as_str()),
            ("Đức Nhàn Mới", "duc nhan moi")
        );
        assert_eq!(units.len(), 3_355);
        assert_eq!(db.installation().await.unwrap().data_version, version + 1);
        assert_eq!(
            import::figures::import(&db, reference::FIGURES)
                .await
                .unwrap(),
            Done::Rows(76)
        );
    }
);

on_both!(
    a_published_criteria_set_is_superseded_not_changed,
    |engine| async move {
        let db = production(engine).await;
        assert_eq!(
            import::criteria::import(&db, reference::CRITERIA, now())
                .await
                .unwrap(),
            Done::Unchanged
        );
        let changed = reference::CRITERIA.replacen("pass_bp = 9500", "pass_bp = 9000", 1);
        assert_ne!(changed, reference::CRITERIA);
        let refused = import::criteria::import(&db, &changed, now()).await;
        let Err(ImportError::OtherMeaning(version, place)) = &refused else {
            panic!("{refused:?}")
        };
        assert_eq!(
            (version.as_str(), place.to_string().as_str()),
            ("v0", "NT1.answer.pass_bp")
        );
        let next = changed.replacen("version = \"v0\"", "version = \"v1\"", 1);
        assert_eq!(
            import::criteria::import(&db, &next, now()).await.unwrap(),
            Done::Rows(16)
        );
        let sets = db.criteria_sets().await.unwrap();
        assert_eq!(
            sets.iter().map(|s| s.version.as_str()).collect::<Vec<_>>(),
            ["v0", "v1"]
        );
    }
);
