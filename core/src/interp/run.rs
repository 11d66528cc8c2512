//! The interpreter: one handler an op. What is frequent and simple is done here in line; everything else, and every
//! odd case of the frequent things, is [`step`].

use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::interp::frame::Link;
use crate::interp::ops::singleton;
use crate::interp::step::{Status, step};
use crate::object::sum::Sum;
use crate::object::{CODE_SIMPLE, Code, Function, List, Module, Tuple};
use crate::value::{INT_MAX, INT_MIN, Sort, Value};

/// Bits of type feedback: what sorts of values an instruction has produced.
pub(crate) mod seen {
    /// A small int.
    pub const INT: u8 = 1;
    /// A float.
    pub const FLOAT: u8 = 2;
    /// `True` or `False`.
    pub const BOOL: u8 = 4;
    /// `None`.
    pub const NONE: u8 = 8;
    /// A str.
    pub const STR: u8 = 16;
    /// A list.
    pub const LIST: u8 = 32;
    /// A tuple.
    pub const TUPLE: u8 = 64;
    /// Anything else.
    pub const OTHER: u8 = 128;
}

impl Context {
    /// The feedback bit of a value.
    #[inline(always)]
    pub(crate) fn feedback_bit(&self, v: Value) -> u8 {
        if v.is_float() {
            seen::FLOAT
        } else if v.is_int() {
            seen::INT
        } else if v.is_bool() {
            seen::BOOL
        } else if v == Value::NONE {
            seen::NONE
        } else {
            match self.kind(v) {
                Some(Kind::List) => seen::LIST,
                Some(Kind::Str) => seen::STR,
                Some(Kind::Tuple) => seen::TUPLE,
                _ => seen::OTHER,
            }
        }
    }

    /// Notes what the current instruction begins a loop over: a range counts as its ints.
    #[inline]
    pub(crate) fn record_iterable(&mut self, code: Gc<Code>, iterable: Value) {
        if self.get(code).feedback == 0 {
            return;
        }
        let bit = if self.kind(iterable) == Some(Kind::Range) { seen::INT } else { self.feedback_bit(iterable) };
        self.record_bit(code, self.pc as u32, bit);
        crate::jit::record::note_iterated(self, code, self.pc as u32, iterable);
    }

    /// Notes what an instruction produced, once the function is warm.
    #[inline]
    pub(crate) fn record_feedback(&mut self, code: Gc<Code>, pc: u32, v: Value) {
        // What is entered no more is not looked at for a long time, either.
        let c = self.get(code);
        if c.feedback != 0 && c.exits & crate::jit::tier::STALE == 0 {
            let bit = self.feedback_bit(v);
            self.record_bit(code, pc, bit);
        }
    }

    /// Notes what an instruction has taken out of what, once the function is warm.
    #[inline]
    fn record_item(&mut self, code: Gc<Code>, pc: u32, object: Value, key: Value, v: Value) {
        if self.get(code).feedback != 0 {
            self.record_feedback(code, pc, v);
            crate::jit::record::note_entry(self, code, pc, object, key);
        }
    }

    /// Notes what an instruction has taken apart, and the last item, once the function is warm.
    #[inline]
    fn record_unpacked(&mut self, code: Gc<Code>, pc: u32, sequence: Value, last: Value) {
        if self.get(code).feedback != 0 {
            self.record_feedback(code, pc, last);
            crate::jit::record::note_unpacked(self, code, pc, sequence);
        }
    }

    pub(crate) fn record_bit(&mut self, code: Gc<Code>, pc: u32, bit: u8) {
        let units = self.get(code).feedback;
        if units != 0 {
            // SAFETY: `feedback` names a live `Bytes` with one byte for each instruction, or is 0.
            let bytes = unsafe { Gc::<crate::object::Bytes>::from_units(units) };
            if let Some(b) = self.bytes_mut(bytes).get_mut(pc as usize) {
                *b |= bit;
            }
        }
    }
}

