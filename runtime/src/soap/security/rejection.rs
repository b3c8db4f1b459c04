//! Why a message is not taken, and the fault that says so.

use std::borrow::Cow;
use std::fmt;

use super::{EXTENSION, UTILITY};
use crate::operation::SoapVersion;
use crate::soap::fault::FaultCode;
use crate::soap::service_fault::ServiceFault;
use crate::value::QName;

/// Why a message fails a security check.
#[derive(Debug)]
pub(crate) struct Rejection {
    subject: Subject,
    reason: Cow<'static, str>,
}

/// What is wrong, as WS-Security tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "ws-signature"),
    expect(dead_code, reason = "those of signatures")
)]
pub(super) enum Subject {
    /// The block is not there, or not understood.
    InvalidSecurity,
    /// A token is of a kind that is not known.
    UnsupportedToken,
    /// A token is not understood.
    InvalidToken,
    /// An algorithm is not known, or not allowed.
    UnsupportedAlgorithm,
    /// Who sends it is not who they say.
    FailedAuthentication,
    /// A signature or a digest is wrong.
    FailedCheck,
    /// What a signature refers to is not there.
    TokenUnavailable,
    /// It is too old, or from a time to come.
    Expired,
}

impl Subject {
    /// Source: Web Services Security: SOAP Message Security 1.1, 10 and 12.
    fn code(self) -> QName {
        let (namespace, prefix, local) = match self {
            Self::InvalidSecurity => (EXTENSION, "wsse", "InvalidSecurity"),
            Self::UnsupportedToken => (EXTENSION, "wsse", "UnsupportedSecurityToken"),
            Self::InvalidToken => (EXTENSION, "wsse", "InvalidSecurityToken"),
            Self::UnsupportedAlgorithm => (EXTENSION, "wsse", "UnsupportedAlgorithm"),
            Self::FailedAuthentication => (EXTENSION, "wsse", "FailedAuthentication"),
            Self::FailedCheck => (EXTENSION, "wsse", "FailedCheck"),
            Self::TokenUnavailable => (EXTENSION, "wsse", "SecurityTokenUnavailable"),
            Self::Expired => (UTILITY, "wsu", "MessageExpired"),
        };
        QName::new(namespace, local).with_prefix(prefix)
    }
}

impl Rejection {
    pub(super) fn new(subject: Subject, reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            subject,
            reason: reason.into(),
        }
    }

    pub(crate) fn invalid(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Subject::InvalidSecurity, reason)
    }

    /// The fault: in SOAP 1.1 the code itself, in SOAP 1.2 a finer one of `Sender`.
    pub(crate) fn into_fault<F>(self, version: SoapVersion) -> ServiceFault<F> {
        let code = self.subject.code();
        match version {
            SoapVersion::Soap11 => ServiceFault::new(FaultCode::Other(code), self.reason),
            SoapVersion::Soap12 => {
                let mut fault = ServiceFault::sender(self.reason);
                fault.fault.subcodes.push(code);
                fault
            }
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.reason, self.subject.code().local())
    }
}
