//! Files of a crate do not import each other in a circle: whoever reads one can read what it stands on first.
//!
//! What counts is what a file takes: its `use` lines and the paths that it writes out. What it only passes on does
//! not: `mod` lines, and `pub use` of its own children. Whoever takes such a name takes it from the child.

use crate::tidy::{files, flatten, shipped};
use std::collections::{BTreeMap, BTreeSet};

/// Path of a module below its crate: `charts::plot`, `""` for the root.
type Module = String;

/// A name that a file takes or passes on, as a path below the crate.
struct Import {
    path: Vec<String>,
    public: bool,
}

/// The crates, by the folders of their sources.
#[test]
fn no_files_import_each_other_in_a_circle() {
    for crate_sources in [
        "app/domain/src",
        "app/src",
        "server/src",
        "server/briefing/src",
    ] {
        let texts = modules(files(crate_sources));
        let circles = circles(&graph(&texts));
        assert!(
            circles.is_empty(),
            "{crate_sources}:\n{}",
            circles.join("\n")
        );
    }
}

/// The shipped text of each module, without comments.
fn modules(files: Vec<(String, String)>) -> BTreeMap<Module, String> {
    let module = |name: &str| {
        let (_, below) = name.split_once("src/").unwrap();
        let below = below.trim_end_matches(".rs").replace('/', "::");
        let below = below.trim_end_matches("::mod");
        if ["lib", "main", "mod"].contains(&below) {
            String::new()
        } else {
            below.to_owned()
        }
    };
    let code = |text: &str| {
        let lines = shipped(text).lines();
        let lines: Vec<_> = lines.map(|l| l.split("//").next().unwrap()).collect();
        lines.join("\n")
    };
    files
        .into_iter()
        .map(|(name, text)| (module(&name), code(&text)))
        .collect()
}

/// Which module takes something from which.
fn graph(texts: &BTreeMap<Module, String>) -> BTreeMap<&str, BTreeSet<&str>> {
    let imports: BTreeMap<_, _> = texts
        .iter()
        .map(|(module, text)| (module.as_str(), imports(module, text, texts)))
        .collect();
    let mut graph = BTreeMap::new();
    for (module, taken) in &imports {
        let mut from = BTreeSet::new();
        for import in taken {
            let source = source(&import.path, texts, &imports);
            let own_child = module.is_empty() || source.starts_with(&format!("{module}::"));
            if source != *module && !(import.public && own_child) {
                from.insert(source);
            }
        }
        graph.insert(*module, from);
    }
    graph
}

/// The module that defines what a path names; a name that a parent passes on is its child's.
fn source<'a>(
    path: &[String],
    texts: &'a BTreeMap<Module, String>,
    imports: &BTreeMap<&str, Vec<Import>>,
) -> &'a str {
    for length in (0..=path.len()).rev() {
        let Some((module, _)) = texts.get_key_value(&path[..length].join("::")) else {
            continue;
        };
        let name = path.get(length);
        let passed_on = imports[module.as_str()].iter().find(|import| {
            import.public && import.path.len() > length + 1 && import.path.last() == name
        });
        return match passed_on {
            Some(import) if name.is_some() => source(&import.path, texts, imports),
            _ => module,
        };
    }
    ""
}

