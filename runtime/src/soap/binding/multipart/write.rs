//! Writing messages in several parts.

use crate::operation::SoapVersion;
use crate::soap::attachment::Attachment;

/// The name of the part with the envelope.
const ROOT: &str = "root@castile";

/// A message in several parts: its content type and its body.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) content_type: String,
    pub(crate) body: Vec<u8>,
}

/// What the parts beside an envelope are to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packaging {
    /// SOAP with attachments: it may name them in its own ways.
    Attachments,
    /// MTOM: it includes some of them.
    Mtom,
}

/// Puts an envelope and the parts beside it into one body.
pub(crate) fn package(
    packaging: Packaging,
    version: SoapVersion,
    action: &str,
    envelope: &str,
    attachments: &[Attachment],
) -> Package {
    let attached = attachments.iter().map(|attachment| Part {
        name: printable(&attachment.content_id),
        content_type: printable(&attachment.content_type),
        bytes: &attachment.body,
    });
    let types = types(packaging, version, action);
    let root = Part {
        name: ROOT.to_owned(),
        content_type: types.root,
        bytes: envelope.as_bytes(),
    };
    let parts: Vec<Part<'_>> = std::iter::once(root).chain(attached).collect();
    let boundary = boundary(&parts);
    let mut body = Vec::new();
    for part in &parts {
        part.write(&boundary, &mut body);
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let content_type = format!(
        "multipart/related; boundary=\"{boundary}\"; start=\"<{ROOT}>\"; {}",
        types.package
    );
    Package { content_type, body }
}

/// The heads of a message in several parts whose parts are made while it goes out.
#[cfg(feature = "client")]
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) content_type: String,
    /// What goes before the envelope.
    pub(crate) root: String,
    /// What goes before each part.
    pub(crate) parts: Vec<String>,
    /// What goes behind the last.
    pub(crate) end: String,
}

/// The heads of a message with these parts, whose bodies do not matter: the boundary is one that nobody can foresee.
#[cfg(feature = "client")]
pub(crate) fn heads(
    packaging: Packaging,
    version: SoapVersion,
    action: &str,
    boundary: &str,
    parts: &[Attachment],
) -> Head {
    let types = types(packaging, version, action);
    let head = |name: String, content_type: String| {
        let part = Part {
            name,
            content_type,
            bytes: &[],
        };
        part.head(boundary)
    };
    let attached = parts.iter().map(|part| {
        let head = head(printable(&part.content_id), printable(&part.content_type));
        format!("\r\n{head}")
    });
    Head {
        content_type: format!(
            "multipart/related; boundary=\"{boundary}\"; start=\"<{ROOT}>\"; {}",
            types.package
        ),
        root: head(ROOT.to_owned(), types.root),
        parts: attached.collect(),
        end: format!("\r\n--{boundary}--\r\n"),
    }
}

struct Types {
    root: String,
    package: String,
}

/// The content types of the envelope and of the whole.
///
/// Source: MTOM, 3.2; RFC 2387, 3.
fn types(packaging: Packaging, version: SoapVersion, action: &str) -> Types {
    let media_type = version.media_type();
    let has_action = version == SoapVersion::Soap12 && !action.is_empty();
    let parameter = match has_action {
        true => format!("; action=\"{action}\""),
        false => String::new(),
    };
    match packaging {
        Packaging::Mtom => Types {
            root: format!("application/xop+xml; charset=utf-8; type=\"{media_type}\"{parameter}"),
            package: format!(
                "type=\"application/xop+xml\"; start-info=\"{media_type}\"{parameter}"
            ),
        },
        Packaging::Attachments => Types {
            root: format!("{media_type}; charset=utf-8{parameter}"),
            package: format!("type=\"{media_type}\"{parameter}"),
        },
    }
}

struct Part<'p> {
    name: String,
    content_type: String,
    bytes: &'p [u8],
}

impl Part<'_> {
    fn write(&self, boundary: &str, body: &mut Vec<u8>) {
        body.extend_from_slice(self.head(boundary).as_bytes());
        body.extend_from_slice(self.bytes);
        body.extend_from_slice(b"\r\n");
    }

    fn head(&self, boundary: &str) -> String {
        let mut head = format!("--{boundary}\r\n");
        if !self.content_type.is_empty() {
            head.push_str(&format!("Content-Type: {}\r\n", self.content_type));
        }
        head.push_str("Content-Transfer-Encoding: binary\r\n");
        if !self.name.is_empty() {
            head.push_str(&format!("Content-ID: <{}>\r\n", self.name));
        }
        head.push_str("\r\n");
        head
    }
}

/// A boundary that no part holds.
fn boundary(parts: &[Part<'_>]) -> String {
    let mut number = 0_u64;
    loop {
        let boundary = format!("castile-part-{number}");
        let delimiter = format!("--{boundary}");
        let holds = |part: &Part<'_>| {
            let mut windows = part.bytes.windows(delimiter.len());
            windows.any(|window| window == delimiter.as_bytes())
        };
        if !parts.iter().any(holds) {
            return boundary;
        }
        number += 1;
    }
}

/// The text as a header of a part may have it: a line break in it would begin another header.
fn printable(text: &str) -> String {
    let keeps = |character: &char| !character.is_control();
    text.chars().filter(keeps).collect()
}
