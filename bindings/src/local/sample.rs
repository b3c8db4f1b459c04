//! The goals that every account of the local service has.

use super::goal::{Counting, GoalRules, LONGEST_WINDOW, Revenue, USUAL_WINDOW};

/// The sample goals with their names: one for each way in which a goal can rule over conversions.
pub(super) fn goals() -> Vec<(&'static str, GoalRules)> {
    let plain = GoalRules {
        id: 0,
        is_offline: true,
        is_active: true,
        is_externally_attributed: false,
        takes_hashes: false,
        window_minutes: USUAL_WINDOW,
        counting: Counting::All,
        revenue: Revenue::None,
    };
    let dollars = |value: f64| Revenue::Tracked {
        value,
        currency: Some("USD".to_owned()),
    };
    let mut goals = vec![
        (
            "Lead",
            GoalRules {
                counting: Counting::Unique,
                ..plain.clone()
            },
        ),
        (
            "Sale",
            GoalRules {
                window_minutes: LONGEST_WINDOW,
                revenue: dollars(50.0),
                ..plain.clone()
            },
        ),
        (
            "Attributed sale",
            GoalRules {
                is_externally_attributed: true,
                revenue: dollars(0.0),
                ..plain.clone()
            },
        ),
        (
            "Enhanced lead",
            GoalRules {
                takes_hashes: true,
                counting: Counting::Unique,
                ..plain.clone()
            },
        ),
        ("Lead, \"quoted\"", plain.clone()),
        (
            "Store visit",
            GoalRules {
                window_minutes: 24 * 60,
                ..plain.clone()
            },
        ),
        (
            "Last season",
            GoalRules {
                is_active: false,
                ..plain.clone()
            },
        ),
        (
            "Newsletter page",
            GoalRules {
                is_offline: false,
                ..plain
            },
        ),
    ];
    for (id, (_, goal)) in (1..).zip(&mut goals) {
        goal.id = id;
    }
    goals
}
