//! Content models.

use castile::validate::ViolationKind::{MissingElement, UnexpectedElement, UnexpectedText};
use castile::validate::{
    Content, Element, Grammar, MANY, Own, Particle, RESTRICTION, Tables, all, choice, complex,
    element, item, local_element, sequence, xs,
};

use crate::{hold, kinds};

const LETTERS: &[Element] = &[
    element("r", "", Own(0)),
    local_element("a", "", xs::STRING),
    local_element("b", "", xs::STRING),
    local_element("c", "", xs::STRING),
];

/// A grammar with the letters `a`, `b`, `c` as children of `r`, whose content is the last particle.
macro_rules! grammar {
    ($particles:expr) => {{
        static PARTICLES: &[Particle] = $particles;
        static GRAMMAR: Grammar = Grammar::new(Tables {
            elements: LETTERS,
            attributes: &[],
            types: &[
                complex("R", "", xs::ANY_TYPE, RESTRICTION).elements(PARTICLES.len() as u32 - 1)
            ],
            particles: PARTICLES,
            identities: &[],
        });
        &GRAMMAR
    }};
}

/// A document of `r` with children of these names.
fn document(children: &str) -> String {
    let children = children.chars().map(|name| format!("<{name}/>"));
    format!("<r>{}</r>", children.collect::<String>())
}

/// Which of these children are valid: those before the bar, and not those behind it.
fn check(grammar: &Grammar, right: &str, wrong: &str) {
    for children in right.split(' ') {
        let found = kinds(grammar, &document(children));
        assert!(found.is_empty(), "{children}: {found:?}");
    }
    for children in wrong.split(' ') {
        let found = kinds(grammar, &document(children));
        assert!(!found.is_empty(), "{children}");
    }
}

#[test]
fn a_sequence_keeps_its_order_and_its_numbers() {
    let grammar = grammar!(&[
        item(1),
        item(2).occurs(0, 2),
        item(3).occurs(1, MANY),
        sequence(&[0, 1, 2]),
    ]);
    check(grammar, "ac abc abbc abbccc", "a c ab ba abbbc acb aac");
}

#[test]
fn a_repeated_choice_takes_its_elements_in_any_order() {
    let grammar = grammar!(&[
        item(1),
        item(2),
        choice(&[0, 1]).occurs(1, 3),
        item(3),
        sequence(&[2, 3]),
    ]);
    check(grammar, "ac bc abc bbac", "c ab abbac aca");
}

#[test]
fn all_takes_each_once_in_any_order() {
    let grammar = grammar!(&[item(1), item(2).occurs(0, 1), item(3), all(&[0, 1, 2])]);
    check(grammar, "ac ca abc cba bca", "a aac abcb");
}

#[test]
fn repetitions_in_repetitions_are_counted() {
    let grammar = grammar!(&[
        item(1).occurs(2, 3),
        sequence(&[0]).occurs(2, 2),
        item(2).occurs(0, 1),
        sequence(&[1, 2]),
    ]);
    check(grammar, "aaaa aaaaa aaaaaa aaaab", "aaa aaaaaaa aab");
}

#[test]
fn a_group_that_may_be_empty_counts_as_often_as_it_must() {
    let grammar = grammar!(&[
        item(1).occurs(0, 1),
        sequence(&[0]).occurs(3, 3),
        item(2),
        sequence(&[1, 2]),
    ]);
    check(grammar, "b ab aab aaab", "aaaab aaa");
}

#[test]
fn what_is_missing_is_named_where_it_is_missed_and_the_rest_is_looked_at() {
    let grammar = grammar!(&[item(1), item(2), item(3), sequence(&[0, 1, 2])]);
    let found: Vec<String> = crate::violations(grammar, "<r>\n <a/><c/><a/>\n</r>")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "2:6: /r: `b` is missing before `c`",
            "2:10: /r: the element `a` may not stand here; no element may",
        ]
    );
    let found: Vec<String> = crate::violations(grammar, "<r><a/></r>")
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, ["1:12: /r: `b` is missing at the end of `r`"]);
}

#[test]
fn text_stands_only_where_content_is_mixed() {
    static GRAMMAR: Grammar = Grammar::new(Tables {
        elements: &[
            element("elements", "", Own(0)),
            element("mixed", "", Own(1)),
            element("empty", "", Own(2)),
            element("text", "", xs::STRING),
            element("open", "", xs::ANY_TYPE),
        ],
        attributes: &[],
        types: &[
            complex("Elements", "", xs::ANY_TYPE, RESTRICTION).elements(1),
            complex("Mixed", "", xs::ANY_TYPE, RESTRICTION)
                .elements(1)
                .mixed(),
            complex("Empty", "", xs::ANY_TYPE, RESTRICTION).holds(Content::Empty),
        ],
        particles: &[item(3).occurs(0, 1), sequence(&[0])],
        identities: &[],
    });
    hold(
        &GRAMMAR,
        &[
            ("<elements>\n <text>t</text>\n</elements>", None),
            ("<elements>x<text>t</text></elements>", Some(UnexpectedText)),
            ("<mixed>x<text>t</text>y</mixed>", None),
            ("<empty/>", None),
            ("<empty><!-- --></empty>", None),
            ("<empty> </empty>", Some(UnexpectedText)),
            ("<empty><text/></empty>", Some(UnexpectedElement)),
            ("<text>x<elements/></text>", Some(UnexpectedElement)),
            ("<open>x<unknown a='1'>y</unknown></open>", None),
            ("<open><elements>x</elements></open>", Some(UnexpectedText)),
        ],
    );
}

#[test]
fn a_substitute_stands_for_its_head_and_the_abstract_one_does_not() {
    use castile::validate::ViolationKind::Abstract;
    static GRAMMAR: Grammar = Grammar::new(Tables {
        elements: &[
            element("r", "", Own(0)),
            element("head", "", xs::STRING)
                .stand_in_only()
                .substitutes(&[2]),
            element("member", "", xs::STRING),
            element("other", "", xs::STRING),
        ],
        attributes: &[],
        types: &[complex("R", "", xs::ANY_TYPE, RESTRICTION).elements(0)],
        particles: &[item(1)],
        identities: &[],
    });
    hold(
        &GRAMMAR,
        &[
            ("<r><member/></r>", None),
            ("<r><head/></r>", Some(Abstract)),
            ("<r/>", Some(MissingElement)),
        ],
    );
    let found = kinds(&GRAMMAR, "<r><other/></r>");
    assert_eq!(found.len(), 2, "{found:?}");
}
