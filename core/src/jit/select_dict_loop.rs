//! Loops over dicts: `for key in d`, `for value in d.values()`, `for key, value in d.items()`.
//!
//! The loop's state is the dict and where it is in it, in two ints ([`Cursor`](crate::object::iter::Cursor)). Compiled code takes
//! the next entry where no entry has been deleted on the way and the dict has the size that it had, and the parts of an item
//! without the tuple. Whatever else there is, the end among it, is the helper's of the instruction, behind the loop's code.

use super::compile::Refusal;
use super::plan::Target;
use super::registers::Form;
use super::select::Selector;
use super::select_pairs::Made;
use super::state::Res;
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::run::seen;
use crate::object::ViewKind;
use crate::object::hashtable::entry_offsets;

impl Selector<'_, '_> {
    /// From `slot` on lies the state of a loop over a dict that is likely to be of this sort.
    pub(crate) fn begin_dict(&mut self, slot: u16, view: ViewKind) -> Res {
        self.note(slot, seen::OTHER)?;
        self.note(slot + 1, seen::INT)?;
        self.note(slot + 2, seen::INT)?;
        *self.made.at_mut(slot)? = Made::Dict(view);
        Ok(())
    }

    /// The back-edge of a loop over a dict; false if it is none.
    pub(crate) fn dict_next(&mut self, i: Insn) -> Res<bool> {
        let Made::Dict(view) = self.made.at(i.a)? else { return Ok(false) };
        let pairs = self.pairs(i)?;
        if self.ty(i.a + 1) != Type::Int
            || self.base != 0
            || !self.state.can_fork()
            || (view == ViewKind::Items) != pairs.is_some()
        {
            return Ok(false);
        }
        let head = self.target(i)?;
        if let Some(pairs) = pairs {
            self.take_apart(pairs, head)?;
        }

        // Everything is where it has to be before the first branch leads away.
        self.state.flush_slot(i.a + 2)?;
        let dict = self.state.raw(i.a, Type::Dict)?;
        let (at, entry) = (self.state.int(i.a + 1)?, self.state.alloc(Form::Raw)?);
        let ended = self.state.plan.label();
        let begun = [(i.a as i64 + 2) * 8, view as i64];
        self.state.plan.stencil(StencilId::BrResized, &[dict], &begun, Target::None, Target::Local(ended))?;
        let regs = [entry, dict, at];
        self.state.plan.stencil(StencilId::DictEntry, &regs, &[], Target::None, Target::Local(ended))?;
        if !self.state.keep_here()? {
            return Err(Refusal::Internal);
        }

        // There is an entry. But for want of fuel, from here on it does not exit.
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.forget(i.b)?;
        let [_, key, value] = entry_offsets(0);
        match pairs {
            Some(pairs) => {
                let bits = self.second_part_seen(head);
                for (slot, part, bits) in [(pairs.first, key, 0), (pairs.first + 1, value, bits)] {
                    self.state.forget(slot)?;
                    self.entry_part(slot, entry, part, bits)?;
                }
            }
            None => {
                let part = if view == ViewKind::Keys { key } else { value };
                let bits = self.result_feedback();
                self.entry_part(i.b, entry, part, bits)?;
            }
        }
        self.state.give_back(entry);
        self.state.renew(at);
        self.produce(i.a + 1, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[1 << INT_SHIFT])?;
        self.jump_back(head + pairs.is_some() as u32)?;

        // There may be none, or not there.
        self.go_on_at(ended)?;
        self.generic(Op::ForNext, i)?;
        self.begin_dict(i.a, view)?;
        Ok(true)
    }

    /// Part of an entry to a slot, and of which types it was seen.
    fn entry_part(&mut self, slot: u16, entry: Reg, offset: i64, bits: u8) -> Res {
        let part = self.state.alloc(Form::Boxed)?;
        self.state.emit(StencilId::LdField, &[part, entry], &[offset])?;
        self.state.set(slot, part, Form::Boxed, Type::Unknown)?;
        self.state.learn(slot, Type::Unknown)?;
        self.note(slot, bits)
    }
}
