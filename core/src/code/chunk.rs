//! A store's part of the engine's code region.
//!
//! Code is appended behind what is there already. Where some of it is freed, what lies behind moves up to what lies before: so free
//! memory is in one piece, and code keeps its order. Pages from `fresh` on have never been executable since the chunk was taken;
//! below it everything is code or traps.

use core::ops::Range;

use super::arena::{Arena, TakeError};
use super::platform::CodeError;
use crate::jit::stencil::Arch;

/// Alignment of functions: that of loops' heads in them, and enough for literals.
pub(crate) const ALIGN: usize = 32;

const _: () = assert!(ALIGN.is_multiple_of(Arch::A64.head_align()) && ALIGN.is_multiple_of(Arch::X86_64.head_align()));

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

    /// The offset in the chunk of what lies at this address, if it lies in it.
    pub(crate) fn offset(&self, arena: &Arena<'_>, address: u64) -> Option<usize> {
        let offset = usize::try_from(address.checked_sub(arena.address(self.range.start))?).ok()?;
        (offset < self.used).then_some(offset)
    }

    /// The address of this offset in the chunk.
    pub(crate) fn address(&self, arena: &Arena<'_>, offset: usize) -> u64 {
        arena.address(self.range.start + offset)
    }

    /// Frees everything from offset `free` on, a multiple of [`ALIGN`], but what `keep` names: that is moved to `free` and behind it.
    /// The rest becomes traps.
    ///
    /// # Safety
    /// The chunk is the arena's; no code in it is running, and what is freed is never entered again, nor what is kept where it was.
    pub(crate) unsafe fn compact(
        &mut self,
        arena: &Arena<'_>,
        arch: Arch,
        free: usize,
        keep: impl FnOnce(&mut Slide<'_>),
    ) -> Result<(), WriteError> {
        if free >= self.used {
            return Ok(());
        }
        let page = arena.page();
        let (first, last) = (free / page * page, self.used.next_multiple_of(page).min(self.fresh));
        let pages = self.range.start + first..self.range.start + last;
        let mut used = free;
        // SAFETY: the pages are the chunk's, published before; what is moved is sound code that works at any address.
        let written = unsafe {
            arena.rewrite(pages, |bytes| {
                let mut slide = Slide { arch, bytes, first, next: Next(free) };
                keep(&mut slide);
                used = slide.next.0.min(last);
                fill(arch, slide.part(used..last));
            })
        };
        written.map_err(WriteError::Platform)?;
        self.used = used.min(self.range.len());
        Ok(())
    }

    /// Gives the chunk back.
    ///
    /// # Safety
    /// The chunk is the arena's; no code in it is running, and none is entered again.
    pub(crate) unsafe fn give_back(mut self, arena: &Arena<'_>, arch: Arch) {
        // Memory that cannot be filled with traps is not given to anybody else.
        // SAFETY: the caller's word.
        if unsafe { self.compact(arena, arch, 0, |_| ()) }.is_ok() {
            arena.give_back(self.range);
        }
    }
}

/// Where the next piece of code is moved to: pieces lie one behind the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Next(pub(crate) usize);

impl Next {
    /// The offset for a piece of so many bytes.
    pub(crate) fn place(&mut self, len: usize) -> usize {
        let place = self.0;
        self.0 = place.saturating_add(len).next_multiple_of(ALIGN);
        place
    }
}

/// A chunk of which code is moved.
pub(crate) struct Slide<'a> {
    arch: Arch,
    /// The chunk from offset `first` on.
    bytes: &'a mut [u8],
    first: usize,
    next: Next,
}

impl Slide<'_> {
    /// Keeps the piece of code at an offset; pieces come in the order of their offsets.
    pub(crate) fn keep(&mut self, at: usize, len: usize) {
        let to = self.next.place(len);
        // What is kept lies behind what is free, and in the chunk; else nothing is moved.
        if let Some(from) = at.checked_sub(self.first)
            && to <= at
            && from.saturating_add(len) <= self.bytes.len()
        {
            self.bytes.copy_within(from..from + len, to - self.first);
            let behind = to + len..self.next.0;
            fill(self.arch, self.part(behind));
        }
    }

    /// A part of the chunk.
    fn part(&mut self, range: Range<usize>) -> &mut [u8] {
        let end = range.end.min(self.first + self.bytes.len());
        self.bytes.get_mut(range.start - self.first..end - self.first).unwrap_or(&mut [])
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
