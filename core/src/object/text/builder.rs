//! A text that grows piece by piece and becomes a str at the end.
//!
//! Short texts stay in the builder itself; longer ones move to a heap array that doubles. Nothing else sees the array,
//! so an instruction that traps in the middle leaves nothing behind.

use core::fmt::{self, Write};
use core::ops::Range;

use super::wtf8;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, Str};
use crate::{Run, Trap};

/// Bytes kept in the builder.
const SMALL: usize = 112;

/// A text under construction.
pub struct Builder {
    small: [u8; SMALL],
    heap: Option<Gc<Bytes>>,
    len: usize,
}

impl Default for Builder {
    fn default() -> Builder {
        Builder::new()
    }
}

impl Builder {
    /// An empty text.
    pub const fn new() -> Builder {
        Builder { small: [0; SMALL], heap: None, len: 0 }
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes so far.
    pub fn bytes<'a>(&'a self, cx: &'a Context) -> &'a [u8] {
        let all = match self.heap {
            Some(b) => cx.bytes(b),
            None => &self.small,
        };
        all.get(..self.len).unwrap_or(&[])
    }

    /// The bytes so far, to be changed.
    pub fn bytes_mut<'a>(&'a mut self, cx: &'a mut Context) -> &'a mut [u8] {
        let all = match self.heap {
            Some(b) => cx.bytes_mut(b),
            None => &mut self.small,
        };
        all.get_mut(..self.len).unwrap_or_default()
    }

    /// Forgets the bytes from `len` on.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// `n` more bytes, charged, to be written.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn extend<'a>(&'a mut self, cx: &'a mut Context, n: usize) -> Run<&'a mut [u8]> {
        let at = self.len;
        let len = at.checked_add(n).ok_or(Trap::Memory)?;
        // What no region can hold is refused before it is paid for.
        if len > cx.len {
            return Err(Trap::Memory);
        }
        let units = len / 64 - at / 64;
        if units != 0 {
            cx.charge(units as u64)?;
        }
        self.reserve(cx, n)?;
        self.len = len;
        let all = match self.heap {
            Some(b) => cx.bytes_mut(b),
            None => &mut self.small,
        };
        all.get_mut(at..len).ok_or(Trap::Memory)
    }

