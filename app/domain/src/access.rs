//! Who may do what, and where: the one place that decides. Roles and their limits come from
//! `docs/rules.md`. Sessions, passwords and HTTP must not enter: a caller brings
//! an [`Actor`] whose identity is already proven.

mod entries;

pub use entries::may_read_entry;

use crate::unit::{UnitCode, UnitLevel};
use serde::{Deserialize, Serialize};

/// Key of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub i64);

impl From<i64> for AccountId {
    fn from(key: i64) -> Self {
        Self(key)
    }
}

words! {
    /// A role. A person may hold several.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// Cán bộ nhập liệu cấp xã: enters a commune's answers.
        Officer = "can-bo",
        /// Lãnh đạo xã: signs them.
        Leader = "lanh-dao",
        /// Chuyên viên thẩm định: confirms or returns them.
        Reviewer = "tham-dinh",
        /// Sở ngành: brings its sector's indicators, answers difficulties.
        Sector = "so-nganh",
        /// Thành viên Ban Chỉ đạo: reads everything, asks for explanations.
        Committee = "ban-chi-dao",
        /// Thư ký Ban Chỉ đạo: publishes, runs campaigns, activates criteria sets.
        Secretary = "thu-ky",
        /// Ủy ban kiểm tra: reads everything and the audit log, changes nothing.
        Inspector = "kiem-tra",
        /// Quản trị: manages accounts, changes no value.
        Administrator = "quan-tri",
    }
    /// The word in files and in the store.
    slug
}

impl Role {
    /// Whether whoever holds this role must sign in with a second factor: those who decide about
    /// others' answers, what is published, or who may enter.
    #[must_use]
    pub fn needs_second_factor(self) -> bool {
        matches!(self, Self::Reviewer | Self::Secretary | Self::Administrator)
    }

    /// Whether the role can be held for a scope: those of a commune for communes only, the others for
    /// provinces or the country.
    #[must_use]
    pub fn fits(self, scope: &Scope) -> bool {
        let of_commune = matches!(self, Self::Officer | Self::Leader);
        of_commune == matches!(scope, Scope::Commune { .. })
    }
}

/// A part of the country: where a role holds, or what something is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole country.
    Country,
    /// A province and its communes.
    Province(UnitCode),
    /// One commune-level unit.
    Commune {
        /// The unit.
        unit: UnitCode,
        /// Its province.
        province: UnitCode,
    },
}

impl Scope {
    /// A commune-level unit in its province.
    #[must_use]
    pub fn commune(unit: UnitCode, province: UnitCode) -> Self {
        Self::Commune { unit, province }
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Country, _) => true,
            (Self::Province(own), Self::Province(theirs))
            | (
                Self::Province(own),
                Self::Commune {
                    province: theirs, ..
                },
            ) => own == theirs,
            (Self::Commune { unit: own, .. }, Self::Commune { unit: theirs, .. }) => own == theirs,
            _ => false,
        }
    }

    /// The word in files and in the store: `VN` or the unit's code.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Country => "VN",
            Self::Province(code) => code.as_str(),
            Self::Commune { unit, .. } => unit.as_str(),
        }
    }

    /// Reads the word; `province_of` knows the province of a commune-level unit.
    #[must_use]
    pub fn parse(
        word: &str,
        province_of: impl FnOnce(&UnitCode) -> Option<UnitCode>,
    ) -> Option<Self> {
        if word == "VN" {
            return Some(Self::Country);
        }
        let unit = UnitCode::parse(word)?;
        match unit.level() {
            UnitLevel::Province => Some(Self::Province(unit)),
            UnitLevel::Commune => province_of(&unit).map(|p| Self::commune(unit, p)),
        }
    }
}

/// A role held for a scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
}

/// Somebody whose identity is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// What it may be.
    pub grants: Vec<Grant>,
    /// Whether this session proved a second factor.
    pub second_factor: bool,
}

impl Actor {
    /// Whether any of the actor's roles asks for a second factor.
    #[must_use]
    pub fn needs_second_factor(&self) -> bool {
        self.grants.iter().any(|g| g.role.needs_second_factor())
    }

    /// Where the actor may do something, without regard to a single object.
    pub fn scopes_for(&self, action: Action) -> impl Iterator<Item = &Scope> {
        self.grants
            .iter()
            .filter(move |g| {
                action.allowed(g.role) && (self.second_factor || !g.role.needs_second_factor())
            })
            .map(|g| &g.scope)
    }
}

