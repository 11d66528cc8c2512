//! The interpreter and the driver.

pub(crate) mod answer;
pub(crate) mod begin_loop;
pub(crate) mod bind;
pub(crate) mod call;
pub(crate) mod driver;
pub(crate) mod frame;
pub(crate) mod host_call;
pub(crate) mod import;
pub(crate) mod load;
pub(crate) mod math_call;
pub(crate) mod nearest;
pub(crate) mod ops;
pub(crate) mod run;
pub(crate) mod step;
pub(crate) mod unwind;
