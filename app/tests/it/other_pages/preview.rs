//! The documents as files, for a look.

use super::data::{self, ask_in};
use app::{failure::Failure, i18n::Lang, page::Page, public};
use domain::release::Replay;
use leptos::prelude::{Owner, RenderHtml};

/// Writes the documents for a look:
/// `XANH_PREVIEW=folder cargo test -p app --features ssr --test other_pages preview`.
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
    .map(|name| std::fs::read_to_string(style.join(format!("{name}.css"))).unwrap())
    .collect();
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("style.css"), css).unwrap();
    let write = |name: &str, lang: Lang, request: &app::page::PageRequest, page: Page| {
        let assets = app::shell::Assets {
            stylesheet: "style.css".into(),
            islands: None,
            origin: "https://xanh.example".into(),
        };
        let html = app::shell::document(request, page, &assets).to_html();
        std::fs::write(folder.join(format!("{name}-{}.html", lang.tag())), html).unwrap();
    };
    let owner = Owner::new();
    owner.set();
    for lang in Lang::ALL {
        let a = ask_in(lang, "/xa/00001");
        a.provide();
        write(
            "commune",
            lang,
            &a,
            public::commune::page(&a, data::commune(data::inputs())).unwrap(),
        );
        write(
            "green",
            lang,
            &a,
            public::commune::page(&a, data::commune(data::all_met())).unwrap(),
        );
        write(
            "unreleased",
            lang,
            &a,
            public::commune::page(&a, data::commune_without_release()).unwrap(),
        );
        let a = ask_in(lang, "/bien-nhan/19r2-00001");
        a.provide();
        write(
            "receipt",
            lang,
            &a,
            public::receipt::page(&a, data::receipt(Replay::Matches)).unwrap(),
        );
        let a = ask_in(lang, "/phuong-phap");
        a.provide();
        let method = app::public::model::Method {
            edition: data::edition(),
            reworded: None,
        };
        write(
            "method",
            lang,
            &a,
            public::method::page(&a, method).unwrap(),
        );
        let a = ask_in(lang, "/so-lieu-cong-bo");
        a.provide();
        write(
            "published",
            lang,
            &a,
            public::published::page(&a, data::published()).unwrap(),
        );
        let a = ask_in(lang, "/phat-hanh");
        a.provide();
        write(
            "releases",
            lang,
            &a,
            public::releases::page(&a, data::edition(), &data::corrections()).unwrap(),
        );
        let a = ask_in(lang, "/tim?q=hoa+binh");
        a.provide();
        write(
            "search",
            lang,
            &a,
            public::search::page(&a, data::search("hoa binh", true)).unwrap(),
        );
        write(
            "nothing",
            lang,
            &a,
            public::search::page(&a, data::search("xyz", false)).unwrap(),
        );
        let a = ask_in(lang, "/gioi-thieu");
        a.provide();
        write(
            "about",
            lang,
            &a,
            public::about::page(&a, data::edition()).unwrap(),
        );
        let a = ask_in(lang, "/tinh/25?trang-thai=green");
        a.provide();
        let bad = Failure::BadParameter {
            name: "trang-thai",
            value: "green".into(),
            allowed: vec!["xanh", "vang"],
        };
        write(
            "bad",
            lang,
            &a,
            app::error_page::page(&a, &bad, Some(data::edition())),
        );
        write(
            "down",
            lang,
            &a,
            app::error_page::page(&a, &Failure::Unavailable, None),
        );
    }
}
