//! People let in, all of a list or none: whoever may be, each with an invitation.

use super::{Accounts, INVITATION, NewLink, manages_somewhere};
use crate::{
    mail::is_address,
    secrets,
    service::{
        import::{
            ImportError,
            people::{self as lists, NewPerson},
            reading::Readers,
        },
        snapshot::Snapshot,
        unit_cell::{NotOneUnit, UnitCells},
        workspace::{
            Principal, ServiceError, ServiceResult,
            authentication::{is_user_name, normal_name},
            principal::scope,
        },
    },
    store::accounts::NewAccount,
};
use app::{
    failure::Failure,
    i18n::Lang,
    texts,
    workspace::{
        accounts::model::{Import, ImportRow},
        rejected_form::{FaultReason, FaultRow},
        table::model::{HowRead, TableRefusal},
    },
};
use domain::{
    access::{Action, Grant, Role, Scope},
    audit::{AuditAction, Entry, INSTALLATION},
    delivery::{self, Place},
    text::{LONGEST_NAME, fold, is_blank, length, plain, tidy},
    time::Timestamp,
    unit::UnitCode,
};
use std::{collections::HashSet, time::Duration};

/// The column of a list of people that a reason is about.
#[must_use]
pub fn column_of(reason: &FaultReason) -> &'static str {
    match reason {
        FaultReason::NoName | FaultReason::NameTooLong => "name",
        FaultReason::NotMail => "email",
        FaultReason::NoRole => "role",
        FaultReason::NoScope
        | FaultReason::SeveralUnits(_)
        | FaultReason::LostZeros(_)
        | FaultReason::BeyondScope => "scope",
        _ => "user",
    }
}

/// Files that are read at the same time, and for how long.
static READERS: Readers = Readers::new(2, Duration::from_secs(20));

/// The unit that a scope meant before a program dropped zeros at its front.
fn restored(snapshot: &Snapshot, by: Option<&Principal>, word: &str) -> Option<UnitCode> {
    let place = |code: &UnitCode| match snapshot.units.get_key_value(code) {
        None => Place::Unknown,
        Some((own, _)) if manages(by, scope(snapshot, own.as_str()).as_ref()) => Place::Within(own),
        Some(_) => Place::Outside,
    };
    delivery::restored(word, place)
}

/// Whether somebody lets people in there; the command line does everywhere.
fn manages(by: Option<&Principal>, scope: Option<&Scope>) -> bool {
    let managed =
        |who: &Principal| scope.is_some_and(|scope| who.may_at(Action::ManageAccounts, scope));
    by.is_none_or(managed)
}

/// The scope that a cell names: `VN` or the country's name on pages, or a unit.
fn scope_named(
    snapshot: &Snapshot,
    cells: &UnitCells<'_>,
    by: Option<&Principal>,
    role: Role,
    cell: &str,
) -> Result<Scope, NotOneUnit> {
    let word = tidy(cell);
    let country = |lang: Lang| fold(&lang.t("ind-country")) == fold(&word);
    if Lang::ALL.into_iter().any(country) {
        return Ok(Scope::Country);
    }
    if let Some(scope) = scope(snapshot, &plain(&word)) {
        return Ok(scope);
    }
    let code = cells.read(&word, |code| {
        let scope = scope(snapshot, code.as_str());
        scope.as_ref().is_some_and(|scope| role.fits(scope)) && manages(by, scope.as_ref())
    })?;
    scope(snapshot, code.as_str()).ok_or(NotOneUnit::Unknown)
}

/// What pages of earlier versions called roles: lists that were written by them go on being read.
const EARLIER: [(&str, Role); 5] = [
    ("Cán bộ nhập liệu cấp xã", Role::Officer),
    ("Lãnh đạo xã", Role::Leader),
    ("Quản trị", Role::Administrator),
    ("Inspection committee", Role::Inspector),
    ("Sở ngành", Role::Sector),
];

/// The role of a word, or of a name of it that pages show or showed.
fn role_named(text: &str) -> Option<Role> {
    let wanted = fold(text);
    let named = |role: &Role| {
        let names = Lang::ALL.map(|lang| fold(&texts::account::role(lang, *role)));
        fold(role.slug()) == wanted || names.contains(&wanted)
    };
    let earlier = || EARLIER.iter().find(|(name, _)| fold(name) == wanted);
    let now = Role::ALL.into_iter().find(named);
    now.or_else(|| earlier().map(|(_, role)| *role))
}

fn put_zeros_back(snapshot: &Snapshot, by: &Principal, people: &mut [NewPerson]) {
    for person in people {
        if let Some(whole) = restored(snapshot, Some(by), &person.scope) {
            person.scope = whole.to_string();
        }
    }
}

