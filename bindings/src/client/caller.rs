//! What carries the calls of one service.

use super::access::Access;
use super::failure::Failure;
use crate::{Error, Service};
use castile::operation::{CallOptions, Caller, FaultDetail, Operation, ResponseOf};
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
    pub(super) protocol: Protocol,
}

/// How calls go out.
#[derive(Clone)]
pub(super) enum Protocol {
    /// SOAP 1.1.
    Soap(soap::Client<SharedTransport>),
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
        mut options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error> {
        let _turn = self.access.turn().await;
        let access_token = self.access.credentials.access_token().await?;
        let headers = options.headers.get_or_insert_default();
        self.access.sign(headers, &access_token);
        match &self.protocol {
            Protocol::Soap(client) => {
                let failed = match client.call::<O>(request, options).await {
                    Ok(response) => return Ok(response),
                    Err(error) => error,
                };
                let failure = Failure {
                    address: client.endpoint(),
                    secrets: [&self.access.developer_token, &access_token],
                };
                Err(failure.explain(failed))
            }
        }
    }
}
