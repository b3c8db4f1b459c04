//! One request over a transport and its reply: all of a call that does not depend on the operation's types.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{HeaderMap, Request};
use http_body_util::BodyExt;
use tokio::time::{timeout, timeout_at};
use tracing::Instrument;

use super::failed::Failed;
use super::raw::{RawExchange, RawReply};
use super::request::{Outgoing, Packed, Witness, shown};
use super::{Core, Timeouts};
use crate::operation::CallFuture;
use crate::soap::binding::{is_gzip, unzip, zip};
use crate::soap::transport::{
    Progress, ReplyBody, RequestBody, Sent, TimeoutPhase, TransportError,
};

/// A reply as it came.
pub(super) struct Received {
    pub(super) head: Head,
    pub(super) body: Payload,
    pub(super) witness: Witness,
    /// The number of the message that it answers, if that has one.
    pub(super) message_id: Option<String>,
}

/// The body of a reply.
pub(super) enum Payload {
    /// As it came over the wire.
    Raw(Vec<u8>),
    /// Without its compression.
    Plain(Vec<u8>),
    /// What was left of it when its items had been taken.
    Text(String),
}

impl Payload {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Raw(bytes) | Self::Plain(bytes) => bytes.is_empty(),
            Self::Text(text) => text.is_empty(),
        }
    }
}

/// A reply whose body is still to come.
pub(super) struct Opened {
    pub(super) head: Head,
    pub(super) body: ReplyBody,
    pub(super) witness: Witness,
    pub(super) message_id: Option<String>,
    /// The longest time from one piece of the body to the next.
    pub(super) pause: Duration,
}

/// The head of a reply.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
}

/// A whole reply; or why there is none, with the head if that came.
type Outcome<B> = Result<(Head, B), (TransportError, Option<Head>)>;

/// As [`Outcome`], to look at.
type Came<'o> = Result<(&'o Head, &'o [u8]), (&'o TransportError, Option<&'o Head>)>;

/// A request on its way.
struct Trip {
    operation: &'static str,
    endpoint: String,
    request: Request<Bytes>,
    /// The body, where it is made while it goes out.
    stream: Option<RequestBody>,
    timeouts: Timeouts,
    message_id: Option<String>,
}

