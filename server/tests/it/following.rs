//! Every number leads to its rows and source within two links. The crawler knows the marks that pages use: a
//! fact is a link with its plain value; where it leads, rows add up to it, are as many, or make it a rank. What
//! the pages should say beyond that is other tests' business.

use crate::{
    committee::{INVENTED, populated},
    public::text,
    support::{Client, demo, now, on_both},
};
use axum::http::StatusCode;
use domain::{
    distance::{Span, rank_among, rank_range},
    meaning::Meaning,
    rate::Rate,
    target::{Past, Target, project},
    time::Date,
    unit::UnitCode,
};
use server::service::{import, reference, snapshot::Snapshot};
use std::collections::HashMap;

/// The part of a page between its header and its footer.
pub fn main_of(page: &str) -> &str {
    let from = page.find("<main").unwrap();
    &page[from..page.find("</main>").unwrap()]
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

/// Where facts of a page lead, and their plain values.
fn facts(page: &str) -> Vec<(String, String)> {
    facts_in(main_of(page))
}

/// The same of a piece of a page.
fn facts_in(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in html.split("<a class=\"fact\"").skip(1) {
        let tag = part.split('>').next().unwrap();
        let href = attribute(tag, "href").unwrap().replace("&amp;", "&");
        let inner = part.split("</a>").next().unwrap();
        let value = attribute(inner, "value").unwrap().to_owned();
        assert!(!href.is_empty(), "a fact leads nowhere: {part:.80}");
        found.push((href, value));
    }
    found
}

/// Takes every element that begins and ends so out of a page.
fn without(page: &mut String, from: &str, to: &str, gone: impl Fn(&str) -> bool) {
    let mut after = 0;
    while let Some(at) = page[after..].find(from).map(|n| after + n) {
        let end = page[at..].find(to);
        let end = end.map_or(page.len(), |n| at + n + to.len());
        if gone(&page[at..end]) {
            page.replace_range(at..end, "");
            after = at;
        } else {
            after = at + from.len();
        }
    }
}

/// Whether a word is the code of a criterion or an indicator: `DL2`, `I08a`.
fn is_code(word: &str) -> bool {
    let word = word.trim_matches([',', '.', ':', ';', '(', ')', '·']);
    let letters = word.chars().take_while(char::is_ascii_uppercase).count();
    let rest = &word[letters..];
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&letters) && (1..=2).contains(&digits) && rest.len() <= digits + 1
}

