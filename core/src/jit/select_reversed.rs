//! Loops over the `reversed` of a list or tuple, of which none is made ([`select_begin`](super::select_begin)).

use super::registers::Form;
use super::select::Selector;
use super::select_pairs::Made;
use super::state::Res;
use super::stencil::{INT_SHIFT, StencilId};
use super::types::Type;
use crate::bytecode::Insn;

impl Selector<'_, '_> {
    /// The back-edge of such a loop; false if it is none.
    pub(crate) fn reversed_next(&mut self, i: Insn) -> Res<bool> {
        let (next, sequence) = (i.a + 1, i.a + 2);
        let ty = self.ty(sequence);
        let is_reversed = self.made.at(i.a)? == Made::Reversed;
        if !is_reversed || self.ty(next) != Type::Int || !matches!(ty, Type::List | Type::Tuple) {
            return Ok(false);
        }
        let object = self.state.raw(sequence, ty)?;
        let at = self.state.int(next)?;
        let done = self.loop_end(None)?;
        // As an unsigned number, what is before the first item is behind the last.
        self.state.branch(StencilId::BrNoItem, &[object, at], &[], done)?;
        let item = self.next_item([sequence, i.b], ty, [object, at])?;
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.have_item(i, item, self.result_feedback())?;
        self.produce(next, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[-1 << INT_SHIFT])?;
        let target = self.target(i)?;
        self.jump_back(target)?;
        Ok(true)
    }
}
