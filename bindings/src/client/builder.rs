//! Setting up a client.

use crate::auth::IdentityProvider;
use crate::retry::RetryPolicy;
use crate::{Addresses, Credentials, Environment, Protocol, Secret, Service};
use castile::soap::{RawExchange, SharedTransport, Transport};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The revision of the schemas that the types were generated from, as the services know it.
const API_REVISION: &str = "2026-10-12";

/// The time for a whole call. Source: Microsoft's SDK for .NET waits so long.
const TIMEOUT: Duration = Duration::from_secs(600);

pub(super) type Hook = dyn Fn(&RawExchange) + Send + Sync;

/// The settings of a [`Client`](crate::Client).
///
/// A developer token and credentials are required, but for [`Environment::Local`], which has its own.
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder {
    pub(super) environment: Environment,
    pub(super) protocol: Option<Protocol>,
    pub(super) base: Option<Addresses>,
    pub(super) addresses: Vec<(Service, String)>,
    pub(super) developer_token: Option<Secret>,
    pub(super) credentials: Option<Arc<dyn Credentials>>,
    pub(super) customer_id: Option<i64>,
    pub(super) account_id: Option<i64>,
    pub(super) api_revision: Option<String>,
    pub(super) identity_provider: IdentityProvider,
    pub(super) user_agent: String,
    pub(super) timeout: Duration,
    pub(super) retry: RetryPolicy,
    pub(super) calls_at_once: Option<usize>,
    pub(super) transport: Option<SharedTransport>,
    /// The bytes from which on requests go out compressed.
    pub(super) gzip_from: Option<usize>,
    pub(super) hook: Option<Arc<Hook>>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            environment: Environment::default(),
            protocol: None,
            base: None,
            addresses: Vec::new(),
            developer_token: None,
            credentials: None,
            customer_id: None,
            account_id: None,
            api_revision: Some(API_REVISION.to_owned()),
            identity_provider: IdentityProvider::default(),
            user_agent: concat!("msads-rust/", env!("CARGO_PKG_VERSION"), " (unofficial)")
                .to_owned(),
            timeout: TIMEOUT,
            retry: RetryPolicy::default(),
            calls_at_once: None,
            transport: None,
            gzip_from: None,
            hook: None,
        }
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ClientBuilder")
            .field("environment", &self.environment.to_string())
            .field("customer_id", &self.customer_id)
            .field("account_id", &self.account_id)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Where the services are. Default: [`Environment::Local`].
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = environment;
        self
    }

    /// How calls go out. Default: [`Protocol::Rest`], whatever the environment; the local service takes both.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }

    /// Another address for one service than the environment has, in the protocol that is chosen.
    pub fn address(mut self, service: Service, address: impl Into<String>) -> Self {
        self.addresses.push((service, address.into()));
        self
    }

    /// All six services under one base address, at the documented paths: a service of `msads serve`, or a proxy.
    pub fn base_address(mut self, base: &str) -> Self {
        self.base = Some(Addresses::under(base));
        self.addresses.clear();
        self
    }

    /// The developer token, which stands for the program. The sandbox has one for all: `BBD37VB98`.
    pub fn developer_token(mut self, token: impl Into<Secret>) -> Self {
        self.developer_token = Some(token.into());
        self
    }

    /// One access token for all calls; such a token is valid for about an hour.
    pub fn access_token(self, token: impl Into<Secret>) -> Self {
        let token: Secret = token.into();
        self.credentials(token)
    }

    /// Who provides the access token of each call.
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// The customer (manager account) on whose behalf is called.
    pub fn customer_id(mut self, id: i64) -> Self {
        self.customer_id = Some(id);
        self
    }

    /// The account that is worked on. A single call may name another one in its own headers.
    pub fn account_id(mut self, id: i64) -> Self {
        self.account_id = Some(id);
        self
    }

    /// What the settings have of tokens and ids.
    #[cfg(feature = "settings")]
    pub fn settings(mut self, settings: crate::Settings) -> Self {
        self.developer_token = settings.developer_token.or(self.developer_token);
        self.customer_id = settings.customer_id.or(self.customer_id);
        self.account_id = settings.account_id.or(self.account_id);
        match settings.access_token {
            Some(token) => self.access_token(token),
            None => self,
        }
    }

    /// The date in the HTTP header `Api-Revision`; `None` leaves it out. Default: the date of the schemas that the
    /// types were generated from. Microsoft's SDKs send it; it is not documented.
    pub fn api_revision(mut self, revision: Option<impl Into<String>>) -> Self {
        self.api_revision = revision.map(Into::into);
        self
    }

    /// With whose account the user signed in: calls say so in the HTTP header `IdentityProvider` where it is Google's, which
    /// Microsoft documents and no schema has. Default: Microsoft's, and no header.
    pub fn identity_provider(mut self, provider: IdentityProvider) -> Self {
        self.identity_provider = provider;
        self
    }

    /// What the client calls itself. Default: `msads-rust/` and the version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// The time for one attempt at a call, from the first look for a connection to the last byte of the reply. Default: 10
    /// minutes, of which connecting takes 30 seconds at most. A single call may have its own, which then is for all of it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Compresses requests with gzip that have at least so many bytes. Default: none, as Microsoft documents nothing of it; replies
    /// are asked for in gzip always.
    pub fn gzip_requests(mut self, min_bytes: usize) -> Self {
        self.gzip_from = Some(min_bytes);
        self
    }

    /// When calls are made again. A single call may have its own, by `.extension(policy)`.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many calls of this client and its clones may be under way at once; the others wait. Default: one in the
    /// sandbox, which asks for it, and any number elsewhere.
    pub fn calls_at_once(mut self, calls: usize) -> Self {
        self.calls_at_once = Some(calls.max(1));
        self
    }

    /// Sends calls over another transport than HTTP.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(SharedTransport::new(transport));
        self
    }

    /// Shows every request and its reply to a function when the call is over, tokens masked.
    pub fn on_exchange(mut self, hook: impl Fn(&RawExchange) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(hook));
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::{Client, Environment, ErrorKind};

    #[test]
    fn what_is_missing_is_named() {
        let builder = || Client::builder().environment(Environment::Sandbox);
        for (builder, expected) in [
            (builder(), "a client of sandbox needs a developer token"),
            (
                builder().developer_token("d"),
                "a client of sandbox needs an access token or other credentials",
            ),
            (
                builder().developer_token("").access_token("a"),
                "a client of sandbox needs a developer token",
            ),
            (
                builder()
                    .developer_token("d")
                    .access_token("a")
                    .account_id(0),
                "the account id is not a positive number",
            ),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert_eq!(error.kind(), ErrorKind::Settings);
        }
    }

    #[test]
    fn the_local_service_needs_no_settings() {
        assert!(Client::builder().build().is_ok());
    }
}
