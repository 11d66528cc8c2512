//! Liveness at heads of loops: variables that every way from there writes before it reads them.
//!
//! What such a variable has at the end of a turn nobody can see, as tracebacks show no variables: so it is not stored where control goes
//! back (see [`State::drop_dead`]). A variable that may be read before it is assigned is alive.
//!
//! Passes backwards until nothing changes: at most one more than loops lie within each other, as each tells the next what is alive where its
//! back-edges lead. The first is all there is to the code outside of loops.

use core::ops::Range;

use super::loops::{Contract, Loop};
use super::scratch::Scratch;
use super::state::{Res, State};
use crate::bytecode::effects::Spans;
use crate::bytecode::ops::Flow;
use crate::bytecode::{CodeView, Insn, Op};

/// The slots that are looked at, a bit each: others are taken to be alive.
const SLOTS: u32 = u64::BITS;
/// The most passes: where these do not suffice, nothing is said.
const MOST_PASSES: u32 = 8;

/// A set of slots: those from `first` on and below `end`.
fn below(first: u32, end: u32) -> u64 {
    let below = |n: u32| if n < SLOTS { (1 << n) - 1 } else { u64::MAX };
    below(end) & !below(first)
}

fn set(spans: Spans) -> u64 {
    spans.fold(0, |set, span| set | below(span.first.into(), span.end()))
}

/// What the instruction reads and writes.
#[inline(always)]
fn accesses(i: Insn) -> [u64; 2] {
    match i.plain() {
        Some(plain) => plain.fold([0; 2], |[reads, writes], (slot, is_written)| {
            let bit = 1u64.checked_shl(slot.into()).unwrap_or(0);
            if is_written { [reads, writes | bit] } else { [reads | bit, writes] }
        }),
        None => {
            let effects = i.effects();
            [set(effects.reads), set(effects.writes)]
        }
    }
}

/// Tells each loop which variables are dead at its head, and at its last back-edge. Where there is no room to find out, or a handler may read
/// what an instruction has left, none is.
pub(super) fn find_dead(view: CodeView<'_>, locals_end: u16, loops: &mut [Loop], mut scratch: Scratch<'_>) {
    let insns = view.insns();
    let (mut accessed, mut alive) = (scratch.list(insns.len()), scratch.filled(insns.len() + 1, 0u64));
    if loops.is_empty() || scratch.check().is_err() || view.handler_count() != 0 {
        return;
    }
    for i in insns {
        if accessed.push(accesses(*i)).is_err() {
            return;
        }
    }
    let (accessed, alive) = (accessed.as_slice(), alive.as_mut_slice());
    // Outside of loops, the first pass is the last.
    let first = loops.iter().map(|l| l.head).min().unwrap_or(0) as usize;
    let mut end = insns.len();
    for _ in 0..MOST_PASSES {
        let changed = pass(insns, accessed, alive, first..end);
        end = loops.iter().map(|l| l.end as usize + 1).max().unwrap_or(end);
        if !changed {
            let locals = below(0, locals_end.into());
            let dead = |pc: u32| alive.get(pc as usize).map_or(0, |alive| locals & !alive);
            for l in loops.iter_mut() {
                l.dead = [dead(l.head), dead(l.end)];
            }
            return;
        }
    }
}

/// One pass backwards; whether anything has become alive.
fn pass(insns: &[Insn], accessed: &[[u64; 2]], alive: &mut [u64], range: Range<usize>) -> bool {
    let mut next = alive.get(range.end).copied().unwrap_or(0);
    let mut changed = 0;
    let (Some(insns), Some(accessed)) = (insns.get(range.clone()), accessed.get(range.clone())) else { return true };
    for (pc, (i, [reads, writes])) in range.zip(insns.iter().zip(accessed)).rev() {
        let there = || i.target(pc as u32).and_then(|to| alive.get(to as usize)).copied().unwrap_or(0);
        let behind = match i.decode().map(Op::flow) {
            Some(Flow::Next) => next & !writes,
            // A loop that has ended writes nothing.
            Some(Flow::Branch) if i.op == Op::ForNext as u16 => next | there() & !writes,
            Some(Flow::Branch) => (next | there()) & !writes,
            Some(Flow::Jump) => there() & !writes,
            Some(Flow::Leave) => 0,
            None => u64::MAX,
        };
        next = behind | reads;
        if let Some(place) = alive.get_mut(pc) {
            changed |= *place ^ next;
            *place = next;
        }
    }
    changed != 0
}

/// Whether a slot is one of a set.
pub(super) fn has(set: u64, slot: u16) -> bool {
    set.checked_shr(slot.into()).unwrap_or(0) & 1 != 0
}

impl Loop {
    /// Variables that are dead where a turn begins: at its head, or behind the `Unpack` there, where its pairs have been taken apart.
    pub(super) fn dead_at_turn(&self) -> u64 {
        let [at_head, _] = self.dead;
        self.pairs.map_or(at_head, |pairs| at_head & !below(pairs.first.into(), u32::from(pairs.first) + 2))
    }
}

impl Contract {
    /// Whether a slot is dead at the join.
    pub(super) fn is_dead(self, slot: u16) -> bool {
        has(self.dead, slot)
    }
}

impl State<'_> {
    /// Whether a slot need not be stored on the way to a join: it is dead there, and its memory holds some value.
    pub(super) fn need_not_store(&self, slot: u16, contract: Contract) -> bool {
        contract.is_dead(slot)
            && self.slots.get(slot.into()).is_some_and(|s| !s.void)
            && !self.demands(contract).any(|c| c.slot == slot)
    }

    /// On the way to a join, from where control goes nowhere else: forgets what is in slots that need not be stored.
    pub(super) fn drop_dead(&mut self, contract: Contract) -> Res {
        if contract.dead == 0 {
            return Ok(());
        }
        for k in 0..self.dirty.len() as u32 {
            let slot = self.dirty.at(k)?;
            if self.need_not_store(slot, contract) {
                self.forget(slot)?;
            }
        }
        Ok(())
    }
}
