//! Names: where they end.

use super::super::error::Error;
use super::super::standing::{Name, malformed};
use super::Scanner;
use crate::value::{continues_name, starts_name};

/// For each ASCII byte, whether it may stand in a name, and whether it may begin one.
const ASCII: [u8; 128] = {
    let mut classes = [0; 128];
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
    pub(super) fn ncname_end(&self, start: usize) -> Result<usize, Error> {
        let mut at = start;
        let mut class = STARTS;
        while let Some(&byte) = self.bytes.get(at) {
            if let Some(classes) = ASCII.get(usize::from(byte)) {
                if classes & class == 0 {
                    break;
                }
                at += 1;
            } else {
                match self.text[at..].chars().next() {
                    Some(other) if class == STARTS && starts_name(other) => at += other.len_utf8(),
                    Some(other) if class == CONTINUES && continues_name(other) => {
                        at += other.len_utf8();
                    }
                    _ => break,
                }
            }
            class = CONTINUES;
        }
        if at == start {
            return Err(self.no_name(start));
        }
        Ok(at)
    }

    #[cold]
    fn no_name(&self, offset: usize) -> Error {
        match self.text[offset..].chars().next() {
            Some(found) => malformed(format!("{found:?} stands where a name begins"), offset),
            None => self.cut_off(),
        }
    }
}
