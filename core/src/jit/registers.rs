//! The pools of machine registers: who is in which, and who was used last.

use super::stencil::Reg;

/// No value.
pub(crate) const NO_VALUE: u16 = u16::MAX;
/// The most registers that are used of a pool.
const POOL: usize = 16;

/// Registers of a pool, a bit each.
#[derive(Clone, Copy)]
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
    /// The address of the first item of the list that it refers to: until something is called that may move the items. Nothing
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
    /// Reserved registers that hold a constant of the loop here, likewise, as long as nobody takes them.
    pinned: u32,
}

impl Pool {
    /// A pool of `size` registers, all free.
    pub(crate) fn new(size: usize) -> Pool {
        Pool {
            contents: [(0, Form::Boxed); POOL],
            stamps: [0; POOL],
            size: size.min(POOL),
            empty: RegSet::all(size).0,
            reserved: 0,
            pinned: 0,
        }
    }

    fn is_empty(&self, r: Reg) -> bool {
        self.empty >> (r.0 & 31) & 1 != 0
    }

    fn is_reserved(&self, r: Reg) -> bool {
        self.reserved >> (r.0 & 31) & 1 != 0
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
        self.pinned |= 1 << (r.0 & 31);
    }

    /// Registers from `first` on and below `end` hold no such constants any more.
    pub(crate) fn unpin(&mut self, first: usize, end: usize) {
        let below = |n: usize| RegSet::all(n.min(self.size)).0;
        self.pinned &= !(below(end) & !below(first));
    }

    /// No other registers than these do.
    pub(crate) fn keep_pinned(&mut self, stays: RegSet) {
        self.pinned &= stays.0;
    }

    /// Whether the register holds a constant of the loop here.
    pub(crate) fn is_pinned(&self, r: Reg) -> bool {
        self.pinned >> (r.0 & 31) & 1 != 0
    }

    /// Whether any does.
    pub(crate) fn has_pinned(&self) -> bool {
        self.pinned != 0
    }

    /// A register that holds nothing, is not reserved and not in use by the instruction `now`.
    pub(crate) fn free(&self, now: u32) -> Option<Reg> {
        RegSet(self.empty & !self.reserved).find(|r| !self.used_at(*r, now))
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
        let used = RegSet::all(self.size).zip(&self.stamps).filter(|(_, stamp)| **stamp != now);
        used.min_by_key(|(r, stamp)| (self.is_reserved(*r), **stamp)).map(|(r, _)| r)
    }

    /// Puts a value into a register.
    pub(crate) fn put(&mut self, r: Reg, value: u16, form: Form, now: u32) {
        if let Some(content) = self.contents.get_mut(r.0 as usize) {
            *content = (value, form);
            self.pinned &= !(1 << (r.0 & 31));
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

    /// The first register from `first` on and below `end` that holds a value, that value and its form.
    pub(crate) fn held(&self, first: usize, end: usize) -> Option<(Reg, u16, Form)> {
        let below = |n: usize| RegSet::all(n.min(self.size)).0;
        let r = RegSet(!self.empty & below(end) & !below(first)).next()?;
        self.content(r).map(|(value, form)| (r, value, form))
    }

    /// A register that holds something in this form.
    pub(crate) fn held_in(&self, form: Form) -> Option<(Reg, u16)> {
        let held = |r| self.content(r).filter(|(_, held)| *held == form).map(|(value, _)| (r, value));
        RegSet(!self.empty & RegSet::all(self.size).0).find_map(held)
    }

    /// Frees all; what is reserved stays so.
    pub(crate) fn clear(&mut self) {
        self.pinned = 0;
        self.stamps = [0; POOL];
        self.empty = RegSet::all(self.size).0;
    }
}
