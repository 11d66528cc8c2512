//! Why an instruction did not complete.

/// The error of everything that runs on behalf of a program.
///
/// An instruction that returns a trap has had no effect that a second execution of it would repeat: after `Memory`,
/// `Fuel` and `Driver` it is executed again, after a collection, a refuelling, or by the driver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trap {
    /// A Python exception; it lies in the context's `exception`.
    Raise,
    /// An allocation did not fit. The driver collects and executes the instruction again; if that fails as well, it
    /// raises `MemoryError`.
    Memory,
    /// The fuel is used up.
    Fuel,
    /// The instruction needs the embedder, who must not be called above compiled frames.
    Driver,
}

/// A result with a [`Trap`].
pub type Run<T> = Result<T, Trap>;
