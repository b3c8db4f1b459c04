//! The goldens compile without a warning, and what they describe is read and written.

/// Declares the generated modules.
macro_rules! goldens {
    ($($name:ident)*) => {
        /// The generated code must be clean wherever it is included.
        #[deny(warnings)]
        #[allow(dead_code, unreachable_pub)]
        mod compiled {
            $(
                #[doc = stringify!($name)]
                pub mod $name {
                    include!(concat!("golden/", stringify!($name), "/expected.rs"));
                }
            )*
        }
    };
}

goldens! {
    anonymous_types
    any_order
    arrays_collapse
    ask_names
    ask_states
    ask_values
    attributes_and_text
    blocked_by_default
    blocked_subtypes
    choice
    clashing_names
    client
    counted_apart
    counted_elements
    counted_in_extensions
    counted_wildcards
    default_of_an_enumeration
    encoded
    endless_types
    extended_simple_types
    flags
    groups_among_others
    mixed_content
    names_in_lists
    names_in_texts
    names_of_values
    nil_references
    nil_with_attributes
    operation
    repeated_groups
    server
    settings_of_types
    states_of_a_data_contract
    states_of_a_plain_schema
    style_rpc
    substitution_group
    subtypes
    types_by_name
    unions
    validation
    validation_of_values
    values_meant_by_absence
    wildcards
}

/// Reads a document of the goldens' namespace, and compares what is written of it.
fn round_trip<T: castile::codegen::Type + castile::codegen::Value>(text: &str) -> T {
    let text = text.replacen('>', " xmlns=\"urn:example:orders\">", 1);
    let value: T = castile::xml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let written = castile::xml::to_string(&value).expect("what was read can be written");
    let instance = " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
    assert_eq!(written.replacen(instance, "", 1), text);
    value
}

#[test]
fn what_is_chosen_is_read_and_written() {
    use compiled::choice::{Payment, PaymentChoice};
    let read: Payment = round_trip("<payment><coin>1</coin><coin>2</coin></payment>");
    assert_eq!(read.choice, PaymentChoice::Coin(vec![1, 2]));
    round_trip::<Payment>("<payment><bank>b</bank></payment>");
    round_trip::<Payment>("<payment><self><id>1</id></self></payment>");
    assert_eq!(Payment::default().choice, PaymentChoice::Card(None));
}

#[test]
fn an_empty_body_or_header_block_has_the_default_of_its_element() {
    use castile::soap::{Reply, SOAP_1_1, read_reply};
    use compiled::operation::Ask;
    let reply = |answer: &str| {
        format!(
            "<s:Envelope xmlns:s=\"{SOAP_1_1}\"><s:Body><Answer xmlns=\"urn:example:orders\">{answer}</Answer></s:Body></s:Envelope>"
        )
    };
    let read = |answer: &str| {
        let options = castile::xml::ReadOptions::default();
        match read_reply::<Ask>(&reply(answer), &options).expect("a reply") {
            Reply::Response(response) => response.body,
            Reply::Fault(..) => panic!("no fault"),
        }
    };
    assert_eq!((read("8"), read("")), (8, 7));
}

/// The second `mark` is what the wildcard of the second pair admits: by its name alone it would be a pair without a first half, and
/// after it another one, without end.
#[test]
fn an_element_that_only_a_wildcard_can_admit_is_of_that_wildcard() {
    use castile::xml::{ReadOptions, read_element};
    use compiled::counted_wildcards::Pairs;
    let read = |content: &str, options: &ReadOptions| {
        let text = format!("<pairs xmlns=\"urn:example:orders\">{content}</pairs>");
        let root = <Pairs as castile::codegen::Type>::TABLE
            .root
            .expect("it has an element");
        read_element::<Pairs>(&text, &root, options)
    };
    let right = "<x xmlns=\"\"/><mark>1</mark><mark>a</mark><mark>2</mark><y xmlns=\"urn:y\"/><mark>3</mark>";
    let pairs = read(right, &ReadOptions::strict()).expect("the document is right");
    let marks: Vec<&str> = pairs.group.iter().map(|pair| &*pair.mark).collect();
    assert_eq!(marks, ["1", "2", "3"]);
    assert_eq!(pairs.group[1].any.name().local(), "mark");

    for wrong in [
        "<x/><mark/><mark>a</mark><y xmlns=\"urn:y\"/><mark>1</mark>",
        "<mark/>",
        "<mark/><mark/><mark/>",
    ] {
        assert!(read(wrong, &ReadOptions::strict()).is_err(), "{wrong}");
        assert!(read(wrong, &ReadOptions::default()).is_ok(), "{wrong}");
    }
}

