//! Attributes.

use castile::validate as v;
use castile::validate::ViolationKind::{
    Facet, Fixed, MissingAttribute, NotDeclared, UnexpectedAttribute, Value,
};
use castile::validate::{
    Grammar, Own, Process, RESTRICTION, Tables, Wildcard, attribute, complex, element, simple, xs,
};

use crate::hold;

static GRAMMAR: Grammar = Grammar::new(Tables {
    elements: &[
        element("r", "", Own(0)),
        element("w", "", Own(1)),
        element("l", "", Own(2)),
    ],
    attributes: &[
        attribute("known", "urn:k", xs::INT).global(),
        attribute("id", "", xs::INT).required(),
        attribute("unit", "", xs::TOKEN).fixed("a b"),
        attribute("size", "", Own(3)).default("S"),
    ],
    types: &[
        complex("R", "", xs::ANY_TYPE, RESTRICTION).attributes(&[1, 2, 3]),
        complex("W", "", xs::ANY_TYPE, RESTRICTION)
            .any_attribute(&[(Wildcard::Other(""), Process::Strict)]),
        complex("L", "", xs::ANY_TYPE, RESTRICTION)
            .any_attribute(&[(Wildcard::Of(&["urn:k", "urn:l"]), Process::Lax)]),
        simple("Size", "", xs::STRING).facets(&[v::Facet::Enumeration(&["S", "M"])]),
    ],
    particles: &[],
    identities: &[],
});

#[test]
fn attributes_are_there_as_declared() {
    hold(
        &GRAMMAR,
        &[
            ("<r id='1'/>", None),
            ("<r id='1' unit=' a  b ' size='M'/>", None),
            (
                "<r id='1' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='a b'/>",
                None,
            ),
            ("<r/>", Some(MissingAttribute)),
            ("<r id='x'/>", Some(Value)),
            ("<r id='1' unit='c'/>", Some(Fixed)),
            ("<r id='1' size='L'/>", Some(Facet)),
            ("<r id='1' other='1'/>", Some(UnexpectedAttribute)),
            (
                "<r id='1' p:size='S' xmlns:p='urn:p'/>",
                Some(UnexpectedAttribute),
            ),
            ("<unknown/>", Some(NotDeclared)),
        ],
    );
}

#[test]
fn a_wildcard_admits_attributes_and_has_them_checked_as_it_says() {
    hold(
        &GRAMMAR,
        &[
            ("<w k:known='1' xmlns:k='urn:k'/>", None),
            ("<w k:known='x' xmlns:k='urn:k'/>", Some(Value)),
            (
                "<w k:unknown='1' xmlns:k='urn:k'/>",
                Some(UnexpectedAttribute),
            ),
            ("<w known='1'/>", Some(UnexpectedAttribute)),
            ("<l k:unknown='1' xmlns:k='urn:k'/>", None),
            ("<l k:known='x' xmlns:k='urn:k'/>", Some(Value)),
            (
                "<l k:known='1' xmlns:k='urn:o'/>",
                Some(UnexpectedAttribute),
            ),
        ],
    );
}
