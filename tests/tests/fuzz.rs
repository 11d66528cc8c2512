//! Each fuzz body runs for a second.

use patchnose_tests::fuzzing::BODIES;
use std::time::Duration;

#[test]
fn bodies_run_for_a_second() {
    for body in BODIES {
        match body.run_for(Duration::from_secs(1), 1) {
            Ok(passed) => {
                println!("{}: {passed} inputs", body.name);
                assert!(passed > 0, "{}: no input in a second", body.name);
            }
            Err(crash) => panic!("{} fails after {} inputs on {:02x?}", body.name, crash.passed, crash.input),
        }
    }
}
