//! Answers: what an instruction means, for compiled code that has its operands at hand and waits for a value.
//!
//! An answer does what the handler of the instruction does ([`ops`](super::ops)), by the same functions of the context, but
//! spares what a handler has to see to: it reads no instruction, collects nothing, raises nothing and enters no frame. Where
//! that would be needed it gives [`Value::UNASSIGNED`] instead. Compiled code then leaves, and the interpreter executes
//! the instruction from its start; what has been paid for it until then is credited to it.
//!
//! So nothing may be asked this way that does something for good and then raises: iterators are refused as operands. And before
//! something that may raise, an answer charges no more than the interpreter does: what is credited beyond that is lost when it raises.

use crate::builtins::{APPEND, Body, GET, INSERT, NativeId, Next, POP, Resume, Window, native_by_number};
use crate::bytecode::Insn;
use crate::context::{Context, HELPERS};
use crate::heap::Kind;
use crate::interp::frame::Frame;
use crate::interp::step::{HANDLERS, same};
use crate::object::arith::BinaryOp;
use crate::object::compare::{CompareOp, ITEMS_PER_FUEL};
use crate::object::{Dict, List, Method, Str};
use crate::value::Value;
use crate::{Run, Trap};

/// The convention in which compiled code calls: context, two words, and the bits of the value.
#[cfg(target_arch = "x86_64")]
pub(crate) type Function = unsafe extern "sysv64-unwind" fn(*mut Context, u64, u64) -> u64;
/// The convention in which compiled code calls: context, two words, and the bits of the value.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) type Function = unsafe extern "C-unwind" fn(*mut Context, u64, u64) -> u64;

/// An answer as the compiler names it.
pub(crate) trait Asked {
    /// Its place in the list.
    fn index(self) -> usize;
}

