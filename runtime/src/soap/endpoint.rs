//! A service's way in: a message comes, an operation is chosen, an answer goes.

use std::fmt;
use std::sync::Arc;

use super::detail::AnyDetail;
use super::dispatch::{Dispatch, Exchange, Form, Settings};
use super::entry::OperationEntry;
use super::envelope::{self, Summons};
use super::exchanged::{Exchanged, Writing};
use super::fault::FaultCode;
use super::incoming::Carrier;
use super::mandatory;
use super::service_fault::ServiceFault;
use crate::operation::SoapVersion;
use crate::value::QName;
use crate::xml::{Error, ReadOptions, WriteOptions};

/// A service that takes messages, whatever carries them.
///
/// [`answer`](Self::answer) takes them as text. With the feature `client` or `server` it takes HTTP requests, and serves as the
/// transport of a client in the same process; with `server` it is what `serve` puts on a port.
pub struct Endpoint<D> {
    pub(super) dispatch: Arc<D>,
    pub(super) settings: Settings,
    #[cfg(all(feature = "http", feature = "json"))]
    pub(super) mapping: Option<Arc<dyn crate::rest::Mapping>>,
    #[cfg(feature = "http")]
    pub(super) wsdl: Option<Arc<super::wsdl::Wsdl>>,
    #[cfg(feature = "http")]
    pub(super) beside: Option<Arc<Beside>>,
    /// The names and actions of operations that take the parts of their requests one by one.
    #[cfg(feature = "http")]
    pub(super) streamed: Arc<Vec<(&'static str, &'static str)>>,
}

/// What answers requests that are no messages.
#[cfg(feature = "http")]
pub(super) type Beside =
    dyn Fn(&http::Request<bytes::Bytes>) -> Option<http::Response<bytes::Bytes>> + Send + Sync;

impl<D> Clone for Endpoint<D> {
    fn clone(&self) -> Self {
        Self {
            dispatch: Arc::clone(&self.dispatch),
            settings: self.settings.clone(),
            #[cfg(all(feature = "http", feature = "json"))]
            mapping: self.mapping.clone(),
            #[cfg(feature = "http")]
            wsdl: self.wsdl.clone(),
            #[cfg(feature = "http")]
            beside: self.beside.clone(),
            #[cfg(feature = "http")]
            streamed: Arc::clone(&self.streamed),
        }
    }
}

impl<D> fmt::Debug for Endpoint<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl<D: Dispatch> Endpoint<D> {
    /// The way into a service: a generated `Server`.
    pub fn new(service: D) -> Self {
        Self {
            dispatch: Arc::new(service),
            settings: Settings::default(),
            #[cfg(all(feature = "http", feature = "json"))]
            mapping: None,
            #[cfg(feature = "http")]
            wsdl: None,
            #[cfg(feature = "http")]
            beside: None,
            #[cfg(feature = "http")]
            streamed: Arc::default(),
        }
    }

