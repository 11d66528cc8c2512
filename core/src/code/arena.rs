//! The engine's code region, and which store has which part of it.
//!
//! The region is divided into units of whole pages, [`MAX_UNITS`] at most; a bit says whether a unit is taken. A store
//! takes units in a row and alone flips, writes and frees them. The lock is held for a search through a few words, and
//! is only ever tried: who does not get it goes on interpreting.

use core::ops::Range;

use spin::mutex::SpinMutex;

use super::platform::{CodeError, CodeRegion, Platform};

/// The most units of a region.
const MAX_UNITS: usize = 512;
/// The least bytes of a unit, where the region is large.
const MIN_UNIT: usize = 16 << 10;

/// Why a store gets no code memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TakeError {
    /// Another store is taking some at this moment: it may be tried again later.
    Busy,
    /// There is none left.
    Full,
}

/// One bit for each unit: set if it is taken.
struct Units([u64; MAX_UNITS / 64]);

impl Units {
    fn is_taken(&self, unit: usize) -> bool {
        self.0.get(unit / 64).is_none_or(|word| word >> (unit % 64) & 1 != 0)
    }

    fn set(&mut self, units: Range<usize>, taken: bool) {
        for u in units {
            if let Some(word) = self.0.get_mut(u / 64) {
                *word = *word & !(1 << (u % 64)) | (taken as u64) << (u % 64);
            }
        }
    }
}

/// See the module.
pub(crate) struct Arena<'p> {
    platform: &'p dyn Platform,
    region: CodeRegion,
    /// Bytes of a unit: a multiple of the page.
    unit: usize,
    taken: SpinMutex<Units>,
}

// SAFETY: the region is memory of the process, not of a thread; which parts of it a thread may use is settled under the
// lock; the platform is `Sync`.
unsafe impl Send for Arena<'_> {}
// SAFETY: as above.
unsafe impl Sync for Arena<'_> {}

impl<'p> Arena<'p> {
    /// Reserves a region of about `len` bytes.
    pub(crate) fn new(platform: &'p dyn Platform, len: usize) -> Result<Arena<'p>, CodeError> {
        let region = platform.reserve(len)?;
        let arena = Arena {
            platform,
            region,
            unit: region
                .len
                .div_ceil(MAX_UNITS)
                .max(MIN_UNIT.min(region.len / 16))
                .next_multiple_of(region.page.max(4)),
            taken: SpinMutex::new(Units([0; MAX_UNITS / 64])),
        };
        // What the platform promised, and what the engine could not do without.
        if !region.page.is_power_of_two() || region.page < 4 || region.len % region.page != 0 || arena.count() == 0 {
            return Err(CodeError::NoMemory);
        }
        Ok(arena)
    }

    /// Number of units.
    fn count(&self) -> usize {
        self.region.len / self.unit
    }

    /// The region's page.
    pub(crate) fn page(&self) -> usize {
        self.region.page
    }

    /// Where the byte at this offset is executed.
    pub(crate) fn address(&self, offset: usize) -> u64 {
        self.region.run as u64 + offset as u64
    }

    /// Takes at least `len` bytes, not executable.
    pub(crate) fn take(&self, len: usize) -> Result<Range<usize>, TakeError> {
        let wanted = len.div_ceil(self.unit).max(1);
        let mut taken = self.taken.try_lock().ok_or(TakeError::Busy)?;
        let mut first = 0;
        for unit in 0..self.count() {
            if taken.is_taken(unit) {
                first = unit + 1;
            } else if unit + 1 - first == wanted {
                taken.set(first..unit + 1, true);
                return Ok(first * self.unit..(unit + 1) * self.unit);
            }
        }
        Err(TakeError::Full)
    }

    /// Takes part of what [`Arena::take`] gave back into the arena. Nothing executable but traps is left in it.
    pub(crate) fn give_back(&self, range: Range<usize>) {
        // Here it is waited for: the holder is searching a few words.
        self.taken.lock().set(range.start / self.unit..range.end.div_ceil(self.unit), false);
    }

    /// For tests: the lock, held.
    #[cfg(test)]
    pub(super) fn hold(&self) -> impl Drop + '_ {
        self.taken.lock()
    }

    /// Makes the pages of a range writable, has them written, and publishes them.
    ///
    /// # Safety
    /// The range was taken from this arena and is the caller's; no code in it is running. `write` leaves sound code or
    /// traps in every byte of it that it does not find as it was published.
    pub(crate) unsafe fn rewrite(&self, range: Range<usize>, write: impl FnOnce(&mut [u8])) -> Result<(), CodeError> {
        debug_assert!(range.start.is_multiple_of(self.region.page) && range.end.is_multiple_of(self.region.page));
        // SAFETY: the caller's word; the region is the platform's and alive; the pages are writable while the slice is.
        unsafe {
            self.platform.make_writable(&self.region, range.clone())?;
            write(core::slice::from_raw_parts_mut(self.region.write.add(range.start), range.len()));
            self.platform.publish(&self.region, range)
        }
    }
}

impl Drop for Arena<'_> {
    fn drop(&mut self) {
        // SAFETY: stores borrow their engine, so none is left; the region is released here alone.
        unsafe { self.platform.release(&self.region) }
    }
}
