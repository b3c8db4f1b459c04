//! Waiting for a job of the service: how often is asked, and for how long.

use crate::{Error, ErrorKind};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often a service is asked whether a file is ready, and for how long.
///
/// Every second for the first five times, every 5 seconds up to a minute, every 15 seconds up to ten, and every minute from
/// then on.
///
/// Source: Microsoft's SDKs for the first five; Microsoft Advertising documentation, "Request and download a report" and
/// "Bulk download and upload", for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct PollPolicy {
    longest_pause: Duration,
    deadline: Duration,
}

impl Default for PollPolicy {
    fn default() -> Self {
        Self {
            longest_pause: Duration::from_secs(60),
            deadline: Duration::from_secs(60 * 60),
        }
    }
}

impl PollPolicy {
    /// Asks at least this often.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// Gives up after this time. Default: an hour. The job goes on at the service, and its id is in the error.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    fn pause(&self, asked: u32, waited: Duration) -> Duration {
        let seconds = match (asked, waited.as_secs()) {
            (0..=5, _) => 1,
            (_, 0..60) => 5,
            (_, 60..600) => 15,
            _ => 60,
        };
        Duration::from_secs(seconds).min(self.longest_pause)
    }
}

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JobProgress {
    /// The id of the job.
    pub id: String,
    /// The state that the service names, such as `InProgress`.
    pub state: String,
    /// How much is done, in percent, where the service says.
    pub percent: Option<i32>,
    /// How long it has been waited for.
    pub waited: Duration,
}

type Tell = dyn Fn(&JobProgress) + Send + Sync;

/// Who is told how far a job is.
#[derive(Clone, Default)]
pub(crate) struct Watch(pub(crate) Option<Arc<Tell>>);

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// The waiting for one job.
pub(crate) struct Polling<'a> {
    id: &'a str,
    policy: PollPolicy,
    watch: &'a Watch,
    started: Instant,
    asked: u32,
}

impl<'a> Polling<'a> {
    pub(crate) fn of(id: &'a str, policy: PollPolicy, watch: &'a Watch) -> Self {
        Self {
            id,
            policy,
            watch,
            started: Instant::now(),
            asked: 0,
        }
    }

    /// Tells how far the job is, and waits until it is time to ask again.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoAnswer`] if the time is over.
    pub(crate) async fn wait(&mut self, state: &str, percent: Option<i32>) -> Result<(), Error> {
        self.asked += 1;
        let waited = self.started.elapsed();
        let progress = JobProgress {
            id: self.id.to_owned(),
            state: state.to_owned(),
            percent,
            waited,
        };
        tracing::debug!(id = self.id, state, percent, ?waited, "the job goes on");
        if let Some(tell) = &self.watch.0 {
            tell(&progress);
        }
        let pause = self.policy.pause(self.asked, waited);
        if waited + pause > self.policy.deadline {
            let (id, seconds) = (self.id, self.policy.deadline.as_secs());
            let what = format!(
                "the job `{id}` is {state} after {seconds} seconds; it goes on, and can be waited for again"
            );
            return Err(Error::told(ErrorKind::NoAnswer, what));
        }
        sleep(pause).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{PollPolicy, Polling, Watch};
    use crate::ErrorKind;
    use std::time::Duration;
    use tokio::time::Instant;

    #[tokio::test(start_paused = true)]
    async fn a_job_is_asked_after_less_and_less_often_until_the_time_is_over() {
        let started = Instant::now();
        let watch = Watch::default();
        let mut polling = Polling::of("id", PollPolicy::default(), &watch);
        let mut asked = Vec::new();
        let error = loop {
            match polling.wait("InProgress", Some(7)).await {
                Ok(()) => asked.push(started.elapsed().as_secs()),
                Err(error) => break error,
            }
        };
        assert_eq!(asked[..7], [1, 2, 3, 4, 5, 10, 15]);
        assert!(asked.contains(&60) && asked.contains(&75) && !asked.contains(&70));
        assert!(asked.windows(2).all(|pair| pair[1] - pair[0] <= 60));
        assert!(started.elapsed() <= Duration::from_secs(3600));
        assert_eq!(error.kind(), ErrorKind::NoAnswer);
        assert_eq!(
            error.to_string(),
            "the job `id` is InProgress after 3600 seconds; it goes on, and can be waited for again"
        );
    }
}
