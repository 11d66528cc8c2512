//! Calls that need no helper.

use super::plan::Target;
use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::builtins::{APPEND, LEN, NativeId, ORD, constructor, method};
use crate::bytecode::{Insn, Op, Role};
use crate::heap::{Gc, Kind};
use crate::object::{CODE_SIMPLE, Code, Function, Method, TypeId};
use crate::value::{Sort, Value};

/// How many instructions before a call its callee is looked for.
const FARTHEST_LOAD: u32 = 32;

impl Selector<'_, '_> {
    /// `r[a] = r[b](r[b + 1], ...)`, if the callee is known.
    pub(crate) fn call(&mut self, i: Insn) -> Res<bool> {
        let bits = match self.state.constant(i.b) {
            Some(bits) => bits,
            None => match self.expect_callee(i)? {
                Some(bits) => bits,
                None => {
                    return match self.bound_callee(i) {
                        Some(id) => self.call_bound(i, id),
                        None => Ok(false),
                    };
                }
            },
        };
        // SAFETY: constants' bits come from values.
        let callee = unsafe { Value::from_bits(bits) };
        if callee == LEN.value() && i.c == 1 {
            return self.len(i);
        }
        if self.call_known(i, callee)? || self.begin_loop(i)? {
            return Ok(true);
        }
        if callee == ORD.value() && i.c == 1 && self.ord(i)? {
            return Ok(true);
        }
        if let Some(function) = self.cx.cast::<Function>(callee) {
            let callee = self.cx.function_code(function);
            return Ok(self.inline(i, callee)? || self.call_or_return(i, callee)? || self.call_python(i, callee)?);
        }
        let native = match TypeId::from_value(callee) {
            Some(t) => constructor(t),
            None => callee.as_immediate(Sort::Native).map(NativeId),
        };
        match native {
            Some(id) => {
                let made = self.made_by(i);
                let called = self.call_native(i, i.c, id, false)?;
                if called {
                    *self.made.at_mut(i.a)? = made;
                }
                Ok(called)
            }
            None => Ok(false),
        }
    }

    /// `r[a] = r[b](r[b + 1], r[b + 2], ...)` if `r[b]` is a method of the engine's, which is known; or
    /// `r[b + 1](r[b + 2], ...)` if it is known to be none.
    pub(crate) fn call_method(&mut self, i: Insn) -> Res<bool> {
        if self.state.constant(i.b) == Some(Value::UNASSIGNED.bits()) || self.expect_function(i)? {
            let done = self.call(Insn::new(Op::Call, i.a, i.b + 1, i.c))?;
            if done && i.a != i.b {
                self.state.forget(i.b)?;
            }
            return Ok(done);
        }
        let id = match self.state.constant(i.b) {
            // SAFETY: constants' bits come from values.
            Some(bits) => unsafe { Value::from_bits(bits) }.as_immediate(Sort::Native).map(NativeId),
            None => self.expect_method(i)?,
        };
        match id {
            Some(APPEND) if i.c == 1 => self.append(i),
            Some(id) => self.call_native(i, i.c + 1, id, true),
            None => Ok(false),
        }
    }

