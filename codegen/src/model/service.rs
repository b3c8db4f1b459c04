//! Services, bindings and operations, with port type, binding and messages already joined.

use std::sync::Arc;

use super::{Annotation, BindingId, DocumentId, ElementId, QName, SoapVersion, Style, TypeId, Use};
use crate::source::Place;

/// A service: ports at which it can be reached.
#[derive(Clone, Debug)]
pub struct Service {
    /// The entry document it belongs to.
    pub document: DocumentId,
    /// Its name.
    pub name: QName,
    /// Its SOAP ports; others are noted and left out.
    pub ports: Vec<Port>,
    /// Documentation.
    pub annotation: Annotation,
    /// Where it is declared.
    pub place: Place,
}

/// A port: a binding at an address.
#[derive(Clone, Debug)]
pub struct Port {
    /// Its name, unique in the service.
    pub name: String,
    /// How it is spoken to.
    pub binding: BindingId,
    /// `location` of `soap:address`, as written; `None` where there is none.
    pub address: Option<String>,
    /// Documentation.
    pub annotation: Annotation,
    /// Where it is declared.
    pub place: Place,
}

/// A SOAP binding of a port type.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The entry document it belongs to.
    pub document: DocumentId,
    /// Its name.
    pub name: QName,
    /// The port type it binds.
    pub port_type: QName,
    /// Documentation of the port type.
    pub annotation: Annotation,
    /// The version of SOAP.
    pub soap: SoapVersion,
    /// `transport`, mostly `http://schemas.xmlsoap.org/soap/http`.
    pub transport: String,
    /// Whether WS-Addressing is asked for: by the binding, its port type, a port of it or the service of that, by
    /// `wsaw:UsingAddressing`, or by a policy with `wsam:Addressing` or that.
    pub uses_addressing: bool,
    /// The operations that can be supported, in the order of the binding; the others were reported.
    pub operations: Vec<Operation>,
    /// Where it is declared.
    pub place: Place,
}

/// An operation of a binding.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name; overloaded operations share it and differ in the name of [`Message::name`].
    pub name: String,
    /// `document` or `rpc`.
    pub style: Style,
    /// `soapAction`, as written; `None` where the attribute is missing or, in SOAP 1.2, `soapActionRequired` is false and it is empty.
    pub soap_action: Option<String>,
    /// What is sent.
    pub input: Message,
    /// What comes back; `None` for a one-way operation.
    pub output: Option<Message>,
    /// The faults it declares.
    pub faults: Vec<Fault>,
    /// Documentation: of the port type's operation, or else of the binding's.
    pub annotation: Annotation,
    /// Where the binding's operation is declared.
    pub place: Place,
}

impl Operation {
    /// Whether nothing comes back.
    pub fn is_one_way(&self) -> bool {
        self.output.is_none()
    }
}

/// A message in one direction.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name of the port type's input or output: as written, or the default (WSDL 1.1, 2.4.5).
    pub name: String,
    /// The name of the WSDL message.
    pub message: QName,
    /// `wsaw:Action`, `wsam:Action` or `wsa:Action`, as written.
    pub action: Option<String>,
    /// `use` of the body.
    pub body_use: Use,
    /// For style `rpc`: the element that holds the parts; its namespace is that of `soap:body`. `None` for style `document`.
    pub wrapper: Option<QName>,
    /// The parts of the body, in the order of the message: those of `soap:body/@parts`, or all that are no header or attachment.
    pub parts: Vec<Part>,
    /// Whether the body is one element whose content is a plain sequence, as "wrapped" style has it:
    /// style `document`, one part, an element of a complex type without attributes, each particle an element.
    pub is_wrapped: bool,
    /// The header blocks that the binding declares, in its order.
    pub headers: Vec<Header>,
    /// The parts that the binding sends as attachments of a MIME multipart.
    pub attachments: Vec<Part>,
    /// Where the port type's input or output is declared.
    pub place: Place,
}

impl Message {
    /// The body's element, where the body is exactly one element (document style).
    pub fn element(&self) -> Option<ElementId> {
        match self.parts.as_slice() {
            [
                Part {
                    content: PartContent::Element(element),
                    ..
                },
            ] if self.wrapper.is_none() => Some(*element),
            _ => None,
        }
    }
}

/// A part of a message.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name; where it holds a type also that of its element, which in a body has no namespace.
    pub name: String,
    /// What it holds.
    pub content: PartContent,
    /// For a part with a type that is a header block or the detail of a fault: the namespace of its element, as the binding says.
    pub namespace: Option<Arc<str>>,
    /// Documentation.
    pub annotation: Annotation,
    /// Where it is declared.
    pub place: Place,
}

/// What a part of a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartContent {
    /// This global element.
    Element(ElementId),
    /// A value of this type.
    Type(TypeId),
}

/// A header block.
#[derive(Clone, Debug)]
pub struct Header {
    /// The name of the message that it is a part of.
    pub message: QName,
    /// The part.
    pub part: Part,
    /// `use`.
    pub header_use: Use,
    /// The header faults that belong to it.
    pub faults: Vec<Part>,
}

/// A declared fault of an operation.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its name, unique in the operation.
    pub name: String,
    /// The name of the WSDL message.
    pub message: QName,
    /// What stands in the fault's detail.
    pub detail: Part,
    /// `wsaw:Action` of the fault.
    pub action: Option<String>,
    /// Documentation.
    pub annotation: Annotation,
    /// Where the port type's fault is declared.
    pub place: Place,
}
