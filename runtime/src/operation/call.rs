//! Calls, and what carries them.

use std::any::Any;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::{CallOptions, Extensions, FaultDetail, Operation, ResponseOf};
use crate::record::Slot;
use crate::soap::Attachment;
use crate::value::AnyElement;
use crate::xml::Repeated;

/// The future of a call.
pub type CallFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries calls to a service and answers back.
pub trait Caller: Send + Sync {
    /// What a call fails with.
    type Error<F: FaultDetail>: std::error::Error + Send + Sync + 'static;

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// When no answer came, the answer is not understood, or it is a fault; the error says which.
    fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> impl Future<Output = Result<ResponseOf<O>, Self::Error<O::Fault>>> + Send;
}

/// What a call comes to whose reply is read item by item: the items of the field `V`, or why there are none.
pub type ItemsOf<C, O, V> = Result<
    <C as ItemCaller>::Items<O, <V as Repeated>::Item>,
    <C as Caller>::Error<<O as Operation>::Fault>,
>;

/// Carries calls whose replies are read item by item while they come in.
pub trait ItemCaller: Caller {
    /// The items of a reply on their way.
    type Items<O: Operation, I: Slot + Default + Send>;

    /// Makes a call; see [`Call::items`].
    ///
    /// # Errors
    ///
    /// As [`Caller::call`], as far as the reply has come by then; or if what is selected is no field of the response with items of its
    /// own.
    fn items<O, V>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
        select: impl Fn(&mut O::Response) -> &mut V + Send + Sync,
    ) -> impl Future<Output = ItemsOf<Self, O, V>> + Send
    where
        O: Operation,
        V: Repeated<Item: Send>;
}

/// A call that is ready to be made: `.await` makes it.
#[must_use = "a call is made when it is awaited"]
pub struct Call<'a, C: Caller, O: Operation> {
    pub(crate) caller: &'a C,
    pub(crate) request: &'a O::Request,
    pub(crate) options: CallOptions<O::RequestHeaders>,
}

impl<C: Caller, O: Operation> fmt::Debug for Call<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}

impl<'a, C: Caller, O: Operation> Call<'a, C, O> {
    /// A call of the operation with that request.
    #[inline]
    pub fn new(caller: &'a C, request: &'a O::Request) -> Self {
        Self {
            caller,
            request,
            options: CallOptions {
                headers: None,
                extra_headers: Vec::new(),
                attachments: Vec::new(),
                http_headers: Vec::new(),
                timeout: None,
                endpoint: None,
                extensions: Extensions(Vec::new()),
            },
        }
    }

    /// Sends these typed header blocks instead of the caller's defaults.
    pub fn headers(mut self, headers: O::RequestHeaders) -> Self {
        self.options.headers = Some(headers);
        self
    }

    /// Sends a header block that the WSDL does not declare.
    pub fn extra_header(mut self, header: AnyElement) -> Self {
        self.options.extra_headers.push(header);
        self
    }

    /// Sends a part beside the envelope: SOAP with attachments.
    pub fn attachment(mut self, attachment: Attachment) -> Self {
        self.options.attachments.push(attachment);
        self
    }

    /// Sends an extra HTTP header.
    pub fn http_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.http_headers.push((name.into(), value.into()));
        self
    }

    /// Gives the whole call this much time.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Says something of the call to a caller that understands it, by its type: how bindings let a single call be different.
    pub fn extension<T: Any + Send + Sync>(mut self, value: T) -> Self {
        self.options.extensions.insert(value);
        self
    }

    /// Sends the call to this address.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.options.endpoint = Some(endpoint.into());
        self
    }
}

impl<C: ItemCaller, O: Operation> Call<'_, C, O> {
    /// Makes the call, and gives the items of a field of the response one by one, while the reply comes in.
    ///
    /// The reply may be of any size: what is held is an item, and the rest of the reply, which comes behind the last. The time of the
    /// call is that to the head of the reply, and then from one piece of the body to the next. The limits for reading hold for each
    /// item, and for the rest. The hook sees no body.
    ///
    /// ```ignore
    /// let mut campaigns = client.get_campaigns(&request).items(|response| &mut response.campaigns).await?;
    /// while let Some(campaign) = campaigns.next().await? {
    ///     println!("{campaign:?}");
    /// }
    /// let response = campaigns.finish().await?;
    /// ```
    ///
    /// # Errors
    ///
    /// That of the caller if the request cannot be made, or no reply comes; or if what is selected is no field of the response with
    /// items of its own.
    pub async fn items<V: Repeated<Item: Send>>(
        self,
        select: impl Fn(&mut O::Response) -> &mut V + Send + Sync,
    ) -> ItemsOf<C, O, V> {
        let Self {
            caller,
            request,
            options,
        } = self;
        caller.items::<O, V>(request, options, select).await
    }
}

impl<'a, C: Caller, O: Operation> IntoFuture for Call<'a, C, O> {
    type Output = Result<ResponseOf<O>, C::Error<O::Fault>>;
    type IntoFuture = CallFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.caller.call::<O>(self.request, self.options))
    }
}
