//! Confirming and returning answers.

use crate::{
    http::{
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{
        ServiceError, ServiceResult,
        review::{Decided, DecidedFilter, Decision, QueueFilter},
    },
};
use app::{
    failure::Failure,
    routes::WorkspaceRoute,
    workspace::{
        flash::Flash,
        review::{
            decided as decided_page,
            model::{OpenEvidence, Reopen, ReviewAnswer, ReviewMany},
            page, queue,
        },
    },
};
use axum::response::Response;
use domain::{
    assessment::ReturnReason,
    evidence::{Backing, Openness},
};
use std::collections::BTreeSet;

pub fn routes() -> Routes {
    Routes::new()
        .page(
            "/tham-dinh",
            &["nhom", "ten", "khac", "trang", "chon", "xong", "so"],
            list,
        )
        .page("/da-tham-dinh", &["ten", "toi", "trang"], decided)
        .page("/tham-dinh/{answer}", FLASH, one)
        .form(review)
        .slow_form(review_many)
        .form(reopen)
        .form(open_evidence)
}

/// What waits for review.
async fn list(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let query = &request.query;
    let filter = QueueFilter {
        group: query.get("nhom").map(str::to_owned),
        name: query.get("ten").map(str::to_owned),
        jumps: query.get("khac").is_some(),
        page: query.get("trang").and_then(|n| n.parse().ok()).unwrap_or(1),
    };
    let data = request
        .site
        .workspace
        .review
        .queue(&request.who, &filter)
        .await?;
    request.page(data, queue::page).await
}

/// What was confirmed or returned.
async fn decided(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let query = &request.query;
    let filter = DecidedFilter {
        name: query.get("ten").map(str::to_owned),
        own: query.get("toi").is_some(),
        page: query.get("trang").and_then(|n| n.parse().ok()).unwrap_or(1),
    };
    let reviews = &request.site.workspace.review;
    let data = reviews.decisions(&request.who, &filter).await?;
    request.page(data, decided_page::page).await
}

async fn one(request: SignedIn, (answer,): (i64,)) -> ServiceResult<Response> {
    let data = request
        .site
        .workspace
        .review
        .answer(&request.who, answer)
        .await?;
    request.page(data, page::page).await
}

/// Confirms or returns one answer.
async fn review(from: SignedIn, form: ReviewAnswer) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    let (backing, reference) = (
        form.backing.unwrap_or_default(),
        form.reference.unwrap_or_default(),
    );
    let (decision, flash) = match form.decision.as_str() {
        "confirm" => (
            Decision::Confirm(Backing::parse(&backing), reference.clone()),
            Flash::Confirmed(1),
        ),
        "return" => {
            let code = form.code.unwrap_or_default();
            let reason = ReturnReason::parse(&code).ok_or(ServiceError(Failure::BadForm))?;
            let Some(text) = form.text else {
                let mut data = workspace.review.to_decide(&from.who, form.answer).await?;
                data.typed = Some((code, String::new()));
                let route = WorkspaceRoute::Review(form.answer);
                return from.page_at(422, &route, data, page::page).await;
            };
            (Decision::Return(reason, text), Flash::Returned)
        }
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    let decided = workspace
        .review
        .decide(&from.who, form.answer, &decision)
        .await?;
    if decided == Decided::NotBacked {
        let mut data = workspace.review.answer(&from.who, form.answer).await?;
        data.not_backed = Some((backing, reference));
        let route = WorkspaceRoute::Review(form.answer);
        return from.page_at(422, &route, data, page::page).await;
    }
    from.see_done(
        &form
            .next
            .map_or(WorkspaceRoute::ReviewQueue, WorkspaceRoute::Review),
        flash,
    )
}

/// Confirms the answers that are ticked.
async fn review_many(from: SignedIn, form: ReviewMany) -> ServiceResult<Response> {
    let reviews = &from.site.workspace.review;
    let ticked = form.answer.numbers().collect();
    if BTreeSet::is_empty(&ticked) {
        let mut data = reviews.queue(&from.who, &QueueFilter::default()).await?;
        data.nothing_ticked = true;
        let route = WorkspaceRoute::ReviewQueue;
        return from.page_at(422, &route, data, queue::page).await;
    }
    let confirmed = reviews.confirm_many(&from.who, &ticked).await?;
    from.see_done(&WorkspaceRoute::ReviewQueue, Flash::Confirmed(confirmed))
}

/// Takes a confirmation back.
async fn reopen(from: SignedIn, form: Reopen) -> ServiceResult<Response> {
    let workspace = &from.site.workspace;
    workspace
        .review
        .reopen(&from.who, form.answer, &form.reason)
        .await?;
    from.see_done(&WorkspaceRoute::ReviewQueue, Flash::Reopened)
}

/// Opens a piece of evidence to the public, or closes it.
async fn open_evidence(from: SignedIn, form: OpenEvidence) -> ServiceResult<Response> {
    let public = match form.public.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(ServiceError(Failure::BadForm)),
    };
    let reason = form.reason.unwrap_or_default();
    let workspace = &from.site.workspace;
    let open = workspace
        .review
        .open_evidence(&from.who, form.evidence, public, &reason)
        .await?;
    let flash = match open {
        Openness::Public => Flash::EvidenceOpened,
        Openness::Later => Flash::EvidenceOpenedLater,
        Openness::Private | Openness::Shut => Flash::EvidenceClosed,
    };
    from.see_done(&WorkspaceRoute::Review(form.answer), flash)
}
