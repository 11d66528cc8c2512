//! The plan: what the pass over the bytecode decides on and the assembler writes out.
//!
//! A list of stencils with their registers, immediates and targets, in the order of the hot code, and a list of exits with
//! what each has to store. Nothing in it depends on addresses of machine code.

use super::compile::Refusal;
use super::folded::{Due, Fold, needs_fuel};
use super::inline::LEVELS;
use super::listing::Label;
use super::loops::Place;
use super::patch::Operands;
use super::registers::RegSet;
use super::resume::{Check, Resume};
use super::scratch::{List, Scratch};
use super::snapshot::Store;
use super::stencil::{Class, INT_SHIFT, MAX_REGS, Reg, StencilId};
use super::types::Type;
use super::unproved::Unproved;
use super::watch::{MOST_STORED, MOST_WATCHED, Variable};

/// Where an edge of a planned stencil leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// The stencil has no such edge.
    None,
    /// The code of the instruction, which is a join.
    Pc(u32),
    /// A label within the code of an instruction.
    Local(u32),
    /// An exit, by its number.
    Exit(u32),
    /// A literal, by its number: of the assembler's making.
    Literal(u32),
}

/// A target in a word, as a plan has it: so that a stencil's part of the plan fits into two registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TargetWord(u32);

/// The lower bits of that: which it is of its sort. No plan has room for as many.
const WHICH_BITS: u32 = 29;
/// How many sorts the other bits can tell from each other.
pub(crate) const SORTS: usize = 1 << (u32::BITS - WHICH_BITS);

impl TargetWord {
    const fn new(sort: u32, number: u32) -> TargetWord {
        TargetWord(sort << WHICH_BITS | number & ((1 << WHICH_BITS) - 1))
    }

    /// The number of its variant.
    #[inline(always)]
    pub(crate) const fn sort(self) -> usize {
        (self.0 >> WHICH_BITS) as usize
    }

    /// Which it is of its sort.
    #[inline(always)]
    pub(crate) const fn number(self) -> u32 {
        self.0 & ((1 << WHICH_BITS) - 1)
    }

    /// The target.
    pub(crate) const fn target(self) -> Target {
        let number = self.number();
        match self.sort() {
            1 => Target::Pc(number),
            2 => Target::Local(number),
            3 => Target::Exit(number),
            4 => Target::Literal(number),
            _ => Target::None,
        }
    }
}

impl Target {
    /// The same in a word.
    #[inline(always)]
    pub(crate) const fn word(self) -> TargetWord {
        match self {
            Target::None => TargetWord::new(0, 0),
            Target::Pc(n) => TargetWord::new(1, n),
            Target::Local(n) => TargetWord::new(2, n),
            Target::Exit(n) => TargetWord::new(3, n),
            Target::Literal(n) => TargetWord::new(4, n),
        }
    }

    /// The same for listings.
    pub(crate) const fn label(self) -> Option<Label> {
        match self {
            Target::None | Target::Literal(_) => None,
            Target::Pc(pc) => Some(Label::Instruction(pc)),
            Target::Local(label) => Some(Label::Local(label)),
            Target::Exit(exit) => Some(Label::Exit(exit)),
        }
    }
}

/// A stencil of the plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned {
    /// Which.
    pub(crate) id: StencilId,
    /// Its registers.
    pub(crate) regs: [Reg; MAX_REGS],
    /// Index of its first immediate.
    pub(crate) imm: u32,
    /// Where it leads.
    pub(crate) edges: Edges,
}

/// Where a stencil's edges lead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Edges {
    /// Its exit.
    pub(crate) exit: TargetWord,
    /// Its branch's target.
    pub(crate) taken: TargetWord,
}

impl Edges {
    /// None.
    pub(crate) const NONE: Edges = Edges::new(Target::None, Target::None);

