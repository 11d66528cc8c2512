//! Resume points: where the interpreter can go on in compiled code, all values being in their slots.
//!
//! Behind a call, compiled code takes for granted what it knew before of the values that the call leaves as they are. Where the call was
//! left to the interpreter, nobody has looked since, so that is done by who comes in. As with [side exits](super::snapshot), what is to be
//! done is data and not code: most calls never come back that way.
//!
//! They lie in the record of a function's code, behind its place, as words of four bytes:
//!
//! | words | hold |
//! |---|---|
//! | 1 | number of resume points |
//! | 4 each | resume points, in the order of instructions: instruction, offset in the code, first check; number of checks and, in the upper half, the slot of the value that is wanted in the first register, or [`NO_SLOT`] |
//! | 1 each | checks: slot and, in the upper half, what its value must be |

use super::types::Type;
use crate::context::Context;
use crate::value::Value;

/// A word.
type Word = [u8; 4];
/// Words of a resume point.
const POINT: usize = 4;
/// No slot: those of compiled functions are fewer.
const NO_SLOT: u16 = u16::MAX;

/// A resume point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Resume {
    /// The instruction that is next.
    pub(crate) pc: u32,
    /// The first of its checks.
    pub(crate) first: u32,
    /// Number of its checks.
    pub(crate) count: u16,
    /// The slot of a call's result that is wanted in the first register, or [`NO_SLOT`].
    result: u16,
}

/// A resume point in code that is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Point {
    /// What is to be looked at.
    pub(crate) resume: Resume,
    /// Where it is, from the beginning of the code.
    pub(crate) offset: u32,
}

impl Resume {
    /// One where nothing has to be looked at.
    pub(crate) const fn at(pc: u32) -> Resume {
        Resume { pc, first: 0, count: 0, result: NO_SLOT }
    }

    /// The same with checks, and a result that is wanted in the first register.
    pub(crate) fn with(self, first: u32, count: u16, result: Option<u16>) -> Resume {
        Resume { first, count, result: result.unwrap_or(NO_SLOT), ..self }
    }
}

/// What the code behind a resume point takes for granted of a slot's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Check {
    slot: u16,
    what: u16,
}

const ASSIGNED: u16 = 0;
const INT: u16 = 1;
/// A float that is a number, as everywhere in compiled code.
const FLOAT: u16 = 2;
/// The kind of object with the number 0, and so on.
const KIND: u16 = 3;
/// This bit says that it is the int in the lower byte.
const CONSTANT: u16 = 1 << 15;

impl Check {
    /// That the value is of the type, which can be told from all others, or that there is one, if nothing is known of its type.
    pub(crate) fn new(slot: u16, ty: Type) -> Check {
        let what = match ty {
            Type::Int => INT,
            Type::Float => FLOAT,
            _ => ty.kind().map_or(ASSIGNED, |kind| KIND + kind as u16),
        };
        Check { slot, what }
    }

    /// That the value is this constant, if that is an int of eight bits.
    pub(crate) fn of_constant(slot: u16, bits: u64) -> Option<Check> {
        let is_it = |k: &i8| Value::int32((*k).into()).bits() == bits;
        let constant = Some(bits as i8).filter(is_it)?;
        Some(Check { slot, what: CONSTANT | u16::from(constant as u8) })
    }
}

/// Whether a value is what a check wants.
fn passes(cx: &Context, v: Value, what: u16) -> bool {
    match what {
        ASSIGNED => v != Value::UNASSIGNED,
        INT => v.is_int(),
        _ if what & CONSTANT != 0 => v == Value::int32((what as i8).into()),
        FLOAT => v.as_float().is_some_and(|x| !x.is_nan()),
        _ => cx.kind(v).is_some_and(|kind| KIND + kind as u16 == what),
    }
}

/// Bytes that they take in a record.
pub(crate) fn size(resumes: &[Point], checks: &[Check]) -> usize {
    size_of::<Word>() * (1 + resumes.len() * POINT + checks.len())
}

/// The words of a record for them.
pub(crate) fn words(resumes: &[Point], checks: &[Check]) -> impl Iterator<Item = u32> {
    let halves = |low: u16, high: u16| u32::from(high) << 16 | u32::from(low);
    let point = move |Point { resume: r, offset }: &Point| [r.pc, *offset, r.first, halves(r.count, r.result)];
    let checks = checks.iter().map(move |check| halves(check.slot, check.what));
    core::iter::once(resumes.len() as u32).chain(resumes.iter().flat_map(point)).chain(checks)
}

/// What is found where the interpreter might go on in compiled code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    /// It goes on at the address; the value that is wanted in the first register is the slot's, if there is one.
    At(u64, Option<u16>),
    /// A value is not what the code there takes for granted.
    Mismatch,
}

/// Looks for the resume point before instruction `pc`, for the current frame, among [`words`]; the code lies at `address`.
pub(crate) fn find(cx: &Context, bytes: &[u8], pc: u32, address: u64) -> Option<Found> {
    let ([count], words) = bytes.as_chunks::<4>().0.split_first_chunk()?;
    let (points, checks) = words.split_at_checked(u32::from_le_bytes(*count) as usize * POINT)?;
    let points = points.as_chunks::<POINT>().0;
    let point = points.get(points.binary_search_by_key(&pc, |[pc, ..]| u32::from_le_bytes(*pc)).ok()?)?;
    let [_, offset, first, last] = point.map(u32::from_le_bytes);
    let frame = cx.frame();
    let passes = checks.get(first as usize..)?.get(..last as usize & 0xFFFF)?.iter().all(|check| {
        let check = u32::from_le_bytes(*check);
        passes(cx, frame.get(check as u16), (check >> 16) as u16)
    });
    let result = Some((last >> 16) as u16).filter(|slot| *slot != NO_SLOT);
    Some(if passes { Found::At(address.wrapping_add(offset.into()), result) } else { Found::Mismatch })
}
