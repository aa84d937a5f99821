//! Sessions: one's own, and the table that the page of an account shows as well.

use crate::workspace::accounts::model::EndSession;
use crate::{
    components::{admin_form::below, form::PostForm, notice::flash_notice, sessions},
    page::{Page, WorkspaceRequest},
    routes::FormAction,
    workspace::accounts::model::Sessions,
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Sessions) -> Page {
    let lang = request.lang;
    let title = lang.t("sessions-title");
    let others = data.sessions.iter().any(|s| !s.own).then(|| {
        view! {
            <PostForm action=FormAction::EndSession>
                <p><button type="submit" name=EndSession::which() value="others" class="strong">{lang.t("sessions-end-others")}</button></p>
            </PostForm>
        }
        .into_any()
    });
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p>{lang.t("sessions-how")}</p>
        {sessions::table(request, &data.sessions, true)}
        {others}
    }
    .into_any();
    below(request, title, body, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_browser_is_known_by_its_own_name() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0";
        assert_eq!(sessions::device(Lang::Vi, edge), "Edge, Windows");
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
        assert_eq!(sessions::device(Lang::Vi, firefox), "Firefox, Linux");
        assert_eq!(
            sessions::device(Lang::Vi, "<script>"),
            Lang::Vi.t("sessions-unknown")
        );
    }
}
