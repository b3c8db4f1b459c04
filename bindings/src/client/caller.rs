//! What carries the calls of one service.

use super::access::{Access, secrets_in};
use super::failure::Failure;
use crate::retry::{Attempts, RetryPolicy};
use crate::{Error, Secret, Service};
use castile::operation::{CallOptions, Caller, FaultDetail, Operation, ResponseOf};
use castile::rest;
use castile::soap::{self, SharedTransport};
use std::fmt;
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

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
        let carrier = &self.carrier;
        let send = |options| carrier.call::<O>(request, options);
        let answered = self.answered::<O, _, _>(options, send).await?;
        Ok(answered.reply)
    }
}

/// What a call came to.
pub(super) struct Answered<R> {
    pub(super) reply: R,
    /// What nobody is to see of what was sent.
    pub(super) secrets: Vec<Secret>,
    /// The turn of the call, where these are limited.
    pub(super) turn: Option<OwnedSemaphorePermit>,
}

impl ServiceCaller {
    /// Makes a call, by `send`, as often as it takes.
    pub(super) async fn answered<O, R, S>(
        &self,
        options: CallOptions<O::RequestHeaders>,
        send: impl Fn(CallOptions<O::RequestHeaders>) -> S,
    ) -> Result<Answered<R>, Error>
    where
        O: Operation,
        S: Future<Output = Result<R, soap::Error<O::Fault>>>,
    {
        let own = options.extensions.get::<RetryPolicy>();
        let policy = own.unwrap_or(&self.access.retry).clone();
        let mut attempts = Attempts::new(self.service, O::NAME, policy, options.timeout);
        loop {
            let mut options = options.clone();
            options.timeout = Some(attempts.time(self.access.timeout));
            match self.attempt::<O, R, S>(options, &send).await {
                Err(error) => attempts.wait_after(error).await?,
                answered => return answered,
            }
        }
    }

    /// Makes a call in its turn; twice if the token turns out to have expired and there is another.
    async fn attempt<O, R, S>(
        &self,
        options: CallOptions<O::RequestHeaders>,
        send: &impl Fn(CallOptions<O::RequestHeaders>) -> S,
    ) -> Result<Answered<R>, Error>
    where
        O: Operation,
        S: Future<Output = Result<R, soap::Error<O::Fault>>>,
    {
        let turn = self.access.turn().await;
        let answered = |(reply, secrets)| Answered {
            reply,
            secrets,
            turn,
        };
        let token = self.access.credentials.access_token().await?;
        let sent = self.send::<O, R, S>(options.clone(), &token, send).await;
        let error = match sent {
            Err(error) if error.is_about_the_token() => error,
            sent => return sent.map(answered),
        };
        match self.access.credentials.renewed_token(&token).await? {
            Some(token) => {
                tracing::info!(operation = O::NAME, %error, "the token was renewed");
                let sent = self.send::<O, R, S>(options, &token, send).await;
                sent.map(answered)
            }
            None => Err(error),
        }
    }

    /// Makes a call once.
    async fn send<O, R, S>(
        &self,
        mut options: CallOptions<O::RequestHeaders>,
        access_token: &Secret,
        send: &impl Fn(CallOptions<O::RequestHeaders>) -> S,
    ) -> Result<(R, Vec<Secret>), Error>
    where
        O: Operation,
        S: Future<Output = Result<R, soap::Error<O::Fault>>>,
    {
        let headers = options.headers.get_or_insert_default();
        self.access.sign(headers, access_token);
        let secrets = secrets_in(headers);
        match send(options).await {
            Ok(reply) => Ok((reply, secrets)),
            Err(error) => Err(self.explained(&secrets, error)),
        }
    }

    /// The error of a call in this crate's words.
    pub(super) fn explained<F: FaultDetail>(
        &self,
        secrets: &[Secret],
        error: soap::Error<F>,
    ) -> Error {
        let address = self.carrier.address();
        Failure { address, secrets }.explain(error)
    }
}
