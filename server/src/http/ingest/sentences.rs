//! What answers to deliveries say to people, in English and in Vietnamese side by side. The words for programs, `type` and
//! `problem`, must not enter.

use crate::service::workspace::observations::ingest::{A_MINUTE, LARGEST, LONGEST_KEY, MOST_ROWS};
use domain::{
    delivery::DeliveryFault,
    indicator::{IndicatorProblem, LONGEST_TEXT},
};
use std::borrow::Cow;

/// The same sentence in two languages.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// In English.
    pub en: Cow<'static, str>,
    /// In Vietnamese.
    pub vi: Cow<'static, str>,
}

const fn said(en: &'static str, vi: &'static str) -> Sentence {
    Sentence {
        en: Cow::Borrowed(en),
        vi: Cow::Borrowed(vi),
    }
}

fn written(en: String, vi: String) -> Sentence {
    Sentence {
        en: Cow::Owned(en),
        vi: Cow::Owned(vi),
    }
}

pub(super) const TOKEN: Sentence = said(
    "A valid access token is required in the header Authorization: Bearer …",
    "Thiếu khóa truy cập hợp lệ trong tiêu đề Authorization: Bearer …; nếu khóa đã hết hạn hoặc bị thu hồi, đề nghị quản \
     trị viên cấp khóa mới.",
);
pub(super) const KEY_TAKEN: Sentence = said(
    "This Idempotency-Key has already been used for a different body.",
    "Idempotency-Key này đã được dùng cho một nội dung khác; hãy dùng giá trị khác.",
);
pub(super) const CONFLICT: Sentence = said(
    "Another delivery changed the same rows at the same time; send this one again.",
    "Một lần gửi khác vừa thay đổi chính các dòng này; hãy gửi lại.",
);
pub(super) const NO_ROWS: Sentence = said(
    "The list observations is empty.",
    "Danh sách observations không có dòng nào.",
);
pub(super) const SCOPE: Sentence = said(
    "These rows are outside the token’s scope or sectors. Nothing was stored.",
    "Các dòng này nằm ngoài phạm vi hoặc lĩnh vực của khóa truy cập. Không có gì được lưu.",
);
pub(super) const ROWS: Sentence = said(
    "Some rows are invalid. Nothing was stored.",
    "Có dòng không hợp lệ. Không có gì được lưu.",
);
pub(super) const UNAVAILABLE: Sentence = said(
    "The delivery could not be processed. Send it again later with the same Idempotency-Key.",
    "Hệ thống chưa xử lý được lần gửi này. Hãy gửi lại sau, với cùng Idempotency-Key.",
);
pub(super) const TOO_SLOW: Sentence = said(
    "The body arrived too slowly. Nothing was stored.",
    "Nội dung gửi đến quá chậm. Không có gì được lưu.",
);
pub(super) const HEAD_TOO_LARGE: Sentence = said(
    "The URL or the request headers are too large.",
    "Địa chỉ hoặc các tiêu đề của yêu cầu quá dài.",
);
pub(super) const METHOD: Sentence = said(
    "Use POST to send a delivery.",
    "Hãy gửi số liệu bằng phương thức POST.",
);
pub(super) const MEDIA_TYPE: Sentence = said(
    "The Content-Type must be application/json, in UTF-8.",
    "Content-Type phải là application/json, mã hóa UTF-8.",
);
pub(super) const OTHER_ENCODING: Sentence = said(
    "Content-Encoding must be gzip, or absent.",
    "Content-Encoding chỉ được là gzip, hoặc không có.",
);
pub(super) const ENCODING_NOT_NAMED: Sentence = said(
    "The body is compressed with gzip: add the header Content-Encoding: gzip.",
    "Nội dung đã được nén: hãy thêm tiêu đề Content-Encoding: gzip.",
);
pub(super) const TORN: Sentence = said(
    "The body is not gzip, or is incomplete.",
    "Nội dung không phải dạng nén gzip, hoặc gửi chưa đủ.",
);

