//! Whether a document keeps to its schema: content models and the forms of values, by the model alone.
//!
//! Nobody says of a sample that it does. This knows nothing of the engine whose reading it may excuse.

use std::collections::BTreeSet;

use castile_codegen::model::{EffectiveContent, Model, Particle, QName, Term, TypeId};
use roxmltree::Node;

use super::value::{Lexical, is_value};
use super::{Typing, XSI, content, name, resolve};

/// Why a document does not keep to its schema: the first reason, with the path of the element; `None` if it does.
pub(crate) fn misfit(model: &Model, typing: Typing<'_>, root: Node<'_, '_>) -> Option<String> {
    let own = root.tag_name().name();
    match element(model, typing, root) {
        Ok(()) => None,
        Err(reason) => Some(format!("{own}{reason}")),
    }
}

/// The path below an element, a colon, and what is wrong there.
type Fit = Result<(), String>;

fn element(model: &Model, typing: Typing<'_>, node: Node<'_, '_>) -> Fit {
    let nil = node.attribute((XSI, "nil")).unwrap_or_default();
    if matches!(nil.trim_ascii(), "true" | "1") {
        return Ok(());
    }
    let named = node.attribute((XSI, "type"));
    let named = named.and_then(|text| resolve(node, text.trim_ascii()));
    let mut documents = model.documents();
    let named = named
        .and_then(|name| documents.find_map(|(document, _)| model.type_named(document, &name)));
    if let (Typing::Parts(parts), None) = (typing, named) {
        return children(node, |child| {
            element(model, Typing::part(parts, &name(child)), child)
        });
    }
    match named.or_else(|| typing.ty(model)) {
        Some(ty) => of_type(model, ty, node),
        None => Ok(()),
    }
}

fn of_type(model: &Model, ty: TypeId, node: Node<'_, '_>) -> Fit {
    match model.content(ty) {
        EffectiveContent::Any => {
            return children(node, |child| {
                element(model, content::unknown(model, &name(child)), child)
            });
        }
        EffectiveContent::Simple(text) => return value(model, text, node),
        EffectiveContent::Empty => order(model, &[], node)?,
        EffectiveContent::Elements(parts) => {
            let particles: Vec<&Particle> = parts.iter().map(|(_, particle)| *particle).collect();
            order(model, &particles, node)?;
        }
    }
    children(node, |child| {
        element(model, content::child(model, ty, &name(child), 0), child)
    })
}

fn children(node: Node<'_, '_>, each: impl Fn(Node<'_, '_>) -> Fit) -> Fit {
    let mut elements = node.children().filter(Node::is_element);
    elements.try_for_each(|child| {
        each(child).map_err(|reason| format!("/{}{reason}", child.tag_name().name()))
    })
}

fn value(model: &Model, ty: TypeId, node: Node<'_, '_>) -> Fit {
    if let Some(child) = node.first_element_child() {
        let child = child.tag_name().name();
        return Err(format!(": the element `{child}` stands in a simple value"));
    }
    let texts = node.children().filter_map(|child| child.text());
    let text: String = texts.collect();
    // An empty element may have a default value.
    if text.is_empty() || is_value(model, ty, Lexical { text: &text, node }) {
        return Ok(());
    }
    Err(format!(": {text:?} is no value of its type"))
}

/// Holds the children of an element to content models that follow each other.
fn order(model: &Model, particles: &[&Particle], node: Node<'_, '_>) -> Fit {
    let elements = node.children().filter(Node::is_element);
    let names: Vec<QName> = elements.map(name).collect();
    let mut walk = Walk {
        model,
        names: &names,
        furthest: 0,
    };
    let mut ends = BTreeSet::from([0]);
    for particle in particles {
        ends = walk.particle(particle, &ends);
    }
    if ends.contains(&names.len()) {
        return Ok(());
    }
    let furthest = ends.last().copied().unwrap_or(0).max(walk.furthest);
    Err(match names.get(furthest) {
        Some(unfit) => format!(": `{}` may not stand there", unfit.local),
        None => ": something is missing at its end".to_owned(),
    })
}

/// Finds how far a content model can take a sequence of names, from any of some places.
struct Walk<'m, 'n> {
    model: &'m Model,
    names: &'n [QName],
    furthest: usize,
}

impl Walk<'_, '_> {
    fn particle(&mut self, particle: &Particle, from: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut ends = BTreeSet::new();
        if particle.occurs.min == 0 {
            ends.extend(from);
        }
        let mut current = from.clone();
        let mut count = 0;
        while particle.occurs.max.is_none_or(|max| count < max) {
            let next = self.once(&particle.term, &current);
            count += 1;
            let is_enough = count >= particle.occurs.min || next == current;
            let before = ends.len();
            if is_enough {
                ends.extend(&next);
            }
            if next.is_empty() || (is_enough && ends.len() == before) {
                break;
            }
            current = next;
        }
        ends
    }

    fn once(&mut self, term: &Term, from: &BTreeSet<usize>) -> BTreeSet<usize> {
        match term {
            Term::Element(_) | Term::Any(_) => {
                let fitting = from.iter().filter(|place| self.fits(term, **place));
                let ends: BTreeSet<usize> = fitting.map(|place| place + 1).collect();
                self.furthest = self.furthest.max(ends.last().copied().unwrap_or(0));
                ends
            }
            Term::Sequence(parts) => {
                let mut ends = from.clone();
                for part in parts {
                    ends = self.particle(part, &ends);
                }
                ends
            }
            Term::Choice(parts) => {
                let ends = parts.iter().flat_map(|part| self.particle(part, from));
                ends.collect()
            }
            Term::All(parts) => from
                .iter()
                .filter_map(|place| self.all(parts, *place))
                .collect(),
        }
    }

    /// The end of a group of elements in any order, as far as it goes.
    fn all(&mut self, parts: &[Particle], mut place: usize) -> Option<usize> {
        let mut open: Vec<&Particle> = parts.iter().collect();
        while let Some(index) = open.iter().position(|part| self.fits(&part.term, place)) {
            open.remove(index);
            place += 1;
        }
        self.furthest = self.furthest.max(place);
        open.iter()
            .all(|part| part.occurs.min == 0)
            .then_some(place)
    }

    fn fits(&self, term: &Term, place: usize) -> bool {
        let Some(name) = self.names.get(place) else {
            return false;
        };
        match term {
            Term::Element(used) => {
                let own = std::iter::once(&used.element);
                let mut all = own.chain(&self.model[used.element].substitutes);
                all.any(|element| self.model[*element].name == *name)
            }
            // Which namespaces it admits makes no difference to where things stand.
            Term::Any(_) => true,
            Term::Sequence(_) | Term::Choice(_) | Term::All(_) => false,
        }
    }
}
