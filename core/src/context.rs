//! The store's context: everything a running program's state hangs from. It lies at the region's base, so that the
//! address compiled code keeps in its pinned register is both.
//!
//! The first fields are read and written by compiled code at fixed offsets; the stencil generator takes the offsets
//! from here, and the stencils' C source asserts them again.

use core::ptr::NonNull;

use crate::builtins::method_cache::MethodCache;
use crate::builtins::{Next, Resume};
use crate::heap::collect::MarkStack;
use crate::heap::space::Space;
use crate::host::Host;
use crate::interp::host_call::HostCall;
use crate::jit::tier::Jit;
use crate::value::Value;

/// Number of entries in [`Context::helpers`].
pub const HELPERS: usize = 192;

/// State of a store.
#[repr(C)]
pub struct Context {
    /// The current frame's slot 0, as an address; written when compiled code leaves.
    pub fp: u64,
    /// Fuel of the current slice; compiled code keeps it in a register.
    pub fuel: u64,
    /// The instruction at which compiled code left: index in the current code object.
    pub pc: u64,
    /// The value with which compiled code left.
    pub value: u64,
    /// The depth from which on compiled code does not call: `depth_limit` less what its inlined calls may need, so that those
    /// look at no limit. The interpreter makes the last few calls.
    pub depth_margin: u64,
    /// The same for the stack: a frame of compiled code ends at or below it.
    pub stack_margin: u64,
    /// Addresses of the functions that compiled code calls.
    pub helpers: [u64; HELPERS],
    /// The address of the code that saves all registers here and leaves.
    pub save_and_leave: u64,
    /// The return address of the call by which compiled code went there: it tells which exit was taken.
    pub left_from: u64,
    /// Machine registers, by their numbers, as compiled code left them; those of its pools only.
    pub saved_gprs: [u64; 32],
    /// The same of the floating-point registers.
    pub saved_fprs: [u64; 32],
    /// Fuel beyond what a counted loop may take, while compiled code is in one and its fuel register holds the loop's bound.
    pub fuel_held: u64,

    /// The region's base, which is this context's own address.
    pub(crate) base: *mut u8,
    /// Length of the region in bytes.
    pub(crate) len: usize,
    /// First slot of the value stack.
    pub(crate) stack: *mut Value,
    /// Where objects live.
    pub(crate) heap: Space,
    /// The collector's stack.
    pub(crate) marking: MarkStack,
    /// Module of the program, or `None`.
    pub(crate) main: Value,
    /// Slots of the bottom frame, behind its header, that hold a callee and its arguments.
    pub(crate) outside_args: u16,
    /// Fuel beyond the current slice.
    pub(crate) fuel_rest: u64,
    /// Fuel that the instruction to be executed next has paid already, having trapped.
    pub(crate) fuel_credit: u64,
    /// Fuel that the current instruction has paid.
    pub(crate) fuel_paid: u64,
    /// Whether the credit belongs to the step that comes next, though the current one ends well.
    pub(crate) keep_credit: bool,
    /// Compiled code has to be left that has been entered and may still run.
    pub(crate) taken_back: bool,
    /// Whether the current instruction has done something for good since it was begun or memory was last collected.
    pub(crate) progressed: bool,
    /// The exception on its way, while a [`Trap::Raise`](crate::Trap::Raise) travels; else `Unassigned`.
    pub(crate) exception: Value,
    /// The exception being handled (`except` block), or `None`.
    pub(crate) handled: Value,
    /// The dict of loaded modules by name.
    pub(crate) modules: Value,
    /// The embedder's functions: a tuple of their modules and names in turn (see `interp/host_call.rs`), or `None`.
    pub(crate) linked: Value,
    /// The table of interned strs (see `object/intern.rs`): a `Storage`, or `None` before the first.
    pub(crate) interned: Value,
    /// The strs of one ASCII character: a `Storage` of 128, or `None` before the first.
    pub(crate) letters: Value,
    /// The serial numbers given so far (see `object/identity.rs`): a `Bytes`, or `None`. It keeps nothing alive.
    pub(crate) ids: Value,
    /// The next serial number for `id()`.
    pub(crate) next_id: u64,
    /// Key of the hash of strs.
    pub(crate) hash_key: u64,
    /// What the native on top is to be resumed with, if it is.
    pub(crate) resuming: Option<Resume>,
    /// What the native on top has asked for, if it has.
    pub(crate) pending: Option<Next>,
    /// The call of the embedder that is waiting, while one is.
    pub(crate) host_call: Option<HostCall>,
    /// Whether the exception on its way is raised again, so that its traceback has the frame's entry already.
    pub(crate) reraised: bool,
    /// Whether a Python function's frame has just been pushed, which is still to be counted.
    pub(crate) fresh: bool,
    /// Whether compiled code is on the native stack: it has called what is executing.
    pub(crate) above_compiled: bool,
    /// The exception set aside for when memory has run out.
    pub(crate) memory_error: Value,
    /// Methods found lately.
    pub(crate) methods: MethodCache,
    /// `sys.argv`
    pub(crate) argv: Value,
    /// The largest allowed depth of Python frames; the bottom frame has depth 1.
    pub(crate) depth_limit: u64,
    /// Address just behind the value stack; a frame's slots end at or below it.
    pub(crate) stack_limit: u64,
    /// The largest `depth_limit` that a program may set.
    pub(crate) depth_most: u64,
    /// The tier of compiled code.
    pub(crate) jit: Jit,
    /// The embedder's side, while a program runs.
    pub(crate) host: Option<NonNull<dyn Host>>,
}

impl Context {
    /// Charges `n` units of fuel for bulk work, before it is done.
    ///
    /// An instruction that traps is executed again from its start and charges the same again; what it has paid is
    /// credited to that second execution, so that every instruction is paid exactly once whatever happens, and one
    /// that costs more than the fuel at hand makes progress with each refuelling.
    ///
    /// # Errors
    /// [`Trap::Fuel`] if there is not enough; what there was is taken as a part payment.
    #[inline]
    pub fn charge(&mut self, n: u64) -> crate::Run<()> {
        if cfg!(feature = "unmetered") {
            // The interpreter's loop takes fuel as ever, and comes here when its slice is used up.
            if self.fuel == 0 {
                self.refill();
            }
            return Ok(());
        }
        if self.fuel > n && self.fuel_credit == 0 {
            self.fuel -= n;
            self.fuel_paid = self.fuel_paid.saturating_add(n);
            return Ok(());
        }
        self.charge_beyond(n)
    }

    /// The same where there is a credit, or where the slice may not do.
    #[cold]
    #[inline(never)]
    fn charge_beyond(&mut self, n: u64) -> crate::Run<()> {
        if self.fuel == 0 {
            self.refill();
        }
        let from_credit = n.min(self.fuel_credit);
        let need = n - from_credit;
        let total = self.fuel.saturating_add(self.fuel_rest);
        if need > total {
            self.fuel_credit = self.fuel_paid.saturating_add(self.fuel_credit).saturating_add(total);
            self.fuel_paid = 0;
            self.fuel = 0;
            self.fuel_rest = 0;
            return Err(crate::Trap::Fuel);
        }
        self.fuel_credit -= from_credit;
        self.fuel_paid = self.fuel_paid.saturating_add(n);
        let from_slice = need.min(self.fuel);
        self.fuel -= from_slice;
        self.fuel_rest -= need - from_slice;
        Ok(())
    }

    /// Ends what the embedder's function has paid: nothing of it is credited to what comes next.
    pub(crate) fn end_payment(&mut self) {
        self.fuel_paid = 0;
        self.fuel_credit = 0;
    }
}
