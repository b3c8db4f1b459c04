//! Simple values: lexical spaces, facets in the value space, lists and unions.

use castile::validate::{
    Builtin, Facet, Grammar, Own, Tables, Type, TypeRef, ViolationKind, WhiteSpace, element, list,
    simple, union, xs,
};

use crate::kinds;

/// A grammar whose root `v` has the first type.
fn grammar(types: &'static [Type], root: TypeRef) -> Grammar {
    let elements = Box::leak(Box::new([element("v", "", root)]));
    Grammar::new(Tables {
        elements,
        attributes: &[],
        types,
        particles: &[],
        identities: &[],
    })
}

/// Checks values, each in bars: the right ones, and the wrong ones with what is wrong with them.
fn check(types: &'static [Type], root: TypeRef, right: &str, wrong: &str, kind: ViolationKind) {
    let grammar = grammar(types, root);
    let document = |value: &str| format!("<v xmlns:p='urn:p'>{value}</v>");
    for value in right.split('|') {
        let found = kinds(&grammar, &document(value));
        assert!(found.is_empty(), "{root:?} {value}: {found:?}");
    }
    for value in wrong.split('|') {
        let found = kinds(&grammar, &document(value));
        assert_eq!(found, [(kind, "/v".to_owned())], "{root:?} {value}");
    }
}

#[test]
fn built_in_types_take_what_the_specification_says_and_no_more() {
    let cases = [
        (Builtin::BOOLEAN, "true| 0 ", "TRUE|yes|"),
        (Builtin::DECIMAL, "1|+1.50|-.5|5.", "1e3|.|+"),
        (
            Builtin::DOUBLE,
            "1|-1E4|INF|NaN",
            "+INF|Infinity|nan|1e|0x1|1f",
        ),
        (Builtin::FLOAT, "1.5|-INF", "inf|one"),
        (
            Builtin::INTEGER,
            "1|-0|+007|99999999999999999999999999999999999999999",
            "1.0|1.",
        ),
        (Builtin::NEGATIVE_INTEGER, "-1", "0|1"),
        (Builtin::UNSIGNED_BYTE, "255|-0", "256|-1"),
        (Builtin::LONG, "9223372036854775807", "9223372036854775808"),
        (
            Builtin::DATE_TIME,
            "2026-01-31T24:00:00|-0001-01-01T00:00:00Z",
            "2026-02-29T00:00:00|2026-01-01",
        ),
        (Builtin::TIME, "24:00:00|23:59:59.9Z", "24:00:01|1:00:00"),
        (Builtin::DURATION, "P1Y|-PT1.5S", "P|PT|P1S|1D"),
        (Builtin::G_MONTH_DAY, "--02-29", "--02-30"),
        (Builtin::HEX_BINARY, "00fF|", "0|0g"),
        (Builtin::BASE64_BINARY, "AAA=|AA ==", "A|AB=="),
        (Builtin::ANY_URI, "a b|http://x/#a|", "%zz|a#b#c"),
        (Builtin::LANGUAGE, "en-GB", "1|toolonglanguage"),
        (Builtin::NM_TOKEN, "1a", "a,b|"),
        (Builtin::NM_TOKENS, "a 1", "|  "),
        (Builtin::NAME, "a:b", "1a"),
        (Builtin::NC_NAME, "a", "a:b"),
        (Builtin::Q_NAME, "p:a|a", "q:a|p:|p:1"),
    ];
    for (builtin, right, wrong) in cases {
        let root = TypeRef::Builtin(builtin);
        check(&[], root, right, wrong, ViolationKind::Value);
    }
}

#[test]
fn bounds_are_of_values_not_of_texts() {
    static TYPES: &[Type] = &[
        simple("", "", xs::DECIMAL)
            .facets(&[Facet::MinExclusive("1.0"), Facet::MaxInclusive("10")]),
        simple("", "", xs::DATE_TIME).facets(&[Facet::MaxExclusive("2026-01-02T00:00:00Z")]),
        simple("", "", xs::DURATION).facets(&[Facet::MinInclusive("P1M")]),
        simple("", "", xs::DOUBLE).facets(&[Facet::MinInclusive("0")]),
    ];
    let kind = ViolationKind::Facet;
    check(TYPES, Own(0), "1.01|9|10.00", "1|+1.00|10.01|-5", kind);
    // Without a zone it may be later in one.
    check(
        TYPES,
        Own(1),
        "2026-01-01T23:00:00Z|2026-01-02T01:00:00+02:00|2025-12-31T00:00:00",
        "2026-01-02T00:00:00Z|2026-01-01T23:00:00",
        kind,
    );
    check(TYPES, Own(2), "P1M|P32D|P1Y", "P30D|PT0S", kind);
    check(TYPES, Own(3), "0|-0|INF", "-1E-9|NaN|-INF", kind);
}

