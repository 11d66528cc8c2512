//! Slices that are done where they are.

use super::select::Selector;
use super::state::Res;
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::answer::Answer;
use crate::interp::ops::singleton;
use crate::value::Value;

impl Selector<'_, '_> {
    /// `r[b][:k + 1] = r[b][k::-1]`, of which `i` gets the right side: the front of a list in reverse order. False if it is
    /// anything else. Otherwise all instructions of it are done at once: where that cannot be, as for an index beyond the end, the
    /// interpreter executes them one by one, from this one on.
    pub(crate) fn flip(&mut self, i: Insn) -> Res<bool> {
        // What nothing is known of is what such an assignment takes.
        let may_be = |slot: u16, ty: Type| self.ty(slot) == ty || self.is_news(slot);
        if !may_be(i.b, Type::List) || !may_be(i.c, Type::Int) {
            return Ok(false);
        }
        let Some(behind) = self.flip_end(i)? else { return Ok(false) };
        self.ask(Answer::Flip, i.b, i.c)?;
        self.state.forget_from(i.a.min(i.c))?;
        self.skip_to = behind;
        Ok(true)
    }

    /// The instruction behind the assignment, if it is one.
    fn flip_end(&self, i: Insn) -> Res<Option<u32>> {
        let is_none = |slot: u16| self.state.constant(slot) == Some(Value::NONE.bits());
        if !is_none(i.c + 1) || self.state.constant_int(i.c + 2) != Some(-1) {
            return Ok(None);
        }
        let mut pc = self.state.pc + 1;
        let mut next = |wanted: Op| {
            let insn = self.insn(pc).filter(|x| x.decode() == Some(wanted))?;
            let joined = self.site(pc).map_or(true, |site| site.is_join());
            pc += 1;
            (!joined).then_some(insn)
        };
        let (Some(copy), Some(low), Some(high), Some(step), Some(set)) =
            (next(Op::Move), next(Op::LoadSingleton), next(Op::AddInt), next(Op::LoadSingleton), next(Op::SetSlice))
        else {
            return Ok(None);
        };
        let bounds = low.a;
        let is_front = singleton(low.b) == Value::NONE
            && high.a == bounds + 1
            && high.b < self.locals_end
            && self.state.same(high.b, i.c)
            && high.c_signed() == 1
            && step.a == bounds + 2
            && singleton(step.b) == Value::NONE;
        let is_own = copy.b == i.a && set.a == i.b && set.b == copy.a && set.c == bounds;
        let are_temporaries =
            [i.a, copy.a, bounds].iter().all(|slot| *slot >= self.locals_end) && i.b < self.locals_end;
        // All that was put above is gone behind it.
        let is_last = self.site(pc)?.height <= i.a;
        Ok((is_front && is_own && are_temporaries && is_last).then_some(pc))
    }
}
