//! Finds the holes: compiles a body again with one operand in another register, or one immediate changed, and compares the code.

use std::collections::HashMap;

use patchnose_core::jit::patch::patch_immediate;
use patchnose_core::jit::stencil::{Edge, EdgeHole, Hole, HoleKind, ImmRange, OperandSet, Signature, StencilId};

use crate::clang::Clang;
use crate::machine::{Machine, Refusal, RegSet, Result, refuse};
use crate::source::{Instance, Source, probes};
use crate::spec;
use crate::thread::{Code, straighten};

/// A form with its code and holes.
pub struct FormOut {
    /// Sources in the destination's register.
    pub same: OperandSet,
    /// Other sources that must not be.
    pub early_clobber: OperandSet,
    /// Code, edges and found holes zero or as compiled.
    pub bytes: Vec<u8>,
    /// Holes for registers, as all holes in the order in which a table holds them.
    pub regs: Vec<Hole>,
    /// Holes for immediates.
    pub imms: Vec<Hole>,
    /// Places that wait for an address.
    pub edges: Vec<EdgeHole>,
    /// Disassembly, by instruction: offset, length, text.
    pub text: Vec<(usize, usize, String)>,
}

/// A stencil with its forms, the general one last.
pub struct StencilOut {
    /// Which.
    pub id: StencilId,
    /// Forms.
    pub forms: Vec<FormOut>,
    /// What its immediates can be.
    pub ranges: Vec<ImmRange>,
}

/// An operand group moved to another register.
struct Move {
    operands: Vec<usize>,
    from: u8,
    to: u8,
    instance: usize,
}

/// What is compiled for one form.
struct Plan {
    id: StencilId,
    same: Option<usize>,
    base: usize,
    /// Machine register of each operand in the base.
    regs: Vec<u8>,
    moves: Vec<Move>,
    /// For each immediate, where it has another value.
    imms: Vec<usize>,
}

/// Compiles instances and straightens each; what cannot be straightened is a refusal of its own.
pub fn compile(machine: &Machine, clang: &Clang, source: &Source, instances: &[Instance]) -> Result<Vec<Result<Code>>> {
    let functions = clang.compile(machine, &source.unit(instances))?;
    let one = |n: usize, i: &Instance| {
        let Some(f) = functions.get(&format!("s{n}")) else { refuse!("no code") };
        straighten(machine, machine.decode(&f.code, &f.relocs, source.is_naked(i.id))?)
    };
    let named =
        |(n, i)| one(n, i).map_err(|e| Refusal(format!("{} {:?} {:x?}: {e}", i.id.signature().name, i.regs, i.imms)));
    Ok(instances.iter().enumerate().map(named).collect())
}

/// Extracts all stencils.
pub fn extract(machine: &Machine, clang: &Clang, source: &Source) -> Result<Vec<StencilOut>> {
    let mut instances = Instances::default();
    let mut plans = Vec::new();
    for &id in StencilId::ALL {
        let sig = id.signature();
        if spec::imms(id).len() != usize::from(sig.imms) {
            refuse!("{}: the list has {} immediates, the generator {}", sig.name, sig.imms, spec::imms(id).len());
        }
        plans.push(plan(machine, &mut instances, id, None)?);
        for k in sharable(sig) {
            plans.push(plan(machine, &mut instances, id, Some(k))?);
        }
    }
    let codes = compile(machine, clang, source, &instances.list)?.into_iter().collect::<Result<Vec<_>>>()?;
    let mut out: Vec<StencilOut> = Vec::new();
    let mut refusals = Vec::new();
    for &id in StencilId::ALL {
        let mine: Vec<&Plan> = plans.iter().filter(|p| p.id == id).collect();
        match stencil(machine, source, &mine, &codes, id) {
            Ok(s) => out.push(s),
            Err(e) => {
                let code = &codes[mine[0].base];
                let text: Vec<_> =
                    code.insns.iter().zip(&code.starts).map(|(i, at)| machine.text(&i.bytes, *at)).collect();
                refusals.push(format!(
                    "{} for {}: {e}\n    {}",
                    id.signature().name,
                    machine.triple,
                    text.join("\n    ")
                ));
            }
        }
    }
    if !refusals.is_empty() {
        refuse!("{}", refusals.join("\n"));
    }
    Ok(out)
}

