//! Pages behind the sign-in, drawn from built values without a server: what a browser gets of each must not change
//! unseen. The snapshots are the documents' bodies, one tag a line; `INSTA_UPDATE=always` writes them anew.

mod data;

use app::{
    i18n::Lang,
    islands::Owner,
    nav::{NavAccess, NavUser},
    page::{Page, WorkspaceRequest},
    query::Query,
    workspace::{
        accounts, administration, audit, authentication, campaigns, checklist, committee,
        copy_sheet, correspondence, criteria_sets, first_steps, not_saved, observations,
        publication, review, settings, spreadsheet,
    },
};
use hydration_context::SsrSharedContext;
use leptos::prelude::{IntoAny, Owner as Reactive, RenderHtml};
use std::sync::Arc;

/// A request of somebody who may enter every page.
fn request(lang: Lang) -> WorkspaceRequest {
    WorkspaceRequest {
        lang,
        path: "/can-bo".into(),
        query: Query::default(),
        person: Some(NavUser {
            name: "Nguyễn Văn A".into(),
            user_name: "a".into(),
            access: NavAccess {
                checklist: true,
                review: true,
                accounts: true,
                ..NavAccess::default()
            },
            demo: true,
            owner: Owner {
                account: 7,
                key: "00ff".into(),
            },
            notices: 2,
        }),
        demo: true,
        mark: "mark-of-the-page".into(),
    }
}

/// Elements that only wrap islands, which draw nothing of their own.
const WRAPPERS: [&str; 4] = [
    "<leptos-island",
    "</leptos-island",
    "<leptos-children",
    "</leptos-children",
];

/// One tag a line, without the marks that Leptos leaves between texts.
fn lines(html: &str) -> String {
    let mut out = String::new();
    let html = html.replace("<!>", "");
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in [text.as_str(), tag] {
            let wraps = WRAPPERS.iter().any(|wrapper| line.starts_with(wrapper));
            if !line.is_empty() && !wraps {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Draws a page, title and breadcrumb first.
fn drawn(lang: Lang, page: impl FnOnce(&WorkspaceRequest) -> Page) -> String {
    let request = request(lang);
    // Islands with children ask what they are drawn for.
    let reactive = Reactive::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (page, html) = reactive.with(|| {
        request.provide();
        let mut page = page(&request);
        let body = std::mem::replace(&mut page.body, ().into_any());
        (page, body.to_html())
    });
    let crumbs = page.crumbs.iter().map(|(text, href)| {
        let href = href.as_deref().unwrap_or("–");
        format!("{text} ({href})\n")
    });
    let head = format!("{}\n{}", page.title, crumbs.collect::<String>());
    for never in [" style=", "<script", "onclick", "javascript:"] {
        assert!(!html.contains(never), "{}: {never}", page.title);
    }
    assert!(!html.contains("Unknown localization"), "{}", page.title);
    head + &lines(&html)
}

fn same(name: &str, lang: Lang, page: impl FnOnce(&WorkspaceRequest) -> Page) {
    let name = format!("{name}-{}", lang.tag());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, drawn(lang, page));
    });
}

#[test]
fn signing_in() {
    for lang in Lang::ALL {
        same("sign-in", lang, |v| {
            authentication::page::page(v, &data::sign_in())
        });
    }
    same("code", Lang::Vi, |v| {
        authentication::page::code(v, &data::sign_in())
    });
    same("enrol", Lang::Vi, |v| {
        authentication::page::enrol(v, &data::enrolment())
    });
    same("codes", Lang::Vi, |v| {
        authentication::page::codes(v, &data::codes())
    });
    same("link", Lang::Vi, |v| {
        authentication::page::link(v, &data::sign_in())
    });
}

#[test]
fn a_checklist_and_its_items() {
    same("desks", Lang::Vi, |v| {
        checklist::page::list(v, &data::checklists())
    });
    for lang in Lang::ALL {
        same("desk", lang, |v| {
            checklist::page::page(v, &data::checklist())
        });
        same("item", lang, |v| checklist::item::page(v, &data::item(6)));
    }
    for index in 0..data::questions() {
        let name = format!("item-{index}");
        same(&name, Lang::Vi, |v| {
            checklist::item::page(v, &data::item(index))
        });
    }
    same("item-refused", Lang::Vi, |v| {
        checklist::item::page(v, &data::refused_item())
    });
    same("item-read", Lang::Vi, |v| {
        checklist::item::page(v, &data::waiting_item())
    });
    same("item-to-sign", Lang::Vi, |v| {
        checklist::item::page(v, &data::item_to_sign())
    });
    same("sheet", Lang::Vi, |v| {
        spreadsheet::page::page(v, &data::sheet(true))
    });
    same("sheet-refused", Lang::Vi, |v| {
        spreadsheet::page::page(v, &data::sheet(false))
    });
}

