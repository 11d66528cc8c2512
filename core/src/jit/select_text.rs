//! Strs: characters, their codes, equality.
//!
//! All strs of one ASCII character lie in a table of the store's, so that taking one out of a text allocates nothing.

use super::plan::Target;
use super::registers::Form;
use super::select::Selector;
use super::state::Res;
use super::stencil::{INT_SHIFT, StencilId};
use super::types::Type;
use crate::bytecode::Insn;
use crate::interp::run::seen;
use crate::value::Value;

/// Texts below this length are searched without a charge.
const FREE_SEARCH: usize = 64;

impl Selector<'_, '_> {
    /// The str that is the slot's constant value.
    fn constant_text(&self, slot: u16) -> Option<&[u8]> {
        // SAFETY: constants' bits come from values.
        let v = unsafe { Value::from_bits(self.state.constant(slot)?) };
        self.cx.text(v)
    }

    /// `r[a] = r[b][r[c]]` of a str; false if characters are not to be had this way.
    pub(crate) fn get_character(&mut self, i: Insn) -> Res<bool> {
        let Some(table) = self.letter_table() else { return Ok(false) };
        if self.state.constant_int(i.c).is_some_and(|k| k < 0) {
            return Ok(false);
        }
        let s = self.state.raw(i.b, Type::Str)?;
        let at = self.state.int(i.c)?;
        self.produce(i.a, StencilId::StrGet, Form::Boxed, Type::Str, &[s, at], &[table])
    }

    /// Where the strs of one ASCII character are, if a stencil can reach them.
    pub(crate) fn letter_table(&self) -> Option<i64> {
        self.cx.letter_table().filter(|at| self.state.table.fits(StencilId::StrGet, 0, *at))
    }

    /// `ord(c)`
    pub(crate) fn ord(&mut self, i: Insn) -> Res<bool> {
        if self.ty(i.b + 1) != Type::Str {
            return Ok(false);
        }
        let s = self.state.raw(i.b + 1, Type::Str)?;
        let r = self.state.alloc(Form::Int)?;
        self.state.emit(StencilId::StrOrd, &[r, s], &[])?;
        // Behind everything that has an exit: what is charged has happened.
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.forget_from(i.b)?;
        self.state.set(i.a, r, Form::Int, Type::Int)?;
        self.note(i.a, seen::INT)?;
        Ok(true)
    }

    /// `c in 'abc'`: a character in a constant set of them.
    pub(crate) fn in_letters(&mut self, i: Insn, negate: bool) -> Res<bool> {
        if self.ty(i.b) != Type::Str {
            return Ok(false);
        }
        let Some(text) = self.constant_text(i.c).filter(|t| t.len() < FREE_SEARCH && t.is_ascii()) else {
            return Ok(false);
        };
        let set = text.iter().fold(0u128, |set, letter| set | 1 << letter);
        let set = if negate { !set } else { set };
        let s = self.state.raw(i.b, Type::Str)?;
        let imms = [set as i64, (set >> 64) as i64];
        self.produce(i.a, StencilId::StrInSet, Form::Boxed, Type::Bool, &[s], &imms)
    }

    /// `r[slot] = x == y` of strs, or `!=`.
    pub(crate) fn compare_strs(&mut self, slot: u16, x: u16, y: u16, equal: bool) -> Res<bool> {
        let (a, b) = (self.state.raw(x, Type::Str)?, self.state.raw(y, Type::Str)?);
        let id = if equal { StencilId::SetEqStr } else { StencilId::SetNeStr };
        self.produce(slot, id, Form::Boxed, Type::Bool, &[a, b], &[])
    }

    /// Jumps if two strs are equal, or are not.
    pub(crate) fn jump_compare_strs(&mut self, x: u16, y: u16, equal: bool, target: u32) -> Res<bool> {
        let (a, b) = (self.state.raw(x, Type::Str)?, self.state.raw(y, Type::Str)?);
        let id = if equal { StencilId::BrEqStr } else { StencilId::BrNeStr };
        let exit = Target::Exit(self.state.exit()?);
        let contract = self.contract(target)?;
        self.offer(target)?;
        let taken = self.state.edge(target, contract)?;
        self.state.plan.stencil(id, &[a, b], &[], exit, taken)?;
        Ok(true)
    }

    /// The code of the slot's constant, left-justified, if it is one ASCII character.
    pub(crate) fn constant_letter(&self, slot: u16) -> Option<i64> {
        match self.constant_text(slot)? {
            [letter @ 0..0x80] => Some((*letter as i64) << INT_SHIFT),
            _ => None,
        }
    }
}
