//! The public face: `Config -> Engine -> Image -> Store -> Linker -> Instance -> call`.
//!
//! The words are those of wasmtime and wasmi. Everything is safe; every limit has a finite default.

mod caller;
mod engine;
mod error;
mod host_value;
mod instance;
mod limits;
mod linker;
mod store;
mod suggest;
mod traceback;

pub use crate::bytecode::image::Image;
pub use crate::jit::tally::{FunctionStats, NotCompiled, Reason};
pub use crate::jit::tier::{JitStats, Off};
pub use crate::object::TypeId;
pub use caller::{Caller, HostTrap};
pub use engine::Engine;
pub use error::{Error, Exception};
pub use host_value::HostValue;
pub use instance::Instance;
pub use limits::{Config, Forced, Limits, UNLIMITED};
pub use linker::{HostFunction, Linker};
pub use store::{Outcome, Position, Region, Stats, Store};
