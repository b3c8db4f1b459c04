//! Parts the items of an array from the rest of a JSON document, as its bytes come in.
//!
//! It looks for where texts, objects and arrays begin and end, and no closer: what it gives is read by whoever takes it. All that
//! it looks for is ASCII, so that it needs no characters.

use std::borrow::Cow;
use std::ops::Range;

use super::super::error::ErrorKind;
use super::item::{Item, Text};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What is wrong with a document where the splitter has come to.
pub(super) struct Flaw(pub(super) ErrorKind, pub(super) &'static str);

/// The splitter. The rest of the document has the array without its items.
#[derive(Debug)]
pub(super) struct Splitter {
    names: Vec<Cow<'static, str>>,
    max_bytes: usize,
    /// The bytes that came and may still be wanted.
    pending: Vec<u8>,
    /// How far these were looked at.
    at: usize,
    /// Line and column of the first of them.
    start: (usize, usize),
    place: Place,
    /// How many objects and arrays are open around.
    depth: usize,
    /// How many of these are on the path to the items; all above them are.
    on_path: usize,
    /// How many names of the path were found: of two members of a name, the first counts.
    found: usize,
    member: Member,
    rest: Vec<u8>,
}

/// Where it is.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// In the rest of the document.
    Around,
    /// In a text of the rest, which begins there in it.
    Text { start: usize, is_escaped: bool },
    /// Between items.
    Between(Expected),
    /// In an item.
    Item(Item),
}

#[derive(Clone, Copy, Debug)]
enum Expected {
    ItemOrEnd,
    Item,
    CommaOrEnd,
}

/// Where it is in the innermost object on the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    /// Before a name.
    Name,
    /// Behind the name that is next on the path.
    Wanted,
    /// Behind another.
    Other,
}

impl Splitter {
    pub(super) fn new(names: Vec<Cow<'static, str>>, max_bytes: usize) -> Self {
        Self {
            names,
            max_bytes,
            pending: Vec::new(),
            at: 0,
            start: (1, 1),
            place: Place::Around,
            depth: 0,
            on_path: 0,
            found: 0,
            member: Member::Other,
            rest: Vec::new(),
        }
    }

    /// Takes no items any more: all is rest.
    #[cfg(feature = "client")]
    pub(super) fn without_items(mut self) -> Self {
        self.found = self.names.len();
        self
    }

    pub(super) fn set_max_bytes(&mut self, max_bytes: usize) {
        self.max_bytes = max_bytes;
    }

