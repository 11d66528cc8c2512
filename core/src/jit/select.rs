//! The pass over the bytecode: decides, one instruction after the other, which stencils do its work.
//!
//! An instruction is *specialised* where the types of its operands are known or have been seen; everything else is done by the
//! interpreter's own implementation, called as a helper with all values in their slots. A specialised
//! instruction exits before it has had any effect, fuel included, and the interpreter then executes it.

use core::ops::Range;

use super::compile::{Refusal, Request};
use super::folded::Fold;
use super::inline::Place;
use super::loops::{Loop, Uses};
use super::plan::{Step, Target};
use super::registers::Form;
use super::resume::Resume;
use super::scan::{NO_LOOP, Scan, Site};
use super::scratch::{List, Scratch};
use super::select_pairs::Made;
use super::state::{KnownGlobals, Last, Res, State};
use super::stencil::{Reg, StencilId};
use super::types::Type;
use super::watch::Variable;
use crate::bytecode::effects::Spans;
use crate::bytecode::ops::Flow;
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, Code, Storage};
use crate::value::{Sort, Value};

/// The feedback byte of an instruction that has left compiled code too often: it is not specialised any more. Where all types
/// have been seen, that is as well.
pub(crate) const GIVEN_UP: u8 = 0xFF;
/// The same of one that may still be asked for, which takes nothing for granted but that there is an answer.
pub(crate) const ASKED: u8 = 0xFE;

/// Byte offset of the helper that executes an instruction of this operation.
const fn helper_of(op: Op) -> i64 {
    core::mem::offset_of!(Context, helpers) as i64 + 8 * op as i64
}

/// The pass.
pub(crate) struct Selector<'c, 's> {
    /// The store.
    pub(crate) cx: &'c Context,
    /// The function that is compiled.
    pub(crate) function: Gc<Code>,
    /// The function whose body is planned: that, or one that is inlined.
    pub(crate) code: Gc<Code>,
    /// Slots from the compiled function's frame to its.
    pub(crate) base: u16,
    /// Where it is inlined.
    pub(crate) place: Option<Place>,
    /// Instructions that may yet be inlined.
    pub(crate) inline_left: u32,
    /// Whether functions are inlined of which no types have been noted.
    pub(crate) inline_unseen: bool,
    /// Whether fuel is folded into the bounds of loops.
    pub(super) folds: bool,
    /// Whether first turns of loops are planned before the loops.
    pub(super) peels: bool,
    /// Whether the jump that is planned next enters a loop.
    pub(super) enters: bool,
    /// Instructions that the interpreter may be faster at.
    pub(crate) slow: u32,
    /// Instructions that have been inlined.
    pub(crate) inlined: u32,
    /// Its instructions.
    pub(crate) insns: &'c [Insn],
    /// What is known of each instruction of the compiled function, then of inlined ones.
    pub(crate) sites: List<'s, Site>,
    /// Its loops.
    pub(crate) loops: List<'s, Loop>,
    /// Working memory to decide what they carry.
    pub(crate) uses: Uses<'s>,
    /// What is known here.
    pub(crate) state: &'c mut State<'s>,
    /// What was seen at each instruction; may be empty.
    pub(crate) feedback: &'c [u8],
    /// For each slot, the types that it was seen with: of locals all, of temporaries the last.
    pub(crate) seen: List<'s, u8>,
    /// For each slot, what made the iterable that it was last given, or that of the loop whose state it begins.
    pub(crate) made: List<'s, Made>,
    /// The values that the code refers to.
    pub(crate) referred: List<'s, Value>,
    /// For each slot, the types it was seen with where compiled code was left.
    pub(crate) history: &'c [u8],
    /// The current frame, if it is one of this function's, below its height.
    pub(crate) live: &'c [Value],
    /// The instruction it stands at.
    pub(crate) live_pc: u32,
    /// The first slot that is no local of the current body.
    pub(crate) locals_end: u16,
    /// The slot behind its parameters, where its header begins.
    pub(crate) params: u16,
    /// The local label of the function's entry.
    pub(crate) entry: u32,
    /// The last instruction of a loop of whose indices the current frame says that they cannot be proved.
    pub(super) refuted: Option<u32>,
    /// The instructions of the current body before this one are done.
    pub(crate) skip_to: u32,
    /// Whether control goes from the current instruction to the next one.
    pub(crate) falls: bool,
    /// Whether there is a listing, for which the plan says where instructions begin.
    told: bool,
}

