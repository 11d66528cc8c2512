//! Straightens a function's control flow and lays it out.
//!
//! clang ends a function with a jump to each of its exits; a stencil falls through to the next and has its exits in its conditional branches.
//! Jumps to jumps are threaded, `branch over a jump` becomes the inverted branch, jumps to what follows and dead code go. All functions, those
//! compared with included, pass through here.

use patchnose_core::jit::stencil::{Edge, HoleKind};

use crate::machine::{Flow, Insn, Machine, Result, Target, refuse};

/// A function's code, straightened and laid out.
#[derive(Clone, Debug)]
pub struct Code {
    /// The instructions; local targets are filled in, edges are zero.
    pub insns: Vec<Insn>,
    /// Where each instruction begins.
    pub starts: Vec<usize>,
    /// Edges: offset of the field, kind, where to.
    pub edges: Vec<(usize, HoleKind, Edge)>,
    /// Edges by the instruction that has them.
    pub edge_insns: Vec<(usize, Edge)>,
}

impl Code {
    /// All bytes.
    pub fn bytes(&self) -> Vec<u8> {
        self.insns.iter().flat_map(|i| i.bytes.iter().copied()).collect()
    }

    /// The index of the first instruction that writes a register of the set.
    pub fn first_write(&self, regs: crate::machine::RegSet) -> Option<usize> {
        self.insns.iter().position(|i| i.writes.meets(regs))
    }

    /// The index of the last instruction that reads a register of the set.
    pub fn last_read(&self, regs: crate::machine::RegSet) -> Option<usize> {
        self.insns.iter().rposition(|i| i.reads.meets(regs))
    }
}

/// Straightens and lays out.
pub fn straighten(machine: &Machine, mut insns: Vec<Insn>) -> Result<Code> {
    while step(machine, &mut insns)? {}
    lay_out(machine, insns)
}

/// Removes the instruction at `at`; what pointed to it points to what follows.
fn remove(insns: &mut Vec<Insn>, at: usize) {
    let gone = insns.remove(at).id;
    let next = insns.get(at).map_or(Target::End, |i| Target::Insn(i.id));
    for i in insns {
        if i.target == Some(Target::Insn(gone)) {
            i.target = Some(next);
        }
    }
}

/// Makes one improvement; says whether there was one.
fn step(machine: &Machine, insns: &mut Vec<Insn>) -> Result<bool> {
    // Dead code.
    let mut alive = vec![false; insns.len()];
    let mut work = vec![0];
    while let Some(k) = work.pop() {
        let Some(i) = insns.get(k) else { continue };
        if std::mem::replace(&mut alive[k], true) {
            continue;
        }
        if matches!(i.flow, Flow::Next | Flow::Branch) {
            work.push(k + 1);
        }
        if let Some(Target::Insn(id)) = i.target {
            work.extend(insns.iter().position(|i| i.id == id));
        }
    }
    if let Some(k) = alive.iter().position(|a| !a) {
        remove(insns, k);
        return Ok(true);
    }
    for k in 0..insns.len() {
        let after = |n: usize| insns.get(k + n).map_or(Target::End, |i| Target::Insn(i.id));
        // A target that is a jump.
        if let Some(Target::Insn(id)) = insns[k].target
            && let Some(jump) = insns.iter().find(|i| i.id == id && i.flow == Flow::Jump)
            && (insns[k].flow != Flow::Next || jump.target == Some(Target::End))
        {
            insns[k].target = jump.target;
            return Ok(true);
        }
        // A jump to what follows.
        if insns[k].flow == Flow::Jump && insns[k].target == Some(after(1)) {
            remove(insns, k);
            return Ok(true);
        }
        // A branch over a jump.
        if insns[k].flow == Flow::Branch
            && insns[k].target == Some(after(2))
            && let Some(jump) = insns.get(k + 1)
            && jump.flow == Flow::Jump
            && !insns.iter().any(|i| i.target == Some(Target::Insn(jump.id)))
        {
            let target = jump.target;
            machine.invert(&mut insns[k])?;
            insns[k].target = target;
            remove(insns, k + 1);
            return Ok(true);
        }
    }
    Ok(false)
}

/// Fills in local targets and finds edges.
fn lay_out(machine: &Machine, mut insns: Vec<Insn>) -> Result<Code> {
    let mut starts = Vec::new();
    let mut len = 0;
    for i in &insns {
        starts.push(len);
        len += i.bytes.len();
    }
    if len > usize::from(u8::MAX) {
        refuse!("{len} bytes are too long for a stencil");
    }
    let ids: Vec<usize> = insns.iter().map(|i| i.id).collect();
    let (mut edges, mut edge_insns) = (Vec::new(), Vec::new());
    for (k, i) in insns.iter_mut().enumerate() {
        let to = match i.target {
            None => continue,
            // What is done before an exit, or what lies behind a jump to the end, is a cold path: a stencil of its own.
            Some(Target::End | Target::Edge(Edge::Exit)) if i.flow == Flow::Jump => refuse!("a cold path inside"),
            Some(Target::Edge(edge)) => {
                let (at, kind) = machine.edge_hole(i)?;
                edges.push((starts[k] + at, kind, edge));
                edge_insns.push((k, edge));
                continue;
            }
            Some(Target::End) => len,
            Some(Target::Insn(id)) => match ids.iter().position(|&i| i == id) {
                Some(p) => starts[p],
                None => refuse!("a branch to an instruction that is gone"),
            },
        };
        machine.set_local(i, to as i64 - starts[k] as i64)?;
    }
    Ok(Code { insns, starts, edges, edge_insns })
}
