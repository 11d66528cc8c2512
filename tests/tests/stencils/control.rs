//! Stencils that transfer control: calls and returns, helpers, fuel, leaving.

use std::mem::offset_of;

use patchnose_core::context::Context;
use patchnose_core::jit::stencil::{Class, OWING, SIDE_EXIT, StencilId};

use crate::code::{Asm, Code, Enter, Label, TABLE};
use crate::model::KIND_LIST;
use crate::world::{FRAME, LIST, Random, World};
use crate::{AFTER, BEFORE, load_pools, slot, store_pools};

const SHIFT: u32 = 14;
const UNASSIGNED: u64 = (0xfffa << 48) + 3;
const HELPERS: i64 = offset_of!(Context, helpers) as i64;

/// All tests of this file.
pub fn all(code: &mut Code, enter: Enter, random: &mut Random) {
    leaving(code, enter, random);
    trap(code, enter);
    back_edge(code, enter);
    charge(code, enter);
    folded_fuel(code, enter);
    folded_items(code, enter);
    python_calls(code, enter, false);
    python_calls(code, enter, true);
    call_of_what_is_not_compiled(code, enter);
    inlined_calls(code, enter);
    side_exits(code, enter, random);
    for _ in 0..200 {
        helper(code, enter, random);
        helper_that_branches(code, enter, random);
        helper_with_a_value(code, enter, random);
        helper_with_a_window(code, enter, random);
        helper_for_mathematics(code, enter, random);
    }
}

/// A boxed small int.
fn int(v: i64) -> u64 {
    0xfffc << 48 | v as u64 & ((1 << 50) - 1)
}

/// Publishes and runs; returns the status.
fn run(code: &mut Code, enter: Enter, world: &mut World, asm: Asm, entry: Label, value: u64) -> u64 {
    let target = code.publish(asm, 4096, entry);
    let (ctx, fp) = (world.address(0), world.address(FRAME));
    // SAFETY: the code works in the world and leaves through the trampoline.
    unsafe { enter(ctx, fp, target, value) }
}

fn leaving(code: &mut Code, enter: Enter, random: &mut Random) {
    for status in [0, 1, 0xffff] {
        for pc in [0, 1, 0x8000_0000, 0xffff_ffff] {
            let (value, fuel) = (random.next(), random.next());
            for id in [StencilId::Leave, StencilId::RetToDriver] {
                let mut world = World::new();
                world.set(offset_of!(Context, fuel), fuel);
                let mut asm = Asm::default();
                let entry = asm.here();
                asm.plain(id, &[], &[status, pc]);
                assert_eq!(run(code, enter, &mut world, asm, entry, value), status as u64, "{id:?}");
                let pc = if id == StencilId::RetToDriver { 0 } else { pc as u64 };
                let value = if id == StencilId::Leave { 0 } else { value };
                assert_eq!(world.state(), [world.address(FRAME), fuel, pc, value], "{id:?}");
            }
        }
    }
}

/// Each stub leaves with all pool registers as they are, and says which one it is.
fn side_exits(code: &mut Code, enter: Enter, random: &mut Random) {
    const FUEL: u64 = 77;
    const STUBS: u64 = 3;
    let stub = TABLE.max_len(StencilId::SideExit) as u64;
    let mut asm = Asm::default();
    let save = asm.here();
    asm.plain(StencilId::SaveAndLeave, &[], &[]);
    let save = code.publish(asm, 2048, save);
    for taken in 0..STUBS {
        let mut world = World::new();
        for (class, n) in [(Class::Gpr, TABLE.gprs.len()), (Class::Fpr, TABLE.fprs.len())] {
            for r in 0..n as u8 {
                world.set(slot(class, r, BEFORE), random.next());
            }
        }
        world.set(offset_of!(Context, fuel), FUEL);
        world.set(offset_of!(Context, save_and_leave), save);
        let mut asm = Asm::default();
        let (exits, entry) = (asm.label(), asm.here());
        load_pools(&mut asm);
        let stubs = [asm.label(), asm.label(), asm.label()];
        asm.emit(StencilId::Jump, &[], &[], None, Some(stubs[taken as usize]));
        let first = asm.here();
        for label in stubs {
            asm.place(label);
            asm.emit(StencilId::SideExit, &[], &[], None, Some(exits));
        }
        asm.place(exits);
        asm.plain(StencilId::SideExits, &[], &[]);
        let before = asm.distance(entry, first);
        let target = code.publish(asm, 4096, entry);
        let (ctx, fp) = (world.address(0), world.address(FRAME));
        // SAFETY: the code works in the world and leaves through the trampoline.
        assert_eq!(unsafe { enter(ctx, fp, target, 0) }, SIDE_EXIT);
        assert_eq!(world.state(), [fp, FUEL, 0, 0]);
        assert_eq!(world.get(offset_of!(Context, left_from)), target + before + (taken + 1) * stub);
        let saved = [offset_of!(Context, saved_gprs), offset_of!(Context, saved_fprs)];
        for ((class, pool), saved) in [(Class::Gpr, TABLE.gprs), (Class::Fpr, TABLE.fprs)].into_iter().zip(saved) {
            for (r, number) in pool.iter().enumerate() {
                let want = world.get(slot(class, r as u8, BEFORE));
                assert_eq!(world.get(saved + 8 * usize::from(*number)), want, "{class:?} {r}");
            }
        }
    }
}

