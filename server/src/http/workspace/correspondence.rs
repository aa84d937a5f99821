//! Difficulties, explanations, notes and notices: what people write to each other about an item, and where their mail
//! goes. A form that can't be accepted comes back with everything that was typed.

use crate::{
    http::{
        request::{Commune, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::{Failed, Outcome, correspondence::Letter},
};
use app::forms::Suffixed;
use app::{
    failure::Failure,
    routes::Room,
    workspace::{
        correspondence::{
            model::{Mail, Slot, TalkProblem, Typed, WriteMessage},
            notices, page,
        },
        flash::Flash,
    },
};
use axum::response::Response;
use domain::correspondence::Step;

pub fn routes() -> Routes {
    Routes::new()
        .page("/trao-doi", &[], questions)
        .page("/trao-doi/{unit}/{criterion}", FLASH, thread)
        .page("/thong-bao", FLASH, show_notices)
        .form(write)
        .form(mail)
}

async fn questions(request: SignedIn, (): ()) -> Outcome<Response> {
    let data = request
        .site
        .workspace
        .correspondence
        .questions(&request.who)
        .await?;
    request.page(data, page::list).await
}

/// Everything written about one item.
async fn thread(
    request: SignedIn,
    (Commune(unit), criterion): (Commune, String),
) -> Outcome<Response> {
    let workspace = &request.site.workspace;
    let data = workspace
        .correspondence
        .thread(&request.who, &unit, &criterion)
        .await?;
    request.page(data, page::page).await
}

/// What waits for whoever is signed in.
async fn show_notices(request: SignedIn, (): ()) -> Outcome<Response> {
    let (site, who) = (&request.site, &request.who);
    site.workspace
        .checklist
        .look_again(who, &site.files)
        .await?;
    let data = site.workspace.notices.show(who).await?;
    request.page(data, notices::page).await
}

/// Writes one message.
async fn write(from: SignedIn, form: WriteMessage) -> Outcome<Response> {
    let (who, slot) = (&from.who, form.slot);
    let (unit, criterion) = (form.unit, form.criterion);
    let step = match (slot, form.step, form.version) {
        (Slot::Question(_), Some(step), Some(version)) => {
            let step = Step::parse(&step).ok_or(Failed(Failure::BadForm))?;
            Some((step, version))
        }
        (Slot::Question(_), ..) => return Err(Failed(Failure::BadForm)),
        (Slot::New(_) | Slot::Note, ..) => None,
    };
    let text = |fields: &Suffixed| fields.raw(&slot.word()).unwrap_or("").to_owned();
    let letter = Letter {
        slot,
        step,
        words: text(&form.words),
        choice: text(&form.choice),
    };
    let room = Room::Talk(unit.clone(), criterion.clone());
    let workspace = &from.site.workspace;
    let problem = match workspace
        .correspondence
        .write(who, (&unit, &criterion), &letter)
        .await?
    {
        Ok(()) => return from.see_done(&room, Flash::Written),
        Err(problem) => problem,
    };
    let mut talk = workspace
        .correspondence
        .thread(who, &unit, &criterion)
        .await?;
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
    from.page_at(status, &room, talk, page::page).await
}

/// Sets where somebody's own mail goes.
async fn mail(from: SignedIn, form: Mail) -> Outcome<Response> {
    let (workspace, who) = (&from.site.workspace, &from.who);
    let typed = form.email.0;
    if workspace
        .notices
        .set_mail(who, &typed, from.lang.tag())
        .await?
    {
        return from.see_done(&Room::Notices, Flash::MailSet);
    }
    let mut data = workspace.notices.show(who).await?;
    data.email = typed;
    data.refused = true;
    from.page_at(422, &Room::Notices, data, notices::page).await
}
