//! What the engine tells of the functions that it compiles: their stencils, and where those leave.

use patchnose_core::host::Listing;
use patchnose_core::jit::stencil::StencilId;

/// A stencil that was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written {
    /// Where, from the function's first byte.
    pub offset: u32,
    /// Which.
    pub id: StencilId,
}

/// A branch out of compiled code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exit {
    /// The stencil that branches.
    pub from: Written,
    /// The first stencil of the code by which it leaves.
    pub to: Written,
}

/// A function, as it was compiled.
#[derive(Clone, Default, Debug)]
pub struct Function {
    /// Its stencils, by their offsets.
    pub stencils: Vec<Written>,
    /// Its ways out, in the order of the stencils.
    pub exits: Vec<Exit>,
    /// Its machine code.
    pub code: Vec<u8>,
}

impl Function {
    /// The stencil that the byte at this offset belongs to.
    fn around(&self, at: u32) -> Option<Written> {
        let behind = self.stencils.partition_point(|s| s.offset <= at);
        self.stencils.get(behind.checked_sub(1)?).copied()
    }

    /// The offsets of its guards: stencils that leave where the interpreter executes the instruction, and not with what a
    /// helper says.
    pub fn guards(&self) -> Vec<u32> {
        let sides = self.exits.iter().filter(|e| e.to.id != StencilId::LeaveStatus);
        let mut offsets: Vec<u32> = sides.map(|e| e.from.offset).collect();
        offsets.dedup();
        offsets
    }
}

/// Puts together what is told of one function after the other.
#[derive(Default)]
pub struct Listener {
    function: Function,
    branches: Vec<(u32, u32)>,
}

impl Listener {
    /// Hears an entry; the function, if this was the last one of it.
    pub fn hear(&mut self, entry: &Listing<'_>) -> Option<Function> {
        match *entry {
            Listing::Begin => {
                *self = Listener::default();
                None
            }
            Listing::Stencil { offset, stencil, .. } => {
                self.function.stencils.push(Written { offset, id: stencil });
                None
            }
            Listing::Saved { .. } | Listing::Label(_) | Listing::Head { .. } => None,
            Listing::Branch { at, target, leaves } => {
                if leaves {
                    self.branches.push((at, target));
                }
                None
            }
            Listing::Code { bytes, .. } => {
                let Listener { mut function, branches } = std::mem::take(self);
                function.code = bytes.to_vec();
                let exit = |(at, target)| Some(Exit { from: function.around(at)?, to: function.around(target)? });
                function.exits = branches.into_iter().filter_map(exit).collect();
                Some(function)
            }
        }
    }
}
