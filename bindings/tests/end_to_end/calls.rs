//! Calls that are answered, by the local service.

use super::wire::BOTH;
use msads::castile::soap::{RawExchange, Serving};
use msads::local::{LocalService, access};
use msads::types::campaign_management::{
    AddConversionGoalsRequest, ApplyOfflineConversionsRequest, ConversionGoal,
    ConversionGoalAdditionalField, ConversionGoalType, EventGoal, GetConversionGoalsByIdsRequest,
    GetConversionGoalsByTagIdsRequest, OfflineConversion, OfflineConversionGoal,
    UpdateConversionGoalsRequest,
};
use msads::types::customer_billing::SearchInsertionOrdersRequest;
use msads::types::customer_management::GetUserRequest;
use msads::{
    Addresses, Client, DateTime, Delivery, Environment, ErrorCode, ErrorKind, Protocol, partial,
};
use std::sync::{Arc, Mutex};

async fn local(protocol: Protocol) -> (LocalService, Serving, Client) {
    let service = LocalService::new();
    let serving = service.serve("127.0.0.1:0").await.unwrap();
    let client = Client::builder()
        .protocol(protocol)
        .base_address(&serving.url())
        .build()
        .unwrap();
    (service, serving, client)
}

fn lead(name: &str, click: &str) -> OfflineConversion {
    OfflineConversion {
        conversion_name: name.into(),
        conversion_time: Some(DateTime::now_utc()),
        microsoft_click_id: click.into(),
        ..OfflineConversion::default()
    }
}

#[tokio::test]
async fn partial_errors_come_to_the_conversions_that_caused_them() {
    for protocol in BOTH {
        let (service, _serving, client) = local(protocol).await;
        let request = ApplyOfflineConversionsRequest {
            offline_conversions: vec![
                Some(lead("Lead", "c1")),
                Some(lead("Unheard of", "c2")),
                None,
                Some(lead("Sale", "c3")),
            ]
            .into(),
        };
        let campaigns = client.campaign_management();
        let response = campaigns.apply_offline_conversions(&request).await.unwrap();
        let conversions = request.offline_conversions.as_deref().unwrap();
        let rejected = partial::join(conversions, &response.body.partial_errors);
        assert_eq!(rejected.len(), 2);
        assert_eq!(rejected[0].record, Some(&conversions[1]));
        assert_eq!(
            rejected[0].errors[0].to_string(),
            "5606 OfflineConversionNameInvalid: no conversion goal has the name `Unheard of` (item 1, field ConversionName)"
        );
        assert_eq!(rejected[1].errors[0].code, 5602);
        assert!(response.headers.tracking_id.is_value());
        let taken: u64 = service
            .tallies(access::ACCOUNT_ID)
            .values()
            .map(|tally| tally.taken)
            .sum();
        assert_eq!(taken, 2);
    }
}

