//! The stencils: which there are, what operands they take, and the types of the generated tables.
//!
//! A *stencil* is the machine code of one small operation with *holes*: its registers, immediates and branch targets. The list below
//! is the only one. It makes [`StencilId`] and each stencil's [`Signature`]; the generator (`stencils/`) compiles a C body for each
//! name in it, and each table crate matches exhaustively on [`StencilId`], so that a stencil missing from a table does not compile.
//!
//! Registers are named by their index in the pool of their class ([`Reg`]), the same on both architectures; a table maps them to machine
//! registers. Pinned registers, the same for all stencils: the context (base of the region), the frame pointer (bytes, slot 0), the
//! small-int tag and the fuel. An int in a register is *left-justified*: its value times 2^14 ([`INT_SHIFT`]), so that leaving the 50-bit range is
//! the overflow flag; its low 14 bits are always zero. "Boxed" is a value as it lies in a slot. A *raw* address is a machine address.
//!
//! A stencil never changes a register that is not its destination, and at an exit every register is as it was before the stencil, with
//! two exceptions that [`Signature`] states: stencils with `kills_pool` leave no pool register alive (see [`StencilTable::call_saved`]), and
//! `fresh` ones may have written their destination.
//!
//! A form is chosen by which sources share the destination's register: x86-64's two-address instructions make shorter code in place, and
//! some orders would overwrite a source that is read later. [`StencilTable::form`] finds the right one; every combination has one.

/// An int in a register is its value shifted left by this.
pub const INT_SHIFT: u32 = 14;

/// The status with which compiled code is left by a side exit.
pub const SIDE_EXIT: u64 = 8;

/// What is left of fuel where a unit was taken and there was none. No slice is so large.
pub const OWING: u64 = u64::MAX;

/// The largest number of register operands of a stencil.
pub const MAX_REGS: usize = 3;
/// The largest number of immediates of a stencil.
pub const MAX_IMMS: usize = 6;

/// The machine a table is for. Any host can patch for either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arch {
    /// AArch64, little-endian.
    A64,
    /// x86-64.
    X86_64,
}

impl Arch {
    /// What the address of a loop's head is a multiple of.
    pub(crate) const fn head_align(self) -> usize {
        match self {
            Arch::A64 => 16,
            Arch::X86_64 => 32,
        }
    }

    /// The machine that this is compiled for, if there are stencils for it.
    pub const HERE: Option<Arch> = if cfg!(all(target_arch = "x86_64", target_pointer_width = "64")) {
        Some(Arch::X86_64)
    } else if cfg!(all(target_arch = "aarch64", target_endian = "little", target_pointer_width = "64")) {
        Some(Arch::A64)
    } else {
        None
    };
}

/// A register as its index in the pool of its class. `Reg(0)` of the general class also carries a call's returned value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Reg(pub u8);

/// Which pool a register operand is taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// General registers: boxed values, left-justified ints, raw addresses.
    Gpr,
    /// Floating-point registers: doubles.
    Fpr,
}

/// A register operand: destination or source, and its class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// General destination.
    D,
    /// First general source.
    A,
    /// Second general source.
    B,
    /// Third general source.
    C,
    /// Floating-point destination.
    Df,
    /// First floating-point source.
    Af,
    /// Second floating-point source.
    Bf,
    /// Third floating-point source.
    Cf,
}

impl Operand {
    /// Whether the stencil writes the operand (and does not read it).
    pub const fn is_destination(self) -> bool {
        matches!(self, Self::D | Self::Df)
    }

    /// The operand's class.
    pub const fn class(self) -> Class {
        match self {
            Self::D | Self::A | Self::B | Self::C => Class::Gpr,
            Self::Df | Self::Af | Self::Bf | Self::Cf => Class::Fpr,
        }
    }

    /// The name the C source gives it.
    pub const fn letter(self) -> char {
        match self {
            Self::D | Self::Df => 'D',
            Self::A | Self::Af => 'A',
            Self::B | Self::Bf => 'B',
            Self::C | Self::Cf => 'C',
        }
    }
}

/// Where a place that waits for an address points to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Edge {
    /// The cold exit of this instruction.
    Exit,
    /// The branch's target.
    Taken,
    /// An eight-byte constant with the value of the stencil's immediate of this index, placed by the caller, 8-byte aligned.
    Literal(u8),
}

/// What the list says of a stencil, the same on both architectures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The stencil's name in the C source.
    pub name: &'static str,
    /// Register operands, in the order in which they are given; a destination comes first.
    pub operands: &'static [Operand],
    /// Number of immediates.
    pub imms: u8,
    /// May go to [`Edge::Exit`].
    pub exits: bool,
    /// May go to [`Edge::Taken`].
    pub takes: bool,
    /// Pool registers other than the destination are dead where it goes on, or exits (the table's `call_saved` says which survive).
    pub kills_pool: bool,
    /// Control never reaches the instruction behind it.
    pub ends: bool,
    /// The destination may be written before an exit: nothing that is needed there may be in its register.
    pub fresh: bool,
}

