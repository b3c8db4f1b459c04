//! The parts of a request, one by one, while it comes in.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::attachment::Attachment;
use super::binding::{Inflow, Step};
use super::service_fault::ServiceFault;

/// The parts beside the envelope of a request, to be taken one by one while it comes in.
///
/// An operation has them from [`Carrier::take_parts`](super::Carrier::take_parts), where its endpoint is told to stream them:
/// [`Endpoint::with_streamed_parts`](super::Endpoint::with_streamed_parts). They may be of any size: what is held is a piece of a
/// part. What was not taken when the operation answers is passed over, up to the limit on bytes of a message.
///
/// ```ignore
/// let mut parts = request.carrier.take_parts().ok_or_else(|| ServiceFault::sender("no parts"))?;
/// while let Some(part) = parts.next().await.map_err(PartError::into_fault)? {
///     let mut file = create(&part.content_id)?;
///     while let Some(bytes) = parts.bytes().await.map_err(PartError::into_fault)? {
///         file.write_all(&bytes)?;
///     }
/// }
/// ```
#[must_use = "parts come when they are asked for"]
pub struct RequestParts {
    /// Parts that came before the envelope.
    held: VecDeque<Attachment>,
    /// The bytes of the part of these that was given last.
    bytes: Option<Bytes>,
    /// There until this is dropped.
    inflow: Option<Inflow>,
    /// Whether the part that was given last is one that comes in.
    is_inside: bool,
    /// Where what is left goes.
    left: Arc<Mutex<Option<Inflow>>>,
}

impl fmt::Debug for RequestParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestParts").finish_non_exhaustive()
    }
}

impl RequestParts {
    /// The next part, without its bytes; `None` behind the last. What was not taken of the part before is passed over.
    ///
    /// # Errors
    ///
    /// [`PartError`] if the request breaks off, or its parts cannot be read.
    pub async fn next(&mut self) -> Result<Option<Attachment>, PartError> {
        while self.is_inside {
            self.bytes().await?;
        }
        if let Some(mut part) = self.held.pop_front() {
            self.bytes = Some(std::mem::take(&mut part.body).into());
            return Ok(Some(part));
        }
        self.bytes = None;
        match self.step().await? {
            Step::Part(part) => {
                self.is_inside = true;
                Ok(Some(part))
            }
            _ => Ok(None),
        }
    }

    /// The next bytes of the part; `None` behind the last.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub async fn bytes(&mut self) -> Result<Option<Bytes>, PartError> {
        if let Some(bytes) = self.bytes.take() {
            return Ok((!bytes.is_empty()).then_some(bytes));
        }
        if !self.is_inside {
            return Ok(None);
        }
        match self.step().await? {
            Step::Bytes(bytes) => Ok(Some(bytes.into())),
            _ => {
                self.is_inside = false;
                Ok(None)
            }
        }
    }

    async fn step(&mut self) -> Result<Step, PartError> {
        let step = match &mut self.inflow {
            Some(inflow) => inflow.step().await,
            None => Ok(Step::End),
        };
        if step.is_err() {
            // Nothing can follow.
            self.is_inside = false;
            self.inflow = None;
        }
        step
    }
}

impl Drop for RequestParts {
    fn drop(&mut self) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = self.inflow.take();
    }
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the parts of a request are not read on: it broke off, took too long, or is not what it says.
#[derive(Debug)]
pub struct PartError(Cause);

impl PartError {
    pub(super) fn new(cause: impl Into<Cause>) -> Self {
        Self(cause.into())
    }

    /// The fault that says so: the request is wrong.
    #[must_use]
    pub fn into_fault<F>(self) -> ServiceFault<F> {
        ServiceFault::sender(self.to_string())
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parts of the request cannot be read on")
    }
}

impl std::error::Error for PartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.0)
    }
}

/// Where the parts of a request wait for its operation, which may take them once.
#[derive(Clone, Default)]
pub(super) struct Waiting(Option<Arc<Shared>>);

struct Shared {
    parts: Mutex<Option<RequestParts>>,
    left: Arc<Mutex<Option<Inflow>>>,
}

impl Waiting {
    /// Parts that came before the envelope, and those that come.
    pub(super) fn new(held: Vec<Attachment>, inflow: Inflow) -> Self {
        let left = Arc::default();
        let parts = RequestParts {
            held: held.into(),
            bytes: None,
            inflow: Some(inflow),
            is_inside: false,
            left: Arc::clone(&left),
        };
        let parts = Mutex::new(Some(parts));
        Self(Some(Arc::new(Shared { parts, left })))
    }

    /// The parts, the first time.
    pub(super) fn take(&self) -> Option<RequestParts> {
        let shared = self.0.as_ref()?;
        let mut parts = shared.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.take()
    }

    /// What the operation left, if it keeps nothing of it.
    pub(super) fn left(&self) -> Option<Inflow> {
        drop(self.take());
        let left = &self.0.as_ref()?.left;
        left.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.0.is_some()).finish()
    }
}

/// The parts of the same request, or none.
impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(left), Some(right)) => Arc::ptr_eq(left, right),
            (left, right) => left.is_none() && right.is_none(),
        }
    }
}

impl Eq for Waiting {}
