//! One criterion: the question, plain help, what was confirmed last, the input that fits, what the value
//! means, evidence. One form, which works without script and carries everything that was typed.

use crate::{
    components::{
        correspondence,
        criterion::criterion_title,
        form::{form, hidden, mark},
        item_parts,
        notice::flash_notice,
        text_area::TextArea,
    },
    i18n::Lang,
    islands::{Autosave, AutosaveItem, AutosaveWords},
    page::{Page, Visit, href},
    routes::{Act, Room},
    texts::{checklist, value},
    workspace::checklist::model::{Conflict, FileProblem, FormOutcome, ItemView},
};
use domain::{
    answer::{self, Content, Worth},
    assessment::Stage,
    criteria::{Criterion, Question},
    entry::{self, Fields, Problem},
    evidence::{LARGEST_FILE, Unfit},
};
use leptos::prelude::*;

/// The page.
#[must_use]
pub fn page(visit: &Visit, data: &ItemView) -> Page {
    let lang = visit.lang;
    let criterion = &data.set.criteria[data.index];
    let title = criterion_title(lang, criterion);
    let unit = lang.full_name(&data.unit);
    let writes = data.enters && data.row.stage != Stage::Submitted;
    let middle = if writes {
        entry_form(visit, data, criterion)
    } else {
        written(visit, data, criterion)
    };
    let body = view! {
        {flash_notice(visit)}
        {problems(lang, data, criterion)}
        <h1>{title.clone()}</h1>
        <p>
            {item_parts::stage(lang, data.row.stage)} " " {item_parts::expiry(lang, data.set.rules, &data.row, data.now)} " "
            {saved(lang, data)}
        </p>
        {returns(lang, data)}
        <p class="help">{lang.pick(&criterion.help).to_owned()}</p>
        {facts(lang, data, criterion)}
        {data.conflict.as_ref().map(|c| conflict(lang, data, criterion, c))}
        {middle}
        {sign_off(visit, data, criterion)}
        {correspondence::beside(
            visit,
            &Room::Talk(data.unit.code.clone(), criterion.code.clone()),
            (&data.messages, &data.questions),
            data.now,
        )}
        {neighbours(visit, data)}
    }
    .into_any();
    let crumbs = vec![
        (lang.t("desks-title"), Some(href(visit, &Room::Desks))),
        (unit, Some(href(visit, &Room::Desk(data.unit.code.clone())))),
        (criterion.code.clone(), None),
    ];
    crate::page::plain(title, body, crumbs)
}

