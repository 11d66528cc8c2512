//! Calls that need no helper.

use super::plan::{CallResume, Step, Target};
use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::builtins::LEN;
use crate::bytecode::Insn;
use crate::heap::Gc;
use crate::object::{CODE_SIMPLE, Code, Function};
use crate::value::Value;

impl Selector<'_, '_> {
    /// `r[a] = r[b](r[b + 1], ...)`, if the callee is known.
    pub(crate) fn call(&mut self, i: Insn) -> Res<bool> {
        let Some(bits) = self.state.constant(i.b) else { return Ok(false) };
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

    /// Calls a Python function whose arguments stand where its parameters are.
    fn call_python(&mut self, i: Insn, callee: Gc<Code>) -> Res<bool> {
        let c = self.cx.get(callee);
        if c.flags & CODE_SIMPLE == 0 || c.args != i.c {
            return Ok(false);
        }
        let pc = self.state.pc;
        let delta = i.b as i64 + 1;
        let imms = [
            8 * (self.params as i64 + 1),
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
        self.state.reset()?;
        let site = self.sites.at(pc + 1)?;
        if !(site.join && site.head) {
            let label = self.state.plan.label();
            self.state.mark(Step::Local(label))?;
            self.state.plan.calls.push(CallResume { pc: pc + 1, slot: i.a, label })?;
        }
        // The result is in the first general register.
        self.state.set(i.a, Reg(0), Form::Boxed, Type::Unknown)?;
        self.state.learn(i.a, Type::Unknown)?;
        self.note(i.a, self.result_feedback())?;
        Ok(true)
    }
}
