//! The generated stencil table for A64.
#![no_std]