/// Gives each answer its place in the list, and a function in the convention of compiled code. Those of `values` are given
/// two values, those of `windows` the address of a frame's slots and a word, those of `words` two words.
macro_rules! answers {
    (values { $($(#[$doc:meta])* $Name:ident = $value:expr;)* } windows { $($(#[$wdoc:meta])* $Wide:ident = $window:expr;)* }
     words { $($(#[$odoc:meta])* $Word:ident = $word:expr;)* }) => {
        /// An answer about two values.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Answer { $($(#[$doc])* $Name,)* }

        /// An answer about what stands in a frame.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum WideAnswer { $($(#[$wdoc])* $Wide,)* }

        /// An answer about words.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum WordAnswer { $($(#[$odoc])* $Word,)* }

        const VALUES: usize = [$(Answer::$Name,)*].len();
        const WINDOWS: usize = [$(WideAnswer::$Wide,)*].len();

        impl Asked for Answer {
            fn index(self) -> usize {
                self as usize
            }
        }

        impl Asked for WideAnswer {
            fn index(self) -> usize {
                VALUES + self as usize
            }
        }

        impl Asked for WordAnswer {
            fn index(self) -> usize {
                VALUES + WINDOWS + self as usize
            }
        }

        /// The functions, in the order of the list.
        pub(crate) const ANSWERS: &[Function] = &[
            $({
                #[cfg(target_arch = "x86_64")]
                unsafe extern "sysv64-unwind" fn function(cx: *mut Context, a: u64, b: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context, which nobody else uses, and values.
                    let (cx, a, b) = unsafe { (&mut *cx, Value::from_bits(a), Value::from_bits(b)) };
                    $value(cx, a, b)
                }
                #[cfg(not(target_arch = "x86_64"))]
                unsafe extern "C-unwind" fn function(cx: *mut Context, a: u64, b: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context, which nobody else uses, and values.
                    let (cx, a, b) = unsafe { (&mut *cx, Value::from_bits(a), Value::from_bits(b)) };
                    $value(cx, a, b)
                }
                function
            },)*
            $({
                #[cfg(target_arch = "x86_64")]
                unsafe extern "sysv64-unwind" fn function(cx: *mut Context, slots: u64, word: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context and the address of slots of its frame.
                    let (cx, slots) = unsafe { (&mut *cx, Frame::from_address(slots)) };
                    $window(cx, slots, word)
                }
                #[cfg(not(target_arch = "x86_64"))]
                unsafe extern "C-unwind" fn function(cx: *mut Context, slots: u64, word: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context and the address of slots of its frame.
                    let (cx, slots) = unsafe { (&mut *cx, Frame::from_address(slots)) };
                    $window(cx, slots, word)
                }
                function
            },)*
            $({
                #[cfg(target_arch = "x86_64")]
                unsafe extern "sysv64-unwind" fn function(cx: *mut Context, a: u64, b: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context, which nobody else uses.
                    $word(unsafe { &mut *cx }, a, b)
                }
                #[cfg(not(target_arch = "x86_64"))]
                unsafe extern "C-unwind" fn function(cx: *mut Context, a: u64, b: u64) -> u64 {
                    // SAFETY: compiled code passes its store's context, which nobody else uses.
                    $word(unsafe { &mut *cx }, a, b)
                }
                function
            },)*
        ];
    };
}

answers! {
    values {
        /// `a[b]`
        GetItem = get_item;
        /// `b in a`
        Contains = contains;
        /// `a < b`
        Lt = compare::<{ CompareOp::Lt as u8 }>;
        /// `a <= b`
        Le = compare::<{ CompareOp::Le as u8 }>;
        /// `a > b`
        Gt = compare::<{ CompareOp::Gt as u8 }>;
        /// `a >= b`
        Ge = compare::<{ CompareOp::Ge as u8 }>;
        /// `a == b`
        Eq = compare::<{ CompareOp::Eq as u8 }>;
        /// `a != b`
        Ne = compare::<{ CompareOp::Ne as u8 }>;
        /// `a + b`
        Add = add;
        /// `a += b`
        IAdd = add_in_place;
        /// `a - b`
        Sub = |cx: &mut Context, a, b| answer(cx, |cx| cx.binary(BinaryOp::Sub, false, a, b));
        /// `a * b`
        Mul = |cx: &mut Context, a, b| answer(cx, |cx| cx.binary(BinaryOp::Mul, false, a, b));
        /// `a % b`
        Mod = modulo;
        /// `a.append(b)` of a list, a call
        Append = append;
        /// `ListAppend`, which is no call
        Push = push;
        /// `a[:b + 1] = a[b::-1]`, if `a` is a list that has an item `b`
        Flip = flip;
    }
    windows {
        /// A call of the native whose number is in the lower half of the word, with as many arguments as the upper half says.
        Native = native;
        /// `d.get(key)`, or with a third argument if the word is 3: a call of that native, too.
        Get = get;
        /// `list.insert(index, item)`, a call
        Insert = insert;
        /// `list.pop(index)`, or `list.pop()` if the word is 1: a call
        Pop = pop;
        /// `max(a, b, ...)` of as many values as the word says, a few: a call
        Max = |cx: &mut Context, window, count| extreme(cx, window, count, CompareOp::Gt);
        /// `min(a, b, ...)`
        Min = |cx: &mut Context, window, count| extreme(cx, window, count, CompareOp::Lt);
        /// A call of a method that is kept, bound to its receiver: as [`WideAnswer::Native`] with the receiver as the first
        /// argument, in the place of which is the callee.
        Bound = bound;
        /// `SetItem`, which is the word, as the others are
        SetItem = set_item;
        /// `GetSlice`
        GetSlice = get_slice;
        /// `SetSlice`
        SetSlice = set_slice;
        /// `BuildList`
        BuildList = build_list;
        /// `BuildTuple`
        BuildTuple = build_tuple;
        /// `BuildMap`
        BuildMap = build_map;
        /// `BuildString`
        BuildString = build_string;
        /// `Format`
        Format = format;
    }
    words {
        /// The int that the first word is.
        NewInt = |cx: &mut Context, word, _| answer(cx, |cx| cx.int_of_word(word));
    }
}

/// Compiled code finds the answers in the context, behind the handlers.
const _: () = assert!(END <= HELPERS);
/// Where they end in the table of helpers.
pub(crate) const END: usize = HANDLERS.len() + ANSWERS.len();

/// The byte offset of the address of the answer's function in the context.
pub(crate) fn offset_of(asked: impl Asked) -> i64 {
    (core::mem::offset_of!(Context, helpers) + 8 * (HANDLERS.len() + asked.index())) as i64
}

#[inline(always)]
fn answer(cx: &mut Context, act: impl FnOnce(&mut Context) -> Run<Value>) -> u64 {
    if cx.wants_collection() || cx.fuel_credit != 0 {
        return Value::UNASSIGNED.bits();
    }
    match act(cx) {
        Ok(v) => {
            cx.fuel_paid = 0;
            v.bits()
        }
        Err(trap) => refuse(cx, trap),
    }
}

/// The instruction is for the interpreter.
#[cold]
#[inline(never)]
fn refuse(cx: &mut Context, trap: Trap) -> u64 {
    if trap == Trap::Raise {
        cx.exception = Value::UNASSIGNED;
    }
    cx.fuel_credit = cx.fuel_credit.saturating_add(cx.fuel_paid);
    cx.fuel_paid = 0;
    Value::UNASSIGNED.bits()
}

/// Whether the value is an iterator, which what takes it may move.
#[inline(always)]
fn moves(cx: &Context, v: Value) -> bool {
    cx.kind(v) == Some(Kind::Iterator)
}

#[inline(always)]
fn get_item(cx: &mut Context, object: Value, key: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, object: Value, key: Value) -> u64 {
        if let Some(v) = cx.item_of_small(object, key, None) {
            return v.bits();
        }
        match cx.item_of_any(object, key, None) {
            Some(v) => v.bits(),
            None => answer(cx, |cx| cx.get_item(object, key)),
        }
    }
    match cx.item_where_it_was(object, key) {
        Some(v) => v.bits(),
        None => slowly(cx, object, key),
    }
}

#[inline(always)]
fn contains(cx: &mut Context, container: Value, item: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, container: Value, item: Value) -> u64 {
        if moves(cx, container) {
            return Value::UNASSIGNED.bits();
        }
        answer(cx, |cx| Ok(Value::bool(cx.contains(container, item)?)))
    }
    match cx.contains_at_once(container, item) {
        Some(found) => Value::bool(found).bits(),
        None => slowly(cx, container, item),
    }
}

#[inline(always)]
fn compare<const OP: u8>(cx: &mut Context, a: Value, b: Value) -> u64 {
    const OPS: [CompareOp; 6] =
        [CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge, CompareOp::Eq, CompareOp::Ne];
    #[inline(never)]
    fn slowly(cx: &mut Context, op: CompareOp, a: Value, b: Value) -> u64 {
        answer(cx, |cx| cx.compare(op, a, b))
    }
    let op = const { OPS[OP as usize] };
    if Value::both_ints(a, b) {
        return Value::bool(op.holds(Some(a.int_payload().cmp(&b.int_payload())))).bits();
    }
    if matches!(op, CompareOp::Eq | CompareOp::Ne)
        && let Some(same) = same(cx, a, b)
    {
        return Value::bool(same == (op == CompareOp::Eq)).bits();
    }
    slowly(cx, op, a, b)
}

#[inline(always)]
fn add(cx: &mut Context, a: Value, b: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, a: Value, b: Value) -> u64 {
        answer(cx, |cx| match (cx.cast::<Str>(a), cx.cast::<Str>(b)) {
            (Some(x), Some(y)) => Ok(cx.str_concat(x, y)?.value()),
            _ => cx.binary(BinaryOp::Add, false, a, b),
        })
    }
    match cx.concat_at_once(a, b) {
        Some(v) => v.bits(),
        None => slowly(cx, a, b),
    }
}

#[inline(always)]
fn add_in_place(cx: &mut Context, a: Value, b: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, a: Value, b: Value) -> u64 {
        answer(cx, |cx| match (cx.cast::<Str>(a), cx.cast::<Str>(b)) {
            (Some(x), Some(y)) => Ok(cx.str_concat(x, y)?.value()),
            _ if moves(cx, b) => Err(Trap::Driver),
            _ => cx.binary(BinaryOp::Add, true, a, b),
        })
    }
    match cx.concat_at_once(a, b) {
        Some(v) => v.bits(),
        None => slowly(cx, a, b),
    }
}

#[inline(always)]
fn modulo(cx: &mut Context, a: Value, b: Value) -> u64 {
    answer(cx, |cx| match cx.cast::<Str>(a) {
        Some(format) => cx.str_mod(format, b),
        None => cx.binary(BinaryOp::Mod, false, a, b),
    })
}

#[inline(always)]
fn append(cx: &mut Context, list: Value, item: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, list: Value, item: Value) -> u64 {
        answer(cx, |cx| {
            let Some(list) = cx.cast::<List>(list) else { return Err(Trap::Driver) };
            cx.charge(1)?;
            cx.list_push(list, item)?;
            Ok(Value::NONE)
        })
    }
    // What `charge` takes from where there is enough.
    if cx.fuel > 1
        && cx.fuel_credit == 0
        && let Some(l) = cx.cast::<List>(list)
        && cx.list_push_at_once(l, item)
    {
        cx.fuel -= 1;
        return Value::NONE.bits();
    }
    slowly(cx, list, item)
}

#[inline(always)]
fn push(cx: &mut Context, list: Value, item: Value) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, list: Value, item: Value) -> u64 {
        answer(cx, |cx| {
            let Some(list) = cx.cast::<List>(list) else { return Err(Trap::Driver) };
            cx.list_push(list, item)?;
            Ok(Value::NONE)
        })
    }
    if let Some(l) = cx.cast::<List>(list)
        && cx.list_push_at_once(l, item)
    {
        return Value::NONE.bits();
    }
    slowly(cx, list, item)
}

