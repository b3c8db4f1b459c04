use super::{Bench, Ledger};
use crate::OfflineConversion;
use crate::local::click;
use crate::local::goal::{Counting, GoalRules, Revenue};
use castile::{DateTime, Nillable};
use std::collections::{BTreeMap, HashMap};

/// A goal that differs from a plain one by `change`.
fn goal(name: &str, id: i64, change: fn(&mut GoalRules)) -> (String, GoalRules) {
    let mut rules = GoalRules {
        id,
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
    change(&mut rules);
    (name.to_owned(), rules)
}

fn goals() -> HashMap<String, GoalRules> {
    HashMap::from([
        goal("Sale", 1, |_| ()),
        goal("Lead", 2, |goal| {
            (goal.counting, goal.revenue) = (Counting::Unique, Revenue::None);
        }),
        goal("Attributed", 3, |goal| goal.is_externally_attributed = true),
        goal("Enhanced", 4, |goal| goal.takes_hashes = true),
        goal("Url", 5, |goal| goal.is_offline = false),
        goal("Paused", 6, |goal| goal.is_active = false),
    ])
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
fn apply(ledger: &mut Ledger, conversions: &[OfflineConversion]) -> Vec<(u32, String)> {
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

fn hash() -> Option<String> {
    Some("0".repeat(64))
}

type Change = fn(&mut OfflineConversion);

/// What is done to a good conversion of the click `c1` at [`EARLY`], and what is then said of it.
const CASES: [(Change, &[&str]); 14] = [
    (|_| (), &[]),
    (
        |c| c.conversion_name = "sale".into(),
        &["OfflineConversionNameInvalid"],
    ),
    (
        |c| c.conversion_name = Nillable::Nil,
        &["OfflineConversionNameNullOrEmpty"],
    ),
    (
        |c| c.conversion_name = "Url".into(),
        &["OfflineConversionNotAcceptedForGoal"],
    ),
    (
        |c| c.conversion_name = "Paused".into(),
        &["OfflineConversionNotAcceptedForGoal"],
    ),
    (
        |c| c.microsoft_click_id = "c 1".into(),
        &["OfflineConversionMicrosoftClickIdInvalid"],
    ),
    (
        |c| c.external_attribution_credit = 0.5.into(),
        &["GoalNotEligibleForExternalAttribution"],
    ),
    (
        |c| c.external_attribution_model = "Linear".into(),
        &["GoalNotEligibleForExternalAttribution"],
    ),
    (
        |c| (c.microsoft_click_id, c.hashed_email_address) = (Nillable::Nil, hash()),
        &["NotEligibleForEnhancedConversions"],
    ),
    (|c| c.hashed_email_address = hash(), &[]),
    (
        |c| {
            (c.microsoft_click_id, c.hashed_phone_number) = (Nillable::Nil, hash());
            c.conversion_name = "Enhanced".into();
        },
        &[],
    ),
    (
        |c| (c.conversion_name, c.conversion_currency_code) = ("No".into(), "x".into()),
        &[
            "OfflineConversionCurrencyCodeInvalid",
            "OfflineConversionNameInvalid",
        ],
    ),
    (
        |c| c.conversion_time = "2026-03-31T12:00:00Z".parse().ok(),
        &["OfflineConversionTimeOutOfWindow"],
    ),
    (
        |c| c.conversion_time = "2026-07-01T12:00:00Z".parse().ok(),
        &["FutureConversionTimeCannotBeSet"],
    ),
];

#[test]
fn every_documented_reason_rejects() {
    for (place, (change, expected)) in CASES.into_iter().enumerate() {
        let mut conversion = sale("c1", EARLY);
        change(&mut conversion);
        let found = apply(&mut Ledger::default(), &[conversion]);
        let found: Vec<&str> = found.iter().map(|(_, symbol)| symbol.as_str()).collect();
        assert_eq!(found, expected, "case {place}");
    }
}

/// The service started two hours after [`EARLY`]; the goal looks back one hour.
#[test]
fn a_conversion_is_held_against_its_click_and_the_window_of_its_goal() {
    for (minutes, expected) in [
        (120, Some("ConversionTimeEarlierThanClickTime")),
        (121, None),
        (180, None),
        (181, Some("ClickIdDateTimeOutsideGoalConversionWindow")),
    ] {
        let found = apply(
            &mut Ledger::default(),
            &[sale(&click::id(1, minutes), EARLY)],
        );
        assert_eq!(
            found.first().map(|(_, symbol)| symbol.as_str()),
            expected,
            "{minutes}"
        );
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
