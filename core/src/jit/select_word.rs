//! Sequences of operations on ints whose values leave the small ints on the way and come back: `(x * a + c) & mask`, `x >> k ^ x`.
//!
//! What a mask leaves of a sum, difference or product depends on nothing but the low bits of the operands, so such a sequence is done
//! in *words*: 64 bits in registers, without overflow. It begins with the low bits of its *leaves*, small ints or ints of
//! one limb, and ends where the value itself is known to be a word's. All its exits are those of its first instruction: what it
//! makes on its way is in no slot, and nothing else has been changed. On ints of so few limbs no operation costs fuel.

use super::compile::Refusal;
use super::plan::Target;
use super::registers::Form;
use super::select::{ASKED, Selector};
use super::select_arithmetic::{Arithmetic, operation};
use super::state::Res;
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::interp::answer::{WordAnswer, offset_of};
use crate::interp::run::seen;
use crate::value::Value;

/// The most operations of a sequence: so few that no int on its way has more than 11 limbs. Leaves and constants that are worked on
/// have one limb, and shifts are by less than 64, so that each operation adds one at most.
const MOST_MADE: usize = 10;
/// The most leaves.
const MOST_LEAVES: usize = 2;
/// The most temporaries that it writes.
const MOST_TEMPORARIES: usize = 4;
/// The most global variables that it takes for constants.
const MOST_GLOBALS: usize = 2;
/// Bits of a word.
const WORD: u8 = 64;
/// The bits of a value of which no more is known than its low bits.
const LOW: u8 = u8::MAX;
/// Bits of a small int that is not negative.
const SMALL: u8 = 49;

/// Where a word comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Constant(u64),
    Leaf(u8),
    Made(u8),
}

/// A word, and how many bits the value takes of which it is all, or the low ones.
#[derive(Clone, Copy)]
struct Node {
    source: Source,
    bits: u8,
}

impl Node {
    /// An int of one limb as a constant, or 2 to the 64th, of which there are only remainders.
    fn constant(cx: &Context, v: Value) -> Option<Node> {
        let n = cx.int_operand(v).filter(|_| !v.is_bool())?;
        let n = n.as_int();
        let bits = match (n.is_negative(), n.bit_length()) {
            (false, bits) if bits <= WORD.into() || n.limbs() == [0, 1] => bits as u8,
            _ if n.limbs().len() == 1 => LOW,
            _ => return None,
        };
        Some(Node { source: Source::Constant(n.low_u64()), bits })
    }

    /// Whether the word is the value.
    fn is_whole(self) -> bool {
        self.bits <= WORD
    }

    /// The constant, if it is one of a word.
    fn known(self) -> Option<u64> {
        match self.source {
            Source::Constant(k) if self.is_whole() => Some(k),
            _ => None,
        }
    }

    /// The mask that a remainder by this constant is, if that is a power of two.
    fn remainder_mask(self) -> Option<u64> {
        match self.source {
            Source::Constant(0) if self.bits == WORD + 1 => Some(u64::MAX),
            _ => self.known().filter(|k| k.is_power_of_two()).map(|k| k - 1),
        }
    }
}

/// A slot that a sequence begins with.
#[derive(Clone, Copy)]
struct Leaf {
    slot: u16,
    /// Whether it is known, or taken for granted, that it has a small int.
    int: bool,
    /// Whether it has to be the value itself.
    whole: bool,
}

/// An operation.
#[derive(Clone, Copy)]
struct Made {
    id: StencilId,
    a: Source,
    b: Option<Source>,
    imm: i64,
}

/// What a temporary has.
#[derive(Clone, Copy)]
struct Temporary {
    slot: u16,
    node: Node,
    /// Whether it has been an operand: then nobody asks for it again.
    used: bool,
    /// Its value, if that is a constant.
    constant: Option<Value>,
}

/// A list with room on the stack.
#[derive(Clone, Copy)]
struct Few<T, const N: usize> {
    items: [Option<T>; N],
    len: usize,
}

impl<T: Copy, const N: usize> Few<T, N> {
    /// An empty one. No constant: that would be copied with all that is in none of its items.
    #[inline(always)]
    fn new() -> Self {
        Few { items: core::array::from_fn(|_| None), len: 0 }
    }

