//! Strs: making them, looking at their bytes, joining and repeating them. What they can do besides lies in the folder.
//!
//! A str's text is generalised UTF-8 (see [`wtf8`]). Where all of it is ASCII, indices of bytes and of code points
//! agree; else finding a code point scans, and is charged for it.

mod args;
pub mod builder;
mod case;
mod concat;
mod expand;
mod index;
mod join;
mod methods;
mod pad;
mod predicates;
mod replace;
mod search;
mod split;
mod strip;
#[cfg(test)]
mod table_tests;
mod translate;
pub mod wtf8;

pub use concat::ARRAY_TEXT;
pub use methods::METHODS;

use core::ops::Range;

use crate::context::Context;
use crate::heap::{Gc, Header, Kind};
use crate::object::item::place;
use crate::object::{STR_ASCII, STR_INTERNED, STR_SHARED, Storage, Str};
use crate::value::Value;
use crate::{Run, Trap};

/// Bytes that a unit of fuel copies or scans.
const BYTES_PER_FUEL: u64 = 64;

/// A text of fewer bytes is short: copying it is free, and it lies in a small object.
const SHORT: usize = BYTES_PER_FUEL as usize;

/// A str's bytes for as long as an instruction executes; as with a [`Gc`], it must not be kept beyond it.
///
/// Invariant: `bytes..bytes + len` are the bytes of a finished str, which nobody changes or frees within an instruction.
#[derive(Clone, Copy)]
pub(crate) struct HeldText {
    bytes: *const u8,
    len: usize,
}

impl HeldText {
    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the invariant of `HeldText`.
        unsafe { core::slice::from_raw_parts(self.bytes, self.len) }
    }

    /// The text, if it has no surrogates.
    pub(crate) fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self.bytes()).ok()
    }
}

impl Context {
    /// Charges for copying or scanning `n` bytes.
    #[inline]
    pub fn charge_bytes(&mut self, n: usize) -> Run<()> {
        // What no region can hold is refused before it is paid for.
        if n > self.len {
            return Err(crate::Trap::Memory);
        }
        let units = n as u64 / BYTES_PER_FUEL;
        if units == 0 { Ok(()) } else { self.charge(units) }
    }

    /// A new str with room for `len` bytes, to be filled by [`Context::str_bytes_mut`] and ended by
    /// [`Context::finish_str`].
    ///
    /// # Errors
    /// [`Trap::Memory`].
    #[inline]
    pub fn alloc_str(&mut self, len: usize) -> Run<Gc<Str>> {
        let len32 = u32::try_from(len).map_err(|_| Trap::Memory)?;
        let s = self.alloc::<Str>(len)?;
        self.get_mut(s).header.len = len32;
        Ok(s)
    }

    /// A new str of `len` bytes, which the caller writes, every one of them.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    #[inline(always)]
    fn alloc_text(&mut self, len: usize, chars: usize, flags: u8) -> Run<Gc<Str>> {
        if len < SHORT
            && let Some(s) = self.small_object(Str::of_text(len, chars, flags), len)
        {
            return Ok(s);
        }
        let s = self.alloc_str(len)?;
        let x = self.get_mut(s);
        (x.chars, x.header.flags) = (chars as u32, flags);
        Ok(s)
    }

    /// Where the bytes of a str begin that does not lie in an array.
    #[inline(always)]
    fn own_bytes(&self, s: Gc<Str>) -> *mut u8 {
        self.ptr(s).wrapping_add(1).cast()
    }

    /// Counts the code points of a str whose bytes are complete, and sets its flags.
    pub fn finish_str(&mut self, s: Gc<Str>) {
        let bytes = self.str_bytes(s);
        let ascii = bytes.is_ascii();
        let chars = if ascii { bytes.len() } else { wtf8::count(bytes) };
        self.end_str(s, chars);
    }

    /// As [`Context::finish_str`], where the number of code points is known.
    #[inline]
    fn end_str(&mut self, s: Gc<Str>, chars: usize) {
        let x = self.get_mut(s);
        x.chars = chars as u32;
        x.header.flags = if x.chars == x.header.len { STR_ASCII } else { 0 };
    }

