//! The plan: what the pass over the bytecode decides on and the assembler writes out.
//!
//! A list of stencils with their registers, immediates and targets, in the order of the hot code, and a list of exits with
//! what each has to store. Nothing in it depends on addresses of machine code.

use super::compile::Refusal;
use super::patch::Operands;
use super::scratch::{List, Scratch};
use super::stencil::{MAX_REGS, Reg, StencilId};

/// Where an edge of a planned stencil leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// The stencil has no such edge.
    None,
    /// The code of the instruction, which is a join.
    Pc(u32),
    /// A label within the code of an instruction.
    Local(u32),
    /// An exit, by its number.
    Exit(u32),
}

/// A step of the plan.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A stencil: what, where its immediates begin, where its edges lead.
    Stencil {
        /// Which.
        id: StencilId,
        /// Its registers.
        regs: [Reg; MAX_REGS],
        /// Index of its first immediate.
        imm: u32,
        /// Its exit.
        exit: Target,
        /// Its branch's target.
        taken: Target,
    },
    /// The code of the instruction begins here; others jump to it.
    Pc(u32),
    /// A local label.
    Local(u32),
    /// Behind the prologue's first instruction: where a frame is entered that has been made completely.
    Body,
    /// The interpreter may come back here, at this instruction: every value is in its slot.
    Resume(u32),
}

/// How an exit leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Leave {
    /// The interpreter executes the instruction.
    Exit,
    /// With the status that a helper returned, and nothing to store.
    Status,
}

/// An exit: what the cold code does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exit {
    /// The instruction.
    pub(crate) pc: u32,
    /// The first of its stores.
    pub(crate) first: u32,
    /// Number of its stores.
    pub(crate) count: u32,
    /// How it leaves.
    pub(crate) leave: Leave,
}

/// Where a value is that an exit stores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Source {
    /// In a general register, boxed.
    Boxed(Reg),
    /// In a general register, a left-justified int.
    Int(Reg),
    /// In a floating-point register.
    Float(Reg),
    /// A constant: its bits.
    Const(u64),
}

/// What an exit stores.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Store {
    /// The slot.
    pub(crate) slot: u16,
    /// The value.
    pub(crate) source: Source,
}

/// Where the interpreter can come back to compiled code with the result of a call in its slot, while the code behind the
/// call has it in g0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallResume {
    /// The instruction after the call.
    pub(crate) pc: u32,
    /// The result's slot.
    pub(crate) slot: u16,
    /// The local label behind the call.
    pub(crate) label: u32,
}

/// The plan.
pub(crate) struct Plan<'s> {
    /// Steps in the order of the hot code.
    pub(crate) steps: List<'s, Step>,
    /// Immediates of all steps.
    pub(crate) imms: List<'s, i64>,
    /// Exits.
    pub(crate) exits: List<'s, Exit>,
    /// Stores of all exits.
    pub(crate) stores: List<'s, Store>,
    /// Calls to whose continuation the interpreter may come.
    pub(crate) calls: List<'s, CallResume>,
    /// Units of the code objects whose entry cells the code goes through.
    pub(crate) callees: List<'s, u32>,
    /// Number of local labels.
    pub(crate) locals: u32,
}

impl<'s> Plan<'s> {
    /// An empty plan in the given bytes of the scratch memory, for a function of `count` instructions.
    pub(crate) fn new(scratch: &mut Scratch<'s>, bytes: usize, count: usize) -> Result<Plan<'s>, Refusal> {
        let share = |part: usize, size: usize| bytes / 100 * part / size;
        Ok(Plan {
            steps: scratch.list(share(50, size_of::<Step>()))?,
            imms: scratch.list(share(15, size_of::<i64>()))?,
            exits: scratch.list(share(12, size_of::<Exit>()))?,
            stores: scratch.list(share(15, size_of::<Store>()))?,
            calls: scratch.list(share(5, size_of::<CallResume>()).min(count))?,
            callees: scratch.list(share(3, size_of::<u32>()).min(count))?,
            locals: 0,
        })
    }

    /// Plans a stencil.
    pub(crate) fn stencil(
        &mut self,
        id: StencilId,
        regs: &[Reg],
        imms: &[i64],
        exit: Target,
        taken: Target,
    ) -> Result<(), Refusal> {
        let id = match (id.fresh(), regs.first(), exit) {
            (Some(fresh), Some(d), Target::Exit(exit)) if !self.stores_from(exit, *d)? => fresh,
            _ => id,
        };
        let imm = self.imms.len() as u32;
        for i in imms {
            self.imms.push(*i)?;
        }
        self.steps.push(Step::Stencil { id, regs: Operands::new(regs, &[]).regs, imm, exit, taken })?;
        Ok(())
    }

    /// What an exit stores.
    pub(crate) fn stores_of(&self, exit: &Exit) -> Result<&[Store], Refusal> {
        let end = exit.first.saturating_add(exit.count) as usize;
        self.stores.as_slice().get(exit.first as usize..end).ok_or(Refusal::Internal)
    }

    /// Whether an exit stores what is in the general register.
    fn stores_from(&self, exit: u32, r: Reg) -> Result<bool, Refusal> {
        let stores = self.stores_of(&self.exits.at(exit)?)?;
        Ok(stores.iter().any(|s| matches!(s.source, Source::Boxed(from) | Source::Int(from) if from == r)))
    }

    /// The operands of a stencil whose first immediate is `imm`.
    #[inline]
    pub(crate) fn operands(&self, regs: [Reg; MAX_REGS], imm: u32) -> Operands<'_> {
        Operands { regs, imms: self.imms.as_slice().get(imm as usize..).unwrap_or(&[]) }
    }

    /// A new local label.
    pub(crate) fn label(&mut self) -> u32 {
        self.locals += 1;
        self.locals - 1
    }
}
