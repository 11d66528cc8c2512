//! Items of lists and tuples, and loops.

use super::folded::Fold;
use super::loops::in_line;
use super::plan::Target;
use super::record::{entry_noted, iterated_noted, unpacked_noted};
use super::registers::Form;
use super::room::Room;
use super::scan::NO_LOOP;
use super::select::Selector;
use super::select_pairs::Made;
use super::state::Res;
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::ops::Flow;
use crate::bytecode::{Insn, Op};
use crate::interp::answer::Answer;
use crate::interp::run::seen;
use crate::object::Dict;
use crate::object::hashtable::entry_offsets;
use crate::object::iter::Cursor;
use crate::value::{INT_MAX, Value};

/// The stencils that load an item, by what the item is known to be: anything, an int, a float.
pub(super) const fn item_stencils(container: Type, immediate: bool) -> [StencilId; 3] {
    match (container, immediate) {
        (Type::Tuple, false) => [StencilId::TupleGet, StencilId::TupleGetInt, StencilId::TupleGetFloat],
        (Type::Tuple, true) => [StencilId::TupleGetImm, StencilId::TupleGetImmInt, StencilId::TupleGetImmFloat],
        (_, false) => [StencilId::ListGet, StencilId::ListGetInt, StencilId::ListGetFloat],
        (_, true) => [StencilId::ListGetImm, StencilId::ListGetImmInt, StencilId::ListGetImmFloat],
    }
}

/// The same of an item that is there, by the address of the array. Whether it is a float is looked at behind it.
pub(super) const fn known_item_stencils(immediate: bool) -> [StencilId; 3] {
    match immediate {
        false => [StencilId::Item, StencilId::ItemInt, StencilId::ItemF],
        true => [StencilId::ItemImm, StencilId::ItemImmInt, StencilId::ItemImmF],
    }
}

/// How many instructions ahead it is looked what else is done with a list.
const AHEAD: u32 = 32;

/// The byte offset of an item from its tuple, or from the array of its list.
const fn item_offset(index: i64) -> i64 {
    index.saturating_mul(8).saturating_add(8)
}

/// Which of those loads what was seen as an item, the form it has then, and the type.
pub(super) fn item_form(bits: u8) -> (usize, Form, Type) {
    match Type::from_seen(bits) {
        Type::Int => (1, Form::Int, Type::Int),
        Type::Float => (2, Form::Float, Type::Float),
        _ => (0, Form::Boxed, Type::Unknown),
    }
}

impl Selector<'_, '_> {
    /// `r[a] = r[b][r[c]]`
    pub(crate) fn get_item(&mut self, i: Insn) -> Res<bool> {
        let container = self.ty(i.b);
        let bits = self.result_feedback();
        if bits == 0 && self.is_unseen()? {
            return self.leave_unseen();
        }
        if container == Type::Str && self.ty(i.c) == Type::Int && self.get_character(i)? {
            return Ok(true);
        }
        if self.get_entry(i, bits)? {
            return Ok(true);
        }
        if !matches!(container, Type::List | Type::Tuple) || self.ty(i.c) != Type::Int {
            return self.answer(i.a, Answer::GetItem, i.b, i.c, bits);
        }
        let (which, form, known) = item_form(bits);
        let is_there = container == Type::List && self.finds_item(i.b, i.c)?;
        let list = if is_there { self.state.items(i.b)? } else { self.state.raw(i.b, container)? };
        let stencil = |immediate: bool| {
            let ids = if is_there { known_item_stencils(immediate) } else { item_stencils(container, immediate) };
            *ids.get(which).unwrap_or(&StencilId::ListGet)
        };
        if let Some(k) = self.state.constant_int(i.c).filter(|k| *k >= 0) {
            let (id, imms) = (stencil(true), [k, item_offset(k)]);
            let imms = if is_there { &[item_offset(k)][..] } else { &imms[..] };
            if imms.iter().enumerate().all(|(n, imm)| self.state.table.fits(id, n, *imm)) {
                self.state.learn_item(i.b, i.c)?;
                return self.take_item(i, id, (form, known), &[list], imms);
            }
        }
        let index = match self.state.constant_int(i.c) {
            Some(k) if k < 0 && self.state.table.fits(StencilId::AddIImm, 0, k << INT_SHIFT) => {
                // A sum that is negative is no index.
                let r = self.state.alloc(Form::Int)?;
                self.state.emit(StencilId::LoadLen, &[r, list], &[])?;
                self.state.emit(StencilId::AddIImm, &[r, r], &[k << INT_SHIFT])?;
                r
            }
            Some(k) if k < 0 => return self.answer(i.a, Answer::GetItem, i.b, i.c, bits),
            _ => self.state.int(i.c)?,
        };
        // Before the result takes the place of list or index.
        self.state.learn_item(i.b, i.c)?;
        self.take_item(i, stencil(false), (form, known), &[list, index], &[])
    }