/// Whether compiled code of the operation has no exit but for want of fuel, whatever its operands are.
const fn never_exits(op: Op) -> bool {
    matches!(
        op,
        Op::Nop
            | Op::Move
            | Op::LoadConst
            | Op::LoadInt
            | Op::LoadSingleton
            | Op::StoreGlobal
            | Op::Jump
            | Op::Loop
            | Op::Return
    )
}

/// Which operands of an operation may be numbers that it works on.
#[derive(Clone, Copy)]
enum Numbers {
    None,
    First,
    /// The other one is in the instruction.
    Second,
    Last,
}

/// Those of each operation: asked of every instruction, of most for nothing.
const NUMBERS: [Numbers; Op::ALL.len()] = {
    let (mut all, mut k) = ([Numbers::None; _], 0);
    while k < Op::ALL.len() {
        let op = Op::ALL[k];
        all[k] = match op.flow() {
            _ if super::select_arithmetic::operation(op).is_none() && !super::select_branch::is_comparison(op) => {
                Numbers::None
            }
            Flow::Branch => Numbers::First,
            _ if matches!(op, Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt) => Numbers::Second,
            _ => Numbers::Last,
        };
        k += 1;
    }
    all
};

impl<'c, 's> Selector<'c, 's> {
    /// Prepares the pass.
    pub(crate) fn new(
        cx: &'c Context,
        code: Gc<Code>,
        request: &Request<'c>,
        scan: Scan<'s>,
        state: &'c mut State<'s>,
        scratch: &mut Scratch<'s>,
    ) -> Selector<'c, 's> {
        let c = cx.get(code);
        let insns = cx.code_view(code).insns();
        let feedback = match c.feedback {
            0 => &[][..],
            // SAFETY: `feedback` names a live `Bytes`, or is 0.
            units => cx.bytes(unsafe { Gc::<Bytes>::from_units(units) }),
        };
        let Scan { sites, loops } = scan;
        let (mut live, mut live_pc) = (&[][..], 0);
        if let Some((slots, pc)) = request.live {
            let height = sites.get(pc).map_or(0, |site| site.height as usize);
            live_pc = pc;
            live = slots.get(..height.min(slots.len())).unwrap_or(&[]);
        }
        let slots = state.slots.len();
        let mut seen = scratch.filled(slots, 0u8);
        for (to, from) in seen.as_mut_slice().iter_mut().zip(request.seen) {
            *to = *from;
        }
        for (slot, (seen, v)) in seen.as_mut_slice().iter_mut().zip(live).enumerate() {
            // The header holds no values.
            if slot != c.params as usize && slot != c.params as usize + 1 {
                *seen |= Type::of(cx, *v).seen();
            }
        }
        Selector {
            cx,
            function: code,
            code,
            base: 0,
            place: None,
            inline_left: request.inline,
            inline_unseen: request.inline_unseen,
            folds: request.fold,
            peels: request.peel,
            enters: false,
            slow: 0,
            inlined: 0,
            insns,
            sites,
            loops,
            uses: Uses::new(scratch, slots),
            state,
            feedback,
            seen,
            made: scratch.filled(slots, Made::Unknown),
            referred: scratch.list((insns.len() + request.inline as usize).min(512)),
            history: request.seen,
            live,
            live_pc,
            locals_end: c.locals_end,
            params: c.params,
            entry: 0,
            refuted: None,
            skip_to: 0,
            falls: true,
            told: request.listen.is_some(),
        }
    }

    /// Plans the whole function.
    pub(crate) fn run(&mut self) -> Res {
        self.prologue()?;
        self.body()
    }

    /// Plans the current body.
    pub(crate) fn body(&mut self) -> Res {
        self.span(0..self.insns.len() as u32)
    }

