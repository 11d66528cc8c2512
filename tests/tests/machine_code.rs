//! Machine code is what was planned: of every function of every program of the table, for both machines.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use patchnose_core::host::Label;
use patchnose_core::jit::stencil::{Arch, HoleKind, Reg, StencilTable};
use patchnose_tests::engine::{Prepared, Setup};
use patchnose_tests::planned::{Checker, Planned, Stencil, Step, run, stencils as table_of};
use patchnose_tests::programs::all;
use patchnose_tests::table::{check, compared, sample, table};

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::default();
}

fn is_as_planned(what: &str, setup: Setup) {
    let [functions, stencils, bytes] = [const { AtomicUsize::new(0) }; 3];
    check(what, &table(), |entry| {
        let (run, planned) = run(&entry.prepared, &setup);
        let mut wrong = compared(&run, &entry.reference);
        let of = |arch| planned.iter().filter(|p| p.arch == arch).count();
        if of(Arch::A64) != of(Arch::X86_64) {
            wrong.push(format!("{} functions for A64, {} for x86-64", of(Arch::A64), of(Arch::X86_64)));
        }
        for function in &planned {
            let checked = CHECKER.with_borrow_mut(|checker| checker.check(function));
            wrong.extend(checked.err().map(|why| format!("{} for {:?}: {why}", function.name, function.arch)));
            let count = function.stencils().count();
            for (sum, n) in [(&functions, 1), (&stencils, count), (&bytes, function.code.len())] {
                sum.fetch_add(n, Ordering::Relaxed);
            }
        }
        wrong
    });
    let [functions, stencils, bytes] = [functions, stencils, bytes].map(AtomicUsize::into_inner);
    println!("{what}: {functions} functions of {stencils} stencils, {bytes} bytes");
    assert!(functions > 100 && stencils > 100 * functions / 10, "{functions} functions, {stencils} stencils");
}

#[test]
fn every_function_compiled_at_once_is_as_planned() {
    is_as_planned("compiled at once", Setup::jit_at_once());
}

#[test]
fn every_function_compiled_soon_is_as_planned() {
    is_as_planned("compiled soon", Setup::jit_soon());
}

/// Functions on which the checker is tried: for each machine and each stencil a short one that has it, as far as these programs
/// have one.
fn short_functions() -> Vec<Planned> {
    const PROGRAMS: [&str; 6] =
        ["stencil_floats", "stencil_ints", "stencil_branches", "stencil_items", "inlined_calls", "jit_words"];
    let programs = all().into_iter().filter(|p| PROGRAMS.contains(&p.name.as_str()));
    let mut functions: Vec<Planned> = programs
        .flat_map(|p| run(&Prepared::read(&p.path, &[]).expect("a program of the table"), &Setup::jit_soon()).1)
        .filter(|f| f.code.len() < MOST_BYTES)
        .collect();
    functions.sort_by_key(|f| f.code.len());
    let mut seen = HashSet::new();
    functions.retain(|f| {
        let before = seen.len();
        seen.extend(f.stencils().map(|s| (f.arch as u8, s.id)));
        seen.len() > before
    });
    // An emulator takes a part.
    functions.into_iter().step_by(sample()).collect()
}

/// Every bit of these functions is changed.
const MOST_BYTES: usize = 320;

/// What is patched in a stencil, by what it is for.
fn kinds(table: &StencilTable, stencil: &Stencil) -> Vec<HoleKind> {
    let form = table.form(stencil.id, &stencil.regs).expect("a form");
    let holes = table.holes[form.hole.into()..][..form.holes.into()].iter().map(|h| h.kind);
    holes.chain(table.edges[form.edge.into()..][..form.edges.into()].iter().map(|e| e.kind)).collect()
}

#[test]
fn every_bit_that_is_changed_is_noticed() {
    let (functions, mut checker) = (short_functions(), Checker::default());
    let mut all = [Vec::new(), Vec::new()];
    for function in &functions {
        assert_eq!(checker.check(function), Ok(()), "{}", function.name);
        all[function.arch as usize].extend(function.stencils().flat_map(|s| kinds(table_of(function.arch), s)));
        let mut changed = function.clone();
        for bit in 0..8 * function.code.len() {
            changed.code[bit / 8] ^= 1 << (bit % 8);
            assert!(checker.check(&changed).is_err(), "{} for {:?}, bit {bit}", function.name, function.arch);
            changed.code[bit / 8] ^= 1 << (bit % 8);
        }
    }
    println!("{} functions, {} bytes", functions.len(), functions.iter().map(|f| f.code.len()).sum::<usize>());
    // Most kinds of holes are among them.
    for (kinds, least) in all.iter_mut().zip([9, 6]) {
        kinds.sort_by_key(|kind| *kind as u8);
        kinds.dedup();
        assert!(kinds.len() >= least || sample() > 1, "{kinds:?}");
    }
}

#[test]
fn code_of_another_plan_is_noticed() {
    let mut checker = Checker::default();
    let mut changes = [0; 4];
    for function in &short_functions() {
        for k in 0..function.steps.len() {
            for (kind, other) in others(function, k) {
                let changed = Planned { steps: other, ..function.clone() };
                let noticed = checker.check(&changed).is_err();
                assert!(noticed, "{} for {:?}: {:?}", function.name, function.arch, changed.steps.get(k));
                changes[kind] += 1;
            }
        }
    }
    println!("registers, immediates, targets, steps left out: {changes:?}");
    assert!(changes.iter().all(|n| *n > 50), "{changes:?}");
}

/// Plans that differ from the function's in one thing of one step, and in what.
fn others(function: &Planned, k: usize) -> Vec<(usize, Vec<Step>)> {
    let table = table_of(function.arch);
    let with = |step: Option<Step>| {
        let mut steps = function.steps.clone();
        steps.splice(k..=k, step);
        steps
    };
    let Step::Stencil(stencil) = &function.steps[k] else { return Vec::new() };
    let mut others = vec![(3, with(None))];
    let mut other = |what, change: &dyn Fn(&mut Stencil)| {
        let mut stencil = stencil.clone();
        change(&mut stencil);
        others.push((what, with(Some(Step::Stencil(stencil)))));
    };
    for (n, operand) in stencil.id.signature().operands.iter().enumerate() {
        let pool = [table.gprs, table.fprs][operand.class() as usize].len() as u8;
        (0..pool).filter(|r| *r != stencil.regs[n].0).for_each(|r| other(0, &|s| s.regs[n] = Reg(r)));
    }
    for (n, imm) in stencil.imms.iter().enumerate() {
        let range = table.range(stencil.id, n).expect("an immediate has a range");
        let near = [1, -1].map(|sign| imm.wrapping_add(sign << range.align));
        let values = near.into_iter().chain([range.min, range.max]).filter(|v| v != imm);
        values.for_each(|value| other(1, &|s| s.imms[n] = value));
    }
    for label in function.labels().filter(|(label, _)| Some(*label) != stencil.exit && Some(*label) != stencil.taken) {
        let elsewhere = |to: Option<Label>| function.labels().any(|l| Some(l.0) == to && l.1 != label.1);
        if elsewhere(stencil.exit) {
            other(2, &|s| s.exit = Some(label.0));
        }
        if elsewhere(stencil.taken) {
            other(2, &|s| s.taken = Some(label.0));
        }
    }
    others
}
