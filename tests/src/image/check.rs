//! A checker of images that shares nothing with the verifier: it takes them apart into vectors, has a table of its own of
//! what ops do, and finds by a fixpoint over all paths which registers are assigned where.
//!
//! What it proves of an image: that parts lie within it, apart from each other, with 0 between them; that what
//! instructions mention exists; that on every path from a code object's entry, exceptions included, a register that is
//! read has been assigned, and the header is never touched; that the heights tell the truth; that every cycle charges
//! fuel. It does not look at unreachable code beyond the bounds of its operands.

use patchnose_core::bytecode::{CodeView, Image, Op};

type Checked<T> = Result<T, String>;

macro_rules! ensure {
    ($condition:expr, $($why:tt)+) => {
        if !$condition {
            return Err(format!($($why)+));
        }
    };
}

/// Checks an image that was loaded.
pub fn check(image: &Image<'_>) -> Checked<()> {
    let bytes = Bytes(image.bytes());
    let parts = Parts::read(bytes)?;
    parts.check_space(bytes)?;
    parts.check_constants(bytes)?;
    for (index, code) in parts.codes.iter().enumerate() {
        let view = image.code(index as u32).ok_or("no view")?;
        check_code(&parts, code, view).map_err(|why| format!("code {index}: {why}"))?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn range(self, at: usize, len: usize) -> Checked<&'a [u8]> {
        self.0.get(at..at + len).ok_or(format!("{at} + {len} is out of the image"))
    }
    fn byte(self, at: usize) -> Checked<u8> {
        Ok(self.range(at, 1)?[0])
    }
    fn half(self, at: usize) -> Checked<u16> {
        Ok(u16::from_le_bytes(self.range(at, 2)?.try_into().unwrap()))
    }
    fn word(self, at: usize) -> Checked<u32> {
        Ok(u32::from_le_bytes(self.range(at, 4)?.try_into().unwrap()))
    }
    fn words(self, at: usize, count: usize) -> Checked<Vec<u32>> {
        (0..count).map(|i| self.word(at + 4 * i)).collect()
    }
}

#[derive(Debug)]
enum Constant {
    Plain,
    Int(i64),
    Big { negative: bool, magnitude: Vec<u8> },
    Str { bytes: Vec<u8>, chars: u32 },
    Tuple { items: Vec<u32>, depth: u8 },
}

#[derive(Debug)]
struct Code {
    params: u32,
    slots: u32,
    nregs: u32,
    /// (op, a, b, c)
    insns: Vec<[u16; 4]>,
}

/// The image taken apart. `space` has the bounds of every part.
struct Parts {
    constants: Vec<Constant>,
    globals: usize,
    codes: Vec<Code>,
    space: Vec<(usize, usize)>,
}

impl Parts {
    fn read(bytes: Bytes<'_>) -> Checked<Parts> {
        let mut parts = Parts { constants: vec![], globals: 0, codes: vec![], space: vec![(0, 64)] };
        let table =
            |at: usize| -> Checked<(usize, usize)> { Ok((bytes.word(at)? as usize, bytes.word(at + 4)? as usize)) };
        let (count, start) = table(32)?;
        parts.part(start, count * 16, 4)?;
        for i in 0..count {
            let constant = parts.constant(bytes, start + 16 * i)?;
            parts.constants.push(constant);
        }
        let (count, start) = table(40)?;
        parts.globals = count;
        parts.part(start, count * 4, 4)?;
        for name in bytes.words(start, count)? {
            parts.name(name)?;
        }
        for at in [56, 60] {
            parts.name(bytes.word(at)?)?;
        }
        let (count, start) = table(48)?;
        ensure!(count > 0, "no code");
        parts.part(start, count * 64, 8)?;
        for i in 0..count {
            let code = parts.code(bytes, start + 64 * i)?;
            parts.codes.push(code);
        }
        Ok(parts)
    }

    fn part(&mut self, start: usize, len: usize, align: usize) -> Checked<()> {
        ensure!(start.is_multiple_of(align), "part at {start}");
        self.space.push((start, start + len));
        Ok(())
    }

    fn name(&self, constant: u32) -> Checked<()> {
        let found = self.constants.get(constant as usize);
        ensure!(matches!(found, Some(Constant::Str { .. })), "name {constant} is {found:?}");
        Ok(())
    }

