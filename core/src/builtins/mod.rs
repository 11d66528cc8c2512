//! Built-in functions and modules, through the same native-function API as an embedder's.

pub mod native;

pub use native::{Body, Native, NativeId, Next, Resume, Window};
