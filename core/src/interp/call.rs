//! Calls: binding arguments, pushing frames, returning values.
//!
//! A call's window lies on the caller's frame: the callee, then the arguments, which become the callee's first
//! parameter slots where they stand. Binding first makes everything it has to allocate, then changes the window, so
//! that a call that traps can be executed again.

use crate::builtins::native::Simple;
use crate::builtins::{Body, Native, NativeId, Next, Resume, Window, constructor, module_of, native_by_number};
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::frame::{Frame, Link, Owner};
use crate::interp::host_call::HostName;
use crate::interp::ops::Flow;
use crate::object::{CODE_SIMPLE, Code, Dict, Function, Method, Tuple, TypeId};
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// The most arguments of a call through a tuple (`f(*args)`).
const MAX_ARGS: usize = 0x4000;

/// The arguments of a call as they stand in a window.
#[derive(Clone, Copy)]
pub(crate) struct Args {
    /// The callee's frame: the first argument is its slot 0.
    pub(crate) window: Frame,
    /// Number of arguments, those by keyword included.
    pub(crate) count: usize,
    /// Tuple of the names of the last arguments, or `Unassigned`.
    pub(crate) names: Value,
}

impl Args {
    /// Argument `i`.
    #[inline(always)]
    pub(crate) fn get(&self, i: usize) -> Value {
        self.window.get(i as u16)
    }

    /// Writes slot `i` of the window.
    pub(crate) fn set(&self, i: usize, v: Value) {
        self.window.set(i as u16, v);
    }
}

impl Context {
    /// Calls what lies in register `base` of `f` with the `count` arguments behind it, the last of which have the
    /// names in the tuple `names` (or `Unassigned`). The result goes to register `dst`.
    pub(crate) fn call(
        &mut self,
        f: Frame,
        code: Gc<Code>,
        base: u16,
        count: u16,
        names: Value,
        dst: u16,
    ) -> Run<Flow> {
        self.charge(1)?;
        // SAFETY: every push below checks that the callee's slots fit the stack.
        let window = unsafe { f.up(base + 1) };
        let callee = f.get(base);
        match self.enter(
            f,
            Link::new(self.pc as u32, base + 1, 0),
            callee,
            Args { window, count: count as usize, names },
        )? {
            Entered::Value(v) => {
                self.record_feedback(code, self.pc as u32, v);
                f.set(dst, v);
                Ok(Flow::Next)
            }
            Entered::Frame => Ok(Flow::Entered),
            Entered::Host => Ok(Flow::Host),
        }
    }

    /// Enters what lies in slot 2 of the bottom frame, with the arguments behind it.
    pub(crate) fn call_from_outside(&mut self, bottom: Frame, count: usize) -> Run<Flow> {
        // SAFETY: the bottom frame has room for a few arguments; pushing a frame checks for more.
        let window = unsafe { bottom.up(3) };
        let args = Args { window, count, names: Value::UNASSIGNED };
        match self.enter(bottom, Link::new(0, 3, 0), bottom.get(2), args)? {
            Entered::Value(v) => {
                self.value = v.bits();
                Ok(Flow::Finished)
            }
            Entered::Frame => Ok(Flow::Entered),
            Entered::Host => Ok(Flow::Host),
        }
    }

    /// `r[base](*r[base + 1], **r[base + 2])`
    pub(crate) fn call_ex(&mut self, f: Frame, code: Gc<Code>, base: u16, dst: u16) -> Run<Flow> {
        let (args, kwargs) = (f.get(base + 1), f.get(base + 2));
        let count = match (self.cast::<Tuple>(args), self.cast::<crate::object::List>(args)) {
            (Some(t), _) => self.tuple(t).len(),
            (_, Some(l)) => self.list(l).len(),
            _ => return Err(self.type_error(format_args!("argument after * must be an iterable"))),
        };
        let keywords = match self.cast::<Dict>(kwargs) {
            Some(d) => self.get(d).header.len as usize,
            None => 0,
        };
        if count + keywords > MAX_ARGS || !self.fits_stack(f, base as usize + 1 + count + keywords) {
            return Err(self.recursion_error());
        }
        self.charge(((count + keywords) / 8) as u64)?;
        let names = if keywords == 0 { Value::UNASSIGNED } else { self.alloc_tuple(keywords)?.value() };
        let args = self.copy_of_items(args)?;
        // From here on the window changes, and the operands with it: they are put back if the call traps.
        let saved = [f.get(base + 1), f.get(base + 2)];
        // SAFETY: checked above that the arguments fit.
        let window = unsafe { f.up(base + 1) };
        for i in 0..count {
            window.set(i as u16, self.tuple(args)[i]);
        }
        if let (Some(d), Some(t)) = (self.cast::<Dict>(kwargs), self.cast::<Tuple>(names)) {
            let (mut at, mut i) = (0, 0);
            while let Some((key, value, next)) = self.dict_entry_from(d, at) {
                if i >= keywords {
                    break;
                }
                self.tuple_mut(t)[i] = key;
                window.set((count + i) as u16, value);
                at = next;
                i += 1;
            }
        }
        let result = self.call(f, code, base, (count + keywords) as u16, names, dst);
        if matches!(result, Err(t) if t != Trap::Raise) {
            f.set(base + 1, saved[0]);
            f.set(base + 2, saved[1]);
        }
        result
    }

