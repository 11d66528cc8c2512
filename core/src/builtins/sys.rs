//! The module `sys`.

use super::native::{Native, NativeId, Window};
use super::table;
use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::host::Stream;
use crate::object::{Dict, Module, Tuple, TypeId};
use crate::value::{Sort, Value};

/// The table.
pub(crate) const FUNCTIONS: &[Native] = &[
    Native::function("exit", &["status"], 0, exit),
    Native::function("getrecursionlimit", &[], 0, getrecursionlimit),
    Native::function("setrecursionlimit", &["limit"], 1, setrecursionlimit),
    Native::function("intern", &["string"], 1, intern),
    Native::function("is_available", &[], 0, is_available),
    Native::function("is_enabled", &[], 0, is_enabled),
    Native::function("is_active", &[], 0, is_active),
    Native::function("write", &["text"], 1, write_out),
    Native::function("write", &["text"], 1, write_err),
    Native::function("flush", &[], 0, flush),
];

/// Numbers of the stream objects among immediates of the sort of natives: their tables are beyond the real ones.
const STDOUT: Value = Value::immediate(Sort::Native, 0xFFFF_0000);
const STDERR: Value = Value::immediate(Sort::Native, 0xFFFF_0001);

/// The stream that a value is.
pub(crate) fn stream(v: Value) -> Option<Stream> {
    match v {
        STDOUT => Some(Stream::Out),
        STDERR => Some(Stream::Err),
        _ => None,
    }
}

/// The attribute of a stream object.
pub(crate) fn stream_attr(stream: Stream, name: &[u8]) -> Option<Value> {
    match (stream, name) {
        (Stream::Out, b"write") => Some(NativeId::new(table::SYS, 7).value()),
        (Stream::Err, b"write") => Some(NativeId::new(table::SYS, 8).value()),
        (_, b"flush") => Some(NativeId::new(table::SYS, 9).value()),
        _ => None,
    }
}

fn exit(cx: &mut Context, w: Window) -> Run<Value> {
    let args = match w.get(0) {
        Value::UNASSIGNED | Value::NONE => cx.new_tuple(&[])?.value(),
        // A tuple is what a `SystemExit` is called with, item by item.
        v if cx.cast::<Tuple>(v).is_some() => v,
        v => cx.new_tuple(&[v])?.value(),
    };
    let e = cx.new_exception_of(TypeId::SystemExit, args)?;
    Err(cx.raise_value(e.value()))
}

fn getrecursionlimit(cx: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::int_wrapped(cx.depth_limit as i64))
}

/// A program may lower its limit, and raise it again up to the store's.
fn setrecursionlimit(cx: &mut Context, w: Window) -> Run<Value> {
    let n = cx.index(w.get(0))?;
    if n < 1 {
        return Err(cx.value_error(format_args!("recursion limit must be greater or equal than 1")));
    }
    cx.set_depth_limit((n as u64).min(cx.depth_most));
    Ok(Value::NONE)
}

fn intern(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(s) = cx.cast::<crate::object::Str>(w.get(0)) else {
        let t = cx.type_of(w.get(0)).name();
        return Err(cx.type_error(format_args!("intern() argument must be str, not {t}")));
    };
    let bytes = cx.shown(s.value()).0;
    Ok(cx.intern(bytes)?.value())
}

fn is_available(cx: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::bool(cx.jit.is_available()))
}

fn is_enabled(cx: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::bool(cx.jit.is_enabled()))
}

/// Whether the caller runs as compiled code. Natives are called by both tiers alike, so it is asked of the tier.
fn is_active(cx: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::bool(cx.above_compiled))
}

fn write(cx: &mut Context, v: Value, stream: Stream) -> Run<Value> {
    let Some(s) = cx.cast::<crate::object::Str>(v) else {
        let t = cx.type_of(v).name();
        return Err(cx.type_error(format_args!("write() argument must be str, not {t}")));
    };
    cx.write_text(stream, s)?;
    Ok(Value::uint32(cx.get(s).chars))
}

fn write_out(cx: &mut Context, w: Window) -> Run<Value> {
    write(cx, w.get(0), Stream::Out)
}

