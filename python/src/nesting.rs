//! A bound on nesting: parser and compiler call themselves once for each level of the syntax tree, so the tree's depth
//! is bounded before it is made.
//!
//! From the tokens it follows that no tree is deeper than: the levels of indentation, plus, for each open bracket, the
//! operators since the last comma at its level, brackets that have been closed among them. A `lambda` and a `yield` may have commas of their own, so these count
//! until the bracket is closed. Brackets and indentation have CPython's own limits, in [`scan`](crate::scan).

use crate::error::{ErrorKind, SyntaxError};
use crate::scan::{Kind, Tokens};
use crate::source::Source;

/// The deepest tree. It and the stack of [`compile`](crate::compile) go together.
const MAX_DEPTH: usize = 4000;

#[derive(Default)]
struct Level {
    /// Operators since the last comma.
    operators: usize,
    /// Those that a comma does not end.
    lasting: usize,
    /// Whether it is an f-string, whose fields lie beside each other.
    string: bool,
}

/// Refuses a text whose syntax tree may be too deep.
pub(crate) fn check(source: &Source, tokens: &Tokens) -> Result<(), SyntaxError> {
    let mut levels = vec![Level::default()];
    let mut depth = 0;
    for token in &tokens.tokens {
        let text = source.slice(token.range);
        let last = levels.len() - 1;
        let level = &mut levels[last];
        match (token.kind, text) {
            (Kind::Newline, _) | (Kind::Op, ";") if last == 0 => {
                *level = Level::default();
                depth = 0;
                continue;
            }
            (Kind::Op, ",") => {
                depth -= level.operators;
                level.operators = 0;
                continue;
            }
            (Kind::Op, "(" | "[" | "{") | (Kind::FStart, _) => {
                level.operators += 1;
                levels.push(Level { string: token.kind == Kind::FStart, ..Level::default() });
            }
            (Kind::Op, ")" | "]" | "}") | (Kind::FEnd, _) => {
                if last > 0 {
                    depth -= level.operators + level.lasting;
                    levels.pop();
                }
                // A bracket may be followed by more that takes what it encloses deeper; a field and an f-string are not.
                if let Some(around) = levels.last_mut()
                    && (around.string || token.kind == Kind::FEnd)
                    && around.operators > 0
                {
                    around.operators -= 1;
                    depth -= 1;
                }
                continue;
            }
            (Kind::Name, "lambda" | "yield") => level.lasting += 1,
            (Kind::Op, _) => level.operators += 1,
            (Kind::Name, "not" | "and" | "or" | "if" | "else" | "in" | "is" | "await" | "for" | "from") => {
                level.operators += 1;
            }
            _ => continue,
        }
        depth += 1;
        if depth > MAX_DEPTH {
            return Err(source.error(ErrorKind::Syntax, "expression is nested too deeply", token.range));
        }
    }
    Ok(())
}
