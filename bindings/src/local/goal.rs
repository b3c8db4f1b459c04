//! What a conversion goal means for the conversions that are applied to it.

use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalCountType, ConversionGoalRevenue, ConversionGoalRevenueType,
    ConversionGoalStatus,
};
use castile::{Decimal, Nillable};

/// The most minutes that a goal can look back: 90 days.
pub(super) const LONGEST_WINDOW: i32 = 129_600;
/// The minutes that a goal looks back if it does not say: 30 days.
pub(super) const USUAL_WINDOW: i32 = 43_200;

/// Which conversions of one click count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Counting {
    /// All of them; what a goal does that does not say.
    #[default]
    All,
    /// The first one only.
    Unique,
}

/// What a conversion is worth that does not say so itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Revenue {
    /// Nothing is tracked, whatever the conversion says; what a goal does that does not say.
    #[default]
    None,
    /// The conversion's own value and currency, and these where it has none.
    Tracked {
        /// The value.
        value: f64,
        /// The currency, where the goal has one.
        currency: Option<String>,
    },
}

/// A goal as far as it rules over conversions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GoalRules {
    pub(super) id: i64,
    pub(super) is_offline: bool,
    pub(super) is_active: bool,
    pub(super) is_externally_attributed: bool,
    pub(super) takes_hashes: bool,
    pub(super) window_minutes: i32,
    pub(super) counting: Counting,
    pub(super) revenue: Revenue,
}

impl GoalRules {
    /// The rules of a goal; the only place that knows what its members mean for conversions.
    ///
    /// Source: Microsoft Advertising documentation, "OfflineConversionGoal data object", "ConversionGoalRevenue data
    /// object", with their defaults.
    pub(super) fn of(goal: &ConversionGoal) -> Self {
        let offline = match goal {
            ConversionGoal::OfflineConversionGoal(offline) => Some(offline),
            _ => None,
        };
        let window = goal.conversion_window_in_minutes();
        let unique = Some(&ConversionGoalCountType::Unique);
        let status = goal.status().and_then(Nillable::as_option);
        let hashes = goal.is_enhanced_conversions_enabled();
        Self {
            id: goal
                .id()
                .and_then(Nillable::as_option)
                .copied()
                .unwrap_or_default(),
            is_offline: offline.is_some(),
            is_active: status.is_none_or(|status| *status == ConversionGoalStatus::Active),
            is_externally_attributed: offline
                .is_some_and(|offline| offline.is_externally_attributed == Some(true)),
            takes_hashes: hashes.is_some_and(|hashes| *hashes == Some(true)),
            window_minutes: window
                .and_then(Nillable::as_option)
                .copied()
                .unwrap_or(USUAL_WINDOW),
            counting: match goal.count_type().and_then(Nillable::as_option) == unique {
                true => Counting::Unique,
                false => Counting::All,
            },
            revenue: goal
                .revenue()
                .and_then(Nillable::as_deref)
                .map(Revenue::of)
                .unwrap_or_default(),
        }
    }
}

impl Revenue {
    fn of(revenue: &ConversionGoalRevenue) -> Self {
        match revenue.r#type.as_option() {
            Some(
                ConversionGoalRevenueType::FixedValue | ConversionGoalRevenueType::VariableValue,
            ) => Self::Tracked {
                value: revenue.value.as_option().map_or(0.0, Decimal::to_f64),
                currency: revenue.currency_code.as_option().cloned(),
            },
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counting, GoalRules, Revenue, USUAL_WINDOW};
    use crate::types::campaign_management::{
        ConversionGoal, ConversionGoalCountType, ConversionGoalRevenue, ConversionGoalRevenueType,
        ConversionGoalStatus, OfflineConversionGoal, UrlGoal,
    };
    use castile::Decimal;

    #[test]
    fn a_goal_that_says_nothing_has_the_documented_defaults() {
        let goal = ConversionGoal::from(OfflineConversionGoal::default());
        let expected = GoalRules {
            id: 0,
            is_offline: true,
            is_active: true,
            is_externally_attributed: false,
            takes_hashes: false,
            window_minutes: USUAL_WINDOW,
            counting: Counting::All,
            revenue: Revenue::None,
        };
        assert_eq!(GoalRules::of(&goal), expected);
        assert!(!GoalRules::of(&UrlGoal::default().into()).is_offline);
    }

    #[test]
    fn a_goal_rules_by_what_it_says() {
        let goal = ConversionGoal::from(OfflineConversionGoal {
            id: 7.into(),
            conversion_window_in_minutes: 60.into(),
            count_type: ConversionGoalCountType::Unique.into(),
            is_enhanced_conversions_enabled: Some(true),
            is_externally_attributed: Some(true),
            status: ConversionGoalStatus::Paused.into(),
            revenue: ConversionGoalRevenue {
                currency_code: "USD".into(),
                r#type: ConversionGoalRevenueType::FixedValue.into(),
                value: Decimal::new(1250, 2).into(),
            }
            .into(),
            ..OfflineConversionGoal::default()
        });
        let expected = GoalRules {
            id: 7,
            is_offline: true,
            is_active: false,
            is_externally_attributed: true,
            takes_hashes: true,
            window_minutes: 60,
            counting: Counting::Unique,
            revenue: Revenue::Tracked {
                value: 12.5,
                currency: Some("USD".to_owned()),
            },
        };
        assert_eq!(GoalRules::of(&goal), expected);
    }
}
