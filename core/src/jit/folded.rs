//! Fuel folded into the bound of counted loops.
//!
//! A loop that counts a slot up by one, once a turn, and ends at a bound takes a unit of fuel a turn: so how far it gets before the
//! fuel is used up is known where it begins. There the fuel register gets the number at which the loop or the fuel ends, whichever comes
//! first ([`StencilId::FoldFuel`]); the fuel beyond that is held in the context. In the loop nothing takes fuel, and the counter is compared with
//! the register.
//!
//! The invariant: where fuel is folded, what the interpreter would have left is `held + register - counter`, at each instruction.
//! So it can be settled anywhere: by code on edges out of the loop, and by who restores the frame at side exits, which write no more
//! than their snapshots say. Behind the end of a loop the fuel is settled before it is looked at, and where there is none the interpreter goes on
//! at the test, whether the loop has ended or not.
//!
//! A loop is folded where all that it does seems to be done in line and without fuel. If something turns out to take fuel after
//! all, the function is compiled again with no loop folded ([`Refusal::Folded`](super::compile::Refusal::Folded)).

use super::loops::{Carried, Contract, Loop, Place, in_line};
use super::registers::Form;
use super::select::{ASKED, Selector};
use super::state::{Res, State};
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::interp::frame::Frame;

/// What a loop counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fold {
    /// The slot that it counts up by one.
    pub(crate) counter: u16,
    /// The slot whose value it stays below.
    pub(crate) end: u16,
}

/// Whether the stencil takes fuel, or hands the register on to who does.
pub(super) fn needs_fuel(id: StencilId) -> bool {
    matches!(id, StencilId::BackEdge | StencilId::Charge | StencilId::HasFuel | StencilId::RetPy)
        || id.signature().kills_pool && id != StencilId::CallMath
}

fn writes(i: Insn, slot: u16) -> bool {
    i.writes().any(|span| (span.first as u32..span.end()).contains(&slot.into()))
}

impl Selector<'_, '_> {
    /// What the loop counts, if its fuel may be folded.
    pub(super) fn countable(&self, l: Loop) -> Res<Option<Fold>> {
        if !self.folds || self.base != 0 || l.pairs.is_some() || cfg!(feature = "unmetered") {
            return Ok(None);
        }
        let Some(fold) = self.counted_range(l).or(self.counted_while(l)?) else { return Ok(None) };
        let innermost = self.site(l.end)?.innermost;
        if self.loops.at(innermost)?.head != l.head
            || [fold.counter, fold.end].iter().any(|s| self.expected(*s, l) != Type::Int)
        {
            return Ok(None);
        }
        // What ends the turn writes the counter, and nothing else does.
        let last = if self.insn(l.end).and_then(Insn::decode) == Some(Op::Loop) { l.end - 1 } else { l.end };
        for pc in l.head..=l.end {
            let Some(i) = self.insn(pc) else { return Ok(None) };
            let counts = pc == last || !writes(i, fold.counter) && !writes(i, fold.end);
            let takes_none = pc == l.end || self.takes_no_fuel(pc, i, l);
            let site = self.site(pc)?;
            let alive = fold.counter.max(fold.end) < site.height;
            if !counts || !takes_none || !alive || site.innermost != innermost {
                return Ok(None);
            }
        }
        Ok(Some(fold))
    }

    /// `for i in range(...)`, by one.
    fn counted_range(&self, l: Loop) -> Option<Fold> {
        let (state, _) = self.counts_by(l).filter(|(_, step)| *step == 1)?;
        Some(Fold { counter: state + 1, end: state + 2 })
    }

    /// `while i < n:`, with `i += 1` as the last thing of each turn.
    fn counted_while(&self, l: Loop) -> Res<Option<Fold>> {
        let [Some(test), Some(step), Some(back)] = [l.head, l.end.saturating_sub(1), l.end].map(|pc| self.insn(pc))
        else {
            return Ok(None);
        };
        let fold = Fold { counter: test.a, end: test.b };
        let tests =
            test.decode() == Some(Op::JumpNotLt) && test.target(l.head).is_some_and(|to| to < l.head || to > l.end);
        let steps = matches!(step.decode(), Some(Op::AddInt | Op::IAddInt)) && step.c_signed() == 1;
        let counts = (step.a, step.b) == (fold.counter, fold.counter) && fold.end != fold.counter;
        let once = back.decode() == Some(Op::Loop) && self.site(l.head)?.jumps == 1 && !self.site(l.end)?.is_join();
        Ok((tests && steps && counts && once && l.end - l.head > 1).then_some(fold))
    }

