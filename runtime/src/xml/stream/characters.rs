//! From bytes to text, as they come in.

use super::super::decode::{Encoding, recognise};
use super::super::error::{Error, Position};

/// Up to how many bytes an XML declaration is waited for.
const DECLARATION: usize = 1024;

/// Turns bytes into text.
#[derive(Debug)]
pub(super) struct Characters {
    charset: Option<String>,
    /// `None` before the first bytes.
    encoding: Option<Encoding>,
    /// The bytes of a character that is not whole.
    begun: Vec<u8>,
}

impl Characters {
    /// For a document in the encoding of `charset`, or in the one that it says.
    pub(super) fn new(charset: Option<&str>) -> Self {
        Self {
            charset: charset.map(str::to_owned),
            encoding: None,
            begun: Vec::new(),
        }
    }

    /// Appends the text of bytes, which ends at `position` so far.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        out: &mut String,
        position: impl FnOnce(&str) -> Position,
    ) -> Result<(), Error> {
        if self.begun.is_empty() && self.encoding.is_some() {
            let whole = self.take(bytes, out, position)?;
            self.begun.extend_from_slice(&bytes[whole..]);
            return Ok(());
        }
        let mut begun = std::mem::take(&mut self.begun);
        begun.extend_from_slice(bytes);
        if self.encoding.is_none() && may_hide_its_encoding(&begun) {
            self.begun = begun;
            return Ok(());
        }
        let whole = self.take(&begun, out, position)?;
        self.begun = begun.split_off(whole);
        Ok(())
    }

    /// Appends what is left when no more bytes come.
    pub(super) fn finish(
        &mut self,
        out: &mut String,
        position: impl FnOnce(&str) -> Position,
    ) -> Result<(), Error> {
        let rest = std::mem::take(&mut self.begun);
        let (encoding, start) = self.recognised(&rest)?;
        push_text(encoding, &rest[start..], out, position)
    }

    /// Appends the whole characters of the bytes; how many bytes these are.
    fn take(
        &mut self,
        bytes: &[u8],
        out: &mut String,
        position: impl FnOnce(&str) -> Position,
    ) -> Result<usize, Error> {
        let (encoding, start) = self.recognised(bytes)?;
        let whole = start + encoding.whole_characters(&bytes[start..]);
        push_text(encoding, &bytes[start..whole], out, position)?;
        Ok(whole)
    }

    /// The encoding, and the length of a byte order mark.
    fn recognised(&mut self, bytes: &[u8]) -> Result<(Encoding, usize), Error> {
        if let Some(encoding) = self.encoding {
            return Ok((encoding, 0));
        }
        let (encoding, text) = recognise(bytes, self.charset.as_deref())?;
        self.encoding = Some(encoding);
        Ok((encoding, bytes.len() - text.len()))
    }
}

fn push_text(
    encoding: Encoding,
    bytes: &[u8],
    out: &mut String,
    position: impl FnOnce(&str) -> Position,
) -> Result<(), Error> {
    match encoding.decode(bytes) {
        Ok(text) => out.push_str(&text),
        Err(error) => return Err(error.moved_behind(position(out))),
    }
    Ok(())
}

/// Whether more bytes may say what encoding the document is in.
fn may_hide_its_encoding(bytes: &[u8]) -> bool {
    bytes.len() < 5
        || bytes.starts_with(b"<?xml") && bytes.len() < DECLARATION && !bytes.contains(&b'>')
}
