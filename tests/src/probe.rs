//! Probes: what compiled code executes, seen from outside.
//!
//! A probe is a trapping instruction over the beginning of a stencil, put there when the code is published. When it is
//! executed, the signal's handler tells the [`Watcher`], puts the instruction back and has it executed. The engine knows
//! nothing of it but the listing that it gives to whoever asks; code without probes is what it always is, and the memory is
//! never writable and executable.
//!
//! A probe that *stays* is put back when the next one is hit: so the one hit before tells which way was taken.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ffi::{c_int, c_void};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Once;

use patchnose_core::code::{CodeError, CodeRegion, Platform};
use patchnose_core::host::Listing;
use patchnose_core::jit::stencil::StencilId;
use patchnose_host::platform::{Native, STENCILS};

use crate::engine::{Prepared, Run, Setup};
use crate::listing::{Function, Listener, Written};

/// A place in compiled code: the function, by the order in which they are compiled, and the offset in it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// Which function; the first one is the trampoline and the stubs.
    pub function: usize,
    /// Offset from its first byte.
    pub offset: u32,
}

/// Whoever wants to know what is executed.
pub trait Watcher {
    /// A function was compiled, the `number`-th one: the offsets of stencils that are to be probed, in any order.
    fn compiled(&mut self, number: usize, function: &Function) -> Vec<u32>;

    /// A probe was hit, the other one before it. Whether it stays.
    fn hit(&mut self, at: Place, before: Option<Place>) -> bool;
}

/// Runs a program with a watcher's probes.
pub fn run<W: Watcher + 'static>(program: &Prepared, setup: &Setup, watcher: W) -> (Run, W) {
    install();
    let watcher = Rc::new(RefCell::new(watcher));
    let session = Session {
        watcher: watcher.clone(),
        listener: Listener::default(),
        compiled: None,
        functions: 0,
        placed: HashSet::new(),
        region: None,
        probes: HashMap::new(),
        last: None,
    };
    SESSION.set(Some(session));
    let mut setup = Setup { platform: Some(&Probed), watch: Some(listed), ..*setup };
    setup.config.listing = true;
    // Nothing is evicted: places stay what they are.
    setup.config.limits.code = setup.config.code_region;
    let run = program.run(&setup);
    SESSION.set(None);
    let watcher = Rc::into_inner(watcher).expect("the session has ended");
    (run, watcher.into_inner())
}

thread_local! {
    /// The program that runs on this thread. It is not borrowed while compiled code runs.
    static SESSION: RefCell<Option<Session>> = const { RefCell::new(None) };
}

struct Session {
    watcher: Rc<RefCell<dyn Watcher>>,
    listener: Listener,
    /// Compiled, but not published yet.
    compiled: Option<Function>,
    functions: usize,
    /// Addresses of functions.
    placed: HashSet<usize>,
    region: Option<CodeRegion>,
    probes: HashMap<usize, Probe>,
    /// The probe hit last.
    last: Option<usize>,
}

struct Probe {
    place: Place,
    /// What was there.
    instruction: Instruction,
    stays: bool,
}

/// A trapping instruction, or the one in its place.
#[cfg(target_arch = "x86_64")]
type Instruction = [u8; 1];
/// A trapping instruction, or the one in its place.
#[cfg(not(target_arch = "x86_64"))]
type Instruction = [u8; 4];

/// `int3`
#[cfg(target_arch = "x86_64")]
const TRAP: Instruction = [0xCC];
/// `brk #1`
#[cfg(not(target_arch = "x86_64"))]
const TRAP: Instruction = 0xD420_0020u32.to_le_bytes();

/// Where functions may begin.
const ALIGN: usize = 16;

fn listed(entry: &Listing<'_>) {
    SESSION.with_borrow_mut(|session| {
        let Some(session) = session else { return };
        if let Some(function) = session.listener.hear(entry) {
            session.compiled = Some(function);
        }
    });
}

/// The machine's own code memory, with probes.
struct Probed;

// SAFETY: everything is done by the platform of the machine. What is written beside it is a trap, or what the engine put there.
unsafe impl Platform for Probed {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        Native.reserve(len)
    }

    unsafe fn make_writable(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        // SAFETY: the caller's word.
        unsafe { Native.make_writable(region, range) }
    }

    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        // SAFETY: the caller's word.
        unsafe { Native.publish(region, range.clone()) }?;
        SESSION.with_borrow_mut(|session| {
            if let Some(session) = session {
                session.region = Some(*region);
                session.published(range);
            }
        });
        Ok(())
    }

    unsafe fn release(&self, region: &CodeRegion) {
        // SAFETY: the caller's word.
        unsafe { Native.release(region) }
    }
}