    /// An exit's and a branch's.
    #[inline(always)]
    pub(crate) const fn new(exit: Target, taken: Target) -> Edges {
        Edges { exit: exit.word(), taken: taken.word() }
    }
}

/// A step of the plan.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A loop's head comes next, which is aligned.
    Head,
    /// A stencil: what, where its immediates begin, where its edges lead.
    Stencil(Planned),
    /// The code of the instruction begins here; others jump to it.
    Pc(u32),
    /// A local label.
    Local(u32),
    /// For listings: the work of the instruction begins here.
    Begin(u32),
    /// Behind the prologue's first instruction: where a frame is entered that has been made completely.
    Body,
    /// The interpreter may come back here: every value is in its slot.
    Resume(Resume),
}

// Steps are written and read once each, for every stencil.
const _: () = assert!(size_of::<Step>() == 16);

/// How an exit leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Leave {
    /// The interpreter executes the instruction.
    Exit,
    /// The same, where values are not what the code behind a join expects; the instruction is not to blame.
    Mismatch,
    /// With the status that a helper returned, and nothing to store.
    Status,
    /// Not for the interpreter: by an edge to other code, by its number.
    Edge(u32),
}

impl Leave {
    /// Whether the interpreter goes on from a snapshot.
    pub(crate) const fn is_side_exit(self) -> bool {
        matches!(self, Leave::Exit | Leave::Mismatch)
    }
}

/// An exit: what the cold code does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exit {
    /// The instruction.
    pub(crate) pc: u32,
    /// The frame whose instruction it is.
    pub(crate) frame: u16,
    /// The first of its stores.
    pub(crate) first: u32,
    /// Number of its stores.
    pub(crate) count: u32,
    /// How it leaves.
    pub(crate) leave: Leave,
    /// If fuel is folded where it leaves: what is due.
    pub(crate) folded: Option<Due>,
}

/// Where a value is that an exit stores.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// In a general register, boxed.
    Boxed(Reg),
    /// In a general register, a left-justified int.
    Int(Reg),
    /// In a floating-point register.
    Float(Reg),
    /// A constant: its bits.
    Const(u64),
}

/// What cold code does between stores and a jump back to hot code, all values being in their slots.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// Before anything, the frame pointer moves down by so many bytes.
    pub(crate) retreat: i32,
    /// Then folded fuel is settled, by which stencil.
    pub(crate) settle: Option<StencilId>,
    /// Fuel that is taken behind the stores: by which stencil, and the exit where there is none.
    pub(crate) charge: Option<(StencilId, u32)>,
    /// The first of its loads.
    pub(crate) first: u32,
    /// Number of its loads.
    pub(crate) count: u32,
    /// General registers that nothing is loaded to.
    pub(crate) scratch: [Reg; 2],
    /// A floating-point register that nothing is loaded to.
    pub(crate) scratch_double: Reg,
    /// The exit where a value is not what is expected.
    pub(crate) mismatch: u32,
    /// At last fuel is folded: what the loop counts, and the counter's register.
    pub(crate) fold: Option<(Fold, Reg)>,
    /// Where it leads.
    pub(crate) target: Target,
}

// How many edges a plan has room for depends on it.
const _: () = assert!(size_of::<Edge>() <= 56);

/// What an edge loads, or looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Load {
    /// The slot.
    pub(crate) slot: u16,
    /// Where its value is expected.
    pub(crate) place: Place,
    /// The type that it has.
    pub(crate) ty: Type,
    /// Whether type, or constant, have to be looked at.
    pub(crate) guard: bool,
    /// Whether it has to be looked at that it is not `Unassigned`.
    pub(crate) assigned: bool,
    /// Whether it has to be looked at that it is an int from 0 to 2^32 - 1. It is loaded as an int then.
    pub(crate) is_index: bool,
}

