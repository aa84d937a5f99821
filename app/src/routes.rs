//! Every public address, in one enum: parsed from a path, written into a link. Vietnamese has no
//! prefix, English and Arabic have the same paths under `/en` and `/ar`.

use crate::i18n::Lang;
use domain::{
    indicator::Sector,
    release::ReceiptId,
    unit::{UnitCode, UnitLevel},
};
use std::fmt::Write;

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
    Told(String, UnitCode),
    /// `/tim`
    Search,
    /// `/gioi-thieu`
    About,
}

/// A page behind the sign-in, or the sign-in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// `/dang-nhap`
    SignIn,
    /// `/dang-nhap/ma`: the code of the second factor.
    Code,
    /// `/dang-nhap/thiet-lap`: setting up the second factor.
    Enrol,
    /// `/moi/{token}`: an invitation or a reset.
    Link(String),
    /// `/can-bo`: the communes in somebody's care.
    Desks,
    /// `/can-bo/{unit}`: one commune's checklist.
    Desk(UnitCode),
    /// `/can-bo/sao-chep`: the sheets of a province for the national system.
    CopySheets,
    /// `/can-bo/{unit}/sao-chep`: a commune's sheet for the national system.
    CopySheet(UnitCode),
    /// `/can-bo/{unit}/{criterion}`: one criterion's form.
    Item(UnitCode, String),
    /// `/tham-dinh`: what waits for review.
    Queue,
    /// `/tham-dinh/{answer}`: one answer before its reviewer.
    Review(i64),
    /// `/trao-doi`: questions between communes and their province.
    Questions,
    /// `/trao-doi/{unit}/{criterion}`: everything written about one item.
    Talk(UnitCode, String),
    /// `/thong-bao`: what waits for whoever is signed in.
    Notices,
    /// `/dieu-hanh`: where the province stands.
    Overview,
    /// `/dieu-hanh/ma-tran`: commune × criterion.
    Matrix,
    /// `/dieu-hanh/khoang-cach`: distance to green, and a what-if.
    Distance,
    /// `/dieu-hanh/dien-bien`: over time, and beside others.
    Course,
    /// `/dieu-hanh/ha-tang`: infrastructure, and whom it keeps from green.
    Coverage,
    /// `/dieu-hanh/giao-viec`: directives.
    Directives,
    /// `/dieu-hanh/giao-viec/{id}`: one directive.
    Directive(i64),
    /// `/quan-tri/cong-bo`: what publishing would change.
    Publish,
    /// `/quan-tri/nhat-ky`: the trail of changes.
    Trail,
    /// `/quan-tri/tai-khoan`: accounts.
    People,
    /// Administration.
    Admin(AdminRoom),
    /// Observations of indicators.
    Observe(ObserveRoom),
}

/// A page of those who say what is observed of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObserveRoom {
    /// `/so-lieu`: what there is to say.
    Index,
    /// `/so-lieu/{indicator}/{unit}`: one indicator of one unit.
    Entry(String, UnitCode),
    /// `/so-lieu/nhap`: sending a file, and what was sent.
    Import,
    /// `/so-lieu/nhap/{act}`: one act with its rows.
    Act(i64),
}

impl ObserveRoom {
    fn path(&self) -> String {
        match self {
            Self::Index => "/so-lieu".into(),
            Self::Entry(indicator, unit) => format!("/so-lieu/{}/{unit}", encode(indicator)),
            Self::Import => "/so-lieu/nhap".into(),
            Self::Act(id) => format!("/so-lieu/nhap/{id}"),
        }
    }
}

/// The path of the template for files of observations, without its language prefix: `csv` or `xlsx`.
#[must_use]
pub fn template_path(kind: &str) -> String {
    format!("/so-lieu/mau.{kind}")
}

