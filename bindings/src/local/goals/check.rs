//! What makes a goal acceptable.

use super::super::goal::LONGEST_WINDOW;
use super::super::members;
use super::name;
use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalRevenue, ConversionGoalRevenueType, ConversionGoalStatus,
    EntityScope,
};
use crate::{ApiError, ErrorCode};
use castile::{Decimal, Nillable};
use std::collections::{HashMap, HashSet};

/// The most characters of a name.
const LONGEST_NAME: usize = 100;
/// The most that a conversion can be worth.
const GREATEST_VALUE: i64 = 9_999_999;

/// How often each name is in a request.
pub(super) struct Names(HashMap<String, usize>);

impl Names {
    pub(super) fn of_request(goals: &[Option<ConversionGoal>]) -> Self {
        let mut names = HashMap::new();
        for name in goals.iter().flatten().filter_map(name) {
            *names.entry(name.to_owned()).or_default() += 1;
        }
        Self(names)
    }

    fn is_twice(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|times| *times > 1)
    }
}

/// The goal, if it can be added beside goals of the names in `taken`.
pub(super) fn to_add(
    added: Option<ConversionGoal>,
    names: &Names,
    taken: &HashSet<&str>,
) -> Result<ConversionGoal, ApiError> {
    let added = added.ok_or_else(missing)?;
    if members::kind(&added).is_none() {
        let reason = "it is none of the types of goals that can be added";
        return Err(refused(
            ErrorCode::CONVERSION_GOAL_TYPE_NOT_MATCHED,
            "Type",
            reason,
        ));
    }
    if added.id().is_some_and(Nillable::is_value) {
        let reason = "a new goal has no id yet";
        return Err(refused(
            ErrorCode::CONVERSION_GOAL_ID_IS_NOT_NULL,
            "Id",
            reason,
        ));
    }
    if name(&added).is_some_and(|name| names.is_twice(name)) {
        let reason = "the request has this name twice";
        return Err(refused(
            ErrorCode::DUPLICATE_CONVERSION_GOAL_NAME,
            "Name",
            reason,
        ));
    }
    goal(&added, taken)?;
    Ok(added)
}

/// Checks a goal as it would be kept.
pub(super) fn goal(goal: &ConversionGoal, taken: &HashSet<&str>) -> Result<(), ApiError> {
    check_name(name(goal), taken)?;
    let window = goal.conversion_window_in_minutes();
    let window = window.and_then(Nillable::as_option);
    if window.is_some_and(|minutes| !(1..=LONGEST_WINDOW).contains(minutes)) {
        return Err(refused(
            ErrorCode::INVALID_CONVERSION_GOAL_CONVERSION_WINDOW,
            "ConversionWindowInMinutes",
            &format!("a window has 1 to {LONGEST_WINDOW} minutes"),
        ));
    }
    let status = goal.status().and_then(Nillable::as_option);
    if let Some(ConversionGoalStatus::Unknown(text)) = status {
        let reason = format!("there is no status `{text}`");
        return Err(refused(
            ErrorCode::INVALID_CONVERSION_GOAL_STATUS,
            "Status",
            &reason,
        ));
    }
    match goal.revenue().and_then(Nillable::as_deref) {
        Some(revenue) => check_revenue(goal, revenue),
        None => Ok(()),
    }
}

/// The error of an item that is nil.
pub(super) fn missing() -> ApiError {
    refused(
        ErrorCode::CONVERSION_GOAL_IS_NULL,
        "ConversionGoals",
        "the goal is nil",
    )
}

fn check_name(name: Option<&str>, taken: &HashSet<&str>) -> Result<(), ApiError> {
    let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
        return Err(refused(
            ErrorCode::CONVERSION_GOAL_NAME_NOT_PASSED,
            "Name",
            "the name is required",
        ));
    };
    if name.chars().count() > LONGEST_NAME {
        let reason = format!("a name has {LONGEST_NAME} characters at most");
        return Err(refused(
            ErrorCode::INVALID_CONVERSION_GOAL_NAME,
            "Name",
            &reason,
        ));
    }
    if taken.contains(name) {
        let reason = format!("another goal has the name `{name}`");
        return Err(refused(
            ErrorCode::CONVERSION_GOAL_NAME_ALREADY_EXISTS,
            "Name",
            &reason,
        ));
    }
    Ok(())
}

/// Source: "ConversionGoalRevenue data object".
fn check_revenue(goal: &ConversionGoal, revenue: &ConversionGoalRevenue) -> Result<(), ApiError> {
    use ConversionGoalRevenueType::{FixedValue, NoValue, VariableValue};
    let ty = revenue.r#type.as_option().unwrap_or(&NoValue);
    let value = revenue.value.as_option();
    let has_no_variable_value = matches!(
        goal,
        ConversionGoal::AppInstallGoal(_)
            | ConversionGoal::DurationGoal(_)
            | ConversionGoal::PagesViewedPerVisitGoal(_)
    );
    let type_code = ErrorCode::INVALID_CONVERSION_GOAL_REVENUE_TYPE;
    let value_code = ErrorCode::INVALID_CONVERSION_GOAL_REVENUE_VALUE;
    let problem = match (ty, value) {
        (VariableValue, _) if has_no_variable_value => Some((
            type_code,
            "Revenue.Type",
            "goals of this type have no variable value",
        )),
        (FixedValue, None) => Some((value_code, "Revenue.Value", "a fixed value is required")),
        (NoValue, Some(_)) => Some((
            value_code,
            "Revenue.Value",
            "a value goes with FixedValue or VariableValue",
        )),
        (_, Some(value)) if *value < Decimal::from(0) || *value > Decimal::from(GREATEST_VALUE) => {
            Some((
                value_code,
                "Revenue.Value",
                "a value is between 0 and 9999999",
            ))
        }
        (FixedValue | VariableValue | NoValue, _) => None,
        _ => Some((
            type_code,
            "Revenue.Type",
            "there is no such type of revenue",
        )),
    };
    if let Some((code, field, reason)) = problem {
        return Err(refused(code, field, reason));
    }
    check_currency(goal, *ty != NoValue, revenue.currency_code.as_deref())
}

fn check_currency(
    goal: &ConversionGoal,
    has_value: bool,
    currency: Option<&str>,
) -> Result<(), ApiError> {
    let scope = goal.scope().and_then(Nillable::as_option);
    let field = "Revenue.CurrencyCode";
    match currency {
        Some(code) if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            let reason = "a currency is three letters, such as USD";
            Err(refused(
                ErrorCode::INVALID_GOAL_CURRENCY_CODE,
                field,
                reason,
            ))
        }
        None if has_value && scope == Some(&EntityScope::Customer) => {
            let reason = "a goal of all accounts says in which currency its value is";
            Err(refused(
                ErrorCode::GOAL_CURRENCY_CODE_IS_NULL,
                field,
                reason,
            ))
        }
        _ => Ok(()),
    }
}

/// The place in the request is set by the one who knows it.
fn refused(code: ErrorCode, field: &str, reason: &str) -> ApiError {
    ApiError::new(code).with_message(reason).at(0, field)
}
