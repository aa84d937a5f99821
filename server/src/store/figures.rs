//! Published figures, their indicators and sources.

use super::{Bulk, Db, StoreError, Tx, bulk, columns::Column, read, within};
use domain::{
    figure::Qualifier,
    time::{AsOf, Date},
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    FIGURES,
    FIGURE_SOURCES,
    SOURCES,
    INDICATORS,
    DELETE_FIGURE_SOURCES,
    DELETE_FIGURES,
    DELETE_SOURCES,
    DELETE_INDICATORS,
    PUT_SOURCE,
    PUT_INDICATOR,
    DESCRIBE_FIGURE,
    DELETE_SOURCES_OF_FIGURE,
];

const FIGURES: &str = "SELECT id, indicator, unit_code, scope_vi, scope_en, scope_ar, value, numerator, denominator, words, \
     words_lang, qualifier, as_of_from, as_of_to, estimated_day, printed_rank, note_vi, note_en, note_ar \
     FROM published_figure ORDER BY id";
const FIGURE_SOURCES: &str =
    "SELECT figure_id, source_key FROM published_figure_source ORDER BY figure_id, source_key";
const SOURCES: &str = "SELECT key, publisher_vi, publisher_en, publisher_ar, title, title_lang, document, reference, \
     date_vi, date_en, date_ar, url FROM source ORDER BY key";
const INDICATORS: &str = "SELECT code, name_vi, name_en, name_ar, unit_vi, unit_en, unit_ar, basis_vi, basis_en, basis_ar \
     FROM published_indicator ORDER BY code";
const DELETE_FIGURE_SOURCES: &str = "DELETE FROM published_figure_source";
const DELETE_FIGURES: &str = "DELETE FROM published_figure";
const DELETE_SOURCES: &str = "DELETE FROM source";
const DELETE_INDICATORS: &str = "DELETE FROM published_indicator";

const PUT_SOURCE: &str = "INSERT INTO source (key, publisher_vi, publisher_en, publisher_ar, title, title_lang, document, \
     reference, date_vi, date_en, date_ar, url) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
     ON CONFLICT (key) DO UPDATE SET publisher_vi = excluded.publisher_vi, publisher_en = excluded.publisher_en, \
     publisher_ar = excluded.publisher_ar, title = excluded.title, title_lang = excluded.title_lang, \
     document = excluded.document, reference = excluded.reference, date_vi = excluded.date_vi, date_en = excluded.date_en, \
     date_ar = excluded.date_ar, url = excluded.url";
const PUT_INDICATOR: &str = "INSERT INTO published_indicator (code, name_vi, name_en, name_ar, unit_vi, unit_en, \
     unit_ar, basis_vi, basis_en, basis_ar) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
     ON CONFLICT (code) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, \
     name_ar = excluded.name_ar, unit_vi = excluded.unit_vi, unit_en = excluded.unit_en, unit_ar = excluded.unit_ar, \
     basis_vi = excluded.basis_vi, basis_en = excluded.basis_en, basis_ar = excluded.basis_ar";
const DESCRIBE_FIGURE: &str = "UPDATE published_figure SET scope_vi = $2, scope_en = $3, scope_ar = $4, words = $5, \
     words_lang = $6, estimated_day = $7, note_vi = $8, note_en = $9, note_ar = $10 WHERE id = $1";
const DELETE_SOURCES_OF_FIGURE: &str = "DELETE FROM published_figure_source WHERE figure_id = $1";

