//! The conversions that the local service has, and how it counts them.
//!
//! Source: Microsoft Advertising documentation, "OfflineConversion data object", "OfflineConversionGoal data object",
//! "ApplyOfflineConversions"; help, "Enhanced conversions".

mod bench;

use super::goal::{Counting, GoalRules, Revenue};
use crate::conversions::identity::{identity, nanoseconds};
use crate::{ApiError, ErrorCode, OfflineConversion};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) use bench::Bench;

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

#[cfg(test)]
mod tests;
