//! What there is to administer.

use crate::{
    http::{
        request::SignedIn,
        routes::{FLASH, Routes},
    },
    service::workspace::{Failed, Outcome},
};
use app::{failure::Failure, workspace::administration};
use axum::response::Response;
use domain::access::Refusal;

pub fn routes() -> Routes {
    Routes::new().page("/quan-tri", FLASH, index)
}

async fn index(request: SignedIn, (): ()) -> Outcome<Response> {
    let doors = request.who.doors();
    if !(doors.accounts || doors.publish || doors.admin.any()) {
        return Err(Failed(Failure::Denied(Refusal::NoRole)));
    }
    request
        .page((), |visit, ()| administration::page(visit))
        .await
}
