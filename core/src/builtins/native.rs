//! The protocol of native functions: what the engine's own built-ins and the embedder's functions are written against.
//!
//! A native never calls Python. It returns *done* with a value, raises, or asks the driver to *call* something and to
//! be resumed with the result; what it wants to remember it keeps in its slots. So whatever it calls can suspend, run
//! out of fuel or raise, and the native stack stays flat.
//!
//! A native that traps is executed again from the state it was in (see [`Trap`](crate::Trap)), so it allocates and
//! charges first and changes things last.

use crate::context::Context;
use crate::object::TypeId;
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// The slots of a native's frame: its parameters, bound, then its own variables.
///
/// Invariant: `slots..slots + len` are initialised slots of the value stack that belong to the native while it runs.
#[derive(Clone, Copy)]
pub struct Window {
    slots: *mut Value,
    len: usize,
}

impl Window {
    /// A window over `len` slots.
    ///
    /// # Safety
    /// The invariant of [`Window`] holds while the window is used.
    pub(crate) unsafe fn new(slots: *mut Value, len: usize) -> Window {
        Window { slots, len }
    }

    /// Number of slots.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no slots.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of slot `i`; `Unassigned` for a parameter that was not given, and beyond the end.
    #[inline]
    pub fn get(&self, i: usize) -> Value {
        if i < self.len {
            // SAFETY: within the window.
            unsafe { *self.slots.add(i) }
        } else {
            Value::UNASSIGNED
        }
    }

    /// The value of slot `i`, or `default` if the parameter was not given.
    #[inline]
    pub fn get_or(&self, i: usize, default: Value) -> Value {
        match self.get(i) {
            Value::UNASSIGNED => default,
            v => v,
        }
    }

    /// Changes slot `i`; nothing happens beyond the end.
    #[inline]
    pub fn set(&self, i: usize, v: Value) {
        if i < self.len {
            // SAFETY: within the window.
            unsafe { *self.slots.add(i) = v }
        }
    }
}

/// What a native that calls is (re)entered with.
#[derive(Clone, Copy, Debug)]
pub struct Resume {
    /// 0 at first, then the state it asked to be resumed in.
    pub state: u32,
    /// The result of the call it asked for; `Unassigned` at first.
    pub value: Value,
}

/// The most arguments a native passes to what it calls.
pub const MAX_CALL_ARGS: usize = 4;

/// What a native that calls wants next.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// It is done.
    Done(Value),
    /// Call `callee` with the first `count` of `args`, then resume in `state` with the result.
    Call {
        /// What to call.
        callee: Value,
        /// The arguments.
        args: [Value; MAX_CALL_ARGS],
        /// How many arguments.
        count: u8,
        /// The state to be resumed in; not 0.
        state: u32,
    },
    /// Call `callee` with the items of the tuple `args`, then resume in `state` with the result.
    CallTuple {
        /// What to call.
        callee: Value,
        /// A tuple.
        args: Value,
        /// The state to be resumed in; not 0.
        state: u32,
    },
}

/// Code that runs to its end.
pub type Simple = fn(&mut Context, Window) -> Run<Value>;

/// A native's code.
#[derive(Clone, Copy)]
pub enum Body {
    /// Runs to its end.
    Simple(Simple),
    /// May ask for calls.
    Calling(fn(&mut Context, Window, Resume) -> Run<Next>),
}

/// A native function: name, parameters, code.
///
/// Parameter slots lie in the order of `params` (positional ones, then keyword-only ones), then the tuple of `*args` if
/// there is one, then the dict of `**kwargs` if there is one, then `extra` slots of its own, which are `Unassigned` at
/// first.
#[derive(Clone, Copy)]
pub struct Native {
    /// Its name.
    pub name: &'static str,
    /// The type it is a method of; the first parameter is then checked to be of that type.
    pub receiver: Option<TypeId>,
    /// Names of its parameters.
    pub params: &'static [&'static str],
    /// How many of them cannot be given by keyword.
    pub positional_only: u8,
    /// How many of them (from the first) must be given.
    pub required: u8,
    /// How many of them (from the last) can be given by keyword only.
    pub keyword_only: u8,
    /// Whether further positional arguments are collected to a tuple.
    pub varargs: bool,
    /// Whether further keyword arguments are collected to a dict; `Unassigned` if there are none.
    pub varkw: bool,
    /// Slots of its own.
    pub extra: u8,
    /// Its code.
    pub body: Body,
}

impl Native {
    /// A function of positional-only parameters, the first `required` of which must be given.
    pub const fn function(
        name: &'static str,
        params: &'static [&'static str],
        required: u8,
        run: fn(&mut Context, Window) -> Run<Value>,
    ) -> Native {
        Native {
            name,
            receiver: None,
            params,
            positional_only: params.len() as u8,
            required,
            keyword_only: 0,
            varargs: false,
            varkw: false,
            extra: 0,
            body: Body::Simple(run),
        }
    }

    /// A method of positional-only parameters, the first of which is the receiver.
    pub const fn method(
        receiver: TypeId,
        name: &'static str,
        params: &'static [&'static str],
        required: u8,
        run: fn(&mut Context, Window) -> Run<Value>,
    ) -> Native {
        let mut n = Native::function(name, params, required, run);
        n.receiver = Some(receiver);
        n
    }

    /// The same with keyword parameters: the first `positional_only` cannot be given by keyword, the last
    /// `keyword_only` only so.
    pub const fn keywords(mut self, positional_only: u8, keyword_only: u8) -> Native {
        self.positional_only = positional_only;
        self.keyword_only = keyword_only;
        self
    }

    /// The same with `*args`.
    pub const fn varargs(mut self) -> Native {
        self.varargs = true;
        self
    }

    /// The same with `**kwargs`.
    pub const fn varkw(mut self) -> Native {
        self.varkw = true;
        self
    }

    /// The same with code that may ask for calls and has `extra` slots of its own.
    pub const fn calling(mut self, extra: u8, run: fn(&mut Context, Window, Resume) -> Run<Next>) -> Native {
        self.extra = extra;
        self.body = Body::Calling(run);
        self
    }

    /// Whether `count` arguments, none by keyword, stand where the parameters are.
    pub(crate) const fn stands(&self, count: usize) -> bool {
        let positional = self.params.len() - self.keyword_only as usize;
        !self.varargs && !self.varkw && count >= self.required as usize && count <= positional
    }

    /// Number of slots: parameters, `*args`, `**kwargs`, its own.
    pub const fn slots(&self) -> usize {
        self.params.len() + self.varargs as usize + self.varkw as usize + self.extra as usize
    }
}

/// Names a native: which table, and which entry of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NativeId(pub u32);

impl NativeId {
    /// Entry `index` of table `table`.
    pub const fn new(table: u16, index: u16) -> NativeId {
        NativeId((table as u32) << 16 | index as u32)
    }

    /// The function as a value.
    pub const fn value(self) -> Value {
        Value::immediate(Sort::Native, self.0)
    }
}

/// A `Simple` body for natives whose body is set by [`Native::calling`].
pub fn unreachable_body(_: &mut Context, _: Window) -> Run<Value> {
    Err(Trap::Raise)
}
