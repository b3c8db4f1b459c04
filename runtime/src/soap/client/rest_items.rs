//! Replies over REST item by item.

use super::error::Error;
use super::items::{Carrier, ReplyItems, unselected};
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
        let path = ItemPath::of(select).map_err(unselected::<O>)?;
        let outgoing = self.prepare::<O>(request, options);
        let max_bytes = self.inner().settings.read.limits.max_bytes;
        let carrier = Carrier::Rest(self.clone());
        carrier
            .open(outgoing, |head| {
                let reader = ItemReader::new(&path, &ReadOptions::default()).max_bytes(max_bytes);
                Reading::Json(Box::new(match head.status {
                    200..300 => reader,
                    // A fault may have a member of the same name.
                    _ => reader.without_items(),
                }))
            })
            .await
    }
}
