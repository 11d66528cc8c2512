//! Powers, attributes of modules, and calls of functions of numbers.
//!
//! Functions that have no stencil are called as the interpreter calls them, with floats in registers; only what lies in registers
//! that a call does not keep is stored before. What they cannot answer with a float is the interpreter's.

use super::loops::Loop;
use super::plan::{Step, Target};
use super::registers::Form;
use super::select::{ASKED, Selector};
use super::state::Res;
use super::stencil::{Arch, Reg, StencilId};
use super::types::Type;
use super::watch::Variable;
use crate::builtins::{ABS, MAX, MIN, module_of, native_by_number};
use crate::bytecode::{Insn, Op};
use crate::heap::Gc;
use crate::interp::math_call::Routine;
use crate::num::math::Unary;
use crate::object::{Module, Str, TypeId};
use crate::value::{Sort, Value};

/// A function of numbers that compiled code knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Known {
    /// `abs`
    Abs,
    /// `float`
    Float,
    /// `int`
    Int,
    /// `min`, `max`
    Extreme {
        /// Which.
        most: bool,
    },
    /// `math.floor`
    Floor,
    /// `math.trunc`
    Trunc,
    /// `math.sqrt`
    Sqrt,
    /// `math.fabs`
    Fabs,
    /// A function of one float that is called.
    Unary(Unary),
    /// A function of two floats that is called.
    Binary(Routine),
}

impl Known {
    /// The function that this value is.
    pub(crate) fn of(callee: Value) -> Option<Known> {
        match TypeId::from_value(callee) {
            Some(TypeId::Float) => return Some(Known::Float),
            Some(TypeId::Int) => return Some(Known::Int),
            _ => {}
        }
        if callee == ABS.value() {
            return Some(Known::Abs);
        }
        if callee == MIN.value() || callee == MAX.value() {
            return Some(Known::Extreme { most: callee == MAX.value() });
        }
        if module_of(callee) != Some("math") {
            return None;
        }
        let name = native_by_number(callee.as_immediate(Sort::Native)?)?.name;
        Some(match name {
            "sqrt" => Known::Sqrt,
            "floor" => Known::Floor,
            "trunc" => Known::Trunc,
            "fabs" => Known::Fabs,
            "pow" => Known::Binary(Routine::MathPow),
            "fmod" => Known::Binary(Routine::Fmod),
            "remainder" => Known::Binary(Routine::Remainder),
            "atan2" => Known::Binary(Routine::Atan2),
            _ => Known::Unary(Unary::ALL.iter().find(|(of, _)| *of == name)?.1),
        })
    }

    /// How many arguments it takes here.
    const fn arity(self) -> u16 {
        if matches!(self, Known::Binary(_) | Known::Extreme { .. }) { 2 } else { 1 }
    }
}

impl Selector<'_, '_> {
    /// `r[a] = r[b] ** r[c]`, if one of them is a float, or a number is squared.
    pub(crate) fn power(&mut self, i: Insn) -> Res<bool> {
        let (x, y) = (self.ty(i.b), self.ty(i.c));
        let exponent = self.constant_number(i.c);
        if exponent == Some(2.0) && (x, y) == (Type::Int, Type::Int) {
            return self.arithmetic(Op::Mul, Insn { c: i.b, ..i });
        }
        if !x.is_number() || !y.is_number() || x == Type::Int && y == Type::Int {
            return Ok(false);
        }
        let Some(short) = exponent.filter(|y| self.has_short_way(*y)) else { return self.call_power(i) };
        let a = self.state.number(i.b, x)?;
        if short == 2.0 {
            return self.square(i, a);
        }
        let (root, of) = match short {
            // The root of -0.0 is -0.0, and this power is not.
            0.5 => {
                let zero = self.state.float_temporary(0.0)?;
                let d = self.state.alloc(Form::Float)?;
                self.state.emit(StencilId::AddF, &[d, a, zero], &[])?;
                (StencilId::SqrtF, d)
            }
            -0.5 => (StencilId::InverseRootF, a),
            _ => (StencilId::InverseRootCubedF, a),
        };
        self.state.produce(i.a, root, Form::Float, Type::Float, &[of], &[])?;
        self.note(i.a, Type::Float.seen())?;
        Ok(true)
    }

    /// Whether powers with this exponent are computed in line: square roots everywhere, inverse ones where the machine has fused multiply-add.
    fn has_short_way(&self, y: f64) -> bool {
        y == 2.0 || y == 0.5 || self.state.table.arch == Arch::A64 && (y == -0.5 || y == -1.5)
    }

