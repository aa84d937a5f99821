//! Files as people and their programs make them, through every way in: letters, separators, line ends, workbooks with
//! titles and several sheets, codes without their zeros, templates filled in part; and what a file is that holds no table.

use crate::{
    observing::{WAITING, any_token, carried, send},
    support::{Answer, Browser, Client, Engine, now, on_both, people, production},
};
use app::routes::FormAction;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::unit::UnitCode;
use flate2::{Compression, write::GzEncoder};
use rust_xlsxwriter::{Workbook, Worksheet};
use serde_json::{Value, json};
use server::{
    http::ingest::PATH,
    service::import::{
        self, Done, ImportError,
        observations::{ImportOptions, Imported},
    },
    store::Db,
};
use std::io::{Cursor, Write};

const LOCKED: &[u8] = include_bytes!("../cases/locked.xlsx");
const LOST_ZEROS: &[u8] = include_bytes!("../cases/lost-zeros.xlsx");
const TITLE_ROWS: &[u8] = include_bytes!("../cases/title-rows.xlsx");

async fn client(engine: Engine) -> (Client, Db) {
    let db = production(engine).await;
    people::add(&db).await;
    (Client::of(db.clone()), db)
}

/// What stands of an indicator: its share or number, and its source.
async fn standing(db: &Db, unit: &str, indicator: &str) -> Vec<(i64, String)> {
    let unit = UnitCode::parse(unit).unwrap();
    let rows = db.observation_history(&unit, indicator).await.unwrap();
    let rows = rows.into_iter().filter(|row| row.current);
    rows.map(|row| (row.value.number.unwrap(), row.source))
        .collect()
}

async fn take(officer: &Browser<'_>, seen: &Answer) {
    let taken = officer
        .post_owned("/api/add-observations", &carried(seen))
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
}

/// An old compound file, as far as anybody looks at it.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend([0; 504]);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

const ROWS: &str = "unit,indicator,value,as_of,source\n04846,I06,\"87,83\",31/10/2026,Sở TTTT\n";

/// The same table in many files, with what a person is told of each.
fn alike() -> Vec<(&'static str, Vec<u8>, &'static [&'static str])> {
    let with = |mark: &str| ROWS.replace("\"87,83\"", "87.83").replace(',', mark);
    let marked = format!("\u{feff}{}", with("\t"));
    let bare = with(";").replace("87.83", "87,83");
    vec![
        ("plain", ROWS.into(), &[]),
        ("semicolon", bare.replace('\n', "\r\n").into(), &["dấu chấm phẩy"]),
        ("tab", with("\t").into(), &["dấu tab"]),
        ("bar", with("|").into(), &["dấu gạch đứng"]),
        ("said by Excel", format!("sep=;\r\n{bare}").into(), &["dấu chấm phẩy", "dòng 2"]),
        ("old Mac", ROWS.replace('\n', "\r").into(), &[]),
        ("marked UTF-16", wide(&marked, u16::to_le_bytes), &["UTF-16", "dấu tab"]),
        ("marked UTF-16, other order", wide(&marked, u16::to_be_bytes), &["UTF-16"]),
        ("UTF-16", wide(&with(";"), u16::to_le_bytes), &["UTF-16", "dấu chấm phẩy"]),
        ("UTF-16, other order", wide(ROWS, u16::to_be_bytes), &["UTF-16"]),
        (
            "Windows-1258",
            b"unit,indicator,value,as_of,source\r\n04846,I06,87.83,31/10/2026,S\xf5\xd2 TTTT\r\n".to_vec(),
            &["đọc theo Windows-1258"],
        ),
        (
            "titles",
            format!("ỦY BAN NHÂN DÂN TỈNH;;;;\r\n\r\n\"BIỂU 01,\r\nnăm 2026\";;;;\r\n{bare};;;;\r\n").into(),
            &["dòng 5"],
        ),
        (
            "invisible characters",
            "\u{feff}unit\u{200b},indicator,value,as_of,source\n04846\u{200b},\u{a0}I06,87.83\u{200e},31/10/2026\u{2060},Sở\u{200b} TTTT\n".into(),
            &[],
        ),
        (
            "digits of other scripts",
            "unit,indicator,value,as_of,source\n٠٤٨٤٦,I06,٨٧٫٨٣,٣١/١٠/٢٠٢٦,Sở TTTT\n".into(),
            &[],
        ),
        ("midnight", with(",").replace("31/10/2026", "2026-10-31 00:00:00").into(), &[]),
        ("midnight here", with(",").replace("31/10/2026", "31/10/2026 0:00").into(), &[]),
        (
            "several lines in a cell, blanks behind",
            with(",").replace("Sở TTTT", "\"Sở\r\nTTTT\",, ").into(),
            &[],
        ),
    ]
}

on_both!(one_table_is_read_from_many_files, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    for (number, (name, file, told)) in alike().into_iter().enumerate() {
        let seen = send(&officer, "tệp.csv", &file).await;
        let text = seen.text();
        assert_eq!(seen.status, StatusCode::OK, "{name}: {text}");
        for words in told {
            assert!(text.contains(words), "{name}: {words} in {text}");
        }
        if told.is_empty() {
            assert!(
                !text.contains("được đọc theo") && !text.contains("được ngăn"),
                "{name}: {text}"
            );
        }
        if number == 0 {
            take(&officer, &seen).await;
        } else {
            assert!(
                text.contains("0 dòng mới, 0 bản sửa, 1 dòng không đổi"),
                "{name}: {text}"
            );
        }
    }
    assert_eq!(
        standing(&db, "04846", "I06").await,
        [(8_783, "Sở TTTT".to_owned())]
    );
});

