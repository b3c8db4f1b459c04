//! Faults: a service's answer that it did not do what was asked, for both versions of SOAP.

use std::fmt;

use super::summary::summarize;
use super::version::{SOAP_1_1, SOAP_1_2};
use crate::operation::SoapVersion;
use crate::record::Alternatives;
use crate::value::QName;
use crate::view;

/// Who is to blame for a fault: the code of SOAP 1.1, or the outermost code of SOAP 1.2.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultCode {
    /// The envelope is of a version that the service does not know.
    VersionMismatch,
    /// A header block that must be understood is not.
    MustUnderstand,
    /// An encoding style that the service does not know (SOAP 1.2).
    DataEncodingUnknown,
    /// The request is wrong: `Client` in SOAP 1.1, `Sender` in SOAP 1.2.
    Sender,
    /// The service failed: `Server` in SOAP 1.1, `Receiver` in SOAP 1.2.
    Receiver,
    /// A code of the service's own.
    Other(QName),
}

impl FaultCode {
    /// The code that a name stands for.
    ///
    /// The local names count in either version's namespace, and without one, as careless services send them.
    pub(crate) fn from_name(name: QName) -> Self {
        let standard = match name.namespace() {
            None => true,
            Some(namespace) => namespace == SOAP_1_1 || namespace == SOAP_1_2,
        };
        match name.local() {
            "VersionMismatch" if standard => Self::VersionMismatch,
            "MustUnderstand" if standard => Self::MustUnderstand,
            "DataEncodingUnknown" if standard => Self::DataEncodingUnknown,
            "Client" | "Sender" if standard => Self::Sender,
            "Server" | "Receiver" if standard => Self::Receiver,
            _ => Self::Other(name),
        }
    }

    /// The name of the code in a version.
    pub(crate) fn name(&self, version: SoapVersion) -> QName {
        let local = match (self, version) {
            (Self::Other(name), _) => return name.clone(),
            (Self::VersionMismatch, _) => "VersionMismatch",
            (Self::MustUnderstand, _) => "MustUnderstand",
            (Self::DataEncodingUnknown, _) => "DataEncodingUnknown",
            (Self::Sender, SoapVersion::Soap11) => "Client",
            (Self::Sender, SoapVersion::Soap12) => "Sender",
            (Self::Receiver, SoapVersion::Soap11) => "Server",
            (Self::Receiver, SoapVersion::Soap12) => "Receiver",
        };
        QName::new(version.namespace(), local)
    }
}

/// What a fault says to people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// The text.
    pub text: String,
    /// The language, such as `en-US`.
    pub language: Option<String>,
}

/// A fault of a service, with its details typed.
///
/// `F` is the generated choice of the details that the service declares; one that it does not declare is kept in it as it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fault<F> {
    /// The version of the envelope that it came in, or is to go out in.
    pub version: SoapVersion,
    /// Who is to blame.
    pub code: FaultCode,
    /// The finer codes of SOAP 1.2, the outermost first.
    pub subcodes: Vec<QName>,
    /// The reason; in SOAP 1.2 there may be one for each language.
    pub reasons: Vec<Reason>,
    /// The node that failed (SOAP 1.2).
    pub node: Option<String>,
    /// The role that the node had; the actor of SOAP 1.1.
    pub role: Option<String>,
    /// The details, one for each entry.
    pub details: Vec<F>,
    /// Text that stood where the details belong.
    pub detail_text: Option<String>,
}

impl<F> Fault<F> {
    /// A fault without details.
    pub fn new(code: FaultCode, reason: impl Into<String>) -> Self {
        let reason = Reason {
            text: reason.into(),
            language: None,
        };
        Self {
            version: SoapVersion::default(),
            code,
            subcodes: Vec::new(),
            reasons: vec![reason],
            node: None,
            role: None,
            details: Vec::new(),
            detail_text: None,
        }
    }

    /// The text of the first reason; empty if there is none.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.reasons.first().map_or("", |reason| &reason.text)
    }

    /// The first detail.
    #[must_use]
    pub fn detail(&self) -> Option<&F> {
        self.details.first()
    }
}

#[cfg(feature = "client")]
impl Fault<()> {
    /// The fault with its details: what was read of it without knowing their types.
    pub(crate) fn with_details<F>(self, details: Vec<F>) -> Fault<F> {
        Fault {
            version: self.version,
            code: self.code,
            subcodes: self.subcodes,
            reasons: self.reasons,
            node: self.node,
            role: self.role,
            details,
            detail_text: self.detail_text,
        }
    }

    /// The line that the fault is with these details.
    pub(crate) fn line<'a>(
        &'a self,
        detail: &'a dyn Fn(usize) -> Option<&'a dyn Alternatives>,
    ) -> impl fmt::Display + 'a {
        Line {
            code: &self.code,
            version: self.version,
            subcodes: &self.subcodes,
            reason: self.reason(),
            detail,
            detail_text: self.detail_text.as_deref(),
        }
    }
}

/// One line: the code, the finer codes, the reason, and the values of the details, as far as a line goes.
impl<F: Alternatives> fmt::Display for Fault<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = Line {
            code: &self.code,
            version: self.version,
            subcodes: &self.subcodes,
            reason: self.reason(),
            detail: &|index| self.details.get(index).map(|detail| view::choice(detail)),
            detail_text: self.detail_text.as_deref(),
        };
        line.fmt(f)
    }
}

/// A fault in one line, whatever its details: compiled once, and not with every service.
struct Line<'a> {
    code: &'a FaultCode,
    version: SoapVersion,
    subcodes: &'a [QName],
    reason: &'a str,
    detail: &'a dyn Fn(usize) -> Option<&'a dyn Alternatives>,
    detail_text: Option<&'a str>,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.name(self.version).local())?;
        for subcode in self.subcodes {
            write!(f, "/{}", subcode.local())?;
        }
        f.write_str(": ")?;
        for (index, word) in self.reason.split_whitespace().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{word}")?;
        }
        for detail in (0..).map_while(self.detail) {
            write!(f, "; {}", summarize(detail))?;
        }
        match self.detail_text {
            Some(text) => write!(f, "; {:?}", text.trim()),
            None => Ok(()),
        }
    }
}

impl<F: Alternatives + fmt::Debug> std::error::Error for Fault<F> {}
