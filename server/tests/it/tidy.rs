//! Who may import whom, read from the `use` lines. There is no list of exceptions.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every Rust file below a folder or file, relative to the root.
pub fn files(place: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(place)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "{place} holds no Rust");
    found
}

/// The part of a file that ships: up to its test module.
pub fn shipped(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

fn forbid(places: &[&str], words: &[&str]) {
    for place in places {
        for (name, text) in files(place) {
            for (number, line) in shipped(&text).lines().enumerate() {
                let code = line.split("//").next().unwrap();
                for word in words {
                    assert!(
                        !code.contains(word),
                        "{name}:{}: {word} must not enter here",
                        number + 1
                    );
                }
            }
        }
    }
}

#[test]
fn the_domain_knows_nothing_but_itself() {
    forbid(
        &["app/domain/src"],
        &[
            "leptos",
            "axum",
            "sqlx",
            "tokio",
            "async fn",
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant::now",
            "#[cfg(feature",
        ],
    );
    let manifest = fs::read_to_string(root().join("app/domain/Cargo.toml")).unwrap();
    let dependencies = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let names: Vec<_> = dependencies
        .lines()
        .filter_map(|l| l.split(['.', ' ']).next())
        .filter(|n| !n.is_empty())
        .collect();
    assert_eq!(
        names,
        ["serde", "sha2", "thiserror", "unicode-normalization"]
    );
}

#[test]
fn the_app_never_sees_a_database_or_the_web_server() {
    forbid(
        &["app/src"],
        &["sqlx", "axum", "tokio", "server::", "std::fs", "SystemTime"],
    );
    forbid(
        &["app/src/charts"],
        &["leptos", "crate::public", "crate::port"],
    );
    forbid(
        &["app/src/islands.rs", "app/src/islands"],
        &[
            "crate::public",
            "crate::workspace",
            "crate::components",
            "charts",
        ],
    );
    forbid(
        &[
            "app/src/texts.rs",
            "app/src/texts",
            "app/src/exports.rs",
            "app/src/exports",
        ],
        &["leptos", "view!"],
    );
}

/// HTML enters a view as `maud` made it, never as a text; a field of several lines is the exception, see there.
#[test]
fn views_hold_no_html_as_text() {
    for (name, text) in files("app/src") {
        let fits = name == "app/src/components/text_area.rs" || !text.contains("inner_html=");
        assert!(fits, "{name}: use components::html::inert");
    }
}

/// What the `use` lines of a file name, each whole: `crate::a::b`.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("use ") {
        let starts = text[..at].ends_with('\n') || text[..at].ends_with("pub ") || at == 0;
        if let Some((tree, _)) = text[at + 4..].split_once(';').filter(|_| starts) {
            flatten("", tree, &mut found);
        }
    }
    found
}

/// The paths of a tree of names, each whole.
pub fn flatten(before: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap().trim();
        if !name.is_empty() {
            found.push(
                format!("{before}{name}")
                    .trim_end_matches("::self")
                    .to_owned(),
            );
        }
        return;
    };
    let (mut depth, mut part) = (0, String::new());
    for c in inner.trim_end().trim_end_matches('}').chars().chain([',']) {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth <= 0 {
            flatten(&format!("{before}{}", head.trim()), &part, found);
            part.clear();
        } else {
            part.push(c);
        }
    }
}

#[test]
fn trees_of_use_lines_are_read_whole() {
    let text = "use a::{b, c::{self, d as e}, f::*};\npub use g::h;\n";
    assert_eq!(used(text), ["a::b", "a::c", "a::c::d", "a::f::*", "g::h"]);
}

/// Services know what pages show (their models), the words and the files that they share with pages, and what every
/// part of the app stands on; no page, and no piece of one.
#[test]
fn services_import_no_page() {
    let open = [
        "failure", "i18n", "islands", "limits", "nav", "port", "query", "routes", "texts",
        "exports",
    ];
    let plain = ["flash", "rejected_form"];
    for (name, text) in files("server/src/service") {
        for path in used(shipped(&text)) {
            let Some(path) = path.strip_prefix("app::") else {
                continue;
            };
            let parts: Vec<_> = path.split("::").collect();
            let model = parts
                .iter()
                .any(|part| *part == "model" || part.ends_with("_model"));
            let fits =
                model || open.contains(&parts[0]) || plain.contains(parts.get(1).unwrap_or(&""));
            assert!(fits, "{name}: {path} is a page, or a piece of one");
        }
    }
}