    fn constant(&mut self, bytes: Bytes<'_>, at: usize) -> Checked<Constant> {
        let (aux, len, start) = (bytes.byte(at + 1)?, bytes.word(at + 4)? as usize, bytes.word(at + 8)? as usize);
        Ok(match bytes.byte(at)? {
            0..=3 | 6 => Constant::Plain,
            4 => Constant::Int(i64::from_le_bytes(bytes.range(at + 8, 8)?.try_into().unwrap())),
            5 => {
                self.part(start, len, 4)?;
                Constant::Big { negative: aux == 1, magnitude: bytes.range(start, len)?.to_vec() }
            }
            7 => {
                self.part(start, len, 4)?;
                Constant::Str { bytes: bytes.range(start, len)?.to_vec(), chars: bytes.word(at + 12)? }
            }
            8 => {
                self.part(start, 4 * len, 4)?;
                let items = bytes.words(start, len)?;
                let strs = items.iter().all(|item| self.name(*item).is_ok());
                ensure!(strs as u8 == bytes.byte(at + 2)?, "all-str");
                Constant::Tuple { items, depth: aux }
            }
            kind => return Err(format!("kind {kind}")),
        })
    }

    fn code(&mut self, bytes: Bytes<'_>, at: usize) -> Checked<Code> {
        let half = |field| bytes.half(at + field);
        let table = |field: usize| -> Checked<(usize, usize)> {
            Ok((bytes.word(at + field)? as usize, bytes.word(at + field + 4)? as usize))
        };
        for field in [0, 4] {
            self.name(bytes.word(at + field)?)?;
        }
        let (posonly, args, kwonly, flags) = (half(8)?, half(10)?, half(12)?, half(14)?);
        let (params, slots, nregs) = (half(16)? as u32, half(18)? as u32, half(20)? as u32);
        ensure!(posonly <= args && flags <= 3, "parameters");
        ensure!(params == args as u32 + kwonly as u32 + flags.count_ones(), "parameters");
        ensure!(slots >= params && nregs >= slots + 2 && nregs <= 32_000, "registers");

        let (start, count) = table(32)?;
        self.part(start, 8 * count, 8)?;
        let insn = |i: usize| -> Checked<[u16; 4]> {
            let at = start + 8 * i;
            Ok([bytes.half(at)?, bytes.half(at + 2)?, bytes.half(at + 4)?, bytes.half(at + 6)?])
        };
        let insns = (0..count).map(insn).collect::<Checked<Vec<_>>>()?;
        for (field, size) in [(40, 16), (48, 8), (56, 1)] {
            let (start, count) = table(field)?;
            self.part(start, size * count, 4)?;
        }
        let names = bytes.word(at + 28)? as usize;
        self.part(names, 4 * slots as usize, 4)?;
        for name in bytes.words(names, slots as usize)? {
            if name != u32::MAX {
                self.name(name)?;
            }
        }
        Ok(Code { params, slots, nregs, insns })
    }

    fn check_space(&self, bytes: Bytes<'_>) -> Checked<()> {
        let mut space = self.space.clone();
        space.sort_unstable();
        let mut end = 0;
        for (start, stop) in space {
            ensure!(start >= end, "parts overlap at {start}");
            ensure!(bytes.range(end, start - end)?.iter().all(|byte| *byte == 0), "bytes before {start}");
            end = stop;
        }
        let rest = bytes.0.len().checked_sub(end).ok_or("parts end outside")?;
        ensure!(rest < 8 && bytes.range(end, rest)?.iter().all(|byte| *byte == 0), "bytes after {end}");
        Ok(())
    }

