//! Where objects get their memory from: size classes in blocks, bump allocation in runs of free cells.
//!
//! The space is cut into blocks of 4 KiB, a small one into blocks of 1 KiB: a program of any size has objects of most classes, and
//! each class takes a block. A block is free, holds cells of one size class, or belongs to a large object,
//! which takes whole blocks in a row. One bit for each 16 bytes marks a live object at its first byte; after a
//! collection, a cell whose bit is clear is free. Between collections each class allocates by bumping through runs of
//! free cells, block by block, never coming back, so that no bit need be set for a new object and sweeping is lazy.
//!
//! Layout of the space: the blocks' descriptors (one byte each), the mark bits, the blocks.

use core::num::NonZeroU32;

use crate::{Run, Trap};

use super::{ALIGN, UNIT};

/// Bytes of a block.
const BLOCK: usize = 4096;
/// Bytes of a block in a small space: at least those of one word of mark bits.
const SMALL_BLOCK: usize = 1024;
/// Bytes of the smallest space that has blocks of the usual size.
const USUAL_SPACE: usize = 256 << 10;
/// Bytes for each of which there is a mark bit.
const GRAIN: usize = ALIGN;
/// Bytes that a word of mark bits stands for.
const WORD_BYTES: usize = 64 * GRAIN;

/// Sizes of cells.
const CLASSES: [u16; 20] =
    [16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 400, 512, 576, 672, 816, 1024, 2048];
/// Descriptor of a free block.
const FREE: u8 = 0;
/// Descriptor of the first block of a large object.
const LARGE: u8 = 0x80;
/// Descriptor of its further blocks.
const MORE: u8 = 0x81;

/// A run of free cells from which a class allocates.
#[derive(Clone, Copy, Default)]
struct Runs {
    /// Next free byte, as an offset in the blocks.
    next: u32,
    /// End of the run.
    end: u32,
    /// Block to look for the next run in, at `scan`; `NONE` if there is none.
    block: u32,
    /// Offset in that block from which it has not been looked at.
    scan: u16,
}

/// No block.
const NONE: u32 = u32::MAX;

/// The part of the region that holds objects.
pub struct Space {
    base: *mut u8,
    /// Offset of the descriptors from the region's base.
    descriptors: usize,
    /// Offset of the mark bits.
    marks: usize,
    /// Offset of the first block.
    blocks: usize,
    /// Number of blocks.
    count: u32,
    /// The block's size is 2 to this.
    block_shift: u32,
    /// Blocks from this one on have never been used.
    fresh: u32,
    /// Where to look for free blocks first.
    hint: u32,
    runs: [Runs; CLASSES.len()],
    limit: usize,
    /// By how much it has grown for the JIT's data.
    lent: usize,
    used: usize,
    /// The most bytes in use until the last collection.
    peak: usize,
    /// Bytes used at which a collection is wanted.
    next_collection: usize,
    /// Bytes used up to which small objects are allocated without a look at anything else: the limit, or none at all where a
    /// test counts allocations.
    small_limit: usize,
    /// The same for those that are allocated at once: as long as no collection is wanted.
    at_once_limit: usize,
    collections: u64,
    /// Allocations so far, and the number of the one that fails under test.
    allocations: u64,
    fail_at: u64,
    failing: bool,
    pub(super) collect_always: bool,
}

