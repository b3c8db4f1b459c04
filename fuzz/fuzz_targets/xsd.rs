//! The target `xsd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::codegen::xsd(bytes));
