//! Directives: overdue first, a form to issue one, and one with its steps.

use crate::forms::Suffixed;
use crate::workspace::committee::model::{IssueDirective, StepDirective};
use crate::{
    components::{
        directive,
        form::{Field, Hidden, PostForm},
        html::inert,
        name,
        notice::{Notice, Tone, flash_notice},
        table::{ScrollTable, heads},
        text_area::TextArea,
    },
    i18n::Lang,
    page::{Page, WorkspaceRequest},
    public::model::UnitRef,
    routes::{FormAction, WorkspaceRoute},
    workspace::committee::{
        frame,
        model::{Addressee, Directive, DirectiveView, Directives},
    },
};
use domain::directive::Step;
use leptos::prelude::*;
use maud::{Markup, html};

/// Every directive of a province.
#[must_use]
pub fn page(request: &WorkspaceRequest, data: &Directives) -> Page {
    let lang = request.lang;
    let place = data.context.province.name.to_string();
    let title = lang.ta("steer-directives-title", [("place", place.into())]);
    let overdue = data.rows.iter().filter(|d| d.overdue).count();
    let running = data.rows.iter().filter(|d| !d.state.is_final()).count();
    let number = |n: usize| u32::try_from(n).unwrap_or(0);
    let sum = directive::sum(lang, "#viec", number(running), number(overdue));
    let body = view! {
        {flash_notice(request)}
        <p class="lead">{inert(sum)}</p>
        {table(request, &data.rows)}
        {data.context.steers.then(|| issue(request, data))}
    }
    .into_any();
    frame(
        request,
        &data.context,
        &WorkspaceRoute::Directives,
        title,
        body,
    )
}

fn addressee_name(lang: Lang, addressee: &Addressee) -> Markup {
    match addressee {
        Addressee::Commune(unit) => name::full(lang, unit),
        Addressee::Department(department) => html! { bdi { (department) } },
    }
}

