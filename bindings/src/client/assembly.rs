//! From the settings of a client to the client.

use super::access::Access;
use super::builder::ClientBuilder;
use super::caller::Carrier;
use super::{Client, ServiceCaller, Services};
use crate::auth::IdentityProvider;
use crate::environment::{
    LOCAL_ACCESS_TOKEN, LOCAL_ACCOUNT_ID, LOCAL_CUSTOMER_ID, LOCAL_DEVELOPER_TOKEN,
};
use crate::rest::Rest;
use crate::{Environment, Error, ErrorKind, Protocol, Secret, Service, types};
use castile::rest;
use castile::soap::http::HeaderName;
use castile::soap::{self, HyperTransport, Redaction, SharedTransport};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A client of either protocol: their builders have the same settings, and no trait in common.
macro_rules! set_up {
    ($assembly:expr, $builder:expr, $transport:expr) => {{
        let mut builder = $builder
            .transport($transport.clone())
            .timeout($assembly.timeout)
            .user_agent(&$assembly.user_agent)
            .redaction(Self::redaction());
        for (name, value) in $assembly.http_headers() {
            builder = builder.http_header(name, value);
        }
        if let Some(min_bytes) = $assembly.gzip_from {
            builder = builder.gzip_requests(min_bytes);
        }
        if let Some(hook) = $assembly.hook.clone() {
            builder = builder.on_exchange(move |exchange| hook(exchange));
        }
        builder.build()
    }};
}

impl ClientBuilder {
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
            turns: calls_at_once.map(|calls| Arc::new(Semaphore::new(calls))),
        })
    }

    fn chosen_protocol(&self) -> Protocol {
        self.protocol.unwrap_or(Protocol::Rest)
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

    /// The HTTP headers of every call, beside those that stand for header blocks.
    fn http_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let revision = self.api_revision.as_deref();
        let revision = revision.map(|revision| ("Api-Revision", revision));
        let is_google = self.identity_provider == IdentityProvider::Google;
        let provider = is_google.then_some(("IdentityProvider", "Google"));
        revision.into_iter().chain(provider)
    }

    fn rest(&self, service: Service, transport: &SharedTransport) -> rest::Client<SharedTransport> {
        set_up!(
            self,
            rest::Client::builder(self.address_of(service), Rest),
            transport
        )
    }

    fn soap(&self, service: Service, transport: &SharedTransport) -> soap::Client<SharedTransport> {
        set_up!(
            self,
            soap::Client::builder(self.address_of(service)),
            transport
        )
    }
}
