//! The conversions that the local service has, and the rules by which it takes and counts them.
//!
//! Source: Microsoft Advertising documentation, "OfflineConversion data object", "OfflineConversionGoal data object",
//! "ApplyOfflineConversions"; help, "Enhanced conversions".

use super::click;
use super::goal::{Counting, GoalRules, Revenue};
use crate::conversions::identity::{identity, nanoseconds};
use crate::conversions::rules::violations;
use crate::{ApiError, ErrorCode, OfflineConversion};
use castile::DateTime;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A conversion that was taken.
#[derive(Debug, Clone, PartialEq)]
struct Taken {
    goal: i64,
    counting: Counting,
    click: String,
    nanoseconds: i128,
    value: Option<f64>,
    currency: Option<String>,
    credit: f64,
}

/// What one account has for one goal.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Tally {
    /// The conversions that count: one of each click for a goal that counts unique ones.
    pub counted: u64,
    /// The conversions that were taken, counted or not.
    pub taken: u64,
    /// What the counted ones are worth by currency, each by the credit it has; conversions without a currency are
    /// under the empty one.
    pub revenue: BTreeMap<String, f64>,
}

/// The conversions of one account.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    known: HashSet<[u8; 16]>,
    taken: Vec<Taken>,
}

/// Against what a conversion is held.
pub(super) struct Bench<'a> {
    pub(super) goals: &'a HashMap<String, GoalRules>,
    pub(super) now: DateTime,
    pub(super) started: DateTime,
}

impl Ledger {
    /// Applies conversions in their order; what comes back are the errors of those that were rejected.
    pub(super) fn apply(
        &mut self,
        conversions: &[Option<OfflineConversion>],
        bench: &Bench<'_>,
    ) -> Vec<ApiError> {
        let mut errors = Vec::new();
        for (index, conversion) in conversions.iter().enumerate() {
            match conversion {
                None => errors.push(
                    ApiError::new(ErrorCode::OFFLINE_CONVERSION_IS_NULL)
                        .at(index, "OfflineConversions"),
                ),
                Some(conversion) => match bench.judge(index, conversion) {
                    Ok(goal) => self.take(goal, conversion),
                    Err(found) => errors.extend(found),
                },
            }
        }
        errors
    }

    /// Takes a conversion; one that is already there is ignored.
    fn take(&mut self, goal: &GoalRules, conversion: &OfflineConversion) {
        if !self.known.insert(identity(conversion)) {
            return;
        }
        let (value, currency) = worth(&goal.revenue, conversion);
        let hashes = || {
            let parts = [
                &conversion.hashed_email_address,
                &conversion.hashed_phone_number,
            ];
            parts
                .map(|part| part.as_deref().unwrap_or_default().to_ascii_lowercase())
                .join(" ")
        };
        self.taken.push(Taken {
            goal: goal.id,
            counting: goal.counting,
            click: conversion
                .microsoft_click_id
                .as_deref()
                .filter(|id| !id.is_empty())
                .map_or_else(hashes, str::to_owned),
            nanoseconds: conversion
                .conversion_time
                .and_then(nanoseconds)
                .unwrap_or_default(),
            value,
            currency,
            credit: conversion
                .external_attribution_credit
                .as_option()
                .copied()
                .unwrap_or(1.0),
        });
    }

    /// What is there for each goal.
    pub(super) fn tallies(&self) -> BTreeMap<i64, Tally> {
        let mut first: HashMap<(i64, &str), i128> = HashMap::new();
        for taken in &self.taken {
            let earliest = first
                .entry((taken.goal, &taken.click))
                .or_insert(taken.nanoseconds);
            *earliest = taken.nanoseconds.min(*earliest);
        }
        let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
        for taken in &self.taken {
            let tally = tallies.entry(taken.goal).or_default();
            tally.taken += 1;
            let is_first =
                first.get(&(taken.goal, taken.click.as_str())) == Some(&taken.nanoseconds);
            if taken.counting == Counting::All || is_first {
                tally.counted += 1;
                if let Some(value) = taken.value {
                    *tally
                        .revenue
                        .entry(taken.currency.clone().unwrap_or_default())
                        .or_default() += value * taken.credit;
                }
            }
        }
        tallies
    }
}

/// The value and currency of a conversion, its own before the goal's.
fn worth(revenue: &Revenue, conversion: &OfflineConversion) -> (Option<f64>, Option<String>) {
    match revenue {
        Revenue::None => (None, None),
        Revenue::Tracked { value, currency } => (
            Some(
                conversion
                    .conversion_value
                    .as_option()
                    .copied()
                    .unwrap_or(*value),
            ),
            conversion
                .conversion_currency_code
                .as_deref()
                .map(str::to_ascii_uppercase)
                .or_else(|| currency.clone()),
        ),
    }
}

