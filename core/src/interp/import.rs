//! Imports: modules of the engine, and modules that the embedder finds.

use crate::bytecode::image::Image;
use crate::context::Context;
use crate::heap::Gc;
use crate::host::ModuleError;
use crate::interp::bind::Wtf8;
use crate::interp::frame::Frame;
use crate::interp::ops::Flow;
use crate::object::{Code, Dict, Exception, Module, Str, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// `r[dst] =` the module of this name. One that is not loaded is loaded, and its body is entered.
    pub(crate) fn import(&mut self, f: Frame, code: Gc<Code>, name: Gc<Str>, dst: u16) -> Run<Flow> {
        let modules: Gc<Dict> = self.expect(self.modules)?;
        if let Some(m) = self.dict_get(modules, name.value())? {
            f.set(dst, m);
            return Ok(Flow::Next);
        }
        let text = self.shown(name.value());
        let native = crate::builtins::native_module(self, text.0)?;
        if let Some(m) = self.linked_module(text.0, native)? {
            self.dict_set(modules, name.value(), m)?;
            f.set(dst, m);
            return Ok(Flow::Next);
        }
        if self.above_compiled {
            return Err(Trap::Driver);
        }
        let image = self.find_module(name)?;
        let Some(image) = image else { return Err(self.module_not_found(name)) };
        let bytes = self.cast::<crate::object::Bytes>(image).map(|b| {
            let b = self.bytes(b);
            // SAFETY: the bytes live as long as the object, which the module keeps alive.
            unsafe { core::slice::from_raw_parts(b.as_ptr(), b.len()) }
        });
        let parsed = match Image::load(bytes.unwrap_or(&[])) {
            Ok(image) => image,
            Err(e) => {
                return Err(self.raise(TypeId::ImportError, format_args!("bad image of module '{text}': {e}")));
            }
        };
        // SAFETY: the module owns the object that holds the bytes.
        let (module, body) = unsafe { self.new_module(&parsed, bytes.unwrap_or(&[]), image, text.0)? };
        // The body's frame is entered as a call whose result is the module: a native that waits for it.
        let height = self.code_view(code).height_before(self.pc as u32);
        self.dict_set(modules, name.value(), module.value())?;
        match self.enter_native_call(f, height, crate::builtins::RUN_MODULE, &[body.value(), module.value()]) {
            Ok(flow) => Ok(flow),
            Err(t) => {
                let _ = self.dict_remove(modules, name.value());
                Err(t)
            }
        }
    }

    /// The image of a module that the embedder finds, as bytes of the heap.
    fn find_module(&mut self, name: Gc<Str>) -> Run<Option<Value>> {
        let Some(mut host) = self.host else { return Ok(None) };
        let Ok(text) = core::str::from_utf8(self.shown(name.value()).0) else { return Ok(None) };
        // SAFETY: `host` is set for the time of the run, and nobody else uses it meanwhile (see `api`).
        match unsafe { host.as_mut() }.find_module(text) {
            Ok(None) => Ok(None),
            Ok(Some(image)) => {
                self.charge((image.len() / 64) as u64)?;
                // The image begins at an address that is aligned as images must be.
                let b = self.alloc_bytes(image.len())?;
                self.bytes_mut(b).copy_from_slice(image);
                Ok(Some(b.value()))
            }
            Err(ModuleError::Syntax(fault)) => Err(self.raise_syntax_error(&fault)),
            Err(ModuleError::Other(message)) => Err(self.raise(TypeId::ImportError, format_args!("{message}"))),
        }
    }

    /// Forgets a module whose body has raised, so that the next import runs it again.
    pub(crate) fn forget_module(&mut self, module: Value) {
        if let (Some(m), Some(modules)) = (self.cast::<Module>(module), self.cast::<Dict>(self.modules)) {
            let name = self.get(m).name;
            // Removing makes nothing, and a str's hash does not raise.
            let _ = self.dict_remove(modules, name);
        }
    }

    fn module_not_found(&mut self, name: Gc<Str>) -> Trap {
        let text = self.shown(name.value());
        let trap = self.raise(TypeId::ModuleNotFoundError, format_args!("No module named '{text}'"));
        if trap == Trap::Raise
            && let Some(e) = self.cast::<Exception>(self.exception)
        {
            self.get_mut(e).extra = name.value();
        }
        trap
    }

    /// `from module import name`
    pub(crate) fn import_from(&mut self, module: Value, name: Gc<Str>) -> Run<Value> {
        let Some(m) = self.cast::<Module>(module) else { return self.get_attr(module, name) };
        match self.module_attr(m, name)? {
            Some(v) => Ok(v),
            None => {
                let text = self.shown(name.value());
                let of = self.shown(self.get(m).name);
                let file = self.get(m).file;
                let trap = if file == Value::NONE {
                    self.raise(
                        TypeId::ImportError,
                        format_args!("cannot import name '{text}' from '{of}' (unknown location)"),
                    )
                } else {
                    let file = Wtf8(self.shown(file).0);
                    self.raise(TypeId::ImportError, format_args!("cannot import name '{text}' from '{of}' ({file})"))
                };
                Err(trap)
            }
        }
    }
}
