//! The query of an address, read into types. A value that can't be read is a
//! [`Failure::BadParameter`], never silently ignored. A parameter that the page does not know is gone before the page
//! is made ([`Query::only`]): it stands in no link, and makes no second page.

use crate::failure::Failure;
use domain::{
    criteria::{CriteriaSet, Criterion},
    distance::Unmet,
    entry::Fields,
    release::ReleaseRef,
    rollup::Span,
    status::{Level, Progress, Stage},
    text::is_blank,
    unit::{UnitCode, UnitLevel, UnitType},
};
use std::collections::BTreeSet;

/// Longest path of an address, bytes. No path of ours comes near it.
pub const LONGEST_PATH: usize = 1024;

/// Longest query of an address, bytes, but of a what-if's, which brings its ticks in the address.
pub const LONGEST_QUERY: usize = 1024;

/// Parameters that an address may name more than once: `muc`, the ticks of a what-if.
const MANY: [&str; 1] = ["muc"];

/// Names and values of a query, decoded, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Decodes the part of an address after its question mark.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(
            text.split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decode(name), decode(value))
                })
                .collect(),
        )
    }

    /// The value of a parameter; an empty one, as an untouched form sends it, is none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map(|(_, v)| v.trim()).filter(|v| !is_blank(v))
    }

    /// A form's fields, decoded already.
    #[must_use]
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        let clean = |(name, value)| (plain(name), plain(value));
        Self(pairs.into_iter().map(clean).collect())
    }

    /// The value of a field exactly as it was sent: a password may begin with a space.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }

    /// Names and values in their order, exactly as they were sent.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    /// Names and values in their order, empty values left out.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(n, v)| (n.as_str(), v.trim()))
            .filter(|(_, v)| !v.is_empty())
    }

    /// Names and values of a form, as fields that may be written back into it.
    #[must_use]
    pub fn by_name(&self) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in self.all() {
            fields.set(name, value);
        }
        fields
    }

    /// The same query without one parameter.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(n, _)| n != name).cloned().collect())
    }

    /// What of it a page knows, in the order in which the page names it: each parameter once, without empty values. Of
    /// those that stand for several choices every value counts, each once.
    #[must_use]
    pub fn only(&self, known: &[&str]) -> Self {
        let mut kept = Vec::new();
        for name in known {
            if MANY.contains(name) {
                let values = self.pairs().filter(|(n, _)| n == name).map(|(_, v)| v);
                let values: BTreeSet<_> = values.collect();
                kept.extend(
                    values
                        .into_iter()
                        .map(|v| ((*name).to_owned(), v.to_owned())),
                );
            } else if let Some(value) = self.get(name) {
                kept.push(((*name).to_owned(), value.to_owned()));
            }
        }
        Self(kept)
    }

    /// The release that `?phat-hanh=` names.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] if it is neither a number nor a revision.
    pub fn release(&self) -> Result<ReleaseRef, Failure> {
        let Some(value) = self.get("phat-hanh") else {
            return Ok(ReleaseRef::Latest);
        };
        ReleaseRef::parse(value).ok_or_else(|| bad("phat-hanh", value, vec!["12", "12r1"]))
    }
}

impl Query {
    fn level(&self) -> Result<Option<Level>, Failure> {
        let slugs = || Level::ALL.iter().map(|l| l.slug()).collect();
        self.get("trang-thai")
            .map(|v| Level::parse_slug(v).ok_or_else(|| bad("trang-thai", v, slugs())))
            .transpose()
    }

    fn group(&self, groups: &[&str]) -> Result<Option<String>, Failure> {
        self.get("nhom")
            .map(|v| {
                let found = groups.iter().find(|g| g.eq_ignore_ascii_case(v));
                found
                    .map(|g| (*g).to_owned())
                    .ok_or_else(|| bad("nhom", v, Vec::new()))
            })
            .transpose()
    }

