//! Making strs and looking at their bytes.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{STR_ASCII, Str};

impl Context {
    /// A new str with room for `len` bytes, to be filled by [`Context::str_bytes_mut`] and ended by
    /// [`Context::finish_str`].
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn alloc_str(&mut self, len: usize) -> Run<Gc<Str>> {
        let len32 = u32::try_from(len).map_err(|_| crate::Trap::Memory)?;
        let s = self.alloc::<Str>(len)?;
        self.get_mut(s).header.len = len32;
        Ok(s)
    }

    /// Counts the code points of a str whose bytes are complete, and sets its flags.
    pub fn finish_str(&mut self, s: Gc<Str>) {
        let bytes = self.str_bytes(s);
        let chars = bytes.iter().filter(|b| **b & 0xC0 != 0x80).count();
        let ascii = chars == bytes.len() && bytes.is_ascii();
        let x = self.get_mut(s);
        x.chars = chars as u32;
        x.header.flags = if ascii { STR_ASCII } else { 0 };
    }

    /// A new str of these bytes of generalised UTF-8.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn new_str(&mut self, bytes: &[u8]) -> Run<Gc<Str>> {
        let s = self.alloc_str(bytes.len())?;
        self.str_bytes_mut(s).copy_from_slice(bytes);
        self.finish_str(s);
        Ok(s)
    }

    /// A str's bytes.
    #[inline]
    pub fn str_bytes(&self, s: Gc<Str>) -> &[u8] {
        let len = self.get(s).header.len as usize;
        // SAFETY: a str's bytes lie behind its fields; `len` of them (see `Str`).
        unsafe { core::slice::from_raw_parts(self.ptr(s).add(1).cast(), len) }
    }

    /// A new str's bytes, before [`Context::finish_str`].
    pub fn str_bytes_mut(&mut self, s: Gc<Str>) -> &mut [u8] {
        let len = self.get(s).header.len as usize;
        // SAFETY: as in `str_bytes`; the context is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(s).add(1).cast(), len) }
    }
}
