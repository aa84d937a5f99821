//! What a PDF holds that this crate has set, read back from its bytes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use lopdf::{Dictionary, Document, Object};
use serde_json::{Value, json};
use std::process::Command;

/// A small document with a block of each kind; `words` stand in a paragraph, a cell and a caption.
fn document(lang: &str, words: &str) -> Value {
    let plain = |text: &str| json!({"text": text, "level": null, "strong": false});
    let of = |level: &str, text: &str| json!({"text": text, "level": level, "strong": true});
    let column = |head: &str, width: &str| json!({"head": head, "width": width, "number": width == "narrow"});
    let point = |day: i32, value: i32| json!({"day": day, "value": value, "text": value.to_string(), "date": day.to_string(), "joined": day > 1});
    let chart = json!({
        "caption": "chart", "alt": "a chart in words", "low": 0, "high": 100,
        "ticks": [{"value": 0, "text": "0"}, {"value": 100, "text": "100"}],
        "points": [point(1, 20), point(2, 70)],
    });
    json!({
        "lang": lang, "rtl": lang == "ar", "title": "Báo cáo mẫu", "author": "Xanh", "date": [2026, 10, 31],
        "kind": "BÁO CÁO", "annex-kind": "PHỤ LỤC", "mark": "SỐ LIỆU MÔ PHỎNG", "mark-note": "Mô phỏng.",
        "about": "about", "footer": "footer", "letterhead": null,
        "sections": [{"title": "Mục", "blocks": [
            {"is": "text", "spans": [plain(words)]},
            {"is": "note", "text": "note"},
            {"is": "bar", "alt": "a bar in words", "parts": [
                {"level": "green", "count": 3}, {"level": "yellow", "count": 0}, {"level": "none", "count": 1}]},
            {"is": "legend", "items": [of("green", "Xanh"), of("yellow", "Vàng"), of("red", "Đỏ"), of("none", "–")]},
            {"is": "charts", "charts": [chart, chart]},
            {"is": "hexagons", "caption": "cells", "alt": "cells in words", "cells": [
                {"column": 0, "row": 0, "level": "green", "name": "1"},
                {"column": 1, "row": 1, "level": "red", "name": "2"}]},
        ]}],
        "annex": [{"title": "Bảng", "blocks": [
            {"is": "table", "caption": words, "dense": true,
             "columns": [column("Một", "narrow"), column("Hai", "wide"), column("Ba", "wider")],
             "rows": [[[plain("1")], [of("red", words)], [plain("x")]]]},
        ]}],
    })
}

fn set(lang: &str, words: &str) -> Vec<u8> {
    briefing::pdf(document(lang, words), "a test").unwrap()
}

fn read(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

/// The words of every page, with lines joined.
fn pages(document: &Document) -> Vec<String> {
    let pages = document.get_pages();
    let text = |page: &u32| document.extract_text(&[*page]).unwrap();
    let joined = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.keys().map(text).map(joined).collect()
}

/// Every structure element: its type and its alternative text.
fn elements(document: &Document) -> Vec<(String, String)> {
    let name = |d: &Dictionary| {
        Some(String::from_utf8_lossy(d.get(b"S").ok()?.as_name().ok()?).into_owned())
    };
    let alt = |d: &Dictionary| {
        let alt = d
            .get(b"Alt")
            .ok()
            .and_then(|a| lopdf::decode_text_string(a).ok());
        alt.unwrap_or_default()
    };
    let dictionaries = document.objects.values().filter_map(|o| o.as_dict().ok());
    dictionaries
        .filter(|d| d.has(b"P") && d.has(b"S"))
        .filter_map(|d| Some((name(d)?, alt(d))))
        .collect()
}

#[test]
fn words_from_data_are_never_markup() {
    let words = "#import \"x\": y [z] $a^b$ *c* _d_ `e` <f> @g // h \\u{41} #sys.version = i";
    let document = read(&set("vi", words));
    let all = pages(&document).join(" ");
    // In the paragraph, the caption and the cell.
    assert_eq!(all.matches(words).count(), 3, "{all}");
}

#[test]
fn a_character_without_a_glyph_is_said_to_be_unknown() {
    let all = pages(&read(&set("vi", "Xã 漢\u{1}\u{1F600} hết"))).join(" ");
    assert!(all.contains("Xã □□□ hết"), "{all}");
}

#[test]
fn every_page_bears_the_mark() {
    for lang in ["vi", "en", "ar"] {
        let pages = pages(&read(&set(lang, "x")));
        assert!(pages.len() >= 2);
        for page in pages {
            assert!(page.contains("SỐ LIỆU MÔ PHỎNG"), "{lang}: {page}");
        }
    }
}

#[test]
fn the_file_is_tagged_and_says_its_title_language_and_day() {
    for lang in ["vi", "en", "ar"] {
        let bytes = set(lang, "x");
        let document = read(&bytes);
        let catalog = document.catalog().unwrap();
        let said = catalog.get(b"Lang").unwrap().as_str().unwrap();
        assert_eq!(said, lang.as_bytes());
        let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
        assert_eq!(marked.get(b"Marked").unwrap(), &Object::Boolean(true));
        let elements = elements(&document);
        let count = |name: &str| elements.iter().filter(|(n, _)| n == name).count();
        assert_eq!(count("Table"), 1, "{elements:?}");
        assert_eq!((count("TH"), count("TD")), (3, 3));
        assert_eq!(count("H1"), 2, "{elements:?}");
        // The bar, two charts, the diagram.
        let alts: Vec<_> = elements
            .iter()
            .filter(|(n, _)| n == "Figure")
            .map(|(_, alt)| alt.as_str())
            .collect();
        assert_eq!(
            alts.iter().filter(|a| a.contains("in words")).count(),
            4,
            "{alts:?}"
        );
        let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
        let stream = document.get_object(metadata).unwrap().as_stream().unwrap();
        let xmp = String::from_utf8_lossy(&stream.content).into_owned();
        for part in [
            "<pdfuaid:part>1</pdfuaid:part>",
            "Báo cáo mẫu",
            "2026-10-31",
        ] {
            assert!(xmp.contains(part), "{xmp}");
        }
    }
}

#[test]
fn what_is_no_document_is_an_error_that_names_its_line() {
    let error = briefing::pdf(json!({"lang": "vi"}), "a test").unwrap_err();
    assert!(error.to_string().starts_with("typst: line "), "{error}");
}

/// Where the process below writes to.
const OUT: &str = "BRIEFING_TEST_OUT";

#[test]
fn set_elsewhere() {
    if let Ok(path) = std::env::var(OUT) {
        std::fs::write(path, set("ar", "فو ثو")).unwrap();
    }
}

#[test]
fn two_processes_set_the_same_bytes() {
    let here = set("ar", "فو ثو");
    assert_eq!(here, set("ar", "فو ثو"), "twice in one process");
    for n in 0..2 {
        let path = std::env::temp_dir().join(format!("briefing-{}-{n}.pdf", std::process::id()));
        let run = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "set_elsewhere"])
            .env(OUT, &path)
            .env("TZ", if n == 0 { "UTC" } else { "Asia/Ho_Chi_Minh" })
            .output()
            .unwrap();
        assert!(run.status.success());
        let there = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(here, there, "process {n}");
    }
}
