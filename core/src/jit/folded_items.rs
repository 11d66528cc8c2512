//! Fuel folded into the turns of loops over the items of a list or tuple: `for x in items`, `for i, x in enumerate(items)`.
//!
//! Nothing that is done in line makes a list longer or shorter, and whatever might takes fuel, so that nothing is folded there. So the loop is
//! counted when it begins, by the length of the list from the index on ([`StencilId::FoldItems`]), and no turn looks at that again.
//!
//! A turn in which a function is called that is inlined, and has only arithmetic in it, costs one unit more. A turn that has begun owes that
//! until it comes to the call ([`State::owed`]). What is left of the fuel where no turn is may then be less than a turn's price: the loop may
//! not have ended, which is looked at there.
//!
//! Lists with 2^23 items or more are not counted, so that indices are known to be small ([`Room::INDEX`](super::room::Room::INDEX)).

use super::compile::Refusal;
use super::folded::{Fold, Step};
use super::inline;
use super::loops::Loop;
use super::plan::Target;
use super::proved::Proved;
use super::registers::Form;
use super::select::Selector;
use super::select_item::item_form;
use super::state::{Res, State};
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::heap::Gc;
use crate::object::Code;

/// The least items of lists that are not counted.
const TOO_MANY: usize = 1 << 23;

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
        // The function is compiled again for a frame whose list was too long.
        let live = self.live.get(usize::from(end)).filter(|_| l.has(self.live_pc));
        let is_huge = live.and_then(|v| self.cx.items_of(*v)).is_some_and(|items| items.len() >= TOO_MANY);
        (is_sequence && !is_huge).then_some(Fold {
            counter,
            end,
            step: Step::Item,
            pays_last: false,
            proved: Proved::nothing(counter),
            price: 0,
        })
    }

    /// The function that the instruction calls, if that will be inlined and takes no fuel itself: one with nothing but arithmetic, most
    /// likely on numbers, and one way through it.
    pub(super) fn called_for_numbers(&self, pc: u32, i: Insn, l: Loop) -> Option<Gc<Code>> {
        if i.decode() != Some(Op::Call) {
            return None;
        }
        let loads =
            |at: &u32| self.insn(*at).is_some_and(|load| load.decode() == Some(Op::LoadGlobal) && load.a == i.b);
        let callee = inline::callee(self.cx, self.code, (l.head..pc).rev().find(loads)?)?;
        let c = self.cx.get(callee);
        let insns = self.cx.code_view(callee).insns();
        let is_plain = |(at, insn): (usize, &Insn)| match insn.decode() {
            Some(Op::Move | Op::LoadConst | Op::LoadInt) => true,
            Some(Op::Return) => at + 1 == insns.len(),
            Some(op) => super::select_arithmetic::operation(op).is_some(),
            None => false,
        };
        let is_meant = c.args == i.c
            && (c.feedback != 0 || self.inline_unseen)
            && self.state.plan.frames.room() > 1
            && insns.iter().enumerate().all(is_plain);
        is_meant.then_some(callee)
    }

    /// Whether there is one way through a turn of the loop, whose body begins at `first`: it is entered by a jump to its end.
    pub(super) fn has_one_way(&self, l: Loop, first: u32) -> Res<bool> {
        let body = self.insns.get(first as usize..l.end as usize).unwrap_or_default();
        let mut within = first + 1..l.end;
        let enters = l.head.checked_sub(1).and_then(|pc| Some((pc, self.insn(pc)?)));
        let is_entered = enters.is_some_and(|(pc, i)| i.decode() == Some(Op::Jump) && i.target(pc) == Some(l.end));
        Ok(is_entered
            && self.site(l.end)?.jumps == 1
            && !(first..).zip(body).any(|(at, i)| i.target(at).is_some())
            && !within.any(|pc| self.site(pc).map_or(true, |site| site.is_join())))
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

    /// Takes a turn that is known to be left of a loop over a list or tuple, and gives the loop its item.
    pub(super) fn next_counted(&mut self, i: Insn, fold: Fold) -> Res {
        let ty = self.state.value(i.a).ty;
        let at = self.state.int(i.a + 1)?;
        // Of a list the address of its array is enough.
        let object = if ty == Type::List { at } else { self.state.raw(i.a, ty)? };
        self.state.emit(StencilId::TakeTurn, &[], &[])?;
        self.state.owe(1 << fold.price);
        self.count_item(i, ty, fold, [object, at])
    }

    /// The turn that was taken has its item.
    pub(super) fn count_item(&mut self, i: Insn, ty: Type, fold: Fold, [object, at]: [Reg; 2]) -> Res {
        if ty == Type::List && item_form(self.result_feedback()).1 == Form::Boxed {
            // From here on it does not exit: the last item is not needed any more.
            self.state.forget(i.b)?;
        }
        let item = self.next_item([i.a, i.b], ty, [object, at])?;
        self.begin_counted(fold);
        self.have_item(i, item, self.result_feedback())?;
        self.produce(i.a + 1, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[1 << INT_SHIFT])?;
        Ok(())
    }

    /// The turn that was taken is the loop's from here on.
    pub(super) fn begin_counted(&mut self, fold: Fold) {
        self.state.owe(fold.owed());
    }

    /// Where no turn is left, behind the loop: the list or tuple and the index are in these registers, as they were where the turn would have
    /// been taken.
    pub(super) fn end_turns(&mut self, ended: u32, fold: Fold, object: Reg, at: Reg) -> Res {
        self.go_on_at(ended)?;
        self.state.emit(StencilId::SettleEnd, &[], &[])?;
        self.state.settled();
        if fold.price != 0 {
            self.look_whether_ended(object, at)?;
        }
        // Where there is no fuel, the loop has ended or the program stops: the interpreter finds out.
        self.state.emit(StencilId::BackEdge, &[], &[])
    }

    /// The same where no further turn begins behind the test, of turns that cost more than a unit.
    pub(super) fn end_priced(&mut self, fold: Fold) -> Res {
        let at = self.state.int(fold.counter)?;
        let object = self.state.raw(fold.end, self.state.value(fold.end).ty)?;
        self.state.emit(StencilId::SettleEnd, &[], &[])?;
        self.state.settled();
        self.look_whether_ended(object, at)
    }

    /// Exits if there is an item for one more turn: there was too little fuel for it.
    fn look_whether_ended(&mut self, object: Reg, at: Reg) -> Res {
        let none = self.state.plan.label();
        self.state.branch(StencilId::BrNoItem, &[object, at], &[], Target::Local(none))?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::Jump, &[], &[], exit)?;
        self.state.mark(super::plan::Step::Local(none))
    }
}

impl State<'_> {
    /// The turn owes so much from here on.
    pub(super) fn owe(&mut self, units: u8) {
        self.owed = units;
        self.version += 1;
    }

    /// The current instruction calls a function that is inlined, which takes a unit of fuel.
    pub(super) fn pay_for_call(&mut self) -> Res {
        match self.plan.folded {
            Some(Fold { step: Step::Item, .. }) if self.owed != 0 => {
                self.owe(self.owed - 1);
                Ok(())
            }
            _ => self.emit(StencilId::BackEdge, &[], &[]),
        }
    }

    /// Plans to fold the fuel of a loop over items.
    pub(super) fn fold_items(&mut self, fold: Fold) -> Res {
        let at = self.int(fold.counter)?;
        let ty = self.value(fold.end).ty;
        let object = self.raw(fold.end, ty)?;
        self.emit(StencilId::FoldItems, &[at, object], &fold.imms())
    }
}
