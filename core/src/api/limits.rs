//! What an embedder sets: limits, and how programs run.

use super::Error;
use crate::jit::stencil::StencilTable;

/// No limit, for [`Limits::fuel`].
pub const UNLIMITED: u64 = u64::MAX;

/// Limits of a store. One name for each, in Rust, in C and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Units of fuel: one for each back-edge and each call, and bulk work in proportion; [`UNLIMITED`] for no limit.
    pub fuel: u64,
    /// Bytes of objects.
    pub heap: usize,
    /// Python frames, 1 to 65,535.
    pub depth: u32,
    /// Bytes of machine code.
    pub code: usize,
    /// Bytes of the JIT's own data, from the data region.
    pub jit: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { fuel: 1 << 32, heap: 64 << 20, depth: 1000, code: 1 << 20, jit: 1 << 20 }
    }
}

impl Limits {
    /// Whether each limit can be enforced.
    ///
    /// # Errors
    /// [`Error::Limit`] with the name of the one that cannot.
    pub fn check(&self) -> Result<(), Error> {
        let zero = [
            ("fuel", self.fuel == 0),
            ("heap", self.heap == 0),
            ("depth", self.depth == 0),
            ("code", self.code == 0),
            ("jit", self.jit == 0),
        ];
        match zero.iter().find(|(_, is)| *is) {
            Some((name, _)) => Err(Error::Limit { name, why: "it is 0" }),
            None if self.depth > 0xFFFF => Err(Error::Limit { name: "depth", why: "it is above 65535" }),
            None => Ok(()),
        }
    }
}

/// How programs run.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// Limits of the store.
    pub limits: Limits,
    /// Whether hot functions are compiled, where the platform allows it.
    pub jit: bool,
    /// Calls and back-edges of a function before it is compiled; `None` for the engine's own choice.
    pub jit_threshold: Option<u32>,
    /// Key of the hash of strs. The default is fixed, so that runs are alike; change it where inputs are hostile.
    pub hash_key: u64,
    /// Bytes of address space for the machine code of all stores of the engine.
    pub code_region: usize,
    /// Whether compiling is timed, with the host's clock, and counts are kept for each function ([`Store::functions`](super::Store::functions)).
    pub timed: bool,
    /// How often a function is compiled for nothing before it is compiled, and timed, for good: what compiling costs when the compiler's
    /// own code is warm.
    pub rehearsals: u32,
    /// Whether the host is told what is compiled, for listings and profilers. The compiler's working memory must hold a little more then.
    pub listing: bool,
    /// The stencil table of the machine, handed over by the host crate.
    pub stencils: Option<&'static StencilTable>,
    /// For tests: collect before every instruction that may allocate.
    pub collect_always: bool,
    /// For tests: the number of the allocation that fails, from 1 on, and all behind it in the same instruction.
    pub fail_allocation: Option<u64>,
    /// For tests: which guards of compiled code fail always.
    pub forced: Option<Forced>,
    /// For tests: of another machine. What is compiled is compiled for it, too, before; it is told to the host, and never runs.
    pub other_stencils: Option<&'static StencilTable>,
}

/// Guards that fail always: compiled code leaves there before it has looked at anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Forced {
    /// One exit in four; which ones depends on this number.
    Part(u64),
    /// A single guard, by its number: from 0 on, in the order in which the store compiles them.
    One(u64),
}

impl Default for Config {
    fn default() -> Config {
        Config {
            limits: Limits::default(),
            jit: true,
            jit_threshold: None,
            hash_key: 0x5061_7463_686E_6F73,
            code_region: 64 << 20,
            timed: false,
            rehearsals: 0,
            listing: false,
            stencils: None,
            collect_always: false,
            fail_allocation: None,
            forced: None,
            other_stencils: None,
        }
    }
}