    fn take_item(&mut self, i: Insn, id: StencilId, of: (Form, Type), sources: &[Reg], imms: &[i64]) -> Res<bool> {
        match of {
            (Form::Float, _) if !id.signature().exits => {
                let later = self.tries() < 2;
                self.state.take_float(i.a, id, sources, imms, later)?;
            }
            (form, known) => self.state.produce(i.a, id, form, known, sources, imms)?,
        }
        self.item_noted(i.a, self.result_feedback())
    }

    /// `r[a] = r[b][r[c]]` of dicts with a constant str that was always found in the same entry, one of the first; exits if it is
    /// elsewhere. What is found there costs nothing to look for ([`hashtable`](crate::object::hashtable)).
    fn get_entry(&mut self, i: Insn, bits: u8) -> Res<bool> {
        let Some(entry) = entry_noted(self.cx, self.code, self.state.pc) else { return Ok(false) };
        let Some(key) =
            self.state.constant(i.c).filter(|_| matches!(self.ty(i.b), Type::Dict | Type::Other | Type::Unknown))
        else {
            return Ok(false);
        };
        let (which, form, known) = item_form(bits);
        let id = [StencilId::DictGet, StencilId::DictGetInt, StencilId::DictGetFloat];
        let id = *id.get(which).unwrap_or(&StencilId::DictGet);
        let [_, at, value] = entry_offsets(entry);
        let imms = [entry as i64, at, value, key as i64];
        if !imms.iter().enumerate().all(|(k, imm)| self.state.table.fits(id, k, *imm)) {
            return Ok(false);
        }
        let d = self.state.raw(i.b, Type::Dict)?;
        self.state.produce(i.a, id, form, known, &[d], &imms)?;
        self.item_noted(i.a, bits)
    }

    /// Whether the instruction is in a loop and was never executed while types were noted, so that what depends on its result
    /// would be compiled for anything. That is said of the first two compilations only: they are for what has been seen.
    fn is_unseen(&self) -> Res<bool> {
        let in_loop = self.site(self.state.pc)?.innermost != NO_LOOP;
        let noted = !self.live.is_empty() && !self.feedback.is_empty() && !self.inline_unseen;
        Ok(in_loop && noted && self.tries() < 2 && self.base == 0 && !self.given_up())
    }

    /// How often the function was compiled again.
    fn tries(&self) -> u16 {
        self.cx.get(self.function).exits >> 8 & 0x7F
    }

    /// Leaves for the interpreter, whatever the operands are. If control comes here often, the function is compiled again, for what
    /// has been seen then.
    fn leave_unseen(&mut self) -> Res<bool> {
        let exit = Target::Exit(self.state.exit()?);
        self.state.branch(StencilId::Jump, &[], &[], exit)?;
        self.falls = false;
        Ok(true)
    }

    fn item_noted(&mut self, slot: u16, bits: u8) -> Res<bool> {
        self.state.learn(slot, Type::Unknown)?;
        self.note(slot, bits)?;
        Ok(true)
    }

