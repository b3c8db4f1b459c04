//! The reading and writing engines, on types written by hand in the form of generated ones.

mod by_hand;

use std::collections::HashSet;

use by_hand::{Ad, ApplyOfflineConversionsRequest, GoalCategory, OfflineConversion, TextAd};
use castile::codegen::{Presence, Row, Type};
use castile::xml::{
    self, ErrorKind, Limits, NilPolicy, ReadOptions, Unknown, WriteOptions, from_str, to_string,
};
use castile::{DateTime, Nillable};

const CM: &str = "https://bingads.microsoft.com/CampaignManagement/v13";

fn conversion(members: &str) -> String {
    format!(
        r#"<OfflineConversion xmlns="{CM}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">{members}</OfflineConversion>"#
    )
}

fn read(members: &str) -> OfflineConversion {
    from_str(&conversion(members)).expect("a readable document")
}

/// Row 28: nothing is sent that was not set, but for what the serialiser of the service itself sends.
#[test]
fn a_default_is_written_as_a_data_contract_client_writes_it() {
    let text = to_string(&OfflineConversion::default()).expect("written");
    let expected = conversion(
        r#"<ConversionCurrencyCode i:nil="true"/><ConversionName i:nil="true"/><ConversionValue i:nil="true"/>"#,
    );
    assert_eq!(text, expected);
}

#[test]
fn what_was_not_in_the_document_is_absent() {
    let read = read("");
    assert_eq!(read.conversion_name, Nillable::Absent);
    assert_eq!(
        to_string(&read).expect("written"),
        conversion("").replace("></OfflineConversion>", "/>")
    );
}

#[test]
fn every_state_comes_back_as_it_was_written() {
    let all = OfflineConversion {
        conversion_currency_code: Nillable::Absent,
        conversion_name: "Lead <&> \"x\" \r é 😀".into(),
        conversion_time: Some(DateTime::utc(2024, 5, 6, 7, 8, 9).expect("a date")),
        conversion_value: Nillable::Nil,
        hashed_email_address: Some(String::new()),
    };
    let text = to_string(&all).expect("written");
    assert_eq!(from_str::<OfflineConversion>(&text).expect("read"), all);
}

/// Row 2: elements out of order lose nothing.
#[test]
fn elements_in_any_order_lose_nothing() {
    let read = read(
        "<HashedEmailAddress>h</HashedEmailAddress><ConversionValue>1.5</ConversionValue><ConversionName>n</ConversionName>",
    );
    assert_eq!(read.hashed_email_address.as_deref(), Some("h"));
    assert_eq!(read.conversion_value, Nillable::Value(1.5));
    assert_eq!(read.conversion_name, Nillable::Value("n".to_owned()));
}

#[test]
fn the_first_of_two_equal_elements_counts() {
    let read = read("<ConversionName>a</ConversionName><ConversionName>b</ConversionName>");
    assert_eq!(read.conversion_name, Nillable::Value("a".to_owned()));
}

/// Row 6: what a schema does not know does not break a reply.
#[test]
fn an_unknown_element_is_passed_over_with_all_it_holds() {
    let read =
        read("<New><ConversionName>no</ConversionName></New><ConversionName>yes</ConversionName>");
    assert_eq!(read.conversion_name, Nillable::Value("yes".to_owned()));
}

