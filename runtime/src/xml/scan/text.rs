//! Text: what stands between tags.

use std::borrow::Cow;

use super::super::block::plain_length;
use super::super::error::Error;
use super::super::source::Node;
use super::super::standing::malformed;
use super::Scanner;
use super::tag::end_tag_length;

impl<'a> Scanner<'a> {
    /// The whole text of the element, which is left. A child element is an error.
    #[inline]
    pub(in crate::xml) fn leaf_text(&mut self) -> Result<Cow<'a, str>, Error> {
        match self.plain_leaf_text() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.any_leaf_text(),
        }
    }

    /// The whole text of the element, which is left, if it stands as it is up to the end tag.
    ///
    /// What comes back fits into registers.
    fn plain_leaf_text(&mut self) -> Option<&'a str> {
        if self.standing.empty || !self.standing.may_enter() {
            return None;
        }
        let rest = self.text.get(self.at..)?;
        let (text, behind) = rest.split_at_checked(plain_length::<b']'>(rest.as_bytes()))?;
        let length = end_tag_length(behind.as_bytes(), self.name_bytes(self.standing.name))?;
        self.at += text.len() + length;
        if self.standing.scope.leave(self.standing.depth) {
            self.forget_memos();
        }
        Some(text)
    }

    #[inline(never)]
    fn any_leaf_text(&mut self) -> Result<Cow<'a, str>, Error> {
        self.enter()?;
        let mut text = Cow::Borrowed("");
        loop {
            match self.next_node()? {
                Node::End => return Ok(text),
                Node::Text(piece) if text.is_empty() => text = piece,
                Node::Text(piece) => text.to_mut().push_str(&piece),
                Node::Child => return Err(self.standing.child_in_text()),
            }
        }
    }

    /// Takes the text that begins here, up to the next markup.
    pub(super) fn take_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let end = self.unchanged_end(self.at)?;
        let text = &self.text[self.at..end];
        self.at = end;
        match self.bytes.get(end) {
            None | Some(b'<') => Ok(Cow::Borrowed(text)),
            Some(_) => self.take_changing_text(text.to_owned()).map(Cow::Owned),
        }
    }

    /// Takes the rest of a text that has references or carriage returns.
    #[cold]
    fn take_changing_text(&mut self, mut text: String) -> Result<String, Error> {
        loop {
            match self.bytes.get(self.at) {
                None | Some(b'<') => return Ok(text),
                Some(b'&') => {
                    let (character, end) = self.reference(self.at)?;
                    text.push(character);
                    self.at = end;
                }
                // A line end is one line feed, however it is written (XML 1.0, 2.11).
                Some(b'\r') => {
                    text.push('\n');
                    self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'\n'));
                }
                Some(_) => {
                    let end = self.unchanged_end(self.at)?;
                    text.push_str(&self.text[self.at..end]);
                    self.at = end;
                }
            }
        }
    }

    /// The end of the text that stands as it is: a `<`, `&` or carriage return, or the end of the document.
    fn unchanged_end(&self, from: usize) -> Result<usize, Error> {
        let mut at = from;
        loop {
            at += plain_length::<b']'>(&self.bytes[at..]);
            match self.bytes[at..] {
                [] | [b'<' | b'&' | b'\r', ..] => return Ok(at),
                // XML 1.0, 2.4.
                [b']', b']', b'>', ..] => return Err(malformed("`]]>` stands in text", at)),
                _ => self.check_allowed(at)?,
            }
            at += 1;
        }
    }

    /// Checks that no character begins there that XML forbids.
    ///
    /// Source: XML 1.0, production 2.
    #[inline]
    pub(super) fn check_allowed(&self, at: usize) -> Result<(), Error> {
        match self.bytes[at..] {
            [b'\t' | b'\n' | b'\r', ..] => Ok(()),
            [0..b' ', ..] | [0xEF, 0xBF, 0xBE | 0xBF, ..] => Err(self.forbidden(at)),
            _ => Ok(()),
        }
    }

    #[cold]
    pub(super) fn forbidden(&self, at: usize) -> Error {
        let code = self.text[at..].chars().next().map_or(0, u32::from);
        malformed(format!("XML 1.0 forbids the character U+{code:04X}"), at)
    }

    /// The character of the reference whose `&` stands there, and the offset behind it.
    pub(super) fn reference(&self, at: usize) -> Result<(char, usize), Error> {
        let rest = &self.text[at + 1..];
        let name = rest.find(';').map(|end| &rest[..end]);
        let Some(name) = name else {
            return Err(malformed("a reference has no `;`", at));
        };
        match self.references.resolve(name) {
            Ok(character) => Ok((character, at + name.len() + 2)),
            Err(message) => Err(malformed(message, at)),
        }
    }
}
