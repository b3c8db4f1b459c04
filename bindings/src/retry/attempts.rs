//! One call with all its attempts.

use super::decision::{Failures, Reason};
use super::nature::Nature;
use super::policy::RetryPolicy;
use crate::{Error, Service};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// The attempts of one call: how long the next one may take, and whether there is one.
pub(crate) struct Attempts {
    service: Service,
    operation: &'static str,
    nature: Nature,
    policy: RetryPolicy,
    deadline: Option<Instant>,
    failures: Failures,
}

impl Attempts {
    /// The attempts of a call that begins now. `time` is what the call itself was given.
    pub(crate) fn new(
        service: Service,
        operation: &'static str,
        policy: RetryPolicy,
        time: Option<Duration>,
    ) -> Self {
        Self {
            service,
            operation,
            nature: policy.nature.unwrap_or_else(|| Nature::of(operation)),
            deadline: Instant::now().checked_add(time.unwrap_or(policy.deadline)),
            policy,
            failures: Failures::default(),
        }
    }

    /// The time for the next attempt: `usual`, or less if the deadline comes before.
    pub(crate) fn time(&self, usual: Duration) -> Duration {
        let now = Instant::now();
        match self.deadline {
            Some(deadline) => usual.min(deadline.saturating_duration_since(now)),
            None => usual,
        }
    }

    /// Waits for the next attempt after one that failed.
    ///
    /// # Errors
    ///
    /// The error of that attempt if there is to be no other.
    pub(crate) async fn wait_after(&mut self, error: Error) -> Result<(), Error> {
        let call = (self.service, self.nature);
        let Some(wait) = self.policy.decide(call, &error, self.failures) else {
            return Err(error);
        };
        let time = wait
            .time
            .mul_f64(1.0 + self.policy.jitter * fastrand::f64());
        let end = Instant::now().checked_add(time);
        if self
            .deadline
            .is_some_and(|deadline| end.is_none_or(|end| end >= deadline))
        {
            tracing::warn!(
                operation = self.operation, ?time, %error,
                "the call would have to wait beyond its deadline"
            );
            return Err(error);
        }
        let failed = match wait.reason {
            Reason::Throttled => &mut self.failures.throttled,
            Reason::Passing => &mut self.failures.passing,
        };
        *failed += 1;
        tracing::warn!(
            operation = self.operation, reason = ?wait.reason, ?time, failures = *failed, %error,
            "the call is made again"
        );
        sleep(time).await;
        Ok(())
    }
}
