//! The encoder: a [`Module`] as an image.
//!
//! Contract: the same module and options give the same bytes, and what the code generator makes is accepted by
//! [`Image::load`](patchnose_core::bytecode::Image::load). A module that breaks its own rules is written as it is; the
//! verifier refuses it. Only what the format cannot hold is an [`EncodeError`].
//!
//! The format is described in [`patchnose_core::bytecode::image`]; its numbers come from `layout` there. What the module
//! leaves open is settled here: names become str constants (those that are there already, else new ones after the
//! module's own), ints take the one representation that the format has for them, and nested handlers become ranges
//! that do not overlap.

use crate::module::{Code, Const, Handler, Module, Position};
use patchnose_core::bytecode::image::layout::{self, code, constant, header};
use patchnose_core::bytecode::image::{self};
use patchnose_core::value::{INT_MAX, INT_MIN};
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// What goes into an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whether positions do, for lines and carets in tracebacks.
    pub positions: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { positions: true }
    }
}

/// The module is too large for an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EncodeError {
    /// A code object has more than 65,535 parameters and locals, or parameters.
    Slots,
    /// The image would be longer than 4 GiB.
    Length,
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            EncodeError::Slots => "too many local variables in one function",
            EncodeError::Length => "the image would be longer than 4 GiB",
        })
    }
}

impl std::error::Error for EncodeError {}

/// The bytes of an image at an aligned address, as loading wants them.
#[derive(Clone, PartialEq, Eq)]
pub struct ImageBuf {
    words: Vec<u64>,
    len: usize,
}

impl ImageBuf {
    /// A copy of these bytes, be they an image or not.
    pub fn new(bytes: &[u8]) -> ImageBuf {
        let mut words = vec![0; bytes.len().div_ceil(8)];
        for (word, chunk) in words.iter_mut().zip(bytes.chunks(8)) {
            let mut whole = [0; 8];
            whole[..chunk.len()].copy_from_slice(chunk);
            *word = u64::from_ne_bytes(whole);
        }
        ImageBuf { words, len: bytes.len() }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `len` bytes lie within the words, and any initialised memory may be read as bytes.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast::<u8>(), self.len) }
    }
}

impl fmt::Debug for ImageBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ImageBuf({} bytes)", self.len)
    }
}

/// Writes a module as an image.
pub fn encode(module: &Module, options: Options) -> Result<ImageBuf, EncodeError> {
    let mut consts = Consts::new(&module.consts);
    let name = consts.name(&module.name);
    let file = consts.name(&module.file);
    let globals: Vec<u32> = module.globals.iter().map(|name| consts.name(name)).collect();
    let names: Vec<CodeNames> = module.codes.iter().map(|code| CodeNames::new(code, &mut consts)).collect();

    let mut out = Writer { bytes: vec![0; header::SIZE] };
    out.bytes[..8].copy_from_slice(&layout::MAGIC);
    out.set(header::VERSION, layout::VERSION);
    out.set(header::OPS, image::ops_digest());
    out.set(header::FEATURES, if options.positions { layout::FEATURE_POSITIONS } else { 0 });
    out.set(header::NAME, name);
    out.set(header::FILE, file);

    let records = out.part(header::CONSTS, consts.records.len(), 4, constant::SIZE)?;
    for (i, record) in consts.records.iter().enumerate() {
        out.constant(records + constant::SIZE * i, record)?;
    }

    out.part(header::GLOBALS, globals.len(), 4, 0)?;
    out.words(&globals);

    let records = out.part(header::CODES, module.codes.len(), 8, code::SIZE)?;
    for (i, (code, names)) in module.codes.iter().zip(&names).enumerate() {
        out.code(records + code::SIZE * i, code, names, options)?;
    }

    out.align(layout::ALIGNMENT);
    let length = out.offset()?;
    out.set(header::LENGTH, length);
    seal(&mut out.bytes);
    Ok(ImageBuf::new(&out.bytes))
}

/// Writes the right checksum into the bytes of an image.
pub fn seal(bytes: &mut [u8]) {
    let sum = image::checksum(bytes);
    if let Some(field) = bytes.get_mut(header::CHECKSUM..header::CHECKSUM + 8) {
        field.copy_from_slice(&sum.to_le_bytes());
    }
}

