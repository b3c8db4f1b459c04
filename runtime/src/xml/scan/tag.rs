//! Start tags as they come, and end tags.

use std::borrow::Cow;

use super::super::block::plain_length;
use super::super::error::Error;
use super::super::scope::Resolved;
use super::super::standing::{Name, malformed};
use super::word::same;
use super::{Scanner, is_space};

impl<'a> Scanner<'a> {
    /// Takes the start tag that begins here.
    pub(super) fn take_start(&mut self) -> Result<(), Error> {
        let name = self.qualified_name(self.at + 1)?;
        self.take_start_of(name)
    }

    /// Takes the start tag that begins here and has that name.
    pub(super) fn take_start_of(&mut self, name: Name) -> Result<(), Error> {
        if self.foresees_nil(name.end) {
            self.standing.stand_at(name, Resolved::NONE)?;
            self.take_nil();
            self.resolve_name(name)
        } else {
            self.take_other_start_of(name)
        }
    }

    /// As [`take_start_of`](Self::take_start_of), where the tag does not say nil as the one before did.
    pub(super) fn take_other_start_of(&mut self, name: Name) -> Result<(), Error> {
        self.standing.stand_at(name, Resolved::NONE)?;
        if self.bytes.get(name.end) == Some(&b'>') {
            self.at = name.end + 1;
        } else if let Some(known) = self.foresees_declaration(name.end) {
            self.take_declaration(known, name)?;
        } else if !self.take_known_attribute(name.end) {
            self.take_attributes(name)?;
            self.standing.resolve_attributes()?;
            self.learn(name);
        }
        self.resolve_name(name)
    }

    /// Looks up the prefix of the name, when all declarations have been taken.
    fn resolve_name(&mut self, name: Name) -> Result<(), Error> {
        self.standing.resolve_name()?;
        if name.local > name.start {
            self.learn_prefix(name);
        }
        Ok(())
    }

    /// Takes the rest of a start tag behind its name.
    ///
    /// Apart, as most tags are known before their attributes are looked at one by one.
    ///
    /// Source: XML 1.0, productions 40 to 44.
    #[inline(never)]
    fn take_attributes(&mut self, name: Name) -> Result<(), Error> {
        let mut at = name.end;
        loop {
            let spaced = self.space_end(at);
            match self.bytes[spaced..] {
                [b'>', ..] => {
                    self.at = spaced + 1;
                    return Ok(());
                }
                [b'/', b'>', ..] => {
                    self.standing.empty = true;
                    self.at = spaced + 2;
                    return Ok(());
                }
                [] => return Err(self.cut_off()),
                _ if spaced == at => {
                    let message = "a start tag goes on without white space";
                    return Err(malformed(message, at));
                }
                _ => at = self.take_attribute(spaced)?,
            }
        }
    }

    /// Takes the attribute that begins there; where it ends.
    fn take_attribute(&mut self, start: usize) -> Result<usize, Error> {
        let name = self.qualified_name(start)?;
        let equals = self.space_end(name.end);
        if self.bytes.get(equals) != Some(&b'=') {
            return Err(malformed("an attribute has no value", equals));
        }
        let quote = self.space_end(equals + 1);
        let (value, end) = match self.bytes.get(quote) {
            Some(b'"') => self.attribute_value::<b'"'>(quote)?,
            Some(b'\'') => self.attribute_value::<b'\''>(quote)?,
            _ => return Err(malformed("an attribute value is not in quotes", quote)),
        };
        self.standing.add_attribute(name, value)?;
        Ok(end)
    }

    /// The value whose opening quote stands there, normalised; and the offset behind its closing quote.
    ///
    /// Source: XML 1.0, 2.11 and 3.3.3.
    fn attribute_value<const QUOTE: u8>(
        &self,
        quote: usize,
    ) -> Result<(Cow<'a, str>, usize), Error> {
        let mut value = Cow::Borrowed("");
        let mut from = quote + 1;
        let mut at = from;
        loop {
            at += plain_length::<QUOTE>(&self.bytes[at..]);
            let Some(&byte) = self.bytes.get(at) else {
                return Err(self.cut_off());
            };
            let piece = &self.text[from..];
            match byte {
                _ if byte == QUOTE => {
                    append(&mut value, &piece[..at - from]);
                    return Ok((value, at + 1));
                }
                b'&' => {
                    append(&mut value, &piece[..at - from]);
                    let (character, end) = self.reference(at)?;
                    value.to_mut().push(character);
                    (from, at) = (end, end);
                }
                b'\t' | b'\n' | b'\r' => {
                    append(&mut value, &piece[..at - from]);
                    value.to_mut().push(' ');
                    at += if self.bytes[at..].starts_with(b"\r\n") {
                        2
                    } else {
                        1
                    };
                    from = at;
                }
                b'<' => return Err(malformed("an attribute value holds `<`", at)),
                _ => {
                    self.check_allowed(at)?;
                    at += 1;
                }
            }
        }
    }

    /// Takes the end tag that begins here, and leaves the element around.
    #[inline]
    pub(super) fn take_end(&mut self) -> Result<(), Error> {
        let Some(name) = self.open.pop() else {
            return Err(malformed("an end tag has no start tag", self.at));
        };
        let rest = &self.bytes[self.at..];
        self.at = match end_tag_length(rest, self.name_bytes(name)) {
            Some(length) => self.at + length,
            None => self.spaced_end_tag_end(name)?,
        };
        self.leave();
        Ok(())
    }

    #[inline]
    pub(super) fn name_bytes(&self, name: Name) -> &'a [u8] {
        self.bytes.get(name.start..name.end).unwrap_or_default()
    }

    #[cold]
    fn spaced_end_tag_end(&self, name: Name) -> Result<usize, Error> {
        let start = self.at + 2;
        let name = &self.text[name.start..name.end];
        let end = start + name.len();
        let close = self.space_end(end);
        if self.text[start..].starts_with(name) {
            match self.bytes.get(close) {
                Some(b'>') => return Ok(close + 1),
                None => return Err(self.cut_off()),
                Some(_) => {}
            }
        }
        let found = self.text[start..].split([' ', '\t', '\r', '\n', '>', '<']);
        let found = found.into_iter().next().unwrap_or_default();
        let message = format!("the end tag `{found}` stands where `{name}` ends");
        Err(malformed(message, self.at))
    }

    /// The first offset from there on that is not white space.
    #[inline]
    pub(super) fn space_end(&self, from: usize) -> usize {
        let mut at = from;
        while self.bytes.get(at).is_some_and(|&byte| is_space(byte)) {
            at += 1;
        }
        at.min(self.bytes.len())
    }
}

/// The length of the end tag of that name, if the bytes begin with it, and there is no white space in it.
#[inline]
pub(super) fn end_tag_length(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let (found, behind) = bytes.strip_prefix(b"</")?.split_at_checked(name.len())?;
    let ends = behind.first() == Some(&b'>') && same(found, name);
    ends.then_some(name.len() + b"</>".len())
}

/// Appends to a value, which stays borrowed while it is one piece.
fn append<'a>(value: &mut Cow<'a, str>, piece: &'a str) {
    if value.is_empty() {
        *value = Cow::Borrowed(piece);
    } else {
        value.to_mut().push_str(piece);
    }
}