    /// The items of a list or tuple as a tuple that nobody else changes.
    fn copy_of_items(&mut self, v: Value) -> Run<Gc<Tuple>> {
        match self.cast::<Tuple>(v) {
            Some(t) => Ok(t),
            None => {
                let l = self.expect(v)?;
                self.list_to_tuple(l)
            }
        }
    }

    /// Has native `helper` called with `arg`; its result is delivered to the current instruction.
    pub(crate) fn enter_helper(&mut self, f: Frame, code: Gc<Code>, helper: NativeId, args: &[Value]) -> Run<Flow> {
        let height = self.code_view(code).height_before(self.pc as u32);
        self.enter_native_call(f, height, helper, args)
    }

    /// Calls a native with its window at register `base`, behind everything that is alive in the frame; its result is
    /// delivered to the current instruction.
    pub(crate) fn enter_native_call(
        &mut self,
        f: Frame,
        base: u16,
        native: NativeId,
        arguments: &[Value],
    ) -> Run<Flow> {
        if !self.fits_stack(f, base as usize + 1 + arguments.len()) {
            return Err(self.recursion_error());
        }
        f.set(base, native.value());
        for (i, v) in arguments.iter().enumerate() {
            f.set(base + 1 + i as u16, *v);
        }
        // SAFETY: checked above.
        let window = unsafe { f.up(base + 1) };
        let pc = self.pc as u32;
        let args = Args { window, count: arguments.len(), names: Value::UNASSIGNED };
        match self.enter(f, Link::new(pc, base + 1, 0), native.value(), args)? {
            Entered::Value(v) => {
                // What the instruction gets, it gets as if a frame had returned.
                if let Owner::Python(code) = self.owner(f) {
                    self.fp = f.address();
                    self.deliver(f, code, pc, v);
                }
                Ok(Flow::Entered)
            }
            Entered::Frame => Ok(Flow::Entered),
            Entered::Host => Ok(Flow::Host),
        }
    }

    /// Enters a callee whose arguments stand in a window above `caller`. `link` has the caller's position; its depth is
    /// filled in here.
    #[inline(always)]
    fn enter(&mut self, caller: Frame, link: Link, callee: Value, args: Args) -> Run<Entered> {
        if let Some(number) = callee.as_immediate(Sort::Native)
            && let Some(native) = native_by_number(number)
        {
            return self.enter_native(caller, link, number, native, args);
        }
        self.enter_other(caller, link, callee, args)
    }

    /// Enters a callee that is no native.
    fn enter_other(&mut self, caller: Frame, link: Link, callee: Value, args: Args) -> Run<Entered> {
        let mut args = args;
        let mut callee = callee;
        if let Some(m) = self.cast::<Method>(callee) {
            // The receiver goes in front of the arguments.
            let m = self.get(m);
            let (function, receiver) = (m.function, m.receiver);
            if !self.fits_stack(args.window, args.count + 1) {
                return Err(self.recursion_error());
            }
            // The window is changed before anything below can trap, so a second execution must find it as it was:
            // callee and arguments are put back on a trap.
            for i in (0..args.count).rev() {
                args.window.set(i as u16 + 1, args.get(i));
            }
            args.window.set(0, receiver);
            // SAFETY: slot -1 of the window is the callee's.
            unsafe { *args.window.slots().sub(1) = function };
            args.count += 1;
            let result = self.enter_function(caller, link, function, args);
            if matches!(result, Err(t) if t != Trap::Raise) {
                for i in 1..args.count {
                    args.window.set(i as u16 - 1, args.get(i));
                }
                // SAFETY: as above.
                unsafe { *args.window.slots().sub(1) = callee };
            }
            return result;
        }
        if let Some(t) = TypeId::from_value(callee) {
            // A type is called through its constructor, which is a native.
            callee = match constructor(t) {
                Some(native) => native.value(),
                None if t.is_exception() => return self.construct_exception(t, args).map(Entered::Value),
                None => return Err(self.type_error(format_args!("cannot create '{}' instances", t.name()))),
            };
        }
        self.enter_function(caller, link, callee, args)
    }