/// Digits that stand in cells, lists, facts and sentences of a page and are no link: a number that can't
/// be followed. Days, codes, and what only names a thing are no numbers.
fn loose(page: &str) -> Vec<String> {
    let mut rest = main_of(page).to_owned();
    if let Some(at) = rest.find("<table class=\"lines\"") {
        let end = rest[at..].find("</table>").map_or(rest.len(), |n| at + n);
        let mut table = rest[at..end].to_owned();
        // In the committee's ranking a rank stands beside the rows that make it: `ranks_follow` recomputes all.
        without(&mut table, "<td class=\"rank num\"", "</td>", |_| true);
        // A line that somebody else published cites its source: the end of the way.
        without(&mut table, "<tr", "</tr>", |row| row.contains("<cite>"));
        rest.replace_range(at..end, &table);
    }
    for (from, to) in [
        ("<a class=\"fact\"", "</a>"),
        ("<time", "</time>"),
        ("<cite", "</cite>"),
        ("<span class=\"code\"", "</span>"),
        // The end of the way: a row that states its source itself.
        ("<table class=\"as-cards rows told\"", "</table>"),
        // What an article says, cited beside its source, and reasons of a status with their codes.
        ("<a class=\"plain-link\"", "</a>"),
        ("<span class=\"muted\"", "</span>"),
        // What somebody set, in a sentence that says who: no row has it.
        ("<data class=\"set\"", "</data>"),
        // Values to choose from, and drawings, which repeat the table below them.
        ("<select", "</select>"),
        ("<svg", "</svg>"),
    ] {
        without(&mut rest, from, to, |_| true);
    }
    let mut found = Vec::new();
    // Lists and other paragraphs are looked at where the committee reads, and on the page of items: elsewhere they
    // hold citations as printed, names with figures in them, and the steps of a scale.
    let more = [
        ("<td class=\"rank num", "</td>"),
        ("<td class=\"wide", "</td>"),
        ("<p class=\"second", "</p>"),
        ("<p class=\"notice", "</p>"),
        ("<p role=\"status", "</p>"),
        ("<p>", "</p>"),
        ("<li", "</li>"),
    ];
    let elsewhere = !rest.contains("class=\"steer\"") && !rest.contains("as-cards rows items");
    let more = more.into_iter().filter(|_| !elsewhere);
    let usual = [
        ("<td class=\"num", "</td>"),
        ("<p class=\"lead", "</p>"),
        ("<p class=\"big", "</p>"),
        ("<p class=\"reading", "</p>"),
        ("<dd", "</dd>"),
        ("<b inner", "</b>"),
    ];
    for (open, close) in usual.into_iter().chain(more) {
        for part in rest.split(open).skip(1) {
            // `<link` and the like begin so too.
            if open == "<li" && !part.starts_with(['>', ' ']) {
                continue;
            }
            let inner = part.split(close).next().unwrap();
            let inner = if open.ends_with('>') {
                inner
            } else {
                inner.split_once('>').map_or("", |p| p.1)
            };
            let words = text(inner);
            // The pace of a target is told by 30 days.
            let names = ["2G/3G/4G/5G", "3G/4G", "4G", "5G", "mỗi 30 ngày"];
            let plain = names
                .iter()
                .fold(words.clone(), |w, name| w.replace(name, ""));
            // The day that the address asks for is no number.
            let is_day = |word: &str| {
                let word = word.trim_matches(['(', ')', ':', ';', '.', ',']);
                word.split('/').count() == 3 && word.split('/').all(|n| n.parse::<u16>().is_ok())
            };
            let mut words_left = plain
                .split_whitespace()
                .filter(|word| !is_day(word) && !is_code(word));
            if open != "<dd" && words_left.any(|w| w.contains(|c: char| c.is_ascii_digit())) {
                found.push(words);
            }
        }
    }
    found
}

#[test]
fn the_crawler_sees_a_number_without_a_link() {
    let page = |cell: &str| format!("<main><td class=\"num\">{cell}</td></main>");
    assert_eq!(loose(&page("<b>12 trạm</b>")), ["12 trạm"]);
    assert!(
        loose(&page(
            "<a class=\"fact\" href=\"/x\"><data value=\"12\">12</data></a>"
        ))
        .is_empty()
    );
    assert!(loose("<main><p class=\"lead\">Có 12 xã.</p></main>").len() == 1);
    assert!(loose("<main><p class=\"lead\">Đến 19/9/2025: có 12 xã.</p></main>").len() == 1);
    assert!(loose("<main><p class=\"lead\">Đến 19/9/2025: chưa có.</p></main>").is_empty());
}

