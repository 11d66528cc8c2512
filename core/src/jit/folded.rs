//! Fuel folded into the turns of counted loops.
//!
//! A loop that counts a slot by the same step once a turn, and ends at a bound, takes a unit of fuel a turn: so where it begins it is known for how
//! many turns the loop or the fuel lasts, whichever is less. From there on the fuel register holds that number
//! ([`StencilId::FoldFuel`]), and the fuel beyond is held in the context. To take one of the turns is the loop's test and its fuel at once.
//!
//! The invariant: where fuel is folded, what the interpreter would have left is `held + register`, the register times the price of a turn, and what
//! the turn that has begun still owes ([`Due`]): one where it is paid at its end ([`Fold::pays_last`]). So it can be settled anywhere: by code on
//! edges out of the loop, and by who restores the frame at side exits, which write no more than their snapshots say. Where no turn is left the interpreter has what is held; where that
//! is nothing it goes on at the test, whether the loop has ended or not.
//!
//! A step above one is looked at where the loop begins: it is positive, and the counter cannot overflow behind any turn. In the loop nobody
//! looks at that.
//!
//! A loop is folded where all that it does seems to be done in line and without fuel. If something turns out to take fuel after
//! all, the function is compiled again with no loop folded ([`Refusal::Folded`](super::compile::Refusal::Folded)).

use super::compile::Refusal;
use super::loops::{Carried, Contract, Loop, Place, in_line};
use super::plan::{self, Target};
use super::proved::Proved;
use super::registers::Form;
use super::room::Room;
use super::scan::Site;
use super::select::{ASKED, Selector};
use super::state::{Origin, Res, State};
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::context::Context;

/// What a loop counts by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// A number, at least -1 and not 0.
    Constant(i16),
    /// What this slot holds, which is above 0.
    Slot(u16),
    /// One, and the end is the length of the list or tuple in its slot.
    Item,
}

/// What a loop counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fold {
    /// The slot that it counts.
    pub(crate) counter: u16,
    /// The slot whose value it does not reach or pass.
    pub(crate) end: u16,
    /// What it counts by.
    pub(crate) step: Step,
    /// Whether a turn takes its fuel where it ends, which is in the register no more: a `while` loop.
    pub(crate) pays_last: bool,
    /// Which lists have an item at each turn's index.
    pub(crate) proved: Proved,
    /// What a turn costs, as a power of two.
    pub(crate) price: u8,
}

/// What has to be known besides the register where fuel is folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Due {
    /// What a turn costs, as a power of two.
    pub(crate) price: u8,
    /// What the turn that has begun has still to pay.
    pub(crate) owed: u8,
}

impl Fold {
    /// Whether the loop counts down.
    pub(super) fn is_down(self) -> bool {
        self.step == Step::Constant(-1)
    }

    /// What it counts by, unless that is one, up or down.
    pub(super) fn stride(self) -> Option<Step> {
        Some(self.step).filter(|step| !matches!(step, Step::Constant(1 | -1) | Step::Item))
    }

    /// Which way the loop counts: the operands of the stencil that folds.
    pub(super) fn way<T>(self, counter: T, end: T) -> [T; 2] {
        if self.is_down() { [end, counter] } else { [counter, end] }
    }

    /// How often the loop uses its end, if only to count.
    pub(super) fn uses_of_end(self) -> u32 {
        if self.pays_last { 1 } else { 2 }
    }

    /// What a turn owes when it has begun.
    pub(super) fn owed(self) -> u8 {
        if self.pays_last { 1 } else { (1 << self.price) - 1 }
    }

    /// The immediates of the stencil that folds, if that is the one for items.
    pub(super) fn imms(self) -> [i64; 2] {
        [self.price.into(), self.owed().into()]
    }

    /// What settles in a turn.
    fn settled_by(self) -> StencilId {
        if self.pays_last { StencilId::SettleUnpaid } else { StencilId::SettleFuel }
    }

