//! Each page rendered with a fake backend: what it must say, in three languages, and what no page
//! may contain.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use crate::fake::html;

const PROVINCE: [&str; 3] = ["/tinh/25", "/en/tinh/25", "/ar/tinh/25"];

/// Addresses that every rule about documents is tried on.
const ADDRESSES: [&str; 25] = [
    "/",
    "/en",
    "/ar",
    "/xep-hang",
    "/ar/xep-hang?sap-xep=ten",
    "/tinh/25",
    "/en/tinh/25",
    "/ar/tinh/25",
    "/tinh/25?trang-thai=vang&nhom=dl",
    "/tinh/25?ten=khong-co",
    "/tinh/25?phat-hanh=3",
    "/tinh/99",
    "/tinh/25?trang-thai=green",
    "/phuong-phap",
    "/gioi-thieu",
    "/du-lieu",
    "/ar/linh-vuc?tinh=25",
    "/xa/90000",
    "/ha-tang",
    "/ar/ha-tang?tinh=25",
    "/linh-vuc",
    "/en/linh-vuc/y-te",
    "/chi-tieu/I02?tinh=25",
    "/chi-tieu/I02?tinh=25&ngay=2026-06-30&sap-xep=gia-tri",
    "/ar/chi-tieu/I02/90001",
];

/// Text of a document without tags, invisible marks of direction and repeated white space.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            '\u{2066}'..='\u{2069}' => {}
            '\u{a0}' => out.push(' '),
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_province_opens_with_the_sentence_of_the_article() {
    let sentences = [
        "130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). Phú Thọ đứng thứ 5 trong 34 tỉnh, thành.",
        "130 of 148 communes and wards have green status (87.83%). Phú Thọ ranks 5th of 34 provinces and cities.",
        "130 من أصل 148 من البلديات والأحياء في الحالة الخضراء (87.83%). تحتل Phú Thọ المرتبة 5 بين المقاطعات والمدن وعددها 34.",
    ];
    let percents = ["87,83%", "87.83%", "87.83%"];
    for ((address, sentence), percent) in PROVINCE.into_iter().zip(sentences).zip(percents) {
        let (status, html) = html(true, address);
        assert_eq!(status, 200);
        let page = text(&html);
        let computed = page
            .find(sentence)
            .unwrap_or_else(|| panic!("{address}: {page}"));
        let cited = page.rfind(sentence).unwrap();
        assert!(
            computed < cited,
            "{address}: the cited sentence stands apart"
        );
        for stat in ["130/148", percent, "5/34"] {
            assert!(page.contains(stat), "{address}: {stat}");
        }
    }
}

#[test]
fn every_document_keeps_the_rules() {
    for released in [true, false] {
        for address in ADDRESSES {
            let (_, html) = html(released, address);
            let lang = ["en", "ar"]
                .into_iter()
                .find(|l| address.starts_with(&format!("/{l}")))
                .unwrap_or("vi");
            let dir = if lang == "ar" { "rtl" } else { "ltr" };
            assert!(
                html.starts_with(&format!(
                    "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\">"
                )),
                "{address}: {}",
                &html[..80]
            );
            for never in [" style=", "<style", "<script", "onclick", "javascript:"] {
                assert!(!html.contains(never), "{address} has {never}");
            }
            assert_eq!(html.matches("<h1").count(), 1, "{address}");
            assert_eq!(html.matches("<main").count(), 1, "{address}");
            let band = html.contains("SỐ LIỆU MÔ PHỎNG");
            assert_eq!(
                band, released,
                "{address}: the band says whether data are simulated"
            );
            if released {
                for word in ["Simulated data", "بيانات محاكاة (غير حقيقية)"] {
                    assert!(html.contains(word), "{address}: {word}");
                }
            }
            // Search engines and messengers take whole addresses only.
            for whole in [
                "<link rel=\"canonical\" href=\"https://xanh.example/",
                "<meta property=\"og:url\" content=\"https://xanh.example/",
                "hreflang=\"x-default\" href=\"https://xanh.example/",
            ] {
                assert!(html.contains(whole), "{address}: {whole}");
            }
            let shared = html.split("og:description\" content=\"").nth(1).unwrap();
            let shared = shared.split('"').next().unwrap();
            assert!(!shared.is_empty(), "{address}");
            let marked = ["SỐ LIỆU MÔ PHỎNG", "SIMULATED", "بيانات محاكاة"];
            let marked = marked
                .iter()
                .any(|mark| shared.to_uppercase().contains(mark));
            assert_eq!(marked, released, "{address}: {shared}");
            for l in ["vi", "en", "ar"] {
                assert!(
                    html.contains(&format!("hreflang=\"{l}\"")),
                    "{address}: {l}"
                );
            }
            // An id stands once: the table of contents, labels and the chart's names rest on it.
            let mut ids: Vec<_> = html
                .match_indices(" id=\"")
                .map(|(at, m)| html[at + m.len()..].split('"').next().unwrap_or_default())
                .collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all, "{address}: an id stands twice");
        }
    }
}