    fn enter_function(&mut self, caller: Frame, link: Link, callee: Value, args: Args) -> Run<Entered> {
        if let Some(function) = self.cast::<Function>(callee) {
            return self.push_function(caller, link, function, args);
        }
        if let Some(number) = callee.as_immediate(Sort::Native)
            && let Some(native) = native_by_number(number)
        {
            return self.enter_native(caller, link, number, native, args);
        }
        if let Some(number) = callee.as_immediate(Sort::Host) {
            return self.enter_host(number, link, args).map(|()| Entered::Host);
        }
        let t = self.type_of(callee).name();
        Err(self.type_error(format_args!("'{t}' object is not callable")))
    }

    /// The depth a frame above `caller` has, if the limit allows one.
    fn next_depth(&mut self, caller: Frame) -> Run<u16> {
        let owner = self.owner(caller);
        let depth = match owner {
            Owner::Bottom => 0,
            _ => caller.link(self.params(owner)).depth() as u64,
        };
        // Natives count with the function that called them: only Python frames are counted.
        if depth >= self.depth_limit {
            return Err(self.recursion_error());
        }
        Ok(depth as u16 + 1)
    }

    /// `RecursionError`, for a frame too many.
    pub(crate) fn recursion_error(&mut self) -> Trap {
        self.raise(TypeId::RecursionError, format_args!("maximum recursion depth exceeded"))
    }

    /// Binds the arguments and pushes the function's frame.
    fn push_function(&mut self, caller: Frame, link: Link, function: Gc<Function>, args: Args) -> Run<Entered> {
        let code = self.function_code(function);
        let depth = self.next_depth(caller)?;
        let c = self.get(code);
        let (params, nregs, locals_end, flags, positional) = (c.params, c.nregs, c.locals_end, c.flags, c.args);
        if !self.fits_stack(args.window, nregs as usize) {
            return Err(self.recursion_error());
        }
        if flags & CODE_SIMPLE == 0 || args.count != positional as usize || args.names != Value::UNASSIGNED {
            self.bind(function, code, args)?;
        }
        let frame = args.window;
        // SAFETY: slot -1 of the window is the callee's; a bound method or a type may have stood there.
        unsafe { *frame.slots().sub(1) = function.value() };
        frame.set_header(params, 0, Link::new(link.pc(), link.delta(), depth));
        for r in params + 2..locals_end {
            frame.set(r, Value::UNASSIGNED);
        }
        self.fp = frame.address();
        self.pc = 0;
        self.fresh = true;
        Ok(Entered::Frame)
    }

    /// Enters a native: runs a simple one to its end, pushes the frame of one that may call.
    #[inline(always)]
    fn enter_native(
        &mut self,
        caller: Frame,
        link: Link,
        number: u32,
        native: &'static Native,
        args: Args,
    ) -> Run<Entered> {
        match native.body {
            Body::Simple(run) if self.stand_bound(native, args) && self.has_room(native, args) => {
                self.run_where_it_stands(native, run, args).map(Entered::Value)
            }
            _ => self.enter_any_native(caller, link, number, native, args),
        }
    }

    /// Whether a native's slots fit the stack where its arguments stand.
    fn has_room(&self, native: &'static Native, args: Args) -> bool {
        self.fits_stack(args.window, native.slots().max(args.count) + 2)
    }

    /// Runs a simple native whose arguments stand where its parameters are, for which there is room.
    #[inline]
    fn run_where_it_stands(&mut self, native: &'static Native, run: Simple, args: Args) -> Run<Value> {
        let slots = native.slots();
        for i in args.count..slots {
            args.window.set(i as u16, Value::UNASSIGNED);
        }
        if let Some(receiver) = native.receiver {
            self.check_receiver(native, receiver, args.get(0))?;
        }
        // SAFETY: `slots` slots from the window's first on have been bound and lie within the stack.
        run(self, unsafe { Window::new(args.window.slots(), slots) })
    }

