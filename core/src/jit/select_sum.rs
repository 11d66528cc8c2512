//! `sum`, a value at a time (see [`sum`](crate::object::sum)).
//!
//! An int is added to an int whatever was lost before, a float to a float together with what that loses. The total is an int at
//! first: where floats are added to it, a loop carries it boxed, and it is converted each time. That loses nothing, as 0 does.

use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{INT_SHIFT, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::run::seen;
use crate::value::Value;

impl Selector<'_, '_> {
    /// The sum in `r[a..a + 2]` gets `r[b]` added, if these are numbers; false if that is not known.
    pub(crate) fn sum_add(&mut self, i: Insn) -> Res<bool> {
        // What was noted last of the total is what it began with; that it is a number is all that is expected of it.
        let total = self.state.value(i.a).ty;
        match (total, self.ty(i.b)) {
            (Type::Int | Type::Unknown, Type::Int) => self.arithmetic(Op::Add, Insn::new(Op::Add, i.a, i.a, i.b)),
            (Type::Int | Type::Unknown, Type::Bool) if self.state.value(i.b).ty == Type::Bool => self.count(i),
            (Type::Float | Type::Unknown, Type::Float) if self.ty(i.a + 1) == Type::Float => {
                self.sum_floats(i, total == Type::Unknown)
            }
            _ => Ok(false),
        }
    }

    /// Adds 1 to an int if `r[b]`, which is known to be a bool, is true.
    fn count(&mut self, i: Insn) -> Res<bool> {
        let total = self.state.int(i.a)?;
        let v = self.state.boxed(i.b)?;
        let r = self.state.temporary(TRUE_BIT)?;
        self.state.emit(StencilId::AndI, &[r, v, r], &[])?;
        self.state.emit(StencilId::ShlWord, &[r, r], &[(INT_SHIFT - TRUE_BIT.trailing_zeros()) as i64])?;
        self.produce(i.a, StencilId::AddI, Form::Int, Type::Int, &[total, r], &[])
    }

    fn sum_floats(&mut self, i: Insn, either: bool) -> Res<bool> {
        let lost = self.state.float(i.a + 1)?;
        let x = self.state.float(i.b)?;
        let total = if either { self.number_of_either(i.a)? } else { self.state.float(i.a)? };
        let boxed = self.state.boxed(i.a)?;
        let error = self.state.alloc(Form::Float)?;
        self.state.emit(StencilId::AddError, &[error, boxed, x], &[])?;
        self.produce(i.a + 1, StencilId::AddF, Form::Float, Type::Float, &[lost, error], &[])?;
        self.produce(i.a, StencilId::AddF, Form::Float, Type::Float, &[total, x], &[])
    }

    /// What a sum comes to; an int loses nothing.
    pub(crate) fn sum_end(&mut self, i: Insn) -> Res<bool> {
        if self.state.value(i.b).ty != Type::Int {
            return Ok(false);
        }
        self.state.copy(i.a, i.b)?;
        self.note(i.a, seen::INT)?;
        Ok(true)
    }
}

/// The bit that `True` has and `False` has not.
const TRUE_BIT: u64 = 2;
const _: () = assert!(Value::FALSE.bits() & TRUE_BIT == 0 && Value::TRUE.bits() & TRUE_BIT != 0);
