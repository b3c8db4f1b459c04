//! Parting the items of a document from the rest of it.
//!
//! The elements around the items are read as they come, for their names and declarations. An item is nothing but text between its
//! start tag and the end tag of the same depth, and is cut out whole.

use std::ops::Range;

use super::super::error::{Error, ErrorKind, Position};
use super::super::options::ReadOptions;
use super::super::reader::Reader;
use super::super::source::Declaration;
use super::lexer::{Kind, Lexer, Markup};
use super::path::Step;
use crate::table::Row;
use crate::value::text::trim;

/// Parts items from the rest.
#[derive(Debug)]
pub(super) struct Splitter {
    around: Vec<Step>,
    item: Row,
    options: ReadOptions,
    lexer: Lexer,
    /// The text that has come and is neither rest nor given away.
    pub(super) text: String,
    /// Where that text begins in the document.
    pub(super) start: Position,
    /// Up to where the text is rest or items.
    taken: usize,
    /// The document without its items.
    rest: String,
    /// The items that are whole, as offsets into the text.
    pub(super) items: Vec<Range<usize>>,
    /// An end tag that waits until the items before it are read.
    held: Option<Markup>,
    /// Where the item begins that is open.
    open: Option<usize>,
    depth: usize,
    /// How many of the open elements are those of the path.
    matched: usize,
    /// What those declare.
    pub(super) declared: Vec<Declaration>,
    /// The name of the last item as it was written: one that is written so, under the same declarations, is an item, too.
    known: String,
    /// There is a document type declaration: nothing is taken for an item any more, and reading the rest will refuse it.
    refused: bool,
}

impl Splitter {
    pub(super) fn new(around: Vec<Step>, item: Row, options: &ReadOptions) -> Self {
        Self {
            around,
            item,
            options: *options,
            lexer: Lexer::default(),
            text: String::new(),
            start: Position::START,
            taken: 0,
            rest: String::new(),
            items: Vec::new(),
            held: None,
            open: None,
            depth: 0,
            matched: 0,
            declared: Vec::new(),
            known: String::new(),
            refused: false,
        }
    }