    /// `r[a][r[b]] = r[c]`
    pub(crate) fn set_item(&mut self, i: Insn) -> Res<bool> {
        let counted_back = self.state.constant_int(i.b).is_some_and(|k| k < 0);
        if self.ty(i.a) != Type::List || self.ty(i.b) != Type::Int || counted_back {
            return self.answer_set_item(i);
        }
        let is_there = self.finds_item(i.a, i.b)?;
        let list = if is_there { self.state.items(i.a)? } else { self.state.raw(i.a, Type::List)? };
        let v = self.state.value(i.c);
        let ([set, put, put_imm], r) = if v.holds(Form::Float) {
            use StencilId::{ListSetFloat, PutItemFloat, PutItemImmFloat};
            ([ListSetFloat, PutItemFloat, PutItemImmFloat], self.state.float(i.c)?)
        } else if v.holds(Form::Int) && !v.holds(Form::Boxed) {
            use StencilId::{ListSetInt, PutItemImmInt, PutItemInt};
            ([ListSetInt, PutItemInt, PutItemImmInt], self.state.int(i.c)?)
        } else {
            use StencilId::{ListSet, PutItem, PutItemImm};
            ([ListSet, PutItem, PutItemImm], self.state.boxed(i.c)?)
        };
        if let Some(at) = self.state.constant_int(i.b).map(item_offset)
            && is_there
            && self.state.table.fits(put_imm, 0, at)
        {
            self.state.emit(put_imm, &[list, r], &[at])?;
            return Ok(true);
        }
        let index = self.state.int(i.b)?;
        self.state.emit(if is_there { put } else { set }, &[list, index, r], &[])?;
        self.state.learn_item(i.a, i.b)?;
        Ok(true)
    }

    /// Whether the item of a list is there, and is best taken by the address of the array. If it was not known that it is there, that
    /// has been looked at: together with what follows, if that is certain to come.
    fn finds_item(&mut self, list: u16, index: u16) -> Res<bool> {
        if self.state.knows_item(list, index)? {
            return Ok(true);
        }
        let constant = self.state.constant_int(index);
        let is_near = self.state.has_items(list);
        let (uses, last) = if is_near && constant.is_none() { (0, 0) } else { self.items_ahead(list) };
        // Where the index is in a register, all at once is as good for two as one after the other.
        let pays = is_near || uses > constant.is_none() as u32;
        if !pays || constant.is_some_and(|k| k < 0) {
            return Ok(false);
        }
        if let Some(k) = constant {
            let fits = |k: &i64| self.state.table.fits(StencilId::CheckLength, 0, *k);
            let Some(last) = [last.max(k), k].into_iter().find(fits) else { return Ok(false) };
            self.state.raw_list(list, last)?;
        } else {
            let address = self.state.raw(list, Type::List)?;
            let r = self.state.int(index)?;
            self.state.emit(StencilId::CheckIndex, &[address, r], &[])?;
            self.state.learn_item(list, index)?;
        }
        Ok(true)
    }

    /// How many of the instructions that are certain to follow this one take or replace items of the list in a slot, and the greatest
    /// of the constant indices that they seem to use. It does not matter whether that is right: the list is looked at for it.
    fn items_ahead(&self, list: u16) -> (u32, i64) {
        let (mut uses, mut last, mut ints) = (0, 0, [(0, 0); 2]);
        let next = self.state.pc + 1;
        for pc in next..next + AHEAD {
            let Some(i) = self.insn(pc).filter(|_| self.site(pc).is_ok_and(|site| !site.is_join())) else { break };
            let Some(op) = i.decode().filter(|op| op.flow() == Flow::Next) else { break };
            let index = match op {
                Op::GetItem if i.b == list => Some(i.c),
                Op::SetItem if i.a == list => Some(i.b),
                Op::LoadInt => {
                    ints = [(i.a, i64::from(i.bc_signed())), ints[(ints[0].0 == i.a) as usize]];
                    None
                }
                op if in_line(op) || op == Op::Pow => None,
                _ => break,
            };
            if let Some(index) = index {
                let known = ints.iter().find(|(slot, _)| *slot == index).map_or(0, |(_, k)| *k);
                (uses, last) = (uses + 1, last.max(known));
            }
            if i.a == list && !matches!(op, Op::SetItem | Op::CheckLocal | Op::StoreGlobal) {
                break;
            }
        }
        (uses, last)
    }

