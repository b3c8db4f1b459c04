//! The target `security`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::runtime::security(bytes));
