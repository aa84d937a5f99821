//! Who may enter, with what rights, in which sessions.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        request::SignedIn,
        routes::{FLASH, Routes},
        site::Site,
    },
    qr,
    service::workspace::{ServiceError, ServiceResult, accounts::NewLink},
};
use app::workspace::rejected_form::RejectedForm;
use app::{
    failure::Failure,
    i18n::Lang,
    routes::{AdminRoute, FormAction, WorkspaceRoute},
    workspace::{
        accounts::{
            account, import, links,
            model::{
                AddPeople, ChangeAccount, ChangeRights, CheckPeople, EndSession, HandOver, Import,
                Invite, LinkCard,
            },
            page, sessions,
        },
        flash::Flash,
        spreadsheet::model::LARGEST_SHEET,
    },
};
use axum::response::Response;

const IMPORT: WorkspaceRoute = WorkspaceRoute::Admin(AdminRoute::Import);

pub fn routes() -> Routes {
    let file = FormOptions::reading(LARGEST_SHEET, |access| access.accounts).repeatable();
    Routes::new()
        .page("/quan-tri/tai-khoan", &["ten", "xong", "so"], list)
        .page("/quan-tri/tai-khoan/{account}", FLASH, one)
        .page("/quan-tri/tai-khoan/nap", FLASH, import_form)
        .page("/dang-nhap/phien", FLASH, own_sessions)
        .upload(FormAction::Invite, FormOptions::default(), invite)
        .form(change)
        .upload(FormAction::ChangeRights, FormOptions::default(), rights)
        .upload(FormAction::HandOver, FormOptions::default(), hand_over)
        .form(end_session)
        .upload(FormAction::CheckPeople, file, check_people)
        .slow_form(add_people)
}

async fn list(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let name = request.query.get("ten");
    let data = request
        .site
        .workspace
        .accounts
        .list(&request.who, name)
        .await?;
    request.page(data, page::page).await
}

async fn one(request: SignedIn, (id,): (i64,)) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .accounts
        .account(&request.who, id)
        .await?;
    request.page(data, account::page).await
}

async fn import_form(request: SignedIn, (): ()) -> ServiceResult<Response> {
    request
        .site
        .workspace
        .accounts
        .may_create_accounts(&request.who)?;
    request.page(Import::default(), import::page).await
}

async fn own_sessions(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .accounts
        .own_sessions(&request.who)
        .await?;
    request.page(data, sessions::page).await
}

/// A link that works once as it is passed on, on paper too.
fn card(site: &Site, lang: Lang, link: NewLink) -> LinkCard {
    let route = WorkspaceRoute::OneTimeLink(link.token);
    let address = format!("{}{}", site.origin, route.href(lang));
    LinkCard {
        qr: qr::code(&address),
        user_name: link.user_name,
        name: link.name,
        roles: link.roles,
        address,
        until: link.until,
        invites: link.invites,
    }
}

/// Links that were just made, shown this once.
async fn show_links(
    from: &SignedIn,
    route: &WorkspaceRoute,
    made: Vec<NewLink>,
) -> ServiceResult<Response> {
    let cards = made
        .into_iter()
        .map(|made| card(&from.site, from.lang, made));
    let cards: Vec<_> = cards.collect();
    from.page_at(200, route, cards, |workspace_request, cards| {
        links::page(workspace_request, cards)
    })
    .await
}

async fn invite(form: Submitted) -> ServiceResult<Response> {
    let invitation: Invite = form.read()?;
    let from = form.from;
    let accounts = &from.site.workspace.accounts;
    match accounts.invite(&from.who, &invitation).await? {
        Ok(made) => show_links(&from, &WorkspaceRoute::Accounts, vec![made]).await,
        Err(errors) => {
            let mut data = accounts.list(&from.who, None).await?;
            data.refused = Some((form.sent.fields.by_name(), errors));
            from.page_at(422, &WorkspaceRoute::Accounts, data, page::page)
                .await
        }
    }
}

/// Opens or closes an account, ends its sessions, makes a link.
async fn change(from: SignedIn, form: ChangeAccount) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let made = workspace
        .accounts
        .change(&from.who, form.account, &form.kind)
        .await?;
    match made {
        Some(made) => show_links(&from, &WorkspaceRoute::Accounts, vec![made]).await,
        None if form.back.as_deref() == Some("account") => {
            let route = WorkspaceRoute::Admin(AdminRoute::Account(form.account));
            from.see_done(&route, Flash::Changed)
        }
        None => from.see_done(&WorkspaceRoute::Accounts, Flash::Changed),
    }
}

async fn rights(form: Submitted) -> ServiceResult<Response> {
    let change: ChangeRights = form.read()?;
    let from = form.from;
    let (accounts, who) = (&from.site.workspace.accounts, &from.who);
    let route = WorkspaceRoute::Admin(AdminRoute::Account(change.account));
    let Err(problems) = accounts.change_rights(who, &change).await? else {
        return from.see_done(&route, Flash::Changed);
    };
    let mut data = accounts.account(who, change.account).await?;
    data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
    from.page_at(422, &route, data, account::page).await
}

async fn hand_over(form: Submitted) -> ServiceResult<Response> {
    let change: HandOver = form.read()?;
    let from = form.from;
    let (accounts, who) = (&from.site.workspace.accounts, &from.who);
    let Err(problems) = accounts.hand_over(who, &change).await? else {
        // The account may lie beyond the scope now that its roles are somebody else's.
        return from.see_done(&WorkspaceRoute::Accounts, Flash::Changed);
    };
    let mut data = accounts.account(who, change.account).await?;
    data.refused = Some(RejectedForm::of(&form.sent.fields, problems));
    let route = WorkspaceRoute::Admin(AdminRoute::Account(change.account));
    from.page_at(422, &route, data, account::page).await
}

async fn end_session(from: SignedIn, form: EndSession) -> ServiceResult<Response> {
    let which = match (form.which.as_str(), &form.session) {
        ("others", _) => None,
        ("one", Some(session)) => Some(session.as_str()),
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    let workspace = &from.site.workspace;
    workspace
        .accounts
        .end_own_sessions(&from.who, which)
        .await?;
    from.see_done(&WorkspaceRoute::Admin(AdminRoute::Sessions), Flash::Changed)
}

async fn check_people(form: Submitted) -> ServiceResult<Response> {
    let (from, sent) = (form.from, form.sent);
    let workspace = &from.site.workspace;
    workspace.accounts.may_create_accounts(&from.who)?;
    let zeros = sent.fields.get(CheckPeople::zeros()).is_some();
    let (status, data) = match sent.content(CheckPeople::list()) {
        Ok(file) => {
            let accounts = &workspace.accounts;
            let data = accounts.read_list(&from.who, file, zeros).await?;
            (if data.faults.is_empty() { 200 } else { 422 }, data)
        }
        Err(problem) => {
            let data = Import {
                text: sent
                    .fields
                    .raw(CheckPeople::list())
                    .unwrap_or("")
                    .to_owned(),
                problem: Some(problem),
                ..Import::default()
            };
            (problem.status(), data)
        }
    };
    from.page_at(status, &IMPORT, data, import::page).await
}

async fn add_people(from: SignedIn, form: AddPeople) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    match workspace
        .accounts
        .let_list_in(&from.who, &form.list.0, form.zeros.is_some())
        .await?
    {
        Ok(made) => show_links(&from, &IMPORT, made).await,
        Err(data) => from.page_at(422, &IMPORT, data, import::page).await,
    }
}
