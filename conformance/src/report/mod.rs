//! What is said in the end: for people, and for programs.

mod frequent;
mod json;
mod table;

use std::fmt::Write;
use std::time::Duration;

use crate::arguments::Arguments;
use crate::outcome::{Failure, State};
use crate::ran::Ran;
pub(crate) use json::json;

/// The report for people: failures, the most frequent kinds of failure, and the table of counts.
pub(crate) fn text(ran: &[Ran], arguments: &Arguments, time: Duration) -> String {
    let mut out = String::new();
    for (name, state) in states(ran) {
        if let State::Unfit(reason) = state {
            line(
                &mut out,
                format_args!("UNFIT {name}: it does not keep to its schema: {reason}"),
            );
        }
    }
    let failures: Vec<_> = failures(ran).collect();
    for (name, failure) in failures.iter().take(arguments.list) {
        line(
            &mut out,
            format_args!("FAILED {name}: {}: {}", failure.stage, failure.error),
        );
    }
    let more = failures.len().saturating_sub(arguments.list);
    if more > 0 {
        line(&mut out, format_args!("({more} more failures)"));
    }
    frequent::write(&mut out, &failures, arguments.top);
    table::write(&mut out, ran);
    let slowest = ran.iter().max_by_key(|one| one.time);
    if let Some(one) = slowest {
        line(
            &mut out,
            format_args!(
                "\nslowest to generate: {} ({:.1} s)",
                one.case.id,
                one.time.as_secs_f64()
            ),
        );
    }
    line(
        &mut out,
        format_args!("{} cases in {:.0} s", ran.len(), time.as_secs_f64()),
    );
    out
}

/// All failures with the names of case and instance.
fn failures(ran: &[Ran]) -> impl Iterator<Item = (String, &Failure)> {
    states(ran).filter_map(|(name, state)| match state {
        State::Failed(failure) => Some((name, failure)),
        _ => None,
    })
}

/// What became of all cases and instances, with their names.
fn states(ran: &[Ran]) -> impl Iterator<Item = (String, &State)> {
    ran.iter().flat_map(|one| {
        let names = one
            .case
            .instances
            .iter()
            .map(|instance| format!("{} {}", one.case.id, instance.name));
        let instances = names.zip(&one.instances);
        std::iter::once((one.case.id.clone(), &one.schema)).chain(instances)
    })
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes all that is written");
}
