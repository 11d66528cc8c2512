//! Errors of the front end, printed as CPython prints a `SyntaxError`.

use std::fmt;

use patchnose_core::api::TypeId;
use patchnose_core::host::{SyntaxFault, SyntaxPlace};

/// Which exception CPython would raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `MemoryError`: nothing is wrong with the source.
    Memory,
}

impl ErrorKind {
    /// The exception's name.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
            ErrorKind::Memory => "MemoryError",
        }
    }
}

/// Why a source text is no program. Its `Display` is what CPython prints, without the last newline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which exception it is.
    pub kind: ErrorKind,
    /// The message.
    pub message: String,
    /// The file.
    pub file: String,
    /// The place, if the error has one.
    pub place: Option<Place>,
}

/// Where an error is. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character; 0 prints no caret.
    pub col: u32,
    /// Line of the last character.
    pub end_line: u32,
    /// Column after the last character; 0 is as `col`.
    pub end_col: u32,
    /// The first line's text, without its newline; `None` prints neither text nor caret.
    pub text: Option<String>,
}

impl SyntaxError {
    /// What a program is told that imports the file.
    pub fn fault(&self) -> SyntaxFault<'_> {
        let kind = match self.kind {
            ErrorKind::Syntax => TypeId::SyntaxError,
            ErrorKind::Indentation => TypeId::IndentationError,
            ErrorKind::Tab => TypeId::TabError,
            ErrorKind::Memory => TypeId::MemoryError,
        };
        let place = self.place.as_ref().map(|p| SyntaxPlace {
            line: p.line,
            column: p.col,
            end_line: p.end_line,
            end_column: p.end_col,
            text: p.text.as_deref(),
        });
        SyntaxFault { kind, message: &self.message, file: &self.file, place }
    }
}

impl std::error::Error for SyntaxError {}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            writeln!(f, "  File \"{}\", line {}", self.file, place.line)?;
            if let Some(text) = &place.text {
                place.write_text(text, f)?;
            }
        }
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl Place {
    /// Writes the line and, below it, the carets: what CPython's `traceback` does with the same numbers.
    fn write_text(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = text.trim_end_matches('\n');
        let shown = whole.trim_start_matches([' ', '\n', '\x0c']);
        let end_of_line = whole.chars().count() + 1;
        let spaces = whole.chars().count() - shown.chars().count();
        writeln!(f, "    {shown}")?;
        let mut offset = self.col as usize;
        let mut end = match self.end_col {
            _ if self.end_line != self.line => end_of_line,
            0 => offset,
            end => end as usize,
        };
        offset = offset.min(end_of_line);
        end = end.min(end_of_line);
        if offset >= end {
            end = offset + 1;
        }
        if offset < spaces + 1 {
            return Ok(());
        }
        let before = offset - 1 - spaces;
        let margin: String = shown.chars().take(before).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
        let carets = end.saturating_sub(offset);
        writeln!(f, "    {margin}{}", "^".repeat(carets))
    }
}
