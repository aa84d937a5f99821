//! Pages and forms of the administration: address or form → use case → the page that follows.

use super::{
    Site,
    acts::{Asked, Sent, number, required},
    rooms::{done, render, to, visit, with_done},
};
use crate::service::workspace::{Failed, Visitor};
use app::{
    failure::Failure,
    query::Query,
    routes::{Act, AdminRoom, Room},
    workspace::{
        AdminView, View, accounts::model::Import, flash::Done, refused::AdminProblem,
        spreadsheet::model::SheetRefusal,
    },
};
use axum::response::Response;
use domain::entry::Fields;

/// What a page of the administration shows.
pub async fn view(
    site: &Site,
    who: &Visitor,
    room: &AdminRoom,
    query: &Query,
) -> Result<View, Failed> {
    let workspace = &site.workspace;
    let done = done(query);
    Ok(View::Admin(match room {
        AdminRoom::Index => {
            let doors = who.doors();
            if !(doors.accounts || doors.publish || doors.admin.any()) {
                return Err(Failed(Failure::Denied(domain::access::Refusal::NoRole)));
            }
            AdminView::Index
        }
        AdminRoom::Periods => {
            let mut data = workspace.periods(who).await?;
            data.done = done;
            AdminView::Periods(data)
        }
        AdminRoom::Account(id) => {
            let mut data = workspace.account(who, *id).await?;
            data.done = done;
            AdminView::Account(Box::new(data))
        }
        AdminRoom::Import => {
            workspace.may_let_in(who)?;
            AdminView::Import(Import::default())
        }
        AdminRoom::Sets => {
            let mut data = workspace.sets(who).await?;
            data.done = done;
            AdminView::Sets(data)
        }
        AdminRoom::Set(version) => {
            AdminView::SetEffects(Box::new(workspace.set_effects(who, version).await?))
        }
        AdminRoom::Settings => {
            let mut data = workspace.settings(who).await?;
            data.done = done;
            AdminView::Settings(data)
        }
        AdminRoom::Sessions => {
            let mut data = workspace.own_sessions(who).await?;
            data.done = done;
            AdminView::Sessions(data)
        }
        AdminRoom::Tokens => {
            let mut data = workspace.tokens(who).await?;
            data.done = done;
            AdminView::Tokens(Box::new(data))
        }
    }))
}

/// The page of a form that came back.
async fn back(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    (status, room, view): (u16, AdminRoom, AdminView),
) -> Response {
    let path = Room::Admin(room).path();
    let visit = visit(site, asked.lang, path, Query::default(), Some(who)).await;
    render(site, status, visit, View::Admin(view)).await
}

fn all(fields: &Query) -> Fields {
    let mut typed = Fields::default();
    for (name, value) in fields.all() {
        typed.set(name, value);
    }
    typed
}

/// The text that came with a form: a file, or what was typed into a field of this name.
fn text_of(sent: &Sent, name: &str) -> Result<String, AdminProblem> {
    match &sent.sheet {
        Some(Ok(bytes)) => String::from_utf8(bytes.clone()).map_err(|_| AdminProblem::NotText),
        Some(Err(SheetRefusal::TooLarge)) => Err(AdminProblem::TooLarge),
        Some(Err(SheetRefusal::Several)) => Err(AdminProblem::Several),
        Some(Err(_)) => Err(AdminProblem::NotText),
        None => match sent.fields.raw(name) {
            Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
            _ => Err(AdminProblem::Missing),
        },
    }
}

fn status_of(problem: AdminProblem) -> u16 {
    match problem {
        AdminProblem::TooLarge => 413,
        _ => 422,
    }
}

