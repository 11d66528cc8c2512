//! Floats that are not yet known to be floats.
//!
//! What is no float has the bits of a NaN, and arithmetic on a NaN gives a NaN. So an item that is expected to be a float is taken without a
//! look ([`StencilId::ItemF`]), and instead of it something is looked at later that was computed from it, and from others
//! ([`StencilId::CheckF`]): of `a[0] - b[0]` the difference. If it is a NaN, the interpreter goes on where the first of the items was taken.
//!
//! The invariant: while an item is unproved, everything is as it was where the first one was taken, but for registers of which the exit there
//! knows nothing. So before anything else than loads and arithmetic is done, and before a register is written from which that exit stores or
//! which is the last one that tells of an item, all is looked at ([`Plan::prove`]).
//!
//! Arithmetic may make a NaN of floats, too, and the exit does not tell what was to blame. So what has been compiled several times looks at
//! each item as it is taken.

use super::compile::Refusal;
use super::plan::{Edges, Leave, Plan, Planned, Step, Target};
use super::registers::{Form, POOL, RegSet};
use super::state::{Res, State};
use super::stencil::{Class, MAX_REGS, Reg, StencilId};
use super::types::Type;

/// Items, a bit each.
type Items = u32;

/// Which registers tell of which items.
#[derive(Clone, Copy, Default)]
pub(crate) struct Unproved {
    /// The items that have been taken and not been looked at.
    items: Items,
    /// How many were taken since there was none.
    taken: u32,
    /// Where the interpreter goes on.
    exit: u32,
    /// The registers of each class that this exit stores.
    stored: [RegSet; 2],
    /// The items that each floating-point register was computed from, if they are among those.
    made_from: [Items; POOL],
}

impl Unproved {
    /// The items that the register was computed from.
    fn of(&self, r: Reg) -> Items {
        self.made_from.get(usize::from(r.0)).map_or(0, |items| items & self.items)
    }

    fn set(&mut self, r: Reg, items: Items) {
        if let Some(of) = self.made_from.get_mut(usize::from(r.0)) {
            *of = items;
        }
    }

    /// Whether no other register tells of one of these items, of which this one does.
    fn is_last_of(&self, d: Reg, items: Items) -> bool {
        items != 0 && items & !registers().filter(|r| *r != d).fold(0, |others, r| others | self.of(r)) != 0
    }

    /// The register that tells of the most items, and of which.
    fn best(&self) -> (Reg, Items) {
        registers().map(|r| (r, self.of(r))).max_by_key(|(_, items)| items.count_ones()).unwrap_or_default()
    }
}

fn registers() -> impl Iterator<Item = Reg> {
    (0..POOL as u8).map(Reg)
}

/// What a stencil that may be done while items are unproved does with them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passes {
    /// It gives a NaN if a source is one.
    On,
    /// Nothing.
    By,
    /// Nothing, but it may exit: it is left where the first item was taken.
    Guards,
    /// The same, and it exits if its source is a NaN.
    Proves,
}

/// Which stencils those are. They change nothing but their destination.
const fn passes(id: StencilId) -> Option<Passes> {
    use StencilId as S;
    Some(match id {
        S::AddF | S::SubF | S::MulF | S::DivFNonzero | S::NegF | S::AbsF | S::MovF => Passes::On,
        S::ItemF | S::ItemImmF | S::Item | S::ItemImm | S::LdField | S::ListItems | S::Untag => Passes::By,
        S::Mov | S::LdSlot | S::LdSlotI | S::LdSlotF | S::LdConst16 | S::LdConst32 | S::LdConstNeg => Passes::By,
        S::LdConst64 | S::LdConstF | S::ZeroF | S::IntToFloat => Passes::By,
        S::AddIWrap | S::AddIWrapImm | S::MulIWrap | S::SubWord | S::MulWord => Passes::By,
        S::GuardKind
        | S::GuardKindFresh
        | S::GuardListOf
        | S::GuardTupleOf
        | S::GuardInt
        | S::CheckIndex
        | S::CheckLength
        | S::CheckLengthIs => Passes::Guards,
        S::SqrtF | S::InverseRootF | S::InverseRootCubedF => Passes::Proves,
        _ => return None,
    })
}