/// What keeps the form from being handed in, with links to the fields.
fn problems(lang: Lang, data: &ItemView, criterion: &Criterion) -> Option<AnyView> {
    let mut items: Vec<AnyView> = data
        .errors
        .iter()
        .map(|e| {
            let text = format!(
                "{}: {}",
                checklist::label(lang, &criterion.question, &e.field),
                checklist::problem(lang, e.problem)
            );
            view! { <li><a href=format!("#{}", e.field)>{text}</a></li> }.into_any()
        })
        .collect();
    if let Some(file) = data.refused_file {
        items.push(view! { <li><a href="#file">{file_problem(lang, file)}</a></li> }.into_any());
    }
    if data.outcome == FormOutcome::TooLarge {
        let text = lang.ta("item-form-large", [("mib", most_mib().into())]);
        items.push(view! { <li>{text}</li> }.into_any());
    }
    if items.is_empty() {
        return None;
    }
    let (title, what) = match data.outcome {
        FormOutcome::NotHandedIn => (lang.t("item-problems"), lang.t("item-problems-kept")),
        FormOutcome::Saved => (
            lang.t("item-problems-saved"),
            lang.t("item-problems-besides"),
        ),
        FormOutcome::NotSaved => (
            lang.t("item-problems-unsaved"),
            lang.t("item-problems-here"),
        ),
        FormOutcome::TooLarge => (
            lang.t("item-problems-unsaved"),
            lang.t("item-problems-partly"),
        ),
    };
    Some(
        view! {
            <div class="notice is-problem" role="alert" aria-labelledby="problems">
                <h2 id="problems">{title}</h2>
                <p>{what}</p>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}

fn file_problem(lang: Lang, problem: FileProblem) -> String {
    match problem {
        FileProblem::Missing => lang.t("file-missing"),
        FileProblem::TooLarge => lang.ta("file-too-large", [("mib", most_mib().into())]),
        FileProblem::Unfit(unfit) => unfit_file(lang, unfit),
        FileProblem::Cut => lang.t("file-cut"),
        FileProblem::Several => lang.t("file-several"),
        FileProblem::Busy => lang.t("file-busy"),
        FileProblem::Fields => lang.t("file-fields"),
    }
}

/// Why a file can't be evidence, and what to do instead.
fn unfit_file(lang: Lang, unfit: Unfit) -> String {
    match unfit {
        Unfit::Empty => lang.t("file-empty"),
        Unfit::Unknown => lang.t("file-unknown"),
        Unfit::Heic => lang.t("file-heic"),
        Unfit::OtherPicture => lang.t("file-other-picture"),
        Unfit::OldOffice => lang.t("file-old-office"),
        Unfit::Archive => lang.t("file-archive"),
        Unfit::Macros => lang.t("file-macros"),
        Unfit::Locked => lang.t("file-locked"),
        Unfit::Broken => lang.t("file-broken"),
    }
}

fn most_mib() -> u32 {
    u32::try_from(LARGEST_FILE / 1024 / 1024).unwrap_or(0)
}

fn saved(lang: Lang, data: &ItemView) -> Option<String> {
    let (at, by) = data.saved.as_ref()?;
    Some(lang.ta(
        "item-saved",
        [("at", lang.instant(*at).into()), ("by", by.clone().into())],
    ))
}

fn returns(lang: Lang, data: &ItemView) -> AnyView {
    let back = data
        .row
        .returned
        .as_ref()
        .filter(|_| data.row.stage != Stage::Confirmed)
        .map(|r| item_parts::returned(lang, r));
    let sent = data.row.sent_back.clone().map(|text| {
        view! { <p class="said">{lang.ta("item-sent-back", [("text", text.into())])}</p> }
    });
    view! { {back} {sent} }.into_any()
}

/// What is asked, what it takes to pass, what was confirmed last.
fn facts(lang: Lang, data: &ItemView, criterion: &Criterion) -> AnyView {
    let last = data.row.confirmed.as_ref().map_or_else(
        || lang.t("item-last-none"),
        |c| {
            lang.ta(
                "item-last",
                [
                    (
                        "value",
                        value::value_text(lang, &criterion.question, &c.value).into(),
                    ),
                    ("date", lang.date(c.fact_date).into()),
                    ("until", lang.date(c.valid_until).into()),
                ],
            )
        },
    );
    let due = data.row.due.map(|due| {
        view! { <dt>{lang.t("item-due")}</dt><dd>{lang.instant(due)}</dd> }
    });
    view! {
        <dl class="facts">
            <dt>{lang.t("item-pass")}</dt>
            <dd>{value::pass_text(lang, &criterion.question)}</dd>
            <dt>{lang.t("item-last-label")}</dt>
            <dd>{last}</dd>
            <dt>{lang.t("item-evidence-wanted")}</dt>
            <dd>{lang.pick(&criterion.evidence).to_owned()}</dd>
            {due}
        </dl>
    }
    .into_any()
}

/// What the fields mean now: met, near, not met.
fn meaning(lang: Lang, data: &ItemView, criterion: &Criterion) -> String {
    let today = data.now.date();
    if data.fields.get(entry::NOT_APPLICABLE).is_some() {
        return lang.t("item-means-not-applicable");
    }
    let Some(v) = entry::value(criterion, &data.fields, today) else {
        return lang.t("item-means-nothing");
    };
    match answer::worth(&criterion.question, &v, today) {
        Worth::Pass => lang.t("item-means-pass"),
        Worth::Near => lang.t("item-means-near"),
        Worth::Below => lang.t("item-means-below"),
    }
}

/// What the value means, said again at every keystroke where scripts run; there the form also saves
/// itself.
fn autosave(visit: &Visit, data: &ItemView, criterion: &Criterion) -> Option<AnyView> {
    let lang = visit.lang;
    let owner = visit.person.as_ref()?.owner.clone();
    let item = AutosaveItem {
        unit: data.unit.code.to_string(),
        criterion: criterion.clone(),
        version: data.row.version,
        today: data.now.date(),
        action: Act::SaveAnswer.href(lang),
        unsaved: data.conflict.is_some()
            || matches!(data.outcome, FormOutcome::NotSaved | FormOutcome::TooLarge),
    };
    let words = AutosaveWords {
        saved: lang.t("autosave-saved"),
        again: lang.t("autosave-again"),
        saving: lang.t("autosave-saving"),
        unsaved: lang.t("autosave-unsaved"),
        unkept: lang.t("autosave-unkept"),
        refused: lang.t("autosave-refused"),
        conflict: lang.t("autosave-conflict"),
        ended: lang.t("autosave-ended"),
        ended_unkept: lang.t("autosave-ended-unkept"),
        restored: lang.t("autosave-restored"),
        pass: lang.t("item-means-pass"),
        near: lang.t("item-means-near"),
        below: lang.t("item-means-below"),
        nothing: lang.t("item-means-nothing"),
        not_applicable: lang.t("item-means-not-applicable"),
    };
    let meaning = meaning(lang, data, criterion);
    Some(view! { <Autosave owner item words meaning /> }.into_any())
}

struct Writing<'a> {
    lang: Lang,
    question: &'a Question,
    fields: &'a Fields,
    data: &'a ItemView,
}

impl Writing<'_> {
    fn typed(&self, name: &str) -> String {
        self.fields.0.get(name).cloned().unwrap_or_default()
    }

    fn error(&self, name: &str) -> Option<AnyView> {
        let found = self.data.errors.iter().find(|e| e.field == name)?;
        let text = checklist::problem(self.lang, found.problem);
        Some(view! { <span class="error" id=format!("{name}-error")>{text}</span> }.into_any())
    }

    fn described(&self, name: &str) -> Option<String> {
        let wrong = self.data.errors.iter().any(|e| e.field == name);
        wrong.then(|| format!("{name}-error"))
    }

    fn input(
        &self,
        name: &str,
        kind: &'static str,
        mode: &'static str,
        help: Option<String>,
    ) -> AnyView {
        let described = self
            .described(name)
            .or_else(|| help.as_ref().map(|_| format!("{name}-help")));
        let invalid = self.described(name).map(|_| "true");
        let help =
            help.map(|text| view! { <span class="help" id=format!("{name}-help")>{text}</span> });
        // A browser drops from a date field what is no date: then it is shown as text.
        let typed = self.typed(name);
        let kind =
            if kind == "date" && !typed.is_empty() && domain::time::Date::parse(&typed).is_none() {
                "text"
            } else {
                kind
            };
        view! {
            <p class="field">
                <label for=name.to_owned()>{checklist::label(self.lang, self.question, name)}</label>
                {self.error(name)}
                <input id=name.to_owned() name=name.to_owned() type=kind inputmode=mode value=typed
                    aria-describedby=described aria-invalid=invalid />
                {help}
            </p>
        }
        .into_any()
    }

    fn number(&self, name: &str) -> AnyView {
        self.input(name, "text", "numeric", None)
    }

    /// The whole, beside what the register of denominators says of it.
    fn whole(&self) -> AnyView {
        let known = self.data.registered.as_ref();
        let help = known.map(|known| checklist::registered(self.lang, known));
        self.input(entry::WHOLE, "text", "numeric", help)
    }

    fn date(&self, name: &str, help: Option<String>) -> AnyView {
        self.input(name, "date", "none", help)
    }

    fn text(&self, name: &str, help: String) -> AnyView {
        let described = self
            .described(name)
            .map_or_else(|| format!("{name}-help"), |e| format!("{e} {name}-help"));
        let area = TextArea {
            name: name.to_owned(),
            rows: 3,
            described: Some(described),
            invalid: self.described(name).is_some(),
            text: self.typed(name),
            ..TextArea::default()
        };
        view! {
            <p class="field">
                <label for=name.to_owned()>{checklist::label(self.lang, self.question, name)}</label>
                {self.error(name)}
                {area.view()}
                <span class="help" id=format!("{name}-help")>{help}</span>
            </p>
        }
        .into_any()
    }

    fn choice(&self, options: Vec<(&'static str, String)>) -> AnyView {
        let now = self.typed(entry::YES);
        let buttons = options
            .into_iter()
            .enumerate()
            .map(|(i, (word, text))| {
                // The first bears the name of the field, so that a link from the problems finds it.
                let id = if i == 0 {
                    entry::YES.to_owned()
                } else {
                    format!("{}-{i}", entry::YES)
                };
                view! {
                    <label class="choice" for=id.clone()>
                        <input type="radio" id=id.clone() name=entry::YES value=word checked=now == word />
                        " " {text}
                    </label>
                }
            })
            .collect_view();
        view! {
            <fieldset class="field" aria-describedby=self.described(entry::YES)>
                <legend>{checklist::label(self.lang, self.question, entry::YES)}</legend>
                {self.error(entry::YES)}
                {buttons}
            </fieldset>
        }
        .into_any()
    }

    fn yes_no(&self) -> AnyView {
        self.choice(vec![
            ("yes", self.lang.t("value-yes")),
            ("no", self.lang.t("value-no")),
        ])
    }

    fn question(&self) -> AnyView {
        let lang = self.lang;
        match self.question {
            Question::YesNo => self.yes_no(),
            Question::ThreeValued => self.choice(vec![
                ("yes", lang.t("value-yes")),
                ("in_preparation", lang.t("value-preparing")),
                ("no", lang.t("value-no")),
            ]),
            Question::YesNoDate { .. } => {
                view! { {self.yes_no()} {self.date(entry::DATE, None)} }.into_any()
            }
            Question::YesNoNumber { .. } => {
                view! { {self.yes_no()} {self.number(entry::NUMBER)} }.into_any()
            }
            Question::PartOfWhole(_) | Question::Ratio(_) => {
                view! { {self.number(entry::PART)} {self.whole()} }.into_any()
            }
            Question::YesNoRatio(_) => {
                view! { {self.yes_no()} {self.number(entry::PART)} {self.whole()} }.into_any()
            }
            Question::ItemList { items, .. } => items
                .iter()
                .map(|item| self.number(&entry::item_field(&item.code)))
                .collect_view()
                .into_any(),
        }
    }
}

fn entry_form(visit: &Visit, data: &ItemView, criterion: &Criterion) -> AnyView {
    let lang = visit.lang;
    let writing = Writing {
        lang,
        question: &criterion.question,
        fields: &data.fields,
        data,
    };
    let explain = data.fields.get(entry::EXPLANATION).is_some()
        || data
            .errors
            .iter()
            .any(|e| e.problem == Problem::NeedsExplanation);
    let explanation =
        explain.then(|| writing.text(entry::EXPLANATION, lang.t("field-explanation-help")));
    let not_applicable = data.fields.get(entry::NOT_APPLICABLE).is_some();
    view! {
        <form method="post" action=Act::SaveAnswer.href(lang) enctype="multipart/form-data" class="entry">
            {mark(visit)}
            {hidden("unit", &data.unit.code)}
            {hidden("criterion", &criterion.code)}
            {hidden("version", data.row.version)}
            <h2>{lang.t("item-answer")}</h2>
            {writing.question()}
            {autosave(visit, data, criterion)}
            {writing.date(entry::FACT_DATE, Some(lang.t("field-fact-date-help")))}
            {explanation}
            {writing.text(entry::NOTE, lang.t("field-note-help"))}
            <p class="field">
                <label class="choice" for=entry::NOT_APPLICABLE>
                    <input type="checkbox" id=entry::NOT_APPLICABLE name=entry::NOT_APPLICABLE value="on" checked=not_applicable />
                    " " {checklist::label(lang, &criterion.question, entry::NOT_APPLICABLE)}
                </label>
            </p>
            <h2 id="evidence">{lang.t("item-evidence")}</h2>
            {attached(lang, data)}
            {add_evidence(&writing)}
            <p class="buttons">
                <button type="submit" name="intent" value="save">{lang.t("item-save")}</button>
                <button type="submit" name="intent" value="hand-in" class="strong">{lang.t("item-hand-in")}</button>
            </p>
        </form>
    }
    .into_any()
}

fn attached(lang: Lang, data: &ItemView) -> AnyView {
    if data.evidence.is_empty() {
        return view! { <p>{lang.t("evidence-none")}</p> }.into_any();
    }
    let items = data
        .evidence
        .iter()
        .map(|piece| {
            let name = format!("detach-{}", piece.id);
            view! {
                <li>
                    {item_parts::evidence(lang, piece)}
                    <label class="choice" for=name.clone()>
                        <input type="checkbox" id=name.clone() name=name.clone() value="on" checked=data.fields.get(&name).is_some() /> " " {lang.t("evidence-detach")}
                    </label>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="evidence">{items}</ul> }.into_any()
}

fn add_evidence(writing: &Writing<'_>) -> AnyView {
    let lang = writing.lang;
    let field = |name: &'static str, kind: &'static str| {
        let described = writing.described(name);
        let invalid = described.as_ref().map(|_| "true");
        view! {
            <p class="field">
                <label for=name>{checklist::label(lang, writing.question, name)}</label>
                {writing.error(name)}
                <input id=name name=name type=kind value=writing.typed(name)
                    aria-describedby=described aria-invalid=invalid />
            </p>
        }
    };
    // A problem is not folded away.
    let beside = [entry::LINK, entry::DOCUMENT, entry::ISSUER];
    let unfolded = beside.iter().any(|name| writing.described(name).is_some());
    let library = (!writing.data.library.is_empty()).then(|| {
        let items = writing
            .data
            .library
            .iter()
            .map(|piece| {
                let name = format!("attach-{}", piece.id);
                view! {
                    <li>
                        <label class="choice" for=name.clone()>
                            <input type="checkbox" id=name.clone() name=name.clone() value="on"
                                checked=writing.fields.get(&name).is_some() /> " "
                            {lang.t("evidence-attach")}
                        </label>
                        " " {item_parts::evidence(lang, piece)}
                    </li>
                }
            })
            .collect_view();
        view! {
            <details>
                <summary>{lang.t("evidence-library")}</summary>
                <ul class="evidence">{items}</ul>
            </details>
        }
    });
    let accept = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.odt,.ods";
    view! {
        <p class="notice is-warning">{lang.t("evidence-secret")}</p>
        <p class="field">
            <label for="file">{lang.t("field-file")}</label>
            {writing.error(entry::EVIDENCE)}
            <input id="file" name="file" type="file" accept=accept aria-describedby="file-help" />
            <span class="help" id="file-help">{lang.ta("field-file-help", [("mib", most_mib().into())])}</span>
        </p>
        <details open=unfolded>
            <summary>{lang.t("evidence-other")}</summary>
            {field(entry::LINK, "url")}
            {field(entry::DOCUMENT, "text")}
            {field(entry::ISSUER, "text")}
        </details>
        {field(entry::EVIDENCE_DATE, "date")}
        {library}
    }
    .into_any()
}

/// The same, for whoever may only read, or while it waits for review.
fn written(visit: &Visit, data: &ItemView, criterion: &Criterion) -> AnyView {
    let lang = visit.lang;
    let said = data.row.current.as_ref().map_or_else(
        || lang.t("item-nothing-written"),
        |c: &Content| checklist::content(lang, &criterion.question, c),
    );
    let note = data.fields.get(entry::NOTE).map(
        |text| view! { <dt>{lang.t("field-note")}</dt><dd class="text">{text.to_owned()}</dd> },
    );
    let pieces = data
        .evidence
        .iter()
        .map(|piece| view! { <li>{item_parts::evidence(lang, piece)}</li> })
        .collect_view();
    let none = data
        .evidence
        .is_empty()
        .then(|| view! { <p>{lang.t("evidence-none")}</p> });
    let withdraw = (data.enters && data.row.stage == Stage::Submitted).then(|| {
        let act = form(
            visit,
            Act::Withdraw,
            view! {
                {hidden("unit", &data.unit.code)}
                {hidden("criterion", &criterion.code)}
                <p class="field">
                    <label for="reason">{lang.t("item-withdraw-why")}</label>
                    <input id="reason" name="reason" required=true />
                </p>
                <p><button type="submit">{lang.t("item-withdraw")}</button></p>
            },
        );
        view! {
            <details>
                <summary>{lang.t("item-withdraw-open")}</summary>
                {act}
            </details>
        }
    });
    view! {
        <h2>{lang.t("item-answer")}</h2>
        <dl class="facts">
            <dt>{lang.t("item-said")}</dt>
            <dd>{said}</dd>
            {note}
        </dl>
        <h2>{lang.t("item-evidence")}</h2>
        <ul class="evidence">{pieces}</ul>
        {none}
        {withdraw}
    }
    .into_any()
}

/// The leader signs one item, or sends it back.
fn sign_off(visit: &Visit, data: &ItemView, criterion: &Criterion) -> Option<AnyView> {
    if !data.signs || data.row.stage != Stage::Ready {
        return None;
    }
    let lang = visit.lang;
    let shared = || {
        view! {
            {hidden("unit", &data.unit.code)}
            {hidden("criterion", &criterion.code)}
            {hidden("version", data.row.version)}
            {hidden("items", format!("{}.{}", criterion.code, data.row.version))}
        }
    };
    Some(
        view! {
            <h2>{lang.t("item-sign-title")}</h2>
            {form(visit, Act::Sign, view! {
                {shared()}
                <p><button type="submit" class="strong">{lang.t("item-sign")}</button></p>
            })}
            {form(visit, Act::SendBack, view! {
                {shared()}
                <p class="field">
                    <label for="reason">{lang.t("item-send-back-why")}</label>
                    <input id="reason" name="reason" required=true />
                </p>
                <p><button type="submit">{lang.t("item-send-back")}</button></p>
            })}
        }
        .into_any(),
    )
}

/// Two versions beside each other: the person chooses.
fn conflict(lang: Lang, data: &ItemView, criterion: &Criterion, other: &Conflict) -> AnyView {
    let rows = entry::names(&criterion.question)
        .into_iter()
        .filter_map(|name| {
            let mine = data.fields.get(&name).unwrap_or("–").to_owned();
            let theirs = other.theirs.get(&name).unwrap_or("–").to_owned();
            if mine == theirs {
                return None;
            }
            Some(view! {
                <tr>
                    <th scope="row">{checklist::label(lang, &criterion.question, &name)}</th>
                    <td class="text">{mine}</td>
                    <td class="text">{theirs}</td>
                </tr>
            })
        })
        .collect_view();
    let at = || lang.instant(other.saved_at).into();
    let (title, who) = if other.own {
        let who = lang.ta("conflict-own-when", [("at", at())]);
        (lang.t("conflict-own"), who)
    } else {
        let who = [("by", other.by.clone().into()), ("at", at())];
        (lang.t("conflict-title"), lang.ta("conflict-who", who))
    };
    let theirs = Room::Item(data.unit.code.clone(), criterion.code.clone()).href(lang);
    view! {
        <div class="notice is-problem" role="alert">
            <h2>{title}</h2>
            <p>{who} " " {lang.t("conflict-how")}</p>
            <table>
                <caption>{lang.t("conflict-caption")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.t("conflict-field")}</th>
                        <th scope="col">{lang.t("conflict-mine")}</th>
                        <th scope="col">{lang.t("conflict-theirs")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p><a href=theirs class="take-theirs">{lang.t("conflict-take-theirs")}</a></p>
        </div>
    }
    .into_any()
}

fn neighbours(visit: &Visit, data: &ItemView) -> AnyView {
    let lang = visit.lang;
    let link = |index: Option<usize>, text: String| {
        let criterion = data.set.criteria.get(index?)?;
        let to = href(
            visit,
            &Room::Item(data.unit.code.clone(), criterion.code.clone()),
        );
        Some(view! { <li><a href=to>{text} " " {criterion.code.clone()}</a></li> })
    };
    view! {
        <nav aria-label=lang.t("item-neighbours")>
            <ul class="links">
                {link(data.index.checked_sub(1), lang.t("item-previous"))}
                {link(data.index.checked_add(1), lang.t("item-next"))}
            </ul>
        </nav>
    }
    .into_any()
}
