//! Reading WSDL 1.1: definitions, messages, port types and services.

use super::fingerprint::fingerprint;
use super::read_policy;
use super::xml::{Node, Reader, describe};
use super::{
    Definitions, Message, MessagePart, MessageRole, PortType, PortTypeOperation, Schema, Service,
    ServicePort, WsdlImport, XSD_NAMESPACE,
};

/// The namespace of WSDL 1.1.
pub(super) const WSDL_NAMESPACE: &str = "http://schemas.xmlsoap.org/wsdl/";

/// The namespaces of the metadata that a service answers with, in which its WSDL stands.
pub(super) const METADATA_NAMESPACES: [&str; 2] = [
    "http://schemas.xmlsoap.org/ws/2004/09/mex",
    "http://www.w3.org/2011/03/ws-mex",
];

/// The namespaces in which `Action` is an attribute of an input, output or fault, the newest first.
const ACTION_NAMESPACES: [&str; 4] = [
    "http://www.w3.org/2007/05/addressing/metadata",
    "http://www.w3.org/2006/05/addressing/wsdl",
    "http://www.w3.org/2005/08/addressing",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
];

impl<'a> Reader<'a> {
    /// The definition inside the metadata of a service, with the schemas beside it; `None` if there is none.
    ///
    /// Source: WS-MetadataExchange, 3.
    pub(super) fn read_metadata(&mut self, node: Node<'a>) -> Option<Definitions> {
        let sections = node.children().filter(|section| section.is_element());
        let parts: Vec<Node<'a>> = sections.flat_map(|section| section.children()).collect();
        let is_definition = |part: &&Node<'a>| part.has_tag_name((WSDL_NAMESPACE, "definitions"));
        let Some(found) = parts.iter().find(is_definition) else {
            self.error(
                node,
                "the metadata holds no WSDL 1.1 `definitions`".to_owned(),
            );
            return None;
        };
        let mut definitions = self.read_definitions(*found);
        for part in &parts {
            if part.has_tag_name((XSD_NAMESPACE, "schema")) {
                definitions.schemas.push(self.read_schema(*part));
            } else if is_definition(&part) && part != found {
                self.note(
                    *part,
                    "a second definition in the metadata is ignored".to_owned(),
                );
            }
        }
        Some(definitions)
    }