#[inline(always)]
fn flip(cx: &mut Context, list: Value, last: Value) -> u64 {
    match cx.cast::<List>(list) {
        Some(l)
            if last.is_int() && last.int_payload() >= 0 && cx.list_flip_at_once(l, last.int_payload() as usize + 1) =>
        {
            Value::NONE.bits()
        }
        _ => Value::UNASSIGNED.bits(),
    }
}

#[inline(always)]
fn insert(cx: &mut Context, window: Frame, _: u64) -> u64 {
    answer(cx, |cx| {
        let Some(list) = cx.cast::<List>(window.get(0)) else { return Err(Trap::Driver) };
        cx.charge(1)?;
        cx.list_insert_before(list, window.get(1), window.get(2))?;
        Ok(Value::NONE)
    })
}

#[inline(always)]
fn pop(cx: &mut Context, window: Frame, count: u64) -> u64 {
    let index = if count == 1 { Value::UNASSIGNED } else { window.get(1) };
    answer(cx, |cx| {
        let Some(list) = cx.cast::<List>(window.get(0)) else { return Err(Trap::Driver) };
        cx.charge(1)?;
        cx.list_pop(list, index)
    })
}

/// The most values that `min` and `max` are asked for, which the making of a list of them does not charge.
pub(crate) const FEW: u16 = ITEMS_PER_FUEL as u16 - 1;

