//! What each instruction means: the one implementation, called by the interpreter for everything it does not do in
//! line, and by compiled code through the helper table.

use crate::builtins::attr::Method;
use crate::bytecode::effects::NO_REGISTER;
use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::frame::Frame;
use crate::object::arith::{BinaryOp, UnaryOp};
use crate::object::compare::CompareOp;
use crate::object::iter::Step;
use crate::object::sum::Sum;
use crate::object::{Code, Dict, List, Set, Str, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// Where an instruction leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flow {
    /// To the next instruction.
    Next,
    /// To the jump's target.
    Taken,
    /// To a frame that has been pushed: `fp` and `pc` of the context say where. When it returns, its value is delivered
    /// to this instruction (see `deliver`).
    Entered,
    /// To the native address in the context's `pc`, with the value in `value`: a compiled caller goes on.
    Return,
    /// To the driver, which has to call a function of the embedder.
    Host,
    /// Out of the outermost call; its value is in the context's `value`.
    Finished,
}

/// An operand that the verifier proved to name a constant.
#[inline(always)]
fn constant(cx: &Context, code: Gc<Code>, index: u32) -> Value {
    cx.constant(code, index)
}

/// Executes one instruction of the frame's function.
#[inline(always)]
pub(crate) fn execute(op: Op, cx: &mut Context, f: Frame, code: Gc<Code>, i: Insn) -> Run<Flow> {
    let (a, b, c) = (i.a, i.b, i.c);
    macro_rules! binary {
        ($op:ident, $in_place:literal) => {{
            let v = cx.binary(BinaryOp::$op, $in_place, f.get(b), f.get(c))?;
            f.set(a, v);
        }};
    }
    macro_rules! binary_int {
        ($op:ident, $in_place:literal) => {{
            let v = cx.binary(BinaryOp::$op, $in_place, f.get(b), Value::int32(i.c_signed() as i32))?;
            f.set(a, v);
        }};
    }
    macro_rules! compare {
        ($op:ident) => {{
            let v = cx.compare(CompareOp::$op, f.get(b), f.get(c))?;
            f.set(a, v);
        }};
    }
    macro_rules! jump_compare {
        ($op:ident, $when:literal) => {{
            let v = cx.compare(CompareOp::$op, f.get(a), f.get(b))?;
            if cx.truth(v) == $when {
                return Ok(Flow::Taken);
            }
        }};
    }
    macro_rules! jump_when {
        ($cond:expr) => {
            if $cond {
                return Ok(Flow::Taken);
            }
        };
    }
    match op {
        Op::Nop => {}
        Op::Move => f.set(a, f.get(b)),
        Op::LoadConst => f.set(a, constant(cx, code, i.bc())),
        Op::LoadInt => f.set(a, Value::int32(i.bc_signed())),
        Op::LoadSingleton => f.set(a, singleton(b)),
        Op::LoadGlobal => {
            let v = cx.load_global(code, i.bc())?;
            f.set(a, v);
        }
        Op::StoreGlobal => cx.store_global(code, i.bc(), f.get(a)),
        Op::DelGlobal => cx.del_global(code, i.bc())?,
        Op::LoadBuiltin => {
            let name = constant(cx, code, i.bc());
            let v = cx.load_builtin(name)?;
            f.set(a, v);
        }
        Op::CheckLocal => {
            if f.get(a) == Value::UNASSIGNED {
                return Err(cx.unbound_local(code, a));
            }
        }
        Op::DelLocal => {
            if f.get(a) == Value::UNASSIGNED {
                return Err(cx.unbound_local(code, a));
            }
            f.set(a, Value::UNASSIGNED);
        }

        Op::Neg => f.set(a, cx.unary(UnaryOp::Neg, f.get(b))?),
        Op::Pos => f.set(a, cx.unary(UnaryOp::Pos, f.get(b))?),
        Op::Invert => f.set(a, cx.unary(UnaryOp::Invert, f.get(b))?),
        Op::Not => f.set(a, Value::bool(!cx.truth(f.get(b)))),
        Op::Add => binary!(Add, false),
        Op::Sub => binary!(Sub, false),
        Op::Mul => binary!(Mul, false),
        Op::MatMul => binary!(MatMul, false),
        Op::TrueDiv => binary!(TrueDiv, false),
        Op::FloorDiv => binary!(FloorDiv, false),
        Op::Mod => binary!(Mod, false),
        Op::Pow => binary!(Pow, false),
        Op::LShift => binary!(LShift, false),
        Op::RShift => binary!(RShift, false),
        Op::And => binary!(And, false),
        Op::Or => binary!(Or, false),
        Op::Xor => binary!(Xor, false),
        Op::IAdd => {
            let (x, y) = (f.get(b), f.get(c));
            if cx.needs_calls(y) && cx.cast::<List>(x).is_some() {
                return cx.enter_helper(f, code, crate::builtins::EXTEND, &[x, y]);
            }
            binary!(Add, true);
        }
        Op::ISub => binary!(Sub, true),
        Op::IMul => binary!(Mul, true),
        Op::IMatMul => binary!(MatMul, true),
        Op::ITrueDiv => binary!(TrueDiv, true),
        Op::IFloorDiv => binary!(FloorDiv, true),
        Op::IMod => binary!(Mod, true),
        Op::IPow => binary!(Pow, true),
        Op::ILShift => binary!(LShift, true),
        Op::IRShift => binary!(RShift, true),
        Op::IAnd => binary!(And, true),
        Op::IOr => {
            let (x, y) = (f.get(b), f.get(c));
            if cx.needs_calls(y) && cx.cast::<Dict>(x).is_some() {
                return cx.enter_helper(f, code, crate::builtins::EXTEND, &[x, y]);
            }
            binary!(Or, true);
        }
        Op::IXor => binary!(Xor, true),
        Op::AddInt => binary_int!(Add, false),
        Op::SubInt => binary_int!(Sub, false),
        Op::IAddInt => binary_int!(Add, true),
        Op::ISubInt => binary_int!(Sub, true),

        Op::Lt => compare!(Lt),
        Op::Le => compare!(Le),
        Op::Gt => compare!(Gt),
        Op::Ge => compare!(Ge),
        Op::Eq => compare!(Eq),
        Op::Ne => compare!(Ne),
        Op::Is => f.set(a, Value::bool(cx.is(f.get(b), f.get(c)))),
        Op::IsNot => f.set(a, Value::bool(!cx.is(f.get(b), f.get(c)))),
        Op::In | Op::NotIn => {
            let (item, container) = (f.get(b), f.get(c));
            let negate = op == Op::NotIn;
            if cx.needs_calls(container) {
                return cx.enter_helper(f, code, crate::builtins::CONTAINS, &[container, item, Value::bool(negate)]);
            }
            f.set(a, Value::bool(cx.contains(container, item)? != negate));
        }

        Op::Jump => return Ok(Flow::Taken),
        Op::Loop => {
            cx.charge(1)?;
            return Ok(Flow::Taken);
        }
        Op::JumpIf => jump_when!(cx.truth(f.get(a))),
        Op::JumpIfNot => jump_when!(!cx.truth(f.get(a))),
        Op::JumpIfNone => jump_when!(f.get(a) == Value::NONE),
        Op::JumpIfNotNone => jump_when!(f.get(a) != Value::NONE),
        Op::JumpLt => jump_compare!(Lt, true),
        Op::JumpLe => jump_compare!(Le, true),
        Op::JumpGt => jump_compare!(Gt, true),
        Op::JumpGe => jump_compare!(Ge, true),
        Op::JumpEq => jump_compare!(Eq, true),
        Op::JumpNe => jump_compare!(Ne, true),
        Op::JumpNotLt => jump_compare!(Lt, false),
        Op::JumpNotLe => jump_compare!(Le, false),
        Op::JumpNotGt => jump_compare!(Gt, false),
        Op::JumpNotGe => jump_compare!(Ge, false),
        Op::JumpNotEq => jump_compare!(Eq, false),
        Op::JumpNotNe => jump_compare!(Ne, false),

        Op::Iter => {
            let iterable = f.get(b);
            let state = cx.for_init(iterable)?;
            cx.record_iterable(code, iterable);
            f.set(a, state[0]);
            f.set(a + 1, state[1]);
            f.set(a + 2, state[2]);
        }
        Op::ForNext => {
            cx.charge(1)?;
            let mut state = [f.get(a), f.get(a + 1), f.get(a + 2)];
            match cx.for_next(&mut state)? {
                Step::Item(v) => {
                    f.set(a, state[0]);
                    f.set(a + 1, state[1]);
                    f.set(a + 2, state[2]);
                    f.set(b, v);
                    return Ok(Flow::Taken);
                }
                Step::End => {}
                Step::Call => return cx.enter_helper(f, code, crate::builtins::NEXT, &[state[0]]),
            }
        }

        Op::SumAdd => {
            let sum = cx.sum_add(Sum { total: f.get(a), lost: f.get(a + 1) }, f.get(b))?;
            f.set(a, sum.total);
            f.set(a + 1, sum.lost);
        }
        Op::SumEnd => f.set(a, Sum { total: f.get(b), lost: f.get(b + 1) }.end()),

        Op::GetItem => {
            let v = cx.get_item(f.get(b), f.get(c))?;
            f.set(a, v);
        }
        Op::SetItem => cx.set_item(f.get(a), f.get(b), f.get(c))?,
        Op::DelItem => cx.del_item(f.get(a), f.get(b))?,
        Op::GetSlice => {
            let v = cx.get_slice(f.get(b), f.get(c), f.get(c + 1), f.get(c + 2))?;
            f.set(a, v);
        }
        Op::SetSlice => {
            let v = f.get(b);
            if cx.needs_calls(v)
                && let Some(list) = cx.cast::<List>(f.get(a))
            {
                // Bad bounds are found before the iterator is asked for anything.
                cx.slice_bounds(f.get(c), f.get(c + 1), f.get(c + 2), cx.list(list).len())?;
                return cx.enter_helper(f, code, crate::builtins::LIST, &[v]);
            }
            cx.set_slice(f.get(a), f.get(c), f.get(c + 1), f.get(c + 2), v)?;
        }
        Op::DelSlice => cx.del_slice(f.get(a), f.get(b), f.get(b + 1), f.get(b + 2))?,

        Op::GetAttr => {
            let name = cx.name_constant(code, c as u32);
            let v = cx.get_attr(f.get(b), name)?;
            f.set(a, v);
        }
        Op::SetAttr => {
            let name = cx.name_constant(code, c as u32);
            cx.set_attr(f.get(a), name, f.get(b))?;
        }
        Op::DelAttr => {
            let name = cx.name_constant(code, c as u32);
            cx.del_attr(f.get(a), name)?;
        }
        Op::LoadMethod => {
            let name = cx.name_constant(code, c as u32);
            let receiver = f.get(b);
            match cx.load_method(receiver, name)? {
                Method::Bound(function) => {
                    f.set(a, function);
                    f.set(a + 1, receiver);
                }
                Method::Plain(v) => {
                    f.set(a, Value::UNASSIGNED);
                    f.set(a + 1, v);
                }
            }
        }

        Op::BuildList => {
            // SAFETY: nothing is written to the frame while the slice is used.
            let items = unsafe { f.span(b, c as usize) };
            let v = cx.new_list(items)?;
            f.set(a, v.value());
        }
        Op::BuildTuple => {
            // SAFETY: as above.
            let items = unsafe { f.span(b, c as usize) };
            let v = cx.new_tuple(items)?;
            f.set(a, v.value());
        }
        Op::BuildSet => {
            let set = cx.set_new()?;
            for k in 0..c {
                cx.set_add(set, f.get(b + k))?;
            }
            f.set(a, set.value());
        }
        Op::BuildMap => {
            // SAFETY: as above.
            let v = cx.new_dict(unsafe { f.span(b, 2 * c as usize) })?;
            f.set(a, v.value());
        }
        Op::BuildString => {
            // SAFETY: as above.
            let parts = unsafe { f.span(b, c as usize) };
            let v = cx.concat_strs(parts)?;
            f.set(a, v);
        }
        Op::ListAppend => {
            let list: Gc<List> = cx.expect(f.get(a))?;
            cx.list_push(list, f.get(b))?;
        }
        Op::ListExtend => {
            let v = f.get(b);
            if cx.needs_calls(v) {
                return cx.enter_helper(f, code, crate::builtins::LIST, &[v]);
            }
            let list: Gc<List> = cx.expect(f.get(a))?;
            if c != NO_REGISTER {
                cx.check_star_argument(v, f.get(c))?;
            }
            cx.list_extend_star(list, v)?;
        }
        Op::ListToTuple => {
            let list: Gc<List> = cx.expect(f.get(b))?;
            let v = cx.list_to_tuple(list)?;
            f.set(a, v.value());
        }
        Op::SetAdd => {
            let set: Gc<Set> = cx.expect(f.get(a))?;
            cx.set_add(set, f.get(b))?;
        }
        Op::SetUpdate => {
            let v = f.get(b);
            if cx.needs_calls(v) {
                return cx.enter_helper(f, code, crate::builtins::LIST, &[v]);
            }
            let set: Gc<Set> = cx.expect(f.get(a))?;
            cx.set_extend(set, v)?;
        }
        Op::DictUpdate => {
            let dict: Gc<Dict> = cx.expect(f.get(a))?;
            cx.dict_update_star(dict, f.get(b))?;
        }
        Op::DictMerge => {
            let dict: Gc<Dict> = cx.expect(f.get(a))?;
            cx.dict_merge(dict, f.get(b), f.get(c))?;
        }
        Op::Format => {
            let v = cx.format_operand(f.get(b), f.get(b + 1), c)?;
            f.set(a, v);
        }
        Op::Unpack => {
            let v = f.get(b);
            if cx.needs_calls(v) {
                // One more than there are targets tells that there are too many.
                return cx.enter_helper(f, code, crate::builtins::TAKE, &[v, Value::int32(c as i32 + 1)]);
            }
            cx.unpack(f, v, a, c)?;
        }
        Op::UnpackStar => {
            let v = f.get(b);
            if cx.needs_calls(v) {
                return cx.enter_helper(f, code, crate::builtins::LIST, &[v]);
            }
            cx.unpack_star(f, v, a, c & 0xFF, c >> 8)?;
        }

        Op::Call => return cx.call(f, code, b, c, Value::UNASSIGNED, a),
        Op::CallMethod => {
            // A method's receiver is its first argument; any other callee has taken the receiver's place.
            let unbound = (f.get(b) == Value::UNASSIGNED) as u16;
            return cx.call(f, code, b + unbound, c + 1 - unbound, Value::UNASSIGNED, a);
        }
        Op::CallKw => {
            let names = constant(cx, code, c as u32);
            return cx.call(f, code, a, b, names, a);
        }
        Op::CallEx => return cx.call_ex(f, code, b, a),
        Op::Return => return cx.return_value(f, f.get(a)),
        Op::MakeFunction => {
            let v = cx.make_function(code, b, f.get(c), f.get(c + 1))?;
            f.set(a, v);
        }

        Op::Raise => {
            let cause = if b == 0xFFFF { Value::UNASSIGNED } else { f.get(b) };
            return Err(cx.raise_statement(f.get(a), cause));
        }
        Op::Reraise => return Err(cx.reraise(f.get(a))),
        Op::RaiseHandled => {
            let handled = cx.handled;
            if handled == Value::NONE {
                return Err(cx.raise(TypeId::RuntimeError, format_args!("No active exception to reraise")));
            }
            return Err(cx.reraise(handled));
        }
        Op::PushExc => {
            let exception = f.get(b);
            f.set(a, cx.handled);
            cx.handled = exception;
        }
        Op::PopExc => cx.handled = f.get(a),
        Op::MatchExc => {
            let v = cx.match_exception(f.get(b), f.get(c))?;
            f.set(a, Value::bool(v));
        }

        Op::Import => {
            let name = cx.name_constant(code, i.bc());
            return cx.import(f, code, name, a);
        }
        Op::ImportFrom => {
            let name = cx.name_constant(code, c as u32);
            let v = cx.import_from(f.get(b), name)?;
            f.set(a, v);
        }
    }
    Ok(Flow::Next)
}

