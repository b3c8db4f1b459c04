//! The components of a WSDL 1.1 definition as the file states them.

use std::sync::Arc;

use super::{Annotation, Reference, Schema};
use crate::source::Place;

/// The version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SoapVersion {
    /// SOAP 1.1.
    Soap11,
    /// SOAP 1.2.
    Soap12,
}

/// `style` of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// The parts stand in the body.
    Document,
    /// The parts stand in an element of the operation's name.
    Rpc,
}

/// `use` of a body, header or fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Use {
    /// As the schema says.
    Literal,
    /// By encoding rules; the `encodingStyle` as written.
    Encoded(String),
}

/// `wsdl:definitions`.
#[derive(Debug)]
pub(crate) struct Definitions {
    pub(crate) name: Option<String>,
    pub(crate) target_namespace: Option<Arc<str>>,
    pub(crate) annotation: Annotation,
    pub(crate) imports: Vec<WsdlImport>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) messages: Vec<Message>,
    pub(crate) port_types: Vec<PortType>,
    pub(crate) bindings: Vec<Binding>,
    pub(crate) services: Vec<Service>,
    pub(crate) place: Place,
}

/// `wsdl:import`.
#[derive(Debug)]
pub(crate) struct WsdlImport {
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) location: Option<String>,
    pub(crate) place: Place,
}

/// `wsdl:message`.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) name: Arc<str>,
    /// The same for declarations that say the same.
    pub(crate) fingerprint: u64,
    pub(crate) parts: Vec<MessagePart>,
    pub(crate) place: Place,
}

/// `wsdl:part`.
#[derive(Debug)]
pub(crate) struct MessagePart {
    pub(crate) name: String,
    pub(crate) element: Option<Reference>,
    pub(crate) ty: Option<Reference>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `wsdl:portType`.
#[derive(Debug)]
pub(crate) struct PortType {
    pub(crate) name: Arc<str>,
    /// The same for declarations that say the same.
    pub(crate) fingerprint: u64,
    pub(crate) uses_addressing: bool,
    pub(crate) operations: Vec<PortTypeOperation>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `wsdl:operation` of a port type.
#[derive(Debug)]
pub(crate) struct PortTypeOperation {
    pub(crate) name: String,
    pub(crate) input: Option<MessageRole>,
    pub(crate) output: Option<MessageRole>,
    /// Whether the output is written before the input: the service asks and the client answers.
    pub(crate) is_output_first: bool,
    pub(crate) faults: Vec<MessageRole>,
    pub(crate) annotation: Annotation,
}

/// `wsdl:input`, `wsdl:output` or `wsdl:fault` of a port type.
#[derive(Debug)]
pub(crate) struct MessageRole {
    pub(crate) name: Option<String>,
    pub(crate) message: Option<Reference>,
    pub(crate) action: Option<String>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `wsdl:binding`.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) name: Arc<str>,
    /// The same for declarations that say the same.
    pub(crate) fingerprint: u64,
    pub(crate) port_type: Option<Reference>,
    pub(crate) protocol: Protocol,
    pub(crate) uses_addressing: bool,
    pub(crate) operations: Vec<BindingOperation>,
    pub(crate) place: Place,
}

/// What a binding or port speaks.
#[derive(Clone, Debug)]
pub(crate) enum Protocol {
    Soap {
        version: SoapVersion,
        transport: String,
        style: Style,
    },
    Http,
    /// Another namespace, or none at all.
    Other(Option<String>),
}

/// `wsdl:operation` of a binding.
#[derive(Debug)]
pub(crate) struct BindingOperation {
    pub(crate) name: String,
    pub(crate) soap_action: Option<String>,
    pub(crate) style: Option<Style>,
    pub(crate) input: Option<BindingMessage>,
    pub(crate) output: Option<BindingMessage>,
    pub(crate) faults: Vec<BindingFault>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `wsdl:input` or `wsdl:output` of a binding.
#[derive(Debug)]
pub(crate) struct BindingMessage {
    pub(crate) name: Option<String>,
    pub(crate) body: Option<SoapBody>,
    pub(crate) headers: Vec<SoapHeader>,
    /// The parts that are attachments of a MIME multipart.
    pub(crate) attachments: Vec<String>,
}

/// `soap:body`.
#[derive(Debug)]
pub(crate) struct SoapBody {
    /// The parts that stand in the body; `None` is all.
    pub(crate) parts: Option<Vec<String>>,
    pub(crate) body_use: Use,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) place: Place,
}

/// `soap:header` or `soap:headerfault`.
#[derive(Debug)]
pub(crate) struct SoapHeader {
    pub(crate) message: Option<Reference>,
    pub(crate) part: String,
    pub(crate) header_use: Use,
    /// The namespace of its element, where the part has a type.
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) faults: Vec<SoapHeader>,
    pub(crate) place: Place,
}

/// `wsdl:fault` of a binding.
#[derive(Debug)]
pub(crate) struct BindingFault {
    pub(crate) name: Option<String>,
    pub(crate) fault_use: Use,
    /// The namespace of its element, where the part has a type.
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) place: Place,
}

/// `wsdl:service`.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) name: Arc<str>,
    /// The same for declarations that say the same.
    pub(crate) fingerprint: u64,
    pub(crate) uses_addressing: bool,
    pub(crate) ports: Vec<ServicePort>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `wsdl:port`.
#[derive(Debug)]
pub(crate) struct ServicePort {
    pub(crate) name: String,
    pub(crate) binding: Option<Reference>,
    pub(crate) address: Option<String>,
    pub(crate) uses_addressing: bool,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

impl ServicePort {
    /// Whether a second port of the name is the same port.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let binding = |port: &Self| port.binding.as_ref().map(|binding| binding.name.clone());
        binding(self) == binding(other) && self.address == other.address
    }
}
