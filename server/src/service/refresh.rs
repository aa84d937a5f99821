//! Newer reference data for a database that has older ones. A row is brought where it still is as some earlier version of
//! the program shipped it; where somebody changed it, it is left and told. Values that were printed are never rewritten,
//! and which units there are is not decided here.
//!
//! No record of what was shipped is kept in the database: one that an older program made has none. `data/earlier.csv` says
//! by digests what earlier versions shipped; a test compares it with the installations that they made.

use crate::{
    secrets::hash_bytes,
    service::{
        campaign::TERMINAL,
        collation::sort_key,
        import::criteria,
        reference::{self, Reference, ReferenceError},
    },
    store::{
        Db, StoreError, Tx,
        figures::FigureRow,
        units::{AliasRow, NameRow, UnitRow},
    },
};
use domain::{
    audit::{AuditAction, Entry, INSTALLATION},
    meaning,
    text::fold,
    time::{AsOf, Timestamp},
    words,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

words! {
    /// A shipped file whose rows are stored. In this order they are brought: what others refer to comes first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum File {
        /// Sources of figures.
        Sources = "sources.csv",
        /// What published figures measure.
        Indicators = "published_indicators.csv",
        /// Published figures.
        Figures = "published_figures.csv",
        /// Units: their names alone.
        Units = "units.csv",
        /// Other spellings of units.
        Aliases = "unit_aliases.csv",
        /// Names of units in other languages.
        Names = "unit_names.csv",
        /// The criteria set: its wording alone.
        Criteria = "criteria/v0.toml",
    }
    /// The file in `server/data`.
    name
}

/// A row of a shipped file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShippedRow {
    /// The file.
    pub file: File,
    /// Which row of it.
    pub key: String,
}

/// What became of rows that the program now ships otherwise than the database holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Rows that are as the program ships them now.
    pub brought: Vec<ShippedRow>,
    /// Rows that were left: somebody changed them, or the newer row would rewrite what was printed.
    pub left: Vec<ShippedRow>,
}

impl Refreshed {
    /// The keys of these rows, by file.
    pub fn by_file(rows: &[ShippedRow]) -> BTreeMap<File, Vec<&str>> {
        let mut found: BTreeMap<File, Vec<&str>> = BTreeMap::new();
        for row in rows {
            found.entry(row.file).or_default().push(&row.key);
        }
        found
    }
}

/// Rows as earlier versions of the program shipped them.
#[derive(Clone, Debug, Default)]
pub struct Earlier(BTreeSet<(String, String, String)>);

impl Earlier {
    /// What this program knows of its earlier versions.
    ///
    /// # Errors
    /// If the shipped file is broken.
    pub fn shipped() -> Result<Self, ReferenceError> {
        Ok(Self(reference::earlier()?))
    }

    /// Adds rows of an older version that a newer one ships otherwise or has besides, and gives them as lines of
    /// `data/earlier.csv`.
    pub fn add(&mut self, older: &Reference, newer: &Reference) -> Vec<String> {
        let (was, is) = (digests(older), digests(newer));
        let mut lines = Vec::new();
        for (row, now) in &is {
            let before = was.get(row).map_or("", String::as_str);
            if before != now {
                let file = row.file.name();
                lines.push(format!("{file},{},{before}", row.key));
                self.0
                    .insert((file.to_owned(), row.key.clone(), before.to_owned()));
            }
        }
        lines
    }

    fn knows(&self, row: &ShippedRow, digest: &str) -> bool {
        let known = (
            row.file.name().to_owned(),
            row.key.clone(),
            digest.to_owned(),
        );
        self.0.contains(&known)
    }
}

/// What a database holds of what the program ships.
///
/// # Errors
/// If the store refuses.
pub async fn held(db: &Db) -> Result<Reference, StoreError> {
    let units = db.units().await?.into_iter();
    let names = db.unit_names().await?.into_iter();
    let mut sets = db.criteria_sets().await?.into_iter();
    Ok(Reference {
        sources: db.sources().await?,
        indicators: db.published_indicators().await?,
        figures: db.figures().await?,
        figure_sources: db.figure_sources().await?,
        units: units
            .map(|UnitRow { code, name, .. }| (code, name))
            .collect(),
        aliases: db.unit_aliases().await?,
        // Nobody reads from where a name comes.
        names: names.map(|name| (name, String::new())).collect(),
        set: sets.find(|set| set.version == "v0"),
    })
}

/// Brings what is newer, in one transaction with its entry in the audit log. Doing it twice is the same as doing it once,
/// and so is doing it on two servers at once.
///
/// # Errors
/// If a shipped file is broken or the store refuses; then the database is as it was.
pub async fn refresh(db: &Db, at: Timestamp) -> Result<Refreshed, ReferenceError> {
    refresh_from(db, &Reference::shipped()?, &Earlier::shipped()?, at).await
}

