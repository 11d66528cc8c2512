//! What all edges to a join agree on: facts of slots whose values lie in memory, or where a loop carries them.
//!
//! Every edge that leads forwards *offers* what is known where it begins; the first offer is written down, and what a later one does
//! not confirm is struck out. All of them come before the join in the one pass over the code, so that there, what is left holds. An
//! edge needs no code for that: where values are is up to the contract alone (see [`join`](super::join)). Heads of loops are
//! different: edges that come later lead there, and the interpreter comes in.

use super::compile::Refusal;
use super::room::Room;
use super::scan::{Site, UNTOLD};
use super::scratch::{List, Scratch};
use super::select::Selector;
use super::state::{Res, State};
use super::types::Type;
use super::val::Val;

/// The most joins ahead of the pass about which something is written down.
const MOST: usize = 8;
/// The most facts about each.
const MOST_FACTS: usize = 6;
/// No site.
const NONE: u32 = u32::MAX;

/// What is known of a slot's value.
#[derive(Clone, Copy)]
struct Fact {
    slot: u16,
    ty: Type,
    is_constant: bool,
    room: Room,
    /// Its bits, if it is a constant.
    bits: u64,
}

const NOTHING: Fact = Fact { slot: 0, ty: Type::Unknown, is_constant: false, room: Room::NONE, bits: 0 };

impl Fact {
    /// What is known of a slot's value, if it is worth writing down.
    fn of(slot: u16, v: &Val) -> Option<Fact> {
        let (is_constant, bits) = (v.constant.is_some(), v.constant.unwrap_or(0));
        let serves = match v.ty {
            Type::Unknown => false,
            Type::None | Type::Other => is_constant,
            _ => true,
        };
        serves.then_some(Fact { slot, ty: v.ty, is_constant, room: v.room, bits })
    }

    /// What is left where a value may also be this one.
    fn or(self, v: &Val) -> Option<Fact> {
        let constant = v.constant.filter(|bits| self.is_constant && *bits == self.bits);
        let alike = Val { constant, room: self.room.or(v.room), ..*v };
        if self.ty == v.ty { Fact::of(self.slot, &alike) } else { None }
    }

    fn constant(self) -> Option<u64> {
        self.is_constant.then_some(self.bits)
    }
}

/// What is written down about joins ahead.
pub(crate) struct Agreed<'s> {
    /// The sites of the joins, or [`NONE`].
    sites: [u32; MOST],
    /// How many facts there are about each.
    counts: [u8; MOST],
    /// [`MOST_FACTS`] for each of the joins, as far as any has ever been written down.
    facts: List<'s, Fact>,
}

impl<'s> Agreed<'s> {
    /// Room for a few joins, if there is room for that in the memory.
    pub(crate) fn new(scratch: &mut Scratch<'s>, roomy: bool) -> Agreed<'s> {
        let capacity = if roomy { MOST * MOST_FACTS } else { 0 };
        Agreed { sites: [NONE; MOST], counts: [0; MOST], facts: scratch.list(capacity) }
    }

    /// The scratch bytes that [`Agreed::new`] takes.
    pub(crate) const SIZE: usize = MOST * MOST_FACTS * size_of::<Fact>() + 8;

    fn find(&self, site: u32) -> Option<usize> {
        // All at once: mostly it is none.
        let found = self.sites.iter().rev().fold(0, |found, s| found << 1 | u32::from(*s == site));
        (found != 0).then(|| found.trailing_zeros() as usize)
    }

    /// A free place for a join.
    fn begin(&mut self, site: u32) -> Res<Option<usize>> {
        let Some(k) = self.find(NONE) else { return Ok(None) };
        let end = (k + 1) * MOST_FACTS;
        if end > self.facts.len() + self.facts.room() {
            return Ok(None);
        }
        while self.facts.len() < end {
            self.facts.push(NOTHING)?;
        }
        if let Some(place) = self.sites.get_mut(k) {
            *place = site;
        }
        Ok(Some(k))
    }

    /// The places of facts about a join, and how many there are.
    fn at(&mut self, k: usize) -> Option<(&mut [Fact], &mut u8)> {
        let facts = self.facts.as_mut_slice().get_mut(k * MOST_FACTS..(k + 1) * MOST_FACTS)?;
        Some((facts, self.counts.get_mut(k)?))
    }
}

impl Selector<'_, '_> {
    /// What is known here is known where an edge leads that is planned now, a join, as far as all edges there agree. At the head
    /// of a loop nothing is but the contract.
    pub(crate) fn offer(&mut self, target: u32) -> Res {
        self.offer_below(target, u16::MAX)
    }

