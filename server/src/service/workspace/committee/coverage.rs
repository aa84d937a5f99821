//! Infrastructure before the committee: what communes have, whom it keeps from green, what is aimed at. What is
//! known comes from the public side; nothing is counted twice.

use super::{Committee, CommitteeData};
use crate::{
    service::workspace::{Principal, ServiceError, ServiceResult, context::Note},
    store::committee::IndicatorTargetRow,
};
use app::workspace::committee::model::AimIndicator;
use app::{
    failure::Failure,
    texts::fact,
    workspace::committee::{
        infrastructure_model::{Blocked, CountTarget, Coverage, Covered, CoveredUnit},
        model::{CommitteeFilter, MatrixSort},
    },
};
use domain::{
    access::{Action, Object, Scope},
    audit::AuditAction,
    coverage,
    entry::{Fields, parse_date},
    indicator::{self, Cell, Indicator, Kind, Sector, Value},
    release::ReceiptId,
    status::Level,
    time::Date,
    unit::{UnitCode, UnitLevel},
};
use std::{cmp::Reverse, collections::HashMap};

impl Committee {
    /// Infrastructure of a province.
    ///
    /// # Errors
    /// See [`Self::overview`].
    pub async fn coverage(
        &self,
        who: &Principal,
        filter: &CommitteeFilter,
    ) -> ServiceResult<Coverage> {
        let opened = CommitteeData::new(&self.context, who, Action::ReadSteering, filter).await?;
        let communes = opened.communes(&self.context).await?;
        let set = &opened.context.set;
        let mut targets: HashMap<String, CountTarget> = HashMap::new();
        for row in self.context.db.indicator_targets(&opened.province).await? {
            let target = CountTarget {
                number: row.number,
                by: row.due,
                set_by: row.set_by,
                set_at: row.set_at,
            };
            targets.insert(row.indicator, target);
        }
        let known = self
            .context
            .public
            .covered(&opened.province, filter.release)
            .await;
        let known = known.map_err(ServiceError)?;
        let people = self
            .context
            .public
            .people(&opened.province)
            .await
            .map_err(ServiceError)?;
        let mut rows: Vec<CoveredUnit> = Vec::new();
        let levels: HashMap<&UnitCode, Level> =
            communes.iter().map(|c| (&c.unit.code, c.level)).collect();
        let units = opened.snapshot.units.values();
        for unit in units.filter(|u| u.province.as_ref() == Some(&opened.province)) {
            let Some(unit) = opened.snapshot.unit_ref(&unit.code, opened.on) else {
                continue;
            };
            rows.push(CoveredUnit {
                level: levels.get(&unit.code).copied().unwrap_or(Level::None),
                values: known
                    .iter()
                    .map(|k| k.values.get(&unit.code).cloned())
                    .collect(),
                unit,
            });
        }
        let mut blocked: Vec<Blocked> = Vec::new();
        for commune in &communes {
            let release = opened.release.as_ref();
            let blocker = coverage::blocker(set, &commune.outcome);
            let (Some(blocker), Some(release)) = (blocker, release) else {
                continue;
            };
            blocked.push(Blocked {
                unit: commune.unit.clone(),
                level: commune.level,
                blocker,
                missing: commune.missing(set),
                receipt: ReceiptId {
                    release: release.info.id,
                    unit: commune.unit.code.clone(),
                },
                people: people.get(&commune.unit.code).copied(),
            });
        }
        blocked.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key));
        let lines: Vec<Covered> = known
            .into_iter()
            .map(|known| Covered {
                target: targets.remove(&known.line.indicator.code),
                line: known.line,
                before: known.before,
            })
            .collect();
        let sort = sort(&mut rows, &lines, &filter.sort);
        Ok(Coverage {
            lines,
            rows,
            sort,
            blocked,
            typed: Fields::default(),
            refused: Vec::new(),
            context: opened.context,
        })
    }

    /// Sets how many of something a province shall have by a day; or says which fields can't be accepted.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn aim_indicator(
        &self,
        who: &Principal,
        form: &AimIndicator,
    ) -> ServiceResult<Result<(), Vec<&'static str>>> {
        let province = &form.province;
        let at = Scope::Province(province.clone());
        who.may(Action::Steer, &Object::at(at))?;
        let snapshot = &who.snapshot;
        if !snapshot.units.contains_key(province) {
            return Err(ServiceError(Failure::NoSuchUnit(province.to_string())));
        }
        let now = self.context.now();
        let code = form.indicator.as_deref().unwrap_or_default();
        let indicator = snapshot.indicators.iter().find(|i| {
            i.code == code && i.kind == Kind::Count && i.sector == Sector::Infrastructure
        });
        let number = indicator.and_then(|i| goal(i, form.number.as_deref()));
        let by = form.by.as_deref().and_then(parse_date);
        let by = by.filter(|day: &Date| *day > now.date());
        let mut refused = Vec::new();
        let checks = [
            (indicator.is_none(), "indicator"),
            (number.is_none(), "number"),
            (by.is_none(), "by"),
        ];
        refused.extend(checks.iter().filter(|c| c.0).map(|c| c.1));
        let (Some(indicator), Some(number), Some(by)) = (indicator, number, by) else {
            return Ok(Err(refused));
        };
        let before = self.context.db.indicator_targets(province).await?;
        let before = before.into_iter().find(|row| row.indicator == code);
        let words =
            |number: i64, due: Date| format!("{} · {due}", Cell(indicator, &Value::Number(number)));
        let row = IndicatorTargetRow {
            province_code: province.clone(),
            indicator: indicator.code.clone(),
            number,
            due: by,
            set_by: who.user_name.clone(),
            set_at: now,
        };
        let mut tx = self.context.db.begin().await?;
        tx.set_indicator_target(&row).await?;
        let object = format!("{province} {code}");
        let mut note = Note::installation(AuditAction::SetIndicatorTarget, &object);
        note.before = before.map_or_else(String::new, |b| words(b.number, b.due));
        note.after = words(number, by);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

/// A number to be reached: more than zero.
fn goal(indicator: &Indicator, text: Option<&str>) -> Option<i64> {
    match indicator::parse(indicator, UnitLevel::Province, text?) {
        Ok(Value::Number(number)) if number > 0 => Some(number),
        _ => None,
    }
}

/// Sorts the communes and gives the word of the order; what names no indicator sorts by name.
fn sort(rows: &mut [CoveredUnit], lines: &[Covered], order: &MatrixSort) -> Option<String> {
    rows.sort_by(|a, b| a.unit.sort_key.cmp(&b.unit.sort_key));
    match order {
        MatrixSort::Level => {
            let worst = [Level::Red, Level::Yellow, Level::None, Level::Green];
            rows.sort_by_key(|row| worst.iter().position(|l| *l == row.level));
            order.slug().map(str::to_owned)
        }
        MatrixSort::Criterion(code) => {
            let at = lines.iter().position(|l| l.line.indicator.code == *code)?;
            let kind = lines.get(at)?.line.indicator.kind;
            rows.sort_by_key(|row| {
                let value = row.values.get(at).and_then(Option::as_ref);
                Reverse(value.and_then(|value| fact::size(kind, value)))
            });
            Some(code.clone())
        }
        MatrixSort::Missing | MatrixSort::Name => None,
    }
}
