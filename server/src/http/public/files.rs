//! Files beside pages: the same struct as the page, as CSV. Each row says from which release it is,
//! whether it is simulated, and under which licence it may be used.

use super::{
    cache::{self, Rendered},
    encoding::Encoding,
    pages,
};
use crate::http::site::Site;
use app::{
    failure::Failure,
    page::with_query,
    public::{
        indicators::model::IndicatorFilter,
        model::{Edition, ReleaseInfo, SeriesPoint, UnitRef},
        rollup,
    },
    query::{Query, RollUp, span_slug},
    routes::Route,
};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    cell::guarded,
    indicator::{Cell, Value},
    rate::Rate,
    unit::{UnitCode, UnitLevel},
};

const LICENCE: &str = "CC BY 4.0";
/// The mark in the three languages of the product, as on every page.
pub(crate) const SIMULATED: &str = "SỐ LIỆU MÔ PHỎNG / Simulated data / بيانات محاكاة (غير حقيقية)";

/// Columns that every file begins with.
const FRAME: [&str; 6] = [
    "release",
    "as_of",
    "data_kind",
    "criteria_set",
    "criteria_status",
    "licence",
];

/// What the columns mean, as it stands in the documentation.
const DICTIONARY: &str = include_str!("../../../../docs/open-data.md");

/// `/du-lieu/cot.txt`
pub async fn dictionary() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "public, no-cache"),
    ];
    (headers, DICTIONARY).into_response()
}

/// `/xep-hang.csv`
pub async fn ranking(State(site): State<Site>, request: Request) -> Response {
    csv_file(Route::Ranking, site, request).await
}

/// `/tinh/25.csv`; any other name below `/tinh/` is a page's.
pub async fn province_or_page(State(site): State<Site>, request: Request) -> Response {
    // Not axum's `Path`: it would answer a badly encoded name itself, without a page.
    let file = request
        .uri()
        .path()
        .strip_prefix("/tinh/")
        .and_then(|f| f.strip_suffix(".csv"));
    match file
        .and_then(UnitCode::parse)
        .filter(|c| c.level() == UnitLevel::Province)
    {
        Some(code) => csv_file(Route::Province(code), site, request).await,
        None => pages::page(State(site), request).await,
    }
}

/// `/tinh/25/muc.csv`: every item of the province, whatever the page is filtered by.
pub async fn items_or_page(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path();
    match path.strip_suffix(".csv").and_then(Route::parse) {
        Some(route @ Route::Items(_)) => csv_file(route, site, request).await,
        _ => pages::page(State(site), request).await,
    }
}

async fn item_rows(
    site: &Site,
    code: UnitCode,
    query: &Query,
) -> Result<Vec<Vec<String>>, Failure> {
    let release = query.release()?;
    let data = site.backend().items(code, release).await?;
    let mut rows = vec![header(&[
        "unit_code",
        "unit",
        "type",
        "criterion",
        "group",
        "required",
        "status",
        "reason",
        "declared",
        "confirmed",
        "waiting",
        "met",
        "receipt",
    ])];
    let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    for commune in &data.communes {
        for (criterion, item) in data.edition.set.criteria.iter().zip(&commune.items) {
            let mut cells = frame(&data.edition);
            cells.extend(unit(&commune.unit));
            cells.extend([
                criterion.code.clone(),
                criterion.group.clone(),
                word(item.required),
                item.reason.level().slug().to_owned(),
                item.reason.word().to_owned(),
                word(item.declared()),
                word(item.confirmed),
                word(item.waiting),
                word(item.met),
                commune.receipt.to_string(),
            ]);
            rows.push(cells);
        }
    }
    Ok(rows)
}

/// `/chi-tieu/I02.csv`; any other name below `/chi-tieu/` is a page's.
pub async fn indicator_or_page(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path();
    let file = path
        .strip_prefix("/chi-tieu/")
        .and_then(|f| f.strip_suffix(".csv"));
    match file.and_then(|code| Route::parse(&format!("/chi-tieu/{code}"))) {
        Some(route @ Route::Indicator(_)) => csv_file(route, site, request).await,
        _ => pages::page(State(site), request).await,
    }
}

