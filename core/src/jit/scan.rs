//! What the compiler must know of a function before its pass: heights, joins, loop heads.

use super::compile::Refusal;
use super::scratch::{List, Scratch};
use crate::bytecode::{CodeView, Op};

/// What is known of an instruction.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Site {
    /// The height before it.
    pub(crate) height: u16,
    /// Control may come here otherwise than from the instruction before.
    pub(crate) join: bool,
    /// A back-edge leads here.
    pub(crate) head: bool,
}

/// Looks at each instruction once.
pub(crate) fn scan<'s>(view: CodeView<'_>, scratch: &mut Scratch<'s>) -> Result<List<'s, Site>, Refusal> {
    let count = view.insns().len();
    let mut sites = scratch.filled(count, Site::default())?;
    for step in view.walk() {
        let site = sites.at_mut(step.pc)?;
        site.height = step.height;
        site.join = step.join;
        if matches!(step.insn.decode(), Some(Op::Loop | Op::ForNext))
            && let Some(target) = step.insn.target(step.pc)
        {
            sites.at_mut(target)?.head = true;
        }
    }
    Ok(sites)
}
