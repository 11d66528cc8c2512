//! When what is compiled, and when compiled code is entered.
//!
//! A function is hot when its calls and back-edges reach a number in proportion to its size, and the store can afford it
//! ([`budget`]). From then on the interpreter notes what types it sees, for a few more calls and back-edges; then the function
//! is compiled.
//!
//! Exits are counted; sixteen that come soon after one another make the function be compiled again, without what led to
//! them, four times at most. If they go on after that, or there is no fuel for it, its code is entered no more. Where its
//! code does not fit, code that was not entered for long makes room for it ([`evict`]).
//!
//! Compiled code runs on a flat native stack, above nothing but the driver, and everything here is called by the driver or
//! the interpreter: while anything in this file runs, no compiled code does. Only return addresses in frames lead into
//! it (see [`Context::leave_compiled`]).
//!
//! The compiler's working memory is the part of the value stack that lies above the current frame: no allocation, no
//! lock, and a program that is so deep in calls that little is left is not compiled there.

mod budget;
mod coming;
mod evict;

use super::compile::{Compiled, Refusal, Request, compile};
use super::listing::{Listing, Published};
use super::record;
use super::resume::Found;
use super::select::{ASKED, GIVEN_UP};
use super::stencil::StencilTable;
use super::stubs::Stubs;
use super::tally::{self, Reason, Tally};
use crate::api::Forced;
use crate::code::CodeError;
use crate::code::arena::{Arena, TakeError};
use crate::code::chunk::{Chunk, WriteError};
use crate::context::Context;
use crate::heap::Gc;
use crate::host::{Clock, Host};
use crate::interp::frame::Owner;
use crate::object::Code;
use crate::value::Value;

use budget::FIRST_LOOK;
use core::fmt;
use evict::Keep;

/// Fuel used since the last exit above which an exit is rare: it costs about as much as ten units.
const RARE: u64 = 1000;
/// Returns from the interpreter to compiled code after which it is seen whether they pay.
const MANY_RETURNS: u32 = 256;
/// Fuel used for each such return below which they do not: one costs as much as two or three units.
const DENSE: u64 = 100;
/// Bit of [`Code`]'s `exits`: the code is not entered any more.
pub(crate) const STALE: u16 = 1 << 15;
/// Exits after which a function is compiled again.
const MANY_EXITS: u8 = 16;
/// Exits at one instruction that tell that it is not worth specialising.
const EXITS_OF_ONE: u8 = 4;
/// Instructions that work on numbers and do not do so in line with which a function may be compiled again, and the part of all its
/// instructions that they may be: the interpreter does them in line.
const FEW_SLOW: u32 = 4;
/// See [`FEW_SLOW`].
const PART_SLOW: u32 = 8;
/// How many times later than the first time it is looked again whether a function can be afforded.
const MOST_PATIENCE: u32 = 4;
/// How often a function is compiled again.
pub(super) const MOST_TRIES: u8 = 4;
/// The least bytes of a chunk.
const FIRST_CHUNK: usize = 64 << 10;
/// The most chunks of a store.
const MAX_CHUNKS: usize = 12;
/// The least working memory of the compiler.
const LEAST_SCRATCH: usize = 6 << 10;
/// The most reasons for refusals that are told apart.
const MAX_REASONS: usize = 8;

/// Why programs are interpreted only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Off {
    /// It was asked for.
    Disabled,
    /// The embedder gave no platform.
    NoPlatform,
    /// There is no stencil table for this machine.
    NoStencils,
    /// The platform refused.
    Platform(CodeError),
    /// The stencil table lacks what every program needs.
    Table,
}

impl fmt::Display for Off {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Off::Disabled => f.write_str("disabled"),
            Off::NoPlatform => f.write_str("no platform for code"),
            Off::NoStencils => f.write_str("no stencils for this machine"),
            Off::Platform(e) => write!(f, "the platform refused: {e}"),
            Off::Table => f.write_str("the stencil table is not complete"),
        }
    }
}

