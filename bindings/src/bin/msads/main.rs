//! The command `msads`.

mod accounts;
mod arguments;
mod auth;
mod bulk;
mod check;
mod connection;
mod login;
mod progress;
mod report;
mod serve;
mod summary;
mod target;
mod upload;

use arguments::{Arguments, Command, Conversions};
use clap::Parser;
use msads::{Error, ErrorKind};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Every row was taken.
const ALL_WELL: u8 = 0;
/// Rows were refused.
const ROWS_REFUSED: u8 = 1;
/// The work could not be done, or not to its end. What wrong arguments give, too.
const FAILED: u8 = 2;

/// What is logged if nothing else is said; a call that failed is the error at the end.
const LOG: &str = "warn,msads::conversions=error";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let filter = EnvFilter::try_from_env("MSADS_LOG").unwrap_or_else(|_| EnvFilter::new(LOG));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let done = match arguments.command {
        Command::Conversions {
            command: Conversions::Check { file },
        } => check::run(&file),
        Command::Conversions {
            command: Conversions::Upload(arguments),
        } => run(upload::run(arguments)),
        Command::Auth { command } => run(auth::run(command)),
        Command::Accounts(connection) => run(accounts::run(connection)),
        Command::Report { command } => run(report::run(command)),
        Command::Bulk { command } => run(bulk::run(command)),
        Command::Serve(arguments) => run(serve::run(arguments)),
    };
    ExitCode::from(done.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        FAILED
    }))
}

fn run(work: impl Future<Output = Result<u8, Error>>) -> Result<u8, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Error::new(ErrorKind::Settings, "no threads to be had").caused_by(error)
    })?;
    runtime.block_on(work)
}
