//! Directives: issuing, answering, accepting, asking again, withdrawing.

use super::{
    Principal, ServiceError, ServiceResult,
    committee::CommitteeData,
    context::{Context, Note},
    principal::place,
};
use crate::{
    service::snapshot::Snapshot,
    store::{StoreError, committee::DirectiveRow},
};
use app::workspace::committee::model::IssueDirective;
use app::{
    failure::Failure,
    workspace::committee::model::{
        Addressee, CommitteeFilter, Directive, DirectiveView, Directives as DirectivesPage,
    },
};
use domain::{
    access::{Action, Object, Scope},
    audit::{AuditAction, INSTALLATION},
    directive::{State, Step},
    entry::Fields,
    text::{LONGEST_NAME, LONGEST_WORDS, length},
    time::Date,
    unit::UnitCode,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the steering committee asks of communes and departments.
#[derive(Clone, Debug)]
pub struct Directives {
    pub(super) context: Context,
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
    /// The directives of a province: all for who reads the committee's pages, those to departments for who answers
    /// for one.
    ///
    /// # Errors
    /// See [`Committee::overview`](super::committee::Committee::overview).
    pub async fn list(
        &self,
        who: &Principal,
        filter: &CommitteeFilter,
    ) -> ServiceResult<DirectivesPage> {
        let reads = who.has(Action::ReadSteering);
        let action = if reads {
            Action::ReadSteering
        } else {
            Action::AnswerForDepartment
        };
        let opened = CommitteeData::new(&self.context, who, action, filter).await?;
        let rows = self.context.db.directives(&opened.province).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let one = directive(&opened.snapshot, row, opened.context.today)?;
            if reads || matches!(one.to, Addressee::Department(_)) {
                found.push(one);
            }
        }
        sort(&mut found);
        let mut communes = Vec::new();
        if opened.context.steers {
            communes = communes_of(&opened);
        }
        Ok(DirectivesPage {
            rows: found,
            communes,
            typed: Fields::default(),
            refused: Vec::new(),
            context: opened.context,
        })
    }

    /// What the committee asks of a commune, overdue first; for the commune's own people.
    pub(in crate::service::workspace) async fn asked_of(
        &self,
        snapshot: &Snapshot,
        unit: &UnitCode,
    ) -> ServiceResult<Vec<Directive>> {
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
        who: &Principal,
        snapshot: &Snapshot,
    ) -> ServiceResult<Vec<Directive>> {
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
        who: &Principal,
        form: &IssueDirective,
    ) -> ServiceResult<Result<i64, Vec<&'static str>>> {
        let province = &form.province;
        let steer = Object::at(Scope::Province(province.clone()));
        who.may(Action::Steer, &steer)?;
        let snapshot = &who.snapshot;
        if !snapshot.units.contains_key(province) {
            return Err(ServiceError(Failure::NoSuchUnit(province.to_string())));
        }
        let now = self.context.now();
        let text = |typed: &Option<String>| typed.clone().unwrap_or_default();
        let fits = |text: &str, longest: usize| length(text) <= longest;
        let (unit, department) = (text(&form.unit), text(&form.department));
        let (subject, content) = (text(&form.subject), text(&form.content));
        let owner = text(&form.owner);
        let due = Date::parse(&text(&form.due)).filter(|day| *day >= now.date());
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
            province_code: province.clone(),
            department: commune.is_none().then_some(department),
            unit_code: commune,
            subject,
            content,
            owner,
            due,
            state: State::Open,
            version: 1,
            issued_by: who.user_name.clone(),
            issued_at: now,
            answer: String::new(),
            answered_by: String::new(),
            answered_at: None,
            remark: String::new(),
            changed_at: now,
        };
        let mut tx = self.context.db.begin().await?;
        let id = tx.add_directive(&row).await?;
        let name = id.to_string();
        let mut note = Note::new(chain(&row), AuditAction::IssueDirective, &name);
        note.after = words(&row);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(id))
    }

    /// One directive before whoever may act on it.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn show(&self, who: &Principal, id: i64) -> ServiceResult<DirectiveView> {
        let snapshot = &who.snapshot;
        let row = self.directive_row(id).await?;
        let (answer, at) = addressee(snapshot, &row)?;
        let reads = who.may_at(Action::ReadSteering, &at);
        if !reads {
            who.may(answer, &Object::at(at.clone()))?;
        }
        let province = row.province_code.clone();
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
        who: &Principal,
        id: i64,
        version: i64,
        step: Step,
        text: &str,
    ) -> ServiceResult<Stepped> {
        let snapshot = &who.snapshot;
        let row = self.directive_row(id).await?;
        let (answer, at) = addressee(snapshot, &row)?;
        let action = match step {
            Step::Answer => answer,
            _ => Action::Steer,
        };
        who.may(action, &Object::at(at))?;
        let next = row.state.after(step).filter(|_| row.version == version);
        let next = next.ok_or(ServiceError(Failure::Changed))?;
        let text = text.trim();
        if step.needs_text() && (text.is_empty() || length(text) > LONGEST_WORDS) {
            let mut view = self.show(who, id).await?;
            view.refused = Some(step);
            return Ok(Stepped::Refused(Box::new(view)));
        }
        let now = self.context.now();
        let mut after = DirectiveRow {
            state: next,
            changed_at: now,
            ..row.clone()
        };
        if step == Step::Answer {
            after.answer = text.to_owned();
            after.answered_by = who.user_name.clone();
            after.answered_at = Some(now);
        } else {
            after.remark = text.to_owned();
        }
        let mut tx = self.context.db.begin().await?;
        if !tx.step_directive(&after).await? {
            return Err(ServiceError(Failure::Changed));
        }
        let name = id.to_string();
        let action = match step {
            Step::Answer => AuditAction::AnswerDirective,
            Step::Accept => AuditAction::AcceptDirective,
            Step::AskAgain => AuditAction::AskAgainDirective,
            Step::Withdraw => AuditAction::WithdrawDirective,
        };
        let mut note = Note::new(chain(&row), action, &name);
        note.before = format!("{} {}", row.state.slug(), row.answer)
            .trim_end()
            .to_owned();
        note.after = format!("{} {}", after.state.slug(), after.answer)
            .trim_end()
            .to_owned();
        note.reason = if step == Step::Answer { "" } else { text };
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Stepped::Done)
    }

    async fn directive_row(&self, id: i64) -> ServiceResult<DirectiveRow> {
        let row = self.context.db.directive(id).await?;
        row.ok_or(ServiceError(Failure::NoSuchPage))
    }
}