    /// `r[a..a + c] = r[b]`, a tuple or list of as many items.
    pub(crate) fn unpack(&mut self, i: Insn) -> Res<bool> {
        let ty = match self.ty(i.b) {
            Type::Unknown => match unpacked_noted(self.cx, self.code, self.state.pc) {
                // What is unpacked is mostly a tuple.
                0 if self.is_news(i.b) => Type::Tuple,
                types => Type::from_seen(types),
            },
            ty => ty,
        };
        let (n, table) = (i.c as i64, self.state.table);
        // The length is looked at before.
        let get = if ty == Type::Tuple { StencilId::LdField } else { StencilId::ItemImm };
        let fits = table.fits(StencilId::CheckLengthIs, 0, n) && table.fits(get, 0, item_offset(n));
        if !matches!(ty, Type::List | Type::Tuple) || n > 8 || !fits {
            return Ok(false);
        }
        let object = self.state.raw_of(i.b, ty, n)?;
        let first = if ty == Type::List { self.state.items(i.b)? } else { object };
        // From here on it does not exit. The object's own slot comes last: its address is needed until then.
        let own = i.b.wrapping_sub(i.a);
        let others = (0..i.c).filter(|k| *k != own);
        for k in others.chain((own < i.c).then_some(own)) {
            let imms = [item_offset(k.into())];
            self.state.renew(first);
            self.state.produce(i.a + k, get, Form::Boxed, Type::Unknown, &[first], &imms)?;
            self.state.learn(i.a + k, Type::Unknown)?;
            self.state.end_use();
            // What was seen here is the last one.
            let last = if k + 1 == i.c { self.result_feedback() } else { 0 };
            let before = if i.a + k >= self.locals_end { 0 } else { self.seen.at(i.a + k)? };
            self.note(i.a + k, before | last)?;
        }
        Ok(true)
    }

    /// `Iter`, and what the loop's state and items will be, by what was iterated over before.
    pub(crate) fn iter(&mut self, i: Insn) -> Res {
        let made = self.made.at(i.b)?;
        // What has been made is no list, whatever the interpreter has begun loops over without making it.
        let is_pairs = matches!(made, Made::Enumerate | Made::Zip);
        let bits = if is_pairs { seen::OTHER } else { self.result_feedback() };
        match Type::from_seen(bits) {
            ty @ (Type::List | Type::Tuple | Type::Str) => {
                if self.state.value(i.b).ty != ty {
                    self.state.raw(i.b, ty)?;
                }
                self.state.copy(i.a, i.b)?;
                self.load(i.a + 1, Value::int32(0))?;
                self.load(i.a + 2, Value::int32(0))?;
            }
            _ => self.generic(Op::Iter, i)?,
        }
        if bits == 0 {
            // It has not been executed since anybody looked; a loop that is running now has its state in the frame.
            for (slot, v) in (i.a..).zip(self.live.iter().skip(i.a as usize).take(3)) {
                self.note(slot, Type::of(self.cx, *v).seen())?;
            }
            if let Some([d, a, b]) = self.live.get(i.a as usize..).and_then(|live| live.first_chunk())
                && self.cx.cast::<Dict>(*d).is_some()
            {
                *self.made.at_mut(i.a)? = Made::Dict(Cursor::unpack(*a, *b).view);
            } else if self.seen.at(i.a)? == seen::INT || matches!(made, Made::Enumerate | Made::Zip) {
                *self.made.at_mut(i.a)? = made;
            }
            return Ok(());
        }
        let items = match Type::from_seen(bits) {
            Type::Int => {
                for slot in i.a..i.a + 3 {
                    self.note(slot, seen::INT)?;
                }
                *self.made.at_mut(i.a)? = made;
                seen::INT
            }
            ty @ (Type::List | Type::Tuple | Type::Str) => {
                self.note(i.a, ty.seen())?;
                self.note(i.a + 1, seen::INT)?;
                if ty == Type::Str { seen::STR } else { 0 }
            }
            _ => {
                *self.made.at_mut(i.a)? = made;
                if let Some(view) = iterated_noted(self.cx, self.code, self.state.pc) {
                    self.begin_dict(i.a, view)?;
                }
                0
            }
        };
        self.note_items(i, self.state.pc, items)
    }

