//! Writes machine code by a plan: hot code in the plan's order, then exits and resume points, then literals.

use super::compile::{Listen, Refusal, Request, Resume};
use super::patch::{self, Fixup, Operands};
use super::plan::{Leave, Plan, Source, Step, Target};
use super::scratch::{List, Scratch};
use super::state::constant_stencil;
use super::stencil::{Edge, Reg, StencilId, StencilTable};
use crate::api::Forced;
use crate::host::Listing;
use crate::interp::step::Status;

/// No offset yet.
const NOWHERE: u32 = u32::MAX;

/// A place in the code that waits for an address.
#[derive(Clone, Copy)]
struct Waiting {
    place: Fixup,
    target: Target,
    /// Index of the literal, if it is one that is waited for.
    literal: u32,
}

/// What has been written.
pub(crate) struct Assembled<'s> {
    /// Length of the code.
    pub(crate) len: usize,
    /// Offset of [`Step::Body`].
    pub(crate) body: u32,
    /// Where the interpreter can come in, in the order of instructions.
    pub(crate) resume: List<'s, Resume>,
    /// Guards, if any is to fail.
    pub(crate) guards: u64,
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
    /// Offset of the code of each instruction that is a join.
    pcs: List<'s, u32>,
    /// Offset of each local label.
    locals: List<'s, u32>,
    /// Offset of each exit.
    exits: List<'s, u32>,
    waiting: List<'s, Waiting>,
    literals: List<'s, u64>,
    body: u32,
    resume: List<'s, Resume>,
}

/// Writes the plan of a function of `count` instructions to the beginning of `out`.
pub(crate) fn assemble<'s, 'p>(
    request: &Request<'p>,
    plan: &'p Plan<'s>,
    count: usize,
    scratch: &mut Scratch<'s>,
    out: &mut [u8],
) -> Result<Assembled<'s>, Refusal> {
    let heads = plan.steps.as_slice().iter().filter(|s| matches!(s, Step::Resume(_))).count();
    let pcs = scratch.filled(count, NOWHERE)?;
    let locals = scratch.filled(plan.locals as usize, NOWHERE)?;
    let exits = scratch.filled(plan.exits.len(), NOWHERE)?;
    let resume = scratch.list(heads + plan.calls.len())?;
    let literals = scratch.list(scratch.left() / 8 / size_of::<u64>())?;
    let waiting = scratch.list((scratch.left() / size_of::<Waiting>()).saturating_sub(1))?;
    let (table, listen, forced, guards) = (request.table, request.listen, request.forced, request.guards);
    let mut a = Assembler {
        table,
        listen,
        forced,
        guards,
        plan,
        out,
        at: 0,
        pcs,
        locals,
        exits,
        waiting,
        literals,
        body: 0,
        resume,
    };
    a.hot()?;
    a.cold()?;
    a.literals()?;
    a.resolve()?;
    a.resume.as_mut_slice().sort_unstable_by_key(|r| r.pc);
    Ok(Assembled { len: a.at, body: a.body, resume: a.resume, guards: a.guards - guards })
}