#[test]
fn review_and_correspondence() {
    for lang in Lang::ALL {
        same("review", lang, |v| review::page::page(v, &data::review()));
    }
    same("review-refused", Lang::Vi, |v| {
        review::page::page(v, &data::review_refused())
    });
    same("review-confirmed", Lang::Vi, |v| {
        review::page::page(v, &data::review_confirmed())
    });
    same("queue", Lang::Vi, |v| {
        review::queue::page(v, &data::queue())
    });
    same("questions", Lang::Vi, |v| {
        correspondence::page::list(v, &data::open_questions())
    });
    same("talk", Lang::Vi, |v| {
        correspondence::page::page(v, &data::thread(false))
    });
    same("talk-refused", Lang::Vi, |v| {
        correspondence::page::page(v, &data::thread(true))
    });
    for refused in [false, true] {
        let name = if refused {
            "notices-refused"
        } else {
            "notices"
        };
        same(name, Lang::Vi, |v| {
            correspondence::notices::page(v, &data::notices(refused))
        });
    }
}

#[test]
fn administration_of_accounts() {
    same("admin", Lang::Vi, administration::page);
    same("people", Lang::Vi, |v| {
        accounts::page::page(v, &data::people())
    });
    same("account", Lang::Vi, |v| {
        accounts::account::page(v, &data::account(false))
    });
    same("account-refused", Lang::Vi, |v| {
        accounts::account::page(v, &data::account(true))
    });
    same("import", Lang::Vi, |v| {
        accounts::import::page(v, &data::import())
    });
    same("first-steps", Lang::Vi, |v| {
        first_steps::page::page(v, &data::first_steps())
    });
    same("links", Lang::Vi, |v| {
        accounts::links::page(v, &data::links())
    });
    same("sessions", Lang::Vi, |v| {
        accounts::sessions::page(v, &data::sessions())
    });
    same("tokens", Lang::Vi, |v| {
        observations::tokens::page(v, &data::tokens())
    });
    same("trail", Lang::Vi, |v| {
        audit::page::page(v, &data::audit_log())
    });
}

#[test]
fn campaigns_sets_settings_and_publication() {
    same("campaigns", Lang::Vi, |v| {
        campaigns::page::page(v, &data::campaigns())
    });
    same("sets", Lang::Vi, |v| {
        criteria_sets::page::page(v, &data::sets())
    });
    same("set-effects", Lang::Vi, |v| {
        criteria_sets::page::effects(v, &data::set_effects())
    });
    same("settings", Lang::Vi, |v| {
        settings::page::page(v, &data::settings())
    });
    same("publish", Lang::Vi, |v| {
        publication::page::page(v, &data::preview())
    });
}

#[test]
fn observations_directives_and_sheets() {
    same("observe", Lang::Vi, |v| {
        observations::index(v, &data::index())
    });
    same("observe-entry", Lang::Vi, |v| {
        observations::entry::page(v, &data::entry())
    });
    same("observe-import", Lang::Vi, |v| {
        observations::import::page(v, &data::table_import())
    });
    same("observe-check", Lang::Vi, |v| {
        observations::check::page(v, &data::check(false))
    });
    same("observe-faults", Lang::Vi, |v| {
        observations::check::page(v, &data::check(true))
    });
    same("observe-act", Lang::Vi, |v| {
        observations::import::batch(v, &data::batch())
    });
    same("directives", Lang::Vi, |v| {
        committee::directives::page(v, &data::directives())
    });
    same("directive", Lang::Vi, |v| {
        committee::directives::one(v, &data::directive_view())
    });
    same("copy-sheet", Lang::Vi, |v| {
        copy_sheet::page::sheet(v, &data::copy_sheet())
    });
    same("copy-list", Lang::Vi, |v| {
        copy_sheet::page::list(v, &data::copy_list())
    });
}

#[test]
fn a_form_that_was_not_done() {
    for (name, form) in data::not_saved() {
        same(name, Lang::Vi, |v| not_saved::page::page(v, &form));
    }
}
