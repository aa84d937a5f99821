//! The form of one criterion: the input that fits, what the value means, evidence. It works without script and carries
//! everything that was typed.

use crate::forms::Suffixed;
use crate::workspace::checklist::model::SaveAnswer;
use crate::{
    components::{
        form::{Field, Hidden, Mark, PostForm},
        item_parts,
        notice::{Notice, Tone},
        text_area::TextArea,
    },
    i18n::Lang,
    islands::{self, Autosave, AutosaveItem, AutosaveStatus, AutosaveWords, NumberForm},
    page::WorkspaceRequest,
    routes::FormAction,
    texts::{checklist, problem},
    workspace::checklist::model::{FormOutcome, ItemView},
};
use domain::{
    criteria::{Control, Criterion, Item, Question},
    entry::{self, EntryProblem, Fields, Meaning},
};
use leptos::prelude::*;

/// The item, as the form's island knows it.
fn autosave_item(lang: Lang, data: &ItemView, criterion: &Criterion) -> AutosaveItem {
    AutosaveItem {
        unit: data.unit.code.to_string(),
        criterion: criterion.clone(),
        version: data.row.version,
        earliest: data.earliest,
        today: data.now.date(),
        action: FormAction::SaveAnswer.href(lang),
        unsaved: data.conflict.is_some()
            || matches!(data.outcome, FormOutcome::NotSaved | FormOutcome::TooLarge),
    }
}

/// What the form's island says. The server says what the fields mean with the same words.
fn autosave_words(lang: Lang, data: &ItemView, criterion: &Criterion) -> AutosaveWords {
    let problems = [
        EntryProblem::NotANumber,
        EntryProblem::NotADate,
        EntryProblem::Future,
        EntryProblem::TooOld(data.earliest),
        EntryProblem::PartAboveWhole,
        EntryProblem::NothingToMeasure,
        EntryProblem::AfterFact,
    ];
    let inside = data.earliest.inside.map(EntryProblem::OlderDate);
    let problems = problems
        .into_iter()
        .chain(inside)
        .map(|p| (p.word().to_owned(), checklist::problem(lang, p)));
    let question = &criterion.question;
    let fields = entry::names(question).into_iter();
    let labels = fields.map(|name| {
        let label = checklist::label(lang, question, &name);
        (name, label)
    });
    let with_share = |key| {
        let places = [
            ("share", "{share}".into()),
            ("lacking", "{lacking}".into()),
            ("part", checklist::label(lang, question, entry::PART).into()),
        ];
        lang.ta(key, places)
    };
    let thousand = lang.number(1_000);
    let half = lang.decimal("0.5");
    AutosaveWords {
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
        worth: ["item-means-pass", "item-means-near", "item-means-below"].map(|key| lang.t(key)),
        worth_of_share: [
            "item-means-pass-share",
            "item-means-near-share",
            "item-means-below-share",
        ]
        .map(with_share),
        problems: problems.into_iter().collect(),
        labels: labels.collect(),
        numbers: NumberForm {
            group: thousand
                .trim_matches(|c: char| c.is_ascii_digit())
                .to_owned(),
            decimal: half.trim_matches(|c: char| c.is_ascii_digit()).to_owned(),
            percent: lang.with_percent("{n}"),
        },
        nothing: lang.t("item-means-nothing"),
        not_applicable: lang.t("item-means-not-applicable"),
    }
}

