//! The trail as a file: made while it is sent, kept by nobody.

use super::{
    Site,
    open_data::{SIMULATED, guarded},
    rooms, session,
};
use crate::service::workspace::{Failed, Workspace, trail::Reading};
use app::{
    failure::Failure,
    query::Query,
    routes::split_lang,
    workspace::audit::model::{TrailEntry, TrailPlace},
};
use axum::{
    body::Body,
    extract::State,
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use futures_util::stream;

/// Entries that are read at once.
const SLICE: usize = 1_000;

/// Columns. The mark of a demo stands in every row, as in every file.
const COLUMNS: [&str; 12] = [
    "data_kind",
    "at",
    "user_name",
    "unit_code",
    "unit",
    "action",
    "object",
    "before",
    "after",
    "reason",
    "seq",
    "hash",
];

/// `GET /quan-tri/nhat-ky.csv`: everything that the page shows with the same filter, and all that is older.
pub async fn file(State(site): State<Site>, parts: Parts) -> Response {
    let (lang, path) = split_lang(parts.uri.path());
    let path = path.to_owned();
    let who = match session::visitor(&site, &parts).await {
        Ok(who) => who.filter(|w| w.missing.is_none()),
        Err(Failed(failure)) => return rooms::refuse(&site, lang, path, None, failure).await,
    };
    let Some(who) = who else {
        return rooms::refuse(&site, lang, path, None, Failure::NotSignedIn).await;
    };
    let query = Query::parse(parts.uri.query().unwrap_or(""));
    let begun = async {
        let reading = site
            .workspace
            .reading(&who, query.get("don-vi"), query.get("nguoi"))?;
        let kind = if site.workspace.is_demo().await? {
            SIMULATED
        } else {
            ""
        };
        // What can't be read at all is told on a page; what breaks off later breaks the file off.
        let first = site.workspace.entries(&reading, None, SLICE).await?;
        Ok((reading, kind, first))
    };
    let (reading, kind, first) = match begun.await {
        Ok(begun) => begun,
        Err(Failed(failure)) => {
            return rooms::refuse(&site, lang, path, Some(&who), failure).await;
        }
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present",
        ),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"nhat-ky.csv\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    let rest = Rest {
        workspace: site.workspace.clone(),
        reading,
        kind,
    };
    (headers, Body::from_stream(rest.from(first))).into_response()
}

struct Rest {
    workspace: Workspace,
    reading: Reading,
    kind: &'static str,
}

impl Rest {
    /// The file, slice by slice.
    fn from(
        self,
        first: (Vec<TrailEntry>, Option<TrailPlace>),
    ) -> impl stream::Stream<Item = Result<Vec<u8>, csv::Error>> {
        // The mark tells spreadsheets that this is UTF-8.
        let begin = "\u{feff}".as_bytes().to_vec();
        stream::try_unfold(
            (self, Some((first, begin, true))),
            |(rest, state)| async move {
                let Some(((entries, more), begin, header)) = state else {
                    return Ok(None);
                };
                let bytes = rest.written(&entries, begin, header)?;
                let next = match more {
                    None => None,
                    Some(from) => {
                        let next = rest
                            .workspace
                            .entries(&rest.reading, Some(from), SLICE)
                            .await;
                        // It is logged already; a file that ends before its length tells the reader.
                        let next =
                            next.map_err(|_| csv::Error::from(std::io::Error::other("store")))?;
                        Some((next, Vec::new(), false))
                    }
                };
                Ok(Some((bytes, (rest, next))))
            },
        )
    }

    fn written(
        &self,
        entries: &[TrailEntry],
        begin: Vec<u8>,
        header: bool,
    ) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(begin);
        if header {
            writer.write_record(COLUMNS)?;
        }
        for line in entries {
            let entry = &line.entry;
            let unit = line.unit.as_ref().map_or("", |unit| &unit.name);
            let (at, seq) = (entry.at.to_string(), entry.seq.to_string());
            let cells: [&str; COLUMNS.len()] = [
                self.kind,
                &at,
                &entry.actor,
                &entry.chain,
                unit,
                &entry.action,
                &entry.object,
                &entry.before,
                &entry.after,
                &entry.reason,
                &seq,
                &line.hash,
            ];
            writer.write_record(cells.map(guarded))?;
        }
        writer
            .into_inner()
            .map_err(|e| csv::Error::from(e.into_error()))
    }
}
