//! Calls of functions that may return at once: *partial inlining* (as in Muth and Debray, "Partial Inlining", 1997).
//!
//! Many functions begin with a test by which they return: the base case of a recursion, or `if node is None`. Where such a
//! function is not inlined as a whole, the test is planned before the call, and what it returns in place of the call; the
//! function is called from its beginning where the test fails. What comes before the return has no effect, so nobody sees
//! that it is done twice. Calls of a recursion that do not recurse, which are about half of those of most, are no calls then.

use super::plan::{Step, Target};
use super::scan::Site;
use super::select::Selector;
use super::state::Res;
use super::stencil::StencilId;
use crate::bytecode::{CodeView, Insn, Op};
use crate::heap::Gc;
use crate::object::{CODE_SIMPLE, Code};
use crate::value::Value;

/// The most instructions before the test, and between the test and the return.
const MOST_LOADS: usize = 3;

/// How a function may return at once: by instructions that load, a test, and more that load.
pub(super) struct EarlyReturn {
    /// The test, which jumps where the function goes on.
    test: usize,
    /// The return.
    end: usize,
    /// The register that is returned.
    returned: u16,
}

/// Whether the operation has no effect but on its register, and cannot fail.
const fn loads(op: Op) -> bool {
    matches!(op, Op::Nop | Op::Move | Op::LoadConst | Op::LoadInt | Op::LoadSingleton)
}

/// Where the first instruction is from `pc` on that does not load, if it is near.
fn behind_loads(view: CodeView<'_>, pc: usize) -> Option<usize> {
    let mut insns = view.insns().iter().enumerate().skip(pc).take(MOST_LOADS + 1);
    insns.find(|(_, i)| !i.decode().is_some_and(loads)).map(|(pc, _)| pc)
}

impl EarlyReturn {
    /// How the function may return at once, if it does.
    pub(super) fn of(view: CodeView<'_>) -> Option<EarlyReturn> {
        let test = behind_loads(view, 0)?;
        let end = behind_loads(view, test + 1)?;
        let last = view.insns().get(end)?;
        (last.decode()? == Op::Return).then_some(EarlyReturn { test, end, returned: last.a })
    }

    /// The slot of the argument that the call `i` returns then, if it is one.
    pub(super) fn argument(&self, i: Insn) -> Option<u16> {
        (self.returned < i.c).then_some(i.b + 1 + self.returned)
    }
}

impl Selector<'_, '_> {
    /// Plans the call `i` of a function that may return at once; false if it is none, or its test is not one of ints or of
    /// `None`.
    pub(crate) fn call_or_return(&mut self, i: Insn, callee: Gc<Code>) -> Res<bool> {
        let c = self.cx.get(callee);
        let (base, pc) = (i.b + 1, self.state.pc);
        let fits = base as usize + c.nregs as usize <= self.state.slots.len()
            && self.sites.room() != 0
            && self.state.can_fork()
            && c.flags & CODE_SIMPLE != 0
            && c.args == i.c;
        let view = self.cx.code_view(callee);
        let Some(shape) = EarlyReturn::of(view).filter(|_| fits) else { return Ok(false) };
        let insns = view.insns();
        self.load_early(callee, insns.get(..shape.test), base)?;
        let Some(test) = insns.get(shape.test).map(|test| test.rebased(base)).filter(|test| self.is_plain_test(*test))
        else {
            self.state.forget_from(base + c.params)?;
            return Ok(false);
        };

        // Where the two ways meet.
        let Site { innermost, .. } = self.site(pc)?;
        let height = self.site(pc + 1)?.height;
        let end = self.sites.push(Site { height, jumps: 2, innermost, ..Site::default() })?;
        let contract = self.contract_of_returns(end, i, callee)?;
        self.state.enter(contract)?;
        self.state.flush_but_homes(i.b)?;
        self.state.end_use();

        let fails = self.state.plan.label();
        self.branch_plainly(test, Target::Local(fails))?;
        self.state.end_use();
        // It returns, for what a call takes.
        self.load_early(callee, insns.get(shape.test + 1..shape.end), base)?;
        self.state.emit(StencilId::BackEdge, &[], &[])?;
        self.state.copy(i.a, base + shape.returned)?;
        self.state.forget_from_but(i.b, i.a)?;
        if self.state.arrive(contract, pc + 1)? {
            self.state.branch(StencilId::Jump, &[], &[], Target::Pc(end))?;
        }

        self.state.go_on_here()?;
        self.state.mark(Step::Local(fails))?;
        self.state.end_use();
        self.state.forget_from(base + c.params)?;
        if !self.call_python(i, callee)? {
            self.generic(Op::Call, i)?;
        }
        self.state.arrive(contract, pc + 1)?;
        self.state.adopt(contract)?;
        self.state.mark(Step::Pc(end))?;
        self.note(i.a, self.result_feedback())?;
        Ok(true)
    }
    /// Loads what instructions do that load.
    fn load_early(&mut self, code: Gc<Code>, insns: Option<&[Insn]>, base: u16) -> Res {
        for i in insns.unwrap_or_default().iter().map(|i| i.rebased(base)) {
            match i.decode() {
                Some(Op::Move) => self.state.copy(i.a, i.b)?,
                Some(op) => {
                    let v = match op {
                        Op::LoadConst => self.cx.constant(code, i.bc()),
                        Op::LoadInt => Value::int32(i.bc_signed()),
                        Op::LoadSingleton => crate::interp::ops::singleton(i.b),
                        _ => continue,
                    };
                    self.load(i.a, v)?;
                }
                None => {}
            }
        }
        Ok(())
    }
}