/// A trap ends the process with a signal: in a child.
fn trap(code: &mut Code, enter: Enter) {
    let mut world = World::new();
    let mut asm = Asm::default();
    let entry = asm.here();
    asm.plain(StencilId::Trap, &[], &[]);
    let target = code.publish(asm, 4096, entry);
    let (ctx, fp) = (world.address(0), world.address(FRAME));
    // SAFETY: the child does nothing but run the code, and ends.
    let status = unsafe {
        let child = libc::fork();
        assert!(child >= 0);
        if child == 0 {
            enter(ctx, fp, target, 0);
            libc::_exit(0);
        }
        let mut status = 0;
        assert_eq!(libc::waitpid(child, &mut status, 0), child);
        status
    };
    let signal = if cfg!(target_arch = "x86_64") { libc::SIGILL } else { libc::SIGTRAP };
    assert!(libc::WIFSIGNALED(status) && libc::WTERMSIG(status) == signal, "{status:x}");
}

/// A loop of back-edges runs until fuel is gone.
fn back_edge(code: &mut Code, enter: Enter) {
    for fuel in [0, 1, 1000] {
        let mut world = World::new();
        world.set(offset_of!(Context, fuel), fuel);
        let mut asm = Asm::default();
        let (entry, exit) = (asm.here(), asm.label());
        asm.plain(StencilId::LdConst16, &[0], &[0]);
        let head = asm.here();
        asm.emit(StencilId::BackEdge, &[], &[], Some(exit), None);
        asm.plain(StencilId::AddIWrapImm, &[0, 0], &[1 << SHIFT]);
        asm.emit(StencilId::Jump, &[], &[], None, Some(head));
        asm.place(exit);
        asm.plain(StencilId::RetToDriver, &[], &[5]);
        assert_eq!(run(code, enter, &mut world, asm, entry, 9), 5);
        // One machine takes the unit and then sees that it was not there, the other looks first.
        let left = if cfg!(target_arch = "x86_64") { OWING } else { 0 };
        assert_eq!(world.state(), [world.address(FRAME), left, 0, fuel << SHIFT]);
    }
}

/// What charges more than one unit at a time takes all of it or nothing, and leaves the last of the fuel to the interpreter.
fn charge(code: &mut Code, enter: Enter) {
    for (fuel, price) in [(0, 1), (2, 3), (3, 3), (4, 3), (1000, 7), (5000, 4095), (4095, 4095)] {
        let mut world = World::new();
        world.set(offset_of!(Context, fuel), fuel);
        let mut asm = Asm::default();
        let (entry, exit) = (asm.here(), asm.label());
        asm.plain(StencilId::LdConst16, &[0], &[0]);
        let head = asm.here();
        asm.emit(StencilId::Charge, &[], &[price as i64], Some(exit), None);
        asm.plain(StencilId::AddIWrapImm, &[0, 0], &[1 << SHIFT]);
        asm.emit(StencilId::Jump, &[], &[], None, Some(head));
        asm.place(exit);
        asm.plain(StencilId::StSlot, &[0], &[0]);
        asm.plain(StencilId::Leave, &[], &[5, 6]);
        assert_eq!(run(code, enter, &mut world, asm, entry, 9), 5);
        let taken = fuel.saturating_sub(1) / price;
        assert_eq!(world.state(), [world.address(FRAME), fuel - taken * price, 6, 0]);
        assert_eq!(world.get(FRAME), taken << SHIFT);
    }
}