/// The singleton of `LoadSingleton`'s operand, which the verifier bounded.
pub(crate) const fn singleton(n: u16) -> Value {
    match n {
        0 => Value::NONE,
        1 => Value::FALSE,
        2 => Value::TRUE,
        4 => Value::NOT_IMPLEMENTED,
        5 => Value::ELLIPSIS,
        _ => Value::UNASSIGNED,
    }
}

impl Context {
    /// A value that only compiled Python code puts where it is, as an object of its type. An image can put anything
    /// there, which is a `SystemError`.
    pub(crate) fn expect<T: crate::heap::Object>(&mut self, v: Value) -> Run<Gc<T>> {
        match self.cast(v) {
            Some(g) => Ok(g),
            None => Err(self.raise(TypeId::SystemError, format_args!("bad operand of an instruction"))),
        }
    }

    /// A constant, by an index that the verifier bounded.
    #[inline(always)]
    pub(crate) fn constant(&self, code: Gc<Code>, index: u32) -> Value {
        // SAFETY: `Code::consts` names a live storage from the code's creation on.
        let consts = unsafe { Gc::<crate::object::Storage>::from_units(self.get(code).consts) };
        self.storage(consts).get(index as usize).copied().unwrap_or(Value::NONE)
    }

    /// A constant that the verifier proved to be a str.
    pub(crate) fn name_constant(&self, code: Gc<Code>, index: u32) -> Gc<Str> {
        // SAFETY: the verifier proved that the constant is a str.
        unsafe { Gc::from_units(self.constant(code, index).bits() as u32) }
    }

