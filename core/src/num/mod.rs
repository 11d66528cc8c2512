//! Numbers and characters as pure functions: nothing here knows the heap, objects or the guest.
//!
//! Every function works on plain values and on slices that the caller provides, allocates nothing and holds no state, so each
//! can be tested alone against another implementation.

pub mod big;
pub mod uni;
