//! What waits for a person, found in the state of things each time: nothing is stored, so nothing is told
//! of what is done already. And where a person's daily mail goes.

use super::{
    Principal, ServiceResult,
    authentication::{grants, principal_of},
    checklist::Checklists,
    commune_record::CommuneRecord,
    context::{Context, Note},
    correspondence::Correspondence,
    directives::Directives,
    principal::place,
};
use crate::{
    mail::is_address,
    service::snapshot::Snapshot,
    store::{accounts::AccountRow, correspondence::QuestionRecord, sessions::SessionRow},
};
use app::{
    public::model::UnitRef,
    routes::{AdminRoute, WorkspaceRoute},
    workspace::{
        checklist::model::ChecklistRow,
        committee::model::{Addressee, Directive},
        correspondence::model::{Notice, NoticeKind, Notices as NoticesPage},
    },
};
use domain::{
    access::{Action, Role, Scope},
    assessment::Stage,
    attempt::TOLD_FOR,
    audit::AuditAction,
    correspondence::{Kind, State as QuestionState},
    directive::State,
    rate::saturating_u32,
    time::Timestamp,
    validity::{self, Expiry},
};

/// For how many days after a unit's last one its end is mailed.
const DAYS_OF_END_MAILED: i32 = 7;

/// What waits for people, and where their daily mail goes.
#[derive(Clone, Debug)]
pub struct Notices {
    pub(super) context: Context,
    pub(super) checklist: Checklists,
    pub(super) correspondence: Correspondence,
    pub(super) directives: Directives,
    /// Whether this installation sends mail.
    pub(super) sends_mail: bool,
}

/// A campaign's end is told from so many days before.
const PERIOD_DAYS: i32 = 7;

