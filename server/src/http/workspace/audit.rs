//! The audit log: as a page, and as a file that is made while it is sent and kept by nobody.

use crate::{
    http::{public::files::SIMULATED, reply::Download, request::SignedIn, routes::Routes},
    service::workspace::{ServiceResult, Workspace, audit::Reading},
};
use app::workspace::audit::{
    model::{AuditEntry, AuditPlace},
    page,
};
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use domain::cell::guarded;
use futures_util::stream;

pub fn routes() -> Routes {
    Routes::new()
        .page("/quan-tri/nhat-ky", &["don-vi", "nguoi", "truoc"], show)
        .file("/quan-tri/nhat-ky.csv", file)
}

async fn show(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let query = &request.query;
    let from = query.get("truoc").and_then(AuditPlace::parse);
    let (unit, actor) = (query.get("don-vi"), query.get("nguoi"));
    let workspace = &request.site.workspace;
    let data = workspace
        .audit
        .show(&request.who, unit, actor, from)
        .await?;
    request.page(data, page::page).await
}

/// Entries that are read at once.
const SLICE: usize = 1_000;

/// Columns. The mark of a demo stands in every row, as in every file.
const COLUMNS: [&str; 13] = [
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
    "withheld",
];

/// Everything that the page shows with the same filter, and all that is older.
async fn file(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let (workspace, query) = (&request.site.workspace, &request.query);
    let reading = workspace
        .audit
        .reading(&request.who, query.get("don-vi"), query.get("nguoi"))?;
    let kind = if request.who.is_in_demo() {
        SIMULATED
    } else {
        ""
    };
    // What can't be read at all is told on a page; what breaks off later breaks the file off.
    let first = workspace.audit.entries(&reading, None, SLICE).await?;
    let rest = Rest {
        workspace: workspace.clone(),
        reading,
        kind,
    };
    let download = Download {
        media: "text/csv; charset=utf-8; header=present",
        name: "nhat-ky.csv".to_owned(),
        content: Body::from_stream(rest.from(first)),
    };
    Ok(download.into_response())
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
        first: (Vec<AuditEntry>, Option<AuditPlace>),
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
                            .audit
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
        entries: &[AuditEntry],
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
                entry.action.word(),
                &entry.object,
                &entry.before,
                &entry.after,
                &entry.reason,
                &seq,
                &line.hash,
                if line.withheld { "yes" } else { "" },
            ];
            writer.write_record(cells.map(|cell| guarded(cell).into_owned()))?;
        }
        writer
            .into_inner()
            .map_err(|e| csv::Error::from(e.into_error()))
    }
}
