//! The public face: `Config -> Engine -> Image -> Store -> Instance -> call`.
//!
//! The words are those of wasmtime and wasmi. Everything is safe; every limit has a finite default.

mod engine;
mod error;
mod limits;
mod store;
mod suggest;
mod traceback;

pub use crate::jit::tier::{JitStats, Off};
pub use engine::Engine;
pub use error::{Error, Exception};
pub use limits::{Config, Forced, Limits, UNLIMITED};
pub use store::{HostValue, Outcome, Position, Region, Stats, Store};
