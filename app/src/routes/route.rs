//! Public pages: their addresses, read and written, and the parameters that they know.

use crate::{i18n::Lang, routes::address::prefixed};
use domain::{
    indicator::Sector,
    release::ReceiptId,
    unit::{UnitCode, UnitLevel},
};

/// A public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`
    Home,
    /// `/xep-hang`
    Ranking,
    /// `/tinh/{code}`
    Province(UnitCode),
    /// `/tinh/{code}/muc`: the items of a province's communes.
    Items(UnitCode),
    /// `/xa/{code}`
    Commune(UnitCode),
    /// `/bien-nhan/{id}`
    Receipt(ReceiptId),
    /// `/phuong-phap`
    Method,
    /// `/so-lieu-cong-bo`
    Published,
    /// `/phat-hanh`
    Releases,
    /// `/phat-hanh/tong-hop`: releases by month or quarter.
    RollUp,
    /// `/linh-vuc`: every sector and system.
    Sectors,
    /// `/ha-tang`, `/linh-vuc/{sector}`
    Sector(Sector),
    /// `/chi-tieu/{indicator}`: one indicator by province, or by commune of one.
    Indicator(String),
    /// `/chi-tieu/{indicator}/{unit}`: everything that was said of one unit.
    ObservationHistory(String, UnitCode),
    /// `/du-lieu`: which files there are, and what may be done with them.
    OpenData,
    /// `/tim`
    Search,
    /// `/gioi-thieu`
    About,
}

/// What every public page knows, also one that does not exist.
pub const ANYWHERE: &[&str] = &["phat-hanh"];

impl Route {
    /// The parameters that the page knows, in the order in which they stand in its links. Whatever else an address
    /// brings is as if it were not there.
    #[must_use]
    pub fn parameters(&self) -> &'static [&'static str] {
        match self {
            Self::Home => &["phat-hanh", "hinh"],
            Self::Commune(_)
            | Self::Receipt(_)
            | Self::Method
            | Self::Published
            | Self::Releases
            | Self::ObservationHistory(..)
            | Self::OpenData
            | Self::About => ANYWHERE,
            Self::Ranking => &["phat-hanh", "sap-xep"],
            Self::Province(_) => &[
                "phat-hanh",
                "trang-thai",
                "loai",
                "nhom",
                "thieu",
                "ten",
                "sap-xep",
                "hinh",
                "to",
            ],
            Self::Items(_) => &["phat-hanh", "tieu-chi", "nhom", "trang-thai", "khai"],
            Self::RollUp => &["phat-hanh", "theo", "tinh"],
            Self::Sectors | Self::Sector(_) => &["phat-hanh", "tinh"],
            Self::Indicator(_) => &["phat-hanh", "tinh", "ngay", "sap-xep", "hinh"],
            Self::Search => &["phat-hanh", "q"],
        }
    }

    /// The parameters that the CSV file beside the page knows; none if there is no file.
    #[must_use]
    pub fn file_parameters(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::Ranking | Self::Province(_) | Self::Items(_) => Some(ANYWHERE),
            Self::RollUp => Some(&["phat-hanh", "theo", "tinh"]),
            Self::Indicator(_) => Some(&["phat-hanh", "tinh", "ngay", "sap-xep"]),
            _ => None,
        }
    }

    /// The path without its language prefix.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Home => "/".into(),
            Self::Ranking => "/xep-hang".into(),
            Self::Province(code) => format!("/tinh/{code}"),
            Self::Items(code) => format!("/tinh/{code}/muc"),
            Self::Commune(code) => format!("/xa/{code}"),
            Self::Receipt(id) => format!("/bien-nhan/{id}"),
            Self::Method => "/phuong-phap".into(),
            Self::Published => "/so-lieu-cong-bo".into(),
            Self::Releases => "/phat-hanh".into(),
            Self::RollUp => "/phat-hanh/tong-hop".into(),
            Self::Sectors => "/linh-vuc".into(),
            Self::Sector(Sector::Infrastructure) => "/ha-tang".into(),
            Self::Sector(sector) => format!("/linh-vuc/{}", sector.slug()),
            Self::Indicator(code) => format!("/chi-tieu/{code}"),
            Self::ObservationHistory(code, unit) => format!("/chi-tieu/{code}/{unit}"),
            Self::OpenData => "/du-lieu".into(),
            Self::Search => "/tim".into(),
            Self::About => "/gioi-thieu".into(),
        }
    }

    /// The address of this page in a language.
    #[must_use]
    pub fn href(&self, lang: Lang) -> String {
        prefixed(lang, &self.path())
    }

    /// Reads a path without its language prefix. A code that no unit can have is no page's.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.splitn(2, '/');
        let (head, tail) = (parts.next()?, parts.next());
        match (head, tail) {
            ("", None) => Some(Self::Home),
            ("xep-hang", None) => Some(Self::Ranking),
            ("tinh", Some(rest)) => {
                let (code, below) = rest
                    .split_once('/')
                    .map_or((rest, None), |(code, below)| (code, Some(below)));
                let code = UnitCode::parse(code).filter(|c| c.level() == UnitLevel::Province)?;
                match below {
                    None => Some(Self::Province(code)),
                    Some("muc") => Some(Self::Items(code)),
                    Some(_) => None,
                }
            }
            ("xa", Some(code)) if code.len() == 5 => UnitCode::parse(code).map(Self::Commune),
            ("bien-nhan", Some(id)) => ReceiptId::parse(id).map(Self::Receipt),
            ("phuong-phap", None) => Some(Self::Method),
            ("so-lieu-cong-bo", None) => Some(Self::Published),
            ("phat-hanh", None) => Some(Self::Releases),
            ("phat-hanh", Some("tong-hop")) => Some(Self::RollUp),
            ("linh-vuc", None) => Some(Self::Sectors),
            ("ha-tang", None) => Some(Self::Sector(Sector::Infrastructure)),
            ("linh-vuc", Some(word)) => Sector::parse(word)
                .filter(|sector| *sector != Sector::Infrastructure)
                .map(Self::Sector),
            ("chi-tieu", Some(rest)) => match rest.split_once('/') {
                None => indicator(rest).map(Self::Indicator),
                Some((code, unit)) => Some(Self::ObservationHistory(
                    indicator(code)?,
                    UnitCode::parse(unit)?,
                )),
            },
            ("du-lieu", None) => Some(Self::OpenData),
            ("tim", None) => Some(Self::Search),
            ("gioi-thieu", None) => Some(Self::About),
            _ => None,
        }
    }
}

