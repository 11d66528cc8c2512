//! Loops over pairs: `for i, x in enumerate(sequence)`, `for x, y in zip(one, other)`.
//!
//! The interpreter makes a tuple of each pair, which the loop's first instruction takes apart. Compiled code does both in the
//! place of the `ForNext`, without the tuple, and goes on behind the `Unpack`.
//!
//! Where no `enumerate` or `zip` was made ([`select_begin`](super::select_begin)), the loop's state is a list or two and a
//! number, in registers as that of other loops. Where one was, its iterators move on in memory as they do in
//! the interpreter, so that nothing has to be put together where code is left: exits lie before anything has moved.
//!
//! Whatever is not the next pair of two lists or tuples is the interpreter's: that the loop has ended is found by the helper of the
//! instruction, behind the loop's code.

use super::compile::Refusal;
use super::liveness;
use super::plan::{Step, Target};
use super::registers::Form;
use super::room::Room;
use super::scan::{NO_LOOP, UNTOLD};
use super::select::{ASKED, Selector};
use super::select_item::{item_form, item_stencils, known_item_stencils};
use super::state::Res;
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::{Insn, Op};
use crate::interp::run::seen;
use crate::object::{TypeId, ViewKind};

/// What an iterable, or the state of a loop, was last made by, where that is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Made {
    /// It is not known.
    #[default]
    Unknown,
    /// A range with this step, which is not 0.
    Range(i8),
    /// An `enumerate`.
    Enumerate,
    /// A `zip` of two.
    Zip,
    /// The state of an `enumerate` of a list or tuple that was not made: number and sequence.
    Numbered,
    /// The state of a `zip` of two lists or tuples that was not made: these, and the index.
    Zipped,
    /// The state of a loop over the `reversed` of a list or tuple that was not made: direction, next index, and sequence.
    Reversed,
    /// The state of a loop over a dict, or over this view of one.
    Dict(ViewKind),
}

impl Made {
    /// The range's step, or 0.
    pub(crate) const fn step(self) -> i8 {
        match self {
            Made::Range(step) => step,
            _ => 0,
        }
    }
}

/// How a loop gets its pairs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pairs {
    made: Made,
    /// The slot of a pair's first part; the second one's is the next.
    pub(crate) first: u16,
}

impl Pairs {
    /// The slots of the state that begins with `first` which are read, and whether they are written.
    pub(crate) fn uses_of_state(self, first: u16) -> impl Iterator<Item = (u16, bool)> {
        let uses: &[bool] = match self.made {
            Made::Numbered => &[true, false],
            Made::Zipped => &[false, false, true],
            Made::Dict(_) => &[false, true],
            _ => &[false],
        };
        (first..).zip(uses.iter().copied())
    }

    /// Whether each pair is a number and an item, and there is no iterator.
    pub(crate) const fn are_numbered(self) -> bool {
        matches!(self.made, Made::Numbered)
    }

    /// Whether the slot gets the number of each pair, which is an index.
    pub(crate) const fn numbers(self, slot: u16) -> bool {
        self.are_numbered() && slot == self.first
    }

    /// Whether the slot gets a part of each pair.
    pub(crate) const fn writes(self, slot: u16) -> bool {
        slot == self.first || slot == self.first + 1
    }
}

impl Selector<'_, '_> {
    /// What the call makes, if that is known.
    pub(crate) fn made_by(&self, i: Insn) -> Made {
        let callee = self.state.constant(i.b);
        let is = |t: TypeId| callee == Some(t.value().bits());
        let step = match i.c {
            3 => self.state.constant_int(i.b + 3).and_then(|k| i8::try_from(k).ok()).unwrap_or(0),
            _ => 1,
        };
        if is(TypeId::Range) && step != 0 {
            Made::Range(step)
        } else if is(TypeId::Enumerate) {
            Made::Enumerate
        } else if is(TypeId::Reversed) {
            Made::Reversed
        } else if is(TypeId::Zip) && i.c == 2 {
            Made::Zip
        } else {
            Made::Unknown
        }
    }

    /// How the loop of the `ForNext` at hand gets pairs, if it does and it is of use to take them apart at once.
    pub(crate) fn pairs(&self, i: Insn) -> Res<Option<Pairs>> {
        let head = self.target(i)?;
        let l = self.site(head)?.innermost;
        let Some(l) = self.loops.get(l.into()).filter(|l| self.base == 0 && l.head == head) else { return Ok(None) };
        if l.pairs.is_some() || l.contract.is_some() {
            return Ok(l.pairs);
        }
        let made = self.made.at(i.a)?;
        let Some(unpack) = self.insn(head).filter(|u| u.decode() == Some(Op::Unpack)) else { return Ok(None) };
        let pairs = Pairs { made, first: unpack.a };
        let Some(behind) = self.sites.get(head + 1) else { return Ok(None) };
        // Nobody looks at the pair itself.
        let unseen = pairs.writes(i.b) || behind.height <= i.b;
        let of_pairs =
            matches!(made, Made::Enumerate | Made::Zip | Made::Numbered | Made::Zipped | Made::Dict(ViewKind::Items));
        let used = of_pairs && unpack.b == i.b && unpack.c == 2 && unseen;
        Ok(used.then_some(pairs))
    }

