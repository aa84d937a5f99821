//! The row of menu on every public page: the same ways in the same order, the current one marked. It keeps the
//! province that the reader looks at.

use crate::{
    page::PageRequest,
    routes::{Route, WorkspaceRoute},
};
use domain::{indicator::Sector, unit::UnitCode};
use leptos::prelude::*;

/// A way of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The country, or the province that is looked at.
    Overview,
    Ranking,
    Infrastructure,
    Sectors,
    OpenData,
    Method,
}

impl Way {
    const ALL: [Self; 6] = [
        Self::Overview,
        Self::Ranking,
        Self::Infrastructure,
        Self::Sectors,
        Self::OpenData,
        Self::Method,
    ];

    /// The way under which a page lies; none for pages about the site itself, and for indicators, which lie under
    /// several.
    fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Home | Route::Province(_) | Route::Items(_) | Route::Commune(_) => {
                Some(Self::Overview)
            }
            Route::Ranking => Some(Self::Ranking),
            Route::Sector(Sector::Infrastructure) => Some(Self::Infrastructure),
            Route::Sectors | Route::Sector(_) => Some(Self::Sectors),
            Route::OpenData | Route::Releases | Route::RollUp | Route::Published => {
                Some(Self::OpenData)
            }
            Route::Method => Some(Self::Method),
            Route::Receipt(_)
            | Route::Indicator(_)
            | Route::ObservationHistory(..)
            | Route::Search
            | Route::About => None,
        }
    }

    /// Where it leads while a province is looked at.
    fn route(self, province: Option<&UnitCode>) -> Route {
        match self {
            Self::Overview => {
                province.map_or(Route::Home, |province| Route::Province(province.clone()))
            }
            Self::Ranking => Route::Ranking,
            Self::Infrastructure => Route::Sector(Sector::Infrastructure),
            Self::Sectors => Route::Sectors,
            Self::OpenData => Route::OpenData,
            Self::Method => Route::Method,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Overview => "menu-overview",
            Self::Ranking => "shell-ranking",
            Self::Infrastructure => "menu-infrastructure",
            Self::Sectors => "ind-sectors",
            Self::OpenData => "data-title",
            Self::Method => "shell-method",
        }
    }
}

/// The menu's links. `province` is the province that the page is about.
pub(super) fn ways(request: &PageRequest, province: Option<&UnitCode>) -> AnyView {
    let lang = request.lang;
    let here = request.route.as_ref();
    let link = |way: Way| {
        let route = way.route(province);
        // Pages about one province keep it in their path; the others take it as a parameter.
        let kept = province.filter(|_| route.parameters().contains(&"tinh"));
        let kept: Vec<_> = kept.iter().map(|code| ("tinh", code.as_str())).collect();
        let current = match here {
            Some(here) if *here == route => Some("page"),
            Some(here) if Way::of(here) == Some(way) => Some("true"),
            _ => None,
        };
        view! { <li><a href=request.link_with(&route, &kept) aria-current=current>{lang.t(way.key())}</a></li> }
    };
    view! {
        <nav class="menu" aria-label=lang.t("menu-label")>
            <ul>
                {Way::ALL.map(link).collect_view()}
                <li class="entrance"><a href=WorkspaceRoute::SignIn.href(lang)>{lang.t("sign-in-title")}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}
