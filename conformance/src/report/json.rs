//! The report for programs.

use std::time::Duration;

use serde::Serialize;

use crate::case::{Expected, Kind, Validity};
use crate::outcome::{Failure, State};
use crate::ran::Ran;

#[derive(Serialize)]
struct Report<'a> {
    seconds: f64,
    cases: Vec<CaseReport<'a>>,
}

#[derive(Serialize)]
struct CaseReport<'a> {
    id: &'a str,
    kind: Kind,
    contributor: &'a str,
    expected: Expected,
    generate_seconds: f64,
    #[serde(flatten)]
    state: StateReport<'a>,
    instances: Vec<InstanceReport<'a>>,
}

#[derive(Serialize)]
struct InstanceReport<'a> {
    name: &'a str,
    expected: Validity,
    #[serde(flatten)]
    state: StateReport<'a>,
}

#[derive(Serialize)]
struct StateReport<'a> {
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'a Failure>,
}

/// Every case and instance with what became of it.
///
/// # Errors
///
/// If it cannot be written as JSON.
pub(crate) fn json(ran: &[Ran], time: Duration) -> Result<String, String> {
    let report = Report {
        seconds: time.as_secs_f64(),
        cases: ran.iter().map(case).collect(),
    };
    serde_json::to_string_pretty(&report).map_err(|error| error.to_string())
}

fn case(one: &Ran) -> CaseReport<'_> {
    let instances = one.case.instances.iter().zip(&one.instances);
    CaseReport {
        id: &one.case.id,
        kind: one.case.kind,
        contributor: &one.case.contributor,
        expected: one.case.expected,
        generate_seconds: one.time.as_secs_f64(),
        state: state(&one.schema),
        instances: instances
            .map(|(instance, became)| InstanceReport {
                name: &instance.name,
                expected: instance.validity,
                state: state(became),
            })
            .collect(),
    }
}

fn state(state: &State) -> StateReport<'_> {
    let (result, failure) = match state {
        State::NotRun => ("not-run", None),
        State::Unfit(_) => ("unfit", None),
        State::Passed => ("passed", None),
        State::Blocked => ("blocked", None),
        State::Failed(failure) => ("failed", Some(failure)),
    };
    StateReport { result, failure }
}