/// The links of the menu: address, and how it is marked.
fn menu(html: &str) -> Vec<(String, String)> {
    let start = html.find("class=\"menu\"").unwrap();
    let end = start + html[start..].find("</nav>").unwrap();
    let attribute = |link: &str, name: &str| {
        let at = link
            .find(&format!("{name}=\""))
            .map(|at| at + name.len() + 2);
        at.map(|at| link[at..].split('"').next().unwrap().to_owned())
    };
    html[start..end]
        .split("<a ")
        .skip(1)
        .map(|link| {
            let tag = link.split('>').next().unwrap();
            let mark = attribute(tag, "aria-current").unwrap_or_default();
            (attribute(tag, "href").unwrap(), mark)
        })
        .collect()
}

#[test]
fn every_page_has_the_menu_and_marks_where_one_is() {
    for (address, marked) in [
        ("/", Some((0, "page"))),
        ("/tinh/25", Some((0, "page"))),
        ("/xa/90000", Some((0, "true"))),
        ("/xep-hang", Some((1, "page"))),
        ("/ha-tang", Some((2, "page"))),
        ("/linh-vuc", Some((3, "page"))),
        ("/en/linh-vuc/y-te", Some((3, "true"))),
        ("/du-lieu", Some((4, "page"))),
        ("/phuong-phap", Some((5, "page"))),
        ("/gioi-thieu", None),
        ("/tinh/99", Some((0, "true"))),
    ] {
        let (_, html) = html(true, address);
        let menu = menu(&html);
        let found: Vec<_> = menu
            .iter()
            .enumerate()
            .filter(|(_, (_, mark))| !mark.is_empty())
            .map(|(at, (_, mark))| (at, mark.as_str()))
            .collect();
        assert_eq!(found, Vec::from_iter(marked), "{address}");
        assert_eq!(menu.len(), 7, "{address}");
        assert!(menu[6].0.ends_with("/dang-nhap"), "{address}: {menu:?}");
    }
}

#[test]
fn the_menu_keeps_the_province_the_language_and_the_release() {
    let hrefs = |address: &str| {
        let (_, html) = html(true, address);
        let menu = menu(&html);
        menu.into_iter().map(|(href, _)| href).collect::<Vec<_>>()
    };
    for address in [
        "/tinh/25",
        "/ha-tang?tinh=25",
        "/linh-vuc?tinh=25",
        "/chi-tieu/I02?tinh=25",
    ] {
        let [overview, _, infrastructure, sectors, ..] = &hrefs(address)[..] else {
            panic!("{address}")
        };
        assert_eq!(overview, "/tinh/25", "{address}");
        assert_eq!(infrastructure, "/ha-tang?tinh=25", "{address}");
        assert_eq!(sectors, "/linh-vuc?tinh=25", "{address}");
    }
    let country = hrefs("/ha-tang");
    assert_eq!(country[0], "/");
    assert_eq!(country[2], "/ha-tang");
    let older = hrefs("/ar/ha-tang?tinh=25&phat-hanh=3");
    assert_eq!(older[0], "/ar/tinh/25?phat-hanh=3");
    assert!(older[3].starts_with("/ar/linh-vuc?tinh=25"), "{older:?}");
    // From the list of sectors on, too.
    let (_, sectors) = html(true, "/linh-vuc?tinh=25");
    assert!(sectors.contains("href=\"/linh-vuc/y-te?tinh=25\""));
}

