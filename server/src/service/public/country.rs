//! The country: its provinces by rank, and how its rate came about.

use super::PublicBackend;
use app::{failure::Failure, public::model::Country, texts::cite::GREEN_RATE};
use domain::release::ReleaseRef;

pub(super) async fn country(
    backend: &PublicBackend,
    release: ReleaseRef,
) -> Result<Country, Failure> {
    let opened = backend.open(release).await?;
    let total = opened
        .release
        .as_ref()
        .map(|r| r.info.counts)
        .unwrap_or_default();
    let before = opened.comparable().map(|b| b.info.clone());
    Ok(Country {
        rows: opened.province_rows(),
        total,
        change: before
            .as_ref()
            .and_then(|b| total.rate().change_since(b.counts.rate())),
        before,
        series: opened.series(None),
        map: opened.snapshot.map.clone(),
        tiles: opened.snapshot.tiles.clone(),
        figures: opened.figures("VN", |f| {
            f.indicator.starts_with("green_") || f.indicator.starts_with("provinces_")
        }),
        home_figures: opened.figures(backend.home.as_str(), |f| f.indicator == GREEN_RATE),
        edition: opened.edition,
    })
}
