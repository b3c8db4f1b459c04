//! Derived types and lists of flags, there and back.

use castile::Decimal;
use msads::types::campaign_management::{
    AddConversionGoalsRequest, ConversionGoal, ConversionGoalAdditionalField,
    ConversionGoalCountType, ConversionGoalRevenue, ConversionGoalRevenueType,
    ConversionGoalStatus, ConversionGoalType, DurationGoal, EntityScope, EventGoal,
    ExpressionOperator, GetConversionGoalsByIdsRequest, OfflineConversionGoal, UrlGoal,
};

use super::{Callee, Outcome, expect, headers, messages};

/// One goal of each of three kinds.
fn goals() -> [ConversionGoal; 3] {
    let url = UrlGoal {
        conversion_window_in_minutes: 60.into(),
        count_type: ConversionGoalCountType::Unique.into(),
        name: "url".into(),
        revenue: ConversionGoalRevenue {
            currency_code: "USD".into(),
            r#type: ConversionGoalRevenueType::FixedValue.into(),
            value: Decimal::new(1250, 2).into(),
        }
        .into(),
        scope: EntityScope::Account.into(),
        status: ConversionGoalStatus::Active.into(),
        tag_id: 7.into(),
        url_expression: "https://x/?a=1&b=<2>".into(),
        url_operator: ExpressionOperator::BeginsWith.into(),
        ..UrlGoal::default()
    };
    let event = EventGoal {
        name: "event".into(),
        action_expression: "".into(),
        value: Decimal::new(5, 1).into(),
        ..EventGoal::default()
    };
    let offline = OfflineConversionGoal {
        name: "offline".into(),
        is_externally_attributed: Some(true),
        ..OfflineConversionGoal::default()
    };
    [url.into(), event.into(), offline.into()]
}

/// Adds goals: their ids, and the messages of the errors.
async fn add(
    callee: &Callee,
    goals: Vec<ConversionGoal>,
) -> Result<(Vec<Option<i64>>, Vec<String>), String> {
    let request = AddConversionGoalsRequest {
        conversion_goals: goals.into_iter().map(Some).collect::<Vec<_>>().into(),
    };
    let call = callee.client.add_conversion_goals(&request);
    let added = call.headers(headers("echo")).await;
    let added = added.map_err(|error| error.to_string())?.body;
    let errors = messages(added.partial_errors.as_deref().unwrap_or_default());
    Ok((added.conversion_goal_ids.unwrap_or_default(), errors))
}

pub(super) async fn there_and_back(callee: &Callee) -> Outcome {
    let (ids, errors) = add(callee, goals().to_vec()).await?;
    expect("ids", ids, vec![Some(1), Some(2), Some(3)])?;
    expect("errors", errors, Vec::new())?;
    come_back(callee).await
}

/// The service refuses the second goal: there is no id, and an error.
pub(super) async fn nil_numbers(callee: &Callee) -> Outcome {
    let refused = DurationGoal {
        name: "refused".into(),
        ..DurationGoal::default()
    };
    let [url, event, _] = goals();
    let (ids, errors) = add(callee, vec![url, refused.into(), event]).await?;
    expect("ids", ids, vec![Some(1), None, Some(2)])?;
    expect("errors", errors, vec!["refused".to_owned()])
}

async fn come_back(callee: &Callee) -> Outcome {
    let types = [
        ConversionGoalType::Event,
        ConversionGoalType::Url,
        ConversionGoalType::Duration,
    ];
    let request = GetConversionGoalsByIdsRequest {
        conversion_goal_ids: vec![2, 3, 1].into(),
        conversion_goal_types: Some(types.to_vec()),
        return_additional_fields: vec![
            ConversionGoalAdditionalField::IsExternallyAttributed,
            ConversionGoalAdditionalField::GoalCategory,
        ]
        .into(),
    };
    let call = callee.client.get_conversion_goals_by_ids(&request);
    let found = call
        .headers(headers("echo"))
        .await
        .map_err(|error| error.to_string())?
        .body;
    let goals = found.conversion_goals.as_deref().unwrap_or_default();
    // Whether a goal that is not wanted is nil or left out is for the service to choose.
    let goals: Vec<_> = goals.iter().flatten().collect();
    let [
        ConversionGoal::EventGoal(event),
        ConversionGoal::UrlGoal(url),
    ] = goals[..]
    else {
        return Err(format!("other goals: {goals:?}"));
    };
    expect(
        "Value",
        event.value.as_option().map(Decimal::to_f64),
        Some(0.5),
    )?;
    expect(
        "ActionExpression",
        event.action_expression.as_deref(),
        Some(""),
    )?;
    expect(
        "UrlExpression",
        url.url_expression.as_deref(),
        Some("https://x/?a=1&b=<2>"),
    )?;
    expect(
        "UrlOperator",
        url.url_operator.as_option(),
        Some(&ExpressionOperator::BeginsWith),
    )?;
    expect("TagId", url.tag_id.as_option(), Some(&7))?;
    expect(
        "CountType",
        url.count_type.as_option(),
        Some(&ConversionGoalCountType::Unique),
    )?;
    let revenue = url
        .revenue
        .as_deref()
        .and_then(|revenue| revenue.value.as_option());
    expect("Revenue", revenue.map(Decimal::to_f64), Some(12.5))?;
    expect("GoalCategory", &url.goal_category, &None)
}

/// A 64-bit integer that no double can hold.
pub(super) async fn longs(callee: &Callee) -> Outcome {
    const LONG: i64 = 9_007_199_254_740_993;
    let goal = UrlGoal {
        name: "long".into(),
        tag_id: LONG.into(),
        ..UrlGoal::default()
    };
    add(callee, vec![goal.into()]).await?;
    let request = GetConversionGoalsByIdsRequest {
        conversion_goal_ids: vec![1].into(),
        conversion_goal_types: Some(vec![ConversionGoalType::Url]),
        ..GetConversionGoalsByIdsRequest::default()
    };
    let call = callee.client.get_conversion_goals_by_ids(&request);
    let found = call
        .headers(headers("echo"))
        .await
        .map_err(|error| error.to_string())?
        .body;
    let goals = found.conversion_goals.as_deref().unwrap_or_default();
    let tag_id = goals
        .iter()
        .flatten()
        .find_map(|goal| goal.tag_id()?.as_option());
    expect("TagId", tag_id, Some(&LONG))
}
