//! One table of programs, many engines.
