//! Schemas that files refer to without bringing them along.

use std::sync::{Arc, OnceLock};

use super::xml::XML_NAMESPACE;
use super::{File, Schema, XSD_NAMESPACE};
use crate::source::SourceText;

/// `http://www.w3.org/2001/xml.xsd`: the attributes with the prefix `xml`.
const XML: &str = include_str!("well_known/xml.xsd");

/// The parts of SOAP 1.1's encoding that types refer to.
const SOAP_ENCODING: &str = include_str!("well_known/soap-encoding.xsd");

/// The elements of XML Schema itself that .NET data sets refer to.
const XML_SCHEMA: &str = include_str!("well_known/xml-schema.xsd");

/// WS-Addressing 1.0: endpoint references and the message properties.
const ADDRESSING: &str = include_str!("well_known/addressing.xsd");

/// The content types of binary data.
const XML_MIME: &str = include_str!("well_known/xml-mime.xsd");

/// The schema of a namespace that files may refer to without bringing it along; `None` for all other namespaces.
pub(crate) fn well_known(namespace: &str) -> Option<&'static Schema> {
    static SCHEMAS: [OnceLock<Option<Schema>>; 5] = [const { OnceLock::new() }; 5];
    let (slot, name, text) = match namespace {
        XML_NAMESPACE => (0, "xml.xsd", XML),
        "http://schemas.xmlsoap.org/soap/encoding/" => (1, "soap-encoding.xsd", SOAP_ENCODING),
        XSD_NAMESPACE => (2, "xml-schema.xsd", XML_SCHEMA),
        "http://www.w3.org/2005/08/addressing" => (3, "addressing.xsd", ADDRESSING),
        "http://www.w3.org/2005/05/xmlmime" => (4, "xml-mime.xsd", XML_MIME),
        _ => return None,
    };
    SCHEMAS[slot].get_or_init(|| read(name, text)).as_ref()
}

/// Whether a well-known schema stands even where a file names another one that is not there: that of XML itself, of XML Schema and of
/// SOAP encoding, which files name by addresses of all kinds.
pub(crate) fn is_fixed(namespace: &str) -> bool {
    [
        XML_NAMESPACE,
        XSD_NAMESPACE,
        "http://schemas.xmlsoap.org/soap/encoding/",
    ]
    .contains(&namespace)
}

fn read(name: &str, text: &str) -> Option<Schema> {
    let source = SourceText::new(Arc::from(format!("<{name}>")), text.to_owned());
    match super::read(&source, &mut Vec::new()) {
        Some(File::Schema(schema)) => Some(schema),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_well_known_schemas_are_read_without_a_remark() {
        for text in [XML, SOAP_ENCODING, XML_SCHEMA, ADDRESSING, XML_MIME] {
            let source = SourceText::new(Arc::from("well-known"), text.to_owned());
            let mut diagnostics = Vec::new();
            assert!(matches!(
                crate::schema::read(&source, &mut diagnostics),
                Some(File::Schema(_))
            ));
            assert_eq!(diagnostics, []);
        }
    }
}
