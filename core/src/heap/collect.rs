//! The collector: non-moving mark and sweep, precise.
//!
//! Roots are the context's own values and the live slots of every frame (the image says which those are). Marking uses
//! a stack of fixed size in the context; when it is full, objects are only marked, and the heap is searched for marked
//! objects with unmarked children until there are none, forwards and backwards in turn. So marking needs no memory.

use crate::builtins::{MAX_CALL_ARGS, Next};
use crate::context::Context;
use crate::heap::{Gc, Header, Kind, UNIT};
use crate::interp::frame::{Frame, Owner};
use crate::object::{
    Code, Dict, DictView, Exception, Function, Iterator, List, Method, Module, Range, STR_SHARED, Set, Slice, Traceback,
};
use crate::value::Value;

/// Entries of the mark stack.
pub(crate) const MARK_STACK: usize = 256;

/// Objects that are marked and whose children are not yet.
pub(crate) struct MarkStack {
    units: [u32; MARK_STACK],
    len: usize,
    overflowed: bool,
}

impl MarkStack {
    /// An empty stack.
    pub(crate) const fn new() -> MarkStack {
        MarkStack { units: [0; MARK_STACK], len: 0, overflowed: false }
    }
}

impl Context {
    /// Whether it is time to collect.
    #[inline]
    pub(crate) fn wants_collection(&self) -> bool {
        self.heap.wants_collection()
    }

    /// Frees every object that nothing refers to any more. Only between instructions.
    pub(crate) fn collect(&mut self) {
        self.heap.clear_marks();
        self.marking.len = 0;
        self.marking.overflowed = false;
        self.mark_roots();
        self.drain();
        let mut backwards = false;
        while self.marking.overflowed {
            self.marking.overflowed = false;
            let mut at = if backwards { self.heap.end_units() } else { 0 };
            while let Some(u) = self.heap.marked_object(at, backwards) {
                self.mark_children(u);
                self.drain();
                at = if backwards { u } else { u + 2 };
            }
            backwards = !backwards;
        }
        self.forget_dead_ids();
        self.heap.sweep();
    }

    fn drain(&mut self) {
        while self.marking.len > 0 {
            self.marking.len -= 1;
            let u = self.marking.units[self.marking.len];
            self.mark_children(u);
        }
    }

    fn forget_dead_ids(&mut self) {
        self.forget_ids(|cx, units| cx.heap.is_marked(units));
    }

    /// Marks what a value refers to.
    fn mark_value(&mut self, v: Value) {
        if let Some(units) = v.as_ref_units() {
            self.mark_units(units);
        }
    }

    /// Marks the object at these units, if there are any.
    fn mark_units(&mut self, units: u32) {
        if units == 0 || !self.heap.mark(units) {
            return;
        }
        // SAFETY: the units name a live object, which begins with a header.
        let header = unsafe { *self.base.add(units as usize * UNIT).cast::<Header>() };
        match header.kind {
            // These refer to nothing.
            Kind::Bytes | Kind::BigInt => return,
            Kind::Str if header.flags & STR_SHARED == 0 => return,
            _ => {}
        }
        match self.marking.units.get_mut(self.marking.len) {
            Some(slot) => {
                *slot = units;
                self.marking.len += 1;
            }
            None => self.marking.overflowed = true,
        }
    }

    fn mark_roots(&mut self) {
        let roots = [
            self.exception,
            self.handled,
            self.modules,
            self.linked,
            self.interned,
            self.letters,
            self.ids,
            self.memory_error,
            self.argv,
            self.main,
            self.jit.newest,
        ];
        for v in roots {
            self.mark_value(v);
        }
        if let Some(r) = self.resuming {
            self.mark_value(r.value);
        }
        match self.pending {
            Some(Next::Done(v)) => self.mark_value(v),
            Some(Next::Call { callee, args, .. }) => {
                self.mark_value(callee);
                self.mark_all::<MAX_CALL_ARGS>(args);
            }
            Some(Next::CallTuple { callee, args, .. }) => {
                self.mark_value(callee);
                self.mark_value(args);
            }
            None => {}
        }
        if let Some(call) = self.host_call {
            self.mark_value(call.window.function());
            for i in 0..call.count {
                self.mark_value(call.window.get(i as u16));
            }
        }
        self.mark_frames();
    }

