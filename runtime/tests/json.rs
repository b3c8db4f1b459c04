//! JSON: every state, every tolerance, and the same value through XML and JSON.
#![cfg(feature = "json")]

mod by_hand;
mod json_subject;

#[path = "by_hand/groups.rs"]
#[allow(unreachable_pub, dead_code)]
mod groups;

use by_hand::{Ad, ApplyOfflineConversionsRequest, GoalCategory, OfflineConversion, TextAd};
use castile::codegen::{Presence, Row};
use castile::json::{
    self, ErrorKind, OwnMember, ReadOptions, Tree, WriteOptions, from_slice, from_str, to_string,
    with_options,
};
use castile::value::AnyNode;
use castile::xml::{self, NilPolicy};
use castile::{AnyElement, DateTime, Nillable, QName};
use json_subject::{
    BatchError, Campaign, Campaigns, EditorialError, Goal, GoalBase, Kind, ManualCpc, Price, Reply,
    Scheme, SchemeBase, SearchGoal, TargetRoas, Values,
};

/// Reads a text in all three ways and holds them equal.
fn read<T>(text: &str) -> T
where
    T: castile::codegen::Slot + Default + PartialEq + std::fmt::Debug + serde::de::DeserializeOwned,
{
    let value: T = from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    let by_serde: T = serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    assert_eq!(value, by_serde, "{text}");
    let tree: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let by_value: T = serde_json::from_value(tree).unwrap_or_else(|e| panic!("{text}: {e}"));
    assert_eq!(value, by_value, "{text}");
    value
}

/// Writes a value in both ways and holds them equal.
fn write<T: castile::codegen::Slot + serde::Serialize>(value: &T) -> String {
    let text = to_string(value).expect("written");
    assert_eq!(serde_json::to_string(value).expect("written"), text);
    text
}

#[track_caller]
fn round_trip<T>(value: &T, text: &str)
where
    T: castile::codegen::Slot
        + Default
        + PartialEq
        + std::fmt::Debug
        + serde::Serialize
        + serde::de::DeserializeOwned,
{
    assert_eq!(write(value), text);
    assert_eq!(read::<T>(text), *value);
}

fn manual_cpc(type_: Nillable<String>) -> Scheme {
    let manual_cpc = Nillable::Absent;
    ManualCpc { type_, manual_cpc }.into()
}

// States.

#[test]
fn absent_has_no_key_and_nil_is_null() {
    let conversion = OfflineConversion {
        conversion_currency_code: Nillable::Absent,
        conversion_name: "Lead".into(),
        conversion_time: Some(DateTime::utc(2024, 5, 6, 7, 8, 9).expect("a date")),
        conversion_value: Nillable::Nil,
        hashed_email_address: None,
    };
    round_trip(
        &conversion,
        r#"{"ConversionName":"Lead","ConversionTime":"2024-05-06T07:08:09Z","ConversionValue":null}"#,
    );
}

#[test]
fn a_default_is_written_as_in_xml() {
    round_trip(
        &OfflineConversion::default(),
        r#"{"ConversionCurrencyCode":null,"ConversionName":null,"ConversionValue":null}"#,
    );
}

#[test]
fn null_that_may_be_absent_is_left_out_on_request() {
    let options = WriteOptions::default().with_nil(NilPolicy::OmitOptional);
    let value = OfflineConversion::default();
    let text = serde_json::to_string(&with_options(&value, options)).expect("written");
    assert_eq!(text, "{}");
}

