//! A request and its reply as they went over the wire, secrets masked.

use std::fmt;
use std::time::Duration;

/// A request and its reply as they went over the wire, for a log or a test. Secrets are masked; see
/// [`Redaction`](super::Redaction). Displayed, it looks like HTTP.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RawExchange {
    /// The operation.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: String,
    /// The address.
    pub endpoint: String,
    /// The HTTP headers of the request.
    pub request_headers: Vec<(String, String)>,
    /// The body that was sent, without compression.
    pub request_body: String,
    /// The reply; `None` if none came.
    pub reply: Option<RawReply>,
    /// Why there is no reply, or not a whole one.
    pub error: Option<String>,
    /// From the first look for a connection to the end of the reply.
    pub elapsed: Duration,
}

/// A reply as it came over the wire, without compression, secrets masked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RawReply {
    /// The HTTP status.
    pub status: u16,
    /// The HTTP headers.
    pub headers: Vec<(String, String)>,
    /// The body; bytes that are no text are replaced.
    pub body: String,
}

impl fmt::Display for RawExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.method, self.endpoint)?;
        for (name, value) in &self.request_headers {
            writeln!(f, "{name}: {value}")?;
        }
        writeln!(f, "\n{}\n", self.request_body)?;
        if let Some(reply) = &self.reply {
            writeln!(f, "{} after {:?}", reply.status, self.elapsed)?;
            for (name, value) in &reply.headers {
                writeln!(f, "{name}: {value}")?;
            }
            writeln!(f, "\n{}", reply.body)?;
        }
        match &self.error {
            Some(error) => writeln!(f, "{error} after {:?}", self.elapsed),
            None => Ok(()),
        }
    }
}