    /// The back-edge of a loop over pairs; false if it is none.
    pub(crate) fn pair_next(&mut self, i: Insn) -> Res<bool> {
        let Some(pairs) = self.pairs(i)? else { return Ok(false) };
        if !self.state.can_fork() || !self.has_sequences(i, pairs) {
            return Ok(false);
        }
        let head = self.target(i)?;
        self.take_apart(pairs, head)?;
        if matches!(pairs.made, Made::Numbered | Made::Zipped) {
            return self.pair_of_sequences(i, pairs, head);
        }

        let it = self.state.boxed(i.a)?;
        let ended = self.state.plan.label();
        let sources = match pairs.made {
            Made::Zip => {
                let sources =
                    [self.source(StencilId::ZipSource, it, &[8])?, self.source(StencilId::ZipSource, it, &[16])?];
                // One that is there twice moves on in between.
                let exit = Target::Exit(self.state.exit()?);
                self.state.branch(StencilId::BrEqI, &sources, &[], exit)?;
                sources
            }
            _ => [self.source(StencilId::EnumSource, it, &[])?; 2],
        };
        let exit = Target::Exit(self.state.exit()?);
        let [one, other] = sources;
        self.state.plan.stencil(StencilId::BrEnded, &[one], &[], exit, Target::Local(ended))?;
        if other != one {
            self.state.plan.stencil(StencilId::BrEnded, &[other], &[], exit, Target::Local(ended))?;
        }
        if !self.state.keep_here()? {
            return Err(Refusal::Internal);
        }

        // There is a pair. From here on it does not exit.
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        for slot in [i.b, pairs.first, pairs.first + 1] {
            self.state.forget(slot)?;
        }
        let first = match pairs.made {
            Made::Zip => (self.item(one)?, Form::Boxed, Type::Unknown),
            _ => {
                let number = self.state.destination(pairs.first, Form::Int)?;
                self.state.emit(StencilId::EnumNumber, &[number, it], &[])?;
                (number, Form::Int, Type::Int)
            }
        };
        let second = self.item(other)?;
        let (r, form, ty) = first;
        self.state.set(pairs.first, r, form, ty)?;
        self.state.set(pairs.first + 1, second, Form::Boxed, Type::Unknown)?;
        self.note_pair(pairs, ty == Type::Int, head)?;
        self.jump_back(head + 1)?;

        // There may be none, or none of this sort.
        self.go_on_at(ended)?;
        self.generic(Op::ForNext, i)?;
        *self.made.at_mut(i.a)? = pairs.made;
        Ok(true)
    }

    /// The loop's `ForNext` takes its pairs apart, and goes on behind the `Unpack` at the head.
    pub(crate) fn take_apart(&mut self, pairs: Pairs, head: u32) -> Res {
        let l = self.site(head)?.innermost;
        if l == NO_LOOP {
            return Err(Refusal::Internal);
        }
        self.loops.at_mut(l)?.pairs = Some(pairs);
        // Control comes to behind the `Unpack` from here, too, at the end of the loop.
        self.sites.at_mut(head + 1)?.jumps = UNTOLD;
        Ok(())
    }

    /// The label comes here, to which branches have led since the state was kept: that holds.
    pub(crate) fn go_on_at(&mut self, label: u32) -> Res {
        self.state.go_on_here()?;
        self.state.mark(Step::Local(label))?;
        self.state.end_use();
        self.falls = true;
        Ok(())
    }

    /// The types that were seen at the `Unpack` at the head: those of the second part.
    pub(crate) fn second_part_seen(&self, head: u32) -> u8 {
        self.feedback.get(head as usize).copied().filter(|bits| *bits < ASKED).unwrap_or(0)
    }

    /// Notes the types of a pair's parts, the first of which may be known to be an int.
    fn note_pair(&mut self, pairs: Pairs, counts: bool, head: u32) -> Res {
        let bits = self.second_part_seen(head);
        for (slot, bits) in [(pairs.first, if counts { seen::INT } else { bits }), (pairs.first + 1, bits)] {
            self.state.learn(slot, Type::Unknown)?;
            self.note(slot, bits)?;
        }
        Ok(())
    }

    /// Whether the loop's state has the types that it takes, if it has sequences.
    fn has_sequences(&self, i: Insn, pairs: Pairs) -> bool {
        let is_sequence = |slot: u16| matches!(self.ty(slot), Type::List | Type::Tuple);
        match pairs.made {
            Made::Numbered => self.ty(i.a) == Type::Int && is_sequence(i.a + 1),
            Made::Zipped => is_sequence(i.a) && is_sequence(i.a + 1) && self.ty(i.a + 2) == Type::Int,
            Made::Dict(_) => false,
            _ => true,
        }
    }

