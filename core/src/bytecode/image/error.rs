//! Why an image was refused: what was found and what is expected, in words.

use super::super::ops::Op;
use core::fmt;

/// Why an image was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImageError {
    /// The bytes do not begin as an image does.
    BadMagic,
    /// There are fewer bytes than the image has.
    Truncated {
        /// Bytes there are.
        found: usize,
        /// Bytes the image has, or its header.
        expected: usize,
    },
    /// The image does not lie at a multiple of 8; copy it.
    Misaligned {
        /// The address modulo 8.
        found: usize,
    },
    /// The image has another version.
    Version {
        /// Its version.
        found: u32,
        /// The version that this engine reads.
        expected: u32,
    },
    /// The image was made with another op table.
    Ops {
        /// The digest of its table.
        found: u32,
        /// The digest of this engine's table.
        expected: u32,
    },
    /// The image needs features that this engine does not know.
    UnknownFeatures {
        /// Its feature bits.
        found: u32,
        /// The bits that this engine knows.
        known: u32,
    },
    /// There are more bytes than the image has, or its length is no multiple of 8.
    Length {
        /// Bytes there are.
        found: usize,
        /// Bytes the header says.
        expected: usize,
    },
    /// The image was altered.
    Checksum {
        /// The checksum of its bytes.
        found: u64,
        /// The checksum that it carries.
        expected: u64,
    },
    /// A part does not lie where it must.
    Layout {
        /// What part.
        part: &'static str,
        /// Where it is said to lie.
        found: u32,
        /// Where it must lie.
        expected: u64,
    },
    /// A part ends beyond the image.
    Beyond {
        /// What part.
        part: &'static str,
        /// Where it would end.
        end: u64,
        /// Where the image ends.
        length: u64,
    },
    /// A byte between parts is not 0.
    Padding {
        /// Its offset.
        at: u64,
    },
    /// Bytes follow the last part.
    Trailing {
        /// Where the last part ends.
        end: u64,
        /// Where the image ends.
        length: u64,
    },
    /// There is no code object.
    NoCode,
    /// A name in the header, or of a global, is no str.
    NotStr {
        /// What name: `"module"`, `"file"` or `"global"`.
        what: &'static str,
        /// The number of the constant that it should be.
        constant: u32,
    },
    /// A constant is wrong.
    Const {
        /// Its number.
        index: u32,
        /// What is wrong.
        what: ConstFault,
    },
    /// A code object is wrong.
    Code {
        /// Its number.
        code: u32,
        /// What is wrong.
        what: CodeFault,
    },
    /// An instruction is wrong.
    Insn {
        /// The number of the code object.
        code: u32,
        /// The number of the instruction.
        pc: u32,
        /// What is wrong.
        what: InsnFault,
    },
}

/// What is wrong with a constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConstFault {
    /// There is no such kind.
    Kind(u8),
    /// A field that is not used is not 0.
    Unused,
    /// An int that needs more than 50 bits.
    IntRange(i64),
    /// A big int that would fit in 50 bits.
    BigSmall,
    /// A magnitude whose last byte is 0.
    BigNotNormal,
    /// A sign that is neither 0 nor 1.
    Sign(u8),
    /// Not UTF-8, generalised to hold surrogates; the offset of the bad character.
    Utf8(u32),
    /// A number of characters that is not the str's.
    Chars {
        /// The number said.
        found: u32,
        /// The number there is.
        expected: u32,
    },
    /// A tuple's item is not an earlier constant.
    Item(u32),
    /// A tuple's depth is not one more than its items' greatest.
    Depth {
        /// The depth said.
        found: u8,
        /// The depth there is.
        expected: u8,
    },
    /// Tuples nested more than 64 deep.
    TooDeep,
    /// The all-str byte is wrong.
    AllStr {
        /// The byte said.
        found: u8,
        /// The byte there should be.
        expected: u8,
    },
}

