//! Criteria sets as pages and the command line hand them out: the file of one, which `import::criteria` reads, and how its
//! wording was revised.

use crate::{
    service::campaign::TERMINAL,
    store::{Db, StoreError},
};
use app::workspace::criteria_sets::model::{Author, WordingRow};
use domain::{
    criteria::{Control, CriteriaSet, Group, Item, Localized, Public, Question, Rules, SetStatus},
    meaning,
};
use serde::Serialize;

/// Why a set is not handed out.
#[derive(Debug, thiserror::Error)]
pub enum SetFileError {
    /// The store refused or holds what it can't.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The set can't be written as TOML.
    #[error("a criteria set can't be written: {0}")]
    Write(#[from] toml::ser::Error),
}

/// A set as its file says it, field by field.
#[derive(Serialize)]
struct SetFile<'a> {
    version: &'a str,
    status: SetStatus,
    legal_ref: &'a str,
    valid_from: String,
    title: &'a Localized,
    note: &'a Localized,
    rules: Rules,
    group: &'a [Group],
    criterion: Vec<CriterionFile<'a>>,
}

#[derive(Serialize)]
struct CriterionFile<'a> {
    code: &'a str,
    group: &'a str,
    required: bool,
    validity_days: u32,
    public: Public,
    #[serde(skip_serializing_if = "Option::is_none")]
    nq57_order: Option<u32>,
    title: &'a Localized,
    help: &'a Localized,
    evidence: &'a Localized,
    system: &'a Localized,
    answer: AnswerFile<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum AnswerFile<'a> {
    List {
        #[serde(rename = "type")]
        kind: &'static str,
        near_missing: u32,
        control: Control,
        item: &'a [Item],
    },
    Other(&'a Question),
}

/// A set as TOML: read again, it is the same set.
///
/// # Errors
/// If it can't be written, which no set that was read can bring about.
pub fn write(set: &CriteriaSet) -> Result<String, toml::ser::Error> {
    let criterion = set.criteria.iter().map(|c| CriterionFile {
        code: &c.code,
        group: &c.group,
        required: c.required,
        validity_days: c.validity_days,
        public: c.public,
        nq57_order: c.nq57_order,
        title: &c.title,
        help: &c.help,
        evidence: &c.evidence,
        system: &c.system,
        answer: match &c.question {
            Question::ItemList {
                near_missing,
                control,
                items,
            } => AnswerFile::List {
                kind: "item_list",
                near_missing: *near_missing,
                control: *control,
                item: items,
            },
            other => AnswerFile::Other(other),
        },
    });
    toml::to_string(&SetFile {
        version: &set.version,
        status: set.status,
        legal_ref: &set.legal_ref,
        valid_from: set.valid_from.to_string(),
        title: &set.title,
        note: &set.note,
        rules: set.rules,
        group: &set.groups,
        criterion: criterion.collect(),
    })
}

/// The file of a set as it is worded now; nothing if there is no set of this version. Its first day is that of its own
/// file, not the one that was decided: so it may be brought again.
///
/// # Errors
/// If the store refuses, or the set can't be written.
pub async fn file(db: &Db, version: &str) -> Result<Option<String>, SetFileError> {
    let sets = db.criteria_sets().await?;
    let set = sets.iter().find(|set| set.version == version);
    Ok(set.map(write).transpose()?)
}

/// The revisions of a set's wording, newest first; nothing if there is no set of this version.
///
/// # Errors
/// If the store refuses.
pub async fn revisions(db: &Db, version: &str) -> Result<Option<Vec<WordingRow>>, StoreError> {
    let mut wordings = db.criteria_wordings().await?;
    wordings.retain(|w| w.version == version);
    if wordings.is_empty() {
        return Ok(None);
    }
    let mut rows = Vec::new();
    for pair in wordings.windows(2) {
        let (Some(user), Some(at)) = (pair[1].revised_by.clone(), pair[1].revised_at) else {
            continue;
        };
        rows.push(WordingRow {
            revision: pair[1].revision,
            by: author(db, user).await?,
            at,
            places: meaning::reworded(&pair[0].content, &pair[1].content),
        });
    }
    rows.reverse();
    Ok(Some(rows))
}

async fn author(db: &Db, user: String) -> Result<Author, StoreError> {
    let account = if user == TERMINAL.name {
        None
    } else {
        db.account_by_name(&user).await?
    };
    Ok(Author {
        name: account.map(|a| a.display_name),
        user,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{import::criteria::read, reference};
    use proptest::prelude::*;

    #[test]
    fn the_shipped_set_goes_out_and_comes_back() {
        let mut set = read(reference::CRITERIA).unwrap();
        let text = write(&set).unwrap();
        assert_eq!(read(&text).unwrap(), set);
        // As somebody would write it: tables, and letters as they are.
        for line in [
            "version = \"v0\"",
            "valid_from = \"2025-07-01\"",
            "[[criterion]]",
            "[criterion.help]",
            "[[criterion.answer.item]]",
            "vi = \"Thể chế\"",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}: {text}");
        }
        // What is left out where it is the usual.
        set.status = SetStatus::Official;
        set.legal_ref = "Nghị quyết \"số 1\"".to_owned();
        for (order, criterion) in (1..).zip(&mut set.criteria) {
            criterion.nq57_order = Some(17 - order);
            criterion.public = Public::Status;
            if let Question::ItemList { control, .. } = &mut criterion.question {
                *control = Control::YesNo;
            }
        }
        assert_eq!(read(&write(&set).unwrap()).unwrap(), set);
    }

    proptest! {
        #[test]
        fn whatever_was_read_goes_out_and_comes_back(
            text in "[ a-zA-ZếộĐ\"'\\\\#=\\[\\]{}.\u{200d}ن-ي]{0,30}x",
            other in "\\PC{0,20}x",
        ) {
            let mut set = read(reference::CRITERIA).unwrap();
            // One with a list is enough, and soon read.
            set.criteria.retain(|c| c.code == "HT2");
            set.title.vi = text.clone();
            set.groups[1].name.en = other.clone();
            for criterion in &mut set.criteria {
                criterion.help.ar = other.clone();
                if let Question::ItemList { items, .. } = &mut criterion.question {
                    items[0].name.en = text.clone();
                }
            }
            let file = write(&set).unwrap();
            // What reading leaves out or refuses is not in any set that was read.
            if let Ok(read_once) = read(&file) {
                prop_assert_eq!(read(&write(&read_once).unwrap()).unwrap(), read_once);
            }
        }
    }
}
