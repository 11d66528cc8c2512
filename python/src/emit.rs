//! The emitter: instructions, labels, heights, positions and handler ranges of one code object.
//!
//! Registers below the first temporary are parameters, header and locals. Temporaries are a stack; `height` is the next
//! free one. What is emitted while no path leads here is dropped, so callers need not care about dead code.
//!
//! It also carries the definite-assignment state: the set of locals that are assigned on every path to this point.
//! Facts only grow along a path, since a local that some statement of the function unassigns is never taken as assigned.
//! That is why a loop's head needs no second look: what is assigned at its entry is assigned at its back-edge.

use crate::far::{self, Branch, Places};
use crate::module::{Code, Handler, Position};
use crate::source::Source;
use patchnose_core::bytecode::image::layout::MAX_REGISTERS;
use patchnose_core::bytecode::ops::{Flow, Insn, Op, Role};
use ruff_text_size::TextRange;

/// A register's number. Wider than an instruction's operand, so that a function that is too large is noticed at its end.
pub(crate) type Reg = u32;

/// The largest number of registers of a function.
const MAX_REGS: Reg = MAX_REGISTERS as Reg;

/// The largest number of instructions of a function.
const MAX_INSNS: usize = 1 << 21;

/// A set of registers.
#[derive(Clone, Debug, Default)]
pub(crate) struct RegSet(Vec<u64>);

impl RegSet {
    pub fn contains(&self, reg: Reg) -> bool {
        self.0.get(reg as usize / 64).is_some_and(|word| word >> (reg % 64) & 1 == 1)
    }

    pub fn insert(&mut self, reg: Reg) {
        let word = reg as usize / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (reg % 64);
    }

    fn intersect(&mut self, other: &RegSet) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }
}

/// A place in the code that jumps may name before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(usize);

#[derive(Debug)]
struct LabelState {
    pc: Option<u32>,
    height: Reg,
    /// The jumps to it, each with the slots alive before it.
    jumps: Vec<(u32, Reg)>,
    assigned: Option<RegSet>,
}

/// An exception handler that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HandlerId(usize);

#[derive(Debug)]
struct HandlerState {
    ranges: Vec<(u32, u32)>,
    open: Option<u32>,
    target: Option<u32>,
    height: Reg,
    assigned: RegSet,
}

pub(crate) struct Emitter<'a> {
    source: &'a Source,
    insns: Vec<Insn>,
    heights: Vec<(u32, u16)>,
    positions: Vec<Position>,
    labels: Vec<LabelState>,
    handlers: Vec<HandlerState>,
    /// The next free temporary.
    pub height: Reg,
    /// The height as the verifier sees it: it knows no temporary's death but through records and calls.
    alive: Reg,
    most: Reg,
    reachable: bool,
    /// The source range of what is emitted next.
    pub span: TextRange,
    /// Range of the last position record.
    recorded: Option<TextRange>,
    /// Locals that are assigned on every path to here.
    pub assigned: RegSet,
    too_large: bool,
}

impl<'a> Emitter<'a> {
    /// An emitter for code whose first temporary is `base`.
    pub fn new(source: &'a Source, base: Reg) -> Self {
        Emitter {
            source,
            insns: Vec::new(),
            heights: Vec::new(),
            positions: Vec::new(),
            labels: Vec::new(),
            handlers: Vec::new(),
            height: base,
            alive: base,
            most: base,
            reachable: true,
            span: TextRange::default(),
            recorded: None,
            assigned: RegSet::default(),
            too_large: base > MAX_REGS,
        }
    }

    /// Whether a path leads to the next instruction.
    pub fn reachable(&self) -> bool {
        self.reachable
    }

    /// Whether the function has passed a limit; what is emitted from then on is dropped.
    pub fn too_large(&self) -> bool {
        self.too_large
    }

    fn pc(&self) -> u32 {
        self.insns.len() as u32
    }

    /// Takes the next `count` temporaries.
    pub fn reserve(&mut self, count: usize) -> Reg {
        let first = self.height;
        self.height = first.saturating_add(count as Reg);
        self.most = self.most.max(self.height);
        self.too_large |= self.most > MAX_REGS;
        if self.too_large {
            self.height = first.min(MAX_REGS);
        }
        first
    }

    /// Takes the next temporary.
    pub fn temp(&mut self) -> Reg {
        self.reserve(1)
    }

    /// Emits an instruction with three 16-bit operands.
    pub fn op(&mut self, op: Op, a: Reg, b: Reg, c: u32) {
        self.too_large |= a.max(b).max(c) > u16::MAX as u32;
        self.push(op, Insn::new(op, a as u16, b as u16, c as u16));
    }

