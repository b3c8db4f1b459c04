//! The command `castile`: generates Rust from WSDL and XSD files, or says what they hold.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::run()
}