    /// The back-edge of a loop over pairs that were not made, nor what makes them.
    fn pair_of_sequences(&mut self, i: Insn, pairs: Pairs, head: u32) -> Res<bool> {
        let counts = pairs.made == Made::Numbered;
        let (counter, sequences) = if counts { (i.a, i.a + 1..i.a + 2) } else { (i.a + 2, i.a..i.a + 2) };
        let at = self.state.int(counter)?;
        let mut objects = [None; 2];
        for (slot, object) in sequences.zip(&mut objects) {
            let ty = self.ty(slot);
            *object = Some((self.state.raw(slot, ty)?, ty, slot));
        }
        // The references are not needed any more.
        self.state.end_use();
        self.state.renew(at);
        objects.iter().flatten().for_each(|(object, ..)| self.state.renew(*object));
        // What the last turn got is not needed any more, if nobody looks at it: the next one may have its registers.
        let innermost = self.site(self.state.pc)?.innermost;
        let [_, dead] = self.loops.get(innermost.into()).filter(|l| l.end == self.state.pc).map_or([0; 2], |l| l.dead);
        for slot in [pairs.first, pairs.first + 1].into_iter().filter(|slot| liveness::has(dead, *slot)) {
            self.state.forget(slot)?;
        }
        let folded = self.counts_here()?.filter(|(l, _)| l.end == self.state.pc).map(|(_, fold)| fold);
        let ended = match folded {
            Some(fold) => self.take_turn(fold)?,
            None => self.look_for_items(objects.iter().flatten().map(|(object, ..)| *object), at)?,
        };

        // Of the second part it is known what it was where the loop takes it; here, whether that has failed too often.
        let seen_there = if self.feedback() < ASKED { self.second_part_seen(head) } else { 0 };
        let mut items = [(at, Form::Boxed, Type::Unknown); 2];
        for (k, ((object, ty, slot), item)) in objects.into_iter().flatten().zip(&mut items).enumerate() {
            let (which, form, known) = item_form(if counts || k == 1 { seen_there } else { 0 });
            let (from, ids) = match ty {
                Type::List => (self.state.items(slot)?, known_item_stencils(false)),
                _ => (object, item_stencils(ty, false)),
            };
            let r = match k {
                0 if !counts => self.state.alloc_at_home(pairs.first, form)?,
                _ => self.state.alloc_at_home(pairs.first + 1, form)?,
            };
            self.load_item(*ids.get(which).unwrap_or(&StencilId::Item), [r, from, at])?;
            *item = (r, form, known);
            self.state.end_use_of(from);
            self.state.end_use_of(object);
        }
        match folded {
            Some(fold) => self.begin_counted(fold),
            None => self.state.emit(StencilId::BackEdge, &[], &[])?,
        }
        for slot in [i.b, pairs.first, pairs.first + 1] {
            self.state.forget(slot)?;
        }
        let second = if counts {
            self.produce(pairs.first, StencilId::Mov, Form::Int, Type::Int, &[at], &[])?;
            items[0]
        } else {
            let [(first, form, known), second] = items;
            self.state.set(pairs.first, first, form, known)?;
            second
        };
        let (second, form, known) = second;
        self.state.set(pairs.first + 1, second, form, known)?;
        self.note_pair(pairs, counts, head)?;
        // It is below the length of a list.
        self.produce(counter, StencilId::AddIWrapImm, Form::Int, Type::Int, &[at], &[1 << INT_SHIFT])?;
        let room = if folded.is_some() { Room::INDEX } else { Room::LENGTH };
        if counts {
            self.state.learn_room(pairs.first, room)?;
        }
        self.state.learn_room(counter, room.moved(1))?;
        self.jump_back(head + 1)?;

        match (folded, objects) {
            (Some(fold), [Some((object, ..)), _]) => self.end_turns(ended, fold, object, at)?,
            _ => {
                self.go_on_at(ended)?;
                self.state.emit(StencilId::BackEdge, &[], &[])?;
            }
        }
        Ok(true)
    }

    /// Branches to the label where one of the lists or tuples has no item at the index.
    fn look_for_items(&mut self, objects: impl Iterator<Item = Reg>, at: Reg) -> Res<u32> {
        // The state is the same at both branches.
        let ended = self.state.plan.label();
        for object in objects {
            self.state.branch(StencilId::BrNoItem, &[object, at], &[], Target::Local(ended))?;
        }
        if self.state.keep_here()? { Ok(ended) } else { Err(Refusal::Internal) }
    }

    /// An iterator that the loop's is made of.
    fn source(&mut self, id: StencilId, it: Reg, imms: &[i64]) -> Res<Reg> {
        let source = self.state.alloc(Form::Raw)?;
        self.state.emit(id, &[source, it], imms)?;
        Ok(source)
    }

    /// The next item of an iterator, which moves on; the register of the iterator is the item's.
    fn item(&mut self, source: Reg) -> Res<Reg> {
        let item = self.state.alloc(Form::Boxed)?;
        self.state.emit(StencilId::IterItem, &[item, source], &[])?;
        self.state.emit(StencilId::IterStep, &[source], &[])?;
        self.state.give_back(source);
        Ok(item)
    }
}