impl Space {
    /// A space over the region's bytes `start..end`, for at most `limit` bytes of objects.
    ///
    /// # Safety
    /// The bytes belong to the store alone for as long as the space lives; `base` is aligned to 16.
    pub unsafe fn new(base: *mut u8, start: usize, end: usize, limit: usize) -> Space {
        let start = start.next_multiple_of(ALIGN);
        let bytes = end.saturating_sub(start + 2 * ALIGN);
        let block = if bytes < USUAL_SPACE { SMALL_BLOCK } else { BLOCK };
        let words = block / WORD_BYTES;
        let count = (bytes / (block + 1 + words * 8)).min(u32::MAX as usize / block);
        let marks = (start + count).next_multiple_of(8);
        let blocks = (marks + count * words * 8).next_multiple_of(ALIGN);
        let capacity = count * block;
        let limit = limit.min(capacity);
        let mut space = Space {
            base,
            descriptors: start,
            marks,
            blocks,
            count: count as u32,
            block_shift: block.trailing_zeros(),
            fresh: 0,
            hint: 0,
            runs: [Runs { block: NONE, ..Runs::default() }; CLASSES.len()],
            limit,
            lent: 0,
            used: 0,
            peak: 0,
            next_collection: (limit / 2).clamp(1, 1 << 20),
            small_limit: 0,
            at_once_limit: 0,
            collections: 0,
            allocations: 0,
            fail_at: 0,
            failing: false,
            collect_always: false,
        };
        space.set_small_limits();
        space
    }

    /// Has the limits of small objects follow from the others.
    fn set_small_limits(&mut self) {
        self.small_limit = if self.fail_at == 0 { self.limit } else { 0 };
        if self.collect_always {
            self.next_collection = 0;
        }
        self.at_once_limit = self.small_limit.min(self.next_collection);
    }

    /// For tests: collect before every instruction that may allocate, and fail the allocation of this number.
    pub(crate) fn set_test_modes(&mut self, collect_always: bool, fail_at: Option<u64>) {
        self.collect_always = collect_always;
        self.fail_at = fail_at.map_or(0, |n| n.saturating_add(self.allocations));
        self.set_small_limits();
    }

    /// Bytes in use.
    pub fn used_bytes(&self) -> usize {
        self.used
    }

    /// The most bytes that were in use at a time.
    pub fn peak_bytes(&self) -> usize {
        self.peak.max(self.used)
    }

    /// Number of collections.
    pub fn collections(&self) -> u64 {
        self.collections
    }

    /// Number of allocations.
    pub fn allocations(&self) -> u64 {
        self.allocations
    }

    /// Whether it is time to collect.
    pub fn wants_collection(&self) -> bool {
        self.used >= self.next_collection
    }

    /// Whether the allocation that fails under test has failed, and is to fail again.
    pub(crate) fn clear_failing(&mut self) {
        self.failing = false;
    }

    /// Has the limit grow by what the JIT uses of the space for itself, at most so far. It never shrinks again: what the
    /// JIT has given up is free only after a collection.
    pub(crate) fn lend(&mut self, bytes: usize) {
        let more = bytes.saturating_sub(self.lent);
        self.lent += more;
        self.limit = self.limit.saturating_add(more).min(self.start_of(self.count));
        self.set_small_limits();
    }

    /// Bytes that the JIT has used at most.
    pub(crate) fn lent(&self) -> usize {
        self.lent
    }

    /// Bytes of a block.
    fn block(&self) -> usize {
        1 << self.block_shift
    }

    /// Offset in the blocks at which the block begins.
    fn start_of(&self, block: u32) -> usize {
        (block as usize) << self.block_shift
    }

    fn descriptor(&self, block: u32) -> *mut u8 {
        debug_assert!(block < self.count);
        self.base.wrapping_add(self.descriptors + block as usize)
    }

    fn kind(&self, block: u32) -> u8 {
        if block >= self.fresh {
            return FREE;
        }
        // SAFETY: `block < fresh <= count`: the descriptor lies in the space and was written when the block was taken.
        unsafe { *self.descriptor(block) }
    }

    fn set_kind(&mut self, block: u32, kind: u8) {
        // SAFETY: callers pass blocks below `count`.
        unsafe { *self.descriptor(block) = kind }
    }

    /// The mark word that has the bit of the grain at `offset` in the blocks, and the bit.
    fn mark_word(&self, offset: usize) -> (*mut u64, u64) {
        let grain = offset / GRAIN;
        (self.base.wrapping_add(self.marks + grain / 64 * 8).cast(), 1 << (grain % 64))
    }