async fn imported(db: &Db, file: &[u8]) -> Result<Imported, ImportError> {
    let options = ImportOptions {
        name: "tệp",
        by: "terminal",
        at: now(),
        simulated: true,
    };
    import::observations::import(db, Cursor::new(file), options).await
}

on_both!(the_command_line_reads_the_same_files, |engine| async move {
    let db = production(engine).await;
    for (name, file, _) in alike() {
        let read = imported(&db, &file).await;
        assert!(read.is_ok(), "{name}: {read:?}");
    }
    assert_eq!(
        standing(&db, "04846", "I06").await,
        [(8_783, "Sở TTTT".to_owned())]
    );
    let titles = imported(&db, TITLE_ROWS).await.unwrap();
    assert_eq!((titles.done, titles.how.head), (Done::Rows(1), 5));
    let refused = |file: Vec<u8>| {
        let db = db.clone();
        async move {
            match imported(&db, &file).await {
                Err(ImportError::Faults(faults)) => {
                    let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
                    faults.join("\n")
                }
                other => panic!("{other:?}"),
            }
        }
    };
    assert!(refused(LOCKED.to_vec()).await.contains("mật khẩu"));
    assert!(refused(compound("Workbook")).await.contains(".xls"));
    assert!(
        refused(Vec::new())
            .await
            .contains("không có dòng dữ liệu nào")
    );
    // Zeros that a program dropped are one fault, however many codes have lost them.
    let lost = refused(ROWS.replace("04846", "4846").into()).await;
    assert!(
        lost.contains("dòng 2, cột unit: mã mất số 0 ở đầu"),
        "{lost}"
    );
    let lost = refused(LOST_ZEROS.to_vec()).await;
    assert!(
        lost.lines().count() == 1 && lost.contains("số mã như vậy trong tệp: 2"),
        "{lost}"
    );
});