    /// Emits an instruction with a 32-bit operand.
    pub fn wide(&mut self, op: Op, a: Reg, bc: u32) {
        self.push(op, Insn::wide(op, a as u16, bc));
    }

    fn push(&mut self, op: Op, insn: Insn) {
        self.too_large |= self.insns.len() >= MAX_INSNS;
        if !self.reachable || self.too_large {
            return;
        }
        if self.recorded != Some(self.span) {
            self.recorded = Some(self.span);
            let (line, col) = self.source.locate(self.span.start());
            let (end_line, end_col) = self.source.locate(self.span.end());
            let pc = self.pc();
            self.positions.push(Position { pc, line: line + 1, end_line: end_line + 1, col, end_col });
        }
        self.insns.push(insn);
        if let Some(dead) = dead_from(op, insn) {
            self.alive = dead;
        }
        self.alive = self.alive.max(written_end(op, insn));
        self.most = self.most.max(self.alive);
        self.reachable = matches!(op.flow(), Flow::Next | Flow::Branch);
    }

    /// Tells the verifier that temporaries from `height` up are dead, if it does not know.
    pub fn settle(&mut self) {
        if self.reachable && self.alive > self.height {
            self.record(self.height);
        }
    }

    fn record(&mut self, height: Reg) {
        debug_assert!(self.too_large || !self.reachable || self.alive >= height, "height grows without a write");
        let pc = self.pc();
        match self.heights.last_mut() {
            Some(last) if last.0 == pc => last.1 = last.1.min(height as u16),
            _ => self.heights.push((pc, height as u16)),
        }
        self.alive = height;
    }

    /// A label at which the temporaries below the present height are alive.
    pub fn label(&mut self) -> Label {
        self.labels.push(LabelState { pc: None, height: self.height, jumps: Vec::new(), assigned: None });
        Label(self.labels.len() - 1)
    }

    /// Emits a jump to a label. `a` and `b` are the registers compared, if the op has them.
    pub fn jump(&mut self, op: Op, a: Reg, b: Reg, label: Label) {
        if !self.reachable || self.too_large {
            return;
        }
        let (pc, alive) = (self.pc(), self.alive);
        self.op(op, a, b, 0);
        if self.pc() == pc {
            return;
        }
        let state = &mut self.labels[label.0];
        debug_assert!(self.alive >= state.height, "jump to where more is alive");
        state.jumps.push((pc, alive));
        if state.pc.is_none() {
            match &mut state.assigned {
                Some(assigned) => assigned.intersect(&self.assigned),
                None => state.assigned = Some(self.assigned.clone()),
            }
        }
    }

    /// Puts a label here: height and assigned locals become what holds on all paths to it.
    pub fn bind(&mut self, label: Label) {
        let pc = self.pc();
        let state = &mut self.labels[label.0];
        debug_assert!(state.pc.is_none());
        state.pc = Some(pc);
        self.height = state.height;
        let arrives = state.assigned.take();
        match arrives {
            Some(assigned) if self.reachable => self.assigned.intersect(&assigned),
            Some(assigned) => self.assigned = assigned,
            None => return self.settle(),
        }
        self.record(self.height);
        self.reachable = true;
    }

    /// Puts a label for back-edges here.
    pub fn bind_head(&mut self, label: Label) {
        let pc = self.pc();
        self.labels[label.0].pc = Some(pc);
        self.height = self.labels[label.0].height;
        if self.reachable {
            self.record(self.height);
        }
    }

    /// Begins a `for` loop: a jump to `next`, where its `ForNext` will be, and the label of the body, which comes here.
    /// At the body the present height holds: the `ForNext` writes what is not yet assigned.
    pub fn loop_body(&mut self, next: Label) -> Label {
        let enters = self.reachable;
        self.jump(Op::Jump, 0, 0, next);
        let body = self.label();
        self.labels[body.0].pc = Some(self.pc());
        if enters && !self.too_large {
            self.record(self.height);
            self.reachable = true;
        }
        body
    }

    /// A handler that keeps the temporaries below the present height and gets its exception in the next one.
    pub fn handler(&mut self) -> HandlerId {
        let (height, assigned) = (self.height, self.assigned.clone());
        self.handlers.push(HandlerState { ranges: Vec::new(), open: None, target: None, height, assigned });
        HandlerId(self.handlers.len() - 1)
    }

    /// Covers what is emitted from here on. Handlers are opened in the order in which they were made.
    pub fn open(&mut self, handler: HandlerId) {
        let pc = self.pc();
        self.handlers[handler.0].open = Some(pc);
    }