    fn offset_of(&self, units: u32) -> usize {
        units as usize * UNIT - self.blocks
    }

    fn is_marked_at(&self, offset: usize) -> bool {
        let (word, bit) = self.mark_word(offset);
        // SAFETY: the offset lies in a block below `fresh`, whose words were cleared when it was taken.
        unsafe { *word & bit != 0 }
    }

    /// Marks an object; whether it was not marked before.
    pub(super) fn mark(&mut self, units: u32) -> bool {
        let (word, bit) = self.mark_word(self.offset_of(units));
        // SAFETY: as in `is_marked_at`; the units name an object.
        unsafe {
            let new = *word & bit == 0;
            *word |= bit;
            new
        }
    }

    /// Whether an object is marked.
    pub(super) fn is_marked(&self, units: u32) -> bool {
        self.is_marked_at(self.offset_of(units))
    }

    /// `size` zeroed bytes; their offset in units.
    #[inline(always)]
    pub fn allocate(&mut self, size: usize) -> Run<u32> {
        self.take(size).map(NonZeroU32::get).ok_or(Trap::Memory)
    }

    /// The same; `None` if there is no room.
    fn take(&mut self, size: usize) -> Option<NonZeroU32> {
        if let Some(class) = small_class(size)
            && let Some(units) = self.small_cell(class)
        {
            // SAFETY: the cell is free and lies in the space; it is whole grains.
            unsafe { clear(self.base.add(units.get() as usize * UNIT).cast(), size) };
            return Some(units);
        }
        self.allocate_slowly(size).ok().and_then(NonZeroU32::new)
    }

    /// A cell of a small class, as it was left, if the run of free cells at hand has not ended.
    #[inline(always)]
    pub(crate) fn small_cell(&mut self, class: SmallClass) -> Option<NonZeroU32> {
        self.small_cell_below(class, self.small_limit)
    }

    /// The same for an instruction that is not yet known to need no collection.
    #[inline(always)]
    pub(crate) fn small_cell_at_once(&mut self, class: SmallClass) -> Option<NonZeroU32> {
        self.small_cell_below(class, self.at_once_limit)
    }

    #[inline(always)]
    fn small_cell_below(&mut self, SmallClass(class): SmallClass, limit: usize) -> Option<NonZeroU32> {
        let cell = (class + 1) * GRAIN;
        let used = self.used + cell;
        let r = self.runs.get_mut(class)?;
        let at = r.next as usize;
        if at + cell > r.end as usize || used > limit {
            return None;
        }
        r.next += cell as u32;
        self.allocations += 1;
        self.used = used;
        NonZeroU32::new(((self.blocks + at) / UNIT) as u32)
    }

    #[inline(never)]
    fn allocate_slowly(&mut self, size: usize) -> Run<u32> {
        self.allocations += 1;
        if self.fail_at != 0 && (self.failing || self.allocations == self.fail_at) {
            self.failing = true;
            return Err(Trap::Memory);
        }
        let (offset, taken) = match class_of(size, self.block()) {
            Some(class) => {
                let cell = CLASSES[class] as usize;
                if self.limit - self.used < cell {
                    return Err(Trap::Memory);
                }
                (self.allocate_cell(class).ok_or(Trap::Memory)?, cell)
            }
            None => {
                let blocks = size.div_ceil(self.block());
                if blocks > self.count as usize || self.limit - self.used < self.start_of(blocks as u32) {
                    return Err(Trap::Memory);
                }
                let first = self.take_blocks(blocks as u32).ok_or(Trap::Memory)?;
                self.set_kind(first, LARGE);
                for b in 1..blocks as u32 {
                    self.set_kind(first + b, MORE);
                }
                (self.start_of(first), self.start_of(blocks as u32))
            }
        };
        self.used += taken;
        let at = self.blocks + offset;
        // SAFETY: the cell or blocks are free and lie in the space; a cell is whole grains.
        unsafe { clear(self.base.add(at).cast(), size) };
        Ok((at / UNIT) as u32)
    }