    /// Whether the instruction, which is in the loop, is likely to be done without fuel.
    fn takes_no_fuel(&self, pc: u32, i: Insn, l: Loop) -> bool {
        let Some(op) = i.decode().filter(|op| in_line(*op)) else { return false };
        let given_up = self.feedback.get(pc as usize).is_some_and(|seen| *seen >= ASKED);
        // Of temporaries it is not known yet what they will be.
        let is = |slot: u16, types: &[Type]| {
            let ty = self.expected(slot, l);
            slot >= self.locals_end || ty == Type::Unknown || types.contains(&ty)
        };
        let has_numbers = || is(i.b, &[Type::Int, Type::Float]) && is(i.c, &[Type::Int, Type::Float]);
        !given_up
            && match op {
                Op::Loop | Op::ForNext | Op::SumAdd => false,
                Op::GetItem => is(i.b, &[Type::List, Type::Tuple]),
                Op::SetItem => is(i.a, &[Type::List]),
                Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt => is(i.b, &[Type::Int, Type::Float]),
                op if super::select_arithmetic::operation(op).is_some() => has_numbers(),
                _ => true,
            }
    }

    /// Whether the loop carries what it takes for its fuel to be folded.
    pub(super) fn foldable(&self, fold: Fold, l: Loop, carried: &[Carried]) -> bool {
        let place = |slot: u16, ty: Type| carried.iter().find(|c| c.slot == slot && c.ty == ty).map(|c| c.place);
        let counts = matches!(place(fold.counter, Type::Int), Some(Place::Reg(Form::Int, _)));
        let by_one = match self.counts_by(l) {
            Some((step, _)) => matches!(place(step, Type::Int), Some(Place::Constant(_))),
            None => true,
        };
        counts && by_one && place(fold.end, Type::Int).is_some()
    }

    /// The loop that counts in the current instruction, its last or its test, if fuel is folded there.
    pub(super) fn counts_here(&self) -> Res<Option<(Loop, Fold)>> {
        let Some(fold) = self.state.plan.folded.filter(|_| self.base == 0) else { return Ok(None) };
        let l = self.loops.get(self.site(self.state.pc)?.innermost.into());
        Ok(l.filter(|l| l.contract.is_some_and(|c| c.folded == Some(fold))).map(|l| (l, fold)))
    }
}

impl State<'_> {
    /// The fuel register has fuel from here on.
    pub(crate) fn settle(&mut self) -> Res {
        if let Some(fold) = self.plan.folded {
            let counter = self.int(fold.counter)?;
            self.emit(StencilId::SettleFuel, &[counter], &[])?;
            self.plan.folded = None;
            self.version += 1;
        }
        Ok(())
    }

    /// Fuel is folded from here on, where the contract says so and holds.
    pub(super) fn fold(&mut self, contract: Contract) -> Res {
        if let Some(fold) = contract.folded
            && self.plan.folded.is_none()
        {
            let (counter, end) = (self.int(fold.counter)?, self.int(fold.end)?);
            self.emit(StencilId::FoldFuel, &[counter, end], &[])?;
            self.plan.folded = Some(fold);
            self.version += 1;
            self.end_use();
        }
        Ok(())
    }

    /// The register of the counter by which an edge to this contract settles, if it does.
    pub(super) fn settles_by(&mut self, contract: Contract) -> Res<Option<Reg>> {
        match self.plan.folded {
            Some(fold) if contract.folded != Some(fold) => self.int(fold.counter).map(Some),
            _ => Ok(None),
        }
    }

    /// The counter and the end that an edge to this contract folds by, if it does: a register and a slot.
    pub(super) fn folds_by(&self, contract: Contract) -> Option<(Reg, u16)> {
        let fold = contract.folded?;
        let (_, counter) = self.place(contract, fold.counter)?;
        Some((counter, fold.end))
    }
}

impl Context {
    /// Settles at a side exit where fuel was folded, once the slot has what the loop has counted.
    pub(super) fn settle_fuel(&mut self, frame: Frame, counter: u16) {
        let counted = frame.get(counter).as_int().unwrap_or(0) << INT_SHIFT;
        let left = self.fuel.wrapping_sub(counted as u64) >> INT_SHIFT;
        self.fuel = self.fuel_held.wrapping_add(left);
    }
}
