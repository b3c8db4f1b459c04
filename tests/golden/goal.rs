//! Polymorphic goals, flags, and arrays with nil items.

use castile::Nillable;
use castile::codegen::{Enumeration, Slot, Type};
use castile::xml::{NilPolicy, WriteOptions, from_str, to_string, write_element};
use msads_types::campaign_management::{
    AddConversionGoalsRequest, AddConversionGoalsResponse, ConversionGoal, ConversionGoalBase,
    ConversionGoalCountType, ConversionGoalType, EventGoal, ExpressionOperator,
    GetConversionGoalsByIdsRequest, OfflineConversionGoal, UrlGoal,
};

use super::Golden;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";

/// The files of this kind.
pub(crate) fn goldens() -> Vec<Golden> {
    vec![
        ("goal/subtypes".to_owned(), without_nils(&subtypes())),
        (
            "goal/unknown_type".to_owned(),
            without_nils(&unknown_type()),
        ),
        (
            "goal/default_of_a_subtype".to_owned(),
            written(&UrlGoal::default()),
        ),
        ("flags/states".to_owned(), flags()),
        ("array/nil_items".to_owned(), written(&nil_items())),
        ("array/states".to_owned(), arrays()),
    ]
}

fn written<T: Type + Slot>(value: &T) -> String {
    to_string(value).expect("nothing is forbidden in XML")
}

/// Without the nils that may be absent, which are most of a default.
fn without_nils<T: Type + Slot>(value: &T) -> String {
    let root = T::TABLE.root.expect("the type has an element of its own");
    let options = WriteOptions::default().with_nil(NilPolicy::OmitOptional);
    write_element(value, &root, &options).expect("nothing is forbidden in XML")
}

/// The base alone has no `xsi:type`; inherited members come first; a nil keeps its place.
fn subtypes() -> AddConversionGoalsRequest {
    let base = ConversionGoalBase {
        name: "base".into(),
        ..ConversionGoalBase::default()
    };
    let url = UrlGoal {
        name: "url".into(),
        count_type: ConversionGoalCountType::Unique.into(),
        r#type: vec![ConversionGoalType::Url].into(),
        url_expression: "contoso".into(),
        url_operator: ExpressionOperator::Contains.into(),
        ..UrlGoal::default()
    };
    let event = EventGoal {
        name: "event".into(),
        action_expression: "play".into(),
        action_operator: ExpressionOperator::unknown("Resembles").into(),
        ..EventGoal::default()
    };
    let offline = OfflineConversionGoal {
        name: "offline".into(),
        conversion_window_in_minutes: 43_200.into(),
        ..OfflineConversionGoal::default()
    };
    AddConversionGoalsRequest {
        conversion_goals: vec![
            Some(ConversionGoal::from(base)),
            Some(url.into()),
            None,
            Some(event.into()),
            Some(offline.into()),
        ]
        .into(),
    }
}

/// A type that the schema did not know goes out as it was read.
fn unknown_type() -> AddConversionGoalsRequest {
    let text = format!(
        "<AddConversionGoalsRequest xmlns=\"{CAMPAIGN_MANAGEMENT}\" xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <ConversionGoals><ConversionGoal x:type=\"n:NewGoal\" xmlns:n=\"urn:new\"><Name>kept</Name><n:Depth n:unit=\"m\">3</n:Depth>\
         </ConversionGoal></ConversionGoals></AddConversionGoalsRequest>"
    );
    from_str(&text).expect("the request is read")
}

/// No flag, one, several, and one that the schema did not know.
fn flags() -> String {
    let cases = [
        ("none", vec![]),
        ("one", vec![ConversionGoalType::Url]),
        (
            "several",
            vec![
                ConversionGoalType::Url,
                ConversionGoalType::OfflineConversion,
            ],
        ),
        (
            "unknown",
            vec![
                ConversionGoalType::Event,
                ConversionGoalType::unknown("Telepathy"),
            ],
        ),
    ];
    let states = cases.map(|(name, types)| {
        let request = GetConversionGoalsByIdsRequest {
            conversion_goal_types: Some(types),
            ..GetConversionGoalsByIdsRequest::default()
        };
        format!("<{name}>{}</{name}>", without_nils(&request))
    });
    format!("<states>{}</states>", states.concat())
}

fn nil_items() -> AddConversionGoalsResponse {
    AddConversionGoalsResponse {
        conversion_goal_ids: vec![None, Some(i64::MAX), None].into(),
        partial_errors: vec![None].into(),
    }
}

/// Absent, nil, empty, and of one item.
fn arrays() -> String {
    let cases = [
        ("absent", Nillable::Absent),
        ("nil", Nillable::Nil),
        ("empty", Nillable::Value(Vec::new())),
        ("one", Nillable::Value(vec![Some(1)])),
    ];
    let states = cases.map(|(name, conversion_goal_ids)| {
        let response = AddConversionGoalsResponse {
            conversion_goal_ids,
            partial_errors: Nillable::Absent,
        };
        format!("<{name}>{}</{name}>", written(&response))
    });
    format!("<states>{}</states>", states.concat())
}
