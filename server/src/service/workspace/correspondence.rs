//! What commune and province write to each other about items: difficulties, explanations, notes. Every
//! step is one message, and one entry in the commune's chain.

use super::{
    Principal, ServiceError, ServiceResult,
    context::{Context, Note, set_in_force},
    principal::place,
};
use crate::{
    service::snapshot::Snapshot,
    store::correspondence::{MessageRecord, NewMessage, QuestionRecord},
};
use app::{
    failure::Failure,
    routes::WorkspaceRoute,
    workspace::correspondence::model::{
        MessageTarget, MessageView, QuestionLine, QuestionView, Questions, Thread, ThreadProblem,
    },
};
use domain::{
    access::{Action, Object, Role, Scope, permit},
    audit::AuditAction,
    correspondence::{self, Kind, Question, State, Step, TransitionError},
    criteria::CriteriaSet,
    entry::parse_date,
    unit::UnitCode,
};

/// What commune and province write to each other.
#[derive(Clone, Debug)]
pub struct Correspondence {
    pub(super) context: Context,
}

/// What a form brings.
#[derive(Clone, Debug)]
pub struct PostedMessage {
    /// Which form.
    pub target: MessageTarget,
    /// The step of a question that exists, and the version that the form began with.
    pub step: Option<(Step, u32)>,
    /// The words as typed.
    pub words: String,
    /// The deadline as typed, or the role that shall reply.
    pub choice: String,
}

/// An item's messages and its questions that are not closed.
pub(super) type Exchange = (Vec<MessageView>, Vec<QuestionView>);

impl Correspondence {
    /// What this person may read of an item's correspondence; nothing if they may read none.
    pub(super) async fn exchange(
        &self,
        who: &Principal,
        (unit, place): (&UnitCode, &Scope),
        criterion: &str,
    ) -> ServiceResult<Exchange> {
        if !who.may_at(Action::ReadCorrespondence, place) {
            return Ok((Vec::new(), Vec::new()));
        }
        let questions = self.context.db.questions_of(unit, criterion).await?;
        let messages = self.context.db.messages_of(unit, criterion).await?;
        let kind_of = |id: Option<i64>| {
            let id = id?;
            questions
                .iter()
                .find(|q| q.id == id)
                .map(|q| q.question.kind)
        };
        let reads = |kind| reads(who, place, kind);
        let messages = messages
            .into_iter()
            .map(|message| message_view(kind_of(message.question), message))
            .filter(|message| reads(message.kind))
            .collect();
        let questions = questions
            .iter()
            .filter(|q| q.question.state != State::Closed && reads(Some(q.question.kind)))
            .map(|q| question_view(who, place, q))
            .collect();
        Ok((messages, questions))
    }

