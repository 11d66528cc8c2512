//! What compiling may cost.
//!
//! A function is compiled once its calls and back-edges have reached a number in proportion to its size, and the store has done work in
//! proportion to everything that it has compiled so far, this function included ([`WORK_PER_INSTRUCTION`]). So compiling, again and
//! after evictions too, costs a small part of what interpreting alone would have cost; docs/decisions/0023 has the figures.
//!
//! Work is fuel, and the bytecode that was executed between one unit of it and the next, as far as counters tell.

use super::Jit;
use super::coming::branches;
use crate::bytecode::{CodeView, Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Code;

/// The least calls and back-edges during which types are noted.
pub(super) const FIRST_LOOK: u32 = 16;
/// The least calls and back-edges before a function is compiled: what is called a hundred times and no more is not worth it.
const LEAST: u32 = 128;
/// Calls and back-edges before a function is compiled, for each of its instructions.
const PER_INSTRUCTION: u32 = 2;
/// Work that the store must have done for each instruction that it compiles, in units of 20 machine instructions of the
/// interpreter. Compiling takes some 3,000 of them a bytecode, and the interpreter mostly does two to six times what is known of it: so
/// compiling takes 1 to 4% of the time if nothing is gained by it.
pub(super) const WORK_PER_INSTRUCTION: u64 = 2000;
/// How much more work counts that is known to come: compiled code will do it, if no branch leaves the loop before.
const WORTH_OF_COMING: u64 = 4;
/// Work that a generation of code lasts at the least, for each instruction of what was in memory at its begin: a quarter of what paid for
/// compiling it. Tried: where it is a sixteenth, what is hot goes as well; where it is all, what becomes hot late waits too long.
const GENERATION_PER_INSTRUCTION: u64 = WORK_PER_INSTRUCTION / 4;
/// The work that is done for a unit of fuel, besides the bytecode that is executed between one unit and the next.
const WORK_OF_FUEL: u64 = 5;

impl Jit {
    /// The count of calls and back-edges at which a code object is first looked at.
    pub(crate) fn first_threshold(&self) -> u32 {
        if self.off.is_some() { u32::MAX } else { self.threshold.map_or(LEAST, |t| t.min(FIRST_LOOK)).max(1) }
    }

    /// Calls and back-edges before a function of so many instructions is compiled.
    pub(super) fn goal(&self, instructions: u32) -> u32 {
        self.threshold.unwrap_or_else(|| instructions.saturating_mul(PER_INSTRUCTION).max(LEAST)).max(1)
    }
}

impl Context {
    /// Fuel that the store has used.
    pub(super) fn fuel_used(&self) -> u64 {
        self.jit.fuel_given.saturating_sub(self.fuel.saturating_add(self.fuel_rest))
    }

    /// Whether the store has done enough work that a function of so many instructions may be compiled, which has so much before it.
    pub(super) fn can_afford(&self, instructions: u32, coming: u64) -> bool {
        let own = u64::from(instructions).saturating_mul(WORK_PER_INSTRUCTION);
        let wanted = self.jit.spent.saturating_mul(WORK_PER_INSTRUCTION).saturating_add(own);
        // What was compiled before has been paid for by work that was done.
        let promised = coming.saturating_mul(WORTH_OF_COMING).min(own);
        self.jit.threshold.is_some() || self.work().saturating_add(promised) >= wanted
    }

    /// Whether a generation of code has lasted long enough that what was not entered in it may go.
    pub(super) fn has_generation_lasted(&self) -> bool {
        self.jit.threshold.is_some() || self.work() >= self.jit.generation_lasts
    }

    /// Begins a generation, in which there was code of so many instructions.
    pub(super) fn begin_generation(&mut self, instructions: u64) {
        self.jit.generation_lasts = self.work().saturating_add(instructions.saturating_mul(GENERATION_PER_INSTRUCTION));
    }

    /// The work that the store has done, as far as it is known.
    fn work(&self) -> u64 {
        self.fuel_used().saturating_mul(WORK_OF_FUEL).saturating_add(self.jit.interpreted)
    }

    /// Notes the work that a function's counter tells of, when it has reached its threshold at instruction `pc`. What is reached there is
    /// most likely what is reached most often.
    pub(super) fn note_work(&mut self, code: Gc<Code>, pc: u32) {
        let each = stretch(self.code_view(code), pc);
        let executed = u64::from(self.get(code).counter).saturating_mul(each);
        self.jit.interpreted = self.jit.interpreted.saturating_add(executed);
    }
}

/// Instructions that are executed from one call or back-edge to the next, if the latest led to `pc`: those of the loop that begins there,
/// or an equal part of the function. Half of them where branches leave some out. Linear in the function's length.
fn stretch(view: CodeView<'_>, pc: u32) -> u64 {
    let insns = view.insns();
    let is_back_edge = |(_, insn): &(u32, &Insn)| matches!(insn.decode(), Some(Op::Loop | Op::ForNext));
    let back_edges = || (0..).zip(insns).filter(is_back_edge);
    let Some((end, _)) = back_edges().filter(|(at, insn)| insn.target(*at) == Some(pc)).last() else {
        return insns.len() as u64 / (2 * (1 + back_edges().count() as u64));
    };
    (u64::from(end.saturating_sub(pc)) + 1).div_ceil(branches(insns, pc, end))
}
