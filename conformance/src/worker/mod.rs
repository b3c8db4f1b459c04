//! The worker process: takes jobs from the standard input until there are no more.

mod generate;
mod instance;

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use castile_codegen::catalog::Catalog;
use castile_codegen::{Error, Generator, Settings};

use crate::job::{Answer, Job, Task};

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
    let job: Job = match serde_json::from_str(line) {
        Ok(job) => job,
        Err(error) => return Answer::Impossible(format!("the job is not understood: {error}")),
    };
    let generator = match generator(&job) {
        Ok(generator) => generator,
        Err(error) => return Answer::Impossible(error.to_string()),
    };
    match &job.task {
        Task::Load => generate::load(&generator),
        Task::Generate(folder) => generate::generate(&generator, folder),
        Task::Open(source) => instance::open(&generator, source),
        Task::Fit(source) => instance::fit(&generator, source),
        Task::Compare(source, written) => instance::compare(&generator, source, written),
    }
}

/// The generator of a case, as it is set up for tests.
///
/// # Errors
///
/// If the catalog cannot be read.
fn generator(job: &Job) -> Result<Generator, Error> {
    let mut settings = Settings::default();
    settings.registry = true;
    settings.validation = true;
    let mut generator = Generator::new().settings(settings);
    for (document, number) in job.documents.iter().zip(1..) {
        generator = generator.document_as(document, format!("document{number}"));
    }
    Ok(match &job.catalog {
        Some(file) => generator.catalog(Catalog::read(file)?),
        None => generator,
    })
}
