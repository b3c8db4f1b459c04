//! What users of other tools trip over in schemas: the rows are those of the list that the project began with, and the tests are
//! named after the complaints. `docs/wire.md` has them all.

use std::path::Path;

use castile::codegen::Nillable;
use castile::xml::{self, ReadOptions};
use castile_codegen::{Generator, Settings};

macro_rules! goldens {
    ($($name:ident)*) => {
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
    ask_names
    ask_states
    ask_values
    flags
    subtypes
    validation_of_values
}

const HEAD: &str =
    "xmlns=\"urn:example:orders\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

/// Writes a schema without a namespace, and generates from it.
fn generate(test: &str, content: &str, settings: Settings) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("the folder for tests is writable");
    let file = folder.join("a.xsd");
    let text =
        format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{content}</xs:schema>");
    std::fs::write(&file, text).expect("the folder for tests is writable");
    let output = Generator::new()
        .settings(settings)
        .document(file)
        .generate();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    output.files[0].text.clone()
}

/// Row 1: optional elements sent as nil, zeros and empty texts dropped, nil read back as something empty.
#[test]
fn absent_nil_and_a_value_are_told_apart_in_every_cell_both_ways() {
    use compiled::ask_states::Order;
    let base = || Order {
        must_or_nil: Some(0),
        ..Order::default()
    };
    let head = "<must>0</must>";
    let zero = "<mustOrNil>0</mustOrNil>";
    let cells = [
        (
            Order::default(),
            format!("{head}<mustOrNil i:nil=\"true\"/>"),
        ),
        (base(), format!("{head}{zero}")),
        (
            Order {
                may: Some(0),
                ..base()
            },
            format!("{head}{zero}<may>0</may>"),
        ),
        (
            Order {
                may_or_nil: Nillable::Nil,
                ..base()
            },
            format!("{head}{zero}<mayOrNil i:nil=\"true\"/>"),
        ),
        (
            Order {
                may_or_nil: Nillable::Value(0),
                ..base()
            },
            format!("{head}{zero}<mayOrNil>0</mayOrNil>"),
        ),
        (
            Order {
                text: Some(String::new()),
                ..base()
            },
            format!("{head}{zero}<text></text>"),
        ),
        (
            Order {
                items: vec![Some(0), None],
                ..base()
            },
            format!("{head}{zero}<items>0</items><items i:nil=\"true\"/>"),
        ),
    ];
    for (order, content) in cells {
        let text = format!("<order {HEAD}>{content}</order>");
        assert_eq!(xml::to_string(&order).expect("it can be written"), text);
        let read: Order = xml::from_str(&text).expect("it can be read");
        assert_eq!(read, order);
    }
}

/// Row 2: elements in the order of a map, those of the base after those of the type.
#[test]
fn members_of_three_levels_of_bases_come_first() {
    let level = |name: &str, base: &str, member: &str| {
        let content =
            format!("<xs:sequence><xs:element name='{member}' type='xs:int'/></xs:sequence>");
        match base {
            "" => format!("<xs:complexType name='{name}'>{content}</xs:complexType>"),
            _ => format!(
                "<xs:complexType name='{name}'><xs:complexContent><xs:extension base='{base}'>{content}</xs:extension></xs:complexContent></xs:complexType>"
            ),
        }
    };
    let content = level("Ad", "", "zulu")
        + &level("TextAd", "Ad", "mike")
        + &level("LongAd", "TextAd", "alpha");
    let text = generate("ask_levels", &content, Settings::default());
    let table = "LongAd, \"LongAd\", \"\";\n    \
                 0 => zulu: rt::required(\"<zulu>\", \"\");\n    \
                 1 => mike: rt::required(\"<mike>\", \"\");\n    \
                 _ => alpha: rt::required(\"<alpha>\", \"\");";
    assert!(text.contains(table), "{text}");
}

/// Row 3: only the base could be sent, its type was not named, members of the subtype were lost in reading.
#[test]
fn a_subtype_in_place_of_its_base_names_its_type_and_keeps_its_members() {
    use compiled::subtypes::{Circle, Drawing, Shape};
    let drawing = Drawing {
        main: Shape::Circle(Box::new(Circle { id: 7, radius: 0.5 })),
        ..Drawing::default()
    };
    let row = castile::table::Row::element(
        "<drawing>",
        "urn:example:orders",
        castile::table::Presence::Required,
    );
    let written = xml::write_element(&drawing, &row, &xml::WriteOptions::default())
        .expect("it can be written");
    assert_eq!(
        written,
        format!(
            "<drawing {HEAD}><Main i:type=\"Circle\"><Id>7</Id><Radius>0.5</Radius></Main></drawing>"
        )
    );
    let other = written.replace("xmlns:i=", "xmlns:x=").replace(
        "i:type=\"Circle\"",
        "xmlns:o=\"urn:example:orders\" x:type=\"o:Circle\"",
    );
    for text in [written, other] {
        let read: Drawing =
            xml::read_element(&text, &row, &ReadOptions::strict()).expect("it can be read");
        assert_eq!(read, drawing);
    }
}

