//! Built-ins written in Python, as a committed image.
#![no_std]
