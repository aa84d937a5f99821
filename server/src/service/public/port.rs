//! The port that public pages ask. What a page is told stands in the module of that page.

use super::{
    PublicBackend, commune, country, items, province, published, receipt, releases, search,
};
use app::{
    port::{Backend, Reply},
    public::model::{
        Commune, Correction, Country, Edition, Items, Method, Province, Receipt, Search,
        figures::Published,
    },
};
use domain::{
    release::{ReceiptId, ReleaseRef},
    unit::UnitCode,
};

impl Backend for PublicBackend {
    fn edition(&self, release: ReleaseRef) -> Reply<'_, Edition> {
        Box::pin(async move { Ok(self.open(release).await?.edition) })
    }

    fn corrections(&self) -> Reply<'_, Vec<Correction>> {
        Box::pin(releases::corrections(self))
    }

    fn method(&self, release: ReleaseRef) -> Reply<'_, Method> {
        Box::pin(async move {
            let opened = self.open(release).await?;
            let mut edition = opened.edition;
            let newest = opened.snapshot.wordings.newest(&edition.set.version);
            // Who asks for no release in particular is told the method as it is worded now.
            let named = opened.release.filter(|_| release != ReleaseRef::Latest);
            let shown = named.map(|r| r.wording).or_else(|| newest.cloned());
            let mut reworded = None;
            if let Some(wording) = shown {
                edition.set = wording.set;
                reworded = wording.revised.map(|(_, at)| at);
            }
            Ok(Method { edition, reworded })
        })
    }

    fn country(&self, release: ReleaseRef) -> Reply<'_, Country> {
        Box::pin(country::country(self, release))
    }

    fn province(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Province> {
        Box::pin(province::province(self, code, release))
    }

    fn items(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Items> {
        Box::pin(items::items(self, code, release))
    }

    fn commune(&self, code: UnitCode, release: ReleaseRef) -> Reply<'_, Commune> {
        Box::pin(commune::commune(self, code, release))
    }

    fn receipt(&self, id: ReceiptId) -> Reply<'_, Receipt> {
        Box::pin(receipt::receipt(self, id))
    }

    fn published(&self, release: ReleaseRef) -> Reply<'_, Published> {
        Box::pin(published::published(self, release))
    }

    fn search(&self, text: String, release: ReleaseRef) -> Reply<'_, Search> {
        Box::pin(search::search(self, text, release))
    }
}
