//! Calls in whose place the callee's body is planned.
//!
//! The callee's frame lies where a call would have made it: its slots are slots of the frame of the function that is compiled, further up, so
//! that arguments stay where they are, in registers too, and nothing is copied. Its header is written only where somebody looks at
//! it: by exits in cold code, and before helpers and calls. An exit leaves in the callee's frame, at its instruction; the
//! interpreter then returns to the caller's frame like from any call.
//!
//! A body that is planned this way has no loops and no handlers, few instructions, and calls few helpers. Fuel is taken as by a
//! call; for depth and stack there is room (see [`margin`](super::margin)).

use super::compile::Refusal;
use super::early_return::EarlyReturn;
use super::loops::{self, Carried, Contract, in_line};
use super::plan::{Inlined, Step, Target};
use super::registers::Form;
use super::resume::Resume;
use super::room::Room;
use super::scan::{Site, push_sites};
use super::select::Selector;
use super::select_pairs::Made;
use super::state::{Origin, Res};
use super::stencil::StencilId;
use super::types::Type;
use crate::bytecode::{CodeView, Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, CODE_INLINABLE, Code, Function, Storage};
use crate::value::Value;

/// The most instructions of a function that is inlined.
const MOST_INSTRUCTIONS: usize = 48;
/// The most of them that call helpers or functions.
const MOST_CALLS: usize = 3;
/// The most calls within one another that are inlined.
const MOST_LEVELS: u16 = 3;
/// Frames that a function which inlines has above its own, the last of a call that returns at once.
pub(crate) const LEVELS: u16 = MOST_LEVELS + 1;
/// The same of a function in itself.
const MOST_OF_ITSELF: u16 = 2;
/// The most instructions that are inlined in a function.
const MOST_IN_ALL: u32 = 384;
/// Slots that a function which inlines has beside its own.
pub(crate) const SLOTS: usize = 96;
/// Sites that it has beside its own: one for each instruction, and one for the end of each body.
pub(crate) const SITES: usize = MOST_IN_ALL as usize + MOST_IN_ALL as usize / 4;
/// Instructions behind a call of which it is looked at what they read.
const SOON: usize = 6;
/// Instructions that the test is taken for by which a function may return at once.
const LENGTH_OF_TEST: u32 = 4;
/// Times that a function's own body is expected to be inlined for each call in it.
const COPIES_OF_ITSELF: u32 = 3;

/// What the pass has to know of the call in whose place it plans a body.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The slot of the result.
    result: u16,
    /// The call's window.
    window: u16,
    /// The instruction behind the call.
    next: u32,
    /// The caller's body.
    origin: Origin,
    /// The site of the end.
    end: u32,
    /// What holds there, where there are several returns.
    contract: Contract,
    /// Whether something jumps there.
    joined: bool,
}

impl Place {
    /// What holds at the end, where there are several returns.
    pub(crate) fn contract(&self) -> Contract {
        self.contract
    }

    /// The slot of the result.
    pub(crate) fn result(&self) -> u16 {
        self.result
    }
}

/// Whether a call of the function may be inlined, as far as the function alone decides.
pub(crate) fn is_inlinable(view: CodeView<'_>) -> bool {
    let insns = view.insns();
    insns.len() <= MOST_INSTRUCTIONS
        && view.handler_count() == 0
        && !insns.iter().any(|i| matches!(i.decode(), Some(Op::Loop | Op::ForNext) | None))
        && insns.iter().filter(|i| !i.decode().is_some_and(in_line)).count() <= MOST_CALLS
}

/// The function that the instruction loads from a global variable, if it does that: most likely to call it.
fn loaded(cx: &Context, code: Gc<Code>, i: Insn) -> Option<Gc<Code>> {
    if i.decode() != Some(Op::LoadGlobal) {
        return None;
    }
    // SAFETY: a code object's units name its module's storage.
    let globals = cx.storage(unsafe { Gc::<Storage>::from_units(cx.get(code).globals) });
    let function = globals.get(i.bc() as usize).and_then(|v| cx.cast::<Function>(*v))?;
    Some(cx.function_code(function))
}

