//! The self-check: stencils patched by the engine's own patcher, compared with clang's code for the same operands.

use std::fmt;

use patchnose_core::jit::patch::{Emitted, Operands, emit};
use patchnose_core::jit::stencil::{Arch, Class, Edge, ImmRange, Operand, Reg, StencilId, StencilTable};

use crate::clang::Clang;
use crate::extract::{compile, sharable};
use crate::machine::{Machine, Result, refuse};
use crate::source::{Instance, Source};
use crate::thread::Code;
use crate::{spec, x86};

/// Assignments tried for each form.
const TRIES: usize = 64;
/// Of these, at least so many must be clang's code, byte for byte, or line for line: of comparisons with constants, which clang likes to turn
/// into others, about a quarter is.
const LEAST: usize = 6;

/// What was compared.
#[derive(Default)]
pub struct Checked {
    equal: usize,
    same_text: usize,
    renamed: usize,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "{} assignments equal to clang's bytes, {} to its instructions, {} checked by decoding alone",
            self.equal, self.same_text, self.renamed
        )
    }
}

/// A small generator of random numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A value of the range: its ends, or any.
    fn value(&mut self, r: &ImmRange, n: usize) -> i64 {
        match n {
            0 => r.max,
            1 => r.min,
            _ => {
                let span = (i128::from(r.max) - i128::from(r.min) + 1) as u128;
                // Half of the values small, where ranges are wide.
                let any = u128::from(self.next()) % span;
                let v = if self.below(2) == 0 { any } else { any % span.min(1 << 16) };
                (i128::from(r.min) + v as i128) as i64 & (-1 << r.align)
            }
        }
    }
}

/// One thing to compare.
struct Try {
    id: StencilId,
    regs: Vec<Reg>,
    /// Whether the C source can name the registers; else clang's code is for others.
    named: bool,
    instance: usize,
    form: usize,
}

/// Patches random assignments and compares.
pub fn check(machine: &Machine, clang: &Clang, source: &Source, table: &StencilTable) -> Result<Checked> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut instances, mut tries) = (Vec::new(), Vec::new());
    for &id in StencilId::ALL {
        let sig = id.signature();
        if source.is_naked(id) {
            continue;
        }
        for (form, f) in table.forms(id).iter().enumerate() {
            for n in 0..TRIES {
                let mut regs: Vec<Reg> = Vec::new();
                for (k, op) in sig.operands.iter().enumerate() {
                    // Every fourth assignment may use registers that have no name in C: it is checked by decoding.
                    let pool = if op.class() == Class::Gpr { machine.gprs } else { machine.fprs };
                    let size = if n % 4 == 3 { pool.len() } else { machine.named[op.class() as usize] };
                    if f.same.0 >> k & 1 != 0 {
                        regs.push(regs[0]);
                        continue;
                    }
                    loop {
                        let r = Reg(random.below(size) as u8);
                        if !regs.iter().zip(sig.operands).any(|(x, o)| *x == r && o.class() == op.class()) {
                            regs.push(r);
                            break;
                        }
                    }
                }
                // clang's order of the operands of a commutative instruction.
                if spec::is_commutative(id) && f.same.0 == 0 {
                    let b = sig.operands.len() - 1;
                    let rank = |r: Reg| match sig.operands[b].class() {
                        Class::Gpr => machine.argument_order.iter().position(|&i| i == r.0),
                        Class::Fpr => Some(usize::from(r.0)),
                    };
                    if rank(regs[b - 1]) > rank(regs[b]) {
                        regs.swap(b - 1, b);
                    }
                }
                let imms =
                    (0..usize::from(sig.imms)).map(|k| table.range(id, k).map_or(0, |r| random.value(&r, n))).collect();
                let index = |o: &Operand, r: &Reg| usize::from(r.0) % machine.named[o.class() as usize];
                let operands = || sig.operands.iter().zip(&regs);
                let named = operands().all(|(o, r)| index(o, r) == usize::from(r.0));
                let names = operands().map(|(o, r)| Machine::pool_name(o.class(), index(o, r))).collect();
                tries.push(Try { id, regs, named, instance: instances.len(), form });
                instances.push(Instance { id, regs: names, imms });
            }
        }
    }
    // Where clang, knowing the operands, makes something that is no stencil, there is nothing to compare with.
    let codes: Vec<Option<Code>> =
        compile(machine, clang, source, &instances)?.into_iter().map(std::result::Result::ok).collect();
    let mut checked = Checked::default();
    let mut complaints = Vec::new();
    for group in tries.chunk_by(|a, b| a.id == b.id && a.form == b.form) {
        let mut agreed = 0;
        for t in group {
            match compare(machine, table, t, &instances[t.instance], codes[t.instance].as_ref())? {
                Verdict::Equal => (checked.equal, agreed) = (checked.equal + 1, agreed + 1),
                Verdict::SameText => (checked.same_text, agreed) = (checked.same_text + 1, agreed + 1),
                Verdict::Renamed => checked.renamed += 1,
            }
        }
        if agreed < LEAST {
            let t = &group[0];
            let lines = |c: &[u8]| match machine.decode(c, &[], true) {
                Ok(list) => list.iter().map(|i| machine.text(&i.bytes, 0)).collect::<Vec<_>>().join("\n        "),
                Err(_) => format!("{c:02x?}"),
            };
            let (_, bytes) = emitted(table, t, &instances[t.instance])?;
            complaints.push(format!(
                "{} form {}: only {agreed} of {} agree with clang; {:?}\n    patched:\n        {}\n    clang:\n        {}",
                t.id.signature().name,
                t.form,
                group.len(),
                instances[t.instance],
                lines(&bytes),
                codes[t.instance].as_ref().map_or("nothing".into(), |c| lines(&c.bytes()))
            ));
        }
    }
    if !complaints.is_empty() {
        refuse!("{}", complaints.join("\n"));
    }
    Ok(checked)
}