#[test]
fn the_crawler_sees_numbers_wherever_the_committee_reads_them() {
    for place in [
        "<p class=\"lead big\">Có 12 xã.</p>",
        "<p class=\"second\">Còn 12 mục.</p>",
        "<p class=\"reading\">Từ 12% (1/7/2026) đến nay.</p>",
        "<p class=\"notice is-warning\">Còn 12 tỉnh.</p>",
        "<p role=\"status\" class=\"ticked\" id=\"da-chon\"><span>Đã đánh dấu 12 mục</span></p>",
        "<p>So với <time>1/7/2026</time>: 12 xã.</p>",
        "<ul><li>12 xã, phường gần nhất</li></ul>",
        "<ol class=\"near\"><li><a href=\"/xa/04846\">Xã A</a> 12 mục <b dir=\"ltr\">DL2</b></li></ol>",
        "<ul><li><b><data value=\"12\">12</data></b> Xanh</li></ul>",
        "<table class=\"data\"><tr><th>1/7/2026</th><td class=\"num\">12</td></tr></table>",
        "<table class=\"lines\"><tr><td class=\"rank num\">5</td><td class=\"num rate\">12%</td></tr></table>",
        "<table class=\"groups\"><tr><td class=\"wide\"><span class=\"levels-text\">12 Xanh</span></td></tr></table>",
        "<table class=\"other\"><tr><td class=\"rank num\">12</td></tr></table>",
        "<td class=\"num shade-4\">12</td>",
    ] {
        let page = format!("<main><div class=\"steer\">{place}</div></main>");
        assert_eq!(loose(&page).len(), 1, "{place}");
    }
    for place in [
        "<table class=\"lines\"><tr><td class=\"rank num\">5</td></tr></table>",
        "<table class=\"lines\"><tr><td class=\"num\">1/2</td><td><cite>Bảng A</cite></td></tr></table>",
        "<ul><li><a href=\"/xa/04846\">Xã A</a> <bdi dir=\"ltr\">DL2, TH1</bdi></li></ul>",
        "<p>Mục tiêu <data class=\"set\" value=\"95\">95%</data> trong <time>37</time> ngày.</p>",
        "<p><select><option>Bản 19r1</option></select></p>",
    ] {
        let found = loose(&format!("<main><div class=\"steer\">{place}</div></main>"));
        assert_eq!(found, Vec::<String>::new(), "{place}");
    }
    let words = ["DL2", "I08a", "TC1,", "12", "19r1", "A123", "5/34", "M05"];
    let codes = [true, true, true, false, false, false, false, true];
    assert_eq!(words.map(is_code), codes);
}

/// `130/148`
fn fraction(text: &str) -> Option<(i64, i64)> {
    let (part, whole) = text.split_once('/')?;
    Some((part.parse().ok()?, whole.parse().ok()?))
}

fn rate(text: &str) -> Option<Rate> {
    let (part, whole) = text.trim().split_once('/')?;
    Some(Rate::new(part.parse().ok()?, whole.parse().ok()?))
}

/// The rows of the first table at a place, and the names that are folded below it; none if there is no table.
fn rows(place: &str) -> Option<Vec<&str>> {
    let (_, body) = place.split_once("<tbody")?;
    let rows = body.split("</tbody>").next()?.split("<tr").skip(1);
    let folded = place.split_once("<details class=\"greens\">");
    let folded = folded.map_or("", |(_, below)| {
        below.split("</details>").next().unwrap_or("")
    });
    Some(rows.chain(folded.split("<li").skip(1)).collect())
}

fn count<T>(of: impl IntoIterator<Item = T>) -> i64 {
    i64::try_from(of.into_iter().count()).unwrap()
}

/// A line of the committee's ranking as its row states it.
struct Line {
    id: String,
    rank: Option<u32>,
    green: Rate,
    /// `4–6` as the row's fact has it.
    range: Option<(u32, u32)>,
}

/// The committee's ranking, if the page has it.
fn ranking(main: &str) -> Vec<Line> {
    let Some(at) = main.find("<table class=\"lines\"") else {
        return Vec::new();
    };
    let line = |row: &&str| {
        let cells: Vec<_> = row.split("<td").skip(1).collect();
        let said = |at: usize| text(&format!("<td{}", cells[at].split("</td>").next().unwrap()));
        let rank = said(0);
        let rank = rank.split(' ').next().unwrap();
        let range = facts_in(row).into_iter().find_map(|(_, value)| {
            let (best, worst) = value.split_once('–')?;
            Some((best.parse().unwrap(), worst.parse().unwrap()))
        });
        Line {
            id: attribute(row, "id").unwrap().to_owned(),
            rank: rank.parse().ok(),
            green: rate(&said(1)).unwrap(),
            range,
        }
    };
    rows(&main[at..]).unwrap().iter().map(line).collect()
}

