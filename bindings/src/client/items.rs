//! Replies item by item.

use super::ServiceCaller;
use super::caller::{Answered, Carrier};
use super::repeated::Granted;
use crate::Error;
use castile::operation::{CallOptions, ItemCaller, Operation, ResponseOf};
use castile::record::Slot;
use castile::soap::{self, SharedTransport};
use castile::xml::Repeated;
use std::fmt;

/// The items of a response, one by one, while the reply comes in: `call.items(|response| &mut response.campaigns).await`.
///
/// The call is made again, and its token renewed, as any other, until its first item has come, or its end without one. From then on
/// nothing is repeated, as items would come twice: a reply that breaks off is an error behind the items that came, and
/// [`Error::delivery`] says that what became of the call is not known. A call that waits its turn has it until these are dropped.
#[must_use = "items come when they are asked for"]
pub struct ReplyItems<O: Operation, I> {
    items: soap::ReplyItems<SharedTransport, O, I>,
    /// What came before the call was taken for answered.
    first: Option<I>,
    caller: ServiceCaller,
    granted: Granted,
}

impl<O: Operation, I> fmt::Debug for ReplyItems<O, I> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ReplyItems")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<O: Operation, I: Slot + Default> ReplyItems<O, I> {
    /// The next item; `None` behind the last, when the rest of the reply was read and is no fault.
    ///
    /// # Errors
    ///
    /// [`Error`] if the reply breaks off, is not understood, or is a fault. Behind an error nothing comes any more.
    pub async fn next(&mut self) -> Result<Option<I>, Error> {
        if let Some(first) = self.first.take() {
            return Ok(Some(first));
        }
        let next = self.items.next().await;
        next.map_err(|error| self.caller.explained(&self.granted.secrets, error))
    }

    /// The response but for its items, which are none: header blocks, the other fields, the HTTP head. Items that were not
    /// taken are read, and passed over.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next); also if that failed before.
    pub async fn finish(self) -> Result<ResponseOf<O>, Error> {
        let finished = self.items.finish().await;
        finished.map_err(|error| self.caller.explained(&self.granted.secrets, error))
    }
}

impl Carrier {
    /// Makes a call as it is, up to the first item of its reply.
    async fn items<O, V>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
        select: impl Fn(&mut O::Response) -> &mut V + Send + Sync,
    ) -> Result<Begun<O, V::Item>, soap::Error<O::Fault>>
    where
        O: Operation,
        V: Repeated<Item: Send>,
    {
        let mut items = match self {
            Self::Rest(client) => client.items::<O, V>(request, options, select).await?,
            Self::Soap(client) => client.items::<O, V>(request, options, select).await?,
        };
        let first = items.next().await?;
        Ok((items, first))
    }
}

/// The items of a reply, and the first of them if there is one.
type Begun<O, I> = (soap::ReplyItems<SharedTransport, O, I>, Option<I>);

impl ItemCaller for ServiceCaller {
    type Items<O: Operation, I: Slot + Default + Send> = ReplyItems<O, I>;

    async fn items<O, V>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
        select: impl Fn(&mut O::Response) -> &mut V + Send + Sync,
    ) -> Result<ReplyItems<O, V::Item>, Error>
    where
        O: Operation,
        V: Repeated<Item: Send>,
    {
        let (carrier, select) = (&self.carrier, &select);
        let send = |options| carrier.items::<O, V>(request, options, select);
        let Answered {
            reply: (items, first),
            granted,
        } = self.answered::<O, _, _>(options, send).await?;
        Ok(ReplyItems {
            items,
            first,
            caller: self.clone(),
            granted,
        })
    }
}