/// A page of the administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminRoom {
    /// `/quan-tri`: what there is to administer.
    Index,
    /// `/quan-tri/dot`: campaigns.
    Periods,
    /// `/quan-tri/tai-khoan/{account}`: one account.
    Account(i64),
    /// `/quan-tri/tai-khoan/nap`: letting many people in.
    Import,
    /// `/quan-tri/bo-tieu-chi`: criteria sets.
    Sets,
    /// `/quan-tri/bo-tieu-chi/{version}`: what a set would change.
    Set(String),
    /// `/quan-tri/quy-che`: how provinces run their reviews.
    Settings,
    /// `/dang-nhap/phien`: one's own sessions.
    Sessions,
    /// `/quan-tri/may`: tokens of machines that deliver observations.
    Tokens,
}

impl AdminRoom {
    fn path(&self) -> String {
        match self {
            Self::Index => "/quan-tri".into(),
            Self::Periods => "/quan-tri/dot".into(),
            Self::Account(id) => format!("/quan-tri/tai-khoan/{id}"),
            Self::Import => "/quan-tri/tai-khoan/nap".into(),
            Self::Sets => "/quan-tri/bo-tieu-chi".into(),
            Self::Set(version) => format!("/quan-tri/bo-tieu-chi/{}", encode(version)),
            Self::Settings => "/quan-tri/quy-che".into(),
            Self::Sessions => "/dang-nhap/phien".into(),
            Self::Tokens => "/quan-tri/may".into(),
        }
    }
}

impl Room {
    /// The path without its language prefix.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::SignIn => "/dang-nhap".into(),
            Self::Code => "/dang-nhap/ma".into(),
            Self::Enrol => "/dang-nhap/thiet-lap".into(),
            Self::Link(token) => format!("/moi/{token}"),
            Self::Desks => "/can-bo".into(),
            Self::Desk(unit) => format!("/can-bo/{unit}"),
            Self::CopySheets => "/can-bo/sao-chep".into(),
            Self::CopySheet(unit) => format!("/can-bo/{unit}/sao-chep"),
            Self::Item(unit, criterion) => format!("/can-bo/{unit}/{criterion}"),
            Self::Queue => "/tham-dinh".into(),
            Self::Review(answer) => format!("/tham-dinh/{answer}"),
            Self::Questions => "/trao-doi".into(),
            Self::Talk(unit, criterion) => format!("/trao-doi/{unit}/{criterion}"),
            Self::Notices => "/thong-bao".into(),
            Self::Overview => "/dieu-hanh".into(),
            Self::Matrix => "/dieu-hanh/ma-tran".into(),
            Self::Distance => "/dieu-hanh/khoang-cach".into(),
            Self::Course => "/dieu-hanh/dien-bien".into(),
            Self::Coverage => "/dieu-hanh/ha-tang".into(),
            Self::Directives => "/dieu-hanh/giao-viec".into(),
            Self::Directive(id) => format!("/dieu-hanh/giao-viec/{id}"),
            Self::Publish => "/quan-tri/cong-bo".into(),
            Self::Trail => "/quan-tri/nhat-ky".into(),
            Self::People => "/quan-tri/tai-khoan".into(),
            Self::Admin(room) => room.path(),
            Self::Observe(room) => room.path(),
        }
    }

    /// The address of this page in a language.
    #[must_use]
    pub fn href(&self, lang: Lang) -> String {
        prefixed(lang, &self.path())
    }
}