/// What the rank of a line would be with so many more green communes: one more than the lines strictly better.
fn rank_with(lines: &[Line], at: usize, more: u32) -> u32 {
    let own = lines[at].green;
    let others = lines.iter().enumerate().filter(|(i, _)| *i != at);
    let others: Vec<_> = others.map(|(_, line)| line.green).collect();
    let own = Rate::new((own.part + more).min(own.whole), own.whole);
    rank_among(own, &others).unwrap().rank
}

/// The ranking's own ranks follow from its rows, and ranges hold them.
fn ranks_follow(page: &str, path: &str) {
    let lines = ranking(main_of(page));
    for (at, line) in lines.iter().enumerate() {
        let rank = rank_with(&lines, at, 0);
        assert_eq!(line.rank, Some(rank), "{path}: {}", line.id);
        if let Some((best, worst)) = line.range {
            assert!(best <= rank && rank <= worst, "{path}: {}", line.id);
        }
    }
}

/// What a row of the ranking shows: its rank, the ends of its range, how many share the rank, how many more
/// green communes the next better rank takes; `5/34` is a rank within reach of so many.
fn row_shows(lines: &[Line], at: usize, value: &str) -> bool {
    let line = &lines[at];
    let ranked = count(lines.iter().filter(|l| l.rank.is_some()));
    let with = |more: u32| rank_with(lines, at, more);
    let missing = line.green.whole - line.green.part;
    if let Some((rank, of)) = fraction(value) {
        return of == ranked && (0..=missing).any(|more| i64::from(with(more)) == rank);
    }
    let Ok(number) = value.parse::<u32>() else {
        return false;
    };
    let shared = lines.iter().filter(|l| l.rank == line.rank).count() - 1;
    let climbs = number > 0 && number <= missing && with(number) < with(number - 1);
    line.rank == Some(number)
        || line.range.is_some_and(|r| r.0 == number || r.1 == number)
        || usize::try_from(number).unwrap() == shared
        || climbs
}

/// What pages of the committee and the page of items state at an anchor; none if it is not one of theirs.
fn committee_states(main: &str, id: &str, value: &str) -> Option<bool> {
    let number = value.parse::<i64>().ok();
    let at = |id: &str| main.find(&format!("id=\"{id}\""));
    let section = |from: usize| main[from..].split("</section>").next().unwrap();
    if id.starts_with("hang-") {
        let lines = ranking(main);
        let at = lines.iter().position(|line| line.id == id)?;
        return Some(row_shows(&lines, at, value));
    }
    if let Some(rank) = id.strip_prefix("thu-") {
        let lines = ranking(main);
        // The row whose cell has the anchor.
        let before = main[..at(id)?].matches("<tr id=\"hang-").count()
            + main[..at(id)?]
                .matches("<tr class=\"is-home\" id=\"hang-")
                .count();
        let follows = rank_with(&lines, before.checked_sub(1)?, 0);
        return Some(rank == value && follows.to_string() == value);
    }
    match id {
        "xep-hang" => {
            let lines = ranking(main);
            let ranked = count(lines.iter().filter(|line| line.rank.is_some()));
            // Provinces without a line are what the 34 have and the table has not.
            Some(number == Some(ranked) || number == Some(34 - count(&lines)))
        }
        "con-thieu" => {
            // What a commune misses, on its own page, beside its receipt.
            let place = section(at(id)?);
            let listed = count(place.match_indices("<li"));
            Some(number == Some(listed) && main.contains("/bien-nhan/"))
        }
        "khong-con-xanh" => {
            let place = section(at(id)?);
            Some(number == Some(count(place.match_indices("<li"))))
        }
        "viec" => {
            // Directives: those that are running, those that are overdue; each row leads to who issued it.
            let Some(at) = at(id) else {
                return Some(value == "0");
            };
            let rows = rows(&main[at..])?;
            let ended = |row: &&&str| row.contains("Đã xong<") || row.contains("Đã rút<");
            let running = count(rows.iter().filter(|row| !ended(row)));
            let overdue = count(rows.iter().filter(|row| row.contains("is-returned")));
            Some(number == Some(running) || number == Some(overdue))
        }
        "ty-le-bang" => Some(projected(main, at(id)?).contains(&number?)),
        _ => {
            let table = main.find("as-cards distance");
            if table.is_none() || !(id == "bang" || id.starts_with("thieu-")) {
                return None;
            }
            let rows = rows(&main[table?..])?;
            if let Some(missing) = id.strip_prefix("thieu-") {
                let same = |row: &&&str| facts_in(row)[0].1 == missing;
                return Some(number == Some(count(rows.iter().filter(same))));
            }
            // What is imagined follows from the ticked rows and the count now.
            let now = &facts_in(&main[main.find("id=\"ket-qua\"")?..])[0].1;
            let (part, whole) = fraction(now)?;
            let completed = count(rows.iter().filter(|row| row.contains("is-home")));
            let ticked = count(rows.iter().flat_map(|row| row.match_indices(" checked")));
            Some(
                fraction(value) == Some((part + completed, whole))
                    || [count(&rows), completed, ticked]
                        .map(Some)
                        .contains(&number),
            )
        }
    }
}

