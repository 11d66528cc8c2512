//! The rules for well-known mistakes.

use super::context::Context;
use super::{expression_name, range_of};
use crate::error::SyntaxError;
use crate::scan::Kind;
use ruff_python_ast::{Expr, Stmt, StmtAssign, UnaryOp};
use ruff_text_size::{Ranged, TextRange};

const MAYBE_EQUALS: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

/// An expression that cannot be assigned to.
pub(super) fn assignment_target(context: &Context<'_>, range: TextRange, body: &[Stmt]) -> Option<SyntaxError> {
    let target = context.expression(range)?;
    let name = expression_name(&target);
    if matches!(target, Expr::Yield(_) | Expr::YieldFrom(_)) {
        return Some(context.syntax("assignment to yield expression not possible", range));
    }
    if let Some(statement) = find_assign(body, range)
        && let Some(error) = confused_equals(context, statement)
    {
        return Some(error);
    }
    Some(context.syntax(format!("cannot assign to {name}"), range))
}

/// The assignment whose targets hold a range.
fn find_assign(body: &[Stmt], range: TextRange) -> Option<&StmtAssign> {
    let statement = body.iter().find(|statement| statement.range().contains_range(range))?;
    if let Stmt::Assign(assign) = statement {
        return assign.targets.iter().any(|target| target.range().contains_range(range)).then_some(assign);
    }
    bodies(statement).into_iter().find_map(|body| find_assign(body, range))
}

/// The statements within a statement.
fn bodies(statement: &Stmt) -> Vec<&[Stmt]> {
    match statement {
        Stmt::FunctionDef(def) => vec![&def.body],
        Stmt::ClassDef(class) => vec![&class.body],
        Stmt::For(statement) => vec![&statement.body, &statement.orelse],
        Stmt::While(statement) => vec![&statement.body, &statement.orelse],
        Stmt::If(statement) => {
            let clauses = statement.elif_else_clauses.iter().map(|clause| &*clause.body);
            std::iter::once(&*statement.body).chain(clauses).collect()
        }
        Stmt::With(statement) => vec![&statement.body],
        Stmt::Match(statement) => statement.cases.iter().map(|case| &*case.body).collect(),
        Stmt::Try(statement) => {
            let handlers = statement.handlers.iter().map(|handler| {
                let ruff_python_ast::ExceptHandler::ExceptHandler(clause) = handler;
                &*clause.body
            });
            let parts = [&*statement.body, &*statement.orelse, &*statement.finalbody];
            parts.into_iter().chain(handlers).collect()
        }
        _ => Vec::new(),
    }
}

/// `a = b` where CPython takes it for a comparison: the last part of the first target, and what follows it.
fn confused_equals(context: &Context<'_>, statement: &StmtAssign) -> Option<SyntaxError> {
    let first = statement.targets.first()?;
    let last = match first {
        Expr::Tuple(tuple) if !tuple.parenthesized => tuple.elts.last()?,
        other => other,
    };
    let value = statement.targets.get(1).unwrap_or(&statement.value);
    let operand = bitwise_prefix(value)?;
    if statement.targets.len() > 1 && operand.range() == value.range() {
        return None;
    }
    match last {
        Expr::Name(_) => Some(context.syntax(MAYBE_EQUALS, last.range().cover(operand.range()))),
        Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_) => None,
        Expr::BooleanLiteral(_) | Expr::NoneLiteral(_)
            if !context.source.text[..last.range().start().into()].trim_end().ends_with('(') =>
        {
            None
        }
        _ if bitwise_prefix(last)?.range() == last.range() => Some(maybe_equal(context, last)),
        _ => None,
    }
}

fn maybe_equal(context: &Context<'_>, target: &Expr) -> SyntaxError {
    let name = expression_name(target);
    context.syntax(format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"), target.range())
}

/// The part of an expression that CPython's grammar calls a `bitwise_or`, from its begin.
fn bitwise_prefix(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::BoolOp(bool_op) => bitwise_prefix(bool_op.values.first()?),
        Expr::Compare(compare) => bitwise_prefix(&compare.left),
        Expr::If(conditional) => bitwise_prefix(&conditional.body),
        Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => None,
        Expr::Lambda(_) | Expr::Starred(_) | Expr::Yield(_) | Expr::YieldFrom(_) => None,
        Expr::Tuple(tuple) if !tuple.parenthesized => bitwise_prefix(tuple.elts.first()?),
        other => Some(other),
    }
}

