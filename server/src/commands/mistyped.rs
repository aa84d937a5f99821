//! What is wrong with a command line, in Vietnamese: the library that reads it says it in English.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong, with the words that were typed, and where the right ones stand; none for what is no mistake, as the help
/// that was asked for.
pub fn told(error: &clap::Error) -> Option<String> {
    let of = |kind| error.get(kind).map(shown);
    let argument = of(ContextKind::InvalidArg).unwrap_or_default();
    let value = of(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => format!("không có tham số {argument}"),
        ErrorKind::InvalidSubcommand => format!(
            "không có lệnh {}",
            of(ContextKind::InvalidSubcommand).unwrap_or_default()
        ),
        ErrorKind::MissingSubcommand => "chưa nêu lệnh".to_owned(),
        // What asks for it, as another option that was given, stands in the usage.
        ErrorKind::MissingRequiredArgument => {
            let usage = of(ContextKind::Usage).unwrap_or_default();
            let usage = usage.trim().trim_start_matches("Usage: ");
            let usage = usage.replace("[OPTIONS]", "[TÙY CHỌN]");
            format!("còn thiếu {argument} (cách dùng: {usage})")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} chưa có giá trị"),
        ErrorKind::InvalidValue => match of(ContextKind::ValidValue) {
            Some(valid) => format!("{argument} không nhận “{value}”; cần một trong: {valid}"),
            None => format!("{argument} không nhận “{value}”"),
        },
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string);
            let why = why.unwrap_or_else(|| "không đọc được".to_owned());
            format!("{argument} không nhận “{value}”: {why}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} được nêu nhiều hơn một lần"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} có số giá trị không đúng")
        }
        ErrorKind::NoEquals => format!("{argument} cần dấu bằng trước giá trị"),
        ErrorKind::InvalidUtf8 => "dòng lệnh có chữ không phải UTF-8".to_owned(),
        _ => "không đọc được dòng lệnh".to_owned(),
    };
    Some(format!(
        "Dòng lệnh chưa đúng: {what}. Chạy xanh --help để xem cách dùng."
    ))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => {
            let all = all.iter().map(ToString::to_string);
            all.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
