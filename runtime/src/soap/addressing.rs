//! WS-Addressing: where a message goes, what it asks for, its number, and the number of what it answers.

use super::service_fault::ServiceFault;
use crate::operation::Actions;
#[cfg(feature = "client")]
use crate::operation::SoapVersion;
use crate::value::{AnyElement, QName};

/// The namespace of WS-Addressing 1.0.
const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";
/// The namespace of the member submission of 2004, which older services speak.
const SUBMISSION: &str = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

/// The versions of WS-Addressing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Edition {
    #[default]
    Recommendation,
    Submission,
}

impl Edition {
    const fn namespace(self) -> &'static str {
        match self {
            Self::Recommendation => ADDRESSING,
            Self::Submission => SUBMISSION,
        }
    }

    /// The address that means the way back of the connection.
    const fn anonymous(self) -> &'static str {
        match self {
            Self::Recommendation => "http://www.w3.org/2005/08/addressing/anonymous",
            Self::Submission => "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
        }
    }

    const fn fault_action(self) -> &'static str {
        match self {
            Self::Recommendation => "http://www.w3.org/2005/08/addressing/soap/fault",
            Self::Submission => "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault",
        }
    }

    fn of(namespace: Option<&str>) -> Option<Self> {
        match namespace? {
            ADDRESSING => Some(Self::Recommendation),
            SUBMISSION => Some(Self::Submission),
            _ => None,
        }
    }

    fn block(self, local: &str, text: &str) -> AnyElement {
        let mut block = AnyElement::new(QName::new(self.namespace(), local));
        block.declare_namespace("a", self.namespace());
        block.push_text(text);
        block
    }
}

/// Whether a header block is one of WS-Addressing, of either edition.
pub(super) fn is_block(name: &QName) -> bool {
    Edition::of(name.namespace()).is_some()
}

/// Whether a namespace is that of an edition.
#[cfg(feature = "ws-signature")]
pub(super) fn is_namespace(namespace: &str) -> bool {
    Edition::of(Some(namespace)).is_some()
}

/// The header blocks of WS-Addressing that a client sends: `Action`, `MessageID`, `ReplyTo` and `To`.
///
/// The default is WS-Addressing 1.0, with the way back of the connection as the address for the reply. Each call has a number of
/// its own, and a reply that says it answers another is an error.
///
/// Source: WS-Addressing 1.0 Core, 3; WS-Addressing 1.0 SOAP Binding, 3.
#[cfg(feature = "client")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addressing {
    edition: Edition,
    must_understand: bool,
    from: Option<String>,
}

#[cfg(feature = "client")]
impl Addressing {
    /// The blocks of the member submission of 2004 (`http://schemas.xmlsoap.org/ws/2004/08/addressing`), for older services.
    #[must_use]
    pub fn submission() -> Self {
        Self {
            edition: Edition::Submission,
            ..Self::default()
        }
    }

    /// Demands that `Action` and `To` be understood.
    #[must_use]
    pub fn demanding(mut self) -> Self {
        self.must_understand = true;
        self
    }

    /// Says where messages come from, too.
    #[must_use]
    pub fn with_from(mut self, address: impl Into<String>) -> Self {
        self.from = Some(address.into());
        self
    }

    /// The header blocks of a request.
    #[cfg(feature = "client")]
    pub(crate) fn blocks(&self, version: SoapVersion, call: &Addressed<'_>) -> Vec<AnyElement> {
        let edition = self.edition;
        let endpoint = |local: &str, address: &str| {
            let mut block = edition.block(local, "");
            block.push_element(edition.block("Address", address));
            block
        };
        let mut blocks = vec![
            self.demanded(version, edition.block("Action", call.action)),
            edition.block("MessageID", call.message_id),
        ];
        blocks.extend(self.from.as_deref().map(|from| endpoint("From", from)));
        blocks.push(endpoint("ReplyTo", edition.anonymous()));
        blocks.push(self.demanded(version, edition.block("To", call.to)));
        blocks
    }

    fn demanded(&self, version: SoapVersion, mut block: AnyElement) -> AnyElement {
        if self.must_understand {
            let name = QName::new(version.namespace(), "mustUnderstand");
            block.set_attribute(name, "1");
        }
        block
    }
}

/// What the blocks of one request say.
#[derive(Debug)]
#[cfg(feature = "client")]
pub(crate) struct Addressed<'c> {
    pub(crate) action: &'c str,
    pub(crate) message_id: &'c str,
    pub(crate) to: &'c str,
}

/// The number of the message that a message with these header blocks answers.
#[cfg(feature = "client")]
pub(crate) fn relates_to(blocks: &[AnyElement]) -> Option<String> {
    find(blocks, "RelatesTo").map(|(_, text)| text)
}

fn find(blocks: &[AnyElement], local: &str) -> Option<(Edition, String)> {
    let found = blocks.iter().find_map(|block| {
        let edition = Edition::of(block.name().namespace())?;
        (block.name().local() == local).then_some((edition, block))
    });
    let (edition, block) = found?;
    Some((edition, block.text()?.trim().to_owned()))
}

/// What a reply must say to a request that came with blocks of WS-Addressing.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    edition: Edition,
    message_id: String,
}

impl Relation {
    /// The relation to a request with these header blocks; `None` if it has no number.
    pub(crate) fn to(blocks: &[AnyElement]) -> Option<Self> {
        let (edition, message_id) = find(blocks, "MessageID")?;
        Some(Self {
            edition,
            message_id,
        })
    }

    /// The blocks of a response to an operation with that action.
    pub(crate) fn of_response(&self, action: &str, said: Option<Actions>) -> Vec<AnyElement> {
        match said {
            Some(actions) => self.blocks(actions.response),
            None => self.blocks(&format!("{action}Response")),
        }
    }

    /// The blocks of a fault.
    pub(crate) fn of_fault(&self) -> Vec<AnyElement> {
        self.blocks(self.edition.fault_action())
    }

    fn blocks(&self, action: &str) -> Vec<AnyElement> {
        vec![
            self.edition.block("Action", action),
            self.edition.block("RelatesTo", &self.message_id),
        ]
    }
}

/// The action that the header blocks of a request name.
pub(crate) fn action_of(blocks: &[AnyElement]) -> Option<String> {
    find(blocks, "Action").map(|(_, action)| action)
}

/// The fault for a request whose reply is to go elsewhere: replies go back on the connection.
///
/// Source: WS-Addressing 1.0 SOAP Binding, 6.4.1.7.
pub(crate) fn refuse_other_ways<F>(blocks: &[AnyElement]) -> Option<ServiceFault<F>> {
    let elsewhere = blocks.iter().find_map(|block| {
        let edition = Edition::of(block.name().namespace())?;
        let is_way = matches!(block.name().local(), "ReplyTo" | "FaultTo");
        let address = block.find("Address").filter(|_| is_way)?.text()?;
        (address.trim() != edition.anonymous()).then_some((edition, address))
    });
    let (edition, address) = elsewhere?;
    let reason = format!("replies go back on the connection, and not to {address:?}");
    let mut fault = ServiceFault::sender(reason);
    let local = "OnlyAnonymousAddressSupported";
    let subcode = QName::new(edition.namespace(), local).with_prefix("a");
    fault.fault.subcodes.push(subcode);
    Some(fault)
}
