//! The front end: Python source to image.

pub mod module;
