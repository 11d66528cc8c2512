//! Natives.
use crate::builtins::Native;
/// Functions.
pub const FUNCTIONS: &[Native] = &[];
