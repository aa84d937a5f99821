//! The colours of `style/tokens.css`, computed: text reads on its ground, shapes stand out, and the
//! four statuses differ in lightness, so that they differ without colour (WCAG 2.2, 1.4.6, 1.4.11).

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may fail loudly"
)]

use std::collections::HashMap;

type Tokens = HashMap<String, String>;

/// The light theme, and the dark one over it.
fn themes() -> [(&'static str, Tokens); 2] {
    let css = include_str!("../../../style/tokens.css");
    let block = |from: &str| {
        let start = css.find(from).unwrap();
        let body = &css[start..start + css[start..].find('}').unwrap()];
        let pairs = body
            .split(';')
            .filter_map(|line| line.rsplit_once("--")?.1.split_once(':'));
        pairs
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .collect::<Tokens>()
    };
    let light = block("color-scheme: light dark");
    let mut dark = light.clone();
    dark.extend(block("(prefers-color-scheme: dark)"));
    [("light", light), ("dark", dark)]
}

fn luminance(colour: &str) -> f64 {
    let hex = colour.strip_prefix('#').unwrap();
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(tokens: &Tokens, a: &str, b: &str) -> f64 {
    let of = |name: &str| luminance(tokens.get(name).unwrap_or_else(|| panic!("no --{name}")));
    let (a, b) = (of(a), of(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_reads_on_its_ground() {
    let mut pairs = vec![
        ("on-brand".to_owned(), "brand".to_owned()),
        ("stripe-ink".into(), "yellow-soft".into()),
    ];
    for ground in ["paper", "soft"] {
        for text in [
            "ink",
            "muted",
            "link",
            "green-ink",
            "yellow-ink",
            "red-ink",
            "none-ink",
        ] {
            pairs.push((text.into(), ground.into()));
        }
    }
    pairs.push(("brand".into(), "paper".into()));
    for status in ["green", "yellow", "red", "none"] {
        pairs.push((format!("{status}-ink"), format!("{status}-soft")));
    }
    pairs.extend(["ink", "link", "muted"].map(|text| (text.to_owned(), "yellow-soft".to_owned())));
    for step in 1..=5 {
        pairs.push((format!("shade-{step}-on"), format!("shade-{step}")));
    }
    for (theme, tokens) in themes() {
        for (text, ground) in &pairs {
            let found = contrast(&tokens, text, ground);
            assert!(found >= 7.0, "{theme}: {text} on {ground} is {found:.2}");
        }
    }
}

#[test]
fn shapes_stand_out_from_what_is_around_them() {
    for (theme, tokens) in themes() {
        for (shape, ground) in [
            ("green-on", "green-fill"),
            ("yellow-on", "yellow-fill"),
            ("red-on", "red-fill"),
            ("none-on", "none-fill"),
            ("edge", "paper"),
            ("edge", "soft"),
            ("focus", "paper"),
            ("rate-fill", "paper"),
            ("green-ink", "paper"),
            ("red-ink", "paper"),
        ] {
            let found = contrast(&tokens, shape, ground);
            assert!(found >= 3.0, "{theme}: {shape} on {ground} is {found:.2}");
        }
        // One of the two colours of the focus shows on any ground.
        assert!(contrast(&tokens, "focus", "focus-halo") >= 3.0, "{theme}");
    }
}

#[test]
fn fills_differ_without_colour() {
    for (theme, tokens) in themes() {
        for pair in [
            "green yellow",
            "green red",
            "green none",
            "yellow red",
            "yellow none",
            "red none",
        ] {
            let (a, b) = pair.split_once(' ').unwrap();
            let found = contrast(&tokens, &format!("{a}-fill"), &format!("{b}-fill"));
            assert!(found >= 1.25, "{theme}: {pair} are {found:.2} apart");
        }
        let light = |status: &str| luminance(&tokens[&format!("{status}-fill")]);
        assert!(
            light("red") < light("green") && light("green") < light("yellow"),
            "{theme}"
        );
        for step in 1..5 {
            let found = contrast(
                &tokens,
                &format!("shade-{step}"),
                &format!("shade-{}", step + 1),
            );
            assert!(
                found >= 1.15,
                "{theme}: steps {step} and {} are {found:.2} apart",
                step + 1
            );
        }
    }
}
