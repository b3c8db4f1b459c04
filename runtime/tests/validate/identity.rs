//! Ids, and `unique`, `key` and `keyref`.

use castile::validate::ViolationKind::{Duplicate, Id, IdReference, Key, KeyReference};
use castile::validate::{
    Demand, Grammar, MANY, Own, Path, RESTRICTION, Tables, Test, attribute, choice, complex,
    element, identity, item, local_element, xs,
};

use crate::hold;

static IDS: Grammar = Grammar::new(Tables {
    elements: &[element("r", "", Own(0)), local_element("n", "", Own(1))],
    attributes: &[
        attribute("id", "", xs::ID),
        attribute("to", "", xs::ID_REFS),
        attribute("second", "", xs::ID),
    ],
    types: &[
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(0),
        complex("", "", xs::ANY_TYPE, RESTRICTION).attributes(&[0, 1, 2]),
    ],
    particles: &[item(1).occurs(0, MANY)],
    identities: &[],
});

#[test]
fn an_id_is_there_once_and_what_refers_to_it_finds_it() {
    hold(
        &IDS,
        &[
            ("<r><n to='b a'/><n id='a'/><n id='b'/></r>", None),
            ("<r><n id='a'/><n id='a'/></r>", Some(Id)),
            ("<r><n id='a' second='b'/></r>", Some(Id)),
            ("<r><n id='a' to='a b'/></r>", Some(IdReference)),
        ],
    );
}

static KEYS: Grammar = Grammar::new(Tables {
    elements: &[
        element("r", "", Own(0)).identities(&[0, 1, 2]),
        local_element("a", "", Own(1)).nillable(),
        local_element("b", "", Own(1)),
        local_element("c", "", xs::DECIMAL),
    ],
    attributes: &[
        attribute("x", "", xs::DECIMAL),
        attribute("y", "", xs::STRING),
    ],
    types: &[
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(3),
        complex("", "", xs::ANY_TYPE, RESTRICTION)
            .text(xs::STRING)
            .attributes(&[0, 1]),
    ],
    particles: &[
        item(1),
        item(2),
        item(3),
        choice(&[0, 1, 2]).occurs(0, MANY),
    ],
    identities: &[
        identity(
            "keys",
            Demand::Key,
            &[Path::Here(&[Test::Name("a", "")], None)],
            &[X, Y],
        ),
        identity(
            "references",
            Demand::Refer(0),
            &[Path::Deep(&[Test::Name("b", "")], None)],
            &[X, Y],
        ),
        identity(
            "single",
            Demand::Unique,
            &[Path::Deep(&[Test::Name("c", "")], None)],
            &[HERE],
        ),
    ],
});

const X: &[Path] = &[Path::Here(&[], Some(Test::Name("x", "")))];
const Y: &[Path] = &[Path::Here(&[], Some(Test::Any))];
const HERE: &[Path] = &[Path::Here(&[], None)];

#[test]
fn fields_are_compared_as_values() {
    hold(
        &KEYS,
        &[
            ("<r><c>1</c><c>2</c></r>", None),
            ("<r><c>1</c><c>1.0</c></r>", Some(Duplicate)),
        ],
    );
}

#[test]
fn a_field_that_is_several_is_an_error() {
    hold(&KEYS, &[("<r><a x='1' y='1'/></r>", Some(Key))]);
}

static ONE: Grammar = Grammar::new(Tables {
    elements: &[
        element("r", "", Own(0)).identities(&[0, 1]),
        local_element("a", "", Own(1)),
        local_element("b", "", Own(1)),
    ],
    attributes: &[attribute("x", "", xs::DECIMAL)],
    types: &[
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(2),
        complex("", "", xs::ANY_TYPE, RESTRICTION)
            .text(xs::STRING)
            .attributes(&[0]),
    ],
    particles: &[item(1), item(2), choice(&[0, 1]).occurs(0, MANY)],
    identities: &[
        identity(
            "keys",
            Demand::Key,
            &[Path::Here(&[Test::Name("a", "")], None)],
            &[X],
        ),
        identity(
            "references",
            Demand::Refer(0),
            &[Path::Here(&[Test::Name("b", "")], None)],
            &[X],
        ),
    ],
});

#[test]
fn a_key_has_its_fields_once_and_references_find_it() {
    hold(
        &ONE,
        &[
            ("<r><b x='1.0'/><b/><a x='1'/><a x='2'/></r>", None),
            ("<r><a x='1'/><a x='1.0'/></r>", Some(Duplicate)),
            ("<r><a/></r>", Some(Key)),
            ("<r><a x='1'/><b x='2'/></r>", Some(KeyReference)),
        ],
    );
}