    /// The same of a power by a routine.
    pub(crate) fn call_power(&mut self, i: Insn) -> Res<bool> {
        let (x, y) = (self.ty(i.b), self.ty(i.c));
        if !x.is_number() || !y.is_number() || x == Type::Int && y == Type::Int {
            return Ok(false);
        }
        let a = self.state.number(i.b, x)?;
        let routine = Routine::power_of(self.constant_number(i.c));
        let b = if routine == Routine::Power { self.state.number(i.c, y)? } else { a };
        let exit = self.before_routine()?;
        let d = self.state.destination(i.a, Form::Float)?;
        self.call_routine(routine, d, [a, b], exit)?;
        self.state.set(i.a, d, Form::Float, Type::Float)?;
        self.note(i.a, Type::Float.seen())?;
        Ok(true)
    }

    /// `r[a]` is the square of a float in a register: one that is too large raises.
    fn square(&mut self, i: Insn, a: Reg) -> Res<bool> {
        let d = self.state.alloc(Form::Float)?;
        self.state.emit(StencilId::MulF, &[d, a, a], &[])?;
        let infinity = self.state.float_temporary(f64::INFINITY)?;
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::BrNltF, &[d, infinity], &[], exit)?;
        self.state.set(i.a, d, Form::Float, Type::Float)?;
        self.note(i.a, Type::Float.seen())?;
        Ok(true)
    }

    /// The number in a slot, as a float, if it is a constant.
    fn constant_number(&self, slot: u16) -> Option<f64> {
        // SAFETY: constants' bits come from values.
        Self::number_of(unsafe { Value::from_bits(self.state.constant(slot)?) })
    }

    fn number_of(v: Value) -> Option<f64> {
        v.as_float().or_else(|| v.as_int().map(|i| i as f64))
    }

    /// The exponent of the power at `pc`, if it is loaded for that.
    fn exponent_at(&self, pc: u32, i: Insn) -> Option<Value> {
        let load = self.insns.get(pc.checked_sub(1)? as usize).filter(|load| load.a == i.c)?;
        match load.decode() {
            Some(Op::LoadConst) => Some(self.cx.constant(self.code, load.bc())),
            Some(Op::LoadInt) => Some(Value::int32(load.bc_signed())),
            _ => None,
        }
    }

    /// Stores what a called function does not keep in its register, and says where to go if it has no answer.
    fn before_routine(&mut self) -> Res<Target> {
        self.state.before_routine()?;
        Ok(Target::Exit(self.state.exit()?))
    }

    fn call_routine(&mut self, routine: Routine, d: Reg, [a, b]: [Reg; 2], exit: Target) -> Res {
        self.state.plan.stencil(StencilId::CallMath, &[d, a, b], &[routine.offset()], exit, Target::None)
    }

    // --- attributes of modules ---

    /// The module that the slot's value is, if it is known.
    fn known_module(&self, slot: u16) -> Option<Gc<Module>> {
        // SAFETY: constants' bits come from values.
        self.cx.cast::<Module>(unsafe { Value::from_bits(self.state.constant(slot)?) })
    }

    /// `r[a] = r[b].name`, if `r[b]` is a known module.
    pub(crate) fn get_attribute(&mut self, i: Insn) -> Res<bool> {
        match self.known_module(i.b) {
            Some(m) => self.module_attribute(i.a, m, i.c),
            None => Ok(false),
        }
    }

    /// `r[a]`, `r[a + 1]` `=` `Unassigned`, `r[b].name`, if `r[b]` is a known module.
    pub(crate) fn load_function(&mut self, i: Insn) -> Res<bool> {
        let Some(m) = self.known_module(i.b) else { return Ok(false) };
        if !self.module_attribute(i.a + 1, m, i.c)? {
            return Ok(false);
        }
        self.state.set_constant(i.a, Value::UNASSIGNED.bits(), Type::Unknown)?;
        self.note(i.a, 0)?;
        Ok(true)
    }

    /// A module's attribute: what is in its slot, or else a constant as long as no program has changed what the module has
    /// beyond its slots.
    fn module_attribute(&mut self, to: u16, m: Gc<Module>, name: u16) -> Res<bool> {
        let name: Gc<Str> = self.cx.name_constant(self.code, name as u32);
        let module = self.cx.get(m);
        if let Some(slot) = self.cx.module_slot(m, name) {
            let Some((v, offset)) = self.global(module.globals, slot as u32) else { return Ok(false) };
            let variable = Variable::global(m, slot as u32);
            return if v == Value::UNASSIGNED { Ok(false) } else { self.load_variable(to, v, v, variable, offset) };
        }
        let Some(v) = self.cx.module_constant(m, name) else { return Ok(false) };
        if !self.watch(Variable::beside(m))? {
            return Ok(false);
        }
        self.load(to, v)
    }

    /// The attribute that the instruction at `pc` loads, if the one before it has loaded a module.
    pub(crate) fn attribute_at(&self, pc: u32) -> Option<Value> {
        let load = self.insns.get(pc as usize)?;
        let module = self.insns.get((pc as usize).checked_sub(1)?)?;
        if module.decode() != Some(Op::LoadGlobal) || module.a != load.b {
            return None;
        }
        let (globals, slot) = (self.cx.get(self.code).globals, module.bc());
        let m = self.cx.cast::<Module>(self.global(globals, slot)?.0)?;
        let name: Gc<Str> = self.cx.name_constant(self.code, load.c as u32);
        match self.cx.module_slot(m, name) {
            Some(slot) => self.global(self.cx.get(m).globals, slot as u32).map(|(v, _)| v),
            None => self.cx.module_constant(m, name),
        }
    }

    /// Whether the instruction, which is no arithmetic, is done in line all the same: calls of functions that have stencils, and
    /// attributes of modules, and functions that are inlined.
    pub(crate) fn is_plain(&self, pc: u32, i: Insn) -> bool {
        match i.decode() {
            Some(Op::GetAttr | Op::LoadMethod) => self.attribute_at(pc).is_some(),
            Some(Op::Pow | Op::IPow) => {
                let gives_up = self.feedback.get(pc as usize).is_some_and(|seen| *seen >= ASKED);
                !gives_up && self.exponent_at(pc, i).and_then(Self::number_of).is_some_and(|y| self.has_short_way(y))
            }
            Some(Op::Iter) => pc.checked_sub(1).is_some_and(|pc| self.loop_begun_at(pc).is_some()),
            Some(Op::Call | Op::CallMethod) => {
                let Some(callee) = self.loaded_callee(pc, i) else { return false };
                if self.loop_begun_at(pc).is_some() {
                    return true;
                }
                match Known::of(callee) {
                    Some(known) => !matches!(known, Known::Unary(_) | Known::Binary(_)),
                    None => self.may_inline(callee),
                }
            }
            _ => false,
        }
    }

    /// Whether the instruction, which is not done in line, seems to call a routine of numbers, in a loop.
    pub(super) fn calls_routine(&self, pc: u32, i: Insn, l: Loop) -> bool {
        match i.decode() {
            Some(Op::Pow | Op::IPow) => {
                let is_float = |slot: &u16| self.expected(*slot, l) == Type::Float;
                self.exponent_at(pc, i).is_some_and(Value::is_float) || [i.b, i.c].iter().any(is_float)
            }
            Some(Op::Call | Op::CallMethod) => {
                let known = self.loaded_callee(pc, i).and_then(Known::of);
                matches!(known, Some(Known::Unary(_) | Known::Binary(_)))
            }
            _ => false,
        }
    }

    // --- calls ---

    /// `r[a] = r[b](r[b + 1], ...)` of a function of numbers.
    pub(crate) fn call_known(&mut self, i: Insn, callee: Value) -> Res<bool> {
        let Some(known) = Known::of(callee).filter(|known| known.arity() == i.c) else { return Ok(false) };
        let (first, second) = (i.b + 1, i.b + 2);
        let (x, y) = (self.ty(first), self.ty(second));
        if !x.is_number() || known.arity() == 2 && !y.is_number() {
            return Ok(false);
        }
        match (known, x) {
            (Known::Extreme { most }, _) => self.extreme(i, most, x, y),
            (Known::Int | Known::Trunc, Type::Float) => self.float_to_int(i, StencilId::FloatToInt),
            (Known::Floor, Type::Float) => self.float_to_int(i, StencilId::FloorF),
            (Known::Abs, Type::Int) => self.abs_int(i),
            (Known::Int | Known::Floor | Known::Trunc, _) | (Known::Float, Type::Float) => self.call_of_itself(i, x),
            (Known::Abs | Known::Fabs, _) => self.call_in_line(i, StencilId::AbsF, x),
            (Known::Float, _) => {
                let r = self.state.number(first, x)?;
                self.finish_call(i, r, Form::Float, Type::Float)
            }
            (Known::Sqrt, _) => self.call_in_line(i, StencilId::SqrtF, x),
            (Known::Unary(f), _) => {
                let a = self.state.number(first, x)?;
                self.call_function(i, Routine::Unary(f), [a, a])
            }
            (Known::Binary(routine), _) => {
                let (a, b) = (self.state.number(first, x)?, self.state.number(second, y)?);
                self.call_function(i, routine, [a, b])
            }
        }
    }

    /// A call whose result is its argument.
    fn call_of_itself(&mut self, i: Insn, ty: Type) -> Res<bool> {
        if ty == Type::Int {
            self.state.int(i.b + 1)?;
        } else {
            self.state.float(i.b + 1)?;
        }
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.copy(i.a, i.b + 1)?;
        self.leave_window(i)?;
        self.note(i.a, ty.seen())?;
        Ok(true)
    }

    /// A call that a stencil of one float does.
    fn call_in_line(&mut self, i: Insn, id: StencilId, ty: Type) -> Res<bool> {
        let a = self.state.number(i.b + 1, ty)?;
        let d = self.state.alloc(Form::Float)?;
        self.state.emit(id, &[d, a], &[])?;
        self.finish_call(i, d, Form::Float, Type::Float)
    }

    /// A call that makes an int of a float.
    fn float_to_int(&mut self, i: Insn, id: StencilId) -> Res<bool> {
        let a = self.state.float(i.b + 1)?;
        let d = self.state.alloc(Form::Int)?;
        self.state.emit(id, &[d, a], &[])?;
        self.finish_call(i, d, Form::Int, Type::Int)
    }

    /// `min` or `max` of two numbers of one type, which costs as much for each of them as the call.
    fn extreme(&mut self, i: Insn, most: bool, x: Type, y: Type) -> Res<bool> {
        let (id, form) = match (x, y, most) {
            (Type::Int, Type::Int, false) => (StencilId::MinI, Form::Int),
            (Type::Int, Type::Int, true) => (StencilId::MaxI, Form::Int),
            (Type::Float, Type::Float, false) => (StencilId::MinF, Form::Float),
            (Type::Float, Type::Float, true) => (StencilId::MaxF, Form::Float),
            _ => return Ok(false),
        };
        let (a, b) = match form {
            Form::Int => (self.state.int(i.b + 1)?, self.state.int(i.b + 2)?),
            _ => (self.state.float(i.b + 1)?, self.state.float(i.b + 2)?),
        };
        let d = self.state.alloc(form)?;
        self.state.emit(id, &[d, a, b], &[])?;
        self.state.emit(StencilId::Charge, &[], &[3])?;
        self.end_call(i, d, form, x)
    }

    fn abs_int(&mut self, i: Insn) -> Res<bool> {
        let a = self.state.int(i.b + 1)?;
        let d = self.state.alloc(Form::Int)?;
        self.state.emit(StencilId::Mov, &[d, a], &[])?;
        let exit = Target::Exit(self.state.exit()?);
        let positive = self.state.plan.label();
        self.state.branch(StencilId::BrGeImm, &[a], &[0], Target::Local(positive))?;
        self.state.plan.stencil(StencilId::NegI, &[d, a], &[], exit, Target::None)?;
        self.state.mark(Step::Local(positive))?;
        self.finish_call(i, d, Form::Int, Type::Int)
    }

    /// A call of a function of floats.
    fn call_function(&mut self, i: Insn, routine: Routine, operands: [Reg; 2]) -> Res<bool> {
        let exit = self.before_routine()?;
        let d = self.state.alloc(Form::Float)?;
        self.call_routine(routine, d, operands, exit)?;
        self.finish_call(i, d, Form::Float, Type::Float)
    }

    /// Charges for a call behind everything that can exit, and gives its result to `r[a]`.
    fn finish_call(&mut self, i: Insn, r: Reg, form: Form, ty: Type) -> Res<bool> {
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.end_call(i, r, form, ty)
    }

    /// Gives the result of a call that has been charged for to `r[a]`.
    fn end_call(&mut self, i: Insn, r: Reg, form: Form, ty: Type) -> Res<bool> {
        self.leave_window(i)?;
        self.state.set(i.a, r, form, ty)?;
        self.note(i.a, ty.seen())?;
        Ok(true)
    }

    /// The window of a call is no more, but for the result if that lies in it.
    fn leave_window(&mut self, i: Insn) -> Res {
        for slot in i.b..=i.b + i.c {
            if slot != i.a {
                self.state.forget(slot)?;
            }
        }
        Ok(())
    }
}
