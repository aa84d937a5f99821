//! Numbers and dates as people here write them.

use crate::time::Date;

/// Reads a whole number as people here write it: `1200`, `1.200`, `1,200`, `1 200`, `١٢٠٠`. Points and
/// commas only part groups of three digits: `1.5` is no whole number.
#[must_use]
pub fn parse_number(text: &str) -> Option<u32> {
    let text = western(text.trim());
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped = groups.len() == 1
        || (groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len()));
    let digits: String = groups.concat();
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

/// Reads a date as browsers send it (`2026-11-23`) or as people here write it (`23/11/2026`,
/// `23-11-2026`, `23.11.2026`).
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = western(text.trim());
    if let Some(date) = Date::parse(&text) {
        return Some(date);
    }
    let mut parts = text.split(['/', '-', '.']);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    parts.next().is_none().then_some(())?;
    Date::new(year, month, day)
}

/// Arabic-Indic digits as ASCII ones.
fn western(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{660}'..='\u{669}' => digit(c, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
            other => other,
        })
        .collect()
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}
