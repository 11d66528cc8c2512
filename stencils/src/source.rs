//! Reads `ops.c` and writes translation units in which a body is instantiated many times.

use std::collections::HashMap;
use std::fmt::Write;

use patchnose_core::jit::stencil::{Class, Operand, StencilId};

use crate::machine::{Machine, Result, refuse};

/// The C source, split.
pub struct Source {
    /// What comes before and between the stencils.
    prelude: String,
    /// For each stencil's name: `STENCIL` or `NAKED`, and the body with its braces.
    bodies: HashMap<String, (String, String)>,
}

/// One instance of a body: registers by operand and immediates.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Instance {
    /// The stencil.
    pub id: StencilId,
    /// The C name of each operand's register.
    pub regs: Vec<String>,
    /// Immediates.
    pub imms: Vec<i64>,
}

impl Source {
    /// Splits the source; every stencil of the list must have a body, and no other.
    pub fn parse(text: &str) -> Result<Self> {
        let (mut prelude, mut bodies) = (String::new(), HashMap::new());
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let kind = ["STENCIL", "NAKED"]
                .into_iter()
                .find(|k| line.strip_prefix(k).is_some_and(|rest| rest.starts_with('(')));
            let Some(kind) = kind else {
                prelude.push_str(line);
                prelude.push('\n');
                continue;
            };
            let Some((name, body)) = line[kind.len() + 1..].split_once(')') else { refuse!("cannot read: {line}") };
            let mut body = body.to_owned();
            let is_whole = |b: &str| if b.contains('\n') { b.ends_with("\n}") } else { b.ends_with('}') };
            while !is_whole(&body) {
                let Some(next) = lines.next() else { refuse!("{name} does not end") };
                body.push('\n');
                body.push_str(next);
            }
            if bodies.insert(name.to_owned(), (kind.to_owned(), body)).is_some() {
                refuse!("{name} is there twice");
            }
        }
        for id in StencilId::ALL {
            if !bodies.contains_key(id.signature().name) {
                refuse!("{} has no body", id.signature().name);
            }
        }
        if let Some(name) = bodies.keys().find(|n| !StencilId::ALL.iter().any(|id| id.signature().name == *n)) {
            refuse!("{name} is not in the list");
        }
        Ok(Source { prelude, bodies })
    }

    /// Whether the stencil is written in assembly throughout.
    pub fn is_naked(&self, id: StencilId) -> bool {
        self.bodies[id.signature().name].0 == "NAKED"
    }

    /// A translation unit with an instance each; the function of instance n is called `s<n>`.
    pub fn unit(&self, instances: &[Instance]) -> String {
        let mut out = self.prelude.clone();
        for (n, i) in instances.iter().enumerate() {
            let sig = i.id.signature();
            let (kind, body) = &self.bodies[sig.name];
            let letters: Vec<char> = sig.operands.iter().map(|o| o.letter()).collect();
            for (letter, reg) in letters.iter().zip(&i.regs) {
                writeln!(out, "#define {letter} {reg}").expect("writing to a string");
            }
            for (k, imm) in i.imms.iter().enumerate() {
                // i64::MIN has no literal of its own.
                writeln!(out, "#define K{k} ((i64)0x{imm:x}ULL)").expect("writing to a string");
            }
            writeln!(out, "{kind}(s{n}) {body}").expect("writing to a string");
            letters.iter().for_each(|l| out.push_str(&format!("#undef {l}\n")));
            (0..i.imms.len()).for_each(|k| out.push_str(&format!("#undef K{k}\n")));
        }
        out
    }
}

/// The registers of an operand's class in which it can be looked for: C names and machine numbers, in argument order.
pub fn probes(machine: &Machine, operand: Operand, with_fuel: bool) -> Vec<(String, u8)> {
    match operand.class() {
        Class::Gpr => machine
            .probes
            .iter()
            .filter(|(name, _)| with_fuel || *name != "fuel")
            .map(|(name, n)| ((*name).to_owned(), *n))
            .collect(),
        Class::Fpr => {
            machine.fprs.iter().take(machine.named[1]).enumerate().map(|(k, n)| (format!("f{k}"), *n)).collect()
        }
    }
}
