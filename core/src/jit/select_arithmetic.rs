//! Arithmetic on small ints and floats.

use super::registers::Form;
use super::room::Room;
use super::select::Selector;
use super::state::Res;
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::run::seen;
use crate::value::{INT_MAX, INT_MIN};

/// The second operand of an operation.
#[derive(Clone, Copy)]
enum Right {
    Slot(u16),
    Int(i64),
}

/// The operations with stencils.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

impl Arithmetic {
    /// The stencil that does it with floats.
    const fn of_floats(self) -> Option<StencilId> {
        Some(match self {
            Arithmetic::Add => StencilId::AddF,
            Arithmetic::Sub => StencilId::SubF,
            Arithmetic::Mul => StencilId::MulF,
            Arithmetic::TrueDiv => StencilId::DivF,
            _ => return None,
        })
    }
}

/// Which operation it is.
pub(crate) const fn operation(op: Op) -> Option<Arithmetic> {
    Some(match op {
        Op::Add | Op::IAdd | Op::AddInt | Op::IAddInt => Arithmetic::Add,
        Op::Sub | Op::ISub | Op::SubInt | Op::ISubInt => Arithmetic::Sub,
        Op::Mul | Op::IMul => Arithmetic::Mul,
        Op::TrueDiv | Op::ITrueDiv => Arithmetic::TrueDiv,
        Op::FloorDiv | Op::IFloorDiv => Arithmetic::FloorDiv,
        Op::Mod | Op::IMod => Arithmetic::Mod,
        Op::LShift | Op::ILShift => Arithmetic::LShift,
        Op::RShift | Op::IRShift => Arithmetic::RShift,
        Op::And | Op::IAnd => Arithmetic::And,
        Op::Or | Op::IOr => Arithmetic::Or,
        Op::Xor | Op::IXor => Arithmetic::Xor,
        _ => return None,
    })
}

impl Selector<'_, '_> {
    /// A binary operation, if its operands are numbers; false if that is not known.
    pub(crate) fn arithmetic(&mut self, op: Op, i: Insn) -> Res<bool> {
        let Some(operation) = operation(op) else { return Ok(false) };
        let right = match op {
            Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt => Right::Int(i.c_signed() as i64),
            _ => Right::Slot(i.c),
        };
        let y = match right {
            Right::Slot(slot) => self.ty(slot),
            Right::Int(_) => Type::Int,
        };
        let x = match self.ty(i.b) {
            // What a constant int is added to is mostly one, too.
            Type::Unknown if matches!(right, Right::Int(_)) && self.is_news(i.b) => Type::Int,
            ty => ty,
        };
        match (x, y) {
            (Type::Int, Type::Int) if operation != Arithmetic::TrueDiv => self.int_operation(operation, i, right),
            (x, y) if x.is_number() && y.is_number() => self.float_operation(operation, i, x, y, right),
            _ if matches!(right, Right::Int(_)) => Ok(false),
            _ => self.mixed_operation(operation, i),
        }
    }

    /// Whether one of two slots has a float, and the other one was seen with floats and small ints.
    pub(crate) fn is_mixed(&self, x: u16, y: u16) -> bool {
        let is_either = |slot: u16| {
            let unknown = self.state.value(slot).ty == Type::Unknown;
            unknown && self.seen.get(slot.into()) == Some(seen::INT | seen::FLOAT)
        };
        // Where the instruction has failed before, nothing is guessed.
        let is_float =
            |slot: u16| if self.given_up() { self.state.value(slot).ty } else { self.ty(slot) } == Type::Float;
        is_float(x) && is_either(y) || is_either(x) && is_float(y)
    }

    /// The operation, if it is on a float and a number that is now a float, now an int.
    pub(crate) fn mixed_arithmetic(&mut self, op: Op, i: Insn) -> Res<bool> {
        let Some(operation) = operation(op) else { return Ok(false) };
        let constant = matches!(op, Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt);
        if constant { Ok(false) } else { self.mixed_operation(operation, i) }
    }

