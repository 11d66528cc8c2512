//! What CPython says about a text that the parser refuses.
//!
//! The parser says where the first error is and what it expected there. CPython's parser, when it fails, goes over the
//! text a second time with rules for well-known mistakes, and only if none of them applies says `invalid syntax` at the
//! furthest token it looked at. The rules are told here again, over the tokens around the place; where one asks whether
//! some tokens are an expression, the parser is asked.

mod context;
mod escape;
mod rules;

use crate::error::{ErrorKind, Place, SyntaxError};
use crate::scan::{Kind, Tokens};
use crate::source::Source;
use context::Context;
use ruff_python_ast::{Expr, ModModule, Number, Stmt};
use ruff_python_parser::UnsupportedSyntaxErrorKind;
use ruff_python_parser::{
    InterpolatedStringErrorType as FString, LexicalErrorType, ParseError, ParseErrorType, Parsed,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// The error of a text that did not parse.
pub(crate) fn explain(source: &Source, tokens: &Tokens, parsed: &Parsed<ModModule>) -> Option<SyntaxError> {
    let errors = parsed.errors();
    // CPython finds repeated keyword arguments after parsing.
    let late = |error: &&ParseError| matches!(error.error, ParseErrorType::DuplicateKeywordArgumentError(_));
    let Some(error) = errors.iter().find(|error| !late(error)).or(errors.first()) else {
        let newer = parsed.unsupported_syntax_errors().iter();
        let mut newer = newer.filter(|error| error.kind == UnsupportedSyntaxErrorKind::UnparenthesizedExceptionTypes);
        let text = "multiple exception types must be parenthesized";
        return newer.next().map(|error| source.error(ErrorKind::Syntax, text, error.range));
    };
    let context = Context::new(source, tokens, error.location.start());
    if let Some((bracket, at)) = tokens.unclosed {
        let open = source.locate(TextSize::new(at)).0;
        let token = context.token(0);
        if token.kind == Kind::End || context.is_last_newline() || source.locate(token.range.start()).0 > open {
            return Some(never_closed(source, bracket, at));
        }
    }
    let lambda = ParseErrorType::FStringError(FString::LambdaWithoutParentheses);
    if let Some(error) = errors.iter().find(|error| error.error == lambda) {
        let text = "f-string: lambda expressions are not allowed without parentheses";
        return Some(source.error(ErrorKind::Syntax, text, error.location));
    }
    let body = &parsed.syntax().body;
    let found = by_type(&context, error, body).or_else(|| rules::around(&context));
    Some(found.unwrap_or_else(|| context.invalid_syntax()))
}

/// CPython's error for a bracket that is open at the end.
fn never_closed(source: &Source, bracket: u8, at: u32) -> SyntaxError {
    let message = format!("'{}' was never closed", bracket as char);
    source.error(ErrorKind::Syntax, message, TextRange::at(TextSize::new(at), TextSize::new(1)))
}

/// What the parser's error says by itself.
fn by_type(context: &Context<'_>, error: &ParseError, body: &[Stmt]) -> Option<SyntaxError> {
    let source = context.source;
    let range = error.location;
    let syntax = |text: &str, range: TextRange| Some(source.error(ErrorKind::Syntax, text, range));
    match &error.error {
        ParseErrorType::InvalidAssignmentTarget => rules::assignment_target(context, range, body),
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let name = expression_name(&context.expression(range)?);
            syntax(&format!("'{name}' is an illegal expression for augmented assignment"), range)
        }
        ParseErrorType::InvalidNamedAssignmentTarget => {
            let name = expression_name(&context.expression(range)?);
            syntax(&format!("cannot use assignment expressions with {name}"), range)
        }
        ParseErrorType::InvalidAnnotatedAssignmentTarget => {
            let colon = context.forward_to(":").unwrap_or(0);
            let next = context.token(colon + 1);
            match next.kind {
                Kind::Newline => syntax("invalid syntax", next.range),
                _ => syntax("illegal target for annotation", range),
            }
        }
        ParseErrorType::InvalidDeleteTarget => {
            let star = context.text(0) == "*";
            let name = if star { "starred" } else { expression_name(&context.expression(range)?) };
            syntax(&format!("cannot delete {name}"), range)
        }
        ParseErrorType::DuplicateKeywordArgumentError(name) => {
            syntax(&format!("keyword argument repeated: {name}"), range)
        }
        ParseErrorType::UnparenthesizedGeneratorExpression => {
            syntax("Generator expression must be parenthesized", range)
        }
        ParseErrorType::InvalidStarredExpressionUsage => {
            let next = context.token_over(range.end()).map(|token| source.slice(token.range));
            if context.text(-1) == "(" && next == Some(")") {
                return syntax("cannot use starred expression here", range);
            }
            syntax("invalid syntax", context.token(0).range)
        }
        ParseErrorType::IterableUnpackingInComprehension => {
            syntax("iterable unpacking cannot be used in comprehension", range)
        }
        ParseErrorType::PositionalAfterKeywordArgument => {
            syntax("positional argument follows keyword argument", context.closing()?)
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            syntax("positional argument follows keyword argument unpacking", context.closing()?)
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            let comma = context.token(-1).range;
            syntax("iterable argument unpacking follows keyword argument unpacking", comma.cover(range))
        }
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            syntax("parameter without a default follows parameter with a default", context.token(0).range)
        }
        ParseErrorType::ParamAfterVarKeywordParam => {
            syntax("arguments cannot follow var-keyword argument", context.token(0).range)
        }
        ParseErrorType::ExpectedKeywordParam => {
            let star = if context.text(0) == "*" { 0 } else { context.back_to("*")? };
            syntax("named arguments must follow bare *", context.token(star).range)
        }
        ParseErrorType::VarParameterWithDefault => {
            let double = context.text(-2) == "**";
            let kind = if double { "var-keyword" } else { "var-positional" };
            syntax(&format!("{kind} argument cannot have default value"), context.token(0).range)
        }
        ParseErrorType::UnexpectedIndentation => {
            let token = context.token(0);
            let mut place = source.place(token.range);
            let (line, col) = source.locate(token.range.end());
            place = Place { line: line + 1, col, end_line: line + 1, end_col: 0, ..place };
            place.text = Some(source.line(line).to_string());
            Some(context.error_in(ErrorKind::Indentation, "unexpected indent", place))
        }
        ParseErrorType::EmptyImportNames if context.text(-1) == "import" && context.token(0).kind == Kind::Newline => {
            syntax("Expected one or more names after 'import'", context.token(0).range)
        }
        ParseErrorType::UnparenthesizedTupleExpression => {
            let comma = (0..).take_while(|&ahead| context.token(ahead).kind != Kind::End);
            let comma = comma.into_iter().find(|&ahead| context.text(ahead) == ",")?;
            syntax("invalid syntax", context.token(comma).range)
        }
        ParseErrorType::Lexical(
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace
            | LexicalErrorType::StringError,
        ) => escape::explain(context, range),
        ParseErrorType::Lexical(LexicalErrorType::InvalidByteLiteral) => {
            syntax("bytes can only contain ASCII literal characters", context.token_over(range.start())?.range)
        }
        ParseErrorType::FStringError(FString::InvalidConversionFlag) => {
            if context.token(0).kind == Kind::Name {
                let flag = context.text(0);
                let text = format!("f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'");
                return syntax(&text, context.token(0).range);
            }
            syntax("f-string: missing conversion character", context.token(0).range)
        }
        ParseErrorType::OtherError(text) => by_text(context, text, range),
        _ => None,
    }
}