    /// The province that `?tinh=` names.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] if it is no code of a province.
    pub fn province(&self) -> Result<Option<UnitCode>, Failure> {
        let Some(code) = self.get("tinh") else {
            return Ok(None);
        };
        UnitCode::parse(code)
            .filter(|c| c.level() == UnitLevel::Province)
            .map(Some)
            .ok_or_else(|| bad("tinh", code, vec!["25"]))
    }
}

/// The failure of a value that can't be read.
pub(crate) fn bad(name: &'static str, value: &str, allowed: Vec<&'static str>) -> Failure {
    // A page repeats the value; what is absurdly long is cut there.
    Failure::BadParameter {
        name,
        value: value.chars().take(60).collect(),
        allowed,
    }
}

/// Which roll-up of releases is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollUp {
    /// `theo`: months or quarters.
    pub span: Span,
    /// `tinh`: of this province, not of the country.
    pub province: Option<UnitCode>,
}

/// The word of a span in an address.
#[must_use]
pub fn span_slug(span: Span) -> &'static str {
    match span {
        Span::Month => "thang",
        Span::Quarter => "quy",
    }
}

impl RollUp {
    /// Reads what the page of roll-ups is asked for.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] for the first parameter that can't be read.
    pub fn parse(query: &Query) -> Result<Self, Failure> {
        let span = match query.get("theo") {
            None => Span::default(),
            Some(word) => Span::ALL
                .into_iter()
                .find(|span| span_slug(*span) == word)
                .ok_or_else(|| bad("theo", word, Span::ALL.map(span_slug).to_vec()))?,
        };
        let province = query.province()?;
        Ok(Self { span, province })
    }
}

/// How a picture of units is drawn: on a map, or in equal cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// At their places.
    #[default]
    Map,
    /// `hinh=o`: in cells of one size, each of them a link.
    Cells,
}

impl Drawing {
    /// Every drawing, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Map, Self::Cells];

    /// What `?hinh=` says; nothing for the map.
    #[must_use]
    pub const fn slug(self) -> Option<&'static str> {
        match self {
            Self::Map => None,
            Self::Cells => Some("o"),
        }
    }

    /// Reads `?hinh=`.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] if there is no such drawing.
    pub fn parse(query: &Query) -> Result<Self, Failure> {
        match query.get("hinh") {
            None => Ok(Self::default()),
            Some("o") => Ok(Self::Cells),
            Some(other) => Err(bad("hinh", other, vec!["o"])),
        }
    }
}

/// The place in the set of the criterion that `?to=` names: what a picture is coloured by instead of the status.
///
/// # Errors
/// [`Failure::BadParameter`] if the set has no such criterion.
pub fn coloured_by(query: &Query, set: &CriteriaSet) -> Result<Option<usize>, Failure> {
    let Some(code) = query.get("to") else {
        return Ok(None);
    };
    let mut criteria = set.criteria.iter();
    let found = criteria.position(|c| c.code.eq_ignore_ascii_case(code));
    found.map(Some).ok_or_else(|| bad("to", code, Vec::new()))
}

/// How the table of communes is filtered and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommuneFilter {
    /// `trang-thai`: only this status.
    pub level: Option<Level>,
    /// `loai`: only this type of unit.
    pub kind: Option<UnitType>,
    /// `nhom`: only units that miss a criterion of this group.
    pub group: Option<String>,
    /// `thieu`: only units that do not meet so many criteria.
    pub unmet: Option<Unmet>,
    /// `ten`: only units whose folded name holds this text, as typed.
    pub name: Option<String>,
    /// `sap-xep`: order of the rows.
    pub sort: CommuneSort,
}

/// Which items of a province are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemFilter {
    /// `tieu-chi`: only this criterion.
    pub criterion: Option<String>,
    /// `nhom`: only criteria of this group.
    pub group: Option<String>,
    /// `trang-thai`: only this status.
    pub level: Option<Level>,
    /// `khai`: only what has come so far.
    pub stage: Option<Stage>,
}

