//! The sandbox asks for one call at once.

use super::wire::{BOTH, endpoint};
use msads::castile::operation::Response;
use msads::castile::soap::{Incoming, Outcome};
use msads::types::campaign_management::{
    ApplyOfflineConversions, ApplyOfflineConversionsRequest, ApplyOfflineConversionsResponse,
    ResponseHeaders, Server, Service,
};
use msads::{Client, ClientBuilder, Environment, Protocol};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts the calls that it works on at once.
#[derive(Clone, Default)]
struct Counting {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Service for Counting {
    async fn apply_offline_conversions(
        &self,
        _request: Incoming<ApplyOfflineConversions>,
    ) -> Outcome<ApplyOfflineConversions> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        self.now.fetch_sub(1, Ordering::SeqCst);
        let body = ApplyOfflineConversionsResponse::default();
        Ok(Response::new(body, ResponseHeaders::default()))
    }
}

/// The most calls that are under way of five that are made together.
async fn most_at_once(
    protocol: Protocol,
    set_up: impl Fn(ClientBuilder) -> ClientBuilder,
) -> usize {
    let service = Counting::default();
    let builder = Client::builder()
        .protocol(protocol)
        .developer_token("d")
        .access_token("a")
        .transport(endpoint(Server(service.clone())));
    let client = set_up(builder).build().unwrap();
    let request = ApplyOfflineConversionsRequest::default();
    let call = || async {
        client
            .campaign_management()
            .apply_offline_conversions(&request)
            .await
    };
    let (a, b, c, d, e) = tokio::join!(call(), call(), call(), call(), call());
    for answered in [a, b, c, d, e] {
        answered.unwrap();
    }
    service.most.load(Ordering::SeqCst)
}

#[tokio::test]
async fn calls_to_the_sandbox_wait_for_each_other() {
    for protocol in BOTH {
        assert_eq!(
            most_at_once(protocol, |builder| builder
                .environment(Environment::Sandbox))
            .await,
            1
        );
        assert_eq!(
            most_at_once(protocol, |builder| builder
                .environment(Environment::Production))
            .await,
            5
        );
        assert_eq!(
            most_at_once(protocol, |builder| builder.calls_at_once(2)).await,
            2
        );
    }
}