/// A signature's operands in short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Number of register operands.
    pub operands: u8,
    /// Number of immediates.
    pub imms: u8,
    /// Each operand's class, as a number.
    pub classes: [u8; MAX_REGS],
    /// The operands after the first that are of its class, bit n for operand n.
    pub alike: u8,
}

impl Shape {
    const fn new(operands: &[Operand], imms: u8) -> Shape {
        let (mut classes, mut alike, mut k) = ([0; MAX_REGS], 0, 0);
        while k < operands.len() {
            classes[k] = operands[k].class() as u8;
            if k > 0 && classes[k] == classes[0] {
                alike |= 1 << k;
            }
            k += 1;
        }
        Shape { operands: operands.len() as u8, imms, classes, alike }
    }
}

macro_rules! stencils {
    ($($(#[$doc:meta])* $Id:ident $name:ident [$($op:ident)*] $imms:literal $($flag:ident)*;)*) => {
        /// Names a stencil.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum StencilId { $($(#[$doc])* $Id,)* }

        impl StencilId {
            /// All stencils, in the order of their numbers.
            pub const ALL: &'static [StencilId] = &[$(StencilId::$Id,)*];

            /// The stencil's operands and edges.
            #[inline]
            pub const fn signature(self) -> &'static Signature {
                match self {
                    $(StencilId::$Id => const { &Signature {
                        name: stringify!($name),
                        operands: &[$(Operand::$op,)*],
                        imms: $imms,
                        exits: has(&[$(stringify!($flag),)*], "exit"),
                        takes: has(&[$(stringify!($flag),)*], "taken"),
                        kills_pool: has(&[$(stringify!($flag),)*], "kills"),
                        ends: has(&[$(stringify!($flag),)*], "ends"),
                        fresh: has(&[$(stringify!($flag),)*], "fresh"),
                    } },)*
                }
            }

            /// What patching has to know of the signature.
            #[inline(always)]
            pub const fn shape(self) -> Shape {
                const SHAPES: [Shape; StencilId::ALL.len()] = [$(Shape::new(&[$(Operand::$op,)*], $imms),)*];
                // There is one for each.
                SHAPES[self as usize]
            }

            /// The name of the enum's variant (for generated source).
            pub const fn variant(self) -> &'static str {
                match self { $(StencilId::$Id => stringify!($Id),)* }
            }
        }
    };
}

impl StencilId {
    /// The stencil that does the same and may write its destination before it exits, if there is one.
    pub const fn fresh(self) -> Option<StencilId> {
        match self {
            StencilId::AddI => Some(StencilId::AddIFresh),
            StencilId::SubI => Some(StencilId::SubIFresh),
            StencilId::MulI => Some(StencilId::MulIFresh),
            StencilId::AddIImm => Some(StencilId::AddIImmFresh),
            StencilId::GuardKind => Some(StencilId::GuardKindFresh),
            StencilId::ListGetInt => Some(StencilId::ListGetIntFresh),
            StencilId::ListGetFloat => Some(StencilId::ListGetFloatFresh),
            StencilId::ListGetImmInt => Some(StencilId::ListGetImmIntFresh),
            StencilId::ListGetImmFloat => Some(StencilId::ListGetImmFloatFresh),
            StencilId::ItemInt => Some(StencilId::ItemIntFresh),
            StencilId::ItemImmInt => Some(StencilId::ItemImmIntFresh),
            _ => None,
        }
    }

    /// The stencil that branches where this one does not, and whether its operands are exchanged, if there is one.
    pub const fn opposite(self) -> Option<(StencilId, bool)> {
        Some(match self {
            StencilId::BrLtI => (StencilId::BrLeI, true),
            StencilId::BrLeI => (StencilId::BrLtI, true),
            StencilId::BrEqI => (StencilId::BrNeI, false),
            StencilId::BrNeI => (StencilId::BrEqI, false),
            StencilId::BrLtImm => (StencilId::BrGeImm, false),
            StencilId::BrLeImm => (StencilId::BrGtImm, false),
            StencilId::BrGtImm => (StencilId::BrLeImm, false),
            StencilId::BrGeImm => (StencilId::BrLtImm, false),
            StencilId::BrEqImm => (StencilId::BrNeImm, false),
            StencilId::BrNeImm => (StencilId::BrEqImm, false),
            StencilId::BrBits => (StencilId::BrNoBits, false),
            StencilId::BrNoBits => (StencilId::BrBits, false),
            StencilId::BrTrue => (StencilId::BrFalse, false),
            StencilId::BrFalse => (StencilId::BrTrue, false),
            StencilId::GuardTrue => (StencilId::GuardFalse, false),
            StencilId::GuardFalse => (StencilId::GuardTrue, false),
            StencilId::BrLtF => (StencilId::BrNltF, false),
            StencilId::BrNltF => (StencilId::BrLtF, false),
            StencilId::BrLeF => (StencilId::BrNleF, false),
            StencilId::BrNleF => (StencilId::BrLeF, false),
            StencilId::BrEqF => (StencilId::BrNeF, false),
            StencilId::BrNeF => (StencilId::BrEqF, false),
            StencilId::BrZeroF => (StencilId::BrNonzeroF, false),
            StencilId::BrNonzeroF => (StencilId::BrZeroF, false),
            StencilId::BrEqStr => (StencilId::BrNeStr, false),
            StencilId::BrNeStr => (StencilId::BrEqStr, false),
            _ => return None,
        })
    }
}