#[inline(always)]
fn extreme(cx: &mut Context, window: Frame, count: u64, better: CompareOp) -> u64 {
    answer(cx, |cx| {
        // The call and the first value; then each before it is compared, for a comparison may raise.
        cx.charge(2)?;
        let mut best = window.get(0);
        for i in 1..count as u16 {
            let v = window.get(i);
            cx.charge(1)?;
            let takes = if Value::both_ints(v, best) {
                better.holds(Some(v.int_payload().cmp(&best.int_payload())))
            } else {
                let takes = cx.compare(better, v, best)?;
                cx.truth(takes)
            };
            if takes {
                best = v;
            }
        }
        Ok(best)
    })
}

#[inline(always)]
fn bound(cx: &mut Context, window: Frame, word: u64) -> u64 {
    let callee = window.get(0);
    let (id, count) = (NativeId(word as u32), word >> 32 & 0xFF);
    let Some(method) = cx.cast::<Method>(callee) else { return Value::UNASSIGNED.bits() };
    if cx.get(method).function != id.value() {
        return Value::UNASSIGNED.bits();
    }
    window.set(0, cx.get(method).receiver);
    let v = match id {
        INSERT => insert(cx, window, count),
        POP => pop(cx, window, count),
        APPEND => append(cx, window.get(0), window.get(1)),
        _ => native(cx, window, word),
    };
    if v == Value::UNASSIGNED.bits() {
        // For the interpreter.
        window.set(0, callee);
    }
    v
}

/// The word that [`WideAnswer::Native`] takes: the native's number, how many arguments stand where its parameters are
/// ([`Native::stands`](crate::builtins::Native)), how many slots it has. Of a method whose receiver is known to be of its type,
/// which is no iterator, the receiver is not looked at.
pub(crate) fn native_word(id: NativeId, count: u16, method: bool) -> u64 {
    let slots = native_by_number(id.0).map_or(0, |native| native.slots());
    id.0 as u64 | (count as u64 & 0xFF) << 32 | (slots as u64 & 0xFF) << 40 | (method as u64) << 48
}