    /// The room that the counter has in each turn.
    pub(super) fn room(self) -> Room {
        match self.step {
            Step::Constant(k @ 1..) => Room::NONE.below(k.into()),
            _ => Room::NONE,
        }
    }
}

/// Whether the stencil takes fuel, or hands the register on to who does.
pub(super) fn needs_fuel(id: StencilId) -> bool {
    matches!(id, StencilId::BackEdge | StencilId::Charge | StencilId::HasFuel | StencilId::RetPy)
        || id.signature().kills_pool && id != StencilId::CallMath
}

fn writes(i: Insn, slot: u16) -> bool {
    if let Some(plain) = i.plain() {
        return plain.writes().any(|written| written == slot);
    }
    let mut writes = false;
    i.each_access(|span, is_written| writes |= is_written && span.contains(slot));
    writes
}

impl Selector<'_, '_> {
    /// What the loop counts, if its fuel may be folded.
    pub(super) fn countable(&self, l: Loop) -> Res<Option<Fold>> {
        if !self.folds || self.base != 0 || cfg!(feature = "unmetered") {
            return Ok(None);
        }
        let counted = match self.counted_items(l) {
            None if l.pairs.is_none() => self.counted_range(l).or(self.counted_while(l)?),
            counted => counted,
        };
        let Some(mut fold) = counted else { return Ok(None) };
        let innermost = self.site(l.end)?.innermost;
        let by = match fold.step {
            Step::Slot(by) => by,
            Step::Constant(_) | Step::Item => fold.end,
        };
        let ends = |ty: Type| if fold.step == Step::Item { ty.kind().is_some() } else { ty == Type::Int };
        if self.loops.at(innermost)?.head != l.head
            || self.expected(fold.counter, l) != Type::Int
            || ![fold.end, by].iter().all(|s| ends(self.expected(*s, l)))
        {
            return Ok(None);
        }
        // What ends the turn writes the counter, and nothing else does.
        let last = if self.insn(l.end).and_then(Insn::decode) == Some(Op::Loop) { l.end - 1 } else { l.end };
        // Jumps within the loop, and jumps to its instructions behind its head.
        let (mut writes_index, mut within, mut to) = (false, 0, 0);
        let mut calls = 0;
        let first = l.head + l.pairs.is_some() as u32;
        for pc in first..=l.end {
            let Some(i) = self.insn(pc) else { return Ok(None) };
            let counts = pc == last || ![fold.counter, fold.end, by].iter().any(|slot| writes(i, *slot));
            let calls_numbers = fold.step == Step::Item && self.called_for_numbers(pc, i, l).is_some();
            calls += u32::from(calls_numbers);
            let takes_none = pc == l.end || calls_numbers || self.takes_no_fuel(pc, i, l);
            let site = self.site(pc)?;
            let alive = fold.counter.max(fold.end).max(by) < site.height;
            if !counts || !takes_none || !alive || site.innermost != innermost {
                return Ok(None);
            }
            fold.proved.note(i);
            writes_index |= pc != last && writes(i, fold.proved.index);
            within += i.target(pc).is_some_and(|to| to > l.head && to <= l.end) as u32;
            to += if pc == l.head { 0 } else { site.jumps.into() };
        }
        // Behind the test of a `while` loop the index is below the end, unless control comes from elsewhere.
        if writes_index || fold.pays_last && within != to {
            fold.proved = Proved::nothing(fold.counter);
        }
        // With calls a turn costs the same whichever way it goes: there is but one.
        match calls {
            0 => {}
            1 if self.has_one_way(l, first)? => fold.price = 1,
            _ => return Ok(None),
        }
        Ok(Some(fold))
    }

