//! What the store remembers of a function for the JIT.
//!
//! *Feedback* is a `Bytes` in `Code::feedback`: for each instruction the types it has produced, then for each instruction
//! the number of its exits, then for each register the types it was seen with when compiled code was left, then for each
//! instruction what it took items of: the entry of the dict ([`note_entry`]), the types of what it took apart
//! ([`note_unpacked`]), or what of a dict it went through ([`note_iterated`]), of one that ends a loop whether its items have been found not to
//! be there ([`note_refuted`]); at the end, if they are wanted, the function's counts (`tally`).
//!
//! A *record* is a `Storage` in `Code::compiled`, so that the collector sees what the code refers to:
//!
//! | item | holds |
//! |---|---|
//! | 0 | a `Bytes`: where the code lies ([`Place`], 16 bytes); then, for each place where the interpreter may come in before an instruction, two u32: instruction, offset |
//! | 1 | the record of the code that was made before this, of whatever function, or `None` |
//! | 2 | the record of the same function's code before, to which frames may still return, or `None` |
//! | 3 | a `Bytes`: its [snapshots](super::snapshot) |
//! | 4 | the code object |
//! | 5 | a `Bytes`: the [variables](super::watch) that it watches; or `None` |
//! | 6.. | objects that the code refers to, and code objects whose entry cells it goes through |
//!
//! Offsets count from the code's first byte.

use super::compile::{Compiled, observe};
use super::watch::Variable;
use crate::Run;
use crate::bytecode::Op;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, Code, Dict, Storage, ViewKind};
use crate::value::Value;

/// Registers whose types are noted at exits: the first ones.
const MOST_SEEN: usize = 256;
/// Items of a record before the objects.
const FIXED: usize = 6;
/// Bytes of a [`Place`].
const PLACE: usize = 16;

/// Where code lies.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// Its address; functions are entered there.
    pub(crate) address: u64,
    /// Bytes.
    pub(crate) len: u32,
    /// Where a frame is entered that the interpreter has made.
    pub(crate) body: u32,
}

/// Bytes that feedback takes.
pub(crate) fn feedback_size(count: u32, nregs: u16) -> usize {
    count as usize * 3 + nregs as usize
}

fn feedback(cx: &Context, code: Gc<Code>) -> Option<Gc<Bytes>> {
    match cx.get(code).feedback {
        0 => None,
        // SAFETY: `feedback` names a live `Bytes`, or is 0.
        units => Some(unsafe { Gc::from_units(units) }),
    }
}

/// What lies behind the types in the feedback.
pub(crate) fn tail(cx: &Context, code: Gc<Code>) -> Option<&[u8]> {
    let c = cx.get(code);
    cx.bytes(feedback(cx, code)?).get(feedback_size(c.count, c.nregs)..)
}

/// The same, to be changed.
pub(crate) fn tail_mut(cx: &mut Context, code: Gc<Code>) -> Option<&mut [u8]> {
    let c = cx.get(code);
    let start = feedback_size(c.count, c.nregs);
    let bytes = feedback(cx, code)?;
    cx.bytes_mut(bytes).get_mut(start..)
}

/// Bytes that feedback and records of a function take.
pub(crate) fn held(cx: &Context, code: Gc<Code>) -> usize {
    let feedback = feedback(cx, code).map_or(0, |bytes| cx.bytes(bytes).len());
    feedback + held_by_records(cx, code)
}

/// Bytes that the records of a function take: of its code, and of its code before.
pub(crate) fn held_by_records(cx: &Context, code: Gc<Code>) -> usize {
    records(cx, code).map(|record| size(cx, record)).sum()
}

/// The records of a function's code, and of its code before, newest first.
fn records(cx: &Context, code: Gc<Code>) -> impl Iterator<Item = Gc<Storage>> {
    core::iter::successors(newest(cx, code), |record| {
        cx.storage(*record).get(2).and_then(|previous| cx.cast(*previous))
    })
}

/// For each register, the types it was seen with at exits.
pub(crate) fn seen_slots(cx: &Context, code: Gc<Code>) -> &'static [u8] {
    let Some(bytes) = feedback(cx, code) else { return &[] };
    let (first, nregs) = (cx.get(code).count as usize * 2, cx.get(code).nregs as usize);
    let seen = cx.bytes(bytes).get(first..first + nregs).unwrap_or(&[]);
    // SAFETY: the object lives as long as its code object; the slice is used while one function is compiled, when nothing
    // is collected and nothing written to it.
    unsafe { core::slice::from_raw_parts(seen.as_ptr(), seen.len()) }
}

