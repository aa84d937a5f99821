//! Pieces that pages are made of. No data access: a part shows what it is given.

pub mod abbr;
pub mod admin_form;
pub mod choice;
pub mod citation;
pub mod commune_changes;
pub mod commune_table;
pub mod correspondence;
pub mod criterion;
pub mod directive;
pub mod ended;
pub mod exchange;
pub mod fact;
pub mod figure;
pub mod form;
pub mod hexagon;
pub mod html;
pub mod indicator;
pub mod item_parts;
pub mod map;
pub mod marks;
pub mod name;
pub mod notice;
pub mod open_evidence;
pub mod pager;
pub mod qr;
pub mod ranking_table;
pub mod series;
pub mod sessions;
pub mod stacked_bar;
pub mod status;
pub mod table;
pub mod text_area;
pub mod tiles;
pub mod time;
pub mod web_link;

use leptos::{
    children::ToChildren,
    prelude::{AnyView, IntoAny, RenderHtml},
};

/// What stands inside a component. It is drawn at once, before the component itself: unlike Leptos' own children it may
/// borrow from the data of its page.
pub struct Inside(pub AnyView);

impl<F, V> ToChildren<F> for Inside
where
    F: FnOnce() -> V,
    V: RenderHtml + Send + 'static,
{
    fn to_children(inside: F) -> Self {
        Self(inside().into_any())
    }
}
