//! Elements: their declaration and type, whether they may be nil, and what is in them.
//!
//! Source: XML Schema Part 1, 3.3.4, "Element Locally Valid", and 3.4.4, "Complex Type Locally Valid".

use super::builtin::xs;
use super::children::Came;
use super::document::{Document, Governing, Start};
use super::grammar::{Constraint, Content, Element, Grammar, Process, TypeRef};
use super::identity::Held;
use super::simple::{self, shown};
use super::value::{Prefixes, Value};
use super::violation::ViolationKind;
use crate::value::QName;
use crate::xml::{Error, Node};

impl<'d> Document<'_, 'd> {
    /// Validates the element that the source stands at, and leaves it.
    pub(super) fn validate_element(&mut self, governing: Governing) -> Result<(), Error> {
        let number = match governing {
            Governing::Wildcard(Process::Skip) => return self.source.skip(),
            Governing::Declared(number) => Some(number),
            Governing::Wildcard(_) => self.declared().map(|(grammar, number)| {
                self.turn_to(grammar);
                number
            }),
            Governing::Type(_) => None,
        };
        let declaration = number.map(|number| self.element(number));
        let start = self.start();
        start.copies.hold(start.offset)?;
        let given = self.given_type(&start, governing, declaration);
        let is_strict = matches!(governing, Governing::Wildcard(Process::Strict));
        if is_strict && declaration.is_none() && given.is_none() {
            let message = format!("no schema declares the element `{}`", start.local);
            self.report(ViolationKind::NotDeclared, start.offset, message);
            return self.source.skip();
        }
        let declared = match governing {
            Governing::Type(ty) => ty,
            _ => declaration.map_or(xs::ANY_TYPE, |element| element.ty),
        };
        let ty = self.governing_type(&start, declaration, declared, given);
        self.check_abstract(&start, declaration, ty);
        let identities = declaration.map_or(&[][..], |element| element.identities);
        let is_idle = self.keys.is_idle(identities);
        if !is_idle {
            let place = self.place(start.offset);
            let name = (&*start.namespace, start.local);
            self.keys.open(self.grammar, identities, name, &place);
        }
        self.check_attributes(&start, ty);
        let held = match self.is_nil(&start, declaration) {
            true => self.pass_nil(&start, ty)?,
            false => self.validate_content(&start, declaration, ty)?,
        };
        if !is_idle {
            self.close_keys(&held);
        }
        start.copies.hold(start.offset)
    }

    /// The type that `xsi:type` names, if it does. Where the element is free of a declaration, any grammar may have it.
    fn given_type(
        &mut self,
        start: &Start<'_>,
        governing: Governing,
        declaration: Option<&Element>,
    ) -> Option<TypeRef> {
        let is_free = declaration.is_none() && matches!(governing, Governing::Wildcard(_));
        let text = start.instruction("type")?;
        let mut is_declared = true;
        let name = QName::parse(text, |prefix| {
            let namespace = start.namespace_of(prefix);
            is_declared = namespace.is_some();
            namespace
        });
        let found = name.ok().filter(|_| is_declared).and_then(|name| {
            let namespace = name.namespace().unwrap_or_default();
            let named = |grammar: &Grammar| grammar.type_named(namespace, name.local());
            match is_free {
                true => self.known(named),
                false => named(self.grammar).map(|ty| (self.grammar, ty)),
            }
        });
        let found = found.map(|(grammar, ty)| {
            self.turn_to(grammar);
            ty
        });
        if found.is_none() {
            let message = format!("`xsi:type` is {}, which names no type", shown(text));
            self.report(ViolationKind::Type, start.offset, message);
        }
        found
    }

    /// The type of an element: the declared one, or one that may stand in for it.
    fn governing_type(
        &mut self,
        start: &Start<'_>,
        declaration: Option<&Element>,
        declared: TypeRef,
        given: Option<TypeRef>,
    ) -> TypeRef {
        let Some(given) = given else {
            return declared;
        };
        let blocked = declaration.map_or(0, |element| element.blocked)
            | self.grammar.own(declared).map_or(0, |own| own.blocked);
        let reason = match self.grammar.derivation(given, declared) {
            None => "is not derived from the type of the element",
            Some(methods) if methods & blocked != 0 => "is derived in a way that is blocked here",
            Some(_) => return given,
        };
        let text = start.instruction("type").unwrap_or_default();
        let message = format!("the type `{text}` {reason}");
        self.report(ViolationKind::Type, start.offset, message);
        declared
    }

    fn check_abstract(&mut self, start: &Start<'_>, declaration: Option<&Element>, ty: TypeRef) {
        if declaration.is_some_and(|element| element.is_abstract) {
            let message = format!("the element `{}` is abstract", start.local);
            self.report(ViolationKind::Abstract, start.offset, message);
        }
        if let Some(own) = self.grammar.own(ty).filter(|own| own.is_abstract) {
            let message = format!("the type `{}` is abstract", own.name);
            self.report(ViolationKind::Abstract, start.offset, message);
        }
    }

    /// Whether the element is nil; an `xsi:nil` that it may not have is reported.
    fn is_nil(&mut self, start: &Start<'_>, declaration: Option<&Element>) -> bool {
        // What nobody declares is nothing that could be nil.
        let (Some(nil), Some(element)) = (start.instruction("nil"), declaration) else {
            return false;
        };
        let is_nil = matches!(crate::value::text::trim(nil), "true" | "1");
        let message = if !element.is_nillable {
            "`xsi:nil` is not allowed here"
        } else if is_nil && matches!(element.value, Constraint::Fixed(_)) {
            "an element with a fixed value is never nil"
        } else {
            return is_nil;
        };
        self.report(ViolationKind::Nil, start.offset, message);
        is_nil
    }

    fn pass_nil(&mut self, start: &Start<'_>, ty: TypeRef) -> Result<Held, Error> {
        self.source.enter()?;
        let mut is_empty = true;
        loop {
            match self.source.next_node()? {
                Node::End => break,
                Node::Text(text) => is_empty &= text.is_empty(),
                Node::Child => {
                    is_empty = false;
                    self.source.skip()?;
                }
            }
        }
        if !is_empty {
            self.report(
                ViolationKind::Nil,
                start.offset,
                "a nil element has content",
            );
        }
        Ok(match self.content_of(ty).0 {
            Content::Empty | Content::Elements(_) | Content::Any => Held::Elements,
            _ => Held::Nil,
        })
    }

    fn validate_content(
        &mut self,
        start: &Start<'_>,
        declaration: Option<&Element>,
        ty: TypeRef,
    ) -> Result<Held, Error> {
        let constraint = declaration.map_or(Constraint::None, |element| element.value);
        let (content, is_mixed) = self.content_of(ty);
        match content {
            Content::Simple | Content::List(_) | Content::Union(_) => {
                self.validate_text(start, ty, constraint)
            }
            Content::Text(text) => self.validate_text(start, text, constraint),
            Content::Empty => {
                let came = self.pass_children(start, None, ty)?;
                // Empty content has no white space, either.
                if !is_mixed && came.has_text {
                    let message = "there is text in an element that is empty";
                    self.report(ViolationKind::UnexpectedText, start.offset, message);
                }
                Ok(self.check_mixed_value(start, constraint, ty, &came))
            }
            Content::Any => {
                let came = self.pass_any()?;
                Ok(self.check_mixed_value(start, constraint, ty, &came))
            }
            Content::Elements(root) => {
                let came = self.pass_children(start, Some(root), ty)?;
                if !is_mixed && !crate::value::text::trim(&came.text).is_empty() {
                    let text = shown(crate::value::text::trim(&came.text));
                    let message = format!("there is text between elements: {text}");
                    self.report(ViolationKind::UnexpectedText, start.offset, message);
                }
                Ok(self.check_mixed_value(start, constraint, ty, &came))
            }
        }
    }

    /// Validates an element of text.
    fn validate_text(
        &mut self,
        start: &Start<'_>,
        ty: TypeRef,
        constraint: Constraint,
    ) -> Result<Held, Error> {
        let came = self.pass_text()?;
        if came.has_children {
            return Ok(Held::Wrong);
        }
        let text = match constraint {
            Constraint::Default(value) | Constraint::Fixed(value) if came.text.is_empty() => value,
            _ => &came.text,
        };
        let prefixes = |prefix: &str| start.namespace_of(prefix);
        let read = match simple::read(self.grammar, ty, text, &prefixes) {
            Ok(read) => read,
            Err(wrong) => {
                self.report(wrong.kind, start.offset, wrong.message);
                return Ok(Held::Wrong);
            }
        };
        if !read.marks.is_empty() {
            let place = self.place(start.offset);
            self.note(read.marks, &place);
        }
        if let Constraint::Fixed(fixed) = constraint
            && !self.is_fixed(ty, fixed, text, &read.value, &prefixes)
        {
            let message = format!("{} is not the fixed value {fixed:?}", shown(text));
            self.report(ViolationKind::Fixed, start.offset, message);
        }
        Ok(Held::Value(read.value.identity()))
    }

    /// Whether a value is the fixed one.
    pub(super) fn is_fixed(
        &self,
        ty: TypeRef,
        fixed: &str,
        text: &str,
        value: &Value,
        prefixes: Prefixes<'_>,
    ) -> bool {
        let read = simple::read(self.grammar, ty, fixed, prefixes);
        let is_same = read.is_ok_and(|fixed| fixed.value.identity() == value.identity());
        // A fixed name is written with prefixes of the schema, which are not known here.
        is_same || self.index.has_names(ty) && local_parts(fixed).eq(local_parts(text))
    }

    /// Checks mixed content against the value that its element may have; what identity constraints see of it.
    fn check_mixed_value(
        &mut self,
        start: &Start<'_>,
        constraint: Constraint,
        ty: TypeRef,
        came: &Came,
    ) -> Held {
        let Constraint::Fixed(fixed) = constraint else {
            return Held::Elements;
        };
        let is_empty = !came.has_text && !came.has_children;
        if self.content_of(ty).1 && !is_empty && (came.has_children || came.text != fixed) {
            let message = format!("the content is not the fixed value {fixed:?}");
            self.report(ViolationKind::Fixed, start.offset, message);
        }
        Held::Elements
    }
}

/// The words of a text without the prefixes that names have.
fn local_parts(text: &str) -> impl Iterator<Item = &str> {
    crate::value::text::words(text).map(|word| word.split_once(':').map_or(word, |name| name.1))
}