/// What can be done in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Read a commune's checklist as far as it was submitted.
    ReadChecklist,
    /// Read what a commune has not submitted yet.
    ReadDrafts,
    /// Write drafts, bring evidence, hand in, take back.
    Enter,
    /// Sign what was handed in, or send it back to the officer.
    Sign,
    /// Confirm, return, reopen.
    Review,
    /// Ask a commune to explain an item.
    RequestExplanation,
    /// Report a difficulty.
    ReportDifficulty,
    /// Reply to one.
    ReplyDifficulty,
    /// Publish or correct a release.
    Publish,
    /// Open, close or extend a campaign.
    ManagePeriods,
    /// Import a criteria set.
    PrepareSet,
    /// Put a prepared set into force.
    ActivateSet,
    /// Invite, change and close accounts; end sessions.
    ManageAccounts,
    /// Read the audit log.
    ReadTrail,
    /// Set how a province runs its reviews.
    ManageSettings,
    /// Read what commune and province write to each other about items.
    ReadCorrespondence,
    /// Explain an item that an explanation was asked for.
    AnswerExplanation,
    /// Write a note on an item.
    WriteNote,
    /// Open a piece of evidence to the public, or close it again.
    OpenEvidence,
    /// Enter the steering committee's pages.
    ReadSteering,
    /// Issue directives, accept or refuse their answers, set targets.
    Steer,
    /// Answer a directive to a commune.
    AnswerDirective,
    /// Answer a directive to a department.
    AnswerForDepartment,
    /// Say what is observed of indicators: by form, by file; undo it.
    Observe,
    /// Copy a commune's confirmed answers into the national system, and say so.
    Copy,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 25] = [
        Self::ReadChecklist,
        Self::ReadDrafts,
        Self::Enter,
        Self::Sign,
        Self::Review,
        Self::RequestExplanation,
        Self::ReportDifficulty,
        Self::ReplyDifficulty,
        Self::Publish,
        Self::ManagePeriods,
        Self::PrepareSet,
        Self::ActivateSet,
        Self::ManageAccounts,
        Self::ReadTrail,
        Self::ManageSettings,
        Self::ReadCorrespondence,
        Self::AnswerExplanation,
        Self::WriteNote,
        Self::OpenEvidence,
        Self::ReadSteering,
        Self::Steer,
        Self::AnswerDirective,
        Self::AnswerForDepartment,
        Self::Observe,
        Self::Copy,
    ];

    /// Whether a role allows it at all, inside its scope.
    #[must_use]
    pub fn allowed(self, role: Role) -> bool {
        use Role::{
            Administrator, Committee, Inspector, Leader, Officer, Reviewer, Secretary, Sector,
        };
        match self {
            Self::ReadChecklist => !matches!(role, Sector | Administrator),
            Self::ReadDrafts => matches!(role, Officer | Leader | Inspector),
            Self::Enter => matches!(role, Officer),
            Self::Sign => matches!(role, Leader),
            Self::Review | Self::PrepareSet | Self::OpenEvidence => matches!(role, Reviewer),
            Self::RequestExplanation => matches!(role, Reviewer | Committee | Secretary),
            Self::ReportDifficulty | Self::AnswerExplanation | Self::AnswerDirective => {
                matches!(role, Officer | Leader)
            }
            Self::ReadSteering => matches!(role, Committee | Secretary | Inspector),
            Self::Steer => matches!(role, Committee | Secretary),
            Self::AnswerForDepartment => matches!(role, Sector),
            Self::ReplyDifficulty | Self::Observe => matches!(role, Reviewer | Sector),
            Self::Copy => matches!(role, Officer | Reviewer | Secretary),
            Self::Publish | Self::ManagePeriods | Self::ActivateSet => matches!(role, Secretary),
            Self::ManageAccounts | Self::ManageSettings => matches!(role, Administrator),
            Self::ReadTrail => matches!(
                role,
                Officer | Leader | Reviewer | Inspector | Administrator
            ),
            Self::ReadCorrespondence => role != Administrator,
            Self::WriteNote => matches!(role, Officer | Leader | Reviewer),
        }
    }
}

/// What an action is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Where it lies.
    pub place: Scope,
    /// Who wrote and signed it, where that matters.
    pub authors: Vec<AccountId>,
}

impl Object {
    /// Something whose authors do not matter.
    #[must_use]
    pub fn at(place: Scope) -> Self {
        Self {
            place,
            authors: Vec::new(),
        }
    }
}

