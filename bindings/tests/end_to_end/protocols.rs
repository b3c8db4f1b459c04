//! One program over REST and over SOAP: what comes back is the same.

use msads::local::LocalService;
use msads::local::access::EXPIRED_ACCESS_TOKEN;
use msads::types::campaign_management::{
    AddConversionGoalsRequest, ApplyOfflineConversionsRequest, Client as CampaignManagement,
    ConversionGoalAdditionalField, ConversionGoalType, DeleteCampaignsRequest, EventGoal, Fault,
    GetConversionGoalsByIdsRequest, GetConversionGoalsByTagIdsRequest, OfflineConversion,
    OfflineConversionGoal, UpdateConversionGoalsRequest,
};
use msads::{Client, DateTime, Error, Nillable, Protocol, ServiceCaller, partial};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

type Services = CampaignManagement<ServiceCaller>;
type Log = Arc<Mutex<Vec<String>>>;

/// The program: what it saw, in the words of `Debug`.
struct Program {
    campaigns: Services,
    seen: Vec<String>,
}

impl Program {
    fn saw(&mut self, what: impl Debug) {
        self.seen.push(format!("{what:?}"));
    }

    /// What of an error does not tell the protocol.
    fn saw_error(&mut self, error: &Error) {
        let details = error.fault::<Fault>().map(|fault| fault.details.clone());
        self.saw((error.to_string(), error.kind(), error.delivery()));
        self.saw((error.errors(), error.tracking_id(), details));
    }

    async fn add_goals(&mut self) {
        let offline = OfflineConversionGoal {
            name: "Tëst \"drive\"".into(),
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
        let added = self.campaigns.add_conversion_goals(&request).await.unwrap();
        self.saw((added.body, added.headers));
    }

    async fn change_a_goal(&mut self) {
        let change = OfflineConversionGoal {
            id: 9.into(),
            conversion_window_in_minutes: 60.into(),
            ..OfflineConversionGoal::default()
        };
        let request = UpdateConversionGoalsRequest {
            conversion_goals: vec![Some(change.into())].into(),
        };
        let updated = self.campaigns.update_conversion_goals(&request).await;
        let updated = updated.unwrap();
        self.saw((updated.body, updated.headers));
    }

    async fn find_goals(&mut self) {
        let kinds = Some(vec![
            ConversionGoalType::OfflineConversion,
            ConversionGoalType::Event,
        ]);
        let fields = vec![ConversionGoalAdditionalField::IsExternallyAttributed];
        let request = GetConversionGoalsByIdsRequest {
            conversion_goal_ids: vec![9, 10, 404].into(),
            conversion_goal_types: kinds.clone(),
            return_additional_fields: fields.clone().into(),
        };
        let found = self.campaigns.get_conversion_goals_by_ids(&request).await;
        let found = found.unwrap();
        self.saw((found.body, found.headers));
        let request = GetConversionGoalsByTagIdsRequest {
            tag_ids: vec![302].into(),
            conversion_goal_types: kinds,
            return_additional_fields: Nillable::default(),
        };
        let found = self
            .campaigns
            .get_conversion_goals_by_tag_ids(&request)
            .await;
        let found = found.unwrap();
        self.saw((found.body, found.headers));
    }

    async fn apply_conversions(&mut self) {
        let lead = |name: &str, click: &str| OfflineConversion {
            conversion_name: name.into(),
            conversion_time: Some(now()),
            conversion_value: 0.1.into(),
            microsoft_click_id: click.into(),
            ..OfflineConversion::default()
        };
        let request = ApplyOfflineConversionsRequest {
            offline_conversions: vec![
                Some(lead("Lead", "c1")),
                Some(lead("Unheard of", "c2")),
                None,
            ]
            .into(),
        };
        let applied = self.campaigns.apply_offline_conversions(&request).await;
        let applied = applied.unwrap();
        self.saw(partial::errors(&applied.body.partial_errors));
        self.saw((applied.body, applied.headers));
    }

    async fn fail(&mut self) {
        let nothing = ApplyOfflineConversionsRequest::default();
        let refused = self.campaigns.apply_offline_conversions(&nothing).await;
        self.saw_error(&refused.unwrap_err());
        let undone = DeleteCampaignsRequest::default();
        let refused = self.campaigns.delete_campaigns(&undone).await;
        self.saw_error(&refused.unwrap_err());
    }
}

fn now() -> DateTime {
    "2026-05-04T03:02:01Z".parse().unwrap()
}

/// Runs the program against a service of its own; what it saw, and the method and address of each call.
async fn run(protocol: Protocol) -> (Vec<String>, Vec<String>) {
    let service = LocalService::with_clock(now);
    let serving = service.serve("127.0.0.1:0").await.unwrap();
    let log = Log::default();
    let builder = || {
        let log = Arc::clone(&log);
        let builder = Client::builder()
            .protocol(protocol)
            .base_address(&serving.url());
        builder.on_exchange(move |exchange| {
            let path = exchange.endpoint.splitn(4, '/').last().unwrap_or_default();
            let line = format!("{} /{path}", exchange.method);
            log.lock().unwrap().push(line);
            let headers = format!("{:?}", exchange.request_headers);
            assert!(!headers.contains("local-access-token"), "{headers}");
            assert!(!headers.contains("local-developer-token"), "{headers}");
        })
    };
    let client = builder().build().unwrap();
    let mut program = Program {
        campaigns: client.campaign_management().clone(),
        seen: Vec::new(),
    };
    program.add_goals().await;
    program.change_a_goal().await;
    program.find_goals().await;
    program.apply_conversions().await;
    program.fail().await;
    for client in [
        builder().access_token(EXPIRED_ACCESS_TOKEN),
        builder().developer_token("another"),
    ] {
        program.campaigns = client.build().unwrap().campaign_management().clone();
        program.fail().await;
    }
    let calls = log.lock().unwrap().clone();
    (program.seen, calls)
}

#[tokio::test]
async fn a_program_sees_the_same_over_rest_and_over_soap() {
    let (over_rest, rest_calls) = run(Protocol::Rest).await;
    let (over_soap, soap_calls) = run(Protocol::Soap).await;
    for (rest, soap) in over_rest.iter().zip(&over_soap) {
        assert_eq!(rest, soap);
    }
    assert_eq!(over_rest.len(), over_soap.len());
    assert_eq!(rest_calls.len(), soap_calls.len());
    assert_eq!(
        rest_calls[..7],
        [
            "POST /CampaignManagement/v13/ConversionGoals",
            "PUT /CampaignManagement/v13/ConversionGoals",
            "POST /CampaignManagement/v13/ConversionGoals/QueryByIds",
            "POST /CampaignManagement/v13/ConversionGoals/QueryByTagIds",
            "POST /CampaignManagement/v13/OfflineConversions/Apply",
            "POST /CampaignManagement/v13/OfflineConversions/Apply",
            "DELETE /CampaignManagement/v13/Campaigns",
        ]
    );
    assert!(soap_calls.iter().all(|call| call.starts_with("POST /Api/")));
}
