//! The rules by which the local service takes a conversion.
//!
//! Source: as for the ledger; help, "Enhanced conversions", for conversions without a click id.

use crate::conversions::identity::nanoseconds;
use crate::conversions::rules::violations;
use crate::local::click;
use crate::local::goal::GoalRules;
use crate::{ApiError, ErrorCode, OfflineConversion};
use castile::DateTime;
use std::collections::HashMap;

/// Against what a conversion is held.
pub(crate) struct Bench<'a> {
    pub(crate) goals: &'a HashMap<String, GoalRules>,
    pub(crate) now: DateTime,
    pub(crate) started: DateTime,
}

impl Bench<'_> {
    /// The goal of a conversion that breaks no rule, or all the errors that it has.
    pub(super) fn judge(
        &self,
        index: usize,
        conversion: &OfflineConversion,
    ) -> Result<&GoalRules, Vec<ApiError>> {
        let mut errors: Vec<ApiError> = violations(0, conversion, self.now)
            .into_iter()
            .filter_map(|violation| {
                Some(error(
                    violation.rule.code()?,
                    index,
                    violation.field,
                    &violation.reason,
                ))
            })
            .collect();
        let click = conversion
            .microsoft_click_id
            .as_deref()
            .filter(|id| !id.trim().is_empty());
        if click.is_some_and(|id| !click::is_id(id)) {
            let reason = "a click id has visible ASCII characters only, 100 at most";
            errors.push(error(
                ErrorCode::OFFLINE_CONVERSION_CLICK_ID_INVALID,
                index,
                "MicrosoftClickId",
                reason,
            ));
        }
        let name = conversion
            .conversion_name
            .as_deref()
            .filter(|name| !name.trim().is_empty());
        let goal = name.and_then(|name| {
            let goal = self.goals.get(name);
            if goal.is_none() {
                let reason = format!("no conversion goal has the name `{name}`");
                errors.push(error(
                    ErrorCode::OFFLINE_CONVERSION_NAME_INVALID,
                    index,
                    "ConversionName",
                    &reason,
                ));
            }
            goal
        });
        if let Some(goal) = goal {
            errors.extend(goal_error(goal, index, conversion, click.is_some()));
            let clicked = click.and_then(|id| click::time(id, self.started));
            errors
                .extend(clicked.and_then(|clicked| window_error(goal, index, conversion, clicked)));
        }
        match goal {
            Some(goal) if errors.is_empty() => Ok(goal),
            _ => Err(errors),
        }
    }
}

fn goal_error(
    goal: &GoalRules,
    index: usize,
    conversion: &OfflineConversion,
    has_click: bool,
) -> Option<ApiError> {
    if !goal.is_offline || !goal.is_active {
        let reason = if goal.is_offline {
            "the goal is not active"
        } else {
            "the goal is not for offline conversions"
        };
        return Some(error(
            ErrorCode::OFFLINE_CONVERSION_NOT_ACCEPTED_FOR_GOAL,
            index,
            "ConversionName",
            reason,
        ));
    }
    let has_credit = conversion.external_attribution_credit.is_value();
    if (has_credit || conversion.external_attribution_model.is_value())
        && !goal.is_externally_attributed
    {
        let field = if has_credit {
            "ExternalAttributionCredit"
        } else {
            "ExternalAttributionModel"
        };
        let reason = "the goal is not externally attributed";
        return Some(error(
            ErrorCode::GOAL_NOT_ELIGIBLE_FOR_EXTERNAL_ATTRIBUTION,
            index,
            field,
            reason,
        ));
    }
    let has_hash =
        conversion.hashed_email_address.is_some() || conversion.hashed_phone_number.is_some();
    if has_hash && !has_click && !goal.takes_hashes {
        let reason =
            "enhanced conversions are not turned on for the goal, so a click id is required";
        return Some(error(
            ErrorCode::NOT_ELIGIBLE_FOR_ENHANCED_CONVERSIONS,
            index,
            "MicrosoftClickId",
            reason,
        ));
    }
    None
}

fn window_error(
    goal: &GoalRules,
    index: usize,
    conversion: &OfflineConversion,
    clicked: DateTime,
) -> Option<ApiError> {
    let after_click = nanoseconds(conversion.conversion_time?)? - nanoseconds(clicked)?;
    let window = i128::from(goal.window_minutes) * 60 * 1_000_000_000;
    if after_click <= 0 {
        let reason = format!("the click was at {clicked}");
        Some(error(
            ErrorCode::CONVERSION_TIME_EARLIER_THAN_CLICK_TIME,
            index,
            "ConversionTime",
            &reason,
        ))
    } else if after_click > window {
        let reason = format!(
            "the click was at {clicked}, and the goal looks back {} minutes",
            goal.window_minutes
        );
        Some(error(
            ErrorCode::CLICK_OUTSIDE_GOAL_CONVERSION_WINDOW,
            index,
            "ConversionTime",
            &reason,
        ))
    } else {
        None
    }
}

fn error(code: ErrorCode, index: usize, field: &str, reason: &str) -> ApiError {
    ApiError::new(code).with_message(reason).at(index, field)
}