/// The fewest and the most that a small int is.
const LEAST: i64 = -(1 << 49);
const MOST: i64 = (1 << 49) - 1;

/// A loop whose turns have fuel folded into them ends where it ends or where the fuel does, with as much fuel as if each turn had taken a unit.
fn folded_fuel(code: &mut Code, enter: Enter) {
    let ways = [(0, 10), (-7, 3), (5, 5), (6, 5), (MOST - 4, MOST), (LEAST, LEAST + 3), (MOST, LEAST)];
    for (first, end) in ways {
        for step in [None, Some(1), Some(2), Some(3), Some(10), Some(11), Some(MOST), Some(0), Some(-1), Some(LEAST)] {
            for fuel in [0, 1, 2, 9, 10, 11, 1 << 40] {
                // In both orders of registers, and at once or after all turns.
                for (regs, leaves) in [([0, 1, 2], false), ([0, 1, 2], true), ([5, 2, 0], false), ([5, 2, 0], true)] {
                    counted(code, enter, (first, end, step), fuel, regs, leaves);
                }
            }
        }
    }
}

/// One of these, which leaves in its first turn or does not.
fn counted(
    code: &mut Code,
    enter: Enter,
    (first, end, step): (i64, i64, Option<i64>),
    fuel: u64,
    [a, b, by]: [u8; 3],
    leaves: bool,
) {
    let pays_last = a == 0;
    let context = format!("from {first} to {end} by {step:?}, {fuel} fuel");
    let mut world = World::new();
    world.set(offset_of!(Context, fuel), fuel);
    let mut asm = Asm::default();
    let [entry, done, none, out, refused] = [asm.here(), asm.label(), asm.label(), asm.label(), asm.label()];
    let k = step.unwrap_or(1);
    for (r, number) in [(a, first), (b, end), (by, k)] {
        asm.plain(StencilId::LdConst64, &[r], &[number << SHIFT]);
    }
    match step {
        None => asm.plain(StencilId::FoldFuel, &[a, b], &[]),
        Some(_) => asm.emit(StencilId::FoldFuelBy, &[a, b, by], &[], Some(refused), None),
    }
    asm.emit(StencilId::BrNoTurn, &[], &[], None, Some(done));
    let head = asm.here();
    asm.plain(StencilId::TakeTurn, &[], &[]);
    asm.plain(StencilId::AddIWrap, &[a, a, by], &[]);
    if leaves {
        asm.emit(StencilId::Jump, &[], &[], None, Some(out));
    }
    asm.emit(StencilId::BrTurn, &[], &[], None, Some(head));
    asm.emit(StencilId::Jump, &[], &[], None, Some(done));
    asm.place(done);
    asm.plain(StencilId::SettleEnd, &[], &[]);
    asm.plain(StencilId::StSlotInt, &[a], &[0]);
    asm.emit(StencilId::HasFuel, &[], &[], Some(none), None);
    asm.plain(StencilId::Leave, &[], &[5, 6]);
    asm.place(none);
    asm.plain(StencilId::Leave, &[], &[5, 7]);
    asm.place(out);
    asm.plain(if pays_last { StencilId::SettleUnpaid } else { StencilId::SettleFuel }, &[], &[]);
    asm.plain(StencilId::StSlotInt, &[a], &[0]);
    asm.plain(StencilId::Leave, &[], &[5, 8]);
    asm.place(refused);
    asm.plain(StencilId::Leave, &[], &[5, 9]);
    assert_eq!(run(code, enter, &mut world, asm, entry, 9), 5);
    let frame = world.address(FRAME);
    if k <= 0 || step.is_some() && end + k > MOST {
        assert_eq!(world.state(), [frame, fuel, 9, 0], "{context}");
        return;
    }
    let all = if first < end { (end - first - 1) / k + 1 } else { 0 };
    let turns = all.min(fuel as i64);
    if leaves && turns > 0 {
        assert_eq!(world.state(), [frame, fuel - u64::from(!pays_last), 8, 0], "{context}");
        assert_eq!(world.get(FRAME), int(first + k), "{context}");
    } else {
        let left = fuel - turns as u64;
        assert_eq!(world.state(), [frame, left, if left == 0 { 7 } else { 6 }, 0], "{context}");
        assert_eq!(world.get(FRAME), int(first + turns * k), "{context}");
    }
}

