//! The first stage: what one file says, with the place of everything it says.
//!
//! Names that refer to something are resolved to namespaces here, by the prefixes in scope; whether anything has that name is
//! for the model to find out.

mod annotation;
mod component;
mod constraint;
mod doctype;
mod facet;
mod fingerprint;
mod grammar;
mod identity;
mod lexical;
mod name;
mod read_annotation;
mod read_complex;
mod read_component;
mod read_identity;
mod read_policy;
mod read_schema;
mod read_simple;
mod read_wsdl;
mod read_wsdl_binding;
mod version;
mod well_known;
mod wsdl;
mod xml;
mod xpath;

pub use annotation::{Annotation, DataContract, GenericType, SERIALIZATION_NAMESPACE};
pub(crate) use component::{
    ArrayType, Attribute, AttributeGroup, AttributeItem, Attributes, ComplexBody, ComplexType,
    Element, External, ExternalKind, Global, Group, Item, Notation, Particle, Schema, SimpleBody,
    SimpleRestriction, SimpleType, Term, TypeUse, Wildcard, WildcardNamespace, WildcardNamespaces,
    WrittenFacet,
};
pub(crate) use constraint::Form;
pub use constraint::{
    AttributePresence, Derivation, Derivations, Occurs, ProcessContents, ValueConstraint,
};
pub(crate) use facet::FacetKind;
pub use facet::{EnumerationValue, Facets, WhiteSpace};
pub(crate) use identity::{Identity, IdentityKind};
pub(crate) use lexical::{is_language, is_reference, read_count};
pub use name::{QName, XSD_NAMESPACE};
pub(crate) use name::{Reference, is_ncname};
pub(crate) use well_known::{is_fixed, well_known};
pub(crate) use wsdl::{
    Binding, BindingFault, BindingMessage, BindingOperation, Definitions, Message, MessagePart,
    MessageRole, PortType, PortTypeOperation, Protocol, Service, ServicePort, SoapBody, SoapHeader,
    WsdlImport,
};
pub use wsdl::{SoapVersion, Style, Use};
pub use xpath::{NameTest, Path};

use crate::diagnostic::Diagnostic;
use crate::source::SourceText;

/// What one file holds.
#[derive(Debug)]
pub(crate) enum File {
    /// A WSDL 1.1 definition.
    Wsdl(Definitions),
    /// A schema.
    Schema(Schema),
}

/// Reads one file.
///
/// What can be read is given even where something in it is wrong; `None` if the file as a whole cannot be read.
/// All that was found wrong, and notes, go to `diagnostics`.
pub(crate) fn read(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
    let document = match xml::parse(source) {
        Ok(document) => document,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let mut reader = xml::Reader::new(source);
    let file = reader.read_file(&document);
    diagnostics.append(&mut reader.diagnostics);
    file
}
