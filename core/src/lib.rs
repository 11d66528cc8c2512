//! The no_std engine: bytecode, heap, interpreter and copy-and-patch JIT.
#![cfg_attr(not(test), no_std)]

pub mod api;
pub mod builtins;
pub mod bytecode;
pub mod code;
pub mod context;
pub mod heap;
pub mod host;
pub(crate) mod interp;
pub mod jit;
pub mod num;
pub mod object;
#[cfg(test)]
mod testing;
pub mod trap;
pub mod value;
pub use trap::{Run, Trap};
pub use value::Value;
