//! Executable memory, and a small assembler over the patch API.

use std::cell::RefCell;

use patchnose_core::jit::patch::{Fixup, Operands, emit, resolve};
use patchnose_core::jit::stencil::{Edge, Reg, StencilId, StencilTable};

/// The host's table.
#[cfg(target_arch = "x86_64")]
pub const TABLE: &StencilTable = patchnose_stencils_x86_64::TABLE;
/// The host's table.
#[cfg(target_arch = "aarch64")]
pub const TABLE: &StencilTable = patchnose_stencils_aarch64::TABLE;

thread_local! {
    /// Stencils, by number, of which code was published in this test's thread.
    static SEEN: RefCell<[bool; 256]> = const { RefCell::new([false; 256]) };
}

/// Whether code of the stencil was published in this thread.
pub fn seen(id: StencilId) -> bool {
    SEEN.with_borrow(|s| s[id as usize])
}

/// A place in the code that may not be known yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(usize);

/// Code being made.
#[derive(Default)]
pub struct Asm {
    code: Vec<u8>,
    labels: Vec<Option<usize>>,
    fixups: Vec<(Fixup, Label)>,
    literals: Vec<(Label, i64)>,
    used: Vec<StencilId>,
}

impl Asm {
    /// A label without a place.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// Places a label here.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0] = Some(self.code.len());
    }

    /// A label placed here.
    pub fn here(&mut self) -> Label {
        let l = self.label();
        self.place(l);
        l
    }

    /// Bytes from one placed label to another further on.
    pub fn distance(&self, from: Label, to: Label) -> u64 {
        let at = |label: Label| self.labels[label.0].expect("the label is placed");
        (at(to) - at(from)) as u64
    }

    /// Appends a stencil; its exit and taken edges go to the labels given.
    pub fn emit(&mut self, id: StencilId, regs: &[u8], imms: &[i64], exit: Option<Label>, taken: Option<Label>) {
        let regs: Vec<Reg> = regs.iter().map(|&r| Reg(r)).collect();
        let at = self.code.len();
        self.code.resize(at + TABLE.max_len(id), 0xee);
        let ops = Operands::new(&regs, imms);
        let e = emit(TABLE, id, &ops, &mut self.code, at).unwrap_or_else(|e| panic!("{id:?} {ops:?}: {e:?}"));
        assert_eq!(Some(e.size()), TABLE.len(id, &ops.regs));
        self.code.truncate(at + e.size());
        for f in e.fixups(TABLE) {
            let label = match f.edge {
                Edge::Exit => exit.expect("an exit"),
                Edge::Taken => taken.expect("a target"),
                Edge::Literal(k) => {
                    let l = self.label();
                    self.literals.push((l, imms[usize::from(k)]));
                    l
                }
            };
            self.fixups.push((f, label));
        }
        self.used.push(id);
    }

    /// Appends a stencil without edges.
    pub fn plain(&mut self, id: StencilId, regs: &[u8], imms: &[i64]) {
        self.emit(id, regs, imms, None, None);
    }
}

/// Memory for code: writable or executable, never both.
pub struct Code {
    base: *mut u8,
    len: usize,
}

impl Code {
    /// Reserves memory.
    pub fn new(len: usize) -> Self {
        // SAFETY: a private anonymous mapping at an address of the kernel's choice.
        let base = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                len,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            )
        };
        assert_ne!(base, libc::MAP_FAILED);
        Code { base: base.cast(), len }
    }

    fn protect(&self, protection: libc::c_int) {
        // SAFETY: the mapping is this value's own, and no code in it runs now.
        assert_eq!(unsafe { libc::mprotect(self.base.cast(), self.len, protection) }, 0);
    }

    /// Puts the code at `offset` (old code may have run there), links it, and publishes it; returns the label's address.
    pub fn publish(&mut self, mut asm: Asm, offset: usize, entry: Label) -> u64 {
        while !asm.code.len().is_multiple_of(8) {
            asm.code.push(0);
        }
        for (label, value) in std::mem::take(&mut asm.literals) {
            asm.place(label);
            asm.code.extend_from_slice(&value.to_le_bytes());
        }
        for (f, label) in &asm.fixups {
            let target = asm.labels[label.0].expect("every label is placed");
            resolve(&mut asm.code, f, target).unwrap_or_else(|e| panic!("{f:?} to {target}: {e:?}"));
        }
        assert!(offset.is_multiple_of(8) && offset + asm.code.len() <= self.len);
        self.protect(libc::PROT_READ | libc::PROT_WRITE);
        // SAFETY: checked to lie in the mapping, which is writable.
        unsafe {
            std::ptr::copy_nonoverlapping(asm.code.as_ptr(), self.base.add(offset), asm.code.len());
        }
        self.protect(libc::PROT_READ | libc::PROT_EXEC);
        // SAFETY: the range lies in the mapping.
        unsafe { make_coherent(self.base.add(offset), asm.code.len()) };
        SEEN.with_borrow_mut(|s| asm.used.iter().for_each(|&id| s[id as usize] = true));
        self.base as u64 + (offset + asm.labels[entry.0].expect("the entry is placed")) as u64
    }

    /// Publishes the trampoline at `offset` and returns it.
    pub fn trampoline(&mut self, offset: usize) -> Enter {
        let mut asm = Asm::default();
        let entry = asm.here();
        asm.plain(StencilId::Enter, &[], &[]);
        let at = self.publish(asm, offset, entry);
        // SAFETY: the stencil is a function of this type.
        unsafe { std::mem::transmute::<usize, Enter>(at as usize) }
    }
}

impl Drop for Code {
    fn drop(&mut self) {
        // SAFETY: the mapping is this value's own.
        unsafe { libc::munmap(self.base.cast(), self.len) };
    }
}

/// The type of the trampoline: context, frame pointer, target, value; returns the status.
#[cfg(target_arch = "x86_64")]
pub type Enter = unsafe extern "sysv64" fn(u64, u64, u64, u64) -> u64;
/// The type of the trampoline: context, frame pointer, target, value; returns the status.
#[cfg(target_arch = "aarch64")]
pub type Enter = unsafe extern "C" fn(u64, u64, u64, u64) -> u64;

/// Makes written code visible to instruction fetch.
#[cfg(target_arch = "x86_64")]
unsafe fn make_coherent(_: *mut u8, _: usize) {}

/// Makes written code visible to instruction fetch.
#[cfg(target_arch = "aarch64")]
unsafe fn make_coherent(start: *mut u8, len: usize) {
    // 16 bytes is the smallest line there is.
    for at in (0..len).step_by(16) {
        // SAFETY: the caller gives a mapped range; user space may clean and invalidate it.
        unsafe {
            core::arch::asm!("dc cvau, {0}", "dsb ish", "ic ivau, {0}", in(reg) start.add(at));
        }
    }
    // SAFETY: barriers only.
    unsafe { core::arch::asm!("dsb ish", "isb") };
}
