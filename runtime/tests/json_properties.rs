//! Values that nobody thought of: through JSON and through XML they come back as they were.
#![cfg(feature = "json")]

mod by_hand;
mod json_subject;

use by_hand::{Ad, ApplyOfflineConversionsRequest, GoalCategory, OfflineConversion, TextAd};
use castile::codegen::{Row, Slot, Type};
use castile::json::{self, OwnMember, ReadOptions, WriteOptions};
use castile::{DateTime, Decimal, Nillable, QName, xml};
use json_subject::{
    BatchError, Campaign, EditorialError, Goal, GoalBase, Kind, ManualCpc, Price, Reply, Scheme,
    SchemeBase, SearchGoal, TargetRoas, Values,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    "[ -~\\t\\n\\ré😀\u{2028}]{0,24}"
}

fn nillable<T: std::fmt::Debug + Clone>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Nillable<T>> {
    (0..4, value).prop_map(|(state, value)| match state {
        0 => Nillable::Absent,
        1 => Nillable::Nil,
        _ => Nillable::Value(value),
    })
}

fn double() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("NaN equals nothing", |double| !double.is_nan())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<i128>(), 0..60_u32, 0..40_usize)
        .prop_map(|(mantissa, shift, scale)| Decimal::new(mantissa >> (shift * 2), scale))
}

fn date_time() -> impl Strategy<Value = DateTime> {
    (
        1_u16..9999,
        1_u8..13,
        1_u8..29,
        0_u8..24,
        0_u8..60,
        0_u8..60,
    )
        .prop_map(|(year, month, day, hour, minute, second)| {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.5Z")
                .parse()
                .expect("a date")
        })
}

fn conversion() -> impl Strategy<Value = OfflineConversion> {
    (
        nillable(text()),
        nillable(text()),
        option::of(date_time()),
        nillable(double()),
        option::of(text()),
    )
        .prop_map(|(currency, name, time, value, email)| OfflineConversion {
            conversion_currency_code: currency,
            conversion_name: name,
            conversion_time: time,
            conversion_value: value,
            hashed_email_address: email,
        })
}

fn ad() -> impl Strategy<Value = TextAd> {
    let category = prop_oneof![
        Just(GoalCategory::None),
        Just(GoalCategory::Purchase),
        "[A-Z][a-z]{1,8}".prop_map(GoalCategory::Unknown)
    ];
    let leaf = (
        nillable(any::<i64>()),
        nillable(vec(option::of(text()), 0..3)),
        option::of(vec(category, 0..3)),
        vec(double(), 0..3),
    )
        .prop_map(|(id, urls, categories, scores)| TextAd {
            id,
            urls,
            categories,
            scores,
            next: Nillable::Absent,
        });
    leaf.prop_recursive(4, 8, 1, |inner| {
        (inner.clone(), inner).prop_map(|(outer, inner)| TextAd {
            next: Nillable::Value(Ad::from(inner)),
            ..outer
        })
    })
}

fn own_member() -> impl Strategy<Value = Nillable<String>> {
    let spelling = prop_oneof![text(), Just("ManualCpc".to_owned()), Just("Cpc".to_owned())];
    nillable(spelling)
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let leaf = prop_oneof![
        own_member().prop_map(|type_| SchemeBase { type_ }.into()),
        (own_member(), nillable(double())).prop_map(|(type_, manual_cpc)| ManualCpc {
            type_,
            manual_cpc
        }
        .into()),
    ];
    leaf.prop_recursive(4, 8, 1, |inner| {
        (own_member(), option::of(decimal()), nillable(inner)).prop_map(|(type_, target, inner)| {
            TargetRoas {
                type_,
                target,
                inner,
            }
            .into()
        })
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Search),
        Just(Kind::Shopping),
        "[A-Z][a-z,]{0,8}".prop_filter_map("known", |text| {
            (text != "Search" && text != "Shopping").then_some(Kind::Unknown(text))
        })
    ]
}

fn goal() -> impl Strategy<Value = Goal> {
    let base = (nillable(any::<i64>()), nillable(vec(kind(), 0..3)));
    (base, option::of(option::of(text()))).prop_map(|((id, type_), word)| match word {
        Some(word) => SearchGoal { id, type_, word }.into(),
        None => GoalBase { id, type_ }.into(),
    })
}

fn campaign() -> impl Strategy<Value = Campaign> {
    (
        nillable(scheme()),
        vec(goal(), 0..3),
        option::of(vec(kind(), 0..4)),
        option::of(kind()),
        nillable(any::<i64>()),
        nillable(vec(vec(any::<i32>(), 0..3), 0..3)),
        vec(text(), 0..3),
    )
        .prop_map(
            |(scheme, goals, kinds, kind, budget_id, grid, names)| Campaign {
                scheme,
                goals,
                kinds,
                kind,
                budget_id,
                grid,
                names,
            },
        )
}

fn reply() -> impl Strategy<Value = Reply> {
    let error = (
        any::<i32>(),
        nillable(text()),
        any::<i32>(),
        nillable(any::<bool>()),
    )
        .prop_map(|(code, details, index, appealable)| {
            BatchError::from(EditorialError {
                code,
                details,
                index,
                appealable,
            })
        });
    (
        nillable(vec(option::of(any::<i64>()), 0..4)),
        nillable(vec(option::of(error), 0..3)),
    )
        .prop_map(|(ids, partial_errors)| Reply {
            ids,
            partial_errors,
        })
}

