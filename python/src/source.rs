//! Source text: decoding, and the lines that offsets lie on.

use crate::error::{ErrorKind, Place, SyntaxError};
use ruff_text_size::{TextRange, TextSize};

/// A decoded source text with `\n` as its only line end.
#[derive(Debug)]
pub(crate) struct Source {
    pub file: String,
    pub text: String,
    /// Offset of each line's first byte.
    lines: Vec<u32>,
}

impl Source {
    /// Decodes as CPython does: a byte order mark and a coding line are obeyed, line ends become `\n`.
    pub fn decode(bytes: &[u8], file: &str, limit: usize) -> Result<Source, SyntaxError> {
        let fail =
            |message: String| SyntaxError { kind: ErrorKind::Syntax, message, file: file.to_string(), place: None };
        if bytes.len() > limit.min(u32::MAX as usize / 2) {
            return Err(fail(format!("source is too large: {} bytes, at most {limit} are allowed", bytes.len())));
        }
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let latin = match encoding(body).as_deref() {
            None | Some("utf-8" | "utf8" | "utf_8" | "utf-8-sig") => false,
            Some("ascii" | "us-ascii") if body.is_ascii() => false,
            Some("latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1") => true,
            Some(name) => return Err(fail(format!("encoding problem: {name}"))),
        };
        let good = match std::str::from_utf8(body) {
            Err(error) if !latin => error.valid_up_to(),
            _ => body.len(),
        };
        let text = if latin {
            body.iter().map(|&b| b as char).collect()
        } else {
            String::from_utf8_lossy(&body[..good]).into_owned()
        };
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        if let Some(at) = text.find('\0') {
            return Err(null_byte(&text[..at], file));
        }
        if let Some(byte) = body.get(good) {
            let line = 1 + text.matches('\n').count();
            return Err(fail(format!(
                "Non-UTF-8 code starting with '\\x{byte:02x}' in file {file} on line {line}, but no encoding declared; \
                 see https://peps.python.org/pep-0263/ for details"
            )));
        }
        let mut lines = vec![0];
        lines.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        Ok(Source { file: file.to_string(), text, lines })
    }

    /// Line from 0 and column in bytes of an offset.
    pub fn locate(&self, offset: TextSize) -> (u32, u32) {
        let offset = u32::from(offset);
        let line = self.lines.partition_point(|&start| start <= offset) - 1;
        (line as u32, offset - self.lines[line])
    }

    /// Number of lines.
    pub fn line_count(&self) -> u32 {
        self.lines.len() as u32
    }

    /// A line's text without its newline; lines count from 0.
    pub fn line(&self, line: u32) -> &str {
        let start = self.lines[line as usize] as usize;
        let end = self.lines.get(line as usize + 1).map_or(self.text.len(), |&next| next as usize - 1);
        &self.text[start..end]
    }

    /// The last line that is not the empty one after the last newline; lines count from 0.
    pub fn last_line(&self) -> u32 {
        let last = self.lines.len() as u32 - 1;
        if self.text.ends_with('\n') { last.saturating_sub(1) } else { last }
    }

    /// The text before a line; lines count from 0.
    pub fn before_line(&self, line: u32) -> &str {
        self.lines.get(line as usize).map_or("", |&start| &self.text[..start as usize])
    }

    /// The place behind a line's last character; lines count from 0.
    pub fn line_end(&self, line: u32) -> Place {
        let text = self.line(line);
        let col = text.chars().count() as u32 + 1;
        Place { line: line + 1, col, end_line: line + 1, end_col: 0, text: Some(text.to_string()) }
    }

    /// The text of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// The place of a range, as an error shows it.
    pub fn place(&self, range: TextRange) -> Place {
        let (line, col) = self.locate(range.start());
        let (end_line, end_col) = self.locate(range.end());
        let characters = |line: u32, col: u32| self.line(line)[..col as usize].chars().count() as u32 + 1;
        Place {
            line: line + 1,
            col: characters(line, col),
            end_line: end_line + 1,
            end_col: characters(end_line, end_col),
            text: Some(self.line(line).to_string()),
        }
    }

    /// An error at a range.
    pub fn error(&self, kind: ErrorKind, message: impl Into<String>, range: TextRange) -> SyntaxError {
        SyntaxError { kind, message: message.into(), file: self.file.clone(), place: Some(self.place(range)) }
    }
}

/// The name after `coding:` or `coding=` in a comment on one of the first two lines, in lower case.
fn encoding(body: &[u8]) -> Option<String> {
    for line in body.split(|&b| b == b'\n').take(2) {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c'));
        match start.map(|start| &line[start..]) {
            None => continue,
            Some(comment) if comment[0] == b'#' => {
                let Some(at) = comment.windows(7).position(|w| w[..6] == *b"coding" && matches!(w[6], b':' | b'='))
                else {
                    continue;
                };
                let name = comment[at + 7..].iter().skip_while(|b| matches!(b, b' ' | b'\t'));
                let name = name.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
                let name: String = name.map(|&b| b.to_ascii_lowercase() as char).collect();
                if !name.is_empty() {
                    return Some(name);
                }
            }
            Some(_) if line.first() == Some(&b'\r') => continue,
            Some(_) => return None,
        }
    }
    None
}

/// The error of a null byte behind this text: CPython shows its line up to there, without a caret.
fn null_byte(before: &str, file: &str) -> SyntaxError {
    let line = 1 + before.matches('\n').count() as u32;
    let text = before.rsplit('\n').next().unwrap_or("").to_string();
    SyntaxError {
        kind: ErrorKind::Syntax,
        message: "source code cannot contain null bytes".to_string(),
        file: file.to_string(),
        place: Some(Place { line, col: 0, end_line: line, end_col: 0, text: Some(text) }),
    }
}
