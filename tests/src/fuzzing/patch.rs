//! The patcher, for both architectures on any machine: whatever stencil, registers, immediates and addresses it is given, it
//! refuses what is out of range, writes nowhere but where it may, and otherwise makes the stencil's instructions with
//! the operands that were asked for.
//!
//! That is judged by decoding: the instructions must be those of the stencil's [`Pattern`], and targets the ones asked for.
//! That the stencil itself is right is not judged here: the generator compares it with the compiler's code, and
//! `tests/tests/stencils` runs it.

use crate::decoded::decode;
use crate::decoded::pattern::{Pattern, target_of};
use patchnose_core::jit::patch::{
    Emitted, Fixup, Operands, PatchError, WINDOW, emit, patch_immediate, patch_register, resolve,
};
use patchnose_core::jit::stencil::{
    Arch, Class, Edge, Form, Hole, HoleKind, ImmRange, MAX_IMMS, MAX_REGS, Reg, StencilId, StencilTable,
};
use patchnose_stencils_aarch64::TABLE as A64;
use patchnose_stencils_x86_64::TABLE as X86_64;

/// What memory holds that is not to be written.
const UNTOUCHED: u8 = 0xa5;

/// Reads an input; behind its end there are zeros.
struct Script<'a>(&'a [u8]);

impl Script<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn word(&mut self) -> i64 {
        i64::from_le_bytes(std::array::from_fn(|_| self.byte()))
    }

    /// A register: mostly one of the pool.
    fn register(&mut self, pool: &[u8]) -> Reg {
        let byte = self.byte();
        Reg(if byte < 0xf0 { byte % pool.len() as u8 } else { byte.wrapping_sub(0xf0) })
    }

    /// A number in the range, at its ends, beside them, near 0, or any.
    fn number(&mut self, range: ImmRange) -> i64 {
        let (how, any) = (self.byte(), self.word());
        let step = 1 << range.align;
        match how % 8 {
            0 => range.min,
            1 => range.max,
            2 => range.min.wrapping_sub(step),
            3 => range.max.wrapping_add(step),
            4 => any,
            5 => (i64::from(any as i8 % 8) * step).clamp(range.min, range.max),
            _ => {
                let span = i128::from(range.max) - i128::from(range.min) + 1;
                let inside = i128::from(range.min) + i128::from(any).rem_euclid(span);
                // Rounding down leaves the range at its lower end only, and the lower ends are multiples.
                inside as i64 & -step
            }
        }
    }

    /// Where a place `from` is to point to: near, about as far as some field reaches, or anywhere.
    fn target(&mut self, from: usize) -> usize {
        let (how, any) = (self.byte(), self.word());
        let reach = match how % 8 {
            0 => 1 << 20,
            1 => 1 << 27,
            2 => 1 << 31,
            3 => return any as usize,
            _ => 0,
        };
        let reach = if how & 0x80 == 0 { reach } else { -reach };
        let step = if how & 0x40 == 0 { 4 } else { 1 };
        // What is in front of the code wraps: no such place, which is refused.
        (from as i64 + reach + any % 64 * step) as usize
    }
}

/// Runs what the input describes.
pub fn run(input: &[u8]) {
    let mut script = Script(input);
    let what = script.byte();
    let table = if what & 1 == 0 { A64 } else { X86_64 };
    if what & 6 == 6 { anything(&mut script) } else { stencil(table, &mut script) }
}

