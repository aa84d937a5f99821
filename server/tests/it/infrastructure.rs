//! Infrastructure and sectors over HTTP: published, observed and derived values stand apart; what is not public
//! does not leak; the committee's view and targets.

use crate::{
    following::main_of,
    public::text,
    support::{Answer, Client, demo, now, on_both, people, production},
};
use axum::http::StatusCode;
use domain::{
    delivery::BatchKind,
    figure::Qualifier,
    indicator::{Observation, Value},
    ranking::RankFloor,
    release::{ReleaseHeader, ReleaseId},
    status::RuleVersion,
    time::Date,
    unit::UnitCode,
};
use server::{
    service::{
        indicators::{catalogue, write},
        publish::{self, Material, Publisher},
    },
    store::{Db, observation_batches::NewBatch},
};
use std::collections::{BTreeSet, HashMap};

fn holds(answer: &Answer, wanted: &str) {
    let text = text(&answer.body);
    assert!(text.contains(wanted), "“{wanted}” is not in: {text}");
}

on_both!(published_figures_stand_apart, |engine| async move {
    let client = Client::of(demo(engine).await);
    let page = client.get("/ha-tang?tinh=25").await;
    for wanted in [
        "148/148 xã, phường có số liệu",
        "hơn 10.200 trạm",
        "868 trạm",
        "Các nguồn nêu số khác nhau",
        "Cơ sở: diện tích của tỉnh. Khác cơ sở của chỉ tiêu này nên không so sánh.",
        "Chưa nạp diện tích và dân số có ngày và nguồn",
        "Suy ra từ câu trả lời đã xác nhận cho tiêu chí HT3, bản công bố số 19",
        "Bài báo nêu (lược ý theo bản tiếng Ả Rập)170 trạm 5G phát sóng thương mại",
        "nguyên văn bản tiếng Ả Rập: 170 محطة 5G تبث تجاريًا",
        "không ghi ngày; suy ra khoảng tháng 8/2025",
        "Chưa có số liệu",
    ] {
        holds(&page, wanted);
    }
    let then = client.get("/chi-tieu/I02?tinh=25&ngay=2025-09-19").await;
    holds(
        &then,
        "Phú Thọ, theo những gì đã biết đến 19/9/2025: 10.200 trạm; 148/148 đơn vị",
    );
    let growth = client.get("/chi-tieu/I17").await;
    holds(&growth, "không vẽ biểu đồ");
    assert!(
        !growth.body.contains("<svg class=\"chart"),
        "growth is never charted"
    );
    // Every system of the article has its row and a link that answers.
    let index = client.get("/linh-vuc").await;
    for n in 1..=40 {
        assert!(index.body.contains(&format!("#I{n:02}")), "I{n:02}");
    }
    for sector in [
        "chi-dao",
        "ngan-hang",
        "dinh-danh",
        "dich-vu-cong",
        "y-te",
        "giao-duc",
        "nong-nghiep",
        "xay-dung",
        "nang-luong",
        "an-ninh",
        "thuong-mai",
        "ky-nang",
        "mau-so",
    ] {
        for prefix in ["", "/en", "/ar"] {
            let path = format!("{prefix}/linh-vuc/{sector}?tinh=25");
            assert_eq!(client.get(&path).await.status, StatusCode::OK, "{path}");
        }
        let known = client.get(&format!("/linh-vuc/{sector}")).await;
        assert!(
            !text(&known.body).contains(": 0 "),
            "{sector}: nothing is not nought"
        );
    }
});

/// The strips of a page: of each the values, their days and sources, without what is said of all.
fn strips(answer: &Answer) -> Vec<String> {
    let parts = answer.body.split("<ol class=\"strip\">").skip(1);
    let strip = |part: &str| text(part.split("</ol>").next().unwrap());
    parts.map(strip).collect()
}

