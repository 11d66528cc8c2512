//! Code memory from the operating system, and the stencils for this machine.

#[cfg(target_vendor = "apple")]
mod apple;
mod icache;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;

#[cfg(target_vendor = "apple")]
pub use apple::Native;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux::{Native, TwoViews};

use patchnose_core::code::CodeError;
use patchnose_core::jit::stencil::StencilTable;

/// The stencils for this machine.
pub const STENCILS: Option<&StencilTable> = stencils();

#[cfg(target_arch = "x86_64")]
const fn stencils() -> Option<&'static StencilTable> {
    Some(patchnose_stencils_x86_64::TABLE)
}

#[cfg(target_arch = "aarch64")]
const fn stencils() -> Option<&'static StencilTable> {
    Some(&patchnose_stencils_aarch64::TABLE)
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const fn stencils() -> Option<&'static StencilTable> {
    None
}

/// The system's page.
fn page() -> Result<usize, CodeError> {
    // SAFETY: it asks for a number.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).map_err(|_| CodeError::NoMemory)
}

/// The error of the last call of the system.
fn last_error() -> CodeError {
    match std::io::Error::last_os_error().raw_os_error() {
        Some(libc::ENOMEM | libc::EAGAIN) => CodeError::NoMemory,
        Some(libc::EACCES | libc::EPERM) => CodeError::Forbidden,
        number => CodeError::System(number.unwrap_or(0)),
    }
}
