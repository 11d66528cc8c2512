//! Benchmark programs and the runner that compares engines.