/// Row 5: all operations of a service had to be taken, and all that they need, where two are used.
#[test]
fn the_operations_that_are_named_are_taken_and_nothing_else() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/wsdl/sums.wsdl");
    let output = Generator::new()
        .document(file)
        .operation("Split")
        .operation("C")
        .generate();
    let text = &output.unwrap_or_else(|error| panic!("{error}")).files[0].text;
    for taken in [
        "struct Split {",
        "struct SplitResponse {",
        "struct C {",
        "fn split<",
        "fn c<",
    ] {
        assert!(text.contains(taken), "{taken}: {text}");
    }
    for left in ["Add", "Less", "Clear", "Choose", "fn s<", "fn note<"] {
        assert!(!text.contains(left), "{left}: {text}");
    }
    assert_eq!(text.matches("impl rt::Operation for").count(), 2);
}

/// Row 42: the server said only that the data of the client is invalid.
#[test]
fn all_that_is_wrong_with_a_request_is_known_before_it_is_sent() {
    use castile::validate::Validate;
    use compiled::validation_of_values::{Item, Stock};
    let item = |sku: &str, size: &str| Item {
        value: vec![size.to_owned()],
        sku: sku.to_owned(),
    };
    let empty = Stock::default().validate().expect_err("nothing is in it");
    assert!(empty.to_string().contains("/stock: "), "{empty}");
    let stock = Stock {
        item: vec![item("a", "S"), item("no name", "XXXL")],
    };
    let violations = stock.validate().expect_err("the second item is wrong");
    let paths: Vec<&str> = violations
        .iter()
        .map(|violation| violation.path())
        .collect();
    assert!(paths.contains(&"/stock/item[2]/@sku"), "{violations}");
    assert!(paths.contains(&"/stock/item[2]"), "{violations}");
    assert!(!paths.contains(&"/stock/item[1]"), "{violations}");
    // It is soft: whoever wants to, sends it all the same.
    assert!(xml::to_string(&stock).is_ok());
}

/// Row 7: types and files that refer to each other overflow the stack.
#[test]
fn types_and_files_that_refer_to_each_other_come_to_an_end() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ask_circles");
    std::fs::create_dir_all(&folder).expect("the folder for tests is writable");
    for (own, other) in [("a", "b"), ("b", "a")] {
        let text = format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:o='urn:{other}' xmlns='urn:{own}' targetNamespace='urn:{own}'>
               <xs:include schemaLocation='chameleon.xsd'/><xs:include schemaLocation='./../ask_circles/{own}.xsd'/>
               <xs:import namespace='urn:{other}' schemaLocation='{other}.xsd'/>
               <xs:complexType name='T{own}'><xs:sequence><xs:element name='next' type='o:T{other}'/><xs:element name='me' type='Me'/></xs:sequence></xs:complexType>
             </xs:schema>"
        );
        std::fs::write(folder.join(format!("{own}.xsd")), text).expect("the folder is writable");
    }
    let chameleon = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='chameleon.xsd'/>
        <xs:complexType name='Me'><xs:sequence><xs:element name='me' type='Me' minOccurs='0'/></xs:sequence></xs:complexType></xs:schema>";
    std::fs::write(folder.join("chameleon.xsd"), chameleon).expect("the folder is writable");
    let output = Generator::new().document(folder.join("a.xsd")).generate();
    let text = output.unwrap_or_else(|error| panic!("{error}")).files[0]
        .text
        .clone();
    assert!(text.contains("pub next: Option<Box<Tb>>"), "{text}");
    // What is nested deeper than the limit is an error, and dropping what was read needs no deep stack.
    let deep = format!("<Tree {HEAD}>{}", "<Tree>".repeat(100_000));
    let row = castile::table::Row::element(
        "<Tree>",
        "urn:example:orders",
        castile::table::Presence::Required,
    );
    assert!(
        xml::read_element::<castile::AnyElement>(&deep, &row, &ReadOptions::default()).is_err()
    );
}

