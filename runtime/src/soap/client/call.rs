//! Calls: an operation's request into an envelope, and the reply into its response.
//!
//! What is generic over the operation is here and in [`Place`], and is no more than to name its types: it is compiled in each
//! program, for each operation that this calls. All else takes slots and an [`OperationEntry`](crate::soap::OperationEntry), and is
//! compiled once.

use super::error::Error;
use super::failed::Failed;
use super::place::{Place, entry};
use super::request::Outgoing;
use super::round_trip::Received;
use super::{Client, Core, Settings};
use crate::operation::{CallOptions, Caller, FaultDetail, Message, Operation, ResponseOf};
use crate::soap::envelope;
use crate::soap::transport::Transport;
use crate::view;

impl<T: Transport> Caller for Client<T> {
    type Error<F: FaultDetail> = Error<F>;

    async fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let core = &self.core;
        core.answer_to::<O>(core.settings.prepare::<O>(request, options))
            .await
    }
}

impl Core {
    /// Sends a request and reads the reply.
    pub(super) async fn answer_to<O: Operation>(
        &self,
        outgoing: Result<Outgoing, Box<Failed>>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let received = self.round_trip(outgoing?).await?;
        self.settings.interpret::<O>(received)
    }
}

impl Settings {
    /// The request as text.
    pub(super) fn prepare<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<Outgoing, Box<Failed>> {
        let (headers, options) = options.apart();
        let headers = self.headers_or_default(headers);
        let (request, headers) = (view::slot(request), view::slot(&headers));
        self.write(entry::<O>(), request, headers, options)
    }

    /// What a reply says to an operation.
    pub(super) fn interpret<O: Operation>(
        &self,
        received: Received,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let mut place = Place::<O>::new();
        let read = envelope::reading(O::RESPONSE);
        let landed = self.read(O::NAME, received, read, place.parts());
        place.take(landed)
    }

    /// The header blocks of a call, or those that are sent where a call gives none.
    pub(super) fn headers_or_default<H: Message>(&self, given: Option<H>) -> H {
        given.unwrap_or_else(|| self.header_blocks.get::<H>().cloned().unwrap_or_default())
    }
}