#[test]
fn open_data_names_the_files_of_exactly_this_release_and_what_is_missing() {
    for (prefix, words) in [
        ("", ["mô phỏng", "Chưa có một tệp chung"]),
        ("/en", ["simulated", "no single file"]),
        ("/ar", ["محاكاة", "لا يوجد بعد ملف"]),
    ] {
        let (status, page) = html(true, &format!("{prefix}/du-lieu"));
        assert_eq!(status, 200);
        for file in ["/xep-hang.csv", "/tinh/25.csv", "/tinh/25/muc.csv"] {
            // Files have no language, and the exact release never changes.
            let exact = format!("href=\"{file}?phat-hanh=");
            let at = page
                .find(&exact)
                .unwrap_or_else(|| panic!("{prefix} {file}"));
            let release = page[at + exact.len()..].split('"').next().unwrap();
            assert!(release.contains('r'), "{prefix} {file}: {release}");
        }
        let said = text(&page);
        for word in words {
            assert!(said.contains(word), "{prefix}: {word}: {said}");
        }
        assert!(page.contains("href=\"/du-lieu/cot.txt\""));
    }
    let (status, page) = html(false, "/du-lieu");
    assert_eq!(status, 200);
    assert!(text(&page).contains("Chưa có bản công bố nào"));
    assert!(!page.contains(".csv?"), "there is nothing to download");
}

#[test]
fn an_unknown_text_is_no_key() {
    for address in ADDRESSES {
        for released in [true, false] {
            let (_, html) = html(released, address);
            assert!(
                !html.contains("Unknown localization"),
                "{address}: {}",
                text(&html)
            );
        }
    }
}

#[test]
fn the_diagram_has_a_named_link_for_every_commune() {
    let (_, html) = html(true, "/tinh/25?hinh=o");
    let start = html.find("<svg class=\"hex\"").unwrap();
    let drawing = &html[start..start + html[start..].find("</svg>").unwrap()];
    assert_eq!(drawing.matches("<a href=\"/xa/9").count(), 148);
    assert_eq!(drawing.matches("<use ").count(), 148);
    assert!(
        drawing.contains("<title>Xã Mẫu A1, Xanh, 16/16</title>"),
        "{drawing}"
    );
    assert!(html.contains("không thể hiện địa giới hành chính"));
}

/// The drawing of a map on a page.
fn map_of(html: &str) -> &str {
    let start = html.find("<figure class=\"map\"").unwrap();
    &html[start..start + html[start..].find("</figure>").unwrap()]
}

#[test]
fn a_map_marks_every_commune_and_names_those_that_are_not_green() {
    let (_, page) = html(true, "/tinh/25");
    let map = map_of(&page);
    assert_eq!(map.matches("<use href=\"#m").count(), 148);
    assert_eq!(map.matches("<use href=\"#mG\"").count(), 130);
    assert!(map.contains("<title>Xã Mẫu A1, Xanh, 16/16</title>"));
    let names: Vec<_> = map.split("<text class=\"name\"").skip(1).collect();
    assert!((6..=18).contains(&names.len()), "{}", names.len());
    assert!(map.contains("aria-label=\"Bản đồ Phú Thọ: Trạng thái\""));

    // By one criterion: HT4 fails in fewer communes than the status does.
    let (_, page) = html(true, "/tinh/25?to=ht4");
    let by_criterion = map_of(&page);
    assert_eq!(by_criterion.matches("<use href=\"#m").count(), 148);
    let green = by_criterion.matches("<use href=\"#mG\"").count();
    assert!(green > 130 && green < 148, "{green}");
    assert!(!by_criterion.contains("16/16"));
    assert!(by_criterion.contains("<title>Xã Mẫu A1, HT4: Xanh</title>"));
    assert!(text(by_criterion).contains("HT4"));

    for wrong in ["/tinh/25?to=zz9", "/tinh/25?hinh=cau", "/?hinh=cau"] {
        assert_eq!(html(true, wrong).0, 400, "{wrong}");
    }
}

