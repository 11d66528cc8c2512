//! Every stencil, executed on the host with random registers, values and immediates, and compared with a model in Rust.

mod code;
mod control;
mod model;
mod world;

use std::mem::offset_of;

use patchnose_core::context::Context;
use patchnose_core::jit::stencil::{Class, StencilId};

use code::{Asm, Code, TABLE};
use model::{In, To, fill, immediates, inputs, model, value};
use world::{FRAME, Random, World};

/// Rounds for each stencil.
const ROUNDS: usize = 150;
/// Rounds until one exits.
const MOST_ROUNDS: usize = 3000;
/// Slots of the frame in which the pools are prepared and in which they are found afterwards.
const BEFORE: i64 = 10;
const AFTER: i64 = 100;
const FLOATS: i64 = 32;
/// Fuel at the start.
const FUEL: u64 = 1000;

/// Appends loads of all pool registers from the slots at `BEFORE`.
pub fn load_pools(asm: &mut Asm) {
    for r in 0..TABLE.gprs.len() as i64 {
        asm.plain(StencilId::LdSlot, &[r as u8], &[8 * (BEFORE + r)]);
    }
    for r in 0..TABLE.fprs.len() as i64 {
        asm.plain(StencilId::LdSlotF, &[r as u8], &[8 * (BEFORE + FLOATS + r)]);
    }
}

/// Appends stores of all pool registers to the slots at `AFTER`.
pub fn store_pools(asm: &mut Asm) {
    for r in 0..TABLE.gprs.len() as i64 {
        asm.plain(StencilId::StSlot, &[r as u8], &[8 * (AFTER + r)]);
    }
    for r in 0..TABLE.fprs.len() as i64 {
        asm.plain(StencilId::StSlotF, &[r as u8], &[8 * (AFTER + FLOATS + r)]);
    }
}

/// The slot, as an offset in the world, in which a register of the class is prepared or found.
pub fn slot(class: Class, reg: u8, base: i64) -> usize {
    let floats = if class == Class::Fpr { FLOATS } else { 0 };
    FRAME + 8 * (base + floats + i64::from(reg)) as usize
}

/// Whether two results are the same: bit by bit, or both a NaN.
fn same(a: u64, b: u64, class: Class) -> bool {
    a == b || class == Class::Fpr && f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan()
}

