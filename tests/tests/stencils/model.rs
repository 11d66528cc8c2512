//! What each stencil that works on registers means, in Rust: inputs, immediates and outcome.

use std::cmp::Ordering::{Equal, Less};

use patchnose_core::jit::stencil::{ImmRange, StencilId};
use patchnose_core::num::math::fused_inverse_root;
use patchnose_core::value::Value;

use crate::world::{
    BIG, CURSOR, CURSORS, DICT, ENTRIES, ENUMERATE, FIELDS, FRAME, ITEMS, LETTERS, LIST, Random, STORAGE, STR, STRS,
    TEXT, TUPLE, WORDS, World, ZIP, ZIPPED,
};

/// Where a stencil goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    Next,
    Exit,
    Taken,
}

/// What a source holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum In {
    /// A left-justified int.
    Int,
    /// One that may count bits or index the list and tuple.
    Small,
    /// The index of a place for an item.
    Index,
    /// Any boxed value.
    Boxed,
    /// The same, or a reference to an object that may be a big int.
    Big,
    /// An int from 1 to 2^49 - 1 as it is.
    Count,
    /// A boxed bool.
    Bool,
    /// The same, or any boxed value.
    MaybeBool,
    /// A boxed reference to the list or the tuple, or any boxed value.
    Ref,
    /// The raw address of the list, the tuple, the fields.
    List,
    /// The address of its first item.
    Items,
    Tuple,
    Fields,
    /// The raw address of the dict.
    Dict,
    /// The raw address of one of the strs.
    Str,
    /// A boxed reference to the `enumerate`, the `zip`, or any boxed value; that to the `enumerate`.
    Pairs,
    Enumerate,
    /// The raw address of an iterator; of one that has an item.
    Cursor,
    Ready,
    /// A float.
    Float,
    /// 64 bits that may equal those of others.
    Bits,
}

const SHIFT: u32 = 14;
const INT_TAG: u64 = 0xfffc << 48;
pub const KIND_LIST: u8 = 5;
const KIND_TUPLE: u8 = 6;
const KIND_STR: u8 = 3;
const KIND_BIG_INT: u8 = 4;
const KIND_DICT: u8 = 7;
const KIND_ITERATOR: u8 = 11;
/// Numbers of iterators.
const SEQUENCE: u64 = 0;
const ENUMERATED: u64 = 10;
const ZIPPED_NUMBER: u64 = 11;
/// No value.
const UNASSIGNED: u64 = Value::UNASSIGNED.bits();
/// Flags of strs.
const ASCII: u64 = 1;
const INTERNED: u64 = 2;
const SHARED: u64 = 4;

/// The stencil that does the same, if this one is for a fresh destination and what that holds at an exit is not told.
fn plain(id: StencilId) -> StencilId {
    use StencilId as S;
    let told = matches!(id, S::AddIFresh | S::SubIFresh | S::MulIFresh | S::AddIImmFresh);
    let same = S::ALL.iter().find(|plain| plain.fresh() == Some(id) && !told);
    *same.unwrap_or(&id)
}

