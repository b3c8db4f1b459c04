use super::Wsdl;
use crate::xml::ErrorKind;

const QUOTES: &str = r#"<?xml version='1.0' encoding='utf-16'?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:t="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:x="http://www.w3.org/2001/XMLSchema">
  <w:import namespace='urn:a' location='faults/all.wsdl'/>
  <w:types><x:schema><x:import schemaLocation="types.xsd" namespace="urn:b"/><x:include schemaLocation="other.xsd"/></x:schema></w:types>
  <w:service><w:port><s:address location='http://inside/'/></w:port><w:port><t:address location="http://inside/12"/></w:port></w:service>
  <address location="not of SOAP"/>
</w:definitions>"#;

const FAULTS: &str = r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/">
  <w:types><schema xmlns="http://www.w3.org/2001/XMLSchema"><import schemaLocation="../types.xsd"/></schema></w:types></w:definitions>"#;

const TYPES: &str = "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>";

fn quotes() -> Wsdl {
    let wsdl = Wsdl::new(QUOTES).unwrap();
    let wsdl = wsdl.with_document("./types.xsd", TYPES).unwrap();
    wsdl.with_document("faults/all.wsdl", FAULTS).unwrap()
}

#[test]
fn addresses_and_known_imports_point_to_where_it_was_asked() {
    let expected = QUOTES
        .replace("'utf-16'?>", "\"utf-8\"?>")
        .replace("version='1.0'", "version=\"1.0\"")
        .replace("http://inside/12", "http://h:8/q&amp;r")
        .replace("http://inside/", "http://h:8/q&amp;r")
        .replace("faults/all.wsdl", "http://h:8/q&amp;r?wsdl=2")
        .replace("types.xsd", "http://h:8/q&amp;r?wsdl=1");
    for query in ["wsdl", "WSDL", "wsdl=", "wsdl=0"] {
        let answer = quotes().answer(query, Some("http://h:8/q&r")).unwrap();
        assert_eq!(answer, expected, "{query}");
    }
}

#[test]
fn other_documents_go_by_their_numbers_and_may_import_each_other() {
    let faults = quotes().answer("wsdl=2", Some("http://h/")).unwrap();
    assert!(
        faults.contains("schemaLocation=\"http://h/?wsdl=1\""),
        "{faults}"
    );
    assert!(quotes().answer("wsdl=1", None).is_some());
    for query in ["wsdl=3", "wsdl=-1", "wsdl=x", "", "singleWsdl", "xsd"] {
        assert_eq!(quotes().answer(query, None), None, "{query}");
    }
    let alone = Wsdl::new(FAULTS).unwrap();
    assert!(alone.answer("singleWsdl", None).is_some());
}

#[test]
fn an_address_of_ones_own_goes_before_the_one_that_was_asked() {
    let wsdl = quotes().with_address("https://example.com/quotes");
    let answer = wsdl.answer("wsdl", Some("http://inner/")).unwrap();
    assert_eq!(answer.matches("https://example.com/quotes").count(), 4);
    let unknown = quotes().answer("wsdl", None).unwrap();
    assert!(unknown.contains("location='http://inside/'"), "{unknown}");
}

#[test]
fn what_is_no_wsdl_is_refused_with_its_place() {
    for (text, kind, message) in [
        (
            "<a/>",
            ErrorKind::Root,
            "1:5: the root is not `definitions` of WSDL 1.1",
        ),
        (
            TYPES,
            ErrorKind::Root,
            "1:51: the root is not `definitions` of WSDL 1.1",
        ),
        ("", ErrorKind::Malformed, "1:1: the document is cut off"),
        (
            "<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>",
            ErrorKind::Malformed,
            "1:55: the document is cut off",
        ),
        (
            "<!DOCTYPE a><a/>",
            ErrorKind::DocumentType,
            "1:13: a document type declaration is not allowed",
        ),
    ] {
        let error = Wsdl::new(text).unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (kind, message));
    }
    let error = quotes().with_document("a.xsd", "<a/>").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Root);
}
