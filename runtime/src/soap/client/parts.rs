//! Requests and replies whose parts are not held in memory.

use std::fmt;

use bytes::Bytes;

use super::error::Error;
use super::failed::{BuildError, Failed};
use super::place::entry;
use super::reply_parts::Incoming;
use super::request::Content;
use super::writing::Draft;
use super::{Client, Settings};
use crate::operation::{Call, Operation, ResponseOf};
use crate::record::Slot;
use crate::soap::attachment::Attachment;
use crate::soap::binding::{Step, heads};
use crate::soap::security;
use crate::soap::transport::{RequestBody, Transport};
use crate::view;

/// A part of a request that is made while it goes out.
#[derive(Debug)]
pub struct OutgoingPart {
    head: Attachment,
    body: RequestBody,
}

impl OutgoingPart {
    /// A part of that name and media type; see [`Attachment`]. Its body may be a [`RequestBody`] of any size, or bytes.
    pub fn new(
        content_id: impl Into<String>,
        content_type: impl Into<String>,
        body: impl Into<RequestBody>,
    ) -> Self {
        Self {
            head: Attachment::new(content_id, content_type, Vec::new()),
            body: body.into(),
        }
    }
}

impl<T: Transport, O: Operation> Call<'_, Client<T>, O> {
    /// Makes the call with more parts beside the envelope, which are made while the request goes out: none is held in memory.
    ///
    /// The request goes out in chunks, unless every part knows its length. The hook sees it without the parts.
    ///
    /// ```ignore
    /// let file = std::fs::File::open("film.mp4")?;
    /// let film = OutgoingPart::new("film", "video/mp4", RequestBody::reader(file));
    /// let response = client.store(&request).send_parts([film]).await?;
    /// ```
    ///
    /// # Errors
    ///
    /// As the call itself. A part that cannot be made breaks the connection: the service gets a request that is cut off.
    pub async fn send_parts(
        self,
        parts: impl IntoIterator<Item = OutgoingPart>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let core = &self.caller.core;
        let (streamed, bodies): (Vec<_>, Vec<_>) =
            parts.into_iter().map(|part| (part.head, part.body)).unzip();
        let (headers, options) = self.options.apart();
        let headers = core.settings.headers_or_default(headers);
        let draft = core.settings.draft(entry::<O>(), options)?;
        let content = core
            .settings
            .content_in_parts(
                &draft,
                view::slot(self.request),
                view::slot(&headers),
                streamed,
                bodies,
            )
            .map_err(|error| Failed::build(O::NAME, error))?;
        core.answer_to::<O>(Ok(draft.with(content))).await
    }

    /// Makes the call, and gives the response as soon as its envelope has come, with the parts beside it to be taken one by one.
    ///
    /// The parts may be of any size: what is held is the envelope and a piece of a part. A value that the envelope includes
    /// (MTOM) is empty in the response, and comes among the parts, by its name. The time of the call is that to the head of the
    /// reply, and then from one piece of the body to the next. The hook sees no body. A reply without parts is the response alone.
    ///
    /// ```ignore
    /// let mut reply = client.fetch(&request).parts().await?;
    /// while let Some(part) = reply.next().await? {
    ///     let mut file = std::fs::File::create(&part.content_id)?;
    ///     while let Some(bytes) = reply.bytes().await? {
    ///         file.write_all(&bytes)?;
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As the call itself; also if the envelope is not the first part. A signature over included values is not verified this way.
    pub async fn parts(self) -> Result<ReplyParts<T, O>, Error<O::Fault>> {
        let core = &self.caller.core;
        let outgoing = core.settings.prepare::<O>(self.request, self.options)?;
        let (incoming, received) = core.open_parts(O::NAME, outgoing).await?;
        let response = core.settings.interpret::<O>(received)?;
        Ok(ReplyParts {
            client: self.caller.clone(),
            incoming,
            response,
            is_inside: false,
        })
    }
}

impl Settings {
    /// The body of a request whose parts are made while it goes out: those that are held, and then those of these heads and bodies.
    fn content_in_parts(
        &self,
        draft: &Draft,
        request: &dyn Slot,
        headers: &dyn Slot,
        streamed: Vec<Attachment>,
        bodies: Vec<RequestBody>,
    ) -> Result<Content, BuildError> {
        let message = draft.message(request, headers);
        let (text, held, packaging) = self.packed(&message, &draft.attachments)?;
        let boundary = security::boundary()?;
        let all: Vec<Attachment> = held.iter().cloned().chain(streamed).collect();
        let heads = heads(packaging, message.version, draft.action(), &boundary, &all);
        let envelope = text.clone().into_bytes();
        let contents = held.into_iter().map(|part| RequestBody::from(part.body));
        let mut pieces = vec![RequestBody::from(heads.root), RequestBody::from(text)];
        for (head, body) in heads.parts.into_iter().zip(contents.chain(bodies)) {
            pieces.extend([RequestBody::from(head), body]);
        }
        pieces.push(RequestBody::from(heads.end));
        Ok(Content {
            content_type: heads.content_type,
            body: envelope,
            stream: Some(RequestBody::sequence(pieces)),
        })
    }
}

/// A response and the parts beside it, one by one, while the reply comes in.
#[must_use = "parts come when they are asked for"]
pub struct ReplyParts<T, O: Operation> {
    client: Client<T>,
    incoming: Incoming,
    response: ResponseOf<O>,
    is_inside: bool,
}

impl<T, O: Operation> fmt::Debug for ReplyParts<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyParts")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<T: Transport, O: Operation> ReplyParts<T, O> {
    /// The response, without the values that stand beside it.
    pub fn response(&self) -> &ResponseOf<O> {
        &self.response
    }

    /// The client that made the call.
    pub fn client(&self) -> &Client<T> {
        &self.client
    }

    /// The next part, without its bytes; `None` behind the last. What was not taken of the part before is passed over.
    ///
    /// # Errors
    ///
    /// [`Error`] if the reply breaks off, or its parts cannot be read.
    pub async fn next(&mut self) -> Result<Option<Attachment>, Error<O::Fault>> {
        while self.is_inside {
            self.bytes().await?;
        }
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
    pub async fn bytes(&mut self) -> Result<Option<Bytes>, Error<O::Fault>> {
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

    async fn step(&mut self) -> Result<Step, Error<O::Fault>> {
        match self.incoming.next_step().await {
            Ok(step) => Ok(step),
            Err(trouble) => {
                self.is_inside = false;
                let pairs = self.response.http_headers.clone();
                let failed = Failed::send(O::NAME, trouble.into_cause().after_head());
                Err(failed.with_reply(self.response.status, pairs).into())
            }
        }
    }
}
