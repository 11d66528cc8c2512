//! Loops, and what they carry: which slots keep a register, or a known type, across a back-edge and wherever control joins
//! inside.
//!
//! A loop is the instructions from a head, where a back-edge leads, to the last back-edge to it. What it carries is decided
//! once, when its code is reached, by how often its instructions use a slot and by the types that the slot was seen with. All
//! edges are then made to agree with that (see [`join`](super::join)): so nothing here is needed for correctness, and a
//! jump into the middle of a loop is an edge like any other.
//!
//! The most used slots get the registers, as in Poletto and Sarkar's linear scan, but by uses weighted with the depth of
//! loops instead of by the ends of intervals (Chaitin's spill costs).

use super::compile::Refusal;
use super::folded::{self, Again, Fold};
use super::liveness;
use super::registers::{Form, Pool};
use super::room::Room;
use super::scan::{NO_LOOP, Site};
use super::scratch::{List, Scratch};
use super::select::Selector;
use super::select_pairs::{Made, Pairs};
use super::state::{CARRIED_IN_ALL, Res};
use super::stencil::{Reg, StencilTable};
use super::types::Type;
use crate::bytecode::ops::Flow;
use crate::bytecode::{Insn, Op};
use crate::value::Value;

/// The most slots that a loop carries in registers or with a known type.
const MOST_CARRIED: usize = 32;
/// Registers of each pool that are left to the instructions of a loop.
const LEFT_FREE: [usize; 2] = [2, 3];
/// How much more an instruction counts in a loop within the loop, for each depth.
const DEPTH_FACTOR: u32 = 1 << 3;
/// The depth from which on nothing counts more.
const MOST_DEPTH: u32 = 4;
/// How many instructions into a loop it is looked what is done first with what it gets in each turn.
const NEAR: u32 = 8;

/// Where a carried value is. The address of a list's array is carried besides the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// In this register, in this form.
    Reg(Form, Reg),
    /// In its slot.
    Memory,
    /// In its slot, and it is this value.
    Constant(u64),
    /// Of no slot, but this constant, in this register as it is wanted in this form.
    Pinned(Form, Reg, u64),
}

/// What holds of a slot at the joins of a loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Carried {
    /// The slot.
    pub(crate) slot: u16,
    /// Where its value is.
    pub(crate) place: Place,
    /// Its value's type, if it is always the same.
    pub(crate) ty: Type,
    /// Whether it is never `Unassigned`.
    pub(crate) assigned: bool,
    /// Whether its slot's memory need not have the value where a register has it, or it is a constant: as the loop writes it.
    pub(crate) written: bool,
    /// How far it is from overflow, where the interpreter never comes in.
    pub(crate) room: Room,
    /// Whether it is an int of [`Room::INDEX`], which is looked at on edges where it is not known.
    pub(crate) is_index: bool,
}

impl Carried {
    /// What is known of its value's range.
    pub(super) fn known_room(&self) -> Room {
        if self.is_index { self.room.and(Room::INDEX) } else { self.room }
    }
}

/// What holds at a join: a range of the list of what is carried, as far as its slots are alive. Outside of loops it is
/// empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Contract {
    /// The first.
    pub(crate) first: u32,
    /// How many.
    pub(crate) count: u32,
    /// The height at the join.
    pub(crate) height: u16,
    /// What fuel is folded into, if it is.
    pub(crate) folded: Option<Fold>,
    /// Variables that are dead at the join, as far as that is known: a bit each.
    pub(crate) dead: u64,
}

impl Contract {
    /// The indices of what is carried.
    pub(crate) fn range(self) -> core::ops::Range<u32> {
        self.first..self.first.saturating_add(self.count)
    }
}

/// A loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loop {
    /// Where its back-edges lead.
    pub(crate) head: u32,
    /// The last back-edge.
    pub(crate) end: u32,
    /// The loop around it, or [`NO_LOOP`].
    pub(crate) parent: u16,
    /// The number of loops around it.
    pub(crate) depth: u16,
    /// What it carries, once that is decided; at the height of its head.
    pub(crate) contract: Option<Contract>,
    /// How it gets pairs, if its `ForNext` takes them apart and goes on behind the `Unpack` at its head.
    pub(crate) pairs: Option<Pairs>,
    /// How many of what it carries, the last ones, hold behind that only.
    pub(crate) late: u32,
    /// Where a further turn begins, if it does so behind the loop's test.
    pub(crate) turn: Option<Again>,
    /// Variables that are dead at its head, and at its last back-edge: a bit each.
    pub(crate) dead: [u64; 2],
}

