//! What every generated struct has from its table: `Debug` and `PartialEq`.

mod json_subject;

use castile::codegen::{DateTime, Decimal, Nillable};
use json_subject::{BatchError, Campaign, EditorialError, Kind, Price, Reply, Values};

fn reply() -> Reply {
    Reply {
        ids: Nillable::Value(vec![Some(1), None, Some(3)]),
        partial_errors: Nillable::Value(vec![Some(BatchError::from(EditorialError {
            code: 7,
            details: Nillable::Nil,
            ..EditorialError::default()
        }))]),
    }
}

#[test]
fn what_is_set_is_shown_and_nil_is_named() {
    let shown = "Reply { ids: [1, nil, 3], partial_errors: \
                 [EditorialError(EditorialError { code: 7, details: nil, index: 0, appealable: nil })] }";
    assert_eq!(format!("{:?}", reply()), shown);
}

#[test]
fn simple_values_are_shown_by_their_text() {
    let campaign = Campaign {
        scheme: Nillable::Absent,
        grid: Nillable::Absent,
        kind: Some(Kind::Shopping),
        kinds: Some(vec![Kind::Unknown("New".to_owned())]),
        names: vec!["a \"name\"".to_owned()],
        ..Campaign::default()
    };
    let shown = r#"Campaign { goals: [], kinds: [New], kind: Shopping, budget_id: nil, names: ["a \"name\""] }"#;
    assert_eq!(format!("{campaign:?}"), shown);
    assert_eq!(
        format!("{:?}", Kind::Unknown("New".to_owned())),
        r#"Unknown("New")"#
    );
    let values = Values {
        date_time: "2026-01-31T23:59:59Z".parse::<DateTime>().ok(),
        price: Some(Box::new(Price {
            currency: None,
            value: "1.50".parse::<Decimal>().unwrap(),
        })),
        ..Values::default()
    };
    assert_eq!(
        format!("{values:?}"),
        "Values { date_time: 2026-01-31T23:59:59Z, price: Price { value: 1.50 }, needed: 0 }"
    );
}

#[test]
fn records_are_equal_where_every_slot_is() {
    assert_eq!(reply(), reply());
    let mut other = reply();
    other.ids = Nillable::Value(vec![Some(1), Some(2), Some(3)]);
    assert_ne!(reply(), other);
    other.ids = Nillable::Value(vec![Some(1), None]);
    assert_ne!(reply(), other);
    other.ids = Nillable::Nil;
    assert_ne!(reply(), other);
    let mut absent = reply();
    absent.ids = Nillable::Absent;
    assert_ne!(other, absent);
}

#[test]
fn a_known_value_is_not_equal_to_an_unknown_one_of_the_same_text() {
    let known = Campaign {
        kind: Some(Kind::Shopping),
        ..Campaign::default()
    };
    let unknown = Campaign {
        kind: Some(Kind::Unknown("Shopping".to_owned())),
        ..Campaign::default()
    };
    assert_ne!(known, unknown);
    assert_eq!(known, known.clone());
}

#[test]
fn doubles_are_compared_as_numbers() {
    let with = |double: f64, float: f32| Values {
        double: Some(double),
        float: Some(float),
        ..Values::default()
    };
    assert_eq!(with(0.0, 0.0), with(-0.0, -0.0));
    assert_ne!(with(f64::NAN, 0.0), with(f64::NAN, 0.0));
    assert_ne!(with(0.0, f32::NAN), with(0.0, f32::NAN));
}
