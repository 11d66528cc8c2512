//! The module `time`: the embedder's clocks.

use super::native::{Native, Window};
use crate::context::Context;
use crate::host::Clock;
use crate::object::TypeId;
use crate::value::Value;
use crate::{Run, Trap};

/// The table.
pub(crate) const FUNCTIONS: &[Native] = &[
    Native::function("time", &[], 0, time),
    Native::function("time_ns", &[], 0, time_ns),
    Native::function("monotonic", &[], 0, monotonic),
    Native::function("monotonic_ns", &[], 0, monotonic_ns),
    Native::function("perf_counter", &[], 0, monotonic),
    Native::function("perf_counter_ns", &[], 0, monotonic_ns),
    Native::function("process_time", &[], 0, process_time),
    Native::function("process_time_ns", &[], 0, process_time_ns),
];

impl Context {
    fn read_clock(&mut self, clock: Clock) -> Run<u64> {
        if self.above_compiled {
            return Err(Trap::Driver);
        }
        // SAFETY: `host` is set for the time of the run, and nobody else uses it meanwhile (see `api`).
        let now = self.host.and_then(|mut host| unsafe { host.as_mut() }.clock(clock));
        match now {
            Some(ns) => Ok(ns),
            None => Err(self.raise(TypeId::OSError, format_args!("the embedder has no such clock"))),
        }
    }
}

fn seconds(ns: u64) -> Value {
    Value::float(ns as f64 / 1e9)
}

fn time(cx: &mut Context, _: Window) -> Run<Value> {
    cx.read_clock(Clock::Wall).map(seconds)
}

fn time_ns(cx: &mut Context, _: Window) -> Run<Value> {
    let ns = cx.read_clock(Clock::Wall)?;
    cx.new_uint(ns)
}

fn monotonic(cx: &mut Context, _: Window) -> Run<Value> {
    cx.read_clock(Clock::Monotonic).map(seconds)
}

fn monotonic_ns(cx: &mut Context, _: Window) -> Run<Value> {
    let ns = cx.read_clock(Clock::Monotonic)?;
    cx.new_uint(ns)
}

fn process_time(cx: &mut Context, _: Window) -> Run<Value> {
    cx.read_clock(Clock::Process).map(seconds)
}

fn process_time_ns(cx: &mut Context, _: Window) -> Run<Value> {
    let ns = cx.read_clock(Clock::Process)?;
    cx.new_uint(ns)
}
