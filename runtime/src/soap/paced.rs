//! Bodies that come too slowly: given up after a time.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame};
use hyper::body::Incoming;
use tokio::time::{Sleep, sleep};

/// A body that fails when its next piece does not come within a time.
pub(super) struct Paced {
    body: Incoming,
    pause: Duration,
    /// Runs while nothing comes.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(super) fn new(body: Incoming, pause: Duration) -> Self {
        Self {
            body,
            pause,
            waiting: None,
        }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.waiting = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let pause = self.pause;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(pause)));
        match waiting.as_mut().poll(context) {
            Poll::Ready(()) => {
                let message = "the next piece of the request did not come in time";
                let error = io::Error::new(io::ErrorKind::TimedOut, message);
                Poll::Ready(Some(Err(error.into())))
            }
            Poll::Pending => Poll::Pending,
        }
    }
}