/// What is wrong with a code object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeFault {
    /// A name is no str constant.
    NotStr(u32),
    /// A field that is not used is not 0.
    Unused,
    /// Flags that are not known.
    Flags(u16),
    /// More positional-only parameters than positional ones.
    PosOnly {
        /// Positional-only ones.
        posonly: u16,
        /// Positional ones.
        args: u16,
    },
    /// The number of parameter slots is not the sum of the parameters.
    Params {
        /// The number said.
        found: u16,
        /// The sum.
        expected: u32,
    },
    /// The module's body has parameters.
    BodyParams(u16),
    /// Fewer parameters and locals than parameters.
    Slots {
        /// Parameters and locals.
        found: u16,
        /// Parameters.
        params: u16,
    },
    /// Registers fewer than parameters, header and locals, or more than 32,000.
    Registers {
        /// Registers said.
        found: u16,
        /// Parameters, header and locals.
        base: u32,
    },
    /// There is no instruction.
    Empty,
    /// The last instruction goes on beyond the end.
    FallsOff,
    /// A handler's range is empty, ends beyond the code, or begins before the end of the one before it.
    HandlerRange {
        /// Its start.
        start: u32,
        /// Its end.
        end: u32,
    },
    /// A handler's target lies before its range's end, or beyond the code.
    HandlerTarget {
        /// The target.
        target: u32,
        /// The range's end.
        end: u32,
    },
    /// A handler's height is less than parameters, header and locals, or more than the registers.
    HandlerHeight(u16),
    /// The register for the exception is the header's, above the height, or no register.
    HandlerRegister(u16),
    /// The target has no height record, or one that the handler does not reach.
    HandlerJoin {
        /// The target.
        target: u32,
        /// Its height record.
        record: Option<u16>,
        /// The height that the handler brings.
        height: u16,
    },
    /// A height record is not after the one before it, or beyond the code.
    HeightOrder(u32),
    /// A height record below parameters, header and locals, or above the registers.
    Height {
        /// Its instruction.
        pc: u32,
        /// The height said.
        height: u16,
    },
    /// There are positions, but the feature bit says that there are none.
    PositionsFeature,
    /// A malformed entry of the positions; its number.
    Position(u32),
}

