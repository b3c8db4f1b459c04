//! The targets, for cargo-fuzz. The tests `hostile_bytes` of the crates run the same ones.

#[path = "../targets/codegen.rs"]
pub mod codegen;
#[path = "../targets/differential.rs"]
pub mod differential;
#[path = "../targets/runtime.rs"]
pub mod runtime;
