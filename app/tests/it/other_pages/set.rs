//! An invented criteria set with one criterion of each kind of question.

use super::data::{day, texts};
use domain::criteria::{
    CriteriaSet, Criterion, Group, Item, Localized, Question, Rules, SetStatus, Thresholds,
};

fn thresholds(pass_bp: u32, near_bp: u32, part: Localized, whole: Localized) -> Thresholds {
    Thresholds {
        pass_bp,
        near_bp,
        part,
        whole,
    }
}

fn item(code: &str, name: Localized) -> Item {
    Item {
        code: code.into(),
        min: 1,
        name,
    }
}

pub fn set() -> CriteriaSet {
    let officials = || texts("Tổng số cán bộ", "All officials", "مجموع الموظفين");
    let trained = || {
        texts(
            "Cán bộ đã tập huấn",
            "Officials trained",
            "الموظفون المدربون",
        )
    };
    let criterion = |code: &str, group: &str, validity_days, title, question| Criterion {
        code: code.into(),
        group: group.into(),
        required: true,
        validity_days,
        public: domain::criteria::Public::Value,
        nq57_order: None,
        title,
        help: texts(
            "Chọn “Có” khi đã xong.",
            "Choose “Yes” once done.",
            "اختر «نعم» عند الإنجاز.",
        ),
        evidence: texts("Quyết định", "Decision", "القرار"),
        system: texts("Cấp xã", "Commune", "البلدية"),
        question,
    };
    let group = |code: &str, name, inferred: bool| Group {
        code: code.into(),
        name,
        inferred,
        source: if inferred { String::new() } else { "S9".into() },
    };
    CriteriaSet {
        version: "v0".into(),
        status: SetStatus::Inferred,
        legal_ref: String::new(),
        valid_from: day("2025-07-01"),
        title: texts(
            "Bộ tiêu chí tham chiếu (suy luận)",
            "Reference set (inferred)",
            "مجموعة مرجعية (مستنتجة)",
        ),
        note: texts(
            "Phần suy luận: ngưỡng.",
            "Inferred: thresholds.",
            "المستنتج: الحدود.",
        ),
        rules: Rules {
            red_below_bp: 7_500,
            expiring_days: 7,
        },
        groups: vec![
            group(
                "TC",
                texts("Thể chế", "Institutions", "المؤسسية والتنظيم"),
                false,
            ),
            group(
                "HT",
                texts("Hạ tầng", "Infrastructure", "البنية التحتية"),
                true,
            ),
            group("DL", texts("Dữ liệu", "Data", "البيانات"), false),
        ],
        criteria: vec![
            criterion(
                "TC1",
                "TC",
                365,
                texts("Có kế hoạch", "A plan", "خطة"),
                Question::ThreeValued,
            ),
            criterion(
                "TC2",
                "TC",
                365,
                texts("Có phân công", "An assignment", "تكليف"),
                Question::YesNo,
            ),
            criterion(
                "HT1",
                "HT",
                365,
                texts(
                    "Máy tính trên cán bộ",
                    "Computers per official",
                    "حاسوب لكل موظف",
                ),
                Question::Ratio(thresholds(
                    10_000,
                    8_000,
                    texts("Máy tính", "Computers", "الحواسيب"),
                    officials(),
                )),
            ),
            criterion(
                "HT2",
                "HT",
                365,
                texts(
                    "Thiết bị một cửa",
                    "One-stop equipment",
                    "تجهيزات الشباك الواحد",
                ),
                Question::ItemList {
                    near_missing: 1,
                    control: domain::criteria::Control::Number,
                    items: vec![
                        item("scanner", texts("Máy quét", "Scanner", "ماسح ضوئي")),
                        item("printer", texts("Máy in", "Printer", "طابعة")),
                    ],
                },
            ),
            criterion(
                "HT3",
                "HT",
                365,
                texts("Kết nối mạng", "Network line", "خط الشبكة"),
                Question::YesNoNumber {
                    unit: "Mbps".into(),
                    floor: 6,
                },
            ),
            criterion(
                "HT4",
                "HT",
                90,
                texts("Họp trực tuyến", "Video meetings", "الاجتماعات المرئية"),
                Question::YesNoDate { max_age_days: 90 },
            ),
            criterion(
                "DL2",
                "DL",
                90,
                texts(
                    "Hồ sơ nộp trực tuyến",
                    "Dossiers filed online",
                    "الملفات المقدمة عبر الإنترنت",
                ),
                Question::PartOfWhole(thresholds(
                    8_000,
                    6_000,
                    texts(
                        "Hồ sơ nộp trực tuyến",
                        "Dossiers filed online",
                        "الملفات عبر الإنترنت",
                    ),
                    texts("Tổng số hồ sơ", "All dossiers", "مجموع الملفات"),
                )),
            ),
            criterion(
                "DL3",
                "DL",
                90,
                texts("Tập huấn", "Training", "التدريب"),
                Question::YesNoRatio(thresholds(9_000, 6_000, trained(), officials())),
            ),
        ],
    }
}