    /// Plans instructions of the current body; of a turn that is planned before its loop, the first is no join.
    pub(super) fn span(&mut self, span: Range<u32>) -> Res {
        for pc in span {
            if pc < self.skip_to {
                if self.told && self.base == 0 {
                    self.state.mark(Step::Begin(pc))?;
                }
                continue;
            }
            // Before another body is planned within this one.
            self.skip_to = 0;
            let site = self.site(pc)?;
            if self.state.origin.turn.is_some_and(|turn| turn.head == pc) {
                // It goes on from what is known before the loop.
            } else if site.is_join() || !self.falls {
                self.join(pc, site)?;
            }
            if site.drops && !site.is_join() {
                self.state.forget_from(site.height)?;
            }
            // What is inlined is part of the call.
            if self.told && self.base == 0 && self.state.origin.turn.is_none() {
                self.state.mark(Step::Begin(pc))?;
            }
            self.state.begin(pc, self.locals_end)?;
            self.falls = true;
            let insn = self.insn(pc).ok_or(Refusal::Internal)?;
            let op = insn.decode().ok_or(Refusal::Internal)?;
            self.instruction(op, insn)?;
        }
        self.skip_to = 0;
        Ok(())
    }

    /// Control comes to the instruction otherwise than from the one before, or does not come from there.
    fn join(&mut self, pc: u32, site: Site) -> Res {
        let here = self.state.origin.site(pc);
        if site.has_one_way() && !self.falls && self.state.resume_fork(here)? {
            self.state.mark(Step::Pc(here))?;
            if self.loops.get(site.innermost.into()).and_then(|l| l.contract?.folded) != self.state.plan.folded {
                self.state.settle()?;
            }
            return self.state.forget_from(site.height);
        }
        let contract = self.contract(pc)?;
        if self.falls && !self.begin_turn(pc)? && self.state.arrive(contract, pc)? {
            self.offer(pc)?;
        }
        let begins_turn = site.head && !self.falls && self.turn_before(pc, contract)?;
        self.state.adopt(contract)?;
        // In a turn that costs more it changes what is owed, and control comes to its end from the instruction before only.
        let ends_turn = contract.folded.is_some_and(|fold| fold.price != 0)
            && self.insn(pc).is_some_and(|i| i.decode() == Some(Op::ForNext));
        if self.base == 0 && !ends_turn {
            self.state.owed = contract.folded.map_or(0, Fold::owed);
        }
        self.learn_agreed(pc)?;
        if site.head && !begins_turn {
            self.state.mark(Step::Head)?;
        }
        self.state.mark(Step::Pc(here))?;
        match site.head {
            true if contract.count == 0 => self.state.mark(Step::Resume(Resume::at(pc))),
            true => self.state.entry(pc, contract, Target::Pc(pc)),
            false => Ok(()),
        }
    }

    /// Stores the return address, and gives locals their first values.
    fn prologue(&mut self) -> Res {
        self.state.begin(0, self.locals_end)?;
        self.entry = self.state.plan.label();
        self.state.mark(Step::Local(self.entry))?;
        self.state.emit(StencilId::EnterPy, &[], &[self.params as i64 * 8])?;
        self.state.mark(Step::Body)?;
        self.first_values()
    }

    /// What is known of an instruction of the current body.
    pub(crate) fn site(&self, pc: u32) -> Res<Site> {
        self.sites.at(self.state.origin.site(pc))
    }

    /// Gives every local of the current body but the parameters its first value.
    pub(crate) fn first_values(&mut self) -> Res {
        for slot in self.params + 2..self.locals_end {
            self.state.set_constant(slot, Value::UNASSIGNED.bits(), Type::Unknown)?;
            self.state.slots.at_mut(slot)?.void = true;
        }
        Ok(())
    }

