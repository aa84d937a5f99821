//! How the table in a file was read, and what a file is that holds none. Where files come from must not enter.

/// Largest file of a table that a browser may send, bytes.
pub const LARGEST_TABLE: usize = 8 * 1024 * 1024;

/// Most rows of a file sent by a browser; the command line takes more.
pub const MOST_TABLE_ROWS: u32 = 100_000;

/// Most columns of a file.
pub const MOST_COLUMNS: usize = 40;

/// The letters in which a text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// UTF-8, which is taken for granted.
    #[default]
    Utf8,
    /// UTF-16, in either order of its bytes.
    Utf16,
    /// Windows-1258, which older Vietnamese programs write.
    Windows1258,
}

impl Letters {
    /// What they are called everywhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1258 => "Windows-1258",
        }
    }
}

/// What stands between two cells of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// `,`, which is taken for granted.
    #[default]
    Comma,
    /// `;`, where commas part decimals.
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    /// Every one, the most usual first.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar];

    /// Its character.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether its workbook hides it.
    pub hidden: bool,
}

/// How a table was read: what a person is told where it is not as files usually are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HowRead {
    /// The letters of a text.
    pub letters: Letters,
    /// What stands between its cells.
    pub separator: Separator,
    /// Every sheet of a workbook; none of a text.
    pub sheets: Vec<SheetName>,
    /// The place of the sheet that was read among them.
    pub sheet: u32,
    /// The line that names the columns, from 1.
    pub head: u32,
}

/// Where somebody says that the table stands, instead of having it looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TablePlace {
    /// The place of its sheet.
    pub sheet: Option<u32>,
    /// The line that names its columns, from 1.
    pub head: Option<u32>,
}

/// What a file is that can't be read, where its first bytes say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongFile {
    /// A workbook behind a password.
    Locked,
    /// A file of another program, by what it is called everywhere: `.xls`.
    Format(&'static str),
}

/// Why a file was refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRefusal {
    /// Nothing was sent.
    Missing,
    /// It exceeds [`LARGEST_TABLE`].
    TooLarge,
    /// It is neither a workbook nor text.
    NotATable,
    /// Neither, and what it is instead is known.
    Wrong(WrongFile),
    /// It unpacks to more than it may.
    TooMuchInside,
    /// It has more than [`MOST_TABLE_ROWS`] rows.
    TooManyRows,
    /// It has more than [`MOST_COLUMNS`] columns.
    TooManyColumns,
    /// It has a head and no rows, or nothing.
    Empty,
    /// Reading it took too long.
    TooSlow,
    /// The file that was looked at waits no longer: another was sent since.
    Gone,
    /// The file that was looked at is not on this server, or is not what was sent.
    Lost,
    /// More than one was sent.
    Several,
}
