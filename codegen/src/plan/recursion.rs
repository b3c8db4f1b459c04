//! Types that would contain themselves.

use std::collections::HashMap;

use super::content::{Group, GroupKind, Part, PartKind};
use super::presence::Presence;
use super::row::Occurs;
use super::shape::{Shape, Shapes};
use crate::model::TypeId;

/// The strongly connected components of the types, by what a value must contain.
///
/// No finite document has an element that must contain itself, so such an element is treated as one that may be absent.
#[derive(Debug)]
pub(super) struct Recursion {
    component: HashMap<TypeId, usize>,
    is_cyclic: Vec<bool>,
}

impl Recursion {
    /// Finds the components.
    pub(super) fn of(shapes: &Shapes<'_>) -> Self {
        let mut search = Search::default();
        for (id, _) in shapes.model.types() {
            search.run(id, |ty| contained(shapes, ty));
        }
        let is_cyclic = search
            .components
            .iter()
            .map(|members| is_cyclic(shapes, members))
            .collect();
        let numbered = search.components.iter().enumerate();
        let component = numbered
            .flat_map(|(number, members)| members.iter().map(move |member| (*member, number)))
            .collect();
        Self {
            component,
            is_cyclic,
        }
    }

    /// Whether a part that must be there inside a value of `outer` would contain another `outer`, without end.
    pub(super) fn is_endless(&self, shapes: &Shapes<'_>, outer: TypeId, part: &Part<'_>) -> bool {
        let component = self.component.get(&outer);
        let is_cyclic = component.is_some_and(|number| self.is_cyclic[*number]);
        let inner = contained_in_part(shapes, part);
        is_cyclic && inner.iter().any(|ty| self.component.get(ty) == component)
    }
}

fn is_cyclic(shapes: &Shapes<'_>, members: &[TypeId]) -> bool {
    members.len() > 1
        || members
            .iter()
            .any(|member| contained(shapes, *member).contains(member))
}

/// The structs that every default value of `ty` contains.
fn contained(shapes: &Shapes<'_>, ty: TypeId) -> Vec<TypeId> {
    let parts = match shapes.get(ty) {
        Shape::Record(parts) | Shape::Subtypes(parts, _) => parts.as_slice(),
        _ => &[],
    };
    parts
        .iter()
        .flat_map(|part| contained_in_part(shapes, part))
        .collect()
}

/// The structs that every default value of a part contains.
fn contained_in_part(shapes: &Shapes<'_>, part: &Part<'_>) -> Vec<TypeId> {
    if part.occurs == Occurs::Many || part.presence(shapes.model) != Presence::Required {
        return Vec::new();
    }
    match &part.kind {
        PartKind::Group(group) => match group.kind {
            GroupKind::Sequence => group
                .parts
                .iter()
                .flat_map(|part| contained_in_part(shapes, part))
                .collect(),
            GroupKind::Choice => {
                contained_in_part(shapes, &group.parts[default_alternative(shapes, group)])
            }
        },
        _ => part
            .ty(shapes.model)
            .into_iter()
            .filter(|ty| is_struct(shapes, *ty))
            .collect(),
    }
}

fn is_struct(shapes: &Shapes<'_>, ty: TypeId) -> bool {
    matches!(shapes.get(ty), Shape::Record(_) | Shape::Subtypes(..))
}

/// The alternative that is the default of a choice: the first that contains no struct, or else the first.
pub(super) fn default_alternative(shapes: &Shapes<'_>, choice: &Group<'_>) -> usize {
    let position = choice
        .parts
        .iter()
        .position(|part| contained_in_part(shapes, part).is_empty());
    position.unwrap_or(0)
}

/// Tarjan's search for strongly connected components, without recursion of its own.
#[derive(Default)]
struct Search {
    order: HashMap<TypeId, usize>,
    low: HashMap<TypeId, usize>,
    stack: Vec<TypeId>,
    on_stack: HashMap<TypeId, bool>,
    components: Vec<Vec<TypeId>>,
}

impl Search {
    fn run(&mut self, start: TypeId, next: impl Fn(TypeId) -> Vec<TypeId>) {
        if self.order.contains_key(&start) {
            return;
        }
        let mut path: Vec<(TypeId, Vec<TypeId>)> = vec![(start, self.enter(start, &next))];
        while let Some((ty, children)) = path.last_mut() {
            let ty = *ty;
            match children.pop() {
                Some(child) if !self.order.contains_key(&child) => {
                    let grandchildren = self.enter(child, &next);
                    path.push((child, grandchildren));
                }
                Some(child) if self.on_stack.get(&child) == Some(&true) => {
                    self.lower(ty, self.order[&child])
                }
                Some(_) => {}
                None => {
                    path.pop();
                    self.leave(ty);
                    if let Some((parent, _)) = path.last() {
                        self.lower(*parent, self.low[&ty]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, ty: TypeId, next: &impl Fn(TypeId) -> Vec<TypeId>) -> Vec<TypeId> {
        let number = self.order.len();
        self.order.insert(ty, number);
        self.low.insert(ty, number);
        self.stack.push(ty);
        self.on_stack.insert(ty, true);
        next(ty)
    }

    fn lower(&mut self, ty: TypeId, number: usize) {
        if let Some(low) = self.low.get_mut(&ty) {
            *low = number.min(*low);
        }
    }

    /// Takes a finished component off the stack.
    fn leave(&mut self, ty: TypeId) {
        if self.low[&ty] != self.order[&ty] {
            return;
        }
        let mut members = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack.insert(member, false);
            members.push(member);
            if member == ty {
                break;
            }
        }
        self.components.push(members);
    }
}
