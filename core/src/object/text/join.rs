//! `join`, and the joining of f-strings.

use super::{copy_few, copy_words};
use crate::Run;
use crate::Trap;
use crate::builtins::{Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::list::Items;
use crate::object::{List, STR_ASCII, STR_SHARED, Str, Tuple, TypeId};
use crate::value::Value;

pub(super) fn join(cx: &mut Context, w: Window, resume: Resume) -> Run<Next> {
    let sep = cx.receiver_str(w.get(0))?;
    // What an iterable that calls Python yields has been collected to a list.
    let items = if resume.state == 0 { w.get(1) } else { resume.value };
    if let Some(l) = cx.cast::<List>(items) {
        return Ok(Next::Done(cx.str_join_list(sep, l)?.value()));
    }
    if let Some(t) = cx.cast::<Tuple>(items) {
        return Ok(Next::Done(cx.str_join(sep, cx.tuple_items(t))?.value()));
    }
    if !cx.is_iterable(items) {
        return Err(cx.type_error(format_args!("can only join an iterable")));
    }
    if cx.needs_calls(items) {
        let args = [items, Value::NONE, Value::NONE, Value::NONE];
        return Ok(Next::Call { callee: TypeId::List.value(), args, count: 1, state: 1 });
    }
    let list = cx.list_from_iterable(items)?;
    Ok(Next::Done(cx.str_join_list(sep, list)?.value()))
}

/// A text that is copied.
#[derive(Clone, Copy)]
struct Piece {
    bytes: *const u8,
    len: usize,
    /// Whether 16 bytes can be read, of which it has no more.
    words: bool,
}

impl Piece {
    /// Copies the text; where it ends is the result. What lies between that and `end` is still to be written.
    ///
    /// # Safety
    /// It fits, and overlaps nothing.
    #[inline(always)]
    unsafe fn put(self, to: *mut u8, end: *mut u8) -> *mut u8 {
        // SAFETY: the caller's word.
        unsafe {
            if self.words && end as usize - to as usize >= 16 {
                copy_words(self.bytes, to, self.len);
            } else {
                copy_few(self.bytes, to, self.len);
            }
            to.add(self.len)
        }
    }
}

impl Context {
    fn str_join_list(&mut self, sep: Gc<Str>, list: Gc<List>) -> Run<Gc<Str>> {
        self.str_join(sep, self.list_items(list))
    }

    /// The items, all strs, with `sep` between them.
    ///
    /// # Errors
    /// TypeError for an item that is not a str; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn str_join(&mut self, sep: Gc<Str>, items: Items) -> Run<Gc<Str>> {
        let count = items.len();
        self.charge(count as u64 / 8)?;
        let mut len = self.str_len(sep).saturating_mul(count.saturating_sub(1));
        let mut chars = self.str_chars(sep).saturating_mul(count.saturating_sub(1));
        for i in 0..count {
            let Some(s) = self.cast::<Str>(items.get(i)) else {
                let t = self.type_of(items.get(i)).name();
                return Err(self.type_error(format_args!("sequence item {i}: expected str instance, {t} found")));
            };
            if count == 1 {
                return Ok(s);
            }
            len = len.saturating_add(self.str_len(s));
            chars = chars.saturating_add(self.str_chars(s));
        }
        if u32::try_from(len).is_err() {
            return Err(Trap::Memory);
        }
        self.charge_bytes(len)?;
        let all = self.alloc_text(len, chars, if chars == len { STR_ASCII } else { 0 })?;
        let mut to = self.own_bytes(all);
        let end = to.wrapping_add(len);
        let gap = self.piece(sep);
        for i in 0..count {
            let Some(s) = self.cast::<Str>(items.get(i)) else { break };
            // SAFETY: the new str, which is no part of another, has as many bytes as these texts and the gaps between them.
            unsafe {
                if i > 0 {
                    to = gap.put(to, end);
                }
                to = self.piece(s).put(to, end);
            }
        }
        Ok(all)
    }

    #[inline(always)]
    fn piece(&self, s: Gc<Str>) -> Piece {
        let text = self.str_bytes(s);
        let own = self.get(s).header.flags & STR_SHARED == 0;
        Piece { bytes: text.as_ptr(), len: text.len(), words: own && text.len().wrapping_sub(1) < 16 }
    }

    /// The strs one after another.
    ///
    /// # Errors
    /// TypeError for an item that is not a str; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn concat_strs(&mut self, items: &[Value]) -> Run<Value> {
        let len = items.iter().filter_map(|v| self.text(*v)).map(<[u8]>::len).fold(0usize, usize::saturating_add);
        if u32::try_from(len).is_err() {
            return Err(Trap::Memory);
        }
        self.charge_bytes(len)?;
        let all = self.alloc_str(len)?;
        let (mut at, mut chars) = (0, 0usize);
        for item in items {
            let Some(s) = self.cast::<Str>(*item) else {
                let t = self.type_of(*item).name();
                return Err(self.type_error(format_args!("expected str instance, {t} found")));
            };
            let n = self.str_len(s);
            self.copy_str(all, at, s, 0..n);
            (at, chars) = (at + n, chars + self.str_chars(s));
        }
        self.end_str(all, chars);
        Ok(all.value())
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::TestStore;
    use crate::value::Value;

    #[test]
    fn pieces_of_all_lengths_are_joined() {
        let mut store = TestStore::new(4 << 20);
        let cx = store.cx();
        for gap in 0..20 {
            for longest in 0..40 {
                let gap = cx.new_str("-".repeat(gap).as_bytes()).unwrap();
                let texts: Vec<String> = (0..=longest).map(|n| "abcdefg".repeat(6)[..n].to_string()).collect();
                let items: Vec<Value> = texts.iter().map(|t| cx.new_str(t.as_bytes()).unwrap().value()).collect();
                let t = cx.new_tuple(&items).unwrap();
                let joined = cx.str_join(gap, cx.tuple_items(t)).unwrap();
                let want = texts.join(core::str::from_utf8(cx.str_bytes(gap)).unwrap());
                assert_eq!(cx.str_bytes(joined), want.as_bytes());
            }
        }
    }
}
