//! Which code makes room for other code.
//!
//! Where code memory, or the quota for what is known of code, is full, a *generation* ends. What has not been entered in it is freed; what
//! has been moves together, and a new generation begins: every function's code is kept, but nothing leads into it any more. Frames
//! become the interpreter's, entry cells lead to the interpreter. The first call, return or back-edge with which the interpreter comes to
//! such a function lets it be entered again ([`Context::renew`]). So compiled code counts nothing, and still it is known of each function
//! whether it was entered in a generation.
//!
//! If nothing can be freed, the function for which there is no room is interpreted for another while, twice as long each time. What has not
//! been entered once when it has been called that often is colder than it.
//!
//! A generation lasts for work in proportion to what there was in memory at its begin. Before that, what has not been entered in it may be as hot
//! as what is to have its place, and nothing goes.
//!
//! Each function that is kept costs as much as compiling an instruction, so evictions are as rare as compiling is (see
//! [`WORK_PER_INSTRUCTION`](super::budget::WORK_PER_INSTRUCTION)).

use super::{MAX_CHUNKS, STALE};
use crate::code::chunk::{Next, WriteError};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::frame::Owner;
use crate::jit::listing::Moved;
use crate::jit::record;
use crate::jit::tally;
use crate::object::{Code, Storage};
use crate::value::Value;

/// What is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// What was entered in this generation.
    Young,
    Nothing,
}

/// Where the first freed code of each chunk lay.
type Gaps = [Option<usize>; MAX_CHUNKS];

impl Context {
    /// Ends a generation.
    ///
    /// # Errors
    /// The platform refuses: what is kept may not be executable.
    pub(super) fn evict(&mut self, keep: Keep) -> Result<(), WriteError> {
        if keep == Keep::Young && !self.has_generation_lasted() {
            return Ok(());
        }
        self.leave_compiled();
        // The records come newest first, and are put in a list that begins with the oldest: as the code lies in its chunk.
        let (mut gaps, mut kept, mut freed, mut instructions) = (Gaps::default(), Value::NONE, 0, 0);
        let mut newest = core::mem::replace(&mut self.jit.newest, Value::NONE);
        while let Some(record) = self.cast::<Storage>(newest) {
            newest = record::older(self, record);
            let Some(code) = record::function(self, record) else { continue };
            instructions += u64::from(self.get(code).count);
            if keep == Keep::Young && self.is_young(code, record) {
                self.get_mut(code).entry = self.jit.not_compiled_entry();
                self.jit.spent = self.jit.spent.saturating_add(1);
                record::link(self, record, kept, Value::NONE);
                kept = record.value();
            } else {
                self.note_gap(record, &mut gaps);
                freed += u32::from(self.forget(code, record));
            }
        }
        self.jit.stats.evicted = self.jit.stats.evicted.saturating_add(freed);
        self.begin_generation(instructions);
        let done = self.close_gaps(kept, &gaps);
        while let Some(record) = self.cast::<Storage>(kept) {
            kept = record::older(self, record);
            record::link(self, record, self.jit.newest, Value::NONE);
            self.jit.newest = record.value();
        }
        done
    }

    /// Lets the function's code be entered, if it has not been in this generation.
    #[inline]
    pub(super) fn renew(&mut self, code: Gc<Code>) {
        let c = self.get(code);
        if c.body != 0
            && c.entry == self.jit.not_compiled_entry()
            && let Some(place) = record::newest(self, code).and_then(|record| record::place(self, record))
        {
            self.get_mut(code).entry = place.address;
        }
    }

    /// Whether the record is of code that can be entered and was in this generation.
    fn is_young(&self, code: Gc<Code>, record: Gc<Storage>) -> bool {
        let c = self.get(code);
        c.compiled == record.units() && c.exits & STALE == 0 && c.entry != self.jit.not_compiled_entry()
    }