/// A page takes from another what stands in `components` or `texts`.
#[test]
fn pages_import_no_pages() {
    for (name, text) in files("app/src/public")
        .into_iter()
        .chain(files("app/src/workspace"))
    {
        let own = name
            .trim_start_matches("app/src/")
            .trim_end_matches(".rs")
            .replace('/', "::");
        for path in used(shipped(&text)) {
            let Some(path) = path.strip_prefix("crate::") else {
                continue;
            };
            let place = path.rsplit_once("::").map_or("", |(place, _)| place);
            let page = root().join(format!("app/src/{}.rs", place.replace("::", "/")));
            let is_page = (place.starts_with("public::") || place.starts_with("workspace::"))
                && fs::read_to_string(page).is_ok_and(|text| text.contains("pub fn page("));
            let below =
                own.starts_with(&format!("{place}::")) || place.starts_with(&format!("{own}::"));
            assert!(!is_page || below || place == own, "{name}: {path}");
        }
    }
}

#[test]
fn the_server_looks_only_downwards() {
    forbid(
        &["server/src/http", "server/src/http.rs"],
        &["crate::store", "sqlx"],
    );
    forbid(
        &["server/src/service", "server/src/service.rs"],
        &["axum", "leptos", "crate::http"],
    );
    forbid(
        &["server/src/store", "server/src/store.rs"],
        &["axum", "leptos", "crate::service", "crate::http"],
    );
}

#[test]
fn what_sets_briefings_reads_nothing_but_what_it_is_given() {
    forbid(
        &["server/briefing/src"],
        &[
            "std::fs",
            "std::env",
            "SystemTime",
            "Instant::now",
            "app::",
            "tokio",
            "sqlx",
        ],
    );
}

#[test]
fn cfg_lines_for_features_stand_in_one_file() {
    for (name, text) in files("app/src") {
        if name != "app/src/lib.rs" {
            assert!(
                !text.contains("cfg(feature"),
                "{name}: features are decided in app/src/lib.rs"
            );
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for place in [
        "app/src",
        "app/domain/src",
        "server/src",
        "server/briefing",
        "server/tests",
        "app/tests",
    ] {
        for (name, text) in files(place) {
            assert!(text.starts_with("//!"), "{name} has no module head");
        }
    }
}

#[test]
fn only_logical_properties_are_used() {
    let physical = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        "\n  left:",
        "\n  right:",
    ];
    for entry in fs::read_dir(root().join("style")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for word in physical {
            assert!(
                !text.contains(word),
                "{} holds {}",
                path.display(),
                word.trim()
            );
        }
    }
}

#[test]
fn fields_of_several_lines_are_written_in_one_place() {
    for (name, text) in files("app/src") {
        if name != "app/src/components/text_area.rs" {
            assert!(
                !text.contains("<textarea"),
                "{name}: use components::text_area, which escapes what Leptos does not"
            );
        }
    }
}

/// What is made up stays apart: only the command that loads the demo, and says who can sign in to it, knows the
/// demo.
#[test]
fn nothing_but_its_command_knows_the_demo() {
    for (name, text) in files("server/src") {
        let own = name.contains("service/demo") || name.contains("service/simulate");
        if own || name == "server/src/commands/demo.rs" {
            continue;
        }
        // The commands pass on to `commands::demo`, which alone asks the service.
        let passes_on = name == "server/src/main.rs" || name.starts_with("server/src/commands");
        for path in used(shipped(&text)) {
            let parts: Vec<_> = path.split("::").collect();
            let made_up = parts.contains(&"simulate")
                || path.contains("service::demo")
                || (!passes_on && parts.contains(&"demo"));
            assert!(!made_up, "{name}: {path} is of the demo");
        }
    }
}

/// Whoever reads a comment can open the document that it names.
#[test]
fn comments_name_documents_that_are_here() {
    let named = |line: &str| -> Vec<String> {
        line.split(|c: char| !(c.is_alphanumeric() || "/-_.".contains(c)))
            .map(|word| word.trim_matches(['.', '/']))
            .filter(|word| word.ends_with(".md"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(named("// see `docs/sql.md`."), ["docs/sql.md"]);
    let mut found = 0;
    for place in ["app", "server"] {
        for (name, text) in files(place) {
            let comments = text.lines().filter_map(|line| line.split_once("//"));
            for document in comments.flat_map(|(_, comment)| named(comment)) {
                found += 1;
                assert!(root().join(&document).is_file(), "{name}: {document}");
            }
        }
    }
    assert!(found > 10, "{found} documents are named");
}
