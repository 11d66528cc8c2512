//! Formatted strings.

use super::{Generator, Result};
use crate::emit::Reg;
use crate::fold::Value;
use crate::literal;
use patchnose_core::bytecode::ops::Op;
use ruff_python_ast::{self as ast, ConversionFlag, FStringPart, InterpolatedStringElement};
use ruff_text_size::{Ranged, TextRange};

/// A piece of a formatted string.
enum Piece<'a> {
    Text(Vec<u8>),
    Field(&'a ast::InterpolatedElement, bool),
}

impl<'a> Generator<'a, '_> {
    pub(super) fn f_string(&mut self, string: &'a ast::ExprFString, dst: Reg) -> Result<()> {
        let mut pieces = Vec::new();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    let text = literal::string_part(self.program.source, literal);
                    add_text(&mut pieces, text);
                }
                FStringPart::FString(part) => {
                    let raw = part.flags.prefix().is_raw();
                    self.pieces(&part.elements, raw, &mut pieces);
                }
            }
        }
        self.build(&pieces, string.range, dst)
    }

    fn pieces(&self, elements: &'a [InterpolatedStringElement], raw: bool, pieces: &mut Vec<Piece<'a>>) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => {
                    add_text(pieces, literal::f_string_text(self.program.source, text, raw));
                }
                InterpolatedStringElement::Interpolation(field) => {
                    if let Some(debug) = &field.debug_text {
                        let expression = self.program.source.slice(field.expression.range());
                        add_text(pieces, [&debug.leading, expression, &debug.trailing].concat().into_bytes());
                    }
                    pieces.push(Piece::Field(field, raw));
                }
            }
        }
    }

    /// Puts the pieces together: a str in `dst`.
    fn build(&mut self, pieces: &[Piece<'a>], range: TextRange, dst: Reg) -> Result<()> {
        match pieces {
            [] => {
                self.load_value(&Value::Str(Vec::new()), dst);
                return Ok(());
            }
            [piece] => return self.piece(piece, dst),
            _ => {}
        }
        let first = self.out.height;
        for piece in pieces {
            let reg = self.out.height;
            self.piece(piece, reg)?;
            self.out.temp();
        }
        self.out.height = first;
        self.at(range, |this| this.out.op(Op::BuildString, dst, first, pieces.len() as u32));
        Ok(())
    }

    fn piece(&mut self, piece: &Piece<'a>, dst: Reg) -> Result<()> {
        let (field, raw) = match piece {
            Piece::Text(text) => {
                self.load_value(&Value::Str(text.clone()), dst);
                return Ok(());
            }
            Piece::Field(field, raw) => (*field, *raw),
        };
        let value = self.push(&field.expression)?;
        let spec = self.out.height;
        match &field.format_spec {
            Some(spec_string) => {
                let mut pieces = Vec::new();
                self.pieces(&spec_string.elements, raw, &mut pieces);
                self.build(&pieces, spec_string.range, spec)?;
            }
            None => self.load_value(&Value::Str(Vec::new()), spec),
        }
        self.out.temp();
        let conversion = match field.conversion {
            ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => 2,
            ConversionFlag::None => 0,
            ConversionFlag::Str => 1,
            ConversionFlag::Repr => 2,
            ConversionFlag::Ascii => 3,
        };
        self.at(field.range, |this| this.out.op(Op::Format, dst, value, conversion));
        self.out.height = value;
        Ok(())
    }
}

/// Adds a text, joined to a text before it.
fn add_text(pieces: &mut Vec<Piece<'_>>, text: Vec<u8>) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.extend(text),
        _ => pieces.push(Piece::Text(text)),
    }
}