    fn mixed_operation(&mut self, operation: Arithmetic, i: Insn) -> Res<bool> {
        let Some(id) = operation.of_floats().filter(|_| self.is_mixed(i.b, i.c)) else { return Ok(false) };
        let a = self.either_number(i.b)?;
        let b = self.either_number(i.c)?;
        self.produce(i.a, id, Form::Float, Type::Float, &[a, b], &[])
    }

    /// A float, or a number that may be either, as a float.
    fn either_number(&mut self, slot: u16) -> Res<Reg> {
        if self.ty(slot) == Type::Float { self.state.float(slot) } else { self.number_of_either(slot) }
    }

    /// A number that may be a float or a small int, as a float.
    pub(crate) fn number_of_either(&mut self, slot: u16) -> Res<Reg> {
        let from = self.state.boxed(slot)?;
        let r = self.state.alloc(Form::Float)?;
        self.state.emit(StencilId::NumberToFloat, &[r, from], &[])?;
        Ok(r)
    }

    /// The constant that the operand is, if it is one.
    fn right_constant(&self, right: Right) -> Option<i64> {
        match right {
            Right::Slot(slot) => self.state.constant_int(slot),
            Right::Int(k) => Some(k),
        }
    }

    fn right_int(&mut self, right: Right) -> Res<Reg> {
        match right {
            Right::Slot(slot) => self.state.int(slot),
            Right::Int(k) => self.state.word((k << INT_SHIFT) as u64),
        }
    }

    fn int_operation(&mut self, operation: Arithmetic, i: Insn, right: Right) -> Res<bool> {
        let constant = self.right_constant(right);
        let x = self.state.room(i.b);
        if let Some(k) = constant {
            match operation {
                Arithmetic::Add if self.add_constant(i, i.b, k)? => return Ok(true),
                Arithmetic::Sub if k != INT_MIN && self.add_constant(i, i.b, -k)? => return Ok(true),
                _ => {}
            }
            let shift = (0..=49).contains(&k);
            let with_immediate = match operation {
                Arithmetic::LShift if shift => Some((StencilId::ShlIImm, k)),
                Arithmetic::RShift if shift => Some((StencilId::ShrIImm, k)),
                Arithmetic::FloorDiv if k > 0 && k & (k - 1) == 0 => {
                    Some((StencilId::ShrIImm, k.trailing_zeros() as i64))
                }
                _ => None,
            };
            if let Some((id, imm)) = with_immediate
                && self.state.table.fits(id, 0, imm)
            {
                let a = self.state.int(i.b)?;
                self.produce(i.a, id, Form::Int, Type::Int, &[a], &[imm])?;
                if id == StencilId::ShrIImm {
                    self.state.learn_room(i.a, x.shifted(imm))?;
                }
                return Ok(true);
            }
            if operation == Arithmetic::Mul {
                return self.multiply_by(i.a, i.b, k);
            }
            if operation == Arithmetic::Mod && k > 0 && k & (k - 1) == 0 {
                let a = self.state.int(i.b)?;
                let mask = self.state.temporary(((k - 1) << INT_SHIFT) as u64)?;
                self.produce(i.a, StencilId::AndI, Form::Int, Type::Int, &[a, mask], &[])?;
                self.state.learn_room(i.a, Room::of(k))?;
                return Ok(true);
            }
            if k > 2 && matches!(operation, Arithmetic::FloorDiv | Arithmetic::Mod) {
                return self.divide_by(operation, i, k);
            }
            // What always exits is better not begun.
            let zero = k == 0 && matches!(operation, Arithmetic::FloorDiv | Arithmetic::Mod);
            if zero || !shift && matches!(operation, Arithmetic::LShift | Arithmetic::RShift) {
                return Ok(false);
            }
        } else if let Some(k) = self.state.constant_int(i.b)
            && let Right::Slot(slot) = right
        {
            if operation == Arithmetic::Add && self.add_constant(i, slot, k)? {
                return Ok(true);
            }
            if operation == Arithmetic::Mul {
                return self.multiply_by(i.a, slot, k);
            }
        }
        let y = match right {
            Right::Slot(slot) => self.state.room(slot),
            Right::Int(k) => Room::exactly(k),
        };
        let (room, fits) = match operation {
            Arithmetic::Add => x.plus(y),
            Arithmetic::Sub => x.minus(y),
            Arithmetic::Mul => x.times(y),
            _ => (Room::NONE, false),
        };
        let id = match operation {
            Arithmetic::Add if fits => StencilId::AddIWrap,
            Arithmetic::Sub if fits => StencilId::SubWord,
            Arithmetic::Mul if fits => StencilId::MulIWrap,
            Arithmetic::Add => StencilId::AddI,
            Arithmetic::Sub => StencilId::SubI,
            Arithmetic::Mul => StencilId::MulI,
            Arithmetic::FloorDiv => StencilId::FloordivI,
            Arithmetic::Mod => StencilId::ModI,
            Arithmetic::LShift => StencilId::ShlI,
            Arithmetic::RShift => StencilId::ShrI,
            Arithmetic::And => StencilId::AndI,
            Arithmetic::Or => StencilId::OrI,
            Arithmetic::Xor => StencilId::XorI,
            Arithmetic::TrueDiv => return Ok(false),
        };
        let a = self.state.int(i.b)?;
        let b = self.right_int(right)?;
        self.produce(i.a, id, Form::Int, Type::Int, &[a, b], &[])?;
        let masked = constant.filter(|k| *k >= 0 && matches!(operation, Arithmetic::And | Arithmetic::Mod));
        self.state.learn_room(i.a, masked.map_or(room, Room::of))?;
        Ok(true)
    }

