//! The region heap: objects in one block of memory, named by offsets from its base.
//!
//! Contract: an object is allocated by [`Context::alloc`], named by a [`Gc`], reached by [`Context::get`]. A collection
//! happens only *between* instructions (see [`Trap::Memory`]), never inside of one, so that Rust code may hold as many
//! `Gc`s as it likes while it executes an instruction and needs no roots. It must not keep one beyond it: what outlives
//! an instruction lies in a frame slot, in an object or in a root of the context.
//!
//! Why: a native function that allocates in the middle of its work gets `Err(Trap::Memory)` when the region is full,
//! leaves, and is executed again from its start after a collection. So natives allocate first and change things last.

pub(crate) mod collect;
mod header;
pub(crate) mod space;

pub use header::{Header, Kind};

use core::marker::PhantomData;
use core::num::NonZeroU32;

use crate::context::Context;
use crate::heap::space::small_class;
use crate::value::Value;
use crate::{Run, Trap};

/// Bytes a unit of a reference stands for.
pub const UNIT: usize = 8;
/// Alignment of objects in bytes.
pub const ALIGN: usize = 16;

/// A heap object's Rust form.
///
/// # Safety
/// The type is `repr(C)`, begins with a [`Header`], has no padding that matters, is valid when all bytes after the
/// header are zero, and every object of kind `KIND` in the heap has this layout.
pub unsafe trait Object {
    /// The kind in the header of every such object.
    const KIND: Kind;
}

/// A reference to an object of type `T` in the current store: its offset from the region's base in units of 8 bytes.
///
/// Invariant: while an instruction executes, every `Gc<T>` in existence refers to an object of kind `T::KIND` that has
/// not been freed. It holds because a `Gc` is made only by an allocation or by a checked cast of a live value, and
/// nothing is freed during an instruction.
pub struct Gc<T>(u32, PhantomData<*mut T>);

impl<T> Clone for Gc<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Gc<T> {}
impl<T> PartialEq for Gc<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Gc<T> {}
impl<T> core::fmt::Debug for Gc<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Gc({:#x})", self.0)
    }
}

impl<T> Gc<T> {
    /// The reference as a value.
    #[inline(always)]
    pub fn value(self) -> Value {
        Value::reference(self.0)
    }

    /// The offset in units; how objects refer to each other in fields of four bytes. Never 0.
    #[inline(always)]
    pub fn units(self) -> u32 {
        self.0
    }

    /// A reference from what [`Gc::units`] gave.
    ///
    /// # Safety
    /// The units name a live object of type `T` (the invariant of [`Gc`]).
    #[inline(always)]
    pub unsafe fn from_units(units: u32) -> Gc<T> {
        Gc(units, PhantomData)
    }
}

impl Context {
    /// A new object of `T`'s size and `extra` bytes more, all zero behind its header.
    ///
    /// # Errors
    /// [`Trap::Memory`] if it does not fit now.
    #[inline(always)]
    pub fn alloc<T: Object>(&mut self, extra: usize) -> Run<Gc<T>> {
        let size = size_of::<T>().checked_add(extra).ok_or(Trap::Memory)?;
        let units = self.heap.allocate(size)?;
        // SAFETY: the space handed out `size` bytes at `units`, aligned and unused, and zeroed them.
        unsafe {
            let header = self.base.add(units as usize * UNIT).cast::<Header>();
            header.write(Header::new(T::KIND));
            Ok(Gc::from_units(units))
        }
    }

    /// A small object in a cell at hand: all of it up to the `extra` bytes behind its fields, which are left as they were. The
    /// caller writes them, or never looks at them.
    #[inline(always)]
    pub(crate) fn small_object<T: Object>(&mut self, value: T, extra: usize) -> Option<Gc<T>> {
        let units = self.heap.small_cell(small_class(size_of::<T>() + extra)?)?;
        Some(self.put(units, value))
    }

    /// The same as part of an instruction that is not yet known to need no collection.
    #[inline(always)]
    pub(crate) fn small_object_at_once<T: Object>(&mut self, value: T, extra: usize) -> Option<Gc<T>> {
        let units = self.heap.small_cell_at_once(small_class(size_of::<T>() + extra)?)?;
        Some(self.put(units, value))
    }

    #[inline(always)]
    fn put<T: Object>(&mut self, units: NonZeroU32, value: T) -> Gc<T> {
        // SAFETY: the cell has room for the object, is aligned and unused; what was in it has become part of no other.
        unsafe {
            self.base.add(units.get() as usize * UNIT).cast::<T>().write(value);
            Gc::from_units(units.get())
        }
    }

    /// The object's header, whatever its kind, if `v` is a reference.
    #[inline(always)]
    pub fn header(&self, v: Value) -> Option<&Header> {
        let units = v.as_ref_units()?;
        // SAFETY: a reference value names a live object (invariant of `Gc`), which begins with a header.
        Some(unsafe { &*self.base.add(units as usize * UNIT).cast::<Header>() })
    }

    /// The object's header, to be changed.
    pub(crate) fn header_mut(&mut self, v: Value) -> Option<&mut Header> {
        let units = v.as_ref_units()?;
        // SAFETY: as in `header`; the exclusive borrow of the context covers every object.
        Some(unsafe { &mut *self.base.add(units as usize * UNIT).cast::<Header>() })
    }

    /// The kind of object that `v` refers to, if it is a reference.
    #[inline(always)]
    pub fn kind(&self, v: Value) -> Option<Kind> {
        Some(self.header(v)?.kind)
    }

    /// `v` as a reference to a `T`, if it is one.
    #[inline(always)]
    pub fn cast<T: Object>(&self, v: Value) -> Option<Gc<T>> {
        if self.kind(v)? == T::KIND {
            // SAFETY: the kind has just been checked.
            Some(unsafe { Gc::from_units(v.bits() as u32) })
        } else {
            None
        }
    }

    /// The object.
    #[inline(always)]
    pub fn get<T: Object>(&self, g: Gc<T>) -> &T {
        // SAFETY: the invariant of `Gc`.
        unsafe { &*self.ptr(g) }
    }

    /// The object, to be changed.
    #[inline(always)]
    pub fn get_mut<T: Object>(&mut self, g: Gc<T>) -> &mut T {
        // SAFETY: the invariant of `Gc`; the exclusive borrow of the context covers every object.
        unsafe { &mut *self.ptr(g) }
    }

    /// The object's address.
    #[inline(always)]
    pub fn ptr<T>(&self, g: Gc<T>) -> *mut T {
        self.base.wrapping_add(g.0 as usize * UNIT).cast()
    }
}