    fn check_constants(&self, _: Bytes<'_>) -> Checked<()> {
        const LIMIT: i128 = 1 << 49;
        for (i, constant) in self.constants.iter().enumerate() {
            match constant {
                Constant::Plain => {}
                Constant::Int(int) => ensure!((-LIMIT..LIMIT).contains(&(*int as i128)), "int {int}"),
                Constant::Big { negative, magnitude } => {
                    ensure!(magnitude.last().is_some_and(|last| *last != 0), "magnitude");
                    if magnitude.len() < 10 {
                        let value: i128 =
                            magnitude.iter().enumerate().map(|(i, byte)| (*byte as i128) << (8 * i)).sum();
                        let value = if *negative { -value } else { value };
                        ensure!(!(-LIMIT..LIMIT).contains(&value), "small big int {value}");
                    }
                }
                Constant::Str { bytes, chars } => {
                    let found = code_points(bytes).ok_or(format!("str {i} is no UTF-8"))?;
                    ensure!(found == *chars, "str {i} has {found} characters");
                }
                Constant::Tuple { items, depth } => {
                    let mut deepest = 0;
                    for item in items {
                        ensure!((*item as usize) < i, "item {item} of {i}");
                        if let Constant::Tuple { depth, .. } = self.constants[*item as usize] {
                            deepest = deepest.max(depth);
                        }
                    }
                    ensure!(*depth as u32 == deepest as u32 + 1 && *depth <= 64, "depth of {i}");
                }
            }
        }
        Ok(())
    }
}

/// The number of code points, if each is in its shortest form.
fn code_points(bytes: &[u8]) -> Option<u32> {
    let (mut rest, mut count) = (bytes, 0);
    while let Some(first) = rest.first() {
        let (len, least) = match first.leading_ones() {
            0 => (1, 0),
            2 => (2, 0x80),
            3 => (3, 0x800),
            4 => (4, 0x10000),
            _ => return None,
        };
        let sequence = rest.get(..len)?;
        let mut point = if len == 1 { *first as u32 } else { *first as u32 & (0x7F >> len) };
        for byte in &sequence[1..] {
            if byte & 0xC0 != 0x80 {
                return None;
            }
            point = point << 6 | *byte as u32 & 0x3F;
        }
        if point < least || point > 0x10FFFF {
            return None;
        }
        rest = &rest[len..];
        count += 1;
    }
    Some(count)
}

/// What an instruction does, by this file's reading of the manual.
#[derive(Default)]
struct Effect {
    reads: Vec<u32>,
    /// Everything from here on is dead after the reads.
    kill: Option<u32>,
    writes: Vec<u32>,
    /// Written only where it jumps.
    writes_taken: Vec<u32>,
    jump: Option<i64>,
    stops: bool,
}