/// Which of its two fields a `b` is of, only counting would tell: they are kept in their order instead, and none gets lost.
#[test]
fn elements_that_only_counting_can_tell_apart_are_kept_in_their_order() {
    use compiled::counted_apart::{Row, RowChoice, Rows};
    use compiled::counted_in_extensions::Triple;
    use compiled::counted_wildcards::{Any, AnyChoice};
    let row: Row = round_trip("<row><b>1</b><b>2</b><b>3</b><b>4</b></row>");
    assert_eq!(row.choice, [1, 2, 3, 4].map(RowChoice::B));
    let row: Row = round_trip("<row><b>1</b><b>2</b><b>3</b><a>x</a><b>4</b></row>");
    assert_eq!(row.choice[3], RowChoice::A("x".to_owned()));
    let rows: Rows =
        round_trip("<rows><b>1</b><b>2</b><b>3</b><b>4</b><b>5</b><a>x</a><b>6</b></rows>");
    assert_eq!(rows.choice.len(), 7);
    let triple: Triple = round_trip("<triple><b>1</b><b>2</b><b>3</b></triple>");
    assert_eq!(triple.choice.len(), 3);
    let any: Any = castile::xml::from_str(
        "<any xmlns=\"urn:example:orders\"><x xmlns=\"\"/><y/><e>e</e></any>",
    )
    .expect("the document is right");
    assert!(
        matches!(&any.choice[..], [AnyChoice::Any(_), AnyChoice::Any(_), AnyChoice::E(e)] if e == "e")
    );
}

#[test]
fn items_of_groups_keep_their_order() {
    use compiled::repeated_groups::Song;
    let read: Song = round_trip(
        "<song><line>1</line><chord>C</chord><line>2</line><note>n</note><link>l</link><note>m</note><chord>G</chord></song>",
    );
    assert_eq!((read.group.len(), read.choice.len()), (2, 3));
    assert_eq!(read.chord.as_deref(), Some("G"));
}

#[test]
fn what_comes_after_a_group_is_not_taken_into_it() {
    use compiled::groups_among_others::Log;
    let read: Log = round_trip("<log><e>1</e><b>2</b><e>3</e><g>7</g><any/><h>8</h></log>");
    assert_eq!((read.choice.len(), read.group.len()), (2, 1));
    let read: Log = round_trip("<log><g>4</g><h>5</h><g>6</g><any/><h>7</h></log>");
    assert_eq!(read.group.len(), 2);
}

#[test]
fn elements_of_one_name_that_follow_each_other_are_one_field() {
    use compiled::counted_elements::Count;
    let read: Count = round_trip("<count><m>1</m><m>2</m><m>3</m><i>4</i></count>");
    assert_eq!(read.m.len(), 3);
}

#[test]
fn a_choice_with_an_empty_branch_may_be_left_out() {
    use compiled::counted_elements::Count;
    let read: Count = round_trip("<count><m>1</m><m>2</m><m>3</m></count>");
    assert!(read.choice.is_none());
}

#[test]
fn text_and_elements_keep_their_order() {
    round_trip::<compiled::mixed_content::P>("<p>a <b>bold</b> word <Text>t</Text> z</p>");
}

#[test]
fn what_may_stand_for_an_element_keeps_its_place_in_a_text() {
    round_trip::<compiled::mixed_content::P>("<p>a <star>1</star> b<mark>2</mark><b>c</b></p>");
}

#[test]
fn what_may_stand_for_an_element_is_read_and_written() {
    let read: compiled::substitution_group::Drawing =
        round_trip("<drawing><circle>a</circle><square>b</square><circle>c</circle></drawing>");
    assert_eq!(read.shape.len(), 3);
}