/// Instead of what an instruction takes items of: it takes them of several, or of something else.
const MANY: u8 = 0xFF;

/// The feedback of a function, and where in it is noted what an instruction took items of.
fn place_of_source(cx: &Context, code: Gc<Code>, pc: u32) -> Option<(Gc<Bytes>, usize)> {
    let c = cx.get(code);
    Some((feedback(cx, code)?, c.count as usize * 2 + c.nregs as usize + pc as usize))
}

/// What is noted of what an instruction took items of, 0 if nothing is.
fn source(cx: &Context, code: Gc<Code>, pc: u32) -> u8 {
    place_of_source(cx, code, pc).and_then(|(bytes, at)| cx.bytes(bytes).get(at).copied()).unwrap_or(0)
}

/// The number of the source that is noted, if it has always been the same one.
fn only_source(cx: &Context, code: Gc<Code>, pc: u32) -> Option<u8> {
    source(cx, code, pc).checked_sub(1).filter(|number| *number != MANY - 1)
}

/// Changes what is noted of what an instruction took items of.
fn note_source(cx: &mut Context, code: Gc<Code>, pc: u32, noted: impl FnOnce(u8) -> u8) {
    if let Some((bytes, at)) = place_of_source(cx, code, pc)
        && let Some(place) = cx.bytes_mut(bytes).get_mut(at)
    {
        *place = noted(*place);
    }
}

/// Notes the number of the source that an instruction took items of, which is below [`MANY`] - 1, or that it has none.
fn note_only_source(cx: &mut Context, code: Gc<Code>, pc: u32, number: Option<u8>) {
    let found = number.map_or(MANY, |number| number + 1);
    note_source(cx, code, pc, |noted| if noted == 0 || noted == found { found } else { MANY });
}

/// Notes where the item lay that an instruction has just taken with this key.
pub(crate) fn note_entry(cx: &mut Context, code: Gc<Code>, pc: u32, object: Value, key: Value) {
    let Some(d) = cx.cast::<Dict>(object) else { return };
    let entry = cx.entry_where_it_was(d, key).map(|(entry, _)| entry as u8);
    note_only_source(cx, code, pc, entry);
}

/// The entry that an instruction of the function takes items of dicts from, if it has always been the same one.
pub(crate) fn entry_noted(cx: &Context, code: Gc<Code>, pc: u32) -> Option<usize> {
    only_source(cx, code, pc).map(usize::from)
}

/// Notes of which type the value was that an instruction has just taken apart.
pub(crate) fn note_unpacked(cx: &mut Context, code: Gc<Code>, pc: u32, sequence: Value) {
    let bit = cx.feedback_bit(sequence);
    note_source(cx, code, pc, |noted| noted | bit);
}

/// Notes what an instruction has begun a loop over, if that is a dict or a view of one.
pub(crate) fn note_iterated(cx: &mut Context, code: Gc<Code>, pc: u32, iterable: Value) {
    let view = cx.dict_iterated(iterable).map(|(_, view)| view as u8);
    note_only_source(cx, code, pc, view);
}

/// What of a dict an instruction of the function has begun loops over, if it has always been the same.
pub(crate) fn iterated_noted(cx: &Context, code: Gc<Code>, pc: u32) -> Option<ViewKind> {
    only_source(cx, code, pc).map(|number| ViewKind::from_number(number.into()))
}

/// Notes that what was to be proved of the loop that ends with the instruction does not hold.
pub(crate) fn note_refuted(cx: &mut Context, code: Gc<Code>, end: u32) {
    note_source(cx, code, end, |_| MANY);
}

/// Whether that is noted.
pub(crate) fn is_refuted(cx: &Context, code: Gc<Code>, end: u32) -> bool {
    source(cx, code, end) != 0
}

/// The types of the values that an instruction of the function has taken apart, as a set of bits.
pub(crate) fn unpacked_noted(cx: &Context, code: Gc<Code>, pc: u32) -> u8 {
    source(cx, code, pc)
}

/// Instead of the number of an instruction's exits: it takes an item and had not been executed when the function was compiled, so
/// that it may have been compiled to an exit. Such an instruction is not to blame, however often code is left there: that only the first
/// two compilations make such exits is what bounds them.
const NEWS: u8 = 0xFF;

