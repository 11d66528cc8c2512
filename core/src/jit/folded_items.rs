//! Fuel folded into the turns of loops over the items of a list or tuple: `for x in items`, `for i, x in enumerate(items)`.
//!
//! Nothing that is done in line makes a list longer or shorter, and whatever might takes fuel, so that nothing is folded there. So the loop is
//! counted when it begins, by the length of the list from the index on ([`StencilId::FoldItems`]), and no turn looks at that again.
//!
//! Snapshots and stencils know turns that cost more than a unit, of which a turn that has begun owes the rest ([`State::owed`]); every turn costs one, yet. What is left
//! of the fuel where no turn is may then be less than a turn's price: the loop may not have ended, which is looked at there.

use super::compile::Refusal;
use super::folded::{Fold, Step};
use super::loops::Loop;
use super::plan::Target;
use super::proved::Proved;
use super::select::Selector;
use super::state::{Res, State};
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::bytecode::Op;

impl Selector<'_, '_> {
    /// `for x in items`, or with the number of each.
    pub(super) fn counted_items(&self, l: Loop) -> Option<Fold> {
        let i = self.insn(l.end).filter(|i| i.decode() == Some(Op::ForNext))?;
        let (counter, end) = match l.pairs {
            Some(pairs) if pairs.are_numbered() => (i.a, i.a + 1),
            Some(_) => return None,
            None => (i.a + 1, i.a),
        };
        let is_sequence = matches!(self.expected(end, l), Type::List | Type::Tuple);
        is_sequence.then_some(Fold {
            counter,
            end,
            step: Step::Item,
            pays_last: false,
            proved: Proved::nothing(counter),
            price: 0,
        })
    }

    /// Takes a turn of the loop that counts here. The label is where none is left.
    pub(super) fn take_turn(&mut self, fold: Fold) -> Res<u32> {
        if self.state.owed != 0 {
            return Err(Refusal::Folded);
        }
        let ended = self.state.plan.label();
        self.state.branch(StencilId::BrNoTurn, &[], &[], Target::Local(ended))?;
        if !self.state.keep_here()? {
            return Err(Refusal::Folded);
        }
        self.state.emit(StencilId::TakeTurn, &[], &[])?;
        // Until it has its item, the interpreter takes it again.
        self.state.owe(1 << fold.price);
        Ok(ended)
    }

    /// The turn that was taken is the loop's from here on.
    pub(super) fn begin_counted(&mut self, fold: Fold) {
        self.state.owe(fold.owed());
    }

    /// Where no turn is left, behind the loop: the list or tuple and the index are in these registers, as they were where the turn would have been taken.
    pub(super) fn end_turns(&mut self, ended: u32, fold: Fold, object: Reg, at: Reg) -> Res {
        self.go_on_at(ended)?;
        self.state.emit(StencilId::SettleEnd, &[], &[])?;
        self.state.settled();
        if fold.price != 0 {
            let none = self.state.plan.label();
            self.state.branch(StencilId::BrNoItem, &[object, at], &[], Target::Local(none))?;
            let exit = Target::Exit(self.state.exit()?);
            self.state.branch(StencilId::Jump, &[], &[], exit)?;
            self.state.mark(super::plan::Step::Local(none))?;
        }
        // Where there is no fuel, the loop has ended or the program stops: the interpreter finds out.
        self.state.emit(StencilId::BackEdge, &[], &[])
    }
}

impl State<'_> {
    /// The turn owes so much from here on.
    pub(super) fn owe(&mut self, units: u8) {
        self.owed = units;
        self.version += 1;
    }

    /// Plans to fold the fuel of a loop over items.
    pub(super) fn fold_items(&mut self, fold: Fold) -> Res {
        let at = self.int(fold.counter)?;
        let ty = self.value(fold.end).ty;
        let object = self.raw(fold.end, ty)?;
        self.emit(StencilId::FoldItems, &[at, object], &fold.imms())
    }
}