fn effect(parts: &Parts, [op, a, b, c]: [u16; 4]) -> Checked<Effect> {
    use Op::*;
    let op = Op::from_number(op).ok_or(format!("op {op}"))?;
    let wide = b as u32 | (c as u32) << 16;
    let (short, long) = (c as i16 as i64, wide as i32 as i64);
    let (a, b, c) = (a as u32, b as u32, c as u32);
    let many = |first: u32, count: u32| (first..first + count).collect::<Vec<u32>>();
    let mut e = Effect::default();
    match op {
        Nop => ensure!((a, wide) == (0, 0), "operands"),
        Move | Neg | Pos | Invert | Not | ListToTuple => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (vec![b], vec![a]);
        }
        LoadConst => {
            ensure!((wide as usize) < parts.constants.len(), "constant {wide}");
            e.writes = vec![a];
        }
        LoadInt => e.writes = vec![a],
        LoadSingleton => {
            ensure!(b < 6 && c == 0, "singleton");
            e.writes = vec![a];
        }
        LoadGlobal | StoreGlobal | DelGlobal => {
            ensure!((wide as usize) < parts.globals, "global {wide}");
            match op {
                LoadGlobal => e.writes = vec![a],
                StoreGlobal => e.reads = vec![a],
                _ => ensure!(a == 0, "operands"),
            }
        }
        LoadBuiltin | Import => {
            parts.name(wide)?;
            e.writes = vec![a];
        }
        CheckLocal | PopExc | Return | Reraise => {
            ensure!((b, c) == (0, 0), "operands");
            e.reads = vec![a];
            e.stops = matches!(op, Return | Reraise);
        }
        DelLocal => {
            ensure!((b, c) == (0, 0), "operands");
            (e.reads, e.writes) = (vec![a], vec![a]);
        }
        Add | Sub | Mul | MatMul | TrueDiv | FloorDiv | Mod | Pow | LShift | RShift | And | Or | Xor | IAdd | ISub
        | IMul | IMatMul | ITrueDiv | IFloorDiv | IMod | IPow | ILShift | IRShift | IAnd | IOr | IXor | Lt | Le
        | Gt | Ge | Eq | Ne | Is | IsNot | In | NotIn | GetItem | MatchExc => {
            (e.reads, e.writes) = (vec![b, c], vec![a])
        }
        AddInt | SubInt | IAddInt | ISubInt => (e.reads, e.writes) = (vec![b], vec![a]),
        Jump | Loop => {
            ensure!(a == 0, "operands");
            (e.jump, e.stops) = (Some(long), true);
        }
        JumpIf | JumpIfNot | JumpIfNone | JumpIfNotNone => (e.reads, e.jump) = (vec![a], Some(long)),
        JumpLt | JumpLe | JumpGt | JumpGe | JumpEq | JumpNe | JumpNotLt | JumpNotLe | JumpNotGt | JumpNotGe
        | JumpNotEq | JumpNotNe => (e.reads, e.jump) = (vec![a, b], Some(short)),
        Iter => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (vec![b], many(a, 3));
        }
        ForNext => {
            (e.reads, e.writes) = (many(a, 3), many(a, 3));
            (e.writes_taken, e.jump) = (vec![b], Some(short));
        }
        SumAdd => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (vec![a, a + 1, b], many(a, 2));
        }
        SumEnd => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (many(b, 2), vec![a]);
        }
        SetItem | DictMerge => e.reads = vec![a, b, c],
        DelItem | ListAppend | SetAdd | DictUpdate => {
            ensure!(c == 0, "operands");
            e.reads = vec![a, b];
        }
        GetSlice => (e.reads, e.writes) = ([vec![b], many(c, 3)].concat(), vec![a]),
        SetSlice => (e.reads, e.writes) = ([vec![a, b], many(c, 3)].concat(), vec![b]),
        DelSlice => {
            ensure!(c == 0, "operands");
            e.reads = [vec![a], many(b, 3)].concat();
        }
        GetAttr | ImportFrom => {
            parts.name(c)?;
            (e.reads, e.writes) = (vec![b], vec![a]);
        }
        SetAttr => {
            parts.name(c)?;
            e.reads = vec![a, b];
        }
        DelAttr => {
            parts.name(c)?;
            ensure!(b == 0, "operands");
            e.reads = vec![a];
        }
        LoadMethod => {
            parts.name(c)?;
            (e.reads, e.writes) = (vec![b], many(a, 2));
        }
        BuildList | BuildTuple | BuildSet | BuildString => (e.reads, e.writes) = (many(b, c), vec![a]),
        BuildMap => (e.reads, e.writes) = (many(b, 2 * c), vec![a]),
        ListExtend if c != 0xFFFF => (e.reads, e.writes) = (vec![a, b, c], vec![b]),
        ListExtend => (e.reads, e.writes) = (vec![a, b], vec![b]),
        SetUpdate => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (vec![a, b], vec![b]);
        }
        Format => {
            ensure!(c < 4, "conversion");
            (e.reads, e.writes) = (many(b, 2), vec![a]);
        }
        Unpack => (e.reads, e.writes) = (vec![b], [many(a, c), vec![b]].concat()),
        UnpackStar => (e.reads, e.writes) = (vec![b], [many(a, (c & 255) + 1 + (c >> 8)), vec![b]].concat()),
        Call => (e.reads, e.kill, e.writes) = (many(b, c + 1), Some(b), vec![a]),
        CallMethod => (e.reads, e.kill, e.writes) = (many(b, c + 2), Some(b), vec![a]),
        CallKw => {
            let names = parts.constants.get(c as usize);
            let Some(Constant::Tuple { items, .. }) = names else { return Err(format!("names {names:?}")) };
            ensure!(items.len() <= b as usize && items.iter().all(|item| parts.name(*item).is_ok()), "names");
            (e.reads, e.kill, e.writes) = (many(a, b + 1), Some(a), vec![a]);
        }
        CallEx => {
            ensure!(c == 0, "operands");
            (e.reads, e.kill, e.writes) = (many(b, 3), Some(b), vec![a]);
        }
        MakeFunction => {
            // The number of code objects is known only once all have been read.
            (e.reads, e.writes) = (many(c, 2), vec![a]);
        }
        Raise => {
            ensure!(c == 0, "operands");
            e.reads = if b == 0xFFFF { vec![a] } else { vec![a, b] };
            e.stops = true;
        }
        RaiseHandled => {
            ensure!((a, b, c) == (0, 0, 0), "operands");
            e.stops = true;
        }
        PushExc => {
            ensure!(c == 0, "operands");
            (e.reads, e.writes) = (vec![b], vec![a]);
        }
    }
    Ok(e)
}

