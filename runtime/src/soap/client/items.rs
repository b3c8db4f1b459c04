//! Replies and requests item by item.

use std::error::Error as StdError;
use std::fmt;

use super::answer::{AnswerError, AnswerErrorKind};
use super::error::{BuildError, Error};
use super::reading::{Reading, Unread};
use super::request::{Content, Outgoing};
#[cfg(feature = "json")]
use super::rest;
use super::round_trip::{Failed, Head, Payload, Received};
use super::source::{Interrupted, Source};
use super::{Client, Inner, Settings};
use crate::operation::{Call, CallOptions, ItemCaller, Operation, ResponseOf};
use crate::record::Slot;
use crate::soap::binding::{content_type, is_gzip, is_multipart, media_type, pairs};
use crate::soap::items::{RequestItems, reply_items};
use crate::soap::security::{Security, SecurityCheck};
use crate::soap::transport::{RequestBody, Sent, Transport, TransportError};
use crate::xml::{ItemReader, Repeated};

impl<T: Transport> ItemCaller for Client<T> {
    type Items<O: Operation, I: Slot + Default + Send> = ReplyItems<T, O, I>;

    async fn items<O, V>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
        select: impl Fn(&mut O::Response) -> &mut V + Send + Sync,
    ) -> Result<ReplyItems<T, O, V::Item>, Error<O::Fault>>
    where
        O: Operation,
        V: Repeated<Item: Send>,
    {
        let settings = &self.inner.settings;
        if settings
            .check
            .as_ref()
            .is_some_and(SecurityCheck::wants_signatures)
        {
            let message =
                "the items of a response whose signature is checked cannot be read one by one";
            return Err(Error::build(O::NAME, BuildError::saying(message)));
        }
        let path = reply_items::<O, V>(select).map_err(unselected::<O>)?;
        let outgoing = settings.prepare::<O>(request, options);
        let carrier = Carrier::Soap(self.clone());
        carrier
            .open(outgoing, |head| {
                let media_type = media_type(&head.headers);
                let charset = media_type.parameter("charset");
                Reading::Xml(Box::new(ItemReader::new(&path, &settings.read, charset)))
            })
            .await
    }
}

/// The error of a field whose items cannot be read one by one.
pub(super) fn unselected<O: Operation>(
    error: impl StdError + Send + Sync + 'static,
) -> Error<O::Fault> {
    let message = "the items of the response cannot be read one by one".to_owned();
    let source = Some(error.into());
    Error::build(O::NAME, BuildError { message, source })
}

/// The client that a reply belongs to, in one protocol or the other.
pub(super) enum Carrier<T> {
    Soap(Client<T>),
    #[cfg(feature = "json")]
    Rest(rest::Client<T>),
}

impl<T: Transport> Carrier<T> {
    fn inner(&self) -> &Inner<T> {
        match self {
            Self::Soap(client) => &client.inner,
            #[cfg(feature = "json")]
            Self::Rest(client) => client.inner(),
        }
    }

    /// Sends a request, and takes in the head of the reply; `reading` is made by it.
    pub(super) async fn open<O: Operation, I: Slot + Default>(
        self,
        outgoing: Result<Outgoing, BuildError>,
        reading: impl FnOnce(&Head) -> Reading<I>,
    ) -> Result<ReplyItems<T, O, I>, Error<O::Fault>> {
        let outgoing = outgoing.map_err(|error| Error::build(O::NAME, error))?;
        let opened = self.inner().open(outgoing).await;
        let opened = opened.map_err(|failed| failed.into_error(O::NAME))?;
        let headers = &opened.head.headers;
        let (is_gzip, is_parted) = (is_gzip(headers), is_multipart(&media_type(headers)));
        let reading = reading(&opened.head);
        let mut items = ReplyItems {
            carrier: self,
            reading: Some(reading),
            source: None,
            received: Some(Received {
                head: opened.head,
                body: Payload::Text(String::new()),
                witness: opened.witness,
                message_id: opened.message_id,
            }),
            response: None,
        };
        if is_parted {
            let cause =
                std::io::Error::other("the items of a reply of parts are not read one by one");
            return Err(items.fail(AnswerErrorKind::Multipart, Some(cause)));
        }
        match is_gzip {
            Some(is_gzip) => items.source = Some(Source::new(opened.body, opened.pause, is_gzip)),
            None => return Err(items.fail(AnswerErrorKind::Encoding, None)),
        }
        Ok(items)
    }

    /// What is left of a reply when its items are taken.
    fn interpret<O: Operation>(
        &self,
        received: Received,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        match self {
            Self::Soap(client) => client.inner.settings.interpret::<O>(received),
            #[cfg(feature = "json")]
            Self::Rest(client) => client.interpret::<O>(received),
        }
    }
}

