//! Who is signed in and which pages are open to them, for the frame of every page behind the sign-in.

use crate::{
    islands::Owner,
    routes::{AdminRoom, Room},
};

/// Who is signed in, for the frame of the page.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name to show.
    pub name: String,
    /// Name to sign in with.
    pub user_name: String,
    /// The rooms that this person may enter.
    pub doors: Doors,
    /// Whether the installation is a demo.
    pub demo: bool,
    /// Whose drafts may lie on the machine, and their key.
    pub owner: Owner,
    /// How many things wait for this person.
    pub notices: u32,
}

/// Which rooms are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doors {
    /// `/can-bo`.
    pub desk: bool,
    /// `/tham-dinh`.
    pub review: bool,
    /// `/trao-doi`.
    pub talk: bool,
    /// `/quan-tri/cong-bo`.
    pub publish: bool,
    /// `/quan-tri/tai-khoan`.
    pub accounts: bool,
    /// `/quan-tri/nhat-ky`.
    pub trail: bool,
    /// `/quan-tri`: what of the administration is open.
    pub admin: AdminDoors,
    /// `/dieu-hanh`.
    pub steering: bool,
    /// `/dieu-hanh/giao-viec` for those who answer for a department.
    pub directives: bool,
    /// `/so-lieu`.
    pub observe: bool,
}

/// Which rooms of the administration are open to a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdminDoors {
    /// `/quan-tri/dot`.
    pub periods: bool,
    /// `/quan-tri/bo-tieu-chi`.
    pub sets: bool,
    /// `/quan-tri/quy-che`.
    pub settings: bool,
}

impl AdminDoors {
    /// Whether any is.
    #[must_use]
    pub fn any(self) -> bool {
        self.periods || self.sets || self.settings
    }
}

impl Doors {
    /// Whether a page leads somewhere: no page shows a link to one that is shut to its reader.
    #[must_use]
    pub fn lead_to(&self, room: &Room) -> bool {
        match room {
            Room::Queue => self.review,
            Room::Overview | Room::Matrix | Room::Distance | Room::Course | Room::Coverage => {
                self.steering
            }
            Room::Admin(AdminRoom::Index) => self.accounts || self.publish || self.admin.any(),
            _ => true,
        }
    }

    /// Whether any room is open.
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}
