//! Content models as parts: flat where that says the same, groups where it does not.

use std::collections::HashSet;
use std::ptr;
use std::rc::Rc;

use super::content::{ElementPart, Group, GroupKind, Part, PartKind};
use super::counting::only_counting_tells;
use super::row::Occurs;
use crate::model::{Builtin, ElementUse, Model, Particle, Term, TypeId};

/// Adds the parts of a particle that `owner` declares.
pub(super) fn flatten<'m>(
    model: &'m Model,
    owner: TypeId,
    particle: &'m Particle,
    parts: &mut Vec<Part<'m>>,
) {
    Flattening { model, owner }.add(particle, Multiplicity::ONCE, parts);
}

/// The one part of mixed content: pieces of text and elements in any order.
pub(super) fn mixed<'m>(model: &'m Model, ty: TypeId, particles: Particles<'m>) -> Part<'m> {
    let mut pieces = vec![Part::once(PartKind::Text(Model::builtin(Builtin::String)))];
    pieces.extend(all_pieces(model, particles));
    content(model, ty, "content", pieces)
}

/// The one part of content in which only counting could tell which particle an element is of: elements in any order.
pub(super) fn in_order<'m>(model: &'m Model, ty: TypeId, particles: Particles<'m>) -> Part<'m> {
    content(model, ty, "choice", all_pieces(model, particles))
}

/// The particles of a type, and the types that declare them.
type Particles<'m> = Vec<(TypeId, &'m Particle)>;

fn all_pieces<'m>(model: &'m Model, particles: Particles<'m>) -> Vec<Part<'m>> {
    let (mut seen, mut pieces) = (HashSet::new(), Vec::new());
    for (owner, particle) in particles {
        Flattening { model, owner }.add_pieces(particle, &mut seen, &mut pieces);
    }
    pieces
}

/// All content of a type as alternatives, repeated.
fn content<'m>(model: &'m Model, ty: TypeId, hint: &str, parts: Vec<Part<'m>>) -> Part<'m> {
    let group = Group {
        kind: GroupKind::Choice,
        parts,
        is_unordered: false,
        hint: hint.to_owned(),
        owner: ty,
        key: ptr::from_ref(&model[ty]).addr(),
    };
    Part {
        kind: PartKind::Group(Rc::new(group)),
        min_occurs: 0,
        occurs: Occurs::Many,
    }
}

/// How often something occurs, all the groups around it considered.
#[derive(Clone, Copy)]
struct Multiplicity {
    min: u32,
    occurs: Occurs,
}

impl Multiplicity {
    const ONCE: Self = Self {
        min: 1,
        occurs: Occurs::Once,
    };

    fn times(self, particle: &Particle) -> Self {
        let occurs = if particle.occurs.is_repeated() {
            Occurs::Many
        } else {
            self.occurs
        };
        Self {
            min: self.min.min(particle.occurs.min),
            occurs,
        }
    }

    fn part(self, kind: PartKind<'_>) -> Part<'_> {
        Part {
            kind,
            min_occurs: self.min,
            occurs: self.occurs,
        }
    }
}

#[derive(Clone, Copy)]
struct Flattening<'m> {
    model: &'m Model,
    owner: TypeId,
}

impl<'m> Flattening<'m> {
    fn add(self, particle: &'m Particle, around: Multiplicity, parts: &mut Vec<Part<'m>>) {
        let multiplicity = around.times(particle);
        match &particle.term {
            Term::Element(element) => {
                let part = multiplicity.part(self.element(particle, element));
                match parts.last_mut() {
                    Some(last) if self.continues(last, &part) => last.add(&part),
                    _ => parts.push(part),
                }
            }
            Term::Any(wildcard) => parts.push(multiplicity.part(PartKind::Any(wildcard))),
            Term::Choice(inner) if inner.len() > 1 => {
                parts.extend(self.choice(particle, multiplicity))
            }
            Term::Sequence(inner) | Term::All(inner) | Term::Choice(inner) => {
                let mut flat = Vec::new();
                let inside = if is_exact(inner, multiplicity) {
                    multiplicity
                } else {
                    Multiplicity::ONCE
                };
                inner
                    .iter()
                    .for_each(|particle| self.add(particle, inside, &mut flat));
                if matches!(particle.term, Term::Sequence(_))
                    && only_counting_tells(self.model, &flat)
                {
                    let is_optional = multiplicity.min == 0 || all_optional(&flat);
                    parts.push(self.in_order(particle, is_optional));
                } else if is_exact(inner, multiplicity)
                    || (multiplicity.occurs == Occurs::Once && all_optional(&flat))
                {
                    parts.append(&mut flat);
                } else {
                    parts.push(multiplicity.part(self.group(
                        particle,
                        GroupKind::Sequence,
                        "group",
                        flat,
                    )));
                }
            }
        }
    }

    /// Whether a part is of the same elements as one before it that repeats: which of them each is, only counting would tell.
    fn continues(self, last: &Part<'m>, part: &Part<'m>) -> bool {
        let (PartKind::Element(last_element), PartKind::Element(element)) =
            (&last.kind, &part.kind)
        else {
            return false;
        };
        let (former, own) = (
            &self.model[last_element.element],
            &self.model[element.element],
        );
        last.occurs == Occurs::Many
            && former.name == own.name
            && former.ty == own.ty
            && former.is_nillable == own.is_nillable
            && former.value == own.value
    }