    /// The same of slots below `end` only.
    pub(crate) fn offer_below(&mut self, target: u32, end: u16) -> Res {
        let at = self.state.origin.site(target);
        let Site { head, jumps, height, .. } = self.sites.at(at)?;
        let told = !head && jumps != UNTOLD && target >= self.state.pc;
        if told && !self.state.offer(at, height.min(end))? {
            self.sites.at_mut(at)?.jumps = UNTOLD;
        }
        Ok(())
    }

    /// At a join, where the contract has just been adopted: what all edges agree on holds, too.
    pub(crate) fn learn_agreed(&mut self, pc: u32) -> Res {
        let at = self.state.origin.site(pc);
        let Some(k) = self.state.agreed.find(at) else { return Ok(()) };
        if self.sites.at(at)?.jumps != UNTOLD {
            let count = self.state.agreed.counts.get(k).copied().unwrap_or(0);
            for n in 0..count {
                let fact = self.state.agreed.facts.at((k * MOST_FACTS) as u32 + u32::from(n))?;
                self.state.learn_fact(fact)?;
            }
        }
        if let Some(place) = self.state.agreed.sites.get_mut(k) {
            *place = NONE;
        }
        Ok(())
    }
}

impl State<'_> {
    /// Another edge from here leads to the join at a site, and leaves slots below `height` as they are. False if there is no room to write that
    /// down: then nothing is known there.
    fn offer(&mut self, site: u32, height: u16) -> Res<bool> {
        let State { agreed, slots, values, touched, .. } = self;
        let (slots, values) = (slots.as_slice(), values.as_slice());
        let known = |slot: u16| values.get(usize::from(slots.get(usize::from(slot))?.value));
        let mut kept = 0;
        if let Some(k) = agreed.find(site) {
            let (facts, count) = agreed.at(k).ok_or(Refusal::Internal)?;
            for n in 0..usize::from(*count) {
                let fact = facts.get(n).copied().filter(|fact| fact.slot < height);
                if let Some(left) = fact.and_then(|fact| fact.or(known(fact.slot)?))
                    && let Some(place) = facts.get_mut(kept)
                {
                    *place = left;
                    kept += 1;
                }
            }
            *count = kept as u8;
            return Ok(true);
        }
        let Some(k) = agreed.begin(site)? else { return Ok(false) };
        let (facts, count) = agreed.at(k).ok_or(Refusal::Internal)?;
        // Those first of which something was asked last.
        for slot in touched.as_slice().iter().rev().filter(|slot| **slot < height) {
            if let Some(fact) = known(*slot).and_then(|v| Fact::of(*slot, v)) {
                let Some(place) = facts.get_mut(kept) else { break };
                *place = fact;
                kept += 1;
            }
        }
        *count = kept as u8;
        Ok(true)
    }

    /// What is known holds besides what the contract says.
    fn learn_fact(&mut self, fact: Fact) -> Res {
        let Fact { slot, ty, room, .. } = fact;
        let id = self.id(slot)?;
        let v = self.values.at_mut(id)?;
        // Where the contract says otherwise, every edge leaves.
        if v.ty != Type::Unknown && v.ty != ty {
            return Ok(());
        }
        (v.ty, v.assigned) = (ty, true);
        v.room = v.room.and(room);
        v.constant = v.constant.or(fact.constant());
        if let Some(bits) = fact.constant() {
            self.constants.add(bits);
        }
        Ok(())
    }
}
