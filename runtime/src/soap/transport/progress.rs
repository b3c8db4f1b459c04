//! How far a request has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use http::Request;

use super::error::{Sent, TimeoutPhase, TransportError};

/// The value at first is 0: nothing is known.
const CONNECTING: u8 = 1;
const SENDING: u8 = 2;

/// How far a request has come: set by the transport, read by the client when time runs out.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicU8>);

impl Progress {
    /// That of a request; one that nobody asks about where the request has none.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        let own = request.extensions().get::<Self>();
        own.cloned().unwrap_or_default()
    }

    /// Nothing is sent yet, and the transport will say when that changes.
    pub fn connecting(&self) {
        self.0.store(CONNECTING, Ordering::Release);
    }

    /// The request is going out.
    pub fn sending(&self) {
        self.0.store(SENDING, Ordering::Release);
    }

    /// What is known of the request, as long as no reply has come.
    #[must_use]
    pub fn sent(&self) -> Sent {
        match self.0.load(Ordering::Acquire) {
            CONNECTING => Sent::Nothing,
            _ => Sent::Maybe,
        }
    }

    /// The error of a request that took too long to be answered.
    pub(crate) fn timed_out(&self) -> TransportError {
        match self.0.load(Ordering::Acquire) {
            CONNECTING => TransportError::timeout(TimeoutPhase::Connect, Sent::Nothing),
            _ => TransportError::timeout(TimeoutPhase::Answer, Sent::Maybe),
        }
    }
}