/// That a token may not deliver for the source that was named, and for which it may.
pub(super) fn source(own: &[String]) -> Sentence {
    if own.is_empty() {
        return said(
            "This token is bound to no source; ask the administrator for a new one.",
            "Khóa truy cập này chưa gắn với nguồn nào; đề nghị quản trị viên cấp khóa mới.",
        );
    }
    let own = own.join("; ");
    written(
        format!("This token delivers only for these sources: {own}."),
        format!("Khóa truy cập này chỉ được gửi số liệu của các nguồn: {own}."),
    )
}

pub(super) fn too_many() -> Sentence {
    written(
        format!("At most {A_MINUTE} deliveries per minute are accepted for one token."),
        format!(
            "Mỗi khóa truy cập chỉ được gửi tối đa {A_MINUTE} lần trong một phút; hãy chờ rồi gửi lại."
        ),
    )
}

pub(super) fn key() -> Sentence {
    written(
        format!(
            "The header Idempotency-Key is required: 1 to {LONGEST_KEY} visible ASCII characters."
        ),
        format!("Cần tiêu đề Idempotency-Key gồm từ 1 đến {LONGEST_KEY} ký tự ASCII in được."),
    )
}

pub(super) fn unreadable(why: &serde_json::Error) -> Sentence {
    let (line, column) = (why.line(), why.column());
    written(
        format!("The body is not JSON of the documented form: {why}."),
        format!(
            "Nội dung không đúng dạng JSON đã quy định, tại dòng {line}, cột {column}: sai cú pháp, sai kiểu dữ liệu, thiếu \
             trường hoặc có trường không được quy định."
        ),
    )
}

pub(super) fn too_many_rows() -> Sentence {
    written(
        format!("At most {MOST_ROWS} observations per delivery."),
        format!("Mỗi lần gửi tối đa {MOST_ROWS} dòng; hãy chia thành nhiều lần gửi."),
    )
}

pub(super) fn too_large() -> Sentence {
    let most = LARGEST / 1024 / 1024;
    written(
        format!("At most {most} MiB per delivery, also after decompression."),
        format!(
            "Mỗi lần gửi tối đa {most} MiB, kể cả sau khi giải nén; hãy chia thành nhiều lần gửi."
        ),
    )
}

/// What is wrong with a field of a row.
pub(super) fn row(fault: DeliveryFault) -> Sentence {
    match fault {
        DeliveryFault::Problem(problem) => value(problem),
        DeliveryFault::NoSuchUnit => said(
            "no unit has this code; codes have 2 or 5 digits, including leading zeros",
            "không có đơn vị nào mang mã này; mã có 2 hoặc 5 chữ số, kể cả số 0 ở đầu",
        ),
        DeliveryFault::SeveralUnits => said(
            "several units have this name; send the code",
            "nhiều đơn vị cùng tên này; hãy gửi mã",
        ),
        DeliveryFault::LostZeros => said(
            "the leading zeros of the code are missing; send codes as text: \"04846\"",
            "mã mất số 0 ở đầu; hãy gửi mã dưới dạng chuỗi: \"04846\"",
        ),
        DeliveryFault::Outside => said(
            "the unit is outside the token’s scope",
            "đơn vị nằm ngoài phạm vi của khóa truy cập",
        ),
        DeliveryFault::NoSuchIndicator => said(
            "no indicator has this code",
            "không có chỉ tiêu nào mang mã này",
        ),
        DeliveryFault::OtherSector => said(
            "the indicator is outside the token’s sectors",
            "chỉ tiêu thuộc lĩnh vực ngoài phạm vi của khóa truy cập",
        ),
        DeliveryFault::NotADate => said(
            "not a valid date; write it as 2026-11-23",
            "không phải ngày hợp lệ; hãy ghi theo dạng 2026-11-23",
        ),
        DeliveryFault::NoSuchQualifier => said(
            "not one of exact, more_than, about",
            "phải là một trong các giá trị exact, more_than, about",
        ),
        DeliveryFault::Twice => said(
            "duplicate: an earlier row has the same unit, indicator, period and source",
            "trùng với một dòng trước: cùng đơn vị, chỉ tiêu, kỳ và nguồn",
        ),
        DeliveryFault::Formula => said("formulas are not accepted", "không nhận công thức"),
        DeliveryFault::NotAValue => said(
            "wrong type: send text, a number, or true or false",
            "sai kiểu dữ liệu: hãy gửi chuỗi, số, hoặc true, false",
        ),
        DeliveryFault::PercentCell => said(
            "a number between 0 and 1 may be a percentage; write 87.83 or 130/148 as text",
            "số từ 0 đến 1 có thể là phần trăm; hãy ghi 87.83 hoặc 130/148 dưới dạng chuỗi",
        ),
        DeliveryFault::BrokenLine => said(
            "not a valid row: a row is an object with the documented fields only",
            "dòng không hợp lệ: mỗi dòng là một đối tượng chỉ gồm các trường đã quy định",
        ),
    }
}

