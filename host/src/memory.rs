//! Data regions from the operating system: large, and paid for only where they are touched.

use std::io;
use std::ptr::NonNull;

use patchnose_core::api::Region;

/// Private zeroed memory of its own mapping.
#[derive(Debug)]
pub struct Memory {
    base: NonNull<u8>,
    len: usize,
}

// SAFETY: the mapping belongs to this value alone and to no thread.
unsafe impl Send for Memory {}

impl Memory {
    /// Maps `len` bytes, none of them committed before it is touched.
    ///
    /// # Errors
    /// The operating system's.
    pub fn map(len: usize) -> io::Result<Memory> {
        let (prot, flags) =
            (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_NORESERVE);
        // SAFETY: a new mapping, at an address that the system chooses.
        let base = unsafe { libc::mmap(std::ptr::null_mut(), len, prot, flags, -1, 0) };
        match NonNull::new(base.cast::<u8>()) {
            Some(base) if base.as_ptr().cast() != libc::MAP_FAILED => Ok(Memory { base, len }),
            _ => Err(io::Error::last_os_error()),
        }
    }

    /// The memory as a store's region.
    pub fn region(&mut self) -> Region<'_> {
        // SAFETY: the mapping is readable and writable and borrowed for the region's life.
        unsafe { Region::from_raw(self.base.as_ptr(), self.len) }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: the mapping was made with this address and length, and no region of it is left.
        unsafe { libc::munmap(self.base.as_ptr().cast(), self.len) };
    }
}