impl Loop {
    /// The loop from its head to its last back-edge.
    pub(crate) const fn new(head: u32, end: u32) -> Loop {
        Loop { head, end, parent: NO_LOOP, depth: 0, contract: None, pairs: None, late: 0, turn: None, dead: [0; 2] }
    }

    pub(super) fn has(&self, pc: u32) -> bool {
        self.head <= pc && pc <= self.end
    }

    /// What it carries at a site, once that is decided.
    fn contract_at(&self, site: u32) -> Option<Contract> {
        let [at_head, at_end] = self.dead;
        let (late, dead) = match site {
            _ if site == self.head => (self.late, at_head),
            _ if site == self.end => (0, at_end),
            _ if self.pairs.is_some() && site == self.head + 1 => (0, self.dead_at_turn()),
            _ => (0, 0),
        };
        self.contract.map(|c| Contract { count: c.count.saturating_sub(late), dead, ..c })
    }
}

/// Puts the loops in order, outer ones before inner ones, and tells each instruction its innermost loop.
pub(crate) fn nest(loops: &mut List<'_, Loop>, sites: &mut List<'_, Site>) -> Res {
    loops.as_mut_slice().sort_unstable_by_key(|l| (l.head, u32::MAX - l.end));
    // Back-edges to one head are one loop: the first is the longest.
    let mut kept = 0u32;
    for i in 0..loops.len() as u32 {
        let next = loops.at(i)?;
        if kept == 0 || loops.at(kept - 1)?.head != next.head {
            *loops.at_mut(kept)? = next;
            kept += 1;
        }
    }
    while loops.len() > kept as usize {
        loops.pop();
    }
    let mut next = 0;
    let mut innermost = NO_LOOP;
    for (pc, site) in sites.as_mut_slice().iter_mut().enumerate() {
        let pc = pc as u32;
        while let Some(l) = loops.get(innermost.into())
            && !l.has(pc)
        {
            innermost = l.parent;
        }
        if let Some(l) = loops.as_mut_slice().get_mut(next as usize)
            && l.head == pc
        {
            (l.parent, innermost) = (innermost, next as u16);
            next += 1;
        }
        site.innermost = innermost;
    }
    for i in 0..loops.len() as u32 {
        let parent = loops.at(i)?.parent;
        let depth = loops.get(parent.into()).map_or(0, |l| l.depth + 1);
        loops.at_mut(i)?.depth = depth;
    }
    Ok(())
}

/// What the instructions of a loop do with a slot.
#[derive(Clone, Copy, Default)]
struct Use {
    weight: u32,
    /// Of that, what takes or replaces items of the list that it has.
    items: u32,
    read_first: bool,
    written: bool,
    /// Whether it is written more than once, or besides what its loop gives it.
    rewritten: bool,
    /// Whether it is a term of a sum, a difference or a product, or is copied.
    is_term: bool,
}

impl Use {
    /// An instruction of this weight reads the slot, or writes it.
    #[inline(always)]
    fn note(&mut self, reads: bool, writes: bool, weight: u32) {
        self.read_first |= reads & !self.written;
        self.rewritten |= writes & self.written;
        self.written |= writes;
        self.weight = self.weight.saturating_add(weight);
    }
}

/// The weight of what takes values out of registers.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Calls {
    /// Of calls of routines of numbers, which keep some.
    routines: u32,
    /// Of all others.
    others: u32,
}

/// The registers of a pool that a loop may have.
pub(super) struct Home {
    pub(super) pool: Pool,
    /// How many more.
    pub(super) room: usize,
    /// How many more of those that routines keep.
    kept: usize,
}

impl Home {
    /// Those of both pools, for a loop with these calls.
    fn both(table: &StencilTable, calls: Calls) -> [Home; 2] {
        let [gprs, fprs] = Pool::both(table);
        [(gprs, table.gprs, LEFT_FREE[0]), (fprs, table.fprs, LEFT_FREE[1])].map(|(pool, all, left)| Home {
            pool,
            room: all.len().saturating_sub(left),
            kept: pool.kept().saturating_sub(if calls.routines == 0 { 0 } else { left }),
        })
    }

