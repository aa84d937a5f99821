//! A chart in its frame: caption (what, unit, date), drawing, one sentence to read,
//! the same numbers as a table.

use crate::{
    components::{html::inert, table::DataTable},
    i18n::Lang,
    texts::fact::Sentence,
};
use leptos::prelude::*;
use maud::PreEscaped;

/// A chart and everything around it.
pub struct ChartFigure {
    /// What it shows, in which unit, up to when.
    pub caption: String,
    /// The drawing, as `charts` made it: SVG for wide and narrow columns.
    pub drawing: String,
    /// One sentence that says what is to be seen.
    pub reading: Sentence,
    /// The same numbers.
    pub table: DataTable,
}

/// The frame.
pub fn chart(lang: Lang, figure: ChartFigure) -> AnyView {
    view! {
        <figure class="chart">
            <figcaption>{figure.caption}</figcaption>
            <div class="chart-drawing">{inert(PreEscaped(figure.drawing))}</div>
            <p class="reading">{inert(figure.reading)}</p>
            <details>
                <summary>{lang.t("chart-table")}</summary>
                // On a narrow screen the table moves in its place, not the page.
                {figure.table.view()}
            </details>
        </figure>
    }
    .into_any()
}
