//! Methods of dicts.

use crate::builtins::Native;

/// The table.
pub const METHODS: &[Native] = &[];
