//! Constraints of XML Schema 1.0, each with schemas that keep it and schemas that break it.
//!
//! What is broken is named by its constraint, and refused with a place.

use castile_codegen::model;

/// A folder for the schemas of one test.
fn folder(test: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front_rules")
        .join(test);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

fn schema(attributes: &str, body: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' {attributes}>\n{body}\n</xs:schema>"
    )
}

/// The name of the first constraint that a schema breaks, with a place inside the file; `None` if it is accepted.
fn broken_in(test: &str, schemas: &[(&str, String)]) -> Option<String> {
    let folder = folder(test);
    for (name, text) in schemas {
        std::fs::write(folder.join(name), text).expect("the schema can be written");
    }
    let (first, _) = schemas.first().expect("there is a schema");
    let error = model::load(&[folder.join(first)], None).err()?;
    let diagnostic = &error.diagnostics()[0];
    assert!(diagnostic.place.line > 0, "{diagnostic}");
    let rule = diagnostic.rule.map_or("none", |rule| rule.name());
    Some(rule.to_owned())
}

fn broken(test: &str, body: &str) -> Option<String> {
    broken_in(test, &[("schema.xsd", schema("", body))])
}

/// Checks cases of what is broken (nothing, if it is empty) and what is written.
fn check(test: &str, cases: &[(&str, &str)]) {
    for (expected, body) in cases {
        let found = broken(test, body).unwrap_or_default();
        assert_eq!(found, *expected, "{body}");
    }
}

fn complex(body: &str) -> String {
    format!("<xs:complexType name='T'>{body}</xs:complexType>")
}

#[test]
fn an_attribute_has_one_type_and_a_name_that_declares_no_namespace() {
    let inline = "<xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType>";
    let two = format!("<xs:attribute name='a' type='xs:int'>{inline}</xs:attribute>");
    let one = format!("<xs:attribute name='a'>{inline}</xs:attribute>");
    let xmlns = complex("<xs:attribute name='xmlns'/>");
    check(
        "attribute",
        &[("src-attribute", &two), ("", &one), ("no-xmlns", &xmlns)],
    );
}

#[test]
fn nothing_is_added_to_the_namespace_of_xsi_type() {
    let instance = "targetNamespace='http://www.w3.org/2001/XMLSchema-instance'";
    let global = "<xs:attribute name='a'/>".to_owned();
    let qualified = complex("<xs:attribute name='a' form='qualified'/>");
    let unqualified = complex("<xs:attribute name='a'/>");
    let known = "<xs:attribute name='nil' type='xs:boolean'/>".to_owned();
    for (expected, body) in [
        (None, known),
        (Some("no-xsi"), global),
        (Some("no-xsi"), qualified),
        (None, unqualified),
    ] {
        let found = broken_in("instance", &[("schema.xsd", schema(instance, &body))]);
        assert_eq!(found.as_deref(), expected, "{body}");
    }
}

#[test]
fn an_attribute_group_has_one_id() {
    let group = |second: &str| {
        format!(
            "<xs:attributeGroup name='G'><xs:attribute name='a' type='xs:ID'/><xs:attribute name='b' type='{second}'/></xs:attributeGroup>"
        )
    };
    check(
        "ids",
        &[
            ("ag-props-correct", &group("xs:ID")),
            ("", &group("xs:IDREF")),
        ],
    );
}

#[test]
fn a_reference_to_an_element_has_no_identity_constraints() {
    let reference = complex(
        "<xs:sequence><xs:element ref='e'><xs:unique name='u'><xs:selector xpath='.'/><xs:field xpath='.'/></xs:unique></xs:element></xs:sequence>",
    );
    let body = format!("<xs:element name='e'/>{reference}");
    check("reference", &[("src-element", &body)]);
}

#[test]
fn counts_are_compared_however_large_they_are_and_however_they_are_written() {
    let element = |min: &str, max: &str| {
        complex(&format!(
            "<xs:sequence><xs:element name='e' minOccurs='{min}' maxOccurs='{max}'/></xs:sequence>"
        ))
    };
    let all = |min: &str, max: &str| {
        complex(&format!(
            "<xs:all minOccurs='{min}' maxOccurs='{max}'><xs:element name='e'/></xs:all>"
        ))
    };
    check(
        "counts",
        &[
            (
                "none",
                &element("99999999999999999999", "99999999999999999998"),
            ),
            ("", &element("-0", "+01")),
            ("none", &element("-1", "1")),
            ("", &all("00", "01")),
            ("src-model_group", &all("0", "0")),
        ],
    );
}

#[test]
fn what_is_declared_twice_is_refused_though_it_says_the_same() {
    let notation = |public: &str| format!("<xs:notation name='n' public='{public}'/>");
    check(
        "twice",
        &[
            (
                "sch-props-correct",
                "<xs:element name='e'/><xs:element name='e'/>",
            ),
            (
                "sch-props-correct",
                "<xs:attributeGroup name='g'/><xs:attributeGroup name='g'/>",
            ),
            ("none", &(notation("a") + &notation("b"))),
            ("", "<xs:element name='e'/><xs:attribute name='e'/>"),
        ],
    );
}

