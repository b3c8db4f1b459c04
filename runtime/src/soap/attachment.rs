//! Parts that travel beside an envelope: SOAP with attachments, and the binary parts of MTOM.

use std::fmt;

/// A part of a message beside its envelope.
///
/// Source: SOAP Messages with Attachments; RFC 2387.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// What references name it by (`cid:` and this), without angle brackets; empty if it has no name.
    pub content_id: String,
    /// The media type; empty if it has none.
    pub content_type: String,
    /// The bytes, without an encoding for their transfer.
    pub body: Vec<u8>,
}

impl Attachment {
    /// A part of that name and media type.
    pub fn new(
        content_id: impl Into<String>,
        content_type: impl Into<String>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            content_id: content_id.into(),
            content_type: content_type.into(),
            body: body.into(),
        }
    }
}

/// Without the bytes.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("content_id", &self.content_id)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .finish()
    }
}
