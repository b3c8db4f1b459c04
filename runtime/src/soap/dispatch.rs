//! The contract between a generated service and whatever carries its messages.
//!
//! A generated `Server` implements [`Dispatch`]: it lists its operations, and hands a message to the right method of the service.
//! [`Exchange`] is one message on its way through: it knows how to read a request of any operation and write what came of it.

use std::fmt;
use std::sync::Arc;

use super::addressing::{self, Relation};
use super::entry::OperationEntry;
use super::envelope;
use super::exchanged::{Exchanged, Writing};
use super::fault::FaultCode;
use super::incoming::{Carrier, Incoming};
use super::mandatory::{self, Understood};
use super::seal::Seal;
use super::service_fault::ServiceFault;
use crate::operation::{Body, CallFuture, Operation, ResponseOf, SoapVersion};
use crate::view;
use crate::xml::{Error, ReadOptions, WriteOptions};

/// A service as the engine sees it: operations to choose from, and a way into each.
///
/// ```text
/// impl<S: Service> Dispatch for Server<S> {
///     fn operations(&self) -> &'static [OperationEntry] {
///         const { &[OperationEntry::of::<GetOrders>(), OperationEntry::of::<AddOrders>()] }
///     }
///
///     fn dispatch(&self, operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged> {
///         match operation {
///             0 => exchange.answer::<GetOrders, _>(|incoming| self.0.get_orders(incoming)),
///             1 => exchange.answer::<AddOrders, _>(|incoming| self.0.add_orders(incoming)),
///             _ => exchange.unknown(),
///         }
///     }
/// }
/// ```
pub trait Dispatch: Send + Sync + 'static {
    /// The operations, in the order of the numbers that [`dispatch`](Self::dispatch) takes.
    fn operations(&self) -> &'static [OperationEntry];

    /// Hands a message to an operation.
    fn dispatch(&self, operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged>;
}

/// What an operation of a service answers.
pub type Outcome<O> = Result<ResponseOf<O>, ServiceFault<<O as Operation>::Fault>>;

/// A message on its way through a service: read as a request, handed over, written as a response or a fault.
pub struct Exchange {
    text: String,
    form: Form,
    carrier: Carrier,
    settings: Settings,
}

/// What a message is written in, and its answer too.
#[derive(Clone)]
pub(crate) enum Form {
    /// An envelope of that version.
    Envelope(SoapVersion),
    /// A JSON document.
    #[cfg(all(feature = "http", feature = "json"))]
    Json(Arc<dyn crate::rest::Mapping>),
}

impl Form {
    /// The version of SOAP; 1.1 where there is none.
    pub(crate) fn version(&self) -> SoapVersion {
        match self {
            Self::Envelope(version) => *version,
            #[cfg(all(feature = "http", feature = "json"))]
            Self::Json(_) => SoapVersion::default(),
        }
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Envelope(version) => write!(f, "{version:?}"),
            #[cfg(all(feature = "http", feature = "json"))]
            Self::Json(_) => f.write_str("Json"),
        }
    }
}

/// How a service reads and writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) read: ReadOptions,
    pub(crate) write: WriteOptions,
    pub(crate) understood: Arc<Understood>,
    /// The bytes from which on a binary value goes beside the envelope; `None` for never.
    pub(crate) mtom: Option<usize>,
    /// What requests must prove.
    #[cfg(feature = "ws-security")]
    pub(crate) check: Option<super::security::SecurityCheck>,
    /// What answers say of themselves.
    pub(crate) seal: Seal,
}

/// Why a request is not handed over.
enum Unread {
    /// It is not understood.
    Unclear(String),
    /// It does not prove what it must.
    #[cfg(feature = "ws-security")]
    Insecure(super::security::Rejection),
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self::Unclear(error.to_string())
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("form", &self.form)
            .field("action", &self.carrier.action)
            .finish_non_exhaustive()
    }
}

impl Exchange {
    pub(crate) fn new(text: String, form: Form, carrier: Carrier, settings: Settings) -> Self {
        Self {
            text,
            form,
            carrier,
            settings,
        }
    }