/// What compiling has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JitStats {
    /// Functions compiled, a second time included.
    pub compiled: u32,
    /// Why functions were refused, and how often; unused entries have an empty reason.
    pub refused: [(&'static str, u32); MAX_REASONS],
    /// Instructions of bytecode of the functions compiled, each time they are.
    pub instructions: u64,
    /// Nanoseconds of compiling, in vain too, if it is timed.
    pub compile_ns: u64,
    /// Nanoseconds of publishing, if it is timed.
    pub publish_ns: u64,
    /// Side exits.
    pub side_exits: u64,
    /// Functions whose code was taken back, because a variable changed that it took for a constant.
    pub taken_back: u32,
    /// How often code was freed to make room.
    pub evictions: u32,
    /// Functions whose code was freed then.
    pub evicted: u32,
    /// Bytes of machine code.
    pub code_bytes: usize,
    /// Bytes of feedback and of what is known of compiled code.
    pub data_bytes: usize,
}

/// The JIT's state of a store.
pub struct Jit {
    /// The engine's code region, which outlives the store.
    arena: Option<&'static Arena<'static>>,
    table: Option<&'static StencilTable>,
    off: Option<Off>,
    threshold: Option<u32>,
    forced: Option<Forced>,
    /// Guards compiled so far, if any is to fail.
    guards: u64,
    timed: bool,
    rehearsals: u32,
    listing: bool,
    other_table: Option<&'static StencilTable>,
    code_limit: usize,
    data_limit: usize,
    chunks: [Option<Chunk>; MAX_CHUNKS],
    stubs: Option<Stubs>,
    /// The code object that was compiled last, or `None`; each knows the one before.
    pub(crate) newest: Value,
    data: usize,
    /// Fuel that the store was given.
    fuel_given: u64,
    /// Instructions compiled so far.
    spent: u64,
    /// Instructions interpreted so far, by the counters that were looked at.
    interpreted: u64,
    /// The work at which the generation of code has lasted long enough ([`evict`]).
    generation_lasts: u64,
    /// Returns from the interpreter to compiled code since these were last looked at, and the fuel used by then.
    returns: (u32, u64),
    stats: JitStats,
}

/// Why a function was not compiled just now.
enum Failed {
    /// It will never be.
    Refused(&'static str),
    /// It may be tried again after as many calls and back-edges again.
    Later,
}

impl Jit {
    /// No JIT.
    pub(crate) const fn off(why: Off) -> Jit {
        Jit {
            arena: None,
            table: None,
            off: Some(why),
            threshold: None,
            forced: None,
            guards: 0,
            timed: false,
            rehearsals: 0,
            listing: false,
            other_table: None,
            code_limit: 0,
            data_limit: 0,
            chunks: [const { None }; MAX_CHUNKS],
            stubs: None,
            newest: Value::NONE,
            data: 0,
            fuel_given: 0,
            spent: 0,
            interpreted: 0,
            generation_lasts: 0,
            returns: (0, 0),
            stats: JitStats {
                compiled: 0,
                instructions: 0,
                refused: [("", 0); MAX_REASONS],
                compile_ns: 0,
                publish_ns: 0,
                side_exits: 0,
                taken_back: 0,
                evictions: 0,
                evicted: 0,
                code_bytes: 0,
                data_bytes: 0,
            },
        }
    }

    /// The JIT of a store of this engine.
    ///
    /// # Safety
    /// The engine outlives the store.
    pub(crate) unsafe fn new(engine: &crate::api::Engine<'_>) -> Jit {
        let config = engine.config();
        // SAFETY: the caller's word: the reference is not used after the engine's end.
        let arena = engine.arena().map(|a| unsafe { core::mem::transmute::<&Arena<'_>, &'static Arena<'static>>(a) });
        Jit {
            arena,
            table: config.stencils,
            off: engine.jit_off_reason(),
            threshold: config.jit_threshold,
            forced: config.forced,
            timed: config.timed,
            rehearsals: config.rehearsals,
            listing: config.listing,
            other_table: config.other_stencils,
            code_limit: config.limits.code,
            data_limit: config.limits.jit,
            fuel_given: config.limits.fuel,
            ..Jit::off(Off::Disabled)
        }
    }

    /// Whether the platform and a stencil table allow compiled code.
    pub fn is_available(&self) -> bool {
        self.arena.is_some()
    }

    /// Whether functions are compiled.
    pub fn is_enabled(&self) -> bool {
        self.off.is_none()
    }

    /// Why programs are interpreted only.
    pub fn off_reason(&self) -> Option<Off> {
        self.off
    }

    /// What compiling has come to.
    pub fn stats(&self) -> JitStats {
        let code_bytes = self.chunks.iter().flatten().map(Chunk::used).sum();
        JitStats { code_bytes, data_bytes: self.data, ..self.stats }
    }

    /// The address that frames return to whose caller is not compiled, or 0.
    #[inline]
    pub(crate) fn ret_to_driver(&self) -> u64 {
        self.stubs.as_ref().map_or(0, |s| s.ret_to_driver)
    }

    /// The stencils, if there are any for this machine.
    pub(crate) fn table(&self) -> Option<&'static StencilTable> {
        self.table
    }

    /// The address of the trampoline, if there is compiled code.
    pub(crate) fn trampoline(&self) -> Option<u64> {
        self.stubs.as_ref().map(|s| s.enter)
    }

    /// What the entry cell of a code object that is not compiled holds.
    pub(crate) fn not_compiled_entry(&self) -> u64 {
        self.stubs.as_ref().map_or(0, |s| s.not_compiled)
    }

    /// Has this thread see the code that another one published. The store may have moved.
    pub(crate) fn synchronise(&self) {
        #[cfg(target_arch = "aarch64")]
        if self.stubs.is_some() {
            // SAFETY: a barrier has no other effect.
            unsafe { core::arch::asm!("isb", options(nomem, nostack, preserves_flags)) };
        }
    }

    /// Gives all code memory back. The store has come to its end.
    pub(crate) fn release(&mut self) {
        if let (Some(arena), Some(table)) = (self.arena, self.table) {
            for chunk in &mut self.chunks {
                if let Some(chunk) = chunk.take() {
                    // SAFETY: the chunk is this arena's; a store at its end runs nothing.
                    unsafe { chunk.give_back(arena, table.arch) };
                }
            }
        }
        *self = Jit::off(Off::Disabled);
    }

    fn refused(&mut self, why: &'static str) {
        if let Some(entry) = self.stats.refused.iter_mut().find(|(reason, _)| *reason == why || reason.is_empty()) {
            *entry = (why, entry.1.saturating_add(1));
        }
    }

    /// Notes that the store was given more fuel.
    pub(crate) fn add_fuel(&mut self, units: u64) {
        self.fuel_given = self.fuel_given.saturating_add(units);
    }

    /// Appends code to the store's, taking another chunk if it has to.
    fn append(&mut self, code: &[u8]) -> Result<u64, WriteError> {
        let (Some(arena), Some(table)) = (self.arena, self.table) else { return Err(WriteError::Full) };
        let mut held = 0;
        for chunk in &mut self.chunks {
            let chunk = match chunk {
                Some(chunk) => chunk,
                None => {
                    let most = self.code_limit.saturating_sub(held);
                    let len = held.max(FIRST_CHUNK).min(most).max(code.len());
                    if len > most {
                        return Err(WriteError::Full);
                    }
                    match Chunk::take(arena, len) {
                        Ok(taken) => chunk.insert(taken),
                        Err(TakeError::Busy | TakeError::Full) => return Err(WriteError::Full),
                    }
                }
            };
            held += chunk.len();
            if chunk.room() >= code.len() {
                // SAFETY: the chunk is this arena's; no compiled code runs (see the module); the code is the compiler's.
                return unsafe { chunk.append(arena, table.arch, code) };
            }
        }
        Err(WriteError::Full)
    }
}

impl Context {
    /// Nanoseconds, if compiling is timed.
    fn jit_clock(&mut self) -> u64 {
        match self.host {
            // SAFETY: `host` is set for the time of the run, and nobody else uses it meanwhile (see `api`).
            Some(mut host) if self.jit.timed => unsafe { host.as_mut() }.clock(Clock::Monotonic).unwrap_or(0),
            _ => 0,
        }
    }

    /// Tells the host something, if it wants listings.
    fn tell(&mut self, tell: impl FnOnce(&mut dyn Host)) {
        if let Some(mut host) = self.host
            && self.jit.listing
        {
            // SAFETY: as in `jit_clock`.
            tell(unsafe { host.as_mut() });
        }
    }

    /// Notes that a function was not compiled.
    fn refuse(&mut self, code: Gc<Code>, why: &'static str) {
        self.jit.refused(why);
        tally::change(self, code, |t| t.refuse(why));
    }

    /// Takes bytes of the JIT's own quota, once there is room for them. They come from the heap, whose limit grows by them.
    fn take_jit_data(&mut self, bytes: usize) -> Result<(), Failed> {
        if self.jit.data.saturating_add(bytes) > self.jit.data_limit {
            self.evict(Keep::Young).map_err(|e| self.failed(e))?;
        }
        let data = self.jit.data.saturating_add(bytes);
        if data > self.jit.data_limit {
            return Err(Failed::Later);
        }
        self.heap.lend(data);
        Ok(())
    }

    /// Ends the JIT of the store: the platform does not play along any more.
    fn turn_jit_off(&mut self, why: Off) {
        // What is published already may not be executable any more.
        let _ = self.evict(Keep::Nothing);
        self.jit.stubs = None;
        self.jit.off = Some(why);
    }

    /// Publishes code; where it does not fit, once there is room for it.
    fn publish(&mut self, code: &[u8]) -> Result<u64, Failed> {
        let mut done = self.jit.append(code);
        if done == Err(WriteError::Full) && self.jit.newest != Value::NONE {
            done = self.evict(Keep::Young).and_then(|()| self.jit.append(code));
        }
        done.map_err(|e| self.failed(e))
    }

    /// What it means that code could not be written. If the platform does not play along, it is the end of the JIT.
    fn failed(&mut self, why: WriteError) -> Failed {
        match why {
            WriteError::Full => Failed::Later,
            WriteError::Platform(e) => {
                self.turn_jit_off(Off::Platform(e));
                Failed::Refused("platform")
            }
        }
    }

    /// Makes the trampoline and the stubs, once a store.
    fn prepare_stubs(&mut self, table: &'static StencilTable, out: &mut [u8]) -> Result<(), Failed> {
        if self.jit.stubs.is_some() {
            return Ok(());
        }
        let Ok(mut stubs) = Stubs::make(table, out) else {
            self.turn_jit_off(Off::Table);
            return Err(Failed::Refused("stencils"));
        };
        let bytes = out.get(..stubs.len).unwrap_or(&[]);
        let address = self.publish(bytes)?;
        self.tell(|host| host.published(&Published { address, bytes, code: None, parts: &[] }));
        stubs.place(address);
        self.save_and_leave = stubs.save_and_leave;
        self.jit.stubs = Some(stubs);
        Ok(())
    }

    /// The free part of the value stack, above the frame of a function with so many registers: to work in, and for code.
    ///
    /// # Safety
    /// The slices are not used after a frame has been pushed, nor after this has been called again.
    unsafe fn compilers_memory<'a>(&self, nregs: u16) -> [&'a mut [u8]; 2] {
        let start = self.fp.saturating_add(nregs as u64 * 8);
        let len = self.stack_limit.saturating_sub(start) as usize;
        // SAFETY: the current frame's slots end at `start`; from there to the limit the stack is nobody's.
        let memory = unsafe { core::slice::from_raw_parts_mut(start as *mut u8, len) };
        memory.split_at_mut(len / 4 * 3).into()
    }

    /// Compiles the function of the current frame, which stands before instruction `pc`.
    fn compile_current(&mut self, code: Gc<Code>, pc: u32) -> Result<(), Failed> {
        let Some(table) = self.jit.table else { return Err(Failed::Refused("stencils")) };
        let c = self.get(code);
        let (nregs, count) = (c.nregs, c.count);
        // SAFETY: no frame is pushed before this function ends, and it does not call itself.
        let [scratch, mut out] = unsafe { self.compilers_memory(nregs) };
        if scratch.len() < LEAST_SCRATCH {
            return Err(Failed::Later);
        }
        self.prepare_stubs(table, out)?;
        self.jit.spent = self.jit.spent.saturating_add(count as u64);
        // Where there is no memory for them, characters are taken another way.
        let _ = self.complete_letters();
        // SAFETY: nothing changes the frame's registers while they are looked at.
        let live = unsafe { self.frame().span(0, nregs as usize) };
        let seen = record::seen_slots(self, code);
        let host = self.host;
        let listen = |entry: &Listing<'_>| {
            if let Some(mut host) = host {
                // SAFETY: `host` is set for the time of the run, and nobody else uses it meanwhile (see `api`).
                unsafe { host.as_mut() }.list(entry);
            }
        };
        let request = Request {
            listen: if self.jit.listing { Some(&listen) } else { None },
            table,
            live: Some((live, pc)),
            seen,
            inline: super::inline::estimate(self, code),
            inline_unseen: self.jit.threshold == Some(1),
            tight: true,
            fold: true,
            peel: true,
            forced: self.jit.forced,
            guards: self.jit.guards,
        };
        if let Some(table) = self.jit.other_table {
            for (fold, peel) in [(true, true), (false, true), (true, false), (false, false)] {
                let request = Request { table, tight: false, fold, peel, ..request };
                if let Ok(Compiled { len, parts, .. }) = compile(self, code, &request, scratch, out) {
                    let (code, bytes) = (self.code_view(code), out.get(..len).unwrap_or(&[]));
                    self.tell(|host| host.list(&Listing::Code { arch: table.arch, code, parts, bytes }));
                    break;
                }
            }
        }
        for _ in 0..self.jit.rehearsals {
            let _ = compile(self, code, &Request { listen: None, ..request }, scratch, out);
        }
        let started = self.jit_clock();
        let mut request = request;
        let compiled = loop {
            // SAFETY: as above; nothing that was done in this memory is looked at any more.
            let [scratch, again] = unsafe { self.compilers_memory(nregs) };
            match compile(self, code, &request, scratch, again) {
                Err(Refusal::Space) if request.tight => request.tight = false,
                Err(Refusal::Folded) if request.fold => request.fold = false,
                Err(Refusal::Peeled) if request.peel => request.peel = false,
                done => {
                    out = again;
                    break done;
                }
            }
        };
        let ended = self.jit_clock();
        let took = ended.saturating_sub(started);
        self.jit.stats.compile_ns += took;
        tally::change(self, code, |t| t.compile_ns = t.compile_ns.saturating_add(took));
        let compiled = compiled.map_err(|why| match why {
            Refusal::Space => Failed::Later,
            why => Failed::Refused(why.name()),
        })?;
        self.jit.guards += compiled.guards;
        if let Some(end) = compiled.refuted {
            record::note_refuted(self, code, end);
        }
        self.jit.spent = self.jit.spent.saturating_add(compiled.inlined as u64);
        let again = self.get(code).exits >> 8 & 0x7F != 0 && self.jit.threshold.is_none();
        if again && compiled.slow >= FEW_SLOW && compiled.slow.saturating_mul(PART_SLOW) >= count {
            return Err(Failed::Refused("types"));
        }
        let (view, bytes) = (self.code_view(code), out.get(..compiled.len).unwrap_or(&[]));
        self.tell(|host| host.list(&Listing::Code { arch: table.arch, code: view, parts: compiled.parts, bytes }));
        let done = self.install(code, &compiled, bytes);
        self.jit.stats.publish_ns += self.jit_clock().saturating_sub(ended);
        done
    }

    /// Makes compiled code the function's.
    fn install(&mut self, code: Gc<Code>, compiled: &Compiled<'_>, bytes: &[u8]) -> Result<(), Failed> {
        for callee in compiled.callees {
            // SAFETY: callees are code objects that the function's globals name.
            let callee = unsafe { Gc::<Code>::from_units(*callee) };
            if self.get(callee).entry == 0 {
                let entry = self.jit.not_compiled_entry();
                self.get_mut(callee).entry = entry;
            }
        }
        let size = record::size_of_record(compiled);
        self.take_jit_data(size)?;
        let made = record::make(self, code, compiled).map_err(|_| Failed::Later)?;
        let address = self.publish(bytes)?;
        let (view, parts) = (self.code_view(code), compiled.parts);
        self.tell(|host| host.published(&Published { address, bytes, code: Some(view), parts }));
        // Publishing may have freed older code, this function's too: so it is linked only now.
        let previous = record::newest(self, code).map_or(Value::NONE, Gc::value);
        let older = core::mem::replace(&mut self.jit.newest, made.value());
        record::link(self, made, older, previous);
        record::put(self, made, address);
        self.note_variables(compiled.watched, compiled.stored);
        self.jit.data += size;
        self.jit.stats.compiled += 1;
        self.jit.stats.instructions += self.get(code).count as u64 + compiled.inlined as u64;
        tally::change(self, code, |t| t.compiled(bytes.len(), compiled.inlined));
        let c = self.get_mut(code);
        (c.entry, c.compiled, c.threshold) = (address, made.units(), 1);
        c.body = address + compiled.body as u64;
        c.counter = c.counter.max(1);
        c.exits &= !STALE;
        self.reset_exits(code, true);
        Ok(())
    }

    /// Whether the function of the current frame, which stands before instruction `pc`, is compiled or becomes so now.
    fn look(&mut self, code: Gc<Code>, pc: u32) -> bool {
        if self.get(code).compiled != 0 && self.get(code).exits & STALE == 0 {
            return true;
        }
        if !self.jit.is_enabled() {
            self.get_mut(code).threshold = u32::MAX;
            self.get_mut(code).counter = 0;
            return false;
        }
        let c = self.get(code);
        let (count, feedback, counter) = (c.count, c.feedback, c.counter);
        let goal = self.jit.goal(count);
        // A threshold that was set is kept to: types are noted from the first look on, and nothing is asked of fuel.
        let eager = self.jit.threshold.is_some();
        if counter < goal && !eager && feedback == 0 {
            self.get_mut(code).threshold = goal;
            return false;
        }
        self.note_work(code, pc);
        // Callees are looked for only where they decide.
        let (coming, callees) = (self.work_to_come(code, pc), || super::inline::estimate(self, code));
        if !self.can_afford(count, coming) || !self.can_afford(count.saturating_add(callees()), coming) {
            // Twice as late each time, so that looking stays cheap.
            let c = self.get_mut(code);
            let next = c.threshold.saturating_mul(2).clamp(goal, goal.saturating_mul(MOST_PATIENCE));
            (c.counter, c.threshold) = (0, next);
            return false;
        }
        if feedback == 0 {
            if self.note_types(code).is_err() {
                self.get_mut(code).counter = 0;
                return false;
            }
            if !eager {
                self.note_types_of_callees(code);
                let c = self.get_mut(code);
                (c.counter, c.threshold) = (0, (goal / 4).max(FIRST_LOOK));
                return false;
            }
        }
        if eager && counter < goal {
            self.get_mut(code).threshold = goal;
            return false;
        }
        match self.compile_current(code, pc) {
            Ok(()) => true,
            Err(Failed::Later) => {
                self.refuse(code, "space");
                // Twice as much each time, so that trying stays cheap.
                let c = self.get_mut(code);
                (c.counter, c.threshold) = (0, goal.saturating_mul(2).max(c.threshold.saturating_mul(2)));
                false
            }
            Err(Failed::Refused(why)) => {
                self.refuse(code, why);
                let c = self.get_mut(code);
                (c.counter, c.threshold) = (0, u32::MAX);
                false
            }
        }
    }

    /// Has the interpreter note the types that the function sees.
    fn note_types(&mut self, code: Gc<Code>) -> Result<(), Failed> {
        let c = self.get(code);
        let size = record::feedback_size(c.count, c.nregs) + if self.jit.timed { Tally::SIZE } else { 0 };
        self.take_jit_data(size)?;
        let bytes = self.alloc_bytes(size).map_err(|_| Failed::Later)?;
        self.jit.data += size;
        self.get_mut(code).feedback = bytes.units();
        Ok(())
    }

    /// The same for those that may be inlined in the function, if they are called often enough that something will be seen.
    fn note_types_of_callees(&mut self, code: Gc<Code>) {
        for at in 0..self.get(code).count {
            if let Some(callee) = super::inline::callee(self, code, at)
                && self.get(callee).feedback == 0
                && self.get(callee).counter >= FIRST_LOOK
                && self.note_types(callee).is_err()
            {
                return;
            }
        }
    }

    /// Makes the current frame, which the interpreter has run so far, one that compiled code may return from.
    fn return_natively(&mut self, code: Gc<Code>) {
        let (f, params) = (self.frame(), self.get(code).params);
        if f.return_address(params) == 0 {
            f.set_header(params, self.jit.ret_to_driver(), f.link(params));
        }
    }

    /// Compiled code has left at an instruction that it could not do; the current frame is that of the function that is compiled, or
    /// the frame of a function that is inlined in one that is inlined, and so on, `level` times.
    pub(crate) fn count_exit(&mut self, level: u64, mismatch: bool) {
        let Owner::Python(at) = self.owner(self.frame()) else { return };
        let mut frame = self.frame();
        for _ in 0..level {
            let Owner::Python(code) = self.owner(frame) else { return };
            // SAFETY: the delta comes from the frame's header.
            frame = unsafe { frame.down(frame.link(self.get(code).params).delta()) };
        }
        let Owner::Python(code) = self.owner(frame) else { return };
        self.jit.stats.side_exits += 1;
        let pc = self.pc as u32;
        if self.jit.timed {
            let reason = if mismatch { Reason::Mismatch } else { Reason::of(self, at, pc) };
            // Where a function was left that is inlined, it is its code that was for something else.
            let left = if self.get(at).feedback != 0 { at } else { code };
            tally::change(self, left, |t| t.exit(reason));
        }
        let exits = record::count_exit(self, code, at, pc, mismatch);
        let c = self.get(code);
        let (count, tries) = (c.count, (c.exits >> 8 & 0x7F) as u8);
        if exits < MANY_EXITS || c.compiled == 0 || c.exits & STALE != 0 || !self.jit.is_enabled() {
            return;
        }
        let rare = self.fuel_used().saturating_sub(c.exits_since) > RARE * MANY_EXITS as u64;
        if rare {
            self.reset_exits(code, false);
        } else if tries < MOST_TRIES {
            record::learn(self, code, EXITS_OF_ONE, [ASKED, GIVEN_UP]);
            if level != 0 {
                record::learn(self, at, EXITS_OF_ONE, [ASKED, GIVEN_UP]);
            }
            self.get_mut(code).exits = (tries as u16 + 1) << 8;
            // Where an inlined function was left, the current frame is not the one to be compiled for.
            if level != 0 || !self.can_afford(count, self.work_to_come(code, pc)) {
                let goal = self.jit.goal(count);
                self.enter_no_more(code, goal);
            } else if let Err(why) = self.compile_current(code, pc) {
                let threshold = match why {
                    Failed::Refused(why) => {
                        self.refuse(code, why);
                        u32::MAX
                    }
                    Failed::Later => self.jit.goal(count),
                };
                self.enter_no_more(code, threshold);
            }
        } else if self.jit.threshold.is_none() {
            self.enter_no_more(code, u32::MAX);
        }
    }

    /// Compiled code has left for want of fuel.
    #[cold]
    pub(crate) fn count_fuel_exit(&mut self) {
        if self.jit.timed
            && let Owner::Python(code) = self.owner(self.frame())
        {
            tally::change(self, code, |t| t.exit(Reason::Fuel));
        }
    }

    /// Has the function's code not be entered any more, until it is compiled again at this threshold.
    fn enter_no_more(&mut self, code: Gc<Code>, threshold: u32) {
        let entry = self.jit.not_compiled_entry();
        let c = self.get_mut(code);
        c.exits |= STALE;
        c.body = 0;
        (c.entry, c.counter, c.threshold) = (entry, 0, threshold);
    }

    /// A variable has changed that the function's code takes for a constant.
    pub(super) fn take_code_back(&mut self, code: Gc<Code>) {
        let c = self.get(code);
        if c.exits & STALE == 0 {
            let goal = self.jit.goal(c.count);
            self.enter_no_more(code, goal);
            self.jit.stats.taken_back += 1;
        }
    }

    /// Counts a return from the interpreter to the compiled code of a function; false if it is better not to go on there: where
    /// such returns are dense, the function calls others that are not worth compiling.
    fn count_return(&mut self, code: Gc<Code>) -> bool {
        let (count, since) = self.jit.returns;
        if count < MANY_RETURNS || self.jit.threshold.is_some() {
            self.jit.returns.0 = count.saturating_add(1);
            return true;
        }
        let used = self.fuel_used();
        self.jit.returns = (0, used);
        let dense = used.saturating_sub(since) < DENSE * MANY_RETURNS as u64;
        if dense {
            // Each time eight times as late: then the others may be compiled, too.
            let c = self.get_mut(code);
            let tries = (c.exits >> 8 & 0x7F).min(MOST_TRIES as u16);
            c.exits = (tries + 1) << 8;
            let goal = self.jit.goal(self.get(code).count);
            self.enter_no_more(code, goal.saturating_mul(16 << (3 * tries)));
        }
        !dense
    }

    /// Begins counting exits anew; of new code if it has just been compiled.
    fn reset_exits(&mut self, code: Gc<Code>, compiled: bool) {
        record::reset_exits(self, code, compiled);
        let used = self.fuel_used();
        self.get_mut(code).exits_since = used;
    }
}

/// The function of the current frame, just entered, has reached its threshold: the address of its compiled code, if it
/// is to go on there.
pub(crate) fn at_entry(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    if !cx.is_within_margins(code) || cx.get(code).body == 0 && !cx.look(code, 0) {
        return None;
    }
    cx.renew(code);
    cx.return_natively(code);
    Some(cx.get(code).body)
}

/// The same at the loop head in the context's `pc`.
pub(crate) fn at_loop(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    let pc = cx.pc as u32;
    if !cx.look(code, pc) {
        return None;
    }
    after_call(cx, code)
}

/// A call that the interpreter has executed returns to the current frame, whose function is compiled.
pub(crate) fn after_return(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    if cx.count_return(code) { after_call(cx, code) } else { None }
}

/// The current frame, whose function is compiled, goes on at the context's `pc`: the address there, if it has one.
fn after_call(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    if cx.get(code).exits & STALE != 0 || !cx.is_within_margins(code) {
        return None;
    }
    let target = match record::resume(cx, code, cx.pc as u32)? {
        Found::At(target, None) => target,
        Found::At(target, Some(result)) => {
            cx.value = cx.frame().get(result).bits();
            target
        }
        Found::Mismatch => {
            cx.count_exit(0, true);
            return None;
        }
    };
    cx.renew(code);
    cx.return_natively(code);
    Some(target)
}
