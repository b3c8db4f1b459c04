//! Setting up a client.

use super::access::Access;
use super::caller::Carrier;
use super::{Client, ServiceCaller, Services};
use crate::auth::IdentityProvider;
use crate::environment::{
    LOCAL_ACCESS_TOKEN, LOCAL_ACCOUNT_ID, LOCAL_CUSTOMER_ID, LOCAL_DEVELOPER_TOKEN,
};
use crate::rest::Rest;
use crate::retry::RetryPolicy;
use crate::{
    Addresses, Credentials, Environment, Error, ErrorKind, Protocol, Secret, Service, types,
};
use castile::rest;
use castile::soap::http::HeaderName;
use castile::soap::{self, HyperTransport, RawExchange, Redaction, SharedTransport, Transport};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The revision of the schemas that the types were generated from, as the services know it.
const API_REVISION: &str = "2026-10-12";

/// The time for a whole call. Source: Microsoft's SDK for .NET waits so long.
const TIMEOUT: Duration = Duration::from_secs(600);

type Hook = dyn Fn(&RawExchange) + Send + Sync;

/// The settings of a [`Client`].
///
/// A developer token and credentials are required, but for [`Environment::Local`], which has its own.
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder {
    environment: Environment,
    protocol: Option<Protocol>,
    base: Option<Addresses>,
    addresses: Vec<(Service, String)>,
    developer_token: Option<Secret>,
    credentials: Option<Arc<dyn Credentials>>,
    customer_id: Option<i64>,
    account_id: Option<i64>,
    api_revision: Option<String>,
    identity_provider: IdentityProvider,
    user_agent: String,
    timeout: Duration,
    retry: RetryPolicy,
    calls_at_once: Option<usize>,
    transport: Option<SharedTransport>,
    hook: Option<Arc<Hook>>,
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

    /// How calls go out. Default: [`Protocol::Rest`] in sandbox and production, [`Protocol::Soap`] elsewhere; the local service
    /// takes both.
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

    /// The client. Nothing is sent by it yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Settings`] if the developer token or the credentials are missing, or an id is not positive.
    pub fn build(mut self) -> Result<Client, Error> {
        if self.environment == Environment::Local {
            self = self.with_local_defaults();
        }
        let access = Arc::new(self.access()?);
        let transport = self.transport.take();
        let transport =
            transport.unwrap_or_else(|| SharedTransport::new(HyperTransport::default()));
        let caller = |service| ServiceCaller {
            service,
            access: Arc::clone(&access),
            carrier: self.carrier(service, &transport),
        };
        Ok(Client(Arc::new(Services {
            campaign_management: types::campaign_management::Client::new(caller(
                Service::CampaignManagement,
            )),
            #[cfg(feature = "bulk")]
            bulk: types::bulk::Client::new(caller(Service::Bulk)),
            #[cfg(feature = "reporting")]
            reporting: types::reporting::Client::new(caller(Service::Reporting)),
            #[cfg(feature = "ad-insight")]
            ad_insight: types::ad_insight::Client::new(caller(Service::AdInsight)),
            #[cfg(feature = "customer-management")]
            customer_management: types::customer_management::Client::new(caller(
                Service::CustomerManagement,
            )),
            #[cfg(feature = "customer-billing")]
            customer_billing: types::customer_billing::Client::new(caller(
                Service::CustomerBilling,
            )),
            environment: self.environment,
            access,
            #[cfg(all(feature = "files", any(feature = "reporting", feature = "bulk")))]
            transport,
        })))
    }

    fn with_local_defaults(mut self) -> Self {
        self.developer_token
            .get_or_insert_with(|| Secret::new(LOCAL_DEVELOPER_TOKEN));
        self.customer_id.get_or_insert(LOCAL_CUSTOMER_ID);
        self.account_id.get_or_insert(LOCAL_ACCOUNT_ID);
        self.credentials
            .get_or_insert_with(|| Arc::new(Secret::new(LOCAL_ACCESS_TOKEN)));
        self
    }

    fn access(&mut self) -> Result<Access, Error> {
        let refused = |what: String| Error::new(ErrorKind::Settings, what);
        let needs = |what: &str| refused(format!("a client of {} needs {what}", self.environment));
        for (name, id) in [("customer", self.customer_id), ("account", self.account_id)] {
            if id.is_some_and(|id| id <= 0) {
                return Err(refused(format!("the {name} id is not a positive number")));
            }
        }
        let given = self.developer_token.clone();
        let developer_token = given.filter(|token| !token.is_empty());
        let calls_at_once = self
            .calls_at_once
            .or((self.environment == Environment::Sandbox).then_some(1));
        Ok(Access {
            developer_token: developer_token.ok_or_else(|| needs("a developer token"))?,
            credentials: self
                .credentials
                .clone()
                .ok_or_else(|| needs("an access token or other credentials"))?,
            customer_id: self.customer_id,
            account_id: self.account_id,
            retry: self.retry.clone(),
            timeout: self.timeout,
            turns: calls_at_once.map(Semaphore::new),
        })
    }

    fn chosen_protocol(&self) -> Protocol {
        let usual = match self.environment {
            Environment::Sandbox | Environment::Production => Protocol::Rest,
            Environment::Local | Environment::Custom(_) => Protocol::Soap,
        };
        self.protocol.unwrap_or(usual)
    }

    /// The address of a service in the protocol that is chosen.
    fn address_of(&self, service: Service) -> String {
        let given = self.addresses.iter().rev().find(|(of, _)| *of == service);
        match (given, &self.base) {
            (Some((_, address)), _) => address.clone(),
            (None, Some(base)) => base.of(service, self.chosen_protocol()).to_owned(),
            (None, None) => {
                let addresses = self.environment.addresses();
                addresses.of(service, self.chosen_protocol()).to_owned()
            }
        }
    }

    /// What carries the calls of a service in the protocol that is chosen.
    fn carrier(&self, service: Service, transport: &SharedTransport) -> Carrier {
        match self.chosen_protocol() {
            Protocol::Rest => Carrier::Rest(self.rest(service, transport)),
            Protocol::Soap => Carrier::Soap(self.soap(service, transport)),
        }
    }

    /// What is masked in messages beside what always is.
    fn redaction() -> Redaction {
        Redaction::default()
            .and_name("ApplicationToken")
            .and_header(HeaderName::from_static("developertoken"))
            .and_header(HeaderName::from_static("password"))
    }

    fn rest(&self, service: Service, transport: &SharedTransport) -> rest::Client<SharedTransport> {
        let mut builder = rest::Client::builder(self.address_of(service), Rest)
            .transport(transport.clone())
            .timeout(self.timeout)
            .user_agent(&self.user_agent)
            .redaction(Self::redaction());
        if let Some(revision) = &self.api_revision {
            builder = builder.http_header("Api-Revision", revision);
        }
        if self.identity_provider == IdentityProvider::Google {
            builder = builder.http_header("IdentityProvider", "Google");
        }
        if let Some(hook) = self.hook.clone() {
            builder = builder.on_exchange(move |exchange| hook(exchange));
        }
        builder.build()
    }

    fn soap(&self, service: Service, transport: &SharedTransport) -> soap::Client<SharedTransport> {
        let mut builder = soap::Client::builder(self.address_of(service))
            .transport(transport.clone())
            .timeout(self.timeout)
            .user_agent(&self.user_agent)
            .redaction(Self::redaction());
        if let Some(revision) = &self.api_revision {
            builder = builder.http_header("Api-Revision", revision);
        }
        if self.identity_provider == IdentityProvider::Google {
            builder = builder.http_header("IdentityProvider", "Google");
        }
        if let Some(hook) = self.hook.clone() {
            builder = builder.on_exchange(move |exchange| hook(exchange));
        }
        builder.build()
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
