//! The target `scanner`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::differential::scanner(bytes));