    /// `for i in range(...)`.
    fn counted_range(&self, l: Loop) -> Option<Fold> {
        let i = self.insn(l.end).filter(|i| i.decode() == Some(Op::ForNext))?;
        let step = match self.counts_by(l) {
            Some((_, step)) => Step::Constant(i16::try_from(step).ok().filter(|step| *step >= -1)?),
            None if self.live.get(usize::from(i.a)).and_then(|v| v.as_int()).is_some_and(|step| step < 0) => {
                return None;
            }
            None => Step::Slot(i.a),
        };
        Some(Fold { counter: i.a + 1, end: i.a + 2, step, pays_last: false, proved: Proved::nothing(i.b), price: 0 })
    }

    /// `while i < n:`, with `i += 1`, or a step above that, as the last thing of each turn.
    fn counted_while(&self, l: Loop) -> Res<Option<Fold>> {
        let [Some(test), Some(last), Some(back)] = [l.head, l.end.saturating_sub(1), l.end].map(|pc| self.insn(pc))
        else {
            return Ok(None);
        };
        let step = match last.decode() {
            Some(Op::AddInt | Op::IAddInt) if last.c_signed() > 0 => Step::Constant(last.c_signed()),
            Some(Op::Add | Op::IAdd) if ![test.a, test.b].contains(&last.c) => Step::Slot(last.c),
            _ => return Ok(None),
        };
        let proved = Proved::nothing(test.a);
        let fold = Fold { counter: test.a, end: test.b, step, pays_last: true, proved, price: 0 };
        let tests =
            test.decode() == Some(Op::JumpNotLt) && test.target(l.head).is_some_and(|to| to < l.head || to > l.end);
        let counts = (last.a, last.b) == (fold.counter, fold.counter) && fold.end != fold.counter;
        let once = back.decode() == Some(Op::Loop) && self.site(l.head)?.jumps == 1 && !self.site(l.end)?.is_join();
        Ok((tests && counts && once && l.end - l.head > 1).then_some(fold))
    }

    /// Whether the instruction, which is in the loop, is likely to be done without fuel.
    fn takes_no_fuel(&self, pc: u32, i: Insn, l: Loop) -> bool {
        let Some(op) = i.decode() else { return false };
        let given_up = self.feedback.get(pc as usize).is_some_and(|seen| *seen >= ASKED);
        // A power of floats is a stencil or a routine.
        if matches!(op, Op::Pow | Op::IPow) {
            return !given_up && (self.is_plain(pc, i) || self.calls_routine(pc, i, l));
        }
        if !in_line(op) {
            return false;
        }
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
        let placed = |slot: u16| carried.iter().find(|c| c.slot == slot);
        let place = |slot: u16| placed(slot).filter(|c| c.ty == Type::Int).map(|c| c.place);
        let counts = matches!(place(fold.counter), Some(Place::Reg(Form::Int, _)));
        if fold.step == Step::Item {
            return counts && placed(fold.end).is_some_and(|c| matches!(c.ty, Type::List | Type::Tuple));
        }
        let by = match (fold.step, self.counts_by(l)) {
            (Step::Slot(by), _) => place(by).is_some(),
            (_, Some((step, _))) => matches!(place(step), Some(Place::Constant(_))),
            (_, None) => true,
        };
        counts && by && place(fold.end).is_some()
    }

    /// The loop that counts in the current instruction, its last or its test, if fuel is folded there.
    pub(super) fn counts_here(&self) -> Res<Option<(Loop, Fold)>> {
        let Some(fold) = self.state.plan.folded.filter(|_| self.base == 0) else { return Ok(None) };
        let l = self.loops.get(self.site(self.state.pc)?.innermost.into());
        Ok(l.filter(|l| l.contract.is_some_and(|c| c.folded == Some(fold))).map(|l| (l, fold)))
    }
}

/// Where a further turn of a loop begins: behind the loop's test, which is done at the turn's end, so that one branch does that and goes back.
/// (Loop inversion: the test before the loop is another one.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Again {
    /// The local label.
    label: u32,
    /// Where it leads if no turn is left, if that is known: an edge that begins where the loop's contract holds.
    done: Option<Target>,
}

