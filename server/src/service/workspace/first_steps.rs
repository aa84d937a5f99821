//! First steps: what an installation still needs, as far as whoever asks looks after it; and a mail to try whether mail
//! goes out.

use super::{
    Principal, ServiceResult,
    accounts::manages_somewhere,
    authentication::grants,
    context::{Context, Note, set_in_force},
};
use crate::{
    mail::{Email, Mailer},
    service::snapshot::Snapshot,
    store::progress::Arrival,
};
use app::{
    texts::notice,
    workspace::first_steps::model::{
        CampaignStep, CommuneProgress, FirstSteps as Steps, MailStep, MailTried, People, Policies,
    },
};
use domain::{
    access::{Action, Grant, Role, Scope, may_manage},
    audit::{AuditAction, INSTALLATION},
    period::current,
    rate::saturating_u32,
    unit::{UnitCode, UnitLevel},
};
use std::collections::{BTreeMap, BTreeSet};

/// First steps.
#[derive(Clone, Debug)]
pub struct FirstSteps {
    pub(super) context: Context,
    /// How mail is sent, if it is.
    pub(super) mailer: Option<Mailer>,
}

/// Roles without which nothing is confirmed or published.
const NEEDED: [Role; 2] = [Role::Reviewer, Role::Secretary];

/// Somebody who may enter, with all their roles.
struct Person {
    row: Arrival,
    grants: Vec<Grant>,
}

impl Person {
    fn count(&self, people: &mut People) {
        people.invited += 1;
        people.entered += u32::from(self.row.joined_at.is_some());
    }
}

impl FirstSteps {
    /// What is still needed.
    ///
    /// # Errors
    /// [`app::failure::Failure::Denied`], or if the store refuses.
    pub async fn show(&self, who: &Principal) -> ServiceResult<Steps> {
        manages_somewhere(who)?;
        let (db, now) = (&self.context.db, self.context.now());
        let snapshot = &who.snapshot;
        let everybody = people(snapshot, db.arrivals().await?);
        let own: Vec<&Person> = everybody
            .iter()
            .filter(|person| may_manage(&who.actor, &person.grants).is_ok())
            .collect();
        let mut all = People::default();
        own.iter().for_each(|person| person.count(&mut all));
        let lapsed = own.iter().filter(|person| {
            let row = &person.row;
            !row.has_password && row.link_until.is_none_or(|until| until < now)
        });
        let lapsed = saturating_u32(lapsed.count());
        // Who has them may lie beyond the scope: a province's releases are the country's secretary's.
        let held: BTreeSet<Role> = everybody
            .iter()
            .flat_map(|person| person.grants.iter().map(|grant| grant.role))
            .collect();
        let lacking = NEEDED.into_iter().filter(|role| !held.contains(role));
        let openers = everybody.iter().filter(|person| {
            person.grants.iter().any(|grant| {
                Action::ManagePeriods.allowed(grant.role) && grant.scope == Scope::Country
            })
        });
        let campaigns = db.campaigns().await?;
        let periods: Vec<_> = campaigns.iter().map(|c| c.period.clone()).collect();
        let code = current(&periods, now).map(|period| period.code.clone());
        Ok(Steps {
            people: all,
            lacking: lacking.collect(),
            lapsed,
            policies: self.policies(who).await?,
            campaign: CampaignStep {
                current: campaigns
                    .into_iter()
                    .find(|c| Some(&c.period.code) == code.as_ref()),
                may_open: who.may_at(Action::ManagePeriods, &Scope::Country),
                openers: openers.map(|p| p.row.display_name.clone()).collect(),
            },
            mail: self.mail(who).await?,
            tried: None,
            communes: self.communes(who, &everybody).await?,
            now,
        })
    }

    async fn policies(&self, who: &Principal) -> ServiceResult<Policies> {
        let own = |code: &&UnitCode| {
            code.level() == UnitLevel::Province
                && who.may_at(Action::ManageSettings, &Scope::Province((*code).clone()))
        };
        let set = self.context.db.policies_set().await?;
        Ok(Policies {
            set: saturating_u32(set.iter().filter(own).count()),
            all: saturating_u32(who.snapshot.units.keys().filter(own).count()),
        })
    }

