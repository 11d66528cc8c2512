//! The copy-and-patch JIT.

pub mod patch;
pub mod stencil;
mod stencil_list;