/// Everything that a module names of its own crate.
fn imports(module: &str, text: &str, texts: &BTreeMap<Module, String>) -> Vec<Import> {
    let mut found = Vec::new();
    let mut add = |path: &str, public: bool| {
        if let Some(path) = absolute(module, path, texts) {
            found.push(Import { path, public });
        }
    };
    let mut rest = String::new();
    let mut open = None;
    for line in text.lines() {
        let begin = line.trim_start();
        let public = begin.starts_with("pub");
        // A path that says who may see an item takes nothing.
        let begin = match begin.strip_prefix("pub(in ") {
            Some(path) => path.split_once(") ").map_or("", |(_, item)| item),
            None => begin,
        };
        let tree = begin.strip_prefix("pub(crate) ").unwrap_or(begin);
        let tree = tree.strip_prefix("pub(super) ").unwrap_or(tree);
        let tree = tree.strip_prefix("pub ").unwrap_or(tree);
        let (public, mut tree) = match (open.take(), tree.strip_prefix("use ")) {
            (Some((public, before)), _) => (public, before + begin),
            (None, Some(tree)) => (public, tree.to_owned()),
            (None, None) => {
                rest.push_str(begin);
                rest.push('\n');
                continue;
            }
        };
        if tree.contains(';') {
            let mut paths = Vec::new();
            tree.truncate(tree.find(';').unwrap());
            flatten("", &tree, &mut paths);
            paths.iter().for_each(|path| add(path, public));
        } else {
            open = Some((public, tree));
        }
    }
    let part_of_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for word in rest.split(|c| !part_of_path(c)) {
        if word.contains("::") {
            add(word.trim_end_matches(':'), false);
        }
    }
    found
}

/// A path as it is below the crate; none if it is another crate's.
fn absolute(module: &str, path: &str, texts: &BTreeMap<Module, String>) -> Option<Vec<String>> {
    let mut here: Vec<_> = module.split("::").filter(|m| !m.is_empty()).collect();
    let mut parts = path.split("::").filter(|part| !part.is_empty()).peekable();
    match *parts.peek()? {
        "crate" => {
            parts.next();
            here.clear();
        }
        "self" | "super" => {
            while let Some(up) = parts.next_if(|part| ["self", "super"].contains(part)) {
                if up == "super" {
                    here.pop();
                }
            }
        }
        first => {
            let child: Vec<_> = here.iter().copied().chain([first]).collect();
            texts.get(&child.join("::"))?;
        }
    }
    Some(here.into_iter().chain(parts).map(str::to_owned).collect())
}

/// All that a module takes from, through others or directly.
fn reached<'a>(graph: &BTreeMap<&'a str, BTreeSet<&'a str>>, module: &str) -> BTreeSet<&'a str> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![module]);
    while let Some(next) = open.pop() {
        for from in &graph[next] {
            if reached.insert(*from) {
                open.push(*from);
            }
        }
    }
    reached
}

/// The modules that take from themselves, each with what closes the circle.
fn circles(graph: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let mut lines = Vec::new();
    for (module, taken) in graph {
        let back = |from: &&&str| reached(graph, from).contains(module);
        let back: Vec<_> = taken.iter().filter(back).copied().collect();
        if !back.is_empty() {
            lines.push(format!("{module} imports {}", back.join(", ")));
        }
    }
    lines
}

#[test]
fn circles_are_found() {
    let texts = |sources: &[(&str, &str)]| {
        let sources = sources
            .iter()
            .map(|(name, text)| (format!("app/src/{name}.rs"), (*text).to_owned()));
        modules(sources.collect())
    };
    let found = |sources: &[(&str, &str)]| circles(&graph(&texts(sources))).len();
    let [a, b] = ["use crate::b::{\n    B,\n};", "fn b() { super::a::a() }"];
    assert_eq!(found(&[("lib", "mod a; mod b;"), ("a", a), ("b", b)]), 2);
    assert_eq!(found(&[("lib", "mod a; mod b;"), ("a", a), ("b", "")]), 0);
    let test = "#[cfg(test)]\nmod tests { use crate::a::A; }";
    assert_eq!(found(&[("lib", "mod a;"), ("a", a), ("b", test)]), 0);
    let parent = "mod c;\npub use c::C;";
    assert_eq!(found(&[("a", parent), ("a/c", "use super::Other;")]), 0);
    assert_eq!(
        found(&[("a", "use c::C;"), ("a/c", "use super::Other;")]),
        2
    );
    let seen = "pub(in crate::a) fn c() {}";
    assert_eq!(found(&[("a", "use c::c;"), ("a/c", seen)]), 0);
    let [c, d] = ["use crate::d::D;", "use crate::a::C;"];
    assert_eq!(found(&[("a", parent), ("a/c", c), ("d", d)]), 2);
}
