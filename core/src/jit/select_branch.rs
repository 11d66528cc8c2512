//! Comparisons, branches, jumps.

use super::compile::Refusal;
use super::plan::Target;
use super::registers::Form;
use super::room::Room;
use super::select::Selector;
use super::state::Res;
use super::stencil::{INT_SHIFT, Reg, StencilId};
use super::types::Type;
use crate::bytecode::ops::Flow;
use crate::bytecode::{Insn, Op};
use crate::interp::answer::Answer;
use crate::value::{Sort, Value};

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Compare {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
}

impl Compare {
    /// What holds of the operands exchanged.
    const fn mirrored(self) -> Compare {
        match self {
            Compare::Lt => Compare::Gt,
            Compare::Le => Compare::Ge,
            Compare::Gt => Compare::Lt,
            Compare::Ge => Compare::Le,
            same => same,
        }
    }

    /// What holds where it does not, of ints.
    const fn negated(self) -> Compare {
        match self {
            Compare::Lt => Compare::Ge,
            Compare::Le => Compare::Gt,
            Compare::Gt => Compare::Le,
            Compare::Ge => Compare::Lt,
            Compare::Eq => Compare::Ne,
            Compare::Ne => Compare::Eq,
        }
    }

    /// The stencil that branches by comparison with a constant.
    const fn with_immediate(self) -> StencilId {
        match self {
            Compare::Lt => StencilId::BrLtImm,
            Compare::Le => StencilId::BrLeImm,
            Compare::Gt => StencilId::BrGtImm,
            Compare::Ge => StencilId::BrGeImm,
            Compare::Eq => StencilId::BrEqImm,
            Compare::Ne => StencilId::BrNeImm,
        }
    }

    /// Which question it is to the engine.
    const fn answer(self) -> Answer {
        match self {
            Compare::Lt => Answer::Lt,
            Compare::Le => Answer::Le,
            Compare::Gt => Answer::Gt,
            Compare::Ge => Answer::Ge,
            Compare::Eq => Answer::Eq,
            Compare::Ne => Answer::Ne,
        }
    }

    /// The comparison that a stencil does, and whether its operands are exchanged for it.
    const fn ordered(self) -> (Compare, bool) {
        match self {
            Compare::Gt | Compare::Ge => (self.mirrored(), true),
            same => (same, false),
        }
    }
}

/// A branch by a comparison of what is in registers, or of one register and a constant, but for its target.
#[derive(Clone, Copy)]
struct Branch {
    id: StencilId,
    regs: [Reg; 2],
    imm: i64,
}

/// Whether an operation compares, and perhaps jumps by what it finds.
pub(crate) const fn is_comparison(op: Op) -> bool {
    compare_of(op).is_some()
}

/// Which comparison an operation does, and whether it jumps where that holds.
const fn compare_of(op: Op) -> Option<(Compare, bool)> {
    Some(match op {
        Op::Lt | Op::JumpLt => (Compare::Lt, true),
        Op::Le | Op::JumpLe => (Compare::Le, true),
        Op::Gt | Op::JumpGt => (Compare::Gt, true),
        Op::Ge | Op::JumpGe => (Compare::Ge, true),
        Op::Eq | Op::JumpEq => (Compare::Eq, true),
        Op::Ne | Op::JumpNe => (Compare::Ne, true),
        Op::JumpNotLt => (Compare::Lt, false),
        Op::JumpNotLe => (Compare::Le, false),
        Op::JumpNotGt => (Compare::Gt, false),
        Op::JumpNotGe => (Compare::Ge, false),
        Op::JumpNotEq => (Compare::Eq, false),
        Op::JumpNotNe => (Compare::Ne, false),
        _ => return None,
    })
}

impl Selector<'_, '_> {
    /// The jump's target.
    pub(crate) fn target(&self, i: Insn) -> Res<u32> {
        i.target(self.state.pc).ok_or(Refusal::Internal)
    }

    /// Jumps to `target`, a join.
    pub(crate) fn jump(&mut self, target: u32) -> Res {
        if self.begin_for(target)? {
            return Ok(());
        }
        // The next instruction needs no jump.
        if target == self.state.pc + 1 {
            return Ok(());
        }
        self.jump_back(target)
    }