#[test]
fn an_element_of_another_namespace_is_unknown() {
    let read = read(r#"<ConversionName xmlns="urn:x">no</ConversionName>"#);
    assert_eq!(read.conversion_name, Nillable::Absent);
}

#[test]
fn strict_reading_refuses_what_the_schema_does_not_have() {
    let cases = [
        ("<New/>", ErrorKind::Unexpected),
        (
            "<ConversionValue>1</ConversionValue><ConversionName>n</ConversionName>",
            ErrorKind::Unexpected,
        ),
        (
            "<ConversionName>a</ConversionName><ConversionName>b</ConversionName>",
            ErrorKind::Unexpected,
        ),
    ];
    let root = OfflineConversion::TABLE.root.expect("a root");
    for (members, kind) in cases {
        let text = conversion(members);
        let result = xml::read_element::<OfflineConversion>(&text, &root, &ReadOptions::strict());
        assert_eq!(result.expect_err(members).kind(), kind, "{members}");
    }
    assert_eq!(ReadOptions::strict().unknown, Unknown::Refuse);
}

#[test]
fn comments_and_cdata_are_part_of_the_text_around_them() {
    let read = read(
        "<ConversionName>a<!-- c -->b<![CDATA[<c>]]></ConversionName><ConversionValue>1<!-- c -->2</ConversionValue>",
    );
    assert_eq!(read.conversion_name, Nillable::Value("ab<c>".to_owned()));
    assert_eq!(read.conversion_value, Nillable::Value(12.0));
}

#[test]
fn nil_where_the_schema_allows_none_is_an_error_with_its_place_in_strict_reading() {
    let text = conversion(r#"<ConversionTime i:nil="true"/>"#);
    let root = OfflineConversion::TABLE.root.expect("a root");
    let error = xml::read_element::<OfflineConversion>(&text, &root, &ReadOptions::strict())
        .expect_err("nil");
    assert_eq!(error.kind(), ErrorKind::Nil);
    assert_eq!(error.path(), "OfflineConversion/ConversionTime");
}

#[test]
fn nil_where_the_schema_of_an_older_client_only_allows_absent_reads_as_unset() {
    assert_eq!(
        read(r#"<ConversionTime i:nil="true"/>"#).conversion_time,
        None
    );
}

#[test]
fn nil_of_a_value_that_must_be_there_is_an_error() {
    let text = format!(
        r#"<TextAd xmlns="{CM}" xmlns:i="{}"><Scores i:nil="true"/></TextAd>"#,
        xml::XSI
    );
    let error = from_str::<TextAd>(&text).expect_err("nil");
    assert_eq!(error.kind(), ErrorKind::Nil);
    assert_eq!(error.path(), "TextAd/Scores[0]");
}

#[test]
fn nil_of_a_member_that_is_never_nil_reads_as_unset() {
    assert_eq!(
        read(r#"<HashedEmailAddress i:nil="1"/>"#).hashed_email_address,
        None
    );
}

#[test]
fn an_error_names_the_item_the_field_and_the_position() {
    let text = format!(
        "<ApplyOfflineConversionsRequest xmlns=\"{CM}\"><OfflineConversions>\n<OfflineConversion/>\n<OfflineConversion><ConversionValue>abc</ConversionValue></OfflineConversion></OfflineConversions></ApplyOfflineConversionsRequest>"
    );
    let error = from_str::<ApplyOfflineConversionsRequest>(&text).expect_err("not a number");
    assert_eq!(
        error.to_string(),
        "3:37: ApplyOfflineConversionsRequest/OfflineConversions/OfflineConversion[1]/ConversionValue: \"abc\" is not an xs:double"
    );
}

#[test]
fn a_nil_item_keeps_its_place() {
    let request = ApplyOfflineConversionsRequest {
        offline_conversions: Nillable::Value(vec![None, Some(OfflineConversion::default()), None]),
    };
    let text = to_string(&request).expect("written");
    assert_eq!(
        text.matches(r#"<OfflineConversion i:nil="true"/>"#).count(),
        2
    );
    assert_eq!(
        from_str::<ApplyOfflineConversionsRequest>(&text).expect("read"),
        request
    );
}

#[test]
fn an_empty_array_is_not_a_nil_one() {
    let empty = ApplyOfflineConversionsRequest {
        offline_conversions: Nillable::Value(vec![]),
    };
    let text = to_string(&empty).expect("written");
    assert!(text.contains("<OfflineConversions/>"), "{text}");
    assert_eq!(
        from_str::<ApplyOfflineConversionsRequest>(&text).expect("read"),
        empty
    );
}

#[test]
fn the_items_of_an_array_are_in_their_own_namespace() {
    let ad = TextAd {
        urls: Nillable::Value(vec![Some("u".to_owned()), None, Some(String::new())]),
        categories: Some(vec![
            GoalCategory::Purchase,
            GoalCategory::Unknown("New".to_owned()),
        ]),
        scores: vec![1.5, 2.0],
        ..TextAd::default()
    };
    let text = to_string(&ad).expect("written");
    assert!(text.contains(r#"<Urls xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:string>u</a:string><a:string i:nil="true"/><a:string></a:string></Urls>"#), "{text}");
    assert!(
        text.contains(
            "<Categories>Purchase New</Categories><Scores>1.5</Scores><Scores>2</Scores>"
        ),
        "{text}"
    );
    assert_eq!(from_str::<TextAd>(&text).expect("read"), ad);
}

#[test]
fn a_subtype_says_its_type_and_the_base_does_not() {
    let ad = TextAd {
        id: 1.into(),
        next: Nillable::Value(TextAd::default().into()),
        ..TextAd::default()
    };
    let text = to_string(&ad).expect("written");
    assert!(text.contains(r#"<Next i:type="TextAd">"#), "{text}");
    let base = TextAd {
        next: Nillable::Value(Ad::default()),
        ..TextAd::default()
    };
    let text = to_string(&base).expect("written");
    assert!(
        text.contains(r#"<Next><Id i:nil="true"/></Next>"#),
        "{text}"
    );
    assert_eq!(from_str::<TextAd>(&text).expect("read"), base);
}

#[test]
fn a_type_that_the_schema_does_not_know_is_kept_and_written_back() {
    let text = format!(
        r#"<TextAd xmlns="{CM}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Next xmlns:q="urn:new" i:type="q:VideoAd" q:a="1"><q:Length i:nil="true"/>m<b xmlns="">q:x</b></Next></TextAd>"#
    );
    let ad = from_str::<TextAd>(&text).expect("read");
    let Nillable::Value(Ad::Unknown(unknown)) = &ad.next else {
        panic!("not kept: {ad:?}")
    };
    assert_eq!(unknown.type_name().to_string(), "{urn:new}VideoAd");
    assert_eq!(to_string(&ad).expect("written"), text);
}

#[test]
fn a_character_that_xml_cannot_carry_is_an_error_that_names_the_field() {
    let bad = OfflineConversion {
        conversion_name: "a\u{1}b".into(),
        ..OfflineConversion::default()
    };
    let error = to_string(&bad).expect_err("forbidden");
    assert_eq!(error.kind(), ErrorKind::ForbiddenCharacter);
    assert_eq!(error.path(), "OfflineConversion/ConversionName");
}

#[test]
fn nil_that_may_be_absent_is_left_out_on_request() {
    let root = OfflineConversion::TABLE.root.expect("a root");
    let options = WriteOptions::default().with_nil(NilPolicy::OmitOptional);
    let text = xml::write_element(&OfflineConversion::default(), &root, &options).expect("written");
    assert!(!text.contains("nil="), "{text}");
}

#[test]
fn configured_prefixes_are_used() {
    let root = OfflineConversion::TABLE.root.expect("a root");
    let options = WriteOptions::default().with_prefixes(&[(CM, "tns")]);
    let text = xml::write_element(&OfflineConversion::default(), &root, &options).expect("written");
    assert!(
        text.starts_with(&format!("<tns:OfflineConversion xmlns:tns=\"{CM}\"")),
        "{text}"
    );
    assert_eq!(
        from_str::<OfflineConversion>(&text).expect("read"),
        OfflineConversion::default()
    );
}

#[test]
fn limits_are_errors_of_their_own() {
    let root = Row::element("<TextAd>", CM, Presence::Required);
    let deep = format!(
        "<TextAd xmlns=\"{CM}\">{}{}</TextAd>",
        "<Next>".repeat(200),
        "</Next>".repeat(200)
    );
    let error =
        xml::read_element::<TextAd>(&deep, &root, &ReadOptions::default()).expect_err("deep");
    assert_eq!(error.kind(), ErrorKind::Limit);
    let mut limits = Limits::default();
    limits.max_bytes = 10;
    let error =
        xml::read_element::<TextAd>(&deep, &root, &ReadOptions::default().with_limits(limits));
    assert_eq!(error.expect_err("long").kind(), ErrorKind::Limit);
    let mut limits = Limits::default();
    limits.max_items = 3;
    let error =
        xml::read_element::<TextAd>(&deep, &root, &ReadOptions::default().with_limits(limits));
    assert_eq!(error.expect_err("many").kind(), ErrorKind::Limit);
}

#[test]
fn what_is_not_well_formed_is_an_error_and_never_a_value() {
    let cases = [
        "",
        "   ",
        "x",
        "<",
        "<OfflineConversion",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'>",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'></Other>",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'/><again/>",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'/>tail",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'>text</OfflineConversion>",
        "<OfflineConversion xmlns='https://bingads.microsoft.com/CampaignManagement/v13'><ConversionName>&nbsp;</ConversionName></OfflineConversion>",
        "<p:OfflineConversion/>",
        "<OfflineConversion a='1' a='2'/>",
    ];
    for text in cases {
        assert!(from_str::<OfflineConversion>(text).is_err(), "{text}");
    }
}

#[test]
fn a_document_type_declaration_is_refused() {
    let text = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", conversion(""));
    let error = from_str::<OfflineConversion>(&text).expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::DocumentType);
}

#[test]
fn another_root_is_an_error_that_names_both() {
    let error = from_str::<OfflineConversion>("<Foo xmlns='urn:x'/>").expect_err("another root");
    assert_eq!(
        error.to_string(),
        format!(
            "1:1: the root is `Foo` of the namespace \"urn:x\", and `OfflineConversion` of the namespace \"{CM}\" is expected"
        )
    );
}

#[test]
fn the_prefix_xsi_needs_no_declaration() {
    let read = from_str::<OfflineConversion>(&format!(
        "<OfflineConversion xmlns='{CM}'><ConversionName xsi:nil='true'/></OfflineConversion>"
    ));
    assert_eq!(read.expect("read").conversion_name, Nillable::Nil);
    let other = from_str::<OfflineConversion>(&format!(
        "<OfflineConversion xmlns='{CM}' xmlns:xsi='urn:x'><ConversionName xsi:nil='true'/></OfflineConversion>"
    ));
    assert_eq!(
        other.expect("read").conversion_name,
        Nillable::Value(String::new())
    );
}

#[test]
fn a_namespace_with_a_character_that_xml_forbids_is_refused_however_it_is_written() {
    let options = ReadOptions::default().with_control_references(xml::ControlReferences::Accept);
    for tokenizer in [xml::Tokenizer::Scanner, xml::Tokenizer::QuickXml] {
        let text = conversion("<New xmlns=\"urn:&#0;\"/>");
        let root = OfflineConversion::TABLE.root.expect("a root");
        let options = options.with_tokenizer(tokenizer);
        let read = xml::read_element::<OfflineConversion>(&text, &root, &options);
        assert_eq!(read.expect_err("refused").kind(), ErrorKind::Malformed);
    }
}

/// Row 16: what may be absent is, what may be nil is that.
#[test]
fn an_empty_date_is_an_error_or_unset_as_the_settings_say() {
    let root = OfflineConversion::TABLE.root.expect("a root");
    let lenient = ReadOptions::default().with_empty_values(xml::EmptyValues::Unset);
    for tokenizer in [xml::Tokenizer::Scanner, xml::Tokenizer::QuickXml] {
        for empty in ["<ConversionTime/>", "<ConversionTime> \n</ConversionTime>"] {
            let text = conversion(&format!("{empty}<ConversionValue/>"));
            let read = |options: ReadOptions| {
                let options = options.with_tokenizer(tokenizer);
                xml::read_element::<OfflineConversion>(&text, &root, &options)
            };
            let value = read(lenient).expect("read");
            assert_eq!(value.conversion_time, None);
            assert_eq!(value.conversion_value, Nillable::Nil);
            let error = read(ReadOptions::default()).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Value);
            assert!(
                error
                    .to_string()
                    .contains("OfflineConversion/ConversionTime: "),
                "{error}"
            );
        }
    }
}

#[test]
fn enumerations_are_keys_of_maps() {
    let unknown = || GoalCategory::Unknown("New".to_owned());
    let set = HashSet::from([
        GoalCategory::Purchase,
        GoalCategory::Purchase,
        unknown(),
        unknown(),
        GoalCategory::Unknown("Purchase".to_owned()),
    ]);
    assert_eq!(set.len(), 3);
    assert!(set.contains(&unknown()) && !set.contains(&GoalCategory::None));
}
