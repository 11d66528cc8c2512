//! Methods of sets.

use crate::builtins::Native;

/// The table.
pub const METHODS: &[Native] = &[];
