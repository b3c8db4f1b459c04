//! The parts of a message one by one, while it comes in.

use memchr::memmem::Finder;

use super::read::{Broken, MAX_HEADER_BYTES, MAX_PARTS, ends_line, head_of, split_head};
use super::transfer::Transfer;
use crate::soap::attachment::Attachment;

/// How much white space may follow a boundary on its line.
const MAX_PADDING: usize = 1_024;

/// Takes pieces of a body, and gives its parts.
pub(crate) struct PartReader {
    /// A line end and the boundary.
    delimiter: Finder<'static>,
    /// What came and was not given. At the start a line end, so that the first boundary is like the others.
    buffer: Vec<u8>,
    state: State,
    transfer: Transfer,
    /// How many bytes at the start are no part of the content.
    hidden: usize,
    parts: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Preamble,
    Head,
    Body,
    Ended,
}

/// What comes next of a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// More of the body is needed.
    Hungry,
    /// A part begins.
    Part(Attachment),
    /// More of that part.
    Bytes(Vec<u8>),
    /// The part has ended.
    PartEnd,
    /// The message has.
    End,
}

/// Where a boundary stands in what came.
enum Boundary {
    /// Nothing of it.
    None,
    /// Perhaps there, if more comes.
    Perhaps(usize),
    /// From there to there, and whether it is the last.
    At(usize, usize, bool),
}

impl PartReader {
    pub(crate) fn new(boundary: &str) -> Self {
        let delimiter = format!("\n--{boundary}");
        Self {
            delimiter: Finder::new(delimiter.as_bytes()).into_owned(),
            buffer: vec![b'\n'],
            state: State::Preamble,
            transfer: Transfer::Plain,
            hidden: 0,
            parts: 0,
        }
    }

    /// Takes in the next piece of the body.
    pub(crate) fn feed(&mut self, piece: &[u8]) {
        if self.state != State::Ended {
            self.buffer.extend_from_slice(piece);
        }
    }

    /// What comes next.
    pub(crate) fn step(&mut self) -> Result<Step, Broken> {
        match self.state {
            State::Preamble => self.pass_preamble(),
            State::Head => self.read_head(),
            State::Body => self.read_body(),
            State::Ended => Ok(Step::End),
        }
    }

    /// The error of a body that ends here.
    pub(crate) fn cut_off(&self) -> Broken {
        Broken::CutOff
    }

    fn pass_preamble(&mut self) -> Result<Step, Broken> {
        match self.boundary() {
            Boundary::At(_, _, true) => Err(Broken::CutOff),
            Boundary::At(_, end, false) => {
                self.buffer.drain(..end);
                self.state = State::Head;
                self.step()
            }
            Boundary::Perhaps(start) => {
                self.buffer.drain(..start);
                Ok(Step::Hungry)
            }
            Boundary::None => {
                self.buffer.drain(..self.given());
                Ok(Step::Hungry)
            }
        }
    }

    fn read_head(&mut self) -> Result<Step, Broken> {
        let number = self.parts + 1;
        let boundary = match self.boundary() {
            Boundary::At(start, ..) => start,
            _ => usize::MAX,
        };
        let Some((head, body)) = split_head(&self.buffer) else {
            return match boundary == usize::MAX && self.buffer.len() < MAX_HEADER_BYTES {
                true => Ok(Step::Hungry),
                false => Err(Broken::Headers(number)),
            };
        };
        let (part, encoding) = head_of(head);
        let behind = self.buffer.len() - body.len();
        // The line end before a boundary may be the one that ends the headers.
        if boundary < behind - 1 || head.starts_with(&self.delimiter.needle()[1..]) {
            return Err(Broken::Headers(number));
        }
        self.transfer = Transfer::named(&encoding).ok_or(Broken::Transfer(number))?;
        if number > MAX_PARTS {
            return Err(Broken::TooMany);
        }
        self.parts = number;
        // The line end stays: if the part is empty, it is the one before the boundary.
        self.buffer.drain(..behind - 1);
        self.hidden = 1;
        self.state = State::Body;
        Ok(Step::Part(part))
    }

    fn read_body(&mut self) -> Result<Step, Broken> {
        let (given, end) = match self.boundary() {
            Boundary::At(start, end, is_last) => (start, Some((end, is_last))),
            Boundary::Perhaps(start) => (start, None),
            Boundary::None => (self.given(), None),
        };
        let hidden = self.hidden.min(given);
        let content = &self.buffer[hidden..given];
        // A carriage return before the boundary's line feed belongs to it.
        let is_behind = content.ends_with(b"\r") && self.buffer.get(given) == Some(&b'\n');
        let content = &content[..content.len() - usize::from(is_behind)];
        let part = Broken::Transfer(self.parts);
        let Some(plain) = self.transfer.decode(content) else {
            return Err(part);
        };
        let kept = given - usize::from(is_behind && end.is_none());
        match end {
            None => {
                self.hidden -= hidden.min(kept);
                self.buffer.drain(..kept);
                match plain.is_empty() {
                    true => Ok(Step::Hungry),
                    false => Ok(Step::Bytes(plain)),
                }
            }
            Some((end, is_last)) => {
                self.transfer.finish().ok_or(part)?;
                if !plain.is_empty() {
                    // The boundary is found again, with nothing before it.
                    self.buffer.drain(..given);
                    self.hidden = 0;
                    return Ok(Step::Bytes(plain));
                }
                self.buffer.drain(..end);
                self.state = match is_last {
                    true => State::Ended,
                    false => State::Head,
                };
                Ok(Step::PartEnd)
            }
        }
    }