/// A request on its way and its reply.
///
/// The futures are boxed here: what is in them is compiled with this crate, and not in each that makes a call.
impl Core {
    /// Makes a request and takes in the reply, seen by the log and the hook.
    pub(super) fn round_trip(
        &self,
        outgoing: Outgoing,
    ) -> CallFuture<'_, Result<Received, Box<Failed>>> {
        Box::pin(async move {
            let trip = self.begin(outgoing)?;
            let (message_id, timeouts) = (trip.message_id.clone(), trip.timeouts);
            let max_bytes = self.settings.read.limits.max_bytes;
            let taking = async |body: ReplyBody, start: tokio::time::Instant| {
                let collecting = collect(body, max_bytes, timeouts.pause);
                match timeout_at(start + timeouts.total, collecting).await {
                    Ok(collected) => collected,
                    Err(_) => Err(body_timeout()),
                }
            };
            let (witness, (head, body)) = self.travel(trip, taking, |body| body.as_slice()).await?;
            Ok(Received {
                head,
                body: Payload::Raw(body),
                witness,
                message_id,
            })
        })
    }

    /// Makes a request and takes in the head of the reply, seen by the log and the hook.
    pub(super) fn open(&self, outgoing: Outgoing) -> CallFuture<'_, Result<Opened, Box<Failed>>> {
        Box::pin(async move {
            let trip = self.begin(outgoing)?;
            let (message_id, timeouts) = (trip.message_id.clone(), trip.timeouts);
            let taking = async |body, _| Ok(body);
            let (witness, (head, body)) = self.travel(trip, taking, |_| &[]).await?;
            Ok(Opened {
                head,
                body,
                witness,
                message_id,
                pause: timeouts.pause.unwrap_or(timeouts.total),
            })
        })
    }

    fn begin(&self, outgoing: Outgoing) -> Result<Trip, Box<Failed>> {
        let operation = outgoing.operation;
        let endpoint = shown(outgoing.endpoint(&self.settings));
        let timeouts = Timeouts {
            total: outgoing.timeout.unwrap_or(self.settings.timeouts.total),
            ..self.settings.timeouts
        };
        let message_id = outgoing.message_id.clone();
        let (request, stream) = outgoing
            .into_request(&self.settings)
            .map_err(|error| Failed::build(operation, error))?;
        Ok(Trip {
            operation,
            endpoint,
            timeouts,
            message_id,
            stream,
            request,
        })
    }

    /// Sends a request and takes in the reply by `taking` its body; `shown` is what the hook sees of that.
    async fn travel<B>(
        &self,
        trip: Trip,
        taking: impl AsyncFnOnce(ReplyBody, tokio::time::Instant) -> Result<B, TransportError>,
        shown: impl FnOnce(&B) -> &[u8],
    ) -> Result<(Witness, (Head, B)), Box<Failed>> {
        let witness = Witness::of(&trip.request);
        let span = tracing::debug_span!(
            "soap.call",
            operation = trip.operation,
            endpoint = trip.endpoint,
            status = tracing::field::Empty
        );
        let started = Instant::now();
        let (operation, endpoint) = (trip.operation, trip.endpoint.clone());
        let outcome = self.exchange(trip, taking).instrument(span.clone()).await;
        let elapsed = started.elapsed();
        let _entered = span.enter();
        match &outcome {
            Ok((head, _)) => {
                span.record("status", head.status);
                tracing::debug!(?elapsed, "a reply came");
            }
            Err((error, _)) => tracing::debug!(?elapsed, %error, "no whole reply came"),
        }
        if self.settings.hook.is_some()
            || tracing::enabled!(target: "castile::wire", tracing::Level::TRACE)
        {
            let came = match &outcome {
                Ok((head, body)) => Ok((head, shown(body))),
                Err((error, head)) => Err((error, head.as_ref())),
            };
            self.show(operation, endpoint, &witness, came, elapsed);
        }
        match outcome {
            Ok(reply) => Ok((witness, reply)),
            Err((error, None)) => Err(Failed::send(operation, error)),
            Err((error, Some(head))) => Err(Failed::send(operation, error).with_head(&head)),
        }
    }

    /// Sends the request and takes in the reply, within the time.
    async fn exchange<B>(
        &self,
        trip: Trip,
        taking: impl AsyncFnOnce(ReplyBody, tokio::time::Instant) -> Result<B, TransportError>,
    ) -> Outcome<B> {
        let Trip {
            mut request,
            stream,
            timeouts,
            ..
        } = trip;
        let progress = Progress::default();
        request.extensions_mut().insert(progress.clone());
        let start = tokio::time::Instant::now();
        let deadline = start + timeouts.total;
        let answer = timeouts
            .answer
            .map_or(deadline, |time| deadline.min(start + time));
        let is_packed = request.extensions_mut().remove::<Packed>().is_some();
        let sending = async {
            match (stream, is_packed) {
                (Some(body), is_packed) => {
                    let body = if is_packed { body.packed() } else { body };
                    let request = request.map(|_| body);
                    self.transport.send_streaming_boxed(request).await
                }
                (None, true) => {
                    let packed = request.map(|body| zip(&body));
                    self.transport.send_boxed(packed).await
                }
                (None, false) => self.transport.send_boxed(request).await,
            }
        };
        let response = match timeout_at(answer, sending).await {
            Ok(response) => response.map_err(|error| (error, None))?,
            Err(_) => return Err((progress.timed_out(), None)),
        };
        let (parts, body) = response.into_parts();
        let head = Head {
            status: parts.status.as_u16(),
            headers: parts.headers,
        };
        match taking(body, start).await {
            Ok(body) => Ok((head, body)),
            Err(error) => Err((error.after_head(), Some(head))),
        }
    }

    /// Shows the request and what came of it to the hook and the log.
    fn show(
        &self,
        operation: &'static str,
        endpoint: String,
        witness: &Witness,
        came: Came<'_>,
        elapsed: Duration,
    ) {
        let redaction = &self.settings.redaction;
        let secrets = witness.secrets(redaction);
        let (reply, error) = match came {
            Ok(reply) => (Some(reply), None),
            Err((error, head)) => (head.map(|head| (head, [].as_slice())), Some(error)),
        };
        let exchange = RawExchange {
            operation,
            method: witness.method().to_string(),
            endpoint,
            request_headers: redaction.mask_headers(witness.headers(), &secrets),
            request_body: redaction.mask(&witness.text(), &secrets),
            reply: reply.map(|(head, body)| RawReply {
                status: head.status,
                headers: redaction.mask_headers(&head.headers, &secrets),
                body: redaction.mask(&self.plain(head, body), &secrets),
            }),
            error: error.map(|error| secrets.mask(&error.to_string())),
            elapsed,
        };
        tracing::trace!(target: "castile::wire", %exchange);
        if let Some(hook) = &self.settings.hook {
            hook(&exchange);
        }
    }

    /// The body as far as it can be read, for people.
    fn plain(&self, head: &Head, body: &[u8]) -> String {
        let max_bytes = self.settings.read.limits.max_bytes;
        match is_gzip(&head.headers) {
            Some(true) => match unzip(body, max_bytes) {
                Ok(plain) => readable(plain, head),
                Err(_) => format!("{} bytes that are not gzip", body.len()),
            },
            _ => readable(body.to_vec(), head),
        }
    }
}

/// The text of a body; bytes that are none are replaced.
fn readable(bytes: Vec<u8>, head: &Head) -> String {
    let media_type = crate::soap::binding::media_type(&head.headers);
    let lossy = String::from_utf8_lossy(&bytes).into_owned();
    crate::soap::binding::text_of(bytes, media_type.parameter("charset")).unwrap_or(lossy)
}

/// The whole body of a reply, unless it is larger than allowed, or a piece of it does not come in time.
async fn collect(
    mut body: ReplyBody,
    max_bytes: usize,
    pause: Option<Duration>,
) -> Result<Vec<u8>, TransportError> {
    let mut whole = Vec::new();
    loop {
        let frame = match pause {
            Some(pause) => timeout(pause, body.frame())
                .await
                .map_err(|_| body_timeout())?,
            None => body.frame().await,
        };
        let Some(frame) = frame else {
            return Ok(whole);
        };
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        if whole.len() + data.len() > max_bytes {
            return Err(TransportError::too_large(max_bytes));
        }
        whole.extend_from_slice(&data);
    }
}

pub(super) fn body_timeout() -> TransportError {
    TransportError::timeout(TimeoutPhase::Body, Sent::Yes)
}
