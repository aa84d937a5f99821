//! Who is signed in and which pages are open to them, for the frame of every page behind the sign-in.

use crate::{
    islands::Owner,
    routes::{AdminRoute, WorkspaceRoute},
};

/// Who is signed in, for the frame of the page.
#[derive(Clone, Debug)]
pub struct NavUser {
    /// Name to show.
    pub name: String,
    /// Name to sign in with.
    pub user_name: String,
    /// The pages that this person may enter.
    pub access: NavAccess,
    /// Whether the installation is a demo.
    pub demo: bool,
    /// Whose drafts may lie on the machine, and their key.
    pub owner: Owner,
    /// How many things wait for this person.
    pub notices: u32,
}

/// Which pages are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NavAccess {
    /// `/can-bo`.
    pub checklist: bool,
    /// `/tham-dinh`.
    pub review: bool,
    /// `/trao-doi`.
    pub thread: bool,
    /// `/quan-tri/cong-bo`.
    pub publish: bool,
    /// `/quan-tri/tai-khoan`.
    pub accounts: bool,
    /// `/quan-tri/nhat-ky`.
    pub audit_log: bool,
    /// `/quan-tri`: what of the administration is open.
    pub admin: AdminNavAccess,
    /// `/dieu-hanh`.
    pub steering: bool,
    /// `/dieu-hanh/giao-viec` for those who answer for a department.
    pub directives: bool,
    /// `/so-lieu`.
    pub observe: bool,
}

/// Which pages of the administration are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdminNavAccess {
    /// `/quan-tri/dot`.
    pub periods: bool,
    /// `/quan-tri/bo-tieu-chi`.
    pub sets: bool,
    /// `/quan-tri/quy-che`.
    pub settings: bool,
}

impl AdminNavAccess {
    /// Whether any is.
    #[must_use]
    pub fn any(self) -> bool {
        self.periods || self.sets || self.settings
    }
}

impl NavAccess {
    /// Whether a page leads somewhere: no page shows a link to one that is shut to its reader.
    #[must_use]
    pub fn opens(&self, route: &WorkspaceRoute) -> bool {
        match route {
            WorkspaceRoute::ReviewQueue | WorkspaceRoute::Decided => self.review,
            WorkspaceRoute::Overview
            | WorkspaceRoute::Matrix
            | WorkspaceRoute::Distance
            | WorkspaceRoute::Course
            | WorkspaceRoute::Coverage => self.steering,
            WorkspaceRoute::Admin(AdminRoute::Index) => {
                self.accounts || self.publish || self.admin.any()
            }
            _ => true,
        }
    }

    /// Whether any room is open.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}