    /// Reads the request of an operation, hands it over, and writes what comes back.
    ///
    /// A request with a header block that must be understood, is meant for this service, and is neither declared nor announced
    /// with [`Endpoint::understanding`](super::Endpoint::understanding) is answered with the fault that SOAP has for it.
    ///
    /// The future is boxed here, where it is shown to be `Send` once for all operations.
    pub fn answer<'a, O, H>(
        self,
        handle: impl FnOnce(Incoming<O>) -> H + Send + 'a,
    ) -> CallFuture<'a, Exchanged>
    where
        O: Operation,
        H: Future<Output = Outcome<O>> + Send + 'a,
    {
        Box::pin(self.answer_with(handle))
    }

    async fn answer_with<O, H>(self, handle: impl FnOnce(Incoming<O>) -> H + Send) -> Exchanged
    where
        O: Operation,
        H: Future<Output = Outcome<O>> + Send,
    {
        let version = self.form.version();
        let writing = self.writing();
        let understood = Arc::clone(&self.settings.understood);
        let incoming = match self.read::<O>() {
            Ok(incoming) => incoming,
            Err(Unread::Unclear(error)) => {
                let reason = format!("the request is not understood: {error}");
                return writing.plain_fault(FaultCode::Sender, reason);
            }
            #[cfg(feature = "ws-security")]
            Err(Unread::Insecure(rejection)) => {
                return writing.fault(rejection.into_fault::<O::Fault>(version));
            }
        };
        let relation = Relation::to(&incoming.extra_headers);
        let outcome = match refuse(version, &understood, &incoming) {
            Some(fault) => Err(fault),
            None => handle(incoming).await,
        };
        match (outcome, O::RESPONSE) {
            (Ok(_), Body::Empty) => writing.accepted(),
            (Ok(mut response), Body::Element(_) | Body::Parts(_) | Body::Encoded(_)) => {
                if let Some(relation) = relation {
                    let blocks = relation.of_response(O::ACTION, O::ADDRESSING);
                    response.extra_headers.extend(blocks);
                }
                writing.response::<O>(&response)
            }
            (Err(mut fault), _) => {
                if let Some(relation) = relation {
                    fault.headers.extend(relation.of_fault());
                }
                writing.fault(fault)
            }
        }
    }

    fn writing(&self) -> Writing {
        Writing {
            form: self.form.clone(),
            options: self.settings.write,
            mtom: self.settings.mtom,
            seal: self.settings.seal.clone(),
        }
    }

    /// Answers that there is no such operation.
    #[must_use]
    pub fn unknown(self) -> CallFuture<'static, Exchanged> {
        let writing = self.writing();
        let action = self.carrier.action.unwrap_or_default();
        let reason =
            format!("no operation of this service has such a body or the action {action:?}");
        Box::pin(std::future::ready(
            writing.plain_fault(FaultCode::Sender, reason),
        ))
    }

    fn read<O: Operation>(self) -> Result<Incoming<O>, Unread> {
        match &self.form {
            Form::Envelope(_) => self.read_envelope(),
            #[cfg(all(feature = "http", feature = "json"))]
            Form::Json(mapping) => {
                #[cfg(feature = "ws-security")]
                if self.settings.check.is_some() {
                    let reason = "a document that is no envelope has no block `Security`";
                    let rejection = super::security::Rejection::invalid(reason);
                    return Err(Unread::Insecure(rejection));
                }
                let mapping = Arc::clone(mapping);
                crate::rest::read_request::<O>(&self.text, self.carrier, &*mapping)
                    .map_err(Unread::Unclear)
            }
        }
    }

    fn read_envelope<O: Operation>(self) -> Result<Incoming<O>, Unread> {
        let mut body = O::Request::default();
        let mut headers = O::RequestHeaders::default();
        let parts = envelope::Parts {
            headers: view::slot_mut(&mut headers),
            expected: O::REQUEST,
            body: view::slot_mut(&mut body),
            details: &mut envelope::NoDetails,
        };
        let outline = envelope::reading(O::REQUEST)(&self.text, &self.settings.read, parts)?;
        #[cfg(not(feature = "ws-security"))]
        let carrier = self.carrier;
        #[cfg(feature = "ws-security")]
        let carrier = {
            let mut carrier = self.carrier;
            if let Some(check) = &self.settings.check {
                let (blocks, node) = (&outline.extra_headers, &self.settings.understood);
                let checked = check.check(&self.text, blocks, node, &self.settings.read);
                carrier.identity = Some(checked.map_err(Unread::Insecure)?);
            }
            carrier
        };
        Ok(Incoming {
            body,
            headers,
            extra_headers: outline.extra_headers,
            carrier,
        })
    }
}

/// The fault for a request whose header asks for what is not done here.
fn refuse<O: Operation>(
    version: SoapVersion,
    understood: &Understood,
    incoming: &Incoming<O>,
) -> Option<ServiceFault<O::Fault>> {
    let missing = understood.missing_of(&incoming.extra_headers);
    if !missing.is_empty() {
        return Some(mandatory::not_understood(version, &missing));
    }
    addressing::refuse_other_ways(&incoming.extra_headers)
}

/// The answer of an operation that the service does not have yet: a fault that says so.
///
/// That the future is `Send` is said here: otherwise the compiler would look through all that a reply may contain, for every operation,
/// which takes hours where thousands of types contain each other.
///
/// # Errors
///
/// Always; the form is that of an operation.
pub fn not_implemented<O: Operation>() -> impl Future<Output = Outcome<O>> + Send {
    let reason = format!("the operation {} is not implemented", O::NAME);
    std::future::ready(Err(ServiceFault::receiver(reason)))
}
