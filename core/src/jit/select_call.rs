//! Calls that need no helper.

use super::plan::Target;
use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::builtins::{LEN, method};
use crate::bytecode::{Insn, Op, Role};
use crate::heap::Gc;
use crate::object::{CODE_SIMPLE, Code, Function, Storage, TypeId};
use crate::value::Value;

/// How many instructions before a call its callee is looked for.
const FARTHEST_LOAD: usize = 32;

impl Selector<'_, '_> {
    /// `r[a] = r[b](r[b + 1], ...)`, if the callee is known.
    pub(crate) fn call(&mut self, i: Insn) -> Res<bool> {
        let bits = match self.state.constant(i.b) {
            Some(bits) => bits,
            None => match self.expect_callee(i)? {
                Some(bits) => bits,
                None => return Ok(false),
            },
        };
        // SAFETY: constants' bits come from values.
        let callee = unsafe { Value::from_bits(bits) };
        if callee == LEN.value() && i.c == 1 {
            return self.len(i);
        }
        match self.cx.cast::<Function>(callee) {
            Some(function) => self.call_python(i, self.cx.function_code(function)),
            None => Ok(false),
        }
    }

    /// The function that the callee will be, if it was loaded from a global variable before what is known was forgotten, as
    /// at calls among the arguments; exits if it is another.
    fn expect_callee(&mut self, i: Insn) -> Res<Option<u64>> {
        let writes = |x: &&Insn| x.a == i.b && x.decode().is_some_and(|op| op.roles()[0] == Role::Write);
        let before = self.insns.get(..self.state.pc as usize).unwrap_or(&[]);
        let Some(load) = before.iter().rev().take(FARTHEST_LOAD).find(writes) else { return Ok(None) };
        if load.decode() != Some(Op::LoadGlobal) {
            return Ok(None);
        }
        let globals = self.cx.get(self.code).globals;
        // SAFETY: the code's units name its module's storage.
        let storage = unsafe { Gc::<Storage>::from_units(globals) };
        let v = self.cx.storage(storage).get(load.bc() as usize).copied().unwrap_or(Value::UNASSIGNED);
        if self.cx.cast::<Function>(v).is_none() {
            return Ok(None);
        }
        self.refer(v)?;
        let r = self.state.boxed(i.b)?;
        let expected = self.state.temporary(v.bits())?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::BrNeI, &[r, expected], &[], exit)?;
        self.state.learn_constant(i.b, v.bits(), Type::Other)?;
        Ok(Some(v.bits()))
    }

    /// `r[a]`, `r[a + 1]` `=` the method of a str, list or tuple, and its receiver.
    pub(crate) fn load_method(&mut self, i: Insn) -> Res<bool> {
        let t = match self.ty(i.b) {
            Type::Str => TypeId::Str,
            Type::List => TypeId::List,
            Type::Tuple => TypeId::Tuple,
            _ => return Ok(false),
        };
        let name = self.cx.name_constant(self.code, i.c as u32);
        let Some(found) = method(t, self.cx.str_bytes(name)) else { return Ok(false) };
        self.state.raw(i.b, self.ty(i.b))?;
        // The receiver first: it may be in the slot that the method goes to.
        let bits = self.ty(i.b).seen();
        self.state.copy(i.a + 1, i.b)?;
        self.note(i.a + 1, bits)?;
        self.load(i.a, found.value())
    }

    /// Calls a Python function whose arguments stand where its parameters are.
    fn call_python(&mut self, i: Insn, callee: Gc<Code>) -> Res<bool> {
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
            pc as i64 | delta << 32 | 1 << 48,
            8 * (delta + c.nregs as i64),
            8 * callee.units() as i64 + core::mem::offset_of!(Code, entry) as i64,
        ];
        let table = self.state.table;
        let fits = |(k, imm): (usize, &i64)| table.fits(StencilId::CallPy, k, *imm);
        if !imms.iter().enumerate().all(fits) || !table.fits(StencilId::AfterCall, 0, 8 * delta) {
            return Ok(false);
        }
        self.state.flush(u16::MAX)?;
        let (id, entry) = if callee == self.code {
            (StencilId::CallPyDirect, Target::Local(self.entry))
        } else {
            (StencilId::CallPy, Target::None)
        };
        let exit = Target::Exit(self.state.exit()?);
        let imms = imms.get(..id.signature().imms as usize).unwrap_or(&imms);
        self.state.plan.stencil(id, &[], imms, exit, entry)?;
        self.state.emit(StencilId::AfterCall, &[], &[8 * delta])?;
        if callee != self.code && !self.state.plan.callees.as_slice().contains(&callee.units()) {
            self.state.plan.callees.push(callee.units())?;
        }
        let enters = !self.is_head(pc + 1)?;
        self.state.after_call(i.b, pc + 1, Some(i.a), enters)?;
        // The result is in the first general register.
        self.state.set(i.a, Reg(0), Form::Boxed, Type::Unknown)?;
        self.state.learn(i.a, Type::Unknown)?;
        self.note(i.a, self.result_feedback())?;
        Ok(true)
    }
}
