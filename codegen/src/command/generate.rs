//! `castile generate`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use castile_codegen::{Error, Output};
use clap::{CommandFactory, error::ErrorKind};

use super::{Input, counted, fail};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// A file that ends in `.rs`, for a single module; or a folder, for a file for each module beside a `mod.rs`.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Write nothing, and end with exit code 1 if a file is not as it would be written.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match generate(arguments) {
        Ok((output, outdated)) => {
            for path in &outdated {
                eprintln!("{}: it is not as it would be written", path.display());
            }

            for note in &output.notes {
                eprintln!("{note}");
            }
            let lines = output.files.iter().map(|file| file.text.lines().count());
            let (modules, lines) = (output.files.len(), lines.sum());
            eprintln!("{}, {}", counted(modules, "module"), counted(lines, "line"));
            match outdated.as_slice() {
                [] => ExitCode::SUCCESS,
                _ => ExitCode::FAILURE,
            }
        }
        Err(error) => fail(&error),
    }
}

/// Writes the files, or finds those that are not as they would be written.
fn generate(arguments: &Arguments) -> Result<(Output, Vec<PathBuf>), Error> {
    let path = &arguments.out;
    if path == Path::new("-") {
        refuse("code is written to a file or a folder, not to the standard output");
    }
    let output = arguments.input.generator()?.generate()?;
    let files = match output.files.as_slice() {
        [only] if is_rust(path) => vec![(path.clone(), only.text.clone())],
        _ if is_rust(path) => refuse_file(&output),
        _ => output.files_in(path),
    };
    if arguments.check {
        let outdated = files.into_iter().filter(|(path, text)| {
            !std::fs::read_to_string(path).is_ok_and(|written| written == *text)
        });
        let outdated = outdated.map(|(path, _)| path).collect();
        return Ok((output, outdated));
    }
    if is_rust(path) {
        for (path, text) in &files {
            castile_codegen::write_if_changed(path, text)?;
        }
    } else {
        output.write_to(path)?;
    }
    Ok((output, Vec::new()))
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// Ends the process: several modules do not go into one file.
fn refuse_file(output: &Output) -> ! {
    let names: Vec<&str> = output
        .files
        .iter()
        .map(|file| file.module.as_str())
        .collect();
    let message = format!(
        "there are {} modules ({}): name a folder with --out",
        names.len(),
        names.join(", ")
    );
    refuse(&message)
}

/// Ends the process for an option that cannot be followed.
fn refuse(message: &str) -> ! {
    super::Arguments::command()
        .error(ErrorKind::ValueValidation, message)
        .exit()
}
