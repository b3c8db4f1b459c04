//! The last stages of a run: what was generated is compiled, and the instances are run.

use std::ffi::OsString;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::arguments::{Arguments, Stage};
use crate::batch::{self, Project};
use crate::instances;
use crate::outcome::{Failure, State};
use crate::process::Program;
use crate::progress::Progress;
use crate::ran::Ran;

/// What became of a batch: the cases that failed, and the states of the instances of the others.
#[derive(Debug, Default)]
struct Built {
    failures: Vec<(usize, Failure)>,
    instances: Vec<(usize, Vec<State>)>,
}

/// Compiles all that was generated, and runs the instances if the arguments ask for it.
///
/// # Errors
///
/// If the projects cannot be written or no worker be started.
pub(crate) fn build(ran: &mut [Ran], arguments: &Arguments, scratch: &Path) -> Result<(), String> {
    let batches = batch::divide(ran, arguments.batch);
    let total = batches.iter().map(Vec::len).sum();
    let progress = Progress::new("compiled and run", total);
    let next = AtomicUsize::new(0);
    let built = Mutex::new(Vec::new());
    let shared: &[Ran] = ran;
    let work = |number: usize| -> Result<(), String> {
        let project = Project::new(scratch, number)?;
        let mut worker = Program::worker()?;
        while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            let one = build_batch(&project, &mut worker, shared, batch, arguments.stage);
            built
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(one);
            progress.add(batch.len());
        }
        Ok(())
    };
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..arguments.jobs.max(1))
            .map(|number| scope.spawn(move || work(number)))
            .collect();
        let ended: Vec<_> = threads.into_iter().map(|thread| thread.join()).collect();
        ended.into_iter().try_for_each(|ended| {
            ended.unwrap_or_else(|_| Err("a thread of the tool panicked".to_owned()))
        })
    })?;
    for one in built.into_inner().unwrap_or_else(PoisonError::into_inner) {
        settle(ran, one);
    }
    Ok(())
}

fn build_batch(
    project: &Project,
    worker: &mut Program,
    ran: &[Ran],
    batch: &[usize],
    stage: Stage,
) -> Built {
    let (failures, is_there) = batch::build(project, ran, batch);
    let mut built = Built {
        failures,
        instances: Vec::new(),
    };
    if !is_there || stage < Stage::Instances {
        return built;
    }
    let mut program = Program::new(vec![OsString::from(project.program())]);
    for place in batch {
        if !built.failures.iter().any(|(failed, _)| failed == place) {
            let states = instances::run(&mut program, worker, &ran[*place]);
            built.instances.push((*place, states));
        }
    }
    built
}

/// Notes what became of a batch.
fn settle(ran: &mut [Ran], built: Built) {
    for (place, failure) in built.failures {
        // What was left out of a schema is its first error.
        if !matches!(ran[place].schema, State::Failed(_)) {
            ran[place].schema = State::Failed(failure);
        }
        ran[place].block();
    }
    for (place, states) in built.instances {
        ran[place].instances = states;
    }
}
