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
use super::state::{Constants, KnownGlobals, Res, Slot, State};
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
    owed: u8,
    values: List<'s, Val>,
    slots: List<'s, (u16, Slot)>,
    dirty: List<'s, u16>,
    /// The general and the floating-point one, if a state is kept here.
    pools: List<'s, [Pool; 2]>,
    known_globals: KnownGlobals,
    known_items: KnownItems,
}

impl<'s> Fork<'s> {
    /// The scratch bytes that [`Fork::new`] takes.
    const SIZE: usize = size_of::<Fork<'_>>()
        + MOST_VALUES * (size_of::<Val>() + size_of::<(u16, Slot)>() + size_of::<u16>())
        + size_of::<[Pool; 2]>()
        + 64;

    /// Room to keep a state.
    fn new(scratch: &mut Scratch<'s>) -> Option<&'s mut Fork<'s>> {
        let fork = Fork {
            site: NONE,
            contract: Contract::default(),
            folded: None,
            owed: 0,
            values: scratch.list(MOST_VALUES),
            slots: scratch.list(MOST_VALUES),
            dirty: scratch.list(MOST_VALUES),
            pools: scratch.list(1),
            known_globals: KnownGlobals::default(),
            known_items: KnownItems::default(),
        };
        scratch.place(fork)
    }
}

/// The states that are kept.
pub(crate) struct Forks<'s> {
    /// Where there has been one, or still is.
    made: [Option<&'s mut Fork<'s>>; MOST],
    /// For more.
    room: Scratch<'s>,
}

impl<'s> Forks<'s> {
    /// As many as there is room for, but no more than a few.
    pub(crate) const fn new(room: Scratch<'s>) -> Forks<'s> {
        Forks { made: [const { None }; MOST], room }
    }

    /// The scratch bytes that a few take.
    pub(crate) const SIZE: usize = MOST * Fork::SIZE;

    /// The state that is kept for the site.
    fn of(&mut self, site: u32) -> Option<&mut Fork<'s>> {
        self.made.iter_mut().flatten().find(|fork| fork.site == site).map(|fork| &mut **fork)
    }

    /// Takes out the state that is kept for the site.
    fn take(&mut self, site: u32) -> Option<&'s mut Fork<'s>> {
        self.made.iter_mut().find_map(|fork| fork.take_if(|fork| fork.site == site))
    }

    /// Puts back what was taken out.
    fn put_back(&mut self, fork: &'s mut Fork<'s>) {
        if let Some(place) = self.made.iter_mut().find(|place| place.is_none()) {
            *place = Some(fork);
        }
    }

    /// Whether one more can be kept.
    fn has_room(&self) -> bool {
        let is_free = |fork: &Option<&mut Fork<'s>>| match fork {
            Some(fork) => fork.site == NONE,
            None => self.room.left() >= Fork::SIZE,
        };
        self.made.iter().any(is_free)
    }

    /// Room to keep one more.
    fn free(&mut self) -> Option<&mut Fork<'s>> {
        let place = self.made.iter_mut().find(|fork| fork.as_ref().is_none_or(|fork| fork.site == NONE))?;
        if place.is_none() && self.room.left() >= Fork::SIZE {
            *place = Fork::new(&mut self.room);
        }
        place.as_deref_mut()
    }
}

impl State<'_> {
    /// Whether there is room to keep the state.
    pub(crate) fn can_fork(&self) -> bool {
        let most = MOST_VALUES - MOST_VALUES / 4;
        let small = self.values.len() <= most && self.touched.len() <= most && self.dirty.len() <= most;
        small && self.forks.has_room()
    }

    /// Keeps the state for the site; false if there is no room.
    pub(crate) fn fork(&mut self, site: u32) -> Res<bool> {
        let most = MOST_VALUES;
        if self.values.len() > most || self.touched.len() > most || self.dirty.len() > most {
            return Ok(false);
        }
        let Some(fork) = self.forks.free() else { return Ok(false) };
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
        fork.owed = self.owed;
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
        let Some(fork) = self.forks.of(site) else { return Ok(()) };
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
        let Some(fork) = self.forks.take(site) else { return Ok(false) };
        self.enter(fork.contract)?;
        (self.plan.folded, self.owed) = (fork.folded, fork.owed);
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
        self.constants = Constants::ANY;
        fork.site = NONE;
        self.forks.put_back(fork);
        Ok(true)
    }
}