/// What target and table of rates come to: communes to go, pace, projection.
fn projected(main: &str, table: usize) -> Vec<i64> {
    let lead = &main[main.find("<data class=\"set\"").unwrap()..];
    let percent: u32 = attribute(lead, "value").unwrap().parse().unwrap();
    let day = lead.split("<time datetime=\"").nth(1).unwrap();
    let target = Target {
        share_bp: percent * 100,
        by: Date::parse(day.split('"').next().unwrap()).unwrap(),
    };
    // All of the demo's releases are of one set.
    let set = import::criteria::read(reference::CRITERIA).unwrap();
    let meaning = Meaning::of(&set);
    let mut past = Vec::new();
    for row in rows(&main[table..]).unwrap().iter().rev() {
        let head = text(&row[row.find("<th").unwrap()..row.find("</th>").unwrap()]);
        let day = head.split(' ').next_back().unwrap();
        let [day, month, year] = [0, 1, 2].map(|at| day.split('/').nth(at).unwrap());
        past.push(Past {
            on: Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")).unwrap(),
            green: rate(&facts_in(row)[0].1).unwrap(),
            meaning: &meaning,
            simulated: true,
        });
    }
    let last = past.last().unwrap().green;
    let today = now().date();
    let mut numbers = vec![target.left(last, today).0];
    numbers.extend(target.pace(last, today));
    if let Ok(p) = project(&past, target.by) {
        numbers.extend([p.releases, p.low, p.middle, p.high]);
    }
    numbers.into_iter().map(i64::from).collect()
}

/// A page as a link names it: pages are asked for once.
struct Walk<'a> {
    client: &'a Client,
    cookie: String,
    seen: HashMap<String, String>,
}

impl<'a> Walk<'a> {
    fn new(client: &'a Client, cookie: &str) -> Self {
        Self {
            client,
            cookie: cookie.to_owned(),
            seen: HashMap::new(),
        }
    }

    async fn page(&mut self, path: &str) -> String {
        if !self.seen.contains_key(path) {
            let browser = self.client.browser_with(&self.cookie);
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            self.seen.insert(path.to_owned(), answer.body);
        }
        self.seen[path].clone()
    }