impl Selector<'_, '_> {
    /// The test of a `while` loop whose turns have fuel folded into them, and its turn. If nothing has been planned since the contract was adopted, a
    /// further turn begins behind the test.
    pub(super) fn begin_folded_turn(&mut self, done: Target) -> Res {
        let Site { innermost, .. } = self.site(self.state.pc)?;
        let site = self.state.origin.site(self.state.pc);
        let is_first = self.state.plan.is_at(plan::Step::Pc(site));
        self.state.branch(StencilId::BrNoTurn, &[], &[], done)?;
        if is_first && self.state.origin == Origin::default() {
            let label = self.state.plan.label();
            self.state.mark(plan::Step::Local(label))?;
            self.loops.at_mut(innermost)?.turn = Some(Again { label, done: Some(done) });
        }
        self.state.emit(StencilId::TakeTurn, &[], &[])
    }

    /// At the end of such a loop's turn: the test.
    pub(super) fn test_again(&mut self, head: u32) -> Res<bool> {
        let Site { innermost, .. } = self.site(head)?;
        let Some(Again { label, done: Some(done) }) = self.loops.at(innermost)?.turn else { return Ok(false) };
        let contract = self.contract(head)?;
        self.falls = false;
        if self.state.arrive(contract, head)? {
            self.state.branch(StencilId::BrTurn, &[], &[], Target::Local(label))?;
            self.state.branch(StencilId::Jump, &[], &[], done)?;
        }
        Ok(true)
    }

    /// Before the head of a `for` loop over a range or a sequence whose turns have fuel folded into them, to which control does not fall: what comes behind its
    /// test in a further turn. Whether it is one, and its body does not write the variable.
    pub(super) fn turn_before(&mut self, head: u32, contract: Contract) -> Res<bool> {
        let Some(fold) = contract.folded.filter(|fold| !fold.pays_last) else { return Ok(false) };
        let innermost = self.site(head)?.innermost;
        let l = self.loops.at(innermost)?;
        let Some(i) = self.insn(l.end).filter(|i| i.decode() == Some(Op::ForNext)) else { return Ok(false) };
        let body = self.insns.get(l.head as usize..l.end as usize).unwrap_or_default();
        let is_plain = self.base == 0 && self.state.origin == Origin::default() && l.head == head && l.pairs.is_none();
        // Where the turn before has ended, a variable has that one's item, which must not be lost; a temporary has nothing.
        let height = self.site(l.end)?.height;
        if !is_plain || i.b < height && body.iter().any(|other| writes(*other, i.b)) {
            return Ok(false);
        }
        let label = self.state.plan.label();
        self.state.mark(plan::Step::Head)?;
        self.state.mark(plan::Step::Local(label))?;
        self.state.adopt(Contract { height, ..contract })?;
        let before = core::mem::replace(&mut self.state.pc, l.end);
        self.state.end_use();
        if fold.step == Step::Item {
            self.next_counted(i, fold)?;
        } else {
            self.state.emit(StencilId::TakeTurn, &[], &[])?;
            self.next_folded(i)?;
        }
        // A turn whose item is not as expected has begun.
        let agrees = self.state.agree(contract, head)?;
        self.state.pc = before;
        self.loops.at_mut(innermost)?.turn = agrees.then_some(Again { label, done: None });
        Ok(true)
    }

