//! What real WSDLs hold beside the operations that they are about, and how they are written: all of it is taken, and nothing said.

use std::path::{Path, PathBuf};

use castile_codegen::Generator;
use castile_codegen::diagnostic::{Diagnostic, Severity};
use castile_codegen::model::{self, Model};

/// A WSDL with one operation `Op` of SOAP 1.1, as pieces that tests replace.
const PLAIN: &str = r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t"
    targetNamespace="urn:t">
  <types><xs:schema targetNamespace="urn:t"><xs:element name="in" type="xs:int"/><xs:element name="out" type="xs:string"/></xs:schema></types>
  <message name="In"><part name="in" element="t:in"/></message>
  <message name="Out"><part name="out" element="t:out"/></message>
  <portType name="P"><operation name="Op"><input message="t:In"/><output message="t:Out"/></operation></portType>
  <binding name="B" type="t:P">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Op"><soap:operation soapAction="urn:op"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
  </binding>
  <service name="S"><port name="p" binding="t:B"><soap:address location="http://localhost/"/></port></service>
</definitions>
"#;

/// A folder of its own for a test, with these files in it.
fn folder(test: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front_wsdl")
        .join(test);
    for (name, content) in files {
        let file = folder.join(name);
        let parent = file.parent().expect("a file is in a folder");
        std::fs::create_dir_all(parent).expect("the folder for tests is writable");
        std::fs::write(file, content).expect("the folder for tests is writable");
    }
    folder
}

/// Loads `main.wsdl` of some files; it is also generated from.
fn load(test: &str, files: &[(&str, &[u8])]) -> (Model, Vec<Diagnostic>) {
    let path = folder(test, files).join("main.wsdl");
    let loaded = model::load(std::slice::from_ref(&path), None);
    let (model, remarks) = loaded.unwrap_or_else(|error| panic!("{test}: {error}"));
    let output = Generator::new().document(&path).generate();
    output.unwrap_or_else(|error| panic!("{test}: {error}"));
    (model, remarks)
}

/// The operations of all bindings, in their order.
fn operations(model: &Model) -> Vec<String> {
    let bindings = model.bindings();
    let operations = bindings.flat_map(|(_, binding)| &binding.operations);
    operations.map(|operation| operation.name.clone()).collect()
}

/// Holds that a WSDL has its operation, and that nothing is said of it.
fn is_taken(test: &str, files: &[(&str, &[u8])]) {
    let (model, remarks) = load(test, files);
    assert_eq!(operations(&model), ["Op"], "{test}");
    assert_eq!(remarks, [], "{test}");
}

