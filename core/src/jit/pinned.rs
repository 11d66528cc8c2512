//! Constants that a loop keeps in registers.
//!
//! Where a loop seems to call nothing, constants that its instructions use are loaded before it, to registers that its variables leave. They are a
//! part of its contract: each edge to one of its joins sees to it that they are there. A register may be taken away from one where
//! others run out, and a call takes all: what is used after that is loaded where it is used, as outside of loops.
//!
//! Which constants those are is guessed from the instruction that uses them. A wrong guess costs a load where the loop begins.

use super::loops::{Carried, Contract, From, Home, Loop, Place};
use super::plan::Load;
use super::registers::{Form, RegSet};
use super::room::Room;
use super::scan::NO_LOOP;
use super::select::Selector;
use super::select_arithmetic::{Arithmetic, operation};
use super::select_branch::is_comparison;
use super::state::{Res, State, constant_stencil};
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::value::Value;

/// Instead of a slot.
pub(super) const NO_SLOT: u16 = u16::MAX;
/// The most constants of a loop.
const MOST: usize = 6;
/// How many instructions behind a constant the one is looked for that uses it.
const NEAR: u32 = 4;

/// A constant that a loop uses: how much, and in which form it is wanted.
#[derive(Clone, Copy)]
struct Wanted {
    weight: u32,
    form: Form,
    word: u64,
}

impl Selector<'_, '_> {
    /// Adds constants to what a loop carries, as far as there are registers for them.
    pub(super) fn pin_constants(&mut self, l: Loop, homes: &mut [Home; 2]) -> Res {
        let mut wanted = [Wanted { weight: 0, form: Form::Boxed, word: 0 }; MOST];
        let mut note = |weight: u32, (form, word): (Form, u64)| {
            let same = |w: &&mut Wanted| w.weight == 0 || w.word == word && is_double(w.form) == is_double(form);
            if let Some(w) = wanted.iter_mut().find(same) {
                *w = Wanted { weight: w.weight.saturating_add(weight), form, word };
            }
        };
        for pc in l.head..=l.end {
            let innermost = self.sites.at(pc)?.innermost;
            let depth = self.loops.get(innermost.into()).map_or(0, |inner| inner.depth.saturating_sub(l.depth));
            let weight = super::loops::weight_at(depth);
            if let Some(constant) = self.constant_wanted(pc, l) {
                note(weight, constant);
            }
            // A function that is inlined has floats to calculate with.
            if let Some(callee) = self.insn(pc).and_then(|i| self.called_for_numbers(pc, i, l)) {
                for i in self.cx.code_view(callee).insns().iter().filter(|i| i.decode() == Some(Op::LoadConst)) {
                    if let Some(constant) = self.cx.constant(callee, i.bc()).as_float().and_then(double) {
                        note(weight, constant);
                    }
                }
            }
        }
        wanted.sort_unstable_by_key(|w| u32::MAX - w.weight);
        let parent = self.loops.get(l.parent.into()).and_then(|p| p.contract).unwrap_or_default();
        for w in wanted.iter().filter(|w| w.weight != 0) {
            let Some(home) = homes.get_mut(is_double(w.form) as usize) else { continue };
            // One register more is left to the instructions: what a variable has been given one for is not told twice.
            if home.room < 2 || self.state.carried.room() == 0 {
                continue;
            }
            let Some(r) = home.take(self.state.pinned_by(parent, w.form, w.word), From::Any) else { continue };
            home.pool.put(r, NO_SLOT, w.form, 0);
            let place = Place::Pinned(w.form, r, w.word);
            self.state.carried.push(Carried {
                slot: NO_SLOT,
                place,
                ty: Type::Unknown,
                assigned: false,
                written: false,
                room: Room::NONE,
                is_index: false,
            })?;
        }
        Ok(())
    }

    /// The constant that an instruction of the loop wants in a register, as it is wanted there, if that is likely: one that the instruction
    /// itself has, or loads for one of the next.
    fn constant_wanted(&self, pc: u32, l: Loop) -> Option<(Form, u64)> {
        let i = self.insn(pc)?;
        let value = match i.decode()? {
            Op::AddInt | Op::IAddInt | Op::SubInt | Op::ISubInt => {
                let is_float = self.expected(i.b, l) == Type::Float;
                return is_float.then(|| double(f64::from(i.c_signed()))).flatten();
            }
            // What is most often no truth is compared with that.
            Op::JumpIfNot => {
                let before = pc.checked_sub(1)?;
                let is_item = self.insn(before).is_some_and(|item| item.decode() == Some(Op::GetItem) && item.a == i.a);
                let is_bool = self.feedback.get(before as usize) == Some(&Type::Bool.seen());
                return (is_item && is_bool).then_some((Form::Boxed, Value::FALSE.bits()));
            }
            Op::LoadConst => self.cx.constant(self.code, i.bc()),
            Op::LoadInt => Value::int32(i.bc_signed()),
            Op::LoadSingleton => crate::interp::ops::singleton(i.b),
            _ => return None,
        };
        let (user, op) = self.user(pc, i.a)?;
        if op == Op::SetItem {
            let is_stored = user.c == i.a && self.expected(user.a, l) == Type::List && !value.is_ref();
            return is_stored.then_some((Form::Boxed, value.bits()));
        }
        let operands = if is_comparison(op) && user.jump().is_some() { [user.a, user.b] } else { [user.b, user.c] };
        let other = if operands[0] == i.a { operands[1] } else { operands[0] };
        if let Some(x) = value.as_float() {
            return double(x);
        }
        let k = value.as_int()?;
        match self.expected(other, l) {
            Type::Float => double(k as f64),
            Type::Int if other < self.locals_end => {
                let word = match operation(op)? {
                    Arithmetic::Mul => k,
                    // By the lowest bits of an int one branches without a constant.
                    Arithmetic::And if k & k.wrapping_add(1) == 0 => return None,
                    Arithmetic::And | Arithmetic::Or | Arithmetic::Xor => k << INT_SHIFT,
                    _ => return None,
                };
                Some((Form::Int, word as u64))
            }
            _ => None,
        }
    }