static INSERT_FIGURES: Bulk = Bulk::new(
    "INSERT INTO published_figure (id, indicator, unit_code, scope_vi, scope_en, scope_ar, value, numerator, \
     denominator, words, words_lang, qualifier, as_of_from, as_of_to, estimated_day, printed_rank, note_vi, \
     note_en, note_ar)",
    19,
);
static INSERT_FIGURE_SOURCES: Bulk = Bulk::new(
    "INSERT INTO published_figure_source (figure_id, source_key)",
    2,
);
/// A published figure.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FigureRow {
    /// Key.
    pub id: String,
    /// Code of its indicator.
    pub indicator: String,
    /// `VN`, a unit's code, or none.
    pub unit_code: Option<String>,
    /// About whom, in Vietnamese; may be empty if it is about a unit that has a code.
    pub scope_vi: String,
    /// In English.
    pub scope_en: String,
    /// In Arabic.
    pub scope_ar: String,
    /// Decimal text with a point.
    pub value: Option<String>,
    /// Numerator as printed.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub numerator: Option<u32>,
    /// Denominator as printed.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub denominator: Option<u32>,
    /// Words of its first source, or empty.
    pub words: String,
    /// Language of the words: `vi`, `en`, `ar`; empty if they are not known to be verbatim.
    pub words_lang: String,
    /// How exact it claims to be.
    #[sqlx(try_from = "String")]
    pub qualifier: Qualifier,
    /// When what it speaks of begins.
    #[sqlx(try_from = "Column<Option<String>>")]
    pub as_of_from: Option<AsOf>,
    /// When it held.
    #[sqlx(try_from = "Column<Option<String>>")]
    pub as_of_to: Option<AsOf>,
    /// About when it was published, if it has no day: it orders, and is never shown as its day.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub estimated_day: Option<Date>,
    /// Rank as printed.
    pub printed_rank: Option<String>,
    /// Note in Vietnamese.
    pub note_vi: String,
    /// Note in English.
    pub note_en: String,
    /// Note in Arabic.
    pub note_ar: String,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Deserialize)]
pub struct SourceRow {
    /// Key.
    pub key: String,
    /// Name of the publisher in Vietnamese.
    pub publisher_vi: String,
    /// In English.
    pub publisher_en: String,
    /// In Arabic.
    pub publisher_ar: String,
    /// Title of the article, where it is known.
    pub title: String,
    /// Language of the title: `vi`, `en`, `ar`.
    pub title_lang: String,
    /// Number of the official document, as `469/QĐ-UBND`.
    pub document: String,
    /// How the article can be found where no whole address is known: host, number. No page shows it.
    #[serde(rename = "id")]
    pub reference: String,
    /// Date, worded in Vietnamese.
    pub date_vi: String,
    /// Date, worded in English.
    pub date_en: String,
    /// Date, worded in Arabic.
    pub date_ar: String,
    /// Whole address.
    pub url: Option<String>,
}

/// What published figures measure.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Deserialize)]
pub struct IndicatorRow {
    /// Code.
    pub code: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Name in Arabic.
    pub name_ar: String,
    /// Unit of the value in Vietnamese.
    pub unit_vi: String,
    /// Unit of the value in English.
    pub unit_en: String,
    /// Unit of the value in Arabic.
    pub unit_ar: String,
    /// What a rate is a share of, in Vietnamese.
    pub basis_vi: String,
    /// In English.
    pub basis_en: String,
    /// In Arabic.
    pub basis_ar: String,
}

impl Db {
    /// Every figure, by key.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn figures(&self) -> Result<Vec<FigureRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, FigureRow>(FIGURES)
            .fetch_all(c)
            .await)?)
    }

    /// Pairs of figure and source.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn figure_sources(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as(FIGURE_SOURCES)
            .fetch_all(c)
            .await)?)
    }

    /// Every source.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn sources(&self) -> Result<Vec<SourceRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, SourceRow>(SOURCES)
            .fetch_all(c)
            .await)?)
    }

    /// Every published indicator.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn published_indicators(&self) -> Result<Vec<IndicatorRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, IndicatorRow>(
            INDICATORS
        )
        .fetch_all(c)
        .await)?)
    }
}

