//! Content models as rules look at them: the effective content of a type as one tree.

use crate::model::{EffectiveContent, Element};
use std::rc::Rc;

use crate::model::{ElementId, Model, Occurs, Particle, QName, Term, TypeId, Wildcard};
use crate::source::Place;

/// A particle of an effective content model.
#[derive(Clone, Debug)]
pub(super) struct Part<'c> {
    pub(super) occurs: Occurs,
    pub(super) node: Node<'c>,
    pub(super) place: &'c Place,
}

/// What a particle consists of.
#[derive(Clone, Debug)]
pub(super) enum Node<'c> {
    Element(ElementId, &'c Element),
    Any(&'c Wildcard),
    Group(Compositor, Rc<[Part<'c>]>),
}

/// How the particles of a group go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compositor {
    Sequence,
    Choice,
    All,
}

impl Compositor {
    /// The name of its element.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Choice => "choice",
            Self::All => "all",
        }
    }
}

impl<'c> Part<'c> {
    /// A particle of the model.
    pub(super) fn of(model: &'c Model, particle: &'c Particle) -> Self {
        let group = |compositor, parts: &'c [Particle]| {
            let parts = parts.iter().map(|part| Self::of(model, part));
            Node::Group(compositor, parts.collect())
        };
        let node = match &particle.term {
            Term::Element(element) => Node::Element(element.element, &model[element.element]),
            Term::Any(wildcard) => Node::Any(wildcard),
            Term::Sequence(parts) => group(Compositor::Sequence, parts),
            Term::Choice(parts) => group(Compositor::Choice, parts),
            Term::All(parts) => group(Compositor::All, parts),
        };
        Self {
            occurs: particle.occurs,
            node,
            place: &particle.place,
        }
    }

    /// The effective content of a type; `None` if it has no elements.
    pub(super) fn of_type(model: &'c Model, ty: TypeId) -> Option<Self> {
        let EffectiveContent::Elements(particles) = model.content(ty) else {
            return None;
        };
        let mut parts: Vec<_> = particles
            .into_iter()
            .map(|(_, particle)| Self::of(model, particle))
            .collect();
        match parts.len() {
            1 => parts.pop(),
            _ => Some(Self {
                occurs: Occurs::ONCE,
                place: parts.first()?.place,
                node: Node::Group(Compositor::Sequence, parts.into()),
            }),
        }
    }

    /// The number of particles in it.
    pub(super) fn size(&self) -> usize {
        1 + self.parts().iter().map(Self::size).sum::<usize>()
    }

    /// What tells it from other particles.
    pub(super) fn id(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// The particles in it; none for an element or wildcard.
    pub(super) fn parts(&self) -> &[Part<'c>] {
        match &self.node {
            Node::Group(_, parts) => parts,
            Node::Element(..) | Node::Any(_) => &[],
        }
    }

    /// Whether nothing satisfies it.
    pub(super) fn is_emptiable(&self) -> bool {
        self.effective_total().min == 0
    }

    /// Whether it has neither elements nor wildcards.
    pub(super) fn is_empty(&self) -> bool {
        match &self.node {
            Node::Element(..) | Node::Any(_) => false,
            Node::Group(_, parts) => parts.iter().all(Self::is_empty),
        }
    }

    /// How many elements there are at least and at most.
    ///
    /// Source: XML Schema Part 1, 3.8.6, effective total range.
    pub(super) fn effective_total(&self) -> Occurs {
        let Node::Group(compositor, parts) = &self.node else {
            return self.occurs;
        };
        let totals: Vec<_> = parts.iter().map(Self::effective_total).collect();
        let least = totals.iter().map(|total| total.min);
        let mut most = totals.iter().map(|total| total.max);
        let (min, max) = match compositor {
            Compositor::Choice => (
                least.min().unwrap_or(0),
                most.try_fold(0, |most: u32, max| Some(most.max(max?))),
            ),
            Compositor::Sequence | Compositor::All => (
                least.fold(0, u32::saturating_add),
                most.try_fold(0, |sum: u32, max| Some(sum.saturating_add(max?))),
            ),
        };
        let max = match (max, self.occurs.max) {
            (Some(0), _) | (_, Some(0)) => Some(0),
            (Some(inner), Some(outer)) => Some(inner.saturating_mul(outer)),
            (None, _) | (_, None) => None,
        };
        Occurs {
            min: min.saturating_mul(self.occurs.min),
            max,
        }
    }

    /// How diagnostics speak of it.
    pub(super) fn title(&self) -> String {
        match &self.node {
            Node::Element(_, element) => format!("element `{}`", element.name.local),
            Node::Any(_) => "the wildcard".to_owned(),
            Node::Group(compositor, _) => format!("the `{}`", compositor.name()),
        }
    }
}

/// The names that an element particle may have in a document: its own, and those of its substitution group.
pub(super) fn names<'c>(model: &'c Model, element: &'c Element) -> impl Iterator<Item = &'c QName> {
    let substitutes = match element.is_global && !element.block.substitution {
        true => element.substitutes.as_slice(),
        false => &[],
    };
    let others = substitutes.iter().map(|id| &model[*id].name);
    std::iter::once(&element.name).chain(others)
}
