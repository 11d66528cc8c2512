//! The generated stencil table for A64.
#![no_std]

#[rustfmt::skip]
mod table;
pub use table::TABLE;