    /// Makes room for `n` more bytes.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn reserve(&mut self, cx: &mut Context, n: usize) -> Run<()> {
        let at = self.len;
        let len = at.checked_add(n).ok_or(Trap::Memory)?;
        let capacity = self.heap.map_or(SMALL, |b| cx.bytes(b).len());
        if len > capacity {
            let bigger = cx.alloc_bytes(len.max(capacity * 2))?;
            match self.heap {
                Some(old) => {
                    let from = cx.bytes(old).as_ptr();
                    if let Some(to) = cx.bytes_mut(bigger).get_mut(..at) {
                        // SAFETY: the old array holds at least `at` bytes, and the new one is another object.
                        unsafe { core::ptr::copy_nonoverlapping(from, to.as_mut_ptr(), at) }
                    }
                }
                None => {
                    if let (Some(to), Some(from)) = (cx.bytes_mut(bigger).get_mut(..at), self.small.get(..at)) {
                        to.copy_from_slice(from);
                    }
                }
            }
            self.heap = Some(bigger);
        }
        Ok(())
    }

    /// Appends bytes of generalised UTF-8.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push(&mut self, cx: &mut Context, bytes: &[u8]) -> Run<()> {
        self.extend(cx, bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }

    /// Appends a code point.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push_char(&mut self, cx: &mut Context, code: u32) -> Run<()> {
        self.push(cx, wtf8::encode(code).bytes())
    }

    /// Appends a code point `n` times.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn fill(&mut self, cx: &mut Context, code: u32, n: usize) -> Run<()> {
        let one = wtf8::encode(code);
        let one = one.bytes();
        let space = self.extend(cx, n.checked_mul(one.len()).ok_or(Trap::Memory)?)?;
        match one {
            [byte] => space.fill(*byte),
            _ => space.chunks_mut(one.len().max(1)).for_each(|c| c.copy_from_slice(one)),
        }
        Ok(())
    }

    /// Puts code point `new` in the place of each `old` from byte `start` on; both have the same length.
    pub fn replace(&mut self, cx: &mut Context, start: usize, old: u32, new: u32) {
        let (old, new) = (wtf8::encode(old), wtf8::encode(new));
        let mut at = start;
        while let Some(place) = self.bytes_mut(cx).get_mut(at..at + old.bytes().len()) {
            if place == old.bytes() {
                place.copy_from_slice(new.bytes());
            }
            at += 1;
        }
    }

    /// Appends a str.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push_str(&mut self, cx: &mut Context, s: Gc<Str>) -> Run<()> {
        self.push_part(cx, s, 0..cx.str_len(s))
    }

    /// Appends bytes `range` of a str.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push_part(&mut self, cx: &mut Context, s: Gc<Str>, range: Range<usize>) -> Run<()> {
        let Some(part) = cx.str_bytes(s).get(range) else { return Ok(()) };
        let (from, n) = (part.as_ptr(), part.len());
        let to = self.extend(cx, n)?;
        // SAFETY: `from` points to `n` bytes of a live str (nothing is freed during an instruction), `to` is `n` long
        // and lies in the builder or in an array of its own.
        unsafe { core::ptr::copy_nonoverlapping(from, to.as_mut_ptr(), n) }
        Ok(())
    }

    /// Appends formatted text.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push_fmt(&mut self, cx: &mut Context, text: fmt::Arguments<'_>) -> Run<()> {
        self.push_with(cx, |sink| sink.write_fmt(text))
    }

    /// Appends what `write` writes.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn push_with(&mut self, cx: &mut Context, write: impl FnOnce(&mut Sink<'_>) -> fmt::Result) -> Run<()> {
        let mut sink = Sink { builder: self, cx, result: Ok(()) };
        let _ = write(&mut sink);
        sink.result
    }

    /// The str.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn finish(&self, cx: &mut Context) -> Run<Gc<Str>> {
        match self.heap {
            Some(b) => {
                let s = cx.alloc_str(self.len)?;
                let from = cx.bytes(b).as_ptr();
                // SAFETY: the array holds at least `len` bytes, the str exactly as many, and they are two objects.
                unsafe { core::ptr::copy_nonoverlapping(from, cx.str_bytes_mut(s).as_mut_ptr(), self.len) }
                cx.finish_str(s);
                Ok(s)
            }
            None => match self.small.get(..self.len) {
                Some([letter @ 0..0x80]) => cx.letter(*letter),
                Some(text) => cx.new_str(text),
                None => Err(Trap::Memory),
            },
        }
    }
}

/// A builder as what `core::fmt` writes to.
pub struct Sink<'a> {
    builder: &'a mut Builder,
    cx: &'a mut Context,
    result: Run<()>,
}

impl Sink<'_> {
    /// Appends a code point, which may be a surrogate.
    ///
    /// # Errors
    /// The trap is kept for [`Builder::push_with`].
    pub fn push_char(&mut self, code: u32) -> fmt::Result {
        self.result = self.builder.push_char(self.cx, code);
        self.result.map_err(|_| fmt::Error)
    }
}

impl Write for Sink<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.result = self.builder.push(self.cx, s.as_bytes());
        self.result.map_err(|_| fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn grows_from_the_stack_to_the_heap() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let (mut b, mut want) = (Builder::new(), String::new());
        for i in 0..400 {
            b.push_fmt(cx, format_args!("{i},")).unwrap();
            b.push_char(cx, 0xE9).unwrap();
            b.fill(cx, 0x1F600, 2).unwrap();
            want += &format!("{i},é😀😀");
            assert_eq!(b.bytes(cx), want.as_bytes());
        }
        let s = b.finish(cx).unwrap();
        assert_eq!(cx.str_bytes(s), want.as_bytes());
        assert_eq!(cx.str_chars(s), want.chars().count());
    }

    #[test]
    fn fuel_depends_on_the_length_alone() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let used = |cx: &mut Context, pieces: &[usize]| {
            let before = cx.fuel;
            let mut b = Builder::new();
            pieces.iter().for_each(|n| b.fill(cx, 65, *n).unwrap());
            before - cx.fuel
        };
        assert_eq!(used(cx, &[1000]), used(cx, &[10; 100]));
    }

    #[test]
    fn a_full_region_is_a_trap() {
        let mut store = TestStore::new(1 << 16);
        let cx = store.cx();
        assert_eq!(Builder::new().fill(cx, 65, 1 << 20), Err(Trap::Memory));
        assert_eq!(Builder::new().fill(cx, 0x1F600, usize::MAX), Err(Trap::Memory));
    }
}
