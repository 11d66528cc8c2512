//! The copy-and-patch JIT.

mod assemble;
pub mod compile;
pub(crate) mod enter;
mod join;
pub mod listing;
mod loops;
pub mod patch;
mod plan;
mod record;
mod registers;
mod scan;
mod scratch;
mod select;
mod select_answer;
mod select_arithmetic;
mod select_branch;
mod select_call;
mod select_item;
mod select_text;
mod state;
pub mod stencil;
mod stencil_list;
mod stubs;
pub mod tally;
pub mod tier;
mod types;
mod val;
