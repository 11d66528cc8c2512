//! `a + b` and `s * n`.
//!
//! A program that builds a text by `s += piece` must not copy all of it each time. So where a sum's left operand is a
//! sum itself and the result is long, the bytes go to an array with room behind them, and the str only refers to it
//! ([`STR_SHARED`]). A str that ends where the used part of its array ends is *the newest*: adding to it writes behind
//! its end, where no other str looks, and makes a new str that refers to the same array. Adding to any other str copies.
//! Which way is taken depends on what the program did alone, and is charged by what it copies.

use super::{BYTES_PER_FUEL, SHORT, copy_few, copy_words};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::repeat::repeat_start;
use crate::object::{Bytes, STR_ASCII, STR_SHARED, STR_SUM, Str};
use crate::value::Value;
use crate::{Run, Trap};

/// Shorter sums are always copied.
const SHARED_FROM: usize = 512;

/// Bytes in front of a shared array's text: the number of used ones, as 8 bytes.
const USED: usize = 8;
/// Where the text begins in a shared array.
pub const ARRAY_TEXT: usize = size_of::<Bytes>() + USED;

/// A str that refers to an array.
#[repr(C)]
struct SharedStr {
    base: Str,
    /// Units of the array.
    array: u32,
    spare: u32,
}

impl Context {
    /// The units of the array that holds a str's bytes, if it does not hold them itself.
    pub(crate) fn str_array(&self, s: Gc<Str>) -> Option<u32> {
        if self.get(s).header.flags & STR_SHARED == 0 {
            return None;
        }
        // SAFETY: a str with this flag was allocated as a `SharedStr`.
        Some(unsafe { (*self.ptr(s).cast::<SharedStr>()).array })
    }

    /// Where the bytes of a str with the flag begin.
    pub(super) fn shared_bytes(&self, s: Gc<Str>) -> *const u8 {
        let units = self.str_array(s).unwrap_or(0);
        // SAFETY: the units name a live array, which the str keeps alive.
        let array = unsafe { Gc::<Bytes>::from_units(units) };
        self.bytes(array).get(USED..).unwrap_or(&[]).as_ptr()
    }

    /// `a + b` of two short texts, or of one that can be added to where it lies and a short one, where there is memory for it at
    /// hand. It costs no fuel.
    #[inline(always)]
    pub(crate) fn concat_at_once(&mut self, a: Value, b: Value) -> Option<Value> {
        let (a, b) = (self.cast::<Str>(a)?, self.cast::<Str>(b)?);
        let (x, y) = (self.get(a), self.get(b));
        let (n, m) = (x.header.len as usize, y.header.len as usize);
        if n == 0 || m == 0 || n + m >= SHORT || (x.header.flags | y.header.flags) & STR_SHARED != 0 {
            return self.grow_at_once(a, b);
        }
        let flags = x.header.flags & y.header.flags & STR_ASCII | STR_SUM;
        let fields = Str::of_text(n + m, x.chars as usize + y.chars as usize, flags);
        let s = self.small_object_at_once(fields, n + m)?;
        // SAFETY: none lies in an array; the operands have `n` and `m` bytes, and the new str has as many as both, and more
        // where they are not whole grains of 16 bytes.
        unsafe { put_both(self.own_bytes(a), n, self.own_bytes(b), m, self.own_bytes(s)) }
        Some(s.value())
    }

    /// `a + b` where the first is the newest of its array, which has room for a short second.
    #[inline(never)]
    fn grow_at_once(&mut self, a: Gc<Str>, b: Gc<Str>) -> Option<Value> {
        let (x, y) = (self.get(a), self.get(b));
        let (n, m) = (x.header.len as usize, y.header.len as usize);
        if y.header.flags & STR_SHARED != 0 || m.wrapping_sub(1) >= SHORT - 1 {
            return None;
        }
        let flags = x.header.flags & y.header.flags & STR_ASCII | STR_SHARED;
        let fields = Str::of_text(n + m, x.chars as usize + y.chars as usize, flags);
        // SAFETY: the units name a live array, which the str keeps alive.
        let array = unsafe { Gc::<Bytes>::from_units(self.str_array(a)?) };
        let bytes = self.bytes(array);
        let room = bytes.len().checked_sub(USED + n)?;
        if used(bytes) != n || room < m {
            return None;
        }
        let s = self.small_object_at_once(fields, size_of::<SharedStr>() - size_of::<Str>())?;
        // SAFETY: the new str has room for the fields of one in an array; the second text lies in none, and there is room for it
        // behind the used part, where no str looks.
        unsafe {
            let shared = self.ptr(s).cast::<SharedStr>();
            ((*shared).array, (*shared).spare) = (array.units(), 0);
            let (from, to) = (self.own_bytes(b), self.ptr(array).add(1).cast::<u8>().add(USED + n));
            if m <= 16 && room >= 16 { copy_words(from, to, m) } else { copy_few(from, to, m) }
        }
        if let Some(first) = self.bytes_mut(array).first_chunk_mut() {
            *first = ((n + m) as u64).to_le_bytes();
        }
        Some(s.value())
    }