    /// Answers `GET ...?wsdl` with this WSDL.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn with_wsdl(mut self, wsdl: super::wsdl::Wsdl) -> Self {
        self.wsdl = Some(Arc::new(wsdl));
        self
    }

    /// Answers JSON too: HTTP requests that come to an operation's method and path, as the mapping has them.
    #[cfg(all(feature = "http", feature = "json"))]
    #[must_use]
    pub fn with_rest(mut self, mapping: impl crate::rest::Mapping) -> Self {
        self.mapping = Some(Arc::new(mapping));
        self
    }

    /// Asks a function first, which may answer what is no message of the service: files that stand beside it, a page.
    ///
    /// With [`with_streamed_parts`](Self::with_streamed_parts) it is not asked about requests in several parts.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn beside(
        mut self,
        answer: impl Fn(&http::Request<bytes::Bytes>) -> Option<http::Response<bytes::Bytes>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        self.beside = Some(Arc::new(answer));
        self
    }

    /// Reads requests this way. The limit on bytes counts for compressed and for plain requests.
    #[must_use]
    pub fn with_read_options(mut self, options: ReadOptions) -> Self {
        self.settings.read = options;
        self
    }

    /// Writes answers this way.
    #[must_use]
    pub fn with_write_options(mut self, options: WriteOptions) -> Self {
        self.settings.write = options;
        self
    }

    /// Answers with values of `xs:base64Binary` of at least so many bytes beside the envelope (MTOM), and not as base64 in it.
    ///
    /// Requests with such values are read whatever the setting.
    #[must_use]
    pub fn with_mtom(mut self, min_bytes: usize) -> Self {
        self.settings.mtom = Some(min_bytes);
        self
    }

    /// Hands requests of that operation over as soon as their envelope has come, with the parts beside it to be taken one by one
    /// while they come in: [`Carrier::take_parts`]. They may be of any size: what is held is the envelope and a piece of a part.
    ///
    /// A value that the envelope includes (MTOM) is empty in the request then, and comes among the parts, by its name; a signature
    /// over such values is not verified this way. Requests of other operations, and those without parts, are as they always are.
    #[cfg(feature = "http")]
    #[must_use]
    pub fn with_streamed_parts<O: crate::operation::Operation>(mut self) -> Self {
        Arc::make_mut(&mut self.streamed).push((O::NAME, O::ACTION));
        self
    }

    /// Understands a header block that the WSDL does not declare: a request may demand it, and the service finds it among the
    /// extra header blocks. Those of WS-Addressing are understood always.
    #[must_use]
    pub fn understanding(mut self, block: QName) -> Self {
        Arc::make_mut(&mut self.settings.understood).add_name(block);
        self
    }

    /// Asks of every request what the check asks for; one that fails is answered with the fault that WS-Security has for it.
    ///
    /// Operations find out who calls in [`Carrier::identity`]. Where there is a check, JSON is refused, and a `Security` block that
    /// the WSDL declares itself is not seen by it.
    #[cfg(feature = "ws-security")]
    #[must_use]
    pub fn with_security(mut self, check: super::security::SecurityCheck) -> Self {
        self.settings.check = Some(check);
        self.understanding(super::security::security_block())
    }

    /// Sends the header block of WS-Security with every answer to a request that was read, faults too.
    #[cfg(feature = "ws-security")]
    #[must_use]
    pub fn with_reply_security(mut self, security: super::security::Security) -> Self {
        self.settings.seal.security = Some(Arc::new(security));
        self
    }

    /// Has that role (actor, in SOAP 1.1), beside being the last node: header blocks for it are meant for this service, too.
    #[must_use]
    pub fn with_role(mut self, role: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.settings.understood).add_role(role.into());
        self
    }

    /// The service.
    #[must_use]
    pub fn service(&self) -> &D {
        &self.dispatch
    }

    /// Answers a message.
    ///
    /// The operation is the one whose request has the body's first element, or else the one whose action the carrier names.
    pub async fn answer(&self, text: String, carrier: Carrier) -> Exchanged {
        let summons = match envelope::read_summons(&text, &self.settings.read) {
            Ok(summons) => summons,
            Err(error) if envelope::is_envelope(&text, &self.settings.read) => {
                return self.refuse_version(&error);
            }
            Err(error) => return self.refuse(&error),
        };
        let action = carrier.action.as_deref().or(summons.action.as_deref());
        let chosen = self.choose(&summons, action);
        let form = Form::Envelope(summons.version);
        let exchange = Exchange::new(text, form, carrier, self.settings.clone());
        match chosen {
            Some(operation) => self.dispatch.dispatch(operation, exchange).await,
            None => exchange.unknown().await,
        }
    }

    /// Whether a message is for an operation that takes parts one by one; not if it is no message.
    #[cfg(feature = "http")]
    pub(super) fn is_streamed(&self, text: &str, action: Option<&str>) -> bool {
        let Ok(summons) = envelope::read_summons(text, &self.settings.read) else {
            return false;
        };
        let chosen = self.choose(&summons, action.or(summons.action.as_deref()));
        let entry = chosen.and_then(|index| self.dispatch.operations().get(index));
        entry.is_some_and(|entry| self.streamed.contains(&(entry.name, entry.action)))
    }

    /// The operation of a message: by its body and its action, by its body, by its action; for an empty body without any of these
    /// the first whose request is empty.
    fn choose(&self, summons: &Summons, action: Option<&str>) -> Option<usize> {
        let operations = self.dispatch.operations();
        let action = action.filter(|action| !action.is_empty());
        let has_action = |entry: &OperationEntry| {
            let addressed = entry.addressing.map(|actions| actions.request);
            action.is_some() && (Some(entry.action) == action || addressed == action)
        };
        let has_body = |entry: &OperationEntry| match &summons.body {
            Some((local, namespace)) => entry.request.begins_with(local, namespace),
            None => false,
        };
        let is_empty = |entry: &OperationEntry| summons.body.is_none() && entry.request.is_empty();
        let find = |fits: &dyn Fn(&OperationEntry) -> bool| operations.iter().position(fits);
        find(&|entry| has_body(entry) && has_action(entry))
            .or_else(|| find(&has_body))
            .or_else(|| find(&has_action))
            .or_else(|| find(&is_empty))
    }

    /// The answer to what is no message.
    ///
    /// Its status is 400, as WCF answers; a service that cannot read a request does not know the version that it would be in.
    fn refuse(&self, error: &Error) -> Exchanged {
        let writing = Writing::plain(Form::Envelope(SoapVersion::Soap11), self.settings.write);
        let reason = format!("the request is no SOAP message: {error}");
        let mut exchanged = writing.plain_fault(FaultCode::Sender, reason);
        exchanged.status = 400;
        exchanged
    }

    /// The answer to an envelope of another version.
    fn refuse_version(&self, error: &Error) -> Exchanged {
        let writing = Writing::plain(Form::Envelope(SoapVersion::Soap11), self.settings.write);
        let reason = format!("the envelope is of another version: {error}");
        let fault = ServiceFault::<AnyDetail>::new(FaultCode::VersionMismatch, reason);
        writing.fault(fault.with_header(mandatory::upgrade()))
    }
}
