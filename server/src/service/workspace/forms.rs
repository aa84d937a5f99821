//! The same form sent twice does its work once, whichever server it reaches: whoever comes first claims it, whoever
//! comes second gets the first one's answer. Answers lie in the store sealed with a key that only the form's sender can
//! make; what a form or an answer is must not enter.

use super::{ServiceError, ServiceResult, context::Context};
use crate::{
    secrets,
    store::{StoreError, forms::FormRow},
};

/// Forms that were sent, so that each is done once.
#[derive(Clone, Debug)]
pub struct Forms {
    pub(super) context: Context,
}

/// A form on its way.
#[derive(Clone, Debug)]
pub struct FormKey {
    key: String,
    sender: String,
    seal: [u8; 32],
    loose: bool,
}

/// Where a form stands.
#[derive(Debug)]
pub enum Begun {
    /// Nobody does it: whoever asked does it now.
    First,
    /// Somebody does it just now.
    Running,
    /// It was done; this was the answer.
    Done(Vec<u8>),
}

/// How long the answer to a form of a page is kept, milliseconds: long enough for a line that is slow and a person who
/// tries again.
const KEPT: i64 = 15 * 60_000;

/// How long that of a form which only its content tells from others: as long as two clicks may lie apart.
const KEPT_LOOSE: i64 = 5_000;

impl FormKey {
    /// The key of a form: its sender's secret, the mark of the page that it stood on, and everything it says.
    #[must_use]
    pub fn new(secret: &str, mark: Option<&str>, content: &[&[u8]]) -> Self {
        let mut parts = vec![secret.as_bytes(), mark.unwrap_or("").as_bytes()];
        parts.extend(content);
        Self {
            key: secrets::name_of(&secrets::key_of("the form", &parts)),
            sender: secrets::name_of(&secrets::key_of("its sender", &[secret.as_bytes()])),
            seal: secrets::key_of("its answer", &parts),
            loose: mark.is_none(),
        }
    }
}

impl Forms {
    /// Claims a form for `lease` milliseconds, or says what became of it.
    ///
    /// # Errors
    /// If the store refuses; then nothing was begun.
    pub async fn begin(&self, form: &FormKey, lease: i64) -> ServiceResult<Begun> {
        let now = self.context.now().0;
        let row = FormRow {
            key: &form.key,
            sender: &form.sender,
            loose: form.loose,
            ends_at: now + lease,
        };
        let mut tx = self.context.db.begin().await?;
        let first = match tx.claim_form(row, now).await {
            Ok(first) => first,
            // Two claims forgot the same old rows at once: the other one stands.
            Err(error) if error.is_conflict() => return Ok(Begun::Running),
            Err(error) => return Err(error.into()),
        };
        if first {
            // Nothing of the form itself is done yet, so that a claim of which nobody knows is only forgotten.
            tx.commit().await.map_err(|error| match error {
                StoreError::Commit(cause) => ServiceError::from(StoreError::Sql(cause)),
                error => error.into(),
            })?;
            return Ok(Begun::First);
        }
        drop(tx);
        Ok(match self.context.db.form_answer(&form.key).await? {
            Some(Some(answer)) => match secrets::open(&form.seal, &answer) {
                Some(answer) => Begun::Done(answer),
                None => Begun::Running,
            },
            Some(None) | None => Begun::Running,
        })
    }

    /// Keeps the answer to a form that was done.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn settle(&self, form: &FormKey, answer: Vec<u8>) -> ServiceResult<()> {
        let sealed = secrets::seal(&form.seal, answer)?;
        let kept = if form.loose { KEPT_LOOSE } else { KEPT };
        let mut tx = self.context.db.begin().await?;
        tx.settle_form(&form.key, &sealed, self.context.now().0 + kept)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Forgets a form of which nothing came.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn release(&self, form: &FormKey) -> ServiceResult<()> {
        let mut tx = self.context.db.begin().await?;
        tx.release_form(&form.key).await?;
        Ok(tx.commit().await?)
    }
}

/// Runs something, and says whether anything of it became durable, also if it failed afterwards.
pub async fn watched<T>(work: impl Future<Output = T>) -> (T, bool) {
    crate::store::watched(work).await
}