on_both!(
    figures_of_other_days_stand_in_one_strip_newest_first,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        for prefix in ["", "/en", "/ar"] {
            let province = strips(&client.get(&format!("{prefix}/tinh/25")).await);
            let sector = strips(&client.get(&format!("{prefix}/ha-tang?tinh=25")).await);
            assert_eq!(province, sector, "{prefix}");
        }
        let strips = strips(&client.get("/tinh/25").await);
        let stations: Vec<_> = strips.iter().filter(|s| s.contains("868 trạm")).collect();
        let [stations] = stations[..] else {
            panic!("one strip has them: {strips:?}")
        };
        let at = |wanted: &str| {
            stations
                .find(wanted)
                .unwrap_or_else(|| panic!("{wanted}: {stations}"))
        };
        assert!(at("868 trạm") < at("170 trạm"), "{stations}");
        for wanted in [
            "khoảng đầu năm 2026",
            "Nền tảng Vietnam.vn",
            "đến 19/9/2025",
            "Báo Phú Thọ, ",
        ] {
            at(wanted);
        }
        // One operator's stations are another thing and have a strip of their own, beside it.
        let place = strips.iter().position(|s| s == stations).unwrap();
        assert!(
            strips[place + 1].starts_with("gần 1.000 trạm"),
            "{strips:?}"
        );
        // What a reader of the diagram sees first is the newest.
        let page = client.get("/tinh/25").await;
        let first = page.body.split("id=\"ha-tang-chinh\"").nth(1).unwrap();
        let first = text(first.split("</dl>").next().unwrap());
        assert!(
            first.contains("868 trạm") && !first.contains("170 trạm"),
            "{first}"
        );
        // Each with its date, and as the page of infrastructure says it; one operator's are not among them.
        let sector = client.get("/ha-tang?tinh=25").await;
        let whole = text(&sector.body);
        for wanted in [
            ("hơn 10.200 trạm", "đến 19/9/2025"),
            ("868 trạm", "nguồn không ghi ngày"),
        ] {
            let (value, date) = wanted;
            assert!(first.contains(&format!("{value} {date}")), "{first}");
            assert!(whole.contains(value) && whole.contains(date), "{value}");
        }
        assert!(!first.contains("Viettel"), "{first}");
        // Simulated sums stand elsewhere, with their mark.
        for strip in sector.body.split("<ol class=\"strip\">").skip(1) {
            let strip = strip.split("</ol>").next().unwrap();
            assert!(!strip.contains("MÔ PHỎNG"), "{strip}");
        }
    }
);

on_both!(
    the_file_beside_an_indicator_is_its_page,
    |engine| async move {
        let client = Client::of(demo(engine).await);
        let file = client
            .get("/chi-tieu/I02.csv?tinh=25&ngay=2025-09-19")
            .await;
        assert_eq!(file.status, StatusCode::OK);
        let mut reader =
            csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
        let head = reader.headers().unwrap().clone();
        let column = |name: &str| head.iter().position(|h| h == name).unwrap();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 148);
        let sum: i64 = rows
            .iter()
            .map(|r| r[column("value")].parse::<i64>().unwrap())
            .sum();
        assert_eq!(sum, 10_200);
        assert!(
            rows.iter()
                .all(|r| r[column("value_kind")].contains("Simulated data")
                    && &r[column("as_of_last")] == "2025-09-19")
        );
        let page = client.get("/chi-tieu/I02?tinh=25&ngay=2025-09-19").await;
        for row in &rows {
            let code = &row[column("unit_code")];
            let fact = format!(
                "/chi-tieu/I02/{code}\"><data value=\"{}\"",
                &row[column("value")]
            );
            assert!(page.body.contains(&fact), "{fact}");
        }
        let country = client.get("/chi-tieu/I11b.csv").await;
        assert_eq!(country.body.lines().count(), 35);
        assert_eq!(
            client.get("/chi-tieu/I99.csv").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            client.get("/chi-tieu/I02.csv?tinh=x").await.status,
            StatusCode::BAD_REQUEST
        );
        assert_eq!(
            client.get("/chi-tieu/I02/99999").await.status,
            StatusCode::NOT_FOUND
        );
    }
);

fn told(
    unit: &str,
    indicator: &str,
    value: Value,
    day: &str,
    source: &str,
) -> (UnitCode, Observation) {
    let day = Date::parse(day).unwrap();
    let observation = Observation {
        unit: UnitCode::parse(unit).unwrap(),
        indicator: indicator.to_owned(),
        value,
        qualifier: Qualifier::Exact,
        printed: String::new(),
        from: day,
        to: day,
        source: source.to_owned(),
        note: String::new(),
    };
    (UnitCode::parse("25").unwrap(), observation)
}