    /// The use of an element: a choice where others may stand for it.
    fn element(self, particle: &'m Particle, element: &'m ElementUse) -> PartKind<'m> {
        let declared = &self.model[element.element];
        let head = PartKind::Element(ElementPart {
            element: element.element,
            annotation: &element.annotation,
        });
        if declared.substitutes.is_empty() {
            return head;
        }
        let substitutes = declared
            .substitutes
            .iter()
            .filter(|substitute| !self.model[**substitute].is_abstract);
        let uses = substitutes.map(|substitute| {
            let annotation = &self.model[*substitute].annotation;
            PartKind::Element(ElementPart {
                element: *substitute,
                annotation,
            })
        });
        let alternatives = (!declared.is_abstract)
            .then_some(head)
            .into_iter()
            .chain(uses)
            .map(Part::once);
        self.group(
            particle,
            GroupKind::Choice,
            &declared.name.local,
            alternatives.collect(),
        )
    }

    /// A choice; nothing if it has no alternatives, and its one alternative if it has no other.
    fn choice(self, particle: &'m Particle, mut multiplicity: Multiplicity) -> Option<Part<'m>> {
        let mut alternatives = Vec::new();
        self.add_alternatives(particle, &mut alternatives);
        for alternative in &mut alternatives {
            multiplicity.min = multiplicity.min.min(alternative.min_occurs);
            alternative.min_occurs = 1;
        }
        if alternatives.is_empty() {
            return None;
        }
        if has_void_branch(particle) {
            multiplicity.min = 0;
        }
        Some(multiplicity.part(self.group(particle, GroupKind::Choice, "choice", alternatives)))
    }

    /// Adds the alternatives of a choice; a choice among them that occurs once adds its own.
    fn add_alternatives(self, particle: &'m Particle, alternatives: &mut Vec<Part<'m>>) {
        let (Term::Choice(inner) | Term::Sequence(inner) | Term::All(inner)) = &particle.term
        else {
            return;
        };
        for branch in inner {
            match &branch.term {
                Term::Choice(_) if !branch.occurs.is_repeated() && !branch.occurs.is_optional() => {
                    self.add_alternatives(branch, alternatives);
                }
                _ => alternatives.extend(self.alternative(branch)),
            }
        }
    }

    /// A branch of a choice as one part.
    fn alternative(self, branch: &'m Particle) -> Option<Part<'m>> {
        let mut parts = Vec::new();
        self.add(branch, Multiplicity::ONCE, &mut parts);
        if parts.len() < 2 {
            return parts.pop();
        }
        let min_occurs = u32::from(!all_optional(&parts));
        let kind = self.group(branch, GroupKind::Sequence, "group", parts);
        Some(Part {
            kind,
            min_occurs,
            occurs: Occurs::Once,
        })
    }

    /// The elements and wildcards of a particle in the order in which they come, whatever part of it they are of.
    fn in_order(self, particle: &'m Particle, is_optional: bool) -> Part<'m> {
        let mut pieces = Vec::new();
        self.add_pieces(particle, &mut HashSet::new(), &mut pieces);
        let kind = match pieces.pop() {
            Some(only) if pieces.is_empty() => only.kind,
            last => {
                pieces.extend(last);
                self.group(particle, GroupKind::Choice, "choice", pieces)
            }
        };
        Part {
            kind,
            min_occurs: u32::from(!is_optional),
            occurs: Occurs::Many,
        }
    }

    /// Adds the elements and wildcards anywhere in a particle, each once.
    fn add_pieces(
        self,
        particle: &'m Particle,
        seen: &mut HashSet<String>,
        pieces: &mut Vec<Part<'m>>,
    ) {
        match &particle.term {
            Term::Element(element) => {
                if seen.insert(self.model[element.element].name.to_string()) {
                    pieces.push(Part::once(self.element(particle, element)));
                }
            }
            Term::Any(wildcard) => {
                if seen.insert(format!("{:?}", wildcard.namespaces)) {
                    pieces.push(Part::once(PartKind::Any(wildcard)));
                }
            }
            Term::Sequence(inner) | Term::All(inner) | Term::Choice(inner) => {
                inner
                    .iter()
                    .for_each(|particle| self.add_pieces(particle, seen, pieces));
            }
        }
    }

    fn group(
        self,
        particle: &'m Particle,
        kind: GroupKind,
        hint: &str,
        parts: Vec<Part<'m>>,
    ) -> PartKind<'m> {
        PartKind::Group(Rc::new(Group {
            kind,
            parts,
            is_unordered: super::content::is_all(particle),
            hint: hint.to_owned(),
            owner: self.owner,
            key: ptr::from_ref(particle).addr(),
        }))
    }
}

/// Whether the parts of a group can stand for themselves: it occurs once, or has only one part.
fn is_exact(inner: &[Particle], multiplicity: Multiplicity) -> bool {
    let occurs_once = multiplicity.occurs == Occurs::Once && multiplicity.min > 0;
    occurs_once || inner.len() < 2
}

/// Whether a branch of a choice is a group without elements: choosing it is leaving the choice out.
fn has_void_branch(particle: &Particle) -> bool {
    match &particle.term {
        Term::Choice(branches) => branches.iter().any(is_void),
        _ => false,
    }
}

fn is_void(particle: &Particle) -> bool {
    match &particle.term {
        Term::Sequence(inner) | Term::All(inner) => inner.iter().all(is_void),
        Term::Choice(_) => has_void_branch(particle),
        Term::Element(_) | Term::Any(_) => false,
    }
}

fn all_optional(parts: &[Part<'_>]) -> bool {
    parts.iter().all(|part| part.min_occurs == 0)
}