/// Whether `flags` holds `flag`; evaluated at compile time only.
const fn has(flags: &[&str], flag: &str) -> bool {
    let mut i = 0;
    while i < flags.len() {
        let (a, b) = (flags[i].as_bytes(), flag.as_bytes());
        let mut same = a.len() == b.len();
        let mut k = 0;
        while same && k < a.len() {
            same = a[k] == b[k];
            k += 1;
        }
        if same {
            return true;
        }
        i += 1;
    }
    false
}

stencils! {
    // Moves, slots, boxing. A slot's immediate is its byte offset from the frame pointer (slot * 8).
    /// `D = A`.
    Mov mov [D A] 0;
    /// `D = A`, floats.
    MovF mov_f [Df Af] 0;
    /// `D = slot[imm0]`, as it is.
    LdSlot ld_slot [D] 1;
    /// `slot[imm0] = A`, as it is.
    StSlot st_slot [A] 1;
    /// `D = slot[imm0]`, bits as they are.
    LdSlotF ld_slot_f [Df] 1;
    /// `slot[imm0] = A`.
    StSlotF st_slot_f [Af] 1;
    /// `D =` the left-justified int in `slot[imm0]`; exits if it is no small int, and D may have what was found then.
    LdSlotInt ld_slot_int [D] 1 exit fresh;
    /// `D =` the left-justified int in `slot[imm0]`, which is known to be a small int.
    LdSlotI ld_slot_i [D] 1;
    /// `slot[imm0] =` the left-justified int A, boxed.
    StSlotInt st_slot_int [A] 1;
    /// `D =` the float in `slot[imm0]`; exits if it is a NaN or no float, and D may have what was found then.
    LdSlotFloat ld_slot_float [Df] 1 exit fresh;
    /// `D =` the boxed A, left-justified; exits if it is no small int.
    GuardInt guard_int [D A] 0 exit;
    /// `D =` the boxed A, left-justified, which is known to be a small int.
    UnboxInt unbox_int [D A] 0;
    /// `D =` the left-justified A, boxed.
    BoxInt box_int [D A] 0;
    /// `D =` the boxed A as a float; exits if it is a NaN or no float, and D may have what was found then.
    GuardFloat guard_float [Df A] 0 exit fresh;
    /// `D =` the bits of the boxed A, which is known to be a float.
    UnboxFloat unbox_float [Df A] 0;
    /// `D =` the float A, boxed (its bits; a NaN must be canonical).
    BoxFloat box_float [D Af] 0;
    /// `D =` the left-justified int A as a float; exact.
    IntToFloat int_to_float [Df A] 0;
    /// `D =` the boxed A, a small int or a float, as a float; exits if it is neither, or a NaN.
    NumberToFloat number_to_float [Df A] 0 exit;

    // Constants.
    /// `D = imm0`, 0 to 2^16 - 1.
    LdConst16 ld_const16 [D] 1;
    /// `D = imm0`, 0 to 2^32 - 1.
    LdConst32 ld_const32 [D] 1;
    /// `D = imm0`, -2^31 to -1.
    LdConstNeg ld_const_neg [D] 1;
    /// `D = imm0`, any.
    LdConst64 ld_const64 [D] 1;
    /// `slot[imm0] = D = imm1`, any.
    StConst64 st_const64 [D] 2;
    /// `D =` context + `imm0` (0 to 2^32 - 1): the raw address of an object at a known offset.
    LdAddr ld_addr [D] 1;
    /// `D =` the double whose bits are `imm0`, from a literal.
    LdConstF ld_const_f [Df] 1;
    /// `D = 0.0`.
    ZeroF zero_f [Df] 0;

    // Left-justified ints. They exit where the result leaves the 50-bit range.
    /// `D = A + B`.
    AddI add_i [D A B] 0 exit;
    /// The same, for a fresh D: at an exit it has the wrapped result.
    AddIFresh add_i_fresh [D A B] 0 exit fresh;
    /// `D = A - B`.
    SubI sub_i [D A B] 0 exit;
    /// The same, for a fresh D: at an exit it has the wrapped result.
    SubIFresh sub_i_fresh [D A B] 0 exit fresh;
    /// `D = A * B`.
    MulI mul_i [D A B] 0 exit;
    /// The same, for a fresh D: at an exit it has the wrapped result.
    MulIFresh mul_i_fresh [D A B] 0 exit fresh;
    /// `D = A + imm0`; `imm0` is left-justified.
    AddIImm add_i_imm [D A] 1 exit;
    /// The same, for a fresh D: at an exit it has the wrapped result.
    AddIImmFresh add_i_imm_fresh [D A] 1 exit fresh;
    /// `D = A + B` where the caller knows that it fits.
    AddIWrap add_i_wrap [D A B] 0;
    /// `D = A + imm0` where the caller knows that it fits; `imm0` is left-justified.
    AddIWrapImm add_i_wrap_imm [D A] 1;
    /// `D = A * B` where the caller knows that it fits.
    MulIWrap mul_i_wrap [D A B] 0;
    /// Exits unless A is from 0 to 2^23 - 1: [`Room::INDEX`](super::room::Room::INDEX).
    GuardIndex guard_index [A] 0 exit;
    /// `D = A & B`.
    AndI and_i [D A B] 0;
    /// `D = A | B`.
    OrI or_i [D A B] 0;
    /// `D = A ^ B`.
    XorI xor_i [D A B] 0;
    /// `D = -A`.
    NegI neg_i [D A] 0 exit;
    /// `D = ~A`.
    InvertI invert_i [D A] 0;
    /// `D = A << B`; also exits if B is negative or above 49.
    ShlI shl_i [D A B] 0 exit;
    /// `D = A >> B`; exits if B is negative or above 49.
    ShrI shr_i [D A B] 0 exit;
    /// `D = A << imm0`, 0 to 49.
    ShlIImm shl_i_imm [D A] 1 exit;
    /// `D = A >> imm0`, 0 to 49.
    ShrIImm shr_i_imm [D A] 1;
    /// `D = A // B`, rounded down; exits if B is 0.
    FloordivI floordiv_i [D A B] 0 exit;
    /// `D = A % B`, with B's sign; exits if B is 0.
    ModI mod_i [D A B] 0 exit;
    /// `D = A * B / 2^(64 + imm0)`, rounded down, B being unsigned; not left-justified. B is a reciprocal.
    DivBy div_by [D A B] 1;
    /// `D = A * B` of which one is left-justified and the other is not, or none is; exits if that leaves 64 bits, signed.
    MulRaw mul_raw [D A B] 0 exit;
    /// `D =` the smaller of A and B.
    MinI min_i [D A B] 0;
    /// `D =` the larger of A and B.
    MaxI max_i [D A B] 0;

    // Words: ints from 0 to 2^64 - 1 as they are, or the low 64 bits of any others. What leaves them wraps.
    /// `D =` the boxed A; exits if it is no int, below 0 or above 2^64 - 1.
    GuardWord guard_word [D A] 0 exit;
    /// `D =` the low bits of the boxed A; exits if it is neither a small int nor one from 0 to 2^64 - 1.
    GuardLow guard_low [D A] 0 exit;
    /// `D =` the left-justified A.
    IntToWord int_to_word [D A] 0;
    /// `D =` A, left-justified, where the caller knows that it fits.
    WordToInt word_to_int [D A] 0;
    /// `D = A - B`.
    SubWord sub_word [D A B] 0;
    /// `D = A * B`.
    MulWord mul_word [D A B] 0;
    /// `D = A % B`, where the caller knows that B is not 0.
    ModWord mod_word [D A B] 0;
    /// `D = A << imm0`, 0 to 63.
    ShlWord shl_word [D A] 1;
    /// `D = A >> imm0`, 0 to 63.
    ShrWord shr_word [D A] 1;

    // Compare left-justified ints and branch. Equality also serves boxed values compared by their bits.
    /// Taken if `A < B`.
    BrLtI br_lt_i [A B] 0 taken;
    /// Taken if `A <= B`.
    BrLeI br_le_i [A B] 0 taken;
    /// Taken if `A == B`, all 64 bits.
    BrEqI br_eq_i [A B] 0 taken;
    /// Taken if `A != B`, all 64 bits.
    BrNeI br_ne_i [A B] 0 taken;
    /// Taken if `A < imm0`; `imm0` is left-justified, as in all six.
    BrLtImm br_lt_imm [A] 1 taken;
    /// Taken if `A <= imm0`.
    BrLeImm br_le_imm [A] 1 taken;
    /// Taken if `A > imm0`.
    BrGtImm br_gt_imm [A] 1 taken;
    /// Taken if `A >= imm0`.
    BrGeImm br_ge_imm [A] 1 taken;
    /// Taken if `A == imm0`.
    BrEqImm br_eq_imm [A] 1 taken;
    /// Taken if `A != imm0`.
    BrNeImm br_ne_imm [A] 1 taken;
    /// Taken if one of the lowest n bits of A is set; `imm0` is 50 - n, 1 to 49.
    BrBits br_bits [A] 1 taken;
    /// Taken if none of them is.
    BrNoBits br_no_bits [A] 1 taken;

    // Compare into a boxed bool.
    /// `D = A < B`, boxed.
    SetLtI set_lt_i [D A B] 0;
    /// `D = A <= B`, boxed.
    SetLeI set_le_i [D A B] 0;
    /// `D = A == B`, boxed; all 64 bits.
    SetEqI set_eq_i [D A B] 0;
    /// `D = A != B`, boxed; all 64 bits.
    SetNeI set_ne_i [D A B] 0;
    /// `D = A < B`, boxed, floats.
    SetLtF set_lt_f [D Af Bf] 0;
    /// `D = A <= B`, boxed, floats.
    SetLeF set_le_f [D Af Bf] 0;
    /// `D = A == B`, boxed, floats.
    SetEqF set_eq_f [D Af Bf] 0;
    /// `D = A != B`, boxed, floats.
    SetNeF set_ne_f [D Af Bf] 0;

    // Branch on a boxed bool, and on floats. `n` means "not", which is not the opposite comparison where a NaN takes part.
    /// `D = not A`, both boxed bools.
    NotBool not_bool [D A] 0;
    /// Taken if A, a boxed bool, is True.
    BrTrue br_true [A] 0 taken;
    /// Taken if A, a boxed bool, is False.
    BrFalse br_false [A] 0 taken;
    /// Taken if the boxed A is True; exits if it is no bool.
    GuardTrue guard_true [A] 0 exit taken;
    /// Taken if the boxed A is False; exits if it is no bool.
    GuardFalse guard_false [A] 0 exit taken;
    /// Taken if `A < B`.
    BrLtF br_lt_f [Af Bf] 0 taken;
    /// Taken if not `A < B`.
    BrNltF br_nlt_f [Af Bf] 0 taken;
    /// Taken if `A <= B`.
    BrLeF br_le_f [Af Bf] 0 taken;
    /// Taken if not `A <= B`.
    BrNleF br_nle_f [Af Bf] 0 taken;
    /// Taken if `A == B`.
    BrEqF br_eq_f [Af Bf] 0 taken;
    /// Taken if not `A == B`.
    BrNeF br_ne_f [Af Bf] 0 taken;
    /// Taken if `A == 0.0`.
    BrZeroF br_zero_f [Af] 0 taken;
    /// Taken if not `A == 0.0`.
    BrNonzeroF br_nonzero_f [Af] 0 taken;

    // Floats.
    /// `D = A + B`.
    AddF add_f [Df Af Bf] 0;
    /// `D =` what the sum of the boxed A and of B loses by rounding; 0.0 if A is no float, or a NaN.
    AddError add_error [Df A Bf] 0;
    /// `D = A - B`.
    SubF sub_f [Df Af Bf] 0;
    /// `D = A * B`.
    MulF mul_f [Df Af Bf] 0;
    /// `D = A / B`; exits if B is 0.
    DivF div_f [Df Af Bf] 0 exit;
    /// The same where B is known not to be 0.
    DivFNonzero div_f_nonzero [Df Af Bf] 0;
    /// `D = -A`.
    NegF neg_f [Df Af] 0;
    /// `D = |A|`.
    AbsF abs_f [Df Af] 0;
    /// `D =` the square root of A; exits if A is negative or a NaN.
    SqrtF sqrt_f [Df Af] 0 exit;
    /// `D = A ** -0.5`; exits where that is not certain. On x86-64 it always is not.
    InverseRootF inverse_root_f [Df Af] 0 exit;
    /// The same of `A ** -1.5`.
    InverseRootCubedF inverse_root_cubed_f [Df Af] 0 exit;
    /// `D =` B if that is less than A, else A.
    MinF min_f [Df Af Bf] 0;
    /// `D =` B if that is greater than A, else A.
    MaxF max_f [Df Af Bf] 0;
    /// `D =` A without its fraction, left-justified; exits if that is not in the 50-bit range.
    FloatToInt float_to_int [D Af] 0 exit;
    /// The same of the largest whole number that is not above A.
    FloorF floor_f [D Af] 0 exit;

    // Objects. A boxed reference holds an offset from the region's base; a raw address is what guard_kind and untag make of it.
    /// `D =` the raw address of A; exits unless A is a reference to an object whose kind is `imm0`.
    GuardKind guard_kind [D A] 1 exit;
    /// As [`StencilId::GuardKind`].
    GuardKindFresh guard_kind_fresh [D A] 1 exit fresh;
    /// `D =` the address of the list that A, boxed, refers to; exits if it is no list, or has no more than `imm0` items. At an
    /// exit D may have it all the same.
    GuardListOf guard_list_of [D A] 1 exit fresh;
    /// The same of a tuple, which has `imm0` items exactly.
    GuardTupleOf guard_tuple_of [D A] 1 exit fresh;
    /// `D =` the raw address of A, which is known to be a reference.
    Untag untag [D A] 0;
    /// `D =` item B (left-justified) of the list at raw A, boxed; exits if the index is negative or too large.
    ListGet list_get [D A B] 0 exit;
    /// The same, left-justified; also exits if the item is no small int.
    ListGetInt list_get_int [D A B] 0 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ListGetIntFresh list_get_int_fresh [D A B] 0 exit fresh;
    /// The same, as a float; also exits if the item is a NaN or no float.
    ListGetFloat list_get_float [Df A B] 0 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ListGetFloatFresh list_get_float_fresh [Df A B] 0 exit fresh;
    /// `D =` an item of the list at raw A, boxed. `imm0` is its index, `imm1` is 8 + 8 * index. Exits if the list is too short.
    ListGetImm list_get_imm [D A] 2 exit;
    /// The same, left-justified; also exits if the item is no small int.
    ListGetImmInt list_get_imm_int [D A] 2 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ListGetImmIntFresh list_get_imm_int_fresh [D A] 2 exit fresh;
    /// The same, as a float; also exits if the item is a NaN or no float.
    ListGetImmFloat list_get_imm_float [Df A] 2 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ListGetImmFloatFresh list_get_imm_float_fresh [Df A] 2 exit fresh;
    /// As `list_get`, of a tuple.
    TupleGet tuple_get [D A B] 0 exit;
    /// As `list_get_int`, of a tuple.
    TupleGetInt tuple_get_int [D A B] 0 exit;
    /// As `list_get_float`, of a tuple.
    TupleGetFloat tuple_get_float [Df A B] 0 exit;
    /// As `list_get_imm`, of a tuple.
    TupleGetImm tuple_get_imm [D A] 2 exit;
    /// As `list_get_imm_int`, of a tuple.
    TupleGetImmInt tuple_get_imm_int [D A] 2 exit;
    /// As `list_get_imm_float`, of a tuple.
    TupleGetImmFloat tuple_get_imm_float [Df A] 2 exit;
    /// Item B (left-justified) of the list at raw A becomes the boxed C; exits if the index is negative or too large.
    ListSet list_set [A B C] 0 exit;
    /// The same with a left-justified int C, which is boxed.
    ListSetInt list_set_int [A B C] 0 exit;
    /// The same with a float C.
    ListSetFloat list_set_float [A B Cf] 0 exit;
    /// Exits if index B (left-justified) of the list at raw A is negative or too large.
    CheckIndex check_index [A B] 0 exit;
    /// Exits if the list at raw A has no more than `imm0` items.
    CheckLength check_length [A] 1 exit;
    /// Exits unless the list or tuple at raw A has `imm0` items.
    CheckLengthIs check_length_is [A] 1 exit;
    /// Taken if index B (left-justified) of the list or tuple at raw A is negative or too large.
    BrNoItem br_no_item [A B] 0 taken;
    /// `D =` the address of the array of the list at raw A. An empty list has none: what is there is not to be read.
    ListItems list_items [D A] 0;
    // Items by the address of a list's array, where the caller knows that there is such an item and that none has been moved.
    /// `D =` item B (left-justified) of the array at address A, boxed.
    Item item [D A B] 0;
    /// The same, left-justified; exits if the item is no small int.
    ItemInt item_int [D A B] 0 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ItemIntFresh item_int_fresh [D A B] 0 exit fresh;
    /// The same, into a floating-point register: a NaN if the item is no float.
    ItemF item_f [Df A B] 0;
    /// `D =` an item of the array at address A, boxed. `imm0` is its byte offset.
    ItemImm item_imm [D A] 1;
    /// The same, left-justified; exits if the item is no small int.
    ItemImmInt item_imm_int [D A] 1 exit;
    /// The same, for a fresh D: at an exit it may have what was found.
    ItemImmIntFresh item_imm_int_fresh [D A] 1 exit fresh;
    /// The same, into a floating-point register: a NaN if the item is no float.
    ItemImmF item_imm_f [Df A] 1;
    /// Exits if A is a NaN.
    CheckF check_f [Af] 0 exit;
    /// Item B (left-justified) of the array at address A becomes the boxed C.
    PutItem put_item [A B C] 0;
    /// The same with a left-justified int C, which is boxed.
    PutItemInt put_item_int [A B C] 0;
    /// The same with a float C.
    PutItemFloat put_item_float [A B Cf] 0;
    /// An item of the array at address A becomes the boxed B. `imm0` is its byte offset.
    PutItemImm put_item_imm [A B] 1;
    /// The same with a left-justified int B, which is boxed.
    PutItemImmInt put_item_imm_int [A B] 1;
    /// The same with a float B.
    PutItemImmFloat put_item_imm_float [A Bf] 1;
    // Dicts, by their raw addresses.
    /// `D =` the value of an entry of the dict at raw A, boxed, if its key is the boxed `imm3`. `imm0` is the number of the entry, `imm1` and
    /// `imm2` are the byte offsets of its key and its value from the array of entries, 16 and 24 more than 24 times the number.
    /// Exits if there are not so many entries, or the key is another.
    DictGet dict_get [D A] 4 exit;
    /// The same, left-justified; also exits if the value is no small int.
    DictGetInt dict_get_int [D A] 4 exit;
    /// The same, as a float; also exits if the value is a NaN or no float.
    DictGetFloat dict_get_float [Df A] 4 exit;
    // Strs, by their raw addresses.
    /// `D =` character B (left-justified) of the str at raw A; `imm0`, 0 to 2^32 - 1, is the byte offset of the table of all strs of
    /// one ASCII character from the context. Exits if the index is negative or too large, or if the str is not ASCII.
    StrGet str_get [D A B] 1 exit;
    /// `D =` the code of the str at raw A, which is one ASCII character, left-justified; exits if it is not.
    StrOrd str_ord [D A] 0 exit;
    /// `D =` whether the str at raw A, one ASCII character, is in a set of them, boxed: bit n of `imm0` stands for character n, of
    /// `imm1` for character 64 + n. Exits if it is not one ASCII character.
    StrInSet str_in_set [D A] 2 exit;
    /// Taken if the strs at raw A and B are equal. Exits if their texts would have to be compared: if they are two strs of one
    /// length that are not both interned.
    BrEqStr br_eq_str [A B] 0 exit taken;
    /// Taken if they are not equal; exits as `br_eq_str`.
    BrNeStr br_ne_str [A B] 0 exit taken;
    /// `D =` whether they are equal, boxed; exits as `br_eq_str`.
    SetEqStr set_eq_str [D A B] 0 exit;
    /// `D =` whether they are not equal, boxed; exits as `br_eq_str`.
    SetNeStr set_ne_str [D A B] 0 exit;
    /// `D =` the header's length field of the object at raw A, left-justified: of a list, a tuple, bytes.
    LoadLen load_len [D A] 0;
    /// `D =` the 32 bits at raw A + `imm0`, zero-extended.
    LdField32 ld_field32 [D A] 1;
    /// `D =` the 64 bits at raw A + `imm0`.
    LdField ld_field [D A] 1;
    /// `D =` the 64 bits at context + `imm0`, 0 to 2^32 - 1.
    LdRegion ld_region [D] 1;
    /// The 64 bits at context + `imm0` become A.
    StRegion st_region [A] 1;

    // Iterators, see `IterKind`. Those over a list or a tuple that `enumerate` and `zip` are made of.
    /// `D =` the raw address of the iterator inside the `enumerate` A; exits if A is something else, calls Python functions, or counts
    /// below 0 or beyond small ints.
    EnumSource enum_source [D A] 0 exit;
    /// `D =` the raw address of the iterator at byte offset `imm0`, 8 or 16, of the tuple of those inside the `zip` A; exits if A is something
    /// else or not of two, calls Python functions, or has been interrupted.
    ZipSource zip_source [D A] 1 exit;
    /// Taken if the iterator at raw A has come to the end of the list or tuple; exits if it is over something else.
    BrEnded br_ended [A] 0 exit taken;
    /// `D =` the next item, boxed, of the iterator at raw A, of which `br_ended` said that there is one.
    IterItem iter_item [D A] 0;
    /// The iterator at raw A moves on.
    IterStep iter_step [A] 0;
    /// `D =` the number of the `enumerate` A, left-justified; it counts on. As `enum_source` found it.
    EnumNumber enum_number [D A] 0;

    /// Taken unless the slot at byte offset `imm0` holds the second int of the state of a loop (see `Cursor`) over the dict at raw A, which
    /// has the size that it had, with the view of number `imm1`.
    BrResized br_resized [A] 2 taken;
    /// `D =` the raw address of the entries of the dict at raw A, moved on by B entries, B being left-justified; taken if there are no more
    /// than B, or if that one has been deleted.
    DictEntry dict_entry [D A B] 0 taken;

    // Control. A status is what the trampoline `enter` returns.
    /// Goes to the target.
    Jump jump [] 0 taken ends;
    /// Stops the process: what lies behind code that is never left this way.
    Trap trap [] 0 ends;
    /// A unit of fuel, for an iteration or for a call that is inlined: takes it, and exits if there was none. The fuel register holds
    /// 0 or [`OWING`] then, which who goes on takes for 0.
    BackEdge back_edge [] 0 exit;
    /// Takes `imm0` fuel, 1 to 4095; exits if there is no more than that.
    Charge charge [] 1 exit;
    /// Exits if there is no fuel.
    HasFuel has_fuel [] 0 exit;
    /// Before a loop that counts from A to B by one, ints both: the fuel register holds from here on how many turns the loop or the fuel lasts
    /// for, whichever is less; the fuel beyond is held in the context.
    FoldFuel fold_fuel [A B] 0;
    /// The same by the int C. Exits, before anything has changed, unless that is above 0 and its sum with B is a small int.
    FoldFuelBy fold_fuel_by [A B C] 0 exit;
    /// The same before a loop over the items from index A on of the list or tuple at raw B, whose turns take 2^`imm0` units each; the one that has begun
    /// owes `imm1` of them, which are left out. Exits, before anything has changed, if there is less fuel than that, or if the list has 2^23 items or more. Nobody may make
    /// the list shorter in the loop.
    FoldItems fold_items [A B] 2 exit;
    /// Taken if no turn of such a loop is left.
    BrNoTurn br_no_turn [] 0 taken;
    /// Taken if one is left.
    BrTurn br_turn [] 0 taken;
    /// Takes it.
    TakeTurn take_turn [] 0;
    /// On the way out of a turn: the fuel register holds fuel again, what it has in turns and what the context holds.
    SettleFuel settle_fuel [] 0;
    /// The same, and one for this turn, which is not paid.
    SettleUnpaid settle_unpaid [] 0;
    /// Where no turn is left: the fuel register holds fuel again.
    SettleEnd settle_end [] 0;
    /// Calls a Python function whose window is ready. Exits, before anything has changed, if depth is at its margin or the
    /// callee's frame would pass the stack's; then takes 1 fuel like `back_edge`, writes the callee's H1, moves the frame pointer and jumps through
    /// the entry cell. The code behind it is where the callee returns to: put `after_call` there. Immediates: `imm0` byte offset of
    /// the depth in the caller's own H1, its upper 16 bits; `imm1` byte offset of the callee's H1 from the caller's frame pointer; `imm2` bytes from the caller's frame
    /// pointer to the callee's; `imm3` the literal `pc | delta << 32 | 1 << 48`; `imm4` bytes from the caller's frame pointer to the
    /// end of the callee's registers; `imm5` byte offset of the entry cell from the context, 0 to 2^32 - 1.
    CallPy call_py [] 6 exit kills;
    /// The same with the entry known: jumps to the target, which is the callee's entry, and has no `imm5`. For calls of the function that is
    /// being compiled, and of others whose code cannot go away before this one's.
    CallPyDirect call_py_direct [] 5 exit taken kills;
    /// First instruction of a compiled function: stores the return address into H0, at byte offset `imm0`. Who enters the function from elsewhere
    /// sets H0 and enters behind it.
    EnterPy enter_py [] 1;
    /// Returns to the address in H0, at byte offset `imm0`; the value, boxed, is in g0.
    RetPy ret_py [] 1 ends;
    /// Where a call returns to: the frame pointer goes back by `imm0` bytes. The returned value is in g0; no other register is alive.
    AfterCall after_call [] 1;
    /// Writes the header of an inlined function's frame: H0, at frame + `imm1`, becomes 0; H1, at frame + `imm2`, the literal `imm3` plus, in
    /// its upper half-word, the depth at frame + `imm0`.
    StHeader st_header [] 4;
    /// The frame pointer moves up by `imm0` bytes.
    Advance advance [] 1;
    /// `u64 enter(ctx, fp, target, value)` in the C convention (sysv64 on x86-64): fuel from the context, value to g0, jumps to target
    /// and returns the status that code leaves with.
    Enter enter [] 0 ends;
    /// Leaves compiled code with status `imm0` (0 to 65535) at instruction `imm1` (0 to 2^32 - 1): stores frame pointer, fuel and pc.
    Leave leave [] 2 ends;
    /// The stub of a side exit: calls `taken`, which sees by the return address which exit it is. Every register stays as it is.
    SideExit side_exit [] 0 taken ends;
    /// What the stubs of a function call: goes on at the address in the context's `save_and_leave`.
    SideExits side_exits [] 0 ends;
    /// Saves the return address of a stub's call and all pool registers in the context, and stores frame pointer and fuel; leaves with
    /// status [`SIDE_EXIT`].
    SaveAndLeave save_and_leave [] 0 ends;
    /// What the entry cell of a function that is not compiled points to: stores the return address as the context's value, the frame pointer and
    /// fuel; leaves with status `imm0`.
    LeaveCalled leave_called [] 1 ends;
    /// What H0 of a frame entered from the interpreter points to: stores g0 as the context's value, the frame pointer and fuel; leaves with status
    /// `imm0`.
    RetToDriver ret_to_driver [] 1 ends;
    /// `status = helpers[](ctx, fp, pc)`; `imm0` is the byte offset of the helper's address in the context, `imm1` the pc. Stores frame
    /// pointer and fuel before and loads fuel after. Goes on at status 0, else exits with the status in its fixed register.
    CallHelper call_helper [] 2 exit kills;
    /// The same, but status 1 is taken, 0 goes on, any other exits.
    CallHelperBr call_helper_br [] 2 exit taken kills;
    /// Leaves with the status that `call_helper` left in its fixed register; frame pointer, fuel and pc in the context are as the helper
    /// left them. Nothing may run in between.
    LeaveStatus leave_status [] 0 ends;
    /// `D = helpers[](ctx, A, B)`, boxed; `imm0` is the byte offset of the helper's address in the context. Stores frame pointer and fuel before
    /// and loads fuel after. Exits if it returns Unassigned.
    CallValue call_value [D A B] 1 exit kills;
    /// `D = helpers[](ctx, frame pointer + imm1, imm2)`, boxed; `imm0` is the byte offset of the helper's address in the context, `imm2`
    /// is any. Stores frame pointer and fuel before and loads fuel after. Exits if it returns Unassigned.
    CallWindow call_window [D] 3 exit kills;
    /// `D = helpers[](bits of A, bits of B)` as the bits of a float, with nothing stored; exits if the result is a NaN.
    CallMath call_math [Df Af Bf] 1 exit kills;
}
