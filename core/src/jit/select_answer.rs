//! Instructions whose meaning compiled code asks for: a function of the engine answers with a value, in a register.
//!
//! All values are in their slots before, as for a helper; where there is no answer the interpreter executes the instruction.

use super::plan::Target;
use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{Reg, StencilId};
use super::types::Type;
use crate::builtins::{GET, INSERT, MAX, MIN, NativeId, POP, is_repeatable, native_by_number};
use crate::bytecode::{Insn, Op};
use crate::interp::answer::{Answer, FEW, WideAnswer, native_word, offset_of, word_of};
use crate::interp::run::seen;

impl Selector<'_, '_> {
    /// Asks about the values of two slots. The answer's register is the current instruction's.
    pub(crate) fn ask(&mut self, answer: Answer, a: u16, b: u16) -> Res<Reg> {
        self.state.flush(u16::MAX)?;
        let x = self.state.boxed(a)?;
        let y = self.state.boxed(b)?;
        let exit = Target::Exit(self.state.exit()?);
        let d = self.state.alloc(Form::Boxed)?;
        self.state.plan.stencil(StencilId::CallValue, &[d, x, y], &[offset_of(answer)], exit, Target::None)?;
        self.state.after_helper()?;
        Ok(d)
    }

    /// Asks about what stands in the frame, from `slot` on; `None` if that is too far away.
    fn ask_window(&mut self, answer: WideAnswer, slot: u16, word: u64) -> Res<Option<Reg>> {
        let imms = [offset_of(answer), slot as i64 * 8, word as i64];
        let table = self.state.table;
        if !imms.iter().enumerate().all(|(k, imm)| table.fits(StencilId::CallWindow, k, *imm)) {
            return Ok(None);
        }
        self.state.flush(u16::MAX)?;
        let exit = Target::Exit(self.state.exit()?);
        let d = self.state.alloc(Form::Boxed)?;
        self.state.plan.stencil(StencilId::CallWindow, &[d], &imms, exit, Target::None)?;
        self.state.after_helper()?;
        Ok(Some(d))
    }

    /// The slot gets an answer, of a type that is known, or else one of those that `bits` say.
    fn answered(&mut self, slot: u16, r: Reg, ty: Type, bits: u8) -> Res<bool> {
        self.state.set(slot, r, Form::Boxed, ty)?;
        self.state.learn(slot, ty)?;
        self.note(slot, if ty == Type::Unknown { bits } else { ty.seen() })?;
        Ok(true)
    }

    /// `r[slot] =` the answer about two slots.
    pub(crate) fn answer(&mut self, slot: u16, answer: Answer, a: u16, b: u16, bits: u8) -> Res<bool> {
        let r = self.ask(answer, a, b)?;
        self.answered(slot, r, Type::Unknown, bits)
    }

    /// An instruction of whose operands nothing is taken for granted; false if it is not one of those that are asked for.
    pub(crate) fn ask_instruction(&mut self, op: Op, i: Insn) -> Res<bool> {
        match op {
            Op::GetItem => self.answer(i.a, Answer::GetItem, i.b, i.c, 0),
            Op::SetItem => self.answer_set_item(i),
            Op::In => self.answer_contains(i, false),
            Op::NotIn => self.answer_contains(i, true),
            // A short way may have had no answer.
            Op::Pow | Op::IPow if self.call_power(i)? => Ok(true),
            _ if self.mixed_arithmetic(op, i)? => Ok(true),
            _ => Ok(self.ask_comparison(op, i)? || self.answer_arithmetic(op, i)? || self.answer_instruction(op, i)?),
        }
    }

    /// An instruction that is asked for as a whole.
    pub(crate) fn answer_instruction(&mut self, op: Op, i: Insn) -> Res<bool> {
        if op == Op::ListAppend {
            self.ask(Answer::Push, i.a, i.b)?;
            return Ok(true);
        }
        if op == Op::SetSlice {
            return Ok(self.ask_window(WideAnswer::SetSlice, 0, word_of(i))?.is_some());
        }
        let (answer, ty) = match op {
            Op::GetSlice => (WideAnswer::GetSlice, Type::Unknown),
            Op::BuildList => (WideAnswer::BuildList, Type::List),
            Op::BuildTuple => (WideAnswer::BuildTuple, Type::Tuple),
            Op::BuildMap => (WideAnswer::BuildMap, Type::Dict),
            Op::BuildString => (WideAnswer::BuildString, Type::Str),
            Op::Format => (WideAnswer::Format, Type::Str),
            _ => return Ok(false),
        };
        let bits = match self.ty(i.b) {
            // A slice is of the type of what it was cut from.
            sliced @ (Type::Str | Type::List | Type::Tuple) => sliced.seen(),
            _ => 0,
        };
        match self.ask_window(answer, 0, word_of(i))? {
            Some(r) => self.answered(i.a, r, ty, bits),
            None => Ok(false),
        }
    }