    /// Everything written about one item, with what this person may write next.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::NoSuchUnit`], [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn thread(
        &self,
        who: &Principal,
        unit: &UnitCode,
        criterion: &str,
    ) -> ServiceResult<Thread> {
        let snapshot = &who.snapshot;
        let place = place(snapshot, unit)?;
        who.may(Action::ReadCorrespondence, &Object::at(place.clone()))?;
        let set = set_in_force(snapshot)?;
        let index = index(&set, criterion)?;
        let (messages, questions) = self.exchange(who, (unit, &place), criterion).await?;
        let is_free = |kind| questions.iter().all(|q| q.question.kind != kind);
        let begins = [
            MessageTarget::New(Kind::Difficulty),
            MessageTarget::New(Kind::Explanation),
            MessageTarget::Note,
        ]
        .into_iter()
        .filter(|target| match target {
            MessageTarget::New(kind) => {
                is_free(*kind) && who.may_at(Step::Ask.action(Some(*kind)), &place)
            }
            MessageTarget::Note | MessageTarget::Question(_) => {
                who.may_at(Action::WriteNote, &place)
            }
        })
        .collect();
        let item = if who.may_at(Action::ReadDrafts, &place) {
            Some(WorkspaceRoute::Item(unit.clone(), criterion.to_owned()))
        } else if who.may_at(Action::ReadChecklist, &place) {
            let records = self.context.db.records(unit).await?;
            let latest = records
                .iter()
                .rfind(|record| record.answer.criterion == criterion);
            latest.map(|record| WorkspaceRoute::Review(record.id))
        } else {
            None
        };
        let Scope::Commune { province, .. } = &place else {
            return Err(ServiceError(Failure::NoSuchUnit(unit.to_string())));
        };
        Ok(Thread {
            unit: self.context.unit(snapshot, unit)?,
            province: self.context.unit(snapshot, province)?,
            set,
            index,
            questions,
            messages,
            begins,
            item,
            typed: None,
            now: self.context.now(),
        })
    }

    /// Questions that are not closed, wherever this person may read them: late ones first, then by
    /// deadline, then those that were replied to.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn questions(&self, who: &Principal) -> ServiceResult<Questions> {
        if !who.has(Action::ReadCorrespondence) {
            return Err(ServiceError(Failure::Denied(
                domain::access::Refusal::NoRole,
            )));
        }
        let snapshot = &who.snapshot;
        let set = set_in_force(snapshot)?;
        let lines = self.question_lines(who, snapshot, &set, None).await?;
        Ok(Questions {
            set,
            lines,
            now: self.context.now(),
        })
    }

    /// The lines of [`Self::questions`], of one commune if named.
    pub(super) async fn question_lines(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        set: &CriteriaSet,
        unit: Option<&UnitCode>,
    ) -> ServiceResult<Vec<QuestionLine>> {
        let now = self.context.now();
        let mut lines = Vec::new();
        for record in self.unclosed(who, snapshot, unit).await? {
            let Ok(index) = index(set, &record.criterion) else {
                continue;
            };
            lines.push(QuestionLine {
                unit: self.context.unit(snapshot, &record.unit)?,
                index,
                question: record.question,
            });
        }
        lines.sort_by_key(|line| {
            let question = &line.question;
            (
                question.state,
                !question.is_overdue(now),
                question.due,
                line.unit.code.clone(),
                line.index,
            )
        });
        Ok(lines)
    }

    /// Questions that are not closed and that this person may read.
    pub(super) async fn unclosed(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        unit: Option<&UnitCode>,
    ) -> ServiceResult<Vec<QuestionRecord>> {
        let mut scopes: Vec<&Scope> = who.actor.scopes_for(Action::ReadCorrespondence).collect();
        scopes.sort();
        scopes.dedup();
        // One question to the store where one is enough.
        let (province, own) = match (unit, scopes.as_slice()) {
            (Some(unit), _) => (None, Some(unit)),
            (None, [Scope::Province(province)]) => (Some(province), None),
            (None, [Scope::Commune { unit, .. }]) => (None, Some(unit)),
            (None, _) => (None, None),
        };
        let mut found = self.context.db.unclosed_questions(province, own).await?;
        found.retain(|record| {
            let Ok(place) = place(snapshot, &record.unit) else {
                return false;
            };
            who.may_at(Action::ReadCorrespondence, &place)
                && reads(who, &place, Some(record.question.kind))
        });
        Ok(found)
    }

    /// Writes one message. Words that can't be accepted are told as a problem, and nothing is written.
    ///
    /// # Errors
    /// [`Failure::Denied`], [`Failure::BadForm`] for a step that the question does not have,
    /// [`Failure::NoSuchPage`], or if the store refuses.
    pub async fn write(
        &self,
        who: &Principal,
        (unit, criterion): (&UnitCode, &str),
        message: &PostedMessage,
    ) -> ServiceResult<Result<(), ThreadProblem>> {
        let snapshot = &who.snapshot;
        let place = place(snapshot, unit)?;
        let set = set_in_force(snapshot)?;
        index(&set, criterion)?;
        match message.target {
            MessageTarget::Note => {
                let role = acting(who, Action::WriteNote, &place)?;
                let Some(words) = correspondence::valid_words(&message.words) else {
                    return Ok(Err(ThreadProblem::Words));
                };
                let message = self.message(who, role, (None, Step::Note), words);
                let mut tx = self.context.db.begin().await?;
                tx.add_message((unit, criterion), message).await?;
                let mut note = Note::new(unit.as_str(), AuditAction::Note, criterion);
                note.after = words.to_owned();
                self.context.note(&mut tx, who, note).await?;
                tx.commit().await?;
                Ok(Ok(()))
            }
            MessageTarget::New(kind) => {
                self.ask(who, &place, (unit, criterion), kind, message)
                    .await
            }
            MessageTarget::Question(id) => {
                self.next_step(who, &place, (unit, criterion), id, message)
                    .await
            }
        }
    }

    fn message<'a>(
        &self,
        who: &Principal,
        role: Role,
        (question, step): (Option<i64>, Step),
        words: &'a str,
    ) -> NewMessage<'a> {
        NewMessage {
            question,
            step,
            author: who.actor.account,
            role,
            at: self.context.now(),
            words,
        }
    }

    async fn ask(
        &self,
        who: &Principal,
        place: &Scope,
        item: (&UnitCode, &str),
        kind: Kind,
        message: &PostedMessage,
    ) -> ServiceResult<Result<(), ThreadProblem>> {
        let role = acting(who, Step::Ask.action(Some(kind)), place)?;
        let Some(words) = correspondence::valid_words(&message.words) else {
            return Ok(Err(ThreadProblem::Words));
        };
        let now = self.context.now();
        let question = match kind {
            Kind::Difficulty => {
                let owner = Role::parse(&message.choice).ok_or(ServiceError(Failure::BadForm))?;
                Question::report(owner, now)
            }
            Kind::Explanation => match parse_date(&message.choice) {
                Some(by) => Question::request(by, now),
                None => Err(TransitionError::Due),
            },
        };
        let question = match question {
            Ok(question) => question,
            Err(TransitionError::Due) => return Ok(Err(ThreadProblem::Due)),
            Err(_) => return Err(ServiceError(Failure::BadForm)),
        };
        let mut tx = self.context.db.begin().await?;
        let Some(id) = tx.add_question(item, &question, now).await? else {
            return Ok(Err(ThreadProblem::Changed));
        };
        let message = self.message(who, role, (Some(id), Step::Ask), words);
        tx.add_message(item, message).await?;
        let action = match kind {
            Kind::Difficulty => AuditAction::ReportDifficulty,
            Kind::Explanation => AuditAction::RequestExplanation,
        };
        let mut note = Note::new(item.0.as_str(), action, item.1);
        note.after = described(&question);
        note.reason = words;
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn next_step(
        &self,
        who: &Principal,
        place: &Scope,
        item: (&UnitCode, &str),
        id: i64,
        message: &PostedMessage,
    ) -> ServiceResult<Result<(), ThreadProblem>> {
        let found = self.context.db.question(id).await?;
        // A key of another commune's question opens nothing here.
        let found = found.filter(|q| q.unit == *item.0 && q.criterion == item.1);
        let found = found.ok_or(ServiceError(Failure::NoSuchPage))?;
        let (step, seen) = message.step.ok_or(ServiceError(Failure::BadForm))?;
        let before = found.question;
        let role = acting(who, step.action(Some(before.kind)), place)?;
        let now = self.context.now();
        let next = match step {
            Step::Answer => before.answer(),
            Step::AskAgain => before.ask_again(now),
            Step::Close => before.close(),
            Step::HandOver => {
                let other = before.kind.owners().iter().find(|r| **r != before.owner);
                other.map_or(Err(TransitionError::Owner), |other| {
                    before.hand_over(*other)
                })
            }
            Step::Ask | Step::Note => return Err(ServiceError(Failure::BadForm)),
        };
        let next = match next {
            Ok(next) if seen == found.version => next,
            Ok(_) | Err(TransitionError::WrongState(_)) => return Ok(Err(ThreadProblem::Changed)),
            Err(_) => return Err(ServiceError(Failure::BadForm)),
        };
        let words = match (correspondence::valid_words(&message.words), step) {
            (Some(words), _) => words,
            // Nothing more need be said to end a question or to pass it on.
            (None, Step::Close | Step::HandOver) if message.words.trim().is_empty() => "",
            (None, _) => return Ok(Err(ThreadProblem::Words)),
        };
        let mut tx = self.context.db.begin().await?;
        if !tx.change_question(id, seen, &next).await? {
            return Ok(Err(ThreadProblem::Changed));
        }
        let message = self.message(who, role, (Some(id), step), words);
        tx.add_message(item, message).await?;
        let action = match step {
            Step::Answer => AuditAction::AnswerQuestion,
            Step::AskAgain => AuditAction::AskAgain,
            Step::HandOver => AuditAction::HandOverQuestion,
            _ => AuditAction::CloseQuestion,
        };
        let mut note = Note::new(item.0.as_str(), action, item.1);
        note.before = described(&before);
        note.after = described(&next);
        note.reason = words;
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

fn index(set: &CriteriaSet, criterion: &str) -> ServiceResult<usize> {
    let found = set.criteria.iter().position(|c| c.code == criterion);
    found.ok_or(ServiceError(Failure::NoSuchPage))
}

/// Whether somebody who reads correspondence at a place reads this kind of message there: a department
/// that does not read checklists reads the difficulties alone.
fn reads(who: &Principal, place: &Scope, kind: Option<Kind>) -> bool {
    kind == Some(Kind::Difficulty)
        || who.may_at(Action::ReadChecklist, place)
        || who.may_at(Action::ReadDrafts, place)
}

/// The role in which somebody does something at a place.
fn acting(who: &Principal, action: Action, place: &Scope) -> ServiceResult<Role> {
    who.may(action, &Object::at(place.clone()))?;
    let acting = who.actor.grants.iter().find(|grant| {
        let alone = domain::access::Actor {
            grants: vec![(*grant).clone()],
            ..who.actor.clone()
        };
        permit(&alone, action, &Object::at(place.clone())).is_ok()
    });
    acting
        .map(|grant| grant.role)
        .ok_or(ServiceError(Failure::Denied(
            domain::access::Refusal::NoRole,
        )))
}

/// A question as the audit log keeps it.
fn described(question: &Question) -> String {
    format!(
        "{} {} {} {}",
        question.kind.word(),
        question.state.word(),
        question.owner.slug(),
        question.due
    )
}

fn message_view(kind: Option<Kind>, record: MessageRecord) -> MessageView {
    MessageView {
        kind,
        step: record.step,
        author: record.author,
        role: record.role,
        at: record.at,
        words: record.words,
    }
}

fn question_view(who: &Principal, place: &Scope, record: &QuestionRecord) -> QuestionView {
    let question = record.question;
    let steps = question.steps().iter().copied();
    QuestionView {
        id: record.id,
        version: record.version,
        question,
        steps: steps
            .filter(|step| who.may_at(step.action(Some(question.kind)), place))
            .collect(),
    }
}
