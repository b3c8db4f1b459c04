//! Requests and replies whose parts are not held in memory.

use std::fmt;

use bytes::Bytes;

use super::answer::{AnswerError, AnswerErrorKind};
use super::error::Error;
use super::request::Content;
use super::round_trip::{Failed, Payload, Received};
use super::source::{Interrupted, Source};
use super::{Client, Settings};
use crate::operation::{Call, Operation, ResponseOf};
use crate::soap::attachment::Attachment;
use crate::soap::binding::{
    MediaType, PartReader, Step, heads, is_gzip, is_multipart, media_type, name_in, pairs,
    parse_media_type, text_of,
};
use crate::soap::security;
use crate::soap::transport::{RequestBody, Sent, Transport, TransportError};
use crate::xml::without_parts;

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
        let settings = &self.caller.inner.settings;
        let request = self.request;
        let (streamed, bodies): (Vec<_>, Vec<_>) =
            parts.into_iter().map(|part| (part.head, part.body)).unzip();
        let outgoing = settings.prepare_with::<O>(self.options, |headers, extra, attachments| {
            let (text, held, packaging) =
                settings.envelope::<O>(request, headers, extra, attachments)?;
            let boundary = security::boundary()?;
            let all: Vec<Attachment> = held.iter().chain(&streamed).cloned().collect();
            let heads = heads(packaging, O::VERSION, O::ACTION, &boundary, &all);
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
        });
        self.caller.answer_to::<O>(outgoing).await
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
        let inner = &self.caller.inner;
        let outgoing = inner.settings.prepare::<O>(self.request, self.options);
        let outgoing = outgoing.map_err(|error| Error::build(O::NAME, error))?;
        let opened = inner.open(outgoing).await;
        let opened = opened.map_err(|failed| failed.into_error(O::NAME))?;
        let received = Received {
            head: opened.head,
            body: Payload::Text(String::new()),
            witness: opened.witness,
            message_id: opened.message_id,
        };
        let media_type = media_type(&received.head.headers);
        let client = self.caller.clone();
        let Some(is_gzip) = is_gzip(&received.head.headers) else {
            return Err(fail::<O>(
                &received,
                AnswerErrorKind::Encoding,
                None::<TransportError>,
            ));
        };
        let mut incoming = Incoming {
            source: Source::new(opened.body, opened.pause, is_gzip),
            reader: None,
            max_bytes: client.inner.settings.read.limits.max_bytes,
        };
        let received = incoming.envelope::<O>(received, &media_type, &client.inner.settings);
        let received = received.await?;
        let response = client.inner.settings.interpret::<O>(received)?;
        Ok(ReplyParts {
            client,
            incoming,
            response,
            is_inside: false,
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
        let step = self.incoming.step().await;
        step.map_err(|trouble| {
            self.is_inside = false;
            let cause = match trouble {
                Trouble::Broken(error) => error,
                Trouble::Wrong(_, cause) => TransportError::interrupted(Sent::Yes, cause),
            };
            let pairs = self.response.http_headers.clone();
            Error::send(O::NAME, cause.after_head()).with_reply(self.response.status, pairs)
        })
    }
}

/// The rest of a reply.
struct Incoming {
    source: Source,
    /// `None` if the reply has no parts.
    reader: Option<PartReader>,
    max_bytes: usize,
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the rest of a reply is not read.
enum Trouble {
    Broken(TransportError),
    Wrong(AnswerErrorKind, Cause),
}

impl Incoming {
    /// The envelope: of the first part, or all that comes.
    async fn envelope<O: Operation>(
        &mut self,
        mut received: Received,
        media_type: &MediaType,
        settings: &Settings,
    ) -> Result<Received, Error<O::Fault>> {
        let taken = match is_multipart(media_type) {
            true => self.first_part(media_type, settings).await,
            false => self.whole().await,
        };
        match taken {
            Ok(payload) => {
                received.body = payload;
                Ok(received)
            }
            Err(Trouble::Broken(error)) => {
                Err(Failed::Send(error.after_head(), Some(received.head)).into_error(O::NAME))
            }
            Err(Trouble::Wrong(kind, cause)) => Err(fail::<O>(&received, kind, Some(cause))),
        }
    }

    async fn whole(&mut self) -> Result<Payload, Trouble> {
        let mut whole = Vec::new();
        while let Some(piece) = self.piece().await? {
            self.extend(&mut whole, &piece)?;
        }
        Ok(Payload::Plain(whole))
    }

    async fn first_part(
        &mut self,
        media_type: &MediaType,
        settings: &Settings,
    ) -> Result<Payload, Trouble> {
        let wrong = |cause: Cause| Trouble::Wrong(AnswerErrorKind::Multipart, cause);
        let boundary = media_type.parameter("boundary").unwrap_or_default();
        if boundary.is_empty() {
            return Err(wrong(
                "the content type names no boundary of the parts".into(),
            ));
        }
        self.reader = Some(PartReader::new(boundary));
        let Step::Part(root) = self.step().await? else {
            return Err(wrong("there is no part".into()));
        };
        let start = media_type.parameter("start").map(name_in);
        if start.is_some_and(|start| start != root.content_id) {
            return Err(wrong("the envelope is not the first part".into()));
        }
        let mut bytes = Vec::new();
        while let Step::Bytes(more) = self.step().await? {
            self.extend(&mut bytes, &more)?;
        }
        let charset = parse_media_type(&root.content_type);
        let text = text_of(bytes, charset.parameter("charset"));
        let text = text.map_err(|error| wrong(error.into()))?;
        let text = without_parts(&text, &settings.read).map_err(|error| wrong(error.into()))?;
        Ok(Payload::Text(text))
    }

    fn extend(&self, whole: &mut Vec<u8>, piece: &[u8]) -> Result<(), Trouble> {
        if whole.len() + piece.len() > self.max_bytes {
            return Err(Trouble::Broken(TransportError::too_large(self.max_bytes)));
        }
        whole.extend_from_slice(piece);
        Ok(())
    }

    async fn step(&mut self) -> Result<Step, Trouble> {
        loop {
            let Some(reader) = &mut self.reader else {
                return Ok(Step::End);
            };
            let step = reader.step();
            let step = step.map_err(|e| Trouble::Wrong(AnswerErrorKind::Multipart, e.into()))?;
            if step != Step::Hungry {
                return Ok(step);
            }
            let cut_off = reader.cut_off();
            match self.piece().await? {
                Some(piece) => {
                    if let Some(reader) = &mut self.reader {
                        reader.feed(&piece);
                    }
                }
                None => return Err(Trouble::Wrong(AnswerErrorKind::Multipart, cut_off.into())),
            }
        }
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, Trouble> {
        self.source.piece().await.map_err(|error| match error {
            Interrupted::Broken(error) => Trouble::Broken(error),
            Interrupted::Unreadable(error) => {
                Trouble::Wrong(AnswerErrorKind::Encoding, error.into())
            }
        })
    }
}

/// The error of a reply, with its head.
fn fail<O: Operation>(
    received: &Received,
    kind: AnswerErrorKind,
    cause: Option<impl Into<Cause>>,
) -> Error<O::Fault> {
    let error: AnswerError = match cause {
        Some(cause) => received.error(kind).with_cause(cause),
        None => received.error(kind),
    };
    Error::answer(O::NAME, error).with_reply(received.head.status, pairs(&received.head.headers))
}
