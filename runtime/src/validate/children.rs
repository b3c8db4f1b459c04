//! What is in an element: its text, and its children against a content model.
//!
//! Source: XML Schema Part 1, 3.4.4 and 3.8.4.

use super::content::{Matcher, Step, Taken};
use super::document::{Document, Governing, Siblings, Start};
use super::grammar::{Process, Term, TypeRef, Wildcard};
use super::violation::ViolationKind;
use crate::value::text::trim;
use crate::xml::{Error, Node};

/// What came in an element beside its children.
#[derive(Debug, Default)]
pub(super) struct Came {
    pub(super) text: String,
    pub(super) has_text: bool,
    pub(super) has_children: bool,
}

impl Document<'_, '_> {
    /// Reads text; children are reported and passed over.
    pub(super) fn pass_text(&mut self) -> Result<Came, Error> {
        self.source.enter()?;
        let mut came = Came::default();
        let mut siblings = Siblings::default();
        loop {
            match self.source.next_node()? {
                Node::End => return Ok(came),
                Node::Text(text) => came.text.push_str(&text),
                Node::Child => {
                    came.has_children = true;
                    let offset = self.source.start_offset();
                    let name = self.source.local().to_owned();
                    let message = format!("an element `{name}` stands where text is expected");
                    self.report(ViolationKind::UnexpectedElement, offset, message);
                    let number = siblings.next(&name);
                    self.visit(Governing::Wildcard(Process::Skip), name, number)?;
                }
            }
        }
    }

    /// Validates whatever is in an element of any type, as far as it is declared.
    pub(super) fn pass_any(&mut self) -> Result<Came, Error> {
        self.source.enter()?;
        let mut came = Came::default();
        let mut siblings = Siblings::default();
        loop {
            match self.source.next_node()? {
                Node::End => return Ok(came),
                Node::Text(text) => came.add(&text),
                Node::Child => {
                    came.has_children = true;
                    let name = self.source.local().to_owned();
                    let number = siblings.next(&name);
                    self.visit(Governing::Wildcard(Process::Lax), name, number)?;
                }
            }
        }
    }

    /// Validates the children of an element against a content model, or against none, where there may be no children.
    pub(super) fn pass_children(
        &mut self,
        start: &Start<'_>,
        root: Option<u32>,
        ty: TypeRef,
    ) -> Result<Came, Error> {
        self.source.enter()?;
        let keeps_text = self.content_of(ty).1;
        let mut matcher = root.map(|root| Matcher::new(self.grammar, root));
        let mut came = Came::default();
        let mut siblings = Siblings::default();
        loop {
            match self.source.next_node()? {
                Node::End => break,
                // White space between elements is not kept: there may be any amount of it.
                Node::Text(text) => match keeps_text || !trim(&text).is_empty() {
                    true => came.add(&text),
                    false => came.has_text |= !text.is_empty(),
                },
                Node::Child => {
                    came.has_children = true;
                    let name = self.source.local().to_owned();
                    let number = siblings.next(&name);
                    let governing = self.take_child(&mut matcher);
                    self.visit(governing, name, number)?;
                }
            }
        }
        if let Some(expected) = matcher.and_then(|matcher| matcher.finish()) {
            let offset = self.source.offset();
            let message = format!(
                "{} is missing at the end of `{}`",
                self.titles(&expected),
                start.local
            );
            self.report(ViolationKind::MissingElement, offset, message);
        }
        Ok(came)
    }

    /// What the child that the source stands at is; that it may not stand there is reported.
    fn take_child(&mut self, matcher: &mut Option<Matcher<'_>>) -> Governing {
        let offset = self.source.start_offset();
        let local = self.source.local();
        let name = self.index.name(self.source.uri(), local);
        let step = match matcher {
            Some(matcher) => matcher.step(name),
            None => Step::Unexpected(Vec::new()),
        };
        let (kind, message, governing) = match step {
            Step::Taken(taken) => return Governing::of(taken),
            Step::Early(taken, expected) => {
                let expected = self.titles(&expected);
                let message = format!("{expected} is missing before `{local}`");
                (ViolationKind::MissingElement, message, Governing::of(taken))
            }
            Step::Unexpected(expected) => {
                let expected = match expected.is_empty() {
                    true => "no element".to_owned(),
                    false => self.titles(&expected),
                };
                let message = format!("the element `{local}` may not stand here; {expected} may");
                let governing = Governing::Wildcard(Process::Lax);
                (ViolationKind::UnexpectedElement, message, governing)
            }
            Step::Ambiguous => {
                let message = "the content model can be read in too many ways".to_owned();
                *matcher = None;
                let governing = Governing::Wildcard(Process::Lax);
                (ViolationKind::Ambiguous, message, governing)
            }
        };
        self.report(kind, offset, message);
        governing
    }

    /// What particles describe, for a message.
    fn titles(&self, particles: &[u32]) -> String {
        let titles = particles.iter().map(|number| {
            match self.grammar.tables.particles[*number as usize].term {
                Term::Element(element) => format!("`{}`", self.element(element).name),
                Term::Any(Wildcard::Any, _) => "any element".to_owned(),
                Term::Any(..) => "an element of another namespace".to_owned(),
                Term::Sequence(_) | Term::Choice(_) | Term::All(_) => "a group".to_owned(),
            }
        });
        titles.collect::<Vec<_>>().join(" or ")
    }
}

impl Governing {
    fn of(taken: Taken) -> Self {
        match taken {
            Taken::Element(number) => Self::Declared(number),
            Taken::Any(process) => Self::Wildcard(process),
        }
    }
}

impl Came {
    fn add(&mut self, text: &str) {
        self.has_text |= !text.is_empty();
        self.text.push_str(text);
    }
}