    /// Unpacks `v` to `n` registers from `first` on.
    fn unpack(&mut self, f: Frame, v: Value, first: u16, n: u16) -> Run<()> {
        let have = if let Some(t) = self.cast::<crate::object::Tuple>(v) {
            let items = self.tuple(t);
            if items.len() == n as usize {
                for (k, item) in items.iter().enumerate() {
                    f.set(first + k as u16, *item);
                }
                return Ok(());
            }
            items.len()
        } else if let Some(l) = self.cast::<List>(v) {
            let items = self.list(l);
            if items.len() == n as usize {
                for (k, item) in items.iter().enumerate() {
                    f.set(first + k as u16, *item);
                }
                return Ok(());
            }
            items.len()
        } else {
            let have = self.unpackable_len(v)?;
            if have <= n as usize {
                let items = self.list_from_iterable(v)?;
                return self.unpack(f, items.value(), first, n);
            }
            have
        };
        Err(if have > n as usize {
            self.value_error(format_args!("too many values to unpack (expected {n})"))
        } else {
            self.value_error(format_args!("not enough values to unpack (expected {n}, got {have})"))
        })
    }

    /// How many items there are to unpack in an iterable that needs no calls; `usize::MAX` if they cannot be counted.
    fn unpackable_len(&mut self, v: Value) -> Run<usize> {
        if !self.is_iterable(v) {
            let t = self.type_of(v).name();
            return Err(self.type_error(format_args!("cannot unpack non-iterable {t} object")));
        }
        match self.len(v) {
            // A range of more numbers than a length can say.
            Err(Trap::Raise) => {
                self.exception = Value::UNASSIGNED;
                Ok(usize::MAX)
            }
            r => r,
        }
    }