#[test]
fn a_component_is_redefined_once() {
    let base = schema(
        "",
        "<xs:simpleType name='S'><xs:restriction base='xs:string'/></xs:simpleType>",
    );
    let again = "<xs:simpleType name='S'><xs:restriction base='S'/></xs:simpleType>";
    for (expected, count) in [(None, 1), (Some("src-redefine"), 2)] {
        let body = format!(
            "<xs:redefine schemaLocation='base.xsd'>{}</xs:redefine>",
            again.repeat(count)
        );
        let schemas = [
            ("schema.xsd", schema("", &body)),
            ("base.xsd", base.clone()),
        ];
        assert_eq!(broken_in("redefined", &schemas).as_deref(), expected);
    }
}

#[test]
fn wildcards_that_no_wildcard_joins_are_refused() {
    let group =
        "<xs:attributeGroup name='G'><xs:anyAttribute namespace='##other'/></xs:attributeGroup>";
    let own = "xmlns:t='urn:t' targetNamespace='urn:t' xmlns:o='urn:o'";
    let both = format!(
        "<xs:import namespace='urn:o' schemaLocation='other.xsd'/>{group}<xs:complexType name='T'><xs:attributeGroup ref='t:G'/><xs:attributeGroup ref='o:G'/></xs:complexType>"
    );
    let schemas = [
        ("schema.xsd", schema(own, &both)),
        ("other.xsd", schema("targetNamespace='urn:o'", group)),
    ];
    assert_eq!(
        broken_in("intersection", &schemas).as_deref(),
        Some("cos-aw-intersect")
    );
    for (expected, namespaces) in [
        (Some("cos-aw-union"), "##local"),
        (None, "##local ##targetNamespace"),
        (None, "urn:a"),
    ] {
        let body = format!(
            "<xs:complexType name='B'><xs:anyAttribute namespace='##other'/></xs:complexType><xs:complexType name='T'><xs:complexContent><xs:extension base='t:B'><xs:anyAttribute namespace='{namespaces}'/></xs:extension></xs:complexContent></xs:complexType>"
        );
        let found = broken_in("union", &[("schema.xsd", schema(own, &body))]);
        assert_eq!(found.as_deref(), expected, "{namespaces}");
    }
}

#[test]
fn simple_types_are_made_of_simple_types_as_these_allow() {
    let final_type =
        "<xs:simpleType name='S' final='#all'><xs:restriction base='xs:int'/></xs:simpleType>";
    let extended =
        complex("<xs:simpleContent><xs:extension base='S'/></xs:simpleContent>") + final_type;
    let simple = |body: &str| format!("<xs:simpleType name='S'>{body}</xs:simpleType>");
    let list = "<xs:simpleType name='L'><xs:list itemType='xs:int'/></xs:simpleType>";
    let kept = |white_space: &str| {
        list.to_owned()
            + &simple(&format!(
                "<xs:restriction base='L'><xs:whiteSpace value='{white_space}'/></xs:restriction>"
            ))
    };
    check(
        "simple",
        &[
            ("cos-ct-extends", &extended),
            (
                "cos-st-restricts",
                &simple("<xs:list itemType='xs:anyType'/>"),
            ),
            (
                "cos-st-restricts",
                &simple("<xs:union memberTypes='xs:int xs:anyType'/>"),
            ),
            ("", &simple("<xs:list itemType='xs:anySimpleType'/>")),
            ("whiteSpace-valid-restriction", &kept("replace")),
            ("", &kept("collapse")),
        ],
    );
}

#[test]
fn a_restriction_of_text_holds_text() {
    let base = "<xs:complexType name='B'><xs:simpleContent><xs:extension base='xs:string'/></xs:simpleContent></xs:complexType>";
    let emptied = complex(
        "<xs:complexContent><xs:restriction base='B'><xs:sequence/></xs:restriction></xs:complexContent>",
    );
    check(
        "text",
        &[("derivation-ok-restriction", &(base.to_owned() + &emptied))],
    );
}

#[test]
fn the_values_of_attributes_have_the_types_that_the_schema_of_schemas_gives_them() {
    let documented =
        |attribute: &str| format!("<xs:annotation><xs:documentation {attribute}/></xs:annotation>");
    check(
        "values",
        &[
            ("cvc-attribute", &documented("xml:lang='en_US'")),
            ("", &documented("xml:lang='en-US'")),
            ("", &documented("xml:lang=''")),
            ("src-annotation", &documented("source='a#b#c'")),
            ("src-annotation", &documented("id='a'")),
            ("", "<xs:annotation id='a'/>"),
            ("src-import", "<xs:import namespace='#%zz'/>"),
            ("src-import", "<xs:import namespace=''/>"),
        ],
    );
}

#[test]
fn an_extension_of_anything_keeps_any_content() {
    let folder = folder("anything");
    let body = "<xs:complexType name='T'><xs:complexContent mixed='true'><xs:extension base='xs:anyType'><xs:attribute name='a'/></xs:extension></xs:complexContent></xs:complexType>";
    let file = folder.join("schema.xsd");
    std::fs::write(&file, schema("", body)).expect("the schema can be written");
    let (model, _) = model::load(&[file], None).expect("the schema is right");
    let (id, _) = model
        .types()
        .find(|(_, ty)| ty.name.as_ref().is_some_and(|name| &*name.local == "T"))
        .expect("the type is declared");
    let wildcard = model.any_attribute(id).expect("it has any attributes");
    assert!(wildcard.namespaces.admits(Some("urn:any")));
    let model::EffectiveContent::Elements(parts) = model.content(id) else {
        panic!("it has no elements");
    };
    assert!(matches!(parts[0].1.term, model::Term::Any(_)));
}
