//! The target `envelope`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::runtime::envelope(bytes));
