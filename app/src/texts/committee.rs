//! What the committee's pages, workbook and briefing say alike, and the public addresses to which their numbers lead.

use crate::{
    i18n::Lang,
    page::PageRequest,
    public::model::ReleaseInfo,
    query::Query,
    routes::{Route, WorkspaceRoute, encode, prefixed},
    texts::{
        fact::{self, Fact, Sentence},
        ranking,
    },
    workspace::committee::model::{CommitteeContext, Line, Overview, StillOpen},
};
use domain::{
    ranking::RankFloor,
    status::{Level, Reason, Stage},
    unit::UnitCode,
};

/// An address with what every view keeps: province and release.
pub fn with_state(
    lang: Lang,
    context: &CommitteeContext,
    path: &str,
    more: &[(&str, &str)],
) -> String {
    let mut pairs = vec![("tinh", context.province.code.as_str().to_owned())];
    if let Some(release) = context.release.as_ref().filter(|_| !context.latest) {
        pairs.push(("phat-hanh", release.id.to_string()));
    }
    pairs.extend(more.iter().map(|(n, v)| (*n, (*v).to_owned())));
    let query: Vec<_> = pairs
        .iter()
        .map(|(n, v)| format!("{n}={}", encode(v)))
        .collect();
    format!("{}?{}", prefixed(lang, path), query.join("&"))
}

/// Public addresses as a view leads to them: in its language, in its release.
pub fn public_request(lang: Lang, context: &CommitteeContext) -> PageRequest {
    let shown = context.release.as_ref().filter(|_| !context.latest);
    let pairs = shown.map(|r| ("phat-hanh".to_owned(), r.id.to_string()));
    PageRequest {
        lang,
        route: None,
        path: String::new(),
        query: Query::of(pairs.into_iter().collect()),
    }
}

/// Where a province's communes stand in the release shown.
pub fn communes(
    public_request: &PageRequest,
    province: &UnitCode,
    params: &[(&str, &str)],
) -> String {
    public_request.link_with(&Route::Province(province.clone()), params) + "#bang"
}

/// The same in another release.
pub fn communes_then(
    public_request: &PageRequest,
    province: &UnitCode,
    release: &ReleaseInfo,
) -> String {
    public_request.in_release(&Route::Province(province.clone()), release) + "#bang"
}

/// Where a province's items stand in the release shown.
pub fn province_items(
    public_request: &PageRequest,
    province: &UnitCode,
    params: &[(&str, &str)],
) -> String {
    public_request.link_with(&Route::Items(province.clone()), params) + "#bang"
}

/// A province's row in the ranking of a release, from which its rank follows.
pub fn ranking_then(
    lang: Lang,
    context: &CommitteeContext,
    province: &UnitCode,
    release: &ReleaseInfo,
) -> String {
    let path = prefixed(lang, &WorkspaceRoute::Overview.path());
    let (own, id) = (&context.province.code, release.id);
    format!("{path}?tinh={own}&phat-hanh={id}#hang-{province}")
}

/// The first row of a rank in the ranking of the release shown.
pub fn rank_row(lang: Lang, context: &CommitteeContext, rank: u32) -> String {
    with_state(lang, context, &WorkspaceRoute::Overview.path(), &[]) + &format!("#thu-{rank}")
}

/// A province's row in the ranking of the release shown.
pub fn ranking_row(lang: Lang, context: &CommitteeContext, province: &UnitCode) -> String {
    with_state(lang, context, &WorkspaceRoute::Overview.path(), &[]) + &format!("#hang-{province}")
}

/// How many items a commune misses; its page lists them.
pub fn missing(public_request: &PageRequest, unit: &UnitCode, count: usize, text: String) -> Fact {
    let page = public_request.link(&Route::Commune(unit.clone()));
    Fact {
        // The page of a commune that misses nothing has no such list.
        href: if count == 0 {
            page
        } else {
            page + "#con-thieu"
        },
        value: count.to_string(),
        text,
    }
}

/// Why an item is not met, in a few words.
pub fn reason(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::Met => lang.t("steer-why-met"),
        Reason::Expiring => lang.t("steer-why-expiring"),
        Reason::Awaiting => lang.t("steer-why-awaiting"),
        Reason::Near => lang.t("steer-why-near"),
        Reason::Lapsed => lang.t("steer-why-lapsed"),
        Reason::Below => lang.t("steer-why-below"),
        Reason::Overdue => lang.t("steer-why-overdue"),
        Reason::Expired => lang.t("steer-why-expired"),
        Reason::NotYetDue => lang.t("steer-why-not-yet-due"),
        Reason::NotApplicable => lang.t("steer-why-not-applicable"),
    }
}

/// “1 mục”, “3 mục”.
pub fn items(lang: Lang, count: usize) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    lang.ta(
        "steer-items",
        [
            ("shown", lang.number(count).into()),
            ("count", count.into()),
        ],
    )
}