/// What the sources of a stencil hold; `None` if the stencil is tested in `control.rs`.
pub fn inputs(id: StencilId) -> Option<&'static [In]> {
    use In::{
        Big, Bits, Bool, Boxed, Count, Cursor, Dict, Enumerate, Fields, Float, Index, Int, Items, List, MaybeBool,
        Pairs, Ready, Ref, Small, Str, Tuple,
    };
    use StencilId as S;
    Some(match id {
        S::LdSlot | S::LdSlotF | S::LdSlotInt | S::LdSlotI | S::LdSlotFloat => &[],
        S::LdConst16 | S::LdConst32 | S::LdConstNeg => &[],
        S::LdConst64 | S::StConst64 | S::LdAddr | S::LdConstF | S::ZeroF | S::LdRegion | S::Jump => &[],
        S::Mov | S::StSlot | S::StRegion | S::UnboxFloat | S::UnboxInt => &[Bits],
        S::GuardInt | S::GuardFloat | S::NumberToFloat | S::CheckF => &[Boxed],
        S::AddError => &[Boxed, Float],
        S::MovF
        | S::StSlotF
        | S::BoxFloat
        | S::NegF
        | S::AbsF
        | S::SqrtF
        | S::InverseRootF
        | S::InverseRootCubedF
        | S::FloatToInt
        | S::FloorF
        | S::BrZeroF
        | S::BrNonzeroF => &[Float],
        S::StSlotInt
        | S::BoxInt
        | S::IntToFloat
        | S::AddIImm
        | S::AddIImmFresh
        | S::AddIWrapImm
        | S::NegI
        | S::InvertI => &[Int],
        S::ShlIImm | S::ShrIImm | S::IntToWord => &[Int],
        S::GuardWord | S::GuardLow => &[Big],
        S::MulRaw => &[Int, Count],
        S::DivBy => &[Int, Bits],
        S::WordToInt => &[Count],
        S::SubWord | S::MulWord => &[Bits, Bits],
        S::ModWord => &[Bits, Count],
        S::ShlWord | S::ShrWord => &[Bits],
        S::BrLtImm | S::BrLeImm | S::BrGtImm | S::BrGeImm | S::BrEqImm | S::BrNeImm => &[Int],
        S::BrBits | S::BrNoBits | S::GuardIndex => &[Int],
        S::AddI
        | S::SubI
        | S::MulI
        | S::AddIFresh
        | S::SubIFresh
        | S::MulIFresh
        | S::AddIWrap
        | S::MulIWrap
        | S::AndI
        | S::OrI
        | S::XorI
        | S::FloordivI
        | S::ModI
        | S::MinI
        | S::MaxI => &[Int, Int],
        S::BrLtI | S::BrLeI | S::SetLtI | S::SetLeI => &[Int, Int],
        S::ShlI | S::ShrI => &[Int, Small],
        S::BrEqI | S::BrNeI | S::SetEqI | S::SetNeI => &[Bits, Bits],
        S::SetLtF
        | S::SetLeF
        | S::SetEqF
        | S::SetNeF
        | S::AddF
        | S::SubF
        | S::MulF
        | S::DivF
        | S::DivFNonzero
        | S::MinF
        | S::MaxF => &[Float, Float],
        S::BrLtF | S::BrNltF | S::BrLeF | S::BrNleF | S::BrEqF | S::BrNeF => &[Float, Float],
        S::BrTrue | S::BrFalse | S::NotBool => &[Bool],
        S::GuardTrue | S::GuardFalse => &[MaybeBool],
        S::GuardKind | S::Untag | S::GuardListOf | S::GuardTupleOf => &[Ref],
        S::ListGet | S::ListGetInt | S::ListGetFloat => &[List, Small],
        S::ListGetImm | S::ListGetImmInt | S::ListGetImmFloat => &[List],
        S::TupleGet | S::TupleGetInt | S::TupleGetFloat => &[Tuple, Small],
        S::TupleGetImm | S::TupleGetImmInt | S::TupleGetImmFloat => &[Tuple],
        S::ListSet => &[List, Small, Boxed],
        S::ListSetInt => &[List, Small, Int],
        S::ListSetFloat => &[List, Small, Float],
        S::CheckIndex | S::BrNoItem => &[List, Small],
        S::CheckLength | S::CheckLengthIs | S::ListItems => &[List],
        S::Item | S::ItemInt | S::ItemF => &[Items, Index],
        S::ItemImm | S::ItemImmInt | S::ItemImmF => &[Items],
        S::PutItem => &[Items, Index, Boxed],
        S::PutItemInt => &[Items, Index, Int],
        S::PutItemFloat => &[Items, Index, Float],
        S::PutItemImm => &[Items, Boxed],
        S::PutItemImmInt => &[Items, Int],
        S::PutItemImmFloat => &[Items, Float],
        S::ListGetIntFresh
        | S::ListGetFloatFresh
        | S::ListGetImmIntFresh
        | S::ListGetImmFloatFresh
        | S::ItemIntFresh
        | S::ItemImmIntFresh
        | S::GuardKindFresh => return inputs(plain(id)),
        S::DictGet | S::DictGetInt | S::DictGetFloat => &[Dict],
        S::BrResized => &[Dict],
        S::DictEntry => &[Dict, Small],
        S::LoadLen => &[List],
        S::LdField32 | S::LdField => &[Fields],
        S::EnumSource | S::ZipSource => &[Pairs],
        S::EnumNumber => &[Enumerate],
        S::BrEnded | S::IterStep => &[Cursor],
        S::IterItem => &[Ready],
        S::StrGet => &[Str, Small],
        S::StrOrd | S::StrInSet => &[Str],
        S::BrEqStr | S::BrNeStr | S::SetEqStr | S::SetNeStr => &[Str, Str],
        S::Trap
        | S::BackEdge
        | S::Charge
        | S::HasFuel
        | S::FoldFuel
        | S::FoldFuelBy
        | S::FoldItems
        | S::BrNoTurn
        | S::BrTurn
        | S::TakeTurn
        | S::SettleFuel
        | S::SettleUnpaid
        | S::SettleEnd
        | S::CallPy
        | S::EnterPy
        | S::RetPy
        | S::AfterCall
        | S::StHeader
        | S::Advance
        | S::Enter
        | S::Leave
        | S::SideExit
        | S::SideExits
        | S::SaveAndLeave => return None,
        S::CallPyDirect
        | S::LeaveCalled
        | S::RetToDriver
        | S::CallHelper
        | S::CallHelperBr
        | S::LeaveStatus
        | S::CallValue
        | S::CallWindow
        | S::CallMath => return None,
    })
}

/// A boxed reference to the object at an offset.
fn reference(at: usize) -> u64 {
    0xfff9 << 48 | (at / 8) as u64
}