/// The rules that go by the tokens around the error's.
pub(super) fn around(context: &Context<'_>) -> Option<SyntaxError> {
    let token = context.token(0);
    let text = context.text(0);
    in_f_string(context)
        .or_else(|| augmented(context))
        .or_else(|| equals(context))
        .or_else(|| walrus(context))
        .or_else(|| colon(context))
        .or_else(|| argument(context))
        .or_else(|| without_else(context))
        .or_else(|| comprehension(context))
        .or_else(|| legacy(context))
        .or_else(|| parameter(context))
        .or_else(|| forgotten_comma(context))
        .or_else(|| dict(context))
        .or_else(|| {
            // `not` may begin `not in`, so CPython has looked at the token after it.
            let next = context.token(1).range;
            (token.kind == Kind::Name && text == "not").then(|| context.syntax("invalid syntax", next))
        })
        .or_else(|| {
            // A star where none may be.
            let allowed = matches!(context.text(-2), "=" | "," | "(" | "[" | "{" | "return" | "in" | ";" | "\n");
            let star = context.text(-1) == "*" && !allowed && begins_operand(context, -1);
            star.then(|| context.syntax("invalid syntax", context.token(-1).range))
        })
}

/// In a replacement field.
fn in_f_string(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    let field = context.text(bracket) == "{" && matches!(context.token(bracket - 1).kind, Kind::FStart | Kind::FText)
        || context.token(bracket).kind == Kind::FStart;
    if !field {
        return None;
    }
    let (text, range) = (context.text(0), context.token(0).range);
    if bracket == -1 {
        let what = match text {
            "}" | "!" | ":" | "=" => format!("f-string: valid expression required before '{text}'"),
            _ => "f-string: expecting a valid expression after '{'".to_string(),
        };
        return Some(context.syntax(what, range));
    }
    if context.text(-2) == "!" {
        return Some(context.syntax("f-string: expecting ':' or '}'", range));
    }
    let start = context.token(bracket).range.end();
    let parses = |last: isize| context.expression(TextRange::new(start, context.token(last).range.end())).is_some();
    let Some(last) = (bracket + 1..0).rev().find(|&last| parses(last)) else {
        let text = "f-string: expecting a valid expression after '{'";
        return Some(context.syntax(text, context.token(bracket + 1).range));
    };
    if let Some(error) = without_else(context).or_else(|| forgotten_comma(context)) {
        return Some(error);
    }
    let text = "f-string: expecting '=', or '!', or ':', or '}'";
    Some(context.syntax(text, context.token(last + 1).range))
}

/// The range from the token at a distance to the one before the error's.
fn up_to_here(context: &Context<'_>, from: isize) -> Option<TextRange> {
    let (start, end) = (context.token(from).range.start(), context.token(-1).range.end());
    (start < end).then(|| TextRange::new(start, end))
}

/// `a, b += 1`
fn augmented(context: &Context<'_>) -> Option<SyntaxError> {
    let text = context.text(0);
    let comparison = matches!(text, "==" | "!=" | "<=" | ">=" | ":=" | "=");
    if !text.ends_with('=') || comparison || context.bracket().is_some() {
        return None;
    }
    let range = up_to_here(context, context.statement())?;
    let target = context.expression(range)?;
    let name = if matches!(target, Expr::Tuple(_)) { "tuple" } else { expression_name(&target) };
    Some(context.syntax(format!("'{name}' is an illegal expression for augmented assignment"), range))
}

/// Where the expression before the error's token begins: behind the nearest separator.
fn expression_start(context: &Context<'_>, separators: &[&str]) -> Option<isize> {
    let bracket = context.bracket();
    let mut start = None;
    for distance in context.before() {
        let token = context.token(distance);
        let ends = matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent);
        let text = context.text(distance);
        // A star separates only where it is no operator.
        let operator = matches!(text, "*" | "**") && !begins_operand(context, distance);
        if ends || Some(distance) == bracket || (separators.contains(&text) && !operator) {
            return start;
        }
        start = Some(distance);
    }
    start
}

/// Whether the token at a distance stands where an operand begins.
fn begins_operand(context: &Context<'_>, distance: isize) -> bool {
    let before = context.token(distance - 1);
    match before.kind {
        Kind::Op => !matches!(context.text(distance - 1), ")" | "]" | "}" | "..."),
        Kind::Name => matches!(
            context.text(distance - 1),
            "return" | "in" | "and" | "or" | "not" | "if" | "else" | "yield" | "lambda" | "assert" | "del" | "is"
        ),
        Kind::Newline | Kind::Indent | Kind::Dedent => true,
        _ => false,
    }
}