/// “130 trên 148 xã, phường đạt trạng thái Xanh. Phú Thọ đứng thứ 5 …”, then what is still open and what moves
/// it up. Communes lead to their page, ranks to the ranking below.
pub fn standing_sentences(lang: Lang, data: &Overview, own: &Line, place: &str) -> [Sentence; 2] {
    let public_request = public_request(lang, &data.context);
    let code = &own.unit.code;
    let row = format!("#hang-{code}");
    let all = || communes(&public_request, code, &[]);
    let mut first = Sentence::new();
    let level = [("trang-thai", Level::Green.slug())];
    let green = fact::number(
        lang,
        communes(&public_request, code, &level),
        own.green.part,
    );
    let shown = [
        first.fact(&green),
        first.fact(&fact::number(lang, all(), own.green.whole)),
        first.fact(&fact::percent(lang, all(), own.green)),
    ];
    first.say(&ranking::green_of(lang, shown, false));
    let floor = data.context.rank_floor();
    if let Some(rank) = own.rank {
        let others = if rank.shared_by > 1 {
            first.fact(&fact::number(lang, row.clone(), rank.shared_by - 1))
        } else {
            String::new()
        };
        let shown = [
            first.fact(&fact::ordinal(lang, row.clone(), rank.rank)),
            first.fact(&fact::number(lang, "#xep-hang".to_owned(), rank.of)),
            others,
        ];
        first.say(&ranking::ranks_of(lang, place, rank, shown));
    } else if floor != RankFloor::NONE {
        let rate = data.counts.submitted_rate();
        let declared = || {
            let params = [("khai", Stage::Declared.slug())];
            province_items(&public_request, code, &params)
        };
        let shown = [
            first.fact(&fact::counted(lang, declared(), rate.part, rate.whole)),
            first.fact(&fact::percent(lang, declared(), rate)),
        ];
        first.say(&ranking::unranked_of(lang, place, shown, floor));
    }
    let mut second = Sentence::new();
    range_words(&public_request, own, &mut second);
    if let Some(climb) = data.climbs.first() {
        let more = second.fact(&fact::number(lang, row, climb.more));
        let reached = format!("#thu-{}", climb.rank);
        let reached = second.fact(&fact::ordinal(lang, reached, climb.rank));
        let text = lang.ta(
            "steer-climb",
            [
                ("more", more.into()),
                ("count", climb.more.into()),
                ("rank", reached.into()),
            ],
        );
        second.say(&text);
    }
    [first, second]
}

/// “Còn 12 mục chờ thẩm định; tuỳ kết quả, thứ hạng có thể từ 4 đến 6.”
pub fn range_words(public_request: &PageRequest, line: &Line, sentence: &mut Sentence) {
    let lang = public_request.lang;
    let text = match (line.range, line.open) {
        (Some((best, worst)), Some(open)) => {
            let row = format!("#hang-{}", line.unit.code);
            let waiting = sentence.fact(&waiting(public_request, line, open));
            let best_rank = sentence.fact(&fact::ordinal(lang, row.clone(), best));
            let waiting = ("waiting", waiting.into());
            let count = ("count", open.waiting.into());
            let best_rank = ("best", best_rank.into());
            if best == worst {
                lang.ta("steer-range-one", [waiting, count, best_rank])
            } else {
                let worst = (
                    "worst",
                    sentence.fact(&fact::ordinal(lang, row, worst)).into(),
                );
                lang.ta("steer-range", [waiting, count, best_rank, worst])
            }
        }
        _ if line.published.is_some() => lang.t("steer-range-published"),
        _ => lang.t("steer-range-unknown"),
    };
    sentence.say(&text);
}

/// Items that wait for review in a province.
pub fn waiting(public_request: &PageRequest, line: &Line, open: StillOpen) -> Fact {
    let params = [("khai", Stage::Waiting.slug())];
    let to = province_items(public_request, &line.unit.code, &params);
    fact::number(public_request.lang, to, open.waiting)
}

/// The same where nothing can be marked up.
pub fn origin_text(lang: Lang, line: &Line) -> String {
    let Some(published) = &line.published else {
        let unranked = line.submitted.filter(|_| line.rank.is_none());
        return match unranked {
            Some(submitted) => lang.ta(
                "steer-computed-unranked",
                [
                    ("items", lang.fraction(submitted).into()),
                    ("percent", lang.percent(submitted).into()),
                ],
            ),
            None => lang.t("steer-computed"),
        };
    };
    let text = lang.ta(
        "steer-published",
        [
            ("source", published.source.clone().into()),
            ("at", lang.instant(published.as_of).into()),
        ],
    );
    if published.simulated {
        format!("{text} · {}", lang.t("steer-simulated"))
    } else {
        text
    }
}