/// Row 13: types of one name in two namespaces, an element and a type, anonymous types: one overwrote another, or nothing compiled.
#[test]
fn types_elements_and_members_of_one_name_are_all_there() {
    use compiled::ask_names::{BItem, Item, ItemElement, ItemItem};
    let item = ItemElement {
        item: Some(1),
        item_2: ItemItem {
            id: Item { id: "a".to_owned() },
        },
        item_3: BItem { id: 2 },
        r#return: "r".to_owned(),
    };
    let written = xml::to_string(&item).expect("it can be written");
    assert!(
        written.contains("<item><Id><id>a</id></Id></item>"),
        "{written}"
    );
    let read: ItemElement = xml::from_str(&written).expect("it can be read");
    assert_eq!(read, item);
}

/// Row 14: values that differ in case or signs alone, digits, empty ones: they collapsed, or did not compile.
#[test]
fn values_of_symbols_digits_case_and_nothing_stay_apart() {
    use compiled::ask_values::{Code, Codes};
    let codes = [
        Code::M,
        Code::M2,
        Code::Minus,
        Code::Plus,
        Code::Empty,
        Code::Value11,
        Code::Value11_1,
        Code::Value1_11,
        Code::LessEquals,
        Code::SelfValue,
        Code::Unknown("new".to_owned()),
    ];
    let texts = [
        "M", "m", "-", "+", "", "11", "11.1", "1_11", "&lt;=", "Self", "new",
    ];
    for (code, text) in codes.into_iter().zip(texts) {
        let written = xml::to_string(&Codes {
            code: vec![code.clone()],
        })
        .expect("it can be written");
        let element = format!("<code>{text}</code>");
        assert!(written.contains(&element), "{written}");
        let read: Codes = xml::from_str(&written).expect("it can be read");
        assert_eq!(read.code, [code]);
    }
}

/// Row 15: a list became one text, or only its first value was sent.
#[test]
fn a_list_of_values_keeps_them_all_and_those_that_are_new() {
    use compiled::flags::Plan;
    let row = castile::table::Row::element(
        "<plan>",
        "urn:example:orders",
        castile::table::Presence::Required,
    );
    let text = format!("<plan {HEAD}><Days>Monday Tuesday Sunday</Days><Ports>a b</Ports></plan>");
    let read: Plan =
        xml::read_element(&text, &row, &ReadOptions::default()).expect("it can be read");
    assert_eq!(read.days.len(), 3);
    let written = xml::write_element(&read, &row, &xml::WriteOptions::default());
    assert_eq!(written.expect("it can be written"), text);
}

/// Row 28: the default of a schema was sent though nobody set it, or was lost.
#[test]
fn a_default_is_there_to_ask_for_and_is_never_sent_unasked() {
    let content = "<xs:complexType name='T'><xs:sequence><xs:element name='size' type='xs:int' minOccurs='0' default='3'/></xs:sequence></xs:complexType>";
    let text = generate("ask_defaults", content, Settings::default());
    assert!(text.contains("default_size: i32 = \"3\""), "{text}");
    assert!(
        text.contains("size: rt::optional(\"<size>\", \"\").or(\"3\")"),
        "{text}"
    );
}

/// Row 16: an element that was not set went out empty.
#[test]
fn a_number_that_is_not_set_is_never_written_empty() {
    use compiled::ask_states::Order;
    let written = xml::to_string(&Order::default()).expect("it can be written");
    assert!(
        !written.contains("<may") && !written.contains("<text"),
        "{written}"
    );
}

/// A default may be one of the enumerated names, whatever its prefix; and a list of them.
#[test]
fn a_name_that_is_enumerated_may_be_the_default() {
    let content = |default: &str| {
        format!(
            "<xs:simpleType name='Q'><xs:restriction base='xs:QName'><xs:enumeration value='xs:int'/></xs:restriction></xs:simpleType>
             <xs:complexType name='T'><xs:attribute name='q' type='Q' default='{default}'/>
               <xs:attribute name='l' default='xs:int xs:int'><xs:simpleType><xs:list itemType='Q'/></xs:simpleType></xs:attribute></xs:complexType>"
        )
    };
    generate("ask_name_default", &content("xs:int"), Settings::default());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ask_name_default");
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{}</xs:schema>",
        content("xs:long")
    );
    std::fs::write(folder.join("b.xsd"), text).expect("the folder for tests is writable");
    let refused = Generator::new().document(folder.join("b.xsd")).generate();
    let error = refused.expect_err("it is not enumerated").to_string();
    assert!(
        error.contains("`xs:long` is not in the `enumeration`"),
        "{error}"
    );
}