    /// `r[a][r[b]] = r[c]`, whatever they are.
    pub(crate) fn answer_set_item(&mut self, i: Insn) -> Res<bool> {
        Ok(self.ask_window(WideAnswer::SetItem, 0, word_of(i))?.is_some())
    }

    /// `in`, `not in`
    pub(crate) fn answer_contains(&mut self, i: Insn, negate: bool) -> Res<bool> {
        let r = self.ask(Answer::Contains, i.c, i.b)?;
        self.answered(i.a, r, Type::Bool, 0)?;
        if negate {
            let r = self.state.boxed(i.a)?;
            self.produce(i.a, StencilId::NotBool, Form::Boxed, Type::Bool, &[r], &[])?;
        }
        Ok(true)
    }

    /// A binary operation on anything but two numbers, of those that are asked for.
    pub(crate) fn answer_arithmetic(&mut self, op: Op, i: Insn) -> Res<bool> {
        let (x, y) = (self.ty(i.b), self.ty(i.c));
        let (answer, bits) = match op {
            Op::Add if x == Type::Str && y == Type::Str => (Answer::Add, seen::STR),
            Op::IAdd if x == Type::Str && y == Type::Str => (Answer::IAdd, seen::STR),
            Op::Mod if x == Type::Str => (Answer::Mod, seen::STR),
            Op::Add => (Answer::Add, 0),
            Op::IAdd => (Answer::IAdd, 0),
            Op::Sub => (Answer::Sub, 0),
            Op::Mul => (Answer::Mul, 0),
            Op::Mod => (Answer::Mod, 0),
            _ => return Ok(false),
        };
        self.answer(i.a, answer, i.b, i.c, bits)
    }

    /// A call of a native with `count` arguments that stand behind the callee, its result to go to `i.a`.
    /// A method's receiver is known to be of the method's type.
    pub(crate) fn call_native(&mut self, i: Insn, count: u16, id: NativeId, method: bool) -> Res<bool> {
        let Some(native) = native_by_number(id.0) else { return Ok(false) };
        if matches!(id, MAX | MIN) && (2..=FEW).contains(&count) {
            return self.call_extreme(i, if id == MAX { WideAnswer::Max } else { WideAnswer::Min });
        }
        if !native.stands(count as usize) || !is_repeatable(id) {
            return Ok(false);
        }
        let (answer, word) = match id {
            GET if method => (WideAnswer::Get, count as u64),
            INSERT if method => (WideAnswer::Insert, 0),
            POP if method => (WideAnswer::Pop, count as u64),
            _ => (WideAnswer::Native, native_word(id, count, method)),
        };
        let Some(r) = self.ask_window(answer, i.b + 1, word)? else { return Ok(false) };
        self.state.forget_from(i.b)?;
        self.answered(i.a, r, Type::Unknown, self.result_feedback())
    }

    /// `max(a, b, ...)`, `min(a, b, ...)`
    fn call_extreme(&mut self, i: Insn, answer: WideAnswer) -> Res<bool> {
        // The result is one of the values.
        let bits = (1..=i.c).fold(0, |bits, k| bits | self.ty(i.b + k).seen());
        let known = (1..=i.c).all(|k| self.ty(i.b + k) != Type::Unknown);
        let Some(r) = self.ask_window(answer, i.b + 1, i.c as u64)? else { return Ok(false) };
        self.state.forget_from(i.b)?;
        self.answered(i.a, r, Type::Unknown, if known { bits } else { self.result_feedback() })
    }

    /// A call of a method of the engine's that the callee is bound to its receiver.
    pub(crate) fn call_bound(&mut self, i: Insn, id: NativeId) -> Res<bool> {
        let count = i.c + 1;
        if !native_by_number(id.0).is_some_and(|native| native.stands(count as usize)) || !is_repeatable(id) {
            return Ok(false);
        }
        let Some(r) = self.ask_window(WideAnswer::Bound, i.b, native_word(id, count, true))? else { return Ok(false) };
        self.state.forget_from(i.b)?;
        self.answered(i.a, r, Type::Unknown, self.result_feedback())
    }

    /// `list.append(item)`, whose receiver and argument stand behind the callee.
    pub(crate) fn append(&mut self, i: Insn) -> Res<bool> {
        self.ask(Answer::Append, i.b + 1, i.b + 2)?;
        self.state.forget_from(i.b)?;
        self.load(i.a, crate::value::Value::NONE)
    }
}
