//! The arguments of the command, and what each part of it does.

mod check;
mod generate;
mod json;

use std::path::PathBuf;
use std::process::ExitCode;

use castile_codegen::catalog::Catalog;
use castile_codegen::diagnostic::Severity;
use castile_codegen::{Error, Generator, Settings};
use clap::{Args, CommandFactory, Parser, Subcommand, error::ErrorKind};

/// Generates Rust from WSDL 1.1 and XSD 1.0, for the castile runtime.
#[derive(Debug, Parser)]
#[command(name = "castile", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Writes a module for each document.
    ///
    /// Types that several documents declare alike stand in one more module, `common`.
    Generate(generate::Arguments),
    /// Says what the documents hold, and what of it cannot be supported.
    ///
    /// Exit code 0, or 1 if there are errors.
    Check(check::Arguments),
}

/// Where the documents come from.
#[derive(Debug, Args)]
struct Input {
    /// WSDL or XSD files; those that the settings name are read too.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Keep only this operation, and others named so, with what they reach.
    #[arg(long = "operation", value_name = "NAME")]
    operations: Vec<String>,
    /// Give clients methods that take the members of wrapped requests as arguments.
    #[arg(long)]
    arguments: bool,
    /// Give each module a grammar, by which documents and values are validated.
    #[arg(long)]
    validation: bool,
    /// A file with settings.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A file that says where remote documents are kept: address, tab, file.
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
}

impl Input {
    /// The generator that the arguments describe.
    fn generator(&self) -> Result<Generator, Error> {
        let settings = match &self.config {
            Some(file) => Settings::read(file)?,
            None => Settings::default(),
        };
        if self.files.is_empty() && settings.documents.is_empty() {
            let message = "no FILE is given, and the settings name none";
            Arguments::command()
                .error(ErrorKind::MissingRequiredArgument, message)
                .exit();
        }
        let mut generator = Generator::new().settings(settings);
        for file in &self.files {
            generator = generator.document(file);
        }
        for operation in &self.operations {
            generator = generator.operation(operation);
        }
        if self.arguments {
            generator = generator.arguments();
        }
        if self.validation {
            generator = generator.validation();
        }
        match &self.catalog {
            Some(file) => Ok(generator.catalog(Catalog::read(file)?)),
            None => Ok(generator),
        }
    }
}

/// Does what the arguments ask for; 0, or 1 with errors, or 2 if the arguments are wrong.
pub(crate) fn run() -> ExitCode {
    match Arguments::parse().action {
        Action::Generate(arguments) => generate::run(&arguments),
        Action::Check(arguments) => check::run(&arguments),
    }
}

/// Ends with the errors, counted.
fn fail(error: &Error) -> ExitCode {
    let errors = error
        .diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    eprintln!("{error}");
    eprintln!("{} found", counted(errors.count(), "error"));
    ExitCode::FAILURE
}

/// A number with its noun: `1 type`, `2 types`.
fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