on_both!(
    a_wrong_line_is_named_whatever_ends_it,
    |engine| async move {
        let _alone = WAITING.lock().await;
        let (client, db) = client(engine).await;
        let (officer, admin) = (
            client.sign_in("songanh").await,
            client.sign_in("quantri").await,
        );
        for end in ["\n", "\r\n", "\r"] {
            let file = [
                "unit,indicator,value,as_of,source",
                "04846,I06,1,31/10/2026,\"S",
                "ở\"",
                "",
                "99999,I06,1,31/10/2026,S",
                "04846,I06,1,31/10/2026,S ở",
            ]
            .join(end);
            let refused = send(&officer, "x.csv", file.as_bytes()).await;
            let text = refused.text();
            assert!(text.contains("5unit"), "{end:?}: {text}");
            assert!(text.contains("6unittrùng với dòng 2"), "{end:?}: {text}");
            match imported(&db, file.as_bytes()).await {
                Err(ImportError::Faults(faults)) => {
                    let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
                    assert_eq!(lines, [5, 6], "{end:?}");
                }
                other => panic!("{other:?}"),
            }
            let list = [
                "user,name,email,role,scope",
                "a,\"A",
                "B\",,can-bo,04846",
                "b,B,,vua,04846",
            ]
            .join(end);
            let refused = admin
                .upload(
                    FormAction::CheckPeople.path(),
                    &[],
                    "x.csv",
                    list.as_bytes(),
                )
                .await;
            assert!(
                refused.text().contains("4rolekhông có vai trò này"),
                "{end:?}: {}",
                refused.text()
            );
        }
    }
);

on_both!(
    a_file_that_is_no_table_is_called_by_its_name,
    |engine| async move {
        let _alone = WAITING.lock().await;
        let (client, _) = client(engine).await;
        let (officer, admin, clerk) = (
            client.sign_in("songanh").await,
            client.sign_in("quantri").await,
            client.sign_in("canbo").await,
        );
        let files: [(Vec<u8>, &str); 7] = [
            (LOCKED.to_vec(), "bỏ mật khẩu"),
            (compound("Workbook"), "Đây là tệp .xls"),
            (
                b"<html><table><tr><td>unit</td></tr></table></html>".to_vec(),
                "Đây là tệp HTML",
            ),
            (b"%PDF-1.7\n".to_vec(), "Đây là tệp PDF"),
            (
                b"PK\x03\x04....xl/workbook.bin".to_vec(),
                "Đây là tệp .xlsb",
            ),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet".to_vec(),
                "Đây là tệp .ods",
            ),
            (b"\x1f\x8b\x08\0".to_vec(), "Đây là tệp .gz"),
        ];
        for (file, words) in files {
            for name in ["số liệu.xls", "số liệu.xlsx", "số liệu.csv"] {
                let refused = send(&officer, name, &file).await;
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
                assert!(
                    refused.text().contains(words),
                    "{words} in {}",
                    refused.text()
                );
            }
            let people = admin
                .upload(FormAction::CheckPeople.path(), &[], "x.xlsx", &file)
                .await;
            assert_eq!(people.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                people.text().contains(words),
                "{words} in {}",
                people.text()
            );
            let sheet = clerk
                .upload_as("sheet", "/api/upload-sheet", &[], "phieu.xlsx", &file)
                .await;
            assert!(sheet.text().contains(words), "{words} in {}", sheet.text());
        }
        for (path, words) in [("/en", "has a password"), ("/ar", "بكلمة مرور")] {
            let path = format!("{path}/api/check-observations");
            let refused = officer
                .upload_as("table", &path, &[], "x.xlsx", LOCKED)
                .await;
            assert!(refused.text().contains(words), "{}", refused.text());
        }
        let empty = send(&officer, "x.csv", b"").await;
        assert!(
            empty.text().contains("không có dòng số liệu nào"),
            "{}",
            empty.text()
        );
        let empty = admin
            .upload(
                FormAction::CheckPeople.path(),
                &[],
                "x.csv",
                b"\xef\xbb\xbf",
            )
            .await;
        assert!(
            empty.text().contains("không có dòng dữ liệu nào"),
            "{}",
            empty.text()
        );
    }
);

const HEADS: [&str; 5] = ["Mã xã", "Mã chỉ tiêu", "Giá trị", "Ngày", "Nguồn"];

