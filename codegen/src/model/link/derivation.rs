//! What a type takes from its base: variety, text, mixed content. Bases come before what is derived from them.

use super::Linker;
use crate::model::{
    Builtin, Content, Derivation, Model, NamespaceSet, Occurs, Particle, ProcessContents, Term,
    TypeId, TypeKind, Variety, Wildcard,
};

/// What of a type depends on its base.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Nothing.
    Settled,
    /// The variety of a simple type.
    SimpleRestriction,
    /// The text of a complex type: its own type if there is one, else that of its base.
    SimpleContent {
        text: Option<TypeId>,
        /// Whether the own type has its base; otherwise it restricts the text of the complex type's base.
        has_base: bool,
    },
    /// Whether a complex type is mixed.
    ComplexContent,
}

/// How far the search for cycles has come with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Linker<'_> {
    pub(super) fn set_shape(&mut self, id: TypeId, shape: Shape) {
        self.shapes[id.index() - self.first_type] = shape;
    }

    /// Settles all types of the entry, bases first; types that are defined by way of themselves are reported.
    pub(super) fn settle_types(&mut self) {
        let mut marks = vec![Mark::New; self.model.types.len() - self.first_type];
        for index in self.first_type..self.model.types.len() {
            if marks[index - self.first_type] == Mark::New {
                self.settle_with_bases(TypeId(super::number(index)), &mut marks);
            }
        }
    }

    /// Remembers for each type what is derived from it.
    pub(super) fn index_derived(&mut self) {
        for index in self.first_type..self.model.types.len() {
            let id = TypeId(super::number(index));
            if let Some(base) = self.model.base(id) {
                self.model.derived.entry(base).or_default().push(id);
            }
        }
    }

    /// Settles a type after everything that it is defined by, without recursion.
    fn settle_with_bases(&mut self, id: TypeId, marks: &mut [Mark]) {
        let mut path = vec![(id, self.defined_by(id))];
        while let Some((current, needed)) = path.last_mut() {
            let current = *current;
            let slot = current.index() - self.first_type;
            let Some(next) = needed.pop() else {
                if marks[slot] != Mark::Done {
                    self.settle(current);
                    marks[slot] = Mark::Done;
                }
                path.pop();
                continue;
            };
            marks[slot] = Mark::Open;
            match next
                .index()
                .checked_sub(self.first_type)
                .map(|slot| marks[slot])
            {
                // Types of other entries and built-in types are settled.
                None | Some(Mark::Done) => {}
                Some(Mark::New) => path.push((next, self.defined_by(next))),
                Some(Mark::Open) => {
                    self.report_cycle(current);
                    self.cut(current);
                }
            }
        }
    }

    /// The types without which a type makes no sense: its base, and the items or members of a simple type.
    fn defined_by(&self, id: TypeId) -> Vec<TypeId> {
        let mut needed: Vec<_> = self.model.base(id).into_iter().collect();
        match self.model.simple(id).map(|simple| &simple.variety) {
            Some(Variety::List(item)) => needed.push(*item),
            Some(Variety::Union(members)) => needed.extend(members),
            Some(Variety::Atomic(_)) | None => {}
        }
        if let Shape::SimpleContent {
            text: Some(text),
            has_base: true,
        } = self.shapes[id.index() - self.first_type]
        {
            needed.push(text);
        }
        needed
    }

    fn report_cycle(&mut self, id: TypeId) {
        if let Some(place) = self.model[id].place.clone() {
            let title = self.type_title(id);
            self.error(&place, format!("{title} is defined by way of itself"));
        }
    }

    /// Makes a type that is part of a cycle depend on nothing.
    fn cut(&mut self, id: TypeId) {
        self.set_shape(id, Shape::Settled);
        self.model.types[id.index()].kind = TypeKind::Builtin(Builtin::AnyType);
    }

    fn settle(&mut self, id: TypeId) {
        match self.shapes[id.index() - self.first_type] {
            Shape::Settled => self.check_simple(id),
            Shape::SimpleRestriction => self.settle_variety(id),
            Shape::SimpleContent { text, has_base } => self.settle_text(id, text, has_base),
            Shape::ComplexContent => self.settle_complex_content(id),
        }
    }

    /// Reports a list or union of what is not simple.
    fn check_simple(&mut self, id: TypeId) {
        let parts = match self.model.simple(id).map(|simple| &simple.variety) {
            Some(Variety::List(item)) => vec![*item],
            Some(Variety::Union(members)) => members.clone(),
            Some(Variety::Atomic(_)) | None => return,
        };
        let is_wrong = |part: &TypeId| self.model.complex(*part).is_some();
        if let (Some(part), Some(place)) = (
            parts.into_iter().find(is_wrong),
            self.model[id].place.clone(),
        ) {
            let (title, part) = (self.type_title(id), self.type_title(part));
            self.error(
                &place,
                format!("{title} is a list or union of {part}, which is no simple type"),
            );
        }
    }

    /// A restriction has the variety of its base.
    fn settle_variety(&mut self, id: TypeId) {
        let Some(base) = self.model.base(id) else {
            return;
        };
        match self.model.variety(base) {
            Some(variety) => {
                if let TypeKind::Simple(simple) = &mut self.model.types[id.index()].kind {
                    simple.variety = variety;
                }
            }
            // What is missing was reported, and is `xs:anyType` since.
            None if base == Model::builtin(Builtin::AnyType) => {}
            None => self.report_base(id, base, "a simple type is derived from a simple type"),
        }
    }

    fn settle_text(&mut self, id: TypeId, own: Option<TypeId>, has_base: bool) {
        let Some(base) = self.model.base(id) else {
            return;
        };
        let inherited = match &self.model[base].kind {
            TypeKind::Builtin(Builtin::AnyType) => Some(Model::builtin(Builtin::AnySimpleType)),
            TypeKind::Builtin(_) | TypeKind::Simple(_) => Some(base),
            TypeKind::Complex(complex) => match &complex.content {
                Content::Simple(text) => Some(*text),
                _ if complex.is_mixed && own.is_some() && has_base => own,
                _ => None,
            },
        };
        let Some(inherited) = inherited else {
            self.report_base(id, base, "simple content is derived from text");
            return;
        };
        if let (Some(own), false) = (own, has_base) {
            if let TypeKind::Simple(simple) = &mut self.model.types[own.index()].kind {
                simple.base = inherited;
            }
            self.settle_variety(own);
        }
        if let TypeKind::Complex(complex) = &mut self.model.types[id.index()].kind {
            complex.content = Content::Simple(own.unwrap_or(inherited));
        }
    }

    /// An extension that adds no elements is mixed where its base is.
    fn settle_complex_content(&mut self, id: TypeId) {
        let Some(base) = self.model.base(id) else {
            return;
        };
        let base_is_mixed = match &self.model[base].kind {
            TypeKind::Builtin(Builtin::AnyType) => {
                self.inherit_anything(id);
                return;
            }
            TypeKind::Builtin(_) | TypeKind::Simple(_) => {
                self.report_base(id, base, "complex content is derived from a complex type");
                return;
            }
            TypeKind::Complex(complex) => complex.is_mixed,
        };
        let inherited = match &self.model[base].kind {
            TypeKind::Complex(complex) => match complex.content {
                Content::Simple(text) => Some(text),
                _ => None,
            },
            _ => None,
        };
        let Some(place) = self.model[id].place.clone() else {
            return;
        };
        let title = self.type_title(id);
        let TypeKind::Complex(complex) = &mut self.model.types[id.index()].kind else {
            return;
        };
        let is_extension = complex.derivation == Derivation::Extension;
        if is_extension && complex.content == Content::Empty {
            complex.is_mixed |= base_is_mixed;
        }
        match (inherited, &complex.content) {
            (Some(text), Content::Empty) if is_extension => complex.content = Content::Simple(text),
            (Some(_), Content::Elements(_)) => {
                self.error(
                    &place,
                    format!("{title} adds elements to a type that holds text"),
                );
            }
            _ => {}
        }
    }

    /// Writes out what a type has from `xs:anyType` that adds no elements to it: any elements, attributes and text.
    ///
    /// Source: XML Schema Part 1, 3.4.7.
    fn inherit_anything(&mut self, id: TypeId) {
        let Some(place) = self.model[id].place.clone() else {
            return;
        };
        let TypeKind::Complex(complex) = &mut self.model.types[id.index()].kind else {
            return;
        };
        if complex.derivation == Derivation::Restriction || complex.content != Content::Empty {
            return;
        }
        let any = Wildcard {
            namespaces: NamespaceSet::Any,
            process: ProcessContents::Lax,
            place: place.clone(),
        };
        let anything = Particle {
            occurs: Occurs { min: 0, max: None },
            term: Term::Any(any.clone()),
            place,
        };
        complex.content = Content::Elements(anything);
        complex.is_mixed = true;
        complex.any_attribute = Some(match complex.any_attribute.take() {
            Some(own) => Wildcard {
                namespaces: NamespaceSet::Any,
                ..own
            },
            None => any,
        });
    }

    fn report_base(&mut self, id: TypeId, base: TypeId, rule: &str) {
        let (title, base) = (self.type_title(id), self.type_title(base));
        if let Some(place) = self.model[id].place.clone() {
            self.error(
                &place,
                format!("{title} cannot be derived from {base}: {rule}"),
            );
        }
    }
}
