use super::{Goals, Wanted};
use crate::ApiError;
use crate::types::campaign_management::{
    ConversionGoal, ConversionGoalAdditionalField, ConversionGoalBase, ConversionGoalRevenue,
    ConversionGoalRevenueType, ConversionGoalStatus, ConversionGoalType, DurationGoal, EntityScope,
    OfflineConversionGoal,
};
use castile::{Decimal, Nillable};

fn offline(name: &str) -> OfflineConversionGoal {
    OfflineConversionGoal {
        name: name.into(),
        ..OfflineConversionGoal::default()
    }
}

fn revenue(
    r#type: ConversionGoalRevenueType,
    value: Option<i64>,
    currency: Option<&str>,
) -> Nillable<Box<ConversionGoalRevenue>> {
    ConversionGoalRevenue {
        currency_code: currency.into(),
        r#type: r#type.into(),
        value: value.map(Decimal::from).into(),
    }
    .into()
}

/// Code, place and field of each error.
fn shown(errors: &[ApiError]) -> Vec<(i32, Option<u32>, &str)> {
    errors
        .iter()
        .map(|error| {
            let field = error.field_path.as_deref().unwrap_or_default();
            (error.code, error.index, field)
        })
        .collect()
}

const OFFLINE: Wanted<'_> = Wanted {
    kinds: &[ConversionGoalType::OfflineConversion],
    fields: &[],
};

#[test]
fn a_goal_that_is_added_comes_back_with_its_defaults() {
    let mut goals = Goals::default();
    let (ids, errors) = goals.add(vec![Some(offline("New").into())]).unwrap();
    assert_eq!(
        (ids.as_slice(), errors.as_slice()),
        ([Some(9)].as_slice(), [].as_slice())
    );
    let (found, errors) = goals.by_ids(&[9], &OFFLINE).unwrap();
    assert!(errors.is_empty());
    let goal = found[0].as_ref().unwrap();
    assert_eq!(goal.conversion_window_in_minutes(), Some(&43_200.into()));
    assert_eq!(goal.status(), Some(&ConversionGoalStatus::Active.into()));
    assert_eq!(goal.scope(), Some(&EntityScope::Account.into()));
    assert_eq!(
        goal.r#type(),
        Some(&vec![ConversionGoalType::OfflineConversion].into())
    );
    assert_eq!(goal.goal_category(), Some(&None), "nobody asked for it");
}

#[test]
fn each_goal_that_cannot_be_added_is_explained_and_the_others_are_added() {
    use ConversionGoalRevenueType::{FixedValue, NoValue, VariableValue};
    let with_revenue = |name: &str, revenue| -> Option<ConversionGoal> {
        Some(
            OfflineConversionGoal {
                revenue,
                ..offline(name)
            }
            .into(),
        )
    };
    let mut goals = Goals::default();
    let (ids, errors) = goals
        .add(vec![
            None,
            Some(ConversionGoalBase::default().into()),
            Some(
                OfflineConversionGoal {
                    id: 7.into(),
                    ..offline("a")
                }
                .into(),
            ),
            Some(offline(" ").into()),
            Some(offline(&"n".repeat(101)).into()),
            Some(offline("Lead").into()),
            Some(offline("twice").into()),
            Some(offline("twice").into()),
            Some(
                OfflineConversionGoal {
                    conversion_window_in_minutes: 0.into(),
                    ..offline("b")
                }
                .into(),
            ),
            with_revenue("c", revenue(FixedValue, None, None)),
            with_revenue("d", revenue(NoValue, Some(1), None)),
            with_revenue("e", revenue(VariableValue, Some(10_000_000), None)),
            with_revenue("f", revenue(VariableValue, None, Some("Dollar"))),
            Some(
                DurationGoal {
                    name: "g".into(),
                    revenue: revenue(VariableValue, None, None),
                    ..DurationGoal::default()
                }
                .into(),
            ),
            Some(
                OfflineConversionGoal {
                    scope: EntityScope::Customer.into(),
                    revenue: revenue(VariableValue, None, None),
                    ..offline("h")
                }
                .into(),
            ),
            Some(
                OfflineConversionGoal {
                    status: ConversionGoalStatus::Unknown("x".into()).into(),
                    ..offline("i")
                }
                .into(),
            ),
            with_revenue("good", revenue(FixedValue, Some(5), Some("EUR"))),
        ])
        .unwrap();
    assert_eq!(
        shown(&errors),
        [
            (5323, Some(0), "ConversionGoals"),
            (5331, Some(1), "Type"),
            (5324, Some(2), "Id"),
            (5319, Some(3), "Name"),
            (5320, Some(4), "Name"),
            (5317, Some(5), "Name"),
            (5316, Some(6), "Name"),
            (5316, Some(7), "Name"),
            (5337, Some(8), "ConversionWindowInMinutes"),
            (5333, Some(9), "Revenue.Value"),
            (5333, Some(10), "Revenue.Value"),
            (5333, Some(11), "Revenue.Value"),
            (5351, Some(12), "Revenue.CurrencyCode"),
            (5332, Some(13), "Revenue.Type"),
            (5355, Some(14), "Revenue.CurrencyCode"),
            (5328, Some(15), "Status"),
        ]
    );
    assert_eq!(ids.iter().flatten().count(), 1);
    assert!(goals.rules().contains_key("good"));
}

