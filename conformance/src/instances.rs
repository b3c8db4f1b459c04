//! Running the instances of a case with its compiled types.

use crate::case::{Case, Instance, Validity};
use crate::job::{Answer, Job, Opened, Source, Task};
use crate::outcome::{Failure, FailureStage, State};
use crate::process::Program;
use crate::ran::Ran;

/// What the compiled types made of an instance.
#[derive(Debug, Default)]
struct Tried {
    /// Why it cannot be read.
    wrong_in_reading: String,
    /// Why it cannot be read strictly.
    wrong_in_strict_reading: String,
    /// What validation finds.
    violated: String,
    /// Why what was read cannot be written.
    wrong_in_writing: String,
    written: String,
}

/// Runs all instances of a case.
pub(crate) fn run(program: &mut Program, worker: &mut Program, ran: &Ran) -> Vec<State> {
    let instances = ran.case.instances.iter();
    instances
        .map(|instance| {
            let judged = match instance.validity {
                Validity::Valid | Validity::Sample => run_valid(program, worker, ran, instance),
                Validity::Invalid => run_invalid(program, worker, ran, instance),
            };
            match judged {
                Ok(()) => State::Passed,
                // Nobody says that a sample belongs to the schema it lies beside.
                Err(failure) if is_foreign(instance, &failure) => State::NotRun,
                Err(failure) => match misfit(worker, &ran.case, instance) {
                    Some(reason) => State::Unfit(reason),
                    None => State::Failed(failure),
                },
            }
        })
        .collect()
}

/// Whether a sample has a root that its schema does not declare.
fn is_foreign(instance: &Instance, failure: &Failure) -> bool {
    instance.validity == Validity::Sample && failure.stage == FailureStage::NotDeclared
}

/// Why a sample does not keep to its schema, by a rule that knows nothing of the engine.
fn misfit(worker: &mut Program, case: &Case, instance: &Instance) -> Option<String> {
    if instance.validity != Validity::Sample {
        return None;
    }
    match worker.request(&Job::of(case, Task::Fit(source(instance)))) {
        Ok(Answer::Fitted(reason)) => reason,
        _ => None,
    }
}

fn run_valid(
    program: &mut Program,
    worker: &mut Program,
    ran: &Ran,
    instance: &Instance,
) -> Result<(), Failure> {
    let opened = open(worker, &ran.case, instance)?
        .map_err(|error| Failure::new(FailureStage::NotDeclared, error))?;
    let tried = attempt(program, ran, &opened)?;
    let stages = [
        (FailureStage::Read, &tried.wrong_in_reading),
        (FailureStage::Write, &tried.wrong_in_writing),
    ];
    for (stage, error) in stages {
        hold(stage, error)?;
    }
    compare(worker, &ran.case, instance, tried.written)?;
    match instance.validity {
        // Nobody says that a sample keeps to its schema in all.
        Validity::Sample => Ok(()),
        _ => {
            hold(FailureStage::Strict, &tried.wrong_in_strict_reading)?;
            hold(FailureStage::Validate, &tried.violated)
        }
    }
}

fn hold(stage: FailureStage, error: &str) -> Result<(), Failure> {
    match error {
        "" => Ok(()),
        error => Err(Failure::new(stage, error)),
    }
}

/// An invalid instance is refused: by strict reading, by validation, or because it has no element to start from.
fn run_invalid(
    program: &mut Program,
    worker: &mut Program,
    ran: &Ran,
    instance: &Instance,
) -> Result<(), Failure> {
    let Ok(opened) = open(worker, &ran.case, instance)? else {
        return Ok(());
    };
    let tried = attempt(program, ran, &opened)?;
    match tried.wrong_in_strict_reading.is_empty() && tried.violated.is_empty() {
        true => {
            let error = format!("read strictly and valid, in {}", ran.case.group);
            Err(Failure::new(FailureStage::NotRefused, error))
        }
        false => Ok(()),
    }
}

fn source(instance: &Instance) -> Source {
    Source {
        file: instance.file.clone(),
        is_sample: instance.validity == Validity::Sample,
    }
}

/// What is to be read; or why there is nothing.
fn open(
    worker: &mut Program,
    case: &Case,
    instance: &Instance,
) -> Result<Result<Opened, String>, Failure> {
    match worker.request(&Job::of(case, Task::Open(source(instance))))? {
        Answer::Opened(opened) => Ok(Ok(opened)),
        Answer::NotOpened(error) => Ok(Err(error)),
        other => Err(unexpected(&other)),
    }
}

fn compare(
    worker: &mut Program,
    case: &Case,
    instance: &Instance,
    written: String,
) -> Result<(), Failure> {
    match worker.request(&Job::of(case, Task::Compare(source(instance), written)))? {
        Answer::Compared(None) => Ok(()),
        Answer::Compared(Some(difference)) => Err(Failure::new(FailureStage::Compare, difference)),
        other => Err(unexpected(&other)),
    }
}

fn unexpected(answer: &Answer) -> Failure {
    match answer {
        Answer::Panicked(message) | Answer::Impossible(message) => {
            Failure::new(FailureStage::Tool, message.clone())
        }
        other => Failure::new(FailureStage::Tool, format!("unexpected: {other:?}")),
    }
}

/// Has an instance read and written by the compiled types.
fn attempt(program: &mut Program, ran: &Ran, opened: &Opened) -> Result<Tried, Failure> {
    let nil = if opened.is_nillable { "nil" } else { "" };
    let fields = [
        ran.name(),
        &opened.root.local,
        &opened.root.namespace,
        &opened.ty.local,
        &opened.ty.namespace,
        nil,
        &opened.builtin,
        &opened.default,
        &opened.text,
    ];
    let answer = program.ask(&fields.map(escape).join("\t"))?;
    let answer: Vec<String> = answer.split('\t').map(unescape).collect();
    match answer.as_slice() {
        [done, reading, strict, violated, writing, written] if done == "done" => Ok(Tried {
            wrong_in_reading: reading.clone(),
            wrong_in_strict_reading: strict.clone(),
            violated: violated.clone(),
            wrong_in_writing: writing.clone(),
            written: written.clone(),
        }),
        [panic, message] if panic == "panic" => {
            Err(Failure::new(FailureStage::Crash, message.clone()))
        }
        _ => {
            let error = format!("no generated type has the root `{}`", opened.root.local);
            Err(Failure::new(FailureStage::NoRoot, error))
        }
    }
}

fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\t', "\\t");
    text.replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.push(match characters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            }),
            other => out.push(other),
        }
    }
    out
}