/// The function that instruction `at` loads, if a call of it may be inlined.
pub(crate) fn callee(cx: &Context, code: Gc<Code>, at: u32) -> Option<Gc<Code>> {
    let i = cx.code_view(code).insns().get(at as usize).copied()?;
    loaded(cx, code, i).filter(|callee| cx.get(*callee).flags & CODE_INLINABLE != 0)
}

/// How many instructions of the function's callees may be inlined in it.
pub(crate) fn estimate(cx: &Context, code: Gc<Code>) -> u32 {
    let mut sum = 0u32;
    for callee in cx.code_view(code).insns().iter().filter_map(|i| loaded(cx, code, *i)) {
        if cx.get(callee).flags & CODE_INLINABLE != 0 {
            let copies = if callee == code { COPIES_OF_ITSELF } else { 2 };
            sum = sum.saturating_add(copies * cx.get(callee).count);
        } else if EarlyReturn::of(cx.code_view(callee)).is_some() {
            sum = sum.saturating_add(LENGTH_OF_TEST);
        }
    }
    sum.min(MOST_IN_ALL)
}

impl Insn {
    /// The instruction for a frame that begins `base` slots further up.
    pub(super) fn rebased(self, base: u16) -> Insn {
        let up = |x: u16, is_register: bool| if is_register { x.wrapping_add(base) } else { x };
        let [a, b, c] = match self.plain() {
            Some(plain) => [0, 1, 2].map(|n| plain.is_register(n)),
            None => self.accesses().map(|(_, access)| access.reads.is_some() || access.writes.is_some()),
        };
        Insn { a: up(self.a, a), b: up(self.b, b), c: up(self.c, c), ..self }
    }
}

