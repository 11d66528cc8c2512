//! A tokenizer that finds what CPython's finds: it knows its errors, with their words and places.
//!
//! The parser has a tokenizer of its own. This one runs before it, because CPython reports an error of the tokenizer
//! before any error of the parser, wherever it is, and because the parser needs its [nesting](crate::nesting) bounded.

use crate::error::{ErrorKind, Place, SyntaxError};
use crate::source::Source;
use ruff_text_size::{TextRange, TextSize};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Name,
    Number,
    /// A string without replacement fields.
    String,
    /// The opening quote of a formatted string, its text, its closing quote.
    FStart,
    FText,
    FEnd,
    Op,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: Kind,
    pub range: TextRange,
}

/// The tokens of a source text.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub tokens: Vec<Token>,
    /// The innermost bracket that is open at the end.
    pub unclosed: Option<(u8, u32)>,
}

/// CPython's limit of brackets within brackets.
const MAX_BRACKETS: usize = 200;
/// CPython's limit of levels of indentation.
const MAX_INDENTS: usize = 100;
/// CPython's limit of formatted strings within formatted strings.
const MAX_F_STRINGS: usize = 150;
/// CPython's limit of replacement fields within format specifications.
const MAX_FIELDS: i32 = 3;

/// An error of the tokenizer.
#[derive(Debug)]
pub(crate) struct ScanError {
    pub error: SyntaxError,
    /// Whether CPython reports an error of the parser first, if there is one before it.
    pub yields: bool,
    /// The tokens before it.
    pub tokens: Tokens,
}