    /// Notes the types of the items of the loop that the `Iter` at `pc` begins, if they are known, or else as they were seen.
    pub(crate) fn note_items(&mut self, i: Insn, pc: u32, items: u8) -> Res {
        // The body comes before the `ForNext` that gives it its items.
        let Some(next) = self.insn(pc + 1) else { return Ok(()) };
        let Some(at) = next.target(pc + 1) else { return Ok(()) };
        let Some(for_next) = self.insn(at) else { return Ok(()) };
        if for_next.decode() == Some(Op::ForNext) && for_next.a == i.a {
            let seen_there = self.feedback.get(at as usize).copied().unwrap_or(0);
            let there = if seen_there >= super::select::ASKED { 0 } else { seen_there };
            self.note_more(for_next.b, if items != 0 { items } else { there })?;
        }
        Ok(())
    }

    /// The back-edge of a `for` loop.
    pub(crate) fn for_next(&mut self, i: Insn) -> Res<bool> {
        if self.dict_next(i)? || self.pair_next(i)? || self.reversed_next(i)? || self.go_round(i)? {
            return Ok(true);
        }
        match self.ty(i.a) {
            Type::Int if self.ty(i.a + 1) == Type::Int && self.ty(i.a + 2) == Type::Int => self.range_next(i)?,
            ty @ (Type::List | Type::Tuple) if self.ty(i.a + 1) == Type::Int => match self.counts_here()? {
                Some((l, fold)) if l.end == self.state.pc => return self.counted_next(i, ty, fold),
                _ => self.sequence_next(i, ty)?,
            },
            Type::Str if self.ty(i.a + 1) == Type::Int && self.letter_table().is_some() => {
                self.sequence_next(i, Type::Str)?
            }
            _ => return Ok(false),
        }
        // A loop that has ended has left by an edge of its own.
        let target = self.target(i)?;
        self.jump_back(target)?;
        Ok(true)
    }

    /// The edge of a loop that ends here: to the instruction behind it.
    pub(crate) fn loop_end(&mut self, last: Option<(u16, u64)>) -> Res<Target> {
        let next = self.state.pc + 1;
        let contract = self.contract(next)?;
        // What the loop has in its state is not what it had.
        let state = self.insn(self.state.pc).map_or(0, |i| i.a);
        self.offer_below(next, state)?;
        self.state.end_edge(next, contract, last, StencilId::BackEdge)
    }

    /// A further turn of a loop into whose turns fuel is folded, of which its contract holds.
    pub(super) fn next_folded(&mut self, i: Insn) -> Res {
        let step = self.state.constant_int(i.a);
        let at = self.state.int(i.a + 1)?;
        self.count_on(i, at, None, step)
    }

    fn range_next(&mut self, i: Insn) -> Res {
        let live = self.live.get(i.a as usize).and_then(|v| v.as_int());
        let known = self.state.constant_int(i.a);
        let step = known.or(match self.made.at(i.a)?.step() {
            0 => None,
            step => Some(step as i64),
        });
        let fits = |id: StencilId, k: i64| self.state.table.fits(id, 0, k << INT_SHIFT);
        let step = step.filter(|k| *k != 0 && fits(StencilId::BrNeImm, *k) && fits(StencilId::AddIImm, *k));
        // Where the step is not known, the direction is guessed.
        let down = step.or(live).is_some_and(|k| k < 0);
        let folded = self.counts_here()?.is_some_and(|(l, fold)| l.end == self.state.pc && fold.counter == i.a + 1);
        // A step that is not known was looked at where fuel was folded.
        if known.is_none() && step.is_some() || step.is_none() && !folded {
            let by = self.state.int(i.a)?;
            let exit = Target::Exit(self.state.exit()?);
            match step {
                Some(k) => self.state.branch(StencilId::BrNeImm, &[by], &[k << INT_SHIFT], exit)?,
                None if down => self.state.branch(StencilId::BrGeImm, &[by], &[0], exit)?,
                None => self.state.branch(StencilId::BrLeImm, &[by], &[0], exit)?,
            }
        }
        if let (Some(at), Some(step), false) = (self.state.constant_int(i.a + 1), step, folded)
            && self.first_turn(i, at, step)?
        {
            return Ok(());
        }
        let at = self.state.int(i.a + 1)?;
        if folded {
            let done = self.loop_end(None)?;
            self.state.branch(StencilId::BrNoTurn, &[], &[], done)?;
            self.state.emit(StencilId::TakeTurn, &[], &[])?;
        } else {
            let end = self.state.int(i.a + 2)?;
            let ends = if down { [at, end] } else { [end, at] };
            let done = self.loop_end(None)?;
            self.state.branch(StencilId::BrLeI, &ends, &[], done)?;
        }
        self.state.end_use();
        self.state.renew(at);
        // The interpreter clamps the next number to the bound, which nobody can see: both end the loop. Where fuel is folded
        // there is no overflow, and there must be no exit: the turn has been taken.
        let next = match step {
            _ if folded => None,
            Some(1) => None,
            Some(k) => {
                let next = self.state.alloc(Form::Int)?;
                self.state.emit(StencilId::AddIImm, &[next, at], &[k << INT_SHIFT])?;
                Some(next)
            }
            None => {
                let (by, next) = (self.state.int(i.a)?, self.state.alloc(Form::Int)?);
                self.state.emit(StencilId::AddI, &[next, at, by], &[])?;
                Some(next)
            }
        };
        if !folded {
            self.state.emit(StencilId::BackEdge, &[], &[])?;
        }
        self.state.end_use();
        self.state.renew(at);
        if let Some(next) = next {
            self.state.renew(next);
        }
        self.count_on(i, at, next, step)
    }