#[test]
fn a_commune_says_what_is_known_there_where_it_lies_and_what_it_was() {
    let (_, page) = html(true, "/xa/90000");
    let start = page.find("aria-labelledby=\"tai-day\"").unwrap();
    let section = &page[start..start + page[start..].find("</section>").unwrap()];
    let said = text(section);
    for words in [
        "5 trạm",
        "ngày 30/9/2026 · Doanh nghiệp mẫu",
        "Có",
        "HT3",
        "SỐ LIỆU MÔ PHỎNG",
        "Chưa có số liệu: 1 chỉ tiêu",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(section.contains("href=\"/chi-tieu/I04/90000\""));
    assert!(section.contains("href=\"/ha-tang?tinh=25\""));
    assert!(section.contains("href=\"/linh-vuc?tinh=25\""));
    assert!(
        text(&page).contains("Phường Cũ Một, Xã Cũ Hai"),
        "{}",
        text(&page)
    );
    // Itself and the nearest, each by name as far as there is room.
    assert_eq!(map_of(&page).matches("<use href=\"#m").count(), 7);
}

#[test]
fn every_picture_of_the_country_links_to_its_provinces_and_has_the_archipelagos() {
    for (address, class) in [("/", "map"), ("/?hinh=o", "national")] {
        for lang in ["", "/en", "/ar"] {
            let (_, page) = html(true, &format!("{lang}{address}"));
            let start = page.find(&format!("<figure class=\"{class}\"")).unwrap();
            let picture = &page[start..start + page[start..].find("</figure>").unwrap()];
            assert_eq!(picture.matches("/tinh/").count(), 34, "{lang}{address}");
            for islands in ["Hoàng Sa", "Trường Sa"] {
                assert!(picture.contains(islands), "{lang}{address}: {islands}");
            }
            // Status colours belong to communes: no province has one.
            assert!(!picture.contains("is-green") && !picture.contains("is-red"));
        }
    }
}

#[test]
fn the_table_has_a_row_for_every_commune_and_the_filter_keeps_some() {
    let rows = |address: &str| {
        let (status, html) = html(true, address);
        assert_eq!(status, 200, "{address}");
        let tables = html.split("<table class=\"as-cards communes\"").skip(1);
        let tables = tables.map(|rest| rest.split("</table>").next().unwrap());
        tables.map(|t| t.matches("<tr>").count() - 1).sum::<usize>()
    };
    // What is not green stands in the table, what is green below it by name.
    assert_eq!(rows("/tinh/25"), 18);
    let (_, page) = html(true, "/tinh/25");
    let greens = page.split("<details class=\"greens\"").nth(1).unwrap();
    let greens = greens.split("</details>").next().unwrap();
    assert_eq!(greens.matches("<a href=\"/xa/9").count(), 130);
    assert_eq!(rows("/tinh/25?sap-xep=ten"), 148);
    assert_eq!(rows("/tinh/25?trang-thai=xanh"), 130);
    assert_eq!(rows("/tinh/25?trang-thai=vang"), 14);
    assert_eq!(rows("/tinh/25?trang-thai=chua-co"), 1);
    assert_eq!(rows("/tinh/25?loai=phuong"), 14);
    assert_eq!(rows("/tinh/25?ten=mau+a"), 6);
    assert_eq!(rows("/tinh/25?ten=MẪU+a1"), 1);
    let (_, page) = html(true, "/tinh/25?trang-thai=vang&ten=mau");
    assert!(text(&page).contains("Hiện 14 trong 148 đơn vị."));
    let (_, empty) = html(true, "/tinh/25?ten=khong-co&trang-thai=do");
    let empty_text = text(&empty);
    assert!(
        empty_text.contains("Không có đơn vị nào khớp"),
        "{empty_text}"
    );
    assert!(
        empty.contains("href=\"/tinh/25?trang-thai=do#bang\""),
        "the name may be dropped alone"
    );
}

#[test]
fn the_head_says_how_the_table_is_sorted() {
    let (_, html) = html(true, "/tinh/25?sap-xep=ten");
    let at = html.find("aria-sort=\"ascending\"").unwrap();
    assert!(
        html[at..].starts_with(
            "aria-sort=\"ascending\"><a href=\"/tinh/25?sap-xep=ten#bang\">Xã, phường"
        )
    );
}

#[test]
fn a_chart_draws_no_number_that_its_table_lacks() {
    let (_, html) = html(true, "/tinh/25");
    for figure in html.split("<figure class=\"chart\"").skip(1) {
        let figure = &figure[..figure.find("</figure>").unwrap()];
        let (drawing, table) = figure.split_once("<details").unwrap();
        let table = text(table);
        for title in drawing
            .split("<title>")
            .skip(1)
            .map(|t| t.split("</title>").next().unwrap())
        {
            let value = title
                .split(": ")
                .nth(1)
                .unwrap_or_default()
                .split(" (")
                .next()
                .unwrap();
            let value = value.replace('\u{a0}', " ");
            assert!(
                value.is_empty() || table.contains(&value),
                "{value} of {title} is not in {table}"
            );
        }
    }
}

#[test]
fn an_older_release_says_so_and_links_keep_it() {
    let (_, html) = html(true, "/tinh/25?phat-hanh=3&sap-xep=ten");
    let page = text(&html);
    assert!(page.contains("Đang xem bản công bố số 3"), "{page}");
    assert!(
        html.contains("href=\"/tinh/25?sap-xep=ten\">Xem bản mới nhất"),
        "the notice leads to the newest"
    );
    assert!(html.contains("/xa/90000?phat-hanh=3\""));
    assert!(html.contains("href=\"/tinh/25.csv?phat-hanh=3\""));
    assert!(html.contains("href=\"/en/tinh/25?phat-hanh=3&amp;sap-xep=ten\""));
}

#[test]
fn without_a_release_the_article_is_cited_and_nothing_is_computed() {
    for (address, none) in PROVINCE.into_iter().zip([
        "Chưa có bản công bố",
        "Nothing has been released",
        "لم يُنشر",
    ]) {
        let (status, html) = html(false, address);
        let page = text(&html);
        assert_eq!(status, 200);
        assert!(page.contains(none), "{address}: {page}");
        assert!(page.contains("130") && page.contains("100"), "{address}");
        assert!(
            !html.contains("<svg class=\"hex\"") && !html.contains("class=\"stats\""),
            "{address}"
        );
    }
    let (_, html) = html(false, "/tinh/25");
    assert!(text(&html).contains("130 trên 148 xã, phường đạt trạng thái Xanh (87,83%). Phú Thọ đứng thứ 5 trong 34 tỉnh, thành."));
    assert!(
        text(&html).contains("16:00 ngày 31/7/2025")
            && text(&html).contains("16:00 ngày 10/8/2025")
    );
}

#[test]
fn the_home_page_ranks_every_province_and_names_the_archipelagos() {
    let (_, html) = html(true, "/");
    let page = text(&html);
    for words in ["Hoàng Sa", "Trường Sa", "đồng hạng", "điểm phần trăm"] {
        assert!(page.contains(words), "{words}");
    }
    let at = html.find("<table class=\"as-cards ranking\"").unwrap();
    let table = &html[at..at + html[at..].find("</table>").unwrap()];
    // The first ten; the ranking's own page has all of them.
    assert_eq!(table.matches("<tr").count(), 11);
    assert!(table.contains("<tr class=\"is-home\">"));
}

/// Writes the pages for a look: `XANH_PREVIEW=folder cargo test -p app --features ssr --test pages`.
#[test]
fn preview() {
    let Ok(folder) = std::env::var("XANH_PREVIEW") else {
        return;
    };
    let folder = std::path::Path::new(&folder);
    let style = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    let css: String = [
        "tokens", "base", "layout", "forms", "tables", "charts", "pages", "print",
    ]
    .iter()
    .map(|name| std::fs::read_to_string(style.join(format!("{name}.css"))).unwrap_or_default())
    .collect();
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("style.css"), css).unwrap();
    for released in [true, false] {
        for address in ADDRESSES.into_iter().chain([
            "/ar/xa/90135",
            "/en/phuong-phap",
            "/tim?q=mau",
            "/so-lieu-cong-bo",
            "/phat-hanh",
            "/bien-nhan/18r1-90135",
        ]) {
            let name: String = address
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
                .collect();
            let name = format!("{}{name}.html", if released { "demo" } else { "empty" });
            std::fs::write(folder.join(name), html(released, address).1).unwrap();
        }
    }
}