/// What is wrong with an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InsnFault {
    /// There is no such op.
    Op(u16),
    /// An operand that is not used is not 0.
    Unused(Op),
    /// A number that the op does not know.
    Imm(Op, u16),
    /// Reads registers that are not assigned.
    Unassigned {
        /// The op.
        op: Op,
        /// The register after the last one read.
        end: u32,
        /// The height.
        height: u16,
    },
    /// Names a register of the frame's header.
    Header(Op, u16),
    /// A call's window begins among the parameters and locals.
    Window(Op, u16),
    /// Writes beyond the height, which would leave a gap.
    Gap {
        /// The op.
        op: Op,
        /// The register written.
        register: u16,
        /// The height.
        height: u16,
    },
    /// Writes beyond the last register.
    Register {
        /// The op.
        op: Op,
        /// The register after the last one written.
        end: u32,
        /// The number of registers.
        nregs: u16,
    },
    /// There is no such constant.
    Const(Op, u32),
    /// The constant is no str.
    NotStr(Op, u32),
    /// The constant is no tuple of strs, or has more than there are arguments.
    NotNames(Op, u32),
    /// There is no such global slot.
    Global(Op, u32),
    /// There is no such code object.
    Code(Op, u32),
    /// Jumps out of the code.
    Target(Op, i64),
    /// A jump backwards that charges no fuel, or a back-edge forwards.
    Direction(Op, i64),
    /// The target of a jump has no height record.
    NoRecord(Op, u32),
    /// The height at a jump is below the target's record.
    Join {
        /// The op.
        op: Op,
        /// The target.
        target: u32,
        /// Its record.
        record: u16,
        /// The height at the jump.
        height: u16,
    },
    /// The height record is above the height that control brings from the instruction before.
    FallHeight {
        /// The record.
        record: u16,
        /// The height.
        height: u16,
    },
    /// The instruction before does not go on here, and there is no height record.
    Unreached,
    /// The height falls below that of its handler.
    HandlerHeight {
        /// The height.
        height: u16,
        /// The handler's.
        handler: u16,
    },
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ImageError::BadMagic => f.write_str("not an image: it does not begin with 8F 50 4E 49 0D 0A 1A 0A"),
            ImageError::Truncated { found: 0, .. } => f.write_str("the image is empty"),
            ImageError::Truncated { found, expected } => {
                write!(f, "the image is truncated: {found} bytes found, {expected} expected")
            }
            ImageError::Misaligned { found } => {
                write!(f, "the image lies {found} bytes past a multiple of 8; copy it to an aligned place")
            }
            ImageError::Version { found, expected } => {
                write!(f, "the image has format version {found}, this engine reads version {expected}")
            }
            ImageError::Ops { found, expected } => {
                write!(
                    f,
                    "the image was made with op table {found:08x}, this engine has {expected:08x}; compile it again"
                )
            }
            ImageError::UnknownFeatures { found, known } => {
                write!(f, "the image has feature bits {found:#x}, this engine knows {known:#x}")
            }
            ImageError::Length { found, expected } if found == expected => {
                write!(f, "the image's length {found} is no multiple of 8")
            }
            ImageError::Length { found, expected } => {
                write!(f, "the image is {expected} bytes long, but {found} were found")
            }
            ImageError::Checksum { found, expected } => {
                write!(f, "the image was altered: checksum {found:016x} found, {expected:016x} expected")
            }
            ImageError::Layout { part, found, expected } => {
                write!(f, "{part} lie at {found}, expected at {expected}")
            }
            ImageError::Beyond { part, end, length } => {
                write!(f, "{part} end at {end}, beyond the image, which ends at {length}")
            }
            ImageError::Padding { at } => write!(f, "the byte at {at} lies between parts and is not 0"),
            ImageError::Trailing { end, length } => {
                write!(f, "the last part ends at {end}, but the image at {length}")
            }
            ImageError::NoCode => f.write_str("the image has no code object"),
            ImageError::NotStr { what, constant } => {
                write!(f, "the name of a {what} is constant {constant}, which is no str")
            }
            ImageError::Const { index, what } => write!(f, "constant {index}: {what}"),
            ImageError::Code { code, what } => write!(f, "code object {code}: {what}"),
            ImageError::Insn { code, pc, what } => write!(f, "code object {code}, instruction {pc}: {what}"),
        }
    }
}

impl core::error::Error for ImageError {}

impl fmt::Display for ConstFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            ConstFault::Kind(kind) => write!(f, "there is no kind {kind}"),
            ConstFault::Unused => f.write_str("an unused field is not 0"),
            ConstFault::IntRange(int) => write!(f, "{int} needs more than 50 bits"),
            ConstFault::BigSmall => f.write_str("a big int that fits in 50 bits"),
            ConstFault::BigNotNormal => f.write_str("a magnitude whose last byte is 0"),
            ConstFault::Sign(sign) => write!(f, "sign {sign}, expected 0 or 1"),
            ConstFault::Utf8(at) => write!(f, "not UTF-8 at byte {at}"),
            ConstFault::Chars { found, expected } => write!(f, "{found} characters found, {expected} expected"),
            ConstFault::Item(item) => write!(f, "item {item} is not an earlier constant"),
            ConstFault::Depth { found, expected } => write!(f, "depth {found} found, {expected} expected"),
            ConstFault::TooDeep => f.write_str("tuples nested more than 64 deep"),
            ConstFault::AllStr { found, expected } => write!(f, "all-str {found} found, {expected} expected"),
        }
    }
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            CodeFault::NotStr(constant) => write!(f, "a name is constant {constant}, which is no str"),
            CodeFault::Unused => f.write_str("an unused field is not 0"),
            CodeFault::Flags(flags) => write!(f, "flags {flags:#x}, known are 0x3"),
            CodeFault::PosOnly { posonly, args } => {
                write!(f, "{posonly} positional-only parameters of {args} positional ones")
            }
            CodeFault::Params { found, expected } => {
                write!(f, "{found} parameter slots found, {expected} expected")
            }
            CodeFault::BodyParams(params) => write!(f, "the module's body has {params} parameters"),
            CodeFault::Slots { found, params } => {
                write!(f, "{found} parameters and locals, of which {params} are parameters")
            }
            CodeFault::Registers { found, base } => {
                write!(f, "{found} registers found, expected at least {base} and at most 32000")
            }
            CodeFault::Empty => f.write_str("there is no instruction"),
            CodeFault::FallsOff => f.write_str("the last instruction goes on beyond the end"),
            CodeFault::HandlerRange { start, end } => {
                write!(f, "handler range {start}..{end} is empty, overlaps, or leads out of the code")
            }
            CodeFault::HandlerTarget { target, end } => {
                write!(f, "handler at {target}, expected at or after {end} and in the code")
            }
            CodeFault::HandlerHeight(height) => {
                write!(f, "handler height {height} is not between the locals and the last register")
            }
            CodeFault::HandlerRegister(register) => {
                write!(f, "r{register} can not take a handler's exception")
            }
            CodeFault::HandlerJoin { target, record: None, .. } => {
                write!(f, "instruction {target} begins a handler and has no height record")
            }
            CodeFault::HandlerJoin { target, record: Some(record), height } => {
                write!(f, "handler brings height {height} to instruction {target}, whose record is {record}")
            }
            CodeFault::HeightOrder(pc) => {
                write!(f, "height record of instruction {pc} is out of order or out of the code")
            }
            CodeFault::Height { pc, height } => {
                write!(f, "height {height} of instruction {pc} is not between the locals and the last register")
            }
            CodeFault::PositionsFeature => f.write_str("positions found, but the feature bit is 0"),
            CodeFault::Position(entry) => write!(f, "entry {entry} of the positions is malformed"),
        }
    }
}

