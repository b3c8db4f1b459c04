//! What each type of the schema is in Rust.

use std::collections::HashMap;

use super::RustType;
use super::array::{self, ArrayItem};
use super::choices::Choices;
use super::content::{self, NillableTypes, Part};
use super::union::{Members, union_shape};
use crate::diagnostic::{Diagnostic, Error, Severity};
use crate::model::{
    Builtin, Content, ElementId, Model, Particle, Term, Type, TypeId, TypeKind, Variety,
};
use crate::settings::Settings;
use crate::source::Place;

/// What a type of the schema is in Rust.
#[derive(Clone, Debug)]
pub(super) enum Shape<'m> {
    /// A simple value of Rust or the runtime.
    Leaf(RustType),
    /// An enumeration, declared by this type.
    Enumeration(TypeId),
    /// Items separated by spaces.
    List(TypeId),
    /// A union, declared by this type, and its members.
    Union(TypeId, Members),
    /// A struct.
    Record(Vec<Part<'m>>),
    /// A base type with subtypes, and the parts of its own struct.
    Subtypes(Vec<Part<'m>>, Vec<TypeId>),
    /// A wrapper around repeated elements, and its parts where it is a struct after all.
    Array(ArrayItem<'m>, Vec<Part<'m>>),
    /// A tree as it is.
    Any,
    /// A type of the user's.
    Replaced(String),
}

impl<'m> Shape<'m> {
    /// The parts of the type's struct, if it is or may be one.
    pub(super) fn parts(&self) -> Option<&[Part<'m>]> {
        match self {
            Self::Record(parts) | Self::Subtypes(parts, _) | Self::Array(_, parts) => Some(parts),
            _ => None,
        }
    }
}

impl Shape<'_> {
    /// How many parts and subtypes there are.
    fn size(&self) -> usize {
        let parts = self.parts().unwrap_or_default();
        let own: usize = parts.iter().map(Part::size).sum();
        match self {
            Self::Subtypes(_, subtypes) => own + subtypes.len(),
            _ => own,
        }
    }
}

/// The error of a schema with too many parts.
fn too_large(ty: &Type) -> Error {
    let place = ty
        .place
        .clone()
        .unwrap_or_else(|| Place::start_of(&"".into()));
    let message = format!(
        "the types have more than {MAX_PARTS} parts and subtypes together, inherited ones included"
    );
    Error::new(vec![Diagnostic::new(Severity::Error, place, message)])
}

/// The shapes of all types.
#[derive(Debug)]
pub(super) struct Shapes<'m> {
    pub(super) model: &'m Model,
    shapes: Vec<Shape<'m>>,
    parents: HashMap<ElementId, TypeId>,
}

/// How many parts all types may have together, inherited ones, those of groups and subtypes included: each is a line or more.
/// The largest published schemas have a tenth of it.
const MAX_PARTS: usize = 500_000;

impl<'m> Shapes<'m> {
    /// Finds the shape of every type.
    ///
    /// # Errors
    ///
    /// If there is too much to be written down.
    pub(super) fn of(
        model: &'m Model,
        settings: &Settings,
        choices: &Choices,
    ) -> Result<Self, Error> {
        let nillable = NillableTypes::of(model);
        let mut shapes = Vec::new();
        let mut parts = 0;
        for (id, ty) in model.types() {
            let shape = match (choices.replacement(id), &ty.kind) {
                (Some(path), _) => Shape::Replaced(path.to_owned()),
                (None, TypeKind::Builtin(builtin)) => builtin_shape(*builtin),
                (None, TypeKind::Simple(_)) => simple_shape(model, id),
                (None, TypeKind::Complex(_)) => complex_shape(model, settings, &nillable, id),
            };
            parts += shape.size();
            if parts > MAX_PARTS {
                return Err(too_large(ty));
            }
            shapes.push(shape);
        }
        Ok(Self {
            model,
            shapes,
            parents: parents(model),
        })
    }

    /// The type in whose content a local element is declared.
    pub(super) fn parent(&self, element: ElementId) -> Option<TypeId> {
        self.parents.get(&element).copied()
    }

    /// The shape of a type.
    pub(super) fn get(&self, ty: TypeId) -> &Shape<'m> {
        &self.shapes[ty.index()]
    }

    /// The types that a type refers to, directly.
    pub(super) fn references(&self, ty: TypeId) -> Vec<TypeId> {
        match self.get(ty) {
            Shape::Leaf(_) | Shape::Any | Shape::Replaced(_) => Vec::new(),
            Shape::Enumeration(declared) => vec![*declared],
            Shape::List(item) => vec![*item],
            Shape::Union(declared, members) => {
                let members = members.types.iter().copied();
                members.chain([*declared]).collect()
            }
            Shape::Array(_, parts) | Shape::Record(parts) => parts
                .iter()
                .flat_map(|part| part.types(self.model))
                .collect(),
            Shape::Subtypes(parts, subtypes) => {
                let fields = parts.iter().flat_map(|part| part.types(self.model));
                fields.chain(subtypes.iter().copied()).collect()
            }
        }
    }
}

