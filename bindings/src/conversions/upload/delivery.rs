//! One batch on its way: into the journal, to the service, and its answer into the journal.

use super::batch::Batch;
use crate::conversions::apply::{Applied, ApplyConversions};
use crate::conversions::journal::{BatchState, Journal, Outcome, RecordedRejection};
use crate::conversions::report::Report;
use crate::{Delivery, Error, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::Instrument;

/// Sends batches, with or without a journal.
pub(super) struct Sender<'a, A> {
    pub(super) service: &'a A,
    pub(super) journal: Option<&'a Arc<Mutex<Journal>>>,
}

/// A batch after its delivery; its conversions are gone.
pub(super) struct Delivered {
    batch: Batch,
    fate: Fate,
}

/// What became of a batch.
enum Fate {
    /// It had no conversions.
    Nothing,
    /// An earlier run has the answer.
    Resumed(Outcome),
    /// This run has the answer; `resent` if an earlier run may have sent it before.
    Answered { outcome: Outcome, resent: bool },
    /// There is no answer; `delivery` says how far it came.
    Failed { error: Error, delivery: Delivery },
}

impl<A: ApplyConversions> Sender<'_, A> {
    /// Delivers a batch unless the journal has its answer.
    pub(super) async fn deliver(&self, batch: Result<Batch, Error>) -> Delivered {
        match batch {
            Ok(mut batch) => {
                let span = tracing::info_span!(
                    "batch",
                    number = batch.number,
                    conversions = batch.conversions.len()
                );
                let fate = self.fate(&mut batch).instrument(span).await;
                Delivered {
                    batch,
                    fate: fate.unwrap_or_else(Fate::unsent),
                }
            }
            Err(error) => Delivered {
                batch: Batch::default(),
                fate: Fate::unsent(error),
            },
        }
    }

    async fn fate(&self, batch: &mut Batch) -> Result<Fate, Error> {
        if batch.conversions.is_empty() {
            return Ok(Fate::Nothing);
        }
        let intent = batch.intent();
        let number = intent.batch;
        let state = self.record(move |journal| {
            let state = journal.state(&intent)?;
            if !matches!(state, BatchState::Confirmed(_)) {
                journal.intend(intent)?;
            }
            Ok(state)
        });
        let resent = match state.await?.unwrap_or(BatchState::Open) {
            BatchState::Confirmed(outcome) => return Ok(Fate::Resumed(outcome)),
            state => state == BatchState::InDoubt,
        };
        match self
            .service
            .apply(std::mem::take(&mut batch.conversions))
            .await
        {
            Ok(applied) => Ok(self.answered(number, applied, resent).await),
            Err(error) => Ok(self.failed(number, error, resent).await),
        }
    }

    async fn answered(&self, number: u64, applied: Applied, resent: bool) -> Fate {
        let outcome = Outcome {
            tracking_id: applied.tracking_id,
            rejections: applied
                .partial_errors
                .into_iter()
                .map(RecordedRejection::from)
                .collect(),
        };
        tracing::info!(
            rejections = outcome.rejections.len(),
            tracking_id = outcome.tracking_id,
            "answered"
        );
        let recorded = outcome.clone();
        match self
            .record(move |journal| journal.confirm(number, recorded))
            .await
        {
            Ok(_) => Fate::Answered { outcome, resent },
            Err(error) => Fate::Failed {
                error,
                delivery: Delivery::Unknown,
            },
        }
    }

    /// A batch that the service has certainly not acted on is open again, unless an earlier run left it in doubt.
    async fn failed(&self, number: u64, error: Error, resent: bool) -> Fate {
        let delivery = if resent {
            Delivery::Unknown
        } else {
            error.delivery()
        };
        tracing::warn!(%error, ?delivery, "not answered");
        if delivery == Delivery::Unknown {
            return Fate::Failed { error, delivery };
        }
        match self.record(move |journal| journal.withdraw(number)).await {
            Ok(_) => Fate::Failed { error, delivery },
            Err(journal_error) => Fate::Failed {
                error: error.caused_by(journal_error),
                delivery,
            },
        }
    }

    /// Works on the journal, if there is one, off the async threads: each entry waits for the disk.
    async fn record<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Journal) -> Result<T, Error> + Send + 'static,
    ) -> Result<Option<T>, Error> {
        let Some(journal) = self.journal.cloned() else {
            return Ok(None);
        };
        let done = tokio::task::spawn_blocking(move || {
            work(&mut journal.lock().unwrap_or_else(PoisonError::into_inner))
        });
        match done.await {
            Ok(result) => result.map(Some),
            Err(stopped) => Err(Error::new(
                ErrorKind::Journal,
                "work on the journal was cut short",
            )
            .caused_by(stopped)),
        }
    }
}

impl Fate {
    fn unsent(error: Error) -> Self {
        Self::Failed {
            error,
            delivery: Delivery::NotSent,
        }
    }
}

impl Delivered {
    /// Adds what became of the batch to `report`, and gives back the error if it failed.
    pub(super) fn add_to(self, report: &mut Report) -> Result<(), Error> {
        let Self { batch, fate } = self;
        let span = batch.span();
        report.add_rows(batch.rows_read, batch.duplicates, batch.violations);
        match fate {
            Fate::Nothing => Ok(()),
            Fate::Resumed(outcome) => {
                report.resumed += batch.rows.len() as u64;
                report.add_outcome(outcome, &batch.rows);
                Ok(())
            }
            Fate::Answered { outcome, resent } => {
                report.resent.extend(span.filter(|_| resent));
                report.add_outcome(outcome, &batch.rows);
                Ok(())
            }
            Fate::Failed { error, delivery } => {
                report
                    .in_doubt
                    .extend(span.filter(|_| delivery == Delivery::Unknown));
                Err(error)
            }
        }
    }
}
