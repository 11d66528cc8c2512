//! Linux: private memory whose protection is flipped, and, by choice, two views of one memory.

use std::ops::Range;
use std::ptr::null_mut;

use patchnose_core::code::{CodeError, CodeRegion, Platform};

use super::{icache, last_error, page};

/// Private memory whose protection is flipped.
#[derive(Clone, Copy, Debug, Default)]
pub struct Native;

fn protect(region: &CodeRegion, range: &Range<usize>, protection: libc::c_int) -> Result<(), CodeError> {
    // SAFETY: the range lies in a region that was mapped here and is the caller's.
    match unsafe { libc::mprotect(region.run.add(range.start).cast(), range.len(), protection) } {
        0 => Ok(()),
        _ => Err(last_error()),
    }
}

fn map(len: usize, protection: libc::c_int, flags: libc::c_int, file: libc::c_int) -> Result<*mut u8, CodeError> {
    // SAFETY: a new mapping, at an address that the system chooses.
    match unsafe { libc::mmap(null_mut(), len, protection, flags, file, 0) } {
        libc::MAP_FAILED => Err(last_error()),
        base => Ok(base.cast()),
    }
}

// SAFETY: the memory is a mapping of its own; `publish` takes the right to write before it gives the right to execute, and
// has the processor see what was written.
unsafe impl Platform for Native {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        let page = page()?;
        let len = len.checked_next_multiple_of(page).ok_or(CodeError::NoMemory)?;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let run = map(len, libc::PROT_NONE, flags, -1)?;
        Ok(CodeRegion { run, write: run, len, page })
    }

    unsafe fn make_writable(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        protect(region, &range, libc::PROT_READ | libc::PROT_WRITE)
    }

    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        protect(region, &range, libc::PROT_READ | libc::PROT_EXEC)?;
        icache::synchronise(region.run.wrapping_add(range.start), range.len());
        Ok(())
    }

    unsafe fn release(&self, region: &CodeRegion) {
        // SAFETY: the region was mapped in `reserve` and is released once.
        unsafe { libc::munmap(region.run.cast(), region.len) };
    }
}

/// Two views of one memory: one is written, the other executed, and no protection changes. By choice only: the memory is
/// shared with the children of a `fork`.
#[derive(Clone, Copy, Debug, Default)]
pub struct TwoViews;

// SAFETY: the memory is a file of its own without a name; the view that is executed is never writable.
unsafe impl Platform for TwoViews {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        let page = page()?;
        let len = len.checked_next_multiple_of(page).ok_or(CodeError::NoMemory)?;
        // SAFETY: a new file without a name.
        let file = unsafe { libc::memfd_create(c"patchnose-code".as_ptr(), libc::MFD_CLOEXEC) };
        if file < 0 {
            return Err(last_error());
        }
        let length = libc::off_t::try_from(len).map_err(|_| CodeError::NoMemory);
        // SAFETY: the file is open.
        let sized = length.and_then(|len| match unsafe { libc::ftruncate(file, len) } {
            0 => Ok(()),
            _ => Err(last_error()),
        });
        let views = sized.and_then(|()| {
            let write = map(len, libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED, file)?;
            match map(len, libc::PROT_READ | libc::PROT_EXEC, libc::MAP_SHARED, file) {
                Ok(run) => Ok(CodeRegion { run, write, len, page }),
                Err(e) => {
                    // SAFETY: mapped just now, and known to nobody.
                    unsafe { libc::munmap(write.cast(), len) };
                    Err(e)
                }
            }
        });
        // SAFETY: the mappings keep the memory.
        unsafe { libc::close(file) };
        views
    }

    unsafe fn make_writable(&self, _: &CodeRegion, _: Range<usize>) -> Result<(), CodeError> {
        Ok(())
    }

    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        icache::synchronise(region.write.wrapping_add(range.start), range.len());
        icache::synchronise(region.run.wrapping_add(range.start), range.len());
        Ok(())
    }

    unsafe fn release(&self, region: &CodeRegion) {
        // SAFETY: the views were mapped in `reserve` and are released once.
        unsafe {
            libc::munmap(region.write.cast(), region.len);
            libc::munmap(region.run.cast(), region.len);
        }
    }
}
