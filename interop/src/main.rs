//! Castile called by other SOAP stacks, and calling them: see the README.

mod calls;
mod case;
mod deviation;
mod document;
mod mirror;
mod peer;
mod relay;
mod report;
mod run;
mod security;
mod service;
mod split;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use case::Verdict;
use deviation::{DEVIATIONS, Deviation};
use peer::{PEERS, Trouble};
use run::{Ran, Side};
use service::Services;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let work = work_folder()?;
    let services = Services::start().await?;
    let mut runs = Vec::new();
    let (mut skipped, mut wrong) = (0, 0);
    for peer in PEERS {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == peer.program) {
            skipped += 1;
            continue;
        }
        match run::run(peer, &services, &work).await {
            Ok(ran) => {
                run::keep_traffic(&ran, &work)?;
                wrong += tell(&ran);
                runs.push(ran);
            }
            Err(Trouble::Missing(tool)) if std::env::var_os("CI").is_none() => {
                println!("{}\n  skipped: {tool}", peer.name);
                skipped += 1;
            }
            Err(Trouble::Missing(text) | Trouble::Broken(text)) => {
                println!("{}\n  broken: {text}", peer.name);
                wrong += 1;
            }
        }
    }
    if wanted.is_empty() || wanted.iter().any(|name| name == security::PEER.program) {
        match security::run(&work).await {
            Ok(failed) => wrong += failed,
            Err(Trouble::Missing(tool)) if std::env::var_os("CI").is_none() => {
                println!("{}\n  skipped: {tool}", security::PEER.name);
                skipped += 1;
            }
            Err(Trouble::Missing(text) | Trouble::Broken(text)) => {
                println!("{}\n  broken: {text}", security::PEER.name);
                wrong += 1;
            }
        }
    }
    let (seen, missed) = look_for_deviations(&runs);
    let tables = report::tables(&runs, &seen);
    let same = skipped > 0 || wrong > 0 || document::compare(&tables)?;
    if skipped > 0 {
        println!("{skipped} peers were skipped, so the tables of the docs are not compared");
    }
    match wrong + missed == 0 && same {
        true => Ok(ExitCode::SUCCESS),
        false => Ok(ExitCode::FAILURE),
    }
}

/// Where peers are built and installed: beside what cargo builds.
fn work_folder() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let target = program
        .ancestors()
        .nth(2)
        .ok_or("the program is in no target folder")?;
    Ok(target.join("interop"))
}

/// Prints what came of a peer, with its version; how much of it failed.
fn tell(ran: &Ran) -> usize {
    println!("{} {}", ran.peer.name, ran.version);
    let sides = [("its service", &ran.served), ("its client", &ran.called)];
    let sides = sides
        .iter()
        .filter_map(|(name, side)| Some((name, side.as_ref()?)));
    sides.map(|(name, side)| tell_side(name, side)).sum()
}

fn tell_side(name: &str, side: &Side) -> usize {
    let count = |wanted: fn(&Verdict) -> bool| {
        let verdicts = side.findings.iter().map(|finding| &finding.verdict);
        verdicts.filter(|verdict| wanted(verdict)).count()
    };
    let failed = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    println!(
        "  {name}: {} as they should, {} that it cannot do, {failed} not; {} calls",
        count(|verdict| *verdict == Verdict::Passed),
        count(|verdict| matches!(verdict, Verdict::Cannot(_))),
        side.traffic.calls(),
    );
    for finding in &side.findings {
        if let Verdict::Failed(detail) = &finding.verdict {
            println!("  {name}: {}: {detail}", finding.case);
        }
    }
    failed
}

/// The deviations of the peers that ran, and how many of them were not seen or have no test.
fn look_for_deviations(runs: &[Ran]) -> (Vec<&'static Deviation>, usize) {
    let ran = |deviation: &Deviation| runs.iter().find(|ran| ran.peer.name == deviation.peer);
    let mut seen = Vec::new();
    let mut missed = 0;
    for deviation in DEVIATIONS {
        let Some(ran) = ran(deviation) else { continue };
        if deviation.shows_in(ran) && deviation.is_tested() {
            seen.push(deviation);
        } else {
            println!(
                "{}: not seen, or without its test: {}",
                deviation.peer, deviation.seen
            );
            missed += 1;
        }
    }
    (seen, missed)
}