fn fill(sheet: &mut Worksheet, first: u32, rows: &[[&str; 5]]) {
    for (row, cells) in (first..).zip(std::iter::once(&HEADS).chain(rows)) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

on_both!(a_table_is_found_wherever_it_stands, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let titles = send(&officer, "biểu.xlsx", TITLE_ROWS).await;
    assert_eq!(titles.status, StatusCode::OK, "{}", titles.text());
    assert!(
        titles.text().contains("Tên cột ở dòng 5"),
        "{}",
        titles.text()
    );

    // A cover that names one column, a hidden sheet with another table, and the second that is shown.
    let row = |value| ["04846", "I06", value, "31/10/2026", "Sở"];
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Bìa").unwrap();
    cover.write_string(0, 0, "Số liệu").unwrap();
    let hidden = book
        .add_worksheet()
        .set_name("Nháp")
        .unwrap()
        .set_hidden(true);
    fill(hidden, 0, &[row("1")]);
    fill(
        book.add_worksheet().set_name("Tháng 10").unwrap(),
        2,
        &[row("2")],
    );
    fill(
        book.add_worksheet().set_name("Tháng 11").unwrap(),
        0,
        &[row("3"), row("4")],
    );
    let file = book.save_to_buffer().unwrap();
    let seen = send(&officer, "biểu.xlsx", &file).await;
    let text = seen.text();
    assert_eq!(seen.status, StatusCode::OK, "{text}");
    assert!(
        text.contains("trang tính “Tháng 10”") && text.contains("Tên cột ở dòng 3"),
        "{text}"
    );
    assert!(text.contains("Nháp (ẩn)"), "{text}");

    // Another sheet can be chosen, and what is taken is what was looked at.
    let hash = seen.value("hash");
    let choose = |sheet, head| {
        let choice = [
            ("hash", hash.clone()),
            ("name", "biểu.xlsx".into()),
            ("sheet", sheet),
            ("head", head),
        ];
        choice.map(|(name, value): (&str, String)| (name.to_owned(), value))
    };
    let other = officer
        .post_owned(
            "/api/check-observations",
            &choose("3".into(), String::new()),
        )
        .await;
    assert!(
        other.text().contains("trùng với dòng 2"),
        "{}",
        other.text()
    );
    let hidden = officer
        .post_owned(
            "/api/check-observations",
            &choose("1".into(), String::new()),
        )
        .await;
    assert_eq!(hidden.status, StatusCode::OK, "{}", hidden.text());
    assert!(
        hidden.text().contains("trang tính ẩn “Nháp”"),
        "{}",
        hidden.text()
    );
    take(&officer, &hidden).await;
    assert_eq!(
        standing(&db, "04846", "I06").await,
        [(100, "Sở".to_owned())]
    );
    let nowhere = officer
        .post_owned(
            "/api/check-observations",
            &choose("9".into(), String::new()),
        )
        .await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A hidden sheet is read unasked where nothing else holds a table.
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Bìa").unwrap();
    fill(
        book.add_worksheet()
            .set_name("Ẩn")
            .unwrap()
            .set_hidden(true),
        0,
        &[row("1")],
    );
    let seen = send(&officer, "x.xlsx", &book.save_to_buffer().unwrap()).await;
    assert!(
        seen.text().contains("trang tính ẩn “Ẩn”"),
        "{}",
        seen.text()
    );

    // A head that is not known can be pointed at: then its columns can be chosen.
    let file = "Biểu 1,năm 2026\nNơi,Con số\n04846,60\n";
    let unknown = send(&officer, "x.csv", file.as_bytes()).await;
    assert!(unknown.text().contains("Biểu 1"), "{}", unknown.text());
    let hash = unknown.value("hash");
    let fields = |more: &[(&str, &str)]| -> Vec<(String, String)> {
        let own = [("hash", hash.as_str()), ("name", "x.csv"), ("head", "2")];
        let all = own.iter().chain(more);
        all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let pointed = officer
        .post_owned("/api/check-observations", &fields(&[]))
        .await;
    assert!(
        pointed.body.contains(">Con số</option>"),
        "{}",
        pointed.body
    );
    let columns = [
        ("col-unit", "0"),
        ("col-value", "1"),
        ("all-indicator", "I02"),
        ("all-as_of", "31/10/2026"),
        ("all-source", "Bảng kê"),
    ];
    let seen = officer
        .post_owned("/api/check-observations", &fields(&columns))
        .await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    take(&officer, &seen).await;
    assert_eq!(
        standing(&db, "04846", "I02").await,
        [(60, "Bảng kê".to_owned())]
    );
});

on_both!(
    two_columns_of_one_name_are_asked_about,
    |engine| async move {
        let _alone = WAITING.lock().await;
        let (client, db) = client(engine).await;
        let officer = client.sign_in("songanh").await;
        for (heads, row) in [
            (
                "unit,indicator,value,value,as_of,source",
                "04846,I06,12,99,2026-10-31,Sở",
            ),
            (
                "unit,unit,indicator,value,as_of,source",
                "04846,05116,I06,12,2026-10-31,Sở",
            ),
        ] {
            let file = format!("{heads}\n{row}\n");
            let seen = send(&officer, "hai-cot.csv", file.as_bytes()).await;
            assert!(
                seen.text().contains("Chưa biết cột nào chứa"),
                "{heads}: {}",
                seen.text()
            );
            assert!(!seen.text().contains("Ghi 1 dòng"), "{heads}");
            assert!(imported(&db, file.as_bytes()).await.is_err(), "{heads}");
        }
    }
);

on_both!(lost_zeros_are_put_back_at_once, |engine| async move {
    let _alone = WAITING.lock().await;
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let mut file = ROWS.replace("04846", "4846");
    file.push_str(
        "4978,I06,80,31/10/2026,Sở\n25,I06,81,31/10/2026,Sở\n٥١١٦,I06,82,31/10/2026,Sở\n",
    );
    let seen = send(&officer, "x.csv", file.as_bytes()).await;
    let text = seen.text();
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text.contains("1 chỗ cần sửa") && text.contains("2unitmã mất số 0 ở đầu"),
        "{text}"
    );
    assert!(text.contains("Thêm lại số 0 ở đầu cho 3 mã"), "{text}");
    assert!(!seen.body.contains("action=\"/api/add-observations\""));
    let form = seen.body.split("action=\"/api/check-observations\"");
    let form = form
        .into_iter()
        .find(|form| form.contains("name=\"zeros\""))
        .unwrap();
    let field = |name: &str| {
        let tag = form
            .split("<input ")
            .find(|tag| tag.contains(&format!("name=\"{name}\"")));
        let value = tag.unwrap().split(" value=\"").nth(1).unwrap();
        (name.to_owned(), value.split('"').next().unwrap().to_owned())
    };
    let fields = [
        "hash",
        "name",
        "head",
        "zeros",
        "col-unit",
        "col-indicator",
        "col-value",
        "col-as_of",
        "col-source",
    ];
    let mended = officer
        .post_owned("/api/check-observations", &fields.map(field))
        .await;
    let text = mended.text();
    assert_eq!(mended.status, StatusCode::OK, "{text}");
    assert!(text.contains("Đã thêm lại số 0 ở đầu cho 3 mã"), "{text}");
    take(&officer, &mended).await;
    for (unit, value) in [
        ("04846", 8_783),
        ("04978", 8_000),
        ("25", 8_100),
        ("05116", 8_200),
    ] {
        assert_eq!(standing(&db, unit, "I06").await[0].0, value, "{unit}");
    }

    // Of a workbook, too; what lies elsewhere once it has its zeros is still refused.
    let seen = send(&officer, "x.xlsx", LOST_ZEROS).await;
    assert!(seen.text().contains("cho 2 mã"), "{}", seen.text());
    let hash = seen.value("hash");
    let fields = [("hash", hash.as_str()), ("name", "x.xlsx"), ("zeros", "on")];
    let mended = officer.post("/api/check-observations", &fields).await;
    let text = mended.text();
    assert!(
        text.contains("1 chỗ cần sửa") && text.contains("A4"),
        "{text}"
    );
    assert!(
        text.contains("đơn vị nằm ngoài phạm vi của tài khoản này"),
        "{text}"
    );

    // In a list of people.
    let admin = client.sign_in("quantri").await;
    let list = "user,name,email,role,scope\na,A,,can-bo,4846\nb,B,,lanh-dao,5116\n";
    let check = FormAction::CheckPeople.path();
    let seen = admin.upload(check, &[], "x.csv", list.as_bytes()).await;
    let text = seen.text();
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Thêm lại số 0 ở đầu cho 2 mã"), "{text}");
    assert_eq!(text.matches("mã mất số 0 ở đầu").count(), 1, "{text}");
    let fields = [("list", seen.value("list")), ("zeros", "on".into())];
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    let mended = admin.post_owned(check, &fields).await;
    assert_eq!(mended.status, StatusCode::OK, "{}", mended.text());
    let add = FormAction::AddPeople.path();
    let plain = admin.post_owned(add, &fields[..1]).await;
    assert_eq!(plain.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = ["list", "zeros"].map(|name| (name.to_owned(), mended.value(name)));
    let added = admin.post_owned(add, &fields).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    assert!(added.body.contains("lien-ket.csv"));
});

on_both!(
    a_template_is_taken_as_far_as_it_is_filled,
    |engine| async move {
        let _alone = WAITING.lock().await;
        let (client, db) = client(engine).await;
        let officer = client.sign_in("songanh").await;
        let template = officer.get("/so-lieu/mau.csv?chi-tieu=I02").await;
        let blank = ",,,,,,,\n";
        let rows = template.body.matches(blank).count();
        assert!(rows > 100, "{rows}");
        let filled = template.body.replacen(blank, ",61,31/10/2026,,,,Sở,\n", 1);
        // As Excel saves it here: semicolons, and line ends of Windows.
        let saved = filled.replace(',', ";").replace('\n', "\r\n");
        for file in [filled, saved] {
            let seen = send(&officer, "mau.csv", file.as_bytes()).await;
            let text = seen.text();
            assert_eq!(seen.status, StatusCode::OK, "{text}");
            assert!(
                text.contains(&format!("Bỏ qua {} dòng chưa nhập giá trị", rows - 1)),
                "{text}"
            );
            if seen.body.contains("action=\"/api/add-observations\"") {
                take(&officer, &seen).await;
            }
        }
        // With day and source drawn down to its end, too.
        let drawn = template.body.replace(blank, ",,31/10/2026,,,,Sở,\n");
        let drawn = drawn.replacen(",,31/10/2026", ",62,31/10/2026", 1);
        let seen = send(&officer, "mau.csv", drawn.as_bytes()).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
        assert!(
            seen.text().contains("0 dòng mới, 1 bản sửa"),
            "{}",
            seen.text()
        );
        let said = imported(&db, drawn.as_bytes()).await.unwrap();
        assert_eq!((said.done, said.passed), (Done::Rows(1), rows - 1));
        let whole = officer.get("/so-lieu/mau.xlsx").await;
        let seen = send(&officer, "mau.xlsx", &whole.bytes).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.text());
    }
);

