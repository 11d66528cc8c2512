//! Loops over what a call makes, begun without making it, as the interpreter does
//! ([`begin_loop`](crate::interp::begin_loop)): the call's code leaves the loop's state, and the `Iter` behind it has none.

use super::select::Selector;
use super::select_pairs::Made;
use super::state::Res;
use super::stencil::StencilId;
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::begin_loop::begins_loop;
use crate::interp::run::seen;
use crate::object::TypeId;
use crate::value::Value;

impl Selector<'_, '_> {
    /// The call at `pc`, if it is likely to begin a loop.
    pub(crate) fn loop_begun_at(&self, pc: u32) -> Option<Insn> {
        let (call, next) = (self.insn(pc)?, self.insn(pc + 1)?);
        let begins = call.decode() == Some(Op::Call) && begins_loop(call, next) && !self.site(pc + 1).ok()?.is_join();
        let callee = self.loaded_callee(pc, call)?;
        (begins && TypeId::from_value(callee) == Some(TypeId::Range)).then_some(call)
    }

    /// Does the call `i`, whose callee is known, and the `Iter` behind it at once, if that is possible.
    pub(crate) fn begin_loop(&mut self, i: Insn) -> Res<bool> {
        let pc = self.state.pc;
        let (Some(call), Some(next)) = (self.insn(pc), self.insn(pc + 1)) else { return Ok(false) };
        if call != i || i.decode() != Some(Op::Call) || !begins_loop(i, next) || self.site(pc + 1)?.is_join() {
            return Ok(false);
        }
        let made = self.made_by(i);
        let items = match made {
            Made::Range(step) if self.begin_range(i, step)? => seen::INT,
            _ => return Ok(false),
        };
        *self.made.at_mut(i.a)? = made;
        self.note_items(next, pc + 1, items)?;
        self.skip_to = pc + 2;
        Ok(true)
    }

    fn begin_range(&mut self, i: Insn, step: i8) -> Res<bool> {
        // The bounds are where the loop's state has them, but for a single one.
        let bounds = match i.c {
            1 => 1..2,
            2 | 3 => 1..3,
            _ => return Ok(false),
        };
        if !bounds.clone().all(|k| matches!(self.ty(i.b + k), Type::Int | Type::Unknown)) {
            return Ok(false);
        }
        for k in bounds {
            if self.state.value(i.b + k).ty != Type::Int {
                self.state.int(i.b + k)?;
            }
        }
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.forget_from(i.b + 3)?;
        if i.c == 1 {
            self.state.copy(i.a + 2, i.b + 1)?;
            self.load(i.a + 1, Value::int32(0))?;
        }
        self.load(i.a, Value::int32(step as i32))?;
        for slot in i.a + 1..i.a + 3 {
            self.note(slot, seen::INT)?;
        }
        Ok(true)
    }
}