    #[inline(never)]
    fn enter_any_native(
        &mut self,
        caller: Frame,
        link: Link,
        number: u32,
        native: &'static Native,
        args: Args,
    ) -> Run<Entered> {
        let slots = native.slots();
        // Slots in front of the native's frame: its arguments, if they do not stand where its parameters are, and its
        // function slot.
        let skip = if self.stand_bound(native, args) { 0 } else { args.count + 1 };
        let delta = u16::try_from(link.delta() as usize + skip);
        let Ok(delta) = delta else { return Err(self.recursion_error()) };
        if !self.fits_stack(args.window, skip + slots.max(args.count) + 2) {
            return Err(self.recursion_error());
        }
        // SAFETY: checked above that the frame fits.
        let frame = unsafe { args.window.up(skip as u16) };
        if skip == 0 {
            for i in args.count..slots {
                frame.set(i as u16, Value::UNASSIGNED);
            }
        } else {
            self.bind_native(native, args, frame)?;
        }
        if let Some(receiver) = native.receiver {
            self.check_receiver(native, receiver, frame.get(0))?;
        }
        // SAFETY: `slots` slots from the frame's first on have been bound and lie within the stack.
        let window = unsafe { Window::new(frame.slots(), slots) };
        match native.body {
            Body::Simple(run) => run(self, window).map(Entered::Value),
            Body::Calling(run) => {
                let owner = self.owner(caller);
                let depth = match owner {
                    Owner::Bottom => 0,
                    _ => caller.link(self.params(owner)).depth(),
                };
                let mark = self.fuel_paid;
                let start = Resume { state: 0, value: Value::UNASSIGNED };
                let next = match run(self, window, start) {
                    Ok(Next::Done(v)) => return Ok(Entered::Value(v)),
                    Ok(next) => Some(next),
                    // What it has done is in its slots: its frame is pushed, and it goes on there.
                    Err(t @ (Trap::Memory | Trap::Fuel)) => {
                        self.part_payment(mark, t);
                        None
                    }
                    Err(t) => return Err(t),
                };
                // SAFETY: slot -1 of the window is the callee's.
                unsafe { *frame.slots().sub(1) = Value::immediate(Sort::Native, number) };
                frame.set_header(slots as u16, 0, Link::new(link.pc(), delta, depth));
                self.fp = frame.address();
                if next.is_none() {
                    self.resuming = Some(start);
                }
                self.pending = next;
                Ok(Entered::Frame)
            }
        }
    }

    /// Lets what an instruction has paid since `mark`, when it trapped, count for the next step instead.
    fn part_payment(&mut self, mark: u64, trap: Trap) {
        match trap {
            // `charge` has credited all that was paid.
            Trap::Fuel => self.fuel_credit = self.fuel_credit.saturating_sub(mark),
            _ => {
                let since = self.fuel_paid.saturating_sub(mark);
                self.fuel_credit = self.fuel_credit.saturating_add(since);
            }
        }
        self.keep_credit = true;
    }

    /// Takes the native on top one step further: resumes it, or does what it asked for. Called by the driver while
    /// `resuming` or `pending` is set; a step that traps leaves them as they are and is done again.
    pub(crate) fn step_native(&mut self) -> Run<Flow> {
        let frame = self.frame();
        let Owner::Native(number) = self.owner(frame) else { return Ok(Flow::Entered) };
        let Some(native) = native_by_number(number) else { return Ok(Flow::Entered) };
        let slots = native.slots();
        if let Some(resume) = self.resuming {
            let Body::Calling(run) = native.body else { return Ok(Flow::Entered) };
            // SAFETY: the native's frame was pushed with this many slots.
            let window = unsafe { Window::new(frame.slots(), slots) };
            self.pending = Some(run(self, window, resume)?);
            self.resuming = None;
            return Ok(Flow::Entered);
        }
        let (callee, count, state) = match self.pending {
            None => return Ok(Flow::Entered),
            Some(Next::Done(v)) => {
                self.pending = None;
                return self.return_value(frame, v);
            }
            Some(Next::Call { callee, count, state, .. }) => (callee, count as usize, state),
            Some(Next::CallTuple { callee, args, state }) => {
                let t: Gc<Tuple> = self.expect(args)?;
                (callee, self.tuple(t).len(), state)
            }
        };
        // The callee's window lies above the native's slots and header.
        let base = slots as u16 + 2;
        if count > MAX_ARGS || !self.fits_stack(frame, base as usize + 1 + count) {
            return Err(self.recursion_error());
        }
        self.charge(1)?;
        // SAFETY: checked above.
        let window = unsafe { frame.up(base + 1) };
        frame.set(base, callee);
        for i in 0..count {
            let v = match self.pending {
                Some(Next::CallTuple { args, .. }) => {
                    let t: Gc<Tuple> = self.expect(args)?;
                    self.tuple(t).get(i).copied().unwrap_or(Value::NONE)
                }
                Some(Next::Call { args, .. }) => args.get(i).copied().unwrap_or(Value::NONE),
                _ => Value::NONE,
            };
            window.set(i as u16, v);
        }
        let before = self.pending.take();
        let args = Args { window, count, names: Value::UNASSIGNED };
        match self.enter(frame, Link::new(state, base + 1, 0), callee, args) {
            Ok(Entered::Value(value)) => {
                self.resuming = Some(Resume { state, value });
                Ok(Flow::Entered)
            }
            Ok(Entered::Frame) => Ok(Flow::Entered),
            Ok(Entered::Host) => Ok(Flow::Host),
            Err(Trap::Raise) => Err(Trap::Raise),
            Err(t) => {
                self.pending = before;
                Err(t)
            }
        }
    }