    /// `a + b`
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn str_concat(&mut self, a: Gc<Str>, b: Gc<Str>) -> Run<Gc<Str>> {
        let (n, m) = (self.str_len(a), self.str_len(b));
        if m == 0 {
            return Ok(a);
        }
        if n == 0 {
            return Ok(b);
        }
        // Lengths of strs have 32 bits.
        let len = n as u64 + m as u64;
        let Ok(len32) = u32::try_from(len) else { return Err(Trap::Memory) };
        let chars = self.str_chars(a) + self.str_chars(b);
        if self.get(a).header.flags & (STR_SUM | STR_SHARED) != 0 && len32 as usize >= SHARED_FROM {
            return self.str_grow(a, b, len32, chars);
        }
        let cost = len / BYTES_PER_FUEL;
        if cost != 0 {
            self.charge(cost)?;
        }
        let flags = self.get(a).header.flags & self.get(b).header.flags & STR_ASCII | STR_SUM;
        let s = self.alloc_text(len32 as usize, chars, flags)?;
        let (first, second, to) = (self.str_bytes(a).as_ptr(), self.str_bytes(b).as_ptr(), self.own_bytes(s));
        // SAFETY: the operands have `n` and `m` bytes and the new str, which is no part of them, as many as both.
        unsafe {
            copy_few(first, to, n);
            copy_few(second, to.add(n), m);
        }
        Ok(s)
    }

    /// `a + b` in an array with room for more.
    fn str_grow(&mut self, a: Gc<Str>, b: Gc<Str>, len: u32, chars: usize) -> Run<Gc<Str>> {
        let (n, m) = (self.str_len(a), self.str_len(b));
        // SAFETY: the units name a live array, which the str keeps alive.
        let own = self.str_array(a).map(|units| unsafe { Gc::<Bytes>::from_units(units) });
        let newest = own.filter(|array| {
            let bytes = self.bytes(*array);
            used(bytes) == n && bytes.len() - USED - n >= m
        });
        self.charge(if newest.is_some() { m as u64 } else { u64::from(len) } / BYTES_PER_FUEL)?;
        // Everything is allocated before the array is written to.
        let s = self.alloc::<Str>(size_of::<SharedStr>() - size_of::<Str>())?;
        let array = match newest {
            Some(array) => array,
            None => {
                let array = self.alloc_bytes((len as usize).saturating_mul(2).saturating_add(USED))?;
                self.copy_to_array(array, 0, a);
                array
            }
        };
        self.copy_to_array(array, n, b);
        if let Some(first) = self.bytes_mut(array).first_chunk_mut() {
            *first = u64::from(len).to_le_bytes();
        }
        self.get_mut(s).header.len = len;
        self.end_str(s, chars);
        self.get_mut(s).header.flags |= STR_SHARED;
        // SAFETY: allocated with this size above.
        unsafe { (*self.ptr(s).cast::<SharedStr>()).array = array.units() };
        Ok(s)
    }

    /// Copies a str to a place in an array's text.
    fn copy_to_array(&mut self, array: Gc<Bytes>, at: usize, s: Gc<Str>) {
        let (from, len) = (self.str_bytes(s).as_ptr(), self.str_len(s));
        let text = self.bytes_mut(array).get_mut(USED..).unwrap_or_default();
        if let Some(to) = text.get_mut(at..).and_then(|t| t.get_mut(..len)) {
            // SAFETY: both are `len` long. They do not overlap: where `s` lies in the same array, it ends at or before
            // `at`, which is where the used part ends.
            unsafe { core::ptr::copy_nonoverlapping(from, to.as_mut_ptr(), len) }
        }
    }

    /// `s * count`; a negative count is 0.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn str_repeat(&mut self, s: Gc<Str>, count: i64) -> Run<Gc<Str>> {
        let count = usize::try_from(count.max(0)).map_err(|_| Trap::Memory)?;
        let n = self.str_len(s);
        if count == 1 || n == 0 {
            return Ok(s);
        }
        let len = n.checked_mul(count).ok_or(Trap::Memory)?;
        if u32::try_from(len).is_err() {
            return Err(Trap::Memory);
        }
        self.charge_bytes(len)?;
        let all = self.alloc_str(len)?;
        self.copy_str(all, 0, s, 0..n.min(len));
        repeat_start(self.str_bytes_mut(all), n);
        let chars = self.str_chars(s).saturating_mul(count);
        self.end_str(all, chars);
        Ok(all)
    }
}