impl Bench<'_> {
    /// The goal of a conversion that breaks no rule, or all the errors that it has.
    fn judge(
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

#[cfg(test)]
mod tests {
    use super::{Bench, Ledger};
    use crate::OfflineConversion;
    use crate::local::click;
    use crate::local::goal::{Counting, GoalRules, Revenue};
    use castile::{DateTime, Nillable};
    use std::collections::{BTreeMap, HashMap};

    fn goals() -> HashMap<String, GoalRules> {
        let plain = GoalRules {
            id: 1,
            is_offline: true,
            is_active: true,
            is_externally_attributed: false,
            takes_hashes: false,
            window_minutes: 60,
            counting: Counting::All,
            revenue: Revenue::Tracked {
                value: 10.0,
                currency: Some("USD".into()),
            },
        };
        [
            ("Sale", plain.clone()),
            (
                "Lead",
                GoalRules {
                    id: 2,
                    counting: Counting::Unique,
                    revenue: Revenue::None,
                    ..plain.clone()
                },
            ),
            (
                "Attributed",
                GoalRules {
                    id: 3,
                    is_externally_attributed: true,
                    ..plain.clone()
                },
            ),
            (
                "Enhanced",
                GoalRules {
                    id: 4,
                    takes_hashes: true,
                    ..plain.clone()
                },
            ),
            (
                "Url",
                GoalRules {
                    id: 5,
                    is_offline: false,
                    ..plain.clone()
                },
            ),
            (
                "Paused",
                GoalRules {
                    id: 6,
                    is_active: false,
                    ..plain
                },
            ),
        ]
        .map(|(name, rules)| (name.to_owned(), rules))
        .into()
    }

    fn sale(click: &str, time: &str) -> OfflineConversion {
        OfflineConversion {
            conversion_name: "Sale".into(),
            conversion_time: Some(time.parse().unwrap()),
            microsoft_click_id: click.into(),
            ..OfflineConversion::default()
        }
    }

    /// Applies at noon of 30 June to a service that started then.
    fn apply(ledger: &mut Ledger, conversions: &[OfflineConversion]) -> Vec<(usize, String)> {
        let noon: DateTime = "2026-06-30T12:00:00Z".parse().unwrap();
        let conversions: Vec<_> = conversions.iter().cloned().map(Some).collect();
        let goals = goals();
        let errors = ledger.apply(
            &conversions,
            &Bench {
                goals: &goals,
                now: noon,
                started: noon,
            },
        );
        errors
            .into_iter()
            .map(|error| (error.index.unwrap(), error.symbol.unwrap()))
            .collect()
    }

    const EARLY: &str = "2026-06-30T10:00:00Z";
    const LATE: &str = "2026-06-30T11:00:00Z";

    #[test]
    fn every_documented_reason_rejects() {
        let hash = Some("0".repeat(64));
        let click = |minutes| click::id(1, minutes);
        let base = sale("c1", EARLY);
        let cases: Vec<(OfflineConversion, &[&str])> = vec![
            (base.clone(), &[]),
            (
                OfflineConversion {
                    conversion_name: "sale".into(),
                    ..base.clone()
                },
                &["OfflineConversionNameInvalid"],
            ),
            (
                OfflineConversion {
                    conversion_name: Nillable::Nil,
                    ..base.clone()
                },
                &["OfflineConversionNameNullOrEmpty"],
            ),
            (
                OfflineConversion {
                    conversion_name: "Url".into(),
                    ..base.clone()
                },
                &["OfflineConversionNotAcceptedForGoal"],
            ),
            (
                OfflineConversion {
                    conversion_name: "Paused".into(),
                    ..base.clone()
                },
                &["OfflineConversionNotAcceptedForGoal"],
            ),
            (
                OfflineConversion {
                    microsoft_click_id: "c 1".into(),
                    ..base.clone()
                },
                &["OfflineConversionMicrosoftClickIdInvalid"],
            ),
            (
                sale("c1", "2026-03-31T12:00:00Z"),
                &["OfflineConversionTimeOutOfWindow"],
            ),
            (
                sale("c1", "2026-07-01T12:00:00Z"),
                &["FutureConversionTimeCannotBeSet"],
            ),
            (
                sale(&click(120), EARLY),
                &["ConversionTimeEarlierThanClickTime"],
            ),
            (sale(&click(121), EARLY), &[]),
            (sale(&click(180), EARLY), &[]),
            (
                sale(&click(181), EARLY),
                &["ClickIdDateTimeOutsideGoalConversionWindow"],
            ),
            (
                OfflineConversion {
                    external_attribution_credit: 0.5.into(),
                    ..base.clone()
                },
                &["GoalNotEligibleForExternalAttribution"],
            ),
            (
                OfflineConversion {
                    external_attribution_model: "Linear".into(),
                    ..base.clone()
                },
                &["GoalNotEligibleForExternalAttribution"],
            ),
            (
                OfflineConversion {
                    microsoft_click_id: Nillable::Nil,
                    hashed_email_address: hash.clone(),
                    ..base.clone()
                },
                &["NotEligibleForEnhancedConversions"],
            ),
            (
                OfflineConversion {
                    hashed_email_address: hash.clone(),
                    microsoft_click_id: "c2".into(),
                    ..base.clone()
                },
                &[],
            ),
            (
                OfflineConversion {
                    conversion_name: "Enhanced".into(),
                    microsoft_click_id: Nillable::Nil,
                    hashed_phone_number: hash,
                    ..base.clone()
                },
                &[],
            ),
            (
                OfflineConversion {
                    conversion_name: "No".into(),
                    conversion_currency_code: "x".into(),
                    ..base
                },
                &[
                    "OfflineConversionCurrencyCodeInvalid",
                    "OfflineConversionNameInvalid",
                ],
            ),
        ];
        for (place, (conversion, expected)) in cases.into_iter().enumerate() {
            let found: Vec<String> = apply(&mut Ledger::default(), &[conversion])
                .into_iter()
                .map(|(_, symbol)| symbol)
                .collect();
            assert_eq!(found, expected, "case {place}");
        }
    }

    #[test]
    fn a_nil_among_the_conversions_is_an_error_of_its_place() {
        let goals = goals();
        let noon = "2026-06-30T12:00:00Z".parse().unwrap();
        let bench = Bench {
            goals: &goals,
            now: noon,
            started: noon,
        };
        let errors = Ledger::default().apply(&[Some(sale("c1", EARLY)), None], &bench);
        assert_eq!((errors[0].index, errors[0].code), (Some(1), 5602));
    }

    #[test]
    fn what_is_there_already_is_ignored() {
        let mut ledger = Ledger::default();
        let again = OfflineConversion {
            conversion_value: 99.0.into(),
            ..sale("c1", EARLY)
        };
        assert_eq!(
            apply(&mut ledger, &[sale("c1", EARLY), again, sale("c1", LATE)]),
            []
        );
        assert_eq!(apply(&mut ledger, &[sale("c1", EARLY)]), []);
        let tally = &ledger.tallies()[&1];
        assert_eq!((tally.taken, tally.counted), (2, 2));
        assert_eq!(tally.revenue, BTreeMap::from([("USD".to_owned(), 20.0)]));
    }

    #[test]
    fn a_unique_goal_counts_the_first_conversion_of_a_click() {
        let mut ledger = Ledger::default();
        let lead = |click, time| OfflineConversion {
            conversion_name: "Lead".into(),
            ..sale(click, time)
        };
        apply(
            &mut ledger,
            &[lead("c1", LATE), lead("c1", EARLY), lead("c2", LATE)],
        );
        let tally = &ledger.tallies()[&2];
        assert_eq!((tally.taken, tally.counted), (3, 2));
        assert!(tally.revenue.is_empty(), "the goal tracks no revenue");
    }

    #[test]
    fn value_and_currency_are_the_conversions_own_before_the_goals() {
        let mut ledger = Ledger::default();
        let own = OfflineConversion {
            conversion_value: 3.0.into(),
            conversion_currency_code: "eur".into(),
            ..sale("c1", EARLY)
        };
        let half = OfflineConversion {
            conversion_name: "Attributed".into(),
            external_attribution_credit: 0.5.into(),
            external_attribution_model: "Linear".into(),
            ..sale("c2", EARLY)
        };
        assert_eq!(apply(&mut ledger, &[own, sale("c2", EARLY), half]), []);
        let tallies = ledger.tallies();
        assert_eq!(
            tallies[&1].revenue,
            BTreeMap::from([("EUR".to_owned(), 3.0), ("USD".to_owned(), 10.0)])
        );
        assert_eq!(
            tallies[&3].revenue,
            BTreeMap::from([("USD".to_owned(), 5.0)])
        );
    }
}