/// The sources that can share the destination's register: those of its class.
pub fn sharable(sig: &Signature) -> Vec<usize> {
    match sig.operands {
        [d, rest @ ..] if d.is_destination() && !sig.kills_pool => {
            (1..=rest.len()).filter(|&k| sig.operands[k].class() == d.class()).collect()
        }
        _ => Vec::new(),
    }
}

/// Instances without repetition.
#[derive(Default)]
struct Instances {
    list: Vec<Instance>,
    index: HashMap<Instance, usize>,
}

impl Instances {
    fn add(&mut self, i: Instance) -> usize {
        *self.index.entry(i).or_insert_with_key(|i| {
            self.list.push(i.clone());
            self.list.len() - 1
        })
    }
}

/// Chooses registers for a form and the instances to compare. Operands in one register move together. An alternate keeps the order of the registers
/// where it can: clang orders the operands of commutative instructions by argument.
fn plan(machine: &Machine, instances: &mut Instances, id: StencilId, same: Option<usize>) -> Result<Plan> {
    let sig = id.signature();
    let group_of = |k: usize| if Some(k) == same { 0 } else { k };
    let imms: Vec<i64> = spec::imms(id).iter().map(|s| s.magic[0]).collect();
    // Positions in the list of probes by class: spread where there are many.
    let mut used: Vec<(usize, usize)> = Vec::new(); // (group, position)
    for k in 0..sig.operands.len() {
        if group_of(k) != k {
            continue;
        }
        let class = sig.operands[k].class();
        let list = probes(machine, sig.operands[k], !spec::uses_fuel(id));
        let before = used.iter().filter(|(g, _)| sig.operands[*g].class() == class).count();
        let spread: &[usize] = match list.len() {
            0..=3 => &[0, 1, 2],
            4..=6 => &[0, 1, 3],
            7..=9 => &[0, 2, 4],
            _ => &[1, 3, 7],
        };
        let Some(&position) = spread.get(before) else { refuse!("{}: too many operands", sig.name) };
        used.push((k, position));
    }
    let position = |k: usize| used.iter().find(|(g, _)| *g == group_of(k)).map_or(0, |u| u.1);
    let list = |k: usize| probes(machine, sig.operands[k], !spec::uses_fuel(id));
    let names: Vec<String> = (0..sig.operands.len()).map(|k| list(k)[position(k)].0.clone()).collect();
    let regs: Vec<u8> = (0..sig.operands.len()).map(|k| list(k)[position(k)].1).collect();
    let base = instances.add(Instance { id, regs: names.clone(), imms: imms.clone() });
    let mut moves = Vec::new();
    for &(group, at) in &used {
        let operands: Vec<usize> = (0..sig.operands.len()).filter(|&k| group_of(k) == group).collect();
        let class = sig.operands[group].class();
        let taken: Vec<usize> = used.iter().filter(|(g, _)| sig.operands[*g].class() == class).map(|u| u.1).collect();
        let free: Vec<usize> = (0..list(group).len()).filter(|p| !taken.contains(p)).collect();
        let between = |p: usize| taken.iter().filter(|&&t| t != at && (t > at.min(p)) && (t < at.max(p))).count();
        let Some(&alternate) = free.iter().min_by_key(|&&p| (between(p), p)) else {
            refuse!("{}: no free register", sig.name)
        };
        let (name, to) = list(group)[alternate].clone();
        let mut moved = names.clone();
        operands.iter().for_each(|&k| moved[k].clone_from(&name));
        let instance = instances.add(Instance { id, regs: moved, imms: imms.clone() });
        moves.push(Move { operands, from: regs[group], to, instance });
    }
    let imms = (0..imms.len())
        .map(|k| {
            let s = spec::imms(id)[k];
            let mut changed = imms.clone();
            changed[k] = s.magic[1];
            instances.add(Instance { id, regs: names.clone(), imms: changed })
        })
        .collect();
    Ok(Plan { id, same, base, regs, moves, imms })
}

