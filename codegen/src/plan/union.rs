//! Unions: an enum with a variant for each member type.

use std::collections::HashSet;

use super::RustType;
use super::docs;
use super::item::{Member, OtherTexts, Union};
use super::modules::ModuleBuilder;
use super::scope::{Kind, Scope};
use super::shape::{Shape, simple_shape};
use super::words;
use crate::model::{Model, TypeId, TypeKind, Variety};

const DERIVES: &[&str] = &["Clone", "Debug", "PartialEq"];

/// The members of a union that are different in Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// Those that take some texts, in the order in which they are tried.
    pub(super) types: Vec<TypeId>,
    /// Whether there is one behind them that takes every text.
    pub(super) other_texts: OtherTexts,
}

/// What a union is in Rust: an enum, or what its only member is.
pub(super) fn union_shape<'m>(model: &Model, id: TypeId) -> Shape<'m> {
    let declared = declared_at(model, id);
    let Some(members) = members(model, declared) else {
        return Shape::Leaf(RustType::Prelude("String"));
    };
    match (members.types.as_slice(), members.other_texts) {
        ([], _) => Shape::Leaf(RustType::Prelude("String")),
        ([only], OtherTexts::Kept) => simple_shape(model, *only),
        _ => Shape::Union(declared, members),
    }
}

/// The type that declares the union which a type restricts.
fn declared_at(model: &Model, id: TypeId) -> TypeId {
    let mut current = id;
    while let Some(base) = model.simple(current).map(|simple| simple.base) {
        match model.variety(base) {
            Some(Variety::Union(_)) => current = base,
            _ => break,
        }
    }
    current
}

/// The members of a union; `None` if one is a name, which is nothing without the declarations around it.
fn members(model: &Model, union: TypeId) -> Option<Members> {
    let mut found = Members::default();
    let mut seen: HashSet<RustForm> = HashSet::new();
    // A member that takes every text leaves nothing to those behind it, but for enumerations, whose values people mean to use.
    let mut is_exhausted = false;
    for member in flat(model, union) {
        let form = form(model, member)?;
        match &form {
            RustForm::Text => {
                found.other_texts = OtherTexts::Member;
                is_exhausted |= is_unrestricted(model, member);
            }
            RustForm::Enumeration(_) if seen.insert(form.clone()) => found.types.push(member),
            _ if !is_exhausted && seen.insert(form.clone()) => found.types.push(member),
            _ => {}
        }
    }
    Some(found)
}

/// What a member is in Rust.
#[derive(Clone, PartialEq, Eq, Hash)]
enum RustForm {
    Text,
    Leaf(RustType),
    Enumeration(TypeId),
    List(Box<Self>),
    Union(TypeId),
}

/// What a member is in Rust; `None` if it is a name, or consists of names.
fn form(model: &Model, member: TypeId) -> Option<RustForm> {
    match simple_shape(model, member) {
        Shape::Leaf(RustType::Prelude("String")) => Some(RustForm::Text),
        Shape::Leaf(RustType::Runtime("QName")) => None,
        Shape::Leaf(leaf) => Some(RustForm::Leaf(leaf)),
        Shape::Enumeration(declared) => Some(RustForm::Enumeration(declared)),
        Shape::List(item) => Some(RustForm::List(Box::new(form(model, item)?))),
        Shape::Union(declared, _) => Some(RustForm::Union(declared)),
        _ => None,
    }
}

/// The members of a union, those of unions among them in their places.
fn flat(model: &Model, union: TypeId) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = vec![union];
    let mut opened = HashSet::new();
    while let Some(ty) = open.pop() {
        match model.variety(ty) {
            Some(Variety::Union(members)) if model.enumeration(ty).is_empty() => {
                if opened.insert(ty) {
                    open.extend(members.into_iter().rev());
                }
            }
            _ => found.push(ty),
        }
    }
    found
}

/// Whether a text type has no facet that keeps some texts out.
fn is_unrestricted(model: &Model, ty: TypeId) -> bool {
    let mut current = ty;
    while let Some(simple) = model.simple(current) {
        let facets = &simple.facets;
        let keeps_all = facets.patterns.is_empty()
            && facets.length.is_none()
            && facets.min_length.is_none()
            && facets.max_length.is_none();
        if !keeps_all {
            return false;
        }
        current = simple.base;
    }
    true
}

impl ModuleBuilder<'_, '_> {
    /// The enum of a union.
    pub(super) fn union(&mut self, ty: TypeId, members: &Members, name: String) -> Union {
        let mut scope = Scope::new(Kind::Variant);
        let (text_names, text_documentation) = match members.other_texts {
            OtherTexts::Member => (["Text", "AnyText"], "Any other text."),
            OtherTexts::Kept => (
                ["Unknown", "UnknownValue"],
                "A text that is a value of none of the types.",
            ),
        };
        let planned: Vec<Member> = members
            .types
            .iter()
            .map(|member| self.member(*member, &mut scope))
            .collect();
        let shown = self.shown(ty, &name);
        let annotation = &self.context.shapes.model[ty].annotation;
        Union {
            documentation: docs::with_schema(
                Some(annotation),
                &format!("{shown}: a value of one of several types."),
            ),
            derives: self.context.choices.derives(ty, DERIVES, &[]),
            members: planned,
            text: scope.claim_first(&text_names.map(str::to_owned)),
            text_documentation: text_documentation.to_owned(),
            other_texts: members.other_texts,
            name,
        }
    }

    fn member(&mut self, member: TypeId, scope: &mut Scope) -> Member {
        let model = self.context.shapes.model;
        let ty = self.value(member).ty;
        let wanted = match (&model[member].kind, &model[member].name) {
            (TypeKind::Builtin(builtin), _) => words::camel(builtin.name()),
            (_, Some(name)) => words::camel(&name.local),
            (_, None) => anonymous_name(model, member),
        };
        let shown = match &model[member].name {
            Some(name) => docs::code(&name.local),
            None => docs::code(&wanted),
        };
        Member {
            name: scope.claim_exact(&wanted),
            documentation: format!("A value of {shown}."),
            ty,
        }
    }
}

/// What a member without a name is called: after the type that it is made from.
fn anonymous_name(model: &Model, member: TypeId) -> String {
    if !model.enumeration(member).is_empty() {
        return "Value".to_owned();
    }
    match model.variety(member) {
        Some(Variety::Atomic(builtin)) => words::camel(builtin.name()),
        Some(Variety::List(_)) => "List".to_owned(),
        _ => "Value".to_owned(),
    }
}