    fn instruction(&mut self, op: Op, i: Insn) -> Res {
        self.slow += self.is_slow(op, i) as u32;
        if self.given_up() && !never_exits(op) && op != Op::LoadGlobal {
            let asked = self.feedback() == ASKED && self.ask_instruction(op, i)?;
            return if asked { Ok(()) } else { self.generic(op, i) };
        }
        let done = match op {
            Op::Nop => true,
            Op::Move => self.move_value(i)?,
            Op::LoadConst => {
                let v = self.cx.constant(self.code, i.bc());
                self.load(i.a, v)?
            }
            Op::LoadInt => self.load(i.a, Value::int32(i.bc_signed()))?,
            Op::LoadSingleton => self.load(i.a, crate::interp::ops::singleton(i.b))?,
            Op::LoadGlobal => self.load_global(i)?,
            Op::StoreGlobal => self.store_global(i)?,
            Op::LoadBuiltin => self.load_builtin(i)?,
            Op::CheckLocal => self.check_local(i.a)?,
            Op::Return => self.return_value(i)?,
            Op::Loop => self.back_edge(i)?,
            Op::Jump => {
                let target = self.target(i)?;
                self.jump(target)?;
                true
            }
            Op::JumpIf | Op::JumpIfNot => self.jump_if(i, op == Op::JumpIf)?,
            Op::JumpIfNone | Op::JumpIfNotNone => self.jump_if_none(i, op == Op::JumpIfNone)?,
            Op::Not => self.not(i)?,
            Op::Is | Op::IsNot => self.is(i, op == Op::Is)?,
            Op::Neg | Op::Pos | Op::Invert => self.unary(op, i)?,
            Op::GetItem => self.get_item(i)?,
            Op::SetItem => self.set_item(i)?,
            Op::GetSlice => self.flip(i)? || self.answer_instruction(op, i)?,
            Op::Unpack => self.unpack(i)?,
            Op::Call => self.call(i)?,
            Op::CallMethod => self.call_method(i)?,
            Op::In => self.in_letters(i, false)? || self.answer_contains(i, false)?,
            Op::NotIn => self.in_letters(i, true)? || self.answer_contains(i, true)?,
            Op::LoadMethod => self.load_function(i)? || self.load_method(i)?,
            Op::GetAttr => self.get_attribute(i)?,
            Op::Pow | Op::IPow => self.power(i)?,
            Op::SumAdd => self.sum_add(i)?,
            Op::SumEnd => self.sum_end(i)?,
            Op::Iter => {
                self.iter(i)?;
                true
            }
            Op::ForNext => self.for_next(i)?,
            _ => {
                self.words(op)?
                    || self.arithmetic(op, i)?
                    || self.comparison(op, i)?
                    || self.answer_arithmetic(op, i)?
                    || self.answer_instruction(op, i)?
            }
        };
        if done { Ok(()) } else { self.generic(op, i) }
    }

    /// Whether the instruction may work on numbers, which the interpreter does in line, and compiled code will not do so.
    fn is_slow(&self, op: Op, i: Insn) -> bool {
        let operands = match NUMBERS[op as usize] {
            Numbers::None => return false,
            Numbers::First => [i.a, i.b],
            Numbers::Second => [i.b; 2],
            Numbers::Last => [i.b, i.c],
        };
        let may_be = |slot: &u16| matches!(self.ty(*slot), Type::Int | Type::Float | Type::Unknown);
        operands.iter().all(may_be)
            && (self.given_up() || operands.iter().any(|slot| self.ty(*slot) == Type::Unknown))
            && !self.is_mixed(operands[0], operands[1])
    }

    // --- types ---

    /// What was seen at the current instruction.
    pub(crate) fn feedback(&self) -> u8 {
        self.feedback.get(self.state.pc as usize).copied().unwrap_or(0)
    }

    /// Whether the current instruction is not to be specialised.
    pub(crate) fn given_up(&self) -> bool {
        self.feedback() >= ASKED
    }

    /// The slot's type: what is known, or else what was seen.
    pub(crate) fn ty(&self, slot: u16) -> Type {
        match self.state.value(slot).ty {
            Type::Unknown => Type::from_seen(self.seen.get(slot.into()).unwrap_or(0)),
            known => known,
        }
    }

    /// Whether nothing is known of the slot's value, nor was seen.
    pub(crate) fn is_news(&self, slot: u16) -> bool {
        self.state.value(slot).ty == Type::Unknown && self.seen.get(slot.into()).unwrap_or(0) == 0
    }

    /// Notes which types a slot has got, as a set of bits.
    pub(crate) fn note(&mut self, slot: u16, bits: u8) -> Res {
        let temporary = slot >= self.locals_end;
        let seen = self.seen.at_mut(slot)?;
        *seen = if temporary { bits } else { *seen | bits };
        *self.made.at_mut(slot)? = Made::Unknown;
        Ok(())
    }

    /// Notes which types a slot may have got, too.
    pub(crate) fn note_more(&mut self, slot: u16, bits: u8) -> Res {
        if bits != 0 { self.note(slot, bits) } else { Ok(()) }
    }

