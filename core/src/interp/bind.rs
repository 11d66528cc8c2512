//! Binding a call's arguments to parameter slots.
//!
//! Everything that has to be allocated is allocated before the window changes, so that a call that traps finds its
//! window as it was.

use crate::builtins::{Native, module_of};
use crate::bytecode::image::CodeView;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::interp::call::Args;
use crate::interp::frame::Frame;
use crate::interp::nearest::Nearest;
use crate::object::text::wtf8;
use crate::object::{CODE_VARARGS, CODE_VARKW, Code, Dict, Function, Str, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// The most parameters that can be bound by name; a mask of this many bits tells which are given.
const MAX_NAMED: usize = 256;

/// Where each parameter's value comes from, while the window must not change yet.
struct Plan {
    values: [Value; MAX_NAMED],
}

impl Context {
    /// Binds the arguments in a window to the parameter slots of a function.
    pub(crate) fn bind(&mut self, function: Gc<Function>, code: Gc<Code>, args: Args) -> Run<()> {
        let view = self.code_view(code);
        let c = self.get(code);
        let (positional, flags, params) = (c.args as usize, c.flags, c.params as usize);
        let kwonly = view.kwonly() as usize;
        let posonly = view.posonly() as usize;
        let named = positional + kwonly;
        if named > MAX_NAMED {
            return Err(self.type_error(format_args!("too many parameters")));
        }
        let keywords = self.names_of(args);
        let given = args.count - keywords;
        let mut plan = Plan { values: [Value::UNASSIGNED; MAX_NAMED] };
        for i in 0..given.min(positional) {
            plan.values[i] = args.get(i);
        }
        // Keywords.
        let mut extra: Option<Gc<Dict>> = None;
        if flags & CODE_VARKW != 0 {
            extra = Some(self.dict_new()?);
        }
        for k in 0..keywords {
            let name = self.keyword_name(args, k);
            let value = args.get(given + k);
            let found = (posonly..named).find(|i| self.is_local_name(code, *i, name));
            match (found, extra) {
                (Some(i), _) => {
                    if plan.values[i] != Value::UNASSIGNED {
                        let name = self.shown(name);
                        return Err(self.bind_error(code, format_args!("got multiple values for argument '{name}'")));
                    }
                    plan.values[i] = value;
                }
                (None, Some(d)) => self.dict_set(d, name, value)?,
                (None, None) => {
                    if (0..posonly).any(|i| self.is_local_name(code, i, name)) {
                        let given = self.positional_only_names(code, args, keywords, posonly)?;
                        let given = self.shown(given);
                        return Err(self.bind_error(
                            code,
                            format_args!("got some positional-only arguments passed as keyword arguments: '{given}'"),
                        ));
                    }
                    let name = self.shown(name);
                    let known = (posonly..named).map(|i| view.slot_name(i as u16));
                    let hint = Hint::at(name.0, known);
                    return Err(
                        self.bind_error(code, format_args!("got an unexpected keyword argument '{name}'{hint}"))
                    );
                }
            }
        }
        if given > positional && flags & CODE_VARARGS == 0 {
            return Err(self.too_many_positional(function, code, given, &plan));
        }
        // Defaults.
        let defaults = self.cast::<Tuple>(self.get(function).defaults);
        let n_defaults = defaults.map_or(0, |t| self.tuple(t).len()).min(positional);
        for i in positional - n_defaults..positional {
            if plan.values[i] == Value::UNASSIGNED
                && let Some(t) = defaults
            {
                plan.values[i] = self.tuple(t)[i - (positional - n_defaults)];
            }
        }
        let missing = (0..positional).filter(|i| plan.values[*i] == Value::UNASSIGNED).count();
        if missing > 0 {
            return Err(self.missing_arguments(code, "positional", missing, &plan, 0, positional));
        }
        if let Some(d) = self.cast::<Dict>(self.get(function).kwdefaults) {
            for i in positional..named {
                if plan.values[i] == Value::UNASSIGNED {
                    let name = self.local_name_str(code, i)?;
                    if let Some(v) = self.dict_get(d, name)? {
                        plan.values[i] = v;
                    }
                }
            }
        }
        let missing = (positional..named).filter(|i| plan.values[*i] == Value::UNASSIGNED).count();
        if missing > 0 {
            return Err(self.missing_arguments(code, "keyword-only", missing, &plan, positional, named));
        }
        // *args, which is the last allocation.
        let rest = if flags & CODE_VARARGS != 0 {
            let n = given.saturating_sub(positional);
            self.charge((n / 8) as u64)?;
            let t = self.alloc_tuple(n)?;
            for i in 0..n {
                self.tuple_mut(t)[i] = args.get(positional + i);
            }
            Some(t)
        } else {
            None
        };
        let mut slot = 0;
        for v in &plan.values[..named] {
            args.set(slot, *v);
            slot += 1;
        }
        if let Some(t) = rest {
            args.set(slot, t.value());
            slot += 1;
        }
        if let Some(d) = extra {
            args.set(slot, d.value());
            slot += 1;
        }
        debug_assert_eq!(slot, params);
        Ok(())
    }

    /// Whether the arguments stand where the native's parameters are.
    #[inline]
    pub(crate) fn stand_bound(&self, native: &'static Native, args: Args) -> bool {
        args.names == Value::UNASSIGNED && native.stands(args.count)
    }

    /// Binds the arguments in a window to the slots of a native, which are elsewhere: the native may trap, and the
    /// arguments must then stand as they did.
    pub(crate) fn bind_native(&mut self, native: &'static Native, args: Args, to: Frame) -> Run<()> {
        let keywords = self.names_of(args);
        let given = args.count - keywords;
        let named = native.params.len();
        let positional = named - native.keyword_only as usize;
        if let Some(e) = self.keyword_arity(native, given, keywords) {
            return Err(e);
        }
        if given > positional && !native.varargs {
            return Err(self.native_arity(native, given, args));
        }
        let mut plan = Plan { values: [Value::UNASSIGNED; MAX_NAMED] };
        for i in 0..given.min(positional) {
            plan.values[i] = args.get(i);
        }
        let mut extra: Option<Gc<Dict>> = None;
        for k in 0..keywords {
            let name = self.keyword_name(args, k);
            let value = args.get(given + k);
            let text = self.cast::<Str>(name).map_or(&b""[..], |s| self.str_bytes(s));
            let found = (native.positional_only as usize..named).find(|i| native.params[*i].as_bytes() == text);
            match found {
                None if native.varkw => {
                    let d = match extra {
                        Some(d) => d,
                        None => self.dict_new()?,
                    };
                    extra = Some(d);
                    self.dict_set(d, name, value)?;
                }
                Some(i) if plan.values[i] != Value::UNASSIGNED => {
                    let f = native.name;
                    let p = native.params[i];
                    return Err(self.type_error(format_args!(
                        "argument for {f}() given by name ('{p}') and position ({})",
                        i + 1 - native.receiver.is_some() as usize
                    )));
                }
                Some(i) => plan.values[i] = value,
                None if native.positional_only as usize == named => {
                    let f = native.name;
                    return Err(match native.receiver {
                        Some(t) => {
                            let t = t.name();
                            self.type_error(format_args!("{t}.{f}() takes no keyword arguments"))
                        }
                        None => {
                            let (of, dot) = module_of(args.window.function()).map_or(("", ""), |of| (of, "."));
                            self.type_error(format_args!("{of}{dot}{f}() takes no keyword arguments"))
                        }
                    });
                }
                None => {
                    let f = native.name;
                    let name = self.shown(name);
                    let known = native.params.iter().skip(native.positional_only as usize);
                    let hint = Hint::at(name.0, known.map(|p| p.as_bytes()));
                    return Err(
                        self.type_error(format_args!("{f}() got an unexpected keyword argument '{name}'{hint}"))
                    );
                }
            }
        }
        if let Some(i) = (0..native.required as usize).find(|i| plan.values[*i] == Value::UNASSIGNED) {
            return Err(if native.positional_only as usize == named {
                self.native_arity(native, given, args)
            } else {
                let (f, p) = (native.name, native.params[i]);
                let at = i + 1 - native.receiver.is_some() as usize;
                self.type_error(format_args!("{f}() missing required argument '{p}' (pos {at})"))
            });
        }
        let rest = if native.varargs {
            let n = given.saturating_sub(positional);
            let t = self.alloc_tuple(n)?;
            for i in 0..n {
                self.tuple_mut(t)[i] = args.get(positional + i);
            }
            Some(t)
        } else {
            None
        };
        for (i, v) in plan.values[..named].iter().enumerate() {
            to.set(i as u16, *v);
        }
        let mut slot = named;
        if let Some(t) = rest {
            to.set(slot as u16, t.value());
            slot += 1;
        }
        if native.varkw {
            to.set(slot as u16, extra.map_or(Value::UNASSIGNED, Gc::value));
            slot += 1;
        }
        for i in slot..native.slots() {
            to.set(i as u16, Value::UNASSIGNED);
        }
        Ok(())
    }

    /// The names of positional-only parameters among the first `keywords` keywords, with commas between.
    fn positional_only_names(&mut self, code: Gc<Code>, args: Args, keywords: usize, posonly: usize) -> Run<Value> {
        let mut list: Option<Value> = None;
        for k in 0..keywords {
            let name = self.keyword_name(args, k);
            if (0..posonly).any(|i| self.is_local_name(code, i, name)) {
                list = Some(match list {
                    None => name,
                    Some(before) => {
                        let (before, name) = (self.shown(before), self.shown(name));
                        self.new_str_fmt(format_args!("{before}, {name}"))?.value()
                    }
                });
            }
        }
        Ok(list.unwrap_or(Value::NONE))
    }

    /// Number of arguments given by keyword.
    fn names_of(&self, args: Args) -> usize {
        self.cast::<Tuple>(args.names).map_or(0, |t| self.tuple(t).len()).min(args.count)
    }

    fn keyword_name(&self, args: Args, k: usize) -> Value {
        self.cast::<Tuple>(args.names).and_then(|t| self.tuple(t).get(k).copied()).unwrap_or(Value::NONE)
    }

    fn is_local_name(&self, code: Gc<Code>, slot: usize, name: Value) -> bool {
        let view = self.code_view(code);
        self.cast::<Str>(name).is_some_and(|s| view.slot_name(slot as u16) == self.str_bytes(s))
    }

    fn local_name_str(&mut self, code: Gc<Code>, slot: usize) -> Run<Value> {
        let view = self.code_view(code);
        let name = view.slot_name(slot as u16);
        Ok(self.new_str(name)?.value())
    }

    fn bind_error(&mut self, code: Gc<Code>, what: core::fmt::Arguments<'_>) -> Trap {
        let name = Wtf8(self.code_view(code).qualname());
        self.type_error(format_args!("{name}() {what}"))
    }

    /// A str's text, to be shown in a message.
    pub(crate) fn shown(&self, v: Value) -> Wtf8<'static> {
        match self.cast::<Str>(v) {
            Some(s) => {
                // SAFETY: the object stays where and what it is during the instruction, and the text is not kept beyond
                // it (the same rule as for `Gc`).
                Wtf8(unsafe { core::slice::from_raw_parts(self.str_bytes(s).as_ptr(), self.str_bytes(s).len()) })
            }
            None => Wtf8(b""),
        }
    }

    fn missing_arguments(
        &mut self,
        code: Gc<Code>,
        kind: &str,
        missing: usize,
        plan: &Plan,
        from: usize,
        to: usize,
    ) -> Trap {
        let view = self.code_view(code);
        let name = Wtf8(view.qualname());
        let s = if missing == 1 { "" } else { "s" };
        let list = Missing { view: &view, plan, from, to, missing };
        self.type_error(format_args!("{name}() missing {missing} required {kind} argument{s}: {list}"))
    }

    fn too_many_positional(&mut self, function: Gc<Function>, code: Gc<Code>, given: usize, plan: &Plan) -> Trap {
        let view = self.code_view(code);
        let name = Wtf8(view.qualname());
        let positional = self.get(code).args as usize;
        let kwonly = view.kwonly() as usize;
        let defaults = self.cast::<Tuple>(self.get(function).defaults).map_or(0, |t| self.tuple(t).len());
        let kwgiven = (positional..positional + kwonly).filter(|i| plan.values[*i] != Value::UNASSIGNED).count();
        let were = if given == 1 && kwgiven == 0 { "was" } else { "were" };
        let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
        if kwgiven > 0 {
            let gs = if given == 1 { "" } else { "s" };
            let ks = if kwgiven == 1 { "" } else { "s" };
            if defaults > 0 {
                let least = positional - defaults.min(positional);
                return self.type_error(format_args!(
                    "{name}() takes from {least} to {positional} positional arguments but {given} positional argument{gs} (and {kwgiven} keyword-only argument{ks}) were given"
                ));
            }
            return self.type_error(format_args!(
                "{name}() takes {positional} positional argument{plural} but {given} positional argument{gs} (and {kwgiven} keyword-only argument{ks}) were given"
            ));
        }
        if defaults > 0 {
            let least = positional - defaults.min(positional);
            self.type_error(format_args!(
                "{name}() takes from {least} to {positional} positional arguments but {given} {were} given"
            ))
        } else {
            self.type_error(format_args!(
                "{name}() takes {positional} positional argument{plural} but {given} {were} given"
            ))
        }
    }

    /// `TypeError` for a wrong number of arguments of a native that takes some by keyword.
    fn keyword_arity(&mut self, native: &'static Native, given: usize, keywords: usize) -> Option<Trap> {
        let named = native.params.len();
        // The constructors of int and str count their arguments as functions without keywords do.
        let counts_otherwise = matches!(native.name, "int" | "str");
        if native.varargs || native.varkw || native.positional_only as usize == named || counts_otherwise {
            return None;
        }
        let hidden = native.receiver.is_some() as usize;
        let f = native.name;
        let (all, given) = (named - hidden, given.saturating_sub(hidden));
        let most = all - native.keyword_only as usize;
        let least = (native.required as usize).saturating_sub(hidden);
        let total = given + keywords;
        if total > all {
            let bound = if least < all { "at most" } else { "exactly" };
            let (kind, s) = (if given == 0 { "keyword " } else { "" }, if all == 1 { "" } else { "s" });
            return Some(self.type_error(format_args!("{f}() takes {bound} {all} {kind}argument{s} ({total} given)")));
        }
        if given > most {
            if most == 0 {
                return Some(self.type_error(format_args!("{f}() takes no positional arguments")));
            }
            let (bound, s) = (if least < most { "at most" } else { "exactly" }, if most == 1 { "" } else { "s" });
            return Some(
                self.type_error(format_args!("{f}() takes {bound} {most} positional argument{s} ({given} given)")),
            );
        }
        let least = least.min((native.positional_only as usize).saturating_sub(hidden));
        if given < least {
            let (bound, s) = (if least < most { "at least" } else { "exactly" }, if least == 1 { "" } else { "s" });
            return Some(
                self.type_error(format_args!("{f}() takes {bound} {least} positional argument{s} ({given} given)")),
            );
        }
        None
    }

    /// `TypeError` for a wrong number of positional arguments of a native.
    fn native_arity(&mut self, native: &'static Native, given: usize, args: Args) -> Trap {
        // A class method has its type for a receiver.
        let class = match native.params.first() {
            Some(&("cls" | "type")) => TypeId::from_value(args.get(0)),
            _ => None,
        };
        if let Some(t) = native.receiver
            && given == 0
        {
            let (t, f) = (t.name(), native.name);
            return self.type_error(format_args!("unbound method {t}.{f}() needs an argument"));
        }
        let hidden = (native.receiver.is_some() || class.is_some()) as usize;
        let least = (native.required as usize).saturating_sub(hidden);
        let most = (native.params.len() - native.keyword_only as usize).saturating_sub(hidden);
        let given = given.saturating_sub(hidden);
        let f = native.name;
        let (prefix, dot) = match native.receiver.or(class) {
            Some(t) => (t.name(), "."),
            None => module_of(args.window.function()).map_or(("", ""), |module| (module, ".")),
        };
        if least == most && !native.varargs {
            match most {
                0 => self.type_error(format_args!("{prefix}{dot}{f}() takes no arguments ({given} given)")),
                1 => self.type_error(format_args!("{prefix}{dot}{f}() takes exactly one argument ({given} given)")),
                n => {
                    let s = if n == 1 { "" } else { "s" };
                    self.type_error(format_args!("{f} expected {n} argument{s}, got {given}"))
                }
            }
        } else if given < least {
            let bound = if native.varargs || least != most { "at least " } else { "" };
            let s = if least == 1 { "" } else { "s" };
            self.type_error(format_args!("{f} expected {bound}{least} argument{s}, got {given}"))
        } else {
            let s = if most == 1 { "" } else { "s" };
            self.type_error(format_args!("{f} expected at most {most} argument{s}, got {given}"))
        }
    }

    /// Checks the first argument of a method.
    #[inline(always)]
    pub(crate) fn check_receiver(&mut self, native: &'static Native, receiver: TypeId, v: Value) -> Run<()> {
        match (receiver, self.kind(v)) {
            (TypeId::Str, Some(Kind::Str)) | (TypeId::List, Some(Kind::List)) | (TypeId::Dict, Some(Kind::Dict)) => {
                Ok(())
            }
            _ => self.check_type(native, receiver, v),
        }
    }

    fn check_type(&mut self, native: &'static Native, receiver: TypeId, v: Value) -> Run<()> {
        let t = self.type_of(v);
        if t.is_subtype(receiver) {
            return Ok(());
        }
        let (n, r, t) = (native.name, receiver.name(), t.name());
        Err(self.type_error(format_args!("descriptor '{n}' for '{r}' objects doesn't apply to a '{t}' object")))
    }
}