async fn indicator_rows(
    site: &Site,
    code: String,
    query: &Query,
) -> Result<Vec<Vec<String>>, Failure> {
    let (release, asked) = (query.release()?, IndicatorFilter::parse(query)?);
    let data = site.backend().indicator(code, asked, release).await?;
    let indicator = &data.line.indicator;
    let columns = [
        "indicator",
        "basis",
        "unit_code",
        "unit",
        "type",
        "value",
        "percent",
        "qualifier",
        "as_of_first",
        "as_of_last",
        "communes_counted",
        "communes",
        "source",
        "value_kind",
        "licence",
    ];
    let mut rows = vec![columns.map(str::to_owned).to_vec()];
    for row in &data.rows {
        let known = row.value.is_some();
        let value = row.value.as_ref();
        let mut cells = vec![indicator.code.clone(), indicator.basis.clone()];
        cells.extend(unit(&row.unit));
        cells.extend([
            value.map_or_else(String::new, |v| Cell(indicator, v).to_string()),
            value
                .and_then(Value::share)
                .map_or_else(String::new, hundredths),
            if known { row.qualifier.word() } else { "" }.to_owned(),
            row.days.map_or_else(String::new, |d| d.0.to_string()),
            row.days.map_or_else(String::new, |d| d.1.to_string()),
            row.counted.map_or_else(String::new, |c| c.0.to_string()),
            row.counted.map_or_else(String::new, |c| c.1.to_string()),
            row.source.clone(),
            match (known, row.simulated, &indicator.derived) {
                (false, ..) => "none",
                (true, true, _) => SIMULATED,
                (true, false, Some(_)) => "derived",
                (true, false, None) => "observed",
            }
            .to_owned(),
            LICENCE.to_owned(),
        ]);
        rows.push(cells);
    }
    Ok(rows)
}

/// `/phat-hanh/tong-hop.csv`
pub async fn roll_up(State(site): State<Site>, request: Request) -> Response {
    csv_file(Route::RollUp, site, request).await
}

async fn roll_up_rows(site: &Site, query: &Query) -> Result<Vec<Vec<String>>, Failure> {
    let (release, asked) = (query.release()?, RollUp::parse(query)?);
    let (edition, series, code) = match asked.province {
        Some(code) => {
            let province = site.backend().province(code.clone(), release).await?;
            (province.edition, province.series, code.to_string())
        }
        None => {
            let country = site.backend().country(release).await?;
            (country.edition, country.series, "VN".to_owned())
        }
    };
    let mut rows = vec![header(&[
        "year",
        "span",
        "number",
        "unit_code",
        "releases",
        "green",
        "units",
        "green_percent",
        "change_points",
        "rank",
        "shared_by",
        "change_places",
    ])];
    for line in rollup::lines(asked.span, &series) {
        let last = line.last();
        let mut cells = match last {
            Some(point) => frame_of(Some(&point.release), &edition),
            None => frame_of(None, &edition),
        };
        let of = |f: &dyn Fn(&SeriesPoint) -> String| last.map_or_else(String::new, f);
        cells.extend([
            line.stretch.year.to_string(),
            span_slug(asked.span).to_owned(),
            line.stretch.number.to_string(),
            code.clone(),
            line.releases.len().to_string(),
            of(&|p| p.rate.part.to_string()),
            of(&|p| p.rate.whole.to_string()),
            of(&|p| percent(p.rate)),
            line.change
                .and_then(|c| c.rate)
                .map_or_else(String::new, |c| hundredths(c.into())),
            of(&|p| p.rank.map_or_else(String::new, |r| r.rank.to_string())),
            of(&|p| p.rank.map_or_else(String::new, |r| r.shared_by.to_string())),
            line.change
                .and_then(|c| c.places)
                .map_or_else(String::new, |c| c.to_string()),
        ]);
        rows.push(cells);
    }
    Ok(rows)
}

async fn ranking_rows(site: &Site, query: &Query) -> Result<Vec<Vec<String>>, Failure> {
    let release = query.release()?;
    let country = site.backend().country(release).await?;
    let mut rows = vec![header(&[
        "rank",
        "shared_by",
        "province_code",
        "province",
        "type",
        "green",
        "yellow",
        "red",
        "no_data",
        "units",
        "green_percent",
        "change_points",
        "change_places",
        "units_submitted",
        "items_required",
        "items_submitted",
        "items_confirmed",
    ])];
    for row in &country.rows {
        let counts = &row.counts;
        let number = |n: u32| n.to_string();
        let mut cells = frame(&country.edition);
        cells.extend([
            row.rank.map_or_else(String::new, |r| number(r.rank)),
            row.rank.map_or_else(String::new, |r| number(r.shared_by)),
        ]);
        cells.extend(unit(&row.unit));
        cells.extend(
            [
                counts.green,
                counts.yellow,
                counts.red,
                counts.none,
                counts.units(),
            ]
            .map(number),
        );
        cells.extend([
            percent(counts.rate()),
            row.change
                .and_then(|c| c.rate)
                .map_or_else(String::new, |c| hundredths(c.into())),
            row.change
                .and_then(|c| c.places)
                .map_or_else(String::new, |c| c.to_string()),
        ]);
        cells.extend(
            [
                counts.units_submitted,
                counts.required,
                counts.submitted,
                counts.confirmed,
            ]
            .map(number),
        );
        rows.push(cells);
    }
    Ok(rows)
}