#[inline(never)]
fn native(cx: &mut Context, window: Frame, word: u64) -> u64 {
    answer(cx, |cx| {
        let (count, slots, method) = ((word >> 32 & 0xFF) as u16, (word >> 40 & 0xFF) as u16, word >> 48 != 0);
        let Some(native) = native_by_number(word as u32) else { return Err(Trap::Driver) };
        if !cx.fits_stack(window, slots as usize + 2) || (method as u16..count).any(|i| moves(cx, window.get(i))) {
            return Err(Trap::Driver);
        }
        cx.charge(1)?;
        for i in count..slots {
            window.set(i, Value::UNASSIGNED);
        }
        if !method && let Some(receiver) = native.receiver {
            cx.check_receiver(native, receiver, window.get(0))?;
        }
        // SAFETY: `slots` slots from the window's first on have been bound and lie within the stack.
        let window = unsafe { Window::new(window.slots(), slots as usize) };
        match native.body {
            Body::Simple(run) => run(cx, window),
            Body::Calling(run) => match run(cx, window, Resume { state: 0, value: Value::UNASSIGNED })? {
                Next::Done(v) => Ok(v),
                // It is begun again, with what it has paid.
                _ => Err(Trap::Driver),
            },
        }
    })
}

#[inline(always)]
fn get(cx: &mut Context, window: Frame, count: u64) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, window: Frame, count: u64, missing: Value) -> u64 {
        if cx.fuel > 1
            && cx.fuel_credit == 0
            && let Some(v) = cx.item_of_any(window.get(0), window.get(1), Some(missing))
        {
            cx.fuel -= 1;
            return v.bits();
        }
        native(cx, window, native_word(GET, count as u16, true))
    }
    let missing = if count == 3 { window.get(2) } else { Value::NONE };
    // What `charge` takes from where there is enough.
    if cx.fuel > 1
        && cx.fuel_credit == 0
        && let Some(v) = cx.item_of_small(window.get(0), window.get(1), Some(missing))
    {
        cx.fuel -= 1;
        return v.bits();
    }
    slowly(cx, window, count, missing)
}

/// The instruction that a word is.
#[inline(always)]
pub(crate) const fn insn_of(word: u64) -> Insn {
    Insn { op: word as u16, a: (word >> 16) as u16, b: (word >> 32) as u16, c: (word >> 48) as u16 }
}

/// The word that says which registers an instruction names.
pub(crate) const fn word_of(i: Insn) -> u64 {
    i.op as u64 | (i.a as u64) << 16 | (i.b as u64) << 32 | (i.c as u64) << 48
}

#[inline(always)]
fn set_item(cx: &mut Context, f: Frame, word: u64) -> u64 {
    #[inline(never)]
    fn slowly(cx: &mut Context, object: Value, key: Value, v: Value) -> u64 {
        if cx.set_item_of_any(object, key, v) {
            return Value::NONE.bits();
        }
        answer(cx, |cx| {
            match cx.cast::<Dict>(object) {
                Some(d) => cx.dict_set_slowly(d, key, v)?,
                None => cx.set_item(object, key, v)?,
            }
            Ok(Value::NONE)
        })
    }
    let i = insn_of(word);
    let (object, key, v) = (f.get(i.a), f.get(i.b), f.get(i.c));
    if cx.set_item_at_once(object, key, v) {
        return Value::NONE.bits();
    }
    slowly(cx, object, key, v)
}

#[inline(always)]
fn get_slice(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    answer(cx, |cx| cx.get_slice(f.get(i.b), f.get(i.c), f.get(i.c + 1), f.get(i.c + 2)))
}

#[inline(always)]
fn set_slice(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    let v = f.get(i.b);
    answer(cx, |cx| {
        if moves(cx, v) {
            return Err(Trap::Driver);
        }
        cx.set_slice(f.get(i.a), f.get(i.c), f.get(i.c + 1), f.get(i.c + 2), v)?;
        Ok(Value::NONE)
    })
}

#[inline(always)]
fn build_list(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    // SAFETY: nothing is written to the frame while the slice is used.
    let items = unsafe { f.span(i.b, i.c as usize) };
    answer(cx, |cx| Ok(cx.new_list(items)?.value()))
}

#[inline(always)]
fn build_tuple(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    // SAFETY: as above.
    let items = unsafe { f.span(i.b, i.c as usize) };
    answer(cx, |cx| Ok(cx.new_tuple(items)?.value()))
}

#[inline(always)]
fn build_map(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    // SAFETY: as above.
    let pairs = unsafe { f.span(i.b, 2 * i.c as usize) };
    answer(cx, |cx| Ok(cx.new_dict(pairs)?.value()))
}

#[inline(always)]
fn build_string(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    // SAFETY: as above.
    let parts = unsafe { f.span(i.b, i.c as usize) };
    answer(cx, |cx| cx.concat_strs(parts))
}

#[inline(always)]
fn format(cx: &mut Context, f: Frame, word: u64) -> u64 {
    let i = insn_of(word);
    answer(cx, |cx| cx.format_operand(f.get(i.b), f.get(i.b + 1), i.c))
}