/// A loop over items whose turns have fuel folded into them ends where the items do or where there is not enough fuel for a turn.
fn folded_items(code: &mut Code, enter: Enter) {
    for (at, len) in [(0, 0), (0, 10), (3, 10), (9, 10), (10, 10), (11, 10), (-1, 10), (LEAST, 10), (MOST, 10)] {
        for (price, owed) in [(0, 0), (1, 1), (2, 3), (2, 0)] {
            for fuel in [0, 1, 2, 3, 4, 9, 10, 20, 21, 22, 40, 43, 44, 1 << 40] {
                counted_items(code, enter, (at, len), (price, owed), fuel);
            }
        }
    }
}

fn counted_items(code: &mut Code, enter: Enter, (at, len): (i64, u32), (price, owed): (u64, u64), fuel: u64) {
    let mut world = World::new();
    world.set(offset_of!(Context, fuel), fuel);
    world.header(LIST, KIND_LIST, len);
    let mut asm = Asm::default();
    let [entry, done, refused] = [asm.here(), asm.label(), asm.label()];
    asm.plain(StencilId::LdConst64, &[1], &[at << SHIFT]);
    asm.plain(StencilId::LdAddr, &[2], &[LIST as i64]);
    asm.emit(StencilId::FoldItems, &[1, 2], &[price as i64, owed as i64], Some(refused), None);
    let head = asm.here();
    asm.emit(StencilId::BrNoTurn, &[], &[], None, Some(done));
    asm.plain(StencilId::TakeTurn, &[], &[]);
    asm.plain(StencilId::AddIWrapImm, &[1, 1], &[1 << SHIFT]);
    asm.emit(StencilId::Jump, &[], &[], None, Some(head));
    asm.place(done);
    asm.plain(StencilId::SettleEnd, &[], &[]);
    asm.plain(StencilId::StSlotInt, &[1], &[0]);
    asm.plain(StencilId::Leave, &[], &[5, 6]);
    asm.place(refused);
    asm.plain(StencilId::StSlotInt, &[1], &[0]);
    asm.plain(StencilId::Leave, &[], &[5, 9]);
    assert_eq!(run(code, enter, &mut world, asm, entry, 9), 5);
    let context = format!("from {at} to {len}, {fuel} fuel for turns of 2^{price}, {owed} owed");
    let items = if at < 0 { 0 } else { (i64::from(len) - at).max(0) as u64 };
    let (turns, left, pc) = match fuel.checked_sub(owed) {
        None => (0, fuel, 9),
        Some(rest) => {
            let turns = items.min(rest >> price);
            (turns, rest - (turns << price), 6)
        }
    };
    assert_eq!(world.state(), [world.address(FRAME), left, pc, 0], "{context}");
    assert_eq!(world.get(FRAME), int(at + turns as i64), "{context}");
}

/// The frame of `def f(n): return 0 if n == 0 else n + f(n - 1)`: one parameter, H0 and H1 in slots 1 and 2, the call's window at slot 4.
const H0: i64 = 8;
const H1: i64 = 16;
const DELTA: i64 = 40;
const CELL: i64 = 0x1000;