    #[inline]
    fn allocate_cell(&mut self, class: usize) -> Option<usize> {
        let cell = CLASSES[class] as u32;
        loop {
            let r = &mut self.runs[class];
            if r.next + cell <= r.end {
                let at = r.next;
                r.next += cell;
                return Some(at as usize);
            }
            if !self.next_run(class) {
                return None;
            }
        }
    }

    /// Finds the next run of free cells for a class: in its block, in another block of the class, in a free block.
    fn next_run(&mut self, class: usize) -> bool {
        let (cell, size) = (CLASSES[class] as usize, self.block());
        loop {
            let Runs { block, scan, .. } = self.runs[class];
            if block != NONE {
                let start = self.start_of(block);
                let mut at = scan as usize;
                while at + cell <= size && self.is_marked_at(start + at) {
                    at += cell;
                }
                let from = at;
                while at + cell <= size && !self.is_marked_at(start + at) {
                    at += cell;
                }
                self.runs[class].scan = at as u16;
                if at > from {
                    self.runs[class].next = (start + from) as u32;
                    self.runs[class].end = (start + at) as u32;
                    return true;
                }
            }
            // Blocks of the class behind this one have not been looked at since the last collection.
            let from = if block == NONE { 0 } else { block + 1 };
            let found = (from..self.fresh).find(|b| self.kind(*b) == class as u8 + 1);
            let next = match found {
                Some(b) => b,
                None => match self.take_blocks(1) {
                    Some(b) => {
                        self.set_kind(b, class as u8 + 1);
                        b
                    }
                    None => return false,
                },
            };
            // A block taken anew may lie before others of the class that were used up: the search above would find
            // those again, so it begins at the end from now on.
            self.runs[class].block = next;
            self.runs[class].scan = 0;
            if found.is_none() {
                let start = self.start_of(next);
                self.runs[class].next = start as u32;
                self.runs[class].end = (start + size / cell * cell) as u32;
                self.runs[class].block = self.fresh.saturating_sub(1);
                self.runs[class].scan = size as u16;
                return true;
            }
        }
    }

    /// Takes `n` free blocks in a row, their mark bits cleared.
    fn take_blocks(&mut self, n: u32) -> Option<u32> {
        let mut first = self.hint;
        let mut wrapped = false;
        loop {
            // The end of a row of free blocks that begins at `first`.
            let mut end = first;
            while end - first < n && end < self.count && self.kind(end) == FREE {
                end += 1;
            }
            if end - first == n {
                break;
            }
            first = end + 1;
            if first >= self.count || self.count - first < n {
                if wrapped || self.hint == 0 {
                    return None;
                }
                wrapped = true;
                first = 0;
            }
            if wrapped && first > self.hint {
                return None;
            }
        }
        for b in first..first + n {
            if b >= self.fresh {
                self.fresh = b + 1;
            }
            self.set_kind(b, FREE);
            for at in (0..self.block()).step_by(WORD_BYTES) {
                let (word, _) = self.mark_word(self.start_of(b) + at);
                // SAFETY: the word is the block's.
                unsafe { *word = 0 };
            }
        }
        self.hint = if first + n >= self.count { 0 } else { first + n };
        Some(first)
    }

    /// Begins a collection: clears all marks.
    pub(super) fn clear_marks(&mut self) {
        let words = self.start_of(self.fresh) / WORD_BYTES;
        // SAFETY: the mark words of blocks below `fresh` lie in the space.
        unsafe { self.base.add(self.marks).write_bytes(0, words * 8) };
    }

    /// Calls `visit` with each marked object, in the order of addresses, or against it.
    pub(super) fn marked_object(&self, from: u32, backwards: bool) -> Option<u32> {
        // One object a call, so that the caller may change marks meanwhile.
        let first = (self.blocks / UNIT) as u32;
        let last = ((self.blocks + self.start_of(self.fresh)) / UNIT) as u32;
        let step = (GRAIN / UNIT) as u32;
        let mut at = from;
        if backwards {
            while at > first {
                at -= step;
                if self.is_marked(at) {
                    return Some(at);
                }
            }
        } else {
            at = at.max(first);
            while at < last {
                if self.is_marked(at) {
                    return Some(at);
                }
                at += step;
            }
        }
        None
    }

