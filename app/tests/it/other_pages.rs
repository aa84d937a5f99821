//! The pages of a commune, a receipt, the method, published figures, releases, search, about and
//! errors, rendered in three languages from invented data.

#[cfg(test)]
pub mod data;
#[cfg(test)]
mod preview;
#[cfg(test)]
pub mod set;

use crate::fake;
use app::{
    failure::{Failure, FileFault},
    i18n::Lang,
    page::{Page, PageRequest},
    public::{
        self,
        model::{
            Commune, Edition,
            figures::{AsOf, Figure, strips},
        },
    },
};
use data::{ask_in, request};
use domain::{access::Refusal, release::Replay};
use leptos::prelude::{Owner, RenderHtml};

/// The text of a page's body: tags and comments dropped, isolates dropped, white space made one.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            '\u{2066}'..='\u{2069}' => {}
            '\u{a0}' => text.push(' '),
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Renders the body of a page and checks what must hold on every page.
fn body(request: &PageRequest, page: impl FnOnce(&PageRequest) -> Page) -> String {
    let (title, description, html) = Owner::new().with(|| {
        request.provide();
        let page = page(request);
        (page.title, page.description, page.body.to_html())
    });
    for never in [" style=", "<script", "onclick", "javascript:"] {
        assert!(!html.contains(never), "{title}: {never}");
    }
    assert_eq!(html.matches("<h1").count(), 1, "{title}");
    assert!(!description.is_empty() && !title.is_empty());
    let ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{title}: {ids:?}");
    // Every label and every fragment link finds its element.
    for part in html
        .split("href=\"#")
        .skip(1)
        .chain(html.split("aria-labelledby=\"").skip(1))
    {
        let id = part.split('"').next().unwrap_or_default();
        assert!(ids.contains(&id), "{title}: no element #{id}");
    }
    html
}

fn assert_says(html: &str, sentences: &[&str]) {
    let text = text_of(html);
    for sentence in sentences {
        assert!(text.contains(sentence), "“{sentence}” is not in: {text}");
    }
}

#[cfg(test)]
fn commune(lang: Lang) -> String {
    body(&ask_in(lang, "/xa/00001"), |request| {
        public::commune::page(request, data::commune(data::inputs())).unwrap()
    })
}

#[test]
fn a_commune_states_what_is_missing_before_anything_else() {
    let html = commune(Lang::Vi);
    assert_says(
        &html,
        &[
            "■ Đỏ còn 4 tiêu chí nữa",
            "Xã A ở trạng thái Đỏ: đạt 5 trên 8 tiêu chí bắt buộc, còn 4 tiêu chí nữa là đạt Xanh.",
            "Đỏ vì sau thời hạn của đợt (17:00 ngày 23/10/2026) còn đạt dưới 75% tiêu chí bắt buộc",
            "▲ Vàng DL2 Hồ sơ nộp trực tuyến 72% (360/500) → cần ít nhất 80% Gần đạt ngưỡng. Hạn: 17:00 ngày 20/11/2026.",
            "có 1/2 mục; chưa đủ: Máy in → cần đủ cả 2 mục Gần đạt ngưỡng. Hạn đã qua: 17:00 ngày 23/10/2026.",
            "105% (21/20) → cần khai lại với minh chứng mới (ít nhất 100%)",
            "minh chứng chỉ còn hiệu lực đến hết ngày 3/11/2026",
            "Đã nộp đúng hạn lúc 8:30 ngày 20/10/2026, đang chờ thẩm định.",
            "Có, 8 Mbps",
            "Xếp thứ 12 trong 148 đơn vị cấp xã của T. Đồng hạng với 2 đơn vị khác.",
            "Tính đến 16:00 ngày 31/10/2026 (bản công bố số 19) · 8/8 mục đã nộp · 7/8 mục đã xác nhận",
            "Đơn vị gần nhất Các xã, phường, đặc khu gần nhất trong T, theo khoảng cách đường chim bay",
            "Phường B ● Xanh 8/8 cách 4,2 km",
            "Xã C ■ Đỏ 3/8 cách 10,0 km",
        ],
    );
    assert!(html.find("id=\"con-thieu\"") < html.find("id=\"tieu-chi\""));
    assert!(
        html.contains("href=\"/bien-nhan/19r2-00001\"") && html.contains("/xa/00001?phat-hanh=18")
    );
    assert_says(
        &commune(Lang::En),
        &[
            "A commune: Red. It meets 5 of 8 required criteria and needs 4 more to be green.",
            "72% (360/500) → needs at least 80% Near the threshold. Due: 20 November 2026, 17:00.",
        ],
    );
    let ar = commune(Lang::Ar);
    assert_says(
        &ar,
        &[
            "وتتبقى 4 معايير لبلوغ الحالة الخضراء",
            "72% (360/500) ← المطلوب: ما لا يقل عن 80%",
        ],
    );
    assert!(ar.contains("<bdi lang=\"vi\">A</bdi>"));
}

