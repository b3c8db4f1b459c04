//! Header blocks that must be understood: which they are, and the fault that says that one is not.

use super::service_fault::ServiceFault;
use super::version::{SOAP_1_1, SOAP_1_2};
use super::{FaultCode, addressing};
use crate::operation::SoapVersion;
use crate::value::{AnyElement, QName};

/// What a node understands beside the header blocks that its WSDL declares.
#[derive(Clone, Debug, Default)]
pub(crate) struct Understood {
    /// Names of header blocks.
    names: Vec<QName>,
    /// Roles (actors, in SOAP 1.1) that the node has beside being the last one.
    roles: Vec<String>,
}

impl Understood {
    pub(crate) fn add_name(&mut self, name: QName) {
        self.names.push(name);
    }

    pub(crate) fn add_role(&mut self, role: String) {
        self.roles.push(role);
    }

    /// The blocks that are meant for this node, must be understood, and are not.
    pub(crate) fn missing_of<'b>(&self, blocks: &'b [AnyElement]) -> Vec<&'b QName> {
        let missing = blocks.iter().filter(|block| {
            is_mandatory(block) && self.is_addressed(block) && !self.knows(block.name())
        });
        missing.map(AnyElement::name).collect()
    }

    fn knows(&self, name: &QName) -> bool {
        addressing::is_block(name)
            || self
                .names
                .iter()
                .any(|known| known.is(name.namespace(), name.local()))
    }

    /// Whether a block is meant for this node.
    pub(crate) fn is_addressed(&self, block: &AnyElement) -> bool {
        let role = block
            .attribute(Some(SOAP_1_2), "role")
            .or_else(|| block.attribute(Some(SOAP_1_1), "actor"));
        self.is_role(role)
    }

    /// Whether a role, or none, is one of this node.
    ///
    /// Source: SOAP 1.1, 4.2.2; SOAP 1.2 Part 1, 2.2.
    pub(crate) fn is_role(&self, role: Option<&str>) -> bool {
        match role.map(str::trim) {
            None
            | Some(
                ""
                | "http://schemas.xmlsoap.org/soap/actor/next"
                | "http://www.w3.org/2003/05/soap-envelope/role/next"
                | "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
            ) => true,
            Some(role) => self.roles.iter().any(|own| own == role),
        }
    }
}

/// Whether the sender demands that a block be understood. The attribute counts in a namespace of SOAP alone.
fn is_mandatory(block: &AnyElement) -> bool {
    let value = [SOAP_1_1, SOAP_1_2]
        .into_iter()
        .find_map(|namespace| block.attribute(Some(namespace), "mustUnderstand"));
    matches!(value.map(str::trim), Some("1" | "true"))
}

/// The names as a sentence says them.
pub(crate) fn listed(names: &[&QName]) -> String {
    let names = names.iter().map(|name| match name.namespace() {
        Some(namespace) => format!("`{}` of the namespace {namespace:?}", name.local()),
        None => format!("`{}`", name.local()),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// The fault for blocks that are not understood. In SOAP 1.2 a header block names each.
///
/// Source: SOAP 1.2 Part 1, 5.4.8.
pub(crate) fn not_understood<F>(version: SoapVersion, names: &[&QName]) -> ServiceFault<F> {
    let reason = format!(
        "header blocks that must be understood are not: {}",
        listed(names)
    );
    let fault = ServiceFault::new(FaultCode::MustUnderstand, reason);
    match version {
        SoapVersion::Soap11 => fault,
        SoapVersion::Soap12 => names
            .iter()
            .fold(fault, |fault, name| fault.with_header(naming(name))),
    }
}

fn naming(name: &QName) -> AnyElement {
    let mut block = AnyElement::new(QName::new(SOAP_1_2, "NotUnderstood"));
    let text = match name.namespace() {
        Some(namespace) => {
            block.declare_namespace("n", namespace);
            format!("n:{}", name.local())
        }
        None => name.local().to_owned(),
    };
    block.set_attribute(QName::without_namespace("qname"), text);
    block
}

/// The header block of a fault for an envelope of another version: the versions that are taken, the preferred one first.
///
/// Source: SOAP 1.2 Part 1, 5.4.7.
pub(crate) fn upgrade() -> AnyElement {
    let mut block = AnyElement::new(QName::new(SOAP_1_2, "Upgrade"));
    for (prefix, namespace) in [("v12", SOAP_1_2), ("v11", SOAP_1_1)] {
        let mut supported = AnyElement::new(QName::new(SOAP_1_2, "SupportedEnvelope"));
        supported.declare_namespace(prefix, namespace);
        let name = format!("{prefix}:Envelope");
        supported.set_attribute(QName::without_namespace("qname"), name);
        block.push_element(supported);
    }
    block
}
