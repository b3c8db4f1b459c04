//! A document as it is validated: element after element, in the order of the text.
//!
//! Source: XML Schema Part 1, 3.3.4.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::builtin::xs;
use super::grammar::{Attribute, Content, Element, Grammar, Process, Tables, TypeRef};
use super::identity::{Held, Keys, Place};
use super::index::Index;
use super::simple::Mark;
use super::violation::{Found, ViolationKind, Violations};
use crate::xml::{Copies, Error, ErrorKind, ReadOptions, Source, XSI};

/// What is validated.
#[derive(Debug)]
pub(super) struct Document<'g, 'd> {
    /// All grammars.
    grammars: &'g [&'g Grammar],
    /// That of the element that the source stands in.
    pub(super) grammar: &'g Grammar,
    pub(super) index: &'g Index,
    pub(super) source: Source<'d>,
    pub(super) keys: Keys,
    found: Found,
    path: Vec<Step>,
    ids: HashSet<String>,
    references: Vec<(String, Place)>,
    copies: Rc<Copies>,
}

/// An element of a path.
#[derive(Debug)]
struct Step {
    name: String,
    /// Which of its name it is among its siblings, from 1.
    number: u32,
}

/// What the root of a document has to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Root {
    /// An element that the schema declares at its top.
    Declared,
    /// Any element, of this type.
    Of(TypeRef),
}

/// What is known of an element before its start tag is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Governing {
    /// Its declaration, by number.
    Declared(u32),
    /// Its type.
    Type(TypeRef),
    /// The wildcard that admits it.
    Wildcard(Process),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Start<'d> {
    pub(super) offset: usize,
    pub(super) namespace: String,
    pub(super) local: &'d str,
    pub(super) attributes: Vec<Given<'d>>,
    /// Prefixes and namespaces that are in force, where values can depend on them.
    pub(super) bindings: Vec<(String, String)>,
    pub(super) copies: Rc<Copies>,
}

/// An attribute as it is given.
#[derive(Debug)]
pub(super) struct Given<'d> {
    pub(super) namespace: String,
    pub(super) local: &'d str,
    pub(super) value: Cow<'d, str>,
}

impl Start<'_> {
    /// An attribute of the namespace of `xsi:type`.
    pub(super) fn instruction(&self, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|given| given.local == local && given.namespace == XSI);
        found.map(|given| &*given.value)
    }

    /// The namespace of a prefix.
    pub(super) fn namespace_of(&self, prefix: &str) -> Option<String> {
        let mut bindings = self.bindings.iter();
        match bindings.find(|binding| binding.0 == prefix) {
            Some((_, namespace)) => Some(self.copies.copy(namespace)),
            None if prefix.is_empty() => Some(String::new()),
            None if prefix == "xml" => Some(crate::xml::XML.to_owned()),
            None => None,
        }
    }
}

/// The grammar that declares nothing.
static NOTHING: Grammar = Grammar::new(Tables {
    elements: &[],
    attributes: &[],
    types: &[],
    particles: &[],
    identities: &[],
});

/// Validates a document against some grammars.
pub(super) fn validate(
    grammars: &[&Grammar],
    text: &str,
    root: Root,
    options: &ReadOptions,
) -> Result<(), Violations> {
    let source = match Source::new(text, options) {
        Ok(source) => source,
        Err(error) => return Err(Violations::unreadable(&error)),
    };
    let text = source.text();
    let grammar = *grammars.first().unwrap_or(&&NOTHING);
    let mut document = Document {
        grammars,
        grammar,
        index: grammar.index(),
        source,
        keys: Keys::default(),
        found: Found::default(),
        path: Vec::new(),
        ids: HashSet::new(),
        references: Vec::new(),
        copies: Rc::new(Copies::new(options.limits)),
    };
    if let Err(error) = document.root(root) {
        document.unreadable(error.locate(text));
    }
    document.found.into_result(text)
}

impl<'g, 'd> Document<'g, 'd> {
    fn root(&mut self, root: Root) -> Result<(), Error> {
        self.source.root()?;
        let name = self.source.local().to_owned();
        let governing = match root {
            Root::Declared => Governing::Wildcard(Process::Strict),
            Root::Of(ty) => match self.declared() {
                Some((_, number)) if self.element(number).ty == ty => Governing::Declared(number),
                _ => Governing::Type(ty),
            },
        };
        self.visit(governing, name, 1)?;
        self.source.finish()?;
        self.check_references();
        Ok(())
    }

    /// Validates the element that the source stands at, and leaves it.
    pub(super) fn visit(
        &mut self,
        governing: Governing,
        name: String,
        number: u32,
    ) -> Result<(), Error> {
        self.path.push(Step { name, number });
        let around = self.grammar;
        self.validate_element(governing)?;
        self.turn_to(around);
        self.path.pop();
        Ok(())
    }

    /// Goes by that grammar from here on.
    pub(super) fn turn_to(&mut self, grammar: &'g Grammar) {
        self.grammar = grammar;
        self.index = grammar.index();
    }

    /// What one of the grammars knows, the one at work first.
    pub(super) fn known<T>(
        &self,
        look_up: impl Fn(&Grammar) -> Option<T>,
    ) -> Option<(&'g Grammar, T)> {
        let mut all = [self.grammar]
            .into_iter()
            .chain(self.grammars.iter().copied());
        all.find_map(|grammar| Some((grammar, look_up(grammar)?)))
    }