    /// Whether a page states rows and source at a place: the row or section that the fragment names, or the
    /// whole page.
    fn states(page: &str, fragment: Option<&str>, value: &str) -> bool {
        if !page.contains("<main") {
            return file_states(page, value);
        }
        let main = main_of(page);
        if let Some(states) = fragment.and_then(|id| committee_states(main, id, value)) {
            return states;
        }
        let place = match fragment {
            None => main,
            Some(id) => {
                let Some(at) = main.find(&format!("id=\"{id}\"")) else {
                    return false;
                };
                main[at..].split("</section>").next().unwrap()
            }
        };
        // The end of every way: what was told, with its source; what a release froze, as its hash was taken of.
        let told = main.contains("<table class=\"as-cards rows told\"") && main.contains("<cite");
        if told || main.contains("class=\"receipt-text\"") {
            return true;
        }
        // A published figure: its row cites its source. The source of a citation: a line of the list.
        let row = place.split("</tr>").next().unwrap();
        let line = place.split("</li>").next().unwrap();
        let cited = |part: &str| part.contains("<cite") && !part.contains("<table");
        if fragment.is_some_and(|id| id.starts_with('F') || id.starts_with('S')) {
            return cited(row) || cited(line);
        }
        let released = page.contains("<p class=\"hash\">");
        let rows = rows(place);
        // Ranks that are still possible: the waiting items that decide, each with its receipt.
        if let Some((best, worst)) = value.split_once('–') {
            let waits = |row: &&str| {
                let cell = row.split("data-label=\"Chờ thẩm định\">").nth(1);
                cell.is_some_and(|cell| cell.starts_with("có<"))
            };
            return match rows {
                None => best == worst,
                Some(rows) => released && main.contains("/bien-nhan/") && rows.iter().all(waits),
            };
        }
        // Rows that add up to the value, or are as many, with their source in head or row.
        let Some(rows) = rows else {
            return value == "0";
        };
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for row in &rows {
            let mut own = facts_in(row).into_iter().map(|f| f.1);
            first.extend(own.next());
            second.extend(own.next());
        }
        let added = |texts: &[String]| {
            let parts = texts.iter().filter_map(|t| fraction(t));
            parts.fold((0, 0), |sum, (part, whole)| (sum.0 + part, sum.1 + whole))
        };
        let summed: i64 = first.iter().filter_map(|t| t.parse::<i64>().ok()).sum();
        let yes = count(first.iter().filter(|v| *v == "yes"));
        let green = rows.iter().filter(|row| {
            let status = row.split("class=\"status ").nth(1);
            // Below the table stand the names of those that are green.
            let folded = !row.contains("<td");
            folded || status.is_some_and(|status| status.starts_with("is-green"))
        });
        let green = count(green);
        let source = main.contains("<cite") || main.contains("/bien-nhan/");
        let number = value.parse::<i64>().ok();
        let all = count(&rows);
        let adds = number == Some(summed)
            || number == Some(all)
            || fraction(value).is_some_and(|v| {
                v == added(&first)
                    || v == added(&second)
                    || v == (count(&first), all)
                    || v == (yes, count(&first))
            });
        // The statuses of a release are rows of the release that the page names.
        let statuses = [Some((green, all)), Some((all, all))].contains(&fraction(value));
        (source && adds) || (released && (statuses || number == Some(all)))
    }

    /// Follows a fact: within two links stand its rows and their source.
    async fn follow(&mut self, from: &str, href: &str, value: &str) -> bool {
        let whole = |from: &str, href: &str| {
            if href.starts_with('#') {
                format!("{}{href}", from.split('#').next().unwrap())
            } else {
                href.to_owned()
            }
        };
        let first = whole(from, href);
        let (path, fragment) = first
            .split_once('#')
            .map_or((first.as_str(), None), |(p, f)| (p, Some(f)));
        let page = self.page(path).await;
        if Self::states(&page, fragment, value) {
            return true;
        }
        if !page.contains("<main") {
            return false;
        }
        for (next, own) in facts(&page) {
            if own != value {
                continue;
            }
            let second = whole(path, &next);
            let (path, fragment) = second
                .split_once('#')
                .map_or((second.as_str(), None), |(p, f)| (p, Some(f)));
            let page = self.page(path).await;
            if Self::states(&page, fragment, value) {
                return true;
            }
        }
        false
    }

