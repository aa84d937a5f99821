//! Whether a PDF opens without asking: its standard security handler accepts the empty user password (ISO 32000-1,
//! 7.6.3, algorithms 4 to 6; ISO 32000-2, 7.6.4, algorithms 2.A and 2.B). Files that only forbid printing or copying do.

use super::tokens::Dictionary;
use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::NoPadding};
use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// What passwords are filled up with.
const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08,
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

/// Whether the empty password opens it. What can't be told is taken as locked: nobody could read it.
pub(super) fn empty_opens(rules: &Dictionary, id: &[u8]) -> bool {
    rules.is("Filter", "Standard") && opens(rules, id).unwrap_or(false)
}

fn opens(rules: &Dictionary, id: &[u8]) -> Option<bool> {
    let user = rules.first_string("U")?;
    let revision = rules.number("R")?;
    match revision {
        2..=4 => {
            let key = key(rules, id, revision)?;
            if revision == 2 {
                return Some(encrypt(&key, &PADDING)?.as_slice() == user.get(..32)?);
            }
            let seed = Md5::new().chain_update(PADDING).chain_update(id).finalize();
            let expected = (0..20_u8).try_fold(seed.to_vec(), |text, round| {
                let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
                encrypt(&key, &text)
            })?;
            Some(expected.as_slice() == user.get(..16)?)
        }
        5 | 6 => {
            let (hash, salt) = (user.get(..32)?, user.get(32..40)?);
            let own: [u8; 32] = if revision == 5 {
                Sha256::digest(salt).into()
            } else {
                hardened(salt)?
            };
            Some(own == hash)
        }
        _ => None,
    }
}

/// Algorithm 2, for the empty password.
fn key(rules: &Dictionary, id: &[u8], revision: i64) -> Option<Vec<u8>> {
    let bits = match rules.number("V") {
        Some(4) => 128,
        Some(1) => 40,
        _ => rules.number("Length").unwrap_or(40),
    };
    let bytes = usize::try_from(bits / 8)
        .ok()
        .filter(|n| (5..=16).contains(n))?;
    // Permissions are a number of 32 bits, written with its sign or without.
    let permissions = (rules.number("P")? & 0xffff_ffff) as u32;
    let mut digest = Md5::new();
    digest.update(PADDING);
    digest.update(rules.first_string("O")?.get(..32)?);
    digest.update(permissions.to_le_bytes());
    digest.update(id);
    if revision >= 4 && rules.is("EncryptMetadata", "false") {
        digest.update([0xff; 4]);
    }
    let mut hash = digest.finalize();
    if revision >= 3 {
        for _ in 0..50 {
            hash = Md5::digest(hash.get(..bytes)?);
        }
    }
    Some(hash.get(..bytes)?.to_vec())
}

fn encrypt(key: &[u8], text: &[u8]) -> Option<Vec<u8>> {
    let mut text = text.to_vec();
    Rc4::new_from_slice(key).ok()?.apply_keystream(&mut text);
    Some(text)
}

/// Algorithm 2.B, for the empty password: about a hundred rounds.
fn hardened(salt: &[u8]) -> Option<[u8; 32]> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0_u32.. {
        let mut text = key.repeat(64);
        let length = text.len();
        let cipher =
            cbc::Encryptor::<aes::Aes128>::new_from_slices(key.get(..16)?, key.get(16..32)?)
                .ok()?;
        cipher.encrypt_padded::<NoPadding>(&mut text, length).ok()?;
        let sum: u32 = text.iter().take(16).map(|byte| u32::from(*byte)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&text).to_vec(),
            1 => Sha384::digest(&text).to_vec(),
            _ => Sha512::digest(&text).to_vec(),
        };
        if round >= 63 && u32::from(*text.last()?) + 31 <= round {
            break;
        }
        if round > 1_000 {
            return None;
        }
    }
    key.get(..32)?.try_into().ok()
}
