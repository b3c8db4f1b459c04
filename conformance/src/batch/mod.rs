//! Batches: many cases compiled as one crate.

mod compile;
mod project;

use std::collections::HashSet;
use std::path::Path;

use compile::Wrong;
pub(crate) use project::Project;

use crate::outcome::Failure;
use crate::outcome::FailureStage::{Compile, Tool};
use crate::ran::Ran;

/// How much text is compiled as one crate, unless it is that of a single case.
const MAX_BYTES: usize = 1_500_000;

/// How often a batch is compiled without the cases that had errors the time before; then it is taken apart.
const ROUNDS: usize = 8;

/// What became of the cases of a batch, by their place in it.
pub(crate) type Failures = Vec<(usize, Failure)>;

/// Parts the cases of which Rust was generated into batches: their places in `ran`.
pub(crate) fn divide(ran: &[Ran], count: usize) -> Vec<Vec<usize>> {
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut room = 0;
    for (place, one) in ran.iter().enumerate() {
        let Some((_, bytes)) = one.generated else {
            continue;
        };
        match batches.last_mut() {
            Some(batch) if batch.len() < count.max(1) && bytes <= room => batch.push(place),
            _ => {
                batches.push(vec![place]);
                room = MAX_BYTES;
            }
        }
        room = room.saturating_sub(bytes);
    }
    batches
}

/// Compiles cases as one crate, leaving out those with errors until the rest compiles.
///
/// Gives the failures, and whether a program is there in the end.
pub(crate) fn build(project: &Project, ran: &[Ran], batch: &[usize]) -> (Failures, bool) {
    let mut left: Vec<usize> = batch.to_vec();
    let mut failures = Failures::new();
    for _ in 0..ROUNDS {
        if left.is_empty() {
            return (failures, false);
        }
        let wrong = match attempt(project, ran, &left) {
            Ok(None) => return (failures, true),
            Ok(Some(wrong)) => wrong,
            Err(error) => {
                failures.extend(
                    left.iter()
                        .map(|place| (*place, Failure::new(Tool, error.clone()))),
                );
                return (failures, false);
            }
        };
        let named = attribute(ran, &left, &wrong);
        if named.is_empty() {
            return take_apart(project, ran, &left, &wrong, failures);
        }
        let failed: HashSet<usize> = named.iter().map(|(place, _)| *place).collect();
        left.retain(|place| !failed.contains(place));
        failures.extend(named);
    }
    take_apart(project, ran, &left, &[], failures)
}

fn attempt(project: &Project, ran: &[Ran], left: &[usize]) -> Result<Option<Vec<Wrong>>, String> {
    let cases: Vec<&Ran> = left.iter().map(|place| &ran[*place]).collect();
    project.write_cases(&cases)?;
    compile::compile(project)
}

/// The cases whose files the errors point to, each with its first error.
fn attribute(ran: &[Ran], left: &[usize], wrong: &[Wrong]) -> Failures {
    let mut found = Failures::new();
    for place in left {
        let folder: &Path = &ran[*place].folder;
        let first = wrong.iter().find(|one| {
            one.file
                .as_ref()
                .is_some_and(|file| file.starts_with(folder))
        });
        if let Some(first) = first {
            found.push((*place, Failure::new(Compile, first.text.clone())));
        }
    }
    found
}

/// Compiles each half by itself where the errors name no case; at last, the cases that compile together with one another.
fn take_apart(
    project: &Project,
    ran: &[Ran],
    left: &[usize],
    wrong: &[Wrong],
    mut failures: Failures,
) -> (Failures, bool) {
    if let [only] = left {
        let error = wrong
            .first()
            .map_or("it does not compile", |first| first.text.as_str());
        failures.push((*only, Failure::new(Compile, error)));
        return (failures, false);
    }
    let (first, second) = left.split_at(left.len() / 2);
    for half in [first, second] {
        failures.extend(build(project, ran, half).0);
    }
    let failed: HashSet<usize> = failures.iter().map(|(place, _)| *place).collect();
    let good: Vec<usize> = left
        .iter()
        .copied()
        .filter(|place| !failed.contains(place))
        .collect();
    match attempt(project, ran, &good) {
        Ok(None) if !good.is_empty() => (failures, true),
        _ => {
            let error = "it compiles by itself, but not with the others of its batch";
            failures.extend(good.iter().map(|place| (*place, Failure::new(Tool, error))));
            (failures, false)
        }
    }
}
