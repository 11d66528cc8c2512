//! Images: round trips, one bad image for each reason to refuse one, a checker of its own, and a mutation fuzzer.

pub mod check;
pub mod fuzz;
pub mod generate;
pub mod sample;

#[cfg(test)]
mod encode;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod refuse;
