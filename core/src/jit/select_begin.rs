//! Loops over what a call makes, begun without making it, as the interpreter does
//! ([`begin_loop`](crate::interp::begin_loop)): the call's code leaves the loop's state, and the `Iter` behind it has none.

use super::registers::Form;
use super::select::Selector;
use super::select_pairs::Made;
use super::state::Res;
use super::stencil::{INT_SHIFT, StencilId};
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
        // Most calls do not.
        if call.decode() != Some(Op::Call) || !begins_loop(call, next) || self.site(pc + 1).ok()?.is_join() {
            return None;
        }
        let callee = self.loaded_callee(pc, call)?;
        let makes =
            matches!(TypeId::from_value(callee)?, TypeId::Range | TypeId::Enumerate | TypeId::Zip | TypeId::Reversed);
        makes.then_some(call)
    }

    /// Does the call `i`, whose callee is known, and the `Iter` behind it at once, if that is possible.
    pub(crate) fn begin_loop(&mut self, i: Insn) -> Res<bool> {
        let pc = self.state.pc;
        let (Some(call), Some(next)) = (self.insn(pc), self.insn(pc + 1)) else { return Ok(false) };
        if call != i || i.decode() != Some(Op::Call) || !begins_loop(i, next) || self.site(pc + 1)?.is_join() {
            return Ok(false);
        }
        let made = match self.made_by(i) {
            Made::Range(step) if self.begin_range(i, step)? => Made::Range(step),
            Made::Enumerate if i.c == 1 && self.begin_numbered(i)? => Made::Numbered,
            Made::Zip if self.begin_zipped(i)? => Made::Zipped,
            Made::Reversed if i.c == 1 && self.begin_reversed(i)? => Made::Reversed,
            _ => return Ok(false),
        };
        let items = if made.step() != 0 { seen::INT } else { 0 };
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

    /// `enumerate(items)` of a list or tuple.
    fn begin_numbered(&mut self, i: Insn) -> Res<bool> {
        if !self.expect_sequences(i)? {
            return Ok(false);
        }
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.load(i.a, Value::int32(0))?;
        self.load(i.a + 2, Value::int32(0))?;
        self.note(i.a + 1, self.state.value(i.a + 1).ty.seen())?;
        self.state.forget_from(i.a + 3)?;
        Ok(true)
    }

    /// `reversed(items)` of a list or tuple.
    fn begin_reversed(&mut self, i: Insn) -> Res<bool> {
        if !self.expect_sequences(i)? {
            return Ok(false);
        }
        let ty = self.state.value(i.a + 1).ty;
        let object = self.state.raw(i.a + 1, ty)?;
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        let len = self.state.alloc(Form::Int)?;
        self.state.emit(StencilId::LoadLen, &[len, object], &[])?;
        self.state.copy(i.a + 2, i.a + 1)?;
        self.produce(i.a + 1, StencilId::AddIWrapImm, Form::Int, Type::Int, &[len], &[-1 << INT_SHIFT])?;
        self.state.give_back(len);
        self.load(i.a, Value::int32(-1))?;
        for (slot, seen) in (i.a..).zip([seen::INT, seen::INT, ty.seen()]) {
            self.note(slot, seen)?;
        }
        self.state.forget_from(i.b + 3)?;
        Ok(true)
    }

    /// `zip(one, other)` of lists or tuples.
    fn begin_zipped(&mut self, i: Insn) -> Res<bool> {
        if !self.expect_sequences(i)? {
            return Ok(false);
        }
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        for slot in i.a..i.a + 2 {
            self.state.copy(slot, slot + 1)?;
            self.note(slot, self.state.value(slot).ty.seen())?;
        }
        self.load(i.a + 2, Value::int32(0))?;
        self.state.forget_from(i.a + 3)?;
        Ok(true)
    }

    /// Exits unless the call's arguments are lists or tuples as they were seen; false if they were seen to be something else.
    fn expect_sequences(&mut self, i: Insn) -> Res<bool> {
        let sequence = |ty: Type| matches!(ty, Type::List | Type::Tuple).then_some(ty);
        // What was seen here, or is iterated over now; most are lists.
        let bits = self.feedback.get(self.state.pc as usize + 1).copied().unwrap_or(0);
        let live = |slot: u16| self.live.get(slot as usize).map_or(Type::Unknown, |v| Type::of(self.cx, *v));
        let running = (i.a..i.a + 3).find_map(|slot| sequence(live(slot)));
        let likely = if bits == 0 { running.or(Some(Type::List)) } else { sequence(Type::from_seen(bits)) };
        let mut types = [Type::Unknown; 2];
        for (k, ty) in (1..=i.c).zip(&mut types) {
            let expected = match self.ty(i.b + k) {
                Type::Unknown => likely,
                known => sequence(known),
            };
            let Some(expected) = expected else { return Ok(false) };
            *ty = expected;
        }
        for (k, ty) in (1..=i.c).zip(types) {
            if self.state.value(i.b + k).ty != ty {
                self.state.raw(i.b + k, ty)?;
            }
        }
        Ok(true)
    }
}
