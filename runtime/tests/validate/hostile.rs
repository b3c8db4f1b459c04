//! What would take unbounded time or memory with less care.

use castile::validate::ViolationKind::{Unreadable, Value};
use castile::validate::{
    Facet, Grammar, MANY, Own, Particle, RESTRICTION, Tables, Type, Violations, choice, complex,
    element, item, list, local_element, sequence, simple, union, xs,
};

use crate::{hold, kinds};

/// A grammar in which `r` holds what the last particle says, of which `a` is one.
fn grammar(particles: &'static [Particle], last: u32) -> Grammar {
    static ELEMENTS: &[castile::validate::Element] = &[
        element("r", "", Own(0)),
        local_element("a", "", xs::STRING),
        local_element("b", "", xs::INT),
    ];
    let types: &'static [Type] = Box::leak(Box::new([
        complex("", "", xs::ANY_TYPE, RESTRICTION).elements(last)
    ]));
    Grammar::new(Tables {
        elements: ELEMENTS,
        attributes: &[],
        types,
        particles,
        identities: &[],
    })
}

fn repeated(count: usize) -> String {
    format!("<r>{}</r>", "<a/>".repeat(count))
}

#[test]
fn a_million_occurrences_are_counted_and_not_unrolled() {
    static MANY_AT_LEAST: &[Particle] = &[item(1).occurs(999_999, 1_000_000), sequence(&[0])];
    static MANY_AT_MOST: &[Particle] = &[item(1).occurs(0, 1_000_000), sequence(&[0])];
    static SOME_AT_MOST: &[Particle] = &[item(1).occurs(0, 20_000), sequence(&[0])];
    assert_eq!(
        kinds(&grammar(MANY_AT_LEAST, 1), &repeated(20_001)).len(),
        1
    );
    assert!(kinds(&grammar(MANY_AT_MOST, 1), &repeated(20_001)).is_empty());
    assert_eq!(kinds(&grammar(SOME_AT_MOST, 1), &repeated(20_001)).len(), 1);
}

#[test]
fn repetitions_in_repetitions_do_not_multiply() {
    static PARTICLES: &[Particle] = &[
        item(1).occurs(0, 1_000),
        sequence(&[0]).occurs(0, 1_000),
        choice(&[1]).occurs(0, 1_000_000),
        sequence(&[2]).occurs(0, MANY),
    ];
    let grammar = grammar(PARTICLES, 3);
    assert!(kinds(&grammar, &repeated(20_000)).is_empty());
}

#[test]
fn numbers_that_can_be_split_in_many_ways_stay_few() {
    static PARTICLES: &[Particle] = &[
        item(1).occurs(3, 7),
        sequence(&[0]).occurs(5, 9),
        sequence(&[1]).occurs(2, 1_000),
    ];
    let grammar = grammar(PARTICLES, 2);
    assert_eq!(kinds(&grammar, &repeated(29)).len(), 1);
    assert!(kinds(&grammar, &repeated(30)).is_empty());
    assert!(kinds(&grammar, &repeated(5_000)).is_empty());
}

#[test]
fn nesting_ends_at_the_limit_of_reading() {
    static ANY: Grammar = Grammar::new(Tables {
        elements: &[element("r", "", xs::ANY_TYPE)],
        attributes: &[],
        types: &[],
        particles: &[],
        identities: &[],
    });
    let deep = "<r>".repeat(100_000);
    hold(&ANY, &[(&deep, Some(Unreadable))]);
}

#[test]
fn a_pattern_that_other_engines_choke_on_is_answered() {
    static TYPES: &[Type] =
        &[simple("", "", xs::STRING).facets(&[Facet::Pattern(r"\A(?:(?:(?:a+)+)+)\z")])];
    static GRAMMAR: Grammar = Grammar::new(Tables {
        elements: &[element("v", "", Own(0))],
        attributes: &[],
        types: TYPES,
        particles: &[],
        identities: &[],
    });
    let document = format!("<v>{}b</v>", "a".repeat(100_000));
    assert_eq!(kinds(&GRAMMAR, &document).len(), 1);
}

#[test]
fn unions_of_unions_are_tried_a_bounded_number_of_times() {
    // Each has the next three times: 3 to the power of 20 leaves.
    let mut types: Vec<Type> = (1..20)
        .map(|next| union("", "", Box::leak(Box::new([Own(next); 3]))))
        .collect();
    types.push(list("", "", xs::INT));
    let grammar = Grammar::new(Tables {
        elements: Box::leak(Box::new([element("v", "", Own(0))])),
        attributes: &[],
        types: Box::leak(types.into_boxed_slice()),
        particles: &[],
        identities: &[],
    });
    assert!(kinds(&grammar, "<v>1 2</v>").is_empty());
    // So many tries that the value is taken as it is.
    assert!(kinds(&grammar, "<v>x</v>").is_empty());
}

#[test]
fn violations_and_what_they_show_have_a_limit() {
    static PARTICLES: &[Particle] = &[item(2).occurs(0, MANY), sequence(&[0])];
    let grammar = grammar(PARTICLES, 1);
    let long = format!("<r><b>{}</b></r>", "x".repeat(1_000_000));
    let violations = grammar.validate(&long).expect_err("it is no int");
    assert_eq!(violations.first().kind(), Value);
    assert!(violations.to_string().len() < 200);
    let many = format!("<r>{}</r>", "<b/>".repeat(Violations::MOST + 1));
    let violations = grammar.validate(&many).expect_err("none is an int");
    assert_eq!(violations.len(), Violations::MOST);
    assert!(violations.is_cut_off());
}

#[test]
fn what_is_no_xml_is_the_last_violation() {
    static PARTICLES: &[Particle] = &[item(2), sequence(&[0])];
    let grammar = grammar(PARTICLES, 1);
    let found: Vec<String> = crate::violations(&grammar, "<r><b>x</b>\n<b></r>")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("1:4: /r/b: "), "{found:?}");
    assert!(found[2].starts_with("2:"), "{found:?}");
    hold(
        &grammar,
        &[
            ("<!DOCTYPE r []><r/>", Some(Unreadable)),
            ("", Some(Unreadable)),
        ],
    );
}

/// A namespace of a megabyte, which two letters ask for: in names, in values, in attributes.
#[test]
fn a_long_namespace_is_not_copied_without_end() {
    static TYPES: &[Type] = &[list("", "", xs::Q_NAME)];
    static ELEMENTS: &[castile::validate::Element] = &[element("r", "", Own(0))];
    static NAMES: Grammar = Grammar::new(Tables {
        elements: ELEMENTS,
        attributes: &[],
        types: TYPES,
        particles: &[],
        identities: &[],
    });
    let long = "x".repeat(1 << 20);
    let attributes = (0..2_000)
        .map(|n| format!(" p:a{n}=''"))
        .collect::<String>();
    for text in [
        format!("<r xmlns:p='{long}'>{}</r>", "p:a ".repeat(2_000)),
        format!("<r xmlns:p='{long}'{attributes}/>"),
    ] {
        let found = kinds(&NAMES, &text);
        assert!(found.iter().any(|(kind, _)| *kind == Unreadable));
    }
    let short = format!("<r xmlns:p='urn:p'>{}</r>", "p:a ".repeat(100_000));
    assert!(kinds(&NAMES, &short).is_empty());
}
