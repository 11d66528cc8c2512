//! What the core asks of the embedder while a program runs. The core itself does no I/O and has no entropy.

/// The embedder's side of a running program.
pub trait Host {
    /// Writes text that the program prints. Output is UTF-8; lone surrogates come as `?`.
    ///
    /// # Errors
    /// `Err` makes `print` raise `OSError`.
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()>;

    /// Nanoseconds of this clock, or `None` if the embedder has no such clock (the function raises `OSError`).
    fn clock(&mut self, clock: Clock) -> Option<u64>;
}

/// A text stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// A clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// Since the epoch.
    Wall,
    /// Monotonic, from an arbitrary point.
    Monotonic,
    /// Processor time.
    Process,
}
