//! Indices of counted loops that are proved once, where the loop begins.
//!
//! A loop into which fuel is [folded](super::folded) counts by the same step towards an end, and calls nothing: no list becomes shorter in it.
//! So if the first index is no less than 0 and no list that is taken items of by it ends before the loop, every turn's item is there, and
//! the body looks at no length. Which slots these are is part of the [`Fold`], which is the same only where they are: what the loop has been
//! entered with holds at all its joins, for none of the slots is written in it, but for the index where the turn begins.
//!
//! Every edge that folds looks at that, and is a mismatch where it does not hold: then the function is compiled again for a frame that
//! says so, which is noted, and the loop looks at each item's index ever after. A function that is compiled for the last time proves nothing.

use super::folded::Fold;
use super::loops::Loop;
use super::plan::Target;
use super::record;
use super::registers::Form;
use super::select::Selector;
use super::state::{Res, State};
use super::stencil::{INT_SHIFT, StencilId};
use super::tier::MOST_TRIES;
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::object::List;

/// The most lists of a loop.
const MOST: usize = 3;
/// No slot.
const NONE: u16 = u16::MAX;

/// What is proved of a loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Proved {
    /// The slot of the index.
    pub(super) index: u16,
    /// Those of lists that have an item there in every turn, or [`NONE`].
    lists: [u16; MOST],
}

impl Proved {
    /// Nothing, of this index.
    pub(super) const fn nothing(index: u16) -> Proved {
        Proved { index, lists: [NONE; MOST] }
    }

    /// The slots of the lists.
    pub(crate) fn lists(self) -> impl Iterator<Item = u16> {
        self.lists.into_iter().filter(|list| *list != NONE)
    }

    /// The same of fewer lists.
    pub(super) fn retain(self, is_kept: impl Fn(u16) -> bool) -> Proved {
        Proved { lists: self.lists.map(|list| if is_kept(list) { list } else { NONE }), ..self }
    }

    /// Notes the list that an instruction takes or replaces the item of.
    pub(super) fn note(&mut self, i: Insn) {
        let list = match i.decode() {
            Some(Op::GetItem) if i.c == self.index => i.b,
            Some(Op::SetItem) if i.b == self.index => i.a,
            _ => return,
        };
        if !self.lists.contains(&list)
            && let Some(free) = self.lists.iter_mut().find(|free| **free == NONE)
        {
            *free = list;
        }
    }
}

/// What is looked at where a loop begins.
pub(crate) struct Bounds {
    /// Slots, and the least that they may be.
    pub(crate) least: [Option<(u16, i64)>; 2],
    /// Branches that are taken where the length of a list, compared with a slot, is too small.
    pub(crate) longer: [Option<(StencilId, u16)>; 2],
}

impl Fold {
    /// What has to hold for the indices to be proved: of a `while` loop before its test; of one over a range within a turn, whose index
    /// and counter, the index of the next turn, are any two ints where control comes in from elsewhere.
    pub(crate) fn bounds(self) -> Bounds {
        let Fold { counter, end, proved: Proved { index, .. }, .. } = self;
        let [reaches_end, reaches_index] = [(StencilId::BrLtI, end), (StencilId::BrLeI, index)];
        let (least, longer) = if self.pays_last {
            ([Some((index, 0)), None], [Some(reaches_end), None])
        } else if self.is_down() {
            ([Some((index, 0)), Some((end, -1))], [Some(reaches_index), Some((StencilId::BrLeI, counter))])
        } else {
            ([Some((index, 0)), Some((counter, 0))], [Some(reaches_end), Some(reaches_index)])
        };
        Bounds { least, longer }
    }
}

impl Selector<'_, '_> {
    /// What is to be proved of a loop whose uses have been counted, of what it seems to use.
    pub(super) fn provable(&mut self, fold: Fold, l: Loop) -> Proved {
        let nothing = Proved::nothing(fold.proved.index);
        let proved = fold.proved.retain(|slot| self.expected(slot, l) == Type::List && !self.is_written(slot));
        if proved == nothing || self.expected(proved.index, l) != Type::Int {
            return nothing;
        }
        if self.refutes(fold, proved, l) {
            self.refuted = Some(l.end);
            return nothing;
        }
        let tries = self.cx.get(self.function).exits >> 8 & 0x7F;
        if tries >= MOST_TRIES.into() || record::is_refuted(self.cx, self.code, l.end) { nothing } else { proved }
    }

    /// Whether nothing is done in the loop with a list but what its proved items are for.
    pub(super) fn takes_proved_items_only(&self, fold: Fold, l: Loop, list: u16) -> bool {
        let is_proved = |i: &Insn| match i.decode() {
            Some(Op::GetItem) => (i.b, i.c) == (list, fold.proved.index),
            Some(Op::SetItem) => (i.a, i.b) == (list, fold.proved.index) && i.c != list,
            _ => false,
        };
        let reads = |i: &Insn| i.reads().any(|span| (span.first as u32..span.end()).contains(&list.into()));
        let insns = self.insns.get(l.head as usize..=l.end as usize).unwrap_or_default();
        fold.proved.lists().any(|slot| slot == list) && insns.iter().all(|i| !reads(i) || is_proved(i))
    }

    /// Whether the frame for which the function is compiled is in the loop, and what is to be proved does not hold there.
    fn refutes(&self, fold: Fold, proved: Proved, l: Loop) -> bool {
        if !(l.head..=l.end).contains(&self.live_pc) {
            return false;
        }
        let value = |slot: u16| self.live.get(usize::from(slot)).copied();
        let int = |slot: u16| value(slot).and_then(|v| v.as_int());
        let Bounds { least, longer } = fold.bounds();
        let is_short = |list: u16| {
            let len = value(list).and_then(|v| self.cx.cast::<List>(v)).map(|list| self.cx.list(list).len() as i64);
            longer.iter().flatten().any(|(id, slot)| match (len, int(*slot)) {
                (Some(len), Some(i)) => len < i + i64::from(*id == StencilId::BrLeI),
                _ => false,
            })
        };
        least.iter().flatten().any(|(slot, least)| int(*slot).is_some_and(|i| i < *least))
            || proved.lists().any(is_short)
    }
}

impl State<'_> {
    /// Whether it is proved that the list in one slot has an item at the index in another one.
    pub(super) fn proves(&self, list: u16, index: u16) -> bool {
        let proved = self.plan.folded.map(|fold| fold.proved);
        proved.is_some_and(|p| p.lists().any(|slot| self.same(slot, list)) && self.same(p.index, index))
    }

    /// Before fuel is folded: exits where what is to be proved does not hold.
    pub(super) fn prove(&mut self, fold: Fold) -> Res {
        if fold.proved.lists().next().is_none() {
            return Ok(());
        }
        let Bounds { least, longer } = fold.bounds();
        for (slot, least) in least.into_iter().flatten() {
            if self.constant_int(slot).is_none_or(|i| i < least) {
                let r = self.int(slot)?;
                let exit = Target::Exit(self.exit()?);
                self.branch(StencilId::BrLtImm, &[r], &[least << INT_SHIFT], exit)?;
            }
            self.end_use();
        }
        for list in fold.proved.lists() {
            let len = self.alloc(Form::Int)?;
            let address = self.raw(list, Type::List)?;
            self.emit(StencilId::LoadLen, &[len, address], &[])?;
            for (id, slot) in longer.into_iter().flatten() {
                self.end_use();
                self.renew(len);
                let r = self.int(slot)?;
                let exit = Target::Exit(self.exit()?);
                self.branch(id, &[len, r], &[], exit)?;
            }
            self.end_use();
        }
        Ok(())
    }
}
