//! Finding a unit by its name, an older name, or its code.

use super::PublicBackend;
use app::{
    failure::Failure,
    public::model::{Search, SearchHit},
};
use domain::{release::ReleaseRef, text::fold, unit::UnitLevel};

/// Most units that a search shows.
const MOST_FOUND: usize = 50;

pub(super) async fn search(
    backend: &PublicBackend,
    text: String,
    release: ReleaseRef,
) -> Result<Search, Failure> {
    let opened = backend.open(release).await?;
    let wanted = fold(&text);
    let mut found: Vec<(bool, bool, SearchHit)> = Vec::new();
    if !wanted.is_empty() {
        for unit in opened.snapshot.units.values() {
            // People type the type word too: “xã Đức Nhàn”.
            let Some(named) = opened.snapshot.unit_ref(&unit.code, opened.on) else {
                continue;
            };
            let with_type = format!("{} {}", fold(named.kind.word()), unit.search_key);
            let by_name = unit.search_key.contains(&wanted)
                || with_type.contains(&wanted)
                || unit.code.as_str() == wanted;
            let alias = unit
                .aliases
                .iter()
                .find(|(_, key)| key.contains(&wanted))
                .map(|(a, _)| a.clone());
            if !by_name && alias.is_none() {
                continue;
            }
            let whole =
                unit.search_key == wanted || with_type == wanted || unit.code.as_str() == wanted;
            let province = unit
                .province
                .as_ref()
                .and_then(|p| opened.snapshot.unit_ref(p, opened.on));
            let alias = alias.filter(|_| !by_name);
            let commune = unit.code.level() == UnitLevel::Commune;
            found.push((
                commune,
                !whole,
                SearchHit {
                    unit: named,
                    province,
                    alias,
                },
            ));
        }
    }
    found.sort_by(|a, b| {
        let province = |f: &SearchHit| f.province.as_ref().map(|p| p.sort_key.clone());
        (a.0, a.1, &a.2.unit.sort_key, province(&a.2)).cmp(&(
            b.0,
            b.1,
            &b.2.unit.sort_key,
            province(&b.2),
        ))
    });
    let more = found.len() > MOST_FOUND;
    found.truncate(MOST_FOUND);
    Ok(Search {
        text,
        found: found.into_iter().map(|(_, _, f)| f).collect(),
        more,
        edition: opened.edition,
    })
}
