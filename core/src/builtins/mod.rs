//! Built-in functions and modules, through the same native-function API as an embedder's.

pub(crate) mod attr;
pub(crate) mod functions;
pub(crate) mod math;
pub(crate) mod method_cache;
pub mod native;
pub(crate) mod sys;
pub(crate) mod table;
pub(crate) mod time;

pub use native::{Body, MAX_CALL_ARGS, Native, NativeId, Next, Resume, Window};
pub(crate) use sys::native_module;
pub(crate) use table::{
    ABS, APPEND, CONTAINS, EXTEND, GET, INSERT, LEN, LIST, MAX, MIN, NEXT, ORD, POP, RUN_MODULE, TAKE, builtin,
    builtin_names, constructor, is_repeatable, method, module, module_of, native_by_number,
};
