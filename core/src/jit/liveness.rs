//! Liveness at heads of loops: variables that every way from there writes before it reads them.
//!
//! What such a variable has at the end of a turn nobody can see, as tracebacks show no variables: so it is not stored where control goes
//! back (see [`State::drop_dead`]). A variable that may be read before it is assigned is alive.
//!
//! Passes backwards until nothing changes that the next would read: what is alive where back-edges lead. Inside a loop that lies in no other
//! that is the second. The first is all there is to the code outside of loops.

use core::ops::Range;

use super::loops::{Contract, Loop};
use super::scratch::Scratch;
use super::state::{Res, State};
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

/// What the instruction reads and writes.
#[inline(always)]
fn accesses(i: Insn) -> [u64; 2] {
    let [mut reads, mut writes] = [0; 2];
    i.each_access(|span, is_written| {
        let bits = match span.count {
            1 => 1u64.checked_shl(span.first.into()).unwrap_or(0),
            _ => below(span.first.into(), span.end()),
        };
        *if is_written { &mut writes } else { &mut reads } |= bits;
    });
    [reads, writes]
}

/// Tells each loop which variables are dead at its head, and at its last back-edge. Where there is no room to find out, or a handler may read
/// what an instruction has left, none is.
pub(super) fn find_dead(view: CodeView<'_>, locals_end: u16, loops: &mut [Loop], mut scratch: Scratch<'_>) {
    if loops.is_empty() || view.handler_count() != 0 {
        return;
    }
    let insns = view.insns();
    let (mut accessed, mut alive) = (scratch.filled(insns.len(), [0; 2]), scratch.filled(insns.len() + 1, 0u64));
    let mut heads = scratch.filled(loops.len(), 0u64);
    if scratch.check().is_err() {
        return;
    }
    let (accessed, alive) = (accessed.as_mut_slice(), alive.as_mut_slice());
    // Before the first loop nothing is asked.
    let first = loops.iter().map(|l| l.head).min().unwrap_or(0) as usize;
    for (accessed, i) in accessed.iter_mut().zip(insns).skip(first) {
        *accessed = accesses(*i);
    }
    // Behind the last one, the first pass is the last.
    let mut end = insns.len();
    for _ in 0..MOST_PASSES {
        pass(insns, accessed, alive, first..end);
        end = loops.iter().map(|l| l.end as usize + 1).max().unwrap_or(end);
        let mut changed = false;
        for (l, known) in loops.iter().zip(heads.as_mut_slice()) {
            let before = core::mem::replace(known, alive.get(l.head as usize).copied().unwrap_or(0));
            changed |= before != *known;
        }
        if !changed {
            let locals = below(0, locals_end.into());
            let dead = |pc: u32| alive.get(pc as usize).map_or(0, |alive| locals & !alive);
            // Control enters and repeats a loop over pairs behind its head.
            let has_pairs = |l: &Loop| insns.get(l.head as usize).is_some_and(|head| head.op == Op::Unpack as u16);
            for l in loops.iter_mut().filter(|l| !has_pairs(l)) {
                l.dead = [dead(l.head), dead(l.end)];
            }
            return;
        }
    }
}

/// One pass backwards. Of what was known before it reads only what is alive where back-edges lead.
fn pass(insns: &[Insn], accessed: &[[u64; 2]], alive: &mut [u64], range: Range<usize>) {
    let mut next = alive.get(range.end).copied().unwrap_or(0);
    let (Some(insns), Some(accessed)) = (insns.get(range.clone()), accessed.get(range.clone())) else { return };
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
            *place = next;
        }
    }
}

/// Whether a slot is one of a set.
pub(super) fn has(set: u64, slot: u16) -> bool {
    set.checked_shr(slot.into()).unwrap_or(0) & 1 != 0
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