    /// Plans a stencil whose first operand is the new value of `slot`, and notes its type.
    pub(crate) fn produce(
        &mut self,
        slot: u16,
        id: StencilId,
        form: Form,
        ty: Type,
        sources: &[Reg],
        imms: &[i64],
    ) -> Res<bool> {
        self.state.last = self.returned_in(slot, form).map(|wanted| Last { base: self.base, wanted });
        self.state.produce(slot, id, form, ty, sources, imms)?;
        self.note(slot, ty.seen())?;
        Ok(true)
    }

    /// The register in which the current body, an inlined one, returns what the current instruction puts into the slot, if it does
    /// that next and several returns meet.
    fn returned_in(&self, slot: u16, form: Form) -> Option<Reg> {
        let place = self.place?;
        let next = self.insn(self.state.pc + 1).filter(|i| i.decode() == Some(Op::Return) && i.a == slot)?;
        let is_temporary = next.a >= self.locals_end && !self.site(self.state.pc + 1).ok()?.is_join();
        let (wanted, r) = self.state.place(place.contract(), place.result())?;
        (is_temporary && wanted == form).then_some(r)
    }

    /// Notes that the code refers to an object, which must live as long.
    pub(crate) fn refer(&mut self, v: Value) -> Res {
        if v.is_ref() && !self.referred.as_slice().contains(&v) {
            self.referred.push(v)?;
        }
        Ok(())
    }

    // --- everything by the helper ---

    /// The instruction is executed by the helper.
    pub(crate) fn generic(&mut self, op: Op, i: Insn) -> Res {
        let pc = self.state.pc;
        let made = if op == Op::Call { self.made_by(i) } else { Made::Unknown };
        self.state.flush(u16::MAX)?;
        let imms = [helper_of(op), pc as i64];
        let exit = self.state.status_exit()?;
        self.enter_frame()?;
        let (kills, writes) = (i.kills(), i.writes());
        if op.flow() == Flow::Branch {
            // The branch is planned behind what the helper leaves of the state, which the edge begins with.
            self.state.plan.stencil(StencilId::CallHelperBr, &[], &imms, exit, Target::None)?;
            self.state.after_helper()?;
            self.forget_written(writes)?;
            if op == Op::ForNext {
                self.note(i.b, self.result_feedback())?;
            }
            let target = self.target(i)?;
            let taken = match self.base {
                0 => self.edge(target)?,
                base => {
                    let contract = self.contract(target)?;
                    self.offer(target)?;
                    self.state.edge_from_frame(target, contract, 8 * i32::from(base))?
                }
            };
            self.state.plan.take(taken)?;
            return self.leave_frame();
        }
        self.state.plan.stencil(StencilId::CallHelper, &[], &imms, exit, Target::None)?;
        if matches!(op.flow(), Flow::Leave | Flow::Jump) {
            // The helper never says that the next instruction is next.
            self.state.plan.stencil(StencilId::Trap, &[], &[], Target::None, Target::None)?;
            self.falls = false;
            return Ok(());
        }
        self.leave_frame()?;
        self.state.after_helper()?;
        if let Some(base) = kills {
            self.state.forget_from(base)?;
        }
        self.forget_written(writes)?;
        if let Some(base) = kills {
            self.note(i.a, self.result_feedback())?;
            *self.made.at_mut(i.a)? = made;
            // It may have entered a frame: the interpreter may come in behind it.
            let enters = self.base == 0 && self.state.origin.turn.is_none() && !self.is_head(pc + 1)?;
            self.state.after_call(base, pc + 1, None, enters)?;
        }
        Ok(())
    }

    fn forget_written(&mut self, writes: Spans) -> Res {
        for span in writes {
            for slot in span.first as u32..span.end() {
                self.state.forget(slot as u16)?;
                self.note(slot as u16, 0)?;
            }
        }
        Ok(())
    }

    /// Whether the interpreter comes in before the instruction anyway.
    pub(crate) fn is_head(&self, pc: u32) -> Res<bool> {
        let site = self.site(pc)?;
        Ok(site.is_join() && site.head)
    }

