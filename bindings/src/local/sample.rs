//! The goals that every account of the local service has.

use super::goal::LONGEST_WINDOW;
use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalCategory, ConversionGoalCountType, ConversionGoalRevenue,
    ConversionGoalRevenueType, ConversionGoalStatus, ExpressionOperator, OfflineConversionGoal,
    UrlGoal,
};
use castile::Decimal;

/// The tag of the one sample goal that has one.
const TAG_ID: i64 = 301;

/// The sample goals: one for each way in which a goal can rule over conversions. They have no ids yet.
pub(super) fn goals() -> Vec<ConversionGoal> {
    let offline = |name: &str| OfflineConversionGoal {
        name: name.into(),
        goal_category: Some(ConversionGoalCategory::SubmitLeadForm),
        ..OfflineConversionGoal::default()
    };
    let unique = |goal: OfflineConversionGoal| OfflineConversionGoal {
        count_type: ConversionGoalCountType::Unique.into(),
        ..goal
    };
    let sale = |name: &str, dollars: i128| OfflineConversionGoal {
        goal_category: Some(ConversionGoalCategory::Purchase),
        revenue: ConversionGoalRevenue {
            currency_code: "USD".into(),
            r#type: ConversionGoalRevenueType::VariableValue.into(),
            value: Decimal::new(dollars, 0).into(),
        }
        .into(),
        ..offline(name)
    };
    vec![
        unique(offline("Lead")).into(),
        OfflineConversionGoal {
            conversion_window_in_minutes: LONGEST_WINDOW.into(),
            ..sale("Sale", 50)
        }
        .into(),
        OfflineConversionGoal {
            is_externally_attributed: Some(true),
            ..sale("Attributed sale", 0)
        }
        .into(),
        OfflineConversionGoal {
            is_enhanced_conversions_enabled: Some(true),
            ..unique(offline("Enhanced lead"))
        }
        .into(),
        offline("Lead, \"quoted\"").into(),
        OfflineConversionGoal {
            conversion_window_in_minutes: (24 * 60).into(),
            ..offline("Store visit")
        }
        .into(),
        OfflineConversionGoal {
            status: ConversionGoalStatus::Paused.into(),
            ..offline("Last season")
        }
        .into(),
        UrlGoal {
            name: "Newsletter page".into(),
            goal_category: Some(ConversionGoalCategory::Subscribe),
            tag_id: TAG_ID.into(),
            url_expression: "contoso.com/newsletter".into(),
            url_operator: ExpressionOperator::Contains.into(),
            ..UrlGoal::default()
        }
        .into(),
    ]
}
