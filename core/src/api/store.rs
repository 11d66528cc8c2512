//! The store: one isolated program with its memory.

use core::fmt;
use core::marker::PhantomData;
use core::ptr::NonNull;

use super::host_value::{from_host, retry, to_host};
use super::{Caller, Engine, Error, Exception, HostValue, caller};
use crate::Run;
use crate::builtins::method_cache::MethodCache;
use crate::bytecode::image::Image;
use crate::context::{Context, HELPERS};
use crate::heap::collect::MarkStack;
use crate::heap::space::Space;
use crate::host::Host;
use crate::interp::driver::{Stop, drive};
use crate::interp::frame::{Frame, Owner};
use crate::interp::host_call::HostCall;
use crate::interp::step::{Status, complete};
use crate::jit::tally::FunctionStats;
use crate::jit::tier::{Jit, JitStats, Off};
use crate::object::{Exception as ExceptionObject, Function, Module, TypeId};
use crate::value::Value;

/// Memory that a store gets for its whole life.
pub struct Region<'r> {
    base: *mut u8,
    len: usize,
    owner: PhantomData<&'r mut [u8]>,
}

impl<'r> Region<'r> {
    /// A region of this memory.
    pub fn new(memory: &'r mut [u8]) -> Region<'r> {
        Region { base: memory.as_mut_ptr(), len: memory.len(), owner: PhantomData }
    }

    /// A region of memory by its address, for memory that is not Rust's.
    ///
    /// # Safety
    /// `base..base + len` is readable and writable, belongs to nobody else for `'r`, and stays where it is.
    pub unsafe fn from_raw(base: *mut u8, len: usize) -> Region<'r> {
        Region { base, len, owner: PhantomData }
    }
}

/// How a run came to its stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome<'a> {
    /// The call returned.
    Done(HostValue<'a>),
    /// An exception left the call.
    Raised(Exception),
    /// The fuel is used up: add some and [`Store::resume`], and it goes on exactly there.
    OutOfFuel,
    /// The program calls function `n` of the embedder: see [`Store::host_argument`] and [`Store::answer`].
    HostCall(u32),
}

/// What a store has used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Units of fuel.
    pub fuel_used: u64,
    /// The most bytes that objects took at a time.
    pub heap_peak_bytes: usize,
    /// Bytes that objects take.
    pub heap_bytes: usize,
    /// Collections.
    pub collections: u64,
    /// Allocations of objects.
    pub allocations: u64,
    /// What compiling has come to.
    pub jit: JitStats,
    /// Why programs are interpreted only, if they are.
    pub jit_off: Option<Off>,
}

/// Where a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// Name of the Python function on top, in WTF-8.
    pub function: &'a [u8],
    /// The instruction that it executes next or is executing.
    pub pc: u32,
    /// Depth of its frame.
    pub depth: u16,
}

/// What the store's program is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Nothing: a call can be made.
    Idle,
    /// Nothing yet: a call has been prepared.
    Called,
    /// It stopped where it can go on.
    Suspended,
    /// It waits for the embedder's answer.
    Waiting,
    /// It waits for the embedder's function to be called once more.
    Again,
    /// The embedder has answered with an exception, which is to be raised.
    Raising,
    /// It runs. Seen from outside only after a panic of the embedder passed through.
    Running,
}

/// One isolated program with its memory. It may move between threads.
pub struct Store<'r> {
    cx: NonNull<Context>,
    main: Value,
    state: State,
    fuel_given: u64,
    owner: PhantomData<&'r mut [u8]>,
}

// SAFETY: the store owns its region; nothing in it refers to a thread.
unsafe impl Send for Store<'_> {}

/// Least bytes of the value stack.
const MIN_STACK: usize = 4096;
/// Most bytes of the value stack.
const MAX_STACK: usize = 1 << 20;
/// The most arguments of a call by the embedder.
const MAX_ARGS: usize = 16;
/// Least bytes left for objects.
const MIN_HEAP: usize = 4096;

impl<'r> Store<'r> {
    /// Bytes a region must have at least.
    pub const MIN_REGION: usize = size_of::<Context>() + MIN_STACK + MIN_HEAP + 64;

