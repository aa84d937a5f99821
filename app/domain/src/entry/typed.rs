//! Numbers and dates as people here write them.

use crate::{text::plain, time::Date};

/// Reads a whole number as people here write it: `1200`, `1.200`, `1,200`, `1 200`, `١٢٠٠`. Points and
/// commas only part groups of three digits: `1.5` is no whole number.
#[must_use]
pub fn parse_number(text: &str) -> Option<u32> {
    let text = plain(text);
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped = groups.len() == 1
        || (groups[1..].iter().all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len()));
    let digits: String = groups.concat();
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (grouped && plain).then(|| digits.parse().ok()).flatten()
}

/// Reads a date as browsers send it (`2026-11-23`) or as people here write it (`23/11/2026`,
/// `23-11-2026`, `23.11.2026`). Programs that know no days add the midnight with which one begins: `2026-11-23
/// 00:00:00`, `2026-11-23T00:00`, `23/11/2026 0:00`; another time is refused, since nobody can say what it means.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = plain(text);
    let mut parts = text
        .split([' ', '\u{a0}', '\u{202f}', ',', 'T'])
        .filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next());
    let half = parts.next();
    if parts.next().is_some() {
        return None;
    }
    match second {
        None => day(first),
        Some(clock) if is_midnight(clock, half) => day(first),
        // As browsers here write it: `00:00:00 23/11/2026`.
        Some(last) if half.is_none() && is_midnight(first, None) => day(last),
        Some(_) => None,
    }
}

/// Whether a clock shows the beginning of a day, here or by a clock without a place; `half` is what a clock of twelve
/// hours says of the morning.
fn is_midnight(clock: &str, half: Option<&str>) -> bool {
    let clock = ["Z", "+07:00", "+0700", "+07"]
        .into_iter()
        .find_map(|offset| clock.strip_suffix(offset))
        .unwrap_or(clock);
    let (clock, second) = clock.split_once('.').unwrap_or((clock, "0"));
    let zeros = |part: &str| !part.is_empty() && part.bytes().all(|b| b == b'0');
    let parts: Vec<&str> = clock.split(':').collect();
    let twelve = match half {
        None => false,
        Some("AM" | "am" | "SA" | "ص") => true,
        Some(_) => return false,
    };
    let hour = |part: &str| zeros(part) || twelve && part == "12";
    matches!(parts.len(), 2 | 3)
        && parts.iter().all(|part| part.len() <= 2)
        && hour(parts[0])
        && parts[1..].iter().all(|part| zeros(part))
        && zeros(second)
}

/// A day without a time.
fn day(text: &str) -> Option<Date> {
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    let mut parts = text.split(['/', '-', '.']);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    parts.next().is_none().then_some(())?;
    Date::new(year, month, day)
}
