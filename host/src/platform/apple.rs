//! macOS: memory that the system knows to be a JIT's, which each thread sees either writable or executable.

use std::ops::Range;
use std::ptr::null_mut;

use patchnose_core::code::{CodeError, CodeRegion, Platform};

use super::{last_error, page};

unsafe extern "C" {
    fn sys_icache_invalidate(start: *mut libc::c_void, len: usize);
    #[cfg(target_arch = "aarch64")]
    fn pthread_jit_write_protect_np(enabled: libc::c_int);
}

/// `MAP_JIT` memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct Native;

/// Sets whether this thread may write code, or execute it.
#[cfg(target_arch = "aarch64")]
fn protect(executable: bool) {
    // SAFETY: it changes what this thread may do with code memory, of which it runs none now.
    unsafe { pthread_jit_write_protect_np(executable.into()) };
}

// SAFETY: the memory is a mapping of its own; no thread can write and execute it at a time; what is published has been
// invalidated in the instruction caches.
unsafe impl Platform for Native {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        let page = page()?;
        let len = len.checked_next_multiple_of(page).ok_or(CodeError::NoMemory)?;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON | libc::MAP_JIT;
        // On x86-64, where threads have no view of their own, protection is flipped instead.
        let protection = if cfg!(target_arch = "aarch64") {
            libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC
        } else {
            libc::PROT_NONE
        };
        // SAFETY: a new mapping, at an address that the system chooses.
        match unsafe { libc::mmap(null_mut(), len, protection, flags, -1, 0) } {
            libc::MAP_FAILED => Err(last_error()),
            run => Ok(CodeRegion { run: run.cast(), write: run.cast(), len, page }),
        }
    }

    unsafe fn make_writable(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        flip(region, &range, false)
    }

    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        flip(region, &range, true)?;
        // SAFETY: the range lies in the region.
        unsafe { sys_icache_invalidate(region.run.add(range.start).cast(), range.len()) };
        Ok(())
    }

    unsafe fn release(&self, region: &CodeRegion) {
        // SAFETY: the region was mapped in `reserve` and is released once.
        unsafe { libc::munmap(region.run.cast(), region.len) };
    }
}

#[cfg(target_arch = "aarch64")]
fn flip(_: &CodeRegion, _: &Range<usize>, executable: bool) -> Result<(), CodeError> {
    protect(executable);
    Ok(())
}

#[cfg(not(target_arch = "aarch64"))]
fn flip(region: &CodeRegion, range: &Range<usize>, executable: bool) -> Result<(), CodeError> {
    let protection = libc::PROT_READ | if executable { libc::PROT_EXEC } else { libc::PROT_WRITE };
    // SAFETY: the range lies in a region that was mapped here and is the caller's.
    match unsafe { libc::mprotect(region.run.add(range.start).cast(), range.len(), protection) } {
        0 => Ok(()),
        _ => Err(last_error()),
    }
}
