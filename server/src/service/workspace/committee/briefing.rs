//! The committee's briefing as a PDF. Only what it says is found here; crate `briefing` sets it, if the program was
//! built with feature `briefing`.

use super::{BUILT, Committee};
use crate::service::workspace::{Failed, Outcome, Visitor, directives};
use app::{
    exports::briefing::{Document, document},
    failure::Failure,
    i18n::Lang,
    port::{Backend, Indicators},
    workspace::committee::model::{Briefing, Directive, MatrixSort, Wanted},
};
use domain::{indicator::Sector, release::ReleaseRef, time::Date, unit::UnitCode};

impl Committee {
    /// The briefing of a province: bytes of a PDF, the same for the same release, language, letterhead, published
    /// figures, observations and directives.
    ///
    /// # Errors
    /// [`Failure::NotBuilt`] without the feature, [`Failure::NoSuchRelease`] while no release counts the province;
    /// see also [`Self::overview`].
    pub async fn briefing(&self, who: &Visitor, lang: Lang, wanted: &Wanted) -> Outcome<Vec<u8>> {
        let found = self.found(who, wanted).await?;
        if !BUILT {
            return Err(Failed(Failure::NotBuilt));
        }
        let scene = &found.overview.scene;
        let identity = format!(
            "{}/{}/{}",
            scene.province.code,
            scene.release.as_ref().map_or("", |r| r.hash.as_str()),
            lang.tag()
        );
        let Some(document) = document(lang, &found) else {
            return Err(Failed(Failure::NoSuchRelease("1".to_owned())));
        };
        set(document, identity).await
    }

    /// What a briefing says.
    async fn found(&self, who: &Visitor, wanted: &Wanted) -> Outcome<Briefing> {
        let overview = self.overview(who, wanted).await?;
        let by_name = Wanted {
            sort: MatrixSort::Name,
            ..wanted.clone()
        };
        let matrix = self.matrix(who, &by_name).await?;
        let distance = self.distance(who, wanted).await?;
        let province = overview.scene.province.code.clone();
        let release = overview.scene.release.as_ref();
        let frozen = release.map_or(overview.scene.today, |r| r.as_of.date());
        let shown = release.map_or(ReleaseRef::Latest, |r| ReleaseRef::Exact(r.id));
        let public = self
            .context
            .public
            .province(province.clone(), shown)
            .await?;
        let sector = Sector::Infrastructure;
        let of_sector = self
            .context
            .public
            .sector(sector, Some(province.clone()), shown);
        let observed = of_sector.await?.lines;
        Ok(Briefing {
            directives: self.running(&province, frozen).await?,
            near: distance.near,
            cells: public.cells,
            headline: public.headline,
            infrastructure: public.infrastructure,
            observed,
            letterhead: self.letterhead.clone(),
            overview,
            matrix,
        })
    }

    /// Directives of a province that are not ended, by due date; overdue if they were on the day.
    async fn running(&self, province: &UnitCode, on: Date) -> Outcome<Vec<Directive>> {
        let snapshot = self.context.snapshot().await?;
        let mut running = Vec::new();
        for row in self.context.db.directives(province).await? {
            let one = directives::directive(&snapshot, row, on)?;
            if !one.state.is_final() {
                running.push(one);
            }
        }
        Ok(running)
    }
}

/// Sets a document away from whatever answers requests, one at a time.
#[cfg(feature = "briefing")]
async fn set(document: Document, identity: String) -> Outcome<Vec<u8>> {
    use super::failed;
    static TURN: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);
    let _turn = TURN.acquire().await.map_err(|e| Failed(failed(&e)))?;
    let set = tokio::task::spawn_blocking(move || briefing::pdf(&document, &identity)).await;
    set.map_err(|e| Failed(failed(&e)))?
        .map_err(|e| Failed(failed(&e)))
}

#[cfg(not(feature = "briefing"))]
async fn set(_document: Document, _identity: String) -> Outcome<Vec<u8>> {
    Err(Failed(Failure::NotBuilt))
}
