//! Wildcards among elements, and several grammars together.

use castile::validate::ViolationKind::{Nil, NotDeclared, UnexpectedElement, Value};
use castile::validate::{
    Grammar, MANY, Own, Process, RESTRICTION, Tables, Violations, Wildcard, any, complex, element,
    validate_against, xs,
};
use castile::xml::ReadOptions;

use crate::hold;

static GRAMMAR: Grammar = Grammar::new(Tables {
    elements: &[
        element("strict", "", Own(0)),
        element("lax", "", Own(1)),
        element("skip", "", Own(2)),
        element("number", "urn:n", xs::INT),
    ],
    attributes: &[],
    types: &[
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(0),
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(1),
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(2),
    ],
    particles: &[
        any(Wildcard::Other(""), Process::Strict).occurs(0, MANY),
        any(Wildcard::Of(&["", "urn:n"]), Process::Lax).occurs(0, MANY),
        any(Wildcard::Any, Process::Skip).occurs(0, MANY),
    ],
    identities: &[],
});

#[test]
fn a_wildcard_checks_as_much_as_it_says() {
    hold(
        &GRAMMAR,
        &[
            ("<strict><number xmlns='urn:n'>1</number></strict>", None),
            (
                "<strict><number xmlns='urn:n'>x</number></strict>",
                Some(Value),
            ),
            (
                "<strict><unknown xmlns='urn:n'/></strict>",
                Some(NotDeclared),
            ),
            ("<strict><lax/></strict>", Some(UnexpectedElement)),
            (
                "<lax><unknown xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'>x</unknown></lax>",
                None,
            ),
            (
                "<lax><number xmlns='urn:n' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/></lax>",
                Some(Nil),
            ),
            (
                "<lax><unknown><number xmlns='urn:n'>1</number></unknown></lax>",
                None,
            ),
            (
                "<lax><unknown><number xmlns='urn:n'>x</number></unknown></lax>",
                Some(Value),
            ),
            (
                "<lax><number xmlns='urn:o'/></lax>",
                Some(UnexpectedElement),
            ),
            ("<skip><number xmlns='urn:n'>x</number></skip>", None),
        ],
    );
}

#[test]
fn one_grammar_declares_what_another_admits() {
    static MORE: Grammar = Grammar::new(Tables {
        elements: &[element("more", "urn:m", xs::INT)],
        attributes: &[],
        types: &[],
        particles: &[],
        identities: &[],
    });
    let document = "<strict><more xmlns='urn:m'>x</more><number xmlns='urn:n'>x</number></strict>";
    let both = validate_against(&[&GRAMMAR, &MORE], document, &ReadOptions::default());
    let kinds: Vec<_> = both
        .err()
        .into_iter()
        .flat_map(Violations::into_iter)
        .map(|violation| violation.kind())
        .collect();
    assert_eq!(kinds, [Value, Value]);
}
