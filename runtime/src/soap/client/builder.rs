//! Setting up a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Client, Core, MandatoryHeaders, RawExchange, Redaction, Settings, Timeouts, request};
use crate::operation::{Extensions, Message};
use crate::soap::addressing::Addressing;
use crate::soap::mandatory::Understood;
use crate::soap::security::{Security, SecurityCheck, security_block};
use crate::soap::transport::{HyperTransport, Transport};
use crate::value::QName;
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
                timeouts: Timeouts {
                    total: Duration::from_secs(100),
                    answer: None,
                    pause: None,
                },
                user_agent: concat!("castile/", env!("CARGO_PKG_VERSION")).to_owned(),
                http_headers: Vec::new(),
                header_blocks: Extensions::default(),
                write: WriteOptions::default(),
                read: ReadOptions::default(),
                redaction: Redaction::default(),
                mtom: None,
                packed_from: None,
                addressing: None,
                security: None,
                check: None,
                mandatory: MandatoryHeaders::default(),
                understood: Understood::default(),
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
        self.settings.timeouts.total = timeout;
        self
    }

    /// The time from the request to the head of the reply, within that of the whole call. Default: no limit of its own.
    pub fn answer_timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeouts.answer = Some(timeout);
        self
    }

    /// The time from one piece of the reply to the next, within that of the whole call. Default: no limit of its own.
    pub fn pause_timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeouts.pause = Some(timeout);
        self
    }

    /// Sends a user name and a password with every call, as HTTP has it: `Authorization: Basic`.
    ///
    /// Source: RFC 7617.
    pub fn basic_auth(self, username: &str, password: &str) -> Self {
        let credentials = STANDARD.encode(format!("{username}:{password}"));
        self.http_header("Authorization", format!("Basic {credentials}"))
    }

    /// Sends a token with every call: `Authorization: Bearer`.
    ///
    /// Source: RFC 6750.
    pub fn bearer_token(self, token: &str) -> Self {
        self.http_header("Authorization", format!("Bearer {token}"))
    }

    /// Sends values of `xs:base64Binary` with at least so many bytes beside the envelope (MTOM), and not as base64 in it.
    ///
    /// Replies with such values are read whatever the setting.
    pub fn mtom(mut self, min_bytes: usize) -> Self {
        self.settings.mtom = Some(min_bytes);
        self
    }

    /// Compresses requests with gzip that have at least so many bytes, and those that are made while they go out. Default: none; a
    /// service may refuse it. The hook sees them plain. Replies are read plain or compressed whatever the setting.
    pub fn gzip_requests(mut self, min_bytes: usize) -> Self {
        self.settings.packed_from = Some(min_bytes);
        self
    }

    /// Sends the header blocks of WS-Addressing with every call.
    pub fn addressing(mut self, addressing: Addressing) -> Self {
        self.settings.addressing = Some(addressing);
        self
    }

    /// Sends the header block of WS-Security with every call.
    pub fn security(mut self, security: Security) -> Self {
        self.settings.security = Some(security);
        self.understanding(security_block())
    }

    /// Checks the header block of WS-Security of every response. A response that fails is an error; faults are given as they are.
    pub fn check_security(mut self, check: SecurityCheck) -> Self {
        self.settings.check = Some(check);
        self.understanding(security_block())
    }

    /// What becomes of responses with header blocks that must be understood, and are not. Default: they are let through.
    pub fn mandatory_headers(mut self, mandatory: MandatoryHeaders) -> Self {
        self.settings.mandatory = mandatory;
        self
    }

    /// Understands a header block that the WSDL does not declare: a response may demand it, and the caller finds it among the
    /// extra header blocks. Those of WS-Addressing are understood always.
    pub fn understanding(mut self, block: QName) -> Self {
        self.settings.understood.add_name(block);
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
        self.settings.header_blocks.insert(headers);
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
        let transport = Arc::new(self.transport);
        let core = Core {
            settings: self.settings,
            transport: Arc::<T>::clone(&transport),
        };
        Client {
            core: Arc::new(core),
            transport,
        }
    }
}