    /// A new str of these bytes of generalised UTF-8.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_str(&mut self, bytes: &[u8]) -> Run<Gc<Str>> {
        let s = self.alloc_str(bytes.len())?;
        self.str_bytes_mut(s).copy_from_slice(bytes);
        self.finish_str(s);
        Ok(s)
    }

    /// A str's bytes.
    #[inline]
    pub fn str_bytes(&self, s: Gc<Str>) -> &[u8] {
        let header = &self.get(s).header;
        let len = header.len as usize;
        let bytes = if header.flags & STR_SHARED == 0 {
            // SAFETY: a str is at least as large as its fields.
            unsafe { self.ptr(s).add(1).cast() }
        } else {
            self.shared_bytes(s)
        };
        // SAFETY: a str's bytes lie behind its fields or in its shared array; `len` of them (see `Str`).
        unsafe { core::slice::from_raw_parts(bytes, len) }
    }

    /// A new str's bytes, before [`Context::finish_str`].
    pub fn str_bytes_mut(&mut self, s: Gc<Str>) -> &mut [u8] {
        let len = self.get(s).header.len as usize;
        // SAFETY: as in `str_bytes`; the context is borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(s).add(1).cast(), len) }
    }

    /// Word `k` of a str's own bytes: eight of them, the first one lowest.
    ///
    /// # Safety
    /// The str does not lie in an array, and has more than `8 * k` bytes: an object takes whole grains, so that the whole word
    /// can be read.
    #[inline(always)]
    pub(crate) unsafe fn str_word(&self, s: Gc<Str>, k: usize) -> u64 {
        // SAFETY: the caller's word.
        u64::from_le(unsafe { *self.ptr(s).add(1).cast::<u64>().add(k) })
    }

    /// Changes word `k` of a new str's bytes.
    ///
    /// # Safety
    /// As of [`Context::str_word`].
    #[inline(always)]
    unsafe fn set_str_word(&mut self, s: Gc<Str>, k: usize, word: u64) {
        // SAFETY: the caller's word.
        unsafe { *self.ptr(s).add(1).cast::<u64>().add(k) = word.to_le() }
    }

    /// Whether two strs of one length have the same bytes. For short ones, which are compared word by word.
    #[inline(always)]
    pub(crate) fn same_texts(&self, x: Gc<Str>, y: Gc<Str>) -> bool {
        if (self.get(x).header.flags | self.get(y).header.flags) & STR_SHARED != 0 {
            return self.str_bytes(x) == self.str_bytes(y);
        }
        self.same_words(x, y)
    }

    /// The same of strs that do not lie in arrays.
    #[inline(always)]
    pub(crate) fn same_words(&self, x: Gc<Str>, y: Gc<Str>) -> bool {
        let len = self.str_len(x);
        let mut at = 0;
        while at < len {
            // SAFETY: neither lies in an array, and both have more than `at` bytes.
            let differ = unsafe { self.str_word(x, at / 8) ^ self.str_word(y, at / 8) };
            let left = len - at;
            // What lies behind the end does not count.
            if differ << (64 - 8 * left.min(8)) != 0 {
                return false;
            }
            at += 8;
        }
        true
    }

    /// Whether a value is a str of the same few bytes, at most a word of them.
    #[inline(always)]
    pub(crate) fn is_same_word(&self, v: Value, s: Gc<Str>) -> bool {
        let Some(other) = self.cast::<Str>(v) else { return false };
        let (a, b) = (&self.get(other).header, &self.get(s).header);
        if a.len != b.len || a.len.wrapping_sub(1) >= 8 || (a.flags | b.flags) & STR_SHARED != 0 {
            return false;
        }
        // SAFETY: neither lies in an array, and both have more than no bytes.
        let differ = unsafe { self.str_word(other, 0) ^ self.str_word(s, 0) };
        differ << (64 - 8 * a.len) == 0
    }

    /// Whether a short str, one that does not lie in an array, has a byte.
    #[inline(always)]
    fn has_byte(&self, s: Gc<Str>, byte: u8) -> bool {
        const ONES: u64 = u64::MAX / 255;
        let len = self.str_len(s);
        let mut at = 0;
        while at < len {
            // SAFETY: it does not lie in an array, and has more than `at` bytes.
            let differ = unsafe { self.str_word(s, at / 8) } ^ (ONES * byte as u64);
            // The lowest byte that is 0 lends from the next, so that its top bit is set; what lies behind the end does not count.
            let zeroes = differ.wrapping_sub(ONES) & !differ & (ONES << 7);
            let left = len - at;
            if zeroes << (64 - 8 * left.min(8)) != 0 {
                return true;
            }
            at += 8;
        }
        false
    }

    /// A str's bytes without a borrow of the context.
    pub(crate) fn held(&self, s: Gc<Str>) -> HeldText {
        let bytes = self.str_bytes(s);
        HeldText { bytes: bytes.as_ptr(), len: bytes.len() }
    }

    /// The bytes of a value that is a str.
    #[inline]
    pub fn text(&self, v: Value) -> Option<&[u8]> {
        Some(self.str_bytes(self.cast(v)?))
    }

    /// Number of a str's bytes.
    #[inline]
    pub fn str_len(&self, s: Gc<Str>) -> usize {
        self.get(s).header.len as usize
    }

    /// Number of a str's code points, which is Python's `len`.
    #[inline]
    pub fn str_chars(&self, s: Gc<Str>) -> usize {
        self.get(s).chars as usize
    }

    /// Whether a str is ASCII.
    #[inline]
    pub fn str_is_ascii(&self, s: Gc<Str>) -> bool {
        self.get(s).header.flags & STR_ASCII != 0
    }

    /// Copies bytes `range` of `from` into the new str `to` from `at` on; nothing happens where they do not fit.
    #[inline]
    fn copy_str(&mut self, to: Gc<Str>, at: usize, from: Gc<Str>, range: Range<usize>) {
        let Some(source) = self.str_bytes(from).get(range) else { return };
        let (source, n) = (source.as_ptr(), source.len());
        if let Some(target) = self.str_bytes_mut(to).get_mut(at..).and_then(|t| t.get_mut(..n)) {
            // SAFETY: both ranges lie in their strs and are `n` long; a new str is no part of another.
            unsafe { copy_few(source, target.as_mut_ptr(), n) }
        }
    }

    /// A new str of bytes `range` of `s`, between code points. The whole and single ASCII characters are not copied.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    #[inline]
    pub fn str_part(&mut self, s: Gc<Str>, range: Range<usize>) -> Run<Gc<Str>> {
        let header = &self.get(s).header;
        let (all, ascii) = (header.len as usize, header.flags & (STR_ASCII | STR_SHARED) == STR_ASCII);
        let Range { start, end } = range;
        // What is frequent: a short part of what is ASCII.
        if ascii && end <= all && start + 1 < end && end - start < SHORT.min(all) {
            let len = end - start;
            let part = self.alloc_text(len, len, STR_ASCII)?;
            // SAFETY: the part lies in the text, and has a new str for itself.
            unsafe {
                let (from, to) = (self.own_bytes(s).add(start).cast_const(), self.own_bytes(part));
                if len <= 16 && start + 16 <= all { copy_words(from, to, len) } else { copy_few(from, to, len) }
            }
            return Ok(part);
        }
        self.any_part(s, range)
    }

    #[inline(never)]
    fn any_part(&mut self, s: Gc<Str>, range: Range<usize>) -> Run<Gc<Str>> {
        if range.start == 0 && range.end == self.str_len(s) {
            return Ok(s);
        }
        let len = range.end.saturating_sub(range.start);
        if len == 1
            && let Some(letter @ 0..0x80) = self.str_bytes(s).get(range.start).copied()
        {
            return self.letter(letter);
        }
        let part = self.alloc_str(len)?;
        self.copy_str(part, 0, s, range);
        if self.str_is_ascii(s) {
            self.end_str(part, len);
        } else {
            self.finish_str(part);
        }
        Ok(part)
    }

    /// The str of one ASCII character; there is only one object of each.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn letter(&mut self, letter: u8) -> Run<Gc<Str>> {
        let at = letter as usize & 0x7F;
        let table = match self.cast::<Storage>(self.letters) {
            Some(t) => t,
            None => {
                let t = self.alloc_storage(128)?;
                self.letters = t.value();
                t
            }
        };
        let known = self.storage(table).get(at).copied().unwrap_or(Value::UNASSIGNED);
        if let Some(s) = self.cast::<Str>(known) {
            return Ok(s);
        }
        let s = self.new_str(&[letter & 0x7F])?;
        self.get_mut(s).header.flags |= STR_INTERNED;
        if let Some(slot) = self.storage_mut(table).get_mut(at) {
            *slot = s.value();
        }
        Ok(s)
    }

    /// Makes all strs of one ASCII character, for compiled code to take from the table; nothing before a program has used one.
    pub(crate) fn complete_letters(&mut self) -> Run<()> {
        if self.cast::<Storage>(self.letters).is_some() && self.letter_table().is_none() {
            for letter in 0..128 {
                self.letter(letter)?;
            }
        }
        Ok(())
    }

    /// The byte offset in the region of the table of all strs of one ASCII character, if it is complete.
    pub(crate) fn letter_table(&self) -> Option<i64> {
        let table = self.cast::<Storage>(self.letters)?;
        let complete = !self.storage(table).contains(&Value::UNASSIGNED);
        complete.then(|| (table.units() as usize * crate::heap::UNIT + size_of::<Storage>()) as i64)
    }

    /// `object[key]` of a text that is all ASCII, if it has such a character and that has been a str before.
    #[inline(always)]
    pub(crate) fn letter_at_once(&self, object: Value, key: Value) -> Option<Value> {
        let s = self.cast::<Str>(object)?;
        if !key.is_int() || !self.str_is_ascii(s) {
            return None;
        }
        let at = place(key.int_payload(), self.str_len(s))?;
        let letter = *self.str_bytes(s).get(at)?;
        let known = *self.storage(self.cast::<Storage>(self.letters)?).get(letter as usize)?;
        (known != Value::UNASSIGNED).then_some(known)
    }

    /// The str of one code point.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn str_of_char(&mut self, code: u32) -> Run<Gc<Str>> {
        if code < 0x80 { self.letter(code as u8) } else { self.new_str(wtf8::encode(code).bytes()) }
    }

    /// `a == b`, for strs.
    #[inline]
    pub fn str_eq(&self, a: Gc<Str>, b: Gc<Str>) -> bool {
        a == b || self.str_bytes(a) == self.str_bytes(b)
    }
}