/// `=` where only an expression may be.
fn equals(context: &Context<'_>) -> Option<SyntaxError> {
    if context.text(0) != "=" {
        return None;
    }
    let start =
        expression_start(context, &[",", ":", "if", "elif", "while", ";", "assert", "return", "and", "or", "not"])?;
    let range = up_to_here(context, start)?;
    let target = context.expression(range)?;
    // What follows must begin with an operand, and another `=` must not follow that.
    let after = longest_expression(context, 1)?;
    let value = context.expression(after)?;
    let length = range_of(bitwise_prefix(&value)?);
    let end = after.start() + length.end() - ruff_text_size::TextSize::new(1);
    let operand = TextRange::new(after.start(), end);
    match target {
        Expr::Name(_) => Some(context.syntax(MAYBE_EQUALS, range.cover(operand))),
        Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_) | Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) => None,
        target => {
            bitwise_prefix(&target).filter(|prefix| prefix.range() == target.range())?;
            let name = expression_name(&target);
            let text = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
            Some(context.syntax(text, range))
        }
    }
}

/// `f() := 1`
fn walrus(context: &Context<'_>) -> Option<SyntaxError> {
    if context.text(0) != ":=" {
        return None;
    }
    let start = expression_start(context, &[",", "=", ":", ";"])?;
    let range = up_to_here(context, start)?;
    longest_expression(context, 1)?;
    match context.expression(range)? {
        Expr::Name(_) => None,
        target => {
            let name = expression_name(&target);
            Some(context.syntax(format!("cannot use assignment expressions with {name}"), range))
        }
    }
}

/// A `:` that is missing after a statement's head.
fn colon(context: &Context<'_>) -> Option<SyntaxError> {
    if context.bracket().is_some() {
        return None;
    }
    let mut statement = context.statement();
    if context.text(statement) == "async" {
        statement += 1;
    }
    let range = context.token(0).range;
    let newline = context.token(0).kind == Kind::Newline;
    let head = up_to_here(context, statement)?;
    let complete = |rest: &str| {
        // The head with a `:` and a body is a statement.
        let text = format!("{}:\n pass{rest}", context.source.slice(head));
        ruff_python_parser::parse_module(&text).is_ok()
    };
    let missing = match context.text(statement) {
        "if" | "while" | "for" | "with" | "class" => newline && complete(""),
        "elif" => newline && statement < -1,
        "except" => newline,
        "def" => match context.text(-1) {
            _ if context.token(-2).kind == Kind::Name && context.text(-2) == "def" => {
                return Some(context.syntax("expected '('", range));
            }
            _ => complete(""),
        },
        "else" | "try" | "finally" => context.token(-1).kind == Kind::Name && statement == -1,
        _ => false,
    };
    missing.then(|| context.syntax("expected ':'", range))
}

/// In a call's arguments.
fn argument(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    if context.text(bracket) != "(" || !matches!(context.text(0), ")" | ",") {
        return None;
    }
    let callee = context.token(bracket - 1);
    let is_call = matches!(callee.kind, Kind::Name | Kind::String) || matches!(context.text(bracket - 1), ")" | "]");
    if !is_call || matches!(context.text(bracket - 2), "def" | "class") {
        return None;
    }
    if context.text(-1) == "=" && context.token(-2).kind == Kind::Name {
        return Some(context.syntax("expected argument value expression", up_to_here(context, -2)?));
    }
    if context.text(-1) == "*" && matches!(context.text(-2), "(" | ",") {
        return Some(context.syntax("Invalid star expression", context.token(0).range));
    }
    None
}

/// `a if b` without `else`.
fn without_else(context: &Context<'_>) -> Option<SyntaxError> {
    if context.text(0) == ":" {
        return None;
    }
    let condition = context.back_to("if")?;
    let start = expression_start(context, &[",", "=", ":", ":=", ";", "return", "else", "lambda", "for"])?;
    if start >= condition || context.text(start - 1) == "for" {
        return None;
    }
    let test = up_to_here(context, condition + 1)?;
    let value = TextRange::new(context.token(start).range.start(), context.token(condition - 1).range.end());
    context.expression(test)?;
    context.expression(value)?;
    Some(context.syntax("expected 'else' after 'if' expression", value.cover(test)))
}

/// Mistakes in comprehensions.
fn comprehension(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    if context.text(0) == "for" && bracket < -1 && matches!(context.text(bracket), "[" | "{") {
        let range = up_to_here(context, bracket + 1)?;
        let items = context.expression(range)?;
        return matches!(items, Expr::Tuple(_))
            .then(|| context.syntax("did you forget parentheses around the comprehension target?", range));
    }
    let clause = context.back_to("for")?;
    let targets = up_to_here(context, clause + 1)?;
    let is_target = clause < -1 && context.expression(targets).is_some() && context.back_to("in").is_none();
    is_target.then(|| context.syntax("'in' expected after for-loop variables", context.token(0).range))
}

