//! Names: where they end.

use super::super::error::Error;
use super::super::standing::{Name, malformed};
use super::Scanner;
use crate::value::{continues_name, starts_name};

/// For each byte, whether it is an ASCII character that may stand in a name, and one that may begin one.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let code = byte as u8;
        if code.is_ascii_alphabetic() || code == b'_' {
            classes[byte] = STARTS | CONTINUES;
        } else if matches!(code, b'0'..=b'9' | b'-' | b'.') {
            classes[byte] = CONTINUES;
        }
        byte += 1;
    }
    classes
};

const STARTS: u8 = 1;
const CONTINUES: u8 = 2;

impl Scanner<'_> {
    /// The qualified name that begins there.
    ///
    /// Source: Namespaces in XML 1.0, productions 7 to 11.
    pub(super) fn qualified_name(&self, start: usize) -> Result<Name, Error> {
        let end = self.ncname_end(start)?;
        if self.bytes.get(end) != Some(&b':') {
            return Ok(Name {
                start,
                local: start,
                end,
            });
        }
        let local = end + 1;
        let end = self.ncname_end(local)?;
        Ok(Name { start, local, end })
    }

    /// The end of the name without a colon that begins there.
    #[inline]
    pub(super) fn ncname_end(&self, start: usize) -> Result<usize, Error> {
        match self.bytes.get(start) {
            Some(&first) if CLASSES[usize::from(first)] & STARTS != 0 => {
                Ok(self.name_continues(start + 1))
            }
            Some(&first) if !first.is_ascii() => self.other_name_end(start),
            _ => Err(self.no_name(start)),
        }
    }

    /// The first offset from there on that no character of a name stands at.
    #[inline]
    fn name_continues(&self, from: usize) -> usize {
        let rest = &self.bytes[from..];
        let ends = |byte: &u8| CLASSES[usize::from(*byte)] & CONTINUES == 0;
        match rest.iter().position(ends) {
            Some(length) if rest[length].is_ascii() => from + length,
            Some(length) => self.other_name_continues(from + length),
            None => self.bytes.len(),
        }
    }

    #[inline(never)]
    fn other_name_end(&self, start: usize) -> Result<usize, Error> {
        match self.text[start..].chars().next() {
            Some(first) if starts_name(first) => {
                Ok(self.other_name_continues(start + first.len_utf8()))
            }
            _ => Err(self.no_name(start)),
        }
    }

    #[inline(never)]
    fn other_name_continues(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let end = rest.find(|character| !continues_name(character));
        from + end.unwrap_or(rest.len())
    }

    #[cold]
    fn no_name(&self, offset: usize) -> Error {
        match self.text[offset..].chars().next() {
            Some(found) => malformed(format!("{found:?} stands where a name begins"), offset),
            None => self.cut_off(),
        }
    }
}