/// Makes a stencil's forms from what was compiled, and keeps those that are needed.
fn stencil(machine: &Machine, source: &Source, plans: &[&Plan], codes: &[Code], id: StencilId) -> Result<StencilOut> {
    let sig = id.signature();
    if source.is_naked(id) {
        let form = form_out(machine, &codes[plans[0].base], OperandSet(0), OperandSet(0), Vec::new());
        return Ok(StencilOut { id, forms: vec![form], ranges: Vec::new() });
    }
    let mut general = None;
    let mut shared = Vec::new();
    for p in plans {
        let form = form(machine, p, codes)?;
        if p.same.is_none() { general = Some(form) } else { shared.push(form) }
    }
    let Some(general) = general else { refuse!("no general form") };
    let mut forms: Vec<FormOut> = shared
        .into_iter()
        .filter(|f| f.same.0 & general.early_clobber.0 != 0 || f.bytes.len() < general.bytes.len())
        .collect();
    forms.sort_by_key(|f| f.bytes.len());
    let ranges = (0..usize::from(sig.imms)).map(|k| range(&general, k, spec::imms(id)[k])).collect::<Result<_>>()?;
    forms.push(general);
    // Every sharing of registers must have a form.
    let sources = sharable(sig);
    for subset in 0..1u8 << sources.len() {
        let shared = sources.iter().enumerate().fold(0, |s, (n, k)| s | (subset >> n & 1) << k);
        if !forms.iter().any(|f| f.same.0 & !shared == 0 && f.early_clobber.0 & shared & !f.same.0 == 0) {
            refuse!("no form where the destination shares its register with {shared:b}");
        }
    }
    Ok(StencilOut { id, forms, ranges })
}

/// Puts a form together.
fn form_out(machine: &Machine, code: &Code, same: OperandSet, early: OperandSet, mut holes: Vec<Hole>) -> FormOut {
    holes.sort_by_key(|h| (h.at, h.kind as u8, h.arg));
    let (regs, imms) = holes.into_iter().partition(|h| h.kind.is_register());
    let mut edges: Vec<EdgeHole> =
        code.edges.iter().map(|&(at, kind, edge)| EdgeHole { at: at as u8, kind, edge }).collect();
    edges.sort_by_key(|e| (e.at, e.kind as u8));
    let text =
        code.insns.iter().zip(&code.starts).map(|(i, &at)| (at, i.bytes.len(), machine.text(&i.bytes, at))).collect();
    FormOut { same, early_clobber: early, bytes: code.bytes(), regs, imms, edges, text }
}