    fn push(&mut self, item: T) -> Option<u8> {
        let at = self.len;
        *self.items.get_mut(at)? = Some(item);
        self.len += 1;
        Some(at as u8)
    }

    fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().take(self.len).flatten()
    }

    fn get(&self, at: u8) -> Option<T> {
        self.items.get(usize::from(at)).copied().flatten()
    }
}

/// A sequence.
#[derive(Clone, Copy)]
struct Sequence {
    leaves: Few<Leaf, MOST_LEAVES>,
    made: Few<Made, MOST_MADE>,
    temporaries: Few<Temporary, MOST_TEMPORARIES>,
    globals: Few<(u32, i64, Value), MOST_GLOBALS>,
    /// Whether values may leave the small ints on its way.
    leaves_small: bool,
    /// Whether an operand is a constant: others than ints have operators that none is an operand of.
    has_constant: bool,
}

/// A sequence that ends.
struct Found {
    sequence: Sequence,
    /// Its last instruction.
    last: u32,
    /// The slot of its result.
    to: u16,
    result: Node,
}

impl Sequence {
    fn make(&mut self, id: StencilId, a: Node, b: Option<Node>, imm: i64, bits: u8) -> Option<Node> {
        let made = Made { id, a: a.source, b: b.map(|b| b.source), imm };
        Some(Node { source: Source::Made(self.made.push(made)?), bits })
    }

    /// Asks for the value of a leaf, not only for its low bits.
    fn whole(&mut self, n: Node) -> Node {
        if let Source::Leaf(k) = n.source
            && let Some(Some(leaf)) = self.leaves.items.get_mut(usize::from(k))
            && !leaf.int
        {
            leaf.whole = true;
            return Node { bits: WORD, ..n };
        }
        n
    }

    /// `a & mask`
    fn mask(&mut self, a: Node, mask: u64) -> Option<Node> {
        let bits = (u64::BITS - mask.leading_zeros()) as u8;
        let bits = bits.min(a.bits);
        let nothing_lost = match a.bits {
            LOW => mask == u64::MAX,
            bits => ((1u128 << bits) - 1) & !u128::from(mask) == 0,
        };
        if nothing_lost {
            return Some(Node { bits, ..a });
        }
        let mask = Node { source: Source::Constant(mask), bits };
        self.make(StencilId::AndI, a, Some(mask), 0, bits)
    }

    /// An operation's result; `None` if it is not done on words.
    fn combine(&mut self, operation: Arithmetic, a: Node, b: Node) -> Option<Node> {
        let word = |bits: u32| if bits <= WORD.into() { bits as u8 } else { LOW };
        let sum = word(u32::from(a.bits.max(b.bits)) + 1);
        let shift = b.known().filter(|k| *k < WORD.into()).map(|k| k as u8);
        if a.bits == WORD + 1 || b.bits == WORD + 1 && operation != Arithmetic::Mod {
            return None;
        }
        self.has_constant |= matches!(a.source, Source::Constant(_)) || matches!(b.source, Source::Constant(_));
        let result = match operation {
            Arithmetic::Add => self.make(StencilId::AddIWrap, a, Some(b), 0, sum),
            Arithmetic::Sub => self.make(StencilId::SubWord, a, Some(b), 0, LOW),
            Arithmetic::Mul => {
                let bits = word(u32::from(a.bits) + u32::from(b.bits));
                self.make(StencilId::MulWord, a, Some(b), 0, bits)
            }
            Arithmetic::LShift => {
                let bits = word(u32::from(a.bits) + u32::from(shift?));
                self.make(StencilId::ShlWord, a, None, shift?.into(), bits)
            }
            Arithmetic::And => match (a.known(), b.known()) {
                (_, Some(mask)) => return self.mask(a, mask),
                (Some(mask), _) => return self.mask(b, mask),
                _ => {
                    let bits = a.bits.min(b.bits);
                    return self.make(StencilId::AndI, a, Some(b), 0, bits);
                }
            },
            Arithmetic::Or | Arithmetic::Xor => {
                let (a, b) = (self.whole(a), self.whole(b));
                let id = if operation == Arithmetic::Or { StencilId::OrI } else { StencilId::XorI };
                return self.make(id, a, Some(b), 0, a.bits.max(b.bits));
            }
            Arithmetic::RShift | Arithmetic::FloorDiv => {
                let shift = match operation {
                    Arithmetic::RShift => shift?,
                    _ => b.known().filter(|k| k.is_power_of_two())?.trailing_zeros() as u8,
                };
                let a = self.whole(a);
                if !a.is_whole() {
                    return None;
                }
                return self.make(StencilId::ShrWord, a, None, shift.into(), a.bits.saturating_sub(shift));
            }
            Arithmetic::Mod => match b.remainder_mask() {
                Some(mask) => return self.mask(a, mask),
                None => {
                    let divisor = b.known().filter(|k| *k != 0)?;
                    let a = self.whole(a);
                    if !a.is_whole() {
                        return None;
                    }
                    let bits = (u64::BITS - divisor.leading_zeros()) as u8;
                    return self.make(StencilId::ModWord, a, Some(b), 0, bits);
                }
            },
            Arithmetic::TrueDiv => None,
        }?;
        self.leaves_small |= result.bits > SMALL;
        Some(result)
    }