/// `print x`
fn legacy(context: &Context<'_>) -> Option<SyntaxError> {
    let name = context.text(-1);
    let operand = context.token(-2).kind == Kind::Op && !matches!(context.text(-2), "(" | "," | "=" | ":" | "[" | ";");
    if !matches!(name, "print" | "exec") || operand {
        return None;
    }
    let argument = longest_expressions(context)?;
    let text = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
    Some(context.syntax(text, context.token(-1).range.cover(argument)))
}

/// `def f((a)):`
fn parameter(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    let in_def = context.text(bracket - 2) == "def" && context.text(bracket) == "(";
    if !in_def || context.text(0) != "(" {
        return None;
    }
    let listed = |distance: isize| context.token(distance).kind == Kind::Name || context.text(distance) == ",";
    let close = (1..100).find(|&distance| !listed(distance))?;
    if close == 1 || context.text(close) != ")" {
        return None;
    }
    let range = context.token(0).range.cover(context.token(close).range);
    Some(context.syntax("Function parameters cannot be parenthesized", range))
}

/// Two expressions side by side in brackets.
fn forgotten_comma(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    let start = expression_start(context, &[",", "=", ":", ":=", "else", "*", "**"])?;
    let starts_with = (context.token(start).kind, context.token(start + 1).kind);
    let soft = matches!(context.text(start), "_" | "case" | "match" | "type");
    let legacy = start == -1 && matches!(context.text(start), "print" | "exec");
    if soft || legacy || starts_with == (Kind::Name, Kind::String) || start <= bracket {
        return None;
    }
    let parameter = context.text(bracket - 2) == "def" && !matches!(context.text(start - 1), "=" | ":");
    if parameter {
        return None;
    }
    let left = up_to_here(context, start)?;
    let first = context.expression(left)?;
    let bare_generator = matches!(first, Expr::Generator(_)) && context.text(-1) != ")";
    let no_operand =
        matches!(first, Expr::Lambda(_) | Expr::If(_) | Expr::Named(_) | Expr::Yield(_) | Expr::YieldFrom(_));
    if bare_generator || no_operand {
        return None;
    }
    let right = longest_expression(context, 0)?;
    if matches!(context.expression(right)?, Expr::Tuple(_)) && !context.text(0).starts_with('(') {
        return None;
    }
    Some(context.syntax("invalid syntax. Perhaps you forgot a comma?", left.cover(right)))
}

/// In a dict display.
fn dict(context: &Context<'_>) -> Option<SyntaxError> {
    let bracket = context.bracket()?;
    if context.text(bracket) != "{" || !matches!(context.text(0), "}" | ",") {
        return None;
    }
    if context.text(-1) == ":" {
        return Some(context.syntax("expression expected after dictionary key and ':'", context.token(-1).range));
    }
    let start = expression_start(context, &[","])?;
    let is_dict = context.before().iter().any(|&distance| context.text(distance) == ":");
    let range = up_to_here(context, start)?;
    let key = context.expression(range)?;
    (is_dict && !matches!(key, Expr::Starred(_))).then(|| context.syntax("':' expected after dictionary key", range))
}

/// The longest list of expressions that begins at the error's token.
fn longest_expressions(context: &Context<'_>) -> Option<TextRange> {
    let mut range = longest_expression(context, 0)?;
    let commas = context.after().into_iter().filter(|&distance| context.text(distance) == ",");
    for comma in commas {
        let Some(next) = longest_expression(context, comma + 1) else { break };
        range = range.cover(next);
    }
    Some(range)
}

/// The longest expression, without commas outside of brackets, that begins at a distance.
fn longest_expression(context: &Context<'_>, from: isize) -> Option<TextRange> {
    if matches!(context.token(from).kind, Kind::Newline | Kind::End) {
        return None;
    }
    let start = context.token(from).range.start();
    let stop = [",", ";", "=", ":", ")", "]", "}", ":="];
    let mut ends: Vec<isize> = vec![from];
    let mut depth = 0;
    for distance in from..from + 200 {
        let (kind, text) = (context.token(distance).kind, context.text(distance));
        if depth == 0 && (matches!(kind, Kind::Newline | Kind::End) || stop.contains(&text)) {
            break;
        }
        match text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ if kind == Kind::FStart => depth += 1,
            _ if kind == Kind::FEnd => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            ends.push(distance);
        }
    }
    ends.into_iter()
        .rev()
        .map(|end| TextRange::new(start, context.token(end).range.end()))
        .find(|range| context.expression(*range).is_some())
}