/// As [`refresh`], from what some program ships.
///
/// # Errors
/// See [`refresh`].
pub async fn refresh_from(
    db: &Db,
    shipped: &Reference,
    earlier: &Earlier,
    at: Timestamp,
) -> Result<Refreshed, ReferenceError> {
    let seen = plan(&held(db).await?, shipped, earlier);
    if seen.brought.is_empty() {
        return Ok(seen);
    }
    let mut tx = db.begin().await?;
    // Locks the installation's row: of two servers, the second waits here and looks again.
    tx.raise_data_version().await?;
    let held = held(db).await?;
    let planned = plan(&held, shipped, earlier);
    if planned.brought.is_empty() {
        return Ok(planned);
    }
    for row in &planned.brought {
        bring(&mut tx, &held, shipped, row, at).await?;
    }
    let mut after = String::new();
    for (file, keys) in Refreshed::by_file(&planned.brought) {
        // Writing to a string can't fail.
        let _ = writeln!(after, "{} {}", file.name(), keys.join(" "));
    }
    let entry = Entry {
        chain: INSTALLATION.to_owned(),
        seq: 0,
        at,
        actor: TERMINAL.name.to_owned(),
        action: AuditAction::RefreshReference.into(),
        object: env!("CARGO_PKG_VERSION").to_owned(),
        before: String::new(),
        after: after.trim_end().to_owned(),
        reason: String::new(),
    };
    tx.record(entry, TERMINAL.address).await?;
    tx.commit().await?;
    Ok(planned)
}

/// Which rows are brought and which are left.
fn plan(held: &Reference, shipped: &Reference, earlier: &Earlier) -> Refreshed {
    let (have, want) = (digests(held), digests(shipped));
    let ours = |row: &ShippedRow, digest: &String| {
        want.get(row) == Some(digest) || earlier.knows(row, digest)
    };
    // Figures are imported as a whole list. Somebody's own list is not added to.
    let own_list = have
        .iter()
        .any(|(row, digest)| row.file == File::Figures && !ours(row, digest));
    let mut found = Refreshed::default();
    for (row, now) in &want {
        let before = have.get(row);
        if before == Some(now) {
            continue;
        }
        let untouched = earlier.knows(row, before.map_or("", String::as_str));
        let there = |file: File, key: &str| {
            let row = ShippedRow {
                file,
                key: key.to_owned(),
            };
            have.contains_key(&row) || found.brought.contains(&row)
        };
        let may = match (row.file, before) {
            (File::Sources | File::Indicators, _) => true,
            (File::Figures, Some(_)) => printed(held, &row.key) == printed(shipped, &row.key),
            (File::Figures, None) => {
                let figure = shipped.figures.iter().find(|f| f.id == row.key);
                !own_list
                    && figure.is_some_and(|f| there(File::Indicators, &f.indicator))
                    && sources(shipped, &row.key).all(|key| there(File::Sources, key))
            }
            (File::Aliases | File::Names, _) => {
                let code = row.key.split(' ').next().unwrap_or_default();
                there(File::Units, code)
            }
            (File::Units, unit) => unit.is_some(),
            (File::Criteria, _) => {
                let pair = held.set.as_ref().zip(shipped.set.as_ref());
                pair.is_some_and(|(held, new)| meaning::beyond_wording(held, new).is_none())
            }
        };
        let rows = if untouched && may {
            &mut found.brought
        } else {
            &mut found.left
        };
        rows.push(row.clone());
    }
    found
}

async fn bring(
    tx: &mut Tx,
    held: &Reference,
    shipped: &Reference,
    row: &ShippedRow,
    at: Timestamp,
) -> Result<(), ReferenceError> {
    let key = row.key.as_str();
    match row.file {
        File::Sources => {
            for source in shipped.sources.iter().filter(|s| s.key == key) {
                tx.put_source(source).await?;
            }
        }
        File::Indicators => {
            for indicator in shipped.indicators.iter().filter(|i| i.code == key) {
                tx.put_indicator(indicator).await?;
            }
        }
        File::Figures => {
            let sources: Vec<_> = sources(shipped, key).map(str::to_owned).collect();
            let there = held.figures.iter().any(|f| f.id == key);
            for figure in shipped.figures.iter().filter(|f| f.id == key) {
                if there {
                    tx.describe_figure(figure, &sources).await?;
                } else {
                    tx.add_figure(figure, &sources).await?;
                }
            }
        }
        File::Units => {
            for (code, name) in shipped.units.iter().filter(|(c, _)| c.as_str() == key) {
                tx.rename_unit(code, name, &fold(name), &sort_key(name))
                    .await?;
            }
        }
        File::Aliases => {
            for alias in shipped.aliases.iter().filter(|a| alias_key(a) == key) {
                tx.add_alias(alias).await?;
            }
        }
        File::Names => {
            for (name, source) in shipped.names.iter().filter(|(n, _)| name_key(n) == key) {
                tx.put_unit_name(name, source).await?;
            }
        }
        File::Criteria => {
            if let Some(set) = &shipped.set {
                criteria::reword(tx, set, TERMINAL, at).await?;
            }
        }
    }
    Ok(())
}