    /// A store of an engine, in a region.
    ///
    /// # Errors
    /// [`Error::Limit`], [`Error::RegionTooSmall`], [`Error::Memory`].
    pub fn new(engine: &'r Engine<'_>, region: Region<'r>) -> Result<Store<'r>, Error> {
        let config = engine.config();
        if region.len < Self::MIN_REGION {
            return Err(Error::RegionTooSmall { needed: Self::MIN_REGION, given: region.len });
        }
        let skip = region.base.align_offset(16);
        let (base, len) = (region.base.wrapping_add(skip), (region.len - skip).min(u32::MAX as usize * 8) & !15);
        let stack = size_of::<Context>().next_multiple_of(16);
        let stack_len = (len / 8).clamp(MIN_STACK, MAX_STACK) & !15;
        let heap = stack + stack_len;
        let mut helpers = [0; HELPERS];
        for (helper, handler) in helpers.iter_mut().zip(crate::interp::step::HANDLERS) {
            *helper = *handler as *const () as u64;
        }
        let behind = helpers.iter_mut().skip(crate::interp::step::HANDLERS.len());
        for (helper, answer) in behind.zip(crate::interp::answer::ANSWERS) {
            *helper = *answer as *const () as u64;
        }
        let last = helpers.iter_mut().skip(crate::interp::math_call::FIRST);
        for (helper, function) in last.zip(crate::interp::math_call::FUNCTIONS) {
            *helper = function as *const () as u64;
        }
        // SAFETY: the store borrows the engine.
        let jit = unsafe { Jit::new(engine) };
        // SAFETY: the region is the store's alone, long enough (checked above) and aligned to 16 from `base` on.
        let cx = unsafe {
            base.cast::<Context>().write(Context {
                fp: 0,
                fuel: 0,
                pc: 0,
                value: Value::NONE.bits(),
                depth_margin: 0,
                stack_margin: 0,
                helpers,
                save_and_leave: 0,
                left_from: 0,
                saved_gprs: [0; _],
                saved_fprs: [0; _],
                fuel_held: 0,
                base,
                len,
                stack: base.add(stack).cast(),
                heap: Space::new(base, heap, len, config.limits.heap),
                marking: MarkStack::new(),
                main: Value::NONE,
                outside_args: 0,
                fuel_rest: config.limits.fuel,
                fuel_credit: 0,
                fuel_paid: 0,
                progressed: false,
                keep_credit: false,
                taken_back: false,
                exception: Value::UNASSIGNED,
                handled: Value::NONE,
                modules: Value::NONE,
                linked: Value::NONE,
                interned: Value::NONE,
                letters: Value::NONE,
                ids: Value::NONE,
                next_id: 1,
                hash_key: config.hash_key,
                resuming: None,
                pending: None,
                host_call: None,
                reraised: false,
                fresh: false,
                above_compiled: false,
                memory_error: Value::NONE,
                methods: MethodCache::new(),
                argv: Value::NONE,
                depth_limit: 0,
                stack_limit: 0,
                depth_most: config.limits.depth as u64,
                jit,
                host: None,
            });
            &mut *base.cast::<Context>()
        };
        cx.set_depth_limit(config.limits.depth as u64);
        cx.set_stack_limit(base as u64 + heap as u64);
        // The frame below the first call: no function, and a header that is never read.
        // SAFETY: the stack has more than three slots.
        unsafe {
            *cx.stack = Value::UNASSIGNED;
            cx.fp = cx.stack.add(1) as u64;
        }
        cx.frame().set_header(0, 0, crate::interp::frame::Link(0));
        let made = (|| -> Run<()> {
            let e = cx.new_exception(TypeId::MemoryError, &[])?;
            cx.memory_error = e.value();
            cx.modules = cx.dict_new()?.value();
            cx.argv = cx.new_list(&[])?.value();
            Ok(())
        })();
        if made.is_err() {
            return Err(Error::Memory);
        }
        cx.heap.set_test_modes(config.collect_always, config.fail_allocation);
        Ok(Store {
            cx: NonNull::from(cx),
            main: Value::NONE,
            state: State::Idle,
            fuel_given: config.limits.fuel,
            owner: PhantomData,
        })
    }

    /// The context, for tests.
    #[cfg(test)]
    pub(crate) fn context(&mut self) -> &mut Context {
        self.cx()
    }

    fn cx(&mut self) -> &mut Context {
        // SAFETY: the context lives in the region, which the store owns; borrowed exclusively through `self`.
        unsafe { self.cx.as_mut() }
    }

    /// Loads an image as the module `name` and makes its body the next thing to run. The image stays where it is: its
    /// bytes must not change for the life of the store.
    ///
    /// # Errors
    /// [`Error::Image`], [`Error::Memory`], [`Error::Suspended`].
    pub fn load(&mut self, image: &'r [u8], name: &str) -> Result<(), Error> {
        self.expect_idle()?;
        self.load_image(&Image::load(image).map_err(Error::Image)?, name)
    }

    /// Loads a verified image, as [`Store::load`] does one that is not: many stores may share one.
    ///
    /// # Errors
    /// [`Error::Memory`], [`Error::Suspended`].
    pub fn load_image(&mut self, image: &Image<'r>, name: &str) -> Result<(), Error> {
        self.expect_idle()?;
        let cx = self.cx();
        // What failed under test failed in the program before.
        cx.heap.clear_failing();
        let made = retry(cx, |cx| {
            // SAFETY: the image is borrowed for the life of the store.
            let (module, body) = unsafe { cx.new_module(image, image.bytes(), Value::NONE, name.as_bytes())? };
            let modules = cx.expect(cx.modules)?;
            let name = cx.intern(name.as_bytes())?;
            cx.dict_set(modules, name.value(), module.value())?;
            Ok((module, body))
        });
        let Ok((module, body)) = made else { return Err(Error::Memory) };
        self.main = module.value();
        let cx = self.cx();
        cx.main = module.value();
        prepare(cx, body.value());
        self.state = State::Called;
        Ok(())
    }

    /// Makes these functions of the embedder known, by module and name; they are called by their numbers.
    pub(super) fn link<'n>(&mut self, names: impl Iterator<Item = (&'n str, &'n str)> + Clone) -> Result<(), Error> {
        self.expect_idle()?;
        retry(self.cx(), |cx| cx.link_host(names.clone())).map_err(|_| Error::Memory)
    }

