//! The containers of a `repr`: written without recursion, so that however deep they are nested the native stack stays
//! flat.
//!
//! A [`Walk`] is the stack of the containers being written, outermost first. They are marked by a flag; a container that
//! is met again while it is on the stack is written as `[...]` or the like. The marks are gone when the walk ends,
//! however it does.

use super::super::text::builder::Builder;
use super::super::text::wtf8;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::{
    BEING_WRITTEN, Dict, DictView, Exception, Function, List, Method, Range, SET_FROZEN, Set, Slice, Storage, Str,
    Tuple, TypeId, ViewKind,
};
use crate::value::Value;
use crate::{Run, Trap};

/// How deep containers may be nested: what CPython's stack allows.
const MAX_DEPTH: usize = 9997;

/// Frames that need no heap.
const SMALL: usize = 8;

/// Values of a frame.
const FRAME: usize = 3;

/// A container being written.
#[derive(Clone, Copy)]
struct Frame {
    container: Value,
    /// Where its next item is looked for; 0 before the first.
    cursor: usize,
    /// What belongs to the item just written: a dict's value, or `End` for the end of a pair; else `Unassigned`.
    pending: Value,
}

/// What a container has next.
enum Step {
    /// This value.
    Item(Value),
    /// Something was written; ask again.
    Again,
    /// Nothing: it is closed.
    End,
}

/// The stack.
struct Walk {
    small: [Value; SMALL * FRAME],
    heap: Option<Gc<Storage>>,
    len: usize,
}

impl Walk {
    fn values<'a>(&'a self, cx: &'a Context) -> &'a [Value] {
        match self.heap {
            Some(s) => cx.storage(s),
            None => &self.small,
        }
    }

    fn values_mut<'a>(&'a mut self, cx: &'a mut Context) -> &'a mut [Value] {
        match self.heap {
            Some(s) => cx.storage_mut(s),
            None => &mut self.small,
        }
    }

    fn top(&self, cx: &Context) -> Option<Frame> {
        let at = self.len.checked_sub(1)? * FRAME;
        match self.values(cx).get(at..at + FRAME)? {
            [container, cursor, pending] => {
                Some(Frame { container: *container, cursor: cursor.as_int()? as usize, pending: *pending })
            }
            _ => None,
        }
    }

    fn set_top(&mut self, cx: &mut Context, f: Frame) {
        let at = self.len.saturating_sub(1) * FRAME;
        if let Some(to) = self.values_mut(cx).get_mut(at..at + FRAME) {
            to.copy_from_slice(&[f.container, Value::int_wrapped(f.cursor as i64), f.pending]);
        }
    }

    fn push(&mut self, cx: &mut Context, f: Frame) -> Run<()> {
        let used = self.len * FRAME;
        if used == self.values(cx).len() {
            let bigger = cx.alloc_storage(used * 2)?;
            for i in 0..used {
                let v = self.values(cx).get(i).copied().unwrap_or(Value::NONE);
                if let Some(to) = cx.storage_mut(bigger).get_mut(i) {
                    *to = v;
                }
            }
            self.heap = Some(bigger);
        }
        self.len += 1;
        self.set_top(cx, f);
        Ok(())
    }
}

impl Context {
    /// Appends `repr(v)`, `v` being a container or not.
    pub(super) fn walk(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        let mut walk = Walk { small: [Value::NONE; SMALL * FRAME], heap: None, len: 0 };
        let result = self.walk_all(b, v, &mut walk);
        // Where it broke off, the marks of those on the stack are still there.
        while let Some(frame) = walk.top(self) {
            self.set_being_written(frame.container, false);
            walk.len -= 1;
        }
        result
    }

    fn walk_all(&mut self, b: &mut Builder, v: Value, walk: &mut Walk) -> Run<()> {
        self.walk_enter(b, v, walk)?;
        while let Some(mut frame) = walk.top(self) {
            let step = self.walk_step(b, &mut frame)?;
            walk.set_top(self, frame);
            match step {
                Step::Item(item) => self.walk_enter(b, item, walk)?,
                Step::Again => {}
                Step::End => {
                    self.set_being_written(frame.container, false);
                    walk.len -= 1;
                }
            }
        }
        Ok(())
    }

    /// Marks a container while it is on the stack.
    fn set_being_written(&mut self, container: Value, on: bool) {
        if let Some(header) = self.header_mut(container) {
            header.flags = header.flags & !BEING_WRITTEN | if on { BEING_WRITTEN } else { 0 };
        }
    }

