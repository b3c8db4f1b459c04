//! The values of the write cases, as the index of the cases describes them.

use castile::codegen::AnyElement;
use castile::value::Zone;
use castile::xml::XSI;
use castile::{Base64Binary, DateTime, Decimal, Nillable, QName};

use super::built::NAMESPACE;
use crate::oracle_types::ad_holder::{Ad, AdBase, AdHolder, OtherNsAd, TextAd};
use crate::oracle_types::arrays::{
    Arrays, Color, KeyValueOfstringstring, KeyValuePairOfstringstring, OfflineConversion,
};
use crate::oracle_types::contracts::{Obj, Pair};
use crate::oracle_types::node::Node;
use crate::oracle_types::{combos, contracts, enums, prims};

const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// 2024-05-06T07:08:09Z, the time of most cases.
pub(crate) fn noon() -> DateTime {
    zoned(unzoned(5), Zone::Utc)
}

pub(super) fn unzoned(month: u8) -> DateTime {
    DateTime::unzoned(2024, month, 6, 7, 8, 9).expect("there is such a date")
}

pub(super) fn zoned(time: DateTime, zone: Zone) -> DateTime {
    time.with_zone(zone)
        .expect("the offset is less than 14 hours")
}

pub(super) fn fraction(nanoseconds: u32) -> DateTime {
    noon()
        .with_nanosecond(nanoseconds)
        .expect("it is less than a second")
}

pub(super) fn conversion(time: DateTime) -> OfflineConversion {
    OfflineConversion {
        conversion_time: Some(time),
        ..OfflineConversion::default()
    }
}

pub(super) fn oc_typical() -> OfflineConversion {
    OfflineConversion {
        conversion_name: "Lead".into(),
        microsoft_click_id: "0123456789abcdef0123456789abcdef".into(),
        ..conversion(noon())
    }
}

pub(super) fn oc_all_set() -> OfflineConversion {
    OfflineConversion {
        conversion_currency_code: "USD".into(),
        conversion_value: 19.99.into(),
        external_attribution_credit: 0.5.into(),
        external_attribution_model: "Linear".into(),
        hashed_email_address: Some("e".to_owned()),
        hashed_phone_number: Some("p".to_owned()),
        ..oc_typical()
    }
}

pub(super) fn oc_empty_strings() -> OfflineConversion {
    OfflineConversion {
        conversion_currency_code: "".into(),
        conversion_name: "".into(),
        external_attribution_model: "".into(),
        hashed_email_address: Some(String::new()),
        hashed_phone_number: Some(String::new()),
        microsoft_click_id: "".into(),
        ..conversion(noon())
    }
}

pub(super) fn combos_default() -> combos::Combos {
    combos::Combos {
        a_int: Some(0),
        ..combos::Combos::default()
    }
}

pub(super) fn combos_set() -> combos::Combos {
    combos::Combos {
        a_int: Some(1),
        b_int_noemit: Some(2),
        c_intn: 3.into(),
        d_intn_noemit: Some(4),
        e_str: "e".into(),
        f_str_noemit: Some("f".to_owned()),
        g_int_req: 5,
        h_intn_req: Some(6),
        i_str_req: Some("i".to_owned()),
        j_bool_noemit: Some(true),
        k_dt_noemit: Some(noon()),
        l_list_noemit: Some(vec![Some("x".to_owned())]),
        m_enum_noemit: Some(combos::Color::Blue),
        n_dbl_noemit: Some(1.5),
    }
}

/// The double -0.0 counts as .NET's default and is left out; in Rust, leaving out is `None`.
pub(super) fn combos_nullable_zero() -> combos::Combos {
    combos::Combos {
        d_intn_noemit: Some(0),
        f_str_noemit: Some(String::new()),
        l_list_noemit: Some(Vec::new()),
        ..combos_default()
    }
}

