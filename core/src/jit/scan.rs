//! What the compiler must know of a function before its pass: heights, joins, loop heads.

use super::compile::Refusal;
use super::loops::{Loop, nest};
use super::scratch::{List, Scratch};
use crate::bytecode::ops::Flow;
use crate::bytecode::{CodeView, Insn, Op};

/// What is known of an instruction.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Site {
    /// The height before it.
    pub(crate) height: u16,
    /// The number of jumps that lead here, or more; [`UNTOLD`] if nothing is known here but the contract.
    pub(crate) jumps: u8,
    /// Control does not come here from the instruction before.
    pub(crate) after_end: bool,
    /// The height may be below what the instruction before left.
    pub(crate) drops: bool,
    /// A back-edge leads here.
    pub(crate) head: bool,
    /// The innermost loop that it is in, or [`NO_LOOP`].
    pub(crate) innermost: u16,
}

impl Site {
    /// Whether control may come here otherwise than from the instruction before.
    pub(crate) fn is_join(&self) -> bool {
        self.jumps != 0 || self.after_end
    }

    /// Whether one jump leads here, and nothing else.
    pub(crate) fn has_one_way(&self) -> bool {
        self.jumps == 1 && self.after_end && !self.head
    }
}

/// So many jumps that nobody has kept what is known where they begin.
pub(crate) const UNTOLD: u8 = u8::MAX;

/// No loop.
pub(crate) const NO_LOOP: u16 = u16::MAX;

/// What is known of a function.
pub(crate) struct Scan<'s> {
    /// Of each instruction.
    pub(crate) sites: List<'s, Site>,
    /// Its loops, in the order of their heads.
    pub(crate) loops: List<'s, Loop>,
}

/// Finds joins and loops. The list has room for `more` sites.
pub(crate) fn scan<'s>(view: CodeView<'_>, more: usize, scratch: &mut Scratch<'s>) -> Result<Scan<'s>, Refusal> {
    let insns = view.insns();
    let is_back_edge = |i: &Insn| i.op == Op::Loop as u16 || i.op == Op::ForNext as u16;
    let back_edges = insns.iter().filter(|i| is_back_edge(i)).count();
    let mut sites = scratch.list(insns.len() + more);
    let mut loops = scratch.list(back_edges);
    push_sites(view, 0, NO_LOOP, &mut sites)?;
    if back_edges == 0 {
        return Ok(Scan { sites, loops });
    }
    for (pc, insn) in insns.iter().enumerate().filter(|(_, insn)| is_back_edge(insn)) {
        let pc = pc as u32;
        let Some(head) = insn.target(pc) else { continue };
        sites.at_mut(head)?.head = true;
        if head <= pc {
            loops.push(Loop::new(head, pc))?;
        }
        // A loop that has ended leaves it by an edge of its own.
        if insn.op == Op::ForNext as u16
            && let Some(next) = sites.as_mut_slice().get_mut(pc as usize + 1)
        {
            next.jumps = next.jumps.saturating_add(1);
        }
    }
    nest(&mut loops, &mut sites)?;
    Ok(Scan { sites, loops })
}

/// Adds the sites of a body whose frame begins at slot `base`: their heights, and where control comes otherwise than from the
/// instruction before.
pub(crate) fn push_sites(
    view: CodeView<'_>,
    base: u16,
    innermost: u16,
    sites: &mut List<'_, Site>,
) -> Result<(), Refusal> {
    let (first, count) = (sites.len(), view.insns().len());
    sites.fill_up(count, Site { innermost, ..Site::default() })?;
    let sites = sites.as_mut_slice().get_mut(first..).unwrap_or_default();
    for step in view.walk() {
        let pc = step.pc as usize;
        if let Some(site) = sites.get_mut(pc) {
            (site.height, site.drops) = (step.height.saturating_add(base), step.join);
        }
        let Some(flow) = step.insn.decode().map(Op::flow).filter(|flow| *flow != Flow::Next) else { continue };
        if let Some(target) = step.insn.target(step.pc)
            && let Some(site) = sites.get_mut(target as usize)
        {
            site.jumps = site.jumps.saturating_add(1);
        }
        // What the instruction before never reaches is entered by no compiled code but otherwise known.
        if matches!(flow, Flow::Leave | Flow::Jump)
            && let Some(site) = sites.get_mut(pc + 1)
        {
            site.after_end = true;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_does_not_flow_on_jumps() {
        for op in Op::ALL {
            let jumps = Insn::new(*op, 0, 0, 0).jump().is_some();
            assert!(!jumps || op.flow() != Flow::Next, "{op:?}");
        }
    }
}
