//! Setting up a client.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::{Client, Inner, RawExchange, Redaction, Settings, request};
use crate::operation::Message;
use crate::soap::transport::{HyperTransport, Transport};
use crate::xml::{ReadOptions, WriteOptions};

/// The settings of a [`Client`].
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder<T = HyperTransport> {
    transport: T,
    settings: Settings,
}

impl<T> fmt::Debug for ClientBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("endpoint", &request::shown(&self.settings.endpoint))
            .finish_non_exhaustive()
    }
}

impl<T> ClientBuilder<T> {
    pub(super) fn new(endpoint: String, transport: T) -> Self {
        Self {
            transport,
            settings: Settings {
                endpoint,
                timeout: Duration::from_secs(100),
                user_agent: concat!("castile/", env!("CARGO_PKG_VERSION")).to_owned(),
                http_headers: Vec::new(),
                header_blocks: HashMap::new(),
                write: WriteOptions::default(),
                read: ReadOptions::default(),
                redaction: Redaction::default(),
                hook: None,
            },
        }
    }

    /// Sends calls over another transport.
    pub fn transport<U: Transport>(self, transport: U) -> ClientBuilder<U> {
        ClientBuilder {
            transport,
            settings: self.settings,
        }
    }

    /// The time for a whole call, from the first look for a connection to the last byte of the reply. Default: 100 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// What the client calls itself. Default: `castile/` and the version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = user_agent.into();
        self
    }

    /// Sends an HTTP header with every call.
    pub fn http_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.http_headers.push((name.into(), value.into()));
        self
    }

    /// Sends these header blocks with every call whose operation has header blocks of that type, and that gives none itself.
    pub fn headers<H: Message>(mut self, headers: H) -> Self {
        let headers: Box<dyn Any + Send + Sync> = Box::new(headers);
        self.settings
            .header_blocks
            .insert(TypeId::of::<H>(), headers);
        self
    }

    /// Writes requests this way.
    pub fn write_options(mut self, options: WriteOptions) -> Self {
        self.settings.write = options;
        self
    }

    /// Reads replies this way. The limit on bytes counts for compressed and for plain replies; it is 256 MiB by default.
    pub fn read_options(mut self, options: ReadOptions) -> Self {
        self.settings.read = options;
        self
    }

    /// Masks this in whatever shows messages.
    pub fn redaction(mut self, redaction: Redaction) -> Self {
        self.settings.redaction = redaction;
        self
    }

    /// Shows every request and its reply to a function, secrets masked, when the call is over.
    pub fn on_exchange(mut self, hook: impl Fn(&RawExchange) + Send + Sync + 'static) -> Self {
        self.settings.hook = Some(Box::new(hook));
        self
    }
}

impl<T: Transport> ClientBuilder<T> {
    /// The client.
    #[must_use]
    pub fn build(self) -> Client<T> {
        Client {
            inner: Arc::new(Inner {
                transport: self.transport,
                settings: self.settings,
            }),
        }
    }
}
