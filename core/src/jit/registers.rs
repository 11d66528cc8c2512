//! The pools of machine registers: who is in which, and who was used last.

use super::stencil::{Reg, StencilTable};

/// No value.
pub(crate) const NO_VALUE: u16 = u16::MAX;
/// The most registers that are used of a pool.
pub(super) const POOL: usize = 16;

/// Registers of a pool, a bit each.
#[derive(Clone, Copy, Default)]
pub(crate) struct RegSet(u32);

impl RegSet {
    /// The registers of a pool of this size.
    pub(crate) fn all(size: usize) -> RegSet {
        RegSet((1 << size.min(POOL)) - 1)
    }

    /// No register.
    pub(crate) const NONE: RegSet = RegSet(0);

    /// Adds a register.
    pub(crate) fn add(&mut self, r: Reg) {
        self.0 |= 1 << (r.0 & 31);
    }

    /// Takes a register out.
    pub(crate) fn remove(&mut self, r: Reg) {
        self.0 &= !(1 << (r.0 & 31));
    }

    /// Whether it has the register.
    pub(crate) fn has(self, r: Reg) -> bool {
        self.0 >> (r.0 & 31) & 1 != 0
    }
}

impl Iterator for RegSet {
    type Item = Reg;

    /// Takes the first register out.
    fn next(&mut self) -> Option<Reg> {
        let first = (self.0 != 0).then(|| Reg(self.0.trailing_zeros() as u8));
        self.0 &= self.0.wrapping_sub(1);
        first
    }
}

/// In which form a register holds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// As it lies in a slot.
    Boxed,
    /// A left-justified int.
    Int,
    /// The address of the object that it refers to. Nothing can be stored from it.
    Raw,
    /// The address of the array of the list that it refers to: until something is called that may move the items. Nothing
    /// can be stored from it.
    Items,
    /// A double, in a floating-point register.
    Float,
}

impl Form {
    /// All forms, in the order of their numbers.
    pub(crate) const ALL: [Form; 5] = [Form::Boxed, Form::Int, Form::Raw, Form::Items, Form::Float];
}

/// A pool.
#[derive(Clone, Copy)]
pub(crate) struct Pool {
    /// The value in each register, and in which form, if it holds one.
    contents: [(u16, Form); POOL],
    /// When each was last used; a register used by the current instruction stays.
    stamps: [u32; POOL],
    size: usize,
    /// Registers that hold nothing, a bit each; none that is not used of the pool.
    empty: u32,
    /// Registers in which a loop carries a value, likewise: others are taken first.
    reserved: u32,
    /// Registers that a called routine keeps: they are taken first.
    kept: RegSet,
    /// Reserved registers that hold a constant of the loop here, likewise, as long as nobody takes them.
    pinned: RegSet,
}

impl Pool {
    /// The general and the floating-point pool, all registers free.
    pub(crate) fn both(table: &StencilTable) -> [Pool; 2] {
        let (gprs, fprs) = (RegSet::all(table.gprs.len()), RegSet::all(table.fprs.len()));
        let lost = RegSet::all(table.fprs_saved_from.into());
        let pool = |all: RegSet, kept| Pool {
            contents: [(0, Form::Boxed); POOL],
            stamps: [0; POOL],
            size: all.0.count_ones() as usize,
            empty: all.0,
            reserved: 0,
            kept: RegSet(kept),
            pinned: RegSet::NONE,
        };
        [pool(gprs, gprs.0 & RegSet::all(table.call_saved.into()).0), pool(fprs, fprs.0 & !lost.0)]
    }

    /// How many registers a called routine keeps.
    pub(crate) fn kept(&self) -> usize {
        self.kept.0.count_ones() as usize
    }

    /// Whether a called routine keeps the register.
    pub(crate) fn is_kept(&self, r: Reg) -> bool {
        self.kept.has(r)
    }

    fn is_empty(&self, r: Reg) -> bool {
        RegSet(self.empty).has(r)
    }

    /// Reserves a register for the value that a loop carries in it.
    pub(crate) fn reserve(&mut self, r: Reg) {
        self.reserved |= 1 << r.0;
    }

    /// Reserves none.
    pub(crate) fn reserve_none(&mut self) {
        self.reserved = 0;
    }

    /// The register holds a constant of the loop here.
    pub(crate) fn pin(&mut self, r: Reg) {
        self.pinned.add(r);
    }

    /// The register holds no such constant any more.
    pub(crate) fn unpin(&mut self, r: Reg) {
        self.pinned.remove(r);
    }

    /// Those that a called routine does not keep hold no such constants any more.
    pub(crate) fn unpin_lost(&mut self) {
        self.keep_pinned(self.kept);
    }