/// Where forms are sent: every address that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Name and password.
    SignIn,
    /// The code of the second factor, or a recovery code.
    Code,
    /// The first code of a new second factor.
    Enrol,
    /// End this session.
    SignOut,
    /// A new password through a link that works once.
    UseLink,
    /// Save one criterion, with evidence.
    SaveAnswer,
    /// Hand in every complete draft of a commune.
    HandIn,
    /// Carry confirmed answers forward.
    CarryForward,
    /// Sign what was handed in.
    Sign,
    /// Send an item back to the officer.
    SendBack,
    /// Take an item back from review.
    Withdraw,
    /// Confirm or return one answer.
    Review,
    /// Confirm every answer that matches the filter.
    ReviewMany,
    /// Take a confirmation back.
    Reopen,
    /// Publish.
    Publish,
    /// Read a spreadsheet and show what it would change.
    UploadSheet,
    /// Apply what a spreadsheet changes.
    ApplySheet,
    /// Invite somebody.
    Invite,
    /// Open or close an account, end its sessions, make a reset link.
    Account,
    /// Open, move or close a campaign.
    Period,
    /// End one's own sessions.
    EndSession,
    /// Give or take a role.
    Rights,
    /// Hand an account over to a successor.
    HandOver,
    /// Read a list of people and show whom it would let in.
    CheckPeople,
    /// Let a list of people in.
    AddPeople,
    /// Take a criteria set in.
    PrepareSet,
    /// Let a criteria set hold from a day.
    ActivateSet,
    /// Set how a province runs its reviews.
    Policy,
    /// Write to the other side about an item.
    Write,
    /// Open a piece of evidence to the public, or close it.
    OpenEvidence,
    /// Where one's own daily mail goes.
    Mail,
    /// Issue a directive.
    IssueDirective,
    /// Answer a directive, accept the answer, ask again, withdraw.
    StepDirective,
    /// Set a province's target.
    SetTarget,
    /// Set how many of something a province shall have.
    AimIndicator,
    /// Say what is observed of an indicator of a unit.
    Observe,
    /// Read a file of observations and show what it would say.
    CheckObservations,
    /// Take a file of observations in.
    AddObservations,
    /// Undo an act that brought observations.
    UndoObservations,
    /// Make or revoke a machine's token.
    Token,
    /// Say that a commune's sheet was copied into the national system.
    Copied,
}

impl Act {
    /// Every address.
    pub const ALL: [Self; 41] = [
        Self::SignIn,
        Self::Code,
        Self::Enrol,
        Self::SignOut,
        Self::UseLink,
        Self::SaveAnswer,
        Self::HandIn,
        Self::CarryForward,
        Self::Sign,
        Self::SendBack,
        Self::Withdraw,
        Self::Review,
        Self::ReviewMany,
        Self::Reopen,
        Self::Publish,
        Self::UploadSheet,
        Self::ApplySheet,
        Self::Invite,
        Self::Account,
        Self::Period,
        Self::EndSession,
        Self::Rights,
        Self::HandOver,
        Self::CheckPeople,
        Self::AddPeople,
        Self::PrepareSet,
        Self::ActivateSet,
        Self::Policy,
        Self::Write,
        Self::OpenEvidence,
        Self::Mail,
        Self::IssueDirective,
        Self::StepDirective,
        Self::SetTarget,
        Self::AimIndicator,
        Self::Observe,
        Self::CheckObservations,
        Self::AddObservations,
        Self::UndoObservations,
        Self::Token,
        Self::Copied,
    ];

    /// The path without its language prefix.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/api/sign-in",
            Self::Code => "/api/second-factor",
            Self::Enrol => "/api/enrol",
            Self::SignOut => "/api/sign-out",
            Self::UseLink => "/api/use-link",
            Self::SaveAnswer => "/api/save-answer",
            Self::HandIn => "/api/hand-in",
            Self::CarryForward => "/api/carry-forward",
            Self::Sign => "/api/sign",
            Self::SendBack => "/api/send-back",
            Self::Withdraw => "/api/withdraw",
            Self::Review => "/api/review",
            Self::ReviewMany => "/api/review-many",
            Self::Reopen => "/api/reopen",
            Self::Publish => "/api/publish",
            Self::UploadSheet => "/api/upload-sheet",
            Self::ApplySheet => "/api/apply-sheet",
            Self::Invite => "/api/invite",
            Self::Account => "/api/account",
            Self::Period => "/api/period",
            Self::EndSession => "/api/end-session",
            Self::Rights => "/api/rights",
            Self::HandOver => "/api/hand-over",
            Self::CheckPeople => "/api/check-people",
            Self::AddPeople => "/api/add-people",
            Self::PrepareSet => "/api/prepare-set",
            Self::ActivateSet => "/api/activate-set",
            Self::Policy => "/api/policy",
            Self::Write => "/api/write",
            Self::OpenEvidence => "/api/open-evidence",
            Self::Mail => "/api/mail",
            Self::IssueDirective => "/api/issue-directive",
            Self::StepDirective => "/api/step-directive",
            Self::SetTarget => "/api/set-target",
            Self::AimIndicator => "/api/aim-indicator",
            Self::Observe => "/api/observe",
            Self::CheckObservations => "/api/check-observations",
            Self::AddObservations => "/api/add-observations",
            Self::UndoObservations => "/api/undo-observations",
            Self::Token => "/api/token",
            Self::Copied => "/api/copied",
        }
    }

    /// The address in a language: errors are told in it.
    #[must_use]
    pub fn href(self, lang: Lang) -> String {
        prefixed(lang, self.path())
    }

    /// Reads a path without its language prefix.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.path() == path)
    }
}

