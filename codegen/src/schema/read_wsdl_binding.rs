//! Reading the bindings of WSDL 1.1: SOAP 1.1 and 1.2, others by name only.

use super::fingerprint::fingerprint;
use super::read_policy;
use super::xml::{Node, Reader, describe};
use super::{
    Binding, BindingFault, BindingMessage, BindingOperation, Protocol, SoapBody, SoapHeader,
    SoapVersion, Style, Use,
};

const SOAP_11: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
const SOAP_12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
const HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
const MIME: &str = "http://schemas.xmlsoap.org/wsdl/mime/";

impl<'a> Reader<'a> {
    pub(super) fn read_binding(&mut self, node: Node<'a>) -> Binding {
        let protocol = self.read_protocol(node);
        let mut operations = Vec::new();
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "operation" => operations.push(self.read_binding_operation(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        if !node.has_attribute("type") {
            self.error(node, format!("{} has no `type`", describe(node)));
        }
        Binding {
            name: self.name(node),
            fingerprint: fingerprint(node),
            port_type: self.reference(node, "type"),
            protocol,
            uses_addressing: read_policy::uses_addressing(node),
            operations,
            place: self.place(node),
        }
    }

    fn read_protocol(&mut self, node: Node<'a>) -> Protocol {
        let mut bindings = node
            .children()
            .filter(|child| child.is_element() && child.tag_name().name() == "binding");
        let Some(binding) = bindings.next() else {
            return Protocol::Other(None);
        };
        let version = match binding.tag_name().namespace() {
            Some(SOAP_11) => SoapVersion::Soap11,
            Some(SOAP_12) => SoapVersion::Soap12,
            Some(HTTP) => return Protocol::Http,
            other => return Protocol::Other(other.map(str::to_owned)),
        };
        Protocol::Soap {
            version,
            transport: self
                .text(binding, "transport")
                .unwrap_or_default()
                .to_owned(),
            style: self.style(binding).unwrap_or(Style::Document),
        }
    }

    fn style(&mut self, node: Node<'a>) -> Option<Style> {
        // Some tools write them with capitals.
        match self.text(node, "style")? {
            style if style.eq_ignore_ascii_case("document") => Some(Style::Document),
            style if style.eq_ignore_ascii_case("rpc") => Some(Style::Rpc),
            other => {
                self.error_with_help(
                    node,
                    format!("`style=\"{other}\"` of {}", describe(node)),
                    "allowed are `document` and `rpc`",
                );
                None
            }
        }
    }

    fn read_binding_operation(&mut self, node: Node<'a>) -> BindingOperation {
        let soap = soap_children(node, "operation").next();
        let mut operation = BindingOperation {
            name: self.name(node).to_string(),
            soap_action: soap
                .and_then(|soap| soap.attribute("soapAction"))
                .map(str::to_owned),
            style: soap.and_then(|soap| self.style(soap)),
            input: None,
            output: None,
            faults: Vec::new(),
            annotation: self.read_wsdl_documentation(node),
            place: self.place(node),
        };
        for child in self.wsdl_children(node) {
            match child.tag_name().name() {
                "input" if operation.input.is_none() => {
                    operation.input = Some(self.read_binding_message(child))
                }
                "output" if operation.output.is_none() => {
                    operation.output = Some(self.read_binding_message(child))
                }
                "fault" => operation.faults.push(self.read_binding_fault(child)),
                _ => self.unexpected_wsdl(child, node),
            }
        }
        operation
    }

    fn read_binding_message(&mut self, node: Node<'a>) -> BindingMessage {
        let multipart = node
            .children()
            .find(|child| child.has_tag_name((MIME, "multipartRelated")));
        let parts = multipart
            .into_iter()
            .flat_map(|multipart| multipart.children());
        let holders: Vec<_> = std::iter::once(node).chain(parts).collect();
        let body = holders
            .iter()
            .find_map(|holder| soap_children(*holder, "body").next());
        let headers: Vec<_> = holders
            .iter()
            .flat_map(|holder| soap_children(*holder, "header"))
            .collect();
        let contents = holders.iter().skip(1).flat_map(|holder| holder.children());
        let contents = contents.filter(|child| child.has_tag_name((MIME, "content")));
        let attachments = contents
            .filter_map(|content| content.attribute("part"))
            .map(str::to_owned)
            .collect();
        BindingMessage {
            name: self.text(node, "name").map(str::to_owned),
            body: body.map(|body| self.read_body(body)),
            headers: headers
                .into_iter()
                .map(|header| self.read_header(header))
                .collect(),
            attachments,
        }
    }

    fn read_body(&mut self, node: Node<'a>) -> SoapBody {
        let parts = self.text(node, "parts");
        SoapBody {
            parts: parts.map(|parts| parts.split_ascii_whitespace().map(str::to_owned).collect()),
            body_use: self.read_use(node),
            namespace: self.namespace(node, "namespace"),
            place: self.place(node),
        }
    }

    fn read_header(&mut self, node: Node<'a>) -> SoapHeader {
        SoapHeader {
            message: self.reference(node, "message"),
            part: self.text(node, "part").unwrap_or_default().to_owned(),
            header_use: self.read_use(node),
            namespace: self.namespace(node, "namespace"),
            faults: soap_children(node, "headerfault")
                .map(|fault| self.read_header(fault))
                .collect(),
            place: self.place(node),
        }
    }

    fn read_binding_fault(&mut self, node: Node<'a>) -> BindingFault {
        let soap = soap_children(node, "fault").next();
        let name = self
            .text(node, "name")
            .or_else(|| soap.and_then(|soap| self.text(soap, "name")));
        BindingFault {
            name: name.map(str::to_owned),
            fault_use: soap.map_or(Use::Literal, |soap| self.read_use(soap)),
            namespace: soap.and_then(|soap| self.namespace(soap, "namespace")),
            place: self.place(node),
        }
    }

    /// `use`, which is literal where nothing is said.
    fn read_use(&mut self, node: Node<'a>) -> Use {
        match self.text(node, "use") {
            None => Use::Literal,
            Some(written) if written.eq_ignore_ascii_case("literal") => Use::Literal,
            Some(written) if written.eq_ignore_ascii_case("encoded") => Use::Encoded(
                self.text(node, "encodingStyle")
                    .unwrap_or_default()
                    .to_owned(),
            ),
            Some(other) => {
                self.error_with_help(
                    node,
                    format!("`use=\"{other}\"` of {}", describe(node)),
                    "allowed are `literal` and `encoded`",
                );
                Use::Literal
            }
        }
    }
}

/// The children of that name in the namespaces of SOAP 1.1 and 1.2.
fn soap_children<'a>(node: Node<'a>, name: &'static str) -> impl Iterator<Item = Node<'a>> {
    node.children().filter(move |child| {
        child.has_tag_name((SOAP_11, name)) || child.has_tag_name((SOAP_12, name))
    })
}
