//! Constant folding: what an expression of constants is worth, where that needs no rounding mode, no library and no
//! large memory. Whatever would raise is left for run time, and so is what CPython's limits call too big.

use crate::consts::Tables;
use crate::literal;
use crate::module::Const;
use crate::source::Source;
use ruff_python_ast::{self as ast, Expr, Number, Operator, UnaryOp};

/// The largest number of bits of an int that folding makes.
const MAX_BITS: u32 = 126;

/// The longest str that folding makes, in bytes.
const MAX_STR: usize = 4096;

/// The longest tuple that folding makes by an operator.
const MAX_TUPLE: usize = 256;

/// The magnitude up to which ints are exact as floats.
const EXACT: i128 = 1 << 53;

/// A constant value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    None,
    Bool(bool),
    Ellipsis,
    Int(i128),
    Big { negative: bool, magnitude: Vec<u8> },
    Float(f64),
    Str(Vec<u8>),
    Tuple(Vec<Value>),
}

impl Value {
    /// Its truth.
    pub fn truth(&self) -> bool {
        match self {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Ellipsis | Value::Big { .. } => true,
            Value::Int(value) => *value != 0,
            Value::Float(value) => *value != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
        }
    }

    /// Its index among a module's constants.
    pub fn intern(&self, tables: &mut Tables) -> u32 {
        let value = match self {
            Value::None => Const::None,
            Value::Bool(true) => Const::True,
            Value::Bool(false) => Const::False,
            Value::Ellipsis => Const::Ellipsis,
            Value::Int(value) => match i64::try_from(*value) {
                Ok(value) => Const::Int(value),
                Err(_) => {
                    let mut magnitude = value.unsigned_abs().to_le_bytes().to_vec();
                    let zeros = magnitude.iter().rev().take_while(|byte| **byte == 0).count();
                    magnitude.truncate(magnitude.len() - zeros);
                    Const::Big { negative: *value < 0, magnitude }
                }
            },
            Value::Big { negative, magnitude } => Const::Big { negative: *negative, magnitude: magnitude.clone() },
            Value::Float(value) => Const::Float(*value),
            Value::Str(text) => Const::Str(text.clone()),
            Value::Tuple(items) => Const::Tuple(items.iter().map(|item| item.intern(tables)).collect()),
        };
        tables.constant(value)
    }

    /// As an int, bools being 0 and 1.
    fn int(&self) -> Option<i128> {
        match self {
            Value::Int(value) => Some(*value),
            Value::Bool(value) => Some(*value as i128),
            _ => None,
        }
    }

    fn float(&self) -> Option<f64> {
        match self {
            Value::Float(value) => Some(*value),
            _ => self.int().filter(|value| value.abs() <= EXACT).map(|value| value as f64),
        }
    }
}

/// The value of an expression, if it is constant.
pub(crate) fn value(source: &Source, expr: &Expr) -> Option<Value> {
    Some(match expr {
        Expr::NoneLiteral(_) => Value::None,
        Expr::BooleanLiteral(literal) => Value::Bool(literal.value),
        Expr::EllipsisLiteral(_) => Value::Ellipsis,
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(int) => literal::int(int)?,
            Number::Float(value) => Value::Float(*value),
            Number::Complex { .. } => return None,
        },
        Expr::Name(name) if name.id.as_str() == "__debug__" => Value::Bool(true),
        Expr::StringLiteral(literal) => Value::Str(literal::string(source, literal)),
        Expr::Tuple(tuple) => Value::Tuple(tuple.elts.iter().map(|item| value(source, item)).collect::<Option<_>>()?),
        Expr::UnaryOp(ast::ExprUnaryOp { op, operand, .. }) => unary(*op, value(source, operand)?)?,
        Expr::BinOp(ast::ExprBinOp { op, left, right, .. }) => {
            let right = value(source, right)?;
            binary(*op, value(source, left)?, right)?
        }
        _ => return None,
    })
}

fn unary(op: UnaryOp, operand: Value) -> Option<Value> {
    Some(match (op, operand) {
        (UnaryOp::Not, operand) => Value::Bool(!operand.truth()),
        (UnaryOp::USub, Value::Float(value)) => Value::Float(-value),
        (UnaryOp::UAdd, Value::Float(value)) => Value::Float(value),
        (UnaryOp::USub, Value::Big { negative, magnitude }) => Value::Big { negative: !negative, magnitude },
        (UnaryOp::UAdd, big @ Value::Big { .. }) => big,
        (UnaryOp::USub, operand) => Value::Int(-operand.int()?),
        (UnaryOp::UAdd, operand) => Value::Int(operand.int()?),
        (UnaryOp::Invert, Value::Int(value)) => Value::Int(!value),
        // On a bool `~` warns, on everything else it raises.
        (UnaryOp::Invert, _) => return None,
    })
}

fn binary(op: Operator, left: Value, right: Value) -> Option<Value> {
    if let (Value::Bool(left), Value::Bool(right)) = (&left, &right) {
        // Only these three give a bool for two bools.
        match op {
            Operator::BitAnd => return Some(Value::Bool(left & right)),
            Operator::BitOr => return Some(Value::Bool(left | right)),
            Operator::BitXor => return Some(Value::Bool(left ^ right)),
            _ => {}
        }
    }
    if let (Some(left), Some(right)) = (left.int(), right.int()) {
        return ints(op, left, right);
    }
    if let (Some(left), Some(right)) = (left.float(), right.float()) {
        let result = match op {
            Operator::Add => left + right,
            Operator::Sub => left - right,
            Operator::Mult => left * right,
            Operator::Div if right != 0.0 => left / right,
            _ => return None,
        };
        return (!result.is_nan()).then_some(Value::Float(result));
    }
    match (op, left, right) {
        (Operator::Add, Value::Str(left), Value::Str(right)) if left.len() + right.len() <= MAX_STR => {
            // A pair of surrogates stays two characters, as in CPython.
            Some(Value::Str([left, right].concat()))
        }
        (Operator::Add, Value::Tuple(left), Value::Tuple(right)) if left.len() + right.len() <= MAX_TUPLE => {
            Some(Value::Tuple([left, right].concat()))
        }
        (Operator::Mult, Value::Str(text), count) | (Operator::Mult, count, Value::Str(text)) => {
            let count = usize::try_from(count.int()?.max(0)).ok()?;
            (text.len().checked_mul(count)? <= MAX_STR).then(|| Value::Str(text.repeat(count)))
        }
        _ => None,
    }
}

fn ints(op: Operator, left: i128, right: i128) -> Option<Value> {
    let result = match op {
        Operator::Add => left.checked_add(right)?,
        Operator::Sub => left.checked_sub(right)?,
        Operator::Mult => left.checked_mul(right)?,
        Operator::FloorDiv if right != 0 => {
            let quotient = left.checked_div(right)?;
            quotient - (left % right != 0 && (left < 0) != (right < 0)) as i128
        }
        Operator::Mod if right != 0 => {
            let rest = left.checked_rem(right)?;
            if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest }
        }
        Operator::Div if right != 0 && left.abs() <= EXACT && right.abs() <= EXACT => {
            return Some(Value::Float(left as f64 / right as f64));
        }
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?)?,
        Operator::LShift if (0..MAX_BITS as i128).contains(&right) => left.checked_mul(1i128 << right)?,
        Operator::RShift if right >= 0 => left >> right.min(127),
        Operator::BitAnd => left & right,
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        _ => return None,
    };
    (128 - result.unsigned_abs().leading_zeros() <= MAX_BITS).then_some(Value::Int(result))
}
