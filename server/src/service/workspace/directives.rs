//! Directives: issuing, answering, accepting, asking again, withdrawing.

use super::{Context, Failed, Note, Outcome, Visitor, committee::Opened, place};
use crate::{
    service::snapshot::Snapshot,
    store::{StoreError, committee::DirectiveRow},
};
use app::{
    failure::Failure,
    workspace::committee::model::{
        Addressee, Directive, DirectiveView, Directives as DirectivesPage, Wanted,
    },
};
use domain::{
    access::{Action, Object, Scope},
    audit::INSTALLATION,
    directive::{State, Step},
    entry::Fields,
    text::{LONGEST_NAME, LONGEST_WORDS, length},
    time::{Date, Timestamp},
    unit::UnitCode,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the steering committee asks of communes and departments.
#[derive(Clone, Debug)]
pub struct Directives {
    pub(super) context: Context,
}

/// A stored day.
pub(super) fn day(stored: i64) -> Date {
    Date(i32::try_from(stored).unwrap_or(i32::MAX))
}

/// What came of a step.
#[derive(Clone, Debug)]
pub enum Stepped {
    /// It was taken.
    Done,
    /// It lacks its words; the page comes back.
    Refused(Box<DirectiveView>),
}

impl Directives {
    /// The directives of a province: all for who reads the room, those to departments for who answers
    /// for one.
    ///
    /// # Errors
    /// See [`Committee::overview`].
    pub async fn list(&self, who: &Visitor, wanted: &Wanted) -> Outcome<DirectivesPage> {
        let reads = who.has(Action::ReadSteering);
        let action = if reads {
            Action::ReadSteering
        } else {
            Action::AnswerForDepartment
        };
        let opened = Opened::new(&self.context, who, action, wanted).await?;
        let rows = self.context.db.directives(opened.province.as_str()).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let one = directive(&opened.snapshot, row, opened.scene.today)?;
            if reads || matches!(one.to, Addressee::Department(_)) {
                found.push(one);
            }
        }
        sort(&mut found);
        let mut communes = Vec::new();
        if opened.scene.steers {
            communes = communes_of(&opened);
        }
        Ok(DirectivesPage {
            rows: found,
            communes,
            typed: Fields::default(),
            refused: Vec::new(),
            scene: opened.scene,
        })
    }

    /// What the committee asks of a commune, overdue first; for the commune's own people.
    pub(in crate::service::workspace) async fn asked_of(
        &self,
        snapshot: &Snapshot,
        unit: &UnitCode,
    ) -> Outcome<Vec<Directive>> {
        let today = self.context.now().date();
        let mut found = Vec::new();
        for row in self.context.db.running_directives(None, Some(unit)).await? {
            found.push(directive(snapshot, row, today)?);
        }
        sort(&mut found);
        Ok(found)
    }

    /// Directives that wait for this person: open ones to answer, answered ones to accept or ask again.
    pub(in crate::service::workspace) async fn waiting(
        &self,
        who: &Visitor,
        snapshot: &Snapshot,
    ) -> Outcome<Vec<Directive>> {
        let actions = [
            Action::AnswerDirective,
            Action::AnswerForDepartment,
            Action::Steer,
        ];
        let scopes = actions.into_iter().flat_map(|a| who.actor.scopes_for(a));
        let scopes: BTreeSet<&Scope> = scopes.collect();
        let mut rows = BTreeMap::new();
        for scope in scopes {
            let running = match scope {
                Scope::Country => self.context.db.running_directives(None, None).await?,
                Scope::Province(province) => {
                    self.context
                        .db
                        .running_directives(Some(province), None)
                        .await?
                }
                Scope::Commune { unit, .. } => {
                    self.context.db.running_directives(None, Some(unit)).await?
                }
            };
            rows.extend(running.into_iter().map(|row| (row.id, row)));
        }
        let today = self.context.now().date();
        let mut found = Vec::new();
        for row in rows.into_values() {
            let (answer, at) = addressee(snapshot, &row)?;
            let one = directive(snapshot, row, today)?;
            let waits = match one.state {
                State::Open => who.may_at(answer, &at),
                State::Answered => who.may_at(Action::Steer, &at),
                State::Closed | State::Withdrawn => false,
            };
            if waits {
                found.push(one);
            }
        }
        sort(&mut found);
        Ok(found)
    }

    /// Issues a directive; gives back the fields that can't be accepted, if any.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn issue(
        &self,
        who: &Visitor,
        province: &UnitCode,
        typed: &Fields,
    ) -> Outcome<Result<i64, Vec<&'static str>>> {
        let steer = Object::at(Scope::Province(province.clone()));
        who.may(Action::Steer, &steer)?;
        let snapshot = &who.snapshot;
        if !snapshot.units.contains_key(province) {
            return Err(Failed(Failure::NoSuchUnit(province.to_string())));
        }
        let now = self.context.now();
        let field = |name: &str| typed.get(name).unwrap_or("").to_owned();
        let fits = |text: &str, longest: usize| length(text) <= longest;
        let (unit, department) = (field("unit"), field("department"));
        let (subject, content, owner) = (field("subject"), field("content"), field("owner"));
        let due = Date::parse(&field("due")).filter(|day| *day >= now.date());
        let own = |code: &UnitCode| {
            let unit = snapshot.units.get(code);
            unit.is_some_and(|u| u.province.as_ref() == Some(province))
        };
        let commune = UnitCode::parse(&unit).filter(own);
        let mut refused = Vec::new();
        let mut check = |good: bool, name: &'static str| {
            if !good {
                refused.push(name);
            }
        };
        // To exactly one: a commune or a department.
        check(unit.is_empty() || commune.is_some(), "unit");
        check(unit.is_empty() != department.is_empty(), "department");
        check(fits(&department, LONGEST_NAME), "department");
        check(fits(&subject, LONGEST_NAME), "subject");
        check(
            !content.is_empty() && fits(&content, LONGEST_WORDS),
            "content",
        );
        check(!owner.is_empty() && fits(&owner, LONGEST_NAME), "owner");
        check(due.is_some(), "due");
        let (Some(due), true) = (due, refused.is_empty()) else {
            return Ok(Err(refused));
        };
        let row = DirectiveRow {
            id: 0,
            province_code: province.to_string(),
            unit_code: commune.as_ref().map(ToString::to_string),
            department: commune.is_none().then_some(department),
            subject,
            content,
            owner,
            due: due.0.into(),
            state: State::Open.slug().to_owned(),
            version: 1,
            issued_by: who.user_name.clone(),
            issued_at: now.0,
            answer: String::new(),
            answered_by: String::new(),
            answered_at: None,
            remark: String::new(),
            changed_at: now.0,
        };
        let mut tx = self.context.db.begin().await?;
        let id = tx.add_directive(&row).await?;
        let name = id.to_string();
        let mut note = Note::new(chain(&row), "issue-directive", &name);
        note.after = words(&row);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(id))
    }

    /// One directive before whoever may act on it.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn show(&self, who: &Visitor, id: i64) -> Outcome<DirectiveView> {
        let snapshot = &who.snapshot;
        let row = self.directive_row(id).await?;
        let (answer, at) = addressee(snapshot, &row)?;
        let reads = who.may_at(Action::ReadSteering, &at);
        if !reads {
            who.may(answer, &Object::at(at.clone()))?;
        }
        let province = UnitCode::parse(&row.province_code).ok_or_else(|| wrong(&row))?;
        let directive = directive(snapshot, row, self.context.now().date())?;
        let may = |step: &Step| {
            let action = match step {
                Step::Answer => answer,
                _ => Action::Steer,
            };
            directive.state.after(*step).is_some() && who.may_at(action, &at)
        };
        let steps = Step::ALL.into_iter().filter(may).collect();
        Ok(DirectiveView {
            province: self.context.unit(snapshot, &province)?,
            steps,
            reads,
            refused: None,
            directive,
        })
    }

    /// Takes a step of a directive whose page showed `version`.
    ///
    /// # Errors
    /// [`Failure::Denied`]; [`Failure::Changed`] if somebody else took a step in between, or the step
    /// can't be taken from where it stands; or if the store refuses.
    pub async fn step(
        &self,
        who: &Visitor,
        id: i64,
        version: i64,
        step: Step,
        text: &str,
    ) -> Outcome<Stepped> {
        let snapshot = &who.snapshot;
        let row = self.directive_row(id).await?;
        let (answer, at) = addressee(snapshot, &row)?;
        let action = match step {
            Step::Answer => answer,
            _ => Action::Steer,
        };
        who.may(action, &Object::at(at))?;
        let state = State::parse(&row.state).ok_or_else(|| wrong(&row))?;
        let next = state.after(step).filter(|_| row.version == version);
        let next = next.ok_or(Failed(Failure::Changed))?;
        let text = text.trim();
        if step.needs_text() && (text.is_empty() || length(text) > LONGEST_WORDS) {
            let mut view = self.show(who, id).await?;
            view.refused = Some(step);
            return Ok(Stepped::Refused(Box::new(view)));
        }
        let now = self.context.now();
        let mut after = DirectiveRow {
            state: next.slug().to_owned(),
            changed_at: now.0,
            ..row.clone()
        };
        if step == Step::Answer {
            after.answer = text.to_owned();
            after.answered_by = who.user_name.clone();
            after.answered_at = Some(now.0);
        } else {
            after.remark = text.to_owned();
        }
        let mut tx = self.context.db.begin().await?;
        if !tx.step_directive(&after).await? {
            return Err(Failed(Failure::Changed));
        }
        let name = id.to_string();
        let action = match step {
            Step::Answer => "answer-directive",
            Step::Accept => "accept-directive",
            Step::AskAgain => "ask-again-directive",
            Step::Withdraw => "withdraw-directive",
        };
        let mut note = Note::new(chain(&row), action, &name);
        note.before = format!("{} {}", row.state, row.answer)
            .trim_end()
            .to_owned();
        note.after = format!("{} {}", after.state, after.answer)
            .trim_end()
            .to_owned();
        note.reason = if step == Step::Answer { "" } else { text };
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Stepped::Done)
    }

    async fn directive_row(&self, id: i64) -> Outcome<DirectiveRow> {
        let row = self.context.db.directive(id).await?;
        row.ok_or(Failed(Failure::NoSuchPage))
    }
}