/// Publishes the function; returns its address and that of the driver's stub. With `direct` it calls itself without the cell.
fn function(code: &mut Code, direct: bool) -> (u64, u64) {
    const END: i64 = DELTA + 48;
    let mut asm = Asm::default();
    let (exit, other, function) = (asm.label(), asm.label(), asm.here());
    asm.plain(StencilId::EnterPy, &[], &[H0]);
    asm.emit(StencilId::LdSlotInt, &[1], &[0], Some(exit), None);
    asm.emit(StencilId::BrNeImm, &[1], &[0], None, Some(other));
    asm.plain(StencilId::LdSlot, &[0], &[0]);
    asm.plain(StencilId::RetPy, &[], &[H0]);
    asm.place(other);
    asm.emit(StencilId::AddIImm, &[2, 1], &[-1 << SHIFT], Some(exit), None);
    asm.plain(StencilId::StSlotInt, &[2], &[DELTA]);
    let literal = 77 | (DELTA / 8) << 32 | 1 << 48;
    let imms = [H1 + 6, DELTA + H1, DELTA, literal, END, CELL];
    if direct {
        asm.emit(StencilId::CallPyDirect, &[], &imms[..5], Some(exit), Some(function));
    } else {
        asm.emit(StencilId::CallPy, &[], &imms, Some(exit), None);
    }
    asm.plain(StencilId::AfterCall, &[], &[DELTA]);
    asm.emit(StencilId::GuardInt, &[2, 0], &[], Some(exit), None);
    asm.emit(StencilId::LdSlotInt, &[1], &[0], Some(exit), None);
    asm.emit(StencilId::AddI, &[0, 1, 2], &[], Some(exit), None);
    asm.plain(StencilId::BoxInt, &[0, 0], &[]);
    asm.plain(StencilId::RetPy, &[], &[H0]);
    asm.place(exit);
    asm.plain(StencilId::Leave, &[], &[2, 77]);
    let target = code.publish(asm, 4096, function);
    let mut driver = Asm::default();
    let entry = driver.here();
    driver.plain(StencilId::RetToDriver, &[], &[1]);
    (target, code.publish(driver, 2048, entry))
}

/// A frame for the function, called from the driver.
fn first_frame(world: &mut World, n: i64, driver: u64) {
    world.set(FRAME, int(n));
    world.set(FRAME + H0 as usize, driver);
    world.set(FRAME + H1 as usize, 1 << 48 | 0x1234_5678_9abc);
}

fn python_calls(code: &mut Code, enter: Enter, direct: bool) {
    const DEEP: u64 = 50;
    let (target, driver) = function(code, direct);
    // The driver enters behind enter_py, which would store what is in the link register: H0 is there already.
    let behind = target + TABLE.len(StencilId::EnterPy, &[]).expect("a form") as u64;
    // n, fuel, depth limit, slots of stack; expected: status, the frame it stops in, fuel left.
    let all = u64::MAX;
    for (n, fuel, depth, stack, status, frame, left) in [
        (0, 0, 1, 6, 1, 0, 0),
        (10, 10, 11, 5 * 10 + 6, 1, 0, 0),
        (10, 15, all, all, 1, 0, 5),
        (10, 9, all, all, 2, 9, 0),
        (10, 0, all, all, 2, 0, 0),
        (10, 99, 10, all, 2, 9, 90),
        (10, 99, 1, all, 2, 0, 99),
        (10, 99, all, 5 * 10 + 5, 2, 9, 90),
        (10, 99, all, 6, 2, 0, 99),
        (DEEP, 99, all, all, 1, 0, 49),
    ] {
        let mut world = World::new();
        let fp = world.address(FRAME);
        world.set(CELL as usize, target);
        world.set(offset_of!(Context, fuel), fuel);
        world.set(offset_of!(Context, depth_margin), depth);
        world.set(offset_of!(Context, stack_margin), if stack == all { all } else { fp + 8 * stack });
        first_frame(&mut world, n as i64, driver);
        let ctx = world.address(0);
        // SAFETY: the code works in the world and leaves through the trampoline.
        let got = unsafe { enter(ctx, fp, behind, 0) };
        let [at, fuel_left, pc, value] = world.state();
        let case = format!("n {n} fuel {fuel} depth {depth} stack {stack}");
        let fuel_left = if fuel_left == OWING { 0 } else { fuel_left };
        assert_eq!((got, at, fuel_left), (status, fp + 40 * frame, left), "{case}");
        if status == 1 {
            assert_eq!(value, int((n * (n + 1) / 2) as i64), "{case}");
        } else {
            assert_eq!(pc, 77, "{case}");
        }
        // Each call wrote its H1: pc, distance, depth.
        for k in 1..=(fuel - left) {
            let h1 = world.get(FRAME + (DELTA as usize) * k as usize + H1 as usize);
            assert_eq!(h1, 77 | 5 << 32 | (k + 1) << 48, "{case} frame {k}");
        }
    }
}

