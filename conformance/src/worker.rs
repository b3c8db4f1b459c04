//! The worker process: takes jobs from the standard input until there are no more.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use castile_codegen::catalog::Catalog;
use castile_codegen::diagnostic::{Diagnostic, Severity};
use castile_codegen::{Error, Generator, Settings};

use crate::job::{Answer, Job, Remark};

/// Answers jobs, one line for each.
///
/// # Errors
///
/// If the standard streams break.
pub(crate) fn run() -> Result<ExitCode, String> {
    let panic = Arc::new(Mutex::new(String::new()));
    let seen = panic.clone();
    std::panic::set_hook(Box::new(move |info| {
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
    }));
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let answer = catch_unwind(AssertUnwindSafe(|| answer(&line))).unwrap_or_else(|_| {
            let message = panic.lock().unwrap_or_else(PoisonError::into_inner);
            Answer::Panicked(message.replace('\n', " "))
        });
        let answer = serde_json::to_string(&answer).map_err(|error| error.to_string())?;
        writeln!(output, "{answer}").map_err(|error| error.to_string())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(line: &str) -> Answer {
    match serde_json::from_str(line) {
        Ok(Job::Generate {
            documents,
            catalog,
            out,
        }) => generate(&documents, catalog.as_deref(), out.as_deref()),
        Err(error) => Answer::Impossible(format!("the job is not understood: {error}")),
    }
}

/// The generator of a case, as it is set up for tests.
///
/// # Errors
///
/// If the catalog cannot be read.
fn generator(documents: &[PathBuf], catalog: Option<&Path>) -> Result<Generator, Error> {
    let mut settings = Settings::default();
    settings.registry = true;
    let mut generator = Generator::new().settings(settings);
    for (document, number) in documents.iter().zip(1..) {
        generator = generator.document_as(document, format!("document{number}"));
    }
    Ok(match catalog {
        Some(file) => generator.catalog(Catalog::read(file)?),
        None => generator,
    })
}

fn generate(documents: &[PathBuf], catalog: Option<&Path>, out: Option<&Path>) -> Answer {
    let generator = match generator(documents, catalog) {
        Ok(generator) => generator,
        Err(error) => return Answer::Impossible(error.to_string()),
    };
    let notes = match generator.load() {
        Ok((_, _, notes)) => notes,
        Err(error) => return Answer::NotLoaded(remarks(error.diagnostics(), Severity::Error)),
    };
    let Some(out) = out else {
        return Answer::Generated {
            modules: Vec::new(),
            bytes: 0,
            refusals: remarks(&notes, Severity::Unsupported),
        };
    };
    let output = match generator.generate() {
        Ok(output) => output,
        Err(error) => return Answer::NotGenerated(remarks(error.diagnostics(), Severity::Error)),
    };
    for module in &output.files {
        let file = out.join(format!("{}.rs", module.module));
        if let Err(error) = std::fs::write(&file, &module.text) {
            return Answer::Impossible(format!("{}: {error}", file.display()));
        }
    }
    Answer::Generated {
        modules: output
            .files
            .iter()
            .map(|file| file.module.clone())
            .collect(),
        bytes: output.files.iter().map(|file| file.text.len()).sum(),
        refusals: remarks(&output.notes, Severity::Unsupported),
    }
}

/// The diagnostics of that weight; the place is left out where it names no line of a file that is there.
fn remarks(diagnostics: &[Diagnostic], severity: Severity) -> Vec<Remark> {
    let of_weight = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == severity);
    of_weight
        .map(|diagnostic| {
            let place = &diagnostic.place;
            let is_there = place.line > 0 && place.column > 0 && Path::new(&*place.file).is_file();
            Remark {
                place: is_there.then(|| place.to_string()),
                message: diagnostic.message.clone(),
            }
        })
        .collect()
}