    /// At the end of such a turn: a further one, or the loop has ended. False if it is no such loop.
    pub(super) fn go_round(&mut self, i: Insn) -> Res<bool> {
        let Some((l, fold)) = self.counts_here()?.filter(|(l, _)| l.end == self.state.pc) else { return Ok(false) };
        let Some(Again { label, done: None }) = l.turn else { return Ok(false) };
        let (pc, head) = (self.state.pc, self.target(i)?);
        // What is alive only where the loop has ended must not be lost.
        let [_, dead] = l.dead;
        let contract = Contract { dead, height: self.site(pc)?.height, ..self.contract(head)? };
        self.falls = false;
        self.state.drop_dead(contract)?;
        if self.state.agree(contract, pc)? {
            if fold.price == 0 {
                let done = self.loop_end(None)?;
                self.state.branch(StencilId::BrTurn, &[], &[], Target::Local(label))?;
                self.state.branch(StencilId::Jump, &[], &[], done)?;
            } else {
                self.state.branch(StencilId::BrTurn, &[], &[], Target::Local(label))?;
                self.end_priced(fold)?;
                let done = self.loop_end(None)?;
                self.state.branch(StencilId::Jump, &[], &[], done)?;
            }
        }
        Ok(true)
    }
}

impl State<'_> {
    /// The fuel register has fuel from here on.
    pub(crate) fn settle(&mut self) -> Res {
        if let Some(fold) = self.plan.folded {
            if fold.price != 0 {
                return Err(Refusal::Folded);
            }
            self.emit(fold.settled_by(), &[], &[])?;
            self.settled();
        }
        Ok(())
    }

    /// Nothing is folded from here on.
    pub(super) fn settled(&mut self) {
        self.plan.folded = None;
        self.version += 1;
    }

    /// Fuel is folded from here on, where the contract says so and holds.
    pub(super) fn fold(&mut self, contract: Contract) -> Res {
        if let Some(fold) = contract.folded
            && self.plan.folded.is_none()
        {
            self.prove(fold)?;
            if fold.step == Step::Item {
                self.fold_items(fold)?;
            } else {
                self.fold_range(fold)?;
            }
            self.plan.folded = Some(fold);
            self.owe(fold.owed());
            self.end_use();
        }
        Ok(())
    }

    fn fold_range(&mut self, fold: Fold) -> Res {
        let [from, to] = fold.way(fold.counter, fold.end);
        let (from, to) = (self.int(from)?, self.int(to)?);
        let by = match fold.stride() {
            None => return self.emit(StencilId::FoldFuel, &[from, to], &[]),
            Some(Step::Constant(k)) => self.temporary((i64::from(k) << INT_SHIFT) as u64)?,
            Some(Step::Slot(by)) => self.int(by)?,
            Some(Step::Item) => return Err(Refusal::Internal),
        };
        self.emit(StencilId::FoldFuelBy, &[from, to, by], &[])
    }

    /// At the end of a turn that is paid there, of a loop into which fuel is folded: exits on the way to its head say that it is paid.
    pub(super) fn pay(&mut self, has_paid: bool) {
        self.owe(!has_paid as u8);
    }

    /// What an exit from here has to know of folded fuel.
    pub(super) fn due(&self) -> Option<Due> {
        self.plan.folded.map(|fold| Due { price: fold.price, owed: self.owed })
    }

    /// What settles on an edge to this contract, if anything: `ends` where no turn was left.
    pub(super) fn settles_by(&self, contract: Contract, ends: bool) -> Res<Option<StencilId>> {
        Ok(match self.plan.folded.filter(|fold| contract.folded != Some(*fold)) {
            None => None,
            Some(_) if ends => Some(StencilId::SettleEnd),
            Some(fold) if fold.price != 0 => return Err(Refusal::Folded),
            Some(fold) => Some(fold.settled_by()),
        })
    }

    /// What an edge to this contract folds, if it does, and the register of the counter.
    pub(super) fn folds_by(&self, contract: Contract) -> Option<(Fold, Reg)> {
        let fold = contract.folded?;
        let (_, counter) = self.place(contract, fold.counter)?;
        Some((fold, counter))
    }
}

impl Context {
    /// Settles at a side exit where fuel was folded.
    pub(super) fn settle_fuel(&mut self, due: Due) {
        self.fuel = self.fuel_held.wrapping_add(self.fuel << due.price).wrapping_add(due.owed.into());
    }
}
