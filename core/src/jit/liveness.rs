//! Liveness at heads of loops: variables that every way from there writes before it reads them.
//!
//! What such a variable has at the end of a turn nobody can see, as tracebacks show no variables: so it is not stored where control goes
//! back (see [`State::drop_dead`]). A variable that may be read before it is assigned is alive.
//!
//! Passes backwards until nothing changes that the next would read: what is alive where back-edges lead. Inside a loop that lies in no other
//! that is the second. The first is all there is to the code outside of loops.

use super::loops::{Contract, Loop};
use super::scan::Site;
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
    if let Some(plain) = i.plain() {
        return plain.sets();
    }
    let [mut reads, mut writes] = [0; 2];
    i.each_access(|span, is_written| {
        *if is_written { &mut writes } else { &mut reads } |= below(span.first.into(), span.end());
    });
    [reads, writes]
}

/// Instructions that are executed one after the other, the last of which may jump; what is alive before them is what they read, and what is
/// alive behind them or where they jump, as far as they do not write it before.
#[derive(Clone, Copy)]
struct Block {
    /// The first.
    first: u32,
    /// Where the last one jumps, if it does.
    to: u32,
    /// What they read before they write it.
    reads: u64,
    /// What they do not write on the way to the next instruction; nothing if there is none.
    next: u64,
    /// What they do not write on the way to where they jump.
    taken: u64,
}

impl Block {
    const fn new(first: u32) -> Block {
        Block { first, to: first, reads: 0, next: u64::MAX, taken: 0 }
    }

    /// One more instruction; whether it is the last.
    fn add(&mut self, pc: u32, i: Insn) -> bool {
        let [reads, writes] = accesses(i);
        let before = self.next;
        self.reads |= reads & before;
        let behind = before & !writes;
        let flow = i.decode().map(Op::flow);
        (self.next, self.taken) = match flow {
            Some(Flow::Next) => (behind, 0),
            // A loop that has ended writes nothing.
            Some(Flow::Branch) if i.op == Op::ForNext as u16 => (before, behind),
            Some(Flow::Branch) => (behind, behind),
            Some(Flow::Jump) => (0, behind),
            Some(Flow::Leave) => (0, 0),
            None => (u64::MAX, 0),
        };
        if self.taken != 0 {
            self.to = i.target(pc).unwrap_or(pc);
        }
        flow != Some(Flow::Next)
    }
}

/// Tells each loop which variables are dead at its head, and at its last back-edge. Where there is no room to find out, or a handler may read
/// what an instruction has left, none is.
pub(super) fn find_dead(
    view: CodeView<'_>,
    locals_end: u16,
    sites: &[Site],
    loops: &mut [Loop],
    mut scratch: Scratch<'_>,
) {
    // Before the first loop nothing is asked.
    let Some(first) = loops.iter().map(|l| l.head).min().filter(|_| view.handler_count() == 0) else { return };
    let insns = view.insns();
    let (mut alive, mut heads) = (scratch.filled(insns.len() + 1, 0u64), scratch.filled(loops.len(), 0u64));
    let mut blocks = scratch.list(insns.len());
    if scratch.check().is_err() {
        return;
    }
    let mut block = Block::new(first);
    for (pc, (i, site)) in (0..).zip(insns.iter().zip(sites)).skip(first as usize) {
        let begins = site.is_join() || i.op == Op::Loop as u16 || i.op == Op::ForNext as u16;
        if begins && block.first != pc && blocks.push(core::mem::replace(&mut block, Block::new(pc))).is_err() {
            return;
        }
        if block.add(pc, *i) && blocks.push(core::mem::replace(&mut block, Block::new(pc + 1))).is_err() {
            return;
        }
    }
    let (alive, mut blocks, mut behind) = (alive.as_mut_slice(), blocks.as_slice(), 0);
    for _ in 0..MOST_PASSES {
        pass(blocks, alive, behind);
        let mut changed = false;
        for (l, known) in loops.iter().zip(heads.as_mut_slice()) {
            let before = core::mem::replace(known, alive.get(l.head as usize).copied().unwrap_or(0));
            changed |= before != *known;
        }
        if !changed {
            let locals = below(0, locals_end.into());
            let dead = |pc: u32| alive.get(pc as usize).map_or(0, |alive| locals & !alive);
            for l in loops.iter_mut() {
                l.dead = [dead(l.head), dead(l.end)];
            }
            return;
        }
        // Behind the last loop, the first pass is the last.
        let end = loops.iter().map(|l| l.end).max().unwrap_or(first);
        while let Some((last, rest)) = blocks.split_last().filter(|(last, _)| last.first > end) {
            behind = alive.get(last.first as usize).copied().unwrap_or(0);
            blocks = rest;
        }
    }
}

/// One pass backwards, from what is alive behind the last block. Of what was known before it reads what is alive where back-edges lead.
fn pass(blocks: &[Block], alive: &mut [u64], mut next: u64) {
    for block in blocks.iter().rev() {
        let there = alive.get(block.to as usize).copied().unwrap_or(0);
        next = block.reads | next & block.next | there & block.taken;
        if let Some(place) = alive.get_mut(block.first as usize) {
            *place = next;
        }
    }
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