/// What is wrong with a list as a whole.
fn whole(reason: FaultReason) -> FaultRow {
    FaultRow {
        line: 0,
        column: "–".to_owned(),
        reason,
    }
}

/// Somebody who can be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Name to sign in with, in the form in which names are compared.
    pub user: String,
    /// What they will be.
    pub grant: Grant,
}

impl Accounts {
    /// Who of a list can be let in, one verdict a person, in their order. `by` is the administrator who
    /// asks; none stands for the command line, which may let in anybody.
    ///
    /// # Errors
    /// [`Failure::Denied`] for whoever manages no accounts at all, or if the store refuses.
    pub async fn check(
        &self,
        by: Option<&Principal>,
        people: &[NewPerson],
    ) -> ServiceResult<Vec<Result<Fit, FaultReason>>> {
        if let Some(who) = by {
            manages_somewhere(who)?;
        }
        let snapshot = self.context.snapshot().await?;
        let taken: HashSet<String> = self
            .context
            .db
            .accounts()
            .await?
            .into_iter()
            .map(|a| a.user_name)
            .collect();
        let cells = UnitCells::of(&snapshot.units);
        let mut seen = HashSet::new();
        let mut verdicts = Vec::with_capacity(people.len());
        for person in people {
            let user = normal_name(&person.user);
            let again = !seen.insert(user.clone());
            let email = person.email.trim();
            let role = role_named(&person.role);
            let place = role.map(|role| {
                (
                    role,
                    scope_named(&snapshot, &cells, by, role, &person.scope),
                )
            });
            let grant = match place {
                None => Err(FaultReason::NoRole),
                Some((role, Ok(scope))) if role.fits(&scope) => Ok(Grant { role, scope }),
                Some((_, Err(_))) if restored(&snapshot, by, &person.scope).is_some() => {
                    Err(FaultReason::LostZeros(1))
                }
                Some((_, Err(unread))) => Err(unread.reason(|| FaultReason::NoScope)),
                Some((_, Ok(_))) => Err(FaultReason::NoScope),
            };
            let beyond = |grant: &Grant| {
                by.is_some_and(|who| !who.may_at(Action::ManageAccounts, &grant.scope))
            };
            verdicts.push(match grant {
                _ if !is_user_name(&user) => Err(FaultReason::UserName),
                _ if taken.contains(&user) => Err(FaultReason::UserTaken),
                _ if again => Err(FaultReason::UserTwice),
                _ if is_blank(&person.name) => Err(FaultReason::NoName),
                _ if length(&person.name) > LONGEST_NAME => Err(FaultReason::NameTooLong),
                _ if !email.is_empty() && !is_address(email) => Err(FaultReason::NotMail),
                Err(unfit) => Err(unfit),
                Ok(grant) if beyond(&grant) => Err(FaultReason::BeyondScope),
                Ok(grant) => Ok(Fit { user, grant }),
            });
        }
        Ok(verdicts)
    }

    /// Lets people in, all or none; gives the invitation of each, in their order.
    ///
    /// # Errors
    /// As [`Self::check`]. Everybody who can't be let in is named by their place in the list.
    pub async fn create_accounts(
        &self,
        by: Option<&Principal>,
        people: &[NewPerson],
    ) -> ServiceResult<Result<Vec<NewLink>, Vec<(usize, FaultReason)>>> {
        let (mut unfit, mut fits) = (Vec::new(), Vec::new());
        for (at, verdict) in self.check(by, people).await?.into_iter().enumerate() {
            match verdict {
                Ok(fit) => fits.push(fit),
                Err(why) => unfit.push((at, why)),
            }
        }
        if !unfit.is_empty() {
            return Ok(Err(unfit));
        }
        let now = self.context.now();
        let snapshot = self.context.snapshot().await?;
        let mut links = Vec::with_capacity(people.len());
        let mut tx = self.context.db.begin().await?;
        for (person, Fit { user, grant }) in people.iter().zip(fits) {
            let token = secrets::token()?;
            let account = NewAccount {
                user_name: &user,
                display_name: &tidy(&person.name),
                email: person.email.trim(),
                language: "vi",
                password: None,
                totp_secret: None,
            };
            let id = tx.add_account(account, now.0).await?;
            let (role, scope) = (grant.role.slug(), grant.scope.word());
            tx.add_grant(id, role, scope).await?;
            let hash = secrets::hash(&token);
            tx.add_link(&hash, id, "invitation", (now.0, now.0 + INVITATION))
                .await?;
            let entry = Entry {
                chain: INSTALLATION.to_owned(),
                seq: 0,
                at: now,
                actor: by.map_or("xanh", |who| &who.user_name).to_owned(),
                action: AuditAction::Invite.into(),
                object: user.clone(),
                before: String::new(),
                after: format!("{role} {scope}"),
                reason: String::new(),
            };
            tx.record(entry, by.map(|who| who.address.as_str())).await?;
            links.push(NewLink {
                roles: vec![(grant.role, self.context.scope_name(&snapshot, &grant.scope))],
                user_name: user,
                name: tidy(&person.name),
                token,
                until: Timestamp(now.0 + INVITATION),
                invites: true,
            });
        }
        tx.commit().await?;
        Ok(Ok(links))
    }