    /// No other registers than these do.
    pub(crate) fn keep_pinned(&mut self, stays: RegSet) {
        self.pinned.0 &= stays.0;
    }

    /// Whether the register holds a constant of the loop here.
    pub(crate) fn is_pinned(&self, r: Reg) -> bool {
        self.pinned.has(r)
    }

    /// Whether any does.
    pub(crate) fn has_pinned(&self) -> bool {
        self.pinned.0 != 0
    }

    /// A register that holds nothing, is not reserved and not in use by the instruction `now`.
    pub(crate) fn free(&self, now: u32) -> Option<Reg> {
        self.free_kept(now).or_else(|| self.free_lost(now))
    }

    /// One that a called routine keeps.
    pub(crate) fn free_kept(&self, now: u32) -> Option<Reg> {
        RegSet(self.empty & !self.reserved & self.kept.0).find(|r| !self.used_at(*r, now))
    }

    /// One that a called routine does not keep.
    pub(crate) fn free_lost(&self, now: u32) -> Option<Reg> {
        RegSet(self.empty & !self.reserved & !self.kept.0).find(|r| !self.used_at(*r, now))
    }

    /// Whether the register holds nothing and is not in use by the instruction `now`.
    pub(crate) fn is_free_at(&self, r: Reg, now: u32) -> bool {
        self.is_empty(r) && !self.used_at(r, now)
    }

    /// What the register holds.
    pub(crate) fn content(&self, r: Reg) -> Option<(u16, Form)> {
        self.contents.get(r.0 as usize).filter(|_| !self.is_empty(r)).copied()
    }

    /// The register that was not used for longest; a reserved one only if there is no other.
    pub(crate) fn oldest(&self, now: u32) -> Option<Reg> {
        // In one number: whether it is reserved, when it was used, and which it is. Without branches, as any register may be the one.
        let key = |(k, stamp): (usize, &u32)| {
            let (r, reserved) = (k as u64, u64::from(self.reserved >> k & 1));
            if *stamp == now { u64::MAX } else { reserved << 62 | u64::from(*stamp) << 8 | r }
        };
        let oldest = self.stamps.iter().take(self.size).enumerate().map(key).min().filter(|key| *key != u64::MAX);
        oldest.map(|key| Reg(key as u8))
    }

    /// Puts a value into a register.
    pub(crate) fn put(&mut self, r: Reg, value: u16, form: Form, now: u32) {
        if let Some(content) = self.contents.get_mut(r.0 as usize) {
            *content = (value, form);
            self.pinned.remove(r);
            self.empty &= !(1 << r.0);
            self.touch(r, now);
        }
    }

    /// Notes that the register is used now.
    pub(crate) fn touch(&mut self, r: Reg, now: u32) {
        if let Some(stamp) = self.stamps.get_mut(r.0 as usize) {
            *stamp = now;
        }
    }

    /// Whether the register was used at `now`.
    pub(crate) fn used_at(&self, r: Reg, now: u32) -> bool {
        self.stamps.get(r.0 as usize) == Some(&now)
    }

    /// Frees a register, for the current instruction too.
    pub(crate) fn release(&mut self, r: Reg) {
        self.empty |= 1 << (r.0 & 31) & RegSet::all(self.size).0;
        self.touch(r, 0);
    }

    /// The registers that hold something and that a called routine does not keep.
    pub(crate) fn lost(&self) -> RegSet {
        RegSet(!self.empty & !self.kept.0 & RegSet::all(self.size).0)
    }

    /// One that a called routine keeps, in which no loop carries a value and which the instruction `now` does not use, and the value that
    /// it holds in this form.
    pub(crate) fn kept_with(&self, form: Form, now: u32, is_meant: impl Fn(u16) -> bool) -> Option<(Reg, u16)> {
        let held = |r| self.content(r).filter(|(_, held)| *held == form).map(|(value, _)| (r, value));
        RegSet(!self.empty & self.kept.0 & !self.reserved)
            .filter_map(held)
            .find(|(r, value)| !self.used_at(*r, now) && is_meant(*value))
    }

    /// A register that holds something in this form.
    pub(crate) fn held_in(&self, form: Form) -> Option<(Reg, u16)> {
        let held = |r| self.content(r).filter(|(_, held)| *held == form).map(|(value, _)| (r, value));
        RegSet(!self.empty & RegSet::all(self.size).0).find_map(held)
    }

    /// Frees all; what is reserved stays so.
    pub(crate) fn clear(&mut self) {
        self.pinned = RegSet::NONE;
        self.stamps = [0; POOL];
        self.empty = RegSet::all(self.size).0;
    }
}
