//! The tokens around an error.

use crate::error::{ErrorKind, Place, SyntaxError};
use crate::scan::{Kind, Token, Tokens};
use crate::source::Source;
use ruff_python_ast::Expr;
use ruff_python_parser::parse_expression;
use ruff_text_size::{TextRange, TextSize};

/// The most tokens looked at on either side.
const REACH: isize = 400;

/// An error's token, and a view of those around it by their distance from it.
pub(super) struct Context<'s> {
    pub source: &'s Source,
    tokens: &'s [Token],
    at: isize,
    /// How many blocks end before the error's token.
    dedents: usize,
}

/// The token when there is none.
fn nothing() -> Token {
    Token { kind: Kind::End, range: TextRange::default() }
}

impl<'s> Context<'s> {
    /// The tokens around the first one that begins at an offset or after it.
    pub fn new(source: &'s Source, tokens: &'s Tokens, offset: TextSize) -> Self {
        let tokens = &tokens.tokens;
        let mut at = tokens.partition_point(|token| token.range.start() < offset);
        if at > 0 && tokens[at - 1].range.contains(offset) {
            at -= 1;
        }
        // The parser may point between the end of a block and the token after it.
        let dedents = tokens.iter().skip(at).take_while(|token| token.kind == Kind::Dedent).count();
        at += dedents;
        Context { source, tokens, at: at as isize, dedents }
    }

    /// The token so far from the error's.
    pub fn token(&self, distance: isize) -> Token {
        let index = self.at + distance;
        let last = self.tokens.last().copied().unwrap_or_else(nothing);
        usize::try_from(index).map_or_else(|_| nothing(), |index| self.tokens.get(index).copied().unwrap_or(last))
    }

