//! What small schemas mean, once their names are resolved.

use std::path::PathBuf;

use castile_codegen::catalog::Catalog;
use castile_codegen::model::{
    self, AttributePresence, Content, DocumentId, EffectiveContent, ElementId, Model, NamespaceSet,
    Occurs, PartContent, Particle, QName, SoapVersion, Style, Term, Type, TypeId, Variety,
};

/// A folder of its own for a test, with these files in it.
fn folder(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("the folder for tests is writable");
    for (name, content) in files {
        std::fs::write(folder.join(name), content).expect("the folder for tests is writable");
    }
    folder
}

const HEAD: &str =
    "xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:t' targetNamespace='urn:t'";

/// A schema of the namespace `urn:t`.
fn schema(content: &str) -> String {
    format!("<xs:schema {HEAD}>{content}</xs:schema>")
}

/// Loads one schema, about which nothing is to be said.
fn load(test: &str, content: &str) -> Model {
    let path = folder(test, &[("main.xsd", &schema(content))]).join("main.xsd");
    let (model, remarks) = model::load(&[path], None).expect("the schema is valid");
    assert_eq!(remarks, []);
    model
}

fn document(model: &Model) -> DocumentId {
    model.documents().next().expect("a document was loaded").0
}

fn ty(model: &Model, local: &str) -> TypeId {
    model
        .type_named(document(model), &QName::new(Some("urn:t"), local))
        .expect("the type is declared")
}

fn element(model: &Model, local: &str) -> ElementId {
    model
        .element_named(document(model), &QName::new(Some("urn:t"), local))
        .expect("the element is declared")
}

/// The local names of the elements in a particle, in order.
fn names(model: &Model, particle: &Particle) -> Vec<String> {
    match &particle.term {
        Term::Element(used) => vec![model[used.element].name.to_string()],
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().flat_map(|part| names(model, part)).collect()
        }
        Term::Any(_) => vec!["*".to_owned()],
    }
}

