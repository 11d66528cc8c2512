//! The stencil generator: C to the two committed stencil tables.
