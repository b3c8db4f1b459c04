//! What carries the calls of one service.

use super::access::Access;
use super::failure::Failure;
use crate::retry::{Attempts, RetryPolicy};
use crate::{Error, Secret, Service};
use castile::operation::{CallOptions, Caller, FaultDetail, Operation, ResponseOf};
use castile::rest;
use castile::soap::{self, SharedTransport};
use std::fmt;
use std::sync::Arc;

/// Carries the calls of one service: what the generated clients of a [`Client`](crate::Client) call through.
///
/// It gives each call its header blocks, a token that is valid now, and its turn where calls are limited.
#[derive(Clone)]
pub struct ServiceCaller {
    pub(super) service: Service,
    pub(super) access: Arc<Access>,
    pub(super) carrier: Carrier,
}

/// What carries calls, in one protocol or the other.
#[derive(Clone)]
pub(super) enum Carrier {
    Rest(rest::Client<SharedTransport>),
    Soap(soap::Client<SharedTransport>),
}

impl Carrier {
    /// The address of the service.
    fn address(&self) -> &str {
        match self {
            Self::Rest(client) => client.endpoint(),
            Self::Soap(client) => client.endpoint(),
        }
    }

    /// Makes a call as it is.
    async fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, soap::Error<O::Fault>> {
        match self {
            Self::Rest(client) => client.call::<O>(request, options).await,
            Self::Soap(client) => client.call::<O>(request, options).await,
        }
    }
}

impl fmt::Debug for ServiceCaller {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ServiceCaller")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

impl ServiceCaller {
    /// The service.
    pub fn service(&self) -> Service {
        self.service
    }
}

impl Caller for ServiceCaller {
    type Error<F: FaultDetail> = Error;

    async fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error> {
        let own = options.extensions.get::<RetryPolicy>();
        let policy = own.unwrap_or(&self.access.retry).clone();
        let mut attempts = Attempts::new(self.service, O::NAME, policy, options.timeout);
        loop {
            let mut options = options.clone();
            options.timeout = Some(attempts.time(self.access.timeout));
            match self.attempt::<O>(request, options).await {
                Err(error) => attempts.wait_after(error).await?,
                answered => return answered,
            }
        }
    }
}

impl ServiceCaller {
    /// Makes a call in its turn; twice if the token turns out to have expired and there is another.
    async fn attempt<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error> {
        let _turn = self.access.turn().await;
        let token = self.access.credentials.access_token().await?;
        let error = match self.send::<O>(request, options.clone(), &token).await {
            Err(error) if error.is_about_the_token() => error,
            answered => return answered,
        };
        match self.access.credentials.renewed_token(&token).await? {
            Some(token) => {
                tracing::info!(operation = O::NAME, %error, "the token was renewed");
                self.send::<O>(request, options, &token).await
            }
            None => Err(error),
        }
    }

    /// Makes a call once.
    async fn send<O: Operation>(
        &self,
        request: &O::Request,
        mut options: CallOptions<O::RequestHeaders>,
        access_token: &Secret,
    ) -> Result<ResponseOf<O>, Error> {
        let headers = options.headers.get_or_insert_default();
        self.access.sign(headers, access_token);
        let called = self.carrier.call::<O>(request, options).await;
        called.map_err(|error| {
            let failure = Failure {
                address: self.carrier.address(),
                secrets: [&self.access.developer_token, access_token],
            };
            failure.explain(error)
        })
    }
}
