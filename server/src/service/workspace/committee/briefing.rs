//! The committee's briefing as a PDF. Only what it says is found here; [`crate::typesetter`] has it set.

use super::Committee;
use crate::service::workspace::{
    Principal, ServiceError, ServiceResult, directives, service_error::service_error,
};
use app::{
    exports::briefing::document,
    failure::Failure,
    i18n::Lang,
    port::{Backend, Indicators},
    workspace::committee::model::{Briefing, CommitteeFilter, Directive, MatrixSort},
};
use domain::{indicator::Sector, release::ReleaseRef, time::Date, unit::UnitCode};

impl Committee {
    /// The briefing of a province: bytes of a PDF, the same for the same release, language, letterhead, published
    /// figures, observations and directives.
    ///
    /// # Errors
    /// [`Failure::NoTypesetter`] while there is none, [`Failure::NoSuchRelease`] while no release counts the province;
    /// see also [`Self::overview`].
    pub async fn briefing(
        &self,
        who: &Principal,
        lang: Lang,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Vec<u8>> {
        let found = self.found(who, filter).await?;
        if !self.context.typesetter.is_there() {
            return Err(ServiceError(Failure::NoTypesetter));
        }
        let context = &found.overview.context;
        let identity = format!(
            "{}/{}/{}",
            context.province.code,
            context.release.as_ref().map_or("", |r| r.hash.as_str()),
            lang.tag()
        );
        let Some(document) = document(lang, &found) else {
            return Err(ServiceError(Failure::NoSuchRelease("1".to_owned())));
        };
        let set = self.context.typesetter.pdf(&document, &identity).await;
        set.map_err(|error| ServiceError(service_error(&error)))
    }

    /// What a briefing says.
    async fn found(&self, who: &Principal, filter: &CommitteeFilter) -> ServiceResult<Briefing> {
        let overview = self.overview(who, filter).await?;
        let by_name = CommitteeFilter {
            sort: MatrixSort::Name,
            ..filter.clone()
        };
        let matrix = self.matrix(who, &by_name).await?;
        let distance = self.distance(who, filter).await?;
        let province = overview.context.province.code.clone();
        let release = overview.context.release.as_ref();
        let frozen = release.map_or(overview.context.today, |r| r.as_of.date());
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
    async fn running(&self, province: &UnitCode, on: Date) -> ServiceResult<Vec<Directive>> {
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