    /// Whether somebody may let people in anywhere.
    ///
    /// # Errors
    /// [`Failure::Denied`].
    pub fn may_create_accounts(&self, who: &Principal) -> ServiceResult<()> {
        manages_somewhere(who)
    }

    /// Whom a list would let in, and every bad place of it. Nothing is written.
    ///
    /// # Errors
    /// [`Failure::Denied`], or if the store refuses.
    pub async fn read_list(
        &self,
        who: &Principal,
        file: Vec<u8>,
        zeros: bool,
    ) -> ServiceResult<Import> {
        manages_somewhere(who)?;
        let mut view = Import {
            zeros,
            ..Import::default()
        };
        let read = READERS.read(move |_| lists::as_text(&file)).await;
        let (text, sent) = match read.unwrap_or(Err(TableRefusal::NotATable)) {
            Ok(read) => read,
            Err(refusal) => {
                let reason = FaultReason::Unreadable(refusal);
                view.faults = vec![whole(reason)];
                return Ok(view);
            }
        };
        view.text = text;
        let lines = match lists::read(&view.text) {
            Ok(list) => {
                view.how = HowRead {
                    letters: sent.letters,
                    sheets: sent.sheets,
                    sheet: sent.sheet,
                    ..list.how
                };
                list.lines
            }
            Err(ImportError::Faults(faults)) => {
                view.faults = faults;
                return Ok(view);
            }
            Err(ImportError::Store(error)) => return Err(error.into()),
            Err(ImportError::OtherMeaning(..)) => return Err(ServiceError(Failure::BadForm)),
        };
        let snapshot = &who.snapshot;
        let mut people: Vec<_> = lines.iter().map(|l| l.person.clone()).collect();
        if zeros {
            put_zeros_back(snapshot, who, &mut people);
        }
        let verdicts = self.check(Some(who), &people).await?;
        for (line, verdict) in lines.into_iter().zip(verdicts) {
            match verdict {
                Ok(fit) => view.people.push(ImportRow {
                    line: line.line,
                    user: fit.user,
                    name: line.person.name,
                    role: fit.grant.role,
                    scope: self.context.scope_name(snapshot, &fit.grant.scope),
                }),
                Err(FaultReason::LostZeros(_)) if view.lost_zeros > 0 => view.lost_zeros += 1,
                Err(reason) => {
                    view.lost_zeros += u32::from(matches!(reason, FaultReason::LostZeros(_)));
                    view.faults.push(FaultRow {
                        line: line.line,
                        column: column_of(&reason).to_owned(),
                        reason,
                    });
                }
            }
        }
        // All of them are one fault, which says how many they are.
        for fault in &mut view.faults {
            if let FaultReason::LostZeros(number) = &mut fault.reason {
                *number = view.lost_zeros;
            }
        }
        Ok(view)
    }

    /// Lets in whom a list names, all or none; gives the invitation of each.
    ///
    /// # Errors
    /// As [`Self::read_list`]. A list with bad places comes back.
    pub async fn let_list_in(
        &self,
        who: &Principal,
        text: &str,
        zeros: bool,
    ) -> ServiceResult<Result<Vec<NewLink>, Import>> {
        let view = self.read_list(who, text.into(), zeros).await?;
        if !view.faults.is_empty() {
            return Ok(Err(view));
        }
        let list = lists::read(text).map_err(|_| ServiceError(Failure::BadForm))?;
        let mut people: Vec<_> = list.lines.into_iter().map(|l| l.person).collect();
        if zeros {
            put_zeros_back(&who.snapshot, who, &mut people);
        }
        match self.create_accounts(Some(who), &people).await? {
            Ok(links) => Ok(Ok(links)),
            // Somebody took a name since it was looked at.
            Err(_) => Ok(Err(self.read_list(who, text.into(), zeros).await?)),
        }
    }
}
