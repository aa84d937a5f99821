//! Tables: the frame that every table behind the sign-in moves in, a plain one, and the head cell that sorts by a link.

use crate::{
    components::{Inside, html::inert},
    i18n::Lang,
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
    pub head: Vec<Head>,
    /// Rows; each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

impl DataTable {
    /// The table in its frame.
    pub fn view(self) -> AnyView {
        let rows = html! {
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
        };
        view! {
            <ScrollTable caption=self.caption id=self.id class="data" head=self.head>{inert(rows)}</ScrollTable>
        }
        .into_any()
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

/// A column that does not sort: the key of its head, and its class, `""` for none.
pub struct Column(&'static str, &'static str);

impl From<&'static str> for Column {
    fn from(key: &'static str) -> Self {
        Self(key, "")
    }
}

impl From<(&'static str, &'static str)> for Column {
    fn from((key, class): (&'static str, &'static str)) -> Self {
        Self(key, class)
    }
}

/// Heads of columns that do not sort.
pub fn heads(lang: Lang, columns: impl IntoIterator<Item = impl Into<Column>>) -> Vec<Head> {
    let head = |Column(key, class)| Head::plain(lang.t(key), class);
    columns.into_iter().map(|c| head(c.into())).collect()
}

/// Caption and heads of a table whose columns do not sort; the caption is the key of its text.
pub fn head(
    lang: Lang,
    caption: &str,
    columns: impl IntoIterator<Item = impl Into<Column>>,
) -> Markup {
    top(&lang.t(caption), None, &heads(lang, columns))
}

fn top(caption: &str, class: Option<&str>, heads: &[Head]) -> Markup {
    html! {
        caption class=[class] { (caption) }
        thead {
            tr {
                @for head in heads {
                    (head)
                }
            }
        }
    }
}

/// A table that moves in its place where the screen is narrow; the page does not.
#[component]
pub fn ScrollTable(
    /// Its caption.
    caption: String,
    /// Whether the caption is only read aloud.
    #[prop(optional)]
    unseen: bool,
    /// The name of what moves, if it is not the caption.
    #[prop(optional)]
    name: Option<String>,
    /// Class of what moves.
    #[prop(default = "scroll")]
    frame: &'static str,
    /// Its anchor.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its class.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Heads of its columns.
    head: Vec<Head>,
    /// Its rows.
    children: Inside,
) -> AnyView {
    let top = top(&caption, unseen.then_some("visually-hidden"), &head);
    let content = view! { {inert(top)} <tbody>{children.0}</tbody> };
    // A class that is none would be written as an empty one.
    let table = match class {
        Some(class) => view! { <table id=id class=class>{content}</table> }.into_any(),
        None => view! { <table id=id>{content}</table> }.into_any(),
    };
    view! {
        <div class=frame tabindex="0" role="group" aria-label=name.unwrap_or(caption)>{table}</div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_moves_has_a_name_and_can_be_reached() {
        let head = vec![
            Head::plain("Xã".to_owned(), ""),
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

    #[test]
    fn what_moves_may_have_another_name_than_its_table() {
        let table = view! {
            <ScrollTable caption="Bảng".to_owned() unseen=true name="Khung".to_owned() frame="scroll matrix-scroll"
                id="bang" class="rows" head=vec![]>
                {view! { <tr></tr> }}
            </ScrollTable>
        };
        assert_eq!(
            table.to_html(),
            "<div tabindex=\"0\" role=\"group\" aria-label=\"Khung\" class=\"scroll matrix-scroll\">\
             <table id=\"bang\" class=\"rows\"><caption class=\"visually-hidden\">Bảng</caption>\
             <thead><tr></tr></thead><tbody><tr></tr></tbody></table></div>"
        );
    }
}