#[test]
fn what_a_wildcard_admits_is_kept() {
    use compiled::wildcards::BoxType;
    let text = "<box xmlns=\"urn:example:orders\" size=\"1\" other=\"2\"><label>l</label><x xmlns=\"urn:x\">y</x></box>";
    let read: BoxType = castile::xml::from_str(text).expect("the document is right");
    assert_eq!(
        (read.any.len(), read.any_attributes.attributes().len()),
        (1, 1)
    );
    let written = castile::xml::to_string(&read).expect("what was read can be written");
    let again: BoxType = castile::xml::from_str(&written).expect("what was written can be read");
    assert_eq!(again.any_attributes, read.any_attributes);
    assert_eq!(again.any[0].name(), read.any[0].name());
    assert_eq!(again.any[0].children(), read.any[0].children());
}

/// As event services have it: the text of a filter is an expression with prefixes, which only declarations give a meaning.
#[test]
fn names_in_texts_and_in_other_attributes_keep_their_declarations() {
    use compiled::names_in_texts::Filter;
    let text = "<filter xmlns=\"urn:example:orders\" xmlns:a=\"urn:a\" xmlns:i=\"urn:i\" xmlns:tns1=\"urn:topics\" xmlns:no=\"urn:no\">\
        <topic dialect=\"urn:d\" see=\"i:other http://a.example/\">tns1:Device/a:*|//a:b[@i:c = 'xml:lang']</topic>\
        <topic dialect=\"no:reason\" xmlns:tns1=\"urn:inner\">tns1:x<y xmlns=\"\"/></topic>\
        <path a:b=\"1\" xml:lang=\"en\">/i:Envelope at 10:30</path></filter>";
    let read: Filter = castile::xml::from_str(text).expect("the document is right");
    let [first, second] = &read.topic[..] else {
        panic!("two topics: {}", read.topic.len());
    };
    let pairs = |pairs: &[(String, String)]| {
        let pairs = pairs.iter().map(|(prefix, uri)| format!("{prefix}={uri}"));
        pairs.collect::<Vec<_>>().join(" ")
    };
    let of = |others: &castile::AnyAttributes| pairs(others.namespaces());
    assert_eq!(of(&first.any_attributes), "i=urn:i tns1=urn:topics a=urn:a");
    assert_eq!(of(&second.any_attributes), "tns1=urn:inner");
    let path = read.path.as_ref().expect("there is a path");
    assert_eq!(of(&path.any_attributes), "i=urn:i");

    let written = castile::xml::to_string(&read).expect("what was read can be written");
    let expected = "<filter xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
        <topic xmlns:i=\"urn:i\" xmlns:tns1=\"urn:topics\" xmlns:a=\"urn:a\" dialect=\"urn:d\" see=\"i:other http://a.example/\">tns1:Device/a:*|//a:b[@i:c = 'xml:lang']</topic>\
        <topic xmlns:tns1=\"urn:inner\" dialect=\"no:reason\">tns1:x";
    assert!(written.starts_with(expected), "{written}");
    assert!(
        written.ends_with("<path xmlns:i=\"urn:i\" xmlns:a=\"urn:a\" a:b=\"1\" xml:lang=\"en\">/i:Envelope at 10:30</path></filter>"),
        "{written}"
    );
    let again: Filter = castile::xml::from_str(&written).expect("what was written can be read");
    assert_eq!(castile::xml::to_string(&again).expect("again"), written);
}

#[test]
fn documents_and_values_are_validated() {
    use castile::validate::{Validate, ViolationKind};
    use compiled::validation::{GRAMMAR, Order};
    let document = "<order xmlns='urn:example:orders' currency='USD'><remark>late</remark><item>x</item></order>";
    let violations = GRAMMAR.validate(document).expect_err("two are wrong");
    assert_eq!(
        violations.to_string(),
        "1:1: /order/@currency: \"USD\" is not the fixed value \"EUR\"\n\
         1:71: /order/item: \"x\" is not an xs:int"
    );
    let mut order = Order::default();
    assert_eq!(order.validate(), Ok(()));
    order.currency = Some("USD".to_owned());
    let violations = order.validate().expect_err("the currency is fixed");
    assert_eq!(violations.first().kind(), ViolationKind::Fixed);
}

