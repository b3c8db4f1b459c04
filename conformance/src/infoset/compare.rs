//! Whether two documents have the same information.

use std::collections::HashMap;

use castile_codegen::model::{Model, QName, TypeId};
use roxmltree::{Attribute, Node};

use super::content::{self, Item, items, without_space};
use super::value::{Lexical, is_same};
use super::{Typing, XSI, meant, name, resolve};

use castile_codegen::model::EffectiveContent;

/// Compares an element that was read with what was written of it.
///
/// # Errors
///
/// The first difference, with the path of the element.
pub(crate) fn compare(
    model: &Model,
    typing: Typing<'_>,
    read: Node<'_, '_>,
    written: Node<'_, '_>,
) -> Result<(), String> {
    let mut comparison = Comparison {
        model,
        path: Vec::new(),
    };
    comparison
        .element(typing, read, written)
        .map_err(|difference| format!("{}: {difference}", comparison.path.join("/")))
}

struct Comparison<'m> {
    model: &'m Model,
    /// The names down to the element that differs; it stays as it is at the first difference.
    path: Vec<String>,
}

type Same = Result<(), String>;

impl Comparison<'_> {
    fn element(&mut self, typing: Typing<'_>, read: Node<'_, '_>, written: Node<'_, '_>) -> Same {
        let own = name(read);
        self.path.push(own.local.to_string());
        if own != name(written) {
            return Err(format!("the element became `{}`", name(written)));
        }
        let is_nil = nil(read);
        if is_nil != nil(written) {
            return Err(format!(
                "`xsi:nil` was {is_nil} and became {}",
                nil(written)
            ));
        }
        let named = named_type(read);
        if named != named_type(written) {
            let show =
                |name: Option<QName>| name.map_or("absent".to_owned(), |name| format!("`{name}`"));
            let became = show(named_type(written));
            return Err(format!(
                "`xsi:type` was {} and became {became}",
                show(named)
            ));
        }
        let ty = named
            .and_then(|name| self.type_named(&name))
            .or_else(|| typing.ty(self.model));
        self.attributes(ty, read, written)?;
        self.content(typing, ty, read, written)?;
        self.path.pop();
        Ok(())
    }

    fn type_named(&self, name: &QName) -> Option<TypeId> {
        let mut documents = self.model.documents();
        documents.find_map(|(document, _)| self.model.type_named(document, name))
    }

    fn attributes(&self, ty: Option<TypeId>, read: Node<'_, '_>, written: Node<'_, '_>) -> Same {
        for attribute in ordinary(read) {
            let (ty, default) = self.attribute_type(ty, &attribute_name(attribute));
            let other = ordinary(written).find(|other| is_same_name(*other, attribute));
            let shown = attribute_name(attribute);
            let Some(value) = other.map(|other| other.value()).or(default.as_deref()) else {
                return Err(format!("the attribute `{shown}` is lost"));
            };
            if !self.is_same(ty, (attribute.value(), read), (value, written)) {
                return Err(format!(
                    "the attribute `{shown}` was {:?} and became {value:?}",
                    attribute.value()
                ));
            }
        }
        for attribute in ordinary(written) {
            let (ty, default) = self.attribute_type(ty, &attribute_name(attribute));
            if ordinary(read).any(|other| is_same_name(other, attribute)) {
                continue;
            }
            let is_default = default.is_some_and(|default| {
                self.is_same(ty, (&default, read), (attribute.value(), written))
            });
            if !is_default {
                return Err(format!(
                    "the attribute `{}` was not there",
                    attribute_name(attribute)
                ));
            }
        }
        Ok(())
    }

    /// The type and the default of an attribute, as far as known.
    fn attribute_type(&self, ty: Option<TypeId>, name: &QName) -> (Option<TypeId>, Option<String>) {
        let own = ty.map(|ty| self.model.attributes(ty)).unwrap_or_default();
        let declared = own
            .into_iter()
            .find(|(_, attribute)| attribute.name == *name);
        if let Some((_, attribute)) = declared {
            return (
                Some(attribute.ty),
                meant(&attribute.value).map(str::to_owned),
            );
        }
        let mut globals = self
            .model
            .documents()
            .flat_map(|(_, document)| &document.attributes);
        let global = globals.find(|attribute| attribute.name == *name);
        (global.map(|attribute| attribute.ty), None)
    }

    /// Whether two texts are the same value; without a type, the same text, and the same name if it is one with a prefix.
    fn is_same(
        &self,
        ty: Option<TypeId>,
        (read, at): (&str, Node<'_, '_>),
        (written, to): (&str, Node<'_, '_>),
    ) -> bool {
        match ty {
            Some(ty) => {
                let read = Lexical {
                    text: read,
                    node: at,
                };
                let written = Lexical {
                    text: written,
                    node: to,
                };
                is_same(self.model, ty, read, written)
            }
            None => {
                let is_prefixed = read.split_once(':').is_some();
                let name = is_prefixed
                    .then(|| resolve(at, read.trim_ascii()))
                    .flatten();
                read == written && (name.is_none() || name == resolve(to, written.trim_ascii()))
            }
        }
    }

    fn content(
        &mut self,
        typing: Typing<'_>,
        ty: Option<TypeId>,
        read: Node<'_, '_>,
        written: Node<'_, '_>,
    ) -> Same {
        if let (Typing::Parts(parts), None) = (typing, ty) {
            return self.children(read, written, false, &|name, _| Typing::part(parts, name));
        }
        let model = self.model;
        let Some(ty) = ty else {
            return self.unknown(read, written);
        };
        match model.content(ty) {
            EffectiveContent::Simple(text) => self.text(text, typing.value(model), read, written),
            EffectiveContent::Any => self.unknown(read, written),
            EffectiveContent::Empty | EffectiveContent::Elements(_) => {
                let is_mixed = content::is_mixed(model, ty);
                self.children(read, written, is_mixed, &|name, nth| {
                    content::child(model, ty, name, nth)
                })
            }
        }
    }

    fn unknown(&mut self, read: Node<'_, '_>, written: Node<'_, '_>) -> Same {
        let is_leaf = |node: Node<'_, '_>| node.first_element_child().is_none();
        if is_leaf(read) && is_leaf(written) {
            let (one, other) = (text_of(read), text_of(written));
            return match self.is_same(None, (&one, read), (&other, written)) {
                true => Ok(()),
                false => Err(format!("the text was {one:?} and became {other:?}")),
            };
        }
        let model = self.model;
        self.children(read, written, true, &|name, _| {
            content::unknown(model, name)
        })
    }

    fn text(
        &mut self,
        ty: TypeId,
        default: Option<&str>,
        read: Node<'_, '_>,
        written: Node<'_, '_>,
    ) -> Same {
        if read.first_element_child().is_some() || written.first_element_child().is_some() {
            return self.children(read, written, true, &|_, _| Typing::Unknown);
        }
        let or_default = |text: String, node| match default {
            Some(default) if text.is_empty() && !nil(node) => default.to_owned(),
            _ => text,
        };
        let one = or_default(text_of(read), read);
        let other = or_default(text_of(written), written);
        match self.is_same(Some(ty), (&one, read), (&other, written)) {
            true => Ok(()),
            false => Err(format!("the text was {one:?} and became {other:?}")),
        }
    }

    fn children(
        &mut self,
        read: Node<'_, '_>,
        written: Node<'_, '_>,
        is_mixed: bool,
        typing: &dyn for<'a> Fn(&'a QName, usize) -> Typing<'a>,
    ) -> Same {
        let (mut one, mut other) = (items(read), items(written));
        if !is_mixed {
            (one, other) = (without_space(one), without_space(other));
        }
        same_names(&one, &other)?;
        let mut counts: HashMap<QName, usize> = HashMap::new();
        for (one, other) in one.iter().zip(&other) {
            match (one, other) {
                (Item::Element(one), Item::Element(other)) => {
                    let own = name(*one);
                    let count = counts.entry(own.clone()).or_default();
                    *count += 1;
                    self.element(typing(&own, *count - 1), *one, *other)?;
                }
                (Item::Text(one), Item::Text(other)) if one == other => {}
                (Item::Text(one), Item::Text(other)) => {
                    return Err(format!("the text {one:?} became {other:?}"));
                }
                (Item::Text(text), _) => return Err(format!("the text {text:?} is lost")),
                (_, Item::Text(text)) => return Err(format!("the text {text:?} was not there")),
            }
        }
        match (one.get(other.len()), other.get(one.len())) {
            (Some(Item::Text(text)), _) => Err(format!("the text {text:?} is lost")),
            (_, Some(Item::Text(text))) => Err(format!("the text {text:?} was not there")),
            _ => Ok(()),
        }
    }
}