    /// A register for a value, that which the loop around has it in if possible.
    pub(super) fn take(&mut self, inherited: Option<Reg>, from: From) -> Option<Reg> {
        let (kept, lost) = (from != From::Lost && self.kept > 0, from != From::Kept);
        let pool = &self.pool;
        let is_meant = |r: &Reg| pool.is_free_at(*r, 1) && if pool.is_kept(*r) { kept } else { lost };
        let free_kept = || pool.free_kept(1).filter(|_| kept);
        let free_lost = || pool.free_lost(1).filter(|_| lost);
        if self.room == 0 {
            return None;
        }
        let r = inherited.filter(is_meant).or_else(free_kept).or_else(free_lost)?;
        self.room -= 1;
        self.kept -= pool.is_kept(r) as usize;
        Some(r)
    }
}

/// Which registers are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// All.
    Any,
    /// Those that routines keep.
    Kept,
    /// Those that they do not keep.
    Lost,
}

/// How much an instruction counts at this depth within a loop.
pub(super) fn weight_at(depth: u16) -> u32 {
    DEPTH_FACTOR.pow(u32::from(depth).min(MOST_DEPTH))
}

/// Working memory for decisions.
pub(crate) struct Uses<'s> {
    of: List<'s, Use>,
    /// Weight and slot of what may be carried.
    candidates: List<'s, (u32, u16)>,
}

impl<'s> Uses<'s> {
    /// For a function of so many slots.
    pub(crate) fn new(scratch: &mut Scratch<'s>, slots: usize) -> Uses<'s> {
        Uses { of: scratch.filled(slots, Use::default()), candidates: scratch.list(slots) }
    }

    /// The scratch bytes that [`Uses::new`] takes.
    pub(crate) const fn size(slots: usize) -> usize {
        slots * (size_of::<Use>() + size_of::<(u32, u16)>()) + 16
    }
}

/// Whether an operation is done in line where its operands' types are known.
pub(crate) const fn in_line(op: Op) -> bool {
    IN_LINE[op as usize]
}

/// The same of each: asked of every instruction of a loop.
const IN_LINE: [bool; Op::ALL.len()] = {
    let (mut all, mut k) = ([false; _], 0);
    while k < Op::ALL.len() {
        all[k] = is_in_line(Op::ALL[k]);
        k += 1;
    }
    all
};

const fn is_in_line(op: Op) -> bool {
    matches!(
        op,
        Op::Nop
            | Op::Move
            | Op::LoadConst
            | Op::LoadInt
            | Op::LoadSingleton
            | Op::LoadGlobal
            | Op::LoadBuiltin
            | Op::SumAdd
            | Op::StoreGlobal
            | Op::CheckLocal
            | Op::Return
            | Op::Loop
            | Op::Jump
            | Op::JumpIf
            | Op::JumpIfNot
            | Op::JumpIfNone
            | Op::JumpIfNotNone
            | Op::Not
            | Op::Is
            | Op::IsNot
            | Op::Neg
            | Op::Pos
            | Op::Invert
            | Op::GetItem
            | Op::SetItem
            | Op::Unpack
            | Op::ForNext
    ) || super::select_arithmetic::operation(op).is_some()
        || super::select_branch::is_comparison(op)
}

impl Selector<'_, '_> {
    /// What holds where control joins before instruction `pc`.
    pub(crate) fn contract(&mut self, pc: u32) -> Res<Contract> {
        self.contract_at(self.state.origin.site(pc))
    }