impl Str {
    /// The fields of a new str.
    #[inline(always)]
    fn of_text(len: usize, chars: usize, flags: u8) -> Str {
        Str { header: Header { kind: Kind::Str, flags, aux: 0, len: len as u32 }, chars: chars as u32, hash: 0 }
    }
}

/// Copies one word or two, whichever has the `len` bytes that are wanted, up to 16. What is read by words later is best written
/// by words.
///
/// # Safety
/// 16 bytes can be read from `from` and written to `to`, and do not overlap.
#[inline(always)]
unsafe fn copy_words(from: *const u8, to: *mut u8, len: usize) {
    let (from, to) = (from.cast::<u64>(), to.cast::<u64>());
    // SAFETY: the caller's word.
    unsafe {
        to.write_unaligned(from.read_unaligned());
        if len > 8 {
            to.add(1).write_unaligned(from.add(1).read_unaligned());
        }
    }
}

/// Copies bytes, where they are mostly few: calling for those costs more than they do.
///
/// # Safety
/// `n` bytes can be read from `from` and written to `to`, and do not overlap.
#[inline(always)]
unsafe fn copy_few(from: *const u8, to: *mut u8, n: usize) {
    // The first and the last bytes, which overlap unless they are all.
    macro_rules! both_ends {
        ($word:ty) => {{
            let last = n - size_of::<$word>();
            // SAFETY: there are at least as many bytes as a word has.
            unsafe {
                to.cast::<$word>().write_unaligned(from.cast::<$word>().read_unaligned());
                to.add(last).cast::<$word>().write_unaligned(from.add(last).cast::<$word>().read_unaligned());
            }
        }};
    }
    match n {
        // SAFETY: the caller's word.
        33.. => unsafe { core::ptr::copy_nonoverlapping(from, to, n) },
        16.. => both_ends!(u128),
        8.. => both_ends!(u64),
        4.. => both_ends!(u32),
        2.. => both_ends!(u16),
        // SAFETY: there is one byte.
        1 => unsafe { *to = *from },
        0 => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::TestStore;

    #[test]
    fn letters_are_shared() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let s = cx.new_str(b"abca").unwrap();
        let (x, y) = (cx.str_part(s, 0..1).unwrap(), cx.str_part(s, 3..4).unwrap());
        assert_eq!(x, y);
        assert_eq!(cx.str_bytes(x), b"a");
    }
}