#[tokio::test]
async fn goals_of_every_kind_are_added_changed_and_found() {
    for protocol in BOTH {
        let (_service, _serving, client) = local(protocol).await;
        let campaigns = client.campaign_management();
        let offline = OfflineConversionGoal {
            name: "Test drive".into(),
            is_externally_attributed: Some(true),
            ..OfflineConversionGoal::default()
        };
        let event = EventGoal {
            name: "Played a video".into(),
            tag_id: 302.into(),
            ..EventGoal::default()
        };
        let request = AddConversionGoalsRequest {
            conversion_goals: vec![Some(offline.into()), Some(event.into()), None].into(),
        };
        let added = campaigns.add_conversion_goals(&request).await.unwrap().body;
        assert_eq!(
            added.conversion_goal_ids,
            vec![Some(9), Some(10), None].into()
        );
        assert_eq!(partial::errors(&added.partial_errors)[0].code, 5323);

        let change = OfflineConversionGoal {
            id: 9.into(),
            conversion_window_in_minutes: 60.into(),
            ..OfflineConversionGoal::default()
        };
        let request = UpdateConversionGoalsRequest {
            conversion_goals: vec![Some(change.into())].into(),
        };
        let updated = campaigns
            .update_conversion_goals(&request)
            .await
            .unwrap()
            .body;
        assert!(partial::errors(&updated.partial_errors).is_empty());

        let request = GetConversionGoalsByIdsRequest {
            conversion_goal_ids: vec![9, 10, 404].into(),
            conversion_goal_types: Some(vec![
                ConversionGoalType::OfflineConversion,
                ConversionGoalType::Event,
            ]),
            return_additional_fields: vec![ConversionGoalAdditionalField::IsExternallyAttributed]
                .into(),
        };
        let found = campaigns
            .get_conversion_goals_by_ids(&request)
            .await
            .unwrap()
            .body;
        let goals = found.conversion_goals.as_deref().unwrap();
        let Some(ConversionGoal::OfflineConversionGoal(offline)) = &goals[0] else {
            panic!("{:?}", goals[0]);
        };
        assert_eq!(offline.conversion_window_in_minutes, 60.into());
        assert_eq!(offline.is_externally_attributed, Some(true));
        assert!(matches!(goals[1], Some(ConversionGoal::EventGoal(_))));
        assert_eq!(goals[2], None);
        assert_eq!(partial::errors(&found.partial_errors)[0].index, Some(2));

        let request = GetConversionGoalsByTagIdsRequest {
            tag_ids: vec![302].into(),
            conversion_goal_types: Some(vec![ConversionGoalType::Event]),
            ..GetConversionGoalsByTagIdsRequest::default()
        };
        let found = campaigns
            .get_conversion_goals_by_tag_ids(&request)
            .await
            .unwrap()
            .body;
        assert_eq!(found.conversion_goals.as_deref().unwrap().len(), 1);

        let request = ApplyOfflineConversionsRequest {
            offline_conversions: vec![Some(lead("Test drive", "c1"))].into(),
        };
        let applied = campaigns
            .apply_offline_conversions(&request)
            .await
            .unwrap()
            .body;
        assert!(
            partial::errors(&applied.partial_errors).is_empty(),
            "the goal is there at once"
        );
    }
}

#[tokio::test]
async fn missing_wrong_and_expired_tokens_are_faults_with_their_codes() {
    for protocol in BOTH {
        let (_service, serving, _client) = local(protocol).await;
        let builder = || {
            Client::builder()
                .environment(Environment::Custom(Addresses::under(&serving.url())))
                .developer_token(access::DEVELOPER_TOKEN)
                .access_token(access::ACCESS_TOKEN)
        };
        let ids = |builder: msads::ClientBuilder| builder.customer_id(1).account_id(2);
        for (client, expected) in [
            (
                ids(builder().developer_token("wrong")),
                ErrorCode::INVALID_CREDENTIALS,
            ),
            (
                ids(builder().access_token("wrong")),
                ErrorCode::INVALID_CREDENTIALS,
            ),
            (
                ids(builder().access_token(access::EXPIRED_ACCESS_TOKEN)),
                ErrorCode::AUTHENTICATION_TOKEN_EXPIRED,
            ),
            (builder(), ErrorCode::REQUEST_MISSING_HEADERS),
        ] {
            let client = client.build().unwrap();
            let request = ApplyOfflineConversionsRequest::default();
            let called = client
                .campaign_management()
                .apply_offline_conversions(&request)
                .await;
            let error = called.unwrap_err();
            assert!(error.has(expected), "{error}");
            assert_eq!(
                (error.kind(), error.delivery()),
                (ErrorKind::Refused, Delivery::Refused)
            );
            assert!(
                error
                    .tracking_id()
                    .is_some_and(|id| error.to_string().ends_with(id))
            );
            let start = format!("the service refused ApplyOfflineConversions: {expected}: ");
            assert!(error.to_string().starts_with(&start), "{error}");
        }
    }
}

#[tokio::test]
async fn a_call_takes_one_to_a_thousand_conversions() {
    for protocol in BOTH {
        let (_service, _serving, client) = local(protocol).await;
        let apply = async |conversions: Vec<Option<OfflineConversion>>| {
            let request = ApplyOfflineConversionsRequest {
                offline_conversions: conversions.into(),
            };
            client
                .campaign_management()
                .apply_offline_conversions(&request)
                .await
        };
        let many = |count: usize| {
            (0..count)
                .map(|n| Some(lead("Sale", &format!("c{n}"))))
                .collect()
        };
        let none = apply(Vec::new()).await.unwrap_err();
        assert!(
            none.has(ErrorCode::OFFLINE_CONVERSIONS_NULL_OR_EMPTY),
            "{none}"
        );
        let too_many = apply(many(1_001)).await.unwrap_err();
        assert!(
            too_many.has(ErrorCode::OFFLINE_CONVERSIONS_LIMIT_EXCEEDED),
            "{too_many}"
        );
        let full = apply(many(1_000)).await.unwrap();
        assert!(partial::errors(&full.body.partial_errors).is_empty());
    }
}