/// Executes from the context's `fp` and `pc`, in a Python function's frame, until something else has to happen:
/// [`Status::Fuel`], [`Status::Raise`], [`Status::Host`], [`Status::Finished`], [`Status::Return`], or
/// [`Status::Entered`] when a native is on top.
pub(crate) fn interpret(cx: &mut Context) -> Status {
    let mut f = cx.frame();
    let mut code: Gc<Code>;
    let mut insns: *const Insn;
    let mut pc: *const Insn;
    let mut consts: *const Value;
    let mut globals: *mut Value;

    // What the loop keeps at hand of the current frame, taken from its code object.
    macro_rules! load_frame {
        ($index:expr) => {{
            let Some(function) = cx.cast::<Function>(f.function()) else {
                cx.fp = f.address();
                return Status::Entered;
            };
            code = cx.function_code(function);
            load_code!($index);
        }};
    }
    macro_rules! load_code {
        ($index:expr) => {{
            let c = cx.get(code);
            insns = c.insns as *const Insn;
            consts = cx.base.wrapping_add(c.consts as usize * 8 + 8).cast();
            globals = cx.base.wrapping_add(c.globals as usize * 8 + 8).cast();
            pc = insns.wrapping_add($index as usize);
        }};
    }
    macro_rules! index {
        ($at:expr) => {
            // SAFETY: both point into the function's instructions.
            unsafe { $at.offset_from(insns) as u64 }
        };
    }
    load_frame!(cx.pc);
    loop {
        // SAFETY: `pc` is a position that the verifier accepted: it is the function's first instruction, follows one
        // that goes on to the next, or is a verified jump target.
        let i = unsafe { *pc };
        // SAFETY: the verifier accepted the instruction's number.
        let op = unsafe { core::mem::transmute::<u16, Op>(i.op) };

        macro_rules! next {
            () => {{
                pc = pc.wrapping_add(1);
                continue;
            }};
        }
        macro_rules! jump {
            ($distance:expr) => {{
                pc = pc.wrapping_offset(1 + $distance as isize);
                continue;
            }};
        }
        macro_rules! slow {
            () => {{
                let at = index!(pc);
                match step(cx, f, op, at) {
                    Status::Next => next!(),
                    Status::Taken => jump!(i.jump().unwrap_or(0)),
                    Status::Entered => {
                        if cx.pending.is_some() || cx.resuming.is_some() {
                            return Status::Entered;
                        }
                        f = cx.frame();
                        load_frame!(cx.pc);
                        if core::mem::take(&mut cx.fresh) {
                            entered!();
                        }
                        continue;
                    }
                    other => return other,
                }
            }};
        }
        // A function's frame has just been made: counts it, and goes to its compiled code if there is any.
        macro_rules! entered {
            () => {{
                let c = cx.get_mut(code);
                c.counter = c.counter.wrapping_add(1);
                if c.counter >= c.threshold {
                    cx.fp = f.address();
                    if let Some(target) = crate::jit::tier::at_entry(cx, code) {
                        cx.pc = target;
                        return Status::Return;
                    }
                }
            }};
        }
        // A back-edge was taken to `target`: the same for loops.
        macro_rules! back_edge {
            ($distance:expr) => {{
                pc = pc.wrapping_offset(1 + $distance as isize);
                let c = cx.get_mut(code);
                c.counter = c.counter.wrapping_add(1);
                if c.counter >= c.threshold {
                    cx.fp = f.address();
                    cx.pc = index!(pc);
                    if let Some(target) = crate::jit::tier::at_loop(cx, code) {
                        cx.pc = target;
                        return Status::Return;
                    }
                }
                continue;
            }};
        }
        macro_rules! charge_or_stop {
            () => {
                if cx.fuel == 0 || cx.fuel_credit != 0 {
                    slow!();
                }
            };
        }
        macro_rules! arithmetic {
            ($int:ident, $float:tt, $x:expr, $y:expr) => {{
                let (x, y) = ($x, $y);
                if Value::both_ints(x, y) {
                    // 50-bit operands: neither sum nor difference leaves 64 bits.
                    let r = x.int_payload().$int(y.int_payload());
                    if (INT_MIN..=INT_MAX).contains(&r) {
                        f.set(i.a, Value::int_wrapped(r));
                        next!();
                    }
                } else if x.is_float() && y.is_float() {
                    let r = f64::from_bits(x.bits()) $float f64::from_bits(y.bits());
                    f.set(i.a, Value::float(r));
                    next!();
                }
                slow!();
            }};
        }
        macro_rules! bitwise {
            ($op:tt) => {{
                let (x, y) = (f.get(i.b), f.get(i.c));
                if Value::both_ints(x, y) {
                    f.set(i.a, Value::int_wrapped(x.int_payload() $op y.int_payload()));
                    next!();
                }
                slow!();
            }};
        }
        macro_rules! comparison {
            ($op:tt, $x:expr, $y:expr) => {{
                let (x, y) = ($x, $y);
                if Value::both_ints(x, y) {
                    Some(x.int_payload() $op y.int_payload())
                } else if x.is_float() && y.is_float() {
                    Some(f64::from_bits(x.bits()) $op f64::from_bits(y.bits()))
                } else {
                    None
                }
            }};
        }
        macro_rules! compare {
            ($op:tt) => {{
                if let Some(r) = comparison!($op, f.get(i.b), f.get(i.c)) {
                    f.set(i.a, Value::bool(r));
                    next!();
                }
                slow!();
            }};
        }
        macro_rules! jump_compare {
            ($op:tt, $when:literal) => {{
                if let Some(r) = comparison!($op, f.get(i.a), f.get(i.b)) {
                    if r == $when {
                        jump!(i.c_signed());
                    }
                    next!();
                }
                slow!();
            }};
        }
        macro_rules! jump_truth {
            ($when:literal) => {{
                let v = f.get(i.a);
                let truth = if v == Value::TRUE {
                    true
                } else if v == Value::FALSE || v == Value::NONE {
                    false
                } else if v.is_int() {
                    v != Value::int32(0)
                } else {
                    cx.truth(v)
                };
                if truth == $when {
                    jump!(i.bc_signed());
                }
                next!();
            }};
        }
        // An item of a list or tuple at an index that lies in it, counted from either end.
        macro_rules! item_at {
            ($object:expr, $index:expr) => {{
                let (o, k) = ($object, $index);
                if k.is_int() {
                    let items = if let Some(l) = cx.cast::<List>(o) {
                        Some(cx.list(l))
                    } else if let Some(t) = cx.cast::<Tuple>(o) {
                        Some(cx.tuple(t))
                    } else {
                        None
                    };
                    items.and_then(|items| {
                        let k = k.int_payload();
                        let k = if k < 0 { k.wrapping_add(items.len() as i64) } else { k };
                        items.get(k as usize).copied()
                    })
                } else {
                    None
                }
            }};
        }

        match op {
            Op::Nop => next!(),
            Op::Move => {
                f.set(i.a, f.get(i.b));
                next!();
            }
            Op::LoadConst => {
                // SAFETY: the verifier bounded the index; the storage holds as many values as the image has constants.
                f.set(i.a, unsafe { *consts.add(i.bc() as usize) });
                next!();
            }
            Op::LoadInt => {
                f.set(i.a, Value::int32(i.bc_signed()));
                next!();
            }
            Op::LoadSingleton => {
                f.set(i.a, singleton(i.b));
                next!();
            }
            Op::LoadGlobal => {
                // SAFETY: the verifier bounded the slot; the storage holds as many values as the module has slots.
                let v = unsafe { *globals.add(i.bc() as usize) };
                if v != Value::UNASSIGNED {
                    f.set(i.a, v);
                    next!();
                }
                // SAFETY: a code object's module is live.
                let module = unsafe { Gc::<Module>::from_units(cx.get(code).module) };
                let builtins: *const Value = cx.base.wrapping_add(cx.get(module).builtins as usize * 8 + 8).cast();
                // SAFETY: there are as many built-ins as global slots.
                let v = unsafe { *builtins.add(i.bc() as usize) };
                if v != Value::UNASSIGNED {
                    f.set(i.a, v);
                    next!();
                }
                slow!();
            }
            Op::CheckLocal => {
                if f.get(i.a) != Value::UNASSIGNED {
                    next!();
                }
                slow!();
            }
            Op::Add | Op::IAdd => arithmetic!(wrapping_add, +, f.get(i.b), f.get(i.c)),
            Op::Sub | Op::ISub => arithmetic!(wrapping_sub, -, f.get(i.b), f.get(i.c)),
            Op::AddInt | Op::IAddInt => {
                let x = f.get(i.b);
                if x.is_int() {
                    let r = x.int_payload().wrapping_add(i.c_signed() as i64);
                    if (INT_MIN..=INT_MAX).contains(&r) {
                        f.set(i.a, Value::int_wrapped(r));
                        next!();
                    }
                }
                slow!();
            }
            Op::SubInt | Op::ISubInt => {
                let x = f.get(i.b);
                if x.is_int() {
                    let r = x.int_payload().wrapping_sub(i.c_signed() as i64);
                    if (INT_MIN..=INT_MAX).contains(&r) {
                        f.set(i.a, Value::int_wrapped(r));
                        next!();
                    }
                }
                slow!();
            }
            Op::Mul | Op::IMul => {
                let (x, y) = (f.get(i.b), f.get(i.c));
                if Value::both_ints(x, y) {
                    if let Some(r) = x.int_payload().checked_mul(y.int_payload())
                        && (INT_MIN..=INT_MAX).contains(&r)
                    {
                        f.set(i.a, Value::int_wrapped(r));
                        next!();
                    }
                } else if x.is_float() && y.is_float() {
                    f.set(i.a, Value::float(f64::from_bits(x.bits()) * f64::from_bits(y.bits())));
                    next!();
                }
                slow!();
            }
            Op::TrueDiv | Op::ITrueDiv => {
                let (x, y) = (f.get(i.b), f.get(i.c));
                if x.is_float() && y.is_float() && f64::from_bits(y.bits()) != 0.0 {
                    f.set(i.a, Value::float(f64::from_bits(x.bits()) / f64::from_bits(y.bits())));
                    next!();
                }
                slow!();
            }
            Op::FloorDiv | Op::IFloorDiv => {
                let (x, y) = (f.get(i.b), f.get(i.c));
                if Value::both_ints(x, y) && y.int_payload() > 0 {
                    f.set(i.a, Value::int_wrapped(x.int_payload().div_euclid(y.int_payload())));
                    next!();
                }
                slow!();
            }
            Op::Mod | Op::IMod => {
                let (x, y) = (f.get(i.b), f.get(i.c));
                if Value::both_ints(x, y) && y.int_payload() > 0 {
                    f.set(i.a, Value::int_wrapped(x.int_payload().rem_euclid(y.int_payload())));
                    next!();
                }
                slow!();
            }
            Op::And | Op::IAnd => bitwise!(&),
            Op::Or | Op::IOr => bitwise!(|),
            Op::Xor | Op::IXor => bitwise!(^),
            Op::RShift | Op::IRShift => {
                let (x, y) = (f.get(i.b), f.get(i.c));
                if Value::both_ints(x, y) && (0..64).contains(&y.int_payload()) {
                    f.set(i.a, Value::int_wrapped(x.int_payload() >> y.int_payload()));
                    next!();
                }
                slow!();
            }
            Op::Lt => compare!(<),
            Op::Le => compare!(<=),
            Op::Gt => compare!(>),
            Op::Ge => compare!(>=),
            Op::Eq => compare!(==),
            Op::Ne => compare!(!=),
            Op::Jump => jump!(i.bc_signed()),
            Op::SumAdd => {
                let (sum, v) = (Sum { total: f.get(i.a), lost: f.get(i.a + 1) }, f.get(i.b));
                if Value::both_ints(sum.total, v) {
                    let r = sum.total.int_payload().wrapping_add(v.int_payload());
                    if (INT_MIN..=INT_MAX).contains(&r) {
                        f.set(i.a, Value::int_wrapped(r));
                        next!();
                    }
                } else if let Some(sum) = sum.add_float(v) {
                    f.set(i.a, sum.total);
                    f.set(i.a + 1, sum.lost);
                    next!();
                }
                slow!();
            }
            Op::Loop => {
                charge_or_stop!();
                cx.fuel -= 1;
                back_edge!(i.bc_signed());
            }
            Op::JumpIf => jump_truth!(true),
            Op::JumpIfNot => jump_truth!(false),
            Op::JumpIfNone => {
                if f.get(i.a) == Value::NONE {
                    jump!(i.bc_signed());
                }
                next!();
            }
            Op::JumpIfNotNone => {
                if f.get(i.a) != Value::NONE {
                    jump!(i.bc_signed());
                }
                next!();
            }
            Op::JumpLt => jump_compare!(<, true),
            Op::JumpLe => jump_compare!(<=, true),
            Op::JumpGt => jump_compare!(>, true),
            Op::JumpGe => jump_compare!(>=, true),
            Op::JumpEq => jump_compare!(==, true),
            Op::JumpNe => jump_compare!(!=, true),
            Op::JumpNotLt => jump_compare!(<, false),
            Op::JumpNotLe => jump_compare!(<=, false),
            Op::JumpNotGt => jump_compare!(>, false),
            Op::JumpNotGe => jump_compare!(>=, false),
            Op::JumpNotEq => jump_compare!(==, false),
            Op::JumpNotNe => jump_compare!(!=, false),
            Op::ForNext => {
                let s = f.get(i.a);
                if s.is_int() {
                    let (at, end) = (f.get(i.a + 1), f.get(i.a + 2));
                    if Value::both_ints(at, end) {
                        charge_or_stop!();
                        cx.fuel -= 1;
                        let (step, at, end) = (s.int_payload(), at.int_payload(), end.int_payload());
                        if if step > 0 { at < end } else { at > end } {
                            f.set(i.b, Value::int_wrapped(at));
                            // Clamped to the bound, so that the sum stays small: no more is asked of it.
                            let after = at.wrapping_add(step);
                            let after = if step > 0 { after.min(end) } else { after.max(end) };
                            f.set(i.a + 1, Value::int_wrapped(after));
                            back_edge!(i.c_signed());
                        }
                        next!();
                    }
                } else if let Some(l) = cx.cast::<List>(s) {
                    let at = f.get(i.a + 1);
                    if at.is_int() {
                        charge_or_stop!();
                        cx.fuel -= 1;
                        match cx.list(l).get(at.int_payload() as usize) {
                            Some(v) => {
                                let v = *v;
                                f.set(i.b, v);
                                f.set(i.a + 1, Value::int_wrapped(at.int_payload() + 1));
                                cx.record_feedback(code, index!(pc) as u32, v);
                                back_edge!(i.c_signed());
                            }
                            None => {
                                // A list that ended stays ended, even if it grows.
                                f.set(i.a + 1, Value::int_wrapped(INT_MAX));
                                next!();
                            }
                        }
                    }
                } else if let Some(t) = cx.cast::<Tuple>(s) {
                    let at = f.get(i.a + 1);
                    if at.is_int() {
                        charge_or_stop!();
                        cx.fuel -= 1;
                        let Some(v) = cx.tuple(t).get(at.int_payload() as usize) else { next!() };
                        let v = *v;
                        f.set(i.b, v);
                        f.set(i.a + 1, Value::int_wrapped(at.int_payload() + 1));
                        cx.record_feedback(code, index!(pc) as u32, v);
                        back_edge!(i.c_signed());
                    }
                }
                let at = index!(pc);
                match step(cx, f, op, at) {
                    Status::Next => next!(),
                    Status::Taken => {
                        cx.record_feedback(code, at as u32, f.get(i.b));
                        back_edge!(i.c_signed())
                    }
                    Status::Entered => {
                        if cx.pending.is_some() || cx.resuming.is_some() {
                            return Status::Entered;
                        }
                        f = cx.frame();
                        load_frame!(cx.pc);
                        if core::mem::take(&mut cx.fresh) {
                            entered!();
                        }
                        continue;
                    }
                    other => return other,
                }
            }
            Op::GetItem => {
                if let Some(v) = item_at!(f.get(i.b), f.get(i.c)) {
                    f.set(i.a, v);
                    cx.record_feedback(code, index!(pc) as u32, v);
                    next!();
                }
                let at = index!(pc);
                let (object, key) = (f.get(i.b), f.get(i.c));
                match step(cx, f, op, at) {
                    Status::Next => {
                        cx.record_item(code, at as u32, object, key, f.get(i.a));
                        next!();
                    }
                    other => return other,
                }
            }
            Op::Unpack => {
                let v = f.get(i.b);
                let items = if let Some(t) = cx.cast::<Tuple>(v) {
                    cx.tuple(t)
                } else if let Some(l) = cx.cast::<List>(v) {
                    cx.list(l)
                } else {
                    &[]
                };
                // Nothing is unpacked to no registers.
                if items.len() == i.c as usize && !items.is_empty() {
                    for (r, item) in (i.a..).zip(items) {
                        f.set(r, *item);
                    }
                    if let Some(last) = items.last().copied() {
                        cx.record_unpacked(code, index!(pc) as u32, v, last);
                    }
                    next!();
                }
                slow!();
            }
            Op::SetItem => {
                let (o, k) = (f.get(i.a), f.get(i.b));
                if k.is_int()
                    && let Some(l) = cx.cast::<List>(o)
                    && let Some(s) = cx.list_storage(l)
                {
                    let len = cx.get(l).header.len as i64;
                    let k = k.int_payload();
                    let k = if k < 0 { k.wrapping_add(len) } else { k };
                    if k >= 0 && k < len {
                        let v = f.get(i.c);
                        if let Some(slot) = cx.storage_mut(s).get_mut(k as usize) {
                            *slot = v;
                            next!();
                        }
                    }
                }
                slow!();
            }
            Op::Call => {
                let callee = f.get(i.b);
                if let Some(function) = cx.cast::<Function>(callee) {
                    let callee_code = cx.function_code(function);
                    let c = cx.get(callee_code);
                    if c.flags & CODE_SIMPLE != 0 && c.args == i.c && cx.fuel != 0 && cx.fuel_credit == 0 {
                        let own = f.link(cx.get(code).params);
                        // SAFETY: checked in the next line that the callee's frame fits.
                        let frame = unsafe { f.up(i.b + 1) };
                        if (own.depth() as u64) < cx.depth_limit && cx.fits_stack(frame, c.nregs as usize) {
                            let (params, locals_end) = (c.params, c.locals_end);
                            cx.fuel -= 1;
                            frame.set_header(params, 0, Link::new(index!(pc) as u32, i.b + 1, own.depth() + 1));
                            for r in params + 2..locals_end {
                                frame.set(r, Value::UNASSIGNED);
                            }
                            f = frame;
                            code = callee_code;
                            load_code!(0);
                            entered!();
                            continue;
                        }
                    }
                } else if callee.as_immediate(Sort::Type).is_some() {
                    // SAFETY: a call goes on to the next instruction, which the verifier has seen to be there.
                    let next = unsafe { *pc.wrapping_add(1) };
                    if cx.begin_loop(f, code, index!(pc) as u32, i, next) {
                        pc = pc.wrapping_add(2);
                        continue;
                    }
                }
                slow!();
            }
            Op::Return => {
                let params = cx.get(code).params;
                if f.return_address(params) == 0 {
                    let link = f.link(params);
                    // SAFETY: the delta comes from the frame's header.
                    let caller = unsafe { f.down(link.delta()) };
                    if let Some(function) = cx.cast::<Function>(caller.function()) {
                        let v = f.get(i.a);
                        let caller_code = cx.function_code(function);
                        let at = cx.insn(caller_code, link.pc());
                        if at.op == Op::Call as u16 || at.op == Op::CallMethod as u16 {
                            f = caller;
                            code = caller_code;
                            f.set(at.a, v);
                            cx.record_feedback(code, link.pc(), v);
                            load_code!(link.pc() + 1);
                            if cx.get(code).body != 0 {
                                cx.fp = f.address();
                                cx.pc = index!(pc);
                                if let Some(target) = crate::jit::tier::after_return(cx, code) {
                                    cx.pc = target;
                                    return Status::Return;
                                }
                            }
                            continue;
                        }
                    }
                }
                slow!();
            }
            Op::StoreGlobal
            | Op::DelGlobal
            | Op::LoadBuiltin
            | Op::DelLocal
            | Op::Neg
            | Op::Pos
            | Op::Invert
            | Op::Not
            | Op::MatMul
            | Op::Pow
            | Op::LShift
            | Op::IMatMul
            | Op::IPow
            | Op::ILShift
            | Op::Is
            | Op::IsNot
            | Op::In
            | Op::NotIn
            | Op::Iter
            | Op::SumEnd
            | Op::DelItem
            | Op::GetSlice
            | Op::SetSlice
            | Op::DelSlice
            | Op::GetAttr
            | Op::SetAttr
            | Op::DelAttr
            | Op::LoadMethod
            | Op::BuildList
            | Op::BuildTuple
            | Op::BuildSet
            | Op::BuildMap
            | Op::BuildString
            | Op::ListAppend
            | Op::ListExtend
            | Op::ListToTuple
            | Op::SetAdd
            | Op::SetUpdate
            | Op::DictUpdate
            | Op::DictMerge
            | Op::Format
            | Op::UnpackStar
            | Op::CallMethod
            | Op::CallKw
            | Op::CallEx
            | Op::MakeFunction
            | Op::Raise
            | Op::Reraise
            | Op::RaiseHandled
            | Op::PushExc
            | Op::PopExc
            | Op::MatchExc
            | Op::Import
            | Op::ImportFrom => slow!(),
        }
    }
}