    /// Sets `sys.argv`.
    ///
    /// # Errors
    /// [`Error::Memory`].
    pub fn set_args<'s>(&mut self, args: impl Iterator<Item = &'s str> + Clone) -> Result<(), Error> {
        self.cx().heap.clear_failing();
        retry(self.cx(), |cx| {
            let list = cx.new_list(&[])?;
            for a in args.clone() {
                let s = cx.new_str(a.as_bytes())?;
                cx.list_push(list, s.value())?;
            }
            cx.argv = list.value();
            Ok(())
        })
        .map_err(|_| Error::Memory)
    }

    /// Makes a call of a function of the loaded module the next thing to run.
    ///
    /// # Errors
    /// [`Error::NoSuchFunction`], [`Error::TooManyArguments`], [`Error::Memory`], [`Error::Suspended`].
    pub fn call(&mut self, function: &str, args: &[HostValue<'_>]) -> Result<(), Error> {
        self.expect_idle()?;
        let main = self.main;
        let cx = self.cx();
        let found = retry(cx, |cx| {
            let Some(m) = cx.cast::<Module>(main) else { return Ok(None) };
            let name = cx.intern(function.as_bytes())?;
            cx.module_attr(m, name)
        });
        let Ok(found) = found else { return Err(Error::Memory) };
        let callee = match found {
            Some(v) if cx.cast::<Function>(v).is_some() => v,
            _ => return Err(Error::NoSuchFunction),
        };
        if args.len() > MAX_ARGS {
            return Err(Error::TooManyArguments { given: args.len(), most: MAX_ARGS });
        }
        prepare(cx, callee);
        for value in args {
            let Ok(v) = from_host(cx, *value) else {
                cx.outside_args = 0;
                return Err(Error::Memory);
            };
            bottom(cx).set(2 + cx.outside_args, v);
            cx.outside_args += 1;
        }
        self.state = State::Called;
        Ok(())
    }

    /// Runs to the next stop. Functions of a linker are not called: see [`Instance::resume`](super::Instance::resume).
    ///
    /// # Errors
    /// [`Error::Idle`] if there is nothing to run, [`Error::Suspended`] if an answer is waited for,
    /// [`Error::Poisoned`] after a panic of the embedder.
    pub fn resume(&mut self, host: &mut dyn Host) -> Result<Outcome<'_>, Error> {
        let stop = self.advance(host)?;
        Ok(self.outcome(stop))
    }

    /// Runs to the next stop.
    pub(super) fn advance(&mut self, host: &mut dyn Host) -> Result<Stop, Error> {
        let before = self.state;
        match before {
            State::Idle => return Err(Error::Idle),
            State::Waiting => return Err(Error::Suspended),
            State::Running => return Err(Error::Poisoned),
            State::Again => {
                self.state = State::Waiting;
                let call = self.cx().host_call;
                return Ok(Stop::Host(call.map_or(0, HostCall::function)));
            }
            State::Called | State::Suspended | State::Raising => {}
        }
        self.state = State::Running;
        let cx = self.cx();
        // SAFETY: the pointer is used only until `drive` returns, while `host` is borrowed; it is cleared then. (A panic
        // of the host leaves it, but poisons the store, whose context is never driven again.)
        cx.host =
            Some(unsafe { core::mem::transmute::<NonNull<dyn Host + '_>, NonNull<dyn Host>>(NonNull::from(host)) });
        // Another thread may have made code for the store since this one last ran it.
        cx.jit.synchronise();
        let status = match before {
            State::Called => begin(cx),
            State::Raising => Status::Raise,
            _ => Status::Entered,
        };
        let begun = before != State::Called || status != Status::Fuel;
        let stop = if begun { drive(cx, status) } else { Stop::OutOfFuel };
        cx.host = None;
        self.state = match stop {
            Stop::Finished(_) | Stop::Uncaught => State::Idle,
            Stop::OutOfFuel if begun => State::Suspended,
            Stop::OutOfFuel => State::Called,
            Stop::Host(_) => State::Waiting,
        };
        Ok(stop)
    }

    /// A stop as the embedder sees it.
    pub(super) fn outcome(&mut self, stop: Stop) -> Outcome<'_> {
        let cx = self.cx();
        match stop {
            Stop::Finished(v) => Outcome::Done(to_host(cx, v)),
            Stop::Uncaught => Outcome::Raised(describe(cx)),
            Stop::OutOfFuel => Outcome::OutOfFuel,
            Stop::Host(number) => Outcome::HostCall(number),
        }
    }

    /// Module and name of function `n` of the embedder, if a linker has defined it.
    pub fn host_function(&mut self, n: u32) -> Option<(&str, &str)> {
        let cx = self.cx();
        let (module, name) = cx.host_name(n)?;
        match (to_host(cx, module), to_host(cx, name)) {
            (HostValue::Str(module), HostValue::Str(name)) => Some((module, name)),
            _ => None,
        }
    }

    /// Argument `i` of the call of the embedder that waits.
    pub fn host_argument(&mut self, i: usize) -> Option<HostValue<'_>> {
        let cx = self.cx();
        let call = cx.host_call?;
        if i < call.count { Some(to_host(cx, call.window.get(i as u16))) } else { None }
    }

    /// The call of the embedder that waits, for its function.
    pub(super) fn caller(&mut self) -> Option<Caller<'_>> {
        let cx = self.cx();
        let call = cx.host_call?;
        cx.exception = Value::UNASSIGNED;
        Some(Caller::new(cx, call))
    }

    /// Answers the call of the embedder that waits; then [`Store::resume`]. A str for which there is no memory is a
    /// `MemoryError` of the program.
    ///
    /// # Errors
    /// [`Error::Idle`] if no call waits.
    pub fn answer(&mut self, value: HostValue<'_>) -> Result<(), Error> {
        self.expect_waiting()?;
        let cx = self.cx();
        match from_host(cx, value) {
            Ok(v) => {
                cx.end_payment();
                cx.exception = Value::UNASSIGNED;
                cx.answer_host(v);
                self.state = State::Suspended;
                Ok(())
            }
            Err(_) => {
                cx.raise_memory_error();
                self.refuse()
            }
        }
    }

    /// Answers the call of the embedder that waits by raising an exception; then [`Store::resume`]. A type that is none of
    /// an exception is a `SystemError`.
    ///
    /// # Errors
    /// [`Error::Idle`] if no call waits.
    pub fn raise(&mut self, kind: TypeId, message: fmt::Arguments<'_>) -> Result<(), Error> {
        self.expect_waiting()?;
        caller::raise(self.cx(), kind, message);
        self.refuse()
    }

    /// Has the call that waits raise the context's exception.
    pub(super) fn refuse(&mut self) -> Result<(), Error> {
        self.expect_waiting()?;
        let cx = self.cx();
        if cx.exception == Value::UNASSIGNED {
            // The function has returned what another call of it was given.
            caller::raise(cx, TypeId::SystemError, format_args!("a function of the embedder raised nothing"));
        }
        cx.end_payment();
        cx.refuse_host();
        self.state = State::Raising;
        Ok(())
    }

    /// Has the function of the call that waits called once more.
    pub(super) fn call_again(&mut self) {
        if self.state == State::Waiting {
            self.state = State::Again;
        }
    }

    /// Gives up the program that has stopped: what it would have done does not happen, `finally` included. What it has done to
    /// the store's modules stays.
    pub fn cancel(&mut self) {
        if self.state != State::Running {
            let cx = self.cx();
            (cx.host_call, cx.pending, cx.resuming) = (None, None, None);
            cx.end_payment();
            prepare(cx, Value::NONE);
            cx.outside_args = 0;
            self.state = State::Idle;
        }
    }

    fn expect_waiting(&self) -> Result<(), Error> {
        match self.state {
            State::Waiting | State::Again => Ok(()),
            State::Running => Err(Error::Poisoned),
            _ => Err(Error::Idle),
        }
    }

    /// Adds fuel.
    pub fn add_fuel(&mut self, units: u64) {
        self.fuel_given = self.fuel_given.saturating_add(units);
        let cx = self.cx();
        cx.fuel_rest = cx.fuel_rest.saturating_add(units);
        cx.jit.add_fuel(units);
    }

    /// What has been used so far.
    pub fn stats(&mut self) -> Stats {
        let given = self.fuel_given;
        let cx = self.cx();
        Stats {
            fuel_used: given.saturating_sub(cx.fuel.saturating_add(cx.fuel_rest)),
            heap_peak_bytes: cx.heap.peak_bytes().saturating_sub(cx.heap.lent()),
            heap_bytes: cx.heap.used_bytes().saturating_sub(cx.heap.lent()),
            collections: cx.heap.collections(),
            allocations: cx.heap.allocations(),
            jit: cx.jit.stats(),
            jit_off: cx.jit.off_reason(),
        }
    }

    /// Tells what the JIT knows of each function that the program has defined. How often and how long they were compiled, and why
    /// their code was left, is counted with [`Config::timed`](super::Config::timed) only.
    pub fn functions(&mut self, tell: impl FnMut(&FunctionStats<'_>)) {
        crate::jit::tally::functions(self.cx(), tell);
    }

    /// Where the program stands, to be looked at while it is stopped; `None` if it has ended.
    pub fn position(&mut self) -> Option<Position<'_>> {
        if let State::Idle | State::Called = self.state {
            return None;
        }
        let cx = self.cx();
        let mut frame = cx.frame();
        let mut pc = cx.pc as u32;
        loop {
            let owner = cx.owner(frame);
            let link = frame.link(cx.params(owner));
            match owner {
                Owner::Bottom => return None,
                Owner::Python(code) => {
                    return Some(Position { function: cx.code_view(code).name(), pc, depth: link.depth() });
                }
                Owner::Native(_) => {}
            }
            pc = link.pc();
            // SAFETY: the delta comes from the frame's header.
            frame = unsafe { frame.down(link.delta()) };
        }
    }

    /// Writes the traceback of the exception that left the program, as CPython does, to the host's error stream.
    pub fn write_traceback(&mut self, host: &mut dyn Host) {
        crate::api::traceback::write(self.cx(), host);
    }

    fn expect_idle(&self) -> Result<(), Error> {
        match self.state {
            State::Idle => Ok(()),
            State::Running => Err(Error::Poisoned),
            _ => Err(Error::Suspended),
        }
    }
}