impl Assembler<'_, '_, '_> {
    /// Writes one stencil.
    fn stencil(&mut self, id: StencilId, operands: &Operands<'_>, exit: Target, taken: Target) -> Result<(), Refusal> {
        let emitted = patch::emit(self.table, id, operands, self.out, self.at).map_err(Refusal::from_patch)?;
        for place in emitted.fixups() {
            let (target, literal) = match place.edge {
                Edge::Exit => (exit, 0),
                Edge::Taken => (taken, 0),
                Edge::Literal(imm) => {
                    let value = *operands.imms.get(imm as usize).ok_or(Refusal::Internal)?;
                    (Target::None, self.literal(value as u64)?)
                }
            };
            self.waiting.push(Waiting { place, target, literal })?;
        }
        if let Some(listen) = self.listen {
            listen(&Listing::Stencil { offset: self.at as u32, stencil: id, operands });
        }
        self.at += emitted.len;
        Ok(())
    }

    /// The side exit of a stencil, if it is one that is taken always, under test. The state is the same before the
    /// stencil as at its exit.
    fn failing(&mut self, exit: Target, taken: Target) -> Option<Target> {
        let forced = self.forced?;
        let number = [exit, taken].into_iter().find_map(|target| match target {
            Target::Exit(number) => Some(number),
            _ => None,
        })?;
        if self.plan.exits.as_slice().get(number as usize)?.leave != Leave::Exit {
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

    fn hot(&mut self) -> Result<(), Refusal> {
        let plan = self.plan;
        for step in plan.steps.as_slice() {
            let here = self.at as u32;
            match *step {
                Step::Stencil { id, regs, imm, exit, taken } => {
                    if let Some(exit) = self.failing(exit, taken) {
                        self.stencil(StencilId::Jump, &Operands::default(), Target::None, exit)?;
                    }
                    self.stencil(id, &plan.operands(regs, imm), exit, taken)?;
                }
                Step::Pc(pc) => *self.pcs.at_mut(pc)? = here,
                Step::Local(label) => *self.locals.at_mut(label)? = here,
                Step::Body => self.body = here,
                Step::Resume(pc) => {
                    self.resume.push(Resume { pc, offset: here })?;
                }
            }
        }
        Ok(())
    }

    fn cold(&mut self) -> Result<(), Refusal> {
        let plan = self.plan;
        for (number, exit) in plan.exits.as_slice().iter().enumerate() {
            *self.exits.at_mut(number as u32)? = self.at as u32;
            let pc = exit.pc as i64;
            if exit.leave == Leave::Status {
                self.plain(StencilId::LeaveStatus, &[], &[])?;
                continue;
            }
            let stores = plan.stores_of(exit)?;
            for store in stores {
                let offset = store.slot as i64 * 8;
                match store.source {
                    Source::Boxed(r) => self.plain(StencilId::StSlot, &[r], &[offset])?,
                    Source::Int(r) => self.plain(StencilId::StSlotInt, &[r], &[offset])?,
                    Source::Float(r) => self.plain(StencilId::StSlotF, &[r], &[offset])?,
                    Source::Const(_) => {}
                }
            }
            // Every register is free now.
            let mut loaded = None;
            for store in stores {
                if let Source::Const(bits) = store.source {
                    if loaded != Some(bits) {
                        self.plain(constant_stencil(bits as i64), &[Reg(0)], &[bits as i64])?;
                        loaded = Some(bits);
                    }
                    self.plain(StencilId::StSlot, &[Reg(0)], &[store.slot as i64 * 8])?;
                }
            }
            self.plain(StencilId::Leave, &[], &[Status::Exit as i64, pc])?;
        }
        for call in plan.calls.as_slice() {
            self.resume.push(Resume { pc: call.pc, offset: self.at as u32 })?;
            self.plain(StencilId::LdSlot, &[Reg(0)], &[call.slot as i64 * 8])?;
            self.stencil(StencilId::Jump, &Operands::default(), Target::None, Target::Local(call.label))?;
        }
        Ok(())
    }

    fn plain(&mut self, id: StencilId, regs: &[Reg], imms: &[i64]) -> Result<(), Refusal> {
        self.stencil(id, &Operands::new(regs, imms), Target::None, Target::None)
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
        self.at = end;
        Ok(())
    }

    fn resolve(&mut self) -> Result<(), Refusal> {
        let literals = self.at - 8 * self.literals.len();
        for w in self.waiting.as_slice() {
            let target = match w.target {
                Target::None if matches!(w.place.edge, Edge::Literal(_)) => (literals + 8 * w.literal as usize) as u32,
                Target::None => NOWHERE,
                Target::Pc(pc) => self.pcs.at(pc)?,
                Target::Local(label) => self.locals.at(label)?,
                Target::Exit(exit) => self.exits.at(exit)?,
            };
            if target == NOWHERE {
                return Err(Refusal::Internal);
            }
            patch::resolve(self.out, &w.place, target as usize).map_err(Refusal::from_patch)?;
            if let Some(listen) = self.listen
                && !matches!(w.place.edge, Edge::Literal(_))
            {
                listen(&Listing::Branch { at: w.place.at, target, leaves: matches!(w.target, Target::Exit(_)) });
            }
        }
        Ok(())
    }
}
