//! Views of dicts.

use crate::builtins::Native;

/// Methods of views.
pub const VIEW_METHODS: &[Native] = &[];