/// Does what a form of the administration asks.
pub(super) async fn perform(
    site: &Site,
    asked: &Asked,
    who: &Visitor,
    act: Act,
    sent: &Sent,
) -> Result<Response, Failed> {
    let workspace = &site.workspace;
    let fields = &sent.fields;
    let typed = all(fields);
    let follow = |room: AdminRoom| {
        Ok(to(&with_done(
            &Room::Admin(room).href(asked.lang),
            Done::Changed,
        )))
    };
    match act {
        Act::Period => {
            let kind = required(fields, "kind")?;
            match workspace.change_period(who, kind, &typed).await? {
                Ok(()) => follow(AdminRoom::Periods),
                Err(refused) => {
                    let mut data = workspace.periods(who).await?;
                    data.refused = Some(refused);
                    let page = (422, AdminRoom::Periods, AdminView::Periods(data));
                    Ok(back(site, asked, who, page).await)
                }
            }
        }
        Act::EndSession => {
            let which = match required(fields, "which")? {
                "others" => None,
                "one" => Some(required(fields, "session")?),
                _ => return Err(Failed(Failure::BadForm)),
            };
            workspace.end_own_sessions(who, which).await?;
            follow(AdminRoom::Sessions)
        }
        Act::Rights | Act::HandOver => {
            let account = number(fields, "account")?;
            let done = if act == Act::HandOver {
                workspace.hand_over(who, account, &typed).await?
            } else {
                let kind = required(fields, "kind")?;
                workspace.change_rights(who, account, kind, &typed).await?
            };
            match done {
                // The account may lie beyond the scope now that its roles are somebody else's.
                Ok(()) if act == Act::HandOver => Ok(to(&with_done(
                    &Room::People.href(asked.lang),
                    Done::Changed,
                ))),
                Ok(()) => follow(AdminRoom::Account(account)),
                Err(refused) => {
                    let mut data = workspace.account(who, account).await?;
                    data.refused = Some(refused);
                    let view = AdminView::Account(Box::new(data));
                    let page = (422, AdminRoom::Account(account), view);
                    Ok(back(site, asked, who, page).await)
                }
            }
        }
        Act::CheckPeople => {
            workspace.may_let_in(who)?;
            let (status, data) = match text_of(sent, "list") {
                Ok(text) => {
                    let data = workspace.read_list(who, &text).await?;
                    (if data.faults.is_empty() { 200 } else { 422 }, data)
                }
                Err(problem) => {
                    let data = Import {
                        text: fields.raw("list").unwrap_or("").to_owned(),
                        problem: Some(problem),
                        ..Import::default()
                    };
                    (status_of(problem), data)
                }
            };
            let page = (status, AdminRoom::Import, AdminView::Import(data));
            Ok(back(site, asked, who, page).await)
        }
        Act::AddPeople => {
            let list = fields.raw("list").unwrap_or("");
            match workspace.let_list_in(who, list).await? {
                Ok(links) => {
                    let address = |token: String| {
                        format!("{}{}", site.origin, Room::Link(token).href(asked.lang))
                    };
                    let links = links
                        .into_iter()
                        .map(|(user, token)| (user, address(token)))
                        .collect();
                    let page = (200, AdminRoom::Import, AdminView::Links(links));
                    Ok(back(site, asked, who, page).await)
                }
                Err(data) => {
                    let page = (422, AdminRoom::Import, AdminView::Import(data));
                    Ok(back(site, asked, who, page).await)
                }
            }
        }
        Act::PrepareSet => {
            let mut data = workspace.sets(who).await?;
            workspace.may_prepare(who)?;
            let status = match text_of(sent, "set") {
                Ok(text) => match workspace.prepare_set(who, &text).await? {
                    Ok(version) => return follow(AdminRoom::Set(version)),
                    Err(faults) => {
                        data.faults = faults;
                        422
                    }
                },
                Err(problem) => {
                    data.problem = Some(problem);
                    status_of(problem)
                }
            };
            let page = (status, AdminRoom::Sets, AdminView::Sets(data));
            Ok(back(site, asked, who, page).await)
        }
        Act::ActivateSet => {
            let version = required(fields, "version")?;
            match workspace.activate_set(who, version, &typed).await? {
                Ok(()) => follow(AdminRoom::Sets),
                Err(refused) => {
                    let mut data = workspace.set_effects(who, version).await?;
                    data.refused = Some(refused);
                    let room = AdminRoom::Set(version.to_owned());
                    let page = (422, room, AdminView::SetEffects(Box::new(data)));
                    Ok(back(site, asked, who, page).await)
                }
            }
        }
        Act::Policy => match workspace.set_policy(who, &typed).await? {
            Ok(()) => follow(AdminRoom::Settings),
            Err(refused) => {
                let mut data = workspace.settings(who).await?;
                data.refused = Some(refused);
                let page = (422, AdminRoom::Settings, AdminView::Settings(data));
                Ok(back(site, asked, who, page).await)
            }
        },
        _ => Err(Failed(Failure::BadForm)),
    }
}