    /// `r[a] = r[from] + k`, if `k` fits; without a look at overflow where there is room.
    fn add_constant(&mut self, i: Insn, from: u16, k: i64) -> Res<bool> {
        let imm = k << INT_SHIFT;
        if !self.state.table.fits(StencilId::AddIImm, 0, imm) {
            return Ok(false);
        }
        let room = self.state.room(from);
        let fits = room.has(k) && self.state.table.fits(StencilId::AddIWrapImm, 0, imm);
        let id = if fits { StencilId::AddIWrapImm } else { StencilId::AddIImm };
        let a = self.state.int(from)?;
        self.produce(i.a, id, Form::Int, Type::Int, &[a], &[imm])?;
        self.state.learn_room(i.a, room.moved(k))?;
        Ok(true)
    }

    /// `r[to] = r[from] * k`, without a look at overflow where there is none.
    fn multiply_by(&mut self, to: u16, from: u16, k: i64) -> Res<bool> {
        let (room, fits) = self.state.room(from).times(Room::exactly(k));
        let a = self.state.int(from)?;
        let b = self.state.word(k as u64)?;
        let id = if fits { StencilId::MulWord } else { StencilId::MulRaw };
        self.produce(to, id, Form::Int, Type::Int, &[a, b], &[])?;
        self.state.learn_room(to, room)?;
        Ok(true)
    }

    /// `r[a] = r[b] // k` or `r[b] % k`, `k` being above 2 and no power of it, by a multiplication.
    fn divide_by(&mut self, operation: Arithmetic, i: Insn, k: i64) -> Res<bool> {
        let room = self.state.room(i.b).divided(k);
        let divisor = (k << INT_SHIFT) as u64;
        let (factor, shift) = reciprocal(divisor);
        let a = self.state.int(i.b)?;
        let quotient = self.state.temporary(factor)?;
        self.state.emit(StencilId::DivBy, &[quotient, a, quotient], &[shift])?;
        if operation == Arithmetic::FloorDiv {
            self.produce(i.a, StencilId::WordToInt, Form::Int, Type::Int, &[quotient], &[])?;
            self.state.learn_room(i.a, room)?;
            return Ok(true);
        }
        let product = self.state.temporary(divisor)?;
        self.state.emit(StencilId::MulWord, &[product, quotient, product], &[])?;
        self.produce(i.a, StencilId::SubWord, Form::Int, Type::Int, &[a, product], &[])?;
        self.state.learn_room(i.a, Room::of(k))?;
        Ok(true)
    }