    /// Follows the facts of pages: all that stand in sentences, the first, second and last row of each table
    /// whole, and the first of each kind of address and some more; a page of rows has hundreds that look the
    /// same. Nothing may be loose. How many were followed.
    async fn crawl(&mut self, pages: &[&str]) -> usize {
        let (mut followed, mut wrong) = (0, Vec::new());
        for path in pages {
            let page = self.page(path).await;
            wrong.extend(loose(&page).iter().map(|w| format!("{path}: no link: {w}")));
            ranks_follow(&page, path);
            let mut chosen = chosen(main_of(&page));
            let mut kinds: HashMap<String, u32> = HashMap::new();
            for (href, value) in facts(&page) {
                let shape: String = href.chars().filter(|c| !c.is_ascii_digit()).collect();
                let seen = kinds.entry(shape).or_default();
                *seen += 1;
                if *seen <= 12 {
                    chosen.push((href, value));
                }
            }
            chosen.sort();
            chosen.dedup();
            for (href, value) in chosen {
                followed += 1;
                if !self.follow(path, &href, &value).await {
                    wrong.push(format!("{path}: {value} leads to {href}"));
                }
            }
        }
        // Where a number leads to, neither its rows nor their source stand.
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
        followed
    }
}

/// Facts in sentences, and those of three rows of each table.
fn chosen(main: &str) -> Vec<(String, String)> {
    let mut sentences = main.to_owned();
    without(&mut sentences, "<tbody", "</tbody>", |_| true);
    let mut chosen = facts_in(&sentences);
    for (at, _) in main.match_indices("<tbody") {
        let rows = rows(&main[at..]).unwrap();
        for row in rows.iter().take(2).chain(rows.last()) {
            chosen.extend(facts_in(row));
        }
    }
    chosen
}

/// The file of a province's items has a row for each, and says of each whether it is green.
fn file_states(file: &str, value: &str) -> bool {
    let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let (status, receipt) = (column("status"), column("receipt"));
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| !row[receipt].is_empty()));
    let open = rows.iter().filter(|row| &row[status] != "xanh");
    let number = value.parse::<i64>().ok();
    number == Some(count(&rows)) || number == Some(count(open))
}

on_both!(every_number_is_followed_to_its_rows, |engine| async move {
    let client = Client::of(demo(engine).await);
    let member = client.sign_in_without_code("bcd").await;
    let mut walk = Walk::new(&client, member.cookie());
    let followed = walk
        .crawl(&[
            "/ha-tang",
            "/ha-tang?tinh=25",
            "/ha-tang?tinh=52",
            "/linh-vuc",
            "/linh-vuc/ngan-hang",
            "/linh-vuc/dich-vu-cong?tinh=25",
            "/linh-vuc/chi-dao?tinh=25",
            "/linh-vuc/mau-so",
            "/chi-tieu/I02",
            "/chi-tieu/I04?tinh=25",
            "/chi-tieu/I04?tinh=25&ngay=2025-09-19",
            "/chi-tieu/I07c?tinh=25",
            "/chi-tieu/I11b?tinh=25",
            "/chi-tieu/I02/04846",
            "/chi-tieu/I07c/04846",
            "/tinh/25/muc",
            "/tinh/25/muc?nhom=DL&trang-thai=vang",
            "/dieu-hanh/ha-tang",
        ])
        .await;
    assert!(followed > 150, "{followed}");
});

