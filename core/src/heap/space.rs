//! Where objects get their memory from.

use crate::{Run, Trap};

use super::{ALIGN, UNIT};

/// The part of the region that holds objects.
pub struct Space {
    base: *mut u8,
    next: usize,
    end: usize,
}

impl Space {
    /// A space over the region's bytes `start..end`.
    ///
    /// # Safety
    /// The bytes belong to the store alone for as long as the space lives; `base` is aligned to 16.
    pub unsafe fn new(base: *mut u8, start: usize, end: usize) -> Space {
        Space { base, next: start.next_multiple_of(ALIGN), end }
    }

    /// `size` zeroed bytes; their offset in units.
    pub fn allocate(&mut self, size: usize) -> Run<u32> {
        let size = size.checked_next_multiple_of(ALIGN).ok_or(Trap::Memory)?;
        if self.end - self.next < size {
            return Err(Trap::Memory);
        }
        let at = self.next;
        self.next += size;
        // SAFETY: `at..at + size` lies in the space and was never handed out.
        unsafe { self.base.add(at).write_bytes(0, size) };
        Ok((at / UNIT) as u32)
    }
}
