//! Reading messages in several parts.

use std::fmt;

use memchr::memmem;

use super::super::headers::{MediaType, parse_media_type};
use super::super::text_of;
use super::stream::{PartReader, Step};
use crate::soap::attachment::Attachment;
use crate::xml::{Error, ReadOptions, inline_parts};

/// The number of parts that a message may have.
pub(super) const MAX_PARTS: usize = 1_000;
/// How much of a body is looked at at once.
const PIECE: usize = 64 * 1024;
/// The bytes that the headers of one part may have.
pub(super) const MAX_HEADER_BYTES: usize = 16 << 10;

/// Why the parts of a message are not read.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The content type names no boundary.
    NoBoundary,
    /// There is no part, or the last one has no end.
    CutOff,
    /// A part's headers are none, or too large.
    Headers(usize),
    /// A part's encoding for its transfer is not known, or not kept to.
    Transfer(usize),
    /// There are too many parts.
    TooMany,
    /// No part has the name that the content type gives to the envelope.
    NoEnvelope(String),
    /// The envelope's characters or references cannot be read.
    Envelope(Error),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBoundary => f.write_str("the content type names no boundary of the parts"),
            Self::CutOff => f.write_str("the last part has no end"),
            Self::Headers(part) => write!(
                f,
                "the headers of part {part} are none, or larger than {MAX_HEADER_BYTES} bytes"
            ),
            Self::Transfer(part) => {
                write!(f, "part {part} is in no transfer encoding that is known")
            }
            Self::TooMany => write!(f, "there are more than {MAX_PARTS} parts"),
            Self::NoEnvelope(name) => write!(f, "no part has the name {name:?}"),
            Self::Envelope(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Broken {}

/// Whether a body of that type is in several parts.
pub(crate) fn is_multipart(media_type: &MediaType) -> bool {
    media_type.essence.starts_with("multipart/")
}

/// The envelope's text, with the parts that it includes, and the other parts.
///
/// A part that the envelope includes stands in it as base64, and is not among the others.
pub(crate) fn read(
    body: &[u8],
    media_type: &MediaType,
    options: &ReadOptions,
) -> Result<(String, Vec<Attachment>), Broken> {
    let boundary = media_type
        .parameter("boundary")
        .filter(|boundary| !boundary.is_empty())
        .ok_or(Broken::NoBoundary)?;
    let mut attachments = parts(body, boundary)?;
    let root = match media_type.parameter("start").map(name_in) {
        Some(start) => attachments
            .iter()
            .position(|part| part.content_id == start)
            .ok_or_else(|| Broken::NoEnvelope(start.to_owned()))?,
        None => 0,
    };
    let envelope = attachments.remove(root);
    let charset = parse_media_type(&envelope.content_type);
    let charset = charset.parameter("charset");
    let text = text_of(envelope.body, charset).map_err(Broken::Envelope)?;
    include(text, attachments, options).map_err(Broken::Envelope)
}

/// The parts of a body.
fn parts(body: &[u8], boundary: &str) -> Result<Vec<Attachment>, Broken> {
    let mut reader = PartReader::new(boundary);
    let mut pieces = body.chunks(PIECE);
    let mut parts: Vec<Attachment> = Vec::new();
    loop {
        match (reader.step()?, parts.last_mut()) {
            (Step::Hungry, _) => reader.feed(pieces.next().ok_or(Broken::CutOff)?),
            (Step::Part(part), _) => parts.push(part),
            (Step::Bytes(bytes), Some(part)) => part.body.extend_from_slice(&bytes),
            (Step::Bytes(_), None) | (Step::PartEnd, _) => {}
            (Step::End, _) => return Ok(parts),
        }
    }
}

/// The envelope's text with the parts that it includes in it, and the other parts.
pub(crate) fn include(
    text: String,
    attachments: Vec<Attachment>,
    options: &ReadOptions,
) -> Result<(String, Vec<Attachment>), Error> {
    let included = std::cell::RefCell::new(vec![false; attachments.len()]);
    let inlined = inline_parts(&text, options, |href| {
        let name = percent_decode(href.strip_prefix("cid:")?);
        let index = attachments
            .iter()
            .position(|part| part.content_id == name)?;
        included.borrow_mut()[index] = true;
        Some(attachments[index].body.as_slice())
    })?;
    let included = included.into_inner();
    let others = attachments.into_iter().zip(included);
    let others = others.filter(|(_, included)| !included);
    Ok((inlined, others.map(|(part, _)| part).collect()))
}

pub(super) fn ends_line(rest: &[u8]) -> bool {
    let space = rest
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    matches!(&rest[space..], [b'\n', ..] | [b'\r', b'\n', ..])
}

/// A part without its bytes, and the encoding for its transfer.
pub(super) fn head_of(head: &[u8]) -> (Attachment, String) {
    let mut attachment = Attachment::default();
    let mut encoding = String::new();
    for (name, value) in headers_of(head) {
        match name.as_str() {
            "content-id" => attachment.content_id = name_in(&value).to_owned(),
            "content-type" => attachment.content_type = value,
            "content-transfer-encoding" => encoding = value,
            _ => {}
        }
    }
    (attachment, encoding)
}

/// The headers of a part and what follows the empty line behind them.
pub(super) fn split_head(part: &[u8]) -> Option<(&[u8], &[u8])> {
    for empty in [b"\r\n".as_slice(), b"\n"] {
        if let Some(body) = part.strip_prefix(empty) {
            return Some((b"", body));
        }
    }
    let start = &part[..part.len().min(MAX_HEADER_BYTES)];
    let find = |what: &[u8]| memmem::find(start, what);
    let crlf = find(b"\r\n\r\n").map(|at| (at, 4));
    let lf = find(b"\n\n").map(|at| (at, 2));
    let (at, length) = match (crlf, lf) {
        (Some(crlf), Some(lf)) => crlf.min(lf),
        (found, None) | (None, found) => found?,
    };
    Some((&part[..at], &part[at + length..]))
}

/// The headers, names in lower case, with lines that go on put together.
fn headers_of(head: &[u8]) -> Vec<(String, String)> {
    let head = String::from_utf8_lossy(head);
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        match (line.starts_with([' ', '\t']), headers.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }
    headers
}

/// A name without its angle brackets.
pub(crate) fn name_in(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    inner.unwrap_or(text)
}

/// The text with `%` and two digits decoded; what is no such thing stays.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
