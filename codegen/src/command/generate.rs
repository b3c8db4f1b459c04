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
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(output) => {
            for note in &output.notes {
                eprintln!("{note}");
            }
            let lines = output.files.iter().map(|file| file.text.lines().count());
            let (modules, lines) = (output.files.len(), lines.sum());
            eprintln!("{}, {}", counted(modules, "module"), counted(lines, "line"));
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error),
    }
}

fn write(arguments: &Arguments) -> Result<Output, Error> {
    let output = arguments.input.generator()?.generate()?;
    let path = &arguments.out;
    match output.files.as_slice() {
        [only] if is_rust(path) => castile_codegen::write_if_changed(path, &only.text)?,
        _ if is_rust(path) => refuse_file(&output),
        _ => output.write_to(path)?,
    }
    Ok(output)
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
    super::Arguments::command()
        .error(ErrorKind::ValueValidation, message)
        .exit()
}
