//! Memory of the compiler: one block given by the caller, cut into typed lists of fixed capacity.
//!
//! Nothing is freed: the block is whole again when the compilation is over.

use core::mem::{MaybeUninit, align_of, size_of};

use super::compile::Refusal;

/// What the block consists of: all lists begin at a multiple of its size.
type Word = u64;

/// What is left of the block.
pub(crate) struct Scratch<'s> {
    rest: &'s mut [Word],
    /// Whether something did not fit.
    short: bool,
}

impl<'s> Scratch<'s> {
    /// All of the block but for what is not aligned.
    pub(crate) fn new(block: &'s mut [u8]) -> Scratch<'s> {
        // SAFETY: any bytes are a word.
        let (_, rest, _) = unsafe { block.align_to_mut() };
        Scratch { rest, short: false }
    }

    /// Bytes that are left.
    pub(crate) fn left(&self) -> usize {
        size_of_val(self.rest)
    }

    /// Uses no more than so many bytes of what is left.
    pub(crate) fn limit(&mut self, bytes: usize) {
        let rest = core::mem::take(&mut self.rest);
        let len = rest.len().min(bytes / size_of::<Word>());
        self.rest = rest.get_mut(..len).unwrap_or_default();
    }

    /// The next bytes of what is left, or as many as there are.
    pub(crate) fn part(&mut self, bytes: usize) -> Scratch<'s> {
        let rest = core::mem::take(&mut self.rest);
        let (part, rest) = rest.split_at_mut(bytes.div_ceil(size_of::<Word>()).min(rest.len()));
        self.rest = rest;
        Scratch { rest: part, short: false }
    }

    /// What is left, to be used for a while: it is left again afterwards.
    pub(crate) fn for_a_while(&mut self) -> Scratch<'_> {
        Scratch { rest: self.rest, short: false }
    }

    /// Whether all that was asked for did fit: to be asked before any of it is used.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.short { Err(Refusal::Space) } else { Ok(()) }
    }

    /// Room for some items; `None` if they do not fit.
    fn cut<T>(&mut self, count: usize) -> Option<&'s mut [MaybeUninit<T>]> {
        const { assert!(align_of::<T>() <= align_of::<Word>()) };
        let words = size_of::<T>().checked_mul(count)?.div_ceil(size_of::<Word>());
        let (used, rest) = core::mem::take(&mut self.rest).split_at_mut_checked(words)?;
        self.rest = rest;
        // SAFETY: `count` items lie within `used`, which is aligned for them and which nobody else has from now on.
        Some(unsafe { core::slice::from_raw_parts_mut(used.as_mut_ptr().cast(), count) })
    }

    /// An empty list with room for `capacity` items; for none if they do not fit.
    pub(crate) fn list<T: Copy>(&mut self, capacity: usize) -> List<'s, T> {
        let items = self.cut(capacity).unwrap_or_else(|| {
            self.short = true;
            &mut []
        });
        List { items, len: 0 }
    }

    /// A list of `len` copies of `value`; an empty one if they do not fit.
    pub(crate) fn filled<T: Copy>(&mut self, len: usize, value: T) -> List<'s, T> {
        let mut list = self.list(len);
        list.items.fill(MaybeUninit::new(value));
        list.len = list.items.len();
        list
    }

    /// Puts a value there; `None` if it does not fit.
    pub(crate) fn place<T>(&mut self, value: T) -> Option<&'s mut T> {
        self.cut(1)?.first_mut().map(|place| place.write(value))
    }
}

/// A list of at most as many items as it was made for.
///
/// Invariant: the first `len` items are initialised.
pub(crate) struct List<'s, T> {
    items: &'s mut [MaybeUninit<T>],
    len: usize,
}

