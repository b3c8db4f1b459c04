//! The target `items`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::differential::items(bytes));
