//! What is counted of each function for whoever asks: [`Store::functions`](crate::api::Store::functions).
//!
//! The counts are the tail of a function's feedback, made with it and of the JIT's quota, and only where
//! [`Config::timed`](crate::api::Config::timed) says so. They change when a function is compiled and when compiled code is left, never
//! while it runs.

use core::fmt;

use super::record;
use super::tier::STALE;
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Code, Dict, List, Module, Storage, Tuple};
use crate::value::Value;

/// Why compiled code was left for the interpreter, as far as that can be told when it has happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// A value of another type than the code is for.
    Type,
    /// A float that is no number.
    Nan,
    /// An int beyond what a value holds in itself.
    Overflow,
    /// An index outside, a division by zero, a shift too far.
    Range,
    /// A global variable that is not assigned, or a local one.
    Unassigned,
    /// A call of something else than before, or with other arguments, or too deep.
    Call,
    /// Where ways come together, a value that is not what the code there expects.
    Mismatch,
    /// Fuel, or a slice of it, was used up.
    Fuel,
}

impl Reason {
    /// All, in the order of their numbers.
    pub const ALL: [Reason; 8] = [
        Reason::Type,
        Reason::Nan,
        Reason::Overflow,
        Reason::Range,
        Reason::Unassigned,
        Reason::Call,
        Reason::Mismatch,
        Reason::Fuel,
    ];

    /// A word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Reason::Type => "type",
            Reason::Nan => "nan",
            Reason::Overflow => "overflow",
            Reason::Range => "range",
            Reason::Unassigned => "unassigned",
            Reason::Call => "call",
            Reason::Mismatch => "mismatch",
            Reason::Fuel => "fuel",
        }
    }

    /// Why the instruction was left to the interpreter, by what is in its frame.
    pub(crate) fn of(cx: &Context, code: Gc<Code>, pc: u32) -> Reason {
        let Some(insn) = cx.code_view(code).insns().get(pc as usize).copied() else { return Reason::Type };
        let Some(op) = insn.decode() else { return Reason::Type };
        let read = |r: u16| if r < cx.get(code).nregs { cx.frame().get(r) } else { Value::NONE };
        match op {
            Op::LoadGlobal | Op::CheckLocal => Reason::Unassigned,
            Op::Call | Op::CallKw | Op::CallEx | Op::CallMethod | Op::LoadMethod => Reason::Call,
            Op::GetItem => item(cx, read(insn.b), read(insn.c)),
            Op::SetItem => item(cx, read(insn.a), read(insn.b)),
            _ => number(op, insn, read),
        }
    }
}

/// Why an item was not got or set.
fn item(cx: &Context, of: Value, index: Value) -> Reason {
    let len = match (cx.cast::<List>(of), cx.cast::<Tuple>(of)) {
        (Some(l), _) => cx.list(l).len(),
        (_, Some(t)) => cx.tuple(t).len(),
        _ => return Reason::Type,
    };
    match index.as_int() {
        Some(i) if i >= len as i64 || i < -(len as i64) => Reason::Range,
        _ => Reason::Type,
    }
}

