//! The worker process: takes jobs from the standard input until there are no more.

mod generate;
mod instance;

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use castile_codegen::catalog::Catalog;
use castile_codegen::{Error, Generator, Settings};

use crate::hints::Hint;
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

/// The generator of a case, as it is set up for tests: of its documents, and of the schemas that its instances name for other
/// namespaces, as far as they can be loaded with them.
///
/// # Errors
///
/// If the catalog cannot be read.
fn generator(job: &Job) -> Result<Generator, Error> {
    let own = generator_of(job, &[])?;
    if job.hints.is_empty() {
        return Ok(own);
    }
    let Ok((model, _, _)) = own.load() else {
        return Ok(own);
    };
    let is_known = |hint: &Hint| {
        let mut namespaces = model
            .documents()
            .flat_map(|(_, document)| &document.namespaces);
        namespaces.any(|known| known.as_deref().unwrap_or_default() == hint.namespace)
    };
    let more = job.hints.iter().filter(|hint| !is_known(hint));
    let more: Vec<&Path> = more.map(|hint| hint.file.as_path()).collect();
    let all = generator_of(job, &more)?;
    // Nobody says that what an instance names is a schema, or fits to the others.
    Ok(if all.load().is_ok() { all } else { own })
}

/// The generator of the documents of a case and some more.
///
/// # Errors
///
/// If the catalog cannot be read.
fn generator_of(job: &Job, more: &[&Path]) -> Result<Generator, Error> {
    let mut settings = Settings::default();
    settings.registry = true;
    settings.validation = true;
    let mut generator = Generator::new().settings(settings);
    let documents = job.documents.iter().map(PathBuf::as_path);
    for (document, number) in documents.chain(more.iter().copied()).zip(1..) {
        generator = generator.document_as(document, format!("document{number}"));
    }
    Ok(match &job.catalog {
        Some(file) => generator.catalog(Catalog::read(file)?),
        None => generator,
    })
}