/// A value of the sort.
pub fn value(sort: In, world: &mut World, random: &mut Random) -> u64 {
    match sort {
        In::Int => (random.int() as u64) << SHIFT,
        In::Small => ((random.below(60) as u64).wrapping_sub(3) << SHIFT) >> (random.below(8) / 7 * 3) & !0x3fff,
        In::Index => (random.below(ITEMS) as u64) << SHIFT,
        In::Boxed => random.boxed(),
        In::Big if random.below(2) == 0 => 0xfff9 << 48 | (BIG / 8) as u64,
        In::Big => random.boxed(),
        In::Count => (random.next() >> 15 >> random.below(49)).max(1),
        In::Bool => 0xfffa << 48 | (1 + random.below(2) as u64),
        In::MaybeBool if random.below(4) > 0 => value(In::Bool, world, random),
        In::MaybeBool => match random.below(3) {
            0 => boolean(false) - 1,
            1 => boolean(true) + 1,
            _ => random.boxed(),
        },
        In::Ref => match random.below(4) {
            0 => reference(LIST),
            1 | 2 => reference(TUPLE),
            _ => random.boxed(),
        },
        In::List => world.address(LIST),
        In::Items => world.address(STORAGE),
        In::Tuple => world.address(TUPLE),
        In::Dict => world.address(DICT),
        In::Str => world.address(STRS + STR * random.below(4)),
        In::Pairs => match random.below(4) {
            0 | 1 => reference(ENUMERATE),
            2 => reference(ZIP),
            _ => random.boxed(),
        },
        In::Enumerate => reference(ENUMERATE),
        In::Cursor => world.address(CURSORS + CURSOR * random.below(2)),
        In::Ready => {
            let at = CURSORS + CURSOR * random.below(2);
            world.set(at + 16, INT_TAG | random.below(ITEMS) as u64);
            world.address(at)
        }
        In::Fields => world.address(FIELDS),
        In::Float => random.float().to_bits(),
        In::Bits => match random.below(3) {
            0 => random.one(&[0, 1, u64::MAX, 1 << 32, 1 << 63]),
            1 => random.boxed(),
            _ => random.next(),
        },
    }
}

/// Fills the world's objects with values.
pub fn fill(world: &mut World, random: &mut Random) {
    let len = random.below(ITEMS + 1) as u32;
    world.header(LIST, KIND_LIST, len);
    world.set(LIST + 8, (STORAGE / 8) as u64);
    world.header(STORAGE, 1, ITEMS as u32);
    world.header(TUPLE, KIND_TUPLE, len);
    for k in 0..ITEMS {
        world.set(STORAGE + 8 + 8 * k, random.boxed());
        world.set(TUPLE + 8 + 8 * k, random.boxed());
    }
    let (kind, flags) = (random.one(&[KIND_BIG_INT, KIND_BIG_INT, KIND_BIG_INT, KIND_LIST]), random.below(4) / 3);
    world.header(BIG, kind, 1 + random.below(4) as u32 / 3);
    world.set(BIG, world.get(BIG) | (flags as u64) << 8);
    world.set(BIG + 8, random.next());
    for k in 0..4 {
        let at = STRS + STR * k;
        world.header(at, KIND_STR, random.below(4) as u32);
        let flags = random.below(8) as u64;
        world.set(at, world.get(at) | flags << 8);
        let text = random.next() & 0x7f7f_7f7f_7f7f_7f7f;
        let units = if flags & SHARED != 0 { (TEXT / 8) as u64 } else { text };
        world.set(at + 16, units);
        world.set(TEXT + 16, random.next() & 0x7f7f_7f7f_7f7f_7f7f);
    }
    world.header(DICT, KIND_DICT, random.below(ITEMS) as u32);
    world.set(DICT + 8, (ENTRIES as u64 / 8) << 32);
    world.set(DICT + 16, random.below(ITEMS + 1) as u64);
    for k in 0..3 * ITEMS {
        world.set(ENTRIES + 8 + 8 * k, random.boxed());
    }
    if random.below(4) == 0 {
        world.set(ENTRIES + 16 + 24 * random.below(ITEMS), UNASSIGNED);
    }
    fill_iterators(world, random);
    for k in 0..128 {
        world.set(LETTERS + 8 * k, random.boxed());
    }
}