on_both!(
    every_number_of_the_committee_is_followed,
    |engine| async move {
        let db = demo(engine).await;
        let client = Client::of(db.clone());
        let member = client.sign_in_without_code("bcd").await;
        let mut walk = Walk::new(&client, member.cookie());
        // Everything that the two nearest communes miss is ticked.
        let distance = walk.page("/dieu-hanh/khoang-cach").await;
        let boxes = distance.split("name=\"muc\" value=\"").skip(1);
        let boxes: Vec<_> = boxes.map(|b| b.split('"').next().unwrap()).collect();
        let nearest = [&boxes[0][..5], &boxes[1][..5]];
        let ticks = boxes.iter().filter(|b| nearest.contains(&&b[..5]));
        let ticks: String = ticks.map(|tick| format!("&muc={tick}")).collect();
        let imagined = format!("/dieu-hanh/khoang-cach?tinh=25{ticks}");
        let followed = walk
            .crawl(&[
                "/dieu-hanh",
                "/dieu-hanh?phat-hanh=6",
                "/dieu-hanh/ma-tran",
                "/dieu-hanh/ma-tran?phat-hanh=6",
                "/dieu-hanh/khoang-cach",
                "/dieu-hanh/khoang-cach?phat-hanh=6",
                &imagined,
                "/dieu-hanh/dien-bien",
                "/dieu-hanh/dien-bien?phat-hanh=6",
                "/dieu-hanh/giao-viec",
            ])
            .await;
        assert!(followed > 300, "{followed}");

        // The imagined rank is that of the ranking with as many more green communes.
        let lines = walk.page("/dieu-hanh").await;
        let lines = ranking(main_of(&lines));
        let own = lines.iter().position(|line| line.id == "hang-25").unwrap();
        let page = walk.page(&imagined).await;
        let table = &main_of(&page)[main_of(&page).find("id=\"ket-qua\"").unwrap()..];
        let last = facts_in(table.split("</tbody>").next().unwrap()).pop();
        let wanted = format!("{}/34", rank_with(&lines, own, 2));
        assert_eq!(last.unwrap().1, wanted);

        // Ranges are what the release froze about every province comes to.
        let snapshot = Snapshot::load(&db, now().date()).await.unwrap();
        let release = snapshot.releases.last().unwrap();
        let of = |line: &Line| UnitCode::parse(&line.id["hang-".len()..]).unwrap();
        let span = |line: &Line| Span {
            green: line.green,
            rise: release.open[&of(line)].rise,
            fall: release.open[&of(line)].fall,
        };
        let spans: Vec<_> = lines.iter().map(span).collect();
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(line.range, rank_range(&spans, at), "{}", line.id);
        }
    }
);

on_both!(
    targets_directives_and_published_lines_are_followed,
    |engine| async move {
        let db = populated(engine).await;
        import::ranking::import(&db, INVENTED).await.unwrap();
        let client = Client::of_one_province(db, "25");
        let member = client.sign_in_without_code("bcd").await;
        for (unit, department) in [("04846", ""), ("", "Sở Y tế")] {
            let form = [
                ("province", "25"),
                ("unit", unit),
                ("department", department),
                ("subject", "DL2"),
                ("content", "Báo cáo"),
                ("owner", "Chủ tịch"),
                ("due", "2026-12-01"),
            ];
            let issued = member.post("/api/issue-directive", &form).await;
            assert_eq!(issued.status, StatusCode::SEE_OTHER);
        }
        let target = [("province", "25"), ("share", "100"), ("by", "2027-06-30")];
        let set = member.post("/api/set-target", &target).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER);
        let mut walk = Walk::new(&client, member.cookie());
        let followed = walk
            .crawl(&[
                "/dieu-hanh",
                "/dieu-hanh/khoang-cach",
                "/dieu-hanh/dien-bien",
                "/dieu-hanh/dien-bien?phat-hanh=3",
                "/dieu-hanh/giao-viec",
            ])
            .await;
        assert!(followed > 100, "{followed}");
        let page = walk.page("/dieu-hanh/giao-viec").await;
        assert!(main_of(&page).contains("<data value=\"2\">2</data>"));
    }
);