    /// The global element of the name that the source stands at, and its grammar.
    pub(super) fn declared(&self) -> Option<(&'g Grammar, u32)> {
        let name = (self.source.uri(), self.source.local());
        self.known(|grammar| grammar.index().elements.get(&name).copied())
    }

    /// The global attribute of that name, and its grammar.
    pub(super) fn declared_attribute(
        &self,
        namespace: &str,
        local: &str,
    ) -> Option<(&'g Grammar, &'static Attribute)> {
        let name = (namespace, local);
        self.known(|grammar| {
            let number = grammar.index().attributes.get(&name)?;
            grammar.tables.attributes.get(*number as usize)
        })
    }

    pub(super) fn element(&self, number: u32) -> &'static Element {
        &self.grammar.tables.elements[number as usize]
    }

    /// The start tag that the source stands at.
    pub(super) fn start(&self) -> Start<'d> {
        let scope = self.source.scope();
        let attributes = self.source.attributes().iter().map(|attribute| Given {
            namespace: self.copies.copy(scope.uri(attribute.namespace)),
            local: attribute.local,
            value: attribute.value.clone(),
        });
        let may_have_names = self.index.uses_names || self.source.xsi_type().is_some();
        let bindings = match may_have_names {
            true => scope.in_force(),
            false => Vec::new(),
        };
        Start {
            offset: self.source.start_offset(),
            namespace: self.copies.copy(self.source.uri()),
            local: self.source.local(),
            attributes: attributes.collect(),
            bindings: bindings
                .into_iter()
                .map(|(prefix, uri)| (prefix.to_owned(), self.copies.copy(uri)))
                .collect(),
            copies: Rc::clone(&self.copies),
        }
    }

    /// The path of the open elements.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            path.push('/');
            path.push_str(&step.name);
            if step.number > 1 {
                path.push_str(&format!("[{}]", step.number));
            }
        }
        path
    }

    /// Where an element with this start tag is.
    pub(super) fn place(&self, offset: usize) -> Place {
        Place {
            offset,
            path: self.path(),
        }
    }

    /// Notes a violation in the innermost element.
    pub(super) fn report(
        &mut self,
        kind: ViolationKind,
        offset: usize,
        message: impl Into<String>,
    ) {
        self.found.push(kind, offset, self.path(), message.into());
    }

    /// Notes a violation at a place, or in an attribute there.
    pub(super) fn report_at(
        &mut self,
        kind: ViolationKind,
        place: Place,
        message: impl Into<String>,
    ) {
        self.found
            .push(kind, place.offset, place.path, message.into());
    }

    fn unreadable(&mut self, error: Error) {
        let offset = error.offset().unwrap_or_else(|| self.source.offset());
        let path = self.path();
        self.found
            .push(ViolationKind::Unreadable, offset, path, error.message());
    }

    /// Notes what a value says to the whole document; whether it is one of the type `ID`.
    pub(super) fn note(&mut self, marks: Vec<Mark>, place: &Place) -> bool {
        let mut has_id = false;
        for mark in marks {
            match mark {
                Mark::IdReference(id) => self.references.push((id, place.clone())),
                Mark::Id(id) => {
                    has_id = true;
                    if !self.ids.insert(id.clone()) {
                        let message = format!("the id `{id}` is there twice");
                        self.report_at(ViolationKind::Id, place.clone(), message);
                    }
                }
            }
        }
        has_id
    }

    fn check_references(&mut self) {
        for (id, place) in std::mem::take(&mut self.references) {
            if !self.ids.contains(&id) {
                let message = format!("no element has the id `{id}`");
                self.report_at(ViolationKind::IdReference, place, message);
            }
        }
    }

    /// Notes what the identity constraints that end with an element find.
    pub(super) fn close_keys(&mut self, held: &Held) {
        for (kind, place, message) in self.keys.close(held) {
            self.report_at(kind, place, message);
        }
    }

    /// What elements of a type hold.
    pub(super) fn content_of(&self, ty: TypeRef) -> (Content, bool) {
        match self.grammar.own(ty) {
            Some(own) => (own.content, own.is_mixed),
            None if ty == xs::ANY_TYPE => (Content::Any, true),
            None => (Content::Simple, false),
        }
    }
}

/// How many of each name came in an element.
#[derive(Debug, Default)]
pub(super) struct Siblings(HashMap<String, u32>);

impl Siblings {
    /// The number of the next of that name.
    pub(super) fn next(&mut self, name: &str) -> u32 {
        match self.0.get_mut(name) {
            Some(count) => {
                *count = count.saturating_add(1);
                *count
            }
            None => {
                self.0.insert(name.to_owned(), 1);
                1
            }
        }
    }
}

impl Violations {
    /// The violations of a document that cannot be read at all.
    pub(super) fn unreadable(error: &Error) -> Self {
        let mut found = Found::default();
        let path = error.path();
        let is_limit = error.kind() == ErrorKind::Limit;
        let path = if is_limit { String::new() } else { path };
        found.push(ViolationKind::Unreadable, 0, path, error.message());
        found.into_result("").expect_err("a violation was noted")
    }
}
