//! Whose drafts are kept on the machine.

use serde::{Deserialize, Serialize};

/// Whose drafts, and the key to those on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The account.
    pub account: i64,
    /// 256 bits, hexadecimal.
    pub key: String,
}