impl fmt::Display for InsnFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            InsnFault::Op(number) => write!(f, "there is no op {number}"),
            InsnFault::Unused(op) => write!(f, "{}: an unused operand is not 0", op.name()),
            InsnFault::Imm(op, number) => write!(f, "{}: {number} is not known", op.name()),
            InsnFault::Unassigned { op, end, height } => {
                write!(
                    f,
                    "{} reads up to r{}, but only {height} registers are assigned",
                    op.name(),
                    end.wrapping_sub(1)
                )
            }
            InsnFault::Header(op, register) => write!(f, "{}: r{register} is the frame's header", op.name()),
            InsnFault::Window(op, base) => write!(f, "{}: the window at r{base} has parameters or locals", op.name()),
            InsnFault::Gap { op, register, height } => {
                write!(f, "{} writes r{register}, but only {height} registers are assigned", op.name())
            }
            InsnFault::Register { op, end, nregs } => {
                write!(f, "{} writes up to r{}, but there are {nregs} registers", op.name(), end.wrapping_sub(1))
            }
            InsnFault::Const(op, constant) => write!(f, "{}: there is no constant {constant}", op.name()),
            InsnFault::NotStr(op, constant) => write!(f, "{}: constant {constant} is no str", op.name()),
            InsnFault::NotNames(op, constant) => {
                write!(f, "{}: constant {constant} is no tuple of the arguments' names", op.name())
            }
            InsnFault::Global(op, slot) => write!(f, "{}: there is no global {slot}", op.name()),
            InsnFault::Code(op, code) => write!(f, "{}: there is no code object {code}", op.name()),
            InsnFault::Target(op, target) => write!(f, "{} to {target}, out of the code", op.name()),
            InsnFault::Direction(op, target) => {
                write!(f, "{} to {target}: Loop and ForNext jump backwards, all others forwards", op.name())
            }
            InsnFault::NoRecord(op, target) => {
                write!(f, "{} to {target}, which has no height record", op.name())
            }
            InsnFault::Join { op, target, record, height } => {
                write!(f, "{} brings height {height} to {target}, whose record is {record}", op.name())
            }
            InsnFault::FallHeight { record, height } => {
                write!(f, "height {height} found, but the record is {record}")
            }
            InsnFault::Unreached => {
                f.write_str("the instruction before does not go on here, and there is no height record")
            }
            InsnFault::HandlerHeight { height, handler } => {
                write!(f, "height {height} is below {handler}, that of its handler")
            }
        }
    }
}
