//! What the pass knows at a point of the code: which value each slot has, and where that value is.
//!
//! A *value* has up to four copies in registers (boxed, as an int, as an address, as a float), may be a constant, and has a
//! type as far as it is known. A slot whose memory has its value is *clean*; a *dirty* one waits to be stored.
//!
//! Invariants: the value of a dirty slot is a constant or in a register from which it can be stored (every form but
//! the address); that of a clean slot is in the slot's memory. A slot with no value is clean, and nothing is known of it.
//! A register used by the current instruction is not taken away from it.
//!
//! At a join, what a loop carries is known (see [`join`](super::join)), and on what all ways there agree
//! (see [`agreed`](super::agreed)).

use super::agreed::Agreed;
use super::compile::Refusal;
use super::fork::Forks;
use super::join::MOST_KEPT;
use super::known_items::{Index, KnownItems};
use super::loops::{Carried, Contract};
use super::patch::Operands;
use super::plan::{Edges, Exit, Leave, Plan, Source, Step, Target};
use super::registers::{Form, NO_VALUE, Pool};
use super::room::Room;
use super::scratch::{List, Scratch};
use super::snapshot::MOST_STORES;
use super::stencil::{Class, INT_SHIFT, Reg, StencilId, StencilTable};
use super::types::Type;
use super::val::Val;
use crate::value::Value;

/// A result of the compiler's parts.
pub(crate) type Res<T = ()> = Result<T, Refusal>;

/// The most values that all loops of a function carry together: those reached last carry nothing.
pub(super) const CARRIED_IN_ALL: usize = 256;
/// The number of dirty slots above which they are stored: what an exit has to store stays small.
const MANY_DIRTY: usize = 14;

#[derive(Clone, Copy)]
pub(crate) struct Slot {
    pub(super) value: u16,
    pub(super) dirty: bool,
    /// Whether it is in the list of dirty slots.
    listed: bool,
    /// Whether it is in the list of slots of which something is known.
    touched: bool,
    /// The register in which the loop here carries it.
    pub(super) home: Option<Home>,
    /// Whether it is known here to have a constant wherever control joins: its memory need not have it.
    pub(super) spared: bool,
    /// Whether it is dirty and its memory may hold no value at all, if it is a variable of the compiled function.
    pub(super) void: bool,
}

impl Slot {
    /// Its memory has its value now.
    fn stored(&mut self) {
        (self.dirty, self.void) = (false, false);
    }
}

/// The register in which a loop carries a slot.
#[derive(Clone, Copy)]
pub(super) struct Home {
    /// In which form.
    pub(super) form: Form,
    /// Which.
    pub(super) reg: Reg,
    /// Whether the loop writes the slot, so that its memory need not have the value.
    pub(super) written: bool,
}

const CLEAN: Slot =
    Slot { value: NO_VALUE, dirty: false, listed: false, touched: false, home: None, spared: false, void: false };

/// What an inlined body returns, as it is produced.
#[derive(Clone, Copy)]
pub(crate) struct Last {
    /// Slots from here on are dead behind it.
    pub(crate) base: u16,
    /// The register in which it is wanted.
    pub(crate) wanted: Reg,
}

/// Whose instructions are planned: those of the function that is compiled, or of one that is inlined.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Origin {
    /// Its frame, by its number in the plan.
    pub(crate) frame: u16,
    /// The site of its first instruction.
    pub(crate) first_site: u32,
    /// The turn of a loop that is planned before the loop, if one is: its instructions behind the head have sites of their own, all others
    /// those of the compiled function.
    pub(crate) turn: Option<Turn>,
}

/// See [`Origin::turn`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Turn {
    /// The loop's head.
    pub(crate) head: u32,
    /// The loop's last instruction.
    pub(crate) end: u32,
}

impl Origin {
    /// The site of an instruction.
    pub(crate) fn site(self, pc: u32) -> u32 {
        match self.turn {
            Some(turn) if pc <= turn.head || pc > turn.end => pc,
            _ => self.first_site.saturating_add(pc),
        }
    }
}

/// Global variables that have been compared with the values that they had when the function was compiled, since something was
/// called that may have changed them: the places of the last few, as offsets in the region.
#[derive(Clone, Copy, Default)]
pub(crate) struct KnownGlobals {
    offsets: [i64; 4],
    next: u8,
}

impl KnownGlobals {
    /// Whether the variable is one.
    pub(crate) fn has(&self, offset: i64) -> bool {
        self.offsets.contains(&offset)
    }

    /// Notes a variable. Its offset is not 0, where the context lies.
    pub(crate) fn add(&mut self, offset: i64) {
        if let Some(place) = self.offsets.get_mut(self.next as usize & 3) {
            *place = offset;
        }
        self.next = self.next.wrapping_add(1);
    }
}

/// The constants that values may be, each as one of a few bits: where the bit is not set, no value need be looked for.
#[derive(Clone, Copy)]
pub(super) struct Constants(u64);

impl Constants {
    /// None.
    const NONE: Constants = Constants(0);
    /// It is not known which.
    pub(super) const ANY: Constants = Constants(u64::MAX);