/// A call through a cell that says "not compiled" leaves with the return address, and code goes on there with the value.
fn call_of_what_is_not_compiled(code: &mut Code, enter: Enter) {
    let (target, driver) = function(code, false);
    let behind = target + TABLE.len(StencilId::EnterPy, &[]).expect("a form") as u64;
    let mut asm = Asm::default();
    let entry = asm.here();
    asm.plain(StencilId::LeaveCalled, &[], &[10]);
    let stub = code.publish(asm, 3072, entry);
    let mut world = World::new();
    first_frame(&mut world, 7, driver);
    world.set(CELL as usize, stub);
    world.set(offset_of!(Context, fuel), 5);
    world.set(offset_of!(Context, depth_margin), 5);
    world.set(offset_of!(Context, stack_margin), u64::MAX);
    let (ctx, fp) = (world.address(0), world.address(FRAME));
    let callee = fp + DELTA as u64;
    // SAFETY: the code works in the world and leaves through the trampoline.
    assert_eq!(unsafe { enter(ctx, fp, behind, 0) }, 10);
    let [at, fuel, _, back] = world.state();
    assert_eq!((at, fuel), (callee, 4));
    assert_eq!(world.get(FRAME + DELTA as usize), int(6));
    // SAFETY: the same; the address is the one that the call passed.
    assert_eq!(unsafe { enter(ctx, callee, back, int(100)) }, 1);
    assert_eq!(world.state(), [fp, 4, 0, int(107)]);
}

/// The header of the frame of a call that is inlined has the depth of the caller's and its own, and the frame pointer goes there
/// and back.
fn inlined_calls(code: &mut Code, enter: Enter) {
    const LITERAL: u64 = 77 | 5 << 32 | 3 << 48;
    let mut asm = Asm::default();
    let entry = asm.here();
    asm.plain(StencilId::StHeader, &[], &[H1 + 6, DELTA + H0, DELTA + H1, LITERAL as i64]);
    asm.plain(StencilId::Advance, &[], &[DELTA]);
    asm.plain(StencilId::Leave, &[], &[1, 5]);
    let target = code.publish(asm, 4096, entry);
    let mut world = World::new();
    let (ctx, fp) = (world.address(0), world.address(FRAME));
    world.set(FRAME + H1 as usize, 7 << 48 | 0x1234_5678_9abc);
    let header = FRAME + (DELTA + H0) as usize;
    world.set(header, 0x5555);
    // SAFETY: the code works in the world and leaves through the trampoline.
    assert_eq!(unsafe { enter(ctx, fp, target, 0) }, 1);
    let [at, _, pc, _] = world.state();
    assert_eq!((at, pc), (fp + DELTA as u64, 5));
    assert_eq!((world.get(header), world.get(header + 8)), (0, LITERAL + (7 << 48)));
}