/// The frame of a function that is compiled in place of a call; number 0 stands for that of the compiled function itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inlined {
    /// The caller's.
    pub(crate) parent: u16,
    /// Number of such frames up to this one.
    pub(crate) level: u16,
    /// Slots from the compiled function's frame to this one.
    pub(crate) base: u16,
    /// The slot of its header.
    pub(crate) header: u16,
    /// The second word of the header, with depths counted from the compiled function's.
    pub(crate) link: u64,
    /// Whether the header is written here.
    pub(crate) written: bool,
}

impl Inlined {
    /// The immediates of the stencil that writes the header; the compiled function's depth lies at so many bytes of its frame.
    pub(crate) fn header_imms(&self, depth_at: i64) -> [i64; 4] {
        let header = 8 * self.header as i64;
        [depth_at, header, header + 8, self.link as i64]
    }
}

/// Where the interpreter can come in by an edge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The instruction that is next.
    pub(crate) pc: u32,
    /// The edge.
    pub(crate) edge: u32,
}

/// The most frames of inlined functions, and the compiled function's.
pub(crate) const MOST_FRAMES: usize = 64;

/// The plan.
pub(crate) struct Plan<'s> {
    /// Steps in the order of the hot code.
    pub(crate) steps: List<'s, Step>,
    /// Immediates of all steps.
    pub(crate) imms: List<'s, i64>,
    /// Exits.
    pub(crate) exits: List<'s, Exit>,
    /// Stores of all exits.
    pub(crate) stores: List<'s, Store>,
    /// Constants that they store.
    pub(crate) constants: List<'s, u64>,
    /// Edges that lie in cold code.
    pub(crate) edges: List<'s, Edge>,
    /// Loads of all edges.
    pub(crate) loads: List<'s, Load>,
    /// Where the interpreter may come in by an edge.
    pub(crate) entries: List<'s, Entry>,
    /// What is to be looked at where it comes in otherwise.
    pub(crate) checks: List<'s, Check>,
    /// Units of the code objects whose entry cells the code goes through.
    pub(crate) callees: List<'s, u32>,
    /// Variables that the code takes for constants.
    pub(crate) watched: List<'s, Variable>,
    /// Variables that it stores to in line.
    pub(crate) stored: List<'s, Variable>,
    /// Number of steps where the interpreter may come back.
    pub(crate) resumes: usize,
    /// Number of local labels.
    pub(crate) locals: u32,
    /// Frames of inlined functions.
    pub(crate) frames: List<'s, Inlined>,
    /// The parameters of the compiled function.
    pub(crate) params: u16,
    /// What fuel is folded into behind the last step, if it is.
    pub(crate) folded: Option<Fold>,
    /// Which items are unproved behind the last step.
    pub(super) unproved: Unproved,
}

