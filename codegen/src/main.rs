//! The command `castile`.

fn main() {}
