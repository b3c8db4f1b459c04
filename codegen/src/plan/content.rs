//! The parts of a complex type as a flat list: attributes, then text or elements, inherited ones first.

use super::item::Occurs;
use super::presence::{EmitDefault, Nillable, Presence};
use crate::model::{
    Annotation, AttributePresence, AttributeUse, EffectiveContent, ElementUse, Model, Owner,
    Particle, QName, Term, TypeId, ValueConstraint,
};
use crate::source::Place;

/// A part of a complex type.
#[derive(Clone, Debug)]
pub(super) struct Part<'m> {
    pub(super) kind: PartKind<'m>,
    pub(super) min_occurs: u32,
    pub(super) occurs: Occurs,
}

/// What a part is.
#[derive(Clone, Copy, Debug)]
pub(super) enum PartKind<'m> {
    Attribute(&'m AttributeUse),
    Text(TypeId),
    Element(&'m ElementUse),
}

/// Why a type has no flat list of parts.
#[derive(Debug)]
pub(super) struct Obstacle {
    pub(super) what: String,
    pub(super) place: Place,
}

impl<'m> Part<'m> {
    /// The schema type of the part.
    pub(super) fn ty(&self, model: &Model) -> TypeId {
        match self.kind {
            PartKind::Attribute(attribute) => attribute.ty,
            PartKind::Text(ty) => ty,
            PartKind::Element(element) => model[element.element].ty,
        }
    }

    /// The name on the wire; `None` for text.
    pub(super) fn name<'a>(&'a self, model: &'a Model) -> Option<&'a QName> {
        match self.kind {
            PartKind::Attribute(attribute) => Some(&attribute.name),
            PartKind::Text(_) => None,
            PartKind::Element(element) => Some(&model[element.element].name),
        }
    }

    /// The annotation of the part's use.
    pub(super) fn annotation(&self) -> Option<&'m Annotation> {
        match self.kind {
            PartKind::Attribute(attribute) => Some(&attribute.annotation),
            PartKind::Text(_) => None,
            PartKind::Element(element) => Some(&element.annotation),
        }
    }

    /// The value that is meant by absence or emptiness.
    pub(super) fn value<'a>(&'a self, model: &'a Model) -> &'a ValueConstraint {
        match self.kind {
            PartKind::Attribute(attribute) => &attribute.value,
            PartKind::Text(_) => &ValueConstraint::None,
            PartKind::Element(element) => &model[element.element].value,
        }
    }

    /// How the part may be missing; an item of a repeated part is never left out for being nil.
    pub(super) fn presence(&self, model: &Model) -> Presence {
        let (nillable, emit_default) = match self.kind {
            PartKind::Attribute(_) | PartKind::Text(_) => (Nillable::No, EmitDefault::Yes),
            PartKind::Element(element) => (
                Nillable::from_schema(model[element.element].is_nillable),
                EmitDefault::from_annotation(element.annotation.emit_default_value()),
            ),
        };
        match self.occurs {
            Occurs::Once => Presence::of(self.min_occurs, nillable, emit_default),
            Occurs::Many => Presence::of(self.min_occurs, nillable, EmitDefault::Yes),
        }
    }
}

/// The parts of a complex type.
pub(super) fn parts(model: &Model, ty: TypeId) -> Result<Vec<Part<'_>>, Obstacle> {
    let place = model[ty].place.clone();
    let refuse = |what: &str| match &place {
        Some(place) => Err(Obstacle {
            what: what.to_owned(),
            place: place.clone(),
        }),
        None => Ok(()),
    };
    if model
        .extension_chain(ty)
        .iter()
        .any(|base| model.complex(*base).is_some_and(|complex| complex.is_mixed))
    {
        refuse("text among its elements (`mixed`)")?;
    }
    if model.any_attribute(ty).is_some() {
        refuse("`xs:anyAttribute`")?;
    }
    let mut parts: Vec<Part<'_>> = model
        .attributes(ty)
        .into_iter()
        .map(|(_, attribute)| attribute_part(attribute))
        .collect();
    match model.content(ty) {
        EffectiveContent::Empty => {}
        EffectiveContent::Any => refuse("any content")?,
        EffectiveContent::Simple(text) => parts.push(Part {
            kind: PartKind::Text(text),
            min_occurs: 1,
            occurs: Occurs::Once,
        }),
        EffectiveContent::Elements(particles) => {
            for (_, particle) in particles {
                flatten(model, particle, Multiplicity::ONCE, &mut parts)?;
            }
        }
    }
    reject_repetition(model, &parts)?;
    Ok(parts)
}

fn attribute_part(attribute: &AttributeUse) -> Part<'_> {
    Part {
        kind: PartKind::Attribute(attribute),
        min_occurs: u32::from(attribute.presence == AttributePresence::Required),
        occurs: Occurs::Once,
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
}

fn flatten<'m>(
    model: &'m Model,
    particle: &'m Particle,
    around: Multiplicity,
    parts: &mut Vec<Part<'m>>,
) -> Result<(), Obstacle> {
    let refuse = |what: &str| {
        Err(Obstacle {
            what: what.to_owned(),
            place: particle.place.clone(),
        })
    };
    let multiplicity = around.times(particle);
    match &particle.term {
        Term::Element(element) if !model[element.element].substitutes.is_empty() => {
            refuse("an element with a substitution group")
        }
        Term::Element(element) => {
            parts.push(Part {
                kind: PartKind::Element(element),
                min_occurs: multiplicity.min,
                occurs: multiplicity.occurs,
            });
            Ok(())
        }
        Term::Any(_) => refuse("`xs:any`"),
        Term::Choice(inner) if inner.len() > 1 => refuse("an `xs:choice`"),
        Term::Sequence(inner) | Term::All(inner) | Term::Choice(inner) => {
            if multiplicity.occurs == Occurs::Many && inner.len() > 1 {
                return refuse("a repeated group");
            }
            inner
                .iter()
                .try_for_each(|particle| flatten(model, particle, multiplicity, parts))
        }
    }
}

/// Refuses two elements of one name: a table cannot tell them apart.
fn reject_repetition(model: &Model, parts: &[Part<'_>]) -> Result<(), Obstacle> {
    let mut seen = std::collections::HashSet::new();
    for part in parts {
        let PartKind::Element(element) = part.kind else {
            continue;
        };
        let declaration = &model[element.element];
        if !seen.insert(&declaration.name) {
            let what = format!("the element `{}` in two places", declaration.name.local);
            return Err(Obstacle {
                what,
                place: declaration.place.clone(),
            });
        }
    }
    Ok(())
}

/// The type in words, for a diagnostic.
pub(super) fn describe(model: &Model, ty: TypeId) -> String {
    match (&model[ty].name, &model[ty].owner) {
        (Some(name), _) => format!("type `{}`", name.local),
        (None, Some(Owner::Element(element))) => {
            format!("the type of element `{}`", model[*element].name.local)
        }
        (None, _) => "an anonymous type".to_owned(),
    }
}