/// Runs one stencil once; where it went.
fn round(id: StencilId, code: &mut Code, enter: code::Enter, random: &mut Random) -> To {
    let sig = id.signature();
    let sorts = inputs(id).expect("has a model");
    let sources = sig.operands.len() - sorts.len();
    let mut world = World::new();
    fill(&mut world, random);
    // Every register of both pools holds something.
    for (class, n) in [(Class::Gpr, TABLE.gprs.len()), (Class::Fpr, TABLE.fprs.len())] {
        for r in 0..n as u8 {
            world.set(slot(class, r, BEFORE), random.next());
        }
    }
    // Registers: any, sources of one sort may share one, the destination may be any.
    let mut regs: Vec<u8> = Vec::new();
    for (k, op) in sig.operands.iter().enumerate() {
        let pool = if op.class() == Class::Gpr { TABLE.gprs.len() } else { TABLE.fprs.len() };
        let clash = |r: u8, regs: &[u8]| {
            k >= sources
                && (sources..k).any(|j| {
                    sig.operands[j].class() == op.class() && regs[j] == r && sorts[j - sources] != sorts[k - sources]
                })
        };
        // A small part of the pool half of the time, so that registers are shared often.
        let some = if random.below(2) == 0 { pool.min(3) } else { pool };
        let r = std::iter::repeat_with(|| random.below(some) as u8).take(100).find(|&r| !clash(r, &regs));
        regs.push(r.expect("a free register"));
    }
    for (k, sort) in sorts.iter().enumerate() {
        let v = value(*sort, &mut world, random);
        world.set(slot(sig.operands[sources + k].class(), regs[sources + k], BEFORE), v);
    }
    let ranges: Vec<_> = (0..usize::from(sig.imms)).map(|k| TABLE.range(id, k).expect("a range")).collect();
    let imms = immediates(id, &ranges, &mut world, random);
    // What is compared with a constant is often that constant.
    if sig.takes && sig.imms == 1 && random.below(4) == 0 {
        world.set(slot(sig.operands[sources].class(), regs[sources], BEFORE), imms[0] as u64);
    }
    let values: Vec<u64> = (0..sorts.len())
        .map(|k| world.get(slot(sig.operands[sources + k].class(), regs[sources + k], BEFORE)))
        .collect();
    assert!((0..imms.len()).all(|k| TABLE.fits(id, k, imms[k])), "{id:?} {imms:?}");

    let mut asm = Asm::default();
    let (exit, taken) = (asm.label(), asm.label());
    let ends = |asm: &mut Asm| {
        asm.place(exit);
        leave(asm, To::Exit);
        asm.place(taken);
        leave(asm, To::Taken);
    };
    // What branches lead to lies before them, or behind.
    let before = random.below(2) == 0;
    if before {
        ends(&mut asm);
    }
    let entry = asm.here();
    load_pools(&mut asm);
    asm.emit(id, &regs, &imms, Some(exit), Some(taken));
    leave(&mut asm, To::Next);
    if !before {
        ends(&mut asm);
    }
    world.set(offset_of!(Context, fuel), FUEL);
    let target = code.publish(asm, 4096 + 8 * random.below(64), entry);
    let mut want_world = world.clone();
    let before = world.clone();
    let (ctx, fp) = (world.address(0), world.address(FRAME));
    // SAFETY: the trampoline saves what the C convention wants; the code works in the world and leaves.
    let status = unsafe { enter(ctx, fp, target, 7) };

    // Addresses that the model gives are those of its own copy of the world.
    let moved = |v: u64, world: &mut World, other: &mut World| {
        let (from, to) = (other.address(0), world.address(0));
        if v.wrapping_sub(from) < 1 << 36 { v - from + to } else { v }
    };
    let mut want_values = values.clone();
    for (v, _) in want_values.iter_mut().zip(sorts).filter(|(_, sort)| matches!(sort, In::Str | In::Cursor | In::Ready))
    {
        *v = moved(*v, &mut want_world, &mut world);
    }
    let (to, d) = model(id, &want_values, &imms, &mut want_world);
    let d = match id {
        StencilId::GuardKind
        | StencilId::GuardKindFresh
        | StencilId::GuardListOf
        | StencilId::GuardTupleOf
        | StencilId::Untag
        | StencilId::LdAddr
        | StencilId::ListItems
        | StencilId::EnumSource
        | StencilId::ZipSource
        | StencilId::DictEntry => d.map(|d| moved(d, &mut world, &mut want_world)),
        _ => d,
    };
    let context = format!("{id:?} regs {regs:?} values {values:x?} imms {imms:x?}");
    assert_eq!(status, to as u64, "{context}: went to {to:?}");
    assert_eq!(world.state(), [fp, FUEL, 40 + to as u64, 0], "{context}");
    for (class, n) in [(Class::Gpr, TABLE.gprs.len()), (Class::Fpr, TABLE.fprs.len())] {
        for r in 0..n as u8 {
            let is_d = sources == 1 && sig.operands[0].class() == class && regs[0] == r;
            if is_d && sig.fresh && to == To::Exit && d.is_none() {
                continue;
            }
            let want = d.filter(|_| is_d).unwrap_or(before.get(slot(class, r, BEFORE)));
            let got = world.get(slot(class, r, AFTER));
            assert!(same(got, want, class), "{context}: {class:?} {r} is {got:x}, not {want:x}");
        }
    }
    // Memory is as the model left it; what the harness writes is left out.
    for at in world.differences(&want_world) {
        let harness = at < offset_of!(Context, depth_margin)
            || (slot(Class::Gpr, 0, AFTER)..slot(Class::Fpr, 64, AFTER)).contains(&at);
        assert!(harness, "{context}: word at {at:x} is {:x}, not {:x}", world.get(at), want_world.get(at));
    }
    to
}

/// Appends the end of a path: all registers to memory, and out with the path's number.
fn leave(asm: &mut Asm, to: To) {
    store_pools(asm);
    asm.plain(StencilId::Leave, &[], &[to as i64, 40 + to as i64]);
}

#[test]
fn stencils_do_what_the_model_says() {
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut code = Code::new(1 << 16);
    let enter = code.trampoline(0);
    for &id in StencilId::ALL.iter().filter(|id| inputs(**id).is_some()) {
        let mut ways: Vec<To> = (0..ROUNDS).map(|_| round(id, &mut code, enter, &mut random)).collect();
        let signature = id.signature();
        let ends = [(To::Next, !signature.ends), (To::Exit, signature.exits), (To::Taken, signature.takes)];
        // Some are rare: a divisor of 0, an index that a short text has.
        while ends.iter().any(|(way, has)| *has && !ways.contains(way)) && ways.len() < MOST_ROUNDS {
            ways.push(round(id, &mut code, enter, &mut random));
        }
        for (way, has) in ends {
            assert_eq!(ways.contains(&way), has, "{id:?} goes to {way:?}");
        }
    }
    control::all(&mut code, enter, &mut random);
    let missing: Vec<_> = StencilId::ALL.iter().filter(|id| !code::seen(**id)).collect();
    assert!(missing.is_empty(), "never executed: {missing:?}");
}
