//! Random modules that the verifier must accept: nested blocks, loops, handlers, calls of every kind.
//!
//! Those of [`module`] are valid, not meaningful: operands have no particular types. Those of [`program`] compute: their
//! locals are numbers and lists from the start, most of their instructions are arithmetic, comparisons and items, most of
//! their loops end, and they call each other.

use super::sample;
use patchnose_core::bytecode::effects::NO_REGISTER;
use patchnose_core::bytecode::{Insn, Op, Role};
use patchnose_core::value::{INT_MAX, INT_MIN};
use patchnose_python::module::{Code, Const, Handler, Module, Position};

/// A small generator of random numbers (splitmix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The generator with this seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.number() % n as u64) as usize
    }

    /// Whether one of `n` comes up.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of these.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A random module.
pub fn module(random: &mut Random) -> Module {
    make(random, false)
}

/// A random module that computes.
pub fn program(random: &mut Random) -> Module {
    make(random, true)
}

fn make(random: &mut Random, computes: bool) -> Module {
    let mut consts = vec![Const::Str(b"name".to_vec()), Const::Tuple(vec![0]), Const::Tuple(vec![])];
    for _ in 0..random.below(20) + usize::from(computes) * 4 {
        let constant = if computes { number(random) } else { constant(random, &consts) };
        consts.push(constant);
    }
    let names = if computes { 4 } else { 1 + random.below(6) };
    let mut module = Module {
        name: "m".into(),
        file: "m.py".into(),
        consts,
        globals: (0..names).map(|i| format!("g{i}")).collect(),
        codes: vec![],
    };
    let codes = if computes { 2 + random.below(3) } else { 1 + random.below(4) };
    for index in 0..codes {
        let code = Generator::new(random, &module, index, codes, computes).code();
        module.codes.push(code);
    }
    module
}

/// Parameters of a function of a program that computes, by its number: callers know it.
fn parameters(code: usize) -> u16 {
    (code % 3) as u16
}

/// Ints and floats at which something changes: overflow, sign, NaN.
fn number(random: &mut Random) -> Const {
    match random.below(3) {
        0 => Const::Int(random.of(&[0, 1, -1, 3, 7, 1000, INT_MAX, INT_MAX - 1, INT_MIN, 1 << 40, -(1 << 24)])),
        1 => Const::Float(random.of(&[0.0, -0.0, 1.0, 0.5, -2.25, 1e300, f64::INFINITY, f64::NAN, 3.0, 1e15])),
        _ => Const::Int(random.number() as i64 >> (14 + random.below(49))),
    }
}

fn constant(random: &mut Random, before: &[Const]) -> Const {
    // Depth is bounded by the format; few tuples of tuples do not reach it.
    match random.below(9) {
        0 => Const::None,
        1 => Const::True,
        2 => Const::False,
        3 => Const::Ellipsis,
        4 => Const::Int(random.of(&[0, -1, INT_MAX, INT_MIN, 12345])),
        5 => {
            let len = 9 + random.below(20);
            let magnitude = (0..len).map(|_| random.number() as u8 | 1).collect();
            Const::Big { negative: random.one_in(2), magnitude }
        }
        6 => Const::Float(f64::from_bits(random.number())),
        7 => {
            let chars =
                [&b"a"[..], b"\0", "\u{e9}".as_bytes(), "\u{20ac}".as_bytes(), b"\xED\xA0\x80", b"\xED\xBF\xBF"];
            Const::Str((0..random.below(30)).flat_map(|_| random.of(&chars).to_vec()).collect())
        }
        _ => Const::Tuple((0..random.below(5)).map(|_| random.below(before.len()) as u32).collect()),
    }
}

/// Writes one code object. `h` is the height before the next instruction.
struct Generator<'a> {
    random: &'a mut Random,
    module: &'a Module,
    codes: usize,
    computes: bool,
    params: u16,
    base: u16,
    nregs: u16,
    h: u16,
    /// No instruction may lower the height below this: what enclosing blocks keep.
    floor: u16,
    out: Code,
}

