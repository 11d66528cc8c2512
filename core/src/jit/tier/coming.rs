//! What is to come: how much a frame's loops have still to do, as far as they tell.
//!
//! A loop over a range, a list, a tuple or a str knows how many turns are left. So a function whose loop has only begun can be compiled for
//! what is to come, where one that is called now and again has to be compiled for what has been.

use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::interp::frame::Frame;
use crate::object::Code;
use crate::value::Value;

/// A loop that goes on around an instruction.
#[derive(Clone, Copy, Default)]
struct Nested {
    /// Its instructions.
    length: u64,
    /// Instructions executed from its begin to its end.
    whole: u64,
}

impl Context {
    /// Instructions that the loops around `pc` of the current frame, which executes this code, have still to execute: those that are left of
    /// turns that are known to come. A loop within a turn counts with all its turns if it goes over a sequence, or else with
    /// those that it has left now. A branch out of the loops may make it less. Linear in the function's length.
    pub(super) fn work_to_come(&self, code: Gc<Code>, pc: u32) -> u64 {
        let (frame, insns) = (self.frame(), self.code_view(code).insns());
        let (mut coming, mut inner) = (0u64, Nested::default());
        for (at, insn) in (pc..).zip(insns.get(pc as usize..).unwrap_or(&[])) {
            let Some(Op::Loop | Op::ForNext) = insn.decode() else { continue };
            let Some(start) = insn.target(at).filter(|start| *start <= pc) else { continue };
            let length = u64::from(at - start) + 1;
            let own = length.saturating_sub(inner.length) / branches(insns, start, at);
            let turn = own.saturating_add(inner.whole);
            let [left, all] = self.turns(frame, *insn);
            coming = coming.saturating_add(left.saturating_mul(turn));
            inner = Nested { length, whole: all.saturating_mul(turn) };
        }
        coming
    }

    /// How many turns a loop has left, and how many it has in all, as far as that is known: none and one.
    fn turns(&self, frame: Frame, back_edge: Insn) -> [u64; 2] {
        if back_edge.decode() != Some(Op::ForNext) {
            return [0, 1];
        }
        // The state of an iteration is what `for_next` goes by.
        let state = [0, 1, 2].map(|k| frame.get(back_edge.a.saturating_add(k)));
        let known = match state {
            [number, sequence, _] if number.is_int() && sequence.is_ref() => self.left_of(sequence, number),
            [step, at, sequence] if step.is_int() && at.is_int() && sequence.is_ref() => {
                let left = u64::try_from(at.int_payload()).map_or(0, |at| at.saturating_add(1));
                self.left_of(sequence, Value::int_wrapped(0)).map(|[_, all]| [left.min(all), all])
            }
            [step, next, stop] if [step, next, stop].iter().all(|v| v.is_int()) => {
                let (step, way) = (step.int_payload(), stop.int_payload().saturating_sub(next.int_payload()));
                let left = way.checked_div(step).and_then(|turns| u64::try_from(turns).ok()).unwrap_or(0);
                Some([left, left.max(1)])
            }
            [one, other, number] if other.is_ref() && number.is_int() => {
                let lefts = [one, other].map(|v| self.left_of(v, number));
                lefts.into_iter().flatten().min()
            }
            [sequence, at, _] if at.is_int() => self.left_of(sequence, at),
            _ => None,
        };
        known.unwrap_or([0, 1])
    }

    /// Items of a list, tuple or str from this index on, and all of them.
    fn left_of(&self, sequence: Value, index: Value) -> Option<[u64; 2]> {
        let all = match self.items_of(sequence) {
            Some(items) => items.len() as u64,
            None if self.kind(sequence) == Some(Kind::Str) => self.str_chars(self.cast(sequence)?) as u64,
            None => return None,
        };
        Some([all.saturating_sub(u64::try_from(index.int_payload()).unwrap_or(0)), all])
    }
}

/// By what the instructions of a loop are to be divided: where branches leave some out, half of them are executed.
pub(super) fn branches(insns: &[Insn], start: u32, end: u32) -> u64 {
    let body = insns.get(start as usize..=end as usize).unwrap_or(&[]);
    let leaves_out = |(at, insn): (u32, &Insn)| insn.target(at).is_some_and(|to| to > at && to <= end);
    if (start..).zip(body).any(leaves_out) { 2 } else { 1 }
}
