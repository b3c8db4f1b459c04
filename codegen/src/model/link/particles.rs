//! Linking content models: particles as a tree, groups inlined.

use std::ptr;

use super::missing::Kind;
use super::symbols::{Declared, Scope};
use super::{Linker, MAX_PARTICLES};
use crate::model::{Content, ElementUse, Particle, Term, TypeId};
use crate::schema::{self, Group, Reference};

/// How deep references to groups may nest: a group that refers to a group that refers to a group.
const MAX_GROUP_DEPTH: usize = 256;

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
        self.particles += 1;
        let mut all = |parts: &'a [schema::Particle]| -> Vec<Particle> {
            parts
                .iter()
                .filter_map(|part| self.link_particle(part, scope, title, within))
                .collect()
        };
        let term = match &particle.term {
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
        };
        Some(Particle {
            occurs: particle.occurs,
            term,
            place: particle.place.clone(),
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
        let name = scope.resolve(reference);
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
        self.expand_group(&declared, reference)
    }

    /// The content of a group, expanded once and copied for each reference.
    fn expand_group(
        &mut self,
        declared: &Declared<'a, Group>,
        reference: &Reference,
    ) -> Option<Particle> {
        let key = (
            ptr::from_ref(declared.item).cast(),
            declared.scope.target.cloned(),
        );
        if let Some(known) = self.expanded_groups.get(&key) {
            let (copies, particle) = (known.as_ref().map_or(0, count), known);
            self.particles += copies;
            if self.particles > MAX_PARTICLES {
                self.report_particles(reference);
                return None;
            }
            return particle.clone();
        }
        if self.expanding.contains(&key) {
            self.error(
                &reference.place,
                format!("group `{}` refers to itself", declared.item.name),
            );
            return None;
        }
        if self.expanding.len() >= MAX_GROUP_DEPTH {
            self.error(
                &reference.place,
                format!("references to groups nest deeper than {MAX_GROUP_DEPTH} levels"),
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
        self.expanded_groups.insert(key, linked.clone());
        linked
    }

    /// Reports, once, that groups of groups have grown too large.
    fn report_particles(&mut self, reference: &Reference) {
        if !std::mem::replace(&mut self.is_overgrown, true) {
            let message =
                format!("with its groups inlined, the schema has over {MAX_PARTICLES} particles");
            self.error(&reference.place, message);
        }
    }
}

/// The number of particles in a tree.
fn count(particle: &Particle) -> usize {
    match &particle.term {
        Term::Element(_) | Term::Any(_) => 1,
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            1 + parts.iter().map(count).sum::<usize>()
        }
    }
}