/// What is wrong with a value, its date or its texts.
fn value(problem: IndicatorProblem) -> Sentence {
    match problem {
        IndicatorProblem::Missing => said("missing value", "thiếu giá trị"),
        IndicatorProblem::Unreadable => said(
            "not a valid value for this indicator",
            "giá trị không đúng dạng của chỉ tiêu này",
        ),
        IndicatorProblem::TooPrecise => {
            said("too many decimal places", "quá nhiều chữ số thập phân")
        }
        IndicatorProblem::Negative => said("negative number", "số âm"),
        IndicatorProblem::PartAboveWhole => said(
            "the part is greater than the whole",
            "số đạt lớn hơn tổng số",
        ),
        IndicatorProblem::NothingToMeasure => said("the whole is zero", "tổng số bằng 0"),
        IndicatorProblem::AboveHundred => said("above 100 percent", "lớn hơn 100%"),
        IndicatorProblem::Future => said("the date is in the future", "ngày ở tương lai"),
        IndicatorProblem::Backwards => said(
            "the period ends before it begins",
            "ngày đầu của kỳ số liệu ở sau ngày cuối",
        ),
        IndicatorProblem::WrongLevel => said(
            "this indicator has no values for units of this level",
            "chỉ tiêu này không có số liệu ở cấp của đơn vị này",
        ),
        IndicatorProblem::AskedElsewhere => said(
            "computed from confirmed answers; cannot be delivered",
            "chỉ tiêu này được tính từ câu trả lời đã xác nhận nên không nhận số liệu gửi đến",
        ),
        IndicatorProblem::TooLong => written(
            format!("longer than {LONGEST_TEXT} characters"),
            format!("dài quá {LONGEST_TEXT} ký tự"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Vietnamese sentences name as it is written in requests.
    const LITERALS: [&str; 14] = [
        "Authorization: Bearer",
        "Idempotency-Key",
        "Content-Encoding",
        "Content-Type",
        "application/json",
        "gzip",
        "POST",
        "JSON",
        "ASCII",
        "UTF-8",
        "MiB",
        "observations",
        "exact, more_than, about",
        "true, false",
    ];

    fn all() -> Vec<Sentence> {
        let broken = serde_json::from_str::<u8>("{").unwrap_err();
        let mut all = vec![
            TOKEN,
            KEY_TAKEN,
            CONFLICT,
            NO_ROWS,
            SCOPE,
            ROWS,
            UNAVAILABLE,
            TOO_SLOW,
            HEAD_TOO_LARGE,
            METHOD,
            MEDIA_TYPE,
            OTHER_ENCODING,
            ENCODING_NOT_NAMED,
            TORN,
            too_many(),
            key(),
            unreadable(&broken),
            too_many_rows(),
            too_large(),
        ];
        all.extend(DeliveryFault::ALL.map(row));
        all
    }

    /// Words of three letters and more, in lower case.
    fn words(text: &str) -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
            .map(str::to_lowercase)
            .collect()
    }

    #[test]
    fn vietnamese_sentences_hold_no_english_words() {
        let english: Vec<String> = all().iter().flat_map(|s| words(&s.en)).collect();
        for sentence in all() {
            let literals = LITERALS.iter();
            let vi = literals.fold(sentence.vi.to_string(), |vi, own| vi.replace(own, ""));
            assert!(!vi.is_ascii(), "{sentence:?}");
            for word in words(&vi) {
                assert!(!english.contains(&word), "{word}: {sentence:?}");
            }
        }
    }
}