    pub(super) fn read_definitions(&mut self, node: Node<'a>) -> Definitions {
        self.definition = self.namespace(node, "targetNamespace");
        let mut definitions = Definitions {
            name: self.text(node, "name").map(str::to_owned),
            target_namespace: self.definition.clone(),
            annotation: self.read_wsdl_documentation(node),
            imports: Vec::new(),
            schemas: Vec::new(),
            messages: Vec::new(),
            port_types: Vec::new(),
            bindings: Vec::new(),
            services: Vec::new(),
            place: self.place(node),
        };
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "import" => definitions.imports.push(self.read_wsdl_import(child)),
                "types" => self.read_types(child, &mut definitions.schemas),
                "message" => definitions.messages.push(self.read_message(child)),
                "portType" => definitions.port_types.push(self.read_port_type(child)),
                "binding" => definitions.bindings.push(self.read_binding(child)),
                "service" => definitions.services.push(self.read_service(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        definitions
    }

    /// The children in the namespace of WSDL but documentation; extensions are left to whoever knows them.
    pub(super) fn wsdl_children(&self, node: Node<'a>) -> Vec<Node<'a>> {
        let is_wsdl = |child: &Node<'a>| {
            child.tag_name().namespace() == Some(WSDL_NAMESPACE)
                && child.tag_name().name() != "documentation"
        };
        node.children().filter(is_wsdl).collect()
    }

    /// Remarks on an element that means nothing where it stands, or stands there twice.
    pub(super) fn unexpected_wsdl(&mut self, child: Node<'a>, parent: Node<'a>) {
        let name = child.tag_name().name();
        match name {
            "input" | "output" if parent.tag_name().name() == "operation" => {
                self.error(child, format!("{} has a second `{name}`", describe(parent)));
            }
            _ => self.note(
                child,
                format!("`wsdl:{name}` in {} is ignored", describe(parent)),
            ),
        }
    }

    fn read_wsdl_import(&mut self, node: Node<'a>) -> WsdlImport {
        WsdlImport {
            namespace: self.namespace(node, "namespace"),
            location: self.text(node, "location").map(str::to_owned),
            place: self.place(node),
        }
    }

    fn read_types(&mut self, node: Node<'a>, out: &mut Vec<Schema>) {
        for child in node.children().filter(|child| child.is_element()) {
            match (child.tag_name().namespace(), child.tag_name().name()) {
                (Some(XSD_NAMESPACE), "schema") => out.push(self.read_schema(child)),
                (
                    Some(
                        "http://www.w3.org/1999/XMLSchema" | "http://www.w3.org/2000/10/XMLSchema",
                    ),
                    "schema",
                ) => self.error_with_help(
                    child,
                    "the schema is written in a draft of XML Schema",
                    format!("the namespace of XML Schema 1.0 is `{XSD_NAMESPACE}`"),
                ),
                (Some(WSDL_NAMESPACE), "documentation") => {}
                (_, name) => self.note(
                    child,
                    format!("`{name}` in `types` is no schema and is ignored"),
                ),
            }
        }
    }

    fn read_message(&mut self, node: Node<'a>) -> Message {
        let mut parts = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "part" => parts.push(MessagePart {
                    name: self.name(child).to_string(),
                    element: self.reference(child, "element"),
                    ty: self.reference(child, "type"),
                    annotation: self.read_wsdl_documentation(child),
                    place: self.place(child),
                }),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        Message {
            name: self.name(node),
            fingerprint: fingerprint(node),
            parts,
            place: self.place(node),
        }
    }

    fn read_port_type(&mut self, node: Node<'a>) -> PortType {
        let mut operations = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "operation" => operations.push(self.read_port_type_operation(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        PortType {
            name: self.name(node),
            fingerprint: fingerprint(node),
            uses_addressing: read_policy::uses_addressing(node),
            operations,
            annotation: self.read_wsdl_documentation(node),
            place: self.place(node),
        }
    }

    fn read_port_type_operation(&mut self, node: Node<'a>) -> PortTypeOperation {
        let mut operation = PortTypeOperation {
            name: self.name(node).to_string(),
            input: None,
            output: None,
            is_output_first: false,
            faults: Vec::new(),
            annotation: self.read_wsdl_documentation(node),
        };
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "input" if operation.input.is_none() => {
                    operation.input = Some(self.read_role(child))
                }
                "output" if operation.output.is_none() => {
                    operation.is_output_first = operation.input.is_none();
                    operation.output = Some(self.read_role(child));
                }
                "fault" => operation.faults.push(self.read_role(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        operation
    }

    fn read_role(&mut self, node: Node<'a>) -> MessageRole {
        let action = ACTION_NAMESPACES
            .iter()
            .find_map(|namespace| node.attribute((*namespace, "Action")));
        MessageRole {
            name: self.text(node, "name").map(str::to_owned),
            message: self.reference(node, "message"),
            action: action.map(str::to_owned),
            annotation: self.read_wsdl_documentation(node),
            place: self.place(node),
        }
    }

    fn read_service(&mut self, node: Node<'a>) -> Service {
        let mut ports = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "port" => ports.push(self.read_port(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        Service {
            name: self.name(node),
            fingerprint: fingerprint(node),
            uses_addressing: read_policy::uses_addressing(node),
            ports,
            annotation: self.read_wsdl_documentation(node),
            place: self.place(node),
        }
    }

    fn read_port(&mut self, node: Node<'a>) -> ServicePort {
        let mut addresses = node
            .children()
            .filter(|child| child.is_element() && child.tag_name().name() == "address");
        let address = addresses
            .find_map(|address| address.attribute("location"))
            .map(str::to_owned);
        ServicePort {
            name: self.name(node).to_string(),
            binding: self.reference(node, "binding"),
            address,
            uses_addressing: read_policy::uses_addressing(node),
            annotation: self.read_wsdl_documentation(node),
            place: self.place(node),
        }
    }
}