    /// Returns `v` from `frame` to its caller.
    pub(crate) fn return_value(&mut self, frame: Frame, v: Value) -> Run<Flow> {
        let owner = self.owner(frame);
        let params = self.params(owner);
        let link = frame.link(params);
        let native_return = frame.return_address(params);
        // SAFETY: the delta comes from the frame's header.
        let caller = unsafe { frame.down(link.delta()) };
        if native_return != 0 && native_return != self.jit.ret_to_driver() {
            self.value = v.bits();
            self.pc = native_return;
            return Ok(Flow::Return);
        }
        match self.owner(caller) {
            Owner::Python(code) => {
                self.fp = caller.address();
                self.deliver(caller, code, link.pc(), v);
                Ok(Flow::Entered)
            }
            Owner::Native(_) => {
                self.fp = caller.address();
                self.resuming = Some(Resume { state: link.pc(), value: v });
                Ok(Flow::Entered)
            }
            Owner::Bottom => {
                self.fp = caller.address();
                self.value = v.bits();
                Ok(Flow::Finished)
            }
        }
    }

    /// Gives the result of a call to the instruction that made it, and sets the position behind it.
    pub(crate) fn deliver(&mut self, f: Frame, code: Gc<Code>, pc: u32, v: Value) {
        let i = self.insn(code, pc);
        self.pc = pc as u64 + 1;
        match i.decode() {
            Some(Op::ForNext) => {
                if v != Value::END {
                    f.set(i.b, v);
                    self.record_feedback(code, pc, v);
                    self.pc = self.pc.wrapping_add_signed(i.c_signed() as i64);
                }
            }
            // The operand has been replaced by a list of its items: the instruction is executed again, for good.
            Some(Op::Unpack | Op::UnpackStar | Op::ListExtend | Op::SetUpdate | Op::SetSlice) => {
                f.set(i.b, v);
                self.pc = pc as u64;
            }
            _ => {
                f.set(i.a, v);
                self.record_feedback(code, pc, v);
            }
        }
    }

    /// A function object.
    pub(crate) fn make_function(
        &mut self,
        code: Gc<Code>,
        index: u16,
        defaults: Value,
        kwdefaults: Value,
    ) -> Run<Value> {
        let target = self.module_code(code, index as u32)?;
        let f = self.alloc::<Function>(0)?;
        let x = self.get_mut(f);
        x.code = target.units();
        x.defaults = defaults;
        x.kwdefaults = kwdefaults;
        x.attributes = Value::NONE;
        Ok(f.value())
    }
}

impl Context {
    /// An exception made by calling its type.
    fn construct_exception(&mut self, t: TypeId, args: Args) -> Run<Value> {
        let names = self.cast::<Tuple>(args.names).map_or(0, |t| self.tuple(t).len());
        let positional = args.count - names.min(args.count);
        let tuple = self.alloc_tuple(positional)?;
        for i in 0..positional {
            self.tuple_mut(tuple)[i] = args.get(i);
        }
        let mut extra = Value::NONE;
        if names > 0 {
            let named = self.cast::<Tuple>(args.names).and_then(|t| self.tuple(t).first().copied());
            let named = self.shown(named.unwrap_or(Value::NONE)).0;
            let takes_name = t.is_subtype(TypeId::ImportError)
                || t.is_subtype(TypeId::NameError)
                || t.is_subtype(TypeId::AttributeError);
            if names > 1 || named != b"name" || !takes_name {
                let t = t.name();
                return Err(self.type_error(format_args!("{t}() takes no keyword arguments")));
            }
            extra = args.get(positional);
        }
        let e = self.new_exception(self.os_error_type(t, tuple), &[])?;
        let x = self.get_mut(e);
        x.args = tuple.value();
        x.extra = extra;
        Ok(e.value())
    }