/// Writes `n` bytes and `m` bytes behind them, as words where they are few: what is read by words later is best written so.
///
/// # Safety
/// So many bytes can be read and written, neither number being 0, and as many more as are missing to whole grains of 16; what is
/// written overlaps nothing.
#[inline(always)]
unsafe fn put_both(a: *const u8, n: usize, b: *const u8, m: usize, to: *mut u8) {
    if n + m > 16 {
        // SAFETY: the caller's word.
        return unsafe {
            copy_few(a, to, n);
            copy_few(b, to.add(n), m)
        };
    }
    let (a, b, to) = (a.cast::<u64>(), b.cast::<u64>(), to.cast::<u64>());
    // SAFETY: the caller's word: there is a grain of each.
    unsafe {
        let (first, second) = (a.read_unaligned(), b.read_unaligned());
        // Bits of the word in which the first ends that are not its own lie above these.
        let shift = 8 * (n % 8) as u32;
        let ends = |word: u64| word & !(u64::MAX << shift) | second << shift;
        if n >= 8 {
            to.write_unaligned(first);
            to.add(1).write_unaligned(ends(a.add(1).read_unaligned()));
            return;
        }
        to.write_unaligned(ends(first));
        if n + m > 8 {
            // What of the second found no room in the first word, which is something: 8 - n bytes did.
            to.add(1).write_unaligned(second >> (64 - shift) | b.add(1).read_unaligned() << shift);
        }
    }
}

