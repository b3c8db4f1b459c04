//! Replies over REST item by item.

use std::sync::Arc;

use super::error::Error;
use super::intake::{Carrier, unselected};
use super::items::ReplyItems;
use super::reading::Reading;
use super::rest::Client;
use crate::json::{ItemPath, ItemReader, ReadOptions};
use crate::operation::{CallOptions, ItemCaller, Operation};
use crate::record::Slot;
use crate::soap::transport::Transport;
use crate::xml::Repeated;

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
        let path = ItemPath::of(select).map_err(|e| unselected(O::NAME, e.into()))?;
        let settings = &self.carrier().core.settings;
        let outgoing = self.protocol().prepare::<O>(settings, request, options)?;
        let carrier = Carrier::Rest(Arc::clone(&self.carrier().core), self.protocol().clone());
        let (intake, head) = carrier.open(outgoing).await?;
        let max_bytes = settings.read.limits.max_bytes;
        let reader = ItemReader::new(&path, &ReadOptions::default()).max_bytes(max_bytes);
        let reading = Reading::Json(Box::new(match head.status {
            200..300 => reader,
            // A fault may have a member of the same name.
            _ => reader.without_items(),
        }));
        Ok(ReplyItems::new(intake, reading))
    }
}