/// Finds the tokens.
pub(crate) fn scan(source: &Source) -> Result<Tokens, Box<ScanError>> {
    let mut scanner = Scanner {
        source,
        text: source.text.as_bytes(),
        at: 0,
        tokens: Vec::new(),
        indents: vec![(0, 0)],
        brackets: Vec::new(),
        strings: Vec::new(),
        line_begins: true,
        yields: false,
    };
    let found = loop {
        match scanner.token() {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    let yields = scanner.yields;
    let tokens = Tokens { tokens: scanner.tokens, unclosed: scanner.brackets.last().copied() };
    match found {
        Ok(()) => Ok(tokens),
        Err(error) => Err(Box::new(ScanError { error, yields, tokens })),
    }
}

/// A formatted string being scanned.
struct FString {
    quote: u8,
    triple: bool,
    raw: bool,
    start: u32,
    /// Brackets open within it.
    depth: i32,
    /// The bracket depth of the innermost replacement field; -1 outside of them.
    field: i32,
    /// In the text, not in a replacement field.
    in_text: bool,
    in_spec: bool,
}

struct Scanner<'s> {
    source: &'s Source,
    text: &'s [u8],
    at: usize,
    tokens: Vec<Token>,
    /// Columns with tabs of 8 and of 1.
    indents: Vec<(u32, u32)>,
    /// Open brackets and their offsets.
    brackets: Vec<(u8, u32)>,
    strings: Vec<FString>,
    line_begins: bool,
    /// Set before an error that is not reported at once.
    yields: bool,
}

type Step<T> = Result<T, SyntaxError>;

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.peek_at(0)
    }

    /// The byte so far ahead; 0 at the end, for the text has no zeros.
    fn peek_at(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(self.at as u32));
        self.tokens.push(Token { kind, range });
    }

    /// An error whose caret is below the character before `at`.
    fn error_at<T>(&self, message: String, at: usize) -> Step<T> {
        let (line, col) = self.source.locate(TextSize::new(at as u32));
        self.error_on(ErrorKind::Syntax, message, line, Some(col))
    }

    fn error<T>(&self, message: impl Into<String>) -> Step<T> {
        self.error_at(message.into(), self.at)
    }

    /// An error on a line (from 0) whose caret is below the character before column `col`, or at the line's begin.
    fn error_on<T>(&self, kind: ErrorKind, message: String, line: u32, col: Option<u32>) -> Step<T> {
        let text = self.source.line(line);
        let col = match col {
            Some(col) => text.get(..col as usize).map_or(0, |before| before.chars().count() as u32),
            None => 1,
        };
        let place = Place { line: line + 1, col, end_line: line + 1, end_col: col, text: Some(text.to_string()) };
        Err(SyntaxError { kind, message, file: self.source.file.clone(), place: Some(place) })
    }

    fn line(&self) -> u32 {
        self.source.locate(TextSize::new(self.at as u32)).0
    }

    /// Scans one token; false at the end.
    fn token(&mut self) -> Step<bool> {
        if self.strings.last().is_some_and(|string| string.in_text) {
            self.f_text()?;
            return Ok(true);
        }
        if self.line_begins {
            self.line_begins = false;
            if !self.indentation()? {
                return Ok(true);
            }
        }
        loop {
            match self.peek() {
                b' ' | b'\t' | 0x0C => self.at += 1,
                b'#' => self.skip_line(),
                b'\\' => self.continuation()?,
                _ => break,
            }
        }
        let start = self.at;
        if self.at_end() {
            self.end();
            return Ok(false);
        }
        match self.peek() {
            b'\n' => {
                if self.brackets.is_empty() {
                    self.newline();
                } else {
                    self.at += 1;
                }
            }
            b'0'..=b'9' => self.number(start)?,
            b'.' if self.peek_at(1).is_ascii_digit() => self.number(start)?,
            b'\'' | b'"' => self.string(start, start)?,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.. => self.name(start)?,
            _ => self.operator(start)?,
        }
        Ok(true)
    }

    fn skip_line(&mut self) {
        while !self.at_end() && self.peek() != b'\n' {
            self.at += 1;
        }
    }

    fn newline(&mut self) {
        let start = self.at;
        if !self.at_end() {
            self.at += 1;
        }
        let first = self.tokens.last().is_none_or(|last| matches!(last.kind, Kind::Newline | Kind::Dedent));
        let blank = first || self.tokens.last().is_some_and(|last| last.kind == Kind::Indent);
        if !blank {
            self.push(Kind::Newline, start);
        }
        self.line_begins = true;
    }

    fn end(&mut self) {
        if self.tokens.last().is_some_and(|last| !matches!(last.kind, Kind::Newline | Kind::Dedent)) {
            self.push(Kind::Newline, self.at);
        }
        while self.indents.len() > 1 {
            self.indents.pop();
            self.push(Kind::Dedent, self.at);
        }
        self.push(Kind::End, self.at);
    }

    /// Measures a line's indentation; false if the line is blank and has been skipped.
    fn indentation(&mut self) -> Step<bool> {
        let line = self.line();
        let (mut col, mut alt) = (0u32, 0u32);
        let mut continued = 0;
        loop {
            match self.peek() {
                b' ' => (col, alt) = (col + 1, alt + 1),
                b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                0x0C => (col, alt) = (0, 0),
                b'\\' => {
                    // The indentation is that before the backslash.
                    continued = if continued == 0 { col } else { continued };
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        if self.peek() == b'#' {
            self.skip_line();
        }
        if self.peek() == b'\n' {
            self.at += 1;
            self.line_begins = true;
            return Ok(false);
        }
        if self.at_end() {
            return Ok(true);
        }
        if continued != 0 {
            (col, alt) = (continued, continued);
        }
        self.indent(col, alt, line)?;
        Ok(true)
    }

    fn indent(&mut self, col: u32, alt: u32, line: u32) -> Step<()> {
        let tabs = |this: &mut Self| {
            this.yields = true;
            let text = "inconsistent use of tabs and spaces in indentation";
            this.error_on(ErrorKind::Tab, text.to_string(), line, None)
        };
        let (top, top_alt) = self.indents[self.indents.len() - 1];
        if col == top {
            return if alt == top_alt { Ok(()) } else { tabs(self) };
        }
        if col > top {
            if self.indents.len() >= MAX_INDENTS {
                self.yields = true;
                let text = "too many levels of indentation".to_string();
                return self.error_on(ErrorKind::Indentation, text, line, None);
            }
            if alt <= top_alt {
                return tabs(self);
            }
            self.indents.push((col, alt));
            self.push(Kind::Indent, self.at);
            return Ok(());
        }
        while self.indents.len() > 1 && col < self.indents[self.indents.len() - 1].0 {
            self.indents.pop();
            self.push(Kind::Dedent, self.at);
        }
        let (top, top_alt) = self.indents[self.indents.len() - 1];
        if col != top {
            self.yields = true;
            let text = "unindent does not match any outer indentation level".to_string();
            let place = self.source.line_end(line);
            let file = self.source.file.clone();
            return Err(SyntaxError { kind: ErrorKind::Indentation, message: text, file, place: Some(place) });
        }
        if alt == top_alt { Ok(()) } else { tabs(self) }
    }

    /// A backslash at a line's end.
    fn continuation(&mut self) -> Step<()> {
        self.at += 1;
        self.yields = true;
        if self.peek() != b'\n' && !self.at_end() {
            return self.error_at("unexpected character after line continuation character".to_string(), self.at + 1);
        }
        if self.at + 1 >= self.text.len() {
            let line = self.source.locate(TextSize::new(self.at as u32 - 1)).0;
            let place = self.source.line_end(line);
            let (kind, file) = (ErrorKind::Syntax, self.source.file.clone());
            let message = "unexpected EOF while parsing".to_string();
            return Err(SyntaxError { kind, message, file, place: Some(place) });
        }
        self.yields = false;
        self.at += 1;
        Ok(())
    }

    fn name(&mut self, start: usize) -> Step<()> {
        while matches!(self.peek(), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 128..) {
            self.at += 1;
            if matches!(self.peek(), b'\'' | b'"') && is_prefix(&self.text[start..self.at]) {
                return self.string(start, self.at);
            }
        }
        let Some(text) = self.source.text.get(start..self.at) else { return Ok(()) };
        if !text.is_ascii() {
            for (index, c) in text.char_indices() {
                if !identifier_character(c, index == 0) {
                    let at = start + index + c.len_utf8();
                    let code = c as u32;
                    let text = if printable(c) {
                        format!("invalid character '{c}' (U+{code:04X})")
                    } else {
                        format!("invalid non-printable character U+{code:04X}")
                    };
                    return self.error_at(text, at);
                }
            }
        }
        self.push(Kind::Name, start);
        Ok(())
    }

    fn string(&mut self, start: usize, quote_at: usize) -> Step<()> {
        let quote = self.text[quote_at];
        let prefix = self.text[start..quote_at].to_ascii_lowercase();
        let triple = self.text.get(quote_at + 1) == Some(&quote) && self.text.get(quote_at + 2) == Some(&quote);
        self.at = quote_at + if triple { 3 } else { 1 };
        if prefix.contains(&b'f') || prefix.contains(&b't') {
            if self.strings.len() >= MAX_F_STRINGS {
                return self.error("too many nested f-strings");
            }
            self.push(Kind::FStart, start);
            let raw = prefix.contains(&b'r');
            let start = start as u32;
            let (depth, field) = (0, -1);
            self.strings.push(FString { quote, triple, raw, start, depth, field, in_text: true, in_spec: false });
            return Ok(());
        }
        let mut escaped_quote = false;
        loop {
            let c = self.peek();
            if self.at_end() || (c == b'\n' && !triple) {
                let outer = self.strings.last();
                if outer.is_some_and(|outer| outer.quote == quote && outer.triple == triple) {
                    return self.error_at("f-string: expecting '}'".to_string(), start + 1);
                }
                // The last newline ends a line; CPython counts no line after it.
                let last = if self.at_end() && self.text.ends_with(b"\n") { self.line() } else { self.line() + 1 };
                let what = if triple { "triple-quoted string" } else { "string" };
                let hint = if escaped_quote && !triple { "; perhaps you escaped the end quote?" } else { "" };
                let text = format!("unterminated {what} literal (detected at line {last}){hint}");
                return self.error_at(text, start + 1);
            }
            if c == quote && (!triple || (self.peek_at(1) == quote && self.peek_at(2) == quote)) {
                self.at += if triple { 3 } else { 1 };
                break;
            }
            self.at += 1;
            if c == b'\\' && !self.at_end() {
                escaped_quote |= self.peek() == quote;
                self.at += 1;
            }
        }
        self.push(Kind::String, start);
        Ok(())
    }

    /// The text of a formatted string up to a replacement field or its end.
    fn f_text(&mut self) -> Step<()> {
        let start = self.at;
        loop {
            let c = self.peek();
            let Some(string) = self.strings.last() else { return Ok(()) };
            let (quote, triple, raw, in_spec) = (string.quote, string.triple, string.raw, string.in_spec);
            if self.at_end() || (c == b'\n' && !triple) {
                if in_spec && c == b'\n' {
                    // A format specification ends with its line; what follows is read as Python.
                    self.f_push(start);
                    if let Some(string) = self.strings.last_mut() {
                        (string.in_text, string.in_spec) = (false, false);
                    }
                    return Ok(());
                }
                let last = if self.at_end() && self.text.ends_with(b"\n") { self.line() } else { self.line() + 1 };
                let what = if triple { "triple-quoted f-string" } else { "f-string" };
                let text = format!("unterminated {what} literal (detected at line {last})");
                return self.error_at(text, string.start as usize + 1);
            }
            if c == quote && (!triple || (self.peek_at(1) == quote && self.peek_at(2) == quote)) {
                self.f_push(start);
                let end = self.at;
                self.at += if triple { 3 } else { 1 };
                self.push(Kind::FEnd, end);
                self.strings.pop();
                return Ok(());
            }
            match c {
                b'{' if self.peek_at(1) == b'{' && !in_spec => self.at += 2,
                b'{' => {
                    self.f_push(start);
                    return self.open_field();
                }
                b'}' if in_spec => {
                    self.f_push(start);
                    if let Some(string) = self.strings.last_mut() {
                        string.in_text = false;
                    }
                    return Ok(());
                }
                b'}' if self.peek_at(1) == b'}' => self.at += 2,
                b'}' => return self.error_at("f-string: single '}' is not allowed".to_string(), self.at + 1),
                b'\\' if !raw && self.peek_at(1) == b'N' && self.peek_at(2) == b'{' => {
                    // A character's name is no field.
                    let rest = &self.text[self.at..];
                    let end = rest.iter().position(|b| matches!(b, b'}' | b'\n') || *b == quote);
                    self.at += end.map_or(rest.len(), |end| if rest[end] == b'}' { end + 1 } else { end });
                }
                b'\\' => {
                    self.at += 1;
                    // A brace after a backslash is still a brace.
                    if !self.at_end() && !matches!(self.peek(), b'{' | b'}') {
                        self.at += 1;
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    fn f_push(&mut self, start: usize) {
        if self.at > start {
            self.push(Kind::FText, start);
        }
    }

    fn open_field(&mut self) -> Step<()> {
        let start = self.at;
        self.at += 1;
        self.open_bracket(b'{', start)?;
        let Some(string) = self.strings.last_mut() else { return Ok(()) };
        string.field += 1;
        let too_deep = string.field >= MAX_FIELDS;
        string.in_text = false;
        if too_deep {
            return self.error("f-string: expressions nested too deeply");
        }
        self.push(Kind::Op, start);
        Ok(())
    }

    fn open_bracket(&mut self, bracket: u8, start: usize) -> Step<()> {
        if self.brackets.len() >= MAX_BRACKETS {
            return self.error("too many nested parentheses");
        }
        self.brackets.push((bracket, start as u32));
        if let Some(string) = self.strings.last_mut() {
            string.depth += 1;
        }
        Ok(())
    }

    fn close_bracket(&mut self, bracket: u8) -> Step<()> {
        let shown = bracket as char;
        if let Some(string) = self.strings.last()
            && string.depth == 0
            && bracket == b'}'
        {
            return self.error("f-string: single '}' is not allowed");
        }
        let Some((open, start)) = self.brackets.pop() else { return self.error(format!("unmatched '{shown}'")) };
        if !matches!((open, bracket), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            if let Some(string) = self.strings.last()
                && open == b'{'
                && string.depth - 1 == string.field
            {
                return self.error(format!("f-string: unmatched '{shown}'"));
            }
            let line = self.source.locate(TextSize::new(start)).0;
            let open = open as char;
            let text = format!("closing parenthesis '{shown}' does not match opening parenthesis '{open}'");
            let here = self.source.locate(TextSize::new(self.at as u32 - 1)).0;
            return self.error(if line == here { text } else { format!("{text} on line {}", line + 1) });
        }
        if let Some(string) = self.strings.last_mut() {
            string.depth -= 1;
            if string.depth < 0 {
                return self.error(format!("f-string: unmatched '{shown}'"));
            }
            if bracket == b'}' && string.depth == string.field {
                string.field -= 1;
                string.in_text = true;
                string.in_spec = string.field >= 0;
            }
        }
        Ok(())
    }

    fn operator(&mut self, start: usize) -> Step<()> {
        let c = self.peek();
        self.at += 1;
        match c {
            b'(' | b'[' | b'{' => self.open_bracket(c, start)?,
            b')' | b']' | b'}' => self.close_bracket(c)?,
            b':' if self.strings.last().is_some_and(|string| string.field >= 0 && string.depth == string.field + 1) => {
                if let Some(string) = self.strings.last_mut() {
                    (string.in_text, string.in_spec) = (true, true);
                }
            }
            0..0x20 | 0x7F => return self.error(format!("invalid non-printable character U+{c:04X}")),
            _ => {
                const LONG: [&[u8]; 25] = [
                    b"**=", b"//=", b">>=", b"<<=", b"...", b"**", b"//", b">>", b"<<", b"<=", b">=", b"==", b"!=",
                    b"->", b"+=", b"-=", b"*=", b"/=", b"%=", b"@=", b"&=", b"|=", b"^=", b":=", b"<>",
                ];
                let rest = &self.text[start..];
                if let Some(op) = LONG.iter().find(|op| rest.starts_with(op)) {
                    self.at = start + op.len();
                }
            }
        }
        self.push(Kind::Op, start);
        Ok(())
    }

    fn number(&mut self, start: usize) -> Step<()> {
        let mut kind = "decimal";
        if self.peek() == b'0' && matches!(self.peek_at(1) | 0x20, b'x' | b'o' | b'b') {
            kind = match self.peek_at(1) | 0x20 {
                b'x' => "hexadecimal",
                b'o' => "octal",
                _ => "binary",
            };
            self.at += 2;
            self.radix_digits(kind)?;
        } else {
            let zero = self.peek() == b'0';
            if self.peek() != b'.' {
                self.decimal_digits()?;
            }
            let integer_end = self.at;
            let mut integer = true;
            if self.peek() == b'.' {
                integer = false;
                self.at += 1;
                if self.peek().is_ascii_digit() {
                    self.decimal_digits()?;
                }
            }
            if self.peek() | 0x20 == b'e' {
                let sign = matches!(self.peek_at(1), b'+' | b'-') as usize;
                if self.peek_at(1 + sign).is_ascii_digit() {
                    integer = false;
                    self.at += 1 + sign;
                    self.decimal_digits()?;
                } else if sign == 1 {
                    self.at += 2;
                    return self.error("invalid decimal literal");
                }
            }
            if self.peek() | 0x20 == b'j' {
                self.at += 1;
                kind = "imaginary";
                integer = false;
            }
            let digits = &self.text[start..integer_end];
            if integer && zero && digits.iter().any(|b| matches!(b, b'1'..=b'9')) {
                return self.leading_zeros(start, digits);
            }
        }
        self.number_end(kind)?;
        self.push(Kind::Number, start);
        Ok(())
    }

    fn leading_zeros(&self, start: usize, digits: &[u8]) -> Step<()> {
        let zeros = digits.iter().take_while(|b| matches!(b, b'0' | b'_')).count();
        let text = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        let range = TextRange::at(TextSize::new(start as u32), TextSize::new(zeros as u32));
        let mut place = self.source.place(range);
        // CPython's end is the last zero, not the character after it.
        place.end_col -= 1;
        let (kind, file) = (ErrorKind::Syntax, self.source.file.clone());
        Err(SyntaxError { kind, message: text.to_string(), file, place: Some(place) })
    }

    fn decimal_digits(&mut self) -> Step<()> {
        loop {
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
            if self.peek() != b'_' {
                return Ok(());
            }
            self.at += 1;
            if !self.peek().is_ascii_digit() {
                return self.error("invalid decimal literal");
            }
        }
    }

    fn radix_digits(&mut self, kind: &str) -> Step<()> {
        let fits = |c: u8| match kind {
            "hexadecimal" => c.is_ascii_hexdigit(),
            "octal" => matches!(c, b'0'..=b'7'),
            _ => matches!(c, b'0' | b'1'),
        };
        loop {
            if self.peek() == b'_' {
                self.at += 1;
            }
            if !fits(self.peek()) {
                if self.peek().is_ascii_digit() {
                    let digit = self.peek() as char;
                    self.at += 1;
                    return self.error(format!("invalid digit '{digit}' in {kind} literal"));
                }
                return self.error(format!("invalid {kind} literal"));
            }
            while fits(self.peek()) {
                self.at += 1;
            }
            if self.peek() != b'_' {
                break;
            }
        }
        if self.peek().is_ascii_digit() {
            let digit = self.peek() as char;
            self.at += 1;
            return self.error(format!("invalid digit '{digit}' in {kind} literal"));
        }
        Ok(())
    }

    /// What may follow a number: no letter, but for the keywords that may stand there.
    fn number_end(&mut self, kind: &str) -> Step<()> {
        let rest = &self.text[self.at..];
        let keyword = [&b"and"[..], b"else", b"for", b"if", b"in", b"is", b"or", b"not"]
            .iter()
            .any(|keyword| rest.starts_with(keyword));
        if !keyword && matches!(self.peek(), b'a'..=b'z' | b'A'..=b'Z' | b'_') {
            return self.error(format!("invalid {kind} literal"));
        }
        Ok(())
    }
}

/// Whether letters before a quote are a string's prefix. The parser knows template strings, too.
fn is_prefix(letters: &[u8]) -> bool {
    let lower = letters.to_ascii_lowercase();
    matches!(&*lower, b"r" | b"b" | b"u" | b"f" | b"rb" | b"br" | b"rf" | b"fr" | b"t" | b"rt" | b"tr")
}

fn identifier_character(c: char, first: bool) -> bool {
    if c.is_ascii() {
        return c == '_' || if first { c.is_ascii_alphabetic() } else { c.is_ascii_alphanumeric() };
    }
    if first { unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) }
}

/// Nearly what CPython calls printable, for the characters that no identifier has.
fn printable(c: char) -> bool {
    let code = c as u32;
    !(c.is_control()
        || c.is_whitespace()
        || matches!(code, 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF0..=0xFFFB)
        || matches!(code, 0xE000..=0xF8FF | 0xE0000..=0x10FFFF))
}
