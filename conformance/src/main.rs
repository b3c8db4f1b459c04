//! Measures the generator, and what it generates, over collections of schemas.
//!
//! Each case is loaded, generated and compiled; its instances are read, written and compared. What the collections say of a case
//! decides whether that is right. See the README beside this crate.

mod archive;
mod arguments;
mod batch;
mod building;
mod case;
mod corpus;
mod generating;
mod hints;
mod infoset;
mod instances;
mod job;
mod limited;
mod outcome;
mod process;
mod progress;
mod ran;
mod report;
mod run;
mod suite;
mod tsv;
mod worker;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match &arguments.command {
        Some(Command::Worker) => worker::run(),
        Some(Command::Limited { megabytes, program }) => limited::run(*megabytes, program),
        None => run::run(&arguments),
    };
    match ended {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