    /// Covers nothing from here on. Says whether it covered until now.
    pub fn close(&mut self, handler: HandlerId) -> bool {
        let pc = self.pc();
        let state = &mut self.handlers[handler.0];
        let Some(start) = state.open.take() else { return false };
        if start < pc {
            match state.ranges.last_mut() {
                Some(last) if last.1 == start => last.1 = pc,
                _ => state.ranges.push((start, pc)),
            }
        }
        true
    }

    /// Puts the handler's code here. Returns the register of the exception; the code is unreachable if nothing is
    /// covered.
    pub fn bind_handler(&mut self, handler: HandlerId) -> Reg {
        debug_assert!(!self.reachable || self.too_large);
        let pc = self.pc();
        let state = &mut self.handlers[handler.0];
        state.target = Some(pc);
        let reg = state.height;
        self.height = reg;
        let covers = !state.ranges.is_empty();
        self.assigned = state.assigned.clone();
        self.temp();
        if covers && !self.too_large {
            self.record(reg + 1);
            self.reachable = true;
        }
        reg
    }

    /// The finished instructions and tables, put into `code`. `None` if the function is too large.
    pub fn finish(mut self, mut code: Code) -> Option<Code> {
        let mut jumps = Vec::new();
        for state in &mut self.labels {
            let (target, height) = (state.pc, state.height);
            let branch = |(at, alive)| Some(Branch { at, to: target?, alive, height });
            jumps.extend(state.jumps.drain(..).filter_map(branch));
        }
        if !self.too_large
            && let Some(places) = far::reach(&mut self.insns, &mut self.heights, &mut jumps)
        {
            self.move_to(&places);
        }
        for jump in &jumps {
            self.too_large |= !self.patch(jump.at, jump.to);
        }
        for jump in &jumps {
            if jump.at < jump.to {
                // Where the last jump of a chain is too far away for the first one, the chain stays.
                let _ = self.patch(jump.at, self.thread(jump.to));
            }
        }
        if self.too_large {
            return None;
        }
        for state in self.handlers.iter().rev() {
            for &(start, end) in &state.ranges {
                let target = state.target?;
                let (reg, height) = (state.height as u16, state.height as u16);
                code.handlers.push(Handler { start, end, target, reg, height });
            }
        }
        code.nregs = self.most as u16;
        code.insns = self.insns;
        code.heights = self.heights;
        code.positions = self.positions;
        Some(code)
    }

    /// Has handlers and positions follow the instructions.
    fn move_to(&mut self, places: &Places) {
        for state in &mut self.handlers {
            state.target = state.target.map(|pc| places.of(pc));
            for (start, end) in &mut state.ranges {
                (*start, *end) = (places.of(*start), places.of(*end));
            }
        }
        for position in &mut self.positions {
            position.pc = places.of(position.pc);
        }
    }

    /// Where a jump to `pc` ends: jumps at its target are followed. They go forwards, so this ends.
    fn thread(&self, mut pc: u32) -> u32 {
        while let Some(insn) = self.insns.get(pc as usize).filter(|insn| insn.op == Op::Jump as u16) {
            pc += 1 + insn.bc();
        }
        pc
    }

    fn patch(&mut self, jump: u32, target: u32) -> bool {
        let distance = target as i64 - (jump as i64 + 1);
        let insn = &mut self.insns[jump as usize];
        let Some(op) = insn.decode() else { return false };
        match op.roles() {
            [_, Role::Jump32, _] => *insn = Insn::wide(op, insn.a, distance as i32 as u32),
            _ => match i16::try_from(distance) {
                Ok(distance) => insn.c = distance as u16,
                Err(_) => return false,
            },
        }
        true
    }
}

/// The register from which on everything is dead after a call.
fn dead_from(op: Op, insn: Insn) -> Option<Reg> {
    op.roles().iter().zip([insn.a, insn.b, insn.c]).find_map(|(role, operand)| match role {
        Role::Window | Role::MethodWindow | Role::WindowKw | Role::WindowEx => Some(operand as Reg),
        _ => None,
    })
}

/// The register after the last one that an instruction writes.
fn written_end(op: Op, insn: Insn) -> Reg {
    let c = insn.c as Reg;
    let ends = op.roles().into_iter().zip([insn.a, insn.b, insn.c]).map(|(role, operand)| {
        let first = operand as Reg;
        match role {
            Role::Write | Role::ReadWrite | Role::WindowKw => first + 1,
            Role::WriteN(count) | Role::ReadWriteN(count) => first + count as Reg,
            Role::WriteSpan => first + c,
            Role::WriteStar => first + (c & 0xFF) + 1 + (c >> 8),
            _ => 0,
        }
    });
    ends.max().unwrap_or(0)
}
