//! The estimates of text widths that the browser test `layout.spec.ts` measures against. The file is
//! generated: `XANH_UPDATE=1 cargo test -p app --features ssr --test it text_width` writes it anew.

use app::charts::text_width::text_width;

const TEXTS: [&str; 6] = [
    "Đặng Thị Hồng Gấm",
    "Phường Tân Đông Hiệp",
    "Mường Thàng",
    "130/148 (87,83%)",
    "31/10/2026",
    "Thành phố Hồ Chí Minh",
];

#[test]
fn the_browser_test_measures_the_current_estimates() {
    let lines: Vec<_> = TEXTS
        .iter()
        .map(|t| format!("  \"{t}\": {:.1}", text_width(t, 100.0)))
        .collect();
    let current = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../end2end/fixtures/text-width.json"
    );
    if std::env::var_os("XANH_UPDATE").is_some() {
        std::fs::write(file, &current).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(file).unwrap(),
        current,
        "run with XANH_UPDATE=1"
    );
}
