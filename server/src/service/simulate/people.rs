//! The people of the demo: officers and leaders of every commune of one province, and one or two of each
//! other role. Their passwords and secrets are known to everybody, so they exist only in a demo, which
//! refuses to listen on anything but this machine.

use crate::{
    secrets,
    service::publish::Commune,
    store::{StoreError, Tx, accounts::NewAccount},
};
use domain::{access::Role, unit::UnitCode};

/// The password of every demo account.
pub const PASSWORD: &str = "xanh-trinh-dien";

/// The province whose communes have officers: that of the source article, Phú Thọ.
pub const PROVINCE: &str = "25";

/// A demo account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show: a role, not an invented person.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Where.
    pub scope: String,
}

impl DemoPerson {
    /// The secret of the second factor, for roles that need one.
    #[must_use]
    pub fn totp_secret(&self) -> Option<String> {
        self.role
            .needs_second_factor()
            .then(|| secrets::demo_totp_secret(&self.user_name))
    }
}

/// Everybody who is not of a commune.
#[must_use]
pub fn of_the_province() -> Vec<DemoPerson> {
    let person = |user_name: &str, name: &str, role, scope: &str| DemoPerson {
        user_name: user_name.to_owned(),
        name: name.to_owned(),
        role,
        scope: scope.to_owned(),
    };
    vec![
        person(
            "thamdinh",
            "Chuyên viên thẩm định 1",
            Role::Reviewer,
            PROVINCE,
        ),
        person(
            "thamdinh2",
            "Chuyên viên thẩm định 2",
            Role::Reviewer,
            PROVINCE,
        ),
        person("thuky", "Thư ký Ban Chỉ đạo", Role::Secretary, "VN"),
        person("thuky2", "Thư ký Ban Chỉ đạo 2", Role::Secretary, "VN"),
        person("bcd", "Thành viên Ban Chỉ đạo", Role::Committee, PROVINCE),
        person("songanh", "Sở, ngành", Role::Sector, PROVINCE),
        person("kiemtra", "Ủy ban Kiểm tra", Role::Inspector, "VN"),
        person("quantri", "Quản trị viên", Role::Administrator, PROVINCE),
    ]
}

/// The officer and the leader of a commune.
#[must_use]
pub fn of_commune(unit: &UnitCode) -> [DemoPerson; 2] {
    let person = |head: &str, name: &str, role| DemoPerson {
        user_name: format!("{head}.{unit}"),
        name: format!("{name} {unit}"),
        role,
        scope: unit.to_string(),
    };
    [
        person("canbo", "Cán bộ xã", Role::Officer),
        person("lanhdao", "Lãnh đạo UBND xã", Role::Leader),
    ]
}

/// Adds every demo account.
///
/// # Errors
/// If the store refuses.
pub(super) async fn add(
    tx: &mut Tx,
    communes: &[Commune],
    password: &str,
    at: i64,
) -> Result<(), StoreError> {
    let own = communes.iter().filter(|c| c.province.as_str() == PROVINCE);
    let people = own
        .flat_map(|c| of_commune(&c.code))
        .chain(of_the_province());
    for person in people {
        let secret = person.totp_secret();
        let id = tx
            .add_account(
                NewAccount {
                    user_name: &person.user_name,
                    display_name: &person.name,
                    email: "",
                    language: "vi",
                    password: Some(password),
                    totp_secret: secret.as_deref(),
                },
                at,
            )
            .await?;
        tx.add_grant(id, person.role.slug(), &person.scope).await?;
    }
    Ok(())
}
