//! Snapshots: what the interpreter has to know of a side exit.
//!
//! Compiled code keeps values in registers and does not write the headers of inlined functions' frames. What a side exit would have
//! to write for the interpreter is not code but data: a *snapshot*, which slots get their values from where. The exit's code is one
//! call, to code that saves all registers in the context; the return address tells which exit it is. Then [`Context::restore`] does
//! what the snapshot says. (The same in LuaJIT: M. Pall, "Snapshots", and in the literature: Hölzle, Chambers and Ungar, "Debugging
//! optimized code with dynamic deoptimization", PLDI 1992.)
//!
//! A function's snapshots are a `Bytes` in its record:
//!
//! | bytes | hold |
//! |---|---|
//! | 0..4 | the offset in the code that the first stub's call returns to; those of the others follow at distances of a stub's length |
//! | 4..8 | a stub's length |
//! | 8..12, 12..16, 16..20 | numbers of snapshots, frames and constants |
//! | 12 each | snapshots: instruction (4), first of its stores (4), number of its stores and [`MISMATCH`] (2), frame and [`FOLDED`] (2) |
//! | 16 each | frames of inlined functions, 0 being the function's own: second word of the header (8), its slot (2), the frame's base (2), the caller's frame (2), zeros |
//! | 8 each | constants |
//! | 4 each | stores: slot (2), source (2) |

use super::compile::Refusal;
use super::folded::Due;
use super::inline::LEVELS;
use super::plan::{Exit, Inlined, Leave, MOST_FRAMES, Source};
use super::record;
use super::scratch::List;
use super::stencil::{Class, INT_SHIFT, Reg};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::frame::{Link, Owner};
use crate::object::Code;
use crate::value::{INT_TAG, Value};

/// Bit of a snapshot's number of stores: values are not what the code behind a join expects.
const MISMATCH: u16 = 1 << 15;
/// The most stores of an exit: what is left of those bits.
pub(super) const MOST_STORES: u32 = MISMATCH as u32 - 1;
/// Bit of a snapshot's frame: fuel is folded; the price of a turn and what it owes are in the bits from here on.
const FOLDED: u16 = 1 << 15;
const PRICE: u32 = 13;
const OWED: u32 = 8;
/// The other bits: the frame.
const WHICH_FRAME: u16 = (1 << OWED) - 1;
const _: () = assert!(MOST_FRAMES <= 1 << OWED);
/// Bytes before the snapshots, and of each snapshot, frame, constant and store.
const HEADER: usize = 20;
const SNAPSHOT: usize = 12;
const FRAME: usize = 16;
const CONSTANT: usize = 8;
const STORE: usize = 4;

/// What an exit stores: a slot and, in two bits and fourteen, of which sort the source is, and which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Store {
    pub(crate) slot: u16,
    source: u16,
}

/// The bits of a source that say which.
const WHICH: u16 = (1 << 14) - 1;

impl Store {
    /// A store; constants go to the list.
    pub(super) fn new(slot: u16, source: Source, constants: &mut List<'_, u64>) -> Result<Store, Refusal> {
        let (sort, which) = match source {
            Source::Boxed(r) => (0, r.0.into()),
            Source::Int(r) => (1, r.0.into()),
            Source::Float(r) => (2, r.0.into()),
            Source::Const(bits) => (3, constant(bits, constants)?),
        };
        Ok(Store { slot, source: sort << 14 | which })
    }

    /// Where the value is.
    pub(super) fn source(self, constants: &[u64]) -> Result<Source, Refusal> {
        let which = self.source & WHICH;
        Ok(match self.source >> 14 {
            0 => Source::Boxed(Reg(which as u8)),
            1 => Source::Int(Reg(which as u8)),
            2 => Source::Float(Reg(which as u8)),
            _ => Source::Const(*constants.get(usize::from(which)).ok_or(Refusal::Internal)?),
        })
    }

    /// Whether it stores what is in the register.
    pub(super) fn is_from(self, class: Class, r: Reg) -> bool {
        self.register() == Some((class, r))
    }

