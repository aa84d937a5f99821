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