#[test]
fn an_update_changes_what_it_sets_and_nothing_else() {
    let mut goals = Goals::default();
    let change = OfflineConversionGoal {
        id: 2.into(),
        conversion_window_in_minutes: 60.into(),
        scope: EntityScope::Customer.into(),
        ..OfflineConversionGoal::default()
    };
    assert_eq!(goals.update(&[Some(change.into())]).unwrap(), []);
    let (found, _) = goals.by_ids(&[2], &OFFLINE).unwrap();
    let goal = found[0].as_ref().unwrap();
    assert_eq!(goal.name(), Some(&"Sale".into()));
    assert_eq!(goal.conversion_window_in_minutes(), Some(&60.into()));
    assert_eq!(
        goal.scope(),
        Some(&EntityScope::Account.into()),
        "it cannot be changed"
    );
    assert_eq!(goals.rules()["Sale"].window_minutes, 60);
}

#[test]
fn each_goal_that_cannot_be_changed_is_explained() {
    let mut goals = Goals::default();
    let named = |id: i64, name: &str| -> Option<ConversionGoal> {
        Some(
            OfflineConversionGoal {
                id: id.into(),
                ..offline(name)
            }
            .into(),
        )
    };
    let errors = goals
        .update(&[
            None,
            Some(offline("no id").into()),
            named(99, "nobody"),
            named(1, "Sale"),
            named(8, "an offline goal in the place of a URL"),
            named(3, "fine"),
            named(3, "again"),
        ])
        .unwrap();
    assert_eq!(
        shown(&errors),
        [
            (5323, Some(0), "ConversionGoals"),
            (5325, Some(1), "Id"),
            (5314, Some(2), "Id"),
            (5317, Some(3), "Name"),
            (5347, Some(4), "Type"),
            (5315, Some(6), "Id"),
        ]
    );
    assert!(goals.rules().contains_key("fine"));
}

#[test]
fn goals_are_found_by_id_in_their_places() {
    let goals = Goals::default();
    let (found, errors) = goals.by_ids(&[8, 2, 77], &OFFLINE).unwrap();
    let there: Vec<bool> = found.iter().map(Option::is_some).collect();
    assert_eq!(there, [false, true, false]);
    assert_eq!(
        shown(&errors),
        [
            (5331, Some(0), "ConversionGoalIds"),
            (5314, Some(2), "ConversionGoalIds")
        ]
    );
    assert_eq!(
        goals.by_ids(&[], &OFFLINE).unwrap().0.len(),
        7,
        "all without ids"
    );
}

#[test]
fn goals_are_found_by_tag() {
    let goals = Goals::default();
    let urls = Wanted {
        kinds: &[
            ConversionGoalType::Url,
            ConversionGoalType::OfflineConversion,
        ],
        fields: &[ConversionGoalAdditionalField::GoalCategory],
    };
    let (found, _) = goals.by_tags(&[301, 302], &urls).unwrap();
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .as_ref()
            .unwrap()
            .goal_category()
            .unwrap()
            .is_some()
    );
    assert!(goals.by_tags(&[301], &OFFLINE).unwrap().0.is_empty());
    assert_eq!(goals.by_tags(&[], &urls).unwrap_err().code, 5330);
    assert_eq!(goals.by_tags(&[1; 101], &urls).unwrap_err().code, 5304);
}

#[test]
fn a_deleted_goal_is_gone_and_its_name_is_free() {
    let mut goals = Goals::default();
    let change = OfflineConversionGoal {
        id: 1.into(),
        status: ConversionGoalStatus::Deleted.into(),
        ..OfflineConversionGoal::default()
    };
    assert_eq!(goals.update(&[Some(change.into())]).unwrap(), []);
    assert!(!goals.rules().contains_key("Lead"));
    let (ids, _) = goals.add(vec![Some(offline("Lead").into())]).unwrap();
    assert_eq!(ids, [Some(9)], "ids are not used again");
}

#[test]
fn calls_without_goals_or_with_too_many_are_refused() {
    let mut goals = Goals::default();
    assert_eq!(goals.add(Vec::new()).unwrap_err().code, 5321);
    assert_eq!(goals.update(&[]).unwrap_err().code, 5321);
    assert_eq!(goals.add(vec![None; 101]).unwrap_err().code, 5322);
    assert_eq!(goals.by_ids(&[1; 101], &OFFLINE).unwrap_err().code, 5318);
    let nothing = Wanted {
        kinds: &[],
        fields: &[],
    };
    assert_eq!(goals.by_ids(&[1], &nothing).unwrap_err().code, 5329);
}
