//! Tables: a plain one, and the head cell that sorts by a link.

use crate::{components::markup::Markup, texts::fact::Fact};
use leptos::prelude::*;

/// A cell of a [`DataTable`].
pub enum Cell {
    /// Text.
    Text(String),
    /// A number that leads to its rows.
    Fact(Fact),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Fact> for Cell {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}

impl Cell {
    fn write(&self, out: &mut Markup) {
        match self {
            Self::Text(text) => {
                out.text(text);
            }
            Self::Fact(fact) => fact.write(out),
        }
    }
}

/// A small table: its first column names the rows, the others hold values.
pub struct DataTable {
    /// Its anchor.
    pub id: &'static str,
    /// Caption.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows; each as long as the head.
    pub rows: Vec<Vec<Cell>>,
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
            let [open, close] = if at == 0 {
                ["<th scope=\"row\">", "</th>"]
            } else {
                ["<td class=\"num\">", "</td>"]
            };
            rows.raw(open);
            cell.write(&mut rows);
            rows.raw(close);
        }
        rows.raw("</tr>");
    }
    let html = format!("{}</tbody>", caption(&table.caption) + &rows.html());
    view! { <table id=table.id class="data" inner_html=html></table> }
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

/// Caption and heads of a table.
pub fn head(caption: &str, heads: &[(String, &'static str)]) -> String {
    let mut out = Markup::new();
    out.raw("<caption>")
        .text(caption)
        .raw("</caption><thead><tr>");
    for (text, class) in heads {
        crate::components::table::Head::plain(text.clone(), class).write(&mut out);
    }
    out.raw("</tr></thead>");
    out.html()
}