/// How a patched stencil compares with clang's code.
enum Verdict {
    /// The same bytes.
    Equal,
    /// The same instructions, encoded differently.
    SameText,
    /// Not clang's code, which has another form for these operands (short immediates, zero) or cannot name them; decoded, it is the stencil
    /// with its registers renamed.
    Renamed,
}

/// Patches a try's stencil.
fn emitted(table: &StencilTable, t: &Try, i: &Instance) -> Result<(Emitted, Vec<u8>)> {
    let mut code = vec![0; 256];
    match emit(table, t.id, &Operands::new(&t.regs, &i.imms), &mut code, 0) {
        Ok(e) => {
            code.truncate(e.size());
            Ok((e, code))
        }
        Err(e) => refuse!("{} {:?}: {e:?}", t.id.signature().name, i),
    }
}

/// Patches and compares one assignment.
fn compare(machine: &Machine, table: &StencilTable, t: &Try, i: &Instance, clang: Option<&Code>) -> Result<Verdict> {
    let (e, mine) = emitted(table, t, i)?;
    let theirs = clang.map(Code::bytes).unwrap_or_default();
    let edges = |c: &[(usize, _, Edge)]| c.iter().map(|(at, kind, edge)| (*at, *kind, *edge)).collect::<Vec<_>>();
    let fixups: Vec<_> = e.fixups(table).map(|f| (f.at as usize, f.kind, f.edge)).collect();
    let equal = t.named && clang.is_some() && mine == theirs;
    if equal && clang.is_none_or(|c| fixups != edges(&c.edges)) {
        refuse!("{}: edges {fixups:?}, not clang's", t.id.signature().name);
    }
    // Whatever clang says, a renamed form must decode as the first one with other registers.
    let sig = t.id.signature();
    let first: Vec<Reg> = distinct(table, t);
    let (_, old) =
        emitted(table, &Try { id: t.id, regs: first.clone(), named: true, instance: t.instance, form: t.form }, i)?;
    let rename = |class: Class, n: u8| {
        let pool = if class == Class::Gpr { table.gprs } else { table.fprs };
        let at = (0..first.len()).find(|&k| sig.operands[k].class() == class && pool[usize::from(first[k].0)] == n);
        at.map_or(n, |k| pool[usize::from(t.regs[k].0)])
    };
    if !machine.is_renamed(&old, &mine, &rename) {
        refuse!("{}: {old:02x?} renamed to {:?} is {mine:02x?}", sig.name, i.regs);
    }
    Ok(if equal {
        Verdict::Equal
    } else if t.named && machine.arch == Arch::X86_64 && x86::lines(&mine) == x86::lines(&theirs) {
        Verdict::SameText
    } else {
        Verdict::Renamed
    })
}

/// The form's first registers: distinct, none of them rdi or rsi.
fn distinct(table: &StencilTable, t: &Try) -> Vec<Reg> {
    let sig = t.id.signature();
    let same = table.forms(t.id)[t.form].same.0;
    let (mut next, mut regs) = ([0u8; 2], Vec::new());
    for (k, op) in sig.operands.iter().enumerate() {
        if same >> k & 1 != 0 && sharable(sig).contains(&k) {
            regs.push(regs[0]);
        } else {
            let n = &mut next[op.class() as usize];
            regs.push(Reg(*n));
            *n += 1;
        }
    }
    regs
}