    /// What holds where control joins at a site.
    pub(crate) fn contract_at(&mut self, site: u32) -> Res<Contract> {
        let Site { innermost, height, .. } = self.sites.at(site)?;
        if innermost == NO_LOOP {
            return Ok(Contract { height, ..Contract::default() });
        }
        let l = self.loops.as_slice().get(usize::from(innermost)).ok_or(Refusal::Internal)?;
        if let Some(contract) = l.contract_at(site) {
            return Ok(Contract { height, ..contract });
        }
        // Outer loops first: inner ones keep to their registers. A parent has a smaller number.
        for i in 0..=innermost {
            let l = self.loops.as_slice().get(usize::from(i)).ok_or(Refusal::Internal)?;
            if l.contract.is_none() && l.has(site) {
                let l = *l;
                let (contract, late) = self.decide(l)?;
                let l = self.loops.at_mut(i)?;
                (l.contract, l.late) = (Some(contract), late);
            }
        }
        let contract = self.loops.at(innermost)?.contract_at(site).ok_or(Refusal::Internal)?;
        Ok(Contract { height, ..contract })
    }

    /// Counts what the loop does with its slots; the weight of what takes values out of registers.
    fn count_uses(&mut self, l: Loop) -> Res<Calls> {
        self.uses.of.as_mut_slice().fill(Use::default());
        // The variables of a `for` loop have just been given their values, whether the body reads them or not.
        if let Some(pairs) = l.pairs {
            for slot in [pairs.first, pairs.first.saturating_add(1)] {
                *self.uses.of.at_mut(slot)? = Use { weight: 1, read_first: true, written: true, ..Use::default() };
            }
        } else if let Some(i) = self.insns.get(l.end as usize)
            && i.decode() == Some(Op::ForNext)
        {
            self.uses.of.at_mut(i.b)?.read_first = true;
        }
        let mut calls = Calls::default();
        // The `Unpack` of a loop over pairs is done with its `ForNext`.
        let first = l.head + l.pairs.is_some() as u32;
        let (mut innermost, mut weight) = (NO_LOOP, 1);
        for pc in first..=l.end {
            let Some(i) = self.insns.get(pc as usize) else { break };
            let site = self.sites.at(pc)?;
            if site.innermost != innermost {
                innermost = site.innermost;
                let depth = self.loops.get(innermost.into()).map_or(0, |inner| inner.depth.saturating_sub(l.depth));
                weight = weight_at(depth);
            }
            let op = i.decode();
            let in_line = op.is_some_and(in_line) || self.is_plain(pc, *i);
            let is_routine = !in_line && self.calls_routine(pc, *i, l);
            if is_routine {
                calls.routines = calls.routines.saturating_add(weight);
            } else if !in_line {
                calls.others = calls.others.saturating_add(weight);
            }
            let counted = if in_line || is_routine { weight } else { 0 };
            // A loop over pairs has a use of its own for its state.
            if let Some(pairs) = l.pairs.filter(|_| pc == l.end) {
                for (slot, writes) in pairs.uses_of_state(i.a) {
                    let u = self.uses.of.at_mut(slot)?;
                    u.items = u.items.saturating_add(weight);
                    u.note(true, writes, counted);
                }
                continue;
            }
            if op == Some(Op::ForNext) {
                self.count_next(*i, l, weight)?;
                continue;
            }
            let list = match op {
                Some(Op::GetItem) => Some(i.b),
                Some(Op::SetItem) => Some(i.a),
                _ => None,
            };
            if let Some(list) = list {
                let u = self.uses.of.at_mut(list)?;
                u.items = u.items.saturating_add(weight);
            }
            if let Some(Op::Move | Op::Add | Op::IAdd | Op::Sub | Op::ISub | Op::Mul | Op::IMul) = op {
                let right = if op == Some(Op::Move) { i.b } else { i.c };
                self.uses.of.at_mut(i.b)?.is_term = true;
                self.uses.of.at_mut(right)?.is_term = true;
            }
            let uses = self.uses.of.as_mut_slice();
            if let Some(plain) = i.plain() {
                // Most instructions: that they read or write is known here.
                for slot in plain.reads() {
                    if let Some(u) = uses.get_mut(usize::from(slot)) {
                        u.note(true, false, counted);
                    }
                }
                for slot in plain.writes() {
                    if let Some(u) = uses.get_mut(usize::from(slot)) {
                        u.note(false, true, counted);
                    }
                }
                continue;
            }
            i.each_access(|span, is_written| {
                for slot in span.first as usize..span.end() as usize {
                    if let Some(u) = uses.get_mut(slot) {
                        u.note(!is_written, is_written, counted);
                    }
                }
            });
        }
        Ok(calls)
    }