    /// Takes in more bytes, and forgets those of the items that were given.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let done = match &mut self.place {
            Place::Item(item) => std::mem::take(&mut item.start),
            _ => self.at,
        };
        self.start = self.position(done);
        self.pending.drain(..done);
        self.at -= done;
        self.pending.extend_from_slice(bytes);
    }

    /// The next item that is whole, as a range of [`bytes`](Self::bytes); `None` until more come.
    pub(super) fn next(&mut self) -> Result<Option<Range<usize>>, Flaw> {
        while self.at < self.pending.len() {
            match self.place {
                Place::Around => self.pass_around()?,
                Place::Text { start, is_escaped } => self.pass_text(start, is_escaped)?,
                Place::Between(expected) => self.pass_between(expected)?,
                Place::Item(item) => {
                    if let Some(range) = self.pass_item(item)? {
                        return Ok(Some(range));
                    }
                }
            }
        }
        Ok(None)
    }

    pub(super) fn bytes(&self, range: Range<usize>) -> &[u8] {
        &self.pending[range]
    }

    /// The line and the column of a byte.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let before = &self.pending[..at];
        let (line, column) = self.start;
        let characters = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        match memchr::memrchr(b'\n', before) {
            Some(last) => {
                let lines = memchr::memchr_iter(b'\n', before).count();
                (line + lines, characters(&before[last + 1..]) + 1)
            }
            None => (line, column + characters(before)),
        }
    }

    /// Where it has come to, as line and column.
    pub(super) fn here(&self) -> (usize, usize) {
        self.position(self.at)
    }

    /// The document without its items.
    pub(super) fn finish(mut self) -> Result<String, Flaw> {
        if self.rest.starts_with(BYTE_ORDER_MARK) {
            self.rest.drain(..BYTE_ORDER_MARK.len());
        }
        match self.place {
            Place::Around | Place::Text { .. } => String::from_utf8(self.rest)
                .map_err(|_| Flaw(ErrorKind::Malformed, "the text is not UTF-8")),
            Place::Between(_) | Place::Item(_) => {
                let message = "the document ends within the items";
                Err(Flaw(ErrorKind::Malformed, message))
            }
        }
    }

    /// Passes over the rest up to `end`, and keeps it.
    fn keep(&mut self, end: usize) -> Result<(), Flaw> {
        self.rest.extend_from_slice(&self.pending[self.at..end]);
        self.at = end;
        match self.rest.len() > self.max_bytes {
            true => Err(too_large()),
            false => Ok(()),
        }
    }

    /// Whether the innermost of what is open is an object on the path.
    fn is_on_path(&self) -> bool {
        self.depth == self.on_path && self.depth > 0
    }

    fn pass_around(&mut self) -> Result<(), Flaw> {
        let ahead = &self.pending[self.at..];
        let is_mark = |byte: &u8| matches!(byte, b'{' | b'}' | b'[' | b']' | b',' | b'"');
        let Some(length) = ahead.iter().position(is_mark) else {
            return self.keep(self.pending.len());
        };
        let mark = ahead[length];
        self.keep(self.at + length + 1)?;
        match mark {
            b'"' => {
                self.place = Place::Text {
                    start: self.rest.len() - 1,
                    is_escaped: false,
                }
            }
            b'{' => self.open_object(),
            b'[' => self.open_array(),
            b'}' | b']' => self.close(),
            _ if self.is_on_path() => self.member = Member::Name,
            _ => {}
        }
        Ok(())
    }

    fn is_wanted(&self) -> bool {
        self.is_on_path() && self.member == Member::Wanted
    }

    fn open_object(&mut self) {
        let is_next = self.depth == 0 || (self.is_wanted() && self.on_path < self.names.len());
        self.depth += 1;
        if is_next {
            self.on_path = self.depth;
            self.member = Member::Name;
        }
    }

    fn open_array(&mut self) {
        match self.is_wanted() && self.on_path == self.names.len() {
            true => self.place = Place::Between(Expected::ItemOrEnd),
            false => self.depth += 1,
        }
    }

    fn close(&mut self) {
        if self.is_on_path() {
            self.on_path -= 1;
        }
        self.depth = self.depth.saturating_sub(1);
        self.member = Member::Other;
    }

    fn pass_text(&mut self, start: usize, is_escaped: bool) -> Result<(), Flaw> {
        if is_escaped {
            self.place = Place::Text {
                start,
                is_escaped: false,
            };
            return self.keep(self.at + 1);
        }
        let Some(length) = memchr::memchr2(b'"', b'\\', &self.pending[self.at..]) else {
            return self.keep(self.pending.len());
        };
        let is_escaped = self.pending[self.at + length] == b'\\';
        self.keep(self.at + length + 1)?;
        if is_escaped {
            self.place = Place::Text { start, is_escaped };
            return Ok(());
        }
        self.place = Place::Around;
        if self.is_on_path() && self.member == Member::Name {
            self.member = self.member_named(start);
        }
        Ok(())
    }

    /// What the name means that the rest ends with.
    fn member_named(&mut self, start: usize) -> Member {
        let name = serde_json::from_slice::<Cow<'_, str>>(&self.rest[start..]);
        let level = self.on_path - 1;
        let is_next = self.found == level && name.is_ok_and(|name| name == self.names[level]);
        match is_next {
            true => {
                self.found += 1;
                Member::Wanted
            }
            false => Member::Other,
        }
    }

    fn pass_between(&mut self, expected: Expected) -> Result<(), Flaw> {
        let byte = self.pending[self.at];
        match (byte, expected) {
            (b' ' | b'\t' | b'\r' | b'\n', _) => self.at += 1,
            (b',', Expected::CommaOrEnd) => {
                self.at += 1;
                self.place = Place::Between(Expected::Item);
            }
            (b']', Expected::CommaOrEnd | Expected::ItemOrEnd) => {
                self.keep(self.at + 1)?;
                self.place = Place::Around;
                self.member = Member::Other;
            }
            (b',' | b']' | b'}', _) | (_, Expected::CommaOrEnd) => {
                let message = match expected {
                    Expected::CommaOrEnd => "expected `,` or `]`",
                    Expected::Item | Expected::ItemOrEnd => "expected an item",
                };
                return Err(Flaw(ErrorKind::Malformed, message));
            }
            _ => {
                self.place = Place::Item(Item {
                    start: self.at,
                    depth: 0,
                    text: Text::Outside,
                });
            }
        }
        Ok(())
    }

    /// Passes over an item as far as it came; its range if it is whole.
    fn pass_item(&mut self, mut item: Item) -> Result<Option<Range<usize>>, Flaw> {
        let end = loop {
            let Some(&byte) = self.pending.get(self.at) else {
                break None;
            };
            if let Some(end) = item.pass(byte, self.at) {
                break Some(end);
            }
            self.at += 1;
            if item.text == Text::Inside {
                let ahead = &self.pending[self.at..];
                self.at += memchr::memchr2(b'"', b'\\', ahead).unwrap_or(ahead.len());
            }
        };
        if self.at - item.start > self.max_bytes {
            return Err(too_large());
        }
        match end {
            Some(end) => {
                self.at = end;
                self.place = Place::Between(Expected::CommaOrEnd);
                Ok(Some(item.start..end))
            }
            None => {
                self.place = Place::Item(item);
                Ok(None)
            }
        }
    }
}

fn too_large() -> Flaw {
    Flaw(ErrorKind::Limit, "it is larger than allowed")
}
