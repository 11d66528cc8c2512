//! The front end: Python source to image.