fn write_err(cx: &mut Context, w: Window) -> Run<Value> {
    write(cx, w.get(0), Stream::Err)
}

fn flush(_: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::NONE)
}

impl Context {
    /// A module of the engine with these attributes.
    pub(crate) fn new_native_module(&mut self, name: &str) -> Run<(Gc<Module>, Gc<Dict>)> {
        let name = self.intern(name.as_bytes())?;
        let names = self.alloc_tuple(0)?;
        let empty = self.alloc_storage(0)?;
        let extra = self.dict_new()?;
        let flags = self.new_flags(0)?;
        let m = self.alloc::<Module>(0)?;
        let x = self.get_mut(m);
        x.name = name.value();
        x.globals = empty.units();
        x.builtins = empty.units();
        x.flags = flags.units();
        x.names = names.value();
        x.consts = Value::NONE;
        x.codes = Value::NONE;
        x.file = Value::NONE;
        x.owner = Value::NONE;
        x.extra = extra.value();
        Ok((m, extra))
    }

    /// Adds an entry with a str key to a dict.
    pub(crate) fn module_put(&mut self, d: Gc<Dict>, key: &str, v: Value) -> Run<()> {
        let key = self.intern(key.as_bytes())?;
        self.dict_set(d, key.value(), v)
    }

    /// The module `sys`.
    pub(crate) fn sys_module(&mut self) -> Run<Value> {
        let (m, d) = self.new_native_module("sys")?;
        for name in ["exit", "getrecursionlimit", "setrecursionlimit", "intern"] {
            if let Some(id) = super::module(b"sys", name.as_bytes()) {
                self.module_put(d, name, id.value())?;
            }
        }
        let maxsize = self.new_int(i64::MAX)?;
        self.module_put(d, "maxsize", maxsize)?;
        let argv = self.argv;
        self.module_put(d, "argv", argv)?;
        let modules = self.modules;
        self.module_put(d, "modules", modules)?;
        self.module_put(d, "stdout", STDOUT)?;
        self.module_put(d, "stderr", STDERR)?;
        let version = self.new_str(concat!("3.13.0 (Patchnose ", env!("CARGO_PKG_VERSION"), ")").as_bytes())?;
        self.module_put(d, "version", version.value())?;
        let byteorder = self.intern(b"little")?;
        self.module_put(d, "byteorder", byteorder.value())?;
        let platform = self.intern(b"patchnose")?;
        self.module_put(d, "platform", platform.value())?;
        let final_word = self.intern(b"final")?;
        let info =
            self.new_tuple(&[Value::int32(3), Value::int32(13), Value::int32(0), final_word.value(), Value::int32(0)])?;
        self.module_put(d, "version_info", info.value())?;

        let (jit, jd) = self.new_native_module("sys._jit")?;
        for name in ["is_available", "is_enabled", "is_active"] {
            if let Some(id) = super::module(b"sys", name.as_bytes()) {
                self.module_put(jd, name, id.value())?;
            }
        }
        self.module_put(d, "_jit", jit.value())?;

        let (implementation, id) = self.new_native_module("sys.implementation")?;
        let name = self.intern(b"patchnose")?;
        self.module_put(id, "name", name.value())?;
        let status = self.dict_new()?;
        let enabled = Value::bool(self.jit.is_enabled());
        self.module_put(status, "enabled", enabled)?;
        let kind = self.intern(b"copy-and-patch")?;
        self.module_put(status, "type", kind.value())?;
        self.module_put(id, "_jit_status", status.value())?;
        self.module_put(d, "implementation", implementation.value())?;
        Ok(m.value())
    }
}

/// The module of the engine of this name, made anew.
pub(crate) fn native_module(cx: &mut Context, name: &[u8]) -> Run<Option<Value>> {
    match name {
        b"sys" => cx.sys_module().map(Some),
        b"math" => cx.math_module().map(Some),
        b"time" => {
            let (m, d) = cx.new_native_module("time")?;
            for (i, n) in super::time::FUNCTIONS.iter().enumerate() {
                cx.module_put(d, n.name, NativeId::new(table::TIME, i as u16).value())?;
            }
            Ok(Some(m.value()))
        }
        _ => Ok(None),
    }
}