    /// The register that it stores, if it is no constant.
    pub(super) fn register(self) -> Option<(Class, Reg)> {
        let r = Reg((self.source & WHICH) as u8);
        match self.source >> 14 {
            0 | 1 => Some((Class::Gpr, r)),
            2 => Some((Class::Fpr, r)),
            _ => None,
        }
    }
}

/// The index of a constant; the last few are looked at, whether one is the same.
fn constant(bits: u64, constants: &mut List<'_, u64>) -> Result<u16, Refusal> {
    let n = constants.len() as u32;
    for i in n.saturating_sub(4)..n {
        if constants.at(i)? == bits {
            return Ok(i as u16);
        }
    }
    if n > WHICH.into() {
        return Err(Refusal::Space);
    }
    Ok(constants.push(bits)? as u16)
}

/// What a function's snapshots are made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Snapshots<'s> {
    /// Offset behind the first stub, in the order of the exits for the interpreter.
    pub(crate) first: u32,
    /// A stub's length.
    pub(crate) stub: u32,
    /// All exits.
    pub(crate) exits: &'s [Exit],
    /// Frames of inlined functions.
    pub(crate) frames: &'s [Inlined],
    /// Constants.
    pub(crate) constants: &'s [u64],
    /// Stores.
    pub(crate) stores: &'s [Store],
}

impl Snapshots<'_> {
    fn of_interpreter(&self) -> impl Iterator<Item = &Exit> {
        self.exits.iter().filter(|e| e.leave.is_side_exit())
    }

    /// Bytes that they take.
    pub(crate) fn size(&self) -> usize {
        HEADER
            + self.of_interpreter().count() * SNAPSHOT
            + self.frames.len() * FRAME
            + self.constants.len() * CONSTANT
            + self.stores.len() * STORE
    }

    /// Writes them to as many bytes as they take.
    pub(crate) fn write(&self, to: &mut [u8]) {
        let mut rest = to;
        let mut put = |bytes: &[u8]| {
            if let Some((place, behind)) = core::mem::take(&mut rest).split_at_mut_checked(bytes.len()) {
                place.copy_from_slice(bytes);
                rest = behind;
            }
        };
        put(&self.first.to_le_bytes());
        let counts = [self.of_interpreter().count(), self.frames.len(), self.constants.len()];
        put(&self.stub.to_le_bytes());
        counts.iter().for_each(|n| put(&(*n as u32).to_le_bytes()));
        for exit in self.of_interpreter() {
            let mismatch = if exit.leave == Leave::Mismatch { MISMATCH } else { 0 };
            put(&exit.pc.to_le_bytes());
            put(&exit.first.to_le_bytes());
            put(&(exit.count as u16 | mismatch).to_le_bytes());
            let folded = |due: Due| FOLDED | u16::from(due.price & 3) << PRICE | u16::from(due.owed & 31) << OWED;
            put(&(exit.frame | exit.folded.map_or(0, folded)).to_le_bytes());
        }
        for frame in self.frames {
            put(&frame.link.to_le_bytes());
            [frame.header, frame.base, frame.parent, 0].iter().for_each(|half| put(&half.to_le_bytes()));
        }
        self.constants.iter().for_each(|bits| put(&bits.to_le_bytes()));
        self.stores.iter().for_each(|s| {
            put(&s.slot.to_le_bytes());
            put(&s.source.to_le_bytes());
        });
    }
}

/// A function's snapshots, to be read. What is not there is the compiler's own fault.
struct Reader<'a> {
    bytes: &'a [u8],
}

/// Where a snapshot's parts are, and what it says.
struct Snapshot {
    pc: u32,
    first: u32,
    count: u16,
    mismatch: bool,
    frame: u16,
}