    /// The slot, a temporary or the last one that is written, gets a value.
    fn put(&mut self, slot: u16, node: Node, constant: Option<Value>) -> Option<()> {
        let new = Temporary { slot, node, used: false, constant };
        let len = self.temporaries.len;
        let held = self.temporaries.items.iter_mut().take(len).flatten().find(|t| t.slot == slot);
        match held {
            // What nobody has used is not thrown away.
            Some(t) if t.used => *t = new,
            Some(_) => return None,
            None => {
                self.temporaries.push(new)?;
            }
        }
        Some(())
    }
}

impl Selector<'_, '_> {
    /// A sequence of instructions that begins with this one, if it is one in words; where it ends is noted.
    pub(crate) fn words(&mut self, op: Op) -> Res<bool> {
        if operation(op).is_none() || !self.comes_back() || self.follows_given_up() {
            return Ok(false);
        }
        let Some(found) = self.sequence() else { return Ok(false) };
        self.emit_sequence(&found)?;
        self.skip_to = found.last + 1;
        Ok(true)
    }

    /// Whether there is an operation among those that begin with this one whose result may be a word, however large its operands are: no
    /// sequence ends before one.
    fn comes_back(&self) -> bool {
        let rest = self.insns.get(self.state.pc as usize..).unwrap_or(&[]);
        for op in rest.iter().map_while(|i| i.decode()) {
            match operation(op) {
                Some(Arithmetic::Add | Arithmetic::Sub | Arithmetic::Mul | Arithmetic::LShift) => {}
                Some(Arithmetic::TrueDiv) => return false,
                Some(_) => return true,
                None if matches!(op, Op::LoadConst | Op::LoadInt | Op::LoadGlobal) => {}
                None => return false,
            }
        }
        false
    }

    /// Whether the operation before this one, of whose result this one may be, is not specialised any more.
    fn follows_given_up(&self) -> bool {
        let given_up = |pc: u32| self.feedback.get(pc as usize).is_some_and(|bits| *bits >= ASKED);
        let mut before = self.state.pc;
        while let Some(pc) = before.checked_sub(1)
            && let Some(op) = self.insn(pc).and_then(Insn::decode)
        {
            match op {
                Op::LoadConst | Op::LoadInt | Op::LoadGlobal => before = pc,
                _ => return operation(op).is_some() && given_up(pc),
            }
        }
        false
    }

