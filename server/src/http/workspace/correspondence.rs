//! Difficulties, explanations, notes and notices: what people write to each other about an item, and where their mail
//! goes. A form that can't be accepted comes back with everything that was typed.

use crate::{
    http::{
        request::{Commune, SignedIn},
        routes::{FLASH, Routes},
    },
    service::workspace::{ServiceError, ServiceResult, correspondence::PostedMessage},
};
use app::forms::Suffixed;
use app::{
    failure::Failure,
    routes::WorkspaceRoute,
    workspace::{
        correspondence::{
            model::{Mail, MessageTarget, ThreadProblem, Typed, WriteMessage},
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

async fn questions(request: SignedIn, (): ()) -> ServiceResult<Response> {
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
) -> ServiceResult<Response> {
    let workspace = &request.site.workspace;
    let data = workspace
        .correspondence
        .thread(&request.who, &unit, &criterion)
        .await?;
    request.page(data, page::page).await
}

/// What waits for whoever is signed in.
async fn show_notices(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let (site, who) = (&request.site, &request.who);
    site.workspace
        .checklist
        .look_again(who, &site.files)
        .await?;
    let data = site.workspace.notices.show(who).await?;
    request.page(data, notices::page).await
}

/// Writes one message.
async fn write(from: SignedIn, form: WriteMessage) -> ServiceResult<Response> {
    let (who, target) = (&from.who, form.target);
    let (unit, criterion) = (form.unit, form.criterion);
    let step = match (target, form.step, form.version) {
        (MessageTarget::Question(_), Some(step), Some(version)) => {
            let step = Step::parse(&step).ok_or(ServiceError(Failure::BadForm))?;
            Some((step, version))
        }
        (MessageTarget::Question(_), ..) => return Err(ServiceError(Failure::BadForm)),
        (MessageTarget::New(_) | MessageTarget::Note, ..) => None,
    };
    let text = |fields: &Suffixed| fields.raw(&target.word()).unwrap_or("").to_owned();
    let message = PostedMessage {
        target,
        step,
        words: text(&form.words),
        choice: text(&form.choice),
    };
    let route = WorkspaceRoute::Thread(unit.clone(), criterion.clone());
    let workspace = &from.site.workspace;
    let problem = match workspace
        .correspondence
        .write(who, (&unit, &criterion), &message)
        .await?
    {
        Ok(()) => return from.see_done(&route, Flash::Written),
        Err(problem) => problem,
    };
    let mut thread = workspace
        .correspondence
        .thread(who, &unit, &criterion)
        .await?;
    // What was meant for a form that is there no more waits in the note's.
    let free = |target: &MessageTarget| match target {
        MessageTarget::Question(id) => thread.questions.iter().any(|q| q.id == *id),
        target => thread.begins.contains(target),
    };
    let own = thread.questions.iter().find(|q| match target {
        MessageTarget::New(kind) => q.question.kind == kind && !q.steps.is_empty(),
        _ => false,
    });
    let target = match (free(&target), own) {
        (true, _) => target,
        (false, Some(question)) => MessageTarget::Question(question.id),
        (false, None) => MessageTarget::Note,
    };
    thread.typed = Some(Typed {
        target,
        words: message.words,
        choice: message.choice,
        problem,
    });
    let status = match problem {
        ThreadProblem::Changed => 409,
        ThreadProblem::Words | ThreadProblem::Due => 422,
    };
    from.page_at(status, &route, thread, page::page).await
}

/// Sets where somebody's own mail goes.
async fn mail(from: SignedIn, form: Mail) -> ServiceResult<Response> {
    let (workspace, who) = (&from.site.workspace, &from.who);
    let typed = form.email.0;
    if workspace
        .notices
        .set_mail(who, &typed, from.lang.tag())
        .await?
    {
        return from.see_done(&WorkspaceRoute::Notices, Flash::MailSet);
    }
    let mut data = workspace.notices.show(who).await?;
    data.email = typed;
    data.refused = true;
    from.page_at(422, &WorkspaceRoute::Notices, data, notices::page)
        .await
}
