//! Edges: how what is known at one point of the code is made to agree with what is expected at another.
//!
//! At a join, what a loop carries is in its place (see [`loops`](super::loops)) and everything else in its slot. On
//! an edge that is part of the hot code, [`State::agree`] moves, loads and stores; for an edge that leaves a loop, the stores
//! and loads lie in cold code ([`State::edge`]), and so they do where the interpreter comes in ([`State::entry`]).
//!
//! Where a value's type is not the one expected, code is left for the interpreter at the edge's target, which is a *mismatch*:
//! no instruction is at fault, and the types that the frame has then are what the function is compiled for again.

use core::ops::Range;

use super::compile::Refusal;
use super::folded::Due;
use super::loops::{Carried, Contract, Place};
use super::plan::{Edge, Entry, Exit, Leave, Load, Source, Step, Target};
use super::registers::{Form, RegSet};
use super::resume::{Check, Resume};
use super::room::Room;
use super::state::{Home, Res, State};
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use super::val::Val;
use crate::bytecode::Insn;
use crate::value::Value;

/// The most facts about a frame's slots that are kept over a call.
pub(super) const MOST_KEPT: usize = 16;

/// Room in the list of what is carried that is left to loops.
const LEFT_FREE: usize = super::state::CARRIED_IN_ALL / 2;

/// Whether a value of a type can be told in compiled code from all others.
const fn can_be_told(ty: Type) -> bool {
    matches!(ty, Type::Int | Type::Float) || ty.kind().is_some()
}