async fn bring(db: &Db, by: &str, rows: &[(UnitCode, Observation)]) {
    let mut tx = db.begin().await.unwrap();
    let batch = NewBatch {
        kind: BatchKind::Form,
        title: "thử",
        file_hash: None,
        entered_by: by,
        entered_at: now(),
        simulated: false,
    };
    write(&mut tx, batch, &catalogue().unwrap(), rows, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    what_is_told_shows_at_once_with_its_source,
    |engine| async move {
        let db = production(engine).await;
        people::add(&db).await;
        let client = Client::of(db.clone());
        let before = client.get("/ha-tang?tinh=25").await;
        holds(
            &before,
            "chưa có số liệu tính từ xã, phường; bên dưới là số đã công bố",
        );
        bring(
            &db,
            "songanh",
            &[told(
                "04846",
                "I02",
                Value::Number(61),
                "2026-09-30",
                "Nhà mạng A",
            )],
        )
        .await;
        bring(
            &db,
            "songanh",
            &[told("04978", "I02", Value::Number(40), "2026-08-31", "Sở")],
        )
        .await;
        let page = client.get("/ha-tang?tinh=25").await;
        holds(&page, "Số trạm BTS (2G/3G/4G/5G): 101 trạm");
        holds(
            &page,
            "2/148 xã, phường có số liệu · tính đến từ 31/8/2026 đến 30/9/2026",
        );
        holds(&page, "nhiều thời điểm khác nhau");
        // Sources about the province itself stand side by side, none chosen.
        bring(
            &db,
            "songanh",
            &[told("25", "I04", Value::Number(868), "2026-01-31", "Báo A")],
        )
        .await;
        bring(
            &db,
            "songanh",
            &[told("25", "I04", Value::Number(990), "2025-12-26", "Báo B")],
        )
        .await;
        let page = client.get("/ha-tang?tinh=25").await;
        for wanted in [
            "868 trạm",
            "Báo A",
            "990 trạm",
            "Báo B",
            "Các nguồn nêu số khác nhau",
        ] {
            holds(&page, wanted);
        }
        // The register makes densities possible, and says where it has its numbers from.
        bring(
            &db,
            "songanh",
            &[told(
                "25",
                "M05",
                Value::Number(10_000),
                "2026-01-01",
                "Sở A",
            )],
        )
        .await;
        let page = client.get("/ha-tang?tinh=25").await;
        holds(
            &page,
            "1,01 trạm trên km²; diện tích 100 km² (1/1/2026; Nguồn: Sở A)",
        );
        holds(&page, "Chưa nạp dân số có ngày và nguồn");
        // A history names the role, not the person.
        let history = client.get("/chi-tieu/I02/04846").await;
        holds(&history, "61 trạm");
        holds(&history, "Sở, ngành (qua biểu mẫu)");
        assert!(!history.body.contains("songanh"));
    }
);

/// One simulated release of Phú Thọ under a set of which the public sees the status of HT3 alone.
pub async fn published_under(db: &Db, set: &str) {
    let imported = server::service::import::criteria::import(db, set, now()).await;
    assert!(imported.is_ok(), "{:?}", imported.err());
    let set = db
        .criteria_sets()
        .await
        .unwrap()
        .into_iter()
        .find(|s| s.version == "v9")
        .unwrap();
    let mut communes = publish::communes(db).await.unwrap();
    communes.retain(|c| c.province.as_str() == "25");
    let demo = server::service::demo::generate(&set, &communes, now()).unwrap();
    let planned = demo.releases.last().unwrap();
    let frame = ReleaseHeader {
        id: ReleaseId {
            number: 1,
            revision: 1,
        },
        as_of: planned.as_of,
        period_due: planned.period_due,
        criteria_set: set.version.clone(),
        rules: RuleVersion::CURRENT,
        rank_floor: RankFloor::USUAL,
        simulated: true,
    };
    let mut tx = db.begin().await.unwrap();
    tx.add_periods(&demo.periods, true).await.unwrap();
    let mut answers: HashMap<UnitCode, Vec<_>> = HashMap::new();
    for (unit, answer) in demo.answers {
        answers.entry(unit).or_default().push(answer);
    }
    let publication = publish::freeze(
        &Material {
            frame: &frame,
            period: &planned.period_code,
            set: &set,
            periods: &demo.periods,
            communes: &communes,
            answers: &answers,
            before: &HashMap::new(),
        },
        |_| (),
    );
    let by = Publisher {
        name: "xanh",
        at: now(),
        reason: "",
    };
    publish::store(&mut tx, &publication, by).await.unwrap();
    tx.raise_data_version().await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    a_criterion_that_keeps_its_values_keeps_them_here,
    |engine| async move {
        let db = production(engine).await;
        let set = server::service::reference::CRITERIA
            .replacen("version = \"v0\"", "version = \"v9\"", 1)
            .replacen(
                "code = \"HT3\"\n",
                "code = \"HT3\"\npublic = \"status\"\n",
                1,
            );
        published_under(&db, &set).await;
        let client = Client::of(db.clone());
        let kept = "Bộ tiêu chí chỉ công khai trạng thái của tiêu chí này";
        for path in [
            "/ha-tang?tinh=25",
            "/chi-tieu/I07c?tinh=25",
            "/chi-tieu/I07c/04846",
        ] {
            let page = client.get(path).await;
            holds(&page, kept);
            assert!(!page.body.contains("value=\"yes\""), "{path} leaks a value");
            assert!(
                !text(&page.body).contains("tiêu chí HT3"),
                "{path} leaks a sum"
            );
        }
        // The country's rows and the file keep it too; other criteria stay open.
        let country = client.get("/chi-tieu/I07c").await;
        assert!(
            !country.body.contains("148/148\"><"),
            "the country leaks a sum"
        );
        let file = client.get("/chi-tieu/I07c.csv?tinh=25").await;
        assert!(
            !file.body.contains("yes") && !file.body.contains(",no,"),
            "the file leaks a value"
        );
        holds(
            &client.get("/ha-tang?tinh=25").await,
            "tiêu chí HT1, bản công bố số 1",
        );
    }
);

on_both!(
    the_committee_sees_whom_infrastructure_keeps,
    |engine| async move {
        let db = demo(engine).await;
        let client = Client::of(db.clone());
        let member = client.sign_in_without_code("bcd").await;
        let page = member.get("/dieu-hanh/ha-tang").await;
        assert_eq!(page.status, StatusCode::OK);
        let body = main_of(&page.body);
        // The three kinds add up to the communes that are not green, each commune once.
        let mut communes = BTreeSet::new();
        let mut rows = 0;
        for (anchor, infrastructure, other) in [
            ("vuong-ha-tang", true, false),
            ("vuong-ca-hai", true, true),
            ("vuong-quy-trinh", false, true),
        ] {
            let at = body.find(&format!("id=\"{anchor}\"")).unwrap();
            let section = body[at..].split("</section>").next().unwrap();
            for row in section
                .split("<tbody>")
                .nth(1)
                .unwrap_or("")
                .split("<tr>")
                .skip(1)
            {
                rows += 1;
                communes.insert(row.split("/xa/").nth(1).unwrap()[..5].to_owned());
                let codes: Vec<_> = row
                    .split("<b dir=\"ltr\">")
                    .skip(1)
                    .map(|c| c[..2].to_owned())
                    .collect();
                assert_eq!(
                    codes.iter().any(|c| c == "HT"),
                    infrastructure,
                    "{anchor}: {codes:?}"
                );
                assert_eq!(
                    codes.iter().any(|c| c != "HT"),
                    other,
                    "{anchor}: {codes:?}"
                );
            }
        }
        assert_eq!((rows, communes.len()), (18, 18));
        holds(&page, "Chưa nạp dân số theo xã");
        // With a population, its day and its source: beside the commune, and added up for its kind.
        let section = |body: &str, anchor: &str| {
            let at = body.find(&format!("id=\"{anchor}\"")).unwrap();
            body[at..].split("</section>").next().unwrap().to_owned()
        };
        let own = |body: &str| -> Vec<String> {
            let found = section(body, "vuong-ha-tang");
            let codes = found.split("/xa/").skip(1);
            codes.map(|c| c[..5].to_owned()).collect()
        };
        let alone = own(body);
        assert!(
            alone.len() > 1,
            "the demo has communes that infrastructure alone keeps from green"
        );
        let people = |code: &str, number| {
            told(
                code,
                "M01",
                Value::Number(number),
                "2026-04-01",
                "Thống kê A",
            )
        };
        bring(&db, "songanh", &[people(&alone[0], 9_001)]).await;
        let page = member.get("/dieu-hanh/ha-tang").await;
        assert!(!page.text().contains("Chưa nạp dân số theo xã"));
        let sum = text(&section(main_of(&page.body), "vuong-ha-tang"));
        let wanted = format!("Dân số các đơn vị này: 9.001 người (1/{} xã", alone.len());
        assert!(sum.contains(&wanted), "{sum}");
        bring(&db, "songanh", &[people(&alone[1], 11_000)]).await;
        let page = member.get("/dieu-hanh/ha-tang").await;
        let sum = text(&section(main_of(&page.body), "vuong-ha-tang"));
        assert!(sum.contains("Dân số các đơn vị này: 20.001 người"), "{sum}");
        for sorted in [
            "?sap-xep=I02",
            "?sap-xep=trang-thai",
            "?sap-xep=ZZ",
            "?phat-hanh=6",
        ] {
            for lang in ["", "/en", "/ar"] {
                let answer = member
                    .get(&format!("{lang}/dieu-hanh/ha-tang{sorted}"))
                    .await;
                assert_eq!(answer.status, StatusCode::OK, "{lang}{sorted}");
            }
        }
        let foreign = member.get("/dieu-hanh/ha-tang?tinh=01").await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    }
);

on_both!(a_target_of_stations_says_who_set_it, |engine| async move {
    let db = production(engine).await;
    people::add(&db).await;
    let client = Client::of(db.clone());
    let member = client.sign_in("bcd").await;
    let form = |indicator: &'static str, number: &'static str, by: &'static str| {
        [
            ("province", "25"),
            ("indicator", indicator),
            ("number", number),
            ("by", by),
        ]
    };
    for (indicator, number, by) in [
        ("I02", "0", "2027-06-30"),
        ("I02", "nhiều", "2027-06-30"),
        ("I03", "5", "2027-06-30"),
        ("I02", "11.000", "2026-11-23"),
        ("ZZ", "11000", ""),
    ] {
        let refused = member
            .post("/api/aim-indicator", &form(indicator, number, by))
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{indicator} {number} {by}"
        );
        holds(&refused, "Chưa có gì thay đổi");
        assert!(
            refused.body.contains(&format!("value=\"{number}\"")),
            "what was typed comes back"
        );
    }
    let version = db.installation().await.unwrap().data_version;
    let set = member
        .post("/api/aim-indicator", &form("I02", "11.000", "2027-06-30"))
        .await;
    assert_eq!(set.status, StatusCode::SEE_OTHER);
    let page = member.get(set.header("location")).await;
    holds(
        &page,
        "Mục tiêu 11.000 trạm đến hết ngày 30/6/2027 (do bcd đặt ngày 23/11/2026); chưa có số liệu để so",
    );
    bring(
        &db,
        "songanh",
        &[told(
            "04846",
            "I02",
            Value::Number(10_900),
            "2026-09-30",
            "Nhà mạng A",
        )],
    )
    .await;
    let page = member.get("/dieu-hanh/ha-tang").await;
    holds(&page, "còn thiếu 100 trạm");
    bring(
        &db,
        "songanh",
        &[told(
            "04846",
            "I02",
            Value::Number(11_000),
            "2026-10-31",
            "Nhà mạng A",
        )],
    )
    .await;
    let page = member.get("/dieu-hanh/ha-tang").await;
    holds(&page, "Đã đạt mục tiêu 11.000 trạm");
    holds(&page, "+100 so với 10.900 trạm");
    // Nothing public has changed by a target, and the audit log has it.
    assert!(db.installation().await.unwrap().data_version > version);
    let chain = db.chain(domain::audit::INSTALLATION).await.unwrap();
    let entry = chain
        .iter()
        .map(|(e, _)| e)
        .find(|e| e.action.word() == "set-indicator-target")
        .unwrap();
    assert_eq!(
        (entry.object.as_str(), entry.after.as_str()),
        ("25 I02", "11000 · 2027-06-30")
    );
    // A denominator of communes shows the people affected.
    assert_eq!(
        client
            .anonymous()
            .post("/api/aim-indicator", &form("I02", "1", "2027-06-30"))
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
});