/// Finds a form's holes and checks what it does to registers.
fn form(machine: &Machine, plan: &Plan, codes: &[Code]) -> Result<FormOut> {
    let sig = plan.id.signature();
    let base = &codes[plan.base];
    let mut holes = Vec::new();
    for m in &plan.moves {
        let other = &codes[m.instance];
        let class = sig.operands[m.operands[0]].class();
        let mut found = Vec::new();
        for (at, a, b) in pairs(base, other)? {
            found.extend(
                machine
                    .register_holes(a, b, class, m.from, m.to)?
                    .into_iter()
                    .map(|(o, kind, arg)| (at + o, kind, arg)),
            );
        }
        // A move in place is no code at all.
        if found.is_empty() && !base.insns.is_empty() {
            refuse!("operand {} leaves no trace", m.operands[0]);
        }
        for (at, kind, arg) in found {
            holes.push(Hole { at: at as u8, which: m.operands[0] as u8, kind, arg });
        }
    }
    for (k, instance) in plan.imms.iter().enumerate() {
        let imm = spec::imms(plan.id)[k];
        let mut found = base.edges.iter().filter(|e| e.2 == Edge::Literal(k as u8)).count();
        for (at, a, b) in pairs(base, &codes[*instance])? {
            if a == b {
                continue;
            }
            let fits = |&(o, kind, arg): &(usize, HoleKind, u8)| {
                let hole = Hole { at: o as u8, which: k as u8, kind, arg };
                let turns = |from: &[u8], to: &[u8], value| {
                    let mut c = from.to_vec();
                    patch_immediate(&mut c, &hole, value).is_ok() && c == to
                };
                turns(a, b, imm.magic[1]) && turns(b, a, imm.magic[0])
            };
            let candidates: Vec<_> = machine.immediate_candidates(a, imm.signed).into_iter().filter(fits).collect();
            let [(o, kind, arg)] = candidates[..] else {
                refuse!(
                    "immediate {k}: {} kinds of hole for {} and {}",
                    candidates.len(),
                    machine.text(a, at),
                    machine.text(b, at)
                );
            };
            holes.push(Hole { at: (at + o) as u8, which: k as u8, kind, arg });
            found += 1;
        }
        if found == 0 {
            refuse!("immediate {k} leaves no trace");
        }
    }
    let early = check_registers(machine, plan, base)?;
    let same = OperandSet(plan.same.map_or(0, |k| 1 << k));
    Ok(form_out(machine, base, same, early, holes))
}

/// An instruction in two codes: its offset and both its bytes.
type Pair<'a> = (usize, &'a [u8], &'a [u8]);

/// The instructions of two codes side by side.
fn pairs<'a>(base: &'a Code, other: &'a Code) -> Result<Vec<Pair<'a>>> {
    let lens = |c: &Code| c.insns.iter().map(|i| i.bytes.len()).collect::<Vec<_>>();
    if lens(base) != lens(other) || base.edges != other.edges {
        refuse!("the code changes its shape");
    }
    Ok(base
        .insns
        .iter()
        .zip(&other.insns)
        .zip(&base.starts)
        .map(|((a, b), at)| (*at, &a.bytes[..], &b.bytes[..]))
        .collect())
}

/// Checks what the form reads and writes; returns the sources that are read after the destination is written.
fn check_registers(machine: &Machine, plan: &Plan, code: &Code) -> Result<OperandSet> {
    let sig = plan.id.signature();
    let set = |k: usize| RegSet::one(sig.operands[k].class(), plan.regs[k]);
    let d = if sig.operands.first().is_some_and(|d| d.is_destination()) { set(0) } else { RegSet::default() };
    let operands = (0..sig.operands.len()).fold(RegSet::default(), |s, k| s.with(set(k)));
    let pinned = RegSet::of(patchnose_core::jit::stencil::Class::Gpr, machine.pinned);
    let pool = RegSet::of(patchnose_core::jit::stencil::Class::Gpr, machine.gprs.iter().copied())
        .with(RegSet::of(patchnose_core::jit::stencil::Class::Fpr, machine.fprs.iter().copied()));
    let mut may_write = machine.scratch.with(d);
    if spec::writes_fuel(plan.id) {
        may_write = may_write.with(RegSet::one(patchnose_core::jit::stencil::Class::Gpr, machine.pinned[3]));
    }
    if spec::writes_fp(plan.id) {
        may_write = may_write.with(RegSet::one(patchnose_core::jit::stencil::Class::Gpr, machine.pinned[1]));
    }
    if sig.kills_pool || sig.ends {
        may_write = may_write.with(pool);
    }
    let may_read = may_write.with(operands).with(pinned);
    for i in &code.insns {
        let text = || machine.text(&i.bytes, 0);
        if i.writes.without(may_write).0 != 0 {
            refuse!("`{}` writes {:?}", text(), i.writes.without(may_write));
        }
        // g0 may be read where the returned value is; any other pool register must be an operand.
        let g0 = RegSet::one(patchnose_core::jit::stencil::Class::Gpr, machine.gprs[0]);
        if i.reads.without(may_read).without(if sig.ends { g0 } else { RegSet::default() }).0 != 0 {
            refuse!("`{}` reads {:?}", text(), i.reads.without(may_read));
        }
    }
    // Scratch registers hold nothing when a stencil begins: each is written before it is read. A return address, or a status that a helper left,
    // is what two stencils are for.
    if !matches!(plan.id, StencilId::EnterPy | StencilId::LeaveCalled | StencilId::LeaveStatus) {
        let mut written = operands.without(d).with(pinned).with(if sig.ends { pool } else { RegSet::default() });
        let d_is_source = plan.same.is_some();
        if d_is_source {
            written = written.with(d);
        }
        for i in &code.insns {
            // An instruction that writes all of a register that it reads only in part (cvtsi2sd, xor of itself) is preceded by a write.
            let unset = i.reads.without(written);
            if unset.0 != 0 && !(sig.kills_pool && unset.without(machine.scratch.with(pool)).0 == 0) {
                refuse!("`{}` reads {unset:?}, which nothing has set", machine.text(&i.bytes, 0));
            }
            written = written.with(i.writes);
        }
    }
    if sig.kills_pool || d == RegSet::default() {
        return Ok(OperandSet(0));
    }
    if code.insns.is_empty() {
        return Ok(OperandSet(0));
    }
    let Some(first_write) = code.first_write(d) else { refuse!("the destination is never written") };
    let edge_behind = code.edge_insns.iter().find(|(k, e)| !matches!(e, Edge::Literal(_)) && *k >= first_write);
    if let Some((k, _)) = edge_behind
        && !sig.fresh
    {
        refuse!("the destination is written before `{}`", machine.text(&code.insns[*k].bytes, 0));
    }
    let mut early = 0;
    for k in sharable(sig) {
        if Some(k) != plan.same && code.last_read(set(k)).is_some_and(|r| r > first_write) {
            early |= 1 << k;
        }
    }
    Ok(OperandSet(early))
}

