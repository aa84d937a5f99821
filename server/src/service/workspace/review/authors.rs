//! Who wrote an answer, as far as it decides who may decide: everybody who put something into it since the item was
//! confirmed last, whoever saved it last. The audit log knows; here it is asked of one person.

use super::Reviews;
use crate::{
    service::workspace::{Principal, ServiceResult},
    store::checklists::Record,
};
use domain::{
    access::AccountId,
    answer::Answer,
    assessment::{has_hand_in, written_since},
    time::Timestamp,
    unit::UnitCode,
};
use std::collections::HashMap;

/// When somebody put something into items.
pub(super) struct Writing {
    account: AccountId,
    at: HashMap<(UnitCode, String), Vec<Timestamp>>,
}

impl Writing {
    /// Who of the author, the signer and this person has a hand in an answer; `of_item` are all answers to its item.
    pub(super) fn authors<'a>(
        &self,
        record: &Record,
        of_item: impl Iterator<Item = &'a Answer>,
    ) -> Vec<AccountId> {
        let mut authors: Vec<_> = record.author.into_iter().chain(record.signer).collect();
        let item = (record.unit.clone(), record.answer.criterion.clone());
        if let Some(times) = self.at.get(&item) {
            let submitted = record.answer.submitted_at;
            let since = written_since(of_item, submitted);
            if has_hand_in(times, since, submitted) {
                authors.push(self.account);
            }
        }
        authors
    }
}

impl Reviews {
    /// When this person put something into items, or into one.
    pub(super) async fn writing_of(
        &self,
        who: &Principal,
        item: Option<(&UnitCode, &str)>,
    ) -> ServiceResult<Writing> {
        let mut at: HashMap<_, Vec<Timestamp>> = HashMap::new();
        for row in self.context.db.written_by(&who.user_name, item).await? {
            let Some(unit) = UnitCode::parse(&row.chain) else {
                continue;
            };
            at.entry((unit, row.object)).or_default().push(row.at);
        }
        Ok(Writing {
            account: who.actor.account,
            at,
        })
    }
}