    /// A jump from outside to the `ForNext` of a loop does what that does: within the loop, the loop's variable always has
    /// a value then. False if it is no such jump.
    fn begin_for(&mut self, target: u32) -> Res<bool> {
        let insn = self.insn(target).ok_or(Refusal::Internal)?;
        let from = self.state.pc;
        let enters = self.site(target)?.innermost != self.site(from)?.innermost;
        if insn.decode() != Some(Op::ForNext) || !enters || target <= from {
            return Ok(false);
        }
        self.state.begin(target, self.locals_end)?;
        self.enters = true;
        if self.given_up() || !self.for_next(insn)? {
            self.generic(Op::ForNext, insn)?;
        }
        self.enters = false;
        if self.falls {
            self.jump_back(target + 1)?;
        }
        Ok(true)
    }

    /// The back-edge of a `while` loop.
    pub(crate) fn back_edge(&mut self, i: Insn) -> Res<bool> {
        let target = self.target(i)?;
        if !self.counts_here()?.is_some_and(|(l, _)| l.head == target && l.end == self.state.pc) {
            self.state.emit(StencilId::BackEdge, &[], &[])?;
            self.jump_back(target)?;
            return Ok(true);
        }
        self.state.pay(true);
        if !self.test_again(target)? {
            self.jump_back(target)?;
        }
        self.state.pay(false);
        Ok(true)
    }

    /// Jumps to a join, whatever lies there.
    pub(crate) fn jump_back(&mut self, target: u32) -> Res {
        let contract = self.contract(target)?;
        let enters = core::mem::take(&mut self.enters);
        if enters && self.begin_turn(target)? {
            return Ok(());
        }
        self.falls = false;
        if self.state.arrive(contract, target)? {
            self.offer(target)?;
            self.state.branch(StencilId::Jump, &[], &[], self.state.label(target))?;
        } else if self.state.origin.turn.is_some_and(|turn| turn.head == target) {
            // The turn has not made of it what the loop wants.
            return Err(Refusal::Peeled);
        }
        Ok(())
    }

    /// Before a branch to the join `target`: within a loop, the state is made to agree with what is expected there, so that
    /// neither way needs more.
    fn prepare_branch(&mut self, target: u32) -> Res {
        if self.is_fork(target)? {
            return Ok(());
        }
        let contract = self.contract(target)?;
        if self.state.is_here(contract)
            && self.state.plan.folded == contract.folded
            && !self.state.contradicts(contract)?
        {
            self.state.agree(contract, self.state.pc)?;
        }
        Ok(())
    }

    /// Branches to the join `target`; the operands are in registers that the current instruction uses.
    fn branch_to(&mut self, target: u32, id: StencilId, regs: &[Reg], imms: &[i64]) -> Res {
        let taken = self.edge(target)?;
        self.state.branch(id, regs, imms, taken)
    }

    /// Whether the state is kept for the target of a branch.
    fn is_fork(&self, target: u32) -> Res<bool> {
        Ok(target > self.state.pc && self.site(target)?.has_one_way() && self.state.can_fork())
    }

    /// The edge of a branch.
    pub(crate) fn edge(&mut self, target: u32) -> Res<Target> {
        if self.is_fork(target)? && self.state.fork(self.state.origin.site(target))? {
            return Ok(self.state.label(target));
        }
        let contract = self.contract(target)?;
        self.offer(target)?;
        self.state.edge(target, contract)
    }

