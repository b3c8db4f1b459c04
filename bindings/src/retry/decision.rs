//! Whether a call that failed is made again, and how long after.

use super::nature::Nature;
use super::policy::{RetryPolicy, WaitsForThrottling};
use crate::{Delivery, Error, ErrorCode, ErrorKind, Service};
use std::time::Duration;

/// How often a call has failed so far, by reason.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Failures {
    pub(super) throttled: u32,
    pub(super) passing: u32,
}

/// Why a call is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// A limit was reached; nothing was done.
    Throttled,
    /// What failed may work the next time.
    Passing,
}

/// A wait before the next attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) reason: Reason,
    pub(super) time: Duration,
}

/// Waits at limits: the first and the longest; in between they double.
///
/// Source: Microsoft Advertising documentation, "Services protocol", "Throttling": 60 seconds; until earlier reports are
/// complete; up to 15 minutes.
const RATE: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(60));
const CONCURRENT: (Duration, Duration) = (Duration::from_secs(15), Duration::from_secs(60));
const BULK: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(300));

impl RetryPolicy {
    /// The wait before a call is made again that failed with this error; none if it is not.
    pub(super) fn decide(
        &self,
        (service, nature): (Service, Nature),
        error: &Error,
        failures: Failures,
    ) -> Option<Wait> {
        if let Some((first, longest)) = limit(service, error) {
            if self.waits_for_throttling == WaitsForThrottling::No {
                return None;
            }
            let usual = doubled(first, longest, failures.throttled);
            return Some(Wait {
                reason: Reason::Throttled,
                time: error.retry_after().unwrap_or(usual),
            });
        }
        let repeats = match error.delivery() {
            Delivery::NotSent => true,
            Delivery::Unknown => nature.may_repeat(),
            Delivery::Refused => false,
        };
        let tries = failures.passing + 1;
        if !repeats || !may_pass(error) || tries >= self.tries {
            return None;
        }
        let usual = doubled(self.first_pause, self.longest_pause, failures.passing);
        Some(Wait {
            reason: Reason::Passing,
            time: error.retry_after().unwrap_or(usual),
        })
    }
}

/// The limit that was reached, by the documented codes of the service.
fn limit(service: Service, error: &Error) -> Option<(Duration, Duration)> {
    if error.has(ErrorCode::CALL_RATE_EXCEEDED) {
        return Some(RATE);
    }
    // The same number means something else in the customer services, which give no names.
    if service == Service::Reporting && error.has(ErrorCode::CONCURRENT_REQUEST_OVER_LIMIT) {
        return Some(CONCURRENT);
    }
    if error.has(ErrorCode::BULK_SERVICE_NO_MORE_CALLS_PERMITTED) {
        return Some(BULK);
    }
    (error.status() == Some(429)).then_some(RATE)
}

/// Whether the same call may fare better later.
fn may_pass(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::NotSent => error.is_passing(),
        ErrorKind::NoAnswer => true,
        ErrorKind::NotUnderstood => matches!(error.status(), Some(408 | 500..)),
        ErrorKind::Refused => error.errors().iter().any(|error| error.code == 0),
        _ => false,
    }
}

fn doubled(first: Duration, longest: Duration, times: u32) -> Duration {
    first
        .saturating_mul(2_u32.saturating_pow(times))
        .min(longest)
}

#[cfg(test)]
mod tests {
    use super::{Failures, Reason, Wait};
    use crate::retry::{Nature, RetryPolicy};
    use crate::{ApiError, Delivery, Error, ErrorCode, ErrorKind, Service};
    use std::time::Duration;

    fn refused(code: ErrorCode) -> Error {
        Error::refused("refused", vec![ApiError::new(code)], None)
    }

    fn decide(
        service: Service,
        nature: Nature,
        error: &Error,
        before: u32,
    ) -> Option<(Reason, u64)> {
        let failures = Failures {
            throttled: before,
            passing: before,
        };
        let decided = RetryPolicy::default().decide((service, nature), error, failures);
        decided.map(|Wait { reason, time }| (reason, time.as_secs()))
    }

    #[test]
    fn limits_are_waited_for_by_any_call_as_documented() {
        use Service::{Bulk, CampaignManagement, CustomerManagement, Reporting};
        let rate = refused(ErrorCode::CALL_RATE_EXCEEDED);
        let concurrent = refused(ErrorCode::CONCURRENT_REQUEST_OVER_LIMIT);
        let bulk = refused(ErrorCode::BULK_SERVICE_NO_MORE_CALLS_PERMITTED);
        for (service, error, before, seconds) in [
            (CampaignManagement, &rate, 0, Some(60)),
            (CampaignManagement, &rate, 5, Some(60)),
            (Reporting, &concurrent, 0, Some(15)),
            (Reporting, &concurrent, 1, Some(30)),
            (Reporting, &concurrent, 9, Some(60)),
            (CustomerManagement, &concurrent, 0, None),
            (Bulk, &bulk, 0, Some(60)),
            (Bulk, &bulk, 2, Some(240)),
            (Bulk, &bulk, 40, Some(300)),
        ] {
            let decided = decide(service, Nature::Write, error, before);
            assert_eq!(
                decided,
                seconds.map(|time| (Reason::Throttled, time)),
                "{service:?} {error}"
            );
        }
    }

    #[test]
    fn http_429_is_waited_for_as_long_as_it_says() {
        let error = Error::new(ErrorKind::NotUnderstood, "busy").with_status(Some(429));
        let error = error.with_delivery(Delivery::Refused);
        let campaigns = Service::CampaignManagement;
        assert_eq!(
            decide(campaigns, Nature::Write, &error, 0),
            Some((Reason::Throttled, 60))
        );
        let error = error.with_retry_after(Some(Duration::from_secs(7)));
        assert_eq!(
            decide(campaigns, Nature::Write, &error, 0),
            Some((Reason::Throttled, 7))
        );
    }

    #[test]
    fn what_may_have_been_acted_upon_is_repeated_only_where_that_does_no_harm() {
        let status = |status| Error::new(ErrorKind::NotUnderstood, "x").with_status(Some(status));
        let internal = Error::refused("x", vec![ApiError::default()], None);
        for (error, expected) in [
            (Error::new(ErrorKind::NoAnswer, "x"), true),
            (status(503), true),
            (status(408), true),
            (internal, true),
            (status(200), false),
            (status(404).with_delivery(Delivery::Refused), false),
            (refused(ErrorCode::INVALID_CREDENTIALS), false),
            (Error::new(ErrorKind::Settings, "x"), false),
            (Error::new(ErrorKind::Credentials, "x"), false),
        ] {
            for (nature, repeats) in [
                (Nature::Read, expected),
                (Nature::IgnoresDuplicates, expected),
                (Nature::Write, false),
            ] {
                let decided = decide(Service::CampaignManagement, nature, &error, 0);
                let wait = (Reason::Passing, 1);
                assert_eq!(decided, repeats.then_some(wait), "{nature:?} {error:?}");
            }
        }
    }

    #[test]
    fn what_was_never_sent_is_repeated_unless_it_cannot_be_sent() {
        let campaigns = Service::CampaignManagement;
        let unbuilt = Error::new(ErrorKind::NotSent, "a bell cannot be written");
        assert_eq!(decide(campaigns, Nature::Write, &unbuilt, 0), None);
        let unsent = Error::new(ErrorKind::NotSent, "no connection").passing();
        let waits: Vec<_> = (0..4)
            .map(|before| decide(campaigns, Nature::Write, &unsent, before).map(|(_, time)| time))
            .collect();
        assert_eq!(waits, [Some(1), Some(2), Some(4), None]);
    }
}
