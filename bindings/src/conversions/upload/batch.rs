//! Rows in, checked batches out.

use crate::OfflineConversion;
use crate::conversions::identity::digest;
use crate::conversions::journal::Intent;
use crate::conversions::report::{self, Duplicate};
use crate::conversions::row::Row;
use crate::conversions::rules::{Checker, Verdict, Violation};
use castile::DateTime;

/// Good conversions that are sent together, and what was found on the way to them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) number: u64,
    pub(super) rows: Vec<u64>,
    pub(super) conversions: Vec<OfflineConversion>,
    pub(super) rows_read: u64,
    pub(super) duplicates: Vec<Duplicate>,
    pub(super) violations: Vec<Violation>,
}

impl Batch {
    pub(super) fn intent(&self) -> Intent {
        Intent {
            batch: self.number,
            conversions: self.conversions.len(),
            digest: digest(&self.conversions),
        }
    }

    /// The batch by its rows; one without conversions has none.
    pub(super) fn span(&self) -> Option<report::Batch> {
        Some(report::Batch {
            first_row: *self.rows.first()?,
            last_row: *self.rows.last()?,
            conversions: self.rows.len(),
        })
    }
}

/// Checks rows and gathers the good ones into batches.
///
/// The same rows at the same time make the same batches, which is what a journal relies on.
#[derive(Debug)]
pub(super) struct Batcher {
    checker: Checker,
    size: usize,
    row: u64,
    next: u64,
    batch: Batch,
}

impl Batcher {
    /// Without a time, each row is held against the one at which it is taken.
    pub(super) fn new(now: Option<DateTime>, size: usize) -> Self {
        Self {
            checker: now.map_or_else(Checker::by_the_clock, Checker::new),
            size,
            row: 0,
            next: 0,
            batch: Batch::default(),
        }
    }

    /// Takes a row; gives a batch when that filled it.
    pub(super) fn push(&mut self, row: Row) -> Option<Batch> {
        self.row = row.number.unwrap_or(self.row + 1);
        self.batch.rows_read += 1;
        match row.content {
            Err(violations) => self.batch.violations.extend(violations),
            Ok(conversion) => match self.checker.check(self.row, &conversion) {
                Verdict::Bad(violations) => self.batch.violations.extend(violations),
                Verdict::Duplicate { of } => {
                    self.batch.duplicates.push(Duplicate { row: self.row, of })
                }
                Verdict::Good => {
                    self.batch.rows.push(self.row);
                    self.batch.conversions.push(conversion);
                }
            },
        }
        (self.batch.conversions.len() >= self.size).then(|| self.take())
    }

    /// The rest, if any row is left in it.
    pub(super) fn finish(&mut self) -> Option<Batch> {
        (self.batch.rows_read > 0).then(|| self.take())
    }

    fn take(&mut self) -> Batch {
        let mut batch = std::mem::take(&mut self.batch);
        if !batch.conversions.is_empty() {
            batch.number = self.next;
            self.next += 1;
        }
        batch
    }
}
