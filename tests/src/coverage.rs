//! Which stencils the programs execute, and which of them leave.
//!
//! Kept for all programs together: of each stencil the first program that executed it, and the first in which compiled
//! code was left by it. An exit's code may belong to several stencils; which one it was is told by the last probe, and
//! where that is not known for certain it does not count.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use patchnose_core::jit::stencil::StencilId;

use crate::engine::{Run, Setup};
use crate::listing::Function;
use crate::probe::{self, Place, Watcher};
use crate::table::Entry;

/// How often a probe is hit that tells which way an exit was reached, in one run.
const MOST_HITS: u32 = 200;

/// What is known of a stencil.
#[derive(Clone, Default, Debug)]
pub struct Seen {
    /// The first program that executed it.
    pub executed: Option<String>,
    /// Whether compiled code can be left by it: it says so, or it has been compiled so.
    pub leaves: bool,
    /// The first program in which it was.
    pub left: Option<String>,
}

impl Seen {
    /// Whether something has not been executed.
    fn lacks(&self) -> bool {
        self.executed.is_none() || self.leaves && self.left.is_none()
    }
}

/// See the module.
#[derive(Clone)]
pub struct Coverage(Arc<Mutex<BTreeMap<StencilId, Seen>>>);

impl Default for Coverage {
    fn default() -> Coverage {
        let seen = |id: &StencilId| (*id, Seen { leaves: id.signature().exits, ..Seen::default() });
        Coverage(Arc::new(Mutex::new(StencilId::ALL.iter().map(seen).collect())))
    }
}

impl Coverage {
    fn seen(&self) -> MutexGuard<'_, BTreeMap<StencilId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of each stencil.
    pub fn stencils(&self) -> BTreeMap<StencilId, Seen> {
        self.seen().clone()
    }

    /// The stencils that were never executed, and those that never left.
    pub fn missing(&self) -> [Vec<StencilId>; 2] {
        let seen = self.seen();
        let those = |what: fn(&Seen) -> bool| seen.iter().filter(|(_, s)| what(s)).map(|(id, _)| *id).collect();
        [those(|s| s.executed.is_none()), those(|s| s.leaves && s.left.is_none())]
    }

    /// A line for each stencil: its name, who executed it, and in which program it left.
    pub fn lines(&self) -> String {
        let mut text = String::new();
        for (id, seen) in self.seen().iter() {
            let executed = seen.executed.as_deref().unwrap_or("-");
            let left = if seen.leaves { seen.left.as_deref().unwrap_or("-") } else { "" };
            // Writing to a String does not fail.
            let _ = writeln!(text, "  {:20} {executed:24} {left}", id.signature().name);
        }
        text
    }

    /// Runs a program and notes what it executes of what no other program has.
    pub fn run(&self, entry: &Entry, setup: &Setup) -> Run {
        let watcher = Program {
            coverage: self.clone(),
            name: entry.program.name.clone(),
            functions: Vec::new(),
            ways: HashMap::new(),
        };
        probe::run(&entry.prepared, setup, watcher).0
    }
}

/// The watcher of one run.
struct Program {
    coverage: Coverage,
    name: String,
    functions: Vec<Function>,
    /// How often a stencil was hit from which exits are reached that others reach, too; [`MOST_HITS`] is the end.
    ways: HashMap<Place, u32>,
}

impl Watcher for Program {
    fn compiled(&mut self, number: usize, function: &Function) -> Vec<u32> {
        let mut seen = self.coverage.seen();
        let mut probes = Vec::new();
        for stencil in &function.stencils {
            if seen.get(&stencil.id).is_some_and(|s| s.executed.is_none()) {
                probes.push(stencil.offset);
            }
        }
        for exit in &function.exits {
            let Some(s) = seen.get_mut(&exit.from.id) else { continue };
            s.leaves = true;
            if s.left.is_some() {
                continue;
            }
            probes.push(exit.to.offset);
            // Where others lead there, too, all of them are watched.
            let ways = || function.exits.iter().filter(|e| e.to == exit.to);
            if ways().any(|e| e.from.id != exit.from.id) {
                for way in ways() {
                    probes.push(way.from.offset);
                    self.ways.insert(Place { function: number, offset: way.from.offset }, 0);
                }
            }
        }
        self.functions.push(function.clone());
        probes
    }

    fn hit(&mut self, at: Place, before: Option<Place>) -> bool {
        let Some(function) = self.functions.get(at.function) else { return false };
        let mut seen = self.coverage.seen();
        for stencil in function.stencils.iter().filter(|s| s.offset == at.offset) {
            if let Some(s) = seen.get_mut(&stencil.id) {
                s.executed.get_or_insert_with(|| self.name.clone());
            }
        }
        let ways = || function.exits.iter().filter(|e| e.to.offset == at.offset);
        if let Some(first) = ways().next() {
            let watched = |offset: u32| {
                let place = Place { function: at.function, offset };
                self.ways.get(&place).is_some_and(|hits| *hits < MOST_HITS)
            };
            let taken = if ways().all(|e| e.from.id == first.from.id) {
                Some(first.from.id)
            } else if ways().all(|e| watched(e.from.offset)) {
                let last = ways().find(|e| before == Some(Place { function: at.function, offset: e.from.offset }));
                last.map(|e| e.from.id)
            } else {
                None
            };
            if let Some(s) = taken.and_then(|id| seen.get_mut(&id)) {
                s.left.get_or_insert_with(|| self.name.clone());
            }
            // Another way may be taken next time.
            return ways().any(|e| seen.get(&e.from.id).is_some_and(Seen::lacks));
        }
        match self.ways.get_mut(&at) {
            Some(hits) => {
                *hits += 1;
                *hits < MOST_HITS
            }
            None => false,
        }
    }
}