impl<'a> Generator<'a> {
    fn new(random: &'a mut Random, module: &'a Module, index: usize, codes: usize, computes: bool) -> Generator<'a> {
        let mut out = sample::code(if index == 0 { "<module>" } else { "f" }, 0, vec![]);
        if index > 0 {
            out.args = if computes { parameters(index) } else { random.below(4) as u16 };
            out.posonly = random.below(out.args as usize + 1) as u16;
            if !computes {
                out.kwonly = random.below(3) as u16;
                out.varargs = random.one_in(2);
                out.varkw = random.one_in(2);
            }
        }
        let params = out.params();
        let slots = params + random.below(4) as u16 + if computes { 3 } else { 0 };
        out.locals = (0..slots).map(|i| if i >= params && i % 3 == 0 { "".into() } else { format!("v{i}") }).collect();
        out.first_line = 1 + random.below(100) as u32;
        let base = slots + 2;
        let nregs = base + 10 + random.below(20) as u16;
        out.nregs = nregs;
        Generator { random, module, codes, computes, params, base, nregs, h: base, floor: base, out }
    }

    fn code(mut self) -> Code {
        if self.computes {
            self.begin();
            // Errors are caught, so that the program goes on.
            for _ in 0..4 {
                self.protect(3);
            }
        }
        self.block(3);
        let result = self.read_or_make();
        self.emit(Insn::new(Op::Return, result, 0, 0));
        if self.random.one_in(3) {
            // Code that nothing leads to, after a record.
            self.record(self.base);
            self.emit(Insn::new(Op::RaiseHandled, 0, 0, 0));
        }
        let mut pc = 0;
        while pc < self.out.insns.len() {
            let number = |random: &mut Random| random.number() as u32 >> random.below(32);
            let mut numbers = || number(self.random);
            let (line, end_line, col, end_col) = (numbers(), numbers(), numbers(), numbers());
            self.out.positions.push(Position { pc: pc as u32, line, end_line, col, end_col });
            pc += 1 + self.random.below(4);
        }
        self.out
    }

    /// Makes the functions, in the module's body, and gives the locals numbers, and one of them a list.
    fn begin(&mut self) {
        let none = self.h;
        if self.out.name == "<module>" {
            for code in 1..self.codes as u16 {
                self.emit(Insn::new(Op::LoadSingleton, none, 0, 0));
                self.emit(Insn::new(Op::LoadSingleton, none + 1, 0, 0));
                self.emit(Insn::new(Op::MakeFunction, none, code, none));
                self.emit(Insn::wide(Op::StoreGlobal, none, (code as usize % self.module.globals.len()) as u32));
            }
        }
        for local in self.params + 2..self.base {
            let number = 3 + self.random.below(self.module.consts.len() - 3) as u32;
            self.emit(Insn::wide(Op::LoadConst, local, number));
        }
        if self.base > self.params + 4 {
            self.emit(Insn::new(Op::BuildList, self.base - 1, self.params + 2, 2));
        }
    }

    /// An instruction of a program that computes.
    fn compute(&mut self) {
        use Op::*;
        let (a, b, c) = (self.local(), self.local(), self.local());
        let small = self.random.below(9) as u16;
        let insn = match self.random.below(60) {
            0..3 => return self.call(),
            3..28 => Insn::new(self.random.of(&[Add, Sub, Mul, IAdd, ISub, IMul]), a, b, c),
            28..34 => Insn::new(self.random.of(&[AddInt, SubInt, IAddInt, ISubInt]), a, b, small),
            34..36 => Insn::new(self.random.of(&[TrueDiv, FloorDiv, Mod]), a, b, c),
            36..38 => Insn::new(self.random.of(&[And, Or, Xor]), a, b, c),
            38..48 => Insn::new(self.random.of(&[Lt, Le, Gt, Ge, Eq, Ne, Is, IsNot]), a, b, c),
            48..50 => Insn::new(self.random.of(&[Neg, Not, Move]), a, b, 0),
            50..54 => {
                let number = 3 + self.random.below(self.module.consts.len() - 3) as u32;
                Insn::wide(LoadConst, a, number)
            }
            _ if self.h + 1 > self.nregs || self.base < self.params + 5 => Insn::new(Nop, 0, 0, 0),
            _ => {
                let (list, index) = (self.base - 1, self.h);
                self.emit(Insn::wide(LoadInt, index, u32::from(small & 1)));
                match self.random.below(3) {
                    0 => Insn::new(GetItem, a, list, index),
                    1 => Insn::new(SetItem, list, index, a),
                    _ => Insn::new(ListAppend, list, a, 0),
                }
            }
        };
        self.emit(insn);
    }

    /// One of the locals, rarely the list.
    fn local(&mut self) -> u16 {
        let (first, end) = (self.params + 2, self.base);
        let numbers = (end - first).saturating_sub(if self.random.one_in(200) { 0 } else { 1 }).max(1);
        first + self.random.below(numbers as usize) as u16
    }

    /// Calls a global function with numbers.
    fn call(&mut self) {
        let window = self.h;
        let code = 1 + self.random.below((self.codes - 1).max(1));
        let count = parameters(code);
        if window + 1 + count > self.nregs {
            return self.emit(Insn::new(Op::Nop, 0, 0, 0));
        }
        let global = code % self.module.globals.len();
        self.emit(Insn::wide(Op::LoadGlobal, window, global as u32));
        for argument in 0..count {
            let local = self.local();
            self.emit(Insn::new(Op::Move, window + 1 + argument, local, 0));
        }
        let into = self.local();
        self.emit(Insn::new(Op::Call, into, window, count));
    }

    /// A loop that counts to a few in a temporary.
    fn short_loop(&mut self, depth: usize) {
        if self.h + 6 > self.nregs {
            return self.plain();
        }
        let counter = self.h;
        let times = 1 + self.random.below(12) as u32;
        self.emit(Insn::wide(Op::LoadInt, counter, times));
        let keep = self.h;
        self.record(keep);
        let start = self.pc();
        self.emit(Insn::wide(Op::JumpIfNot, counter, 0));
        self.emit(Insn::new(Op::SubInt, counter, counter, 1));
        self.inner(keep, depth);
        let back = start as i32 - self.pc() as i32 - 1;
        self.emit(Insn::wide(Op::Loop, 0, back as u32));
        self.land(start);
        self.record(keep);
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
    }

    fn pc(&self) -> u32 {
        self.out.insns.len() as u32
    }

    fn emit(&mut self, insn: Insn) {
        self.h = insn.heights(self.h).next;
        self.out.insns.push(insn);
    }

    /// Makes the next instruction a join of this height.
    fn record(&mut self, height: u16) {
        match self.out.heights.last_mut() {
            Some(last) if last.0 == self.out.insns.len() as u32 => last.1 = last.1.min(height),
            _ => self.out.heights.push((self.out.insns.len() as u32, height)),
        }
        self.h = self.out.heights.last().unwrap().1;
    }

    /// Makes the jump at `pc` lead to the next instruction.
    fn land(&mut self, pc: u32) {
        let distance = self.pc() - pc - 1;
        let insn = &mut self.out.insns[pc as usize];
        let op = insn.decode().unwrap();
        if op.roles()[1] == Role::Jump32 {
            *insn = Insn::wide(op, insn.a, distance);
        } else {
            insn.c = distance as u16;
        }
    }

    fn block(&mut self, depth: usize) {
        for _ in 0..1 + self.random.below(6) {
            match self.random.below(if depth == 0 { 6 } else { 10 }) {
                0..6 => self.plain(),
                7 if self.computes => self.short_loop(depth - 1),
                8 if self.computes && !self.random.one_in(4) => self.short_loop(depth - 1),
                6 => self.branch(depth - 1),
                7 => self.count_loop(depth - 1),
                8 => self.for_loop(depth - 1),
                _ => self.protect(depth - 1),
            }
        }
    }

    /// A block that keeps everything below `floor`.
    fn inner(&mut self, floor: u16, depth: usize) {
        let before = std::mem::replace(&mut self.floor, floor);
        self.block(depth);
        self.floor = before;
    }

    fn branch(&mut self, depth: usize) {
        let condition = self.read_or_make();
        let keep = self.h;
        let jump = self.pc();
        let wide = [Op::JumpIf, Op::JumpIfNot, Op::JumpIfNone, Op::JumpIfNotNone];
        if self.random.one_in(2) {
            let op = self.random.of(&wide);
            self.emit(Insn::wide(op, condition, 0));
        } else {
            let op = self.random.of(&[Op::JumpLt, Op::JumpNe, Op::JumpNotGe]);
            self.emit(Insn::new(op, condition, condition, 0));
        }
        self.inner(keep, depth);
        if self.random.one_in(2) {
            let over = self.pc();
            self.emit(Insn::wide(Op::Jump, 0, 0));
            self.land(jump);
            self.record(keep);
            self.inner(keep, depth);
            self.land(over);
        } else {
            self.land(jump);
        }
        self.record(keep);
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
    }

    fn count_loop(&mut self, depth: usize) {
        let condition = self.read_or_make();
        let keep = self.h;
        self.record(keep);
        let start = self.pc();
        self.emit(Insn::wide(Op::JumpIfNot, condition, 0));
        self.inner(keep, depth);
        let back = start as i32 - self.pc() as i32 - 1;
        self.emit(Insn::wide(Op::Loop, 0, back as u32));
        self.land(start);
        self.record(keep);
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
    }

    fn for_loop(&mut self, depth: usize) {
        if self.h + 6 > self.nregs {
            return self.plain();
        }
        let over = self.read_or_make();
        let state = self.h;
        self.emit(Insn::new(Op::Iter, state, over, 0));
        // The item goes to a local or to a temporary after the state.
        let item = if self.base > self.params + 2 && self.random.one_in(2) { self.params + 2 } else { state + 3 };
        let inside = (state + 3).max(item + 1);
        let enter = self.pc();
        self.emit(Insn::wide(Op::Jump, 0, 0));
        self.record(inside);
        let body = self.pc();
        self.inner(inside, depth);
        self.land(enter);
        self.record(state + 3);
        let back = body as i32 - self.pc() as i32 - 1;
        self.emit(Insn::new(Op::ForNext, state, item, back as u16));
    }

    fn protect(&mut self, depth: usize) {
        if self.h + 4 > self.nregs {
            return self.plain();
        }
        let keep = self.h;
        let start = self.pc();
        self.inner(keep, depth);
        let end = self.pc();
        let over = self.pc();
        self.emit(Insn::wide(Op::Jump, 0, 0));
        let reg =
            if !self.computes && self.base > self.params + 2 && self.random.one_in(3) { self.params + 2 } else { keep };
        let target = self.pc();
        self.out.handlers.push(Handler { start, end, target, reg, height: keep });
        self.record(keep.max(reg + 1));
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
        self.inner(keep, depth);
        self.land(over);
        self.record(keep);
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
    }

    fn is_header(&self, first: u16, count: u32) -> bool {
        let end = first as u32 + count;
        (first as u32) < self.params as u32 + 2 && end > self.params as u32
    }

    fn read_or_make(&mut self) -> u16 {
        match self.reads(1) {
            Some(register) => register,
            // There is no room for another; the last is a temporary, since there are ten.
            None if self.h >= self.nregs => self.h - 1,
            None => {
                let (into, number) = (self.h, self.random.number() as u32);
                self.emit(Insn::wide(Op::LoadInt, into, number));
                into
            }
        }
    }

    /// The first of `count` assigned registers, if there are so many in a row.
    fn reads(&mut self, count: u32) -> Option<u16> {
        let starts = (self.h as u32 + 1).checked_sub(count)?;
        let first = self.random.below(starts.max(1) as usize) as u16;
        (!self.is_header(first, count) && first as u32 + count <= self.h as u32).then_some(first)
    }

    /// The first of `count` registers to write at this height, without a gap.
    fn writes(&mut self, count: u32, height: u16) -> Option<u16> {
        let first = self.random.below(height as usize + 1) as u16;
        (!self.is_header(first, count) && first as u32 + count <= self.nregs as u32).then_some(first)
    }

    /// An instruction that goes on to the next, of any op and with any operands that fit here; a `Nop` where none did.
    fn plain(&mut self) {
        if self.computes && !self.random.one_in(200) {
            return self.compute();
        }
        for _ in 0..20 {
            let op = self.random.of(Op::ALL);
            if let Some(insn) = self.fit(op) {
                return self.emit(insn);
            }
        }
        self.emit(Insn::new(Op::Nop, 0, 0, 0));
    }

    fn fit(&mut self, op: Op) -> Option<Insn> {
        use Role::*;
        let roles = op.roles();
        let control = matches!(op, Op::Iter | Op::ForNext | Op::Loop)
            || !matches!(op.flow(), patchnose_core::bytecode::ops::Flow::Next);
        if control {
            return Option::None;
        }
        // Counts first, since other operands depend on them.
        let count = self.random.below(4) as u16;
        let mut insn = Insn::new(op, 0, 0, 0);
        match op {
            Op::UnpackStar => insn.c = count | (self.random.below(3) as u16) << 8,
            Op::LoadSingleton => insn.b = self.random.below(6) as u16,
            Op::CallKw => insn.b = count,
            _ if roles[2] == Imm => insn.c = count,
            _ => {}
        }
        // A call's window next: the height that its result is written at.
        let mut during = self.h;
        for (i, role) in roles.into_iter().enumerate() {
            let size = match role {
                Window => 1 + insn.c as u32,
                MethodWindow => 2 + insn.c as u32,
                WindowKw => 1 + insn.b as u32,
                WindowEx => 3,
                _ => continue,
            };
            let window = (self.h as u32).checked_sub(size).filter(|window| *window >= self.floor as u32)? as u16;
            during = window;
            if i == 0 { insn.a = window } else { insn.b = window }
        }
        for (i, role) in roles.into_iter().enumerate() {
            let span = match role {
                Read | ReadWrite => self.reads(1)?,
                ReadOpt if self.random.one_in(2) => NO_REGISTER,
                ReadOpt => self.reads(1)?,
                ReadN(n) | ReadWriteN(n) => self.reads(n as u32)?,
                ReadSpan => self.reads(insn.c as u32)?,
                ReadPairs => self.reads(2 * insn.c as u32)?,
                Write => self.writes(1, during)?,
                WriteN(n) => self.writes(n as u32, during)?,
                WriteSpan => self.writes(insn.c as u32, during)?,
                WriteStar => self.writes((insn.c as u32 & 0xFF) + 1 + (insn.c as u32 >> 8), during)?,
                SignedImm => self.random.number() as u16,
                Const => self.random.below(self.module.consts.len()) as u16,
                Name => 0,
                Names if insn.b == 0 => 2,
                Names => 1,
                Code => self.random.below(self.codes) as u16,
                Imm32 | Const32 | Name32 | Global32 => {
                    let wide = match role {
                        Imm32 => self.random.number() as u32,
                        Const32 => self.random.below(self.module.consts.len()) as u32,
                        Name32 => 0,
                        _ => self.random.below(self.module.globals.len()) as u32,
                    };
                    insn = Insn::wide(op, insn.a, wide);
                    continue;
                }
                _ => continue,
            };
            match i {
                0 => insn.a = span,
                1 => insn.b = span,
                _ => insn.c = span,
            }
        }
        Some(insn)
    }
}
