//! Calls of a client with tokens that are refreshed.

use crate::authority::{Authority, tokens};
use crate::wire::{BOTH, carries, done, refusal};
use futures_util::future::join_all;
use msads::auth::{self, App, OAuth};
use msads::castile::soap::InMemory;
use msads::types::campaign_management::GetConversionGoalsByIdsRequest;
use msads::{Client, Protocol};
use std::future::IntoFuture;

/// A client whose service takes every token but `A1` and `A2`, and the authority that gives them in their order.
async fn client(protocol: Protocol) -> (Client, Authority, InMemory) {
    let given = ["A1", "A2", "A3", "A4"].map(|token| tokens(token, Some("R"), 3600));
    let authority = Authority::that(given).await;
    let app = App::desktop("the-client")
        .authority(auth::Authority::microsoft_at(&authority.base, "common"));
    let transport = InMemory::new(move |request| {
        Ok(match carries(request, "A1") || carries(request, "A2") {
            true => refusal(protocol, 109, "AuthenticationTokenExpired"),
            false => done(protocol, "GetConversionGoalsByIds"),
        })
    });
    let client = Client::builder()
        .protocol(protocol)
        .developer_token("BBD37VB98")
        .transport(transport.clone())
        .credentials(OAuth::builder(app).refresh_token("R0").build().unwrap());
    (client.build().unwrap(), authority, transport)
}

/// How many of so many calls at once are answered.
async fn answered(client: &Client, calls: usize) -> usize {
    let request = GetConversionGoalsByIdsRequest::default();
    let campaigns = client.campaign_management();
    let calls = (0..calls).map(|_| {
        campaigns
            .get_conversion_goals_by_ids(&request)
            .into_future()
    });
    let answers = join_all(calls).await;
    answers.iter().filter(|answer| answer.is_ok()).count()
}

#[tokio::test]
async fn calls_at_once_share_the_refresh_before_them_and_the_one_after_the_token_was_refused() {
    for protocol in BOTH {
        let (client, authority, transport) = client(protocol).await;
        assert_eq!(
            answered(&client, 20).await,
            0,
            "the second token is refused as well"
        );
        assert_eq!(authority.asked().len(), 2);
        let sent = |token| {
            let requests = transport.requests();
            requests
                .iter()
                .filter(|request| carries(request, token))
                .count()
        };
        assert_eq!(
            (sent("A1"), sent("A2")),
            (20, 20),
            "each is sent twice and no more"
        );

        assert_eq!(answered(&client, 20).await, 20);
        assert_eq!(authority.asked().len(), 3);
        assert!(
            (21..=40).contains(&sent("A2")),
            "who comes while it is renewed has the new one"
        );
        assert_eq!(sent("A3"), 20);

        assert_eq!(answered(&client, 20).await, 20);
        assert_eq!(authority.asked().len(), 3, "a good token is used on");
        assert_eq!((sent("A1"), sent("A3")), (20, 40));
    }
}
