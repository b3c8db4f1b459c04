//! The members that goals of all kinds have, reached in one place each.

use super::goal::USUAL_WINDOW;
use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalAdditionalField, ConversionGoalCategory, ConversionGoalCountType,
    ConversionGoalRevenue, ConversionGoalRevenueType, ConversionGoalStatus,
    ConversionGoalTrackingStatus, ConversionGoalType, EntityScope,
};
use castile::Nillable;

/// Does the same with a goal of whichever kind that the schema knows.
macro_rules! with_any_kind {
    ($goal:expr, $known:ident => $work:expr) => {
        match $goal {
            ConversionGoal::UrlGoal($known) => $work,
            ConversionGoal::DurationGoal($known) => $work,
            ConversionGoal::PagesViewedPerVisitGoal($known) => $work,
            ConversionGoal::EventGoal($known) => $work,
            ConversionGoal::AppInstallGoal($known) => $work,
            ConversionGoal::AppDownloadGoal($known) => $work,
            ConversionGoal::OfflineConversionGoal($known) => $work,
            ConversionGoal::InStoreTransactionGoal($known) => $work,
            _ => {}
        }
    };
}

/// Takes over the members that are set.
macro_rules! take_over {
    ($to:expr, $from:expr; $($member:ident)*) => {
        $($to.$member.take_over(&$from.$member);)*
    };
}

/// Takes over what a kind of goal adds, where both are of that kind.
macro_rules! take_over_by_kind {
    ($to:expr, $from:expr; $($kind:ident: $($member:ident)*;)*) => {
        match ($to, $from) {
            $((ConversionGoal::$kind(to), ConversionGoal::$kind(from)) => {
                take_over!(
                    to, from;
                    attribution_model_type conversion_window_in_minutes count_type exclude_from_bidding
                    goal_category is_enhanced_conversions_enabled name revenue status tag_id
                    view_through_conversion_window_in_minutes $($member)*
                );
            })*
            _ => {}
        }
    };
}

/// A member that an update may leave as it is.
trait TakeOver {
    fn take_over(&mut self, from: &Self);
}

impl<T: Clone> TakeOver for Nillable<T> {
    fn take_over(&mut self, from: &Self) {
        if from.is_value() {
            self.clone_from(from);
        }
    }
}

impl<T: Clone> TakeOver for Option<T> {
    fn take_over(&mut self, from: &Self) {
        if from.is_some() {
            self.clone_from(from);
        }
    }
}

/// What kind of goal it is; none for the base type itself and for what the schema does not know.
pub(super) fn kind(goal: &ConversionGoal) -> Option<ConversionGoalType> {
    Some(match goal {
        ConversionGoal::UrlGoal(_) => ConversionGoalType::Url,
        ConversionGoal::DurationGoal(_) => ConversionGoalType::Duration,
        ConversionGoal::PagesViewedPerVisitGoal(_) => ConversionGoalType::PagesViewedPerVisit,
        ConversionGoal::EventGoal(_) => ConversionGoalType::Event,
        ConversionGoal::AppInstallGoal(_) => ConversionGoalType::AppInstall,
        ConversionGoal::AppDownloadGoal(_) => ConversionGoalType::AppDownload,
        ConversionGoal::OfflineConversionGoal(_) => ConversionGoalType::OfflineConversion,
        ConversionGoal::InStoreTransactionGoal(_) => ConversionGoalType::InStoreTransaction,
        _ => return None,
    })
}

/// The goal as it is kept once it is added: with its id, and the documented default of what it does not say.
pub(super) fn complete(goal: &mut ConversionGoal, id: i64) {
    let kinds: Vec<ConversionGoalType> = kind(goal).into_iter().collect();
    with_any_kind!(goal, known => {
        known.id = id.into();
        known.r#type = kinds.into();
        known.tracking_status = ConversionGoalTrackingStatus::NoRecentConversions.into();
        known.conversion_window_in_minutes.get_or_insert_with(|| USUAL_WINDOW);
        known.count_type.get_or_insert_with(|| ConversionGoalCountType::All);
        known.exclude_from_bidding.get_or_insert_with(|| false);
        known.goal_category.get_or_insert(ConversionGoalCategory::None);
        known.scope.get_or_insert_with(|| EntityScope::Account);
        known.status.get_or_insert_with(|| ConversionGoalStatus::Active);
        let revenue = known.revenue.get_or_insert_with(Box::<ConversionGoalRevenue>::default);
        revenue.r#type.get_or_insert_with(|| ConversionGoalRevenueType::NoValue);
    });
}

/// Takes over what an update sets, of a goal of the same kind; a revenue is replaced as a whole. What cannot be changed,
/// such as the scope, stays.
pub(super) fn update(goal: &mut ConversionGoal, from: &ConversionGoal) {
    take_over_by_kind! {
        goal, from;
        UrlGoal: url_expression url_operator;
        DurationGoal: minimum_duration_in_seconds;
        PagesViewedPerVisitGoal: minimum_pages_viewed;
        EventGoal: action_expression action_operator category_expression category_operator
            label_expression label_operator value value_operator;
        AppInstallGoal: app_platform app_store_id;
        AppDownloadGoal: app_platform app_store_id;
        OfflineConversionGoal: is_externally_attributed;
        InStoreTransactionGoal: ;
    }
}

/// The goal as it is returned: without the members that nobody asked for.
pub(super) fn shown(
    goal: &ConversionGoal,
    asked: &[ConversionGoalAdditionalField],
) -> ConversionGoal {
    use ConversionGoalAdditionalField as Field;
    let mut shown = goal.clone();
    let is_hidden = |field| !asked.contains(&field);
    with_any_kind!(&mut shown, known => {
        if is_hidden(Field::ViewThroughConversionWindowInMinutes) {
            known.view_through_conversion_window_in_minutes = None;
        }
        if is_hidden(Field::GoalCategory) {
            known.goal_category = None;
        }
        if is_hidden(Field::AttributionModelType) {
            known.attribution_model_type = None;
        }
        if is_hidden(Field::IsEnhancedConversionsEnabled) {
            known.is_enhanced_conversions_enabled = None;
        }
        if is_hidden(Field::IsAutoGoal) {
            known.is_auto_goal = None;
        }
    });
    if let ConversionGoal::OfflineConversionGoal(offline) = &mut shown
        && is_hidden(Field::IsExternallyAttributed)
    {
        offline.is_externally_attributed = None;
    }
    shown
}
