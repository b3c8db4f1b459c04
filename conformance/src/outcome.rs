//! What became of a case.

use std::fmt;

use serde::Serialize;

use crate::case::{Case, Expected};
use crate::job::{Answer, Generated, Remark};
use crate::process::Silence;

/// What became of a schema or an instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// It was not asked for.
    #[default]
    NotRun,
    /// What should become of it became of it.
    Passed,
    /// It never came to it: the schema failed before.
    Blocked,
    /// It is a sample that does not keep to its schema, for this reason: it says nothing.
    Unfit(String),
    /// Something else became of it.
    Failed(Failure),
}

/// Where something went wrong, and the first error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Failure {
    pub(crate) stage: FailureStage,
    pub(crate) error: String,
}

/// Where something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailureStage {
    /// A panic, an overflow of the stack, too much memory.
    Crash,
    /// Too much time.
    Time,
    /// A schema that should load does not.
    Load,
    /// Nothing is generated from a schema that loads.
    Generate,
    /// Something of the schema was left out.
    LeftOut,
    /// What is generated does not compile.
    Compile,
    /// A broken schema is accepted.
    NotRejected,
    /// An error has no place.
    NotLocated,
    /// No schema declares the root.
    NotDeclared,
    /// No generated type is that of the root.
    NoRoot,
    /// A valid instance is not read.
    Read,
    /// A valid instance is read, but not strictly.
    Strict,
    /// A valid instance violates its schema.
    Validate,
    /// What was read cannot be written.
    Write,
    /// What is written differs from what was read.
    Compare,
    /// An invalid instance is read strictly, and validated.
    NotRefused,
    /// The tool itself.
    Tool,
}

/// The state of the schemas of a case after generating, and whether there is anything to compile.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    pub(crate) state: State,
    /// The generated modules and the size of their text, if there are any.
    pub(crate) generated: Option<(Vec<String>, usize)>,
}

impl Failure {
    pub(crate) fn new(stage: FailureStage, error: impl Into<String>) -> Self {
        Self {
            stage,
            error: error.into(),
        }
    }
}

impl From<Silence> for Failure {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Time => Self::new(FailureStage::Time, "took more than 10 s"),
            Silence::Death(cause) => Self::new(FailureStage::Crash, cause),
        }
    }
}

impl fmt::Display for FailureStage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Crash => "crash",
            Self::Time => "time",
            Self::Load => "load",
            Self::Generate => "generate",
            Self::LeftOut => "left-out",
            Self::Compile => "compile",
            Self::NotRejected => "not-rejected",
            Self::NotLocated => "not-located",
            Self::NotDeclared => "not-declared",
            Self::NoRoot => "no-root",
            Self::Read => "read",
            Self::Strict => "strict",
            Self::Validate => "validate",
            Self::Write => "write",
            Self::Compare => "compare",
            Self::NotRefused => "not-refused",
            Self::Tool => "tool",
        })
    }
}

/// Holds what the generator answered to what was expected.
pub(crate) fn judge(case: &Case, answer: Answer) -> Judged {
    let expected = case.expected;
    let failed = |stage, error: String| Judged {
        state: State::Failed(Failure::new(stage, error)),
        generated: None,
    };
    match answer {
        Answer::Generated(generated) => Judged {
            state: judge_generated(case, &generated),
            generated: kept(expected, generated),
        },
        Answer::NotLoaded(errors) => judge_errors(expected, &errors, FailureStage::Load),
        Answer::NotGenerated(errors) => judge_errors(expected, &errors, FailureStage::Generate),
        Answer::Panicked(message) => failed(FailureStage::Crash, message),
        Answer::Impossible(message) => failed(FailureStage::Tool, message),
        other => failed(FailureStage::Tool, format!("unexpected: {other:?}")),
    }
}

/// What is generated from a schema that should have been rejected is not looked at.
fn kept(expected: Expected, generated: Generated) -> Option<(Vec<String>, usize)> {
    (expected != Expected::Reject).then_some((generated.modules, generated.bytes))
}

/// What is left out of a schema that should be accepted fails the case, but for what no tool could generate.
fn judge_generated(case: &Case, generated: &Generated) -> State {
    let refusal = generated.refusals.first();
    let failure = match (case.expected, refusal.or(generated.broken.first())) {
        (Expected::Either, _) | (Expected::Accept, None) => return State::Passed,
        (Expected::Accept, Some(_)) => match refusal {
            Some(refusal) => Failure::new(FailureStage::LeftOut, refusal.to_string()),
            None => return State::Passed,
        },
        (Expected::ClearError, Some(remark)) => match remark.place {
            Some(_) => return State::Passed,
            None => Failure::new(FailureStage::NotLocated, remark.to_string()),
        },
        (Expected::Reject | Expected::ClearError, _) => Failure::new(
            FailureStage::NotRejected,
            format!("accepted, in {}", case.group),
        ),
    };
    State::Failed(failure)
}

fn judge_errors(expected: Expected, errors: &[Remark], stage: FailureStage) -> Judged {
    let state = match (expected, errors.first()) {
        (Expected::Accept, Some(error)) => State::Failed(Failure::new(stage, error.to_string())),
        (_, Some(Remark { place: Some(_), .. })) => State::Passed,
        (_, Some(error)) => {
            State::Failed(Failure::new(FailureStage::NotLocated, error.to_string()))
        }
        (_, None) => State::Failed(Failure::new(stage, "no error is given")),
    };
    Judged {
        state,
        generated: None,
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(out, "{place}: {}", self.message),
            None => out.write_str(&self.message),
        }
    }
}
