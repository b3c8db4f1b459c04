//! Where markup begins and ends, in a text that is still coming in.
//!
//! This is all that has to be known of a document to part its items: quotes, comments and CDATA sections are passed over, so that
//! no bracket in them counts. Whether the markup is well-formed is not asked; what is read afterwards is asked that.

use memchr::{memchr, memchr3, memmem};

/// What a piece of markup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A start tag.
    Start,
    /// A start tag that is the whole element.
    Empty,
    /// An end tag.
    End,
    /// A comment, a processing instruction or a CDATA section.
    Other,
    /// A document type declaration, or what begins like one.
    Declaration,
}

/// A piece of markup, as offsets into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Markup {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Finds markup.
#[derive(Debug, Default)]
pub(super) struct Lexer {
    /// Up to where there is no other markup.
    at: usize,
    /// The markup that begins there, and has not ended.
    open: Option<Open>,
}

/// What ends a piece of markup, and up to where it does not end: nothing is looked at twice, however long it is.
#[derive(Clone, Copy, Debug)]
struct Open {
    until: Until,
    searched: usize,
}

#[derive(Clone, Copy, Debug)]
enum Until {
    /// `>`, but not within the quotes that are open.
    Bracket(Option<u8>),
    Text(&'static [u8]),
}

impl Lexer {
    /// The next markup that is whole; `None` until more of the text has come.
    pub(super) fn next(&mut self, text: &str) -> Option<Markup> {
        let bytes = text.as_bytes();
        let mut open = match self.open.take() {
            Some(open) => open,
            None => {
                self.at = match memchr(b'<', &bytes[self.at..]) {
                    Some(found) => self.at + found,
                    None => bytes.len(),
                };
                Open::at(self.at, bytes)?
            }
        };
        let Some(end) = open.end(bytes) else {
            self.open = Some(open);
            return None;
        };
        let start = self.at;
        self.at = end;
        let kind = kind(&bytes[start..end]);
        Some(Markup { kind, start, end })
    }

    /// Forgets so many bytes at the start of the text, which hold no open markup.
    pub(super) fn forget(&mut self, bytes: usize) {
        self.at -= bytes;
        if let Some(open) = &mut self.open {
            open.searched -= bytes;
        }
    }
}

impl Open {
    /// The markup that begins there; `None` as long as that cannot be known.
    fn at(start: usize, bytes: &[u8]) -> Option<Self> {
        const BEGINNINGS: [(&[u8], &[u8]); 3] =
            [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];
        let rest = &bytes[start..];
        if !matches!(rest, [_, second, ..] if !matches!(second, b'!' | b'?')) {
            for (beginning, end) in BEGINNINGS {
                if rest.starts_with(beginning) {
                    let searched = start + beginning.len();
                    let until = Until::Text(end);
                    return Some(Self { until, searched });
                }
                if beginning.starts_with(rest) {
                    return None;
                }
            }
        }
        Some(Self {
            until: Until::Bracket(None),
            searched: start + 1,
        })
    }

    /// Where it ends.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        match self.until {
            Until::Bracket(quote) => self.bracket_end(quote, bytes),
            Until::Text(text) => match memmem::find(&bytes[self.searched..], text) {
                Some(found) => Some(self.searched + found + text.len()),
                None => {
                    // Part of what ends it may be there.
                    self.searched = self
                        .searched
                        .max(bytes.len().saturating_sub(text.len() - 1));
                    None
                }
            },
        }
    }

    fn bracket_end(&mut self, mut quote: Option<u8>, bytes: &[u8]) -> Option<usize> {
        loop {
            let rest = &bytes[self.searched..];
            let found = match quote {
                Some(quote) => memchr(quote, rest),
                None => memchr3(b'>', b'"', b'\'', rest),
            };
            let Some(found) = found else {
                self.searched = bytes.len();
                self.until = Until::Bracket(quote);
                return None;
            };
            self.searched += found + 1;
            quote = match (quote, rest[found]) {
                (None, b'>') => return Some(self.searched),
                (None, opening) => Some(opening),
                (Some(_), _) => None,
            };
        }
    }
}

fn kind(markup: &[u8]) -> Kind {
    match markup {
        [b'<', b'/', ..] => Kind::End,
        [b'<', b'?', ..] | [b'<', b'!', b'-', b'-', ..] => Kind::Other,
        [b'<', b'!', ..] if markup.starts_with(b"<![CDATA[") => Kind::Other,
        [b'<', b'!', ..] => Kind::Declaration,
        [.., b'/', b'>'] => Kind::Empty,
        _ => Kind::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Lexer};

    const TEXT: &str =
        "<?x >?>a<a b='>' c=\"'>\"><!-- <b> -- --><![CDATA[</a>]]]]><d e='/'/></a ><!X '>'>";

    fn found(pieces: &[&str]) -> Vec<(Kind, String)> {
        let mut text = String::new();
        let mut lexer = Lexer::default();
        let mut found = Vec::new();
        for piece in pieces {
            text.push_str(piece);
            while let Some(markup) = lexer.next(&text) {
                found.push((markup.kind, text[markup.start..markup.end].to_owned()));
            }
        }
        found
    }

    #[test]
    fn brackets_in_quotes_comments_and_sections_do_not_count() {
        let kinds: Vec<Kind> = found(&[TEXT]).into_iter().map(|(kind, _)| kind).collect();
        let expected = [
            Kind::Other,
            Kind::Start,
            Kind::Other,
            Kind::Other,
            Kind::Empty,
            Kind::End,
            Kind::Declaration,
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn markup_is_found_alike_wherever_the_text_is_parted() {
        let whole = found(&[TEXT]);
        for first in 0..TEXT.len() {
            for second in first..TEXT.len() {
                let pieces = [&TEXT[..first], &TEXT[first..second], &TEXT[second..]];
                assert_eq!(found(&pieces), whole, "{first} {second}");
            }
        }
    }
}