impl Notices {
    /// What waits for this person, by deadline.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn waiting_for(&self, who: &Principal) -> ServiceResult<Vec<Notice>> {
        let mut found = Vec::new();
        if who.missing.is_some() {
            return Ok(found);
        }
        let told = |at: Timestamp| self.context.now().0 < at.0 + TOLD_FOR;
        if who.codes_shut_at.is_some_and(told) {
            found.push(Notice {
                kind: NoticeKind::CodesGuessed,
                unit: None,
                criterion: None,
                file: None,
                number: 1,
                due: None,
                route: WorkspaceRoute::Admin(AdminRoute::Sessions),
            });
        }
        let snapshot = &who.snapshot;
        for entry in self.checklist.communes(who).await? {
            let commune = self.checklist.load(who, &entry.unit.code).await?;
            of_commune(who, &commune, &entry.unit, &mut found);
        }
        self.reviews(who, &mut found).await?;
        self.open_questions(who, snapshot, &mut found).await?;
        self.directives_to_act_on(who, snapshot, &mut found).await?;
        self.wrong_files(who, snapshot, &mut found).await?;
        found.sort_by_key(|notice| (notice.due.is_none(), notice.due, notice.kind));
        Ok(found)
    }

    /// How many things wait, for the head of every page; none if that can't be found out now, which is
    /// logged where it failed.
    pub async fn number_waiting(&self, who: &Principal) -> u32 {
        let found = self.waiting_for(who).await;
        found.map_or(0, |list| saturating_u32(list.len()))
    }

    /// What waits for review in this person's care.
    async fn reviews(&self, who: &Principal, found: &mut Vec<Notice>) -> ServiceResult<()> {
        let scopes: Vec<&Scope> = who.actor.scopes_for(Action::Review).collect();
        if scopes.is_empty() {
            return Ok(());
        }
        let (mut number, mut due) = (0_u32, None::<Timestamp>);
        for waiting in self.context.db.waiting_sums(None).await? {
            let province = waiting.province_code;
            let place = Scope::Province(province.clone());
            if !scopes.iter().any(|own| own.covers(&place)) {
                continue;
            }
            let policy = self.context.db.policy(&province).await?;
            let own = policy.review_due(waiting.oldest);
            due = Some(due.map_or(own, |due| due.min(own)));
            number = number.saturating_add(waiting.answers);
        }
        if number > 0 {
            found.push(Notice {
                kind: NoticeKind::Reviews,
                unit: None,
                criterion: None,
                file: None,
                number,
                due,
                route: WorkspaceRoute::ReviewQueue,
            });
        }
        Ok(())
    }

    /// Questions whose next step is this person's: a reply to give, or one to read.
    async fn open_questions(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        found: &mut Vec<Notice>,
    ) -> ServiceResult<()> {
        if !who.has(Action::ReadCorrespondence) {
            return Ok(());
        }
        let mut of_kind: Vec<(NoticeKind, Vec<QuestionRecord>)> = Vec::new();
        for record in self.correspondence.unclosed(who, snapshot, None).await? {
            let place = place(snapshot, &record.unit)?;
            let question = &record.question;
            let owes = || {
                let mut grants = who.actor.grants.iter();
                grants.any(|g| g.role == question.owner && g.scope.covers(&place))
            };
            let kind = match (question.kind, question.state) {
                (Kind::Difficulty, QuestionState::Open) if owes() => NoticeKind::DifficultyOpen,
                (Kind::Difficulty, QuestionState::Answered)
                    if who.may_at(Action::ReportDifficulty, &place) =>
                {
                    NoticeKind::DifficultyAnswered
                }
                (Kind::Explanation, QuestionState::Open)
                    if who.may_at(Action::AnswerExplanation, &place) =>
                {
                    NoticeKind::ExplanationWanted
                }
                (Kind::Explanation, QuestionState::Answered)
                    if who.may_at(Action::RequestExplanation, &place) =>
                {
                    NoticeKind::ExplanationAnswered
                }
                _ => continue,
            };
            match of_kind.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, records)) => records.push(record),
                None => of_kind.push((kind, vec![record])),
            }
        }
        for (kind, records) in of_kind {
            let owed = matches!(
                kind,
                NoticeKind::DifficultyOpen | NoticeKind::ExplanationWanted
            );
            let due = records.iter().map(|r| r.question.due).min();
            let (unit, criterion, route) = match records.as_slice() {
                [only] => (
                    Some(self.context.unit(snapshot, &only.unit)?),
                    Some(only.criterion.clone()),
                    WorkspaceRoute::Thread(only.unit.clone(), only.criterion.clone()),
                ),
                _ => (None, None, WorkspaceRoute::Questions),
            };
            found.push(Notice {
                kind,
                unit,
                criterion,
                file: None,
                number: saturating_u32(records.len()),
                due: due.filter(|_| owed),
                route,
            });
        }
        Ok(())
    }

    /// Directives whose next step is this person's: those of a commune together, those of departments
    /// together, those to accept together.
    async fn directives_to_act_on(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        found: &mut Vec<Notice>,
    ) -> ServiceResult<()> {
        let mut together: Vec<(NoticeKind, Option<UnitRef>, Vec<Directive>)> = Vec::new();
        for one in self.directives.waiting(who, snapshot).await? {
            let (kind, unit) = match (&one.to, one.state) {
                (_, State::Answered) => (NoticeKind::DirectiveAnswered, None),
                (Addressee::Commune(unit), _) => (NoticeKind::DirectiveOpen, Some(unit.clone())),
                (Addressee::Department(_), _) => (NoticeKind::DirectiveOpen, None),
            };
            let known = |(k, u, _): &&mut (NoticeKind, Option<UnitRef>, Vec<Directive>)| {
                *k == kind && u.as_ref().map(|u| &u.code) == unit.as_ref().map(|u| &u.code)
            };
            match together.iter_mut().find(known) {
                Some((_, _, list)) => list.push(one),
                None => together.push((kind, unit, vec![one])),
            }
        }
        for (kind, unit, list) in together {
            let subject = |d: &Directive| Some(d.subject.clone()).filter(|s| !s.is_empty());
            let (criterion, route) = match (list.as_slice(), &unit) {
                ([only], _) => (subject(only), WorkspaceRoute::Directive(only.id)),
                (_, Some(unit)) => (None, WorkspaceRoute::Checklist(unit.code.clone())),
                (_, None) => (None, WorkspaceRoute::Directives),
            };
            let due = list.iter().map(|d| d.due.at(23, 59)).min();
            found.push(Notice {
                kind,
                unit,
                criterion,
                file: None,
                number: saturating_u32(list.len()),
                due: due.filter(|_| kind == NoticeKind::DirectiveOpen),
                route,
            });
        }
        Ok(())
    }

    /// Evidence files that are not what was sent, for those who look after the installation: one notice a file.
    async fn wrong_files(
        &self,
        who: &Principal,
        snapshot: &Snapshot,
        found: &mut Vec<Notice>,
    ) -> ServiceResult<()> {
        if !who.administers() {
            return Ok(());
        }
        let mut last = String::new();
        for row in self.context.db.evidence_faults().await? {
            let place = place(snapshot, &row.unit_code)?;
            let mut grants = who.actor.grants.iter();
            let own = grants.any(|g| g.role == Role::Administrator && g.scope.covers(&place));
            if !own || row.sha256 == last {
                continue;
            }
            last.clone_from(&row.sha256);
            found.push(Notice {
                kind: NoticeKind::WrongFile(row.fault),
                unit: Some(self.context.unit(snapshot, &row.unit_code)?),
                criterion: None,
                file: Some((row.title, row.sha256)),
                number: 1,
                due: None,
                route: WorkspaceRoute::Notices,
            });
        }
        Ok(())
    }

    /// The page of what waits for this person.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn show(&self, who: &Principal) -> ServiceResult<NoticesPage> {
        let account = self.context.db.account(who.actor.account.0).await?;
        Ok(NoticesPage {
            list: self.waiting_for(who).await?,
            now: self.context.now(),
            email: account.map(|a| a.email).unwrap_or_default(),
            refused: false,
            sends: self.sends_mail,
        })
    }

    /// Sets where this person's own daily mail goes, in the language of the page on which they say so;
    /// `false` if what was typed is no address. The audit log notes that there is one, not which.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn set_mail(
        &self,
        who: &Principal,
        email: &str,
        language: &str,
    ) -> ServiceResult<bool> {
        let email = email.trim();
        if !email.is_empty() && !is_address(email) {
            return Ok(false);
        }
        let mut tx = self.context.db.begin().await?;
        tx.set_mail(who.actor.account.0, email, language).await?;
        let mut note = Note::installation(AuditAction::SetMail, &who.user_name);
        note.after = if email.is_empty() { "none" } else { "set" }.to_owned();
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// What waits for the people of a commune, besides questions.
fn of_commune(who: &Principal, commune: &CommuneRecord, unit: &UnitRef, found: &mut Vec<Notice>) {
    let criteria = &commune.set.criteria;
    let soon = commune.now.date().plus(PERIOD_DAYS).at(23, 59);
    let (today, rules) = (commune.now.date(), commune.set.rules);
    let until = |index: usize, row: &ChecklistRow| {
        let confirmed = row.confirmed.as_ref()?;
        Some(confirmed.met_until(&criteria[index].question))
    };
    let expiry = |index: usize, row: &ChecklistRow| {
        (row.stage == Stage::Confirmed)
            .then(|| validity::expiry(rules, until(index, row)?, today))
            .flatten()
    };
    let returned = |row: &ChecklistRow| {
        let due = row.returned.as_ref().map(|r| r.due);
        row.came_back().then_some(due)
    };
    let missing = |row: &ChecklistRow, required: bool| {
        let begun = matches!(
            row.stage,
            Stage::NotDeclared | Stage::Draft | Stage::Confirmed
        );
        let ends = row.due.filter(|due| *due <= soon);
        (required && begun && ends.is_some()).then_some(ends)
    };
    let mut add = |kind, rows: Vec<(usize, Option<Timestamp>)>| {
        let Some(number) = u32::try_from(rows.len()).ok().filter(|n| *n > 0) else {
            return;
        };
        let code = unit.code.clone();
        let (criterion, route) = match rows.as_slice() {
            [(index, _)] => {
                let criterion = criteria[*index].code.clone();
                (
                    Some(criterion.clone()),
                    WorkspaceRoute::Item(code, criterion),
                )
            }
            _ => (None, WorkspaceRoute::Checklist(code)),
        };
        found.push(Notice {
            kind,
            unit: Some(unit.clone()),
            criterion,
            file: None,
            number,
            due: rows.iter().filter_map(|(_, due)| *due).min(),
            route,
        });
    };
    let ended = commune.snapshot.ended(&commune.unit).is_some();
    let standing = commune.standing();
    let rows = || standing.rows.iter().enumerate();
    if who.may_at(Action::Enter, &commune.place) {
        add(
            NoticeKind::Returned,
            rows()
                .filter_map(|(i, row)| Some((i, returned(row)?)))
                .collect(),
        );
        // Nothing falls due any more where a commune has ended.
        add(
            NoticeKind::PeriodDue,
            rows()
                .filter(|_| !ended)
                .filter_map(|(i, row)| {
                    let required = criteria[i].required;
                    Some((i, missing(row, required)?))
                })
                .collect(),
        );
        for (kind, filter) in [
            (NoticeKind::ExpiringSoon, Expiry::Soon),
            (NoticeKind::Expiring, Expiry::Later),
        ] {
            add(
                kind,
                rows()
                    .filter(|(i, row)| !ended && expiry(*i, row) == Some(filter))
                    .map(|(i, row)| (i, until(i, row).map(|day| day.at(23, 59))))
                    .collect(),
            );
        }
    }
    if who.may_at(Action::Sign, &commune.place) {
        add(
            NoticeKind::ToSign,
            rows()
                .filter(|(_, row)| row.stage == Stage::Ready)
                .map(|(i, row)| (i, row.due))
                .collect(),
        );
    }
    if ended {
        found.push(Notice {
            kind: NoticeKind::UnitEnded,
            unit: Some(unit.clone()),
            criterion: None,
            file: None,
            number: 1,
            due: None,
            route: WorkspaceRoute::Checklist(unit.code.clone()),
        });
    }
}

impl Notices {
    /// What waits for the person of an account, as they would find it when signed in.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn waiting_for_account(&self, account: AccountRow) -> ServiceResult<Vec<Notice>> {
        let now = self.context.now();
        let session = SessionRow {
            token_hash: String::new(),
            account_id: account.id,
            created_at: now,
            seen_at: now,
            expires_at: now,
            second_factor: true,
            agent: String::new(),
        };
        let snapshot = self.context.snapshot().await?;
        let grants = grants(&snapshot, self.context.db.grants(account.id).await?);
        let mut who = principal_of(account, &session, grants, "", snapshot);
        // Whoever has not set up a second factor yet is told what waits all the same; they see it after.
        who.missing = None;
        let mut waiting = self.waiting_for(&who).await?;
        // Pages go on telling of the end of a unit; nothing can be done about it, so it is not mailed for ever.
        waiting.retain(|notice| {
            let unit = notice.unit.as_ref();
            let ended = unit.and_then(|unit| who.snapshot.ended(&unit.code));
            notice.kind != NoticeKind::UnitEnded
                || ended.is_some_and(|e| now.date() <= e.last_day.plus(DAYS_OF_END_MAILED))
        });
        Ok(waiting)
    }
}
