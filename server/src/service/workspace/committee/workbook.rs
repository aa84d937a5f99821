//! The committee's workbook: its plain sheets written as XLSX, with real numbers and dates.

use super::Committee;
use crate::service::workspace::{
    Principal, ServiceError, ServiceResult, service_error::service_error,
};
use app::{
    exports::workbook::{self, Cell, Sheet, WorkbookData},
    i18n::Lang,
    port::Indicators,
    public::model::figures::Figure,
    workspace::committee::model::CommitteeFilter,
};
use domain::{
    indicator::Sector,
    release::ReleaseRef,
    status::Level,
    time::{Civil, Date, Timestamp},
    unit::UnitCode,
};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::sync::Arc;

/// Longest name of a sheet that programs accept, characters.
const LONGEST_NAME: usize = 31;

impl Committee {
    /// The workbook of a province.
    ///
    /// # Errors
    /// See [`Self::overview`].
    pub async fn workbook(
        &self,
        who: &Principal,
        lang: Lang,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Vec<u8>> {
        let overview = self.overview(who, filter).await?;
        let matrix = self.matrix(who, filter).await?;
        let distance = self.distance(who, filter).await?;
        let course = self.course(who, filter).await?;
        let province = overview.context.province.code.clone();
        let figures = self.figures_about(&province).await?;
        let release = overview.context.release.as_ref();
        let shown = release.map_or(ReleaseRef::Latest, |r| ReleaseRef::Exact(r.id));
        let mut observed = Vec::new();
        for sector in Sector::ALL {
            let view = self
                .context
                .public
                .sector(sector, Some(province.clone()), shown);
            observed.extend(view.await?.lines);
        }
        let made = tokio::task::spawn_blocking(move || {
            let book = workbook::book(
                lang, &overview, &matrix, &distance, &course, &observed, &figures,
            );
            write(&book)
        });
        let made = made
            .await
            .map_err(|error| ServiceError(service_error(&error)))?;
        made.map_err(|error| ServiceError(service_error(&error)))
    }

    /// Every figure that somebody published about a province.
    async fn figures_about(&self, province: &UnitCode) -> ServiceResult<Vec<Arc<Figure>>> {
        let snapshot = self.context.snapshot().await?;
        let own = snapshot
            .figures
            .iter()
            .filter(|(about, _)| about.as_deref() == Some(province.as_str()));
        Ok(own.map(|(_, figure)| figure.clone()).collect())
    }
}

/// Makes a file of a workbook.
///
/// # Errors
/// If a sheet can't be written.
pub fn write(book: &WorkbookData) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    for sheet in &book.sheets {
        let page = file.add_worksheet();
        page.set_name(sheet.name.chars().take(LONGEST_NAME).collect::<String>())?;
        page.set_right_to_left(book.from_right);
        page.set_landscape();
        write_sheet(page, sheet, book.mark.as_deref())?;
    }
    file.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, mark: Option<&str>) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let head = bold.clone().set_text_wrap().set_background_color("#F4F6F5");
    let top = u32::from(mark.is_some());
    if let Some(mark) = mark {
        page.write_string_with_format(0, 0, mark, &bold.set_font_color("#A81F25"))?;
    }
    let columns = u16::try_from(sheet.head.len()).unwrap_or(u16::MAX);
    for (column, text) in (0..).zip(&sheet.head) {
        page.write_string_with_format(top, column, text, &head)?;
        let longest = sheet
            .rows
            .iter()
            .filter_map(|row| match row.get(usize::from(column))? {
                Cell::Text(text) | Cell::Level(_, text) => Some(text.chars().count()),
                Cell::Instant(_) => Some(16),
                _ => Some(8),
            })
            .max()
            .unwrap_or(8);
        let width = u32::try_from(longest.clamp(7, 60)).unwrap_or(60) + 2;
        page.set_column_width(column, width)?;
    }
    for (row, cells) in (top + 1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            write_cell(page, row, column, cell)?;
        }
    }
    page.set_freeze_panes(top + 1, 0)?;
    let last = top + u32::try_from(sheet.rows.len()).unwrap_or(0);
    if last > top && columns > 0 {
        page.autofilter(top, 0, last, columns - 1)?;
    }
    Ok(())
}

fn write_cell(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A string stays one, whatever it begins with: no program computes it.
        Cell::Text(text) => {
            page.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            page.write_number(row, column, *number)?;
        }
        Cell::Decimal(number) => {
            page.write_number(row, column, *number)?;
        }
        Cell::Percent(rate) => {
            // As shown, cut to two decimals: a program that rounds would show 100% for 3,320 of 3,321.
            if let Some(shown) = rate.shown() {
                let format = Format::new().set_num_format("0.00%");
                let share = f64::from(shown.0) / 10_000.0;
                page.write_number_with_format(row, column, share, &format)?;
            }
        }
        Cell::Day(day) => {
            if let Some(day) = excel_day(*day) {
                let format = Format::new().set_num_format("dd/mm/yyyy");
                page.write_datetime_with_format(row, column, &day, &format)?;
            }
        }
        Cell::Instant(at) => {
            if let Some(at) = excel_instant(*at) {
                let format = Format::new().set_num_format("dd/mm/yyyy hh:mm");
                page.write_datetime_with_format(row, column, &at, &format)?;
            }
        }
        Cell::Level(level, word) => {
            let (fill, ink) = match level {
                Level::Green => ("#E3F4EA", "#13693B"),
                Level::Yellow => ("#FDF3D7", "#7D4F00"),
                Level::Red => ("#FDE8E7", "#A81F25"),
                Level::None => ("#ECEFF0", "#525D57"),
            };
            let format = Format::new()
                .set_background_color(fill)
                .set_font_color(ink)
                .set_align(FormatAlign::Center);
            page.write_string_with_format(row, column, word, &format)?;
        }
    }
    Ok(())
}

fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let Civil { year, month, day } = day.civil();
    let (year, month) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day).ok()?).ok()
}

fn excel_instant(at: Timestamp) -> Option<ExcelDateTime> {
    let (hour, minute) = at.clock();
    let hour = u16::try_from(hour).ok()?;
    excel_day(at.date())?
        .and_hms(hour, u8::try_from(minute).ok()?, 0)
        .ok()
}