/// What may be the code of an indicator: `I02`, `I08a`.
fn indicator(code: &str) -> Option<String> {
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric());
    (plain && (2..=6).contains(&code.len())).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::address::split_lang;

    #[test]
    fn every_address_is_read_back_in_every_language() {
        let code = |c| UnitCode::parse(c).unwrap();
        let routes = [
            Route::Home,
            Route::Ranking,
            Route::Province(code("25")),
            Route::Items(code("25")),
            Route::Commune(code("04846")),
            Route::Receipt(ReceiptId::parse("19r1-04846").unwrap()),
            Route::Method,
            Route::Published,
            Route::Releases,
            Route::RollUp,
            Route::Sectors,
            Route::Sector(Sector::Infrastructure),
            Route::Sector(Sector::Health),
            Route::Indicator("I08a".into()),
            Route::ObservationHistory("I02".into(), code("04846")),
            Route::OpenData,
            Route::Search,
            Route::About,
        ];
        for lang in Lang::ALL {
            for route in &routes {
                let href = route.href(lang);
                let (read_lang, path) = split_lang(&href);
                assert_eq!(
                    (read_lang, Route::parse(path)),
                    (lang, Some(route.clone())),
                    "{href}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for bad in [
            "",
            "/tinh",
            "/tinh/",
            "/tinh/255",
            "/xa/25",
            "/tinh/25/",
            "/tinh/25/x",
            "/tinh/25/muc/",
            "/tinh/04846/muc",
            "/xep-hang/",
            "/bien-nhan/1",
            "/linh-vuc/ha-tang",
            "/linh-vuc/x",
            "/chi-tieu",
            "/chi-tieu/a.b",
            "/chi-tieu/I02/x",
            "/x",
        ] {
            assert_eq!(Route::parse(bad), None, "{bad}");
        }
        assert_eq!(split_lang("/english"), (Lang::Vi, "/english"));
    }
}