impl ItemFilter {
    /// Reads the filter of the page of items.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] for the first parameter that can't be read.
    pub fn parse(query: &Query, set: &CriteriaSet) -> Result<Self, Failure> {
        let criterion = query.get("tieu-chi").map(|v| {
            let mut codes = set.criteria.iter().map(|c| &c.code);
            codes
                .find(|c| c.eq_ignore_ascii_case(v))
                .cloned()
                .ok_or_else(|| bad("tieu-chi", v, Vec::new()))
        });
        let groups: Vec<_> = set.groups.iter().map(|g| g.code.as_str()).collect();
        let stage = query.get("khai").map(|v| {
            let found = Stage::ALL.into_iter().find(|s| s.slug() == v);
            found.ok_or_else(|| bad("khai", v, Stage::ALL.map(Stage::slug).to_vec()))
        });
        Ok(Self {
            criterion: criterion.transpose()?,
            group: query.group(&groups)?,
            level: query.level()?,
            stage: stage.transpose()?,
        })
    }

    /// Whether it asks for anything; if not, it keeps what is not green.
    #[must_use]
    pub fn asks(&self) -> bool {
        *self != Self::default()
    }

    /// Whether it keeps an item.
    #[must_use]
    pub fn keeps(&self, criterion: &Criterion, item: Progress) -> bool {
        let level = item.reason.level();
        if !self.asks() {
            return level != Level::Green;
        }
        self.criterion.as_ref().is_none_or(|c| *c == criterion.code)
            && self.group.as_ref().is_none_or(|g| *g == criterion.group)
            && self.level.is_none_or(|l| l == level)
            && self.stage.is_none_or(|s| s.counts(item))
    }
}

domain::words! {
    /// Orders of the table of communes.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub enum CommuneSort {
        /// By rank.
        #[default]
        Rank = "hang",
        /// By name.
        Name = "ten",
        /// By status, red first.
        Level = "trang-thai",
        /// By criteria met, fewest first.
        Met = "dat",
    }
    /// The word in the address.
    slug
}

impl CommuneFilter {
    /// Reads the filter of a province page; `groups` are the codes of the criteria set.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] for the first parameter that can't be read.
    pub fn parse(query: &Query, groups: &[&str]) -> Result<Self, Failure> {
        let kind = query.get("loai").map(|v| {
            let kinds = || {
                UnitType::ALL
                    .into_iter()
                    .filter(|k| k.level() == UnitLevel::Commune)
            };
            kinds()
                .find(|k| k.slug() == v)
                .ok_or_else(|| bad("loai", v, kinds().map(UnitType::slug).collect()))
        });
        let unmet = query.get("thieu").map(|v| {
            let found = Unmet::ALL.into_iter().find(|m| m.slug() == v);
            found.ok_or_else(|| bad("thieu", v, Unmet::ALL.map(Unmet::slug).to_vec()))
        });
        let sort = query.get("sap-xep").map(|v| {
            CommuneSort::ALL
                .into_iter()
                .find(|s| s.slug() == v)
                .ok_or_else(|| {
                    bad(
                        "sap-xep",
                        v,
                        CommuneSort::ALL.iter().map(|s| s.slug()).collect(),
                    )
                })
        });
        Ok(Self {
            level: query.level()?,
            kind: kind.transpose()?,
            group: query.group(groups)?,
            unmet: unmet.transpose()?,
            name: query.get("ten").map(|v| v.chars().take(60).collect()),
            sort: sort.transpose()?.unwrap_or_default(),
        })
    }

    /// Whether any row may be left out.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.level.is_some()
            || self.kind.is_some()
            || self.group.is_some()
            || self.unmet.is_some()
            || self.name.is_some()
    }
}

/// Orders of the ranking of provinces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProvinceSort {
    /// By rank.
    #[default]
    Rank,
    /// By name.
    Name,
    /// By change since the release before, greatest rise first.
    Change,
    /// By share of confirmed items, smallest first.
    Confirmed,
}