    /// Counts what a `ForNext` does with its slots. In line, one over a range, a sequence or a dict writes no more than its position. Of one
    /// over a sequence, which has no end, or backwards, whose direction is known, there is a register that it does not look at.
    fn count_next(&mut self, i: Insn, l: Loop, weight: u32) -> Res {
        let reversed = self.made.at(i.a)? == Made::Reversed;
        let list = if reversed { i.a.saturating_add(2) } else { i.a };
        let u = self.uses.of.at_mut(list)?;
        u.items = u.items.saturating_add(weight);
        let only = [i.a as u32 + 1, i.b as u32];
        let unread = match reversed {
            true => Some(i.a as u32),
            false if matches!(self.expected(i.a, l), Type::List | Type::Tuple) => Some(i.a as u32 + 2),
            false => None,
        };
        let uses = self.uses.of.as_mut_slice();
        i.each_access(|span, is_written| {
            for slot in (span.first.into()..span.end()).filter(|slot| unread != Some(*slot)) {
                if let Some(u) = uses.get_mut(slot as usize) {
                    u.note(!is_written, is_written && only.contains(&slot), weight);
                }
            }
        });
        Ok(())
    }

    /// Whether the loop whose uses have been counted writes the slot.
    pub(super) fn is_written(&self, slot: u16) -> bool {
        self.uses.of.get(slot.into()).is_none_or(|u| u.written)
    }

    /// The type that a slot is expected to have in the loop.
    pub(super) fn expected(&self, slot: u16, l: Loop) -> Type {
        if matches!(self.made.get(slot.into()), Some(Made::Dict(_))) {
            return Type::Dict;
        }
        let history = self.history.get(slot as usize).copied().unwrap_or(0);
        let live = self.live.get(slot as usize).filter(|_| l.has(self.live_pc));
        match (live, self.state.value(slot).ty) {
            (Some(v), _) => Type::from_seen(history | Type::of(self.cx, *v).seen()),
            (None, Type::Unknown) => Type::from_seen(history | self.seen.get(slot.into()).unwrap_or(0)),
            (None, known) => Type::from_seen(history | known.seen()),
        }
    }

    /// The number that the loop counts by, if it is over a range whose step is known.
    pub(super) fn counts_by(&self, l: Loop) -> Option<(u16, i64)> {
        let i = self.insns.get(l.end as usize).filter(|i| i.decode() == Some(Op::ForNext))?;
        let step = self.made.get(i.a.into()).map(Made::step).filter(|step| *step != 0)?;
        (self.expected(i.a, l) == Type::Int).then_some((i.a, step as i64))
    }

    /// Whether the slot is to have no more than a length has in the loop, which has indices: it has one of them, or, where the function
    /// is compiled for a frame in the loop, what does not change there and is as small now.
    fn is_index(&self, slot: u16, u: Use, l: Loop) -> bool {
        let Some(pairs) = l.pairs.filter(|pairs| pairs.are_numbered()) else { return false };
        let live = || self.live.get(usize::from(slot)).filter(|_| l.has(self.live_pc))?.as_int();
        let is_small = || live().is_some_and(|k| u32::try_from(k).is_ok());
        if u.written { pairs.numbers(slot) && !u.rewritten } else { self.expected(slot, l) == Type::Int && is_small() }
    }

    /// Whether the slot is the variable of a `for` loop, of which the body first takes items.
    fn is_taken_apart(&self, slot: u16, l: Loop) -> bool {
        let next = self.insns.get(l.end as usize).filter(|i| i.decode() == Some(Op::ForNext) && i.b == slot);
        if next.is_none() || l.pairs.is_some() {
            return false;
        }
        for pc in l.head..l.head + NEAR {
            let Some(i) = self.insns.get(pc as usize) else { return false };
            let mut is_touched = false;
            i.each_access(|span, _| is_touched |= span.contains(slot));
            let is_join = pc != l.head && self.sites.at(pc).map_or(true, |site| site.is_join());
            match i.decode().filter(|op| op.flow() == Flow::Next && !is_join) {
                Some(Op::GetItem | Op::Unpack) if i.b == slot => return true,
                Some(_) if !is_touched => {}
                _ => return false,
            }
        }
        false
    }