impl<'s, T: Copy> List<'s, T> {
    /// Appends an item; gives its index.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> Result<u32, Refusal> {
        let place = self.items.get_mut(self.len).ok_or(Refusal::Space)?;
        place.write(item);
        self.len += 1;
        Ok(self.len as u32 - 1)
    }

    /// Appends so many copies of an item.
    pub(crate) fn fill_up(&mut self, count: usize, item: T) -> Result<(), Refusal> {
        let end = self.len.saturating_add(count);
        self.items.get_mut(self.len..end).ok_or(Refusal::Space)?.fill(MaybeUninit::new(item));
        self.len = end;
        Ok(())
    }

    /// Takes the last item off.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        let last = self.get(self.len.checked_sub(1)? as u32)?;
        self.len -= 1;
        Some(last)
    }

    /// Takes items off until there are no more than `len`.
    #[inline]
    pub(crate) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    /// Takes all items off.
    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    /// How many more items there is room for.
    pub(crate) fn room(&self) -> usize {
        self.items.len().saturating_sub(self.len)
    }

    /// How many items there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Item `i`.
    #[inline]
    pub(crate) fn get(&self, i: u32) -> Option<T> {
        self.as_slice().get(i as usize).copied()
    }

    /// Item `i`, where it is known to be there; its absence is the compiler's own fault.
    #[inline]
    pub(crate) fn at(&self, i: impl Into<u32>) -> Result<T, Refusal> {
        self.get(i.into()).ok_or(Refusal::Internal)
    }

    /// Item `i`, to be changed.
    #[inline]
    pub(crate) fn at_mut(&mut self, i: impl Into<u32>) -> Result<&mut T, Refusal> {
        self.as_mut_slice().get_mut(i.into() as usize).ok_or(Refusal::Internal)
    }

    /// All items.
    #[inline]
    pub(crate) fn as_slice(&self) -> &[T] {
        // SAFETY: the type's invariant; `len` is at most the number of places.
        unsafe { core::slice::from_raw_parts(self.items.as_ptr().cast(), self.len) }
    }

    /// All items, to be changed.
    #[inline]
    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: as in `as_slice`.
        unsafe { core::slice::from_raw_parts_mut(self.items.as_mut_ptr().cast(), self.len) }
    }

    /// All items, for as long as the block lives.
    pub(crate) fn into_slice(self) -> &'s mut [T] {
        let len = self.len;
        // SAFETY: as in `as_slice`; the list is given up.
        unsafe { core::slice::from_raw_parts_mut(self.items.as_mut_ptr().cast(), len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_aligned_and_bounded() {
        let mut block = [0u8; 64];
        let mut scratch = Scratch::new(&mut block[1..]);
        let mut bytes = scratch.list::<u8>(3);
        let mut words = scratch.list::<u64>(4);
        assert_eq!(words.as_slice().as_ptr().align_offset(8), 0);
        for i in 0..4 {
            assert_eq!(words.push(i), Ok(i as u32));
        }
        assert_eq!(words.push(4), Err(Refusal::Space));
        bytes.push(7).unwrap();
        assert_eq!((words.as_slice(), bytes.as_slice()), (&[0, 1, 2, 3][..], &[7][..]));
        assert_eq!(words.pop(), Some(3));
        assert_eq!(words.at(3u32), Err(Refusal::Internal));
        assert_eq!(scratch.check(), Ok(()));
        assert_eq!(scratch.list::<u64>(1 << 60).push(0), Err(Refusal::Space));
        assert_eq!(scratch.check(), Err(Refusal::Space));
    }

    #[test]
    fn parts_and_values_lie_apart() {
        let mut block = [0u8; 64];
        let mut scratch = Scratch::new(&mut block);
        let mut part = scratch.part(24);
        let (in_part, behind) = (part.place(7u64).unwrap(), scratch.place(8u64).unwrap());
        assert_eq!((*in_part, *behind), (7, 8));
        assert!(part.place([0u64; 3]).is_none() && scratch.left() >= 24);
        let all = scratch.left();
        assert_eq!((scratch.part(1000).left(), scratch.left()), (all, 0));
    }
}