/// The form around its fields. Where scripts run, it saves itself.
fn around(
    request: &WorkspaceRequest,
    (item, words): (AutosaveItem, AutosaveWords),
    fields: AnyView,
) -> AnyView {
    let Some(person) = &request.person else {
        return view! { <PostForm action=FormAction::SaveAnswer file=true class="entry">{fields}</PostForm> }
            .into_any();
    };
    let owner = person.owner.clone();
    view! { <Autosave owner item words><Mark /> {fields}</Autosave> }.into_any()
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

    fn problem(&self, name: &str) -> Option<String> {
        let found = self.data.errors.iter().find(|e| e.field == name)?;
        Some(checklist::problem(self.lang, found.problem))
    }

    /// A problem that stands above something else than the field that it names.
    fn error(&self, name: &str) -> Option<AnyView> {
        let text = self.problem(name)?;
        Some(view! { <span class="error" id=format!("{name}-error")>{text}</span> }.into_any())
    }

    fn described(&self, name: &str) -> Option<String> {
        self.problem(name).map(|_| format!("{name}-error"))
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
        // A browser drops from a date field what is no date: then it is shown as text.
        let typed = self.typed(name);
        let kind =
            if kind == "date" && !typed.is_empty() && domain::time::Date::parse(&typed).is_none() {
                "text"
            } else {
                kind
            };
        view! {
            <Field id=name label=checklist::label(self.lang, self.question, name) error=self.problem(name) help=help>
                <input id=name.to_owned() name=name.to_owned() type=kind inputmode=mode value=typed
                    aria-describedby=described aria-invalid=invalid />
            </Field>
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
        view! {
            <Field id=name label=checklist::label(self.lang, self.question, name) error=self.problem(name) help=help>
                <TextArea name=name.to_owned() rows=3 described=described invalid=self.described(name).is_some() text=self.typed(name) />
            </Field>
        }
        .into_any()
    }

    fn choice(&self, name: &str, options: Vec<(&'static str, String)>) -> AnyView {
        let now = self.typed(name);
        let buttons = options
            .into_iter()
            .enumerate()
            .map(|(i, (word, text))| {
                // The first bears the name of the field, so that a link from the problems finds it.
                let id = if i == 0 {
                    name.to_owned()
                } else {
                    format!("{name}-{i}")
                };
                view! {
                    <label class="choice" for=id.clone()>
                        <input type="radio" id=id.clone() name=name.to_owned() value=word checked=now == word />
                        " " {text}
                    </label>
                }
            })
            .collect_view();
        view! {
            <fieldset class="field" aria-describedby=self.described(name)>
                <legend>{checklist::label(self.lang, self.question, name)}</legend>
                {self.error(name)}
                {buttons}
            </fieldset>
        }
        .into_any()
    }

    fn yes_no(&self) -> AnyView {
        self.either(entry::YES, ["yes", "no"])
    }

    /// Yes or no, by the words that the field knows for them.
    fn either(&self, name: &str, [yes, no]: [&'static str; 2]) -> AnyView {
        let options = vec![
            (yes, self.lang.t("value-yes")),
            (no, self.lang.t("value-no")),
        ];
        self.choice(name, options)
    }

    fn item(&self, item: &Item, control: Control) -> AnyView {
        let name = entry::item_field(&item.code);
        // What was typed as another number before stays to be seen.
        match (control, self.typed(&name).as_str()) {
            (Control::YesNo, "" | "1" | "0") => self.either(&name, ["1", "0"]),
            _ => self.number(&name),
        }
    }

    fn question(&self) -> AnyView {
        let lang = self.lang;
        match self.question {
            Question::YesNo => self.yes_no(),
            Question::ThreeValued => self.choice(
                entry::YES,
                vec![
                    ("yes", lang.t("value-yes")),
                    ("in_preparation", lang.t("value-preparing")),
                    ("no", lang.t("value-no")),
                ],
            ),
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
            Question::ItemList { items, control, .. } => items
                .iter()
                .map(|item| self.item(item, *control))
                .collect_view()
                .into_any(),
        }
    }
}

/// The form.
pub(super) fn entry_form(
    request: &WorkspaceRequest,
    data: &ItemView,
    criterion: &Criterion,
) -> AnyView {
    let lang = request.lang;
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
            .any(|e| e.problem == EntryProblem::NeedsExplanation);
    let explanation =
        explain.then(|| writing.text(entry::EXPLANATION, lang.t("field-explanation-help")));
    let not_applicable = data.fields.get(entry::NOT_APPLICABLE).is_some();
    let island = (
        autosave_item(lang, data, criterion),
        autosave_words(lang, data, criterion),
    );
    // A field that the answer says is wrong is not called wrong a third time.
    let found = entry::meaning(criterion, &data.fields, data.earliest, data.now.date());
    let told = !data.errors.is_empty() && matches!(found, Meaning::Fault(_));
    let meaning = if told {
        island.1.nothing.clone()
    } else {
        islands::meaning(&island.0, &island.1, &data.fields)
    };
    let fields = view! {
        <Hidden name=SaveAnswer::unit() value=&data.unit.code />
        <Hidden name=SaveAnswer::criterion() value=&criterion.code />
        <Hidden name=SaveAnswer::version() value=data.row.version />
        <h2>{lang.t("item-answer")}</h2>
        {writing.question()}
        <AutosaveStatus meaning />
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
            <button type="submit" name=SaveAnswer::intent() value="save">{lang.t("item-save")}</button>
            <button type="submit" name=SaveAnswer::intent() value="hand-in" class="strong">{lang.t("item-hand-in")}</button>
        </p>
    };
    around(request, island, fields.into_any())
}

fn attached(lang: Lang, data: &ItemView) -> AnyView {
    if data.evidence.is_empty() {
        return view! { <p>{lang.t("evidence-none")}</p> }.into_any();
    }
    let items = data
        .evidence
        .iter()
        .map(|piece| {
            let name = Suffixed::input(SaveAnswer::detach(), &piece.id.to_string());
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
            <Field id=name label=checklist::label(lang, writing.question, name) error=writing.problem(name)>
                <input id=name name=name type=kind value=writing.typed(name)
                    aria-describedby=described aria-invalid=invalid />
            </Field>
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
                let name = Suffixed::input(SaveAnswer::attach(), &piece.id.to_string());
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
        <Notice tone=Tone::Warning>{lang.t("evidence-secret")}</Notice>
        <Field id="file" label=lang.t("field-file") help=lang.ta("field-file-help", [("mib", problem::largest_file_mib().into())])>
            {writing.error(entry::EVIDENCE)}
            <input id="file" name="file" type="file" accept=accept aria-describedby="file-help" />
        </Field>
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