impl<'c> Selector<'c, '_> {
    /// An instruction of the current body, its registers being slots of the frame.
    pub(crate) fn insn(&self, pc: u32) -> Option<Insn> {
        let insn = self.insns.get(pc as usize).copied();
        if self.base == 0 { insn } else { insn.map(|i| i.rebased(self.base)) }
    }

    /// Whether a call of this value is likely to be inlined.
    pub(crate) fn may_inline(&self, callee: Value) -> bool {
        let function = self.cx.cast::<Function>(callee).filter(|_| self.inline_left != 0);
        function.is_some_and(|f| self.cx.get(self.cx.function_code(f)).flags & CODE_INLINABLE != 0)
    }

    /// The number of calls in whose place the current body is planned.
    fn level(&self) -> Res<u16> {
        Ok(self.state.plan.frames.at(self.state.origin.frame)?.level)
    }

    /// Plans the callee's body in place of the call `i`; false if it is not worth it, or there is no room.
    pub(crate) fn inline(&mut self, i: Insn, callee: Gc<Code>) -> Res<bool> {
        let c = self.cx.get(callee);
        let (base, pc) = (i.b + 1, self.state.pc);
        let eager = self.inline_unseen;
        let (level, table) = (self.level()?, self.state.table);
        let most = if callee == self.function { MOST_OF_ITSELF } else { MOST_LEVELS };
        let slots = base as usize + c.nregs as usize;
        if level >= most
            || c.args != i.c
            || c.count > self.inline_left
            || c.feedback == 0 && !eager
            || slots > self.state.slots.len()
            || self.sites.room() <= c.count as usize
            || self.state.plan.frames.room() == 0
            || c.flags & CODE_INLINABLE == 0
        {
            return Ok(false);
        }
        let bytes = 8 * base as i64;
        let depth_at = self.state.plan.depth_at();
        let header = 8 * (base as i64 + c.params as i64);
        let fits = |id: StencilId, imms: &[i64]| imms.iter().enumerate().all(|(k, imm)| table.fits(id, k, *imm));
        if !fits(StencilId::StHeader, &[depth_at, header, header + 8])
            || !fits(StencilId::Advance, &[bytes])
            || !fits(StencilId::AfterCall, &[bytes])
        {
            return Ok(false);
        }
        let outer = self.site(pc)?.innermost;
        self.contract(pc)?;
        self.state.pay_for_call()?;
        self.state.forget_from(base + c.params)?;
        let link = pc as u64 | ((base - self.base) as u64) << 32 | ((level + 1) as u64) << 48;
        let frame = Inlined {
            parent: self.state.origin.frame,
            level: level + 1,
            base,
            header: base + c.params,
            link,
            written: false,
        };
        let frame = self.state.plan.frames.push(frame)? as u16;
        let first_site = self.sites.len() as u32;
        let behind = self.site(pc + 1)?.height;
        push_sites(self.cx.code_view(callee), base, outer, &mut self.sites)?;
        let end = self.sites.push(Site { height: behind, jumps: 2, innermost: outer, ..Site::default() })?;
        let returns = self.cx.code_view(callee).insns().iter().filter(|i| i.decode() == Some(Op::Return)).count();
        let contract = if returns > 1 { self.contract_of_returns(end, i, callee)? } else { Contract::default() };
        self.inline_left -= c.count;
        self.inlined += c.count;

        // From here on the callee's body is the current one.
        let feedback = match c.feedback {
            0 => &[][..],
            // SAFETY: `feedback` names a live `Bytes`, or is 0.
            units => self.cx.bytes(unsafe { Gc::<Bytes>::from_units(units) }),
        };
        let place =
            Place { result: i.a, window: i.b, next: pc + 1, origin: self.state.origin, end, contract, joined: false };
        let place = self.place.replace(place);
        let code = core::mem::replace(&mut self.code, callee);
        let insns = core::mem::replace(&mut self.insns, self.cx.code_view(callee).insns());
        let feedback = core::mem::replace(&mut self.feedback, feedback);
        let outer_base = core::mem::replace(&mut self.base, base);
        let params = core::mem::replace(&mut self.params, base + c.params);
        let locals_end = core::mem::replace(&mut self.locals_end, base + c.locals_end);
        self.state.origin = Origin { frame, first_site, turn: None };
        self.first_types(callee)?;
        self.first_values()?;
        self.falls = true;
        self.body()?;
        (self.code, self.insns, self.feedback, self.base) = (code, insns, feedback, outer_base);
        (self.params, self.locals_end) = (params, locals_end);
        let Some(done) = core::mem::replace(&mut self.place, place) else { return Err(Refusal::Internal) };
        self.state.origin = done.origin;
        self.state.pc = pc;
        self.state.end_use();
        if done.joined {
            self.join_returns(i.a, done)?;
        }
        Ok(true)
    }

    /// The types that the slots of an inlined function were seen with.
    fn first_types(&mut self, callee: Gc<Code>) -> Res {
        let seen = super::record::seen_slots(self.cx, callee);
        for k in 0..self.cx.get(callee).nregs {
            let slot = self.base + k;
            let known = self.state.value(slot).ty;
            let bits = if known == Type::Unknown { seen.get(k as usize).copied().unwrap_or(0) } else { known.seen() };
            *self.seen.at_mut(slot)? = bits;
            *self.made.at_mut(slot)? = Made::Unknown;
        }
        Ok(())
    }

    /// The inlined function returns the slot's value.
    pub(crate) fn return_inlined(&mut self, slot: u16, place: Place) -> Res {
        let (bits, ty) = (self.seen.at(slot)?, self.state.value(slot).ty);
        self.state.copy(place.result, slot)?;
        self.state.forget_from_but(place.window, place.result)?;
        *self.seen.at_mut(place.result)? = if ty == Type::Unknown { bits } else { ty.seen() };
        *self.made.at_mut(place.result)? = Made::Unknown;
        if self.state.pc as usize + 1 == self.insns.len() {
            return Ok(());
        }
        let origin = core::mem::replace(&mut self.state.origin, place.origin);
        if self.state.arrive(place.contract, place.next)? {
            self.state.branch(StencilId::Jump, &[], &[], Target::Pc(place.end))?;
        }
        self.state.origin = origin;
        self.place = Some(Place { joined: true, ..place });
        self.falls = false;
        Ok(())
    }

    /// What holds where the returns of the call `i` meet: what does at other joins there, what is known of the caller's slots,
    /// which no callee changes, and the result is in a register. If the callee may return an argument at once, it is that one's.
    pub(super) fn contract_of_returns(&mut self, end: u32, i: Insn, callee: Gc<Code>) -> Res<Contract> {
        let joins = self.contract_at(end)?;
        let (ty, form) = match Type::from_seen(self.result_feedback()) {
            Type::Int => (Type::Int, Form::Int),
            Type::Float => (Type::Float, Form::Float),
            _ => (Type::Unknown, Form::Boxed),
        };
        let mut contract = Contract { first: self.state.carried.len() as u32, ..joins };
        if self.state.carried.room() <= joins.count as usize {
            return Ok(joins);
        }
        for k in joins.range() {
            let carried = self.state.carried.at(k)?;
            self.state.carried.push(carried)?;
        }
        let carries = |k| self.state.carried.get(k).is_some_and(|c| c.slot == i.a);
        let returned = EarlyReturn::of(self.cx.code_view(callee)).and_then(|shape| shape.argument(i));
        let there = returned.and_then(|slot| self.state.value(slot).reg(form));
        if !joins.range().any(carries)
            && let Some(r) =
                there.filter(|r| self.state.is_unused_by(joins, form, *r)).or_else(|| self.state.unused_by(joins, form))
        {
            let place = loops::Place::Reg(form, r);
            let carried =
                Carried { slot: i.a, place, ty, assigned: true, written: true, room: Room::NONE, is_index: false };
            self.state.carried.push(carried)?;
            contract.count += 1;
        }
        let next = self.state.pc as usize + 1;
        let (insns, base) = (self.insns, self.base as u32);
        let soon = move |slot: u16| {
            let reads = |i: &Insn| {
                i.reads().into_iter().any(|span| (span.first as u32 + base..span.end() + base).contains(&slot.into()))
            };
            insns.iter().skip(next).take(SOON).any(reads)
        };
        self.state.carry_known(&mut contract, i, base == 0, soon)?;
        Ok(contract)
    }

    /// Where several returns of an inlined function meet.
    fn join_returns(&mut self, result: u16, place: Place) -> Res {
        let contract = place.contract;
        if self.falls {
            self.state.arrive(contract, place.next)?;
        }
        self.state.adopt(contract)?;
        self.state.mark(Step::Pc(place.end))?;
        self.falls = true;
        // The interpreter comes in here after an exit in the body.
        if self.place.is_none() && !self.is_head(place.next)? {
            if contract.count == 0 {
                self.state.mark(Step::Resume(Resume::at(place.next)))?;
            } else {
                self.state.entry(place.next, contract, Target::Pc(place.end))?;
            }
        }
        self.note(result, self.result_feedback())
    }

    /// Writes the headers of the frames of inlined functions that the current body runs in, for somebody to look at.
    pub(crate) fn write_headers(&mut self) -> Res {
        let (chain, len) = self.state.plan.chain(self.state.origin.frame)?;
        for frame in chain.iter().take(len).rev() {
            let f = self.state.plan.frames.at(*frame)?;
            if !f.written {
                let imms = f.header_imms(self.state.plan.depth_at());
                self.state.emit(StencilId::StHeader, &[], &imms)?;
                self.state.plan.frames.at_mut(*frame)?.written = true;
            }
        }
        Ok(())
    }

    /// Before a helper: the frame pointer is that of the current body's frame. All values are in their slots.
    pub(crate) fn enter_frame(&mut self) -> Res {
        if self.base == 0 {
            return Ok(());
        }
        self.write_headers()?;
        self.state.emit(StencilId::Advance, &[], &[8 * self.base as i64])
    }

    /// Behind a helper.
    pub(crate) fn leave_frame(&mut self) -> Res {
        if self.base == 0 {
            return Ok(());
        }
        self.state.emit(StencilId::AfterCall, &[], &[8 * self.base as i64])
    }
}
