//! What stands inside an element.

use castile_codegen::model::{
    EffectiveContent, ElementId, Model, Occurs, Particle, QName, Term, TypeId,
};
use roxmltree::Node;

use super::{Typing, global_element};

/// A part of the content of an element; comments and processing instructions are none.
#[derive(Clone, Debug)]
pub(super) enum Item<'a, 'i> {
    Text(String),
    Element(Node<'a, 'i>),
}

/// The content of an element, in its order; text is in one piece between elements.
pub(super) fn items<'a, 'i>(node: Node<'a, 'i>) -> Vec<Item<'a, 'i>> {
    let mut items = Vec::new();
    for child in node.children() {
        if child.is_element() {
            items.push(Item::Element(child));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            match items.last_mut() {
                Some(Item::Text(before)) => before.push_str(text),
                _ => items.push(Item::Text(text.to_owned())),
            }
        }
    }
    items
}

/// The content without the white space between elements.
pub(super) fn without_space<'a, 'i>(items: Vec<Item<'a, 'i>>) -> Vec<Item<'a, 'i>> {
    let says_something =
        |item: &Item<'_, '_>| !matches!(item, Item::Text(text) if text.trim_ascii().is_empty());
    items.into_iter().filter(says_something).collect()
}

/// Whether text stands among the elements of a type.
pub(super) fn is_mixed(model: &Model, ty: TypeId) -> bool {
    match model.content(ty) {
        EffectiveContent::Any => true,
        _ => model.complex(ty).is_some_and(|complex| complex.is_mixed),
    }
}

/// What is known of a child of that name in an element of that type: the element of the content model, or where a wildcard takes it
/// the global one. `nth` is how many children of that name stand before it: where each of several declarations stands there exactly
/// once, the child is of the one in its place.
pub(super) fn child<'m>(model: &Model, ty: TypeId, name: &QName, nth: usize) -> Typing<'m> {
    let EffectiveContent::Elements(parts) = model.content(ty) else {
        return unknown(model, name);
    };
    let mut in_order = Some(Vec::new());
    for (_, particle) in &parts {
        each_once(model, particle, name, &mut in_order);
    }
    let in_place = in_order.and_then(|elements| elements.get(nth).copied());
    in_place
        .map(Typing::Element)
        .or_else(|| {
            let mut particles = parts.iter();
            particles.find_map(|(_, particle)| find(model, particle, name))
        })
        .unwrap_or_else(|| unknown(model, name))
}

/// Adds the declarations of that name, in the order of their elements; `None` if one of them need not stand there exactly once.
fn each_once(
    model: &Model,
    particle: &Particle,
    name: &QName,
    in_order: &mut Option<Vec<ElementId>>,
) {
    let occurs_once = particle.occurs == Occurs::ONCE;
    match &particle.term {
        Term::Sequence(parts) if occurs_once => parts
            .iter()
            .for_each(|part| each_once(model, part, name, in_order)),
        Term::Element(used) if occurs_once && model[used.element].name == *name => {
            if let Some(elements) = in_order {
                elements.push(used.element);
            }
        }
        _ if find(model, particle, name).is_some() => *in_order = None,
        _ => {}
    }
}

/// What is known of an element whose parent says nothing of it.
pub(super) fn unknown<'m>(model: &Model, name: &QName) -> Typing<'m> {
    global_element(model, name).map_or(Typing::Unknown, Typing::Element)
}

fn find<'m>(model: &Model, particle: &Particle, name: &QName) -> Option<Typing<'m>> {
    match &particle.term {
        Term::Element(used) => {
            let own = std::iter::once(&used.element);
            let mut all = own.chain(&model[used.element].substitutes);
            all.find(|element| model[**element].name == *name)
                .map(|element| Typing::Element(*element))
        }
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().find_map(|part| find(model, part, name))
        }
        Term::Any(_) => None,
    }
}