    /// Marks the live slots of every frame, from the top down.
    fn mark_frames(&mut self) {
        let mut frame = self.frame();
        let mut live = match self.owner(frame) {
            Owner::Python(code) => self.code_view(code).height_before(self.pc as u32),
            Owner::Native(_) => self.params(self.owner(frame)),
            Owner::Bottom => 2 + self.outside_args,
        };
        loop {
            let owner = self.owner(frame);
            let params = self.params(owner);
            self.mark_slots(frame, params, live);
            self.mark_value(frame.function());
            if let Owner::Bottom = owner {
                return;
            }
            let delta = frame.link(params).delta();
            // SAFETY: the delta comes from the frame's header.
            frame = unsafe { frame.down(delta) };
            // What lies from the callee's function slot on is the callee's.
            live = delta - 1;
        }
    }

    fn mark_slots(&mut self, frame: Frame, params: u16, live: u16) {
        for r in 0..live {
            if r != params && r != params + 1 {
                self.mark_value(frame.get(r));
            }
        }
    }

    /// Marks what the object at these units refers to.
    fn mark_children(&mut self, units: u32) {
        let address = self.base.wrapping_add(units as usize * UNIT);
        // SAFETY: the units name a live object, which begins with a header.
        let header = unsafe { *address.cast::<Header>() };
        macro_rules! object {
            ($ty:ty) => {
                // SAFETY: the header's kind says that the object has this layout; nothing changes while marking.
                unsafe { &*address.cast::<$ty>() }
            };
        }
        match header.kind {
            Kind::Free | Kind::Bytes | Kind::BigInt => {}
            Kind::Str => {
                // SAFETY: the header says that it is a str.
                if let Some(array) = self.str_array(unsafe { Gc::from_units(units) }) {
                    self.mark_units(array);
                }
            }
            Kind::Storage | Kind::Tuple => {
                for i in 0..header.len as usize {
                    // SAFETY: a storage's or tuple's values lie behind its header, `len` of them.
                    let v = unsafe { *address.cast::<Value>().add(1 + i) };
                    self.mark_value(v);
                }
            }
            Kind::List => self.mark_units(object!(List).items),
            Kind::Dict => {
                let d = object!(Dict);
                let (index, entries) = (d.index, d.entries);
                self.mark_units(index);
                self.mark_units(entries);
            }
            Kind::Set => self.mark_units(object!(Set).entries),
            Kind::Range => {
                let r = object!(Range);
                self.mark_all([r.start, r.stop, r.step]);
            }
            Kind::DictView => self.mark_value(object!(DictView).dict),
            Kind::Iterator => {
                let i = object!(Iterator);
                self.mark_all([i.source, i.a, i.b]);
            }
            Kind::Slice => {
                let s = object!(Slice);
                self.mark_all([s.start, s.stop, s.step]);
            }
            Kind::Function => {
                let f = object!(Function);
                let code = f.code;
                self.mark_all([f.defaults, f.kwdefaults, f.attributes]);
                self.mark_units(code);
            }
            Kind::Method => {
                let m = object!(Method);
                self.mark_all([m.function, m.receiver]);
            }
            Kind::Code => {
                let c = object!(Code);
                for u in [c.consts, c.globals, c.module, c.feedback, c.compiled] {
                    self.mark_units(u);
                }
            }
            Kind::Module => {
                let m = object!(Module);
                let (globals, builtins, flags) = (m.globals, m.builtins, m.flags);
                self.mark_all([m.name, m.names, m.consts, m.codes, m.file, m.extra, m.owner]);
                self.mark_units(globals);
                self.mark_units(builtins);
                self.mark_units(flags);
            }
            Kind::Exception => {
                let e = object!(Exception);
                self.mark_all([e.args, e.traceback, e.cause, e.context, e.suppress, e.extra]);
            }
            Kind::Traceback => {
                let t = object!(Traceback);
                self.mark_all([t.next, t.code]);
            }
        }
    }

    fn mark_all<const N: usize>(&mut self, values: [Value; N]) {
        for v in values {
            self.mark_value(v);
        }
    }
}