/// Whether the same elements stand in the same order.
fn same_names(read: &[Item<'_, '_>], written: &[Item<'_, '_>]) -> Same {
    let names = |items: &[Item<'_, '_>]| -> Vec<QName> {
        items
            .iter()
            .filter_map(|item| match item {
                Item::Element(node) => Some(name(*node)),
                Item::Text(_) => None,
            })
            .collect()
    };
    let (one, other) = (names(read), names(written));
    if one == other {
        return Ok(());
    }
    let sorted = |names: &[QName]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    if sorted(&one) == sorted(&other) {
        return Err("the order of the elements changed".to_owned());
    }
    let count = |names: &[QName], name: &QName| names.iter().filter(|other| *other == name).count();
    if let Some(lost) = one
        .iter()
        .find(|name| count(&one, name) > count(&other, name))
    {
        return Err(format!("an element `{lost}` is lost"));
    }
    let more = other
        .iter()
        .find(|name| count(&other, name) > count(&one, name));
    Err(more.map_or_else(
        || "the elements differ".to_owned(),
        |more| format!("an element `{more}` was not there"),
    ))
}

/// The attributes but those that XML Schema gives to every element.
fn ordinary<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Attribute<'a, 'i>> {
    node.attributes()
        .filter(|attribute| attribute.namespace() != Some(XSI))
}

fn attribute_name(attribute: Attribute<'_, '_>) -> QName {
    QName::new(attribute.namespace(), attribute.name())
}

fn is_same_name(one: Attribute<'_, '_>, other: Attribute<'_, '_>) -> bool {
    one.name() == other.name() && one.namespace() == other.namespace()
}

fn nil(node: Node<'_, '_>) -> bool {
    let value = node.attribute((XSI, "nil")).unwrap_or_default();
    matches!(value.trim_ascii(), "true" | "1")
}

fn named_type(node: Node<'_, '_>) -> Option<QName> {
    resolve(node, node.attribute((XSI, "type"))?.trim_ascii())
}

fn text_of(node: Node<'_, '_>) -> String {
    let texts = node.children().filter(Node::is_text);
    texts.filter_map(|child| child.text()).collect()
}