fn alias_key(alias: &AliasRow) -> String {
    format!("{} {}", alias.unit_code, alias.alias)
}

fn name_key(name: &NameRow) -> String {
    format!("{} {}", name.unit_code, name.language)
}

/// The sources of a figure, in their order.
fn sources<'a>(of: &'a Reference, figure: &'a str) -> impl Iterator<Item = &'a str> {
    let pairs = of.figure_sources.iter();
    pairs
        .filter(move |(id, _)| id == figure)
        .map(|(_, key)| key.as_str())
}

/// What of a figure was printed: everything but whom it is about in our words, our notes and our guess of its day, the
/// words of its source, which earlier programs gave in a short form of their own, and its sources.
fn printed(of: &Reference, figure: &str) -> Option<FigureRow> {
    let found = of.figures.iter().find(|f| f.id == figure)?;
    Some(FigureRow {
        scope_vi: String::new(),
        scope_en: String::new(),
        scope_ar: String::new(),
        words: String::new(),
        words_lang: String::new(),
        estimated_day: None,
        note_vi: String::new(),
        note_en: String::new(),
        note_ar: String::new(),
        ..found.clone()
    })
}

/// A digest of every row.
fn digests(of: &Reference) -> BTreeMap<ShippedRow, String> {
    let mut found = BTreeMap::new();
    let mut add = |file: File, key: String, cells: &[&str]| {
        let hash = hash_bytes(cells.join("\u{1f}").as_bytes());
        let short = hash.get(..16).unwrap_or(&hash).to_owned();
        found.insert(ShippedRow { file, key }, short);
    };
    for s in &of.sources {
        let url = s.url.as_deref().unwrap_or_default();
        let cells = [
            &s.publisher_vi,
            &s.publisher_en,
            &s.publisher_ar,
            &s.title,
            &s.title_lang,
            &s.document,
            &s.reference,
            &s.date_vi,
            &s.date_en,
            &s.date_ar,
            url,
        ];
        add(File::Sources, s.key.clone(), &cells);
    }
    for i in &of.indicators {
        let cells = [
            &i.name_vi,
            &i.name_en,
            &i.name_ar,
            &i.unit_vi,
            &i.unit_en,
            &i.unit_ar,
            &i.basis_vi,
            &i.basis_en,
            &i.basis_ar,
        ];
        add(File::Indicators, i.code.clone(), &cells.map(String::as_str));
    }
    for f in &of.figures {
        let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        let instant = |at: Option<AsOf>| at.map_or_else(String::new, |at| at.to_string());
        let mut cited: Vec<_> = sources(of, &f.id).collect();
        cited.sort_unstable();
        let cells = [
            f.indicator.as_str(),
            f.unit_code.as_deref().unwrap_or_default(),
            &f.scope_vi,
            &f.scope_en,
            &f.scope_ar,
            f.value.as_deref().unwrap_or_default(),
            &number(f.numerator),
            &number(f.denominator),
            &f.words,
            &f.words_lang,
            &f.estimated_day
                .map_or_else(String::new, |day| day.to_string()),
            f.qualifier.word(),
            &instant(f.as_of_from),
            &instant(f.as_of_to),
            f.printed_rank.as_deref().unwrap_or_default(),
            &f.note_vi,
            &f.note_en,
            &f.note_ar,
            &cited.join(" "),
        ];
        add(File::Figures, f.id.clone(), &cells);
    }
    for (code, name) in &of.units {
        add(File::Units, code.to_string(), &[name]);
    }
    for alias in &of.aliases {
        add(File::Aliases, alias_key(alias), &[&alias.alias]);
    }
    for (name, _) in &of.names {
        add(File::Names, name_key(name), &[&name.name]);
    }
    if let Some(set) = &of.set {
        // A set is kept as this JSON, and what is kept could be written before.
        let text = serde_json::to_string(set).unwrap_or_default();
        add(File::Criteria, set.version.clone(), &[&text]);
    }
    found
}
