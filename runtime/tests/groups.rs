//! Model groups, wildcards and mixed content: read, written, and in the order in which they stood.

#[path = "by_hand/groups.rs"]
#[allow(unreachable_pub)]
mod groups;

use castile::value::{AnyAttributes, AnyElement, QName};
use castile::xml::{ErrorKind, from_str, to_string};
use groups::{Lines, Order, Payment, Piece, Text, Transfer};

fn order(content: &str) -> String {
    format!(
        "<Order xmlns=\"urn:shop\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"7\"{content}</Order>"
    )
}

fn round_trip(text: &str) -> Order {
    let order: Order = from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    assert_eq!(to_string(&order).expect("written"), text);
    order
}

fn line(line: &str, note: Option<&str>) -> Lines {
    Lines {
        note: note.map(str::to_owned),
        line: line.to_owned(),
    }
}

#[test]
fn each_occurrence_of_a_repeated_sequence_is_an_item() {
    let read = round_trip(&order(
        "><Line>1</Line><Note>n</Note><Line>2</Line><Line>3</Line>",
    ));
    assert_eq!(
        read.lines,
        [line("1", None), line("2", Some("n")), line("3", None)]
    );
}

#[test]
fn a_choice_holds_what_was_chosen() {
    let read = round_trip(&order("><Line>1</Line><Card>4711</Card>"));
    assert_eq!(read.payment, Some(Payment::Card("4711".to_owned())));
}

#[test]
fn an_alternative_may_repeat_and_may_be_a_sequence() {
    let read = round_trip(&order("><Coin>1</Coin><Coin>2</Coin>"));
    assert_eq!(read.payment, Some(Payment::Coin(vec![1, 2])));
    let read = round_trip(&order("><Bank>b</Bank><Account>a</Account>"));
    let transfer = Transfer {
        bank: "b".to_owned(),
        account: Some("a".to_owned()),
    };
    assert_eq!(read.payment, Some(Payment::Transfer(Box::new(transfer))));
}

/// Row 24: repeated choices keep their order.
#[test]
fn a_repeated_choice_keeps_the_order_of_its_items() {
    let text = order(
        "><Card>first</Card><x xmlns=\"urn:other\">y</x><Bank>b</Bank><Card>2</Card><Coin>3</Coin><Card>4</Card>",
    );
    let read: Order = from_str(&text).expect("read");
    let kinds: Vec<&str> = read
        .history
        .iter()
        .map(|payment| match payment {
            Payment::Card(_) => "card",
            Payment::Coin(_) => "coin",
            Payment::Transfer(_) => "transfer",
        })
        .collect();
    assert_eq!(kinds, ["transfer", "card", "coin", "card"]);
    assert_eq!(
        from_str::<Order>(&to_string(&read).expect("written")).expect("read"),
        read
    );
}

#[test]
fn what_a_wildcard_admits_is_kept_with_its_namespaces() {
    let text =
        order(" xml:lang=\"en\"><e xmlns=\"urn:e\" xmlns:q=\"urn:q\" a=\"1\">q:name<f/>tail</e>");
    let read: Order = from_str(&text).expect("read");
    assert_eq!(read.any.len(), 1);
    assert_eq!(read.any[0].namespace_of("q"), Some("urn:q"));
    assert_eq!(read.any_attributes.attributes().len(), 1);
    let again: Order = from_str(&to_string(&read).expect("written")).expect("read");
    assert_eq!(again.any[0].find("f"), read.any[0].find("f"));
    assert_eq!(again.any_attributes, read.any_attributes);
    assert_eq!(again.any[0].namespace_of("q"), Some("urn:q"));
}

#[test]
fn what_xml_cannot_carry_in_a_name_is_refused_in_writing() {
    let element = |name: QName| AnyElement::new(name);
    let named = |local: &str| element(QName::new("urn:e", local));
    let mut attribute = named("e");
    attribute.set_attribute(QName::without_namespace("a b"), "1");
    let declaring = |prefix: &str, namespace: &str| {
        let mut element = named("e");
        element.declare_namespace(prefix, namespace);
        element
    };
    let refused = [
        named("a b"),
        named("p:e"),
        named("1"),
        element(QName::new("urn:\0", "e")),
        element(QName::new("http://www.w3.org/2000/xmlns/", "e")),
        attribute,
        declaring("p=\"\" onload", "urn:p"),
        declaring("xmlns", "urn:p"),
        declaring("xml", "urn:p"),
        declaring("p", ""),
        declaring("p", "http://www.w3.org/XML/1998/namespace"),
        declaring("p", "urn:\u{1}"),
    ];
    for element in refused {
        let order = Order {
            any: vec![element],
            ..Order::default()
        };
        let error = to_string(&order).expect_err("a name that is none");
        assert_eq!(error.kind(), ErrorKind::Name, "{error}");
    }
    let mut any_attributes = AnyAttributes::default();
    any_attributes.declare_namespace("", "urn:e");
    any_attributes.declare_namespace("xml", "http://www.w3.org/XML/1998/namespace");
    let order = Order {
        any_attributes,
        any: vec![
            declaring("xml", "http://www.w3.org/XML/1998/namespace"),
            declaring("", "urn:d"),
        ],
        ..Order::default()
    };
    let written = to_string(&order).expect("they can be carried");
    assert_eq!(
        from_str::<Order>(&written).expect("read").any.len(),
        2,
        "{written}"
    );
}

#[test]
fn an_element_without_a_namespace_has_no_default_one_beside_it() {
    let mut bare = AnyElement::new(QName::without_namespace("bare"));
    bare.declare_namespace("", "urn:d");
    let order = Order {
        any: vec![bare],
        ..Order::default()
    };
    let written = to_string(&order).expect("written");
    assert!(written.contains("<bare xmlns=\"\"/>"), "{written}");
}

#[test]
fn attributes_are_read_and_written_in_their_types() {
    let read = round_trip(&order(" tags=\"a b c\">").replace("></Order>", "/>"));
    assert_eq!(read.id, 7);
    assert_eq!(read.tags.as_deref().map(<[String]>::len), Some(3));
}

#[test]
fn mixed_content_keeps_text_and_elements_in_their_order() {
    let text = "<Text xmlns=\"urn:shop\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"> a <b>bold</b> &lt; <b>c</b></Text>";
    let read: Text = from_str(text).expect("read");
    let text_piece = |text: &str| Piece::Text(text.to_owned());
    let bold = |text: &str| Piece::B(text.to_owned());
    assert_eq!(
        read.content,
        [
            text_piece(" a "),
            bold("bold"),
            text_piece(" < "),
            bold("c")
        ]
    );
    assert_eq!(to_string(&read).expect("written"), text);
}
