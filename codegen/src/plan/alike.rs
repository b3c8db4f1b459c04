//! Types that are declared alike in several documents, and so are one type in Rust.
//!
//! Two types are alike if they have the same name and form, and all that they refer to, their subtypes too, is alike: the
//! coarsest such partition is found by splitting classes until nothing changes.

use std::collections::HashMap;

use super::content::{Part, PartKind};
use super::reach::Reach;
use super::shape::{Shape, Shapes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Model, Owner, TypeId};

/// For each type the one that stands for it and all that are like it.
#[derive(Debug)]
pub(super) struct Alike {
    representative: Vec<TypeId>,
    shared: Vec<bool>,
}

impl Alike {
    /// Finds the types that are alike.
    pub(super) fn of(
        shapes: &Shapes<'_>,
        reach: &Reach,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let model = shapes.model;
        let ids: Vec<TypeId> = model.types().map(|(id, _)| id).collect();
        let mut alike = Self {
            representative: ids.clone(),
            shared: vec![false; ids.len()],
        };
        if model.documents().count() < 2 {
            return alike;
        }
        let forms = intern(ids.iter().map(|id| own_form(shapes, *id)));
        let classes = refine(shapes, reach, &ids, forms.clone());
        let mut first_of: HashMap<usize, TypeId> = HashMap::new();
        for id in &ids {
            if !reach.is_kept(*id) || model[*id].document.is_none() {
                continue;
            }
            let first = *first_of.entry(classes[id.index()]).or_insert(*id);
            if model[first].document != model[*id].document {
                alike.representative[id.index()] = first;
                alike.shared[first.index()] = true;
                alike.shared[id.index()] = true;
            }
        }
        note_conflicts(shapes, reach, &forms, diagnostics);
        alike
    }

    /// The type that stands for this one.
    pub(super) fn representative(&self, ty: TypeId) -> TypeId {
        self.representative[ty.index()]
    }

    /// Whether several documents have the type.
    pub(super) fn is_shared(&self, ty: TypeId) -> bool {
        self.shared[ty.index()]
    }
}

/// Splits classes until types of one class refer to types of the same classes.
fn refine(shapes: &Shapes<'_>, reach: &Reach, ids: &[TypeId], forms: Vec<usize>) -> Vec<usize> {
    let mut classes = forms;
    let mut count = 0;
    loop {
        let next = intern(ids.iter().map(|id| {
            let references: Vec<usize> = shapes
                .references(*id)
                .iter()
                .filter(|ty| reach.is_kept(**ty))
                .map(|ty| classes[ty.index()])
                .collect();
            (classes[id.index()], references)
        }));
        let next_count = next.iter().max().map_or(0, |last| last + 1);
        if next_count == count {
            return next;
        }
        count = next_count;
        classes = next;
    }
}

/// Numbers for values: the same for equal values, in the order of their first appearance.
fn intern<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut numbers = HashMap::new();
    keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    })
    .collect()
}

/// All that a type says itself, without what it refers to.
fn own_form(shapes: &Shapes<'_>, ty: TypeId) -> String {
    let model = shapes.model;
    let declared = &model[ty];
    let is_data_contract = declared
        .document
        .is_some_and(|document| model[document].is_data_contract);
    let kind = match shapes.get(ty) {
        Shape::Leaf(leaf) => format!("leaf {leaf:?}"),
        Shape::Enumeration(_) => format!("values {:?}", values(model, ty)),
        Shape::List(_) => "list".to_owned(),
        Shape::Union(_, members) => {
            let members = members.types.iter();
            let paths: Vec<String> = members.map(|member| path(shapes, *member)).collect();
            format!("union {paths:?}")
        }
        Shape::Record(parts) => format!("record {:?}", forms(model, parts)),
        Shape::Subtypes(parts, _) => format!("subtypes {:?}", forms(model, parts)),
        Shape::Array(_, parts) => format!("array {:?}", forms(model, parts)),
        Shape::Any => "any".to_owned(),
        Shape::Replaced(path) => format!("replaced {path}"),
    };
    let documentation = &declared.annotation.documentation;
    format!(
        "{} {is_data_contract} {documentation:?} {kind}",
        path(shapes, ty)
    )
}

fn values(model: &Model, ty: TypeId) -> Vec<(&str, Option<i64>)> {
    let values = model.enumeration(ty).iter();
    values
        .map(|value| (value.value.as_str(), value.annotation.enumeration_value()))
        .collect()
}

fn forms(model: &Model, parts: &[Part<'_>]) -> Vec<String> {
    let form = |part: &Part<'_>| {
        let kind = match &part.kind {
            PartKind::Attribute(_) => "attribute".to_owned(),
            PartKind::Text(_) => "text".to_owned(),
            PartKind::Element(_) => "element".to_owned(),
            PartKind::Group(group) => format!("{:?} {:?}", group.kind, forms(model, &group.parts)),
            PartKind::Any(wildcard) => format!("any {:?}", wildcard.namespaces),
            PartKind::Nil => "nil".to_owned(),
            PartKind::AnyAttribute(wildcard) => format!("attributes {:?}", wildcard.namespaces),
        };
        let documentation = part
            .annotation()
            .and_then(|annotation| annotation.documentation.as_deref());
        let (name, presence, occurs) = (part.name(model), part.presence(model), part.occurs);
        format!(
            "{kind} {name:?} {presence:?} {occurs:?} {:?} {documentation:?}",
            part.value(model)
        )
    };
    parts.iter().map(form).collect()
}

/// The name of a type, or for an anonymous one the way to it.
fn path(shapes: &Shapes<'_>, ty: TypeId) -> String {
    let model = shapes.model;
    let declared = &model[ty];
    match (&declared.name, &declared.owner) {
        (Some(name), _) => name.to_string(),
        (None, Some(Owner::Element(element))) => {
            let around = shapes.parent(*element).map(|parent| path(shapes, parent));
            format!("{}/{:?}", around.unwrap_or_default(), model[*element].name)
        }
        (None, Some(Owner::Attribute(owner, name))) => format!("{}/@{name}", path(shapes, *owner)),
        (None, Some(Owner::Base(owner))) => format!("{}/base", path(shapes, *owner)),
        (None, Some(Owner::Item(owner))) => format!("{}/item", path(shapes, *owner)),
        (None, Some(Owner::Member(owner, number))) => format!("{}/{number}", path(shapes, *owner)),
        (None, owner) => format!("{owner:?}"),
    }
}

/// Notes types that have the same name in two documents but are declared differently.
fn note_conflicts(
    shapes: &Shapes<'_>,
    reach: &Reach,
    forms: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let model = shapes.model;
    let mut first_of: HashMap<_, TypeId> = HashMap::new();
    for (id, declared) in model.types() {
        let (Some(name), Some(place)) = (&declared.name, &declared.place) else {
            continue;
        };
        if !reach.is_written(shapes, id) {
            continue;
        }
        let first = *first_of.entry(name).or_insert(id);
        if forms[first.index()] == forms[id.index()] {
            continue;
        }
        let other = model[first]
            .place
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let message = format!(
            "type `{}` is declared differently at {other}; each module has its own",
            name.local
        );
        diagnostics.push(Diagnostic::new(Severity::Note, place.clone(), message));
    }
}
