//! The pools of machine registers: who is in which, and who was used last.

use super::stencil::Reg;

/// No value.
pub(crate) const NO_VALUE: u16 = u16::MAX;
/// The most registers that are used of a pool.
const POOL: usize = 16;

/// In which form a register holds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// As it lies in a slot.
    Boxed,
    /// A left-justified int.
    Int,
    /// The address of the object that it refers to. Nothing can be stored from it.
    Raw,
    /// A double, in a floating-point register.
    Float,
}

/// A register's content.
#[derive(Clone, Copy)]
struct Content {
    value: u16,
    form: Form,
    /// When it was last used; a register used by the current instruction stays.
    stamp: u32,
}

/// A pool.
#[derive(Clone)]
pub(crate) struct Pool {
    contents: [Content; POOL],
    size: usize,
    /// Registers in which a loop carries a value, a bit each: others are taken first.
    reserved: u32,
}

impl Pool {
    /// A pool of `size` registers, all free.
    pub(crate) fn new(size: usize) -> Pool {
        Pool {
            contents: [Content { value: NO_VALUE, form: Form::Boxed, stamp: 0 }; POOL],
            size: size.min(POOL),
            reserved: 0,
        }
    }

    fn used(&self) -> impl Iterator<Item = (Reg, &Content)> {
        self.contents.iter().take(self.size).enumerate().map(|(i, c)| (Reg(i as u8), c))
    }

    fn is_reserved(&self, r: Reg) -> bool {
        self.reserved >> r.0 & 1 != 0
    }

    /// Reserves a register for the value that a loop carries in it.
    pub(crate) fn reserve(&mut self, r: Reg) {
        self.reserved |= 1 << r.0;
    }

    /// Reserves none.
    pub(crate) fn reserve_none(&mut self) {
        self.reserved = 0;
    }

    /// A register that holds nothing, is not reserved and not in use by the instruction `now`.
    pub(crate) fn free(&self, now: u32) -> Option<Reg> {
        self.used().find(|(r, c)| c.value == NO_VALUE && c.stamp != now && !self.is_reserved(*r)).map(|(r, _)| r)
    }

    /// Whether the register holds nothing and is not in use by the instruction `now`.
    pub(crate) fn is_free_at(&self, r: Reg, now: u32) -> bool {
        self.contents.get(r.0 as usize).is_some_and(|c| c.value == NO_VALUE && c.stamp != now)
    }

    /// What the register holds.
    pub(crate) fn content(&self, r: Reg) -> Option<(u16, Form)> {
        self.contents.get(r.0 as usize).filter(|c| c.value != NO_VALUE).map(|c| (c.value, c.form))
    }

    /// The register that was not used for longest, its value and form; a reserved one only if there is no other.
    pub(crate) fn oldest(&self, now: u32) -> Option<(Reg, u16, Form)> {
        let ready = self.used().filter(|(_, c)| c.stamp != now);
        let oldest = ready.min_by_key(|(r, c)| (self.is_reserved(*r), c.stamp));
        oldest.map(|(r, c)| (r, c.value, c.form))
    }

    /// Two registers that are not reserved, as far as there are any.
    pub(crate) fn unreserved(&self) -> [Reg; 2] {
        let mut found = self.used().map(|(r, _)| r).filter(|r| !self.is_reserved(*r));
        [found.next().unwrap_or(Reg(0)), found.next().unwrap_or(Reg(0))]
    }

    /// Puts a value into a register.
    pub(crate) fn put(&mut self, r: Reg, value: u16, form: Form, now: u32) {
        if let Some(c) = self.contents.get_mut(r.0 as usize) {
            *c = Content { value, form, stamp: now };
        }
    }

    /// Notes that the register is used now.
    pub(crate) fn touch(&mut self, r: Reg, now: u32) {
        if let Some(c) = self.contents.get_mut(r.0 as usize) {
            c.stamp = now;
        }
    }

    /// Whether the register was used at `now`.
    pub(crate) fn used_at(&self, r: Reg, now: u32) -> bool {
        self.contents.get(r.0 as usize).is_some_and(|c| c.stamp == now)
    }

    /// Frees a register, for the current instruction too.
    pub(crate) fn release(&mut self, r: Reg) {
        self.put(r, NO_VALUE, Form::Boxed, 0);
    }

    /// The first register from `first` on and below `end` that holds a value, that value and its form.
    pub(crate) fn held(&self, first: usize, end: usize) -> Option<(Reg, u16, Form)> {
        let range = self.contents.get(first..end.min(self.size))?;
        let at = range.iter().position(|c| c.value != NO_VALUE)?;
        range.get(at).map(|c| (Reg((first + at) as u8), c.value, c.form))
    }

    /// Frees all; what is reserved stays so.
    pub(crate) fn clear(&mut self) {
        *self = Pool { reserved: self.reserved, ..Pool::new(self.size) };
    }
}
