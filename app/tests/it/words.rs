//! Words that must not come back, each with the right one. `docs/glossary.md` says which word a concept has; the
//! messages follow it, and this list names what they said before.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't go on says so by panicking"
)]

use app::i18n::{Lang, capitalised};
use std::{fs, path::Path};

/// A word that was wrong, and the one that is right.
struct Word {
    lang: Lang,
    /// As it stood in a message. A capital letter makes capital letters count.
    not: &'static str,
    /// What stands in the messages instead.
    but: &'static str,
}

const fn vi(not: &'static str, but: &'static str) -> Word {
    Word {
        lang: Lang::Vi,
        not,
        but,
    }
}

const fn en(not: &'static str, but: &'static str) -> Word {
    Word {
        lang: Lang::En,
        not,
        but,
    }
}

const fn ar(not: &'static str, but: &'static str) -> Word {
    Word {
        lang: Lang::Ar,
        not,
        but,
    }
}

const WORDS: [Word; 71] = [
    // One object, one name: the campaign, and the release before.
    vi("kỳ trước", "bản trước"),
    vi("thời hạn của kỳ", "thời hạn của đợt"),
    vi("kỳ nào", "đợt nào"),
    vi("đợt thu thập", "đợt khai báo"),
    vi("khép", "kết thúc đợt"),
    vi("dời hạn", "điều chỉnh thời hạn"),
    // No digital signature is made here, no dossier is received, no regulation issued.
    vi("lãnh đạo ký", "lãnh đạo duyệt"),
    vi("chờ ký", "chờ duyệt"),
    vi("ký duyệt", "duyệt"),
    vi("người ký", "người duyệt"),
    vi("ký và gửi", "duyệt và gửi"),
    vi("biên nhận", "phiếu tính trạng thái"),
    vi("quy chế", "thiết lập thẩm định"),
    // Every type of unit is addressed.
    vi("lãnh đạo xã", "lãnh đạo UBND cấp xã"),
    vi("cán bộ nhập liệu", "người nhập số liệu"),
    vi("cán bộ xã", "người nhập"),
    vi("phiếu của xã", "phiếu khai của đơn vị"),
    vi("sở ngành", "sở, ngành"),
    vi("Ủy ban kiểm tra", "Ủy ban Kiểm tra"),
    vi("xin quản trị", "đề nghị quản trị viên"),
    vi("người quản trị", "quản trị viên"),
    vi("không phải địa giới", "không thể hiện địa giới hành chính"),
    // The product is not the status.
    vi("trang của Xanh", "hệ thống Xanh"),
    // What said something else.
    vi("chỉ mục", "chỉ hiện các mục"),
    vi("phần lớn hơn", "số đạt không được lớn hơn tổng số"),
    vi("trước hết ngày", "đến hết ngày"),
    vi("đang ở đâu", "tình hình chung"),
    vi("sổ mẫu số", "số liệu nền dùng chung"),
    vi("mẫu số dùng chung", "số liệu nền dùng chung"),
    // Register.
    vi("máy gửi", "kết nối gửi số liệu tự động"),
    vi("mã khóa", "khóa truy cập"),
    vi("đóng băng", "đã chốt"),
    vi("bị trả lại", "trả lại để bổ sung"),
    vi("cho áp dụng", "đưa vào áp dụng"),
    vi("cột lạ", "cột không có trong mẫu"),
    vi("khóa lạ", "tên trường không hợp lệ"),
    vi("mất Xanh", "không còn đạt Xanh"),
    vi("tụt", "không còn đạt"),
    vi("nếu… thì", "thử phương án"),
    vi("khoảng cách tới Xanh", "còn thiếu để đạt Xanh"),
    vi("phép kéo dài", "phép ngoại suy"),
    vi("giao việc", "giao nhiệm vụ"),
    vi("suy luận", "dựng từ nguồn công khai"),
    vi("kho số liệu", "cơ sở dữ liệu"),
    vi("bạn", "tài khoản này"),
    vi("xanh import", "đơn vị vận hành"),
    // English.
    en("hand in", "submit"),
    en("handed in", "submitted"),
    en("mend", "correct"),
    en("bring", "import"),
    en("let it apply", "activate"),
    en("frozen", "kept unchanged"),
    en("awaits", "awaiting review"),
    en("leader’s signature", "the leader’s approval"),
    en("second factor", "two-factor authentication"),
    en("date of the fact", "date of the figures"),
    en("register of denominators", "shared reference figures"),
    en("no period", "no campaign"),
    en("told by", "provided by"),
    en("speak of", "may send data only for"),
    en("the worst comes", "needs most attention comes first"),
    en("Email", "e-mail"),
    en("Inspection committee", "Inspection Commission"),
    en("xanh import", "operator"),
    // Experimental data are real ones; صرّح is to authorise; a دليل is first of all a guide; an إيصال is of a bill.
    ar("بيانات تجريبية", "بيانات محاكاة (غير حقيقية)"),
    ar("مصرَّح به", "مُدخَل"),
    ar("الأدلة", "المستندات الداعمة"),
    ar("إيصال", "بيان احتساب"),
    ar("المقامات", "الأرقام المرجعية المشتركة"),
    // No digital signature is made.
    ar("بانتظار توقيع", "بانتظار موافقة"),
    // A province is a مقاطعة everywhere.
    ar("محافظة", "مقاطعة"),
];