impl State<'_> {
    /// Adds to the last contract, which holds behind the call `i`, what is known here of slots that the call leaves as they are:
    /// their types, and unless the interpreter comes in there, constants and how far numbers are from overflow. Numbers that are soon wanted keep
    /// their registers.
    pub(crate) fn carry_known(
        &mut self,
        contract: &mut Contract,
        i: Insn,
        enters: bool,
        is_wanted: impl Fn(u16) -> bool,
    ) -> Res {
        for k in 0..self.touched.len() as u32 {
            let slot = self.touched.at(k)?;
            let v = self.value(slot);
            let is_known = slot < i.b && slot != i.a && (can_be_told(v.ty) || v.assigned);
            let carries = |k| self.carried.get(k).is_some_and(|c| c.slot == slot);
            if !is_known || self.carried.room() <= LEFT_FREE || contract.range().any(carries) {
                continue;
            }
            let ty = if can_be_told(v.ty) { v.ty } else { Type::Unknown };
            let form = if ty == Type::Float { Form::Float } else { Form::Int };
            let reg = v.reg(form).filter(|r| {
                let wanted = self.is_home(slot, form, *r) || is_wanted(slot);
                wanted && ty.is_number() && self.is_unused_by(*contract, form, *r)
            });
            let place = match (reg, v.constant) {
                (Some(r), _) => Place::Reg(form, r),
                (None, Some(bits)) if !enters => Place::Constant(bits),
                _ => Place::Memory,
            };
            let room = if enters { Room::NONE } else { v.room };
            let written = place != Place::Memory;
            self.carried.push(Carried { slot, place, ty, assigned: v.assigned, written, room, is_index: false })?;
            contract.count += 1;
        }
        Ok(())
    }

    /// Where a contract has a slot's value, if in a register.
    pub(crate) fn place(&self, contract: Contract, slot: u16) -> Option<(Form, Reg)> {
        let carried = contract.range().filter_map(|k| self.carried.get(k));
        carried.filter(|c| c.slot == slot).find_map(|c| match c.place {
            Place::Reg(form, r) => Some((form, r)),
            _ => None,
        })
    }

    /// Whether the loop here carries a constant in the slot, which nothing in it writes.
    fn carries_constant(&self, slot: u16, bits: u64) -> bool {
        let is_it = |c: &Carried| c.slot == slot && c.place == Place::Constant(bits) && !c.written;
        self.contract.range().filter_map(|k| self.carried.get(k)).any(|c| is_it(&c))
    }

    /// Where a contract has the address of the array of the list in a slot, if in a register.
    pub(crate) fn items_place(&self, contract: Contract, slot: u16) -> Option<Reg> {
        let carried = contract.range().filter_map(|k| self.carried.get(k));
        carried.filter(|c| c.slot == slot).find_map(|c| match c.place {
            Place::Reg(Form::Items, r) => Some(r),
            _ => None,
        })
    }

    /// Whether it is the contract of the loop here.
    pub(crate) fn is_here(&self, contract: Contract) -> bool {
        (self.contract.first, self.contract.count) == (contract.first, contract.count)
    }

    /// What a contract demands, one after the other; `None` where a slot is not alive.
    fn demand(&self, contract: Contract, k: u32) -> Option<Carried> {
        self.carried.get(k).filter(|c| c.slot < contract.height)
    }

    pub(super) fn demands(&self, contract: Contract) -> impl Iterator<Item = &Carried> {
        let Range { start, end } = contract.range();
        let carried = self.carried.as_slice().get(start as usize..end as usize).unwrap_or(&[]);
        carried.iter().filter(move |c| c.slot < contract.height)
    }

    /// The registers of the contract's values are theirs from here on.
    pub(super) fn enter(&mut self, contract: Contract) -> Res {
        if self.is_here(contract) {
            return Ok(());
        }
        for k in self.contract.range() {
            let slot = self.carried.at(k)?.slot;
            if let Some(s) = self.slots.as_mut_slice().get_mut(usize::from(slot)) {
                (s.home, s.spared) = (None, false);
            }
        }
        self.keep_pins(contract);
        self.gprs.reserve_none();
        self.fprs.reserve_none();
        self.contract = contract;
        for k in contract.range() {
            let c = self.carried.at(k)?;
            match c.place {
                Place::Reg(Form::Items, reg) => self.gprs.reserve(reg),
                Place::Reg(form, reg) => {
                    self.slots.at_mut(c.slot)?.home = Some(Home { form, reg, written: c.written });
                    self.pool(form).reserve(reg);
                }
                Place::Constant(_) => self.slots.at_mut(c.slot)?.spared = c.written,
                Place::Pinned(form, reg, _) => self.pool(form).reserve(reg),
                Place::Memory => {}
            }
        }
        Ok(())
    }

    /// Where control comes from elsewhere, headers of inlined functions' frames may not be written.
    pub(super) fn forget_headers(&mut self) -> Res {
        let (chain, len) = self.plan.chain(self.origin.frame)?;
        for frame in chain.iter().take(len) {
            self.plan.frames.at_mut(*frame)?.written = false;
        }
        Ok(())
    }

    /// At a join: nothing is known but the contract.
    pub(crate) fn adopt(&mut self, contract: Contract) -> Res {
        self.enter(contract)?;
        self.reset()?;
        self.forget_headers()?;
        self.plan.folded = contract.folded;
        self.pin_all(contract)?;
        for k in contract.range() {
            let Some(c) = self.demand(contract, k) else { continue };
            let mut v = Val { ty: c.ty, assigned: c.assigned, room: c.known_room(), refs: 1, ..Val::UNKNOWN };
            match c.place {
                Place::Reg(Form::Items, r) => self.put_items(c.slot, r)?,
                Place::Reg(form, r) => {
                    v.set_reg(form, Some(r));
                    let id = self.new_value(v)?;
                    self.pool(form).put(r, id, form, 0);
                    self.give(c.slot, id)?;
                }
                Place::Memory => {
                    let id = self.new_value(v)?;
                    self.give(c.slot, id)?;
                }
                Place::Constant(bits) => {
                    v.constant = Some(bits);
                    self.give_constant(c.slot, v, bits)?;
                }
                Place::Pinned(..) => {}
            }
            if c.written && c.place != Place::Memory {
                self.mark_dirty(c.slot)?;
                self.slots.at_mut(c.slot)?.void = true;
            }
        }
        Ok(())
    }

    /// Whether the value of what is carried is where it has to be.
    fn is_met(&self, c: &Carried) -> bool {
        let v = self.known(c.slot).unwrap_or(&Val::UNKNOWN);
        let typed = c.ty == Type::Unknown || v.ty == c.ty;
        let placed = match c.place {
            Place::Reg(form, r) => v.reg(form) == Some(r) && (c.written || !self.is_dirty(c.slot)),
            Place::Memory => !self.is_dirty(c.slot),
            Place::Constant(bits) => v.constant == Some(bits) && (c.written || !self.is_dirty(c.slot)),
            Place::Pinned(form, r, word) => return self.is_pinned(form, r, word),
        };
        typed && placed && (v.assigned || !c.assigned) && !self.lacks_index(c)
    }

    /// Whether it has to be looked at that the slot has no more than a length.
    fn lacks_index(&self, c: &Carried) -> bool {
        c.is_index && !self.room(c.slot).is_within(Room::INDEX)
    }

    fn is_dirty(&self, slot: u16) -> bool {
        self.slots.get(slot.into()).is_some_and(|s| s.dirty)
    }

    /// As [`State::agree`], where control goes nowhere else.
    pub(crate) fn arrive(&mut self, contract: Contract, pc: u32) -> Res<bool> {
        self.settle_before(contract)?;
        self.forget_from(contract.height)?;
        self.drop_dead(contract)?;
        self.agree(contract, pc)
    }

    fn settle_before(&mut self, contract: Contract) -> Res {
        if self.plan.folded == contract.folded { Ok(()) } else { self.settle() }
    }

    /// Makes the state agree with a contract, for an edge to it. Mismatches leave for the
    /// interpreter at `pc`. False if what is known contradicts it: then code always leaves, and what is planned next is not
    /// reached.
    pub(crate) fn agree(&mut self, contract: Contract, pc: u32) -> Res<bool> {
        self.settle_before(contract)?;
        self.enter(contract)?;
        let before = core::mem::replace(&mut self.pc, pc);
        self.leave = Leave::Mismatch;
        self.end_use();
        let agreed = self.have_forms(contract)?;
        if agreed {
            self.flush_but_homes(contract.height)?;
            self.end_use();
            if !self.is_settled(contract) {
                self.move_home(contract)?;
                self.load_home(contract)?;
                self.load_pins(contract)?;
            }
            self.end_use();
            self.fold(contract)?;
        } else {
            let exit = Target::Exit(self.exit()?);
            self.branch(StencilId::Jump, &[], &[], exit)?;
        }
        self.leave = Leave::Exit;
        self.pc = before;
        Ok(agreed)
    }

    /// Whether what is known contradicts the contract.
    pub(crate) fn contradicts(&self, contract: Contract) -> Res<bool> {
        let contradicts = |c: &Carried| {
            let known = |v: &Val| v.ty != c.ty && (v.ty != Type::Unknown || v.constant.is_some());
            c.ty != Type::Unknown && self.known(c.slot).is_some_and(known)
        };
        Ok(self.demands(contract).any(contradicts))
    }

    /// Has each carried value in its form in some register, or only in its slot, and of its type.
    fn have_forms(&mut self, contract: Contract) -> Res<bool> {
        if self.contradicts(contract)? {
            return Ok(false);
        }
        for k in contract.range() {
            let Some(c) = self.carried.as_slice().get(k as usize).filter(|c| c.slot < contract.height) else {
                continue;
            };
            // Mostly it is in the loop's register already.
            if let Some((form, r)) = self.has_form(c) {
                let now = self.now;
                self.pool(form).touch(r, now);
                self.end_use();
                continue;
            }
            let (c, v) = (*c, self.value(c.slot));
            match c.place {
                // It is loaded, or made, in its register.
                Place::Reg(form, _) if form != Form::Boxed && v.nowhere() => {}
                Place::Reg(Form::Boxed, _) if v.nowhere() && (c.ty == v.ty || c.ty == Type::Unknown) => {}
                Place::Reg(Form::Int, _) => _ = self.int(c.slot)?,
                Place::Reg(Form::Float, _) => _ = self.float(c.slot)?,
                Place::Reg(Form::Raw, _) => _ = self.raw(c.slot, c.ty)?,
                // The list itself is carried, too.
                Place::Reg(Form::Items, _) => {}
                Place::Reg(Form::Boxed, _) => {
                    self.have_type(c)?;
                    self.boxed(c.slot)?;
                }
                Place::Memory => self.have_type(c)?,
                Place::Constant(bits) if v.constant != Some(bits) => {
                    let r = self.boxed(c.slot)?;
                    let wanted = self.temporary(bits)?;
                    let exit = Target::Exit(self.exit()?);
                    self.branch(StencilId::BrNeI, &[r, wanted], &[], exit)?;
                    self.learn_constant(c.slot, bits, c.ty)?;
                }
                Place::Constant(_) | Place::Pinned(..) => {}
            }
            if self.lacks_index(&c) {
                let r = self.int(c.slot)?;
                self.emit(StencilId::GuardIndex, &[r], &[])?;
                self.learn_room(c.slot, Room::INDEX)?;
            }
            if c.assigned && !self.value(c.slot).assigned && c.ty == Type::Unknown {
                let r = self.boxed(c.slot)?;
                let unassigned = self.temporary(Value::UNASSIGNED.bits())?;
                let exit = Target::Exit(self.exit()?);
                self.branch(StencilId::BrEqI, &[r, unassigned], &[], exit)?;
                self.learn(c.slot, Type::Unknown)?;
            }
            self.end_use();
        }
        Ok(true)
    }

    /// The register where the value of what is carried is in its form, if there is nothing to be looked at.
    fn has_form(&self, c: &Carried) -> Option<(Form, Reg)> {
        let Place::Reg(form, _) = c.place else { return None };
        let v = self.known(c.slot).filter(|_| form != Form::Items)?;
        let typed = if c.ty == Type::Unknown { v.assigned || !c.assigned } else { v.ty == c.ty };
        v.reg(form).filter(|_| typed && !self.lacks_index(c)).map(|r| (form, r))
    }

    fn have_type(&mut self, c: Carried) -> Res {
        if c.ty != Type::Unknown && self.value(c.slot).ty == Type::Unknown {
            match c.ty {
                Type::Int => _ = self.int(c.slot)?,
                Type::Float => _ = self.float(c.slot)?,
                ty => _ = self.raw(c.slot, ty)?,
            }
        }
        Ok(())
    }

    /// The value of a slot, in its form in register `r` from now on, as a value of its own.
    fn settle_in(&mut self, slot: u16, form: Form, r: Reg) -> Res {
        if form == Form::Items {
            return self.put_items(slot, r);
        }
        let old = self.id(slot)?;
        let v = self.values.at(old)?;
        let items = v.reg(Form::Items).filter(|_| v.refs == 1);
        let mut own =
            Val { constant: v.constant, ty: v.ty, assigned: v.assigned, room: v.room, refs: 1, ..Val::UNKNOWN };
        own.set_reg(form, Some(r));
        own.set_reg(Form::Items, items);
        self.unshare(old)?;
        let id = self.new_value(own)?;
        let now = self.now;
        self.pool(form).put(r, id, form, now);
        if let Some(items) = items {
            self.gprs.put(items, id, Form::Items, now);
        }
        self.give(slot, id)?;
        self.version += 1;
        Ok(())
    }

    /// The address of the array of the list in a slot is in register `r` from now on.
    fn put_items(&mut self, slot: u16, r: Reg) -> Res {
        if let Some((id, form)) = self.gprs.content(r) {
            self.evict(r, id, form)?;
        }
        let id = self.id(slot)?;
        let v = self.values.at_mut(id)?;
        if let Some(old) = v.reg(Form::Items) {
            self.gprs.release(old);
        }
        v.set_reg(Form::Items, Some(r));
        let now = self.now;
        self.gprs.put(r, id, Form::Items, now);
        Ok(())
    }

    /// Whether all that is carried in registers is in its own.
    fn is_settled(&self, contract: Contract) -> bool {
        let carried = self.carried.as_slice().get(contract.first as usize..).unwrap_or_default();
        carried.iter().take(contract.count as usize).all(|c| match c.place {
            Place::Reg(form, home) => {
                c.slot >= contract.height || self.known(c.slot).is_some_and(|v| v.reg(form) == Some(home))
            }
            Place::Pinned(Form::Float, r, _) => self.fprs.is_pinned(r),
            Place::Pinned(_, r, _) => self.gprs.is_pinned(r),
            Place::Memory | Place::Constant(_) => true,
        })
    }

    /// Whether a carried value is in the register and has still to be moved to another one.
    fn is_awaited(&self, contract: Contract, form: Form, r: Reg) -> bool {
        let class = |form| form == Form::Float;
        self.demands(contract).any(|c| match c.place {
            Place::Reg(other, home) => {
                class(other) == class(form) && home != r && self.known(c.slot).is_some_and(|v| v.reg(other) == Some(r))
            }
            _ => false,
        })
    }

    /// Moves carried values that are in other registers into theirs: a parallel move, whose cycles go through a free register.
    fn move_home(&mut self, contract: Contract) -> Res {
        loop {
            let (mut waiting, mut moved) = (None, false);
            for k in contract.range() {
                let Some(c) = self.demand(contract, k) else { continue };
                let Place::Reg(form, home) = c.place else { continue };
                let Some(from) = self.known(c.slot).and_then(|v| v.reg(form)) else { continue };
                if from == home {
                    continue;
                }
                if self.is_awaited(contract, form, home) {
                    waiting = Some((c.slot, form, from));
                    continue;
                }
                if let Some((id, held)) = self.pool(form).content(home) {
                    self.evict(home, id, held)?;
                }
                self.move_to(c.slot, form, home, from)?;
                moved = true;
            }
            match waiting {
                None => return Ok(()),
                Some((slot, form, from)) if !moved => {
                    self.end_use();
                    let free = self.alloc(form)?;
                    self.move_to(slot, form, free, from)?;
                }
                Some(_) => {}
            }
        }
    }

    fn move_to(&mut self, slot: u16, form: Form, to: Reg, from: Reg) -> Res {
        let id = if form == Form::Float { StencilId::MovF } else { StencilId::Mov };
        self.emit(id, &[to, from], &[])?;
        self.settle_in(slot, form, to)
    }

    /// Brings carried values home that are in no register of their form: from another form, or from their slot.
    fn load_home(&mut self, contract: Contract) -> Res {
        for k in contract.range() {
            let Some(c) = self.demand(contract, k) else { continue };
            let Place::Reg(form, home) = c.place else { continue };
            if self.known(c.slot).is_some_and(|v| v.reg(form) == Some(home)) {
                continue;
            }
            // What is there makes room, but for the value itself in a form of which nobody else has need.
            let held = self.pool(form).content(home);
            if let Some((id, held)) = held
                && (self.slots.at(c.slot)?.value != id || self.values.at(id)?.refs > 1)
            {
                self.evict(home, id, held)?;
            }
            self.make(c, form, home)?;
            if c.ty != Type::Unknown {
                self.learn(c.slot, c.ty)?;
            }
            self.settle_in(c.slot, form, home)?;
        }
        Ok(())
    }

    /// Makes a carried value in its form in register `home`.
    fn make(&mut self, c: Carried, form: Form, home: Reg) -> Res {
        let v = self.value(c.slot);
        let known = v.ty == c.ty;
        let boxed = v.reg(Form::Boxed);
        match (form, v.constant) {
            (Form::Int, Some(_)) => {
                let bits = self.constant_int(c.slot).ok_or(Refusal::Internal)? << INT_SHIFT;
                return self.load_constant(home, bits as u64);
            }
            (Form::Float, Some(bits)) => return self.float_constant(home, bits),
            (Form::Boxed, Some(bits)) => return self.load_constant(home, bits),
            _ => {}
        }
        let (load, guard, plain) = match form {
            Form::Int if known => (StencilId::LdSlotI, StencilId::GuardInt, StencilId::UnboxInt),
            Form::Int => (StencilId::LdSlotInt, StencilId::GuardInt, StencilId::UnboxInt),
            Form::Float if known => (StencilId::LdSlotF, StencilId::GuardFloat, StencilId::UnboxFloat),
            Form::Float => (StencilId::LdSlotFloat, StencilId::GuardFloat, StencilId::UnboxFloat),
            Form::Raw | Form::Items => (StencilId::LdSlot, StencilId::GuardKind, StencilId::Untag),
            Form::Boxed => {
                return if let Some(from) = v.reg(Form::Int) {
                    self.emit(StencilId::BoxInt, &[home, from], &[])
                } else if let Some(from) = v.reg(Form::Float) {
                    self.emit(StencilId::BoxFloat, &[home, from], &[])
                } else {
                    self.emit(StencilId::LdSlot, &[home], &[c.slot as i64 * 8])
                };
            }
        };
        if form == Form::Items
            && let Some(list) = v.reg(Form::Raw).filter(|_| known)
        {
            return self.emit(StencilId::ListItems, &[home, list], &[]);
        }
        let from = match boxed {
            Some(from) => from,
            None => {
                self.emit(load, &[home], &[c.slot as i64 * 8])?;
                if !matches!(form, Form::Raw | Form::Items) {
                    return Ok(());
                }
                home
            }
        };
        let kind = c.ty.kind().map_or(0, |kind| kind as i64);
        if known {
            self.emit(plain, &[home, from], &[])?;
        } else {
            self.emit(guard, &[home, from], &[kind])?;
        }
        if form == Form::Items { self.emit(StencilId::ListItems, &[home, home], &[]) } else { Ok(()) }
    }

    /// Whether an edge to a join with this contract needs no code.
    fn agrees(&self, contract: Contract) -> bool {
        if self.plan.folded != contract.folded {
            return false;
        }
        let carried = || self.demands(contract);
        let stays = |slot: u16| carried().any(|c| c.slot == slot && matches!(c.place, Place::Reg(..)));
        let dirty = self.dirty.as_slice().iter().filter(|slot| **slot < contract.height && self.is_dirty(**slot));
        self.has_pins(contract)
            && carried().all(|c| self.is_met(c))
            && dirty.copied().all(|slot| stays(slot) || self.need_not_store(slot, contract))
    }

    /// What the code has to load that comes in with all values in their slots, and knows no more than the state.
    fn loads(&mut self, contract: Contract) -> Res<(u32, u32)> {
        let first = self.plan.loads.len() as u32;
        for k in contract.range() {
            let Some(c) = self.demand(contract, k) else { continue };
            if !self.is_met(&c) {
                let v = self.value(c.slot);
                // The list itself is carried, too, and looked at before.
                let items = matches!(c.place, Place::Reg(Form::Items, _));
                let known = items || c.ty == Type::Unknown || v.ty == c.ty;
                let assigned = !c.assigned || v.assigned;
                let known_constant = matches!(c.place, Place::Constant(bits) if v.constant == Some(bits));
                self.plan.loads.push(Load {
                    slot: c.slot,
                    place: c.place,
                    ty: c.ty,
                    guard: !known && !known_constant,
                    assigned: c.assigned && !assigned && c.ty == Type::Unknown,
                    is_index: self.lacks_index(&c),
                })?;
            }
        }
        self.pin_loads(contract, false)?;
        Ok((first, self.plan.loads.len() as u32 - first))
    }

    /// The registers of either pool in which the contract carries nothing.
    fn left_by(&self, contract: Contract) -> [RegSet; 2] {
        let [mut gprs, mut fprs] = [self.table.gprs, self.table.fprs].map(|pool| RegSet::all(pool.len()));
        for c in self.demands(contract) {
            match c.place {
                Place::Reg(Form::Float, r) => fprs.remove(r),
                Place::Reg(_, r) => gprs.remove(r),
                _ => {}
            }
        }
        for (form, r, _) in self.pins(contract) {
            if form == Form::Float { fprs.remove(r) } else { gprs.remove(r) }
        }
        [gprs, fprs]
    }

    /// A register for a value of this form in which the contract carries nothing.
    pub(crate) fn unused_by(&self, contract: Contract, form: Form) -> Option<Reg> {
        let [mut gprs, mut fprs] = self.left_by(contract);
        if form == Form::Float { fprs.next() } else { gprs.next() }
    }

    /// Whether the contract carries nothing in the register.
    pub(crate) fn is_unused_by(&self, contract: Contract, form: Form, r: Reg) -> bool {
        let [mut gprs, mut fprs] = self.left_by(contract);
        if form == Form::Float { fprs.any(|x| x == r) } else { gprs.any(|x| x == r) }
    }

    /// An edge that loads for this contract.
    fn new_edge(&self, contract: Contract, (first, count): (u32, u32), mismatch: u32, target: Target) -> Edge {
        let [mut gprs, mut fprs] = self.left_by(contract);
        let next = |set: &mut RegSet| set.next().unwrap_or(Reg(0));
        let (scratch, scratch_double) = ([next(&mut gprs), next(&mut gprs)], next(&mut fprs));
        let (retreat, settle, charge) = (0, None, None);
        let fold = self.folds_by(contract);
        Edge { retreat, settle, charge, first, count, scratch, scratch_double, mismatch, fold, target }
    }

    /// An exit at `pc` with nothing to store; the last few are looked at, whether one is the same.
    fn bare_exit(&mut self, pc: u32, leave: Leave, folded: Option<Due>) -> Res<u32> {
        let n = self.plan.exits.len() as u32;
        for i in n.saturating_sub(8)..n {
            let exit = self.plan.exits.at(i)?;
            let same = (exit.pc, exit.frame, exit.count) == (pc, self.origin.frame, 0);
            if same && exit.leave == leave && exit.folded == folded {
                return Ok(i);
            }
        }
        self.plan.exits.push(Exit { pc, frame: self.origin.frame, first: 0, count: 0, leave, folded })
    }

    /// An edge to instruction `target`, a join with this contract, whose stores and loads lie in cold code.
    pub(crate) fn edge(&mut self, target: u32, contract: Contract) -> Res<Target> {
        if self.agrees(contract) {
            return Ok(self.label(target));
        }
        self.cold_edge(target, contract, contract.height, None, None, 0)
    }

    /// The edge of a loop that has ended, where all values are stored and fuel is taken by a stencil that exits if there is none.
    /// `last` is stored besides.
    pub(crate) fn end_edge(
        &mut self,
        target: u32,
        contract: Contract,
        last: Option<(u16, u64)>,
        charge: StencilId,
    ) -> Res<Target> {
        let exit = self.bare_exit(self.pc, Leave::Exit, None)?;
        self.cold_edge(target, contract, u16::MAX, Some((charge, exit)), last, 0)
    }

    /// The edge from behind a helper that was called with the frame pointer of an inlined function's frame, which lies so many bytes up.
    pub(crate) fn edge_from_frame(&mut self, target: u32, contract: Contract, retreat: i32) -> Res<Target> {
        self.cold_edge(target, contract, contract.height, None, None, retreat)
    }

    fn cold_edge(
        &mut self,
        target: u32,
        contract: Contract,
        height: u16,
        charge: Option<(StencilId, u32)>,
        last: Option<(u16, u64)>,
        retreat: i32,
    ) -> Res<Target> {
        let settle = self.settles_by(contract, charge.is_some())?;
        let stays = self.due().filter(|_| settle.is_none());
        let loads = self.loads(contract)?;
        let mismatch = self.bare_exit(target, Leave::Mismatch, stays)?;
        let fold = self.folds_by(contract).filter(|_| stays.is_none());
        let edge =
            Edge { charge, retreat, settle, fold, ..self.new_edge(contract, loads, mismatch, self.label(target)) };
        let edge = self.plan.edges.push(edge)?;
        let first = self.plan.stores.len() as u32;
        for slot in self.dirty.as_slice() {
            let s = self.slots.at(*slot)?;
            if s.dirty && *slot < height && !self.need_not_store(*slot, contract) {
                let source = self.values.at(s.value)?.source().ok_or(Refusal::Internal)?;
                self.plan.store(*slot, source)?;
            }
        }
        if let Some((slot, bits)) = last {
            self.plan.store(slot, Source::Const(bits))?;
        }
        let count = self.plan.stores.len() as u32 - first;
        Ok(Target::Exit(self.plan.exits.push(Exit {
            pc: target,
            frame: self.origin.frame,
            first,
            count,
            leave: Leave::Edge(edge),
            folded: None,
        })?))
    }

    /// The interpreter may come in before instruction `pc`, where the contract holds and code begins at `target`. All values are
    /// in their slots then.
    pub(crate) fn entry(&mut self, pc: u32, contract: Contract, target: Target) -> Res {
        let first = self.plan.loads.len() as u32;
        for k in contract.range() {
            let Some(c) = self.demand(contract, k) else { continue };
            let assigned = c.assigned && c.ty == Type::Unknown;
            let guard = c.ty != Type::Unknown && !matches!(c.place, Place::Reg(Form::Items, _));
            let is_index = c.is_index;
            self.plan.loads.push(Load { slot: c.slot, place: c.place, ty: c.ty, guard, assigned, is_index })?;
        }
        self.pin_loads(contract, true)?;
        let count = self.plan.loads.len() as u32 - first;
        let mismatch = self.bare_exit(pc, Leave::Mismatch, None)?;
        let edge = self.plan.edges.push(self.new_edge(contract, (first, count), mismatch, target))?;
        self.plan.entries.push(Entry { pc, edge })?;
        Ok(())
    }

    /// Notes what stays known over a call of the value in a slot, if that is worth it.
    #[inline(always)]
    fn keep_known(&mut self, slot: u16, enters: bool) -> Res {
        let Some(v) = self.known(slot).filter(|v| can_be_told(v.ty) || v.assigned) else { return Ok(()) };
        if self.kept.as_slice().iter().any(|(other, _)| *other == slot) {
            return Ok(());
        }
        let ty = if can_be_told(v.ty) { v.ty } else { Type::Unknown };
        // A constant of the loop's is looked at where the interpreter comes in, as at the loop's head.
        let looked_at = |bits| Check::of_constant(slot, bits).is_some() && self.carries_constant(slot, bits);
        let keeps = !enters || v.constant.is_some_and(looked_at);
        let (room, constant) = if keeps { (v.room, v.constant) } else { (Room::NONE, None) };
        self.kept.push((slot, Val { ty, assigned: v.assigned, room, constant, refs: 1, ..Val::UNKNOWN }))?;
        Ok(())
    }

    /// After a call: all values are in their slots, of which those below `height` are as before. What is known of their types
    /// stays known; where the interpreter comes in instead, before instruction `pc` and with the call's result in a slot
    /// if it is wanted in the first register, that is looked at again.
    pub(crate) fn after_call(&mut self, height: u16, pc: u32, result: Option<u16>, enters: bool) -> Res {
        self.kept.clear();
        // What the loop here wants at its joins first. Where many calls have taken much of the room, less is kept.
        let room = if enters { self.plan.checks.room() } else { usize::MAX };
        for k in self.contract.range() {
            if self.kept.len() >= (room / 2).min(MOST_KEPT) {
                break;
            }
            let slot = self.carried.at(k)?.slot;
            if slot < height && Some(slot) != result {
                self.keep_known(slot, enters)?;
            }
        }
        for k in 0..self.touched.len() as u32 {
            if self.kept.len() >= (room / 8).min(MOST_KEPT) {
                break;
            }
            let slot = self.touched.at(k)?;
            if slot < height && Some(slot) != result {
                self.keep_known(slot, enters)?;
            }
        }
        self.reset()?;
        let (first, count) = (self.plan.checks.len() as u32, self.kept.len() as u32);
        for k in 0..count {
            let (slot, v) = self.kept.at(k)?;
            if enters {
                let constant = v.constant.and_then(|bits| Check::of_constant(slot, bits));
                self.plan.checks.push(constant.unwrap_or(Check::new(slot, v.ty)))?;
            }
            match v.constant {
                Some(bits) => self.give_constant(slot, v, bits)?,
                None => {
                    let id = self.new_value(v)?;
                    self.give(slot, id)?;
                }
            }
        }
        if enters {
            self.mark(Step::Resume(Resume::at(pc).with(first, count as u16, result)))?;
        }
        Ok(())
    }
}
