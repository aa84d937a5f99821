//! Tables: a plain one, and the head cell that sorts by a link.

use super::markup::Markup;
use leptos::prelude::*;

/// A small table: its first column names the rows, the others hold values.
pub struct DataTable {
    /// Caption.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows; each as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// The table.
pub fn view(table: &DataTable) -> impl IntoView {
    let mut rows = Markup::new();
    rows.raw("<thead><tr>");
    for head in &table.head {
        rows.raw("<th scope=\"col\">").text(head).raw("</th>");
    }
    rows.raw("</tr></thead><tbody>");
    for row in &table.rows {
        rows.raw("<tr>");
        for (at, cell) in row.iter().enumerate() {
            if at == 0 {
                rows.raw("<th scope=\"row\">").text(cell).raw("</th>");
            } else {
                rows.raw("<td class=\"num\">").text(cell).raw("</td>");
            }
        }
        rows.raw("</tr>");
    }
    let html = format!("{}</tbody>", caption(&table.caption) + &rows.html());
    view! { <table class="data" inner_html=html></table> }
}

fn caption(text: &str) -> String {
    let mut out = Markup::new();
    out.raw("<caption>").text(text).raw("</caption>");
    out.html()
}

/// A head cell. With an address it is a link that sorts by its column.
pub struct Head {
    /// Text.
    pub text: String,
    /// Class of the column, `""` for none.
    pub class: &'static str,
    /// Where the table sorted by this column is.
    pub sort: Option<String>,
    /// `ascending` or `descending` if the table is sorted by this column.
    pub sorted: Option<&'static str>,
    /// What the text stands for, if it is short.
    pub title: Option<String>,
}

impl Head {
    /// A head that does not sort.
    #[must_use]
    pub fn plain(text: String, class: &'static str) -> Self {
        Self {
            text,
            class,
            sort: None,
            sorted: None,
            title: None,
        }
    }

    /// The `<th>`.
    pub fn write(&self, out: &mut Markup) {
        out.raw("<th scope=\"col\"");
        if !self.class.is_empty() {
            out.raw(" class=\"").raw(self.class).raw("\"");
        }
        if let Some(sorted) = self.sorted {
            out.raw(" aria-sort=\"").raw(sorted).raw("\"");
        }
        out.raw(">");
        if let Some(href) = &self.sort {
            out.raw("<a href=\"").text(href).raw("\">");
        }
        if let Some(title) = &self.title {
            out.raw("<abbr title=\"")
                .text(title)
                .raw("\">")
                .text(&self.text)
                .raw("</abbr>");
        } else {
            out.text(&self.text);
        }
        if self.sort.is_some() {
            out.raw("</a>");
        }
        out.raw("</th>");
    }
}
