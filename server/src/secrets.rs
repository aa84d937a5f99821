//! Secrets: random tokens, hashes of them, passwords, codes of the second factor. The only place that
//! asks for randomness or compares a secret. Nothing here is ever logged.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{Output, PasswordHash, Salt, SaltString},
};
use domain::code_time;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write,
    ops::RangeInclusive,
    sync::{Mutex, PoisonError},
};
use totp_rs::{Secret, TOTP};

/// The system gives no randomness, or a stored secret is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a secret can't be made or read")]
pub struct Unusable;

/// Seconds for which a telephone shows a code.
const STEP: i64 = code_time::STEP / 1_000;

fn random<const N: usize>() -> Result<[u8; N], Unusable> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Unusable)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A token of 256 random bits, for cookies and links.
///
/// # Errors
/// [`Unusable`] if the system gives no randomness.
pub fn token() -> Result<String, Unusable> {
    random::<32>().map(|bytes| hex(&bytes))
}

/// The hash under which a token is kept. Tokens are random, so a plain hash is enough.
#[must_use]
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

/// The hash of what somebody sent, by which it is known again.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Makes a key of its own for each purpose from the parts of a secret, however they are cut.
#[must_use]
pub fn key_of(purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in [purpose.as_bytes()].iter().chain(parts) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// A key as text, where it is no secret but a name.
#[must_use]
pub fn name_of(key: &[u8; 32]) -> String {
    hex(key)
}

/// Seals bytes with a key, so that nobody without it reads or changes them.
///
/// # Errors
/// [`Unusable`] if the system gives no randomness.
pub fn seal(key: &[u8; 32], mut bytes: Vec<u8>) -> Result<String, Unusable> {
    let nonce = random::<12>()?;
    let key = UnboundKey::new(&CHACHA20_POLY1305, key).map_err(|_| Unusable)?;
    LessSafeKey::new(key)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut bytes,
        )
        .map_err(|_| Unusable)?;
    Ok(hex(&nonce) + &hex(&bytes))
}

/// Opens what [`seal`] made; `None` with another key, or if it was changed.
#[must_use]
pub fn open(key: &[u8; 32], sealed: &str) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_at_checked(24)?;
    let nonce: [u8; 12] = bytes_of(nonce)?.try_into().ok()?;
    let mut bytes = bytes_of(rest)?;
    let key = UnboundKey::new(&CHACHA20_POLY1305, key).ok()?;
    let opened = LessSafeKey::new(key)
        .open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::empty(),
            &mut bytes,
        )
        .ok()?
        .len();
    bytes.truncate(opened);
    Some(bytes)
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = hex.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

/// The PHC string of a password. Slow by intent: call it where blocking is allowed.
///
/// # Errors
/// [`Unusable`] if it can't be made.
pub fn hash_password(password: &str) -> Result<String, Unusable> {
    let random = random::<16>()?;
    let salt = SaltString::encode_b64(&random).map_err(|_| Unusable)?;
    let hasher = Argon2::default();
    let hash = derive(&hasher, password, &random, Params::DEFAULT_OUTPUT_LEN).ok_or(Unusable)?;
    let phc = PasswordHash {
        algorithm: Algorithm::default().ident(),
        version: Some(Version::default().into()),
        params: hasher.params().try_into().map_err(|_| Unusable)?,
        salt: Some(salt.as_salt()),
        hash: Some(hash),
    };
    Ok(phc.to_string())
}

/// Whether a password belongs to a PHC string. As slow as [`hash_password`], also for an account that
/// does not exist: without a stored string it works on one that no password has.
#[must_use]
pub fn verify_password(password: &str, stored: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
         AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let fits = PasswordHash::new(stored.unwrap_or(NOBODY))
        .ok()
        .and_then(|parsed| {
            let expected = parsed.hash?;
            let params = Params::try_from(&parsed).ok()?;
            let hasher = Argon2::new(
                Algorithm::try_from(parsed.algorithm).ok()?,
                Version::try_from(parsed.version?).ok()?,
                params,
            );
            let mut salt = [0; Salt::MAX_LENGTH];
            let salt = parsed.salt?.decode_b64(&mut salt).ok()?;
            derive(&hasher, password, salt, expected.len()).map(|found| found == expected)
        });
    fits == Some(true) && stored.is_some()
}

/// Memory in which passwords are hashed. It is kept and used again: the system's allocator would keep each that was
/// given back for another thread, 19 MiB each time.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