impl Drop for Store<'_> {
    fn drop(&mut self) {
        self.cx().jit.release();
    }
}

/// The frame below the first call.
fn bottom(cx: &Context) -> Frame {
    // SAFETY: the bottom frame is the stack's first.
    unsafe { Frame::from_address(cx.stack.add(1) as u64) }
}

/// Makes the bottom frame the current one, with a callee that lies where a collection sees it.
fn prepare(cx: &mut Context, callee: Value) {
    cx.fp = bottom(cx).address();
    cx.pc = 0;
    cx.exception = Value::UNASSIGNED;
    cx.handled = Value::NONE;
    bottom(cx).set(2, callee);
    cx.outside_args = 1;
}

/// Begins the call that has been prepared.
fn begin(cx: &mut Context) -> Status {
    loop {
        let status = complete(cx, |cx| cx.call_from_outside(bottom(cx), (cx.outside_args - 1) as usize));
        if status == Status::Fuel {
            if cx.refill() {
                continue;
            }
            return status;
        }
        cx.outside_args = 0;
        return status;
    }
}

/// What the embedder asks of an exception first.
fn describe(cx: &Context) -> Exception {
    let v = cx.exception;
    let t = cx.type_of(v);
    let mut e = Exception { type_name: t.name(), exit_status: 1, is_exit: false, is_memory: t == TypeId::MemoryError };
    if t == TypeId::SystemExit
        && let Some(x) = cx.cast::<ExceptionObject>(v)
    {
        let code = cx.exit_code(x);
        if let Some(i) = cx.small_int(code) {
            e.exit_status = i as i32;
            e.is_exit = true;
        } else if code == Value::NONE {
            e.exit_status = 0;
            e.is_exit = true;
        }
    }
    e
}
