//! A store's part of the engine's code region.
//!
//! Code is appended behind what is there already; a store's code is freed all at once. Pages from `fresh` on have never
//! been executable since the chunk was taken; below it everything is code or traps.

use core::ops::Range;

use super::arena::{Arena, TakeError};
use super::platform::CodeError;
use crate::jit::stencil::Arch;

/// Alignment of functions: a cache line's quarter, and what literals need.
const ALIGN: usize = 16;

/// Why code could not be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WriteError {
    /// There is no room for it.
    Full,
    /// The platform refused.
    Platform(CodeError),
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// Offsets in the region.
    range: Range<usize>,
    /// Bytes used from the start on.
    used: usize,
    /// Bytes from the start on that lie in pages published before.
    fresh: usize,
}

impl Chunk {
    /// Takes a chunk of at least `len` bytes.
    pub(crate) fn take(arena: &Arena<'_>, len: usize) -> Result<Chunk, TakeError> {
        Ok(Chunk { range: arena.take(len)?, used: 0, fresh: 0 })
    }

    /// Its length.
    pub(crate) fn len(&self) -> usize {
        self.range.len()
    }

    /// Bytes used.
    pub(crate) fn used(&self) -> usize {
        self.used
    }

    /// Bytes that fit.
    pub(crate) fn room(&self) -> usize {
        self.range.len() - self.used
    }

    /// Appends code that works at any address and publishes it; the address it runs at.
    ///
    /// # Safety
    /// The chunk is the arena's; no code in it is running; the code is sound.
    pub(crate) unsafe fn append(&mut self, arena: &Arena<'_>, arch: Arch, code: &[u8]) -> Result<u64, WriteError> {
        let end = self.used.checked_add(code.len()).filter(|end| *end <= self.range.len()).ok_or(WriteError::Full)?;
        // Everything is at most the region's length, which is a multiple of the page.
        let page = arena.page();
        let (first, last) = (self.used / page * page, end.next_multiple_of(page));
        let (used, fresh) = (self.used, self.fresh);
        let pages = self.range.start + first..self.range.start + last;
        // SAFETY: the pages are the chunk's; what is not code in fresh ones becomes traps.
        let written = unsafe {
            arena.rewrite(pages, |bytes| {
                if let Some(fresh) = bytes.get_mut(fresh.max(first) - first..) {
                    fill(arch, fresh);
                }
                if let Some(place) = bytes.get_mut(used - first..end - first) {
                    place.copy_from_slice(code);
                }
            })
        };
        written.map_err(WriteError::Platform)?;
        self.fresh = self.fresh.max(last);
        self.used = end.next_multiple_of(ALIGN).min(self.range.len());
        Ok(arena.address(self.range.start + used))
    }

    /// Frees everything from `keep` bytes on: it becomes traps.
    ///
    /// # Safety
    /// The chunk is the arena's; no code in it is running, and what is freed is never entered again.
    pub(crate) unsafe fn truncate(&mut self, arena: &Arena<'_>, arch: Arch, keep: usize) -> Result<(), WriteError> {
        if keep >= self.used {
            return Ok(());
        }
        let page = arena.page();
        let (first, last) = (keep / page * page, self.used.next_multiple_of(page).min(self.fresh));
        let pages = self.range.start + first..self.range.start + last;
        // SAFETY: the pages are the chunk's, published before; what is kept stays as it is.
        let written = unsafe {
            arena.rewrite(pages, |bytes| {
                if let Some(rest) = bytes.get_mut(keep - first..) {
                    fill(arch, rest);
                }
            })
        };
        written.map_err(WriteError::Platform)?;
        self.used = keep;
        Ok(())
    }

    /// Gives the chunk back.
    ///
    /// # Safety
    /// As for [`Chunk::truncate`].
    pub(crate) unsafe fn give_back(mut self, arena: &Arena<'_>, arch: Arch) {
        // Memory that cannot be filled with traps is not given to anybody else.
        // SAFETY: the caller's word.
        if unsafe { self.truncate(arena, arch, 0) }.is_ok() {
            arena.give_back(self.range);
        }
    }
}

/// Fills memory with instructions that trap.
fn fill(arch: Arch, bytes: &mut [u8]) {
    match arch {
        // int3
        Arch::X86_64 => bytes.fill(0xCC),
        // brk #0; what is left over of a word at either end belongs to code before or is at the page's end.
        Arch::A64 => {
            let skip = bytes.as_ptr().align_offset(4).min(bytes.len());
            for (i, b) in bytes.iter_mut().enumerate() {
                *b = if i < skip { 0 } else { [0x00, 0x00, 0x20, 0xD4][(i - skip) % 4] };
            }
        }
    }
}
