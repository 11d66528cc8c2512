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

/// Looks at each instruction once. The list has room for `more` sites.
pub(crate) fn scan<'s>(view: CodeView<'_>, more: usize, scratch: &mut Scratch<'s>) -> Result<Scan<'s>, Refusal> {
    let insns = view.insns();
    let is_back_edge = |op| matches!(op, Some(Op::Loop | Op::ForNext));
    let back_edges = insns.iter().filter(|i| is_back_edge(i.decode())).count();
    let mut sites = scratch.list(insns.len() + more);
    let mut loops = scratch.list(back_edges);
    for step in view.walk() {
        sites.push(Site { height: step.height, drops: step.join, innermost: NO_LOOP, ..Site::default() })?;
    }
    mark_joins(insns, sites.as_mut_slice(), 0);
    for (pc, insn) in insns.iter().enumerate() {
        let (pc, op) = (pc as u32, insn.decode());
        if is_back_edge(op)
            && let Some(head) = insn.target(pc)
        {
            sites.at_mut(head)?.head = true;
            if head <= pc {
                loops.push(Loop::new(head, pc))?;
            }
            // A loop that has ended leaves it by an edge of its own.
            if op == Some(Op::ForNext)
                && let Some(next) = sites.as_mut_slice().get_mut(pc as usize + 1)
            {
                next.jumps = next.jumps.saturating_add(1);
            }
        }
    }
    nest(&mut loops, &mut sites)?;
    Ok(Scan { sites, loops })
}

/// Marks the instructions to which control comes otherwise than from the instruction before; the site of the first is `first`.
pub(crate) fn mark_joins(insns: &[Insn], sites: &mut [Site], first: u32) {
    for (pc, insn) in insns.iter().enumerate() {
        let pc = pc as u32;
        if let Some(target) = insn.target(pc)
            && let Some(site) = sites.get_mut(first as usize + target as usize)
        {
            site.jumps = site.jumps.saturating_add(1);
        }
        // What the instruction before never reaches is entered by no compiled code but otherwise known.
        if insn.decode().is_some_and(|op| matches!(op.flow(), Flow::Leave | Flow::Jump))
            && pc as usize + 1 < insns.len()
            && let Some(site) = sites.get_mut(first as usize + pc as usize + 1)
        {
            site.after_end = true;
        }
    }
}
