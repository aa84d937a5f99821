//! Forms with which people write to each other about an item, and say where their mail goes. A form that
//! can't be accepted comes back with everything that was typed.

use super::{Asked, number, required, unit};
use crate::{
    http::{
        Site,
        rooms::{render, to, visit, with_done},
    },
    service::workspace::{Failed, Visitor, correspondence::Letter},
};
use app::{
    failure::Failure,
    query::Query,
    routes::Room,
    workspace::{
        View,
        correspondence::model::{Slot, TalkProblem, Typed},
        flash::Done,
    },
};
use axum::response::Response;
use domain::correspondence::Step;

/// Writes one message.
pub(super) async fn write(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let unit = unit(fields)?;
    let criterion = required(fields, "criterion")?.to_owned();
    let bad = || Failed(Failure::BadForm);
    let slot = Slot::parse(required(fields, "slot")?).ok_or_else(bad)?;
    let word = slot.word();
    let step = match slot {
        Slot::Question(_) => {
            let step = Step::parse(required(fields, "step")?).ok_or_else(bad)?;
            Some((step, number(fields, "version")?))
        }
        Slot::New(_) | Slot::Note => None,
    };
    let text = |head: &str| {
        let typed = fields.raw(&format!("{head}-{word}"));
        typed.unwrap_or("").to_owned()
    };
    let letter = Letter {
        slot,
        step,
        words: text("words"),
        choice: text("choice"),
    };
    let room = Room::Talk(unit.clone(), criterion.clone());
    let workspace = &site.workspace;
    let problem = match workspace.write(who, (&unit, &criterion), &letter).await? {
        Ok(()) => return Ok(to(&with_done(&room.href(lang), Done::Written))),
        Err(problem) => problem,
    };
    let mut talk = workspace.talk(who, &unit, &criterion).await?;
    // What was meant for a form that is there no more waits in the note's.
    let free = |slot: &Slot| match slot {
        Slot::Question(id) => talk.questions.iter().any(|q| q.id == *id),
        slot => talk.begins.contains(slot),
    };
    let own = talk.questions.iter().find(|q| match slot {
        Slot::New(kind) => q.question.kind == kind && !q.steps.is_empty(),
        _ => false,
    });
    let slot = match (free(&slot), own) {
        (true, _) => slot,
        (false, Some(question)) => Slot::Question(question.id),
        (false, None) => Slot::Note,
    };
    talk.typed = Some(Typed {
        slot,
        words: letter.words,
        choice: letter.choice,
        problem,
    });
    let status = match problem {
        TalkProblem::Changed => 409,
        TalkProblem::Words | TalkProblem::Due => 422,
    };
    let visit = visit(site, lang, room.path(), Query::default(), Some(who)).await;
    Ok(render(site, status, visit, View::Talk(Box::new(talk))).await)
}

/// Sets where somebody's own mail goes.
pub(super) async fn mail(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    fields: &Query,
) -> Result<Response, Failed> {
    let lang = asked.lang;
    let typed = fields.raw("email").unwrap_or("");
    if site.workspace.set_mail(who, typed, lang.tag()).await? {
        return Ok(to(&with_done(&Room::Notices.href(lang), Done::MailSet)));
    }
    let mut notices = site.workspace.notices(who).await?;
    notices.email = typed.to_owned();
    notices.refused = true;
    let path = Room::Notices.path();
    let visit = visit(site, lang, path, Query::default(), Some(who)).await;
    Ok(render(site, 422, visit, View::Notices(notices)).await)
}