impl<T: Transport, O: Operation> Call<'_, Client<T>, O> {
    /// Makes the call with more items in a field of the request than it holds: these follow them, and are made while the request
    /// goes out, so that any number takes no more memory than one.
    ///
    /// The time of the call begins with the first of them. The request goes out in chunks, without its length; the hook sees it
    /// without these items.
    ///
    /// ```ignore
    /// let response = client.apply(&request).send_items(|request| &mut request.conversions, conversions).await?;
    /// ```
    ///
    /// # Errors
    ///
    /// As the call itself; also if what is selected is no field of the request with elements of its own for its items. An item that
    /// cannot be written breaks the connection: the service gets a request that is cut off.
    pub async fn send_items<V, I>(
        self,
        select: impl Fn(&mut O::Request) -> &mut V,
        items: I,
    ) -> Result<ResponseOf<O>, Error<O::Fault>>
    where
        V: Repeated,
        I: IntoIterator<Item = V::Item>,
        I::IntoIter: Send + 'static,
    {
        let settings = &self.caller.inner.settings;
        let items = items.into_iter();
        let request = self.request.clone();
        let outgoing = settings.prepare_with::<O>(self.options, |headers, extra, attachments| {
            if !attachments.is_empty() {
                let message = "a request whose items are made while it goes out has no attachments";
                return Err(BuildError::saying(message));
            }
            if settings.security.as_ref().is_some_and(Security::signs) {
                let message = "a request whose items are made while it goes out cannot be signed";
                return Err(BuildError::saying(message));
            }
            let options = &settings.write;
            let request = RequestItems::new::<O, V>(request, select, headers, extra, options)
                .map_err(BuildError::unwritable)?;
            Ok(Content {
                content_type: content_type(O::VERSION, O::ACTION),
                body: request.envelope().into_bytes(),
                stream: Some(RequestBody::chunks(request.with(items))),
            })
        });
        self.caller.answer_to::<O>(outgoing).await
    }
}

/// The items of a response, one by one, while the reply comes in.
#[must_use = "items come when they are asked for"]
pub struct ReplyItems<T, O: Operation, I> {
    carrier: Carrier<T>,
    /// `None` when the body has ended.
    source: Option<Source>,
    /// `None` when the rest of the reply was read.
    reading: Option<Reading<I>>,
    received: Option<Received>,
    response: Option<ResponseOf<O>>,
}

impl<T, O: Operation, I> fmt::Debug for ReplyItems<T, O, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyItems")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<T: Transport, O: Operation, I: Slot + Default> ReplyItems<T, O, I> {
    /// The next item; `None` behind the last, when the rest of the reply was read and is no fault.
    ///
    /// # Errors
    ///
    /// [`Error`] if the reply breaks off, is not understood, or is a fault. Behind an error nothing comes any more.
    pub async fn next(&mut self) -> Result<Option<I>, Error<O::Fault>> {
        loop {
            let Some(reading) = &mut self.reading else {
                return Ok(None);
            };
            match reading.next() {
                Some(Ok(item)) => return Ok(Some(item)),
                Some(Err(error)) => return Err(self.not_understood(error)),
                None => {}
            }
            let Some(source) = &mut self.source else {
                return self.read_rest();
            };
            match source.piece().await {
                Ok(Some(piece)) => reading.feed(&piece),
                Ok(None) => self.source = None,
                Err(Interrupted::Unreadable(error)) => {
                    return Err(self.fail(AnswerErrorKind::Encoding, Some(error)));
                }
                Err(Interrupted::Broken(error)) => {
                    self.reading = None;
                    let head = self.received.take().map(|received| received.head);
                    return Err(Failed::Send(error.after_head(), head).into_error(O::NAME));
                }
            }
        }
    }

    /// The response but for its items, which are none: header blocks, the other fields, the HTTP head. Items that were not
    /// taken are read, and passed over.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next); also if that failed before.
    pub async fn finish(mut self) -> Result<ResponseOf<O>, Error<O::Fault>> {
        while self.next().await?.is_some() {}
        self.response.take().ok_or_else(failed_before::<O>)
    }

    fn settings(&self) -> &Settings {
        &self.carrier.inner().settings
    }

    /// Reads what is left of the reply when its items are taken.
    fn read_rest(&mut self) -> Result<Option<I>, Error<O::Fault>> {
        let rest = match self.reading.take().map(Reading::finish) {
            Some(Ok(rest)) => rest,
            Some(Err(error)) => return Err(self.not_understood(error)),
            None => return Ok(None),
        };
        if let Some(mut received) = self.received.take() {
            received.body = Payload::Text(rest);
            self.response = Some(self.carrier.interpret::<O>(received)?);
        }
        Ok(None)
    }

    fn not_understood(&mut self, error: Unread) -> Error<O::Fault> {
        self.reading = None;
        self.failure(|settings, received| received.not_understood(settings, "", error))
    }

    fn fail(&mut self, kind: AnswerErrorKind, cause: Option<std::io::Error>) -> Error<O::Fault> {
        self.reading = None;
        self.failure(|_, received| match cause {
            Some(cause) => received.error(kind).with_cause(cause),
            None => received.error(kind),
        })
    }

    /// The error of a reply, with its head.
    fn failure(
        &mut self,
        explain: impl FnOnce(&Settings, &Received) -> AnswerError,
    ) -> Error<O::Fault> {
        match self.received.take() {
            Some(received) => {
                let error = Error::answer(O::NAME, explain(self.settings(), &received));
                error.with_reply(received.head.status, pairs(&received.head.headers))
            }
            None => failed_before::<O>(),
        }
    }
}

/// The error of what is asked of a reply that failed before. The request was sent and answered.
fn failed_before<O: Operation>() -> Error<O::Fault> {
    let cause = "reading the items of the response failed before";
    Error::send(O::NAME, TransportError::interrupted(Sent::Yes, cause))
}