#[test]
fn a_green_commune_and_one_without_a_release_say_so() {
    let green = body(&request("/xa/00001"), |request| {
        public::commune::page(request, data::commune(data::all_met())).unwrap()
    });
    assert_says(
        &green,
        &["Xã A đạt trạng thái Xanh: đạt cả 8 tiêu chí bắt buộc."],
    );
    assert!(!green.contains("con-thieu") && !green.contains("tiêu chí nữa"));
    let without = |lang| {
        body(&ask_in(lang, "/xa/00001"), |request| {
            public::commune::page(request, data::commune_without_release()).unwrap()
        })
    };
    assert_says(
        &without(Lang::Vi),
        &[
            "Chưa có bản công bố nào nêu trạng thái của xã A.",
            "sau khi Ban Chỉ đạo công bố bản đầu tiên",
        ],
    );
    assert_says(
        &without(Lang::En),
        &["No release states the status of A commune yet."],
    );
    assert_says(
        &without(Lang::Ar),
        &["لا يوجد بعد إصدار منشور يذكر حالة بلدية A."],
    );
}

#[test]
fn a_receipt_says_whether_it_matches_and_how_to_check_it() {
    let page = |lang, replay| {
        body(&ask_in(lang, "/bien-nhan/19r2-00001"), |request| {
            public::receipt::page(request, data::receipt(replay)).unwrap()
        })
    };
    let html = page(Lang::Vi, Replay::Matches);
    assert_says(
        &html,
        &[
            "Khớp: tính lại từ các dữ liệu đầu vào dưới đây cho đúng trạng thái và mã băm đã công bố.",
            "Bản công bố số 19, đính chính lần 1",
            "Bản mới nộp lúc 8:30 ngày 20/10/2026, đúng hạn, chờ thẩm định",
            "release 19r2",
        ],
    );
    let hash = data::receipt(Replay::Matches).hash;
    assert!(html.contains(&hash) && html.contains("/xa/00001?phat-hanh=19r2"));
    assert_says(
        &page(Lang::En, Replay::Differs),
        &["It differs: computing again gives another result"],
    );
    assert_says(&page(Lang::Ar, Replay::OtherRules), &["تتعذر المقارنة"]);
    // The text is shown only while it has the hash.
    assert!(!page(Lang::Vi, Replay::Differs).contains("<pre"));
}

#[test]
fn the_text_of_a_receipt_has_its_hash() {
    let html = body(&request("/bien-nhan/19r2-00001"), |request| {
        public::receipt::page(request, data::receipt(Replay::Matches)).unwrap()
    });
    let text = html
        .split("<code>")
        .nth(1)
        .and_then(|rest| rest.split("</code>").next())
        .unwrap();
    let frozen = data::frozen(data::inputs());
    let own = domain::release::receipt_text(
        &data::info(19, 2, data::as_of()).header(),
        &frozen.unit,
        &frozen.inputs,
        &frozen.outcome,
    );
    assert_eq!(text, own);
}