on_both!(
    people_come_from_workbooks_and_old_files,
    |engine| async move {
        let (client, db) = client(engine).await;
        let admin = client.sign_in("quantri").await;
        let before = db.accounts().await.unwrap().len();
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Bìa").unwrap();
        let sheet = book.add_worksheet().set_name("Danh sách").unwrap();
        sheet
            .write_string(0, 0, "DANH SÁCH CÁN BỘ; NĂM 2026")
            .unwrap();
        let rows = [
            ["user", "name", "email", "role", "scope"],
            [
                "xa.mot",
                "Nguyễn \"Một\", xã A",
                "",
                "can-bo",
                "04846\u{200b}",
            ],
            ["xa.hai", "Hai", "hai@example.vn", "vua", "05116"],
        ];
        for (row, cells) in (3..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        let check = FormAction::CheckPeople.path();
        let seen = admin
            .upload(check, &[], "ds.xlsx", &book.save_to_buffer().unwrap())
            .await;
        let text = seen.text();
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            text.contains("trang tính “Danh sách”") && text.contains("Tên cột ở dòng 4"),
            "{text}"
        );
        assert!(text.contains("6rolekhông có vai trò này"), "{text}");
        // The list that came back can be mended where it stands, under the same lines.
        let list = seen.body.split("<textarea").nth(1).unwrap();
        let list = list
            .split_once('>')
            .unwrap()
            .1
            .split("</textarea>")
            .next()
            .unwrap();
        let list = list.replace("&quot;", "\"").replace("vua", "lanh-dao");
        let mended = admin.post(check, &[("list", list.as_str())]).await;
        assert_eq!(mended.status, StatusCode::OK, "{}", mended.text());
        let add = [("list", list.as_str())];
        let added = admin.post(FormAction::AddPeople.path(), &add).await;
        assert_eq!(added.status, StatusCode::OK, "{}", added.text());
        assert_eq!(db.accounts().await.unwrap().len(), before + 2);
        let names: Vec<_> = db
            .accounts()
            .await
            .unwrap()
            .into_iter()
            .map(|a| a.display_name)
            .collect();
        assert!(
            names.iter().any(|name| name == "Nguyễn \"Một\", xã A"),
            "{names:?}"
        );

        let old = b"user;name;email;role;scope\rxa.ba;Ng\xf4\xcc Ba;;can-bo;04846\r";
        let seen = admin.upload(check, &[], "ds.csv", old).await;
        let text = seen.text();
        assert_eq!(seen.status, StatusCode::OK, "{text}");
        assert!(
            text.contains("đọc theo Windows-1258") && text.contains("Ngồ Ba"),
            "{text}"
        );
    }
);

