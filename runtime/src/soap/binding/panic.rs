//! Panics of a service, as values.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

/// A future whose panic is a value: one bad operation does not take down the connection that it came on.
pub(super) struct Caught<F: ?Sized>(pub(super) Pin<Box<F>>);

/// What was thrown was not a value of the future.
#[derive(Debug)]
pub(super) struct Panicked;

impl<F: Future + ?Sized> Future for Caught<F> {
    type Output = Result<F::Output, Panicked>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // After a panic the future is dropped and never polled again, so nobody sees it half done.
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(_) => Poll::Ready(Err(Panicked)),
        }
    }
}