#[test]
fn the_method_is_the_criteria_set_in_words() {
    let page = |lang| {
        let data = app::public::model::Method {
            edition: data::edition(),
            reworded: None,
        };
        body(&ask_in(lang, "/phuong-phap"), |request| {
            public::method::page(request, data).unwrap()
        })
    };
    assert_says(
        &page(Lang::Vi),
        &[
            "Bộ tiêu chí v0 có 8 tiêu chí bắt buộc trong 3 nhóm",
            "không phải văn bản chính thức",
            "đạt dưới 75% số tiêu chí bắt buộc",
            "chỉ còn hiệu lực dưới 7 ngày",
            "Hai số: Hồ sơ nộp trực tuyến; Tổng số hồ sơ",
            "ít nhất 80%",
            "từ 60% đến dưới 80%",
            "“Có” và ít nhất 6 Mbps",
            "“Có”, lần gần nhất trong vòng 90 ngày",
            "90 ngày kể từ ngày của số liệu",
            "130/148 = 87,8378%…, ghi là 87,83%; làm tròn thông thường sẽ ra 87,84%.",
            "3.320/3.321 ghi là 99,96%",
            "1, 1, 1, 4",
            "Số liệu mô phỏng là gì",
            "Tên các nhóm có nguồn: S9.",
        ],
    );
    assert_says(
        &page(Lang::En),
        &[
            "less than 75% of the required criteria",
            "130/148 = 87.8378%…, shown as 87.83%",
            "from 60% to below 80%",
        ],
    );
    assert_says(
        &page(Lang::Ar),
        &[
            "130/148 = 87.8378%…، وتُعرض 87.83%",
            "عدد المعايير الإلزامية في مجموعة المعايير v0: 8",
            "90 يوماً من تاريخ البيان",
        ],
    );
}

#[test]
fn published_figures_stand_beside_computed_ones_with_the_difference_explained() {
    let page = |lang| {
        body(&ask_in(lang, "/so-lieu-cong-bo"), |request| {
            public::published::page(request, data::published()).unwrap()
        })
    };
    let html = page(Lang::Vi);
    assert_says(
        &html,
        &[
            "Nguồn không ghi ngày, nên không biết đối chiếu với bản công bố nào.",
            "59,7% (1.981/3.321)",
            "59,65% (1.981/3.321)",
            "Cùng một phân số; nguồn làm tròn, ở đây cắt ở hai chữ số thập phân.",
            "Khác, vì số tính ở đây là số mô phỏng",
            "hơn 10.200 trạm",
            "nguyên văn: hơn 10.200 trạm phát sóng",
            // Not known to be verbatim, and not called so.
            "ghi trong dữ liệu lưu: about 9,000",
            "Cùng một đơn vị có nhiều số liệu",
            "Báo Ví dụ , Một bài báo , 12/QĐ-VD – 12/8/2025",
        ],
    );
    // Words stand in their own language; a number alone is never repeated as words.
    assert!(html.contains("<q lang=\"vi\" dir=\"ltr\">hơn 10.200 trạm phát sóng</q>"));
    assert_eq!(html.matches("nguyên văn:").count(), 1);
    assert!(html.contains(
        "<a href=\"https://vi-du.vn/123\"><q lang=\"vi\" dir=\"ltr\">Một bài báo</q></a>"
    ));
    // Figures of one thing stand next to each other although another came between them: newest first, undated last.
    let order: Vec<_> = ["F3", "F1", "F2", "F4", "F5"]
        .map(|id| html.find(&format!("<tr id=\"{id}\"")))
        .to_vec();
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "{order:?}"
    );
    assert_says(
        &page(Lang::En),
        &[
            "more than 10,200 stations verbatim, in Vietnamese: hơn 10.200 trạm phát sóng",
            "Viet Nam Green rate",
            "Ví dụ newspaper , Một bài báo , 12/QĐ-VD – 12 August 2025",
            "they say nothing about whether a source is right",
        ],
    );
    assert_says(&page(Lang::Ar), &["مختلفان لأن رقمنا من المحاكاة"]);
}

#[test]
fn a_strip_holds_one_thing_newest_first_and_what_has_no_day_last() {
    let of = |id: &str, at: Option<&str>, estimated: Option<&str>| {
        let at = at.map(|at| AsOf::parse(at).unwrap());
        std::sync::Arc::new(Figure {
            from: None,
            to: at,
            estimated_day: estimated.map(data::day),
            ..(*data::figure(id, Some(data::province()), Some("1"), None)).clone()
        })
    };
    let other = data::figure("X", None, Some("2"), None);
    let figures = [
        of("undated", None, None),
        of("old", Some("2025-09-19"), None),
        other,
        of("told early in 2026", None, Some("2026-01-01")),
        of("afternoon", Some("2025-12-26T16:00+07:00"), None),
    ];
    let ids = |strip: &Vec<std::sync::Arc<Figure>>| {
        strip.iter().map(|f| f.id.clone()).collect::<Vec<_>>()
    };
    let strips: Vec<_> = strips(&figures).iter().map(ids).collect();
    let first = ["told early in 2026", "afternoon", "old", "undated"];
    assert_eq!(
        strips,
        [first.map(str::to_owned).to_vec(), vec!["X".to_owned()]]
    );
}

