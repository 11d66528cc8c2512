//! What the engine asks of the system it runs on: memory that can hold machine code.

use core::fmt;
use core::ops::Range;

/// Address space reserved for machine code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodeRegion {
    /// Where it is executed.
    pub run: *mut u8,
    /// Where it is written: `run`, or a second view of the same memory.
    pub write: *mut u8,
    /// Its length in bytes, a multiple of `page`.
    pub len: usize,
    /// The unit of protection: a power of two, at least 4.
    pub page: usize,
}

/// Why the platform did not do what it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeError {
    /// There is no memory for code, or not as much.
    NoMemory,
    /// The system does not let this program have code of its own.
    Forbidden,
    /// The system's own error number, for anything else.
    System(i32),
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeError::NoMemory => f.write_str("no memory for code"),
            CodeError::Forbidden => f.write_str("the system forbids code made at run time"),
            CodeError::System(number) => write!(f, "system error {number}"),
        }
    }
}

impl core::error::Error for CodeError {}

/// Where code memory comes from. Ranges are byte offsets in the region and begin and end at page boundaries.
///
/// Where any method fails, the engine gives up making code and interprets.
///
/// # Safety
/// What each method says the platform owes is part of the engine's safety: code is run on it.
pub unsafe trait Platform: Sync {
    /// Reserves `len` bytes of address space or a little more.
    ///
    /// The engine asks once for each [`Engine`](crate::api::Engine) and touches nothing before [`Platform::make_writable`].
    /// The platform owes a region that nothing else uses, whose pages are not executable, and whose end is at most
    /// 128 MiB behind its start. Pages need not be backed by memory before they are made writable.
    ///
    /// # Errors
    /// The engine works without code.
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError>;

    /// Makes the pages of a range writable and not executable.
    ///
    /// The engine guarantees that no code in the range is running, and that none is entered before the range is published.
    /// The platform owes: the bytes can be written from this thread through `write`, and keep their values.
    ///
    /// # Safety
    /// The region came from this platform and is not released; no other thread has a call for a page of the range.
    ///
    /// # Errors
    /// The pages are as they were, or writable.
    unsafe fn make_writable(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError>;

    /// Makes the pages of a range executable, no longer writable, and coherent.
    ///
    /// The engine guarantees that it has written every byte of the range at some time, and writes none any more. The
    /// platform owes: this thread executes at `run` exactly what was written, whatever ran there before; another thread
    /// does when it has been told in a synchronising way and has executed the machine's instruction barrier, which the
    /// engine sees to.
    ///
    /// # Safety
    /// As for [`Platform::make_writable`]; the bytes are sound machine code or traps.
    ///
    /// # Errors
    /// The pages are not executable.
    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError>;

    /// Gives a region back.
    ///
    /// # Safety
    /// The region came from this platform, is released once, and nothing runs in it or will.
    unsafe fn release(&self, region: &CodeRegion);
}