    /// `r[a] = r[b] < r[c]` and its like, and the jumps by them.
    pub(crate) fn comparison(&mut self, op: Op, i: Insn) -> Res<bool> {
        let Some((compare, when)) = compare_of(op) else { return Ok(false) };
        if matches!(op, Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::Eq | Op::Ne) {
            return Ok(self.compare_value(compare, i)? || self.ask_comparison(op, i)?);
        }
        let target = self.target(i)?;
        if self.ends_counted_loop(i, target)? {
            return Ok(true);
        }
        let types = self.compared(i.a, i.b);
        if types.0.is_number() && types.1.is_number() {
            self.prepare_branch(target)?;
        }
        match types {
            (Type::Int, Type::Int) => {
                let compare = if when { compare } else { compare.negated() };
                self.jump_compare_ints(compare, i.a, i.b, target)
            }
            (x, y) if x.is_number() && y.is_number() => {
                let (compare, exchanged) = compare.ordered();
                let id = match (compare, when) {
                    (Compare::Lt, true) => StencilId::BrLtF,
                    (Compare::Lt, false) => StencilId::BrNltF,
                    (Compare::Le, true) => StencilId::BrLeF,
                    (Compare::Le, false) => StencilId::BrNleF,
                    (Compare::Eq, true) | (Compare::Ne, false) => StencilId::BrEqF,
                    _ => StencilId::BrNeF,
                };
                let a = self.state.number(i.a, x)?;
                let b = self.state.number(i.b, y)?;
                let regs = if exchanged { [b, a] } else { [a, b] };
                self.branch_to(target, id, &regs, &[])?;
                Ok(true)
            }
            (Type::Str, Type::Str) if matches!(compare, Compare::Eq | Compare::Ne) => {
                self.prepare_branch(target)?;
                self.jump_compare_strs(i.a, i.b, (compare == Compare::Eq) == when, target)
            }
            (Type::Str, Type::Str) if self.jump_compare_letters(compare, when, i, target)? => Ok(true),
            _ => self.ask_comparison(op, i),
        }
    }

    /// The test of a loop that counts in the fuel register; false if it is none. Where the loop has ended, or the fuel, the interpreter
    /// tests again if there is no fuel.
    fn ends_counted_loop(&mut self, i: Insn, target: u32) -> Res<bool> {
        let Some((_, fold)) = self.counts_here()?.filter(|(l, _)| l.head == self.state.pc) else { return Ok(false) };
        if (i.a, i.b) != (fold.counter, fold.end) {
            return Ok(false);
        }
        let contract = self.contract(target)?;
        self.offer(target)?;
        let done = self.state.end_edge(target, contract, None, StencilId::HasFuel)?;
        self.begin_folded_turn(done)?;
        self.state.learn_room(fold.counter, fold.room())?;
        for (slot, room) in self.rooms(Compare::Lt, i.a, i.b).into_iter().flatten() {
            self.state.learn_room(slot, room)?;
        }
        Ok(true)
    }

    /// A comparison of any two values, and the jump by it.
    pub(crate) fn ask_comparison(&mut self, op: Op, i: Insn) -> Res<bool> {
        let Some((compare, when)) = compare_of(op) else { return Ok(false) };
        if matches!(op, Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::Eq | Op::Ne) {
            let r = self.ask(compare.answer(), i.b, i.c)?;
            self.state.set(i.a, r, Form::Boxed, Type::Bool)?;
            self.note(i.a, Type::Bool.seen())?;
            return Ok(true);
        }
        let target = self.target(i)?;
        let r = self.ask(compare.answer(), i.a, i.b)?;
        let id = if when { StencilId::BrTrue } else { StencilId::BrFalse };
        self.branch_to(target, id, &[r], &[])?;
        Ok(true)
    }

    /// The types of two values that are compared: of one of which nothing is known or was seen it is guessed that it is of the
    /// other's type, where that is a constant.
    fn compared(&self, x: u16, y: u16) -> (Type, Type) {
        let guess = |slot: u16, ty: Type, other: u16, other_ty: Type| {
            let guessed = ty == Type::Unknown && self.is_news(slot) && self.state.constant(other).is_some();
            if guessed && matches!(other_ty, Type::Int | Type::Str) { other_ty } else { ty }
        };
        let (a, b) = (self.ty(x), self.ty(y));
        (guess(x, a, y, b), guess(y, b, x, a))
    }