#[test]
fn lengths_count_characters_bytes_and_items() {
    static TYPES: &[Type] = &[
        simple("", "", xs::STRING).facets(&[Facet::MinLength(2), Facet::MaxLength(3)]),
        simple("", "", xs::HEX_BINARY).facets(&[Facet::Length(2)]),
        simple("", "", Own(3)).facets(&[Facet::Length(2)]),
        list("", "", xs::INT),
        simple("", "", xs::DECIMAL).facets(&[Facet::TotalDigits(3), Facet::FractionDigits(1)]),
    ];
    let kind = ViolationKind::Facet;
    check(TYPES, Own(0), "ab|äöü", "a|abcd", kind);
    check(TYPES, Own(1), "0fFF", "0f|0fffff", kind);
    check(TYPES, Own(2), "1 2| 1\n2 ", "1|1 2 3|", kind);
    check(TYPES, Own(4), "123|0012.30|-99.9", "1234|1.23|123.4", kind);
}

#[test]
fn patterns_match_the_whole_value_and_those_of_the_base_count_too() {
    static TYPES: &[Type] = &[
        simple("", "", xs::STRING).facets(&[Facet::Pattern(r"\A(?:[a-z]+)\z|\A(?:[0-9]+)\z")]),
        simple("", "", Own(0)).facets(&[Facet::Pattern(r"\A(?:.{2})\z")]),
    ];
    check(TYPES, Own(0), "abc|123", "a1|A|", ViolationKind::Facet);
    check(TYPES, Own(1), "ab|12", "abc|a1", ViolationKind::Facet);
}

#[test]
fn an_enumeration_is_of_values() {
    static TYPES: &[Type] = &[
        simple("", "", xs::DECIMAL).facets(&[Facet::Enumeration(&["1.0", "2"])]),
        simple("", "", xs::STRING).facets(&[Facet::Enumeration(&["a", " b"])]),
        simple("", "", xs::Q_NAME).facets(&[Facet::Names(&[("a", "urn:p")])]),
        simple("", "", Own(4)).facets(&[Facet::Enumeration(&["1 2"])]),
        list("", "", xs::INT),
        simple("", "", xs::DATE_TIME).facets(&[Facet::Enumeration(&["2026-01-01T00:00:00Z"])]),
    ];
    let kind = ViolationKind::Facet;
    check(TYPES, Own(0), "1|+1.00|2.0", "3", kind);
    check(TYPES, Own(1), "a| b", "b|A", kind);
    check(TYPES, Own(2), "p:a", "a|p:b", kind);
    check(TYPES, Own(3), "1 2|01  +2", "1|2 1", kind);
    check(
        TYPES,
        Own(5),
        "2026-01-01T01:00:00.0+01:00",
        "2026-01-01T00:00:00",
        kind,
    );
}

#[test]
fn white_space_goes_before_anything_is_looked_at() {
    static TYPES: &[Type] = &[
        simple("", "", xs::STRING)
            .facets(&[Facet::WhiteSpace(WhiteSpace::Collapse), Facet::MaxLength(3)]),
        simple("", "", xs::STRING).facets(&[Facet::MaxLength(3)]),
    ];
    check(TYPES, Own(0), "  a   b  ", "a b c", ViolationKind::Facet);
    check(TYPES, Own(1), "a b", " a  b", ViolationKind::Facet);
}

#[test]
fn a_union_takes_a_value_of_any_member() {
    static TYPES: &[Type] = &[
        union("", "", &[xs::INT, Own(1)]),
        simple("", "", xs::TOKEN).facets(&[Facet::Enumeration(&["none"])]),
        list("", "", Own(0)),
        simple("", "", Own(0)).facets(&[Facet::Enumeration(&["1", "none"])]),
    ];
    check(TYPES, Own(0), "1| none ", "some|1.5", ViolationKind::Value);
    check(TYPES, Own(2), "1 none 2|", "1 some", ViolationKind::Value);
    check(TYPES, Own(3), "01|none", "2", ViolationKind::Facet);
}
