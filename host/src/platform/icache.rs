//! Making instruction fetches see what was written.

/// Has this processor, and after their own barrier the others, execute what is in memory at `start..start + len`.
///
/// x86-64 keeps instructions coherent with data; a jump, which is how new code is entered, is all it takes.
#[cfg(not(all(target_arch = "aarch64", not(target_vendor = "apple"))))]
#[cfg_attr(target_vendor = "apple", allow(dead_code))]
pub(super) fn synchronise(_: *const u8, _: usize) {}

/// Has this processor, and after their own barrier the others, execute what is in memory at `start..start + len`.
#[cfg(all(target_arch = "aarch64", not(target_vendor = "apple")))]
pub(super) fn synchronise(start: *const u8, len: usize) {
    use core::arch::asm;

    let ctr: u64;
    // SAFETY: Linux lets programs read this register, natively or by emulating it.
    unsafe { asm!("mrs {}, ctr_el0", out(reg) ctr, options(nomem, nostack, preserves_flags)) };
    let (start, end) = (start as usize, start as usize + len);
    let lines = |log2_words: u64| {
        let line = 4usize << (log2_words & 15);
        (start & !(line - 1)..end).step_by(line)
    };
    // CTR_EL0.IDC: data need not be cleaned to where instructions are fetched from.
    if ctr >> 28 & 1 == 0 {
        for at in lines(ctr >> 16) {
            // SAFETY: cleans the line of an address in the range, which is mapped.
            unsafe { asm!("dc cvau, {}", in(reg) at, options(nostack, preserves_flags)) };
        }
    }
    // SAFETY: a barrier.
    unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
    // CTR_EL0.DIC: instructions need not be invalidated.
    if ctr >> 29 & 1 == 0 {
        for at in lines(ctr) {
            // SAFETY: invalidates the line of an address in the range, which is mapped.
            unsafe { asm!("ic ivau, {}", in(reg) at, options(nostack, preserves_flags)) };
        }
        // SAFETY: a barrier.
        unsafe { asm!("dsb ish", options(nostack, preserves_flags)) };
    }
    // SAFETY: a barrier.
    unsafe { asm!("isb", options(nostack, preserves_flags)) };
}
