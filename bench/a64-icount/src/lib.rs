//! A QEMU plug-in that counts the A64 instructions a program executes: a figure without the machine's noise, and for
//! AArch64 without an AArch64 machine.
//!
//! `tools/a64-instructions PROGRAM ARGS` builds it and runs a program under it. By hand:
//!
//! ```text
//! cargo build --release -p patchnose-a64-icount
//! qemu-aarch64 -plugin target/release/libpatchnose_a64_icount.so -d plugin PROGRAM ARGS
//! ```
//!
//! `a64-instructions N` appears on QEMU's log (standard error, or the file of `-D FILE`) as the program ends. It counts the
//! whole process: the dynamic loader, start-up and every thread.
//!
//! How: QEMU translates guest code a block at a time and tells the plug-in about each block. The plug-in asks for one
//! addition, of the block's length, to be made part of the translated block; no call is made while the guest runs.
//! Two things to know of the figure: a block that is left early by a fault counts whole, and QEMU does the addition
//! without a lock, so with several threads at work some additions may be lost.
//!
//! The declarations are the part of QEMU's plug-in interface, version 1, that is used here (QEMU 4.2 to 8.2).

use std::ffi::{CString, c_char, c_int, c_uint, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicU64, Ordering};

/// QEMU's `qemu_plugin_id_t`.
type PluginId = u64;

/// QEMU's `struct qemu_plugin_tb`, a translated block; only ever behind a pointer.
#[repr(C)]
struct Block {
    _opaque: [u8; 0],
}

/// `QEMU_PLUGIN_INLINE_ADD_U64` of `enum qemu_plugin_op`.
const INLINE_ADD_U64: c_uint = 0;

// SAFETY: these are QEMU's declarations, read from its interface; QEMU defines them where it loads plug-ins.
unsafe extern "C" {
    fn qemu_plugin_register_vcpu_tb_trans_cb(id: PluginId, callback: extern "C" fn(PluginId, *mut Block));
    fn qemu_plugin_tb_n_insns(block: *const Block) -> usize;
    fn qemu_plugin_register_vcpu_tb_exec_inline(block: *mut Block, op: c_uint, counter: *mut c_void, imm: u64);
    fn qemu_plugin_register_atexit_cb(id: PluginId, callback: extern "C" fn(PluginId, *mut c_void), data: *mut c_void);
    fn qemu_plugin_outs(text: *const c_char);
}

/// The version of the interface that this plug-in speaks.
// SAFETY: QEMU looks the symbol up by this name, as an int; no other object of the process defines it.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals, reason = "the name is QEMU's")]
pub static qemu_plugin_version: c_int = 1;

/// Instructions executed so far; written by translated guest code.
static EXECUTED: AtomicU64 = AtomicU64::new(0);

/// QEMU calls it for each block it has translated, before the block first runs.
extern "C" fn translated(_: PluginId, block: *mut Block) {
    // SAFETY: `block` is QEMU's and valid during this call.
    let len = unsafe { qemu_plugin_tb_n_insns(block) };
    let counter: *mut c_void = EXECUTED.as_ptr().cast();
    // SAFETY: as above; `counter` points to eight writable bytes that live as long as the process.
    unsafe { qemu_plugin_register_vcpu_tb_exec_inline(block, INLINE_ADD_U64, counter, len as u64) }
}

/// QEMU calls it as the guest program ends.
extern "C" fn ended(_: PluginId, _: *mut c_void) {
    let report = format!("a64-instructions {}\n", EXECUTED.load(Ordering::Relaxed));
    let report = CString::new(report).unwrap_or_default();
    // SAFETY: a C string that outlives the call.
    unsafe { qemu_plugin_outs(report.as_ptr()) }
}

/// QEMU's entry into the plug-in, at load.
///
/// # Safety
/// To be called by QEMU only, with the id that it gave this plug-in.
// SAFETY: QEMU looks the symbol up by this name; no other object of the process defines it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qemu_plugin_install(
    id: PluginId,
    _info: *const c_void,
    _argc: c_int,
    _argv: *const *const c_char,
) -> c_int {
    // SAFETY: `id` is this plug-in's, and both callbacks live as long as the process: QEMU unloads no plug-in here.
    unsafe {
        qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
        qemu_plugin_register_atexit_cb(id, ended, null_mut());
    }
    0
}