/// Why arithmetic, a comparison or anything else was not done.
fn number(op: Op, insn: Insn, read: impl Fn(u16) -> Value) -> Reason {
    let (a, b) = match op {
        Op::Neg => (Value::int32(0), read(insn.b)),
        Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt => (read(insn.b), Value::int32(insn.c as i16 as i32)),
        Op::JumpLt
        | Op::JumpLe
        | Op::JumpGt
        | Op::JumpGe
        | Op::JumpEq
        | Op::JumpNe
        | Op::JumpNotLt
        | Op::JumpNotLe
        | Op::JumpNotGt
        | Op::JumpNotGe
        | Op::JumpNotEq
        | Op::JumpNotNe => (read(insn.a), read(insn.b)),
        _ if insn.registers(1).is_some() && insn.registers(2).is_some() => (read(insn.b), read(insn.c)),
        _ if insn.registers(1).is_some() => (read(insn.b), Value::NONE),
        _ => (read(insn.a), Value::NONE),
    };
    let is_nan = |v: Value| v.as_float().is_some_and(f64::is_nan);
    if is_nan(a) || is_nan(b) {
        return Reason::Nan;
    }
    let (Some(x), Some(y)) = (a.as_int(), b.as_int()) else {
        let divides = matches!(op, Op::TrueDiv | Op::ITrueDiv | Op::FloorDiv | Op::IFloorDiv | Op::Mod | Op::IMod);
        return if divides && b.as_float() == Some(0.0) { Reason::Range } else { Reason::Type };
    };
    let result = match op {
        Op::Add | Op::IAdd | Op::AddInt | Op::IAddInt => x.checked_add(y),
        Op::Sub | Op::ISub | Op::SubInt | Op::ISubInt | Op::Neg => x.checked_sub(y),
        Op::Mul | Op::IMul => x.checked_mul(y),
        Op::LShift | Op::ILShift if (0..50).contains(&y) => x.checked_mul(1 << y),
        Op::LShift | Op::ILShift | Op::RShift | Op::IRShift if !(0..50).contains(&y) => return Reason::Range,
        Op::TrueDiv | Op::ITrueDiv | Op::FloorDiv | Op::IFloorDiv | Op::Mod | Op::IMod if y == 0 => {
            return Reason::Range;
        }
        _ => return Reason::Type,
    };
    match result.and_then(Value::int) {
        // It was done on something else before.
        Some(_) => Reason::Type,
        None => Reason::Overflow,
    }
}

/// Why a function is not run as machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotCompiled {
    /// It has not been called and has not looped often enough.
    Cold,
    /// The compiler refused it, for this reason.
    Refused(&'static str),
    /// Its code was freed to make room, and it has not become hot since.
    Evicted,
    /// Its code was left too often; it was compiled again so many times.
    GivenUp(u8),
    /// Its code is not entered for now: it was left too often, or calls too much that is not compiled.
    Paused,
}

impl fmt::Display for NotCompiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCompiled::Cold => f.write_str("cold"),
            NotCompiled::Refused(why) => write!(f, "refused: {why}"),
            NotCompiled::Evicted => f.write_str("evicted"),
            NotCompiled::GivenUp(tries) => write!(f, "given up after {tries} more tries"),
            NotCompiled::Paused => f.write_str("paused"),
        }
    }
}

/// What is known of a function for the JIT's sake.
#[derive(Clone, Copy, Debug)]
pub struct FunctionStats<'a> {
    /// Its qualified name.
    pub name: &'a [u8],
    /// Its file.
    pub file: &'a [u8],
    /// Its first line.
    pub line: u32,
    /// Instructions of bytecode.
    pub instructions: u32,
    /// How often it was compiled.
    pub compilations: u32,
    /// Bytes of its machine code that are held, of earlier compilations, too.
    pub code_bytes: usize,
    /// Bytes of its feedback and of what is known of its machine code.
    pub metadata_bytes: usize,
    /// Instructions of other functions that were compiled with it, in place of calls.
    pub inlined: u32,
    /// Nanoseconds of compiling it, in vain too.
    pub compile_ns: u64,
    /// How often machine code was left at its instructions, by the numbers of [`Reason`].
    pub exits: [u32; Reason::ALL.len()],
    /// Why it is interpreted, if it is.
    pub not_compiled: Option<NotCompiled>,
}

/// The counts of a function.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    /// By the numbers of [`Reason`].
    pub(crate) exits: [u32; Reason::ALL.len()],
    pub(crate) compilations: u32,
    /// Instructions of other functions that were compiled with it.
    inlined: u32,
    /// Bytes of code since all was freed last.
    pub(crate) code_bytes: u32,
    /// The index in [`REFUSALS`].
    refused: u32,
    pub(crate) compile_ns: u64,
}

/// Why functions are refused; nothing comes first.
const REFUSALS: [&str; 8] = ["", "types", "size", "space", "internal", "patch", "platform", "stencils"];

impl Tally {
    /// Words of 4 bytes that it takes.
    const WORDS: usize = Reason::ALL.len() + 6;
    /// Bytes that it takes.
    pub(crate) const SIZE: usize = 4 * Self::WORDS;

