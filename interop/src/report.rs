//! What came of the run, as tables for the docs.

use std::fmt::Write;

use crate::case::{BOTH, CLIENTS, Case, SERVICES, Verdict};
use crate::deviation::Deviation;
use crate::peer::Origin;
use crate::run::{Ran, Side};

/// The tables. They say nothing that differs from run to run.
pub(crate) fn tables(runs: &[Ran], deviations: &[&Deviation]) -> String {
    let mut out = String::new();
    peers(runs, &mut out);
    out.push_str("\n### Castile's client, and the services of others\n\n");
    verdicts(runs, |ran| ran.served.as_ref(), &[BOTH, SERVICES], &mut out);
    out.push_str("\n### Castile's services, and the clients of others\n\n");
    verdicts(runs, |ran| ran.called.as_ref(), &[BOTH, CLIENTS], &mut out);
    out.push_str("\n### What peers do that had to be met\n\n");
    out.push_str(
        "| peer | what was seen on the wire | what Castile does | test |\n|---|---|---|---|\n",
    );
    for deviation in deviations {
        let Deviation {
            peer,
            seen,
            met,
            test,
            ..
        } = deviation;
        line(
            &mut out,
            &[
                peer,
                seen,
                met,
                &format!("`{}` in `{}`", test.name, test.file),
            ],
        );
    }
    out
}

/// Without numbers of calls: a connection that breaks and is made again would change them.
fn peers(runs: &[Ran], out: &mut String) {
    out.push_str(
        "| peer | version | its service is called | its client calls |\n|---|---|---|---|\n",
    );
    for ran in runs {
        let version = match ran.peer.origin {
            Origin::Pinned => &ran.version,
            Origin::System => "the system's",
        };
        let ran_side = |side: &Option<Side>| if side.is_some() { "yes" } else { "" };
        let sides = [ran_side(&ran.served), ran_side(&ran.called)];
        line(out, &[ran.peer.name, version, sides[0], sides[1]]);
    }
}

fn verdicts(
    runs: &[Ran],
    side: impl Fn(&Ran) -> Option<&Side>,
    cases: &[&[Case]],
    out: &mut String,
) {
    let columns: Vec<_> = runs
        .iter()
        .filter_map(|ran| Some((ran.peer.name, side(ran)?)))
        .collect();
    let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
    line(out, &[&["what is checked"], names.as_slice()].concat());
    line(out, &vec!["---"; names.len() + 1]);
    let mut notes = Vec::new();
    for case in cases.iter().copied().flatten() {
        let mut cells = vec![case.claim.to_owned()];
        for (name, side) in &columns {
            let found = side
                .findings
                .iter()
                .find(|finding| finding.case == case.name);
            cells.push(match found.map(|finding| &finding.verdict) {
                Some(Verdict::Passed) => "yes".to_owned(),
                Some(Verdict::Cannot(reason)) => note(&mut notes, format!("{name}: {reason}.")),
                Some(Verdict::Failed(_)) => "**no**".to_owned(),
                None => String::new(),
            });
        }
        line(out, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    out.push('\n');
    for (number, note) in notes.iter().enumerate() {
        // Writing to a String does not fail.
        let _ = writeln!(out, "{}. {note}", number + 1);
    }
}

/// The cell that points to a note.
fn note(notes: &mut Vec<String>, text: String) -> String {
    let known = notes.iter().position(|note| *note == text);
    let number = known.unwrap_or_else(|| {
        notes.push(text);
        notes.len() - 1
    });
    format!("note {}", number + 1)
}

fn line(out: &mut String, cells: &[&str]) {
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}
