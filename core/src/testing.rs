//! A context over a region of its own, for tests of the parts that need a heap.

use std::alloc::{Layout, alloc_zeroed, dealloc};

use crate::context::{Context, HELPERS};
use crate::heap::space::Space;
use crate::value::Value;

/// A region with a context at its base and a value stack of 1024 slots.
pub struct TestStore {
    base: *mut u8,
    layout: Layout,
}

impl TestStore {
    /// A store in a region of `len` bytes.
    pub fn new(len: usize) -> TestStore {
        let layout = Layout::from_size_align(len, 4096).unwrap();
        // SAFETY: the layout is not empty; the context is written before it is used; the space lies behind it.
        unsafe {
            let base = alloc_zeroed(layout);
            let stack = size_of::<Context>().next_multiple_of(16);
            let heap = stack + 1024 * 8;
            base.cast::<Context>().write(Context {
                fp: 0,
                fuel: u64::MAX / 2,
                pc: 0,
                value: 0,
                depth_limit: 1000,
                stack_limit: base as u64 + heap as u64,
                helpers: [0; HELPERS],
                base,
                len,
                stack: base.add(stack).cast(),
                heap: Space::new(base, heap, len),
                fuel_rest: 0,
                fuel_credit: 0,
                fuel_paid: 0,
                exception: Value::UNASSIGNED,
                handled: Value::NONE,
                modules: Value::NONE,
                interned: Value::NONE,
                letters: Value::NONE,
                ids: Value::NONE,
                next_id: 1,
                hash_key: 0,
                host: None,
            });
            TestStore { base, layout }
        }
    }

    /// The context.
    pub fn cx(&mut self) -> &mut Context {
        // SAFETY: written in `new`; borrowed exclusively through `self`.
        unsafe { &mut *self.base.cast() }
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout in `new`.
        unsafe { dealloc(self.base, self.layout) }
    }
}