impl Session {
    /// Pages were published: the function compiled last is somewhere in them.
    fn published(&mut self, range: Range<usize>) {
        let Some(region) = self.region else { return };
        let base = region.run as usize;
        // SAFETY: what is published can be read, and nobody writes to it now.
        let pages = unsafe { std::slice::from_raw_parts(region.run.add(range.start), range.len()) };
        let (function, at) = match self.compiled.take() {
            None if self.functions == 0 => (stubs(), range.start),
            None => return,
            Some(function) => {
                let fits = |at: &usize| {
                    pages[*at..].starts_with(&function.code) && !self.placed.contains(&(base + range.start + at))
                };
                let Some(at) = (0..pages.len()).step_by(ALIGN).find(fits) else {
                    panic!("what was compiled is not what is published");
                };
                (function, range.start + at)
            }
        };
        self.placed.insert(base + at);
        let number = self.functions;
        self.functions += 1;
        let mut changes = Vec::new();
        for offset in self.watcher.borrow_mut().compiled(number, &function) {
            let address = base + at + offset as usize;
            let mut instruction = TRAP;
            instruction.copy_from_slice(&pages[address - base - range.start..][..TRAP.len()]);
            let place = Place { function: number, offset };
            if self.probes.insert(address, Probe { place, instruction, stays: false }).is_none() {
                changes.push((address, TRAP));
            }
        }
        self.write(&changes);
    }

    /// Writes instructions; no compiled code runs, or it waits in the handler.
    fn write(&self, changes: &[(usize, Instruction)]) {
        let (Some(region), Some(first), Some(last)) =
            (self.region, changes.iter().map(|c| c.0).min(), changes.iter().map(|c| c.0 + TRAP.len()).max())
        else {
            return;
        };
        let base = region.run as usize;
        let pages = (first - base) / region.page * region.page..(last - base).next_multiple_of(region.page);
        // SAFETY: the pages are of the store that runs on this thread, whose code does not run now; what is written is a
        // trap, or the instruction that was there.
        unsafe {
            Native.make_writable(&region, pages.clone()).expect("writable pages");
            for (address, bytes) in changes {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), region.write.add(address - base), bytes.len());
            }
            Native.publish(&region, pages).expect("executable pages");
        }
    }

    /// The trap at this address was executed; whether it is a probe.
    fn hit(&mut self, address: usize) -> bool {
        let before = self.last.and_then(|last| self.probes.get(&last)).map(|p| (p.place, p.instruction, p.stays));
        let Some(probe) = self.probes.get_mut(&address) else { return false };
        let mut changes = vec![(address, probe.instruction)];
        if let (Some((.., true)), Some(last)) = (before, self.last)
            && last != address
        {
            changes.push((last, TRAP));
        }
        probe.stays = self.watcher.borrow_mut().hit(probe.place, before.map(|b| b.0));
        self.last = Some(address);
        self.write(&changes);
        true
    }
}

/// What is published before any function, in the order of `core/src/jit/stubs.rs`.
fn stubs() -> Function {
    let mut function = Function::default();
    let mut offset = 0;
    for id in [StencilId::Enter, StencilId::RetToDriver, StencilId::LeaveCalled, StencilId::SaveAndLeave] {
        function.stencils.push(Written { offset, id });
        offset += STENCILS.and_then(|table| table.len(id, &[])).unwrap_or(0) as u32;
    }
    function
}

/// Has the handler called from now on.
fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the structure is plain data, all zeros a value of it; the handler is a function of this signature.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = trapped as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO;
            assert_eq!(libc::sigaction(libc::SIGTRAP, &action, std::ptr::null_mut()), 0);
        }
    });
}

/// The handler: it is called on the thread that executed the trap, which was in compiled code and in nothing else, so it may
/// do what any function may.
extern "C" fn trapped(_: c_int, _: *mut libc::siginfo_t, context: *mut c_void) {
    // SAFETY: the system gives a context of this type to handlers that ask for it.
    let pc = unsafe { program_counter(&mut *context.cast()) };
    // x86-64 stands behind the instruction.
    let address = if cfg!(target_arch = "x86_64") { *pc as usize - TRAP.len() } else { *pc as usize };
    *pc = address as _;
    let known = SESSION.with_borrow_mut(|session| session.as_mut().is_some_and(|s| s.hit(address)));
    if !known {
        // No probe: the process ends as it would have without any.
        // SAFETY: plain data, as above.
        unsafe { libc::signal(libc::SIGTRAP, libc::SIG_DFL) };
    }
}

#[cfg(target_arch = "x86_64")]
fn program_counter(context: &mut libc::ucontext_t) -> &mut i64 {
    &mut context.uc_mcontext.gregs[libc::REG_RIP as usize]
}

#[cfg(target_arch = "aarch64")]
fn program_counter(context: &mut libc::ucontext_t) -> &mut u64 {
    &mut context.uc_mcontext.pc
}
