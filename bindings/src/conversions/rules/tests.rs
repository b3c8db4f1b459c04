use super::{Checker, Rule, Verdict, violations};
use crate::OfflineConversion;
use castile::{DateTime, Nillable};

fn now() -> DateTime {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

fn good() -> OfflineConversion {
    OfflineConversion {
        conversion_name: "Lead".into(),
        conversion_time: Some("2026-06-01T10:00:00Z".parse().unwrap()),
        microsoft_click_id: "c1".into(),
        ..OfflineConversion::default()
    }
}

type Change = fn(&mut OfflineConversion);

#[test]
fn every_rule_finds_what_breaks_it() {
    let cases: [(Change, &[Rule]); 22] = [
        (|_| (), &[]),
        (|c| c.conversion_name = Nillable::Nil, &[Rule::NameRequired]),
        (|c| c.conversion_name = " ".into(), &[Rule::NameRequired]),
        (|c| c.conversion_time = None, &[Rule::TimeRequired]),
        (
            |c| c.conversion_time = "2026-06-01T10:00:00".parse().ok(),
            &[Rule::TimeInUtc],
        ),
        (
            |c| c.conversion_time = "2026-06-01T10:00:00+02:00".parse().ok(),
            &[Rule::TimeInUtc],
        ),
        (
            |c| c.conversion_time = "2026-06-01T10:00:00+00:00".parse().ok(),
            &[],
        ),
        (
            |c| c.conversion_time = "2026-04-01T12:00:00Z".parse().ok(),
            &[],
        ),
        (
            |c| c.conversion_time = "2026-04-01T11:59:59.9999999Z".parse().ok(),
            &[Rule::TimeWithin90Days],
        ),
        (
            |c| c.conversion_time = "2026-06-30T12:00:00Z".parse().ok(),
            &[],
        ),
        (
            |c| c.conversion_time = "2026-06-30T12:00:00.0000001Z".parse().ok(),
            &[Rule::TimeNotInFuture],
        ),
        (
            |c| c.conversion_value = (-0.01).into(),
            &[Rule::ValueUsable],
        ),
        (
            |c| c.conversion_value = f64::NAN.into(),
            &[Rule::ValueUsable],
        ),
        (|c| c.conversion_value = 0.0.into(), &[]),
        (
            |c| c.conversion_currency_code = "USDollar".into(),
            &[Rule::CurrencyThreeLetters],
        ),
        (
            |c| c.external_attribution_credit = 0.0.into(),
            &[Rule::CreditInRange],
        ),
        (|c| c.external_attribution_credit = 1.0.into(), &[]),
        (
            |c| c.external_attribution_credit = 1.1.into(),
            &[Rule::CreditInRange],
        ),
        (
            |c| c.microsoft_click_id = Nillable::Absent,
            &[Rule::ClickIdOrHashRequired],
        ),
        (
            |c| c.hashed_email_address = Some("a@b.c".into()),
            &[Rule::EmailHashed],
        ),
        (
            |c| c.hashed_phone_number = Some("0".repeat(63)),
            &[Rule::PhoneHashed],
        ),
        (
            |c| {
                *c = OfflineConversion {
                    hashed_phone_number: Some("0f".repeat(32)),
                    microsoft_click_id: Nillable::Nil,
                    ..c.clone()
                }
            },
            &[],
        ),
    ];
    for (place, (change, expected)) in cases.into_iter().enumerate() {
        let mut conversion = good();
        change(&mut conversion);
        let found: Vec<Rule> = violations(7, &conversion, now())
            .iter()
            .map(|violation| violation.rule)
            .collect();
        assert_eq!(found, expected, "case {place}");
    }
}

#[test]
fn a_violation_names_row_field_and_rule() {
    let conversion = OfflineConversion {
        external_attribution_credit: 2.0.into(),
        ..good()
    };
    let found = violations(7, &conversion, now());
    assert_eq!(
        found[0].to_string(),
        "row 7, ExternalAttributionCredit: the credit must be greater than 0 and at most 1: 2"
    );
}

#[test]
fn the_same_goal_click_and_instant_is_a_duplicate() {
    let mut checker = Checker::new(now());
    assert_eq!(checker.check(2, &good()), Verdict::Good);
    let same_instant = OfflineConversion {
        conversion_time: "2026-06-01T10:00:00.000+00:00".parse().ok(),
        conversion_value: 5.0.into(),
        ..good()
    };
    assert_eq!(
        checker.check(3, &same_instant),
        Verdict::Duplicate { of: 2 }
    );
    let other_goal = OfflineConversion {
        conversion_name: "Sale".into(),
        ..good()
    };
    assert_eq!(checker.check(4, &other_goal), Verdict::Good);
    let other_click = OfflineConversion {
        microsoft_click_id: "c2".into(),
        ..good()
    };
    assert_eq!(checker.check(5, &other_click), Verdict::Good);
}

#[test]
fn a_bad_row_makes_no_duplicate_of_a_later_good_one() {
    let mut checker = Checker::new(now());
    let bad = OfflineConversion {
        conversion_currency_code: "?".into(),
        ..good()
    };
    assert!(matches!(checker.check(2, &bad), Verdict::Bad(_)));
    assert_eq!(checker.check(3, &good()), Verdict::Good);
}