#[tokio::test]
async fn what_the_local_service_does_not_have_is_refused() {
    for protocol in BOTH {
        let (_service, _serving, client) = local(protocol).await;
        let error = client
            .customer_billing()
            .search_insertion_orders(&SearchInsertionOrdersRequest::default())
            .await;
        let error = error.unwrap_err();
        assert_eq!(
            (error.kind(), error.delivery()),
            (ErrorKind::Refused, Delivery::Refused)
        );
        assert!(
            error.to_string().contains("SearchInsertionOrders"),
            "{error}"
        );
    }
}

/// A request for conversions and one for a user, as they went out.
async fn two_calls(protocol: Protocol) -> Vec<RawExchange> {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (_service, serving, _client) = local(protocol).await;
    let log = Arc::clone(&seen);
    let client = Client::builder()
        .protocol(protocol)
        .base_address(&serving.url())
        .on_exchange(move |exchange| log.lock().unwrap().push(exchange.clone()))
        .build()
        .unwrap();
    let request = ApplyOfflineConversionsRequest::default();
    let _ = client
        .campaign_management()
        .apply_offline_conversions(&request)
        .await;
    let _ = client
        .customer_management()
        .get_user(&GetUserRequest::default())
        .await;
    let seen = seen.lock().unwrap();
    seen.clone()
}

fn header<'a>(exchange: &'a RawExchange, name: &str) -> Option<&'a str> {
    let headers = &exchange.request_headers;
    let found = headers.iter().find(|(header, _)| header == name);
    found.map(|(_, value)| value.as_str())
}

/// The header blocks, with whether the campaign and the customer services have them.
const BLOCKS: [(&str, bool, bool); 5] = [
    ("DeveloperToken", true, true),
    ("AuthenticationToken", true, true),
    ("CustomerId", true, false),
    ("CustomerAccountId", true, false),
    ("Password", false, false),
];

#[tokio::test]
async fn each_call_over_soap_has_its_headers() {
    let seen = two_calls(Protocol::Soap).await;
    assert_eq!(
        header(&seen[0], "soapaction"),
        Some("\"ApplyOfflineConversions\"")
    );
    assert_eq!(header(&seen[0], "api-revision"), Some("2026-10-12"));
    let agent = header(&seen[0], "user-agent").unwrap();
    assert!(agent.starts_with("msads-rust/"));
    for (name, in_campaigns, in_customers) in BLOCKS {
        let end = format!("{name}>");
        assert_eq!(seen[0].request_body.contains(&end), in_campaigns, "{name}");
        assert_eq!(seen[1].request_body.contains(&end), in_customers, "{name}");
    }
}

#[tokio::test]
async fn each_call_over_rest_has_its_headers() {
    let seen = two_calls(Protocol::Rest).await;
    let both = |name| (header(&seen[0], name), header(&seen[1], name));
    for (name, value) in [
        ("api-revision", "2026-10-12"),
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("authorization", "***"),
        ("developertoken", "***"),
    ] {
        assert_eq!(both(name), (Some(value), Some(value)), "{name}");
    }
    let agent = both("user-agent").0.unwrap();
    assert!(agent.starts_with("msads-rust/"));
    assert_eq!(both("customerid"), (Some("1001"), None));
    assert_eq!(both("customeraccountid"), (Some("2001"), None));
    for name in [
        "soapaction",
        "password",
        "authenticationtoken",
        "identityprovider",
    ] {
        assert_eq!(both(name), (None, None), "{name}");
    }
}

#[tokio::test]
async fn one_call_may_name_another_account() {
    for protocol in BOTH {
        let (service, _serving, client) = local(protocol).await;
        let request = ApplyOfflineConversionsRequest {
            offline_conversions: vec![Some(lead("Lead", "c1"))].into(),
        };
        let headers = msads::types::campaign_management::RequestHeaders {
            customer_account_id: "7".into(),
            ..Default::default()
        };
        let call = client
            .campaign_management()
            .apply_offline_conversions(&request);
        call.headers(headers).await.unwrap();
        assert!(service.tallies(access::ACCOUNT_ID).is_empty());
        assert_eq!(service.tallies(7).len(), 1);
    }
}