/// Whether the word stands in the text as a word, also where it begins a sentence.
fn stands(text: &str, word: &str) -> bool {
    if !word.chars().any(char::is_uppercase) {
        return holds(&text.to_lowercase(), word);
    }
    holds(text, word) || holds(text, &capitalised(word))
}

fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + found.len()..].chars().next())
    })
}

/// The lines of a language's messages with their places, without keys, comments and names of values.
fn lines(lang: Lang) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(lang.tag());
    let mut lines = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let text = match line.split_once(" =") {
                _ if line.starts_with('#') => continue,
                Some((key, text)) if !key.is_empty() && !key.contains([' ', '{', '[']) => text,
                _ => line,
            };
            let mut shown = String::new();
            for (i, part) in text.split(['{', '}']).enumerate() {
                if i % 2 == 0 || part.contains("->") {
                    shown.push_str(part);
                }
            }
            lines.push((format!("{}:{}", path.display(), at + 1), shown));
        }
    }
    assert!(lines.len() > 500);
    lines
}

/// The wording of the shipped criteria set, which pages show as they show messages.
fn set(lang: Lang) -> Vec<(String, String)> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../server/data/criteria/v0.toml"
    );
    let text = fs::read_to_string(path).unwrap();
    let head = format!("{} = ", lang.tag());
    let lines: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix(&head))
        .map(|text| ("v0.toml".to_owned(), text.to_owned()))
        .collect();
    assert!(lines.len() > 50);
    lines
}

#[test]
fn words_that_were_wrong_do_not_come_back() {
    let mut found = Vec::new();
    for lang in [Lang::Vi, Lang::En, Lang::Ar] {
        let terms = glossary().into_iter().filter(|(of, ..)| *of == lang);
        let terms = terms.map(|(_, place, term)| (place, term));
        let all: Vec<_> = lines(lang)
            .into_iter()
            .chain(set(lang))
            .chain(terms)
            .collect();
        for word in WORDS.iter().filter(|w| w.lang == lang) {
            for (place, text) in all.iter().filter(|(_, text)| stands(text, word.not)) {
                found.push(format!(
                    "{place}: “{}”, say “{}”: {text}",
                    word.not, word.but
                ));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The terms of `docs/glossary.md`, with their lines.
fn glossary() -> Vec<(Lang, String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/glossary.md");
    let text = fs::read_to_string(path).unwrap();
    let mut terms = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let ["", vi, en, ar, _, ""] = cells[..] {
            let place = format!("glossary.md:{}", at + 1);
            terms.push((Lang::Vi, place.clone(), vi.to_owned()));
            terms.push((Lang::En, place.clone(), en.to_owned()));
            terms.push((Lang::Ar, place, ar.to_owned()));
        }
    }
    assert!(terms.len() > 450);
    terms
}

/// Every entry finds its word where it is put back into a message, in any case that a sentence may give it, and what is
/// right is said somewhere and is not wrong by another entry.
#[test]
fn every_wrong_word_is_found_and_its_right_word_is_said() {
    for word in WORDS {
        for back in [word.not.to_owned(), capitalised(word.not)] {
            for text in [
                format!("{back} …"),
                format!("– {back}."),
                format!("({back})"),
            ] {
                assert!(stands(&text, word.not), "{text}");
            }
        }
        let own = lines(word.lang);
        let said = word.but.to_lowercase();
        assert!(
            own.iter()
                .any(|(_, text)| stands(&text.to_lowercase(), &said)),
            "nobody says “{}”",
            word.but
        );
        let wrong = WORDS
            .iter()
            .find(|w| w.lang == word.lang && stands(word.but, w.not));
        assert!(wrong.is_none(), "“{}” is wrong itself", word.but);
    }
    assert!(!stands("bản công bố", "bạn") && !stands("bring-in2", "ring"));
}