/// The values that an immediate's holes can hold together.
fn range(form: &FormOut, k: usize, spec: spec::ImmSpec) -> Result<ImmRange> {
    let holes: Vec<&Hole> = form.imms.iter().filter(|h| usize::from(h.which) == k).collect();
    let mut r = ImmRange::new(spec.limit.0, spec.limit.1, 0);
    let mut narrow = |min: i64, max: i64, align: u8| {
        r = ImmRange::new(r.min.max(min), r.max.min(max), r.align.max(align));
    };
    let chunks = |kind| holes.iter().filter(|h| h.kind == kind).map(|h| h.arg).collect::<Vec<_>>();
    let (plain, inverted) = (chunks(HoleKind::A64Imm16), chunks(HoleKind::A64NotImm16));
    match (&plain[..], &inverted[..]) {
        ([], []) => {}
        ([0], []) => narrow(0, 0xffff, 0),
        ([0, 16], []) => narrow(0, 0xffff_ffff, 0),
        ([0, 16, 32], []) => narrow(0, (1 << 48) - 1, 0),
        ([0, 16, 32, 48], []) => {}
        ([16], [0]) => narrow(-1 << 32, -1, 0),
        other => refuse!("immediate {k} in parts {other:?}"),
    }
    for h in &holes {
        match h.kind {
            HoleKind::A64Imm12 => narrow(0, 4095 << h.arg, h.arg),
            HoleKind::A64AddSub12 => narrow(-(4095 << h.arg), 4095 << h.arg, h.arg),
            HoleKind::A64Imm16 | HoleKind::A64NotImm16 | HoleKind::X86U64 => {}
            HoleKind::A64Lsl | HoleKind::A64Shr | HoleKind::A64ShiftedReg => narrow(0, 63, 0),
            HoleKind::X86U8 => narrow(0, 255, 0),
            HoleKind::X86U32 => narrow(0, 0xffff_ffff, 0),
            HoleKind::X86S32 => narrow(i32::MIN.into(), i32::MAX.into(), 0),
            other => refuse!("immediate {k} in a {other:?}"),
        }
    }
    Ok(r)
}