    /// The method that will be called, if what is known of it was forgotten since it was loaded, as at calls among the
    /// arguments; exits if it is another.
    fn expect_method(&mut self, i: Insn) -> Res<Option<NativeId>> {
        let writes =
            |x: &&Insn| x.a.wrapping_add(self.base) == i.b && x.decode().is_some_and(|op| op.roles()[0] != Role::Read);
        let before = self.insns.get(..self.state.pc as usize).unwrap_or(&[]);
        let Some(load) = before.iter().rev().take(FARTHEST_LOAD as usize).find(writes) else { return Ok(None) };
        if load.decode() != Some(Op::LoadMethod) {
            return Ok(None);
        }
        let Some((id, _)) = self.method_of(self.ty(i.b + 1), load.c) else { return Ok(None) };
        let r = self.state.boxed(i.b)?;
        let expected = self.state.temporary(id.value().bits())?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::BrNeI, &[r, expected], &[], exit)?;
        self.state.learn_constant(i.b, id.value().bits(), Type::Other)?;
        Ok(Some(id))
    }

    /// The method of this name that a receiver of this type has, and the receiver's kind. If nothing is known of the type, it
    /// is the only one with such a method.
    fn method_of(&self, ty: Type, name: u16) -> Option<(NativeId, Kind)> {
        const TYPES: [(TypeId, Kind); 5] = [
            (TypeId::Str, Kind::Str),
            (TypeId::List, Kind::List),
            (TypeId::Tuple, Kind::Tuple),
            (TypeId::Dict, Kind::Dict),
            (TypeId::Set, Kind::Set),
        ];
        let name = self.cx.str_bytes(self.cx.name_constant(self.code, name as u32));
        let fits = |kind: Kind| match ty {
            Type::Unknown => true,
            Type::Other => matches!(kind, Kind::Dict | Kind::Set),
            _ => ty.kind() == Some(kind),
        };
        let mut found =
            TYPES.iter().filter(|(_, kind)| fits(*kind)).filter_map(|(t, kind)| Some((method(*t, name)?, *kind)));
        let first = found.next()?;
        // A set may be a frozenset, which has others.
        (found.next().is_none() && first.1 != Kind::Set).then_some(first)
    }

    /// The function that the callee will be, if it was loaded from a global variable before what is known was forgotten, as
    /// at calls among the arguments; exits if it is another.
    fn expect_callee(&mut self, i: Insn) -> Res<Option<u64>> {
        let Some(v) = self.loaded_callee(self.state.pc, i).filter(|v| self.is_callable(*v)) else { return Ok(None) };
        self.expect(i.b, v)?;
        Ok(Some(v.bits()))
    }

    /// The method that the callee is likely to be, bound to its receiver: one that a local variable has now, or that the function
    /// puts there.
    fn bound_callee(&self, i: Insn) -> Option<NativeId> {
        let load = self.insns.get(self.last_write(self.state.pc, i.b)? as usize)?;
        if load.decode() != Some(Op::Move) {
            return None;
        }
        let native = |v: Value| v.as_immediate(Sort::Native).map(NativeId);
        let live = self.live.get((load.b + self.base) as usize).copied().unwrap_or(Value::UNASSIGNED);
        if let Some(method) = self.cx.cast::<Method>(live) {
            return native(self.cx.get(method).function);
        }
        let binds = |x: &&Insn| x.a == load.b && x.decode() == Some(Op::GetAttr);
        let bind = self.insns.iter().find(binds)?;
        Some(self.method_of(self.ty(bind.b + self.base), bind.c)?.0)
    }

    /// The last instruction before `pc`, if it is not far, that writes the slot.
    fn last_write(&self, pc: u32, slot: u16) -> Option<u32> {
        let writes =
            |x: &Insn| x.a.wrapping_add(self.base) == slot && x.decode().is_some_and(|op| op.roles()[0] != Role::Read);
        (pc.saturating_sub(FARTHEST_LOAD)..pc).rev().find(|at| self.insns.get(*at as usize).is_some_and(writes))
    }

    /// The same of a method call: the attribute of a module that the callee will be.
    fn expect_function(&mut self, i: Insn) -> Res<bool> {
        let callee = self.loaded_callee(self.state.pc, i).filter(|v| self.is_callable(*v));
        let Some(v) = callee else { return Ok(false) };
        self.expect(i.b, Value::UNASSIGNED)?;
        self.expect(i.b + 1, v)?;
        Ok(true)
    }

    /// Exits if the slot has not this value.
    fn expect(&mut self, slot: u16, v: Value) -> Res {
        self.refer(v)?;
        let r = self.state.boxed(slot)?;
        let expected = self.state.temporary(v.bits())?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::BrNeI, &[r, expected], &[], exit)?;
        self.state.learn_constant(slot, v.bits(), Type::of(self.cx, v))
    }

    fn is_callable(&self, v: Value) -> bool {
        let native = v.as_immediate(Sort::Native).is_some() || v.as_immediate(Sort::Type).is_some();
        native || self.cx.cast::<Function>(v).is_some()
    }

    /// What the callee of the call at `pc` is now, if it was loaded shortly before from a global variable or a module.
    pub(crate) fn loaded_callee(&self, pc: u32, i: Insn) -> Option<Value> {
        let at = self.last_write(pc, i.b)?;
        let load = self.insns.get(at as usize)?;
        match (i.decode()?, load.decode()?) {
            (Op::Call, Op::LoadGlobal) => {
                let (v, _) = self.global(self.cx.get(self.code).globals, load.bc())?;
                if v == Value::UNASSIGNED { self.builtin(load.bc()) } else { Some(v) }
            }
            (Op::CallMethod, Op::LoadMethod) => self.attribute_at(at),
            _ => None,
        }
    }

    /// `r[a]`, `r[a + 1]` `=` the method of a type of the engine's, and its receiver.
    pub(crate) fn load_method(&mut self, i: Insn) -> Res<bool> {
        let ty = self.ty(i.b);
        let Some((id, kind)) = self.method_of(ty, i.c) else { return Ok(false) };
        if ty.kind().is_none() {
            let r = self.state.boxed(i.b)?;
            let address = self.state.alloc(Form::Raw)?;
            self.state.emit(StencilId::GuardKind, &[address, r], &[kind as i64])?;
            self.state.give_back(address);
        } else if self.state.value(i.b).ty != ty {
            self.state.raw(i.b, ty)?;
        }
        // The receiver first: it may be in the slot that the method goes to.
        let bits = ty.seen();
        self.state.copy(i.a + 1, i.b)?;
        self.note(i.a + 1, bits)?;
        self.load(i.a, id.value())
    }

    /// Calls a Python function whose arguments stand where its parameters are.
    pub(super) fn call_python(&mut self, i: Insn, callee: Gc<Code>) -> Res<bool> {
        let c = self.cx.get(callee);
        if c.flags & CODE_SIMPLE == 0 || c.args != i.c {
            return Ok(false);
        }
        let pc = self.state.pc;
        let delta = i.b as i64 + 1;
        let imms = [
            // The depth is the upper half-word of H1.
            8 * (self.params as i64 + 1) + 6,
            8 * (delta + c.params as i64 + 1),
            8 * delta,
            pc as i64 | (delta - self.base as i64) << 32 | 1 << 48,
            8 * (delta + c.nregs as i64),
            8 * callee.units() as i64 + core::mem::offset_of!(Code, entry) as i64,
        ];
        let table = self.state.table;
        let fits = |(k, imm): (usize, &i64)| table.fits(StencilId::CallPy, k, *imm);
        if !imms.iter().enumerate().all(fits) || !table.fits(StencilId::AfterCall, 0, 8 * delta) {
            return Ok(false);
        }
        self.state.flush(u16::MAX)?;
        self.write_headers()?;
        let (id, entry) = if callee == self.function {
            (StencilId::CallPyDirect, Target::Local(self.entry))
        } else {
            (StencilId::CallPy, Target::None)
        };
        let exit = Target::Exit(self.state.exit()?);
        let imms = imms.get(..id.signature().imms as usize).unwrap_or(&imms);
        self.state.plan.stencil(id, &[], imms, exit, entry)?;
        self.state.emit(StencilId::AfterCall, &[], &[8 * delta])?;
        if callee != self.function && !self.state.plan.callees.as_slice().contains(&callee.units()) {
            self.state.plan.callees.push(callee.units())?;
        }
        let enters = self.base == 0 && self.state.origin.turn.is_none() && !self.is_head(pc + 1)?;
        self.state.after_call(i.b, pc + 1, Some(i.a), enters)?;
        // The result is in the first general register.
        self.state.set(i.a, Reg(0), Form::Boxed, Type::Unknown)?;
        self.state.learn(i.a, Type::Unknown)?;
        self.note(i.a, self.result_feedback())?;
        Ok(true)
    }
}
