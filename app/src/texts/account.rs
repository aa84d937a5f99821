//! Roles in words.

use crate::i18n::Lang;
use domain::access::Role;

/// The name of a role.
#[must_use]
pub fn role(lang: Lang, role: Role) -> String {
    match role {
        Role::Officer => lang.t("role-officer"),
        Role::Leader => lang.t("role-leader"),
        Role::Reviewer => lang.t("role-reviewer"),
        Role::Sector => lang.t("role-sector"),
        Role::Committee => lang.t("role-committee"),
        Role::Secretary => lang.t("role-secretary"),
        Role::Inspector => lang.t("role-inspector"),
        Role::Administrator => lang.t("role-administrator"),
    }
}