    fn from_words(words: &[[u8; 4]; Self::WORDS]) -> Tally {
        let [exits @ .., compilations, inlined, code_bytes, refused, low, high] = words.map(u32::from_le_bytes);
        let compile_ns = (high as u64) << 32 | low as u64;
        Tally { exits, compilations, inlined, code_bytes, refused, compile_ns }
    }

    fn to_words(self) -> [[u8; 4]; Self::WORDS] {
        let [a, b, c, d, e, f, g, h] = self.exits;
        let ns = [self.compile_ns as u32, (self.compile_ns >> 32) as u32];
        let rest = [self.compilations, self.inlined, self.code_bytes, self.refused, ns[0], ns[1]];
        let [i, j, k, l, m, n] = rest;
        [a, b, c, d, e, f, g, h, i, j, k, l, m, n].map(u32::to_le_bytes)
    }

    /// Counts an exit.
    pub(crate) fn exit(&mut self, reason: Reason) {
        if let Some(n) = self.exits.get_mut(reason as usize) {
            *n = n.saturating_add(1);
        }
    }

    /// Notes a compilation.
    pub(crate) fn compiled(&mut self, bytes: usize, inlined: u32) {
        self.inlined = self.inlined.saturating_add(inlined);
        self.compilations = self.compilations.saturating_add(1);
        self.code_bytes = self.code_bytes.saturating_add(bytes as u32);
        self.refused = 0;
    }

    /// Notes why it was refused.
    pub(crate) fn refuse(&mut self, why: &str) {
        self.refused = REFUSALS.iter().position(|r| *r == why).unwrap_or(0) as u32;
    }
}

/// The counts of a function, if there are any.
fn get(cx: &Context, code: Gc<Code>) -> Option<Tally> {
    let (words, _) = record::tail(cx, code)?.as_chunks::<4>();
    words.first_chunk().map(Tally::from_words)
}

/// Changes the counts of a function, if there are any.
pub(crate) fn change(cx: &mut Context, code: Gc<Code>, f: impl FnOnce(&mut Tally)) {
    if let Some(mut tally) = get(cx, code)
        && let Some(bytes) = record::tail_mut(cx, code)
        && let Some(words) = bytes.as_chunks_mut::<4>().0.first_chunk_mut()
    {
        f(&mut tally);
        *words = tally.to_words();
    }
}

/// Tells of all functions of the store's modules that have been defined so far, module after module, in the order of their
/// code objects.
pub(crate) fn functions(cx: &Context, mut tell: impl FnMut(&FunctionStats<'_>)) {
    let Some(modules) = cx.cast::<Dict>(cx.modules) else { return };
    let mut at = 0;
    while let Some((_, module, next)) = cx.dict_entry_from(modules, at) {
        at = next;
        let codes = cx.cast::<Module>(module).and_then(|m| cx.cast::<Storage>(cx.get(m).codes));
        for code in codes.map_or(&[][..], |codes| cx.storage(codes)) {
            if let Some(code) = cx.cast::<Code>(*code) {
                tell(&of(cx, code));
            }
        }
    }
}

/// What is known of a function.
fn of(cx: &Context, code: Gc<Code>) -> FunctionStats<'static> {
    let (c, view) = (cx.get(code), cx.code_view(code));
    let tally = get(cx, code).unwrap_or_default();
    let tries = (c.exits >> 8 & 0x7F) as u8;
    let refused = REFUSALS.get(tally.refused as usize).copied().unwrap_or("");
    let not_compiled = if c.compiled != 0 && c.exits & STALE == 0 {
        None
    } else if !refused.is_empty() {
        Some(NotCompiled::Refused(refused))
    } else if c.exits & STALE != 0 && c.threshold == u32::MAX {
        Some(NotCompiled::GivenUp(tries))
    } else if c.compiled != 0 {
        Some(NotCompiled::Paused)
    } else if tally.compilations != 0 {
        Some(NotCompiled::Evicted)
    } else {
        Some(NotCompiled::Cold)
    };
    FunctionStats {
        name: view.qualname(),
        file: view.image().file(),
        line: view.first_line(),
        instructions: c.count,
        compilations: tally.compilations,
        inlined: tally.inlined,
        code_bytes: tally.code_bytes as usize,
        metadata_bytes: record::held(cx, code),
        compile_ns: tally.compile_ns,
        exits: tally.exits,
        not_compiled,
    }
}