#[test]
fn keys_and_facets_of_values_are_validated() {
    use castile::validate::Validate;
    use compiled::validation_of_values::{Item, Stock};
    let item = |sku: &str, size: &str| Item {
        value: vec![size.to_owned()],
        sku: sku.to_owned(),
    };
    let right = Stock {
        item: vec![item("a", "S"), item("b", "XL")],
    };
    assert_eq!(right.validate(), Ok(()));
    let wrong = Stock {
        item: vec![item("a", "S"), item("a", "L")],
    };
    let violations = wrong
        .validate()
        .expect_err("the id, the key and a size are wrong");
    let found: Vec<(&str, &str)> = violations
        .iter()
        .map(|violation| (violation.path(), violation.message()))
        .collect();
    assert_eq!(
        found,
        [
            ("/stock/item[2]/@sku", "the id `a` is there twice"),
            ("/stock/item[2]", "\"L\" does not match the `pattern`"),
            (
                "/stock/item[2]",
                "the fields of `skus` are those of another element"
            ),
        ]
    );
}

#[test]
fn a_text_of_a_union_is_a_value_of_the_member_that_writes_it_back() {
    use compiled::unions::{Font, Mark, Relative, Size};
    let read: Font = round_trip(
        "<font><marks>7 smaller odd 9</marks><mark>larger</mark><mark>1 2</mark><mark>007</mark></font>",
    );
    let marks = [
        Size::Int(7),
        Size::Relative(Relative::Smaller),
        Size::Unknown("odd".to_owned()),
        Size::Int(9),
    ];
    assert_eq!(read.marks.as_deref(), Some(&marks[..]));
    let [larger, list, text] = read.mark.as_slice() else {
        panic!("{:?}", read.mark);
    };
    assert_eq!(larger, &Mark::Relative(Relative::Larger));
    // A member behind one that takes every text has nothing left to take.
    assert_eq!(list, &Mark::Text("1 2".to_owned()));
    assert_eq!(text, &Mark::Text("007".to_owned()));
    assert_eq!(Size::from(3).to_string(), "3");
    assert_eq!(Size::default(), Size::Int(0));
}

#[test]
fn white_space_around_a_union_or_an_enumeration_of_tokens_means_nothing() {
    use compiled::unions::{Font, Relative, Size};
    let text = "<font xmlns='urn:example:orders' size=' +12 '><marks> smaller\n 1 </marks></font>";
    let read: Font = castile::xml::from_str(text).expect("the document is right");
    assert_eq!(read.size, Some(Size::Int(12)));
    let marks = [Size::Relative(Relative::Smaller), Size::Int(1)];
    assert_eq!(read.marks.as_deref(), Some(&marks[..]));
    let text = "<parcel xmlns='urn:example:orders' unit=' lb '><weight>1</weight></parcel>";
    let read: compiled::values_meant_by_absence::Parcel =
        castile::xml::from_str(text).expect("the document is right");
    assert_eq!(read.unit, Some(compiled::values_meant_by_absence::Unit::Lb));
}

#[test]
fn what_is_absent_stays_absent_and_its_default_can_be_asked_for() {
    use compiled::values_meant_by_absence::{Parcel, Unit};
    let read: Parcel = round_trip("<parcel><weight>2</weight></parcel>");
    assert_eq!((read.unit.as_ref(), read.note.as_deref()), (None, None));
    assert_eq!(read.unit.unwrap_or_else(Parcel::default_unit), Unit::Kg);
    assert_eq!(Parcel::default_note(), "none");
    assert_eq!(Parcel::fixed_version(), 2);
    assert_eq!(
        castile::xml::to_string(&Parcel::default()).expect("a default can be written"),
        "<parcel xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><weight>0</weight></parcel>"
    );
}

#[test]
fn an_empty_element_has_the_default_of_the_schema() {
    let text = "<parcel xmlns='urn:example:orders'><weight/><note></note></parcel>";
    let read: compiled::values_meant_by_absence::Parcel =
        castile::xml::from_str(text).expect("the document is right");
    assert_eq!((read.weight, read.note.as_deref()), (0.5, Some("none")));
}

