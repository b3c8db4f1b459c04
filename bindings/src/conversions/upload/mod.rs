//! Uploading any number of conversions: checked, in batches, several at a time, resumable.

mod batch;
mod delivery;

use super::apply::ApplyConversions;
use super::journal::Journal;
use super::report::{Interrupted, Report};
use super::row::Row;
use crate::Error;
use batch::{Batch, Batcher};
use castile::DateTime;
use delivery::Sender;
use futures_util::stream::{self, Stream, StreamExt};
use std::fmt;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// The most conversions that the service takes in one call.
///
/// Source: Microsoft Advertising documentation, "ApplyOfflineConversions".
pub const MOST_CONVERSIONS_A_CALL: usize = 1_000;

/// How many calls are under way at once if nothing else is said.
const CALLS_AT_ONCE: usize = 4;

/// How far an upload has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The rows that are done with, whatever became of them.
    pub rows: u64,
    /// The conversions sent and answered for.
    pub sent: u64,
    /// The conversions accepted.
    pub accepted: u64,
    /// The rows refused.
    pub rejected: u64,
    /// The rows that repeat an earlier one.
    pub duplicates: u64,
}

impl Progress {
    fn of(report: &Report) -> Self {
        Self {
            rows: report.rows,
            sent: report.sent,
            accepted: report.accepted,
            rejected: report.rejected_rows(),
            duplicates: report.duplicates.len() as u64,
        }
    }
}

/// Uploads conversions.
///
/// Rows are [checked](super::rules), gathered into batches of 1,000, and sent with a few calls at once; nothing is read
/// ahead of what is being sent, so the input may be larger than memory. After the first call that fails no other is
/// begun; those under way are waited for.
///
/// Dropping the future stops the upload between two steps. With a [journal](Self::journal) it can then be taken up
/// again, as after a crash; without one, nobody knows what became of the calls under way.
///
/// ```
/// # async fn run(service: impl msads::conversions::ApplyConversions, conversions: Vec<msads::OfflineConversion>) -> Result<(), msads::Error> {
/// use msads::conversions::ConversionUploader;
///
/// let report = ConversionUploader::new(service).calls_at_once(2).upload(conversions).await?;
/// for rejection in &report.rejected {
///     eprintln!("{:?}: {}", rejection.row, rejection.reason);
/// }
/// # Ok(())
/// # }
/// ```
pub struct ConversionUploader<A> {
    service: A,
    batch_size: usize,
    calls_at_once: usize,
    now: Option<DateTime>,
    journal: Option<Arc<Mutex<Journal>>>,
    progress: Box<dyn Fn(Progress) + Send + Sync>,
}

impl<A> fmt::Debug for ConversionUploader<A> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ConversionUploader")
            .field("batch_size", &self.batch_size)
            .field("calls_at_once", &self.calls_at_once)
            .field("now", &self.now)
            .field("journal", &self.journal)
            .finish_non_exhaustive()
    }
}

impl<A: ApplyConversions> ConversionUploader<A> {
    /// An uploader to `service`.
    pub fn new(service: A) -> Self {
        Self {
            service,
            batch_size: MOST_CONVERSIONS_A_CALL,
            calls_at_once: CALLS_AT_ONCE,
            now: None,
            journal: None,
            progress: Box::new(|_| ()),
        }
    }

    /// Smaller batches than 1,000. A journal that is continued keeps the size that it began with.
    #[must_use]
    pub fn batch_size(mut self, conversions: usize) -> Self {
        self.batch_size = conversions.clamp(1, MOST_CONVERSIONS_A_CALL);
        self
    }

    /// How many calls may be under way at once; 4 if not said. The sandbox asks for one.
    #[must_use]
    pub fn calls_at_once(mut self, calls: usize) -> Self {
        self.calls_at_once = calls.max(1);
        self
    }

    /// The time against which rows are checked, instead of the machine's at each row. With a journal it is the time at
    /// which the upload began, so that the same rows are good in every run.
    #[must_use]
    pub fn now(mut self, now: DateTime) -> Self {
        self.now = Some(now);
        self
    }

    /// Keeps `journal`, so that the upload can be continued after an interruption without sending an answered batch
    /// again. The rows must be the same in every run.
    #[must_use]
    pub fn journal(mut self, journal: Journal) -> Self {
        self.batch_size = journal.batch_size();
        self.now = DateTime::from_unix(journal.started_at(), 0).ok();
        self.journal = Some(Arc::new(Mutex::new(journal)));
        self
    }

    /// Calls `progress` after every batch.
    #[must_use]
    pub fn on_progress(mut self, progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// Uploads conversions, or numbered [rows](Row).
    ///
    /// # Errors
    ///
    /// [`Interrupted`] at the first call or journal entry that fails, with what had been done by then. Rows that are
    /// refused are no errors; the report has them.
    pub async fn upload<I>(self, rows: I) -> Result<Report, Interrupted>
    where
        I: IntoIterator<Item: Into<Row>>,
    {
        self.upload_stream(stream::iter(rows.into_iter().map(Ok::<_, Error>)))
            .await
    }

    /// Uploads what a stream brings; an error in it stops the upload.
    ///
    /// # Errors
    ///
    /// As for [`upload`](Self::upload), and the stream's own.
    pub async fn upload_stream<S, R>(self, rows: S) -> Result<Report, Interrupted>
    where
        S: Stream<Item = Result<R, Error>>,
        R: Into<Row>,
    {
        let stopped = AtomicBool::new(false);
        let batcher = Batcher::new(self.now, self.batch_size);
        let sender = Sender {
            service: &self.service,
            journal: self.journal.as_ref(),
        };
        let rows = pin!(rows);
        let deliveries = batches(rows, batcher, &stopped)
            .map(|batch| sender.deliver(batch))
            .buffer_unordered(self.calls_at_once);
        let mut deliveries = pin!(deliveries);
        let mut report = Report::default();
        let mut failure = None;
        while let Some(delivered) = deliveries.next().await {
            if let Err(error) = delivered.add_to(&mut report) {
                stopped.store(true, Ordering::Relaxed);
                failure.get_or_insert(error);
            }
            (self.progress)(Progress::of(&report));
        }
        report.sort();
        match failure {
            None => Ok(report),
            Some(error) => Err(Interrupted { error, report }),
        }
    }
}

/// The batches of `rows`; no row is read after `stopped` is set, nor after an error.
fn batches<'a, S, R>(
    rows: Pin<&'a mut S>,
    batcher: Batcher,
    stopped: &'a AtomicBool,
) -> impl Stream<Item = Result<Batch, Error>>
where
    S: Stream<Item = Result<R, Error>>,
    R: Into<Row>,
{
    stream::unfold((rows, batcher), move |(mut rows, mut batcher)| async move {
        loop {
            if stopped.load(Ordering::Relaxed) {
                return None;
            }
            match rows.next().await {
                Some(Ok(row)) => {
                    if let Some(batch) = batcher.push(row.into()) {
                        return Some((Ok(batch), (rows, batcher)));
                    }
                }
                Some(Err(error)) => {
                    stopped.store(true, Ordering::Relaxed);
                    return Some((Err(error), (rows, batcher)));
                }
                None => return batcher.finish().map(|batch| (Ok(batch), (rows, batcher))),
            }
        }
    })
}

#[cfg(test)]
mod tests;
