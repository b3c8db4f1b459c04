//! Requests whose parts are handed over while they come in.

use bytes::Bytes;
use http::request::Parts;
use http::{Method, Response};
use http_body::Body;

use super::endpoint::Refusal;
use super::inflow::{Inflow, Stuck};
use super::multipart::{Broken, Step, include, name_in};
use super::{is_gzip, is_multipart, media_type, parse_media_type, text_of};
use crate::soap::attachment::Attachment;
use crate::soap::dispatch::Dispatch;
use crate::soap::endpoint::Endpoint;
use crate::soap::request_parts::Waiting;
use crate::xml::without_parts;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A request whose envelope has come.
pub(crate) struct Opened {
    text: String,
    /// The parts, of an operation that has them at once.
    attachments: Vec<Attachment>,
    /// The parts, of an operation that takes them one by one.
    waiting: Waiting,
}

/// Why a request is not handed over.
pub(crate) enum Unopened {
    /// It is answered so.
    Refused(Refusal),
    /// It broke off.
    Off(Cause),
}

impl From<Stuck> for Unopened {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Off(cause) => Self::Off(cause),
            Stuck::Packed(error) => Self::Refused(Refusal::bad(error.to_string())),
            Stuck::Parts(broken) => broken.into(),
        }
    }
}

impl From<Broken> for Unopened {
    fn from(broken: Broken) -> Self {
        Self::Refused(Refusal::bad(broken.to_string()))
    }
}

impl<D: Dispatch> Endpoint<D> {
    /// Whether a request may be for an operation that takes its parts one by one.
    pub(crate) fn streams(&self, head: &Parts) -> bool {
        !self.streamed.is_empty()
            && head.method == Method::POST
            && is_multipart(&media_type(&head.headers))
    }

    /// Takes in a request up to the end of its envelope, or to its own, if the operation has its parts at once.
    ///
    /// The envelope and the parts that are held stay within the limit on bytes.
    pub(crate) async fn open<B>(&self, head: &Parts, body: B) -> Result<Opened, Unopened>
    where
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Cause>,
    {
        let media_type = media_type(&head.headers);
        let Some(is_gzip) = is_gzip(&head.headers) else {
            return Err(Unopened::Refused(Refusal::encoding()));
        };
        let boundary = media_type.parameter("boundary").unwrap_or_default();
        if boundary.is_empty() {
            return Err(Broken::NoBoundary.into());
        }
        let mut holding = Holding {
            inflow: Inflow::new(body, is_gzip, boundary),
            left: self.settings.read.limits.max_bytes,
        };
        let mut held = Vec::new();
        let start = media_type.parameter("start").map(name_in);
        let root = loop {
            match holding.part().await? {
                Some(part) if start.is_none_or(|start| start == part.content_id) => break part,
                Some(part) => held.push(part),
                None => return Err(Broken::NoEnvelope(start.unwrap_or_default().to_owned()).into()),
            }
        };
        let charset = parse_media_type(&root.content_type);
        let text = text_of(root.body, charset.parameter("charset")).map_err(Broken::Envelope)?;
        let action = super::action_of(&head.headers);
        if self.is_streamed(&text, action.as_deref()) {
            return Ok(Opened {
                text: without_parts(&text, &self.settings.read).map_err(Broken::Envelope)?,
                attachments: Vec::new(),
                waiting: Waiting::new(held, holding.inflow),
            });
        }
        while let Some(part) = holding.part().await? {
            held.push(part);
        }
        let included = include(text, held, &self.settings.read);
        let (text, attachments) = included.map_err(Broken::Envelope)?;
        Ok(Opened {
            text,
            attachments,
            waiting: Waiting::default(),
        })
    }

    /// Answers a request, and gives back what its operation left of it.
    pub(crate) async fn answer_opened(
        &self,
        head: &Parts,
        opened: Opened,
    ) -> (Response<Bytes>, Option<Inflow>) {
        let mut carrier = super::endpoint::carrier_of(head);
        let waiting = opened.waiting.clone();
        carrier.attachments = opened.attachments;
        carrier.waiting = opened.waiting;
        let response = self.answer_text(head, opened.text, carrier).await;
        (response, waiting.left())
    }

    /// Answers a request whose body may still come.
    ///
    /// # Errors
    ///
    /// The error of a body that breaks off.
    pub(crate) async fn call_streaming<B>(
        &self,
        head: &Parts,
        body: B,
    ) -> Result<Response<Bytes>, Cause>
    where
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Cause>,
    {
        let opened = match self.open(head, body).await {
            Ok(opened) => opened,
            Err(Unopened::Refused(refusal)) => return Ok(refusal.into_response()),
            Err(Unopened::Off(cause)) => return Err(cause),
        };
        let (response, left) = self.answer_opened(head, opened).await;
        if let Some(left) = left {
            left.pass_over(self.settings.read.limits.max_bytes).await;
        }
        Ok(response)
    }
}

/// Parts that are held, within a limit.
struct Holding {
    inflow: Inflow,
    left: usize,
}

impl Holding {
    /// The next part with its bytes; `None` behind the last.
    async fn part(&mut self) -> Result<Option<Attachment>, Unopened> {
        let Step::Part(mut part) = self.inflow.next().await? else {
            return Ok(None);
        };
        while let Step::Bytes(bytes) = self.inflow.next().await? {
            let Some(left) = self.left.checked_sub(bytes.len()) else {
                return Err(Unopened::Refused(Refusal::too_large()));
            };
            self.left = left;
            part.body.extend_from_slice(&bytes);
        }
        Ok(Some(part))
    }
}
