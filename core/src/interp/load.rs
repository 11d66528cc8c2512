//! From a verified image to a module and code objects of a store.

use crate::bytecode::image::{CodeView, ConstRef, Image};
use crate::context::Context;
use crate::heap::Gc;
use crate::jit::watch::Variable;
use crate::object::{
    CODE_INLINABLE, CODE_SIMPLE, CODE_VARARGS, CODE_VARKW, Code, Function, Module, Storage, Str, Tuple, TypeId,
};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// Makes a module of an image, its body not yet run, and the function that runs it.
    ///
    /// # Safety
    /// The image's bytes stay where and what they are for as long as the module lives: they are the embedder's for the
    /// life of the store, or `owner` is the object that holds them.
    pub(crate) unsafe fn new_module(
        &mut self,
        image: &Image<'_>,
        bytes: &[u8],
        owner: Value,
        name: &[u8],
    ) -> Run<(Gc<Module>, Gc<Function>)> {
        let consts = self.alloc_storage(image.const_count() as usize)?;
        for (i, c) in image.consts().enumerate() {
            let v = self.materialise(c, consts)?;
            self.storage_mut(consts)[i] = v;
        }
        let n = image.global_count() as usize;
        let globals = self.alloc_storage(n)?;
        let builtins = self.alloc_storage(n)?;
        let names = self.alloc_tuple(n)?;
        let name = self.intern(name)?;
        let file = self.intern(image.file())?;
        for (slot, index) in image.globals().enumerate() {
            let text = self.storage(consts)[index as usize];
            self.tuple_mut(names)[slot] = text;
            let text = image.str_at(index).bytes;
            if let Some(v) = crate::builtins::builtin(text) {
                self.storage_mut(builtins)[slot] = v;
            }
            let given = match text {
                b"__name__" => Some(name.value()),
                b"__file__" => Some(file.value()),
                b"__doc__" => Some(Value::NONE),
                _ => None,
            };
            if let Some(v) = given {
                self.storage_mut(globals)[slot] = v;
            }
        }
        let codes = self.alloc_storage(image.code_count() as usize)?;
        let flags = self.new_flags(n)?;
        let m = self.alloc::<Module>(0)?;
        let x = self.get_mut(m);
        x.name = name.value();
        x.file = file.value();
        x.globals = globals.units();
        x.builtins = builtins.units();
        x.flags = flags.units();
        x.names = names.value();
        x.consts = consts.value();
        x.codes = codes.value();
        x.extra = Value::NONE;
        x.owner = owner;
        x.image = bytes.as_ptr() as u64;
        x.image_len = bytes.len() as u64;
        let body = self.code_of(m, 0)?;
        let f = self.alloc::<Function>(0)?;
        let x = self.get_mut(f);
        x.code = body.units();
        x.defaults = Value::NONE;
        x.kwdefaults = Value::NONE;
        x.attributes = Value::NONE;
        Ok((m, f))
    }

    /// A constant as a value. Tuples refer to constants before them, which are in `consts` already.
    fn materialise(&mut self, c: ConstRef<'_>, consts: Gc<Storage>) -> Run<Value> {
        Ok(match c {
            ConstRef::None => Value::NONE,
            ConstRef::True => Value::TRUE,
            ConstRef::False => Value::FALSE,
            ConstRef::Ellipsis => Value::ELLIPSIS,
            ConstRef::Int(i) => self.new_int(i)?,
            ConstRef::Big { negative, magnitude } => self.new_int_from_bytes(negative, magnitude)?,
            ConstRef::Float(x) => Value::float(x),
            ConstRef::Str(s) => self.intern(s.bytes)?.value(),
            ConstRef::Tuple(t) => {
                let items = self.alloc_tuple(t.items().len())?;
                for (i, index) in t.items().enumerate() {
                    let v = self.storage(consts).get(index as usize).copied().unwrap_or(Value::NONE);
                    self.tuple_mut(items)[i] = v;
                }
                items.value()
            }
        })
    }

    /// Code object `index` of a module, made when it is first needed.
    pub(crate) fn code_of(&mut self, module: Gc<Module>, index: u32) -> Run<Gc<Code>> {
        let m = self.get(module);
        let (image, image_len, globals, consts, codes) = (m.image, m.image_len, m.globals, m.consts, m.codes);
        let Some(codes) = self.cast::<Storage>(codes) else { return Err(Trap::Memory) };
        let known = self.storage(codes).get(index as usize).copied().unwrap_or(Value::UNASSIGNED);
        if let Some(code) = self.cast::<Code>(known) {
            return Ok(code);
        }
        // SAFETY: the module's image was verified and its bytes live as long as the module; the verifier bounded every
        // index of a code object in it.
        let view = unsafe { CodeView::from_verified(image as *const u8, image_len as usize, index) };
        let code = self.alloc::<Code>(0)?;
        let entry = self.jit.not_compiled_entry();
        let threshold = self.jit.first_threshold();
        let c = self.get_mut(code);
        c.entry = entry;
        c.insns = view.insns().as_ptr() as u64;
        c.image = image;
        c.image_len = image_len;
        c.index = index;
        c.count = view.insns().len() as u32;
        c.nregs = view.nregs();
        c.params = view.params();
        c.args = view.args();
        c.locals_end = view.base_height();
        c.flags = 0;
        if view.varargs() {
            c.flags |= CODE_VARARGS;
        }
        if view.varkw() {
            c.flags |= CODE_VARKW;
        }
        if c.flags == 0 && view.kwonly() == 0 {
            c.flags |= CODE_SIMPLE;
            if crate::jit::inline::is_inlinable(view) {
                c.flags |= CODE_INLINABLE;
            }
        }
        c.globals = globals;
        c.consts = consts.bits() as u32;
        c.module = module.units();
        c.threshold = threshold;
        if let Some(slot) = self.storage_mut(codes).get_mut(index as usize) {
            *slot = code.value();
        }
        Ok(code)
    }

    /// Code object `index` of the module of `code`.
    pub(crate) fn module_code(&mut self, code: Gc<Code>, index: u32) -> Run<Gc<Code>> {
        // SAFETY: `Code::module` names its live module from the code's creation on.
        let module = unsafe { Gc::from_units(self.get(code).module) };
        self.code_of(module, index)
    }

    /// The image's view of a code object. It must not be kept beyond the instruction, as a `Gc` must not.
    pub(crate) fn code_view(&self, code: Gc<Code>) -> CodeView<'static> {
        let c = self.get(code);
        // SAFETY: as in `code_of`; a live code object keeps its module, and so the image, alive.
        unsafe { CodeView::from_verified(c.image as *const u8, c.image_len as usize, c.index) }
    }

    /// A global variable's value, or the built-in of its name.
    pub(crate) fn load_global(&mut self, code: Gc<Code>, slot: u32) -> Run<Value> {
        let (globals, builtins) = self.global_slots(code);
        let v = self.storage(globals).get(slot as usize).copied().unwrap_or(Value::UNASSIGNED);
        if v != Value::UNASSIGNED {
            return Ok(v);
        }
        let v = self.storage(builtins).get(slot as usize).copied().unwrap_or(Value::UNASSIGNED);
        if v != Value::UNASSIGNED {
            return Ok(v);
        }
        Err(self.name_error(code, slot))
    }

    /// Assigns a global variable.
    pub(crate) fn store_global(&mut self, code: Gc<Code>, slot: u32, v: Value) {
        // SAFETY: a code object's module is live.
        let module = unsafe { Gc::<Module>::from_units(self.get(code).module) };
        self.set_global(module, slot, v);
    }

    /// Gives a global variable of a module a value: the only way to do so, but for stores in line.
    #[inline]
    pub(crate) fn set_global(&mut self, module: Gc<Module>, slot: u32, v: Value) {
        // SAFETY: a module's storage is live.
        let globals = unsafe { Gc::<Storage>::from_units(self.get(module).globals) };
        let Some(place) = self.storage_mut(globals).get_mut(slot as usize) else { return };
        let before = core::mem::replace(place, v);
        if before != v {
            if before != Value::UNASSIGNED {
                self.note_varied(Variable::global(module, slot));
            }
            self.variable_changed(Variable::global(module, slot));
        }
    }

    /// Unassigns a global variable.
    pub(crate) fn del_global(&mut self, code: Gc<Code>, slot: u32) -> Run<()> {
        let (globals, _) = self.global_slots(code);
        if self.storage(globals).get(slot as usize).copied().unwrap_or(Value::UNASSIGNED) == Value::UNASSIGNED {
            return Err(self.name_error(code, slot));
        }
        self.store_global(code, slot, Value::UNASSIGNED);
        Ok(())
    }

    fn global_slots(&self, code: Gc<Code>) -> (Gc<Storage>, Gc<Storage>) {
        // SAFETY: a code object's module is live, and a module's storages are.
        unsafe {
            let module = self.get(Gc::<Module>::from_units(self.get(code).module));
            (Gc::from_units(module.globals), Gc::from_units(module.builtins))
        }
    }

    fn name_error(&mut self, code: Gc<Code>, slot: u32) -> Trap {
        // SAFETY: as in `global_slots`.
        let names = unsafe { self.get(Gc::<Module>::from_units(self.get(code).module)) }.names;
        let name = match self.cast::<Tuple>(names) {
            Some(t) => self.tuple(t).get(slot as usize).copied().unwrap_or(Value::NONE),
            None => Value::NONE,
        };
        let text = self.shown(name);
        let trap = self.raise(TypeId::NameError, format_args!("name '{text}' is not defined"));
        if trap == Trap::Raise
            && let Some(e) = self.cast::<crate::object::Exception>(self.exception)
        {
            self.get_mut(e).extra = name;
        }
        trap
    }

    /// The built-in of this name.
    pub(crate) fn load_builtin(&mut self, name: Value) -> Run<Value> {
        let found = match self.cast::<Str>(name) {
            Some(s) => crate::builtins::builtin(self.str_bytes(s)),
            None => None,
        };
        match found {
            Some(v) => Ok(v),
            None => {
                let text = self.shown(name);
                Err(self.raise(TypeId::NameError, format_args!("name '{text}' is not defined")))
            }
        }
    }
}
