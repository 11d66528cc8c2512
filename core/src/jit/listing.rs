//! What the host is told of compiled code, with [`Config::listing`](crate::api::Config::listing).
//!
//! While a function is compiled, its stencils and branches are told one after the other; when it is compiled, the whole of it
//! ([`Listing::Code`]); and when it can run, where it lies ([`Published`], [`Moved`]). All offsets count from the function's first byte.

use super::patch::Operands;
pub use super::plan::Source;
use super::stencil::{Arch, StencilId};
use crate::bytecode::CodeView;

/// What is told of code while it is compiled.
#[derive(Debug)]
pub enum Listing<'a> {
    /// A function begins to be written. What was told of one whose [`Listing::Code`] never came is void.
    Begin,
    /// A stencil was written, of the function whose [`Listing::Code`] comes next.
    Stencil {
        /// Where.
        offset: u32,
        /// Which.
        stencil: StencilId,
        /// With which registers and immediates.
        operands: &'a Operands<'a>,
        /// Where it exits to, if it can.
        exit: Option<Label>,
        /// Where its branch leads, if it has one.
        taken: Option<Label>,
    },
    /// A loop's head comes next: up to this offset there are instructions that do nothing.
    Head {
        /// Where the head will be.
        offset: u32,
    },
    /// What leads to this label comes in before the stencil that is written next.
    Label(Label),
    /// A branch of one of these stencils got its target.
    Branch {
        /// Where its instruction is, or on x86-64 the field in it.
        at: u32,
        /// Where it goes.
        target: u32,
        /// Whether compiled code is left there.
        leaves: bool,
    },
    /// The side exit whose stub was written last saves a value.
    Saved {
        /// The slot that gets it.
        slot: u16,
        /// Where it is.
        source: Source,
    },
    /// A function was compiled.
    Code {
        /// For this machine.
        arch: Arch,
        /// Its bytecode.
        code: CodeView<'a>,
        /// What its machine code is for, in the order of offsets.
        parts: &'a [Part],
        /// Its machine code.
        bytes: &'a [u8],
    },
}

/// A place in a function's code that branches lead to, as it was planned: nobody knows yet where it will be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Label {
    /// The code of an instruction, where ways join.
    Instruction(u32),
    /// A place within the code of an instruction, by its number.
    Local(u32),
    /// What is done at an exit, or on an edge, by its number.
    Exit(u32),
    /// What the stubs of all side exits call.
    SideExits,
}

/// A part of a function's machine code, up to where the next one begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Where it begins.
    pub offset: u32,
    /// What it is for.
    pub what: What,
}

/// What a part of a function's machine code is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// Calls enter here.
    Prologue,
    /// It does the work of an instruction.
    Instruction(u32),
    /// Cold: all side exits pass here.
    SideExits,
    /// Cold: a side exit to the interpreter, which executes the instruction.
    Exit(u32),
    /// Cold: the same, where values are not what the code behind a join expects.
    Mismatch(u32),
    /// Cold: it leaves with what a helper says.
    Status,
    /// Cold: on a way to the instruction, it puts values where the code there expects them.
    Edge(u32),
    /// Cold: the interpreter comes in here, before the instruction.
    Entry(u32),
    /// Constants.
    Literals,
}

impl What {
    /// The instruction, if it has to do with one.
    pub const fn pc(self) -> Option<u32> {
        match self {
            What::Instruction(pc) | What::Exit(pc) | What::Mismatch(pc) | What::Edge(pc) | What::Entry(pc) => Some(pc),
            What::Prologue | What::SideExits | What::Status | What::Literals => None,
        }
    }
}

/// Machine code that was published, of a function, and lies elsewhere from now on: what was told of it holds but for addresses. It
/// replaces what was told of the addresses to which it was moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// The address at which it lay.
    pub from: u64,
    /// The address at which it runs.
    pub to: u64,
    /// Its bytes.
    pub len: u32,
}

/// Machine code that can run from now on, for profilers and debuggers. It replaces what was told of the same addresses before.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// The address at which it runs.
    pub address: u64,
    /// The code, as it was written.
    pub bytes: &'a [u8],
    /// The function's bytecode; `None` if it is what every store with compiled code has: what enters and leaves such code.
    pub code: Option<CodeView<'a>>,
    /// What the code is for, in the order of offsets.
    pub parts: &'a [Part],
}

impl<'a> Published<'a> {
    /// The function's qualified name.
    pub fn name(&self) -> &'a [u8] {
        self.code.map_or(b"[enter and leave]", CodeView::qualname)
    }

    /// The file of its source.
    pub fn file(&self) -> Option<&'a [u8]> {
        self.code.map(|code| code.image().file())
    }

    /// The line table: from which offset on, which line of the source. Without positions in the image, the function's first
    /// line alone.
    pub fn lines(&self) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let code = self.code;
        let (mut rest, mut last, mut line, mut said) = (None, 0, 0, 0);
        self.parts.iter().filter_map(move |part| {
            let code = code?;
            let now = match (part.what, part.what.pc()) {
                (What::Literals, _) => return None,
                (_, None) => code.first_line(),
                (_, Some(pc)) => {
                    if pc < last || rest.is_none() {
                        (rest, line) = (Some(code.positions().peekable()), code.first_line());
                    }
                    last = pc;
                    while let Some((_, place)) = rest.as_mut().and_then(|rest| rest.next_if(|(start, _)| *start <= pc))
                    {
                        line = place.line;
                    }
                    line
                }
            };
            let new = now != said;
            said = now;
            new.then_some((part.offset, now))
        })
    }
}