    /// How much of what came cannot belong to a boundary.
    fn given(&self) -> usize {
        // A carriage return and all of a boundary but its last byte may be the start of one.
        let kept = self.delimiter.needle().len();
        self.buffer.len().saturating_sub(kept)
    }

    fn boundary(&self) -> Boundary {
        let length = self.delimiter.needle().len();
        let mut from = 0;
        while let Some(found) = self.delimiter.find(&self.buffer[from..]) {
            let start = from + found;
            let rest = &self.buffer[start + length..];
            if rest.starts_with(b"--") {
                return Boundary::At(start, start + length + 2, true);
            }
            if ends_line(rest) {
                let line = rest.iter().position(|byte| *byte == b'\n');
                let end = line.map_or(self.buffer.len(), |line| start + length + line + 1);
                return Boundary::At(start, end, false);
            }
            if may_end_line(rest) {
                return Boundary::Perhaps(start);
            }
            from = start + 1;
        }
        Boundary::None
    }
}

/// Whether what follows a boundary may still become the end of its line.
fn may_end_line(rest: &[u8]) -> bool {
    let padding = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
    let padding = padding.count();
    padding <= MAX_PADDING && matches!(&rest[padding..], [] | [b'\r']) || rest == b"-"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a body that comes in pieces of that size.
    fn parts(body: &[u8], size: usize) -> Result<Vec<(String, Vec<u8>)>, Broken> {
        let mut reader = PartReader::new("b");
        let mut pieces = body.chunks(size);
        let mut parts = Vec::new();
        loop {
            match reader.step()? {
                Step::Hungry => match pieces.next() {
                    Some(piece) => reader.feed(piece),
                    None => return Err(reader.cut_off()),
                },
                Step::Part(part) => parts.push((part.content_id, Vec::new())),
                Step::Bytes(bytes) => parts.last_mut().unwrap().1.extend(bytes),
                Step::PartEnd => {}
                Step::End => return Ok(parts),
            }
        }
    }

    #[test]
    fn parts_are_the_same_in_pieces_of_any_size() {
        let body = b"preamble\r\n--b  \r\nContent-ID: <one>\r\n\r\n1\r\n--bc\r\n\n--b-\r\n\r\r\n--b\nContent-ID: <two>\n\n--b\r\n\r\n\n\r\n\
            --b\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <three>\r\n\r\nYW\r\nJjZA==\r\n\
            --b\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\na=3D=\r\nb=\nc\r\n--b\r\nContent-ID: <four>\r\n\r\n--b--\r\nepilogue --b\r\n";
        let expected = [
            ("one", b"1\r\n--bc\r\n\n--b-\r\n\r".as_slice()),
            ("two", b""),
            ("", b"\n"),
            ("three", b"abcd"),
            ("", b"a=bc"),
            ("four", b""),
        ];
        for size in 1..body.len() {
            let found = parts(body, size).unwrap();
            let found: Vec<_> = found
                .iter()
                .map(|(id, b)| (id.as_str(), b.as_slice()))
                .collect();
            assert_eq!(found, expected, "{size}");
        }
    }

    #[test]
    fn a_body_that_is_no_parts_is_an_error() {
        let head = "x".repeat(MAX_HEADER_BYTES + 1);
        let many = "--b\r\n\r\n\r\n".repeat(MAX_PARTS + 1);
        for body in [
            "",
            "--b--",
            "--b\r\n",
            "--b\r\n\r\nabc\r\n--b",
            "--b\r\nContent-ID: a\r\n--b\r\n\r\nabc\r\n--b--",
            "--b\r\nContent-ID: a\r\n--b--",
            "--b\r\n--b\r\n\r\nabc\r\n--b--",
            "--b\r\nContent-Transfer-Encoding: x-uue\r\n\r\n\r\n--b--",
            "--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJ\r\n--b--",
            "--b\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--b--",
            "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=4\r\n--b--",
            "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=4g\r\n--b--",
            &format!("--b\r\n{head}"),
            &many,
        ] {
            for size in [100, 100_000] {
                assert!(parts(body.as_bytes(), size).is_err(), "{size}");
            }
        }
    }
}