/// What every public page knows, also one that does not exist.
pub const ANYWHERE: &[&str] = &["phat-hanh"];

/// The path of the trail as a file, without its language prefix.
pub const TRAIL_FILE: &str = "/quan-tri/nhat-ky.csv";

/// The path of a checklist as a spreadsheet, without its language prefix: one commune's, or those of
/// all communes in somebody's care.
#[must_use]
pub fn sheet_path(unit: Option<&UnitCode>) -> String {
    match unit {
        Some(unit) => format!("/can-bo/{unit}/phieu.xlsx"),
        None => "/can-bo/phieu.xlsx".to_owned(),
    }
}

/// The path of a commune's sheet for the national system as a file, without its language prefix.
#[must_use]
pub fn copy_file(unit: &UnitCode) -> String {
    format!("/can-bo/{unit}/sao-chep.tsv")
}

/// The path of the committee's workbook, without its language prefix.
pub const WORKBOOK: &str = "/dieu-hanh/xep-hang.xlsx";

/// The path of the committee's briefing, without its language prefix.
pub const BRIEFING: &str = "/dieu-hanh/bao-cao.pdf";

impl Route {
    /// The parameters that the page knows, in the order in which they stand in its links. Whatever else an address
    /// brings is as if it were not there.
    #[must_use]
    pub fn parameters(&self) -> &'static [&'static str] {
        match self {
            Self::Home
            | Self::Commune(_)
            | Self::Receipt(_)
            | Self::Method
            | Self::Published
            | Self::Releases
            | Self::Sectors
            | Self::Told(..)
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
            ],
            Self::Items(_) => &["phat-hanh", "tieu-chi", "nhom", "trang-thai", "khai"],
            Self::RollUp => &["phat-hanh", "theo", "tinh"],
            Self::Sector(_) => &["phat-hanh", "tinh"],
            Self::Indicator(_) => &["phat-hanh", "tinh", "ngay", "sap-xep"],
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
            Self::Told(code, unit) => format!("/chi-tieu/{code}/{unit}"),
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
                Some((code, unit)) => Some(Self::Told(indicator(code)?, UnitCode::parse(unit)?)),
            },
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

/// Splits a path into its language and the rest, which begins with a slash.
#[must_use]
pub fn split_lang(path: &str) -> (Lang, &str) {
    for lang in [Lang::En, Lang::Ar] {
        if let Some(rest) = path.strip_prefix(lang.prefix()) {
            if rest.is_empty() {
                return (lang, "/");
            }
            if rest.starts_with('/') {
                return (lang, rest);
            }
        }
    }
    (Lang::Vi, path)
}

/// A path in a language. The English and Arabic home pages are `/en` and `/ar`.
#[must_use]
pub fn prefixed(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Vi, path) => path.to_owned(),
        (lang, "/") => lang.prefix().to_owned(),
        (lang, path) => format!("{}{path}", lang.prefix()),
    }
}

/// Percent-encodes a text for use in a query.
#[must_use]
pub fn encode(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut out, b| {
            match b {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    out.push(char::from(b))
                }
                _ => {
                    // Writing into a String can't fail.
                    let _ = write!(out, "%{b:02X}");
                }
            }
            out
        })
}

/// Reads what [`encode`] wrote, as a part of a path.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Route::Told("I02".into(), code("04846")),
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