fn values() -> impl Strategy<Value = Values> {
    let numbers = (
        option::of(any::<i32>()),
        option::of(any::<i64>()),
        option::of(any::<u64>()),
        option::of(any::<u8>()),
        option::of(any::<bool>()),
        option::of(double()),
        option::of(any::<f32>().prop_filter("NaN equals nothing", |float| !float.is_nan())),
        option::of(decimal()),
        option::of(any::<i128>()),
    );
    let texts = (
        option::of(text()),
        option::of(date_time()),
        option::of(vec(any::<u8>(), 0..9)),
        option::of("[a-z]{1,5}"),
        option::of((option::of(text()), decimal())),
        option::of(text()),
        any::<i32>(),
    );
    (numbers, texts).prop_map(|(numbers, texts)| {
        let (int, long, unsigned_long, byte, boolean, double, float, decimal, integer) = numbers;
        let (unit, date_time, base64, qname, price, text, needed) = texts;
        Values {
            unit,
            int,
            long,
            unsigned_long,
            byte,
            boolean,
            double,
            float,
            decimal,
            integer: integer.map(Into::into),
            date_time,
            base64: base64.map(Into::into),
            qname: qname.map(|local| QName::new("urn:q", local)),
            price: price.map(|(currency, value)| Box::new(Price { currency, value })),
            text,
            needed,
            ..Values::default()
        }
    })
}

/// Through JSON and back, by the engine's own text and by serde alone, whole and digit by digit.
fn json_keeps<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Type + Slot + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let kept = WriteOptions::default().with_own_member(OwnMember::Kept);
    let row = *Row::ROOT;
    let text = json::write_value(value, &row, &kept).expect("written");
    let mut read = T::default();
    json::read_into(&text, &row, &mut read, &ReadOptions::strict())
        .map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    prop_assert_eq!(&read, value, "{}", text);
    prop_assert_eq!(
        json::write_value(&read, &row, &kept).expect("written"),
        text.clone()
    );
    let xml = xml::to_string(value).expect("written");
    prop_assert_eq!(xml::to_string(&read).expect("written"), xml);
    let by_serde = serde_json::to_string(&json::with_options(value, kept)).expect("written");
    prop_assert_eq!(
        &serde_json::from_str::<T>(&by_serde).expect("read"),
        value,
        "{}",
        by_serde
    );
    let sorted = serde_json::to_value(json::with_options(value, kept)).expect("written");
    prop_assert_eq!(&serde_json::from_value::<T>(sorted).expect("read"), value);
    Ok(())
}

/// From XML to a value, to JSON, to a value, to XML.
fn xml_keeps<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Type + Slot + PartialEq + std::fmt::Debug + serde::Serialize + serde::de::DeserializeOwned,
{
    let text = xml::to_string(value).expect("written");
    let read: T = xml::from_str(&text).expect("read");
    prop_assert_eq!(&read, value);
    json_keeps(&read)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_request_comes_back(conversions in nillable(vec(option::of(conversion()), 0..3))) {
        xml_keeps(&ApplyOfflineConversionsRequest { offline_conversions: conversions })?;
    }

    #[test]
    fn a_nested_ad_comes_back(ad in ad()) {
        xml_keeps(&ad)?;
    }

    #[test]
    fn a_hierarchy_comes_back(campaign in campaign()) {
        xml_keeps(&campaign)?;
    }

    #[test]
    fn a_reply_comes_back(reply in reply()) {
        xml_keeps(&reply)?;
    }

    #[test]
    fn every_kind_of_value_comes_back(values in values()) {
        xml_keeps(&values)?;
    }

    /// Whatever the text: an error or a value, and never a panic.
    #[test]
    fn no_text_does_harm(text in "[\\[\\]{}\",:0-9a-zA-Z$.é\\\\ \\-]{0,60}") {
        let _ = json::from_str::<Campaign>(&text);
        let _ = serde_json::from_str::<Values>(&text);
    }

    /// The same with members that the schema has, and values of any kind.
    #[test]
    fn no_member_does_harm(
        name in prop_oneof![
            Just("BiddingScheme"), Just("Type"), Just("$Type"), Just("Grid"), Just("CampaignType"), Just("Goal"), Just("Decimal"),
            Just("Price"), Just("Any"), Just("Needed"), Just("$text"), Just("Inner"), Just("Target"),
        ],
        value in prop_oneof![
            Just("null"), Just("{}"), Just("[]"), Just("[null]"), Just("\"\""), Just("-1.5e400"), Just("1e3"), Just("true"),
            Just("{\"Type\":\"ManualCpc\"}"), Just("{\"a\":1,\"Type\":\"X\"}"), Just("[[1],[\"2\"],{}]"), Just("\"ManualCpc\""),
        ],
    ) {
        for text in [format!("{{\"{name}\":{value}}}"), format!("{{\"BiddingScheme\":{{\"{name}\":{value},\"Type\":\"TargetRoasBiddingScheme\"}}}}")] {
            if let Ok(campaign) = json::from_str::<Campaign>(&text) {
                let _ = json::to_string(&campaign);
            }
            let _ = json::from_str::<Values>(&text);
            let _ = serde_json::from_str::<Campaign>(&text);
        }
    }
}