    /// That of a constant: references differ in their lower bits, floats in their upper ones.
    const fn bit(bits: u64) -> u64 {
        1 << (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
    }

    /// A value is this constant.
    pub(super) fn add(&mut self, bits: u64) {
        self.0 |= Constants::bit(bits);
    }

    /// Whether a value may be.
    fn may_have(self, bits: u64) -> bool {
        self.0 & Constants::bit(bits) != 0
    }
}

/// See the module.
pub(crate) struct State<'s> {
    /// The stencils.
    pub(crate) table: &'static StencilTable,
    /// What has been planned so far.
    pub(crate) plan: Plan<'s>,
    /// The current instruction, of the current body.
    pub(crate) pc: u32,
    /// The current body.
    pub(crate) origin: Origin,
    /// How side exits leave.
    pub(super) leave: Leave,
    /// What the turn that has begun has still to pay, where fuel is folded.
    pub(super) owed: u8,
    /// What loops carry.
    pub(crate) carried: List<'s, Carried>,
    /// What the loop here carries.
    pub(super) contract: Contract,
    pub(super) now: u32,
    pub(super) values: List<'s, Val>,
    pub(super) unused: List<'s, u16>,
    pub(super) slots: List<'s, Slot>,
    pub(super) touched: List<'s, u16>,
    pub(super) dirty: List<'s, u16>,
    /// Working memory: what stays known over a call.
    pub(super) kept: List<'s, (u16, Val)>,
    pub(super) gprs: Pool,
    pub(super) fprs: Pool,
    /// Changes with everything that an exit's stores depend on.
    pub(super) version: u32,
    /// Which global variables are known here.
    pub(crate) known_globals: KnownGlobals,
    /// Which items of lists are known to be there.
    pub(super) known_items: KnownItems,
    /// Which constants values are.
    pub(super) constants: Constants,
    /// What is known of what is produced next, if it is the last thing that an inlined body does.
    pub(crate) last: Option<Last>,
    /// States that hold elsewhere.
    pub(super) forks: Forks<'s>,
    /// What holds at joins ahead.
    pub(super) agreed: Agreed<'s>,
    /// The side exit that was planned last, and the version of the state with which it was.
    last_exit: Option<(u32, u32)>,
    status_exit: Option<u32>,
}