fn content_names(model: &Model, id: TypeId) -> Vec<String> {
    match model.content(id) {
        EffectiveContent::Elements(parts) => parts
            .iter()
            .flat_map(|(_, particle)| names(model, particle))
            .collect(),
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn groups_are_inlined_with_the_occurs_of_their_reference() {
    let model = load(
        "groups",
        "<xs:group name='g'><xs:choice><xs:element name='a'/><xs:element name='b'/></xs:choice></xs:group>
         <xs:complexType name='T'><xs:sequence>
           <xs:group ref='g' minOccurs='0' maxOccurs='unbounded'/><xs:element name='c' minOccurs='0' maxOccurs='0'/><xs:any namespace='##other'/>
         </xs:sequence></xs:complexType>",
    );
    let Some(Content::Elements(particle)) = model
        .complex(ty(&model, "T"))
        .map(|complex| &complex.content)
    else {
        panic!("it has elements")
    };
    assert_eq!(names(&model, particle), ["a", "b", "*"]);
    let Term::Sequence(parts) = &particle.term else {
        panic!("it is a sequence")
    };
    assert_eq!(parts[0].occurs, Occurs { min: 0, max: None });
    assert!(matches!(parts[0].term, Term::Choice(_)));
}

#[test]
fn names_follow_the_form_of_each_declaration() {
    let model = load(
        "forms",
        "<xs:element name='global'/>
         <xs:complexType name='T'><xs:sequence>
           <xs:element name='a'/><xs:element name='b' form='qualified'/><xs:element ref='global'/>
         </xs:sequence><xs:attribute name='c'/><xs:attribute name='d' form='qualified'/></xs:complexType>",
    );
    let id = ty(&model, "T");
    assert_eq!(
        content_names(&model, id),
        ["a", "{urn:t}b", "{urn:t}global"]
    );
    let attributes: Vec<_> = model
        .attributes(id)
        .iter()
        .map(|(_, used)| used.name.to_string())
        .collect();
    assert_eq!(attributes, ["c", "{urn:t}d"]);
}

#[test]
fn an_extension_adds_and_a_restriction_replaces() {
    let model = load(
        "derivation",
        "<xs:complexType name='A'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence>
           <xs:attribute name='x'/><xs:attribute name='y'/></xs:complexType>
         <xs:complexType name='B'><xs:complexContent><xs:extension base='A'>
           <xs:sequence><xs:element name='b'/></xs:sequence><xs:attribute name='z'/></xs:extension></xs:complexContent></xs:complexType>
         <xs:complexType name='C'><xs:complexContent><xs:restriction base='B'>
           <xs:sequence><xs:element name='b'/></xs:sequence>
           <xs:attribute name='x' use='prohibited'/><xs:attribute name='y' use='required'/></xs:restriction></xs:complexContent></xs:complexType>
         <xs:complexType name='D'><xs:complexContent><xs:extension base='C'/></xs:complexContent></xs:complexType>",
    );
    assert_eq!(content_names(&model, ty(&model, "B")), ["a", "b"]);
    assert_eq!(content_names(&model, ty(&model, "C")), ["b"]);
    assert_eq!(content_names(&model, ty(&model, "D")), ["b"]);
    let attributes = model.attributes(ty(&model, "D"));
    let shown: Vec<_> = attributes
        .iter()
        .map(|(_, used)| (&*used.name.local, used.presence))
        .collect();
    assert_eq!(
        shown,
        [
            ("y", AttributePresence::Required),
            ("z", AttributePresence::Optional)
        ]
    );
    let subtypes = model.subtypes(ty(&model, "A"));
    assert_eq!(subtypes, ["B", "C", "D"].map(|name| ty(&model, name)));
}

#[test]
fn simple_content_is_the_text_of_its_base() {
    let model = load(
        "simple_content",
        "<xs:complexType name='A'><xs:simpleContent><xs:extension base='xs:decimal'/></xs:simpleContent></xs:complexType>
         <xs:complexType name='B'><xs:simpleContent><xs:restriction base='A'><xs:minInclusive value='0'/></xs:restriction></xs:simpleContent></xs:complexType>
         <xs:complexType name='C'><xs:simpleContent><xs:extension base='B'/></xs:simpleContent></xs:complexType>",
    );
    let text = |name: &str| match model.content(ty(&model, name)) {
        EffectiveContent::Simple(text) => text,
        other => panic!("{name} holds {other:?}"),
    };
    assert_eq!(text("A"), Model::builtin(model::Builtin::Decimal));
    assert_eq!(text("B"), text("C"));
    let own = model.simple(text("B")).expect("it is a type of its own");
    assert_eq!(own.base, text("A"));
    assert_eq!(own.facets.min_inclusive.as_deref(), Some("0"));
    assert_eq!(own.variety, Variety::Atomic(model::Builtin::Decimal));
}

#[test]
fn members_of_a_substitution_group_are_known_to_every_head() {
    let model = load(
        "substitution",
        "<xs:element name='head' type='xs:int' abstract='true'/>
         <xs:element name='middle' substitutionGroup='head'/><xs:element name='leaf' substitutionGroup='middle'/>",
    );
    let members = ["middle", "leaf"].map(|name| element(&model, name));
    assert_eq!(model[element(&model, "head")].substitutes, members);
    assert!(
        members
            .iter()
            .all(|member| model[*member].ty == Model::builtin(model::Builtin::Int))
    );
}

#[test]
fn a_wildcard_knows_its_namespaces() {
    let model = load(
        "wildcard",
        "<xs:complexType name='T'><xs:sequence><xs:any namespace='##targetNamespace ##local urn:u'/></xs:sequence>
         <xs:anyAttribute namespace='##other'/></xs:complexType>",
    );
    let id = ty(&model, "T");
    let other = model
        .any_attribute(id)
        .map(|wildcard| wildcard.namespaces.clone());
    assert!(other.is_some_and(|set| set.admits(Some("urn:u"))
        && !set.admits(Some("urn:t"))
        && !set.admits(None)));
    let EffectiveContent::Elements(parts) = model.content(id) else {
        panic!("it has elements")
    };
    let Term::Sequence(inner) = &parts[0].1.term else {
        panic!("it is a sequence")
    };
    let Term::Any(wildcard) = &inner[0].term else {
        panic!("it is a wildcard")
    };
    let NamespaceSet::OneOf(list) = &wildcard.namespaces else {
        panic!("it is a list")
    };
    assert_eq!(
        list.iter().map(Option::as_deref).collect::<Vec<_>>(),
        [Some("urn:t"), None, Some("urn:u")]
    );
}

#[test]
fn an_included_schema_without_a_namespace_takes_that_of_its_includer() {
    let part = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
        <xs:include schemaLocation='main.xsd'/><xs:element name='e' type='T'/><xs:complexType name='T'/></xs:schema>";
    let main = schema("<xs:include schemaLocation='part.xsd'/><xs:element name='f' type='T'/>");
    let path = folder("chameleon", &[("main.xsd", &main), ("part.xsd", part)]).join("main.xsd");
    let (model, _) = model::load(&[path], None).expect("the schema is valid");
    assert_eq!(
        model[element(&model, "e")].ty,
        model[element(&model, "f")].ty
    );
}

#[test]
fn a_redefined_type_is_derived_from_what_it_was() {
    let part = schema("<xs:complexType name='T'><xs:sequence><xs:element name='old'/></xs:sequence></xs:complexType>
        <xs:group name='g'><xs:sequence><xs:element name='first'/></xs:sequence></xs:group>
        <xs:complexType name='U'><xs:group ref='g'/></xs:complexType><xs:element name='e' type='T'/>");
    let main = schema("<xs:redefine schemaLocation='part.xsd'><xs:complexType name='T'><xs:complexContent>
        <xs:extension base='T'><xs:sequence><xs:element name='new'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
        <xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:element name='second'/></xs:sequence></xs:group></xs:redefine>");
    let path = folder("redefine", &[("main.xsd", &main), ("part.xsd", &part)]).join("main.xsd");
    let (model, _) = model::load(&[path], None).expect("the schema is valid");
    let id = ty(&model, "T");
    assert_eq!(model[element(&model, "e")].ty, id);
    assert_eq!(content_names(&model, id), ["old", "new"]);
    assert_eq!(content_names(&model, ty(&model, "U")), ["first", "second"]);
    let Type { name, owner, .. } = &model[model.complex(id).expect("it is complex").base];
    assert!(name.is_none() && owner.is_some());
}

/// Row 19: nothing is fetched; what is on the network is read from files that are named.
#[test]
fn an_address_of_the_network_is_read_from_the_catalog() {
    let main = schema(
        "<xs:import namespace='urn:far' schemaLocation='http://example.org/far.xsd'/>
        <xs:element name='e' type='f:T' xmlns:f='urn:far'/>",
    );
    let far = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:far'><xs:complexType name='T'/></xs:schema>";
    let list = "http://example.org/far.xsd\tkept.xsd\n";
    let folder = folder(
        "catalog",
        &[
            ("main.xsd", &main),
            ("kept.xsd", far),
            ("catalog.tsv", list),
        ],
    );
    let catalog = Catalog::read(&folder.join("catalog.tsv")).expect("the catalog is well-formed");
    assert!(model::load(&[folder.join("main.xsd")], Some(&catalog)).is_ok());
    assert!(model::load(&[folder.join("main.xsd")], None).is_err());
}

#[test]
fn an_import_without_a_location_finds_another_entry() {
    let main = schema(
        "<xs:import namespace='urn:far'/><xs:element name='e' type='f:T' xmlns:f='urn:far'/>",
    );
    let far = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:far'><xs:complexType name='T'/></xs:schema>";
    let folder = folder("lending", &[("main.xsd", &main), ("far.xsd", far)]);
    assert!(model::load(&[folder.join("main.xsd")], None).is_err());
    let both = ["main.xsd", "far.xsd"].map(|name| folder.join(name));
    let (model, remarks) = model::load(&both, None).expect("together they are complete");
    assert_eq!(remarks, []);
    assert_eq!(
        model[model[element(&model, "e")].ty].document,
        Some(document(&model))
    );
}

#[test]
fn attributes_of_xml_and_elements_of_xsd_need_no_file() {
    let model = load(
        "well_known",
        "<xs:import namespace='http://www.w3.org/XML/1998/namespace'/>
         <xs:element name='e'><xs:complexType><xs:sequence><xs:element ref='xs:schema'/></xs:sequence>
         <xs:attribute ref='xml:lang'/></xs:complexType></xs:element>",
    );
    let attributes = model.attributes(model[element(&model, "e")].ty);
    assert_eq!(
        attributes[0].1.name,
        QName::new(Some("http://www.w3.org/XML/1998/namespace"), "lang")
    );
}

const CALCULATOR: &str = "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' xmlns:t='urn:t' targetNamespace='urn:t' name='Calculator'
    xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap12/'
    xmlns:wsaw='http://www.w3.org/2006/05/addressing/wsdl'>
  <types><xs:schema targetNamespace='urn:t'><xs:element name='Token' type='xs:string'/><xs:element name='Bad' type='xs:string'/></xs:schema></types>
  <message name='In'><part name='a' type='xs:int'/><part name='b' type='xs:int'/><part name='token' element='t:Token'/></message>
  <message name='Out'><part name='sum' type='xs:int'/></message>
  <message name='Fault'><part name='detail' element='t:Bad'/></message>
  <portType name='P'>
    <operation name='Add'><documentation>Adds.</documentation><input message='t:In' wsaw:Action='urn:add'/><output message='t:Out'/><fault name='Bad' message='t:Fault'/></operation>
    <operation name='Forget'><input message='t:In'/></operation>
  </portType>
  <binding name='B' type='t:P'><s:binding style='rpc' transport='http://schemas.xmlsoap.org/soap/http'/>
    <operation name='Add'><s:operation soapAction='urn:add'/>
      <input><s:header message='t:In' part='token' use='literal'/><s:body use='literal' namespace='urn:n'/></input>
      <output><s:body use='literal' namespace='urn:n'/></output><fault name='Bad'><s:fault name='Bad' use='literal'/></fault></operation>
    <operation name='Forget'><s:operation soapAction=''/><input><s:body use='literal' parts='a'/></input></operation>
  </binding>
  <service name='S'><port name='p' binding='t:B'><s:address location='http://localhost/'/></port></service>
</definitions>";

#[test]
fn an_rpc_operation_has_its_parts_header_blocks_and_faults() {
    let path = folder("rpc", &[("main.wsdl", CALCULATOR)]).join("main.wsdl");
    let (model, remarks) = model::load(&[path], None).expect("the definition is valid");
    assert_eq!(remarks, []);
    let (_, binding) = model.bindings().next().expect("it has a binding");
    let [add, forget] = binding.operations.as_slice() else {
        panic!("it has two operations")
    };
    assert_eq!((binding.soap, add.style), (SoapVersion::Soap12, Style::Rpc));
    assert_eq!(add.annotation.documentation.as_deref(), Some("Adds."));
    assert_eq!(add.soap_action.as_deref(), Some("urn:add"));
    assert_eq!(add.input.action.as_deref(), Some("urn:add"));
    assert_eq!(add.input.name, "AddRequest");
    assert_eq!(add.input.wrapper, Some(QName::new(Some("urn:n"), "Add")));
    let parts: Vec<_> = add
        .input
        .parts
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    assert_eq!(parts, ["a", "b"]);
    assert_eq!(
        add.input.headers[0].part.content,
        PartContent::Element(element(&model, "Token"))
    );
    let output = add.output.as_ref().expect("it has an output");
    assert_eq!(
        output.wrapper,
        Some(QName::new(Some("urn:n"), "AddResponse"))
    );
    assert_eq!(
        add.faults[0].detail.content,
        PartContent::Element(element(&model, "Bad"))
    );
    assert!(forget.is_one_way());
    assert_eq!(
        (forget.soap_action.as_deref(), forget.input.parts.len()),
        (None, 1)
    );
}