/// The types that declare local elements.
fn parents(model: &Model) -> HashMap<ElementId, TypeId> {
    let mut parents = HashMap::new();
    for (id, _) in model.types() {
        let Some(Content::Elements(particle)) = model.complex(id).map(|complex| &complex.content)
        else {
            continue;
        };
        let mut open: Vec<&Particle> = vec![particle];
        while let Some(particle) = open.pop() {
            match &particle.term {
                Term::Element(element) if !model[element.element].is_global => {
                    parents.entry(element.element).or_insert(id);
                }
                Term::Element(_) | Term::Any(_) => {}
                Term::Sequence(inner) | Term::Choice(inner) | Term::All(inner) => {
                    open.extend(inner)
                }
            }
        }
    }
    parents
}

/// What a simple type is in Rust.
pub(super) fn simple_shape<'m>(model: &Model, id: TypeId) -> Shape<'m> {
    match model.simple(id).map(|simple| &simple.variety) {
        Some(Variety::Atomic(builtin)) => match enumeration_of(model, id) {
            Some(declared) if *builtin != Builtin::QName => Shape::Enumeration(declared),
            _ => builtin_shape(*builtin),
        },
        Some(Variety::List(item)) => Shape::List(*item),
        Some(Variety::Union(_)) => match enumeration_of(model, id) {
            Some(declared) => Shape::Enumeration(declared),
            None => union_shape(model, id),
        },
        None => builtin_or_text(model, id),
    }
}

/// A type that is not declared as a simple one: built in.
fn builtin_or_text<'m>(model: &Model, id: TypeId) -> Shape<'m> {
    match &model[id].kind {
        TypeKind::Builtin(builtin) => builtin_shape(*builtin),
        TypeKind::Simple(_) | TypeKind::Complex(_) => Shape::Leaf(RustType::Prelude("String")),
    }
}

/// The type nearest to `id` in its derivation that enumerates values.
fn enumeration_of(model: &Model, id: TypeId) -> Option<TypeId> {
    let mut current = id;
    while let Some(simple) = model.simple(current) {
        if !simple.enumeration.is_empty() {
            return Some(current);
        }
        current = simple.base;
    }
    None
}

fn complex_shape<'m>(
    model: &'m Model,
    settings: &Settings,
    nillable: &NillableTypes,
    id: TypeId,
) -> Shape<'m> {
    let parts = content::parts(model, nillable, id);
    let subtypes = model.subtypes(id);
    if !subtypes.is_empty() {
        return Shape::Subtypes(parts, subtypes);
    }
    match array::item(model, settings, id) {
        Some(item) => Shape::Array(item, parts),
        None => Shape::Record(parts),
    }
}

fn builtin_shape<'m>(builtin: Builtin) -> Shape<'m> {
    if let Some(item) = builtin.list_item() {
        return Shape::List(Model::builtin(item));
    }
    if builtin == Builtin::AnyType {
        return Shape::Any;
    }
    Shape::Leaf(leaf_type(builtin))
}

/// The Rust type of a built-in atomic type.
fn leaf_type(builtin: Builtin) -> RustType {
    use RustType::{Prelude, Runtime};
    match builtin {
        Builtin::Boolean => Prelude("bool"),
        Builtin::Decimal => Runtime("Decimal"),
        Builtin::Float => Prelude("f32"),
        Builtin::Double => Prelude("f64"),
        Builtin::Duration => Runtime("Duration"),
        Builtin::DateTime => Runtime("DateTime"),
        Builtin::Time => Runtime("Time"),
        Builtin::Date => Runtime("Date"),
        Builtin::GYearMonth => Runtime("GYearMonth"),
        Builtin::GYear => Runtime("GYear"),
        Builtin::GMonthDay => Runtime("GMonthDay"),
        Builtin::GDay => Runtime("GDay"),
        Builtin::GMonth => Runtime("GMonth"),
        Builtin::HexBinary => Runtime("HexBinary"),
        Builtin::Base64Binary => Runtime("Base64Binary"),
        Builtin::QName | Builtin::Notation => Runtime("QName"),
        Builtin::Integer
        | Builtin::NonPositiveInteger
        | Builtin::NegativeInteger
        | Builtin::NonNegativeInteger
        | Builtin::PositiveInteger => Runtime("Integer"),
        Builtin::Long => Prelude("i64"),
        Builtin::Int => Prelude("i32"),
        Builtin::Short => Prelude("i16"),
        Builtin::Byte => Prelude("i8"),
        Builtin::UnsignedLong => Prelude("u64"),
        Builtin::UnsignedInt => Prelude("u32"),
        Builtin::UnsignedShort => Prelude("u16"),
        Builtin::UnsignedByte => Prelude("u8"),
        _ => Prelude("String"),
    }
}