#[test]
fn empty_values_are_not_null() {
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: Nillable::Value(vec![]),
    };
    round_trip(&request, r#"{"OfflineConversions":[]}"#);
    let conversion = from_str::<OfflineConversion>(r#"{"HashedEmailAddress":""}"#).expect("read");
    assert_eq!(conversion.hashed_email_address.as_deref(), Some(""));
}

#[test]
fn a_null_item_keeps_its_place() {
    let reply = Reply {
        ids: Nillable::Value(vec![Some(1), None, Some(3)]),
        partial_errors: Nillable::Absent,
    };
    round_trip(&reply, r#"{"Ids":["1",null,"3"]}"#);
}

#[test]
fn null_of_an_optional_member_is_unset() {
    let conversion: OfflineConversion =
        read(r#"{"ConversionTime":null,"HashedEmailAddress":null,"ConversionName":null}"#);
    assert_eq!(conversion.conversion_time, None);
    assert_eq!(conversion.hashed_email_address, None);
    assert_eq!(conversion.conversion_name, Nillable::Nil);
    assert_eq!(conversion.conversion_value, Nillable::Absent);
}

#[test]
fn null_where_there_must_be_a_value_is_an_error() {
    let error = from_str::<Values>(r#"{"Needed":null}"#).expect_err("null");
    assert_eq!(
        error.to_string(),
        "1:15: $.Needed: null is not allowed here"
    );
    let error = from_str::<Campaign>(r#"{"Grid":[[1],null]}"#).expect_err("null");
    assert_eq!(error.path(), "$.Grid[1]");
}

#[test]
fn repeated_elements_and_nested_arrays_are_arrays() {
    let campaign = Campaign {
        scheme: Nillable::Absent,
        budget_id: Nillable::Absent,
        grid: Nillable::Value(vec![vec![1, 2], vec![], vec![3]]),
        names: vec!["a".to_owned(), "b".to_owned()],
        ..Campaign::default()
    };
    round_trip(&campaign, r#"{"Grid":[[1,2],[],[3]],"Name":["a","b"]}"#);
}

// Styles.

#[test]
fn integers_of_64_bits_are_strings_where_the_style_says_so() {
    let campaign = Campaign {
        scheme: Nillable::Absent,
        budget_id: i64::MIN.into(),
        grid: Nillable::Absent,
        ..Campaign::default()
    };
    round_trip(&campaign, r#"{"BudgetId":"-9223372036854775808"}"#);
    let ad = TextAd {
        id: i64::MAX.into(),
        urls: Nillable::Absent,
        next: Nillable::Absent,
        ..TextAd::default()
    };
    round_trip(&ad, r#"{"Id":9223372036854775807}"#);
}

#[test]
fn flags_are_one_text_where_the_style_says_so() {
    let mut campaign = Campaign {
        scheme: Nillable::Absent,
        budget_id: Nillable::Absent,
        grid: Nillable::Absent,
        kinds: Some(vec![Kind::Search, Kind::Unknown("New".to_owned())]),
        ..Campaign::default()
    };
    round_trip(&campaign, r#"{"CampaignType":"Search,New"}"#);
    campaign.kinds = Some(vec![]);
    round_trip(&campaign, r#"{"CampaignType":""}"#);
    campaign.kinds = Some(vec![Kind::Unknown("a,b".to_owned()), Kind::Search]);
    round_trip(&campaign, r#"{"CampaignType":["a,b","Search"]}"#);
    let ad = TextAd {
        id: Nillable::Absent,
        urls: Nillable::Absent,
        categories: Some(vec![GoalCategory::Purchase, GoalCategory::None]),
        next: Nillable::Absent,
        ..TextAd::default()
    };
    round_trip(&ad, r#"{"Categories":["Purchase","None"]}"#);
}

#[test]
fn flags_are_read_in_every_form() {
    let forms = [
        r#""Search,Shopping""#,
        r#""Search, Shopping""#,
        r#"" Search ,Shopping,""#,
        r#""Search Shopping""#,
        r#"["Search","Shopping"]"#,
    ];
    for form in forms {
        let campaign: Campaign = read(&format!(r#"{{"CampaignType":{form}}}"#));
        let expected = [Kind::Search, Kind::Shopping];
        assert_eq!(campaign.kinds.as_deref(), Some(&expected[..]), "{form}");
    }
}

#[test]
fn an_unknown_enumeration_value_is_kept() {
    let campaign: Campaign = read(r#"{"Kind":"Video"}"#);
    assert_eq!(campaign.kind, Some(Kind::Unknown("Video".to_owned())));
    assert_eq!(write(&campaign), r#"{"Kind":"Video"}"#);
}

#[test]
fn a_list_at_the_root_takes_its_style_from_the_options() {
    let flags = vec![Kind::Search, Kind::Shopping];
    let row = Row::element("<Kinds>", "", Presence::Required).list();
    let options = WriteOptions::default().with_style(json_subject::style());
    let text = json::write_value(&flags, &row, &options).expect("written");
    assert_eq!(text, r#""Search,Shopping""#);
    let mut read: Vec<Kind> = Vec::new();
    let options = ReadOptions::default().with_style(json_subject::style());
    json::read_into(&text, &row, &mut read, &options).expect("read");
    assert_eq!(read, flags);
}

// The documented literal texts.

#[test]
fn the_documented_texts_are_written_and_read() {
    let options = WriteOptions::default().with_nil(NilPolicy::OmitOptional);
    let campaigns = |campaign: Campaign| Campaigns {
        campaigns: Some(vec![campaign]),
    };
    let written = |campaign| {
        serde_json::to_string(&with_options(&campaigns(campaign), options)).expect("written")
    };
    let flags = Campaign {
        kinds: Some(vec![Kind::Search, Kind::Shopping]),
        ..Campaign::default()
    };
    assert_eq!(
        written(flags),
        r#"{"Campaigns":[{"CampaignType":"Search,Shopping"}]}"#
    );
    let scheme = Campaign {
        scheme: Nillable::Value(ManualCpc::default().into()),
        ..Campaign::default()
    };
    assert_eq!(
        written(scheme),
        r#"{"Campaigns":[{"BiddingScheme":{"Type":"ManualCpc"}}]}"#
    );
    let null = r#"{"Campaigns":[{"BiddingScheme":null}]}"#;
    let read = read::<Campaigns>(null);
    assert_eq!(write(&read), null);
    let errors = r#"{"PartialErrors":[{"Code":0,"Details":null,"ErrorCode":"…","FieldPath":null,"ForwardCompatibilityMap":[],"Index":0,"Message":"…","Type":"EditorialError"}]}"#;
    let reply: Reply = self::read(errors);
    let Some([Some(BatchError::EditorialError(error))]) = reply.partial_errors.as_deref() else {
        panic!("{reply:?}")
    };
    assert_eq!((error.code, error.index), (0, 0));
    assert_eq!(error.details, Nillable::Nil);
}

// Discriminators.

#[test]
fn the_discriminator_stands_first_where_the_schema_has_no_member_of_its_name() {
    let error = EditorialError {
        code: 1,
        details: Nillable::Absent,
        index: 2,
        appealable: true.into(),
    };
    let reply = Reply {
        ids: Nillable::Absent,
        partial_errors: Nillable::Value(vec![Some(error.into()), Some(BatchError::default())]),
    };
    round_trip(
        &reply,
        r#"{"PartialErrors":[{"Type":"EditorialError","Code":1,"Index":2,"Appealable":true},{"Type":"BatchError","Code":0,"Details":null,"Index":0}]}"#,
    );
}

#[test]
fn the_discriminator_stands_in_the_place_of_the_member_of_its_name() {
    let goal = SearchGoal {
        id: 5.into(),
        type_: Nillable::Value(vec![Kind::Search]),
        word: Some("w".to_owned()),
    };
    let expected = r#"{"Id":"5","Type":"Search","Word":"w"}"#;
    round_trip(&goal, expected);
    round_trip(&Goal::from(goal), expected);
}

#[test]
fn the_discriminator_may_stand_anywhere() {
    let expected = BatchError::from(EditorialError {
        code: 1,
        details: "d".into(),
        index: 2,
        appealable: Nillable::Nil,
    });
    let members = [
        r#""Code":1"#,
        r#""Details":"d""#,
        r#""Index":"2""#,
        r#""Appealable":null"#,
    ];
    for place in 0..=members.len() {
        let mut members = members.to_vec();
        members.insert(place, r#""Type":"EditorialError""#);
        assert_eq!(
            read::<BatchError>(&format!("{{{}}}", members.join(","))),
            expected
        );
    }
}

#[test]
fn every_spelling_of_a_discriminator_is_read_and_kept() {
    for spelling in ["ManualCpc", "Cpc", "ManualCpcBiddingScheme"] {
        let text = format!(r#"{{"Type":"{spelling}"}}"#);
        round_trip(&manual_cpc(spelling.into()), &text);
    }
}

#[test]
fn without_a_discriminator_an_object_is_of_the_base_type() {
    assert_eq!(
        read::<Scheme>("{}"),
        SchemeBase {
            type_: Nillable::Absent
        }
        .into()
    );
    assert_eq!(
        read::<Scheme>(r#"{"Type":null}"#),
        SchemeBase::default().into()
    );
    let base = GoalBase {
        id: 1.into(),
        type_: Nillable::Absent,
    };
    assert_eq!(read::<Goal>(r#"{"Id":1}"#), base.into());
}

#[test]
fn a_discriminator_that_is_no_text_is_an_error() {
    let error = from_str::<Campaign>(r#"{"BiddingScheme":{"Type":1}}"#).expect_err("a number");
    assert_eq!(error.path(), "$.BiddingScheme.Type");
    assert!(from_str::<Scheme>(r#"{"Type":{}}"#).is_err());
}

#[test]
fn hierarchies_nest_whatever_the_order() {
    let text = r#"{"Inner":{"Inner":{"ManualCpc":1.5,"Type":"ManualCpc"},"Target":2.5,"Type":"TargetRoasBiddingScheme"},"Type":"TargetRoasBiddingScheme"}"#;
    let scheme: Scheme = read(text);
    let again = r#"{"Type":"TargetRoasBiddingScheme","Inner":{"Type":"TargetRoasBiddingScheme","Target":2.5,"Inner":{"Type":"ManualCpc","ManualCpc":1.5}}}"#;
    round_trip(&scheme, again);
}

#[test]
fn an_unknown_discriminator_is_kept_and_written_back() {
    let texts = [
        r#"{"Type":"New","a":[1,2.5,{"b":null}],"c":true}"#,
        r#"{"a":1.50,"Type":"New","n":12345678901234567890123,"s":"\u00e9\n"}"#,
        r#"{"Inner":{"Type":"X"},"Type":"New"}"#,
    ];
    for text in texts {
        let scheme: Scheme = from_str(text).expect("read");
        let Scheme::Unknown(unknown) = &scheme else {
            panic!("{scheme:?}")
        };
        assert_eq!(unknown.type_name().to_string(), "New");
        let kept = unknown.json().expect("a tree");
        assert_eq!(kept.get("Type").and_then(Tree::as_str), Some("New"));
        assert_eq!(
            to_string(&scheme).expect("written"),
            text.replace(r"\u00e9", "é")
        );
    }
}

#[test]
fn a_value_of_an_unknown_type_stays_in_its_format() {
    let from_json: Campaign = from_str(r#"{"BiddingScheme":{"Type":"New"}}"#).expect("read");
    let error = xml::to_string(&from_json).expect_err("JSON's own");
    assert_eq!(error.kind(), xml::ErrorKind::Foreign);
    assert_eq!(error.path(), "Campaign/BiddingScheme");
    let text = r#"<Campaign xmlns="urn:ads" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><BiddingScheme i:type="New"/></Campaign>"#;
    let from_xml: Campaign = xml::from_str(text).expect("read");
    let error = to_string(&from_xml).expect_err("XML's own");
    assert_eq!(error.kind(), ErrorKind::Unwritable);
    assert_eq!(
        error.to_string(),
        "$.BiddingScheme: a value of the unknown type `{urn:ads}New` that was read from XML cannot be written as JSON"
    );
    let error = serde_json::to_string(&from_xml).expect_err("XML's own");
    assert!(
        error.to_string().starts_with("$.BiddingScheme: a value"),
        "{error}"
    );
}

#[test]
fn an_own_member_gives_way_to_the_discriminator_unless_it_is_to_be_kept() {
    let kept = WriteOptions::default().with_own_member(OwnMember::Kept);
    let cases = [
        (Nillable::Nil, r#"{"Type":"ManualCpc","$Type":null}"#),
        (Nillable::Absent, r#"{"Type":"ManualCpc","$Type":{}}"#),
        ("Other".into(), r#"{"Type":"ManualCpc","$Type":"Other"}"#),
        ("".into(), r#"{"Type":"ManualCpc","$Type":""}"#),
        ("Cpc".into(), r#"{"Type":"Cpc"}"#),
    ];
    for (own, text) in cases {
        let scheme = manual_cpc(own.clone());
        let written = serde_json::to_string(&with_options(&scheme, kept)).expect("written");
        assert_eq!(written, text);
        assert_eq!(read::<Scheme>(text), scheme);
        let reversed = text
            .replace(r#""Type":"ManualCpc","#, "")
            .replace('}', r#","Type":"ManualCpc"}"#);
        if text.contains('$') && !text.contains("{}") {
            assert_eq!(read::<Scheme>(&reversed), scheme);
        }
        if own != Nillable::Value("Cpc".to_owned()) {
            let documented = write(&scheme);
            assert_eq!(documented, r#"{"Type":"ManualCpc"}"#);
            assert_eq!(read::<Scheme>(&documented), manual_cpc("ManualCpc".into()));
        }
    }
}

// Tolerance.

#[test]
fn numbers_are_read_from_texts_and_texts_from_numbers() {
    let numbers: Values = read(
        r#"{"Int":5,"Long":6,"UnsignedLong":18446744073709551615,"Byte":7,"Boolean":true,"Double":1,"Float":1.5,"Decimal":1.5,"Integer":9,"Needed":-1,"Text":12}"#,
    );
    let texts: Values = read(
        r#"{"Int":"5","Long":"6","UnsignedLong":"18446744073709551615","Byte":"7","Boolean":"true","Double":"1","Float":"1.5","Decimal":"1.5","Integer":"9","Needed":"-1","Text":"12"}"#,
    );
    assert_eq!(numbers, texts);
    let whole: Values = read(r#"{"Int":5.0,"Long":6e0,"Byte":7.0,"Needed":0,"Boolean":1}"#);
    assert_eq!(
        (whole.int, whole.long, whole.byte),
        (Some(5), Some(6), Some(7))
    );
    assert_eq!(whole.boolean, Some(true));
}

#[test]
fn unknown_members_are_passed_over_with_all_they_hold() {
    let conversion: OfflineConversion =
        read(r#"{"New":{"ConversionName":["no"]},"ConversionName":"yes","More":null}"#);
    assert_eq!(
        conversion.conversion_name,
        Nillable::Value("yes".to_owned())
    );
}

#[test]
fn members_in_any_order_lose_nothing() {
    let conversion: OfflineConversion =
        read(r#"{"HashedEmailAddress":"h","ConversionValue":1.5,"ConversionName":"n"}"#);
    assert_eq!(conversion.hashed_email_address.as_deref(), Some("h"));
    assert_eq!(conversion.conversion_value, Nillable::Value(1.5));
    assert_eq!(conversion.conversion_name, Nillable::Value("n".to_owned()));
}

#[test]
fn the_first_of_two_equal_members_counts() {
    let text = r#"{"ConversionName":"a","ConversionName":"b"}"#;
    let conversion: OfflineConversion = from_str(text).expect("read");
    assert_eq!(conversion.conversion_name, Nillable::Value("a".to_owned()));
    let scheme: Scheme =
        from_str(r#"{"Type":"ManualCpc","Type":"New","ManualCpc":1,"ManualCpc":2}"#).expect("read");
    let Scheme::ManualCpc(scheme) = scheme else {
        panic!("{scheme:?}")
    };
    assert_eq!(scheme.manual_cpc, Nillable::Value(1.0));
}

#[test]
fn strict_reading_refuses_what_the_schema_does_not_have() {
    let cases = [
        (r#"{"Needed":1,"New":2}"#, "1:17: $: `New` is not known"),
        (
            r#"{"Needed":1,"Needed":2}"#,
            "1:20: $: `Needed` is repeated",
        ),
        (r#"{"Int":1}"#, "1:9: $: `Needed` is missing"),
    ];
    let row = Row::element("<Values>", "", Presence::Required);
    for (text, message) in cases {
        let mut value = Values::default();
        let error = json::read_into(text, &row, &mut value, &ReadOptions::strict());
        assert_eq!(error.expect_err(text).to_string(), message);
        assert!(from_str::<Values>(text).is_ok());
    }
}

// Values.

#[test]
fn doubles_without_a_number_are_named() {
    for (double, text) in [
        (f64::INFINITY, r#""Infinity""#),
        (f64::NEG_INFINITY, r#""-Infinity""#),
    ] {
        let value = Values {
            double: Some(double),
            float: Some(double as f32),
            ..Values::default()
        };
        round_trip(
            &value,
            &format!(r#"{{"Double":{text},"Float":{text},"Needed":0}}"#),
        );
    }
    let read = from_str::<Values>(r#"{"Double":"INF","Float":"-INF"}"#).expect("read");
    assert_eq!(
        (read.double, read.float),
        (Some(f64::INFINITY), Some(f32::NEG_INFINITY))
    );
    let nan = from_str::<Values>(r#"{"Double":"NaN","Float":"NaN"}"#).expect("read");
    assert!(nan.double.is_some_and(f64::is_nan) && nan.float.is_some_and(f32::is_nan));
    assert_eq!(write(&nan), r#"{"Double":"NaN","Float":"NaN","Needed":0}"#);
}

#[test]
fn a_decimal_is_a_number_digit_by_digit() {
    for digits in [
        "1.10",
        "-0.000",
        "12345678901234567890.123456789",
        "79228162514264337593543950335",
    ] {
        let text = format!(r#"{{"Decimal":{digits},"Needed":0}}"#);
        let value: Values = from_str(&text).expect("read");
        let decimal = value.decimal.clone().expect("a decimal");
        assert_eq!(decimal.to_string(), digits.replace("-0", "0"));
        assert_eq!(to_string(&value).expect("written"), text.replace("-0", "0"));
    }
    let value: Values = from_str(r#"{"Decimal":1.5e3}"#).expect("read");
    assert_eq!(
        value.decimal.map(|d| d.to_string()).as_deref(),
        Some("1500")
    );
}

#[test]
fn a_decimal_through_serde_alone_is_a_double_only_if_that_is_its_number() {
    for (digits, written) in [
        ("1.10", "1.1"),
        ("19.99", "19.99"),
        ("10", "10"),
        ("15.0", "15"),
        ("0.00", "0"),
        (
            "12345678901234567890.123456789",
            r#""12345678901234567890.123456789""#,
        ),
        (
            "79228162514264337593543950335",
            r#""79228162514264337593543950335""#,
        ),
    ] {
        let value = Values {
            decimal: Some(digits.parse().expect("a decimal")),
            ..Values::default()
        };
        let text = serde_json::to_string(&value).expect("written");
        assert_eq!(text, format!(r#"{{"Decimal":{written},"Needed":0}}"#));
        assert_eq!(serde_json::from_str::<Values>(&text).expect("read"), value);
    }
}

#[test]
fn a_decimal_before_its_discriminator_keeps_its_digits() {
    let text = r#"{"Target":12345678901234567890.10,"Type":"TargetRoasBiddingScheme"}"#;
    let Scheme::TargetRoas(scheme) = from_str::<Scheme>(text).expect("read") else {
        panic!("another class")
    };
    let target = scheme.target.map(|target| target.to_string());
    assert_eq!(target.as_deref(), Some("12345678901234567890.10"));
}

#[test]
fn simple_values_have_their_texts() {
    let value = Values {
        unit: Some("m".to_owned()),
        unsigned_long: Some(u64::MAX),
        byte: Some(255),
        boolean: Some(false),
        double: Some(0.1),
        float: Some(0.1),
        integer: Some(
            "123456789012345678901234567890"
                .parse()
                .expect("an integer"),
        ),
        date: Some("2024-02-29".parse().expect("a date")),
        duration: Some("P1DT2H".parse().expect("a duration")),
        base64: Some("AQID".parse().expect("base64")),
        qname: Some(QName::new("urn:x", "n")),
        ..Values::default()
    };
    round_trip(
        &value,
        r#"{"@unit":"m","UnsignedLong":"18446744073709551615","Byte":255,"Boolean":false,"Double":0.1,"Float":0.1,"Integer":"123456789012345678901234567890","Date":"2024-02-29","Duration":"P1DT2H","Base64":"AQID","QName":"{urn:x}n","Needed":0}"#,
    );
}

#[test]
fn simple_content_is_a_member_beside_the_attributes() {
    let price = |currency: Option<&str>| Values {
        price: Some(Box::new(Price {
            currency: currency.map(str::to_owned),
            value: "19.9".parse().expect("a decimal"),
        })),
        ..Values::default()
    };
    round_trip(
        &price(Some("EUR")),
        r#"{"Price":{"@currency":"EUR","$text":19.9},"Needed":0}"#,
    );
    for alone in ["19.9", r#""19.9""#] {
        let text = format!(r#"{{"Price":{alone}}}"#);
        assert_eq!(read::<Values>(&text), price(None));
    }
}

#[test]
fn an_element_of_any_kind_reads_back_equal() {
    let mut inner = AnyElement::new(QName::without_namespace("Inner")).with_text("t");
    inner.set_attribute(QName::without_namespace("a"), "1");
    let mut element = AnyElement::new(QName::new("urn:x", "Outer"));
    element.declare_namespace("", "urn:x");
    element.declare_namespace("q", "urn:y");
    element.set_attribute(QName::new("urn:y", "b"), "q:v");
    element.push_text("before");
    element.push_element(inner);
    element.children_mut().push(AnyNode::Text("one".to_owned()));
    element.children_mut().push(AnyNode::Text("two".to_owned()));
    let value = Values {
        any: Some(element),
        ..Values::default()
    };
    round_trip(
        &value,
        r#"{"Any":{"$name":"{urn:x}Outer","$namespaces":[["","urn:x"],["q","urn:y"]],"$attributes":[["{urn:y}b","q:v"]],"$content":["before",{"$name":"Inner","$attributes":[["a","1"]],"$content":["t"]},"one","two"]},"Needed":0}"#,
    );
    let plain: Values = read(r#"{"Any":12}"#);
    assert_eq!(plain.any, Some(AnyElement::default().with_text("12")));
    assert_eq!(read::<Values>(&write(&plain)), plain);
}

#[test]
fn groups_wildcards_and_mixed_content_read_back_equal() {
    let xml = r#"<Order xmlns="urn:shop" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" id="7" tags="a b" x="y"><Line>1</Line><Note>n</Note><Line>2</Line><Card>4711</Card><o xmlns="urn:o">t</o><Bank>b</Bank><Coin>1</Coin><Coin>2</Coin></Order>"#;
    let order: groups::Order = xml::from_str(xml).expect("read");
    round_trip(
        &order,
        r#"{"@id":7,"@tags":["a","b"],"$attributes":[["x","y"]],"$group":[{"Line":"1"},{"Note":"n","Line":"2"}],"$group2":{"Card":"4711"},"$any":[{"$name":"{urn:o}o","$namespaces":[["i","http://www.w3.org/2001/XMLSchema-instance"],["","urn:o"]],"$content":["t"]}],"$group3":[{"$group":{"Bank":"b"}},{"Coin":[1,2]}]}"#,
    );
    let mixed = r#"<Text xmlns="urn:shop">one <b>two</b> three</Text>"#;
    let text: groups::Text = xml::from_str(mixed).expect("read");
    round_trip(&text, r#"{"$group":["one ",{"b":"two"}," three"]}"#);
}

#[test]
fn declarations_that_attributes_need_are_among_them() {
    let xml = r#"<Order xmlns="urn:shop" id="7" xmlns:p="urn:p" xmlns:q="urn:q" p:x="q:y"><Line>1</Line><Card>2</Card></Order>"#;
    let order: groups::Order = xml::from_str(xml).expect("read");
    assert_eq!(order.any_attributes.namespace_of("q"), Some("urn:q"));
    round_trip(
        &order,
        r#"{"@id":7,"$attributes":[["{http://www.w3.org/2000/xmlns/}q","urn:q"],["{urn:p}x","q:y"]],"$group":[{"Line":"1"}],"$group2":{"Card":"2"}}"#,
    );
    let twice = r#"{"@id":7,"$attributes":[["x","1"],["{http://www.w3.org/2000/xmlns/}q","urn:a"],["x","2"],["{http://www.w3.org/2000/xmlns/}q","urn:q"]],"$group":[{"Line":"1"}],"$group2":{"Card":"2"}}"#;
    let read: groups::Order = read(twice);
    assert_eq!(read.any_attributes.attributes().len(), 1);
    assert_eq!(read.any_attributes.attribute(None, "x"), Some("2"));
    assert_eq!(read.any_attributes.namespaces().len(), 1);
    assert_eq!(read.any_attributes.namespace_of("q"), Some("urn:q"));
}

/// Two hundred thousand, each looked for among all before, would take minutes.
#[test]
fn attributes_without_number_are_read_in_a_linear_share_of_time() {
    use std::fmt::Write as _;

    let mut pairs = String::new();
    for number in 0..200_000 {
        write!(pairs, r#",["a{number}",""]"#).expect("a text");
    }
    let text = format!(r#"{{"Any":{{"$name":"e","$attributes":[["a",""]{pairs}]}}}}"#);
    let read: Values = read(&text);
    assert_eq!(read.any.map(|any| any.attributes().len()), Some(200_001));
}

// Errors and limits.

#[test]
fn an_error_names_the_path_and_the_position() {
    let text = "{\"PartialErrors\":[null,\n {\"Type\":\"BatchError\",\"é\":1,\"Code\":\"abc\"}]}";
    let error = from_str::<Reply>(text).expect_err("not a number");
    assert_eq!(
        error.to_string(),
        "2:40: $.PartialErrors[1].Code: \"abc\" is not an xs:int"
    );
    assert_eq!(error.kind(), ErrorKind::Value);
    let error = serde_json::from_str::<Reply>(text).expect_err("not a number");
    assert_eq!(
        error.to_string(),
        "$.PartialErrors[1].Code: \"abc\" is not an xs:int at line 2 column 41"
    );
}

#[test]
fn an_error_before_its_discriminator_has_its_own_position() {
    let text = "{\"PartialErrors\":[\n {\"Index\":1,\n  \"Code\":true,\"Type\":\"BatchError\"}]}";
    let error = from_str::<Reply>(text).expect_err("not a number");
    assert_eq!(
        error.to_string(),
        "3:13: $.PartialErrors[0].Code: \"true\" is not an xs:int"
    );
}

#[test]
fn a_value_of_the_wrong_kind_is_an_error() {
    let cases = [
        (
            r#"{"ConversionName":[]}"#,
            "1:20: $.ConversionName: invalid type: sequence, expected a plain value",
        ),
        (
            r#"{"ConversionName":{}}"#,
            "1:19: $.ConversionName: invalid type: map, expected a plain value",
        ),
        ("[]", "1:1: $: invalid type: sequence, expected an object"),
        (
            "5",
            "1:1: $: invalid type: string \"5\", expected an object",
        ),
    ];
    for (text, start) in cases {
        let error = from_str::<OfflineConversion>(text)
            .expect_err(text)
            .to_string();
        let (_, message) = error.split_once(' ').expect("a position");
        assert_eq!(message, start.split_once(' ').expect("a position").1);
        assert!(serde_json::from_str::<OfflineConversion>(text).is_err());
    }
}

#[test]
fn an_array_that_should_be_a_pair_is_a_wrong_value_and_not_malformed() {
    for pairs in ["[[]]", "[[\"q\"]]", "[[\"q\",\"m\",\"n\"]]"] {
        for member in ["$namespaces", "$attributes"] {
            let text = format!("{{\"Any\":{{\"$name\":\"a\",\"{member}\":{pairs}}},\"Needed\":0}}");
            let error = from_str::<Values>(&text).expect_err(&text);
            assert_eq!(error.kind(), ErrorKind::Value, "{error}");
            assert!(
                error.message().ends_with("expected an array of two"),
                "{error}"
            );
        }
    }
}

#[test]
fn what_is_not_json_is_malformed() {
    for text in ["", "{", "{\"ConversionName\":", "{} x", "nul", "{\"a\":1,}"] {
        let error = from_str::<OfflineConversion>(text).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::Malformed, "{text}");
    }
    let error =
        from_slice::<OfflineConversion>(b"{\"ConversionName\":\"\xff\"}").expect_err("bytes");
    assert_eq!(error.to_string(), "1:20: $: the text is not UTF-8");
    assert!(
        serde_json::from_str::<OfflineConversion>("{")
            .expect_err("cut off")
            .is_eof()
    );
}

#[test]
fn deep_nesting_is_an_error_and_not_an_overflow() {
    let first = format!(
        "{}{}",
        r#"{"Type":"TargetRoasBiddingScheme","Inner":"#.repeat(5000),
        "{}"
    );
    let late = format!(
        "{}{{}}{}",
        r#"{"Inner":"#.repeat(5000),
        r#","Type":"TargetRoasBiddingScheme"}"#.repeat(5000)
    );
    let unknown = format!(
        "{}1{}",
        r#"{"Type":"X","a":["#.repeat(5000),
        "]}".repeat(5000)
    );
    for text in [&first, &late, &unknown] {
        assert!(from_str::<Scheme>(text).is_err());
        assert!(serde_json::from_str::<Scheme>(text).is_err());
    }
    let mut value = Scheme::default();
    for _ in 0..2000 {
        value = TargetRoas {
            inner: Nillable::Value(value),
            ..TargetRoas::default()
        }
        .into();
    }
    let error = to_string(&value).expect_err("deep");
    assert!(error.message().contains("nested too deep"), "{error}");
}

#[test]
fn an_ad_without_json_settings_says_its_type_in_the_default_member() {
    let ad = Ad::from(TextAd {
        id: 1.into(),
        urls: Nillable::Absent,
        next: Nillable::Absent,
        ..TextAd::default()
    });
    round_trip(&ad, r#"{"$type":"TextAd","Id":1}"#);
}

#[test]
fn text_is_escaped_as_other_writers_do_it() {
    for c in (0..0x300)
        .filter_map(char::from_u32)
        .chain(['\u{2028}', '\u{ffff}', '😀'])
    {
        for place in 0..10 {
            let text = format!("{}{c}{}", "x".repeat(place), "y".repeat(9 - place));
            let value = Values {
                text: Some(text),
                ..Values::default()
            };
            assert_eq!(from_str::<Values>(&write(&value)).expect("read"), value);
        }
    }
}
