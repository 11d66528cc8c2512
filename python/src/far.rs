//! Branches whose targets are farther away than their 16 bits can say: beside each is put a jump that goes all the way.
//!
//! | near | far |
//! |---|---|
//! | `JumpLt a, b, L` | `JumpNotLt a, b, 1f`; `Jump L`; `1:` |
//! | `ForNext s, i, L` | `Jump 2f`; `1: Loop L`; `2: ForNext s, i, 1b` |

use crate::emit::Reg;
use patchnose_core::bytecode::ops::{Insn, Op, Role};

/// A jump as it was emitted.
#[derive(Clone, Copy)]
pub struct Branch {
    /// Where it is.
    pub at: u32,
    /// Where it goes.
    pub to: u32,
    /// Slots alive before it.
    pub alive: Reg,
    /// Slots alive at its target.
    pub height: Reg,
}

impl Branch {
    /// Whether the distance can be said with 16 bits.
    fn is_near(self, places: &Places) -> bool {
        let distance = places.of(self.to) as i64 - (places.of(self.at) as i64 + 1);
        i16::try_from(distance).is_ok()
    }
}

/// Where instructions are once others have been put between them.
#[derive(Default)]
pub struct Places {
    /// Positions before which something was put, sorted, with the number of instructions put before them in all.
    moved: Vec<(u32, u32)>,
}

impl Places {
    /// Where what was at `pc` is.
    pub fn of(&self, pc: u32) -> u32 {
        let i = self.moved.partition_point(|(at, _)| *at <= pc);
        pc + i.checked_sub(1).map_or(0, |i| self.moved[i].1)
    }
}

/// Makes room beside the branches that are too far from their targets, in `insns` and `heights`. `branches` are then the
/// jumps that are to be patched. Says where everything is; `None` if there is nothing to do.
pub fn reach(insns: &mut Vec<Insn>, heights: &mut Vec<(u32, u16)>, branches: &mut [Branch]) -> Option<Places> {
    let mut places = Places::default();
    let mut far: Vec<Branch> = Vec::new();
    // What makes room for one branch may move the target of another away from it.
    loop {
        let found: Vec<Branch> = branches
            .iter()
            .filter(|b| is_short(insns[b.at as usize]) && !b.is_near(&places))
            .copied()
            .chain(far.iter().copied())
            .collect();
        let count = |list: &mut Vec<Branch>| {
            list.sort_by_key(|b| b.at);
            list.dedup_by_key(|b| b.at);
            list.len()
        };
        let (before, mut found) = (far.len(), found);
        if count(&mut found) == before {
            break;
        }
        far = found;
        let mut sum = 0;
        places.moved = far
            .iter()
            .map(|b| {
                // Behind a comparison, in front of a `ForNext`.
                let (behind, room) = if inverse(insns[b.at as usize]).is_some() { (1, 1) } else { (0, 2) };
                sum += room;
                (b.at + behind, sum)
            })
            .collect();
    }
    if far.is_empty() {
        return None;
    }
    let mut longer = Vec::with_capacity(insns.len() + 2 * far.len());
    let mut at = 0;
    for b in &far {
        longer.extend_from_slice(&insns[at..b.at as usize]);
        let insn = insns[b.at as usize];
        at = b.at as usize + 1;
        match inverse(insn) {
            Some(op) => {
                longer.push(Insn::new(op, insn.a, insn.b, 1));
                longer.push(Insn::wide(Op::Jump, 0, 0));
            }
            None => {
                longer.push(Insn::wide(Op::Jump, 0, 1));
                longer.push(Insn::wide(Op::Loop, 0, 0));
                longer.push(Insn::new(Op::ForNext, insn.a, insn.b, -2i16 as u16));
            }
        }
    }
    longer.extend_from_slice(&insns[at..]);
    let mut records: Vec<(u32, u16)> = heights.iter().map(|&(pc, height)| (places.of(pc), height)).collect();
    for b in &far {
        // What follows a jump has its height on record.
        let follows = if inverse(insns[b.at as usize]).is_some() {
            b.at + 1
        } else {
            records.push((places.of(b.at) - 2, b.alive as u16));
            records.push((places.of(b.at) - 1, b.height as u16));
            b.at
        };
        if heights.binary_search_by_key(&follows, |record| record.0).is_err() {
            records.push((places.of(follows), b.alive as u16));
        }
    }
    records.sort_unstable();
    *heights = records;
    for b in branches {
        let is_far = far.binary_search_by_key(&b.at, |f| f.at).is_ok();
        let at = match inverse(insns[b.at as usize]) {
            _ if !is_far => places.of(b.at),
            Some(_) => places.of(b.at) + 1,
            None => places.of(b.at) - 1,
        };
        (b.at, b.to) = (at, places.of(b.to));
    }
    *insns = longer;
    Some(places)
}

/// Whether a jump's distance has 16 bits.
fn is_short(insn: Insn) -> bool {
    insn.roles().contains(&Role::Jump)
}

/// The comparison that jumps where this one does not; `None` for `ForNext`.
fn inverse(insn: Insn) -> Option<Op> {
    Some(match insn.decode()? {
        Op::JumpLt => Op::JumpNotLt,
        Op::JumpLe => Op::JumpNotLe,
        Op::JumpGt => Op::JumpNotGt,
        Op::JumpGe => Op::JumpNotGe,
        Op::JumpEq => Op::JumpNotEq,
        Op::JumpNe => Op::JumpNotNe,
        Op::JumpNotLt => Op::JumpLt,
        Op::JumpNotLe => Op::JumpLe,
        Op::JumpNotGt => Op::JumpGt,
        Op::JumpNotGe => Op::JumpGe,
        Op::JumpNotEq => Op::JumpEq,
        Op::JumpNotNe => Op::JumpNe,
        _ => return None,
    })
}