#[test]
fn infrastructure_keeps_observed_and_published_apart() {
    let (status, page) = html(true, "/ha-tang?tinh=25");
    assert_eq!(status, 200);
    let text = text(&page);
    // 133 of 148 communes have n stations each, without every tenth.
    let sum: u32 = (0..148).filter(|n| n % 10 != 0).sum();
    let sum = format!("{}.{:03}", sum / 1_000, sum % 1_000);
    for wanted in [
        format!("Phú Thọ: Số trạm BTS: {sum} trạm"),
        "133/148 xã, phường có số liệu · tính đến từ 30/6/2026 đến 30/9/2026".to_owned(),
        "(nhiều thời điểm khác nhau)".to_owned(),
        "hơn 10.200 trạm".to_owned(),
        "Khác cơ sở của chỉ tiêu này nên không so sánh".to_owned(),
        "chỉ công khai trạng thái của tiêu chí này".to_owned(),
        "chưa tính được số trên km² và trên 1.000 dân".to_owned(),
        "không vẽ biểu đồ".to_owned(),
        "Chưa có số liệu".to_owned(),
    ] {
        assert!(text.contains(&wanted), "“{wanted}” is not in: {text}");
    }
    let (_, without) = html(false, "/ha-tang?tinh=25");
    let without = self::text(&without);
    assert!(
        without.contains("chưa có số liệu tính từ xã, phường"),
        "{without}"
    );
    assert!(!without.contains(" 0 trạm"), "{without}");
}