/// Any hole in any code: refused, or nothing but the hole is written.
fn anything(script: &mut Script) {
    const KINDS: [HoleKind; 20] = [
        HoleKind::A64Reg,
        HoleKind::A64Imm12,
        HoleKind::A64AddSub12,
        HoleKind::A64Imm16,
        HoleKind::A64NotImm16,
        HoleKind::A64Lsl,
        HoleKind::A64Shr,
        HoleKind::A64ShiftedReg,
        HoleKind::X86RegB,
        HoleKind::X86RegR,
        HoleKind::X86RegX,
        HoleKind::X86U8,
        HoleKind::X86U32,
        HoleKind::X86S32,
        HoleKind::X86U64,
        HoleKind::A64Branch26,
        HoleKind::A64Branch19,
        HoleKind::A64Literal19,
        HoleKind::X86Branch32,
        HoleKind::X86Literal32,
    ];
    let kind = KINDS[usize::from(script.byte()) % KINDS.len()];
    let hole = Hole { at: script.byte() % 32, which: script.byte(), kind, arg: script.byte() };
    let (value, at) = (script.word(), if script.byte() < 0xf0 { hole.at.into() } else { script.word() as u32 });
    let mut code: Vec<u8> = (0..16).map(|_| script.byte()).collect();
    let before = code.clone();
    let len = match kind {
        HoleKind::X86RegB | HoleKind::X86RegR | HoleKind::X86RegX | HoleKind::X86U8 => 1,
        HoleKind::X86U64 => 8,
        _ => 4,
    };
    let place = usize::from(hole.at)..usize::from(hole.at) + len;
    let rex = (len == 1 && kind.is_register()).then(|| place.start.wrapping_sub(hole.arg.into()));
    let _ = patch_register(&mut code, &hole, value as u8);
    let _ = patch_immediate(&mut code, &hole, value);
    assert!((0..16).all(|k| code[k] == before[k] || place.contains(&k) || rex == Some(k)), "{hole:?} in {before:02x?}");
    let mut code = before.clone();
    let place = at as usize..(at as usize).saturating_add(4);
    let _ = resolve(&mut code, &Fixup { at, kind, edge: Edge::Taken }, value as usize);
    assert!((0..16).all(|k| code[k] == before[k] || place.contains(&k)), "{kind:?} at {at} in {before:02x?}");
}

/// A stencil of the table with operands and targets.
fn stencil(table: &'static StencilTable, script: &mut Script) {
    let id = StencilId::ALL[usize::from(script.byte()) % StencilId::ALL.len()];
    let sig = id.signature();
    let pool = |class| if class == Class::Gpr { table.gprs } else { table.fprs };
    let (mut regs, mut imms) = ([Reg(0); MAX_REGS], [0; MAX_IMMS]);
    regs.iter_mut().zip(sig.operands).for_each(|(reg, operand)| *reg = script.register(pool(operand.class())));
    for (k, imm) in imms.iter_mut().enumerate().take(sig.imms.into()) {
        *imm = script.number(table.range(id, k).expect("an immediate has a range"));
    }
    let operands = Operands { regs, imms: &imms };
    let form = table.form(id, &regs).expect("there is a form for all registers");
    let len = usize::from(form.len);
    // A64 code is aligned to words.
    let at = usize::from(script.byte()) & if table.arch == Arch::A64 { !3 } else { !0 };
    // Too little room every fourth time.
    let room = script.byte();
    let room = if room.is_multiple_of(4) { usize::from(room / 4) % (len + 1) } else { len + usize::from(room) };
    let mut memory = vec![UNTOUCHED; at + room];

    let in_pool = sig.operands.iter().zip(&regs).all(|(o, r)| usize::from(r.0) < pool(o.class()).len());
    let in_range = (0..usize::from(sig.imms)).all(|k| table.fits(id, k, imms[k]));
    let before = memory.clone();
    let emitted = emit(table, id, &operands, &mut memory, at);
    let place = at..at + len.min(room);
    // The first byte that differs, from where the stencil begins, but for those in its place of that many bytes.
    let outside = |len: usize, memory: &[u8], before: &[u8]| {
        let differ = |k: &usize| memory[*k] != before[*k];
        (0..at).chain(at + len..memory.len()).find(differ).map(|k| k as isize - at as isize)
    };
    let may_write = if room < WINDOW { len.min(room) } else { WINDOW };
    assert_eq!(outside(may_write, &memory, &before), None, "{id:?} {operands:?} writes outside its place");
    let emitted = match emitted {
        Ok(emitted) => emitted,
        Err(PatchError::Space) => return assert!(room < len, "{id:?}"),
        Err(PatchError::Register) => return assert!(!in_pool, "{id:?} {operands:?}"),
        Err(PatchError::Immediate(k)) => {
            return assert!(!table.fits(id, k.into(), imms[usize::from(k)]), "{id:?} {operands:?}");
        }
        Err(error) => panic!("{id:?} {operands:?}: {error:?}"),
    };
    assert!(room >= len && in_pool && in_range, "{id:?} {operands:?} is not refused");
    assert_eq!(emitted.size(), len);

    let before = memory.clone();
    let mut expected = Pattern::new(table, id, form).with(&operands);
    for fixup in emitted.fixups(table) {
        let target = script.target(fixup.at as usize);
        let resolved = resolve(&mut memory, &fixup, target);
        let delta = i64::try_from(target).map(|target| target - i64::from(fixup.at));
        let reached = delta.is_ok_and(|delta| reaches(fixup.kind, delta));
        assert_eq!(resolved, if reached { Ok(()) } else { Err(PatchError::Target) }, "{id:?} {fixup:?} to {target:#x}");
        if reached {
            *target_of(&mut expected, fixup.at as usize - at).expect("a target") = target as i64 - at as i64;
        }
    }
    check_edges(table, id, form, emitted);
    assert_eq!(
        outside(len, &memory, &before),
        None,
        "{id:?} {operands:?} is resolved outside its place of {len} bytes"
    );
    assert_eq!(decode(table.arch, &memory[place.clone()]), Ok(expected), "{id:?} {operands:?}");
}

