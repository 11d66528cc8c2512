//! A store with a region of its own, for tests of the parts that need a heap.

use std::alloc::{Layout, alloc_zeroed, dealloc};

use crate::api::{Config, Engine, Region, Store};
use crate::context::Context;

/// A store in a region of its own.
pub struct TestStore {
    store: Option<Store<'static>>,
    base: *mut u8,
    layout: Layout,
}

impl TestStore {
    /// A store in a region of `len` bytes beyond what an idle one needs.
    pub fn new(len: usize) -> TestStore {
        let layout = Layout::from_size_align(len + Store::MIN_REGION + (16 << 10), 4096).unwrap();
        // SAFETY: the layout is not empty.
        let base = unsafe { alloc_zeroed(layout) };
        let config = Config::default();
        let engine = Box::leak(Box::new(Engine::new(&config, None).unwrap()));
        // SAFETY: the memory is the store's alone, and freed after it.
        let region = unsafe { Region::from_raw(base, layout.size()) };
        let mut store = Store::new(engine, region).unwrap();
        // All fuel in one slice, so that tests can count it.
        let cx = store.context();
        cx.fuel = cx.fuel_rest;
        cx.fuel_rest = 0;
        TestStore { store: Some(store), base, layout }
    }

    /// The context.
    pub fn cx(&mut self) -> &mut Context {
        self.store.as_mut().unwrap().context()
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        self.store = None;
        // SAFETY: allocated with this layout in `new`; the store is gone.
        unsafe { dealloc(self.base, self.layout) }
    }
}