impl Plan<'_> {
    /// Whether items are unproved.
    pub(super) fn has_unproved(&self) -> bool {
        self.unproved.items != 0
    }

    /// The exit of a stencil that is planned next, if that is where the first unproved item was taken. Nothing but it may be planned first.
    pub(super) fn unproved_exit(&self, id: StencilId) -> Option<u32> {
        let is_one = || matches!(passes(id), Some(Passes::Guards | Passes::Proves));
        (self.has_unproved() && is_one()).then_some(self.unproved.exit)
    }

    /// Looks at what is unproved, if anything is.
    #[inline(always)]
    pub(super) fn prove(&mut self) -> Result<(), Refusal> {
        if self.has_unproved() { self.prove_all() } else { Ok(()) }
    }

    #[inline(never)]
    fn prove_all(&mut self) -> Result<(), Refusal> {
        let edges = Edges::new(Target::Exit(self.unproved.exit), Target::None);
        while self.has_unproved() {
            let (r, items) = self.unproved.best();
            if items == 0 {
                return Err(Refusal::Internal);
            }
            let imm = self.imms.len() as u32;
            self.steps.push(Step::Stencil(Planned { id: StencilId::CheckF, regs: [r; _], imm, edges }))?;
            self.unproved.items &= !items;
        }
        Ok(())
    }

    /// Looks at what is unproved if what is planned next may not be done before that, or else notes what it does with it.
    #[inline(never)]
    pub(super) fn prove_before(&mut self, id: StencilId, regs: [Reg; MAX_REGS], edges: Edges) -> Result<(), Refusal> {
        let Some(passes) = passes(id) else { return self.prove_all() };
        if id.signature().exits && edges.exit != Target::Exit(self.unproved.exit).word() {
            return self.prove_all();
        }
        let ([d, sources @ ..], operands) = (regs, id.signature().operands);
        let Some(first) = operands.first().filter(|first| first.is_destination()) else { return Ok(()) };
        let of_sources =
            sources.iter().take(operands.len().saturating_sub(1)).fold(0, |items, r| items | self.unproved.of(*r));
        let made_from = match passes {
            Passes::On => of_sources,
            Passes::Proves => {
                self.unproved.items &= !of_sources;
                0
            }
            Passes::By | Passes::Guards => 0,
        };
        self.write_unproved(first.class(), d, made_from)
    }

    /// The register gets a value that was computed from these items; all is looked at before if it may not be lost.
    fn write_unproved(&mut self, class: Class, d: Reg, made_from: Items) -> Result<(), Refusal> {
        let [gprs, fprs] = self.unproved.stored;
        if class == Class::Gpr {
            return if gprs.has(d) { self.prove_all() } else { Ok(()) };
        }
        if fprs.has(d) || self.unproved.is_last_of(d, self.unproved.of(d) & !made_from) {
            return self.prove_all();
        }
        self.unproved.set(d, made_from);
        Ok(())
    }
}

impl State<'_> {
    /// The slot gets an item that is expected to be a float, by a stencil that does not look at it; that is done `later`, or at once.
    pub(crate) fn take_float(&mut self, slot: u16, id: StencilId, sources: &[Reg], imms: &[i64], later: bool) -> Res {
        // It is of no use to know where an inlined body's result is wanted: the exit still sees what is there.
        self.last = None;
        let d = self.alloc_at_home(slot, Form::Float)?;
        if self.plan.has_unproved() {
            self.plan.write_unproved(Class::Fpr, d, 0)?;
        }
        if self.plan.unproved.taken >= Items::BITS {
            self.plan.prove()?;
        }
        if !self.plan.has_unproved() {
            let leave = if later { Leave::Mismatch } else { self.leave };
            let before = core::mem::replace(&mut self.leave, leave);
            let exit = self.exit()?;
            self.leave = before;
            self.plan.unproved = Unproved { exit, stored: self.plan.registers_of(exit)?, ..Unproved::default() };
        }
        let mut regs = [d; MAX_REGS];
        regs.iter_mut().skip(1).zip(sources).for_each(|(to, from)| *to = *from);
        self.plan.stencil(id, &regs, imms, Target::None, Target::None)?;
        let item = 1 << self.plan.unproved.taken;
        self.plan.unproved.taken += 1;
        self.plan.unproved.items |= item;
        self.plan.unproved.set(d, item);
        if !later {
            self.plan.prove()?;
        }
        self.set(slot, d, Form::Float, Type::Float)
    }
}
