//! A run over the collections: all stages, then the report.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::arguments::{Arguments, Stage};
use crate::case::{Case, Kind};
use crate::ran::Ran;
use crate::{building, corpus, generating, report, suite};

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
    let mut ran = generating::generate(cases, arguments, &scratch)?;
    if arguments.stage >= Stage::Compile {
        building::build(&mut ran, arguments, &scratch)?;
    }
    print!("{}", report::text(&ran, arguments, started.elapsed()));
    if let Some(file) = &arguments.json {
        let json = report::json(&ran, started.elapsed())?;
        fs::write(file, json).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(match ran.iter().any(Ran::has_failed) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
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