    /// The instruction that uses what the one at `pc` has put into a slot, if it is near and one that works on numbers or stores an item.
    fn user(&self, pc: u32, slot: u16) -> Option<(Insn, Op)> {
        for at in pc + 1..=pc + NEAR {
            let (i, site) = (self.insn(at)?, self.sites.at(at).ok()?);
            let op = i.decode()?;
            if site.is_join() || site.innermost == NO_LOOP {
                return None;
            }
            let mut uses = i.plain()?.filter(|(used, _)| *used == slot);
            if let Some((_, is_written)) = uses.next() {
                let is_user = !is_written && (operation(op).is_some() || is_comparison(op) || op == Op::SetItem);
                return is_user.then_some((i, op));
            }
        }
        None
    }
}

/// A double in a register, unless it is made as fast there.
fn double(x: f64) -> Option<(Form, u64)> {
    (x.to_bits() != 0).then_some((Form::Float, x.to_bits()))
}

fn is_double(form: Form) -> bool {
    form == Form::Float
}

impl State<'_> {
    /// The constants that a contract has in registers.
    pub(super) fn pins(&self, contract: Contract) -> impl Iterator<Item = (Form, Reg, u64)> {
        let range = contract.range();
        let carried = self.carried.as_slice().get(range.start as usize..range.end as usize).unwrap_or(&[]);
        carried.iter().filter_map(|c| match c.place {
            Place::Pinned(form, r, word) => Some((form, r, word)),
            _ => None,
        })
    }

    /// Where a contract has a constant.
    fn pinned_by(&self, contract: Contract, form: Form, word: u64) -> Option<Reg> {
        let found = |(f, _, w): &(Form, Reg, u64)| *w == word && is_double(*f) == is_double(form);
        self.pins(contract).find(found).map(|(_, r, _)| r)
    }

    /// Whether a contract's constant is in its register here.
    pub(super) fn is_pinned(&self, form: Form, r: Reg, word: u64) -> bool {
        let pool = if is_double(form) { &self.fprs } else { &self.gprs };
        pool.is_pinned(r) && self.pinned_by(self.contract, form, word) == Some(r)
    }

    /// The register in which the loop here keeps a word, in the pool of registers for this form, if it is there. Nobody may write to it.
    pub(super) fn pinned(&mut self, form: Form, word: u64) -> Option<Reg> {
        let (contract, now) = (self.contract, self.now);
        if !self.pool(form).has_pinned() {
            return None;
        }
        let r = self.pinned_by(contract, form, word)?;
        let pool = self.pool(form);
        pool.is_pinned(r).then(|| pool.touch(r, now)).map(|()| r)
    }

    /// A word of the pass's own in a register that is only read.
    pub(crate) fn word(&mut self, bits: u64) -> Res<Reg> {
        match self.pinned(Form::Int, bits) {
            Some(r) => Ok(r),
            None => self.temporary(bits),
        }
    }

    /// The constants of a contract are in their registers.
    pub(super) fn pin_all(&mut self, contract: Contract) -> Res {
        for k in contract.range() {
            if let Place::Pinned(form, r, _) = self.carried.at(k)?.place {
                self.pool(form).pin(r);
            }
        }
        Ok(())
    }

    /// Where another contract is entered: constants that it has in the same registers stay there.
    pub(super) fn keep_pins(&mut self, contract: Contract) {
        if !self.gprs.has_pinned() && !self.fprs.has_pinned() {
            return;
        }
        let mut stays = [RegSet::NONE; 2];
        for (form, r, word) in self.pins(contract) {
            if self.is_pinned(form, r, word)
                && let Some(set) = stays.get_mut(is_double(form) as usize)
            {
                set.add(r);
            }
        }
        let [gprs, fprs] = stays;
        self.gprs.keep_pinned(gprs);
        self.fprs.keep_pinned(fprs);
    }

    /// What code has to load of a contract's constants, or all of them.
    pub(super) fn pin_loads(&mut self, contract: Contract, all: bool) -> Res {
        for k in contract.range() {
            let place = self.carried.at(k)?.place;
            if let Place::Pinned(form, r, word) = place
                && (all || !self.is_pinned(form, r, word))
            {
                let ty = Type::Unknown;
                self.plan.loads.push(Load { slot: 0, place, ty, guard: false, assigned: false, is_index: false })?;
            }
        }
        Ok(())
    }

    /// Whether all constants of a contract are in their registers.
    pub(super) fn has_pins(&self, contract: Contract) -> bool {
        self.pins(contract).all(|(form, r, word)| self.is_pinned(form, r, word))
    }

    /// Puts the constants of the contract here into their registers.
    pub(super) fn load_pins(&mut self, contract: Contract) -> Res {
        for k in contract.range() {
            let Place::Pinned(form, r, word) = self.carried.at(k)?.place else { continue };
            if self.pool(form).is_pinned(r) {
                continue;
            }
            if let Some((id, held)) = self.pool(form).content(r) {
                self.evict(r, id, held)?;
            }
            let id = pin_stencil(form, word);
            self.emit(id, &[r], &[word as i64])?;
            self.pool(form).pin(r);
        }
        Ok(())
    }
}

/// The stencil that loads such a constant.
pub(super) fn pin_stencil(form: Form, word: u64) -> StencilId {
    if is_double(form) { StencilId::LdConstF } else { constant_stencil(word as i64) }
}
