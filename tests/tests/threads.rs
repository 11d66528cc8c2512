//! Two threads run, compile and evict in stores of one engine, whose code memory is small.

use patchnose_core::api::Engine;
use patchnose_tests::engine::Setup;
use patchnose_tests::table::{check, compared, table};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

#[test]
fn stores_of_one_engine_on_two_threads() {
    let mut setup = Setup::jit_at_once();
    setup.config.limits.code = 16 << 10;
    setup.config.code_region = 64 << 10;
    let engine = Engine::new(&setup.config, setup.platform).expect("an engine");
    let (compiled, evictions) = (AtomicU64::new(0), AtomicU64::new(0));
    check("one engine, two threads", &table(), |entry| {
        let got = entry.prepared.run_in(&engine, &setup);
        compiled.fetch_add(got.jit.compiled.into(), Relaxed);
        evictions.fetch_add(got.jit.evictions.into(), Relaxed);
        compared(&got, &entry.reference)
    });
    println!("{compiled:?} functions compiled, {evictions:?} evictions");
    assert!(compiled.into_inner() > 200 && evictions.into_inner() > 10);
}
