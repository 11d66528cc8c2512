//! Standard output and standard error.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;

/// Bytes that are kept before they are written.
const BUFFER: usize = 1 << 16;

/// The two streams. Output is buffered: whole lines at a terminal, else blocks; it is written before anything goes to
/// standard error, so that the two keep their order.
#[derive(Debug)]
pub struct Console {
    out: Option<File>,
    terminal: bool,
    buffer: Vec<u8>,
}

impl Console {
    /// The process's streams.
    pub fn new() -> Console {
        let stdout = io::stdout();
        // A file of our own has no second buffer, as `Stdout` has.
        let out = stdout.as_fd().try_clone_to_owned().ok().map(File::from);
        Console { out, terminal: stdout.is_terminal(), buffer: Vec::with_capacity(BUFFER) }
    }

    /// Writes to standard output.
    ///
    /// # Errors
    /// The operating system's, of this text or of text before it.
    pub fn out(&mut self, text: &[u8]) -> io::Result<()> {
        if self.buffer.len() + text.len() > BUFFER {
            self.flush()?;
        }
        self.buffer.extend_from_slice(text);
        if self.buffer.len() >= BUFFER || (self.terminal && text.contains(&b'\n')) {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes to standard error, behind all output so far.
    ///
    /// # Errors
    /// The operating system's.
    pub fn err(&mut self, text: &[u8]) -> io::Result<()> {
        let flushed = self.flush();
        io::stderr().write_all(text)?;
        flushed
    }

    /// Writes what is kept.
    ///
    /// # Errors
    /// The operating system's; what was kept is lost.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let result = match &mut self.out {
            Some(out) => out.write_all(&self.buffer),
            None => Err(io::ErrorKind::NotConnected.into()),
        };
        self.buffer.clear();
        result
    }
}

impl Default for Console {
    fn default() -> Console {
        Console::new()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // Nobody is left to be told.
        let _ = self.flush();
    }
}
