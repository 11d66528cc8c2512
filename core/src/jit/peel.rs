//! The first turn of a loop, planned before the loop.
//!
//! `s = 0` and then `s += x * 0.5` in a loop: the loop wants `s` as a float, and is entered with an int. To widen the int there would be
//! wrong: the loop may end, or an exit come, before the first addition, and either would show `0.0`. So the first turn is planned once
//! more before the loop, where `s` is an int, and exits say so; at its end `s` is a float, and control enters the loop as it does at
//! its back-edge. If the loop ends at once, or the turn is left, `s` is what it was.
//!
//! The turn is like an inlined body: its instructions have sites of their own, behind those of the function. Jumps out of the loop lead where they
//! always do, and so does the back-edge. No state is kept for where the loop's branches lead outside, as they come from two places.

use super::compile::Refusal;
use super::loops::{Carried, Loop, in_line};
use super::scan::{NO_LOOP, Site};
use super::select::Selector;
use super::state::{Origin, Res, Turn};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::run::seen;

/// The most instructions of all such turns of a function.
pub(super) const SITES: usize = 96;
/// The most instructions of a function with such turns: longer ones leave little working memory.
pub(super) const MOST_INSTRUCTIONS: usize = 512;
/// The most instructions of one turn.
const LONGEST: u32 = 48;

impl Selector<'_, '_> {
    /// Whether the loop, which is reached with an int in the slot and gives it another value, has had a float there whenever compiled code was
    /// left: then it is to carry a float, if its first turn can be planned before it.
    pub(super) fn widens(&self, slot: u16, l: Loop) -> Res<bool> {
        let history = self.history.get(usize::from(slot)).copied().unwrap_or(0);
        Ok(history == seen::FLOAT && self.state.value(slot).ty == Type::Int && self.is_simple(l)?)
    }

    /// Whether the loop's first turn can be planned before it: there is no other loop in it, and it seems to do all that it does in line.
    fn is_simple(&self, l: Loop) -> Res<bool> {
        let simple = self.peels
            && self.base == 0
            && self.state.origin == Origin::default()
            && l.pairs.is_none()
            && l.end - l.head < LONGEST
            && self.sites.room() > (l.end - l.head) as usize
            && self.loops.get(l.parent.into()).is_none_or(|parent| parent.contract.is_some());
        if !simple {
            return Ok(false);
        }
        let innermost = self.site(l.end)?.innermost;
        for pc in l.head..=l.end {
            let does = self.insn(pc).and_then(Insn::decode).is_some_and(|op| in_line(op) && op != Op::SumAdd);
            if !does || self.site(pc)?.innermost != innermost {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Before the head of a loop: plans its first turn here, if an int is to become a float in it. Whether it did: then control goes
    /// nowhere from here.
    pub(super) fn begin_turn(&mut self, head: u32) -> Res<bool> {
        let Site { innermost, head: is_head, .. } = self.site(head)?;
        if !is_head || innermost == NO_LOOP || self.state.plan.folded.is_some() {
            return Ok(false);
        }
        let contract = self.contract(head)?;
        let l = self.loops.at(innermost)?;
        let becomes_float = |c: &Carried| c.ty == Type::Float && c.written && self.state.value(c.slot).ty == Type::Int;
        let mut carried = contract.range().filter_map(|k| self.state.carried.get(k));
        if l.head != head || !carried.any(|c| becomes_float(&c)) || !self.is_simple(l)? {
            return Ok(false);
        }
        self.copy_sites(l)?;
        let before = self.state.pc;
        let first_site = (self.sites.len() as u32).checked_sub(l.end + 1).ok_or(Refusal::Internal)?;
        self.state.origin = Origin { first_site, turn: Some(Turn { head, end: l.end }), ..Origin::default() };
        self.falls = true;
        self.span(head..l.end + 1)?;
        if self.falls {
            self.jump_back(l.end + 1)?;
        }
        self.state.origin = Origin::default();
        self.state.pc = before;
        Ok(true)
    }

    /// Makes sites for the turn's instructions behind the loop's head. Where jumps lead outside, one more does.
    fn copy_sites(&mut self, l: Loop) -> Res {
        for pc in l.head + 1..=l.end {
            let site = self.sites.at(pc)?;
            self.sites.push(Site { innermost: l.parent, ..site })?;
        }
        for pc in l.head..=l.end {
            let target = self.insn(pc).and_then(|i| i.target(pc));
            let behind = (pc == l.end).then_some(pc + 1);
            for out in [target, behind].into_iter().flatten().filter(|to| *to < l.head || *to > l.end) {
                if let Some(site) = self.sites.as_mut_slice().get_mut(out as usize) {
                    site.jumps = site.jumps.saturating_add(1);
                }
            }
        }
        Ok(())
    }
}