async fn province_rows(
    site: &Site,
    code: UnitCode,
    query: &Query,
) -> Result<Vec<Vec<String>>, Failure> {
    let release = query.release()?;
    let province = site.backend().province(code, release).await?;
    let codes: Vec<&str> = province
        .edition
        .set
        .criteria
        .iter()
        .map(|c| c.code.as_str())
        .collect();
    let columns = [
        "rank",
        "shared_by",
        "unit_code",
        "unit",
        "type",
        "status",
        "met",
        "required",
        "met_percent",
        "completed_at",
        "status_before",
    ];
    let mut rows = vec![header(
        &columns.iter().copied().chain(codes).collect::<Vec<_>>(),
    )];
    for row in &province.communes {
        let mut cells = frame(&province.edition);
        cells.extend([
            row.rank.map_or_else(String::new, |r| r.rank.to_string()),
            row.rank
                .map_or_else(String::new, |r| r.shared_by.to_string()),
        ]);
        cells.extend(unit(&row.unit));
        cells.extend([
            row.level.slug().to_owned(),
            row.met.part.to_string(),
            row.met.whole.to_string(),
            percent(row.met),
            row.completed_at.map_or_else(String::new, |t| t.to_string()),
            row.before.map_or_else(String::new, |l| l.slug().to_owned()),
        ]);
        cells.extend(row.levels.iter().map(|level| level.slug().to_owned()));
        rows.push(cells);
    }
    Ok(rows)
}

fn header(own: &[&str]) -> Vec<String> {
    FRAME.iter().chain(own).map(|c| (*c).to_owned()).collect()
}

fn frame(edition: &Edition) -> Vec<String> {
    frame_of(edition.release.as_deref(), edition)
}

fn frame_of(release: Option<&ReleaseInfo>, edition: &Edition) -> Vec<String> {
    let of = |f: &dyn Fn(&ReleaseInfo) -> String| release.map_or_else(String::new, f);
    vec![
        of(&|r| r.id.to_string()),
        of(&|r| r.as_of.to_string()),
        of(&|r| if r.simulated { SIMULATED } else { "confirmed" }.to_owned()),
        of(&|r| r.criteria_set.clone()),
        edition.set.status.word().to_owned(),
        LICENCE.to_owned(),
    ]
}

fn unit(unit: &UnitRef) -> [String; 3] {
    [
        unit.code.to_string(),
        unit.name.to_string(),
        unit.kind.word().to_owned(),
    ]
}

/// A rate with a point and two decimals, cut; empty for 0/0.
fn percent(rate: Rate) -> String {
    rate.shown()
        .map_or_else(String::new, |s| hundredths(s.0.into()))
}

fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", number.abs() / 100, number.abs() % 100)
}

/// The file beside a page, kept as pages are; or, if it can't be had, the page itself, which says why in words and
/// with the same status.
async fn csv_file(route: Route, site: Site, mut request: Request) -> Response {
    let known = route.file_parameters().unwrap_or_default();
    let query = Query::parse(request.uri().query().unwrap_or("")).only(known);
    let version = pages::version(&site).await;
    let key = version.map(|v| format!("{v} csv {}", with_query(route.path(), query.pairs())));
    let encoding = Encoding::accepted(request.headers());
    let made = file(&site, &route, &query, encoding);
    match site.cache.or_made(key, encoding, made).await {
        Ok(file) => cache::respond(&file, request.headers()),
        Err(failed) => match &*failed {
            NoFile::Rows => {
                let page = request.uri().to_string().replacen(".csv", "", 1);
                if let Ok(uri) = page.parse() {
                    *request.uri_mut() = uri;
                }
                pages::page(State(site), request).await
            }
            NoFile::Written(cause) => {
                tracing::error!(%cause, "a file can't be written");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
            NoFile::Kept => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        },
    }
}

/// Why there is no file.
enum NoFile {
    /// There are no rows for it; its page says why.
    Rows,
    Written(csv::Error),
    Kept,
}

async fn file(
    site: &Site,
    route: &Route,
    query: &Query,
    encoding: Encoding,
) -> Result<Rendered, NoFile> {
    let (rows, name) = match route {
        Route::Ranking => (ranking_rows(site, query).await, "xep-hang".to_owned()),
        Route::RollUp => (roll_up_rows(site, query).await, "tong-hop".to_owned()),
        Route::Province(code) => (
            province_rows(site, code.clone(), query).await,
            format!("tinh-{code}"),
        ),
        Route::Items(code) => (
            item_rows(site, code.clone(), query).await,
            format!("muc-{code}"),
        ),
        Route::Indicator(code) => (
            indicator_rows(site, code.clone(), query).await,
            code.clone(),
        ),
        _ => (Err(Failure::NoSuchPage), String::new()),
    };
    let rows = rows.map_err(|_| NoFile::Rows)?;
    let bytes = written(&rows).map_err(NoFile::Written)?;
    let kind = "text/csv; charset=utf-8; header=present";
    let name = format!("{name}.csv");
    Rendered::new(bytes.into(), kind, Some(&name), encoding).ok_or(NoFile::Kept)
}

fn written(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    // The mark tells spreadsheets that this is UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
    }
    writer
        .into_inner()
        .map_err(|e| csv::Error::from(e.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_cut_with_a_point() {
        assert_eq!(percent(Rate::new(130, 148)), "87.83");
        assert_eq!(percent(Rate::new(0, 0)), "");
        assert_eq!(hundredths(-67), "-0.67");
    }
}