    /// What the loop around knows of slots that are not written in the loop whose uses have been counted, which carries what is behind `first`, holds
    /// there, too: it need not be looked at where that loop has ended.
    fn keep_types(&mut self, around: Contract, first: u32) -> Res {
        for k in around.range() {
            let c = self.state.carried.at(k)?;
            let place = match c.place {
                Place::Constant(bits) => Place::Constant(bits),
                Place::Pinned(..) | Place::Reg(Form::Items, _) => continue,
                Place::Reg(..) | Place::Memory => Place::Memory,
            };
            let carried = self.state.carried.as_slice().get(first as usize..).unwrap_or_default();
            let is_kept =
                c.ty != Type::Unknown && !self.is_written(c.slot) && !carried.iter().any(|own| own.slot == c.slot);
            if is_kept && self.state.carried.room() > 0 {
                let (assigned, written, room, is_index) = (true, false, Room::NONE, false);
                self.state.carried.push(Carried {
                    slot: c.slot,
                    place,
                    ty: c.ty,
                    assigned,
                    written,
                    room,
                    is_index,
                })?;
            }
        }
        Ok(())
    }

    /// Decides what the loop carries, and how much of that holds only behind the `Unpack` of its pairs.
    fn decide(&mut self, l: Loop) -> Res<(Contract, u32)> {
        let calls = self.count_uses(l)?;
        let height = self.sites.at(l.head + l.pairs.is_some() as u32)?.height;
        self.uses.candidates.clear();
        let dead = l.dead_at_turn();
        for (slot, u) in self.uses.of.as_slice().iter().take(height.into()).enumerate() {
            // The header holds no values.
            let header = slot == self.params as usize || slot == self.params as usize + 1;
            if u.read_first && u.weight > 0 && !header && !liveness::has(dead, slot as u16) {
                self.uses.candidates.push((u.weight, slot as u16))?;
            }
        }
        self.uses.candidates.as_mut_slice().sort_unstable_by_key(|(weight, slot)| (u32::MAX - weight, *slot));
        let parent = self.loops.get(l.parent.into()).and_then(|p| p.contract).unwrap_or_default();
        let step = self.counts_by(l);
        let fold = self.countable(l)?.map(|fold| Fold { proved: self.provable(fold, l), ..fold });
        let mut homes = Home::both(self.state.table, calls);
        let first = self.state.carried.len() as u32;
        let left = CARRIED_IN_ALL.saturating_sub(first as usize);
        let candidates = self.uses.candidates.len().min(MOST_CARRIED).min(left) as u32;
        for k in 0..candidates {
            let (weight, slot) = self.uses.candidates.at(k)?;
            let u = self.uses.of.at(slot)?;
            let expected = if u.written && self.widens(slot, l)? { Type::Float } else { self.expected(slot, l) };
            let (ty, form) = match expected {
                Type::Int => (expected, Form::Int),
                Type::Float => (expected, Form::Float),
                _ if expected.kind().is_some() => (expected, if u.written { Form::Boxed } else { Form::Raw }),
                _ => (Type::Unknown, Form::Boxed),
            };
            // What the loop gets in each turn, and takes apart at once, is best looked at there, together with its length.
            let is_looked_at = form == Form::Boxed && ty != Type::Unknown && self.is_taken_apart(slot, l);
            let assigned = ty != Type::Unknown || self.state.value(slot).assigned;
            let ty = if is_looked_at { Type::Unknown } else { ty };
            let class = (form == Form::Float) as usize;
            let Some(home) = homes.get_mut(class) else { continue };
            // A call takes a value out of its register and back.
            let worth = |calls: u32| weight > calls.saturating_mul(2);
            // What is asked of a list or tuple that a turn of the loop gets are its items: when routines are called, the list need not stay
            // in its register.
            let has_items = calls.routines > 0 && form == Form::Boxed && matches!(ty, Type::List | Type::Tuple);
            let place = match step {
                Some((by, step)) if by == slot && !u.written => Place::Constant(Value::int_wrapped(step).bits()),
                // It is compared with the fuel register instead; of a list the address of its array is enough.
                _ if fold.is_some_and(|fold| fold.end == slot && u.weight == fold.uses_of_end())
                    && ty != Type::Tuple =>
                {
                    Place::Memory
                }
                // The address of its array is enough.
                _ if fold.is_some_and(|fold| self.takes_proved_items_only(fold, l, slot)) => Place::Memory,
                _ => {
                    let inherited = self.state.place(parent, slot).filter(|r| r.0 == form).map(|r| r.1);
                    let first = if calls.routines == 0 { From::Any } else { From::Kept };
                    let first = worth(calls.others).then_some(first).filter(|_| !has_items);
                    let lost = worth(calls.others.saturating_add(calls.routines)).then_some(From::Lost);
                    match [first, lost].into_iter().flatten().find_map(|from| home.take(inherited, from)) {
                        Some(r) => {
                            home.pool.put(r, slot, form, 0);
                            Place::Reg(form, r)
                        }
                        // Where calls are, numbers stay in memory, and their types are known all the same.
                        None if form != Form::Boxed && (!u.written || ty.is_number()) => Place::Memory,
                        None => continue,
                    }
                }
            };
            let in_register = matches!(place, Place::Reg(Form::Int, _));
            let is_index = in_register && calls == Calls::default() && u.is_term && self.is_index(slot, u, l);
            let (written, room) = (u.written, Room::NONE);
            self.state.carried.push(Carried { slot, place, ty, assigned, written, room, is_index })?;
        }
        // Where nothing seems to be called that moves items, the addresses of the arrays that items are taken of most.
        for k in 0..if calls.others == 0 { candidates } else { 0 } {
            let (_, slot) = self.uses.candidates.at(k)?;
            let u = self.uses.of.at(slot)?;
            let carried = self.state.carried.as_slice().get(first as usize..).unwrap_or_default();
            let is_proved = fold.is_some_and(|fold| {
                fold.proved.lists().any(|list| list == slot) || fold.step == folded::Step::Item && fold.end == slot
            });
            let has_list = |c: &Carried| c.slot == slot && (is_proved || matches!(c.place, Place::Reg(Form::Raw, _)));
            let is_list = self.expected(slot, l) == Type::List && carried.iter().any(has_list);
            if !is_list || u.items == 0 || self.state.carried.room() == 0 {
                continue;
            }
            let [home, _] = &mut homes;
            let from = if calls.routines == 0 { From::Any } else { From::Kept };
            let Some(r) = home.take(self.state.items_place(parent, slot), from) else { continue };
            home.pool.put(r, slot, Form::Items, 0);
            let place = Place::Reg(Form::Items, r);
            let (ty, room, is_index) = (Type::List, Room::NONE, false);
            self.state.carried.push(Carried { slot, place, ty, assigned: true, written: false, room, is_index })?;
        }
        self.keep_types(parent, first)?;
        if calls == Calls::default() {
            self.pin_constants(l, &mut homes)?;
        }
        let carried = self.state.carried.as_mut_slice().get_mut(first as usize..).unwrap_or_default();
        let is_late = |c: &Carried| l.pairs.is_some_and(|pairs| pairs.writes(c.slot));
        let is_items = |c: &Carried| matches!(c.place, Place::Reg(Form::Items, _));
        carried.sort_unstable_by_key(|c| (is_late(c), c.slot, is_items(c)));
        let late = carried.iter().filter(|c| is_late(c)).count() as u32;
        let count = carried.len() as u32;
        let carried = self.state.carried.as_slice().get(first as usize..).unwrap_or_default();
        let folded = fold.filter(|fold| self.foldable(*fold, l, carried));
        if folded.is_none() {
            let carried = self.state.carried.as_mut_slice().get_mut(first as usize..).unwrap_or_default();
            carried.iter_mut().for_each(|c| c.is_index = false);
        }
        let carried = self.state.carried.as_slice().get(first as usize..).unwrap_or_default();
        let is = |slot: u16, ty: Type| {
            carried.iter().any(|c| c.slot == slot && c.ty == ty && (ty == Type::Int || !c.written))
        };
        let folded = folded.map(|fold| match fold.proved {
            proved if is(proved.index, Type::Int) => {
                Fold { proved: proved.retain(|slot| is(slot, Type::List)), ..fold }
            }
            proved => Fold { proved: proved.retain(|_| false), ..fold },
        });
        Ok((Contract { first, count, height, folded, dead: 0 }, late))
    }
}
