//! The three states of an element, binary data, names and elements of any kind.

use castile::value::{
    AnyElement, AnyNode, Atomic, Base64Binary, HexBinary, Nillable, QName, parse,
};
use proptest::prelude::*;

use Nillable::{Absent, Nil, Value};

fn states() -> [Nillable<i32>; 3] {
    [Absent, Nil, Value(5)]
}

#[test]
fn the_states_are_distinct() {
    assert_eq!(
        states().map(|state| state.is_absent()),
        [true, false, false]
    );
    assert_eq!(states().map(|state| state.is_nil()), [false, true, false]);
    assert_eq!(states().map(|state| state.is_value()), [false, false, true]);
    assert_eq!(
        states().map(|state| state.is_value_and(|value| value > 5)),
        [false; 3]
    );
    assert_eq!(Nillable::<i32>::default(), Nil);
    assert_ne!(Nillable::<String>::from(""), Nil);
    assert_ne!(Nillable::<Vec<i32>>::from([]), Nil);
}

#[test]
fn a_value_goes_in_by_conversion() {
    let text: [Nillable<String>; 6] = [
        "a".into(),
        "a".to_owned().into(),
        Some("a").into(),
        Some("a".to_owned()).into(),
        None::<&str>.into(),
        None::<String>.into(),
    ];
    assert_eq!(
        text,
        [
            Value("a".into()),
            Value("a".into()),
            Value("a".into()),
            Value("a".into()),
            Nil,
            Nil
        ]
    );
    assert_eq!(Nillable::<Vec<i32>>::from(vec![1, 2]), Value(vec![1, 2]));
    assert_eq!(Nillable::<Vec<i32>>::from([1, 2]), Value(vec![1, 2]));
    assert_eq!(Nillable::<Box<i32>>::from(5), Value(Box::new(5)));
    assert_eq!(Nillable::<Box<i32>>::from(Some(5)), Value(Box::new(5)));
    assert_eq!(Nillable::<Box<i32>>::from(Box::new(5)), Value(Box::new(5)));
}

#[test]
fn a_value_comes_out_as_of_an_option() {
    let options = [None, None, Some(5)];
    assert_eq!(
        states().each_ref().map(Nillable::as_option),
        options.each_ref().map(Option::as_ref)
    );
    assert_eq!(states().map(Nillable::into_option), options);
    assert_eq!(states().map(Option::from), options);
    assert_eq!(states().map(|state| state.into_iter().count()), [0, 0, 1]);
    assert_eq!(states().map(|state| state.unwrap_or(1)), [1, 1, 5]);
    assert_eq!(states().map(|state| state.unwrap_or_else(|| 1)), [1, 1, 5]);
    assert_eq!(states().map(Nillable::unwrap_or_default), [0, 0, 5]);
    assert_eq!(
        states().map(|state| state.ok_or("none")),
        [Err("none"), Err("none"), Ok(5)]
    );
    assert_eq!(Nillable::<String>::from("a").as_deref(), Some("a"));
}

#[test]
fn a_change_of_the_value_leaves_the_other_states() {
    assert_eq!(
        states().map(|state| state.map(f64::from)),
        [Absent, Nil, Value(5.0)]
    );
    assert_eq!(
        states().map(|state| state.and_then(|_| Nillable::<i32>::Absent)),
        [Absent, Nil, Absent]
    );
    assert_eq!(states().map(|state| state.as_ref().cloned()), states());
    let mut states = states();
    for state in &mut states {
        if let Some(value) = state.as_mut_option() {
            *value += 1;
        }
    }
    assert_eq!(states, [Absent, Nil, Value(6)]);
}

#[test]
fn a_value_can_be_taken_and_put_in() {
    let mut states = states();
    assert_eq!(states.each_mut().map(Nillable::take), [None, None, Some(5)]);
    assert_eq!(states, [Absent, Nil, Nil]);
    let mut state = Nillable::Absent;
    assert_eq!(*state.get_or_insert_with(|| 1), 1);
    assert_eq!(*state.get_or_insert_with(|| 2), 1);
    assert_eq!(*state.insert(3), 3);
    assert_eq!(state.replace(4), Value(3));
    assert_eq!(state, Value(4));
}

#[test]
fn base64_takes_white_space_and_needs_padding() {
    for input in ["AQIDBA==", " AQID\nBA== ", "AQ ID BA ==", "AQIDBB=="] {
        assert_eq!(
            parse(input),
            Ok(Base64Binary(vec![1, 2, 3, 4])),
            "{input:?}"
        );
    }
    assert_eq!(parse::<Base64Binary>(""), Ok(Base64Binary::default()));
    for input in [
        "A", "AQIDBA", "AQIDBA=", "AQID====", "AQ-_", "A=ID", "\u{a0}",
    ] {
        assert_eq!(
            parse::<Base64Binary>(input).expect_err(input).to_string(),
            format!("\"{input}\" is not an xs:base64Binary")
        );
    }
    assert_eq!(Base64Binary::from([1, 2, 3, 4]).to_string(), "AQIDBA==");
}

