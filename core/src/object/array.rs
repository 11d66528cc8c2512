//! Tuples and the arrays behind lists, dicts and sets: making them and looking at their values.

use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, List, Storage, Tuple};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// A new tuple of `len` values, all `None`, to be filled by [`Context::tuple_mut`].
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn alloc_tuple(&mut self, len: usize) -> Run<Gc<Tuple>> {
        let len32 = u32::try_from(len).map_err(|_| Trap::Memory)?;
        let t = self.alloc::<Tuple>(len.checked_mul(size_of::<Value>()).ok_or(Trap::Memory)?)?;
        self.get_mut(t).header.len = len32;
        self.tuple_mut(t).fill(Value::NONE);
        Ok(t)
    }

    /// A new tuple of these values.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_tuple(&mut self, values: &[Value]) -> Run<Gc<Tuple>> {
        let len = u32::try_from(values.len()).map_err(|_| Trap::Memory)?;
        let t = self.alloc::<Tuple>(size_of_val(values))?;
        self.get_mut(t).header.len = len;
        for (to, v) in self.tuple_mut(t).iter_mut().zip(values) {
            *to = *v;
        }
        Ok(t)
    }

    /// A tuple's values.
    #[inline]
    pub fn tuple(&self, t: Gc<Tuple>) -> &[Value] {
        let len = self.get(t).header.len as usize;
        // SAFETY: a tuple's values lie behind its header; `len` of them (see `Tuple`).
        unsafe { core::slice::from_raw_parts(self.ptr(t).add(1).cast(), len) }
    }

    /// A tuple's values, to be changed while nobody else has seen it.
    pub fn tuple_mut(&mut self, t: Gc<Tuple>) -> &mut [Value] {
        let len = self.get(t).header.len as usize;
        // SAFETY: as in `tuple`; the context is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(t).add(1).cast(), len) }
    }

    /// A new array of `len` values, all `Unassigned`.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn alloc_storage(&mut self, len: usize) -> Run<Gc<Storage>> {
        let s = self.alloc_zeros(len)?;
        self.storage_mut(s).fill(Value::UNASSIGNED);
        Ok(s)
    }

    /// A new array of `len` values, all 0.0, to be filled by who asks for it.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    #[inline]
    pub(crate) fn alloc_zeros(&mut self, len: usize) -> Run<Gc<Storage>> {
        let len32 = u32::try_from(len).map_err(|_| Trap::Memory)?;
        let s = self.alloc::<Storage>(len.checked_mul(size_of::<Value>()).ok_or(Trap::Memory)?)?;
        self.get_mut(s).header.len = len32;
        Ok(s)
    }

    /// An array's values.
    #[inline]
    pub fn storage(&self, s: Gc<Storage>) -> &[Value] {
        let len = self.get(s).header.len as usize;
        // SAFETY: an array's values lie behind its header; `len` of them (see `Storage`).
        unsafe { core::slice::from_raw_parts(self.ptr(s).add(1).cast(), len) }
    }

    /// An array's values, to be changed.
    #[inline]
    pub fn storage_mut(&mut self, s: Gc<Storage>) -> &mut [Value] {
        let len = self.get(s).header.len as usize;
        // SAFETY: as in `storage`; the context is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(s).add(1).cast(), len) }
    }

    /// A new array of `len` bytes, all 0.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn alloc_bytes(&mut self, len: usize) -> Run<Gc<Bytes>> {
        let len32 = u32::try_from(len).map_err(|_| Trap::Memory)?;
        let b = self.alloc::<Bytes>(len)?;
        self.get_mut(b).header.len = len32;
        Ok(b)
    }

    /// An array's bytes.
    #[inline]
    pub fn bytes(&self, b: Gc<Bytes>) -> &[u8] {
        let len = self.get(b).header.len as usize;
        // SAFETY: an array's bytes lie behind its header; `len` of them (see `Bytes`).
        unsafe { core::slice::from_raw_parts(self.ptr(b).add(1).cast(), len) }
    }

    /// An array's bytes, to be changed.
    #[inline]
    pub fn bytes_mut(&mut self, b: Gc<Bytes>) -> &mut [u8] {
        let len = self.get(b).header.len as usize;
        // SAFETY: as in `bytes`; the context is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(b).add(1).cast(), len) }
    }

    /// A list's array, if it has one.
    #[inline]
    pub fn list_storage(&self, l: Gc<List>) -> Option<Gc<Storage>> {
        let units = self.get(l).items;
        // SAFETY: `items` names a live storage, or is 0 (see `List`).
        if units == 0 { None } else { Some(unsafe { Gc::from_units(units) }) }
    }

    /// A list's items.
    #[inline]
    pub fn list(&self, l: Gc<List>) -> &[Value] {
        let len = self.get(l).header.len as usize;
        match self.list_storage(l) {
            Some(s) => self.storage(s).get(..len).unwrap_or(&[]),
            None => &[],
        }
    }
}
