//! What the two versions of SOAP name differently.

use crate::operation::SoapVersion;

/// The namespace of a SOAP 1.1 envelope.
pub const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// The namespace of a SOAP 1.2 envelope.
pub const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";

impl SoapVersion {
    /// The namespace of the envelope.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Soap11 => SOAP_1_1,
            Self::Soap12 => SOAP_1_2,
        }
    }

    /// The media type of messages.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Soap11 => "text/xml",
            Self::Soap12 => "application/soap+xml",
        }
    }
}
