//! Nonces that were used, as long as they could be used again.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What is remembered of tokens, up to a number of them.
#[derive(Debug)]
pub(super) struct Nonces {
    max: usize,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    fingerprints: HashSet<[u8; 32]>,
    /// The oldest first, with the time from which on it need not be remembered.
    order: VecDeque<(SystemTime, [u8; 32])>,
}

/// What becomes of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Novelty {
    New,
    Repeated,
    /// More are in use than can be remembered.
    Full,
}

impl Nonces {
    pub(super) fn new(max: usize) -> Self {
        Self {
            max,
            seen: Mutex::default(),
        }
    }

    /// Notes a token, which is remembered until then.
    pub(super) fn note(
        &self,
        fingerprint: [u8; 32],
        now: SystemTime,
        until: SystemTime,
    ) -> Novelty {
        // A panic elsewhere leaves nothing half done here.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        while seen.order.front().is_some_and(|(until, _)| *until < now) {
            if let Some((_, old)) = seen.order.pop_front() {
                seen.fingerprints.remove(&old);
            }
        }
        if seen.fingerprints.contains(&fingerprint) {
            return Novelty::Repeated;
        }
        if seen.order.len() >= self.max {
            return Novelty::Full;
        }
        seen.fingerprints.insert(fingerprint);
        seen.order.push_back((until, fingerprint));
        Novelty::New
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn a_token_is_new_once_until_its_time_is_over_and_never_more_are_kept_than_allowed() {
        let nonces = Nonces::new(2);
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        let note = |byte, now| nonces.note([byte; 32], at(now), at(now + 10));
        assert_eq!(note(1, 0), Novelty::New);
        assert_eq!(note(1, 10), Novelty::Repeated);
        assert_eq!(note(2, 5), Novelty::New);
        assert_eq!(note(3, 6), Novelty::Full);
        assert_eq!(note(3, 11), Novelty::New);
        assert_eq!(note(1, 16), Novelty::New);
        assert_eq!(nonces.seen.lock().unwrap().fingerprints.len(), 2);
    }
}
