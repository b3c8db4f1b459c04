//! The first stages of a run: all cases are loaded and generated.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::arguments::{Arguments, Stage};
use crate::case::Case;
use crate::job::{Job, Task};
use crate::outcome::{FailureStage, Judged, State, judge};
use crate::process::Program;
use crate::progress::Progress;
use crate::ran::Ran;

/// Loads all cases, and generates their Rust.
///
/// # Errors
///
/// If the scratch folder cannot be written or no worker be started.
pub(crate) fn generate(
    cases: Vec<Case>,
    arguments: &Arguments,
    scratch: &Path,
) -> Result<Vec<Ran>, String> {
    let folder = scratch.join("generated");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let mut all: Vec<Ran> = cases.into_iter().map(|case| unrun(case, &folder)).collect();
    let progress = Progress::new("generated", all.len());
    let next = AtomicUsize::new(0);
    let places: Vec<Mutex<&mut Ran>> = all.iter_mut().map(Mutex::new).collect();
    let work = || -> Result<(), String> {
        let mut worker = Program::worker()?;
        while let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut ran = place.lock().map_err(|_| "a thread of the tool panicked")?;
            generate_one(&mut worker, &mut ran, arguments.stage);
            progress.add(1);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..arguments.jobs.max(1))
            .map(|_| scope.spawn(work))
            .collect();
        let ended = threads.into_iter().map(|thread| thread.join());
        ended.collect::<Vec<_>>()
    })
    .into_iter()
    .try_for_each(|ended| {
        ended.unwrap_or_else(|_| Err("a thread of the tool panicked".to_owned()))
    })?;
    Ok(all)
}

fn unrun(case: Case, folder: &Path) -> Ran {
    let mut hasher = DefaultHasher::new();
    case.id.hash(&mut hasher);
    Ran {
        schema: State::NotRun,
        instances: vec![State::NotRun; case.instances.len()],
        time: std::time::Duration::ZERO,
        generated: None,
        folder: folder.join(format!("case_{:016x}", hasher.finish())),
        case,
    }
}

fn generate_one(worker: &mut Program, ran: &mut Ran, stage: Stage) {
    let started = Instant::now();
    let answer = match prepare(&ran.folder, stage) {
        Ok(task) => worker.request(&Job::of(&ran.case, task)),
        Err(error) => Err(crate::outcome::Failure::new(FailureStage::Tool, error)),
    };
    ran.time = started.elapsed();
    let judged = match answer {
        Ok(answer) => judge(&ran.case, answer),
        Err(failure) => Judged {
            state: State::Failed(failure),
            generated: None,
        },
    };
    ran.schema = judged.state;
    ran.generated = judged.generated.filter(|_| stage > Stage::Load);
    if ran.generated.is_none() && stage > Stage::Load {
        ran.block();
    }
}

fn prepare(folder: &Path, stage: Stage) -> Result<Task, String> {
    if stage == Stage::Load {
        return Ok(Task::Load);
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Task::Generate(folder.to_owned()))
}