/// Text of a name in an image or a str, for messages: lone surrogates are shown as CPython writes them on standard error.
pub(crate) struct Wtf8<'a>(pub &'a [u8]);

impl core::fmt::Display for Wtf8<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // A surrogate is three bytes, each of which is a chunk of its own without valid text. Offsets stay within the slice.
        let (mut at, mut behind_surrogate) = (0, 0);
        for chunk in self.0.utf8_chunks() {
            f.write_str(chunk.valid())?;
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() && at >= behind_surrogate {
                match wtf8::decode(self.0, at) {
                    Some((code @ 0xD800..0xE000, next)) => {
                        write!(f, "\\u{code:04x}")?;
                        behind_surrogate = next;
                    }
                    _ => f.write_str("?")?,
                }
            }
            at += chunk.invalid().len();
        }
        Ok(())
    }
}

/// What a message about an unknown keyword proposes.
struct Hint<'n>(Option<&'n [u8]>);

impl<'n> Hint<'n> {
    /// What is nearest to a wrong name.
    fn at(wrong: &[u8], known: impl Iterator<Item = &'n [u8]>) -> Hint<'n> {
        let mut nearest = Nearest::to(wrong);
        known.for_each(|name| nearest.consider(name));
        Hint(nearest.name())
    }
}

impl core::fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(name) => write!(f, ". Did you mean '{}'?", Wtf8(name)),
            None => Ok(()),
        }
    }
}

/// The names of missing parameters: `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
struct Missing<'a> {
    view: &'a CodeView<'a>,
    plan: &'a Plan,
    from: usize,
    to: usize,
    missing: usize,
}

impl core::fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut shown = 0;
        for i in self.from..self.to {
            if self.plan.values[i] != Value::UNASSIGNED {
                continue;
            }
            if shown > 0 {
                f.write_str(match (shown + 1 == self.missing, self.missing) {
                    (true, 2) => " and ",
                    (true, _) => ", and ",
                    _ => ", ",
                })?;
            }
            write!(f, "'{}'", Wtf8(self.view.slot_name(i as u16)))?;
            shown += 1;
        }
        Ok(())
    }
}