/// The number of used bytes of a shared array.
fn used(array: &[u8]) -> usize {
    array.first_chunk().map_or(0, |n| u64::from_le_bytes(*n) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn joins_and_repeats() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let (a, b) = (cx.new_str("né".as_bytes()).unwrap(), cx.new_str(b"ab").unwrap());
        let ab = cx.str_concat(a, b).unwrap();
        assert_eq!(cx.str_bytes(ab), "néab".as_bytes());
        assert_eq!((cx.str_chars(ab), cx.str_is_ascii(ab)), (4, false));
        for n in [0i64, 1, 2, 3, 7, -1] {
            let r = cx.str_repeat(ab, n).unwrap();
            assert_eq!(cx.str_bytes(r), "néab".repeat(n.max(0) as usize).as_bytes());
            assert_eq!(cx.str_chars(r), 4 * n.max(0) as usize);
        }
        assert_eq!(cx.str_repeat(ab, i64::MAX), Err(Trap::Memory));
    }

    #[test]
    fn short_sums_write_their_own_bytes_alone() {
        let mut store = TestStore::new(8 << 20);
        let cx = store.cx();
        let text = |n: usize, first: u8| (0..n).map(|i| first + (i % 26) as u8).collect::<Vec<u8>>();
        // The second time in cells that have been used.
        for _ in 0..2 {
            let mut made = Vec::new();
            let mut slow = 0;
            for n in 1..40 {
                for m in 1..40 {
                    let (a, b) = (cx.new_str(&text(n, b'a')).unwrap(), cx.new_str(&text(m, b'A')).unwrap());
                    let sum = cx.concat_at_once(a.value(), b.value()).and_then(|v| cx.cast::<Str>(v));
                    // Where the cells at hand have come to an end, others are looked for.
                    slow += usize::from(sum.is_none() && n + m < SHORT);
                    assert!(sum.is_none() || n + m < SHORT);
                    let sum = sum.unwrap_or_else(|| cx.str_concat(a, b).unwrap());
                    made.push((sum, [text(n, b'a'), text(m, b'A')].concat()));
                }
            }
            assert!(slow < 100, "{slow} of {}", made.len());
            for (s, want) in made {
                assert_eq!(cx.str_bytes(s), want);
                assert_eq!((cx.str_chars(s), cx.str_is_ascii(s)), (want.len(), true));
            }
            cx.collect();
        }
        let (a, b) = (cx.new_str("né".as_bytes()).unwrap(), cx.new_str(b"e").unwrap());
        let sum = cx.concat_at_once(a.value(), b.value()).and_then(|v| cx.cast::<Str>(v)).unwrap();
        assert_eq!((cx.str_bytes(sum), cx.str_chars(sum), cx.str_is_ascii(sum)), ("née".as_bytes(), 3, false));
        let empty = cx.new_str(b"").unwrap();
        assert_eq!(cx.concat_at_once(a.value(), empty.value()), None);
        assert_eq!(cx.concat_at_once(a.value(), Value::NONE), None);
    }

    #[test]
    fn what_grows_at_once_is_what_grows_otherwise() {
        let mut store = TestStore::new(8 << 20);
        let cx = store.cx();
        let mut want = "x".repeat(600);
        let (base, one) = (cx.new_str(want.as_bytes()).unwrap(), cx.new_str(b"-").unwrap());
        let mut s = cx.str_concat(base, one).unwrap();
        s = cx.str_concat(s, one).unwrap();
        want += "--";
        let (mut made, mut quick) = (Vec::new(), 0);
        for i in 0..400 {
            let piece = "abcdéfghijklmnopqrstuvwxyz".repeat(4).chars().skip(i % 5).take(i % 64).collect::<String>();
            let p = cx.new_str(piece.as_bytes()).unwrap();
            let grown = cx.concat_at_once(s.value(), p.value()).and_then(|v| cx.cast::<Str>(v));
            quick += usize::from(grown.is_some());
            // The same again finds what it would write to in use.
            if grown.is_some() {
                assert_eq!(cx.concat_at_once(s.value(), p.value()), None);
            }
            s = grown.unwrap_or_else(|| cx.str_concat(s, p).unwrap());
            want += &piece;
            made.push((s, want.clone()));
        }
        assert!(quick > 300, "{quick}");
        for (s, want) in made {
            assert_eq!(cx.str_bytes(s), want.as_bytes());
            assert_eq!((cx.str_chars(s), cx.str_is_ascii(s)), (want.chars().count(), want.is_ascii()));
        }
    }

    #[test]
    fn surrogates_do_not_combine() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let (high, low) = (cx.str_of_char(0xD83D).unwrap(), cx.str_of_char(0xDE00).unwrap());
        let both = cx.str_concat(high, low).unwrap();
        assert_eq!((cx.str_chars(both), cx.str_len(both)), (2, 6));
    }

    #[test]
    fn long_copies_are_charged() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let s = cx.new_str(&[b'x'; 640]).unwrap();
        let before = cx.fuel;
        cx.str_concat(s, s).unwrap();
        assert_eq!(before - cx.fuel, 20);
        cx.fuel = 5;
        assert_eq!(cx.str_concat(s, s), Err(Trap::Fuel));
    }

    #[test]
    fn building_a_text_piece_by_piece_takes_linear_fuel_and_memory() {
        let mut store = TestStore::new(8 << 20);
        let cx = store.cx();
        let piece = cx.new_str("naïve piece ".as_bytes()).unwrap();
        let before = cx.fuel;
        let (mut s, mut want) = (piece, "naïve piece ".to_string());
        for _ in 0..20_000 {
            s = cx.str_concat(s, piece).unwrap();
            want += "naïve piece ";
        }
        assert_eq!(cx.str_bytes(s), want.as_bytes());
        assert_eq!((cx.str_chars(s), cx.str_is_ascii(s)), (want.chars().count(), false));
        assert!(before - cx.fuel < 20_000, "{}", before - cx.fuel);
    }

    #[test]
    fn strs_that_share_an_array_do_not_disturb_each_other() {
        let mut store = TestStore::new(4 << 20);
        let cx = store.cx();
        let base = cx.new_str(&[b'x'; 600]).unwrap();
        let (one, two) = (cx.new_str(b"one").unwrap(), cx.new_str(b"two").unwrap());
        let text = |cx: &Context, s| String::from_utf8(cx.str_bytes(s).to_vec()).unwrap();
        let x = "x".repeat(600);
        let a = cx.str_concat(base, one).unwrap();
        let b = cx.str_concat(a, one).unwrap();
        // The newest is extended in place, the same str again is copied.
        let (c, d) = (cx.str_concat(b, one).unwrap(), cx.str_concat(b, two).unwrap());
        let (e, f) = (cx.str_concat(c, two).unwrap(), cx.str_concat(d, c).unwrap());
        let g = cx.str_concat(e, e).unwrap();
        assert_eq!(text(cx, a), format!("{x}one"));
        assert_eq!(text(cx, b), format!("{x}oneone"));
        assert_eq!(text(cx, c), format!("{x}oneoneone"));
        assert_eq!(text(cx, d), format!("{x}oneonetwo"));
        assert_eq!(text(cx, e), format!("{x}oneoneonetwo"));
        assert_eq!(text(cx, f), format!("{x}oneonetwo{x}oneoneone"));
        assert_eq!(text(cx, g), format!("{x}oneoneonetwo{x}oneoneonetwo"));
    }
}