fn table(request: &WorkspaceRequest, rows: &[Directive]) -> AnyView {
    let lang = request.lang;
    if rows.is_empty() {
        return view! { <p>{lang.t("steer-directives-none")}</p> }.into_any();
    }
    let rows = rows
        .iter()
        .map(|d| {
            let href = WorkspaceRoute::Directive(d.id).href(lang);
            view! {
                <tr>
                    <td><span class=directive::stage(d)>{directive::state(lang, d.state)}</span></td>
                    <td>{directive::due(lang, d)}</td>
                    <th scope="row"><span>{inert(addressee_name(lang, &d.to))}</span></th>
                    <td><bdi>{d.subject.clone()}</bdi></td>
                    <td class="text"><a href=href><bdi>{d.content.clone()}</bdi></a></td>
                    <td><bdi>{d.owner.clone()}</bdi></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <ScrollTable caption=lang.t("steer-directives-caption") name=lang.t("steer-directives") id="viec"
            class="directives" head=heads(lang, [
                "steer-col-state", "steer-col-due", "steer-col-to", "steer-col-subject", "steer-col-content",
                "steer-col-owner",
            ])>
            {rows}
        </ScrollTable>
    }
    .into_any()
}

fn field(
    lang: Lang,
    data: &Directives,
    name: &'static str,
    label: String,
    kind: &'static str,
    help: Option<String>,
) -> AnyView {
    let wrong = data.refused.contains(&name);
    let value = data.typed.get(name).unwrap_or("").to_owned();
    let described = help.as_ref().map(|_| format!("{name}-help"));
    let help =
        help.map(|text| view! { <span class="help" id=format!("{name}-help")>{text}</span> });
    view! {
        <Field id=name label=label>
            {help}
            {wrong.then(|| view! { <span class="error">{error(lang, name)}</span> })}
            <input id=name name=name type=kind value=value
                aria-describedby=described aria-invalid=wrong.then_some("true") />
        </Field>
    }
    .into_any()
}

fn error(lang: Lang, name: &str) -> String {
    match name {
        "unit" => lang.t("steer-bad-unit"),
        "department" => lang.t("steer-bad-department"),
        "subject" => lang.t("steer-bad-subject"),
        "content" => lang.t("steer-bad-content"),
        "owner" => lang.t("steer-bad-owner"),
        _ => lang.t("steer-bad-due"),
    }
}

fn issue(request: &WorkspaceRequest, data: &Directives) -> AnyView {
    let lang = request.lang;
    let chosen = data.typed.get("unit").unwrap_or("");
    let wrong_unit = data.refused.contains(&"unit");
    let wrong_content = data.refused.contains(&"content");
    let refused = (!data.refused.is_empty())
        .then(|| view! { <Notice tone=Tone::Problem>{lang.t("steer-refused")}</Notice> });
    let criteria = html! {
        datalist id="tieu-chi" {
            @for criterion in &data.context.set.criteria {
                option value=(criterion.code) { (lang.pick(&criterion.title)) }
            }
        }
    };
    let subject = data.typed.get("subject").unwrap_or("").to_owned();
    view! {
        <section id="giao">
            <h2>{lang.t("steer-issue")}</h2>
            {refused}
            <PostForm action=FormAction::IssueDirective class="act issue">
                <Hidden name=IssueDirective::province() value=&data.context.province.code />
                <Field id="unit" label=lang.t("steer-to-commune")>
                    {wrong_unit.then(|| view! { <span class="error">{error(lang, "unit")}</span> })}
                    <select id="unit" name=IssueDirective::unit()>{inert(options(lang, &data.communes, chosen))}</select>
                </Field>
                {field(lang, data, "department", lang.t("steer-to-department"), "text", Some(lang.t("steer-to-department-help")))}
                <Field id="subject" label=lang.t("steer-col-subject")>
                    <span class="help" id="subject-help">{lang.t("steer-subject-help")}</span>
                    {data.refused.contains(&"subject").then(|| view! { <span class="error">{error(lang, "subject")}</span> })}
                    <input id="subject" name=IssueDirective::subject() type="text" list="tieu-chi" value=subject dir="ltr" aria-describedby="subject-help" />
                    {inert(criteria)}
                </Field>
                <Field id="content" label=lang.t("steer-col-content")>
                    {wrong_content.then(|| view! { <span class="error">{error(lang, "content")}</span> })}
                    <TextArea name=IssueDirective::content() rows=3 required=true invalid=wrong_content text=data.typed.get("content").unwrap_or("").to_owned() />
                </Field>
                {field(lang, data, "owner", lang.t("steer-col-owner"), "text", None)}
                {field(lang, data, "due", lang.t("steer-col-due"), "date", None)}
                <p><button type="submit" class="strong">{lang.t("steer-issue-send")}</button></p>
            </PostForm>
        </section>
    }
    .into_any()
}

fn options(lang: Lang, communes: &[UnitRef], chosen: &str) -> Markup {
    html! {
        option value="" { (lang.t("steer-no-commune")) }
        @for unit in communes {
            option value=(unit.code) selected[unit.code.as_str() == chosen] { (lang.full_name(unit)) }
        }
    }
}

/// One directive with the steps that may be taken.
#[must_use]
pub fn one(request: &WorkspaceRequest, data: &DirectiveView) -> Page {
    let lang = request.lang;
    let d = &data.directive;
    let title = lang.ta(
        "steer-directive-title",
        [("number", d.id.to_string().into())],
    );
    let fact = |label: String, text: String| {
        (!text.is_empty())
            .then(|| view! { <dt>{label}</dt> <dd class="text"><bdi>{text}</bdi></dd> })
    };
    let issued = format!("{} · {}", d.issued.0, lang.instant(d.issued.1));
    let answer = d.answer.as_ref().map(|(text, by, at)| {
        let who = format!("{by} · {}", lang.instant(*at));
        view! {
            <h2>{lang.t("steer-answer")}</h2>
            <p class="said text"><bdi>{text.clone()}</bdi></p>
            <p class="meta"><bdi>{who}</bdi></p>
        }
    });
    let steps = data
        .steps
        .iter()
        .map(|step| step_form(request, data, *step))
        .collect_view();
    let body = view! {
        {flash_notice(request)}
        <h1>{title.clone()}</h1>
        <p class="lead text"><bdi>{d.content.clone()}</bdi></p>
        <p><span class=directive::stage(d)>{directive::state(lang, d.state)}</span> " " {lang.t("steer-col-due")} ": " {directive::due(lang, d)}</p>
        <dl class="facts">
            <dt>{lang.t("steer-col-to")}</dt>
            <dd>{inert(addressee_name(lang, &d.to))}</dd>
            {fact(lang.t("steer-col-subject"), d.subject.clone())}
            {fact(lang.t("steer-col-owner"), d.owner.clone())}
            {fact(lang.t("steer-issued"), issued)}
            {fact(lang.t("steer-remark"), d.remark.clone())}
        </dl>
        {answer}
        <div class="decide">{steps}</div>
    }
    .into_any();
    let back = format!(
        "{}?tinh={}",
        WorkspaceRoute::Directives.href(lang),
        data.province.code
    );
    let crumbs = vec![
        (lang.t("steer-directives"), data.reads.then_some(back)),
        (title.clone(), None),
    ];
    crate::page::plain(title, body, crumbs)
}

fn step_form(request: &WorkspaceRequest, data: &DirectiveView, step: Step) -> AnyView {
    let lang = request.lang;
    let (label, button) = match step {
        Step::Answer => (lang.t("steer-answer"), lang.t("steer-step-answer")),
        Step::Accept => (String::new(), lang.t("steer-step-accept")),
        Step::AskAgain => (lang.t("steer-reason"), lang.t("steer-step-ask-again")),
        Step::Withdraw => (lang.t("steer-reason"), lang.t("steer-step-withdraw")),
    };
    let name = Suffixed::input(StepDirective::text(), step.word());
    let wrong = data.refused == Some(step);
    let text = step.needs_text().then(|| {
        view! {
            <Field id=name.clone() label=label>
                {wrong.then(|| view! { <span class="error">{lang.t("steer-bad-text")}</span> })}
                <TextArea name=name.clone() rows=3 required=true invalid=wrong />
            </Field>
        }
    });
    let strong = matches!(step, Step::Answer | Step::Accept).then_some("strong");
    view! {
        <PostForm action=FormAction::StepDirective>
            <Hidden name=StepDirective::directive() value=data.directive.id />
            <Hidden name=StepDirective::version() value=data.directive.version />
            <Hidden name=StepDirective::step() value=step.word() />
            {text}
            <p><button type="submit" class=strong>{button}</button></p>
        </PostForm>
    }
    .into_any()
}