/// Declares a helper in the convention of the stencils.
macro_rules! helper {
    ($(#[$doc:meta])* fn $name:ident($($arg:ident),*) -> u64 $body:block) => {
        $(#[$doc])*
        #[cfg(target_arch = "x86_64")]
        extern "sysv64" fn $name($($arg: u64),*) -> u64 $body
        $(#[$doc])*
        #[cfg(target_arch = "aarch64")]
        extern "C" fn $name($($arg: u64),*) -> u64 $body
    };
}

helper! {
    /// Checks and changes the context: takes 3 fuel, returns what the context's value says, leaves nothing in caller-saved registers.
    fn status_helper(ctx, fp, pc) -> u64 {
        // SAFETY: the stencil passes the world's context.
        let words = unsafe { std::slice::from_raw_parts_mut(ctx as *mut u64, 4) };
        // Formatting floats uses aligned vector instructions: the stack must be aligned.
        assert_eq!(format!("{:.3}", (words[1] as f64).sqrt()), format!("{:.3}", 100.0));
        assert_eq!(words[0], fp);
        words[0] = fp + 48;
        words[1] -= 3;
        words[2] = pc;
        words[3]
    }
}

helper! {
    /// Combines its arguments, and counts itself as fuel.
    fn value_helper(ctx, a, b) -> u64 {
        // SAFETY: the stencil passes the world's context.
        let words = unsafe { std::slice::from_raw_parts_mut(ctx as *mut u64, 2) };
        words[1] -= 1;
        if a == 1 { UNASSIGNED } else { a.rotate_left(7) ^ b }
    }
}

helper! {
    /// Combines an address and a word, unless that is 1, and counts itself as fuel.
    fn window_helper(ctx, a, b) -> u64 {
        // SAFETY: the stencil passes the world's context.
        let words = unsafe { std::slice::from_raw_parts_mut(ctx as *mut u64, 2) };
        words[1] -= 1;
        if b == 1 { UNASSIGNED } else { a.rotate_left(7) ^ b }
    }
}

helper! {
    /// `a / b`.
    fn quotient_helper(a, b) -> u64 {
        (f64::from_bits(a) / f64::from_bits(b)).to_bits()
    }
}

/// A world whose pools are filled and which has a helper.
fn prepared(random: &mut Random, helper: u64, index: usize) -> World {
    let mut world = World::new();
    world.set(offset_of!(Context, fuel), 10_000);
    world.set(HELPERS as usize + 8 * index, helper);
    for (class, n) in [(Class::Gpr, TABLE.gprs.len()), (Class::Fpr, TABLE.fprs.len())] {
        for r in 0..n as u8 {
            world.set(slot(class, r, BEFORE), random.next());
        }
    }
    world
}

/// Registers that the table promises to survive a helper hold what they held, but for a destination.
fn survivors(world: &World, d: Option<(Class, u8)>) {
    let check = |class, r: u8| {
        if d != Some((class, r)) {
            assert_eq!(world.get(slot(class, r, AFTER)), world.get(slot(class, r, BEFORE)), "{class:?} {r}");
        }
    };
    (0..TABLE.call_saved).for_each(|r| check(Class::Gpr, r));
    (TABLE.fprs_saved_from..TABLE.fprs.len() as u8).for_each(|r| check(Class::Fpr, r));
}

fn helper(code: &mut Code, enter: Enter, random: &mut Random) {
    let (status, pc) = (random.one(&[0, 0, 1, 7, 1 << 40, u64::MAX]), random.next() as u32);
    let mut world = prepared(random, status_helper as *const () as u64, 5);
    world.set(offset_of!(Context, value), status);
    let mut asm = Asm::default();
    let (entry, exit) = (asm.here(), asm.label());
    load_pools(&mut asm);
    asm.emit(StencilId::CallHelper, &[], &[HELPERS + 40, pc.into()], Some(exit), None);
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[3, 4]);
    asm.place(exit);
    asm.plain(StencilId::LeaveStatus, &[], &[]);
    let got = run(code, enter, &mut world, asm, entry, 0);
    let fp = world.address(FRAME);
    if status == 0 {
        assert_eq!((got, world.state()), (3, [fp, 9_997, 4, 0]));
        survivors(&world, None);
    } else {
        // As the helper left it.
        assert_eq!((got, world.state()), (status, [fp + 48, 9_997, pc.into(), status]));
    }
}

fn helper_that_branches(code: &mut Code, enter: Enter, random: &mut Random) {
    let status = random.one(&[0, 1, 2, 7, 1 << 40, u64::MAX]);
    let mut world = prepared(random, status_helper as *const () as u64, 0);
    world.set(offset_of!(Context, value), status);
    let mut asm = Asm::default();
    let (entry, exit, taken) = (asm.here(), asm.label(), asm.label());
    load_pools(&mut asm);
    asm.emit(StencilId::CallHelperBr, &[], &[HELPERS, 0], Some(exit), Some(taken));
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[30, 4]);
    asm.place(taken);
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[31, 4]);
    asm.place(exit);
    asm.plain(StencilId::LeaveStatus, &[], &[]);
    let got = run(code, enter, &mut world, asm, entry, 0);
    assert_eq!(got, if status < 2 { 30 + status } else { status });
    let fp = world.address(FRAME);
    let expected = if status < 2 { [fp, 9_997, 4, status] } else { [fp + 48, 9_997, 0, status] };
    assert_eq!(world.state(), expected);
    if status < 2 {
        survivors(&world, None);
    }
}