#[test]
fn an_indicator_shows_its_rows_its_steps_and_what_was_known_on_a_day() {
    let (status, page) = html(true, "/chi-tieu/I02?tinh=25");
    assert_eq!(status, 200);
    assert_eq!(map_of(&page).matches("<use href=\"#m").count(), 148);
    assert_eq!(map_of(&page).matches("<use href=\"#mN\"").count(), 15);
    assert_eq!(html(true, "/chi-tieu/I02?tinh=25&hinh=x").0, 400);
    let (_, page) = html(true, "/chi-tieu/I02?tinh=25&hinh=o");
    assert_eq!(page.matches("/chi-tieu/I02/9").count(), 148 + 133);
    for step in [
        "class=\"swatch step-1\"",
        "class=\"swatch step-5\"",
        "<use href=\"#cN\"",
    ] {
        assert!(page.contains(step), "{step}");
    }
    assert!(page.contains("chart-wide") && page.contains("ngay=2026-06-30"));
    let (_, then) = html(true, "/chi-tieu/I02?tinh=25&ngay=2026-06-30");
    assert!(text(&then).contains("đến hết ngày 30/6/2026"));
    assert_eq!(html(true, "/chi-tieu/I02?tinh=25&ngay=x").0, 400);
    assert_eq!(html(true, "/chi-tieu/I02?sap-xep=x").0, 400);
    assert_eq!(html(true, "/chi-tieu/I99").0, 404);
}

#[test]
fn a_history_names_roles_and_what_was_undone() {
    let (status, page) = html(true, "/chi-tieu/I02/90001");
    assert_eq!(status, 200);
    let text = text(&page);
    for wanted in [
        "12 trạm",
        "Nguồn mẫu",
        "Lần 3, hiện hành",
        "Lần 2, đã hoàn tác",
        "Lần 1, đã có bản sửa",
        "Sở, ngành (qua biểu mẫu)",
    ] {
        assert!(text.contains(wanted), "“{wanted}” is not in: {text}");
    }
}
