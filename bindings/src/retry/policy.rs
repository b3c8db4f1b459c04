//! The settings of retries.

use super::nature::Nature;
use std::time::Duration;

/// When a call is made again; see [the module](super).
///
/// Of a client by [`ClientBuilder::retry`](crate::ClientBuilder::retry); of one call by `.extension(policy)` on it.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct RetryPolicy {
    pub(super) tries: u32,
    pub(super) deadline: Duration,
    pub(super) first_pause: Duration,
    pub(super) longest_pause: Duration,
    pub(super) jitter: f64,
    pub(super) waits_for_throttling: WaitsForThrottling,
    pub(super) nature: Option<Nature>,
}

/// Whether a call waits until a limit lets it through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WaitsForThrottling {
    Yes,
    No,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 4,
            deadline: Duration::from_secs(20 * 60),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            jitter: 0.2,
            waits_for_throttling: WaitsForThrottling::Yes,
            nature: None,
        }
    }
}

impl RetryPolicy {
    /// Every call is made once, but for a token that has expired.
    pub fn none() -> Self {
        Self {
            tries: 1,
            waits_for_throttling: WaitsForThrottling::No,
            ..Self::default()
        }
    }

    /// How often a call is made in all that is not answered. Default: 4. Waiting for a limit does not count.
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries.max(1);
        self
    }

    /// The time for a call with everything that is tried and waited for. Default: 20 minutes; the timeout of a single call goes
    /// before it.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The pause before a call is made again that was not answered: it doubles from the first to the longest. Default: 1 to 30 seconds.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest.max(first);
        self
    }

    /// How much longer than that a wait is at most, by chance, as a part of it. Default: 0.2. It keeps programs that were
    /// turned away together from coming back together.
    pub fn jitter(mut self, part: f64) -> Self {
        self.jitter = part.clamp(0.0, 1.0);
        self
    }

    /// Fails at once where a limit is reached, instead of waiting.
    pub fn fail_when_throttled(mut self) -> Self {
        self.waits_for_throttling = WaitsForThrottling::No;
        self
    }

    /// Takes an operation for what its caller knows it to be: a write that is safe to repeat, or a read that is not.
    pub fn nature(mut self, nature: Nature) -> Self {
        self.nature = Some(nature);
        self
    }
}