    /// Jumps by the order of two strs, one of which is a constant character: the other is one, too.
    fn jump_compare_letters(&mut self, compare: Compare, when: bool, i: Insn, target: u32) -> Res<bool> {
        let compare = if when { compare } else { compare.negated() };
        for (compare, slot, other) in [(compare, i.a, i.b), (compare.mirrored(), i.b, i.a)] {
            if let Some(k) = self.constant_letter(other)
                && self.state.table.fits(compare.with_immediate(), 0, k)
            {
                self.prepare_branch(target)?;
                let s = self.state.raw(slot, Type::Str)?;
                let r = self.state.alloc(Form::Int)?;
                self.state.emit(StencilId::StrOrd, &[r, s], &[])?;
                self.branch_to(target, compare.with_immediate(), &[r], &[k])?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The branch that is taken where it is `when` that the slot's value, the lowest bits of an int that have just been asked for,
    /// is 0. Nobody asks for the value itself afterwards.
    fn branch_by_bits(&mut self, slot: u16, when: bool, target: u32) -> Res<Option<Branch>> {
        let is_dead = slot >= self.site(self.state.pc + 1)?.height && slot >= self.site(target)?.height;
        let bits = if is_dead { self.state.take_low_bits(slot)? } else { None };
        let id = if when { StencilId::BrNoBits } else { StencilId::BrBits };
        Ok(bits.map(|(r, bits)| Branch { id, regs: [r; 2], imm: 50 - i64::from(bits) }))
    }

    fn jump_compare_ints(&mut self, compare: Compare, a: u16, b: u16, target: u32) -> Res<bool> {
        if matches!(compare, Compare::Eq | Compare::Ne)
            && self.state.constant_int(b) == Some(0)
            && let Some(branch) = self.branch_by_bits(a, compare == Compare::Eq, target)?
        {
            let taken = self.edge(target)?;
            self.take_branch(branch, taken)?;
            return Ok(true);
        }
        let branch = self.compare_ints(compare, a, b)?;
        let taken = self.edge(target)?;
        self.take_branch(branch, taken)?;
        self.learn_orders(compare, a, b, taken)?;
        Ok(true)
    }

    /// The branch that is taken where two ints compare like this.
    fn compare_ints(&mut self, compare: Compare, a: u16, b: u16) -> Res<Branch> {
        for (compare, slot, other) in [(compare, a, b), (compare.mirrored(), b, a)] {
            if let Some(k) = self.state.constant_int(other)
                && self.state.table.fits(compare.with_immediate(), 0, k << INT_SHIFT)
            {
                let r = self.state.int(slot)?;
                return Ok(Branch { id: compare.with_immediate(), regs: [r; 2], imm: k << INT_SHIFT });
            }
        }
        let (compare, exchanged) = compare.ordered();
        let id = match compare {
            Compare::Lt => StencilId::BrLtI,
            Compare::Le => StencilId::BrLeI,
            Compare::Eq => StencilId::BrEqI,
            _ => StencilId::BrNeI,
        };
        let x = self.state.int(a)?;
        let y = self.state.int(b)?;
        Ok(Branch { id, regs: if exchanged { [y, x] } else { [x, y] }, imm: 0 })
    }

    fn take_branch(&mut self, branch: Branch, taken: Target) -> Res {
        let Branch { id, regs, imm } = branch;
        match id.signature().imms {
            0 => self.state.branch(id, &regs, &[], taken),
            _ => self.state.branch(id, &regs[..1], &[imm], taken),
        }
    }

    /// Whether the test, a jump, is one of two ints or for `None`, and has no exit.
    pub(crate) fn is_plain_test(&self, i: Insn) -> bool {
        let ty = |slot| self.state.value(slot).ty;
        match i.decode() {
            Some(Op::JumpIfNone | Op::JumpIfNotNone) => matches!(ty(i.a), Type::Unknown | Type::Other),
            Some(op) => is_comparison(op) && op.flow() == Flow::Branch && ty(i.a) == Type::Int && ty(i.b) == Type::Int,
            None => false,
        }
    }

    /// Branches to a place within the code of the current instruction as such a test does; the state is kept for there.
    pub(crate) fn branch_plainly(&mut self, i: Insn, taken: Target) -> Res {
        let op = i.decode().ok_or(Refusal::Internal)?;
        let order = compare_of(op).map(|(compare, when)| if when { compare } else { compare.negated() });
        let branch = match order {
            Some(compare) => self.compare_ints(compare, i.a, i.b)?,
            None => self.compare_none(i.a, op == Op::JumpIfNone)?,
        };
        self.take_branch(branch, taken)?;
        if !self.state.keep_here()? {
            return Err(Refusal::Internal);
        }
        match order {
            Some(compare) => self.learn_orders(compare, i.a, i.b, taken),
            None => Ok(()),
        }
    }

    /// The branch that is taken where it is `when` that the slot's value is None.
    fn compare_none(&mut self, slot: u16, when: bool) -> Res<Branch> {
        let a = self.state.boxed(slot)?;
        let none = self.state.temporary(Value::NONE.bits())?;
        Ok(Branch { id: if when { StencilId::BrEqI } else { StencilId::BrNeI }, regs: [a, none], imm: 0 })
    }

    /// Notes what follows for the room of two small ints where a branch is taken because they compare like this, and where not.
    fn learn_orders(&mut self, compare: Compare, x: u16, y: u16, taken: Target) -> Res {
        for (slot, room) in self.rooms(compare, x, y).into_iter().flatten() {
            self.state.learn_room_there(taken, slot, room)?;
        }
        for (slot, room) in self.rooms(compare.negated(), x, y).into_iter().flatten() {
            self.state.learn_room(slot, room)?;
        }
        Ok(())
    }

    /// What follows for the room of two small ints that compare like this.
    fn rooms(&self, compare: Compare, x: u16, y: u16) -> Option<[(u16, Room); 2]> {
        let (low, high, by) = match compare {
            Compare::Lt => (x, y, 1),
            Compare::Le => (x, y, 0),
            Compare::Gt => (y, x, 1),
            Compare::Ge => (y, x, 0),
            Compare::Eq | Compare::Ne => return None,
        };
        Some([(low, self.state.room(high).below(by)), (high, self.state.room(low).above(by))])
    }

    fn compare_value(&mut self, compare: Compare, i: Insn) -> Res<bool> {
        let (compare, exchanged) = compare.ordered();
        let (x, y) = self.compared(i.b, i.c);
        if x == Type::Int && y == Type::Int {
            let id = match compare {
                Compare::Lt => StencilId::SetLtI,
                Compare::Le => StencilId::SetLeI,
                Compare::Eq => StencilId::SetEqI,
                _ => StencilId::SetNeI,
            };
            let a = self.state.int(i.b)?;
            let b = self.state.int(i.c)?;
            let regs = if exchanged { [b, a] } else { [a, b] };
            return self.produce(i.a, id, Form::Boxed, Type::Bool, &regs, &[]);
        }
        if x.is_number() && y.is_number() {
            let id = match compare {
                Compare::Lt => StencilId::SetLtF,
                Compare::Le => StencilId::SetLeF,
                Compare::Eq => StencilId::SetEqF,
                _ => StencilId::SetNeF,
            };
            let a = self.state.number(i.b, x)?;
            let b = self.state.number(i.c, y)?;
            let regs = if exchanged { [b, a] } else { [a, b] };
            return self.produce(i.a, id, Form::Boxed, Type::Bool, &regs, &[]);
        }
        if x == Type::Str && y == Type::Str && matches!(compare, Compare::Eq | Compare::Ne) {
            return self.compare_strs(i.a, i.b, i.c, compare == Compare::Eq);
        }
        Ok(false)
    }

    /// Jumps if the truth of `r[a]` is `when`.
    pub(crate) fn jump_if(&mut self, i: Insn, when: bool) -> Res<bool> {
        let target = self.target(i)?;
        let known = self.state.value(i.a).ty;
        let ty = self.ty(i.a);
        let decided = known == Type::Bool && self.state.constant(i.a).is_some();
        if !decided && matches!(ty, Type::Bool | Type::Int | Type::Float | Type::Str | Type::List | Type::Tuple) {
            self.prepare_branch(target)?;
        }
        match ty {
            Type::Bool if decided => {
                if (self.state.constant(i.a) == Some(Value::TRUE.bits())) == when {
                    self.jump(target)?;
                }
            }
            Type::Bool if known == Type::Bool => {
                let a = self.state.boxed(i.a)?;
                let id = if when { StencilId::BrTrue } else { StencilId::BrFalse };
                self.branch_to(target, id, &[a], &[])?;
            }
            Type::Bool => {
                // Seen, not known: what is neither exits.
                let a = self.state.boxed(i.a)?;
                let exit = Target::Exit(self.state.exit()?);
                let word = self.state.pinned(Form::Boxed, Value::FALSE.bits()).filter(|_| !when);
                self.state.learn(i.a, Type::Bool)?;
                let taken = self.edge(target)?;
                if let Some(word) = word {
                    self.state.branch(StencilId::BrEqI, &[a, word], &[], taken)?;
                    let word = self.state.word(Value::TRUE.bits())?;
                    self.state.branch(StencilId::BrNeI, &[a, word], &[], exit)?;
                } else {
                    let id = if when { StencilId::GuardTrue } else { StencilId::GuardFalse };
                    self.state.plan.stencil(id, &[a], &[], exit, taken)?;
                }
            }
            Type::Int => {
                if let Some(branch) = self.branch_by_bits(i.a, !when, target)? {
                    let taken = self.edge(target)?;
                    self.take_branch(branch, taken)?;
                    return Ok(true);
                }
                let a = self.state.int(i.a)?;
                let id = if when { StencilId::BrNeImm } else { StencilId::BrEqImm };
                self.branch_to(target, id, &[a], &[0])?;
            }
            Type::Float => {
                let a = self.state.float(i.a)?;
                let id = if when { StencilId::BrNonzeroF } else { StencilId::BrZeroF };
                self.branch_to(target, id, &[a], &[])?;
            }
            Type::Str | Type::List | Type::Tuple => {
                let len = self.length(i.a, ty)?;
                let id = if when { StencilId::BrNeImm } else { StencilId::BrEqImm };
                self.branch_to(target, id, &[len], &[0])?;
            }
            Type::None if known == Type::None => {
                if !when {
                    self.jump(target)?;
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The length of a str (in bytes), list or tuple, in a register of the current instruction's.
    fn length(&mut self, slot: u16, ty: Type) -> Res<Reg> {
        let object = self.state.raw(slot, ty)?;
        let len = self.state.alloc(Form::Int)?;
        self.state.emit(StencilId::LoadLen, &[len, object], &[])?;
        Ok(len)
    }

    /// Jumps if whether `r[a]` is None is `when`.
    pub(crate) fn jump_if_none(&mut self, i: Insn, when: bool) -> Res<bool> {
        let target = self.target(i)?;
        let known = self.state.value(i.a).ty;
        if known != Type::Unknown && known != Type::Other {
            if (known == Type::None) == when {
                self.jump(target)?;
            }
            return Ok(true);
        }
        self.prepare_branch(target)?;
        let branch = self.compare_none(i.a, when)?;
        let taken = self.edge(target)?;
        self.take_branch(branch, taken)?;
        Ok(true)
    }

    /// `not x`
    pub(crate) fn not(&mut self, i: Insn) -> Res<bool> {
        let (operand, zero) = match self.ty(i.b) {
            Type::Int => (self.state.int(i.b)?, 0),
            ty @ (Type::Str | Type::List | Type::Tuple) => (self.length(i.b, ty)?, 0),
            Type::Bool if self.state.value(i.b).ty == Type::Bool => (self.state.boxed(i.b)?, Value::FALSE.bits()),
            _ => return Ok(false),
        };
        let zero = self.state.temporary(zero)?;
        self.produce(i.a, StencilId::SetEqI, Form::Boxed, Type::Bool, &[operand, zero], &[])
    }

    /// `x is y`, where one of them is a constant that is no object and no number, or both are built-in functions or types.
    pub(crate) fn is(&mut self, i: Insn, when: bool) -> Res<bool> {
        if let (Some(x), Some(y)) = (self.constant_builtin(i.b), self.constant_builtin(i.c)) {
            return self.load(i.a, Value::bool((x == y) == when));
        }
        let immediate = |slot: u16| {
            let ty = self.state.value(slot).ty;
            self.state.constant(slot).is_some() && matches!(ty, Type::None | Type::Bool)
        };
        if !immediate(i.b) && !immediate(i.c) {
            return Ok(false);
        }
        let a = self.state.boxed(i.b)?;
        let b = self.state.boxed(i.c)?;
        let id = if when { StencilId::SetEqI } else { StencilId::SetNeI };
        self.produce(i.a, id, Form::Boxed, Type::Bool, &[a, b], &[])
    }

    /// The built-in function or type that the slot has, if that is known.
    fn constant_builtin(&self, slot: u16) -> Option<Value> {
        // SAFETY: constants' bits come from values.
        let v = unsafe { Value::from_bits(self.state.constant(slot)?) };
        [Sort::Native, Sort::Type].iter().any(|sort| v.as_immediate(*sort).is_some()).then_some(v)
    }
}