    /// The longest sequence that begins here.
    fn sequence(&self) -> Option<Found> {
        let mut s = Sequence {
            leaves: Few::new(),
            made: Few::new(),
            temporaries: Few::new(),
            globals: Few::new(),
            leaves_small: false,
            has_constant: false,
        };
        let mut found = None;
        for pc in self.state.pc.. {
            let Ok(site) = self.site(pc) else { break };
            let first = pc == self.state.pc;
            if !first && (site.is_join() || site.drops || site.head) {
                break;
            }
            let Some(i) = self.insn(pc) else { break };
            let Some(op) = i.decode() else { break };
            let next = self.site(pc + 1).map_or(0, |site| site.height);
            if self.step(&mut s, op, i).is_none() {
                break;
            }
            if operation(op).is_none() {
                continue;
            }
            let Some(result) = s.temporaries.iter().find(|t| t.slot == i.a) else { continue };
            // What is left in temporaries that may yet be looked at must be known.
            let tidy = |t: &Temporary| t.slot == i.a || t.slot >= next || t.constant.is_some();
            let all_used = |t: &Temporary| t.slot == i.a || t.used;
            if result.node.is_whole()
                && !matches!(result.node.source, Source::Constant(_))
                && s.leaves_small
                && s.has_constant
                && s.temporaries.iter().all(|t| tidy(t) && all_used(t))
            {
                found = Some(Found { sequence: s, last: pc, to: i.a, result: result.node });
            }
            if i.a < self.locals_end {
                break;
            }
        }
        found
    }

    /// Takes an instruction into the sequence.
    fn step(&self, s: &mut Sequence, op: Op, i: Insn) -> Option<()> {
        let loaded = match op {
            Op::LoadConst => Some(self.cx.constant(self.code, i.bc())),
            Op::LoadInt => Some(Value::int32(i.bc_signed())),
            Op::LoadGlobal => {
                let slot = i.bc();
                let (v, offset) = self.global(self.cx.get(self.code).globals, slot)?;
                let stored = |i: &Insn| i.decode() == Some(Op::StoreGlobal) && i.bc() == slot;
                if !self.cx.is_integer(v) || v.is_bool() || self.insns.iter().any(stored) {
                    return None;
                }
                s.globals.push((slot, offset, v))?;
                Some(v)
            }
            _ => None,
        };
        if let Some(v) = loaded {
            return if i.a < self.locals_end { None } else { s.put(i.a, Node::constant(self.cx, v)?, Some(v)) };
        }
        let operation = operation(op)?;
        let a = self.operand(s, i.b)?;
        let b = match op {
            Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt => {
                Node::constant(self.cx, Value::int32(i.c_signed().into()))?
            }
            _ => self.operand(s, i.c)?,
        };
        if matches!((a.source, b.source), (Source::Constant(_), Source::Constant(_))) {
            return None;
        }
        let result = s.combine(operation, a, b)?;
        s.put(i.a, result, None)
    }

    /// An operand in a slot.
    fn operand(&self, s: &mut Sequence, slot: u16) -> Option<Node> {
        let len = s.temporaries.len;
        if let Some(t) = s.temporaries.items.iter_mut().take(len).flatten().find(|t| t.slot == slot) {
            if t.used {
                return None;
            }
            t.used = true;
            return Some(t.node);
        }
        if let Some(bits) = self.state.constant(slot) {
            // SAFETY: constants' bits come from values.
            return Node::constant(self.cx, unsafe { Value::from_bits(bits) });
        }
        let ty = self.ty(slot);
        if !matches!(ty, Type::Int | Type::Unknown | Type::Other) {
            return None;
        }
        let int = ty == Type::Int;
        let seen = self.seen.get(slot.into()).unwrap_or(0);
        s.leaves_small |= !int && seen & seen::OTHER != 0 && seen & !(seen::OTHER | seen::INT) == 0;
        let known = s.leaves.iter().position(|leaf| leaf.slot == slot);
        let at = match known {
            Some(at) => at as u8,
            None => s.leaves.push(Leaf { slot, int, whole: false })?,
        };
        Some(Node { source: Source::Leaf(at), bits: LOW })
    }