    /// Its text.
    pub fn text(&self, distance: isize) -> &'s str {
        self.source.slice(self.token(distance).range)
    }

    /// An error at the first token of the next statement. Where the text or a block ends before it, there is no caret;
    /// `closed` blocks have been parsed to their end.
    pub fn at_next_statement(&self, kind: ErrorKind, message: &str, closed: usize) -> SyntaxError {
        let mut distance = 0;
        let mut dedents = self.dedents;
        while matches!(self.token(distance).kind, Kind::Newline | Kind::Dedent) {
            dedents += (self.token(distance).kind == Kind::Dedent) as usize;
            distance += 1;
        }
        let token = self.token(distance);
        if token.kind != Kind::End && dedents <= closed {
            return self.source.error(kind, message, token.range);
        }
        let line = match token.kind {
            Kind::End => self.source.last_line(),
            _ => self.source.locate(token.range.start()).0,
        };
        let place = Place { col: 0, ..self.source.line_end(line) };
        let file = self.source.file.clone();
        SyntaxError { kind, message: message.to_string(), file, place: Some(place) }
    }

    /// Whether the error's token is the newline at the text's end.
    pub fn is_last_newline(&self) -> bool {
        self.token(0).kind == Kind::Newline && matches!(self.token(1).kind, Kind::End | Kind::Dedent)
    }

    pub fn error_in(&self, kind: ErrorKind, message: &str, place: Place) -> SyntaxError {
        let file = self.source.file.clone();
        SyntaxError { kind, message: message.to_string(), file, place: Some(place) }
    }

    pub fn syntax(&self, message: impl Into<String>, range: TextRange) -> SyntaxError {
        self.source.error(ErrorKind::Syntax, message, range)
    }

    /// The error when no rule applies.
    pub fn invalid_syntax(&self) -> SyntaxError {
        if self.dedents > 0 && self.line_before() == "@" {
            return self.at_next_statement(ErrorKind::Indentation, "unexpected unindent", 0);
        }
        self.syntax("invalid syntax", self.token(0).range)
    }

    /// The expression that a range is, if it is one.
    pub fn expression(&self, range: TextRange) -> Option<Expr> {
        // In brackets, so that line ends are nothing special.
        let text = format!("({})", self.source.slice(range));
        parse_expression(&text).ok().map(|parsed| *parsed.into_syntax().body)
    }

    /// The token that covers an offset.
    pub fn token_over(&self, offset: TextSize) -> Option<Token> {
        let after = self.tokens.partition_point(|token| token.range.start() <= offset);
        self.tokens.get(after.checked_sub(1)?).copied()
    }

    fn opens(&self, distance: isize) -> bool {
        matches!(self.text(distance), "(" | "[" | "{") || self.token(distance).kind == Kind::FStart
    }

    fn closes(&self, distance: isize) -> bool {
        matches!(self.text(distance), ")" | "]" | "}") || self.token(distance).kind == Kind::FEnd
    }

    /// Distances of the tokens before the error's, on its own level of brackets, nearest first: brackets that are closed
    /// count as their opening one. The last one is the bracket around, or the token that ends the statement before.
    pub fn before(&self) -> Vec<isize> {
        self.look_back().0
    }

    /// What `before` says, and the bracket around.
    fn look_back(&self) -> (Vec<isize>, Option<isize>) {
        let mut found = Vec::new();
        let mut depth = 0;
        for distance in (1..REACH).map(|distance| -distance) {
            if self.at + distance < 0 {
                break;
            }
            let token = self.token(distance);
            if self.closes(distance) {
                depth += 1;
            } else if self.opens(distance) {
                depth -= 1;
            }
            let ends = matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent);
            if depth <= 0 {
                found.push(distance);
            }
            if depth < 0 {
                return (found, Some(distance));
            }
            if depth == 0 && (ends || self.text(distance) == ";") {
                break;
            }
        }
        (found, None)
    }

    /// As `before`, behind the error's token; the last one is the closing bracket or the newline.
    pub fn after(&self) -> Vec<isize> {
        let mut found = Vec::new();
        let mut depth = 0;
        for distance in 1..REACH {
            if self.closes(distance) {
                depth -= 1;
            }
            if depth <= 0 {
                found.push(distance);
            }
            if self.opens(distance) {
                depth += 1;
            }
            if depth < 0 || matches!(self.token(distance).kind, Kind::Newline | Kind::End) {
                break;
            }
        }
        found
    }

    /// The bracket around the error's token: its distance.
    pub fn bracket(&self) -> Option<isize> {
        self.look_back().1
    }

    /// The bracket that closes the one around the error's token.
    pub fn closing(&self) -> Option<TextRange> {
        let last = self.after().last().copied().filter(|&last| self.closes(last))?;
        Some(self.token(last).range)
    }

    /// The distance of the nearest such token before, on the same level.
    pub fn back_to(&self, text: &str) -> Option<isize> {
        self.before().into_iter().find(|&distance| self.text(distance) == text)
    }

    /// The distance of the nearest such token behind, on the same level.
    pub fn forward_to(&self, text: &str) -> Option<isize> {
        let inside = if self.opens(0) { 1 } else { 0 };
        let mut depth = inside;
        for distance in 1..REACH {
            if depth == 0 && self.text(distance) == text {
                return Some(distance);
            }
            depth += self.opens(distance) as i32 - self.closes(distance) as i32;
            if depth < 0 {
                return None;
            }
        }
        None
    }

    /// The distance of the first token of the logical line.
    pub fn statement(&self) -> isize {
        let mut distance = 0;
        loop {
            let before = self.at + distance - 1;
            let kind = self.token(distance - 1).kind;
            if before < 0 || matches!(kind, Kind::Newline | Kind::Indent | Kind::Dedent) {
                return distance;
            }
            distance -= 1;
        }
    }

    /// The first token of the logical line.
    pub fn statement_text(&self) -> &'s str {
        self.text(self.statement())
    }

    /// The first token of the logical line before the error's.
    fn line_before(&self) -> &'s str {
        let structure = |kind| matches!(kind, Kind::Newline | Kind::Indent | Kind::Dedent);
        let mut distance = self.statement();
        while self.at + distance > 0 && structure(self.token(distance - 1).kind) {
            distance -= 1;
        }
        while self.at + distance > 0 && !structure(self.token(distance - 1).kind) {
            distance -= 1;
        }
        self.text(distance)
    }

    /// Where the nearest logical line before the error's begins that has this keyword first.
    pub fn statement_before(&self, keyword: &str) -> TextSize {
        let mut distance = self.statement();
        // The error's own line counts if it is the one without a block.
        for _ in 0..REACH {
            let text = self.text(distance);
            let found = text == keyword || (text == "async" && self.text(distance + 1) == keyword);
            if found && distance < 0 {
                let shown = if text == "async" { distance + 1 } else { distance };
                return self.token(shown).range.start();
            }
            if self.at + distance <= 0 {
                break;
            }
            let mut before = distance - 1;
            while self.at + before > 0
                && !matches!(self.token(before - 1).kind, Kind::Newline | Kind::Indent | Kind::Dedent)
            {
                before -= 1;
            }
            distance = before;
        }
        self.token(0).range.start()
    }
}