/// Who answers, and where a directive lies.
fn addressee(snapshot: &Snapshot, row: &DirectiveRow) -> ServiceResult<(Action, Scope)> {
    Ok(match &row.unit_code {
        Some(unit) => (Action::AnswerDirective, place(snapshot, unit)?),
        None => {
            let province = Scope::Province(row.province_code.clone());
            (Action::AnswerForDepartment, province)
        }
    })
}

/// The chain of the audit log that a directive belongs to.
fn chain(row: &DirectiveRow) -> &str {
    row.unit_code
        .as_ref()
        .map_or(INSTALLATION, UnitCode::as_str)
}

/// A directive in the audit log.
fn words(row: &DirectiveRow) -> String {
    let to = row.department.as_deref().unwrap_or("");
    format!(
        "{to} {} · {} · {} · {}",
        row.subject, row.content, row.owner, row.due
    )
    .trim_start()
    .to_owned()
}

pub(super) fn directive(
    snapshot: &Snapshot,
    row: DirectiveRow,
    today: Date,
) -> ServiceResult<Directive> {
    let wrong = || StoreError::inconsistent("directive", row.id, "it is addressed to nobody");
    let to = match (&row.unit_code, &row.department) {
        (Some(unit), _) => {
            let unit = snapshot.unit_ref(unit, today);
            Addressee::Commune(unit.ok_or_else(wrong)?)
        }
        (None, Some(department)) => Addressee::Department(department.clone()),
        (None, None) => return Err(wrong().into()),
    };
    Ok(Directive {
        id: row.id,
        to,
        overdue: row.state.overdue(row.due, today),
        state: row.state,
        subject: row.subject,
        content: row.content,
        owner: row.owner,
        due: row.due,
        version: row.version,
        issued: (row.issued_by, row.issued_at),
        answer: row.answered_at.map(|at| (row.answer, row.answered_by, at)),
        remark: row.remark,
    })
}

/// Overdue first, then by due date; ended ones last.
fn sort(rows: &mut [Directive]) {
    rows.sort_by_key(|d| (d.state.is_final(), !d.overdue, d.due, d.id));
}

fn communes_of(opened: &CommitteeData) -> Vec<app::public::model::UnitRef> {
    let units = opened.snapshot.units.values();
    let own = units.filter(|u| u.province.as_ref() == Some(&opened.province));
    let mut communes: Vec<_> = own
        .filter_map(|u| opened.snapshot.unit_ref(&u.code, opened.context.today))
        .collect();
    communes.sort_by(|a, b| a.sort_key.cmp(&b.sort_key));
    communes
}