    /// Writes a value, if it is no container; else its opening, and puts it on the stack.
    fn walk_enter(&mut self, b: &mut Builder, v: Value, walk: &mut Walk) -> Run<()> {
        let Some(header) = self.header(v) else { return self.write_leaf(b, v) };
        let (kind, frozen) = (header.kind, header.flags & SET_FROZEN != 0);
        let (open, again): (&[u8], &[u8]) = match kind {
            Kind::List => (b"[", b"[...]"),
            Kind::Tuple => (b"(", b"(...)"),
            Kind::Dict => (b"{", b"{...}"),
            Kind::Set => match (frozen, header.len == 0) {
                (false, false) => (b"{", b"set(...)"),
                (false, true) => (b"set(", b""),
                (true, false) => (b"frozenset({", b"frozenset(...)"),
                (true, true) => (b"frozenset(", b""),
            },
            Kind::DictView => match ViewKind::from_number(header.aux) {
                ViewKind::Keys => (b"dict_keys([", b"..."),
                ViewKind::Values => (b"dict_values([", b"..."),
                ViewKind::Items => (b"dict_items([", b"..."),
            },
            // Of these CPython does not notice cycles.
            Kind::Slice => (b"slice(", b""),
            Kind::Range => (b"range(", b""),
            Kind::Exception => (b"", b""),
            Kind::Method if self.python_function(v).is_some() => (b"<bound method ", b""),
            _ => return self.write_leaf(b, v),
        };
        let depth = walk.len;
        if depth > 0 {
            // A nested container costs something however little it writes: shared parts can make many of few.
            self.charge(1)?;
            if !again.is_empty() && self.header(v).is_some_and(|h| h.flags & BEING_WRITTEN != 0) {
                return b.push(self, again);
            }
        }
        if depth >= MAX_DEPTH {
            return Err(self.raise(
                TypeId::RecursionError,
                format_args!("maximum recursion depth exceeded while getting the repr of an object"),
            ));
        }
        b.push(self, open)?;
        match kind {
            Kind::Exception => {
                let t = self.type_of(v).name();
                b.push(self, t.as_bytes())?;
                b.push(self, b"(")?;
            }
            Kind::Method => {
                if let Some(f) = self.python_function(v) {
                    self.write_function_name(b, f)?;
                    b.push(self, b" of ")?;
                }
            }
            _ => {}
        }
        walk.push(self, Frame { container: v, cursor: 0, pending: Value::UNASSIGNED })?;
        self.set_being_written(v, true);
        Ok(())
    }

    /// Goes on with the innermost container.
    fn walk_step(&mut self, b: &mut Builder, f: &mut Frame) -> Run<Step> {
        match self.kind(f.container) {
            Some(Kind::Dict | Kind::DictView) => self.walk_dict(b, f),
            Some(Kind::Set) => {
                let Some(s) = self.cast::<Set>(f.container) else { return Ok(Step::End) };
                let header = &self.get(s).header;
                let (frozen, empty) = (header.flags & SET_FROZEN != 0, header.len == 0);
                match self.set_entry_from(s, f.cursor) {
                    Some((_, key, next)) => self.walk_item(b, f, key, next),
                    None => {
                        let close: &[u8] = match (frozen, empty) {
                            (true, false) => b"})",
                            (false, false) => b"}",
                            (_, true) => b")",
                        };
                        b.push(self, close)?;
                        Ok(Step::End)
                    }
                }
            }
            _ => match self.walk_part(f.container, f.cursor) {
                Some(item) => self.walk_item(b, f, item, f.cursor + 1),
                None => {
                    let close: &[u8] = match self.kind(f.container) {
                        Some(Kind::List) => b"]",
                        Some(Kind::Tuple) if f.cursor == 1 => b",)",
                        Some(Kind::Method) => b">",
                        _ => b")",
                    };
                    b.push(self, close)?;
                    Ok(Step::End)
                }
            },
        }
    }

    /// An item is next: behind a comma, if it is not the first.
    fn walk_item(&mut self, b: &mut Builder, f: &mut Frame, item: Value, next: usize) -> Run<Step> {
        if f.cursor > 0 {
            b.push(self, b", ")?;
        }
        f.cursor = next;
        Ok(Step::Item(item))
    }

    fn walk_dict(&mut self, b: &mut Builder, f: &mut Frame) -> Run<Step> {
        let view = self.cast::<DictView>(f.container).map(|v| {
            let v = self.get(v);
            (v.dict, ViewKind::from_number(v.header.aux))
        });
        let which = view.map(|(_, which)| which);
        match f.pending {
            Value::UNASSIGNED => {}
            Value::END => {
                f.pending = Value::UNASSIGNED;
                b.push(self, b")")?;
                return Ok(Step::Again);
            }
            value => {
                f.pending = if which.is_some() { Value::END } else { Value::UNASSIGNED };
                b.push(self, if which.is_some() { b", " } else { b": " })?;
                return Ok(Step::Item(value));
            }
        }
        let dict = self.cast::<Dict>(view.map_or(f.container, |(dict, _)| dict));
        let Some((key, value, next)) = dict.and_then(|d| self.dict_entry_from(d, f.cursor)) else {
            b.push(self, if which.is_some() { b"])" } else { b"}" })?;
            return Ok(Step::End);
        };
        match which {
            Some(ViewKind::Keys) => self.walk_item(b, f, key, next),
            Some(ViewKind::Values) => self.walk_item(b, f, value, next),
            _ => {
                let step = self.walk_item(b, f, key, next)?;
                f.pending = value;
                if which.is_some() {
                    b.push(self, b"(")?;
                }
                Ok(step)
            }
        }
    }

