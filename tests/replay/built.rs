//! The write cases, each with the value that it is made of, built by hand.

use castile::DateTime;
use castile::codegen::{Row, Slot, Type};
use castile::value::Zone;

use super::values::{
    any, arrays_empty, arrays_items, combos_default, combos_nullable_zero, combos_set, conversion,
    decimals, doubles, durations, enums_combined, enums_two, fraction, inherit_member, isref_cycle,
    noon, obj_string, oc_all_set, oc_empty_strings, oc_typical, prims_default, prims_set,
    shared_noref, text_ad, unzoned, zoned,
};
use crate::oracle_types::ad_holder::Ad;
use crate::oracle_types::arrays::Arrays;
use crate::oracle_types::contracts::{KeyValuePairOflonglong, Obj, S, T};
use crate::oracle_types::modules;
use crate::support::known_types::{self, SERIALIZATION};

/// The namespace of the contracts.
pub(crate) const NAMESPACE: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

/// Builds a value and writes it.
type Build = fn() -> Result<String, String>;

/// The cases with the values that they are made of.
pub(crate) fn values() -> Vec<(&'static str, Build)> {
    let mut all: Vec<(&'static str, Build)> = vec![
        ("combos_default", || typed(&combos_default())),
        ("combos_set", || typed(&combos_set())),
        ("combos_nullable_zero", || typed(&combos_nullable_zero())),
        ("enums_two", || typed(&enums_two())),
        ("enums_combined", || typed(&enums_combined())),
        ("inherit_root_derived", || {
            rooted("Ad", &Ad::from(text_ad()))
        }),
        ("inherit_root_exact", || typed(&text_ad())),
        ("inherit_member", || typed(&inherit_member())),
        ("arrays_null", || typed(&Arrays::default())),
        ("arrays_empty", || typed(&arrays_empty())),
        ("arrays_items", || typed(&arrays_items())),
        ("prims_default", || typed(&prims_default())),
        ("prims_set", || typed(&prims_set())),
        ("obj_string", || typed(&obj_string())),
        ("obj_object", || typed(&Obj { o: any("O").into() })),
        ("isref_cycle", || typed(&isref_cycle())),
        ("shared_noref", || typed(&shared_noref())),
    ];
    all.extend(conversions());
    all.extend(roots());
    all.extend(times());
    all.extend(strings());
    all.extend(faults());
    all
}

fn conversions() -> Vec<(&'static str, Build)> {
    vec![
        ("oc_all_null", || typed(&conversion(DateTime::default()))),
        ("oc_typical", || typed(&oc_typical())),
        ("oc_all_set", || typed(&oc_all_set())),
        ("oc_empty_strings", || typed(&oc_empty_strings())),
    ]
}

fn roots() -> Vec<(&'static str, Build)> {
    vec![
        ("root_list_long", || {
            named(ARRAYS, "ArrayOflong", &vec![1_i64, 2])
        }),
        ("root_nullable_longs", || {
            let system = "http://schemas.datacontract.org/2004/07/System";
            named(system, "ArrayOfNullableOflong", &vec![Some(1_i64), None])
        }),
        ("root_array_oc", || {
            rooted("ArrayOfOfflineConversion", &vec![Some(conversion(noon()))])
        }),
        ("root_int", || named(SERIALIZATION, "int", &5_i32)),
        ("root_string", || {
            named(SERIALIZATION, "string", &"s".to_owned())
        }),
        ("root_dict_longlong", || {
            let generic = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";
            let pair = KeyValuePairOflonglong { key: 1, value: 2 };
            named(generic, "ArrayOfKeyValuePairOflonglong", &vec![pair])
        }),
        ("doubles2", || named(ARRAYS, "ArrayOfdouble", &doubles())),
        ("decimals", || named(ARRAYS, "ArrayOfdecimal", &decimals())),
        ("durations", || {
            named(ARRAYS, "ArrayOfduration", &durations())
        }),
    ]
}

fn times() -> Vec<(&'static str, Build)> {
    vec![
        ("dt_utc", || time(noon())),
        ("dt_local_summer", || {
            time(zoned(unzoned(5), Zone::Offset(-240)))
        }),
        ("dt_local_winter", || {
            time(zoned(unzoned(1), Zone::Offset(-300)))
        }),
        ("dt_frac_ms", || time(fraction(120_000_000))),
        ("dt_frac_us", || time(fraction(123_456_000))),
        ("dt_min_utc", || time(zoned(DateTime::default(), Zone::Utc))),
    ]
}

fn strings() -> Vec<(&'static str, Build)> {
    vec![
        ("str_crlf", || text("a\rb\nc\td\r\ne")),
        ("str_only_ws", || text(" \t\n ")),
        ("str_bmp", || {
            text("\u{e9}\u{20ac}\u{4e2d}\u{a0}\u{85}\u{2028}\u{feff}\u{fffd}")
        }),
        ("str_del", || text("a\u{7f}b")),
        // A Rust string has no lone surrogates: what .NET writes in their place is what we hold.
        ("str_lone_hi", || text("a\u{fffd}b")),
        ("str_lone_lo", || text("a\u{fffd}b")),
        ("str_empty", || text("")),
        // Through a plain XmlWriter the CRs are written raw, and a reader takes them for line ends.
        ("str_crlf_xmlwriter", || text("a\nb\nc\td\ne")),
    ]
}

fn faults() -> Vec<(&'static str, Build)> {
    vec![
        ("fault_adapi", || typed(&super::messages::ad_api_fault())),
        ("fault_api", || typed(&super::messages::api_fault_of_two())),
    ]
}

fn typed<V: Type + Slot>(value: &V) -> Result<String, String> {
    castile::xml::to_string(value).map_err(|error| error.to_string())
}

/// Writes a value under a root of the contracts' namespace.
fn rooted(name: &str, value: &dyn Slot) -> Result<String, String> {
    named(NAMESPACE, name, value)
}

fn named(namespace: &str, name: &str, value: &dyn Slot) -> Result<String, String> {
    let wanted = (namespace.to_owned(), name.to_owned());
    let entry =
        known_types::with_root(&modules(), &wanted).ok_or_else(|| format!("no type {name}"))?;
    known_types::write(value, &Row { ..entry.root })
}

fn time(value: DateTime) -> Result<String, String> {
    typed(&T { v: Some(value) })
}

fn text(value: &str) -> Result<String, String> {
    typed(&S { v: value.into() })
}