fn derive(hasher: &Argon2<'_>, password: &str, salt: &[u8], length: usize) -> Option<Output> {
    let pool = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let mut memory = pool().pop().unwrap_or_default();
    memory.resize(hasher.params().block_count(), Block::default());
    let mut out = vec![0; length];
    let done =
        hasher.hash_password_into_with_memory(password.as_bytes(), salt, &mut out, &mut memory);
    pool().push(memory);
    done.ok().and_then(|()| Output::new(&out).ok())
}

/// The secret of a second factor that is offered in a session, by its hash, to an account with this password's PHC string.
/// It is the same each time the page is opened: a telephone may have taken it already. Whoever knows only the session
/// can't make it.
#[must_use]
pub fn offered_totp_secret(password: &str, session: &str) -> String {
    let key = key_of("second factor", &[password.as_bytes(), session.as_bytes()]);
    encode_secret(key.get(..20).unwrap_or(&key))
}

/// The secret of a demo account: known to everybody, and so only ever in a demo.
#[must_use]
pub fn demo_totp_secret(user_name: &str) -> String {
    let digest = Sha256::digest(format!("xanh demo {user_name}"));
    encode_secret(digest.get(..20).unwrap_or(&digest))
}

fn encode_secret(bytes: &[u8]) -> String {
    Secret::Raw(bytes.to_vec()).to_encoded().to_string()
}

fn totp(secret: &str) -> Result<TOTP, Unusable> {
    let bytes = Secret::Encoded(secret.to_owned())
        .to_bytes()
        .map_err(|_| Unusable)?;
    TOTP::new(totp_rs::Algorithm::SHA1, 6, 1, STEP.unsigned_abs(), bytes).map_err(|_| Unusable)
}

/// Of which of these steps of time a code is, by a secret. What that is worth says [`domain::code_time`].
///
/// # Errors
/// [`Unusable`] if the stored secret is none.
pub fn totp_steps(
    secret: &str,
    code: &str,
    steps: RangeInclusive<i64>,
) -> Result<Vec<i64>, Unusable> {
    let totp = totp(secret)?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    // Every step is compared, found or not: how long it takes tells nothing.
    for step in steps {
        // No clock shows a time before 1970.
        if let Ok(seconds) = u64::try_from(step * STEP)
            && same(&totp.generate(seconds), &code)
        {
            found.push(step);
        }
    }
    Ok(found)
}

/// Compares two texts without telling by its duration where they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |d, (x, y)| d | (x ^ y)) == 0
}

/// Recovery codes: easy to read out, hard to guess (80 bits each).
///
/// # Errors
/// [`Unusable`] if the system gives no randomness.
pub fn recovery_codes() -> Result<Vec<String>, Unusable> {
    (0..8)
        .map(|_| {
            let text = encode_secret(&random::<10>()?).to_lowercase();
            let (a, b) = text.split_at(text.len() / 2);
            Ok(format!("{a}-{b}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_told_apart_and_nobody_has_none() {
        let stored = hash_password("một câu ngắn dễ nhớ").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify_password("một câu ngắn dễ nhớ", Some(&stored)));
        assert!(!verify_password("một câu ngắn dễ nho", Some(&stored)));
        assert!(!verify_password("", None));
        assert_ne!(stored, hash_password("một câu ngắn dễ nhớ").unwrap());
    }

    /// RFC 6238, appendix B: the secret of the SHA-1 examples, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = encode_secret(b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let step = seconds / STEP;
            let around = step - 2..=step + 2;
            assert_eq!(totp_steps(&secret, code, around.clone()), Ok(vec![step]));
            let spaced = format!(" {} {} ", &code[..3], &code[3..]);
            assert_eq!(totp_steps(&secret, &spaced, around), Ok(vec![step]));
            assert_eq!(
                totp_steps(&secret, code, step + 1..=step + 9),
                Ok(Vec::new())
            );
        }
        assert_eq!(totp_steps(&secret, "28708", 0..=3), Ok(Vec::new()));
        assert_eq!(totp_steps("not base32!", "287082", 0..=3), Err(Unusable));
    }

    #[test]
    fn tokens_and_codes_do_not_repeat() {
        assert_ne!(token().unwrap(), token().unwrap());
        let codes = recovery_codes().unwrap();
        assert_eq!(codes.len(), 8);
        assert!(codes.iter().all(|c| c.len() == 17));
    }
}
