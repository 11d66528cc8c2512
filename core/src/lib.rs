//! The no_std engine: bytecode, heap, interpreter and copy-and-patch JIT.
#![no_std]