/// Counts an exit at an instruction of the function `at`, whose frame is the current one, and notes what is in it; how many exits the
/// compiled function has had since it was compiled. A mismatch is no fault of the instruction's.
pub(crate) fn count_exit(cx: &mut Context, code: Gc<Code>, at: Gc<Code>, pc: u32, mismatch: bool) -> u8 {
    let exits = (cx.get(code).exits as u8).saturating_add(1);
    let c = cx.get(at);
    let (count, nregs) = (c.count as usize, c.nregs);
    cx.get_mut(code).exits = cx.get(code).exits & 0xFF00 | exits as u16;
    let Some(bytes) = feedback(cx, at) else { return exits };
    if !mismatch
        && let Some(n) = cx.bytes_mut(bytes).get_mut(count + pc as usize)
        && *n != NEWS
    {
        *n = (*n + 1).min(NEWS - 1);
    }
    // SAFETY: the slots are read before anything is written to the frame.
    let slots = unsafe { cx.frame().span(0, nregs as usize) };
    let mut seen = [0; MOST_SEEN];
    let seen = seen.get_mut(..(nregs as usize).min(MOST_SEEN)).unwrap_or(&mut []);
    observe(cx, at, slots, pc, mismatch, seen);
    if let Some(to) = cx.bytes_mut(bytes).get_mut(count * 2..) {
        to.iter_mut().zip(seen).for_each(|(to, seen)| *to |= *seen);
    }
    exits
}

/// Marks the instructions with at least `many` exits, in their feedback: with the first mark, and then with the second.
pub(crate) fn learn(cx: &mut Context, code: Gc<Code>, many: u8, marks: [u8; 2]) {
    let count = cx.get(code).count as usize;
    let Some(bytes) = feedback(cx, code) else { return };
    let bytes = cx.bytes_mut(bytes);
    let Some((types, exits)) = bytes.split_at_mut_checked(count) else { return };
    for (types, exits) in types.iter_mut().zip(exits) {
        if *exits >= many && *exits != NEWS {
            *types = if *types < marks[0] { marks[0] } else { marks[1] };
        }
    }
}

/// Begins counting exits anew; of new code if it has just been compiled.
pub(crate) fn reset_exits(cx: &mut Context, code: Gc<Code>, compiled: bool) {
    let count = cx.get(code).count as usize;
    cx.get_mut(code).exits &= 0xFF00;
    let Some(bytes) = feedback(cx, code) else { return };
    for pc in 0..count {
        let is_item = compiled && cx.insn(code, pc as u32).decode() == Some(Op::GetItem);
        if let Some((types, exits)) = cx.bytes_mut(bytes).split_at_mut_checked(count)
            && let (Some(types), Some(n)) = (types.get(pc), exits.get_mut(pc))
        {
            let is_news = if compiled { is_item && *types == 0 } else { *n == NEWS };
            *n = if is_news { NEWS } else { 0 };
        }
    }
}

/// Bytes that the record of this code takes.
pub(crate) fn size_of_record(compiled: &Compiled<'_>) -> usize {
    let values = FIXED + compiled.referred.len() + compiled.callees.len();
    let watched = compiled.watched.len() * Variable::SIZE;
    4 * size_of::<Storage>() + values * 8 + PLACE + compiled.resumes.len() * 8 + compiled.snapshots.size() + watched
}

/// Bytes that a record takes.
pub(crate) fn size(cx: &Context, record: Gc<Storage>) -> usize {
    let bytes = [0, 3, 5].map(|item| bytes(cx, record, item).map_or(0, |b| cx.bytes(b).len()));
    4 * size_of::<Storage>() + cx.storage(record).len() * 8 + bytes.iter().sum::<usize>()
}

