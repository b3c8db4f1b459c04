//! Replies and requests item by item.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::error::Error;
use super::failed::{BuildError, Failed};
use super::intake::{Carrier, Intake, failed_before, unselected};
use super::place::entry;
use super::reading::{Reading, Unread};
use super::request::Content;
use super::writing::Draft;
use super::{Client, Settings};
use crate::operation::{Call, CallOptions, ItemCaller, Operation, ResponseOf};
use crate::record::Slot;
use crate::soap::binding::{content_type, media_type};
use crate::soap::items::{RequestItems, reply_items};
use crate::soap::security::SecurityCheck;
use crate::soap::transport::{RequestBody, Transport};
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
        let settings = &self.core.settings;
        if settings
            .check
            .as_ref()
            .is_some_and(SecurityCheck::wants_signatures)
        {
            let message =
                "the items of a response whose signature is checked cannot be read one by one";
            return Err(Failed::build(O::NAME, BuildError::saying(message)).into());
        }
        let path = reply_items::<O, V>(select).map_err(|e| unselected(O::NAME, e.into()))?;
        let outgoing = settings.prepare::<O>(request, options)?;
        let carrier = Carrier::Soap(Arc::clone(&self.core));
        let (intake, head) = carrier.open(outgoing).await?;
        let media_type = media_type(&head.headers);
        let charset = media_type.parameter("charset");
        let reader = ItemReader::new(&path, &settings.read, charset);
        Ok(ReplyItems::new(intake, Reading::Xml(Box::new(reader))))
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
        let core = &self.caller.core;
        let (headers, options) = self.options.apart();
        let headers = core.settings.headers_or_default(headers);
        let draft = core.settings.draft(entry::<O>(), options)?;
        core.settings
            .check_items(&draft)
            .map_err(|error| Failed::build(O::NAME, error))?;
        let (request, extra) = (self.request.clone(), &draft.extra_headers);
        let written =
            RequestItems::new::<O, V>(request, select, &headers, extra, &core.settings.write);
        let written =
            written.map_err(|error| Failed::build(O::NAME, BuildError::unwritable(error)))?;
        let outgoing = draft.with(Content {
            content_type: content_type(O::VERSION, O::ACTION),
            body: written.envelope().into_bytes(),
            stream: Some(RequestBody::chunks(written.with(items))),
        });
        core.answer_to::<O>(Ok(outgoing)).await
    }
}

impl Settings {
    /// Whether the items of a request may be made while it goes out.
    fn check_items(&self, draft: &Draft) -> Result<(), BuildError> {
        let message = match &self.security {
            _ if !draft.attachments.is_empty() => {
                "a request whose items are made while it goes out has no attachments"
            }
            Some(security) if security.signs() => {
                "a request whose items are made while it goes out cannot be signed"
            }
            _ => return Ok(()),
        };
        Err(BuildError::saying(message))
    }
}

/// The items of a response, one by one, while the reply comes in.
#[must_use = "items come when they are asked for"]
pub struct ReplyItems<T, O: Operation, I> {
    intake: Intake,
    /// `None` when the rest of the reply was read.
    reading: Option<Reading<I>>,
    response: Option<ResponseOf<O>>,
    transport: PhantomData<fn() -> T>,
}

impl<T, O: Operation, I> fmt::Debug for ReplyItems<T, O, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyItems")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<T: Transport, O: Operation, I: Slot + Default> ReplyItems<T, O, I> {
    pub(super) fn new(intake: Intake, reading: Reading<I>) -> Self {
        Self {
            intake,
            reading: Some(reading),
            response: None,
            transport: PhantomData,
        }
    }

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
            if self.intake.has_ended() {
                return self.read_rest().map(|()| None);
            }
            match self.intake.piece(O::NAME).await {
                Ok(Some(piece)) => reading.feed(&piece),
                Ok(None) => {}
                Err(failed) => {
                    self.reading = None;
                    return Err(failed.into());
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
        let response = self.response.take();
        response.ok_or_else(|| failed_before(O::NAME).into())
    }

    /// Reads what is left of the reply when its items are taken.
    fn read_rest(&mut self) -> Result<(), Error<O::Fault>> {
        let rest = match self.reading.take().map(Reading::finish) {
            Some(Ok(rest)) => rest,
            Some(Err(error)) => return Err(self.not_understood(error)),
            None => return Ok(()),
        };
        self.response = self.intake.interpret::<O>(rest)?;
        Ok(())
    }

    fn not_understood(&mut self, error: Unread) -> Error<O::Fault> {
        self.reading = None;
        self.intake.not_understood(O::NAME, error).into()
    }
}