/// Which registers are assigned.
type Assigned = Vec<bool>;

fn check_code(parts: &Parts, code: &Code, view: CodeView<'_>) -> Checked<()> {
    let (base, nregs) = (code.slots + 2, code.nregs);
    let header = [code.params, code.params + 1];
    let mut effects = vec![];
    for (pc, insn) in code.insns.iter().enumerate() {
        let effect = effect(parts, *insn).map_err(|why| format!("instruction {pc}: {why}"))?;
        let all = [&effect.reads, &effect.writes, &effect.writes_taken];
        for register in all.into_iter().flatten() {
            ensure!(*register < nregs && !header.contains(register), "instruction {pc}: r{register}");
        }
        if insn[0] == Op::MakeFunction as u16 {
            ensure!((insn[2] as usize) < parts.codes.len(), "instruction {pc}: code {}", insn[2]);
        }
        effects.push(effect);
    }

    // The fixpoint: `states[pc]` is what is assigned before pc on all paths found so far.
    let entry: Assigned = (0..nregs).map(|r| r < base && !header.contains(&r)).collect();
    let mut states: Vec<Option<Assigned>> = vec![None; effects.len()];
    let mut work: Vec<(i64, Assigned)> = vec![(0, entry)];
    while let Some((pc, state)) = work.pop() {
        let at = usize::try_from(pc).ok().filter(|pc| *pc < states.len()).ok_or(format!("control comes to {pc}"))?;
        let merged: Assigned = match &states[at] {
            Some(old) => old.iter().zip(&state).map(|(a, b)| *a && *b).collect(),
            None => state,
        };
        if states[at].as_ref() == Some(&merged) {
            continue;
        }
        states[at] = Some(merged.clone());
        let (effect, mut state) = (&effects[at], merged);

        for register in &effect.reads {
            ensure!(state[*register as usize], "instruction {pc} reads r{register}, which is not assigned");
        }
        if let Some(window) = effect.kill {
            ensure!(window >= base, "instruction {pc}: window at r{window}");
            state[window as usize..].fill(false);
        }
        if let Some(handler) = view.handler_at(at as u32) {
            ensure!(handler.target > at as u32, "instruction {pc}: handler at {}", handler.target);
            let mut caught = state.clone();
            for (register, assigned) in caught.iter_mut().enumerate().take(handler.height as usize) {
                ensure!(
                    *assigned || header.contains(&(register as u32)),
                    "instruction {pc}: handler keeps r{register}"
                );
            }
            caught[handler.height as usize..].fill(false);
            let reg = handler.reg as usize;
            ensure!(reg < caught.len() && !header.contains(&(reg as u32)), "handler's register r{reg}");
            caught[reg] = true;
            work.push((handler.target as i64, caught));
        }
        for register in &effect.writes {
            state[*register as usize] = true;
        }
        if let Some(distance) = effect.jump {
            let charges = [Op::Loop as u16, Op::ForNext as u16].contains(&code.insns[at][0]);
            ensure!(charges == (distance < 0), "instruction {pc} jumps by {distance}");
            let mut taken = state.clone();
            for register in &effect.writes_taken {
                taken[*register as usize] = true;
            }
            work.push((pc + 1 + distance, taken));
        }
        if !effect.stops {
            work.push((pc + 1, state));
        }
    }

    // The heights are what the verifier says is assigned; compare with what is.
    for (step, state) in view.walk().zip(&states) {
        let height = step.height as u32;
        ensure!(height == view.height_before(step.pc) as u32, "two heights of {}", step.pc);
        ensure!(height >= base && height <= nregs, "height {height} of {}", step.pc);
        if let Some(state) = state {
            for register in (0..height).filter(|register| !header.contains(register)) {
                ensure!(state[register as usize], "height {height} of {}, but r{register} is not assigned", step.pc);
            }
        }
    }
    Ok(())
}
