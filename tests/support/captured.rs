//! A service that keeps the requests it is given, reached without a network.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use castile::operation::Response;
use castile::soap::{Carrier, Endpoint, Exchanged, Incoming, Outcome};
use msads_types::campaign_management::{
    ApplyOfflineConversions, ApplyOfflineConversionsResponse, ResponseHeaders, Server, Service,
};

/// Keeps requests, and answers each without errors.
#[derive(Clone, Debug, Default)]
pub(crate) struct Captured {
    requests: Arc<Mutex<Vec<Incoming<ApplyOfflineConversions>>>>,
}

impl Service for Captured {
    async fn apply_offline_conversions(
        &self,
        request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        let body = ApplyOfflineConversionsResponse {
            partial_errors: Vec::new().into(),
        };
        Ok(Response::new(body, ResponseHeaders::default()))
    }
}

/// Hands an envelope to the service: the request as the service saw it, and the answer.
pub(crate) fn receive(envelope: &str) -> (Option<Incoming<ApplyOfflineConversions>>, Exchanged) {
    let service = Captured::default();
    let endpoint = Endpoint::new(Server(service.clone()));
    let mut carrier = Carrier::default();
    carrier.action = Some("ApplyOfflineConversions".to_owned());
    let answer = finish(endpoint.answer(envelope.to_owned(), carrier));
    let request = service
        .requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .pop();
    (request, answer)
}

/// The output of a future that waits for nothing.
fn finish<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the service waits for something"),
    }
}
