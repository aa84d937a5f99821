//! Deliveries of machines: a token, a key that makes the same delivery again harmless, up to 10,000 rows, all of
//! them or none. How an answer looks on the wire must not enter.

use super::{Observations, tokens};
use crate::{
    secrets,
    service::{
        import::observations::Rules,
        indicators,
        workspace::{ServiceError, principal::scope, service_error::service_error},
    },
    store::{StoreError, ingest::TokenRow, observation_batches::NewBatch},
};
use app::failure::Failure;
use domain::{
    access::Scope,
    delivery::{self, BatchKind, DeliveryFault, Line, ParsedRow, RawField, Seen},
    indicator::Sector,
    unit::UnitCode,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::PoisonError;

/// Most rows of a delivery.
pub const MOST_ROWS: usize = 10_000;

/// Largest delivery, bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// Longest key of a delivery, characters.
pub const LONGEST_KEY: usize = 255;

/// Deliveries of one token a minute.
pub const A_MINUTE: u32 = 60;

/// Faults that an answer lists.
pub const MOST_FAULTS: usize = 1_000;
const MINUTE: i64 = 60_000;

/// How long a key is remembered.
const REMEMBERED: i64 = 30 * 24 * 60 * MINUTE;

/// What a machine delivers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    source: String,
    observations: Vec<Value>,
}

/// A bad field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Place in `observations`, from 0.
    pub row: usize,
    /// The field.
    pub field: String,
    /// What is wrong with it.
    pub fault: DeliveryFault,
}

/// What a delivery did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Key of the act; it can be undone under it.
    pub batch: i64,
    /// Rows delivered.
    pub rows: usize,
    /// Rows that said something new.
    pub new: u64,
    /// Rows that said what stood there already.
    pub unchanged: u64,
}

/// Why nothing was taken.
#[derive(Debug)]
pub enum IngestError {
    /// No token, or none that holds.
    Token,
    /// Too many deliveries; seconds to wait.
    TooMany(u32),
    /// The key is missing, too long, or holds other than visible ASCII.
    Key,
    /// The key was used for another delivery.
    KeyTaken,
    /// Another act spoke of the same lines at the same moment.
    Conflict,
    /// Not JSON of the right form.
    Unreadable(serde_json::Error),
    /// No rows at all.
    NoRows,
    /// More rows than a delivery may have.
    TooManyRows,
    /// The token is not bound to the source that is named, but to these.
    Source(Vec<String>),
    /// Rows that can't be taken: those listed, and how many in all. `forbidden` if all of them lie beyond the
    /// token's scope or sectors.
    Rows {
        /// The first ones.
        errors: Vec<RowError>,
        /// How many there are.
        total: usize,
        /// Whether nothing else is wrong than that the token may not speak of them.
        forbidden: bool,
    },
    /// Ours.
    Failed(Failure),
}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        if error.is_conflict() {
            return Self::Conflict;
        }
        Self::Failed(service_error(&error))
    }
}

/// A token that holds.
#[derive(Clone, Debug)]
pub struct Machine {
    row: TokenRow,
    sectors: Vec<Sector>,
    sources: Vec<String>,
}