    /// Finds the items in the text that has come; whether there is more to find once these are [released](Self::release).
    pub(super) fn split(&mut self) -> Result<bool, Error> {
        loop {
            let held = self.held.take();
            let Some(markup) = held.or_else(|| self.lexer.next(&self.text)) else {
                break;
            };
            if self.leaves_path(markup) && !self.items.is_empty() {
                self.held = Some(markup);
                return Ok(true);
            }
            match markup.kind {
                Kind::Start => {
                    self.start_tag(markup)?;
                    self.depth += 1;
                }
                Kind::Empty if self.begins_item(markup)? => {
                    self.open_item(markup.start);
                    self.close_item(markup.end)?;
                }
                Kind::End => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end_tag(markup)?;
                }
                Kind::Declaration => {
                    self.refused = true;
                    self.keep(markup.end);
                }
                Kind::Empty | Kind::Other => self.keep(markup.end),
            }
        }
        match self.open {
            Some(_) => self.check_size(self.text.len() - self.taken)?,
            None => self.check_size(self.text.len() - self.taken + self.rest.len())?,
        }
        Ok(false)
    }

    fn check_size(&self, bytes: usize) -> Result<(), Error> {
        let most = self.options.limits.max_bytes;
        if bytes <= most {
            return Ok(());
        }
        let message =
            format!("one item, or the document without its items, has more than {most} bytes");
        Err(Error::new(ErrorKind::Limit, message).at(self.taken))
    }

    /// Whether the element around the items ends there, and its declarations with it.
    fn leaves_path(&self, markup: Markup) -> bool {
        markup.kind == Kind::End && self.open.is_none() && self.depth == self.around.len()
    }

    /// Lets go of the items; the text then begins behind them.
    pub(super) fn release(&mut self) {
        self.items.clear();
        self.start = self.start.behind(&self.text[..self.taken]);
        self.text.drain(..self.taken);
        self.lexer.forget(self.taken);
        if let Some(held) = &mut self.held {
            held.start -= self.taken;
            held.end -= self.taken;
        }
        self.open = self.open.map(|_| 0);
        self.taken = 0;
    }

    /// The document without its items, when no more text comes.
    pub(super) fn finish(mut self) -> Result<String, Error> {
        if let Some(open) = self.open {
            let error = Error::new(
                ErrorKind::Malformed,
                "the document is cut off within an item",
            );
            return Err(error.at(open).locate_behind(self.start, &self.text));
        }
        self.keep(self.text.len());
        Ok(self.rest)
    }

    /// The depth of the items, and of the element around them.
    pub(super) fn depth_around(&self) -> usize {
        self.around.len()
    }

    fn start_tag(&mut self, markup: Markup) -> Result<(), Error> {
        if self.begins_item(markup)? {
            self.open_item(markup.start);
            return Ok(());
        }
        if self.open.is_none() && !self.refused && self.matched == self.depth {
            self.follow(markup)?;
        }
        self.keep(markup.end);
        Ok(())
    }

    /// Goes along the path, if the tag is the next element of it.
    fn follow(&mut self, markup: Markup) -> Result<(), Error> {
        let Some(step) = self.around.get(self.matched).copied() else {
            return Ok(());
        };
        let tag = self.read_tag(markup)?;
        let in_namespace = step.namespace.is_none_or(|namespace| tag.uri == namespace);
        if tag.local == step.name && in_namespace {
            self.matched += 1;
            self.known.clear();
            self.declared.extend(tag.declared);
        }
        Ok(())
    }

    /// Whether the start tag is that of an item.
    fn begins_item(&mut self, markup: Markup) -> Result<bool, Error> {
        if self.open.is_some()
            || self.refused
            || self.matched < self.around.len()
            || self.depth > self.matched
        {
            return Ok(false);
        }
        let tag = &self.text[markup.start + 1..markup.end - 1];
        let name = tag.split([' ', '\t', '\r', '\n', '/']).next();
        let name = name.unwrap_or_default();
        if name == self.known && !name.is_empty() && !tag.contains("xmlns") {
            return Ok(true);
        }
        let local = name.rsplit(':').next();
        if local != Some(self.item.name()) {
            return Ok(false);
        }
        let name = name.to_owned();
        let tag = self.read_tag(markup)?;
        let is_item = tag.uri == self.item.namespace;
        if is_item && tag.declared.is_empty() {
            self.known = name;
        }
        Ok(is_item)
    }

    fn open_item(&mut self, start: usize) {
        // White space before items goes with them, or it would grow with their number.
        if !trim(&self.text[self.taken..start]).is_empty() {
            self.keep(start);
        }
        self.taken = start;
        self.open = Some(start);
    }

    fn close_item(&mut self, end: usize) -> Result<(), Error> {
        self.check_size(end - self.taken)?;
        self.open = None;
        self.items.push(self.taken..end);
        self.taken = end;
        Ok(())
    }

    fn end_tag(&mut self, markup: Markup) -> Result<(), Error> {
        if self.open.is_some() {
            return match self.depth == self.around.len() {
                true => self.close_item(markup.end),
                false => Ok(()),
            };
        }
        if self.matched > self.depth {
            self.matched = self.depth;
            self.known.clear();
            self.declared
                .retain(|declared| declared.depth <= self.depth);
        }
        self.keep(markup.end);
        Ok(())
    }

    /// Takes the text up to there for the rest, unless it is within an item.
    fn keep(&mut self, end: usize) {
        if self.open.is_none() {
            self.rest.push_str(&self.text[self.taken..end]);
            self.taken = end;
        }
    }

    /// Reads a start tag under the declarations around it.
    fn read_tag(&self, markup: Markup) -> Result<StartTag, Error> {
        let tag = &self.text[..markup.end];
        let mut reader = Reader::within(tag, &self.options, self.depth, &self.declared);
        reader.go_to(markup.start)?;
        let declared = reader.declared_here().map(|(prefix, uri)| Declaration {
            prefix: prefix.to_owned(),
            uri: uri.to_owned(),
            depth: self.depth + 1,
        });
        Ok(StartTag {
            local: reader.local().to_owned(),
            uri: reader.namespace().to_owned(),
            declared: declared.collect(),
        })
    }
}

/// What a start tag on the path says.
struct StartTag {
    local: String,
    uri: String,
    declared: Vec<Declaration>,
}