on_both!(figures_and_rankings_are_read_alike, |engine| async move {
    let db = production(engine).await;
    let ranking = "BẢNG XẾP HẠNG;;;;;\r\nprovince;green;total;as_of;source;simulated\r\n\
        25;1.130;1.148;31/10/2026 00:00;Bảng;yes\r\n٠١;١٠;20;2026-10-31;Bảng;yes\r\n";
    let done = import::ranking::import(&db, wide(ranking, u16::to_be_bytes)).await;
    assert_eq!(done.unwrap(), Done::Rows(2));
    let figures = server::service::reference::FIGURES;
    let told = import::how(figures.as_bytes(), &import::figures::COLUMNS, &[]);
    assert_eq!(told.head, 1);
    let mut rows = csv::Reader::from_reader(figures.as_bytes());
    let mut file = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .from_writer(Vec::new());
    file.write_record(rows.headers().unwrap()).unwrap();
    for record in rows.records() {
        let record = record.unwrap();
        let comma = |(at, cell): (usize, &str)| match at {
            4 => cell.replace('.', ","),
            _ => cell.to_owned(),
        };
        file.write_record(record.iter().enumerate().map(comma))
            .unwrap();
    }
    let before = db.figures().await.unwrap();
    let file = wide(
        &String::from_utf8(file.into_inner().unwrap()).unwrap(),
        u16::to_le_bytes,
    );
    let done = import::figures::import(&db, file).await;
    assert_eq!(done.unwrap(), Done::Rows(76));
    assert_eq!(db.figures().await.unwrap(), before);
    for (file, words) in [
        (LOCKED, "mật khẩu"),
        (b"".as_slice(), "không có dòng dữ liệu nào"),
    ] {
        let Err(ImportError::Faults(faults)) = import::units::import(&db, file).await else {
            panic!("it must be refused")
        };
        assert!(faults[0].to_string().contains(words), "{faults:?}");
    }
});

