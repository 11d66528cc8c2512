//! Items of lists that are known to be there: since it was looked at how long the list is, nothing has been called that could have
//! made it shorter. So `a[i] += x` looks once, and `a[2]` behind `a[6]` does not look.
//!
//! The address of a list's array is another matter: that lasts until something is called that could make the list longer, too, and is a
//! form of the value ([`Form::Items`](super::registers::Form::Items)).
//!
//! Lists and indices are values by their numbers in the [state](super::state), so that it does not matter in which slots they are.

/// The most items that are known at a time.
const MOST: usize = 6;

/// Which item of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Index {
    /// One whose index is known, and all before it.
    Constant(i64),
    /// That at the index which is this value.
    Value(u16),
}

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownItems {
    items: [Option<(u16, Index)>; MOST],
    next: u8,
    /// Whether any has been known: mostly none is.
    any: bool,
}

impl KnownItems {
    /// Whether the list has the item.
    pub(super) fn has(&self, list: u16, index: Index) -> bool {
        self.items.iter().flatten().any(|(of, known)| {
            *of == list
                && match (*known, index) {
                    (Index::Constant(last), Index::Constant(k)) => k <= last,
                    (known, index) => known == index,
                }
        })
    }

    /// The list has the item.
    pub(super) fn add(&mut self, list: u16, index: Index) {
        if self.has(list, index) {
            return;
        }
        if let Some(place) = self.items.get_mut(self.next as usize % MOST) {
            *place = Some((list, index));
        }
        self.next = (self.next + 1) % MOST as u8;
        self.any = true;
    }

    /// The value is none any more; another one may get its number.
    #[inline(always)]
    pub(super) fn forget(&mut self, value: u16) {
        if self.any {
            self.forget_known(value);
        }
    }

    fn forget_known(&mut self, value: u16) {
        for item in &mut self.items {
            if item.is_some_and(|(list, index)| list == value || index == Index::Value(value)) {
                *item = None;
            }
        }
    }
}