#[test]
fn hexadecimal_digits_come_in_pairs() {
    assert_eq!(parse(" 0aFf "), Ok(HexBinary(vec![10, 255])));
    assert_eq!(parse::<HexBinary>(""), Ok(HexBinary::default()));
    assert_eq!(HexBinary::from([10, 255]).to_string(), "0AFF");
    for (input, message) in [
        (
            "0af",
            r#""0af" is not an xs:hexBinary: the number of digits is odd"#,
        ),
        ("0g", r#""0g" is not an xs:hexBinary"#),
        (
            "0a ff",
            r#""0a ff" is not an xs:hexBinary: the number of digits is odd"#,
        ),
        ("+a", r#""+a" is not an xs:hexBinary"#),
    ] {
        assert_eq!(
            parse::<HexBinary>(input).expect_err(input).to_string(),
            message
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_read_back_the_same(bytes: Vec<u8>) {
        let (base64, hex) = (Base64Binary(bytes.clone()), HexBinary(bytes));
        prop_assert_eq!(base64.to_string().parse::<Base64Binary>(), Ok(base64));
        prop_assert_eq!(hex.to_string().parse::<HexBinary>(), Ok(hex));
    }

    #[test]
    fn no_text_makes_a_reader_panic(input in "\\PC{0,30}") {
        let _ = (Base64Binary::parse(&input), HexBinary::parse(&input), QName::parse(&input, |_| None), String::parse(&input));
    }
}

fn scope(prefix: &str) -> Option<String> {
    match prefix {
        "" => Some("urn:default".into()),
        "p" => Some("urn:p".into()),
        _ => None,
    }
}

#[test]
fn a_name_is_resolved_in_its_scope() {
    let read = |text: &str| QName::parse(text, scope).expect(text);
    assert_eq!(read(" p:local "), QName::new("urn:p", "local"));
    assert_eq!(read("local"), QName::new("urn:default", "local"));
    assert_eq!(
        QName::parse("local", |_| None),
        Ok(QName::without_namespace("local"))
    );
    assert_eq!(
        QName::parse("local", |_| Some(String::new())),
        Ok(QName::without_namespace("local"))
    );
    assert_eq!(read("p:local").to_string(), "{urn:p}local");
    for input in [
        "", ":", "p:", ":local", "p:a:b", "a b", "1a", "-a", "p:1", "a\u{d7}",
    ] {
        assert_eq!(
            QName::parse(input, scope).expect_err(input).to_string(),
            format!("\"{input}\" is not an xs:QName")
        );
    }
}

#[test]
fn a_name_with_an_undeclared_prefix_is_kept() {
    let name = QName::parse("ter:local", scope).expect("an undeclared prefix is no error");
    assert!(name.is_unresolved());
    assert_eq!(
        (name.namespace(), name.prefix(), name.local()),
        (None, Some("ter"), "local")
    );
    assert_ne!(name, QName::without_namespace("local"));
    assert_eq!(name.to_string(), "ter:local");
    let mut out = String::new();
    name.write("ignored", &mut out);
    assert_eq!(out, "ter:local");
}

#[test]
fn a_prefix_is_only_a_hint_where_the_namespace_is_known() {
    let name = QName::new("urn:p", "local");
    assert_eq!(name, name.clone().with_prefix("p"));
    assert!(name.is(Some("urn:p"), "local") && !name.is(None, "local"));
    for (prefix, written) in [("q", "q:local"), ("", "local")] {
        let mut out = String::new();
        name.write(prefix, &mut out);
        assert_eq!(out, written);
    }
}

/// Row 29: elements of any kind are kept.
#[test]
fn an_element_of_any_kind_is_a_tree() {
    let name = |local: &str| QName::new("urn:p", local);
    let mut element = AnyElement::new(name("root"));
    element.declare_namespace("p", "urn:old");
    element.declare_namespace("p", "urn:p");
    element.set_attribute(QName::without_namespace("id"), "1");
    element.set_attribute(QName::without_namespace("id"), "2");
    element.push_text("a");
    element.push_text("");
    element.push_text("b");
    element.push_element(AnyElement::new(name("first")).with_text("1"));
    element.push_element(AnyElement::new(name("second")));

    assert_eq!(element.namespace_of("p"), Some("urn:p"));
    assert_eq!(element.namespaces().len(), 1);
    assert_eq!(element.attribute(None, "id"), Some("2"));
    assert_eq!(element.attribute(Some("urn:p"), "id"), None);
    assert_eq!(element.text(), None);
    assert_eq!(
        element.children().first(),
        Some(&AnyNode::Text("ab".into()))
    );
    assert_eq!(
        element
            .elements()
            .map(|child| child.name().local())
            .collect::<Vec<_>>(),
        ["first", "second"]
    );
    assert_eq!(
        element.find("first").and_then(AnyElement::text).as_deref(),
        Some("1")
    );
    assert_eq!(
        element.find("second").and_then(AnyElement::text).as_deref(),
        Some("")
    );
    assert_eq!(element.find("third"), None);
}