impl<'s> Plan<'s> {
    /// An empty plan in the given bytes of the scratch memory, for a function of `count` instructions.
    pub(crate) fn new(scratch: &mut Scratch<'s>, bytes: usize, count: usize, params: u16) -> Plan<'s> {
        let share = |part: usize, size: usize| bytes / 100 * part / size;
        let mut frames = scratch.list(MOST_FRAMES);
        // Refused only if the list did not fit, as `Scratch::check` will say.
        let _ = frames.push(Inlined { parent: 0, level: 0, base: 0, header: params, link: 0, written: true });
        Plan {
            steps: scratch.list(share(41, size_of::<Step>())),
            imms: scratch.list(share(12, size_of::<i64>())),
            exits: scratch.list(share(13, size_of::<Exit>())),
            stores: scratch.list(share(10, size_of::<Store>())),
            constants: scratch.list(share(4, size_of::<u64>())),
            edges: scratch.list(share(6, size_of::<Edge>())),
            loads: scratch.list(share(8, size_of::<Load>())),
            entries: scratch.list(share(2, size_of::<Entry>()).min(2 * count)),
            checks: scratch.list(share(2, size_of::<Check>())),
            callees: scratch.list(share(2, size_of::<u32>()).min(count)),
            watched: scratch.list(MOST_WATCHED),
            stored: scratch.list(MOST_STORED),
            resumes: 0,
            locals: 0,
            frames,
            params,
            folded: None,
            unproved: Unproved::default(),
        }
    }

    /// Plans a stencil.
    #[inline(always)]
    pub(crate) fn stencil(
        &mut self,
        id: StencilId,
        regs: &[Reg],
        imms: &[i64],
        exit: Target,
        taken: Target,
    ) -> Result<(), Refusal> {
        // Mostly it is known here which stencil it is, and always how many registers it has.
        let regs = Operands::new(regs, &[]).regs;
        let writes_first = id.fresh().is_some() || id.signature().fresh;
        let id = if writes_first { self.fresh_or(id, regs, exit)? } else { id };
        // Mostly nothing is asked: whether it takes fuel is known here, too.
        if needs_fuel(id) && self.folded.is_some() {
            return Err(Refusal::Folded);
        }
        self.stencil_with(id, regs, Edges::new(exit, taken), imms)
    }

    /// The stencil that does the same and writes its destination before its exit, if there is one and nothing is stored from there.
    fn fresh_or(&self, id: StencilId, regs: [Reg; MAX_REGS], exit: Target) -> Result<StencilId, Refusal> {
        let ([d, ..], Target::Exit(exit)) = (regs, exit) else { return Ok(id) };
        let class = id.signature().operands.first().map_or(Class::Gpr, |operand| operand.class());
        match id.fresh() {
            Some(fresh) if !self.stores_from(exit, class, d)? => Ok(fresh),
            None if self.stores_from(exit, class, d)? => Err(Refusal::Internal),
            _ => Ok(id),
        }
    }

    /// Plans a stencil that takes no fuel, or where none is folded. All of it comes in registers.
    pub(super) fn stencil_with(
        &mut self,
        id: StencilId,
        regs: [Reg; MAX_REGS],
        edges: Edges,
        imms: &[i64],
    ) -> Result<(), Refusal> {
        if self.has_unproved() {
            self.prove_before(id, regs, edges)?;
        }
        let imm = self.imms.len() as u32;
        for i in imms {
            self.imms.push(*i)?;
        }
        self.steps.push(Step::Stencil(Planned { id, regs, imm, edges }))?;
        Ok(())
    }

    /// Says where the branch of the last step leads.
    pub(crate) fn take(&mut self, target: Target) -> Result<(), Refusal> {
        let last = self.steps.len().saturating_sub(1) as u32;
        match self.steps.at_mut(last)? {
            Step::Stencil(planned) => planned.edges.taken = target.word(),
            _ => return Err(Refusal::Internal),
        }
        Ok(())
    }

    /// Whether what is planned next comes where this step is.
    pub(crate) fn is_at(&self, place: Step) -> bool {
        let marks = |step: &&Step| matches!(step, Step::Begin(_) | Step::Resume(_));
        self.steps.as_slice().iter().rev().find(|step| !marks(step)).is_some_and(|step| match (step, place) {
            (Step::Pc(at), Step::Pc(pc)) => *at == pc,
            _ => false,
        })
    }

    /// Plans the place that others jump to. Where the last stencils are a branch to it and a jump to elsewhere, one branch does.
    pub(crate) fn place(&mut self, label: Step) -> Result<(), Refusal> {
        let here = match label {
            Step::Pc(pc) => Target::Pc(pc),
            Step::Local(label) => Target::Local(label),
            _ => return Err(Refusal::Internal),
        };
        self.prove()?;
        self.straighten(here)?;
        self.steps.push(label)?;
        Ok(())
    }

    /// See [`Plan::place`]. A side exit stays behind its jump: before the branch it would not be true.
    fn straighten(&mut self, here: Target) -> Result<(), Refusal> {
        let Some(Step::Stencil(Planned { id: StencilId::Jump, edges, .. })) = self.steps.as_slice().last().copied()
        else {
            return Ok(());
        };
        let to = edges.taken;
        if let Target::Exit(exit) = to.target()
            && self.exits.at(exit)?.leave.is_side_exit()
        {
            return Ok(());
        }
        let mut steps = self.steps.as_mut_slice().iter_mut().rev().skip(1);
        if let Some(Step::Stencil(Planned { id, regs, edges: Edges { taken, .. }, .. })) =
            steps.find(|s| !matches!(s, Step::Begin(_)))
            && *taken == here.word()
            && let Some((opposite, exchanged)) = id.opposite()
        {
            (*id, *taken) = (opposite, to);
            if exchanged {
                regs.swap(0, 1);
            }
            self.steps.pop();
        }
        Ok(())
    }

    /// What an exit stores.
    pub(crate) fn stores_of(&self, exit: &Exit) -> Result<&[Store], Refusal> {
        let end = exit.first.saturating_add(exit.count) as usize;
        self.stores.as_slice().get(exit.first as usize..end).ok_or(Refusal::Internal)
    }

    /// The registers of each class from which an exit stores.
    pub(super) fn registers_of(&self, exit: u32) -> Result<[RegSet; 2], Refusal> {
        let [mut gprs, mut fprs] = [RegSet::NONE; 2];
        for store in self.stores_of(&self.exits.at(exit)?)? {
            match store.register() {
                Some((Class::Gpr, r)) => gprs.add(r),
                Some((Class::Fpr, r)) => fprs.add(r),
                None => {}
            }
        }
        Ok([gprs, fprs])
    }

    /// Whether an exit stores what is in the register.
    pub(super) fn stores_from(&self, exit: u32, class: Class, d: Reg) -> Result<bool, Refusal> {
        let stores = self.stores_of(&self.exits.at(exit)?)?;
        Ok(stores.iter().any(|s| s.is_from(class, d)))
    }

    /// Takes the last stencils away if they are `D = A & k`, k being ones: A, and how many. The constant goes too if nobody has
    /// it in its register, as `is_free` says.
    pub(crate) fn take_low_bits(&mut self, d: Reg, is_free: impl Fn(Reg) -> bool) -> Option<(Reg, u32)> {
        let mut stencils = self.steps.as_slice().iter().enumerate().rev().filter_map(|(at, step)| match *step {
            Step::Begin(_) => None,
            Step::Stencil(Planned { id, regs, imm, .. }) => Some(Some((at, id, regs, imm))),
            _ => Some(None),
        });
        let (and, id, regs, _) = stencils.next()??;
        let (load, load_id, [loaded, ..], imm) = stencils.next()??;
        let [to, x, y] = regs;
        let a = if y == loaded { x } else { y };
        let loads = matches!(load_id, StencilId::LdConst16 | StencilId::LdConst32 | StencilId::LdConst64);
        if id != StencilId::AndI || to != d || !loads || loaded == a || (loaded != x && loaded != y) {
            return None;
        }
        let mask = u64::try_from(self.imms.get(imm)?).ok()? >> INT_SHIFT;
        let bits = mask.trailing_ones();
        if bits == 0 || mask >> bits != 0 {
            return None;
        }
        self.remove_step(and);
        if loaded == d || is_free(loaded) {
            self.remove_step(load);
        }
        Some((a, bits))
    }

    fn remove_step(&mut self, at: usize) {
        self.steps.as_mut_slice().copy_within(at + 1.., at);
        self.steps.pop();
    }

    /// Has the exit that is planned next store a value.
    pub(crate) fn store(&mut self, slot: u16, source: Source) -> Result<(), Refusal> {
        self.stores.push(Store::new(slot, source, &mut self.constants)?)?;
        Ok(())
    }

    /// The immediates of a stencil, and those behind.
    #[inline(always)]
    pub(crate) fn imms_of(&self, planned: &Planned) -> Result<&[i64], Refusal> {
        self.imms.as_slice().get(planned.imm as usize..).ok_or(Refusal::Internal)
    }

    /// The byte offset of the depth in the compiled function's frame: the upper half-word of H1.
    pub(crate) fn depth_at(&self) -> i64 {
        8 * (self.params as i64 + 1) + 6
    }

    /// The frames of inlined functions from this one outwards, and how many they are.
    pub(crate) fn chain(&self, frame: u16) -> Result<([u16; LEVELS as usize], usize), Refusal> {
        let (mut chain, mut len, mut frame) = ([0; LEVELS as usize], 0, frame);
        while frame != 0 {
            *chain.get_mut(len).ok_or(Refusal::Internal)? = frame;
            len += 1;
            frame = self.frames.at(frame)?.parent;
        }
        Ok((chain, len))
    }

    /// The instruction of the compiled function in whose course instruction `pc` of a frame is executed.
    pub(crate) fn outer_pc(&self, mut frame: u16, mut pc: u32) -> Result<u32, Refusal> {
        while frame != 0 {
            let inlined = self.frames.at(frame)?;
            (frame, pc) = (inlined.parent, inlined.link as u32);
        }
        Ok(pc)
    }

    /// A new local label.
    pub(crate) fn label(&mut self) -> u32 {
        self.locals += 1;
        self.locals - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stencils, and where they lead, of a plan with these steps and then a place where branches to `Local(0)` lead.
    fn placed(plan: impl FnOnce(&mut Plan<'_>) -> Result<(), Refusal>) -> Vec<(StencilId, [Reg; MAX_REGS], Target)> {
        let mut block = vec![0u8; 64 << 10];
        let mut scratch = Scratch::new(&mut block);
        let mut made = Plan::new(&mut scratch, 32 << 10, 8, 0);
        plan(&mut made).unwrap();
        made.place(Step::Local(0)).unwrap();
        let steps = made.steps.as_slice().iter();
        let stencils = steps.filter_map(|step| match *step {
            Step::Stencil(Planned { id, regs, edges, .. }) => Some((id, regs, edges.taken.target())),
            _ => None,
        });
        stencils.collect()
    }

    #[test]
    fn a_branch_over_a_jump_is_one_branch() {
        let (near, far, regs) = (Target::Local(0), Target::Pc(7), [Reg(1), Reg(2), Reg(0)]);
        let made = placed(|plan| {
            plan.stencil(StencilId::BrLtI, &regs[..2], &[], Target::None, near)?;
            plan.steps.push(Step::Begin(3))?;
            plan.stencil(StencilId::Jump, &[], &[], Target::None, far)
        });
        assert_eq!(made, [(StencilId::BrLeI, [Reg(2), Reg(1), Reg(0)], far)]);
        // Not where the branch leads elsewhere, or the jump to a side exit.
        let made = placed(|plan| {
            plan.stencil(StencilId::BrLtI, &regs[..2], &[], Target::None, far)?;
            plan.stencil(StencilId::Jump, &[], &[], Target::None, far)
        });
        assert_eq!(made.len(), 2);
        let made = placed(|plan| {
            let exit =
                plan.exits.push(Exit { pc: 0, frame: 0, first: 0, count: 0, leave: Leave::Exit, folded: None })?;
            plan.stencil(StencilId::BrLtI, &regs[..2], &[], Target::None, near)?;
            plan.stencil(StencilId::Jump, &[], &[], Target::None, Target::Exit(exit))
        });
        assert_eq!(made.len(), 2);
    }

    #[test]
    fn opposites_are_mutual() {
        for id in StencilId::ALL {
            let Some((opposite, exchanged)) = id.opposite() else { continue };
            assert_eq!(opposite.opposite(), Some((*id, exchanged)));
            let (a, b) = (id.signature(), opposite.signature());
            assert!(a.takes && b.takes && a.exits == b.exits && a.imms == b.imms && a.operands == b.operands);
        }
    }
}
