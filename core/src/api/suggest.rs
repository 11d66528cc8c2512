//! "Did you mean": the name nearest to one that is not defined, by CPython's measure.

use crate::builtins::builtin_names;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Code, Exception, Module, Str, Traceback, Tuple, TypeId};
use crate::value::Value;

/// Cost of a character more, less or another.
const MOVE: usize = 2;
/// Cost of a letter in the other case.
const CASE: usize = 1;
/// The longest names that are compared.
const LONGEST: usize = 40;

/// The name that was meant, if the exception is about a name that is not defined.
pub(super) fn for_exception(cx: &Context, exception: Value) -> Option<&'static [u8]> {
    if !matches!(cx.type_of(exception), TypeId::NameError | TypeId::UnboundLocalError) {
        return None;
    }
    let e = cx.get(cx.cast::<Exception>(exception)?);
    let wrong = cx.str_bytes(cx.cast::<Str>(e.extra)?);
    // The innermost entry says where the name was looked for.
    let mut code = None;
    let mut entry = e.traceback;
    while let Some(t) = cx.cast::<Traceback>(entry) {
        let t = cx.get(t);
        code = cx.cast::<Code>(t.code);
        entry = t.next;
    }
    let code = code?;
    let view = cx.code_view(code);
    let mut best = Best { wrong, cost: wrong.len().saturating_mul(MOVE), name: None };
    for slot in 0..view.slots() {
        best.consider(view.slot_name(slot));
    }
    // SAFETY: a code object's module is live.
    let module = unsafe { Gc::<Module>::from_units(cx.get(code).module) };
    let image = view.image();
    // SAFETY: a module's storages are live.
    let globals = cx.storage(unsafe { Gc::from_units(cx.get(module).globals) });
    let names = cx.cast::<Tuple>(cx.get(module).names).map_or(&[][..], |t| cx.tuple(t));
    for (slot, _) in names.iter().enumerate() {
        if globals.get(slot).is_some_and(|v| *v != Value::UNASSIGNED) {
            best.consider(image.global_name(slot as u32));
        }
    }
    for name in builtin_names() {
        best.consider(name.as_bytes());
    }
    best.name
}

/// The best of the names so far.
struct Best<'a> {
    wrong: &'a [u8],
    cost: usize,
    name: Option<&'static [u8]>,
}

impl Best<'_> {
    fn consider(&mut self, name: &'static [u8]) {
        if name.is_empty() || name == self.wrong || self.wrong.len() > LONGEST {
            return;
        }
        // No more than a third of the characters may change.
        let most = ((name.len() + self.wrong.len() + 3) * MOVE / 6).min(self.cost.saturating_sub(1));
        if let Some(cost) = distance(self.wrong, name, most) {
            (self.cost, self.name) = (cost, Some(name));
        }
    }
}

/// The cost of making one name the other, if it is at most `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(before..)?, b.get(before..)?);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - behind)?, b.get(..b.len() - behind)?);
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if a.len() > LONGEST || (b.len() - a.len()) * MOVE > most {
        return None;
    }
    if a.is_empty() {
        return Some(b.len() * MOVE);
    }
    let mut row = [0; LONGEST];
    let row = row.get_mut(..a.len())?;
    row.iter_mut().enumerate().for_each(|(i, cost)| *cost = (i + 1) * MOVE);
    let mut result = 0;
    for (i, y) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        // As CPython has it, though a character less is meant.
        result = diagonal;
        for (x, cost) in a.iter().zip(row.iter_mut()) {
            let other = match x {
                x if x == y => 0,
                x if x.eq_ignore_ascii_case(y) => CASE,
                _ => MOVE,
            };
            result = (diagonal + other).min((*cost).min(result) + MOVE);
            diagonal = core::mem::replace(cost, result);
        }
    }
    (result <= most).then_some(result)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        for (a, b, cost) in
            [("abc", "abc", 0), ("abc", "abd", 2), ("abc", "abC", 1), ("pirnt", "print", 4), ("", "ab", 4)]
        {
            assert_eq!(distance(a.as_bytes(), b.as_bytes(), 100), Some(cost), "{a} {b}");
            assert_eq!(distance(b.as_bytes(), a.as_bytes(), 100), Some(cost), "{b} {a}");
        }
        assert_eq!(distance(b"abc", b"xyz", 5), None);
    }
}
