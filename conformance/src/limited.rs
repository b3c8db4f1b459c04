//! Becoming another program with a memory limit.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use rlimit::Resource;

/// Limits the address space and becomes `program`, which keeps the limit.
///
/// # Errors
///
/// If the limit cannot be set or the program not be started; otherwise this does not return.
pub(crate) fn run(megabytes: u64, program: &[OsString]) -> Result<ExitCode, String> {
    let bytes = megabytes << 20;
    rlimit::setrlimit(Resource::AS, bytes, bytes)
        .map_err(|error| format!("the memory limit cannot be set: {error}"))?;
    let (name, rest) = program
        .split_first()
        .expect("the arguments demand a program");
    let error = Command::new(name).args(rest).exec();
    Err(format!("{}: {error}", name.display()))
}