    /// Turns every frame of compiled code into one of the interpreter. Everything that is alive lies in the frames' slots,
    /// and their positions in their callees' headers.
    pub(in crate::jit) fn leave_compiled(&mut self) {
        let mut frame = self.frame();
        loop {
            let owner = self.owner(frame);
            let params = self.params(owner);
            let link = frame.link(params);
            match owner {
                Owner::Bottom => return,
                Owner::Python(_) => frame.set_header(params, 0, link),
                Owner::Native(_) => {}
            }
            // SAFETY: the delta comes from the frame's header.
            frame = unsafe { frame.down(link.delta()) };
        }
    }

    /// Notes that code is freed.
    fn note_gap(&self, record: Gc<Storage>, gaps: &mut Gaps) {
        let (Some(arena), Some(place)) = (self.jit.arena, record::place(self, record)) else { return };
        for (gap, chunk) in gaps.iter_mut().zip(&self.jit.chunks) {
            if let Some(offset) = chunk.as_ref().and_then(|chunk| chunk.offset(arena, place.address)) {
                *gap = Some(gap.map_or(offset, |gap| gap.min(offset)));
            }
        }
    }

    /// Drops what is known of code; whether it was the function's newest.
    fn forget(&mut self, code: Gc<Code>, record: Gc<Storage>) -> bool {
        self.jit.data = self.jit.data.saturating_sub(record::size(self, record));
        let len = record::place(self, record).map_or(0, |place| place.len);
        tally::change(self, code, |t| t.code_bytes = t.code_bytes.saturating_sub(len));
        if self.get(code).compiled != record.units() {
            return false;
        }
        let (entry, goal) = (self.jit.not_compiled_entry(), self.jit.goal(self.get(code).count));
        let c = self.get_mut(code);
        (c.entry, c.compiled, c.body) = (entry, 0, 0);
        // What is not entered any more stays so.
        if c.exits & STALE == 0 {
            (c.counter, c.threshold) = (0, goal);
        }
        true
    }

    /// Moves the code of the list, oldest first, to where code was freed before it.
    fn close_gaps(&mut self, kept: Value, gaps: &Gaps) -> Result<(), WriteError> {
        let (Some(arena), Some(table)) = (self.jit.arena, self.jit.table) else { return Ok(()) };
        let freed = gaps.iter().any(Option::is_some);
        self.jit.stats.evictions = self.jit.stats.evictions.saturating_add(freed.into());
        for (n, gap) in gaps.iter().enumerate() {
            let Some(gap) = *gap else { continue };
            let Some(mut chunk) = self.jit.chunks.get_mut(n).and_then(Option::take) else { continue };
            let (base, used) = (chunk.address(arena, 0), chunk.used());
            // What lies behind the gap, in the chunk.
            let behind = base + gap as u64..base + used as u64;
            // SAFETY: the chunk is the arena's; no compiled code runs; no frame and no entry cell leads into any, and whoever is to
            // enter what is kept asks its record where it lies, which is changed below.
            let done = unsafe {
                chunk.compact(arena, table.arch, gap, |slide| {
                    let mut at = kept;
                    while let Some(record) = self.cast::<Storage>(at) {
                        at = record::older(self, record);
                        if let Some(place) = record::place(self, record).filter(|p| behind.contains(&p.address)) {
                            slide.keep((place.address - base) as usize, place.len as usize);
                        }
                    }
                })
            };
            if let Some(slot) = self.jit.chunks.get_mut(n) {
                *slot = Some(chunk);
            }
            done?;
            let (mut at, mut next) = (kept, Next(gap));
            while let Some(record) = self.cast::<Storage>(at) {
                at = record::older(self, record);
                if let Some(place) = record::place(self, record).filter(|p| behind.contains(&p.address)) {
                    let address = base + next.place(place.len as usize) as u64;
                    self.moved(record, place, address);
                }
            }
        }
        Ok(())
    }

    /// Code lies at another address now.
    fn moved(&mut self, record: Gc<Storage>, from: record::Place, to: u64) {
        record::put(self, record, to);
        if let Some(code) = record::function(self, record) {
            self.get_mut(code).body = to + u64::from(from.body);
        }
        self.tell(|host| host.moved(&Moved { from: from.address, to, len: from.len }));
    }
}
