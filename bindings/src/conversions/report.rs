//! What came of an upload.

use super::journal::{Outcome, RecordedRejection};
use super::rules::Violation;
use crate::{ApiError, Error};
use std::collections::HashSet;
use std::fmt;

/// What came of an upload, over all the runs that it took.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The rows that were read.
    pub rows: u64,
    /// The conversions that were sent and answered for.
    pub sent: u64,
    /// Those of them that the service accepted.
    pub accepted: u64,
    /// The rows that were not sent because an earlier row is the same conversion.
    pub duplicates: Vec<Duplicate>,
    /// Every reason for which a row was refused, by the checks or by the service, in the order of the rows.
    pub rejected: Vec<Rejection>,
    /// The conversions that an earlier run sent and the service answered for then; part of `sent`, not sent again.
    pub resumed: u64,
    /// Batches that an earlier run may have sent before it was interrupted, and that were sent (again) by this one. The
    /// service ignores those of their conversions that it had.
    pub resent: Vec<Batch>,
    /// Batches that were sent and of which no answer came. The service may have acted on them.
    pub in_doubt: Vec<Batch>,
    refused_by_checks: u64,
    refused_by_service: u64,
}

/// A row that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// The row.
    pub row: u64,
    /// The earlier row with the same goal, click id and time.
    pub of: u64,
}

/// A batch, by its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// Its first row.
    pub first_row: u64,
    /// Its last row.
    pub last_row: u64,
    /// How many conversions it holds; rows in between may be refused or duplicates.
    pub conversions: usize,
}

/// A reason for which a row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The row; none if the service did not say which one it means.
    pub row: Option<u64>,
    /// The member or column at fault; empty if none is named.
    pub field: String,
    /// The number of the error, where it has one.
    pub code: Option<i32>,
    /// The name of the error or of the broken rule.
    pub name: String,
    /// The reason in words.
    pub reason: String,
    /// Who refused it.
    pub by: Judge,
}

/// Who refused a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Judge {
    /// Our own checks; the row was not sent.
    Check,
    /// The service.
    Service,
}

impl fmt::Display for Judge {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Check => "check",
            Self::Service => "service",
        })
    }
}

impl From<Violation> for Rejection {
    fn from(violation: Violation) -> Self {
        Self {
            row: Some(violation.row),
            field: violation.field.to_owned(),
            code: violation.rule.code().and_then(|code| code.number),
            name: violation.rule.name().to_owned(),
            reason: violation.reason,
            by: Judge::Check,
        }
    }
}

impl Rejection {
    /// A rejection by the service of one of the `rows` of a batch.
    fn of_service(recorded: RecordedRejection, rows: &[u64]) -> Self {
        Self {
            row: recorded.index.and_then(|index| rows.get(index)).copied(),
            field: recorded.field,
            code: Some(recorded.code).filter(|code| *code != 0),
            name: recorded.symbol,
            reason: recorded.reason,
            by: Judge::Service,
        }
    }
}

impl From<ApiError> for RecordedRejection {
    fn from(error: ApiError) -> Self {
        Self {
            index: error.index.and_then(|index| usize::try_from(index).ok()),
            code: error.code,
            reason: error.reason(),
            symbol: error.symbol.unwrap_or_default(),
            field: error.field_path.unwrap_or_default(),
        }
    }
}

impl Report {
    /// How many rows were refused; a row with several reasons counts once.
    pub fn rejected_rows(&self) -> u64 {
        self.refused_by_checks + self.refused_by_service
    }

    /// How many rows our own checks refused, which were not sent.
    pub fn rejected_by_checks(&self) -> u64 {
        self.refused_by_checks
    }

    pub(super) fn add_rows(
        &mut self,
        rows: u64,
        duplicates: Vec<Duplicate>,
        violations: Vec<Violation>,
    ) {
        self.rows += rows;
        self.duplicates.extend(duplicates);
        self.refused_by_checks +=
            count_rows(violations.iter().map(|violation| Some(violation.row)));
        self.rejected
            .extend(violations.into_iter().map(Rejection::from));
    }

    pub(super) fn add_outcome(&mut self, outcome: Outcome, rows: &[u64]) {
        let rejections: Vec<Rejection> = outcome
            .rejections
            .into_iter()
            .map(|rejection| Rejection::of_service(rejection, rows))
            .collect();
        let (sent, rejected) = (
            rows.len() as u64,
            count_rows(rejections.iter().map(|rejection| rejection.row)),
        );
        self.sent += sent;
        self.refused_by_service += rejected;
        self.accepted += sent.saturating_sub(rejected);
        self.rejected.extend(rejections);
    }

    pub(super) fn sort(&mut self) {
        self.rejected
            .sort_by_key(|rejection| rejection.row.unwrap_or(u64::MAX));
        self.resent.sort_by_key(|batch| batch.first_row);
        self.in_doubt.sort_by_key(|batch| batch.first_row);
    }
}

/// Rows that are named count once however often they are; each that is not named counts as one.
fn count_rows(rows: impl Iterator<Item = Option<u64>>) -> u64 {
    let mut named = HashSet::new();
    rows.filter(|row| row.is_none_or(|row| named.insert(row)))
        .count() as u64
}

/// An upload that stopped before its end.
///
/// Rows that the report does not count as sent, rejected, duplicate or in doubt were not sent.
#[derive(Debug)]
pub struct Interrupted {
    /// What stopped it.
    pub error: Error,
    /// What had come of it until then.
    pub report: Report,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "the upload stopped after {} conversions: {}",
            self.report.sent, self.error
        )
    }
}

impl std::error::Error for Interrupted {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.error)
    }
}

impl From<Interrupted> for Error {
    fn from(interrupted: Interrupted) -> Self {
        interrupted.error
    }
}
