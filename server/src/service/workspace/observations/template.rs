//! Templates for files of observations: the right columns, with codes and names of units and indicators.

use super::{ObservationFilter, Observations, is_elsewhere, observes};
use crate::service::workspace::{
    Principal, ServiceError, ServiceResult, service_error::service_error,
};
use app::{
    failure::Failure, i18n::Lang, public::model::UnitRef, texts::observation,
    workspace::table::model::MOST_TABLE_ROWS,
};
use domain::{
    access::Action,
    cell::guarded,
    delivery::{self, FIELDS},
    indicator::Indicator,
};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::borrow::Cow;
use tokio::task::spawn_blocking;

/// A template: heads, and rows of codes and names.
struct Template {
    heads: Vec<String>,
    rows: Vec<[String; 4]>,
    from_right: bool,
}

/// A file for which kind of program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `.csv`
    Csv,
    /// `.xlsx`
    Xlsx,
}

impl Observations {
    /// A template for the province, sector, unit or indicator that is asked for.
    ///
    /// # Errors
    /// As [`Self::index`]; [`Failure::TooLarge`] if it would have more rows than a file may.
    pub async fn template(
        &self,
        who: &Principal,
        lang: Lang,
        asked: &ObservationFilter,
        kind: Kind,
    ) -> ServiceResult<Vec<u8>> {
        observes(who)?;
        let snapshot = &who.snapshot;
        let province =
            self.context
                .province(who, Action::Observe, snapshot, asked.province.as_ref())?;
        let whole = self.context.unit(snapshot, &province)?;
        let communes = self.communes_of(snapshot, &province);
        let units: Vec<&UnitRef> = std::iter::once(&whole).chain(&communes).collect();
        let filter = |i: &&Indicator| {
            asked.sector.is_none_or(|s| s == i.sector)
                && asked.indicator.as_ref().is_none_or(|code| *code == i.code)
        };
        let mut rows = Vec::new();
        for indicator in snapshot.indicators.iter().filter(filter) {
            for unit in &units {
                let level = unit.code.level();
                let asks = indicator.at(level) && !is_elsewhere(indicator, level);
                if asks && asked.unit.as_ref().is_none_or(|u| *u == unit.code) {
                    rows.push([
                        unit.code.to_string(),
                        lang.full_name(unit),
                        indicator.code.clone(),
                        lang.pick(&indicator.name).to_owned(),
                    ]);
                }
            }
        }
        if rows.len() > MOST_TABLE_ROWS as usize {
            return Err(ServiceError(Failure::TooLarge));
        }
        // A name stands beside each code for whoever fills it in; reading passes over it.
        let mut heads = vec![
            observation::column(lang, delivery::UNIT),
            lang.t("observe-template-unit"),
            observation::column(lang, delivery::INDICATOR),
            lang.t("observe-template-indicator"),
        ];
        heads.extend(FIELDS[2..].iter().map(|f| observation::column(lang, f)));
        let template = Template {
            heads,
            rows,
            from_right: lang.direction() == "rtl",
        };
        match kind {
            Kind::Csv => csv(&template).map_err(|cause| ServiceError(service_error(&cause))),
            Kind::Xlsx => match spawn_blocking(move || xlsx(&template)).await {
                Ok(Ok(bytes)) => Ok(bytes),
                Ok(Err(cause)) => Err(ServiceError(service_error(&cause))),
                Err(cause) => Err(ServiceError(service_error(&cause))),
            },
        }
    }
}

/// With a byte order mark, by which a spreadsheet program knows the text for UTF-8.
fn csv(template: &Template) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(&template.heads)?;
    let blank = template.heads.len() - 4;
    for row in &template.rows {
        let cells = row.iter().map(|cell| guarded(cell));
        let blank = std::iter::repeat_n(Cow::Borrowed(""), blank);
        out.write_record(cells.chain(blank).map(Cow::into_owned))?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// Every column as text, so that no program turns a code into a number, a fraction into a day, or a share into a
/// percentage of its own.
fn xlsx(template: &Template) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_right_to_left(template.from_right);
    sheet.set_freeze_panes(1, 0)?;
    let head = Format::new().set_bold().set_text_wrap();
    let text = Format::new().set_num_format("@");
    let widths = [10, 26, 10, 44, 16, 14, 14, 14, 28, 34, 28];
    for ((column, name), width) in (0..).zip(&template.heads).zip(widths) {
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    for (row, cells) in (1..).zip(&template.rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &text)?;
        }
    }
    book.save_to_buffer()
}