/// Why an action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No role of this person allows it there.
    #[error("no role allows it there")]
    NoRole,
    /// The role does, but this session has not proven a second factor.
    #[error("the second factor is missing")]
    SecondFactor,
    /// Whoever entered or signed something can't confirm or return it (R27); whoever prepared a set
    /// can't put it into force.
    #[error("nobody reviews their own work")]
    OwnWork,
    /// Nobody changes what they may do themselves.
    #[error("nobody changes their own rights")]
    OwnRights,
}

/// Whether `actor` may do `action` to `object`. Everything not allowed here is forbidden.
///
/// # Errors
/// The [`Refusal`] that says why not.
pub fn permit(actor: &Actor, action: Action, object: &Object) -> Result<(), Refusal> {
    let mut refusal = Refusal::NoRole;
    for grant in &actor.grants {
        if !action.allowed(grant.role) || !grant.scope.covers(&object.place) {
            continue;
        }
        if grant.role.needs_second_factor() && !actor.second_factor {
            refusal = Refusal::SecondFactor;
            continue;
        }
        let decides = matches!(action, Action::Review | Action::ActivateSet);
        if decides && object.authors.contains(&actor.account) {
            return Err(Refusal::OwnWork);
        }
        return Ok(());
    }
    Err(refusal)
}

/// Whether `actor` may have a say over the account `subject`, which holds `held`: every role of it lies
/// where the actor manages accounts, so that nobody gets into an account that may do more than they could
/// hand out. An account without roles belongs to the country's administrators.
///
/// # Errors
/// The [`Refusal`] that says why not.
pub fn may_manage(actor: &Actor, held: &[Grant]) -> Result<(), Refusal> {
    if held.is_empty() {
        return permit(actor, Action::ManageAccounts, &Object::at(Scope::Country));
    }
    held.iter().try_for_each(|grant| {
        let place = Object::at(grant.scope.clone());
        permit(actor, Action::ManageAccounts, &place)
    })
}

