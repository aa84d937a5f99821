//! What there is to administer.

use crate::{
    http::{
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{ServiceError, ServiceResult},
};
use app::{failure::Failure, workspace::administration};
use axum::response::Response;
use domain::access::Refusal;

pub fn routes() -> Routes {
    Routes::new().page("/quan-tri", FLASH, index)
}

async fn index(request: SignedIn, (): ()) -> ServiceResult<Response> {
    let access = request.who.access();
    if !(access.accounts || access.publish || access.admin.any()) {
        return Err(ServiceError(Failure::Denied(Refusal::NoRole)));
    }
    request
        .page((), |workspace_request, ()| {
            administration::page(workspace_request)
        })
        .await
}