    /// The type that `OSError(number, text)` makes an instance of.
    fn os_error_type(&self, t: TypeId, args: Gc<Tuple>) -> TypeId {
        let args = self.tuple(args);
        if t != TypeId::OSError || args.len() < 2 {
            return t;
        }
        match args[0].as_int() {
            Some(1 | 13) => TypeId::PermissionError,
            Some(2) => TypeId::FileNotFoundError,
            Some(4) => TypeId::InterruptedError,
            Some(11) => TypeId::BlockingIOError,
            Some(17) => TypeId::FileExistsError,
            Some(20) => TypeId::NotADirectoryError,
            Some(21) => TypeId::IsADirectoryError,
            Some(110) => TypeId::TimeoutError,
            _ => t,
        }
    }
}

/// What entering a callee came to.
enum Entered {
    /// It has run to its end.
    Value(Value),
    /// A frame has been pushed.
    Frame,
    /// The driver has to call the embedder.
    Host,
}

/// The instruction size the links count in.
const _: () = assert!(size_of::<Insn>() == 8);

impl Context {
    /// Adds the pairs of a mapping of keyword arguments to `into`; a key that is there already, or is no str, is a
    /// TypeError that names the callee.
    pub(crate) fn dict_merge(&mut self, into: Gc<Dict>, from: Value, callee: Value) -> Run<()> {
        let name = self.callee_name(callee)?;
        let name = self.shown(name);
        let Some(d) = self.cast::<Dict>(from) else {
            let t = self.type_of(from).name();
            return Err(self.type_error(format_args!("{name} argument after ** must be a mapping, not {t}")));
        };
        let mut at = 0;
        while let Some((key, _, next)) = self.dict_entry_from(d, at) {
            at = next;
            if self.cast::<crate::object::Str>(key).is_none() {
                return Err(self.type_error(format_args!("keywords must be strings")));
            }
            if self.dict_get(into, key)?.is_some() {
                let key = self.shown(key);
                return Err(self.type_error(format_args!("{name} got multiple values for keyword argument '{key}'")));
            }
        }
        self.dict_update_star(into, from)
    }

    /// Checks what is given as `f(*v)`.
    pub(crate) fn check_star_argument(&mut self, v: Value, callee: Value) -> Run<()> {
        if self.is_iterable(v) {
            return Ok(());
        }
        let name = self.callee_name(callee)?;
        let (name, t) = (self.shown(name), self.type_of(v).name());
        Err(self.type_error(format_args!("{name} argument after * must be an iterable, not {t}")))
    }

    /// What messages about a call name its callee by: module and qualified name, with parentheses.
    pub(crate) fn callee_name(&mut self, callee: Value) -> Run<Value> {
        if let Some(f) = self.cast::<Function>(callee) {
            let code = self.function_code(f);
            let name = crate::interp::bind::Wtf8(self.code_view(code).qualname());
            // SAFETY: a code object's module is live.
            let module = unsafe { Gc::<crate::object::Module>::from_units(self.get(code).module) };
            let module = self.shown(self.get(module).name);
            return Ok(self.new_str_fmt(format_args!("{module}.{name}()"))?.value());
        }
        if let Some(t) = TypeId::from_value(callee) {
            return Ok(self.new_str_fmt(format_args!("{}()", t.name()))?.value());
        }
        let callee = self.cast::<Method>(callee).map_or(callee, |m| self.get(m).function);
        if let Some(n) = callee.as_immediate(Sort::Native).and_then(native_by_number) {
            let of = n.receiver.map(TypeId::name).or(module_of(callee));
            let (of, dot) = of.map_or(("", ""), |of| (of, "."));
            return Ok(self.new_str_fmt(format_args!("{of}{dot}{}()", n.name))?.value());
        }
        if let Some(n) = callee.as_immediate(Sort::Host) {
            let name = HostName::of(self, n);
            return Ok(self.new_str_fmt(format_args!("{name}()"))?.value());
        }
        Ok(self.str(callee)?.value())
    }
}
