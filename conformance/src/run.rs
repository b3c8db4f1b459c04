//! A run over the collections: all stages, then the report.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::arguments::{Arguments, Stage};
use crate::case::{Case, Kind};
use crate::job::{Answer, Job};
use crate::outcome::{Failure, FailureStage, Judged, State, judge};
use crate::process::Program;
use crate::progress::Progress;
use crate::{corpus, report, suite};

/// A case and what became of it.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) case: Case,
    pub(crate) schema: State,
    /// One for each instance.
    pub(crate) instances: Vec<State>,
    /// How long generating took.
    pub(crate) time: Duration,
    /// The generated modules and the size of their text.
    pub(crate) generated: Option<(Vec<String>, usize)>,
    /// Where they are.
    pub(crate) folder: PathBuf,
}

/// Runs the cases that the arguments ask for, and reports.
///
/// # Errors
///
/// If the collections cannot be read or the scratch folder not be written.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let started = Instant::now();
    let scratch = scratch(arguments)?;
    let cases = choose(arguments, &scratch)?;
    if cases.is_empty() {
        return Err("there is no case to run; see --help".to_owned());
    }
    let mut ran = generate(cases, arguments, &scratch)?;
    for one in &mut ran {
        block(one);
    }
    let text = report::text(&ran, arguments, started.elapsed());
    print!("{text}");
    if let Some(file) = &arguments.json {
        let json = report::json(&ran, started.elapsed())?;
        fs::write(file, json).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let failed = ran.iter().any(Ran::has_failed);
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

impl Ran {
    fn has_failed(&self) -> bool {
        let mut states = std::iter::once(&self.schema).chain(&self.instances);
        states.any(|state| matches!(state, State::Failed(_)))
    }
}

/// The scratch folder, made and as an absolute path.
fn scratch(arguments: &Arguments) -> Result<PathBuf, String> {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/conformance");
    let folder = arguments.scratch.clone().unwrap_or_else(usual);
    fs::create_dir_all(&folder)
        .and_then(|()| folder.canonicalize())
        .map_err(|error| format!("{}: {error}", folder.display()))
}

/// The cases to run.
fn choose(arguments: &Arguments, scratch: &Path) -> Result<Vec<Case>, String> {
    let mut cases = match &arguments.corpus {
        Some(folder) => corpus::read(folder)?,
        None => Vec::new(),
    };
    if let Some(place) = &arguments.w3c {
        cases.extend(suite::read(place, scratch)?);
    }
    let filters = &arguments.filter;
    cases.retain(|case| filters.is_empty() || filters.iter().any(|text| case.id.contains(text)));
    if let Some(count) = arguments.sample {
        thin_out(&mut cases, count);
    }
    Ok(cases)
}

/// Keeps `count` cases of the suite, evenly spread, and all others.
fn thin_out(cases: &mut Vec<Case>, count: usize) {
    let total = cases.iter().filter(|case| case.kind == Kind::W3c).count();
    let mut number = 0;
    cases.retain(|case| {
        if case.kind != Kind::W3c || count >= total {
            return true;
        }
        number += 1;
        number * count / total > (number - 1) * count / total
    });
}

/// Loads and generates all cases.
fn generate(cases: Vec<Case>, arguments: &Arguments, scratch: &Path) -> Result<Vec<Ran>, String> {
    let generated = scratch.join("generated");
    if generated.exists() {
        fs::remove_dir_all(&generated)
            .map_err(|error| format!("{}: {error}", generated.display()))?;
    }
    let progress = Progress::new("generated", cases.len());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..arguments.jobs.max(1) {
            let sender = sender.clone();
            let (cases, next, progress, generated) = (&cases, &next, &progress, &generated);
            scope.spawn(move || {
                let mut worker = Program::worker();
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let folder = generated.join(folder_name(&case.id));
                    let started = Instant::now();
                    let judged = match &mut worker {
                        Ok(worker) => generate_one(worker, case, &folder, arguments.stage),
                        Err(error) => failed(Failure::new(FailureStage::Tool, error.clone())),
                    };
                    progress.add(1);
                    if sender
                        .send((case.id.clone(), judged, started.elapsed(), folder))
                        .is_err()
                    {
                        break;
                    }
                }
            });
        }
    });
    drop(sender);
    let mut judged: std::collections::HashMap<_, _> = receiver
        .into_iter()
        .map(|(id, judged, time, folder)| (id, (judged, time, folder)))
        .collect();
    let ran = cases.into_iter().filter_map(|case| {
        let (judged, time, folder) = judged.remove(&case.id)?;
        Some(Ran {
            schema: judged.state,
            instances: vec![State::NotRun; case.instances.len()],
            time,
            generated: judged.generated,
            folder,
            case,
        })
    });
    Ok(ran.collect())
}

/// A name for a folder, and a Rust module, that no other case has.
fn folder_name(id: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    format!("case_{:016x}", hasher.finish())
}

fn generate_one(worker: &mut Program, case: &Case, folder: &Path, stage: Stage) -> Judged {
    let out = (stage > Stage::Load).then(|| folder.to_owned());
    if let Some(Err(error)) = out.as_ref().map(fs::create_dir_all) {
        return failed(Failure::new(
            FailureStage::Tool,
            format!("{}: {error}", folder.display()),
        ));
    }
    let job = Job::Generate {
        documents: case.documents.clone(),
        catalog: case.catalog.clone(),
        out,
    };
    let line = match serde_json::to_string(&job) {
        Ok(line) => line,
        Err(error) => return failed(Failure::new(FailureStage::Tool, error.to_string())),
    };
    match worker.ask(&line) {
        Ok(line) => match serde_json::from_str::<Answer>(&line) {
            Ok(answer) => judge(case.expected, answer),
            Err(error) => failed(Failure::new(FailureStage::Tool, error.to_string())),
        },
        Err(silence) => failed(Failure::from(silence)),
    }
}

fn failed(failure: Failure) -> Judged {
    Judged {
        state: State::Failed(failure),
        generated: None,
    }
}

/// Instances of schemas of which nothing was generated never got their turn.
fn block(ran: &mut Ran) {
    if matches!(ran.schema, State::Failed(_)) && ran.generated.is_none() {
        for state in &mut ran.instances {
            if *state == State::NotRun {
                *state = State::Blocked;
            }
        }
    }
}
