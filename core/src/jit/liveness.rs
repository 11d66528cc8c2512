//! Liveness at heads of loops: variables that every way from there writes before it reads them.
//!
//! What such a variable has at the end of a turn nobody can see, as tracebacks show no variables: so it is not stored where control goes
//! back (see [`State::drop_dead`]). A variable that may be read before it is assigned is alive.
//!
//! One pass backwards, as only back-edges lead backwards. What is alive where one leads is not known yet when the pass comes to it, and
//! taken to be all that is read anywhere. That is exact enough: a variable of the body is written by it in each turn.

use super::loops::{Contract, Loop};
use super::scratch::Scratch;
use super::state::{Res, State};
use crate::bytecode::effects::Spans;
use crate::bytecode::ops::Flow;
use crate::bytecode::{CodeView, Insn, Op};

/// The slots that are looked at, a bit each: others are taken to be alive.
const SLOTS: u32 = u64::BITS;

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

/// Tells each loop which variables are dead at its head. Where there is no room to find out, or a handler may read what an instruction has left,
/// none is.
pub(super) fn find_dead(view: CodeView<'_>, locals_end: u16, loops: &mut [Loop], mut scratch: Scratch<'_>) {
    let insns = view.insns();
    let mut alive = scratch.filled(insns.len(), 0u64);
    if loops.is_empty() || scratch.check().is_err() || view.handler_count() != 0 {
        return;
    }
    let alive = alive.as_mut_slice();
    let read = insns.iter().fold(0, |read, i| read | accesses(*i)[0]);
    let mut next = 0;
    for (pc, i) in insns.iter().enumerate().rev() {
        let [reads, writes] = accesses(*i);
        let there = |to: u32| alive.get(to as usize).copied().filter(|_| to as usize > pc).unwrap_or(read);
        let taken = i.target(pc as u32).map_or(0, there);
        let behind = match i.decode().map(Op::flow) {
            Some(Flow::Next) => next,
            Some(Flow::Branch) => next | taken,
            Some(Flow::Jump) => taken,
            Some(Flow::Leave) => 0,
            None => read,
        };
        // A loop that has ended writes no variable.
        let writes = if i.op == Op::ForNext as u16 { 0 } else { writes };
        next = behind & !writes | reads;
        if let Some(place) = alive.get_mut(pc) {
            *place = next;
        }
    }
    let locals = below(0, locals_end.into());
    let at = |pc: u32| alive.get(pc as usize).copied().unwrap_or(u64::MAX);
    for l in loops {
        let Some(i) = insns.get(l.end as usize).filter(|i| i.target(l.end) == Some(l.head)) else { continue };
        // A loop over pairs may go on behind it.
        if insns.get(l.head as usize).is_some_and(|head| head.op == Op::Unpack as u16) {
            continue;
        }
        // What is alive where it leads back is known now.
        let [reads, writes] = accesses(*i);
        let ended = if i.op == Op::ForNext as u16 { at(l.end + 1) } else { 0 };
        let at_end = reads | ended | at(l.head) & !writes;
        l.dead = [at(l.head), at_end].map(|alive| locals & !alive);
    }
}

impl Contract {
    /// Whether a slot is dead at the join.
    pub(super) fn is_dead(self, slot: u16) -> bool {
        self.dead.checked_shr(slot.into()).unwrap_or(0) & 1 != 0
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