on_both!(
    a_criteria_set_may_come_in_old_letters,
    |engine| async move {
        let (client, _) = client(engine).await;
        let reviewer = client.sign_in("thuky").await;
        let set = server::service::reference::CRITERIA.replacen("\"v0\"", "\"v9\"", 1);
        let sent = reviewer
            .upload(
                FormAction::PrepareSet.path(),
                &[],
                "x.toml",
                &wide(&set, u16::to_le_bytes),
            )
            .await;
        assert_ne!(
            sent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            sent.text()
        );
    }
);

async fn deliver(client: &Client, token: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut request = Request::post(PATH)
        .header("host", "xanh.test")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json");
    let key = ("idempotency-key", "k");
    let own = headers.iter().any(|(name, _)| *name == key.0);
    for (name, value) in headers.iter().chain((!own).then_some(&key)) {
        request = request.header(*name, *value);
    }
    client.send(request.body(Body::from(body)).unwrap()).await
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(body).unwrap();
    packed.finish().unwrap()
}

on_both!(a_delivery_may_be_marked_and_packed, |engine| async move {
    let (client, db) = client(engine).await;
    let admin = client.sign_in("quantri").await;
    let token = any_token(&admin).await;
    let body = json!({ "source": "A", "observations": [
        { "unit": "04846", "indicator": "I02", "value": "٦١", "as_of": "2026-10-31T00:00:00" },
    ]});
    let body = body.to_string();
    let marked = format!("\u{feff}{body}");
    let taken = deliver(&client, &token, &[], marked.clone().into()).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.body);
    assert_eq!(standing(&db, "04846", "I02").await, [(61, "A".to_owned())]);
    // However it is packed, it is the same delivery.
    for (encoding, sent) in [
        ("gzip", gzip(body.as_bytes())),
        ("GZIP", gzip(marked.as_bytes())),
        ("identity", body.clone().into()),
    ] {
        let again = deliver(&client, &token, &[("content-encoding", encoding)], sent).await;
        assert_eq!(
            (again.status, again.body),
            (StatusCode::CREATED, taken.body.clone())
        );
    }
    let kind = |answer: &Answer| -> String {
        let document: Value = serde_json::from_slice(&answer.bytes).unwrap();
        document["detail"].as_str().unwrap().to_owned()
    };
    let other = deliver(
        &client,
        &token,
        &[("content-encoding", "br")],
        body.clone().into(),
    )
    .await;
    assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(kind(&other).contains("gzip"));
    assert_eq!(other.header("accept-encoding"), "gzip");
    let silent = deliver(&client, &token, &[], gzip(body.as_bytes())).await;
    assert_eq!(silent.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(kind(&silent).contains("Content-Encoding: gzip"));
    let plain = deliver(
        &client,
        &token,
        &[("content-encoding", "gzip")],
        body.clone().into(),
    )
    .await;
    assert_eq!(plain.status, StatusCode::BAD_REQUEST);
    let mut cut = gzip(body.as_bytes());
    cut.truncate(cut.len() - 9);
    let cut = deliver(&client, &token, &[("content-encoding", "gzip")], cut).await;
    assert_eq!(cut.status, StatusCode::BAD_REQUEST);
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    let bomb = deliver(&client, &token, &[("content-encoding", "gzip")], bomb).await;
    assert_eq!(bomb.status, StatusCode::PAYLOAD_TOO_LARGE);

    // A code that was sent as a number has lost its zeros, and hears so.
    let number = json!({ "source": "A", "observations": [
        { "unit": 4846, "indicator": "I02", "value": 1, "as_of": "2026-10-31" },
        { "unit": ["04846"], "indicator": "I02", "value": 1, "as_of": "2026-10-31" },
    ]});
    let key = [("idempotency-key", "number")];
    let refused = deliver(&client, &token, &key, number.to_string().into()).await;
    let document: Value = serde_json::from_slice(&refused.bytes).unwrap();
    assert_eq!(document["errors"][0]["problem"], "lost_zeros", "{document}");
    assert_eq!(
        document["errors"][1]["problem"], "not_a_value",
        "{document}"
    );
    let message = document["errors"][0]["message"].as_str().unwrap();
    assert!(message.contains("leading zeros"), "{message}");
});

on_both!(a_form_takes_what_a_file_takes, |engine| async move {
    let (client, db) = client(engine).await;
    let officer = client.sign_in("songanh").await;
    let told = [
        ("unit", "04846"),
        ("indicator", "I06"),
        ("value", "٨٧٫٨٣"),
        ("as_of", "31/10/2026 00:00"),
        ("source", "Sở\u{200b}"),
    ];
    let told = officer.post("/ar/api/observe", &told).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    assert_eq!(
        standing(&db, "04846", "I06").await,
        [(8_783, "Sở".to_owned())]
    );
});