impl<'s> State<'s> {
    /// A state in which nothing is known, for `slots` slots.
    pub(crate) fn new(
        table: &'static StencilTable,
        plan: Plan<'s>,
        agreed: Agreed<'s>,
        forks: Forks<'s>,
        scratch: &mut Scratch<'s>,
        slots: usize,
    ) -> State<'s> {
        let [gprs, fprs] = Pool::both(table);
        State {
            table,
            plan,
            pc: 0,
            origin: Origin::default(),
            leave: Leave::Exit,
            owed: 0,
            carried: scratch.list(CARRIED_IN_ALL),
            contract: Contract::default(),
            now: 1,
            values: scratch.list(slots + 16),
            unused: scratch.list(slots + 16),
            slots: scratch.filled(slots, CLEAN),
            touched: scratch.list(slots),
            dirty: scratch.list(slots),
            kept: scratch.list(MOST_KEPT),
            gprs,
            fprs,
            version: 0,
            known_globals: KnownGlobals::default(),
            known_items: KnownItems::default(),
            constants: Constants::NONE,
            last: None,
            forks,
            agreed,
            last_exit: None,
            status_exit: None,
        }
    }

    /// The scratch bytes that [`State::new`] takes for `slots` slots.
    pub(crate) const fn size(slots: usize) -> usize {
        (slots + 16) * (size_of::<Val>() + size_of::<u16>())
            + slots * (size_of::<Slot>() + 2 * size_of::<u16>())
            + CARRIED_IN_ALL * size_of::<Carried>()
            + MOST_KEPT * size_of::<(u16, Val)>()
            + 64
    }

    /// Begins an instruction. Slots from `temporaries` on are soon dead, and stored last.
    pub(crate) fn begin(&mut self, pc: u32, temporaries: u16) -> Res {
        self.pc = pc;
        self.now += 1;
        for height in [temporaries, u16::MAX] {
            if self.dirty.len() > MANY_DIRTY {
                self.flush(height)?;
                self.now += 1;
            }
        }
        Ok(())
    }

    // --- planning ---

    /// Plans a stencil that has no edges, or whose exit is a side exit of the current instruction.
    #[inline(always)]
    pub(crate) fn emit(&mut self, id: StencilId, regs: &[Reg], imms: &[i64]) -> Res {
        if cfg!(feature = "unmetered") && matches!(id, StencilId::BackEdge | StencilId::Charge) {
            return Ok(());
        }
        // Mostly it is known here which one it is.
        let exit = if id.signature().exits { Target::Exit(self.exit_of(id)?) } else { Target::None };
        self.plan.stencil(id, regs, imms, exit, Target::None)
    }

    /// Plans a stencil that branches.
    #[inline(always)]
    pub(crate) fn branch(&mut self, id: StencilId, regs: &[Reg], imms: &[i64], taken: Target) -> Res {
        self.plan.stencil(id, regs, imms, Target::None, taken)
    }

    /// The side exit of the current instruction with the state as it is.
    pub(crate) fn exit(&mut self) -> Res<u32> {
        let frame = self.origin.frame;
        let (first, count) = match self.last_exit {
            Some((exit, version)) if version == self.version => {
                let Exit { pc, frame: of, leave, first, count, .. } = self.plan.exits.at(exit)?;
                if (pc, of, leave) == (self.pc, frame, self.leave) {
                    return Ok(exit);
                }
                (first, count)
            }
            _ => self.stores()?,
        };
        let exit =
            self.plan.exits.push(Exit { pc: self.pc, frame, first, count, leave: self.leave, folded: self.due() })?;
        self.last_exit = Some((exit, self.version));
        Ok(exit)
    }

    /// The side exit of this stencil, which is planned next.
    fn exit_of(&mut self, id: StencilId) -> Res<u32> {
        match self.plan.unproved_exit(id) {
            Some(exit) => Ok(exit),
            None => self.exit(),
        }
    }

    /// Plans what an exit stores here: the first, and how many.
    fn stores(&mut self) -> Res<(u32, u32)> {
        let first = self.plan.stores.len() as u32;
        for slot in self.dirty.as_slice() {
            let s = self.slots.at(*slot)?;
            if s.dirty {
                let source = self.values.at(s.value)?.source().ok_or(Refusal::Internal)?;
                self.plan.store(*slot, source)?;
            }
        }
        let count = self.plan.stores.len() as u32 - first;
        if count > MOST_STORES {
            return Err(Refusal::Space);
        }
        Ok((first, count))
    }

    /// The exit by which a helper's status leaves. One does for all: helpers say themselves where to go on.
    pub(crate) fn status_exit(&mut self) -> Res<Target> {
        let exit = match self.status_exit {
            Some(exit) => exit,
            None => self.plan.exits.push(Exit {
                pc: 0,
                frame: 0,
                first: 0,
                count: 0,
                leave: Leave::Status,
                folded: None,
            })?,
        };
        self.status_exit = Some(exit);
        Ok(Target::Exit(exit))
    }

    // --- slots and values ---

    pub(super) fn new_value(&mut self, v: Val) -> Res<u16> {
        if let Some(id) = self.unused.pop() {
            *self.values.at_mut(id)? = v;
            return Ok(id);
        }
        Ok(self.values.push(v)? as u16)
    }

    /// The value of a slot.
    #[inline(always)]
    pub(super) fn id(&mut self, slot: u16) -> Res<u16> {
        let value = self.slots.at(slot)?.value;
        if value != NO_VALUE { Ok(value) } else { self.new_id(slot) }
    }

    /// The value of a slot of which nothing has been asked.
    fn new_id(&mut self, slot: u16) -> Res<u16> {
        let id = self.new_value(Val { refs: 1, ..Val::UNKNOWN })?;
        self.give(slot, id)?;
        Ok(id)
    }

    pub(super) fn give(&mut self, slot: u16, id: u16) -> Res {
        let s = self.slots.at_mut(slot)?;
        s.value = id;
        if !s.touched {
            s.touched = true;
            self.touched.push(slot)?;
        }
        Ok(())
    }

    /// What is known of a slot's value.
    pub(crate) fn value(&self, slot: u16) -> Val {
        self.known(slot).copied().unwrap_or(Val::UNKNOWN)
    }

    /// The slot's value, if anything has been asked of it: [`NO_VALUE`] is none of the values' numbers, which are fewer.
    pub(super) fn known(&self, slot: u16) -> Option<&Val> {
        let id = self.slots.as_slice().get(usize::from(slot))?.value;
        self.values.as_slice().get(usize::from(id))
    }

    /// Whether two slots are known to have the same value.
    pub(crate) fn same(&self, x: u16, y: u16) -> bool {
        let id = |slot: u16| self.slots.get(slot.into()).map_or(NO_VALUE, |s| s.value);
        x == y || (id(x) == id(y) && id(x) != NO_VALUE)
    }

    /// The slot's constant, if its value is one.
    pub(crate) fn constant(&self, slot: u16) -> Option<u64> {
        self.value(slot).constant
    }

    /// The slot's value, if it is a constant small int.
    pub(crate) fn constant_int(&self, slot: u16) -> Option<i64> {
        // SAFETY: constants' bits come from values.
        let v = unsafe { Value::from_bits(self.constant(slot)?) };
        v.as_int()
    }

    /// How far the slot's value is from overflow, if that is a small int.
    pub(crate) fn room(&self, slot: u16) -> Room {
        self.constant_int(slot).map_or(self.value(slot).room, Room::exactly)
    }

    /// Notes how far from overflow the slot's value is, besides what is known of it.
    pub(crate) fn learn_room(&mut self, slot: u16, room: Room) -> Res {
        let id = self.id(slot)?;
        let v = self.values.at_mut(id)?;
        v.room = v.room.and(room);
        Ok(())
    }

    /// Which item of a list the slot's value is the index of, counted from its front.
    fn index(&mut self, slot: u16) -> Res<Option<Index>> {
        Ok(match self.constant_int(slot) {
            Some(k) => (k >= 0).then_some(Index::Constant(k)),
            None => Some(Index::Value(self.id(slot)?)),
        })
    }

    /// Whether the list in one slot is known to have an item at the index in another one.
    pub(crate) fn knows_item(&mut self, list: u16, index: u16) -> Res<bool> {
        if self.proves(list, index) {
            return Ok(true);
        }
        let (list, index) = (self.id(list)?, self.index(index)?);
        Ok(index.is_some_and(|index| self.known_items.has(list, index)))
    }

    /// Notes that the list in one slot has an item at the index in another one.
    pub(crate) fn learn_item(&mut self, list: u16, index: u16) -> Res {
        let (list, index) = (self.id(list)?, self.index(index)?);
        if let Some(index) = index {
            self.known_items.add(list, index);
        }
        Ok(())
    }

    /// Notes that the list in a slot has an item at this index, and so all before it.
    pub(crate) fn learn_length(&mut self, list: u16, last: i64) -> Res {
        let list = self.id(list)?;
        self.known_items.add(list, Index::Constant(last));
        Ok(())
    }

    /// Notes what a slot's value is known to be.
    pub(crate) fn learn(&mut self, slot: u16, ty: Type) -> Res {
        let id = self.id(slot)?;
        let v = self.values.at_mut(id)?;
        if ty != Type::Unknown {
            v.ty = ty;
        }
        v.assigned = true;
        Ok(())
    }

    /// Forgets the slot's value: what was in its registers is gone, its memory is what counts.
    pub(crate) fn forget(&mut self, slot: u16) -> Res {
        let s = self.slots.at_mut(slot)?;
        let id = s.value;
        s.value = NO_VALUE;
        if s.dirty {
            s.dirty = false;
            self.version += 1;
        }
        if id == NO_VALUE { Ok(()) } else { self.unshare(id) }
    }

    /// A slot has the value no more; when none has, its registers are free.
    pub(super) fn unshare(&mut self, id: u16) -> Res {
        let v = self.values.at_mut(id)?;
        v.refs = v.refs.saturating_sub(1);
        if v.refs == 0 {
            let v = core::mem::replace(v, Val::UNKNOWN);
            if !v.nowhere() {
                for form in Form::ALL {
                    v.reg(form).into_iter().for_each(|r| self.pool(form).release(r));
                }
            }
            self.known_items.forget(id);
            self.unused.push(id)?;
        }
        Ok(())
    }

    /// Forgets all slots from `height` on.
    pub(crate) fn forget_from(&mut self, height: u16) -> Res {
        for i in 0..self.touched.len() as u32 {
            let slot = self.touched.at(i)?;
            if slot >= height {
                self.forget(slot)?;
            }
        }
        Ok(())
    }

    /// Forgets all slots from `height` on but one.
    pub(crate) fn forget_from_but(&mut self, height: u16, kept: u16) -> Res {
        for i in 0..self.touched.len() as u32 {
            let slot = self.touched.at(i)?;
            if slot >= height && slot != kept {
                self.forget(slot)?;
            }
        }
        Ok(())
    }

    /// The code of an instruction of the current body, which is a join.
    pub(crate) fn label(&self, pc: u32) -> Target {
        Target::Pc(self.origin.site(pc))
    }

    pub(super) fn mark_dirty(&mut self, slot: u16) -> Res {
        let s = self.slots.at_mut(slot)?;
        s.dirty = true;
        if !s.listed {
            s.listed = true;
            self.dirty.push(slot)?;
        }
        self.version += 1;
        Ok(())
    }

    /// The slot gets the value in a register, which was the destination of the last stencil.
    pub(crate) fn set(&mut self, slot: u16, r: Reg, form: Form, ty: Type) -> Res {
        self.forget(slot)?;
        let mut v = Val { ty, assigned: ty != Type::Unknown, refs: 1, ..Val::UNKNOWN };
        v.set_reg(form, Some(r));
        let id = self.new_value(v)?;
        let now = self.now;
        self.pool(form).put(r, id, form, now);
        self.give(slot, id)?;
        self.mark_dirty(slot)
    }

    /// The slot gets a constant.
    pub(crate) fn set_constant(&mut self, slot: u16, bits: u64, ty: Type) -> Res {
        let assigned = bits != Value::UNASSIGNED.bits();
        self.give_constant(slot, Val { constant: Some(bits), ty, assigned, refs: 1, ..Val::UNKNOWN }, bits)?;
        self.mark_dirty(slot)
    }

    /// The slot gets a value that is this constant. One that takes several instructions to make is made once for all slots
    /// that have it.
    pub(super) fn give_constant(&mut self, slot: u16, v: Val, bits: u64) -> Res {
        if constant_stencil(bits as i64) == StencilId::LdConst64
            && self.constants.may_have(bits)
            && let Some(id) = self.constant_value(bits)
        {
            self.values.at_mut(id)?.refs += 1;
            self.forget(slot)?;
            return self.give(slot, id);
        }
        self.constants.add(bits);
        self.forget(slot)?;
        let id = self.new_value(v)?;
        self.give(slot, id)
    }

    /// The value that is this constant, if one is.
    fn constant_value(&self, bits: u64) -> Option<u16> {
        let same = |known: &Val| known.constant == Some(bits) && known.refs != 0;
        self.values.as_slice().iter().position(same).map(|id| id as u16)
    }

    /// Notes that the value in a slot, just set, is this constant, too.
    pub(crate) fn learn_constant(&mut self, slot: u16, bits: u64, ty: Type) -> Res {
        let id = self.id(slot)?;
        self.constants.add(bits);
        let v = self.values.at_mut(id)?;
        v.constant = Some(bits);
        v.ty = ty;
        v.assigned = bits != Value::UNASSIGNED.bits();
        Ok(())
    }

    /// Slot `to` gets the value of slot `from`.
    pub(crate) fn copy(&mut self, to: u16, from: u16) -> Res {
        if to == from {
            return Ok(());
        }
        let id = self.id(from)?;
        if self.values.at(id)?.source().is_none() {
            self.boxed(from)?;
        }
        self.values.at_mut(id)?.refs += 1;
        self.forget(to)?;
        self.give(to, id)?;
        self.mark_dirty(to)
    }

    // --- registers ---

    pub(super) fn pool(&mut self, form: Form) -> &mut Pool {
        if form == Form::Float { &mut self.fprs } else { &mut self.gprs }
    }

    /// A free register for a value of this form. It is the current instruction's until that ends.
    pub(crate) fn alloc(&mut self, form: Form) -> Res<Reg> {
        let now = self.now;
        let pool = self.pool(form);
        if let Some(r) = pool.free(now) {
            pool.touch(r, now);
            return Ok(r);
        }
        self.make_free(form)
    }

    /// A register that is taken away from the value in it.
    #[inline(never)]
    fn make_free(&mut self, form: Form) -> Res<Reg> {
        let now = self.now;
        let r = self.pool(form).oldest(now).ok_or(Refusal::Internal)?;
        self.pool(form).unpin(r);
        // One that is reserved may be free.
        if let Some((id, held)) = self.pool(form).content(r) {
            self.evict(r, id, held)?;
        }
        self.pool(form).touch(r, now);
        Ok(r)
    }

    pub(super) fn evict(&mut self, r: Reg, id: u16, form: Form) -> Res {
        let v = self.values.at_mut(id)?;
        let before = v.source();
        v.set_reg(form, None);
        let after = v.source();
        if after.is_none()
            && let Some(source) = before
        {
            // The last place it can be stored from.
            for i in 0..self.dirty.len() as u32 {
                let slot = self.dirty.at(i)?;
                let s = self.slots.at(slot)?;
                if s.dirty && s.value == id {
                    self.store(slot, source)?;
                    self.slots.at_mut(slot)?.stored();
                }
            }
        }
        self.version += u32::from(before != after);
        self.pool(form).release(r);
        Ok(())
    }

    pub(super) fn store(&mut self, slot: u16, source: Source) -> Res {
        let offset = slot as i64 * 8;
        match source {
            Source::Boxed(r) => self.emit(StencilId::StSlot, &[r], &[offset]),
            Source::Int(r) => self.emit(StencilId::StSlotInt, &[r], &[offset]),
            Source::Float(r) => self.emit(StencilId::StSlotF, &[r], &[offset]),
            Source::Const(bits) => {
                let r = self.alloc(Form::Boxed)?;
                self.load_constant(r, bits)?;
                self.emit(StencilId::StSlot, &[r], &[offset])
            }
        }
    }

    /// Stores a constant, which is in no register before, and in which it is then.
    fn store_constant(&mut self, slot: u16, id: u16, bits: u64) -> Res<Reg> {
        if constant_stencil(bits as i64) != StencilId::LdConst64 || self.pinned(Form::Boxed, bits).is_some() {
            let r = self.boxed(slot)?;
            self.store(slot, Source::Boxed(r))?;
            return Ok(r);
        }
        // Most constants: one stencil does both.
        let r = self.alloc(Form::Boxed)?;
        let imms = [slot as i64 * 8, bits as i64];
        self.plan.stencil_with(StencilId::StConst64, Operands::new(&[r], &[]).regs, Edges::NONE, &imms)?;
        self.keep(id, r, Form::Boxed)?;
        Ok(r)
    }

    /// Stores the dirty slots below `height`.
    pub(crate) fn flush(&mut self, height: u16) -> Res {
        self.flush_where(|slot, _| slot < height)
    }

    /// Stores the slot if it is dirty.
    pub(crate) fn flush_slot(&mut self, slot: u16) -> Res {
        self.flush_where(|dirty, _| dirty == slot)
    }

    /// Stores the dirty slots below `height` that have no register in which the loop here writes them, and no constant that is known
    /// at its joins.
    pub(super) fn flush_but_homes(&mut self, height: u16) -> Res {
        self.flush_where(|slot, s| slot < height && !s.spared && !s.home.is_some_and(|home| home.written))
    }

    fn flush_where(&mut self, is_stored: impl Fn(u16, &Slot) -> bool) -> Res {
        // What is in registers first, so that constants find free ones.
        let mut any_constants = false;
        for constants in [false, true] {
            if constants && !any_constants {
                break;
            }
            let mut kept = 0u32;
            for i in 0..self.dirty.len() as u32 {
                let slot = self.dirty.at(i)?;
                let s = self.slots.at(slot)?;
                let mut stays = s.dirty;
                if s.dirty && is_stored(slot, &s) {
                    stays = false;
                    match self.values.at(s.value)?.source().ok_or(Refusal::Internal)? {
                        Source::Const(bits) if constants => {
                            // Several slots may have it: it stays in a register, if nobody else needs that.
                            let r = self.store_constant(slot, s.value, bits)?;
                            self.gprs.touch(r, self.now - 1);
                        }
                        Source::Const(_) => (any_constants, stays) = (true, true),
                        source => self.store(slot, source)?,
                    }
                }
                if stays {
                    *self.dirty.at_mut(kept)? = slot;
                    kept += 1;
                } else {
                    let s = self.slots.at_mut(slot)?;
                    s.listed = false;
                    if s.dirty {
                        s.stored();
                    }
                }
            }
            self.dirty.truncate(kept as usize);
        }
        self.version += 1;
        Ok(())
    }

    /// Forgets everything, dirty slots too.
    pub(crate) fn reset(&mut self) -> Res {
        while let Some(slot) = self.touched.pop() {
            let s = self.slots.at_mut(slot)?;
            *s = Slot { home: s.home, spared: s.spared, ..CLEAN };
        }
        self.dirty.clear();
        self.values.clear();
        self.unused.clear();
        self.gprs.clear();
        self.fprs.clear();
        self.known_globals = KnownGlobals::default();
        self.known_items = KnownItems::default();
        self.constants = Constants::NONE;
        self.version += 1;
        Ok(())
    }

    /// A helper has been called: only registers that it saves are alive. All slots are clean.
    pub(crate) fn after_helper(&mut self) -> Res {
        self.known_globals = KnownGlobals::default();
        self.known_items = KnownItems::default();
        while let Some((r, id)) = self.gprs.held_in(Form::Items) {
            self.evict(r, id, Form::Items)?;
        }
        self.lose()
    }

    /// Takes all values out of registers that what is called does not keep.
    pub(super) fn lose(&mut self) -> Res {
        self.gprs.unpin_lost();
        self.fprs.unpin_lost();
        for of in [Form::Boxed, Form::Float] {
            for r in self.pool(of).lost() {
                let Some((id, form)) = self.pool(of).content(r) else { continue };
                if self.dirty.len() != 0 {
                    self.evict(r, id, form)?;
                } else {
                    // Mostly: no value waits to be stored, and so there is nothing that an exit stores.
                    self.values.at_mut(id)?.set_reg(form, None);
                    self.pool(form).release(r);
                }
            }
        }
        Ok(())
    }

    /// Puts into the value's record that it is in `r` now.
    pub(super) fn keep(&mut self, id: u16, r: Reg, form: Form) -> Res {
        let v = self.values.at_mut(id)?;
        if v.source().is_some() {
            self.version += 1;
        }
        v.set_reg(form, Some(r));
        let now = self.now;
        self.pool(form).put(r, id, form, now);
        Ok(())
    }

    fn present(&mut self, id: u16, form: Form) -> Res<Option<Reg>> {
        let found = self.values.at(id)?.reg(form);
        if let Some(r) = found {
            let now = self.now;
            self.pool(form).touch(r, now);
        }
        Ok(found)
    }

    /// The slot's value, boxed, in a register.
    pub(crate) fn boxed(&mut self, slot: u16) -> Res<Reg> {
        let id = self.id(slot)?;
        if let Some(r) = self.present(id, Form::Boxed)? {
            return Ok(r);
        }
        let v = self.values.at(id)?;
        if let Some(r) = v.constant.and_then(|bits| self.pinned(Form::Boxed, bits)) {
            return Ok(r);
        }
        if let Some(from) = v.reg(Form::Int) {
            self.gprs.touch(from, self.now);
        }
        if let Some(from) = v.reg(Form::Float) {
            self.fprs.touch(from, self.now);
        }
        let r = self.alloc(Form::Boxed)?;
        if let Some(bits) = v.constant {
            self.load_constant(r, bits)?;
        } else if let Some(from) = v.reg(Form::Int) {
            self.emit(StencilId::BoxInt, &[r, from], &[])?;
        } else if let Some(from) = v.reg(Form::Float) {
            self.emit(StencilId::BoxFloat, &[r, from], &[])?;
        } else {
            self.emit(StencilId::LdSlot, &[r], &[slot as i64 * 8])?;
        }
        self.keep(id, r, Form::Boxed)?;
        Ok(r)
    }

    /// Plans the last use of any value: puts the slot's, boxed, into `d`, whatever that holds.
    pub(crate) fn boxed_last(&mut self, slot: u16, d: Reg) -> Res {
        match self.value(slot).source() {
            Some(Source::Boxed(r)) if r == d => Ok(()),
            Some(Source::Boxed(r)) => self.emit(StencilId::Mov, &[d, r], &[]),
            Some(Source::Int(r)) => self.emit(StencilId::BoxInt, &[d, r], &[]),
            Some(Source::Float(r)) => self.emit(StencilId::BoxFloat, &[d, r], &[]),
            Some(Source::Const(bits)) => self.load_constant(d, bits),
            None => self.emit(StencilId::LdSlot, &[d], &[slot as i64 * 8]),
        }
    }

    /// The slot's value as a left-justified int; exits if it is none.
    pub(crate) fn int(&mut self, slot: u16) -> Res<Reg> {
        let id = self.id(slot)?;
        if let Some(r) = self.present(id, Form::Int)? {
            return Ok(r);
        }
        let v = self.values.at(id)?;
        if let Some(i) = self.constant_int(slot) {
            let bits = i << INT_SHIFT;
            if let Some(r) = self.pinned(Form::Int, bits as u64) {
                return Ok(r);
            }
            let r = self.alloc(Form::Int)?;
            self.load_constant(r, bits as u64)?;
            self.keep(id, r, Form::Int)?;
            return Ok(r);
        }
        let boxed = self.present(id, Form::Boxed)?;
        let (load, unbox) = match v.ty {
            Type::Int => (StencilId::LdSlotI, StencilId::UnboxInt),
            _ => (StencilId::LdSlotInt, StencilId::GuardInt),
        };
        let r = if let Some(r) = boxed
            && !self.is_home(slot, Form::Boxed, r)
            && self.free_home(slot, Form::Int).is_none()
        {
            // In place: it can be boxed again.
            self.emit(unbox, &[r, r], &[])?;
            self.values.at_mut(id)?.set_reg(Form::Boxed, None);
            self.version += 1;
            r
        } else if let Some(from) = boxed {
            let r = self.alloc_at_home(slot, Form::Int)?;
            self.emit(unbox, &[r, from], &[])?;
            r
        } else if v.source().is_none() {
            let r = self.alloc_at_home(slot, Form::Int)?;
            self.emit(load, &[r], &[slot as i64 * 8])?;
            r
        } else {
            // It is known to be something else: the guard will see.
            let from = self.boxed(slot)?;
            let r = self.alloc_at_home(slot, Form::Int)?;
            self.emit(unbox, &[r, from], &[])?;
            r
        };
        self.keep(id, r, Form::Int)?;
        self.learn(slot, Type::Int)?;
        Ok(r)
    }

    /// The slot's value as a double; exits if it is no float.
    pub(crate) fn float(&mut self, slot: u16) -> Res<Reg> {
        let id = self.id(slot)?;
        if let Some(r) = self.present(id, Form::Float)? {
            return Ok(r);
        }
        let v = self.values.at(id)?;
        let known = v.ty == Type::Float;
        if let Some(r) = v.constant.filter(|_| known).and_then(|bits| self.pinned(Form::Float, bits)) {
            return Ok(r);
        }
        let r = self.alloc_at_home(slot, Form::Float)?;
        match v.constant {
            Some(bits) if known => self.float_constant(r, bits)?,
            _ => {
                if v.source().is_none() {
                    let id = if known { StencilId::LdSlotF } else { StencilId::LdSlotFloat };
                    self.emit(id, &[r], &[slot as i64 * 8])?;
                } else {
                    let from = self.boxed(slot)?;
                    let id = if known { StencilId::UnboxFloat } else { StencilId::GuardFloat };
                    self.emit(id, &[r, from], &[])?;
                }
            }
        }
        self.keep(id, r, Form::Float)?;
        self.learn(slot, Type::Float)?;
        Ok(r)
    }

    pub(super) fn float_constant(&mut self, r: Reg, bits: u64) -> Res {
        if bits == 0 {
            self.emit(StencilId::ZeroF, &[r], &[])
        } else {
            self.emit(StencilId::LdConstF, &[r], &[bits as i64])
        }
    }

    /// The slot's value, a float or an int, as a double.
    pub(crate) fn number(&mut self, slot: u16, ty: Type) -> Res<Reg> {
        if ty != Type::Int {
            return self.float(slot);
        }
        if let Some(i) = self.constant_int(slot) {
            return self.float_temporary(i as f64);
        }
        let from = self.int(slot)?;
        let r = self.alloc(Form::Float)?;
        self.emit(StencilId::IntToFloat, &[r, from], &[])?;
        Ok(r)
    }

    /// The address of the object that the slot's value refers to, of a type that has a kind; exits if it is another.
    pub(crate) fn raw(&mut self, slot: u16, ty: Type) -> Res<Reg> {
        Ok(self.raw_if(slot, ty, None)?.0)
    }

    /// The same of a list that has an item at index `last`.
    pub(crate) fn raw_list(&mut self, slot: u16, last: i64) -> Res<Reg> {
        let (r, is_known) = self.raw_if(slot, Type::List, Some((StencilId::GuardListOf, last)))?;
        if !is_known {
            self.emit(StencilId::CheckLength, &[r], &[last])?;
        }
        self.learn_length(slot, last)?;
        Ok(r)
    }

    /// The same of a list or tuple with so many items.
    pub(crate) fn raw_of(&mut self, slot: u16, ty: Type, count: i64) -> Res<Reg> {
        let guard = (ty == Type::Tuple).then_some((StencilId::GuardTupleOf, count));
        let (r, is_known) = self.raw_if(slot, ty, guard)?;
        if !is_known {
            self.emit(StencilId::CheckLengthIs, &[r], &[count])?;
        }
        Ok(r)
    }

    /// The address, and whether its length has been looked at by this guard: if the type had to be looked at, too.
    fn raw_if(&mut self, slot: u16, ty: Type, guard: Option<(StencilId, i64)>) -> Res<(Reg, bool)> {
        let id = self.id(slot)?;
        let kind = ty.kind().ok_or(Refusal::Internal)?;
        let known = self.values.at(id)?.ty == ty;
        if known && let Some(r) = self.present(id, Form::Raw)? {
            return Ok((r, false));
        }
        if known
            && let Some(bits) = self.values.at(id)?.constant
            && !self.values.at(id)?.holds(Form::Boxed)
        {
            let r = self.alloc(Form::Raw)?;
            self.emit(StencilId::LdAddr, &[r], &[(bits as u32 as usize * crate::heap::UNIT) as i64])?;
            self.keep(id, r, Form::Raw)?;
            return Ok((r, false));
        }
        let from = self.boxed(slot)?;
        // In place if nothing is lost.
        let in_place = (self.values.at(id)?.constant.is_some() || !self.any_dirty(id)?)
            && !self.is_home(slot, Form::Boxed, from)
            && !self.gprs.is_pinned(from);
        let r = if in_place { from } else { self.alloc(Form::Raw)? };
        let guard = guard.filter(|(guard, imm)| !known && self.table.fits(*guard, 0, *imm));
        let mut is_guarded = false;
        if known {
            self.emit(StencilId::Untag, &[r, from], &[])?;
        } else if let Some((guard, imm)) = guard
            && let exit = self.exit_of(guard)?
            && !self.plan.stores_from(exit, Class::Gpr, r)?
        {
            self.plan.stencil(guard, &[r, from], &[imm], Target::Exit(exit), Target::None)?;
            is_guarded = true;
        } else {
            self.emit(StencilId::GuardKind, &[r, from], &[kind as i64])?;
        }
        if in_place {
            self.values.at_mut(id)?.set_reg(Form::Boxed, None);
        }
        if let Some(old) = self.values.at(id)?.reg(Form::Raw) {
            self.gprs.release(old);
        }
        self.keep(id, r, Form::Raw)?;
        self.learn(slot, ty)?;
        Ok((r, is_guarded))
    }

    /// Whether the address of the array of the list in a slot is in a register.
    pub(crate) fn has_items(&self, slot: u16) -> bool {
        self.known(slot).is_some_and(|v| v.holds(Form::Items))
    }

    /// The address of the array of the list in a slot; exits if it is no list.
    pub(crate) fn items(&mut self, slot: u16) -> Res<Reg> {
        let id = self.id(slot)?;
        if let Some(r) = self.present(id, Form::Items)? {
            return Ok(r);
        }
        let list = self.raw(slot, Type::List)?;
        let r = self.alloc(Form::Items)?;
        self.emit(StencilId::ListItems, &[r, list], &[])?;
        self.keep(id, r, Form::Items)?;
        Ok(r)
    }

    /// Whether the loop here carries the slot in this register, in this form.
    pub(super) fn is_home(&self, slot: u16, form: Form, r: Reg) -> bool {
        let home = self.slots.get(slot.into()).and_then(|s| s.home);
        home.is_some_and(|home| home.form == form && home.reg == r)
    }

    /// Whether the value waits to be stored in some slot.
    pub(super) fn any_dirty(&self, id: u16) -> Res<bool> {
        for slot in self.dirty.as_slice() {
            let s = self.slots.at(*slot)?;
            if s.dirty && s.value == id {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Plans the shortest stencil that loads a constant. None of them exits.
    pub(super) fn load_constant(&mut self, r: Reg, bits: u64) -> Res {
        let id = constant_stencil(bits as i64);
        self.plan.stencil_with(id, Operands::new(&[r], &[]).regs, Edges::NONE, &[bits as i64])
    }

    /// A constant of the pass's own in a register, for the current instruction.
    pub(crate) fn temporary(&mut self, bits: u64) -> Res<Reg> {
        let r = self.alloc(Form::Boxed)?;
        self.load_constant(r, bits)?;
        Ok(r)
    }

    /// The same of a double.
    pub(crate) fn float_temporary(&mut self, x: f64) -> Res<Reg> {
        if let Some(r) = self.pinned(Form::Float, x.to_bits()) {
            return Ok(r);
        }
        let r = self.alloc(Form::Float)?;
        self.float_constant(r, x.to_bits())?;
        Ok(r)
    }

    /// The int in the slot, which nobody asks for behind the current instruction, if it is the lowest bits of another one, just made:
    /// the register of that, and how many bits. Then it is not made.
    pub(crate) fn take_low_bits(&mut self, slot: u16) -> Res<Option<(Reg, u32)>> {
        let v = self.value(slot);
        let Some(d) = v.reg(Form::Int).filter(|_| v.refs == 1 && v.constant.is_none()) else { return Ok(None) };
        let gprs = self.gprs;
        let taken = self.plan.take_low_bits(d, |r| gprs.content(r).is_none());
        if let Some((a, _)) = taken {
            self.forget(slot)?;
            self.renew(a);
        }
        Ok(taken)
    }

    /// The current instruction needs the register, which it took with [`State::alloc`], no more.
    pub(crate) fn give_back(&mut self, r: Reg) {
        self.gprs.release(r);
    }

    /// The current instruction needs a general register no more that holds a value.
    pub(crate) fn end_use_of(&mut self, r: Reg) {
        let before = self.now - 1;
        self.gprs.touch(r, before);
    }

    /// Ends the use of all registers by the current instruction, which goes on.
    pub(crate) fn end_use(&mut self) {
        self.now += 1;
    }

    /// The current instruction uses the general register again.
    pub(crate) fn renew(&mut self, r: Reg) {
        let now = self.now;
        self.gprs.touch(r, now);
    }

    /// A register for the result that `slot` gets from the stencil planned next. Exits of that stencil still see the slot's
    /// old value, which must have been asked for with [`State::exit`] before.
    pub(crate) fn destination(&mut self, slot: u16, form: Form) -> Res<Reg> {
        self.forget(slot)?;
        self.alloc_at_home(slot, form)
    }

    /// The same for a stencil that is shorter if it may write its destination before it exits: a register from which no exit stores. The old value's would
    /// be one from which the exit does.
    fn fresh_destination(&mut self, slot: u16, form: Form) -> Res<Reg> {
        let home = self.slots.at(slot)?.home;
        let (at_home, now) = (home.is_some_and(|home| home.form == form), self.now);
        let free = if at_home { None } else { self.pool(form).free(now) };
        let Some(r) = free else { return self.destination(slot, form) };
        self.forget(slot)?;
        self.pool(form).touch(r, now);
        Ok(r)
    }

    /// The register in which the loop here carries the slot, if that is in this form and free.
    fn free_home(&self, slot: u16, form: Form) -> Option<Reg> {
        let home = self.slots.get(slot.into())?.home.filter(|home| home.form == form)?;
        let pool = if form == Form::Float { &self.fprs } else { &self.gprs };
        pool.is_free_at(home.reg, self.now).then_some(home.reg)
    }

    /// A register for a value of the slot's in this form, that in which the loop here carries it if it is free.
    pub(super) fn alloc_at_home(&mut self, slot: u16, form: Form) -> Res<Reg> {
        let Some(r) = self.free_home(slot, form) else { return self.alloc(form) };
        let now = self.now;
        self.pool(form).touch(r, now);
        Ok(r)
    }

    /// Plans a stencil whose first operand is the new value of `slot`.
    pub(crate) fn produce(
        &mut self,
        slot: u16,
        id: StencilId,
        form: Form,
        ty: Type,
        sources: &[Reg],
        imms: &[i64],
    ) -> Res {
        let now = self.now;
        let exit = match self.plan.unproved_exit(id) {
            // With a register that is free nothing else is planned before.
            Some(exit) if self.pool(form).free(now).is_some() => Target::Exit(exit),
            _ if id.signature().exits => Target::Exit(self.exit()?),
            _ => Target::None,
        };
        let d = match self.last.take() {
            None if id.fresh().is_some() => self.fresh_destination(slot, form)?,
            None => self.destination(slot, form)?,
            Some(Last { base, wanted }) => {
                self.forget_from(base)?;
                let now = self.now;
                let d = if self.pool(form).is_free_at(wanted, now) { wanted } else { self.alloc(form)? };
                self.pool(form).touch(d, now);
                d
            }
        };
        let mut regs = [d; 3];
        regs.iter_mut().skip(1).zip(sources).for_each(|(to, from)| *to = *from);
        self.plan.stencil(id, &regs, imms, exit, Target::None)?;
        self.set(slot, d, form, ty)
    }

    /// Plans a step that is no stencil.
    pub(crate) fn mark(&mut self, step: Step) -> Res {
        if matches!(step, Step::Pc(_) | Step::Local(_)) {
            return self.plan.place(step);
        }
        if !matches!(step, Step::Begin(_)) {
            self.plan.prove()?;
        }
        self.plan.resumes += matches!(step, Step::Resume(_)) as usize;
        self.plan.steps.push(step)?;
        Ok(())
    }
}

/// The shortest stencil that loads a constant.
pub(crate) fn constant_stencil(value: i64) -> StencilId {
    if value >= 0 && value <= u16::MAX as i64 {
        StencilId::LdConst16
    } else if value >= 0 && value <= u32::MAX as i64 {
        StencilId::LdConst32
    } else if value < 0 && value >= i32::MIN as i64 {
        StencilId::LdConstNeg
    } else {
        StencilId::LdConst64
    }
}