/// The prefix of a name is that of the schema, and not of the document.
#[test]
fn an_empty_list_or_name_has_the_default_of_the_schema() {
    let text =
        "<parcel xmlns='urn:example:orders' xmlns:t='urn:other'><weight/><stops/><kind/></parcel>";
    let read: compiled::values_meant_by_absence::Parcel =
        castile::xml::from_str(text).expect("the document is right");
    assert_eq!(read.stops, Some(vec![3, 5]));
    assert_eq!(
        read.kind,
        Some(castile::QName::new("urn:example:orders", "plain"))
    );
}

#[test]
fn a_nil_keeps_its_attributes() {
    use castile::xml::{ReadOptions, WriteOptions, read_element, write_element};
    use compiled::nil_with_attributes::Invoice;
    let row = castile::table::Row::element(
        "<invoice>",
        "urn:example:orders",
        castile::table::Presence::Required,
    );
    let text = "<invoice xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
        <total reason=\"late\" i:nil=\"true\"/><tax>1.0</tax><tax i:nil=\"true\"/><tax reason=\"r\">2</tax></invoice>";
    let read: Invoice =
        read_element(text, &row, &ReadOptions::strict()).expect("the document is right");
    let total = read.total.as_ref().expect("the total has attributes");
    assert!(total.nil);
    assert_eq!(total.reason.as_deref(), Some("late"));
    assert_eq!(
        read.tax.iter().map(Option::is_some).collect::<Vec<_>>(),
        [true, false, true]
    );
    let written = write_element(&read, &row, &WriteOptions::default());
    let written = written.expect("what was read can be written");
    assert_eq!(written, text);
}