    /// The types that the current instruction has produced so far, as far as they have been noted.
    pub(crate) fn result_feedback(&self) -> u8 {
        match self.feedback() {
            ASKED | GIVEN_UP => 0,
            bits => bits,
        }
    }

    // --- moves and loads ---

    fn move_value(&mut self, i: Insn) -> Res<bool> {
        let (bits, made) = (self.seen.at(i.b)?, self.made.at(i.b)?);
        let ty = self.state.value(i.b).ty;
        self.state.copy(i.a, i.b)?;
        self.note(i.a, if ty == Type::Unknown { bits } else { ty.seen() })?;
        *self.made.at_mut(i.a)? = made;
        Ok(true)
    }

    /// The slot gets a constant.
    pub(crate) fn load(&mut self, slot: u16, v: Value) -> Res<bool> {
        let ty = Type::of(self.cx, v);
        self.refer(v)?;
        self.state.set_constant(slot, v.bits(), ty)?;
        self.note(slot, ty.seen())?;
        Ok(true)
    }

    /// A slot of the module's, where its value is now and where it lies.
    pub(crate) fn global(&self, units: u32, slot: u32) -> Option<(Value, i64)> {
        // SAFETY: the caller's units name a storage of the code's module.
        let storage = unsafe { Gc::<Storage>::from_units(units) };
        let v = *self.cx.storage(storage).get(slot as usize)?;
        let offset = units as i64 * 8 + 8 + slot as i64 * 8;
        self.state.table.fits(StencilId::LdRegion, 0, offset).then_some((v, offset))
    }

    /// The built-in of the name that a global slot has.
    pub(crate) fn builtin(&self, slot: u32) -> Option<Value> {
        // SAFETY: a code object's module is live.
        let module = self.cx.get(unsafe { Gc::<crate::object::Module>::from_units(self.cx.get(self.code).module) });
        self.global(module.builtins, slot).map(|(v, _)| v).filter(|v| *v != Value::UNASSIGNED)
    }

    fn load_global(&mut self, i: Insn) -> Res<bool> {
        let c = self.cx.get(self.code);
        let Some((v, offset)) = self.global(c.globals, i.bc()) else { return Ok(false) };
        let speculate = !self.given_up();
        let mut value = v;
        if v == Value::UNASSIGNED {
            let Some(builtin) = self.builtin(i.bc()).filter(|_| speculate) else { return Ok(false) };
            value = builtin;
        }
        let variable = self.global_variable(i.bc());
        self.load_variable(i.a, v, value, variable, offset)
    }

    /// The current body's global variable.
    pub(crate) fn global_variable(&self, slot: u32) -> Variable {
        // SAFETY: a code object's module is live.
        Variable::global(unsafe { Gc::from_units(self.cx.get(self.code).module) }, slot)
    }

    /// Whether the code is told if the variable changes, and need not look.
    pub(crate) fn watch(&mut self, v: Variable) -> Res<bool> {
        let plan = &mut self.state.plan;
        if plan.watched.as_slice().contains(&v) {
            return Ok(true);
        }
        if plan.watched.room() == 0 || plan.stored.as_slice().contains(&v) || !self.cx.may_watch(v) {
            return Ok(false);
        }
        plan.watched.push(v)?;
        Ok(true)
    }