    /// A loop begins with a number that is known; false if the bound cannot be compared with it as it is.
    fn first_turn(&mut self, i: Insn, at: i64, step: i64) -> Res<bool> {
        let Some((first, next)) = Value::int(at).zip(at.checked_add(step).and_then(Value::int)) else {
            return Ok(false);
        };
        let id = if step < 0 { StencilId::BrGeImm } else { StencilId::BrLeImm };
        if !self.state.table.fits(id, 0, at << INT_SHIFT) {
            return Ok(false);
        }
        let is_turn = |end: i64| if step < 0 { at > end } else { at < end };
        if !self.state.constant_int(i.a + 2).is_some_and(is_turn) {
            let end = self.state.int(i.a + 2)?;
            let done = self.loop_end(None)?;
            self.state.branch(id, &[end], &[at << INT_SHIFT], done)?;
        }
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.end_use();
        self.load(i.b, first)?;
        self.load(i.a + 1, next)
    }

    /// The loop's variable gets the number that is in a register; the loop's next one is that in another register, or by a step beyond.
    fn count_on(&mut self, i: Insn, at: Reg, next: Option<Reg>, step: Option<i64>) -> Res {
        let target = self.target(i)?;
        if !self.contract(target)?.is_dead(i.b) {
            self.produce(i.b, StencilId::Mov, Form::Int, Type::Int, &[at], &[])?;
        }
        match (next, step) {
            (Some(next), _) => self.state.set(i.a + 1, next, Form::Int, Type::Int)?,
            (None, Some(k)) => {
                let imm = k << INT_SHIFT;
                self.state.produce(i.a + 1, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[imm])?;
            }
            (None, None) => {
                let by = self.state.int(i.a)?;
                self.state.produce(i.a + 1, StencilId::AddIWrap, Form::Int, Type::Int, &[at, by], &[])?;
            }
        }
        self.note(i.a + 1, seen::INT)
    }

    fn sequence_next(&mut self, i: Insn, ty: Type) -> Res {
        let object = self.state.raw(i.a, ty)?;
        let at = self.state.int(i.a + 1)?;
        let has_letters = self.letter_table().filter(|_| ty == Type::Str);
        // A list that has ended stays ended, even if it grows.
        let last = (ty == Type::List).then(|| (i.a + 1, Value::int_wrapped(INT_MAX).bits()));
        let done = self.loop_end(last)?;
        if has_letters.is_some() {
            let len = self.state.alloc(Form::Int)?;
            self.state.emit(StencilId::LoadLen, &[len, object], &[])?;
            self.state.branch(StencilId::BrLeI, &[len, at], &[], done)?;
            self.state.give_back(len);
        } else {
            self.state.branch(StencilId::BrNoItem, &[object, at], &[], done)?;
        }
        if let Some(table) = has_letters {
            // Where all is ASCII, the place in a str is the number of the character.
            let item = self.state.alloc(Form::Boxed)?;
            self.state.emit(StencilId::StrGet, &[item, object, at], &[table])?;
            self.state.emit(StencilId::BackEdge, &[], &[])?;
            self.have_item(i, (item, Form::Boxed, Type::Str), seen::STR)?;
        } else {
            let item = self.next_item([i.a, i.b], ty, [object, at])?;
            self.state.emit(StencilId::BackEdge, &[], &[])?;
            self.have_item(i, item, self.result_feedback())?;
        }
        self.produce(i.a + 1, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[1 << INT_SHIFT])?;
        Ok(())
    }