impl Observations {
    /// The machine whose token this is, if it may deliver now.
    ///
    /// # Errors
    /// [`IngestError::Token`], [`IngestError::TooMany`], or if the store refuses.
    pub async fn machine(&self, token: Option<&str>) -> Result<Machine, IngestError> {
        let token = token.ok_or(IngestError::Token)?;
        let found = self.context.db.ingest_token(&secrets::hash(token)).await?;
        let now = self.context.now().0;
        let row = found.filter(|t| t.revoked_at.is_none() && now < t.expires_at.0);
        let row = row.ok_or(IngestError::Token)?;
        let minute = now.div_euclid(MINUTE);
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            let (last, count) = turns.entry(row.id).or_insert((minute, 0));
            if *last != minute {
                (*last, *count) = (minute, 0);
            }
            *count += 1;
            *count
        };
        if turn > A_MINUTE {
            let gone = now.rem_euclid(MINUTE);
            let left = u32::try_from((MINUTE - gone) / 1_000).unwrap_or(60);
            return Err(IngestError::TooMany(left.max(1)));
        }
        if row.used_at.is_none_or(|used| now - used.0 >= MINUTE) {
            let mut tx = self.context.db.begin().await?;
            tx.ingest_token_used(row.id, now).await?;
            tx.commit().await?;
        }
        let sectors = tokens::sectors(&row.sectors);
        let sources = self.context.db.ingest_sources(Some(row.id)).await?;
        let sources = sources.into_iter().map(|(_, source)| source).collect();
        Ok(Machine {
            row,
            sectors,
            sources,
        })
    }

    /// Takes a delivery, all of it or nothing; gives the answer as JSON. The same delivery again under the
    /// same key gets the same answer, and nothing is written.
    ///
    /// # Errors
    /// [`IngestError`].
    pub async fn ingest(
        &self,
        machine: &Machine,
        key: Option<&str>,
        body: &[u8],
        address: &str,
    ) -> Result<String, IngestError> {
        let visible = |key: &&str| {
            !key.is_empty() && key.len() <= LONGEST_KEY && key.bytes().all(|b| b.is_ascii_graphic())
        };
        let key = key.filter(visible).ok_or(IngestError::Key)?;
        let own = (machine.row.id, key);
        let hash = secrets::hash_bytes(body);
        if let Some(answer) = self.answered(own, &hash).await? {
            return Ok(answer);
        }
        let body: Body = serde_json::from_slice(body).map_err(IngestError::Unreadable)?;
        if body.observations.len() > MOST_ROWS {
            return Err(IngestError::TooManyRows);
        }
        if body.observations.is_empty() {
            return Err(IngestError::NoRows);
        }
        if !delivery::is_source_of(&machine.sources, &body.source) {
            return Err(IngestError::Source(machine.sources.clone()));
        }
        let snapshot = self
            .context
            .snapshot()
            .await
            .map_err(|ServiceError(f)| IngestError::Failed(f))?;
        let rows = self.rows(&snapshot, machine, &body)?;
        let (now, by) = (self.context.now(), format!("token:{}", machine.row.name));
        let batch = NewBatch {
            kind: BatchKind::Ingest,
            title: &machine.row.name,
            file_hash: Some(&hash),
            entered_by: &by,
            entered_at: now,
            simulated: snapshot.demo,
        };
        let mut tx = self.context.db.begin().await?;
        tx.forget_deliveries(now.0 - REMEMBERED).await?;
        if !tx.claim_delivery(own, &hash, now.0).await? {
            // It was taken while this one was read.
            drop(tx);
            return self
                .answered(own, &hash)
                .await?
                .ok_or(IngestError::Conflict);
        }
        let catalogue = &snapshot.indicators;
        let (batch, new) =
            indicators::write(&mut tx, batch, catalogue, &rows, Some(address)).await?;
        let answer = Answer {
            batch,
            rows: rows.len(),
            new,
            unchanged: (rows.len() as u64).saturating_sub(new),
        };
        let answer = serde_json::to_string(&answer)
            .map_err(|error| IngestError::Failed(service_error(&error)))?;
        tx.answer_delivery(own, &answer).await?;
        tx.commit().await?;
        Ok(answer)
    }

    /// The answer that this delivery got before.
    async fn answered(&self, own: (i64, &str), hash: &str) -> Result<Option<String>, IngestError> {
        match self.context.db.delivery(own.0, own.1).await? {
            None => Ok(None),
            Some((body, answer)) if body == hash => Ok(Some(answer)),
            Some(_) => Err(IngestError::KeyTaken),
        }
    }

    fn rows(
        &self,
        snapshot: &crate::service::snapshot::Snapshot,
        machine: &Machine,
        body: &Body,
    ) -> Result<Vec<ParsedRow>, IngestError> {
        let own = scope(snapshot, &machine.row.scope);
        let in_scope = |province: &UnitCode| {
            let place = Scope::Province(province.clone());
            self.context
                .public
                .only()
                .is_none_or(|only| only == province)
                && own.as_ref().is_some_and(|own| own.covers(&place))
        };
        let rules = self.rules(snapshot, &in_scope);
        let mut seen = Seen::default();
        let mut rows = Vec::with_capacity(body.observations.len());
        let mut errors = Vec::new();
        let (mut total, mut forbidden) = (0, true);
        for (at, item) in body.observations.iter().enumerate() {
            let read = read(&rules, machine, &body.source, item);
            let read = read.and_then(|taken| match seen.note(&taken.1, 0) {
                None => Ok(taken),
                Some(_) => Err(vec![(delivery::UNIT.to_owned(), DeliveryFault::Twice)]),
            });
            match read {
                Ok(taken) => rows.push(taken),
                Err(faults) => {
                    total += faults.len();
                    forbidden &= faults.iter().all(|(_, f)| {
                        matches!(f, DeliveryFault::Outside | DeliveryFault::OtherSector)
                    });
                    let room = MOST_FAULTS.saturating_sub(errors.len());
                    let listed = faults.into_iter().take(room);
                    errors.extend(listed.map(|(field, fault)| RowError {
                        row: at,
                        field,
                        fault,
                    }));
                }
            }
        }
        if total == 0 {
            return Ok(rows);
        }
        Err(IngestError::Rows {
            errors,
            total,
            forbidden,
        })
    }
}

