//! The module `time`: the embedder's clocks, and his patience.

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
    Native::function("sleep", &["seconds"], 1, sleep),
];

/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;

impl Context {
    /// The nanoseconds that `sleep` is asked for, rounded up.
    fn duration(&mut self, v: Value) -> Run<u64> {
        let ns = match v.as_float() {
            Some(x) if x.is_nan() => {
                return Err(self.value_error(format_args!("Invalid value NaN (not a number)")));
            }
            Some(x) => {
                let ns = libm::ceil(x * SECOND as f64);
                if ns.abs() >= i64::MAX as f64 {
                    let text = format_args!("timestamp out of range for platform time_t");
                    return Err(self.raise(TypeId::OverflowError, text));
                }
                // A duration just below 0 is rounded to 0, and is negative nevertheless.
                if x < 0.0 { -1 } else { ns as i64 }
            }
            None => {
                let seconds = if self.is_integer(v) {
                    self.int_operand(v).and_then(|o| o.as_int().to_i64())
                } else {
                    Some(self.index(v)?)
                };
                match seconds.and_then(|s| s.checked_mul(SECOND)) {
                    Some(ns) => ns,
                    None => {
                        let text = format_args!("timestamp too large to convert to C PyTime_t");
                        return Err(self.raise(TypeId::OverflowError, text));
                    }
                }
            }
        };
        match u64::try_from(ns) {
            Ok(ns) => Ok(ns),
            Err(_) => Err(self.value_error(format_args!("sleep length must be non-negative"))),
        }
    }

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

fn sleep(cx: &mut Context, w: Window) -> Run<Value> {
    let ns = cx.duration(w.get(0))?;
    if cx.above_compiled {
        return Err(Trap::Driver);
    }
    // SAFETY: as in `read_clock`.
    let slept = cx.host.is_some_and(|mut host| unsafe { host.as_mut() }.sleep(ns));
    if slept { Ok(Value::NONE) } else { Err(cx.raise(TypeId::OSError, format_args!("the embedder does not wait"))) }
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