    /// Unit offset behind the last object there can be.
    pub(super) fn end_units(&self) -> u32 {
        ((self.blocks + self.start_of(self.fresh)) / UNIT) as u32
    }

    /// Ends a collection: gives back blocks without live objects, counts the live bytes.
    pub(super) fn sweep(&mut self) {
        // Only here do bytes in use become fewer.
        self.peak = self.peak_bytes();
        let mut live = 0;
        let mut block = 0;
        while block < self.fresh {
            let kind = self.kind(block);
            match kind {
                FREE | MORE => block += 1,
                LARGE => {
                    let mut end = block + 1;
                    while end < self.fresh && self.kind(end) == MORE {
                        end += 1;
                    }
                    if self.is_marked_at(self.start_of(block)) {
                        live += self.start_of(end - block);
                    } else {
                        for b in block..end {
                            self.set_kind(b, FREE);
                        }
                    }
                    block = end;
                }
                class => {
                    let mut objects = 0;
                    for at in (0..self.block()).step_by(WORD_BYTES) {
                        let (word, _) = self.mark_word(self.start_of(block) + at);
                        // SAFETY: the word is the block's.
                        objects += unsafe { *word }.count_ones() as usize;
                    }
                    if objects == 0 {
                        self.set_kind(block, FREE);
                    }
                    live += objects * CLASSES.get(class as usize - 1).copied().unwrap_or(16) as usize;
                    block += 1;
                }
            }
        }
        self.runs = [Runs { block: NONE, ..Runs::default() }; CLASSES.len()];
        self.hint = 0;
        self.used = live;
        self.collections += 1;
        // Twice as much as is alive, and not so little that small programs do nothing but collect. Near the limit
        // collections come when allocations fail.
        self.next_collection = live.saturating_add(live.saturating_mul(2).clamp(2 << 20, 64 << 20));
        self.set_small_limits();
    }
}

/// Writes zeros over `size` bytes and what is missing to whole grains. A small object's few are written here: calling for
/// them costs more.
///
/// # Safety
/// The bytes belong to the caller; `at` is aligned to a grain.
#[inline]
unsafe fn clear(at: *mut [u64; 2], size: usize) {
    let grains = size.div_ceil(GRAIN);
    // SAFETY: the caller's word.
    unsafe {
        if grains > 4 {
            return at.write_bytes(0, grains);
        }
        at.write([0; 2]);
        if grains > 1 {
            at.add(1).write([0; 2]);
        }
        if grains > 2 {
            at.add(2).write([0; 2]);
            at.add(grains - 1).write([0; 2]);
        }
    }
}

/// The class of cells for this size, if there is one: cells take half of a block at most.
#[inline]
fn class_of(size: usize, block: usize) -> Option<usize> {
    if size > block / 2 {
        return None;
    }
    if size <= 128 {
        return Some(size.saturating_sub(1) / 16);
    }
    CLASSES.iter().position(|c| *c as usize >= size)
}

/// Classes of which each is a grain larger than the one before.
const SMALL_CLASSES: usize = 8;

/// A class of cells for small objects: the number of grains, less 1.
#[derive(Clone, Copy)]
pub(crate) struct SmallClass(usize);

/// The class of an object of so many bytes, if they are few.
#[inline(always)]
pub(crate) fn small_class(size: usize) -> Option<SmallClass> {
    let class = size.wrapping_sub(1) / GRAIN;
    (class < SMALL_CLASSES).then_some(SmallClass(class))
}
const _: () = assert!(CLASSES[SMALL_CLASSES - 1] as usize == SMALL_CLASSES * GRAIN && GRAIN == 16);

#[cfg(test)]
mod tests {
    use super::*;

