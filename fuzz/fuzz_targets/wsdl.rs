//! The target `wsdl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| castile_fuzz::codegen::wsdl(bytes));