/// Whether `actor` may change the rights of `subject`, which holds `held`, by giving or taking `changed`:
/// nobody changes their own, and nobody hands out or takes what lies beyond their own scope.
///
/// # Errors
/// The [`Refusal`] that says why not.
pub fn may_grant(
    actor: &Actor,
    subject: AccountId,
    held: &[Grant],
    changed: &[Grant],
) -> Result<(), Refusal> {
    if actor.account == subject {
        return Err(Refusal::OwnRights);
    }
    may_manage(actor, held)?;
    changed.iter().try_for_each(|grant| {
        let place = Object::at(grant.scope.clone());
        permit(actor, Action::ManageAccounts, &place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> UnitCode {
        UnitCode::parse(text).unwrap()
    }

    fn commune(unit: &str, province: &str) -> Scope {
        Scope::commune(code(unit), code(province))
    }

    /// The whole table, written out: one row a role, one letter an action in the order of
    /// [`Action::ALL`]. A change of a right must be made here as well, on purpose.
    const MATRIX: [(Role, &str); 8] = [
        (Role::Officer, "cde---p------t-wen---w--z"),
        (Role::Leader, "cd-s--p------t-wen---w---"),
        (Role::Reviewer, "c---rx-y--q--t-w-no----bz"),
        (Role::Sector, "-------y-------w------fb-"),
        (Role::Committee, "c----x---------w---kv----"),
        (Role::Secretary, "c----x--um-a---w---kv---z"),
        (Role::Inspector, "cd-----------t-w---k-----"),
        (Role::Administrator, "------------gth----------"),
    ];

    #[test]
    fn every_role_action_and_scope() {
        let scopes = [
            Scope::Country,
            Scope::Province(code("25")),
            Scope::Province(code("01")),
            commune("04846", "25"),
            commune("05116", "25"),
            commune("00004", "01"),
        ];
        let inside = |own: &Scope, other: &Scope| match (own.word(), other.word()) {
            ("VN", _) => true,
            ("25", word) => ["25", "04846", "05116"].contains(&word),
            ("01", word) => ["01", "00004"].contains(&word),
            (own, word) => own == word,
        };
        let mut cases = 0;
        for (role, row) in MATRIX {
            for (action, letter) in Action::ALL.into_iter().zip(row.chars()) {
                for own in &scopes {
                    for place in &scopes {
                        for second_factor in [false, true] {
                            let actor = Actor {
                                account: AccountId(1),
                                grants: vec![Grant {
                                    role,
                                    scope: own.clone(),
                                }],
                                second_factor,
                            };
                            let expected = if letter == '-' || !inside(own, place) {
                                Err(Refusal::NoRole)
                            } else if role.needs_second_factor() && !second_factor {
                                Err(Refusal::SecondFactor)
                            } else {
                                Ok(())
                            };
                            let object = Object::at(place.clone());
                            assert_eq!(
                                permit(&actor, action, &object),
                                expected,
                                "{role:?} {action:?} {own:?} {place:?}"
                            );
                            cases += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(cases, 8 * 25 * 6 * 6 * 2);
    }

    #[test]
    fn nobody_reviews_their_own_work_whatever_else_they_are() {
        let place = commune("04846", "25");
        let both = Actor {
            account: AccountId(7),
            grants: vec![
                Grant {
                    role: Role::Officer,
                    scope: place.clone(),
                },
                Grant {
                    role: Role::Reviewer,
                    scope: Scope::Country,
                },
            ],
            second_factor: true,
        };
        let own = Object {
            place: place.clone(),
            authors: vec![AccountId(3), AccountId(7)],
        };
        assert_eq!(permit(&both, Action::Review, &own), Err(Refusal::OwnWork));
        assert_eq!(permit(&both, Action::Enter, &own), Ok(()));
        let others = Object {
            place,
            authors: vec![AccountId(3)],
        };
        assert_eq!(permit(&both, Action::Review, &others), Ok(()));
    }

    #[test]
    fn who_prepared_a_set_does_not_put_it_into_force() {
        let secretary = Actor {
            account: AccountId(7),
            grants: vec![Grant {
                role: Role::Secretary,
                scope: Scope::Country,
            }],
            second_factor: true,
        };
        let prepared_by = |account| Object {
            place: Scope::Country,
            authors: vec![AccountId(account)],
        };
        let own = permit(&secretary, Action::ActivateSet, &prepared_by(7));
        assert_eq!(own, Err(Refusal::OwnWork));
        let other = permit(&secretary, Action::ActivateSet, &prepared_by(3));
        assert_eq!(other, Ok(()));
    }

    fn grant() -> impl Strategy<Value = Grant> {
        let role = prop::sample::select(Role::ALL.to_vec());
        let scope = prop::sample::select(vec![
            Scope::Country,
            Scope::Province(code("25")),
            Scope::Province(code("01")),
            commune("04846", "25"),
            commune("00004", "01"),
        ]);
        (role, scope).prop_map(|(role, scope)| Grant { role, scope })
    }

    proptest! {
        #[test]
        fn no_administrator_raises_themselves_or_hands_out_more_than_their_scope(
            own in prop::collection::vec(grant(), 0..4),
            held in prop::collection::vec(grant(), 0..4),
            changed in prop::collection::vec(grant(), 1..4),
            (account, subject, second_factor) in (0..3_i64, 0..3_i64, any::<bool>()),
        ) {
            let actor = Actor { account: AccountId(account), grants: own, second_factor };
            let verdict = may_grant(&actor, AccountId(subject), &held, &changed);
            let managed = |scope: &Scope| actor.grants.iter().any(|g| {
                g.role == Role::Administrator && second_factor && g.scope.covers(scope)
            });
            let inside = held.iter().chain(&changed).all(|g| managed(&g.scope))
                && (!held.is_empty() || managed(&Scope::Country));
            prop_assert_eq!(verdict.is_ok(), inside && account != subject);
            if account == subject {
                prop_assert_eq!(verdict, Err(Refusal::OwnRights));
            }
        }
    }

    #[test]
    fn nobody_without_roles_may_do_anything() {
        let nobody = Actor {
            account: AccountId(1),
            grants: Vec::new(),
            second_factor: true,
        };
        for action in Action::ALL {
            let refused = permit(&nobody, action, &Object::at(Scope::Country));
            assert_eq!(refused, Err(Refusal::NoRole));
        }
    }

    #[test]
    fn scopes_and_roles_are_read_as_written() {
        for scope in [
            Scope::Country,
            Scope::Province(code("25")),
            commune("04846", "25"),
        ] {
            let again = Scope::parse(scope.word(), |_| Some(code("25")));
            assert_eq!(again.as_ref(), Some(&scope));
        }
        assert_eq!(Scope::parse("04846", |_| None), None);
    }
}