fn wrong(row: &DirectiveRow) -> StoreError {
    StoreError::Inconsistent {
        table: "directive",
        row: row.id.to_string(),
        problem: "no state, addressee or province",
    }
}

/// Who answers, and where a directive lies.
fn addressee(snapshot: &Snapshot, row: &DirectiveRow) -> Outcome<(Action, Scope)> {
    match row.unit_code.as_deref().map(UnitCode::parse) {
        Some(Some(unit)) => Ok((Action::AnswerDirective, place(snapshot, &unit)?)),
        Some(None) => Err(wrong(row).into()),
        None => {
            let province = UnitCode::parse(&row.province_code).ok_or_else(|| wrong(row))?;
            Ok((Action::AnswerForDepartment, Scope::Province(province)))
        }
    }
}

/// The chain of the trail that a directive belongs to.
fn chain(row: &DirectiveRow) -> &str {
    row.unit_code.as_deref().unwrap_or(INSTALLATION)
}

/// A directive in the trail.
fn words(row: &DirectiveRow) -> String {
    let to = row.department.as_deref().unwrap_or("");
    format!(
        "{to} {} · {} · {} · {}",
        row.subject,
        row.content,
        row.owner,
        day(row.due)
    )
    .trim_start()
    .to_owned()
}

pub(super) fn directive(snapshot: &Snapshot, row: DirectiveRow, today: Date) -> Outcome<Directive> {
    let state = State::parse(&row.state).ok_or_else(|| wrong(&row))?;
    let to = match (&row.unit_code, &row.department) {
        (Some(unit), _) => {
            let unit = UnitCode::parse(unit).and_then(|code| snapshot.unit_ref(&code, today));
            Addressee::Commune(unit.ok_or_else(|| wrong(&row))?)
        }
        (None, Some(department)) => Addressee::Department(department.clone()),
        (None, None) => return Err(wrong(&row).into()),
    };
    let due = day(row.due);
    Ok(Directive {
        id: row.id,
        to,
        overdue: state.overdue(due, today),
        state,
        subject: row.subject,
        content: row.content,
        owner: row.owner,
        due,
        version: row.version,
        issued: (row.issued_by, Timestamp(row.issued_at)),
        answer: row
            .answered_at
            .map(|at| (row.answer, row.answered_by, Timestamp(at))),
        remark: row.remark,
    })
}

/// Overdue first, then by due date; ended ones last.
fn sort(rows: &mut [Directive]) {
    rows.sort_by_key(|d| (d.state.is_final(), !d.overdue, d.due, d.id));
}

fn communes_of(opened: &Opened) -> Vec<app::public::model::UnitRef> {
    let units = opened.snapshot.units.values();
    let own = units.filter(|u| u.province.as_ref() == Some(&opened.province));
    let mut communes: Vec<_> = own
        .filter_map(|u| opened.snapshot.unit_ref(&u.code, opened.scene.today))
        .collect();
    communes.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    communes
}