/// The fields that a row may have.
const FIELDS: [&str; 8] = [
    delivery::UNIT,
    delivery::INDICATOR,
    delivery::VALUE,
    delivery::AS_OF,
    delivery::FROM,
    delivery::QUALIFIER,
    delivery::PRINTED,
    delivery::NOTE,
];

fn read(
    rules: &Rules<'_>,
    machine: &Machine,
    source: &str,
    item: &Value,
) -> Result<ParsedRow, Vec<(String, DeliveryFault)>> {
    let Some(item) = item.as_object() else {
        return Err(vec![(String::new(), DeliveryFault::BrokenLine)]);
    };
    let mut faults = Vec::new();
    let known = |name: &&String| !FIELDS.contains(&name.as_str());
    for name in item.keys().filter(known) {
        // An unknown name is a known one misspelt: passing over it would lose what it says.
        faults.push((name.chars().take(40).collect(), DeliveryFault::BrokenLine));
    }
    // A code sent as a number has lost its zeros, and is told so rather than that it is no text.
    let code = match item.get(delivery::UNIT) {
        Some(Value::Number(number)) if number.is_u64() => number.to_string(),
        _ => String::new(),
    };
    let mut text = |name: &str| match item.get(name) {
        None | Some(Value::Null) => "",
        Some(Value::String(text)) => text.as_str(),
        Some(_) if name == delivery::UNIT && !code.is_empty() => code.as_str(),
        Some(_) => {
            faults.push((name.to_owned(), DeliveryFault::NotAValue));
            ""
        }
    };
    let (unit, indicator) = (text(delivery::UNIT), text(delivery::INDICATOR));
    let (as_of, from) = (text(delivery::AS_OF), text(delivery::FROM));
    let (qualifier, printed, note) = (
        text(delivery::QUALIFIER),
        text(delivery::PRINTED),
        text(delivery::NOTE),
    );
    let whole;
    let value = match item.get(delivery::VALUE) {
        None | Some(Value::Null) => RawField::Text(""),
        Some(Value::String(text)) => RawField::Text(text),
        Some(Value::Bool(yes)) => RawField::Text(if *yes { "yes" } else { "no" }),
        Some(Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => {
                whole = number.to_string();
                RawField::Text(&whole)
            }
            (None, Some(number)) => RawField::Number(number),
            (None, None) => RawField::Text("?"),
        },
        Some(Value::Array(_) | Value::Object(_)) => {
            faults.push((delivery::VALUE.to_owned(), DeliveryFault::NotAValue));
            RawField::Text("")
        }
    };
    let line = Line {
        unit,
        indicator,
        value,
        as_of,
        from,
        qualifier,
        printed,
        source,
        note,
    };
    let read = delivery::read(
        &line,
        rules.catalogue,
        |code| rules.place(code),
        |i| machine.sectors.contains(&i.sector),
        rules.today,
    );
    if faults.is_empty() {
        return read.map_err(|faults| {
            let named = faults.into_iter();
            named
                .map(|(field, fault)| (field.to_owned(), fault))
                .collect()
        });
    }
    let told: Vec<String> = faults.iter().map(|(field, _)| field.clone()).collect();
    let others = read.err().unwrap_or_default().into_iter();
    let others = others.map(|(field, fault)| (field.to_owned(), fault));
    faults.extend(others.filter(|(field, _)| !told.contains(field)));
    Err(faults)
}