impl ProvinceSort {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Rank, Self::Name, Self::Change, Self::Confirmed];

    /// The word in the address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Rank => "hang",
            Self::Name => "ten",
            Self::Change => "thay-doi",
            Self::Confirmed => "xac-nhan",
        }
    }

    /// Reads the order of the ranking.
    ///
    /// # Errors
    /// [`Failure::BadParameter`] if `sap-xep` can't be read.
    pub fn parse(query: &Query) -> Result<Self, Failure> {
        let Some(value) = query.get("sap-xep") else {
            return Ok(Self::default());
        };
        Self::ALL
            .into_iter()
            .find(|s| s.slug() == value)
            .ok_or_else(|| {
                bad(
                    "sap-xep",
                    value,
                    Self::ALL.iter().map(|s| s.slug()).collect(),
                )
            })
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: &[u8]| {
            std::str::from_utf8(b)
                .ok()
                .and_then(|s| u8::from_str_radix(s, 16).ok())
        };
        match (first, tail.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
        rest = tail;
    }
    plain(String::from_utf8_lossy(&bytes).into_owned())
}

/// Nobody types a NUL, and PostgreSQL keeps none in a text. A line break is one character: forms send two, scripts one,
/// and the same words have to be known again.
fn plain(mut text: String) -> String {
    text.retain(|c| c != '\0');
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_links_are_decoded() {
        let query = Query::parse("ten=ho%C3%A0+b%C3%ACnh&trang-thai=&x=%zz%4");
        assert_eq!(query.get("ten"), Some("hoà bình"));
        assert_eq!(query.get("trang-thai"), None);
        assert_eq!(query.get("x"), Some("%zz%4"));
        let breaks = Query::parse("note=a%0D%0Ab%0Ac%0Dd");
        assert_eq!(breaks.get("note"), Some("a\nb\nc\nd"));
        let sent = vec![("note".to_owned(), "a\r\nb\nc\rd".to_owned())];
        assert_eq!(Query::of(sent), breaks);
        assert_eq!(Query::parse(""), Query::default());
    }

    #[test]
    fn only_what_is_known_is_kept_once_and_in_one_order() {
        let of = |text: &str| Query::parse(text).only(&["phat-hanh", "ten"]);
        let kept = of("ten=a&fbclid=x&phat-hanh=3&ten=b&x");
        assert_eq!(
            kept.all().collect::<Vec<_>>(),
            [("phat-hanh", "3"), ("ten", "a")]
        );
        for same in [
            "phat-hanh=3&ten=a",
            "ten=%61+&phat-hanh=3&utm=1",
            "phat%2Dhanh=3&&ten=+a",
        ] {
            assert_eq!(of(same), kept, "{same}");
        }
        // The first counts, also if it is empty: as it does for whoever reads it.
        assert_eq!(of("ten=&ten=a"), Query::default());
        let ticks = Query::parse("muc=b&muc=a&muc=b&muc=").only(&["muc"]);
        assert_eq!(
            ticks.all().collect::<Vec<_>>(),
            [("muc", "a"), ("muc", "b")]
        );
    }

    #[test]
    fn a_bad_value_names_its_parameter_and_what_is_allowed() {
        let parse = |q: &str| CommuneFilter::parse(&Query::parse(q), &["TC", "HT"]);
        assert_eq!(
            parse("trang-thai=vang&nhom=ht&sap-xep=ten")
                .unwrap()
                .group
                .as_deref(),
            Some("HT")
        );
        for (query, expected) in [
            ("trang-thai=green", "trang-thai"),
            ("loai=tinh", "loai"),
            ("nhom=ZZ", "nhom"),
            ("sap-xep=1", "sap-xep"),
        ] {
            let Err(Failure::BadParameter { name, .. }) = parse(query) else {
                panic!("{query}")
            };
            assert_eq!(name, expected);
        }
        assert!(Query::parse("phat-hanh=x").release().is_err());
        assert_eq!(
            Query::parse("phat-hanh=3").release(),
            Ok(ReleaseRef::Number(3))
        );
    }
}