    fn space(memory: &mut [u128], limit: usize) -> Space {
        let len = memory.len() * 16;
        // SAFETY: the memory is borrowed for the time of the test and aligned to 16.
        unsafe { Space::new(memory.as_mut_ptr().cast(), 16, len, limit) }
    }

    #[test]
    fn classes_hold_their_sizes() {
        for block in [SMALL_BLOCK, BLOCK] {
            for size in 1..=block / 2 {
                let class = class_of(size, block).unwrap();
                assert!((size..=block / 2).contains(&CLASSES[class].into()));
                assert!(class == 0 || (CLASSES[class - 1] as usize) < size);
            }
            assert_eq!(class_of(block / 2 + 1, block), None);
        }
    }

    /// Memory for a small space, and for one with blocks of the usual size.
    fn sizes() -> [Vec<u128>; 2] {
        [vec![0; 1 << 12], vec![0; 1 << 15]]
    }

    #[test]
    fn what_is_not_marked_is_used_again() {
        for mut memory in sizes() {
            let mut s = space(&mut memory, usize::MAX);
            let mut all = Vec::new();
            while let Ok(u) = s.allocate(48) {
                all.push(u);
            }
            assert!(all.len() > 1200);
            s.clear_marks();
            let kept: Vec<u32> = all.iter().copied().step_by(3).collect();
            for u in &kept {
                assert!(s.mark(*u));
                assert!(!s.mark(*u));
            }
            s.sweep();
            assert_eq!(s.used_bytes(), kept.len() * 48);
            let mut again = Vec::new();
            while let Ok(u) = s.allocate(48) {
                again.push(u);
            }
            assert_eq!(again.len() + kept.len(), all.len());
            assert!(again.iter().all(|u| !kept.contains(u)));
        }
    }

    #[test]
    fn large_objects_take_and_give_back_whole_blocks() {
        for (mut memory, block) in sizes().into_iter().zip([SMALL_BLOCK, BLOCK]) {
            let mut s = space(&mut memory, usize::MAX);
            let a = s.allocate(3 * block).unwrap();
            let b = s.allocate(block + block / 4).unwrap();
            assert_eq!(s.used_bytes(), 5 * block);
            s.clear_marks();
            s.mark(b);
            s.sweep();
            assert_eq!(s.used_bytes(), 2 * block);
            assert_eq!(s.allocate(3 * block), Ok(a));
            assert_eq!(s.allocate(1 << 30), Err(Trap::Memory));
        }
    }

    #[test]
    fn a_small_space_has_room_for_each_class() {
        let mut memory = vec![0; 1 << 11];
        let mut s = space(&mut memory, usize::MAX);
        assert!(CLASSES.iter().all(|size| s.allocate((*size).into()).is_ok()));
    }

    #[test]
    fn what_is_allocated_at_once_ends_where_a_collection_is_wanted() {
        let mut memory = vec![0u128; 1 << 17];
        let mut s = space(&mut memory, usize::MAX);
        let class = small_class(32).unwrap();
        assert!(s.allocate(32).is_ok());
        // Runs end with their blocks.
        while s.small_cell_at_once(class).is_some() || !s.wants_collection() && s.allocate(32).is_ok() {}
        assert!(s.wants_collection() && s.small_cell_at_once(class).is_none());
        assert!(s.small_cell(class).is_some());
        s.clear_marks();
        s.sweep();
        assert!(s.allocate(32).is_ok() && s.small_cell_at_once(class).is_some());
        s.set_test_modes(false, Some(2));
        assert!(s.small_cell_at_once(class).is_none() && s.small_cell(class).is_none());
        assert!(s.allocate(32).is_ok());
        assert_eq!(s.allocate(32), Err(Trap::Memory));
    }

    #[test]
    fn the_limit_holds() {
        let mut memory = vec![0u128; 1 << 12];
        let mut s = space(&mut memory, 1000);
        let mut n = 0;
        while s.allocate(16).is_ok() {
            n += 1;
        }
        assert_eq!(n, 62);
    }
}
