//! Pages behind the sign-in, and the sign-in itself: their addresses.

use crate::{
    i18n::Lang,
    routes::address::{encode, prefixed},
};
use domain::unit::UnitCode;

/// A page behind the sign-in, or the sign-in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceRoute {
    /// `/dang-nhap`
    SignIn,
    /// `/dang-nhap/ma`: the code of the second factor.
    SecondFactor,
    /// `/dang-nhap/thiet-lap`: setting up the second factor.
    SecondFactorSetup,
    /// `/moi/{token}`: an invitation or a reset.
    OneTimeLink(String),
    /// `/can-bo`: the communes in somebody's care.
    Checklists,
    /// `/can-bo/{unit}`: one commune's checklist.
    Checklist(UnitCode),
    /// `/can-bo/sao-chep`: the sheets of a province for the national system.
    CopySheets,
    /// `/can-bo/{unit}/sao-chep`: a commune's sheet for the national system.
    CopySheet(UnitCode),
    /// `/can-bo/{unit}/{criterion}`: one criterion's form.
    Item(UnitCode, String),
    /// `/tham-dinh`: what waits for review.
    ReviewQueue,
    /// `/da-tham-dinh`: what was confirmed or returned.
    Decided,
    /// `/tham-dinh/{answer}`: one answer before its reviewer.
    Review(i64),
    /// `/trao-doi`: questions between communes and their province.
    Questions,
    /// `/trao-doi/{unit}/{criterion}`: everything written about one item.
    Thread(UnitCode, String),
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
    /// `/quan-tri/nhat-ky`: the audit log.
    AuditLog,
    /// `/quan-tri/tai-khoan`: accounts.
    Accounts,
    /// Administration.
    Admin(AdminRoute),
    /// Observations of indicators.
    Observations(ObservationRoute),
}

impl WorkspaceRoute {
    /// The path without its language prefix.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::SignIn => "/dang-nhap".into(),
            Self::SecondFactor => "/dang-nhap/ma".into(),
            Self::SecondFactorSetup => "/dang-nhap/thiet-lap".into(),
            Self::OneTimeLink(token) => format!("/moi/{token}"),
            Self::Checklists => "/can-bo".into(),
            Self::Checklist(unit) => format!("/can-bo/{unit}"),
            Self::CopySheets => "/can-bo/sao-chep".into(),
            Self::CopySheet(unit) => format!("/can-bo/{unit}/sao-chep"),
            Self::Item(unit, criterion) => format!("/can-bo/{unit}/{criterion}"),
            Self::ReviewQueue => "/tham-dinh".into(),
            Self::Decided => "/da-tham-dinh".into(),
            Self::Review(answer) => format!("/tham-dinh/{answer}"),
            Self::Questions => "/trao-doi".into(),
            Self::Thread(unit, criterion) => format!("/trao-doi/{unit}/{criterion}"),
            Self::Notices => "/thong-bao".into(),
            Self::Overview => "/dieu-hanh".into(),
            Self::Matrix => "/dieu-hanh/ma-tran".into(),
            Self::Distance => "/dieu-hanh/khoang-cach".into(),
            Self::Course => "/dieu-hanh/dien-bien".into(),
            Self::Coverage => "/dieu-hanh/ha-tang".into(),
            Self::Directives => "/dieu-hanh/giao-viec".into(),
            Self::Directive(id) => format!("/dieu-hanh/giao-viec/{id}"),
            Self::Publish => "/quan-tri/cong-bo".into(),
            Self::AuditLog => "/quan-tri/nhat-ky".into(),
            Self::Accounts => "/quan-tri/tai-khoan".into(),
            Self::Admin(route) => route.path(),
            Self::Observations(route) => route.path(),
        }
    }

    /// The address of this page in a language.
    #[must_use]
    pub fn href(&self, lang: Lang) -> String {
        prefixed(lang, &self.path())
    }
}

/// A page of those who say what is observed of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObservationRoute {
    /// `/so-lieu`: what there is to say.
    Index,
    /// `/so-lieu/{indicator}/{unit}`: one indicator of one unit.
    Entry(String, UnitCode),
    /// `/so-lieu/nhap`: sending a file, and what was sent.
    Import,
    /// `/so-lieu/nhap/{action}`: one act with its rows.
    Batch(i64),
}

impl ObservationRoute {
    fn path(&self) -> String {
        match self {
            Self::Index => "/so-lieu".into(),
            Self::Entry(indicator, unit) => format!("/so-lieu/{}/{unit}", encode(indicator)),
            Self::Import => "/so-lieu/nhap".into(),
            Self::Batch(id) => format!("/so-lieu/nhap/{id}"),
        }
    }
}

/// A page of the administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminRoute {
    /// `/quan-tri`: what there is to administer.
    Index,
    /// `/quan-tri/buoc-dau`: what the installation still needs.
    FirstSteps,
    /// `/quan-tri/dot`: campaigns.
    Campaigns,
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

impl AdminRoute {
    fn path(&self) -> String {
        match self {
            Self::Index => "/quan-tri".into(),
            Self::FirstSteps => "/quan-tri/buoc-dau".into(),
            Self::Campaigns => "/quan-tri/dot".into(),
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
