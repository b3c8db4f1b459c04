//! Linking content models: particles as a tree, groups inlined.

use std::ptr;

use super::missing::Kind;
use super::symbols::{Declared, Scope};
use super::{Linker, MAX_PARTICLES};
use crate::model::{Content, ElementUse, Particle, Term, TypeId};
use crate::schema::{self, Group, Reference};
use crate::source::Place;

/// How deep a content model may nest once its groups are inlined. Everything behind the linker may recurse over it.
const MAX_DEPTH: usize = 512;

/// A group with its own groups inlined.
#[derive(Debug)]
pub(super) struct ExpandedGroup {
    /// `None` if there was nothing to inline, or what was wrong with it was reported.
    particle: Option<Particle>,
    /// The number of particles in it.
    particles: usize,
    /// How deep they nest.
    depth: usize,
}

impl ExpandedGroup {
    fn of(particle: Option<Particle>) -> Self {
        let (particles, depth) = particle.as_ref().map_or((0, 0), measure);
        Self {
            particle,
            particles,
            depth,
        }
    }
}

impl<'a> Linker<'a> {
    /// The own content of a complex type.
    pub(super) fn link_content(
        &mut self,
        id: TypeId,
        particle: Option<&'a schema::Particle>,
        scope: Scope<'a>,
    ) -> Content {
        let title = self.type_title(id);
        let linked =
            particle.and_then(|particle| self.link_particle(particle, scope, &title, None));
        match linked {
            None => Content::Empty,
            Some(Particle {
                term: Term::Sequence(parts) | Term::All(parts),
                ..
            }) if parts.is_empty() => Content::Empty,
            Some(particle) => Content::Elements(particle),
        }
    }

    /// A particle with its groups inlined; `None` if it never occurs, or if what it refers to is missing, which is reported.
    ///
    /// `title` says whose content it is, and `within` which group it is written in.
    fn link_particle(
        &mut self,
        particle: &'a schema::Particle,
        scope: Scope<'a>,
        title: &str,
        within: Option<&Declared<'a, Group>>,
    ) -> Option<Particle> {
        if particle.occurs.max == Some(0) {
            return None;
        }
        if self.depth >= MAX_DEPTH {
            self.report_depth(&particle.place);
            return None;
        }
        self.particles += 1;
        self.depth += 1;
        let term = self.link_term(particle, scope, title, within);
        self.depth -= 1;
        Some(Particle {
            occurs: particle.occurs,
            term: term?,
            place: particle.place.clone(),
        })
    }

    fn link_term(
        &mut self,
        particle: &'a schema::Particle,
        scope: Scope<'a>,
        title: &str,
        within: Option<&Declared<'a, Group>>,
    ) -> Option<Term> {
        let mut all = |parts: &'a [schema::Particle]| -> Vec<Particle> {
            parts
                .iter()
                .filter_map(|part| self.link_particle(part, scope, title, within))
                .collect()
        };
        Some(match &particle.term {
            schema::Term::Sequence(parts) => Term::Sequence(all(parts)),
            schema::Term::Choice(parts) => Term::Choice(all(parts)),
            schema::Term::All(parts) => Term::All(all(parts)),
            schema::Term::Element(element) => {
                Term::Element(self.link_element_use(element, scope, title)?)
            }
            schema::Term::Any(wildcard) => Term::Any(super::wildcard::link(wildcard, scope)),
            schema::Term::Group(reference) => {
                self.expand_group_reference(reference, scope, title, within)?
                    .term
            }
        })
    }

    fn link_element_use(
        &mut self,
        element: &'a schema::Element,
        scope: Scope<'a>,
        title: &str,
    ) -> Option<ElementUse> {
        let id = match &element.reference {
            Some(reference) => {
                self.resolve_element(reference, scope, &format!("{title} refers to the element"))?
            }
            // A reference that could not be read was reported.
            None if element.name.is_empty() => return None,
            None => self.add_element(scope.local(&element.name, element.form), element, scope),
        };
        Some(ElementUse {
            element: id,
            annotation: element.annotation.clone(),
        })
    }

    fn expand_group_reference(
        &mut self,
        reference: &Reference,
        scope: Scope<'a>,
        title: &str,
        within: Option<&Declared<'a, Group>>,
    ) -> Option<Particle> {
        let name = self.resolve(reference, scope);
        let original = within
            .filter(|within| within.name == name)
            .and_then(|within| within.original.as_deref());
        let declared = match original {
            Some(original) => original.clone(),
            None => match self.lookup(&name, |linker, name| linker.groups.get(name).cloned()) {
                Some(declared) => declared,
                None => {
                    self.report_missing(
                        &format!("{title} refers to the group"),
                        reference,
                        &name,
                        Kind::Group,
                    );
                    return None;
                }
            },
        };
        self.expand_group(&declared, &reference.place)
    }

    /// The content of a group, expanded once and copied for each reference.
    pub(super) fn expand_group(
        &mut self,
        declared: &Declared<'a, Group>,
        place: &Place,
    ) -> Option<Particle> {
        let key = (
            ptr::from_ref(declared.item).cast(),
            declared.scope.target.cloned(),
        );
        if let Some(known) = self.expanded_groups.get(&key) {
            self.particles += known.particles;
            if self.particles > MAX_PARTICLES {
                self.report_particles(place);
                return None;
            }
            if self.depth + known.depth > MAX_DEPTH {
                self.report_depth(place);
                return None;
            }
            return known.particle.clone();
        }
        if self.expanding.contains(&key) {
            self.error(
                place,
                format!("group `{}` refers to itself", declared.item.name),
            );
            return None;
        }
        self.expanding.push(key.clone());
        let title = format!("group `{}`", declared.item.name);
        let particle = declared.item.particle.as_ref();
        let linked = particle.and_then(|particle| {
            self.link_particle(particle, declared.scope, &title, Some(declared))
        });
        self.expanding.pop();
        self.expanded_groups
            .insert(key, ExpandedGroup::of(linked.clone()));
        linked
    }

    /// Reports, once, that groups of groups nest too deep.
    fn report_depth(&mut self, place: &Place) {
        if !std::mem::replace(&mut self.is_overgrown, true) {
            let message = format!(
                "with its groups inlined, a content model nests deeper than {MAX_DEPTH} levels"
            );
            self.error(place, message);
        }
    }

    /// Reports, once, that groups of groups have grown too large.
    fn report_particles(&mut self, place: &Place) {
        if !std::mem::replace(&mut self.is_overgrown, true) {
            let message =
                format!("with its groups inlined, the schema has over {MAX_PARTICLES} particles");
            self.error(place, message);
        }
    }
}

/// The number of particles in a tree, and how deep they nest.
fn measure(particle: &Particle) -> (usize, usize) {
    match &particle.term {
        Term::Element(_) | Term::Any(_) => (1, 1),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            let measured = parts.iter().map(measure);
            let (particles, depth) = measured.fold((0, 0), |(sum, deepest), (particles, depth)| {
                (sum + particles, deepest.max(depth))
            });
            (particles + 1, depth + 1)
        }
    }
}
