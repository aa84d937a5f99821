//! The port: what the public pages ask for. Implemented by `server`; pages never see SQL.

use crate::{
    failure::Failure,
    public::{
        indicators::model::{
            IndicatorFilter, IndicatorView, ObservationHistory, SectorView, Sectors,
        },
        model::{
            Commune, Correction, Country, Edition, Items, Method, Province, Receipt, Search,
            figures::Published,
        },
    },
};
use domain::{
    indicator::Sector,
    release::{ReceiptId, ReleaseRef},
    unit::UnitCode,
};
use std::{future::Future, pin::Pin};

/// A reply that is on its way.
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// Everything a public page can ask; [`Indicators`] is the part of infrastructure and sectors.
pub trait Backend: Indicators + Send + Sync + 'static {
    /// `/` and `/xep-hang`: the country and its provinces.
    fn country(&self, release: ReleaseRef) -> Reply<'_, Country>;
    /// `/tinh/{code}`: a province and its communes.
    fn province(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Province>;
    /// `/tinh/{code}/muc`: the items of a province's communes.
    fn items(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Items>;
    /// `/xa/{code}`: a commune-level unit.
    fn commune(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Commune>;
    /// `/bien-nhan/{id}`: the receipt of one unit's status in one release, computed again.
    fn receipt(&self, id: ReceiptId) -> Reply<'_, Receipt>;
    /// `/phuong-phap`: the criteria set of a release.
    fn method(&self, release: ReleaseRef) -> Reply<'_, Method>;
    /// `/so-lieu-cong-bo`: published figures beside computed ones.
    fn published(&self, release: ReleaseRef) -> Reply<'_, Published>;
    /// `/phat-hanh` and pages that show no figures: the edition alone.
    fn edition(&self, release: ReleaseRef) -> Reply<'_, Edition>;
    /// `/phat-hanh`: what each correction changed, and why; newest first.
    fn corrections(&self) -> Reply<'_, Vec<Correction>>;
    /// `/tim`: units whose name or alias holds the folded text.
    fn search(&self, text: String, release: ReleaseRef) -> Reply<'_, Search>;
}

/// What pages of infrastructure and sectors can ask.
pub trait Indicators: Send + Sync {
    /// `/ha-tang`, `/linh-vuc/{sector}`: the indicators of a sector, of the country or of a province.
    fn sector(
        &self,
        sector: Sector,
        province: Option<UnitCode>,
        release: ReleaseRef,
    ) -> Reply<'_, SectorView>;
    /// `/linh-vuc`: every sector and every system.
    fn sectors(&self, release: ReleaseRef) -> Reply<'_, Sectors>;
    /// `/chi-tieu/{indicator}`: one indicator by province, or by commune of a province.
    fn indicator(
        &self,
        code: String,
        asked: IndicatorFilter,
        release: ReleaseRef,
    ) -> Reply<'_, IndicatorView>;
    /// `/chi-tieu/{indicator}/{unit}`: everything that was ever said of one unit and indicator.
    fn observation_history(
        &self,
        code: String,
        unit: UnitCode,
        release: ReleaseRef,
    ) -> Reply<'_, ObservationHistory>;
}