/// Fills in the iterators. Kind and number are now and then those of others.
fn fill_iterators(world: &mut World, random: &mut Random) {
    const NUMBERS: [u64; 3] = [SEQUENCE, ENUMERATED, ZIPPED_NUMBER];
    let iterator = |at: usize, number: u64, fields: [u64; 3], world: &mut World, random: &mut Random| {
        let (kind, flags) =
            (random.one(&[KIND_ITERATOR, KIND_ITERATOR, KIND_ITERATOR, 12]), random.one(&[0, 1, 64, 0x80]));
        let number = if random.below(4) == 0 { random.one(&NUMBERS) } else { number };
        world.set(at, u64::from(kind) | flags << 8 | number << 16 | random.next() << 32);
        fields.iter().enumerate().for_each(|(k, field)| world.set(at + 8 + 8 * k, *field));
    };
    let none = 0xfffa << 48;
    for k in 0..2 {
        let source = reference(random.one(&[LIST, TUPLE, LIST, STRS]));
        let position = if random.below(4) == 0 { none } else { INT_TAG | random.below(ITEMS) as u64 };
        iterator(CURSORS + CURSOR * k, SEQUENCE, [source, position, none], world, random);
    }
    let number = match random.below(3) {
        0 => random.boxed(),
        1 => INT_TAG | random.one(&[0, (1 << 49) - 1, (1 << 49) - 2, 1 << 49]),
        _ => INT_TAG | random.below(1000) as u64,
    };
    iterator(ENUMERATE, ENUMERATED, [reference(CURSORS), number, none], world, random);
    let interrupted = if random.below(3) == 0 { reference(TUPLE) } else { none };
    iterator(ZIP, ZIPPED_NUMBER, [reference(ZIPPED), none, interrupted], world, random);
    world.header(ZIPPED, KIND_TUPLE, random.one(&[2, 2, 1, 3]));
    world.set(ZIPPED + 8, reference(CURSORS));
    world.set(ZIPPED + 16, reference(CURSORS + CURSOR));
}

/// Whether the object is an iterator with this number, and calls nothing if that may be.
fn is_iterator(at: usize, number: u64, may_call: bool, world: &World) -> bool {
    let header = world.get(at);
    header as u8 == KIND_ITERATOR && header >> 16 & 0xffff == number && !(may_call && header >> 8 & 0x80 != 0)
}

/// Length, flags and first eight bytes of the str at this address.
fn str_at(address: u64, world: &mut World) -> (u64, u64, [u8; 8]) {
    let at = (address - world.address(0)) as usize;
    let (header, text) = (world.get(at), world.get(at + 16));
    let flags = header >> 8 & 0xff;
    let text = if flags & SHARED != 0 { world.get(TEXT + 16) } else { text };
    (header >> 32, flags, text.to_le_bytes())
}

/// Immediates for the stencil, and what must be in memory for them.
pub fn immediates(id: StencilId, ranges: &[ImmRange], world: &mut World, random: &mut Random) -> Vec<i64> {
    use StencilId as S;
    let slot = 8 * (300 + random.below(3796)) as i64;
    let word = (WORDS + 8 * random.below(1000)) as i64;
    let any = |r: &ImmRange, random: &mut Random| match random.below(4) {
        0 => r.max,
        1 => r.min,
        _ => {
            let span = (i128::from(r.max) - i128::from(r.min) + 1) as u128;
            (i128::from(r.min) + (u128::from(random.next()) % span) as i128) as i64 & (-1 << r.align)
        }
    };
    match plain(id) {
        S::LdSlot | S::LdSlotF | S::LdSlotInt | S::LdSlotI | S::LdSlotFloat => {
            world.set(FRAME + slot as usize, random.boxed());
            vec![slot]
        }
        S::StSlot | S::StSlotF | S::StSlotInt => vec![slot],
        S::StConst64 => vec![slot, any(&ranges[1], random)],
        S::LdRegion => {
            world.set(word as usize, random.next());
            vec![word]
        }
        S::StRegion => vec![word],
        S::LdField | S::LdField32 => {
            let at = 8 * random.below(if id == S::LdField { 4096 } else { 2048 });
            world.set(FIELDS + at, random.next());
            vec![at as i64 + if id == S::LdField32 { random.one(&[0, 4]) } else { 0 }]
        }
        S::ListGetImm
        | S::ListGetImmInt
        | S::ListGetImmFloat
        | S::TupleGetImm
        | S::TupleGetImmInt
        | S::TupleGetImmFloat => {
            let k = random.below(ITEMS) as i64;
            vec![k, 8 + 8 * k]
        }
        S::ItemImm | S::ItemImmInt | S::ItemImmF | S::PutItemImm | S::PutItemImmInt | S::PutItemImmFloat => {
            vec![8 + 8 * random.below(ITEMS) as i64]
        }
        S::CheckLength => vec![random.below(ITEMS) as i64],
        S::CheckLengthIs | S::GuardTupleOf => vec![(ITEMS - random.below(2)) as i64],
        S::GuardListOf => vec![(ITEMS - random.below(3)) as i64],
        S::DictGet | S::DictGetInt | S::DictGetFloat => {
            let k = random.below(ITEMS) as i64;
            let at = 16 + 24 * k;
            let key = if random.below(4) == 0 { random.boxed() } else { world.get(ENTRIES + at as usize) };
            vec![k, at, at + 8, key as i64]
        }
        S::BrResized => {
            let len = world.get(DICT) >> 32;
            let begun = INT_TAG | random.one(&[len, len, len + 1]) << 2 | random.below(3) as u64;
            world.set(FRAME + slot as usize, begun);
            vec![slot, random.below(3) as i64]
        }
        S::StrGet => vec![LETTERS as i64],
        S::StrInSet => vec![random.next() as i64, random.next() as i64],
        S::ZipSource => vec![random.one(&[8, 16])],
        S::GuardKind | S::GuardKindFresh => vec![random.one(&[KIND_LIST, KIND_TUPLE, 0, 255]).into()],
        S::AddIImm
        | S::AddIImmFresh
        | S::AddIWrapImm
        | S::BrLtImm
        | S::BrLeImm
        | S::BrGtImm
        | S::BrGeImm
        | S::BrEqImm
        | S::BrNeImm => {
            let small = random.below(100) as i64 - 50;
            let r = &ranges[0];
            let large = any(r, random).clamp(r.min + 0x3fff, r.max) & !0x3fff;
            vec![random.one(&[small << SHIFT, r.max & !0x3fff, (r.min + 0x3fff) & !0x3fff, large])]
        }
        _ => ranges.iter().map(|r| any(r, random)).collect(),
    }
}