/// Makes the record of compiled code, which lies nowhere yet.
pub(crate) fn make(cx: &mut Context, code: Gc<Code>, compiled: &Compiled<'_>) -> Run<Gc<Storage>> {
    let record = cx.alloc_storage(FIXED + compiled.referred.len() + compiled.callees.len())?;
    let table = cx.alloc_bytes(PLACE + compiled.resumes.len() * 8)?;
    let snapshots = cx.alloc_bytes(compiled.snapshots.size())?;
    compiled.snapshots.write(cx.bytes_mut(snapshots));
    let watched = match compiled.watched {
        [] => Value::NONE,
        variables => {
            let bytes = cx.alloc_bytes(variables.len() * Variable::SIZE)?;
            let places = cx.bytes_mut(bytes).chunks_exact_mut(Variable::SIZE);
            places.zip(variables).for_each(|(to, v)| to.copy_from_slice(&v.to_bytes()));
            bytes.value()
        }
    };
    let words = cx.bytes_mut(table).chunks_exact_mut(4);
    let place = [0, 0, compiled.len as u32, compiled.body];
    let pairs = compiled.resumes.iter().flat_map(|r| [r.pc, r.offset]);
    for (to, from) in words.zip(place.into_iter().chain(pairs)) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    let items = cx.storage_mut(record);
    // SAFETY: callees are live code objects.
    let callees = compiled.callees.iter().map(|units| unsafe { Gc::<Code>::from_units(*units) }.value());
    let fixed = [table.value(), Value::NONE, Value::NONE, snapshots.value(), code.value(), watched];
    for (to, from) in items.iter_mut().zip(fixed.into_iter().chain(compiled.referred.iter().copied()).chain(callees)) {
        *to = from;
    }
    Ok(record)
}

/// Fills in items 1 and 2.
pub(crate) fn link(cx: &mut Context, record: Gc<Storage>, older: Value, previous: Value) {
    if let Some([_, to_older, to_previous, ..]) = cx.storage_mut(record).first_chunk_mut::<FIXED>() {
        (*to_older, *to_previous) = (older, previous);
    }
}

/// Notes that the code lies at `address` now.
pub(crate) fn put(cx: &mut Context, record: Gc<Storage>, address: u64) {
    if let Some(table) = bytes(cx, record, 0)
        && let Some(to) = cx.bytes_mut(table).first_chunk_mut()
    {
        *to = address.to_le_bytes();
    }
}

/// Whether the code watches a variable.
pub(crate) fn watches(cx: &Context, record: Gc<Storage>, v: Variable) -> bool {
    let watched = bytes(cx, record, 5).map_or(&[][..], |b| cx.bytes(b));
    watched.as_chunks().0.contains(&v.to_bytes())
}

/// Where the code lies.
pub(crate) fn place(cx: &Context, record: Gc<Storage>) -> Option<Place> {
    let table = bytes(cx, record, 0)?;
    let (address, rest) = cx.bytes(table).split_first_chunk()?;
    let (len, rest) = rest.split_first_chunk()?;
    let address = u64::from_le_bytes(*address);
    Some(Place { address, len: u32::from_le_bytes(*len), body: u32::from_le_bytes(*rest.first_chunk()?) })
}

/// The function that the code is of.
pub(crate) fn function(cx: &Context, record: Gc<Storage>) -> Option<Gc<Code>> {
    cx.storage(record).get(4).and_then(|v| cx.cast(*v))
}

/// Addresses and snapshots of the function's code, and of its code before, newest first.
pub(crate) fn snapshots(cx: &Context, code: Gc<Code>) -> impl Iterator<Item = (u64, &[u8])> {
    records(cx, code).filter_map(|record| Some((place(cx, record)?.address, cx.bytes(bytes(cx, record, 3)?))))
}

/// The record of the code that was made before that of this record, or `None`.
pub(crate) fn older(cx: &Context, record: Gc<Storage>) -> Value {
    cx.storage(record).get(1).copied().unwrap_or(Value::NONE)
}

fn bytes(cx: &Context, record: Gc<Storage>, item: usize) -> Option<Gc<Bytes>> {
    cx.storage(record).get(item).and_then(|v| cx.cast(*v))
}

/// The record of the function's code.
pub(crate) fn newest(cx: &Context, code: Gc<Code>) -> Option<Gc<Storage>> {
    match cx.get(code).compiled {
        0 => None,
        // SAFETY: `compiled` names a live storage or is 0.
        units => Some(unsafe { Gc::from_units(units) }),
    }
}

/// The address at which the interpreter may come in before instruction `pc`.
pub(crate) fn resume(cx: &Context, code: Gc<Code>, pc: u32) -> Option<u64> {
    let record = newest(cx, code)?;
    let pairs = cx.bytes(bytes(cx, record, 0)?).get(PLACE..)?.as_chunks::<4>().0.as_chunks::<2>().0;
    let found = pairs.binary_search_by_key(&pc, |[at, _]| u32::from_le_bytes(*at)).ok()?;
    let [_, offset] = pairs.get(found)?;
    Some(place(cx, record)?.address.wrapping_add(u32::from_le_bytes(*offset) as u64))
}
