//! What carries the calls of one service.

use super::access::{Access, secrets_in};
use super::failure::Failure;
use super::repeated::{Granted, Repeatable, Terms};
use crate::{Error, Secret, Service};
use castile::operation::{CallFuture, CallOptions, Caller, FaultDetail, Operation, ResponseOf};
use castile::rest;
use castile::soap::{self, SharedTransport};
use castile::view;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

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
    pub(super) granted: Granted,
}

impl ServiceCaller {
    /// Makes a call, by `send`, as often as it takes.
    pub(super) async fn answered<O, R, S>(
        &self,
        options: CallOptions<O::RequestHeaders>,
        send: impl Fn(CallOptions<O::RequestHeaders>) -> S + Send,
    ) -> Result<Answered<R>, Error>
    where
        O: Operation,
        R: Send,
        S: Future<Output = Result<R, soap::Error<O::Fault>>> + Send,
    {
        let mut call = Sending::<O, R, _, S> {
            caller: self,
            options,
            send,
            reply: None,
            sending: PhantomData,
        };
        let granted = self.repeated(&mut call).await?;
        let reply = call
            .reply
            .expect("a call that was answered keeps its reply");
        Ok(Answered { reply, granted })
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

/// A call with the types of its operation.
struct Sending<'c, O: Operation, R, F, S> {
    caller: &'c ServiceCaller,
    options: CallOptions<O::RequestHeaders>,
    send: F,
    reply: Option<R>,
    /// The future that `send` gives: it lives as long as this does.
    sending: PhantomData<fn() -> S>,
}

impl<O, R, F, S> Repeatable for Sending<'_, O, R, F, S>
where
    O: Operation,
    R: Send,
    F: Fn(CallOptions<O::RequestHeaders>) -> S + Send,
    S: Future<Output = Result<R, soap::Error<O::Fault>>> + Send,
{
    fn terms(&self) -> Terms<'_> {
        Terms {
            operation: O::NAME,
            extensions: &self.options.extensions,
            timeout: self.options.timeout,
        }
    }

    fn send<'s>(
        &'s mut self,
        access_token: &Secret,
        time: Duration,
    ) -> CallFuture<'s, Result<Vec<Secret>, Error>> {
        let mut options = self.options.clone();
        options.timeout = Some(time);
        let headers = options.headers.get_or_insert_default();
        self.caller
            .access
            .sign(view::slot_mut(headers), access_token);
        let secrets = secrets_in(view::slot(headers));
        let sending = (self.send)(options);
        Box::pin(async move {
            match sending.await {
                Ok(reply) => {
                    self.reply = Some(reply);
                    Ok(secrets)
                }
                Err(error) => Err(self.caller.explained(&secrets, error)),
            }
        })
    }
}