#[test]
fn releases_are_listed_newest_first_and_production_has_none_yet() {
    let page = |lang, edition: Edition| {
        body(&ask_in(lang, "/phat-hanh"), |request| {
            public::releases::page(request, edition, &data::corrections()).unwrap()
        })
    };
    let html = page(Lang::Vi, data::edition());
    assert_says(
        &html,
        &[
            "Có 2 bản công bố; mới nhất là bản công bố số 19, đính chính lần 1, tính đến 16:00 ngày 31/10/2026.",
            "59,65% 1.981/3.321",
            "Thay cho:",
            "0123456789ab",
        ],
    );
    assert!(html.contains("href=\"/?phat-hanh=19\"") && html.contains("href=\"/?phat-hanh=19r1\""));
    assert!(html.find("/?phat-hanh=19") < html.find("/?phat-hanh=18"));
    assert_says(
        &page(Lang::En, data::empty_edition()),
        &["There is no release yet."],
    );
    assert_says(&page(Lang::Ar, data::edition()), &["يوجد إصداران"]);
}

#[test]
fn a_unit_that_ended_says_so_and_leads_to_what_took_its_place() {
    let page = |lang, ended| {
        body(&ask_in(lang, "/xa/00001"), |request| {
            let data = Commune {
                ended,
                ..data::commune(data::inputs())
            };
            public::commune::page(request, data).unwrap()
        })
    };
    let told = page(Lang::Vi, Some(data::ended()));
    assert_says(
        &told,
        &["Đơn vị này tồn tại đến hết ngày 31/8/2026. Nay thuộc: Phường Tân Hòa"],
    );
    assert!(told.contains("href=\"/xa/00007\""));
    assert!(page(Lang::Ar, Some(data::ended())).contains("href=\"/ar/xa/00007\""));
    let nobody_said = app::public::model::Ended {
        successors: Vec::new(),
        ..data::ended()
    };
    assert_says(
        &page(Lang::En, Some(nobody_said)),
        &["This unit existed until 31 August 2026. No unit is on record in its place."],
    );
    assert!(!page(Lang::Vi, None).contains("tồn tại đến hết"));
}

#[test]
fn search_names_type_and_province_and_helps_when_nothing_is_found() {
    let page = |lang, text: &str, found| {
        body(&ask_in(lang, "/tim"), |request| {
            public::search::page(request, data::search(text, found)).unwrap()
        })
    };
    assert_says(
        &page(Lang::Vi, "hoa binh", true),
        &[
            "Thấy 4 đơn vị khớp với “hoa binh”.",
            "Phường Hòa Bình — T",
            "tìm thấy theo tên khác: Hoà Bình",
            "Vàng còn 2 tiêu chí nữa",
            "Tỉnh Hòa Bình 17 · đến hết ngày 30/6/2025 → T",
            "130/148 đạt Xanh",
            "Thành phố Hòa Bình — Tỉnh Hòa Bình 148 · đến hết ngày 30/6/2025 → nay thuộc 2 đơn vị:",
            "Thị trấn Hòa Bình — Huyện Cũ , Tỉnh Hòa Bình 04795 · đến hết ngày 30/6/2025, được chia → nay thuộc 2 đơn vị:",
            "chưa đối chiếu với các nghị quyết",
        ],
    );
    assert_says(
        &page(Lang::En, "hoa binh", true),
        &[
            "4 units match “hoa binh”.",
            "Hòa Bình ward — T",
            "Hòa Bình township — Cũ district",
            "Green",
        ],
    );
    assert!(page(Lang::Ar, "hoa binh", true).contains("<bdi lang=\"vi\">Hòa Bình</bdi>"));
    assert_says(
        &page(Lang::Vi, "xyz", false),
        &["Không thấy đơn vị nào khớp với “xyz”.", "Không cần gõ dấu"],
    );
    assert_says(&page(Lang::En, "", false), &["Type a name or part of one"]);
    // Words of pages and criteria, and a code.
    let method = page(Lang::En, "phuong phap", false);
    assert_says(
        &method,
        &[
            "No unit is called “phuong phap”",
            "Indicators, criteria and pages",
        ],
    );
    assert!(method.contains("href=\"/en/phuong-phap\""), "{method}");
    let criterion = page(Lang::Vi, "dl2", false);
    assert!(
        criterion.contains("href=\"/phuong-phap#DL2\""),
        "{criterion}"
    );
    let body_of = |data| {
        body(&ask_in(Lang::En, "/tim"), |request| {
            public::search::page(request, data).unwrap()
        })
    };
    let near = app::public::model::Search {
        near: true,
        ..data::search("hoa bimh", true)
    };
    assert_says(
        &body_of(near),
        &["No name matches “hoa bimh”. Did you mean:"],
    );
    let unreadable = app::public::model::Search {
        readable: false,
        ..data::search("<>", false)
    };
    assert_says(
        &body_of(unreadable),
        &["Type letters or digits to search for."],
    );
    let hostile = page(Lang::Vi, "\"><script>alert(1)</script>", false);
    assert!(!hostile.contains("<script"));
}

