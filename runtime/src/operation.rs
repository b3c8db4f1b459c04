//! Operations: what a generated client calls and a generated service answers, whatever carries it.
//!
//! A generated module has one empty type for each operation that implements [`Operation`]; one `Client` whose methods make a
//! [`Call`]; and one service trait. A [`Caller`] carries calls: `castile::soap::Client` over SOAP; bindings may bring their own.

use std::any::Any;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::record::{Alternatives, Slot, Type};
use crate::soap::Attachment;
use crate::table::{Row, Table};
use crate::value::AnyElement;
use crate::xml::Repeated;

/// What stands in the body of a message.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Body {
    /// One element.
    Element(Row),
    /// The elements of a table's rows, one after the other: a message of several parts, or of none.
    Parts(&'static Table),
    /// One element by the rules of SOAP encoding (`use="encoded"`): a struct whose parts name their types.
    Encoded(Row),
    /// Nothing: the reply of a one-way operation.
    Empty,
}

impl Body {
    /// Whether no element is expected.
    pub(crate) const fn is_empty(&self) -> bool {
        match self {
            Self::Element(_) | Self::Encoded(_) => false,
            Self::Parts(table) => table.rows.is_empty(),
            Self::Empty => true,
        }
    }

    /// Whether a body that begins with the element of that name can be this one.
    pub(crate) fn begins_with(&self, local: &str, namespace: &str) -> bool {
        let is_named = |row: &Row| row.name == local && row.namespace == namespace;
        match self {
            Self::Element(row) | Self::Encoded(row) => is_named(row),
            Self::Parts(table) => table.rows.iter().any(is_named),
            Self::Empty => false,
        }
    }
}

/// The actions of an operation in WS-Addressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Actions {
    /// Of the request.
    pub request: &'static str,
    /// Of the response; empty where there is none.
    pub response: &'static str,
}

impl Actions {
    /// The actions of request and response.
    #[must_use]
    pub const fn new(request: &'static str, response: &'static str) -> Self {
        Self { request, response }
    }
}

/// The version of SOAP that a binding asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SoapVersion {
    /// SOAP 1.1: `text/xml` and the header `SOAPAction`.
    #[default]
    Soap11,
    /// SOAP 1.2: `application/soap+xml` with the action in it.
    Soap12,
}

/// A type that can be a message or its headers.
pub trait Message: Slot + Default + Clone + fmt::Debug + PartialEq + Send + Sync {}

impl<T: Slot + Default + Clone + fmt::Debug + PartialEq + Send + Sync> Message for T {}

/// The typed details of a service's faults.
pub trait FaultDetail:
    Alternatives + Default + Clone + fmt::Debug + PartialEq + Send + Sync
{
}

impl<T: Alternatives + Default + Clone + fmt::Debug + PartialEq + Send + Sync> FaultDetail for T {}

/// An operation of a service.
pub trait Operation: fmt::Debug + Send + Sync + 'static {
    /// The content of the request's body.
    type Request: Message;
    /// The header blocks of a request, each a row: a generated struct, or [`NoHeaders`].
    type RequestHeaders: Message;
    /// The content of the response's body.
    type Response: Message;
    /// The header blocks of a response.
    type ResponseHeaders: Message;
    /// The details that faults may have.
    type Fault: FaultDetail;

    /// The name in the WSDL.
    const NAME: &'static str;
    /// The SOAPAction; empty where the binding gives none.
    const ACTION: &'static str;
    /// The version of SOAP.
    const VERSION: SoapVersion;
    /// The body of a request.
    const REQUEST: Body;
    /// The body of a response.
    const RESPONSE: Body;
    /// The actions of WS-Addressing, where the WSDL asks for that: a client then sends its header blocks unasked.
    const ADDRESSING: Option<Actions> = None;
}

/// The header blocks of a message that has none, or the body of one that is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoHeaders {}

impl Type for NoHeaders {
    const TABLE: &'static Table = &Table::of_struct("NoHeaders", "", "", &[]);
}

crate::codegen::record!(NoHeaders);

/// What may be said of one call, beside its request.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CallOptions<H> {
    /// The typed header blocks; `None` leaves them to the caller's defaults.
    pub headers: Option<H>,
    /// Header blocks that the WSDL does not declare.
    pub extra_headers: Vec<AnyElement>,
    /// Parts beside the envelope.
    pub attachments: Vec<Attachment>,
    /// Extra HTTP headers, as name and value.
    pub http_headers: Vec<(String, String)>,
    /// The time for the whole call, instead of the caller's.
    pub timeout: Option<Duration>,
    /// The address, instead of the caller's.
    pub endpoint: Option<String>,
    /// What bindings want to be told of one call.
    pub extensions: Extensions,
}

/// Values of any types, found by their types: what a [`Caller`] that wraps another understands of a call, and nobody else.
#[derive(Clone, Default)]
pub struct Extensions(Vec<Arc<dyn Any + Send + Sync>>);

impl Extensions {
    /// Adds a value, in place of one of the same type.
    pub fn insert<T: Any + Send + Sync>(&mut self, value: T) {
        self.0.push(Arc::new(value));
    }

    /// The value of that type.
    #[must_use]
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.iter().rev().find_map(|value| value.downcast_ref())
    }
}

/// Without values, which may be anything.
impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extensions").finish_non_exhaustive()
    }
}

/// Without values: header blocks and HTTP headers are where tokens stand.
impl<H> fmt::Debug for CallOptions<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<B, H> {
    /// The body.
    pub body: B,
    /// The header blocks that the WSDL declares.
    pub headers: H,
    /// The other header blocks.
    pub extra_headers: Vec<AnyElement>,
    /// The parts beside the envelope that it does not include.
    pub attachments: Vec<Attachment>,
    /// The HTTP status.
    pub status: u16,
    /// The HTTP headers, as name and value, in the order of the reply.
    pub http_headers: Vec<(String, String)>,
}

impl<B, H> Response<B, H> {
    /// A response with that body and those header blocks, and status 200.
    pub fn new(body: B, headers: H) -> Self {
        Self {
            body,
            headers,
            extra_headers: Vec::new(),
            attachments: Vec::new(),
            status: 200,
            http_headers: Vec::new(),
        }
    }
}

/// The response to an operation.
pub type ResponseOf<O> = Response<<O as Operation>::Response, <O as Operation>::ResponseHeaders>;

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