pub(super) fn enums_two() -> enums::Enums {
    use enums::{CampaignAdditionalField, FlagsZero};
    enums::Enums {
        c: Some(enums::Color::Red),
        cn: Nillable::Nil,
        f: Some(vec![CampaignAdditionalField::B, CampaignAdditionalField::C]),
        r#fn: vec![CampaignAdditionalField::A, CampaignAdditionalField::B].into(),
        p: Some(enums::PlainEnum::P),
        z: Some(vec![FlagsZero::X, FlagsZero::Y]),
    }
}

pub(super) fn enums_combined() -> enums::Enums {
    use enums::CampaignAdditionalField::{A, AC, B, C};
    enums::Enums {
        f: Some(vec![AC]),
        r#fn: vec![A, B, C].into(),
        z: Some(vec![enums::FlagsZero::None]),
        ..enums_two()
    }
}

pub(super) fn text_ad() -> TextAd {
    TextAd {
        beta: "b".into(),
        id: 1.into(),
        zeta: "z".into(),
        alpha: "a".into(),
        ordered1: "o".into(),
        aaa: "aaa".into(),
        title: "t".into(),
    }
}

pub(super) fn inherit_member() -> AdHolder {
    let plain = AdBase {
        id: 2.into(),
        ..AdBase::default()
    };
    let inner = TextAd {
        title: "in".into(),
        ..TextAd::default()
    };
    let other = OtherNsAd {
        id: 3.into(),
        foo: "f".into(),
        inner: Ad::from(inner).into(),
        ..OtherNsAd::default()
    };
    AdHolder {
        ad: Ad::from(text_ad()).into(),
        ads: vec![
            Some(text_ad().into()),
            Some(plain.into()),
            None,
            Some(other.into()),
        ]
        .into(),
    }
}

pub(super) fn arrays_empty() -> Arrays {
    Arrays {
        bytes: Base64Binary::default().into(),
        dict: Vec::new().into(),
        en: Vec::new().into(),
        kv: Vec::new().into(),
        l: Vec::new().into(),
        n: Vec::new().into(),
        o: Vec::new().into(),
        s: Vec::new().into(),
        ss: Vec::new().into(),
    }
}

pub(super) fn arrays_items() -> Arrays {
    let entry = |key: &str, value: Option<&str>| KeyValueOfstringstring {
        key: Some(key.to_owned()),
        value: value.map(str::to_owned),
    };
    let pair = |key: &str, value: Option<&str>| KeyValuePairOfstringstring {
        key: Some(key.to_owned()),
        value: value.map(str::to_owned),
    };
    Arrays {
        bytes: Base64Binary(vec![0, 1, 2, 255]).into(),
        dict: vec![entry("dk", Some("dv")), entry("dn", None)].into(),
        en: vec![Color::Red, Color::LightGreen].into(),
        kv: vec![pair("k", Some("v")), pair("k2", None)].into(),
        l: vec![1, -2].into(),
        n: vec![Some(1), None, Some(3)].into(),
        o: vec![Some(conversion(noon())), None].into(),
        s: vec![Some("a".to_owned()), None, Some(String::new())].into(),
        ss: vec![Some(vec![Some("x".to_owned())]), None, Some(Vec::new())].into(),
    }
}

pub(super) fn doubles() -> Vec<f64> {
    let powers = (14..=22).map(|power| 10_f64.powi(power));
    let halves = (14..=20).map(|power| format!("1.5e{power}").parse().expect("a number"));
    let rest = [
        -1e17,
        123_456_789.5,
        2_147_483_647.0,
        2_147_483_648.0,
        4_294_967_296.0,
        999_999_999_999_999.0,
        9_999_999_999_999_998.0,
        1e-3,
        1.5e-5,
        100_000.5,
    ];
    powers.chain(halves).chain(rest).collect()
}

