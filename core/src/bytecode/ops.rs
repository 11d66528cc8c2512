//! The op table: the manual of the bytecode, and what drives the enum, the codec, the verifier, the interpreter, the
//! JIT and the disassembler.
//!
//! An instruction is 8 bytes, little-endian: `op: u16, a: u16, b: u16, c: u16`. Registers are slots of the frame. All
//! ops are dynamically typed, so no image can confuse types. Jumps count instructions from the *next* instruction; only
//! [`Op::Loop`] and [`Op::ForNext`] may go backwards, and they charge fuel, so every loop is metered.
//!
//! Registers `0..P` are the parameters, `P` and `P + 1` the frame's header (never named by an instruction), the locals
//! follow, then the temporaries. Locals and parameters are always assigned (to `Unassigned`, if need be). Temporaries
//! are a stack: at each instruction, those below its *height* are assigned and alive, those at or above are not. An
//! instruction's height comes from the image's map (see [`image`](super::image)); it is what GC and JIT go by.

/// What an operand means. The verifier, the disassembler and the JIT read instructions through these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Unused; must be 0.
    None,
    /// Register read; it must be assigned, and if it is a local its value may be `Unassigned` only where the op says so.
    Read,
    /// Register read, or `0xFFFF` for none.
    ReadOpt,
    /// Register written.
    Write,
    /// Register read and written.
    ReadWrite,
    /// First of `n` registers read.
    ReadN(u8),
    /// First of `n` registers written.
    WriteN(u8),
    /// First of `n` registers read and written.
    ReadWriteN(u8),
    /// First of as many registers read as operand `c` says.
    ReadSpan,
    /// First of twice as many registers read as operand `c` says.
    ReadPairs,
    /// First of as many registers written as operand `c` says.
    WriteSpan,
    /// First of `(c & 0xFF) + 1 + (c >> 8)` registers written.
    WriteStar,
    /// A call's window in `b`: the callee, then as many arguments as `c` says. Everything from it upwards is dead after.
    Window,
    /// A method call's window in `b`: two registers from `LoadMethod`, then as many arguments as `c` says.
    MethodWindow,
    /// A call's window in `a` whose result goes to `a`: the callee, then as many arguments as `b` says.
    WindowKw,
    /// A window of three registers in `b`: callee, positional arguments (list or tuple), keyword arguments (dict, None).
    WindowEx,
    /// A count, flag or number with no further check.
    Imm,
    /// A signed 16-bit number.
    SignedImm,
    /// Index of a constant.
    Const,
    /// Index of a constant that is a str.
    Name,
    /// Index of a constant that is a tuple of str.
    Names,
    /// Index of a code object.
    Code,
    /// Signed jump distance, 16 bits.
    Jump,
    /// Signed 32-bit number in `b` and `c` (`c` holds the upper half).
    Imm32,
    /// Index of a constant, 32 bits in `b` and `c`.
    Const32,
    /// Index of a constant that is a str, 32 bits in `b` and `c`.
    Name32,
    /// Index of a global slot, 32 bits in `b` and `c`.
    Global32,
    /// Signed jump distance, 32 bits in `b` and `c`.
    Jump32,
}

/// How control leaves an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// To the next instruction.
    Next,
    /// To the target or to the next instruction.
    Branch,
    /// To the target only.
    Jump,
    /// Out of the frame.
    Leave,
}

macro_rules! ops {
    ($d:tt $( $(#[doc = $doc:literal])+ $name:ident ($a:expr, $b:expr, $c:expr) $flow:ident; )*) => {
        /// Calls a macro with the names of all operations, in the order of their numbers.
        macro_rules! for_each_op {
            ($d callback:ident) => { $d callback! { $($name)* } };
        }
        pub(crate) use for_each_op;

        /// The operations. Each one's documentation is its semantics; operands are named `a`, `b`, `c`, registers are
        /// written `r[x]`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum Op { $( $(#[doc = $doc])+ $name, )* }

        impl Op {
            /// All operations in the order of their numbers.
            pub const ALL: &'static [Op] = &[$( Op::$name, )*];

            /// The operation's name as the disassembler prints it.
            pub const fn name(self) -> &'static str {
                match self { $( Op::$name => stringify!($name), )* }
            }

            /// The roles of `a`, `b` and `c`. Where `b` has a 32-bit role, `c` is its upper half and has `Role::None`.
            #[inline(always)]
            pub const fn roles(self) -> [Role; 3] {
                use Role::*;
                // A table in memory: a `match` of this size becomes code.
                const ROLES: &[[Role; 3]; Op::ALL.len()] = &[$( [$a, $b, $c], )*];
                ROLES[self as usize]
            }

            /// How control leaves the instruction.
            #[inline(always)]
            pub const fn flow(self) -> Flow {
                const FLOWS: &[Flow; Op::ALL.len()] = &[$( Flow::$flow, )*];
                FLOWS[self as usize]
            }

            /// The first sentence of its documentation.
            pub const fn doc(self) -> &'static str {
                match self { $( Op::$name => concat!($($doc),+), )* }
            }
        }
    };
}

