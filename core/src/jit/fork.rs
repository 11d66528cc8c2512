//! Places to which one branch leads and nothing else: what is known at the branch is known there too, and every register holds what it
//! held. So the state is kept until the pass comes to the place, instead of being made to agree with anything.

use super::compile::Refusal;
use super::folded::Fold;
use super::known_items::KnownItems;
use super::loops::Contract;
use super::plan::Target;
use super::registers::Pool;
use super::room::Room;
use super::scratch::{List, Scratch};
use super::state::{KnownGlobals, Res, Slot, State};
use super::val::Val;

/// The most states that are kept at a time.
const MOST: usize = 6;
/// The most values and slots of a state that is kept.
const MOST_VALUES: usize = 40;
/// No place.
const NONE: u32 = u32::MAX;
/// A place within the code of the current instruction.
const HERE: u32 = u32::MAX - 1;

/// A state that is kept.
struct Fork<'s> {
    /// The site where it holds.
    site: u32,
    contract: Contract,
    folded: Option<Fold>,
    values: List<'s, Val>,
    slots: List<'s, (u16, Slot)>,
    dirty: List<'s, u16>,
    /// The general and the floating-point one, if a state is kept here.
    pools: List<'s, [Pool; 2]>,
    known_globals: KnownGlobals,
    known_items: KnownItems,
}

/// The states that are kept.
pub(crate) struct Forks<'s> {
    forks: [Option<Fork<'s>>; MOST],
}

impl<'s> Forks<'s> {
    /// Room for no state.
    pub(crate) const fn none() -> Forks<'s> {
        Forks { forks: [const { None }; MOST] }
    }

    /// Room for a few.
    pub(crate) fn new(scratch: &mut Scratch<'s>) -> Res<Forks<'s>> {
        let mut made = Forks::none();
        for fork in &mut made.forks {
            *fork = Some(Fork {
                site: NONE,
                contract: Contract::default(),
                folded: None,
                values: scratch.list(MOST_VALUES)?,
                slots: scratch.list(MOST_VALUES)?,
                dirty: scratch.list(MOST_VALUES)?,
                pools: scratch.list(1)?,
                known_globals: KnownGlobals::default(),
                known_items: KnownItems::default(),
            });
        }
        Ok(made)
    }

    /// The scratch bytes that [`Forks::new`] takes.
    pub(crate) const SIZE: usize = MOST
        * (MOST_VALUES * (size_of::<Val>() + size_of::<(u16, Slot)>() + size_of::<u16>())
            + size_of::<[Pool; 2]>()
            + 64);

    fn position(&self, site: u32) -> Option<usize> {
        self.forks.iter().position(|f| f.as_ref().is_some_and(|f| f.site == site))
    }
}

impl State<'_> {
    /// Whether there is room to keep the state.
    pub(crate) fn can_fork(&self) -> bool {
        let most = MOST_VALUES - MOST_VALUES / 4;
        let small = self.values.len() <= most && self.touched.len() <= most && self.dirty.len() <= most;
        small && self.forks.position(NONE).is_some()
    }

    /// Keeps the state for the site; false if there is no room.
    pub(crate) fn fork(&mut self, site: u32) -> Res<bool> {
        let most = MOST_VALUES;
        if self.values.len() > most || self.touched.len() > most || self.dirty.len() > most {
            return Ok(false);
        }
        let free = self.forks.position(NONE).and_then(|k| self.forks.forks.get_mut(k));
        let Some(fork) = free.and_then(Option::as_mut) else { return Ok(false) };
        fork.values.clear();
        fork.slots.clear();
        fork.dirty.clear();
        for v in self.values.as_slice() {
            fork.values.push(*v)?;
        }
        for slot in self.touched.as_slice() {
            fork.slots.push((*slot, self.slots.at(*slot)?))?;
        }
        for slot in self.dirty.as_slice() {
            fork.dirty.push(*slot)?;
        }
        (fork.site, fork.contract, fork.folded) = (site, self.contract, self.plan.folded);
        fork.pools.clear();
        fork.pools.push([self.gprs, self.fprs])?;
        fork.known_globals = self.known_globals;
        fork.known_items = self.known_items;
        Ok(true)
    }

    /// Notes how far a slot's value is from overflow where the branch is taken for which the state was kept last.
    pub(crate) fn learn_room_there(&mut self, target: Target, slot: u16, room: Room) -> Res {
        let site = match target {
            Target::Pc(site) => site,
            _ => HERE,
        };
        let place = self.forks.position(site).and_then(|k| self.forks.forks.get_mut(k));
        let Some(fork) = place.and_then(Option::as_mut) else { return Ok(()) };
        if let Some((_, s)) = fork.slots.as_slice().iter().find(|(at, _)| *at == slot)
            && let Some(v) = fork.values.as_mut_slice().get_mut(s.value as usize)
        {
            v.room = v.room.and(room);
        }
        Ok(())
    }

    /// Keeps the state for a place within the code of the current instruction; false if there is no room.
    pub(crate) fn keep_here(&mut self) -> Res<bool> {
        self.fork(HERE)
    }

    /// At the place for which [`State::keep_here`] kept the state: it holds.
    pub(crate) fn go_on_here(&mut self) -> Res {
        if self.resume_fork(HERE)? { Ok(()) } else { Err(Refusal::Internal) }
    }

    /// At a site: the state that was kept for it holds, if one was.
    pub(crate) fn resume_fork(&mut self, site: u32) -> Res<bool> {
        let Some(place) = self.forks.position(site) else { return Ok(false) };
        let Some(mut fork) = self.forks.forks.get_mut(place).and_then(Option::take) else { return Ok(false) };
        self.enter(fork.contract)?;
        self.plan.folded = fork.folded;
        self.reset()?;
        self.forget_headers()?;
        for v in fork.values.as_slice() {
            self.values.push(*v)?;
        }
        for (id, v) in fork.values.as_slice().iter().enumerate() {
            if v.refs == 0 {
                self.unused.push(id as u16)?;
            }
        }
        for (slot, s) in fork.slots.as_slice() {
            *self.slots.at_mut(*slot)? = *s;
            self.touched.push(*slot)?;
        }
        for slot in fork.dirty.as_slice() {
            self.dirty.push(*slot)?;
        }
        [self.gprs, self.fprs] = fork.pools.at(0u32)?;
        self.known_globals = fork.known_globals;
        self.known_items = fork.known_items;
        fork.site = NONE;
        if let Some(free) = self.forks.forks.get_mut(place) {
            *free = Some(fork);
        }
        Ok(true)
    }
}