    async fn mail(&self, who: &Principal) -> ServiceResult<MailStep> {
        if self.mailer.is_none() {
            return Ok(MailStep::NotSetUp);
        }
        let address = self.address_of(who).await?;
        let last = self
            .context
            .db
            .last_done(INSTALLATION, AuditAction::TestMail)
            .await?;
        Ok(match last {
            Some(at) => MailStep::Tested(at, address),
            None => MailStep::Untested(address),
        })
    }

    async fn address_of(&self, who: &Principal) -> ServiceResult<Option<String>> {
        let account = self.context.db.account(who.actor.account.0).await?;
        Ok(account.map(|a| a.email).filter(|email| !email.is_empty()))
    }

    /// The communes in the care of whoever asks: of the provinces where somebody was let in, and of the installation's
    /// own.
    async fn communes(
        &self,
        who: &Principal,
        everybody: &[Person],
    ) -> ServiceResult<Vec<CommuneProgress>> {
        let snapshot = &who.snapshot;
        let set = set_in_force(snapshot)?;
        let mut of_commune: BTreeMap<&UnitCode, People> = BTreeMap::new();
        let mut provinces = BTreeSet::from([self.context.public.home()]);
        for person in everybody {
            let mut seen = BTreeSet::new();
            for grant in &person.grants {
                match &grant.scope {
                    Scope::Commune { unit, province } => {
                        provinces.insert(province);
                        if seen.insert(unit) {
                            person.count(of_commune.entry(unit).or_default());
                        }
                    }
                    Scope::Province(province) => {
                        provinces.insert(province);
                    }
                    Scope::Country => {}
                }
            }
        }
        let handed_in: BTreeMap<String, i64> =
            self.context.db.handed_in().await?.into_iter().collect();
        let mut rows = Vec::new();
        for (code, unit) in &snapshot.units {
            let Some(province) = unit.province.as_ref().filter(|p| provinces.contains(p)) else {
                continue;
            };
            let place = Scope::commune(code.clone(), province.clone());
            if !who.may_at(Action::ManageAccounts, &place) {
                continue;
            }
            let number = handed_in.get(code.as_str()).copied().unwrap_or(0);
            let row = CommuneProgress {
                unit: self.context.unit(snapshot, code)?,
                people: of_commune.get(code).copied().unwrap_or_default(),
                handed_in: u32::try_from(number).unwrap_or(0),
                items: saturating_u32(set.criteria.len()),
            };
            rows.push((province.clone(), row));
        }
        rows.sort_by(|(a, one), (b, other)| {
            a.cmp(b)
                .then_with(|| one.unit.sort_key.cmp(&other.unit.sort_key))
        });
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Sends a mail to whoever asks, and says what came of it.
    ///
    /// # Errors
    /// [`app::failure::Failure::Denied`], or if the store refuses; a mail server that refuses is an answer.
    pub async fn try_mail(&self, who: &Principal) -> ServiceResult<MailTried> {
        manages_somewhere(who)?;
        let Some(mailer) = &self.mailer else {
            return Ok(MailTried::NotSetUp);
        };
        let Some(address) = self.address_of(who).await? else {
            return Ok(MailTried::NoAddress);
        };
        let (subject, body) = notice::trial(who.lang, &who.name);
        let id = format!(
            "xanh-trial-{}-{}",
            self.context.now().0,
            who.actor.account.0
        );
        let email = Email {
            name: &who.name,
            address: &address,
            subject: &subject,
            body: &body,
            id: &id,
        };
        if let Err(cause) = mailer.send(email).await {
            tracing::warn!(%cause, "a mail that was sent to try was not taken");
            return Ok(MailTried::Refused);
        }
        let mut tx = self.context.db.begin().await?;
        let note = Note::installation(AuditAction::TestMail, &who.user_name);
        self.context.note(&mut tx, who, note).await?;
        tx.commit().await?;
        Ok(MailTried::Sent(address))
    }
}

/// Rows of one person each.
fn people(snapshot: &Snapshot, rows: Vec<Arrival>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for row in rows {
        let held = grants(snapshot, vec![(row.role.clone(), row.scope.clone())]);
        match people.last_mut().filter(|person| person.row.id == row.id) {
            Some(person) => person.grants.extend(held),
            None => people.push(Person { row, grants: held }),
        }
    }
    people
}