impl Tx {
    /// Replaces sources and published indicators; figures go with them.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn put_references(
        &mut self,
        sources: &[SourceRow],
        indicators: &[IndicatorRow],
    ) -> Result<(), StoreError> {
        self.delete_figures().await?;
        for statement in [DELETE_SOURCES, DELETE_INDICATORS] {
            within!(&mut *self, |c| sqlx::query(statement)
                .execute(c)
                .await
                .map(drop))?;
        }
        for source in sources {
            self.put_source(source).await?;
        }
        for indicator in indicators {
            self.put_indicator(indicator).await?;
        }
        Ok(())
    }

    /// Puts a source in, in place of one with its key.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn put_source(&mut self, row: &SourceRow) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(PUT_SOURCE)
            .bind(&row.key)
            .bind(&row.publisher_vi)
            .bind(&row.publisher_en)
            .bind(&row.publisher_ar)
            .bind(&row.title)
            .bind(&row.title_lang)
            .bind(&row.document)
            .bind(&row.reference)
            .bind(&row.date_vi)
            .bind(&row.date_en)
            .bind(&row.date_ar)
            .bind(&row.url)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Puts a published indicator in, in place of one with its code.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn put_indicator(&mut self, row: &IndicatorRow) -> Result<(), StoreError> {
        Ok(within!(self, |c| sqlx::query(PUT_INDICATOR)
            .bind(&row.code)
            .bind(&row.name_vi)
            .bind(&row.name_en)
            .bind(&row.name_ar)
            .bind(&row.unit_vi)
            .bind(&row.unit_en)
            .bind(&row.unit_ar)
            .bind(&row.basis_vi)
            .bind(&row.basis_en)
            .bind(&row.basis_ar)
            .execute(c)
            .await
            .map(drop))?)
    }

    /// Says anew whom a figure is about, what its source's words are, about when it was published, what is noted beside it,
    /// and which sources it has. What was printed stays.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn describe_figure(
        &mut self,
        row: &FigureRow,
        sources: &[String],
    ) -> Result<(), StoreError> {
        within!(&mut *self, |c| sqlx::query(DESCRIBE_FIGURE)
            .bind(&row.id)
            .bind(&row.scope_vi)
            .bind(&row.scope_en)
            .bind(&row.scope_ar)
            .bind(&row.words)
            .bind(&row.words_lang)
            .bind(row.estimated_day.map(|day| i64::from(day.0)))
            .bind(&row.note_vi)
            .bind(&row.note_en)
            .bind(&row.note_ar)
            .execute(c)
            .await
            .map(drop))?;
        within!(&mut *self, |c| sqlx::query(DELETE_SOURCES_OF_FIGURE)
            .bind(&row.id)
            .execute(c)
            .await
            .map(drop))?;
        self.add_figures(&[], &cited(row, sources)).await
    }

    /// Adds a figure beside the others.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn add_figure(
        &mut self,
        row: &FigureRow,
        sources: &[String],
    ) -> Result<(), StoreError> {
        let cited = cited(row, sources);
        self.add_figures(std::slice::from_ref(row), &cited).await
    }

    /// Replaces every figure. `sources` are pairs of figure and source.
    ///
    /// # Errors
    /// See [`Db::figures`].
    pub async fn put_figures(
        &mut self,
        figures: &[FigureRow],
        sources: &[(String, String)],
    ) -> Result<(), StoreError> {
        self.delete_figures().await?;
        self.add_figures(figures, sources).await
    }

    async fn add_figures(
        &mut self,
        figures: &[FigureRow],
        sources: &[(String, String)],
    ) -> Result<(), StoreError> {
        bulk!(self, INSERT_FIGURES, figures, |q, row| q
            .bind(&row.id)
            .bind(&row.indicator)
            .bind(&row.unit_code)
            .bind(&row.scope_vi)
            .bind(&row.scope_en)
            .bind(&row.scope_ar)
            .bind(&row.value)
            .bind(row.numerator.map(i64::from))
            .bind(row.denominator.map(i64::from))
            .bind(&row.words)
            .bind(&row.words_lang)
            .bind(row.qualifier.word())
            .bind(row.as_of_from.map(|at| at.to_string()))
            .bind(row.as_of_to.map(|at| at.to_string()))
            .bind(row.estimated_day.map(|day| i64::from(day.0)))
            .bind(&row.printed_rank)
            .bind(&row.note_vi)
            .bind(&row.note_en)
            .bind(&row.note_ar))?;
        bulk!(self, INSERT_FIGURE_SOURCES, sources, |q, row| q
            .bind(&row.0)
            .bind(&row.1))
    }

    async fn delete_figures(&mut self) -> Result<(), StoreError> {
        for statement in [DELETE_FIGURE_SOURCES, DELETE_FIGURES] {
            within!(&mut *self, |c| sqlx::query(statement)
                .execute(c)
                .await
                .map(drop))?;
        }
        Ok(())
    }
}

/// Pairs of a figure and its sources.
fn cited(figure: &FigureRow, sources: &[String]) -> Vec<(String, String)> {
    let pair = |key: &String| (figure.id.clone(), key.clone());
    sources.iter().map(pair).collect()
}
