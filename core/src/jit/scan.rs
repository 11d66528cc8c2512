//! What the compiler must know of a function before its pass: heights, joins, loop heads.

use super::compile::Refusal;
use super::loops::{Loop, nest};
use super::scratch::{List, Scratch};
use crate::bytecode::ops::Flow;
use crate::bytecode::{CodeView, Op};

/// What is known of an instruction.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Site {
    /// The height before it.
    pub(crate) height: u16,
    /// Control may come here otherwise than from the instruction before.
    pub(crate) join: bool,
    /// The height may be below what the instruction before left.
    pub(crate) drops: bool,
    /// A back-edge leads here.
    pub(crate) head: bool,
    /// The innermost loop that it is in, or [`NO_LOOP`].
    pub(crate) innermost: u16,
}

/// No loop.
pub(crate) const NO_LOOP: u16 = u16::MAX;

/// What is known of a function.
pub(crate) struct Scan<'s> {
    /// Of each instruction.
    pub(crate) sites: List<'s, Site>,
    /// Its loops, in the order of their heads.
    pub(crate) loops: List<'s, Loop>,
}

/// Looks at each instruction once.
pub(crate) fn scan<'s>(view: CodeView<'_>, scratch: &mut Scratch<'s>) -> Result<Scan<'s>, Refusal> {
    let insns = view.insns();
    let is_back_edge = |op| matches!(op, Some(Op::Loop | Op::ForNext));
    let back_edges = insns.iter().filter(|i| is_back_edge(i.decode())).count();
    let mut sites = scratch.filled(insns.len(), Site { innermost: NO_LOOP, ..Site::default() })?;
    let mut loops = scratch.list(back_edges)?;
    for step in view.walk() {
        let site = sites.at_mut(step.pc)?;
        site.height = step.height;
        site.drops = step.join;
        let op = step.insn.decode();
        if let Some(target) = step.insn.target(step.pc) {
            sites.at_mut(target)?.join = true;
        }
        // What the instruction before never reaches is entered by no compiled code but otherwise known.
        if op.is_some_and(|op| matches!(op.flow(), Flow::Leave | Flow::Jump))
            && let Some(next) = sites.as_mut_slice().get_mut(step.pc as usize + 1)
        {
            next.join = true;
        }
        if is_back_edge(op)
            && let Some(head) = step.insn.target(step.pc)
        {
            sites.at_mut(head)?.head = true;
            if head <= step.pc {
                loops.push(Loop { head, end: step.pc, parent: NO_LOOP, depth: 0, contract: None })?;
            }
            // A loop that has ended leaves it by an edge of its own.
            if op == Some(Op::ForNext)
                && let Some(next) = sites.as_mut_slice().get_mut(step.pc as usize + 1)
            {
                next.join = true;
            }
        }
    }
    nest(&mut loops, &mut sites)?;
    Ok(Scan { sites, loops })
}
