//! The generated stencil table for x86-64.
#![no_std]

#[cfg(not(feature = "unmetered"))]
#[rustfmt::skip]
mod table;
#[cfg(feature = "unmetered")]
mod table {
    include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/unmetered/stencils-x86_64.rs"));
}
pub use table::TABLE;

const _: () = assert!(TABLE.size() < 48 << 10, "a stencil table stays below 48 KB");
const _: () = assert!(TABLE.is_sound(), "a hole is where its stencil has none, or for a register that it cannot name");