/// What the parser's errors say that have no type of their own.
fn by_text(context: &Context<'_>, text: &str, range: TextRange) -> Option<SyntaxError> {
    let syntax = |text: &str, range: TextRange| Some(context.source.error(ErrorKind::Syntax, text, range));
    if let Some(what) = text.strip_prefix("Expected an indented block after ") {
        return Some(expected_block(context, what));
    }
    match text {
        "Star import must be the only import" => {
            let comma = context.forward_to(",")?;
            syntax("invalid syntax", context.token(comma).range)
        }
        "Expected `except` or `finally` after `try` block" => {
            Some(context.at_next_statement(ErrorKind::Syntax, "expected 'except' or 'finally' block", 1))
        }
        "Only one '*' parameter allowed" => syntax("* argument may appear only once", context.token(0).range),
        "Only one '/' separator allowed" => syntax("/ may appear only once", context.token(0).range),
        "'/' parameter must appear before '*' parameter" => syntax("/ must be ahead of *", context.token(0).range),
        "Expected a parameter name" => {
            let equal = context.forward_to("=")?;
            let range = range.cover(context.token(equal).range);
            match context.text(0) {
                name @ ("True" | "False" | "None") if equal == 1 => syntax(&format!("cannot assign to {name}"), range),
                _ => syntax("expression cannot contain assignment, perhaps you meant \"==\"?", range),
            }
        }
        "Boolean 'not' expression cannot be used here" => {
            if matches!(context.text(-1), "+" | "-" | "*" | "/" | "%" | "//" | "@") {
                return syntax("'not' after an operator must be parenthesized", range);
            }
            syntax("invalid syntax", context.token(0).range)
        }
        "Only single target (not tuple) can be annotated" => {
            let whole = context.text(0) == "(";
            let range = if whole { range } else { context.token(0).range };
            syntax("only single target (not tuple) can be annotated", range)
        }
        "Only single target (not list) can be annotated" => {
            syntax("only single target (not list) can be annotated", range)
        }
        "Trailing comma not allowed" => {
            let after = if context.text(0) == "," { 1 } else { 0 };
            if context.statement_text() == "from" {
                let text = "trailing comma not allowed without surrounding parentheses";
                return syntax(text, context.token(after).range);
            }
            syntax("invalid syntax", context.token(after).range)
        }
        _ => None,
    }
}

/// The error for a missing block. `what` is the parser's name for its statement.
fn expected_block(context: &Context<'_>, what: &str) -> SyntaxError {
    let source = context.source;
    let keyword = what.split('`').nth(1);
    let (shown, keyword) = match keyword {
        None => ("function definition".to_string(), "def"),
        Some("class") => ("class definition".to_string(), "class"),
        Some(keyword) => (format!("'{keyword}' statement"), keyword),
    };
    let start = context.statement_before(keyword);
    let line = source.locate(start).0 + 1;
    let message = format!("expected an indented block after {shown} on line {line}");
    context.at_next_statement(ErrorKind::Indentation, &message, 0)
}

/// What CPython calls an expression in messages.
pub(crate) fn expression_name(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(literal) if matches!(literal.value, Number::Complex { .. }) => "literal",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

/// The range of a node.
fn range_of(node: &impl Ranged) -> TextRange {
    node.range()
}
