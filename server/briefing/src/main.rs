//! `xanh-briefing`: reads a document from standard input, as JSON `{"document": …, "identity": "…"}`, and writes its PDF
//! to standard output. `xanh` starts it for each briefing. What goes wrong is said on standard error, with exit code 1.

use serde::Deserialize;
use std::{
    error::Error,
    io::{self, Read, Write},
    process::ExitCode,
};

/// Most bytes that are read: more than any province's briefing has.
const LARGEST: u64 = 64 << 20;

#[derive(Deserialize)]
struct Order {
    document: serde_json::Value,
    identity: String,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Không lập được báo cáo PDF: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut text = Vec::new();
    io::stdin().take(LARGEST).read_to_end(&mut text)?;
    let order: Order = serde_json::from_slice(&text)?;
    let pdf = briefing::pdf(order.document, &order.identity)?;
    Ok(io::stdout().write_all(&pdf)?)
}