#[test]
fn about_says_what_this_is_not() {
    let page = |lang| {
        body(&ask_in(lang, "/gioi-thieu"), |request| {
            public::about::page(request, data::edition()).unwrap()
        })
    };
    let html = page(Lang::Vi);
    assert_says(
        &html,
        &[
            "Không phải hệ thống giám sát nq57.vn",
            "chưa khai báo đầu mối liên hệ",
            "CC BY 4.0",
            "không đặt cookie",
        ],
    );
    for anchor in ["lien-he", "rieng-tu", "tiep-can"] {
        assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    assert_says(
        &page(Lang::En),
        &["It is not nq57.vn", "an audit by people with disabilities"],
    );
    assert_says(&page(Lang::Ar), &["ولم يراجع النص العربي متحدث أصلي"]);
}

#[test]
fn an_error_says_what_is_allowed_and_works_without_data() {
    let bad = |address: &str| {
        let request = request(address);
        let failure = Failure::BadParameter {
            name: "trang-thai",
            value: "green".into(),
            allowed: vec!["xanh", "vang"],
        };
        body(&request, |request| {
            app::error_page::page(request, &failure, Some(data::edition()))
        })
    };
    let html = bad("/tinh/25?trang-thai=green&loai=xa");
    assert_says(
        &html,
        &[
            "Mục “trang-thai” trong địa chỉ có giá trị “green”",
            "xanh (Xanh)",
        ],
    );
    assert!(
        html.contains("href=\"/tinh/25?loai=xa&amp;trang-thai=vang\""),
        "{html}"
    );
    assert_says(
        &bad("/en/tinh/25?trang-thai=green"),
        &["Choose one of these:", "vang (Yellow)"],
    );
    for lang in Lang::ALL {
        let request = ask_in(lang, "/xa/99999");
        for failure in [
            Failure::NoSuchUnit("99999".into()),
            Failure::NoSuchRelease("999".into()),
            Failure::NoSuchRelease("99r1".into()),
            Failure::NoSuchReceipt("1r1-00001".into()),
            Failure::NoSuchPage,
            Failure::BadParameter {
                name: "phat-hanh",
                value: "x".into(),
                allowed: vec!["12", "12r1"],
            },
            Failure::Unavailable,
        ] {
            let html = body(&request, |request| {
                let page = app::error_page::page(request, &failure, None);
                assert!(page.edition.is_none());
                page
            });
            assert!(html.contains(&failure.status().to_string()));
            // Looking for a unit is no way out while the store is away.
            assert_eq!(html.contains("<form"), failure != Failure::Unavailable);
        }
    }
}

/// Every kind of failure. A new one does not compile until it is added here.
fn failures() -> Vec<Failure> {
    let named = |failure: &Failure| match failure {
        Failure::NoSuchUnit(_)
        | Failure::NoSuchRelease(_)
        | Failure::NoSuchReceipt(_)
        | Failure::NoSuchPage
        | Failure::BadParameter { .. }
        | Failure::Unavailable
        | Failure::Uncertain
        | Failure::Full
        | Failure::File(..)
        | Failure::NotSignedIn
        | Failure::Denied(_)
        | Failure::ForeignOrigin
        | Failure::BadForm
        | Failure::TooLarge
        | Failure::AddressTooLong
        | Failure::HeadTooLarge
        | Failure::TooSlow
        | Failure::Changed
        | Failure::LinkEnded
        | Failure::NoTypesetter
        | Failure::Method => true,
    };
    let parameter = |name, allowed| Failure::BadParameter {
        name,
        value: "x".into(),
        allowed,
    };
    let mut all = vec![
        Failure::NoSuchUnit("99999".into()),
        Failure::NoSuchRelease("999".into()),
        Failure::NoSuchRelease("99r1".into()),
        Failure::NoSuchReceipt("1r1-00001".into()),
        Failure::NoSuchPage,
        parameter("trang-thai", vec!["xanh", "vang"]),
        Failure::Unavailable,
        Failure::Uncertain,
        Failure::Full,
        Failure::NotSignedIn,
        Failure::ForeignOrigin,
        Failure::BadForm,
        Failure::TooLarge,
        Failure::AddressTooLong,
        Failure::HeadTooLarge,
        Failure::TooSlow,
        Failure::Changed,
        Failure::LinkEnded,
        Failure::NoTypesetter,
        Failure::Method,
    ];
    for fault in [
        FileFault::Missing,
        FileFault::Altered,
        FileFault::Unreadable,
    ] {
        all.push(Failure::File(fault, "a.pdf".into()));
    }
    for refusal in [
        Refusal::NoRole,
        Refusal::OwnWork,
        Refusal::SecondFactor,
        Refusal::OwnRights,
    ] {
        all.push(Failure::Denied(refusal));
    }
    assert!(all.iter().all(named));
    all
}

/// A refusal says what to do next, and whom to ask where nobody but somebody else can do it.
#[test]
fn every_failure_says_what_to_do_next() {
    let steps = |lang| match lang {
        Lang::Vi => &[
            "hãy ",
            "đề nghị ",
            "chọn ",
            "tìm ",
            "vào trang",
            "tải lại",
            "bấm ",
            "đăng nhập",
        ][..],
        Lang::Ar => &[
            "اختر",
            "ابحث",
            "تحقق",
            "عد إلى",
            "أعد ",
            "افتح",
            "أرسل",
            "اطلب",
            "انتظر",
            "حاول",
            "اضغط",
            "احذف",
            "سجّل",
        ][..],
        Lang::En => &[
            "try", "ask", "choose", "search", "go ", "reload", "open ", "send ", "sign in",
            "press", "check", "delete",
        ],
    };
    for lang in Lang::ALL {
        for failure in failures() {
            let request = ask_in(lang, "/xa/99999");
            let html = body(&request, |request| {
                app::error_page::page(request, &failure, None)
            });
            let main = html.split("class=\"failure\"").nth(1).unwrap();
            // The words of the failure, without the ways that every such page offers.
            let (title, what, why) = app::error_page::words(&request, &failure);
            let said = format!("{title} {what} {why}").to_lowercase();
            let links = matches!(failure, Failure::BadParameter { .. }) && main.contains("<li><a");
            assert!(
                links || steps(lang).iter().any(|step| said.contains(step)),
                "{lang:?} {failure:?}: {said}"
            );
            let refused = matches!(failure, Failure::Denied(_) | Failure::LinkEnded);
            let whom = ["quản trị viên", "administrator", "مدير النظام"];
            assert!(
                !refused || whom.iter().any(|whom| said.contains(whom)),
                "{lang:?} {failure:?}: {said}"
            );
        }
    }
}

#[test]
fn a_release_that_does_not_exist_does_not_stay_in_the_links() {
    for (address, expected) in [
        ("/tinh/25?phat-hanh=999", 404),
        ("/en/tinh/25?phat-hanh=x&loai=xa", 400),
    ] {
        let (status, html) = fake::html(true, address);
        assert_eq!(status, expected);
        assert!(
            !html.contains("phat-hanh=x") && !html.contains("phat-hanh=999"),
            "{address}"
        );
        assert!(html.contains("href=\"/phat-hanh\"") || html.contains("href=\"/en/phat-hanh\""));
    }
}