/// As .NET writes an object that is elsewhere in the message.
#[test]
fn a_nil_member_of_a_data_contract_keeps_what_it_refers_to() {
    use castile::codegen::Nillable;
    let text = "<Node xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
        <Next Ref=\"i1\" i:nil=\"true\"/></Node>";
    let read: compiled::nil_references::Node =
        castile::xml::from_str(text).expect("the document is right");
    let Nillable::Value(next) = &read.next else {
        panic!("{read:?}");
    };
    assert!(next.nil);
    assert_eq!(next.r#ref.as_deref(), Some("i1"));
    let written = castile::xml::to_string(&read).expect("what was read can be written");
    assert_eq!(written, text);
}

#[test]
fn names_in_lists_and_attributes_keep_their_namespaces() {
    use castile::value::QName;
    let text = "<types xmlns='urn:example:orders' xmlns:a='urn:a' base='a:b'><list xmlns:c='urn:c'>a:x c:y z</list></types>";
    let read: compiled::names_in_lists::Types =
        castile::xml::from_str(text).expect("the document is right");
    let names = [
        QName::new("urn:a", "x"),
        QName::new("urn:c", "y"),
        QName::new("urn:example:orders", "z"),
    ];
    assert_eq!(read.base, Some(QName::new("urn:a", "b")));
    assert_eq!(read.list, names);
    let written = castile::xml::to_string(&read).expect("what was read can be written");
    let again: compiled::names_in_lists::Types =
        castile::xml::from_str(&written).expect("what was written can be read");
    assert_eq!(again.list, names);
}

#[test]
fn names_without_a_namespace_are_not_written_under_a_default_one() {
    use castile::value::QName;
    use compiled::names_in_lists::Types;
    let bare = QName::without_namespace;
    let named = |local: &str| QName::new("urn:example:orders", local);
    for base in [None, Some(bare("b")), Some(named("b"))] {
        for list in [
            vec![],
            vec![bare("x")],
            vec![named("x")],
            vec![named("x"), bare("y")],
        ] {
            let types = Types {
                base: base.clone(),
                list,
            };
            let written = castile::xml::to_string(&types).expect("it can be written");
            let read: Types = castile::xml::from_str(&written).expect("and read");
            assert_eq!(
                (&read.base, &read.list),
                (&types.base, &types.list),
                "{written}"
            );
            let plain = types.base != Some(bare("b"));
            assert_eq!(
                written.starts_with("<types xmlns=\"urn:example:orders\""),
                plain,
                "{written}"
            );
        }
    }
}

#[test]
fn elements_of_all_are_read_in_any_order_and_written_in_the_form_that_was_kept() {
    use castile::xml::{Form, ReadOptions, WriteOptions, read_element, write_with_form};
    use compiled::any_order::Parcel;
    let row = <Parcel as castile::codegen::Type>::TABLE
        .root
        .expect("it has an element");
    let text = "<parcel xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" id=\"1\">\
                <count>2</count><stamp>s</stamp>\
                <weight xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" i:type=\"xs:int\">5</weight></parcel>";
    let read: Parcel =
        read_element(text, &row, &ReadOptions::strict()).expect("any order is right");
    let form = Form::of(text, &ReadOptions::default()).expect("it is well-formed");
    let written = write_with_form(&read, &row, &WriteOptions::default(), form);
    assert_eq!(written.expect("what was read can be written"), text);
    let plain = castile::xml::to_string(&read).expect("what was read can be written");
    assert!(plain.ends_with(">5</weight><stamp>s</stamp><count>2</count></parcel>"));
}

#[test]
fn an_element_of_all_stands_there_once() {
    use castile::xml::{ReadOptions, read_element};
    use compiled::any_order::Parcel;
    let row = <Parcel as castile::codegen::Type>::TABLE
        .root
        .expect("it has an element");
    let text = "<parcel xmlns=\"urn:example:orders\"><count>2</count><weight>5</weight><count>3</count></parcel>";
    let error = read_element::<Parcel>(text, &row, &ReadOptions::strict());
    assert!(error.is_err());
}

const INSTANCE: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

/// Reads a drawing with that content, strictly.
fn read_drawing(content: &str) -> Result<compiled::blocked_subtypes::Drawing, castile::xml::Error> {
    let row = <compiled::blocked_subtypes::Drawing as castile::codegen::Type>::TABLE.root;
    let text = format!("<drawing xmlns=\"urn:example:orders\" {INSTANCE}>{content}</drawing>");
    let row = row.expect("it has an element");
    castile::xml::read_element(&text, &row, &castile::xml::ReadOptions::strict())
}

#[test]
fn strict_reading_refuses_a_subtype_that_its_element_blocks() {
    for allowed in [
        "<Main/>",
        "<Main i:type=\"Shape\"/>",
        "<Main i:type=\"Numbered\"/>",
        "<Main/><Any i:type=\"Circle\"/>",
    ] {
        assert!(read_drawing(allowed).is_ok(), "{allowed}");
    }
    for (blocked, error) in [
        (
            "<Main i:type=\"Circle\"/>",
            "drawing/Main: the type `Circle` is blocked here",
        ),
        (
            "<Main/><More/><More i:type=\"Numbered\"/>",
            "drawing/More[1]: the type `Numbered` is blocked here",
        ),
    ] {
        let refused = read_drawing(blocked).expect_err(blocked).to_string();
        assert!(refused.ends_with(error), "{refused}");
    }
}

#[test]
fn a_blocked_subtype_does_not_stop_lenient_reading() {
    let text = format!(
        "<drawing xmlns=\"urn:example:orders\" {INSTANCE}><Main i:type=\"Circle\"/></drawing>"
    );
    let read: compiled::blocked_subtypes::Drawing =
        castile::xml::from_str(&text).expect("a service may know more");
    let compiled::blocked_subtypes::Shape::Circle(_) = read.main else {
        panic!("{read:?}");
    };
}

#[test]
fn types_that_are_named_without_need_are_kept_by_a_form() {
    use castile::xml::{Form, ReadOptions, WriteOptions, write_with_form};
    use compiled::blocked_subtypes::{Circle, Drawing, Shape};
    let text = format!(
        "<drawing xmlns=\"urn:example:orders\" {INSTANCE} xmlns:x=\"http://www.w3.org/2001/XMLSchema\">\
         <Main i:type=\"Shape\"/><More/><More i:type=\"Shape\"/><Size i:type=\"x:int\">7</Size></drawing>"
    );
    let mut drawing: Drawing = castile::xml::from_str(&text).expect("the document is right");
    let row = <Drawing as castile::codegen::Type>::TABLE
        .root
        .expect("it has an element");
    let form = Form::of(&text, &ReadOptions::default()).expect("it is well-formed");
    let write = |drawing: &Drawing| {
        write_with_form(drawing, &row, &WriteOptions::default(), form.clone())
            .expect("what was read can be written")
    };
    let written = write(&drawing);
    let inside = "<Main i:type=\"Shape\"/><More/><More i:type=\"Shape\"/>";
    assert!(written.contains(inside), "{written}");
    assert!(
        written.contains(
            "<Size xmlns:a=\"http://www.w3.org/2001/XMLSchema\" i:type=\"a:int\">7</Size>"
        ),
        "{written}"
    );
    // The value says what its type is, and the form nothing else.
    drawing.main = Shape::Circle(Box::<Circle>::default());
    drawing.more.remove(0);
    drawing.size = Some(8);
    let changed = write(&drawing);
    assert!(
        changed.contains("<Main i:type=\"Circle\"/><More/>"),
        "{changed}"
    );
    assert!(changed.contains("i:type=\"a:int\">8</Size>"), "{changed}");
}

/// `final` is about schemas alone (`front/final_default.xsd`); `block` is about documents, strictly read or validated.
#[test]
fn what_a_schema_blocks_by_default_is_refused_in_its_documents() {
    use compiled::blocked_by_default::{BoxType as Held, GRAMMAR};
    let row = <Held as castile::codegen::Type>::TABLE.root;
    let row = row.expect("it has an element");
    let held = |ty: &str| {
        format!("<box xmlns=\"urn:example:orders\" {INSTANCE}><held i:type=\"{ty}\"/></box>")
    };
    let read = |text: &str| {
        castile::xml::read_element::<Held>(text, &row, &castile::xml::ReadOptions::strict())
    };
    assert!(GRAMMAR.validate(&held("Shape")).is_ok());
    assert!(read(&held("Shape")).is_ok());
    let circle = held("Circle");
    assert!(GRAMMAR.validate(&circle).is_err());
    let refused = read(&circle).expect_err("extensions are blocked");
    assert!(
        refused
            .to_string()
            .contains("the type `Circle` is blocked here"),
        "{refused}"
    );
}

/// A complex type that extends a simple one may stand in its place, by `xsi:type`: the value stays what it is, and the attributes of
/// the type go with the form of the document.
#[test]
fn attributes_of_types_that_extend_a_simple_one_are_kept_by_a_form() {
    use castile::xml::{Form, ReadOptions, WriteOptions, read_element, write_with_form};
    use compiled::extended_simple_types::{Bill, GRAMMAR};
    let row = <Bill as castile::codegen::Type>::TABLE
        .root
        .expect("it has an element");
    let text = format!(
        "<bill xmlns=\"urn:example:orders\" {INSTANCE}><total i:type=\"Money\" currency=\"EUR\">1.50</total>\
         <tax>2</tax><tax i:type=\"Money\" currency=\"SEK\">0.1</tax><tax i:type=\"Money\" currency=\"ISK\" i:nil=\"true\"/></bill>"
    );
    GRAMMAR
        .validate(&text)
        .expect("an extension may stand in place of its base");
    let mut bill: Bill =
        read_element(&text, &row, &ReadOptions::strict()).expect("the document is right");
    let form = Form::of(&text, &ReadOptions::default()).expect("it is well-formed");
    let write = |bill: &Bill| {
        write_with_form(bill, &row, &WriteOptions::default(), form.clone())
            .expect("what was read can be written")
    };
    assert_eq!(write(&bill), text);
    bill.total = castile::Decimal::new(2, 0);
    bill.tax.truncate(1);
    let changed = write(&bill);
    assert!(
        changed.ends_with("<total i:type=\"Money\" currency=\"EUR\">2</total><tax>2</tax></bill>"),
        "{changed}"
    );
}

#[test]
fn an_element_of_any_simple_type_has_the_attributes_of_the_type_that_is_named() {
    use compiled::extended_simple_types::Bill;
    let text = format!(
        "<bill xmlns=\"urn:example:orders\" {INSTANCE}><total>1</total><other i:type=\"Money\" currency=\"EUR\">1.50</other></bill>"
    );
    let bill: Bill = castile::xml::from_str(&text).expect("the document is right");
    let other = bill.other.as_ref().expect("it is there");
    assert_eq!(other.attribute(None, "currency"), Some("EUR"));
    let written = castile::xml::to_string(&bill).expect("what was read can be written");
    assert!(
        written.contains("currency=\"EUR\">1.50</other>"),
        "{written}"
    );
}
