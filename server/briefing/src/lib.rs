//! Sets briefings: takes a document as plain values and gives the bytes of a PDF, by typst as a library; the program
//! `xanh-briefing` is this alone. The layout is `briefing.typ`, the fonts lie in `fonts/`, and nothing else is read: no
//! clock, no files, no fonts of the system, so that the same values give the same bytes on every machine. What a briefing
//! says must not enter; it comes as data and
//! is never put together into markup.

use serde_json::Value;
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The layout.
const LAYOUT: &str = include_str!("briefing.typ");

/// Every font that a briefing may use.
const FONTS: [&[u8]; 5] = [
    include_bytes!("../fonts/Tinos-Regular.ttf"),
    include_bytes!("../fonts/Tinos-Bold.ttf"),
    include_bytes!("../fonts/Tinos-Italic.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
];

/// What stands for a character that no font has.
const UNKNOWN: char = '□';

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The values can't be written as JSON.
    #[error("the values are no JSON: {0}")]
    Values(#[from] serde_json::Error),
    /// The program was built with a broken path or font.
    #[error("broken build: {0}")]
    Broken(String),
    /// The layout refuses, or the result would not be accessible.
    #[error("typst: {0}")]
    Typst(String),
}

/// What typst needs that is the same for every briefing.
struct Fixed {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layout: Source,
    data: FileId,
}

impl Fixed {
    fn new() -> Result<Self, String> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).map_err(|e| e.to_string())?;
            Ok::<_, String>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let fonts: Option<Vec<_>> = FONTS
            .into_iter()
            .map(|font| Font::new(Bytes::new(font), 0))
            .collect();
        let fonts = fonts.ok_or("a font can't be read")?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            layout: Source::new(id("briefing.typ")?, LAYOUT.to_owned()),
            data: id("data.json")?,
            fonts,
        })
    }

    /// Whether some font has the character. A control character is laid out, not drawn.
    fn knows(&self, character: char) -> bool {
        let drawn = |font: &Font| font.info().coverage.contains(u32::from(character));
        character == '\n' || self.fonts.iter().any(drawn)
    }

    /// Puts [`UNKNOWN`] where no font has the character: an accessible PDF may not hold a glyph without a meaning, and
    /// one strange character must not cost the whole briefing.
    fn legible(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if !text.chars().all(|c| self.knows(c)) {
                    *text = text
                        .chars()
                        .map(|c| if self.knows(c) { c } else { UNKNOWN })
                        .collect();
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|v| self.legible(v)),
            Value::Object(values) => values.values_mut().for_each(|v| self.legible(v)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

static FIXED: LazyLock<Result<Fixed, String>> = LazyLock::new(Fixed::new);

/// One briefing before it is set.
struct BriefingWorld<'a> {
    fixed: &'a Fixed,
    data: Bytes,
}

impl World for BriefingWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fixed.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fixed.book
    }

    fn main(&self) -> FileId {
        self.fixed.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.fixed.layout.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.fixed.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fixed.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Sets a document, of the fields that `briefing.typ` names, as a tagged PDF that conforms to PDF/UA-1. `identity` is
/// hashed into the file's own identifier: the same for the same document.
///
/// Takes seconds of one processor.
///
/// # Errors
/// [`Error::Typst`] if it can't be laid out or would not be accessible.
pub fn pdf(mut values: Value, identity: &str) -> Result<Vec<u8>, Error> {
    let fixed = FIXED.as_ref().map_err(|e| Error::Broken(e.clone()))?;
    fixed.legible(&mut values);
    let world = BriefingWorld {
        fixed,
        data: Bytes::new(serde_json::to_vec(&values)?),
    };
    set(&world, identity)
}

fn set(world: &BriefingWorld<'_>, identity: &str) -> Result<Vec<u8>, Error> {
    let set = typst::compile::<PagedDocument>(world);
    let paged = set.output.map_err(|e| said(world, &e))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|e| Error::Typst(e.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("Xanh".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|e| said(world, &e))
}

/// What typst says, each with its line in the layout.
fn said(world: &BriefingWorld<'_>, diagnostics: &[SourceDiagnostic]) -> Error {
    let line = |d: &SourceDiagnostic| {
        let at = world.range(d.span)?.start;
        let before = LAYOUT.get(..at)?;
        Some(before.matches('\n').count() + 1)
    };
    let messages: Vec<_> = diagnostics
        .iter()
        .map(|d| match line(d) {
            Some(line) => format!("line {line}: {}", d.message),
            None => d.message.to_string(),
        })
        .collect();
    Error::Typst(messages.join("; "))
}
