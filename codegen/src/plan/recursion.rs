//! Types that would contain themselves.

use std::collections::HashMap;

use super::content::Part;
use super::item::Occurs;
use super::presence::Presence;
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

    /// Whether a value of `inner` inside one of `outer` would contain another `outer`, without end.
    pub(super) fn is_endless(&self, outer: TypeId, inner: TypeId) -> bool {
        let component = self.component.get(&outer);
        component == self.component.get(&inner)
            && component.is_some_and(|number| self.is_cyclic[*number])
    }
}

fn is_cyclic(shapes: &Shapes<'_>, members: &[TypeId]) -> bool {
    members.len() > 1
        || members
            .iter()
            .any(|member| contained(shapes, *member).contains(member))
}

/// The types whose values every value of `ty` contains.
fn contained(shapes: &Shapes<'_>, ty: TypeId) -> Vec<TypeId> {
    let parts = match shapes.get(ty) {
        Shape::Record(parts) | Shape::Subtypes(parts, _) => parts.as_slice(),
        _ => &[],
    };
    let must_be_there = |part: &&Part<'_>| {
        part.occurs == Occurs::Once && part.presence(shapes.model) == Presence::Required
    };
    let types = parts
        .iter()
        .filter(must_be_there)
        .map(|part| part.ty(shapes.model));
    types
        .filter(|ty| matches!(shapes.get(*ty), Shape::Record(_) | Shape::Subtypes(..)))
        .collect()
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
