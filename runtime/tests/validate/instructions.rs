//! `xsi:type`, `xsi:nil`, default and fixed values of elements.

use castile::validate as v;
use castile::validate::ViolationKind::{Abstract, Facet, Fixed, MissingElement, Nil, Type, Value};
use castile::validate::{
    EXTENSION, Grammar, Own, RESTRICTION, Tables, complex, element, item, local_element, sequence,
    simple, union, xs,
};

use crate::hold;

static GRAMMAR: Grammar = Grammar::new(Tables {
    elements: &[
        element("shape", "", Own(0)),
        element("plain", "", Own(0)).blocks(EXTENSION),
        element("number", "", xs::DECIMAL).nillable(),
        element("five", "", xs::INT).fixed("5").nillable(),
        element("small", "", Own(3)).default("1"),
        element("either", "", Own(4)),
        local_element("radius", "", xs::INT),
        element("closed", "", Own(5)),
    ],
    attributes: &[],
    types: &[
        complex("Shape", "", xs::ANY_TYPE, RESTRICTION).stand_in_only(),
        complex("Circle", "", Own(0), EXTENSION).elements(1),
        complex("Other", "", xs::ANY_TYPE, RESTRICTION),
        simple("Small", "", xs::INT).facets(&[v::Facet::MaxInclusive("3")]),
        union("Either", "", &[xs::INT, xs::BOOLEAN]),
        complex("Closed", "", xs::ANY_TYPE, RESTRICTION).blocks(RESTRICTION),
        complex("Closer", "", Own(5), RESTRICTION),
    ],
    particles: &[item(6), sequence(&[0])],
    identities: &[],
});

/// A document with the prefixes of instructions.
fn hold_all(cases: &[(&str, Option<v::ViolationKind>)]) {
    let prefixes = " xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:x='http://www.w3.org/2001/XMLSchema' ";
    for (document, expected) in cases {
        hold(
            &GRAMMAR,
            &[(&document.replacen('|', prefixes, 1), *expected)],
        );
    }
}

#[test]
fn a_derived_type_stands_in_unless_it_is_blocked() {
    hold_all(&[
        ("<shape| i:type='Circle'><radius>1</radius></shape>", None),
        ("<shape| i:type=' Circle '/>", Some(MissingElement)),
        ("<shape|/>", Some(Abstract)),
        ("<number| i:type='x:int'>1</number>", None),
        ("<number| i:type='x:int'>1.5</number>", Some(Value)),
        ("<number| i:type='x:string'>1</number>", Some(Type)),
        ("<number| i:type='x:nothing'>1</number>", Some(Type)),
        ("<number| i:type='y:int'>1</number>", Some(Type)),
        ("<number| i:type='Small'>4</number>", Some(Facet)),
        ("<either| i:type='x:boolean'>true</either>", None),
        ("<either| i:type='x:string'>true</either>", Some(Type)),
        ("<closed| i:type='Closed'/>", None),
        ("<closed| i:type='Closer'/>", Some(Type)),
        ("<unknown| i:type='Small'>3</unknown>", None),
    ]);
}

#[test]
fn extension_is_blocked_where_the_element_says_so() {
    let document = "<plain xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='Circle'><radius>1</radius></plain>";
    let found = crate::violations(&GRAMMAR, document);
    assert_eq!(
        found.first().map(v::Violation::kind),
        Some(Type),
        "{found:?}"
    );
}

#[test]
fn nil_is_for_those_who_may_and_empty() {
    hold_all(&[
        ("<number| i:nil='true'/>", None),
        ("<number| i:nil='0'>1</number>", None),
        ("<number| i:nil='true'>1</number>", Some(Nil)),
        ("<number| i:nil='true'> </number>", Some(Nil)),
        ("<number|/>", Some(Value)),
        ("<small| i:nil='false'>1</small>", Some(Nil)),
        ("<five| i:nil='true'/>", Some(Nil)),
    ]);
}

#[test]
fn an_empty_element_has_its_default_and_a_fixed_one_no_other_value() {
    hold_all(&[
        ("<small|/>", None),
        ("<small|>4</small>", Some(Facet)),
        ("<five|/>", None),
        ("<five|> +05 </five>", None),
        ("<five|>6</five>", Some(Fixed)),
    ]);
}