ops! { $
    /// No effect.
    Nop(None, None, None) Next;
    /// `r[a] = r[b]`
    Move(Write, Read, None) Next;
    /// `r[a] = constants[bc]`
    LoadConst(Write, Const32, None) Next;
    /// `r[a] = bc` as an int.
    LoadInt(Write, Imm32, None) Next;
    /// `r[a] =` the singleton numbered `b`: 0 None, 1 False, 2 True, 3 Unassigned, 4 NotImplemented, 5 Ellipsis.
    LoadSingleton(Write, Imm, None) Next;
    /// `r[a] =` global slot `bc`, or the built-in of its name; NameError if neither is there.
    LoadGlobal(Write, Global32, None) Next;
    /// global slot `bc` `= r[a]`
    StoreGlobal(Read, Global32, None) Next;
    /// Unassigns global slot `bc`; NameError if it is not assigned.
    DelGlobal(None, Global32, None) Next;
    /// `r[a] =` the built-in of name `bc`, whatever the module calls by that name.
    LoadBuiltin(Write, Name32, None) Next;
    /// Raises UnboundLocalError if `r[a]` is Unassigned.
    CheckLocal(Read, None, None) Next;
    /// Unassigns `r[a]`; UnboundLocalError if it is Unassigned already.
    DelLocal(ReadWrite, None, None) Next;

    /// `r[a] = -r[b]`
    Neg(Write, Read, None) Next;
    /// `r[a] = +r[b]`
    Pos(Write, Read, None) Next;
    /// `r[a] = ~r[b]`
    Invert(Write, Read, None) Next;
    /// `r[a] = not r[b]`
    Not(Write, Read, None) Next;
    /// `r[a] = r[b] + r[c]`
    Add(Write, Read, Read) Next;
    /// `r[a] = r[b] - r[c]`
    Sub(Write, Read, Read) Next;
    /// `r[a] = r[b] * r[c]`
    Mul(Write, Read, Read) Next;
    /// `r[a] = r[b] @ r[c]`
    MatMul(Write, Read, Read) Next;
    /// `r[a] = r[b] / r[c]`
    TrueDiv(Write, Read, Read) Next;
    /// `r[a] = r[b] // r[c]`
    FloorDiv(Write, Read, Read) Next;
    /// `r[a] = r[b] % r[c]`
    Mod(Write, Read, Read) Next;
    /// `r[a] = r[b] ** r[c]`
    Pow(Write, Read, Read) Next;
    /// `r[a] = r[b] << r[c]`
    LShift(Write, Read, Read) Next;
    /// `r[a] = r[b] >> r[c]`
    RShift(Write, Read, Read) Next;
    /// `r[a] = r[b] & r[c]`
    And(Write, Read, Read) Next;
    /// `r[a] = r[b] | r[c]`
    Or(Write, Read, Read) Next;
    /// `r[a] = r[b] ^ r[c]`
    Xor(Write, Read, Read) Next;
    /// `r[a] = (r[b] += r[c])`; in place for lists.
    IAdd(Write, Read, Read) Next;
    /// `r[a] = (r[b] -= r[c])`; in place for sets.
    ISub(Write, Read, Read) Next;
    /// `r[a] = (r[b] *= r[c])`; in place for lists.
    IMul(Write, Read, Read) Next;
    /// `r[a] = (r[b] @= r[c])`
    IMatMul(Write, Read, Read) Next;
    /// `r[a] = (r[b] /= r[c])`
    ITrueDiv(Write, Read, Read) Next;
    /// `r[a] = (r[b] //= r[c])`
    IFloorDiv(Write, Read, Read) Next;
    /// `r[a] = (r[b] %= r[c])`
    IMod(Write, Read, Read) Next;
    /// `r[a] = (r[b] **= r[c])`
    IPow(Write, Read, Read) Next;
    /// `r[a] = (r[b] <<= r[c])`
    ILShift(Write, Read, Read) Next;
    /// `r[a] = (r[b] >>= r[c])`
    IRShift(Write, Read, Read) Next;
    /// `r[a] = (r[b] &= r[c])`; in place for sets.
    IAnd(Write, Read, Read) Next;
    /// `r[a] = (r[b] |= r[c])`; in place for sets and dicts.
    IOr(Write, Read, Read) Next;
    /// `r[a] = (r[b] ^= r[c])`; in place for sets.
    IXor(Write, Read, Read) Next;
    /// `r[a] = r[b] + c`, `c` a signed number.
    AddInt(Write, Read, SignedImm) Next;
    /// `r[a] = r[b] - c`, `c` a signed number.
    SubInt(Write, Read, SignedImm) Next;
    /// `r[a] = (r[b] += c)`, `c` a signed number.
    IAddInt(Write, Read, SignedImm) Next;
    /// `r[a] = (r[b] -= c)`, `c` a signed number.
    ISubInt(Write, Read, SignedImm) Next;

    /// `r[a] = r[b] < r[c]`
    Lt(Write, Read, Read) Next;
    /// `r[a] = r[b] <= r[c]`
    Le(Write, Read, Read) Next;
    /// `r[a] = r[b] > r[c]`
    Gt(Write, Read, Read) Next;
    /// `r[a] = r[b] >= r[c]`
    Ge(Write, Read, Read) Next;
    /// `r[a] = r[b] == r[c]`
    Eq(Write, Read, Read) Next;
    /// `r[a] = r[b] != r[c]`
    Ne(Write, Read, Read) Next;
    /// `r[a] = r[b] is r[c]`; ints and floats are compared by type and bits.
    Is(Write, Read, Read) Next;
    /// `r[a] = r[b] is not r[c]`
    IsNot(Write, Read, Read) Next;
    /// `r[a] = r[b] in r[c]`
    In(Write, Read, Read) Next;
    /// `r[a] = r[b] not in r[c]`
    NotIn(Write, Read, Read) Next;

    /// Jumps by `bc`, forwards.
    Jump(None, Jump32, None) Jump;
    /// The back-edge: charges one unit of fuel, then jumps by `bc`, backwards.
    Loop(None, Jump32, None) Jump;
    /// Jumps by `bc` if `r[a]` is true.
    JumpIf(Read, Jump32, None) Branch;
    /// Jumps by `bc` if `r[a]` is false.
    JumpIfNot(Read, Jump32, None) Branch;
    /// Jumps by `bc` if `r[a]` is None.
    JumpIfNone(Read, Jump32, None) Branch;
    /// Jumps by `bc` if `r[a]` is not None.
    JumpIfNotNone(Read, Jump32, None) Branch;
    /// Jumps by `c` if `r[a] < r[b]`.
    JumpLt(Read, Read, Jump) Branch;
    /// Jumps by `c` if `r[a] <= r[b]`.
    JumpLe(Read, Read, Jump) Branch;
    /// Jumps by `c` if `r[a] > r[b]`.
    JumpGt(Read, Read, Jump) Branch;
    /// Jumps by `c` if `r[a] >= r[b]`.
    JumpGe(Read, Read, Jump) Branch;
    /// Jumps by `c` if `r[a] == r[b]`.
    JumpEq(Read, Read, Jump) Branch;
    /// Jumps by `c` if `r[a] != r[b]`.
    JumpNe(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] < r[b]`.
    JumpNotLt(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] <= r[b]`.
    JumpNotLe(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] > r[b]`.
    JumpNotGt(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] >= r[b]`.
    JumpNotGe(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] == r[b]`.
    JumpNotEq(Read, Read, Jump) Branch;
    /// Jumps by `c` if not `r[a] != r[b]`.
    JumpNotNe(Read, Read, Jump) Branch;

    /// Begins a loop over `r[b]`: its state goes to `r[a..a + 3]`. A range has (step, next, stop) as ints; a sequence,
    /// dict or set has (object, index, size at the start); every other iterable has (iterator, None, None). Behind the `Call`
    /// that makes the iterable, an `enumerate` of a list or tuple may have (number, sequence, 0) instead, and a `zip` of two
    /// (sequence, sequence, index).
    Iter(WriteN(3), Read, None) Next;
    /// The loop's back-edge: charges one unit of fuel, then, if the loop in `r[a..a + 3]` has a next item, puts it into
    /// `r[b]` and jumps by `c`, backwards. Else goes on, `r[b]` unchanged.
    ForNext(ReadWriteN(3), Write, Jump) Branch;

    /// Adds `r[b]` to the `sum` in progress in `r[a..a + 2]`: the total, and what of it is to be added at the end. It
    /// begins with the start value and 0.0.
    SumAdd(ReadWriteN(2), Read, None) Next;
    /// `r[a] =` what the `sum` in `r[b..b + 2]` comes to.
    SumEnd(Write, ReadN(2), None) Next;

    /// `r[a] = r[b][r[c]]`
    GetItem(Write, Read, Read) Next;
    /// `r[a][r[b]] = r[c]`
    SetItem(Read, Read, Read) Next;
    /// `del r[a][r[b]]`
    DelItem(Read, Read, None) Next;
    /// `r[a] = r[b][lo:hi:step]` with the bounds in `r[c..c + 3]`.
    GetSlice(Write, Read, ReadN(3)) Next;
    /// `r[a][lo:hi:step] = r[b]` with the bounds in `r[c..c + 3]`. `r[b]` may be replaced by a list of its items.
    SetSlice(Read, ReadWrite, ReadN(3)) Next;
    /// `del r[a][lo:hi:step]` with the bounds in `r[b..b + 3]`.
    DelSlice(Read, ReadN(3), None) Next;

    /// `r[a] = r[b].name`, the name being constant `c`.
    GetAttr(Write, Read, Name) Next;
    /// `r[a].name = r[b]`
    SetAttr(Read, Read, Name) Next;
    /// `del r[a].name`
    DelAttr(Read, None, Name) Next;
    /// For `r[b].name(...)`: `r[a], r[a + 1] =` function and self, or Unassigned and the attribute's value, where the
    /// attribute is no method.
    LoadMethod(WriteN(2), Read, Name) Next;

    /// `r[a] = [r[b], ...]`, `c` items.
    BuildList(Write, ReadSpan, Imm) Next;
    /// `r[a] = (r[b], ...)`, `c` items.
    BuildTuple(Write, ReadSpan, Imm) Next;
    /// `r[a] = {r[b], ...}`, `c` items.
    BuildSet(Write, ReadSpan, Imm) Next;
    /// `r[a] = {r[b]: r[b + 1], ...}`, `c` pairs.
    BuildMap(Write, ReadPairs, Imm) Next;
    /// `r[a] = ''.join` of the `c` strs from `r[b]` on.
    BuildString(Write, ReadSpan, Imm) Next;
    /// Appends `r[b]` to the list `r[a]`.
    ListAppend(Read, Read, None) Next;
    /// Extends the list `r[a]` by the items of `r[b]`, which may be replaced by a list of its items. Where they are the
    /// arguments of a call, `r[c]` is the callee, which the message names if they are no iterable.
    ListExtend(Read, ReadWrite, ReadOpt) Next;
    /// `r[a] = tuple(r[b])`, `r[b]` being a list.
    ListToTuple(Write, Read, None) Next;
    /// Adds `r[b]` to the set `r[a]`.
    SetAdd(Read, Read, None) Next;
    /// Adds the items of `r[b]` to the set `r[a]`; `r[b]` may be replaced by a list of its items.
    SetUpdate(Read, ReadWrite, None) Next;
    /// Adds the pairs of the mapping `r[b]` to the dict `r[a]`, as `{**m}` does.
    DictUpdate(Read, Read, None) Next;
    /// As DictUpdate, but a key that is there already, or is no str, is a TypeError that names the callee `r[c]`.
    DictMerge(Read, Read, Read) Next;
    /// `r[a] = format(r[b], r[b + 1])`; `c` is the conversion: 0 none, 1 str, 2 repr, 3 ascii. `r[b + 1]` is a str.
    Format(Write, ReadN(2), Imm) Next;
    /// `r[a..a + c] =` the `c` items of `r[b]`, which may be replaced by a list of its items.
    Unpack(WriteSpan, ReadWrite, Imm) Next;
    /// Unpacks `r[b]` to `c & 0xFF` items, a list of the middle, and `c >> 8` items; `r[b]` may be replaced as above.
    UnpackStar(WriteStar, ReadWrite, Imm) Next;

    /// `r[a] = r[b](r[b + 1], ...)` with `c` arguments. Charges one unit of fuel.
    Call(Write, Window, Imm) Next;
    /// As Call, after `LoadMethod` to `r[b]`: arguments from `r[b + 2]`. Charges one unit of fuel.
    CallMethod(Write, MethodWindow, Imm) Next;
    /// `r[a] = r[a](...)` with `b` arguments, the last of which have the names in constant `c`. Charges one unit of fuel.
    CallKw(WindowKw, Imm, Names) Next;
    /// `r[a] = r[b](*r[b + 1], **r[b + 2])`. Charges one unit of fuel, and bulk.
    CallEx(Write, WindowEx, None) Next;
    /// Returns `r[a]` to the caller.
    Return(Read, None, None) Leave;
    /// `r[a] =` a function of code object `b` with the defaults (tuple or None) and keyword defaults (dict or None) in
    /// `r[c..c + 2]`.
    MakeFunction(Write, Code, ReadN(2)) Next;

    /// Raises `r[a]`, an exception or an exception type, from `r[b]` if there is one.
    Raise(Read, ReadOpt, None) Leave;
    /// Raises the exception `r[a]` again, its traceback kept.
    Reraise(Read, None, None) Leave;
    /// `raise` alone: raises the exception being handled again; RuntimeError if there is none.
    RaiseHandled(None, None, None) Leave;
    /// Makes `r[b]` the exception being handled and keeps the one before it in `r[a]`.
    PushExc(Write, Read, None) Next;
    /// Makes `r[a]`, an exception or None, the exception being handled.
    PopExc(Read, None, None) Next;
    /// `r[a] =` whether the exception `r[b]` matches `r[c]`, a type or a tuple of types.
    MatchExc(Write, Read, Read) Next;

    /// `r[a] =` the module of name `bc`, which is loaded and run if need be.
    Import(Write, Name32, None) Next;
    /// `r[a] = r[b].name`, the name being constant `c`; ImportError if it is not there.
    ImportFrom(Write, Read, Name) Next;
}

impl Op {
    /// The operation of this number.
    #[inline(always)]
    pub const fn from_number(n: u16) -> Option<Op> {
        if (n as usize) < Op::ALL.len() {
            // SAFETY: the operations have the numbers from 0 on, without a gap.
            Some(unsafe { core::mem::transmute::<u16, Op>(n) })
        } else {
            Option::None
        }
    }
}

/// An instruction as it lies in an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C, align(8))]
pub struct Insn {
    /// The operation's number.
    pub op: u16,
    /// First operand.
    pub a: u16,
    /// Second operand.
    pub b: u16,
    /// Third operand.
    pub c: u16,
}

impl Insn {
    /// An instruction with three 16-bit operands.
    pub const fn new(op: Op, a: u16, b: u16, c: u16) -> Insn {
        Insn { op: op as u16, a, b, c }
    }

    /// An instruction with a 32-bit operand in `b` and `c`.
    pub const fn wide(op: Op, a: u16, bc: u32) -> Insn {
        Insn { op: op as u16, a, b: bc as u16, c: (bc >> 16) as u16 }
    }

    /// The unsigned 32-bit operand.
    #[inline(always)]
    pub const fn bc(self) -> u32 {
        self.b as u32 | (self.c as u32) << 16
    }

    /// The signed 32-bit operand.
    #[inline(always)]
    pub const fn bc_signed(self) -> i32 {
        self.bc() as i32
    }

    /// The signed 16-bit operand `c`.
    #[inline(always)]
    pub const fn c_signed(self) -> i16 {
        self.c as i16
    }

    /// The operation, if its number is one.
    #[inline(always)]
    pub const fn decode(self) -> Option<Op> {
        Op::from_number(self.op)
    }

    /// The jump distance, if it is a jump: instructions from the next one.
    pub const fn jump(self) -> Option<i32> {
        match self.decode() {
            Some(op) => match op.roles() {
                [_, Role::Jump32, _] => Some(self.bc_signed()),
                [_, _, Role::Jump] => Some(self.c_signed() as i32),
                _ => Option::None,
            },
            Option::None => Option::None,
        }
    }
}

// Pinned: images and compiled code know this size.
const _: () = assert!(size_of::<Insn>() == 8);