/// `v` as a boxed bool.
fn boolean(v: bool) -> u64 {
    (0xfffa << 48) + 1 + u64::from(v)
}

/// A left-justified result, or an exit if it does not fit.
fn fits(v: i128) -> (To, Option<u64>) {
    if (-(1 << 49)..1 << 49).contains(&v) { (To::Next, Some((v as u64) << SHIFT)) } else { (To::Exit, None) }
}

/// The same of a fresh destination, which is written at an exit too.
fn fresh(v: i128) -> (To, Option<u64>) {
    (fits(v).0, Some((v as u64) << SHIFT))
}

/// The outcome: where control goes, what the destination holds then, `None` at an exit if that is not told. `s` are the sources. Changes the world as the stencil does.
pub fn model(id: StencilId, s: &[u64], imms: &[i64], world: &mut World) -> (To, Option<u64>) {
    use StencilId as S;
    let id = plain(id);
    let imm = |k: usize| imms.get(k).copied().unwrap_or(0);
    let a = s.first().copied().unwrap_or(0);
    let b = s.get(1).copied().unwrap_or(0);
    let (fa, fb) = (f64::from_bits(a), f64::from_bits(b));
    let (ia, ib) = (i128::from(a as i64 >> SHIFT), i128::from(b as i64 >> SHIFT));
    let ik = i128::from(imm(0) >> SHIFT);
    let done = |d: u64| (To::Next, Some(d));
    let float = |f: f64| (To::Next, Some(f.to_bits()));
    let justified = |v: i128| (To::Next, Some((v as u64) << SHIFT));
    let taken = |c: bool| (if c { To::Taken } else { To::Next }, None);
    let bool = |c: bool| (To::Next, Some(boolean(c)));
    let exit = (To::Exit, None);
    let as_int = |v: u64| if v >= INT_TAG { (To::Next, Some(v << SHIFT)) } else { exit };
    let as_float = |v: u64| if f64::from_bits(v).is_nan() { exit } else { (To::Next, Some(v)) };
    let slot = FRAME.wrapping_add(imm(0) as usize);
    let word = || imm(0) as usize;
    let reference = || (a >> 48 == 0xfff9).then(|| (a as u32 as usize) * 8);
    // An item of the list or tuple, by index.
    let item = |at: usize, index: i128, world: &World| {
        let len = i128::from(world.get(at) >> 32);
        let items = if at == LIST { STORAGE } else { TUPLE };
        (index >= 0 && index < len).then(|| items + 8 + 8 * index as usize)
    };
    let get = |at: usize, index: i128, world: &World| item(at, index, world).map(|at| world.get(at));
    match id {
        S::Mov | S::MovF | S::UnboxFloat | S::BoxFloat => done(a),
        S::LdSlot | S::LdSlotF => done(world.get(slot)),
        S::LdSlotInt => as_int(world.get(slot)),
        S::LdSlotI => done(world.get(slot) << SHIFT),
        S::UnboxInt => done(a << SHIFT),
        S::LdSlotFloat => as_float(world.get(slot)),
        S::StSlot | S::StSlotF => {
            world.set(slot, a);
            (To::Next, None)
        }
        S::StSlotInt => {
            world.set(slot, INT_TAG | a >> SHIFT);
            (To::Next, None)
        }
        S::StConst64 => {
            world.set(slot, imm(1) as u64);
            done(imm(1) as u64)
        }
        S::GuardInt => as_int(a),
        S::GuardFloat => as_float(a),
        S::CheckF => (as_float(a).0, None),
        S::NumberToFloat if a >= INT_TAG => float(((a << SHIFT) as i64 >> SHIFT) as f64),
        S::NumberToFloat => as_float(a),
        S::BoxInt => done(INT_TAG | a >> SHIFT),
        S::IntToFloat => float(ia as f64),
        S::LdConst16 | S::LdConst32 | S::LdConstNeg | S::LdConst64 | S::LdConstF => done(imm(0) as u64),
        S::LdAddr => done(world.address(0) + imm(0) as u64),
        S::ZeroF => float(0.0),
        S::AddI => fits(ia + ib),
        S::SubI => fits(ia - ib),
        S::MulI => fits(ia * ib),
        S::AddIImm => fits(ia + ik),
        S::AddIFresh => fresh(ia + ib),
        S::SubIFresh => fresh(ia - ib),
        S::MulIFresh => fresh(ia * ib),
        S::AddIImmFresh => fresh(ia + ik),
        S::AddIWrap => justified(ia + ib),
        S::AddIWrapImm => justified(ia + ik),
        S::MulIWrap => justified(ia * ib),
        S::GuardIndex => (if ia >> 23 == 0 { To::Next } else { To::Exit }, None),
        S::AndI => justified(ia & ib),
        S::OrI => justified(ia | ib),
        S::XorI => justified(ia ^ ib),
        S::NegI => fits(-ia),
        S::InvertI => fits(!ia),
        S::ShlI | S::ShrI if !(0..50).contains(&ib) => exit,
        S::ShlI => fits(ia << ib),
        S::ShrI => justified(ia >> ib),
        S::ShlIImm => fits(ia << imm(0)),
        S::ShrIImm => justified(ia >> imm(0)),
        S::FloordivI | S::ModI if ib == 0 => exit,
        S::FloordivI => fits(ia.div_euclid(ib) - i128::from(ib < 0 && ia.rem_euclid(ib) != 0)),
        S::ModI => {
            let r = ia % ib;
            justified(if r != 0 && (r < 0) != (ib < 0) { r + ib } else { r })
        }
        S::DivBy => {
            let sign = (a as i64 >> 63) as u64;
            done(((u128::from(a ^ sign) * u128::from(b)) >> (64 + imm(0))) as u64 ^ sign)
        }
        S::MulRaw => match (a as i64).checked_mul(b as i64) {
            Some(v) => done(v as u64),
            None => exit,
        },
        S::GuardWord | S::GuardLow => match reference() {
            _ if a >= INT_TAG && id == S::GuardLow => done(((a << SHIFT) as i64 >> SHIFT) as u64),
            _ if a >= INT_TAG && a - INT_TAG < 1 << 49 => done(a - INT_TAG),
            Some(at) if world.get(at & !7) == 1 << 32 | u64::from(KIND_BIG_INT) => done(world.get(at + 8)),
            _ => exit,
        },
        S::IntToWord => done(ia as u64),
        S::WordToInt => done(a << SHIFT),
        S::SubWord => done(a.wrapping_sub(b)),
        S::MulWord => done(a.wrapping_mul(b)),
        S::ModWord => done(a % b),
        S::ShlWord => done(a << imm(0)),
        S::ShrWord => done(a >> imm(0)),
        S::MinI => justified(ia.min(ib)),
        S::MaxI => justified(ia.max(ib)),
        S::BrLtI => taken(ia < ib),
        S::BrLeI => taken(ia <= ib),
        S::BrEqI => taken(a == b),
        S::BrNeI => taken(a != b),
        S::BrLtImm => taken(ia < ik),
        S::BrLeImm => taken(ia <= ik),
        S::BrGtImm => taken(ia > ik),
        S::BrGeImm => taken(ia >= ik),
        S::BrEqImm => taken(ia == ik),
        S::BrNeImm => taken(ia != ik),
        S::BrBits => taken(a << imm(0) != 0),
        S::BrNoBits => taken(a << imm(0) == 0),
        S::SetLtI => bool(ia < ib),
        S::SetLeI => bool(ia <= ib),
        S::SetEqI => bool(a == b),
        S::SetNeI => bool(a != b),
        S::SetLtF => bool(fa < fb),
        S::SetLeF => bool(fa <= fb),
        S::SetEqF => bool(fa == fb),
        S::SetNeF => bool(fa != fb),
        S::NotBool => bool(a == boolean(false)),
        S::GuardTrue | S::GuardFalse if a != boolean(false) && a != boolean(true) => exit,
        S::GuardTrue => taken(a == boolean(true)),
        S::GuardFalse => taken(a == boolean(false)),
        S::BrTrue => taken(a == boolean(true)),
        S::BrFalse => taken(a == boolean(false)),
        S::BrLtF => taken(fa < fb),
        S::BrNltF => taken(fa.partial_cmp(&fb) != Some(Less)),
        S::BrLeF => taken(fa <= fb),
        S::BrNleF => taken(!matches!(fa.partial_cmp(&fb), Some(Less | Equal))),
        S::BrEqF => taken(fa == fb),
        S::BrNeF => taken(!(fa == fb)),
        S::BrZeroF => taken(fa == 0.0),
        S::BrNonzeroF => taken(!(fa == 0.0)),
        S::AddF => float(fa + fb),
        S::AddError => {
            let x = if f64::from_bits(a).is_nan() { 0.0 } else { f64::from_bits(a) };
            let (large, small) = if x.abs() >= fb.abs() { (x, fb) } else { (fb, x) };
            float((large - (x + fb)) + small)
        }
        S::SubF => float(fa - fb),
        S::MulF => float(fa * fb),
        S::DivF => {
            if fb == 0.0 {
                exit
            } else {
                float(fa / fb)
            }
        }
        S::DivFNonzero => float(fa / fb),
        S::MinF => done(if fb < fa { b } else { a }),
        S::MaxF => done(if fb > fa { b } else { a }),
        S::FloatToInt | S::FloorF if fa.is_nan() => exit,
        S::FloatToInt => fits(fa.trunc() as i128),
        S::FloorF => fits(fa.floor() as i128),
        S::NegF => done(a ^ 1 << 63),
        S::AbsF => done(a & !(1 << 63)),
        S::SqrtF => {
            if fa >= 0.0 {
                float(fa.sqrt())
            } else {
                exit
            }
        }
        // Certain of NaNs only where there is no fused multiply-add.
        S::InverseRootF | S::InverseRootCubedF if cfg!(target_arch = "x86_64") => {
            if fa.is_nan() {
                done(a)
            } else {
                exit
            }
        }
        S::InverseRootF => fused_inverse_root(fa, false).map_or(exit, float),
        S::InverseRootCubedF => fused_inverse_root(fa, true).map_or(exit, float),
        S::GuardListOf | S::GuardTupleOf => {
            let header = reference().map(|at| (at, world.get(at) as u32, world.get(at) >> 32));
            let (kind, is_list) = (if id == S::GuardListOf { KIND_LIST } else { KIND_TUPLE }, id == S::GuardListOf);
            match header {
                Some((at, sort, len))
                    if sort == kind.into() && if is_list { len > imm(0) as u64 } else { len == imm(0) as u64 } =>
                {
                    done(world.address(at))
                }
                _ => exit,
            }
        }
        S::GuardKind => match reference() {
            Some(at) if (world.get(at & !7) as u8) == imm(0) as u8 => done(world.address(at)),
            _ => exit,
        },
        S::Untag => done(world.address(0) + u64::from(a as u32) * 8),
        S::EnumSource => {
            let number = world.get(ENUMERATE + 16);
            let counts = number >= INT_TAG && number - INT_TAG < (1 << 49) - 1;
            match reference() {
                Some(ENUMERATE) if counts && is_iterator(ENUMERATE, ENUMERATED, true, world) => {
                    done(world.address(CURSORS))
                }
                _ => exit,
            }
        }
        S::ZipSource => match reference() {
            Some(ZIP)
                if is_iterator(ZIP, ZIPPED_NUMBER, true, world)
                    && world.get(ZIP + 24) >> 48 != 0xfff9
                    && world.get(ZIPPED) >> 32 == 2 =>
            {
                done(world.address(CURSORS + CURSOR * (imm(0) as usize / 8 - 1)))
            }
            _ => exit,
        },
        S::EnumNumber => {
            let number = world.get(ENUMERATE + 16);
            world.set(ENUMERATE + 16, number.wrapping_add(1));
            done(number << SHIFT)
        }
        S::BrEnded | S::IterItem | S::IterStep => {
            let at = (a - world.address(0)) as usize;
            let (source, position) = (world.get(at + 8) as u32 as usize * 8, world.get(at + 16));
            match id {
                S::BrEnded if !is_iterator(at, SEQUENCE, false, world) || source == STRS => exit,
                S::BrEnded => taken(position.wrapping_sub(INT_TAG) >= world.get(source) >> 32),
                S::IterStep => {
                    world.set(at + 16, position + 1);
                    (To::Next, None)
                }
                _ => {
                    let items = if source == LIST { STORAGE } else { source };
                    let index = position.wrapping_sub(INT_TAG).wrapping_mul(8);
                    done(world.get((items + 8).wrapping_add(index as usize)))
                }
            }
        }
        S::ListGet => get(LIST, ib, world).map_or(exit, done),
        S::ListGetInt => get(LIST, ib, world).map_or(exit, as_int),
        S::ListGetFloat => get(LIST, ib, world).map_or(exit, as_float),
        S::ListGetImm => get(LIST, imm(0).into(), world).map_or(exit, done),
        S::ListGetImmInt => get(LIST, imm(0).into(), world).map_or(exit, as_int),
        S::ListGetImmFloat => get(LIST, imm(0).into(), world).map_or(exit, as_float),
        S::TupleGet => get(TUPLE, ib, world).map_or(exit, done),
        S::TupleGetInt => get(TUPLE, ib, world).map_or(exit, as_int),
        S::TupleGetFloat => get(TUPLE, ib, world).map_or(exit, as_float),
        S::TupleGetImm => get(TUPLE, imm(0).into(), world).map_or(exit, done),
        S::TupleGetImmInt => get(TUPLE, imm(0).into(), world).map_or(exit, as_int),
        S::TupleGetImmFloat => get(TUPLE, imm(0).into(), world).map_or(exit, as_float),
        S::ListSet | S::ListSetInt | S::ListSetFloat => match item(LIST, ib, world) {
            Some(at) => {
                world.set(at, if id == S::ListSetInt { INT_TAG | s[2] >> SHIFT } else { s[2] });
                (To::Next, None)
            }
            None => exit,
        },
        S::CheckIndex => item(LIST, ib, world).map_or(exit, |_| (To::Next, None)),
        S::CheckLengthIs if world.get(LIST) >> 32 == imm(0) as u64 => (To::Next, None),
        S::CheckLengthIs => exit,
        S::CheckLength => item(LIST, imm(0).into(), world).map_or(exit, |_| (To::Next, None)),
        S::BrNoItem => taken(item(LIST, ib, world).is_none()),
        S::ListItems => done(world.address(STORAGE)),
        S::Item | S::ItemInt | S::ItemF | S::ItemImm | S::ItemImmInt | S::ItemImmF => {
            let at = if s.len() == 2 { 8 + 8 * ib as usize } else { imm(0) as usize };
            let item = world.get(STORAGE + at);
            match id {
                S::ItemInt | S::ItemImmInt => as_int(item),
                _ => done(item),
            }
        }
        S::PutItem | S::PutItemInt | S::PutItemFloat | S::PutItemImm | S::PutItemImmInt | S::PutItemImmFloat => {
            let (at, v) = if s.len() == 3 { (8 + 8 * ib as usize, s[2]) } else { (imm(0) as usize, b) };
            let is_int = matches!(id, S::PutItemInt | S::PutItemImmInt);
            world.set(STORAGE + at, if is_int { INT_TAG | v >> SHIFT } else { v });
            (To::Next, None)
        }
        S::DictGet | S::DictGetInt | S::DictGetFloat => {
            let (used, at) = (world.get(DICT + 16) & 0xffff_ffff, ENTRIES + 16 + 24 * imm(0) as usize);
            let value = world.get(at + 8);
            match id {
                _ if used <= imm(0) as u64 || world.get(at) != imm(3) as u64 => exit,
                S::DictGetInt => as_int(value),
                S::DictGetFloat => as_float(value),
                _ => done(value),
            }
        }
        S::BrResized => {
            let begun = INT_TAG | (world.get(DICT) >> 32) << 2 | imm(1) as u64;
            taken(world.get(slot) != begun)
        }
        S::DictEntry => {
            let len = i128::from(world.get(DICT) >> 32);
            match (0..len).contains(&ib).then(|| ENTRIES + 24 * ib as usize) {
                Some(at) if world.get(at + 16) != UNASSIGNED => done(world.address(at)),
                _ => taken(true),
            }
        }
        S::StrGet => {
            let (len, flags, text) = str_at(a, world);
            match u64::try_from(ib).ok().filter(|at| *at < len && flags & ASCII != 0) {
                Some(at) => done(world.get(LETTERS + 8 * text[at as usize] as usize)),
                None => exit,
            }
        }
        // A str of one byte never lies in an array: what is read is its own.
        S::StrOrd | S::StrInSet => {
            let at = (a - world.address(0)) as usize;
            let letter = world.get(at + 16) & 0xff;
            match (world.get(at) >> 32, id) {
                (1, S::StrOrd) => justified(letter.into()),
                (1, _) => {
                    let set = imm(usize::from(letter & 64 != 0)) as u64;
                    bool(set >> (letter % 64) & 1 != 0)
                }
                _ => exit,
            }
        }
        S::BrEqStr | S::BrNeStr | S::SetEqStr | S::SetNeStr => {
            let ((len_a, flags_a, _), (len_b, flags_b, _)) = (str_at(a, world), str_at(b, world));
            let equal = a == b;
            match id {
                _ if !equal && len_a == len_b && flags_a & flags_b & INTERNED == 0 => exit,
                S::BrEqStr => taken(equal),
                S::BrNeStr => taken(!equal),
                S::SetEqStr => bool(equal),
                _ => bool(!equal),
            }
        }
        S::LoadLen => done(world.get(LIST) >> 32 << SHIFT),
        S::LdField => done(world.get(FIELDS + word())),
        S::LdField32 => done(world.get(FIELDS + (word() & !7)) >> (word() % 8 * 8) & 0xffff_ffff),
        S::LdRegion => done(world.get(word())),
        S::StRegion => {
            world.set(word(), a);
            (To::Next, None)
        }
        S::Jump => (To::Taken, None),
        other => panic!("{other:?} has no model"),
    }
}