/// .NET's decimal has no -0.0 of its own: it writes 0.
pub(super) fn decimals() -> Vec<Decimal> {
    let texts = [
        "0",
        "1.0",
        "1.10",
        "19.99",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.0000001",
        "0",
        "0.0000000000000000000000000001",
    ];
    texts.map(|text| text.parse().expect("a decimal")).into()
}

pub(super) fn durations() -> Vec<castile::Duration> {
    let texts = [
        "PT0S",
        "PT0.0000001S",
        "P1D",
        "-PT1H30M",
        "P10675199DT2H48M5.4775807S",
        "-P10675199DT2H48M5.4775808S",
        "PT1M30S",
        "P31D",
    ];
    texts.map(|text| text.parse().expect("a duration")).into()
}

pub(super) fn prims_default() -> prims::Prims {
    let midnight = prims::DateTimeOffset {
        date_time: zoned(DateTime::default(), Zone::Utc),
        offset_minutes: 0,
    };
    prims::Prims {
        bool: Some(false),
        ch: Some(0),
        dec: Some(Decimal::default()),
        dt: Some(DateTime::default()),
        dto: Some(Box::new(midnight)),
        f32: Some(0.0),
        f64: Some(0.0),
        guid: Some("00000000-0000-0000-0000-000000000000".to_owned()),
        i16: Some(0),
        i32: Some(0),
        i64: Some(0),
        i8: Some(0),
        span: Some("PT0S".parse().expect("a duration")),
        u16: Some(0),
        u32: Some(0),
        u64: Some(0),
        u8: Some(0),
        ..prims::Prims::default()
    }
}

pub(super) fn prims_set() -> prims::Prims {
    let moment = prims::DateTimeOffset {
        date_time: DateTime::utc(2024, 5, 6, 1, 38, 9).expect("there is such a time"),
        offset_minutes: 330,
    };
    prims::Prims {
        b64: Base64Binary(vec![1, 2, 3, 4]).into(),
        bool: Some(true),
        ch: Some(65),
        dec: Some(Decimal::new(350, 2)),
        dt: Some(noon()),
        dto: Some(Box::new(moment)),
        f32: Some(1.5),
        f64: Some(2.5),
        guid: Some("00112233-4455-6677-8899-aabbccddeeff".to_owned()),
        i16: Some(i16::MIN),
        i32: Some(i32::MIN),
        i64: Some(i64::MIN),
        i8: Some(i8::MIN),
        q: QName::new("urn:x", "ln").into(),
        span: Some("P1DT2H3M4.005S".parse().expect("a duration")),
        str: "s".into(),
        u16: Some(u16::MAX),
        u32: Some(u32::MAX),
        u64: Some(u64::MAX),
        u8: Some(u8::MAX),
        uri: "http://a.b/c%20d?x=1&y=%C3%A9".into(),
    }
}

pub(super) fn any(name: &str) -> AnyElement {
    AnyElement::new(QName::new(NAMESPACE, name))
}

/// The type of an `xs:anyType` is an attribute of its tree, whose prefix the tree declares.
pub(super) fn obj_string() -> Obj {
    let mut text = any("O").with_text("s");
    text.declare_namespace("a", XSD);
    text.set_attribute(QName::new(XSI, "type"), "a:string");
    Obj { o: text.into() }
}

pub(super) fn isref_cycle() -> Node {
    let back = Node {
        r#ref: Some("i1".to_owned()),
        name: Nillable::Absent,
        next: Nillable::Absent,
        ..Node::default()
    };
    let second = Node {
        id: Some("i2".to_owned()),
        name: "b".into(),
        next: Box::new(back).into(),
        ..Node::default()
    };
    Node {
        id: Some("i1".to_owned()),
        name: "a".into(),
        next: Box::new(second).into(),
        ..Node::default()
    }
}

pub(super) fn shared_noref() -> Pair {
    let shared = contracts::S { v: "v".into() };
    Pair {
        a: Box::new(shared.clone()).into(),
        b: Box::new(shared).into(),
    }
}