    /// The slot gets what is at an offset of the region, a variable which is `v` now; or `value` instead, as long as that is so.
    pub(crate) fn load_variable(
        &mut self,
        to: u16,
        v: Value,
        value: Value,
        variable: Variable,
        offset: i64,
    ) -> Res<bool> {
        let speculate = !self.given_up();
        let fixed = v == Value::UNASSIGNED
            || v.as_immediate(Sort::Native).is_some()
            || v.as_immediate(Sort::Type).is_some()
            || v.as_immediate(Sort::Host).is_some()
            || self.cx.cast::<crate::object::Function>(v).is_some()
            || self.cx.cast::<crate::object::Module>(v).is_some();
        if fixed && speculate && (self.watch(variable)? || self.state.known_globals.has(offset)) {
            self.refer(value)?;
            self.state.set_constant(to, value.bits(), Type::Other)?;
            self.note(to, Type::Other.seen())?;
            return Ok(true);
        }
        let ty = Type::of(self.cx, v);
        if ty.is_number() && speculate && self.cx.has_not_varied(variable) && self.watch(variable)? {
            return self.load(to, v);
        }
        let r = self.state.alloc(Form::Boxed)?;
        self.state.emit(StencilId::LdRegion, &[r], &[offset])?;
        if fixed && speculate {
            let expected = self.state.temporary(v.bits())?;
            let exit = Target::Exit(self.state.exit()?);
            self.state.branch(StencilId::BrNeI, &[r, expected], &[], exit)?;
            self.state.known_globals.add(offset);
            self.refer(value)?;
            if v == value {
                self.state.set(to, r, Form::Boxed, Type::Other)?;
                self.state.learn_constant(to, value.bits(), Type::Other)?;
            } else {
                self.state.set_constant(to, value.bits(), Type::Other)?;
            }
            self.note(to, Type::Other.seen())?;
            return Ok(true);
        }
        match ty {
            Type::Int if speculate => return self.produce(to, StencilId::GuardInt, Form::Int, ty, &[r], &[]),
            Type::Float if speculate => {
                // Not where the slot's old value is: an exit needs that.
                let d = self.state.alloc(Form::Float)?;
                self.state.emit(StencilId::GuardFloat, &[d, r], &[])?;
                self.state.set(to, d, Form::Float, ty)?;
                self.note(to, ty.seen())?;
                return Ok(true);
            }
            _ => {}
        }
        let unassigned = self.state.temporary(Value::UNASSIGNED.bits())?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::BrEqI, &[r, unassigned], &[], exit)?;
        self.state.set(to, r, Form::Boxed, Type::Unknown)?;
        self.state.learn(to, Type::Unknown)?;
        self.note(to, if speculate { ty.seen() } else { 0 })?;
        Ok(true)
    }

    fn load_builtin(&mut self, i: Insn) -> Res<bool> {
        let name = self.cx.cast::<crate::object::Str>(self.cx.constant(self.code, i.bc()));
        match name.and_then(|name| crate::builtins::builtin(self.cx.str_bytes(name))) {
            Some(v) => self.load(i.a, v),
            None => Ok(false),
        }
    }

    fn store_global(&mut self, i: Insn) -> Res<bool> {
        let globals = self.cx.get(self.code).globals;
        let Some((_, offset)) = self.global(globals, i.bc()) else { return Ok(false) };
        let variable = self.global_variable(i.bc());
        if !self.state.plan.stored.as_slice().contains(&variable) {
            // What a module does once is not worth that the variable cannot be watched.
            let once = self.cx.get(self.code).index == 0 && self.site(self.state.pc)?.innermost == NO_LOOP;
            let plan = &mut self.state.plan;
            let watched = plan.watched.as_slice().contains(&variable) || !self.cx.may_store(variable);
            if once || watched || plan.stored.room() == 0 {
                return Ok(false);
            }
            plan.stored.push(variable)?;
        }
        self.state.known_globals = KnownGlobals::default();
        let r = self.state.boxed(i.a)?;
        self.state.emit(StencilId::StRegion, &[r], &[offset])?;
        Ok(true)
    }

    fn check_local(&mut self, slot: u16) -> Res<bool> {
        let v = self.state.value(slot);
        if v.ty != Type::Unknown || v.assigned {
            return Ok(true);
        }
        match self.ty(slot) {
            // A guard that the next use of the value needs anyway.
            Type::Int => {
                self.state.int(slot)?;
            }
            Type::Float => {
                self.state.float(slot)?;
            }
            _ => {
                let r = self.state.boxed(slot)?;
                let unassigned = self.state.temporary(Value::UNASSIGNED.bits())?;
                let exit = Target::Exit(self.state.exit()?);
                self.state.branch(StencilId::BrEqI, &[r, unassigned], &[], exit)?;
                self.state.learn(slot, Type::Unknown)?;
            }
        }
        Ok(true)
    }

    fn return_value(&mut self, i: Insn) -> Res<bool> {
        if let Some(place) = self.place {
            self.return_inlined(i.a, place)?;
            return Ok(true);
        }
        self.state.settle()?;
        self.state.boxed_last(i.a, Reg(0))?;
        self.state.emit(StencilId::RetPy, &[], &[self.params as i64 * 8])?;
        self.falls = false;
        Ok(true)
    }
}