fn helper_with_a_value(code: &mut Code, enter: Enter, random: &mut Random) {
    let mut world = prepared(random, value_helper as *const () as u64, 9);
    let n = TABLE.gprs.len();
    let regs = [random.below(n) as u8, random.below(n) as u8, random.below(n) as u8];
    if random.below(4) == 0 {
        world.set(slot(Class::Gpr, regs[1], BEFORE), 1);
    }
    let source = |k: usize| world.get(slot(Class::Gpr, regs[k], BEFORE));
    let (a, b) = (source(1), source(2));
    let mut asm = Asm::default();
    let (entry, exit) = (asm.here(), asm.label());
    load_pools(&mut asm);
    asm.emit(StencilId::CallValue, &regs, &[HELPERS + 72], Some(exit), None);
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[3, 4]);
    asm.place(exit);
    asm.plain(StencilId::Leave, &[], &[2, 4]);
    let got = run(code, enter, &mut world, asm, entry, 0);
    assert_eq!(got, if a == 1 { 2 } else { 3 });
    assert_eq!(world.state(), [world.address(FRAME), 9_999, 4, 0]);
    if a != 1 {
        assert_eq!(world.get(slot(Class::Gpr, regs[0], AFTER)), a.rotate_left(7) ^ b, "{regs:?}");
        survivors(&world, Some((Class::Gpr, regs[0])));
    }
}

fn helper_with_a_window(code: &mut Code, enter: Enter, random: &mut Random) {
    let mut world = prepared(random, window_helper as *const () as u64, 9);
    let regs = [random.below(TABLE.gprs.len()) as u8];
    let (offset, refused) = (8 * random.below(500) as i64, random.below(4) == 0);
    let word = if refused { 1 } else { random.next() as i64 };
    let imms = [HELPERS + 72, offset, word];
    let mut asm = Asm::default();
    let (entry, exit) = (asm.here(), asm.label());
    load_pools(&mut asm);
    asm.emit(StencilId::CallWindow, &regs, &imms, Some(exit), None);
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[3, 4]);
    asm.place(exit);
    asm.plain(StencilId::Leave, &[], &[2, 4]);
    let got = run(code, enter, &mut world, asm, entry, 0);
    assert_eq!(got, if refused { 2 } else { 3 });
    assert_eq!(world.state(), [world.address(FRAME), 9_999, 4, 0]);
    if !refused {
        let want = (world.address(FRAME) + offset as u64).rotate_left(7) ^ word as u64;
        assert_eq!(world.get(slot(Class::Gpr, regs[0], AFTER)), want, "{regs:?}");
        survivors(&world, Some((Class::Gpr, regs[0])));
    }
}

fn helper_for_mathematics(code: &mut Code, enter: Enter, random: &mut Random) {
    let mut world = prepared(random, quotient_helper as *const () as u64, 1);
    let n = TABLE.fprs.len();
    let regs = [random.below(n) as u8, random.below(n) as u8, random.below(n) as u8];
    for r in &regs[1..] {
        world.set(slot(Class::Fpr, *r, BEFORE), random.float().to_bits());
    }
    let source = |k: usize| f64::from_bits(world.get(slot(Class::Fpr, regs[k], BEFORE)));
    let want = source(1) / source(2);
    let mut asm = Asm::default();
    let (entry, exit) = (asm.here(), asm.label());
    load_pools(&mut asm);
    asm.emit(StencilId::CallMath, &regs, &[HELPERS + 8], Some(exit), None);
    store_pools(&mut asm);
    asm.plain(StencilId::Leave, &[], &[3, 4]);
    asm.place(exit);
    asm.plain(StencilId::Leave, &[], &[2, 4]);
    let got = run(code, enter, &mut world, asm, entry, 0);
    assert_eq!(got, if want.is_nan() { 2 } else { 3 });
    assert_eq!(world.state(), [world.address(FRAME), 10_000, 4, 0]);
    if !want.is_nan() {
        assert_eq!(world.get(slot(Class::Fpr, regs[0], AFTER)), want.to_bits(), "{regs:?}");
        survivors(&world, Some((Class::Fpr, regs[0])));
    }
}