    /// The item of the list or tuple in the first slot, which has one there, for the second. `of` are the registers of the object and of
    /// the index.
    pub(crate) fn next_item(&mut self, slots: [u16; 2], ty: Type, of: [Reg; 2]) -> Res<(Reg, Form, Type)> {
        let (which, form, known) = item_form(self.result_feedback());
        let ([object, at], [sequence, to]) = (of, slots);
        let (first, ids) = match ty {
            Type::List => (self.state.items(sequence)?, known_item_stencils(false)),
            _ => (object, item_stencils(ty, false)),
        };
        let item = self.state.alloc_at_home(to, form)?;
        self.load_item(*ids.get(which).unwrap_or(&StencilId::Item), [item, first, at])?;
        Ok((item, form, known))
    }

    /// Loads an item into a register that has been free; exits if it is not of the form that the stencil is for.
    pub(crate) fn load_item(&mut self, id: StencilId, regs: [Reg; 3]) -> Res {
        self.state.emit(id, &regs, &[])?;
        if id == StencilId::ItemF { self.state.emit(StencilId::CheckF, &regs[..1], &[]) } else { Ok(()) }
    }

    /// The loop's variable is this item, of which that has been seen.
    pub(crate) fn have_item(&mut self, i: Insn, (item, form, known): (Reg, Form, Type), bits: u8) -> Res {
        self.state.set(i.b, item, form, known)?;
        self.item_noted(i.b, bits)?;
        Ok(())
    }

    /// The back-edge of a loop over a list or tuple into which fuel is folded.
    fn counted_next(&mut self, i: Insn, ty: Type, fold: Fold) -> Res<bool> {
        let at = self.state.int(i.a + 1)?;
        // Of a list the address of its array is enough, but where it is looked at once more when no turn is left.
        let object = if ty == Type::List && fold.price == 0 { at } else { self.state.raw(i.a, ty)? };
        let ended = self.take_turn(fold)?;
        self.count_item(i, ty, fold, [object, at])?;
        let target = self.target(i)?;
        self.jump_back(target)?;
        self.end_turns(ended, fold, object, at)?;
        Ok(true)
    }

    /// `len(x)` of a list, a tuple or a str, called like any function.
    pub(crate) fn len(&mut self, i: Insn) -> Res<bool> {
        let ty = self.ty(i.b + 1);
        if ty.kind().is_none() {
            return Ok(false);
        }
        let object = self.state.raw(i.b + 1, ty)?;
        if ty == Type::Str {
            // The number of characters, which is below 2^32, so that the shift exits never.
            let r: Reg = self.state.alloc(Form::Int)?;
            let offset = core::mem::offset_of!(crate::object::Str, chars) as i64;
            self.state.emit(StencilId::LdField32, &[r, object], &[offset])?;
            let exit = Target::Exit(self.state.exit()?);
            self.state.plan.stencil(StencilId::ShlIImm, &[r, r], &[INT_SHIFT as i64], exit, Target::None)?;
            // Behind everything that has an exit, even one that is never taken: what is charged has happened.
            self.state.emit(StencilId::BackEdge, &[], &[])?;
            self.state.forget_from(i.b)?;
            self.state.set(i.a, r, Form::Int, Type::Int)?;
        } else {
            self.state.emit(StencilId::BackEdge, &[], &[])?;
            let r = self.state.alloc(Form::Int)?;
            self.state.emit(StencilId::LoadLen, &[r, object], &[])?;
            self.state.forget_from(i.b)?;
            self.state.set(i.a, r, Form::Int, Type::Int)?;
        }
        self.state.learn_room(i.a, Room::LENGTH)?;
        self.note(i.a, seen::INT)?;
        Ok(true)
    }
}
