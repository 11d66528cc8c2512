//! Writes machine code by a plan: hot code in the plan's order, then exits and resume points, then literals.

use super::compile::{Listen, Refusal, Request};
use super::folded::{self, Fold};
use super::listing::{Label, Listing, Part, What};
use super::loops::Place;
use super::patch::{self, Emitted, Fixup, Operands};
use super::pinned::pin_stencil;
use super::plan::{Edge, Edges, Exit, Leave, Load, Plan, Planned, SORTS, Source, Step, Target, TargetWord};
use super::proved::Bounds;
use super::registers::Form;
use super::resume::{Point, Resume};
use super::scratch::{List, Scratch};
use super::state::constant_stencil;
use super::stencil::{self, HoleKind, INT_SHIFT, Reg, StencilId, StencilTable};
use super::types::Type;
use crate::api::Forced;
use crate::value::Value;

/// The most bytes of a side exit's stub.
const MOST_OF_STUB: usize = 16;
/// No offset yet.
const NOWHERE: u32 = u32::MAX;

/// A place in the code that waits for an address.
#[derive(Clone, Copy)]
struct Waiting {
    /// Its offset.
    at: u32,
    /// The index of its target in the list of places; from [`LITERAL`] on, of a literal.
    target: u32,
    /// How it is patched.
    kind: HoleKind,
}

/// Bit of a target's index that says that it is a literal, of which nobody knows beforehand how many there are.
const LITERAL: u32 = 1 << 31;

/// What has been written.
pub(crate) struct Assembled<'s> {
    /// Length of the code.
    pub(crate) len: usize,
    /// Offset of [`Step::Body`].
    pub(crate) body: u32,
    /// Where the interpreter can come in, in the order of instructions.
    pub(crate) resumes: List<'s, Point>,
    /// Guards, if any is to fail.
    pub(crate) guards: u64,
    /// What the code is for, if there is a listing.
    pub(crate) parts: List<'s, Part>,
    /// Offset behind the first stub of an exit for the interpreter.
    pub(crate) first_exit: u32,
    /// A stub's length.
    pub(crate) stub: u32,
}

struct Assembler<'p, 's, 'o> {
    table: &'static StencilTable,
    listen: Option<Listen<'p>>,
    forced: Option<Forced>,
    /// Guards so far of the store.
    guards: u64,
    plan: &'p Plan<'s>,
    out: &'o mut [u8],
    at: usize,
    /// Where targets lie: instructions that are joins, local labels, exits.
    places: &'s mut [u32],
    /// Where targets of each [sort](Target::sort) begin in that list.
    first_place: [u32; SORTS],
    waiting: List<'s, Waiting>,
    literals: List<'s, u64>,
    /// Offset behind the first stub of an exit for the interpreter.
    first_exit: u32,
    /// A stub's length.
    stub: u32,
    body: u32,
    resumes: List<'s, Point>,
    /// With room for all if there is a listing, else for none.
    parts: List<'s, Part>,
}

/// Writes the plan of a function of `count` instructions to the beginning of `out`.
pub(crate) fn assemble<'s, 'p>(
    request: &Request<'p>,
    plan: &'p Plan<'s>,
    count: usize,
    scratch: &mut Scratch<'s>,
    out: &mut [u8],
) -> Result<Assembled<'s>, Refusal> {
    let (locals, exits) = (count as u32, count as u32 + plan.locals);
    // One more, for what leads nowhere.
    let places = scratch.filled(exits as usize + plan.exits.len() + 1, NOWHERE).into_slice();
    let nowhere = exits + plan.exits.len() as u32;
    let first_place = [nowhere, 0, locals, exits, LITERAL, nowhere, nowhere, nowhere];
    let resumes = scratch.list(plan.resumes + plan.entries.len());
    let parts = scratch.list(match request.listen {
        Some(_) => count + plan.exits.len() + plan.entries.len() + 3,
        None => 0,
    });
    let literals = scratch.list(scratch.left() / 8 / size_of::<u64>());
    let waiting = scratch.list((scratch.left() / size_of::<Waiting>()).saturating_sub(1));
    scratch.check()?;
    let (table, listen, forced, guards) = (request.table, request.listen, request.forced, request.guards);
    if let Some(listen) = listen {
        listen(&Listing::Begin);
    }
    let mut a = Assembler {
        table,
        listen,
        forced,
        guards,
        plan,
        out,
        at: 0,
        places,
        first_place,
        waiting,
        literals,
        first_exit: 0,
        stub: 0,
        body: 0,
        resumes,
        parts,
    };
    a.hot()?;
    a.cold()?;
    a.literals()?;
    a.resolve()?;
    a.resumes.as_mut_slice().sort_unstable_by_key(|point| point.resume.pc);
    Ok(Assembled {
        len: a.at,
        body: a.body,
        resumes: a.resumes,
        guards: a.guards - guards,
        parts: a.parts,
        first_exit: a.first_exit,
        stub: a.stub,
    })
}

