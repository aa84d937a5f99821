//! Tables: a plain one, and the head cell that sorts by a link.

use crate::{
    components::{Inside, html::inert},
    texts::fact::Fact,
};
use leptos::prelude::*;
use maud::{Markup, Render, html};

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

impl Render for Cell {
    fn render(&self) -> Markup {
        match self {
            Self::Text(text) => text.render(),
            Self::Fact(fact) => fact.render(),
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

impl Render for DataTable {
    fn render(&self) -> Markup {
        html! {
            table id=(self.id) class="data" {
                caption { (self.caption) }
                thead {
                    tr {
                        @for head in &self.head {
                            th scope="col" { (head) }
                        }
                    }
                }
                tbody {
                    @for row in &self.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 {
                                    th scope="row" { (cell) }
                                } @else {
                                    td class="num" { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
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
}

/// The `<th>`.
impl Render for Head {
    fn render(&self) -> Markup {
        let class = (!self.class.is_empty()).then_some(self.class);
        let text = html! {
            @if let Some(title) = &self.title {
                abbr title=(title) { (self.text) }
            } @else {
                (self.text)
            }
        };
        html! {
            th scope="col" class=[class] aria-sort=[self.sorted] {
                @if let Some(href) = &self.sort {
                    a href=(href) { (text) }
                } @else {
                    (text)
                }
            }
        }
    }
}

/// Caption and heads of a table.
#[must_use]
pub fn head(caption: &str, heads: &[(String, &'static str)]) -> Markup {
    html! {
        caption { (caption) }
        thead {
            tr {
                @for (text, class) in heads {
                    (Head::plain(text.clone(), class))
                }
            }
        }
    }
}

/// A table that moves in its place where the screen is narrow; the page does not.
#[component]
pub fn ScrollTable(
    /// Its caption, and the name of what moves.
    caption: String,
    /// Its class.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Heads of its columns.
    head: Vec<Head>,
    /// Its rows.
    children: Inside,
) -> impl IntoView {
    let head = html! {
        tr {
            @for head in &head {
                (head)
            }
        }
    };
    let name = caption.clone();
    let content = view! {
        <caption>{caption}</caption>
        <thead>{inert(head)}</thead>
        <tbody>{children.0}</tbody>
    };
    // A class that is none would be written as an empty one.
    let table = match class {
        Some(class) => view! { <table class=class>{content}</table> }.into_any(),
        None => view! { <table>{content}</table> }.into_any(),
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=name>
            {table}
        </div>
    }
}

impl From<String> for Head {
    fn from(text: String) -> Self {
        Self::plain(text, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_moves_has_a_name_and_can_be_reached() {
        let head = vec![
            "Xã".to_owned().into(),
            Head::plain("Hạng".to_owned(), "num"),
        ];
        let row = view! { <tr><th scope="row">"A"</th><td>"1"</td></tr> };
        let table = view! { <ScrollTable caption="Hạng & tên".to_owned() head>{row}</ScrollTable> };
        assert_eq!(
            table.to_html(),
            "<div tabindex=\"0\" role=\"group\" aria-label=\"Hạng &amp; tên\" class=\"scroll\"><table>\
             <caption>Hạng &amp; tên</caption><thead><tr><th scope=\"col\">Xã</th>\
             <th scope=\"col\" class=\"num\">Hạng</th></tr></thead>\
             <tbody><tr><th scope=\"row\">A</th><td>1</td></tr></tbody></table></div>"
        );
    }
}