/// Whether a field of that kind holds the distance, by the manuals.
fn reaches(kind: HoleKind, delta: i64) -> bool {
    let words = |bits: u32| delta % 4 == 0 && (-(1 << (bits + 1))..1 << (bits + 1)).contains(&delta);
    match kind {
        HoleKind::A64Branch26 => words(26),
        HoleKind::A64Branch19 | HoleKind::A64Literal19 => words(19),
        // Counted from the end of the field.
        _ => (i64::from(i32::MIN) + 4..=i64::from(i32::MAX) + 4).contains(&delta),
    }
}

/// The places that wait for an address are those that the list says a stencil has.
fn check_edges(table: &StencilTable, id: StencilId, form: &Form, emitted: Emitted) {
    let sig = id.signature();
    let count = |edge: fn(Edge) -> bool| emitted.fixups(table).filter(|f| edge(f.edge)).count();
    assert_eq!(count(|edge| edge == Edge::Exit) > 0, sig.exits, "{id:?}");
    assert_eq!(count(|edge| edge == Edge::Taken) > 0, sig.takes, "{id:?}");
    assert_eq!(count(|_| true), usize::from(form.edges), "{id:?}");
    for fixup in emitted.fixups(table) {
        assert!(!matches!(fixup.edge, Edge::Literal(k) if k >= sig.imms), "{id:?} {fixup:?}");
    }
}

/// Each stencil of both tables, with registers that are shared and others, and immediates and targets of all sorts.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = Vec::new();
    for id in 0..StencilId::ALL.len() as u8 {
        for arch in 0..2 {
            for how in 0..16u8 {
                let regs = [how, how & 3, how >> 1 & 7];
                let any = if how < 8 { 0x33 } else { 0xff };
                let numbers = [how, any, how, 0x44, 0, 0x55, 0, 0, 0].repeat(MAX_IMMS);
                let count = StencilId::ALL[usize::from(id)].signature();
                let (regs, numbers) = (&regs[..count.operands.len()], &numbers[..9 * usize::from(count.imms)]);
                let targets = [4, 17, 0, 0, 0, 0, 0, 0, 0].repeat(3);
                seeds.push([&[arch, id], regs, numbers, &[16, 1 + how % 2], &targets].concat());
            }
        }
    }
    seeds.extend((0..20).map(|kind| [6, kind, 4, 0, 2].into_iter().chain(5..40).collect()));
    seeds
}
