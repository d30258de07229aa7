//! The real window, driven from outside.
fn main() {}