    fn float_operation(&mut self, operation: Arithmetic, i: Insn, x: Type, y: Type, right: Right) -> Res<bool> {
        let Some(id) = operation.of_floats() else { return Ok(false) };
        let id = if id == StencilId::DivF && self.is_nonzero(right, y) { StencilId::DivFNonzero } else { id };
        let a = self.state.number(i.b, x)?;
        let b = match right {
            Right::Slot(slot) => self.state.number(slot, y)?,
            Right::Int(k) => self.state.float_temporary(k as f64)?,
        };
        self.produce(i.a, id, Form::Float, Type::Float, &[a, b], &[])
    }

    /// Whether the operand, of this type, is known not to be 0.
    fn is_nonzero(&self, right: Right, ty: Type) -> bool {
        match right {
            Right::Int(k) => k != 0,
            Right::Slot(slot) if ty == Type::Int => !self.state.room(slot).has_zero(),
            Right::Slot(slot) => self.state.constant(slot).is_some_and(|bits| f64::from_bits(bits) != 0.0),
        }
    }

    /// `-x`, `+x`, `~x`.
    pub(crate) fn unary(&mut self, op: Op, i: Insn) -> Res<bool> {
        match (op, self.ty(i.b)) {
            (Op::Neg, Type::Int) => {
                let a = self.state.int(i.b)?;
                self.produce(i.a, StencilId::NegI, Form::Int, Type::Int, &[a], &[])
            }
            (Op::Invert, Type::Int) => {
                let a = self.state.int(i.b)?;
                self.produce(i.a, StencilId::InvertI, Form::Int, Type::Int, &[a], &[])
            }
            (Op::Neg, Type::Float) => {
                let a = self.state.float(i.b)?;
                self.produce(i.a, StencilId::NegF, Form::Float, Type::Float, &[a], &[])
            }
            (Op::Pos, ty) if ty.is_number() => {
                if ty == Type::Int {
                    self.state.int(i.b)?;
                } else {
                    self.state.float(i.b)?;
                }
                self.state.copy(i.a, i.b)?;
                self.note(i.a, ty.seen())?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// The factor and the shift for [`StencilId::DivBy`] by a divisor below 2^63 that is no power of two.
///
/// With 2^(n-1) < d < 2^n the factor is f = 2^(63 + n) / d, rounded up: f * d = 2^(63 + n) + e, 0 < e < d. For x below 2^63 then
/// x * f / 2^(63 + n) = (x + x * e / 2^(63 + n)) / d, which is above x / d by less than 1 / d: no integer is between them.
fn reciprocal(divisor: u64) -> (u64, i64) {
    let bits = u64::BITS - divisor.leading_zeros();
    let factor = (1u128 << (63 + bits)) / u128::from(divisor.max(1)) + 1;
    (factor as u64, i64::from(bits) - 1)
}

// Immediates made from small ints do not overflow.
const _: () = assert!(INT_MAX << INT_SHIFT >> INT_SHIFT == INT_MAX && INT_MIN << INT_SHIFT >> INT_SHIFT == INT_MIN);

#[cfg(test)]
mod tests {
    use super::*;

    /// What the stencil does.
    fn quotient(a: i64, (factor, shift): (u64, i64)) -> i64 {
        let sign = a >> 63;
        let high = ((u128::from((a ^ sign) as u64) * u128::from(factor)) >> 64) as u64;
        (high >> shift) as i64 ^ sign
    }

    #[test]
    fn multiplying_by_a_reciprocal_divides() {
        let around = |n: i64| [n - 1, n, n + 1];
        let mut numbers: Vec<i64> = (0..50).flat_map(|bit| around(1 << bit)).collect();
        numbers.extend((0..40).map(|i| 3_i64.pow(i % 30) * 7 + i64::from(i)));
        numbers.retain(|n| *n <= INT_MAX);
        for k in numbers.iter().copied().filter(|k| *k > 2 && k & (k - 1) != 0) {
            let by = reciprocal((k << INT_SHIFT) as u64);
            let multiples = [1, 2, 3, INT_MAX / k / 2, INT_MAX / k].map(|n| n * k);
            for n in numbers.iter().copied().chain(multiples.into_iter().flat_map(around)).filter(|n| *n <= INT_MAX) {
                for n in [n, -n, INT_MAX, INT_MIN] {
                    assert_eq!(quotient(n << INT_SHIFT, by), n.div_euclid(k), "{n} // {k}");
                }
            }
        }
    }
}