    /// Unpacks `v` to `before` registers, a list, and `after` registers.
    fn unpack_star(&mut self, f: Frame, v: Value, first: u16, before: u16, after: u16) -> Run<()> {
        let list = match self.cast::<List>(v) {
            Some(l) => l,
            None => {
                self.unpackable_len(v)?;
                self.list_from_iterable(v)?
            }
        };
        let len = self.list(list).len();
        let (before, after) = (before as usize, after as usize);
        if len < before + after {
            let need = before + after;
            return Err(
                self.value_error(format_args!("not enough values to unpack (expected at least {need}, got {len})"))
            );
        }
        self.charge((len / 8) as u64)?;
        let middle = self.list_slice_copy(list, before, len - after)?;
        let items = self.list(list);
        for (k, item) in items.iter().enumerate() {
            let r = match k {
                k if k < before => first as usize + k,
                k if k >= len - after => first as usize + before + 1 + (k - (len - after)),
                _ => continue,
            };
            f.set(r as u16, *item);
        }
        f.set(first + before as u16, middle.value());
        Ok(())
    }

    /// What `format(value, spec)` gives after the conversion of an f-string.
    pub(crate) fn format_operand(&mut self, value: Value, spec: Value, conversion: u16) -> Run<Value> {
        let value = match conversion {
            1 => self.str(value)?.value(),
            2 => self.repr(value)?.value(),
            3 => self.ascii(value)?.value(),
            _ => value,
        };
        let spec: Gc<Str> = self.expect(spec)?;
        self.format(value, spec)
    }
}
