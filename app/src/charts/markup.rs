//! The text around and inside a drawing: its root, its names, and the one place that escapes.

/// The finished drawing: named, described, scaled by its container, and out of the tab order.
///
/// `direction` is fixed so that a right-to-left page does not swap the ends of every label; time
/// runs from left to right in every language.
#[must_use]
pub fn document(
    id: &str,
    class: &str,
    (width, height): (u32, u32),
    (title, desc): (&str, &str),
    body: &str,
) -> String {
    let (id, title, desc) = (clean_id(id), escape(title), escape(desc));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-svg {class}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" \
         focusable=\"false\" direction=\"ltr\"><title id=\"{id}-t\">{title}</title>\
         <desc id=\"{id}-d\">{desc}</desc>{body}</svg>"
    )
}

/// Text as it may stand in an element or an attribute; control characters become spaces.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// Whether the first letter with a direction of its own runs from right to left. What stands in
/// bidi isolates does not count, as in the Unicode rule behind `unicode-bidi: plaintext`.
#[must_use]
pub fn is_rtl(text: &str) -> bool {
    let mut depth = 0u32;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => {
                let code = u32::from(c);
                return [0x590..=0x8ff, 0xfb1d..=0xfdff, 0xfe70..=0xfefc]
                    .iter()
                    .any(|block| block.contains(&code));
            }
            _ => {}
        }
    }
    false
}

/// A white space in an id would tear `aria-labelledby` apart.
fn clean_id(id: &str) -> String {
    id.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect()
}

/// Tenths as user units: `-5` is `-0.5`.
pub(super) fn units(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_escapes_the_text() {
        let safe = "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39; ";
        assert_eq!(escape("<a href=\"x\">'&'\u{7}"), safe);
        let svg = document("a b\"<", "w", (1, 2), ("<T>", "\"D\""), "");
        assert!(svg.contains("aria-labelledby=\"a-b---t a-b---d\""), "{svg}");
        assert!(svg.contains(">&lt;T&gt;</title>"), "{svg}");
        assert!(svg.contains(">&quot;D&quot;</desc>"), "{svg}");
    }

    #[test]
    fn the_root_has_a_name_and_no_size() {
        let svg = document("x", "chart-wide", (720, 300), ("T", "D"), "");
        let root = svg.split('>').next().unwrap();
        assert!(
            root.contains("role=\"img\"") && root.contains("focusable=\"false\""),
            "{root}"
        );
        assert!(
            !root.contains("width=") && !root.contains("height="),
            "{root}"
        );
    }

    #[test]
    fn the_first_strong_letter_gives_the_direction() {
        assert!(is_rtl("31 أكتوبر") && is_rtl("\u{2068}Xã A\u{2069} هدف"));
        assert!(!is_rtl("87,83%") && !is_rtl("Phú Thọ فو ثو") && !is_rtl(""));
    }

    #[test]
    fn tenths_are_written_short() {
        assert_eq!(
            [0, 5, -5, 120, -123].map(units),
            ["0", "0.5", "-0.5", "12", "-12.3"]
        );
    }
}
