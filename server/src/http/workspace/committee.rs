//! The steering committee: its views, targets and directives, and its files.

use crate::{
    http::{
        forms::{FormOptions, Submitted},
        reply::Download,
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{ServiceError, ServiceResult, directives::Stepped},
};
use app::{
    query::Query,
    routes::{BRIEFING, FormAction, WORKBOOK, WorkspaceRoute},
    workspace::{
        committee::{
            course, coverage, directives, distance, matrix,
            model::{AimIndicator, CommitteeFilter, IssueDirective, SetTarget, StepDirective},
            overview,
        },
        flash::Flash,
    },
};
use axum::response::{IntoResponse, Response};
use domain::{evidence::Media, unit::UnitCode};

pub fn routes() -> Routes {
    /// Of a view that a form follows.
    const CHANGED: &[&str] = &["tinh", "phat-hanh", "xong", "so"];
    Routes::new()
        .page("/dieu-hanh", &["tinh", "phat-hanh"], show_overview)
        .page(
            "/dieu-hanh/ma-tran",
            &["tinh", "phat-hanh", "sap-xep"],
            show_matrix,
        )
        .page(
            "/dieu-hanh/khoang-cach",
            &["tinh", "phat-hanh", "muc"],
            show_distance,
        )
        .page("/dieu-hanh/dien-bien", CHANGED, show_course)
        .page("/dieu-hanh/ha-tang", CHANGED, show_coverage)
        .page("/dieu-hanh/giao-viec", CHANGED, show_directives)
        .page("/dieu-hanh/giao-viec/{id}", FLASH, show_directive)
        .file(WORKBOOK, workbook)
        .file(BRIEFING, briefing)
        .upload(FormAction::IssueDirective, FormOptions::default(), issue)
        .form(step)
        .form(aim)
        .upload(
            FormAction::AimIndicator,
            FormOptions::default(),
            aim_indicator,
        )
}

fn filter(query: &Query) -> ServiceResult<CommitteeFilter> {
    CommitteeFilter::parse(query).map_err(ServiceError)
}

async fn show_overview(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .committee
        .overview(&request.who, &filter)
        .await?;
    request.page(data, overview::page).await
}

async fn show_matrix(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .committee
        .matrix(&request.who, &filter)
        .await?;
    request.page(data, matrix::page).await
}

async fn show_distance(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .committee
        .distance(&request.who, &filter)
        .await?;
    request.page(data, distance::page).await
}

async fn show_course(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .committee
        .course(&request.who, &filter)
        .await?;
    request.page(data, course::page).await
}

async fn show_coverage(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .committee
        .coverage(&request.who, &filter)
        .await?;
    request.page(data, coverage::page).await
}

async fn show_directives(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let filter = filter(&request.query)?;
    let data = request
        .site
        .workspace
        .directives
        .list(&request.who, &filter)
        .await?;
    request.page(data, directives::page).await
}

async fn show_directive(request: SignedIn, (id,): (i64,)) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .directives
        .show(&request.who, id)
        .await?;
    request.page(data, directives::one).await
}

/// The newest release of a province.
fn newest_of(province: &UnitCode) -> Query {
    Query::of(vec![("tinh".to_owned(), province.to_string())])
}

/// The way to a view of a province, which says what has just happened.
fn see(from: &SignedIn, route: &WorkspaceRoute, province: &UnitCode, flash: Flash) -> Response {
    let address = format!("{}?tinh={province}", route.href(from.lang));
    crate::http::reply::see_other(&flash.at(&address))
}

/// Issues a directive, or shows the form again with what was typed.
async fn issue(form: Submitted) -> ServiceResult<Response> {
    let directive: IssueDirective = form.read()?;
    let (from, province) = (form.from, &directive.province);
    let (list, who) = (&from.site.workspace.directives, &from.who);
    let Err(refused) = list.issue(who, &directive).await? else {
        return Ok(see(
            &from,
            &WorkspaceRoute::Directives,
            province,
            Flash::Issued,
        ));
    };
    let query = newest_of(province);
    let mut data = list.list(who, &filter(&query)?).await?;
    data.typed = form.sent.fields.by_name();
    data.refused = refused;
    from.page_with(
        422,
        &WorkspaceRoute::Directives,
        query,
        data,
        directives::page,
    )
    .await
}

/// Takes a step of a directive, or shows it again if its words are missing.
async fn step(from: SignedIn, form: StepDirective) -> ServiceResult<Response> {
    let text = form.text.get(form.step.word()).unwrap_or("");
    let route = WorkspaceRoute::Directive(form.directive);
    let stepped = from
        .site
        .workspace
        .directives
        .step(&from.who, form.directive, form.version, form.step, text)
        .await?;
    match stepped {
        Stepped::Done => from.see_done(&route, Flash::Stepped),
        Stepped::Refused(data) => from.page_at(422, &route, *data, directives::one).await,
    }
}

/// Sets a target, or shows the view again if it can't be accepted.
async fn aim(from: SignedIn, form: SetTarget) -> ServiceResult<Response> {
    let (workspace, who) = (&from.site.workspace, &from.who);
    let (share, by) = (form.share.as_deref(), form.by.as_deref());
    let set = workspace
        .committee
        .aim(who, &form.province, share, by)
        .await?;
    if set.is_some() {
        return Ok(see(
            &from,
            &WorkspaceRoute::Course,
            &form.province,
            Flash::Aimed,
        ));
    }
    let query = newest_of(&form.province);
    let mut data = workspace.committee.course(who, &filter(&query)?).await?;
    data.refused = true;
    from.page_with(422, &WorkspaceRoute::Course, query, data, course::page)
        .await
}

/// Sets how many of something a province shall have, or shows the view again with what was typed.
async fn aim_indicator(form: Submitted) -> ServiceResult<Response> {
    let target: AimIndicator = form.read()?;
    let (from, province) = (form.from, &target.province);
    let (committee, who) = (&from.site.workspace.committee, &from.who);
    let Err(refused) = committee.aim_indicator(who, &target).await? else {
        return Ok(see(
            &from,
            &WorkspaceRoute::Coverage,
            province,
            Flash::Aimed,
        ));
    };
    let query = newest_of(province);
    let mut data = committee.coverage(who, &filter(&query)?).await?;
    data.typed = form.sent.fields.by_name();
    data.refused = refused;
    from.page_with(422, &WorkspaceRoute::Coverage, query, data, coverage::page)
        .await
}

async fn workbook(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let (workspace, filter) = (&request.site.workspace, filter(&request.query)?);
    let content = workspace
        .committee
        .workbook(&request.who, request.lang, &filter)
        .await?;
    let download = Download {
        media: Media::Xlsx.mime(),
        name: "xep-hang.xlsx".to_owned(),
        content: content.into(),
    };
    Ok(download.into_response())
}

async fn briefing(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let (workspace, filter) = (&request.site.workspace, filter(&request.query)?);
    let content = workspace
        .committee
        .briefing(&request.who, request.lang, &filter)
        .await?;
    let download = Download {
        media: Media::Pdf.mime(),
        name: "bao-cao.pdf".to_owned(),
        content: content.into(),
    };
    Ok(download.into_response())
}