/// A constant as the format has it.
enum Record<'a> {
    Singleton(u8),
    Int(i64),
    Big { negative: bool, magnitude: &'a [u8] },
    BigInt(i64),
    Float(f64),
    Str(&'a [u8]),
    Tuple { items: &'a [u32], depth: u8, all_str: bool },
}

/// The image's constants: the module's, then names that are not among them.
struct Consts<'a> {
    records: Vec<Record<'a>>,
    strs: HashMap<&'a [u8], u32>,
}

impl<'a> Consts<'a> {
    fn new(consts: &'a [Const]) -> Consts<'a> {
        let mut all = Consts { records: Vec::new(), strs: HashMap::new() };
        for (index, constant) in consts.iter().enumerate() {
            let record = match constant {
                Const::None => Record::Singleton(constant::NONE),
                Const::False => Record::Singleton(constant::FALSE),
                Const::True => Record::Singleton(constant::TRUE),
                Const::Ellipsis => Record::Singleton(constant::ELLIPSIS),
                Const::Int(int) => int_record(*int),
                Const::Big { negative, magnitude } => big_record(*negative, magnitude),
                Const::Float(float) => Record::Float(*float),
                Const::Str(bytes) => {
                    all.strs.entry(bytes).or_insert(index as u32);
                    Record::Str(bytes)
                }
                Const::Tuple(items) => all.tuple_record(items),
            };
            all.records.push(record);
        }
        all
    }

    fn tuple_record(&self, items: &'a [u32]) -> Record<'a> {
        let (mut depth, mut all_str) = (0u8, true);
        for item in items {
            match self.records.get(*item as usize) {
                Some(Record::Str(_)) => {}
                Some(Record::Tuple { depth: inner, .. }) => (depth, all_str) = (depth.max(*inner), false),
                _ => all_str = false,
            }
        }
        Record::Tuple { items, depth: depth.saturating_add(1), all_str }
    }

    /// The constant with this name.
    fn name(&mut self, name: &'a str) -> u32 {
        *self.strs.entry(name.as_bytes()).or_insert_with(|| {
            self.records.push(Record::Str(name.as_bytes()));
            self.records.len() as u32 - 1
        })
    }
}

fn int_record(int: i64) -> Record<'static> {
    if (INT_MIN..=INT_MAX).contains(&int) { Record::Int(int) } else { Record::BigInt(int) }
}

fn big_record(negative: bool, magnitude: &[u8]) -> Record<'_> {
    let len = magnitude.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let magnitude = &magnitude[..len];
    if len <= 8 {
        let value = magnitude.iter().rev().fold(0i128, |value, byte| value << 8 | *byte as i128);
        if let Ok(int) = i64::try_from(if negative { -value } else { value }) {
            return int_record(int);
        }
    }
    Record::Big { negative, magnitude }
}

/// The constants that name a code object and its slots.
struct CodeNames {
    name: u32,
    qualname: u32,
    slots: Vec<u32>,
}

impl CodeNames {
    fn new<'a>(code: &'a Code, consts: &mut Consts<'a>) -> CodeNames {
        let mut slot = |name: &'a String| if name.is_empty() { layout::NO_NAME } else { consts.name(name) };
        let slots = code.locals.iter().map(&mut slot).collect();
        CodeNames { name: consts.name(&code.name), qualname: consts.name(&code.qualname), slots }
    }
}

struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn set(&mut self, at: usize, value: u32) {
        self.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }

    fn set_half(&mut self, at: usize, value: u16) {
        self.bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }

    fn align(&mut self, to: usize) {
        self.bytes.resize(self.bytes.len().next_multiple_of(to), 0);
    }

    fn offset(&self) -> Result<u32, EncodeError> {
        u32::try_from(self.bytes.len()).map_err(|_| EncodeError::Length)
    }

    /// Begins a part of `count` records of `size` bytes, which are there and 0 afterwards, and says so in the field at
    /// `field`: number, then offset. Returns the offset.
    fn part(&mut self, field: usize, count: usize, align: usize, size: usize) -> Result<usize, EncodeError> {
        self.align(align);
        let start = self.offset()?;
        self.set(field, u32::try_from(count).map_err(|_| EncodeError::Length)?);
        self.set(field + 4, start);
        self.bytes.resize(start as usize + count * size, 0);
        Ok(start as usize)
    }

    /// As `part`, of a code object's record: offset, then number; the records follow.
    fn begin(&mut self, field: usize, count: usize, align: usize) -> Result<(), EncodeError> {
        self.align(align);
        let start = self.offset()?;
        self.set(field, start);
        self.set(field + 4, u32::try_from(count).map_err(|_| EncodeError::Length)?);
        Ok(())
    }

    fn words(&mut self, words: &[u32]) {
        self.bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    }

    fn constant(&mut self, at: usize, record: &Record<'_>) -> Result<(), EncodeError> {
        let (kind, aux, payload) = match *record {
            Record::Singleton(kind) => (kind, 0, 0),
            Record::Int(int) => (constant::INT, 0, int as u64),
            Record::Float(float) => (constant::FLOAT, 0, float.to_bits()),
            Record::Big { negative, magnitude } => {
                (constant::BIG, negative as u8, self.data(at, magnitude.len(), magnitude)? as u64)
            }
            Record::BigInt(int) => {
                let bytes = int.unsigned_abs().to_le_bytes();
                let len = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
                (constant::BIG, (int < 0) as u8, self.data(at, len, &bytes[..len])? as u64)
            }
            Record::Str(bytes) => {
                // Every byte but continuations begins a character.
                let chars = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
                (constant::STR, 0, self.data(at, bytes.len(), bytes)? as u64 | chars << 32)
            }
            Record::Tuple { items, depth, all_str } => {
                self.bytes[at + constant::ALL_STR] = all_str as u8;
                let start = self.data(at, items.len(), &[])?;
                self.words(items);
                (constant::TUPLE, depth, start as u64)
            }
        };
        self.bytes[at + constant::KIND] = kind;
        self.bytes[at + constant::AUX] = aux;
        self.bytes[at + constant::DATA..at + constant::SIZE].copy_from_slice(&payload.to_le_bytes());
        Ok(())
    }

    /// Begins the data of the constant whose record is at `at` with these bytes; returns its offset.
    fn data(&mut self, at: usize, len: usize, bytes: &[u8]) -> Result<u32, EncodeError> {
        self.align(4);
        let start = self.offset()?;
        self.set(at + constant::LEN, u32::try_from(len).map_err(|_| EncodeError::Length)?);
        self.bytes.extend_from_slice(bytes);
        Ok(start)
    }

    fn code(&mut self, at: usize, code: &Code, names: &CodeNames, options: Options) -> Result<(), EncodeError> {
        let params = code.args as u32 + code.kwonly as u32 + code.varargs as u32 + code.varkw as u32;
        let flags = if code.varargs { code::VARARGS } else { 0 } | if code.varkw { code::VARKW } else { 0 };
        self.set(at + code::NAME, names.name);
        self.set(at + code::QUALNAME, names.qualname);
        self.set_half(at + code::POSONLY, code.posonly);
        self.set_half(at + code::ARGS, code.args);
        self.set_half(at + code::KWONLY, code.kwonly);
        self.set_half(at + code::FLAGS, flags);
        self.set_half(at + code::PARAMS, u16::try_from(params).map_err(|_| EncodeError::Slots)?);
        self.set_half(at + code::SLOTS, u16::try_from(names.slots.len()).map_err(|_| EncodeError::Slots)?);
        self.set_half(at + code::NREGS, code.nregs);
        self.set(at + code::FIRST_LINE, code.first_line);

        self.begin(at + code::INSNS, code.insns.len(), 8)?;
        for insn in &code.insns {
            self.halves(&[insn.op, insn.a, insn.b, insn.c]);
        }
        let handlers = innermost(&code.handlers);
        self.begin(at + code::HANDLERS, handlers.len(), 4)?;
        for handler in &handlers {
            self.words(&[handler.start, handler.end, handler.target]);
            self.halves(&[handler.reg, handler.height]);
        }
        self.begin(at + code::HEIGHTS, code.heights.len(), 4)?;
        for (pc, height) in &code.heights {
            self.words(&[*pc, *height as u32]);
        }
        self.align(4);
        let start = self.offset()?;
        self.set(at + code::NAMES, start);
        self.words(&names.slots);

        let mut positions = Vec::new();
        if options.positions {
            write_positions(&mut positions, &code.positions, code.first_line);
        }
        self.begin(at + code::POSITIONS, positions.len(), 4)?;
        self.bytes.extend(positions);
        Ok(())
    }

    fn halves(&mut self, halves: &[u16]) {
        self.bytes.extend(halves.iter().flat_map(|half| half.to_le_bytes()));
    }
}

/// Handlers as ranges that do not overlap, in order, each with the innermost handler of its instructions: of those that
/// cover an instruction, the first in the list.
pub fn innermost(handlers: &[Handler]) -> Vec<Handler> {
    // Where handlers begin or end.
    let mut edges: Vec<(u32, usize, bool)> = handlers
        .iter()
        .enumerate()
        .filter(|(_, handler)| handler.start < handler.end)
        .flat_map(|(i, handler)| [(handler.start, i, true), (handler.end, i, false)])
        .collect();
    edges.sort_unstable();

    let mut active = BTreeSet::new();
    let mut ranges: Vec<(usize, Handler)> = Vec::new();
    let mut edges = edges.into_iter().peekable();
    while let Some((at, i, begins)) = edges.next() {
        if begins {
            active.insert(i)
        } else {
            active.remove(&i)
        };
        let Some((next, ..)) = edges.peek() else { break };
        let Some(inner) = active.first().copied().filter(|_| at < *next) else { continue };
        match ranges.last_mut() {
            Some((last, range)) if *last == inner && range.end == at => range.end = *next,
            _ => ranges.push((inner, Handler { start: at, end: *next, ..handlers[inner] })),
        }
    }
    ranges.into_iter().map(|(_, range)| range).collect()
}

fn write_positions(out: &mut Vec<u8>, positions: &[Position], first_line: u32) {
    let (mut pc, mut line) = (0, first_line);
    let mut last: Option<Position> = None;
    for (i, position) in positions.iter().enumerate() {
        // Of several for one instruction the last counts; those that say nothing new are left out.
        let replaced = positions.get(i + 1).is_some_and(|next| next.pc == position.pc);
        let repeats = last.is_some_and(|last| Position { pc: position.pc, ..last } == *position);
        if replaced || repeats {
            continue;
        }
        varint(out, position.pc.wrapping_sub(pc));
        varint(out, difference(position.line, line));
        varint(out, difference(position.end_line, position.line));
        varint(out, position.col);
        varint(out, difference(position.end_col, position.col));
        (pc, line, last) = (position.pc, position.line, Some(*position));
    }
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The number that stands for `a - b`.
fn difference(a: u32, b: u32) -> u32 {
    let difference = a.wrapping_sub(b) as i32;
    (difference << 1 ^ difference >> 31) as u32
}