impl Reader<'_> {
    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }

    fn half(&self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    fn word(&self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    fn double(&self, at: usize) -> Option<u64> {
        self.array(at).map(u64::from_le_bytes)
    }

    /// Where the frames, the constants and the stores begin.
    fn starts(&self) -> Option<[usize; 3]> {
        let count = |at| self.word(at).map(|n| n as usize);
        let frames = HEADER + count(8)? * SNAPSHOT;
        let constants = frames + count(12)? * FRAME;
        Some([frames, constants, constants + count(16)? * CONSTANT])
    }

    /// The snapshot of the stub whose call returns to this offset in the code, if it is one of these.
    fn of_offset(&self, offset: u64) -> Option<Snapshot> {
        let distance = offset.checked_sub(self.word(0)?.into())?;
        let stub = u64::from(self.word(4)?);
        let n = distance.checked_div(stub)?;
        if n >= self.word(8)?.into() || n.wrapping_mul(stub) != distance {
            return None;
        }
        let at = HEADER + n as usize * SNAPSHOT;
        let count = self.half(at + 8)?;
        Some(Snapshot {
            pc: self.word(at)?,
            first: self.word(at + 4)?,
            count: count & !MISMATCH,
            mismatch: count & MISMATCH != 0,
            frame: self.half(at + 10)?,
        })
    }
}

/// How compiled code was left.
pub(crate) struct Left {
    /// Whether values are not what the code behind a join expects.
    pub(crate) mismatch: bool,
    /// The number of inlined functions that were left.
    pub(crate) level: u64,
}

impl Context {
    /// Does what the snapshot says of the exit by which the current frame's compiled code was left: stores what was in registers, makes
    /// the frames of inlined functions, and says where the interpreter goes on. `None` if there is no such snapshot, which cannot be.
    pub(crate) fn restore(&mut self) -> Option<Left> {
        let outer = self.frame();
        let Owner::Python(code) = self.owner(outer) else { return None };
        let (reader, mut snapshot) = self.snapshot(code)?;
        let [frames, constants, stores] = reader.starts()?;
        let table = self.jit.table()?;
        for k in 0..snapshot.count.into() {
            let at = stores + (snapshot.first as usize + k) * STORE;
            let (slot, source) = (reader.half(at)?, reader.half(at + 2)?);
            let which = usize::from(source & WHICH);
            let register = |saved: &[u64], pool: &[u8]| saved.get(usize::from(*pool.get(which)?)).copied();
            let bits = match source >> 14 {
                0 => register(&self.saved_gprs, table.gprs)?,
                1 => INT_TAG | register(&self.saved_gprs, table.gprs)? >> INT_SHIFT,
                2 => register(&self.saved_fprs, table.fprs)?,
                _ => reader.double(constants + which * CONSTANT)?,
            };
            // SAFETY: it is what compiled code has for a value; constants' bits come from values.
            outer.set(slot, unsafe { Value::from_bits(bits) });
        }
        if snapshot.frame & FOLDED != 0 {
            let (price, owed) = ((snapshot.frame >> PRICE & 3) as u8, (snapshot.frame >> OWED & 31) as u8);
            self.settle_fuel(Due { price, owed });
        }
        snapshot.frame &= WHICH_FRAME;
        let depth = u64::from(outer.link(self.get(code).params).depth()) << 48;
        let (mut frame, mut level, mut base) = (snapshot.frame, 0, 0);
        while frame != 0 && level < LEVELS.into() {
            let at = frames + usize::from(frame) * FRAME;
            outer.set_header(reader.half(at + 8)?, 0, Link(reader.double(at)?.wrapping_add(depth)));
            if level == 0 {
                base = reader.half(at + 10)?;
            }
            frame = reader.half(at + 12)?;
            level += 1;
        }
        // SAFETY: when the inlined function was entered it was checked that its frame fits.
        self.fp = unsafe { outer.up(base) }.address();
        self.pc = snapshot.pc.into();
        Some(Left { mismatch: snapshot.mismatch, level })
    }

    /// The snapshot of the exit just taken, among those of the function's code and of its code before.
    fn snapshot<'a>(&self, code: Gc<Code>) -> Option<(Reader<'a>, Snapshot)> {
        record::snapshots(self, code).find_map(|(address, bytes)| {
            // SAFETY: the object is alive with its record; nothing is collected and nothing written to it while the slice is used.
            let bytes = unsafe { core::slice::from_raw_parts(bytes.as_ptr(), bytes.len()) };
            let reader = Reader { bytes };
            let snapshot = reader.of_offset(self.left_from.checked_sub(address)?)?;
            Some((reader, snapshot))
        })
    }
}