    /// Part `i` of a container whose parts are in order.
    fn walk_part(&self, container: Value, i: usize) -> Option<Value> {
        if let Some(l) = self.cast::<List>(container) {
            return self.list(l).get(i).copied();
        }
        if let Some(t) = self.cast::<Tuple>(container) {
            return self.tuple(t).get(i).copied();
        }
        if let Some(e) = self.cast::<Exception>(container) {
            let args = self.cast::<Tuple>(self.get(e).args)?;
            return self.tuple(args).get(i).copied();
        }
        if let Some(s) = self.cast::<Slice>(container) {
            let s = self.get(s);
            return [s.start, s.stop, s.step].get(i).copied();
        }
        if let Some(r) = self.cast::<Range>(container) {
            let r = self.get(r);
            let shown = if r.step == Value::int32(1) { 2 } else { 3 };
            return [r.start, r.stop, r.step].get(..shown)?.get(i).copied();
        }
        let m = self.cast::<Method>(container)?;
        if i == 0 { Some(self.get(m).receiver) } else { None }
    }

    /// The Python function that a method binds.
    fn python_function(&self, v: Value) -> Option<Gc<Function>> {
        self.cast(self.get(self.cast::<Method>(v)?).function)
    }

    /// Appends the text that an exception's arguments make: `str(e)`.
    pub(super) fn write_exception_text(&mut self, b: &mut Builder, e: Gc<Exception>) -> Run<()> {
        let mut e = e;
        // An exception's only argument may be an exception, whose text it then has.
        for _ in 0..=MAX_DEPTH {
            let x = self.get(e);
            let ty = TypeId::from_number(x.header.aux as u32).unwrap_or(TypeId::BaseException);
            let args = x.args;
            let first = |cx: &Context, i: usize| -> Value {
                cx.cast::<Tuple>(args).and_then(|t| cx.tuple(t).get(i).copied()).unwrap_or(Value::NONE)
            };
            match self.cast::<Tuple>(args).map_or(0, |t| self.tuple(t).len()) {
                0 if ty.is_subtype(TypeId::SyntaxError) => return b.push(self, b"None"),
                0 => return Ok(()),
                2 if ty.is_subtype(TypeId::SyntaxError) => {
                    let message = first(self, 0);
                    self.walk_text(b, message)?;
                    let place = self.syntax_error_place(e);
                    return b.push_fmt(self, format_args!("{place}"));
                }
                1 if ty == TypeId::KeyError => {
                    let v = first(self, 0);
                    return self.walk(b, v);
                }
                1 => {
                    let v = first(self, 0);
                    match self.cast::<Exception>(v) {
                        Some(inner) => {
                            self.charge(1)?;
                            e = inner;
                        }
                        None => return self.write_str(b, v),
                    }
                }
                n @ (2 | 3) if ty.is_subtype(TypeId::OSError) => {
                    b.push(self, b"[Errno ")?;
                    let (number, text, file) = (first(self, 0), first(self, 1), first(self, 2));
                    self.walk_text(b, number)?;
                    b.push(self, b"] ")?;
                    self.walk_text(b, text)?;
                    if n == 3 && file != Value::NONE {
                        b.push(self, b": ")?;
                        self.walk(b, file)?;
                    }
                    return Ok(());
                }
                5 if ty == TypeId::UnicodeEncodeError => {
                    let (text, start, end) = (first(self, 1), first(self, 2), first(self, 3));
                    let (encoding, reason) = (first(self, 0), first(self, 4));
                    b.push(self, b"'")?;
                    self.walk_text(b, encoding)?;
                    b.push(self, b"' codec can't encode character")?;
                    let (start, end) = (self.clamped_int(start).unwrap_or(0), self.clamped_int(end).unwrap_or(0));
                    if end.checked_sub(1) == Some(start)
                        && let Some(s) = self.cast::<Str>(text)
                        && let Some((code, _)) = usize::try_from(start)
                            .ok()
                            .and_then(|n| wtf8::decode(self.str_bytes(s), wtf8::offset(self.str_bytes(s), n)))
                    {
                        b.push(self, b" '")?;
                        super::write_escape(self, b, code)?;
                        b.push_fmt(self, format_args!("' in position {start}: "))?;
                    } else {
                        b.push_fmt(self, format_args!("s in position {start}-{}: ", end.saturating_sub(1)))?;
                    }
                    return self.walk_text(b, reason);
                }
                _ => return self.walk(b, args),
            }
        }
        Err(self.too_deep_for_str())
    }

    /// Appends the text of a str, or the repr of anything else.
    fn walk_text(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        match self.cast(v) {
            Some(s) => b.push_str(self, s),
            None => self.walk(b, v),
        }
    }

    fn too_deep_for_str(&mut self) -> Trap {
        self.raise(
            TypeId::RecursionError,
            format_args!("maximum recursion depth exceeded while getting the str of an object"),
        )
    }
}
