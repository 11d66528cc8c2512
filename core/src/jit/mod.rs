//! The copy-and-patch JIT.

pub(crate) mod enter;
pub mod patch;
pub mod stencil;
mod stencil_list;
pub(crate) mod tier;