/// The plain WSDL with pieces replaced.
fn with(replaced: &[(&str, &str)]) -> String {
    let mut text = PLAIN.to_owned();
    for (from, to) in replaced {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// WSDLs with what other specifications put into them: a name, and what is replaced in the plain one by what.
const EXTENSIONS: [(&str, &[(&str, &str)]); 9] = [
    (
        "policy",
        &[
            (
                "<types>",
                "<wsp:Policy xmlns:wsp='http://www.w3.org/ns/ws-policy' Id='p'><wsp:All/></wsp:Policy><types>",
            ),
            (
                "<soap:binding",
                "<wsp:PolicyReference xmlns:wsp='http://www.w3.org/ns/ws-policy' URI='#p'/><soap:binding",
            ),
            (
                "<operation name=\"Op\"><soap",
                "<operation name=\"Op\"><wsp:Policy xmlns:wsp='http://schemas.xmlsoap.org/ws/2004/09/policy'/><soap",
            ),
        ],
    ),
    (
        "wsaw",
        &[
            (
                "<soap:binding",
                "<wsaw:UsingAddressing xmlns:wsaw='http://www.w3.org/2006/05/addressing/wsdl' required='true'/><soap:binding",
            ),
            (
                "<input message",
                "<input xmlns:wsam='http://www.w3.org/2007/05/addressing/metadata' wsam:Action='urn:a' message",
            ),
        ],
    ),
    (
        "partner_links",
        &[(
            "<service",
            "<plnk:partnerLinkType xmlns:plnk='http://docs.oasis-open.org/wsbpel/2.0/plnktype' name='l'/><vprop:property xmlns:vprop='urn:vprop' name='p'/><service",
        )],
    ),
    (
        "jaxws",
        &[
            (
                "<types>",
                "<jaxws:bindings xmlns:jaxws='http://java.sun.com/xml/ns/jaxws'><jaxws:enableWrapperStyle>false</jaxws:enableWrapperStyle></jaxws:bindings><types>",
            ),
            (
                "<xs:element name=\"in\"",
                "<xs:annotation><xs:appinfo><jaxb:schemaBindings xmlns:jaxb='http://java.sun.com/xml/ns/jaxb'/></xs:appinfo></xs:annotation><xs:element name=\"in\"",
            ),
            (
                "<portType name=\"P\">",
                "<portType name=\"P\"><jaxws:bindings xmlns:jaxws='http://java.sun.com/xml/ns/jaxws'/>",
            ),
        ],
    ),
    (
        "documentation",
        &[
            (
                "<types>",
                "<documentation>d</documentation><types><documentation>d</documentation>",
            ),
            (
                "<part name=\"in\" element=\"t:in\"/>",
                "<documentation>d</documentation><part name=\"in\" element=\"t:in\"><documentation>d</documentation></part>",
            ),
            (
                "<input message=\"t:In\"/>",
                "<documentation>d</documentation><input message=\"t:In\"><documentation>d</documentation></input>",
            ),
            (
                "<soap:binding",
                "<documentation>d</documentation><soap:binding",
            ),
            (
                "<input><soap:body",
                "<documentation>d</documentation><input><documentation>d</documentation><soap:body",
            ),
            ("<port name", "<documentation>d</documentation><port name"),
            (
                "<soap:address",
                "<documentation>d</documentation><soap:address",
            ),
        ],
    ),
    (
        "upnp",
        &[(
            "<types>",
            "<e:scpd xmlns:e='urn:schemas-upnp-org:service-1-0'><e:specVersion/></e:scpd><types>",
        )],
    ),
    (
        "required",
        &[(
            "<soap:binding",
            "<x:extension xmlns:x='urn:x' xmlns:w='http://schemas.xmlsoap.org/wsdl/' w:required='true'/><soap:binding",
        )],
    ),
    (
        "mime",
        &[(
            "<output><soap:body use=\"literal\"/></output>",
            "<output><mime:multipartRelated xmlns:mime='http://schemas.xmlsoap.org/wsdl/mime/'><mime:part><soap:body use='literal'/></mime:part></mime:multipartRelated></output>",
        )],
    ),
    (
        "sap",
        &[
            (
                "<types>",
                "<sap:external xmlns:sap='http://www.sap.com/webas/630/soap/features/mime/'/><types>",
            ),
            ("name=\"P\"", "name=\"P\" xmlns:sap='urn:sap' sap:use='x'"),
        ],
    ),
];

/// Row 31: policies, bindings and metadata of other specifications.
#[test]
fn extensions_of_other_specifications_are_passed_over() {
    for (test, replaced) in EXTENSIONS {
        is_taken(test, &[("main.wsdl", with(replaced).as_bytes())]);
    }
}

/// What asks for WS-Addressing, as attributes and elements.
#[test]
fn addressing_may_be_asked_for_by_a_binding_its_port_type_a_port_or_a_service() {
    const EXTENSION: &str =
        "<wsaw:UsingAddressing xmlns:wsaw='http://www.w3.org/2006/05/addressing/wsdl'/>";
    const NAMED: &str =
        "xmlns:wsp='http://schemas.xmlsoap.org/ws/2004/09/policy' wsp:PolicyURIs='#p'";
    const POLICY: (&str, &str) = (
        "<types>",
        "<wsp:Policy xmlns:wsp='http://schemas.xmlsoap.org/ws/2004/09/policy' xmlns:u='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd' u:Id='p'>\
         <wsam:Addressing xmlns:wsam='http://www.w3.org/2007/05/addressing/metadata'/></wsp:Policy><types>",
    );
    let named = |start: &str| format!("{start} {NAMED}");
    let reference =
        "<p:PolicyReference xmlns:p='http://schemas.xmlsoap.org/ws/2004/09/policy' URI='#p'/>";
    let cases = [
        ("silent", "", String::new()),
        (
            "binding",
            "<soap:binding",
            format!("{EXTENSION}<soap:binding"),
        ),
        ("binding_named", "<binding", named("<binding")),
        ("port", "<soap:address", format!("{EXTENSION}<soap:address")),
        (
            "port_referring",
            "<soap:address",
            format!("{reference}<soap:address"),
        ),
        ("port_named", "<port name", named("<port") + " name"),
        (
            "service",
            "<service name=\"S\">",
            format!("<service name=\"S\">{reference}"),
        ),
        ("service_named", "<service", named("<service")),
        ("port_type_named", "<portType", named("<portType")),
    ];
    for (test, from, to) in cases {
        let text = with(&[POLICY, (from, &to)]);
        let name = format!("addressing_{test}");
        let (model, remarks) = load(&name, &[("main.wsdl", text.as_bytes())]);
        assert_eq!(remarks, [], "{test}");
        let (_, binding) = model.bindings().next().expect("a binding");
        assert_eq!(binding.uses_addressing, test != "silent", "{test}");
    }
}

#[test]
fn names_and_values_may_have_space_around_them() {
    let text = with(&[
        ("message=\"t:In\"", "message=\" t:In \""),
        ("element=\"t:in\"", "element=\"\tt:in\n\""),
        ("type=\"t:P\"", "type=\" t:P\""),
        ("binding=\"t:B\"", "binding=\"t:B \""),
        ("use=\"literal\"", "use=\" literal \""),
    ]);
    is_taken("space", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn words_of_bindings_may_have_capitals() {
    let text = with(&[
        ("<soap:binding", "<soap:binding style='Document'"),
        ("use=\"literal\"", "use=\"Literal\""),
    ]);
    is_taken("capitals", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn an_operation_that_is_bound_twice_is_taken_once() {
    let text = with(&[(
        "</operation>\n  </binding>",
        "</operation><operation name='Op'><soap:operation soapAction='urn:again'/><input><soap:body use='literal'/></input><output><soap:body use='literal'/></output></operation>\n  </binding>",
    )]);
    let (model, remarks) = load("bound_twice", &[("main.wsdl", text.as_bytes())]);
    assert_eq!(operations(&model), ["Op"]);
    assert_eq!(remarks[0].severity, Severity::Note);
}

#[test]
fn names_without_a_prefix_are_those_of_the_definition_where_no_namespace_has_them() {
    let text = with(&[
        ("message=\"t:In\"", "message=\"In\""),
        ("message=\"t:Out\"", "message=\"Out\""),
        ("type=\"t:P\"", "type=\"P\""),
        ("binding=\"t:B\"", "binding=\"B\""),
    ]);
    is_taken("unprefixed", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn types_may_stand_in_several_places() {
    let text = with(&[(
        "<xs:element name=\"out\" type=\"xs:string\"/></xs:schema></types>",
        "</xs:schema></types><types><xs:schema targetNamespace='urn:t'><xs:element name='out' type='xs:string'/></xs:schema></types>",
    )]);
    is_taken("types_twice", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn schemas_in_a_wsdl_import_each_other_by_namespace_alone() {
    let text = with(&[
        (
            "<types>",
            "<types><xs:schema targetNamespace='urn:u'><xs:simpleType name='U'><xs:restriction base='xs:string'/></xs:simpleType></xs:schema>",
        ),
        (
            "<xs:element name=\"in\" type=\"xs:int\"/>",
            "<xs:import namespace='urn:u'/><xs:element name='in' type='u:U' xmlns:u='urn:u'/>",
        ),
    ]);
    is_taken("by_namespace", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn the_encoding_of_soap_and_addressing_need_no_location() {
    let text = with(&[(
        "<xs:element name=\"in\" type=\"xs:int\"/>",
        "<xs:import namespace='http://schemas.xmlsoap.org/soap/encoding/'/><xs:import namespace='http://www.w3.org/2005/08/addressing'/><xs:element name='in' type='a:EndpointReferenceType' xmlns:a='http://www.w3.org/2005/08/addressing'/>",
    )]);
    is_taken("addressing", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn locations_are_found_however_they_are_spelled() {
    let import = |location: &str| {
        with(&[(
            "<xs:element name=\"in\" type=\"xs:int\"/>",
            &format!("<xs:include schemaLocation='{location}'/>"),
        )])
    };
    let part = b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'><xs:element name='in' type='xs:int'/></xs:schema>";
    for (test, location, file) in [
        ("backslash", "xsd\\part.xsd", "xsd/part.xsd"),
        ("escaped", "a%20b.xsd", "a b.xsd"),
        ("dotted", "./xsd/../part.xsd", "part.xsd"),
        ("spaces", " part.xsd ", "part.xsd"),
    ] {
        let text = import(location);
        let files: [(&str, &[u8]); 3] = [
            ("main.wsdl", text.as_bytes()),
            (file, part),
            ("xsd/other.xsd", part),
        ];
        is_taken(test, &files);
    }
}

#[test]
fn files_are_read_in_every_usual_encoding() {
    let declared = |encoding: &str| format!("<?xml version='1.0' encoding='{encoding}'?>\n{PLAIN}");
    let with_bom = format!("\u{feff}{PLAIN}").into_bytes();
    is_taken("bom", &[("main.wsdl", &with_bom)]);
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}{}", declared("utf-16"));
        text.encode_utf16().flat_map(bytes).collect()
    };
    is_taken("utf16le", &[("main.wsdl", &wide(u16::to_le_bytes))]);
    is_taken("utf16be", &[("main.wsdl", &wide(u16::to_be_bytes))]);
    let latin =
        declared("ISO-8859-1").replace("<types>", "<documentation>\u{fc}</documentation><types>");
    let latin: Vec<u8> = latin
        .chars()
        .map(|c| u8::try_from(c).expect("it is Latin 1"))
        .collect();
    is_taken("latin1", &[("main.wsdl", &latin)]);
}

#[test]
fn a_definition_without_a_namespace_is_taken() {
    let text = with(&[
        ("\n    targetNamespace=\"urn:t\">", ">"),
        ("message=\"t:In\"", "message=\"In\""),
        ("message=\"t:Out\"", "message=\"Out\""),
        ("type=\"t:P\"", "type=\"P\""),
        ("binding=\"t:B\"", "binding=\"B\""),
    ]);
    is_taken("no_namespace", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn a_port_without_an_address_and_a_binding_without_a_port_are_taken() {
    let text = with(&[("<soap:address location=\"http://localhost/\"/>", "")]);
    is_taken("no_address", &[("main.wsdl", text.as_bytes())]);
    let text = with(&[(
        "<port name=\"p\" binding=\"t:B\"><soap:address location=\"http://localhost/\"/></port>",
        "",
    )]);
    is_taken("no_port", &[("main.wsdl", text.as_bytes())]);
}

#[test]
fn imports_may_stand_late_go_in_a_circle_and_repeat() {
    let rest = PLAIN.find("<message").expect("there is a message");
    let head = PLAIN.find("<types>").expect("there are types");
    let other = format!(
        "{}<import namespace='urn:t' location='main.wsdl'/>{}",
        &PLAIN[..head],
        &PLAIN[rest..]
    );
    let main = format!(
        "{}<documentation/>{}<import namespace='urn:t' location='other.wsdl'/><import namespace='urn:t' location='./other.wsdl'/></definitions>",
        &PLAIN[..head],
        &PLAIN[head..rest]
    );
    is_taken(
        "late_import",
        &[
            ("main.wsdl", main.as_bytes()),
            ("other.wsdl", other.as_bytes()),
        ],
    );
}

#[test]
fn a_definition_imports_schemas_with_its_own_import() {
    let text = with(&[
        (
            "<types>",
            "<import namespace='urn:t' location='part.xsd'/><types>",
        ),
        ("<xs:element name=\"in\" type=\"xs:int\"/>", ""),
    ]);
    let part = b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t'><xs:element name='in' type='xs:int'/></xs:schema>";
    is_taken(
        "schema_by_wsdl_import",
        &[("main.wsdl", text.as_bytes()), ("part.xsd", part)],
    );
}

#[test]
fn bindings_of_one_port_type_for_both_versions_are_one_client() {
    let second = "<binding name='B12' type='t:P'><soap12:binding transport='http://schemas.xmlsoap.org/soap/http'/>\
        <operation name='Op'><soap12:operation soapAction='urn:op'/><input><soap12:body use='literal'/></input><output><soap12:body use='literal'/></output></operation></binding>\
        <binding name='Get' type='t:P'><http:binding xmlns:http='http://schemas.xmlsoap.org/wsdl/http/' verb='GET'/><operation name='Op'><http:operation xmlns:http='http://schemas.xmlsoap.org/wsdl/http/' location='/Op'/></operation></binding><service";
    let text = with(&[("<service", second)]);
    let path = folder("versions", &[("main.wsdl", text.as_bytes())]).join("main.wsdl");
    let output = Generator::new()
        .document(path)
        .generate()
        .expect("it is right");
    assert_eq!(output.files[0].text.matches("pub struct Client").count(), 1);
    assert!(output.files[0].text.contains("SoapVersion::Soap11"));
    let said: Vec<_> = output
        .notes
        .iter()
        .map(|note| (note.severity, note.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                Severity::Note,
                "binding `B12` reaches the same operations as `B`, which is used"
            ),
            (
                Severity::Note,
                "binding `Get` is an HTTP binding and is left out"
            ),
        ]
    );
}

#[test]
fn a_binding_over_http_is_chosen_before_one_over_another_transport() {
    let first = "<binding name='Jms' type='t:P'><soap:binding transport='http://www.w3.org/2010/soapjms/'/>\
        <operation name='Op'><soap:operation soapAction='urn:jms'/><input><soap:body use='literal'/></input><output><soap:body use='literal'/></output></operation></binding><binding";
    let text = with(&[("<binding", first)]);
    let path = folder("transports", &[("main.wsdl", text.as_bytes())]).join("main.wsdl");
    let output = Generator::new()
        .document(path)
        .generate()
        .expect("it is right");
    assert!(
        output.files[0]
            .text
            .contains("ACTION: &'static str = \"urn:op\"")
    );
}

#[test]
fn overloaded_operations_are_told_apart_by_the_names_of_their_messages() {
    let text = with(&[
        (
            "<message name=\"Out\">",
            "<message name='In2'><part name='other' element='t:out'/></message><message name=\"Out\">",
        ),
        (
            "<input message=\"t:In\"/>",
            "<input name='a' message=\"t:In\"/>",
        ),
        (
            "</portType>",
            "<operation name='Op'><input name='b' message='t:In2'/><output message='t:Out'/></operation></portType>",
        ),
        (
            "<input><soap:body use=\"literal\"/></input>",
            "<input name='a'><soap:body use='literal'/></input>",
        ),
        (
            "</operation>\n  </binding>",
            "</operation><operation name='Op'><soap:operation soapAction='urn:op2'/><input name='b'><soap:body use='literal'/></input><output><soap:body use='literal'/></output></operation>\n  </binding>",
        ),
    ]);
    let (model, remarks) = load("overloaded", &[("main.wsdl", text.as_bytes())]);
    assert_eq!(remarks, []);
    let (_, binding) = model.bindings().next().expect("there is a binding");
    let parts: Vec<_> = binding
        .operations
        .iter()
        .map(|operation| operation.input.parts[0].name.as_str())
        .collect();
    assert_eq!(parts, ["in", "other"]);
}

#[test]
fn overloaded_operations_without_names_of_messages_are_bound_in_their_order() {
    let text = with(&[
        (
            "<message name=\"Out\">",
            "<message name='In2'><part name='other' element='t:out'/></message><message name=\"Out\">",
        ),
        (
            "</portType>",
            "<operation name='Op'><input message='t:In2'/><output message='t:Out'/></operation></portType>",
        ),
        (
            "</operation>\n  </binding>",
            "</operation><operation name='Op'><soap:operation soapAction='urn:op2'/><input><soap:body use='literal'/></input><output><soap:body use='literal'/></output></operation>\n  </binding>",
        ),
    ]);
    let (model, remarks) = load("overloaded_unnamed", &[("main.wsdl", text.as_bytes())]);
    assert_eq!(remarks, []);
    let (_, binding) = model.bindings().next().expect("there is a binding");
    let operations = binding.operations.iter();
    let parts: Vec<_> = operations
        .map(|operation| operation.input.parts[0].name.as_str())
        .collect();
    assert_eq!(parts, ["in", "other"]);
}

#[test]
fn services_and_port_types_each_have_their_own_client() {
    let second = "<portType name='Q'><operation name='Ask'><input message='t:In'/><output message='t:Out'/></operation></portType>\
        <binding name='C' type='t:Q'><soap:binding transport='http://schemas.xmlsoap.org/soap/http'/>\
        <operation name='Ask'><soap:operation soapAction='urn:ask'/><input><soap:body use='literal'/></input><output><soap:body use='literal'/></output></operation></binding>\
        <service name='T'><port name='q' binding='t:C'><soap:address location='http://localhost/q'/></port><port name='r' binding='t:B'/></service><service";
    let text = with(&[("<service", second)]);
    let path = folder("services", &[("main.wsdl", text.as_bytes())]).join("main.wsdl");
    let output = Generator::new()
        .document(path)
        .generate()
        .expect("it is right");
    let text = &output.files[0].text;
    assert!(text.contains("pub struct PClient<C>") && text.contains("pub struct QClient<C>"));
    assert!(text.contains("ADDRESS: &'static str = \"http://localhost/q\""));
}

#[test]
fn the_same_service_in_two_files_has_the_ports_of_both() {
    let main = with(&[
        (
            "<types>",
            "<import namespace='urn:t' location='other.wsdl'/><types>",
        ),
        (
            "<port name=\"p\"",
            "<port name='q' binding='t:B'/><port name=\"p\"",
        ),
    ]);
    let (model, remarks) = load(
        "two_files",
        &[
            ("main.wsdl", main.as_bytes()),
            ("other.wsdl", PLAIN.as_bytes()),
        ],
    );
    let (_, service) = model.services().next().expect("there is a service");
    let ports: Vec<_> = service
        .ports
        .iter()
        .map(|port| port.name.as_str())
        .collect();
    assert_eq!(ports, ["q", "p"]);
    let said: Vec<_> = remarks.iter().map(|remark| remark.severity).collect();
    assert_eq!(said, [Severity::Note]);
}

/// Row 31: what is wrong with one operation is said, and the others are there.
#[test]
fn one_bad_operation_does_not_keep_the_others_out() {
    let bad = "<operation name='Bad'><input message='t:Gone'/></operation></portType>";
    let text = with(&[
        ("</portType>", bad),
        (
            "</operation>\n  </binding>",
            "</operation><operation name='Bad'/><operation name='Unheard'/>\n  </binding>",
        ),
    ]);
    let (model, remarks) = load("bad", &[("main.wsdl", text.as_bytes())]);
    assert_eq!(operations(&model), ["Op"]);
    let said: Vec<_> = remarks
        .iter()
        .map(|remark| (remark.severity, remark.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (
                Severity::Broken,
                "operation `Bad` is left out: message `t:Gone` is declared by no definition"
            ),
            (
                Severity::Broken,
                "operation `Unheard` is left out: port type `P` has no such operation"
            ),
        ]
    );
}

/// Row 31: a port says only an address; one whose binding is nowhere takes nothing away from the others.
#[test]
fn a_port_without_its_binding_is_left_out_alone() {
    let ports = "<service name='Lost'><port name='lost' binding='t:Lost'/></service></definitions>";
    let text = with(&[("</definitions>", ports)]);
    let (model, remarks) = load("lost_port", &[("main.wsdl", text.as_bytes())]);
    assert_eq!(operations(&model), ["Op"]);
    let said: Vec<_> = remarks
        .iter()
        .map(|remark| (remark.severity, remark.message.as_str()))
        .collect();
    let lost = "port `lost` is left out: binding `t:Lost` is declared by no definition";
    assert_eq!(said, [(Severity::Broken, lost)]);
}

/// Where the file of the binding is not there, that is the fault.
#[test]
fn a_port_whose_binding_may_be_in_a_missing_file_is_an_error() {
    let ports = "<import namespace='urn:gone' location='gone.wsdl'/>\
        <service name='Lost'><port name='lost' xmlns:g='urn:gone' binding='g:Lost'/></service></definitions>";
    let text = with(&[("</definitions>", ports)]);
    let path = folder("lost_import", &[("main.wsdl", text.as_bytes())]).join("main.wsdl");
    let error = model::load(&[path], None).expect_err("its binding is nowhere");
    let error = error.to_string();
    assert!(
        error.contains("port `lost` has the binding `g:Lost`, which no definition declares"),
        "{error}"
    );
    assert!(error.contains("`gone.wsdl`, imported at"), "{error}");
}

#[test]
fn metadata_around_a_definition_is_taken_apart() {
    let text = format!(
        "<wsx:Metadata xmlns:wsx='http://schemas.xmlsoap.org/ws/2004/09/mex'><wsx:MetadataSection Dialect='http://schemas.xmlsoap.org/wsdl/'>{PLAIN}</wsx:MetadataSection></wsx:Metadata>"
    );
    is_taken("metadata", &[("main.wsdl", text.as_bytes())]);
}