    /// Plans a sequence.
    fn emit_sequence(&mut self, found: &Found) -> Res {
        let s = &found.sequence;
        for &(slot, offset, v) in s.globals.iter() {
            self.expect_global(slot, offset, v)?;
        }
        let mut leaves = [None; MOST_LEAVES];
        let mut made = [Reg(0); MOST_MADE];
        for (m, to) in s.made.iter().zip(0..) {
            let a = self.word(s, m.a, &mut leaves, &made)?;
            let b = match m.b {
                Some(b) => Some(self.word(s, b, &mut leaves, &made)?),
                None => None,
            };
            // A register that nobody needs any more, if there is one.
            let mut free = [(Some(m.a), Some(a)), (m.b, b)].map(|(source, r)| match source {
                Some(Source::Leaf(_)) | None => None,
                _ => r,
            });
            let d = match free.iter_mut().find_map(Option::take) {
                Some(r) => r,
                None => self.state.alloc(Form::Int)?,
            };
            match b {
                Some(b) => self.state.emit(m.id, &[d, a, b], &[])?,
                None => self.state.emit(m.id, &[d, a], &[m.imm])?,
            }
            if let Some(r) = free.into_iter().flatten().find(|r| *r != d) {
                self.state.give_back(r);
            }
            if let Some(place) = made.get_mut(to) {
                *place = d;
            }
        }
        let result = self.word(s, found.result.source, &mut leaves, &made)?;
        for r in leaves.into_iter().flatten().filter(|r| *r != result) {
            self.state.give_back(r);
        }
        if found.result.bits <= SMALL {
            self.leave_temporaries(found)?;
            self.produce(found.to, StencilId::WordToInt, Form::Int, Type::Int, &[result], &[])?;
            return Ok(());
        }
        self.state.flush(u16::MAX)?;
        let exit = Target::Exit(self.state.exit()?);
        let d = self.state.alloc(Form::Boxed)?;
        let imms = [offset_of(WordAnswer::NewInt)];
        self.state.plan.stencil(StencilId::CallValue, &[d, result, result], &imms, exit, Target::None)?;
        self.state.after_helper()?;
        self.leave_temporaries(found)?;
        self.state.set(found.to, d, Form::Boxed, Type::Unknown)?;
        self.state.learn(found.to, Type::Unknown)?;
        self.note(found.to, seen::INT | seen::OTHER)
    }

    /// A word in a register of the sequence's own.
    fn word(
        &mut self,
        s: &Sequence,
        source: Source,
        leaves: &mut [Option<Reg>; MOST_LEAVES],
        made: &[Reg; MOST_MADE],
    ) -> Res<Reg> {
        let k = match source {
            Source::Constant(k) => return self.state.temporary(k),
            Source::Made(k) => return Ok(made.get(usize::from(k)).copied().unwrap_or_default()),
            Source::Leaf(k) => k,
        };
        let place = leaves.get_mut(usize::from(k)).ok_or(Refusal::Internal)?;
        if let Some(r) = *place {
            return Ok(r);
        }
        let leaf = s.leaves.get(k).ok_or(Refusal::Internal)?;
        let (id, from) = match leaf {
            Leaf { int: true, .. } => (StencilId::IntToWord, self.state.int(leaf.slot)?),
            Leaf { whole: true, .. } => (StencilId::GuardWord, self.state.boxed(leaf.slot)?),
            _ => (StencilId::GuardLow, self.state.boxed(leaf.slot)?),
        };
        let r = self.state.alloc(Form::Int)?;
        self.state.emit(id, &[r, from], &[])?;
        self.state.end_use_of(from);
        *place = Some(r);
        Ok(r)
    }

    /// What the sequence's temporaries hold behind it.
    fn leave_temporaries(&mut self, found: &Found) -> Res {
        let next = self.site(found.last + 1)?.height;
        for t in found.sequence.temporaries.iter().filter(|t| t.slot != found.to) {
            match t.constant.filter(|_| t.slot < next) {
                Some(v) => {
                    self.load(t.slot, v)?;
                }
                None => {
                    self.state.forget(t.slot)?;
                    self.note(t.slot, 0)?;
                }
            }
        }
        Ok(())
    }

    /// Leaves where a global variable is not the constant that it was.
    fn expect_global(&mut self, slot: u32, offset: i64, v: Value) -> Res {
        let variable = self.global_variable(slot);
        if !self.watch(variable)? && !self.state.known_globals.has(offset) {
            let r = self.state.alloc(Form::Boxed)?;
            self.state.emit(StencilId::LdRegion, &[r], &[offset])?;
            let expected = self.state.temporary(v.bits())?;
            let exit = Target::Exit(self.state.exit()?);
            self.state.branch(StencilId::BrNeI, &[r, expected], &[], exit)?;
            self.state.give_back(r);
            self.state.give_back(expected);
            self.state.known_globals.add(offset);
        }
        self.refer(v)
    }
}
