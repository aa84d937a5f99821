//! A briefing as plain values: what an administrative report says about a province in one release, every word and
//! number written in its language. [`Document`] is what `server/briefing` sets; how a page looks must not enter, and
//! nothing here knows the time: the same data make the same document. Its sections stand in modules of their own.

mod annex;
mod diagram;
mod directed;
mod document;
mod failing;
mod infrastructure;
mod near;
mod standing;
mod trend;

pub use crate::exports::briefing::document::{
    Block, Chart, Column, Document, Head, Hexagon, Mark, Part, Point, Section, Span,
};
use crate::{
    i18n::Lang,
    texts::release,
    workspace::committee::model::{Briefing, Letterhead, LetterheadForm},
};
use annex::{communes, method, ranking, sources};
use diagram::{diagram, numbered};
use directed::directed;
use domain::time::Civil;
use failing::failing;
use infrastructure::infrastructure;
use near::near;
use standing::standing;
use trend::trend;

/// The briefing of a province; `None` while there is no release that counts it.
#[must_use]
pub fn document(lang: Lang, data: &Briefing) -> Option<Document> {
    let context = &data.overview.context;
    let release = context.release.as_ref()?;
    let own = data.overview.own()?;
    let place = lang.full_name(&context.province);
    let Civil { year, month, day } = release.as_of.date().civil();
    let part = |number: u32| i32::try_from(number).unwrap_or(0);
    let simulated = release.simulated
        || data
            .overview
            .lines
            .iter()
            .any(|l| l.published.as_ref().is_some_and(|p| p.simulated));
    let about = lang.ta(
        "steer-about",
        [
            ("id", release::number(lang, release.id).into()),
            ("at", lang.instant(release.as_of).into()),
            ("set", release.criteria_set.clone().into()),
        ],
    );
    let footer = lang.ta(
        "briefing-footer",
        [
            ("about", about.clone().into()),
            ("hash", release.hash.get(..16).unwrap_or("").into()),
        ],
    );
    let numbered = numbered(data);
    Some(Document {
        lang: lang.tag(),
        rtl: lang == Lang::Ar,
        title: lang.ta("briefing-title", [("place", place.into())]),
        author: data
            .letterhead
            .as_ref()
            .map_or_else(|| "Xanh".to_owned(), |l| l.agency.clone()),
        date: [year, part(month), part(day)],
        kind: lang.t("briefing-kind"),
        annex_kind: lang.t("briefing-annex"),
        mark: simulated.then(|| lang.t("steer-book-simulated")),
        mark_note: lang.t("shell-simulated"),
        about,
        footer,
        letterhead: data.letterhead.as_ref().map(|l| head(lang, l)),
        sections: vec![
            standing(lang, data, own),
            trend(lang, data),
            diagram(lang, data, &numbered),
            near(lang, data),
            failing(lang, data),
            infrastructure(lang, data),
            directed(lang, data),
        ],
        annex: vec![
            communes(lang, data),
            ranking(lang, data),
            method(lang, data),
            sources(lang, data),
        ],
    })
}

fn head(lang: Lang, l: &Letterhead) -> Head {
    let place = |place: &String| lang.ta("briefing-place", [("place", place.clone().into())]);
    let symbol = |symbol: &String| {
        let args = [("symbol", symbol.clone().into())];
        match l.form {
            Some(LetterheadForm::Party) => lang.ta("briefing-number-party", args),
            Some(LetterheadForm::State) | None => lang.ta("briefing-number", args),
        }
    };
    // The names stand on the original alone: other languages are translations of it.
    let form = l.form.filter(|_| lang == Lang::Vi);
    Head {
        nation: form.map(|form| match form {
            LetterheadForm::State => "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            LetterheadForm::Party => "ĐẢNG CỘNG SẢN VIỆT NAM",
        }),
        motto: (form == Some(LetterheadForm::State)).then_some("Độc lập - Tự do - Hạnh phúc"),
        superior: l.superior.clone(),
        agency: l.agency.clone(),
        symbol: l.symbol.as_ref().map(symbol),
        place: l.place.as_ref().map(place),
        signer_title: l.signer_title.clone(),
        signer: l.signer.clone(),
        recipients_word: lang.t("briefing-recipients"),
        recipients: l.recipients.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_has_the_form_that_is_configured_on_the_vietnamese_copy_alone() {
        let of = |lang, form| {
            let letterhead = Letterhead {
                form,
                agency: "BAN CHỈ ĐẠO".to_owned(),
                symbol: Some("BC/BCĐ".to_owned()),
                place: Some("Phú Thọ".to_owned()),
                ..Letterhead::default()
            };
            let head = head(lang, &letterhead);
            (
                head.nation,
                head.motto,
                head.symbol.unwrap(),
                head.place.unwrap(),
            )
        };
        let (state, party) = (Some(LetterheadForm::State), Some(LetterheadForm::Party));
        let (nation, motto, number, place) = of(Lang::Vi, state);
        assert_eq!(nation, Some("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        assert_eq!(motto, Some("Độc lập - Tự do - Hạnh phúc"));
        assert_eq!(number, "Số: ………/BC/BCĐ");
        assert_eq!(place, "Phú Thọ, ngày …… tháng …… năm ………");
        let (nation, motto, number, _) = of(Lang::Vi, party);
        assert_eq!((nation, motto), (Some("ĐẢNG CỘNG SẢN VIỆT NAM"), None));
        assert_eq!(number, "Số ………-BC/BCĐ");
        for lang in [Lang::En, Lang::Ar] {
            for form in [state, party, None] {
                let (nation, motto, _, place) = of(lang, form);
                assert_eq!((nation, motto), (None, None));
                assert!(!place.contains("ngày"), "{place}");
            }
        }
        assert_eq!(of(Lang::Vi, None).0, None);
    }
}