impl Assembler<'_, '_, '_> {
    /// Writes one stencil, with immediates that may have others behind.
    #[inline(never)]
    fn stencil(&mut self, planned: &Planned, imms: &[i64]) -> Result<(), Refusal> {
        self.stencil_here(planned, imms)
    }

    #[inline(always)]
    fn stencil_here(&mut self, planned: &Planned, imms: &[i64]) -> Result<(), Refusal> {
        let operands = Operands { regs: planned.regs, imms };
        let emitted = patch::emit(self.table, planned.id, &operands, self.out, self.at).map_err(Refusal::from_patch)?;
        if self.listen.is_some() {
            self.tell_stencil(planned, imms);
        }
        self.at += emitted.size();
        let Some((first, others)) = emitted.first_fixup() else { return Ok(()) };
        self.wait(first, planned, imms)?;
        if others { self.wait_further(emitted, planned, imms) } else { Ok(()) }
    }

    /// Notes the places of a stencil that wait for an address, behind the first one.
    #[inline(never)]
    fn wait_further(&mut self, emitted: Emitted, planned: &Planned, imms: &[i64]) -> Result<(), Refusal> {
        for hole in emitted.further_edges(self.table) {
            self.wait(emitted.fixup(hole), planned, imms)?;
        }
        Ok(())
    }

    /// Notes a place of a stencil that waits for an address.
    #[inline(always)]
    fn wait(&mut self, place: Fixup, planned: &Planned, imms: &[i64]) -> Result<(), Refusal> {
        let target = match place.edge {
            stencil::Edge::Exit => planned.edges.exit,
            stencil::Edge::Taken => planned.edges.taken,
            stencil::Edge::Literal(imm) => {
                let value = *imms.get(imm as usize).ok_or(Refusal::Internal)?;
                Target::Literal(self.literal(value as u64)?).word()
            }
        };
        let target = self.index(target);
        self.waiting.push(Waiting { at: place.at, target, kind: place.kind })?;
        Ok(())
    }

    #[cold]
    fn tell_stencil(&self, planned: &Planned, imms: &[i64]) {
        if let Some(listen) = self.listen {
            let (exit, taken) = (planned.edges.exit.target().label(), planned.edges.taken.target().label());
            let (stencil, operands) = (planned.id, &Operands { regs: planned.regs, imms });
            listen(&Listing::Stencil { offset: self.at as u32, stencil, operands, exit, taken });
        }
    }

    /// Writes one stencil that may be a guard, which is made to fail if it has to, under test.
    fn guarded(&mut self, planned: &Planned, imms: &[i64]) -> Result<(), Refusal> {
        if self.forced.is_some()
            && let Some(target) = self.failing(planned.edges.exit.target(), planned.edges.taken.target())
        {
            self.jump(target)?;
        }
        self.stencil(planned, imms)
    }

    fn jump(&mut self, taken: Target) -> Result<(), Refusal> {
        let (regs, edges) = (Operands::default().regs, Edges::new(Target::None, taken));
        self.stencil(&Planned { id: StencilId::Jump, regs, imm: 0, edges }, &[])
    }

    /// The side exit of a stencil, if it is one that is taken always, under test. The state is the same before the
    /// stencil as at its exit.
    #[cold]
    fn failing(&mut self, exit: Target, taken: Target) -> Option<Target> {
        let forced = self.forced?;
        let number = [exit, taken].into_iter().find_map(|target| match target {
            Target::Exit(number) => Some(number),
            _ => None,
        })?;
        if !matches!(self.plan.exits.as_slice().get(number as usize)?.leave, Leave::Exit | Leave::Mismatch) {
            return None;
        }
        let guard = self.guards;
        self.guards += 1;
        let fails = match forced {
            Forced::Part(seed) => (seed ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 62 == 0,
            Forced::One(one) => one == guard,
        };
        fails.then_some(Target::Exit(number))
    }

    /// The index of a literal; the last few are looked at, whether one is the same.
    fn literal(&mut self, value: u64) -> Result<u32, Refusal> {
        let n = self.literals.len() as u32;
        for i in n.saturating_sub(16)..n {
            if self.literals.at(i)? == value {
                return Ok(i);
            }
        }
        self.literals.push(value)
    }

    /// Fills up to where a loop's head lies best, with instructions that do nothing.
    fn align(&mut self) -> Result<(), Refusal> {
        let to = self.at.next_multiple_of(self.table.arch.head_align());
        let gap = self.out.get_mut(self.at..to).ok_or(Refusal::Space)?;
        patch::nops(self.table.arch, gap);
        self.at = to;
        if let Some(listen) = self.listen {
            listen(&Listing::Head { offset: to as u32 });
        }
        Ok(())
    }

    /// A part of the code begins here.
    fn part(&mut self, what: What) -> Result<(), Refusal> {
        if self.listen.is_some() {
            self.parts.push(Part { offset: self.at as u32, what })?;
        }
        Ok(())
    }

    /// The index of a target in the list of places. Which sort of target comes next no processor can foretell: that is no branch.
    #[inline(always)]
    fn index(&self, target: TargetWord) -> u32 {
        self.first_place[target.sort()].wrapping_add(target.number())
    }

    /// What waits for the target leads here.
    fn place(&mut self, target: Target) -> Result<(), Refusal> {
        let index = self.index(target.word()) as usize;
        *self.places.get_mut(index).ok_or(Refusal::Internal)? = self.at as u32;
        if let (Some(listen), Some(label)) = (self.listen, target.label()) {
            listen(&Listing::Label(label));
        }
        Ok(())
    }

    fn hot(&mut self) -> Result<(), Refusal> {
        let plan = self.plan;
        self.part(What::Prologue)?;
        for step in plan.steps.as_slice() {
            // Most are, and which other sort comes next no processor can foretell.
            match step {
                Step::Stencil(planned) if self.forced.is_none() => {
                    self.stencil_here(planned, plan.imms_of(planned)?)?
                }
                Step::Stencil(planned) => self.guarded(planned, plan.imms_of(planned)?)?,
                _ => self.mark(step)?,
            }
        }
        Ok(())
    }

    /// A step that is no stencil.
    #[inline(never)]
    fn mark(&mut self, step: &Step) -> Result<(), Refusal> {
        let here = self.at as u32;
        match *step {
            Step::Stencil(_) => return Err(Refusal::Internal),
            Step::Pc(pc) => self.place(Target::Pc(pc))?,
            Step::Local(label) => self.place(Target::Local(label))?,
            Step::Begin(pc) => self.part(What::Instruction(pc))?,
            Step::Body => self.body = here,
            Step::Head => self.align()?,
            Step::Resume(resume) => {
                self.resumes.push(Point { offset: here, resume })?;
            }
        }
        Ok(())
    }

    fn cold(&mut self) -> Result<(), Refusal> {
        let plan = self.plan;
        self.side_exits()?;
        for (number, exit) in plan.exits.as_slice().iter().enumerate() {
            let what = match exit.leave {
                Leave::Status => What::Status,
                Leave::Edge(_) => What::Edge(plan.outer_pc(exit.frame, exit.pc)?),
                Leave::Exit | Leave::Mismatch => continue,
            };
            self.place(Target::Exit(number as u32))?;
            self.part(what)?;
            if let Leave::Edge(edge) = exit.leave {
                let edge = plan.edges.at(edge)?;
                let [scratch, _] = edge.scratch;
                if edge.retreat != 0 {
                    self.plain(StencilId::AfterCall, &[], &[edge.retreat.into()])?;
                }
                if let Some(settle) = edge.settle {
                    self.plain(settle, &[], &[])?;
                }
                self.stores(exit, scratch)?;
                self.edge(edge)?;
            } else {
                self.plain(StencilId::LeaveStatus, &[], &[])?;
            }
        }
        for entry in plan.entries.as_slice() {
            self.resumes.push(Point { offset: self.at as u32, resume: Resume::at(entry.pc) })?;
            self.part(What::Entry(entry.pc))?;
            self.edge(plan.edges.at(entry.edge)?)?;
        }
        Ok(())
    }

    /// Writes the stubs of the exits for the interpreter, one behind the other, and what they call.
    fn side_exits(&mut self) -> Result<(), Refusal> {
        let plan = self.plan;
        let exits = plan.exits.as_slice();
        if !exits.iter().any(|exit| exit.leave.is_side_exit()) {
            return Ok(());
        }
        let all = self.at;
        self.part(What::SideExits)?;
        if let Some(listen) = self.listen {
            listen(&Listing::Label(Label::SideExits));
        }
        self.plain(StencilId::SideExits, &[], &[])?;
        // All stubs are alike but for the way to what they call.
        let (id, operands) = (StencilId::SideExit, Operands::default());
        let stub = patch::emit(self.table, id, &operands, self.out, self.at).map_err(Refusal::from_patch)?;
        let Some((way, false)) = stub.first_fixup() else { return Err(Refusal::Internal) };
        let mut code = [0; MOST_OF_STUB];
        let written = self.out.get(self.at..self.at + stub.size()).ok_or(Refusal::Internal)?;
        code.get_mut(..stub.size()).ok_or(Refusal::Internal)?.copy_from_slice(written);
        self.stub = stub.size() as u32;
        self.first_exit = self.at as u32 + self.stub;
        let first = self.at;
        for (number, exit) in exits.iter().enumerate().filter(|(_, exit)| exit.leave.is_side_exit()) {
            let at = self.at;
            self.place(Target::Exit(number as u32))?;
            let rest = self.out.get_mut(at..).unwrap_or_default();
            match rest.first_chunk_mut() {
                // Nothing has been written behind it yet.
                Some(place) => *place = code,
                None => {
                    let code = code.get(..stub.size()).ok_or(Refusal::Internal)?;
                    rest.get_mut(..stub.size()).ok_or(Refusal::Space)?.copy_from_slice(code);
                }
            }
            patch::resolve_emitted(self.out, way.at + (at - first) as u32, way.kind, all as u32)
                .map_err(Refusal::from_patch)?;
            if self.listen.is_some() {
                self.tell_side_exit(exit, &operands)?;
            }
            self.at += stub.size();
        }
        Ok(())
    }

    /// A stub is written here.
    #[cold]
    fn tell_side_exit(&mut self, exit: &Exit, operands: &Operands<'_>) -> Result<(), Refusal> {
        let plan = self.plan;
        let pc = plan.outer_pc(exit.frame, exit.pc)?;
        self.part(if exit.leave == Leave::Exit { What::Exit(pc) } else { What::Mismatch(pc) })?;
        let (offset, stencil, taken) = (self.at as u32, StencilId::SideExit, Some(Label::SideExits));
        if let Some(listen) = self.listen {
            listen(&Listing::Stencil { offset, stencil, operands, exit: None, taken });
            for store in plan.stores_of(exit)? {
                listen(&Listing::Saved { slot: store.slot, source: store.source(plan.constants.as_slice())? });
            }
        }
        Ok(())
    }

    /// What an exit stores; constants come last, by way of the register `scratch`.
    fn stores(&mut self, exit: &Exit, scratch: Reg) -> Result<(), Refusal> {
        let plan = self.plan;
        let (stores, constants) = (plan.stores_of(exit)?, plan.constants.as_slice());
        for store in stores {
            let offset = store.slot as i64 * 8;
            match store.source(constants)? {
                Source::Boxed(r) => self.plain(StencilId::StSlot, &[r], &[offset])?,
                Source::Int(r) => self.plain(StencilId::StSlotInt, &[r], &[offset])?,
                Source::Float(r) => self.plain(StencilId::StSlotF, &[r], &[offset])?,
                Source::Const(_) => {}
            }
        }
        let mut loaded = None;
        for store in stores {
            if let Source::Const(bits) = store.source(constants)? {
                if loaded != Some(bits) {
                    self.plain(constant_stencil(bits as i64), &[scratch], &[bits as i64])?;
                    loaded = Some(bits);
                }
                self.plain(StencilId::StSlot, &[scratch], &[store.slot as i64 * 8])?;
            }
        }
        Ok(())
    }

    /// An edge, behind its stores.
    fn edge(&mut self, edge: Edge) -> Result<(), Refusal> {
        if let Some((charge, exit)) = edge.charge.filter(|_| cfg!(not(feature = "unmetered"))) {
            self.guard(charge, &[], &[], Target::Exit(exit))?;
        }
        let end = edge.first.saturating_add(edge.count) as usize;
        let loads = self.plan.loads.as_slice().get(edge.first as usize..end).ok_or(Refusal::Internal)?;
        // What is only looked at comes first: it takes registers that nothing is loaded to, or not yet.
        for load in loads {
            self.look(load, &edge)?;
        }
        for load in loads {
            self.load(load, &edge)?;
        }
        if let Some((fold, counter)) = edge.fold {
            let [end, by] = edge.scratch;
            self.prove(fold, &edge)?;
            let load = if fold.step == folded::Step::Item { StencilId::LdSlot } else { StencilId::LdSlotI };
            self.plain(load, &[end], &[fold.end as i64 * 8])?;
            let [from, to] = fold.way(counter, end);
            match fold.stride() {
                None if fold.step == folded::Step::Item => {
                    self.plain(StencilId::Untag, &[end, end], &[])?;
                    self.guard(StencilId::FoldItems, &[counter, end], &fold.imms(), Target::Exit(edge.mismatch))?;
                }
                None => self.plain(StencilId::FoldFuel, &[from, to], &[])?,
                Some(stride) => {
                    match stride {
                        folded::Step::Item => {}
                        folded::Step::Slot(slot) => self.plain(StencilId::LdSlotI, &[by], &[slot as i64 * 8])?,
                        folded::Step::Constant(k) => {
                            let bits = i64::from(k) << INT_SHIFT;
                            self.plain(constant_stencil(bits), &[by], &[bits])?;
                        }
                    }
                    self.guard(StencilId::FoldFuelBy, &[from, to, by], &[], Target::Exit(edge.mismatch))?;
                }
            }
        }
        self.jump(edge.target)
    }

    /// The same as [`State::prove`](super::state::State::prove), of what is in slots.
    fn prove(&mut self, fold: Fold, edge: &Edge) -> Result<(), Refusal> {
        let ([len, r], exit) = (edge.scratch, Target::Exit(edge.mismatch));
        let Bounds { least, longer } = fold.bounds();
        for list in fold.proved.lists() {
            self.plain(StencilId::LdSlot, &[len], &[i64::from(list) * 8])?;
            self.plain(StencilId::Untag, &[len, len], &[])?;
            self.plain(StencilId::LoadLen, &[len, len], &[])?;
            for (id, slot) in longer.into_iter().flatten() {
                self.plain(StencilId::LdSlotI, &[r], &[i64::from(slot) * 8])?;
                self.guard(id, &[len, r], &[], exit)?;
            }
        }
        for (slot, least) in least.into_iter().flatten().filter(|_| fold.proved.lists().next().is_some()) {
            self.plain(StencilId::LdSlotI, &[r], &[i64::from(slot) * 8])?;
            self.guard(StencilId::BrLtImm, &[r], &[least << INT_SHIFT], exit)?;
        }
        Ok(())
    }

    #[inline(always)]
    fn guard(&mut self, id: StencilId, regs: &[Reg], imms: &[i64], exit: Target) -> Result<(), Refusal> {
        let (exit, taken) = if id.signature().exits { (exit, Target::None) } else { (Target::None, exit) };
        let (regs, edges) = (Operands::new(regs, &[]).regs, Edges::new(exit, taken));
        self.guarded(&Planned { id, regs, imm: 0, edges }, imms)
    }

    /// Looks at a slot's value, where loading it does not.
    fn look(&mut self, load: &Load, edge: &Edge) -> Result<(), Refusal> {
        let (offset, exit) = ([load.slot as i64 * 8], Target::Exit(edge.mismatch));
        let [r, other] = edge.scratch;
        let at_loading = matches!(load.place, Place::Reg(Form::Int | Form::Float | Form::Raw | Form::Items, _));
        if load.guard && !at_loading {
            match (load.place, load.ty) {
                (Place::Constant(bits), _) => {
                    self.plain(StencilId::LdSlot, &[r], &offset)?;
                    self.plain(constant_stencil(bits as i64), &[other], &[bits as i64])?;
                    self.guard(StencilId::BrNeI, &[r, other], &[], exit)?;
                }
                (_, Type::Int) => self.guard(StencilId::LdSlotInt, &[r], &offset, exit)?,
                (_, Type::Float) => {
                    let double = edge.scratch_double;
                    self.guard(StencilId::LdSlotFloat, &[double], &offset, exit)?;
                }
                (_, ty) => {
                    let kind = ty.kind().ok_or(Refusal::Internal)? as i64;
                    self.plain(StencilId::LdSlot, &[r], &offset)?;
                    self.guard(StencilId::GuardKind, &[r, r], &[kind], exit)?;
                }
            }
        }
        if load.assigned {
            let unassigned = Value::UNASSIGNED.bits() as i64;
            self.plain(StencilId::LdSlot, &[r], &offset)?;
            self.plain(constant_stencil(unassigned), &[other], &[unassigned])?;
            self.guard(StencilId::BrEqI, &[r, other], &[], exit)?;
        }
        Ok(())
    }

    fn load(&mut self, load: &Load, edge: &Edge) -> Result<(), Refusal> {
        let (offset, exit) = ([load.slot as i64 * 8], Target::Exit(edge.mismatch));
        if let Place::Pinned(form, r, word) = load.place {
            return self.plain(pin_stencil(form, word), &[r], &[word as i64]);
        }
        let Place::Reg(form, r) = load.place else { return Ok(()) };
        match form {
            Form::Boxed => self.plain(StencilId::LdSlot, &[r], &offset),
            Form::Int => {
                match load.guard {
                    false => self.plain(StencilId::LdSlotI, &[r], &offset)?,
                    true => self.guard(StencilId::LdSlotInt, &[r], &offset, exit)?,
                }
                if load.is_index { self.guard(StencilId::GuardIndex, &[r], &[], exit) } else { Ok(()) }
            }
            Form::Float if load.guard => self.guard(StencilId::LdSlotFloat, &[r], &offset, exit),
            Form::Float => self.plain(StencilId::LdSlotF, &[r], &offset),
            Form::Raw | Form::Items => {
                self.plain(StencilId::LdSlot, &[r], &offset)?;
                match load.ty.kind() {
                    Some(kind) if load.guard => self.guard(StencilId::GuardKind, &[r, r], &[kind as i64], exit)?,
                    _ => self.plain(StencilId::Untag, &[r, r], &[])?,
                }
                if form == Form::Items { self.plain(StencilId::ListItems, &[r, r], &[]) } else { Ok(()) }
            }
        }
    }

    #[inline(always)]
    fn plain(&mut self, id: StencilId, regs: &[Reg], imms: &[i64]) -> Result<(), Refusal> {
        let regs = Operands::new(regs, &[]).regs;
        self.stencil(&Planned { id, regs, imm: 0, edges: Edges::NONE }, imms)
    }

    /// Writes the literals, 8-byte aligned: the code will be.
    fn literals(&mut self) -> Result<(), Refusal> {
        if self.literals.len() == 0 {
            return Ok(());
        }
        let start = self.at.next_multiple_of(8);
        self.out.get_mut(self.at..start).ok_or(Refusal::Space)?.fill(0);
        let end = start + 8 * self.literals.len();
        let pool = self.out.get_mut(start..end).ok_or(Refusal::Space)?;
        for (place, value) in pool.chunks_exact_mut(8).zip(self.literals.as_slice()) {
            place.copy_from_slice(&value.to_le_bytes());
        }
        self.at = start;
        self.part(What::Literals)?;
        self.at = end;
        Ok(())
    }

    fn resolve(&mut self) -> Result<(), Refusal> {
        // What wraps is behind the end of the code, where nothing can be.
        let literals = (self.at as u32).wrapping_sub(8 * self.literals.len() as u32);
        for w in self.waiting.as_slice() {
            let target = match w.target {
                LITERAL.. => literals.wrapping_add((w.target - LITERAL).wrapping_mul(8)),
                index => self.places.get(index as usize).copied().unwrap_or(NOWHERE),
            };
            if target == NOWHERE {
                return Err(Refusal::Internal);
            }
            patch::resolve_emitted(self.out, w.at, w.kind, target).map_err(Refusal::from_patch)?;
            if self.listen.is_some() && w.target < LITERAL {
                self.tell_branch(w, target)?;
            }
        }
        Ok(())
    }

    /// A branch leads to its target now.
    #[cold]
    fn tell_branch(&self, w: &Waiting, target: u32) -> Result<(), Refusal> {
        let leaves = match w.target.checked_sub(self.index(Target::Exit(0).word())) {
            Some(exit) => !matches!(self.plan.exits.at(exit)?.leave, Leave::Edge(_)),
            None => false,
        };
        if let Some(listen) = self.listen {
            listen(&Listing::Branch { at: w.at, target, leaves });
        }
        Ok(())
    }
}
