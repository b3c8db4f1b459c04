//! The target `json_value`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::differential::json_value(bytes));
